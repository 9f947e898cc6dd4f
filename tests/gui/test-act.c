/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A division change order in the real window: a township of the demo county abolished, from the first page
 * to the notice and back, by mouse and by keyboard; and a draft in a program that is killed. */

#include "act-fixture.h"

#include <gdk/x11/gdkx.h>

#define WIDTH  1280
#define HEIGHT 800

/* The southernmost corner: it borders on two others and on no water that matters. */
#define UNIT "箬阳乡"
#define ONE  "沙畈乡"
#define TWO  "安地镇"

#define UNITS_SQL "SELECT count (*) FROM division WHERE level = 4 AND valid_to = '9999-12-31'"

/* The place of @sql is brought to the middle of the small map, and pressed there. */
static void
press (YutuWindow *window,
       const char *sql)
{
  YutuPoint point;
  gint64    id = 0;

  window_ask_point (window, sql, &id, &point);
  act_press (point);
}

#define SEAT_SQL(name) \
  "SELECT unit, st_x (seat), st_y (seat) FROM division WHERE level = 4 AND name = '" name \
  "' AND valid_to = '9999-12-31'"

static guint
count_places (void)
{
  const YutuActSpec *spec = yutu_act_assistant_get_spec (act_find ());
  guint              n = 0;

  for (guint i = 0; i < spec->steps->len; i++)
    n += ((YutuActStep *)g_ptr_array_index (spec->steps, i))->what == YUTU_ACT_DO_PLACE;
  return n;
}

static gboolean
has_draft (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (YUTU_WINDOW (data)->draft_bar) == 1;
}

static gboolean
has_no_draft (gpointer data)
{
  return window_ask (data, "SELECT count (*) FROM draft") == 0;
}

static void
throw_draft (YutuWindow *window)
{
  gui_wait (has_draft, window);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  window_click (window_find (GTK_WIDGET (window->draft_bar), GTK_TYPE_BUTTON, "丢弃"));
  gui_wait (has_no_draft, window);
}

/* Carried out, told, and taken back. */
static void
carry_out_and_undo (YutuWindow *window,
                    gint64      n_before)
{
  act_carry_out ();
  g_assert_cmpint (window_ask (window, UNITS_SQL), ==, n_before - 1);
  act_save_picture ("act-record.png");
  gtk_widget_activate_action (GTK_WIDGET (act_find ()), "act.undo", NULL);
  gui_wait (act_is_on, (gpointer) "effect");
  g_assert_cmpint (window_ask (window, UNITS_SQL), ==, n_before);
  act_close ();
  throw_draft (window); /* what was taken back is offered */
}

/* Past each part to the list of what remains. */
static void
tab_to_rest (void)
{
  for (int i = 0; i < 100; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (act_find ()));
      GtkWidget *choice = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) : NULL;
      gint64    *part = choice != NULL ? g_object_get_data (G_OBJECT (choice), "part") : NULL;

      if (part != NULL && *part == 0)
        return;
      gui_xdotool ("key Tab");
    }
  g_assert_not_reached ();
}

static void
test_by_mouse (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      n_before = window_ask (window, UNITS_SQL);

  gui_xdotool ("key alt+2");
  gui_wait_ms (500);
  window_click (window_find (GTK_WIDGET (window->edit_pane), GTK_TYPE_BUTTON, "拟订"));
  gui_wait (act_is_on, (gpointer) "approval");
  act_focus ();
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (act_find ())), ==, 0);
  act_save_picture ("act-approval.png");
  act_click ("下一步");
  act_save_picture ("act-papers.png");
  act_click ("下一步");
  act_click ("逐村指定归属");
  press (window, SEAT_SQL (UNIT));
  press (window, SEAT_SQL (ONE)); /* all that remains */
  press (window, SEAT_SQL (UNIT)); /* the village of the seat */
  press (window, SEAT_SQL (TWO));
  g_assert_cmpuint (count_places (), ==, 1);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (act_find ())), ==, 0);
  act_save_picture ("act-abolish.png");
  act_click ("完成");
  act_save_picture ("act-steps.png");
  act_click ("下一步");
  act_assert_clean ();
  act_save_picture ("act-effect.png");
  carry_out_and_undo (window, n_before);
  window_fixture_close (window);
}

