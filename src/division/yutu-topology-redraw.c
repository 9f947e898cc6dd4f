/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Other courses for stretches of arcs, all at once. The new drawing is the old one bent when
 *
 * 1. no new span crosses or touches what stays, or another new one;
 * 2. nothing that stays is between the old course and the new one of a stretch, by even-odd. What stays
 *    meets neither but in their ends, so one point of each arc, or of what is left of it, tells;
 * 3. the arcs leave each node in the same order around it as before;
 * 4. every face still has land: its area is positive. (With 1 to 3 the faces are the same ones on a
 *    sphere; what might differ is which of them is the outside, and then an outline goes round the
 *    wrong way and its face's area is negative.) */

#include "division/yutu-topology-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "geo/yutu-exact.h"

/* A stretch with its arc found. */
typedef struct
{
  guint      arc;
  gsize      from;
  gsize      to;
  YutuPoint *course; /* the new one, with its ends */
  gsize      n_course;
  YutuPoint *ring; /* the old course and the new one back, twice the coordinates */
  gsize      n_ring;
  YutuBox    box;    /* of both, not twice */
  __int128   change; /* of twice the area to the left */
} Bend;

typedef struct
{
  YutuTopology         *self;
  YutuTopologyConflict *conflict;
  GArray               *bends; /* Bend */
  GArray               *spans; /* YutuTopologySpan, the new ones */
  GHashTable           *inner; /* YutuPoint *: vertices of theirs but the ends */
  YutuBox               box;
} Redraw;

static void
bend_clear (gpointer data)
{
  Bend *bend = data;

  g_free (bend->course);
  g_free (bend->ring);
}

static void
redraw_clear (Redraw *redraw)
{
  g_clear_pointer (&redraw->bends, g_array_unref);
  g_clear_pointer (&redraw->spans, g_array_unref);
  g_clear_pointer (&redraw->inner, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Redraw, redraw_clear)

/* @arc: in the way; 0: none but the new course. @span (nullable): what of it is wrong. */
static gboolean
refuse (Redraw                 *redraw,
        YutuTopologyError       code,
        gint64                  arc,
        YutuPoint               at,
        const YutuTopologySpan *span,
        const char             *what,
        GError                **error)
{
  if (redraw->conflict != NULL)
    *redraw->conflict = (YutuTopologyConflict){ .arc = arc, .at = at, .n_stretches = span != NULL };
  if (redraw->conflict != NULL && span != NULL)
    {
      redraw->conflict->stretches[0][0] = span->a;
      redraw->conflict->stretches[0][1] = span->b;
    }
  g_set_error (error, YUTU_TOPOLOGY_ERROR, (int)code, _ ("the line would %s near %.9f, %.9f"), what,
               yutu_grid_to_degrees (at.x), yutu_grid_to_degrees (at.y));
  return FALSE;
}

/* ---- What is wanted ---- */

/* The ends, and between them the new points, none like the one before. */
static void
make_course (Bend                      *bend,
             const YutuTopologyArc     *arc,
             const YutuTopologyRedrawn *wish)
{
  bend->course = g_new (YutuPoint, wish->n_points + 2);
  bend->course[bend->n_course++] = arc->points[wish->from];
  for (gsize i = 0; i < wish->n_points; i++)
    if (!yutu_point_equal (wish->points[i], bend->course[bend->n_course - 1]))
      bend->course[bend->n_course++] = wish->points[i];
  if (bend->n_course > 1 && yutu_point_equal (bend->course[bend->n_course - 1], arc->points[wish->to]))
    bend->n_course--;
  bend->course[bend->n_course++] = arc->points[wish->to];
}

static void
make_ring (Bend                  *bend,
           const YutuTopologyArc *arc)
{
  bend->ring = g_new (YutuPoint, bend->to - bend->from + bend->n_course);
  bend->box = YUTU_BOX_EMPTY;
  for (gsize i = bend->from; i <= bend->to; i++)
    bend->ring[bend->n_ring++] = arc->points[i];
  for (gsize i = bend->n_course - 1; i-- > 1;)
    bend->ring[bend->n_ring++] = bend->course[i];
  bend->change = -yutu_exact_ring_area2 (bend->ring, bend->n_ring);
  for (gsize i = 0; i < bend->n_ring; i++)
    {
      yutu_box_add_point (&bend->box, bend->ring[i]);
      bend->ring[i].x *= 2;
      bend->ring[i].y *= 2;
    }
}

static gboolean
add_bend (Redraw                    *redraw,
          const YutuTopologyRedrawn *wish,
          GError                   **error)
{
  guint                  at = yutu_topology_find_arc (redraw->self, wish->arc);
  const YutuTopologyArc *arc = at != G_MAXUINT ? YUTU_TOPOLOGY_ARC (redraw->self, at) : NULL;
  Bend                   bend = { .arc = at, .from = wish->from, .to = wish->to };

  if (arc == NULL || wish->from >= wish->to || wish->to >= arc->n_points)
    {
      g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                   _ ("arc %" PRId64 " has no stretch from vertex %zu"
                   " to %zu"),
                   wish->arc, wish->from, wish->to);
      return FALSE;
    }
  for (gsize i = 0; i < wish->n_points; i++)
    if (ABS (wish->points[i].x) > YUTU_GRID_MAX_X || ABS (wish->points[i].y) > YUTU_GRID_MAX_Y)
      return refuse (redraw, YUTU_TOPOLOGY_ERROR_INPUT, 0, wish->points[i], NULL, _ ("leave the earth"), error);
  make_course (&bend, arc, wish);
  make_ring (&bend, arc);
  g_array_append_val (redraw->bends, bend);
  return TRUE;
}

static gboolean
overlaps_another (const Redraw *redraw)
{
  for (guint i = 0; i < redraw->bends->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const Bend *one = &g_array_index (redraw->bends, Bend, i);
        const Bend *two = &g_array_index (redraw->bends, Bend, k);

        if (one->arc == two->arc && one->from < two->to && two->from < one->to)
          return TRUE;
      }
  return FALSE;
}

/* ---- 1. Nothing is met ---- */

typedef struct
{
  Redraw                 *redraw;
  const YutuTopologyArc  *arc;  /* what stays; NULL: a new span */
  YutuTopologySpan        span; /* of it */
  const YutuTopologySpan *met;
} Meeting;

static gboolean
add_span (Redraw          *redraw,
          const YutuPoint *points,
          GError         **error)
{
  YutuTopologySpan span = { points[0], points[1] };

  if (yutu_point_equal (span.a, span.b))
    return refuse (redraw, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, span.a, NULL, _ ("go nowhere"), error);
  yutu_box_add_point (&redraw->box, span.a);
  yutu_box_add_point (&redraw->box, span.b);
  g_array_append_val (redraw->spans, span);
  return TRUE;
}

static gboolean
add_course (Redraw     *redraw,
            const Bend *bend,
            GError    **error)
{
  for (gsize i = 0; i + 1 < bend->n_course; i++)
    {
      if (i > 0 && !g_hash_table_add (redraw->inner, &bend->course[i]))
        return refuse (redraw, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, bend->course[i], NULL,
                       _ ("come back to where it was"), error);
      if (!add_span (redraw, &bend->course[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
meet_each_other (gsize    one,
                 gsize    two,
                 gpointer data)
{
  Meeting                *meeting = data;
  const YutuTopologySpan *spans = (YutuTopologySpan *)(gpointer)meeting->redraw->spans->data;

  if (one != two && yutu_exact_segments_conflict (spans[one].a, spans[one].b, spans[two].a, spans[two].b))
    meeting->met = &spans[one];
  return meeting->met == NULL;
}

static gboolean
check_itself (Redraw  *redraw,
              GError **error)
{
  Meeting meeting = { .redraw = redraw };

  for (guint i = 0; i < redraw->bends->len; i++)
    if (!add_course (redraw, &g_array_index (redraw->bends, Bend, i), error))
      return FALSE;
  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend *bend = &g_array_index (redraw->bends, Bend, i);
      YutuPoint   ends[] = { bend->course[0], bend->course[bend->n_course - 1] };

      for (gsize k = 0; k < G_N_ELEMENTS (ends); k++)
        if (g_hash_table_contains (redraw->inner, &ends[k]))
          return refuse (redraw, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, ends[k], NULL,
                         _ ("come back to where it was"), error);
    }
  yutu_topology_each_pair ((YutuTopologySpan *)(gpointer)redraw->spans->data, redraw->spans->len,
                           meet_each_other, &meeting);
  return meeting.met == NULL ||
         refuse (redraw, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, meeting.met->a, meeting.met, _ ("cross itself"), error);
}

static gboolean
meet_what_stays (gsize    index,
                 gpointer data)
{
  Meeting                *meeting = data;
  const YutuTopologySpan *span = &g_array_index (meeting->redraw->spans, YutuTopologySpan, index);

  if (yutu_exact_segments_conflict (span->a, span->b, meeting->span.a, meeting->span.b))
    meeting->met = span;
  return meeting->met == NULL;
}

static gboolean
is_replaced (const Redraw *redraw,
             guint         arc,
             gsize         index)
{
  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend *bend = &g_array_index (redraw->bends, Bend, i);

      if (bend->arc == arc && index > bend->from && index <= bend->to)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_apart (YutuPoint a,
          YutuPoint b,
          YutuBox   box)
{
  return MAX (a.x, b.x) < box.min_x || MIN (a.x, b.x) > box.max_x || MAX (a.y, b.y) < box.min_y ||
         MIN (a.y, b.y) > box.max_y;
}

static gboolean
check_arc (Redraw                 *redraw,
           guint                   index,
           const YutuTopologyGrid *grid,
           GError                **error)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (redraw->self, index);
  Meeting                meeting = { .redraw = redraw, .arc = arc };

  for (gsize i = 1; i < arc->n_points; i++)
    {
      YutuPoint a = arc->points[i - 1], b = arc->points[i];

      if (is_apart (a, b, redraw->box) || is_replaced (redraw, index, i))
        continue;
      meeting.span = (YutuTopologySpan){ a, b };
      yutu_topology_grid_each_near (grid, &meeting.span, meet_what_stays, &meeting);
      if (meeting.met != NULL)
        return refuse (redraw, YUTU_TOPOLOGY_ERROR_CROSSES, arc->id, a, meeting.met, _ ("cross or touch another"),
                       error);
      if (g_hash_table_contains (redraw->inner, &a) || g_hash_table_contains (redraw->inner, &b))
        return refuse (redraw, YUTU_TOPOLOGY_ERROR_CROSSES, arc->id,
                       g_hash_table_contains (redraw->inner, &a) ? a : b, NULL, _ ("touch another"), error);
    }
  return TRUE;
}

static gboolean
check_what_stays (Redraw  *redraw,
                  GError **error)
{
  g_autoptr (YutuTopologyGrid) grid =
    yutu_topology_grid_new ((YutuTopologySpan *)(gpointer)redraw->spans->data, redraw->spans->len);

  for (guint a = 0; a < redraw->self->arcs->len; a++)
    if (yutu_box_overlaps (YUTU_TOPOLOGY_ARC (redraw->self, a)->box, redraw->box) &&
        !check_arc (redraw, a, grid, error))
      return FALSE;
  return TRUE;
}

/* ---- 2. Nothing is passed over ---- */

/* Twice a point of the way that is not an end of the bend: a vertex, or the middle of a chord. */
static YutuPoint
pick_point (const Bend      *bend,
            const YutuPoint *points,
            gsize            n)
{
  YutuPoint first = bend->course[0], last = bend->course[bend->n_course - 1];

  for (gsize i = 0; i < n; i++)
    if (!yutu_point_equal (points[i], first) && !yutu_point_equal (points[i], last))
      return (YutuPoint){ 2 * points[i].x, 2 * points[i].y };
  return (YutuPoint){ points[0].x + points[1].x, points[0].y + points[1].y };
}

static gboolean
is_passed_over (const Bend      *bend,
                const YutuPoint *points,
                gsize            n)
{
  return n > 1 && yutu_exact_point_in_ring (pick_point (bend, points, n), bend->ring, bend->n_ring) != YUTU_OUTSIDE;
}

/* The parts of the arc that stay, one after the other. */
static gboolean
passes_over (const Redraw *redraw,
             const Bend   *bend,
             guint         index)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (redraw->self, index);
  gsize                  first = 0;

  if (!yutu_box_overlaps (arc->box, bend->box))
    return FALSE;
  while (first + 1 < arc->n_points)
    {
      gsize end = arc->n_points - 1, next = arc->n_points;

      for (guint i = 0; i < redraw->bends->len; i++)
        {
          const Bend *other = &g_array_index (redraw->bends, Bend, i);

          if (other->arc == index && other->from >= first && other->from <= end)
            {
              end = other->from;
              next = other->to;
            }
        }
      if (is_passed_over (bend, arc->points + first, end - first + 1))
        return TRUE;
      first = next;
    }
  return FALSE;
}

static gboolean
check_sides (Redraw  *redraw,
             GError **error)
{
  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend *bend = &g_array_index (redraw->bends, Bend, i);

      for (guint a = 0; a < redraw->self->arcs->len; a++)
        if (passes_over (redraw, bend, a))
          return refuse (redraw, YUTU_TOPOLOGY_ERROR_CROSSES, YUTU_TOPOLOGY_ARC (redraw->self, a)->id,
                         YUTU_TOPOLOGY_ARC (redraw->self, a)->points[0], NULL, _ ("pass over another"), error);
    }
  return TRUE;
}

/* ---- 3. The order around nodes ---- */

/* Where the half leads to afterwards. */
static YutuPoint
second_after (const Redraw    *redraw,
              YutuTopologyHalf half)
{
  gsize last = YUTU_TOPOLOGY_ARC (redraw->self, half / 2)->n_points - 1;

  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend *bend = &g_array_index (redraw->bends, Bend, i);

      if (bend->arc == half / 2 && half % 2 == 0 && bend->from == 0)
        return bend->course[1];
      if (bend->arc == half / 2 && half % 2 == 1 && bend->to == last)
        return bend->course[bend->n_course - 2];
    }
  return yutu_topology_half_second (redraw->self, half);
}

/* Whether the halves, in the order that they had, still go round once. */
static gboolean
is_order_kept (const Redraw *redraw,
               guint         node)
{
  YutuPoint origin = YUTU_TOPOLOGY_NODE (redraw->self, node)->point;
  g_autoptr (GArray) star = yutu_topology_list_star (redraw->self, node);
  YutuTopologyHalf *halves = (YutuTopologyHalf *)(gpointer)star->data;
  gsize             turns = 0;

  for (guint i = 1; i < star->len; i++)
    for (guint k = i; k > 0 && yutu_topology_compare_angle (
                                 origin, yutu_topology_half_second (redraw->self, halves[k - 1]),
                                 yutu_topology_half_second (redraw->self, halves[k])) > 0;
         k--)
      {
        YutuTopologyHalf kept = halves[k];

        halves[k] = halves[k - 1];
        halves[k - 1] = kept;
      }
  for (guint i = 0; i < star->len; i++)
    turns += yutu_topology_compare_angle (origin, second_after (redraw, halves[i]),
                                          second_after (redraw, halves[(i + 1) % star->len])) >= 0;
  return star->len < 3 || turns == 1;
}

static gboolean
check_order (Redraw  *redraw,
             GError **error)
{
  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend            *bend = &g_array_index (redraw->bends, Bend, i);
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (redraw->self, bend->arc);

      if ((bend->from == 0 && !is_order_kept (redraw, arc->from)) ||
          (bend->to + 1 == arc->n_points && !is_order_kept (redraw, arc->to)))
        return refuse (redraw, YUTU_TOPOLOGY_ERROR_CROSSES, 0,
                       bend->from == 0 ? arc->points[0] : arc->points[arc->n_points - 1], NULL,
                       _ ("leave a junction on another side"), error);
    }
  return TRUE;
}

/* ---- 4. Land ---- */

static __int128
change_of (const Redraw *redraw,
           guint         face)
{
  __int128 change = 0;

  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend            *bend = &g_array_index (redraw->bends, Bend, i);
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (redraw->self, bend->arc);

      change += arc->left == face ? bend->change : 0;
      change -= arc->right == face ? bend->change : 0;
    }
  return change;
}

