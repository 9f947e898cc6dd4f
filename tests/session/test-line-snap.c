/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A vertex that is dragged, over a whole county with roads and pillars beside its lines: it snaps to what is
 * near as a drawing does, never to itself, to its own line or to what moves along, and only where it may
 * be dropped. */

#include "base/yutu-random.h"
#include "county-file.h"
#include "geo/yutu-measure.h"
#include "session/yutu-line-snap.h"
#include "session/yutu-map.h"

#define RADIUS_M 30.0

typedef struct
{
  County         county;
  YutuFile      *file;
  YutuModules   *modules;
  YutuMapLayers *layers;
  YutuRandom     random;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open (&self->county, NULL, 0);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->layers = yutu_file_load_map (self->file, self->modules, yutu_day_today (), 4549, NULL, &error);
  g_assert_no_error (error);
  yutu_random_init (&self->random, 20261126);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_map_layers_unref (self->layers);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

/* With everything that there is in the county, and one more layer. */
typedef struct
{
  YutuSnapIndex   *indexes[YUTU_MAP_N_SNAPS + 1];
  YutuLineSnapSpec spec;
} Around;

static void
around_init (Around        *self,
             Fixture       *fixture,
             YutuPoint      at,
             YutuSnapIndex *more) /* (nullable) */
{
  for (int i = 0; i < YUTU_MAP_N_SNAPS; i++)
    self->indexes[i] = yutu_map_layers_list_snaps (fixture->layers)[i];
  self->indexes[YUTU_MAP_N_SNAPS] = more;
  self->spec = (YutuLineSnapSpec){ .indexes = self->indexes,
                                   .n_indexes = YUTU_MAP_N_SNAPS + 1,
                                   .radius_px = RADIUS_M,
                                   .kinds = YUTU_SNAP_ALL };
  yutu_measure_step_m (at, &self->spec.east_px, &self->spec.north_px); /* a pixel is a metre */
}

static YutuLineEdit *
read_line (Fixture *self,
           gint64   arc)
{
  g_autoptr (GError) error = NULL;
  YutuLineEdit *line = yutu_file_read_line_edit (self->file, arc, yutu_day_today (), NULL, &error);

  g_assert_no_error (error);
  return line;
}

/* The arcs of the map, one after the other. */
static gint64
get_arc (Fixture *self,
         guint    number)
{
  gint64         arc = 0;
  YutuSnapSource source;
  gsize          n = 0;

  yutu_snap_index_get_line (yutu_map_layers_list_snaps (self->layers)[0], number, &arc, &source, &n);
  return arc;
}

static YutuPoint
move_m (YutuPoint from,
        double    east_m,
        double    north_m)
{
  double east, north;

  yutu_measure_step_m (from, &east, &north);
  return (YutuPoint){ from.x + llround (east_m / east), from.y + llround (north_m / north) };
}

/* What was found holds: it may lie there, and is none of its own. */
static void
assert_sound (YutuLineEdit           *line,
              const YutuVertexEdit   *edit,
              const YutuLineSnapSpec *spec,
              const YutuSnap         *snap,
              const YutuLinePreview  *preview)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);

  g_assert_true (preview->is_allowed);
  for (gsize i = 0; i < n; i++)
    g_assert_false (yutu_point_equal (snap->point, points[i]));
  g_assert_cmpfloat (snap->distance_px, <=, RADIUS_M);
  g_assert_cmpfloat_with_epsilon (snap->distance_px,
                                  hypot ((double)(snap->point.x - edit->to.x) * spec->east_px,
                                         (double)(snap->point.y - edit->to.y) * spec->north_px),
                                  1e-9);
}

static void
test_anywhere (Fixture      *self,
               gconstpointer data)
{
  guint n_lines = yutu_snap_index_count_lines (yutu_map_layers_list_snaps (self->layers)[0]);
  guint n_snapped = 0, n_free = 0, n_refused = 0;

  for (guint k = 0; k < n_lines; k++)
    {
      g_autoptr (YutuLineEdit) line = read_line (self, get_arc (self, k));
      gsize            n = 0;
      const YutuPoint *points = yutu_line_edit_get_points (line, &n);

      for (int i = 0; i < 40; i++)
        {
          gboolean       inserts = i % 3 == 2;
          gsize          index = yutu_random_below (&self->random, n - (inserts ? 1 : 0)) + (inserts ? 1 : 0);
          double         reach_m = i % 2 == 0 ? 40 : 4000;
          YutuVertexEdit edit = { inserts ? YUTU_VERTEX_INSERT : YUTU_VERTEX_MOVE, yutu_line_edit_get_arc (line),
                                  index,
                                  move_m (points[index], reach_m * (yutu_random_unit (&self->random) - 0.5),
                                          reach_m * (yutu_random_unit (&self->random) - 0.5)) };
          Around         around;
          YutuSnap       snap;
          g_auto (YutuLinePreview) preview = { 0 };
          g_auto (YutuLinePreview) plain = { 0 };
          gboolean is_snapped;

          around_init (&around, self, points[index], NULL);
          is_snapped = yutu_line_edit_snap (line, &edit, &around.spec, &snap, &preview);
          yutu_line_edit_preview (line, &edit, &plain);
          n_refused += !plain.is_allowed;
          n_free += !is_snapped && plain.is_allowed;
          n_snapped += is_snapped;
          if (is_snapped)
            assert_sound (line, &edit, &around.spec, &snap, &preview);
          else
            {
              g_assert_cmpint (preview.is_allowed, ==, plain.is_allowed);
              g_assert_cmpfloat (preview.length_m, ==, plain.length_m);
            }
          g_assert_true (plain.is_allowed || !is_snapped);
        }
    }
  g_test_message ("%u snapped, %u free, %u refused", n_snapped, n_free, n_refused);
  g_assert_cmpuint (n_snapped, >, 20);
  g_assert_cmpuint (n_free, >, 20);
  g_assert_cmpuint (n_refused, >, 20);
}

