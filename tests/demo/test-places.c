/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo-fixture.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-exact.h"

#define N_ADDRESSES 2000
#define CELL        3000000 /* grid steps of a cell in which segments are compared: 0.003 degree */

typedef struct
{
  YutuPoint a;
  YutuPoint b;
  guint     owner;
} Segment;

/* ---- Segments that meet ---- */

typedef void (*MeetFunc) (const Segment *one,
                          const Segment *other,
                          gpointer       data);

/* Calls @func for every pair of segments that share a cell, perhaps more than once. */
static void
each_pair (GArray  *segments,
           MeetFunc func,
           gpointer data)
{
  g_autoptr (GHashTable) cells =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  GHashTableIter iter;
  gpointer       value;

  for (guint i = 0; i < segments->len; i++)
    {
      const Segment *s = &g_array_index (segments, Segment, i);

      for (gint64 x = MIN (s->a.x, s->b.x) / CELL; x <= MAX (s->a.x, s->b.x) / CELL; x++)
        for (gint64 y = MIN (s->a.y, s->b.y) / CELL; y <= MAX (s->a.y, s->b.y) / CELL; y++)
          {
            gint64  key = x << 32 | y;
            GArray *cell = g_hash_table_lookup (cells, &key);

            if (cell == NULL)
              {
                cell = g_array_new (FALSE, FALSE, sizeof (guint));
                g_hash_table_insert (cells, g_memdup2 (&key, sizeof key), cell);
              }
            g_array_append_val (cell, i);
          }
    }
  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GArray *cell = value;

      for (guint i = 0; i < cell->len; i++)
        for (guint k = i + 1; k < cell->len; k++)
          func (&g_array_index (segments, Segment, g_array_index (cell, guint, i)),
                &g_array_index (segments, Segment, g_array_index (cell, guint, k)), data);
    }
}

static gboolean
share_end (const Segment *one,
           const Segment *other)
{
  return yutu_point_equal (one->a, other->a) || yutu_point_equal (one->a, other->b) ||
         yutu_point_equal (one->b, other->a) || yutu_point_equal (one->b, other->b);
}

static void
add_segments (GArray          *segments,
              const YutuShape *shape,
              guint            owner)
{
  for (gsize p = 0; p < shape->n_parts; p++)
    {
      gsize    start = shape->part_starts[p], end = shape->part_starts[p + 1];
      gboolean is_ring = shape->kind == YUTU_SHAPE_POLYGON;

      for (gsize i = start; i + (is_ring ? 0 : 1) < end; i++)
        {
          Segment s = { shape->points[i], shape->points[i + 1 < end ? i + 1 : start], owner };

          g_array_append_val (segments, s);
        }
    }
}

static GArray *
load_segments (YutuConnection    *connection,
               const char *const *classes,
               GError           **error)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autoptr (GPtrArray) places =
    yutu_place_name_list (connection, classes, YUTU_BOX_EMPTY, YUTU_DAY_INVALID, error);

  g_assert_nonnull (places);
  g_assert_cmpuint (places->len, >, 0);
  for (guint i = 0; i < places->len; i++)
    add_segments (segments, ((YutuPlaceName *)places->pdata[i])->shape, i);
  return segments;
}

/* ---- Water ---- */

static void
assert_apart (const Segment *one,
              const Segment *other,
              gpointer       data)
{
  if (one->owner == other->owner)
    g_assert_false (yutu_exact_segments_conflict (one->a, one->b, other->a, other->b));
}

static gboolean
check_water (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const char *const water[] = { "river", "reservoir", NULL };
  g_autoptr (GArray) segments = load_segments (connection, water, error);

  each_pair (segments, assert_apart, NULL);
  return TRUE;
}

static void
test_water_never_crosses_itself (void)
{
  for (guint64 seed = 1; seed <= 2; seed++)
    demo_read (demo_get (N_ADDRESSES, seed), check_water, NULL);
}

static void
test_reservoirs (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);

  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM place_name WHERE class = 'reservoir'"),
                   ==, 5);
  g_assert_cmpint (
    demo_count (store, "SELECT count(*) FROM place_name p, division_area a WHERE p.class = "
                       "'reservoir' AND a.level = 3 AND ST_Within (p.geom, a.geom)"),
    ==, 5);
}

