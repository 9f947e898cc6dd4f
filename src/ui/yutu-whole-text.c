/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* GTK asks for a tooltip from the widget under the pointer upwards, so the root answers for all labels that
 * have none, those of rows that are used again for another item, too. */

#include "ui/yutu-whole-text.h"

static gboolean
is_shortened (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static gboolean
contains (GtkWidget *widget,
          GtkWidget *root,
          double     x,
          double     y)
{
  graphene_rect_t box;

  return gtk_widget_compute_bounds (widget, root, &box) &&
         graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT ((float)x, (float)y));
}

/* The shortened label at the point, @widget itself or below it. */
static GtkWidget *
find_below (GtkWidget *widget,
            GtkWidget *root,
            double     x,
            double     y)
{
  GtkWidget *found = NULL;

  if (is_shortened (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && contains (child, root, x, y))
      found = find_below (child, root, x, y);
  return found;
}

/* What is picked, or something below it that lets the pointer through: the placeholder of an entry, the
 * chosen item of a row with a list. */
static GtkWidget *
find_label (GtkWidget *root,
            double     x,
            double     y)
{
  GtkWidget *picked = gtk_widget_pick (root, x, y, GTK_PICK_INSENSITIVE);

  return picked != NULL && picked != root ? find_below (picked, root, x, y) : NULL;
}

static gboolean
query_tooltip_cb (GtkWidget  *root,
                  int         x,
                  int         y,
                  gboolean    by_keyboard,
                  GtkTooltip *tooltip,
                  gpointer    data)
{
  GtkWidget      *label = by_keyboard ? NULL : find_label (root, x, y);
  graphene_rect_t box;

  if (label == NULL || !gtk_widget_compute_bounds (label, root, &box))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle){ (int)box.origin.x, (int)box.origin.y, (int)box.size.width,
                                             (int)box.size.height });
  return TRUE;
}

void
yutu_whole_text_watch (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_NATIVE (root));

  gtk_widget_set_has_tooltip (root, TRUE);
  g_signal_connect (root, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
