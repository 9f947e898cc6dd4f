/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a point lies that no row stands for: a crossing, a coordinate. */

#include "gazetteer/yutu-search-top-private.h"

#include "gazetteer/yutu-address.h"
#include "geo/yutu-exact.h"

#define UNIT_M    500  /* an address so near says in which village a crossing lies where no area is drawn */
#define ADDRESS_M 2000 /* from a coordinate, at most */

/* Areas of the day that may be around @point, finest first. Without their land, which sorting would copy. */
static gboolean
list_areas (YutuSearch *self,
            YutuPoint   point,
            GArray     *ids,
            GError    **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT id FROM division_area WHERE id IN (SELECT pkid FROM idx_division_area_geom WHERE xmin <= ?1 AND "
    "xmax >= ?1 AND ymin <= ?2 AND ymax >= ?2) AND valid_from <= ?3 AND ?3 < valid_to ORDER BY level DESC, unit",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_double (row, 1, yutu_grid_to_degrees (point.x));
  sqlite3_bind_double (row, 2, yutu_grid_to_degrees (point.y));
  sqlite3_bind_text (row, 3, yutu_day_format (self->options->day, day), -1, SQLITE_TRANSIENT);
  while (yutu_connection_step (self->connection, row, &found, error))
    {
      gint64 id = 0;

      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (row, 0);
      g_array_append_val (ids, id);
    }
  return FALSE;
}

/* *unit: that of the area when @point is in it or on its border, else 0. */
static gboolean
is_in_area (YutuSearch *self,
            YutuPoint   point,
            gint64      id,
            gint64     *unit,
            GError    **error)
{
  gboolean      found = FALSE;
  YutuShape    *area = NULL;
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, "SELECT unit, geom FROM division_area WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (row, 1) == SQLITE_BLOB)
    area = yutu_shape_from_blob (sqlite3_column_blob (row, 1), (gsize)sqlite3_column_bytes (row, 1), NULL);
  if (area != NULL && area->kind == YUTU_SHAPE_POLYGON && yutu_exact_point_in_shape (point, area) != YUTU_OUTSIDE)
    *unit = sqlite3_column_int64 (row, 0);
  g_clear_pointer (&area, yutu_shape_unref);
  sqlite3_reset (row);
  return TRUE;
}

/* The finest unit of the day with an area around @point; 0: none. */
static gboolean
find_area (YutuSearch *self,
           YutuPoint   point,
           gint64     *unit,
           GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  *unit = 0;
  if (!list_areas (self, point, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len && *unit == 0; i++)
    if (!is_in_area (self, point, g_array_index (ids, gint64, i), unit, error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_search_load_crossing_unit (YutuSearch *self,
                                YutuPoint   point,
                                gint64     *unit,
                                GError    **error)
{
  g_autoptr (GPtrArray) near = NULL;

  if (!find_area (self, point, unit, error))
    return FALSE;
  if (*unit != 0)
    return TRUE;
  near = yutu_address_near (self->connection, point, UNIT_M, self->options->day, 1, error);
  if (near == NULL)
    return FALSE;
  *unit = near->len > 0 ? ((const YutuAddressRow *)g_ptr_array_index (near, 0))->village : 0;
  return TRUE;
}

gboolean
yutu_search_load_point (YutuSearch      *self,
                        YutuPoint        point,
                        gint64          *unit,
                        gboolean        *is_outside,
                        YutuAddressRow **address,
                        GError         **error)
{
  g_autoptr (GPtrArray) near = NULL;
  gint64 n_areas = 0;

  *is_outside = FALSE;
  *address = NULL;
  if (!find_area (self, point, unit, error) ||
      (*unit == 0 && !yutu_connection_get_int64 (self->connection, "SELECT EXISTS (SELECT 1 FROM division_area)", 0, &n_areas, error)))
    return FALSE;
  *is_outside = *unit == 0 && n_areas > 0;
  near = yutu_address_near (self->connection, point, ADDRESS_M, self->options->day, 1, error);
  if (near == NULL)
    return FALSE;
  if (near->len > 0)
    *address = g_ptr_array_steal_index (near, 0);
  return TRUE;
}
