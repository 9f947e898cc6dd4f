/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-bounds-box.h"

#include <glib/gi18n.h>

#include "session/yutu-boundary-edit.h"
#include "ui/yutu-text-part.h"

struct _YutuBoundsBox
{
  AdwBin parent_instance;

  GtkLabel     *text;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (YutuBoundsBox, yutu_bounds_box, ADW_TYPE_BIN)

static guint message_signal;

static void
copy_cb (YutuBoundsBox *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->text));
  g_signal_emit (self, message_signal, 0, _ ("The four bounds are copied"));
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (YutuBoundsBox) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yutu_session_describe_unit_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

void
yutu_bounds_box_show (YutuBoundsBox *self,
                      YutuSession   *session,
                      gint64         unit)
{
  g_return_if_fail (YUTU_IS_BOUNDS_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (unit == 0 || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_describe_unit_async (session, unit, self->cancellable, described_cb, g_object_ref (self));
}

static void
yutu_bounds_box_dispose (GObject *object)
{
  YutuBoundsBox *self = YUTU_BOUNDS_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yutu_bounds_box_parent_class)->dispose (object);
}

static void
yutu_bounds_box_class_init (YutuBoundsBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_bounds_box_dispose;
  message_signal = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yutu_bounds_box_init (YutuBoundsBox *self)
{
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("_Copy"));
  GtkWidget *text = yutu_text_part_label ();

  self->text = GTK_LABEL (text);
  gtk_widget_set_tooltip_text (copy, _ ("Copy the four bounds as text"));
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Four bounds"), copy, text));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
