/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the layers hold, for the painter, the label placer and the hit test of this room. */
#pragma once

#include "scene/yutu-division-layer.h"
#include "scene/yutu-line-layer.h"
#include "scene/yutu-path-private.h"
#include "scene/yutu-point-layer.h"
#include "scene/yutu-symbol-layer.h"

G_BEGIN_DECLS

/* ---- divisions ---- */

typedef struct
{
  gint64      id;
  gsize       start; /* in the layer's points */
  gsize       n;
  int         left; /* index of the finest unit, -1 outside */
  int         right;
  int         grade; /* YUTU_LEVEL_… of the line, 0 when it divides nothing */
  YutuMapBox  box;
  const char *neighbour;
} YutuLayerArc;

/* A boundary line along an arc. */
typedef struct
{
  guint  arc; /* index */
  int    grade;
  gint64 line;
} YutuLayerBoundary;

typedef struct
{
  gint64       id;
  int          parent; /* index, -1 */
  int          level;
  const char  *name;
  gboolean     has_seat;
  YutuMapPoint seat;
  YutuMapPoint label;
  double       label_radius; /* free room around it, map units */
  int          color;
  YutuMapBox   box;
  gsize        first_ring; /* in the layer's ring_starts */
  gsize        n_rings;
} YutuLayerUnit;

struct _YutuDivisionLayer
{
  int           ref_count;
  int           epsg;
  YutuMapBox    box;
  GArray       *arcs;        /* YutuLayerArc */
  GArray       *units;       /* YutuLayerUnit */
  GArray       *boundaries;  /* YutuLayerBoundary, by arc, then grade */
  GArray       *points;      /* YutuMapPoint */
  float        *importance;  /* as points */
  GArray       *ring_starts; /* guint, one more than rings */
  GArray       *ring_arcs;   /* int: arc + 1, negative when run backwards */
  GHashTable   *unit_index;  /* gint64 * → index */
  GStringChunk *strings;
};

#define YUTU_LAYER_ARC(layer, i)  (&g_array_index ((layer)->arcs, YutuLayerArc, (i)))
#define YUTU_LAYER_UNIT(layer, i) (&g_array_index ((layer)->units, YutuLayerUnit, (i)))

/* Index of the unit of @level above (or at) @unit; -1. */
int yutu_division_layer_climb (const YutuDivisionLayer *self, int unit, int level);
/* -1 when unknown. */
int yutu_division_layer_find (const YutuDivisionLayer *self, gint64 id);
/* The unit's rings as closed cairo paths; wind as non-zero. */
void     yutu_division_layer_append (const YutuDivisionLayer *self,
                                     int                      unit,
                                     const YutuFrame         *frame,
                                     cairo_t                 *cr);
gboolean yutu_division_layer_contains (const YutuDivisionLayer *self, int unit, YutuMapPoint point);
/* Fills label and label_radius of every unit: the pole of inaccessibility. */
void yutu_division_layer_find_poles (YutuDivisionLayer *self);
/* Fills color: no two neighbours alike. */
void yutu_division_layer_color (YutuDivisionLayer *self);

/* ---- lines ---- */

static inline gboolean
yutu_line_kind_is_area (YutuLineKind kind)
{
  return kind == YUTU_LINE_WATER || kind == YUTU_LINE_AREA;
}

typedef struct
{
  gint64       id;
  YutuLineKind kind;
  int          grade;
  const char  *name;
  YutuMapBox   box;
  gsize        first_part; /* in part_starts */
  gsize        n_parts;
} YutuLayerLine;

struct _YutuLineLayer
{
  int           ref_count;
  int           epsg;
  GArray       *lines;       /* YutuLayerLine, greatest grade last within its kind */
  GArray       *part_starts; /* gsize, one more than parts */
  GArray       *points;      /* YutuMapPoint; rings closed by repeating the first */
  float        *importance;
  GStringChunk *strings;
  /* (nullable) Of a filtered one: all but @lines is its. */
  YutuLineLayer *base;
};

/* ---- symbols ---- */

typedef struct
{
  gint64       id;
  const char  *symbol;
  const char  *name;
  YutuMapPoint point;
  int          rank;
  double       min_zoom;
  gboolean     cluster;
} YutuLayerSymbol;

struct _YutuSymbolLayer
{
  int           ref_count;
  int           epsg;
  GArray       *symbols; /* YutuLayerSymbol, by rank, then as added */
  GStringChunk *strings;
};

/* ---- points ---- */

struct _YutuPointLayer
{
  int             ref_count;
  YutuPointSource source;
  gpointer        data;
};

G_END_DECLS
