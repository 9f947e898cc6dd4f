/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the search box finds, in a small invented county. */

#include "gazetteer-fixture.h"

#include <locale.h>
#include <string.h>

#include "base/yutu-random.h"
#include "gazetteer/yutu-gazetteer.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "gazetteer/yutu-search.h"

#define TODAY "2026-11-24"

static gint64
add_unit (YutuConnection *connection,
          int             level,
          const char     *name,
          const char     *code,
          gint64          parent,
          const char     *to)
{
  UnitSpec spec = { level, "unit", name, name, "", NULL, code, parent, "2000-12-31", to };

  return fixture_add_unit (connection, &spec);
}

static gboolean
add_facility (YutuConnection *connection,
              const char     *name,
              gint64          village,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO facility (id, kind, name, status, village, valid_from, geom) "
    "VALUES (?1, 'elderly.care-home', ?2, 'open', ?3, '2015-01-01', MakePoint (119.6, 29.1, 4490))",
    error);

  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, village);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_case (YutuConnection *connection,
          const char     *number,
          gint64          village,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, "
    "village, opened_on) VALUES (?1, ?2, 'social-assistance', 'SA.dibao', '欧阳测试低保申请', 'new', "
    "'2021-01-01', 'household', ?3, '2021-01-01')",
    error);

  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, number, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, village);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_doors (YutuConnection *connection,
           gint64          village,
           gint64          road,
           gint64          estate,
           GError        **error)
{
  static const struct
  {
    int         door;
    const char *sub;
    const char *building;
    const char *unit_no;
    const char *room;
    const char *to;
  } doors[] = {
    { 1, NULL, NULL, NULL, NULL, NULL },
    { 12, NULL, NULL, NULL, NULL, NULL },
    { 120, NULL, NULL, NULL, NULL, NULL },
    { 128, NULL, NULL, NULL, NULL, NULL },
    { 128, "甲", NULL, NULL, NULL, NULL },
    { 128, "3", NULL, NULL, NULL, NULL },
    { 130, NULL, NULL, NULL, NULL, "2020-01-01" },
    { 0, NULL, "5", "2", "302", NULL },
    { 0, NULL, "5", "2", "303", NULL },
    { 0, NULL, "15", "1", "302", NULL },
  };
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      YutuAddressSpec spec = {
        .village = village,
        .place = doors[i].building != NULL ? estate : road,
        .kind = doors[i].building != NULL ? YUTU_ADDRESS_ESTATE_BUILDING : YUTU_ADDRESS_ROAD_DOOR,
        .door = doors[i].door,
        .door_sub = doors[i].sub,
        .building = doors[i].building,
        .unit_no = doors[i].unit_no,
        .room = doors[i].room,
        .valid_from = "2010-01-01",
        .valid_to = doors[i].to,
        .has_point = TRUE,
        .point = yutu_point_from_degrees (119.64 + (double)i / 1000, 29.08),
      };

      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

/* A village, the hamlet it has its name from, and another hamlet. */
static gboolean
add_hamlets (YutuConnection *connection,
             gint64          town,
             GError        **error)
{
  gint64 village = add_unit (connection, 5, "石塔村", NULL, town, NULL);
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  const char *const names[] = { "里坞", "石塔村" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      YutuAddressSpec spec = {
        .village = village,
        .place = fixture_add_place (connection, names[i], "natural-village", village),
        .kind = YUTU_ADDRESS_VILLAGE_DOOR,
        .door = 7,
        .valid_from = "2010-01-01",
      };

      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

static gboolean
write_county (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  gint64            county = add_unit (connection, 3, "婺城区", "330702", 0, NULL);
  gint64            town = add_unit (connection, 4, "罗店镇", "330702100", county, NULL);
  gint64            street = add_unit (connection, 4, "城东街道", "330702001", county, NULL);
  gint64            hills = add_unit (connection, 4, "长山乡", "330702201", county, NULL);
  gint64            luobu = add_unit (connection, 4, "罗埠镇", "330702103", county, NULL);
  gint64            village = add_unit (connection, 5, "鹿村村", "330702100201", town, NULL);
  gint64            taoyuan = add_unit (connection, 5, "桃园社区", NULL, street, NULL);
  gint64            road = fixture_add_place (connection, "八一南街", "road", 0); /* in no one unit */
  gint64            estate = fixture_add_place (connection, "芙蓉苑", "estate", taoyuan);
  YutuPlaceNameSpec spec = {
    .name = "双龙洞",
    .name_class = "hill",
    .alias = "洞天、金华洞",
    .division = village,
    .valid_from = "2000-01-01",
  };

  if (!yutu_connection_exec (connection,
                             "INSERT OR IGNORE INTO division_code (kind, code, level, name, "
                             "valid_from, valid_to) VALUES "
                             "('mca', '33', 1, '浙江省', '1949-10-01', '9999-12-31'), "
                             "('mca', '3307', 2, '金华市', '1985-05-15', '9999-12-31')",
                             error))
    return FALSE;
  add_unit (connection, 4, "琅琊镇", "330702105", county, NULL);
  add_unit (connection, 4, "岭上乡", "330702202", county, "2021-10-21");
  add_unit (connection, 5, "下罗村", NULL, luobu, NULL);
  fixture_add_place (connection, "鹿田", "natural-village", village);
  fixture_add_place (connection, "罗店路", "road", hills);
  add_unit (connection, 4, "秋滨街道", NULL, county, NULL);
  fixture_add_place (connection, "滨虹街", "road", 0);
  return yutu_place_name_add (connection, &spec, NULL, error) &&
         add_facility (connection, "罗店镇敬老院", village, error) &&
         add_facility (connection, "福塔巷79号-6牌", village, error) &&
         add_case (connection, "WC-SA-2021-0001", village, error) &&
         add_case (connection, "WC-SA-2021-0002", village, error) &&
         add_doors (connection, taoyuan, road, estate, error) &&
         add_hamlets (connection, hills, error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  fixture_set_up (self, data);
  yutu_gazetteer_attach (self->store);
  fixture_write (self, write_county, NULL, FALSE);
}

/* ---- Asking ---- */

typedef struct
{
  const char *query;
  const char *names; /* found, best first, parted by "; "; with a last "…" more may follow */
  unsigned    kinds;
  const char *day;
  gboolean    include_past;
} Question;

static char *
ask (YutuConnection          *connection,
     const char              *query,
     const YutuSearchOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, options, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpint (result->hits->len, ==, MIN ((gsize)result->total, options->limit));
  for (guint i = 0; i < result->hits->len; i++)
    {
      const YutuSearchHit *hit = g_ptr_array_index (result->hits, i);

      g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", hit->name);
      g_assert_cmpfloat (hit->score, <=, 100);
      g_assert_cmpfloat (hit->score, >=, 0);
      if (i > 0)
        g_assert_cmpfloat (
          hit->score, <, ((YutuSearchHit *)g_ptr_array_index (result->hits, i - 1))->score);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
answer (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  for (const Question *question = data; question->query != NULL; question++)
    {
      YutuSearchOptions options = {
        .limit = 50,
        .kinds = question->kinds,
        .day = yutu_day_parse (question->day != NULL ? question->day : TODAY),
        .include_past = question->include_past,
      };
      g_autofree char *names = ask (connection, question->query, &options);

      g_test_message ("%s: %s", question->query, names);
      if (g_str_has_suffix (question->names, "…"))
        {
          g_autofree char *start =
            g_strndup (question->names, strlen (question->names) - strlen ("; …"));

          g_assert_true (g_str_has_prefix (names, start));
        }
      else
        g_assert_cmpstr (names, ==, question->names);
    }
  return TRUE;
}

#define NAMES (YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE | YUTU_SEARCH_FACILITY)

static void
test_spellings (Fixture      *self,
                gconstpointer data)
{
  static const Question questions[] = {
    { "罗", "罗店镇; 罗埠镇; 罗店路; 罗店镇敬老院; 下罗村" },
    { "罗店", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "罗店镇", "罗店镇; 罗店镇敬老院" },
    { "羅店鎮", "罗店镇; 罗店镇敬老院" }, /* traditional script */
    { "luodianzhen", "罗店镇; 罗店镇敬老院" },
    { "Luódiàn Zhèn", "罗店镇; 罗店镇敬老院" },
    { "luodian", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "luodian zhen", "罗店镇; 罗店镇敬老院" },
    { "Luo Dian Zhen", "罗店镇; 罗店镇敬老院" },
    { "luo'dian", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "79hao-", "福塔巷79号-6牌" }, /* a dash stands for itself */
    { "xiang79h-6p", "福塔巷79号-6牌" },
    { "-6pai", "福塔巷79号-6牌" },
    { "luod'ian", "罗店镇; 罗店路; 罗店镇敬老院" }, /* no reading goes over an apostrophe: by one error */
    { "luo2 dian4", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "luo2dian4zhen4", "罗店镇; 罗店镇敬老院" },
    { "l d zh", "罗店镇; 罗店镇敬老院; …" },
    { "罗 dian", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "luod", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "luodz", "罗店镇; 罗店镇敬老院" },
    { "luodzh", "罗店镇; 罗店镇敬老院" },
    { "ldzh", "罗店镇; 罗店镇敬老院" },
    { "ldz", "罗店镇; 罗店镇敬老院" },
    { "ldzhen", "罗店镇; 罗店镇敬老院" },
    { "罗dian", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "ld", "罗店镇; 罗店路; 罗店镇敬老院; …" },
    { "330702100", "罗店镇; 鹿村村" },
    { "3307", "婺城区; 罗店镇; …" },
    { "罗店 鹿村", "鹿村村; 罗店镇敬老院" },
    { "鹿村 罗店", "鹿村村; 罗店镇敬老院" },
    { "luodian lucun", "鹿村村; 罗店镇敬老院" },
    { "罗店 罗埠", "" },
    { "婺城 八一南街", "八一南街" },
    { "婺城区八一南街", "八一南街" },
    { "罗店鹿村", "鹿村村; 罗店镇敬老院" },
    { "婺城罗店鹿田", "鹿田" },
    { "罗埠鹿村", "" },
    { "罗店 八一南街", "" },
    { "金华洞", "双龙洞" }, /* an alias */
    { "洞", "双龙洞" },
    { "changshan", "长山乡" },
    { "zhangshan", "长山乡" }, /* the other reading may be typed too */
    { "luobu", "罗埠镇" },
    { "luofu", "罗埠镇; 下罗村" },    /* one letter off, as luocu is */
    { "滨红街", "滨虹街; 秋滨街道" }, /* a whole name that sounds so before a piece of one with an error */
    { "罗典", "罗店镇; 罗店路; 罗店镇敬老院" },
    { "狼牙", "琅琊镇" },
    { "罗阜", "罗埠镇" }, /* looks alike, and sounds otherwise */
    { "福田", "鹿田" },   /* one of two characters, and few names */
    { "卢店", "罗店镇; 罗店路" },
    { "福典", "" },
    { "罗典镇", "罗店镇; 罗埠镇; 罗店镇敬老院" },
    { "罗镇店", "罗店镇; …" },
    { "琅琊琊镇", "琅琊镇" },
    { "敬老阮", "罗店镇敬老院" },
    { "lodianzhen", "罗店镇; 罗店镇敬老院" },
    { "婺城 八一南接", "八一南街" },
    { "婺城区八一南接", "八一南街" },
    { "婺城区琅牙镇", "琅琊镇" },
    { "langya", "琅琊镇" },
    { "ly", "琅琊镇; 罗店镇敬老院" },
    { "琊", "琅琊镇" },
    { "nanjie", "八一南街" },
    { "jinglaoyuan", "罗店镇敬老院" },
    { "", "" },
    { "   ", "" },
    { "阿", "" },
    { "xyz", "" },
    { NULL },
  };
  g_autofree Question *asked = g_memdup2 (questions, sizeof questions);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    asked[i].kinds = NAMES;
  fixture_read (self, answer, asked);
}

/* As an address is written, from any character on; what it ends in is found. */
static void
test_running_text (Fixture      *self,
                   gconstpointer data)
{
  static const Question questions[] = {
    { "浙", "婺城区" },
    { "省金", "婺城区" },
    { "浙江省金华市", "婺城区" },
    { "金华市婺", "婺城区" },
    { "浙江省金华市婺城区罗", "罗店镇; 罗埠镇" },
    { "城区罗店", "罗店镇" },
    { "店镇鹿", "鹿村村" },
    { "罗店镇鹿村村", "鹿村村" },
    { "罗埠镇鹿", "罗埠镇" },
    { "镇鹿村村鹿", "鹿田" },
    { "婺城区城东街道桃园社区芙", "芙蓉苑" },
    { "园社区八一", "八一南街" },
    { "鹿村村八一", "" }, /* a road that has no door there */
    { "鹿村村芙蓉", "" },
    { "社区八一南街12", "八一南街12号; 八一南街120号; …" },
    { "道桃园社区八一南街128号甲", "八一南街128号甲" },
    { "鹿村村八一南街128", "八一南街" },
    { "浙江省金华市婺城区城东街道桃园社区芙蓉苑5幢2单", "芙蓉苑5幢2单元302室; 芙蓉苑5幢2单元303室" },
    { "社区芙蓉苑一十五幢", "芙蓉苑15幢1单元302室" },
    { "桃园社区八一南街", "", YUTU_SEARCH_DIVISION },
    { "桃园社区八一南街", "八一南街1号; 八一南街12号; …", YUTU_SEARCH_ADDRESS },
    { "社区八一南街130", "八一南街130号", 0, "2019-12-31" },
    { "社区八一南街130", "", 0, "2020-01-01" },
    { "婺城区岭", "岭上乡", 0, "2021-10-20" },
    { "婺城区岭", "婺城区", 0, "2021-10-21" },
    { "婺城区岭", "岭上乡", 0, "2021-10-21", TRUE },
    { "石塔村石塔村7", "石塔村7号" },
    { NULL },
  };

  fixture_read (self, answer, (gpointer)questions);
}

static void
test_time (Fixture      *self,
           gconstpointer data)
{
  static const Question questions[] = {
    { "岭上", "岭上乡", NAMES, "2021-10-20", FALSE },
    { "岭上", "", NAMES, "2021-10-21", FALSE },
    { "岭上", "岭上乡", NAMES, "2021-10-21", TRUE },
    { "敬老院", "", NAMES, "2014-12-31", FALSE },
    { "八一南街130", "八一南街130号", 0, "2019-12-31", FALSE },
    { "八一南街130", "八一南街", 0, "2020-01-01", FALSE },
    { "八一南街130", "八一南街130号", 0, "2020-01-01", TRUE },
    { NULL },
  };

  fixture_read (self, answer, (gpointer)questions);
}

static void
test_addresses (Fixture      *self,
                gconstpointer data)
{
  static const Question questions[] = {
    { "八一南街128号", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "八一南街128", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "八一南街１２８号", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "八一南街一百二十八号", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "八一南街128号甲", "八一南街128号甲" },
    { "八一南街128甲", "八一南街128号甲" },
    { "八一南街128-3", "八一南街128号-3" },
    { "八一南街12", "八一南街12号; 八一南街120号; 八一南街128号; …" },
    { "八一南街12号", "八一南街12号" },
    { "八一南街 128", "八一南街128号; …" },
    { "bynj128", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "bayinanjie128hao", "八一南街128号; …" },
    { "南街128号", "八一南街128号; …" },
    { "城东 八一南街128", "八一南街128号; …" },
    { "罗店 八一南街128", "八一南街" },
    { "桃园社区128", "八一南街128号; …" }, /* by the village */
    { "128 八一南街 婺城", "八一南街128号; …" },
    { "婺城区城东街道桃园社区八一南街128号甲", "八一南街128号甲" },
    { "婺城区罗店镇桃园社区八一南街128号甲", "八一南街" },
    { "城东桃园八一南街128号甲", "八一南街128号甲" },
    { "浙江省金华市婺城区城东街道八一南街128号甲", "八一南街128号甲" },
    { "芙蓉苑5幢2单元302室", "芙蓉苑5幢2单元302室" },
    { "芙蓉苑5栋302", "芙蓉苑5幢2单元302室" },
    { "芙蓉苑5-2-303", "芙蓉苑5幢2单元303室" },
    { "芙蓉苑5-302", "芙蓉苑5幢2单元302室" },
    { "芙蓉苑5幢", "芙蓉苑5幢2单元302室; 芙蓉苑5幢2单元303室" },
    { "石塔村7", "石塔村7号; 里坞7号" }, /* by the hamlet before by the village */
    { "fry15", "芙蓉苑15幢1单元302室" },
    { "八一南街999", "八一南街" },
    { "128", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "号甲", "八一南街128号甲" },
    { "八一南街128好甲", "八一南街128号甲" },
    { "八一南接128号甲", "八一南街128号甲" },
    { "婺城区城东街道桃园社区八一南接128号甲", "八一南街128号甲" },
    { "八一南街129好", "八一南街" }, /* another number is no error of typing: the road is told */
    { "幢2单元", "芙蓉苑5幢2单元302室; 芙蓉苑5幢2单元303室" },
    { "幢二单元", "芙蓉苑5幢2单元302室; 芙蓉苑5幢2单元303室" },
    { "元302", "芙蓉苑5幢2单元302室; 芙蓉苑15幢1单元302室" },
    { "03室", "芙蓉苑5幢2单元303室" },
    { "八一南街", "八一南街1号; 八一南街12号; 八一南街120号; 八一南街128号; …", YUTU_SEARCH_ADDRESS },
    { "八一南街", "八一南街" },
    { NULL },
  };

  fixture_read (self, answer, (gpointer)questions);
}

/* Titles of cases name people: no part of one finds anything, none is shown. */
static void
test_cases (Fixture      *self,
            gconstpointer data)
{
  static const Question questions[] = {
    { "WC-SA-2021-0001", "WC-SA-2021-0001" },
    { "wc-sa-2021", "WC-SA-2021-0001; WC-SA-2021-0002" },
    { "SA-2021-0002", "WC-SA-2021-0002" },
    { "wc", "婺城区" },
    { "wc", "WC-SA-2021-0001; WC-SA-2021-0002", YUTU_SEARCH_CASE },
    { "欧阳测试", "" },
    { "欧阳", "", YUTU_SEARCH_CASE },
    { "ouyang", "" },
    { NULL },
  };

  fixture_read (self, answer, (gpointer)questions);
}

static gboolean
add_old_cases (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  return add_case (connection, "jz-2020-77", 1, error) && add_case (connection, "JZ-2020-78", 1, error) &&
         add_case (connection, "9WC-SA-2021", 1, error) && add_case (connection, "WC-EL-2022-00012", 1, error) &&
         add_case (connection, "WC-EL-2022-12345", 1, error);
}

/* Numbers of another system, in whatever letters; those that begin so go first, and each is counted once. Ours also
 * without their noughts. */
static void
test_old_cases (Fixture      *self,
                gconstpointer data)
{
  static const Question questions[] = {
    { "jz-2020-77", "jz-2020-77" },
    { "JZ-2020", "JZ-2020-78; jz-2020-77" },
    { "z-2020-7", "jz-2020-77; JZ-2020-78" },
    { "2021", "9WC-SA-2021; WC-SA-2021-0001; WC-SA-2021-0002", YUTU_SEARCH_CASE },
    { "WC-SA-2021", "WC-SA-2021-0001; WC-SA-2021-0002; 9WC-SA-2021" },
    { "WC-EL-2022-12", "WC-EL-2022-00012; WC-EL-2022-12345" },
    { "el-2022-012", "WC-EL-2022-00012" },
    { "el-2022-13", "" },
    { "2022-12", "WC-EL-2022-12345" }, /* of what, it does not say */
    { NULL },
  };

  fixture_write (self, add_old_cases, NULL, FALSE);
  fixture_read (self, answer, (gpointer)questions);
}

static gboolean
add_east_street (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  return fixture_add_place (connection, "关东街", "road", 0) != 0;
}

/* A name that ends in the piece before a greater one that has it in its middle. */
static void
test_ends (Fixture      *self,
           gconstpointer data)
{
  static const Question questions[] = {
    { "东街", "关东街; 城东街道", NAMES },
    { "街", "滨虹街; 关东街; 八一南街; 城东街道; 秋滨街道", NAMES },
    { NULL },
  };

  fixture_write (self, add_east_street, NULL, FALSE);
  fixture_read (self, answer, (gpointer)questions);
}

static gboolean
add_codes (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  return yutu_connection_exec (
    connection,
    "UPDATE place_name SET fields = '{\"name_code\":\"330702-262-0007\",\"short_name\":\"洞景区\"}' WHERE name = '双龙洞'; "
    "UPDATE place_name SET fields = '{\"spatial_id\":\"KJ33070200123\"}' WHERE name = '滨虹街'; "
    "UPDATE facility SET fields = '{\"uscc\":\"5233070279779076XL\",\"sign_no\":\"007\"}' WHERE name = '罗店镇敬老院'",
    error);
}

/* Codes in the further fields, from their start, and by three characters or more; a short name as any name. */
static void
test_codes (Fixture      *self,
            gconstpointer data)
{
  static const Question questions[] = {
    { "330702-262-0007", "双龙洞" },
    { "330702-262", "双龙洞" },
    { "262-0007", "" },
    { "kj33070200123", "滨虹街" },
    { "KJ330", "滨虹街" },
    { "5233070279779076XL", "罗店镇敬老院" },
    { "5233", "罗店镇敬老院" },
    { "52", "" },
    { "007", "罗店镇敬老院" },
    { "洞景", "双龙洞" },
    { "djq", "双龙洞" },
    { NULL },
  };

  fixture_write (self, add_codes, NULL, FALSE);
  fixture_read (self, answer, (gpointer)questions);
}

static gboolean
cross_townships (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  return yutu_connection_exec (connection,
                               "UPDATE place_name SET fields = '{\"crossed_divisions\":\"城东街道、罗店镇\"}' WHERE name = '八一南街'",
                               error);
}

static gboolean
read_crossed (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse (TODAY) };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, "八一南街", &options, error);
  const YutuSearchHit *hit = g_ptr_array_index (result->hits, 0);

  g_assert_cmpstr (hit->name, ==, "八一南街");
  g_assert_cmpstr (hit->label, ==, "婺城区 › 城东街道、罗店镇");
  return TRUE;
}

/* Two roads of one name are told apart by the townships that they cross. */
static void
test_crossed (Fixture      *self,
              gconstpointer data)
{
  fixture_write (self, cross_townships, NULL, FALSE);
  fixture_read (self, read_crossed, NULL);
}

static gboolean
add_lines (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  static const char *const rows[] = {
    "INSERT INTO boundary_line (id, code, name, grade, left_code, right_code, neighbour_name, valid_from) VALUES "
    "(7001, '330702330781', '婺兰线', 3, '330702', '330781', '兰溪市', '2000-01-01')",
    "INSERT INTO boundary_line (id, code, name, grade, left_code, right_code, neighbour_name, valid_from, valid_to) "
    "VALUES (7002, '330702330723', '婺武线', 3, '330702', '330723', '武义县', '2000-01-01', '2021-10-21')",
    "INSERT INTO boundary_line (id, code, name, grade, left_code, right_code, neighbour_name, valid_from) VALUES "
    "(7003, '330702330723', '婺武线', 3, '330702', '330723', '武义县', '2021-10-21')",
    "INSERT INTO boundary_pillar (id, line, number, kind, condition, fields, valid_from, geom) VALUES (7101, 7001, "
    "'330702330781001Q', 'single', 'good', '{\"name\":\"婺兰线1号界桩\"}', '2000-01-01', MakePoint (119.5, 29.2, 4490))",
    "INSERT INTO boundary_pillar (id, line, number, kind, condition, fields, valid_from) VALUES (7102, 7003, "
    "'330702330723001Q', 'single', 'lost', '{}', '2000-01-01')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, rows[i], error);

      if (statement == NULL || !yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* A line that was led elsewhere is found once; a number is not found by any of its digits. */
static void
test_lines (Fixture      *self,
            gconstpointer data)
{
  static const Question questions[] = {
    { "婺兰线", "婺兰线" },
    { "兰线", "婺兰线" },
    { "wulanxian", "婺兰线" },
    { "wlx", "婺兰线" },
    { "婺武线", "婺武线", 0, NULL, TRUE },
    { "330702330781", "婺兰线; 330702330781001Q" },
    { "330702330781001q", "330702330781001Q" },
    { "001Q", "330702330781001Q; 330702330723001Q" },
    { "781001", "330702330781001Q" },
    { "婺兰线 001Q", "330702330781001Q" },
    { "婺兰线1号界桩", "330702330781001Q" },
    { "0233", "" },
    { "婺兰", "婺兰线" },
    { "婺兰线", "330702330781001Q", YUTU_SEARCH_PILLAR },
    { "330702330781001Q", "", 0, "1999-12-31" },
    { NULL },
  };

  fixture_write (self, add_lines, NULL, FALSE);
  fixture_read (self, answer, (gpointer)questions);
}

static gboolean
unproject (double     easting_m,
           double     northing_m,
           int        zone,
           gpointer   data,
           YutuPoint *point)
{
  *point = yutu_point_from_degrees (100 + easting_m / 1e6, northing_m / 1e6);
  point->x += zone;
  return northing_m < 9e6;
}

static gboolean
read_coordinates (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  static const struct
  {
    const char *query;
    gint64      x; /* 0: none */
    gint64      y;
  } cases[] = {
    { "119.65, 29.08", 119650000000, 29080000000 },
    { "119.65 29.08", 119650000000, 29080000000 },
    { "119.65，29.08", 119650000000, 29080000000 },
    { "29.08,119.65", 119650000000, 29080000000 },
    { "E119.65 N29.08", 119650000000, 29080000000 },
    { "29.08N 119.65E", 119650000000, 29080000000 },
    { "-29.5 -119.25", -119250000000, -29500000000 },
    { "119°30′ 29°15′", 119500000000, 29250000000 },
    { "119°30'36\"E 29°15'18\"N", 119510000000, 29255000000 },
    { "东经119度30分36秒 北纬29度15分18秒", 119510000000, 29255000000 },
    { "499123 3218456", 100499123000, 3218456000 },
    { "3218456, 499123", 100499123000, 3218456000 },
    { "40499123.5, 3218456", 100499123540, 3218456000 },
    { "499123 9218456", 0, 0 },
    { "119°61′ 29°15′", 0, 0 },
    { "119.65", 0, 0 },
    { "119.65 29.08 5", 0, 0 },
    { "119.65E 29.08E", 0, 0 },
    { "八一南街 128", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuSearchOptions options = {
        .kinds = YUTU_SEARCH_COORDINATE,
        .day = yutu_day_parse (TODAY),
        .unproject = unproject,
      };
      g_autoptr (YutuSearchResult) result =
        yutu_search_run (connection, cases[i].query, &options, error);
      const YutuSearchHit *hit = NULL;

      g_test_message ("%s", cases[i].query);
      g_assert_nonnull (result);
      g_assert_cmpint (result->hits->len, ==, cases[i].x != 0);
      if (cases[i].x == 0)
        continue;
      hit = g_ptr_array_index (result->hits, 0);
      g_assert_cmpint (hit->kind, ==, YUTU_SEARCH_COORDINATE);
      g_assert_cmpint (hit->id, ==, 0);
      g_assert_cmpint (hit->point.x, ==, cases[i].x);
      g_assert_cmpint (hit->point.y, ==, cases[i].y);
      options.unproject = NULL;
    }
  return TRUE;
}

static void
test_coordinates (Fixture      *self,
                  gconstpointer data)
{
  fixture_read (self, read_coordinates, NULL);
}

/* A number behind a door's that is not there leads to the door, a door that is not there to its road, and it is told. */
static gboolean
read_parents (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  static const struct
  {
    const char *query;
    const char *first;
    gboolean    is_parent;
    gboolean    is_base;
    gboolean    has_typo;
  } queries[] = {
    { "八一南街128-3", "八一南街128号-3", FALSE },
    { "八一南街128-5号", "八一南街128号", TRUE },
    { "八一南街128号-5", "八一南街128号", TRUE },
    { "八一南街128号之5", "八一南街128号", TRUE },
    { "八一南街128附5号", "八一南街128号", TRUE },
    { "八一南街12-1号", "八一南街12号", TRUE },
    { "婺城区城东街道八一南街12-1号", "八一南街12号", TRUE },
    { "八一南街13-1号", "八一南街", FALSE, TRUE },
    { "八一南街13号", "八一南街", FALSE, TRUE },
    { "八一南街 一十三号", "八一南街", FALSE, TRUE },
    { "婺城区城东街道八一南街13号3幢302室", "八一南街", FALSE, TRUE },
    { "bynj13", "八一南街", FALSE, TRUE },
    { "罗店路13号", "罗店路", FALSE, TRUE }, /* not 罗店 and 路13号 */
    { "芙蓉园5幢302室", "芙蓉园", FALSE, TRUE, TRUE },
    { "13号", NULL, FALSE },
    { "某某街13号", NULL, FALSE },
  };
  YutuSearchOptions options = { .limit = 20, .day = yutu_day_parse (TODAY) };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, queries[i].query, &options, error);

      g_test_message ("%s", queries[i].query);
      g_assert_cmpint (result->is_parent, ==, queries[i].is_parent);
      g_assert_cmpint (result->is_base, ==, queries[i].is_base);
      g_assert_cmpint (result->has_typo, ==, queries[i].has_typo);
      g_assert_cmpint (result->hits->len > 0, ==, queries[i].first != NULL);
      if (queries[i].first != NULL)
        g_assert_cmpstr (((YutuSearchHit *)result->hits->pdata[0])->name, ==, queries[i].first);
    }
  return TRUE;
}

/* An estate without a door, called nearly as another one. */
static gboolean
write_similar (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  fixture_add_place (connection, "芙蓉园", "estate", 0);
  return TRUE;
}

static void
test_parents (Fixture      *self,
              gconstpointer data)
{
  fixture_write (self, write_similar, NULL, FALSE);
  fixture_read (self, read_parents, NULL);
}

/* A coordinate tells the address next to it. */
static gboolean
read_surroundings (YutuConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse (TODAY) };
  g_autoptr (YutuSearchResult) near = yutu_search_run (connection, "119.6410, 29.0801", &options, error);
  g_autoptr (YutuSearchResult) far = yutu_search_run (connection, "119.9, 29.5", &options, error);
  const YutuSearchHit *hit = g_ptr_array_index (near->hits, 0);

  g_assert_cmpstr (hit->near_name, ==, "八一南街12号");
  g_assert_cmpfloat_with_epsilon (hit->near_m, 11.1, 0.1);
  hit = g_ptr_array_index (far->hits, 0);
  g_assert_null (hit->near_name);
  g_assert_false (hit->is_outside); /* the file has no land */
  return TRUE;
}

static void
test_surroundings (Fixture      *self,
                   gconstpointer data)
{
  fixture_read (self, read_surroundings, NULL);
}

static gboolean
read_hit (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  YutuPoint         near_point = yutu_point_from_degrees (119.643, 29.08);
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse (TODAY) };
  g_autoptr (YutuSearchResult) village = yutu_search_run (connection, "鹿村村", &options, error);
  g_autoptr (YutuSearchResult) county = yutu_search_run (connection, "wcq", &options, error);
  g_autoptr (YutuSearchResult) door = NULL;
  const YutuSearchHit *hit = g_ptr_array_index (village->hits, 0);

  g_assert_cmpint (hit->kind, ==, YUTU_SEARCH_DIVISION);
  g_assert_cmpint (hit->level, ==, 5);
  g_assert_cmpstr (hit->label, ==, "婺城区 › 罗店镇");
  g_assert_cmpint (hit->unit, ==, hit->id); /* the first row of a unit gives its identity */
  g_assert_false (hit->has_point);
  g_assert_false (hit->is_past);
  hit = g_ptr_array_index (county->hits, 0);
  g_assert_cmpstr (hit->name, ==, "婺城区");
  g_assert_cmpstr (hit->label, ==, "");

  options.near_point = &near_point;
  options.limit = 2;
  door = yutu_search_run (connection, "八一南街12", &options, error);
  hit = g_ptr_array_index (door->hits, 1); /* 12 first, it is whole; then the nearest of the rest */
  g_assert_cmpstr (hit->name, ==, "八一南街128号");
  g_assert_cmpstr (hit->label, ==, "婺城区 › 城东街道 › 桃园社区");
  g_assert_true (hit->has_point);
  g_assert_cmpint (hit->point.y, ==, 29080000000);
  g_assert_cmpint (door->total, ==, 5);
  g_assert_cmpint (door->hits->len, ==, 2);
  return TRUE;
}

static void
test_hit (Fixture      *self,
          gconstpointer data)
{
  fixture_read (self, read_hit, NULL);
}

static void
test_kinds (void)
{
  for (unsigned kind = YUTU_SEARCH_DIVISION; kind <= YUTU_SEARCH_CROSSING; kind <<= 1)
    g_assert_cmpint (yutu_search_kind_from_text (yutu_search_kind_to_text (kind)), ==, kind);
  g_assert_null (yutu_search_kind_to_text (0));
  g_assert_null (yutu_search_kind_to_text (3));
  g_assert_cmpint (yutu_search_kind_from_text ("road"), ==, 0);
  g_assert_cmpint (yutu_search_kind_from_text (NULL), ==, 0);
}

/* ---- Following and failing ---- */

static gboolean
change_names (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  return yutu_connection_exec (connection,
                               "UPDATE place_name SET name = '九峰路' WHERE name = '罗店路'; "
                               "DELETE FROM facility WHERE name = '罗店镇敬老院'; "
                               "UPDATE division SET valid_to = '2020-01-01' WHERE name = '罗埠镇'; "
                               "UPDATE address SET door = door + 1000 WHERE id IN (SELECT id FROM address ORDER BY id LIMIT 3); "
                               "UPDATE address SET room = '909' WHERE room IS NOT NULL; "
                               "UPDATE address SET status = 7 - status WHERE status IN (3, 4); "
                               "DELETE FROM address WHERE id = (SELECT max (id) FROM address)",
                               error);
}

static gboolean
add_roads (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  for (int i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("九龙%d路", i);

      fixture_add_place (connection, name, "road", 0);
    }
  for (int i = 0; i < 5; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO address (id, village, place, door, room, text, kind, valid_from) SELECT ?1, village, place, door + ?2, "
        "'7', '', kind, valid_from FROM address ORDER BY id LIMIT 1",
        error);

      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
      sqlite3_bind_int (statement, 2, i % 3);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  YutuSearchOptions options = { .limit = 3, .day = yutu_day_parse (TODAY) };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, "jiul", &options, error);

  *(gint64 *)data = result->total;
  return TRUE;
}

static gboolean
rebuild (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_gazetteer_rebuild (connection, error);
}

static gboolean
dump (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  char **text = data;

  *text = fixture_dump (connection, "SELECT kind, block, n, hex(texts), hex(meta), hex(typed) "
                                    "FROM search_block ORDER BY kind, block");
  return TRUE;
}

static void
assert_as_rebuilt (Fixture *self)
{
  g_autofree char *kept = NULL;
  g_autofree char *fresh = NULL;

  fixture_read (self, dump, &kept);
  fixture_write (self, rebuild, NULL, FALSE);
  fixture_read (self, dump, &fresh);
  g_assert_cmpstr (kept, ==, fresh);
}

static void
test_follow (Fixture      *self,
             gconstpointer data)
{
  static const Question before[] = { { "罗", "罗店镇; 罗埠镇; 罗店路; 罗店镇敬老院; 下罗村", NAMES },
                                     { NULL } };
  static const Question after[] = { { "罗", "罗店镇; 下罗村", NAMES }, { "jfl", "九峰路", NAMES }, { NULL } };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  fixture_write (self, change_names, NULL, FALSE);
  fixture_read (self, answer, (gpointer)after);
  assert_as_rebuilt (self);
  fixture_write (self, add_roads, NULL, TRUE);
  fixture_read (self, count, &n);
  g_assert_cmpint (n, ==, 600);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_undo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, count, &n);
  g_assert_cmpint (n, ==, 0);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_undo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, answer, (gpointer)before);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_redo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, answer, (gpointer)after);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_redo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, count, &n);
  g_assert_cmpint (n, ==, 600);
  assert_as_rebuilt (self);
}

