/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists of cases. The SQL is put together from the constant pieces below only; every value is
 * bound. The ids of the page are found first, mostly in an index alone; only then are its rows
 * read. */

#include "casework/yutu-case-list.h"

#include <stdlib.h>
#include <string.h>

#include "casework/yutu-case-list-private.h"
#include "casework/yutu-case-shift-private.h"
#include "casework/yutu-place-filter-private.h"
#include "store/yutu-statement.h"

/* With the columns of read_row (). */
#define SELECT_ROW                                                                          \
  "SELECT id, case_no, module, kind, title, state, opened_on, due_on, closed_on, village, " \
  "township, facility, address, x, y, officer FROM case_file "

void
yutu_case_row_free (YutuCaseRow *self)
{
  if (self == NULL)
    return;
  g_free (self->case_no);
  g_free (self->module);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->state);
  g_free (self->officer);
  g_free (self);
}

/* What a place is bound by, as JSON; NULL: not asked. */
typedef struct
{
  char *ids;
  char *gone; /* see yutu-case-shift-private.h */
  char *came;
  char *moved;
  char *here;
} Bound;

static void
bound_clear (Bound *self)
{
  g_free (self->ids);
  g_free (self->gone);
  g_free (self->came);
  g_free (self->moved);
  g_free (self->here);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bound, bound_clear)

/* Without a day, where they lie in the end. */
static gboolean
load_shift (YutuConnection        *connection,
            const YutuPlaceFilter *filter,
            const YutuCaseQuery   *query,
            Bound                 *bound,
            GError               **error)
{
  g_auto (YutuCaseShift) shift = { 0 };
  char day[YUTU_DAY_TEXT_SIZE] = YUTU_DAY_OPEN_TEXT;

  if (query->day != YUTU_DAY_INVALID)
    yutu_day_format (query->day, day);
  if (!yutu_case_shift_load (connection, filter, day, &shift, error))
    return FALSE;
  if (yutu_case_shift_is_empty (&shift))
    return TRUE;
  bound->gone = yutu_case_shift_dup_json (shift.gone);
  bound->came = yutu_case_shift_dup_json (shift.came);
  bound->moved = yutu_case_shift_dup_json (shift.moved);
  bound->here = yutu_case_shift_dup_json (shift.here);
  return TRUE;
}

