/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors numbered along a road, moved, split into homes: each one entry that is taken back to the byte, and
 * what is refused changes nothing. */

#include <string.h>

#include "county-file.h"
#include "gazetteer/yutu-address-check.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "scene/yutu-layers-private.h"
#include "session/yutu-door-edit.h"
#include "session/yutu-file.h"
#include "session/yutu-map-layers-private.h"

#define ROAD  910
#define HILL  911
#define DOOR  940 /* 云舟路8号, and two homes at its very point */
#define HOME  941
#define OTHER 943 /* 云舟路6号 */

typedef struct
{
  County    county;
  YutuFile *file;
  YutuPoint here[4];  /* in the first village */
  YutuPoint there[2]; /* in the second */
} Fixture;

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const names[] = {
    "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, valid_from) VALUES "
    "(910, '云舟路', '云舟', '路', 'road', 'in_use', '2000-01-01')",
    "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, valid_from) VALUES "
    "(911, '云舟山', '云舟', '山', 'hill', 'in_use', '2000-01-01')",
  };
  static const struct
  {
    gint64      id;
    int         door;
    const char *room;
    int         point;
    const char *text;
  } rows[] = {
    { DOOR, 8, NULL, 0, "云舟区东山街道第1村云舟路8号" },
    { HOME, 8, "101", 0, "云舟区东山街道第1村云舟路8号101室" },
    { 942, 8, "102", 0, "云舟区东山街道第1村云舟路8号102室" },
    { OTHER, 6, NULL, 1, "云舟区东山街道第1村云舟路6号" },
  };
  const Fixture *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!yutu_connection_exec (connection, names[i], error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO address (id, village, place, door, room, text, kind, valid_from, geom) VALUES "
        "(?1, ?2, 910, ?3, ?4, ?5, 1, '2000-01-01', ?6)",
        error);
      guint8 blob[YUTU_POINT_BLOB_SIZE];

      if (statement == NULL)
        return FALSE;
      yutu_point_to_blob (self->here[rows[i].point], blob);
      sqlite3_bind_int64 (statement, 1, rows[i].id);
      sqlite3_bind_int64 (statement, 2, self->county.villages[0]);
      sqlite3_bind_int (statement, 3, rows[i].door);
      sqlite3_bind_text (statement, 4, rows[i].room, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 5, rows[i].text, -1, SQLITE_STATIC);
      sqlite3_bind_blob (statement, 6, blob, sizeof blob, SQLITE_TRANSIENT);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static YutuPoint
middle_of (const County *county,
           int           village)
{
  YutuPoint quad[4];

  county_get_quad (county, village, quad);
  return (YutuPoint){ (quad[0].x + quad[1].x + quad[2].x + quad[3].x) / 4,
                      (quad[0].y + quad[1].y + quad[2].y + quad[3].y) / 4 };
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  county_set_up (&self->county, NULL);
  for (int i = 0; i < 4; i++)
    {
      self->here[i] = middle_of (&self->county, 0);
      self->here[i].x += i * 20000;
    }
  for (int i = 0; i < 2; i++)
    {
      self->there[i] = middle_of (&self->county, 1);
      self->there[i].x += i * 20000;
    }
  yutu_store_close (self->county.store);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, add_things, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuDay
day (void)
{
  return yutu_day_from_ymd (2026, 3, 1);
}

static void
undo_and_compare (Fixture    *self,
                  const char *before)
{
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* Every text is what its elements say, and every point is on the map. */
static gboolean
check_library (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  gint64 n = 0;
  gint64 n_stray = 0;
  g_autoptr (GPtrArray) faults = yutu_address_check_texts (connection, &n, NULL, error);

  if (faults == NULL ||
      !yutu_connection_get_int64 (connection,
                                  "SELECT (SELECT count (*) FROM address WHERE geom IS NOT NULL) - "
                                  "(SELECT count (*) FROM address_point)",
                                  -1, &n_stray, error))
    return FALSE;
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (n_stray, ==, 0);
  return TRUE;
}

static void
assert_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), check_library, NULL, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  gint64          id;
  YutuAddressRow *row;
} Load;

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Load *self = data;

  return yutu_address_load (connection, self->id, &self->row, error);
}

