/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-drawing.h"

#include "base/yutu-random.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define N 500

static const YutuPoint CORNER = { G_GINT64_CONSTANT (119600000000), G_GINT64_CONSTANT (29100000000) };

static YutuPoint
at (int x,
    int y)
{
  return (YutuPoint){ CORNER.x + (gint64)x * 1000000, CORNER.y + (gint64)y * 1000000 };
}

static void
add (YutuDrawing *drawing,
     int          x,
     int          y)
{
  YutuPoint point = at (x, y);

  g_assert_true (yutu_drawing_add (drawing, &point, 1));
}

/* F33: five hundred points, Esc all the way and back. */
static void
test_no_step_is_lost (void)
{
  g_autoptr (YutuDrawing) drawing = yutu_drawing_new (FALSE);
  g_autoptr (YutuDrawing) again = NULL;
  g_autofree char *full = NULL;
  g_autofree char *now = NULL;
  const YutuPoint *points = NULL;
  gsize            n = 0;

  for (int i = 0; i < N; i++)
    add (drawing, i, i % 7);
  full = yutu_drawing_to_json (drawing);
  for (int i = 0; i < N; i++)
    g_assert_true (yutu_drawing_step_back (drawing));
  g_assert_false (yutu_drawing_step_back (drawing));
  g_assert_cmpuint (yutu_drawing_count_steps (drawing), ==, 0);
  now = yutu_drawing_to_json (drawing);
  g_assert_cmpstr (now, ==, full);
  /* over a restart, too */
  again = yutu_drawing_from_json (now, FALSE, 3);
  g_assert_nonnull (again);
  g_assert_cmpuint (yutu_drawing_count_steps (again), ==, 3);
  for (int i = 3; i < N; i++)
    g_assert_true (yutu_drawing_step_forth (again));
  g_assert_false (yutu_drawing_step_forth (again));
  points = yutu_drawing_get_points (again, &n);
  g_assert_cmpuint (n, ==, N);
  for (int i = 0; i < N; i++)
    g_assert_true (yutu_point_equal (points[i], at (i, i % 7)));
}

static void
test_a_way_is_one_step (void)
{
  g_autoptr (YutuDrawing) drawing = yutu_drawing_new (FALSE);
  YutuPoint way[] = { at (1, 0), at (2, 0), at (2, 0), at (3, 1) };
  gsize     n = 0;

  add (drawing, 1, 0);
  g_assert_true (yutu_drawing_add (drawing, way, 4));
  yutu_drawing_get_points (drawing, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (yutu_drawing_count_steps (drawing), ==, 2);
  g_assert_false (yutu_drawing_add (drawing, &way[3], 1));
  yutu_drawing_step_back (drawing);
  yutu_drawing_get_points (drawing, &n);
  g_assert_cmpuint (n, ==, 1);
}

/* After steps back and others forth, all is as if only those that count had been drawn. */
static void
test_measures (void)
{
  YutuRandom random;

  yutu_random_init (&random, 7);
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (YutuDrawing) drawing = yutu_drawing_new (round % 2 == 0);
      g_autoptr (YutuDrawing) fresh = NULL;
      g_autofree char *json = NULL;
      YutuPoint        next = at (99, 99);
      const YutuPoint *points = NULL;
      double           length_m = 0;
      gsize            n = 0;

      for (int i = 0; i < 120; i++)
        if (yutu_random_below (&random, 3) == 0)
          yutu_drawing_step_back (drawing);
        else
          add (drawing, (int)yutu_random_below (&random, 90), i);
      json = yutu_drawing_to_json (drawing);
      fresh = yutu_drawing_from_json (json, round % 2 == 0, yutu_drawing_count_steps (drawing));
      points = yutu_drawing_get_points (drawing, &n);
      for (gsize i = 1; i < n; i++)
        length_m += yutu_measure_distance_m (points[i - 1], points[i]);
      if (round % 2 != 0)
        {
          g_assert_cmpfloat_with_epsilon (yutu_drawing_get_length_m (drawing, NULL, 0), length_m, 1e-6);
          g_assert_cmpint (yutu_drawing_get_area_cm2 (drawing, &next, 1), ==, 0);
        }
      g_assert_cmpfloat (yutu_drawing_get_length_m (drawing, &next, 1), ==, yutu_drawing_get_length_m (fresh, &next, 1));
      g_assert_cmpint (yutu_drawing_get_area_cm2 (drawing, &next, 1), ==, yutu_drawing_get_area_cm2 (fresh, &next, 1));
    }
}

