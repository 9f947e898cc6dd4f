/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-dialog-size.h"

#include "ui/yutu-map-style.h"

#define MAP_SHARE 0.75 /* of the window below */
#define MARGIN_PX 64   /* of it stays to be seen on either side */

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
                 gboolean   has_map)
{
  GtkWindow *parent;
  double     letters = yutu_map_style_get_text_scale ();
  int        width = 0;
  int        height = 0;

  g_return_if_fail (GTK_IS_WINDOW (self));
  parent = gtk_window_get_transient_for (self);
  if (parent == NULL || gtk_widget_get_width (GTK_WIDGET (parent)) == 0)
    return;
  gtk_window_get_default_size (self, &width, &height);
  gtk_window_set_default_size (self, fit (width, letters, gtk_widget_get_width (GTK_WIDGET (parent)), has_map),
                               fit (height, letters, gtk_widget_get_height (GTK_WIDGET (parent)), has_map));
}
