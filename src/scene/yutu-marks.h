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

typedef struct _YutuMarks YutuMarks;

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

/* The marks of a view grown by a quarter on each side, painted. Immutable. */
typedef struct
{
  YutuView         view;     /* the grown one */
  cairo_surface_t *surface;  /* ARGB32, device scale of the view */
  GArray          *clusters; /* of YutuMarkCluster, uppermost last */
} YutuMarkPicture;

/* @is_dark: colours for a dark ground. */
YutuMarkPicture *yutu_marks_draw (const YutuMarks *self,
                                  const YutuView  *view,
                                  gboolean         is_dark) G_GNUC_WARN_UNUSED_RESULT;
void             yutu_mark_picture_free (YutuMarkPicture *self);
/* Whether all of @view is in it, at the same resolution and scale. */
gboolean yutu_mark_picture_covers (const YutuMarkPicture *self, const YutuView *view);
/* Paints it where it belongs in @view, scaled when that has another resolution. */
void yutu_mark_picture_paint (const YutuMarkPicture *self, cairo_t *cr, const YutuView *view);
/* The uppermost at (@x, @y) of @view, or NULL. */
const YutuMarkCluster *yutu_mark_picture_hit (const YutuMarkPicture *self,
                                              const YutuView        *view,
                                              double                 x,
                                              double                 y);
/* One mark as the map has it, for legends and lists; @size: of its square, from (0, 0). */
void yutu_mark_paint_sign (cairo_t *cr, YutuMarkKind kind, double size, gboolean is_dark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMarks, yutu_marks_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMarkPicture, yutu_mark_picture_free)

G_END_DECLS