static gboolean
load_bound (YutuConnection        *connection,
            const YutuPlaceFilter *filter,
            const YutuCaseQuery   *query,
            Bound                 *bound,
            GError               **error)
{
  switch (filter->kind)
    {
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
      bound->ids = yutu_place_filter_dup_ids (connection, filter, error);
      return bound->ids != NULL;
    case YUTU_PLACE_FILTER_UNIT:
      return load_shift (connection, filter, query, bound, error);
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

#define AND_NOT_MOVED "AND id NOT IN (SELECT value FROM json_each (?15)) "
#define OR_MOVED_HERE "OR id IN (SELECT value FROM json_each (?16)))"

static const char *
get_unit_sql (int          level,
              const Bound *bound)
{
  if (level <= 3)
    return " WHERE 1";
  if (bound->gone == NULL)
    return level == 4 ? " WHERE township = ?1" : " WHERE village = ?1";
  return level == 4 ? " WHERE (township = ?1 AND (village IS NULL OR village NOT IN "
                      "(SELECT value FROM json_each (?13))) " AND_NOT_MOVED
                      "OR village IN (SELECT value FROM json_each (?14)) AND township IS NOT ?1 "
                      AND_NOT_MOVED OR_MOVED_HERE
                    : " WHERE (village = ?1 " AND_NOT_MOVED OR_MOVED_HERE;
}

static const char *
get_place_sql (const YutuPlaceFilter *filter,
               const Bound           *bound)
{
  switch (filter->kind)
    {
    case YUTU_PLACE_FILTER_UNIT:
      return get_unit_sql (filter->level, bound);
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
      return " WHERE id IN (SELECT value FROM json_each (?2))";
    case YUTU_PLACE_FILTER_FACILITY:
      return " WHERE facility = ?1";
    case YUTU_PLACE_FILTER_ADDRESS:
      return " WHERE address IN " YUTU_ADDRESS_FORMS;
    case YUTU_PLACE_FILTER_LINE:
      return " WHERE line = ?1";
    case YUTU_PLACE_FILTER_PILLAR:
      return " WHERE line = (SELECT line FROM boundary_pillar WHERE id = ?1) AND pillar = ?1";
    case YUTU_PLACE_FILTER_BASE:
      return " WHERE address IN (SELECT a.id FROM address a WHERE a.place = ?1)";
    case YUTU_PLACE_FILTER_ALL:
    default:
      return " WHERE 1";
    }
}

/* Of the whole county, texts are looked through in two narrow indexes, not in the rows. */
#define IN_INDEXED_TEXT                                                                   \
  " AND id IN (SELECT id FROM case_file INDEXED BY case_file_title WHERE title LIKE ?10 " \
  "ESCAPE '\\' UNION SELECT id FROM case_file WHERE case_no LIKE ?10 ESCAPE '\\')"

/* The + keeps SQLite from walking a whole module, or all that was opened by the day, when the place
 * names a few cases. Days of due are asked in the words of the index of open cases with a limit. */
static char *
build_where (const YutuPlaceFilter *filter,
             const Bound           *bound,
             const YutuCaseQuery   *query)
{
  gboolean is_unit =
    filter->kind == YUTU_PLACE_FILTER_ALL || filter->kind == YUTU_PLACE_FILTER_UNIT;
  gboolean is_county = filter->kind == YUTU_PLACE_FILTER_ALL || (is_unit && filter->level <= 3);
  gboolean is_due = query->due_before != YUTU_DAY_INVALID;
  gboolean has_day = query->day != YUTU_DAY_INVALID;
  gboolean from_day = is_due && query->due_from != YUTU_DAY_INVALID;

  return g_strconcat (get_place_sql (filter, bound), has_day ? " AND +opened_on <= ?3" : "",
                      query->open_only && has_day && !is_due
                        ? " AND (closed_on IS NULL OR closed_on > ?3)"
                        : "",
                      query->open_only && !has_day && !is_due ? " AND closed_on IS NULL" : "",
                      query->module == NULL ? ""
                      : is_unit && !is_due  ? " AND module = ?4"
                                            : " AND +module = ?4",
                      query->kind != NULL ? " AND kind = ?5" : "",
                      query->state != NULL ? " AND state = ?6" : "",
                      is_due ? " AND due_on IS NOT NULL AND closed_on IS NULL AND due_on < ?7" : "",
                      from_day ? " AND due_on >= ?12" : "",
                      query->officer != NULL ? " AND officer = ?11" : "",
                      query->text == NULL ? ""
                      : is_county         ? IN_INDEXED_TEXT
                                          : " AND (title LIKE ?10 ESCAPE '\\' OR case_no LIKE ?10 "
                                            "ESCAPE '\\')",
                      NULL);
}

static const char *
get_order_sql (const YutuCaseQuery *query)
{
  static const char *const orders[][2] = {
    [YUTU_CASE_SORT_DUE] = { " ORDER BY due_on IS NULL, due_on, id",
                             " ORDER BY due_on IS NULL, due_on DESC, id DESC" },
    [YUTU_CASE_SORT_OPENED] = { " ORDER BY opened_on, id", " ORDER BY opened_on DESC, id DESC" },
    [YUTU_CASE_SORT_NUMBER] = { " ORDER BY case_no", " ORDER BY case_no DESC" },
    [YUTU_CASE_SORT_TITLE] = { " ORDER BY title, id", " ORDER BY title DESC, id DESC" },
    [YUTU_CASE_SORT_STATE] = { " ORDER BY state, id", " ORDER BY state DESC, id DESC" },
    [YUTU_CASE_SORT_KIND] = { " ORDER BY kind, id", " ORDER BY kind DESC, id DESC" },
    [YUTU_CASE_SORT_OFFICER] = { " ORDER BY officer IS NULL, officer, id",
                                 " ORDER BY officer IS NULL, officer DESC, id DESC" },
    [YUTU_CASE_SORT_PLACE] = { " ORDER BY township IS NULL, township, village IS NULL, village, id",
                               " ORDER BY township IS NULL, township DESC, village IS NULL, "
                               "village DESC, id DESC" },
  };

  if (query->sort == YUTU_CASE_SORT_DUE && query->due_before != YUTU_DAY_INVALID)
    return query->descending ? " ORDER BY due_on DESC, id DESC" : " ORDER BY due_on, id";
  return orders[query->sort][query->descending ? 1 : 0];
}

/* "%text%" for LIKE, its own signs escaped. */
static char *
dup_pattern (const char *text)
{
  g_autoptr (GString) out = g_string_new ("%");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("%_\\", *c) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '%');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Numbers that the text does not use are out of range for SQLite, and left alone. */
static void
bind_query (sqlite3_stmt          *statement,
            const YutuPlaceFilter *filter,
            const Bound           *bound,
            const YutuCaseQuery   *query)
{
  g_autofree char *pattern = query->text != NULL ? dup_pattern (query->text) : NULL;

  sqlite3_bind_int64 (statement, 1, filter->id);
  sqlite3_bind_text (statement, 2, bound->ids, -1, SQLITE_TRANSIENT);
  yutu_bind_day (statement, 3, query->day);
  sqlite3_bind_text (statement, 4, query->module, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 5, query->kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 6, query->state, -1, SQLITE_TRANSIENT);
  yutu_bind_day (statement, 7, query->due_before);
  sqlite3_bind_int64 (statement, 8, (gint64)MIN (query->limit, G_MAXINT32));
  sqlite3_bind_int64 (statement, 9, (gint64)MIN (query->offset, G_MAXINT32));
  sqlite3_bind_text (statement, 10, pattern, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 11, query->officer, -1, SQLITE_TRANSIENT);
  yutu_bind_day (statement, 12, query->due_from);
  sqlite3_bind_text (statement, 13, bound->gone, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 14, bound->came, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 15, bound->moved, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 16, bound->here, -1, SQLITE_TRANSIENT);
}

/* Its place is that of @day. */
static YutuCaseRow *
read_row (YutuConnection *connection,
          sqlite3_stmt   *statement,
          YutuDay         day,
          GError        **error)
{
  g_autoptr (YutuCaseRow) self = g_new0 (YutuCaseRow, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->case_no = yutu_column_dup (statement, 1);
  self->module = yutu_column_dup (statement, 2);
  self->kind = yutu_column_dup (statement, 3);
  self->title = yutu_column_dup (statement, 4);
  self->state = yutu_column_dup (statement, 5);
  self->opened_on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 6));
  self->due_on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 7));
  self->closed_on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 8));
  self->village = sqlite3_column_int64 (statement, 9);
  self->township = sqlite3_column_int64 (statement, 10);
  self->facility = sqlite3_column_int64 (statement, 11);
  self->address = sqlite3_column_int64 (statement, 12);
  self->has_point = sqlite3_column_type (statement, 13) != SQLITE_NULL;
  self->point = (YutuPoint){ sqlite3_column_int64 (statement, 13),
                             sqlite3_column_int64 (statement, 14) };
  self->officer = yutu_column_dup (statement, 15);
  return yutu_case_place_on_day (connection, self->id, day, &self->village, &self->township, error)
           ? g_steal_pointer (&self)
           : NULL;
}

