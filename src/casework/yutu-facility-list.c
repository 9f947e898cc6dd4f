/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-place-filter-private.h"

#include "geo/yutu-measure.h"
#include "store/yutu-statement.h"

#define SELECT_FACILITIES                                                                   \
  "SELECT coalesce (past_of, id), kind, name, status, fields, address, village, township, " \
  "ST_X (geom), ST_Y (geom) FROM facility WHERE "
#define AND_VALID \
  " AND valid_from <= ?2 AND valid_to > ?2 AND (?3 IS NULL OR kind = ?3) ORDER BY id"

void
yutu_facility_row_free (YutuFacilityRow *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->name);
  g_free (self->status);
  g_free (self->fields);
  g_free (self);
}

static const char *
get_sql (const YutuPlaceFilter *filter)
{
  switch (filter->kind)
    {
    case YUTU_PLACE_FILTER_UNIT:
      return filter->level <= 3   ? SELECT_FACILITIES "1" AND_VALID
             : filter->level == 4 ? SELECT_FACILITIES "township = ?1" AND_VALID
                                  : SELECT_FACILITIES "village = ?1" AND_VALID;
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
      /* The index holds 32-bit floats, rounded outwards: it nominates, the exact test decides. */
      return SELECT_FACILITIES "id IN (SELECT pkid FROM idx_facility_geom WHERE xmax >= ?4 AND "
                               "xmin <= ?5 AND ymax >= ?6 AND ymin <= ?7)" AND_VALID;
    case YUTU_PLACE_FILTER_FACILITY:
      return SELECT_FACILITIES "(id = ?1 OR past_of = ?1)" AND_VALID;
    case YUTU_PLACE_FILTER_ADDRESS:
      return SELECT_FACILITIES "address = ?1" AND_VALID;
    case YUTU_PLACE_FILTER_BASE:
      return SELECT_FACILITIES "address IN (SELECT a.id FROM address a WHERE a.place = ?1)" AND_VALID;
    case YUTU_PLACE_FILTER_LINE:
    case YUTU_PLACE_FILTER_PILLAR:
      return SELECT_FACILITIES "0" AND_VALID;
    case YUTU_PLACE_FILTER_ALL:
    default:
      return SELECT_FACILITIES "1" AND_VALID;
    }
}

static YutuFacilityRow *
read_row (sqlite3_stmt *statement)
{
  YutuFacilityRow *self = g_new0 (YutuFacilityRow, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->kind = yutu_column_dup (statement, 1);
  self->name = yutu_column_dup (statement, 2);
  self->status = yutu_column_dup (statement, 3);
  self->fields = yutu_column_dup (statement, 4);
  self->address = sqlite3_column_int64 (statement, 5);
  self->village = sqlite3_column_int64 (statement, 6);
  self->township = sqlite3_column_int64 (statement, 7);
  self->has_point = sqlite3_column_type (statement, 8) == SQLITE_FLOAT;
  self->point = yutu_point_from_degrees (sqlite3_column_double (statement, 8),
                                         sqlite3_column_double (statement, 9));
  return self;
}

static int
compare_distance (gconstpointer a,
                  gconstpointer b)
{
  const YutuFacilityRow *left = *(const YutuFacilityRow *const *)a;
  const YutuFacilityRow *right = *(const YutuFacilityRow *const *)b;

  if (left->distance_m != right->distance_m)
    return left->distance_m < right->distance_m ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

static void
bind_query (sqlite3_stmt          *statement,
            const YutuPlaceFilter *filter,
            const char            *kind,
            YutuDay                day)
{
  char    buffer[YUTU_DAY_TEXT_SIZE];
  YutuBox box;

  sqlite3_bind_int64 (statement, 1, filter->id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, buffer), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, kind, -1, SQLITE_TRANSIENT);
  if (filter->kind != YUTU_PLACE_FILTER_CIRCLE && filter->kind != YUTU_PLACE_FILTER_SHAPE)
    return;
  box = yutu_place_filter_get_box (filter);
  sqlite3_bind_double (statement, 4, yutu_grid_to_degrees (box.min_x));
  sqlite3_bind_double (statement, 5, yutu_grid_to_degrees (box.max_x));
  sqlite3_bind_double (statement, 6, yutu_grid_to_degrees (box.min_y));
  sqlite3_bind_double (statement, 7, yutu_grid_to_degrees (box.max_y));
}

GPtrArray *
yutu_place_filter_list_facilities (YutuConnection        *connection,
                                   const YutuPlaceFilter *filter,
                                   const char            *kind,
                                   YutuDay                day,
                                   GError               **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_facility_row_free);
  gboolean      is_circle = filter->kind == YUTU_PLACE_FILTER_CIRCLE;
  gboolean      is_area = is_circle || filter->kind == YUTU_PLACE_FILTER_SHAPE;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, get_sql (filter), error);

  if (statement == NULL)
    return NULL;
  bind_query (statement, filter, kind, day);
  while (row)
    {
      g_autoptr (YutuFacilityRow) facility = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        break;
      facility = read_row (statement);
      if (is_area && (!facility->has_point || !yutu_place_filter_covers (filter, facility->point)))
        continue;
      if (is_circle)
        facility->distance_m = yutu_measure_distance_m (filter->center, facility->point);
      g_ptr_array_add (rows, g_steal_pointer (&facility));
    }
  if (is_circle)
    g_ptr_array_sort (rows, compare_distance);
  return g_steal_pointer (&rows);
}
