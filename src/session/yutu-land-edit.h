/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drawing on land: a line that cuts a unit, a new course for a stretch of a line. A YutuLandEdit is the
 * part of the model that such a drawing must respect, with owners and measures, as it was read on a
 * worker; previews are asked for wherever it is held, without SQL.
 *
 * Two ways to change a boundary are kept apart. The line was wrong: it gets another course for all days
 * (redraw, here). Law moved it on a day: land is cut and a piece given from that day on, which an act
 * does; here it is only tried. */
#pragma once

#include "division/yutu-land.h"
#include "session/yutu-line-edit.h"

G_BEGIN_DECLS

typedef struct _YutuLandEdit YutuLandEdit;

/* For cuts: the land of @unit, and units below it, on @day. NOT_FOUND of YUTU_DIVISION_ERROR when it has
 * none. */
YutuLandEdit *yutu_file_read_land_edit (YutuFile     *self,
                                        gint64        unit,
                                        YutuDay       day,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* For redrawing: @arc, and what follows it both ways along the boundary line that it is of on @day. */
YutuLandEdit *yutu_file_read_land_line (YutuFile     *self,
                                        gint64        arc,
                                        YutuDay       day,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
YutuLandEdit *yutu_land_edit_ref (YutuLandEdit *self);
void          yutu_land_edit_unref (YutuLandEdit *self);

/* Element type YutuLineUnit, uppermost levels first; borrowed. */
const GArray *yutu_land_edit_get_units (const YutuLandEdit *self);
/* The line that is redrawn, from its beginning; none after read_land_edit (). Borrowed. */
const YutuPoint *yutu_land_edit_get_points (const YutuLandEdit *self,
                                            gsize              *n_points);
/* Whether other lines end at the vertex: a new course must come through it. */
gboolean yutu_land_edit_is_junction (const YutuLandEdit *self,
                                     gsize               vertex);
/* The vertex at @point; FALSE when the line has none there. */
gboolean yutu_land_edit_find_vertex (const YutuLandEdit *self,
                                     YutuPoint           point,
                                     gsize              *vertex);

/* A part of the unit's land. */
typedef struct
{
  gint64      face;   /* above YUTU_LAND_TRIAL_ID: it would be new */
  gint64      origin; /* the face that it is part of */
  guint       sides;  /* YUTU_TOPOLOGY_LEFT and RIGHT or-ed; of a ring the inside is left */
  gint64      area_cm2;
  gint64      unit; /* whose it is, the finest */
  const char *name; /* of the unit; the YutuLandEdit's */
} YutuLandPart;

/* What a drawing would make. */
typedef struct
{
  gboolean             is_allowed;
  YutuTopologyError    reason; /* when it is not */
  YutuTopologyConflict conflict;
  gboolean             is_own_line; /* the line in the way is the one that is redrawn */
  const char          *obstacle[2]; /* whose line is in the way: left and right; NULL outside */
  double               length_m;    /* of what is drawn */
  GArray              *parts;       /* YutuLandPart, of a cut that is allowed */
  gint64               left_cm2;    /* of all parts left of the cut, and right of it */
  gint64               right_cm2;
  YutuBox              left_box; /* around them */
  YutuBox              right_box;
  gint64              *area_cm2; /* of each unit after redrawing, in their order */
  double               line_m;   /* of the whole line after redrawing */
  /*< private >*/
  YutuTopology *model;
} YutuLandPreview;

void yutu_land_preview_clear (YutuLandPreview *self);
/* The land of some parts of an allowed cut, for painting; NULL when there are none. Not for the main thread. */
YutuShape *yutu_land_preview_dup_land (const YutuLandPreview *self,
                                       const gint64          *faces,
                                       gsize                  n_faces) G_GNUC_WARN_UNUSED_RESULT;
/* A point inside of a part. */
YutuPoint yutu_land_preview_get_point (const YutuLandPreview *self,
                                       gint64                 face);

/* @preview: cleared or new; its texts are those of @self. Any thread; for a cut of much land not the main
 * one (yutu-land-trial.h). A ring repeats its first point. */
void yutu_land_edit_preview_cut (YutuLandEdit    *self,
                                 const YutuPoint *points,
                                 gsize            n_points,
                                 YutuLandPreview *preview);
/* From the vertex @from of the line to @to (from < to), by way of the points. */
void yutu_land_edit_preview_redraw (YutuLandEdit    *self,
                                    gsize            from,
                                    gsize            to,
                                    const YutuPoint *points,
                                    gsize            n_points,
                                    YutuLandPreview *preview);

/* ---- Doing it: one journal entry each, durable when it returns. Not for the main thread. ---- */

typedef struct
{
  gint64           arc;  /* any of the line's */
  YutuPoint        from; /* two vertices of it, in its direction */
  YutuPoint        to;
  gsize            n_between; /* vertices between them, as whoever wants this saw it */
  const YutuPoint *points;
  gsize            n_points;
} YutuRedrawWish;

/* What was drawn on @self, as a wish; its points are those given. */
void yutu_land_edit_make_wish (const YutuLandEdit *self,
                               gsize               from,
                               gsize               to,
                               const YutuPoint    *points,
                               gsize               n_points,
                               YutuRedrawWish     *wish);

/* The line gets the course on all days. Decided anew, exactly, on the rows as they are. CONFLICT of
 * YUTU_STORE_ERROR when the line is not as it was seen. @day: as it was read. */
gboolean yutu_file_redraw_line (YutuFile             *self,
                                const YutuRedrawWish *wish,
                                YutuDay               day,
                                const char           *actor,
                                gint64               *entry,
                                GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLandEdit, yutu_land_edit_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuLandPreview, yutu_land_preview_clear)

G_END_DECLS
