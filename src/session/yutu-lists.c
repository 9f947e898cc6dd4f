/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-lists.h"

#include "gazetteer/yutu-search.h"
#include "session/yutu-place-private.h"

#define MANY_HITS 10000000 /* a table is never cut */

/* ---- Specs ---- */

YutuListSpec *
yutu_list_spec_copy (const YutuListSpec *self)
{
  YutuListSpec *copy = g_memdup2 (self, sizeof *self);

  if (self->place != NULL)
    yutu_place_ref (self->place);
  copy->cases.module = g_strdup (self->cases.module);
  copy->cases.kind = g_strdup (self->cases.kind);
  copy->cases.state = g_strdup (self->cases.state);
  copy->cases.officer = g_strdup (self->cases.officer);
  copy->cases.text = g_strdup (self->cases.text);
  copy->facilities.module = g_strdup (self->facilities.module);
  copy->facilities.kind = g_strdup (self->facilities.kind);
  copy->facilities.status = g_strdup (self->facilities.status);
  copy->facilities.only = NULL;
  copy->text = g_strdup (self->text);
  return copy;
}

void
yutu_list_spec_free (YutuListSpec *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->place, yutu_place_unref);
  g_free ((char *)self->cases.module);
  g_free ((char *)self->cases.kind);
  g_free ((char *)self->cases.state);
  g_free ((char *)self->cases.officer);
  g_free ((char *)self->cases.text);
  g_free ((char *)self->facilities.module);
  g_free ((char *)self->facilities.kind);
  g_free ((char *)self->facilities.status);
  g_free ((char *)self->text);
  g_free (self);
}

void
yutu_list_start_free (YutuListStart *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

void
yutu_list_names_free (YutuListNames *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_free (self);
}

/* Any thread. */
static YutuUrgency
urgency_of (YutuDay due_on,
            YutuDay day)
{
  YutuDay from, week, month;

  if (due_on == YUTU_DAY_INVALID)
    return YUTU_URGENCY_NONE;
  yutu_due_span_get_days (YUTU_DUE_WEEK, day, &from, &week);
  yutu_due_span_get_days (YUTU_DUE_MONTH, day, &from, &month);
  return due_on < day     ? YUTU_URGENCY_OVERDUE
         : due_on < week  ? YUTU_URGENCY_WEEK
         : due_on < month ? YUTU_URGENCY_MONTH
                          : YUTU_URGENCY_LATER;
}

/* ---- Inside a read ---- */

/* What the functions below are asked, and answer. */
typedef struct
{
  const YutuModules  *modules;
  const YutuPlace    *place;
  const YutuListSpec *spec;
  const char         *module;
  YutuDay             day;
  gsize               limit;
  YutuListKind        kind;
  const gint64       *wanted;
  gsize               n_wanted;
  YutuDueBoard       *board;
  gint64              total;
  GPtrArray          *rows;
  GArray             *ids;
  GArray             *marks;
} Ask;

static gboolean
find_scope (YutuConnection  *connection,
            const YutuPlace *place,
            YutuDay          day,
            YutuPlaceScope  *scope,
            GError         **error)
{
  if (place != NULL)
    return yutu_place_find_scope (connection, place, day, scope, error);
  scope->filter.kind = YUTU_PLACE_FILTER_ALL;
  return TRUE;
}

static YutuDay
get_day (const YutuListSpec *spec)
{
  YutuDay day = spec->kind == YUTU_LIST_CASES ? spec->cases.day : spec->facilities.day;

  return day != YUTU_DAY_INVALID ? day : yutu_day_today ();
}

static gboolean
read_board (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Ask *ask = data;
  g_auto (YutuPlaceScope) scope = { 0 };

  if (!find_scope (connection, ask->place, ask->day, &scope, error))
    return FALSE;
  ask->board = yutu_due_board_read (connection, ask->modules, &scope.filter, ask->module, ask->day,
                                    error);
  return ask->board != NULL;
}

/* The facilities that the text finds. */
static GArray *
search_facilities (YutuConnection *connection,
                   const char     *text,
                   YutuDay         day,
                   GError        **error)
{
  YutuSearchOptions options = {
    .limit = MANY_HITS,
    .kinds = YUTU_SEARCH_FACILITY,
    .day = day,
  };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, text, &options, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; result != NULL && i < result->hits->len; i++)
    g_array_append_val (ids, ((const YutuSearchHit *)g_ptr_array_index (result->hits, i))->id);
  return result != NULL ? g_steal_pointer (&ids) : NULL;
}

static GArray *
find_facilities (YutuConnection        *connection,
                 const Ask             *ask,
                 const YutuPlaceFilter *filter,
                 GError               **error)
{
  YutuFacilityQuery query = ask->spec->facilities;
  g_autoptr (GArray) only = NULL;

  query.only = NULL;
  query.day = get_day (ask->spec);
  if (ask->spec->text != NULL)
    {
      only = search_facilities (connection, ask->spec->text, query.day, error);
      if (only == NULL)
        return NULL;
      query.only = only;
    }
  return yutu_facility_table_find_ids (connection, ask->modules, filter, &query, error);
}

static gboolean
find_list (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Ask *ask = data;
  g_auto (YutuPlaceScope) scope = { 0 };

  if (!find_scope (connection, ask->spec->place, get_day (ask->spec), &scope, error))
    return FALSE;
  ask->ids = ask->spec->kind == YUTU_LIST_CASES
               ? yutu_case_list_find_ids (connection, ask->modules, &scope.filter, &ask->spec->cases,
                                          error)
               : find_facilities (connection, ask, &scope.filter, error);
  return ask->ids != NULL;
}

