/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The non-standard names (不规范地名) that a scan found, below the map: what each breaks, and its clean-up case, which is
 * opened from here, one or all. They are marks on the map. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-name-scan.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SCAN_LIST (yutu_scan_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuScanList, yutu_scan_list, YUTU, SCAN_LIST, AdwBin)

/* Signals:
 *   shown (const YutuNonstandardName *): a row is chosen; the name is borrowed
 *   opened (gint64): Enter on a row: its case, or 0
 *   done (char *): what was done, in words; it can be undone
 *   failed (GError *) */
void yutu_scan_list_set_map (YutuScanList *self,
                             YutuMapView  *map);
/* The list is emptied. */
void yutu_scan_list_set_session (YutuScanList *self,
                                 YutuSession  *session);
/* Scans the names anew, unless that is going on, and takes the keyboard when they are there. */
void yutu_scan_list_scan (YutuScanList *self);
/* (nullable): of the last scan; borrowed. */
const YutuNameScan *yutu_scan_list_get_scan (YutuScanList *self);
/* As listed: of the class that is chosen. */
guint yutu_scan_list_get_n_rows (YutuScanList *self);

G_END_DECLS
