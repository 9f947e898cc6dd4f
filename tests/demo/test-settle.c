/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands on the land of the demo county, counted from the tables by SQL that shares nothing
 * with its maker, against the figures of seeds/. */

#include "casework/yutu-mask.h"
#include "casework/yutu-module.h"
#include "demo-fixture.h"
#include "land-fixture.h"

#include <math.h>

#define END_2021 "'2021-12-31'"
#define IN_2021  "BETWEEN '2021-01-01' AND '2021-12-31'"
#define YUAN_10K "/ 1000000.0" /* fen to 万元 */

/* The state of each case at the end of 2021 is where its last event by then led to. */
#define STOOD_2021(kinds, states)                                                             \
  "(SELECT c.id, c.fields FROM case_file c WHERE c.kind = '" kinds                            \
  "' AND (SELECT e.to_state FROM case_event e WHERE e.case_file = c.id AND e.at <= " END_2021 \
  " ORDER BY e.at DESC, e.id DESC LIMIT 1) IN (" states "))"
/* Cases that came into @state in 2021. */
#define CAME_2021(kinds, state)                                                                   \
  "(SELECT DISTINCT c.* FROM case_file c JOIN case_event e ON e.case_file = c.id WHERE c.kind = " \
  "'" kinds "' AND e.to_state = '" state "' AND e.at " IN_2021 ")"
#define TEXT_OF(name) "json_extract (f.fields, '$." name "')"
#define FIELD(name) "CAST (json_extract (fields, '$." name "') AS REAL)"
#define STANDING(kinds)                                                          \
  "(SELECT * FROM facility WHERE kind = '" kinds "' AND valid_from <= " END_2021 \
  " AND valid_to > " END_2021 ")"
#define BEGUN(kinds, year) \
  "(SELECT * FROM facility WHERE kind = '" kinds "' AND valid_from LIKE '" year "%')"
#define YEAR_2021(kinds)                                                                       \
  "(SELECT y.fields FROM facility_year y JOIN facility f ON f.id = y.facility WHERE f.kind = " \
  "'" kinds "' AND y.year = 2021)"

