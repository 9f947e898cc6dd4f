/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The derived points and cells follow every way a row can change, and reading by place equals a
 * plain scan of the addresses themselves. */

#include "gazetteer-fixture.h"

#include "base/yutu-random.h"
#include "gazetteer/yutu-address-point.h"
#include "gazetteer/yutu-gazetteer.h"
#include "geo/yutu-hilbert.h"
#include "geo/yutu-measure.h"

#define SEED  20211021
#define WEST  119300000000
#define SOUTH 28700000000
#define SPAN  500000000

static const char SQL_POINTS[] = "SELECT h, id, x, y, kind, valid_from, valid_to "
                                 "FROM address_point ORDER BY h, id";
static const char SQL_CELLS[] = "SELECT level, cell, n FROM address_cell ORDER BY level, cell";

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  fixture_set_up (self, data);
  yutu_gazetteer_attach (self->store);
}

static YutuPoint
draw_point (YutuRandom *random)
{
  return (YutuPoint){ WEST + (gint64)yutu_random_below (random, SPAN),
                      SOUTH + (gint64)yutu_random_below (random, SPAN) };
}

static void
add_addresses (YutuConnection *connection,
               YutuRandom     *random,
               gsize           n)
{
  static const char *const days[] = { "1960-01-01", "1970-01-01", "2010-01-01", "2021-10-21" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (gsize i = 0; i < n; i++)
    {
      YutuAddressSpec spec = {
        .village = (gint64)(1 + yutu_random_below (random, 5)),
        .kind = (int)(1 + yutu_random_below (random, 4)),
        .text = "地址",
        .valid_from = days[yutu_random_below (random, 4)],
        .valid_to = yutu_random_below (random, 5) == 0 ? "2022-01-01" : NULL,
        .has_point = yutu_random_below (random, 20) > 0,
        .point = draw_point (random),
      };

      yutu_address_writer_add (writer, &spec, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (yutu_address_writer_finish (writer, &error));
}

static gboolean
write_many (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  add_addresses (connection, data, 2000);
  return TRUE;
}

/* Some more, some moved, ended, renamed, made without a point or deleted. */
static gboolean
write_few (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  static const char *const changes[] = {
    ("UPDATE address SET geom = MakePoint (119.3 + (?1 % 500) / 1000.0, 28.9, 4490) "
     "WHERE id % 97 = ?1 % 97"),
    "UPDATE address SET valid_to = '2023-01-01' WHERE id % 89 = ?1 % 89",
    "UPDATE address SET valid_to = '9999-12-31', kind = 2 WHERE id % 83 = ?1 % 83",
    "UPDATE address SET text = text || '甲' WHERE id % 79 = ?1 % 79",
    "UPDATE address SET geom = NULL WHERE id % 101 = ?1 % 101",
    "DELETE FROM address WHERE id % 103 = ?1 % 103",
    "UPDATE address SET geom = MakePoint (119.5, 28.9, 4490) WHERE id % 107 = ?1 % 107",
  };
  YutuRandom *random = data;

  add_addresses (connection, random, yutu_random_below (random, 5));
  for (int i = 0; i < 3; i++)
    {
      const char   *sql = changes[yutu_random_below (random, G_N_ELEMENTS (changes))];
      sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

      sqlite3_bind_int64 (statement, 1, (gint64)yutu_random_below (random, 10000));
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Following ---- */

typedef struct
{
  char *points;
  char *cells;
} Dump;

static gboolean
dump (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Dump *self = data;

  g_clear_pointer (&self->points, g_free);
  g_clear_pointer (&self->cells, g_free);
  self->points = fixture_dump (connection, SQL_POINTS);
  self->cells = fixture_dump (connection, SQL_CELLS);
  g_assert_cmpint (fixture_get_int (connection, "SELECT count(*) FROM address_moved"), ==, 0);
  g_assert_cmpint (fixture_get_int (connection, "SELECT count(*) FROM address_cell WHERE n < 1"),
                   ==, 0);
  g_assert_cmpint (fixture_get_int (connection, "SELECT count(*) FROM address_point"), ==,
                   fixture_get_int (connection,
                                    "SELECT count(*) FROM address WHERE geom IS NOT NULL"));
  g_assert_cmpint (
    fixture_get_int (connection, "SELECT coalesce(sum(n), 0) FROM address_cell WHERE level = 14"),
    ==,
    fixture_get_int (connection, "SELECT count(*) FROM address WHERE geom IS NOT NULL "
                                 "AND valid_to = '9999-12-31'"));
  return TRUE;
}

static gboolean
rebuild (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_gazetteer_rebuild (connection, error);
}

static void
assert_as_rebuilt (Fixture *self)
{
  Dump kept = { 0 };
  Dump fresh = { 0 };

  fixture_read (self, dump, &kept);
  fixture_write (self, rebuild, NULL, FALSE);
  fixture_read (self, dump, &fresh);
  g_assert_cmpstr (kept.points, ==, fresh.points);
  g_assert_cmpstr (kept.cells, ==, fresh.cells);
  g_free (kept.points);
  g_free (kept.cells);
  g_free (fresh.points);
  g_free (fresh.cells);
}

static void
test_follow (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YutuRandom random;
  Dump       empty = { 0 };
  int        n_undone = 0;

  yutu_random_init (&random, SEED);
  fixture_write (self, write_many, &random, TRUE);
  assert_as_rebuilt (self);
  for (int i = 0; i < 12; i++)
    {
      fixture_write (self, i % 5 == 4 ? write_many : write_few, &random, i % 5 == 4);
      assert_as_rebuilt (self);
    }
  while (yutu_store_undo (self->store, "tester", NULL, NULL, NULL))
    {
      assert_as_rebuilt (self);
      n_undone++;
    }
  g_assert_cmpint (n_undone, ==, 13);
  fixture_read (self, dump, &empty);
  g_assert_cmpstr (empty.points, ==, "\n");
  g_assert_cmpstr (empty.cells, ==, "\n");
  while (n_undone-- > 0)
    {
      g_assert_true (yutu_store_redo (self->store, "tester", NULL, NULL, &error));
      assert_as_rebuilt (self);
    }
  g_free (empty.points);
  g_free (empty.cells);
}

static gboolean
forget_version (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  return yutu_connection_exec (connection,
                               "DELETE FROM file_state WHERE key = 'gazetteer_version'; "
                               "DELETE FROM address_point; DELETE FROM address_cell",
                               error);
}

static gboolean
catch_up (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  return yutu_gazetteer_catch_up (connection, NULL, error);
}

static void
test_catch_up (Fixture      *self,
               gconstpointer data)
{
  YutuRandom random;
  Dump       before = { 0 };
  Dump       after = { 0 };

  yutu_random_init (&random, SEED);
  fixture_write (self, write_many, &random, TRUE);
  fixture_read (self, dump, &before);
  fixture_write (self, forget_version, NULL, FALSE);
  for (int i = 0; i < 2; i++)
    fixture_write (self, catch_up, NULL, FALSE);
  fixture_read (self, dump, &after);
  g_assert_cmpstr (after.points, ==, before.points);
  g_assert_cmpstr (after.cells, ==, before.cells);
  g_free (before.points);
  g_free (before.cells);
  g_free (after.points);
  g_free (after.cells);
}

/* ---- Reading, against a scan of the addresses ---- */

typedef struct
{
  gint64    id;
  YutuPoint point; /* rounded to 1e-7 degree */
  double    distance_m;
  guint64   h;
} Plain;

static GArray *
scan_plainly (YutuConnection *connection,
              YutuDay         day)
{
  g_autoptr (GError) error = NULL;
  GArray       *all = g_array_new (FALSE, FALSE, sizeof (Plain));
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, X (geom), Y (geom) FROM address WHERE geom IS NOT NULL "
    "AND (?1 IS NULL OR (valid_from <= ?1 AND ?1 < valid_to)) ORDER BY id",
    &error);

  if (day != YUTU_DAY_INVALID)
    sqlite3_bind_text (statement, 1, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  while (row)
    {
      Plain plain = { 0 };

      g_assert_true (yutu_connection_step (connection, statement, &row, &error));
      if (!row)
        break;
      plain.id = sqlite3_column_int64 (statement, 0);
      plain.point.x = llround (sqlite3_column_double (statement, 1) * 1e7) * 100;
      plain.point.y = llround (sqlite3_column_double (statement, 2) * 1e7) * 100;
      plain.h = yutu_hilbert_from_point (plain.point);
      g_array_append_val (all, plain);
    }
  sqlite3_reset (statement);
  return all;
}

static int
compare_keys (const void *a,
              const void *b)
{
  const Plain *one = a;
  const Plain *two = b;

  if (one->h != two->h)
    return one->h < two->h ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

static int
compare_distances (const void *a,
                   const void *b)
{
  const Plain *one = a;
  const Plain *two = b;

  if (one->distance_m != two->distance_m)
    return one->distance_m < two->distance_m ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

static void
check_box (YutuConnection *connection,
           GArray         *all,
           YutuBox         box,
           YutuDay         day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Plain));
  g_autoptr (YutuAddressPoints) points = NULL;

  for (guint i = 0; i < all->len; i++)
    if (yutu_box_contains (box, g_array_index (all, Plain, i).point))
      g_array_append_val (expected, g_array_index (all, Plain, i));
  g_array_sort (expected, compare_keys);
  points = yutu_address_points_in_box (connection, box, day, &error);
  g_assert_no_error (error);
  g_assert_cmpint (points->n, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_assert_cmpint (points->ids[i], ==, g_array_index (expected, Plain, i).id);
      g_assert_cmpint (points->x[i] * (gint64)100, ==, g_array_index (expected, Plain, i).point.x);
      g_assert_cmpint (points->y[i] * (gint64)100, ==, g_array_index (expected, Plain, i).point.y);
    }
}

static void
check_circle (YutuConnection *connection,
              GArray         *all,
              YutuPoint       center,
              double          radius_m,
              YutuDay         day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Plain));
  g_autoptr (GArray) ids = yutu_address_list_in_circle (connection, center, radius_m, day, &error);
  g_autoptr (GPtrArray) near = yutu_address_near (connection, center, radius_m, day, 7, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      Plain plain = g_array_index (all, Plain, i);

      plain.distance_m = yutu_measure_distance_m (center, plain.point);
      if (plain.distance_m <= radius_m)
        g_array_append_val (expected, plain);
    }
  g_array_sort (expected, compare_distances);
  g_assert_cmpint (ids->len, ==, expected->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, g_array_index (expected, Plain, i).id);
  g_assert_cmpint (near->len, ==, MIN (expected->len, 7));
  for (guint i = 0; i < near->len; i++)
    {
      const YutuAddressRow *row = g_ptr_array_index (near, i);

      g_assert_cmpint (row->id, ==, g_array_index (expected, Plain, i).id);
      g_assert_cmpfloat (row->distance_m, ==, g_array_index (expected, Plain, i).distance_m);
    }
}

/* Every open address of the box is in a cell whose middle is given, and all are counted. */
static void
check_cells (YutuConnection *connection,
             GArray         *open,
             YutuBox         box,
             int             level)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPoints) cells = yutu_address_cells_in_box (connection, box, level, &error);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  int shift = 2 * (YUTU_HILBERT_LEVEL - CLAMP (level, 12, 20));

  g_assert_no_error (error);
  for (guint i = 0; i < open->len; i++)
    {
      gint64   cell = (gint64)(g_array_index (open, Plain, i).h >> shift);
      gpointer n = g_hash_table_lookup (counts, &cell);

      g_hash_table_insert (counts, g_memdup2 (&cell, sizeof cell),
                           GINT_TO_POINTER (GPOINTER_TO_INT (n) + 1));
    }
  for (gsize i = 0; i < cells->n; i++)
    {
      YutuPoint center = { cells->x[i] * (gint64)100, cells->y[i] * (gint64)100 };
      gint64    cell = (gint64)(yutu_hilbert_from_point (center) >> shift);

      g_assert_cmpint (cells->counts[i], ==,
                       GPOINTER_TO_INT (g_hash_table_lookup (counts, &cell)));
      g_hash_table_remove (counts, &cell); /* each once */
    }
  for (guint i = 0; i < open->len; i++)
    {
      const Plain *plain = &g_array_index (open, Plain, i);
      gint64       cell = (gint64)(plain->h >> shift);

      g_assert_true (!yutu_box_contains (box, plain->point) ||
                     !g_hash_table_contains (counts, &cell));
    }
}

static void
check_no_radius (YutuConnection *connection)
{
  const double radii[] = { NAN, -1, -INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) near =
        yutu_address_near (connection, (YutuPoint){ WEST, SOUTH }, radii[i], 0, 5, &error);

      g_assert_no_error (error);
      g_assert_cmpint (near->len, ==, 0);
    }
}

