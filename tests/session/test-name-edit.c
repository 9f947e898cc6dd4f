/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names given anew, corrected and added: addresses follow, their former forms stay, and all of it is
 * one entry. */

#include "county-file.h"
#include "gazetteer/yutu-address-check.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-find.h"
#include "session/yutu-check.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-fields.h"
#include "session/yutu-name-readings.h"
#include "session/yutu-name-merge.h"
#include "session/yutu-name-shape.h"

typedef struct
{
  County    county;
  YutuFile *file;
} Fixture;

/* ?1 the first village, ?2 its township. Address 941 lies in the days to come. */
static const char *const THINGS[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, "
  "valid_from, geom) VALUES (910, '云舟路', '云舟', '路', 'road', 'in_use', ?1, '2000-01-01', "
  "GeomFromText ('LINESTRING(119.402 28.906, 119.44 28.906)', 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(940, ?1, 910, 8, '云舟区东山街道第1村云舟路8号', 1, '2000-01-01', "
  "MakePoint (119.4055, 28.9061, 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(941, ?1, 910, 9, '云舟区东山街道第1村云舟路9号', 1, '2030-01-01', "
  "MakePoint (119.4056, 28.9061, 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, valid_to, geom) VALUES "
  "(942, ?1, 910, 7, '云舟区东山街道第1村云舟路7号', 1, '2000-01-01', '2010-01-01', "
  "MakePoint (119.4054, 28.9061, 4490))",
  "INSERT INTO facility (id, kind, name, status, valid_from, village, township, address, geom) "
  "VALUES (920, 'elderly.care-home', '云舟养老院', 'open', '2000-01-01', ?1, ?2, 940, "
  "MakePoint (119.4055, 28.905, 4490))",
};

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->file = county_file_open (&self->county, THINGS, G_N_ELEMENTS (THINGS));
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuDay
day (void)
{
  return yutu_day_from_ymd (2026, 3, 1);
}

typedef struct
{
  const char *sql;
  char       *text;
} Ask;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Ask          *self = data;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, self->sql, error);
  gboolean      row = FALSE;

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  self->text = g_strdup (row ? (const char *)sqlite3_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  return TRUE;
}

static void
assert_answer (Fixture    *self,
               const char *sql,
               const char *expected)
{
  Ask question = { .sql = sql };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), ask, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (question.text, ==, expected);
  g_free (question.text);
}

static gboolean
check_texts (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64 n = 0;
  g_autoptr (GPtrArray) faults = yutu_address_check_texts (connection, &n, NULL, error);

  g_assert_nonnull (faults);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (n, >, 0);
  return TRUE;
}

/* Of what is valid on the day; what was, stands behind it. */
static guint
count_hits (Fixture    *self,
            const char *query)
{
  guint        n = 0;
  YutuFindSpec spec = { .limit = 10, .day = yutu_day_from_ymd (2026, 11, 24) };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSearchResult) result = yutu_file_search (self->file, query, &spec, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->hits->len; i++)
    n += !((const YutuSearchHit *)g_ptr_array_index (result->hits, i))->is_past;
  return n;
}

