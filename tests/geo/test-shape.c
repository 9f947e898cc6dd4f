/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-shape.h"

#include <string.h>

#include "base/yutu-random.h"

static YutuShape *
make_random_shape (YutuRandom   *random,
                   YutuShapeKind kind)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (kind);
  gsize             n_parts = kind == YUTU_SHAPE_POINT || kind == YUTU_SHAPE_LINE
                                ? 1
                                : 1 + yutu_random_below (random, 4);

  for (gsize part = 0; part < n_parts; part++)
    {
      /* A square counter-clockwise as shell, clockwise as hole; lines take its corners. */
      gboolean  is_shell = part == 0 || yutu_random_below (random, 2) == 0;
      YutuPoint o = { (gint64)yutu_random_below (random, 170000000000),
                      (gint64)yutu_random_below (random, 80000000000) };
      gint64    s = 1 + (gint64)yutu_random_below (random, 1000000);
      YutuPoint left[] = { o, { o.x + s, o.y }, { o.x + s, o.y + s }, { o.x, o.y + s } };
      YutuPoint right[] = { o, { o.x, o.y + s }, { o.x + s, o.y + s }, { o.x + s, o.y } };
      gsize     n = kind == YUTU_SHAPE_POINT || kind == YUTU_SHAPE_MULTI_POINT ? 1 : 4;

      yutu_shape_builder_begin_part (builder, is_shell);
      yutu_shape_builder_add (builder, is_shell ? left : right, n);
    }
  return yutu_shape_builder_end (builder);
}

static void
test_blobs_bring_every_point_back (void)
{
  YutuRandom random;

  yutu_random_init (&random, 4490);
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (YutuShape) shape = make_random_shape (&random, (YutuShapeKind)(i % 5));
      g_autoptr (GBytes) blob = yutu_shape_to_blob (shape);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuShape) back = yutu_shape_from_blob (g_bytes_get_data (blob, NULL),
                                                         g_bytes_get_size (blob), &error);

      g_assert_no_error (error);
      g_assert_cmpint (back->kind, ==, shape->kind);
      g_assert_cmpuint (back->n_parts, ==, shape->n_parts);
      g_assert_cmpmem (back->points, back->n_points * sizeof (YutuPoint), shape->points,
                       shape->n_points * sizeof (YutuPoint));
      g_assert_cmpmem (back->part_starts, (back->n_parts + 1) * sizeof (gsize),
                       shape->part_starts, (shape->n_parts + 1) * sizeof (gsize));
    }
}

static void
test_a_point_has_its_own_way (void)
{
  YutuPoint point = { 119616200001, 29160599999 };
  guint8    bytes[YUTU_POINT_BLOB_SIZE];
  g_autoptr (YutuShape) shape = yutu_shape_new_point (point);
  g_autoptr (GBytes) blob = yutu_shape_to_blob (shape);

  yutu_point_to_blob (point, bytes);
  g_assert_cmpmem (bytes, sizeof bytes, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob));
}

static gsize
draw_line (YutuRandom *random,
           YutuPoint  *points,
           gsize       n)
{
  for (gsize i = 0; i < n; i++)
    points[i] = (YutuPoint){ (gint64)i * 1000 + (gint64)yutu_random_below (random, 1000),
                             29160599999 + (gint64)yutu_random_below (random, 1000) };
  return n;
}

/* Whether @stretch is a part of @points that is there from @first on. */
static void
assert_stretch (const YutuShape *stretch,
                const YutuPoint *points,
                gsize            first)
{
  g_assert_cmpmem (stretch->points, stretch->n_points * sizeof (YutuPoint), points + first,
                   stretch->n_points * sizeof (YutuPoint));
}

/* Some points of a line are others, or more, or fewer: what is shared in front and behind with both
 * stretches gives both lines again. */
