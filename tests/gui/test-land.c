/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is drawn on land in the Edit workspace, and what becomes of it: a stretch redrawn, a unit split, a
 * piece given, units merged, a village placed elsewhere; by pointer and by keys; refused, undone. */

#include "window-fixture.h"

#include <math.h>

#include "session/yutu-land-edit.h"
#include "session/yutu-snap.h"
#include "ui/yutu-form.h"

#define WIDTH  1280
#define HEIGHT 800

typedef struct
{
  YutuWindow *window;
  YutuPoint   points[64]; /* of a line between two townships */
  gsize       n_points;
  int         x[2]; /* of the chosen unit's box on the screen */
  int         y[2];
} Day;

static const char LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 "
  "AND length (a.geom) BETWEEN 500 AND 1000 ORDER BY a.id LIMIT 1";
/* Everything that these tools may touch, in one number. */
static const char STATE_SQL[] =
  "SELECT (SELECT count (*) FROM arc) * 7 + (SELECT total (length (geom)) FROM arc) * 11 + "
  "(SELECT count (*) FROM division) * 13 + (SELECT count (*) FROM face_unit) * 17 + "
  "(SELECT count (*) FROM address) * 19 + "
  "(SELECT CAST (round (total (area_m2) * 100) AS INTEGER) FROM division_area WHERE level = 4)";

static YutuDrawTool *
get_tool (const Day *day)
{
  return yutu_edit_pane_get_draw_tool (day->window->edit_pane);
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

static gboolean
is_idle (gpointer data)
{
  const Day *day = data;
  gboolean   is_busy = FALSE;

  g_object_get (day->window->session, "busy", &is_busy, NULL);
  return !is_busy && !yutu_line_tool_is_busy (yutu_edit_pane_get_tool (day->window->edit_pane));
}

static void
wait_idle (Day *day)
{
  gui_wait_ms (150);
  gui_wait (is_idle, day);
  window_wait_settled (day->window);
}

static gboolean
can_undo (gpointer data)
{
  const Day *day = data;

  return is_idle (data) &&
         g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (day->window), "undo"));
}

static void
undo (Day *day)
{
  gint64 before = count_entries (day);

  gui_wait (can_undo, day);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
  gui_xdotool ("key ctrl+z");
  while (count_entries (day) == before)
    gui_wait_ms (50);
  wait_idle (day);
}

static void
begin (Day *day)
{
  day->window = window_fixture_open (WIDTH, HEIGHT);
  gui_xdotool ("mousemove 640 20 key alt+2");
  gui_wait_ms (200);
}

static void
begin_at_line (Day *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line = NULL;
  const YutuPoint *points = NULL;

  begin (day);
  line = yutu_file_read_line_edit (yutu_session_get_file (day->window->session), ask (day, LINE_SQL),
                                   yutu_day_today (), NULL, &error);
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
click_at (int x,
          int y)
{
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  gui_wait_ms (120);
}

/* The unit is chosen, and seen whole. */
static void
begin_at_unit (Day        *day,
               const char *name)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT unit FROM division WHERE name = '%s' AND valid_to = '9999-12-31'", name);
  g_autoptr (YutuPlace) place = NULL;
  YutuMapBox map_box;
  YutuBox    box;
  gint64     unit;

  begin (day);
  unit = ask (day, sql);
  place = yutu_place_new_unit (unit);
  yutu_session_set_place (day->window->session, place);
  g_assert_true (yutu_division_layer_get_unit_box (
    yutu_map_layers_get_divisions (yutu_session_get_layers (day->window->session)), unit, &map_box));
  box = yutu_projection_inverse_box (yutu_session_get_map_epsg (day->window->session), map_box);
  {
    YutuBox wide = box;

    wide.min_x -= (box.max_x - box.min_x) / 4;
    wide.max_x += (box.max_x - box.min_x) / 4;
    wide.min_y -= (box.max_y - box.min_y) / 4;
    wide.max_y += (box.max_y - box.min_y) / 4;
    yutu_map_view_show_box (day->window->map, wide);
  }
  gui_wait_ms (500);
  window_wait_settled (day->window);
  to_screen (day, (YutuPoint){ box.min_x, box.max_y }, &day->x[0], &day->y[0]);
  to_screen (day, (YutuPoint){ box.max_x, box.min_y }, &day->x[1], &day->y[1]);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

static gboolean
is_drawing (gpointer data)
{
  return yutu_draw_tool_is_drawing (get_tool (data));
}

static gboolean
can_finish (gpointer data)
{
  return yutu_draw_tool_can_finish (get_tool (data));
}

static void
take_up (Day        *day,
         const char *letter)
{
  gui_xdotool_printf ("key %s", letter);
  gui_wait (is_drawing, day);
  gui_wait_ms (100);
}

/* ---- The form ---- */

static YutuForm *
get_form (const Day *day)
{
  return (YutuForm *)window_find (GTK_WIDGET (day->window->edit_pane), YUTU_TYPE_FORM, NULL);
}

static gboolean
has_form (gpointer data)
{
  return get_form (data) != NULL;
}

static GtkWidget *
get_apply (const Day *day)
{
  return window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_BUTTON, "办理");
}

