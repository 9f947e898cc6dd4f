/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The frame of the window: workspaces, panes and what is remembered of a file, in the real window with
 * a real pointer and keyboard. */

#include "window-fixture.h"

#include "session/yutu-snap.h"

#define WIDTH  1280
#define HEIGHT 800
#define TOWN   "罗店镇"

static const char *
get_workspace (YutuWindow *window)
{
  return yutu_workspace_get_name (window->workspace);
}

/* The tools of no other workspace are there. */
static void
assert_tools (YutuWindow *window)
{
  if (gtk_widget_get_visible (GTK_WIDGET (window->tool_stack)))
    g_assert_cmpstr (gtk_stack_get_visible_child_name (window->tool_stack), ==,
                     get_workspace (window));
}

static gint64
ask_town (YutuWindow *window)
{
  return window_ask (window, "SELECT unit FROM division WHERE name = '" TOWN
                             "' AND valid_to = '9999-12-31'");
}

static void
choose_town (YutuWindow *window)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (ask_town (window));

  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, TOWN);
  window_wait_settled (window);
}

/* ---- Workspaces ---- */

static void
test_switch (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *edit = NULL;

  choose_town (window);
  g_assert_cmpstr (get_workspace (window), ==, "locate");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->tool_stack)));
  assert_tools (window);
  edit = window_find (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON, "编辑");
  window_click (edit);
  gui_wait_until (g_strcmp0 (get_workspace (window), "edit") == 0);
  assert_tools (window);
  gui_xdotool ("key alt+3");
  gui_wait_until (g_strcmp0 (get_workspace (window), "coverage") == 0);
  assert_tools (window);
  /* map and selection stay */
  g_assert_cmpint (yutu_place_get_id (yutu_session_get_place (window->session)), ==,
                   ask_town (window));
  gui_xdotool ("key alt+1");
  gui_wait_until (g_strcmp0 (get_workspace (window), "locate") == 0);
  window_fixture_close (window);
}

/* ---- What is remembered ---- */

static void
test_memory (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  YutuView    before;
  YutuView    after;
  gint64      town = ask_town (window);

  choose_town (window);
  yutu_map_view_set_groups (window->map, YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES);
  yutu_pane_grip_set_size (window->left_grip, 300);
  yutu_pane_grip_set_size (window->right_grip, 400);
  yutu_draw_tool_set_snap_kinds (yutu_edit_pane_get_draw_tool (window->edit_pane), YUTU_SNAP_LINE | YUTU_SNAP_RIGHT);
  yutu_draw_tool_set_tracing (yutu_edit_pane_get_draw_tool (window->edit_pane), TRUE);
  gui_xdotool ("key alt+2 F9");
  gui_wait_until (g_strcmp0 (get_workspace (window), "edit") == 0);
  window_wait_drawn (window);
  yutu_map_view_get_view (window->map, &before);
  gtk_window_close (GTK_WINDOW (window)); /* the way a user closes it */
  gui_wait_ms (200);

  window = window_fixture_open (WIDTH, HEIGHT);
  g_assert_cmpstr (get_workspace (window), ==, "edit");
  g_assert_cmpuint (yutu_map_view_get_groups (window->map), ==,
                    YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES);
  g_assert_cmpint (yutu_pane_grip_get_size (window->left_grip), ==, 300);
  g_assert_cmpint (yutu_pane_grip_get_size (window->right_grip), ==, 400);
  g_assert_cmpuint (yutu_draw_tool_get_snap_kinds (yutu_edit_pane_get_draw_tool (window->edit_pane)), ==, YUTU_SNAP_LINE | YUTU_SNAP_RIGHT);
  g_assert_true (yutu_draw_tool_get_tracing (yutu_edit_pane_get_draw_tool (window->edit_pane)));
  g_assert_false (adw_flap_get_reveal_flap (window->left_flap));
  g_assert_cmpint (yutu_place_get_id (yutu_session_get_place (window->session)), ==, town);
  yutu_map_view_get_view (window->map, &after);
  g_assert_cmpfloat_with_epsilon (after.resolution, before.resolution, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.center_x, before.center_x, after.resolution);
  gui_xdotool ("key alt+1 F9");
  gui_wait_ms (200);
  yutu_map_view_set_groups (window->map, YUTU_MAP_DEFAULT);
  yutu_pane_grip_set_size (window->left_grip, 236);
  yutu_pane_grip_set_size (window->right_grip, 320);
  yutu_draw_tool_set_snap_kinds (yutu_edit_pane_get_draw_tool (window->edit_pane), YUTU_SNAP_ALL);
  yutu_draw_tool_set_tracing (yutu_edit_pane_get_draw_tool (window->edit_pane), FALSE);
  yutu_session_set_place (window->session, NULL);
  gtk_window_close (GTK_WINDOW (window));
  gui_wait_ms (200);
}

