/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The style as the painter reads it. */
#pragma once

#include "scene/yutu-scene.h"
#include "scene/yutu-style.h"

G_BEGIN_DECLS

#define YUTU_STYLE_MAX_STOPS  8
#define YUTU_STYLE_MAX_DASHES 8

/* Piecewise linear in the zoom number, constant outside. */
typedef struct
{
  int    n;
  double zoom[YUTU_STYLE_MAX_STOPS];
  double value[YUTU_STYLE_MAX_STOPS];
} YutuStops;

typedef enum
{
  YUTU_COLOR_GROUND,
  YUTU_COLOR_OUTSIDE,
  YUTU_COLOR_WATER,
  YUTU_COLOR_AREA,
  YUTU_COLOR_ADDRESS,
  YUTU_COLOR_ACCENT,
  YUTU_COLOR_DIM,
  YUTU_COLOR_NO_DATA,
  YUTU_COLOR_KEYLINE,
  YUTU_COLOR_SEAT,
  YUTU_COLOR_RIBBON,
  YUTU_COLOR_INK,
  YUTU_COLOR_DOOR_COLLECTED, /* addresses on their way to being published */
  YUTU_COLOR_DOOR_CHECKED,
  YUTU_COLOR_DOOR_CODED,
  YUTU_N_COLORS,
} YutuColorName;

typedef enum
{
  YUTU_STROKE_COUNTY,
  YUTU_STROKE_TOWNSHIP,
  YUTU_STROKE_VILLAGE,
  YUTU_STROKE_SHORE,
  YUTU_STROKE_AREA,
  YUTU_STROKE_RIVER_1,
  YUTU_STROKE_RIVER_2,
  YUTU_STROKE_RIVER_3,
  YUTU_STROKE_RIVER_4,
  YUTU_STROKE_ROAD_1,
  YUTU_STROKE_ROAD_2,
  YUTU_STROKE_ROAD_3,
  YUTU_STROKE_ROAD_4,
  YUTU_STROKE_CASING_1,
  YUTU_STROKE_CASING_2,
  YUTU_STROKE_CASING_3,
  YUTU_STROKE_CASING_4,
  YUTU_STROKE_RIBBON,
  YUTU_STROKE_THEME_TOWNSHIP, /* on a theme map */
  YUTU_STROKE_THEME_VILLAGE,
  YUTU_N_STROKES,
} YutuStrokeName;

typedef enum
{
  YUTU_TEXT_COUNTY,
  YUTU_TEXT_TOWNSHIP,
  YUTU_TEXT_VILLAGE,
  YUTU_TEXT_PLACE,
  YUTU_TEXT_ROAD,
  YUTU_TEXT_WATER,
  YUTU_TEXT_DOOR,
  YUTU_TEXT_NEIGHBOUR,
  YUTU_TEXT_CLUSTER,
  YUTU_N_TEXTS,
} YutuTextName;

typedef struct
{
  YutuColor color;
  YutuStops width;
  double    from; /* not drawn below this zoom number */
  int       n_dashes;
  double    dashes[YUTU_STYLE_MAX_DASHES];
} YutuStroke;

typedef struct
{
  YutuColor color;
  YutuStops size_px;
  int       weight;
  double    spacing_px;
  double    from;
} YutuText;

typedef struct
{
  char     *path; /* commands M L C Q Z O (circle: x y r), absolute, on a 16 × 16 grid */
  YutuColor color;
  gboolean  glyph; /* drawn in the keyline colour instead */
  double    line;  /* > 0: stroked that wide, not filled */
} YutuSymbolPart;

typedef struct
{
  YutuColor color; /* of the body; labels take its dark tone */
  YutuColor label;
  double    size_px;
  gboolean  keyline;
  gboolean  never_dot; /* tells its kind at every zoom at which it is drawn */
  GArray   *parts; /* YutuSymbolPart */
} YutuSymbol;

struct _YutuStyle
{
  int         ref_count;
  gboolean    dark;
  guint       serial; /* no two loaded styles have the same */
  YutuColor   colors[YUTU_N_COLORS];
  YutuColor   fills[4];
  YutuStroke  strokes[YUTU_N_STROKES];
  YutuText    texts[YUTU_N_TEXTS];
  YutuStops   symbol_scale;
  double      dots_until; /* below this zoom facilities are dots of their colour */
  GHashTable *symbols;    /* name → YutuSymbol */
  GHashTable *palettes;   /* name → GArray of YutuColor, at least two */
};

double            yutu_stops_at (const YutuStops *self, double zoom);
const YutuSymbol *yutu_style_find_symbol (const YutuStyle *self, const char *name);
void              yutu_cairo_set_color (cairo_t *cr, YutuColor color);
#define YUTU_HATCH_PX 7.0 /* of land without data: from line to line, along the row */
#define YUTU_DOT_PX 6.0
/* Seats keep their size; other symbols are smaller on small scales, and dots on the smallest. */
double yutu_symbol_get_size (const YutuStyle *style, const char *name, double zoom);
/* Centred on (@x, @y); on image surfaces drawn once a thread, then copied. */
void yutu_symbol_draw (const YutuStyle *style,
                       const char      *name,
                       double           size_px,
                       cairo_t         *cr,
                       double           x,
                       double           y);
/* Centred on (@x, @y), vector. */
void yutu_symbol_paint (const YutuStyle  *style,
                        const YutuSymbol *self,
                        cairo_t          *cr,
                        double            x,
                        double            y,
                        double            size_px);

G_END_DECLS
