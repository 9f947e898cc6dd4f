/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A planner's day in the Edit workspace, by a real pointer and by keys only: a shared line is bent and
 * both sides follow, what would cross cannot be let go, Esc and undo, a draft over a restart, names. */

#include "edit-fixture.h"

#include <math.h>

#include "division/yutu-division.h"
#include "geo/yutu-measure.h"
#include "session/yutu-line-edit.h"
#include "ui/yutu-map-view-private.h"
#include "ui/yutu-edit-pane-private.h"
#include "ui/yutu-toasts.h"

#define WIDTH  1280
#define HEIGHT 800

typedef struct
{
  YutuWindow *window;
  gint64      arc;
  gsize       vertex; /* an inner one */
  YutuPoint   at;
} Day;

/* Between two townships, of some thirty vertices. */
static const char LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 "
  "AND length (a.geom) BETWEEN 500 AND 1500 ORDER BY a.id LIMIT 1";

static YutuLineTool *
get_tool (const Day *day)
{
  return yutu_edit_pane_get_tool (day->window->edit_pane);
}

static gint64
ask (const Day  *day,
     const char *sql)
{
  return window_ask (day->window, sql);
}

static gint64
count_entries (const Day *day)
{
  return ask (day, "SELECT count (*) FROM journal");
}

static YutuPoint
get_vertex (const Day *day,
            gsize      vertex)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line = yutu_file_read_line_edit (
    yutu_session_get_file (day->window->session), day->arc, yutu_day_today (), NULL, &error);
  gsize n = 0;

  g_assert_no_error (error);
  return yutu_line_edit_get_points (line, &n)[vertex];
}

static void
begin (Day *day)
{
  day->window = window_fixture_open (WIDTH, HEIGHT);
  gui_xdotool ("key alt+2");
  gui_wait_ms (200);
  day->arc = ask (day, LINE_SQL);
  day->vertex = 7;
  day->at = get_vertex (day, day->vertex);
  window_show_point (day->window, day->at);
}

static gboolean
is_idle (gpointer data)
{
  const Day *day = data;
  gboolean   is_busy = FALSE;

  g_object_get (day->window->session, "busy", &is_busy, NULL);
  return !is_busy && !yutu_line_tool_is_busy (get_tool (day));
}

static gboolean
has_line (gpointer data)
{
  const Day          *day = data;
  const YutuLineEdit *line = yutu_line_tool_get_line (get_tool (day));

  return line != NULL && yutu_line_edit_get_arc (line) == day->arc && is_idle (data);
}

static void
wait_idle (Day *day)
{
  gui_wait_ms (100);
  gui_wait (is_idle, day);
  window_wait_settled (day->window);
}

static gboolean
can_undo (gpointer data)
{
  const Day *day = data;

  return is_idle (data) && g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (day->window), "undo"));
}

static gboolean
is_undone (gpointer data)
{
  const Day *day = data;

  return is_idle (data) && g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (day->window), "redo"));
}

static void
undo (Day *day)
{
  gui_wait (can_undo, day);
  gui_xdotool ("key ctrl+z");
  gui_wait (is_undone, day);
  wait_idle (day);
}

/* Where a point of the county is on the screen. */
static void
to_screen (const Day *day,
           YutuPoint  point,
           int       *x,
           int       *y)
{
  double map_x, map_y, window_x, window_y;

  g_assert_true (yutu_map_view_point_to_screen (day->window->map, point, &map_x, &map_y));
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (day->window->map),
                                                   GTK_WIDGET (day->window), map_x, map_y, &window_x,
                                                   &window_y));
  *x = (int)round (window_x);
  *y = (int)round (window_y);
}

static void
drag (Day      *day,
      YutuPoint from,
      int       dx,
      int       dy)
{
  int x, y;

  to_screen (day, from, &x, &y);
  gui_xdotool_printf ("mousemove %d %d mousedown 1 mousemove %d %d", x, y, x + dx / 4, y + dy / 4);
  gui_wait_ms (50);
  gui_xdotool_printf ("mousemove %d %d mousemove %d %d", x + dx / 2, y + dy / 2, x + dx, y + dy);
  gui_wait_ms (100);
}

