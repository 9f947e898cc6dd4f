/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-finding-row.h"

GtkWidget *
yutu_finding_row_new_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
yutu_finding_row_new (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *sign = gtk_image_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *facts = yutu_finding_row_new_line ("caption");

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (facts, "dim-label");
  gtk_box_append (GTK_BOX (lines), yutu_finding_row_new_line (NULL));
  gtk_box_append (GTK_BOX (lines), facts);
  gtk_box_append (GTK_BOX (row), sign);
  gtk_box_append (GTK_BOX (row), lines);
  return row;
}
