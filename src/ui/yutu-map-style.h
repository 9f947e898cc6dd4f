/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The styles of maps in windows, with letters as large as the desktop's. Main thread only. */
#pragma once

#include "scene/yutu-style.h"

G_BEGIN_DECLS

/* 1 for text of the usual size, 2 for 200 %; not below 1. */
double yutu_map_style_get_text_scale (void);
/* So large that what stands beside each other is put below each other. */
gboolean yutu_map_style_is_large (void);
/* The light or dark style inside the program, @factor times as large. */
YutuStyle *yutu_map_style_load (gboolean is_dark,
                                double   factor) G_GNUC_WARN_UNUSED_RESULT;

/* Both styles of a small map, loaded when they are first wanted, and anew when letters change. */
typedef struct
{
  YutuStyle *styles[2]; /* light, dark */
  double     factor;
} YutuMapStyles;

/* Of the desktop's light or dark; borrowed. */
YutuStyle *yutu_map_styles_get (YutuMapStyles *self);
void       yutu_map_styles_clear (YutuMapStyles *self);

G_END_DECLS
