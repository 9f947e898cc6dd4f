/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The areas of a file that is not taken in yet, over what the open file has, with the places of what
 * was found. Painted on a worker; dragging moves it, the wheel goes nearer. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "division/yutu-division-import.h"
#include "scene/yutu-sketch.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_IMPORT_MAP (yutu_import_map_get_type ())
G_DECLARE_FINAL_TYPE (YutuImportMap, yutu_import_map, YUTU, IMPORT_MAP, GtkWidget)

/**
 * Actions of the widget (with keys): preview.zoom-in (+ =), preview.zoom-out (-), preview.fit (Home),
 *   preview.pan-left … preview.pan-down (arrows).
 * Signals:
 *   chosen (uint index): a finding was clicked on
 */
GtkWidget *yutu_import_map_new (void);
void       yutu_import_map_set_session (YutuImportMap *self,
                                        YutuSession   *session);
/* (nullable); goes where it lies. */
void yutu_import_map_set_sketch (YutuImportMap *self,
                                 YutuSketch    *sketch);
/* Of YutuDivisionFinding; (nullable), referenced. */
void yutu_import_map_set_findings (YutuImportMap *self,
                                   GPtrArray     *findings);
/* -1: none. Goes there when it has a place. */
void     yutu_import_map_choose (YutuImportMap *self,
                                 int            index);
int      yutu_import_map_get_chosen (YutuImportMap *self);
gboolean yutu_import_map_is_settled (YutuImportMap *self);
/* Where a finding stands, widget pixels; FALSE when it has no place. For tests. */
gboolean yutu_import_map_find (YutuImportMap *self,
                               guint          index,
                               double        *x,
                               double        *y);

G_END_DECLS
