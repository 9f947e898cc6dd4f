/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-snap.h"

G_BEGIN_DECLS

typedef struct
{
  gint64         id;
  YutuSnapSource source;
  gsize          first; /* of its points */
  gsize          n_points;
  guint          nodes[2]; /* where it begins and ends */
  double         length_m; /* on a plane around its first point */
} YutuSnapLine;

/* Some stretches of a line, one after the other. */
typedef struct
{
  guint line;
  guint n_segments; /* 0: a single point */
  gsize first;      /* point */
} YutuSnapRun;

/*  levels[0]: a box a run     levels[k + 1]: a box for each YUTU_SNAP_FAN of levels[k]  */
typedef struct
{
  YutuBox *boxes;
  gsize    n;
} YutuSnapLevel;

#define YUTU_SNAP_FAN        16
#define YUTU_SNAP_MAX_LEVELS 10

struct _YutuSnapIndex
{
  gatomicrefcount ref_count;
  YutuPoint      *points;
  gsize           n_points;
  YutuSnapLine   *lines;
  guint           n_lines;
  YutuSnapRun    *runs;
  YutuSnapLevel   levels[YUTU_SNAP_MAX_LEVELS];
  guint           n_levels;

  /* Ends of lines by the node that they meet at: 2 * line, and 1 more for its last point. */
  guint  n_nodes;
  guint *node_starts; /* n_nodes + 1 */
  guint *node_ends;

  /* One without some of the lines has all else from the whole one. */
  YutuSnapIndex *whole;   /* (nullable) */
  guint8        *is_gone; /* by line; NULL: none is */
};

static inline gboolean
yutu_snap_index_has (const YutuSnapIndex *self,
                     guint                line)
{
  return self->is_gone == NULL || !self->is_gone[line];
}

G_END_DECLS
