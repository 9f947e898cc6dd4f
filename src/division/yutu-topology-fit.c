/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether changed lines fit between those that stay. Three questions, all exact:
 *
 * 1. Does a new stretch cross or touch one that stays, or another new one?
 * 2. Is anything that stays passed over? Of a vertex that moves, each pair of its neighbours on
 *    the rim has an old way (rim – before – rim) and a new one (rim – after – rim). What lies
 *    between the two, by even-odd, would change sides. Lines cross neither way (by 1, and because
 *    the model was whole), so that a piece between them shows by one of its vertices, or is a
 *    straight line from rim to rim with before and after on different sides. Of an arc, or of what a
 *    removed stretch leaves of it, one vertex off the rim tells for all that follow.
 * 3. Do the lines leave a moved node in the same order around it?
 *
 * If all is well, the new drawing is the old one bent: every face has the same arcs around it, in
 * the same order and with the same islands, and so still has land. */

#include "division/yutu-topology-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "geo/yutu-exact.h"

typedef struct
{
  YutuTopology                  *self;
  const YutuTopologyReplacement *change;
  YutuBox                        box;
} Fit;

/* @added: the stretch that is wrong; NULL: all of them. */
static void
note (const Fit              *fit,
      const YutuTopologyArc  *arc, /* in the way; NULL: none but the new lines themselves */
      const YutuTopologySpan *added,
      YutuPoint               at)
{
  YutuTopologyConflict *conflict = fit->change->conflict;

  if (conflict == NULL)
    return;
  conflict->arc = arc != NULL ? arc->id : 0;
  conflict->at = at;
  conflict->n_stretches = 0;
  for (gsize i = 0; i < fit->change->n_added && conflict->n_stretches < G_N_ELEMENTS (conflict->stretches); i++)
    if (added == NULL || added == &fit->change->added[i])
      {
        conflict->stretches[conflict->n_stretches][0] = fit->change->added[i].a;
        conflict->stretches[conflict->n_stretches++][1] = fit->change->added[i].b;
      }
}

static gboolean
crosses (const YutuTopologyArc *arc,
         YutuPoint              at,
         GError               **error)
{
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_CROSSES,
               _ ("the line would cross or touch arc %" PRId64 " near %.9f, %.9f"), arc->id,
               yutu_grid_to_degrees (at.x), yutu_grid_to_degrees (at.y));
  return FALSE;
}

static gboolean
passes_over (const YutuTopologyArc *arc,
             YutuPoint              at,
             GError               **error)
{
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_CROSSES,
               _ ("the line would pass over arc %" PRId64 " near %.9f, %.9f"), arc->id,
               yutu_grid_to_degrees (at.x), yutu_grid_to_degrees (at.y));
  return FALSE;
}

static gboolean
collapses (YutuPoint at,
           GError  **error)
{
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_COLLAPSES,
               _ ("no land would be left near %.9f, %.9f"), yutu_grid_to_degrees (at.x),
               yutu_grid_to_degrees (at.y));
  return FALSE;
}

/* ---- 1 ---- */

static gboolean
fit_among_themselves (const Fit *fit,
                      GError   **error)
{
  const YutuTopologyReplacement *change = fit->change;

  for (gsize i = 0; i < change->n_added; i++)
    {
      YutuTopologySpan one = change->added[i];

      if (yutu_point_equal (one.a, one.b))
        {
          note (fit, NULL, NULL, one.a);
          return collapses (one.a, error);
        }
      for (gsize k = i + 1; k < change->n_added; k++)
        if (yutu_exact_segments_conflict (one.a, one.b, change->added[k].a, change->added[k].b))
          {
            note (fit, NULL, NULL, one.a);
            return collapses (one.a, error);
          }
    }
  return TRUE;
}

static gboolean
is_removed (const Fit *fit,
            guint      arc,
            gsize      index)
{
  for (gsize i = 0; i < fit->change->n_removed; i++)
    if (fit->change->removed[i].arc == arc && fit->change->removed[i].index == index)
      return TRUE;
  return FALSE;
}

/* *added: the new stretch that meets it; NULL when it is a new vertex. */
static gboolean
meets_added (const Fit               *fit,
             YutuTopologySpan         span,
             const YutuTopologySpan **added)
{
  const YutuTopologyReplacement *change = fit->change;

  for (gsize i = 0; i < change->n_added; i++)
    if (yutu_exact_segments_conflict (change->added[i].a, change->added[i].b, span.a, span.b))
      {
        *added = &change->added[i];
        return TRUE;
      }
  *added = NULL;
  for (gsize i = 0; i < change->n_vertices; i++)
    if (yutu_point_equal (change->vertices[i], span.a) ||
        yutu_point_equal (change->vertices[i], span.b))
      return TRUE;
  return FALSE;
}

/* ---- 2 ---- */

static gboolean
is_between_ways (const YutuTopologyReplacement *change,
                 YutuPoint                      rim1,
                 YutuPoint                      rim2,
                 YutuPoint                      point)
{
  YutuPoint ring[4];
  gsize     n = 0;

  ring[n++] = rim1;
  if (change->before != NULL)
    ring[n++] = *change->before;
  ring[n++] = rim2;
  if (change->after != NULL)
    ring[n++] = *change->after;
  return yutu_exact_point_in_ring (point, ring, n) == YUTU_INSIDE;
}

