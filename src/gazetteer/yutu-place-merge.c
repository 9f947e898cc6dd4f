/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-merge.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer-write-private.h"
#include "gazetteer/yutu-place-name.h"

#define PROGRESS_ROWS 256

void
yutu_place_double_free (YutuPlaceDouble *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->other_name);
  g_free (self);
}

/* ---- Which may be ---- */

typedef struct
{
  YutuConnection              *connection;
  const YutuPlaceDoubleLimits *limits;
  char                         day[YUTU_DAY_TEXT_SIZE];
  GPtrArray                   *found;
} List;

/* Distances are of the nearest places. The box of ?1 is made wider by ?3 degrees. Nearer than that is not
 * measured by the index, but by the row itself. */
static const char PAIRS_SQL[] =
  "SELECT b.id, b.name, b.class = a.class, b.name = a.name, "
  "ST_Distance (a.geom, b.geom, 1), "
  "CASE WHEN ST_Dimension (a.geom) = 2 AND ST_Dimension (b.geom) = 2 THEN "
  "ST_Area (ST_Intersection (a.geom, b.geom)) / max (ST_Area (a.geom), ST_Area (b.geom)) "
  "WHEN ST_Dimension (a.geom) = 1 AND ST_Dimension (b.geom) = 1 THEN "
  "min (ST_Length (ST_Intersection (a.geom, ST_Buffer (b.geom, ?4))) / ST_Length (a.geom), "
  "ST_Length (ST_Intersection (b.geom, ST_Buffer (a.geom, ?4))) / ST_Length (b.geom)) END, "
  "ST_Dimension (a.geom) = 0 AND ST_Dimension (b.geom) = 0 "
  "FROM place_name a JOIN place_name b ON b.id > a.id AND b.rowid IN (SELECT pkid FROM idx_place_name_geom "
  "WHERE xmax >= MbrMinX (a.geom) - ?3 AND xmin <= MbrMaxX (a.geom) + ?3 AND ymax >= MbrMinY (a.geom) - ?3 "
  "AND ymin <= MbrMaxY (a.geom) + ?3) "
  "WHERE a.id = ?1 AND b.valid_from <= ?2 AND ?2 < b.valid_to AND b.status <> 'historical' "
  "AND (b.name = a.name OR MbrIntersects (b.geom, a.geom) OR b.class = a.class)";

static void
note (List               *list,
      const YutuPlaceName *place,
      sqlite3_stmt        *row)
{
  gboolean            is_same_name = sqlite3_column_int (row, 3) != 0;
  gboolean            is_measured = sqlite3_column_type (row, 4) != SQLITE_NULL;
  double              distance_m = sqlite3_column_double (row, 4);
  double              share = sqlite3_column_double (row, 5);
  gboolean            are_points = sqlite3_column_int (row, 6) != 0;
  gboolean            is_same_kind = sqlite3_column_int (row, 2) != 0;
  gboolean            is_double = FALSE;
  YutuPlaceDouble    *found = NULL;
  YutuPlaceDoubleKind kind = is_same_name ? YUTU_PLACE_SAME_NAME : YUTU_PLACE_SAME_LAND;

  if (is_same_name)
    is_double = is_same_kind && is_measured && distance_m <= list->limits->near_m;
  else
    is_double = share > list->limits->share ||
                (are_points && is_same_kind && is_measured && distance_m <= list->limits->point_m);
  if (!is_double)
    return;
  found = g_new0 (YutuPlaceDouble, 1);
  found->kind = kind;
  found->id = place->id;
  found->other = sqlite3_column_int64 (row, 0);
  found->name = g_strdup (place->name);
  found->other_name = g_strdup ((const char *)sqlite3_column_text (row, 1));
  found->share = share;
  found->point = place->point;
  g_ptr_array_add (list->found, found);
}

