/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is known of places in the invented county of tests/division, with a few things in it. */

#include <json-glib/json-glib.h>

#include "base/yutu-data.h"
#include "county-file.h"
#include "geo/yutu-measure.h"
#include "session/yutu-place.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

#define DAY (yutu_day_from_ymd (2024, 6, 1))

/* ?1 stands for the first village, ?2 for the first township. */
static const char *const THINGS[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, grade, status, valid_from, "
  "pinyin, fields, geom) VALUES (910, '云舟路', '云舟', '路', 'road', 1, 'in_use', '2000-01-01', "
  "'Yunzhou Lu', '{\"lanes\": 4}', GeomFromText ('LINESTRING(119.402 28.906, 119.44 28.906)', "
  "4490)), (911, '平湖', '平', '湖', 'lake', 1, 'in_use', '2000-01-01', NULL, '{}', GeomFromText "
  "('POLYGON((119.405 28.9045, 119.4062 28.9045, 119.4062 28.9055, 119.405 28.9055, "
  "119.405 28.9045))', 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(940, ?1, 910, 8, '云舟区东山街道第1村云舟路8号', 1, '2000-01-01', "
  "MakePoint (119.4055, 28.9061, 4490)), (941, ?1, 910, 10, '云舟区东山街道第1村云舟路10号', 1, "
  "'2025-01-01', MakePoint (119.4056, 28.9061, 4490))",
  "INSERT INTO facility (id, kind, name, status, valid_from, village, township, address, fields, "
  "geom) VALUES (920, 'elderly.care-home', '云舟养老院', 'open', '2000-01-01', ?1, ?2, 940, "
  "'{\"ownership\": \"public\", \"area_m2\": 1200.5, \"elevator\": true, \"unknown\": 1}', "
  "MakePoint (119.4055, 28.905, 4490)), (921, 'elderly.meal-point', '旧食堂', 'closed', "
  "'2000-01-01', ?1, ?2, NULL, '{}', MakePoint (119.4057, 28.905, 4490))",
  "UPDATE facility SET valid_to = '2010-01-01' WHERE id = 921",
  "INSERT INTO boundary_line (id, code, name, grade, neighbour_name, length_m, next_due, "
  "valid_from) VALUES (950, '9901019902', '云邻线', 3, '邻县', 1234.5, '2026-01-01', '2000-01-01')",
  "INSERT INTO boundary_pillar (id, line, number, kind, valid_from, geom) VALUES "
  "(951, 950, '1', 'single', '2000-01-01', MakePoint (119.4, 28.9, 4490)), "
  "(952, 950, '2', 'single', '2000-01-01', MakePoint (119.41, 28.9, 4490))",
  "INSERT INTO boundary_line_arc (id, line, seq, arc, reversed) "
  "SELECT 953, 950, 0, min (id), 0 FROM arc",
};

/* Open and closed cases: of the village, the address, the facility, the line. */
static const char CASE_SQL[] =
  "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, "
  "village, township, address, facility, line, x, y, opened_on, closed_on) VALUES "
  "(960, 'A1', 'elderly', 'EL.MEAL', '一', 'done', '2024-01-01', 'person', ?1, ?2, NULL, NULL, "
  "NULL, 119405500000, 28905000000, '2024-01-01', '2024-02-01'), "
  "(961, 'A2', 'elderly', 'EL.MEAL', '二', 'new', '2024-01-01', 'person', ?1, ?2, 940, NULL, "
  "NULL, 119405500000, 28906100000, '2024-01-01', NULL), "
  "(962, 'A3', 'funeral', 'FU.X', '三', 'new', '2024-01-01', 'facility', ?1, ?2, NULL, 920, NULL, "
  "119405500000, 28905000000, '2024-01-01', NULL), "
  "(963, 'A4', 'division', 'DV.X', '四', 'new', '2024-01-01', 'line', NULL, NULL, NULL, NULL, 950, "
  "NULL, NULL, '2024-01-01', NULL), "
  "(964, 'A5', 'elderly', 'EL.MEAL', '五', 'new', '2025-01-01', 'person', ?1, ?2, NULL, NULL, NULL, "
  "NULL, NULL, '2025-01-01', NULL)";

