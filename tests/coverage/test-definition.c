/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Definitions of indicators: what is refused, and that a module of one's own is counted. */

#include "coverage/yutu-indicator.h"

#include <string.h>

/* A module whose one indicator is put in. */
static const char module_text[] =
  "{\"id\": \"bees\", \"code\": \"BE\", \"title\": {\"zh_CN\": \"蜂\", \"en\": \"Bees\"}, "
  "\"symbol\": \"dot\", \"registers\": [{\"id\": \"hive\", \"title\": {\"zh_CN\": \"蜂箱\", "
  "\"en\": \"Hive\"}, \"symbol\": \"dot\", \"fields\": [{\"id\": \"bees\", \"type\": \"int\", "
  "\"title\": {\"zh_CN\": \"蜂数\", \"en\": \"Bees\"}}, {\"id\": \"weight\", \"type\": "
  "\"number\", \"title\": {\"zh_CN\": \"重\", \"en\": \"Weight\"}}, {\"id\": \"queen\", "
  "\"type\": \"boolean\", \"title\": {\"zh_CN\": \"王\", \"en\": \"Queen\"}}]}], \"kinds\": "
  "[{\"id\": \"BE.SWARM\", \"title\": {\"zh_CN\": \"分蜂\", \"en\": \"Swarm\"}, \"subject\": "
  "\"facility\", \"register\": \"hive\", \"states\": [{\"id\": \"seen\", \"title\": {\"zh_CN\": "
  "\"见\", \"en\": \"Seen\"}}, {\"id\": \"caught\", \"open\": false, \"title\": {\"zh_CN\": "
  "\"捕\", \"en\": \"Caught\"}}], \"transitions\": [{\"id\": \"catch\", \"title\": {\"zh_CN\": "
  "\"捕\", \"en\": \"Catch\"}, \"from\": [\"seen\"], \"to\": \"caught\", \"role\": "
  "\"clerk\"}]}], \"indicators\": [{\"id\": \"per_hive\", \"title\": {\"zh_CN\": \"均\", \"en\": "
  "\"Per hive\"}, \"formula\": {\"zh_CN\": \"÷\", \"en\": \"/\"}, %s}]}";

static YutuModules *
read_module (const char *rest,
             GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (module_text, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], rest, parts[1], NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  const char *names[] = { "bees.json" };
  GBytes     *texts[] = { bytes };

  return yutu_modules_new (names, texts, 1, error);
}