static gboolean
can_apply (gpointer data)
{
  GtkWidget *apply = get_apply (data);

  return apply != NULL && gtk_widget_is_sensitive (apply);
}

static gboolean
has_no_form (gpointer data)
{
  return get_form (data) == NULL && is_idle (data);
}

static void
apply (Day        *day,
       const char *picture)
{
  gui_wait_ms (1500);
  if (picture != NULL)
    window_save_picture (day->window, NULL, picture);
  gui_wait (can_apply, day);
  yutu_form_focus_first (get_form (day));
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_no_form, day);
  wait_idle (day);
}

/* Of another unit of a form's list. */
static void
choose_other (Day        *day,
              const char *name)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT unit FROM division WHERE name = '%s' AND valid_to = '9999-12-31'", name);
  g_autofree char *unit = g_strdup_printf ("%" G_GINT64_FORMAT, ask (day, sql));

  yutu_form_type (get_form (day), "other", unit);
}

/* ---- A stretch redrawn ---- */

static void
test_redraw_by_mouse (void)
{
  Day    day = { 0 };
  gint64 entries, state, between;
  int    x[2], y[2];

  begin_at_line (&day);
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  take_up (&day, "r");
  to_screen (&day, day.points[7], &x[0], &y[0]);
  to_screen (&day, day.points[11], &x[1], &y[1]);
  click_at (x[0], y[0]);
  /* half a dozen pixels aside of the stretch, on the way to its other end */
  between = (gint64)hypot (x[1] - x[0], y[1] - y[0]);
  yutu_draw_tool_set_snap_kinds (get_tool (&day), YUTU_SNAP_VERTEX);
  click_at ((x[0] + x[1]) / 2 + (y[1] - y[0]) * 26 / (int)between, (y[0] + y[1]) / 2 - (x[1] - x[0]) * 26 / (int)between);
  g_assert_false (can_finish (&day)); /* not at the line again */
  click_at (x[1], y[1]);
  gui_wait (can_finish, &day);
  window_save_picture (day.window, NULL, "land-redraw.png");
  g_assert_cmpint (count_entries (&day), ==, entries);
  gui_xdotool ("click 1");
  gui_wait_ms (300);
  wait_idle (&day);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_cmpint (ask (&day, STATE_SQL), !=, state);
  g_assert_false (is_drawing (&day));
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft"), ==, 0);
  window_fixture_close (day.window);
}

/* Pixels from the line to where its new course may not go. */
static void
find_forbidden (const Day *day,
                int       *dx,
                int       *dy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLandEdit) land = yutu_file_read_land_line (
    yutu_session_get_file (day->window->session), ask (day, LINE_SQL), yutu_day_today (), NULL, &error);
  gsize  from = 0, to = 0;
  double x, y;

  g_assert_no_error (error);
  g_assert_true (yutu_land_edit_find_vertex (land, day->points[7], &from));
  g_assert_true (yutu_land_edit_find_vertex (land, day->points[11], &to));
  g_assert_true (yutu_map_view_point_to_screen (day->window->map, day->points[9], &x, &y));
  for (int reach = 60; reach < 300; reach += 20)
    for (int way = 0; way < 32; way++)
      {
        g_auto (YutuLandPreview) preview = { 0 };
        YutuPoint at;

        *dx = (int)round (reach * cos (way * G_PI / 16));
        *dy = (int)round (reach * sin (way * G_PI / 16));
        yutu_map_view_point_from_screen (day->window->map, x + *dx, y + *dy, &at);
        yutu_land_edit_preview_redraw (land, MIN (from, to), MAX (from, to), &at, 1, &preview);
        if (!preview.is_allowed && !preview.is_own_line && preview.conflict.n_stretches > 0)
          return;
      }
  g_assert_not_reached ();
}