/* ---- Roads ---- */

static guint
find_root (guint *roots,
           guint  i)
{
  while (roots[i] != i)
    i = roots[i] = roots[roots[i]];
  return i;
}

static void
unite (const Segment *one,
       const Segment *other,
       gpointer       data)
{
  if (one->owner != other->owner &&
      (share_end (one, other) ||
       yutu_exact_segments_conflict (one->a, one->b, other->a, other->b)))
    ((guint *)data)[find_root (data, one->owner)] = find_root (data, other->owner);
}

static gboolean
check_roads (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const char *const roads[] = { "road", NULL };
  g_autoptr (GArray) segments = load_segments (connection, roads, error);
  guint             n = g_array_index (segments, Segment, segments->len - 1).owner + 1;
  g_autofree guint *roots = g_new (guint, n);
  guint             n_roots = 0;

  for (guint i = 0; i < n; i++)
    roots[i] = i;
  each_pair (segments, unite, roots);
  for (guint i = 0; i < n; i++)
    n_roots += find_root (roots, i) == i;
  g_assert_cmpuint (n_roots, ==, 1);
  return TRUE;
}

/* From any road one comes to any other. */
static void
test_roads_are_one_net (void)
{
  for (guint64 seed = 1; seed <= 2; seed++)
    demo_read (demo_get (N_ADDRESSES, seed), check_roads, NULL);
}

/* A road of one name in the town and in a township: 中山路. */
static void
test_given_roads (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);

  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM place_name WHERE name = '中山路'"), ==,
                   2);
  g_assert_cmpint (demo_count (store, "SELECT count(DISTINCT name) FROM place_name WHERE name IN "
                                      "('八一南街', '人民东路', '双龙路', '李渔路', '宾虹路')"),
                   ==, 5);
}

/* A street whose name says where it lies does lie there. */
#define GREATER(f, a, b)                                                                    \
  "SELECT count(*) FROM place_name a, place_name b WHERE a.name = '" a "' AND b.name = '" b \
  "' AND " f " (ST_Centroid (a.geom)) > " f " (ST_Centroid (b.geom))"

static void
test_directions (void)
{
  static const char *const pairs[] = {
    GREATER ("ST_X", "人民东路", "人民西路"),
    GREATER ("ST_X", "解放东路", "解放西路"),
    GREATER ("ST_X", "李渔东路", "李渔路"),
    GREATER ("ST_Y", "八一北街", "八一南街"),
    GREATER ("ST_Y", "双龙北街", "双龙南街"),
    GREATER ("ST_X", "环城东路", "环城西路"),
    GREATER ("ST_Y", "环城北路", "环城南路"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (demo_count (demo_get (N_ADDRESSES, 1), pairs[i]), ==, 1);
}

/* ---- Settlements ---- */

static void
test_natural_villages (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);

  g_assert_cmpint (demo_count (store, "SELECT max (n) FROM (SELECT count(*) AS n FROM place_name "
                                      "WHERE class = 'natural-village' GROUP BY division)"),
                   <=, 6);
  /* Each in the land of its village. */
  g_assert_cmpint (
    demo_count (store, "SELECT count(*) FROM place_name p JOIN division_area a ON a.unit = "
                       "p.division AND a.valid_to = '9999-12-31' WHERE p.class IN "
                       "('natural-village', 'estate') AND NOT ST_Within (p.geom, a.geom)"),
    ==, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/places/water-never-crosses-itself", test_water_never_crosses_itself);
  g_test_add_func ("/demo/places/reservoirs", test_reservoirs);
  g_test_add_func ("/demo/places/roads-are-one-net", test_roads_are_one_net);
  g_test_add_func ("/demo/places/given-roads", test_given_roads);
  g_test_add_func ("/demo/places/directions", test_directions);
  g_test_add_func ("/demo/places/natural-villages", test_natural_villages);
  status = g_test_run ();
  demo_clear ();
  return status;
}
