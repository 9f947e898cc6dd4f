/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map as an immutable picture-to-be: layers in their order, style, what is visible, chosen and
 * coloured by a theme. The main thread makes a new scene on every change (cheap: references);
 * workers paint it. Any thread. */
#pragma once

#include <cairo.h>

#include "geo/yutu-shape.h"
#include "scene/yutu-division-layer.h"
#include "scene/yutu-line-layer.h"
#include "scene/yutu-point-layer.h"
#include "scene/yutu-style.h"
#include "scene/yutu-symbol-layer.h"
#include "scene/yutu-view.h"

G_BEGIN_DECLS

typedef struct _YutuScene          YutuScene;
typedef struct _YutuLabelPlacement YutuLabelPlacement;
typedef struct _YutuSketch         YutuSketch; /* yutu-sketch.h */
typedef struct _YutuMarks          YutuMarks;  /* yutu-marks.h */

#define YUTU_SCENE_MAX_SYMBOL_LAYERS 16

typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} YutuColor;

/* @n colours of a sequence of one hue, for the least to the greatest of a theme map; that of
 * "blue" when the style has none of the name. */
void yutu_style_get_palette (const YutuStyle *self, const char *name, gsize n, YutuColor *colors);

/* A theme map (专题图): one colour a unit of one level; units that are not named are hatched (no
 * data). A colour lets the ground through by what its alpha leaves; with none at all the unit is
 * plain, as one that the theme is not about. */
typedef struct
{
  int              level;
  gsize            n_units;
  const gint64    *units;
  const YutuColor *colors;
} YutuTheme;

/* @self: (nullable), as the result. */
YutuTheme *yutu_theme_copy (const YutuTheme *self) G_GNUC_WARN_UNUSED_RESULT;
void       yutu_theme_free (YutuTheme *self);
gboolean   yutu_theme_equal (const YutuTheme *a, const YutuTheme *b);

/* What the selection or the pointer outlines; all parts optional. */
typedef struct
{
  gint64     unit;
  gint64     object; /* id of a symbol, line or boundary line; what follows stands for it where no layer has it */
  gboolean   has_point;
  YutuPoint  point; /* e.g. an address */
  YutuShape *shape; /* (nullable): lasso, circle, route */
} YutuHighlight;

typedef struct
{
  YutuStyle         *style;
  YutuDivisionLayer *divisions; /* (nullable), as all layers */
  YutuLineLayer     *lines;     /* roads, rivers, water */
  YutuPointLayer    *points;    /* addresses */
  gsize              n_symbols;
  YutuSymbolLayer   *symbols[YUTU_SCENE_MAX_SYMBOL_LAYERS]; /* later ones above earlier ones */
  gboolean           hide_fills;
  gboolean           hide_boundaries;
  gboolean           hide_labels;
  const YutuTheme   *theme;  /* (nullable), copied; takes the place of the pastel fills */
  YutuSketch        *sketch; /* (nullable): its areas' names are placed among the labels */
  YutuMarks         *marks;  /* (nullable): of a list, above the symbols; labels keep off them, or stand above */
  YutuHighlight      selection;
  YutuHighlight      hover;
  gboolean           dim;          /* dims all but the selected unit by a tenth */
  gboolean           whole_labels; /* no label that the view's rim would cut: for paper */
} YutuSceneSpec;

/* Takes references on everything in @spec. All layers must be in the same map CRS. */
YutuScene *yutu_scene_new (const YutuSceneSpec *spec) G_GNUC_WARN_UNUSED_RESULT;
YutuScene *yutu_scene_ref (YutuScene *self);
void       yutu_scene_unref (YutuScene *self);

/* ---- Base picture: fills, ribbon, water, roads, boundary lines, address dots. ---- */

/* Paints what @view shows on @cr, whose origin is the view's top left, in logical pixels (the
 * caller sets the device scale). Tiles of one view (yutu_view_for_tile) join without a seam. */
