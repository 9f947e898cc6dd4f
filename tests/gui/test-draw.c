/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drawing in the Edit workspace, by a real pointer and by keys only: points that snap, a way that is
 * traced, coordinates that are typed, Esc and undo, what may not be, a draft that outlives a kill. */

#include "edit-fixture.h"

#include <math.h>

#include "geo/yutu-measure.h"
#include "session/yutu-line-edit.h"
#include "session/yutu-snap.h"
#include "ui/yutu-map-view-private.h"

#define WIDTH    1280
#define HEIGHT   800
#define N_POINTS 500

typedef struct
{
  YutuWindow *window;
  YutuPoint   points[64]; /* of a line between two townships */
  gsize       n_points;
} Day;

static const char LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 "
  "AND length (a.geom) BETWEEN 500 AND 1000 ORDER BY a.id LIMIT 1";

static YutuDrawTool *
get_tool (const Day *day)
{
  return yutu_edit_pane_get_draw_tool (day->window->edit_pane);
}

static const YutuPoint *
get_points (const Day *day,
            gsize     *n)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (get_tool (day));

  g_assert_nonnull (drawing);
  return yutu_drawing_get_points (drawing, n);
}

static gsize
count_points (const Day *day)
{
  gsize n = 0;

  get_points (day, &n);
  return n;
}

static YutuPoint
get_last (const Day *day)
{
  gsize            n = 0;
  const YutuPoint *points = get_points (day, &n);

  g_assert_cmpuint (n, >, 0);
  return points[n - 1];
}

static gboolean
is_editing (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (((Day *)data)->window->edit_pane));
}

static void
begin (Day *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line = NULL;
  const YutuPoint *points = NULL;

  day->window = window_fixture_open (WIDTH, HEIGHT);
  gui_xdotool ("mousemove 700 700 key alt+2");
  gui_wait (is_editing, day);
  line = yutu_file_read_line_edit (yutu_session_get_file (day->window->session),
                                   window_ask (day->window, LINE_SQL), yutu_day_today (), NULL, &error);
  g_assert_no_error (error);
  points = yutu_line_edit_get_points (line, &day->n_points);
  g_assert_cmpuint (day->n_points, <=, G_N_ELEMENTS (day->points));
  memcpy (day->points, points, day->n_points * sizeof *points);
  window_show_point (day->window, day->points[9]);
  gui_xdotool ("key plus plus");
  window_wait_drawn (day->window);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

static gboolean
is_drawing (gpointer data)
{
  return yutu_draw_tool_is_drawing (get_tool (data));
}

static gboolean
is_put_away (gpointer data)
{
  return !is_drawing (data);
}

static void
take_up (Day        *day,
         const char *letter)
{
  gui_xdotool_printf ("key %s", letter);
  gui_wait (is_drawing, day);
  window_wait_settled (day->window);
  /* whatever it was left with */
  yutu_draw_tool_set_tracing (get_tool (day), FALSE);
  yutu_draw_tool_set_snap_kinds (get_tool (day), YUTU_SNAP_ALL);
}

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

typedef struct
{
  const Day *day;
  gsize      n_points;
} Points;

static gboolean
has_points (gpointer data)
{
  const Points *points = data;

  return count_points (points->day) == points->n_points;
}

static void
wait_points (const Day *day,
             gsize      n_points)
{
  gui_wait (has_points, &(Points){ day, n_points });
}

/* What a hand did is done, where nothing is to be seen of it: motions wait for the next frame. */
static void
wait_frames (const Day *day)
{
  gui_wait_frames (GTK_WIDGET (day->window->map), 2);
}

static void
move_to (const Day *day,
         YutuPoint  point,
         int        dx,
         int        dy)
{
  int x, y;

  to_screen (day, point, &x, &y);
  gui_xdotool_printf ("mousemove %d %d", x + dx, y + dy);
  wait_frames (day);
}

static void
click_at (const Day *day,
          YutuPoint  point,
          int        dx,
          int        dy)
{
  move_to (day, point, dx, dy);
  gui_xdotool ("click 1");
  wait_frames (day);
}

/* ---- By mouse ---- */

static void
test_story_by_mouse (void)
{
  Day day = { 0 };
  int x, y;

  begin (&day);
  take_up (&day, "m");
  /* some pixels beside a vertex: the vertex itself */
  click_at (&day, day.points[9], 4, -3);
  g_assert_cmpuint (count_points (&day), ==, 1);
  g_assert_true (yutu_point_equal (get_last (&day), day.points[9]));
  to_screen (&day, day.points[9], &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + 150, y - 120);
  wait_points (&day, 2);
  gui_xdotool_printf ("mousemove %d %d", x + 240, y + 20);
  wait_frames (&day);
  window_save_picture (day.window, NULL, "draw-measure.png");
  /* Esc takes one back, Ctrl+Shift+Z brings it again, a drag moves the map and draws nothing */
  gui_xdotool ("key Escape");
  wait_points (&day, 1);
  gui_xdotool ("key ctrl+shift+z");
  wait_points (&day, 2);
  gui_xdotool_printf ("mousemove %d %d mousedown 1 mousemove %d %d", x - 200, y - 60, x - 190, y - 50);
  wait_frames (&day);
  gui_xdotool_printf ("mousemove %d %d mouseup 1", x - 180, y - 40);
  window_wait_drawn (day.window);
  g_assert_cmpuint (count_points (&day), ==, 2);
  /* a double click ends it, and it begins anew */
  to_screen (&day, day.points[9], &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + 200, y + 50);
  wait_points (&day, 3);
  gui_xdotool ("click 1");
  wait_points (&day, 0);
  g_assert_nonnull (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_LABEL, "量得"));
  window_fixture_close (day.window);
}