/* Over a neighbour's line: red, and no answer. */
static void
test_redraw_refused (void)
{
  Day              day = { 0 };
  g_autofree char *why = NULL;
  gint64           entries;
  int              x, y, dx, dy;

  begin_at_line (&day);
  entries = count_entries (&day);
  gui_xdotool ("key minus minus minus minus");
  gui_wait_ms (500);
  window_wait_settled (day.window);
  take_up (&day, "r");
  g_assert_true (yutu_draw_tool_add (get_tool (&day), day.points[7]));
  yutu_draw_tool_set_snap_kinds (get_tool (&day), 0);
  find_forbidden (&day, &dx, &dy);
  to_screen (&day, day.points[9], &x, &y);
  gui_xdotool_printf ("mousemove %d %d", x + dx, y + dy);
  gui_wait_ms (150);
  why = yutu_draw_tool_dup_refusal (get_tool (&day));
  if (why == NULL) /* only the way back is refused */
    {
      gui_xdotool ("click 1");
      gui_wait_ms (120);
      g_assert_true (yutu_draw_tool_add (get_tool (&day), day.points[11]));
      gui_wait_ms (500);
      why = yutu_draw_tool_dup_refusal (get_tool (&day));
    }
  g_assert_nonnull (why);
  g_assert_false (can_finish (&day));
  window_save_picture (day.window, NULL, "land-refused.png");
  gui_xdotool ("key Return Return");
  gui_wait_ms (200);
  g_assert_true (is_drawing (&day));
  g_assert_cmpint (count_entries (&day), ==, entries);
  yutu_draw_tool_discard (get_tool (&day));
  window_fixture_close (day.window);
}

/* ---- A unit split ---- */

static void
draw_across (Day *day)
{
  int y = (day->y[0] + day->y[1]) / 2;

  yutu_draw_tool_set_snap_kinds (get_tool (day), 0);
  click_at (day->x[0] - 12, y);
  g_assert_false (can_finish (day));
  click_at ((day->x[0] + day->x[1]) / 2, y + 14);
  click_at (day->x[1] + 12, y);
  gui_wait (can_finish, day);
}

static void
test_split_by_mouse (void)
{
  Day    day = { 0 };
  gint64 entries, state, area, cases;

  begin_at_unit (&day, "罗店镇");
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  area = ask (&day, "SELECT CAST (round (total (area_m2) * 10000) AS INTEGER) FROM division_area WHERE level = 4 AND valid_to = '9999-12-31'");
  cases = ask (&day, "SELECT count (*) FROM case_file");
  take_up (&day, "s");
  draw_across (&day);
  window_save_picture (day.window, NULL, "land-split.png");
  gui_xdotool ("click 1");
  gui_wait (has_form, &day);
  yutu_form_type (get_form (&day), "name", "罗新镇");
  apply (&day, "land-split-form.png");
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft"), ==, 0); /* gone with the change */
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM division WHERE name = '罗新镇' AND level = 4 AND valid_from = '2026-11-24'"), ==, 1);
  g_assert_cmpint (ask (&day, "SELECT CAST (round (total (area_m2) * 10000) AS INTEGER) FROM division_area WHERE level = 4 AND valid_to = '9999-12-31'"), ==, area);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM case_file"), ==, cases);
  window_save_picture (day.window, NULL, "land-split-done.png");
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  window_fixture_close (day.window);
}

