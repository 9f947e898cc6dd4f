/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-progress.h"

struct _YutuProgress
{
  int           ref_count;
  GMutex        lock;
  GCancellable *cancellable;
  const char   *stage;
  guint64       done;
  guint64       total;
};

YutuProgress *
yutu_progress_new (GCancellable *cancellable)
{
  YutuProgress *self = g_new0 (YutuProgress, 1);

  self->ref_count = 1;
  g_mutex_init (&self->lock);
  g_set_object (&self->cancellable, cancellable);
  return self;
}

YutuProgress *
yutu_progress_ref (YutuProgress *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_progress_unref (YutuProgress *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
yutu_progress_step (YutuProgress *self,
                    const char   *stage,
                    guint64       done,
                    guint64       total,
                    GError      **error)
{
  if (self == NULL)
    return TRUE;
  g_mutex_lock (&self->lock);
  if (stage != NULL)
    self->stage = stage;
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->lock);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
yutu_progress_read (YutuProgress *self,
                    const char  **stage,
                    guint64      *done,
                    guint64      *total)
{
  g_mutex_lock (&self->lock);
  *stage = self->stage;
  *done = self->done;
  *total = self->total;
  g_mutex_unlock (&self->lock);
}
