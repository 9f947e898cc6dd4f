/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-unit-lands-private.h"

#include "division/yutu-division.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-exact.h"

/* A stretch of time in the land of a unit. */
typedef struct
{
  YutuDay    from;
  YutuDay    to;
  YutuShape *shape;
} Land;

static void
land_clear (gpointer data)
{
  yutu_shape_unref (((Land *)data)->shape);
}

static GArray *
load_lands (YutuConnection *connection,
            gint64          unit,
            GError        **error)
{
  g_autoptr (GArray) lands = g_array_new (FALSE, FALSE, sizeof (Land));
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT valid_from, valid_to, id, geom FROM division_area WHERE unit = ?1", error);

  g_array_set_clear_func (lands, land_clear);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, unit);
  while (TRUE)
    {
      Land land;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&lands);
      land.from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 0));
      land.to = yutu_day_parse ((const char *)sqlite3_column_text (statement, 1));
      land.shape =
        yutu_division_read_area (connection, sqlite3_column_int64 (statement, 2), statement, 3, error);
      if (land.shape == NULL)
        return NULL;
      g_array_append_val (lands, land);
    }
}

void
yutu_unit_lands_init (YutuUnitLands  *self,
                      YutuConnection *connection)
{
  self->connection = connection;
  self->lands = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
}

void
yutu_unit_lands_clear (YutuUnitLands *self)
{
  g_clear_pointer (&self->lands, g_hash_table_unref);
}

gboolean
yutu_unit_lands_find (YutuUnitLands *self,
                      gint64         unit,
                      YutuDay        day,
                      YutuPoint      point,
                      double        *out_m,
                      GError       **error)
{
  GArray *lands = g_hash_table_lookup (self->lands, &unit);

  if (lands == NULL)
    {
      lands = load_lands (self->connection, unit, error);
      if (lands == NULL)
        return FALSE;
      g_hash_table_insert (self->lands, g_memdup2 (&unit, sizeof unit), lands);
    }
  *out_m = 0;
  for (guint i = 0; i < lands->len; i++)
    {
      const Land   *land = &g_array_index (lands, Land, i);
      YutuAxisPlace place = { 0 };

      if (land->from > day || day >= land->to ||
          (yutu_box_contains (land->shape->box, point) &&
           yutu_exact_point_in_shape (point, land->shape) != YUTU_OUTSIDE))
        continue;
      yutu_axis_find (land->shape, point, &place);
      *out_m = MAX (place.distance_m, 1e-4);
    }
  return TRUE;
}