static const struct
{
  const char *key;
  const char *period;
  const char *sql;
} figures[] = {
  { "dibao_hh", "2021", "SELECT count (*) FROM " STOOD_2021 ("SA.DIBAO", "'granted','review','fading'") },
  { "dibao_psn", "2021",
    "SELECT sum (" FIELD ("members") ") FROM " STOOD_2021 ("SA.DIBAO", "'granted','review','fading'") },
  { "dibao_psn", "2021",
    "SELECT count (*) FROM person WHERE case_file IN (SELECT id FROM " STOOD_2021 ("SA.DIBAO", "'granted','review','fading'") ")" },
  { "margin_hh", "2021", "SELECT count (*) FROM " STOOD_2021 ("SA.MARGIN", "'granted','review'") },
  { "margin_psn", "2021",
    "SELECT sum (" FIELD ("members") ") FROM " STOOD_2021 ("SA.MARGIN", "'granted','review'") },
  { "margin_cny_grant", "2021",
    "SELECT sum (" FIELD ("spring_festival_grant_fen") ") " YUAN_10K " FROM " STOOD_2021 ("SA.MARGIN", "'granted','review'") },
  { "tekun_psn", "2021", "SELECT count (*) FROM " STOOD_2021 ("SA.TEKUN", "'granted'") },
  { "temp_times", "2021", "SELECT count (*) FROM " CAME_2021 ("SA.TEMP", "paid") },
  { "temp_paid", "2021",
    "SELECT sum (" FIELD ("amount_fen") ") " YUAN_10K " FROM " CAME_2021 ("SA.TEMP", "paid") },
  { "child_home_new", "2021",
    "SELECT sum (" FIELD ("model_home") ") FROM " BEGUN ("child.children-home", "2021") },
  { "child_home_new", "2022",
    "SELECT sum (" FIELD ("model_home") ") FROM " BEGUN ("child.children-home", "2022") },
  { "homemod_hh", "2021", "SELECT count (*) FROM " CAME_2021 ("EL.HOMEMOD", "done") },
  { "centre_town_new", "2021",
    "SELECT count (*) FROM " BEGUN ("elderly.township-centre", "2021") " WHERE township IN "
                                                                       "(SELECT unit FROM division WHERE level = 4 AND managed_by IS NULL)" },
  { "centre_model_up", "2021",
    "SELECT count (*) FROM " STANDING ("elderly.village-centre") " WHERE " FIELD ("district_model") },
  { "centre_meal", "2021",
    "SELECT count (*) FROM " STANDING ("elderly.village-centre") " WHERE " FIELD ("has_meals") },
  { "centre_meal", "2021",
    "SELECT count (DISTINCT facility) FROM " CAME_2021 ("EL.MEALSUB", "paid") },
  { "centre_subsidy", "2021",
    "SELECT sum (" FIELD ("subsidy_fen") ") " YUAN_10K " FROM " CAME_2021 ("EL.MEALSUB", "paid") },
  { "meal_psn", "2021", "SELECT sum (" FIELD ("diners") ") FROM " YEAR_2021 ("elderly.village-centre") },
  { "charity_branch", "2021", "SELECT count (*) FROM " STANDING ("charity.charity-branch") },
  { "charity_branch", "2021",
    "SELECT count (DISTINCT township) FROM " STANDING ("charity.charity-branch") },
  { "charity_station", "2021", "SELECT count (*) FROM " STANDING ("charity.charity-station") },
  { "charity_station", "2021",
    "SELECT count (*) FROM case_file WHERE kind = 'CH.STATION' AND closed_on <= " END_2021
    " AND state = 'established'" },
  { "charity_raised", "2021",
    "SELECT sum (" FIELD ("raised_fen") ") " YUAN_10K " FROM " YEAR_2021 ("charity.charity-branch") },
  { "charity_trust", "2021", "SELECT count (*) FROM " CAME_2021 ("CH.TRUST", "running") },
  { "charity_spent", "2021",
    "SELECT sum (" FIELD ("spent_fen") ") " YUAN_10K " FROM " CAME_2021 ("CH.PROJ", "closed") },
  { "charity_ben", "2021",
    "SELECT sum (" FIELD ("beneficiaries") ") FROM " CAME_2021 ("CH.PROJ", "closed") },
  { "charity_park", "2021",
    "SELECT count (*) FROM " BEGUN ("charity.charity-base", "2021") " WHERE json_extract (fields, "
                                                                    "'$.base_kind') = 'park'" },
  { "rules_unit", "2021",
    "SELECT count (DISTINCT facility) FROM case_file WHERE kind = 'GR.RULES' AND closed_on " IN_2021 },
  { "rules_unit", "2021",
    "SELECT count (DISTINCT village) FROM " STANDING ("governance.committee") },
  { "living_room", "2021", "SELECT count (*) FROM " BEGUN ("governance.living-room", "2021") },
  { "rural_lead", "2021",
    "SELECT count (*) FROM facility WHERE kind = 'governance.rural-community' AND "
    "json_extract (fields, '$.grade') = 'leading' AND " FIELD ("year") " = 2021" },
  { "rural_improve", "2021",
    "SELECT count (*) FROM facility WHERE kind = 'governance.rural-community' AND "
    "json_extract (fields, '$.grade') = 'improved' AND " FIELD ("year") " = 2021" },
  { "clean_pt_city", "2022",
    "SELECT count (*) FROM facility WHERE kind = 'governance.rural-community' AND "
    "json_extract (fields, '$.grade') = 'clean-city'" },
  { "clean_pt_district", "2022",
    "SELECT count (*) FROM facility WHERE kind = 'governance.rural-community' AND "
    "json_extract (fields, '$.grade') = 'clean-district'" },
  { "so_reg_new", "2021", "SELECT count (*) FROM " CAME_2021 ("SO.REG", "registered") },
  { "so_reg_new", "2021",
    "SELECT count (*) FROM " BEGUN ("organisation.social-organisation", "2021") },
  { "so_annual", "2021", "SELECT count (DISTINCT facility) FROM " CAME_2021 ("SO.ANNUAL", "done") },
  { "so_random", "2021", "SELECT count (DISTINCT facility) FROM " CAME_2021 ("SO.RANDOM", "closed") },
  { "so_convert", "2021",
    "SELECT count (*) FROM " CAME_2021 ("SO.REG", "registered") " WHERE " FIELD ("converted") },
  { "so_convert_cancel", "2021", "SELECT count (*) FROM " CAME_2021 ("SO.CANCEL", "cancelled") },
  { "so_convert_cancel", "2021",
    "SELECT count (*) FROM facility WHERE kind = 'organisation.social-organisation' AND valid_to " IN_2021 },
  { "pv_served", "2021",
    "SELECT sum (" FIELD ("served") ") FROM " CAME_2021 ("SO.VENTURE", "closed") },
  { "sw_station_new", "2021", "SELECT count (*) FROM " BEGUN ("social-work.station", "2021") },
  { "sw_station_new", "2022", "SELECT count (*) FROM " BEGUN ("social-work.station", "2022") },
  { "sw_cert_new", "2021",
    "SELECT count (*) FROM case_file WHERE kind = 'SW.AWARD' AND json_extract (fields, "
    "'$.certificate_no') LIKE '2021%'" },
  { "sw_award", "2021",
    "SELECT sum (" FIELD ("award_fen") ") " YUAN_10K " FROM " CAME_2021 ("SW.AWARD", "paid") },
  { "eco_subsidy", "2021",
    "SELECT sum (" FIELD ("amount_fen") ") " YUAN_10K " FROM " CAME_2021 ("FU.ECO", "paid") },
  { "eco_model", "2021",
    "SELECT count (*) FROM " STANDING ("funeral.columbarium") " WHERE " FIELD ("model_point") " AND name = '雅干村公益性骨灰堂'" },
  { "marry", "2021", "SELECT sum (" FIELD ("marriages") ") FROM " YEAR_2021 ("marriage.registry") },
  { "divorce", "2021",
    "SELECT sum (" FIELD ("couples") ") FROM " CAME_2021 ("MA.DIVORCE", "issued") },
  { "marry_cross", "2021",
    "SELECT sum (" FIELD ("cross_area") ") FROM " YEAR_2021 ("marriage.registry") },
  { "one_thing", "2021", "SELECT sum (" FIELD ("cases") ") FROM " CAME_2021 ("MA.ONE", "done") },
  { "counsel", "2021",
    "SELECT sum (" FIELD ("people") ") FROM " CAME_2021 ("MA.COUNSEL", "closed") },
  { "mig_direct", "2021",
    "SELECT sum (" FIELD ("amount_fen") ") " YUAN_10K " FROM " CAME_2021 ("MI.DIRECT", "paid") },
  { "mig_psn", "2021", "SELECT sum (" FIELD ("persons") ") FROM " CAME_2021 ("MI.DIRECT", "paid") },
  { "mig_psn", "2021",
    "SELECT sum (" FIELD ("migrants") ") FROM " STANDING ("migrant.migrant-village") },
  { "mig_proj", "2021",
    "SELECT count (*) FROM case_file WHERE kind = 'MI.PROJ' AND " FIELD ("plan_year") " = 2021" },
  { "mig_prod", "2021",
    "SELECT sum (" FIELD ("invest_fen") ") " YUAN_10K " FROM case_file WHERE kind = 'MI.PROJ' AND " FIELD ("plan_year") " = 2021 AND " FIELD ("is_production") },
  { "mig_prod_share", "2021",
    "SELECT round (100.0 * sum (" FIELD ("invest_fen") ") FILTER (WHERE " FIELD ("is_production") ") / sum (" FIELD ("invest_fen") "), 2) FROM case_file WHERE kind = 'MI.PROJ' AND " FIELD ("plan_year") " = 2021" },
  { "mig_income", "2021",
    "SELECT sum (" FIELD ("expected_income_fen") ") " YUAN_10K " FROM case_file WHERE kind = "
                                                 "'MI.PROJ' AND " FIELD ("plan_year") " = 2021" },
  { "mig_gf", "2021",
    "SELECT sum (" FIELD ("province_project") ") FROM case_file WHERE kind = 'MI.PROJ' AND " FIELD ("plan_year") " = 2021" },
  { "division_change", "2021",
    "SELECT count (*) FROM case_file WHERE kind = 'BD.CHANGE' AND closed_on " IN_2021
    " AND json_extract (fields, '$.effective_on') = '" LAND_ACT_DAY "'" },
};

