/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every rule of the session's check, broken on purpose: a sound file tells nothing, the broken one
 * tells that rule, and undone it is sound again. */

#include <string.h>

#include "county-file.h"
#include "division/yutu-division.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-check.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

/* ?1 the first village, ?2 its township. */
static const char *const THINGS[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, "
  "valid_from, geom) VALUES (910, '云舟路', '云舟', '路', 'road', 'in_use', ?1, '2000-01-01', "
  "GeomFromText ('LINESTRING(119.402 28.906, 119.44 28.906)', 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(940, ?1, 910, 8, '云舟区东山街道第1村云舟路8号', 1, '2000-01-01', "
  "MakePoint (119.4055, 28.9061, 4490))",
  "INSERT INTO facility (id, kind, name, status, valid_from, village, township, address, fields, "
  "geom) VALUES (920, 'elderly.care-home', '云舟养老院', 'open', '2000-01-01', ?1, ?2, 940, "
  "'{\"ownership\": \"public\", \"area_m2\": 1200.5}', MakePoint (119.4055, 28.905, 4490))",
  "INSERT INTO boundary_line (id, name, grade, valid_from) VALUES (950, '云邻线', 3, '2000-01-01')",
  "INSERT INTO boundary_line_arc (id, line, seq, arc, reversed) "
  "SELECT 960, 950, 1, id, 0 FROM arc WHERE face_left = 0 OR face_right = 0 LIMIT 1",
  "INSERT INTO boundary_pillar (id, line, number, kind, valid_from, geom) SELECT 951, 950, '1', "
  "'single', '2000-01-01', ST_StartPoint (a.geom) FROM boundary_line_arc b JOIN arc a ON a.id = b.arc "
  "WHERE b.line = 950",
};

static void
add_case (Fixture *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, 920);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a", 1);
  YutuCaseOpening opening = { .kind = "EL.BUILD",
                              .role = "desk",
                              .actor = "王",
                              .opened_on = yutu_day_from_ymd (2024, 1, 8),
                              .fields = "{}" };
  YutuCaseStep    step = { .transition = "design",
                           .actor = "王",
                           .role = "desk",
                           .day = yutu_day_from_ymd (2024, 2, 1),
                           .set = "{}" };
  YutuAttachSpec  paper = { "a.txt", bytes, "王", "desk", yutu_day_from_ymd (2024, 2, 1) };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  gint64 event = 0;

  yutu_file_open_case (self->file, self->modules, place, &opening, &id, &error);
  g_assert_no_error (error);
  yutu_file_step_case (self->file, self->modules, id, &step, &error);
  g_assert_no_error (error);
  yutu_file_attach (self->file, self->modules, id, &paper, &event, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open (&self->county, THINGS, G_N_ELEMENTS (THINGS));
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  add_case (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static gboolean
run_sql (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_connection_exec (connection, data, error);
}

static void
run (Fixture    *self,
     const char *sql)
{
  YutuEntrySpec spec = { "test", "破坏", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, run_sql, (gpointer)sql, NULL, NULL,
                    &error);
  g_assert_no_error (error);
}

/* How many findings there are of @rule, and of all rules in *all. */
static guint
count_findings (Fixture           *self,
                const char *const *only,
                const char        *rule,
                guint             *all)
{
  g_autoptr (GError) error = NULL;
  gint64 checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpint (checked, >, 0);
  *all = findings->len;
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s %s %" G_GINT64_FORMAT ": %s", finding->rule, finding->severity,
                      finding->table, finding->id, finding->message);
      n += g_strcmp0 (finding->rule, rule) == 0;
    }
  return n;
}

typedef struct
{
  const char *rule;
  const char *sql;
  const char *restore; /* NULL: undo does it; derived tables are not in the journal */
} Break;

