/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division.h"
#include "cli/yutu-cli-watch-private.h"
#include "cli/yutu-verb-name-private.h"
#include "session/yutu-check.h"

static void
emit_finding (YutuCall         *call,
              YutuCheckFinding *finding)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "rule", finding->rule);
  yutu_json_add_text (builder, "severity", finding->severity);
  yutu_json_add_text (builder, "table", finding->table);
  yutu_json_add_int (builder, "id", finding->id);
  yutu_json_add_place (builder, finding->has_place, finding->place);
  yutu_json_add_text (builder, "message", finding->message);
  yutu_json_add_text (builder, "subject", finding->subject);
  yutu_json_add_text (builder, "accepted", finding->reason);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* A rule that is misspelt would find nothing. */
static gboolean
are_known (char   **rules,
           GError **error)
{
  g_autoptr (GPtrArray) known = yutu_check_list_rules ();
  g_autofree char *names = NULL;

  for (gsize i = 0; rules != NULL && rules[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < known->len && !found; k++)
        found = g_str_equal (rules[i], known->pdata[k]);
      if (found)
        continue;
      g_ptr_array_add (known, NULL);
      names = g_strjoinv (", ", (char **)known->pdata);
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("there is no rule “%s”; the rules are %s"), rules[i],
                   names);
      return FALSE;
    }
  return TRUE;
}

static YutuExit plan_repairs (YutuCall *call,
                              char    **rules,
                              GError  **error);
static YutuExit run_plan (YutuCall   *call,
                          const char *path,
                          GError    **error);

static YutuExit
check_file (YutuCall *call,
            GError  **error)
{
  gint64           started = g_get_monotonic_time ();
  gint64           checked = 0;
  guint            n_open = 0;
  JsonBuilder     *builder = NULL;
  g_autofree char *only = NULL;
  g_auto (GStrv) rules = NULL;
  g_autoptr (YutuCliWatch) watch = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  gboolean         is_plan = yutu_call_take_flag (call, "--dry-run");
  g_autofree char *plan = NULL;

  if (!yutu_call_take_option (call, "--only", &only, error) || !yutu_call_take_option (call, "--repair", &plan, error) ||
      !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  if (plan != NULL && (is_plan || only != NULL))
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--repair PLAN does what the plan accepts: leave --only and --dry-run out"));
      return YUTU_EXIT_USAGE;
    }
  rules = only != NULL ? g_strsplit (only, ",", -1) : NULL;
  if (!are_known (rules, error))
    return YUTU_EXIT_USAGE;
  if (plan != NULL || is_plan)
    return plan != NULL ? run_plan (call, plan, error) : plan_repairs (call, rules, error);
  watch = yutu_cli_watch_new ();
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file != NULL)
    findings = yutu_file_check_on (file, (const char *const *)rules, call->as_of, &checked, yutu_cli_watch_get_progress (watch),
                                   error);
  if (findings == NULL)
    return yutu_cli_watch_explain (watch, error) ? YUTU_EXIT_INPUT : YUTU_EXIT_INTERNAL;
  g_clear_pointer (&watch, yutu_cli_watch_free); /* what follows stands where the progress did */
  for (guint i = 0; i < findings->len; i++)
    emit_finding (call, g_ptr_array_index (findings, i));
  n_open = yutu_check_count_open (findings);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "checked", checked);
  yutu_json_add_int (builder, "findings", n_open);
  yutu_json_add_int (builder, "accepted", findings->len - n_open);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return n_open == 0 ? YUTU_EXIT_DONE : YUTU_EXIT_FINDINGS;
}

/* The words behind FILE: what to do, RULE, ID. */
static gboolean
parse_finding (YutuCall *call,
               gint64   *id,
               GError  **error)
{
  if (!yutu_call_expect (call, 4, error))
    return FALSE;
  if (g_ascii_string_to_signed (call->words[3], 10, 0, G_MAXINT64, id, NULL))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("“%s” is no id: give the rule and the id that the check told"), call->words[3]);
  return FALSE;
}