/* Being between is transitive over the rim, so one of the rim against each other one is enough.
 * A point of the rim is asked about the others only. */
static gboolean
is_passed_over (const YutuTopologyReplacement *change,
                YutuPoint                      point)
{
  const YutuPoint *base = NULL;

  for (gsize i = 0; i < change->n_rim; i++)
    {
      if (yutu_point_equal (change->rim[i], point))
        continue;
      if (base == NULL)
        base = &change->rim[i];
      else if (is_between_ways (change, *base, change->rim[i], point))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_on_rim (const YutuTopologyReplacement *change,
           YutuPoint                      point)
{
  for (gsize i = 0; i < change->n_rim; i++)
    if (yutu_point_equal (change->rim[i], point))
      return TRUE;
  return FALSE;
}

/* A straight line from rim to rim that before and after lie on different sides of. */
static gboolean
is_chord_passed (const YutuTopologyReplacement *change,
                 YutuTopologySpan               span)
{
  return change->before != NULL && change->after != NULL && is_on_rim (change, span.a) &&
         is_on_rim (change, span.b) &&
         yutu_exact_side (span.a, span.b, *change->before) *
             yutu_exact_side (span.a, span.b, *change->after) <
           0;
}

static gboolean
fits_arc (const Fit *fit,
          guint      index,
          GError   **error)
{
  const YutuTopologyArc  *arc = YUTU_TOPOLOGY_ARC (fit->self, index);
  const YutuTopologySpan *added = NULL;
  gboolean                is_beside = FALSE; /* what hangs together with the span before is not passed over */

  for (gsize i = 1; i < arc->n_points; i++)
    {
      YutuTopologySpan span = { arc->points[i - 1], arc->points[i] };
      YutuBox          box = { MIN (span.a.x, span.b.x), MIN (span.a.y, span.b.y),
                               MAX (span.a.x, span.b.x), MAX (span.a.y, span.b.y) };

      if (is_removed (fit, index, i))
        {
          is_beside = FALSE;
          continue;
        }
      if (!yutu_box_overlaps (box, fit->box))
        {
          is_beside = TRUE;
          continue;
        }
      if (meets_added (fit, span, &added))
        {
          note (fit, arc, added, span.a);
          return crosses (arc, span.a, error);
        }
      if (!is_beside &&
          (is_passed_over (fit->change, span.a) || is_passed_over (fit->change, span.b)))
        {
          note (fit, arc, NULL, span.a);
          return passes_over (arc, span.a, error);
        }
      is_beside = is_beside || !is_on_rim (fit->change, span.b);
      if (is_chord_passed (fit->change, span))
        {
          note (fit, arc, NULL, span.a);
          return collapses (span.a, error);
        }
    }
  return TRUE;
}

/* ---- 3 ---- */

/* Whether the rim, walked in the order that it had around before, goes once around after. */
static gboolean
is_order_kept (const YutuTopologyReplacement *change)
{
  g_autofree YutuPoint *order = NULL;
  gsize                 turns = 0;

  if (change->n_rim < 3)
    return TRUE;
  order = g_memdup2 (change->rim, change->n_rim * sizeof (YutuPoint));
  for (gsize i = 1; i < change->n_rim; i++)
    for (gsize k = i;
         k > 0 && yutu_topology_compare_angle (*change->before, order[k - 1], order[k]) > 0; k--)
      {
        YutuPoint kept = order[k];

        order[k] = order[k - 1];
        order[k - 1] = kept;
      }
  for (gsize i = 0; i < change->n_rim; i++)
    turns += yutu_topology_compare_angle (*change->after, order[i],
                                          order[(i + 1) % change->n_rim]) >= 0;
  return turns == 1;
}

static gboolean
is_on_earth (YutuPoint point)
{
  return ABS (point.x) <= YUTU_GRID_MAX_X && ABS (point.y) <= YUTU_GRID_MAX_Y;
}

gboolean
yutu_topology_fits (YutuTopology                  *self,
                    const YutuTopologyReplacement *change,
                    GError                       **error)
{
  Fit fit = { self, change, YUTU_BOX_EMPTY };

  for (gsize i = 0; i < change->n_vertices; i++)
    if (!is_on_earth (change->vertices[i]))
      {
        g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_INPUT,
                     _ ("%.9f, %.9f is off the earth"), yutu_grid_to_degrees (change->vertices[i].x),
                     yutu_grid_to_degrees (change->vertices[i].y));
        note (&fit, NULL, NULL, change->vertices[i]);
        return FALSE;
      }
  if (!fit_among_themselves (&fit, error))
    return FALSE;
  for (gsize i = 0; i < change->n_added; i++)
    {
      yutu_box_add_point (&fit.box, change->added[i].a);
      yutu_box_add_point (&fit.box, change->added[i].b);
    }
  if (change->before != NULL)
    yutu_box_add_point (&fit.box, *change->before);
  for (guint a = 0; a < self->arcs->len; a++)
    if (yutu_box_overlaps (YUTU_TOPOLOGY_ARC (self, a)->box, fit.box) && !fits_arc (&fit, a, error))
      return FALSE;
  if (!is_order_kept (change))
    {
      note (&fit, NULL, NULL, *change->after);
      return collapses (*change->after, error);
    }
  return TRUE;
}