typedef struct
{
  GCancellable *cancellable;
  gboolean      reached;
} Cancelled;

static gboolean
search_cancelled (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  Cancelled        *self = data;
  YutuSearchOptions options = { .day = yutu_day_parse (TODAY) };
  g_autoptr (YutuSearchResult) result = NULL;

  self->reached = TRUE;
  g_cancellable_cancel (self->cancellable); /* the next key */
  result = yutu_search_run (connection, "罗", &options, error);
  g_assert_null (result);
  return FALSE;
}

/* More estates than are read through, and one building in the last of them. */
static gboolean
add_estates (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64        estate = 0;
  sqlite3_stmt *statement = NULL;

  for (int i = 0; i < 1600; i++)
    {
      g_autofree char *name = g_strdup_printf (i < 1599 ? "%d苑" : "%d最长的名苑", i);

      estate = fixture_add_place (connection, name, "estate", 0);
    }
  statement = yutu_connection_prepare (connection,
                                       "INSERT INTO address (id, village, place, building, text, kind, valid_from) SELECT ?1, "
                                       "village, ?2, '32', '', 3, valid_from FROM address ORDER BY id LIMIT 1",
                                       error);
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, estate);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
find_rare (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuSearchOptions options = { .limit = 3, .day = yutu_day_parse (TODAY) };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, "苑32幢", &options, error);

  g_assert_cmpuint (result->hits->len, ==, 1);
  g_assert_true (result->total_is_least);
  return TRUE;
}

