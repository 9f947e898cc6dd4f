/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Buttons of the boxes in the right pane. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* With a mnemonic in @label. Pressed, it calls @callback with @owner alone, which the button need not outlive. */
GtkWidget *yutu_button_new (gpointer    owner,
                            const char *label,
                            const char *tip, /* (nullable) */
                            GCallback   callback);
/* The same, as wide as there is room. */
GtkWidget *yutu_button_new_wide (gpointer    owner,
                                 const char *label,
                                 const char *tip,
                                 GCallback   callback);

G_END_DECLS
