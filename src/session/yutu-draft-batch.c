/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-draft-batch.h"

#include "session/yutu-session-private.h"
#include "store/yutu-statement.h"

/* ---- A draft ---- */

static char *
make_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (now) / 1000);
}

YutuDraft *
yutu_draft_new (const char *key,
                const char *kind,
                const char *title,
                const char *content)
{
  YutuDraft *draft = g_new0 (YutuDraft, 1);

  draft->key = g_strdup (key);
  draft->kind = g_strdup (kind);
  draft->title = g_strdup (title);
  draft->at = make_time ();
  draft->actor = g_strdup (g_get_user_name ());
  draft->content = g_strdup (content);
  return draft;
}

YutuDraft *
yutu_draft_copy (const YutuDraft *draft)
{
  YutuDraft *copy = g_new0 (YutuDraft, 1);

  copy->key = g_strdup (draft->key);
  copy->kind = g_strdup (draft->kind);
  copy->title = g_strdup (draft->title);
  copy->at = g_strdup (draft->at);
  copy->actor = g_strdup (draft->actor);
  copy->content = g_strdup (draft->content);
  copy->is_new = draft->is_new;
  return copy;
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

void
yutu_draft_set_aside (YutuDraft *self)
{
  char *key = g_strdup_printf ("%s%c%s", self->key, YUTU_DRAFT_ASIDE, self->at);

  g_free (self->key);
  self->key = key;
  self->is_new = FALSE;
}

static gboolean
move_aside (YutuConnection *connection,
            const char     *key,
            GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "UPDATE draft SET key = key || char(31) || at WHERE key = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_draft_write (YutuConnection  *connection,
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

/* What is moved aside may be dropped or written by the same batch. */
static gboolean
write_batch (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const YutuDraftBatch *batch = data;

  for (guint i = 0; i < batch->drafts->len; i++)
    {
      const YutuDraft *draft = g_ptr_array_index (batch->drafts, i);

      if (draft->is_new && !move_aside (connection, draft->key, error))
        return FALSE;
    }
  for (guint i = 0; i < batch->drafts->len; i++)
    if (!yutu_draft_write (connection, g_ptr_array_index (batch->drafts, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_draft_batch_run (YutuDraftBatch *batch,
                      GError        **error)
{
  YutuEntrySpec entry = { .kind = "draft", .title = "draft", .actor = g_get_user_name () };

  return yutu_store_write (yutu_file_get_store (batch->file), &entry, write_batch, batch, NULL, NULL,
                           error);
}

/* ---- A batch ---- */

void
yutu_draft_batch_unref (gpointer data)
{
  YutuDraftBatch *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->drafts);
  yutu_file_unref (self->file);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

YutuDraftBatch *
yutu_draft_batch_new (YutuFile *file)
{
  YutuDraftBatch *batch = g_new0 (YutuDraftBatch, 1);

  g_atomic_ref_count_init (&batch->ref_count);
  batch->file = yutu_file_ref (file);
  batch->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_draft_free);
  g_mutex_init (&batch->mutex);
  g_cond_init (&batch->cond);
  return batch;
}

void
yutu_draft_batch_end (YutuDraftBatch *self)
{
  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
yutu_draft_batch_await (YutuDraftBatch *batch)
{
  g_mutex_lock (&batch->mutex);
  while (!batch->done)
    g_cond_wait (&batch->cond, &batch->mutex);
  g_mutex_unlock (&batch->mutex);
}

/* ---- Reading ---- */

gboolean
yutu_drafts_read (YutuConnection *connection,
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
      draft->key = yutu_column_dup (statement, 0);
      draft->kind = yutu_column_dup (statement, 1);
      draft->title = yutu_column_dup (statement, 2);
      draft->at = yutu_column_dup (statement, 3);
      draft->actor = yutu_column_dup (statement, 4);
      draft->content = yutu_column_dup (statement, 5);
      g_ptr_array_add (drafts, draft);
    }
  return statement != NULL;
}