/* The first line with a vertex between others, and that. */
static YutuLineEdit *
find_inner_vertex (Fixture   *self,
                   gsize     *index,
                   YutuPoint *point)
{
  for (guint k = 0;; k++)
    {
      g_autoptr (YutuLineEdit) line = read_line (self, get_arc (self, k));
      gsize            n = 0;
      const YutuPoint *points = yutu_line_edit_get_points (line, &n);

      if (n < 3)
        continue;
      *index = 1;
      *point = points[1];
      return g_steal_pointer (&line);
    }
}

/* A road beside the vertex: its vertex first, then the line, then nothing; switched off, not at all. */
static void
test_kinds (Fixture      *self,
            gconstpointer data)
{
  gsize     index = 0;
  YutuPoint at;
  g_autoptr (YutuLineEdit) line = find_inner_vertex (self, &index, &at);
  YutuPoint        road[] = { move_m (at, 20, -900), move_m (at, 20, 3), move_m (at, 26, 900) };
  YutuSnapBuilder *builder = yutu_snap_builder_new ();
  g_autoptr (YutuSnapIndex) roads = NULL;
  YutuVertexEdit edit = { YUTU_VERTEX_MOVE, yutu_line_edit_get_arc (line), index, move_m (at, 18, 1) };
  Around         around;
  YutuSnap       snap;
  g_auto (YutuLinePreview) preview = { 0 };

  yutu_snap_builder_add (builder, 1, YUTU_SNAP_ROAD, road, G_N_ELEMENTS (road));
  roads = yutu_snap_builder_end (builder);
  around_init (&around, self, at, roads);
  around.spec.radius_px = 8;
  around.spec.kinds = YUTU_SNAP_VERTEX | YUTU_SNAP_LINE;
  g_assert_true (yutu_line_edit_snap (line, &edit, &around.spec, &snap, &preview));
  g_assert_cmpint (snap.kind, ==, YUTU_SNAP_VERTEX);
  g_assert_true (yutu_point_equal (snap.point, road[1]));
  around.spec.skip = 1;
  g_assert_true (yutu_line_edit_snap (line, &edit, &around.spec, &snap, &preview));
  g_assert_cmpint (snap.kind, ==, YUTU_SNAP_LINE);
  around.spec.skip = 2;
  g_assert_false (yutu_line_edit_snap (line, &edit, &around.spec, &snap, &preview));
  g_assert_true (preview.is_allowed);
  around.spec.skip = 0;
  around.spec.kinds = 0;
  g_assert_false (yutu_line_edit_snap (line, &edit, &around.spec, &snap, &preview));
}

/* Pointed to where it is, it is not pulled back to itself or to what moves with it, nor where lines meet. */
static void
test_never_itself (Fixture      *self,
                   gconstpointer data)
{
  for (guint k = 0; k < yutu_snap_index_count_lines (yutu_map_layers_list_snaps (self->layers)[0]); k++)
    {
      g_autoptr (YutuLineEdit) line = read_line (self, get_arc (self, k));
      gsize            n = 0;
      const YutuPoint *points = yutu_line_edit_get_points (line, &n);

      for (gsize i = 0; i < n; i++)
        {
          YutuVertexEdit edit = { YUTU_VERTEX_MOVE, yutu_line_edit_get_arc (line), i, move_m (points[i], 1, 1) };
          Around         around;
          YutuSnap       snap;
          g_auto (YutuLinePreview) preview = { 0 };

          around_init (&around, self, points[i], NULL);
          around.spec.radius_px = 5;
          around.spec.kinds = YUTU_SNAP_VERTEX | YUTU_SNAP_CROSSING | YUTU_SNAP_LINE;
          g_assert_false (yutu_line_edit_snap (line, &edit, &around.spec, &snap, &preview));
        }
    }
}

/* A corner of two right angles, one with each side. */
static void
test_a_corner_of_both_sides (Fixture      *self,
                             gconstpointer data)
{
  YutuPoint        origin = { yutu_grid_from_degrees (119.5), yutu_grid_from_degrees (29.0) };
  YutuPoint        drawn[] = { move_m (origin, -100, 0), origin };
  YutuPoint        after[] = { move_m (origin, 60, 80), move_m (origin, 160, 80) };
  YutuSnapBuilder *builder = yutu_snap_builder_new ();
  g_autoptr (YutuSnapIndex) none = yutu_snap_builder_end (builder);
  YutuSnapQuery query = { .at = move_m (origin, 61, 2), .radius_px = 6, .kinds = YUTU_SNAP_ALL, .drawn = drawn, .n_drawn = 2, .after = after, .n_after = 2 };
  g_autoptr (GArray) found = NULL;
  const YutuSnap *first = NULL;

  yutu_measure_step_m (origin, &query.east_px, &query.north_px);
  found = yutu_snap_find (&none, 1, &query);
  g_assert_cmpuint (found->len, >, 0);
  first = &g_array_index (found, YutuSnap, 0);
  /* straight on from the one side, square to the other */
  g_assert_cmpint (first->kind, ==, YUTU_SNAP_CROSSING);
  g_assert_cmpuint (first->n_guides, ==, 2);
  g_assert_cmpfloat (yutu_measure_distance_m (first->point, move_m (origin, 60, 0)), <, 0.05);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/line-snap/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("anywhere", test_anywhere);
  ADD ("kinds", test_kinds);
  ADD ("never-itself", test_never_itself);
  ADD ("a-corner-of-both-sides", test_a_corner_of_both_sides);
#undef ADD
  return g_test_run ();
}
