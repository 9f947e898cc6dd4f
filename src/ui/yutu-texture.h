/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a worker painted, as a picture for widgets. @surface: an image, ARGB32, flushed; taken, not copied.
 * Any thread. */
GdkTexture *yutu_texture_take_surface (cairo_surface_t *surface) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
