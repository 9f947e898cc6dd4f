/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-text-part.h"

#include <glib/gi18n.h>

#define FOLDED_LINES 5
#define FOLDED_CHARS 120 /* fewer are shown whole */

GtkWidget *
yutu_text_part_new (const char *heading,
                    GtkWidget  *button,
                    GtkWidget  *child)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (heading);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "pane-heading");
  gtk_box_append (GTK_BOX (head), label);
  if (button != NULL)
    gtk_box_append (GTK_BOX (head), button);
  gtk_box_append (GTK_BOX (part), head);
  gtk_box_append (GTK_BOX (part), child);
  return part;
}

GtkWidget *
yutu_text_part_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static void
fold (GtkWidget *button,
      GtkLabel  *label,
      gboolean   is_folded)
{
  gtk_label_set_lines (label, is_folded ? FOLDED_LINES : -1);
  gtk_label_set_ellipsize (label, is_folded ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_button_set_label (GTK_BUTTON (button), is_folded ? _ ("Show all") : _ ("Show less"));
}

static void
fold_clicked_cb (GtkWidget *button,
                 GtkLabel  *label)
{
  fold (button, label, gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE);
}

static void
fold_text_cb (GtkLabel   *label,
              GParamSpec *pspec,
              GtkWidget  *button)
{
  gboolean is_long = g_utf8_strlen (gtk_label_get_label (label), -1) > FOLDED_CHARS;

  gtk_widget_set_visible (button, is_long);
  fold (button, label, is_long);
}

GtkWidget *
yutu_text_part_fold (GtkLabel *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "fold");
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (fold_clicked_cb), label, 0);
  g_signal_connect_object (label, "notify::label", G_CALLBACK (fold_text_cb), button, 0);
  fold_text_cb (label, NULL, button);
  return box;
}
