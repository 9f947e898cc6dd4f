/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-reverse-private.h"

#include <glib/gi18n.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-coordinate-text.h"
#include "geo/yutu-measure.h"

#define DOOR_M           50
#define NATURAL_M        1000
#define MAX_AT_ONE_POINT 64   /* homes of a building */
#define SAME_POINT_M     0.01 /* as near as another one */

/* All to be confirmed: a point is no address. */
#define SCORE_DOOR    80
#define SCORE_NATURAL 70
#define SCORE_UNIT    65

static int
level_of (const YutuAddressRow *row)
{
  if (row->room != NULL)
    return 1;
  if (row->unit_no != NULL)
    return 2;
  return row->building != NULL ? 3 : 4;
}

/* The nearest one; of several at its point the one that says least: the door, not a home behind it. */
static gboolean
find_door (YutuConnection   *connection,
           YutuPoint         point,
           YutuDay           day,
           YutuAddressMatch *match,
           GError          **error)
{
  g_autoptr (GPtrArray) rows = yutu_address_near (connection, point, DOOR_M, day, MAX_AT_ONE_POINT, error);
  const YutuAddressRow *best = NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuAddressRow *row = g_ptr_array_index (rows, i);

      if (best == NULL || (row->distance_m <= best->distance_m + SAME_POINT_M && level_of (row) > level_of (best)))
        best = row;
    }
  if (best == NULL)
    return TRUE;
  match->address = best->id;
  match->unit = best->village;
  match->level = level_of (best);
  match->score = SCORE_DOOR;
  match->standard = g_strdup (best->text);
  match->distance_m = best->distance_m;
  match->note = g_strdup_printf (_ ("%.0f m from the point"), best->distance_m);
  return TRUE;
}

static gboolean
find_natural_village (YutuConnection   *connection,
                      YutuPoint         point,
                      YutuDay           day,
                      YutuAddressMatch *match,
                      GError          **error)
{
  YutuBox       box = yutu_measure_box_around (point, NATURAL_M);
  char          text[YUTU_DAY_TEXT_SIZE];
  double        best_m = NATURAL_M;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, name, geom FROM place_name WHERE rowid IN (SELECT pkid FROM idx_place_name_geom WHERE xmax >= ?1 AND "
    "xmin <= ?2 AND ymax >= ?3 AND ymin <= ?4) AND class = 'natural-village' AND division = ?6 AND valid_from <= ?5 AND "
    "?5 < valid_to ORDER BY id",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_double (row, 1, yutu_grid_to_degrees (box.min_x));
  sqlite3_bind_double (row, 2, yutu_grid_to_degrees (box.max_x));
  sqlite3_bind_double (row, 3, yutu_grid_to_degrees (box.min_y));
  sqlite3_bind_double (row, 4, yutu_grid_to_degrees (box.max_y));
  sqlite3_bind_text (row, 5, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 6, match->unit);
  while (TRUE)
    {
      g_autoptr (YutuShape) shape = NULL;
      YutuPoint place = { 0, 0 };

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      shape = yutu_shape_from_blob (sqlite3_column_blob (row, 2), (gsize)sqlite3_column_bytes (row, 2), NULL);
      if (shape == NULL || !yutu_place_label_point (shape, &place) || yutu_measure_distance_m (point, place) > best_m)
        continue;
      best_m = yutu_measure_distance_m (point, place);
      match->place = sqlite3_column_int64 (row, 0);
      match->level = 7;
      match->score = SCORE_NATURAL;
      g_free (match->standard);
      g_free (match->note);
      match->standard = g_strdup ((const char *)sqlite3_column_text (row, 1));
      match->distance_m = best_m;
      match->note = g_strdup_printf (_ ("%.0f m from the point"), best_m);
    }
}

/* The finest unit around. */
static gboolean
find_unit (YutuConnection   *connection,
           YutuPoint         point,
           YutuDay           day,
           YutuAddressMatch *match,
           GError          **error)
{
  char text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) chain = yutu_division_locate (connection, point, yutu_day_format (day, text), error);
  const YutuDivision *finest = NULL;

  if (chain == NULL)
    return FALSE;
  if (chain->len == 0)
    {
      match->reasons |= YUTU_ADDRESS_MATCH_OUTSIDE;
      return TRUE;
    }
  finest = g_ptr_array_index (chain, chain->len - 1);
  match->unit = finest->unit;
  match->level = finest->level == 5 ? 8 : finest->level == 4 ? 9
                                                             : 10;
  match->score = SCORE_UNIT;
  match->standard = g_strdup (finest->name);
  return find_natural_village (connection, point, day, match, error);
}

gboolean
yutu_address_describe_point (YutuConnection   *connection,
                             YutuPoint         point,
                             YutuDay           day,
                             YutuAddressMatch *match,
                             GError          **error)
{
  match->has_point = TRUE;
  match->point = point;
  return find_door (connection, point, day, match, error) &&
         (match->address != 0 || find_unit (connection, point, day, match, error));
}

gboolean
yutu_address_match_point (YutuConnection   *connection,
                          const char       *line,
                          YutuDay           day,
                          YutuAddressMatch *match,
                          GError          **error)
{
  YutuTypedCoordinate typed;

  if ((match->parse->reasons & YUTU_ADDRESS_COORDINATE) == 0 || !yutu_coordinate_parse (line, &typed) || typed.is_metres)
    return TRUE;
  return yutu_address_describe_point (connection, typed.point, day, match, error);
}
