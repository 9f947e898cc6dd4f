/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What an act would do, and what one did: issues, units on both days, codes, villages, lineage. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

/* Rows of a group at most; a table holds all of them. */
#define MAX_ROWS 60

/* ---- Rows ---- */

static AdwPreferencesGroup *
add_group (GtkBox     *box,
           const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* @value: at the right end; (nullable), as @subtitle. */
static GtkWidget *
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle,
         const char          *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);

      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_count (AdwPreferencesGroup *group,
           const char          *title,
           gint64               count)
{
  g_autofree char *value = NULL;

  if (count <= 0)
    return;
  value = yutu_words_count (count);
  add_row (group, title, NULL, value);
}

/* FALSE: there are enough rows; how many more there are is told. */
static gboolean
has_room (AdwPreferencesGroup *group,
          guint                row,
          guint                n_rows)
{
  g_autofree char *count = NULL;
  g_autofree char *words = NULL;

  if (row < MAX_ROWS)
    return TRUE;
  if (row > MAX_ROWS)
    return FALSE;
  count = yutu_words_count (n_rows - MAX_ROWS);
  words = g_strdup_printf (_ ("and %s more"), count);
  add_row (group, words, NULL, NULL);
  return FALSE;
}

/* ---- Parts ---- */

static void
add_units (GtkBox     *box,
           const char *title,
           GPtrArray  *units,
           gint64      total_cm2)
{
  AdwPreferencesGroup *group = NULL;
  guint                n = 0;

  if (units->len == 0)
    return;
  group = add_group (box, title);
  for (guint i = 0; i < units->len; i++)
    {
      const YutuActUnit *unit = g_ptr_array_index (units, i);
      g_autofree char   *area = yutu_words_act_area (unit->area_cm2);
      g_autofree char   *addresses = yutu_words_count (unit->addresses);
      g_autofree char   *value = NULL;
      g_autofree char   *subtitle = NULL;

      if (!has_room (group, n++, units->len))
        break;
      /* Translators: an area, and a number of addresses */
      value = g_strdup_printf (_ ("%s\n%s addresses"), area, addresses);
      subtitle = g_strdup_printf ("%s  %s", unit->code != NULL ? unit->code : _ ("no code"), unit->parent_name);
      add_row (group, unit->name, subtitle, value);
    }
  if (total_cm2 > 0)
    {
      g_autofree char *total = yutu_words_act_area (total_cm2);

      add_row (group, _ ("Area in all"), NULL, total);
    }
}

static void
add_codes (GtkBox    *box,
           GPtrArray *codes)
{
  AdwPreferencesGroup *group = codes->len > 0 ? add_group (box, _ ("Codes")) : NULL;

  for (guint i = 0; i < codes->len && has_room (group, i, codes->len); i++)
    {
      const YutuActCode *code = g_ptr_array_index (codes, i);
      g_autofree char   *value =
        code->given == NULL     ? g_strdup_printf (_ ("%s ends, and is never given again"), code->retired)
        : code->retired == NULL ? g_strdup_printf (_ ("new: %s"), code->given)
                                : g_strdup_printf ("%s → %s", code->retired, code->given);

      add_row (group, code->name, code->is_proposed ? _ ("proposed: the next one") : NULL, value);
    }
}

static void
add_placements (GtkBox    *box,
                GPtrArray *placements)
{
  AdwPreferencesGroup *group =
    placements->len > 0 ? add_group (box, _ ("Units that come under another one")) : NULL;

  for (guint i = 0; i < placements->len && has_room (group, i, placements->len); i++)
    {
      const YutuActPlacement *placement = g_ptr_array_index (placements, i);
      g_autofree char *value = g_strdup_printf ("%s → %s", placement->from_name, placement->to_name);

      add_row (group, placement->name, NULL, value);
    }
}

static void
add_lineage (GtkBox    *box,
             GPtrArray *lineage)
{
  AdwPreferencesGroup *group = lineage->len > 0 ? add_group (box, _ ("What becomes of whom")) : NULL;

  for (guint i = 0; i < lineage->len && has_room (group, i, lineage->len); i++)
    {
      const YutuActLineage *row = g_ptr_array_index (lineage, i);
      g_autofree char      *title = g_strdup_printf ("%s → %s", row->from_name, row->to_name);
      g_autofree char      *land = yutu_words_act_share (row->area_num, row->area_den);
      g_autofree char      *addresses = yutu_words_act_share (row->address_num, row->address_den);
      /* Translators: two percentages */
      g_autofree char *value = g_strdup_printf (_ ("%s of the land\n%s of the addresses"), land, addresses);

      add_row (group, title, NULL, value);
    }
}