/* ---- What may not be ---- */

static gboolean
is_refused (gpointer data)
{
  g_autofree char *why = yutu_draw_tool_dup_refusal (get_tool (data));

  return g_strcmp0 (why, "线会与自身相接") == 0;
}

static void
test_it_may_not_meet_itself (void)
{
  Day day = { 0 };
  int x, y;

  begin (&day);
  take_up (&day, "m");
  to_screen (&day, day.points[9], &x, &y);
  yutu_draw_tool_set_snap_kinds (get_tool (&day), 0);
  gui_xdotool_printf ("mousemove %d %d click 1 mousemove %d %d click 1 mousemove %d %d click 1", x, y,
                      x + 160, y, x + 160, y + 120);
  wait_points (&day, 3);
  gui_xdotool_printf ("mousemove %d %d", x + 80, y - 90);
  gui_wait (is_refused, &day);
  window_save_picture (day.window, NULL, "draw-refused.png");
  gui_xdotool ("click 1");
  wait_frames (&day);
  g_assert_cmpuint (count_points (&day), ==, 3);
  g_assert_cmpuint (yutu_draw_tool_can_finish (get_tool (&day)), ==, TRUE);
  yutu_draw_tool_discard (get_tool (&day)); /* or the next window offers it */
  window_fixture_close (day.window);
}

/* ---- By keys ---- */

static gboolean
is_typing (gpointer data)
{
  return GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (((Day *)data)->window)));
}

static gboolean
has_keys_on_map (gpointer data)
{
  const Day *day = data;

  return gtk_window_get_focus (GTK_WINDOW (day->window)) == GTK_WIDGET (day->window->map);
}

