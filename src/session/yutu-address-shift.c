/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-shift.h"

#include <math.h>

#include "base/yutu-compare.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-edit.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-crs.h"

#define VILLAGE_LEVEL 5

gboolean
yutu_shift_kind_from_text (const char    *text,
                           YutuShiftKind *kind)
{
  *kind = g_strcmp0 (text, "BD-09") == 0 ? YUTU_SHIFT_BD09 : YUTU_SHIFT_GCJ02;
  return g_strcmp0 (text, "BD-09") == 0 || g_strcmp0 (text, "GCJ-02") == 0;
}

/* ---- A plan ---- */

void
yutu_shift_plan_init (YutuShiftPlan *self)
{
  *self = (YutuShiftPlan){
    .shifts = g_array_new (FALSE, FALSE, sizeof (YutuAddressShift)),
    .before_m = g_array_new (FALSE, FALSE, sizeof (double)),
    .after_m = g_array_new (FALSE, FALSE, sizeof (double)),
  };
}

void
yutu_shift_plan_clear (YutuShiftPlan *self)
{
  g_clear_pointer (&self->shifts, g_array_unref);
  g_clear_pointer (&self->before_m, g_array_unref);
  g_clear_pointer (&self->after_m, g_array_unref);
}

double
yutu_shift_plan_get_middle (GArray *distances)
{
  g_array_sort (distances, yutu_compare_double);
  return distances->len > 0 ? g_array_index (distances, double, distances->len / 2) : 0;
}

gboolean
yutu_address_find_county_box (YutuConnection *connection,
                              YutuBox        *box,
                              GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT min (xmin), max (xmax), min (ymin), max (ymax) FROM idx_division_area_geom", error);

  *box = YUTU_BOX_EMPTY;
  if (row == NULL || !yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (row, 0) != SQLITE_NULL)
    {
      yutu_box_add_point (box, yutu_point_from_degrees (sqlite3_column_double (row, 0), sqlite3_column_double (row, 2)));
      yutu_box_add_point (box, yutu_point_from_degrees (sqlite3_column_double (row, 1), sqlite3_column_double (row, 3)));
    }
  sqlite3_reset (row);
  return TRUE;
}

/* ---- What is moved ---- */

/* An address as it stands; a coordinate may be none on the earth. */
typedef struct
{
  gint64   id;
  gint64   village;
  gboolean has_point;
  double   x_deg;
  double   y_deg;
} Standing;

#define COLUMNS "id, village, ST_X (geom), ST_Y (geom)"

static void
read_standing (sqlite3_stmt *row,
               Standing     *standing)
{
  *standing = (Standing){
    .id = sqlite3_column_int64 (row, 0),
    .village = sqlite3_column_int64 (row, 1),
    .has_point = sqlite3_column_type (row, 2) != SQLITE_NULL,
    .x_deg = sqlite3_column_double (row, 2),
    .y_deg = sqlite3_column_double (row, 3),
  };
}

static gboolean
is_on_earth (double x_deg,
             double y_deg)
{
  return fabs (x_deg) <= 180 && fabs (y_deg) <= 90;
}

/* 0: none there. */
static gboolean
find_village (YutuConnection *connection,
              YutuPoint       point,
              YutuDay         day,
              gint64         *village,
              GError        **error)
{
  char text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) chain = yutu_division_locate (connection, point, yutu_day_format (day, text), error);
  const YutuDivision *last = chain != NULL && chain->len > 0 ? g_ptr_array_index (chain, chain->len - 1) : NULL;

  *village = last != NULL && last->level == VILLAGE_LEVEL ? last->unit : 0;
  return chain != NULL;
}

static gboolean
add_shift (YutuShiftPlan  *self,
           YutuConnection *connection,
           const Standing *standing,
           YutuPoint       to,
           YutuDay         day,
           GError        **error)
{
  gint64           now = 0;
  YutuAddressShift shift = { .id = standing->id, .village = standing->village, .point = to };

  if (is_on_earth (standing->x_deg, standing->y_deg) &&
      !find_village (connection, yutu_point_from_degrees (standing->x_deg, standing->y_deg), day, &now, error))
    return FALSE;
  if (now != 0 && now == standing->village)
    {
      gint64 then = 0;

      if (!find_village (connection, to, day, &then, error))
        return FALSE;
      if (then != 0)
        shift.village = then;
    }
  shift.is_other_village = shift.village != standing->village;
  self->n_villages += shift.is_other_village;
  g_array_append_val (self->shifts, shift);
  return TRUE;
}

