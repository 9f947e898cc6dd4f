/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Acts that were carried out, and the record of one. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>

#include "session/yutu-session-act-ground.h"
#include "ui/yutu-children.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

#define MAX_ACTS 200

/* FALSE: it was an older job's, or the window is closed. */
static gboolean
end_reading (YutuActAssistant *self,
             GAsyncResult     *result)
{
  if (self->session == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading_acts)
    return FALSE;
  g_clear_object (&self->reading_acts);
  return TRUE;
}

static GCancellable *
begin_reading (YutuActAssistant *self)
{
  g_cancellable_cancel (self->reading_acts);
  g_clear_object (&self->reading_acts);
  self->reading_acts = g_cancellable_new ();
  return self->reading_acts;
}

/* ---- The list ---- */

static void
row_activated_cb (AdwActionRow     *row,
                  YutuActAssistant *self)
{
  yutu_act_assistant_read_record (self, *(gint64 *)g_object_get_data (G_OBJECT (row), "act"));
}

static void
add_act (YutuActAssistant    *self,
         AdwPreferencesGroup *group,
         const YutuActRow    *act)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *day = yutu_words_iso (act->effective_on);
  g_autofree char *subtitle = act->doc_no != NULL ? g_strdup_printf ("%s  %s", day, act->doc_no) : g_strdup (day);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), act->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "act", g_memdup2 (&act->id, sizeof act->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  adw_preferences_group_add (group, row);
}

static void
show_acts (YutuActAssistant *self,
           GPtrArray        *acts)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  yutu_box_clear (self->acts_box);
  adw_preferences_group_set_title (group, _ ("Acts in this file"));
  if (acts->len == 0)
    adw_preferences_group_set_description (group, _ ("None was carried out yet."));
  for (guint i = 0; i < MIN (acts->len, MAX_ACTS); i++)
    add_act (self, group, g_ptr_array_index (acts, i));
  gtk_box_append (self->acts_box, GTK_WIDGET (group));
  g_clear_pointer (&self->organs, g_ptr_array_unref);
  self->organs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < acts->len; i++)
    {
      const YutuActRow *act = g_ptr_array_index (acts, i);

      if (act->organ != NULL)
        g_ptr_array_add (self->organs, g_strdup (act->organ));
    }
  yutu_act_assistant_show_organ (self);
}

static void
acts_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = yutu_session_list_acts_finish (YUTU_SESSION (object), result, &error);

  if (!end_reading (self, result))
    return;
  if (acts != NULL)
    show_acts (self, acts);
  else
    yutu_act_assistant_show_error (self, error);
}

void
yutu_act_assistant_read_acts (YutuActAssistant *self)
{
  yutu_session_list_acts_async (self->session, begin_reading (self), acts_read_cb, g_object_ref (self));
}

/* ---- A record: its days ---- */

static void
show_day (YutuActAssistant *self,
          int               offset)
{
  YutuDay day = yutu_day_parse (self->record->row->effective_on);

  if (day != YUTU_DAY_INVALID)
    g_signal_emit_by_name (self, "show-day", day + offset);
}

static void
day_before_cb (GtkWidget        *button,
               YutuActAssistant *self)
{
  show_day (self, -1);
}

static void
day_cb (GtkWidget        *button,
        YutuActAssistant *self)
{
  show_day (self, 0);
}

/* As many in a row as have room. */
static GtkFlowBox *
new_buttons (guint most)
{
  GtkFlowBox *box = GTK_FLOW_BOX (gtk_flow_box_new ());

  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (box, TRUE);
  gtk_flow_box_set_max_children_per_line (box, most);
  gtk_flow_box_set_column_spacing (box, 6);
  gtk_flow_box_set_row_spacing (box, 6);
  gtk_widget_add_css_class (GTK_WIDGET (box), "facility-actions");
  return box;
}

static GtkWidget *
add_button (YutuActAssistant *self,
            GtkFlowBox       *box,
            const char       *words,
            const char       *tooltip,
            GCallback         callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_flow_box_append (box, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  return button;
}

static void
add_buttons (YutuActAssistant *self)
{
  GtkFlowBox *box = new_buttons (2);

  add_button (self, box, _ ("Map of the day _before"), _ ("The window shows the day before"),
              G_CALLBACK (day_before_cb));
  add_button (self, box, _ ("Map of the _day"), _ ("The window shows the first day on which it holds"),
              G_CALLBACK (day_cb));
  gtk_box_append (self->record_box, GTK_WIDGET (box));
}

/* ---- Its papers ---- */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = yutu_session_save_act_finish (YUTU_SESSION (object), result, &error);

  if (self->session == NULL)
    return;
  if (done)
    yutu_toasts_tell (self->toasts, _ ("Saved"));
  else
    yutu_act_assistant_show_error (self, error);
}

static void
save_response_cb (GtkNativeDialog  *dialog,
                  int               response,
                  YutuActAssistant *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL && self->session != NULL)
    yutu_session_save_act_async (self->session, self->act, g_file_peek_path (file), saved_cb,
                                 g_object_ref (self));
  g_object_unref (dialog);
}

static void
save_cb (GtkWidget        *button,
         YutuActAssistant *self)
{
  const char           *suffix = g_object_get_data (G_OBJECT (button), "suffix");
  g_autofree char      *name = g_strdup_printf ("%s.%s", self->record->row->title, suffix);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Save"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  g_strdelimit (name, "/", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser)); /* let go when it has answered */
}