static const Break BREAKS[] = {
  { "address-village", "UPDATE address SET village = 77 WHERE id = 940", NULL },
  { "address-base", "UPDATE address SET place = 77 WHERE id = 940", NULL },
  { "address-previous", "UPDATE address SET previous = 77 WHERE id = 940", NULL },
  { "address-previous", "UPDATE address SET previous = 940 WHERE id = 940", NULL },
  { "row-days", "UPDATE address SET valid_to = valid_from WHERE id = 940", NULL },
  { "row-days", "UPDATE place_name SET valid_to = valid_from WHERE id = 910", NULL },
  { "row-days", "UPDATE facility SET valid_to = '1999-01-01' WHERE id = 920", NULL },
  { "row-days", "UPDATE boundary_line SET valid_to = '1999-01-01' WHERE id = 950", NULL },
  { "row-days", "UPDATE boundary_pillar SET valid_to = '1999-01-01' WHERE id = 951", NULL },
  { "name-division", "UPDATE place_name SET division = 77 WHERE id = 910", NULL },
  { "facility-village", "UPDATE facility SET township = village WHERE id = 920", NULL },
  { "facility-village", "UPDATE facility SET address = 77 WHERE id = 920", NULL },
  { "case-village",
    "UPDATE case_file SET township = (SELECT max (unit) FROM division WHERE level = 4)", NULL },
  { "facility-past", "UPDATE facility SET past_of = 77 WHERE id = 920", NULL },
  { "facility-past",
    "INSERT INTO facility (id, kind, name, status, valid_from, valid_to, past_of) VALUES "
    "(921, 'elderly.meal-point', '旧址', 'open', '1990-01-01', '2000-01-01', 920)",
    NULL },
  { "facility-past",
    "INSERT INTO facility (id, kind, name, status, fields, valid_from, valid_to, past_of) VALUES "
    "(921, 'elderly.care-home', '旧址', 'open', '{\"ownership\": \"public\"}', '1990-01-01', "
    "'1999-12-31', 920)",
    NULL },
  { "case-object", "UPDATE case_file SET facility = 77", NULL },
  { "event-case", "UPDATE case_event SET case_file = 77", NULL },
  { "person-case", "INSERT INTO person (id, case_file, relation, name) VALUES (970, 77, 'head', 'x')",
    NULL },
  { "pillar-line", "UPDATE boundary_pillar SET line = 77", NULL },
  { "address-points", "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
                      "INSERT INTO address_point (h, id, x, y, kind, valid_from) "
                      "VALUES (1, 77, 1, 1, 1, 1)",
    "DELETE FROM setting WHERE id = 901; DELETE FROM address_point WHERE id = 77" },
  { "address-cells",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "UPDATE address_cell SET n = n + 1 WHERE level = 15",
    "DELETE FROM setting WHERE id = 901; UPDATE address_cell SET n = n - 1 WHERE level = 15" },
  { "address-days",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); UPDATE address_day SET n = 2",
    "DELETE FROM setting WHERE id = 901; UPDATE address_day SET n = 1" },
  { "case-days",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "UPDATE case_day SET opened = opened + 1 WHERE unit = 0",
    "DELETE FROM setting WHERE id = 901; UPDATE case_day SET opened = opened - 1 WHERE unit = 0" },
  { "case-dues",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "INSERT INTO case_due (unit, span, day, module, n) VALUES (0, 1, '2024-01-01', 99, 1)",
    "DELETE FROM setting WHERE id = 901; DELETE FROM case_due WHERE module = 99" },
  { "address-place", "UPDATE address SET geom = MakePoint (119.45, 28.95, 4490)", NULL },
  { "facility-place", "UPDATE facility SET geom = MakePoint (119.45, 28.95, 4490)", NULL },
  { "case-place", "UPDATE case_file SET x = 119450000000", NULL },
  { "address-text", "UPDATE address SET text = text || '甲'", NULL },
  { "address-text", "UPDATE address SET door = 9", NULL },
  { "case-kind", "UPDATE case_file SET kind = 'EL.NONE'", NULL },
  { "case-state", "UPDATE case_file SET state = 'planned'", NULL },
  { "case-state", "UPDATE case_event SET transition = 'build' WHERE attachment IS NULL", NULL },
  { "case-state", "UPDATE case_event SET to_state = 'building' WHERE attachment IS NOT NULL", NULL },
  { "case-state", "UPDATE case_event SET from_state = 'x', to_state = 'x' WHERE attachment > 0", NULL },
  { "case-state", "UPDATE case_event SET from_state = 'building'", NULL },
  { "case-closed", "UPDATE case_file SET closed_on = '2024-03-01'", NULL },
  { "case-due", "UPDATE case_file SET due_on = '2024-03-01'", NULL },
  { "event-attachment", "UPDATE case_event SET attachment = 77 WHERE attachment IS NOT NULL", NULL },
  { "event-attachment", "UPDATE case_event SET attachment = NULL", NULL },
  { "event-attachment",
    "UPDATE case_event SET attachment = (SELECT id FROM attachment) WHERE attachment IS NULL", NULL },
  { "attachment-event", "DELETE FROM case_event WHERE attachment IS NOT NULL", NULL },
  { "attachment-once", "INSERT INTO attachment (id, sha256, name, mime, size, data) "
                       "SELECT 980, sha256, 'b', mime, size, data FROM attachment",
    NULL },
  { "attachment-hash", "UPDATE attachment SET data = x'42'", NULL },
  { "attachment-hash", "UPDATE attachment SET size = 2", NULL },
  { "attachment-hash", "UPDATE attachment SET sha256 = 'x'", NULL },
  { "facility-kind", "UPDATE facility SET kind = 'elderly.none'", NULL },
  { "facility-fields", "UPDATE facility SET fields = '{\"area_m2\": -1}'", NULL },
  { "facility-fields", "UPDATE facility SET fields = '{'", NULL },
  { "facility-relation",
    "UPDATE facility SET fields = '{\"beds_total\": 10, \"beds_nursing\": 11}'", NULL },
  { "facility-year",
    "INSERT INTO facility_year (id, facility, year, fields) VALUES (930, 77, 2021, '{}')", NULL },
  { "facility-year",
    "INSERT INTO facility_year (id, facility, year, fields) VALUES (930, 920, 2021, "
    "'{\"diners\": 1}')",
    NULL },
};

