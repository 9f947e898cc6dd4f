/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the tests of widgets share: waiting, a real pointer and keyboard (xdotool), pictures. */
#pragma once

#include <gtk/gtk.h>

/* gtk_test_init, adw_init, no animations, the program's data. */
void gui_init (int    *argc,
               char ***argv);

typedef gboolean (*GuiPredicate) (gpointer data);

typedef struct
{
  const char *file;
  int         line;
  const char *function;
  gint64      end;
  char        step[400];
} GuiWait;

GuiWait gui_wait_begin (const char *wish,
                        const char *file,
                        int         line,
                        const char *function);
void    gui_wait_turn (GuiWait *self);
#define gui_wait_while_not(wish, ...)                                           \
  do                                                                            \
    {                                                                           \
      GuiWait gui_wait_ = gui_wait_begin (wish, __FILE__, __LINE__, G_STRFUNC); \
                                                                                \
      while (!(__VA_ARGS__))                                                    \
        gui_wait_turn (&gui_wait_);                                             \
    }                                                                           \
  while (0)

/* Runs the main loop until the condition holds, which is looked at anew each turn; after a minute fails the test,
 * and tells what was waited for, where, after what, and how the windows stood. */
#define gui_wait_until(...) gui_wait_while_not (#__VA_ARGS__, __VA_ARGS__)
/* The same until @is_so of what follows, which is looked at once. */
#define gui_wait(is_so, ...)                                                 \
  do                                                                         \
    {                                                                        \
      gpointer gui_data_ = (gpointer)(__VA_ARGS__);                          \
                                                                             \
      gui_wait_while_not (#is_so " (" #__VA_ARGS__ ")", (is_so)(gui_data_)); \
    }                                                                        \
  while (0)

/* For what is to stay as it is; else wait for what is to become so. */
void gui_wait_ms (guint ms);
/* Until the window of @widget was drawn @n times more: what was to be laid out is, after two. */
void gui_wait_frames (GtkWidget *widget,
                      guint      n);

/* Runs "xdotool @arguments", and the main loop meanwhile. */
void gui_xdotool (const char *arguments);
/* Printf-like. */
void gui_xdotool_printf (const char *format,
                         ...) G_GNUC_PRINTF (1, 2);

/* The same without the main loop: all of it is with the display before the program sees any of it. */
void gui_xdotool_at_once (const char *arguments);
/* Printf-like. */
void gui_xdotool_at_once_printf (const char *format,
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
/* As a PNG in the folder that YUTU_PICTURES names, to be looked at; nowhere without. */
void gui_keep_picture (cairo_surface_t *picture,
                       const char      *name);
/* Of the widget, so. */
void gui_save_picture (GtkWidget  *widget,
                       const char *name);
