/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Division change orders as tables for people, in the user's language. */

#include "cli/yutu-verb-act-private.h"

#include <glib/gi18n.h>

#include "cli/yutu-cli-table.h"
#include "geo/yutu-measure.h"
#include "session/yutu-act-cases.h"

static const char *
word_kind (YutuActKind kind)
{
  static const char *const words[YUTU_N_ACT_KINDS] = {
    [YUTU_ACT_ESTABLISH] = NC_ ("act", "Establish"),
    [YUTU_ACT_ABOLISH] = NC_ ("act", "Abolish"),
    [YUTU_ACT_RENAME] = NC_ ("act", "Rename"),
    [YUTU_ACT_SUBORDINATION] = NC_ ("act", "Change of subordination"),
    [YUTU_ACT_BOUNDARY] = NC_ ("act", "Boundary change"),
    [YUTU_ACT_SEAT] = NC_ ("act", "Move of the seat"),
    [YUTU_ACT_MERGE] = NC_ ("act", "Merge"),
    [YUTU_ACT_SPLIT] = NC_ ("act", "Split"),
  };

  return g_dpgettext2 (NULL, "act", words[kind]);
}

static char *
tell_area (gint64 area_cm2)
{
  return g_strdup_printf ("%.4f", (double)area_cm2 / YUTU_CM2_PER_M2 / 1e6);
}

static char *
tell_number (gint64 number)
{
  return number >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
tell_share (gint64 numerator,
            gint64 denominator)
{
  return denominator > 0 ? g_strdup_printf ("%.2f %%", 100.0 * (double)numerator / (double)denominator)
                         : NULL;
}

/* ---- Parts ---- */

static void
add_head (YutuCliTable *table,
          const char   *name,
          const char   *value)
{
  if (value != NULL)
    yutu_cli_table_add (table, (const char *const[]){ name, value });
}

static YutuCliTable *
new_head (void)
{
  return yutu_cli_table_new ("ll", (const char *const[]){ "", "",  NULL });
}

/* The area of the whole behind them: it is the same before and after. */
static void
print_units (const char      *title,
             const GPtrArray *units,
             gint64           area_cm2)
{
  YutuCliTable *table =
    yutu_cli_table_new ("lllrrr", (const char *const[]){ _ ("Unit"), _ ("Code"), _ ("Under"), _ ("Area km²"),
                                               _ ("Population"), _ ("Addresses"),  NULL });
  g_autofree char *whole = tell_area (area_cm2);

  for (guint i = 0; i < units->len; i++)
    {
      const YutuActUnit *unit = g_ptr_array_index (units, i);
      g_autofree char   *area = tell_area (unit->area_cm2);
      g_autofree char   *people = tell_number (unit->population);
      g_autofree char   *addresses = tell_number (unit->addresses);

      yutu_cli_table_add (table, (const char *const[]){ unit->name, unit->code, unit->parent_name, area,
                                                        people, addresses });
    }
  yutu_cli_table_add (table, (const char *const[]){ _ ("Area in all"), "", "", whole, "", "" });
  yutu_cli_table_print (table, title);
}

static void
print_codes (const GPtrArray *codes)
{
  YutuCliTable *table = yutu_cli_table_new ("lllll",
    (const char *const[]){ _ ("Unit"), _ ("Series"), _ ("Retired"), _ ("Given"), "",  NULL });

  for (guint i = 0; i < codes->len; i++)
    {
      const YutuActCode *code = g_ptr_array_index (codes, i);
      gboolean           is_mca = g_strcmp0 (code->kind, "mca") == 0;

      yutu_cli_table_add (table, (const char *const[]){ code->name, is_mca ? _ ("division") : _ ("statistics"),
                                                        code->retired, code->given,
                                                        code->is_proposed ? _ ("proposed") : " " });
    }
  yutu_cli_table_print (table, _ ("Codes"));
}

static void
print_placements (const GPtrArray *placements)
{
  YutuCliTable *table =
    yutu_cli_table_new ("lll", (const char *const[]){ _ ("Unit"), _ ("From"), _ ("To"),  NULL });

  for (guint i = 0; i < placements->len; i++)
    {
      const YutuActPlacement *placement = g_ptr_array_index (placements, i);

      yutu_cli_table_add (table, (const char *const[]){ placement->name, placement->from_name,
                                                        placement->to_name });
    }
  yutu_cli_table_print (table, _ ("Units that come under another one"));
}

static void
print_lineage (const GPtrArray *lineage)
{
  YutuCliTable *table = yutu_cli_table_new ("llrr",
    (const char *const[]){ _ ("From"), _ ("To"), _ ("Land"), _ ("Addresses"),  NULL });

  for (guint i = 0; i < lineage->len; i++)
    {
      const YutuActLineage *row = g_ptr_array_index (lineage, i);
      g_autofree char      *land = tell_share (row->area_num, row->area_den);
      g_autofree char      *addresses = tell_share (row->address_num, row->address_den);

      yutu_cli_table_add (table, (const char *const[]){ row->from_name, row->to_name, land, addresses });
    }
  yutu_cli_table_print (table, _ ("What becomes of whom"));
}

static void
print_moved (const YutuActMoved *moved)
{
  const struct
  {
    const char *name;
    gint64      n;
  } counts[] = {
    { _ ("Villages under another unit"), moved->villages },
    { _ ("Addresses with a new form, the former one kept"), moved->addresses },
    { _ ("Place names"), moved->names },
    { _ ("Facilities"), moved->facilities },
    { _ ("Cases"), moved->cases },
    { _ ("Boundary lines"), moved->lines },
  };
  YutuCliTable *table = yutu_cli_table_new ("lr", (const char *const[]){ "", "",  NULL });

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *number = tell_number (counts[i].n);

      yutu_cli_table_add (table, (const char *const[]){ counts[i].name, number });
    }
  yutu_cli_table_print (table, _ ("What goes with it"));
}

