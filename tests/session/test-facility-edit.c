/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities are edited in the invented county of tests/division: each act one entry, found at once by
 * search, map and place, and gone after undo. */

#include "county-file.h"
#include "gazetteer/yutu-address-find.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-find.h"
#include "session/yutu-map.h"
#include "session/yutu-name-readings.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

#define TODAY (yutu_day_from_ymd (2024, 6, 1))

static const YutuSigner DESK = { "李雷", "desk" };

static gboolean
add_address (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
    "(940, ?1, NULL, 8, '云舟区东山街道第1村8号', 2, '2000-01-01', MakePoint (119.4055, 28.9061, "
    "4490)), (941, ?1, NULL, 9, '云舟区东山街道第1村9号', 2, '2000-01-01', NULL)",
    error);

  sqlite3_bind_int64 (statement, 1, ((County *)data)->villages[0]);
  return yutu_connection_run (connection, statement, error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };

  self->file = county_file_open (&self->county, NULL, 0);
  yutu_store_write (yutu_file_get_store (self->file), &spec, add_address, &self->county, NULL, NULL,
                    &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuPoint
middle_of (const Fixture *self,
           int            village)
{
  YutuPoint quad[4];

  county_get_quad (&self->county, village, quad);
  return (YutuPoint){ (quad[0].x + quad[1].x + quad[2].x + quad[3].x) / 4,
                      (quad[0].y + quad[1].y + quad[2].y + quad[3].y) / 4 };
}

static const YutuFacilitySpec SPEC = {
  .kind = "elderly.care-home",
  .name = "云舟颐养院",
  .fields = "{\"ownership\": \"public\", \"beds_total\": 80, \"manager\": \"王小明\"}",
  .valid_from = 16000,
};

static gint64
add (Fixture         *self,
     YutuFacilitySite site)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  yutu_file_add_facility (self->file, self->modules, &SPEC, &site, &DESK, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static YutuFacility *
load (Fixture *self,
      gint64   id,
      YutuDay  day)
{
  g_autoptr (GError) error = NULL;
  YutuViewer    viewer = { .role = "desk" };
  YutuFacility *facility =
    yutu_file_load_facility (self->file, self->modules, id, day, &viewer, &error);

  g_assert_no_error (error);
  return facility;
}

static void
undo (Fixture *self)
{
  gint64 entry = 0;

  g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", &entry, NULL, NULL));
}

static gint64
search (Fixture    *self,
        const char *query,
        YutuDay     day)
{
  g_autoptr (GError) error = NULL;
  YutuFindSpec spec = { .limit = 5, .kinds = YUTU_SEARCH_FACILITY, .day = day };
  g_autoptr (YutuSearchResult) result =
    yutu_file_search (self->file, query, &spec, NULL, &error);

  g_assert_no_error (error);
  /* What is valid on the day stands before what is not. */
  if (result->hits->len == 0 || ((YutuSearchHit *)result->hits->pdata[0])->is_past)
    return 0;
  return ((YutuSearchHit *)result->hits->pdata[0])->id;
}

/* ---- Where ---- */

static void
test_a_point_finds_its_units (Fixture      *self,
                              gconstpointer data)
{
  YutuPoint at = middle_of (self, 8);
  gint64    id = add (self, (YutuFacilitySite){ .has_point = TRUE, .point = at });
  g_autoptr (YutuFacility) facility = load (self, id, TODAY);

  g_assert_cmpint (facility->place.village, ==, self->county.villages[8]);
  g_assert_cmpint (facility->place.township, ==, self->county.townships[county_get_quarter (8)]);
  g_assert_cmpint (facility->place.point.x, ==, at.x);
  g_assert_cmpstr (facility->pinyin, ==, "Yunzhouyiyangyuan");
  g_assert_cmpint (search (self, "颐养", TODAY), ==, id);
  g_assert_cmpint (search (self, "yzyyy", TODAY), ==, id);
}

/* A new one and one with a new name are spelt as the file reads their words. */
static void
test_readings_of_the_file (Fixture      *self,
                           gconstpointer data)
{
  static const char *const sets[] = { "云舟=yùn chuán", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFacility) added = NULL;
  g_autoptr (YutuFacility) renamed = NULL;
  YutuReadingsResult told = { 0 };
  YutuFacilityChange change = { .name = "云舟福寿院" };
  gint64             id = 0;

  g_assert_true (yutu_file_set_readings (self->file, sets, FALSE, "测试员", &told, &error));
  id = add (self, (YutuFacilitySite){ .village = self->county.villages[3] });
  added = load (self, id, TODAY);
  g_assert_cmpstr (added->pinyin, ==, "Yunchuanyiyangyuan");
  g_assert_true (yutu_file_change_facility (self->file, self->modules, id, &change, &DESK, &error));
  renamed = load (self, id, TODAY);
  g_assert_cmpstr (renamed->pinyin, ==, "Yunchuanfushouyuan");
}

static void
test_an_address_brings_all (Fixture      *self,
                            gconstpointer data)
{
  gint64 id = add (self, (YutuFacilitySite){ .address_text = "东山街道第1村8号" });
  g_autoptr (YutuFacility) facility = load (self, id, TODAY);

  g_assert_cmpint (facility->place.address, ==, 940);
  g_assert_cmpint (facility->place.village, ==, self->county.villages[0]);
  g_assert_cmpint (facility->place.township, ==, self->county.townships[0]);
  g_assert_true (facility->place.has_point);
  g_assert_cmpstr (facility->address_text, ==, "云舟区东山街道第1村8号");
}

static void
refuse (Fixture         *self,
        YutuFacilitySite site,
        const char      *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  gint64           id = 0;

  g_assert_false (
    yutu_file_add_facility (self->file, self->modules, &SPEC, &site, &DESK, &id, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not name “%s”", error->message, word);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_wrong_place_is_refused (Fixture      *self,
                               gconstpointer data)
{
  refuse (self, (YutuFacilitySite){ 0 }, "nowhere");
  refuse (self, (YutuFacilitySite){ .address = 999 }, "999");
  refuse (self, (YutuFacilitySite){ .address_text = "第1村80号" }, "第1村80号");
  refuse (self, (YutuFacilitySite){ .has_point = TRUE, .point = { 100000000000, 20000000000 } },
          "100.000000");
  refuse (self, (YutuFacilitySite){ .village = self->county.townships[0] }, "village");
  refuse (self, (YutuFacilitySite){ .township = self->county.villages[0] }, "township");
  refuse (self,
          (YutuFacilitySite){ .address = 940, .has_point = TRUE, .point = middle_of (self, 20) },
          "第1村8号");
}

/* ---- Acts ---- */

static void
test_each_act_is_one_entry (Fixture      *self,
                            gconstpointer data)
{
  static const char entries[] = "SELECT count(*) FROM journal";
  g_autoptr (GError) error = NULL;
  g_autofree char   *before = county_file_digest (self->file);
  g_autofree char   *after = NULL;
  gint64             n = county_file_count (&self->county, entries);
  gint64             id = add (self, (YutuFacilitySite){ .village = self->county.villages[3] });
  YutuFacilityChange change = { .name = "云舟福寿院", .set = "{\"beds_total\": 90}" };
  YutuFacilitySite   there = { .has_point = TRUE, .point = middle_of (self, 35) };
  g_autoptr (YutuFacility) facility = NULL;

  g_assert_true (
    yutu_file_change_facility (self->file, self->modules, id, &change, &DESK, &error));
  g_assert_true (yutu_file_change_facility (self->file, self->modules, id, &change, &DESK, &error));
  g_assert_true (yutu_file_move_facility (self->file, id, &there, TODAY, &DESK, &error));
  g_assert_true (
    yutu_file_close_facility (self->file, id, TODAY + 100, "并入他院", &DESK, &error));
  g_assert_no_error (error);
  g_assert_cmpint (county_file_count (&self->county, entries), ==, n + 4); /* the second change changed nothing */
  facility = load (self, id, TODAY);
  g_assert_cmpstr (facility->pinyin, ==, "Yunzhoufushouyuan");
  g_assert_cmpint (facility->place.village, ==, self->county.villages[35]);
  g_assert_cmpint (facility->until, ==, TODAY + 100);
  g_assert_cmpint (search (self, "福寿", TODAY), ==, id);
  g_assert_cmpint (search (self, "福寿", TODAY - 1), ==, id);
  g_assert_cmpint (search (self, "福寿", TODAY + 100), ==, 0);
  for (int i = 0; i < 4; i++)
    undo (self);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (search (self, "福寿", TODAY), ==, 0);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM idx_facility_geom"), ==, 0);
}

static void
test_a_place_shows_what_stood_there (Fixture      *self,
                                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64           id = add (self, (YutuFacilitySite){ .has_point = TRUE, .point = middle_of (self, 1) });
  YutuFacilitySite there = { .has_point = TRUE, .point = middle_of (self, 35) };
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, id);
  g_autoptr (YutuPlace) old = yutu_place_new_unit (self->county.villages[1]);
  g_autoptr (YutuPlaceInfo) before = NULL;
  g_autoptr (YutuPlaceInfo) after = NULL;
  g_autoptr (YutuPlaceInfo) unit_before = NULL;
  g_autoptr (YutuPlaceInfo) unit_after = NULL;

  g_assert_true (yutu_file_move_facility (self->file, id, &there, TODAY, &DESK, &error));
  before =
    yutu_file_read_place (self->file, self->modules, place, TODAY - 1, "desk", NULL, &error);
  after = yutu_file_read_place (self->file, self->modules, place, TODAY, "desk", NULL, &error);
  unit_before =
    yutu_file_read_place (self->file, self->modules, old, TODAY - 1, "desk", NULL, &error);
  unit_after = yutu_file_read_place (self->file, self->modules, old, TODAY, "desk", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->point.x, ==, middle_of (self, 1).x);
  g_assert_cmpint (after->point.x, ==, there.point.x);
  g_assert_false (before->is_past);
  g_assert_false (after->is_past);
  g_assert_cmpint (unit_before->n_objects, ==, 1);
  g_assert_cmpint (((YutuPlaceObject *)unit_before->objects->pdata[0])->id, ==, id);
  g_assert_cmpint (unit_after->n_objects, ==, 0);
}

static void
test_only_some_may (Fixture      *self,
                    gconstpointer data)
{
  static const char  log[] = "SELECT count(*) FROM access_log";
  gint64             id = add (self, (YutuFacilitySite){ .village = self->county.villages[3] });
  YutuSigner         leader = { "韩梅梅", "leader" };
  YutuFacilityChange change = { .name = "改名" };
  YutuViewer         whole = { "desk", "电话回访", "李雷" };
  YutuViewer         none = { "desk", NULL, "李雷" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFacility) masked = NULL;
  g_autoptr (YutuFacility) full = NULL;

  g_assert_false (
    yutu_file_change_facility (self->file, self->modules, id, &change, &leader, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE);
  g_clear_error (&error);
  masked = yutu_file_load_facility (self->file, self->modules, id, TODAY, &none, &error);
  g_assert_null (strstr (masked->fields, "王小明"));
  g_assert_cmpint (county_file_count (&self->county, log), ==, 0);
  full = yutu_file_load_facility (self->file, self->modules, id, TODAY, &whole, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (full->fields, "王小明"));
  g_assert_cmpint (county_file_count (&self->county, log), ==, 1);
}

/* ---- The window's twins ---- */

typedef struct
{
  GMainLoop   *loop;
  YutuSession *session;
  gboolean     done;
  gint64       id;
  GError      *error;
} Wait;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Wait *wait = data;

  wait->session = yutu_session_open_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Wait *wait = data;

  wait->done = yutu_session_edit_facility_finish (YUTU_SESSION (source), result, &wait->id,
                                                  &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
test_the_window_edits_too (Fixture      *self,
                           gconstpointer data)
{
  Wait               wait = { g_main_loop_new (NULL, FALSE), NULL, FALSE, 0, NULL };
  YutuFacilitySite   site = { .has_point = TRUE, .point = middle_of (self, 4) };
  YutuFacilityChange change = { .set = "{\"beds_nursing\": 81}" };

  g_clear_pointer (&self->file, yutu_file_unref);
  yutu_session_open_async (self->county.path, NULL, opened_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  yutu_session_add_facility_async (wait.session, &SPEC, &site, edited_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  g_assert_true (wait.done);
  g_assert_cmpint (wait.id, >, 0);
  change.set = "{\"beds_total\": 100}";
  yutu_session_change_facility_async (wait.session, wait.id, &change, edited_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  change.set = "{\"beds_total\": -1}";
  yutu_session_change_facility_async (wait.session, wait.id, &change, edited_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_error (wait.error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD);
  g_clear_error (&wait.error);
  yutu_session_close_facility_async (wait.session, wait.id, TODAY, "停办", edited_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  g_object_unref (wait.session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_loop_unref (wait.loop);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &wait.error);
  g_assert_no_error (wait.error);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture      *self,
                 gconstpointer data);
  } tests[] = {
    { "/session/facility-edit/a-point-finds-its-units", test_a_point_finds_its_units },
    { "/session/facility-edit/readings-of-the-file", test_readings_of_the_file },
    { "/session/facility-edit/an-address-brings-all", test_an_address_brings_all },
    { "/session/facility-edit/a-wrong-place-is-refused", test_a_wrong_place_is_refused },
    { "/session/facility-edit/each-act-is-one-entry", test_each_act_is_one_entry },
    { "/session/facility-edit/a-place-shows-what-stood-there", test_a_place_shows_what_stood_there },
    { "/session/facility-edit/only-some-may", test_only_some_may },
    { "/session/facility-edit/the-window-edits-too", test_the_window_edits_too },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
