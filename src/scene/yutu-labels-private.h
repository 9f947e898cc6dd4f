/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Placed labels and symbols, in global pixels of one resolution: panning moves nothing. */
#pragma once

#include "scene/yutu-marks.h"
#include "scene/yutu-scene-private.h"

G_BEGIN_DECLS

typedef struct
{
  char   text[8]; /* one character */
  double x;       /* its middle */
  double y;
  double angle_rad;
} YutuLabelGlyph;

typedef struct
{
  char        *text;
  gint64       id;
  YutuTextName style;
  YutuColor    color;
  double       size_px;
  double       x; /* box */
  double       y;
  double       width;
  double       height;
  GArray      *glyphs; /* YutuLabelGlyph, for text along a line, else NULL */
} YutuLabel;

typedef struct
{
  gint64      id;
  const char *symbol; /* borrowed from the scene */
  const char *name;   /* (nullable) */
  double      x;      /* middle */
  double      y;
  guint       count; /* > 1: a cluster */
  int         rank;
  double      size_px;
} YutuPlacedSymbol;

struct _YutuLabelPlacement
{
  int        ref_count;
  int        epsg;
  double     resolution;
  YutuScene *scene;
  double     left; /* area that was filled, global pixels */
  double     top;
  double     right;
  double     bottom;
  GArray    *labels;  /* YutuLabel */
  GArray    *symbols; /* YutuPlacedSymbol */
  GArray    *marks;   /* (nullable): YutuMarkCluster, of the scene's marks */
};

/* ---- room that is taken: a uniform grid over the area ---- */

typedef struct
{
  double   left;
  double   top;
  int      columns;
  int      rows;
  GArray  *boxes; /* YutuMapBox in global pixels */
  GArray **cells; /* guint indices into boxes */
} YutuLabelGrid;

void
         yutu_label_grid_init (YutuLabelGrid *self, double left, double top, double right, double bottom);
void     yutu_label_grid_clear (YutuLabelGrid *self);
gboolean yutu_label_grid_is_free (const YutuLabelGrid *self, YutuMapBox box);
void     yutu_label_grid_add (YutuLabelGrid *self, YutuMapBox box);

#define RIM_ROOM 44 /* pixels at the foot of the view: scale bar and coordinates lie there */

/* What one placement works on. */
typedef struct
{
  YutuLabelPlacement *placement;
  const YutuScene    *scene;
  YutuView            view;     /* grown */
  YutuFrame           frame;    /* of it; origin zero, so that pixels are global */
  YutuLabelGrid       grid;     /* labels and seats */
  YutuLabelGrid       symbols;  /* room of the symbols: given up only for a township's name */
  YutuMapBox          seen_box; /* the view itself, ungrown */
  YutuLabelGrid       marks;    /* room of the scene's marks: given up where there is no other */
  gboolean            over_symbols;
  gboolean            over_marks;
  GHashTable         *seen; /* keys of labels that stand already */
} YutuPlacer;

/* Places @label at its box when the room is free. Takes over its glyphs when it does. */
gboolean yutu_placer_try (YutuPlacer *self, YutuLabel *label, double x, double y);
gboolean yutu_placer_has (YutuPlacer *self, const char *text, gint64 id, YutuTextName style);
/* A label of a style at the present zoom, measured; FALSE below its first zoom. */
gboolean yutu_placer_make (YutuPlacer  *self,
                           const char  *text,
                           gint64       id,
                           YutuTextName style,
                           double       shrink,
                           YutuLabel   *label);
/* Whether the area that is filled has (@x, @y). */
gboolean yutu_placer_has_in_area (YutuPlacer *self, double x, double y);
/* Names of neighbouring counties. */
void yutu_placer_add_neighbours (YutuPlacer *self);
/* Road and river names, glyph by glyph. */
void yutu_placer_add_line_labels (YutuPlacer *self);
/* Symbols of every layer, near ones of a kind joined to counts. */
void yutu_placer_add_symbols (YutuPlacer *self);
/* The scene's marks; those that @previous (nullable) has joined for the same area are taken from it. */
void yutu_placer_add_marks (YutuPlacer *self, const YutuLabelPlacement *previous);
/* In how many passes a label looks for room: in the second, if there is one, it may stand over marks. */
int yutu_placer_count_passes (const YutuPlacer *self);

G_END_DECLS
