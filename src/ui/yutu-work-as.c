/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-work-as.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

#define NAME_KEY "actor-name"
#define ROLE_KEY "role"

typedef struct
{
  YutuSession *session;
  GSettings   *settings; /* (nullable) */
  AdwEntryRow *name;     /* of the dialog */
  AdwComboRow *role;
} WorkAs;

static void
work_as_free (gpointer  data,
              GClosure *closure)
{
  WorkAs *self = data;

  g_object_unref (self->session);
  g_clear_object (&self->settings);
  g_free (self);
}

void
yutu_work_as_restore (YutuSession *session,
                      GSettings   *settings)
{
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;

  if (settings == NULL)
    return;
  name = g_settings_get_string (settings, NAME_KEY);
  role = g_settings_get_string (settings, ROLE_KEY);
  yutu_session_set_actor (session, name);
  if (g_strv_contains (yutu_session_list_roles (), role))
    yutu_session_set_role (session, role);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             WorkAs           *self)
{
  const char *const *roles = yutu_session_list_roles ();
  guint              selected = adw_combo_row_get_selected (self->role);
  g_autofree char   *name = NULL;

  if (!g_str_equal (response, "apply") || selected >= g_strv_length ((GStrv)roles))
    return;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  yutu_session_set_actor (self->session, name);
  yutu_session_set_role (self->session, roles[selected]);
  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, NAME_KEY, name);
  g_settings_set_string (self->settings, ROLE_KEY, roles[selected]);
}

static GtkWidget *
build_rows (WorkAs *self)
{
  const char *const *roles = yutu_session_list_roles ();
  GtkWidget         *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; roles[i] != NULL; i++)
    {
      gtk_string_list_append (words, yutu_words_role (roles[i]));
      if (g_str_equal (roles[i], yutu_session_get_role (self->session)))
        selected = i;
    }
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), C_ ("person", "Name"));
  adw_entry_row_set_activates_default (self->name, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->name), yutu_session_get_actor (self->session));
  self->role = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->role), _ ("Role"));
  adw_combo_row_set_model (self->role, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->role, selected);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name and role"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->name));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->role));
  return list;
}

GtkWindow *
yutu_work_as_ask (GtkWindow   *parent,
                  YutuSession *session,
                  GSettings   *settings)
{
  WorkAs           *self = g_new0 (WorkAs, 1);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    parent, _ ("I work as…"),
    _ ("The name signs every change. The role says which steps may be taken, and what is shown of "
       "people.")));

  self->session = g_object_ref (session);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  adw_message_dialog_set_extra_child (dialog, build_rows (self));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "apply", _ ("_Apply"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "apply", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "apply");
  adw_message_dialog_set_close_response (dialog, "cancel");
  /* The closure owns @self, and lives no longer than the dialog. */
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, work_as_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}
