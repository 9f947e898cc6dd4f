/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo-fixture.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address.h"
#include "geo/yutu-exact.h"

#define N_ADDRESSES 30000

static void
test_counts (void)
{
  static const gsize ns[] = { 1000, 2000, N_ADDRESSES };

  for (gsize i = 0; i < G_N_ELEMENTS (ns); i++)
    g_assert_cmpint (demo_count (demo_get (ns[i], 1), "SELECT count(*) FROM address"), ==, ns[i]);
}

/* About half are flats, which share the points of their buildings. */
static void
test_flats (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);
  gint64     flats = demo_count (store, "SELECT count(*) FROM address WHERE kind = 3");

  g_assert_cmpint (flats, >, N_ADDRESSES * 4 / 10);
  g_assert_cmpint (flats, <, N_ADDRESSES * 6 / 10);
  g_assert_cmpint (
    demo_count (store, "SELECT count(DISTINCT geom) FROM address WHERE kind = 3"), <, flats / 2);
}

static void
test_no_text_twice (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);

  g_assert_cmpint (demo_count (store, "SELECT count(*) - count(DISTINCT text) FROM address WHERE "
                                      "valid_to = '9999-12-31'"),
                   ==, 0);
}

/* The addresses of a village are one run of ids. */
static void
test_runs (void)
{
  g_assert_cmpint (demo_count (demo_get (N_ADDRESSES, 1),
                               "SELECT count(*) FROM (SELECT 1 FROM address WHERE valid_to = "
                               "'9999-12-31' GROUP BY village HAVING max (id) - min (id) + 1 <> "
                               "count(*))"),
                   ==, 0);
}

/* Where the act changed the names, each address of today has one of before. */
static void
test_act (void)
{
  YutuStore *store = demo_get (N_ADDRESSES, 1);
  gint64     old = demo_count (
        store, "SELECT count(*) FROM address WHERE valid_to = '2021-10-21' AND text LIKE '%岭上乡%'");

  g_assert_cmpint (old, >, 0);
  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM address WHERE valid_to <> '9999-12-31'"),
                   ==, old);
  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM address a JOIN address b ON b.id = "
                                      "a.previous WHERE b.valid_to = a.valid_from AND b.door = "
                                      "a.door AND b.geom = a.geom AND b.place = a.place"),
                   ==, old);
  g_assert_cmpint (demo_count (store, "SELECT count(*) FROM address WHERE valid_to = '9999-12-31' "
                                      "AND text LIKE '%岭上乡%'"),
                   ==, 0);
}

/* ---- Every address lies in its village, exactly ---- */

static gboolean
check_land (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT village, geom, text FROM address ORDER BY village", error);
  g_autoptr (YutuShape) land = NULL;
  gint64   village = 0;
  gboolean found = FALSE;

  g_assert_nonnull (statement);
  while (yutu_connection_step (connection, statement, &found, error) && found)
    {
      gint64 of = sqlite3_column_int64 (statement, 0);
      g_autoptr (YutuShape) point =
        yutu_shape_from_blob (sqlite3_column_blob (statement, 1),
                              (gsize)sqlite3_column_bytes (statement, 1), error);

      if (of != village)
        {
          g_clear_pointer (&land, yutu_shape_unref);
          g_assert_true (yutu_division_load_shape (connection, of, "2026-11-24", &land, error));
          g_assert_nonnull (land);
        }
      village = of;
      if (yutu_exact_point_in_shape (point->points[0], land) != YUTU_INSIDE)
        g_error ("%s lies outside", (const char *)sqlite3_column_text (statement, 2));
    }
  return TRUE;
}

static void
test_inside (void)
{
  demo_read (demo_get (N_ADDRESSES, 1), check_land, NULL);
}

/* ---- The text comes from the elements ---- */

static gboolean
check_texts (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, village, place, door, door_sub, building, unit_no, floor, room, text, valid_from FROM address "
    "WHERE id % 7 = 0 OR valid_from > '2020-01-01'",
    error);
  YutuAddressComposer composer;
  gboolean            found = FALSE;

  g_assert_nonnull (statement);
  yutu_address_composer_init (&composer, connection);
  while (yutu_connection_step (connection, statement, &found, error) && found)
    {
      g_autofree char *text = NULL;
      YutuDay          day = yutu_day_parse ((const char *)sqlite3_column_text (statement, 10));

      g_assert_true (yutu_address_composer_run (&composer, statement, day, &text, error));
      g_assert_cmpstr (text, ==, (const char *)sqlite3_column_text (statement, 9));
    }
  yutu_address_composer_clear (&composer);
  return TRUE;
}

