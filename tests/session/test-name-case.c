/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A place name from the plan into use, renamed, abolished: the case leads, the record follows, one entry a step. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-check.h"
#include "session/yutu-name-case.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-papers.h"
#include "session/yutu-name-scan.h"
#include "session/yutu-name-shape.h"

#define ROAD 911

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

static const char *const THINGS[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(911, '云舟路', '云舟', '路', 'road', 'in_use', ?1, '2000-01-01', MakePoint (119.4054, 28.9054, 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(912, '旧巷', '旧', '巷', 'road', 'in_use', ?1, '2000-01-01', MakePoint (119.4053, 28.9053, 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(940, ?1, 911, 8, '云舟路8号', 1, '2000-01-01', MakePoint (119.4055, 28.9051, 4490))",
};

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open (&self->county, THINGS, G_N_ELEMENTS (THINGS));
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

/* ---- Asking ---- */

static void
assert_says (Fixture    *self,
             const char *sql,
             const char *expected)
{
  g_autofree char *text = county_file_ask (self->file, sql);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
open_case (Fixture    *self,
           const char *kind,
           YutuPlace  *place, /* taken */
           const char *fields,
           GError    **error)
{
  g_autoptr (YutuPlace) at = place;
  YutuCaseOpening opening = { .kind = kind, .role = "planner", .actor = "测试员", .fields = fields, .opened_on = yutu_day_from_ymd (2026, 3, 2) };
  gint64          id = 0;

  return yutu_file_open_case (self->file, self->modules, at, &opening, &id, error) ? id : 0;
}

static gboolean
try_step (Fixture    *self,
          gint64      id,
          const char *transition,
          const char *set,
          GError    **error)
{
  static const char *const leaders[] = { "approve", "refuse", "decide", "keep", "reconsider", NULL };
  YutuCaseStep             step = { .transition = transition,
                                    .actor = "测试员",
                                    .role = g_strv_contains (leaders, transition) ? "leader" : "planner",
                                    .day = yutu_day_from_ymd (2026, 3, 3),
                                    .result = "同意",
                                    .result_doc = "云政函〔2026〕7号",
                                    .set = set };

  return yutu_file_step_case (self->file, self->modules, id, &step, error);
}

static void
step (Fixture    *self,
      gint64      id,
      const char *transition,
      const char *set)
{
  g_autoptr (GError) error = NULL;

  try_step (self, id, transition, set, &error);
  g_assert_no_error (error);
}

static void
assert_step_refused (Fixture    *self,
                     gint64      id,
                     const char *transition,
                     const char *set)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_step (self, id, transition, set, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
}

static void
assert_sound (Fixture *self)
{
  static const char *const only[] = { "name-case", "row-days", "case-state", NULL };
  gint64                   checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 0);
}

/* ---- Tests ---- */

#define NEW "(SELECT max (id) FROM place_name)"

static void
test_name_comes_into_use (Fixture      *self,
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
  gint64 id = open_case (self, "PN.NAME", yutu_place_new_point (yutu_point_from_degrees (119.4052, 28.9052)),
                         "{\"proposed_name\":\"云洲路\",\"class\":\"road\",\"meaning\":\"云水之洲\",\"alias\":\"洲路\"}", &error);

  g_assert_no_error (error);
  assert_says (self, "SELECT name || class || status || meaning || alias FROM place_name WHERE id = " NEW, "云洲路roadplanned云水之洲洲路");
  assert_says (self, "SELECT fields LIKE '%alias%' FROM place_name WHERE id = " NEW, "0"); /* its column is enough */
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      step (self, id, statuses[i][0],
            i == 3   ? "{\"approval_organ\":\"云舟区人民政府\"}"
            : i == 5 ? "{\"announcement_no\":\"云地名公告〔2026〕1号\"}"
                     : NULL);
      assert_says (self, "SELECT status FROM place_name WHERE id = " NEW, statuses[i][1]);
      assert_says (self, "SELECT count (*) FROM place_name WHERE name = '云洲路' AND valid_from <= '2026-12-31' AND "
                         "'2026-12-31' < valid_to",
                   "0");
      assert_sound (self);
    }
  /* 云舟路 sounds the same: told with the record, and in words in the case. */
  assert_says (self, "SELECT json_extract (fields, '$.rule_check.findings[0].rule') FROM place_name WHERE id = " NEW, "R1");
  assert_says (self, "SELECT json_extract (fields, '$.rule_result') LIKE 'R1%云舟路%' FROM case_file", "1");
  step (self, id, "use", "{\"effective_on\":\"2026-04-01\"}");
  assert_says (self,
               "SELECT status || ' ' || valid_from || ' ' || approval_doc || ' ' || approved_on || ' ' || "
               "json_extract (fields, '$.approval_organ') || ' ' || json_extract (fields, '$.filed_on') || ' ' || "
               "json_extract (fields, '$.announcement_no') FROM place_name WHERE id = " NEW,
               "in_use 2026-04-01 云政函〔2026〕7号 2026-03-03 云舟区人民政府 2026-03-03 云地名公告〔2026〕1号");
  assert_sound (self);
}

/* A line that was drawn lies in the finest unit that has all of it, not in that of its middle: as one that is added at once. */
static void
test_a_drawn_name_lies_in_all_of_its_unit (Fixture      *self,
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
  assert_says (self,
               "SELECT GeometryType (a.geom) || (a.division IS b.division) || (json_extract (a.fields, '$.crossed_divisions') = "
               "json_extract (b.fields, '$.crossed_divisions')) || (a.division IS (SELECT village FROM case_file)) "
               "FROM place_name a, place_name b WHERE a.name = '云洲路' AND b.name = '望江路'",
               "LINESTRING110");
}

static void
test_step_is_one_entry (Fixture      *self,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = open_case (self, "PN.NAME", yutu_place_new_point (yutu_point_from_degrees (119.4052, 28.9052)),
                         "{\"proposed_name\":\"云洲路\"}", &error);

  g_assert_no_error (error);
  step (self, id, "check", NULL);
  step (self, id, "apply", NULL);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_says (self, "SELECT status FROM place_name WHERE id = " NEW, "pre_checked");
  assert_says (self, "SELECT state FROM case_file", "rule-check");
  for (int i = 0; i < 2; i++)
    {
      yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
    }
  assert_says (self, "SELECT count (*) FROM place_name WHERE name = '云洲路'", "0");
  assert_says (self, "SELECT count (*) FROM case_file", "0");
}

static gint64
bring_to_announced (Fixture    *self,
                    const char *kind,
                    const char *fields)
{
  static const char *const steps[] = { "check", "apply", "consult", "approve", "file", "announce" };
  g_autoptr (GError) error = NULL;
  gboolean is_end = strcmp (kind, "PN.ABOLISH") == 0;
  gint64   id = open_case (self, kind, yutu_place_new_object (YUTU_PLACE_NAME, is_end ? 912 : ROAD), fields, &error);

  g_assert_no_error (error);
  for (gsize i = is_end ? 2 : 0; i < G_N_ELEMENTS (steps); i++)
    step (self, id, steps[i],
          i == 3   ? "{\"approval_organ\":\"云舟区人民政府\"}"
          : i == 5 ? "{\"announcement_no\":\"云地名公告〔2026〕2号\"}"
                   : NULL);
  return id;
}

static void
test_rename_keeps_the_former_name (Fixture      *self,
                                   gconstpointer data)
{
  gint64 id = bring_to_announced (self, "PN.RENAME", "{\"proposed_name\":\"望江路\"}");
  g_autoptr (GPtrArray) cases = NULL;

  assert_says (self, "SELECT status FROM place_name WHERE id = 911", "rename_applied");
  assert_says (self, "SELECT status || class FROM place_name WHERE name = '望江路'", "announcedroad");
  assert_says (self, "SELECT json_extract (fields, '$.old_name') FROM case_file", "云舟路");
  cases = yutu_file_list_name_cases (self->file, self->modules, ROAD, NULL, NULL);
  g_assert_cmpuint (cases->len, ==, 1);
  assert_sound (self);
  step (self, id, "finish", "{\"effective_on\":\"2026-05-01\"}");
  assert_says (self,
               "SELECT o.status || ' ' || o.valid_to || ' ' || n.name || ' ' || n.valid_from || ' ' || n.approval_doc FROM "
               "place_name o JOIN place_name n ON n.id = o.replaced_by WHERE o.id = 911",
               "historical 2026-05-01 望江路 2026-05-01 云政函〔2026〕7号");
  assert_says (self, "SELECT text LIKE '%望江路8号' FROM address WHERE previous = 940", "1");
  assert_says (self, "SELECT count (*) FROM place_name WHERE name = '望江路'", "1");
  assert_sound (self);
}

/* While a case is about a name it is not renamed past the case; a wrong character is put right. */
static void
test_no_second_way (Fixture      *self,
                    gconstpointer data)
{
  YutuRenameSpec   spec = { .place = ROAD, .name = "听江路", .day = yutu_day_from_ymd (2026, 4, 1) };
  YutuRenameResult result;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_case (self, "PN.RENAME", yutu_place_new_object (YUTU_PLACE_NAME, ROAD), "{\"proposed_name\":\"望江路\"}", &error), !=, 0);
  g_assert_no_error (error);
  g_assert_false (yutu_file_rename (self->file, &spec, "测试员", &result, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  spec.is_correction = TRUE;
  g_assert_true (yutu_file_rename (self->file, &spec, "测试员", &result, &error));
  g_assert_no_error (error);
}

static void
test_refusal_leaves_the_name (Fixture      *self,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = open_case (self, "PN.RENAME", yutu_place_new_object (YUTU_PLACE_NAME, ROAD),
                         "{\"proposed_name\":\"望江路\"}", &error);

  g_assert_no_error (error);
  /* One case at a time is about a name. */
  g_assert_cmpint (open_case (self, "PN.RENAME", yutu_place_new_object (YUTU_PLACE_NAME, ROAD),
                              "{\"proposed_name\":\"临江路\"}", &error),
                   ==, 0);
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  step (self, id, "check", NULL);
  step (self, id, "refuse", NULL);
  assert_says (self, "SELECT status FROM place_name WHERE id = 911", "in_use");
  assert_says (self, "SELECT status FROM place_name WHERE name = '望江路'", "refused");
  assert_sound (self);
}

static void
test_abolition_deletes_nothing (Fixture      *self,
                                gconstpointer data)
{
  gint64 id = bring_to_announced (self, "PN.ABOLISH", "{\"reason\":\"拆除\"}");

  assert_says (self, "SELECT status FROM place_name WHERE id = 912", "abolish_applied");
  step (self, id, "finish", NULL);
  assert_says (self,
               "SELECT status || ' ' || valid_to || ' ' || json_extract (fields, '$.abolition_approval_doc') FROM "
               "place_name WHERE id = 912",
               "historical 2026-03-03 云政函〔2026〕7号");
  assert_sound (self);
}

/* A name that addresses stand at does not end under them. */
static void
test_abolition_waits_for_addresses (Fixture      *self,
                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = open_case (self, "PN.ABOLISH", yutu_place_new_object (YUTU_PLACE_NAME, ROAD), "{}", &error);

  g_assert_no_error (error);
  step (self, id, "consult", NULL);
  step (self, id, "approve", "{\"approval_organ\":\"云舟区人民政府\"}");
  step (self, id, "file", NULL);
  step (self, id, "announce", "{\"announcement_no\":\"3\"}");
  g_assert_false (try_step (self, id, "finish", NULL, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  assert_says (self, "SELECT state FROM case_file", "announced");
  assert_says (self, "SELECT status FROM place_name WHERE id = 911", "abolish_applied");
}

/* ---- Papers ---- */

static gboolean
run_sql (YutuConnection *connection,
         gpointer        sql,
         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  return statement != NULL && yutu_connection_run (connection, statement, error);
}

static YutuNamePaper *
write_paper (Fixture          *self,
             const char       *name,
             YutuNamePaperKind kind)
{
  g_autoptr (GError) error = NULL;
  gint64         id = 0;
  YutuNamePaper *paper = NULL;

  yutu_file_find_place_name (self->file, name, yutu_day_from_ymd (2026, 3, 3), &id, &error);
  g_assert_no_error (error);
  paper = yutu_file_write_name_paper (self->file, id, kind, yutu_day_from_ymd (2026, 3, 3), NULL, &error);
  g_assert_no_error (error);
  return paper;
}

/* The content that the law asks for stands there, and what is not recorded is named. */
static void
test_papers_come_from_the_record (Fixture      *self,
                                  gconstpointer data)
{
  static const char *const told[] = { "关于“云舟路”更名为“望江路”的公告\n", "标准地名：望江路\n", "罗马字母拼写：Wangjiang Lu\n",
                                      "原名：云舟路\n", "位置描述：东起江堤，西至云门\n", "批准机关：云舟区人民政府\n",
                                      "批准文号：云政函〔2026〕7号\n", "批准日期：2026年3月3日\n",
                                      "公告号：云地名公告〔2026〕2号\n" };
  g_autoptr (YutuNamePaper) notice = NULL;
  g_autoptr (YutuNamePaper) filing = NULL;
  g_autoptr (YutuNamePaper) bare = NULL;
  g_autofree char *text = NULL;

  bring_to_announced (self, "PN.RENAME", "{\"proposed_name\":\"望江路\",\"location\":\"东起江堤，西至云门\"}");
  notice = write_paper (self, "望江路", YUTU_NAME_NOTICE);
  text = yutu_name_paper_dup_text (notice);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (strstr (text, told[i]) == NULL)
      g_error ("“%s” is not told in %s", told[i], text);
  g_assert_cmpuint (notice->missing->len, ==, 0);
  filing = write_paper (self, "望江路", YUTU_NAME_FILING);
  g_clear_pointer (&text, g_free);
  text = yutu_name_paper_dup_text (filing);
  g_assert_nonnull (strstr (text, "应报备案期限：2026年3月18日\n"));
  g_assert_nonnull (strstr (text, "命名规则审查：2026年3月3日审查"));
  g_assert_cmpuint (filing->missing->len, ==, 2); /* meaning, reason */
  bare = write_paper (self, "旧巷", YUTU_NAME_NOTICE);
  g_assert_cmpuint (bare->missing->len, ==, 7);
}

/* A road that lies in no unit by its record: the county and the townships that it runs through. */
static void
test_papers_tell_what_a_road_crosses (Fixture      *self,
                                      gconstpointer data)
{
  static const char unset[] =
    "UPDATE place_name SET division = NULL, geom = GeomFromText ('LINESTRING(119.4054 28.9054, 119.4056 28.9056)', 4490) WHERE id = 911";
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNamePaper) paper = NULL;
  g_autofree char *text = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, run_sql, (gpointer)unset, NULL, NULL, &error);
  g_assert_no_error (error);
  paper = write_paper (self, "云舟路", YUTU_NAME_NOTICE);
  text = yutu_name_paper_dup_text (paper);
  g_assert_nonnull (strstr (text, "所属政区：云舟区东山街道\n"));
}

/* A class that is a table's own is told by its title there; of what is no class of the form nothing is told. */
static void
test_papers_tell_the_class (Fixture      *self,
                            gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *line; /* NULL: no line is of the class */
  } cases[] = {
    { "UPDATE place_name SET class = 'road' WHERE id = 912", "地名类别：道路、街巷\n" },
    { "UPDATE place_name SET class = 'other', fields = '{\"category\":\"bay\"}' WHERE id = 912", "地名类别：海湾\n" },
    { "UPDATE place_name SET class = 'other', fields = '{}' WHERE id = 912", NULL },
  };
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuNamePaper) paper = NULL;
      g_autofree char *text = NULL;

      yutu_store_write (yutu_file_get_store (self->file), &entry, run_sql, (gpointer)cases[i].sql, NULL, NULL, &error);
      g_assert_no_error (error);
      paper = write_paper (self, "旧巷", YUTU_NAME_NOTICE);
      text = yutu_name_paper_dup_text (paper);
      g_test_message ("%s", text);
      g_assert_cmpint (strstr (text, cases[i].line != NULL ? cases[i].line : "地名类别") != NULL, ==, cases[i].line != NULL);
    }
}

/* What the case says of the class, or what the name tells where that says less. */
static void
test_class_is_chosen (Fixture      *self,
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

      g_assert_cmpint (open_case (self, "PN.NAME", yutu_place_new_unit (self->county.villages[0]), fields[i], &error), !=, 0);
      g_assert_no_error (error);
      assert_says (self, "SELECT class FROM place_name WHERE id = " NEW, i == 0 ? "other" : "natural-village");
    }
}

