/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer-fixture.h"

#include "gazetteer/yutu-address-names-private.h"

static void
test_compose (void)
{
  static const struct
  {
    YutuAddressElements elements;
    const char         *text;
  } cases[] = {
    /* all levels, the canonical form */
    { { .province = "浙江省",
        .city = "金华市",
        .county = "婺城区",
        .township = "城东街道",
        .village = "桃园社区",
        .road = "八一南街",
        .door = 128,
        .estate = "芙蓉苑",
        .building = "5",
        .unit_no = "2",
        .floor = "3",
        .room = "302" },
      "浙江省金华市婺城区城东街道桃园社区八一南街128号芙蓉苑5幢2单元302室" },
    { { .road = "八一南街", .lane = "12", .door = 7 }, "八一南街12弄7号" },
    { { .road = "八一南街", .door = 128, .door_sub = "3" }, "八一南街128号-3" },
    { { .road = "八一南街", .door = 128, .door_sub = "之二" }, "八一南街128号之二" },
    { { .road = "八一南街", .door = 128, .door_sub = "甲" }, "八一南街128号甲" },
    { { .village = "雅干村", .natural_village = "上塔石", .door = 12 }, "雅干村上塔石12号" },
    { { .estate = "芙蓉苑", .door = 9 }, "芙蓉苑9号" },
    { { .estate = "芙蓉苑", .building = "A", .floor = "3" }, "芙蓉苑A幢3层" },
    { { .estate = "芙蓉苑", .building = "5", .floor = "B1" }, "芙蓉苑5幢地下1层" },
    { { .estate = "芙蓉苑", .building = "5", .floor = "-2" }, "芙蓉苑5幢地下2层" },
    { { .village = "桃园社区", .building = "", .room = "" }, "桃园社区" },
    { { 0 }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yutu_address_compose (&cases[i].elements);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* ---- Writing and reading ---- */

typedef struct
{
  gint64 county;
  gint64 town;
  gint64 village;
  gint64 road;
  gint64 hamlet;
  gint64 address;
} County;

static void
add_code (YutuConnection *connection,
          const char     *code,
          const char     *name,
          const char     *valid_from)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO division_code (id, kind, code, name, level, valid_from) "
    "VALUES (?1, 'mca', ?2, ?3, length (?2) / 2, ?4)",
    NULL);

  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, valid_from, -1, SQLITE_STATIC);
  g_assert_true (yutu_connection_run (connection, statement, NULL));
}

static gboolean
write_county (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  County  *county = data;
  UnitSpec unit = { 3, "district", "婺城区", "婺城", "区", "Wucheng Qu", "330702", 0, "2000-12-31", NULL };

  add_code (connection, "33", "浙江省", "1949-10-01");
  add_code (connection, "3307", "金华市", "2005-01-01");
  add_code (connection, "3301", "杭州市", "1949-10-01");
  county->county = fixture_add_unit (connection, &unit);
  unit = (UnitSpec){ 4, "street", "城东街道", "城东", "街道", "Chengdong Jiedao", "330702001", county->county, "2001-01-01", NULL };
  county->town = fixture_add_unit (connection, &unit);
  unit = (UnitSpec){ 5, "community", "桃园社区", "桃园", "社区", "Taoyuan Shequ", NULL, county->town, "2001-01-01", NULL };
  county->village = fixture_add_unit (connection, &unit);
  county->road = fixture_add_place (connection, "八一南街", "road", county->village);
  county->hamlet = fixture_add_place (connection, "王村", "natural-village", county->village);
  return TRUE;
}

static gboolean
write_address (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  County *county = data;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  YutuAddressSpec spec = {
    .village = county->village,
    .place = county->road,
    .kind = YUTU_ADDRESS_ROAD_DOOR,
    .door = 128,
    .door_sub = "甲",
    .valid_from = "2010-05-01",
    .has_point = TRUE,
    .point = yutu_point_from_degrees (119.648213456, 29.081234567),
  };

  return yutu_address_writer_add (writer, &spec, &county->address, error) &&
         yutu_address_writer_finish (writer, error);
}

