/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Marks of a list on the map, millions of them: joined where they would hide each other, told apart
 * by shape and colour, the graver above the others. Any thread. */
#pragma once

#include "scene/yutu-scene.h"

G_BEGIN_DECLS

/* Grave ones last; each has a shape and a colour of its own. */
typedef enum
{
  YUTU_MARK_PLAIN,   /* disc */
  YUTU_MARK_LATER,   /* ring */
  YUTU_MARK_MONTH,   /* disc */
  YUTU_MARK_WEEK,    /* square */
  YUTU_MARK_OVERDUE, /* diamond */
  YUTU_N_MARK_KINDS,
} YutuMarkKind;

typedef struct
{
  gint64       id;
  YutuPoint    point;
  YutuMarkKind kind;
} YutuMark;

/* Immutable, refcounted; @marks is copied and projected. Takes a moment for millions: on a worker. */
YutuMarks *yutu_marks_new (int epsg, const YutuMark *marks, gsize n) G_GNUC_WARN_UNUSED_RESULT;
YutuMarks *yutu_marks_ref (YutuMarks *self);
void       yutu_marks_unref (YutuMarks *self);
gsize      yutu_marks_get_n (const YutuMarks *self);

/* What is drawn as one. */
typedef struct
{
  gsize        n;
  YutuMarkKind kind; /* of the gravest */
  gint64       id;   /* of the gravest, of these the one with the least id */
  double       x;    /* map units: the middle of all */
  double       y;
  YutuMapBox   box;       /* of all; no extent: no zoom takes them apart */
  double       radius_px; /* as drawn */
} YutuMarkCluster;

/* What @view shows of them, the uppermost last; well inside of it the same in every view of that
 * resolution. (transfer container): of YutuMarkCluster. */
GArray *yutu_marks_join (const YutuMarks *self, const YutuView *view) G_GNUC_WARN_UNUSED_RESULT;
/* @is_dark: colours for a dark ground. */
void yutu_mark_clusters_paint (const GArray   *clusters,
                               cairo_t        *cr,
                               const YutuView *view,
                               gboolean        is_dark);
/* The uppermost at (@x, @y) of @view, or NULL. */
const YutuMarkCluster *yutu_mark_clusters_hit (const GArray   *clusters,
                                               const YutuView *view,
                                               double          x,
                                               double          y);
/* (nullable), borrowed: the clusters of @scene's marks that @placement, if it is of these marks, has
 * kept its labels off. */
const GArray *yutu_label_placement_get_marks (const YutuLabelPlacement *placement,
                                              const YutuMarks          *marks);
/* One mark as the map has it, for legends and lists; @size: of its square, from (0, 0). */
void yutu_mark_paint_sign (cairo_t *cr, YutuMarkKind kind, double size, gboolean is_dark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMarks, yutu_marks_unref)

G_END_DECLS
