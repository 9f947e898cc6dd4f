/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors in the Edit workspace: numbered along a road by the pointer and by keys, moved, split into homes;
 * each one entry, and taken back. */

#include "edit-fixture.h"

#include "ui/yutu-door-form.h"
#include "ui/yutu-edit-pane-private.h"
#include "ui/yutu-home-list.h"

/* The road with most doors, and the last one of it. */
#define ROAD_SQL                                                                              \
  "SELECT a.place FROM address a JOIN place_name p ON p.id = a.place WHERE p.class = 'road' " \
  "AND a.valid_to = '9999-12-31' GROUP BY a.place ORDER BY count (*) DESC, a.place LIMIT 1"
#define LAST_DOOR(what)                                                                               \
  "SELECT " what " FROM address JOIN address_point USING (id) WHERE address.valid_to = '9999-12-31' " \
  "AND place = (" ROAD_SQL ") ORDER BY door DESC LIMIT 1"
static const char ADDRESSES_SQL[] = "SELECT count (*) FROM address WHERE valid_to = '9999-12-31'";

static gboolean
has_place (gpointer data)
{
  const EditDay *day = data;

  return day->window->edit_pane->place != 0 || day->window->edit_pane->address_text != NULL;
}

/* The road's last door is in the middle of the map. */
static void
begin (EditDay      *day,
       YutuPlaceKind kind)
{
  YutuPoint middle;
  g_autoptr (YutuPlace) place = NULL;

  edit_begin (day);
  middle = (YutuPoint){ edit_ask (day, LAST_DOOR ("x")) * 100, edit_ask (day, LAST_DOOR ("y")) * 100 };
  place = yutu_place_new_object (kind, edit_ask (day, kind == YUTU_PLACE_NAME ? ROAD_SQL : LAST_DOOR ("id")));
  yutu_session_set_place (day->window->session, place);
  gui_wait (has_place, day);
  window_show_point (day->window, middle);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

static gboolean
is_planned (gpointer data)
{
  const EditDay *day = data;
  GtkWidget     *save = window_find (GTK_WIDGET (day->window->edit_pane->door_form), GTK_TYPE_BUTTON, "保存");

  return save != NULL && gtk_widget_is_sensitive (save);
}

static gboolean
is_refused (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane->door_form), GTK_TYPE_LABEL, "此号已有门牌") != NULL &&
         !is_planned (data);
}

/* Told while the points are set and on the form, as long as nothing else is said. */
static gboolean
tells_start (gpointer data)
{
  const EditDay *day = data;
  GtkWidget     *pane = GTK_WIDGET (day->window->edit_pane);

  return window_find (pane, GTK_TYPE_LABEL, "已编到") != NULL;
}

static gboolean
tells_no_start (gpointer data)
{
  return !tells_start (data);
}

static gboolean
has_labels (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane->draw_pane), GTK_TYPE_LABEL, "号") != NULL;
}

/* What the addresses were, and are again once it is undone. */
static void
assert_added_and_undo (EditDay *day,
                       gint64   entries,
                       gint64   before,
                       gint64   n_added)
{
  edit_wait_entries (day, entries + 1);
  g_assert_cmpint (edit_ask (day, ADDRESSES_SQL), ==, before + n_added);
  edit_undo (day);
  g_assert_cmpint (edit_ask (day, ADDRESSES_SQL), ==, before);
}

static void
test_numbers_by_mouse (void)
{
  EditDay day = { 0 };
  gint64  entries, before;
  int     x, y;

  begin (&day, YUTU_PLACE_NAME);
  entries = edit_count_entries (&day);
  before = edit_ask (&day, ADDRESSES_SQL);
  window_get_middle (GTK_WIDGET (day.window->map), &x, &y);
  window_click (edit_find_button (&day, "doors"));
  gui_wait (edit_is_drawing, &day);
  edit_draw_at (&day, x + 20, y + 10);
  edit_draw_at (&day, x + 60, y + 14);
  edit_draw_at (&day, x + 110, y + 8);
  gui_wait (has_labels, &day);
  gui_wait (tells_start, &day);
  window_save_picture (day.window, NULL, "doors-drawn.png");
  edit_end_drawing (&day);
  gui_wait (is_planned, &day);
  g_assert_true (tells_start (&day));
  window_save_picture (day.window, NULL, "doors-form.png");
  window_click (window_find (GTK_WIDGET (day.window->edit_pane->door_form), GTK_TYPE_BUTTON, "保存"));
  assert_added_and_undo (&day, entries, before, 3);
  window_fixture_close (day.window);
}