static void
restore (Fixture     *self,
         const Break *broken)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  if (broken->restore != NULL)
    run (self, broken->restore);
  else
    yutu_store_undo (yutu_file_get_store (self->file), "t", &entry, NULL, &error);
  g_assert_no_error (error);
}

static void
test_each_rule_is_broken (Fixture      *self,
                          gconstpointer data)
{
  guint all = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (BREAKS); i++)
    {
      const char *const only[] = { BREAKS[i].rule, NULL };

      g_test_message ("%s", BREAKS[i].sql);
      g_assert_cmpuint (count_findings (self, NULL, BREAKS[i].rule, &all), ==, 0);
      g_assert_cmpuint (all, ==, 0);
      run (self, BREAKS[i].sql);
      g_assert_cmpuint (count_findings (self, NULL, BREAKS[i].rule, &all), >=, 1);
      g_assert_cmpuint (count_findings (self, only, BREAKS[i].rule, &all), ==, all);
      restore (self, &BREAKS[i]);
    }
  g_assert_cmpuint (count_findings (self, NULL, "", &all), ==, 0);
  g_assert_cmpuint (all, ==, 0);
}

static gboolean
rename_township (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  const County *county = data;
  g_autoptr (YutuDivision) old = NULL;
  YutuDivision renamed;

  if (!yutu_division_load (connection, county->townships[0], FIRST_DAY, &old, error))
    return FALSE;
  renamed = *old;
  renamed.name = "新山街道";
  renamed.proper_name = "新山";
  renamed.valid_from = "2020-01-01";
  return yutu_division_change (connection, &renamed, error);
}