static void
test_by_keyboard (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      n_before = window_ask (window, UNITS_SQL);

  gui_xdotool ("key ctrl+shift+a");
  gui_wait (act_is_on, (gpointer) "approval");
  act_focus ();
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "papers");
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "steps");
  gui_xdotool ("key Return");
  gui_wait (act_is_on, (gpointer) "abolish");
  gui_xdotool ("type ruoyang");
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  gui_wait_ms (300);
  gui_wait (act_is_ready, NULL);
  g_assert_cmpuint (yutu_act_assistant_get_spec (act_find ())->steps->len, ==, 1);
  tab_to_rest ();
  gui_xdotool ("key space");
  gui_wait_ms (300);
  window_type (gtk_window_get_focus (GTK_WINDOW (act_find ())), "沙畈");
  gui_wait_ms (300);
  gui_xdotool ("key Down Return");
  gui_wait_ms (300);
  gui_wait (act_is_ready, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "steps");
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "effect");
  act_assert_clean ();
  carry_out_and_undo (window, n_before);
  window_fixture_close (window);
}

/* ---- The draft ---- */

static gboolean
is_titled (gpointer data)
{
  return act_is_on ((gpointer) "approval") &&
         g_strcmp0 (yutu_act_assistant_get_spec (act_find ())->title, data) == 0;
}

static void
type_title (void)
{
  gui_xdotool ("key ctrl+shift+a");
  gui_wait (act_is_on, (gpointer) "approval");
  act_focus ();
  gui_xdotool ("key Tab");
  gui_xdotool ("type abc");
  gui_wait (is_titled, (gpointer) "abc");
}

/* Runs in a process of its own. */
static int
type_and_wait (char *program)
{
  char       *own[] = { program, NULL };
  char      **rest = own;
  int         n = 1;
  YutuWindow *window = NULL;

  window_fixture_init (&n, &rest);
  window = window_fixture_open (WIDTH, HEIGHT);
  type_title ();
  return window_fixture_await_kill (window);
}

/* What was typed is offered, gone on with, offered once more, and gone when it is thrown away. */
static void
test_outlives_a_kill (void)
{
  YutuWindow *window = NULL;

  window_fixture_run_and_kill ("--type", NULL, NULL);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  gui_xdotool ("key ctrl+r");
  gui_wait (is_titled, (gpointer) "abc");
  act_focus ();
  gui_xdotool ("key Tab");
  gui_xdotool ("key End");
  gui_xdotool ("type d");
  gui_wait (is_titled, (gpointer) "abcd");
  act_save_picture ("act-draft.png");
  act_close ();
  window_fixture_close (window);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  g_assert_cmpint (window_ask (window, "SELECT count (*) FROM draft WHERE content LIKE '%\"abcd\"%'"), ==, 1);
  throw_draft (window);
  window_fixture_close (window);
}

/* Esc closes it, and what was entered is offered again. */
static void
test_escape_keeps (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  type_title ();
  gui_xdotool ("key Escape");
  gui_wait (act_is_closed, NULL);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  gui_wait (has_draft, window);
  gui_xdotool ("key ctrl+r");
  gui_wait (is_titled, (gpointer) "abc");
  act_close ();
  throw_draft (window);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--type"))
    return type_and_wait (argv[0]);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/act/by-mouse", test_by_mouse);
  g_test_add_func ("/gui/act/by-keyboard", test_by_keyboard);
  g_test_add_func ("/gui/act/escape-keeps", test_escape_keeps);
  g_test_add_func ("/gui/act/outlives-a-kill", test_outlives_a_kill);
  return g_test_run ();
}
