/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A row of a list of what was found: a sign, what it is, and its facts below. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of text that wraps, with a style of its own (nullable). */
GtkWidget *yutu_finding_row_new_line (const char *css_class) G_GNUC_WARN_UNUSED_RESULT;
/* A box of an image and a box of two lines, both empty. */
GtkWidget *yutu_finding_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