static void
test_rare (Fixture      *self,
           gconstpointer data)
{
  fixture_write (self, add_estates, NULL, FALSE);
  fixture_read (self, find_rare, NULL);
}

static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Cancelled cancelled = { cancellable, FALSE };

  g_assert_false (yutu_store_read (self->store, search_cancelled, &cancelled, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (cancelled.reached);
}

static gboolean
damage (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  return yutu_connection_exec (
    connection,
    "UPDATE search_block SET texts = substr (texts, 1, length (texts) - 3) WHERE kind = 1; "
    "UPDATE search_block SET meta = zeroblob (44000) WHERE kind = 2; "
    "UPDATE search_block SET typed = x'' WHERE kind = 3; "
    "UPDATE search_block SET meta = zeroblob (9) WHERE kind = 4; "
    "UPDATE search_block SET texts = substr (texts, 1, length (texts) - 3) WHERE kind = 5 AND block % 3 = 0; "
    "UPDATE search_block SET typed = substr (typed, 1, 5) || x'00' WHERE kind = 5 AND block % 3 = 1; "
    "UPDATE search_block SET meta = zeroblob (44000) WHERE kind = 5 AND block % 3 = 2",
    error);
}

static gboolean
ask_all (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  for (unsigned kinds = YUTU_SEARCH_ADDRESS; kinds <= YUTU_SEARCH_CASE; kinds <<= 1)
    {
      YutuSearchOptions options = { .limit = 50, .kinds = kinds, .day = yutu_day_parse (TODAY), .include_past = TRUE };
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, data, &options, error);

      g_assert_nonnull (result);
    }
  return TRUE;
}

