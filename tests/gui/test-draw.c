/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drawing in the Edit workspace, by a real pointer and by keys only: points that snap, a way that is
 * traced, coordinates that are typed, Esc and undo, what may not be, a draft that outlives a kill. */

#include "window-fixture.h"

#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "geo/yutu-measure.h"
#include "session/yutu-line-edit.h"

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

static void
begin (Day *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line = NULL;
  const YutuPoint *points = NULL;

  day->window = window_fixture_open (WIDTH, HEIGHT);
  gui_xdotool ("mousemove 700 700 key alt+2");
  gui_wait_ms (200);
  line = yutu_file_read_line_edit (yutu_session_get_file (day->window->session),
                                   window_ask (day->window, LINE_SQL), yutu_day_today (), NULL, &error);
  g_assert_no_error (error);
  points = yutu_line_edit_get_points (line, &day->n_points);
  g_assert_cmpuint (day->n_points, <=, G_N_ELEMENTS (day->points));
  memcpy (day->points, points, day->n_points * sizeof *points);
  window_show_point (day->window, day->points[9]);
  gui_xdotool ("key plus plus");
  gui_wait_ms (400);
  window_wait_settled (day->window);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

static gboolean
is_drawing (gpointer data)
{
  return yutu_draw_tool_is_drawing (get_tool (data));
}

static void
take_up (Day        *day,
         const char *letter)
{
  gui_xdotool_printf ("key %s", letter);
  gui_wait (is_drawing, day);
  window_wait_settled (day->window);
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

static void
move_to (const Day *day,
         YutuPoint  point,
         int        dx,
         int        dy)
{
  int x, y;

  to_screen (day, point, &x, &y);
  gui_xdotool_printf ("mousemove %d %d", x + dx, y + dy);
  gui_wait_ms (80);
}

static void
click_at (const Day *day,
          YutuPoint  point,
          int        dx,
          int        dy)
{
  move_to (day, point, dx, dy);
  gui_xdotool ("click 1");
  gui_wait_ms (80);
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
  gui_wait_ms (80);
  gui_xdotool_printf ("mousemove %d %d", x + 240, y + 20);
  gui_wait_ms (80);
  g_assert_cmpuint (count_points (&day), ==, 2);
  window_save_picture (day.window, NULL, "draw-measure.png");
  /* Esc takes one back, Ctrl+Shift+Z brings it again, a drag moves the map and draws nothing */
  gui_xdotool ("key Escape");
  gui_wait_ms (80);
  g_assert_cmpuint (count_points (&day), ==, 1);
  gui_xdotool ("key ctrl+shift+z");
  gui_wait_ms (80);
  g_assert_cmpuint (count_points (&day), ==, 2);
  gui_xdotool_printf ("mousemove %d %d mousedown 1 mousemove %d %d", x - 200, y - 60, x - 190, y - 50);
  gui_wait_ms (60);
  gui_xdotool_printf ("mousemove %d %d mouseup 1", x - 180, y - 40);
  gui_wait_ms (400);
  window_wait_settled (day.window);
  g_assert_cmpuint (count_points (&day), ==, 2);
  /* a double click ends it, and it begins anew */
  to_screen (&day, day.points[9], &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + 200, y + 50);
  gui_wait_ms (80);
  g_assert_cmpuint (count_points (&day), ==, 3);
  gui_xdotool ("click 1");
  gui_wait_ms (200);
  g_assert_cmpuint (count_points (&day), ==, 0);
  g_assert_nonnull (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_LABEL, "量得"));
  window_fixture_close (day.window);
}

/* ---- What may not be ---- */

static void
test_it_may_not_meet_itself (void)
{
  Day              day = { 0 };
  g_autofree char *why = NULL;
  int              x, y;

  begin (&day);
  take_up (&day, "m");
  to_screen (&day, day.points[9], &x, &y);
  yutu_draw_tool_set_snap_kinds (get_tool (&day), 0);
  gui_xdotool_printf ("mousemove %d %d click 1 mousemove %d %d click 1 mousemove %d %d click 1", x, y,
                      x + 160, y, x + 160, y + 120);
  gui_wait_ms (150);
  g_assert_cmpuint (count_points (&day), ==, 3);
  gui_xdotool_printf ("mousemove %d %d", x + 80, y - 90);
  gui_wait_ms (80);
  why = yutu_draw_tool_dup_refusal (get_tool (&day));
  g_assert_cmpstr (why, ==, "线会与自身相接");
  window_save_picture (day.window, NULL, "draw-refused.png");
  gui_xdotool ("click 1");
  gui_wait_ms (80);
  g_assert_cmpuint (count_points (&day), ==, 3);
  g_assert_cmpuint (yutu_draw_tool_can_finish (get_tool (&day)), ==, TRUE);
  window_fixture_close (day.window);
}

/* ---- By keys ---- */

static void
test_story_by_keyboard (void)
{
  Day       day = { 0 };
  YutuPoint first, second;

  begin (&day);
  take_up (&day, "m");
  gui_xdotool ("mousemove 640 20"); /* off the map */
  gui_wait_ms (80);
  /* the vertex in the middle of the map, then thirty pixels on */
  gui_xdotool ("key Right Return");
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 1);
  first = get_last (&day);
  g_assert_true (yutu_point_equal (first, day.points[9]));
  gui_xdotool ("key shift+Right shift+Right shift+Right shift+Up shift+Up shift+Up shift+Up shift+Up");
  gui_wait_ms (100);
  gui_xdotool ("key Return");
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 2);
  second = get_last (&day);
  g_assert_cmpint (second.x, >, first.x);
  g_assert_cmpint (second.y, >, first.y);
  /* Backspace and Esc; with nothing left it is still all there */
  gui_xdotool ("key BackSpace Escape Escape");
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 0);
  gui_xdotool ("key ctrl+shift+z ctrl+shift+z");
  gui_wait_ms (100);
  g_assert_true (yutu_point_equal (get_last (&day), second));
  /* typed: 120 m to the north-east, and a degree pair */
  gui_xdotool ("key c");
  gui_wait_ms (100);
  gui_xdotool ("type @120<45");
  gui_wait_ms (100);
  window_save_picture (day.window, NULL, "draw-typed.png");
  gui_xdotool ("key Return");
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 3);
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (second, get_last (&day)), 120, 1e-3);
  gui_xdotool ("type nowhere");
  gui_xdotool ("key Return");
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 3);
  gui_xdotool ("key Escape"); /* back to the map */
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 3);
  /* once more at the same place: done */
  gui_xdotool ("key shift+Right shift+Right shift+Right shift+Right shift+Right shift+Right Return");
  gui_wait_ms (100);
  g_assert_cmpuint (count_points (&day), ==, 4);
  gui_xdotool ("key Return");
  gui_wait_ms (200);
  g_assert_cmpuint (count_points (&day), ==, 0);
  /* Esc with nothing drawn: the tool is put away */
  gui_xdotool ("key Escape");
  gui_wait_ms (100);
  g_assert_false (is_drawing (&day));
  window_fixture_close (day.window);
}