/* A number that is there is told before anything is done; Esc keeps the points as a draft. */
static void
test_numbers_by_keys (void)
{
  EditDay          day = { 0 };
  gint64           entries, before;
  YutuForm        *form = NULL;
  g_autofree char *taken = NULL;

  begin (&day, YUTU_PLACE_NAME);
  entries = edit_count_entries (&day);
  before = edit_ask (&day, ADDRESSES_SQL);
  taken = g_strdup_printf ("%" G_GINT64_FORMAT, edit_ask (&day, LAST_DOOR ("door")));
  edit_take_up (&day, "h");
  gui_wait (edit_is_drawing, &day);
  gui_xdotool ("key shift+Right Return");
  gui_xdotool ("key shift+Right shift+Right Return");
  g_assert_cmpuint (edit_count_points (&day), ==, 2);
  gui_xdotool ("key Return");
  gui_wait (is_planned, &day);
  form = (YutuForm *)window_find (GTK_WIDGET (day.window->edit_pane->door_form), YUTU_TYPE_FORM, NULL);
  window_type (gtk_window_get_focus (GTK_WINDOW (day.window)), taken);
  gui_wait (is_refused, &day);
  gui_wait (tells_no_start, &day);
  window_save_picture (day.window, NULL, "doors-refused.png");
  gui_xdotool ("key ctrl+Return");
  g_assert_cmpint (edit_count_entries (&day), ==, entries);
  yutu_form_type (form, "first", "9001");
  gui_wait (is_planned, &day);
  gtk_widget_grab_focus (window_find (GTK_WIDGET (day.window->edit_pane->door_form), ADW_TYPE_ACTION_ROW, NULL));
  gui_xdotool ("key ctrl+Return"); /* among the doors that come into being */
  assert_added_and_undo (&day, entries, before, 2);
  window_fixture_close (day.window);
}

static void
test_a_door_moved_and_split (void)
{
  EditDay       day = { 0 };
  gint64        entries, before, place;
  YutuForm     *form = NULL;
  YutuHomeList *homes = NULL;

  begin (&day, YUTU_PLACE_ADDRESS);
  entries = edit_count_entries (&day);
  before = edit_ask (&day, ADDRESSES_SQL);
  place = edit_ask (&day, "SELECT sum (x + y) FROM address_point");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (day.window), "win.move-door", NULL));
  g_assert_cmpint (yutu_map_view_get_tool (day.window->map), ==, YUTU_MAP_TOOL_POINT);
  gui_xdotool ("key Left Return"); /* the map goes, its middle is the place */
  edit_wait_entries (&day, entries + 1);
  g_assert_cmpint (edit_ask (&day, "SELECT sum (x + y) FROM address_point"), !=, place);
  edit_undo (&day);
  g_assert_cmpint (edit_ask (&day, "SELECT sum (x + y) FROM address_point"), ==, place);
  entries = edit_count_entries (&day);
  gtk_widget_activate_action (GTK_WIDGET (day.window), "win.split-address", NULL);
  form = (YutuForm *)window_find (GTK_WIDGET (day.window->edit_pane->door_form), YUTU_TYPE_FORM, NULL);
  g_assert_nonnull (form);
  yutu_form_type (form, "floors", "3");
  yutu_form_type (form, "rooms", "2");
  gui_wait (is_planned, &day);
  homes = (YutuHomeList *)window_find (GTK_WIDGET (day.window->edit_pane->door_form), YUTU_TYPE_HOME_LIST, NULL);
  g_assert_cmpuint (yutu_home_list_count (homes), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *told = yutu_home_list_dup_text (homes, i);
      g_autofree char *rooms = g_strdup_printf ("%d01  %d02", i + 1, i + 1);

      g_assert_nonnull (strstr (told, rooms));
    }
  window_save_picture (day.window, NULL, "doors-split.png");
  yutu_form_focus_first (form);
  gui_xdotool ("key ctrl+Return");
  assert_added_and_undo (&day, entries, before, 6);
  window_fixture_close (day.window);
}

static gboolean
has_nothing_chosen (gpointer data)
{
  const EditDay *day = data;

  return yutu_session_get_place (day->window->session) == NULL;
}

static gint64 moved_from;

static gboolean
has_other_chosen (gpointer data)
{
  const EditDay *day = data;

  return day->window->edit_pane->address != moved_from && day->window->edit_pane->address_text != NULL;
}

/* Over a border it goes on in a row of its own, which is no more when that is taken back: nothing is chosen then, and
 * nobody is told that something is missing. */
static void
test_a_move_over_a_border_taken_back (void)
{
#define ELSEWHERE(what)                                                                                                  \
  "SELECT " what " FROM address JOIN address_point USING (id) WHERE address.valid_to = '9999-12-31' AND village NOT IN " \
  "(SELECT village FROM address WHERE place = (" ROAD_SQL ")) ORDER BY id LIMIT 1"
  EditDay   day = { 0 };
  gint64    entries;
  YutuPoint point;

  begin (&day, YUTU_PLACE_ADDRESS);
  entries = edit_count_entries (&day);
  moved_from = day.window->edit_pane->address;
  point = (YutuPoint){ edit_ask (&day, ELSEWHERE ("x")) * 100, edit_ask (&day, ELSEWHERE ("y")) * 100 };
  yutu_edit_pane_move_address (day.window->edit_pane, moved_from, point);
  edit_wait_entries (&day, entries + 1);
  gui_wait (has_other_chosen, &day);
  edit_undo (&day);
  gui_wait (has_nothing_chosen, &day);
  g_assert_false (gtk_info_bar_get_revealed (day.window->error_bar));
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/doors/numbers-by-mouse", test_numbers_by_mouse);
  g_test_add_func ("/gui/doors/numbers-by-keys", test_numbers_by_keys);
  g_test_add_func ("/gui/doors/a-door-moved-and-split", test_a_door_moved_and_split);
  g_test_add_func ("/gui/doors/a-move-over-a-border-taken-back", test_a_move_over_a_border_taken_back);
  return g_test_run ();
}
