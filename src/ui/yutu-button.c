/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-button.h"

static GtkWidget *
new_button (gpointer    owner,
            const char *label,
            const char *tip,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tip);
  g_signal_connect_object (button, "clicked", callback, owner, G_CONNECT_SWAPPED);
  return button;
}

GtkWidget *
yutu_button_new (gpointer    owner,
                 const char *label,
                 const char *tip,
                 GCallback   callback)
{
  GtkWidget *button = new_button (owner, label, tip, callback);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

GtkWidget *
yutu_button_new_wide (gpointer    owner,
                      const char *label,
                      const char *tip,
                      GCallback   callback)
{
  GtkWidget *button = new_button (owner, label, tip, callback);

  gtk_widget_set_hexpand (button, TRUE);
  return button;
}
