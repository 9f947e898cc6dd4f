/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two ways to the same numbers: the sums of case_due, which know no day of opening and no other place than
 * that of the rows, and a walk over the open cases with a limit. The sums serve when no case was opened
 * after the day, and none lies elsewhere than its row says. */

#include "casework/yutu-due-board.h"

#include <stdlib.h>
#include <string.h>

#include "casework/yutu-case-places.h"
#include "casework/yutu-place-filter-private.h"

/* ---- Days ---- */

static YutuDay
get_next_month (YutuDay day)
{
  int year, month, of_month;

  yutu_day_to_ymd (day, &year, &month, &of_month);
  return month < 12 ? yutu_day_from_ymd (year, month + 1, 1) : yutu_day_from_ymd (year + 1, 1, 1);
}

void
yutu_due_span_get_days (YutuDueSpan span,
                        YutuDay     day,
                        YutuDay    *from,
                        YutuDay    *before)
{
  *from = day;
  switch (span)
    {
    case YUTU_DUE_OVERDUE:
      *from = YUTU_DAY_INVALID;
      *before = day;
      break;
    case YUTU_DUE_WEEK:
      *before = day + 8 - yutu_day_weekday (day);
      break;
    case YUTU_DUE_MONTH:
    case YUTU_N_DUE_SPANS:
    default:
      *before = get_next_month (day);
      break;
    }
}

/* The same as text, which compares as the days do. */
typedef struct
{
  char day[YUTU_DAY_TEXT_SIZE];
  char month[8]; /* "2026-11" */
  char first[YUTU_DAY_TEXT_SIZE];
  char week_before[YUTU_DAY_TEXT_SIZE];
  char month_before[YUTU_DAY_TEXT_SIZE];
  char before[YUTU_DAY_TEXT_SIZE]; /* the later of the two */
} Days;

static void
find_days (YutuDay day,
           Days   *days)
{
  YutuDay from, week, month;

  yutu_due_span_get_days (YUTU_DUE_WEEK, day, &from, &week);
  yutu_due_span_get_days (YUTU_DUE_MONTH, day, &from, &month);
  yutu_day_format (day, days->day);
  g_strlcpy (days->month, days->day, sizeof days->month);
  g_snprintf (days->first, sizeof days->first, "%s-01", days->month);
  yutu_day_format (week, days->week_before);
  yutu_day_format (month, days->month_before);
  yutu_day_format (MAX (week, month), days->before);
}

static void
add_due (YutuDueCount *count,
         const Days   *days,
         const char   *due_on,
         gint64        n)
{
  if (strcmp (due_on, days->day) < 0)
    {
      count->n[YUTU_DUE_OVERDUE] += n;
      return;
    }
  if (strcmp (due_on, days->week_before) < 0)
    count->n[YUTU_DUE_WEEK] += n;
  if (strcmp (due_on, days->month_before) < 0)
    count->n[YUTU_DUE_MONTH] += n;
}

static void
add_count (YutuDueCount       *sum,
           const YutuDueCount *count)
{
  for (int i = 0; i < YUTU_N_DUE_SPANS; i++)
    sum->n[i] += count->n[i];
}

static gboolean
is_zero (const YutuDueCount *count)
{
  for (int i = 0; i < YUTU_N_DUE_SPANS; i++)
    if (count->n[i] != 0)
      return FALSE;
  return TRUE;
}

/* ---- The units of the board ---- */

typedef struct
{
  YutuDueUnit unit; /* first */
  char       *code;
} Unit;

static void
unit_free (gpointer data)
{
  Unit *self = data;

  g_free (self->unit.name);
  g_free (self->code);
  g_free (self);
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  const Unit *left = *(const Unit *const *)a;
  const Unit *right = *(const Unit *const *)b;
  int         order = g_strcmp0 (left->code != NULL ? left->code : "~",
                         right->code != NULL ? right->code : "~");

  if (order != 0)
    return order;
  return (left->unit.unit > right->unit.unit) - (left->unit.unit < right->unit.unit);
}

