/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Painted tiles of the map, the least recently used dropped first. A tile of an older epoch (the
 * county before an edit, or in another style) is kept beside its successor until that is shown, so
 * that a view changes as a whole. Main thread only. */
#pragma once

#include <cairo.h>

#include "scene/yutu-projection.h"

G_BEGIN_DECLS

#define YUTU_TILE_PX 512 /* logical pixels */

typedef struct
{
  double resolution; /* map units a logical pixel */
  int    scale;
  gint64 column;
  gint64 row;
} YutuTileKey;

typedef struct _YutuTileCache YutuTileCache;

YutuTileCache *yutu_tile_cache_new (gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_tile_cache_free (YutuTileCache *self);
void           yutu_tile_cache_clear (YutuTileCache *self);
/* Takes effect with the next tile. */
void yutu_tile_cache_set_max_bytes (YutuTileCache *self,
                                    gsize          max_bytes);
/* Takes over @surface, an image. */
void     yutu_tile_cache_put (YutuTileCache     *self,
                              const YutuTileKey *key,
                              guint              epoch,
                              cairo_surface_t   *surface);
gboolean yutu_tile_cache_has (YutuTileCache     *self,
                              const YutuTileKey *key,
                              guint              epoch);
/* What is to be shown there: (nullable), borrowed. Counts as a use. */
cairo_surface_t *yutu_tile_cache_get (YutuTileCache     *self,
                                      const YutuTileKey *key);
/* Shows the newest from now on. */
void yutu_tile_cache_promote (YutuTileCache     *self,
                              const YutuTileKey *key);
/* Tiles of epoch @from that lie off @changed (map units), by @margin_px at least, are as good as
 * painted in epoch @to. */
void  yutu_tile_cache_carry (YutuTileCache *self,
                             guint          from,
                             guint          to,
                             YutuMapBox     changed,
                             double         margin_px);
gsize yutu_tile_cache_get_bytes (YutuTileCache *self);

typedef void (*YutuTileFunc) (const YutuTileKey *key,
                              cairo_surface_t   *surface,
                              gpointer           data);
/* Every shown tile of one resolution and scale, in no order; counts as no use. */
void yutu_tile_cache_foreach (YutuTileCache *self,
                              double         resolution,
                              int            scale,
                              YutuTileFunc   func,
                              gpointer       data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuTileCache, yutu_tile_cache_free)

G_END_DECLS
