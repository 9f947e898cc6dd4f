/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-layers-private.h"

struct _YutuSymbolLayerBuilder
{
  YutuSymbolLayer *layer;
};

YutuSymbolLayerBuilder *
yutu_symbol_layer_builder_new (int epsg)
{
  YutuSymbolLayerBuilder *self = g_new0 (YutuSymbolLayerBuilder, 1);

  self->layer = g_new0 (YutuSymbolLayer, 1);
  self->layer->ref_count = 1;
  self->layer->epsg = epsg;
  self->layer->symbols = g_array_new (FALSE, FALSE, sizeof (YutuLayerSymbol));
  self->layer->strings = g_string_chunk_new (4096);
  return self;
}

static const char *
keep (YutuSymbolLayer *layer, const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert_const (layer->strings, text);
}

void
yutu_symbol_layer_builder_add (YutuSymbolLayerBuilder *self, const YutuSymbolSpec *symbol)
{
  YutuSymbolLayer *layer = self->layer;
  YutuLayerSymbol  own = {
     symbol->id,
     keep (layer, symbol->symbol),
     keep (layer, symbol->name),
     yutu_projection_forward (layer->epsg, symbol->point),
     symbol->rank,
     symbol->min_zoom,
     symbol->cluster,
  };

  g_array_append_val (layer->symbols, own);
}

static int
compare_symbols (gconstpointer a, gconstpointer b)
{
  const YutuLayerSymbol *one = a, *two = b;

  if (one->rank != two->rank)
    return one->rank < two->rank ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

YutuSymbolLayer *
yutu_symbol_layer_builder_end (YutuSymbolLayerBuilder *self)
{
  YutuSymbolLayer *layer = self->layer;

  g_array_sort (layer->symbols, compare_symbols);
  g_free (self);
  return layer;
}

YutuSymbolLayer *
yutu_symbol_layer_ref (YutuSymbolLayer *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_symbol_layer_unref (YutuSymbolLayer *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->symbols);
  g_string_chunk_free (self->strings);
  g_free (self);
}

gsize
yutu_symbol_layer_get_size (const YutuSymbolLayer *self)
{
  return self->symbols->len;
}