static YutuAddressRow *
load_address (Fixture *self,
              gint64   id)
{
  Load read = { id, NULL };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), load, &read, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (read.row);
  return read.row;
}

/* ---- Numbering ---- */

static void
test_a_road_is_numbered (Fixture      *self,
                         gconstpointer data)
{
  const YutuPoint   points[] = { self->here[2], self->here[3], self->there[0] };
  const YutuDoorRun run = { ROAD, 0, YUTU_DOOR_ONE_SIDE, day (), points, G_N_ELEMENTS (points), NULL };
  g_autofree char  *before = county_file_digest (self->file);
  g_autofree char  *planned = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) plan = yutu_file_plan_doors (self->file, &run, NULL, &error);
  g_autoptr (YutuDoorPlan) done = NULL;
  static const char *const texts[] = { "云舟区东山街道第1村云舟路10号", "云舟区东山街道第1村云舟路12号",
                                       "云舟区东山街道第2村云舟路14号" };

  g_assert_no_error (error);
  planned = county_file_digest (self->file);
  g_assert_cmpstr (planned, ==, before);
  done = yutu_file_number_doors (self->file, &run, "测试员", &error);
  g_assert_no_error (error);
  g_assert_cmpint (done->entry, !=, 0);
  g_assert_cmpuint (done->doors->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < done->doors->len; i++)
    {
      const YutuDoor *told = g_ptr_array_index (plan->doors, i);
      const YutuDoor *door = g_ptr_array_index (done->doors, i);
      g_autoptr (YutuAddressRow) row = load_address (self, door->id);

      g_assert_cmpstr (told->text, ==, texts[i]);
      g_assert_cmpint (told->id, ==, 0);
      g_assert_cmpstr (row->text, ==, texts[i]);
      g_assert_cmpint (row->status, ==, 1);
      g_assert_cmpint (row->valid_from, ==, day ());
      g_assert_true (yutu_point_equal (row->point, points[i]));
    }
  assert_whole (self);
  undo_and_compare (self, before);
}

/* The side of the nearest door goes on; both sides go on from the greatest of all. */
static void
test_the_number_to_begin_with (Fixture      *self,
                               gconstpointer data)
{
  const YutuPoint odd = self->there[0];
  YutuDoorRun     run = { ROAD, 31, YUTU_DOOR_ONE_SIDE, day (), &odd, 1, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) done = yutu_file_number_doors (self->file, &run, "测试员", &error);
  const struct
  {
    YutuPoint   at;
    YutuDoorWay way;
    int         expected;

    YutuDoorStart start;
  } rows[] = { { self->here[2], YUTU_DOOR_ONE_SIDE, 10, { YUTU_DOOR_START_NEAREST, 6, 8 } },
               { self->there[1], YUTU_DOOR_ONE_SIDE, 33, { YUTU_DOOR_START_NEAREST, 31, 31 } },
               { self->here[2], YUTU_DOOR_EVERY_NUMBER, 32, { YUTU_DOOR_START_ALL, 0, 31 } } };

  g_assert_no_error (error);
  g_assert_nonnull (done);
  run.first = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YutuDoorPlan) plan = NULL;

      run.points = &rows[i].at;
      run.way = rows[i].way;
      plan = yutu_file_plan_doors (self->file, &run, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (((const YutuDoor *)g_ptr_array_index (plan->doors, 0))->door, ==, rows[i].expected);
      g_assert_cmpint (plan->start.reason, ==, rows[i].start.reason);
      g_assert_cmpint (plan->start.nearest, ==, rows[i].start.nearest);
      g_assert_cmpint (plan->start.last, ==, rows[i].start.last);
    }
}

static gboolean
draw_road (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Fixture   *self = data;
  g_autofree char *sql = g_strdup_printf (
    "UPDATE place_name SET geom = MakeLine (MakePoint (%.9f, %.9f, 4490), MakePoint (%.9f, %.9f, 4490)) WHERE id = 910",
    yutu_grid_to_degrees (self->here[0].x - 1000000), yutu_grid_to_degrees (self->here[0].y),
    yutu_grid_to_degrees (self->here[0].x + 1000000), yutu_grid_to_degrees (self->here[0].y));

  return yutu_connection_exec (connection, sql, error);
}

