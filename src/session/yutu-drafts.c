/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is put waits at most WAIT_MS and is then written in one transaction, on a worker; one such
 * write at a time, so that an older content never comes behind a newer one. */

#include "session/yutu-drafts.h"

#include "session/yutu-error-words.h"
#include "session/yutu-session-private.h"

#define WAIT_MS 200 /* with the write itself well within half a second */

/* What one write takes along. */
typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray      *drafts; /* of YutuDraft; content NULL: drop it */
  YutuFile       *file;
  GMutex          mutex;
  GCond           cond;
  gboolean        done; /* under mutex */
} Batch;

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
  Batch       *writing; /* of the write that runs, NULL: none does */
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

void
yutu_draft_free (YutuDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->at);
  g_free (self->actor);
  g_free (self->content);
  g_free (self);
}

/* ---- Writing ---- */

static void
batch_unref (gpointer data)
{
  Batch *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->drafts);
  yutu_file_unref (self->file);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static gboolean
write_draft (YutuConnection  *connection,
             const YutuDraft *draft,
             GError         **error)
{
  const char   *texts[] = { draft->key, draft->kind, draft->title,
                            draft->at, draft->actor, draft->content };
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    draft->content == NULL
      ? "DELETE FROM draft WHERE key = ?1"
      : "INSERT INTO draft (key, kind, title, at, actor, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (key) DO UPDATE SET kind = ?2, title = ?3, at = ?4, actor = ?5, content = ?6",
    error);

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < (draft->content == NULL ? 1 : (int)G_N_ELEMENTS (texts)); i++)
    sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_batch (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Batch *batch = data;

  for (guint i = 0; i < batch->drafts->len; i++)
    if (!write_draft (connection, g_ptr_array_index (batch->drafts, i), error))
      return FALSE;
  return TRUE;
}

/* No user table is touched, so there is no entry. */
static gboolean
run_batch (Batch   *batch,
           GError **error)
{
  YutuEntrySpec entry = { .kind = "draft", .title = "draft", .actor = g_get_user_name () };

  return yutu_store_write (yutu_file_get_store (batch->file), &entry, write_batch, batch, NULL, NULL,
                           error);
}

static void
write_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Batch   *batch = task_data;
  GError  *error = NULL;
  gboolean written = run_batch (batch, &error);

  g_mutex_lock (&batch->mutex);
  batch->done = TRUE;
  g_cond_signal (&batch->cond);
  g_mutex_unlock (&batch->mutex);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Batch *
batch_new (YutuDrafts *self)
{
  Batch *batch = g_new0 (Batch, 1);

  g_atomic_ref_count_init (&batch->ref_count);
  batch->file = yutu_file_ref (self->file);
  batch->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_draft_free);
  g_mutex_init (&batch->mutex);
  g_cond_init (&batch->cond);
  return batch;
}

