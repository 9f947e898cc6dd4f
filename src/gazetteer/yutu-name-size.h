/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a generic term asks of the size of what it names (通名与规模相符): dated limits, those of
 * data/rules/naming-sizes.csv, or a file's own table, which a bureau put in their place. Immutable. Any thread. */
#pragma once

#include "base/yutu-day.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_FIGURE_FLOORS,
  YUTU_FIGURE_HEIGHT_M,
  YUTU_FIGURE_FLOOR_AREA_M2,
  YUTU_FIGURE_LAND_AREA_M2, /* what a drawn area measures */
  YUTU_FIGURE_OPEN_AREA_M2,
  YUTU_FIGURE_GREEN_PERCENT,
  YUTU_FIGURE_LENGTH_M, /* what a drawn line measures */
  YUTU_FIGURE_WIDTH_M,
  YUTU_N_FIGURES,
} YutuFigure;

/* "floors" "height_m" …: the field of the record of a name, and of a case, that states it; and back, in Chinese too.
 * FALSE: it is none. */
const char *yutu_figure_to_text (YutuFigure self);
gboolean    yutu_figure_from_text (const char *text,
                                   YutuFigure *self);

typedef struct
{
  const char *term;
  int         need; /* rows of a term with one number are alternatives; each number has to be met */
  YutuFigure  figure;
  gboolean    is_more; /* than @least; else as much will do */
  double      least;
  gboolean    is_in_force; /* else an example, to be chosen */
  const char *place;       /* whose limit it is; "": not said */
  YutuDay     from;
  YutuDay     to;
  const char *basis;
} YutuNameSize;

typedef struct _YutuNameSizes YutuNameSizes;

YutuNameSizes *yutu_name_sizes_ref (YutuNameSizes *self);
void           yutu_name_sizes_unref (YutuNameSizes *self);

/* Those of the program. (transfer none) */
YutuNameSizes *yutu_name_sizes_get_shipped (void);
/* Those of the file, else of the program. Inside yutu_store_read() or a write, on its thread. */
YutuNameSizes *yutu_name_sizes_load (YutuConnection *connection,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* A table as the file keeps it: a limit a line, its cells in the order of the data file, parted by tabs. NULL: it is
 * none. */
YutuNameSizes *yutu_name_sizes_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char          *yutu_name_sizes_format (const YutuNameSizes *self) G_GNUC_WARN_UNUSED_RESULT;
/* With the limits of @place in force, and no others; NULL: it has none. */
YutuNameSizes *yutu_name_sizes_choose (const YutuNameSizes *self,
                                       const char          *place) G_GNUC_WARN_UNUSED_RESULT;
/* Of the file from now on; NULL: those of the program again. Only in a write, on its thread. */
gboolean yutu_name_sizes_store (YutuConnection      *connection,
                                const YutuNameSizes *self,
                                GError             **error);

guint               yutu_name_sizes_count (const YutuNameSizes *self);
const YutuNameSize *yutu_name_sizes_get (const YutuNameSizes *self,
                                         guint                i);
/* The figures that limits in force on @day ask for, as bits. */
unsigned yutu_name_sizes_list_figures (const YutuNameSizes *self,
                                       YutuDay              day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameSizes, yutu_name_sizes_unref)

G_END_DECLS
