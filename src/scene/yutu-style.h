/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How the map looks: read from data/styles/NAME.json (colours, widths and dashes by zoom) and
 * data/styles/symbols.json. Immutable, any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YutuStyle YutuStyle;

/* @name: "light", "dark" or "print". Fails with G_IO_ERROR_INVALID_DATA (the key is named) on a bad file. */
YutuStyle *yutu_style_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes words and symbols @factor times as large, lines thicker by less: for a screen that is read from
 * across a room, or with large text. Only for who loaded it, before anything is drawn by it. */
void       yutu_style_enlarge (YutuStyle *self, double factor);
YutuStyle *yutu_style_ref (YutuStyle *self);
void       yutu_style_unref (YutuStyle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuStyle, yutu_style_unref)

G_END_DECLS