/* A text is that of the first or of the last day, not of one between. */
static void
test_a_renamed_unit (Fixture      *self,
                     gconstpointer data)
{
  static const char *const only[] = { "address-text", NULL };
  YutuEntrySpec            spec = { "test", "改名", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  guint all = 0;

  yutu_store_write (yutu_file_get_store (self->file), &spec, rename_township, &self->county, NULL,
                    NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_findings (self, only, "address-text", &all), ==, 0);
  run (self, "UPDATE address SET text = '云舟区新山街道第1村云舟路8号'");
  g_assert_cmpuint (count_findings (self, only, "address-text", &all), ==, 0);
  run (self, "UPDATE address SET text = '云舟区老山街道第1村云舟路8号'");
  g_assert_cmpuint (count_findings (self, only, "address-text", &all), ==, 1);
}

/* Who is in a text is left out of what is told of it; that it is there is told. */
static void
test_masked (Fixture      *self,
             gconstpointer data)
{
  static const char *const persons[] = { "13800001234", "110101199003070011", "王小明" };
  g_autoptr (GError) error = NULL;
  gint64 checked = 0;
  guint  n_told = 0;

  run (self, "UPDATE address SET text = text || '王小明先生13800001234身份证110101199003070011' WHERE id = 940");
  {
    g_autoptr (GPtrArray) findings = yutu_file_check (self->file, NULL, &checked, NULL, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < findings->len; i++)
      {
        const YutuCheckFinding *finding = g_ptr_array_index (findings, i);
        g_autoptr (GPtrArray) repairs = NULL;

        if (finding->id != 940)
          continue;
        repairs = yutu_file_list_repairs (self->file, finding, &error);
        g_assert_no_error (error);
        n_told += strcmp (finding->rule, "address-text") == 0 || strcmp (finding->rule, "address-characters") == 0;
        for (gsize k = 0; k < G_N_ELEMENTS (persons); k++)
          {
            g_test_message ("%s: %s", finding->rule, finding->message);
            g_assert_null (strstr (finding->message, persons[k]));
            g_assert_true (finding->subject == NULL || strstr (finding->subject, persons[k]) == NULL);
            for (guint n = 0; n < repairs->len; n++)
              g_assert_null (strstr (((const YutuCheckRepair *)repairs->pdata[n])->text, persons[k]));
          }
      }
  }
  g_assert_cmpuint (n_told, ==, 2);
}

/* ---- What people decide ---- */

static YutuCheckFinding *
find_only (GPtrArray *findings)
{
  g_assert_cmpuint (findings->len, ==, 1);
  return g_ptr_array_index (findings, 0);
}

static GPtrArray *
check_rule (Fixture    *self,
            const char *rule)
{
  const char *const only[] = { rule, NULL };
  g_autoptr (GError) error = NULL;
  gint64     checked = 0;
  GPtrArray *findings = yutu_file_check (self->file, only, &checked, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static void
decide (Fixture    *self,
        const char *reason,
        int         code) /* of YUTU_DIVISION_ERROR; -1: it is done */
{
  YutuCheckDecision decision = { .rule = "name-division",
                                 .id = 910,
                                 .reason = reason,
                                 .actor = "王",
                                 .day = "2026-01-05" };
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  if (yutu_file_decide_finding (self->file, &decision, &entry, &error))
    {
      g_assert_cmpint (code, ==, -1);
      g_assert_cmpint (entry, >, 0);
    }
  else
    g_assert_error (error, YUTU_DIVISION_ERROR, code);
}

/* An accepted finding stays listed with its reason, until what it was found on is another. */
static void
test_accepted (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) accepted = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GPtrArray) withdrawn = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  decide (self, "没有的", YUTU_DIVISION_ERROR_NOT_FOUND);
  run (self, "UPDATE place_name SET division = 77 WHERE id = 910");
  open = check_rule (self, "name-division");
  g_assert_null (find_only (open)->reason);
  g_assert_cmpuint (yutu_check_count_open (open), ==, 1);
  decide (self, "  ", YUTU_DIVISION_ERROR_INVALID);
  decide (self, NULL, YUTU_DIVISION_ERROR_NOT_FOUND);

  decide (self, "跨县道路", -1);
  accepted = check_rule (self, "name-division");
  g_assert_cmpstr (find_only (accepted)->reason, ==, "跨县道路");
  g_assert_cmpstr (find_only (accepted)->accepted_by, ==, "王");
  g_assert_cmpstr (find_only (accepted)->accepted_on, ==, "2026-01-05");
  g_assert_cmpuint (yutu_check_count_open (accepted), ==, 0);

  run (self, "UPDATE place_name SET name = '云舟新路' WHERE id = 910");
  changed = check_rule (self, "name-division");
  g_assert_cmpuint (yutu_check_count_open (changed), ==, 1);
  yutu_store_undo (yutu_file_get_store (self->file), "王", &entry, NULL, &error);
  g_assert_no_error (error);
  decide (self, NULL, -1);
  withdrawn = check_rule (self, "name-division");
  g_assert_cmpuint (yutu_check_count_open (withdrawn), ==, 1);
  yutu_store_undo (yutu_file_get_store (self->file), "王", &entry, NULL, &error);
  g_assert_no_error (error);
  undone = check_rule (self, "name-division");
  g_assert_cmpuint (yutu_check_count_open (undone), ==, 0);
}

/* People know units by their names, those of the day on which the point lay elsewhere. */
static void
test_units_are_named (Fixture      *self,
                      gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BREAKS); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      const YutuCheckFinding *finding = NULL;

      if (!g_str_has_suffix (BREAKS[i].rule, "-place"))
        continue;
      run (self, BREAKS[i].sql);
      findings = check_rule (self, BREAKS[i].rule);
      finding = find_only (findings);
      g_test_message ("%s: %s", finding->rule, finding->message);
      g_assert_nonnull (strstr (finding->message, "村"));
      restore (self, &BREAKS[i]);
    }
}

