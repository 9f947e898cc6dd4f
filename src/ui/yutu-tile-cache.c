/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-tile-cache.h"

typedef struct
{
  YutuTileKey      key;
  GList            link; /* in the order of use; data is this entry */
  guint            epoch;
  cairo_surface_t *shown;
  cairo_surface_t *next; /* (nullable): newer than what is shown */
  gsize            bytes;
} Entry;

struct _YutuTileCache
{
  GHashTable *entries; /* Entry → Entry */
  GQueue      order;   /* most recently used first */
  gsize       bytes;
  gsize       max_bytes;
};

static guint
hash_key (gconstpointer data)
{
  const YutuTileKey *key = data;
  guint64            hash = (guint64)key->column * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  hash ^= (guint64)key->row * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);
  hash ^= g_double_hash (&key->resolution) * G_GUINT64_CONSTANT (0x165667b19e3779f9);
  return (guint)(hash >> 32) ^ (guint)hash ^ (guint)key->scale;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const YutuTileKey *one = a, *two = b;

  return one->column == two->column && one->row == two->row && one->scale == two->scale &&
         one->resolution == two->resolution;
}

static gsize
measure (cairo_surface_t *surface)
{
  return surface == NULL ? 0
                         : (gsize)cairo_image_surface_get_stride (surface) *
                             (gsize)cairo_image_surface_get_height (surface);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->shown, cairo_surface_destroy);
  g_clear_pointer (&entry->next, cairo_surface_destroy);
  g_free (entry);
}

YutuTileCache *
yutu_tile_cache_new (gsize max_bytes)
{
  YutuTileCache *self = g_new0 (YutuTileCache, 1);

  self->entries = g_hash_table_new_full (hash_key, equal_keys, NULL, free_entry);
  g_queue_init (&self->order);
  self->max_bytes = max_bytes;
  return self;
}

void
yutu_tile_cache_clear (YutuTileCache *self)
{
  g_queue_init (&self->order);
  g_hash_table_remove_all (self->entries);
  self->bytes = 0;
}

void
yutu_tile_cache_free (YutuTileCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
yutu_tile_cache_set_max_bytes (YutuTileCache *self,
                               gsize          max_bytes)
{
  self->max_bytes = max_bytes;
}

static void
count_again (YutuTileCache *self,
             Entry         *entry)
{
  gsize bytes = measure (entry->shown) + measure (entry->next);

  self->bytes = self->bytes - entry->bytes + bytes;
  entry->bytes = bytes;
}

static void
drop_least_used (YutuTileCache *self)
{
  Entry *entry = self->order.tail->data;

  g_queue_unlink (&self->order, &entry->link);
  self->bytes -= entry->bytes;
  g_hash_table_remove (self->entries, entry);
}

static void
touch (YutuTileCache *self,
       Entry         *entry)
{
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
}

void
yutu_tile_cache_put (YutuTileCache     *self,
                     const YutuTileKey *key,
                     guint              epoch,
                     cairo_surface_t   *surface)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->key = *key;
      entry->link.data = entry;
      entry->shown = surface;
      g_hash_table_add (self->entries, entry);
      g_queue_push_head_link (&self->order, &entry->link);
    }
  else
    {
      g_clear_pointer (&entry->next, cairo_surface_destroy);
      entry->next = surface;
      touch (self, entry);
    }
  entry->epoch = epoch;
  count_again (self, entry);
  while (self->bytes > self->max_bytes && self->order.length > 1)
    drop_least_used (self);
}

gboolean
yutu_tile_cache_has (YutuTileCache     *self,
                     const YutuTileKey *key,
                     guint              epoch)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL && entry->epoch == epoch;
}

cairo_surface_t *
yutu_tile_cache_get (YutuTileCache     *self,
                     const YutuTileKey *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  touch (self, entry);
  return entry->shown;
}

void
yutu_tile_cache_promote (YutuTileCache     *self,
                         const YutuTileKey *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL || entry->next == NULL)
    return;
  cairo_surface_destroy (entry->shown);
  entry->shown = g_steal_pointer (&entry->next);
  count_again (self, entry);
}

static YutuMapBox
get_box (const YutuTileKey *key,
         double             margin_px)
{
  double size = YUTU_TILE_PX * key->resolution, margin = margin_px * key->resolution;

  return (YutuMapBox){ (double)key->column * size - margin, -(double)(key->row + 1) * size - margin,
                       (double)(key->column + 1) * size + margin, -(double)key->row * size + margin };
}

void
yutu_tile_cache_carry (YutuTileCache *self,
                       guint          from,
                       guint          to,
                       YutuMapBox     changed,
                       double         margin_px)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Entry *entry = key;

      if (entry->epoch == from &&
          (changed.max_x < changed.min_x ||
           !yutu_map_box_overlaps (get_box (&entry->key, margin_px), changed)))
        entry->epoch = to;
    }
}

gsize
yutu_tile_cache_get_bytes (YutuTileCache *self)
{
  return self->bytes;
}

void
yutu_tile_cache_foreach (YutuTileCache *self,
                         double         resolution,
                         int            scale,
                         YutuTileFunc   func,
                         gpointer       data)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Entry *entry = key;

      if (entry->key.resolution == resolution && entry->key.scale == scale)
        func (&entry->key, entry->shown, data);
    }
}
