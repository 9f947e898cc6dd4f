/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a vertex of a line that is dragged means by where it is pointed to: the same as a point that is
 * drawn (session/yutu-snap.h), but for itself, what moves along with it and its own line; right angles are
 * those with the stretches on either side. Only where it may lie: a vertex is never pulled where it could
 * not be dropped, nor away from where it is shown that it cannot. Any thread, one at a time for a line. */
#pragma once

#include "session/yutu-line-edit.h"
#include "session/yutu-snap.h"

G_BEGIN_DECLS

typedef struct
{
  YutuSnapIndex *const *indexes; /* (nullable) */
  gsize                 n_indexes;
  double                east_px; /* as in YutuSnapQuery */
  double                north_px;
  double                radius_px;
  unsigned              kinds;
  guint                 skip; /* so many of the places that may be meant are not: others are wanted */
} YutuLineSnapSpec;

/* @edit: MOVE or INSERT, to where it is pointed to. TRUE: it means @snap, and @preview is of that; FALSE:
 * it means what it points to, of which @preview is. */
gboolean yutu_line_edit_snap (YutuLineEdit           *self,
                              const YutuVertexEdit   *edit,
                              const YutuLineSnapSpec *spec,
                              YutuSnap               *snap,
                              YutuLinePreview        *preview);

G_END_DECLS
