/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-pick-button.h"

#define MAX_LIST_PX 320

typedef struct
{
  guint        number;
  YutuPickList list;
  YutuPicked   picked;
  gpointer     data;
} Pick;

static void
activated_cb (GtkListBox    *box,
              GtkListBoxRow *row,
              GtkMenuButton *button)
{
  const Pick *pick = g_object_get_data (G_OBJECT (button), "pick");
  guint       choice = (guint)gtk_list_box_row_get_index (row);

  gtk_menu_button_popdown (button);
  pick->picked (pick->number, choice, pick->data);
}

static void
focus_cb (GtkWidget  *popover,
          GtkListBox *box)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (box);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (box));
}

static void
open_cb (GtkMenuButton *button,
         gpointer       data)
{
  const Pick *pick = data;
  GtkWidget  *popover = gtk_popover_new ();
  GtkWidget  *scroller = gtk_scrolled_window_new ();
  GtkWidget  *box = gtk_list_box_new ();
  const char *text = g_object_get_data (G_OBJECT (button), "text");
  g_autoptr (GPtrArray) choices = pick->list (pick->number, pick->data);

  for (guint i = 0; i < choices->len; i++)
    {
      GtkWidget *label = gtk_label_new (choices->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (box), label);
      if (g_strcmp0 (choices->pdata[i], text) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (box), gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), (int)i));
    }
  gtk_widget_add_css_class (box, "pick-list");
  g_signal_connect_object (box, "row-activated", G_CALLBACK (activated_cb), button, 0);
  g_signal_connect_object (popover, "map", G_CALLBACK (focus_cb), box, G_CONNECT_AFTER);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_LIST_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_object_get_data (G_OBJECT (button), "label"), -1);
  gtk_menu_button_set_popover (button, popover);
}

void
yutu_pick_button_set (GtkWidget  *button,
                      const char *text,
                      const char *label,
                      gboolean    is_dim)
{
  GtkWidget *shown = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (shown)), text);
  (is_dim ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (shown, "dim-label");
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_object_set_data_full (G_OBJECT (button), "label", g_strdup (label), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
yutu_pick_button_new (guint        number,
                      YutuPickList list,
                      YutuPicked   picked,
                      gpointer     data)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *shown = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new (NULL);
  Pick      *pick = g_new (Pick, 1);
  g_autoptr (PangoAttrList) plain = pango_attr_list_new ();

  *pick = (Pick){ number, list, picked, data };
  pango_attr_list_insert (plain, pango_attr_weight_new (PANGO_WEIGHT_NORMAL)); /* as a drop-down is */
  gtk_label_set_attributes (GTK_LABEL (text), plain);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 18);
  gtk_box_append (GTK_BOX (shown), text);
  gtk_box_append (GTK_BOX (shown), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), shown);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "pick", pick, g_free);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_cb, pick, NULL);
  return button;
}