static void
test_story_by_keyboard (void)
{
  Day       day = { 0 };
  YutuPoint first, second;

  begin (&day);
  take_up (&day, "m");
  gui_xdotool ("mousemove 640 20"); /* off the map */
  wait_frames (&day);
  /* the vertex in the middle of the map, then thirty pixels on */
  gui_xdotool ("key Right Return");
  wait_points (&day, 1);
  first = get_last (&day);
  g_assert_true (yutu_point_equal (first, day.points[9]));
  gui_xdotool ("key shift+Right shift+Right shift+Right shift+Up shift+Up shift+Up shift+Up shift+Up Return");
  wait_points (&day, 2);
  second = get_last (&day);
  g_assert_cmpint (second.x, >, first.x);
  g_assert_cmpint (second.y, >, first.y);
  /* Backspace and Esc; with nothing left it is still all there */
  gui_xdotool ("key BackSpace Escape Escape");
  wait_points (&day, 0);
  gui_xdotool ("key ctrl+shift+z ctrl+shift+z");
  wait_points (&day, 2);
  g_assert_true (yutu_point_equal (get_last (&day), second));
  /* typed: 120 m to the north-east, and a degree pair */
  gui_xdotool ("key c");
  gui_wait (is_typing, &day);
  gui_xdotool ("type @120<45");
  wait_frames (&day);
  window_save_picture (day.window, NULL, "draw-typed.png");
  gui_xdotool ("key Return");
  wait_points (&day, 3);
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (second, get_last (&day)), 120, 1e-3);
  gui_xdotool ("type nowhere");
  gui_xdotool ("key Return");
  wait_frames (&day);
  g_assert_cmpuint (count_points (&day), ==, 3);
  gui_xdotool ("key Escape"); /* back to the map */
  gui_wait (has_keys_on_map, &day);
  g_assert_cmpuint (count_points (&day), ==, 3);
  /* once more at the same place: done */
  gui_xdotool ("key shift+Right shift+Right shift+Right shift+Right shift+Right shift+Right Return");
  wait_points (&day, 4);
  gui_xdotool ("key Return");
  wait_points (&day, 0);
  /* Esc with nothing drawn: the tool is put away */
  gui_xdotool ("key Escape");
  gui_wait (is_put_away, &day);
  window_fixture_close (day.window);
}

/* ---- Tracing ---- */

typedef struct
{
  const Day  *day;
  const char *words;
} Way;

static gboolean
goes_way (gpointer data)
{
  const Way       *way = data;
  g_autofree char *words = yutu_draw_tool_dup_snap_words (get_tool (way->day));

  return words != NULL && strstr (words, way->words) != NULL;
}

static void
test_tracing (void)
{
  Day              day = { 0 };
  gsize            n = 0;
  const YutuPoint *points = NULL;

  begin (&day);
  take_up (&day, "m");
  click_at (&day, day.points[9], 1, 1);
  gui_xdotool ("key t");
  move_to (&day, day.points[6], 1, 1);
  window_save_picture (day.window, NULL, "draw-trace.png");
  /* the other way round, and back */
  gui_xdotool ("key Tab");
  gui_wait (goes_way, &(Way){ &day, "第 2 条" });
  gui_xdotool ("key shift+Tab");
  gui_wait (goes_way, &(Way){ &day, "第 1 条" });
  gui_xdotool ("click 1");
  wait_points (&day, 4);
  points = get_points (&day, &n);
  for (gsize i = 0; i < n; i++)
    g_assert_true (yutu_point_equal (points[i], day.points[9 - i]));
  /* the way is one step */
  gui_xdotool ("key Escape");
  wait_points (&day, 1);
  yutu_draw_tool_discard (get_tool (&day)); /* or the next window offers it */
  window_fixture_close (day.window);
}

/* ---- What it snaps to ---- */

typedef struct
{
  const Day  *day;
  const char *words;
} Snaps;

static gboolean
is_snapping (gpointer data)
{
  const Snaps     *snaps = data;
  g_autofree char *now = yutu_draw_tool_dup_snap_words (get_tool (snaps->day));

  return g_strcmp0 (now, snaps->words) == 0 &&
         window_find (GTK_WIDGET (snaps->day->window->edit_pane), GTK_TYPE_LABEL, snaps->words) != NULL;
}

static void
assert_snaps (const Day  *day,
              const char *words)
{
  Snaps snaps = { day, words };

  gui_wait (is_snapping, &snaps);
}

