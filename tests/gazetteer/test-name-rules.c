/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Plan: each rule by a name that breaks it and one that does not; the scope of a rival; and the names of a
 * county of some thousand, each checked against all others, equal to a pass over all pairs that is written
 * down plainly. */

#include <locale.h>
#include <string.h>

#include "gazetteer-fixture.h"
#include "gazetteer/yutu-name-rules.h"
#include "gazetteer/yutu-pinyin.h"

#define DAY "2026-11-24"

static gboolean
has (const GPtrArray *findings,
     YutuNameBreach   breach)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const YutuNameFinding *)g_ptr_array_index (findings, i))->breach == breach)
      return TRUE;
  return FALSE;
}

/* ---- By the text alone ---- */

static void
test_text (void)
{
  static const struct
  {
    const char    *name;
    const char    *name_class;
    YutuNameBreach breach;
    gboolean       breaks;
  } cases[] = {
    { "X公寓", "estate", YUTU_NAME_NOT_HAN, TRUE },
    { "芙蓉·苑", "estate", YUTU_NAME_NOT_HAN, TRUE },
    { "66号大街", "road", YUTU_NAME_NOT_HAN, TRUE },
    { "芙蓉花园", "estate", YUTU_NAME_NOT_HAN, FALSE },
    { "東方花园", "estate", YUTU_NAME_TRADITIONAL, TRUE },
    { "东方花园", "estate", YUTU_NAME_TRADITIONAL, FALSE },
    { "畚斗村", "natural-village", YUTU_NAME_NOT_STANDARD, FALSE },
    { "婺州路", "road", YUTU_NAME_NOT_STANDARD, FALSE },
    { "龘天路", "road", YUTU_NAME_NOT_STANDARD, TRUE },
    { "曌天路", "road", YUTU_NAME_RARE, TRUE },
    { "毛泽东路", "road", YUTU_NAME_LEADER, TRUE },
    { "泽东路", "road", YUTU_NAME_LEADER, FALSE },
    { "王建国路", "road", YUTU_NAME_PERSON, TRUE },
    { "王家坞", "natural-village", YUTU_NAME_PERSON, FALSE },
    { "威尼斯花园", "estate", YUTU_NAME_FOREIGN, TRUE },
    { "芙蓉花园", "estate", YUTU_NAME_FOREIGN, FALSE },
    { "环球大厦", "building", YUTU_NAME_INFLATED, TRUE },
    { "环城西路", "road", YUTU_NAME_INFLATED, FALSE },
    { "中国路", "road", YUTU_NAME_INFLATED, TRUE },
    { "中华路", "road", YUTU_NAME_INFLATED, FALSE },     /* many towns have it */
    { "世界乡", "township", YUTU_NAME_INFLATED, FALSE }, /* R6 is for roads and sites */
    { "万科花园", "estate", YUTU_NAME_COMPANY, TRUE },
    { "绿城桃源小区", "estate", YUTU_NAME_COMPANY, TRUE },
    { "绿洲小区", "estate", YUTU_NAME_COMPANY, FALSE },
    { "杨垅村", "village", YUTU_NAME_TRADITIONAL, FALSE }, /* R2: kept in local names */
    { "東垅村", "village", YUTU_NAME_TRADITIONAL, TRUE },
    { "关帝庙", "scenic", YUTU_NAME_UNHEALTHY, FALSE },
    { "帝景关帝苑", "estate", YUTU_NAME_UNHEALTHY, TRUE }, /* the first 帝 */
    { "张家界路", "road", YUTU_NAME_PERSON, FALSE },
    { "金东苑", "estate", YUTU_NAME_PERSON, FALSE },
    { "王建国苑", "estate", YUTU_NAME_PERSON, TRUE },
    { "大溪", "river", YUTU_NAME_LENGTH, FALSE },
    { "王村", "natural-village", YUTU_NAME_LENGTH, FALSE },
    { "曌路", "road", YUTU_NAME_LENGTH, TRUE },
    { "一号路", "road", YUTU_NAME_ORDINAL, TRUE },
    { "五一广场", "building", YUTU_NAME_ORDINAL, FALSE },
    { "五二路", "road", YUTU_NAME_ORDINAL, TRUE },
    { "皇家公寓", "estate", YUTU_NAME_UNHEALTHY, TRUE },
    { "黄山镇", "township", YUTU_NAME_FAMOUS, TRUE },
    { "黄山路", "road", YUTU_NAME_FAMOUS, FALSE }, /* R8 is for divisions */
    { "金茂", "building", YUTU_NAME_NO_GENERIC, TRUE },
    { "金茂大厦", "building", YUTU_NAME_NO_GENERIC, FALSE },
    { "望江亭", "scenic", YUTU_NAME_NO_GENERIC, FALSE },
    { "金茂大厦广场", "building", YUTU_NAME_STACKED, TRUE },
    { "金茂广场", "building", YUTU_NAME_STACKED, FALSE },
    { "大厦广场", "building", YUTU_NAME_STACKED, TRUE },
    { "广场小区", "estate", YUTU_NAME_STACKED, TRUE },
    { "大道路", "road", YUTU_NAME_STACKED, TRUE },
    { "解放路大道", "road", YUTU_NAME_STACKED, TRUE },
    { "锦绣花园公寓", "estate", YUTU_NAME_STACKED, TRUE },
    { "解放路三巷", "road", YUTU_NAME_STACKED, FALSE }, /* a lane of that road */
    { "公园路", "road", YUTU_NAME_STACKED, FALSE },     /* called after what it leads to */
    { "工业园区大道", "road", YUTU_NAME_STACKED, FALSE },
    { "横街路", "road", YUTU_NAME_STACKED, FALSE },
    { "花园小区", "estate", YUTU_NAME_STACKED, FALSE }, /* of 花园村 */
    { "中心小区", "estate", YUTU_NAME_STACKED, FALSE },
    { "金茂世家长乐未央锦绣年华花园", "estate", YUTU_NAME_LENGTH, TRUE },
    { "第一路", "road", YUTU_NAME_ORDINAL, TRUE },
    { "八一路", "road", YUTU_NAME_ORDINAL, FALSE }, /* a date */
    { "长一路", "road", YUTU_NAME_ORDINAL, FALSE },

    /* words that stand in longer ones, or across their edges */
    { "罗马头村", "natural-village", YUTU_NAME_FOREIGN, FALSE },
    { "波罗马头", "natural-village", YUTU_NAME_FOREIGN, FALSE },
    { "罗马广场", "building", YUTU_NAME_FOREIGN, TRUE },
    { "松柏林路", "road", YUTU_NAME_FOREIGN, FALSE },
    { "柏林花园", "estate", YUTU_NAME_FOREIGN, TRUE },
    { "南京东路", "road", YUTU_NAME_COMPANY, FALSE },
    { "京东花园", "estate", YUTU_NAME_COMPANY, TRUE },
    { "永恒大街", "road", YUTU_NAME_COMPANY, FALSE },
    { "恒大花园", "estate", YUTU_NAME_COMPANY, TRUE },
    { "建国家园", "estate", YUTU_NAME_INFLATED, FALSE },
    { "国家广场", "building", YUTU_NAME_INFLATED, TRUE },
    { "世纪大道", "road", YUTU_NAME_INFLATED, FALSE },
    { "中山路", "road", YUTU_NAME_PERSON, FALSE },
    { "中山路", "road", YUTU_NAME_LEADER, FALSE },
    { "鲁迅路", "road", YUTU_NAME_LEADER, TRUE },

    /* places that begin with a surname */
    { "黄河西路", "road", YUTU_NAME_PERSON, FALSE },
    { "石灰山路", "road", YUTU_NAME_PERSON, FALSE },
    { "余家坞路", "road", YUTU_NAME_PERSON, FALSE },
    { "金华★广场", "building", YUTU_NAME_PERSON, FALSE },
    { "江泽民大道", "road", YUTU_NAME_PERSON, FALSE }, /* told as a leader's already */
    { "江泽民大道", "road", YUTU_NAME_LEADER, TRUE },

    /* what is of old */
    { "寺后皇村", "natural-village", YUTU_NAME_UNHEALTHY, FALSE },
    { "霸王岭", "hill", YUTU_NAME_UNHEALTHY, FALSE },
    { "皇家坞", "natural-village", YUTU_NAME_UNHEALTHY, TRUE },
    { "上畈", "natural-village", YUTU_NAME_LENGTH, FALSE },
    { "金", "natural-village", YUTU_NAME_LENGTH, FALSE },

    /* R8: the whole proper name */
    { "小黄山镇", "township", YUTU_NAME_FAMOUS, FALSE },
    { "千岛湖镇", "township", YUTU_NAME_FAMOUS, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuNameQuestion question = { .name = cases[i].name, .name_class = cases[i].name_class, .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_check_text (&question);

      g_test_message ("%s %d", cases[i].name, (int)cases[i].breach);
      g_assert_cmpint (has (findings, cases[i].breach), ==, cases[i].breaks);
    }
}

/* An error of which people decide whether it is about that company or person (实施办法 第三条, 第四条). */
static void
test_grave (void)
{
  static const struct
  {
    const char    *name;
    const char    *name_class;
    YutuNameBreach breach;
    gboolean       is_error;
  } cases[] = {
    { "万科花园", "estate", YUTU_NAME_COMPANY, TRUE },
    { "保利村", "natural-village", YUTU_NAME_COMPANY, FALSE },
    { "保利山", "hill", YUTU_NAME_COMPANY, FALSE },
    { "陈云路", "road", YUTU_NAME_LEADER, TRUE },
    { "陈云霞路", "road", YUTU_NAME_LEADER, FALSE },
    { "毛泽东大道", "road", YUTU_NAME_LEADER, TRUE },
    { "鲁迅路", "road", YUTU_NAME_LEADER, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuNameQuestion question = { .name = cases[i].name, .name_class = cases[i].name_class, .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_check_text (&question);
      guint n = 0;

      for (guint k = 0; k < findings->len; k++)
        {
          const YutuNameFinding *finding = g_ptr_array_index (findings, k);

          if (finding->breach != cases[i].breach)
            continue;
          n++;
          g_assert_cmpint (finding->is_error, ==, cases[i].is_error);
        }
      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (n, ==, 1);
    }
}

/* The clause of each rule on the day, and none before the law. */
static void
test_clauses (void)
{
  static const struct
  {
    const char *name;
    const char *name_class;
    const char *rule;
    const char *clause; /* what stands in it */
  } cases[] = {
    { "X路", "road", "R2", "第（三）项" },
    { "毛泽东路", "road", "R3", "第（四）项" },
    { "毛泽东路", "road", "R3", "实施办法》（民政部令第71号）第三条" },
    { "巴黎路", "road", "R4", "第（五）项" },
    { "万科花园", "estate", "R5", "第（六）项" },
    { "万科花园", "estate", "R5", "实施办法》（民政部令第71号）第四条" },
    { "宇宙广场", "building", "R6", "第（二）项" },
    { "皇家花园", "estate", "R7", "第（一）项" },
    { "黄山镇", "township", "R8", "第（九）项" },
    { "大道路", "road", "R9", "第九条第一款：地名由专名和通名" },
    { "第三路", "road", "R11", "非法规条文" },
  };
  YutuNameQuestion before = { .name = "万科花园", .name_class = "estate", .day = yutu_day_parse ("2023-01-01") };
  g_autoptr (GPtrArray) early = yutu_name_check_text (&before);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuNameQuestion question = { .name = cases[i].name, .name_class = cases[i].name_class, .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_check_text (&question);
      gboolean is_told = FALSE;

      for (guint k = 0; k < findings->len; k++)
        {
          const YutuNameFinding *finding = g_ptr_array_index (findings, k);

          is_told = is_told || (strcmp (finding->rule, cases[i].rule) == 0 && strstr (finding->clause, cases[i].clause) != NULL);
        }
      g_test_message ("%s %s", cases[i].name, cases[i].rule);
      g_assert_true (is_told);
    }
  /* the measures came two years after the regulation */
  g_assert_cmpuint (early->len, ==, 1);
  g_assert_null (strstr (((const YutuNameFinding *)early->pdata[0])->clause, "实施办法"));
}

/* Before the law there was no such rule. */
static void
test_dated (void)
{
  YutuNameQuestion question = { .name = "威尼斯花园", .name_class = "estate", .day = yutu_day_parse ("2020-01-01") };
  g_autoptr (GPtrArray) findings = yutu_name_check_text (&question);

  g_assert_false (has (findings, YUTU_NAME_FOREIGN));
}

/* ---- Beside other names ---- */

typedef struct
{
  gint64 streets[2];
  gint64 town;
  gint64 places[8];
} County;

static gint64
add_town (YutuConnection *connection,
          const char     *name,
          const char     *proper,
          const char     *generic,
          const char     *type,
          gint64          county)
{
  UnitSpec spec = { .level = 4, .type = type, .name = name, .proper_name = proper, .generic_term = generic, .parent = county, .valid_from = "2000-01-01" };

  return fixture_add_unit (connection, &spec);
}

static gboolean
fill_county (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  County  *self = data;
  UnitSpec county = { .level = 3, .type = "district", .name = "婺城区", .proper_name = "婺城", .generic_term = "区", .valid_from = "2000-01-01" };
  gint64   id = fixture_add_unit (connection, &county);

  self->streets[0] = add_town (connection, "东河街道", "东河", "街道", "street", id);
  self->streets[1] = add_town (connection, "西河街道", "西河", "街道", "street", id);
  self->town = add_town (connection, "南溪镇", "南溪", "镇", "town", id);
  self->places[0] = fixture_add_place (connection, "长乐路", "road", self->streets[0]);
  self->places[1] = fixture_add_place (connection, "重阳路", "road", self->streets[0]);
  self->places[2] = fixture_add_place (connection, "沙畈路", "road", self->streets[0]);
  self->places[3] = fixture_add_place (connection, "锦绣花园", "estate", self->streets[0]);
  self->places[4] = fixture_add_place (connection, "方潭路", "road", self->streets[0]);
  self->places[5] = fixture_add_place (connection, "八一北街", "road", self->streets[0]);
  self->places[6] = fixture_add_place (connection, "创业二路", "road", self->town);
  self->places[7] = fixture_add_place (connection, "江南街", "road", self->streets[0]);
  fixture_add_place (connection, "王村", "natural-village", self->town);
  fixture_add_place (connection, "大佛殿", "scenic", self->town);
  fixture_add_place (connection, "未来路", "road", self->streets[0]);
  fixture_add_place (connection, "已丰路", "road", self->streets[0]);
  fixture_add_place (connection, "士元路", "road", self->streets[0]);
  fixture_add_place (connection, "人民路", "road", self->streets[0]);
  return yutu_connection_exec (connection, "UPDATE division SET seat = MakePoint (119.5, 29.25, 4490) WHERE name = '南溪镇'", error);
}

typedef struct
{
  YutuNameIndex *index;
} Load;

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  ((Load *)data)->index = yutu_name_index_load (connection, NULL, error);
  return ((Load *)data)->index != NULL;
}

/* All readings count, and it is told apart whether both are read so: 重 of 重阳 is chóng, and zhòng elsewhere. */
static void
assert_unusual (const YutuNameIndex *index,
                gint64               street)
{
  static const struct
  {
    const char *name;
    gboolean    is_unusual;
  } cases[] = { { "常乐路", FALSE }, { "虫洋路", FALSE }, { "种养路", TRUE }, { "枫坦路", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuNameQuestion question = { .name = cases[i].name, .name_class = "road", .division = street, .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_index_check (index, &question);
      guint n = 0;

      for (guint k = 0; k < findings->len; k++)
        {
          const YutuNameFinding *finding = findings->pdata[k];

          if (finding->breach != YUTU_NAME_SAME_SOUND && finding->breach != YUTU_NAME_SAME_SYLLABLES)
            continue;
          n++;
          g_assert_cmpint (finding->is_unusual, ==, cases[i].is_unusual);
        }
      g_assert_cmpuint (n, >, 0);
    }
}

static void
test_rivals (Fixture      *self,
             gconstpointer data)
{
  County county = { 0 };
  Load   loaded = { 0 };

  fixture_write (self, fill_county, &county, FALSE);
  fixture_read (self, load, &loaded);
  {
    const struct
    {
      const char    *name;
      const char    *name_class;
      gint64         division;
      YutuNameBreach breach;
      gboolean       breaks;
    } cases[] = {
      { "长乐路", "road", county.streets[0], YUTU_NAME_SAME, TRUE },
      { "长乐路", "road", county.streets[1], YUTU_NAME_SAME, TRUE }, /* one built-up area */
      { "长乐路", "road", county.town, YUTU_NAME_SAME, FALSE },      /* a town of its own */
      { "长乐街", "road", county.streets[0], YUTU_NAME_SAME_PROPER, TRUE },
      { "常乐路", "road", county.streets[0], YUTU_NAME_SAME_SOUND, TRUE },
      { "长月路", "road", county.streets[0], YUTU_NAME_SAME_SOUND, TRUE },
      { "常勒路", "road", county.streets[0], YUTU_NAME_SAME_SOUND, TRUE },
      { "种养路", "road", county.streets[0], YUTU_NAME_SAME_SYLLABLES, TRUE }, /* 重 is zhòng, too */
      { "虫洋路", "road", county.streets[0], YUTU_NAME_SAME_SOUND, TRUE },     /* and chóng */
      { "沙贩路", "road", county.streets[0], YUTU_NAME_SAME_SOUND, TRUE },
      { "枫坦路", "road", county.streets[0], YUTU_NAME_SAME_SYLLABLES, TRUE }, /* the seventh reading of 方 */
      { "沙板路", "road", county.streets[0], YUTU_NAME_LOOKS_ALIKE, TRUE },
      { "八一南路", "road", county.streets[1], YUTU_NAME_SERIES, TRUE },
      { "八一南街", "road", county.streets[1], YUTU_NAME_SERIES, FALSE },
      { "八一南路", "road", county.town, YUTU_NAME_SERIES, FALSE },
      { "创业三街", "road", county.town, YUTU_NAME_SERIES, TRUE },
      { "创业三街", "road", county.streets[0], YUTU_NAME_SERIES, FALSE },
      { "江北路", "road", county.streets[0], YUTU_NAME_SERIES, FALSE }, /* 江北 is a name of its own */
      { "沙滩路", "road", county.streets[0], YUTU_NAME_LOOKS_ALIKE, FALSE },
      { "末来路", "road", county.streets[0], YUTU_NAME_LOOKS_ALIKE, TRUE },
      { "己丰路", "road", county.streets[1], YUTU_NAME_LOOKS_ALIKE, TRUE },
      { "土元路", "road", county.streets[0], YUTU_NAME_LOOKS_ALIKE, TRUE },
      { "入民路", "road", county.streets[0], YUTU_NAME_LOOKS_ALIKE, TRUE },
      { "木来路", "road", county.streets[0], YUTU_NAME_LOOKS_ALIKE, FALSE }, /* 木 looks as 本, not as 未 */
      { "末来路", "road", county.town, YUTU_NAME_LOOKS_ALIKE, FALSE },       /* a town of its own */
      { "长乐路", "estate", county.streets[0], YUTU_NAME_SAME, FALSE },      /* of another kind */
      { "东河街道", "township", 0, YUTU_NAME_SAME, TRUE },
      { "塔石镇", "township", 0, YUTU_NAME_SAME, TRUE },  /* of Longyou, in the same province */
      { "塔石乡", "township", 0, YUTU_NAME_SAME, FALSE }, /* the county's own: the file would have it */
      { "王自然村", "natural-village", county.town, YUTU_NAME_SAME_PROPER, TRUE },
      { "王塘", "natural-village", county.town, YUTU_NAME_SAME_PROPER, FALSE }, /* a pond is no village */
      { "冬河镇", "township", 0, YUTU_NAME_SAME_SOUND, FALSE },                 /* three characters, not four */
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        YutuNameQuestion question = { .name = cases[i].name, .name_class = cases[i].name_class, .division = cases[i].division, .day = yutu_day_parse (DAY) };
        g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);

        g_test_message ("%s %d", cases[i].name, (int)cases[i].breach);
        g_assert_cmpint (has (findings, cases[i].breach), ==, cases[i].breaks);
      }
  }
  assert_unusual (loaded.index, county.streets[0]);
  for (int i = 0; i < 2; i++)
    {
      /* the unit in which it lies has its name, and that is local enough */
      YutuNameQuestion question = { .name = "南溪站", .name_class = "station", .division = i == 0 ? county.town : county.streets[0], .day = yutu_day_parse (DAY), .has_point = TRUE, .point = yutu_point_from_degrees (119.5, 29) };
      g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);

      g_assert_cmpint (has (findings, YUTU_NAME_NOT_LOCAL), ==, i == 1);
    }
  {
    /* a rival that is a unit stands on the map at its seat */
    YutuNameQuestion question = { .name = "南溪镇", .name_class = "township", .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
    const YutuNameFinding *first = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

    g_assert_nonnull (first);
    g_assert_cmpint (first->breach, ==, YUTU_NAME_SAME);
    g_assert_true (first->is_unit && first->has_point);
    g_assert_cmpint (first->point.x, ==, yutu_point_from_degrees (119.5, 29.25).x);
    g_assert_cmpint (first->point.y, ==, yutu_point_from_degrees (119.5, 29.25).y);
  }
  {
    /* it is no rival of itself */
    YutuNameQuestion question = { .name = "长乐路", .name_class = "road", .division = county.streets[0], .except = county.places[0], .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);

    g_assert_false (has (findings, YUTU_NAME_SAME));
  }
  yutu_name_index_unref (loaded.index);
}

/* Of a name whose class nobody knows: it is held against all, wherever they lie, and a bare one against proper names. */
static void
test_any_class (Fixture      *self,
                gconstpointer data)
{
  static const struct
  {
    const char    *name;
    const char    *name_class;
    YutuNameBreach breach;
    const char    *rival; /* NULL: there is none */
    const char    *rival_class;
    const char    *rival_in;
  } cases[] = {
    { "长乐", NULL, YUTU_NAME_SAME_PROPER, "长乐路", "road", "东河街道" },
    { "锦绣", NULL, YUTU_NAME_SAME_PROPER, "锦绣花园", "estate", "东河街道" },
    { "常乐", NULL, YUTU_NAME_SAME_SOUND, "长乐路", "road", "东河街道" },
    { "种养", NULL, YUTU_NAME_SAME_SYLLABLES, "重阳路", "road", "东河街道" },
    { "末来", NULL, YUTU_NAME_LOOKS_ALIKE, "未来路", "road", "东河街道" },
    { "大佛殿", NULL, YUTU_NAME_SAME, "大佛殿", "scenic", "南溪镇" },
    { "大佛店", NULL, YUTU_NAME_SAME_SOUND, "大佛殿", "scenic", "南溪镇" },
    { "王", NULL, YUTU_NAME_SAME_PROPER, NULL, NULL, NULL }, /* one character says nothing */
    { "长安", NULL, YUTU_NAME_SAME_SOUND, NULL, NULL, NULL },
    { "长乐", "estate", YUTU_NAME_SAME_PROPER, NULL, NULL, NULL }, /* once it is known */
    { "大佛殿", "estate", YUTU_NAME_SAME, NULL, NULL, NULL },
  };
  County county = { 0 };
  Load   loaded = { 0 };

  fixture_write (self, fill_county, &county, FALSE);
  fixture_read (self, load, &loaded);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuNameQuestion question = { .name = cases[i].name, .name_class = cases[i].name_class, .division = county.streets[1], .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
      const YutuNameFinding *found = NULL;

      g_test_message ("%s %d", cases[i].name, (int)cases[i].breach);
      for (guint k = 0; k < findings->len; k++)
        if (((const YutuNameFinding *)findings->pdata[k])->breach == cases[i].breach)
          found = findings->pdata[k];
      g_assert_cmpint (found != NULL, ==, cases[i].rival != NULL);
      if (found == NULL)
        continue;
      g_assert_false (found->is_error);
      g_assert_cmpstr (found->rule, ==, "R1");
      g_assert_cmpstr (found->rival_name, ==, cases[i].rival);
      g_assert_cmpstr (found->rival_class, ==, cases[i].rival_class);
      g_assert_cmpstr (found->rival_in, ==, cases[i].rival_in);
    }
  {
    /* the generic term tells the class as well as a person */
    YutuNameQuestion question = { .name = "长乐路", .division = county.town, .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) far = yutu_name_index_check (loaded.index, &question);
    g_autoptr (GPtrArray) near = NULL;

    g_assert_cmpstr (yutu_name_question_get_class (&question), ==, "road");
    g_assert_false (has (far, YUTU_NAME_SAME));
    question.division = county.streets[1];
    near = yutu_name_index_check (loaded.index, &question);
    g_assert_true (has (near, YUTU_NAME_SAME));
    g_assert_true (((const YutuNameFinding *)near->pdata[0])->is_error);
  }
  yutu_name_index_unref (loaded.index);
}

/* ---- Names of days to come ---- */

typedef struct
{
  County county;
  gint64 renamed;   /* 长乐路 is called so from next year on */
  gint64 next_town; /* there from next year on */
} Future;

static gboolean
fill_future (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Future  *self = data;
  UnitSpec next = { .level = 4, .type = "town", .name = "明日镇", .proper_name = "明日", .generic_term = "镇", .parent = 0, .valid_from = "2027-01-01" };

  if (!fill_county (connection, &self->county, error))
    return FALSE;
  self->next_town = fixture_add_unit (connection, &next);
  return yutu_place_name_rename (connection, self->county.places[0], "清风路", yutu_day_parse ("2027-01-01"), &self->renamed, error);
}

static const YutuNameFinding *
find_rival (const GPtrArray *findings,
            gint64           rival)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const YutuNameFinding *)findings->pdata[i])->rival == rival)
      return findings->pdata[i];
  return NULL;
}

