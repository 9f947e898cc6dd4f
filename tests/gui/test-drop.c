/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is dragged out of another program with a real pointer and let go on the map. */

#include "window-fixture.h"

#include <glib/gstdio.h>

#include "folder.h"
#include "ui/yutu-import-assistant.h"
#include "ui/yutu-review.h"

#define TOWN                                                                                                       \
  "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": {\"name\": \"甲镇\"}, " \
  "\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[119.5, 29.0], [119.6, 29.0], [119.6, 29.1], [119.5, " \
  "29.0]]]}}]}"

typedef struct
{
  GSubprocess      *program;
  GDataInputStream *said;
  char             *line;
} Source;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  Source *self = data;

  self->line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, NULL);
  if (self->line == NULL)
    self->line = g_strdup ("");
}

static char *
await_line (Source *self)
{
  g_clear_pointer (&self->line, g_free);
  g_data_input_stream_read_line_async (self->said, G_PRIORITY_DEFAULT, NULL, read_cb, self);
  gui_wait_until (self->line != NULL);
  return self->line;
}

/* From the small window at the upper left to the middle of the map, in steps, as a hand does. @arguments: of
 * drag-source. */
static void
drag (YutuWindow        *window,
      const char *const *arguments)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "drag-source", NULL);
  Source           source = { NULL };
  int              x = 0, y = 0;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (command, program);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (command, (gpointer)arguments[i]);
  g_ptr_array_add (command, NULL);
  source.program = g_subprocess_newv ((const char *const *)command->pdata,
                                      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  source.said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (source.program));
  g_assert_cmpstr (await_line (&source), ==, "ready");
  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  gui_xdotool ("mousemove 30 30 mousedown 1 mousemove 45 45");
  gui_wait_ms (100);
  gui_xdotool ("mousemove 60 60 mousemove 200 200");
  gui_wait_ms (100);
  for (int i = 0; i < 3; i++) /* a drag is told of where it goes, not of where it is */
    {
      gui_xdotool_printf ("mousemove %d %d", x + 3 * i, y);
      gui_wait_ms (100);
    }
  gui_xdotool ("mouseup 1");
  g_assert_cmpstr (await_line (&source), !=, "ready"); /* it has ended, one way or the other */
  g_subprocess_force_exit (source.program);
  g_subprocess_wait (source.program, NULL, NULL);
  g_object_unref (source.said);
  g_object_unref (source.program);
  g_free (source.line);
}

static GtkWidget *
find_dialog (YutuWindow *window,
             const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (window) &&
          window_find (dialog, GTK_TYPE_LABEL, text) != NULL)
        return dialog;
    }
  return NULL;
}

static void
close_dialog (YutuWindow *window,
              const char *text)
{
  gui_wait_until (find_dialog (window, text) != NULL);
  gtk_window_close (GTK_WINDOW (find_dialog (window, text)));
  gui_wait_until (find_dialog (window, text) == NULL);
}

static char *
put (const char *folder,
     const char *name,
     const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
test_files (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  g_autofree char *folder = g_dir_make_tmp ("yutu-drop-XXXXXX", NULL);
  g_autofree char *table = put (folder, "list.csv", "地址\n八一南街128号\n");
  g_autofree char *more = put (folder, "more.csv", "地址\n八一南街130号\n");
  g_autofree char *town = put (folder, "town.geojson", TOWN);
  g_autofree char *letter = put (folder, "letter.doc", "words");

  drag (window, (const char *[]){ "files", table, NULL });
  close_dialog (window, "这张表用来做什么");
  drag (window, (const char *[]){ "files", town, NULL });
  close_dialog (window, "town.geojson");
  drag (window, (const char *[]){ "files", table, more, NULL });
  gui_wait_until (window_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "现在是“list.csv”") != NULL);
  close_dialog (window, "这张表用来做什么");
  drag (window, (const char *[]){ "files", folder, NULL });
  gui_wait_until (window_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "这是文件夹") != NULL);
  drag (window, (const char *[]){ "files", letter, NULL });
  gui_wait_until (window_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "无法打开或导入此文件") != NULL);
  window_fixture_close (window);
  folder_remove (g_steal_pointer (&folder));
}

/* Lines of addresses are looked up. */
static void
test_lines (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);

  drag (window, (const char *[]){ "text", "八一南街128号\n双龙南街1858号\n", NULL });
  gui_wait_until (window->shows_review && window_find (GTK_WIDGET (window->review), GTK_TYPE_LABEL, "粘贴的清单") != NULL &&
                  window_find (GTK_WIDGET (window->review), GTK_TYPE_TOGGLE_BUTTON, "2") != NULL);
  window_save_picture (window, NULL, "dropped-lines.png");
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/drop/files", test_files);
  g_test_add_func ("/gui/drop/lines", test_lines);
  return g_test_run ();
}
