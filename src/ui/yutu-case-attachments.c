/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-attachments.h"

#include <glib/gi18n.h>

#include "casework/yutu-case-guide.h"
#include "session/yutu-session-cases.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-words.h"

struct _YutuCaseAttachments
{
  AdwBin parent_instance;

  GtkLabel  *heading;
  GtkWidget *list; /* NULL while there is none */
  GtkBox    *content;
  GtkWidget *note;
  GtkWidget *add;

  YutuSession          *session;
  const YutuCaseDetail *detail;      /* the page's */
  GQueue                waiting;     /* of char *: paths to attach */
  gint64                waiting_for; /* the case they are for */
  gboolean              is_attaching;
  GtkFileChooserNative *chooser; /* NULL while none is open */
  guint                 saving;  /* the one it saves */
};

G_DEFINE_FINAL_TYPE (YutuCaseAttachments, yutu_case_attachments, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Attaching ---- */

static void attach_next (YutuCaseAttachments *self);

typedef struct
{
  YutuCaseAttachments *self; /* owned */
  char                *name;
} AttachRequest;

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree AttachRequest *request = user_data;
  g_autoptr (YutuCaseAttachments) self = request->self;
  g_autofree char *name = request->name;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  self->is_attaching = FALSE;
  if (yutu_session_attach_finish (YUTU_SESSION (source), result, &error))
    {
      text = g_strdup_printf (_ ("Attached: %s"), name);
      g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
    }
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  attach_next (self);
}

static void
attach_next (YutuCaseAttachments *self)
{
  AttachRequest   *request = NULL;
  g_autofree char *path = NULL;

  if (self->is_attaching || self->session == NULL)
    return;
  path = g_queue_pop_head (&self->waiting);
  if (path == NULL)
    return;
  request = g_new (AttachRequest, 1);
  request->self = g_object_ref (self);
  request->name = g_filename_display_basename (path);
  self->is_attaching = TRUE;
  yutu_session_attach_async (self->session, self->waiting_for, path, yutu_day_today (), attached_cb,
                             request);
}

static gboolean
may_attach (YutuCaseAttachments *self)
{
  return self->detail != NULL && yutu_session_get_read_only_reason (self->session) == NULL &&
         yutu_case_may_attach (self->detail, yutu_session_get_role (self->session));
}

void
yutu_case_attachments_add (YutuCaseAttachments *self,
                           GListModel          *files)
{
  g_return_if_fail (YUTU_IS_CASE_ATTACHMENTS (self));

  if (!may_attach (self))
    return;
  if (self->waiting_for != self->detail->row.id)
    g_queue_clear_full (&self->waiting, g_free);
  self->waiting_for = self->detail->row.id;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_queue_push_tail (&self->waiting, path);
    }
  attach_next (self);
}

static gboolean
drop_cb (GtkDropTarget       *target,
         const GValue        *value,
         double               x,
         double               y,
         YutuCaseAttachments *self)
{
  GSList *dropped = g_value_get_boxed (value);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  yutu_case_attachments_add (self, G_LIST_MODEL (files));
  return may_attach (self);
}

static void
files_chosen_cb (GtkFileChooserNative *chooser,
                 int                   response,
                 YutuCaseAttachments  *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
      yutu_case_attachments_add (self, files);
    }
  g_clear_object (&self->chooser);
}

static void
open_chooser (YutuCaseAttachments *self,
              const char          *title,
              GtkFileChooserAction action,
              const char          *accept,
              GCallback            callback)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               action, accept, _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", callback, self, 0);
}

static void
add_clicked_cb (YutuCaseAttachments *self)
{
  if (!may_attach (self))
    return;
  open_chooser (self, _ ("Attach files"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"),
                G_CALLBACK (files_chosen_cb));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- Saving ---- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree AttachRequest *request = user_data;
  g_autoptr (YutuCaseAttachments) self = request->self;
  g_autofree char *name = request->name;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!yutu_session_save_attachment_finish (YUTU_SESSION (source), result, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  text = g_strdup_printf (_ ("Saved: %s"), name);
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text);
}

void
yutu_case_attachments_save (YutuCaseAttachments *self,
                            guint                index,
                            const char          *path)
{
  const YutuCaseAttachment *row = NULL;
  AttachRequest            *request = NULL;

  g_return_if_fail (YUTU_IS_CASE_ATTACHMENTS (self));
  g_return_if_fail (path != NULL);

  if (self->detail == NULL || index >= self->detail->attachments->len)
    return;
  row = g_ptr_array_index (self->detail->attachments, index);
  request = g_new (AttachRequest, 1);
  request->self = g_object_ref (self);
  request->name = g_filename_display_basename (path);
  yutu_session_save_attachment_async (self->session, self->detail->row.id, row->event, path, NULL,
                                      saved_cb, request);
}

static void
place_chosen_cb (GtkFileChooserNative *chooser,
                 int                   response,
                 YutuCaseAttachments  *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      path = file != NULL ? g_file_get_path (file) : NULL;
      if (path != NULL)
        yutu_case_attachments_save (self, self->saving, path);
    }
  g_clear_object (&self->chooser);
}

