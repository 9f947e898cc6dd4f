/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The printable kit of a boundary line (界线联合检查资料): the sheet of the line, the table of its pillars
 * with its course in words, a card (界桩登记表) for each pillar, and the record of an inspection to be
 * filled in by hand. Personal values are masked. */
#pragma once

#include "session/yutu-boundary-edit.h"

G_BEGIN_DECLS

#define YUTU_LINE_KIT "line-kit" /* the template of its map */

/* Into a PDF; *n_pages: (out) (optional). Not for the main thread. */
gboolean yutu_file_write_line_kit (YutuFile          *self,
                                   const YutuModules *modules,
                                   gint64             line,
                                   YutuDay            day,
                                   const char        *path,
                                   guint             *n_pages,
                                   GError           **error);

/* The same for the window, on its day. */
void     yutu_session_write_line_kit_async (YutuSession        *self,
                                            gint64              line,
                                            const char         *path,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean yutu_session_write_line_kit_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error);

G_END_DECLS