static gboolean
run_bound (YutuConnection *connection,
           const County   *county,
           const char     *sql,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, county->villages[0]);
  sqlite3_bind_int64 (statement, 2, county->townships[0]);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (THINGS); i++)
    if (!run_bound (connection, data, THINGS[i], error))
      return FALSE;
  return run_bound (connection, data, CASE_SQL, error) &&
         yutu_division_close (connection, ((County *)data)->townships[3], "2020-01-01", error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open_with (&self->county, add_things, &self->county);
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

/* Takes @place. */
static YutuPlaceInfo *
read_place (Fixture   *self,
            YutuPlace *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlaceInfo) info =
    yutu_file_read_place (self->file, self->modules, place, DAY, "desk", NULL, &error);

  g_assert_no_error (error);
  yutu_place_unref (place);
  return g_steal_pointer (&info);
}

static const YutuInfoFact *
get_fact (const YutuPlaceInfo *info,
          const char          *name)
{
  for (guint i = 0; i < info->facts->len; i++)
    {
      const YutuInfoFact *fact = g_ptr_array_index (info->facts, i);

      if (g_strcmp0 (fact->key, name) == 0 || g_strcmp0 (fact->title, name) == 0)
        return fact;
    }
  g_test_message ("no fact %s", name);
  return NULL;
}

static void
assert_number (const YutuPlaceInfo *info,
               const char          *name,
               double               number,
               double               within)
{
  const YutuInfoFact *fact = get_fact (info, name);

  g_assert_nonnull (fact);
  g_assert_cmpfloat_with_epsilon (fact->number, number, within + 1e-9);
}

static void
assert_text (const YutuPlaceInfo *info,
             const char          *name,
             const char          *text)
{
  const YutuInfoFact *fact = get_fact (info, name);

  g_assert_nonnull (fact);
  g_assert_cmpstr (fact->text, ==, text);
}

static void
assert_counts (const Fixture       *self,
               const YutuCaseCount *counts,
               const char          *module,
               gint64               open,
               gint64               total)
{
  for (gsize i = 0; i < yutu_modules_get_n (self->modules); i++)
    if (g_str_equal (yutu_modules_get (self->modules, i)->id, module))
      {
        g_assert_cmpint (counts[i].open, ==, open);
        g_assert_cmpint (counts[i].total, ==, total);
      }
}

static void
assert_objects (const YutuPlaceInfo *info,
                const char          *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < info->objects->len; i++)
    g_string_append_printf (found, "%s ",
                            ((YutuPlaceObject *)g_ptr_array_index (info->objects, i))->name);
  g_assert_cmpstr (g_strchomp (found->str), ==, names);
  g_assert_cmpint (info->n_objects, ==, info->objects->len);
}

static void
test_a_unit (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuPlaceInfo) village =
    read_place (self, yutu_place_new_unit (self->county.villages[0]));
  g_autoptr (YutuPlaceInfo) county = read_place (self, yutu_place_new_unit (self->county.county));
  YutuPoint quad[4];

  county_get_quad (&self->county, 0, quad);
  g_assert_cmpstr (village->title, ==, "第1村");
  g_assert_cmpuint (village->chain->len, ==, 3);
  g_assert_false (village->is_past);
  assert_text (village, "code", "990101001200");
  assert_objects (village, "云舟养老院");
  assert_counts (self, village->counts, "elderly", 1, 2);
  assert_counts (self, village->counts, "funeral", 1, 1);
  assert_counts (self, village->counts, "charity", 0, 0);
  g_assert_cmpint (village->box.min_x, ==, MIN (quad[0].x, quad[3].x));
  assert_number (county, "population", 957055, 0);
  assert_number (county, "townships", 3, 0);
  assert_number (county, "villages", 27, 0);
  assert_number (county, "addresses", 1, 0); /* the other one is not valid yet */
  assert_counts (self, county->counts, "division", 1, 1);
}