/* The text of the elements as the units are called on @day. */
static void
check_composed (YutuConnection *connection,
                gint64          address,
                const char     *day,
                const char     *text)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, village, place, door, door_sub, building, unit_no, floor, room FROM address WHERE id = ?1", &error);
  YutuAddressComposer composer;
  g_autofree char    *composed = NULL;
  gboolean            found = FALSE;

  g_assert_no_error (error);
  sqlite3_bind_int64 (row, 1, address);
  g_assert_true (yutu_connection_step (connection, row, &found, &error) && found);
  yutu_address_composer_init (&composer, connection);
  g_assert_true (yutu_address_composer_run (&composer, row, yutu_day_parse (day), &composed, &error));
  g_assert_cmpstr (composed, ==, text);
  yutu_address_composer_clear (&composer);
  sqlite3_reset (row);
}

static gboolean
read_address (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  County *county = data;
  g_autoptr (YutuAddressRow) row = NULL;
  g_autoptr (YutuAddressRow) none = NULL;

  g_assert_true (yutu_address_load (connection, county->address, &row, error));
  g_assert_cmpstr (row->text, ==, "浙江省金华市婺城区城东街道桃园社区八一南街128号甲");
  g_assert_cmpint (row->village, ==, county->village);
  g_assert_cmpint (row->place, ==, county->road);
  g_assert_cmpint (row->door, ==, 128);
  g_assert_cmpstr (row->door_sub, ==, "甲");
  g_assert_null (row->room);
  g_assert_cmpint (row->kind, ==, YUTU_ADDRESS_ROAD_DOOR);
  g_assert_cmpint (row->status, ==, 4);
  g_assert_cmpint (row->valid_from, ==, yutu_day_parse ("2010-05-01"));
  g_assert_cmpint (row->valid_to, ==, yutu_day_parse (YUTU_DAY_OPEN_TEXT));
  g_assert_true (row->has_point);
  g_assert_cmpint (row->point.x, ==, 119648213456);
  g_assert_cmpint (row->point.y, ==, 29081234567);

  check_composed (connection, county->address, "2010-05-01", row->text);
  check_composed (connection, county->address, "2004-12-31", "浙江省婺城区城东街道桃园社区八一南街128号甲");
  check_composed (connection, county->address, "1999-01-01", "八一南街128号甲");

  g_assert_true (yutu_address_load (connection, county->county, &none, error));
  g_assert_null (none);
  return TRUE;
}

static void
test_write (Fixture      *self,
            gconstpointer data)
{
  County county = { 0 };

  fixture_write (self, write_county, &county, FALSE);
  fixture_write (self, write_address, &county, TRUE);
  fixture_read (self, read_address, &county);
}

static gboolean
read_place (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autofree char *text = fixture_dump (
    connection, "SELECT name, proper_name, generic_term, pinyin, pinyin_tone, class, status, "
                "valid_to, fields FROM place_name ORDER BY id");

  g_assert_cmpstr (text, ==,
                   "八一南街|八一|南街|Bayi Nanjie|Bāyī Nánjiē|road|in_use|9999-12-31|{}|\n"
                   "王村|王村||Wangcun|Wángcūn|natural-village|in_use|9999-12-31|{}|\n\n");
  return TRUE;
}

static void
test_place (Fixture      *self,
            gconstpointer data)
{
  County county = { 0 };

  fixture_write (self, write_county, &county, FALSE);
  fixture_read (self, read_place, NULL);
}

