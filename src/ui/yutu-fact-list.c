/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-fact-list.h"

#include <glib/gi18n.h>

#include "ui/yutu-map-style.h"

#define MAX_BESIDE 36 /* half-width characters of usual size of name and value in one line; longer ones in two */

struct _YutuFactList
{
  AdwBin parent_instance;

  GtkWidget *heading;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (YutuFactList, yutu_fact_list, ADW_TYPE_BIN)

static void
yutu_fact_list_class_init (YutuFactListClass *klass)
{
}

static void
linked_cb (GtkListBox    *list,
           GtkListBoxRow *row,
           YutuFactList  *self)
{
  const char   *action = g_object_get_data (G_OBJECT (row), "action");
  const gint64 *target = g_object_get_data (G_OBJECT (row), "target");

  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "x", *target);
}

static void
yutu_fact_list_init (YutuFactList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "pane-heading");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (linked_cb), self, 0);
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->list);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
yutu_fact_list_new (const char *heading)
{
  YutuFactList *self = g_object_new (YUTU_TYPE_FACT_LIST, NULL);
  gboolean      has_heading = heading != NULL && heading[0] != '\0';

  gtk_label_set_label (GTK_LABEL (self->heading), has_heading ? heading : "");
  gtk_widget_set_visible (self->heading, has_heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  has_heading ? heading : _ ("Facts"), -1);
  return GTK_WIDGET (self);
}

static int
measure_text (const char *text)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

void
yutu_fact_list_add (YutuFactList *self,
                    const char   *name,
                    const char   *value)
{
  GtkWidget *name_label;
  GtkWidget *value_label;
  GtkWidget *box;
  gboolean   beside;

  g_return_if_fail (YUTU_IS_FACT_LIST (self));
  if (value == NULL || value[0] == '\0')
    return;
  beside = (measure_text (name) + measure_text (value)) * yutu_map_style_get_text_scale () <= MAX_BESIDE;
  box = gtk_box_new (beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL,
                     beside ? 12 : 2);
  name_label = gtk_label_new (name);
  value_label = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_wrap (GTK_LABEL (name_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name_label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (name_label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value_label), beside ? 1 : 0);
  gtk_label_set_justify (GTK_LABEL (value_label), beside ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_label_set_wrap (GTK_LABEL (value_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value_label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_widget_add_css_class (value_label, "numeric");
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), value_label);
  gtk_widget_add_css_class (box, "fact");
  yutu_fact_list_add_row (self, box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (box)), FALSE);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

void
yutu_fact_list_add_link (YutuFactList *self,
                         const char   *name,
                         const char   *value,
                         const char   *action,
                         gint64        target)
{
  GtkWidget *box = NULL;
  GtkWidget *row = NULL;
  GtkWidget *sign = gtk_image_new_from_icon_name ("go-next-symbolic");
  /* Translators: a fact: what it is, its value */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), name, value != NULL ? value : "");

  g_return_if_fail (YUTU_IS_FACT_LIST (self));
  if (value == NULL || value[0] == '\0')
    return;
  yutu_fact_list_add (self, name, value);
  row = gtk_widget_get_last_child (self->list);
  box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  gtk_widget_set_halign (sign, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_focusable (row, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (row), "action", (gpointer)action);
  g_object_set_data_full (G_OBJECT (row), "target", g_memdup2 (&target, sizeof target), g_free);
}

void
yutu_fact_list_add_row (YutuFactList *self,
                        GtkWidget    *row)
{
  g_return_if_fail (YUTU_IS_FACT_LIST (self));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

gboolean
yutu_fact_list_is_empty (YutuFactList *self)
{
  g_return_val_if_fail (YUTU_IS_FACT_LIST (self), TRUE);
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0) == NULL;
}