/* Some pixels aside, square to the line there. */
static void
get_aside (const Day *day,
           double     pixels,
           int       *dx,
           int       *dy)
{
  int    x1, y1, x2, y2;
  double length;

  to_screen (day, get_vertex (day, day->vertex - 1), &x1, &y1);
  to_screen (day, get_vertex (day, day->vertex + 1), &x2, &y2);
  length = hypot (x2 - x1, y2 - y1);
  *dx = (int)round ((y2 - y1) / length * pixels);
  *dy = (int)round (-(x2 - x1) / length * pixels);
}

static gboolean
may_lie_at (const Day *day,
            double     x,
            double     y)
{
  g_auto (YutuLinePreview) preview = { 0 };
  YutuVertexEdit edit = { YUTU_VERTEX_MOVE, day->arc, day->vertex, { 0, 0 } };

  g_assert_true (yutu_map_view_point_from_screen (day->window->map, x, y, &edit.to));
  yutu_line_edit_preview ((YutuLineEdit *)yutu_line_tool_get_line (get_tool (day)), &edit, &preview);
  return preview.is_allowed;
}

/* Pixels from a vertex to where it may, or may not, lie; nor some pixels beside. */
static void
find_spot (const Day *day,
           YutuPoint  from,
           gboolean   may,
           int       *dx,
           int       *dy)
{
  double x, y;

  g_assert_true (yutu_map_view_point_to_screen (day->window->map, from, &x, &y));
  for (int reach = may ? 16 : 60; reach < 300; reach += 20)
    for (int way = 0; way < 32; way++)
      {
        *dx = (int)round (reach * cos (way * G_PI / 16));
        *dy = (int)round (reach * sin (way * G_PI / 16));
        if (may_lie_at (day, x + *dx - 3, y + *dy - 3) == may && may_lie_at (day, x + *dx + 3, y + *dy + 3) == may &&
            may_lie_at (day, x + *dx, y + *dy) == may)
          return;
      }
  g_assert_not_reached ();
}

static gboolean
is_refused (gpointer data)
{
  const YutuLinePreview *preview = yutu_line_tool_get_preview (get_tool (data));

  return preview != NULL && !preview->is_allowed;
}

static gboolean
is_allowed (gpointer data)
{
  const YutuLinePreview *preview = yutu_line_tool_get_preview (get_tool (data));

  return preview != NULL && preview->is_allowed;
}

static void
choose_by_mouse (Day *day)
{
  int x, y;

  to_screen (day, day->at, &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  gui_wait (has_line, day);
}

/* Of the two townships beside the line, in square centimetres. */
static void
read_areas (const Day *day,
            gint64     areas[2])
{
  const YutuLineEdit *line = yutu_line_tool_get_line (get_tool (day));

  for (int side = 0; side < 2; side++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT CAST (round (" YUTU_DIVISION_AREA_M2 ("a.id") " * 10000) AS INTEGER) FROM division_area a WHERE level = 4 AND "
                                                              "valid_to = '9999-12-31' AND name = '%s'",
        yutu_line_edit_get_side (line, side == 1));

      areas[side] = ask (day, sql);
    }
}

/* ---- By mouse ---- */

/* What offers to take the last gesture back: one alone, however many there were. */
static void
assert_toast (const Day  *day,
              const char *title)
{
  g_assert_nonnull (yutu_toasts_get (day->window->toasts));
  g_assert_cmpstr (adw_toast_get_title (yutu_toasts_get (day->window->toasts)), ==, title);
  g_assert_cmpstr (adw_toast_get_action_name (yutu_toasts_get (day->window->toasts)), ==, "win.undo");
}

/* Near to where the line would run straight on it snaps to that, is marked, and lies there; with the switch
 * off it lies where it was let go. */
