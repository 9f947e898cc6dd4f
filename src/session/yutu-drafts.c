/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is put waits at most WAIT_MS and is then written in one transaction, on a worker; one such
 * write at a time, so that an older content never comes behind a newer one. The first content of a form
 * moves aside what an earlier one left under the same key. */

#include "session/yutu-drafts.h"

#include "session/yutu-draft-batch.h"
#include "session/yutu-error-words.h"
#include "session/yutu-session-private.h"

#define WAIT_MS 200 /* with the write itself well within half a second */

struct _YutuDrafts
{
  grefcount    ref_count; /* the session's, and one of each write that runs */
  YutuSession *session;   /* NULL when it is gone */
  YutuFile    *file;
  GHashTable  *waiting; /* key → YutuDraft, content NULL: drop it */
  GHashTable  *open;    /* set of keys */
  GHashTable  *held;    /* set of keys whose save runs: what waits of them stays */
  char        *settled; /* the key that goes with the next change; NULL: none */
  guint        timer;
  YutuDraftBatch *writing; /* of the write that runs, NULL: none does */
  gboolean     is_ended;
};

static void
drafts_unref (YutuDrafts *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->held);
  g_free (self->settled);
  yutu_file_unref (self->file);
  g_free (self);
}

/* ---- Writing ---- */

static void
write_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  YutuDraftBatch   *batch = task_data;
  GError  *error = NULL;
  gboolean written = yutu_draft_batch_run (batch, &error);

  yutu_draft_batch_end (batch);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static YutuDraftBatch *
take_batch (YutuDrafts *self)
{
  YutuDraftBatch         *batch = yutu_draft_batch_new (self->file);
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       draft = NULL;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &key, &draft))
    if (!g_hash_table_contains (self->held, key))
      {
        g_ptr_array_add (batch->drafts, draft);
        g_hash_table_iter_steal (&iter);
      }
  return batch;
}

/* ---- When ---- */

static void begin_wait (YutuDrafts *self);

/* A save that runs holds back what waits of its draft. */
static gboolean
has_work (YutuDrafts *self)
{
  GHashTableIter iter;
  gpointer       key = NULL;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->held, key))
      return TRUE;
  return FALSE;
}

/* What could not be written waits for the next change, unless there is newer. */
static void
keep_unwritten (YutuDrafts *self,
                YutuDraftBatch      *batch)
{
  while (batch->drafts->len > 0)
    {
      YutuDraft *draft = g_ptr_array_steal_index_fast (batch->drafts, 0);
      YutuDraft *newer = g_hash_table_lookup (self->waiting, draft->key);

      if (newer == NULL)
        {
          g_hash_table_insert (self->waiting, draft->key, draft);
          continue;
        }
      if (draft->is_new && newer->content == NULL) /* what the file has is an older one */
        g_hash_table_remove (self->waiting, draft->key);
      else
        newer->is_new |= draft->is_new;
      yutu_draft_free (draft);
    }
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  YutuDrafts *self = user_data;
  const char *words = NULL;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->writing = NULL;
  if (self->session != NULL && error != NULL)
    {
      keep_unwritten (self, g_task_get_task_data (G_TASK (result)));
      words = yutu_error_words_get (error);
      g_signal_emit_by_name (self->session, "message", words != NULL ? words : error->message);
    }
  else if (self->session != NULL && has_work (self))
    begin_wait (self);
  drafts_unref (self);
}

static void
begin_write (YutuDrafts *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, self);

  g_ref_count_inc (&self->ref_count);
  self->writing = take_batch (self);
  g_task_set_source_tag (task, begin_write);
  g_task_set_task_data (task, self->writing, yutu_draft_batch_unref);
  g_task_run_in_thread (task, write_in_worker);
}

static gboolean
wait_over_cb (gpointer data)
{
  YutuDrafts *self = data;

  self->timer = 0;
  begin_write (self);
  return G_SOURCE_REMOVE;
}

