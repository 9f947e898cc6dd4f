/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A sheet on a printer. Main thread only; the page is painted on a worker. */
#pragma once

#include <gtk/gtk.h>

#include "sheet/yutu-sheet.h"

G_BEGIN_DECLS

/* @error: (nullable): NULL when it was printed or called off. */
typedef void (*YutuSheetPrintFunc) (const GError *error,
                                    gpointer      data);

/* @export_path: (nullable): instead of asking for a printer, the page goes into this PDF as it would
 * go to one. @func is called once, when the page is on its way. */
void yutu_sheet_print (YutuSheet         *sheet,
                       GtkWindow         *parent,
                       const char        *export_path,
                       YutuSheetPrintFunc func,
                       gpointer           data);

G_END_DECLS
