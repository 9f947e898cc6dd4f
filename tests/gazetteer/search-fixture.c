/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "search-fixture.h"

#include <string.h>

#include "gazetteer/yutu-gazetteer.h"

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

gboolean
search_add_case (YutuConnection *connection,
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
         search_add_case (connection, "WC-SA-2021-0001", village, error) &&
         search_add_case (connection, "WC-SA-2021-0002", village, error) &&
         add_doors (connection, taoyuan, road, estate, error) &&
         add_hamlets (connection, hills, error);
}

void
search_set_up (Fixture      *self,
               gconstpointer data)
{
  fixture_set_up (self, data);
  yutu_gazetteer_attach (self->store);
  fixture_write (self, write_county, NULL, FALSE);
}

/* ---- Asking ---- */

char *
search_ask (YutuConnection          *connection,
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

gboolean
search_answer (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  for (const SearchQuestion *question = data; question->query != NULL; question++)
    {
      YutuSearchOptions options = {
        .limit = 50,
        .kinds = question->kinds,
        .day = yutu_day_parse (question->day != NULL ? question->day : SEARCH_TODAY),
        .include_past = question->include_past,
      };
      g_autofree char *names = search_ask (connection, question->query, &options);

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

gboolean
search_unproject (double     easting_m,
                  double     northing_m,
                  int        zone,
                  gpointer   data,
                  YutuPoint *point)
{
  *point = yutu_point_from_degrees (100 + easting_m / 1e6, northing_m / 1e6);
  point->x += zone;
  return northing_m < 9e6;
}
