/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A place name from the plan into use, renamed, abolished: the case leads, the record follows, one entry a step. */

#include <string.h>

#include "gazetteer/yutu-gazetteer-write.h"
#include "name-cases.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-check.h"
#include "session/yutu-name-case.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-scan.h"
#include "session/yutu-name-shape.h"

static void
assert_step_refused (NameCases  *self,
                     gint64      id,
                     const char *transition,
                     const char *set)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (name_cases_try_step (self, id, transition, set, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
}

static void
assert_sound (NameCases *self)
{
  static const char *const only[] = { "name-case", "row-days", "case-state", NULL };
  gint64                   checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 0);
}

/* ---- Tests ---- */

#define NEW "(SELECT max (id) FROM place_name)"

static void
test_name_comes_into_use (NameCases    *self,
                          gconstpointer data)
{
  static const char *const statuses[][2] = {
    { "check", "pre_checked" },
    { "apply", "applied" },
    { "consult", "consulting" },
    { "approve", "approved" },
    { "file", "filed" },
    { "announce", "announced" },
  };
  g_autoptr (GError) error = NULL;
  gint64 id = name_cases_open (self, "PN.NAME", yutu_place_new_point (yutu_point_from_degrees (119.4052, 28.9052)),
                               "{\"proposed_name\":\"云洲路\",\"class\":\"road\",\"meaning\":\"云水之洲\",\"alias\":\"洲路\"}", &error);

  g_assert_no_error (error);
  name_cases_assert_says (self, "SELECT name || class || status || meaning || alias FROM place_name WHERE id = " NEW, "云洲路roadplanned云水之洲洲路");
  name_cases_assert_says (self, "SELECT fields LIKE '%alias%' FROM place_name WHERE id = " NEW, "0"); /* its column is enough */
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      name_cases_step (self, id, statuses[i][0],
                       i == 3   ? "{\"approval_organ\":\"云舟区人民政府\"}"
                       : i == 5 ? "{\"announcement_no\":\"云地名公告〔2026〕1号\",\"location\":\"云洲之南\"}"
                                : NULL);
      name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = " NEW, statuses[i][1]);
      name_cases_assert_says (self, "SELECT count (*) FROM place_name WHERE name = '云洲路' AND valid_from <= '2026-12-31' AND "
                                    "'2026-12-31' < valid_to",
                              "0");
      assert_sound (self);
    }
  /* 云舟路 sounds the same: told with the record, and in words in the case. */
  name_cases_assert_says (self, "SELECT json_extract (fields, '$.rule_check.findings[0].rule') FROM place_name WHERE id = " NEW, "R1");
  name_cases_assert_says (self, "SELECT json_extract (fields, '$.rule_result') LIKE 'R1%云舟路%' FROM case_file", "1");
  name_cases_step (self, id, "use", "{\"effective_on\":\"2026-04-01\"}");
  name_cases_assert_says (self,
                          "SELECT status || ' ' || valid_from || ' ' || approval_doc || ' ' || approved_on || ' ' || "
                          "json_extract (fields, '$.approval_organ') || ' ' || json_extract (fields, '$.filed_on') || ' ' || "
                          "json_extract (fields, '$.announcement_no') FROM place_name WHERE id = " NEW,
                          "in_use 2026-04-01 云政函〔2026〕7号 2026-03-03 云舟区人民政府 2026-03-03 云地名公告〔2026〕1号");
  assert_sound (self);
}