/* *line is NULL when it is none, or has no place. */
static gboolean
load_line (YutuConnection *connection,
           gint64          road,
           YutuShape     **line,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT geom FROM place_name WHERE id = ?1", error);

  *line = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, road);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (sqlite3_column_type (row, 0) == SQLITE_BLOB)
    *line = yutu_shape_from_blob (sqlite3_column_blob (row, 0), (gsize)sqlite3_column_bytes (row, 0), NULL);
  sqlite3_reset (row);
  return TRUE;
}

/* All doors of the road: units are looked up by statements of their own. */
static GArray *
list_doors (YutuConnection *connection,
            gint64          road,
            YutuDay         day,
            GError        **error)
{
  g_autoptr (GArray) doors = g_array_new (FALSE, FALSE, sizeof (Standing));
  gboolean      found = TRUE;
  char          text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT " COLUMNS " FROM address WHERE place = ?1 AND valid_from <= ?2 AND ?2 < valid_to ORDER BY id", error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, road);
  sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      Standing standing;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&doors);
      read_standing (row, &standing);
      g_array_append_val (doors, standing);
    }
}

gboolean
yutu_shift_plan_add_road (YutuShiftPlan  *self,
                          YutuConnection *connection,
                          gint64          road,
                          YutuShiftKind   kind,
                          YutuDay         day,
                          GError        **error)
{
  g_autoptr (YutuShape) line = NULL;
  g_autoptr (GArray) doors = NULL;

  if (!load_line (connection, road, &line, error))
    return FALSE;
  doors = line != NULL ? list_doors (connection, road, day, error) : NULL;
  for (guint i = 0; doors != NULL && i < doors->len; i++)
    {
      const Standing *door = &g_array_index (doors, Standing, i);
      double          lon = door->x_deg, lat = door->y_deg;
      YutuPoint       to;
      YutuAxisPlace   before, after;

      self->n_doors++;
      if (!door->has_point || !is_on_earth (lon, lat))
        continue;
      (kind == YUTU_SHIFT_BD09 ? yutu_crs_bd09_to_wgs84 : yutu_crs_gcj02_to_wgs84) (&lon, &lat);
      to = yutu_point_from_degrees (lon, lat);
      if (!yutu_axis_find (line, yutu_point_from_degrees (door->x_deg, door->y_deg), &before) ||
          !yutu_axis_find (line, to, &after) || after.distance_m >= before.distance_m)
        continue;
      g_array_append_val (self->before_m, before.distance_m);
      g_array_append_val (self->after_m, after.distance_m);
      if (!add_shift (self, connection, door, to, day, error))
        return FALSE;
    }
  return line == NULL || doors != NULL;
}

static gboolean
box_has (YutuBox   box,
         YutuPoint point)
{
  return box.min_x <= point.x && point.x <= box.max_x && box.min_y <= point.y && point.y <= box.max_y;
}

gboolean
yutu_shift_plan_add_exchanged (YutuShiftPlan  *self,
                               YutuConnection *connection,
                               gint64          address,
                               YutuDay         day,
                               GError        **error)
{
  YutuBox       county;
  Standing      standing;
  YutuPoint     to;
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT " COLUMNS " FROM address WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, address);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  read_standing (row, &standing);
  sqlite3_reset (row);
  if (!yutu_address_find_county_box (connection, &county, error))
    return FALSE;
  self->n_doors++;
  if (!standing.has_point || !is_on_earth (standing.y_deg, standing.x_deg))
    return TRUE;
  to = yutu_point_from_degrees (standing.y_deg, standing.x_deg);
  if (yutu_box_is_empty (county) || !box_has (county, to) ||
      (is_on_earth (standing.x_deg, standing.y_deg) && box_has (county, yutu_point_from_degrees (standing.x_deg, standing.y_deg))))
    return TRUE;
  return add_shift (self, connection, &standing, to, day, error);
}

gboolean
yutu_shift_plan_run (const YutuShiftPlan *self,
                     YutuConnection      *connection,
                     YutuDay              day,
                     GError             **error)
{
  for (guint i = 0; i < self->shifts->len; i++)
    {
      const YutuAddressShift *shift = &g_array_index (self->shifts, YutuAddressShift, i);
      gint64                  new_id = 0;

      if (!yutu_address_set_point (connection, shift->id, shift->village, shift->point, day, &new_id, error))
        return FALSE;
    }
  return TRUE;
}
