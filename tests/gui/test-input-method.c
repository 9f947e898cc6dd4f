/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Chinese typed through an input method (run-input-method.sh starts it): the pre-edit text is the
 * method's, what it commits arrives in the entry, and a search finds it. */

#include "window-fixture.h"

#define WIDTH  1280
#define HEIGHT 800

static GtkWidget *
find_text (GtkWidget *root)
{
  return window_find (root, GTK_TYPE_TEXT, NULL);
}

static gboolean
has_han (gpointer data)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (data));

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_get_script (g_utf8_get_char (c)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  return text[0] != '\0';
}

/* Types jinhua and takes the first candidate, whichever of the words with that sound it is; waits as long as the method needs to start. */
static void
type_jinhua (GtkWidget *text)
{
  gtk_widget_grab_focus (text);
  for (int i = 0; i < 20; i++)
    {
      gui_wait_ms (500);
      gtk_editable_set_text (GTK_EDITABLE (text), "");
      gui_xdotool ("type --delay 60 jinhua");
      gui_wait_ms (400);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), !=, "j");
      gui_xdotool ("key space");
      gui_wait_ms (600);
      if (has_han (text))
        return;
      gui_xdotool ("key Escape");
    }
  g_test_message ("the entry has “%s”", gtk_editable_get_text (GTK_EDITABLE (text)));
  g_test_fail ();
}

static void
test_search (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *text = NULL;

  yutu_search_box_start (window->search);
  text = find_text (GTK_WIDGET (window->search));
  g_assert_nonnull (text);
  type_jinhua (text);
  g_assert_cmpint (g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (text)), -1), ==, 2);
  window_fixture_close (window);
}

/* Every entry of the window that can be seen takes it. */
static void
test_tree_filter (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *text = find_text (GTK_WIDGET (window->tree));

  g_assert_nonnull (text);
  type_jinhua (text);
  g_assert_cmpint (g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (text)), -1), ==, 2);
  window_fixture_close (window);
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/input-method/search", test_search);
  g_test_add_func ("/gui/input-method/tree-filter", test_tree_filter);
  return g_test_run ();
}