static gboolean
read_all_ways (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  const YutuDay days[] = { YUTU_DAY_INVALID, yutu_day_parse ("1969-12-31"),
                           yutu_day_parse ("2021-10-20"), yutu_day_parse ("2022-01-01") };
  YutuDay       far_day = yutu_day_parse ("2500-01-01");
  YutuRandom   *random = data;
  g_autoptr (GArray) open = scan_plainly (connection, far_day);

  check_no_radius (connection);
  for (gsize d = 0; d < G_N_ELEMENTS (days); d++)
    {
      g_autoptr (GArray) all = scan_plainly (connection, days[d]);

      g_assert_cmpint (all->len, >, 0);
      check_box (connection, all, YUTU_BOX_EMPTY, days[d]);
      check_box (connection, all, (YutuBox){ G_MININT64, G_MININT64, G_MAXINT64, G_MAXINT64 },
                 days[d]);
      for (int i = 0; i < 40; i++)
        {
          YutuPoint a = draw_point (random);
          gint64    span = (gint64)yutu_random_below (random, SPAN / 4);
          YutuBox   box = { a.x / 100 * 100, a.y / 100 * 100, (a.x + span) / 100 * 100,
                            (a.y + span / 2) / 100 * 100 };

          /* a point that is the corner of its box */
          if (i % 4 == 0)
            a = g_array_index (all, Plain, yutu_random_below (random, all->len)).point;
          if (i % 4 == 0)
            box = (YutuBox){ a.x, a.y, a.x + span / 100 * 100, a.y };
          check_box (connection, all, box, days[d]);
          if (days[d] != YUTU_DAY_INVALID)
            check_circle (connection, all, a, 10.0 + (double)(span / 20000), days[d]);
          check_cells (connection, open, box, 8 + i % 16);
        }
    }
  return TRUE;
}

