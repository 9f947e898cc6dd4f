/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The tables' jobs; each is one synchronous function on a worker. */

#include "session/yutu-lists.h"

#include "session/yutu-session-private.h"

/* What one of them is asked. */
typedef struct
{
  YutuListSpec *spec; /* NULL where none is asked for */
  YutuPlace    *place;
  char         *module;
  YutuListKind  kind;
  GArray       *ids;
  gsize         first;
  gsize         n;
  int           epsg;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_clear_pointer (&self->spec, yutu_list_spec_free);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->module);
  g_free (self);
}

static Ask *
ask_new (const YutuListSpec *spec)
{
  Ask *self = g_new0 (Ask, 1);

  self->spec = spec != NULL ? yutu_list_spec_copy (spec) : NULL;
  return self;
}

/* ---- The due board ---- */

static gpointer
read_board (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Ask *ask = data;

  return yutu_file_read_due_board (work->file, work->modules, ask->place, ask->module, work->day,
                                   work->cancellable, error);
}

static const YutuSessionWorkSpec BOARD = { read_board, (GDestroyNotify)yutu_due_board_free, FALSE };

void
yutu_session_read_due_board_async (YutuSession        *self,
                                   YutuPlace          *place,
                                   const char         *module,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (NULL);
  ask->place = place != NULL ? yutu_place_ref (place) : NULL;
  ask->module = g_strdup (module);
  yutu_session_begin_work (self, &BOARD, ask, ask_free, cancellable, callback, user_data);
}

YutuDueBoard *
yutu_session_read_due_board_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  return yutu_session_finish_work (self, &BOARD, result, error);
}

/* ---- Tables ---- */

static gpointer
start_list (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Ask *ask = data;

  return yutu_file_start_list (work->file, work->modules, ask->spec, ask->n, work->cancellable,
                               error);
}

static const YutuSessionWorkSpec START = { start_list, (GDestroyNotify)yutu_list_start_free, FALSE };

void
yutu_session_start_list_async (YutuSession        *self,
                               const YutuListSpec *spec,
                               gsize               limit,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (spec);
  ask->n = limit;
  yutu_session_begin_work (self, &START, ask, ask_free, cancellable, callback, user_data);
}

YutuListStart *
yutu_session_start_list_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &START, result, error);
}

static gpointer
find_list (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Ask *ask = data;

  return yutu_file_find_list (work->file, work->modules, ask->spec, work->cancellable, error);
}

static const YutuSessionWorkSpec FIND = { find_list, (GDestroyNotify)g_array_unref, FALSE };

void
yutu_session_find_list_async (YutuSession        *self,
                              const YutuListSpec *spec,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  yutu_session_begin_work (self, &FIND, ask_new (spec), ask_free, cancellable, callback, user_data);
}

GArray *
yutu_session_find_list_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &FIND, result, error);
}

static gpointer
read_list (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Ask *ask = data;
  gsize      first = MIN (ask->first, ask->ids->len);

  return yutu_file_read_list (work->file, ask->kind, (const gint64 *)(gconstpointer)ask->ids->data + first,
                              MIN (ask->n, ask->ids->len - first), work->day, work->cancellable,
                              error);
}

static const YutuSessionWorkSpec READ = { read_list, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_read_list_async (YutuSession        *self,
                              YutuListKind        kind,
                              GArray             *ids,
                              gsize               first,
                              gsize               n,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (ids != NULL);
  ask = ask_new (NULL);
  ask->kind = kind;
  ask->ids = g_array_ref (ids);
  ask->first = first;
  ask->n = n;
  yutu_session_begin_work (self, &READ, ask, ask_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_read_list_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &READ, result, error);
}

static gpointer
read_marks (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  static const YutuMarkKind kinds[] = {
    [YUTU_URGENCY_NONE] = YUTU_MARK_PLAIN,
    [YUTU_URGENCY_LATER] = YUTU_MARK_LATER,
    [YUTU_URGENCY_MONTH] = YUTU_MARK_MONTH,
    [YUTU_URGENCY_WEEK] = YUTU_MARK_WEEK,
    [YUTU_URGENCY_OVERDUE] = YUTU_MARK_OVERDUE,
  };
  const Ask *ask = data;
  g_autoptr (GArray) rows = yutu_file_read_list_marks (work->file, work->modules, ask->spec,
                                                       work->cancellable, error);
  g_autofree YutuMark *marks = rows != NULL ? g_new (YutuMark, rows->len + 1) : NULL;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuListMark *row = &g_array_index (rows, YutuListMark, i);

      marks[i] = (YutuMark){ row->id, row->point, kinds[row->urgency] };
    }
  return yutu_marks_new (ask->epsg, marks, rows->len);
}

static const YutuSessionWorkSpec MARKS = { read_marks, (GDestroyNotify)yutu_marks_unref, FALSE };

void
yutu_session_read_list_marks_async (YutuSession        *self,
                                    const YutuListSpec *spec,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (spec);
  ask->epsg = yutu_session_get_map_epsg (self);
  yutu_session_begin_work (self, &MARKS, ask, ask_free, cancellable, callback, user_data);
}

YutuMarks *
yutu_session_read_list_marks_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &MARKS, result, error);
}

/* ---- Names ---- */

static gboolean
read_officers (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  YutuListNames *names = data;

  names->officers = yutu_case_list_officers (connection, error);
  return names->officers != NULL;
}

static gpointer
read_names (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  g_autoptr (YutuListNames) names = g_new0 (YutuListNames, 1);

  names->units = yutu_file_read_unit_names (work->file, error);
  if (names->units == NULL ||
      !yutu_store_read (yutu_file_get_store (work->file), read_officers, names, work->cancellable,
                        error))
    return NULL;
  return g_steal_pointer (&names);
}

static const YutuSessionWorkSpec NAMES = { read_names, (GDestroyNotify)yutu_list_names_free, FALSE };

void
yutu_session_read_list_names_async (YutuSession        *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  yutu_session_begin_work (self, &NAMES, ask_new (NULL), ask_free, cancellable, callback, user_data);
}

YutuListNames *
yutu_session_read_list_names_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &NAMES, result, error);
}
