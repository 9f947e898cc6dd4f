/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Editing a line (界线) vertex by vertex. A YutuLineEdit is one arc as it was read, with as much of the
 * lines around as is needed to say exactly whether a vertex may lie where somebody drags it, and what
 * every unit's area would be then. It owns all that it needs: reading is done on a worker, previews
 * are asked for wherever it is held, without SQL, in a time that goes with the vertices around.
 *
 * There is one line between two units, so both follow. All days follow, too: a line that law moved
 * on a day is another line (an act's matter), not this one bent. */
#pragma once

#include "base/yutu-day.h"
#include "division/yutu-topology.h"
#include "scene/yutu-projection.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* A unit whose area may change. */
typedef struct
{
  gint64 unit;
  int    level;
  char  *name;
  gint64 area_cm2; /* measured on the ellipsoid, as the line was read */
} YutuLineUnit;

typedef struct _YutuLineEdit YutuLineEdit;

/* NOT_FOUND of YUTU_TOPOLOGY_ERROR when there is no such arc. Names and owners are those of @day. */
YutuLineEdit *yutu_file_read_line_edit (YutuFile     *self,
                                        gint64        arc,
                                        YutuDay       day,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_line_edit_free (YutuLineEdit *self);

gint64 yutu_line_edit_get_arc (const YutuLineEdit *self);
/* Borrowed, until it is freed. */
const YutuPoint *yutu_line_edit_get_points (const YutuLineEdit *self,
                                            gsize              *n_points);
/* Projects the points for a map, once. */
void yutu_line_edit_project (YutuLineEdit *self,
                             int           epsg);
/* As many as there are points; NULL before they are projected. Borrowed. */
const YutuMapPoint *yutu_line_edit_get_map_points (const YutuLineEdit *self);
double              yutu_line_edit_get_length_m (const YutuLineEdit *self);
/* How many lines meet at the first vertex (@end FALSE) or the last: 2 for a place where nothing else
 * joins. */
guint yutu_line_edit_count_lines_at (const YutuLineEdit *self,
                                     gboolean            end);
/* The units to the left (@right FALSE) and right: those of the highest level at which they differ; on
 * a county's outline NULL outside, where get_neighbour () knows the name. Borrowed. */
const char *yutu_line_edit_get_side (const YutuLineEdit *self,
                                     gboolean            right);
/* Of the level that the line divides: 3 county, 4 township, 5 village; 0 when both sides belong to one
 * unit on that day. */
int yutu_line_edit_get_grade (const YutuLineEdit *self);
/* Of the boundary line that runs along the arc; NULL when there is none. Borrowed. */
const char *yutu_line_edit_get_line_name (const YutuLineEdit *self);
const char *yutu_line_edit_get_neighbour (const YutuLineEdit *self);
/* Element type YutuLineUnit, uppermost levels first; borrowed. */
const GArray *yutu_line_edit_get_units (const YutuLineEdit *self);

/* What an edit would make. */
typedef struct
{
  gboolean             is_allowed;
  YutuTopologyError    reason; /* when it is not */
  YutuTopologyConflict conflict;
  gboolean             is_own_line; /* the line in the way is this one */
  const char          *obstacle[2]; /* whose line is in the way: left and right; NULL outside */
  double               length_m;    /* of the line */
  gint64              *area_cm2;    /* of each of the units, in their order */
} YutuLinePreview;

void yutu_line_preview_clear (YutuLinePreview *self);
/* @preview: cleared or new; its texts are those of @self. Any thread, one at a time. */
void yutu_line_edit_preview (YutuLineEdit         *self,
                             const YutuVertexEdit *edit,
                             YutuLinePreview      *preview);

#define YUTU_LINE_EDIT_MAX_STRETCHES 16

/* The straight stretches that an edit takes away and those that it puts in their place, at most so many
 * each; a node's are of all lines that meet there. For drawing. */
typedef struct
{
  gsize     n_before;
  gsize     n_after;
  YutuPoint before[YUTU_LINE_EDIT_MAX_STRETCHES][2];
  YutuPoint after[YUTU_LINE_EDIT_MAX_STRETCHES][2];
} YutuLineStretches;

void yutu_line_edit_get_stretches (const YutuLineEdit   *self,
                                   const YutuVertexEdit *edit,
                                   YutuLineStretches    *stretches);

/**
 * yutu_file_edit_line:
 * @seen: (nullable): the vertex that is moved or deleted, or the one before the new one, as whoever
 *   wants this saw it; CONFLICT of YUTU_STORE_ERROR when it is not there any more
 *
 * One journal entry, durable when it returns. Whether it is allowed is decided anew, exactly, on the
 * rows as they are. Not for the main thread.
 */
gboolean yutu_file_edit_line (YutuFile             *self,
                              const YutuVertexEdit *edit,
                              const YutuPoint      *seen,
                              const char           *actor,
                              gint64               *entry,
                              GError              **error);

/* A vertex of a line that divides units on a day. */
typedef struct
{
  gint64    arc; /* 0: there is none */
  gsize     index;
  YutuPoint point;
  double    distance_m; /* from what was asked about */
} YutuLineVertex;

/* The vertex nearest to @point of the line nearest to it within @max_m on @day. */
gboolean yutu_file_find_line_vertex (YutuFile       *self,
                                     YutuPoint       point,
                                     double          max_m,
                                     YutuDay         day,
                                     YutuLineVertex *vertex,
                                     GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLineEdit, yutu_line_edit_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuLinePreview, yutu_line_preview_clear)

G_END_DECLS