static void
print_issues (const GPtrArray *issues)
{
  YutuCliTable *table =
    yutu_cli_table_new ("lrll", (const char *const[]){ _ ("Severity"), _ ("Step"), _ ("Rule"), "",  NULL });

  for (guint i = 0; i < issues->len; i++)
    {
      const YutuActIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char    *step = issue->step >= 0 ? g_strdup_printf ("%d", issue->step + 1) : NULL;

      yutu_cli_table_add (table, (const char *const[]){ issue->is_error ? _ ("Error") : _ ("Warning"), step,
                                                        issue->rule, issue->message });
    }
  yutu_cli_table_print (table, _ ("To be looked at"));
}

/* ---- The whole ---- */

void
yutu_verb_act_print_report (const YutuActSpec   *spec,
                            const YutuActReport *report)
{
  const YutuActEffect *effect = report->effect;
  YutuCliTable        *head = new_head ();
  g_autofree char     *entry = g_strdup_printf ("%" G_GINT64_FORMAT, report->entry);
  g_autofree char     *seconds = g_strdup_printf ("%.3f", report->seconds);

  add_head (head, _ ("Kind"), word_kind (spec->kind));
  add_head (head, _ ("Document number"), spec->doc_no);
  add_head (head, _ ("Approved by"), spec->organ);
  add_head (head, _ ("First day on which it holds"), spec->effective_on);
  add_head (head, _ ("To be finished by"), effect->finish_by);
  add_head (head, _ ("With consent at most until"), effect->extended_to);
  if (report->entry != 0)
    add_head (head, _ ("Carried out as entry"), entry);
  add_head (head, _ ("Seconds"), seconds);
  yutu_cli_table_print (head, spec->title != NULL ? spec->title : word_kind (spec->kind));
  print_issues (effect->issues);
  print_units (_ ("Units before"), effect->before, effect->area_cm2_before);
  print_units (_ ("Units from the day on"), effect->after, effect->area_cm2_after);
  print_codes (effect->codes);
  print_placements (effect->placements);
  print_lineage (effect->lineage);
  print_moved (&report->moved);
}

void
yutu_verb_act_print_list (const GPtrArray *acts)
{
  YutuCliTable *table = yutu_cli_table_new ("rllll",
    (const char *const[]){ _ ("Number"), _ ("Day"), _ ("Kind"), C_ ("act", "Title"), _ ("Document number"),  NULL });

  for (guint i = 0; i < acts->len; i++)
    {
      const YutuActRow *row = g_ptr_array_index (acts, i);
      g_autofree char  *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->id);

      yutu_cli_table_add (table, (const char *const[]){ number, row->effective_on, word_kind (row->kind),
                                                        row->title, row->doc_no });
    }
  yutu_cli_table_print (table, _ ("Acts in this file"));
}

static void
print_cases (const GPtrArray *cases)
{
  YutuCliTable *table =
    yutu_cli_table_new ("lll", (const char *const[]){ _ ("Number"), _ ("State"), C_ ("act", "Title"),  NULL });

  for (guint i = 0; i < cases->len; i++)
    {
      const YutuActCase *found = g_ptr_array_index (cases, i);
      gsize              state = yutu_case_kind_find_state (found->kind, found->state);

      yutu_cli_table_add (table,
                          (const char *const[]){ found->case_no,
                                                 state != G_MAXSIZE
                                                   ? yutu_title_get (&found->kind->states[state].title)
                                                   : found->state,
                                                 found->title });
    }
  yutu_cli_table_print (table, _ ("Cases"));
}

void
yutu_verb_act_print_record (const YutuActRecord *record,
                            const GPtrArray     *cases)
{
  const YutuActRow *row = record->row;
  YutuCliTable     *head = new_head ();

  add_head (head, _ ("Kind"), word_kind (row->kind));
  add_head (head, _ ("Document number"), row->doc_no);
  add_head (head, _ ("Approved by"), row->organ);
  add_head (head, _ ("Approved on"), row->approved_on);
  add_head (head, _ ("First day on which it holds"), row->effective_on);
  add_head (head, _ ("Note"), row->note);
  yutu_cli_table_print (head, row->title);
  print_cases (cases);
  print_units (_ ("Units before"), record->before, record->area_cm2_before);
  print_units (_ ("Units from the day on"), record->after, record->area_cm2_after);
  print_codes (record->codes);
  print_placements (record->placements);
  print_lineage (record->lineage);
}
