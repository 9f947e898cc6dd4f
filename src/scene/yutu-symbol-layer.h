/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Named points drawn as symbols: facilities, place names, pillars. Immutable, any thread. */
#pragma once

#include "scene/yutu-projection.h"

G_BEGIN_DECLS

typedef struct _YutuSymbolLayer        YutuSymbolLayer;
typedef struct _YutuSymbolLayerBuilder YutuSymbolLayerBuilder;

/* From this rank on symbols are names of places (自然村, hills …): they get their labels after the
 * villages, and none where a village of the same name has its own there. */
#define YUTU_RANK_NAMES 50

/* What the map is about: named at every zoom at which it is drawn, before all else. */
#define YUTU_RANK_SUBJECT (-1)

typedef struct
{
  gint64      id;     /* of the object, for hits */
  const char *symbol; /* name in data/styles/symbols.json; NULL or unknown: a plain dot */
  const char *name;   /* (nullable) its label */
  YutuPoint   point;
  int         rank;     /* smaller is placed first */
  double      min_zoom; /* not drawn below this zoom number; 0 always */
  gboolean    cluster;  /* joins a count with near symbols of the same name of symbol */
} YutuSymbolSpec;

YutuSymbolLayerBuilder *yutu_symbol_layer_builder_new (int epsg);
void                    yutu_symbol_layer_builder_add (YutuSymbolLayerBuilder *self, const YutuSymbolSpec *symbol);
YutuSymbolLayer                  *
yutu_symbol_layer_builder_end (YutuSymbolLayerBuilder *self) G_GNUC_WARN_UNUSED_RESULT;
YutuSymbolLayer *yutu_symbol_layer_ref (YutuSymbolLayer *self);
void             yutu_symbol_layer_unref (YutuSymbolLayer *self);
gsize            yutu_symbol_layer_get_size (const YutuSymbolLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSymbolLayer, yutu_symbol_layer_unref)

G_END_DECLS