/* Reading state. */
typedef struct
{
  YutuConnection        *connection;
  const YutuModules     *modules;
  const YutuPlaceFilter *filter;
  gsize                  module; /* that the units count; G_MAXSIZE: all */
  Days                   days;
  YutuDueBoard          *board;
  GHashTable            *units;    /* gint64 → Unit of the board, borrowed */
  GArray                *index_of; /* number of case_module → index */
  const YutuCasePlaces  *places;
} Reader;

/* A unit that has changed its name or code is one, by its newest. */
static gboolean
read_units (Reader  *self,
            gint64   parent,
            GError **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT unit, name, code FROM division WHERE level = ?1 AND (?2 = 0 OR parent = ?2) "
    "ORDER BY valid_from",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, self->board->level);
  sqlite3_bind_int64 (statement, 2, parent);
  while (TRUE)
    {
      gint64 id = 0;
      Unit  *unit = NULL;

      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      unit = g_hash_table_lookup (self->units, &id);
      if (unit == NULL)
        {
          unit = g_new0 (Unit, 1);
          unit->unit.unit = id;
          g_ptr_array_add (self->board->units, unit);
          g_hash_table_insert (self->units, &unit->unit.unit, unit);
        }
      g_free (unit->unit.name);
      g_free (unit->code);
      unit->unit.name = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      unit->code = g_strdup ((const char *)sqlite3_column_text (statement, 2));
    }
}

static gboolean
is_county (const YutuPlaceFilter *filter)
{
  return filter->kind == YUTU_PLACE_FILTER_ALL ||
         (filter->kind == YUTU_PLACE_FILTER_UNIT && filter->level <= 3);
}

static gboolean
find_units (Reader  *self,
            GError **error)
{
  const YutuPlaceFilter *filter = self->filter;
  gboolean               is_unit = filter->kind == YUTU_PLACE_FILTER_UNIT;

  if (is_unit && filter->level >= 5)
    return TRUE;
  self->board->level = is_unit && filter->level == 4 ? 5 : 4;
  return read_units (self, is_unit && filter->level == 4 ? filter->id : 0, error);
}

/* ---- By the sums ---- */