static Batch *
take_batch (YutuDrafts *self)
{
  Batch         *batch = batch_new (self);
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
                Batch      *batch)
{
  while (batch->drafts->len > 0)
    {
      YutuDraft *draft = g_ptr_array_steal_index_fast (batch->drafts, 0);

      if (g_hash_table_contains (self->waiting, draft->key))
        yutu_draft_free (draft);
      else
        g_hash_table_insert (self->waiting, draft->key, draft);
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
  g_task_set_task_data (task, self->writing, batch_unref);
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

static void
await (Batch *batch)
{
  g_mutex_lock (&batch->mutex);
  while (!batch->done)
    g_cond_wait (&batch->cond, &batch->mutex);
  g_mutex_unlock (&batch->mutex);
}

/* On this thread: what runs is waited for, the rest written. */
static void
flush (YutuDrafts *self)
{
  Batch *batch = self->writing;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (batch != NULL)
    await (batch);
  if (has_work (self))
    {
      g_autoptr (GError) error = NULL;

      batch = take_batch (self);
      if (!run_batch (batch, &error))
        g_warning ("drafts are lost: %s", error->message);
      batch_unref (batch);
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

static char *
make_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (now) / 1000);
}

/* @content: NULL to drop it. */
static void
put (YutuSession *session,
     const char  *key,
     const char  *kind,
     const char  *title,
     const char  *content)
{
  YutuDrafts *self = yutu_session_get_drafts (session);
  YutuDraft  *draft;

  if (self == NULL || self->is_ended || yutu_session_get_read_only_reason (session) != NULL)
    return;
  draft = g_new0 (YutuDraft, 1);
  draft->key = g_strdup (key);
  draft->kind = g_strdup (kind);
  draft->title = g_strdup (title);
  draft->at = make_time ();
  draft->actor = g_strdup (g_get_user_name ());
  draft->content = g_strdup (content);
  g_hash_table_replace (self->waiting, draft->key, draft);
  begin_wait (self);
}

/* Whether that is new. */
static gboolean
set_open (YutuSession *session,
          const char  *key,
          gboolean     is_open)
{
  YutuDrafts *self = yutu_session_get_drafts (session);
  gboolean    is_new;

  if (self == NULL)
    return FALSE;
  is_new = is_open ? g_hash_table_add (self->open, g_strdup (key))
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

  put (self, key, kind, title, content);
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

  put (self, key, "", "", NULL);
  if (!set_open (self, key, FALSE))
    g_signal_emit_by_name (self, "drafts-changed");
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
  Batch             *before; /* of the write that runs when it begins; NULL: none does */
  Batch             *last;   /* what waited of it */
  YutuStoreCompanion companion;
};

static gboolean
delete_draft (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  YutuDraftSave *save = data;

  return write_draft (connection, &(YutuDraft){ .key = save->key }, error);
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
  save->last = batch_new (self);
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
    await (self->before);
  if (self->last->drafts->len > 0 && run_batch (self->last, NULL))
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
  g_clear_pointer (&save->before, batch_unref);
  batch_unref (save->last);
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

static char *
dup_column (sqlite3_stmt *statement,
            int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static gboolean
read_drafts (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  GPtrArray    *drafts = data;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT key, kind, title, at, actor, content FROM draft", error);

  while (statement != NULL && row)
    {
      YutuDraft *draft;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      draft = g_new0 (YutuDraft, 1);
      draft->key = dup_column (statement, 0);
      draft->kind = dup_column (statement, 1);
      draft->title = dup_column (statement, 2);
      draft->at = dup_column (statement, 3);
      draft->actor = dup_column (statement, 4);
      draft->content = dup_column (statement, 5);
      g_ptr_array_add (drafts, draft);
    }
  return statement != NULL;
}

typedef struct
{
  YutuFile   *file;
  Batch      *batch;   /* that is written first; NULL: none */
  GPtrArray  *waiting; /* of YutuDraft: go before what the file has */
  GHashTable *open;
} List;

static void
list_free (gpointer data)
{
  List *self = data;

  g_clear_pointer (&self->batch, batch_unref);
  yutu_file_unref (self->file);
  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->open);
  g_free (self);
}

static YutuDraft *
copy_draft (const YutuDraft *draft)
{
  YutuDraft *copy = g_new0 (YutuDraft, 1);

  copy->key = g_strdup (draft->key);
  copy->kind = g_strdup (draft->kind);
  copy->title = g_strdup (draft->title);
  copy->at = g_strdup (draft->at);
  copy->actor = g_strdup (draft->actor);
  copy->content = g_strdup (draft->content);
  return copy;
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

static void
lay_over (GPtrArray *drafts,
          GPtrArray *waiting)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      const YutuDraft *draft = g_ptr_array_index (waiting, i);
      guint            at = 0;

      if (g_ptr_array_find_with_equal_func (drafts, draft->key, has_key, &at))
        g_ptr_array_remove_index (drafts, at);
      if (draft->content != NULL)
        g_ptr_array_add (drafts, copy_draft (draft));
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
    await (list->batch);
  if (!yutu_store_is_read_only (store) &&
      !yutu_store_read (store, read_drafts, drafts, cancellable, &error))
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
    g_ptr_array_add (list->waiting, copy_draft (key));
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
