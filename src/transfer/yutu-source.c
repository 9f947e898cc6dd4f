/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-source-private.h"

G_DEFINE_QUARK (yutu_transfer_error, yutu_transfer_error)

YutuSource *
yutu_source_new (void)
{
  YutuSource *self = g_new0 (YutuSource, 1);

  self->ref_count = 1;
  self->features = g_array_new (FALSE, FALSE, sizeof (YutuSourceFeature));
  self->paths = g_array_new (FALSE, FALSE, sizeof (YutuSourcePath));
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->layers = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (4096);
  self->crs_area = YUTU_BOX_EMPTY;
  return self;
}

YutuSource *
yutu_source_ref (YutuSource *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_source_unref (YutuSource *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->features);
  g_array_unref (self->paths);
  g_array_unref (self->points);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->values);
  g_string_chunk_free (self->chunk);
  g_free (self->summary);
  g_free (self);
}

void
yutu_source_take_row (YutuSource       *self,
                      YutuSourceFeature feature)
{
  g_array_append_val (self->features, feature);
}

void
yutu_source_add_text (YutuSource *self,
                      const char *text)
{
  g_ptr_array_add (self->values,
                   text != NULL ? g_string_chunk_insert (self->chunk, text) : NULL);
}

gsize
yutu_source_count_rows (YutuSource *self)
{
  return self->features->len;
}

const YutuSourceFeature *
yutu_source_get_feature (YutuSource *self,
                         gsize       index)
{
  g_return_val_if_fail (index < self->features->len, NULL);
  return &g_array_index (self->features, YutuSourceFeature, index);
}

const YutuSourcePath *
yutu_source_get_path (YutuSource *self,
                      gsize       index)
{
  g_return_val_if_fail (index < self->paths->len, NULL);
  return &g_array_index (self->paths, YutuSourcePath, index);
}

const YutuPoint *
yutu_source_get_points (YutuSource           *self,
                        const YutuSourcePath *path)
{
  return &g_array_index (self->points, YutuPoint, path->start);
}

gsize
yutu_source_count_fields (YutuSource *self)
{
  return self->fields->len;
}

const char *
yutu_source_get_field (YutuSource *self,
                       gsize       field)
{
  g_return_val_if_fail (field < self->fields->len, NULL);
  return g_ptr_array_index (self->fields, field);
}

const char *
yutu_source_get_text (YutuSource *self,
                      gsize       index,
                      gsize       field)
{
  g_return_val_if_fail (index < self->features->len && field < self->fields->len, NULL);
  return g_ptr_array_index (self->values, index * self->fields->len + field);
}

int
yutu_source_find_field (YutuSource        *self,
                        const char *const *names)
{
  for (gsize n = 0; names[n] != NULL; n++)
    for (guint i = 0; i < self->fields->len; i++)
      if (g_ascii_strcasecmp (g_ptr_array_index (self->fields, i), names[n]) == 0)
        return (int)i;
  return -1;
}

gsize
yutu_source_count_layers (YutuSource *self,
                          gsize      *chosen)
{
  *chosen = self->layer;
  return self->layers->len;
}

const char *
yutu_source_get_layer (YutuSource *self,
                       gsize       index)
{
  g_return_val_if_fail (index < self->layers->len, NULL);
  return g_ptr_array_index (self->layers, index);
}

const char *
yutu_source_get_summary (YutuSource *self)
{
  return self->summary;
}

gboolean
yutu_source_get_crs_area (YutuSource *self,
                          YutuBox    *area)
{
  *area = self->crs_area;
  return self->crs_area.min_x <= self->crs_area.max_x;
}
