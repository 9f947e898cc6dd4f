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

  *self = (YutuPointBatch){ .n = n,
                            .x = x,
                            .y = y,
                            .counts = counts,
                            .ids = ids,
                            .free_func = free_func,
                            .data = data };
  return self;
}

void
yutu_point_batch_set_slices (YutuPointBatch *self, const YutuPointSlice *slices, gsize n_slices)
{
  self->slices = g_memdup2 (slices, n_slices * sizeof *slices);
  self->n_slices = n_slices;
  if (n_slices == 0)
    self->n = 0;
}

gboolean
yutu_point_batch_get_slice (const YutuPointBatch *self, gsize index, YutuPointSlice *slice)
{
  if (self->n_slices > 0 && index < self->n_slices)
    *slice = self->slices[index];
  else if (self->n_slices == 0 && index == 0)
    *slice = (YutuPointSlice){ 0, self->n };
  else
    return FALSE;
  return TRUE;
}

void
yutu_point_batch_free (YutuPointBatch *self)
{
  if (self->free_func != NULL)
    self->free_func (self->data);
  g_free ((gpointer)self->slices);
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

gpointer
yutu_point_layer_get_data (const YutuPointLayer *self)
{
  return self->data;
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
