/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How a shape lies to a polygon. A line is cut where it meets the polygon's edges: where none of them crosses it,
 * it meets them at points of the grid only (its own ends, and their ends), and each piece between two of these lies
 * along an edge, or all on one side; which, its middle tells. A crossing alone says that there is a piece on
 * either side. The edges lie in strips from south to north, so that each is looked at near itself only. */

#include "geo/yutu-exact.h"

typedef struct
{
  YutuPoint a;
  YutuPoint b;
} Edge;

typedef enum
{
  SIDE_UNKNOWN,
  SIDE_INSIDE,
  SIDE_OUTSIDE,
} Side;

typedef struct
{
  Edge   *edges; /* of the polygon */
  YutuBox box;   /* around it */
  guint   n_strips;
  guint  *starts;   /* n_strips + 1 of them: where in @numbers those of a strip begin */
  guint  *numbers;  /* of edges */
  GArray *contacts; /* of YutuPoint, along the segment */
  /* Found so far, pieces of lines: */
  gboolean is_inside;
  gboolean is_outside;
  gboolean is_along;   /* an edge, in its direction: the area lies left of both */
  gboolean is_against; /* an edge, in the opposite one */
} Overlay;

#define EDGES_A_STRIP 4
#define MAX_STRIPS    8192

static gboolean
boxes_meet (YutuPoint a,
            YutuPoint b,
            YutuBox   box)
{
  return MAX (a.x, b.x) >= box.min_x && MIN (a.x, b.x) <= box.max_x && MAX (a.y, b.y) >= box.min_y &&
         MIN (a.y, b.y) <= box.max_y;
}

static guint
strip_of (const Overlay *self,
          gint64         y)
{
  y = CLAMP (y, self->box.min_y, self->box.max_y) - self->box.min_y;
  return (guint)(y * self->n_strips / (self->box.max_y - self->box.min_y + 1));
}

/* Into the strips from the end of each backwards. */
static void
fill_strips (Overlay *self,
             gsize    n)
{
  for (gsize i = 0; i < n; i++)
    for (guint k = strip_of (self, MIN (self->edges[i].a.y, self->edges[i].b.y));
         k <= strip_of (self, MAX (self->edges[i].a.y, self->edges[i].b.y)); k++)
      self->starts[k]++;
  for (guint k = 1; k <= self->n_strips; k++)
    self->starts[k] += self->starts[k - 1];
  self->numbers = g_new (guint, self->starts[self->n_strips] + 1);
  for (gsize i = 0; i < n; i++)
    for (guint k = strip_of (self, MIN (self->edges[i].a.y, self->edges[i].b.y));
         k <= strip_of (self, MAX (self->edges[i].a.y, self->edges[i].b.y)); k++)
      self->numbers[--self->starts[k]] = (guint)i;
}

static void
overlay_init (Overlay         *self,
              const YutuShape *area)
{
  gsize n = 0;

  *self = (Overlay){ .edges = g_new (Edge, area->n_points + 1), .box = area->box };
  self->n_strips = (guint)CLAMP (area->n_points / EDGES_A_STRIP, 1, MAX_STRIPS);
  self->starts = g_new0 (guint, self->n_strips + 1);
  self->contacts = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  for (gsize part = 0; part < area->n_parts; part++)
    for (gsize i = area->part_starts[part], end = area->part_starts[part + 1]; i < end; i++)
      self->edges[n++] = (Edge){ area->points[i], area->points[i + 1 < end ? i + 1 : area->part_starts[part]] };
  fill_strips (self, n);
}