/* By keys alone, with typed coordinates; the form is left, and the drawing is offered again. */
static void
test_split_by_keyboard (void)
{
  Day       day = { 0 };
  YutuPoint ends[2];
  gint64    entries, state;

  begin_at_unit (&day, "罗店镇");
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  for (int i = 0; i < 2; i++)
    {
      double map_x, map_y;

      g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (day.window), GTK_WIDGET (day.window->map),
                                                       day.x[i] + (i == 0 ? -12 : 12), (day.y[0] + day.y[1]) / 2.0,
                                                       &map_x, &map_y));
      yutu_map_view_point_from_screen (day.window->map, map_x, map_y, &ends[i]);
    }
  take_up (&day, "s");
  gui_xdotool ("key c");
  gui_wait_ms (100);
  for (int i = 0; i < 2; i++)
    {
      gui_xdotool_printf ("type %.7f,%.7f", yutu_grid_to_degrees (ends[i].x), yutu_grid_to_degrees (ends[i].y));
      gui_xdotool ("key Return");
      gui_wait_ms (150);
    }
  gui_wait (can_finish, &day);
  gui_xdotool ("key Return"); /* an empty entry: done */
  gui_wait (has_form, &day);
  gui_wait_ms (300);
  gui_xdotool ("key Escape");
  gui_wait (has_no_form, &day);
  gui_wait_ms (900);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft WHERE kind = 'drawing'"), ==, 1);
  gui_xdotool ("key ctrl+r");
  gui_wait (is_drawing, &day);
  gui_wait (can_finish, &day);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  yutu_draw_tool_finish (get_tool (&day));
  gui_wait (has_form, &day);
  yutu_form_type (get_form (&day), "name", "罗新镇");
  apply (&day, NULL);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  gui_wait_ms (900);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft"), ==, 0);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  window_fixture_close (day.window);
}

/* ---- A piece given; a ring ---- */

static void
test_give_a_piece (void)
{
  Day    day = { 0 };
  gint64 entries, state;

  begin_at_unit (&day, "罗店镇");
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  take_up (&day, "g");
  draw_across (&day);
  gui_xdotool ("click 1");
  gui_wait (has_form, &day);
  choose_other (&day, "竹马乡");
  apply (&day, "land-give-form.png");
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_cmpint (ask (&day, STATE_SQL), !=, state);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  window_fixture_close (day.window);
}

static void
test_an_exclave (void)
{
  Day    day = { 0 };
  gint64 entries, state;
  int    x, y;

  begin_at_unit (&day, "金垄村");
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  take_up (&day, "i");
  yutu_draw_tool_set_snap_kinds (get_tool (&day), 0);
  x = (day.x[0] + day.x[1]) / 2;
  y = (day.y[0] + day.y[1]) / 2;
  click_at (x, y);
  click_at (x + 40, y);
  click_at (x + 40, y + 40);
  click_at (x, y + 40);
  gui_wait (can_finish, &day);
  window_save_picture (day.window, NULL, "land-ring.png");
  gui_xdotool ("click 1");
  gui_wait (has_form, &day);
  yutu_form_type (get_form (&day), "way", "give");
  gui_wait_ms (600);
  choose_other (&day, "竹岭村");
  apply (&day, NULL);
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  window_fixture_close (day.window);
}

/* ---- Without drawing ---- */

static void
test_merge (void)
{
  Day    day = { 0 };
  gint64 entries, state, unit;

  begin_at_unit (&day, "罗店镇");
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  unit = ask (&day, "SELECT unit FROM division WHERE name = '竹马乡' AND valid_to = '9999-12-31'");
  gui_xdotool ("key ctrl+shift+m");
  gui_wait (has_form, &day);
  choose_other (&day, "竹马乡");
  gui_wait_ms (900);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft WHERE kind = 'act-form'"), ==, 1);
  apply (&day, "land-merge-form.png");
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft"), ==, 0); /* gone with the change */
  {
    g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM division WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'", unit);

    g_assert_cmpint (ask (&day, sql), ==, 0);
  }
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  window_fixture_close (day.window);
}

static void
test_give_a_village (void)
{
  Day              day = { 0 };
  gint64           entries, state, village, town;
  g_autofree char *sql = NULL;
  g_autoptr (YutuPlace) place = NULL;

  begin (&day);
  entries = count_entries (&day);
  state = ask (&day, STATE_SQL);
  town = ask (&day, "SELECT unit FROM division WHERE name = '竹马乡' AND valid_to = '9999-12-31'");
  village = ask (&day, "SELECT v.unit FROM division v JOIN division t ON t.unit = v.parent WHERE t.name = '罗店镇' "
                       "AND v.valid_to = '9999-12-31' AND t.valid_to = '9999-12-31' ORDER BY v.code LIMIT 1");
  place = yutu_place_new_unit (village);
  yutu_session_set_place (day.window->session, place);
  gui_wait_ms (300);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key ctrl+shift+u");
  gui_wait (has_form, &day);
  choose_other (&day, "竹马乡");
  apply (&day, "land-village-form.png");
  g_assert_cmpint (count_entries (&day), ==, entries + 1);
  sql = g_strdup_printf ("SELECT parent FROM division WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'", village);
  g_assert_cmpint (ask (&day, sql), ==, town);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, state);
  window_fixture_close (day.window);
}

