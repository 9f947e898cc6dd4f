/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The running sums of addresses, after writes of every kind and their undo, against counting. */

#include "base/yutu-random.h"
#include "gazetteer-fixture.h"
#include "gazetteer/yutu-gazetteer.h"

#define N_STEPS 60

typedef struct
{
  YutuRandom random;
  gint64     villages[3];
  int        step;
} Work;

static const char *const DAYS[] = { "2001-01-01", "2010-06-30", "2020-02-29", "9999-12-31" };

static gboolean
add_villages (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Work    *work = data;
  UnitSpec county = { 3, "county", "甲县", "甲", "县", NULL, "990100", 0, "2000-01-01", NULL };
  UnitSpec town = { 4, "town", "乙镇", "乙", "镇", NULL, "990100100", 0, "2000-01-01", NULL };

  town.parent = fixture_add_unit (connection, &county);
  for (int i = 0; i < 3; i++)
    {
      UnitSpec village = { 5, "village", "丙村", "丙", "村", NULL, NULL, town.parent,
                           "2000-01-01", NULL };

      if (i == 0)
        town.parent = fixture_add_unit (connection, &town);
      village.parent = town.parent;
      work->villages[i] = fixture_add_unit (connection, &village);
    }
  return TRUE;
}

static gboolean
insert_rows (YutuConnection *connection,
             Work           *work,
             int             n,
             GError        **error)
{
  for (int i = 0; i < n; i++)
    {
      guint         from = (guint)yutu_random_below (&work->random, 3);
      guint         to = from + 1 + (guint)yutu_random_below (&work->random, 3 - from);
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO address (id, village, door, text, kind, valid_from, valid_to) "
        "VALUES (?1, ?2, 1, 'x', 1, ?3, ?4)",
        error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
      sqlite3_bind_int64 (statement, 2, work->villages[yutu_random_below (&work->random, 3)]);
      sqlite3_bind_text (statement, 3, DAYS[from], -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 4, DAYS[to], -1, SQLITE_STATIC);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_many (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  return insert_rows (connection, data, 200, error);
}

/* A few new rows, and some of the old moved, ended or taken away. */
static gboolean
edit_some (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  static const char *const edits[] = {
    ("UPDATE address SET valid_to = '2015-05-05' WHERE id % 17 = ?1 AND valid_to > '2015-05-05' "
     "AND valid_from < '2015-05-05'"),
    "UPDATE address SET village = (SELECT max (unit) FROM division) WHERE id % 19 = ?1",
    "DELETE FROM address WHERE id % 23 = ?1",
    "UPDATE address SET text = 'y' WHERE id % 11 = ?1",
  };
  Work         *work = data;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, edits[work->step % 4], error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64)yutu_random_below (&work->random, 11));
  return yutu_connection_run (connection, statement, error) &&
         insert_rows (connection, work, 3, error);
}

static gboolean
assert_sums (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  g_assert_cmpint (
    fixture_get_int (
      connection,
      "WITH v (unit) AS (SELECT unit FROM division WHERE level = 5), d (day) AS (VALUES "
      "('2000-12-31'), ('2001-01-01'), ('2010-06-30'), ('2015-05-04'), ('2015-05-05'), "
      "('2020-02-28'), ('2020-02-29'), ('2030-01-01')) SELECT count (*) FROM v, d WHERE "
      "(SELECT total (n) FROM address_day WHERE village = v.unit AND day <= d.day) <> "
      "(SELECT count (*) FROM address WHERE village = v.unit AND valid_from <= d.day "
      "AND d.day < valid_to)"),
    ==, 0);
  g_assert_cmpint (fixture_get_int (connection, "SELECT count (*) FROM address_day WHERE n = 0"),
                   ==, 0);
  g_assert_cmpint (fixture_get_int (connection, "SELECT count (*) FROM address_stale"), ==, 0);
  return TRUE;
}

static gboolean
assert_count_of_unit (YutuConnection *connection,
                      gpointer        data,
                      GError        **error)
{
  gint64 county = fixture_get_int (connection, "SELECT unit FROM division WHERE level = 3");

  for (int year = 2000; year < 2022; year += 3)
    {
      YutuDay day = yutu_day_from_ymd (year, 3, 1);
      g_autoptr (GArray) ids = yutu_address_list_of_unit (connection, county, day, error);
      gint64 n = -1;

      g_assert_true (yutu_address_count_of_unit (connection, county, day, &n, error));
      g_assert_cmpint (n, ==, ids->len);
    }
  return TRUE;
}

static void
test_sums_follow_every_write (Fixture      *self,
                              gconstpointer data)
{
  Work   work = { 0 };
  gint64 entry = 0;
  g_autoptr (GError) error = NULL;

  yutu_random_init (&work.random, 7);
  yutu_gazetteer_attach (self->store);
  fixture_write (self, add_villages, &work, FALSE);
  fixture_write (self, add_many, &work, TRUE);
  fixture_read (self, assert_sums, NULL);
  for (work.step = 0; work.step < N_STEPS; work.step++)
    {
      gboolean bulk = work.step % 10 == 9;

      fixture_write (self, bulk ? add_many : edit_some, &work, bulk);
      fixture_read (self, assert_sums, NULL);
      yutu_store_undo (self->store, "t", &entry, NULL, &error);
      g_assert_no_error (error);
      fixture_read (self, assert_sums, NULL);
      yutu_store_redo (self->store, "t", &entry, NULL, &error);
      g_assert_no_error (error);
      fixture_read (self, assert_sums, NULL);
    }
  fixture_read (self, assert_count_of_unit, NULL);
}

static gboolean
rebuild (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_gazetteer_rebuild (connection, error) &&
         yutu_connection_exec (connection, "UPDATE address SET door = door + 1 WHERE id % 7 = 0",
                               error);
}

static void
test_a_rebuild_is_the_same (Fixture      *self,
                            gconstpointer data)
{
  Work work = { 0 };

  yutu_random_init (&work.random, 8);
  yutu_gazetteer_attach (self->store);
  fixture_write (self, add_villages, &work, FALSE);
  fixture_write (self, add_many, &work, TRUE);
  fixture_write (self, rebuild, NULL, FALSE);
  fixture_read (self, assert_sums, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gazetteer/address-day/sums-follow-every-write", Fixture, NULL, fixture_set_up,
              test_sums_follow_every_write, fixture_tear_down);
  g_test_add ("/gazetteer/address-day/a-rebuild-is-the-same", Fixture, NULL, fixture_set_up,
              test_a_rebuild_is_the_same, fixture_tear_down);
  return g_test_run ();
}
