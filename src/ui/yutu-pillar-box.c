/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-pillar-box.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "session/yutu-boundary-edit.h"
#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-button.h"
#include "ui/yutu-children.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-words.h"

struct _YutuPillarBox
{
  AdwBin parent_instance;

  GtkButton  *line;
  GtkWidget  *edit;
  GtkWidget  *note;
  GtkListBox *history;
  GtkWidget  *nothing;

  YutuSession      *session;
  GCancellable     *cancellable;
  gint64            pillar;
  YutuPillarReport *report;
};

G_DEFINE_FINAL_TYPE (YutuPillarBox, yutu_pillar_box, ADW_TYPE_BIN)

static guint done_signal;

/* ---- Dialogs ---- */

static void
saved_cb (YutuBoundaryDialog *dialog,
          const char         *text,
          YutuPillarBox      *self)
{
  g_signal_emit (self, done_signal, 0, text);
  yutu_pillar_box_show (self, self->session, self->pillar);
}

static void
open_dialog (YutuPillarBox         *self,
             YutuBoundaryChangeKind kind,
             const char            *title,
             const char            *values)
{
  GtkRoot            *root = gtk_widget_get_root (GTK_WIDGET (self));
  YutuBoundaryDialog *dialog = yutu_boundary_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                         self->session, kind, self->pillar, title, values, NULL);

  g_signal_connect_object (dialog, "done", G_CALLBACK (saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_cb (YutuPillarBox *self)
{
  g_autofree char *title = NULL;

  if (self->report == NULL)
    return;
  title = g_strdup_printf (_ ("Pillar %s"), self->report->pillar->number);
  open_dialog (self, YUTU_BOUNDARY_CHANGE_PILLAR, title, self->report->pillar->values);
}

static void
note_cb (YutuPillarBox *self)
{
  char             day[YUTU_DAY_TEXT_SIZE];
  g_autofree char *title = NULL;
  g_autofree char *values = NULL;

  if (self->report == NULL)
    return;
  title = g_strdup_printf (_ ("What happened to pillar %s"), self->report->pillar->number);
  values = g_strdup_printf ("{\"on\":\"%s\"}", yutu_day_format (yutu_day_today (), day));
  open_dialog (self, YUTU_BOUNDARY_NOTE_PILLAR, title, values);
}

static void
line_cb (YutuPillarBox *self)
{
  g_autoptr (YutuPlace) place = NULL;

  if (self->report == NULL)
    return;
  place = yutu_place_new_object (YUTU_PLACE_LINE, self->report->pillar->line);
  yutu_session_set_place (self->session, place);
}

/* ---- What is shown ---- */

static const char *
word_of (YutuPillarBox *self,
         const char    *field,
         const char    *choice)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);

  return choice != NULL ? yutu_field_name_choice (yutu_modules_find_field (modules, YUTU_OBJECT_PILLAR_EVENT, field), choice)
                        : "";
}

static const char *
get_text (JsonObject *event,
          const char *member)
{
  return json_object_get_string_member_with_default (event, member, NULL);
}

static void
append_part (GString    *text,
             const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_event (YutuPillarBox *self,
              JsonObject    *event)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *before = get_text (event, "condition_before");
  const char      *after = get_text (event, "condition");
  YutuDay          on = yutu_day_parse (get_text (event, "on"));
  g_autofree char *day = on != YUTU_DAY_INVALID ? yutu_words_day (on) : g_strdup ("—");
  g_autofree char *title = g_strdup_printf ("%s · %s", day, word_of (self, "what", get_text (event, "what")));
  g_autoptr (GString) note = g_string_new (NULL);

  if (after != NULL && g_strcmp0 (before, after) != 0)
    {
      g_autofree char *turned = g_strdup_printf ("%s → %s", word_of (self, "condition", before),
                                                 word_of (self, "condition", after));

      append_part (note, turned);
    }
  if (json_object_has_member (event, "lon_before"))
    {
      g_autofree char *place = g_strdup_printf (
        _ ("stood at %.7f, %.7f"), json_object_get_double_member (event, "lon_before"),
        json_object_get_double_member_with_default (event, "lat_before", 0));

      append_part (note, place);
    }
  append_part (note, get_text (event, "note"));
  append_part (note, get_text (event, "document"));
  append_part (note, get_text (event, "actor"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_prepend (self->history, row);
}

static void
show_history (YutuPillarBox *self)
{
  g_autoptr (JsonNode) values = json_from_string (self->report->pillar->values, NULL);
  JsonNode  *list = values != NULL && JSON_NODE_HOLDS_OBJECT (values)
                      ? json_object_get_member (json_node_get_object (values), "history")
                      : NULL;
  guint      n = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_array_get_length (json_node_get_array (list)) : 0;

  yutu_list_box_clear (self->history);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (list), i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        append_event (self, json_node_get_object (element));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history), n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuPillarBox) self = data;
  YutuPillarReport *report = yutu_session_read_pillar_finish (YUTU_SESSION (source), result, NULL);
  gboolean          may = FALSE;

  if (report == NULL || self->session == NULL)
    {
      g_clear_pointer (&report, yutu_pillar_report_free);
      return; /* the page itself tells what is wrong with the place */
    }
  g_clear_pointer (&self->report, yutu_pillar_report_free);
  self->report = report;
  if (report->pillar->id != self->pillar)
    return;
  may = yutu_session_get_read_only_reason (self->session) == NULL &&
        yutu_boundary_may_edit (yutu_session_get_role (self->session));
  gtk_button_set_label (self->line, report->line->name);
  gtk_widget_set_visible (self->edit, may);
  gtk_widget_set_visible (self->note, may);
  show_history (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
yutu_pillar_box_show (YutuPillarBox *self,
                      YutuSession   *session,
                      gint64         pillar)
{
  g_return_if_fail (YUTU_IS_PILLAR_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->session, session);
  if (pillar != self->pillar)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->pillar = pillar;
  if (pillar == 0 || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_read_pillar_async (session, pillar, self->cancellable, read_cb, g_object_ref (self));
}

/* ---- Making ---- */

static void
yutu_pillar_box_dispose (GObject *object)
{
  YutuPillarBox *self = YUTU_PILLAR_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->report, yutu_pillar_report_free);
  G_OBJECT_CLASS (yutu_pillar_box_parent_class)->dispose (object);
}

static void
yutu_pillar_box_class_init (YutuPillarBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_pillar_box_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yutu_pillar_box_init (YutuPillarBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *events = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = yutu_button_new_wide (self, "", _ ("To the boundary line that it stands on"), G_CALLBACK (line_cb));

  self->line = GTK_BUTTON (line);
  self->edit = yutu_button_new_wide (self, _ ("_Edit"), _ ("Number, kind, position in words, reference objects"),
                                     G_CALLBACK (edit_cb));
  self->note = yutu_button_new_wide (self, _ ("_Record…"), _ ("It was moved, damaged, lost, mended, planted anew …"),
                                     G_CALLBACK (note_cb));
  gtk_box_append (GTK_BOX (buttons), line);
  gtk_box_append (GTK_BOX (buttons), self->note);
  gtk_box_append (GTK_BOX (buttons), self->edit);
  gtk_box_append (GTK_BOX (box), buttons);
  self->history = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->history, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->history), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What happened to it"), -1);
  self->nothing = gtk_label_new (_ ("Nothing has been recorded since it was planted"));
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_box_append (GTK_BOX (events), self->nothing);
  gtk_box_append (GTK_BOX (events), GTK_WIDGET (self->history));
  gtk_box_append (GTK_BOX (box), yutu_text_part_new (_ ("What happened to it"), NULL, events));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