static void
test_refused (void)
{
  /* What stands in the definition, and the path that the error names. */
  static const struct
  {
    const char *text;
    const char *path;
  } rows[] = {
    { "\"unit\": \"x\"", "indicators[0].numerator" },
    { "\"numerator\": {}", "indicators[0].numerator" },
    { "\"numerator\": {\"facilities\": [\"nest\"]}", "numerator.facilities" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"field\": \"wings\"}", "numerator.field" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"field\": \"queen\"}", "numerator.field" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"states\": [\"seen\"]}", "numerator.states" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"times\": 0}", "numerator.times" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"where\": [{\"field\": \"queen\"}]}",
      "where[0]" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"where\": [{\"field\": \"queen\", \"is\": "
      "true, \"by-day\": true}]}",
      "where[0].by-day" },
    { "\"numerator\": {\"facilities\": [\"hive\"], \"where\": [{\"field\": \"queen\", \"is\": "
      "{}}]}",
      "where[0].is" },
    { "\"numerator\": {\"cases\": [\"BE.STING\"]}", "numerator.cases" },
    { "\"numerator\": {\"cases\": [\"BE.SWARM\"], \"states\": [\"gone\"]}", "numerator.states" },
    { "\"numerator\": {\"cases\": [\"BE.SWARM\"], \"when\": \"never\"}", "numerator.when" },
    { "\"numerator\": {\"addresses\": true, \"within\": {\"of\": [\"hive\"], \"metres\": 0}}",
      "within.metres" },
    { "\"numerator\": {\"units\": \"county\"}", "numerator.units" },
    { "\"numerator\": {\"year-figures\": [\"hive\"]}", "numerator.field" },
    { "\"numerator\": {\"residents\": true}, \"levels\": [\"street\"]", "indicators[0].levels" },
    { "\"numerator\": {\"residents\": true}, \"direction\": \"up\"", "indicators[0].direction" },
    { "\"numerator\": {\"residents\": true}, \"scale\": 0", "indicators[0].scale" },
    { "\"numerator\": {\"residents\": true}, \"classes\": \"nice\"", "indicators[0].classes" },
    { "\"numerator\": {\"residents\": true}, \"sql\": \"DROP TABLE facility\"",
      "indicators[0].sql" },
    { "\"numerator\": {\"residents\": true}, \"targets\": [{\"value\": 1, \"legal_basis\": \"x\", "
      "\"valid_from\": \"2021-01-01\", \"valid_to\": \"2020-01-01\"}]",
      "targets[0].valid_from" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuModules) modules = read_module (rows[i].text, &error);

      g_assert_null (modules);
      g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION);
      if (strstr (error->message, rows[i].path) == NULL)
        g_error ("%s: %s does not name %s", rows[i].text, error->message, rows[i].path);
    }
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  const YutuIndicatorDef *def = NULL;
  g_autoptr (YutuModules) modules =
    read_module ("\"unit\": \"只\", \"levels\": [\"village\"], \"direction\": \"higher\", "
                 "\"decimals\": 2, \"scale\": 10, \"least-denominator\": 3, \"people\": true, "
                 "\"figure\": \"bee_figure\", \"numerator\": [{\"facilities\": [\"hive\"], "
                 "\"field\": \"bees\"}, {\"facilities\": [\"hive\"], \"field\": \"weight\", "
                 "\"times\": -1, \"where\": [{\"field\": \"queen\", \"is\": [true, false]}]}], "
                 "\"denominator\": {\"units-with\": {\"cases\": [\"BE.SWARM\"], \"states\": "
                 "[\"caught\"]}, \"level\": \"village\"}, \"classes\": \"coverage\"",
                 &error);

  g_assert_no_error (error);
  def = yutu_modules_find_indicator (modules, "per_hive", NULL);
  g_assert_nonnull (def);
  g_assert_cmpstr (def->figure, ==, "bee_figure");
  g_assert_true (yutu_indicator_def_has_level (def, 3));
  g_assert_false (yutu_indicator_def_has_level (def, 4));
  g_assert_true (yutu_indicator_def_has_level (def, 5));
  g_assert_cmpuint (def->n_numerator, ==, 2);
  g_assert_cmpstr (def->numerator[0].of[0], ==, "bees.hive");
  g_assert_cmpint (def->numerator[0].fraction, ==, 1);
  g_assert_cmpint (def->numerator[1].fraction, ==, 1000);
  g_assert_cmpint (def->numerator[1].times, ==, -1);
  g_assert_cmpstr (def->numerator[1].where[0].text, ==, "[true,false]");
  g_assert_cmpint (def->denominator[0].kind, ==, YUTU_TERM_UNITS_WITH);
  g_assert_cmpstr (def->denominator[0].has[0].states[0], ==, "caught");
  g_assert_cmpuint (yutu_indicator_def_get_limits (def, yutu_day_from_ymd (2022, 1, 1))->n_limits, ==,
                    4);
}

/* The program's own: enough of them, by township, and each id once over all modules. */
static void
test_carried (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize by_township = 0;
  gsize by_village = 0;

  g_assert_no_error (error);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      g_assert_cmpuint (module->n_indicators, >=, 2);
      for (gsize i = 0; i < module->n_indicators; i++)
        {
          const YutuIndicatorDef *def = &module->indicators[i];

          g_assert_true (g_hash_table_add (ids, (gpointer)def->id));
          by_township += yutu_indicator_def_has_level (def, 4);
          by_village += yutu_indicator_def_has_level (def, 5);
        }
    }
  g_assert_cmpuint (by_township, >=, 24);
  g_assert_cmpuint (by_village, >=, 12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/definition/refused", test_refused);
  g_test_add_func ("/coverage/definition/read", test_read);
  g_test_add_func ("/coverage/definition/carried", test_carried);
  return g_test_run ();
}
