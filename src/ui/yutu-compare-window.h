/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is different between two days (两日对比): both maps side by side, and the list of the differences,
 * linked both ways. Reads only. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session-time.h"
#include "ui/yutu-compare-map.h"

G_BEGIN_DECLS

#define YUTU_TYPE_COMPARE_WINDOW (yutu_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (YutuCompareWindow, yutu_compare_window, YUTU, COMPARE_WINDOW, AdwWindow)

GtkWidget *yutu_compare_window_new (GtkWindow   *parent,
                                    YutuSession *session,
                                    YutuDay      then,
                                    YutuDay      now);

/* ---- For tests ---- */

/* NULL while it is read. */
const YutuComparison *yutu_compare_window_get_comparison (YutuCompareWindow *self);
YutuCompareMap       *yutu_compare_window_get_map (YutuCompareWindow *self);
/* The row that is chosen; -1: none. */
int yutu_compare_window_get_chosen (YutuCompareWindow *self);

G_END_DECLS