/* ---- Issues ---- */

static void
issue_cb (AdwActionRow     *row,
          YutuActAssistant *self)
{
  guint               index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "issue"));
  GPtrArray          *issues = self->preview != NULL ? self->preview->report->effect->issues : NULL;
  const YutuActIssue *issue = issues != NULL && index < issues->len ? issues->pdata[index] : NULL;
  gboolean            has_place = FALSE;
  YutuPoint           place;
  int                 step = -1;

  if (issue == NULL)
    return;
  has_place = issue->has_place;
  place = issue->place;
  step = issue->step;
  yutu_preview_map_set_unit (self->map, issue->unit);
  if (g_str_equal (issue->rule, "paper-missing"))
    yutu_act_assistant_go_to (self, "papers");
  else if (step >= 0)
    yutu_act_assistant_edit_step (self, step);
  else if (g_str_has_prefix (issue->rule, "organ") || g_str_has_prefix (issue->rule, "document") ||
           g_str_has_prefix (issue->rule, "approved") || g_str_equal (issue->rule, "limit") ||
           g_str_equal (issue->rule, "no-day"))
    yutu_act_assistant_go_to (self, "approval");
  else if (!has_place)
    yutu_act_assistant_go_to (self, "steps");
  if (has_place)
    yutu_picture_map_show_point (YUTU_PICTURE_MAP (self->map), place, 3000);
}

/* What the step does; NULL: there is none of that number. */
static const char *
word_step (YutuActAssistant *self,
           int               step)
{
  if (step < 0 || (guint)step >= self->spec->steps->len)
    return NULL;
  return yutu_words_act_do (((const YutuActStep *)g_ptr_array_index (self->spec->steps, step))->what);
}

static void
add_issues (YutuActAssistant *self,
            GPtrArray        *issues)
{
  AdwPreferencesGroup *group =
    issues->len > 0 ? add_group (self->effect_box, _ ("To be looked at")) : NULL;
  gboolean tells_papers = FALSE; /* one row for all of them: their page has them one by one */

  for (guint i = 0; i < issues->len && has_room (group, i, issues->len); i++)
    {
      const YutuActIssue *issue = g_ptr_array_index (issues, i);
      YutuUnitChoices     choices = yutu_act_assistant_get_choices (self);
      const YutuDivision *unit = issue->unit > 0 && choices.ground != NULL
                                   ? yutu_act_ground_get (choices.ground, issue->unit)
                                   : NULL;
      GtkWidget *row = NULL, *icon = NULL;

      if (g_str_equal (issue->rule, "paper-missing") && tells_papers)
        continue;
      tells_papers = tells_papers || g_str_equal (issue->rule, "paper-missing");
      row = add_row (group, yutu_words_act_issue (issue),
                     unit != NULL ? unit->name : word_step (self, issue->step), NULL);
      icon = gtk_image_new_from_icon_name (issue->is_error ? "dialog-error-symbolic"
                                                                      : "dialog-warning-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      issue->is_error ? _ ("Error") : _ ("Warning"), -1);
      gtk_widget_add_css_class (icon, issue->is_error ? "error" : "warning");
      gtk_widget_set_tooltip_text (row, issue->message);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "issue", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "activated", G_CALLBACK (issue_cb), self, 0);
    }
}

static char *
word_verdict (const YutuActEffect *effect)
{
  guint            n_warnings = effect->issues->len - effect->n_errors;
  g_autofree char *errors = g_strdup_printf (
    ngettext ("%u error: it cannot be carried out so", "%u errors: it cannot be carried out so",
              effect->n_errors),
    effect->n_errors);
  g_autofree char *warnings =
    g_strdup_printf (ngettext ("%u thing to be looked at", "%u things to be looked at", n_warnings), n_warnings);

  if (effect->n_errors > 0)
    return g_steal_pointer (&errors);
  if (n_warnings > 0)
    return g_steal_pointer (&warnings);
  return g_strdup (_ ("Nothing stands in its way"));
}

