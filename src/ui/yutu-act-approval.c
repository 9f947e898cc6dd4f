/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What an act says of itself: kind, title, approval, day; and the papers that go with it. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "base/yutu-json.h"
#include "ui/yutu-children.h"
#include "ui/yutu-map-style.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

#define N_FIELDS 7

/* ---- The form ---- */

static YutuTitle
title (const char *text)
{
  return (YutuTitle){ text, text };
}

static YutuField
make_field (const char   *id,
            const char   *words,
            const char   *group,
            YutuFieldType type)
{
  return (YutuField){ .id = id, .title = title (words), .group = title (group), .type = type, .min = -INFINITY, .max = INFINITY };
}

/* In the language of the window; made once. */
static const YutuField *
get_fields (void)
{
  static YutuChoice kinds[YUTU_N_ACT_KINDS];
  static YutuField  fields[N_FIELDS];

  for (int i = 0; i < YUTU_N_ACT_KINDS; i++)
    kinds[i] = (YutuChoice){ yutu_act_kind_get_id ((YutuActKind)i),
                             title (yutu_words_act_kind ((YutuActKind)i)) };
  fields[0] = make_field ("kind", _ ("Kind"), _ ("The act"), YUTU_FIELD_ENUM);
  fields[0].required = TRUE;
  fields[0].choices = kinds;
  fields[0].n_choices = G_N_ELEMENTS (kinds);
  fields[1] = make_field ("title", _ ("Title of the act"), _ ("The act"), YUTU_FIELD_TEXT);
  fields[2] = make_field ("effective_on", _ ("First day on which it holds"), _ ("The act"), YUTU_FIELD_DATE);
  fields[2].required = TRUE;
  fields[3] = make_field ("doc_no", _ ("Document number"), _ ("Approval"), YUTU_FIELD_TEXT);
  fields[4] = make_field ("organ", _ ("Approved by"), _ ("Approval"), YUTU_FIELD_TEXT);
  fields[5] = make_field ("approved_on", _ ("Approved on"), _ ("Approval"), YUTU_FIELD_DATE);
  fields[6] = make_field ("note", _ ("Note"), _ ("Approval"), YUTU_FIELD_TEXT);
  return fields;
}

static char *
make_values (const YutuActSpec *spec)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  yutu_json_put_text (builder, "kind", yutu_act_kind_get_id (spec->kind));
  yutu_json_put_text (builder, "title", spec->title);
  yutu_json_put_text (builder, "effective_on", spec->effective_on);
  yutu_json_put_text (builder, "doc_no", spec->doc_no);
  yutu_json_put_text (builder, "organ", spec->organ);
  yutu_json_put_text (builder, "approved_on", spec->approved_on);
  yutu_json_put_text (builder, "note", spec->note);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
show_kind (YutuActAssistant *self)
{
  gtk_label_set_text (self->kind_note, yutu_words_act_kind_note (self->spec->kind));
}

static void
take_text (char      **text,
           JsonObject *values,
           const char *name)
{
  g_free (*text);
  *text = yutu_act_assistant_dup_text (
    json_object_has_member (values, name) && !json_object_get_null_member (values, name)
      ? json_object_get_string_member (values, name)
      : NULL);
}

static void
take_values (YutuActAssistant *self,
             JsonObject       *values)
{
  YutuActSpec     *spec = self->spec;
  g_autofree char *former_title = g_strdup (spec->title);
  g_autofree char *former_day = g_strdup (spec->effective_on);

  yutu_act_kind_from_id (json_object_get_string_member_with_default (values, "kind", "abolish"),
                         &spec->kind);
  take_text (&spec->title, values, "title");
  take_text (&spec->doc_no, values, "doc_no");
  take_text (&spec->organ, values, "organ");
  take_text (&spec->approved_on, values, "approved_on");
  take_text (&spec->note, values, "note");
  take_text (&spec->effective_on, values, "effective_on");
  if (g_strcmp0 (former_title, spec->title) != 0)
    self->title_is_own = spec->title != NULL;
  show_kind (self);
  yutu_act_assistant_changed (self);
  if (g_strcmp0 (former_day, spec->effective_on) != 0)
    yutu_act_assistant_read_ground (self);
}