/* A line that was drawn lies in the finest unit that has all of it, not in that of its middle: as one that is added at once. */
static void
test_a_drawn_name_lies_in_all_of_its_unit (NameCases    *self,
                                           gconstpointer data)
{
  YutuPoint at = self->county.corners[1][1];
  YutuPoint across[] = { { at.x - 3000000, at.y - 1000000 }, { at.x + 2000000, at.y - 1000000 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuShape) line = yutu_name_shape_new (across, 2, FALSE, &error);
  g_autoptr (YutuPlace) place = yutu_place_new_point (across[0]);
  YutuCaseOpening   opening = { .kind = "PN.NAME", .role = "planner", .actor = "测试员", .fields = "{\"proposed_name\":\"云洲路\"}", .opened_on = yutu_day_from_ymd (2026, 3, 2), .shape = line };
  YutuPlaceNameWish wish = { .name = "望江路", .name_class = "road", .day = yutu_day_from_ymd (2026, 3, 2), .shape = line };
  gint64            id = 0;

  g_assert_no_error (error);
  yutu_file_open_case (self->file, self->modules, place, &opening, &id, &error);
  g_assert_no_error (error);
  yutu_file_add_place_name (self->file, &wish, "测试员", &id, &error);
  g_assert_no_error (error);
  name_cases_assert_says (self,
                          "SELECT GeometryType (a.geom) || (a.division IS b.division) || (json_extract (a.fields, '$.crossed_divisions') = "
                          "json_extract (b.fields, '$.crossed_divisions')) || (a.division IS (SELECT village FROM case_file)) "
                          "FROM place_name a, place_name b WHERE a.name = '云洲路' AND b.name = '望江路'",
                          "LINESTRING110");
}

static void
test_step_is_one_entry (NameCases    *self,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = name_cases_open (self, "PN.NAME", yutu_place_new_point (yutu_point_from_degrees (119.4052, 28.9052)),
                               "{\"proposed_name\":\"云洲路\"}", &error);

  g_assert_no_error (error);
  name_cases_step (self, id, "check", NULL);
  name_cases_step (self, id, "apply", NULL);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = " NEW, "pre_checked");
  name_cases_assert_says (self, "SELECT state FROM case_file", "rule-check");
  for (int i = 0; i < 2; i++)
    {
      yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
    }
  name_cases_assert_says (self, "SELECT count (*) FROM place_name WHERE name = '云洲路'", "0");
  name_cases_assert_says (self, "SELECT count (*) FROM case_file", "0");
}

static void
test_rename_keeps_the_former_name (NameCases    *self,
                                   gconstpointer data)
{
  gint64 id = name_cases_announce (self, "PN.RENAME", "{\"proposed_name\":\"望江路\"}");
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) ended = NULL;

  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = 911", "rename_applied");
  name_cases_assert_says (self, "SELECT status || class FROM place_name WHERE name = '望江路'", "announcedroad");
  name_cases_assert_says (self, "SELECT json_extract (fields, '$.old_name') || title FROM case_file", "云舟路地名更名：云舟路 → 望江路");
  cases = yutu_file_list_name_cases (self->file, self->modules, NAME_CASES_ROAD, NULL, NULL);
  g_assert_cmpuint (cases->len, ==, 1);
  assert_sound (self);
  name_cases_step (self, id, "finish", "{\"effective_on\":\"2026-05-01\"}");
  name_cases_assert_says (self,
                          "SELECT o.status || ' ' || o.valid_to || ' ' || n.name || ' ' || n.valid_from || ' ' || n.approval_doc FROM "
                          "place_name o JOIN place_name n ON n.id = o.replaced_by WHERE o.id = 911",
                          "historical 2026-05-01 望江路 2026-05-01 云政函〔2026〕7号");
  name_cases_assert_says (self, "SELECT text LIKE '%望江路8号' FROM address WHERE previous = 940", "1");
  name_cases_assert_says (self, "SELECT count (*) FROM place_name WHERE name = '望江路'", "1");
  ended = yutu_file_list_name_cases (self->file, self->modules, NAME_CASES_ROAD, NULL, NULL);
  g_assert_cmpuint (ended->len, ==, 1); /* the page of the former name leads to what ended it */
  assert_sound (self);
}