/* Each finding of a row with a place lies there. */
static void
test_places (Fixture      *self,
             gconstpointer data)
{
  static const char *const derived[] = { "address-points", "address-cells", "address-days",
                                         "case-days", "case-dues", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (BREAKS); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;

      if (g_strv_contains (derived, BREAKS[i].rule))
        continue;
      run (self, BREAKS[i].sql);
      findings = check_rule (self, BREAKS[i].rule);
      g_assert_cmpuint (findings->len, >=, 1);
      for (guint f = 0; f < findings->len; f++)
        {
          const YutuCheckFinding *finding = g_ptr_array_index (findings, f);
          gboolean                is_lost = g_str_equal (finding->rule, "event-case") ||
                             g_str_equal (finding->rule, "person-case") ||
                             g_str_equal (finding->rule, "attachment-event") ||
                             g_str_equal (finding->rule, "attachment-once") ||
                             (g_str_equal (finding->rule, "facility-year") && finding->id == 930);

          g_test_message ("%s: %s", finding->rule, finding->message);
          g_assert_true (finding->has_place || is_lost);
          if (g_str_equal (finding->table, "case_file"))
            g_assert_nonnull (finding->subject);
          if (finding->has_place && finding->table[0] != 'd')
            g_assert_cmpint (ABS (finding->place.x - 119430000000), <=, 60000000);
        }
      restore (self, &BREAKS[i]);
    }
}

typedef struct
{
  const char *rule;
  const char *sql;
  guint       n_repairs;
  gboolean    is_derived;
} Mend;

static const Mend MENDS[] = {
  { "address-text", "UPDATE address SET text = text || '甲'", 1, FALSE },
  { "case-due", "UPDATE case_file SET due_on = '2024-03-01'", 1, FALSE },
  { "code-unregistered", "INSERT INTO division_code (id, kind, code, name, level, valid_from) "
                         "SELECT 977, 'mca', '990101777', '甲街道', 4, '2000-01-01'",
    1, FALSE },
  { "unclaimed-land", "DELETE FROM face_unit WHERE id = (SELECT min (id) FROM face_unit)", 0, FALSE },
  { "disputed-land",
    "INSERT INTO face_claim (id, face, unit) SELECT 77, face, unit FROM face_unit LIMIT 1; "
    "DELETE FROM face_unit WHERE face = (SELECT face FROM face_claim)",
    1, FALSE },
  { "address-points",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "INSERT INTO address_point (h, id, x, y, kind, valid_from) VALUES (1, 77, 1, 1, 1, 1)",
    1, TRUE },
  { "address-cells",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "UPDATE address_cell SET n = n + 1 WHERE level = 15",
    1, TRUE },
  { "address-days",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); UPDATE address_day SET n = 2", 1,
    TRUE },
  { "case-days",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "UPDATE case_day SET opened = opened + 1 WHERE unit = 0",
    1, TRUE },
  { "case-dues",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "INSERT INTO case_due (unit, span, day, module, n) VALUES (0, 1, '2024-01-01', 1, 1)",
    1, TRUE },
  { "area-stale",
    "INSERT INTO setting (id, key, value) VALUES (901, 'touch', '1'); "
    "DELETE FROM division_area WHERE id = (SELECT min (id) FROM division_area)",
    1, TRUE },
};

