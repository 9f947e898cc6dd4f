/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Another program that something is dragged out of: "drag-source text TEXT" or "drag-source files PATH…". A small
 * window at the screen's upper left; it says "ready" when it can be dragged from, and "taken" or "left" when a drag has
 * ended. */

#include <gtk/gtk.h>

#define WIDTH  60
#define HEIGHT 60

static void
say (const char *word)
{
  g_print ("%s\n", word);
  fflush (stdout);
}

static GdkContentProvider *
make_content (char **arguments)
{
  GSList             *files = NULL;
  GdkContentProvider *content = NULL;

  if (g_str_equal (arguments[0], "text"))
    return gdk_content_provider_new_typed (G_TYPE_STRING, arguments[1]);
  for (gsize i = 1; arguments[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_commandline_arg (arguments[i]));
  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_slist_free_full (files, g_object_unref);
  return content;
}

static void
ended_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gboolean       is_moved)
{
  say ("taken");
}

static gboolean
cancelled_cb (GtkDragSource      *source,
              GdkDrag            *drag,
              GdkDragCancelReason reason)
{
  say ("left");
  return FALSE;
}

static gboolean
ready_cb (gpointer data)
{
  say ("ready");
  return G_SOURCE_REMOVE;
}

int
main (int   argc,
      char *argv[])
{
  GtkWidget     *window = NULL;
  GtkWidget     *area = NULL;
  GtkDragSource *source = NULL;

  if (argc < 3 || !gtk_init_check ())
    return 2;
  window = gtk_window_new ();
  area = gtk_drawing_area_new ();
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, make_content (argv + 1));
  g_signal_connect (source, "drag-end", G_CALLBACK (ended_cb), NULL);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancelled_cb), NULL);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (300, ready_cb, NULL);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