/* Of one unit (0 the county), into one count a module. */
static gboolean
read_sums (Reader       *self,
           gint64        unit,
           YutuDueCount *counts,
           GError      **error)
{
  sqlite3_stmt *months = yutu_connection_prepare (
    self->connection,
    "SELECT module, sum (n) FROM case_due WHERE unit = ?1 AND span = 0 AND day < ?2 "
    "GROUP BY module",
    error);
  sqlite3_stmt *days = yutu_connection_prepare (
    self->connection,
    "SELECT module, n, day FROM case_due WHERE unit = ?1 AND span = 1 AND day >= ?2 AND day < ?3",
    error);
  gboolean row = TRUE;

  if (months == NULL || days == NULL)
    return FALSE;
  sqlite3_bind_int64 (months, 1, unit);
  sqlite3_bind_text (months, 2, self->days.month, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (days, 1, unit);
  sqlite3_bind_text (days, 2, self->days.first, -1, SQLITE_STATIC);
  sqlite3_bind_text (days, 3, self->days.before, -1, SQLITE_STATIC);
  for (int i = 0; i < 2; i++)
    for (sqlite3_stmt *statement = i == 0 ? months : days;;)
      {
        gsize number, index;

        if (!yutu_connection_step (self->connection, statement, &row, error))
          return FALSE;
        if (!row)
          break;
        number = (gsize)sqlite3_column_int64 (statement, 0);
        index = number < self->index_of->len ? g_array_index (self->index_of, gsize, number)
                                             : G_MAXSIZE;
        if (index == G_MAXSIZE)
          continue;
        if (i == 0)
          counts[index].n[YUTU_DUE_OVERDUE] += sqlite3_column_int64 (statement, 1);
        else
          add_due (&counts[index], &self->days, (const char *)sqlite3_column_text (statement, 2),
                   sqlite3_column_int64 (statement, 1));
      }
  return TRUE;
}

static gboolean
read_by_sums (Reader  *self,
              GError **error)
{
  YutuDueBoard            *board = self->board;
  g_autofree YutuDueCount *counts = g_new (YutuDueCount, board->n_modules + 1);

  if (!read_sums (self, is_county (self->filter) ? 0 : self->filter->id, board->modules, error))
    return FALSE;
  for (guint i = 0; i < board->units->len; i++)
    {
      YutuDueUnit *unit = g_ptr_array_index (board->units, i);

      memset (counts, 0, sizeof *counts * (board->n_modules + 1));
      if (!read_sums (self, unit->unit, counts, error))
        return FALSE;
      for (gsize m = 0; m < board->n_modules; m++)
        if (self->module == G_MAXSIZE || self->module == m)
          add_count (&unit->count, &counts[m]);
    }
  return TRUE;
}

/* ---- By the cases ---- */

#define SELECT_DUE "SELECT due_on, module, township, village, x, y, id FROM case_file WHERE "
/* The + keeps these from the index of all that have a limit. */
#define AND_DUE " AND +due_on IS NOT NULL AND +closed_on IS NULL AND +opened_on <= ?2 AND +due_on < ?3"

static const char *
get_cases_sql (YutuPlaceFilterKind kind)
{
  switch (kind)
    {
    case YUTU_PLACE_FILTER_FACILITY:
      return SELECT_DUE "facility = ?1" AND_DUE;
    case YUTU_PLACE_FILTER_ADDRESS:
      return SELECT_DUE "address IN " YUTU_ADDRESS_FORMS AND_DUE;
    case YUTU_PLACE_FILTER_LINE:
      return SELECT_DUE "line = ?1" AND_DUE;
    case YUTU_PLACE_FILTER_PILLAR:
      return SELECT_DUE "line = (SELECT line FROM boundary_pillar WHERE id = ?1) AND pillar = ?1" AND_DUE;
    case YUTU_PLACE_FILTER_BASE:
      return SELECT_DUE "address IN (SELECT id FROM address WHERE place = ?1)" AND_DUE;
    case YUTU_PLACE_FILTER_ALL:
    case YUTU_PLACE_FILTER_UNIT:
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
    default:
      return SELECT_DUE "due_on IS NOT NULL AND closed_on IS NULL AND opened_on <= ?2 AND "
                        "due_on < ?3";
    }
}

/* Where a case lies on the day. */
typedef struct
{
  gint64 village;
  gint64 township;
} Site;

static gboolean
covers (const YutuPlaceFilter *filter,
        const Site            *site,
        sqlite3_stmt          *row)
{
  YutuPoint point;

  switch (filter->kind)
    {
    case YUTU_PLACE_FILTER_UNIT:
      return filter->level <= 3 ||
             (filter->level == 4 ? site->township : site->village) == filter->id;
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
      if (sqlite3_column_type (row, 4) == SQLITE_NULL || sqlite3_column_type (row, 5) == SQLITE_NULL)
        return FALSE;
      point = (YutuPoint){ sqlite3_column_int64 (row, 4), sqlite3_column_int64 (row, 5) };
      return yutu_box_contains (yutu_place_filter_get_box (filter), point) &&
             yutu_place_filter_covers (filter, point);
    case YUTU_PLACE_FILTER_ALL:
    case YUTU_PLACE_FILTER_FACILITY:
    case YUTU_PLACE_FILTER_ADDRESS:
    case YUTU_PLACE_FILTER_LINE:
    case YUTU_PLACE_FILTER_PILLAR:
    case YUTU_PLACE_FILTER_BASE:
    default:
      return TRUE;
    }
}

static void
add_case (Reader       *self,
          const Site   *site,
          sqlite3_stmt *row)
{
  YutuDueBoard *board = self->board;
  const char   *due_on = (const char *)sqlite3_column_text (row, 0);
  const char   *module = (const char *)sqlite3_column_text (row, 1);
  gint64        unit_id = board->level == 5 ? site->village : site->township;
  Unit         *unit = g_hash_table_lookup (self->units, &unit_id);

  for (gsize i = 0; i < board->n_modules; i++)
    if (strcmp (yutu_modules_get (self->modules, i)->id, module) == 0)
      {
        add_due (&board->modules[i], &self->days, due_on, 1);
        if (unit != NULL && (self->module == G_MAXSIZE || self->module == i))
          add_due (&unit->unit.count, &self->days, due_on, 1);
        return;
      }
}

static gboolean
read_by_cases (Reader  *self,
               GError **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (self->connection, get_cases_sql (self->filter->kind), error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->filter->id);
  sqlite3_bind_text (statement, 2, self->days.day, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, self->days.before, -1, SQLITE_STATIC);
  while (TRUE)
    {
      Site site;

      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      site = (Site){ sqlite3_column_int64 (statement, 3), sqlite3_column_int64 (statement, 2) };
      yutu_case_places_apply (self->places, sqlite3_column_int64 (statement, 6), &site.village,
                              &site.township);
      if (covers (self->filter, &site, statement))
        add_case (self, &site, statement);
    }
}

/* ---- The board ---- */

static gboolean
has_later_cases (Reader   *self,
                 gboolean *answer,
                 GError  **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT 1 FROM case_file WHERE opened_on > ?1 LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->days.day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, answer, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* Sums up, and puts what lies in no unit behind the units. */
static void
finish (Reader *self)
{
  YutuDueBoard *board = self->board;
  YutuDueCount  rest = { 0 };
  Unit         *elsewhere = NULL;

  for (gsize i = 0; i < board->n_modules; i++)
    {
      add_count (&board->total, &board->modules[i]);
      if (self->module == G_MAXSIZE || self->module == i)
        add_count (&rest, &board->modules[i]);
    }
  g_ptr_array_sort (board->units, compare_units);
  for (guint i = 0; i < board->units->len;)
    {
      const YutuDueUnit *unit = g_ptr_array_index (board->units, i);

      for (int s = 0; s < YUTU_N_DUE_SPANS; s++)
        rest.n[s] -= unit->count.n[s];
      if (is_zero (&unit->count))
        g_ptr_array_remove_index (board->units, i);
      else
        i++;
    }
  if (board->level == 0 || is_zero (&rest))
    return;
  elsewhere = g_new0 (Unit, 1);
  elsewhere->unit.count = rest;
  g_ptr_array_add (board->units, elsewhere);
}

YutuDueBoard *
yutu_due_board_read (YutuConnection        *connection,
                     const YutuModules     *modules,
                     const YutuPlaceFilter *filter,
                     const char            *module,
                     YutuDay                day,
                     GError               **error)
{
  g_autoptr (YutuDueBoard) board = g_new0 (YutuDueBoard, 1);
  g_autoptr (GHashTable) units = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) index_of = g_array_new (FALSE, FALSE, sizeof (gsize));
  gboolean has_later = FALSE;
  gboolean has_sums = is_county (filter) || filter->kind == YUTU_PLACE_FILTER_UNIT;
  g_auto (YutuCasePlaces) places = { NULL };
  Reader   reader = { connection, modules, filter, G_MAXSIZE, { { 0 } }, board, units, index_of, &places };

  board->day = day;
  board->n_modules = yutu_modules_get_n (modules);
  board->modules = g_new0 (YutuDueCount, board->n_modules + 1);
  board->units = g_ptr_array_new_with_free_func (unit_free);
  for (gsize i = 0; module != NULL && i < board->n_modules; i++)
    if (strcmp (yutu_modules_get (modules, i)->id, module) == 0)
      reader.module = i;
  find_days (day, &reader.days);
  if (!find_units (&reader, error) ||
      !yutu_place_filter_read_module_numbers (connection, modules, index_of, error) ||
      (has_sums && !has_later_cases (&reader, &has_later, error)) ||
      !yutu_case_places_load (connection, reader.days.day, &places, error))
    return NULL;
  if (g_hash_table_size (places.parents) > 0 || g_hash_table_size (places.places) > 0)
    has_later = TRUE;
  if (has_sums && !has_later ? !read_by_sums (&reader, error) : !read_by_cases (&reader, error))
    return NULL;
  finish (&reader);
  return g_steal_pointer (&board);
}

void
yutu_due_board_free (YutuDueBoard *self)
{
  g_free (self->modules);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_free (self);
}