static void
drag_straight_on (Day *day)
{
  YutuSnapChoice *choice =
    YUTU_SNAP_CHOICE (window_find (GTK_WIDGET (day->window->edit_pane), YUTU_TYPE_SNAP_CHOICE, NULL));
  g_autofree char *words = NULL;
  YutuPoint        snapped, free_one;
  int              x[3], y[3], dx, dy;
  double           length, reach;

  window_show_point (day->window, day->at);
  for (int i = 0; i < 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (day->window->map), "map.zoom-in", NULL);
  window_wait_settled (day->window);
  for (int i = 0; i < 3; i++)
    to_screen (day, get_vertex (day, day->vertex - 2 + i), &x[i], &y[i]);
  length = hypot (x[1] - x[0], y[1] - y[0]);
  reach = hypot (x[2] - x[1], y[2] - y[1]);
  dx = (int)round (x[1] + (x[1] - x[0]) / length * reach) + 2 - x[2];
  dy = (int)round (y[1] + (y[1] - y[0]) / length * reach) - 1 - y[2];
  yutu_draw_tool_set_snap_kinds (yutu_edit_pane_get_draw_tool (day->window->edit_pane), YUTU_SNAP_RIGHT);
  g_assert_cmpint (yutu_snap_choice_get_kinds (choice), ==, YUTU_SNAP_RIGHT);
  drag (day, day->at, dx, dy);
  words = yutu_line_tool_dup_snap_words (get_tool (day));
  g_assert_cmpstr (words, ==, "直角或延长线");
  g_assert_true (yutu_line_tool_get_point (get_tool (day), &snapped));
  window_save_picture (day->window, NULL, "edit-snapped.png");
  gui_xdotool ("mouseup 1");
  wait_idle (day);
  g_assert_true (yutu_point_equal (get_vertex (day, day->vertex), snapped));
  undo (day);
  yutu_draw_tool_set_snap_kinds (yutu_edit_pane_get_draw_tool (day->window->edit_pane), 0);
  drag (day, day->at, dx, dy);
  g_assert_null (yutu_line_tool_dup_snap_words (get_tool (day)));
  g_assert_true (yutu_line_tool_get_point (get_tool (day), &free_one));
  g_assert_false (yutu_point_equal (free_one, snapped));
  gui_xdotool ("mouseup 1");
  wait_idle (day);
}

static void
test_story_by_mouse (void)
{
  Day       day = { 0 };
  gint64    before[2], after[2], entries;
  YutuPoint moved;
  int       dx, dy;

  begin (&day);
  choose_by_mouse (&day);
  read_areas (&day, before);
  entries = count_entries (&day);
  get_aside (&day, 14, &dx, &dy);
  drag (&day, day.at, dx, dy);
  g_assert_nonnull (yutu_line_tool_get_preview (get_tool (&day)));
  g_assert_true (yutu_line_tool_get_preview (get_tool (&day))->is_allowed);
  g_assert_cmpint (count_entries (&day), ==, entries);
  gui_xdotool ("mouseup 1");
  wait_idle (&day);
  /* both follow: one gains what the other loses */
  read_areas (&day, after);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_cmpint (after[0], !=, before[0]);
  g_assert_cmpint (after[0] + after[1], ==, before[0] + before[1]);
  moved = get_vertex (&day, day.vertex);
  g_assert_false (yutu_point_equal (moved, day.at));
  g_assert_false (yutu_line_tool_has_draft (get_tool (&day)));
  assert_toast (&day, "已移动顶点");
  /* over a neighbour far away: red, and not let go */
  find_spot (&day, moved, FALSE, &dx, &dy);
  drag (&day, moved, dx, dy);
  g_assert_false (yutu_line_tool_get_preview (get_tool (&day))->is_allowed);
  g_assert_cmpuint (yutu_line_tool_get_preview (get_tool (&day))->conflict.n_stretches, >, 0);
  window_save_picture (day.window, NULL, "edit-refused.png");
  gui_xdotool ("mouseup 1");
  wait_idle (&day);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_true (yutu_point_equal (get_vertex (&day, day.vertex), moved));
  /* the very state again */
  undo (&day);
  read_areas (&day, after);
  g_assert_cmpint (after[0], ==, before[0]);
  g_assert_cmpint (after[1], ==, before[1]);
  g_assert_true (yutu_point_equal (get_vertex (&day, day.vertex), day.at));
  drag_straight_on (&day);
  window_fixture_close (day.window);
}

