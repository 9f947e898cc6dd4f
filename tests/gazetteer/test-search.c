/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the search box finds, in a small invented county. */

#include "search-fixture.h"

#include <locale.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer.h"

static void
test_spellings (Fixture      *self,
                gconstpointer data)
{
  static const SearchQuestion questions[] = {
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
    { "罗店 八一南街", "八一南街" }, /* elsewhere, and told as that */
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
  g_autofree SearchQuestion *asked = g_memdup2 (questions, sizeof questions);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    asked[i].kinds = SEARCH_NAMES;
  fixture_read (self, search_answer, asked);
}

/* As an address is written, from any character on; what it ends in is found. */
static void
test_running_text (Fixture      *self,
                   gconstpointer data)
{
  static const SearchQuestion questions[] = {
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
    { "鹿村村八一南街128", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
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

  fixture_read (self, search_answer, (gpointer)questions);
}

static void
test_time (Fixture      *self,
           gconstpointer data)
{
  static const SearchQuestion questions[] = {
    { "岭上", "岭上乡", SEARCH_NAMES, "2021-10-20", FALSE },
    { "岭上", "", SEARCH_NAMES, "2021-10-21", FALSE },
    { "岭上", "岭上乡", SEARCH_NAMES, "2021-10-21", TRUE },
    { "敬老院", "", SEARCH_NAMES, "2014-12-31", FALSE },
    { "八一南街130", "八一南街130号", 0, "2019-12-31", FALSE },
    { "八一南街130", "八一南街", 0, "2020-01-01", FALSE },
    { "八一南街130", "八一南街130号", 0, "2020-01-01", TRUE },
    { NULL },
  };

  fixture_read (self, search_answer, (gpointer)questions);
}

static void
test_addresses (Fixture      *self,
                gconstpointer data)
{
  static const SearchQuestion questions[] = {
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
    { "罗店 八一南街128", "八一南街128号; 八一南街128号-3; 八一南街128号甲" },
    { "桃园社区128", "八一南街128号; …" }, /* by the village */
    { "128 八一南街 婺城", "八一南街128号; …" },
    { "婺城区城东街道桃园社区八一南街128号甲", "八一南街128号甲" },
    { "婺城区罗店镇桃园社区八一南街128号甲", "八一南街128号甲" },
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

  fixture_read (self, search_answer, (gpointer)questions);
}

/* Titles of cases name people: no part of one finds anything, none is shown. */
static void
test_cases (Fixture      *self,
            gconstpointer data)
{
  static const SearchQuestion questions[] = {
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

  fixture_read (self, search_answer, (gpointer)questions);
}

static gboolean
add_old_cases (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  return search_add_case (connection, "jz-2020-77", 1, error) && search_add_case (connection, "JZ-2020-78", 1, error) &&
         search_add_case (connection, "9WC-SA-2021", 1, error) && search_add_case (connection, "WC-EL-2022-00012", 1, error) &&
         search_add_case (connection, "WC-EL-2022-12345", 1, error);
}

/* Numbers of another system, in whatever letters; those that begin so go first, and each is counted once. Ours also
 * without their noughts. */
static void
test_old_cases (Fixture      *self,
                gconstpointer data)
{
  static const SearchQuestion questions[] = {
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
  fixture_read (self, search_answer, (gpointer)questions);
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
  static const SearchQuestion questions[] = {
    { "东街", "关东街; 城东街道", SEARCH_NAMES },
    { "街", "滨虹街; 关东街; 八一南街; 城东街道; 秋滨街道", SEARCH_NAMES },
    { NULL },
  };

  fixture_write (self, add_east_street, NULL, FALSE);
  fixture_read (self, search_answer, (gpointer)questions);
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
  static const SearchQuestion questions[] = {
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
  fixture_read (self, search_answer, (gpointer)questions);
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
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse (SEARCH_TODAY) };
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
  static const SearchQuestion questions[] = {
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
  fixture_read (self, search_answer, (gpointer)questions);
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
        .day = yutu_day_parse (SEARCH_TODAY),
        .unproject = search_unproject,
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
    gboolean    lacks_part;
  } queries[] = {
    { "八一南街128-3", "八一南街128号-3", FALSE },
    { "八一南街128-5号", "八一南街128号", TRUE },
    { "八一南街128号-5", "八一南街128号", TRUE },
    { "八一南街128号之5", "八一南街128号", TRUE },
    { "八一南街128附5号", "八一南街128号", TRUE },
    { "八一南街12-1号", "八一南街12号", TRUE },
    { "婺城区城东街道八一南街12-1号", "八一南街12号", TRUE },
    { "八一南街12号2单元", "八一南街12号", TRUE, FALSE, FALSE, TRUE },
    { "八一南街12号3幢302室", "八一南街12号", TRUE, FALSE, FALSE, TRUE },
    { "八一南街12#", "八一南街12号", FALSE },
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
  YutuSearchOptions options = { .limit = 20, .day = yutu_day_parse (SEARCH_TODAY) };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, queries[i].query, &options, error);

      g_test_message ("%s", queries[i].query);
      g_assert_cmpint (result->is_parent, ==, queries[i].is_parent);
      g_assert_cmpint (result->lacks_part, ==, queries[i].lacks_part);
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
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse (SEARCH_TODAY) };
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
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse (SEARCH_TODAY) };
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

#define ADD(path, func) g_test_add ("/gazetteer/search/" path, Fixture, NULL, search_set_up, func, fixture_tear_down)

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
  g_test_add_func ("/gazetteer/search/kinds", test_kinds);
  return g_test_run ();
}
