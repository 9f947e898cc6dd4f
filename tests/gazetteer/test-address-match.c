/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Plots without a door, more than one address in a line, what stands beside a door, and what followed a division
 * without a document: found, asked, or not found, in a small invented county. */

#include "gazetteer-fixture.h"

#include <string.h>

#include "gazetteer/yutu-address-match.h"
#include "gazetteer/yutu-address-reason.h"

#define CODE "330702001001GB00012"

static gint64
add_unit (YutuConnection *connection,
          int             level,
          const char     *name,
          gint64          parent,
          const char     *until)
{
  g_autofree char *proper = g_strndup (name, strlen (name) - strlen (g_str_has_suffix (name, "村") ? "村" : "社区"));
  UnitSpec         unit = { level, "unit", name, proper, "村", "Mou", NULL, parent, "2001-01-01", until };

  return fixture_add_unit (connection, &unit);
}

static void
add (YutuAddressWriter *writer,
     YutuAddressSpec    spec)
{
  gint64 id = 0;

  spec.valid_from = "2010-05-01";
  g_assert_true (yutu_address_writer_add (writer, &spec, &id, NULL));
}

static void
add_plot (YutuAddressWriter *writer,
          gint64             village,
          gint64             road,
          const char        *number)
{
  add (writer, (YutuAddressSpec){ .village = village, .place = road, .kind = YUTU_ADDRESS_PARCEL, .door_sub = number });
}

/* 甲坞村 became part of 乙坞村, and nothing says so but a list; 丙坞村 did by the document. */
static void
add_act (YutuConnection *connection,
         gint64          from,
         gint64          to,
         const char     *step)
{
  gint64           act = yutu_connection_new_id (connection), lineage = yutu_connection_new_id (connection);
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO act (id, kind, title, effective_on, state, spec) VALUES (%" G_GINT64_FORMAT ", 'merge', '并村', '2020-01-01', "
    "'done', '{\"steps\":[%s]}'); UPDATE division SET act_out = %" G_GINT64_FORMAT " WHERE unit = %" G_GINT64_FORMAT "; "
    "INSERT INTO lineage VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 1, 1, 1, 1)",
    act, step, act, from, lineage, act, from, to);
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_connection_exec (connection, sql, &error));
  g_assert_no_error (error);
}

