/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Snapping and tracing against what a look at everything finds. */

#include "base/yutu-random.h"
#include "county-fixture.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"
#include "session/yutu-map.h"

#define N_LINES   160
#define N_QUERIES 1500
#define SPAN      20000000 /* 0.02 degrees */

static const YutuPoint CORNER = { G_GINT64_CONSTANT (119600000000), G_GINT64_CONSTANT (29100000000) };

typedef struct
{
  YutuRandom     random;
  GPtrArray     *lines; /* GArray of YutuPoint */
  YutuSnapIndex *index;
} Land;

static YutuPoint
make_point (Land *land)
{
  return (YutuPoint){ CORNER.x + (gint64)yutu_random_below (&land->random, SPAN),
                      CORNER.y + (gint64)yutu_random_below (&land->random, SPAN) };
}

static void
add_line (Land            *land,
          const YutuPoint *points,
          gsize            n)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  g_array_append_vals (line, points, (guint)n);
  g_ptr_array_add (land->lines, line);
}

static void
index_lines (Land *land)
{
  YutuSnapBuilder *builder = yutu_snap_builder_new ();

  for (guint i = 0; i < land->lines->len; i++)
    {
      GArray *line = g_ptr_array_index (land->lines, i);

      yutu_snap_builder_add (builder, 1000 + i, i % 3 == 0 ? YUTU_SNAP_ROAD : YUTU_SNAP_BOUNDARY,
                             (const YutuPoint *)(gpointer)line->data, line->len);
    }
  land->index = yutu_snap_builder_end (builder);
}

static void
land_init (Land *land)
{
  yutu_random_init (&land->random, 20261126);
  land->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
}

/* Lines that wander, some crossing others, some of one point, some of forty. */
static void
land_init_wild (Land *land)
{
  land_init (land);
  for (int i = 0; i < N_LINES; i++)
    {
      YutuPoint points[40];
      gsize     n = 1 + yutu_random_below (&land->random, G_N_ELEMENTS (points));

      points[0] = make_point (land);
      for (gsize k = 1; k < n; k++)
        points[k] = (YutuPoint){ points[k - 1].x + 1 + (gint64)yutu_random_below (&land->random, 900000) - 400000,
                                 points[k - 1].y + (gint64)yutu_random_below (&land->random, 900000) - 450000 };
      add_line (land, points, n);
    }
  index_lines (land);
}

static void
land_clear (Land *land)
{
  g_ptr_array_unref (land->lines);
  yutu_snap_index_unref (land->index);
}

/* ---- By looking at everything ---- */

