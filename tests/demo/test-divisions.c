/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo-fixture.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-model.h"

#define N_ADDRESSES 2000

/* The figures are those of the public code lists: 27 units in the list of 2020, 26 from the act on,
 * 18 of them managed by the district; the 275 villages and communities of the bureau's report, the
 * 106 villages and 53 communities of the development zone. */
static void
test_counts (void)
{
  static const struct
  {
    const char *sql;
    gint64      n;
  } cases[] = {
    { "SELECT count(*) FROM division WHERE level = 4 AND valid_from <= '2021-10-20' "
      "AND '2021-10-20' < valid_to",
      27 },
    { "SELECT count(*) FROM division WHERE level = 4 AND valid_from <= '2021-10-21' "
      "AND '2021-10-21' < valid_to",
      26 },
    { "SELECT count(*) FROM division WHERE level = 4 AND valid_to = '9999-12-31' "
      "AND managed_by IS NULL",
      18 },
    { "SELECT count(*) FROM division WHERE level = 5 AND valid_to = '9999-12-31'", 434 },
    { "SELECT count(*) FROM division WHERE level = 5 AND valid_from <= '2019-05-31' AND '2019-05-31' < valid_to", 435 },
    { "SELECT count(*) FROM division WHERE level = 5 AND valid_from <= '2019-06-01' AND '2019-06-01' < valid_to", 434 },
    { "SELECT count(*) FROM lineage l JOIN division f ON f.unit = l.from_unit AND f.name = '吕家村' JOIN division t "
      "ON t.unit = l.to_unit AND t.name = '上章村' AND t.valid_to = '9999-12-31'",
      1 },
    { "SELECT count(*) FROM division f JOIN division t ON t.unit = f.unit AND t.valid_from = f.valid_to WHERE "
      "f.name = '湖头村' AND t.name = '湖头社区' AND t.type = 'community'",
      1 },
    { "SELECT count(*) FROM place_name p JOIN division d ON d.unit = p.division AND d.valid_to = '9999-12-31' WHERE "
      "p.name = '吕家' AND p.class = 'natural-village' AND d.name = '上章村'",
      1 },
    { "SELECT count(*) FROM division v JOIN division t ON t.unit = v.parent WHERE v.level = 5 "
      "AND v.valid_to = '9999-12-31' AND t.valid_to = '9999-12-31' AND t.managed_by IS NULL",
      275 },
    { "SELECT count(*) FROM division WHERE level = 5 AND valid_to = '9999-12-31' "
      "AND type = 'community' AND managed_by IS NOT NULL",
      53 },
    { "SELECT count(*) FROM division WHERE level = 5 AND valid_to = '9999-12-31' "
      "AND type = 'village' AND managed_by IS NOT NULL",
      106 },
    { "SELECT count(*) FROM division v JOIN division t ON t.unit = v.parent WHERE "
      "t.code = '330702206' AND v.valid_from = '2021-10-21' AND t.valid_to = '9999-12-31'",
      7 },
    { "SELECT count(*) FROM boundary_line WHERE grade = 3", 5 },
    { "SELECT sum (population) FROM division WHERE level = 5 AND valid_to = '9999-12-31'",
      957055 },
  };
  YutuStore *store = demo_get (N_ADDRESSES, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (demo_count (store, cases[i].sql), ==, cases[i].n);
    }
}

static gboolean
check_whole (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", ((YutuDivisionFault *)faults->pdata[i])->message);
  g_assert_cmpuint (faults->len, ==, 0);
  return TRUE;
}

static void
test_whole (void)
{
  demo_read (demo_get (N_ADDRESSES, 1), check_whole, NULL);
  demo_read (demo_get (N_ADDRESSES, 2), check_whole, NULL);
}

/* The official area is 1391.24 km²; the outline may miss it by a cell. */
static void
test_area (void)
{
  gint64 area_m2 = demo_count (demo_get (N_ADDRESSES, 1),
                               "SELECT area_m2 FROM division_area WHERE level = 3");

  g_assert_cmpint (ABS (area_m2 - 1391240000), <, 14000000);
}

static void
test_lineage (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);

  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM lineage"), ==, 4);
  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM (SELECT 1 FROM lineage GROUP BY "
                                      "from_unit, area_den, address_den HAVING sum (area_num) = "
                                      "area_den AND sum (address_num) = address_den)"),
                   ==, 2); /* 岭上乡, 吕家村 */
}

/* Five lines cover the county's outline, each arc once. */
static void
test_county_lines (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);
  gint64     outer =
    demo_count (store, "SELECT count(*) FROM arc WHERE face_left = 0 OR face_right = 0");

  g_assert_cmpint (demo_count (store, "SELECT count(DISTINCT a.arc) FROM boundary_line_arc a JOIN "
                                      "boundary_line l ON l.id = a.line WHERE l.grade = 3"),
                   ==, outer);
  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM boundary_line_arc a JOIN "
                                      "boundary_line l ON l.id = a.line WHERE l.grade = 3"),
                   ==, outer);
}

static void
test_exclaves (void)
{
  g_assert_cmpint (demo_count (demo_get (N_ADDRESSES, 1),
                               "SELECT count(*) FROM division_area WHERE level = 4 AND valid_to = "
                               "'9999-12-31' AND NumGeometries (geom) > 1"),
                   >=, 2);
}

static char *
take_digest (guint64 seed)
{
  g_autoptr (GError) error = NULL;
  char *digest = NULL;

  yutu_store_digest (demo_get (N_ADDRESSES, seed), &digest, &error);
  g_assert_no_error (error);
  return digest;
}

static void
test_same_seed (void)
{
  g_autofree char *one = take_digest (1);
  g_autofree char *other = take_digest (2);
  g_autofree char *again = NULL;

  g_assert_cmpstr (one, !=, other);
  demo_clear ();
  again = take_digest (1);
  g_assert_cmpstr (one, ==, again);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/divisions/counts", test_counts);
  g_test_add_func ("/demo/divisions/whole", test_whole);
  g_test_add_func ("/demo/divisions/area", test_area);
  g_test_add_func ("/demo/divisions/lineage", test_lineage);
  g_test_add_func ("/demo/divisions/county-lines", test_county_lines);
  g_test_add_func ("/demo/divisions/exclaves", test_exclaves);
  g_test_add_func ("/demo/divisions/same-seed", test_same_seed);
  status = g_test_run ();
  demo_clear ();
  return status;
}
