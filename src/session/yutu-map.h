/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map of an open file: its tables read into the scene's immutable layers, and drawn to a file
 * by the painter that the window uses too. */
#pragma once

#include "scene/yutu-scene.h"
#include "session/yutu-file.h"
#include "session/yutu-place.h"
#include "session/yutu-snap.h"

G_BEGIN_DECLS

/* The divisions as they stood on @day, in the map CRS @epsg. Not for the main thread. */
YutuDivisionLayer *yutu_file_load_divisions (YutuFile     *self,
                                             YutuDay       day,
                                             int           epsg,
                                             GCancellable *cancellable,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The map CRS of the file's setting, as an EPSG code; without one the 3° zone of its land (CGCS2000 /
 * 3-degree Gauss-Krüger), 4490 when it has no land there or a CRS that cannot be drawn. */
gboolean yutu_file_read_map_crs (YutuFile *self,
                                 int      *epsg,
                                 GError  **error);

/* ---- All layers of the map on one day ---- */

/* Groups that people switch on and off. */
typedef enum
{
  YUTU_MAP_DIVISIONS = 1 << 0, /* fills of the units */
  YUTU_MAP_BOUNDARIES = 1 << 1,
  YUTU_MAP_ADDRESSES = 1 << 2,
  YUTU_MAP_NAMES = 1 << 3,      /* natural villages, hills, estates … */
  YUTU_MAP_BURIAL = 1 << 4,     /* registers of the funeral module */
  YUTU_MAP_CARE = 1 << 5,       /* registers of the elderly module */
  YUTU_MAP_MIGRANT = 1 << 6,    /* registers of the migrant module */
  YUTU_MAP_FACILITIES = 1 << 7, /* registers of all other modules */
  YUTU_MAP_ROADS = 1 << 8,      /* roads */
  YUTU_MAP_WATER = 1 << 9,      /* rivers, reservoirs */
  YUTU_MAP_PILLARS = 1 << 10,
  YUTU_MAP_LABELS = 1 << 11,
} YutuMapGroup;

/* What is on when a file is first opened: all but the pillars and the other modules' registers. */
#define YUTU_MAP_DEFAULT 0xf7f
#define YUTU_MAP_ALL     0xfff

/* From names with commas between them: those of the enumeration in lower case ("care,roads"), or
 * of tables (division, boundary_line, boundary_pillar, place_name, address, facility). 0 when one is
 * unknown. */
unsigned yutu_map_groups_parse (const char *names);

/* Immutable, refcounted; may cross threads. Holds @file for the points that it asks for. */
typedef struct _YutuMapLayers YutuMapLayers;

#define YUTU_TYPE_MAP_LAYERS (yutu_map_layers_get_type ())
GType yutu_map_layers_get_type (void);

YutuMapLayers     *yutu_file_load_map (YutuFile          *self,
                                       const YutuModules *modules,
                                       YutuDay            day,
                                       int                epsg,
                                       GCancellable      *cancellable,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
YutuMapLayers     *yutu_map_layers_ref (YutuMapLayers *self);
void               yutu_map_layers_unref (YutuMapLayers *self);
YutuDivisionLayer *yutu_map_layers_get_divisions (const YutuMapLayers *self);
YutuMapBox         yutu_map_layers_get_box (const YutuMapLayers *self);
/* The lines, roads, waters and pillars of the day, for snapping: there as soon as the map is. Borrowed,
 * YUTU_MAP_N_SNAPS of them, that of the divisions first. */
#define YUTU_MAP_N_SNAPS         3
#define YUTU_MAP_SNAP_BOUNDARIES 0
YutuSnapIndex *const *yutu_map_layers_list_snaps (const YutuMapLayers *self);
gint64             yutu_map_layers_count_features (const YutuMapLayers *self);
/* Puts the layers of @groups (YutuMapGroup or-ed) into @spec, borrowed: keep @self until the scene
 * is made. Style, selection and hover are the caller's. */
void yutu_map_layers_fill (const YutuMapLayers *self,
                           unsigned             groups,
                           YutuSceneSpec       *spec);
/* Reads all addresses of the day into memory, 16 bytes each, so that painting asks the file no more:
 * for a window that paints again and again. Painting may go on meanwhile. Layers made from these
 * while the addresses did not change share them. Not for the main thread. */
gboolean yutu_map_layers_hold_addresses (const YutuMapLayers *self,
                                         GCancellable        *cancellable,
                                         GError             **error);
/* Name of the symbol of a pillar (界桩) by its kind and condition (nullable). Static. */
const char *yutu_map_pillar_symbol (const char *kind,
                                    const char *condition);
/* What a hit of a scene filled with @groups means: the place to select. (transfer full) */
YutuPlace *yutu_map_layers_place_of_hit (const YutuMapLayers *self,
                                         unsigned             groups,
                                         const YutuHit       *hit) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Drawing to a file ---- */

/* See session/yutu-map-sheet.h. */
typedef struct _YutuSheetTheme YutuSheetTheme;

typedef struct
{
  const char *out;   /* .png, .pdf or .svg */
  const char *style; /* light, dark */
  int         width; /* pixels; points of 1/72 inch in PDF and SVG */
  int         height;
  YutuBox     box; /* what must be seen; empty: everything */
  YutuDay     day;
  unsigned    groups; /* YutuMapGroup or-ed */
  /* 0: of one day; else 3 county … 5 village: @then and @day side by side, with what differs between the
   * units of this level coloured, numbered and listed. Of @groups only the labels count. */
  int         compare_level;
  YutuDay     then;
  /* (nullable): colours the units, and is explained by a legend in the lower right corner */
  const YutuSheetTheme *theme;
} YutuRenderSpec;

typedef struct
{
  gint64 features; /* of the layers drawn; an address is one. Of two days: what differs */
  gint64 vertices; /* of two days: of the land that differs */
  gsize  labels;
  double milliseconds; /* of drawing alone */
} YutuRenderResult;

gboolean yutu_file_render (YutuFile             *self,
                           const YutuRenderSpec *spec,
                           YutuRenderResult     *result,
                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMapLayers, yutu_map_layers_unref)

G_END_DECLS
