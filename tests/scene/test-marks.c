/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <math.h>

#include "base/yutu-random.h"
#include "scene/yutu-marks.h"

#define EPSG    4549
#define N_MARKS 20000

static YutuMarks *
new_marks (gsize n)
{
  g_autofree YutuMark *marks = g_new (YutuMark, n);
  YutuRandom           random;

  yutu_random_init (&random, 20261126);
  for (gsize i = 0; i < n; i++)
    {
      marks[i].id = (gint64)i + 1;
      marks[i].point = (YutuPoint){ 119400000000 + (gint64)yutu_random_below (&random, 400000000),
                                    28900000000 + (gint64)yutu_random_below (&random, 300000000) };
      marks[i].kind = (YutuMarkKind)yutu_random_below (&random, YUTU_N_MARK_KINDS);
    }
  return yutu_marks_new (EPSG, marks, n);
}

static YutuView
new_view (double resolution)
{
  YutuMapPoint at =
    yutu_projection_forward (EPSG, (YutuPoint){ 119600000000, 29050000000 });

  return (YutuView){ EPSG, at.x, at.y, resolution, 1280, 800, 1 };
}

/* From far, every mark is in one cluster, and none of them hides another. */
static void
test_none_is_lost (void)
{
  g_autoptr (YutuMarks) marks = new_marks (N_MARKS);
  YutuView view = new_view (100);
  g_autoptr (GArray) clusters = yutu_marks_join (marks, &view);
  gsize n = 0;

  for (guint i = 0; i < clusters->len; i++)
    {
      const YutuMarkCluster *one = &g_array_index (clusters, YutuMarkCluster, i);

      n += one->n;
      g_assert_true (one->box.min_x <= one->x && one->x <= one->box.max_x);
      g_assert_true (one->box.min_y <= one->y && one->y <= one->box.max_y);
      for (guint j = 0; j < i; j++)
        {
          const YutuMarkCluster *two = &g_array_index (clusters, YutuMarkCluster, j);

          g_assert_cmpfloat (hypot (one->x - two->x, one->y - two->y) / view.resolution, >=,
                             0.8 * (one->radius_px + two->radius_px) - 1e-6);
          g_assert_cmpint (two->kind, <=, one->kind); /* the graver is painted above */
        }
    }
  g_assert_cmpuint (n, ==, N_MARKS);
}

static void
test_a_click_finds_the_gravest (void)
{
  YutuPoint point = { 119600000000, 29050000000 };
  YutuMark  given[] = {
     { 7, point, YUTU_MARK_MONTH },
     { 9, point, YUTU_MARK_OVERDUE },
     { 8, point, YUTU_MARK_OVERDUE },
     { 5, { 119700000000, 29050000000 }, YUTU_MARK_PLAIN },
  };
  g_autoptr (YutuMarks) marks = yutu_marks_new (EPSG, given, G_N_ELEMENTS (given));
  YutuView view = new_view (20);
  g_autoptr (GArray) clusters = yutu_marks_join (marks, &view);
  const YutuMarkCluster *hit = yutu_mark_clusters_hit (clusters, &view, 642, 401);

  g_assert_nonnull (hit);
  g_assert_cmpuint (hit->n, ==, 3);
  g_assert_cmpint (hit->id, ==, 8);
  g_assert_cmpint (hit->kind, ==, YUTU_MARK_OVERDUE);
  g_assert_cmpfloat (hit->box.max_x - hit->box.min_x, ==, 0);
  g_assert_null (yutu_mark_clusters_hit (clusters, &view, 642, 460));
}

/* Panning joins nothing anew: what is well inside of both views is the same in both. */
static void
test_panning_keeps_clusters (void)
{
  g_autoptr (YutuMarks) marks = new_marks (3000);
  YutuView one = new_view (20), two = one;
  g_autoptr (GArray) before = yutu_marks_join (marks, &one);
  g_autoptr (GArray) after = NULL;
  guint same = 0, inside = 0;

  yutu_view_pan (&two, 200, 100);
  after = yutu_marks_join (marks, &two);
  for (guint i = 0; i < before->len; i++)
    {
      const YutuMarkCluster *was = &g_array_index (before, YutuMarkCluster, i);

      if (fabs (was->x - one.center_x) > 300 * 20 || fabs (was->y - one.center_y) > 200 * 20)
        continue;
      inside++;
      for (guint j = 0; j < after->len; j++)
        {
          const YutuMarkCluster *is = &g_array_index (after, YutuMarkCluster, j);

          if (is->id == was->id && is->n == was->n)
            same++;
        }
    }
  g_assert_cmpuint (inside, >, 20);
  g_assert_cmpuint (same, ==, inside);
}

/* Each span of the due board has a shape of its own, not a colour alone: their silhouettes differ. */
static void
test_shapes_differ (void)
{
  guint8 inked[YUTU_N_MARK_KINDS][40 * 40] = { { 0 } };

  for (int kind = YUTU_MARK_MONTH; kind < YUTU_N_MARK_KINDS; kind++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 40, 40);
      cairo_t         *cr = cairo_create (surface);
      int              stride = cairo_image_surface_get_stride (surface);

      yutu_mark_paint_sign (cr, (YutuMarkKind)kind, 40, FALSE);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int i = 0; i < 40 * 40; i++)
        inked[kind][i] = cairo_image_surface_get_data (surface)[i / 40 * stride + i % 40] > 128;
      cairo_surface_destroy (surface);
    }
  for (int one = YUTU_MARK_MONTH; one < YUTU_N_MARK_KINDS; one++)
    for (int two = YUTU_MARK_MONTH; two < one; two++)
      {
        int different = 0;

        for (int i = 0; i < 40 * 40; i++)
          different += inked[one][i] != inked[two][i];
        g_assert_cmpint (different, >, 100);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/marks/none-is-lost", test_none_is_lost);
  g_test_add_func ("/scene/marks/a-click-finds-the-gravest", test_a_click_finds_the_gravest);
  g_test_add_func ("/scene/marks/panning-keeps-clusters", test_panning_keeps_clusters);
  g_test_add_func ("/scene/marks/shapes-differ", test_shapes_differ);
  return g_test_run ();
}
