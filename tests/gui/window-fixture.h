/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The real window on the demo county, and hands for it. */
#pragma once

#include "gui-support.h"
#include "ui/yutu-application.h"
#include "ui/yutu-window-private.h"

/* gui_init, Chinese, the application, and the demo county made where the window looks for it. */
void window_fixture_init (int    *argc,
                          char ***argv);

/* Opens the demo county as the first start does; waits until the map is drawn. The window fills
 * @width × @height from the screen's upper left. */
YutuWindow *window_fixture_open (int width,
                                 int height);
void        window_fixture_close (YutuWindow *window);

typedef struct
{
  YutuWindow *window;
  const char *text;
} WindowWish;

/* For gui_wait(), with a YutuWindow or a WindowWish. */
gboolean window_is_settled (gpointer data);
/* The leaders' view is there, and its map drawn. @data: the window. */
gboolean window_is_leading (gpointer data);
gboolean window_is_on_page (gpointer data);
gboolean window_has_title (gpointer data);

/* Runs this test program anew with @option and (nullable) @words, on the same display and files and with a
 * bus of its own, so that it is no part of this one; kills it once it is in window_fixture_await_kill(). */
void window_fixture_run_and_kill (const char *option,
                                  const char *first,
                                  const char *second);
/* In that other program: waits until the drafts are in the file, and to be killed. Returns what main()
 * returns when it is not. */
int window_fixture_await_kill (YutuWindow *window);

/* Waits until the map has drawn all there is. */
#define window_wait_settled(window) gui_wait (window_is_settled, window)
/* The same of what a hand asked for just now: it is begun with the next frame. */
#define window_wait_drawn(window)                      \
  do                                                   \
    {                                                  \
      gui_wait_frames (GTK_WIDGET ((window)->map), 2); \
      window_wait_settled (window);                    \
    }                                                  \
  while (0)
/* Waits until the right pane is on @page and has nothing left to read. */
#define window_wait_page(window, page) gui_wait (window_is_on_page, &(WindowWish){ window, page })
/* Waits until the chosen place is called @title, and its page is shown. */
#define window_wait_title(window, title) gui_wait (window_has_title, &(WindowWish){ window, title })

/* Where the middle of @widget is on the screen, popovers too. */
void window_get_middle (GtkWidget *widget,
                        int       *x,
                        int       *y);
void window_click (GtkWidget *widget);
/* @text over what stands in the entry @control, which has the focus: by keys, and what the keyboard has no
 * keys for pasted. (Made-up keys are lost on a busy machine: the map of keys changes for each.) */
void window_type (GtkWidget  *control,
                  const char *text);

/* The first descendant of @root of @type that is mapped and, unless NULL, has the accessible or
 * visible text @text in it. */
GtkWidget *window_find (GtkWidget  *root,
                        GType       type,
                        const char *text);

/* How many controls under @root have no accessible name; tells each. Inside of GTK's own widgets their
 * makers name what is named. */
guint window_count_unnamed (GtkWidget *root);

/* One value of the demo file. */
gint64 window_ask (YutuWindow *window,
                   const char *sql);
/* Changes it, past all checks. */
void window_write (YutuWindow *window,
                   const char *sql);
/* The same, printf-like. */
gint64 window_ask_of (YutuWindow *window,
                      const char *format,
                      ...) G_GNUC_PRINTF (2, 3);
/* Where an object stands: the first row of @sql with id, lon, lat. */
void window_ask_point (YutuWindow *window,
                       const char *sql,
                       gint64     *id,
                       YutuPoint  *point);
/* Moves the map so that @point is in its middle, close up. */
void window_show_point (YutuWindow *window,
                        YutuPoint   point);

/* The window with @popover, (nullable), over it. */
cairo_surface_t *window_picture (YutuWindow *window,
                                 GtkWidget  *popover);
/* The same as a file in the folder of the pictures. */
void window_save_picture (YutuWindow *window,
                          GtkWidget  *popover,
                          const char *name);
