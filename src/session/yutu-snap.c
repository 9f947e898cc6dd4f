/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. Crossings of lines are decided and found on integers; a vertex is itself; all else is a foot of a
 *    perpendicular rounded once to the grid.
 * 2. What is offered lies within the radius as it is rounded, not only before. */

#include "session/yutu-snap-private.h"

#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define MAX_GUIDES 5

typedef struct
{
  YutuSnapPlace place; /* nearest to what is asked about */
  YutuPoint     a;
  YutuPoint     b;
  double        distance_px;
} Stretch;

/* Through @from along (@dx, @dy), metres; forward only, or both ways. */
typedef struct
{
  YutuPoint from;
  double    dx;
  double    dy;
  gboolean  is_ray;
} Guide;

typedef struct
{
  const YutuSnapQuery *query;
  YutuBox              box;
  GArray              *found;     /* YutuSnap */
  GArray              *stretches; /* Stretch */
  double               east_m;    /* a grid step, around the last point drawn */
  double               north_m;
  Guide                guides[MAX_GUIDES];
  guint                n_guides;
} Search;

static double
measure_px (const YutuSnapQuery *query,
            YutuPoint            point)
{
  return hypot ((double)(point.x - query->at.x) * query->east_px,
                (double)(point.y - query->at.y) * query->north_px);
}

/* ---- What is offered ---- */

static int
compare_snaps (const YutuSnap *a,
               const YutuSnap *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->distance_px < b->distance_px || a->distance_px > b->distance_px)
    return a->distance_px < b->distance_px ? -1 : 1;
  if (a->point.x != b->point.x)
    return a->point.x < b->point.x ? -1 : 1;
  return a->point.y < b->point.y ? -1 : a->point.y > b->point.y;
}

static gboolean
is_same_line (const YutuSnapPlace *a,
              const YutuSnapPlace *b)
{
  return a->index >= 0 && a->index == b->index && a->line == b->line;
}

/* Whether @other makes @snap needless. */
static gboolean
stands_for (const YutuSnap *other,
            const YutuSnap *snap)
{
  return yutu_point_equal (other->point, snap->point) ||
         (snap->kind == YUTU_SNAP_LINE && other->kind == YUTU_SNAP_LINE &&
          is_same_line (&other->on, &snap->on));
}

static void
offer (Search   *search,
       YutuSnap *snap)
{
  GArray *found = search->found;
  guint   at = 0, n_of_kind = 0;

  snap->distance_px = measure_px (search->query, snap->point);
  if ((search->query->kinds & snap->kind) == 0 || snap->distance_px > search->query->radius_px)
    return;
  while (at < found->len && compare_snaps (&g_array_index (found, YutuSnap, at), snap) <= 0)
    if (stands_for (&g_array_index (found, YutuSnap, at++), snap))
      return;
  g_array_insert_val (found, at, *snap);
  for (guint i = found->len - 1; i > at; i--)
    if (stands_for (snap, &g_array_index (found, YutuSnap, i)))
      g_array_remove_index (found, i);
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, YutuSnap, i).kind == snap->kind && ++n_of_kind > YUTU_SNAP_MAX_OF_KIND)
      g_array_remove_index (found, i--);
}

/* ---- Vertices and lines ---- */

static double
foot_share (const YutuSnapQuery *query,
            YutuPoint            a,
            YutuPoint            b)
{
  double dx = (double)(b.x - a.x) * query->east_px, dy = (double)(b.y - a.y) * query->north_px;
  double px = (double)(query->at.x - a.x) * query->east_px;
  double py = (double)(query->at.y - a.y) * query->north_px;
  double length2 = dx * dx + dy * dy;

  return length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0, 1) : 0;
}

static YutuPoint
point_between (YutuPoint a,
               YutuPoint b,
               double    share)
{
  return (YutuPoint){ a.x + llround (share * (double)(b.x - a.x)),
                      a.y + llround (share * (double)(b.y - a.y)) };
}

