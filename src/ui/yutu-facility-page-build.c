/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The widgets of the form. */

#include "ui/yutu-facility-page-private.h"

#include <glib/gi18n.h>

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return GTK_LABEL (label);
}

static void
site_failed_cb (YutuSiteField    *site,
                const GError     *error,
                YutuFacilityPage *self)
{
  g_signal_emit_by_name (self, "failed", error);
}

static GtkWidget *
new_twins (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->twins_label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE, "wrap-mode",
                                               PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "hexpand", TRUE,
                                               NULL));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->twins_label));
  gtk_widget_add_css_class (box, "warning");
  return box;
}

static GtkWidget *
new_masked (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *show = gtk_button_new_with_mnemonic (_ ("_Unmask"));
  GtkLabel  *label = new_label ("dim-label");

  gtk_label_set_label (label, _ ("Personal fields are masked. To see and change them, say what for; "
                                 "that is noted in the file."));
  self->purpose = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->purpose), _ ("Purpose"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->purpose), 6);
  gtk_widget_set_hexpand (self->purpose, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->purpose), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Purpose"), -1);
  gtk_widget_set_tooltip_text (show, _ ("Show the personal fields (Enter)"));
  g_signal_connect_object (self->purpose, "activate", G_CALLBACK (yutu_facility_page_unmask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (show, "clicked", G_CALLBACK (yutu_facility_page_unmask), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->purpose);
  gtk_box_append (GTK_BOX (row), show);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  gtk_box_append (GTK_BOX (box), row);
  return box;
}

GtkWidget *
yutu_facility_page_new_content (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->intro = new_label ("dim-label");
  self->twins = new_twins (self);
  self->site_heading = GTK_WIDGET (new_label ("heading"));
  gtk_label_set_label (GTK_LABEL (self->site_heading), _ ("Where it stands"));
  self->site = YUTU_SITE_FIELD (yutu_site_field_new ());
  self->base = YUTU_FORM (yutu_form_new ());
  self->fields = YUTU_FORM (yutu_form_new ());
  g_signal_connect_object (self->site, "edited", G_CALLBACK (yutu_facility_page_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->site, "failed", G_CALLBACK (site_failed_cb), self, 0);
  g_signal_connect_object (self->base, "edited", G_CALLBACK (yutu_facility_page_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields, "edited", G_CALLBACK (yutu_facility_page_keep_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "submit", G_CALLBACK (yutu_facility_page_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields, "submit", G_CALLBACK (yutu_facility_page_save), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->intro));
  gtk_box_append (GTK_BOX (box), self->site_heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->site));
  gtk_box_append (GTK_BOX (box), self->twins);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->base));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
  self->masked = new_masked (self);
  gtk_box_append (GTK_BOX (box), self->masked);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  return box;
}

GtkWidget *
yutu_facility_page_new_buttons (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *leave = gtk_button_new_with_mnemonic (_ ("_Later"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_tooltip_text (self->save, _ ("Save (Ctrl+Enter)"));
  gtk_widget_set_tooltip_text (leave, _ ("Leave it; what is typed is kept (Esc)"));
  gtk_widget_set_hexpand (self->save, TRUE);
  gtk_widget_set_hexpand (leave, TRUE);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (yutu_facility_page_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leave, "clicked", G_CALLBACK (yutu_facility_page_finish), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), leave);
  gtk_box_append (GTK_BOX (box), self->save);
  gtk_widget_add_css_class (box, "form-buttons");
  return box;
}
