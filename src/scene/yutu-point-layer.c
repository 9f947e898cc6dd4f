/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-layers-private.h"

YutuPointBatch *
yutu_point_batch_new (gsize          n,
                      const gint32  *x,
                      const gint32  *y,
                      const guint32 *counts,
                      const gint64  *ids,
                      GDestroyNotify free_func,
                      gpointer       data)
{
  YutuPointBatch *self = g_new0 (YutuPointBatch, 1);

  *self = (YutuPointBatch){ 1, n, x, y, counts, ids, free_func, data };
  return self;
}

YutuPointBatch *
yutu_point_batch_ref (YutuPointBatch *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_point_batch_unref (YutuPointBatch *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  if (self->free_func != NULL)
    self->free_func (self->data);
  g_free (self);
}

YutuPointLayer *
yutu_point_layer_new (const YutuPointSource *source, gpointer data)
{
  YutuPointLayer *self = g_new0 (YutuPointLayer, 1);

  self->ref_count = 1;
  self->source = *source;
  self->data = data;
  return self;
}

YutuPointLayer *
yutu_point_layer_ref (YutuPointLayer *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_point_layer_unref (YutuPointLayer *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  if (self->source.free_data != NULL)
    self->source.free_data (self->data);
  g_free (self);
}