/* Renames, and goes back and forth. */
static YutuRenameResult
rename_twice (Fixture              *self,
              const YutuRenameSpec *spec)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autofree char *now = NULL;
  YutuRenameResult result;
  g_autoptr (GError) error = NULL;
  YutuStore *store = yutu_file_get_store (self->file);

  yutu_file_rename (self->file, spec, "测试员", &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.entry, >, 0);
  after = county_file_digest (self->file);
  yutu_store_undo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  now = county_file_digest (self->file);
  g_assert_cmpstr (now, ==, before);
  yutu_store_redo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (now);
  now = county_file_digest (self->file);
  g_assert_cmpstr (now, ==, after);
  yutu_store_read (store, check_texts, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_a_division_from_a_day_on (Fixture      *self,
                               gconstpointer data)
{
  YutuRenameSpec   spec = { .unit = self->county.townships[0], .name = "东丘街道", .day = day () };
  YutuRenameResult result = rename_twice (self, &spec);

  g_assert_cmpstr (result.former, ==, "东山街道");
  g_assert_cmpint (result.n_renewed, ==, 1);
  g_assert_cmpint (result.n_reworded, ==, 1);
  g_assert_cmpint (result.n_facilities, ==, 1);
  assert_answer (self, "SELECT text || valid_to || status FROM address WHERE id = 940",
                 "云舟区东山街道第1村云舟路8号2026-03-015");
  assert_answer (self, "SELECT text || valid_from FROM address WHERE previous = 940",
                 "云舟区东丘街道第1村云舟路8号2026-03-01");
  assert_answer (self, "SELECT text FROM address WHERE id = 941", "云舟区东丘街道第1村云舟路9号");
  assert_answer (self, "SELECT text FROM address WHERE id = 942", "云舟区东山街道第1村云舟路7号");
  assert_answer (self, "SELECT a.text FROM facility f JOIN address a ON a.id = f.address",
                 "云舟区东丘街道第1村云舟路8号");
  assert_answer (self,
                 "SELECT group_concat (name || valid_from || valid_to) FROM division WHERE unit = "
                 "(SELECT unit FROM division WHERE name = '东丘街道')",
                 "东山街道2000-01-012026-03-01,东丘街道2026-03-019999-12-31");
  assert_answer (self, "SELECT proper_name || pinyin FROM division WHERE name = '东丘街道'",
                 "东丘Dongqiu Jiedao");
  g_assert_cmpuint (count_hits (self, "东丘街道"), >, 0);
  g_assert_cmpuint (count_hits (self, "东丘街道第1村云舟路8号"), ==, 1);
}

static void
test_a_division_written_wrongly (Fixture      *self,
                                 gconstpointer data)
{
  YutuRenameSpec   spec = { .unit = self->county.townships[0], .name = "东仙街道", .day = day (), .is_correction = TRUE };
  YutuRenameResult result = rename_twice (self, &spec);

  g_assert_cmpint (result.n_renewed, ==, 0);
  g_assert_cmpint (result.n_reworded, ==, 3);
  assert_answer (self, "SELECT text || valid_to FROM address WHERE id = 940",
                 "云舟区东仙街道第1村云舟路8号9999-12-31");
  assert_answer (self, "SELECT count (*) FROM division WHERE name IN ('东山街道', '东仙街道')", "1");
  assert_answer (self, "SELECT count (*) FROM address", "3");
  g_assert_cmpuint (count_hits (self, "东仙街道第1村云舟路8号"), ==, 1);
}

static void
test_a_road_from_a_day_on (Fixture      *self,
                           gconstpointer data)
{
  YutuRenameSpec   spec = { .place = 910, .name = "云舟大街", .day = day () };
  YutuRenameResult result = rename_twice (self, &spec);

  g_assert_cmpint (result.place, !=, 910);
  g_assert_cmpint (result.n_renewed, ==, 1);
  g_assert_cmpint (result.n_reworded, ==, 1);
  assert_answer (self, "SELECT status || valid_to || (replaced_by > 0) FROM place_name WHERE id = 910",
                 "historical2026-03-011");
  assert_answer (self, "SELECT generic_term || pinyin FROM place_name WHERE name = '云舟大街'",
                 "大街Yunzhou Dajie");
  assert_answer (self, "SELECT text FROM address WHERE previous = 940", "云舟区东山街道第1村云舟大街8号");
  assert_answer (self, "SELECT count (*) FROM address WHERE place <> 910", "2");
  g_assert_cmpuint (count_hits (self, "云舟大街8号"), ==, 1);
}

static void
test_a_road_written_wrongly (Fixture      *self,
                             gconstpointer data)
{
  YutuRenameSpec   spec = { .place = 910, .name = "云州路", .day = day (), .is_correction = TRUE };
  YutuRenameResult result = rename_twice (self, &spec);

  g_assert_cmpint (result.place, ==, 910);
  g_assert_cmpint (result.n_reworded, ==, 3);
  assert_answer (self, "SELECT name || valid_to FROM place_name", "云州路9999-12-31");
  assert_answer (self, "SELECT text FROM address WHERE id = 942", "云舟区东山街道第1村云州路7号");
}

static void
test_a_place_by_a_click (Fixture      *self,
                         gconstpointer data)
{
  YutuPoint         at = self->county.corners[1][1];
  YutuPlaceNameWish wish = { "望江亭", "scenic", NULL, NULL, { at.x - 1000000, at.y - 1000000 }, day () };
  g_auto (YutuNameProposal) proposal = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  yutu_name_proposal_fill (&proposal, NULL, NULL, "望江亭", NULL, YUTU_DRAWN_POINT);
  g_assert_cmpstr (proposal.name_class, ==, "scenic");
  g_assert_cmpstr (proposal.pinyin, ==, "Wangjiangting");
  yutu_file_add_place_name (self->file, &wish, "测试员", &id, &error);
  g_assert_no_error (error);
  assert_answer (self,
                 "SELECT p.name || p.pinyin || d.name || p.valid_from FROM place_name p JOIN division d "
                 "ON d.unit = p.division WHERE p.class = 'scenic'",
                 "望江亭Wangjiangting第1村2026-03-01");
  g_assert_cmpuint (count_hits (self, "望江亭"), ==, 1);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_hits (self, "望江亭"), ==, 0);
  wish.name_class = "division";
  g_assert_false (yutu_file_add_place_name (self->file, &wish, "测试员", &id, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
}

/* A line lies in what all of it lies in; drawn anew, it keeps what it lay in as long as that holds. */
static void
test_a_place_that_is_drawn (Fixture      *self,
                            gconstpointer data)
{
  YutuPoint at = self->county.corners[1][1];
  YutuPoint inside[] = { { at.x - 3000000, at.y - 1000000 }, { at.x - 2000000, at.y - 2000000 }, { at.x - 1000000, at.y - 1000000 } };
  YutuPoint crossed[] = { inside[0], inside[1], { at.x - 3000000, at.y - 2000000 }, { at.x - 2000000, at.y - 1000000 } };
  YutuPoint across[] = { inside[0], { at.x + 2000000, at.y - 1000000 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuShape) line = yutu_name_shape_new (inside, 3, FALSE, &error);
  g_autoptr (YutuShape) area = yutu_name_shape_new (inside, 3, TRUE, &error);
  g_autoptr (YutuShape) longer = yutu_name_shape_new (across, 2, FALSE, &error);
  YutuPlaceNameWish wish = { .name = "望江路", .name_class = "road", .day = day (), .shape = line };
  g_autofree char  *before = county_file_digest (self->file);
  g_autofree char  *after = NULL;
  gint64            id = 0, entry = 0;

  g_assert_no_error (error);
  yutu_file_add_place_name (self->file, &wish, "测试员", &id, &error);
  g_assert_no_error (error);
  assert_answer (self,
                 "SELECT GeometryType (p.geom) || p.class || d.name FROM place_name p JOIN division d ON d.unit = p.division "
                 "WHERE p.name = '望江路'",
                 "LINESTRINGroad第1村");
  yutu_file_reshape_place_name (self->file, id, longer, "测试员", &entry, &error);
  g_assert_no_error (error);
  assert_answer (self,
                 "SELECT ST_NPoints (p.geom) || (p.division = (SELECT unit FROM division WHERE name = '第1村')) "
                 "FROM place_name p WHERE p.name = '望江路'",
                 "20");
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
  /* a class says how its names are drawn */
  wish.shape = area;
  g_assert_false (yutu_file_add_place_name (self->file, &wish, "测试员", &id, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  wish.name = "望江水库";
  wish.name_class = "reservoir";
  yutu_file_add_place_name (self->file, &wish, "测试员", &id, &error);
  g_assert_no_error (error);
  assert_answer (self, "SELECT GeometryType (geom) || class FROM place_name WHERE name = '望江水库'", "MULTIPOLYGONreservoir");
  g_assert_null (yutu_name_shape_new (crossed, 4, TRUE, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
}

/* A road that is recorded twice: the check finds it, whose addresses, facilities and cases go over, each with
 * its lineage, as one entry; undone as one. */
static const char *const DOUBLE_THINGS[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, alias, "
  "valid_from, geom) VALUES (911, '云舟大道', '云舟', '大道', 'road', 'in_use', ?1, '老路', '2001-01-01', "
  "GeomFromText ('LINESTRING(119.4021 28.90601, 119.4399 28.90601)', 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, "
  "valid_from, geom) VALUES (912, '云舟路', '云舟', '路', 'road', 'in_use', ?1, '2000-01-01', "
  "GeomFromText ('LINESTRING(119.43 28.907, 119.44 28.908)', 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, "
  "valid_from, geom) VALUES (913, '别路', '别', '路', 'road', 'in_use', ?2, '2000-01-01', "
  "GeomFromText ('LINESTRING(119.402 28.906, 119.402 28.96)', 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(950, ?1, 911, 8, '云舟区东山街道第1村云舟大道8号', 1, '2001-01-01', MakePoint (119.4055, 28.9061, 4490))",
  "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, subject, address, opened_on) "
  "SELECT 960, 'T-1', 'division', 'x', '云舟路', 'open', '2026-01-01', 'place', 910, 940, '2026-01-01' WHERE ?1 AND ?2",
};

static gboolean
add_doubles (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const County *county = data;

  for (gsize i = 0; i < G_N_ELEMENTS (DOUBLE_THINGS); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, DOUBLE_THINGS[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, county->villages[0]);
      sqlite3_bind_int64 (statement, 2, county->townships[0]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
find_doubles (Fixture *self)
{
  static const char *const only[] = { "name-double", NULL };
  g_autoptr (GError) error = NULL;
  gint64     checked = 0;
  GPtrArray *findings = yutu_file_check_on (self->file, only, day (), &checked, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static void
begin_doubles (Fixture *self)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, add_doubles, &self->county, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_merge (Fixture      *self,
              gconstpointer data)
{
  YutuMergeSpec    spec = { .kept = 911, .other = 910, .day = day () };
  YutuMergeResult  told;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) left = NULL;

  begin_doubles (self);
  before = county_file_digest (self->file);
  findings = find_doubles (self);
  g_assert_cmpuint (findings->len, ==, 2); /* one way under two names; one name twice */
  yutu_file_merge_place_names (self->file, &spec, "测试员", &told, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (told.former, ==, "云舟路");
  g_assert_cmpstr (told.name, ==, "云舟大道");
  g_assert_cmpint (told.n_addresses, ==, 1); /* 9 of the days to come */
  g_assert_cmpint (told.n_doubles, ==, 1);   /* 8 was there */
  g_assert_cmpint (told.n_facilities, ==, 1);
  g_assert_cmpint (told.n_cases, ==, 2); /* about the name, and at the address */
  assert_answer (self, "SELECT status || ' ' || replaced_by || ' ' || valid_to FROM place_name WHERE id = 910",
                 "historical 911 2026-03-01");
  assert_answer (self, "SELECT alias FROM place_name WHERE id = 911", "老路、云舟路");
  assert_answer (self, "SELECT text || valid_to || place FROM address WHERE id = 940", "云舟区东山街道第1村云舟路8号2026-03-01910");
  assert_answer (self, "SELECT address FROM facility WHERE id = 920", "950"); /* the door that was there */
  assert_answer (self, "SELECT subject || ' ' || address FROM case_file WHERE id = 960", "911 950");
  g_assert_cmpuint (count_hits (self, "云舟路"), >, 0);
  left = find_doubles (self);
  g_assert_cmpuint (left->len, ==, 0);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* A finding says both ways, and what is chosen is done. */
static void
test_a_merge_of_a_finding (Fixture      *self,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gint64 entry = 0;

  begin_doubles (self);
  findings = find_doubles (self);
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);
      g_autoptr (GPtrArray) repairs = yutu_file_list_repairs (self->file, finding, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (repairs->len, ==, 2);
      g_assert_cmpint (finding->id, ==, 910);
      for (guint k = 0; k < repairs->len; k++)
        {
          const YutuCheckRepair *repair = g_ptr_array_index (repairs, k);

          g_assert_nonnull (repair->plan);
          g_assert_cmpint (k == 0 ? repair->plan->spec.kept : repair->plan->spec.other, ==, 910);
          g_assert_cmpint (k == 0 ? repair->plan->spec.other : repair->plan->spec.kept, ==, ABS (repair->choice));
          g_assert_null (repair->plan->refusal);
        }
      if (g_str_equal (finding->severity, "error"))
        yutu_file_repair (self->file, g_ptr_array_index (repairs, 0), "测试员", &entry, &error);
    }
  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  assert_answer (self, "SELECT count (*) || max (id) FROM place_name WHERE status = 'historical' AND replaced_by = 910", "1911");
}

static void
test_a_merge_that_is_refused (Fixture      *self,
                              gconstpointer data)
{
  const YutuMergeSpec specs[] = {
    { 910, 910, day () },
    { 910, 999, day () },
    { 910, 911, yutu_day_from_ymd (2001, 1, 1) }, /* begins on that day */
    { 910, 911, yutu_day_from_ymd (2000, 5, 1) }, /* not yet there */
  };

  begin_doubles (self);
  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      YutuMergeResult told;
      g_autoptr (GError) error = NULL;

      g_assert_false (yutu_file_merge_place_names (self->file, &specs[i], "测试员", &told, &error));
      g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
    }
}

/* The record as a whole: what is set is kept under the register's words, what is not said stays, and one value
 * that cannot be leaves all as it was. */
static void
test_a_record (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autofree char *record = NULL;
  g_autoptr (GError) error = NULL;
  gsize  n = 0;
  gint64 entry = 0;

  yutu_name_fields_get (&n);
  g_assert_cmpuint (n, >, 30);
  yutu_file_write_name_record (self->file, 910,
                               "{\"alias\":\"老路\",\"grade\":\"3\",\"history\":\"民国时开辟\",\"named_on\":\"1950年1月1日\","
                               "\"sign_count\":\"4\"}",
                               "测试员", &entry, &error);
  g_assert_no_error (error);
  assert_answer (self, "SELECT alias || grade || fields FROM place_name WHERE id = 910",
                 "老路3{\"history\":\"民国时开辟\",\"named_on\":\"1950-01-01\",\"sign_count\":\"4\"}");
  yutu_file_write_name_record (self->file, 910, "{\"别名\":\"\",\"History\":\"\"}", "测试员", &entry, &error);
  g_assert_no_error (error);
  record = yutu_file_read_name_record (self->file, 910, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record, ==, "{\"grade\":\"3\",\"named_on\":\"1950-01-01\",\"sign_count\":\"4\"}");
  g_assert_false (yutu_file_write_name_record (self->file, 910, "{\"alias\":\"甲\",\"sign_count\":\"四\"}", "测试员", &entry, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (yutu_file_write_name_record (self->file, 910, "{\"rule_check\":\"合格\"}", "测试员", &entry, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (yutu_file_write_name_record (self->file, 910, "{\"pinyin_tone\":\"云舟\"}", "测试员", &entry, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  yutu_file_write_name_record (self->file, 910, "{\"Pinyin with tones\":\"Yún  zhōu lǜ ’ān \"}", "测试员", &entry, &error);
  g_assert_no_error (error);
  assert_answer (self, "SELECT pinyin || '|' || pinyin_tone FROM place_name WHERE id = 910", "Yun zhou lü 'an|Yún zhōu lǜ 'ān");
  yutu_file_write_name_record (self->file, 910, "{\"pinyin_tone\":\"\"}", "测试员", &entry, &error);
  g_assert_no_error (error);
  assert_answer (self, "SELECT pinyin || '|' || pinyin_tone FROM place_name WHERE id = 910", "Yunzhou Lu|Yúnzhōu Lù");
  g_assert_false (yutu_file_write_name_record (self->file, 910, "{\"ship\":\"甲\"}", "测试员", &entry, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  for (int i = 0; i < 4; i++)
    yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Readings ---- */

/* A word that is read otherwise here: what has it is spelt anew in one entry, but for what a person spelt; new names and
 * renamings go by it; and all of that is taken back. */
static void
test_readings (Fixture      *self,
               gconstpointer data)
{
  static const char *const sets[] = { "云舟=yùn zhōu", NULL };
  static const char *const none[] = { "云舟=", NULL };
  static const char *const wrong[][2] = { { "云舟=yùn", NULL }, { "yun=yùn", NULL }, { "云舟", NULL }, { "云舟=yùn zh0u", NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuRomanized) roman = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (GStrv) lines = NULL;
  YutuReadingsResult result = { 0 };
  YutuRenameResult   renamed = { 0 };
  gint64             entry = 0;

  yutu_file_write_name_record (self->file, 910, "{\"pinyin_tone\":\"\"}", "测试员", &entry, &error);
  g_assert_no_error (error);
  before = county_file_digest (self->file);
  yutu_file_set_readings (self->file, sets, TRUE, "测试员", &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_places, ==, 1);
  g_assert_cmpint (result.entry, ==, 0);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
  yutu_file_set_readings (self->file, sets, FALSE, "测试员", &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.entry, >, 0);
  assert_answer (self, "SELECT pinyin || '|' || pinyin_tone FROM place_name WHERE id = 910", "Yunzhou Lu|Yùnzhōu Lù");
  lines = yutu_file_list_readings (self->file, &error);
  g_assert_cmpstr (lines[0], ==, "云舟\tyùn zhōu");
  roman = yutu_file_romanize (self->file, "云舟广场", NULL, &error);
  g_assert_cmpstr (roman->toned, ==, "Yùnzhōu Guǎngchǎng");
  yutu_file_rename (self->file, &(YutuRenameSpec){ .place = 910, .name = "云舟大街", .day = day (), .is_correction = TRUE },
                    "测试员", &renamed, &error);
  g_assert_no_error (error);
  assert_answer (self, "SELECT pinyin_tone FROM place_name WHERE id = 910", "Yùnzhōu Dàjiē");

  /* what a person spelt stays */
  yutu_file_write_name_record (self->file, 910, "{\"pinyin_tone\":\"Yǒnzhōu Dàjiē\"}", "测试员", &entry, &error);
  g_assert_no_error (error);
  yutu_file_set_readings (self->file, none, FALSE, "测试员", &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_places, ==, 0);
  assert_answer (self, "SELECT pinyin_tone FROM place_name WHERE id = 910", "Yǒnzhōu Dàjiē");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (yutu_file_set_readings (self->file, wrong[i], FALSE, "测试员", &result, &error));
      g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
      g_clear_error (&error);
    }
  for (int i = 0; i < 4; i++)
    yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (after);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_is_refused (Fixture      *self,
                      gconstpointer data)
{
  const struct
  {
    YutuRenameSpec spec;
    gboolean       is_division;
    int            code;
  } rows[] = {
    { { .unit = self->county.townships[0], .name = "", .day = day () }, TRUE, YUTU_DIVISION_ERROR_INVALID },
    { { .unit = self->county.townships[0], .name = "东山街道", .day = day () }, TRUE, YUTU_DIVISION_ERROR_INVALID },
    { { .unit = self->county.townships[0], .name = "东丘街道", .day = yutu_day_from_ymd (1990, 1, 1) }, TRUE, YUTU_DIVISION_ERROR_OTHER_DAY },
    { { .unit = 77, .name = "东丘街道", .day = day () }, TRUE, YUTU_DIVISION_ERROR_OTHER_DAY },
    { { .place = 910, .name = "云舟路", .day = day () }, FALSE, YUTU_GAZETTEER_ERROR_INVALID },
    { { .place = 910, .name = "", .day = day () }, FALSE, YUTU_GAZETTEER_ERROR_INVALID },
    { { .place = 910, .name = "云舟大街", .day = yutu_day_from_ymd (1990, 1, 1) }, FALSE, YUTU_GAZETTEER_ERROR_INVALID },
    { { .place = 77, .name = "云舟大街", .day = day () }, TRUE, YUTU_DIVISION_ERROR_NOT_FOUND },
  };
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const GQuark     domain = rows[i].is_division ? YUTU_DIVISION_ERROR : YUTU_GAZETTEER_ERROR;
      YutuRenameResult result;

      g_assert_false (yutu_file_rename (self->file, &rows[i].spec, "测试员", &result, &error));
      g_assert_error (error, domain, rows[i].code);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/name-edit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-division-from-a-day-on", test_a_division_from_a_day_on);
  ADD ("a-division-written-wrongly", test_a_division_written_wrongly);
  ADD ("a-road-from-a-day-on", test_a_road_from_a_day_on);
  ADD ("a-road-written-wrongly", test_a_road_written_wrongly);
  ADD ("a-place-by-a-click", test_a_place_by_a_click);
  ADD ("a-place-that-is-drawn", test_a_place_that_is_drawn);
  ADD ("a-record", test_a_record);
  ADD ("a-merge", test_a_merge);
  ADD ("a-merge-of-a-finding", test_a_merge_of_a_finding);
  ADD ("a-merge-that-is-refused", test_a_merge_that_is_refused);
  ADD ("readings", test_readings);
  ADD ("what-is-refused", test_what_is_refused);
#undef ADD
  return g_test_run ();
}