static gboolean
read_total (YutuConnection        *connection,
            const char            *where,
            const YutuPlaceFilter *filter,
            const Bound           *bound,
            const YutuCaseQuery   *query,
            gint64                *total,
            GError               **error)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM case_file", where, NULL);
  sqlite3_stmt    *statement = yutu_connection_prepare (connection, sql, error);
  gboolean         row;

  if (statement == NULL)
    return FALSE;
  bind_query (statement, filter, bound, query);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *total = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

GPtrArray *
yutu_place_filter_list_cases (YutuConnection        *connection,
                              const YutuPlaceFilter *filter,
                              const YutuCaseQuery   *query,
                              gint64                *total,
                              GError               **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_case_row_free);
  g_auto (Bound) bound = { NULL };
  g_autofree char *where = NULL;
  g_autofree char *sql = NULL;
  const char      *order = get_order_sql (query);
  sqlite3_stmt    *statement;
  gboolean         row;

  if (!load_bound (connection, filter, query, &bound, error))
    return NULL;
  where = build_where (filter, &bound, query);
  sql = g_strconcat (SELECT_ROW "WHERE id IN (SELECT id FROM case_file", where, order,
                     " LIMIT ?8 OFFSET ?9)", order, NULL);
  if (total != NULL && !read_total (connection, where, filter, &bound, query, total, error))
    return NULL;
  statement = yutu_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return NULL;
  bind_query (statement, filter, &bound, query);
  while (TRUE)
    {
      YutuCaseRow *one = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      one = read_row (connection, statement, query->day, error);
      if (one == NULL)
        return NULL;
      g_ptr_array_add (rows, one);
    }
}