static void
overlay_clear (Overlay *self)
{
  g_free (self->edges);
  g_free (self->starts);
  g_free (self->numbers);
  g_clear_pointer (&self->contacts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Overlay, overlay_clear)

/* ---- The middle of a piece, which is given by twice its coordinates ---- */

/* > 0: it lies left of a → b. */
static int
side_of_middle (Edge      edge,
                YutuPoint twice)
{
  __int128 cross = (__int128)(edge.b.x - edge.a.x) * (twice.y - 2 * edge.a.y) -
                   (__int128)(edge.b.y - edge.a.y) * (twice.x - 2 * edge.a.x);

  return (cross > 0) - (cross < 0);
}

/* By the edges to one side of it, which all lie in its strip. */
static gboolean
holds_middle (const Overlay *self,
              YutuPoint      twice)
{
  gboolean is_inside = FALSE;
  guint    strip;

  if (twice.y < 2 * self->box.min_y || twice.y > 2 * self->box.max_y)
    return FALSE;
  strip = strip_of (self, twice.y >= 0 ? twice.y / 2 : (twice.y - 1) / 2);
  for (guint i = self->starts[strip]; i < self->starts[strip + 1]; i++)
    {
      const Edge *edge = &self->edges[self->numbers[i]];

      if ((2 * edge->a.y > twice.y) != (2 * edge->b.y > twice.y) &&
          (side_of_middle (*edge, twice) > 0) == (edge->b.y > edge->a.y))
        is_inside = !is_inside;
    }
  return is_inside;
}

static const Edge *
find_edge_under (const Overlay *self,
                 YutuPoint      twice)
{
  guint strip = strip_of (self, twice.y >= 0 ? twice.y / 2 : (twice.y - 1) / 2);

  for (guint i = self->starts[strip]; i < self->starts[strip + 1]; i++)
    {
      const Edge *edge = &self->edges[self->numbers[i]];

      if (twice.x >= 2 * MIN (edge->a.x, edge->b.x) && twice.x <= 2 * MAX (edge->a.x, edge->b.x) &&
          twice.y >= 2 * MIN (edge->a.y, edge->b.y) && twice.y <= 2 * MAX (edge->a.y, edge->b.y) &&
          side_of_middle (*edge, twice) == 0)
        return edge;
    }
  return NULL;
}

/* ---- Segments ---- */

static int
compare_along (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const YutuPoint *one = a, *other = b, *from = data;
  gint64           first = ABS (one->x - from->x) + ABS (one->y - from->y);
  gint64           second = ABS (other->x - from->x) + ABS (other->y - from->y);

  return (first > second) - (first < second);
}

/* Where edges touch @p–@q. FALSE: one crosses it. */
static gboolean
list_contacts (Overlay  *self,
               YutuPoint p,
               YutuPoint q,
               gboolean *touches)
{
  *touches = FALSE;
  g_array_set_size (self->contacts, 0);
  g_array_append_val (self->contacts, p);
  g_array_append_val (self->contacts, q);
  if (!boxes_meet (p, q, self->box))
    return TRUE;
  for (guint i = self->starts[strip_of (self, MIN (p.y, q.y))]; i < self->starts[strip_of (self, MAX (p.y, q.y)) + 1]; i++)
    {
      const Edge *edge = &self->edges[self->numbers[i]];

      if (MAX (p.x, q.x) < MIN (edge->a.x, edge->b.x) || MIN (p.x, q.x) > MAX (edge->a.x, edge->b.x) ||
          MAX (p.y, q.y) < MIN (edge->a.y, edge->b.y) || MIN (p.y, q.y) > MAX (edge->a.y, edge->b.y))
        continue;
      if (yutu_exact_segments_cross (p, q, edge->a, edge->b))
        return FALSE;
      if (yutu_exact_on_segment (p, q, edge->a))
        g_array_append_val (self->contacts, edge->a);
      if (yutu_exact_on_segment (p, q, edge->b))
        g_array_append_val (self->contacts, edge->b);
      *touches = *touches || self->contacts->len > 2 || yutu_exact_on_segment (edge->a, edge->b, p) ||
                 yutu_exact_on_segment (edge->a, edge->b, q);
    }
  g_array_sort_with_data (self->contacts, compare_along, &p);
  return TRUE;
}

static Side
lay_piece (Overlay  *self,
           YutuPoint p,
           YutuPoint q,
           gboolean  touches)
{
  YutuPoint   twice = { p.x + q.x, p.y + q.y };
  const Edge *edge = touches ? find_edge_under (self, twice) : NULL;

  if (edge != NULL)
    {
      gboolean same = (edge->a.x < edge->b.x) == (p.x < q.x) && (edge->a.y < edge->b.y) == (p.y < q.y) &&
                      (edge->a.x > edge->b.x) == (p.x > q.x) && (edge->a.y > edge->b.y) == (p.y > q.y);

      self->is_along = self->is_along || same;
      self->is_against = self->is_against || !same;
      return SIDE_UNKNOWN;
    }
  return holds_middle (self, twice) ? SIDE_INSIDE : SIDE_OUTSIDE;
}

static void
note_side (Overlay *self,
           Side     side)
{
  self->is_inside = self->is_inside || side == SIDE_INSIDE;
  self->is_outside = self->is_outside || side == SIDE_OUTSIDE;
}

/* @side: where the segment before it ended, when that is known; as long as nothing is touched, this one is there, too. */
static Side
lay_segment (Overlay  *self,
             YutuPoint p,
             YutuPoint q,
             Side      side)
{
  gboolean touches;

  if (!list_contacts (self, p, q, &touches))
    {
      self->is_inside = self->is_outside = TRUE;
      return SIDE_UNKNOWN;
    }
  if (!touches)
    {
      side = side != SIDE_UNKNOWN ? side : lay_piece (self, p, q, FALSE);
      note_side (self, side);
      return side;
    }
  for (guint i = 0; i + 1 < self->contacts->len; i++)
    {
      YutuPoint from = g_array_index (self->contacts, YutuPoint, i), to = g_array_index (self->contacts, YutuPoint, i + 1);

      if (!yutu_point_equal (from, to))
        note_side (self, lay_piece (self, from, to, TRUE));
    }
  return SIDE_UNKNOWN;
}

/* The lines of @shape that lie in @box; rings with the segment that closes them. */
static void
lay_lines (Overlay         *self,
           const YutuShape *shape,
           YutuBox          box)
{
  gboolean is_ring = shape->kind == YUTU_SHAPE_POLYGON;

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      gsize start = shape->part_starts[part], end = shape->part_starts[part + 1];
      Side  side = SIDE_UNKNOWN;

      for (gsize i = start; i + (is_ring ? 0 : 1) < end && !(self->is_inside && self->is_outside); i++)
        {
          YutuPoint p = shape->points[i], q = shape->points[i + 1 < end ? i + 1 : start];

          if (yutu_point_equal (p, q))
            continue;
          side = boxes_meet (p, q, box) ? lay_segment (self, p, q, side) : SIDE_UNKNOWN;
        }
    }
}