static void
begin_wait (YutuDrafts *self)
{
  if (self->timer == 0 && self->writing == NULL && has_work (self))
    self->timer = g_timeout_add (WAIT_MS, wait_over_cb, self);
}

/* On this thread: what runs is waited for, the rest written. */
static void
flush (YutuDrafts *self)
{
  YutuDraftBatch *batch = self->writing;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (batch != NULL)
    yutu_draft_batch_await (batch);
  if (has_work (self))
    {
      g_autoptr (GError) error = NULL;

      batch = take_batch (self);
      if (!yutu_draft_batch_run (batch, &error))
        g_warning ("drafts are lost: %s", error->message);
      yutu_draft_batch_unref (batch);
    }
}

YutuDrafts *
yutu_drafts_new (YutuSession *session,
                 YutuFile    *file)
{
  YutuDrafts *self = g_new0 (YutuDrafts, 1);

  g_ref_count_init (&self->ref_count);
  self->session = session;
  self->file = yutu_file_ref (file);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)yutu_draft_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
yutu_drafts_end (YutuDrafts *self)
{
  flush (self);
  self->is_ended = TRUE;
}

void
yutu_drafts_free (YutuDrafts *self)
{
  flush (self);
  self->session = NULL;
  drafts_unref (self);
}

/* The drafts of @session when they can be kept; NULL: not. */
static YutuDrafts *
get_kept (YutuSession *session)
{
  YutuDrafts *self = yutu_session_get_drafts (session);

  return self == NULL || self->is_ended || yutu_session_get_read_only_reason (session) != NULL ? NULL : self;
}

/* @begins: what is there is of an earlier form, and goes beside it. */
static void
put (YutuSession *session,
     YutuDraft   *draft, /* taken */
     gboolean     begins)
{
  YutuDrafts *self = get_kept (session);
  YutuDraft  *older = NULL;
  gpointer    key = NULL;

  if (self == NULL)
    {
      yutu_draft_free (draft);
      return;
    }
  draft->is_new = begins;
  if (g_hash_table_steal_extended (self->waiting, draft->key, &key, (gpointer *)&older))
    {
      draft->is_new = older->is_new;
      if (begins && older->content != NULL)
        {
          yutu_draft_set_aside (older);
          g_hash_table_replace (self->waiting, older->key, older);
        }
      else
        yutu_draft_free (older);
    }
  g_hash_table_replace (self->waiting, draft->key, draft);
  begin_wait (self);
}

/* Of one that was not written yet there is nothing in the file. */
static void
drop (YutuSession *session,
      const char  *key)
{
  YutuDrafts      *self = get_kept (session);
  const YutuDraft *waiting = self != NULL ? g_hash_table_lookup (self->waiting, key) : NULL;

  if (waiting != NULL && waiting->is_new)
    g_hash_table_remove (self->waiting, key);
  else
    put (session, yutu_draft_new (key, "", "", NULL), FALSE);
}

static gboolean
is_open (YutuSession *session,
         const char  *key)
{
  YutuDrafts *self = yutu_session_get_drafts (session);

  return self != NULL && g_hash_table_contains (self->open, key);
}

/* Whether that is new. */
static gboolean
set_open (YutuSession *session,
          const char  *key,
          gboolean     opens)
{
  YutuDrafts *self = yutu_session_get_drafts (session);
  gboolean    is_new;

  if (self == NULL)
    return FALSE;
  is_new = opens ? g_hash_table_add (self->open, g_strdup (key))
                 : g_hash_table_remove (self->open, key);
  if (is_new)
    g_signal_emit_by_name (session, "drafts-changed");
  return is_new;
}

void
yutu_session_put_draft (YutuSession *self,
                        const char  *key,
                        const char  *kind,
                        const char  *title,
                        const char  *content)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (key != NULL && kind != NULL && title != NULL && content != NULL);

  put (self, yutu_draft_new (key, kind, title, content), !is_open (self, key));
  set_open (self, key, TRUE);
}