static void
edited_cb (YutuForm         *form,
           YutuActAssistant *self)
{
  g_autofree char *json = yutu_form_dup_json (form);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (self->session == NULL || self->is_filling || !json_parser_load_from_data (parser, json, -1, NULL))
    return;
  take_values (self, json_node_get_object (json_parser_get_root (parser)));
}

static void
submit_cb (YutuForm         *form,
           YutuActAssistant *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "act.next", NULL);
}

void
yutu_act_assistant_fill_approval (YutuActAssistant *self)
{
  g_autofree char *values = make_values (self->spec);

  self->is_filling = TRUE;
  if (self->form == NULL)
    {
      self->form = YUTU_FORM (yutu_form_new ());
      gtk_box_append (self->approval_box, GTK_WIDGET (self->form));
      g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, 0);
      g_signal_connect_object (self->form, "submit", G_CALLBACK (submit_cb), self, 0);
    }
  yutu_form_set_fields (self->form, get_fields (), N_FIELDS, values);
  self->is_filling = FALSE;
  show_kind (self);
}

static void
type_into (YutuActAssistant *self,
           const char       *field,
           const char       *text)
{
  self->is_filling = TRUE;
  yutu_form_type (self->form, field, text != NULL ? text : "");
  self->is_filling = FALSE;
}

void
yutu_act_assistant_propose_title (YutuActAssistant *self)
{
  YutuUnitChoices  choices = yutu_act_assistant_get_choices (self);
  g_autofree char *proposal = NULL;

  if (self->title_is_own || self->ground == NULL)
    return;
  proposal = yutu_words_act_title (self->spec, &choices);
  if (proposal != NULL && strchr (proposal, '?') != NULL) /* its units are not chosen yet */
    g_clear_pointer (&proposal, g_free);
  if (g_strcmp0 (proposal, self->spec->title) == 0)
    return;
  g_free (self->spec->title);
  self->spec->title = g_strdup (proposal);
  type_into (self, "title", proposal);
}

/* ---- Who approves ---- */

/* Level and type of the unit that the act is about, by its steps; before there are any, a township's. */
static void
find_subject (YutuActAssistant *self,
              int              *level,
              const char      **type)
{
  *level = 4;
  *type = "township";
  for (guint i = 0; self->ground != NULL && i < self->spec->steps->len; i++)
    {
      const YutuActStep  *step = g_ptr_array_index (self->spec->steps, i);
      const char         *unit = step->unit != NULL ? step->unit : step->to;
      const YutuDivision *division = unit != NULL ? yutu_act_ground_find (self->ground, unit) : NULL;

      /* A village that only comes under another township is moved by an act on townships. */
      if (division == NULL || (step->what == YUTU_ACT_DO_PLACE && self->spec->kind != YUTU_ACT_SUBORDINATION))
        continue;
      *level = division->level;
      *type = division->type;
      return;
    }
}

static gboolean
has_ending (const char        *organ,
            const char *const *endings)
{
  for (gsize i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (organ, endings[i]))
      return TRUE;
  return FALSE;
}

/* One that approved before and may approve this; the law's words where there was none. (transfer full) */
static char *
dup_proposal (YutuActAssistant  *self,
              const char *const *endings)
{
  for (guint i = 0; self->organs != NULL && i < self->organs->len; i++)
    if (has_ending (g_ptr_array_index (self->organs, i), endings))
      return g_strdup (g_ptr_array_index (self->organs, i));
  return g_strdup (endings[0]);
}