static double
get_figure (Land       *land,
            const char *key,
            const char *period)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT value FROM indicator_value WHERE key = '%s' AND period = '%s'", key, period);

  return land_get_number (land, sql);
}

static void
check_figures (Land *land)
{
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      double want = get_figure (land, figures[i].key, figures[i].period);
      double got = land_get_number (land, figures[i].sql);

      if (fabs (want - got) > 1e-9)
        g_test_message ("%s %s: %g in the tables, %g in seeds/", figures[i].key,
                        figures[i].period, got, want);
      if (fabs (want - got) > 1e-9)
        g_test_fail ();
    }
}

static void
test_figures (Land         *land,
              gconstpointer data)
{
  land_settle (land);
  check_figures (land);
}

/* What the figures of the report say about each other. */
static void
test_figures_agree (Land         *land,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yutu_demo_add_indicators (&land->demo, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (get_figure (land, "dibao_std", "2021") / 850 - 1,
                                  get_figure (land, "dibao_std_growth", "2021") / 100, 0.0005);
  g_assert_cmpfloat_with_epsilon (get_figure (land, "orphan_scat_std", "2021") /
                                    get_figure (land, "orphan_inst_std", "2021"),
                                  0.80, 0.0005);
  g_assert_cmpfloat_with_epsilon (get_figure (land, "sw_cert_new", "2021") / 70 - 1,
                                  get_figure (land, "sw_cert_growth", "2021") / 100, 0.0005);
  g_assert_cmpfloat_with_epsilon (get_figure (land, "mig_psn", "2021") * 600 / 10000,
                                  get_figure (land, "mig_direct", "2021"), 11);
  g_assert_cmpfloat (get_figure (land, "sw_station_new", "2021") +
                       get_figure (land, "sw_station_new", "2022"),
                     ==, 17);
  g_assert_cmpfloat (land_get_number (land, "SELECT count (*) FROM indicator_value WHERE source "
                                            "NOT LIKE '%婺城区民政局%' AND source <> '示例' OR unit = ''"),
                     ==, 0);
}

/* ---- Coverage and consistency ---- */

static void
test_every_kind_and_register (Land         *land,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);

  g_assert_no_error (error);
  land_settle (land);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize i = 0; i < module->n_registers; i++)
        {
          g_autofree char *sql =
            g_strdup_printf ("SELECT count (*) FROM facility WHERE kind = '%s'",
                             module->registers[i].full_id);

          g_test_message ("%s", sql);
          g_assert_cmpfloat (land_get_number (land, sql), >, 0);
        }
      for (gsize i = 0; i < module->n_kinds; i++)
        {
          const char      *kind = module->kinds[i].id;
          g_autofree char *open = g_strdup_printf (
            "SELECT count (*) FROM case_file WHERE closed_on IS NULL AND kind = '%s'", kind);
          g_autofree char *closed = g_strdup_printf (
            "SELECT count (*) FROM case_file WHERE closed_on IS NOT NULL AND kind = '%s'", kind);

          g_test_message ("%s", kind);
          g_assert_cmpfloat (land_get_number (land, open), >, 0);
          g_assert_cmpfloat (land_get_number (land, closed), >, 0);
        }
    }
}