static void
test_area (void)
{
  g_autoptr (YutuDrawing) ring = yutu_drawing_new (TRUE);
  g_autoptr (YutuDrawing) line = yutu_drawing_new (FALSE);
  YutuPoint         corners[] = { at (0, 0), at (0, 10), at (10, 10), at (10, 0) };
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autoptr (YutuShape) shape = NULL;

  for (int i = 0; i < 3; i++)
    yutu_drawing_add (ring, &corners[i], 1);
  yutu_shape_builder_begin_part (builder, TRUE);
  for (int i = 3; i >= 0; i--)
    yutu_shape_builder_add (builder, &corners[i], 1);
  shape = yutu_shape_builder_end (builder);
  g_assert_cmpint (yutu_drawing_get_area_cm2 (ring, &corners[3], 1), ==, yutu_measure_area_cm2 (shape));
  for (int i = 0; i < 4; i++)
    yutu_drawing_add (line, &corners[i], 1);
  g_assert_cmpint (yutu_drawing_get_area_cm2 (line, NULL, 0), ==, 0);
  g_assert_cmpint (yutu_drawing_get_area_cm2 (line, &corners[0], 1), ==, yutu_measure_area_cm2 (shape));
}

/* Against all pairs. */
static void
test_conflicts (void)
{
  YutuRandom random;
  guint      n_found = 0;

  yutu_random_init (&random, 11);
  for (int round = 0; round < 400; round++)
    {
      g_autoptr (YutuDrawing) drawing = yutu_drawing_new (FALSE);
      const YutuPoint *points = NULL;
      gsize            n = 0;
      gboolean         expected = FALSE;
      YutuPoint        stretch[2], next;

      for (int i = 0; i < 70; i++)
        {
          add (drawing, i * 3 + (int)yutu_random_below (&random, 3), (int)yutu_random_below (&random, 20));
          if (i % 9 == 0)
            yutu_drawing_step_back (drawing);
        }
      points = yutu_drawing_get_points (drawing, &n);
      next = round % 5 == 0 ? points[yutu_random_below (&random, n - 1)]
                            : at ((int)yutu_random_below (&random, 220), (int)yutu_random_below (&random, 30) - 5);
      for (gsize i = 1; i < n; i++)
        expected = expected || yutu_exact_segments_conflict (points[i - 1], points[i], points[n - 1], next) ||
                   (i + 1 < n && yutu_point_equal (points[i], next));
      g_assert_cmpint (yutu_drawing_find_conflict (drawing, &next, 1, stretch), ==, expected);
      n_found += expected;
    }
  g_assert_cmpuint (n_found, >, 100);
  g_assert_cmpuint (n_found, <, 400);
}

static void
test_conflicts_of_a_ring (void)
{
  g_autoptr (YutuDrawing) ring = yutu_drawing_new (TRUE);
  YutuPoint stretch[2], back = at (0, 0), fold = at (5, 0);
  YutuPoint way[] = { at (0, 4), at (8, 8), at (8, -1), at (-1, -1) };

  add (ring, 0, 0);
  add (ring, 10, 0);
  g_assert_true (yutu_drawing_find_conflict (ring, &fold, 1, stretch)); /* back over itself */
  add (ring, 10, 10);
  g_assert_false (yutu_drawing_find_conflict (ring, &back, 1, stretch)); /* closed by hand */
  g_assert_false (yutu_drawing_find_closing_conflict (ring, stretch));
  g_assert_true (yutu_drawing_find_conflict (ring, way, 4, stretch)); /* a stretch of the way itself */
  g_assert_true (yutu_point_equal (stretch[1], way[2]));
  add (ring, 20, 5);
  add (ring, 20, -5);
  g_assert_false (yutu_drawing_find_closing_conflict (ring, stretch));
  add (ring, 5, -5);
  add (ring, 5, -1);
  add (ring, 12, -1);
  add (ring, 12, 2);
  g_assert_true (yutu_drawing_find_closing_conflict (ring, stretch));
}

static YutuDrawingEdit
make_edit (YutuRandom *random,
           gsize       n)
{
  return (YutuDrawingEdit){ .change = (YutuDrawingChange)yutu_random_below (random, 3),
                            .index = yutu_random_below (random, n + 1),
                            .point = at ((int)yutu_random_below (random, 90), (int)yutu_random_below (random, 90)) };
}

/* What is drawn after vertices were moved, put in, taken out, and steps taken back and done again, is what the
 * same edits make of a plain list; over a restart too. */