static gboolean
is_gone (const YutuSnapQuery *query,
         const YutuPoint     *stretch)
{
  for (gsize i = 0; i < query->n_gone; i++)
    {
      const YutuPoint *gone = query->gone[i];

      if ((yutu_point_equal (gone[0], stretch[0]) && yutu_point_equal (gone[1], stretch[1])) ||
          (yutu_point_equal (gone[0], stretch[1]) && yutu_point_equal (gone[1], stretch[0])))
        return TRUE;
    }
  return FALSE;
}

static void
look_at_segment (Search              *search,
                 const YutuSnapIndex *index,
                 const YutuSnapPlace *where)
{
  const YutuPoint *points = index->points + index->lines[where->line].first + where->segment;
  Stretch          stretch = { *where, points[0], points[1], 0 };

  if (MAX (points[0].x, points[1].x) < search->box.min_x || MIN (points[0].x, points[1].x) > search->box.max_x ||
      MAX (points[0].y, points[1].y) < search->box.min_y || MIN (points[0].y, points[1].y) > search->box.max_y)
    return;
  stretch.place.point =
    point_between (points[0], points[1], foot_share (search->query, points[0], points[1]));
  stretch.distance_px = measure_px (search->query, stretch.place.point);
  if (stretch.distance_px <= search->query->radius_px && !is_gone (search->query, points))
    g_array_append_val (search->stretches, stretch);
}

static void
look_at_vertex (Search              *search,
                const YutuSnapIndex *index,
                YutuSnapPlace        place)
{
  YutuSnap snap = { .kind = YUTU_SNAP_VERTEX };

  place.point = index->points[index->lines[place.line].first + place.segment];
  snap.point = place.point;
  if (place.segment > 0 && place.segment + 1 == index->lines[place.line].n_points)
    place.segment--;
  snap.on = place;
  if (yutu_box_contains (search->box, snap.point) &&
      (search->query->gone_vertex == NULL || !yutu_point_equal (snap.point, *search->query->gone_vertex)))
    offer (search, &snap);
}

static void
look_at_run (Search              *search,
             const YutuSnapIndex *index,
             int                  number,
             const YutuSnapRun   *run)
{
  gsize         first = run->first - index->lines[run->line].first;
  YutuSnapPlace place = { number, run->line, first, { 0, 0 } };

  if (!yutu_snap_index_has (index, run->line) ||
      (search->query->gone_line != 0 && index->lines[run->line].id == search->query->gone_line))
    return;
  for (guint i = 0; i <= run->n_segments; i++)
    {
      place.segment = first + i;
      if (search->query->kinds & YUTU_SNAP_VERTEX)
        look_at_vertex (search, index, place);
      if (i < run->n_segments)
        look_at_segment (search, index, &place);
    }
}

static void
descend (Search              *search,
         const YutuSnapIndex *index,
         int                  number,
         guint                level,
         gsize                first)
{
  gsize end = MIN (index->levels[level].n, first + YUTU_SNAP_FAN);

  for (gsize i = first; i < end; i++)
    if (!yutu_box_overlaps (index->levels[level].boxes[i], search->box))
      continue;
    else if (level == 0)
      look_at_run (search, index, number, &index->runs[i]);
    else
      descend (search, index, number, level - 1, i * YUTU_SNAP_FAN);
}

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  const Stretch *x = a, *y = b;

  if (x->distance_px < y->distance_px || x->distance_px > y->distance_px)
    return x->distance_px < y->distance_px ? -1 : 1;
  if (x->place.index != y->place.index)
    return x->place.index < y->place.index ? -1 : 1;
  if (x->place.line != y->place.line)
    return x->place.line < y->place.line ? -1 : 1;
  return x->place.segment < y->place.segment ? -1 : x->place.segment > y->place.segment;
}