/* In each module some are due later, some soon, some late: on the day of the test. */
static void
test_every_module_has_work (Land         *land,
                            gconstpointer data)
{
  static const char *const conditions[] = { "due_on < date ('%s')",
                                            "due_on BETWEEN date ('%s') AND date ('%s', '+14 days')",
                                            "due_on > date ('%s', '+14 days')" };
  char                     today[YUTU_DAY_TEXT_SIZE];
  g_autofree char         *late = NULL;
  g_autofree char         *early = NULL;

  yutu_day_format (yutu_day_today (), today);
  land_settle (land);
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_auto (GStrv) parts = g_strsplit (conditions[i], "%s", -1);
      g_autofree char *condition = g_strjoinv (today, parts);
      g_autofree char *sql = g_strdup_printf (
        "SELECT count (DISTINCT module) FROM case_file WHERE closed_on IS NULL AND %s", condition);

      g_test_message ("%s", sql);
      g_assert_cmpfloat (land_get_number (land, sql), ==, 11);
    }
  /* A bureau that works: not much is late, and nothing was done tomorrow. */
  late = g_strdup_printf ("SELECT avg (due_on < '%s') FROM case_file WHERE due_on > ''", today);
  early = g_strdup_printf ("SELECT count (*) FROM case_event WHERE at > '%s'", today);
  g_assert_cmpfloat (land_get_number (land, late), <, 0.2);
  g_assert_cmpfloat (land_get_number (land, early), ==, 0);
}

