/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-progress.h"

#define WHOLE 1000 /* a whole of parts */

struct _YutuProgress
{
  int           ref_count;
  GMutex        lock;
  GCancellable *cancellable;
  const char   *stage;
  guint64       done;
  guint64       total;
  double        part_from;
  double        part_to; /* 0: the work has no parts */
  double        share;   /* of this part; does not go back when its next stage begins */
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
  if (total > 0)
    self->share = CLAMP ((double)done / (double)total, self->share, 1);
  g_mutex_unlock (&self->lock);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
yutu_progress_begin_part (YutuProgress *self,
                          double        from,
                          double        to)
{
  if (self == NULL)
    return;
  g_return_if_fail (from >= self->part_from && from < to && to <= 1);
  g_mutex_lock (&self->lock);
  self->part_from = from;
  self->part_to = to;
  self->done = 0;
  self->total = 0;
  self->share = 0;
  g_mutex_unlock (&self->lock);
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
  if (self->part_to > 0)
    {
      *done = (guint64)(WHOLE * (self->part_from + (self->part_to - self->part_from) * self->share));
      *total = WHOLE;
    }
  g_mutex_unlock (&self->lock);
}
