/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The areas of all days are copied as the file has them, so that nothing has to be read when a name is asked for;
 * one is unpacked when a feature's box first meets its box. Few features share a name with a division, so few are
 * ever laid on land. */

#include "gazetteer/yutu-name-land-private.h"

#include "gazetteer/yutu-address-row-private.h"
#include "geo/yutu-exact.h"

#define N_LEVELS 6 /* 1 … 5 */

typedef struct
{
  YutuNameArea area;
  YutuBox      box;
  GBytes      *bytes; /* NULL: unpacked */
  YutuShape   *shape; /* NULL: not unpacked, or it cannot be */
} Land;

struct _YutuNameLand
{
  GPtrArray  *lands;   /* of Land */
  GMutex      lock;    /* of the rest, and of what is unpacked */
  GHashTable *reaches; /* feature and level → GArray of YutuNameReach */
};

static void
land_free (gpointer data)
{
  Land *self = data;

  g_free (self->area.name);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

void
yutu_name_land_free (YutuNameLand *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lands);
  g_hash_table_unref (self->reaches);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* ---- Loading ---- */

/* geom waits to be drawn again where the lines are newer (division_area_stale). */
static const char LAND_SQL[] =
  "SELECT a.id, a.unit, a.level, a.name, a.valid_from, a.valid_to, a.geom, MbrMinX (a.geom), MbrMinY (a.geom), "
  "MbrMaxX (a.geom), MbrMaxY (a.geom), EXISTS (SELECT 1 FROM division_area_stale s WHERE s.area = a.id) "
  "FROM division_area a ORDER BY a.level, a.unit, a.id";

static gboolean
add_land (YutuNameLand        *self,
          YutuConnection      *connection,
          sqlite3_stmt        *row,
          YutuNameReadLandFunc read_land,
          GError             **error)
{
  Land         *land = g_new0 (Land, 1);
  gconstpointer bytes = sqlite3_column_blob (row, 6);

  g_ptr_array_add (self->lands, land);
  land->area = (YutuNameArea){ .unit = sqlite3_column_int64 (row, 1),
                               .level = sqlite3_column_int (row, 2),
                               .name = g_strdup ((const char *)sqlite3_column_text (row, 3)),
                               .from = yutu_column_day (row, 4),
                               .to = yutu_column_day (row, 5) };
  if (sqlite3_column_int (row, 11) != 0 && read_land != NULL)
    {
      land->shape = read_land (connection, sqlite3_column_int64 (row, 0), row, 6, error);
      land->box = land->shape != NULL ? land->shape->box : YUTU_BOX_EMPTY;
      return land->shape != NULL;
    }
  land->box = bytes == NULL ? YUTU_BOX_EMPTY
                            : (YutuBox){ yutu_grid_from_degrees (sqlite3_column_double (row, 7)),
                                         yutu_grid_from_degrees (sqlite3_column_double (row, 8)),
                                         yutu_grid_from_degrees (sqlite3_column_double (row, 9)),
                                         yutu_grid_from_degrees (sqlite3_column_double (row, 10)) };
  land->bytes = bytes != NULL ? g_bytes_new (bytes, (gsize)sqlite3_column_bytes (row, 6)) : NULL;
  return TRUE;
}

YutuNameLand *
yutu_name_land_load (YutuConnection      *connection,
                     YutuNameReadLandFunc read_land,
                     GError             **error)
{
  g_autoptr (YutuNameLand) self = g_new0 (YutuNameLand, 1);
  sqlite3_stmt *statement = NULL;
  gboolean      row = TRUE;

  self->lands = g_ptr_array_new_with_free_func (land_free);
  self->reaches = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  g_mutex_init (&self->lock);
  statement = yutu_connection_prepare (connection, LAND_SQL, error);
  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&self);
      if (!add_land (self, connection, statement, read_land, error))
        {
          sqlite3_reset (statement);
          return NULL;
        }
    }
}

/* ---- Features ---- */

static const YutuShape *
unpack (Land *self)
{
  g_autoptr (GBytes) bytes = g_steal_pointer (&self->bytes);

  if (bytes != NULL)
    self->shape = yutu_shape_from_blob (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  return self->shape;
}

static gboolean
boxes_meet (YutuBox a,
            YutuBox b)
{
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static GArray *
lay (YutuNameLand    *self,
     const YutuShape *shape,
     int              level)
{
  GArray *reaches = g_array_new (FALSE, FALSE, sizeof (YutuNameReach));

  for (guint i = 0; i < self->lands->len; i++)
    {
      Land            *land = self->lands->pdata[i];
      const YutuShape *area = land->area.level <= level && boxes_meet (land->box, shape->box) ? unpack (land) : NULL;
      gboolean         is_reached = FALSE;
      YutuNameReach    reach = { &land->area, FALSE };

      if (area != NULL)
        yutu_exact_relate (shape, area, &is_reached, &reach.is_within);
      if (is_reached)
        g_array_append_val (reaches, reach);
    }
  return reaches;
}

const GArray *
yutu_name_land_list_reaches (YutuNameLand    *self,
                             guint            feature,
                             const YutuShape *shape,
                             int              level)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  gpointer key = GSIZE_TO_POINTER ((gsize)feature * N_LEVELS + (gsize)level);
  GArray  *reaches = g_hash_table_lookup (self->reaches, key);

  if (reaches == NULL)
    {
      reaches = lay (self, shape, level);
      g_hash_table_insert (self->reaches, key, reaches);
    }
  return reaches;
}

static gboolean
is_drawn (const Land *self,
          YutuDay     day)
{
  return self->area.from <= day && day < self->area.to && !yutu_box_is_empty (self->box);
}

gboolean
yutu_name_land_has (const YutuNameLand *self,
                    gint64              unit,
                    YutuDay             day)
{
  for (guint i = 0; i < self->lands->len; i++)
    {
      const Land *land = self->lands->pdata[i];

      if (land->area.unit == unit && is_drawn (land, day))
        return TRUE;
    }
  return FALSE;
}

gboolean
yutu_name_land_has_level (const YutuNameLand *self,
                          int                 level,
                          YutuDay             day)
{
  for (guint i = 0; i < self->lands->len; i++)
    {
      const Land *land = self->lands->pdata[i];

      if (land->area.level == level && is_drawn (land, day))
        return TRUE;
    }
  return FALSE;
}