static YutuExit
decide_finding (YutuCall *call,
                gboolean  accept,
                GError  **error)
{
  char              day[YUTU_DAY_TEXT_SIZE];
  YutuCheckDecision decision = { .actor = call->actor, .day = day };
  gint64            entry = 0;
  JsonBuilder      *builder = NULL;
  g_autofree char  *reason = NULL;
  g_autofree char  *table = NULL;
  g_autoptr (YutuFile) file = NULL;

  if (!yutu_call_take_option (call, "--reason", &reason, error) ||
      !yutu_call_take_option (call, "--table", &table, error) ||
      !parse_finding (call, &decision.id, error))
    return YUTU_EXIT_USAGE;
  if (accept && reason == NULL)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                           _ ("say why the finding stays: --reason TEXT"));
      return YUTU_EXIT_USAGE;
    }
  yutu_day_format (call->as_of, day);
  decision.rule = call->words[2];
  decision.table = table;
  decision.reason = accept ? reason : NULL;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !yutu_file_decide_finding (file, &decision, &entry, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "rule", decision.rule);
  yutu_json_add_int (builder, "id", decision.id);
  yutu_json_add_text (builder, "accepted", decision.reason);
  yutu_json_add_int (builder, "entry", entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

static void
emit_repair (YutuCall              *call,
             const YutuCheckRepair *repair,
             gboolean               is_done,
             int                    is_only_one, /* -1: this is no plan */
             gint64                 entry)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "rule", repair->rule);
  yutu_json_add_text (builder, "table", repair->table);
  yutu_json_add_int (builder, "id", repair->id);
  if (repair->choice != 0)
    yutu_json_add_int (builder, "choice", repair->choice);
  yutu_json_add_text (builder, "repair", repair->text);
  if (repair->plan != NULL)
    {
      json_builder_set_member_name (builder, "plan");
      json_builder_begin_object (builder);
      yutu_merge_plan_add_json (repair->plan, builder);
      json_builder_end_object (builder);
    }
  if (!is_done && is_only_one >= 0)
    yutu_json_add_boolean (builder, "accept", is_only_one);
  yutu_json_add_boolean (builder, "done", is_done);
  if (is_done)
    yutu_json_add_int (builder, "entry", entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* All ways to mend the finding; element type YutuCheckRepair. */
static GPtrArray *
list_repairs (YutuFile   *file,
              const char *rule,
              gint64      id,
              GError    **error)
{
  const char *const only[] = { rule, NULL };
  gint64            checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check (file, only, &checked, NULL, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);

      if (finding->id == id)
        return yutu_file_list_repairs (file, finding, error);
    }
  if (findings != NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                 _ ("rule %s finds nothing at %" PRId64), rule, id);
  return NULL;
}

static const YutuCheckRepair *
choose_repair (const GPtrArray *repairs,
               gint64           choice, /* 0: the only one */
               GError         **error)
{
  for (guint i = 0; i < repairs->len; i++)
    {
      const YutuCheckRepair *repair = g_ptr_array_index (repairs, i);

      if (choice != 0 ? repair->choice == choice : repairs->len == 1)
        return repair;
    }
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
               repairs->len == 0 ? _ ("there is no repair by rule: people must mend it")
               : choice != 0     ? _ ("there is no such choice: see --dry-run")
                                 : _ ("there is more than one repair: say which by --choice, see --dry-run"));
  return NULL;
}

