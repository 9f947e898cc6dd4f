/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The page as it is laid out. Lengths on the page in millimetres; cairo's unit is 1/72 inch; the
 * map's pixel is 1/96 inch. */
#pragma once

#include <pango/pangocairo.h>

#include "sheet/yutu-sheet.h"

G_BEGIN_DECLS

#define YUTU_SHEET_MM_PER_INCH 25.4
#define YUTU_SHEET_PT_PER_MM   (72.0 / YUTU_SHEET_MM_PER_INCH)
#define YUTU_SHEET_PX_PER_MM   (96.0 / YUTU_SHEET_MM_PER_INCH)
#define YUTU_SHEET_PT_PER_PX   (72.0 / 96.0)

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} YutuSheetRect;

/* A line of the legend, owned, and where it stands. */
typedef struct
{
  YutuSheetEntry entry;
  YutuSheetRect  rect;
} YutuSheetLine;

typedef struct
{
  double        page_width;
  double        page_height;
  double        text; /* texts and furniture are so many times those of A4 */
  YutuSheetRect title;
  YutuSheetRect outer;   /* the heavy line around the degrees */
  YutuSheetRect map;     /* the neat line */
  double        heading; /* height of the strip over each of two maps; 0 with one */
  double        step_x;  /* from the first map to the second */
  double        step_y;
  YutuSheetRect panel;
  YutuSheetRect legend;
  YutuSheetRect foot; /* north arrow and scale */
  YutuSheetRect imprint;
  double        imprint_pt; /* size of its texts */
  YutuSheetRect footer;     /* review number, disclaimer */
} YutuSheetLayout;

struct _YutuSheet
{
  gatomicrefcount     ref_count;
  char               *title;
  char               *subtitle;
  YutuScene          *scenes[2];
  char               *headings[2];
  gsize               n_maps;
  YutuSketch         *sketch; /* NULL: none */
  YutuStyle          *style;
  char               *legend_title;
  char               *scale_text; /* NULL: none */
  GStrv               imprint;
  char               *mark;
  char               *review;
  char               *disclaimer;
  gboolean            is_landscape;
  YutuSheetLayout     layout;
  YutuView            view;
  double              scale_denominator;
  YutuLabelPlacement *labels[2];
  GArray             *lines;        /* YutuSheetLine */
  double              legend_scale; /* of the legend's texts, ≤ 1 */
};

/* ---- Text (yutu-sheet-text.c) ---- */

typedef enum
{
  YUTU_SHEET_SERIF,
  YUTU_SHEET_SANS,
} YutuSheetFont;

typedef struct
{
  YutuSheetFont  font;
  int            weight;
  double         size_pt;
  double         spacing_pt;
  double         width_mm; /* 0: on one line; else it wraps */
  PangoAlignment align;
} YutuSheetTextSpec;

/* Of one thread. */
PangoContext *yutu_sheet_text_context_new (void) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout      *
yutu_sheet_text_new (PangoContext            *context,
                          const char              *text,
                          const YutuSheetTextSpec *spec) G_GNUC_WARN_UNUSED_RESULT;
void yutu_sheet_text_measure (PangoLayout *layout,
                              double      *width_mm,
                              double      *height_mm);
/* Upper left corner at (@x_mm, @y_mm), in cairo's colour. */
void yutu_sheet_text_draw (PangoLayout *layout,
                           cairo_t     *cr,
                           double       x_mm,
                           double       y_mm);

/* ---- Layout (yutu-sheet-layout.c, yutu-sheet-legend.c) ---- */

/* Fills layout; imprint and subtitle must be set. */
void yutu_sheet_lay_out (YutuSheet    *self,
                         YutuPaper     paper,
                         PangoContext *context);
/* Fills view and scale_denominator. */
void yutu_sheet_choose_scale (YutuSheet *self,
                              int        epsg,
                              YutuBox    box);
/* Seconds of arc between ticks, for lines at least @gap_mm apart. */
int yutu_sheet_choose_step (const YutuSheet *self,
                            double           gap_mm);
/* Gives every line its place. */
void yutu_sheet_lay_out_legend (YutuSheet    *self,
                                PangoContext *context);
/* Scale bar: its lower left corner on the page, and how long it is. */
void yutu_sheet_place_bar (const YutuSheet  *self,
                           YutuSheetMeasure *measure);
#define YUTU_SHEET_SWATCH_MM      11.0
#define YUTU_SHEET_IMPRINT_GAP_MM 0.6

/* ---- Painting ---- */

/* Ink of the page. */
void yutu_sheet_set_ink (cairo_t *cr,
                         double   alpha);
void yutu_sheet_stroke_rect (cairo_t             *cr,
                             const YutuSheetRect *rect,
                             double               width_mm);
/* Neat line, degrees and crosses (yutu-sheet-frame.c). */
void yutu_sheet_paint_frame (const YutuSheet *self,
                             cairo_t         *cr,
                             PangoContext    *context);
void yutu_sheet_paint_legend (const YutuSheet *self,
                              cairo_t         *cr,
                              PangoContext    *context);
/* FALSE when it was cancelled. */
gboolean yutu_sheet_paint_page (const YutuSheet *self,
                                cairo_t         *cr,
                                GCancellable    *cancellable);

G_END_DECLS