static void
test_papers_are_saved (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (YutuNamePaper) paper = write_paper (self, "云舟路", YUTU_NAME_FILING);
  g_autofree char         *folder = g_dir_make_tmp ("yutu-paper-XXXXXX", NULL);
  static const char *const suffixes[] = { "txt", "pdf" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat ("a.", suffixes[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize            length = 0;

      g_assert_true (yutu_name_paper_save (paper, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_true (i == 0 ? g_str_has_prefix (content, "地名命名备案表\n") : g_str_has_prefix (content, "%PDF"));
      g_unlink (path);
    }
  g_assert_false (yutu_name_paper_save (paper, "/nowhere/a.doc", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_rmdir (folder);
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
scan (Fixture *self)
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
test_sizes_asked_for (Fixture      *self,
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
  id = open_case (self, "PN.NAME", yutu_place_new_point (yutu_point_from_degrees (119.4152, 28.9152)),
                  "{\"proposed_name\":\"听涛大厦\",\"class\":\"building\",\"floors\":12}", &error);
  g_assert_no_error (error);
  step (self, id, "check", NULL);
  assert_says (self, "SELECT json_extract (fields, '$.rule_result') LIKE '%R9%12%10%' FROM case_file", "1");
  assert_says (self, "SELECT json_extract (fields, '$.rule_check.findings[0].severity') || json_extract (fields, '$.floors') "
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
begin_clean_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 id = open_case (self, "PN.NONSTD", yutu_place_new_object (YUTU_PLACE_NAME, ROAD),
                         "{\"name\":\"云舟路\",\"class\":\"inflated\",\"evidence\":\"R6\",\"opinion\":\"居民同意\"}", &error);

  g_assert_no_error (error);
  step (self, id, "verify", NULL);
  step (self, id, "list", NULL);
  step (self, id, "publish", NULL);
  return id;
}

static gint64
ask_id (Fixture    *self,
        const char *sql)
{
  g_autofree char *text = county_file_ask (self->file, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
test_clean_up_by_renaming (Fixture      *self,
                           gconstpointer data)
{
  static const char *const steps[][2] = {
    { "check", NULL },
    { "apply", NULL },
    { "consult", NULL },
    { "approve", "{\"approval_organ\":\"云舟区人民政府\"}" },
    { "file", NULL },
    { "announce", "{\"announcement_no\":\"1\"}" },
    { "finish", "{\"effective_on\":\"2026-04-01\"}" },
  };
  gint64 id = begin_clean_up (self);
  gint64 renaming;

  assert_step_refused (self, id, "decide", NULL);
  assert_step_refused (self, id, "decide", "{\"decision\":\"rename\"}"); /* to what? */
  step (self, id, "decide", "{\"decision\":\"rename\",\"new_name\":\"云洲路\"}");
  assert_step_refused (self, id, "keep", NULL);
  step (self, id, "execute", NULL);
  renaming = ask_id (self, "SELECT " RENAMING);
  assert_says (self,
               "SELECT json_extract (fields, '$.old_name') || ' ' || json_extract (fields, '$.proposed_name') || ' ' || "
               "json_extract (fields, '$.reason') || ' ' || json_extract (fields, '$.opinions') FROM case_file WHERE id = " RENAMING,
               "云舟路 云洲路 R6 居民同意");
  assert_says (self,
               "SELECT (json_extract (a.fields, '$.follow_up') = b.case_no) + (json_extract (b.fields, '$.origin') = a.case_no) "
               "FROM case_file a JOIN case_file b WHERE a.id = " CLEAN_UP " AND b.id = " RENAMING,
               "2");
  assert_says (self, "SELECT status FROM place_name WHERE id = 911", "rename_applied");
  assert_step_refused (self, id, "check", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    step (self, renaming, steps[i][0], steps[i][1]);
  step (self, id, "check", NULL);
  step (self, id, "close", NULL);
  assert_says (self, "SELECT state FROM case_file WHERE id = " CLEAN_UP, "closed");
  assert_sound (self);
}

/* The step and the case that it opens are one entry; refused, it is decided again. */
static void
test_clean_up_whose_renaming_is_refused (Fixture      *self,
                                         gconstpointer data)
{
  gint64 id = begin_clean_up (self);
  g_autoptr (GError) error = NULL;

  step (self, id, "decide", "{\"decision\":\"qualify\",\"new_name\":\"东山云舟路\"}");
  step (self, id, "execute", NULL);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_says (self, "SELECT (SELECT count (*) FROM case_file WHERE kind = 'PN.RENAME') || state FROM case_file WHERE id = " CLEAN_UP,
               "0decided");
  step (self, id, "execute", NULL);
  step (self, ask_id (self, "SELECT " RENAMING), "check", NULL);
  step (self, ask_id (self, "SELECT " RENAMING), "refuse", NULL);
  assert_step_refused (self, id, "check", NULL);
  step (self, id, "reconsider", NULL);
  step (self, id, "keep", "{\"decision\":\"keep\"}");
  assert_says (self, "SELECT state || (SELECT status FROM place_name WHERE id = 911) FROM case_file WHERE id = " CLEAN_UP, "keptin_use");
}

static void
test_clean_up_of_signs_alone (Fixture      *self,
                              gconstpointer data)
{
  gint64 id = begin_clean_up (self);

  step (self, id, "decide", "{\"decision\":\"signage\"}");
  step (self, id, "execute", NULL);
  assert_says (self, "SELECT count (*) FROM case_file WHERE kind = 'PN.RENAME'", "0");
  assert_step_refused (self, id, "check", NULL);
  step (self, id, "check", "{\"done_on\":\"2026-03-03\"}");
  step (self, id, "close", NULL);
  assert_says (self, "SELECT status FROM place_name WHERE id = 911", "in_use");
}

static void
test_scan_opens_one_case_a_name (Fixture      *self,
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
    }
  g_assert_true (yutu_file_open_clean_ups (self->file, self->modules, names, &spec, &n_opened, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_opened, ==, 4);
  assert_says (self, "SELECT count (DISTINCT subject) || state FROM case_file WHERE kind = 'PN.NONSTD'", "4found");
  assert_says (self, "SELECT json_extract (fields, '$.class') || ' ' || substr (json_extract (fields, '$.evidence'), 1, 2) "
                     "FROM case_file WHERE subject = 921",
               "foreign R4");
  again = scan (self);
  g_assert_true (yutu_file_open_clean_ups (self->file, self->modules, again, &spec, &n_opened, &error));
  g_assert_cmpuint (n_opened, ==, 0);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_says (self, "SELECT count (*) FROM case_file", "0");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

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
  ADD ("/session/name-case/papers-come-from-the-record", test_papers_come_from_the_record);
  ADD ("/session/name-case/papers-tell-what-a-road-crosses", test_papers_tell_what_a_road_crosses);
  ADD ("/session/name-case/papers-tell-the-class", test_papers_tell_the_class);
  ADD ("/session/name-case/class-is-chosen", test_class_is_chosen);
  ADD ("/session/name-case/papers-are-saved", test_papers_are_saved);
  ADD ("/session/name-case/clean-up-by-renaming", test_clean_up_by_renaming);
  ADD ("/session/name-case/clean-up-whose-renaming-is-refused", test_clean_up_whose_renaming_is_refused);
  ADD ("/session/name-case/clean-up-of-signs-alone", test_clean_up_of_signs_alone);
  ADD ("/session/name-case/sizes-asked-for", test_sizes_asked_for);
  ADD ("/session/name-case/scan-opens-one-case-a-name", test_scan_opens_one_case_a_name);
  return g_test_run ();
}