/* Shown as it was last. */
static void
test_a_unit_of_the_past (Fixture      *self,
                         gconstpointer data)
{
  g_autoptr (YutuPlaceInfo) info =
    read_place (self, yutu_place_new_unit (self->county.townships[3]));

  g_assert_true (info->is_past);
  g_assert_cmpstr (info->title, ==, "北塘镇");
  g_assert_cmpuint (info->chain->len, ==, 2);
  assert_text (info, "valid-to", "2019-12-31"); /* the last day, as the search and the lineage say it */
  assert_number (info, "villages", 9, 0);
  g_assert_false (yutu_box_is_empty (info->box));
}

static void
test_a_circle_and_a_point (Fixture      *self,
                           gconstpointer data)
{
  YutuPoint center = yutu_point_from_degrees (119.4055, 28.905);
  g_autoptr (YutuPlaceInfo) circle = read_place (self, yutu_place_new_circle (center, 150));
  g_autoptr (YutuPlaceInfo) small = read_place (self, yutu_place_new_circle (center, 100));
  g_autoptr (YutuPlaceInfo) point = read_place (self, yutu_place_new_point (center));
  const YutuPlaceObject *road = g_ptr_array_index (circle->objects, 2);

  /* In the lake, whose id is the smaller one; the address is not valid yet that would be nearer to the road. */
  assert_objects (circle, "平湖 云舟养老院 云舟路 云舟区东山街道第1村云舟路8号");
  g_assert_cmpfloat_with_epsilon (
    road->distance_m,
    yutu_measure_distance_m (center, yutu_point_from_degrees (119.4055, 28.906)), 0.001);
  assert_objects (small, "平湖 云舟养老院");
  assert_number (circle, "addresses", 1, 0);
  assert_counts (self, circle->counts, "elderly", 1, 2);
  assert_counts (self, small->counts, "elderly", 0, 1);
  g_assert_cmpuint (point->chain->len, ==, 3);
  assert_counts (self, point->counts, "elderly", 1, 2); /* the village's */
}

static gboolean
put_somebody (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  return yutu_connection_exec (connection,
                               "UPDATE address SET text = '云舟区东山街道第1村云舟路8号李小明先生13800001234' WHERE id = 940", error);
}

/* The door next to it, within 50 m, of those that there are on the day; of none there is nothing to say. */
static void
test_a_point_tells_the_nearest (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (YutuPlaceInfo) near_door = read_place (self, yutu_place_new_point (yutu_point_from_degrees (119.4056, 28.9061)));
  g_autoptr (YutuPlaceInfo) far = read_place (self, yutu_place_new_point (yutu_point_from_degrees (119.4055, 28.905)));
  g_autoptr (YutuPlaceInfo) inhabited = NULL;
  g_autoptr (GError) error = NULL;
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };

  assert_text (near_door, "nearest-address", "云舟区东山街道第1村云舟路8号, 10 m from the point");
  g_assert_null (get_fact (far, "nearest-address"));
  g_assert_null (get_fact (far, "nearest-village"));
  g_assert_cmpstr (near_door->title, ==, "Near 云舟路8号"); /* what the page is called */
  g_assert_cmpstr (far->title, ==, "");
  yutu_store_write (yutu_file_get_store (self->file), &entry, put_somebody, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  inhabited = read_place (self, yutu_place_new_point (yutu_point_from_degrees (119.4056, 28.9061)));
  assert_text (inhabited, "nearest-address", "云舟区东山街道第1村云舟路8号李*明先生138****1234, 10 m from the point");
  g_assert_cmpstr (inhabited->title, ==, "Near 云舟路8号李*明先生138****1234");
}

static void
test_a_lasso (Fixture      *self,
              gconstpointer data)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         ring[] = {
            yutu_point_from_degrees (119.405, 28.9045), yutu_point_from_degrees (119.406, 28.9045),
            yutu_point_from_degrees (119.406, 28.9055), yutu_point_from_degrees (119.405, 28.9055)
  };
  g_autoptr (YutuShape) shape = NULL;
  g_autoptr (YutuPlaceInfo) info = NULL;

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, G_N_ELEMENTS (ring));
  shape = yutu_shape_builder_end (builder);
  info = read_place (self, yutu_place_new_shape (shape));
  assert_objects (info, "云舟养老院");
  assert_counts (self, info->counts, "elderly", 0, 1);
  assert_counts (self, info->counts, "funeral", 1, 1);
  assert_number (info, "area", yutu_measure_area_m2 (shape), 0);
}