static void
look_around (Search               *search,
             YutuSnapIndex *const *indexes,
             gsize                 n_indexes)
{
  const YutuSnapQuery *query = search->query;
  gint64               reach_x = (gint64)ceil (query->radius_px / query->east_px) + 1;
  gint64               reach_y = (gint64)ceil (query->radius_px / query->north_px) + 1;

  search->box = (YutuBox){ query->at.x - reach_x, query->at.y - reach_y, query->at.x + reach_x,
                           query->at.y + reach_y };
  for (gsize i = 0; i < n_indexes; i++)
    for (gsize first = 0; indexes[i] != NULL && first < indexes[i]->levels[indexes[i]->n_levels - 1].n;
         first += YUTU_SNAP_FAN)
      descend (search, indexes[i], (int)i, indexes[i]->n_levels - 1, first);
  g_array_sort (search->stretches, compare_stretches);
}

static void
offer_lines (Search *search)
{
  for (guint i = 0; i < search->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (search->stretches, Stretch, i);
      YutuSnap       snap = { YUTU_SNAP_LINE, stretch->place.point, 0, stretch->place, 0, { { 0, 0 } } };

      offer (search, &snap);
    }
}

static void
offer_drawn (Search *search)
{
  for (gsize i = 0; i + 1 < search->query->n_drawn; i++)
    {
      YutuSnap snap = { .kind = YUTU_SNAP_VERTEX, .point = search->query->drawn[i], .on = YUTU_SNAP_NOWHERE };

      offer (search, &snap);
    }
}

/* ---- Crossings of lines ---- */

static void
offer_crossings (Search *search)
{
  guint n = MIN (search->stretches->len, YUTU_SNAP_MAX_STRETCHES);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      {
        const Stretch *one = &g_array_index (search->stretches, Stretch, i);
        const Stretch *other = &g_array_index (search->stretches, Stretch, k);
        YutuSnap       snap = { .kind = YUTU_SNAP_CROSSING, .on = other->place };

        if (!yutu_exact_segments_cross (one->a, one->b, other->a, other->b))
          continue;
        snap.point = yutu_exact_crossing (one->a, one->b, other->a, other->b);
        snap.on.point = snap.point;
        offer (search, &snap);
      }
}

/* ---- Guides ---- */

/* Metres from the last point drawn. */
static void
to_plane (const Search *search,
          YutuPoint     point,
          double       *x,
          double       *y)
{
  YutuPoint origin = search->query->drawn[search->query->n_drawn - 1];

  *x = (double)(point.x - origin.x) * search->east_m;
  *y = (double)(point.y - origin.y) * search->north_m;
}

/* FALSE: off the earth. */
static gboolean
from_plane (const Search *search,
            double        x,
            double        y,
            YutuPoint    *point)
{
  YutuPoint origin = search->query->drawn[search->query->n_drawn - 1];
  double    east = x / search->east_m, north = y / search->north_m;

  if (!(fabs (east) < (double)YUTU_GRID_MAX_X && fabs (north) < (double)YUTU_GRID_MAX_Y))
    return FALSE;
  *point = (YutuPoint){ origin.x + llround (east), origin.y + llround (north) };
  return ABS (point->x) <= YUTU_GRID_MAX_X && ABS (point->y) <= YUTU_GRID_MAX_Y;
}

static void
add_guide (Search   *search,
           YutuPoint from,
           double    dx,
           double    dy,
           gboolean  is_ray)
{
  double length = hypot (dx, dy);

  if (length > 0)
    search->guides[search->n_guides++] = (Guide){ from, dx / length, dy / length, is_ray };
}

static void
make_guides (Search *search)
{
  const YutuPoint *drawn = search->query->drawn;
  gsize            n = search->query->n_drawn;
  double           ax, ay, bx, by;

  if (n == 0 || (search->query->kinds & YUTU_SNAP_RIGHT) == 0)
    return;
  yutu_measure_step_m (drawn[n - 1], &search->east_m, &search->north_m);
  if (n < 2)
    return;
  to_plane (search, drawn[n - 2], &ax, &ay);
  add_guide (search, drawn[n - 1], ay, -ax, FALSE);
  add_guide (search, drawn[n - 1], -ax, -ay, TRUE);
  to_plane (search, drawn[0], &ax, &ay);
  to_plane (search, drawn[1], &bx, &by);
  if (n > 2)
    add_guide (search, drawn[0], by - ay, ax - bx, FALSE);
}