/* ---- Tables ---- */

sqlite3_stmt *
yutu_case_list_prepare (YutuConnection        *connection,
                        const char            *select,
                        const char            *more,
                        const YutuPlaceFilter *filter,
                        const YutuCaseQuery   *query,
                        GError               **error)
{
  g_auto (Bound) bound = { NULL };
  g_autofree char *where = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt    *statement = NULL;

  if (!load_bound (connection, filter, query, &bound, error))
    return NULL;
  where = build_where (filter, &bound, query);
  sql = g_strconcat (select, " FROM case_file", where, more, NULL);
  statement = yutu_connection_prepare (connection, sql, error);
  if (statement != NULL)
    bind_query (statement, filter, &bound, query);
  return statement;
}

gboolean
yutu_case_list_append_ids (YutuConnection *connection,
                           sqlite3_stmt   *statement,
                           GArray         *ids,
                           GError        **error)
{
  gboolean row = TRUE;

  while (statement != NULL)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
  return FALSE;
}

/* Latest first, those without a day behind: two walks along the index instead of one sort. */
static gboolean
find_latest_due (YutuConnection        *connection,
                 const YutuPlaceFilter *filter,
                 const YutuCaseQuery   *query,
                 GArray                *ids,
                 GError               **error)
{
  return yutu_case_list_append_ids (connection,
                     yutu_case_list_prepare (connection, "SELECT id",
                                   " AND (due_on IS NULL) = 0 ORDER BY due_on DESC, id DESC", filter,
                                   query, error),
                     ids, error) &&
         yutu_case_list_append_ids (connection,
                     yutu_case_list_prepare (connection, "SELECT id",
                                   " AND (due_on IS NULL) = 1 ORDER BY id DESC", filter, query,
                                   error),
                     ids, error);
}

/* ---- The table ---- */

GArray *
yutu_case_list_find_ids (YutuConnection        *connection,
                         const YutuModules     *modules,
                         const YutuPlaceFilter *filter,
                         const YutuCaseQuery   *query,
                         GError               **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_range = query->due_before != YUTU_DAY_INVALID;
  gboolean done;

  if (yutu_case_rank_is_needed (query->sort))
    done = yutu_case_rank_find (connection, modules, filter, query, ids, error);
  else if (query->sort == YUTU_CASE_SORT_DUE && query->descending && !has_range)
    done = find_latest_due (connection, filter, query, ids, error);
  else
    done = yutu_case_list_append_ids (connection,
                       yutu_case_list_prepare (connection, "SELECT id", get_order_sql (query), filter, query,
                                     error),
                       ids, error);
  return done ? g_steal_pointer (&ids) : NULL;
}

/* The sums of case_day know place, module, day and open or all. */
static gboolean
read_quick_total (YutuConnection        *connection,
                  const YutuModules     *modules,
                  const YutuPlaceFilter *filter,
                  const YutuCaseQuery   *query,
                  gint64                *total,
                  GError               **error)
{
  g_autofree YutuCaseCount *counts =
    yutu_place_filter_count (connection, modules, filter, query->day, error);

  *total = 0;
  for (gsize i = 0; counts != NULL && i < yutu_modules_get_n (modules); i++)
    if (query->module == NULL || strcmp (yutu_modules_get (modules, i)->id, query->module) == 0)
      *total += query->open_only ? counts[i].open : counts[i].total;
  return counts != NULL;
}

