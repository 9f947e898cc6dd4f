/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two days side by side (两日对比): their maps, what is different, and the areas to colour, each with
 * its number in the list. Immutable; may cross threads. */
#pragma once

#include "division/yutu-division-difference.h"
#include "scene/yutu-scene.h"
#include "scene/yutu-sketch.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* One line of the list: a piece of land that went from one unit to another, or what else changed of a
 * unit. */
typedef struct
{
  const YutuLandDifference *land; /* NULL: of a unit */
  const YutuUnitDifference *unit; /* NULL: of a piece of land */
  int                       number;    /* on the map and in the list; 0: it has no place */
  YutuBox                   box;       /* where it is; empty: nowhere */
  double                    areas_m2[2]; /* of a unit, then and now; 0: none */
} YutuComparisonRow;

typedef struct
{
  YutuDay                 days[2]; /* then, now */
  int                     level;
  int                     epsg;
  YutuDivisionLayer      *layers[2];
  YutuDivisionDifference *difference;
  GArray                 *rows;   /* YutuComparisonRow: land first, then units in their order */
  YutuSketch             *sketch; /* what changed, in the colours of the rows */
} YutuComparison;

/**
 * yutu_file_compare:
 * @level: of the units whose land is compared, 3 county … 5 village
 *
 * Units of an upper or lower level are listed too when a fact of them changed. Not for the main
 * thread.
 */
YutuComparison *yutu_file_compare (YutuFile     *file,
                                   YutuDay       then,
                                   YutuDay       now,
                                   int           level,
                                   GCancellable *cancellable,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_comparison_free (YutuComparison *self);

/* What the map of a day shows: its land and lines, and over them what differs. Style, selection and labels
 * are the caller's; all else is borrowed. @side: 0 then, 1 now. */
void yutu_comparison_fill_scene (const YutuComparison *self,
                                 int                   side,
                                 YutuSceneSpec        *spec);

/* The colour of a row on the map, opaque. */
YutuColor yutu_comparison_get_color (const YutuComparison *self,
                                     guint                 row);
/* The row whose coloured area lies at @point of the map; -1: none. */
int yutu_comparison_find (const YutuComparison *self,
                          YutuMapPoint          point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuComparison, yutu_comparison_free)

G_END_DECLS