static gboolean
write_county (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  UnitSpec unit = { 3, "district", "婺城区", "婺城", "区", "Wucheng Qu", "330702", 0, "2000-12-31", NULL };
  gint64   county = fixture_add_unit (connection, &unit);
  gint64   town, hill, hills, peach, plum, second, first, third, road, other_road, twin, other_twin, estate, garden, line;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  unit = (UnitSpec){ 4, "street", "城东街道", "城东", "街道", "Chengdong Jiedao", "330702001", county, "2001-01-01", NULL };
  town = fixture_add_unit (connection, &unit);
  peach = add_unit (connection, 5, "桃园社区", town, NULL);
  plum = add_unit (connection, 5, "李园社区", town, NULL);
  second = add_unit (connection, 5, "乙坞村", town, NULL);
  first = add_unit (connection, 5, "甲坞村", town, "2020-01-01");
  third = add_unit (connection, 5, "丙坞村", town, "2020-01-01");
  add_act (connection, first, second, "{\"do\":\"merge\",\"units\":[\"甲坞村\"],\"into\":\"乙坞村\",\"unconfirmed\":true}");
  add_act (connection, third, second, "{\"do\":\"merge\",\"units\":[\"丙坞村\"],\"into\":\"乙坞村\"}");
  unit = (UnitSpec){ 4, "town", "汤溪镇", "汤溪", "镇", "Tangxi Zhen", "330702106", county, "2001-01-01", NULL };
  hill = fixture_add_unit (connection, &unit);
  hills = add_unit (connection, 5, "后畈村", hill, NULL);
  line = fixture_add_place (connection, "汤塔线", "road", hills);
  estate = fixture_add_place (connection, "桃园家园", "estate", peach);
  twin = fixture_add_place (connection, "中山路", "road", peach);
  other_twin = fixture_add_place (connection, "中山路", "road", hills);
  add (writer, (YutuAddressSpec){ .village = hills, .place = line, .kind = 1, .door = 2099 });
  add (writer, (YutuAddressSpec){ .village = peach, .place = twin, .kind = 1, .door = 106 });
  add (writer, (YutuAddressSpec){ .village = peach, .place = twin, .kind = 1, .door = 120 });
  add (writer, (YutuAddressSpec){ .village = peach, .place = twin, .kind = 1, .door = 525 });
  add (writer, (YutuAddressSpec){ .village = hills, .place = other_twin, .kind = 1, .door = 110 });
  add (writer, (YutuAddressSpec){ .village = peach, .place = estate, .kind = 2, .building = "1", .unit_no = "2", .room = "601" });
  add (writer, (YutuAddressSpec){ .village = peach, .place = estate, .kind = 2, .building = "3", .unit_no = "2", .room = "401" });
  add (writer, (YutuAddressSpec){ .village = peach, .place = estate, .kind = 2, .building = "3", .unit_no = "2", .room = "402" });
  add (writer, (YutuAddressSpec){ .village = peach, .place = estate, .kind = 2, .building = "3", .unit_no = "2", .room = "501-502" });
  garden = fixture_add_place (connection, "文昌雅苑", "estate", peach);
  add (writer, (YutuAddressSpec){ .village = peach, .place = garden, .kind = 1, .door = 7 });
  road = fixture_add_place (connection, "八一南街", "road", peach);
  other_road = fixture_add_place (connection, "双龙南街", "road", plum);
  add (writer, (YutuAddressSpec){ .village = peach, .place = road, .kind = 1, .door = 128 });
  add (writer, (YutuAddressSpec){ .village = peach, .place = road, .kind = 1, .door = 130 });
  add (writer, (YutuAddressSpec){ .village = plum, .place = other_road, .kind = 1, .door = 8 });
  add (writer, (YutuAddressSpec){ .village = plum, .place = other_road, .kind = 1, .door = 66, .status = 6, .valid_to = "2020-01-01" });
  add_plot (writer, peach, road, "A-03地块");
  add_plot (writer, plum, other_road, "A-03地块");
  add_plot (writer, plum, other_road, "B-07地块");
  add_plot (writer, peach, 0, CODE "地块");
  return yutu_address_writer_finish (writer, error);
}

