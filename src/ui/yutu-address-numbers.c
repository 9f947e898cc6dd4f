/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-address-numbers.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

enum
{
  DOOR,
  DOOR_SUB,
  BUILDING,
  UNIT_NO,
  FLOOR,
  ROOM,
  N_ENTRIES
};

typedef struct
{
  YutuSession           *session;
  YutuAddressNumbersFunc func;
  GObject               *owner;
  gint64                 address;
  GtkWidget             *entries[N_ENTRIES]; /* NULL: it is cancelled */
  GtkWidget             *anew;               /* GtkSwitch */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_object_unref (self->session);
  g_object_unref (self->owner);
  g_free (self);
}

static void
ask_closure_free (gpointer  data,
                  GClosure *closure)
{
  ask_free (data);
}

typedef struct
{
  YutuAddressNumbersFunc func;
  GObject               *owner;
} Answer;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Answer *answer = data;
  g_autoptr (GObject) owner = answer->owner;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  yutu_session_correct_address_finish (YUTU_SESSION (source), result, &id, &error);
  answer->func (id, error, owner);
}

static const char *
text_of (const Ask *self,
         int        entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]));
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Ask              *self)
{
  YutuAddressCorrection correction = { .address = self->address, .is_end = self->entries[DOOR] == NULL };
  Answer               *answer = NULL;

  if (g_strcmp0 (response, "save") != 0)
    return;
  correction.day = yutu_session_get_day (self->session);
  if (!correction.is_end)
    {
      correction.numbers = (YutuAddressNumbers){ (int)g_ascii_strtoll (text_of (self, DOOR), NULL, 10),
                                                 text_of (self, DOOR_SUB),
                                                 text_of (self, BUILDING),
                                                 text_of (self, UNIT_NO),
                                                 text_of (self, FLOOR),
                                                 text_of (self, ROOM) };
      if (!gtk_switch_get_active (GTK_SWITCH (self->anew)))
        correction.day = YUTU_DAY_INVALID;
    }
  answer = g_new0 (Answer, 1);
  answer->func = self->func;
  answer->owner = g_object_ref (self->owner);
  yutu_session_correct_address_async (self->session, &correction, done_cb, answer);
}

static Ask *
new_ask (YutuSession           *session,
         const YutuAddressRow  *row,
         YutuAddressNumbersFunc func,
         GObject               *owner)
{
  Ask *self = g_new0 (Ask, 1);

  self->session = g_object_ref (session);
  self->func = func;
  self->owner = g_object_ref (owner);
  self->address = row->id;
  return self;
}

static void
present (GtkWidget  *dialog,
         const char *label,
         Ask        *self)
{
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save", label, NULL);
  /* It goes with the dialog. */
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, ask_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Numbers ---- */

static GtkWidget *
new_entries (Ask                  *self,
             const YutuAddressRow *row)
{
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *door = row->door > 0 ? g_strdup_printf ("%d", row->door) : NULL;
  g_autofree char *day = yutu_words_day (yutu_session_get_day (self->session));
  GtkWidget       *anew = adw_action_row_new ();
  const struct
  {
    const char *title;
    const char *text;
  } rows[N_ENTRIES] = {
    { _ ("Door number"), door },
    { _ ("Behind the door"), row->door_sub },
    { _ ("Building number"), row->building },
    { _ ("Entrance"), row->unit_no },
    { _ ("Floor"), row->floor },
    { _ ("Room number"), row->room },
  };

  for (int i = 0; i < N_ENTRIES; i++)
    {
      self->entries[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entries[i]), rows[i].title);
      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), rows[i].text != NULL ? rows[i].text : "");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->entries[i]);
    }
  self->anew = gtk_switch_new ();
  gtk_widget_set_valign (self->anew, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (anew), _ ("Renumbered"));
  {
    /* Translators: a day */
    g_autofree char *text = g_strdup_printf (_ ("From %s on; else it was recorded wrongly"), day);

    adw_action_row_set_subtitle (ADW_ACTION_ROW (anew), text);
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (anew), self->anew);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (anew), self->anew);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), anew);
  return group;
}

void
yutu_address_numbers_ask (GtkWindow             *parent,
                          YutuSession           *session,
                          const YutuAddressRow  *row,
                          YutuAddressNumbersFunc func,
                          GObject               *owner)
{
  Ask       *self = new_ask (session, row, func, owner);
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Numbers of the address"), row->text);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_entries (self, row));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  present (dialog, _ ("_Save"), self);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
}

/* ---- The end ---- */

void
yutu_address_end_ask (GtkWindow             *parent,
                      YutuSession           *session,
                      const YutuAddressRow  *row,
                      YutuAddressNumbersFunc func,
                      GObject               *owner)
{
  g_autofree char *day = yutu_words_day (yutu_session_get_day (session));
  /* Translators: an address, a day */
  g_autofree char *body = g_strdup_printf (_ ("“%s” is cancelled from %s on. It stays in history, and what was said of it can "
                                              "be undone."),
                                           row->text, day);
  GtkWidget       *dialog = adw_message_dialog_new (parent, _ ("Cancel the address?"), body);

  present (dialog, _ ("Ca_ncel the Address"), new_ask (session, row, func, owner));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_DESTRUCTIVE);
}
