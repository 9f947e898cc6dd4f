/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the tests of widgets share: waiting, a real pointer and keyboard (xdotool), pictures. */
#pragma once

#include <gtk/gtk.h>

/* gtk_test_init, adw_init, no animations, the program's data. */
void gui_init (int    *argc,
               char ***argv);

typedef gboolean (*GuiPredicate) (gpointer data);

/* Runs the main loop until it is so; after a minute fails the test, and tells what was waited for, where,
 * after what, and how the windows stood. */
#define gui_wait(is_so, ...) \
  gui_wait_at (is_so, (__VA_ARGS__), #is_so " (" #__VA_ARGS__ ")", __FILE__, __LINE__, G_STRFUNC)
void gui_wait_at (GuiPredicate is_so,
                  gpointer     data,
                  const char  *wish,
                  const char  *file,
                  int          line,
                  const char  *function);
void gui_wait_ms (guint ms);
/* Until the window of @widget was drawn @n times more: what was to be laid out is, after two. */
void gui_wait_frames (GtkWidget *widget,
                      guint      n);

/* Runs "xdotool @arguments", and the main loop meanwhile. */
void gui_xdotool (const char *arguments);
/* Printf-like. */
void gui_xdotool_printf (const char *format,
                         ...) G_GNUC_PRINTF (1, 2);

/* An undecorated window at the screen's upper left with @child in it, shown and focused, so that
 * the child's pixels are the screen's. */
GtkWindow *gui_show (GtkWidget *child,
                     int        width,
                     int        height);
/* Without waiting for the keyboard. */
GtkWindow *gui_show_unfocused (GtkWidget *child,
                               int        width,
                               int        height);
/* Destroys @window, and waits until @child is finalized. */
void gui_close (GtkWindow *window,
                GtkWidget *child);

/* The widget as an image, without a screen shot. */
cairo_surface_t *gui_picture (GtkWidget *widget);
/* The same as a file beside the test program, for looking at. */
void gui_save_picture (GtkWidget  *widget,
                       const char *name);