static void
test_adding_and_deleting (void)
{
  Day    day = { 0 };
  gint64 size, entries;
  gsize  n = 0;
  int    x, y;

  begin (&day);
  choose_by_mouse (&day);
  yutu_line_edit_get_points (yutu_line_tool_get_line (get_tool (&day)), &n);
  size = (gint64)n;
  entries = count_entries (&day);
  gui_xdotool ("key plus plus plus plus a");
  gui_wait_ms (300);
  window_wait_settled (day.window);
  gui_wait_ms (100);
  {
    YutuPoint next = get_vertex (&day, day.vertex + 1);

    to_screen (&day, (YutuPoint){ (day.at.x + next.x) / 2, (day.at.y + next.y) / 2 }, &x, &y);
  }
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  wait_idle (&day);
  yutu_line_edit_get_points (yutu_line_tool_get_line (get_tool (&day)), &n);
  g_assert_cmpint ((gint64)n, ==, size + 1);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  assert_toast (&day, "已增加顶点");
  gui_xdotool ("key d");
  gui_wait_ms (100);
  to_screen (&day, get_vertex (&day, day.vertex + 1), &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  wait_idle (&day);
  yutu_line_edit_get_points (yutu_line_tool_get_line (get_tool (&day)), &n);
  g_assert_cmpint ((gint64)n, ==, size);
  g_assert_cmpint (count_entries (&day), ==, entries + 2);
  assert_toast (&day, "已删除顶点");
  undo (&day);
  undo (&day);
  window_fixture_close (day.window);
}

/* ---- By keys ---- */

static void
test_story_by_keyboard (void)
{
  Day       day = { 0 };
  gint64    entries;
  YutuPoint before, drafted, now;

  begin (&day);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key Return");
  gui_wait (has_line, &day);
  entries = count_entries (&day);
  gui_xdotool ("key n n n n");
  gui_wait_until (yutu_line_tool_get_vertex (get_tool (&day)) == 3);
  before = get_vertex (&day, 3);
  gui_xdotool ("key Right shift+Right");
  gui_wait_until (yutu_line_tool_has_draft (get_tool (&day)));
  g_assert_true (yutu_line_tool_get_point (get_tool (&day), &drafted));
  g_assert_cmpint (drafted.x, >, before.x);
  /* Esc takes back one move, Ctrl+Z the other, and Ctrl+Shift+Z brings it again */
  gui_xdotool ("key Escape");
  gui_wait_ms (100);
  g_assert_true (yutu_line_tool_has_draft (get_tool (&day)));
  yutu_line_tool_get_point (get_tool (&day), &now);
  g_assert_cmpint (now.x, <, drafted.x);
  gui_xdotool ("key ctrl+z");
  gui_wait_until (!yutu_line_tool_has_draft (get_tool (&day)));
  gui_xdotool ("key ctrl+shift+z");
  gui_wait_until (yutu_line_tool_has_draft (get_tool (&day)));
  g_assert_cmpint (count_entries (&day), ==, entries);
  gui_xdotool ("key Return");
  wait_idle (&day);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_false (yutu_point_equal (get_vertex (&day, 3), before));
  gui_xdotool ("key Insert");
  wait_idle (&day);
  g_assert_cmpint (count_entries (&day), ==, entries + 2);
  gui_xdotool ("key Delete");
  wait_idle (&day);
  g_assert_cmpint (count_entries (&day), ==, entries + 3);
  for (int i = 0; i < 3; i++)
    undo (&day);
  g_assert_true (yutu_point_equal (get_vertex (&day, 3), before));
  window_fixture_close (day.window);
}

/* ---- Where three lines meet ---- */

/* An end of a line between townships at which three arcs of some length meet. */
static const char JUNCTION_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 AND "
  "length (a.geom) > 300 AND (SELECT count (*) FROM arc b WHERE (b.node_from = a.node_from) + (b.node_to = a.node_from) "
  "> 0 AND length (b.geom) > 300) = 3 ORDER BY a.id LIMIT 1";

/* How many arcs begin or end at the point. */
static gint64
count_arcs_at (const Day *day,
               YutuPoint  point)
{
  return window_ask_of (day->window,
                        "SELECT count (*) FROM arc, (SELECT MakePoint (%.9f, %.9f, 4490) AS p) WHERE "
                        "max (abs (X (StartPoint (geom)) - X (p)), abs (Y (StartPoint (geom)) - Y (p))) < 5e-10 OR "
                        "max (abs (X (EndPoint (geom)) - X (p)), abs (Y (EndPoint (geom)) - Y (p))) < 5e-10",
                        yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y));
}

static gint64
sum_areas (const Day *day)
{
  return ask (day, "SELECT CAST (round (total (" YUTU_DIVISION_AREA_M2 ("a.id") ") * 10000) AS INTEGER) "
                                                                                "FROM division_area a WHERE level = 4 "
                                                                                "AND valid_to = '9999-12-31'");
}