static GPtrArray *
read_rows (YutuConnection *connection,
           YutuListKind    kind,
           const gint64   *ids,
           gsize           n,
           YutuDay         day,
           GError        **error)
{
  return kind == YUTU_LIST_CASES ? yutu_case_list_read (connection, ids, n, day, error)
                                 : yutu_facility_table_read (connection, ids, n, error);
}

static gboolean
read_list (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Ask *ask = data;

  ask->rows = read_rows (connection, ask->kind, ask->wanted, ask->n_wanted, ask->day, error);
  return ask->rows != NULL;
}

static gboolean
start_list (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Ask          *ask = data;
  YutuCaseQuery query = ask->spec->cases;
  g_auto (YutuPlaceScope) scope = { 0 };

  query.offset = 0;
  query.limit = ask->limit;
  if (ask->spec->kind == YUTU_LIST_CASES)
    {
      if (!find_scope (connection, ask->spec->place, get_day (ask->spec), &scope, error) ||
          !yutu_case_list_begin (connection, ask->modules, &scope.filter, &query, &ask->total,
                                 &ask->rows, error))
        return FALSE;
      if (ask->rows != NULL)
        return TRUE;
    }
  if (!find_list (connection, data, error))
    return FALSE;
  ask->total = ask->ids->len;
  ask->rows = read_rows (connection, ask->spec->kind, (const gint64 *)(gconstpointer)ask->ids->data,
                         MIN (ask->ids->len, ask->limit), query.day, error);
  return ask->rows != NULL;
}

static gboolean
read_case_marks (YutuConnection        *connection,
                 Ask                   *ask,
                 const YutuPlaceFilter *filter,
                 GError               **error)
{
  YutuDay day = get_day (ask->spec);
  g_autoptr (GArray) marks =
    yutu_case_list_read_marks (connection, filter, &ask->spec->cases, error);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const YutuCaseMark *mark = &g_array_index (marks, YutuCaseMark, i);
      YutuListMark        out = { mark->id, mark->point, urgency_of (mark->due_on, day) };

      g_array_append_val (ask->marks, out);
    }
  return marks != NULL;
}

static gboolean
read_marks (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Ask *ask = data;
  g_auto (YutuPlaceScope) scope = { 0 };
  g_autoptr (GPtrArray) rows = NULL;

  ask->marks = g_array_new (FALSE, FALSE, sizeof (YutuListMark));
  if (ask->spec->kind == YUTU_LIST_CASES)
    return find_scope (connection, ask->spec->place, get_day (ask->spec), &scope, error) &&
           read_case_marks (connection, ask, &scope.filter, error);
  if (!find_list (connection, data, error))
    return FALSE;
  rows = read_rows (connection, YUTU_LIST_FACILITIES, (const gint64 *)(gconstpointer)ask->ids->data, ask->ids->len,
                    get_day (ask->spec), error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuFacilityEntry *row = g_ptr_array_index (rows, i);

      if (row != NULL && row->has_point)
        {
          YutuListMark mark = { row->id, row->point, YUTU_URGENCY_NONE };

          g_array_append_val (ask->marks, mark);
        }
    }
  return rows != NULL;
}

/* ---- Of a file ---- */

YutuDueBoard *
yutu_file_read_due_board (YutuFile          *self,
                          const YutuModules *modules,
                          const YutuPlace   *place,
                          const char        *module,
                          YutuDay            day,
                          GCancellable      *cancellable,
                          GError           **error)
{
  Ask ask = { .modules = modules, .place = place, .module = module, .day = day };

  yutu_store_read (yutu_file_get_store (self), read_board, &ask, cancellable, error);
  return ask.board;
}

YutuListStart *
yutu_file_start_list (YutuFile           *self,
                      const YutuModules  *modules,
                      const YutuListSpec *spec,
                      gsize               limit,
                      GCancellable       *cancellable,
                      GError            **error)
{
  Ask            ask = { .modules = modules, .spec = spec, .limit = limit };
  YutuListStart *start = NULL;

  if (!yutu_store_read (yutu_file_get_store (self), start_list, &ask, cancellable, error))
    {
      g_clear_pointer (&ask.rows, g_ptr_array_unref);
      g_clear_pointer (&ask.ids, g_array_unref);
      return NULL;
    }
  start = g_new (YutuListStart, 1);
  *start = (YutuListStart){ ask.total, ask.rows, ask.ids };
  return start;
}

GArray *
yutu_file_find_list (YutuFile           *self,
                     const YutuModules  *modules,
                     const YutuListSpec *spec,
                     GCancellable       *cancellable,
                     GError            **error)
{
  Ask ask = { .modules = modules, .spec = spec };

  if (!yutu_store_read (yutu_file_get_store (self), find_list, &ask, cancellable, error))
    g_clear_pointer (&ask.ids, g_array_unref);
  return ask.ids;
}

GPtrArray *
yutu_file_read_list (YutuFile     *self,
                     YutuListKind  kind,
                     const gint64 *ids,
                     gsize         n,
                     YutuDay       day,
                     GCancellable *cancellable,
                     GError      **error)
{
  Ask ask = { .kind = kind, .wanted = ids, .n_wanted = n, .day = day };

  if (!yutu_store_read (yutu_file_get_store (self), read_list, &ask, cancellable, error))
    g_clear_pointer (&ask.rows, g_ptr_array_unref);
  return ask.rows;
}

GArray *
yutu_file_read_list_marks (YutuFile           *self,
                           const YutuModules  *modules,
                           const YutuListSpec *spec,
                           GCancellable       *cancellable,
                           GError            **error)
{
  Ask ask = { .modules = modules, .spec = spec };

  if (!yutu_store_read (yutu_file_get_store (self), read_marks, &ask, cancellable, error))
    g_clear_pointer (&ask.marks, g_array_unref);
  g_clear_pointer (&ask.ids, g_array_unref);
  return ask.marks;
}