static void
test_texts (void)
{
  demo_read (demo_get (N_ADDRESSES, 1), check_texts, NULL);
}

/* ---- Doors along a road ---- */

/* The segment of @line next to @point; what lies behind either end of it does not count. */
static gsize
find_next_segment (const YutuShape *line,
                   YutuPoint        point)
{
  double nearest = G_MAXDOUBLE;
  gsize  found = 0;

  for (gsize i = 0; i + 1 < line->n_points; i++)
    {
      double ax = (double)(point.x - line->points[i].x), ay = (double)(point.y - line->points[i].y);
      double dx = (double)(line->points[i + 1].x - line->points[i].x);
      double dy = (double)(line->points[i + 1].y - line->points[i].y);
      double t = CLAMP ((ax * dx + ay * dy) / (dx * dx + dy * dy), 0, 1);
      double d = hypot (ax - t * dx, ay - t * dy);

      if (d < nearest)
        {
          nearest = d;
          found = i;
        }
    }
  return found;
}

typedef struct
{
  gint64 place;
  int    door;
  gsize  at;
  int    n;
  int    n_back;
  int    n_wrong_side;
} Doors;

static void
note_door (Doors           *self,
           gint64           place,
           int              door,
           const YutuShape *line,
           YutuPoint        point)
{
  gsize at = find_next_segment (line, point);
  int   side = yutu_exact_side (line->points[at], line->points[at + 1], point);

  self->n++;
  self->n_wrong_side += side != (door % 2 == 1 ? 1 : -1);
  if (place == self->place && door % 2 == self->door % 2)
    self->n_back += at < self->at;
  self->place = place;
  self->door = door;
  self->at = at;
}

/* Odd doors lie left of the road, even ones right, and their numbers grow along it; a sharp bend
 * may have doors that are nearer to its other leg. */
static gboolean
check_doors (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT p.id, a.door, p.geom, a.geom FROM place_name p JOIN address a ON a.place = p.id WHERE "
    "p.class = 'road' AND a.kind = 1 AND a.valid_to = '9999-12-31' AND GeometryType (p.geom) = "
    "'LINESTRING' ORDER BY p.id, a.door % 2, a.door",
    error);
  Doors    doors = { 0 };
  gboolean found = FALSE;

  g_assert_nonnull (statement);
  while (yutu_connection_step (connection, statement, &found, error) && found)
    {
      g_autoptr (YutuShape) line =
        yutu_shape_from_blob (sqlite3_column_blob (statement, 2),
                              (gsize)sqlite3_column_bytes (statement, 2), error);
      g_autoptr (YutuShape) point =
        yutu_shape_from_blob (sqlite3_column_blob (statement, 3),
                              (gsize)sqlite3_column_bytes (statement, 3), error);

      note_door (&doors, sqlite3_column_int64 (statement, 0), sqlite3_column_int (statement, 1),
                 line, point->points[0]);
    }
  g_test_message ("%d doors, %d back, %d on the wrong side", doors.n, doors.n_back,
                  doors.n_wrong_side);
  g_assert_cmpint (doors.n, >, 500);
  g_assert_cmpint (doors.n_back, <, doors.n / 50);
  g_assert_cmpint (doors.n_wrong_side, <, doors.n / 50);
  return TRUE;
}

static void
test_doors_grow (void)
{
  demo_read (demo_get (N_ADDRESSES, 1), check_doors, NULL);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/addresses/counts", test_counts);
  g_test_add_func ("/demo/addresses/flats", test_flats);
  g_test_add_func ("/demo/addresses/no-text-twice", test_no_text_twice);
  g_test_add_func ("/demo/addresses/runs", test_runs);
  g_test_add_func ("/demo/addresses/act", test_act);
  g_test_add_func ("/demo/addresses/inside", test_inside);
  g_test_add_func ("/demo/addresses/texts", test_texts);
  g_test_add_func ("/demo/addresses/doors-grow", test_doors_grow);
  status = g_test_run ();
  demo_clear ();
  return status;
}
