/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A symbol of the map as a small picture, for legends and lists. Follows the dark style. Main
 * thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YUTU_TYPE_SWATCH (yutu_swatch_get_type ())
G_DECLARE_FINAL_TYPE (YutuSwatch, yutu_swatch, YUTU, SWATCH, GtkWidget)

/* @name: of yutu_legend_swatch_paint(); NULL draws nothing and keeps the room. */
GtkWidget *yutu_swatch_new (const char *name);
void       yutu_swatch_set_name (YutuSwatch *self,
                                 const char *name);

G_END_DECLS