static void
begin_at_junction (Day *day)
{
  begin (day);
  day->arc = ask (day, JUNCTION_SQL);
  day->vertex = 0;
  day->at = get_vertex (day, 0);
  g_assert_cmpint (count_arcs_at (day, day->at), ==, 3);
  yutu_line_tool_choose_line (get_tool (day), day->arc);
  gui_wait (has_line, day);
  window_show_point (day->window, day->at);
  gui_xdotool ("key plus plus plus");
  gui_wait_ms (400);
  window_wait_settled (day->window);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

/* All three lines end where the vertex is now, no land is lost, and undone it is as before. */
static void
assert_all_three_followed (Day   *day,
                           gint64 entries,
                           gint64 areas)
{
  YutuPoint now = get_vertex (day, 0);

  g_assert_cmpint (count_entries (day), ==, entries + 1);
  g_assert_false (yutu_point_equal (now, day->at));
  g_assert_cmpint (count_arcs_at (day, now), ==, 3);
  g_assert_cmpint (count_arcs_at (day, day->at), ==, 0);
  g_assert_cmpint (sum_areas (day), ==, areas);
  undo (day);
  g_assert_cmpint (count_arcs_at (day, day->at), ==, 3);
  window_fixture_close (day->window);
}

static void
test_a_junction_by_mouse (void)
{
  Day    day = { 0 };
  gint64 entries, areas;
  int    dx, dy;

  begin_at_junction (&day);
  entries = count_entries (&day);
  areas = sum_areas (&day);
  find_spot (&day, day.at, TRUE, &dx, &dy);
  drag (&day, day.at, dx, dy);
  gui_wait (is_allowed, &day);
  g_assert_nonnull (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_LABEL, "3 条界线在此交会"));
  window_save_picture (day.window, NULL, "edit-junction.png");
  gui_xdotool ("mouseup 1");
  wait_idle (&day);
  assert_all_three_followed (&day, entries, areas);
}

static void
test_a_junction_by_keyboard (void)
{
  Day    day = { 0 };
  gint64 entries, areas;

  begin_at_junction (&day);
  entries = count_entries (&day);
  areas = sum_areas (&day);
  gui_xdotool ("key n Right Right Right Up Up");
  gui_wait_until (yutu_line_tool_get_vertex (get_tool (&day)) == 0);
  g_assert_true (yutu_line_tool_has_draft (get_tool (&day)));
  gui_xdotool ("key Return");
  wait_idle (&day);
  assert_all_three_followed (&day, entries, areas);
}