/* Each names rows that must not be. */
static const struct
{
  const char *what;
  const char *sql;
} faults[] = {
  { "care beds used over beds",
    "SELECT count (*) FROM facility WHERE " FIELD ("beds_used") " > " FIELD ("beds_total") },
  { "nursing and dementia beds over beds",
    "SELECT count (*) FROM facility WHERE kind LIKE 'elderly.%' AND kind <> 'elderly.dementia-zone' "
    "AND " FIELD ("beds_nursing") " + " FIELD ("beds_dementia") " > " FIELD ("beds_total") },
  { "meals without a kitchen",
    "SELECT count (*) FROM facility WHERE kind = 'elderly.village-centre' AND " FIELD ("has_meals") " = 0 AND " FIELD ("meals_per_day") " > 0" },
  { "more graves than were built",
    "SELECT count (*) FROM facility WHERE " FIELD ("used") " + " FIELD ("reserved") " > " FIELD ("built_cap") },
  { "more built than planned",
    "SELECT count (*) FROM facility WHERE " FIELD ("built_cap") " > " FIELD ("planned_capacity") },
  { "built beyond the approved land",
    "SELECT count (*) FROM facility WHERE " FIELD ("built_m2") " > " FIELD ("approved_m2") },
  { "more certified than staff",
    "SELECT count (*) FROM facility WHERE " FIELD ("certified") " > " FIELD ("staff") },
  { "paid more than invested",
    "SELECT count (*) FROM case_file WHERE " FIELD ("paid_fen") " > " FIELD ("invest_fen") },
  { "spent more than the budget",
    "SELECT count (*) FROM case_file WHERE " FIELD ("spent_fen") " > " FIELD ("budget_fen") },
  { "facility without a place",
    "SELECT count (*) FROM facility WHERE geom IS NULL OR village IS NULL OR township IS NULL" },
  { "facility in a village of another township",
    "SELECT count (*) FROM facility f JOIN division v ON v.unit = f.village AND v.valid_to = "
    "'9999-12-31' WHERE v.parent <> f.township" },
  { "one name twice in a register",
    "SELECT count (*) FROM (SELECT 1 FROM facility GROUP BY kind, name HAVING count (*) > 1)" },
  { "a village with two committees",
    "SELECT count (*) FROM (SELECT 1 FROM facility WHERE kind = 'governance.committee' GROUP BY "
    "village HAVING count (*) > 1)" },
  { "facility without pinyin", "SELECT count (*) FROM facility WHERE coalesce (pinyin, '') = ''" },
  { "a case without a place",
    "SELECT count (*) FROM case_file WHERE township IS NULL AND line IS NULL AND pillar IS NULL" },
  { "a case without a point", "SELECT count (*) FROM case_file WHERE x IS NULL AND line IS NULL" },
  { "a case in a township that its village was not in",
    "SELECT count (*) FROM case_file c JOIN division v ON v.unit = c.village AND v.valid_from <= "
    "c.opened_on AND v.valid_to > c.opened_on WHERE v.parent <> c.township" },
  { "a case number twice",
    "SELECT count (*) - count (DISTINCT case_no) FROM case_file" },
  { "a pattern that was not filled",
    "SELECT count (*) FROM case_file WHERE title || fields LIKE '%{%}%{%' OR title LIKE '%{%' OR "
    "result LIKE '%{%' OR result_doc LIKE '%{%'" },
  { "a name that was not filled",
    "SELECT count (*) FROM facility WHERE name LIKE '%{%' OR name LIKE '%@%' OR fields LIKE '%@%'" },
  { "a title with a person's name",
    "SELECT count (*) FROM case_file c JOIN person p ON p.case_file = c.id WHERE instr (c.title, "
    "p.name) > 0" },
  { "a phone that could ring",
    "SELECT count (*) FROM person WHERE phone NOT LIKE '1990000%' OR length (phone) <> 11" },
  { "an area that is assigned", "SELECT count (*) FROM person WHERE id_no NOT LIKE '330799%'" },
  { "a couple of one sex",
    "SELECT count (*) FROM person s JOIN person h ON h.case_file = s.case_file AND h.relation = "
    "'head' WHERE s.relation = 'spouse' AND s.sex = h.sex" },
  { "a name of one character", "SELECT count (*) FROM person WHERE length (name) < 2" },
  { "a child older than the head",
    "SELECT count (*) FROM person c JOIN person h ON h.case_file = c.case_file AND h.relation = "
    "'head' WHERE c.relation = 'child' AND c.birth < h.birth" },
  { "one id for two", "SELECT count (*) - count (DISTINCT id_no) FROM person" },
  { "an id that says another birth or sex",
    "SELECT count (*) FROM person WHERE replace (birth, '-', '') <> substr (id_no, 7, 8) OR "
    "sex % 2 <> substr (id_no, 17, 1) % 2" },
  { "a sign that says nothing",
    "SELECT count (*) FROM facility f WHERE kind = 'division.name-sign' AND (coalesce (" TEXT_OF ("sign_text") ", '') = '' OR "
    "(" TEXT_OF ("sign_kind") " <> 'home' AND coalesce (" TEXT_OF ("sign_pinyin") ", '') = ''))" },
  { "a road sign of no road, a plate of no address or without its code",
    "SELECT count (*) FROM facility f WHERE kind = 'division.name-sign' AND CASE " TEXT_OF ("sign_kind") " WHEN 'road' THEN NOT "
    "EXISTS (SELECT 1 FROM place_name p WHERE p.id = " TEXT_OF ("name_id") ") WHEN 'village' THEN 0 ELSE coalesce (length ("
    TEXT_OF ("qr") "), 0) <> 36 OR NOT EXISTS (SELECT 1 FROM address a WHERE a.id = f.address) END" },
  { "a batch that holds another number than it says",
    "SELECT count (*) FROM case_file c WHERE kind = 'AD.BATCH' AND " FIELD ("addresses") " <> (SELECT count (*) FROM batch_item b WHERE b.case_file = c.id)" },
  { "a batch that went on without its sample",
    "SELECT count (*) FROM case_file c WHERE state = 'published' AND " FIELD ("addresses") " > 0 AND kind = 'AD.BATCH' AND NOT EXISTS (SELECT 1 FROM batch_sample s WHERE s.id = c.id)" },
  { "a batch that was published with an address unlooked at or wrong",
    "SELECT count (*) FROM batch_item b JOIN case_file c ON c.id = b.case_file WHERE c.state = 'published' AND b.is_sampled AND "
    "b.is_right IS NOT 1" },
  { "a step before the one before it",
    "SELECT count (*) FROM case_event e JOIN case_event l ON l.case_file = e.case_file AND l.id > "
    "e.id AND l.at < e.at" },
};

