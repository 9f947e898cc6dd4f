/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines (行政区域界线): the line between two neighbours as law knows it, made of arcs in
 * order. Thread: that of the connection. */
#pragma once

#include "division/yutu-division.h"
#include "division/yutu-topology.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   arc;
  gboolean reversed; /* walked from its node_to to its node_from */
} YutuBoundaryStep;

/* Arcs with @unit on one side and @other on the other on @day, @other 0 being the land outside.
 * Each in the direction in which @unit lies to the left. Element type YutuBoundaryStep. */
GArray *yutu_boundary_list_shared (YutuConnection *connection,
                                   gint64          unit,
                                   gint64          other,
                                   const char     *day,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_boundary_chain:
 * @steps: arcs in any order
 *
 * Puts them behind one another so that each begins where the one before ends, turning none. A line
 * may come in several pieces (round an exclave, across land of a third unit): the pieces follow
 * one another from west to east by their starts, rings last.
 *
 * Returns: (transfer container): YutuBoundaryStep
 */
GArray *yutu_boundary_chain (YutuConnection *connection,
                             const GArray   *steps,
                             GError        **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *code;  /* NULL: both codes joined, the smaller first; NULL is kept without codes */
  const char *name;  /* for example 婺武线 */
  int         grade; /* level of the units it divides */
  const char *left_code;
  const char *right_code;
  const char *neighbour_name; /* county lines */
  double      length_m;       /* by law; negative: not known */
  const char *agreement_no;
  const char *agreement_date;
  const char *approval_doc;
  const char *approval_organ;
  const char *approval_date;
  const char *description;
  const char *last_inspection;
  const char *next_due;
  const char *manager_side;
  const char *valid_from;
  const char *valid_to; /* NULL: open end */
} YutuBoundarySpec;

/* Only in a write. @steps in order, as yutu_boundary_chain() gives them. */
gboolean yutu_boundary_add (YutuConnection         *connection,
                            const YutuBoundarySpec *spec,
                            const GArray           *steps,
                            gint64                 *line,
                            GError                **error);

/* Only in a write. In the place of the steps that the line has. */
gboolean yutu_boundary_set_steps (YutuConnection *connection,
                                  gint64          line,
                                  const GArray   *steps,
                                  GError        **error);

/* Only in a write. After @base was saved as @topology: lines along an arc that was cut go on along
 * its pieces. FAILED when an arc of a line is gone altogether. */
gboolean yutu_boundary_follow_arcs (YutuConnection *connection,
                                    YutuTopology   *base,
                                    YutuTopology   *topology,
                                    GError        **error);

/* Only in a write. What the edits of a model did to arcs, in order (yutu_topology_take_cuts()), is
 * done to the lines along them. INVALID when a line ends at a node that is joined away. */
gboolean yutu_boundary_follow_cuts (YutuConnection *connection,
                                    const GArray   *cuts,
                                    GError        **error);
/* INVALID when a line runs along @arc, which is to go: the line must be ended or led elsewhere
 * first. */
gboolean yutu_boundary_check_free (YutuConnection *connection,
                                   gint64          arc,
                                   GError        **error);

/* ---- yutu-boundary-refresh.c: lines as the arcs have them ---- */

typedef struct
{
  guint added;
  guint moved; /* a line whose course is another: it ends on the day and goes on in a new row */
  guint ended; /* its units border on each other no more */
  guint kept;
} YutuBoundaryCounts;

/**
 * yutu_boundary_refresh_inner:
 * @level: 3 county, 4 township: of the units on both sides, and the lines' grade
 *
 * One line for each two units of @level that border on each other on @day, as the arcs have it.
 * A line is known again by the codes of its units, without codes by its name. A new one is named
 * by custom after both, the smaller code first: the first characters of their proper names and 线
 * (婺武线), the whole proper names where two lines would have one name (罗店白龙桥线). What is agreed
 * about a line (agreement, length, inspections) is of its course: a moved one comes without. Only
 * in a write.
 */
gboolean yutu_boundary_refresh_inner (YutuConnection     *connection,
                                      int                 level,
                                      const char         *day,
                                      YutuBoundaryCounts *counts,
                                      GError            **error);

/* The same for lines with at least one of @units on a side, in a file that has lines of the level; others
 * are left alone. @codes: NULL-terminated, that the units have and had until the day: by these their lines
 * are known. */
gboolean yutu_boundary_refresh_of (YutuConnection     *connection,
                                   int                 level,
                                   const gint64       *units,
                                   gsize               n_units,
                                   const char *const  *codes,
                                   const char         *day,
                                   YutuBoundaryCounts *counts,
                                   GError            **error);

/* Who lies outside, along a stretch of an outline. */
typedef struct
{
  const char *name;  /* 武义县 */
  const char *code;  /* NULL: not known */
  YutuPoint   start; /* where the stretch begins, with the unit to the left (counter-clockwise) */
} YutuBoundaryNeighbour;

/**
 * yutu_boundary_refresh_outer:
 *
 * The same for the lines between @unit and the land outside, which names no one by itself: each
 * piece of the outline is divided at the nodes nearest to the starts; a piece without any (an
 * exclave's) goes to the neighbour whose start is nearest. Where the outline has no node near a
 * start, make one first (yutu_topology_split_arc()). INVALID without neighbours.
 */
gboolean yutu_boundary_refresh_outer (YutuConnection              *connection,
                                      gint64                       unit,
                                      const YutuBoundaryNeighbour *neighbours,
                                      gsize                        n_neighbours,
                                      const char                  *day,
                                      YutuBoundaryCounts          *counts,
                                      GError                     **error);

/* The line as it runs, one part for each piece; NULL without an error when it has no arcs. */
gboolean yutu_boundary_load_shape (YutuConnection *connection,
                                   gint64          line,
                                   YutuShape     **shape,
                                   GError        **error);

G_END_DECLS
