/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Counts of a place. A unit's counts are running sums of case_day; a circle's or a shape's come
 * from case_point: a run of each band of latitude, every point tested exactly. */

#include "casework/yutu-place-filter.h"
#include "casework/yutu-case-shift-private.h"
#include "casework/yutu-place-filter-private.h"

#include <math.h>

#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define BAND_SHIFT 20
#define MAX_BANDS  4096

/* ---- Exact tests ---- */

gboolean
yutu_place_filter_covers (const YutuPlaceFilter *self,
                          YutuPoint              point)
{
  if (self->kind == YUTU_PLACE_FILTER_CIRCLE)
    return yutu_measure_is_within (self->center, self->radius_m, point);
  return yutu_exact_point_in_shape (point, self->shape) != YUTU_OUTSIDE;
}

YutuBox
yutu_place_filter_get_box (const YutuPlaceFilter *self)
{
  return self->kind == YUTU_PLACE_FILTER_CIRCLE
           ? yutu_measure_box_around (self->center, self->radius_m)
           : self->shape->box;
}

/* ---- Points ---- */

typedef void (*VisitFunc) (sqlite3_stmt *row, /* x, id, y, module, opened_on, closed_on */
                           gpointer      data);

static gboolean
visit_rows (YutuConnection        *connection,
            sqlite3_stmt          *statement,
            const YutuPlaceFilter *filter,
            VisitFunc              visit,
            gpointer               data,
            GError               **error)
{
  gboolean row = TRUE;

  while (TRUE)
    {
      YutuPoint point;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      point.x = sqlite3_column_int64 (statement, 0);
      point.y = sqlite3_column_int64 (statement, 2);
      if (yutu_place_filter_covers (filter, point))
        visit (statement, data);
    }
}

static gboolean
visit_points (YutuConnection        *connection,
              const YutuPlaceFilter *filter,
              VisitFunc              visit,
              gpointer               data,
              GError               **error)
{
  YutuBox       box = yutu_place_filter_get_box (filter);
  gint64        first = box.min_y >> BAND_SHIFT;
  gint64        last = box.max_y >> BAND_SHIFT;
  gboolean      by_band = last - first < MAX_BANDS;
  sqlite3_stmt *statement;

  if (yutu_box_is_empty (box))
    return TRUE;
  for (gint64 band = first; band <= last; band++)
    {
      statement = yutu_connection_prepare (
        connection,
        by_band ? "SELECT x, id, y, module, opened_on, closed_on FROM case_point "
                  "WHERE band = ?1 AND x BETWEEN ?2 AND ?3"
                : "SELECT x, id, y, module, opened_on, closed_on FROM case_point "
                  "WHERE band BETWEEN ?1 AND ?4 AND x BETWEEN ?2 AND ?3",
        error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, band);
      sqlite3_bind_int64 (statement, 2, box.min_x);
      sqlite3_bind_int64 (statement, 3, box.max_x);
      if (!by_band)
        sqlite3_bind_int64 (statement, 4, last);
      if (!visit_rows (connection, statement, filter, visit, data, error))
        return FALSE;
      sqlite3_reset (statement);
      if (!by_band)
        break;
    }
  return TRUE;
}

static void
append_id (sqlite3_stmt *row,
           gpointer      data)
{
  g_string_append_printf (data, "%s%" G_GINT64_FORMAT, ((GString *)data)->len > 1 ? "," : "",
                          (gint64)sqlite3_column_int64 (row, 1));
}

