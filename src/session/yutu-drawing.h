/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A line or a ring as it is drawn, step by step; a step is a point, the points of a traced way, or one vertex
 * moved, put in or taken out. No step is lost: those taken back are there until another one is drawn. One
 * thread at a time.
 *
 * 1. No point follows itself.
 * 2. What is asked of a drawing depends on the steps that count, not on how it came to them. */
#pragma once

#include "geo/yutu-point.h"

G_BEGIN_DECLS

typedef struct _YutuDrawing YutuDrawing;

#define YUTU_DRAWING_MAX_POINTS 200000

YutuDrawing *yutu_drawing_new (gboolean is_ring) G_GNUC_WARN_UNUSED_RESULT;
void         yutu_drawing_free (YutuDrawing *self);
gboolean     yutu_drawing_is_ring (const YutuDrawing *self);
/* Borrowed, until the next step. */
const YutuPoint *yutu_drawing_get_points (const YutuDrawing *self,
                                          gsize             *n_points);
guint            yutu_drawing_count_steps (const YutuDrawing *self);

/* One step; a point that follows itself is left out. FALSE: nothing is left to add, or there would be more
 * than YUTU_DRAWING_MAX_POINTS. */
gboolean yutu_drawing_add (YutuDrawing     *self,
                           const YutuPoint *points,
                           gsize            n_points);
/* One vertex. */
typedef enum
{
  YUTU_DRAWING_MOVE,   /* @index goes to @point */
  YUTU_DRAWING_INSERT, /* @point becomes @index; at the number of points: the last */
  YUTU_DRAWING_DELETE,
} YutuDrawingChange;

typedef struct
{
  YutuDrawingChange change;
  gsize             index;
  YutuPoint         point;
} YutuDrawingEdit;

/* One step. FALSE: there is no such vertex, nothing would change, it would lie on one beside it, or too few
 * would be left. */
gboolean yutu_drawing_edit (YutuDrawing           *self,
                            const YutuDrawingEdit *edit);
/* Whether a stretch that the edit makes would meet another one at more than the end that both have.
 * @stretch: the one that may not lie so. O (n). */
gboolean yutu_drawing_find_edit_conflict (const YutuDrawing     *self,
                                          const YutuDrawingEdit *edit,
                                          YutuPoint              stretch[2]);

gboolean yutu_drawing_has_step (const YutuDrawing *self,
                                gboolean           forth);
gboolean yutu_drawing_step_back (YutuDrawing *self);
gboolean yutu_drawing_step_forth (YutuDrawing *self);

/* As if @next (nullable) were drawn too. Metres on the ellipsoid; of a ring with its closing stretch from
 * three points on. */
double yutu_drawing_get_length_m (const YutuDrawing *self,
                                  const YutuPoint   *next,
                                  gsize              n_next);
/* What is enclosed by a ring, or by a line that returns to its first point; 0 for another one. Never
 * negative. */
gint64 yutu_drawing_get_area_cm2 (const YutuDrawing *self,
                                  const YutuPoint   *next,
                                  gsize              n_next);

/* Whether a stretch of @next, drawn now, would meet one that is drawn, or another of @next, at more than
 * the end that both have; a return to the first point is none. @stretch: the one that may not lie
 * so. O (n + m) boxes and what they do not exclude. */
gboolean yutu_drawing_find_conflict (const YutuDrawing *self,
                                     const YutuPoint   *next,
                                     gsize              n_next,
                                     YutuPoint          stretch[2]);
/* The same of a ring's closing stretch. */
gboolean yutu_drawing_find_closing_conflict (const YutuDrawing *self,
                                             YutuPoint          stretch[2]);

/* All steps, those taken back too, as JSON: [[[x,y],…],…], grid steps; one vertex is {"move":[i,x,y]},
 * {"insert":[i,x,y]} or {"delete":[i]}. (transfer full) */
char *yutu_drawing_to_json (const YutuDrawing *self);
/* @n_steps: how many of them count, the others are taken back. NULL: no such text, or too long. */
YutuDrawing *yutu_drawing_from_json (const char *json,
                                     gboolean    is_ring,
                                     guint       n_steps) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDrawing, yutu_drawing_free)

G_END_DECLS