static GPtrArray *
read_ranked (YutuConnection        *connection,
             const YutuModules     *modules,
             const YutuPlaceFilter *filter,
             const YutuCaseQuery   *query,
             GError               **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!yutu_case_rank_begin (connection, modules, filter, query, ids, error))
    return NULL;
  return yutu_case_list_read (connection, (const gint64 *)(gconstpointer)ids->data, ids->len, query->day,
                              error);
}

gboolean
yutu_case_list_begin (YutuConnection        *connection,
                      const YutuModules     *modules,
                      const YutuPlaceFilter *filter,
                      const YutuCaseQuery   *query,
                      gint64                *total,
                      GPtrArray            **rows,
                      GError               **error)
{
  gboolean is_plain = query->kind == NULL && query->state == NULL && query->officer == NULL &&
                      query->text == NULL && query->due_before == YUTU_DAY_INVALID &&
                      query->day != YUTU_DAY_INVALID;
  gboolean is_county = filter->kind == YUTU_PLACE_FILTER_ALL ||
                       (filter->kind == YUTU_PLACE_FILTER_UNIT && filter->level <= 3);
  gboolean is_indexed = query->sort == YUTU_CASE_SORT_DUE ? !query->descending
                                                          : query->module == NULL;

  *rows = NULL;
  if (!is_plain || !is_county || (!yutu_case_rank_is_needed (query->sort) && !is_indexed))
    return TRUE;
  if (!read_quick_total (connection, modules, filter, query, total, error))
    return FALSE;
  *rows = yutu_case_rank_is_needed (query->sort)
            ? read_ranked (connection, modules, filter, query, error)
            : yutu_place_filter_list_cases (connection, filter, query, NULL, error);
  return *rows != NULL;
}

GPtrArray *
yutu_case_list_read (YutuConnection *connection,
                     const gint64   *ids,
                     gsize           n,
                     YutuDay         day,
                     GError        **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_case_row_free);
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, SELECT_ROW "WHERE id = ?1", error);

  for (gsize i = 0; statement != NULL && i < n; i++)
    {
      gboolean     row = FALSE;
      YutuCaseRow *one = NULL;

      sqlite3_bind_int64 (statement, 1, ids[i]);
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (row)
        {
          one = read_row (connection, statement, day, error);
          if (one == NULL)
            return NULL;
        }
      g_ptr_array_add (rows, one);
      sqlite3_reset (statement);
    }
  return statement != NULL ? g_steal_pointer (&rows) : NULL;
}

GArray *
yutu_case_list_read_marks (YutuConnection        *connection,
                           const YutuPlaceFilter *filter,
                           const YutuCaseQuery   *query,
                           GError               **error)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (YutuCaseMark));
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_case_list_prepare (connection, "SELECT id, x, y, due_on",
                                          " AND x IS NOT NULL AND y IS NOT NULL", filter, query,
                                          error);

  while (statement != NULL)
    {
      YutuCaseMark mark = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&marks);
      mark.id = sqlite3_column_int64 (statement, 0);
      mark.point = (YutuPoint){ sqlite3_column_int64 (statement, 1),
                                sqlite3_column_int64 (statement, 2) };
      mark.due_on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 3));
      g_array_append_val (marks, mark);
    }
  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

/* From one to the next in the index, not through all cases. */
GPtrArray *
yutu_case_list_officers (YutuConnection *connection,
                         GError        **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE o (name) AS (SELECT min (officer) FROM case_file UNION ALL "
    "SELECT (SELECT min (officer) FROM case_file WHERE officer > o.name) FROM o "
    "WHERE o.name IS NOT NULL) SELECT name FROM o WHERE name IS NOT NULL",
    error);

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        {
          g_ptr_array_sort (names, compare_names);
          return g_steal_pointer (&names);
        }
      g_ptr_array_add (names, yutu_column_dup (statement, 0));
    }
  return NULL;
}
