/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A map sheet (图幅): title, the map inside a neat line (图廓) with its degrees, or two of the same land
 * side by side, legend of what the sheet shows, scale bar, north arrow, imprint. Painted by the scene's own painter: what is printed
 * is what is seen. Immutable; may cross threads. Lengths on the page are millimetres from its upper
 * left corner, y down. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "scene/yutu-scene.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_PAPER_A4,
  YUTU_PAPER_A3,
  YUTU_N_PAPERS,
} YutuPaper;

typedef enum
{
  YUTU_SHEET_HEADING, /* label alone */
  YUTU_SHEET_SWATCH,  /* left out when the sheet does not show it */
  YUTU_SHEET_COLOR,   /* a class of a theme */
  YUTU_SHEET_NO_DATA, /* the hatch */
} YutuSheetEntryKind;

/* A line of the legend. */
typedef struct
{
  YutuSheetEntryKind kind;
  const char        *swatch; /* SWATCH: a name of yutu_legend_swatch_paint() */
  YutuColor          color;  /* COLOR */
  const char        *label;
  const char        *note; /* (nullable): stands at the right end: how many */
} YutuSheetEntry;

/* All is copied or referenced. Texts are final: this room knows no language. */
typedef struct
{
  const char           *title;
  const char           *subtitle; /* (nullable) */
  YutuScene            *scene;
  YutuStyle            *style; /* the scene's */
  /* (nullable): a second map of the same land beside the first, as another day has it. */
  YutuScene            *beside;
  const char           *headings[2]; /* over the two; with beside */
  YutuSketch           *sketch; /* (nullable): areas over the ground of every map, under its signs */
  int                   epsg;
  YutuBox               box; /* what must be seen: grid */
  YutuPaper             paper;
  gboolean              is_landscape;
  const char           *legend_title;
  gsize                 n_entries;
  const YutuSheetEntry *entries;
  /* (nullable): with "{scale}" where the number goes; left out in a CRS that has no one scale. */
  const char        *scale_text;
  const char *const *imprint;    /* NULL-terminated: dates, source, CRS */
  const char        *mark;       /* (nullable): for whom it is, in a box at the top: 内部用图 */
  const char        *review;     /* (nullable): 审图号 */
  const char        *disclaimer; /* (nullable): 本图界线不作为划界依据 */
} YutuSheetSpec;

typedef struct _YutuSheet YutuSheet;

#define YUTU_TYPE_SHEET (yutu_sheet_get_type ())
GType yutu_sheet_get_type (void);

/* Lays the page out and places the map's labels. Asks the scene's address source: not for the main
 * thread. */
YutuSheet *yutu_sheet_new (const YutuSheetSpec *spec) G_GNUC_WARN_UNUSED_RESULT;
YutuSheet *yutu_sheet_ref (YutuSheet *self);
void       yutu_sheet_unref (YutuSheet *self);

/* Where things stand on the page. */
typedef struct
{
  double   width_mm; /* of the paper */
  double   height_mm;
  double   map_x_mm; /* inner neat line: the map's rim */
  double   map_y_mm;
  double   map_width_mm;
  double   map_height_mm;
  YutuView view;              /* of the map: a pixel is 1/96 inch */
  double   scale_denominator; /* 1 : this; 0 when the CRS is not conformal */
  double   bar_x_mm;          /* scale bar: its lower left corner */
  double   bar_y_mm;
  double   bar_length_mm;
  double   bar_length_m; /* on the ground, in the middle of the map */
} YutuSheetMeasure;

void        yutu_sheet_measure (const YutuSheet  *self,
                                YutuSheetMeasure *measure);
const char *yutu_sheet_get_title (const YutuSheet *self);
/* The legend's lines that stand on the sheet, in order. */
gsize                 yutu_sheet_count_entries (const YutuSheet *self);
const YutuSheetEntry *yutu_sheet_get_entry (const YutuSheet *self,
                                            gsize            index);

/* Paints the page on @cr, whose unit is 1/72 inch. Any thread, several at once; slow where the map
 * is large. */
void yutu_sheet_paint (const YutuSheet *self,
                       cairo_t         *cr);

/* The resolution of a picture, dots an inch. */
#define YUTU_SHEET_MIN_DPI 48
#define YUTU_SHEET_MAX_DPI 600

/* Into a file whose name ends in .pdf, .svg or .png (@dpi: of a PNG). It is there whole or not at
 * all; an old one of that name stays until then. G_IO_ERROR_NOT_SUPPORTED for any other name,
 * G_IO_ERROR_CANCELLED, else why it cannot be written. Not for the main thread. */
gboolean yutu_sheet_write (const YutuSheet *self,
                           const char      *path,
                           int              dpi,
                           GCancellable    *cancellable,
                           GError         **error);

/* Several, a page each, into a file whose name ends in .pdf. */
gboolean yutu_sheet_write_book (YutuSheet *const *sheets,
                                gsize             n_sheets,
                                const char       *path,
                                GCancellable     *cancellable,
                                GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSheet, yutu_sheet_unref)

G_END_DECLS