/* Over a line that stays: red, and neither the mouse nor Enter lets it go. */
static void
test_a_junction_refused (void)
{
  Day    day = { 0 };
  gint64 entries;
  int    dx, dy;

  begin_at_junction (&day);
  entries = count_entries (&day);
  find_spot (&day, day.at, FALSE, &dx, &dy);
  drag (&day, day.at, dx, dy);
  gui_wait (is_refused, &day);
  window_save_picture (day.window, NULL, "edit-junction-refused.png");
  gui_xdotool ("mouseup 1");
  wait_idle (&day);
  g_assert_true (yutu_point_equal (get_vertex (&day, 0), day.at));
  /* as a draft by keys: ten pixels at a time, the rest one by one */
  yutu_line_tool_choose_vertex (get_tool (&day), 0);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  for (int i = 0; i < abs (dx) / 10; i++)
    gui_xdotool (dx > 0 ? "key shift+Right" : "key shift+Left");
  for (int i = 0; i < abs (dx) % 10; i++)
    gui_xdotool (dx > 0 ? "key Right" : "key Left");
  for (int i = 0; i < abs (dy) / 10; i++)
    gui_xdotool (dy > 0 ? "key shift+Down" : "key shift+Up");
  for (int i = 0; i < abs (dy) % 10; i++)
    gui_xdotool (dy > 0 ? "key Down" : "key Up");
  gui_wait (is_refused, &day);
  gui_xdotool ("key Return");
  wait_idle (&day);
  g_assert_true (yutu_line_tool_has_draft (get_tool (&day)));
  g_assert_cmpint (count_entries (&day), ==, entries);
  yutu_line_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

/* ---- Typed positions ---- */

static void
test_a_typed_position (void)
{
  Day         day = { 0 };
  YutuPoint   drafted;
  GtkWidget  *entry;
  const char *text = "@12<90";

  begin (&day);
  choose_by_mouse (&day);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key n n n");
  gui_wait_ms (100);
  day.vertex = 2;
  day.at = get_vertex (&day, 2);
  entry = GTK_WIDGET (day.window->edit_pane->lon);
  gtk_widget_grab_focus (entry);
  window_type (entry, text);
  gui_xdotool ("key Return");
  gui_wait_ms (150);
  g_assert_true (yutu_line_tool_get_point (get_tool (&day), &drafted));
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (day.at, drafted), 12, 1e-3);
  g_assert_cmpint (drafted.x, >, day.at.x);
  yutu_line_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

/* ---- A draft ---- */

static gboolean
is_offered (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (((Day *)data)->window->draft_bar) > 0;
}

static gboolean
has_draft (gpointer data)
{
  return has_line (data) && yutu_line_tool_has_draft (get_tool (data));
}

static void
test_a_draft_that_was_left (void)
{
  Day       day = { 0 };
  YutuPoint drafted, again;

  begin (&day);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key Return");
  gui_wait (has_line, &day);
  gui_xdotool ("key n n n Up Up");
  gui_wait_ms (900); /* it is in the file */
  g_assert_true (yutu_line_tool_get_point (get_tool (&day), &drafted));
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft WHERE kind = 'vertex'"), ==, 1);
  window_fixture_close (day.window);

  day.window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (is_offered, &day);
  gui_xdotool ("key ctrl+r");
  gui_wait (has_draft, &day);
  g_assert_true (yutu_line_tool_get_point (get_tool (&day), &again));
  g_assert_true (yutu_point_equal (drafted, again));
  yutu_line_tool_discard (get_tool (&day));
  gui_wait_until (ask (&day, "SELECT count (*) FROM draft WHERE kind = 'vertex'") == 0);
  window_fixture_close (day.window);
}

static gboolean
is_kept (gpointer data)
{
  return ask (data, "SELECT count (*) FROM draft WHERE kind = 'vertex'") == 1;
}

/* Runs in a process of its own. */
static int
move_and_wait (int    argc,
               char **argv)
{
  Day day = { 0 };

  argc = 1;
  window_fixture_init (&argc, &argv);
  begin (&day);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key Return");
  gui_wait (has_line, &day);
  gui_xdotool ("key n n n Up Up Right");
  gui_wait (is_kept, &day);
  return window_fixture_await_kill (day.window);
}

static void
test_a_kill (void)
{
  Day       day = { 0 };
  YutuPoint drafted;
  gint64    entries;

  window_fixture_run_and_kill ("--begin", NULL, NULL);
  begin (&day);
  entries = count_entries (&day);
  gui_wait (is_offered, &day);
  gui_xdotool ("key ctrl+r");
  gui_wait (has_draft, &day);
  g_assert_true (yutu_line_tool_get_point (get_tool (&day), &drafted));
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key Return");
  wait_idle (&day);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_true (yutu_point_equal (get_vertex (&day, 2), drafted));
  undo (&day);
  g_assert_false (yutu_point_equal (get_vertex (&day, 2), drafted));
  window_fixture_close (day.window);
}

/* ---- Where nothing can be edited ---- */

static void
test_another_day (void)
{
  Day      day = { 0 };
  GAction *action = NULL;

  begin (&day);
  action = g_action_map_lookup_action (G_ACTION_MAP (day.window), "edit-tool");
  g_assert_true (g_action_get_enabled (action));
  yutu_session_set_day (day.window->session, yutu_day_from_ymd (2021, 1, 1));
  gui_wait_until (!g_action_get_enabled (action));
  g_assert_nonnull (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_LABEL, "其他日期"));
  yutu_session_set_day (day.window->session, yutu_day_today ());
  gui_wait_until (g_action_get_enabled (action));
  window_fixture_close (day.window);
}

/* ---- Names ---- */

static YutuForm *
get_form (const Day *day)
{
  return (YutuForm *)window_find (GTK_WIDGET (day->window->edit_pane), YUTU_TYPE_FORM, NULL);
}

static gboolean
has_form (gpointer data)
{
  return get_form (data) != NULL && is_idle (data);
}

static gboolean
has_no_form (gpointer data)
{
  return get_form (data) == NULL && is_idle (data);
}