void
yutu_act_assistant_show_verdict (YutuActAssistant *self)
{
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->verdict), self->preview != NULL && self->spec->steps->len > 0);
  if (self->preview == NULL)
    {
      gtk_label_set_text (self->verdict, "");
      return;
    }
  words = word_verdict (self->preview->report->effect);
  gtk_label_set_text (self->verdict, words);
  if (self->preview->report->effect->n_errors > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "error");
}

/* ---- Pages ---- */

static void
add_heading (GtkBox     *box,
             const char *title,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

static gboolean
moves_any (const YutuActReport *report)
{
  return report->moved.villages + report->moved.addresses + report->moved.names + report->moved.facilities +
           report->moved.cases + report->moved.lines > 0;
}

static void
add_moved (YutuActAssistant *self)
{
  const YutuActReport *report = self->preview->report;
  AdwPreferencesGroup *group = NULL;
  g_autofree char     *by = report->effect->finish_by != NULL ? yutu_words_iso (report->effect->finish_by) : NULL;
  g_autofree char     *to = report->effect->extended_to != NULL ? yutu_words_iso (report->effect->extended_to) : NULL;

  if (by == NULL && !moves_any (report))
    return;
  group = add_group (self->effect_box, _ ("What goes with it"));
  add_count (group, _ ("Villages under another unit"), report->moved.villages);
  add_count (group, _ ("Addresses with a new form, the former one kept"), report->moved.addresses);
  add_count (group, _ ("Place names"), report->moved.names);
  add_count (group, _ ("Facilities"), report->moved.facilities);
  add_count (group, _ ("Cases"), report->moved.cases);
  add_count (group, _ ("Boundary lines"), report->moved.lines);
  if (by != NULL)
    {
      g_autofree char *more = g_strdup_printf (_ ("with consent at most until %s"), to != NULL ? to : by);

      add_row (group, _ ("To be finished by"), more, by);
    }
}

void
yutu_act_assistant_fill_effect (YutuActAssistant *self)
{
  const YutuActEffect *effect = self->preview != NULL ? self->preview->report->effect : NULL;
  g_autofree char     *verdict = NULL;

  yutu_box_clear (self->effect_box);
  if (effect == NULL)
    {
      add_heading (self->effect_box, _ ("It is being worked out…"), "dim-label");
      return;
    }
  verdict = word_verdict (effect);
  add_heading (self->effect_box, self->spec->title != NULL ? self->spec->title : yutu_words_act_kind (self->spec->kind),
               "title-3");
  add_heading (self->effect_box, verdict, effect->n_errors > 0 ? "error" : "heading");
  add_issues (self, effect->issues);
  add_moved (self);
  add_units (self->effect_box, _ ("Units before"), effect->before, effect->area_cm2_before);
  add_units (self->effect_box, _ ("Units from the day on"), effect->after, effect->area_cm2_after);
  add_codes (self->effect_box, effect->codes);
  add_placements (self->effect_box, effect->placements);
  add_lineage (self->effect_box, effect->lineage);
}

static void
add_fact (AdwPreferencesGroup *group,
          const char          *title,
          const char          *value)
{
  if (value != NULL && *value != '\0')
    add_row (group, title, NULL, value);
}

void
yutu_act_assistant_fill_record (YutuActAssistant *self)
{
  const YutuActRow    *row = self->record->row;
  AdwPreferencesGroup *group = NULL;
  g_autofree char     *approved = yutu_words_iso (row->approved_on != NULL ? row->approved_on : "");
  g_autofree char     *effective = yutu_words_iso (row->effective_on);

  add_heading (self->record_box, row->title, "title-3");
  group = add_group (self->record_box, yutu_words_act_kind (row->kind));
  add_fact (group, _ ("First day on which it holds"), effective);
  add_fact (group, _ ("Document number"), row->doc_no);
  add_fact (group, _ ("Approved by"), row->organ);
  add_fact (group, _ ("Approved on"), approved);
  add_fact (group, _ ("Note"), row->note);
}

void
yutu_act_assistant_fill_record_lists (YutuActAssistant *self)
{
  add_units (self->record_box, _ ("Units before"), self->record->before, self->record->area_cm2_before);
  add_units (self->record_box, _ ("Units from the day on"), self->record->after, self->record->area_cm2_after);
  add_codes (self->record_box, self->record->codes);
  add_placements (self->record_box, self->record->placements);
  add_lineage (self->record_box, self->record->lineage);
}
