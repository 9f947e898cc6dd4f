/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-data.h"
#include "casework/yutu-module.h"

static void
test_carried_modules_load (void)
{
  /* The bureau's eleven modules in its own order. */
  static const char *const ids[] = {
    "social-assistance",
    "elderly",
    "child",
    "charity",
    "governance",
    "organisation",
    "social-work",
    "funeral",
    "marriage",
    "migrant",
    "division",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (yutu_modules_get_n (modules), ==, G_N_ELEMENTS (ids));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i);

      g_assert_cmpstr (module->id, ==, ids[i]);
      g_assert_cmpuint (module->n_kinds, >=, 2);
      g_assert_true (yutu_modules_find (modules, ids[i]) == module);
    }
  g_assert_null (yutu_modules_find (modules, "nothing"));
}

/* Every transition can be taken on a way that starts where cases start. */
static void
test_every_transition_can_be_walked (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);

  g_assert_no_error (error);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    for (gsize k = 0; k < yutu_modules_get (modules, m)->n_kinds; k++)
      {
        const YutuCaseKind *kind = &yutu_modules_get (modules, m)->kinds[k];
        guint64             reached = 1;
        gsize               walked = 0;

        g_assert_cmpuint (kind->n_states, <=, 64);
        for (gsize round = 0; round < kind->n_states; round++)
          for (gsize t = 0; t < kind->n_transitions; t++)
            for (gsize f = 0; f < kind->transitions[t].n_from; f++)
              if (reached >> kind->transitions[t].from[f] & 1)
                reached |= G_GUINT64_CONSTANT (1) << kind->transitions[t].to;
        for (gsize t = 0; t < kind->n_transitions; t++)
          for (gsize f = 0; f < kind->transitions[t].n_from; f++)
            walked += reached >> kind->transitions[t].from[f] & 1;
        for (gsize t = 0; t < kind->n_transitions; t++)
          walked -= kind->transitions[t].n_from;
        g_assert_cmpuint (walked, ==, 0);
      }
}