static gboolean
check_land (Redraw  *redraw,
            GError **error)
{
  for (guint i = 0; i < redraw->bends->len; i++)
    {
      const Bend            *bend = &g_array_index (redraw->bends, Bend, i);
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (redraw->self, bend->arc);
      guint                  faces[] = { arc->left, arc->right };

      for (gsize k = 0; k < G_N_ELEMENTS (faces); k++)
        if (faces[k] != 0 && YUTU_TOPOLOGY_FACE (redraw->self, faces[k])->area2 + change_of (redraw, faces[k]) <= 0)
          return refuse (redraw, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, bend->course[0], NULL, _ ("leave no land"), error);
    }
  return TRUE;
}

/* ---- All together ---- */

static void
take_course (YutuTopology *self,
             const Bend   *bend)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, bend->arc);
  gsize                  n = bend->from + bend->n_course + arc->n_points - bend->to - 1;
  YutuPoint             *points = g_new (YutuPoint, n);
  guint                  left = arc->left, right = arc->right;

  memcpy (points, arc->points, bend->from * sizeof *points);
  memcpy (points + bend->from, bend->course, bend->n_course * sizeof *points);
  memcpy (points + bend->from + bend->n_course, arc->points + bend->to + 1,
          (arc->n_points - bend->to - 1) * sizeof *points);
  yutu_topology_set_arc_points (self, bend->arc, points, n);
  if (left != 0)
    YUTU_TOPOLOGY_FACE (self, left)->area2 += bend->change;
  if (right != 0)
    YUTU_TOPOLOGY_FACE (self, right)->area2 -= bend->change;
}

