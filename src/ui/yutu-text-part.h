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
/* A text to read, select and copy. */
GtkWidget *yutu_text_part_label (void);
/* @label, its first lines only while it is long and nobody asks for all, so that what stands below it stays
 * near; it is folded anew with every text. */
GtkWidget *yutu_text_part_fold (GtkLabel *label);

G_END_DECLS