static const struct
{
  const char *line;
  const char *standard; /* (nullable) its end */
  const char *reasons;
  const char *verdict;
  gsize       n_candidates;
} cases[] = {
  { "八一南街A-03地块", "桃园社区八一南街A-03地块", "", "auto", 0 },
  { "城东街道李园社区双龙南街A-03号地块", "李园社区双龙南街A-03地块", "", "auto", 0 },
  { "八一南街a-03号宗地", "桃园社区八一南街A-03地块", "", "auto", 0 },
  { "八一南街B-07地块", "八一南街", "NO_DOOR", "hand", 0 }, /* there is one, of another road */
  { "A-03地块", "A-03地块", "AMBIGUOUS", "confirm", 2 },
  { "B-07地块", "李园社区双龙南街B-07地块", "", "confirm", 0 },
  { "宗地" CODE, "桃园社区" CODE "地块", "", "auto", 0 },
  { CODE, "桃园社区" CODE "地块", "", "auto", 0 },
  { "330702001001GB00013", NULL, "NO_BASE", "hand", 0 },
  { "城东街道甲坞村", "乙坞村", "OLD_DIVISION OLD_NAME OLD_VILLAGE UNCONFIRMED", "confirm", 0 },
  { "城东街道丙坞村", "乙坞村", "OLD_DIVISION OLD_NAME OLD_VILLAGE", "confirm", 0 },
  { "八一南街128号", "桃园社区八一南街128号", "", "auto", 0 },
  { "双龙南街66号", "李园社区双龙南街66号", "ENDED", "confirm", 0 },
  /* the number of a building of an estate, written as that of a door, and the other way round */
  { "桃园家园1号2单元601室", "桃园家园1幢2单元601室", "", "auto", 0 },
  { "桃园家园1号601室", "桃园家园1幢2单元601室", "OTHER_NUMBER", "confirm", 0 },
  { "桃园家园9号2单元601室", "桃园家园", "NO_DOOR", "hand", 0 },
  { "文昌雅苑7号", "文昌雅苑7号", "", "auto", 0 },
  { "文昌雅苑7幢", "文昌雅苑7号", "OTHER_NUMBER", "confirm", 0 },
  { "文昌雅苑", "文昌雅苑", "", "auto", 0 },
  /* two rooms, or one that is made of two */
  { "桃园家园3幢2单元401-402室", "桃园家园3幢2单元401室", "AMBIGUOUS OTHER_NUMBER", "confirm", 2 },
  { "桃园家园3幢2单元402-403室", "桃园家园3幢2单元402室", "OTHER_NUMBER", "confirm", 0 },
  { "桃园家园3幢2单元501-502室", "桃园家园3幢2单元501-502室", "", "auto", 0 },
  { "八一南街一百二十八、一百三十号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128至130号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128号门口", "桃园社区八一南街128号", "RELATIVE", "auto", 0 },
  { "八一南街128号隔壁", "桃园社区八一南街128号", "RELATIVE", "confirm", 0 },
  { "八一南街128号往东50米", "桃园社区八一南街128号", "RELATIVE", "confirm", 0 },
  { "八一南街128号、130号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128、130号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128号或城东街道双龙南街8号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "户籍：双龙南街8号，现住：八一南街130号", "李园社区双龙南街8号", "SEVERAL", "confirm", 0 },
  { "八一南街13O号", "桃园社区八一南街130号", "MISREAD", "confirm", 0 },
  { "八一南街壹佰贰拾捌号", "桃园社区八一南街128号", "", "auto", 0 },
  { "八一南街128号(原双龙南街8号)", "桃园社区八一南街128号", "OTHER_DROPPED", "confirm", 0 },
  { "八一南街(现名江滨路)128号", "桃园社区八一南街128号", "OTHER_NAME", "confirm", 0 },
  { "江滨路（原名八一南街）128号", "桃园社区八一南街128号", "OTHER_NAME UNKNOWN_NAME", "confirm", 0 },
  { "双龙南街（现八一南街）128号", "桃园社区八一南街128号", "OTHER_NAME", "confirm", 0 },
  { "某苑（又名桃园家园）1幢2单元601室", "桃园家园1幢2单元601室", "OTHER_NAME UNKNOWN_NAME", "confirm", 0 },
  { "城东街道（现汤溪镇）中山路110号", "汤溪镇后畈村中山路110号", "OTHER_NAME", "confirm", 0 },
  { "杭州市八一南街128号", NULL, "OUTSIDE", "hand", 0 }, /* another prefecture, another street */
  { "上海市八一南街128号", NULL, "OUTSIDE", "hand", 0 },
  { "现住杭州，户籍婺城区八一南街128号", "桃园社区八一南街128号", "DIV_CONFLICT", "confirm", 0 },
  { "湖南省金华市婺城区八一南街128号", "桃园社区八一南街128号", "DIV_CONFLICT", "confirm", 0 },
  { "浙江省金华市婺城区八一南街128号", "桃园社区八一南街128号", "", "auto", 0 },
  { "江北桃园家园1幢2单元601室", "桃园家园1幢2单元601室", "DIV_CONFLICT", "confirm", 0 }, /* which 江北? */
  { "中山路110号", "汤溪镇后畈村中山路110号", "AMBIGUOUS_BASE", "confirm", 0 },           /* or between 106 and 120 of the other one */
  { "汤溪镇中山路110号", "汤溪镇后畈村中山路110号", "", "auto", 0 },
  { "中山路525号", "桃园社区中山路525号", "", "auto", 0 },
  { "八一南街128号-130号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128/130号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128.0号", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "八一南街128A号", "桃园社区八一南街128号", "NO_SUB_NUMBER", "confirm", 0 },
  { "八一南街128弄130号", "八一南街", "NO_DOOR", "hand", 0 },
  { "八一南街128弄", "八一南街", "NO_DOOR", "hand", 0 },
  { "八一南街128号院", "桃园社区八一南街128号", "", "auto", 0 },
  { "八一南街128号汤溪镇", "桃园社区八一南街128号", "DIV_CONFLICT", "confirm", 0 },
  { "城东街道八一南街128号 汤溪镇", "桃园社区八一南街128号", "SEVERAL", "confirm", 0 },
  { "桃园家园01幢2单元0601室", "桃园家园1幢2单元601室", "", "auto", 0 },
  { "桃园家园1/2/601", "桃园家园1幢2单元601室", "", "auto", 0 },
  { "桃园家园1幢2单元601室A", "桃园家园1幢2单元601室", "OTHER_DROPPED", "confirm", 0 },
  { "桃园家园1幢2单元601室#2", "桃园家园1幢2单元601室", "OTHER_DROPPED", "confirm", 0 },
  { "桃园家园1幢2单元5楼601室", "桃园家园1幢2单元601室", "OTHER_FLOOR", "confirm", 0 },
  { "桃园家园1幢2单元6楼601室", "桃园家园1幢2单元601室", "", "auto", 0 },
  { "桃园家圆1幢2单元601室", "桃园家园1幢2单元601室", "SIMILAR_NAME", "confirm", 0 },
  { "汤塔公路2099号", "后畈村汤塔线2099号", "SIMILAR_NAME", "confirm", 0 },
  { "汤溪公社后畈大队汤塔线2099号", "后畈村汤塔线2099号", "OLD_DIVISION", "confirm", 0 },
  { "八一南街128号（自主申报）", "桃园社区八一南街128号", "", "auto", 0 },
  { "地址：八一南街128号；邮编：321000", "桃园社区八一南街128号", "POSTCODE_DROPPED", "auto", 0 },
  { "八一南街128号，东至弄，西至李宅", "桃园社区八一南街128号", "OTHER_DROPPED", "confirm", 0 },
  { "城东街道李园社区8号（中杉鹿）", "李园社区双龙南街8号", "UNKNOWN_NAME BASE_UNSAID", "confirm", 0 },
  { "同户籍地址", NULL, "REFERENCE", "hand", 0 },
  { "汤唐", NULL, "BY_FORM UNKNOWN_NAME", "hand", 0 },
  { "收件人王小明13900001111八一南街128号", "桃园社区八一南街128号", "PHONE_DROPPED PERSON_DROPPED", "auto", 0 },
};

static gboolean
ends_so (const char *text,
         const char *end)
{
  return end == NULL ? text == NULL : text != NULL && g_str_has_suffix (text, end);
}

static gboolean
match_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuAddressMatcher *matcher = yutu_address_matcher_new (connection, yutu_day_parse ("2024-01-01"), error);
  YutuAddressMatch    match = { 0 };
  gsize               n_wrong = 0;

  g_assert_nonnull (matcher);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reasons = NULL;
      const char      *verdict;

      g_assert_true (yutu_address_matcher_run (matcher, cases[i].line, &match, error));
      reasons = yutu_address_reason_list_codes (match.parse->reasons, match.reasons);
      verdict = yutu_address_verdict_to_text (yutu_address_match_judge (&match));
      if (ends_so (match.standard, cases[i].standard) && strcmp (reasons, cases[i].reasons) == 0 &&
          strcmp (verdict, cases[i].verdict) == 0 && match.n_candidates == cases[i].n_candidates)
        continue;
      n_wrong++;
      g_test_message ("%s\n  is      %s [%s] %s %" G_GSIZE_FORMAT "\n  must be %s [%s] %s %" G_GSIZE_FORMAT, cases[i].line, match.standard,
                      reasons, verdict, match.n_candidates, cases[i].standard, cases[i].reasons, cases[i].verdict, cases[i].n_candidates);
    }
  yutu_address_match_clear (&match);
  yutu_address_matcher_free (matcher);
  g_assert_cmpuint (n_wrong, ==, 0);
  return TRUE;
}

static void
test_lines (Fixture      *self,
            gconstpointer data)
{
  fixture_write (self, write_county, NULL, FALSE);
  fixture_read (self, match_all, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gazetteer/address-match/lines", Fixture, NULL, fixture_set_up, test_lines, fixture_tear_down);
  return g_test_run ();
}
