/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What was committed is carried from the log over into the file, on a thread and a connection of its own.
 * Most commits are followed by a pause, which is waited for: the disk that a checkpoint keeps busy is the
 * one that a commit waits for. In a burst it is done when enough has come since the last one, however
 * long the log is by then: it begins anew only when a checkpoint ends before the next commit. */

#include "store/yutu-store-private.h"

#define PAUSE_US   (200 * G_TIME_SPAN_MILLISECOND)
#define MAX_FRAMES 8192 /* 32 MiB, half of journal_size_limit: beyond that the log is cut off, and grown anew */

static int
committed_cb (void       *data,
              sqlite3    *handle,
              const char *database,
              int         n_frames)
{
  YutuStore *self = data;

  g_mutex_lock (&self->mutex);
  self->log_frames = n_frames;
  self->n_commits++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return SQLITE_OK;
}

/* One that began anew is shorter than what was carried over of the one before. */
static gboolean
has_much (const YutuStore *self)
{
  int n_done = self->log_frames >= self->carried_frames ? self->carried_frames : 0;

  return self->log_frames - n_done >= MAX_FRAMES;
}

/* Called and left with the mutex held. */
static void
wait_for_work (YutuStore *self)
{
  guint64 seen = self->n_checkpointed;

  while (!self->closed && self->n_commits == seen)
    g_cond_wait (&self->cond, &self->mutex);
  while (!self->closed && !has_much (self) && seen != self->n_commits)
    {
      gint64 end = g_get_monotonic_time () + PAUSE_US;

      seen = self->n_commits;
      while (!self->closed && seen == self->n_commits && g_cond_wait_until (&self->cond, &self->mutex, end))
        ;
    }
}

static gpointer
checkpoint_thread (gpointer data)
{
  YutuStore *self = data;
  g_autoptr (YutuConnection) connection =
    yutu_connection_open (self->path, YUTU_CONNECTION_WRITER, NULL);

  g_mutex_lock (&self->mutex);
  while (!self->closed && connection != NULL)
    {
      int n_frames = 0, n_carried = 0;

      wait_for_work (self);
      self->n_checkpointed = self->n_commits;
      if (self->closed)
        break;
      g_mutex_unlock (&self->mutex);
      sqlite3_wal_checkpoint_v2 (connection->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &n_frames, &n_carried);
      g_mutex_lock (&self->mutex);
      self->carried_frames = MAX (n_carried, 0);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

void
yutu_checkpoint_start (YutuStore *self)
{
  sqlite3_wal_hook (self->writer->handle, committed_cb, self);
  self->checkpoint_thread = g_thread_new ("yutu-checkpoint", checkpoint_thread, self);
}