static double
distance_px (const YutuSnapQuery *query,
             YutuPoint            point)
{
  return hypot ((double)(point.x - query->at.x) * query->east_px, (double)(point.y - query->at.y) * query->north_px);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static YutuPoint
get_foot (const YutuSnapQuery *query,
          YutuPoint            a,
          YutuPoint            b)
{
  double dx = (double)(b.x - a.x) * query->east_px, dy = (double)(b.y - a.y) * query->north_px;
  double t = ((double)(query->at.x - a.x) * query->east_px * dx + (double)(query->at.y - a.y) * query->north_px * dy) /
             (dx * dx + dy * dy);

  t = CLAMP (t, 0, 1);
  return (YutuPoint){ a.x + llround (t * (double)(b.x - a.x)), a.y + llround (t * (double)(b.y - a.y)) };
}

static gboolean
add_distance (GArray              *distances,
              const YutuSnapQuery *query,
              YutuPoint            point,
              GArray              *points)
{
  double distance = distance_px (query, point);

  if (distance > query->radius_px)
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    if (yutu_point_equal (g_array_index (points, YutuPoint, i), point))
      return FALSE;
  g_array_append_val (points, point);
  g_array_append_val (distances, distance);
  return TRUE;
}

/* Distances of what may be meant, of one kind. */
static GArray *
look_at_all (const Land          *land,
             const YutuSnapQuery *query,
             YutuSnapKind         kind)
{
  GArray *distances = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  for (guint l = 0; l < land->lines->len; l++)
    {
      GArray   *line = g_ptr_array_index (land->lines, l);
      YutuPoint nearest = { 0, 0 };

      for (guint i = 0; i < line->len; i++)
        {
          YutuPoint a = g_array_index (line, YutuPoint, i);

          if (kind == YUTU_SNAP_VERTEX)
            add_distance (distances, query, a, points);
          if (i == 0)
            continue;
          if (kind == YUTU_SNAP_LINE)
            {
              YutuPoint foot = get_foot (query, g_array_index (line, YutuPoint, i - 1), a);

              if (distance_px (query, foot) < distance_px (query, nearest))
                nearest = foot;
            }
          for (guint m = 0; kind == YUTU_SNAP_CROSSING && m <= l; m++)
            {
              GArray *other = g_ptr_array_index (land->lines, m);

              for (guint k = 1; k < (m == l ? i : other->len); k++)
                {
                  YutuPoint b = g_array_index (line, YutuPoint, i - 1);
                  YutuPoint c = g_array_index (other, YutuPoint, k - 1);
                  YutuPoint d = g_array_index (other, YutuPoint, k);

                  if (MAX (a.x, b.x) >= MIN (c.x, d.x) && MIN (a.x, b.x) <= MAX (c.x, d.x) &&
                      yutu_exact_segments_cross (b, a, c, d))
                    add_distance (distances, query, yutu_exact_crossing (b, a, c, d), points);
                }
            }
        }
      if (kind == YUTU_SNAP_LINE && line->len > 1)
        add_distance (distances, query, nearest, points);
    }
  g_array_sort (distances, compare_doubles);
  if (distances->len > YUTU_SNAP_MAX_OF_KIND)
    g_array_set_size (distances, YUTU_SNAP_MAX_OF_KIND);
  return distances;
}

static YutuSnapQuery
make_query (Land    *land,
            unsigned kinds)
{
  YutuSnapQuery query = { .at = make_point (land), .radius_px = 10, .kinds = kinds };
  double        metres_px = 1 + yutu_random_unit (&land->random) * 8, east_m, north_m;

  yutu_measure_step_m (query.at, &east_m, &north_m);
  query.east_px = east_m / metres_px;
  query.north_px = north_m / metres_px;
  return query;
}

static guint
check_kind (Land        *land,
            YutuSnapKind kind,
            guint        n_queries)
{
  guint n_found = 0;

  for (guint q = 0; q < n_queries; q++)
    {
      YutuSnapQuery query = make_query (land, kind);
      g_autoptr (GArray) found = yutu_snap_find (&land->index, 1, &query);
      g_autoptr (GArray) expected = look_at_all (land, &query, kind);

      g_assert_cmpuint (found->len, ==, expected->len);
      for (guint i = 0; i < found->len; i++)
        {
          const YutuSnap *snap = &g_array_index (found, YutuSnap, i);

          g_assert_cmpint (snap->kind, ==, kind);
          g_assert_cmpfloat (snap->distance_px, ==, distance_px (&query, snap->point));
          g_assert_cmpfloat (snap->distance_px, ==, g_array_index (expected, double, i));
          g_assert_cmpint (snap->on.index, ==, 0);
        }
      n_found += found->len;
    }
  return n_found;
}

static void
test_like_a_look_at_everything (void)
{
  Land land;

  land_init_wild (&land);
  g_assert_cmpuint (check_kind (&land, YUTU_SNAP_VERTEX, N_QUERIES), >, 500);
  g_assert_cmpuint (check_kind (&land, YUTU_SNAP_LINE, N_QUERIES), >, 500);
  g_assert_cmpuint (check_kind (&land, YUTU_SNAP_CROSSING, 60), >, 5);
  land_clear (&land);
}

static void
assert_same_answers (YutuSnapIndex       *one,
                     YutuSnapIndex       *other,
                     const YutuSnapQuery *query)
{
  YutuSnapIndex *const ones[] = { one }, *const others[] = { other };
  g_autoptr (GArray) found = yutu_snap_find (ones, 1, query);
  g_autoptr (GArray) expected = yutu_snap_find (others, 1, query);
  g_autoptr (GArray) crossed = yutu_snap_list_crossed (one, query->at, query->drawn[0]);
  g_autoptr (GArray) expected_crossed = yutu_snap_list_crossed (other, query->at, query->drawn[0]);

  g_assert_cmpuint (crossed->len, ==, expected_crossed->len);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    {
      const YutuSnap *a = &g_array_index (found, YutuSnap, i), *b = &g_array_index (expected, YutuSnap, i);

      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpfloat_with_epsilon (a->distance_px, b->distance_px, 1e-9);
    }
}

/* An index without some lines answers as one that never had them, and so does one without more. */
static void
test_without_some_lines (void)
{
  Land land;
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (YutuSnapIndex) whole = NULL;
  g_autoptr (YutuSnapIndex) without = NULL;

  land_init_wild (&land);
  whole = yutu_snap_index_ref (land.index);
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (YutuSnapIndex) before = without != NULL ? g_steal_pointer (&without) : yutu_snap_index_ref (whole);
      YutuSnapBuilder *builder = yutu_snap_builder_new ();
      g_autoptr (YutuSnapIndex) expected = NULL;

      for (guint i = 0; i < land.lines->len; i++)
        {
          const GArray *line = g_ptr_array_index (land.lines, i);
          gint64        id = 1000 + i;

          if (i % 4 == (round == 0 ? 1 : 3))
            g_hash_table_add (gone, g_memdup2 (&id, sizeof id));
          if (!g_hash_table_contains (gone, &id))
            yutu_snap_builder_add (builder, id, i % 3 == 0 ? YUTU_SNAP_ROAD : YUTU_SNAP_BOUNDARY,
                                   (const YutuPoint *)(gpointer)line->data, line->len);
        }
      expected = yutu_snap_builder_end (builder);
      without = yutu_snap_index_without (before, gone);
      for (int q = 0; q < 300; q++)
        {
          YutuPoint     drawn = make_point (&land);
          YutuSnapQuery query = { .at = make_point (&land), .east_px = 1e-4, .north_px = 1e-4, .radius_px = 60, .kinds = YUTU_SNAP_ALL, .drawn = &drawn, .n_drawn = 1 };

          assert_same_answers (without, expected, &query);
        }
    }
  land_clear (&land);
}