char *
yutu_place_filter_dup_ids (YutuConnection        *connection,
                           const YutuPlaceFilter *self,
                           GError               **error)
{
  g_autoptr (GString) out = g_string_new ("[");

  if (!visit_points (connection, self, append_id, out, error))
    return NULL;
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- Counts ---- */

typedef struct
{
  GArray        *index_of; /* gsize: number of case_module → index in modules, G_MAXSIZE none */
  const char    *day;
  YutuCaseCount *counts;
} Counter;

gboolean
yutu_place_filter_read_module_numbers (YutuConnection    *connection,
                                       const YutuModules *modules,
                                       GArray            *index_of,
                                       GError           **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, name FROM case_module ORDER BY id", error);

  if (statement == NULL)
    return FALSE;
  while (TRUE)
    {
      gsize none = G_MAXSIZE;
      gsize number;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      number = (gsize)sqlite3_column_int64 (statement, 0);
      while (index_of->len <= number)
        g_array_append_val (index_of, none);
      for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
        if (g_strcmp0 (yutu_modules_get (modules, i)->id,
                       (const char *)sqlite3_column_text (statement, 1)) == 0)
          g_array_index (index_of, gsize, number) = i;
    }
}

static void
add_count (Counter *self,
           gint64   module,
           gint64   open,
           gint64   total)
{
  gsize index = module >= 0 && module < self->index_of->len
                  ? g_array_index (self->index_of, gsize, module)
                  : G_MAXSIZE;

  if (index == G_MAXSIZE)
    return;
  self->counts[index].open += open;
  self->counts[index].total += total;
}

static void
count_point (sqlite3_stmt *row,
             gpointer      data)
{
  Counter *self = data;

  if (g_strcmp0 ((const char *)sqlite3_column_text (row, 4), self->day) <= 0)
    add_count (self, sqlite3_column_int64 (row, 3),
               g_strcmp0 ((const char *)sqlite3_column_text (row, 5), self->day) > 0, 1);
}

#define COUNT_WHERE(condition)                                                              \
  "SELECT m.id, sum (c.closed_on IS NULL OR c.closed_on > ?2), count (*) FROM case_file c " \
  "JOIN case_module m ON m.name = c.module WHERE " condition " AND c.opened_on <= ?2 "      \
  "GROUP BY m.id"

/* SQL for module number, open and total of object ?1 on day ?2. */
static const char *
get_count_sql (YutuPlaceFilterKind kind)
{
  switch (kind)
    {
    case YUTU_PLACE_FILTER_FACILITY:
      return COUNT_WHERE ("c.facility = ?1");
    case YUTU_PLACE_FILTER_ADDRESS:
      return COUNT_WHERE ("c.address IN " YUTU_ADDRESS_FORMS);
    case YUTU_PLACE_FILTER_LINE:
      return COUNT_WHERE ("c.line = ?1");
    case YUTU_PLACE_FILTER_PILLAR:
      return COUNT_WHERE ("c.line = (SELECT line FROM boundary_pillar WHERE id = ?1) AND c.pillar = ?1");
    case YUTU_PLACE_FILTER_BASE:
      return COUNT_WHERE ("c.address IN (SELECT id FROM address WHERE place = ?1)");
    case YUTU_PLACE_FILTER_ALL:
    case YUTU_PLACE_FILTER_UNIT:
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
    default:
      return "SELECT module, sum (opened) - sum (closed), sum (opened) FROM case_day "
             "WHERE unit = ?1 AND day <= ?2 GROUP BY module";
    }
}

static void
count_shifted (gint64   module,
               gint64   open,
               gint64   total,
               gpointer data)
{
  add_count (data, module, open, total);
}

/* By the villages and cases that lie elsewhere on the day than their rows say. */
static gboolean
count_shift (YutuConnection        *connection,
             const YutuPlaceFilter *filter,
             Counter               *counter,
             GError               **error)
{
  g_auto (YutuCaseShift) shift = { 0 };

  return yutu_case_shift_load (connection, filter, counter->day, &shift, error) &&
         yutu_case_shift_count (connection, &shift, counter->day, count_shifted, counter, error);
}

static gboolean
count_rows (YutuConnection        *connection,
            const YutuPlaceFilter *filter,
            Counter               *counter,
            GError               **error)
{
  gboolean is_county = filter->kind == YUTU_PLACE_FILTER_ALL ||
                       (filter->kind == YUTU_PLACE_FILTER_UNIT && filter->level <= 3);
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, get_count_sql (filter->kind),
                                                     error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, is_county ? 0 : filter->id);
  sqlite3_bind_text (statement, 2, counter->day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return count_shift (connection, filter, counter, error);
      add_count (counter, sqlite3_column_int64 (statement, 0),
                 sqlite3_column_int64 (statement, 1), sqlite3_column_int64 (statement, 2));
    }
}

YutuCaseCount *
yutu_place_filter_count (YutuConnection        *connection,
                         const YutuModules     *modules,
                         const YutuPlaceFilter *filter,
                         YutuDay                day,
                         GError               **error)
{
  g_autoptr (GArray) index_of = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree YutuCaseCount *counts = g_new0 (YutuCaseCount, yutu_modules_get_n (modules) + 1);
  char                      buffer[YUTU_DAY_TEXT_SIZE];
  Counter                   counter = { index_of, yutu_day_format (day, buffer), counts };
  gboolean                  is_area = filter->kind == YUTU_PLACE_FILTER_CIRCLE ||
                     filter->kind == YUTU_PLACE_FILTER_SHAPE;

  if (!yutu_place_filter_read_module_numbers (connection, modules, index_of, error))
    return NULL;
  if (is_area ? !visit_points (connection, filter, count_point, &counter, error)
              : !count_rows (connection, filter, &counter, error))
    return NULL;
  return g_steal_pointer (&counts);
}