void yutu_scene_paint_base (const YutuScene *self, cairo_t *cr, const YutuView *view);
/* The same, into a new ARGB32 image with device scale view->scale. */
cairo_surface_t *yutu_scene_paint_tile (const YutuScene *self,
                                        const YutuView  *view) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Labels: placed for the view as a whole, once per settled zoom. ---- */

/* @previous: (nullable): placement of an earlier view; when the resolution is the same, its labels
 * stay where they are on the map, and only free room is filled. Covers the view grown by a
 * quarter on each side; with whole_labels the view itself. */
YutuLabelPlacement                     *
yutu_label_placement_new (const YutuScene    *scene,
                                              const YutuView     *view,
                                              YutuLabelPlacement *previous) G_GNUC_WARN_UNUSED_RESULT;
YutuLabelPlacement *yutu_label_placement_ref (YutuLabelPlacement *self);
void                yutu_label_placement_unref (YutuLabelPlacement *self);
gsize               yutu_label_placement_get_size (const YutuLabelPlacement *self);

typedef struct
{
  const char *text;
  gint64      id; /* unit or object */
  double      x;  /* box in global pixels (yutu-view.h): left, top */
  double      y;
  double      width;
  double      height;
  gboolean    along_line; /* the box bounds several turned glyphs */
} YutuLabelInfo;

void yutu_label_placement_get (const YutuLabelPlacement *self, gsize index, YutuLabelInfo *info);

/* ---- Overlay: symbols, marks, labels, selection, hover. ---- */

void yutu_scene_paint_overlay (const YutuScene          *self,
                               const YutuLabelPlacement *placement,
                               cairo_t                  *cr,
                               const YutuView           *view);
/* Only selection and hover, for a layer of its own that changes often. */
void yutu_scene_paint_highlight (const YutuScene *self, cairo_t *cr, const YutuView *view);
/* Where paint_highlight draws the hover alone: logical pixels of @view, whole, glow and line widths
 * included. FALSE when nothing of it is in the view. */
gboolean yutu_scene_get_hover_box (const YutuScene *self, const YutuView *view, YutuMapBox *box);

/* What of the scene is seen in @view, as names of yutu_legend_swatch_paint(), for a legend that
 * shows what is there and no more: "line.county" …, "area.water", "point.address", "seat.township"
 * and the symbols of the layers: a set. @placement: of @view. Asks the address source. */
GHashTable *
yutu_scene_list_shown (const YutuScene          *self,
                       const YutuLabelPlacement *placement,
                       const YutuView           *view) G_GNUC_WARN_UNUSED_RESULT;

/* ---- What is under the pointer ---- */

typedef enum
{
  YUTU_HIT_SYMBOL,   /* id: of the object; layer: index of the symbol layer */
  YUTU_HIT_ADDRESS,  /* id: of the address */
  YUTU_HIT_LINE,     /* id: of road, river or water */
  YUTU_HIT_BOUNDARY, /* id: of the boundary line; level: its grade */
  YUTU_HIT_UNIT,     /* id: of the unit; level */
} YutuHitKind;

typedef struct
{
  YutuHitKind  kind;
  gint64       id;
  int          layer;
  int          level;
  double       distance_px;
  YutuMapPoint at; /* where it stands: SYMBOL, ADDRESS; else the point that was asked about */
} YutuHit;

/* In the order in which a person means them: symbols, addresses (from street zoom on), roads, waters and
 * boundary lines, each by distance, then village, township, county; township before village while villages bear
 * no names. (transfer container) of YutuHit. */
GArray *yutu_scene_hit (const YutuScene *self,
                        const YutuView  *view,
                        double           screen_x,
                        double           screen_y,
                        double           radius_px) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuScene, yutu_scene_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuTheme, yutu_theme_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLabelPlacement, yutu_label_placement_unref)

G_END_DECLS