static void
test_what_is_crossed (void)
{
  Land  land;
  guint n_crossed = 0;

  land_init_wild (&land);
  for (int q = 0; q < 60; q++)
    {
      YutuPoint a = make_point (&land), b = make_point (&land);
      g_autoptr (GArray) crossed = yutu_snap_list_crossed (land.index, a, b);
      guint n_expected = 0;

      for (guint l = 0; l < land.lines->len; l++)
        {
          GArray *line = g_ptr_array_index (land.lines, l);

          for (guint i = 1; i < line->len; i++)
            n_expected += yutu_exact_segments_cross (g_array_index (line, YutuPoint, i - 1),
                                                     g_array_index (line, YutuPoint, i), a, b);
        }
      g_assert_cmpuint (crossed->len, ==, n_expected);
      for (guint i = 0; i < crossed->len; i++)
        g_assert_true (yutu_exact_segments_cross (g_array_index (crossed, YutuSnapStretch, i).a,
                                                  g_array_index (crossed, YutuSnapStretch, i).b, a, b));
      n_crossed += n_expected;
    }
  g_assert_cmpuint (n_crossed, >, 100);
  land_clear (&land);
}

/* ---- What is preferred ---- */

static YutuPoint
at_metres (double east_m,
           double north_m)
{
  double step_x, step_y;

  yutu_measure_step_m (CORNER, &step_x, &step_y);
  return (YutuPoint){ CORNER.x + llround (east_m / step_x), CORNER.y + llround (north_m / step_y) };
}