/* ---- Tracing ---- */

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
  gui_wait_ms (80);
  {
    g_autofree char *words = yutu_draw_tool_dup_snap_words (get_tool (&day));

    g_assert_nonnull (strstr (words, "第 2 条"));
  }
  gui_xdotool ("key shift+Tab");
  gui_wait_ms (80);
  gui_xdotool ("click 1");
  gui_wait_ms (80);
  points = get_points (&day, &n);
  g_assert_cmpuint (n, ==, 4);
  for (gsize i = 0; i < n; i++)
    g_assert_true (yutu_point_equal (points[i], day.points[9 - i]));
  /* the way is one step */
  gui_xdotool ("key Escape");
  gui_wait_ms (80);
  g_assert_cmpuint (count_points (&day), ==, 1);
  window_fixture_close (day.window);
}

/* ---- Other tools, other workspaces ---- */

static gboolean
is_offered (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (((Day *)data)->window->draft_bar) > 0;
}

static void
test_going_away (void)
{
  Day       day = { 0 };
  YutuPoint last;

  begin (&day);
  take_up (&day, "m");
  click_at (&day, day.points[9], 1, 1);
  click_at (&day, day.points[9], 100, -60);
  last = get_last (&day);
  /* another workspace and back: it goes on */
  gui_xdotool ("key alt+1");
  gui_wait_ms (150);
  click_at (&day, day.points[9], -60, 60);
  gui_xdotool ("key alt+2");
  gui_wait_ms (150);
  g_assert_cmpuint (count_points (&day), ==, 2);
  /* another tool: it is left, and offered */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key v");
  gui_wait_ms (150);
  g_assert_false (is_drawing (&day));
  gui_wait (is_offered, &day);
  gui_xdotool ("key ctrl+r");
  gui_wait (is_drawing, &day);
  g_assert_cmpuint (count_points (&day), ==, 2);
  g_assert_true (yutu_point_equal (get_last (&day), last));
  yutu_draw_tool_discard (get_tool (&day));
  gui_wait_ms (900);
  g_assert_cmpint (window_ask (day.window, "SELECT count (*) FROM draft"), ==, 0);
  window_fixture_close (day.window);
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

/* Runs in a process of its own: draws, says so, and waits to be killed. */
static int
draw_and_wait (int    argc,
               char **argv)
{
  Day day = { 0 };

  argv[1] = argv[0];
  argc--;
  argv++;
  window_fixture_init (&argc, &argv);
  draw_spiral (&day);
  g_print ("drawn %d\n", (int)getpid ());
  gui_wait_ms (60000);
  return 1;
}

/* On the same display and files; killed when the draft is surely kept. */
static void
kill_one_that_draws (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  const char      *words[] = { "dbus-run-session", "--", exe, "--draw", NULL };
  GPid             bus = 0;
  int              out = -1, child = 0;
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, (char **)words, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH,
                            NULL, NULL, &bus, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  while (strstr (said->str, "drawn ") == NULL || said->str[said->len - 1] != '\n')
    {
      char   part[1024];
      gssize n = read (out, part, sizeof part);

      g_assert_cmpint (n, >, 0);
      g_string_append_len (said, part, n);
    }
  child = (int)g_ascii_strtoll (strstr (said->str, "drawn ") + strlen ("drawn "), NULL, 10);
  g_usleep (G_USEC_PER_SEC * 3 / 2);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (bus, NULL, 0), ==, bus);
  g_spawn_close_pid (bus);
  close (out);
}

static void
test_f33_a_drawing_outlives_a_kill (void)
{
  Day              day = { 0 };
  gsize            n = 0;
  const YutuPoint *points = NULL;

  gui_wait_ms (1500);
  kill_one_that_draws ();
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
  gui_wait_ms (200);
  g_assert_cmpuint (count_points (&day), ==, N_POINTS - 3);
  gui_xdotool ("key ctrl+shift+z ctrl+shift+z ctrl+shift+z");
  gui_wait_ms (200);
  g_assert_cmpuint (count_points (&day), ==, N_POINTS);
  yutu_draw_tool_discard (get_tool (&day));
  gui_wait_ms (900);
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--draw"))
    return draw_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/draw/story-by-mouse", test_story_by_mouse);
  g_test_add_func ("/gui/draw/it-may-not-meet-itself", test_it_may_not_meet_itself);
  g_test_add_func ("/gui/draw/story-by-keyboard", test_story_by_keyboard);
  g_test_add_func ("/gui/draw/tracing", test_tracing);
  g_test_add_func ("/gui/draw/going-away", test_going_away);
  g_test_add_func ("/gui/draw/f33-a-drawing-outlives-a-kill", test_f33_a_drawing_outlives_a_kill);
  return g_test_run ();
}
