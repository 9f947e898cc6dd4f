/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The record of an address: kept by its fields, gone on with under a new text, one main address each. */

#include <string.h>

#include "county-file.h"
#include "gazetteer/yutu-address-edit.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-address-correct.h"
#include "session/yutu-address-record-edit.h"
#include "session/yutu-check.h"

#define DOOR  940
#define SHOP  941
#define OTHER 942
#define ENDED 943

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Fixture *self = data;

  for (gint64 id = DOOR; id <= ENDED; id++)
    {
      sqlite3_stmt *row = yutu_connection_prepare (
        connection,
        "INSERT INTO address (id, village, door, text, kind, valid_from, valid_to) VALUES (?1, ?2, ?1 - 900, '云舟区' || ?1, 2, "
        "'2000-01-01', CASE ?1 WHEN 943 THEN '2015-05-05' ELSE '9999-12-31' END)",
        error);

      if (row == NULL)
        return FALSE;
      sqlite3_bind_int64 (row, 1, id);
      sqlite3_bind_int64 (row, 2, self->county.villages[0]);
      if (!yutu_connection_run (connection, row, error))
        return FALSE;
    }
  return TRUE;
}

static YutuDay
day (void)
{
  return yutu_day_from_ymd (2026, 11, 2);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open_with (&self->county, add_things, self);
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

static gboolean
change (Fixture    *self,
        gint64      id,
        const char *set,
        GError    **error)
{
  return yutu_file_change_address_record (self->file, self->modules, id, set, "planner", "测试员", error);
}

static void
change_well (Fixture    *self,
             gint64      id,
             const char *set)
{
  g_autoptr (GError) error = NULL;

  change (self, id, set, &error);
  g_assert_no_error (error);
}

static YutuAddressPage *
load (Fixture *self,
      gint64   id)
{
  g_autoptr (GError) error = NULL;
  YutuAddressPage *page = yutu_file_load_address_page (self->file, self->modules, id, day (), NULL, &error);

  g_assert_no_error (error);
  return page;
}

static void
test_fields (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuAddressPage) page = NULL;
  g_autoptr (YutuAddressPage) later = NULL;
  g_autoptr (GError) error = NULL;

  change_well (self, DOOR, "{\"plate_no\": \"M-17\", \"collector\": \"采集员\", \"collected_on\": \"2026-05-01\"}");
  change_well (self, DOOR, "{\"method\": \"gnss\", \"collector\": null}");
  page = load (self, DOOR);
  g_assert_nonnull (strstr (page->values, "M-17"));
  g_assert_nonnull (strstr (page->values, "gnss"));
  g_assert_null (strstr (page->values, "采集员"));
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  later = load (self, DOOR);
  g_assert_null (strstr (later->values, "采集员")); /* a person: masked */
  g_assert_nonnull (strstr (later->values, "采"));
  g_assert_null (strstr (later->values, "gnss"));
}

#define ROAD_DOOR 950

static gboolean
add_road (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const Fixture           *self = data;
  static const char *const sql[] = {
    "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES (960, '云舟路', "
    "'云舟', '路', 'road', 'in_use', ?1, '2000-01-01', GeomFromText ('LINESTRING(119.402 28.906, 119.430 28.906)', 4490))",
    "INSERT INTO address (id, village, place, door, text, kind, valid_from, valid_to, geom) VALUES (950, ?1, 960, 7, '云舟路7号', 1, "
    "'2000-01-01', '9999-12-31', MakePoint (119.410, 28.9061, 4490))",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      sqlite3_stmt *row = yutu_connection_prepare (connection, sql[i], error);

      if (row == NULL)
        return FALSE;
      sqlite3_bind_int64 (row, 1, self->county.villages[0]);
      if (!yutu_connection_run (connection, row, error))
        return FALSE;
    }
  return TRUE;
}

