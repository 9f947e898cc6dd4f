/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How words of names are read in the file (地名读音表): to list, to set and to take out; each is one entry of the journal.
 * Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_READINGS_WINDOW (yutu_readings_window_get_type ())
G_DECLARE_FINAL_TYPE (YutuReadingsWindow, yutu_readings_window, YUTU, READINGS_WINDOW, AdwWindow)

/* @parent: (nullable) */
GtkWidget *yutu_readings_window_new (GtkWindow   *parent,
                                     YutuSession *session);
/* How @word is read is asked for. */
void yutu_readings_window_ask (YutuReadingsWindow *self,
                               const char         *word);

G_END_DECLS