static gboolean
refuse_addresses (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  County               *county = data;
  const YutuAddressSpec wrong[] = {
    { .kind = 1, .valid_from = "2010-01-01", .text = "x" },
    { .village = county->village, .kind = 0, .valid_from = "2010-01-01", .text = "x" },
    { .village = county->village, .kind = 1, .valid_from = "2010-02-30", .text = "x" },
    { .village = county->village, .kind = 1, .valid_from = NULL, .text = "x" },
    { .village = county->village, .kind = 1, .valid_from = "2010-01-01", .valid_to = "2010-01-01", .text = "x" },
    { .village = county->village, .kind = 1, .valid_from = "2010-01-01", .door = -1, .text = "x" },
    { .village = county->village, .kind = 1, .valid_from = "1990-01-01" }, /* names of which day? */
    { .village = county->village, .kind = 1, .valid_from = "2010-01-01", .place = county->town },
    { .village = county->village, .kind = 1, .valid_from = "2010-01-01", .text = "x", .has_point = TRUE, .point = { G_MAXINT64, 0 } },
  };
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_false (yutu_address_writer_add (writer, &wrong[i], NULL, &refusal));
      g_assert_error (refusal, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
    }
  g_assert_true (yutu_address_writer_finish (writer, error));
  g_assert_cmpint (fixture_get_int (connection, "SELECT count(*) FROM address"), ==, 0);
  return TRUE;
}

static void
test_refuse (Fixture      *self,
             gconstpointer data)
{
  County county = { 0 };

  fixture_write (self, write_county, &county, FALSE);
  fixture_write (self, refuse_addresses, &county, FALSE);
}

/* ---- Triggers ---- */

static gboolean
write_batches (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (int i = 0; i < 9000; i++)
    {
      YutuAddressSpec spec = {
        .village = 1,
        .kind = YUTU_ADDRESS_VILLAGE_DOOR,
        .door = i,
        .text = "地址",
        .valid_from = "2010-01-01",
        .has_point = TRUE,
      };

      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

/* A statement of SpatiaLite's trigger for each row would be a change too. */
static gboolean
count_changes (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  sqlite3 *handle = yutu_connection_get_handle (connection);
  int      before = sqlite3_total_changes (handle);

  g_assert_true (write_batches (connection, NULL, error));
  g_assert_cmpint (sqlite3_total_changes (handle) - before, ==, 9000 + 1);
  g_assert_cmpint (fixture_get_int (connection, "SELECT last_insert > '2020' FROM "
                                                "geometry_columns_time "
                                                "WHERE f_table_name = 'address'"),
                   ==, 1);
  /* and they are on again */
  before = sqlite3_total_changes (handle);
  g_assert_true (yutu_connection_exec (connection, "DELETE FROM address WHERE door = 5", error));
  g_assert_cmpint (sqlite3_total_changes (handle) - before, >, 1);
  return TRUE;
}

static gboolean
write_with_trigger (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  return yutu_connection_exec (connection,
                               "CREATE TABLE seen (door INTEGER NOT NULL PRIMARY KEY);"
                               "CREATE TRIGGER see AFTER INSERT ON address BEGIN "
                               "INSERT INTO seen (door) VALUES (NEW.door); END",
                               error) &&
         write_batches (connection, NULL, error);
}

static gboolean
read_seen (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  g_assert_cmpint (fixture_get_int (connection, "SELECT count(*) FROM seen"), ==, 9000);
  return TRUE;
}

static void
test_no_triggers (Fixture      *self,
                  gconstpointer data)
{
  fixture_write (self, count_changes, NULL, FALSE);
}

static void
test_foreign_trigger (Fixture      *self,
                      gconstpointer data)
{
  fixture_write (self, write_with_trigger, NULL, TRUE);
  fixture_read (self, read_seen, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/address/compose", test_compose);
  g_test_add ("/gazetteer/address/write", Fixture, NULL, fixture_set_up, test_write, fixture_tear_down);
  g_test_add ("/gazetteer/address/place", Fixture, NULL, fixture_set_up, test_place, fixture_tear_down);
  g_test_add ("/gazetteer/address/refuse", Fixture, NULL, fixture_set_up, test_refuse, fixture_tear_down);
  g_test_add ("/gazetteer/address/no-triggers", Fixture, NULL, fixture_set_up, test_no_triggers, fixture_tear_down);
  g_test_add ("/gazetteer/address/foreign-trigger", Fixture, NULL, fixture_set_up, test_foreign_trigger, fixture_tear_down);
  return g_test_run ();
}
