/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-dialog-size.h"

#include "ui/yutu-map-style.h"

#define MAP_SHARE  0.75 /* of the window below */
#define MARGIN_PX  64   /* of it stays to be seen on either side */
#define SIDE_SHARE 0.42 /* of the dialog, at most */

static int
fit (int      usual,
     double   letters,
     int      parent,
     gboolean has_map)
{
  double wanted = MAX (usual * letters, has_map ? parent * MAP_SHARE : 0);

  return MAX (usual, (int)MIN (wanted, parent - 2 * MARGIN_PX));
}

void
yutu_dialog_fit (GtkWindow *self,
                 GtkWidget *side)
{
  GtkWindow *parent;
  double     letters = yutu_map_style_get_text_scale ();
  int        width = 0;
  int        height = 0;
  int        beside = 0;

  g_return_if_fail (GTK_IS_WINDOW (self));
  parent = gtk_window_get_transient_for (self);
  if (parent == NULL || gtk_widget_get_width (GTK_WIDGET (parent)) == 0)
    return;
  gtk_window_get_default_size (self, &width, &height);
  width = fit (width, letters, gtk_widget_get_width (GTK_WIDGET (parent)), side != NULL);
  height = fit (height, letters, gtk_widget_get_height (GTK_WIDGET (parent)), side != NULL);
  gtk_window_set_default_size (self, width, height);
  if (side == NULL)
    return;
  gtk_widget_get_size_request (side, &beside, NULL);
  gtk_widget_set_size_request (side, MAX (beside, (int)MIN (beside * letters, width * SIDE_SHARE)), -1);
}
