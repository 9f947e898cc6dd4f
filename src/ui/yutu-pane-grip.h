/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The line between a pane and the map, by which the pane is made wider or lower: dragged, or with the
 * arrow keys when it has the focus; a double click or Home gives the pane its usual size. Main thread
 * only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YUTU_TYPE_PANE_GRIP (yutu_pane_grip_get_type ())
G_DECLARE_FINAL_TYPE (YutuPaneGrip, yutu_pane_grip, YUTU, PANE_GRIP, GtkWidget)

/**
 * Properties:
 *   pane  GtkWidget: whose size it sets (as size request)
 *   side  GtkPositionType: the side of the map on which the pane lies; LEFT at first
 *   size  int: pixels of the pane; usual, smallest, largest: its bounds. Notifies.
 */

/**
 * yutu_pane_grip_set_usual:
 * @usual: pixels of a pane that nobody dragged; one that has its usual size now gets the new one
 *
 * yutu_pane_grip_is_usual: whether the pane has its usual size.
 */
void     yutu_pane_grip_set_usual (YutuPaneGrip *self,
                                   int           usual);
gboolean yutu_pane_grip_is_usual  (YutuPaneGrip *self);

int  yutu_pane_grip_get_size (YutuPaneGrip *self);
void yutu_pane_grip_set_size (YutuPaneGrip *self,
                              int           size);

G_END_DECLS
