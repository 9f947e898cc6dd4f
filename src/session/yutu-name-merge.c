/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-merge.h"

#include "gazetteer/yutu-address-reword.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-place-merge.h"
#include "session/yutu-name-merge-private.h"
#include "session/yutu-name-private.h"
#include "session/yutu-session-private.h"

/* Returns how many rows were touched. */
static gboolean
move (YutuConnection *connection,
      const char     *sql, /* static: ?1 to ?2, ?3 the day if it has it */
      gint64          from,
      gint64          to,
      const char     *day, /* (nullable) */
      gint64         *n,
      GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, from);
  sqlite3_bind_int64 (statement, 2, to);
  if (day != NULL)
    sqlite3_bind_text (statement, 3, day, -1, SQLITE_STATIC);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  *n += sqlite3_changes (yutu_connection_get_handle (connection));
  return TRUE;
}

/* Open cases about the name and signs of it. */
static gboolean
move_own (YutuConnection      *connection,
          const YutuMergeSpec *spec,
          YutuMergeResult     *result,
          GError             **error)
{
  char day[YUTU_DAY_TEXT_SIZE];

  return move (connection,
               "UPDATE case_file SET subject = ?2 WHERE subject_kind = 'place' AND subject = ?1 AND closed_on IS NULL",
               spec->other, spec->kept, NULL, &result->n_cases, error) &&
         move (connection,
               "UPDATE facility SET fields = json_set (fields, '$.name_id', ?2) WHERE kind = 'division.name-sign' AND "
               "json_extract (fields, '$.name_id') = ?1 AND valid_to > ?3",
               spec->other, spec->kept, yutu_day_format (spec->day, day), &result->n_signs, error);
}

static gboolean
move_cases (YutuConnection  *connection,
            const GArray    *successors,
            YutuMergeResult *result,
            GError         **error)
{
  for (guint i = 0; i < successors->len; i++)
    {
      const YutuAddressSuccessor *pair = &g_array_index (successors, YutuAddressSuccessor, i);

      if (!move (connection, "UPDATE case_file SET address = ?2 WHERE address = ?1 AND closed_on IS NULL", pair->old_id,
                 pair->new_id, NULL, &result->n_cases, error))
        return FALSE;
    }
  return TRUE;
}

/* Invariant 1: the other door of each pair ends, before the addresses are read that go over. */
static gboolean
settle (YutuConnection      *connection,
        const YutuMergePlan *plan,
        GArray              *successors,
        GError             **error)
{
  for (guint i = 0; i < plan->doors->len; i++)
    {
      const YutuMergeDoor *door = plan->doors->pdata[i];
      YutuAddressSuccessor pair = { door->id, door->kept };

      if (!yutu_place_merge_settle_door (connection, door, plan->spec.day, error))
        return FALSE;
      g_array_append_val (successors, pair);
    }
  return TRUE;
}

static gboolean
go_over (YutuConnection      *connection,
         const YutuMergePlan *plan,
         YutuMergeResult     *result,
         GError             **error)
{
  const YutuMergeSpec *spec = &plan->spec;
  g_auto (YutuAddressRewordResult) words = { 0 };
  g_autoptr (GArray) successors = g_array_new (FALSE, FALSE, sizeof (YutuAddressSuccessor));
  g_autoptr (YutuAddressReword) reword = NULL;

  if (!settle (connection, plan, successors, error))
    return FALSE;
  reword = yutu_address_reword_new (connection, 0, spec->other, spec->day, error);
  if (reword == NULL || !yutu_place_name_merge (connection, spec->kept, spec->other, spec->day, error) ||
      !yutu_address_reword_finish (reword, spec->kept, &words, error))
    return FALSE;
  g_array_append_vals (successors, words.successors->data, words.successors->len);
  result->n_addresses = words.successors->len + words.n_reworded;
  result->n_doubles = plan->doors->len;
  return yutu_name_move_facilities (connection, successors, &result->n_facilities, error) &&
         yutu_name_move_batch_items (connection, successors, &result->n_batch_items, error) &&
         move_own (connection, spec, result, error) && move_cases (connection, successors, result, error);
}