/* What is sent back, withdrawn or refused is never what is suggested; what leads on to the end is. */
static void
test_steps_aside (void)
{
  static const char *const words[] = { "退回", "撤回", "不予", "不合格", "异议", "告知补正", "终止", "停发" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  guint n_aside = 0;

  g_assert_no_error (error);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    for (gsize k = 0; k < yutu_modules_get (modules, m)->n_kinds; k++)
      {
        const YutuCaseKind *kind = &yutu_modules_get (modules, m)->kinds[k];

        for (gsize t = 0; t < kind->n_transitions; t++)
          {
            const YutuTransition *step = &kind->transitions[t];

            n_aside += step->is_aside;
            for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
              if (strstr (step->title.zh_cn, words[w]) != NULL && !step->is_aside)
                g_error ("%s %s: %s is suggested", kind->id, step->id, step->title.zh_cn);
          }
        for (gsize s = 0; s < kind->n_states; s++)
          {
            gboolean is_left = FALSE, leads_on = FALSE;

            for (gsize t = 0; t < kind->n_transitions; t++)
              {
                is_left = is_left || yutu_transition_leaves (&kind->transitions[t], s);
                leads_on = leads_on || (yutu_transition_leaves (&kind->transitions[t], s) &&
                                        (!kind->transitions[t].is_aside || !kind->states[kind->transitions[t].to].is_open));
              }
            if (is_left && !leads_on && kind->states[s].is_open)
              g_error ("%s: nothing is suggested in %s", kind->id, kind->states[s].id);
          }
      }
  g_assert_cmpuint (n_aside, >, 50);
}

/* What leads a clean-up on is offered before what ends it or takes it back. */
static void
test_clean_up_leads_on (void)
{
  static const char *const first[][2] = {
    { "found", "verify" }, { "verified", "list" }, { "listed", "publish" }, { "decided", "execute" }, { "executing", "check" }, { "checked", "close" }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  const YutuCaseKind *kind = NULL;

  g_assert_no_error (error);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    for (gsize k = 0; k < yutu_modules_get (modules, m)->n_kinds; k++)
      if (yutu_modules_get (modules, m)->kinds[k].name_work == YUTU_NAME_WORK_CLEAN_UP)
        kind = &yutu_modules_get (modules, m)->kinds[k];
  g_assert_nonnull (kind);
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    for (gsize t = 0; t < kind->n_transitions; t++)
      if (yutu_transition_leaves (&kind->transitions[t], yutu_case_kind_find_state (kind, first[i][0])))
        {
          g_assert_cmpstr (kind->transitions[t].id, ==, first[i][1]);
          break;
        }
}

#define TITLE           "{\"zh_CN\":\"甲\",\"en\":\"A\"}"
#define STATE(id, open) "{\"id\":\"" id "\",\"title\":" TITLE ",\"open\":" open "}"
#define STEP(id, from, to, more)                                                     \
  "{\"id\":\"" id "\",\"title\":" TITLE ",\"from\":[\"" from "\"],\"to\":\"" to "\"" \
  ",\"role\":\"desk\"" more "}"
#define MODULE(states, steps, limits, fields)                                                       \
  "{\"id\":\"m\",\"code\":\"MM\",\"title\":" TITLE ",\"symbol\":\"s\",\"kinds\":[{\"id\":\"MM.K\"," \
  "\"title\":" TITLE ",\"subject\":\"place\",\"states\":[" states "],\"transitions\":[" steps "],"  \
  "\"time_limits\":[" limits "],\"fields\":[" fields "]}]}"
#define STATES STATE ("a", "true") "," STATE ("b", "false")
#define STEPS  STEP ("go", "a", "b", "")
#define LIMIT(state, days, type, from, to)                                                      \
  "{\"state\":\"" state "\",\"days\":" days ",\"day_type\":\"" type "\",\"legal_basis\":\"x\"," \
  "\"valid_from\":\"" from "\",\"valid_to\":\"" to "\"}"
#define LIMIT_OF(length)                               \
  "{\"state\":\"a\"," length ",\"legal_basis\":\"x\"," \
  "\"valid_from\":\"2020-01-01\",\"valid_to\":\"9999-12-31\"}"
#define FIELD(id, type, more) \
  "{\"id\":\"" id "\",\"title\":" TITLE ",\"type\":\"" type "\"" more "}"
#define CHECK(left, op, right) \
  "{\"left\":" left ",\"op\":\"" op "\",\"right\":\"" right "\",\"message\":" TITLE "}"
#define CHECKED(check)       \
  MODULE (STATES, STEPS, "", \
          FIELD ("f", "int", "") "," FIELD ("g", "number", "") "," FIELD ("d", "date", "") "," FIELD ("t", "text", "") "],\"checks\":[" check)

static const struct
{
  const char *text;
  const char *path; /* that the error must name; NULL: the text is right */
} definitions[] = {
  { MODULE (STATES, STEPS, LIMIT ("a", "3", "W", "2020-01-01", "9999-12-31"), FIELD ("f", "int", ",\"min\":1,\"max\":2")), NULL },
  { "", "(whole file)" },
  { "[]", "(whole file)" },
  { "{\"id\":", "(whole file)" },
  { "{\"code\":\"MM\"}", "id" },
  { "{\"id\":\"m\",\"colour\":1}", "colour" },
  { MODULE (STATES, STEP ("go", "a", "z", ""), "", ""), "kinds[0].transitions[0].to" },
  { MODULE (STATES, STEP ("go", "z", "b", ""), "", ""), "kinds[0].transitions[0].from" },
  { MODULE (STATES, STEP ("go", "a", "a", ""), "", ""), "kinds[0].transitions[0].from" },
  { MODULE (STATES, STEPS "," STEPS, "", ""), "kinds[0].transitions[1].id" },
  { MODULE (STATES "," STATE ("a", "true"), STEPS, "", ""), "kinds[0].states[2].id" },
  { MODULE (STATES "," STATE ("c", "false"), STEPS, "", ""), "kinds[0].states" },
  { MODULE (STATE ("a", "true") "," STATE ("b", "true"), STEPS, "", ""), "kinds[0].states" },
  { MODULE (STATE ("a", "true"), STEPS, "", ""), "kinds[0].states" },
  { MODULE (STATES, STEP ("go", "a", "b", ",\"guards\":[\"field:g\"]"), "", ""),
    "kinds[0].transitions[0].guards" },
  { MODULE (STATES, STEPS, LIMIT ("z", "3", "W", "2020-01-01", "9999-12-31"), ""),
    "kinds[0].time_limits[0].state" },
  { MODULE (STATES, STEPS, LIMIT ("b", "3", "W", "2020-01-01", "9999-12-31"), ""),
    "kinds[0].time_limits[0].state" },
  { MODULE (STATES, STEPS, LIMIT ("a", "0", "W", "2020-01-01", "9999-12-31"), ""),
    "kinds[0].time_limits[0].days" },
  { MODULE (STATES, STEPS, LIMIT ("a", "2.5", "W", "2020-01-01", "9999-12-31"), ""),
    "kinds[0].time_limits[0].days" },
  { MODULE (STATES, STEPS, LIMIT ("a", "3", "X", "2020-01-01", "9999-12-31"), ""),
    "kinds[0].time_limits[0].day_type" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"months\":12"), ""), NULL },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"years\":5"), ""), NULL },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"months\":0"), ""), "kinds[0].time_limits[0].months" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"years\":1.5"), ""), "kinds[0].time_limits[0].years" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"months\":1,\"years\":1"), ""), "kinds[0].time_limits[0].years" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"days\":1,\"day_type\":\"W\",\"months\":1"), ""),
    "kinds[0].time_limits[0].months" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"months\":1,\"day_type\":\"C\""), ""),
    "kinds[0].time_limits[0].day_type" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"weeks\":1"), ""), "kinds[0].time_limits[0].weeks" },
  { MODULE (STATES, STEPS, LIMIT_OF ("\"day_type\":\"W\""), ""), "kinds[0].time_limits[0].days" },
  { MODULE (STATES, STEP ("go", "a", "b", ",\"guards\":[\"act\"]"), "", FIELD ("f", "text", "")),
    "kinds[0].transitions[0].guards" },
  { MODULE (STATES, STEP ("go", "a", "b", ",\"guards\":[\"act\"]"), "", FIELD ("f", "text", "") "],\"act_field\":\"f\",\"checks\":["),
    NULL },
  { MODULE (STATES, STEPS, "", FIELD ("f", "int", "") "],\"act_field\":\"f\",\"checks\":["),
    "kinds[0].act_field" },
  { MODULE (STATES, STEPS, "{\"state\":\"a\",\"ends_in\":[\"a\"],\"days\":3,\"day_type\":\"W\",\"legal_basis\":"
                           "\"x\",\"valid_from\":\"2020-01-01\",\"valid_to\":\"9999-12-31\"}",
            ""),
    "kinds[0].time_limits[0].ends_in" },
  { MODULE (STATES, STEPS, LIMIT ("a", "3", "W", "2020-02-30", "9999-12-31"), ""),
    "kinds[0].time_limits[0].valid_from" },
  { MODULE (STATES, STEPS, LIMIT ("a", "3", "W", "2021-01-01", "2021-01-01"), ""),
    "kinds[0].time_limits[0].valid_from" },
  { MODULE (STATES, STEPS, "", FIELD ("f", "float", "")), "kinds[0].fields[0].type" },
  { MODULE (STATES, STEPS, "", FIELD ("f", "enum", "")), "kinds[0].fields[0].choices" },
  { MODULE (STATES, STEPS, "", FIELD ("f", "int", ",\"min\":3,\"max\":2")),
    "kinds[0].fields[0].min" },
  { MODULE (STATES, STEPS, "", FIELD ("f", "text", ",\"min\":3")), "kinds[0].fields[0].min" },
  { MODULE (STATES, STEPS, "", FIELD ("f", "text", ",\"mask\":\"x\"")), "kinds[0].fields[0].mask" },
  { MODULE (STATES, STEPS, "", FIELD ("F f", "text", "")), "kinds[0].fields[0].id" },
  { MODULE (STATES, STEPS, "", FIELD ("f", "text", "") "," FIELD ("f", "int", "")),
    "kinds[0].fields[1].id" },
  { CHECKED (CHECK ("[\"f\",\"g\"]", "<=", "g")), NULL },
  { CHECKED (CHECK ("\"f\"", "<=", "z")), "kinds[0].checks[0].right" },
  { CHECKED (CHECK ("\"z\"", "<=", "g")), "kinds[0].checks[0].left" },
  { CHECKED (CHECK ("[]", "<=", "g")), "kinds[0].checks[0].left" },
  { CHECKED (CHECK ("\"f\"", "=<", "g")), "kinds[0].checks[0].op" },
  { CHECKED (CHECK ("\"d\"", "<", "g")), "kinds[0].checks[0].left" },
  { CHECKED (CHECK ("\"f\"", "<", "t")), "kinds[0].checks[0].right" },
};