/* While a case is about a name it is not renamed past the case; a wrong character is put right. */
static void
test_no_second_way (NameCases    *self,
                    gconstpointer data)
{
  YutuRenameSpec   spec = { .place = NAME_CASES_ROAD, .name = "听江路", .day = yutu_day_from_ymd (2026, 4, 1) };
  YutuRenameResult result;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (name_cases_open (self, "PN.RENAME", yutu_place_new_object (YUTU_PLACE_NAME, NAME_CASES_ROAD), "{\"proposed_name\":\"望江路\"}", &error), !=, 0);
  g_assert_no_error (error);
  g_assert_false (yutu_file_rename (self->file, &spec, "测试员", &result, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  spec.is_correction = TRUE;
  g_assert_true (yutu_file_rename (self->file, &spec, "测试员", &result, &error));
  g_assert_no_error (error);
}

static void
test_refusal_leaves_the_name (NameCases    *self,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = name_cases_open (self, "PN.RENAME", yutu_place_new_object (YUTU_PLACE_NAME, NAME_CASES_ROAD),
                               "{\"proposed_name\":\"望江路\"}", &error);

  g_assert_no_error (error);
  /* One case at a time is about a name. */
  g_assert_cmpint (name_cases_open (self, "PN.RENAME", yutu_place_new_object (YUTU_PLACE_NAME, NAME_CASES_ROAD),
                                    "{\"proposed_name\":\"临江路\"}", &error),
                   ==, 0);
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  name_cases_step (self, id, "check", NULL);
  name_cases_step (self, id, "refuse", NULL);
  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = 911", "in_use");
  name_cases_assert_says (self, "SELECT status FROM place_name WHERE name = '望江路'", "refused");
  assert_sound (self);
}

static void
test_abolition_deletes_nothing (NameCases    *self,
                                gconstpointer data)
{
  gint64 id = name_cases_announce (self, "PN.ABOLISH", "{\"reason\":\"拆除\"}");

  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = 912", "abolish_applied");
  name_cases_step (self, id, "finish", NULL);
  name_cases_assert_says (self,
                          "SELECT status || ' ' || valid_to || ' ' || json_extract (fields, '$.abolition_approval_doc') FROM "
                          "place_name WHERE id = 912",
                          "historical 2026-03-03 云政函〔2026〕7号");
  assert_sound (self);
}

#define ANNOUNCED "{\"announcement_no\":\"3\",\"location\":\"江堤之西\"}"

static void
end_address (NameCases  *self,
             const char *day)
{
  YutuEntrySpec    entry = { "test", "测试", "测试员", FALSE };
  g_autofree char *sql = g_strdup_printf ("UPDATE address SET valid_to = '%s' WHERE id = 940", day);
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, name_cases_run_sql, sql, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A name that addresses stand at does not end under them. */
static void
test_abolition_waits_for_addresses (NameCases    *self,
                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = name_cases_open (self, "PN.ABOLISH", yutu_place_new_object (YUTU_PLACE_NAME, NAME_CASES_ROAD), "{}", &error);

  g_assert_no_error (error);
  name_cases_step (self, id, "consult", NULL);
  name_cases_step (self, id, "approve", "{\"approval_organ\":\"云舟区人民政府\"}");
  name_cases_step (self, id, "file", NULL);
  g_assert_false (name_cases_try_step (self, id, "announce", ANNOUNCED, &error)); /* nobody is told what cannot come true */
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  name_cases_assert_says (self, "SELECT state FROM case_file", "filed");
  end_address (self, "2026-03-03");
  name_cases_step (self, id, "announce", ANNOUNCED);
  end_address (self, "9999-12-31"); /* since then one has come */
  g_clear_error (&error);
  g_assert_false (name_cases_try_step (self, id, "finish", NULL, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  name_cases_assert_says (self, "SELECT state FROM case_file", "announced");
  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = 911", "abolish_applied");
}

/* What the case says of the class, or what the name tells where that says less. */
static void
test_class_is_chosen (NameCases    *self,
                      gconstpointer data)
{
  static const char *const cases[][3] = {
    { "building", "望云", "building" },
    { "village", "望云", "natural-village" },
    { "facility", "望江桥", "bridge" },
    { "natural", "望云", NULL },
    { NULL, "望江路", "road" },
    { NULL, "望云", NULL },
  };
  static const char *const fields[] = { "{\"proposed_name\":\"望云\",\"class\":\"natural\"}", "{\"proposed_name\":\"望云\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (yutu_name_case_choose_class (cases[i][0], cases[i][1]), ==, cases[i][2]);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (name_cases_open (self, "PN.NAME", yutu_place_new_unit (self->county.villages[0]), fields[i], &error), !=, 0);
      g_assert_no_error (error);
      name_cases_assert_says (self, "SELECT class FROM place_name WHERE id = " NEW, i == 0 ? "other" : "natural-village");
    }
}


/* ---- The scan ---- */

static const char *const ODD[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(921, '曼哈顿花园', '曼哈顿', '花园', 'estate', 'in_use', ?1, '2015-01-01', MakePoint (119.4056, 28.9056, 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(922, '云舟路', '云舟', '路', 'road', 'in_use', ?1, '2016-01-01', MakePoint (119.4059, 28.9059, 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(923, '环球国际大厦', '环球国际', '大厦', 'building', 'in_use', ?1, '2016-01-01', MakePoint (119.4061, 28.9061, 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(924, '望江A座大厦', '望江A座', '大厦', 'building', 'in_use', ?1, '2016-01-01', MakePoint (119.4063, 28.9063, 4490))",
};

static gboolean
add_odd (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  const County *county = data;

  for (gsize i = 0; i < G_N_ELEMENTS (ODD); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, ODD[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, county->villages[0]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
scan (NameCases *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *names = yutu_file_scan_names (self->file, self->modules, yutu_day_from_ymd (2026, 3, 2), NULL, NULL, &error);

  g_assert_no_error (error);
  return names;
}

static const char *const HIGH[] = {
  "INSERT INTO setting (id, key, value) VALUES (990001, 'name-sizes', '大厦' || char (9) || '1' || char (9) || 'floors' || char (9) || "
  "'least' || char (9) || '10' || char (9) || 'yes' || char (9) || char (9) || '2000-01-01' || char (9) || '9999-12-31' || "
  "char (9) || '本局规定第一条')",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom, fields) VALUES "
  "(931, '望云大厦', '望云', '大厦', 'building', 'in_use', ?1, '2016-01-01', MakePoint (119.4061, 28.9061, 4490), "
  "'{\"floors\":\"9\"}')",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom, fields) VALUES "
  "(932, '望山大厦', '望山', '大厦', 'building', 'in_use', ?1, '2016-01-01', MakePoint (119.4091, 28.9091, 4490), "
  "'{\"floors\":\"10\"}')",
};

static gboolean
add_high (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const County *county = data;

  for (gsize i = 0; i < G_N_ELEMENTS (HIGH); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, HIGH[i], error);

      if (statement == NULL)
        return FALSE;
      if (sqlite3_bind_parameter_count (statement) > 0)
        sqlite3_bind_int64 (statement, 1, county->villages[0]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Where the file has limits, a name that is too big for what it names is one, by the record; and an application is
 * held against them by what it states, which the record takes over. */
static void
test_sizes_asked_for (NameCases    *self,
                      gconstpointer data)
{
  YutuEntrySpec spec = { .kind = "test", .title = "test", .actor = "测试员" };
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  yutu_store_write (yutu_file_get_store (self->file), &spec, add_high, &self->county, NULL, NULL, &error);
  g_assert_no_error (error);
  names = scan (self);
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpint (((const YutuNonstandardName *)names->pdata[0])->place, ==, 931);
  g_assert_cmpint (((const YutuNonstandardName *)names->pdata[0])->main_class, ==, YUTU_NONSTANDARD_INFLATED);
  id = name_cases_open (self, "PN.NAME", yutu_place_new_point (yutu_point_from_degrees (119.4152, 28.9152)),
                        "{\"proposed_name\":\"听涛大厦\",\"class\":\"building\",\"floors\":12}", &error);
  g_assert_no_error (error);
  name_cases_step (self, id, "check", NULL);
  name_cases_assert_says (self, "SELECT json_extract (fields, '$.rule_result') LIKE '%R9%12%10%' FROM case_file", "1");
  name_cases_assert_says (self, "SELECT json_extract (fields, '$.rule_check.findings[0].severity') || json_extract (fields, '$.floors') "
                                "FROM place_name WHERE id = " NEW,
                          "met12");
  assert_sound (self);
}

/* One case a name of each class, in one entry; the older of two alike stays; a second scan opens none. */
/* ---- Clean-ups, to each decision ---- */

#define CLEAN_UP "(SELECT id FROM case_file WHERE kind = 'PN.NONSTD')"
#define RENAMING "(SELECT max (id) FROM case_file WHERE kind = 'PN.RENAME')"

/* Up to the notice. */
static gint64
begin_clean_up (NameCases *self)
{
  g_autoptr (GError) error = NULL;
  gint64 id = name_cases_open (self, "PN.NONSTD", yutu_place_new_object (YUTU_PLACE_NAME, NAME_CASES_ROAD),
                               "{\"name\":\"云舟路\",\"class\":\"inflated\",\"evidence\":\"R6\",\"opinion\":\"居民同意\"}", &error);

  g_assert_no_error (error);
  name_cases_step (self, id, "verify", NULL);
  name_cases_step (self, id, "list", NULL);
  name_cases_step (self, id, "publish", NULL);
  return id;
}

static gint64
ask_id (NameCases  *self,
        const char *sql)
{
  g_autofree char *text = county_file_ask (self->file, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
test_clean_up_by_renaming (NameCases    *self,
                           gconstpointer data)
{
  static const char *const steps[][2] = {
    { "check", NULL },
    { "apply", NULL },
    { "consult", NULL },
    { "approve", "{\"approval_organ\":\"云舟区人民政府\"}" },
    { "file", NULL },
    { "announce", "{\"announcement_no\":\"1\",\"location\":\"江堤之西\"}" },
    { "finish", "{\"effective_on\":\"2026-04-01\"}" },
  };
  gint64 id = begin_clean_up (self);
  gint64 renaming;

  assert_step_refused (self, id, "decide", NULL);
  assert_step_refused (self, id, "decide", "{\"decision\":\"rename\"}"); /* to what? */
  name_cases_step (self, id, "decide", "{\"decision\":\"rename\",\"new_name\":\"云洲路\"}");
  assert_step_refused (self, id, "keep", NULL);
  name_cases_step (self, id, "execute", NULL);
  renaming = ask_id (self, "SELECT " RENAMING);
  name_cases_assert_says (self,
                          "SELECT json_extract (fields, '$.old_name') || ' ' || json_extract (fields, '$.proposed_name') || ' ' || "
                          "json_extract (fields, '$.reason') || ' ' || json_extract (fields, '$.opinions') FROM case_file WHERE id = " RENAMING,
                          "云舟路 云洲路 R6 居民同意");
  name_cases_assert_says (self, "SELECT title FROM case_file WHERE id = " CLEAN_UP, "不规范地名清理：云舟路");
  name_cases_assert_says (self, "SELECT title FROM case_file WHERE id = " RENAMING, "地名更名：云舟路 → 云洲路");
  name_cases_assert_says (self,
                          "SELECT (json_extract (a.fields, '$.follow_up') = b.case_no) + (json_extract (b.fields, '$.origin') = a.case_no) "
                          "FROM case_file a JOIN case_file b WHERE a.id = " CLEAN_UP " AND b.id = " RENAMING,
                          "2");
  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = 911", "rename_applied");
  assert_step_refused (self, id, "check", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    name_cases_step (self, renaming, steps[i][0], steps[i][1]);
  name_cases_step (self, id, "check", NULL);
  name_cases_step (self, id, "close", NULL);
  name_cases_assert_says (self, "SELECT state FROM case_file WHERE id = " CLEAN_UP, "closed");
  assert_sound (self);
}

/* The step and the case that it opens are one entry; refused, it is decided again. */
static void
test_clean_up_whose_renaming_is_refused (NameCases    *self,
                                         gconstpointer data)
{
  gint64 id = begin_clean_up (self);
  g_autoptr (GError) error = NULL;

  name_cases_step (self, id, "decide", "{\"decision\":\"qualify\",\"new_name\":\"东山云舟路\"}");
  name_cases_step (self, id, "execute", NULL);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  name_cases_assert_says (self, "SELECT (SELECT count (*) FROM case_file WHERE kind = 'PN.RENAME') || state FROM case_file WHERE id = " CLEAN_UP,
                          "0decided");
  name_cases_step (self, id, "execute", NULL);
  name_cases_step (self, ask_id (self, "SELECT " RENAMING), "check", NULL);
  name_cases_step (self, ask_id (self, "SELECT " RENAMING), "refuse", NULL);
  assert_step_refused (self, id, "check", NULL);
  name_cases_step (self, id, "reconsider", NULL);
  name_cases_step (self, id, "keep", "{\"decision\":\"keep\"}");
  name_cases_assert_says (self, "SELECT state || (SELECT status FROM place_name WHERE id = 911) FROM case_file WHERE id = " CLEAN_UP, "keptin_use");
}

static void
test_clean_up_of_signs_alone (NameCases    *self,
                              gconstpointer data)
{
  gint64 id = begin_clean_up (self);

  name_cases_step (self, id, "decide", "{\"decision\":\"signage\"}");
  name_cases_step (self, id, "execute", NULL);
  name_cases_assert_says (self, "SELECT count (*) FROM case_file WHERE kind = 'PN.RENAME'", "0");
  assert_step_refused (self, id, "check", NULL);
  name_cases_step (self, id, "check", "{\"done_on\":\"2026-03-03\"}");
  name_cases_step (self, id, "close", NULL);
  name_cases_assert_says (self, "SELECT status FROM place_name WHERE id = 911", "in_use");
}

static void
test_scan_opens_one_case_a_name (NameCases    *self,
                                 gconstpointer data)
{
  static const struct
  {
    gint64          place;
    YutuNonstandard name_class;
  } expected[] = { { 921, YUTU_NONSTANDARD_FOREIGN }, { 922, YUTU_NONSTANDARD_DUPLICATE }, { 923, YUTU_NONSTANDARD_INFLATED }, { 924, YUTU_NONSTANDARD_ODD } };
  YutuEntrySpec   entry = { "test", "测试", "测试员", FALSE };
  YutuCleanUpSpec spec = { .day = yutu_day_from_ymd (2026, 3, 2), .actor = "测试员", .role = "planner" };
  guint           n_opened = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) again = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, add_odd, &self->county, NULL, NULL, &error);
  g_assert_no_error (error);
  names = scan (self);
  g_assert_cmpuint (names->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < names->len; i++)
    {
      const YutuNonstandardName *name = names->pdata[i];

      g_assert_cmpint (name->place, ==, expected[i].place);
      g_assert_cmpint (name->main_class, ==, expected[i].name_class);
      g_assert_cmpint (name->case_file, ==, 0);
      g_assert_cmpstr (name->where, ==, "东山街道 › 第1村");
      g_assert_cmpint (g_str_has_suffix (name->evidence, " (东山街道 › 第1村)"), ==, name->main_class == YUTU_NONSTANDARD_DUPLICATE);
    }
  g_assert_true (yutu_file_open_clean_ups (self->file, self->modules, names, &spec, &n_opened, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_opened, ==, 4);
  name_cases_assert_says (self, "SELECT count (DISTINCT subject) || state FROM case_file WHERE kind = 'PN.NONSTD'", "4found");
  name_cases_assert_says (self, "SELECT json_extract (fields, '$.class') || ' ' || substr (json_extract (fields, '$.evidence'), 1, 2) "
                                "FROM case_file WHERE subject = 921",
                          "foreign R4");
  name_cases_assert_says (self, "SELECT c.title = '不规范地名清理：' || p.name FROM case_file c JOIN place_name p ON p.id = c.subject "
                                "WHERE c.subject = 921",
                          "1");
  again = scan (self);
  g_assert_true (yutu_file_open_clean_ups (self->file, self->modules, again, &spec, &n_opened, &error));
  g_assert_cmpuint (n_opened, ==, 0);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  name_cases_assert_says (self, "SELECT count (*) FROM case_file", "0");
}

#define ADD(path, function) g_test_add (path, NameCases, NULL, name_cases_set_up, function, name_cases_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session/name-case/name-comes-into-use", test_name_comes_into_use);
  ADD ("/session/name-case/a-drawn-name-lies-in-all-of-its-unit", test_a_drawn_name_lies_in_all_of_its_unit);
  ADD ("/session/name-case/step-is-one-entry", test_step_is_one_entry);
  ADD ("/session/name-case/rename-keeps-the-former-name", test_rename_keeps_the_former_name);
  ADD ("/session/name-case/no-second-way", test_no_second_way);
  ADD ("/session/name-case/refusal-leaves-the-name", test_refusal_leaves_the_name);
  ADD ("/session/name-case/abolition-deletes-nothing", test_abolition_deletes_nothing);
  ADD ("/session/name-case/abolition-waits-for-addresses", test_abolition_waits_for_addresses);
  ADD ("/session/name-case/class-is-chosen", test_class_is_chosen);
  ADD ("/session/name-case/clean-up-by-renaming", test_clean_up_by_renaming);
  ADD ("/session/name-case/clean-up-whose-renaming-is-refused", test_clean_up_whose_renaming_is_refused);
  ADD ("/session/name-case/clean-up-of-signs-alone", test_clean_up_of_signs_alone);
  ADD ("/session/name-case/sizes-asked-for", test_sizes_asked_for);
  ADD ("/session/name-case/scan-opens-one-case-a-name", test_scan_opens_one_case_a_name);
  return g_test_run ();
}