/* A metre is a pixel. */
static YutuSnapQuery
query_at (double   east_m,
          double   north_m,
          unsigned kinds)
{
  YutuSnapQuery query = { .at = at_metres (east_m, north_m), .radius_px = 10, .kinds = kinds };

  yutu_measure_step_m (CORNER, &query.east_px, &query.north_px);
  return query;
}

static void
assert_first (Land                *land,
              const YutuSnapQuery *query,
              YutuSnapKind         kind,
              YutuPoint            point)
{
  g_autoptr (GArray) found = yutu_snap_find (&land->index, 1, query);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpint (g_array_index (found, YutuSnap, 0).kind, ==, kind);
  g_assert_cmpint (ABS (g_array_index (found, YutuSnap, 0).point.x - point.x), <=, 1);
  g_assert_cmpint (ABS (g_array_index (found, YutuSnap, 0).point.y - point.y), <=, 1);
}

/* A line east with a vertex at 100 m, one that crosses it at 104 m. */
static void
land_init_cross (Land *land)
{
  YutuPoint east[] = { at_metres (0, 0), at_metres (100, 0), at_metres (300, 0) };
  YutuPoint north[] = { at_metres (104, -200), at_metres (104, 200) };

  land_init (land);
  add_line (land, east, 3);
  add_line (land, north, 2);
  index_lines (land);
}

static void
test_order (void)
{
  Land land;
  YutuSnapQuery query;

  land_init_cross (&land);
  query = query_at (103.5, 0.5, YUTU_SNAP_ALL);
  assert_first (&land, &query, YUTU_SNAP_VERTEX, at_metres (100, 0));
  query.kinds = YUTU_SNAP_ALL & ~(unsigned)YUTU_SNAP_VERTEX;
  assert_first (&land, &query, YUTU_SNAP_CROSSING, at_metres (104, 0));
  query.kinds = YUTU_SNAP_LINE;
  assert_first (&land, &query, YUTU_SNAP_LINE, at_metres (104, 0.5));
  query.kinds = 0;
  {
    g_autoptr (GArray) found = yutu_snap_find (&land.index, 1, &query);

    g_assert_cmpuint (found->len, ==, 0);
  }
  land_clear (&land);
}

static void
test_right_angles (void)
{
  Land          land;
  YutuPoint     drawn[] = { at_metres (20, 60), at_metres (60, 60), at_metres (60, 90) };
  YutuSnapQuery query;

  land_init_cross (&land);
  /* from the end of a stretch to the east, square to it */
  query = query_at (62, 130, YUTU_SNAP_ALL);
  query.drawn = drawn;
  query.n_drawn = 2;
  assert_first (&land, &query, YUTU_SNAP_RIGHT, at_metres (60, 130));
  /* straight on, and not backwards */
  query = query_at (90, 62, YUTU_SNAP_ALL);
  query.drawn = drawn;
  query.n_drawn = 2;
  assert_first (&land, &query, YUTU_SNAP_RIGHT, at_metres (90, 60));
  /* the fourth corner of a rectangle, where two guides meet */
  query = query_at (23, 92, YUTU_SNAP_ALL);
  query.drawn = drawn;
  query.n_drawn = 3;
  assert_first (&land, &query, YUTU_SNAP_CROSSING, at_metres (20, 90));
  /* where the guide meets a line; the line alone without right angles */
  query = query_at (63, 3, YUTU_SNAP_ALL);
  query.drawn = drawn;
  query.n_drawn = 2;
  assert_first (&land, &query, YUTU_SNAP_CROSSING, at_metres (60, 0));
  query.kinds &= ~(unsigned)YUTU_SNAP_RIGHT;
  assert_first (&land, &query, YUTU_SNAP_LINE, at_metres (63, 0));
  /* from a single point square onto the line */
  query = query_at (23, 3, YUTU_SNAP_ALL);
  query.drawn = drawn;
  query.n_drawn = 1;
  assert_first (&land, &query, YUTU_SNAP_CROSSING, at_metres (20, 0));
  land_clear (&land);
}

