/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The search of the header and of the leaders' view in the real window, with a real pointer. */

#include "window-fixture.h"

#include "ui/yutu-search-row.h"

#define WIDTH  1280
#define HEIGHT 800

typedef struct
{
  YutuSearchBox *box;
  const char    *text;
} Asked;

static gboolean
has_answer (gpointer data)
{
  const Asked *asked = data;
  GtkWidget   *list = window_find (GTK_WIDGET (asked->box), GTK_TYPE_LIST_BOX, NULL);

  return g_strcmp0 (yutu_search_box_get_answered (asked->box), asked->text) == 0 && list != NULL &&
         gtk_widget_get_height (list) > 0;
}

/* The pointer is elsewhere; the answer to @text in a list, by keys or pasted. */
static void
ask (YutuWindow    *window,
     YutuSearchBox *box,
     const char    *text)
{
  gui_xdotool_printf ("mousemove %d %d", WIDTH / 2, HEIGHT - 100);
  window_type (window_find (GTK_WIDGET (box), GTK_TYPE_ENTRY, NULL), text);
  gui_wait (has_answer, &((Asked){ box, text }));
  gtk_widget_queue_resize (gtk_window_get_child (GTK_WINDOW (window))); /* as a change of the page below does */
  gui_wait_frames (GTK_WIDGET (window), 2);
}

/* In one movement, and once; what it is called. */
static char *
click_row (YutuSearchBox *box,
           int            index)
{
  GtkListBox          *list = GTK_LIST_BOX (window_find (GTK_WIDGET (box), GTK_TYPE_LIST_BOX, NULL));
  GtkListBoxRow       *row = gtk_list_box_get_row_at_index (list, index);
  const YutuSearchHit *hit = yutu_search_row_get_hit (row);
  g_autofree char     *name = g_strdup (hit->name);
  int                  x, y;

  window_get_middle (GTK_WIDGET (row), &x, &y);
  gui_xdotool_at_once_printf ("mousemove %d %d", x, y);
  gui_wait_frames (GTK_WIDGET (list), 3);
  gui_xdotool ("click 1");
  return g_steal_pointer (&name);
}

static void
test_first_click (void)
{
  static const struct
  {
    const char *text;
    guint       n_rows;
    int         row;
  } rows[] = {
    { "八一南街", 1, 0 },
    { "双龙洞", 3, 1 },
    { "bynj", 1, 0 },
    { "罗店镇", 10, 0 }, /* at least */
    { "八一南街", 1, 0 },
  };
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = NULL;
      guint            n_rows;

      gui_xdotool ("key ctrl+k");
      ask (window, window->search, rows[i].text);
      n_rows = yutu_search_box_count (window->search);
      g_assert_cmpuint (MIN (n_rows, 10), ==, rows[i].n_rows);
      name = click_row (window->search, rows[i].row);
      window_wait_title (window, name);
      window_wait_settled (window);
    }
  window_fixture_close (window);
}

/* What was typed, and Enter pressed on, before the file was there is found when it is. */
static void
test_typed_before_the_file (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  g_autoptr (YutuSession) session = g_object_ref (window->session);

  yutu_search_box_set_session (window->search, NULL);
  gui_xdotool ("key ctrl+k");
  window_type (window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL), "八一南街");
  gui_xdotool ("key Return");
  gui_wait_ms (200);
  g_assert_cmpuint (yutu_search_box_count (window->search), ==, 0);
  yutu_search_box_set_session (window->search, session);
  window_wait_title (window, "八一南街");
  window_fixture_close (window);
}

/* ---- The leaders' view ---- */

static gboolean
has_finder (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (data));

  return focus != NULL && gtk_widget_get_ancestor (focus, YUTU_TYPE_SEARCH_BOX) != NULL;
}

static void
test_first_click_of_leaders (void)
{
  static const char *const texts[] = { "乾西乡", "luodianzhen", "乾西乡" };
  YutuWindow              *window = window_fixture_open (WIDTH, HEIGHT);

  gui_xdotool ("key F11");
  gui_wait (window_is_leading, window);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gint64           last = yutu_coverage_get_unit (window->coverage);
      YutuSearchBox   *finder = NULL;
      g_autofree char *name = NULL;

      gui_xdotool ("key ctrl+k");
      gui_wait (has_finder, window);
      finder = YUTU_SEARCH_BOX (window_find (GTK_WIDGET (window->leader), YUTU_TYPE_SEARCH_BOX, NULL));
      ask (window, finder, texts[i]);
      name = click_row (finder, 0);
      gui_wait_until (yutu_coverage_get_unit (window->coverage) != last);
    }
  gui_xdotool ("key F11");
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/search/first-click", test_first_click);
  g_test_add_func ("/gui/search/typed-before-the-file", test_typed_before_the_file);
  g_test_add_func ("/gui/search/first-click-of-leaders", test_first_click_of_leaders);
  return g_test_run ();
}
