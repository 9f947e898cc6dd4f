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
  g_test_add_func ("/geo/shape/blobs-bring-every-point-back", test_blobs_bring_every_point_back);
  g_test_add_func ("/geo/shape/a-point-has-its-own-way", test_a_point_has_its_own_way);
  g_test_add_func ("/geo/shape/hostile-bytes", test_hostile_bytes_are_refused_or_read);
  return g_test_run ();
}
