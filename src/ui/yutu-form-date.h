/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The button beside an entry for a day that opens a calendar. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @entry must outlive it. Alt+Down in the entry opens the calendar too. */
GtkWidget *yutu_form_date_new (GtkEntry *entry);

G_END_DECLS