static void
relate_points (const YutuShape *shape,
               const YutuShape *area,
               gboolean        *reaches,
               gboolean        *is_within)
{
  *reaches = FALSE;
  *is_within = TRUE;
  for (gsize i = 0; i < shape->n_points; i++)
    {
      gboolean is_there = yutu_exact_point_in_shape (shape->points[i], area) != YUTU_OUTSIDE;

      *reaches = *reaches || is_there;
      *is_within = *is_within && is_there;
    }
}

/* What lies inside of @shape is told by the edges of both: those of the area in it have land of theirs on one side
 * and land of others on the other. */
static void
relate_polygon (const Overlay   *outline,
                const YutuShape *shape,
                const YutuShape *area,
                gboolean        *reaches,
                gboolean        *is_within)
{
  g_auto (Overlay) back = { 0 };

  overlay_init (&back, shape);
  lay_lines (&back, area, shape->box);
  *reaches = outline->is_inside || outline->is_along || back.is_inside;
  *is_within = !outline->is_outside && !outline->is_against && !back.is_inside;
}

void
yutu_exact_relate (const YutuShape *shape,
                   const YutuShape *area,
                   gboolean        *reaches,
                   gboolean        *is_within)
{
  g_auto (Overlay) outline = { 0 };

  if (shape->kind == YUTU_SHAPE_POINT || shape->kind == YUTU_SHAPE_MULTI_POINT)
    {
      relate_points (shape, area, reaches, is_within);
      return;
    }
  overlay_init (&outline, area);
  lay_lines (&outline, shape, (YutuBox){ G_MININT64, G_MININT64, G_MAXINT64, G_MAXINT64 });
  if (shape->kind == YUTU_SHAPE_POLYGON)
    {
      relate_polygon (&outline, shape, area, reaches, is_within);
      return;
    }
  *reaches = outline.is_inside || outline.is_along || outline.is_against;
  *is_within = !outline.is_outside;
}