static void
test_what_is_drawn (void)
{
  Land          land;
  YutuPoint     drawn[] = { at_metres (20, 60), at_metres (60, 60), at_metres (60, 90) };
  YutuSnapQuery query = query_at (22, 61, YUTU_SNAP_ALL);

  land_init_cross (&land);
  query.drawn = drawn;
  query.n_drawn = 3;
  assert_first (&land, &query, YUTU_SNAP_VERTEX, drawn[0]);
  /* the last point itself is nowhere to go */
  query = query_at (60, 90, YUTU_SNAP_VERTEX);
  query.drawn = drawn;
  query.n_drawn = 3;
  {
    g_autoptr (GArray) found = yutu_snap_find (&land.index, 1, &query);

    g_assert_cmpuint (found->len, ==, 0);
  }
  land_clear (&land);
}

/* ---- Tracing ---- */

#define SIDE 7

/* A net of streets with bent lines between its nodes, some of them left out. */
static void
land_init_net (Land *land)
{
  land_init (land);
  for (int x = 0; x < SIDE; x++)
    for (int y = 0; y < SIDE; y++)
      for (int way = 0; way < 2; way++)
        {
          int       to_x = x + (way == 0), to_y = y + (way == 1);
          double    aside = 10 + 30 * yutu_random_unit (&land->random);
          YutuPoint points[] = {
            at_metres (x * 100, y * 100),
            at_metres (x * 100 + (way == 0 ? 30 : aside), y * 100 + (way == 0 ? aside : 30)),
            at_metres (x * 100 + (way == 0 ? 70 : aside), y * 100 + (way == 0 ? aside : 70)),
            at_metres (to_x * 100, to_y * 100),
          };

          if (to_x < SIDE && to_y < SIDE && yutu_random_below (&land->random, 6) > 0)
            add_line (land, points, 4);
        }
  index_lines (land);
}

static double
measure_m (YutuPoint a,
           YutuPoint b)
{
  double east_m, north_m;

  yutu_measure_step_m (CORNER, &east_m, &north_m);
  return hypot ((double)(b.x - a.x) * east_m, (double)(b.y - a.y) * north_m);
}

static double
measure_way_m (const GArray *way)
{
  double length_m = 0;

  for (guint i = 1; i < way->len; i++)
    length_m += measure_m (g_array_index (way, YutuPoint, i - 1), g_array_index (way, YutuPoint, i));
  return length_m;
}

/* The shortest way between two places by Bellman and Ford over all stretches, cut at both. */
static double
measure_by_all (const Land          *land,
                const YutuSnapPlace *from,
                const YutuSnapPlace *to)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  g_autofree double *best = NULL;

  for (guint l = 0; l < land->lines->len; l++)
    {
      GArray *line = g_ptr_array_index (land->lines, l);
      guint   before = 0;

      for (guint i = 0; i < line->len; i++)
        {
          const YutuSnapPlace *cuts[3] = { NULL, NULL, NULL };
          YutuPoint            a = g_array_index (line, YutuPoint, i);
          guint                n = 0;

          for (int c = 0; i > 0 && c < 2; c++)
            if ((c == 0 ? from : to)->line == l && (c == 0 ? from : to)->segment == i - 1)
              cuts[n++] = c == 0 ? from : to;
          if (n == 2 && measure_m (g_array_index (line, YutuPoint, i - 1), cuts[0]->point) >
                          measure_m (g_array_index (line, YutuPoint, i - 1), cuts[1]->point))
            {
              cuts[0] = to;
              cuts[1] = from;
            }
          for (guint c = 0; c <= n; c++)
            {
              YutuPoint point = c < n ? cuts[c]->point : a;
              guint     at = 0;

              while (at < points->len && !yutu_point_equal (g_array_index (points, YutuPoint, at), point))
                at++;
              if (at == points->len)
                g_array_append_val (points, point);
              if (i > 0)
                {
                  guint edge[2] = { before, at };

                  g_array_append_vals (edges, edge, 1);
                }
              before = at;
            }
        }
    }
  best = g_new (double, points->len);
  for (guint i = 0; i < points->len; i++)
    best[i] = yutu_point_equal (g_array_index (points, YutuPoint, i), from->point) ? 0 : G_MAXDOUBLE;
  for (guint round = 0; round < points->len; round++)
    for (guint e = 0; e < edges->len; e++)
      {
        const guint *edge = (const guint *)(gpointer)(edges->data + e * 2 * sizeof (guint));
        double       length = measure_m (g_array_index (points, YutuPoint, edge[0]), g_array_index (points, YutuPoint, edge[1]));

        for (int way = 0; way < 2; way++)
          if (best[edge[way]] < G_MAXDOUBLE && best[edge[way]] + length < best[edge[1 - way]])
            best[edge[1 - way]] = best[edge[way]] + length;
      }
  for (guint i = 0; i < points->len; i++)
    if (yutu_point_equal (g_array_index (points, YutuPoint, i), to->point))
      return best[i];
  g_assert_not_reached ();
}