/* Fewer names, or wrong ones, but nothing is read outside (under ASan) and nothing crashes. */
static void
test_damaged (Fixture      *self,
              gconstpointer data)
{
  static const Question    questions[] = { { "罗店", "罗店镇; …", YUTU_SEARCH_DIVISION }, { "luo", "罗店镇; …", YUTU_SEARCH_DIVISION }, { NULL } };
  static const char *const pieces[] = { "号", "1", "室", "WC", NULL };

  fixture_write (self, damage, NULL, FALSE);
  fixture_read (self, answer, (gpointer)questions);
  fixture_read (self, count, &(gint64){ 0 });
  for (int i = 0; pieces[i] != NULL; i++)
    fixture_read (self, ask_all, (gpointer)pieces[i]);
}

static char *
repeat (const char *text,
        gsize       n)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* Nothing that is pasted takes long or is read wrongly. */
static gboolean
ask_hostile (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const struct
  {
    const char *text;
    gsize       n;
    gboolean    is_too_long;
  } queries[] = {
    { "1a", 490 },
    { "1 a ", 240, TRUE },
    { "罗", 330 },
    { "罗", 334, TRUE },
    { "罗店镇", 100000, TRUE },
    { "1 a ", 15 },
    { "罗店镇 ", 32, TRUE },
    { "zh", 31 },
    { "aaaaaaaa", 7 },
    { "\xe7\xbd", 20 },
    { "\xff", 1 },
    { "1-", 400 },
    { "省市", 100 },
    { "''''", 100 },
    { "12345678901", 30 },
    { "°", 200 },
    { "%_*?\"';--", 10 },
  };
  YutuSearchOptions options = { .day = yutu_day_parse (TODAY), .unproject = unproject };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *query = repeat (queries[i].text, queries[i].n);
      g_autoptr (YutuSearchResult) result = NULL;
      gint64 start = g_get_monotonic_time ();

      result = yutu_search_run (connection, query, &options, error);
      g_assert_nonnull (result);
      g_assert_cmpint (result->total, ==, 0);
      g_assert_cmpint (result->is_too_long, ==, queries[i].is_too_long);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
  return TRUE;
}