static void
test_a_facility (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (YutuPlaceInfo) info =
    read_place (self, yutu_place_new_object (YUTU_PLACE_FACILITY, 920));

  g_assert_cmpstr (info->title, ==, "云舟养老院");
  g_assert_cmpstr (info->facility_register->full_id, ==, "elderly.care-home");
  g_assert_cmpuint (info->chain->len, ==, 3);
  assert_text (info, "Ownership", "Public");
  assert_text (info, "Elevator", "Yes");
  assert_number (info, "Area", 1200.5, 0);
  g_assert_cmpstr (get_fact (info, "Area")->unit, ==, "m²");
  g_assert_cmpstr (get_fact (info, "Area")->group, ==, "Size");
  g_assert_null (get_fact (info, "unknown"));
  assert_text (info, "address", "云舟区东山街道第1村云舟路8号");
  assert_counts (self, info->counts, "funeral", 1, 1);
  assert_counts (self, info->counts, "elderly", 0, 0);
}

static void
test_an_address_a_road_and_a_line (Fixture      *self,
                                   gconstpointer data)
{
  g_autoptr (YutuPlaceInfo) address =
    read_place (self, yutu_place_new_object (YUTU_PLACE_ADDRESS, 940));
  g_autoptr (YutuPlaceInfo) future =
    read_place (self, yutu_place_new_object (YUTU_PLACE_ADDRESS, 941));
  g_autoptr (YutuPlaceInfo) road = read_place (self, yutu_place_new_object (YUTU_PLACE_NAME, 910));
  g_autoptr (YutuPlaceInfo) line = read_place (self, yutu_place_new_object (YUTU_PLACE_LINE, 950));

  assert_text (address, "kind", "road-door");
  assert_objects (address, "云舟养老院");
  assert_counts (self, address->counts, "elderly", 1, 1);
  g_assert_true (future->is_past);
  g_assert_cmpstr (road->name_class, ==, "road");
  assert_text (road, "pinyin", "Yunzhou Lu");
  assert_text (road, "lanes", "4");
  assert_number (road, "length",
                 yutu_measure_distance_m (yutu_point_from_degrees (119.402, 28.906),
                                          yutu_point_from_degrees (119.44, 28.906)),
                 0.001);
  assert_counts (self, road->counts, "elderly", 1, 1);
  g_assert_cmpstr (line->title, ==, "云邻线");
  assert_text (line, "neighbour", "邻县");
  assert_text (line, "next-due", "2026-01-01");
  assert_number (line, "length-legal", 1234.5, 0);
  assert_number (line, "pillars", 2, 0);
  g_assert_null (road->shape);
  g_assert_nonnull (line->shape);
  g_assert_cmpuint (line->shape->n_parts, ==, 1);
  g_assert_true (line->has_point && memcmp (&line->box, &line->shape->box, sizeof line->box) == 0);
  assert_objects (line, "1 2");
  assert_counts (self, line->counts, "division", 1, 1);
}

static void
test_what_is_not_there (Fixture      *self,
                        gconstpointer data)
{
  static const YutuPlaceKind kinds[] = { YUTU_PLACE_UNIT, YUTU_PLACE_FACILITY, YUTU_PLACE_ADDRESS,
                                         YUTU_PLACE_NAME, YUTU_PLACE_LINE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (YutuPlace) place = kinds[i] == YUTU_PLACE_UNIT
                                      ? yutu_place_new_unit (77777)
                                      : yutu_place_new_object (kinds[i], 77777);
      g_autoptr (GError) error = NULL;

      g_assert_null (
        yutu_file_read_place (self->file, self->modules, place, DAY, "desk", NULL, &error));
      g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);
    }
}