static YutuExit
repair_finding (YutuCall *call,
                GError  **error)
{
  gboolean               dry_run = yutu_call_take_flag (call, "--dry-run");
  gint64                 choice = 0;
  gint64                 entry = 0;
  gint64                 id = 0;
  const YutuCheckRepair *repair = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) repairs = NULL;

  if (!yutu_call_take_int (call, "--choice", 0, -G_MAXINT64, G_MAXINT64, &choice, error) ||
      !parse_finding (call, &id, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, dry_run ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  repairs = file != NULL ? list_repairs (file, call->words[2], id, error) : NULL;
  if (repairs == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; dry_run && i < repairs->len; i++)
    emit_repair (call, g_ptr_array_index (repairs, i), FALSE, -1, 0);
  if (dry_run)
    return YUTU_EXIT_DONE;
  repair = choose_repair (repairs, choice, error);
  if (repair == NULL || !yutu_file_repair (file, repair, call->actor, &entry, error))
    return YUTU_EXIT_INPUT;
  emit_repair (call, repair, TRUE, -1, entry);
  return YUTU_EXIT_DONE;
}

/* ---- A plan ---- */

/* What rules know how to mend, a line each; one is accepted where there is no other way, or where a wider one does no
 * more than all of them. Nothing is changed. */
static YutuExit
plan_repairs (YutuCall *call,
              char    **rules,
              GError  **error)
{
  gint64 checked = 0;
  g_autoptr (YutuFile) file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GPtrArray) findings =
    file != NULL ? yutu_file_check_on (file, (const char *const *)rules, call->as_of, &checked, NULL, error) : NULL;
  guint n_planned = 0;

  if (findings == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);
      g_autoptr (GPtrArray) repairs = finding->reason == NULL ? yutu_file_list_repairs (file, finding, error) : g_ptr_array_new ();

      if (repairs == NULL)
        return YUTU_EXIT_INPUT;
      for (guint k = 0; k < repairs->len; k++)
        emit_repair (call, g_ptr_array_index (repairs, k), FALSE,
                     repairs->len == 1 || (k == 0 && g_str_equal (finding->rule, "address-coordinates")), 0);
      n_planned += repairs->len;
    }
  return n_planned == 0 ? YUTU_EXIT_DONE : YUTU_EXIT_FINDINGS;
}

static gboolean
read_line (const char *path,
           gsize       number,
           const char *line,
           GPtrArray  *repairs,
           GError    **error)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject      *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  YutuCheckRepair *repair = NULL;

  if (object == NULL || !json_object_has_member (object, "rule") || !json_object_has_member (object, "id"))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("%s:%zu: not a line of a plan; make one with --dry-run --json"), path,
                   number);
      return FALSE;
    }
  if (!json_object_get_boolean_member_with_default (object, "accept", TRUE))
    return TRUE;
  repair = g_new0 (YutuCheckRepair, 1);
  repair->rule = g_strdup (json_object_get_string_member_with_default (object, "rule", ""));
  repair->table = g_strdup (json_object_get_string_member_with_default (object, "table", ""));
  repair->id = json_object_get_int_member_with_default (object, "id", 0);
  repair->choice = json_object_get_int_member_with_default (object, "choice", 0);
  g_ptr_array_add (repairs, repair);
  return TRUE;
}

/* The output of --dry-run --json, perhaps edited: each line whose "accept" is not false. */
static GPtrArray *
read_plan (const char *path,
           GError    **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_check_repair_free);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("%s: cannot be read"), path);
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' && !read_line (path, i + 1, lines[i], repairs, error))
      return NULL;
  if (repairs->len > 0)
    return g_steal_pointer (&repairs);
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("%s: nothing in this plan is accepted"), path);
  return NULL;
}

static YutuExit
run_plan (YutuCall   *call,
          const char *path,
          GError    **error)
{
  gint64       entry = 0;
  JsonBuilder *builder = NULL;
  g_autoptr (GPtrArray) repairs = read_plan (path, error);
  g_autoptr (YutuFile) file = repairs != NULL ? yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error) : NULL;

  if (file == NULL || !yutu_file_repair_all (file, repairs, call->actor, &entry, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "repairs", repairs->len);
  yutu_json_add_int (builder, "entry", entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_check (YutuCall *call,
                 GError  **error)
{
  const char *what = call->n_words > 1 ? call->words[1] : "";

  if (g_str_equal (what, "accept") || g_str_equal (what, "withdraw"))
    return decide_finding (call, *what == 'a', error);
  if (g_str_equal (what, "repair"))
    return repair_finding (call, error);
  return check_file (call, error);
}
