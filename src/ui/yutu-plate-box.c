/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-plate-box.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-words.h"

struct _YutuPlateBox
{
  AdwBin parent_instance;

  GtkBox         *facts;
  GtkWidget      *sheet;
  GtkWidget      *record;
  YutuSession    *session;
  GCancellable   *cancellable;
  YutuPlateSource source;
  YutuPlateList  *list;
};

G_DEFINE_FINAL_TYPE (YutuPlateBox, yutu_plate_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  SIGNAL_FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gint64
count_open (const YutuPlateList *list)
{
  return list->counts[YUTU_PLATE_TO_MAKE] + list->counts[YUTU_PLATE_TO_REPLACE];
}

/* ---- What was done ---- */

/* @signal: how it is told when it is done. @text: of @n plates; taken. */
static void
tell_done (YutuPlateBox *self,
           guint         signal,
           gboolean      is_done,
           char         *text,
           const GError *error)
{
  g_autofree char *owned = text;

  if (is_done)
    g_signal_emit (self, signals[signal], 0, owned);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* @pattern: with the number. */
static char *
word_plates (const char *pattern,
             gint64      n)
{
  g_autofree char *count = yutu_words_count (n);
  g_autoptr (GString) text = g_string_new (pattern);

  g_string_replace (text, "%s", count, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- The sheet ---- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuPlateBox) self = data;
  g_autoptr (GError) error = NULL;
  gint64   n = 0;
  gboolean is_done = yutu_session_save_plates_finish (YUTU_SESSION (source), result, &n, &error);

  tell_done (self, SIGNAL_MESSAGE, is_done, word_plates (ngettext ("%s plate saved", "%s plates saved", (gulong)n), n), error);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             YutuPlateBox    *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL && self->session != NULL)
    yutu_session_save_plates_async (self->session, &self->source, g_file_peek_path (file), saved_cb, g_object_ref (self));
  g_object_unref (dialog);
}

static void
sheet_cb (YutuPlateBox *self)
{
  GtkRoot              *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser = NULL;
  g_autofree char      *name = NULL;

  if (self->list == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Sheet of the plates (.pdf, .xlsx, .csv)"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  /* Translators: the name of a file, of a road or a batch */
  name = g_strdup_printf (_ ("Plates %s.pdf"), self->list->title != NULL ? self->list->title : "");
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser)); /* let go when it has answered */
}

/* ---- That they were set ---- */

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuPlateBox) self = data;
  g_autoptr (GError) error = NULL;
  gint64   n = 0;
  gboolean is_done = yutu_session_record_plates_finish (YUTU_SESSION (source), result, &n, &error);

  tell_done (self, SIGNAL_DONE, is_done, word_plates (ngettext ("%s plate is recorded as set", "%s plates are recorded as set", (gulong)n), n),
             error);
  if (is_done)
    yutu_plate_box_show (self, self->session, &self->source);
}

static void
record_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    YutuPlateBox     *self)
{
  if (g_strcmp0 (response, "record") == 0 && self->session != NULL)
    yutu_session_record_plates_async (self->session, &self->source, recorded_cb, g_object_ref (self));
}

static void
record_cb (YutuPlateBox *self)
{
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *count = self->list != NULL ? yutu_words_count (count_open (self->list)) : NULL;
  g_autofree char *day = self->list != NULL ? yutu_words_day (self->list->day) : NULL;
  g_autofree char *body = NULL;
  GtkWidget       *dialog = NULL;

  if (self->list == NULL)
    return;
  body = g_strdup_printf (_ ("%s plates are recorded as set on %s, with their text, spelling and address code. It is one entry, which can be undone."), count, day);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Record the plates as set?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "record", _ ("_Record"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "record", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "record");
  g_signal_connect_object (dialog, "response", G_CALLBACK (record_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- What is shown ---- */

static void
add_counts (const YutuPlateList *list,
            YutuFactList        *facts)
{
  for (int i = 0; i < YUTU_PLATE_N_STATES; i++)
    {
      g_autofree char *count = yutu_words_count (list->counts[i]);

      yutu_fact_list_add (facts, yutu_plate_state_to_words ((YutuPlateState)i), count);
    }
}

static void
add_plate (const YutuPlateRow *row,
           YutuFactList       *facts)
{
  yutu_fact_list_add (facts, yutu_plate_kind_to_words (row->plate.kind), row->plate.text);
  yutu_fact_list_add (facts, _ ("Spelling"), row->plate.pinyin);
  yutu_fact_list_add (facts, _ ("Status"), yutu_plate_state_to_words (row->state));
}

static void
show_list (YutuPlateBox *self)
{
  GtkWidget *widget = yutu_fact_list_new (NULL);
  gboolean   may_edit = yutu_session_get_read_only_reason (self->session) == NULL &&
                      yutu_facility_may_edit (yutu_session_get_role (self->session));

  yutu_box_clear (self->facts);
  if (self->source.address != 0 && self->list->rows->len > 0)
    add_plate (self->list->rows->pdata[0], YUTU_FACT_LIST (widget));
  else
    add_counts (self->list, YUTU_FACT_LIST (widget));
  gtk_box_append (self->facts, widget);
  gtk_widget_set_sensitive (self->sheet, self->source.is_all || count_open (self->list) > 0);
  gtk_widget_set_visible (self->record, may_edit && count_open (self->list) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuPlateBox) self = data;
  YutuPlateList *list = yutu_session_list_plates_finish (YUTU_SESSION (source), result, NULL);

  if (list == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      yutu_plate_list_free (list);
      return; /* the page itself tells what is wrong with the place */
    }
  g_clear_pointer (&self->list, yutu_plate_list_free);
  self->list = list;
  if (count_open (list) + list->counts[YUTU_PLATE_STANDS] > 0)
    show_list (self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yutu_plate_box_show (YutuPlateBox          *self,
                     YutuSession           *session,
                     const YutuPlateSource *source)
{
  YutuPlateSource none = { 0 };
  YutuPlateSource next = source != NULL ? *source : none; /* it may be our own */
  gboolean        is_same = self->source.address == next.address && self->source.place == next.place && self->source.batch == next.batch;

  g_return_if_fail (YUTU_IS_PLATE_BOX (self));
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!is_same || source == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->source = next;
  g_set_object (&self->session, session);
  if (source == NULL || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_list_plates_async (session, &self->source, self->cancellable, listed_cb, g_object_ref (self));
}

/* ---- Making ---- */

static GtkWidget *
new_button (YutuPlateBox *self,
            const char   *label,
            const char   *tip,
            GCallback     callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
yutu_plate_box_dispose (GObject *object)
{
  YutuPlateBox *self = YUTU_PLATE_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->list, yutu_plate_list_free);
  G_OBJECT_CLASS (yutu_plate_box_parent_class)->dispose (object);
}

static void
yutu_plate_box_class_init (YutuPlateBoxClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_plate_box_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_plate_box_init (YutuPlateBox *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->sheet = new_button (self, _ ("_Plate Sheet…"), _ ("Save the sheet by which the plates are made, with their QR codes"), G_CALLBACK (sheet_cb));
  self->record = new_button (self, _ ("Se_t…"), _ ("Record that the plates were set"), G_CALLBACK (record_cb));
  gtk_box_append (GTK_BOX (buttons), self->record);
  gtk_box_append (GTK_BOX (buttons), self->sheet);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Plates"), buttons, GTK_WIDGET (self->facts)));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
