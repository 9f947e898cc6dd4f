/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What belongs to a boundary line, on its page: when its inspection is due, its course in words, its
 * pillars and inspections, with what can be done about them. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_LINE_BOX (yutu_line_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuLineBox, yutu_line_box, YUTU, LINE_BOX, AdwBin)

/* Signals: done (char *), of a change; message (char *), of none; failed (GError *). */
void yutu_line_box_set_session (YutuLineBox *self,
                                YutuSession *session,
                                YutuMapView *map);
/* 0: none; the box is hidden then. */
void yutu_line_box_show (YutuLineBox *self,
                         gint64       line);

G_END_DECLS
