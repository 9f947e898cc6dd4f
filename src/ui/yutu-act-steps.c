/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The steps of the act as a list: in the order in which they are done. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-children.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

static void
move_step (YutuActAssistant *self,
           guint             from,
           guint             to)
{
  gpointer *steps = self->spec->steps->pdata;
  gpointer  moved = NULL;

  if (from >= self->spec->steps->len || to >= self->spec->steps->len)
    return;
  moved = steps[from];
  steps[from] = steps[to];
  steps[to] = moved;
  yutu_act_assistant_fill_steps (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->steps_list, (int)to)));
  yutu_act_assistant_changed (self);
}

static guint
get_number (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "step"));
}

static void
up_cb (GtkWidget        *button,
       YutuActAssistant *self)
{
  move_step (self, get_number (button), get_number (button) - 1);
}

static void
down_cb (GtkWidget        *button,
         YutuActAssistant *self)
{
  move_step (self, get_number (button), get_number (button) + 1);
}

static void
remove_cb (GtkWidget        *button,
           YutuActAssistant *self)
{
  g_ptr_array_remove_index (self->spec->steps, get_number (button));
  yutu_act_assistant_fill_steps (self);
  yutu_act_assistant_changed (self);
}

static GtkWidget *
make_button (YutuActAssistant *self,
             const char       *icon,
             const char       *words,
             guint             step,
             GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (button), "step", GUINT_TO_POINTER (step));
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

/* What is wrong with the step by the plan; NULL: nothing. */
static const YutuActIssue *
find_issue (YutuActAssistant *self,
            guint             step)
{
  GPtrArray *issues = self->preview != NULL ? self->preview->report->effect->issues : NULL;

  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const YutuActIssue *issue = g_ptr_array_index (issues, i);

      if (issue->is_error && issue->step == (int)step)
        return issue;
    }
  return NULL;
}

static GtkWidget *
make_row (YutuActAssistant *self,
          guint             number)
{
  const YutuActStep  *step = g_ptr_array_index (self->spec->steps, number);
  YutuUnitChoices     choices = yutu_act_assistant_get_choices (self);
  const YutuActIssue *issue = find_issue (self, number);
  GtkWidget          *row = adw_action_row_new ();
  g_autofree char    *words = yutu_words_act_step (
    step, &choices, self->preview != NULL ? self->preview->report->effect : NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yutu_words_act_do (step->what));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (issue != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

      gtk_widget_add_css_class (icon, "error");
      gtk_widget_set_tooltip_text (icon, yutu_words_act_issue (issue));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  if (number > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_button (self, "go-up-symbolic", _ ("Earlier"), number,
                                            G_CALLBACK (up_cb)));
  if (number + 1 < self->spec->steps->len)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_button (self, "go-down-symbolic", _ ("Later"), number,
                                            G_CALLBACK (down_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (self, "edit-delete-symbolic", _ ("Remove the step"), number,
                                          G_CALLBACK (remove_cb)));
  return row;
}

void
yutu_act_assistant_fill_steps (YutuActAssistant *self)
{
  static const char *const leads[YUTU_N_ACT_KINDS] = {
    [YUTU_ACT_ABOLISH] = N_ ("Say where everything of a unit goes…"),
  };
  const char *lead = leads[self->spec->kind];
  gboolean    had_focus = yutu_focus_is_in (GTK_WIDGET (self->steps_list));

  yutu_list_box_clear (self->steps_list);
  for (guint i = 0; i < self->spec->steps->len; i++)
    gtk_list_box_append (self->steps_list, make_row (self, i));
  if (had_focus && self->spec->steps->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->steps_list, 0)));
  gtk_widget_set_visible (GTK_WIDGET (self->steps_list), self->spec->steps->len > 0);
  gtk_label_set_text (self->steps_note, yutu_words_act_kind_note (self->spec->kind));
  gtk_widget_set_visible (GTK_WIDGET (self->lead), lead != NULL);
  if (lead != NULL)
    gtk_button_set_label (self->lead, _ (lead));
}

/* A key that no step has. */
static char *
make_key (const YutuActSpec *spec)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *key = g_strdup_printf ("new%u", n);
      gboolean         is_taken = FALSE;

      for (guint i = 0; i < spec->steps->len; i++)
        is_taken = is_taken || g_strcmp0 (((YutuActStep *)g_ptr_array_index (spec->steps, i))->as, key) == 0;
      if (!is_taken)
        return g_steal_pointer (&key);
    }
}

void
yutu_act_assistant_add_step (YutuActAssistant *self,
                             const char       *what)
{
  for (int i = 0; i < YUTU_N_ACT_DOS; i++)
    {
      g_autofree char *key = NULL;
      YutuActStep     *step = NULL;

      if (!g_str_equal (yutu_act_do_get_id ((YutuActDo)i), what))
        continue;
      key = make_key (self->spec);
      step = yutu_act_spec_add (self->spec, (YutuActDo)i);
      if (i == YUTU_ACT_DO_ESTABLISH || i == YUTU_ACT_DO_SPLIT)
        step->as = g_steal_pointer (&key);
      yutu_act_assistant_edit_step (self, (int)self->spec->steps->len - 1);
      yutu_act_assistant_changed (self);
    }
}

void
yutu_act_assistant_edit_step (YutuActAssistant *self,
                              int               step)
{
  if (step < 0 || (guint)step >= self->spec->steps->len)
    return;
  if (self->step >= 0)
    yutu_act_assistant_leave_step (self);
  self->step = step;
  yutu_act_assistant_go_to (self, "step");
}