/* ---- All tools, one list ---- */

static void
test_undo_across_tools (void)
{
  Day    day = { 0 };
  gint64 states[4];
  int    x, y;

  begin_at_line (&day);
  states[0] = ask (&day, STATE_SQL);
  /* a vertex added */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key a");
  gui_wait_ms (100);
  to_screen (&day, day.points[9], &x, &y);
  click_at (x, y);
  gui_wait_ms (400);
  wait_idle (&day);
  gui_xdotool ("key n n n Insert");
  wait_idle (&day);
  states[1] = ask (&day, STATE_SQL);
  g_assert_cmpint (states[1], !=, states[0]);
  /* a stretch redrawn: straight */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  take_up (&day, "r");
  g_assert_true (yutu_draw_tool_add (get_tool (&day), day.points[9]));
  g_assert_true (yutu_draw_tool_add (get_tool (&day), day.points[11]));
  gui_wait (can_finish, &day);
  yutu_draw_tool_finish (get_tool (&day));
  gui_wait_ms (300);
  wait_idle (&day);
  states[2] = ask (&day, STATE_SQL);
  g_assert_cmpint (states[2], !=, states[1]);
  /* a village placed elsewhere */
  {
    g_autoptr (YutuPlace) place = yutu_place_new_unit (
      ask (&day, "SELECT v.unit FROM division v JOIN division t ON t.unit = v.parent WHERE t.name = '罗店镇' "
                 "AND v.valid_to = '9999-12-31' AND t.valid_to = '9999-12-31' ORDER BY v.code LIMIT 1"));

    yutu_session_set_place (day.window->session, place);
  }
  gui_wait_ms (300);
  gui_xdotool ("key ctrl+shift+u");
  gui_wait (has_form, &day);
  choose_other (&day, "竹马乡");
  apply (&day, NULL);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, states[2]);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, states[1]);
  undo (&day);
  g_assert_cmpint (ask (&day, STATE_SQL), ==, states[0]);
  window_fixture_close (day.window);
}

/* F32: a line and a name are being edited, and editing is stopped from elsewhere: both are kept. */
static void
test_f32_both_are_saved (void)
{
  Day              day = { 0 };
  g_autofree char *sql = NULL;
  int              x, y;

  begin_at_line (&day);
  to_screen (&day, day.points[9], &x, &y);
  click_at (x, y);
  gui_wait_ms (400);
  wait_idle (&day);
  gui_xdotool ("key n n n Up Up");
  gui_wait_ms (150);
  {
    g_autoptr (YutuPlace) place =
      yutu_place_new_unit (ask (&day, "SELECT unit FROM division WHERE name = '罗店镇' AND valid_to = '9999-12-31'"));

    yutu_session_set_place (day.window->session, place);
  }
  gui_wait_ms (300);
  gui_xdotool ("key F2");
  gui_wait (has_form, &day);
  gui_wait_ms (400);
  yutu_form_type (get_form (&day), "name", "罗新镇");
  gui_wait_ms (100);
  gui_xdotool ("key alt+1");
  gui_wait_ms (900);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft WHERE kind = 'vertex'"), ==, 1);
  g_assert_cmpint (ask (&day, "SELECT count (*) FROM draft WHERE kind = 'rename'"), ==, 1);
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/land/redraw-by-mouse", test_redraw_by_mouse);
  g_test_add_func ("/gui/land/redraw-refused", test_redraw_refused);
  g_test_add_func ("/gui/land/split-by-mouse", test_split_by_mouse);
  g_test_add_func ("/gui/land/split-by-keyboard", test_split_by_keyboard);
  g_test_add_func ("/gui/land/give-a-piece", test_give_a_piece);
  g_test_add_func ("/gui/land/an-exclave", test_an_exclave);
  g_test_add_func ("/gui/land/merge", test_merge);
  g_test_add_func ("/gui/land/give-a-village", test_give_a_village);
  g_test_add_func ("/gui/land/undo-across-tools", test_undo_across_tools);
  g_test_add_func ("/gui/land/f32-both-are-saved", test_f32_both_are_saved);
  return g_test_run ();
}
