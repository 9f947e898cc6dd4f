/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The notice or the filing sheet of a place name: to read, to copy, to save as text or PDF; what the record has not
 * is named above it. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-name-papers.h"

G_BEGIN_DECLS

#define YUTU_TYPE_NAME_PAPER_WINDOW (yutu_name_paper_window_get_type ())
G_DECLARE_FINAL_TYPE (YutuNamePaperWindow, yutu_name_paper_window, YUTU, NAME_PAPER_WINDOW, AdwWindow)

/* @parent: (nullable) */
GtkWidget *yutu_name_paper_window_new (GtkWindow        *parent,
                                       YutuSession      *session,
                                       gint64            place,
                                       YutuNamePaperKind kind);

G_END_DECLS
