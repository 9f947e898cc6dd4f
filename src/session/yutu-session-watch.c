/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Another window's commits. Only one program writes a file at a time, so only a session that reads
 * needs to look: once a second, on a worker, at the number of the newest journal entry. */

#include "session/yutu-session-private.h"

#define POLL_MS 1000

struct _YutuSessionWatch
{
  YutuFile            *file;
  YutuSessionWatchFunc func;
  gpointer             data;
  GSource             *timer;
  gint64               newest; /* -1: not read yet */
  gboolean             is_reading;
  gboolean             is_closed;
};

static gboolean
read_newest (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT max (id) FROM journal", 0, data, error);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  gint64  newest = 0;

  if (yutu_store_read (yutu_file_get_store (task_data), read_newest, &newest, cancellable, &error))
    g_task_return_int (task, (gssize)newest);
  else
    g_task_return_error (task, error);
}

/* What cannot be read now (the other program restores, or has just closed) is looked at again. */
static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  YutuSessionWatch *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64   newest = g_task_propagate_int (G_TASK (result), &error);
  gboolean is_new = error == NULL && self->newest >= 0 && newest != self->newest;

  self->is_reading = FALSE;
  if (self->is_closed)
    {
      g_free (self);
      return;
    }
  if (error == NULL)
    self->newest = newest;
  if (is_new)
    self->func (self->data);
}

static gboolean
poll_cb (gpointer data)
{
  YutuSessionWatch *self = data;
  g_autoptr (GTask) task = NULL;

  if (self->is_reading)
    return G_SOURCE_CONTINUE;
  self->is_reading = TRUE;
  task = g_task_new (NULL, NULL, read_cb, self);
  g_task_set_source_tag (task, poll_cb);
  g_task_set_task_data (task, yutu_file_ref (self->file), (GDestroyNotify)yutu_file_unref);
  g_task_run_in_thread (task, read_in_worker);
  return G_SOURCE_CONTINUE;
}

YutuSessionWatch *
yutu_session_watch_new (YutuFile            *file,
                        YutuSessionWatchFunc func,
                        gpointer             data)
{
  YutuSessionWatch *self = g_new0 (YutuSessionWatch, 1);

  self->file = yutu_file_ref (file);
  self->func = func;
  self->data = data;
  self->newest = -1;
  poll_cb (self);
  self->timer = g_timeout_source_new (POLL_MS);
  g_source_set_callback (self->timer, poll_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  return self;
}

/* One that is reading frees itself when it has read. */
void
yutu_session_watch_free (YutuSessionWatch *self)
{
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_clear_pointer (&self->file, yutu_file_unref);
  self->is_closed = TRUE;
  if (!self->is_reading)
    g_free (self);
}
