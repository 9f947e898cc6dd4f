/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-line-snap.h"

/* So many places are asked whether the vertex may lie there, and one more for each that was passed: at a
 * junction of long lines an answer takes 4 ms, and a drag must not wait 16. */
#define MAX_TRIES 3

/* The two vertices before the one that moves and the two behind it, nearest last and first. */
typedef struct
{
  YutuPoint before[2];
  gsize     n_before;
  YutuPoint after[2];
  gsize     n_after;
} Sides;

static void
find_sides (const YutuLineEdit   *self,
            const YutuVertexEdit *edit,
            Sides                *sides)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (self, &n);
  gsize            next = edit->index + (edit->kind == YUTU_VERTEX_MOVE ? 1 : 0);

  *sides = (Sides){ .n_before = MIN (edit->index, 2u), .n_after = MIN (n - next, 2u) };
  for (gsize i = 0; i < sides->n_before; i++)
    sides->before[i] = points[edit->index - sides->n_before + i];
  for (gsize i = 0; i < sides->n_after; i++)
    sides->after[i] = points[next + i];
  if (sides->n_before > 0)
    return;
  /* Where the line begins, it is drawn backwards. */
  sides->n_before = sides->n_after;
  for (gsize i = 0; i < sides->n_after; i++)
    sides->before[i] = sides->after[sides->n_after - 1 - i];
  sides->n_after = 0;
}

static gboolean
is_allowed (YutuLineEdit         *self,
            const YutuVertexEdit *edit,
            YutuPoint             to,
            YutuLinePreview      *preview)
{
  YutuVertexEdit there = *edit;

  there.to = to;
  yutu_line_edit_preview (self, &there, preview);
  return preview->is_allowed;
}

gboolean
yutu_line_edit_snap (YutuLineEdit           *self,
                     const YutuVertexEdit   *edit,
                     const YutuLineSnapSpec *spec,
                     YutuSnap               *snap,
                     YutuLinePreview        *preview)
{
  gsize             n = 0;
  const YutuPoint  *points = yutu_line_edit_get_points (self, &n);
  YutuLineStretches stretches;
  Sides             sides;
  YutuSnapQuery     query = {
        .at = edit->to,
        .east_px = spec->east_px,
        .north_px = spec->north_px,
        .radius_px = spec->radius_px,
        .kinds = spec->kinds,
        .gone_line = edit->arc,
        .gone_vertex = edit->kind == YUTU_VERTEX_MOVE ? &points[edit->index] : NULL,
  };
  guint skip = spec->skip;
  g_autoptr (GArray) found = NULL;

  if (!is_allowed (self, edit, edit->to, preview) || spec->kinds == 0 || spec->indexes == NULL)
    return FALSE;
  find_sides (self, edit, &sides);
  yutu_line_edit_get_stretches (self, edit, &stretches);
  query.drawn = sides.before;
  query.n_drawn = sides.n_before;
  query.after = sides.after;
  query.n_after = sides.n_after;
  query.gone = (const YutuPoint (*)[2])stretches.before;
  query.n_gone = stretches.n_before;
  found = yutu_snap_find (spec->indexes, spec->n_indexes, &query);
  for (guint i = 0; i < MIN (found->len, MAX_TRIES + spec->skip); i++)
    {
      const YutuSnap *one = &g_array_index (found, YutuSnap, i);

      if (!is_allowed (self, edit, one->point, preview) || skip-- > 0)
        continue;
      *snap = *one;
      return TRUE;
    }
  is_allowed (self, edit, edit->to, preview);
  return FALSE;
}