/* A place that is gone by the next day is forgotten without a word. */
static void
test_place_is_gone (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, 999999999);

  yutu_place_pane_restore (window->pane, place);
  for (int i = 0; i < 100 && yutu_session_get_place (window->session) != NULL; i++)
    gui_wait_ms (20);
  g_assert_null (yutu_session_get_place (window->session));
  g_assert_false (gtk_info_bar_get_revealed (window->error_bar));
  window_fixture_close (window);
}

/* ---- Panes are made wider ---- */

static void
test_grip (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  int         x = 0;
  int         y = 0;
  int         width = gtk_widget_get_width (window->left_pane);

  window_get_middle (GTK_WIDGET (window->left_grip), &x, &y);
  gui_xdotool_printf ("mousemove %d %d mousedown 1", x, y);
  gui_wait_ms (50);
  for (int i = 1; i <= 6; i++)
    {
      gui_xdotool_printf ("mousemove %d %d", x + 10 * i, y);
      gui_wait_ms (30);
    }
  gui_xdotool ("mouseup 1");
  gui_wait_until (gtk_widget_get_width (window->left_pane) >= width + 50);
  g_assert_cmpint (gtk_widget_get_width (window->left_pane), <=, width + 70);
  gtk_widget_grab_focus (GTK_WIDGET (window->left_grip));
  gui_xdotool ("key Home");
  gui_wait_until (gtk_widget_get_width (window->left_pane) == width);
  gui_xdotool ("key Right");
  gui_wait_until (gtk_widget_get_width (window->left_pane) == width + 16);
  /* A wider screen changes nothing of a pane that was dragged, but one of usual size. */
  yutu_pane_grip_set_usual (window->left_grip, width + 30);
  g_assert_cmpint (yutu_pane_grip_get_size (window->left_grip), ==, width + 16);
  gui_xdotool ("key Home");
  gui_wait_until (yutu_pane_grip_get_size (window->left_grip) == width + 30);
  yutu_pane_grip_set_usual (window->left_grip, width);
  gui_wait_until (gtk_widget_get_width (window->left_pane) == width);
  window_fixture_close (window);
}

/* ---- A point of the map ---- */

typedef struct
{
  gboolean  is_done;
  YutuPoint point;
  GError   *error;
} Pick;

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Pick *pick = data;

  yutu_map_view_pick_point_finish (YUTU_MAP_VIEW (source), result, &pick->point, &pick->error);
  pick->is_done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Pick *)data)->is_done;
}

static void
test_pick (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  Pick        pick = { 0 };
  YutuView    view;
  YutuPoint   middle;
  int         x = 0;
  int         y = 0;

  yutu_map_view_get_view (window->map, &view);
  middle = yutu_projection_inverse (view.epsg, (YutuMapPoint){ view.center_x, view.center_y });
  yutu_map_view_pick_point_async (window->map, "here", NULL, picked_cb, &pick);
  gui_wait_until (gtk_revealer_get_child_revealed (window->hint_revealer));
  gui_xdotool ("key Return");
  gui_wait (is_done, &pick);
  g_assert_no_error (pick.error);
  g_assert_cmpint (ABS (pick.point.x - middle.x), <, 1000000); /* a pixel or two */
  g_assert_cmpint (ABS (pick.point.y - middle.y), <, 1000000);
  g_assert_null (yutu_session_get_place (window->session)); /* it chose nothing */

  pick = (Pick){ 0 };
  yutu_map_view_pick_point_async (window->map, "here", NULL, picked_cb, &pick);
  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + 100, y);
  gui_wait (is_done, &pick);
  g_assert_no_error (pick.error);
  g_assert_cmpint (pick.point.x, >, middle.x);

  pick = (Pick){ 0 };
  yutu_map_view_pick_point_async (window->map, "here", NULL, picked_cb, &pick);
  gui_xdotool ("key Escape");
  gui_wait (is_done, &pick);
  g_assert_error (pick.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&pick.error);
  window_fixture_close (window);
}

/* ---- To the neighbours ---- */

static void
test_neighbours (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      town = ask_town (window);
  gint64      other = 0;

  choose_town (window);
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool ("key shift+Down");
  gui_wait_ms (300);
  other = yutu_place_get_id (yutu_session_get_place (window->session));
  g_assert_cmpint (other, !=, town);
  gui_xdotool ("key shift+Up");
  gui_wait_until (yutu_place_get_id (yutu_session_get_place (window->session)) != other);
  window_fixture_close (window);
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/workspaces/switch", test_switch);
  g_test_add_func ("/gui/workspaces/memory", test_memory);
  g_test_add_func ("/gui/workspaces/place-is-gone", test_place_is_gone);
  g_test_add_func ("/gui/workspaces/grip", test_grip);
  g_test_add_func ("/gui/workspaces/pick", test_pick);
  g_test_add_func ("/gui/workspaces/neighbours", test_neighbours);
  return g_test_run ();
}