static void
test_hostile (Fixture      *self,
              gconstpointer data)
{
  fixture_read (self, ask_hostile, NULL);
}

/* ---- Completeness: every name that a plain reading of the rules finds, and no other ---- */

#define N_RANDOM 400

typedef struct
{
  YutuRandom random;
  char      *names[N_RANDOM];
  gint64     ids[N_RANDOM];
} Oracle;

static char *
draw_name (YutuRandom *random)
{
  static const char *const characters[] = { "罗", "店", "长", "山", "乐", "重", "行", "埠", "琅",
                                            "琊", "安", "西", "龙", "洞", "石", "沙", "吕", "女",
                                            "路", "一", "南", "婺", "畈", "大", "K", "7" };
  GString                 *out = g_string_new (NULL);

  for (guint64 n = 2 + yutu_random_below (random, 5); n > 0; n--)
    g_string_append (out, characters[yutu_random_below (random, G_N_ELEMENTS (characters))]);
  return g_string_free (out, FALSE);
}

static gboolean
write_random (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Oracle *self = data;

  for (int i = 0; i < N_RANDOM; i++)
    {
      self->names[i] = draw_name (&self->random);
      self->ids[i] = fixture_add_place (connection, self->names[i], "hill", 0);
    }
  return TRUE;
}

