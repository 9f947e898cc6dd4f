/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-batch-button.h"

#include <glib/gi18n.h>

#include "session/yutu-session-batch.h"
#include "ui/yutu-children.h"
#include "ui/yutu-words.h"

#define MAX_LIST_PX 320

struct _YutuBatchButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkPopover    *popover;
  GtkListBox    *rows; /* the first is a new batch, the others are heads */
  YutuSession   *session;
  GArray        *ids;   /* gint64 */
  GPtrArray     *heads; /* (nullable) YutuBatchHead: those of the rows */
  GCancellable  *reading;
  char          *number; /* of the batch that takes them in; NULL: a new one */
};

G_DEFINE_FINAL_TYPE (YutuBatchButton, yutu_batch_button, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Taking in ---- */

static void
tell_added (YutuBatchButton      *self,
            const YutuBatchAdded *added)
{
  g_autofree char *n = yutu_words_count (added->n_added);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->number == NULL)
    g_string_append_printf (text, ngettext ("A new batch with %s address", "A new batch with %s addresses", (gulong)added->n_added), n);
  else
    /* Translators: how many, the number of a case */
    g_string_append_printf (text, ngettext ("%s address is taken into %s", "%s addresses are taken into %s", (gulong)added->n_added), n,
                            self->number);
  if (added->n_there > 0)
    {
      g_autofree char *there = yutu_words_count (added->n_there);

      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%s were in it already"), there);
    }
  if (added->n_elsewhere > 0)
    {
      g_autofree char *elsewhere = yutu_words_count (added->n_elsewhere);

      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%s stay in another open batch"), elsewhere);
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text->str);
}

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuBatchButton) self = data;
  g_autoptr (GError) error = NULL;
  YutuBatchAdded added = { 0 };

  if (yutu_session_fill_batch_finish (YUTU_SESSION (source), result, &added, &error))
    tell_added (self, &added);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* A new batch is shown at once: it has a next step. */
static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuBatchButton) self = data;
  g_autoptr (GError) error = NULL;
  YutuBatchAdded added = { 0 };
  gint64         case_file = 0;

  if (!yutu_session_start_batch_finish (YUTU_SESSION (source), result, &case_file, &added, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  tell_added (self, &added);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "x", case_file);
}

static void
row_activated_cb (YutuBatchButton *self,
                  GtkListBoxRow   *row)
{
  guint                index = (guint)gtk_list_box_row_get_index (row);
  const YutuBatchHead *head = index > 0 && index <= self->heads->len ? g_ptr_array_index (self->heads, index - 1) : NULL;
  YutuBatchSource      source = { .ids = self->ids };

  gtk_popover_popdown (self->popover);
  if (self->session == NULL || self->ids->len == 0)
    return;
  g_free (self->number);
  self->number = head != NULL ? g_strdup (head->number) : NULL;
  if (head != NULL)
    yutu_session_fill_batch_async (self->session, head->case_file, &source, filled_cb, g_object_ref (self));
  else
    yutu_session_start_batch_async (self->session, &source, started_cb, g_object_ref (self));
}

/* ---- The batches ---- */

static void
append_row (YutuBatchButton *self,
            const char      *title,
            const char      *facts)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget       *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", title, facts);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (i == 0 ? title : facts);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 24);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->rows, row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuBatchButton) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray       *heads = yutu_session_list_batches_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *n = yutu_words_count (self->ids->len);
  g_autofree char *facts = g_strdup_printf (ngettext ("Opens its case with %s address", "Opens its case with %s addresses", self->ids->len), n);

  if (heads == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  self->heads = heads;
  yutu_list_box_clear (self->rows);
  append_row (self, _ ("New batch"), facts);
  for (guint i = 0; i < heads->len; i++)
    {
      const YutuBatchHead *head = g_ptr_array_index (heads, i);
      g_autofree char     *count = yutu_words_count (head->n);
      g_autofree char     *addresses = g_strdup_printf (ngettext ("%s address", "%s addresses", (gulong)head->n), count);
      g_autofree char     *words = g_strdup_printf ("%s · %s", head->number, addresses);

      append_row (self, head->title, words);
    }
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, 0)));
}

static void
shown_cb (YutuBatchButton *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->session == NULL)
    return;
  self->reading = g_cancellable_new ();
  yutu_session_list_batches_async (self->session, self->reading, listed_cb, g_object_ref (self));
}

/* ---- The public face ---- */

static void
update (YutuBatchButton *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), self->ids->len > 0 && self->session != NULL &&
                                                         yutu_session_get_read_only_reason (self->session) == NULL);
}

void
yutu_batch_button_set_session (YutuBatchButton *self,
                               YutuSession     *session)
{
  g_return_if_fail (YUTU_IS_BATCH_BUTTON (self));

  g_set_object (&self->session, session);
  update (self);
}

void
yutu_batch_button_set_ids (YutuBatchButton *self,
                           const GArray    *ids)
{
  g_return_if_fail (YUTU_IS_BATCH_BUTTON (self));

  g_array_set_size (self->ids, 0);
  if (ids != NULL && ids->len > 0)
    g_array_append_vals (self->ids, ids->data, ids->len);
  update (self);
}

GtkWidget *
yutu_batch_button_new (void)
{
  return g_object_new (YUTU_TYPE_BATCH_BUTTON, NULL);
}

static void
yutu_batch_button_dispose (GObject *object)
{
  YutuBatchButton *self = YUTU_BATCH_BUTTON (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  G_OBJECT_CLASS (yutu_batch_button_parent_class)->dispose (object);
}

static void
yutu_batch_button_finalize (GObject *object)
{
  YutuBatchButton *self = YUTU_BATCH_BUTTON (object);

  g_array_unref (self->ids);
  g_free (self->number);
  G_OBJECT_CLASS (yutu_batch_button_parent_class)->finalize (object);
}

static void
yutu_batch_button_class_init (YutuBatchButtonClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_batch_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_batch_button_finalize;
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_batch_button_init (YutuBatchButton *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Collection batches"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_LIST_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->rows));
  gtk_popover_set_child (self->popover, scroller);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_label (self->button, _ ("Into a _batch"));
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Take the chosen addresses into a collection batch"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Into a batch"), -1);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  update (self);
}
