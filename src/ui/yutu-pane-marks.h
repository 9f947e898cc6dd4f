/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of a list in a pane as marks on the map, for as long as somebody sees the list; a click on a
 * mark chooses its address. Marks that another list has put on the map stay. Main thread only. */
#pragma once

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PANE_MARKS (yutu_pane_marks_get_type ())
G_DECLARE_FINAL_TYPE (YutuPaneMarks, yutu_pane_marks, YUTU, PANE_MARKS, GObject)

/* @list: what has to be mapped for the marks to be seen; not referenced, it may die before. */
YutuPaneMarks *yutu_pane_marks_new (GtkWidget *list) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable), weak. */
void yutu_pane_marks_set_map (YutuPaneMarks *self,
                              YutuMapView   *map);
/* The map goes there, with a ring round it. */
void yutu_pane_marks_point_at (YutuPaneMarks *self,
                               YutuPoint      point);
/* Both (nullable): none. @session: that the addresses are of, referenced. @marks: (transfer full). */
void yutu_pane_marks_take (YutuPaneMarks *self,
                           YutuSession   *session,
                           YutuMarks     *marks);

G_END_DECLS