/* A click at the window's pixel sets the point. */
static void
click_point (const Day *day,
             int        x,
             int        y)
{
  gsize n = count_points (day);

  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  wait_points (day, n + 1);
}

static YutuPoint
get_next (const Day *day)
{
  YutuPoint point = { 0, 0 };

  g_assert_true (yutu_draw_tool_get_cursor (get_tool (day), &point));
  return point;
}

/* Degrees that a → b is turned to from p → a. */
static double
get_turn (YutuPoint p,
          YutuPoint a,
          YutuPoint b)
{
  return fmod (yutu_measure_azimuth_deg (a, b) - yutu_measure_azimuth_deg (p, a) + 720, 360);
}

/* Of each kind alone, with the real pointer some pixels off. */
static void
test_snapping (void)
{
  Day       day = { 0 };
  YutuPoint a, b, next;
  double    turn;
  int       x[2], y[2];

  begin (&day);
  take_up (&day, "m");
  a = day.points[8];
  b = day.points[9];
  to_screen (&day, a, &x[0], &y[0]);
  to_screen (&day, b, &x[1], &y[1]);
  /* a vertex */
  yutu_draw_tool_set_snap_kinds (get_tool (&day), YUTU_SNAP_VERTEX);
  move_to (&day, b, 3, -4);
  assert_snaps (&day, "顶点");
  next = get_next (&day);
  g_assert_true (yutu_point_equal (next, b));
  /* the nearest place on a line: on it to a grid step, and no vertex */
  yutu_draw_tool_set_snap_kinds (get_tool (&day), YUTU_SNAP_LINE);
  gui_xdotool_printf ("mousemove %d %d", (x[0] + x[1]) / 2 + 3, (y[0] + y[1]) / 2 - 2);
  wait_frames (&day);
  assert_snaps (&day, "线上");
  next = get_next (&day);
  g_assert_false (yutu_point_equal (next, a) || yutu_point_equal (next, b));
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (a, next) + yutu_measure_distance_m (next, b),
                                  yutu_measure_distance_m (a, b), 1e-3);
  /* square to what is drawn */
  yutu_draw_tool_set_snap_kinds (get_tool (&day), 0);
  click_point (&day, x[1] + 60, y[1] + 100);
  click_point (&day, x[1] + 160, y[1] + 130);
  a = get_points (&day, &(gsize){ 0 })[0];
  b = get_last (&day);
  yutu_draw_tool_set_snap_kinds (get_tool (&day), YUTU_SNAP_RIGHT);
  gui_xdotool_printf ("mousemove %d %d", x[1] + 160 + 27 + 3, y[1] + 130 - 90);
  wait_frames (&day);
  assert_snaps (&day, "直角或延长线");
  turn = get_turn (a, b, get_next (&day));
  g_assert_cmpfloat_with_epsilon (fabs (turn - 180), 90, 0.2);
  window_save_picture (day.window, NULL, "draw-right-angle.png");
  yutu_draw_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

/* Where a road crosses a boundary, between vertices of both: the first one in sight. */
static gboolean
find_crossing (const Day *day,
               YutuPoint *crossing)
{
  YutuMapLayers *layers = yutu_session_get_layers (day->window->session);
  YutuPoint      corner, beside;

  for (int y = 60; y < 500; y += 8)
    for (int x = 80; x < 620; x += 8)
      {
        YutuSnapQuery query = { .radius_px = 6, .kinds = YUTU_SNAP_CROSSING };
        g_autoptr (GArray) found = NULL;

        g_assert_true (yutu_map_view_point_from_screen (day->window->map, x, y, &query.at));
        g_assert_true (yutu_map_view_point_from_screen (day->window->map, x + 64, y, &beside));
        g_assert_true (yutu_map_view_point_from_screen (day->window->map, x, y - 64, &corner));
        query.east_px = 64.0 / (double)(beside.x - query.at.x);
        query.north_px = 64.0 / (double)(corner.y - query.at.y);
        found = yutu_snap_find (yutu_map_layers_list_snaps (layers), YUTU_MAP_N_SNAPS, &query);
        if (found->len > 0)
          {
            *crossing = g_array_index (found, YutuSnap, 0).point;
            return TRUE;
          }
      }
  return FALSE;
}