/* A repair mends its finding, says so in words, and is one entry that undo takes back; what is for
 * people to mend has none. */
static void
test_repaired (Fixture      *self,
               gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (MENDS); i++)
    {
      const Mend *mend = &MENDS[i];
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GPtrArray) repairs = NULL;
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (GError) error = NULL;
      gint64 entry = 0;
      guint  n = 0;

      g_test_message ("%s", mend->sql);
      run (self, mend->sql);
      findings = check_rule (self, mend->rule);
      g_assert_cmpuint (findings->len, >=, 1);
      n = findings->len;
      repairs = yutu_file_list_repairs (self->file, g_ptr_array_index (findings, 0), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (repairs->len, >=, MAX (mend->n_repairs, 1));
      if (mend->n_repairs > 0)
        g_assert_cmpuint (repairs->len, ==, mend->n_repairs);
      g_assert_cmpint (strlen (((YutuCheckRepair *)repairs->pdata[0])->text), >, 10);
      g_assert_true (yutu_file_repair (self->file, repairs->pdata[0], "王", &entry, &error));
      g_assert_no_error (error);
      g_assert_cmpint (entry > 0, ==, !mend->is_derived);
      left = check_rule (self, mend->rule);
      g_assert_cmpuint (left->len, <, n);
      g_assert_false (yutu_file_repair (self->file, repairs->pdata[0], "王", &entry, &error));
      g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);
      g_clear_error (&error);
      for (int undo = 0; undo < (mend->is_derived ? 1 : 2); undo++)
        yutu_store_undo (yutu_file_get_store (self->file), "t", &entry, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (count_findings (self, NULL, "", &(guint){ 0 }), ==, 0);
}

static void
test_no_repair (Fixture      *self,
                gconstpointer data)
{
  YutuCheckRepair made_up = { (char *)"name-division", (char *)"place_name", 910, 0, NULL };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) repairs = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  run (self, "UPDATE place_name SET division = 77 WHERE id = 910");
  findings = check_rule (self, "name-division");
  repairs = yutu_file_list_repairs (self->file, find_only (findings), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (repairs->len, ==, 0);
  g_assert_false (yutu_file_repair (self->file, &made_up, "王", &entry, &error));
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
}

static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  gint64 checked = 0;

  g_cancellable_cancel (cancellable);
  g_assert_null (yutu_file_check (self->file, NULL, &checked, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/check/each-rule-is-broken", Fixture, NULL, set_up,
              test_each_rule_is_broken, tear_down);
  g_test_add ("/session/check/a-renamed-unit", Fixture, NULL, set_up, test_a_renamed_unit,
              tear_down);
  g_test_add ("/session/check/masked", Fixture, NULL, set_up, test_masked, tear_down);
  g_test_add ("/session/check/accepted", Fixture, NULL, set_up, test_accepted, tear_down);
  g_test_add ("/session/check/units-are-named", Fixture, NULL, set_up, test_units_are_named, tear_down);
  g_test_add ("/session/check/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/session/check/repaired", Fixture, NULL, set_up, test_repaired, tear_down);
  g_test_add ("/session/check/no-repair", Fixture, NULL, set_up, test_no_repair, tear_down);
  g_test_add ("/session/check/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