void
yutu_act_assistant_show_organ (YutuActAssistant *self)
{
  int         level = 0;
  const char *type = NULL;
  g_auto (GStrv) organs = NULL;
  g_autofree char *basis = NULL;
  g_autofree char *endings = NULL;
  g_autofree char *text = NULL;
  g_autofree char *proposal = NULL;
  gboolean         fits = TRUE;

  find_subject (self, &level, &type);
  if (self->spec->effective_on == NULL ||
      !yutu_act_list_organs (self->spec->kind, level, type, self->spec->effective_on, &organs, &basis,
                             NULL) ||
      organs == NULL || organs[0] == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->organ_note), FALSE);
      gtk_widget_set_visible (self->organ_use, FALSE);
      return;
    }
  proposal = dup_proposal (self, (const char *const *)organs);
  fits = self->spec->organ != NULL && has_ending (self->spec->organ, (const char *const *)organs);
  endings = g_strjoinv (_ (", "), organs);
  text = fits || self->spec->organ == NULL
           /* Translators: kinds of organs, and the law that says so */
           ? g_strdup_printf (_ ("Approved by: %s. %s"), endings, basis)
           : g_strdup_printf (_ ("This organ does not approve such an act. By law: %s. %s"), endings, basis);
  gtk_label_set_text (self->organ_note, text);
  if (fits || self->spec->organ == NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->organ_note), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->organ_note), "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->organ_note), TRUE);
  gtk_widget_set_visible (self->organ_use, !fits);
  g_object_set_data_full (G_OBJECT (self->organ_use), "organ", g_strdup (proposal), g_free);
  g_free (text);
  text = g_strdup_printf (_ ("Enter “%s”"), proposal);
  gtk_button_set_label (GTK_BUTTON (self->organ_use), text);
}

void
yutu_act_assistant_use_organ (YutuActAssistant *self)
{
  const char *organ = g_object_get_data (G_OBJECT (self->organ_use), "organ");

  g_free (self->spec->organ);
  self->spec->organ = g_strdup (organ);
  type_into (self, "organ", organ);
  yutu_act_assistant_changed (self);
}

/* ---- Papers ---- */

static void
take_paper (YutuActAssistant *self,
            GtkCheckButton   *check,
            GtkEditable      *name)
{
  const char *id = g_object_get_data (G_OBJECT (check), "paper");

  if (gtk_check_button_get_active (check))
    g_hash_table_insert (self->spec->papers, g_strdup (id),
                         g_strstrip (g_strdup (gtk_editable_get_text (name))));
  else
    g_hash_table_remove (self->spec->papers, id);
  yutu_act_assistant_changed (self);
}

static void
paper_ticked_cb (GtkCheckButton   *check,
                 GParamSpec       *pspec,
                 YutuActAssistant *self)
{
  take_paper (self, check, g_object_get_data (G_OBJECT (check), "name"));
}

static void
paper_named_cb (GtkEditable      *name,
                YutuActAssistant *self)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (name), "check");

  if (*gtk_editable_get_text (name) != '\0' && !gtk_check_button_get_active (check))
    gtk_check_button_set_active (check, TRUE); /* takes it too */
  else
    take_paper (self, check, name);
}

static GtkWidget *
make_paper (YutuActAssistant   *self,
            const YutuActPaper *paper)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *check = gtk_check_button_new ();
  GtkWidget       *name = gtk_entry_new ();
  YutuTitle        both = { paper->title_zh, paper->title_en };
  const char      *words = yutu_title_get (&both);
  const char      *file = g_hash_table_lookup (self->spec->papers, paper->id);
  g_autofree char *name_words = g_strdup_printf (_ ("%s: name of the file"), words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_tooltip_text (row, paper->basis);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (name, GTK_ALIGN_CENTER);
  gtk_entry_set_placeholder_text (GTK_ENTRY (name), _ ("File"));
  gtk_editable_set_width_chars (GTK_EDITABLE (name), yutu_map_style_is_large () ? 6 : 14);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, name_words, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), file != NULL);
  gtk_editable_set_text (GTK_EDITABLE (name), file != NULL ? file : "");
  g_object_set_data_full (G_OBJECT (check), "paper", g_strdup (paper->id), g_free);
  g_object_set_data (G_OBJECT (check), "name", name);
  g_object_set_data (G_OBJECT (name), "check", check);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (paper_ticked_cb), self, 0);
  g_signal_connect_object (name, "changed", G_CALLBACK (paper_named_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), name);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

void
yutu_act_assistant_fill_papers (YutuActAssistant *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GPtrArray) papers =
    self->spec->effective_on != NULL
      ? yutu_act_list_papers (self->spec->kind, self->spec->effective_on, NULL)
      : NULL;

  yutu_box_clear (self->papers_box);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Papers that the law asks for"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("Tick what is there, and say in which file. What is missing does not stop the act; it is told."));
  for (guint i = 0; papers != NULL && i < papers->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_paper (self, g_ptr_array_index (papers, i)));
  gtk_box_append (self->papers_box, group);
}