static void
check_consistent (Land *land)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      double n = land_get_number (land, faults[i].sql);

      if (n == 0)
        continue;
      g_test_message ("%s: %g", faults[i].what, n);
      g_test_fail ();
    }
}

static void
test_consistent (Land         *land,
                 gconstpointer data)
{
  land_settle (land);
  check_consistent (land);
}

/* The whole demo county, with its real borders. */
static void
test_demo_county (void)
{
  Land land = { .store = demo_get (2000, 7) };

  check_figures (&land);
  check_consistent (&land);
  g_assert_cmpfloat (land_get_number (&land, "SELECT count (*) FROM facility"), >, 2000);
  g_assert_cmpfloat (
    land_get_number (&land, "SELECT count (*) FROM case_file WHERE address IS NOT NULL"), >, 4000);
  g_assert_cmpfloat (
    land_get_number (&land,
                     "SELECT count (*) FROM facility f JOIN division_area a ON a.unit = f.village "
                     "AND a.valid_to = '9999-12-31' WHERE f.kind <> 'migrant.reservoir' AND NOT "
                     "ST_Intersects (a.geom, f.geom)"),
    ==, 0);
  g_assert_cmpfloat (land_get_number (&land, "SELECT count (DISTINCT " TEXT_OF ("sign_kind") ") FROM facility f WHERE kind = "
                                             "'division.name-sign' AND " TEXT_OF ("sign_kind") " IN ('village', 'road', 'door', 'home')"),
                     ==, 4);
  g_assert_cmpfloat (land_get_number (&land, "SELECT count (*) FROM batch_item"), >, 100);
  /* A case without a point would be on no map. */
  g_assert_cmpfloat (land_get_number (&land, "SELECT count (*) FROM case_file WHERE x IS NULL"),
                     ==, 0);
}