static YutuSnapPlace
make_place (Land *land)
{
  YutuSnapPlace place = { 0, (guint)yutu_random_below (&land->random, land->lines->len),
                          yutu_random_below (&land->random, 3), { 0, 0 } };
  GArray       *line = g_ptr_array_index (land->lines, place.line);
  YutuPoint     a = g_array_index (line, YutuPoint, place.segment), b = g_array_index (line, YutuPoint, place.segment + 1);
  double        share = (double)yutu_random_below (&land->random, 5) / 4; /* ends too */

  place.point = (YutuPoint){ a.x + llround (share * (double)(b.x - a.x)), a.y + llround (share * (double)(b.y - a.y)) };
  return place;
}

static void
check_way (const YutuSnapPlace *from,
           const YutuSnapPlace *to,
           const GArray        *way)
{
  g_assert_cmpuint (way->len, >=, 2);
  g_assert_true (yutu_point_equal (g_array_index (way, YutuPoint, 0), from->point));
  g_assert_true (yutu_point_equal (g_array_index (way, YutuPoint, way->len - 1), to->point));
  for (guint i = 1; i < way->len; i++)
    {
      g_assert_false (yutu_point_equal (g_array_index (way, YutuPoint, i), g_array_index (way, YutuPoint, i - 1)));
      g_assert_false (yutu_point_equal (g_array_index (way, YutuPoint, i), from->point));
    }
}