/* Each side by itself, as the points stand; and numbers that nobody gets. */
static void
test_both_sides (Fixture      *self,
                 gconstpointer data)
{
  static const struct
  {
    YutuDoorWay way;
    int         first;
    const char *skip;
    int         numbers[5];
    YutuDoorWay counted;
  } cases[] = {
    { YUTU_DOOR_BOTH_SIDES, 0, NULL, { 10, 1, 12, 14, 3 }, YUTU_DOOR_BOTH_SIDES }, /* 6 and 8 are there */
    { YUTU_DOOR_AS_THEY_STAND, 0, NULL, { 10, 1, 12, 14, 3 }, YUTU_DOOR_BOTH_SIDES },
    { YUTU_DOOR_BOTH_SIDES, 21, NULL, { 21, 22, 23, 25, 24 }, YUTU_DOOR_BOTH_SIDES },
    { YUTU_DOOR_BOTH_SIDES, 21, "23、２４－26号", { 21, 22, 27, 29, 28 }, YUTU_DOOR_BOTH_SIDES },
    { YUTU_DOOR_EVERY_NUMBER, 21, "22 24;", { 21, 23, 25, 26, 27 }, YUTU_DOOR_EVERY_NUMBER },
    { YUTU_DOOR_ONE_SIDE, 21, "21,25", { 23, 27, 29, 31, 33 }, YUTU_DOOR_ONE_SIDE },
  };
  const int     north[] = { 1, -1, 1, 1, -1 };
  YutuPoint     points[5];
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  YutuDoorRun   run = { .base = ROAD, .day = day (), .points = points, .n_points = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) none = NULL;

  for (int i = 0; i < 5; i++)
    points[i] = (YutuPoint){ self->here[0].x + i * 20000, self->here[0].y + north[i] * 50000 };
  run.way = YUTU_DOOR_BOTH_SIDES;
  none = yutu_file_plan_doors (self->file, &run, NULL, &error); /* the road has no line yet */
  g_assert_null (none);
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, draw_road, self, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YutuDoorPlan) plan = NULL;

      run.way = cases[i].way;
      run.first = cases[i].first;
      run.skip = cases[i].skip;
      plan = yutu_file_plan_doors (self->file, &run, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (plan->way, ==, cases[i].counted);
      g_assert_true ((plan->start.reason == YUTU_DOOR_START_GIVEN) == (cases[i].first != 0));
      for (guint k = 0; k < 5; k++)
        g_assert_cmpint (((const YutuDoor *)g_ptr_array_index (plan->doors, k))->door, ==, cases[i].numbers[k]);
    }
}

static void
test_numbers_that_are_refused (Fixture      *self,
                               gconstpointer data)
{
  const YutuPoint   outside[] = { self->here[2], { 0, 0 } };
  const YutuPoint  *inside = self->here;
  const YutuDay     before_it_was = yutu_day_from_ymd (1999, 1, 1);
  const YutuDoorRun runs[] = {
    { ROAD, 4, YUTU_DOOR_ONE_SIDE, day (), inside, 3, NULL }, /* its second and third are there */
    { ROAD, 0, YUTU_DOOR_ONE_SIDE, day (), outside, 2, NULL },
    { HILL, 1, YUTU_DOOR_ONE_SIDE, day (), inside, 1, NULL },
    { 999, 1, YUTU_DOOR_ONE_SIDE, day (), inside, 1, NULL },
    { ROAD, 1, YUTU_DOOR_ONE_SIDE, before_it_was, inside, 1, NULL },
    { ROAD, 99999, YUTU_DOOR_ONE_SIDE, day (), inside, 2, NULL },
    { ROAD, -1, YUTU_DOOR_ONE_SIDE, day (), inside, 1, NULL },
    { ROAD, 1, YUTU_DOOR_ONE_SIDE, day (), inside, 0, NULL },
    { ROAD, 10, YUTU_DOOR_ONE_SIDE, day (), inside + 2, 1, "x" },
    { ROAD, 10, YUTU_DOOR_ONE_SIDE, day (), inside + 2, 1, "9-5" },
  };
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yutu_file_number_doors (self->file, &runs[i], "测试员", &error));
      g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