static void
test_broken_definitions_are_refused (void)
{
  const char *name = "some.json";

  for (gsize i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) text = g_bytes_new_static (definitions[i].text,
                                                    strlen (definitions[i].text));
      g_autoptr (YutuModules) modules = yutu_modules_new (&name, &text, 1, &error);
      g_autofree char *head = NULL;

      if (definitions[i].path == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      head = g_strdup_printf ("some.json: %s: ", definitions[i].path);
      g_test_message ("%s", error != NULL ? error->message : "(no error)");
      g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION);
      g_assert_true (g_str_has_prefix (error->message, head));
      g_assert_null (modules);
    }
}

static void
test_one_id_in_two_files_is_refused (void)
{
  const char *names[] = { "one.json", "two.json" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_bytes_new_static (definitions[0].text, strlen (definitions[0].text));
  GBytes *texts[] = { text, text };
  g_autoptr (YutuModules) modules = yutu_modules_new (names, texts, 2, &error);

  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION);
  g_assert_nonnull (strstr (error->message, "one.json"));
  g_assert_nonnull (strstr (error->message, "two.json"));
  g_assert_null (modules);
}

static void
test_role_ladder (void)
{
  static const struct
  {
    const char *needs;
    const char *role;
    gboolean    allowed;
  } rows[] = {
    { "clerk", "clerk", TRUE },
    { "clerk", "desk", TRUE },
    { "township", "clerk", FALSE },
    { "desk", "township", FALSE },
    { "leader", "desk", FALSE },
    { "leader", "leader", TRUE },
    { "planner", "leader", FALSE },
    { "planner", "desk", TRUE },
    { "clerk", "auditor", FALSE },
    { "clerk", "guest", FALSE },
    { "desk", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuTransition transition = { .role = rows[i].needs };

      g_assert_cmpint (yutu_transition_is_allowed (&transition, rows[i].role), ==,
                       rows[i].allowed);
    }
}

/* A symbol that is not drawn would be a plain dot. */
static void
test_symbols_are_drawn (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (GBytes) bytes = yutu_data_load ("styles/symbols.json", &error);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *symbols;

  g_assert_no_error (error);
  root = json_from_string (g_bytes_get_data (bytes, NULL), &error);
  g_assert_no_error (error);
  symbols = json_node_get_object (root);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      if (!json_object_has_member (symbols, module->symbol))
        g_error ("%s: no symbol %s", module->id, module->symbol);
      for (gsize r = 0; r < module->n_registers; r++)
        if (!json_object_has_member (symbols, module->registers[r].symbol))
          g_error ("%s: no symbol %s", module->registers[r].full_id, module->registers[r].symbol);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/module/carried-modules-load", test_carried_modules_load);
  g_test_add_func ("/casework/module/every-transition-can-be-walked",
                   test_every_transition_can_be_walked);
  g_test_add_func ("/casework/module/broken-definitions-are-refused",
                   test_broken_definitions_are_refused);
  g_test_add_func ("/casework/module/one-id-in-two-files-is-refused",
                   test_one_id_in_two_files_is_refused);
  g_test_add_func ("/casework/module/role-ladder", test_role_ladder);
  g_test_add_func ("/casework/module/clean-up-leads-on", test_clean_up_leads_on);
  g_test_add_func ("/casework/module/steps-aside", test_steps_aside);
  g_test_add_func ("/casework/module/symbols-are-drawn", test_symbols_are_drawn);
  return g_test_run ();
}