/* The use stands in the address, beside what its record has; both in one entry. */
static void
test_use_and_side (Fixture      *self,
                   gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) before = NULL;
  g_autoptr (YutuAddressPage) page = NULL;
  g_autoptr (YutuAddressPage) undone = NULL;
  g_autoptr (YutuAddressPage) emptied = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, add_road, self, NULL, NULL, &error);
  g_assert_no_error (error);
  before = load (self, ROAD_DOOR);
  g_assert_cmpint (before->side, ==, 1); /* the road goes east, the door lies north of it */
  g_assert_cmpstr (before->values, ==, "{}");
  change_well (self, ROAD_DOOR, "{\"use\": \"shop\", \"side\": \"right\"}");
  page = load (self, ROAD_DOOR);
  g_assert_cmpint (page->row->use, ==, 2);
  g_assert_nonnull (strstr (page->values, "\"use\":\"shop\""));
  g_assert_nonnull (strstr (page->values, "\"side\":\"right\""));
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  undone = load (self, ROAD_DOOR);
  g_assert_cmpint (undone->row->use, ==, 0);
  g_assert_cmpstr (undone->values, ==, "{}");
  change_well (self, ROAD_DOOR, "{\"use\": \"office\"}");
  change_well (self, ROAD_DOOR, "{\"use\": null}");
  emptied = load (self, ROAD_DOOR);
  g_assert_cmpint (emptied->row->use, ==, 0);
  g_assert_false (change (self, ROAD_DOOR, "{\"use\": \"castle\"}", NULL));
  g_assert_false (change (self, ROAD_DOOR, "{\"side\": \"middle\"}", NULL));
}

static void
test_what_is_refused (Fixture      *self,
                      gconstpointer data)
{
  static const struct
  {
    gint64      id;
    const char *set;
  } wrong[] = {
    { DOOR, "{\"method\": \"guess\"}" },
    { DOOR, "{\"no_field\": 1}" },
    { DOOR, "{\"collected_on\": \"2026-05-02\", \"checked_on\": \"2026-05-01\"}" },
    { DOOR, "{\"main\": 940}" },  /* itself */
    { DOOR, "{\"main\": 1}" },    /* none */
    { DOOR, "{\"main\": 942}" },  /* it is the main one of another */
    { OTHER, "{\"main\": 941}" }, /* that one is no main one */
    { OTHER, "{\"main\": 943}" }, /* it ended */
    { 1, "{}" },
  };
  g_autoptr (YutuAddressPage) page = NULL;
  g_autoptr (YutuAddressPage) shop = NULL;

  change_well (self, SHOP, "{\"main\": 940, \"poi\": \"邮政所\", \"relation\": \"对面\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (change (self, wrong[i].id, wrong[i].set, &error));
      g_assert_nonnull (error);
    }
  g_assert_false (yutu_file_change_address_record (self->file, self->modules, DOOR, "{\"remark\": \"x\"}", "clerk", "x", NULL));
  page = load (self, DOOR);
  g_assert_cmpstr (page->values, ==, "{}");
  g_assert_null (page->main_text);
  g_assert_cmpuint (page->auxiliary->len, ==, 1);
  g_assert_cmpstr (page->auxiliary->pdata[0], ==, "云舟区941");
  shop = load (self, SHOP);
  g_assert_cmpstr (shop->main_text, ==, "云舟区940");
}

static gboolean
move_door (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Fixture *self = data;
  YutuPoint      quad[4];
  gint64         id = 0;

  county_get_quad (&self->county, 1, quad);
  return yutu_address_set_point (connection, DOOR, self->county.villages[1], quad[0], day (), &id, error) &&
         yutu_address_record_change (connection, id, "{\"remark\": \"新址\"}", error);
}

/* In another village it goes on in a row of its own, with all that was known, and its auxiliary ones. */
static void
test_it_goes_on (Fixture      *self,
                 gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) before = NULL;
  g_autoptr (YutuAddressPage) now = NULL;

  change_well (self, DOOR, "{\"plate_no\": \"M-17\"}");
  change_well (self, SHOP, "{\"main\": 940}");
  yutu_store_write (yutu_file_get_store (self->file), &spec, move_door, self, NULL, NULL, &error);
  g_assert_no_error (error);
  before = load (self, DOOR);
  g_assert_cmpuint (before->forms->len, ==, 2);
  now = load (self, ((YutuAddressForm *)before->forms->pdata[1])->id);
  g_assert_nonnull (strstr (now->values, "M-17"));
  g_assert_nonnull (strstr (now->values, "新址"));
  g_assert_null (strstr (before->values, "新址"));
  g_assert_cmpuint (now->auxiliary->len, ==, 1);
}