static void
test_tracing (void)
{
  Land  land;
  guint n_with_choice = 0;

  land_init_net (&land);
  for (int q = 0; q < 300; q++)
    {
      YutuSnapPlace from = make_place (&land), to = make_place (&land);
      g_autoptr (GPtrArray) ways = yutu_snap_trace (land.index, &from, &to);
      double expected;

      if (yutu_point_equal (from.point, to.point))
        {
          g_assert_cmpuint (ways->len, ==, 0);
          continue;
        }
      expected = measure_by_all (&land, &from, &to);
      if (expected == G_MAXDOUBLE)
        {
          g_assert_cmpuint (ways->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (ways->len, >, 0);
      g_assert_cmpfloat_with_epsilon (measure_way_m (g_ptr_array_index (ways, 0)), expected, 0.01);
      for (guint i = 0; i < ways->len; i++)
        {
          check_way (&from, &to, g_ptr_array_index (ways, i));
          if (i > 0)
            {
              const GArray *one = g_ptr_array_index (ways, i - 1), *other = g_ptr_array_index (ways, i);

              g_assert_cmpfloat (measure_way_m (one), <=, measure_way_m (other) + 0.01);
              g_assert_false (one->len == other->len && memcmp (one->data, other->data, one->len * sizeof (YutuPoint)) == 0);
            }
        }
      n_with_choice += ways->len > 1;
    }
  g_assert_cmpuint (n_with_choice, >, 150);
  land_clear (&land);
}

/* A village's ring of one line: both ways round. */
static void
test_tracing_a_ring (void)
{
  YutuPoint points[] = { at_metres (0, 0), at_metres (100, 0), at_metres (100, 100), at_metres (0, 100), at_metres (0, 0) };
  Land      land;
  YutuSnapPlace from = { 0, 0, 0, at_metres (30, 0) }, to = { 0, 0, 1, at_metres (100, 50) };
  g_autoptr (GPtrArray) ways = NULL;

  land_init (&land);
  add_line (&land, points, 5);
  index_lines (&land);
  ways = yutu_snap_trace (land.index, &from, &to);
  g_assert_cmpuint (ways->len, ==, 2);
  g_assert_cmpuint (((GArray *)g_ptr_array_index (ways, 0))->len, ==, 3);
  g_assert_cmpuint (((GArray *)g_ptr_array_index (ways, 1))->len, ==, 5);
  g_assert_cmpfloat_with_epsilon (measure_way_m (g_ptr_array_index (ways, 0)), 120, 0.1);
  g_assert_cmpfloat_with_epsilon (measure_way_m (g_ptr_array_index (ways, 1)), 280, 0.1);
  land_clear (&land);
}

static void
test_nothing_there (void)
{
  YutuSnapIndex *none[] = { NULL, yutu_snap_builder_end (yutu_snap_builder_new ()) };
  YutuSnapQuery  query = query_at (0, 0, YUTU_SNAP_ALL);
  g_autoptr (GArray) found = yutu_snap_find (none, 2, &query);
  YutuSnapPlace place;

  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (yutu_snap_find_line (none, 2, &query, &place));
  yutu_snap_index_unref (none[1]);
}

/* ---- Of a file ---- */

/* A county's map brings the lines that divide its units, and they are its own vertices. */
static void
test_of_a_map (void)
{
  County county;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuMapLayers) layers = NULL;
  YutuSnapIndex *const *snaps = NULL;

  county_set_up (&county, NULL);
  yutu_store_close (county.store);
  file = yutu_file_open (county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  layers = yutu_file_load_map (file, modules, yutu_day_today (), 4549, NULL, &error);
  g_assert_no_error (error);
  snaps = yutu_map_layers_list_snaps (layers);
  g_assert_cmpuint (yutu_snap_index_count_lines (snaps[0]), >=, 2 * GRID * (GRID - 1));
  for (int x = 0; x <= GRID; x++)
    for (int y = 0; y <= GRID; y++)
      {
        YutuPoint     corner = county.corners[x][y];
        YutuSnapQuery query = { .at = { corner.x + 20000, corner.y - 20000 }, .radius_px = 10, .kinds = YUTU_SNAP_ALL };
        g_autoptr (GArray) found = NULL;

        yutu_measure_step_m (corner, &query.east_px, &query.north_px);
        found = yutu_snap_find (snaps, YUTU_MAP_N_SNAPS, &query);
        g_assert_cmpuint (found->len, >, 0);
        g_assert_cmpint (g_array_index (found, YutuSnap, 0).kind, ==, YUTU_SNAP_VERTEX);
        g_assert_true (yutu_point_equal (g_array_index (found, YutuSnap, 0).point, corner));
      }
  g_clear_pointer (&layers, yutu_map_layers_unref);
  g_clear_pointer (&file, yutu_file_unref);
  county_tear_down (&county, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/snap/like-a-look-at-everything", test_like_a_look_at_everything);
  g_test_add_func ("/session/snap/without-some-lines", test_without_some_lines);
  g_test_add_func ("/session/snap/what-is-crossed", test_what_is_crossed);
  g_test_add_func ("/session/snap/order", test_order);
  g_test_add_func ("/session/snap/right-angles", test_right_angles);
  g_test_add_func ("/session/snap/what-is-drawn", test_what_is_drawn);
  g_test_add_func ("/session/snap/nothing-there", test_nothing_there);
  g_test_add_func ("/session/snap/tracing", test_tracing);
  g_test_add_func ("/session/snap/tracing-a-ring", test_tracing_a_ring);
  g_test_add_func ("/session/snap/of-a-map", test_of_a_map);
  return g_test_run ();
}