static void
test_read (Fixture      *self,
           gconstpointer data)
{
  YutuRandom random;

  yutu_random_init (&random, SEED);
  fixture_write (self, write_many, &random, TRUE);
  fixture_write (self, write_few, &random, FALSE);
  fixture_read (self, read_all_ways, &random);
}

/* ---- Units ---- */

static gboolean
write_units (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  gint64  *units = data;
  UnitSpec county = { 3, "district", "婺城区", "婺城", "区", NULL, "330702", 0, "2000-01-01", NULL };
  UnitSpec town = { 4, "town", "罗店镇", "罗店", "镇", NULL, "330702100", 0, "2000-01-01", NULL };
  UnitSpec village = { 5, "village", "鹿村村", "鹿村", "村", NULL, NULL, 0, "2000-01-01", "2020-01-01" };

  units[0] = town.parent = fixture_add_unit (connection, &county);
  units[1] = village.parent = fixture_add_unit (connection, &town);
  units[2] = fixture_add_unit (connection, &village);
  village.valid_to = NULL;
  units[3] = fixture_add_unit (connection, &village);
  for (gint64 i = 0; i < 10; i++)
    {
      YutuAddressSpec spec = {
        .village = units[2 + i % 2],
        .kind = 2,
        .door = (int)i + 1,
        .valid_from = i < 8 ? "2000-01-01" : "2021-01-01",
        .text = "鹿村",
      };

      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

static gboolean
read_units (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const struct
  {
    int         unit;
    const char *day;
    guint       n;
  } cases[] = {
    { 0, "2010-01-01", 8 },
    { 1, "2010-01-01", 8 },
    { 2, "2010-01-01", 4 },
    { 3, "2010-01-01", 4 },
    { 0, "2020-01-01", 4 },
    { 2, "2020-01-01", 0 },
    { 1, "2021-01-01", 5 },
    { 0, "1999-12-31", 0 },
  };
  const gint64 *units = data;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ids = yutu_address_list_of_unit (connection, units[cases[i].unit],
                                                          yutu_day_parse (cases[i].day), error);

      g_assert_cmpint (ids->len, ==, cases[i].n);
      for (guint k = 1; k < ids->len; k++)
        g_assert_cmpint (g_array_index (ids, gint64, k - 1), <, g_array_index (ids, gint64, k));
    }
  return TRUE;
}

static void
test_unit (Fixture      *self,
           gconstpointer data)
{
  gint64 units[4];

  fixture_write (self, write_units, units, FALSE);
  fixture_read (self, read_units, units);
}

#define ADD(path, func) g_test_add ("/gazetteer/address-point/" path, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("follow", test_follow);
  ADD ("catch-up", test_catch_up);
  ADD ("read", test_read);
  ADD ("unit", test_unit);
  return g_test_run ();
}
