/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists of cases. The SQL is put together from the constant pieces below only; every value is
 * bound. The ids of the page are found first, mostly in an index alone; only then are its rows
 * read. */

#include "casework/yutu-place-filter-private.h"

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
  g_free (self);
}

static const char *
get_place_sql (const YutuPlaceFilter *filter)
{
  switch (filter->kind)
    {
    case YUTU_PLACE_FILTER_UNIT:
      return filter->level <= 3 ? " WHERE 1" : filter->level == 4 ? " WHERE township = ?1"
                                                                  : " WHERE village = ?1";
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
      return " WHERE id IN (SELECT value FROM json_each (?2))";
    case YUTU_PLACE_FILTER_FACILITY:
      return " WHERE facility = ?1";
    case YUTU_PLACE_FILTER_ADDRESS:
      return " WHERE address = ?1";
    case YUTU_PLACE_FILTER_LINE:
      return " WHERE line = ?1";
    case YUTU_PLACE_FILTER_BASE:
      return " WHERE address IN (SELECT a.id FROM address a WHERE a.place = ?1)";
    case YUTU_PLACE_FILTER_ALL:
    default:
      return " WHERE 1";
    }
}

static char *
build_where (const YutuPlaceFilter *filter,
             const YutuCaseQuery   *query)
{
  /* The + keeps SQLite from walking a whole module when the place names a few cases. */
  gboolean is_unit =
    filter->kind == YUTU_PLACE_FILTER_ALL || filter->kind == YUTU_PLACE_FILTER_UNIT;

  return g_strconcat (get_place_sql (filter),
                      query->day != YUTU_DAY_INVALID ? " AND opened_on <= ?3" : "",
                      query->open_only && query->day != YUTU_DAY_INVALID
                        ? " AND (closed_on IS NULL OR closed_on > ?3)"
                        : "",
                      query->open_only && query->day == YUTU_DAY_INVALID
                        ? " AND closed_on IS NULL"
                        : "",
                      query->module == NULL ? ""
                      : is_unit             ? " AND module = ?4"
                                            : " AND +module = ?4",
                      query->kind != NULL ? " AND kind = ?5" : "",
                      query->state != NULL ? " AND state = ?6" : "",
                      query->due_before != YUTU_DAY_INVALID ? " AND (due_on IS NULL) = 0 AND due_on < ?7" : "", NULL);
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
  };

  return orders[query->sort][query->descending ? 1 : 0];
}

static void
bind_day (sqlite3_stmt *statement,
          int           index,
          YutuDay       day)
{
  char buffer[YUTU_DAY_TEXT_SIZE];

  if (day != YUTU_DAY_INVALID)
    sqlite3_bind_text (statement, index, yutu_day_format (day, buffer), -1, SQLITE_TRANSIENT);
}

/* Numbers that the text does not use are out of range for SQLite, and left alone. */
static void
bind_query (sqlite3_stmt          *statement,
            const YutuPlaceFilter *filter,
            const char            *ids,
            const YutuCaseQuery   *query)
{
  sqlite3_bind_int64 (statement, 1, filter->id);
  sqlite3_bind_text (statement, 2, ids, -1, SQLITE_TRANSIENT);
  bind_day (statement, 3, query->day);
  sqlite3_bind_text (statement, 4, query->module, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 5, query->kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 6, query->state, -1, SQLITE_TRANSIENT);
  bind_day (statement, 7, query->due_before);
  sqlite3_bind_int64 (statement, 8, (gint64)MIN (query->limit, G_MAXINT32));
  sqlite3_bind_int64 (statement, 9, (gint64)MIN (query->offset, G_MAXINT32));
}

static char *
dup_column (sqlite3_stmt *statement,
            int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static YutuCaseRow *
read_row (sqlite3_stmt *statement)
{
  YutuCaseRow *self = g_new0 (YutuCaseRow, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->case_no = dup_column (statement, 1);
  self->module = dup_column (statement, 2);
  self->kind = dup_column (statement, 3);
  self->title = dup_column (statement, 4);
  self->state = dup_column (statement, 5);
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
  return self;
}

static gboolean
read_total (YutuConnection        *connection,
            const char            *where,
            const YutuPlaceFilter *filter,
            const char            *ids,
            const YutuCaseQuery   *query,
            gint64                *total,
            GError               **error)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM case_file", where, NULL);
  sqlite3_stmt    *statement = yutu_connection_prepare (connection, sql, error);
  gboolean         row;

  if (statement == NULL)
    return FALSE;
  bind_query (statement, filter, ids, query);
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
  g_autofree char *where = build_where (filter, query);
  const char      *order = get_order_sql (query);
  g_autofree char *sql = g_strconcat (
    "SELECT id, case_no, module, kind, title, state, opened_on, due_on, closed_on, village, "
    "township, facility, address, x, y FROM case_file WHERE id IN (SELECT id FROM case_file",
    where, order, " LIMIT ?8 OFFSET ?9)", order, NULL);
  g_autofree char *ids = NULL;
  sqlite3_stmt    *statement;
  gboolean         row;

  if (filter->kind == YUTU_PLACE_FILTER_CIRCLE || filter->kind == YUTU_PLACE_FILTER_SHAPE)
    {
      ids = yutu_place_filter_dup_ids (connection, filter, error);
      if (ids == NULL)
        return NULL;
    }
  if (total != NULL && !read_total (connection, where, filter, ids, query, total, error))
    return NULL;
  statement = yutu_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return NULL;
  bind_query (statement, filter, ids, query);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, read_row (statement));
    }
}
