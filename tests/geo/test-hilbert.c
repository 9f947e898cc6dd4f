/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-hilbert.h"

#include "base/yutu-random.h"

#define CELL_X (2 * YUTU_GRID_MAX_X / (G_GINT64_CONSTANT (1) << YUTU_HILBERT_LEVEL))
#define CELL_Y (2 * YUTU_GRID_MAX_Y / (G_GINT64_CONSTANT (1) << YUTU_HILBERT_LEVEL))

static YutuPoint
random_point (YutuRandom *random)
{
  return yutu_point_from_degrees (119.3 + yutu_random_unit (random) * 0.5,
                                  28.7 + yutu_random_unit (random) * 0.6);
}

static void
test_a_key_leads_back_to_its_cell (void)
{
  YutuRandom random;

  yutu_random_init (&random, 1);
  for (int i = 0; i < 10000; i++)
    {
      YutuPoint point = random_point (&random);
      guint64   key = yutu_hilbert_from_point (point);

      for (int level = 4; level <= YUTU_HILBERT_LEVEL; level += 11)
        {
          YutuPoint center = yutu_hilbert_cell_center (key, level);
          gint64    size = G_GINT64_CONSTANT (1) << (YUTU_HILBERT_LEVEL - level);

          g_assert_cmpint (ABS (center.x - point.x), <=, (CELL_X + 1) * size / 2 + 1);
          g_assert_cmpint (ABS (center.y - point.y), <=, (CELL_Y + 1) * size / 2 + 1);
        }
    }
}

static void
test_neighbour_keys_are_neighbour_cells (void)
{
  guint64 key = yutu_hilbert_from_point (yutu_point_from_degrees (119.6, 29.1));

  for (int i = 0; i < 5000; i++, key++)
    {
      YutuPoint a = yutu_hilbert_cell_center (key, YUTU_HILBERT_LEVEL);
      YutuPoint b = yutu_hilbert_cell_center (key + 1, YUTU_HILBERT_LEVEL);
      gint64    steps = (ABS (a.x - b.x) + CELL_X / 2) / CELL_X +
                     (ABS (a.y - b.y) + CELL_Y / 2) / CELL_Y;

      g_assert_cmpint (steps, ==, 1);
    }
}

static void
test_a_cover_holds_every_point_of_its_box (void)
{
  YutuRandom       random;
  YutuHilbertRange ranges[24];

  yutu_random_init (&random, 2);
  for (int i = 0; i < 300; i++)
    {
      YutuBox box = YUTU_BOX_EMPTY;
      gsize   n = 0;
      gsize   max = 4 + yutu_random_below (&random, 21);

      yutu_box_add_point (&box, random_point (&random));
      yutu_box_add_point (&box, random_point (&random));
      n = yutu_hilbert_cover (box, max, ranges);
      g_assert_cmpuint (n, <=, max);
      for (gsize k = 1; k < n; k++)
        g_assert_cmpuint (ranges[k].first, >, ranges[k - 1].last);
      for (int p = 0; p < 200; p++)
        {
          YutuPoint point = random_point (&random);
          guint64   key = yutu_hilbert_from_point (point);
          gboolean  found = FALSE;

          for (gsize k = 0; k < n; k++)
            found = found || (key >= ranges[k].first && key <= ranges[k].last);
          g_assert_true (found || !yutu_box_contains (box, point));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/hilbert/a-key-leads-back", test_a_key_leads_back_to_its_cell);
  g_test_add_func ("/geo/hilbert/neighbour-keys", test_neighbour_keys_are_neighbour_cells);
  g_test_add_func ("/geo/hilbert/a-cover-holds-its-box", test_a_cover_holds_every_point_of_its_box);
  return g_test_run ();
}