/* All ways to lay @keys on the characters from @index on, by the words of the contract. */
static gboolean
can_be_typed (const char      *name,
              const GPtrArray *typed,
              guint            index,
              const char      *keys)
{
  const GPtrArray *readings = NULL;
  const char      *character = g_utf8_offset_to_pointer (name, (glong)index);

  if (*keys == '\0')
    return TRUE;
  if (index == typed->len)
    return FALSE;
  if (g_utf8_get_char (keys) == g_utf8_get_char (character) &&
      can_be_typed (name, typed, index + 1, g_utf8_next_char (keys)))
    return TRUE;
  readings = g_ptr_array_index (typed, index);
  for (guint i = 0; i < readings->len; i++)
    {
      const char *reading = g_ptr_array_index (readings, i);
      gsize       length = strlen (reading);

      if (g_str_has_prefix (reading, keys)) /* the last one, half typed or whole */
        return TRUE;
      if (g_str_has_prefix (keys, reading) && can_be_typed (name, typed, index + 1, keys + length))
        return TRUE;
      if (*keys == *reading && can_be_typed (name, typed, index + 1, keys + 1))
        return TRUE;
      if ((g_str_has_prefix (reading, "zh") || g_str_has_prefix (reading, "ch") ||
           g_str_has_prefix (reading, "sh")) &&
          strncmp (keys, reading, 2) == 0 && can_be_typed (name, typed, index + 1, keys + 2))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_found_plainly (const char *name,
                  const char *query)
{
  g_autofree char *text = g_utf8_strdown (name, -1);
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);

  if (strstr (text, query) != NULL)
    return TRUE;
  if (strpbrk (query, "abcdefghijklmnopqrstuvwxyz") == NULL)
    return FALSE;
  for (guint i = 0; i < typed->len; i++)
    if (can_be_typed (text, typed, i, query))
      return TRUE;
  return FALSE;
}

/* A part of a name as somebody may type it: each character itself, in full, or by its initial. */
static char *
draw_query (Oracle *self)
{
  YutuRandom      *random = &self->random;
  g_autofree char *text =
    g_utf8_strdown (self->names[yutu_random_below (random, N_RANDOM)], -1);
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);
  g_autoptr (GString) out = g_string_new (NULL);
  guint start = (guint)yutu_random_below (random, typed->len);
  guint end = start + 1 + (guint)yutu_random_below (random, typed->len - start);
  int   way = (int)yutu_random_below (random, 4); /* characters, pinyin, initials, mixed */

  for (guint i = start; i < end; i++)
    {
      const GPtrArray *readings = g_ptr_array_index (typed, i);
      int              here = way < 3 ? way : (int)yutu_random_below (random, 3);

      if (here == 0 || readings->len == 0)
        g_string_append_unichar (out, g_utf8_get_char (g_utf8_offset_to_pointer (text, i)));
      else
        g_string_append_len (
          out, g_ptr_array_index (readings, yutu_random_below (random, readings->len)),
          here == 1 ? -1 : 1);
    }
  if (way != 0 && yutu_random_below (random, 3) == 0 && out->len > 1 &&
      g_ascii_isalpha (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1); /* the last key not yet typed */
  if (yutu_random_below (random, 10) == 0)
    g_string_append_c (out, (char)('a' + yutu_random_below (random, 26)));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
compare_with_oracle (YutuConnection *connection,
                     gpointer        data,
                     GError        **error)
{
  Oracle           *self = data;
  YutuSearchOptions options = {
    .limit = 1000,
    .kinds = YUTU_SEARCH_PLACE,
    .day = yutu_day_parse (TODAY),
  };

  for (int i = 0; i < 1500; i++)
    {
      g_autofree char *query = draw_query (self);
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
      g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);

      for (guint k = 0; k < result->hits->len; k++)
        g_hash_table_add (found, &((YutuSearchHit *)g_ptr_array_index (result->hits, k))->id);
      for (int k = 0; k < N_RANDOM; k++)
        if (is_found_plainly (self->names[k], query) !=
            (!result->has_typo && g_hash_table_contains (found, &self->ids[k])))
          g_error ("“%s” and the name %s", query, self->names[k]);
    }
  return TRUE;
}

static void
test_complete (Fixture      *self,
               gconstpointer data)
{
  Oracle oracle = { 0 };

  yutu_random_init (&oracle.random, 20211021);
  fixture_write (self, write_random, &oracle, TRUE);
  fixture_read (self, compare_with_oracle, &oracle);
  for (int i = 0; i < N_RANDOM; i++)
    g_free (oracle.names[i]);
}

#define ADD(path, func) g_test_add ("/gazetteer/search/" path, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("spellings", test_spellings);
  ADD ("time", test_time);
  ADD ("addresses", test_addresses);
  ADD ("running-text", test_running_text);
  ADD ("cases", test_cases);
  ADD ("old-cases", test_old_cases);
  ADD ("ends", test_ends);
  ADD ("codes", test_codes);
  ADD ("crossed", test_crossed);
  ADD ("lines", test_lines);
  ADD ("coordinates", test_coordinates);
  ADD ("parents", test_parents);
  ADD ("surroundings", test_surroundings);
  ADD ("hit", test_hit);
  ADD ("follow", test_follow);
  ADD ("rare", test_rare);
  ADD ("cancel", test_cancel);
  ADD ("damaged", test_damaged);
  ADD ("hostile", test_hostile);
  ADD ("complete", test_complete);
  g_test_add_func ("/gazetteer/search/kinds", test_kinds);
  return g_test_run ();
}