static gboolean
check_ids (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  gboolean      row;
  int           n = 0;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id_no FROM person", error);
  sqlite3_stmt *codes = yutu_connection_prepare (
    connection,
    "SELECT json_extract (fields, '$.uscc') FROM facility WHERE json_extract (fields, '$.uscc') "
    "IS NOT NULL",
    error);

  if (statement == NULL || codes == NULL ||
      !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  for (; row; n++)
    {
      g_assert_true (yutu_id_number_is_valid ((const char *)sqlite3_column_text (statement, 0),
                                              yutu_day_today ()));
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
    }
  g_assert_cmpint (n, >, 2477 + 527);
  if (!yutu_connection_step (connection, codes, &row, error))
    return FALSE;
  g_assert_true (row);
  while (row)
    {
      g_assert_true (yutu_uscc_is_valid ((const char *)sqlite3_column_text (codes, 0)));
      if (!yutu_connection_step (connection, codes, &row, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_numbers_of_people (Land         *land,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  land_settle (land);
  yutu_store_read (land->store, check_ids, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Facilities lie inside the square of their village. */
static void
test_points_inside (Land         *land,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yutu_demo_add_facilities (&land->demo, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (
    land_get_number (land,
                     "SELECT count (*) FROM facility f JOIN division v ON v.unit = f.village AND "
                     "v.valid_to = '9999-12-31' WHERE abs (ST_X (f.geom) - ST_X (v.seat)) >= 0.006 "
                     "OR abs (ST_Y (f.geom) - ST_Y (v.seat)) >= 0.006"),
    ==, 0);
  /* Graves lie farther from the houses than centres for the old. */
  g_assert_cmpfloat (
    land_get_number (land,
                     "SELECT avg (abs (ST_X (f.geom) - ST_X (v.seat))) FILTER (WHERE kind = "
                     "'funeral.village-cemetery') - 2 * avg (abs (ST_X (f.geom) - ST_X (v.seat))) "
                     "FILTER (WHERE kind = 'elderly.village-centre') FROM facility f JOIN division "
                     "v ON v.unit = f.village AND v.valid_to = '9999-12-31'"),
    >, 0);
}

#define EVERYTHING                                                                             \
  "SELECT group_concat (t, char (10)) FROM (SELECT kind || name || fields || hex (geom) AS t " \
  "FROM facility UNION ALL SELECT case_no || title || state || opened_on || fields || "        \
  "coalesce (due_on, '') FROM case_file UNION ALL SELECT name || id_no FROM person)"

static void
test_same_seed_same_county (void)
{
  Land             one = { 0 }, two = { 0 }, other = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  land_set_up (&one, GSIZE_TO_POINTER (5));
  land_settle (&one);
  first = land_dup_text (&one, EVERYTHING);
  land_tear_down (&one, NULL);
  land_set_up (&two, GSIZE_TO_POINTER (5));
  land_settle (&two);
  second = land_dup_text (&two, EVERYTHING);
  land_tear_down (&two, NULL);
  land_set_up (&other, GSIZE_TO_POINTER (6));
  land_settle (&other);
  third = land_dup_text (&other, EVERYTHING);
  land_tear_down (&other, NULL);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/demo/settle/" name, Land, NULL, land_set_up, func, land_tear_down)
  ADD ("figures", test_figures);
  ADD ("figures-agree", test_figures_agree);
  ADD ("every-kind-and-register", test_every_kind_and_register);
  ADD ("every-module-has-work", test_every_module_has_work);
  ADD ("consistent", test_consistent);
  ADD ("numbers-of-people", test_numbers_of_people);
  ADD ("points-inside", test_points_inside);
  g_test_add_func ("/demo/settle/same-seed-same-county", test_same_seed_same_county);
  g_test_add_func ("/demo/settle/demo-county", test_demo_county);
  status = g_test_run ();
  demo_clear ();
  return status;
}