static void
test_snapping_to_a_crossing (void)
{
  Day       day = { 0 };
  YutuPoint crossing = { 0, 0 }, next;

  begin (&day);
  take_up (&day, "m");
  g_assert_true (find_crossing (&day, &crossing));
  yutu_draw_tool_set_snap_kinds (get_tool (&day), YUTU_SNAP_CROSSING);
  move_to (&day, crossing, 4, -3);
  assert_snaps (&day, "交点");
  next = get_next (&day);
  g_assert_true (yutu_point_equal (next, crossing));
  window_save_picture (day.window, NULL, "draw-crossing.png");
  yutu_draw_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

/* ---- Typed: degrees, degrees minutes seconds, metres of the file's system ---- */

static void
test_typed_coordinates (void)
{
  /* 119°39′E 29°05′N, and its Gauss-Krüger coordinates on 120°E by Krüger's series (1912, to the
   * fourth power of the third flattening) */
  static const char *const texts[] = { "119.65,29.0833333333", "119-39-00,29-05-00", "29:05:00N,119:39:00E", "465923.66,3218556.29" };
  Day                      day = { 0 };
  YutuPoint                wanted = yutu_point_from_degrees (119.65, 29.0 + 5.0 / 60);

  begin (&day);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *entry;

      take_up (&day, "m");
      gui_xdotool ("key c");
      gui_wait (is_typing, &day);
      entry = gtk_window_get_focus (GTK_WINDOW (day.window));
      window_type (entry, texts[i]);
      gui_xdotool ("key Return");
      wait_points (&day, 1);
      g_test_message ("%s: %.3f m", texts[i], yutu_measure_distance_m (get_last (&day), wanted));
      g_assert_cmpfloat (yutu_measure_distance_m (get_last (&day), wanted), <, 0.1);
      yutu_draw_tool_discard (get_tool (&day));
      g_assert_nonnull (day.window->map->hand); /* for a key that comes at once */
      gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
    }
  window_fixture_close (day.window);
}

/* ---- Measures while it is drawn ---- */

static gboolean
shows_next (gpointer data)
{
  const Snaps     *snaps = data;
  YutuPoint        next = get_next (snaps->day);
  g_autofree char *lon = g_strdup_printf ("%.9f", yutu_grid_to_degrees (next.x));

  return window_find (GTK_WIDGET (snaps->day->window->edit_pane), GTK_TYPE_LABEL, lon) != NULL;
}

typedef struct
{
  const Day *day;
  double     more_m;
} Longer;

static gboolean
is_longer (gpointer data)
{
  const Longer *longer = data;
  double        length_m;
  gint64        area_cm2;

  yutu_draw_tool_measure (get_tool (longer->day), &length_m, &area_cm2);
  return length_m > longer->more_m;
}

static gboolean
shows_area (gpointer data)
{
  const Longer    *longer = data;
  double           length_m;
  gint64           area_cm2 = 0;
  g_autofree char *area = NULL;

  yutu_draw_tool_measure (get_tool (longer->day), &length_m, &area_cm2);
  area = g_strdup_printf ("%.4f km²\n%.1f 亩", (double)area_cm2 / 1e10, (double)area_cm2 / 1e4 / (2000.0 / 3));
  return area_cm2 > 0 &&
         window_find (GTK_WIDGET (longer->day->window->edit_pane), GTK_TYPE_LABEL, area) != NULL;
}