static void
make_guides_after (Search *search)
{
  const YutuPoint *after = search->query->after;
  double           ax, ay, bx, by;

  if (search->query->n_after < 2 || search->query->n_drawn == 0 || (search->query->kinds & YUTU_SNAP_RIGHT) == 0)
    return;
  to_plane (search, after[0], &ax, &ay);
  to_plane (search, after[1], &bx, &by);
  add_guide (search, after[0], by - ay, ax - bx, FALSE);
  add_guide (search, after[0], ax - bx, ay - by, TRUE);
}

/* Where along @guide, metres. */
static gboolean
meet (const Search *search,
      const Guide  *guide,
      double        x,
      double        y,
      double        dx,
      double        dy,
      double       *along,
      double       *share)
{
  double gx, gy, cross = guide->dx * dy - guide->dy * dx;

  to_plane (search, guide->from, &gx, &gy);
  if (fabs (cross) <= 1e-9 * hypot (dx, dy))
    return FALSE;
  *along = ((x - gx) * dy - (y - gy) * dx) / cross;
  *share = ((x - gx) * guide->dy - (y - gy) * guide->dx) / cross;
  return !guide->is_ray || *along > 0;
}

static void
offer_guides (Search *search)
{
  for (guint i = 0; i < search->n_guides; i++)
    {
      const Guide *guide = &search->guides[i];
      YutuSnap     snap = { .kind = YUTU_SNAP_RIGHT, .on = YUTU_SNAP_NOWHERE, .n_guides = 1, .guides = { guide->from } };
      double       x, y, gx, gy, along;

      to_plane (search, search->query->at, &x, &y);
      to_plane (search, guide->from, &gx, &gy);
      along = (x - gx) * guide->dx + (y - gy) * guide->dy;
      if ((!guide->is_ray || along > 0) &&
          from_plane (search, gx + along * guide->dx, gy + along * guide->dy, &snap.point))
        offer (search, &snap);
    }
}

static void
offer_guides_that_meet (Search *search)
{
  for (guint i = 0; i < search->n_guides; i++)
    for (guint k = 0; k < i; k++)
      {
        const Guide *one = &search->guides[i], *other = &search->guides[k];
        YutuSnap     snap = { .kind = YUTU_SNAP_CROSSING, .on = YUTU_SNAP_NOWHERE, .n_guides = 2, .guides = { one->from, other->from } };
        double       x, y, gx, gy, along, share;

        to_plane (search, one->from, &x, &y);
        to_plane (search, other->from, &gx, &gy);
        if (!yutu_point_equal (one->from, other->from) &&
            meet (search, other, x, y, one->dx, one->dy, &along, &share) && (!one->is_ray || share > 0) &&
            from_plane (search, gx + along * other->dx, gy + along * other->dy, &snap.point))
          offer (search, &snap);
      }
}

static void
offer_guide_and_stretch (Search        *search,
                         const Guide   *guide,
                         const Stretch *stretch)
{
  YutuSnap snap = { .kind = YUTU_SNAP_CROSSING, .on = stretch->place, .n_guides = 1, .guides = { guide->from } };
  double   ax, ay, bx, by, along, share;

  to_plane (search, stretch->a, &ax, &ay);
  to_plane (search, stretch->b, &bx, &by);
  if (!meet (search, guide, ax, ay, bx - ax, by - ay, &along, &share) || share < 0 || share > 1)
    return;
  snap.point = point_between (stretch->a, stretch->b, share);
  snap.on.point = snap.point;
  offer (search, &snap);
}

/* Square onto the line. */
static void
offer_foot (Search        *search,
            const Stretch *stretch)
{
  YutuPoint last = search->query->drawn[search->query->n_drawn - 1];
  YutuSnap  snap = { .kind = YUTU_SNAP_CROSSING, .on = stretch->place, .n_guides = 1, .guides = { last } };
  double    ax, ay, bx, by, length2, share;

  to_plane (search, stretch->a, &ax, &ay);
  to_plane (search, stretch->b, &bx, &by);
  length2 = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  share = length2 > 0 ? -(ax * (bx - ax) + ay * (by - ay)) / length2 : -1;
  if (share < 0 || share > 1)
    return;
  snap.point = point_between (stretch->a, stretch->b, share);
  snap.on.point = snap.point;
  if (!yutu_point_equal (snap.point, last))
    offer (search, &snap);
}