static void
test_the_bend_of_a_line_is_found (void)
{
  YutuRandom random;

  yutu_random_init (&random, 16);
  for (int i = 0; i < 2000; i++)
    {
      YutuPoint before[2000], after[2000];
      gsize     n = draw_line (&random, before, 2 + yutu_random_below (&random, 900));
      gsize     first = yutu_random_below (&random, n), gone = yutu_random_below (&random, n - first);
      gsize     n_new = yutu_random_below (&random, 30), n_after = first;
      g_autoptr (YutuShape) was = NULL;
      g_autoptr (YutuShape) is = NULL;
      g_autoptr (GBytes) one = yutu_line_to_blob (before, n);
      g_autoptr (GBytes) other = NULL;

      memcpy (after, before, first * sizeof *before);
      n_after += draw_line (&random, after + first, n_new);
      memcpy (after + n_after, before + first + gone, (n - first - gone) * sizeof *before);
      n_after += n - first - gone;
      if (n_after < 2)
        continue;
      other = yutu_line_to_blob (after, n_after);
      g_assert_true (yutu_line_find_bend (g_bytes_get_data (one, NULL), g_bytes_get_size (one),
                                          g_bytes_get_data (other, NULL), g_bytes_get_size (other), &was, &is));
      g_assert_cmpuint (was->n_points + n_after, ==, is->n_points + n);
      g_assert_cmpuint (was->n_points, <=, gone + 2);
      for (gsize at = 0; at < n; at++)
        if (yutu_point_equal (before[at], was->points[0]))
          {
            assert_stretch (was, before, at);
            assert_stretch (is, after, at);
            g_assert_cmpmem (before, at * sizeof *before, after, at * sizeof *after);
            g_assert_cmpmem (before + at + was->n_points, (n - at - was->n_points) * sizeof *before,
                             after + at + is->n_points, (n_after - at - is->n_points) * sizeof *after);
          }
    }
}

static void
test_what_is_no_line_has_no_bend (void)
{
  const YutuPoint points[] = { { 0, 0 }, { 5, 5 }, { 9, 0 } };
  YutuPoint       point = { 0, 0 };
  guint8          bytes[YUTU_POINT_BLOB_SIZE];
  g_autoptr (GBytes) line = yutu_line_to_blob (points, 3);
  gsize         size = 0;
  const guint8 *data = g_bytes_get_data (line, &size);
  YutuShape    *one = NULL, *other = NULL;

  yutu_point_to_blob (point, bytes);
  g_assert_false (yutu_line_find_bend (data, size, bytes, sizeof bytes, &one, &other));
  for (gsize cut = 0; cut < size; cut++)
    g_assert_false (yutu_line_find_bend (data, cut, data, size, &one, &other));
  g_assert_null (one);
  g_assert_null (other);
}

static void
test_hostile_bytes_are_refused_or_read (void)
{
  YutuRandom random;

  yutu_random_init (&random, 666);
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (YutuShape) shape = make_random_shape (&random, (YutuShapeKind)(i % 5));
      g_autoptr (GBytes) blob = yutu_shape_to_blob (shape);
      gsize            size = g_bytes_get_size (blob);
      g_autofree char *bytes = g_memdup2 (g_bytes_get_data (blob, NULL), size);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuShape) back = NULL;

      for (guint64 k = 1 + yutu_random_below (&random, 3); k > 0; k--)
        bytes[yutu_random_below (&random, size)] = (char)yutu_random_next (&random);
      if (i % 3 == 0)
        size = yutu_random_below (&random, size);
      back = yutu_shape_from_blob (bytes, size, &error);
      g_assert_true ((back == NULL) == (error != NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/shape/bend", test_the_bend_of_a_line_is_found);
  g_test_add_func ("/geo/shape/no-bend", test_what_is_no_line_has_no_bend);
  g_test_add_func ("/geo/shape/blobs-bring-every-point-back", test_blobs_bring_every_point_back);
  g_test_add_func ("/geo/shape/a-point-has-its-own-way", test_a_point_has_its_own_way);
  g_test_add_func ("/geo/shape/hostile-bytes", test_hostile_bytes_are_refused_or_read);
  return g_test_run ();
}