static void
test_live_measures (void)
{
  Day    day = { 0 };
  Longer longer = { &day, 0 };
  Snaps  snaps = { &day, NULL };
  gint64 area_cm2 = 0;
  int    x, y;

  begin (&day);
  take_up (&day, "m");
  yutu_draw_tool_set_snap_kinds (get_tool (&day), YUTU_SNAP_VERTEX);
  to_screen (&day, day.points[9], &x, &y);
  click_point (&day, x, y);
  click_point (&day, x + 150, y - 40);
  gui_xdotool_printf ("mousemove %d %d", x + 170, y + 90);
  gui_wait (shows_next, &snaps);
  yutu_draw_tool_measure (get_tool (&day), &longer.more_m, &area_cm2);
  /* the pointer moves, nothing is clicked: they follow */
  gui_xdotool_printf ("mousemove %d %d", x + 190, y + 160);
  gui_wait (is_longer, &longer);
  gui_wait (shows_next, &snaps);
  click_point (&day, x + 170, y + 90);
  click_point (&day, x + 20, y + 120);
  /* back at the first point: the area, in square kilometres and mu */
  gui_xdotool_printf ("mousemove %d %d", x + 2, y + 1);
  gui_wait (shows_area, &longer);
  window_save_picture (day.window, NULL, "draw-area.png");
  yutu_draw_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

/* ---- Other tools, other workspaces ---- */

static gboolean
is_offered (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (((Day *)data)->window->draft_bar) > 0;
}

typedef struct
{
  Day   *day;
  gint64 n;
} Offered;

static gboolean
has_offered (gpointer data)
{
  const Offered *offered = data;

  return yutu_draft_bar_get_n_drafts (offered->day->window->draft_bar) == offered->n;
}

/* In the file. */
static gboolean
has_drafts (gpointer data)
{
  const Offered *offered = data;

  return window_ask (offered->day->window, "SELECT count (*) FROM draft") == offered->n;
}

static gboolean
is_elsewhere (gpointer data)
{
  return !is_editing (data);
}

static void
test_going_away (void)
{
  Day       day = { 0 };
  YutuPoint last;
  gint64    n_drafts; /* that other tests left */

  begin (&day);
  n_drafts = window_ask (day.window, "SELECT count (*) FROM draft");
  take_up (&day, "m");
  click_at (&day, day.points[9], 1, 1);
  click_at (&day, day.points[9], 100, -60);
  wait_points (&day, 2);
  last = get_last (&day);
  /* another workspace and back: it goes on */
  gui_xdotool ("key alt+1");
  gui_wait (is_elsewhere, &day);
  click_at (&day, day.points[9], -60, 60);
  gui_xdotool ("key alt+2");
  gui_wait (is_editing, &day);
  g_assert_cmpuint (count_points (&day), ==, 2);
  /* another tool: it is left, and offered */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key v");
  gui_wait (is_put_away, &day);
  gui_wait (has_offered, &(Offered){ &day, n_drafts + 1 });
  gui_xdotool ("key ctrl+r");
  gui_wait (is_drawing, &day);
  g_assert_cmpuint (count_points (&day), ==, 2);
  g_assert_true (yutu_point_equal (get_last (&day), last));
  yutu_draw_tool_discard (get_tool (&day));
  gui_wait (has_drafts, &(Offered){ &day, n_drafts });
  window_fixture_close (day.window);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *)data == NULL;
}

typedef struct
{
  const char *name;
  const char *key;    /* of a tool; NULL: none */
  const char *action; /* of the window, that asks for a point; NULL: none */
} Waiting;

static const Waiting WAITING[] = {
  { "nothing", NULL, NULL },
  { "a-drawing", "m", NULL },
  { "a-point", NULL, "win.add-place-name" },
};

static gboolean
asks_for_point (gpointer data)
{
  return yutu_map_view_get_tool (((Day *)data)->window->map) == YUTU_MAP_TOOL_POINT;
}

/* What waits for the next click keeps neither its pane nor the session. */
static void
test_goes_with_its_window (gconstpointer data)
{
  const Waiting *waiting = data;
  Day            day = { 0 };
  gpointer       pane, session;

  begin (&day);
  if (waiting->key != NULL)
    {
      take_up (&day, waiting->key);
      click_at (&day, day.points[9], 1, 1);
      yutu_draw_tool_drop_draft (get_tool (&day), "measure"); /* or the next window offers it */
    }
  if (waiting->action != NULL)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (day.window), waiting->action, NULL));
      gui_wait (asks_for_point, &day);
    }
  pane = day.window->edit_pane;
  session = day.window->session;
  g_object_add_weak_pointer (pane, &pane);
  g_object_add_weak_pointer (session, &session);
  window_fixture_close (day.window);
  gui_wait (is_gone, &pane);
  gui_wait (is_gone, &session);
}