static void
offer_guided_lines (Search *search)
{
  guint n = MIN (search->stretches->len, YUTU_SNAP_MAX_STRETCHES);

  for (guint i = 0; i < n; i++)
    {
      const Stretch *stretch = &g_array_index (search->stretches, Stretch, i);

      offer_foot (search, stretch);
      for (guint k = 0; k < search->n_guides; k++)
        offer_guide_and_stretch (search, &search->guides[k], stretch);
    }
}

GArray *
yutu_snap_find (YutuSnapIndex *const *indexes,
                gsize                 n_indexes,
                const YutuSnapQuery  *query)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Search search = {
    .query = query,
    .found = g_array_new (FALSE, FALSE, sizeof (YutuSnap)),
    .stretches = stretches,
  };

  g_return_val_if_fail (query->east_px > 0 && query->north_px > 0, search.found);

  look_around (&search, indexes, n_indexes);
  offer_drawn (&search);
  make_guides (&search);
  make_guides_after (&search);
  if (query->kinds & YUTU_SNAP_CROSSING)
    offer_crossings (&search);
  if (query->n_drawn > 0 && (query->kinds & YUTU_SNAP_RIGHT))
    {
      offer_guided_lines (&search);
      offer_guides_that_meet (&search);
    }
  offer_lines (&search);
  offer_guides (&search);
  return search.found;
}

gboolean
yutu_snap_find_line (YutuSnapIndex *const *indexes,
                     gsize                 n_indexes,
                     const YutuSnapQuery  *query,
                     YutuSnapPlace        *place)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  YutuSnapQuery lines = *query;
  Search        search = { .query = &lines, .stretches = stretches };

  lines.kinds = YUTU_SNAP_LINE;
  look_around (&search, indexes, n_indexes);
  if (stretches->len == 0)
    return FALSE;
  *place = g_array_index (stretches, Stretch, 0).place;
  return TRUE;
}

/* ---- What a stretch crosses ---- */

typedef struct
{
  const YutuSnapIndex *index;
  YutuPoint            a;
  YutuPoint            b;
  YutuBox              box;
  GArray              *crossed;
} Crossing;

static void
cross_run (Crossing          *self,
           const YutuSnapRun *run)
{
  const YutuPoint *points = self->index->points + run->first;

  for (guint i = 0; i < run->n_segments && yutu_snap_index_has (self->index, run->line); i++)
    {
      YutuSnapStretch stretch = { run->line, points[i], points[i + 1] };

      if (yutu_exact_segments_cross (stretch.a, stretch.b, self->a, self->b))
        g_array_append_val (self->crossed, stretch);
    }
}

static void
cross_level (Crossing *self,
             guint     level,
             gsize     first)
{
  const YutuSnapLevel *boxes = &self->index->levels[level];

  for (gsize i = first; i < MIN (boxes->n, first + YUTU_SNAP_FAN); i++)
    if (!yutu_box_overlaps (boxes->boxes[i], self->box))
      continue;
    else if (level == 0)
      cross_run (self, &self->index->runs[i]);
    else
      cross_level (self, level - 1, i * YUTU_SNAP_FAN);
}

GArray *
yutu_snap_list_crossed (const YutuSnapIndex *self,
                        YutuPoint            a,
                        YutuPoint            b)
{
  Crossing crossing = { self, a, b, YUTU_BOX_EMPTY, g_array_new (FALSE, FALSE, sizeof (YutuSnapStretch)) };
  guint    top = self->n_levels - 1;

  yutu_box_add_point (&crossing.box, a);
  yutu_box_add_point (&crossing.box, b);
  for (gsize first = 0; first < self->levels[top].n; first += YUTU_SNAP_FAN)
    cross_level (&crossing, top, first);
  return crossing.crossed;
}