/* Else the map shows a plain dot. */
static void
test_every_register_has_its_symbol (Fixture      *self,
                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = yutu_data_load ("styles/symbols.json", &error);
  g_autoptr (JsonNode) root = NULL;

  g_assert_no_error (error);
  root = json_from_string (g_bytes_get_data (text, NULL), &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < yutu_modules_get_n (self->modules); i++)
    {
      const YutuModule *module = yutu_modules_get (self->modules, i);

      for (gsize j = 0; j < module->n_registers; j++)
        {
          g_test_message ("%s: %s", module->registers[j].full_id, module->registers[j].symbol);
          g_assert_true (json_object_has_member (json_node_get_object (root),
                                                 module->registers[j].symbol));
        }
    }
}

static void
test_lists_and_names (Fixture      *self,
                      gconstpointer data)
{
  YutuCaseQuery query = { .due_before = YUTU_DAY_INVALID, .day = DAY, .limit = 2 };
  gint64        total = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_file_find_place (self->file, "990101001200", DAY, &error);
  g_autoptr (GPtrArray) rows =
    yutu_file_list_cases (self->file, place, &query, &total, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yutu_place_get_id (place), ==, self->county.villages[0]);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (total, ==, 3);
  g_assert_null (yutu_file_find_place (self->file, "无此村", DAY, &error));
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);
}

static void
test_at_a_point (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAtResult) at =
    yutu_file_read_at (self->file, self->modules, yutu_point_from_degrees (119.4055, 28.905), 10,
                       DAY, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (at->units->len, ==, 3);
  g_assert_cmpuint (at->objects->len, ==, 2);
  g_assert_cmpuint (at->n_modules, ==, 11);
  assert_counts (self, at->counts, "elderly", 0, 1);
}

static const char FORMER_SQL[] =
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, valid_from, valid_to, geom) VALUES "
  "(912, '旧桥', '旧', '桥', 'bridge', 'historical', '2000-01-01', '2010-01-01', MakePoint (119.405, 28.905, 4490)), "
  "(913, '旧路', '旧', '路', 'road', 'historical', '2000-01-01', '2010-01-01', "
  "GeomFromText ('LINESTRING(119.402 28.906, 119.44 28.906)', 4490))";

/* No map of the day has a name that is no more: its course is told, or its point is. */
static void
test_a_former_name (Fixture      *self,
                    gconstpointer data)
{
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlaceInfo) road = NULL;
  g_autoptr (YutuPlaceInfo) bridge = NULL;
  g_autoptr (YutuPlaceInfo) lake = read_place (self, yutu_place_new_object (YUTU_PLACE_NAME, 911));

  yutu_store_write (yutu_file_get_store (self->file), &entry, (YutuWriteFunc)yutu_connection_exec, (gpointer)FORMER_SQL, NULL,
                    NULL, &error);
  g_assert_no_error (error);
  bridge = read_place (self, yutu_place_new_object (YUTU_PLACE_NAME, 912));
  road = read_place (self, yutu_place_new_object (YUTU_PLACE_NAME, 913));
  g_assert_null (lake->shape);
  g_assert_true (bridge->is_past && bridge->has_point);
  g_assert_null (bridge->shape);
  g_assert_true (road->is_past);
  g_assert_nonnull (road->shape);
}

static const struct
{
  const char *path;
  void (*run) (Fixture      *self,
               gconstpointer data);
} TESTS[] = {
  { "/session/place-info/a-unit", test_a_unit },
  { "/session/place-info/a-unit-of-the-past", test_a_unit_of_the_past },
  { "/session/place-info/a-circle-and-a-point", test_a_circle_and_a_point },
  { "/session/place-info/a-point-tells-the-nearest", test_a_point_tells_the_nearest },
  { "/session/place-info/a-lasso", test_a_lasso },
  { "/session/place-info/a-facility", test_a_facility },
  { "/session/place-info/an-address-a-road-and-a-line", test_an_address_a_road_and_a_line },
  { "/session/place-info/what-is-not-there", test_what_is_not_there },
  { "/session/place-info/every-register-has-its-symbol", test_every_register_has_its_symbol },
  { "/session/place-info/lists-and-names", test_lists_and_names },
  { "/session/place-info/at-a-point", test_at_a_point },
  { "/session/place-info/a-former-name", test_a_former_name },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);
  return g_test_run ();
}