void
yutu_session_enter_draft (YutuSession *self,
                          const char  *key)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  set_open (self, key, TRUE);
}

void
yutu_session_leave_draft (YutuSession *self,
                          const char  *key)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  set_open (self, key, FALSE);
}

void
yutu_session_drop_draft (YutuSession *self,
                         const char  *key)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  if (!is_open (self, key))
    return;
  drop (self, key);
  set_open (self, key, FALSE);
}

void
yutu_session_throw_draft (YutuSession *self,
                          const char  *key)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  drop (self, key);
  if (!set_open (self, key, FALSE))
    g_signal_emit_by_name (self, "drafts-changed");
}

char *
yutu_session_take_up_draft (YutuSession     *self,
                            const YutuDraft *draft)
{
  const char *end = NULL;
  char       *key = NULL;

  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  end = strchr (draft->key, YUTU_DRAFT_ASIDE);
  key = end != NULL ? g_strndup (draft->key, (gsize)(end - draft->key)) : g_strdup (draft->key);
  if (end != NULL)
    {
      drop (self, draft->key);
      put (self, yutu_draft_new (key, draft->kind, draft->title, draft->content), TRUE);
    }
  set_open (self, key, TRUE);
  return key;
}

void
yutu_session_flush_drafts (YutuSession *self)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  if (yutu_session_get_drafts (self) != NULL)
    flush (yutu_session_get_drafts (self));
}

/* ---- Saving ---- */

struct _YutuDraftSave
{
  char              *key;
  YutuDraftBatch             *before; /* of the write that runs when it begins; NULL: none does */
  YutuDraftBatch             *last;   /* what waited of it */
  YutuStoreCompanion companion;
};

static gboolean
delete_draft (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  YutuDraftSave *save = data;

  return yutu_draft_write (connection, &(YutuDraft){ .key = save->key }, error);
}

YutuDraftSave *
yutu_drafts_begin_save (YutuDrafts *self)
{
  YutuDraftSave *save = NULL;
  gpointer       key = NULL;
  gpointer       draft = NULL;

  if (self == NULL || self->settled == NULL)
    return NULL;
  save = g_new0 (YutuDraftSave, 1);
  save->key = g_steal_pointer (&self->settled);
  save->companion = (YutuStoreCompanion){ delete_draft, save };
  save->before = self->writing;
  if (save->before != NULL)
    g_atomic_ref_count_inc (&save->before->ref_count);
  save->last = yutu_draft_batch_new (self->file);
  if (g_hash_table_steal_extended (self->waiting, save->key, &key, &draft))
    g_ptr_array_add (save->last->drafts, draft);
  g_hash_table_add (self->held, g_strdup (save->key));
  return save;
}

/* The last that was typed is kept first: the change may fail, or the program end before it is done. A
 * failure of that is the change's too, or the draft waits on. */
void
yutu_draft_save_enter (YutuDraftSave *self)
{
  if (self->before != NULL)
    yutu_draft_batch_await (self->before);
  if (self->last->drafts->len > 0 && yutu_draft_batch_run (self->last, NULL))
    g_ptr_array_set_size (self->last->drafts, 0);
  yutu_store_set_companion (&self->companion);
}

void
yutu_draft_save_leave (YutuDraftSave *self)
{
  yutu_store_set_companion (NULL);
}

void
yutu_drafts_end_save (YutuDrafts    *self,
                      YutuDraftSave *save,
                      gboolean       done)
{
  g_hash_table_remove (self->held, save->key);
  if (done)
    {
      g_hash_table_remove (self->waiting, save->key);
      if (self->session != NULL)
        set_open (self->session, save->key, FALSE);
    }
  else
    {
      keep_unwritten (self, save->last);
      begin_wait (self);
    }
  g_clear_pointer (&save->before, yutu_draft_batch_unref);
  yutu_draft_batch_unref (save->last);
  g_free (save->key);
  g_free (save);
}

