/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A heading with a button at its end and what stands below it, as pages of the right pane have them.
 * Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @button: (nullable). */
GtkWidget *yutu_text_part_new (const char *heading,
                               GtkWidget  *button,
                               GtkWidget  *child);
/* What may be long scrolls by itself, so that what stands below it stays near. */
GtkWidget *yutu_text_part_scroll (GtkWidget *child);
/* A text to read, select and copy. */
GtkWidget *yutu_text_part_label (void);

G_END_DECLS