/* New doors are collected, those that were there published; the map tells them apart. */
static void
test_doors_by_status (Fixture      *self,
                      gconstpointer data)
{
  const YutuDoorRun run = { ROAD, 0, YUTU_DOOR_ONE_SIDE, day (), &self->here[2], 1, NULL };
  const YutuBox     box = { self->here[0].x - 1000000, self->here[0].y - 1000000, self->here[0].x + 1000000,
                            self->here[0].y + 1000000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) plan = yutu_file_number_doors (self->file, &run, "测试员", &error);
  g_autoptr (YutuPointLayer) layer = yutu_map_addresses_new (self->file, day ());
  YutuDoorBatch *doors = NULL;
  guint          seen = 0;

  g_assert_no_error (error);
  g_assert_nonnull (plan);
  doors = layer->source.fetch_doors (layer->data, box);
  g_assert_nonnull (doors);
  for (gsize i = 0; i < doors->points->n; i++)
    {
      gboolean is_new = g_str_equal (doors->texts[i], "10");

      g_assert_cmpint (doors->states[i], ==, is_new ? YUTU_DOOR_COLLECTED : YUTU_DOOR_PUBLISHED);
      seen |= 1u << is_new;
    }
  g_assert_cmpuint (seen, ==, 3);
  layer->source.free_doors (doors);
}

/* ---- Moving ---- */

static void
test_a_door_is_moved (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  YutuDoorMoved    moved;
  g_autoptr (GError) error = NULL;

  yutu_file_move_door (self->file, DOOR, self->here[3], day (), "测试员", &moved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved.id, ==, DOOR);
  g_assert_cmpint (moved.n_moved, ==, 3); /* its homes too */
  g_assert_false (moved.is_other_village);
  for (gint64 id = DOOR; id < DOOR + 3; id++)
    {
      g_autoptr (YutuAddressRow) row = load_address (self, id);

      g_assert_true (yutu_point_equal (row->point, self->here[3]));
    }
  assert_whole (self);
  undo_and_compare (self, before);
}

/* A home alone stays with its own. */
static void
test_a_home_is_moved (Fixture      *self,
                      gconstpointer data)
{
  YutuDoorMoved moved;
  g_autoptr (GError) error = NULL;

  yutu_file_move_door (self->file, HOME, self->here[3], day (), "测试员", &moved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved.n_moved, ==, 1);
  assert_whole (self);
}

static void
test_a_door_goes_to_another_village (Fixture      *self,
                                     gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  YutuDoorMoved    moved;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressRow) former = NULL;
  g_autoptr (YutuAddressRow) now = NULL;

  yutu_file_move_door (self->file, OTHER, self->there[0], day (), "测试员", &moved, &error);
  g_assert_no_error (error);
  g_assert_true (moved.is_other_village);
  g_assert_cmpstr (moved.text, ==, "云舟区东山街道第2村云舟路6号");
  former = load_address (self, OTHER);
  now = load_address (self, moved.id);
  g_assert_cmpint (former->valid_to, ==, day ());
  g_assert_cmpint (former->status, ==, 5);
  g_assert_true (yutu_point_equal (former->point, self->here[1]));
  g_assert_cmpint (now->valid_from, ==, day ());
  g_assert_cmpint (now->village, ==, self->county.villages[1]);
  assert_whole (self);
  /* on the very day it began it is written over */
  yutu_file_move_door (self->file, moved.id, self->here[2], day (), "测试员", &moved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved.id, ==, now->id);
  g_assert_cmpstr (moved.text, ==, "云舟区东山街道第1村云舟路6号");
  assert_whole (self);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  undo_and_compare (self, before);
}