gboolean
yutu_name_merge_run (YutuConnection      *connection,
                     const YutuMergeSpec *spec,
                     YutuMergeResult     *result,
                     GError             **error)
{
  g_autoptr (YutuMergePlan) plan = yutu_merge_plan_new (connection, spec, error);

  *result = (YutuMergeResult){ 0 };
  if (plan == NULL)
    return FALSE;
  if (plan->refusal != NULL)
    {
      g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, plan->refusal);
      return FALSE;
    }
  g_strlcpy (result->name, plan->kept.name, sizeof result->name);
  g_strlcpy (result->former, plan->other.name, sizeof result->former);
  return go_over (connection, plan, result, error);
}

typedef struct
{
  const YutuMergeSpec *spec;
  YutuMergeResult     *result;
} Merge;

static gboolean
run_merge (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Merge *merge = data;

  return yutu_name_merge_run (connection, merge->spec, merge->result, error);
}

gboolean
yutu_file_merge_place_names (YutuFile            *self,
                             const YutuMergeSpec *spec,
                             const char          *actor,
                             YutuMergeResult     *result,
                             GError             **error)
{
  g_autoptr (YutuMergePlan) plan = yutu_file_plan_merge (self, spec, NULL, error);
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "name-merge", .actor = actor };
  Merge            merge = { spec, result };
  gint64           number = 0;

  if (plan == NULL)
    return FALSE;
  entry.title = title = g_strdup_printf ("合并重复地名 %s → %s", plan->other.name, plan->kept.name);
  if (!yutu_store_write (yutu_file_get_store (self), &entry, run_merge, &merge, &number, NULL, error))
    return FALSE;
  result->entry = number;
  return TRUE;
}

/* ---- For a window ---- */

typedef struct
{
  YutuMergeSpec     spec;
  YutuMergeQuestion question;
  char             *text;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->text);
  g_free (self);
}

static gpointer
plan_merge (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  Job *job = data;

  job->spec.day = work->day;
  return yutu_file_plan_merge (work->file, &job->spec, work->cancellable, error);
}

static const YutuSessionWorkSpec PLAN = { plan_merge, (GDestroyNotify)yutu_merge_plan_free, FALSE };

void
yutu_session_plan_merge_async (YutuSession        *self,
                               gint64              kept,
                               gint64              other,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->spec = (YutuMergeSpec){ kept, other, YUTU_DAY_INVALID };
  yutu_session_begin_work (self, &PLAN, job, job_free, cancellable, callback, user_data);
}

YutuMergePlan *
yutu_session_plan_merge_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &PLAN, result, error);
}

static gpointer
merge_names (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  Job                        *job = data;
  g_autofree YutuMergeResult *told = g_new0 (YutuMergeResult, 1);

  job->spec.day = work->day;
  return yutu_file_merge_place_names (work->file, &job->spec, work->actor, told, error) ? g_steal_pointer (&told) : NULL;
}

static const YutuSessionWorkSpec MERGE = { merge_names, g_free, TRUE };

void
yutu_session_merge_names_async (YutuSession        *self,
                                gint64              kept,
                                gint64              other,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->spec = (YutuMergeSpec){ kept, other, YUTU_DAY_INVALID };
  yutu_session_begin_work (self, &MERGE, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_merge_names_finish (YutuSession     *self,
                                 GAsyncResult    *result,
                                 YutuMergeResult *told,
                                 GError         **error)
{
  g_autofree YutuMergeResult *found = yutu_session_finish_work (self, &MERGE, result, error);

  if (found != NULL)
    *told = *found;
  return found != NULL;
}

static gpointer
list_choices (YutuSessionWork *work,
              gpointer         data,
              GError         **error)
{
  const Job *job = data;

  return yutu_file_list_merge_choices (work->file, &job->question, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec CHOICES = { list_choices, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_merge_choices_async (YutuSession             *self,
                                       const YutuMergeQuestion *question,
                                       GCancellable            *cancellable,
                                       GAsyncReadyCallback      callback,
                                       gpointer                 user_data)
{
  Job *job = g_new0 (Job, 1);

  job->question = *question;
  job->question.text = job->text = g_strdup (question->text);
  yutu_session_begin_work (self, &CHOICES, job, job_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_merge_choices_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  return yutu_session_finish_work (self, &CHOICES, result, error);
}