static void
test_vertices (void)
{
  YutuRandom random;
  guint      n_done = 0;

  yutu_random_init (&random, 23);
  for (int round = 0; round < 80; round++)
    {
      gboolean is_ring = round % 2 == 0;
      g_autoptr (YutuDrawing) drawing = yutu_drawing_new (is_ring);
      g_autoptr (YutuDrawing) again = NULL;
      g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
      g_autofree char *json = NULL;
      const YutuPoint *points = NULL;
      gsize            n = 0;

      for (int i = 0; i < 70; i++)
        {
          YutuPoint point = at (i, i * i % 41);

          g_assert_true (yutu_drawing_add (drawing, &point, 1));
          g_array_append_val (plain, point);
        }
      for (int i = 0; i < 40; i++)
        {
          YutuDrawingEdit edit = make_edit (&random, plain->len);

          if (!yutu_drawing_edit (drawing, &edit))
            continue;
          n_done++;
          if (yutu_random_below (&random, 4) == 0)
            {
              g_assert_true (yutu_drawing_step_back (drawing));
              continue;
            }
          if (edit.change == YUTU_DRAWING_MOVE)
            g_array_index (plain, YutuPoint, edit.index) = edit.point;
          else if (edit.change == YUTU_DRAWING_INSERT)
            g_array_insert_val (plain, edit.index, edit.point);
          else
            g_array_remove_index (plain, edit.index);
        }
      json = yutu_drawing_to_json (drawing);
      again = yutu_drawing_from_json (json, is_ring, yutu_drawing_count_steps (drawing));
      g_assert_nonnull (again);
      points = yutu_drawing_get_points (again, &n);
      g_assert_cmpmem (points, n * sizeof *points, plain->data, plain->len * sizeof *points);
      points = yutu_drawing_get_points (drawing, &n);
      g_assert_cmpmem (points, n * sizeof *points, plain->data, plain->len * sizeof *points);
      g_assert_cmpfloat (yutu_drawing_get_length_m (drawing, NULL, 0), ==, yutu_drawing_get_length_m (again, NULL, 0));
      while (yutu_drawing_step_back (drawing) && yutu_drawing_count_steps (drawing) > 70)
        ;
      points = yutu_drawing_get_points (drawing, &n);
      g_assert_cmpuint (n, ==, 70);
      for (int i = 0; i < 70; i++)
        g_assert_true (yutu_point_equal (points[i], at (i, i * i % 41)));
    }
  g_assert_cmpuint (n_done, >, 1000);
}

/* A vertex moved on a course that meets itself nowhere: against all pairs of the course that comes of it. */
static void
test_conflicts_of_a_vertex (void)
{
  YutuRandom random;
  guint      n_found = 0;

  yutu_random_init (&random, 31);
  for (int round = 0; round < 400; round++)
    {
      g_autoptr (YutuDrawing) drawing = yutu_drawing_new (FALSE);
      YutuDrawingEdit  edit = { .change = (YutuDrawingChange)yutu_random_below (&random, 3),
                                .index = 1 + yutu_random_below (&random, 38),
                                .point = at ((int)yutu_random_below (&random, 90), (int)yutu_random_below (&random, 12)) };
      const YutuPoint *points = NULL;
      gsize            n = 0;
      gboolean         expected = FALSE;
      YutuPoint        stretch[2];

      for (int i = 0; i < 40; i++)
        add (drawing, i * 2, (i * 7) % 10);
      {
        gboolean found = yutu_drawing_find_edit_conflict (drawing, &edit, stretch);

        if (!yutu_drawing_edit (drawing, &edit))
          continue;
        points = yutu_drawing_get_points (drawing, &n);
        for (gsize i = 1; i < n; i++)
          for (gsize k = 1; k < i; k++)
            expected = expected || yutu_exact_segments_conflict (points[k - 1], points[k], points[i - 1], points[i]) ||
                       (k + 1 < i && yutu_point_equal (points[k], points[i - 1]));
        g_assert_cmpint (found, ==, expected);
        n_found += expected;
      }
    }
  g_assert_cmpuint (n_found, >, 100);
  g_assert_cmpuint (n_found, <, 400);
}

static void
test_texts_that_are_none (void)
{
  static const char *const texts[] = {
    "", "{}", "[1]", "[[1]]", "[[[1,2,3]]]", "[[[1,\"2\"]]]", "[[[1,2],[3]]]", "[[]]", "[[[999999999999999,2]]]",
    "[{\"move\":[0,1,2]}]", "[[[1,2],[3,4]],{\"move\":[0,1]}]", "[[[1,2],[3,4]],{\"turn\":[0]}]", "[[[1,2],[3,4]],{\"delete\":[0]}]",
    "[[[1,2],[3,4]],{\"move\":[7,1,5]}]", "[[[1,2],[3,4]],{\"insert\":[-1,1,5]}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (yutu_drawing_from_json (texts[i], FALSE, 9));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/drawing/f33-no-step-is-lost", test_no_step_is_lost);
  g_test_add_func ("/session/drawing/a-way-is-one-step", test_a_way_is_one_step);
  g_test_add_func ("/session/drawing/measures", test_measures);
  g_test_add_func ("/session/drawing/area", test_area);
  g_test_add_func ("/session/drawing/conflicts", test_conflicts);
  g_test_add_func ("/session/drawing/conflicts-of-a-ring", test_conflicts_of_a_ring);
  g_test_add_func ("/session/drawing/vertices", test_vertices);
  g_test_add_func ("/session/drawing/conflicts-of-a-vertex", test_conflicts_of_a_vertex);
  g_test_add_func ("/session/drawing/texts-that-are-none", test_texts_that_are_none);
  return g_test_run ();
}