/* Of one arc those further on first: what is before keeps its index. */
static int
compare_bends (gconstpointer a,
               gconstpointer b)
{
  const Bend *one = a;
  const Bend *two = b;

  if (one->arc != two->arc)
    return one->arc < two->arc ? -1 : 1;
  return (one->from < two->from) - (one->from > two->from);
}

static gboolean
redraw_stretches (YutuTopology              *self,
                  const YutuTopologyRedrawn *stretches,
                  gsize                      n_stretches,
                  gboolean                   is_trial,
                  YutuTopologyConflict      *conflict,
                  GError                   **error)
{
  g_auto (Redraw) redraw = { .self = self, .conflict = conflict, .box = YUTU_BOX_EMPTY };

  if (conflict != NULL)
    *conflict = (YutuTopologyConflict){ 0 };
  redraw.bends = g_array_new (FALSE, FALSE, sizeof (Bend));
  g_array_set_clear_func (redraw.bends, bend_clear);
  redraw.spans = g_array_new (FALSE, FALSE, sizeof (YutuTopologySpan));
  redraw.inner = g_hash_table_new (yutu_point_hash, yutu_point_equal_keys);
  for (gsize i = 0; i < n_stretches; i++)
    if (!add_bend (&redraw, &stretches[i], error))
      return FALSE;
  if (overlaps_another (&redraw))
    {
      g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                   _ ("stretches of arc %" PRId64 " overlap"), stretches[0].arc);
      return FALSE;
    }
  if (!check_itself (&redraw, error) || !check_what_stays (&redraw, error) || !check_sides (&redraw, error) ||
      !check_order (&redraw, error) || !check_land (&redraw, error))
    return FALSE;
  g_array_sort (redraw.bends, compare_bends);
  for (guint i = 0; !is_trial && i < redraw.bends->len; i++)
    take_course (self, &g_array_index (redraw.bends, Bend, i));
  return TRUE;
}

gboolean
yutu_topology_redraw (YutuTopology              *self,
                      const YutuTopologyRedrawn *stretches,
                      gsize                      n_stretches,
                      YutuTopologyConflict      *conflict,
                      GError                   **error)
{
  return redraw_stretches (self, stretches, n_stretches, FALSE, conflict, error);
}

gboolean
yutu_topology_try_redraw (YutuTopology              *self,
                          const YutuTopologyRedrawn *stretches,
                          gsize                      n_stretches,
                          YutuTopologyConflict      *conflict,
                          GError                   **error)
{
  return redraw_stretches (self, stretches, n_stretches, TRUE, conflict, error);
}