static void
save_clicked_cb (YutuCaseAttachments *self,
                 GtkWidget           *button)
{
  const YutuCaseAttachment *row = NULL;
  guint                     index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (self->detail == NULL || index >= self->detail->attachments->len || self->chooser != NULL)
    return;
  row = g_ptr_array_index (self->detail->attachments, index);
  self->saving = index;
  open_chooser (self, _ ("Save the attachment"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
                G_CALLBACK (place_chosen_cb));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), row->name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- The list ---- */

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_attachment (YutuCaseAttachments *self,
                   guint                index,
                   gboolean             may_read)
{
  const YutuCaseAttachment *row = g_ptr_array_index (self->detail->attachments, index);
  GtkWidget                *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget                *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget                *save = gtk_button_new_from_icon_name ("document-save-symbolic");
  g_autofree char          *size = g_format_size ((guint64)row->size);
  g_autofree char          *day = yutu_words_iso (row->at);
  g_autofree char          *facts = g_strdup_printf ("%s · %s · %s", size, day, row->actor);
  g_autofree char          *name = g_strdup_printf (_ ("Save %s…"), row->name);

  gtk_box_append (GTK_BOX (texts), new_label (row->name, NULL));
  gtk_box_append (GTK_BOX (texts), new_label (facts, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (save, "flat");
  gtk_widget_set_valign (save, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (save, may_read);
  gtk_widget_set_tooltip_text (
    save, may_read ? name : _ ("What is in it is for the township and the desk: it holds personal data"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (save), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (save), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), save);
  gtk_widget_add_css_class (box, "fact");
  yutu_fact_list_add_row (YUTU_FACT_LIST (self->list), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (box)), FALSE);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static void
show_heading (YutuCaseAttachments *self)
{
  g_autofree char *count = yutu_words_count (self->detail->attachments->len);
  g_autofree char *text = self->detail->attachments->len > 0
                            ? g_strdup_printf (_ ("Attachments · %s"), count)
                            : g_strdup (_ ("Attachments"));

  gtk_label_set_label (self->heading, text);
}

void
yutu_case_attachments_show (YutuCaseAttachments  *self,
                            YutuSession          *session,
                            const YutuCaseDetail *detail)
{
  gboolean had_focus = self->list != NULL && yutu_focus_is_in (self->list);
  gboolean may_read =
    yutu_case_may_read_attachments (detail->kind, yutu_session_get_role (session));
  gboolean may_add = FALSE;

  g_return_if_fail (YUTU_IS_CASE_ATTACHMENTS (self));

  if (self->list != NULL)
    gtk_box_remove (self->content, self->list);
  self->list = NULL;
  g_set_object (&self->session, session);
  self->detail = detail;
  show_heading (self);
  may_add = may_attach (self);
  if (detail->attachments->len > 0)
    {
      self->list = yutu_fact_list_new (NULL);
      gtk_box_insert_child_after (self->content, self->list, GTK_WIDGET (self->heading));
    }
  for (guint i = 0; i < detail->attachments->len; i++)
    append_attachment (self, i, may_read);
  gtk_label_set_label (GTK_LABEL (self->note),
                       may_add ? _ ("Drop files here, or choose them. They are kept inside the file.")
                       : detail->attachments->len > 0
                         ? ""
                         : _ ("Nothing is attached, and your role attaches nothing to this case now."));
  gtk_widget_set_visible (self->note, gtk_label_get_label (GTK_LABEL (self->note))[0] != '\0');
  gtk_widget_set_visible (self->add, may_add);
  if (had_focus)
    yutu_focus_first (self->list != NULL ? self->list : self->add);
}

/* ---- Object ---- */

static void
yutu_case_attachments_dispose (GObject *object)
{
  YutuCaseAttachments *self = YUTU_CASE_ATTACHMENTS (object);

  g_queue_clear_full (&self->waiting, g_free);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  self->detail = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_case_attachments_parent_class)->dispose (object);
}

static void
yutu_case_attachments_class_init (YutuCaseAttachmentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_case_attachments_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_case_attachments_init (YutuCaseAttachments *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkWidget     *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_queue_init (&self->waiting);
  self->content = GTK_BOX (content);
  self->heading = GTK_LABEL (new_label (_ ("Attachments"), "pane-heading"));
  self->note = new_label (NULL, "dim-label");
  gtk_widget_add_css_class (self->note, "caption");
  self->add = gtk_button_new_with_label (_ ("Attach files…"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->add, _ ("Keep scans and documents with this case"));
  gtk_box_append (self->content, GTK_WIDGET (self->heading));
  gtk_box_append (self->content, self->note);
  gtk_box_append (self->content, self->add);
  adw_bin_set_child (ADW_BIN (self), content);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