void
yutu_session_settle_draft (YutuSession *self,
                           const char  *key)
{
  YutuDrafts *drafts = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  drafts = yutu_session_get_drafts (self);
  if (drafts == NULL)
    return;
  g_free (drafts->settled);
  drafts->settled = g_strdup (key);
}

/* ---- Reading ---- */

typedef struct
{
  YutuFile   *file;
  YutuDraftBatch      *batch;   /* that is written first; NULL: none */
  GPtrArray  *waiting; /* of YutuDraft: go before what the file has */
  GHashTable *open;
} List;

static void
list_free (gpointer data)
{
  List *self = data;

  g_clear_pointer (&self->batch, yutu_draft_batch_unref);
  yutu_file_unref (self->file);
  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->open);
  g_free (self);
}

static gboolean
has_key (gconstpointer draft,
         gconstpointer key)
{
  return g_str_equal (((const YutuDraft *)draft)->key, key);
}

static int
compare_drafts (gconstpointer a,
                gconstpointer b)
{
  const YutuDraft *one = *(const YutuDraft *const *)a;
  const YutuDraft *two = *(const YutuDraft *const *)b;
  int              order = g_strcmp0 (two->at, one->at);

  return order != 0 ? order : g_strcmp0 (one->key, two->key);
}

/* As they will be written, see yutu_draft_batch_run(). */
static void
lay_over (GPtrArray *drafts,
          GPtrArray *waiting)
{
  guint at = 0;

  for (guint i = 0; i < waiting->len; i++)
    {
      const YutuDraft *draft = g_ptr_array_index (waiting, i);

      if (draft->is_new && g_ptr_array_find_with_equal_func (drafts, draft->key, has_key, &at))
        yutu_draft_set_aside (g_ptr_array_index (drafts, at));
    }
  for (guint i = 0; i < waiting->len; i++)
    {
      const YutuDraft *draft = g_ptr_array_index (waiting, i);

      if (g_ptr_array_find_with_equal_func (drafts, draft->key, has_key, &at))
        g_ptr_array_remove_index (drafts, at);
      if (draft->content != NULL)
        g_ptr_array_add (drafts, yutu_draft_copy (draft));
    }
  g_ptr_array_sort (drafts, compare_drafts);
}

static void
list_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const List *list = task_data;
  YutuStore  *store = yutu_file_get_store (list->file);
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_draft_free);
  GError *error = NULL;

  if (list->batch != NULL)
    yutu_draft_batch_await (list->batch);
  if (!yutu_store_is_read_only (store) &&
      !yutu_store_read (store, yutu_drafts_read, drafts, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  lay_over (drafts, list->waiting);
  for (guint i = 0; i < drafts->len; i++)
    {
      YutuDraft *draft = g_ptr_array_index (drafts, i);

      draft->is_open = g_hash_table_contains (list->open, draft->key);
    }
  g_task_return_pointer (task, g_steal_pointer (&drafts), (GDestroyNotify)g_ptr_array_unref);
}

void
yutu_session_list_drafts_async (YutuSession        *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  YutuDrafts *drafts = NULL;
  List       *list = g_new0 (List, 1);
  g_autoptr (GTask) task = NULL;
  GHashTableIter iter;
  gpointer       key = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  drafts = yutu_session_get_drafts (self);
  list->file = yutu_file_ref (yutu_session_get_file (self));
  list->batch = drafts->writing;
  if (list->batch != NULL)
    g_atomic_ref_count_inc (&list->batch->ref_count);
  list->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_draft_free);
  g_hash_table_iter_init (&iter, drafts->waiting);
  while (g_hash_table_iter_next (&iter, NULL, &key))
    g_ptr_array_add (list->waiting, yutu_draft_copy (key));
  list->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, drafts->open);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (list->open, g_strdup (key));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, yutu_session_list_drafts_async);
  g_task_set_task_data (task, list, list_free);
  g_task_run_in_thread (task, list_in_worker);
}

GPtrArray *
yutu_session_list_drafts_finish (GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
