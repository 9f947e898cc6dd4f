/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-time.h"

#include "session/yutu-session-private.h"

typedef struct
{
  gint64     id; /* of a unit, or of an address */
  YutuDay    then;
  YutuDay    now;
  int        level;
  GPtrArray *list; /* the answer, on its way */
} Question;

static void
begin (YutuSession               *self,
       const YutuSessionWorkSpec *spec,
       const Question            *question,
       GCancellable              *cancellable,
       GAsyncReadyCallback        callback,
       gpointer                   user_data)
{
  yutu_session_begin_work (self, spec, g_memdup2 (question, sizeof *question), g_free, cancellable,
                           callback, user_data);
}

/* ---- Days of change ---- */

static gboolean
read_days (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Question *question = data;

  question->list = yutu_division_list_change_days (connection, error);
  return question->list != NULL;
}

static gpointer
run_days (YutuSessionWork *work,
          gpointer         data,
          GError         **error)
{
  Question *question = data;

  yutu_store_read (yutu_file_get_store (work->file), read_days, question, work->cancellable, error);
  return g_steal_pointer (&question->list);
}

static const YutuSessionWorkSpec DAYS = { run_days, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_change_days_async (YutuSession        *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &DAYS, &(Question){ 0 }, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_change_days_finish (YutuSession  *self,
                                      GAsyncResult *result,
                                      GError      **error)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);
  return yutu_session_finish_work (self, &DAYS, result, error);
}

/* ---- The history of a unit ---- */

static gboolean
read_history (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Question *question = data;

  question->list = yutu_division_list_history (connection, question->id, error);
  return question->list != NULL;
}

static gpointer
run_history (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  Question *question = data;

  yutu_store_read (yutu_file_get_store (work->file), read_history, question, work->cancellable,
                   error);
  return g_steal_pointer (&question->list);
}

static const YutuSessionWorkSpec HISTORY = { run_history, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_history_async (YutuSession        *self,
                                 gint64              unit,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &HISTORY, &(Question){ .id = unit }, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_history_finish (YutuSession  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);
  return yutu_session_finish_work (self, &HISTORY, result, error);
}

/* ---- The forms of an address ---- */

static gboolean
read_forms (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Question *question = data;

  question->list = yutu_address_list_forms (connection, question->id, error);
  return question->list != NULL;
}

static gpointer
run_forms (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  Question *question = data;

  yutu_store_read (yutu_file_get_store (work->file), read_forms, question, work->cancellable, error);
  return g_steal_pointer (&question->list);
}

static const YutuSessionWorkSpec FORMS = { run_forms, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_address_forms_async (YutuSession        *self,
                                       gint64              address,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &FORMS, &(Question){ .id = address }, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_address_forms_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);
  return yutu_session_finish_work (self, &FORMS, result, error);
}

/* ---- Two days ---- */

static gpointer
run_compare (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Question *question = data;

  return yutu_file_compare (work->file, question->then, question->now, question->level,
                            work->cancellable, error);
}

static const YutuSessionWorkSpec COMPARE = { run_compare, (GDestroyNotify)yutu_comparison_free, FALSE };

void
yutu_session_compare_async (YutuSession        *self,
                            YutuDay             then,
                            YutuDay             now,
                            int                 level,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Question question = { .then = then, .now = now, .level = level };

  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &COMPARE, &question, cancellable, callback, user_data);
}

YutuComparison *
yutu_session_compare_finish (YutuSession  *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);
  return yutu_session_finish_work (self, &COMPARE, result, error);
}