static gboolean
look_at (List                *list,
         const YutuPlaceName *place,
         GError             **error)
{
  /* a metre is the least degrees on a meridian; along a parallel of 60° it is twice as many */
  const double  degrees_a_m = 1 / 111000.0;
  double        reach_m = MAX (list->limits->near_m, list->limits->point_m);
  sqlite3_stmt *row = yutu_connection_prepare (list->connection, PAIRS_SQL, error);
  gboolean      found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place->id);
  sqlite3_bind_text (row, 2, list->day, -1, SQLITE_STATIC);
  sqlite3_bind_double (row, 3, 2 * reach_m * degrees_a_m);
  sqlite3_bind_double (row, 4, list->limits->point_m * degrees_a_m);
  while (yutu_connection_step (list->connection, row, &found, error))
    {
      if (!found)
        return TRUE;
      note (list, place, row);
    }
  return FALSE;
}

GPtrArray *
yutu_place_list_doubles (YutuConnection              *connection,
                         const YutuPlaceDoubleLimits *limits,
                         YutuDay                      day,
                         YutuProgress                *progress,
                         GError                     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_double_free);
  g_autoptr (GPtrArray) places = yutu_place_name_list (connection, NULL, YUTU_BOX_EMPTY, day, error);
  List list = { .connection = connection, .limits = limits, .found = found };

  if (places == NULL)
    return NULL;
  yutu_day_format (day, list.day);
  for (guint i = 0; i < places->len; i++)
    {
      const YutuPlaceName *place = g_ptr_array_index (places, i);

      if (place->shape == NULL || g_strcmp0 (place->status, "historical") == 0)
        continue;
      if (!look_at (&list, place, error) ||
          (i % PROGRESS_ROWS == 0 && !yutu_progress_step (progress, "name-double", i, places->len, error)))
        return NULL;
    }
  return g_steal_pointer (&found);
}

/* ---- Merging ---- */

static YutuPlaceName *
load_in_use (YutuConnection *connection,
             gint64          id,
             YutuDay         day,
             GError        **error)
{
  g_autoptr (YutuPlaceName) place = NULL;

  if (!yutu_place_name_load (connection, id, &place, error))
    return NULL;
  if (place == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("there is no place name %" PRId64), id);
      return NULL;
    }
  if (day >= place->valid_from && day < place->valid_to)
    return g_steal_pointer (&place);
  yutu_gazetteer_refuse (place->name, _ ("it is not in use on that day"), error);
  return NULL;
}

gboolean
yutu_place_name_merge (YutuConnection *connection,
                       gint64          kept,
                       gint64          other,
                       YutuDay         day,
                       GError        **error)
{
  g_autoptr (YutuPlaceName) stays = load_in_use (connection, kept, day, error);
  g_autoptr (YutuPlaceName) goes = stays != NULL ? load_in_use (connection, other, day, error) : NULL;
  char          day_text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = NULL;

  if (goes == NULL)
    return FALSE;
  if (kept == other)
    return yutu_gazetteer_refuse (stays->name, _ ("a name is not merged with itself"), error);
  if (day == goes->valid_from)
    return yutu_gazetteer_refuse (goes->name, _ ("it begins on that day; merge it on a later one"), error);
  statement = yutu_connection_prepare (
    connection,
    "UPDATE place_name SET geom = coalesce (geom, (SELECT geom FROM place_name WHERE id = ?2)), alias = CASE "
    "WHEN name = ?3 OR instr ('、' || coalesce (alias, '') || '、', '、' || ?3 || '、') THEN alias "
    "WHEN coalesce (alias, '') = '' THEN ?3 ELSE alias || '、' || ?3 END WHERE id = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, kept);
  sqlite3_bind_int64 (statement, 2, other);
  sqlite3_bind_text (statement, 3, goes->name, -1, SQLITE_STATIC);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection, "UPDATE place_name SET status = 'historical', replaced_by = ?2, valid_to = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, other);
  sqlite3_bind_int64 (statement, 2, kept);
  sqlite3_bind_text (statement, 3, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}