/* What an import or another program has left is told. */
static gboolean
spoil_mains (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const char *const rows[] = {
    "INSERT INTO address_record (id, main) VALUES (940, 4711)", /* not there */
    "INSERT INTO address_record (id, main) VALUES (941, 942)",  /* an auxiliary one itself */
    "INSERT INTO address_record (id, main) VALUES (942, 943)",  /* it ended */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sqlite3_stmt *row = yutu_connection_prepare (connection, rows[i], error);

      if (row == NULL || !yutu_connection_run (connection, row, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_check_tells_wrong_mains (Fixture      *self,
                              gconstpointer data)
{
  static const char *const only[] = { "address-main", NULL };
  YutuEntrySpec            spec = { "test", "测试", "测试员", FALSE };
  gint64                   checked = 0;
  guint                    n[3] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  change_well (self, SHOP, "{\"main\": 940}");
  before = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, spoil_mains, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  findings = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    n[((YutuCheckFinding *)findings->pdata[i])->id - DOOR]++;
  g_assert_cmpuint (findings->len, ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (n); i++)
    g_assert_cmpuint (n[i], ==, 1);
}

/* ---- Numbers, and the end ---- */

static gboolean
correct (Fixture           *self,
         gint64             id,
         YutuAddressNumbers numbers,
         YutuDay            from,
         gboolean           is_end,
         gint64            *now,
         GError           **error)
{
  YutuAddressCorrection correction = { .address = id, .is_end = is_end, .numbers = numbers, .day = from };

  return yutu_file_correct_address (self->file, &correction, &(YutuSigner){ "测试员", "planner" }, now, error);
}

static void
test_numbers (Fixture      *self,
              gconstpointer data)
{
  gint64 now = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) page = NULL;
  g_autoptr (YutuAddressPage) before = NULL;
  g_autoptr (YutuAddressPage) after = NULL;

  change_well (self, DOOR, "{\"plate_no\": \"M-17\"}");
  correct (self, DOOR, (YutuAddressNumbers){ .door = 77, .door_sub = "之二" }, YUTU_DAY_INVALID, FALSE, &now, &error);
  g_assert_no_error (error);
  g_assert_cmpint (now, ==, DOOR);
  page = load (self, DOOR);
  g_assert_true (g_str_has_suffix (page->row->text, "77号之二"));
  g_assert_cmpuint (page->forms->len, ==, 1);
  /* Another one has it; nothing would be left of it; it ended; who may. */
  g_assert_false (correct (self, DOOR, (YutuAddressNumbers){ .door = 41 }, YUTU_DAY_INVALID, FALSE, &now, NULL));
  g_assert_false (correct (self, DOOR, (YutuAddressNumbers){ .room = "1" }, YUTU_DAY_INVALID, FALSE, &now, NULL));
  g_assert_false (correct (self, ENDED, (YutuAddressNumbers){ .door = 9 }, day (), FALSE, &now, NULL));
  g_assert_false (yutu_file_correct_address (self->file, &(YutuAddressCorrection){ .address = DOOR, .numbers = { .door = 5 }, .day = YUTU_DAY_INVALID },
                                             &(YutuSigner){ "x", "clerk" }, &now, NULL));
  correct (self, DOOR, (YutuAddressNumbers){ .door = 79 }, day (), FALSE, &now, &error);
  g_assert_no_error (error);
  g_assert_cmpint (now, !=, DOOR);
  before = load (self, DOOR);
  g_assert_cmpint (before->row->valid_to, ==, day ());
  g_assert_cmpint (before->row->status, ==, 5);
  after = load (self, now);
  g_assert_true (g_str_has_suffix (after->row->text, "79号"));
  g_assert_cmpint (after->row->valid_from, ==, day ());
  g_assert_nonnull (strstr (after->values, "M-17"));
  g_assert_cmpuint (after->forms->len, ==, 2);
}

/* What is typed is made what the library keeps, or refused. */
static void
test_numbers_as_they_are_typed (Fixture      *self,
                                gconstpointer data)
{
  static const YutuAddressNumbers bad[] = {
    { .door = 77, .door_sub = "张三" },
    { .door = 77, .building = "电话13800001234" },
    { .door = 77, .building = "5;6" },
    { .door = 77, .unit_no = "99" },
    { .door = 77, .floor = "200" },
    { .door = 77, .floor = "-9层" },
  };
  gint64 now = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) page = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  correct (self, DOOR, (YutuAddressNumbers){ .door = 77, .door_sub = "－３号", .building = "５ 幢", .room = "302室" }, YUTU_DAY_INVALID,
           FALSE, &now, &error);
  g_assert_no_error (error);
  page = load (self, DOOR);
  g_assert_true (g_str_has_suffix (page->row->text, "77号-35幢302室"));
  before = county_file_digest (self->file);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) why = NULL;

      g_assert_false (correct (self, DOOR, bad[i], YUTU_DAY_INVALID, FALSE, &now, &why));
      g_assert_error (why, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

static void
test_end (Fixture      *self,
          gconstpointer data)
{
  gint64 now = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) page = NULL;

  g_assert_false (correct (self, OTHER, (YutuAddressNumbers){ 0 }, yutu_day_from_ymd (2000, 1, 1), TRUE, &now, NULL));
  g_assert_false (correct (self, ENDED, (YutuAddressNumbers){ 0 }, day (), TRUE, &now, NULL));
  correct (self, OTHER, (YutuAddressNumbers){ 0 }, day (), TRUE, &now, &error);
  g_assert_no_error (error);
  page = load (self, OTHER);
  g_assert_cmpint (page->row->valid_to, ==, day ());
  g_assert_cmpint (page->row->status, ==, 6);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The only finding of a rule that has @n_repairs is mended by one of them, and gone. */
static void
repair_only (Fixture    *self,
             const char *rule,
             guint       n_repairs,
             gint64      choice) /* 0: there is one way */
{
  const char *const only[] = { rule, NULL };
  gint64            checked = 0, entry = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) repairs = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  repairs = yutu_file_list_repairs (self->file, findings->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (repairs->len, ==, n_repairs);
  for (guint i = 0; i < repairs->len; i++)
    if (choice == 0 || ((YutuCheckRepair *)repairs->pdata[i])->choice == choice)
      yutu_file_repair (self->file, repairs->pdata[i], "测试员", &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  after = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 0);
}

static gboolean
add_twin (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "INSERT INTO address (id, village, door, text, kind, valid_from) SELECT 944, village, door, text, kind, valid_from FROM "
    "address WHERE id = 942",
    error);

  return row != NULL && yutu_connection_run (connection, row, error);
}

/* Of two that are one, the one that is chosen is cancelled, and the finding is gone. */
static void
test_repair_of_twins (Fixture      *self,
                      gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) gone = NULL;
  g_autoptr (YutuAddressPage) kept = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, add_twin, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  repair_only (self, "address-twice", 2, 944);
  gone = load (self, 944);
  kept = load (self, OTHER);
  g_assert_cmpint (gone->row->valid_to, ==, yutu_day_today ());
  g_assert_cmpint (kept->row->valid_to, ==, yutu_day_parse (YUTU_DAY_OPEN_TEXT));
}

static gboolean
leave_unchecked (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, "UPDATE address SET status = 1 WHERE id = 942", error);

  return row != NULL && yutu_connection_run (connection, row, error);
}

/* Who has been there says so: one entry for the status and the day. */
static void
test_repair_of_unchecked (Fixture      *self,
                          gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressPage) page = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, leave_unchecked, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  repair_only (self, "address-unchecked", 1, 0);
  page = load (self, OTHER);
  g_assert_cmpint (page->row->status, ==, 2);
}

#define ADD(name, func) g_test_add ("/session/address-record/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("repair-of-unchecked", test_repair_of_unchecked);
  ADD ("numbers", test_numbers);
  ADD ("numbers-as-they-are-typed", test_numbers_as_they_are_typed);
  ADD ("end", test_end);
  ADD ("repair-of-twins", test_repair_of_twins);
  ADD ("check-tells-wrong-mains", test_check_tells_wrong_mains);
  ADD ("fields", test_fields);
  ADD ("use-and-side", test_use_and_side);
  ADD ("what-is-refused", test_what_is_refused);
  ADD ("it-goes-on", test_it_goes_on);
  return g_test_run ();
}