static void
test_moves_that_are_refused (Fixture      *self,
                             gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  YutuDoorMoved    moved;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) outside = NULL;

  g_assert_false (yutu_file_move_door (self->file, 999, self->here[3], day (), "测试员", &moved, &none));
  g_assert_error (none, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_assert_false (yutu_file_move_door (self->file, DOOR, (YutuPoint){ 0, 0 }, day (), "测试员", &moved, &outside));
  g_assert_error (outside, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

/* ---- Splitting ---- */

static void
test_a_door_is_split (Fixture      *self,
                      gconstpointer data)
{
  const YutuSplitSpec spec = { DOOR, 0, 3, 2, day () };
  g_autofree char    *before = county_file_digest (self->file);
  g_autofree char    *planned = NULL;
  YutuSplitResult     plan;
  YutuSplitResult     done;
  g_autoptr (GError) error = NULL;

  yutu_file_plan_split (self->file, &spec, &plan, NULL, &error);
  g_assert_no_error (error);
  planned = county_file_digest (self->file);
  g_assert_cmpstr (planned, ==, before);
  yutu_file_split_address (self->file, &spec, "测试员", &done, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done.n_added, ==, 4);
  g_assert_cmpint (done.n_kept, ==, 2); /* 101 and 102 were there */
  g_assert_cmpint (plan.n_added, ==, done.n_added);
  g_assert_cmpstr (plan.first, ==, "云舟区东山街道第1村云舟路8号201室");
  for (int floor = 1; floor <= spec.floors; floor++)
    for (int room = 1; room <= spec.rooms; room++)
      g_assert_cmpint (yutu_split_was_there (&plan, &spec, 0, floor, room), ==, floor == 1);
  g_assert_cmpstr (done.last, ==, "云舟区东山街道第1村云舟路8号302室");
  assert_whole (self);
  yutu_file_split_address (self->file, &spec, "测试员", &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plan.entry, ==, 0); /* nothing is left to do */
  g_assert_cmpint (plan.n_kept, ==, 6);
  undo_and_compare (self, before);
}

static void
test_entrances (Fixture      *self,
                gconstpointer data)
{
  const YutuSplitSpec spec = { OTHER, 2, 1, 1, day () };
  const YutuSplitSpec wider = { OTHER, 3, 2, 3, day () };
  YutuSplitResult     done;
  g_autoptr (GError) error = NULL;

  yutu_file_split_address (self->file, &spec, "测试员", &done, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done.n_added, ==, 2);
  g_assert_cmpstr (done.first, ==, "云舟区东山街道第1村云舟路6号1单元101室");
  g_assert_cmpstr (done.last, ==, "云舟区东山街道第1村云舟路6号2单元101室");
  assert_whole (self);
  yutu_file_plan_split (self->file, &wider, &done, NULL, &error);
  g_assert_no_error (error);
  for (int unit = 1; unit <= wider.units; unit++)
    for (int floor = 1; floor <= wider.floors; floor++)
      for (int room = 1; room <= wider.rooms; room++)
        g_assert_cmpint (yutu_split_was_there (&done, &wider, unit, floor, room), ==, unit <= 2 && floor == 1 && room == 1);
}

static void
test_splits_that_are_refused (Fixture      *self,
                              gconstpointer data)
{
  const YutuSplitSpec specs[] = {
    { HOME, 0, 1, 1, day () },
    { DOOR, 21, 1, 1, day () },
    { DOOR, 0, 0, 1, day () },
    { 999, 0, 1, 1, day () },
    { DOOR, 0, 101, 1, day () },
    { DOOR, 0, 1, 100, day () },
  };
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      YutuSplitResult result;
      g_autoptr (GError) error = NULL;

      g_assert_false (yutu_file_split_address (self->file, &specs[i], "测试员", &result, &error));
      g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/door-edit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-road-is-numbered", test_a_road_is_numbered);
  ADD ("the-number-to-begin-with", test_the_number_to_begin_with);
  ADD ("both-sides", test_both_sides);
  ADD ("numbers-that-are-refused", test_numbers_that_are_refused);
  ADD ("doors-by-status", test_doors_by_status);
  ADD ("a-door-is-moved", test_a_door_is_moved);
  ADD ("a-home-is-moved", test_a_home_is_moved);
  ADD ("a-door-goes-to-another-village", test_a_door_goes_to_another_village);
  ADD ("moves-that-are-refused", test_moves_that_are_refused);
  ADD ("a-door-is-split", test_a_door_is_split);
  ADD ("entrances", test_entrances);
  ADD ("splits-that-are-refused", test_splits_that_are_refused);
#undef ADD
  return g_test_run ();
}