static void
copy_cb (GtkWidget        *button,
         YutuActAssistant *self)
{
  GtkLabel *notice = g_object_get_data (G_OBJECT (self->record_box), "notice");

  if (notice == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_text (notice));
  yutu_toasts_tell (self->toasts, _ ("Copied"));
}

/* ---- The cases that it was worked up in ---- */

static void
case_activated_cb (AdwActionRow     *row,
                   YutuActAssistant *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "case");

  g_signal_emit_by_name (self, "show-case", *id);
}

static void
add_case (YutuActAssistant    *self,
          AdwPreferencesGroup *group,
          const YutuActCase   *found)
{
  GtkWidget       *row = adw_action_row_new ();
  gsize            state = yutu_case_kind_find_state (found->kind, found->state);
  g_autofree char *subtitle = g_strdup_printf (
    "%s · %s", found->case_no,
    state != G_MAXSIZE ? yutu_title_get (&found->kind->states[state].title) : found->state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), found->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Show the case"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "case", g_memdup2 (&found->id, sizeof found->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (case_activated_cb), self, 0);
  adw_preferences_group_add (group, row);
}

static void
cases_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases =
    yutu_session_list_act_cases_finish (YUTU_SESSION (object), result, &error);
  GtkWidget *group = NULL;

  if (!end_reading (self, result))
    return;
  group = g_object_get_data (G_OBJECT (self->record_box), "cases");
  if (cases == NULL)
    yutu_act_assistant_show_error (self, error);
  for (guint i = 0; cases != NULL && group != NULL && i < cases->len; i++)
    add_case (self, ADW_PREFERENCES_GROUP (group), g_ptr_array_index (cases, i));
  if (group != NULL)
    gtk_widget_set_visible (group, cases != NULL && cases->len > 0);
}

static void
add_cases (YutuActAssistant *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Cases"));
  gtk_widget_set_visible (group, FALSE);
  g_object_set_data (G_OBJECT (self->record_box), "cases", group);
  gtk_box_append (self->record_box, group);
}

static void
notice_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = yutu_session_read_act_notice_finish (YUTU_SESSION (object), result, &error);
  GtkLabel        *label = NULL;

  if (!end_reading (self, result))
    return;
  label = g_object_get_data (G_OBJECT (self->record_box), "notice");
  if (notice == NULL)
    yutu_act_assistant_show_error (self, error);
  else if (label != NULL)
    gtk_label_set_text (label, notice);
  yutu_session_list_act_cases_async (self->session, self->record->row->doc_no, begin_reading (self),
                                     cases_read_cb, g_object_ref (self));
}

static void
add_save (YutuActAssistant *self,
          GtkFlowBox       *box,
          const char       *words,
          const char       *tooltip,
          const char       *suffix)
{
  GtkWidget *button = add_button (self, box, words, tooltip, G_CALLBACK (save_cb));

  g_object_set_data (G_OBJECT (button), "suffix", (gpointer)suffix);
}

static void
add_papers (YutuActAssistant *self)
{
  GtkWidget  *group = adw_preferences_group_new ();
  GtkWidget  *notice = gtk_label_new (NULL);
  GtkFlowBox *box = new_buttons (2);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Notice"));
  gtk_label_set_selectable (GTK_LABEL (notice), TRUE);
  gtk_label_set_wrap (GTK_LABEL (notice), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (notice), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (notice), 0);
  gtk_widget_add_css_class (notice, "card");
  gtk_widget_add_css_class (notice, "notice");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), notice);
  gtk_box_append (self->record_box, group);
  g_object_set_data (G_OBJECT (self->record_box), "notice", notice);
  add_button (self, box, _ ("_Copy"), _ ("Copy the text of the notice"), G_CALLBACK (copy_cb));
  add_save (self, box, _ ("_Save…"), _ ("Save the notice as plain text"), "txt");
  add_save (self, box, _ ("_Table…"), _ ("Save the units before and after as a table (CSV)"), "csv");
  add_save (self, box, _ ("_Maps…"), _ ("Save the maps of the day before and of the day (PDF)"), "pdf");
  gtk_box_append (self->record_box, GTK_WIDGET (box));
  yutu_session_read_act_notice_async (self->session, self->act, begin_reading (self), notice_read_cb,
                                      g_object_ref (self));
}

static void
record_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuActRecord *record = yutu_session_load_act_finish (YUTU_SESSION (object), result, &error);

  if (!end_reading (self, result))
    {
      g_clear_pointer (&record, yutu_act_record_free);
      return;
    }
  if (record == NULL)
    {
      yutu_act_assistant_show_error (self, error);
      return;
    }
  g_clear_pointer (&self->record, yutu_act_record_free);
  self->record = record;
  yutu_box_clear (self->record_box);
  yutu_act_assistant_fill_record (self);
  add_buttons (self);
  add_cases (self);
  add_papers (self);
  yutu_act_assistant_fill_record_lists (self);
  yutu_act_assistant_go_to (self, "record");
}

void
yutu_act_assistant_read_record (YutuActAssistant *self,
                                gint64            act)
{
  self->act = act;
  yutu_session_load_act_async (self->session, act, begin_reading (self), record_read_cb,
                               g_object_ref (self));
}
