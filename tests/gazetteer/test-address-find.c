/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An address is found by its whole text, by its end from any name on, and by nothing else. */

#include "gazetteer-fixture.h"

#include "gazetteer/yutu-address-find.h"

static gint64 road_door, sub_door, estate_room, twin;

static gint64
add (YutuAddressWriter *writer,
     YutuAddressSpec    spec)
{
  gint64 id = 0;

  spec.valid_from = "2010-05-01";
  g_assert_true (yutu_address_writer_add (writer, &spec, &id, NULL));
  return id;
}

static gboolean
write_county (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  UnitSpec unit = { 3, "district", "婺城区", "婺城", "区", "Wucheng Qu", "330702", 0, "2000-12-31", NULL };
  gint64   county = fixture_add_unit (connection, &unit);
  gint64   town, village, other, road, far_road, estate;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  unit = (UnitSpec){ 4, "street", "城东街道", "城东", "街道", "Chengdong Jiedao", "330702001", county, "2001-01-01", NULL };
  town = fixture_add_unit (connection, &unit);
  unit = (UnitSpec){ 5, "community", "桃园社区", "桃园", "社区", "Taoyuan Shequ", NULL, town, "2001-01-01", NULL };
  village = fixture_add_unit (connection, &unit);
  unit = (UnitSpec){ 5, "community", "李园社区", "李园", "社区", "Liyuan Shequ", NULL, town, "2001-01-01", NULL };
  other = fixture_add_unit (connection, &unit);
  road = fixture_add_place (connection, "八一南街", "road", village);
  far_road = fixture_add_place (connection, "八一南街", "road", other);
  estate = fixture_add_place (connection, "芙蓉苑", "estate", village);
  road_door = add (writer, (YutuAddressSpec){ .village = village, .place = road, .kind = 1, .door = 128 });
  sub_door = add (writer, (YutuAddressSpec){ .village = village, .place = road, .kind = 1, .door = 128, .door_sub = "3" });
  estate_room = add (writer, (YutuAddressSpec){ .village = village, .place = estate, .kind = 3, .building = "5", .unit_no = "2", .room = "302" });
  twin = add (writer, (YutuAddressSpec){ .village = other, .place = far_road, .kind = 1, .door = 128 });
  return yutu_address_writer_finish (writer, error);
}

static gboolean
look_up (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  const struct
  {
    const char *text;
    gint64      id;
    gsize       n;
  } cases[] = {
    { "婺城区城东街道桃园社区八一南街128号", road_door, 1 },
    { "桃园社区八一南街128号", road_door, 1 },
    { " 桃园社区 八一南街 128号\n", road_door, 1 },
    { "李园社区八一南街128号", twin, 1 },
    { "八一南街128号", road_door, 2 },
    { "八一南街128号-3", sub_door, 1 },
    { "城东街道桃园社区芙蓉苑5幢2单元302室", estate_room, 1 },
    { "芙蓉苑5幢2单元302室", estate_room, 1 },
    { "园社区八一南街128号", 0, 0 }, /* begins inside a name */
    { "南街128号", 0, 0 },
    { "128号", 0, 0 },
    { "桃园社区八一南街12号", 0, 0 },
    { "桃园社区八一南街128", 0, 0 },
    { "桃园社区", 0, 0 },
    { "", 0, 0 },
    { "\xff\xfe", 0, 0 },
    { "桃园社区99999999999999999999号", 0, 0 },
  };
  g_autoptr (YutuAddressFinder) now =
    yutu_address_finder_new (connection, yutu_day_parse ("2024-01-01"), error);
  g_autoptr (YutuAddressFinder) before =
    yutu_address_finder_new (connection, yutu_day_parse ("2009-01-01"), error);
  gint64 id = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize n = 0;

      g_assert_true (yutu_address_finder_find (now, cases[i].text, &id, &n, error));
      if (n != cases[i].n)
        g_error ("“%s”: %" G_GSIZE_FORMAT, cases[i].text, n);
      if (n == 1)
        g_assert_cmpint (id, ==, cases[i].id);
    }
  g_assert_true (yutu_address_finder_find (before, cases[0].text, &id, NULL, error));
  g_assert_cmpint (id, ==, 0);
  return TRUE;
}

static void
test_by_text (Fixture      *self,
              gconstpointer data)
{
  fixture_write (self, write_county, NULL, FALSE);
  fixture_read (self, look_up, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gazetteer/address-find/by-text", Fixture, NULL, fixture_set_up, test_by_text,
              fixture_tear_down);
  return g_test_run ();
}