/* ---- F33: five hundred points, a kill ---- */

static YutuPoint
get_spiral (YutuPoint middle,
            int       i)
{
  double angle = i * 0.2, reach = 3000 + 60.0 * i;

  return (YutuPoint){ middle.x + llround (reach * 100 * cos (angle)), middle.y + llround (reach * 100 * sin (angle)) };
}

static void
draw_spiral (Day *day)
{
  begin (day);
  take_up (day, "m");
  yutu_draw_tool_set_snap_kinds (get_tool (day), 0);
  for (int i = 0; i < N_POINTS; i++)
    g_assert_true (yutu_draw_tool_add (get_tool (day), get_spiral (day->points[9], i)));
}

static gboolean
is_kept (gpointer data)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM draft WHERE json_array_length (content, '$.steps') = %d", N_POINTS);

  return window_ask (((Day *)data)->window, sql) > 0;
}

/* Runs in a process of its own: draws, and waits to be killed. */
static int
draw_and_wait (int    argc,
               char **argv)
{
  Day day = { 0 };

  argc = 1;
  window_fixture_init (&argc, &argv);
  draw_spiral (&day);
  gui_wait (is_kept, &day);
  return window_fixture_await_kill (day.window);
}

static void
test_f33_a_drawing_outlives_a_kill (void)
{
  Day              day = { 0 };
  gsize            n = 0;
  const YutuPoint *points = NULL;

  window_fixture_run_and_kill ("--begin", NULL, NULL);
  begin (&day);
  gui_wait (is_offered, &day);
  window_save_picture (day.window, NULL, "draw-offered.png");
  gui_xdotool ("key ctrl+r");
  gui_wait (is_drawing, &day);
  points = get_points (&day, &n);
  g_assert_cmpuint (n, ==, N_POINTS);
  for (int i = 0; i < N_POINTS; i++)
    g_assert_true (yutu_point_equal (points[i], get_spiral (day.points[9], i)));
  window_wait_settled (day.window);
  window_save_picture (day.window, NULL, "draw-spiral.png");
  /* Esc takes one at a time, and none is lost */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key Escape Escape Escape");
  wait_points (&day, N_POINTS - 3);
  gui_xdotool ("key ctrl+shift+z ctrl+shift+z ctrl+shift+z");
  wait_points (&day, N_POINTS);
  yutu_draw_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--begin"))
    return draw_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/draw/story-by-mouse", test_story_by_mouse);
  g_test_add_func ("/gui/draw/it-may-not-meet-itself", test_it_may_not_meet_itself);
  g_test_add_func ("/gui/draw/story-by-keyboard", test_story_by_keyboard);
  g_test_add_func ("/gui/draw/tracing", test_tracing);
  g_test_add_func ("/gui/draw/snapping", test_snapping);
  g_test_add_func ("/gui/draw/snapping-to-a-crossing", test_snapping_to_a_crossing);
  g_test_add_func ("/gui/draw/typed-coordinates", test_typed_coordinates);
  g_test_add_func ("/gui/draw/live-measures", test_live_measures);
  g_test_add_func ("/gui/draw/going-away", test_going_away);
  for (gsize i = 0; i < G_N_ELEMENTS (WAITING); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gui/draw/goes-with-its-window/%s", WAITING[i].name);

      g_test_add_data_func (path, &WAITING[i], test_goes_with_its_window);
    }
  g_test_add_func ("/gui/draw/f33-a-drawing-outlives-a-kill", test_f33_a_drawing_outlives_a_kill);
  return g_test_run ();
}
