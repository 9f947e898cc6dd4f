/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Division change orders: listed, shown, planned and carried out. */

#include "cli/yutu-verb-act-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "session/yutu-act-cases.h"

/* ---- Parts of an object ---- */

static void
put_area (JsonBuilder *builder,
          const char  *name,
          gint64       area_cm2)
{
  yutu_json_add_double (builder, name, (double)area_cm2 / YUTU_CM2_PER_M2);
}

/* What is not known, and ids that are not given yet, are null. */
static void
put_known (JsonBuilder *builder,
           const char  *name,
           gint64       value,
           gboolean     is_known)
{
  json_builder_set_member_name (builder, name);
  if (is_known)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
put_units (JsonBuilder *builder,
           const char  *name,
           GPtrArray   *units)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < units->len; i++)
    {
      const YutuActUnit *unit = g_ptr_array_index (units, i);

      json_builder_begin_object (builder);
      put_known (builder, "unit", unit->unit, unit->unit > 0);
      yutu_json_add_int (builder, "level", unit->level);
      yutu_json_add_text (builder, "type", unit->type);
      yutu_json_add_text (builder, "code", unit->code);
      yutu_json_add_text (builder, "name", unit->name);
      yutu_json_add_text (builder, "parent", unit->parent_name);
      put_area (builder, "area_m2", unit->area_cm2);
      put_known (builder, "population", unit->population, unit->population >= 0);
      yutu_json_add_int (builder, "addresses", unit->addresses);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_codes (JsonBuilder *builder,
           GPtrArray   *codes)
{
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < codes->len; i++)
    {
      const YutuActCode *code = g_ptr_array_index (codes, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "name", code->name);
      yutu_json_add_text (builder, "series", code->kind);
      yutu_json_add_text (builder, "retired", code->retired);
      yutu_json_add_text (builder, "given", code->given);
      yutu_json_add_boolean (builder, "proposed", code->is_proposed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_share (JsonBuilder *builder,
           const char  *name,
           const char  *exact_name,
           gint64       numerator,
           gint64       denominator)
{
  g_autofree char *exact = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, numerator,
                                            denominator);

  yutu_json_add_double (builder, name, (double)numerator / (double)denominator);
  yutu_json_add_text (builder, exact_name, exact);
}

static void
put_lineage (JsonBuilder *builder,
             GPtrArray   *rows)
{
  json_builder_set_member_name (builder, "lineage");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuActLineage *lineage = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "from", lineage->from_name);
      yutu_json_add_text (builder, "to", lineage->to_name);
      yutu_json_add_int (builder, "from_unit", lineage->from);
      put_known (builder, "to_unit", lineage->to, lineage->to > 0);
      yutu_json_add_int (builder, "level", lineage->level);
      put_share (builder, "area_share", "area_exact", lineage->area_num, lineage->area_den);
      put_share (builder, "address_share", "address_exact", lineage->address_num, lineage->address_den);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_placements (JsonBuilder *builder,
                GPtrArray   *rows)
{
  json_builder_set_member_name (builder, "placements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuActPlacement *placement = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "name", placement->name);
      yutu_json_add_text (builder, "from", placement->from_name);
      yutu_json_add_text (builder, "to", placement->to_name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_issues (JsonBuilder *builder,
            GPtrArray   *issues)
{
  json_builder_set_member_name (builder, "issues");
  json_builder_begin_array (builder);
  for (guint i = 0; i < issues->len; i++)
    {
      const YutuActIssue *issue = g_ptr_array_index (issues, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "severity", issue->is_error ? "error" : "warning");
      yutu_json_add_text (builder, "rule", issue->rule);
      put_known (builder, "step", issue->step + 1, issue->step >= 0);
      yutu_json_add_place (builder, issue->has_place, issue->place);
      yutu_json_add_text (builder, "message", issue->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_moved (JsonBuilder        *builder,
           const YutuActMoved *moved)
{
  json_builder_set_member_name (builder, "moved");
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "villages", moved->villages);
  yutu_json_add_int (builder, "addresses", moved->addresses);
  yutu_json_add_int (builder, "addresses_later", moved->addresses_later);
  yutu_json_add_int (builder, "names", moved->names);
  yutu_json_add_int (builder, "facilities", moved->facilities);
  yutu_json_add_int (builder, "cases", moved->cases);
  yutu_json_add_int (builder, "lines", moved->lines);
  json_builder_end_object (builder);
}

/* ---- Planning and carrying out ---- */

static YutuActSpec *
load_spec (const char *path,
           GError    **error)
{
  g_autofree char *json = NULL;
  YutuActSpec     *spec = NULL;

  if (!g_file_get_contents (path, &json, NULL, error))
    return NULL;
  spec = yutu_act_spec_from_json (json, error);
  if (spec == NULL)
    g_prefix_error (error, "%s: ", path);
  return spec;
}

static void
emit_report (YutuCall            *call,
             const YutuActSpec   *spec,
             const YutuActReport *report)
{
  const YutuActEffect *effect = report->effect;
  JsonBuilder         *builder = json_builder_new ();

  json_builder_begin_object (builder);
  put_known (builder, "act", report->act, report->act != 0);
  put_known (builder, "entry", report->entry, report->entry != 0);
  yutu_json_add_text (builder, "kind", yutu_act_kind_get_id (spec->kind));
  yutu_json_add_text (builder, "title", spec->title);
  yutu_json_add_text (builder, "effective", spec->effective_on);
  yutu_json_add_text (builder, "finish_by", effect->finish_by);
  yutu_json_add_text (builder, "extended_to", effect->extended_to);
  put_units (builder, "before", effect->before);
  put_units (builder, "after", effect->after);
  put_codes (builder, effect->codes);
  put_placements (builder, effect->placements);
  put_lineage (builder, effect->lineage);
  put_moved (builder, &report->moved);
  put_area (builder, "area_m2_before", effect->area_cm2_before);
  put_area (builder, "area_m2_after", effect->area_cm2_after);
  yutu_json_add_int (builder, "errors", effect->n_errors);
  put_issues (builder, effect->issues);
  yutu_json_add_double (builder, "seconds", report->seconds);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
run_act (YutuCall *call,
         gboolean  writes,
         GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuActSpec) spec = NULL;
  g_autoptr (YutuActReport) report = NULL;

  if (!yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  spec = load_spec (call->words[2], error);
  if (spec == NULL)
    return YUTU_EXIT_INPUT;
  file = yutu_call_open (call, writes ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_INPUT;
  report = writes ? yutu_file_apply_act (file, spec, call->actor, NULL, error)
                  : yutu_file_plan_act (file, spec, NULL, error);
  if (report == NULL)
    {
      g_prefix_error (error, "%s: ", call->words[2]);
      return YUTU_EXIT_INPUT;
    }
  if (call->json)
    emit_report (call, spec, report);
  else
    yutu_verb_act_print_report (spec, report);
  return report->effect->n_errors > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* ---- Those that were carried out ---- */

static void
put_row (JsonBuilder      *builder,
         const YutuActRow *row)
{
  yutu_json_add_int (builder, "act", row->id);
  yutu_json_add_text (builder, "kind", yutu_act_kind_get_id (row->kind));
  yutu_json_add_text (builder, "title", row->title);
  yutu_json_add_text (builder, "doc_no", row->doc_no);
  yutu_json_add_text (builder, "organ", row->organ);
  yutu_json_add_text (builder, "approved", row->approved_on);
  yutu_json_add_text (builder, "effective", row->effective_on);
  yutu_json_add_text (builder, "state", row->state);
  yutu_json_add_text (builder, "note", row->note);
}

/* Those that are in force on @day stay. */
static void
drop_later (GPtrArray *acts,
            YutuDay    day)
{
  for (guint i = acts->len; i > 0; i--)
    if (yutu_day_parse (((const YutuActRow *)g_ptr_array_index (acts, i - 1))->effective_on) > day)
      g_ptr_array_remove_index (acts, i - 1);
}

static YutuExit
list_acts (YutuCall *call,
           GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) acts = NULL;

  if (!yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  acts = file != NULL ? yutu_file_list_acts (file, NULL, error) : NULL;
  if (acts != NULL && call->has_as_of)
    drop_later (acts, call->as_of);
  if (acts != NULL && !call->json)
    yutu_verb_act_print_list (acts);
  for (guint i = 0; acts != NULL && call->json && i < acts->len; i++)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      put_row (builder, g_ptr_array_index (acts, i));
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  return acts != NULL ? YUTU_EXIT_DONE : YUTU_EXIT_INPUT;
}

static void
put_cases (JsonBuilder     *builder,
           const GPtrArray *cases)
{
  json_builder_set_member_name (builder, "cases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cases->len; i++)
    {
      const YutuActCase *found = g_ptr_array_index (cases, i);

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "id", found->id);
      yutu_json_add_text (builder, "case_no", found->case_no);
      yutu_json_add_text (builder, "state", found->state);
      yutu_json_add_text (builder, "title", found->title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
emit_record (YutuCall            *call,
             const YutuActRecord *record,
             const GPtrArray     *cases)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  put_row (builder, record->row);
  put_cases (builder, cases);
  put_units (builder, "before", record->before);
  put_units (builder, "after", record->after);
  put_codes (builder, record->codes);
  put_placements (builder, record->placements);
  put_lineage (builder, record->lineage);
  put_area (builder, "area_m2_before", record->area_cm2_before);
  put_area (builder, "area_m2_after", record->area_cm2_after);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* What is asked for beside the record, or instead of it. */
typedef struct
{
  char    *table;
  char    *sheet;
  gboolean notice;
} Papers;

static void
papers_clear (Papers *self)
{
  g_free (self->table);
  g_free (self->sheet);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Papers, papers_clear)

static void
emit_out (YutuCall   *call,
          const char *out,
          const char *what,
          gint64      n)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", out);
  yutu_json_add_int (builder, what, n);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static gboolean
print_notice (YutuCall            *call,
              const YutuActRecord *record,
              GError             **error)
{
  g_autofree char *notice = yutu_act_write_notice (record, error);
  JsonBuilder     *builder = NULL;

  if (notice == NULL)
    return FALSE;
  if (!call->json)
    {
      g_print ("%s", notice);
      return TRUE;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "act", record->row->id);
  yutu_json_add_text (builder, "notice", notice);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return TRUE;
}

static gboolean
print_maps (YutuCall            *call,
            YutuFile            *file,
            const YutuActRecord *record,
            const char          *path,
            GError             **error)
{
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_autoptr (GPtrArray) sheets =
    modules != NULL ? yutu_file_make_act_maps (file, modules, record, NULL, error) : NULL;

  if (sheets == NULL || !yutu_sheet_write_book ((YutuSheet *const *)sheets->pdata, sheets->len, path,
                                                NULL, error))
    return FALSE;
  emit_out (call, path, "pages", sheets->len);
  return TRUE;
}

static gboolean
print_papers (YutuCall            *call,
              YutuFile            *file,
              const YutuActRecord *record,
              const Papers        *papers,
              GError             **error)
{
  gint64 rows = 0;

  if (papers->notice && !print_notice (call, record, error))
    return FALSE;
  if (papers->table != NULL)
    {
      if (!yutu_act_save_table (record, papers->table, &rows, error))
        return FALSE;
      emit_out (call, papers->table, "rows", rows);
    }
  return papers->sheet == NULL || print_maps (call, file, record, papers->sheet, error);
}

static gboolean
print_record (YutuCall            *call,
              YutuFile            *file,
              const YutuActRecord *record,
              GError             **error)
{
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_autoptr (GPtrArray) cases =
    modules != NULL ? yutu_file_list_act_cases (file, modules, record->row->doc_no, NULL, error) : NULL;

  if (cases == NULL)
    return FALSE;
  if (call->json)
    emit_record (call, record, cases);
  else
    yutu_verb_act_print_record (record, cases);
  return TRUE;
}

static YutuExit
show_act (YutuCall *call,
          GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuActRecord) record = NULL;
  g_auto (Papers) papers = { .notice = yutu_call_take_flag (call, "--notice") };

  if (!yutu_call_take_option (call, "--table", &papers.table, error) ||
      !yutu_call_take_option (call, "--sheet", &papers.sheet, error) ||
      !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  record = file != NULL ? yutu_file_load_act (file, call->words[2], NULL, error) : NULL;
  if (record == NULL)
    return YUTU_EXIT_INPUT;
  if (!papers.notice && papers.table == NULL && papers.sheet == NULL &&
      !print_record (call, file, record, error))
    return YUTU_EXIT_INPUT;
  return print_papers (call, file, record, &papers, error) ? YUTU_EXIT_DONE : YUTU_EXIT_INPUT;
}

YutuExit
yutu_verb_act (YutuCall *call,
               GError  **error)
{
  const char *what = call->n_words > 1 ? call->words[1] : "";

  if (g_str_equal (what, "list"))
    return list_acts (call, error);
  if (!yutu_call_refuse_as_of (call, "an act, which has a day of its own,", error))
    return YUTU_EXIT_USAGE;
  if (g_str_equal (what, "show"))
    return show_act (call, error);
  if (g_str_equal (what, "plan"))
    return run_act (call, FALSE, error);
  if (g_str_equal (what, "apply"))
    return run_act (call, TRUE, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say what: list, show, plan or apply"));
  return YUTU_EXIT_USAGE;
}