/* What will have a name has it already, against others; and not against itself. */
static void
test_future (Fixture      *self,
             gconstpointer data)
{
  Future future = { 0 };
  Load   loaded = { 0 };

  fixture_write (self, fill_future, &future, FALSE);
  fixture_read (self, load, &loaded);
  {
    YutuNameQuestion question = { .name = "清风路", .name_class = "road", .division = future.county.streets[1], .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
    const YutuNameFinding *rival = find_rival (findings, future.renamed);

    g_assert_nonnull (rival);
    g_assert_cmpint (rival->breach, ==, YUTU_NAME_SAME);
    g_assert_cmpint (rival->rival_from, ==, yutu_day_parse ("2027-01-01"));
  }
  {
    YutuNameQuestion question = { .name = "长乐路", .name_class = "road", .division = future.county.streets[1], .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
    const YutuNameFinding *rival = find_rival (findings, future.county.places[0]);

    g_assert_nonnull (rival);
    g_assert_cmpint (rival->rival_from, ==, YUTU_DAY_INVALID); /* it is in use today */
    g_assert_null (find_rival (findings, future.renamed));
  }
  for (int i = 0; i < 2; i++)
    {
      /* 清风街 of the same place, under either of its names */
      YutuNameQuestion question = { .name = i == 0 ? "清风街" : "长乐街", .name_class = "road", .division = future.county.streets[0], .except = i == 0 ? future.county.places[0] : future.renamed, .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);

      g_assert_null (find_rival (findings, future.renamed));
      g_assert_null (find_rival (findings, future.county.places[0]));
    }
  {
    YutuNameQuestion question = { .name = "明日镇", .name_class = "township", .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
    const YutuNameFinding *rival = find_rival (findings, future.next_town);

    g_assert_nonnull (rival);
    g_assert_true (rival->is_unit && rival->is_error);
    g_assert_cmpint (rival->rival_from, ==, yutu_day_parse ("2027-01-01"));
  }
  yutu_name_index_unref (loaded.index);
}

/* ---- All pairs ---- */

#define N_NAMES 1500

static gboolean
fill_names (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const heads[] = { "长", "常", "重", "种", "虫", "乐", "月", "岳", "沙", "纱", "金", "锦", "今", "东", "冬", "行", "杭", "朝", "潮", "单", "善", "曾", "增", "石", "十", "畈", "贩", "埠", "步", "婺", "娄", "务" };
  GPtrArray               *names = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < N_NAMES; i++)
    {
      char *name = g_strconcat (heads[g_rand_int_range (random, 0, G_N_ELEMENTS (heads))],
                                heads[g_rand_int_range (random, 0, G_N_ELEMENTS (heads))],
                                i % 5 == 0 ? heads[g_rand_int_range (random, 0, G_N_ELEMENTS (heads))] : "", "路", NULL);

      fixture_add_place (connection, name, "road", 0);
      g_ptr_array_add (names, name);
    }
  return TRUE;
}

/* Written down plainly: every character of the one may be read as that of the other. */
static gboolean
sound_the_same (const char *a,
                const char *b,
                gboolean    with_tones)
{
  if (g_utf8_strlen (a, -1) != g_utf8_strlen (b, -1))
    return FALSE;
  for (; *a != '\0'; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    {
      g_auto (GStrv) of_a = yutu_pinyin_list_readings (g_utf8_get_char (a));
      g_auto (GStrv) of_b = yutu_pinyin_list_readings (g_utf8_get_char (b));
      gboolean is_one = g_utf8_get_char (a) == g_utf8_get_char (b);

      for (gsize i = 0; !is_one && of_a[i] != NULL; i++)
        for (gsize k = 0; !is_one && of_b[k] != NULL; k++)
          {
            g_autofree char *first = g_utf8_normalize (of_a[i], -1, G_NORMALIZE_ALL);
            g_autofree char *second = g_utf8_normalize (of_b[k], -1, G_NORMALIZE_ALL);
            g_autoptr (GRegex) tones = g_regex_new ("[\\x{300}\\x{301}\\x{304}\\x{30c}]", 0, 0, NULL);
            g_autofree char *plain_first = g_regex_replace_literal (tones, first, -1, 0, "", 0, NULL);
            g_autofree char *plain_second = g_regex_replace_literal (tones, second, -1, 0, "", 0, NULL);

            is_one = with_tones ? strcmp (first, second) == 0 : strcmp (plain_first, plain_second) == 0;
          }
      if (!is_one)
        return FALSE;
    }
  return TRUE;
}

static void
test_all_pairs (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Load  loaded = { 0 };
  guint n_found = 0;

  fixture_write (self, fill_names, names, FALSE);
  fixture_read (self, load, &loaded);
  for (guint i = 0; i < names->len; i += 37)
    {
      const char      *name = g_ptr_array_index (names, i);
      YutuNameQuestion question = { .name = name, .name_class = "road", .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
      guint n_same = 0, n_sound = 0, n_syllables = 0, counts[3] = { 0 };

      for (guint k = 0; k < names->len; k++)
        {
          const char *other = g_ptr_array_index (names, k);

          if (strcmp (name, other) == 0)
            n_same++;
          else if (sound_the_same (name, other, TRUE))
            n_sound++;
          else if (sound_the_same (name, other, FALSE))
            n_syllables++;
        }
      for (guint k = 0; k < findings->len; k++)
        {
          const YutuNameFinding *finding = g_ptr_array_index (findings, k);

          counts[0] += finding->breach == YUTU_NAME_SAME;
          counts[1] += finding->breach == YUTU_NAME_SAME_SOUND;
          counts[2] += finding->breach == YUTU_NAME_SAME_SYLLABLES;
        }
      g_assert_cmpuint (counts[0], ==, n_same);
      g_assert_cmpuint (counts[1], ==, n_sound);
      g_assert_cmpuint (counts[2], ==, n_syllables);
      n_found += n_sound + n_syllables;
    }
  g_assert_cmpuint (n_found, >, 20);
  yutu_name_index_unref (loaded.index);
}

/* The same of bare names without a class: each against the proper name of each. */
static void
test_all_bare_pairs (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) bare = g_ptr_array_new_with_free_func (g_free);
  Load  loaded = { 0 };
  guint n_found = 0;

  fixture_write (self, fill_names, names, FALSE);
  fixture_read (self, load, &loaded);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (bare, g_strndup (names->pdata[i], strlen (names->pdata[i]) - strlen ("路")));
  for (guint i = 0; i < bare->len; i += 37)
    {
      YutuNameQuestion question = { .name = bare->pdata[i], .day = yutu_day_parse (DAY) };
      g_autoptr (GPtrArray) findings = yutu_name_index_check (loaded.index, &question);
      guint expected[3] = { 0 }, counts[3] = { 0 };

      if (yutu_name_question_get_class (&question) != NULL) /* 沙畈 is told by its end */
        continue;
      for (guint k = 0; k < bare->len; k++)
        {
          if (strcmp (bare->pdata[i], bare->pdata[k]) == 0)
            expected[0]++;
          else if (sound_the_same (bare->pdata[i], bare->pdata[k], TRUE))
            expected[1]++;
          else if (sound_the_same (bare->pdata[i], bare->pdata[k], FALSE))
            expected[2]++;
        }
      for (guint k = 0; k < findings->len; k++)
        {
          const YutuNameFinding *finding = g_ptr_array_index (findings, k);

          counts[0] += finding->breach == YUTU_NAME_SAME_PROPER;
          counts[1] += finding->breach == YUTU_NAME_SAME_SOUND;
          counts[2] += finding->breach == YUTU_NAME_SAME_SYLLABLES;
        }
      for (gsize k = 0; k < 3; k++)
        g_assert_cmpuint (counts[k], ==, expected[k]);
      n_found += expected[1] + expected[2];
    }
  g_assert_cmpuint (n_found, >, 20);
  yutu_name_index_unref (loaded.index);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/name-rules/text", test_text);
  g_test_add_func ("/gazetteer/name-rules/dated", test_dated);
  g_test_add_func ("/gazetteer/name-rules/grave", test_grave);
  g_test_add_func ("/gazetteer/name-rules/clauses", test_clauses);
  g_test_add ("/gazetteer/name-rules/rivals", Fixture, NULL, fixture_set_up, test_rivals, fixture_tear_down);
  g_test_add ("/gazetteer/name-rules/any-class", Fixture, NULL, fixture_set_up, test_any_class, fixture_tear_down);
  g_test_add ("/gazetteer/name-rules/future", Fixture, NULL, fixture_set_up, test_future, fixture_tear_down);
  g_test_add ("/gazetteer/name-rules/all-pairs", Fixture, NULL, fixture_set_up, test_all_pairs, fixture_tear_down);
  g_test_add ("/gazetteer/name-rules/all-bare-pairs", Fixture, NULL, fixture_set_up, test_all_bare_pairs, fixture_tear_down);
  return g_test_run ();
}