static gboolean
has_objection (gpointer data)
{
  const Day *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_LABEL, "“威尼斯”是外国人名、地名或外语音译") != NULL;
}

static gboolean
has_no_objection (gpointer data)
{
  return !has_objection (data);
}

/* The place itself and at least one rival are on the map, with their names. */
static gboolean
has_rivals (gpointer data)
{
  const Day *day = data;

  return day->window->map->notes->len > 1;
}

/* The place itself alone. */
static gboolean
has_no_rivals (gpointer data)
{
  const Day *day = data;

  return day->window->map->notes->len == 1;
}

static gboolean
has_bare_rivals (gpointer data)
{
  const Day *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_LABEL, "专名相同") != NULL &&
         window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_LABEL, "尚未选定类别") != NULL && has_rivals (data);
}

static gboolean
has_no_scope (gpointer data)
{
  const Day *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_LABEL, "尚未选定类别") == NULL;
}

static void
test_names (void)
{
  Day    day = { 0 };
  gint64 entries, unit;
  g_autoptr (YutuPlace) place = NULL;

  begin (&day);
  entries = count_entries (&day);
  unit = ask (&day, "SELECT unit FROM division WHERE name = '罗店镇' AND valid_to = '9999-12-31'");
  place = yutu_place_new_unit (unit);
  yutu_session_set_place (day.window->session, place);
  gui_wait_ms (300);
  gui_xdotool ("key F2");
  gui_wait (has_form, &day);
  gui_wait_ms (500);
  yutu_form_type (get_form (&day), "name", "罗新镇");
  window_save_picture (day.window, NULL, "edit-rename.png");
  yutu_form_focus_first (get_form (&day));
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_no_form, &day);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM division WHERE name = '罗新镇'"), ==, 1);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM address WHERE text LIKE '%罗新镇%'"), >, 100);
  undo (&day);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM division WHERE name = '罗新镇'"), ==, 0);
  /* a name by the middle of the map */
  gui_xdotool ("key shift+F2");
  gui_wait_ms (200);
  gui_xdotool ("key Return");
  gui_wait (has_form, &day);
  gui_wait_ms (500);
  /* the naming rules, while it is typed */
  yutu_form_type (get_form (&day), "name", "威尼斯亭");
  gui_wait (has_objection, &day);
  window_save_picture (day.window, NULL, "edit-name-rules.png");
  /* a bare name: no class is guessed any more, and it is held against all */
  yutu_form_type (get_form (&day), "name", "三里");
  gui_wait (has_bare_rivals, &day);
  window_save_picture (day.window, NULL, "edit-name-bare.png");
  yutu_form_type (get_form (&day), "name", "三里小区");
  gui_wait (has_rivals, &day);
  gui_wait (has_no_scope, &day);
  window_save_picture (day.window, NULL, "edit-name-rivals.png");
  yutu_form_type (get_form (&day), "name", "望江亭");
  gui_wait (has_no_rivals, &day);
  gui_wait (has_no_objection, &day);
  yutu_form_focus_first (get_form (&day));
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_no_form, &day);
  g_assert_cmpint (
    ask (&day, "SELECT count (*) FROM place_name WHERE name = '望江亭' AND class = 'scenic' AND division > 0"),
    ==, 1);
  undo (&day);
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--begin"))
    return move_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/edit/story-by-mouse", test_story_by_mouse);
  g_test_add_func ("/gui/edit/adding-and-deleting", test_adding_and_deleting);
  g_test_add_func ("/gui/edit/story-by-keyboard", test_story_by_keyboard);
  g_test_add_func ("/gui/edit/a-junction-by-mouse", test_a_junction_by_mouse);
  g_test_add_func ("/gui/edit/a-junction-by-keyboard", test_a_junction_by_keyboard);
  g_test_add_func ("/gui/edit/a-junction-refused", test_a_junction_refused);
  g_test_add_func ("/gui/edit/a-typed-position", test_a_typed_position);
  g_test_add_func ("/gui/edit/a-kill", test_a_kill);
  g_test_add_func ("/gui/edit/a-draft-that-was-left", test_a_draft_that_was_left);
  g_test_add_func ("/gui/edit/another-day", test_another_day);
  g_test_add_func ("/gui/edit/names", test_names);
  return g_test_run ();
}
