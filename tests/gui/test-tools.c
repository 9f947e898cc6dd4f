/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every tool of the Edit workspace that changes land, in one table: by mouse alone, by keys alone, where it
 * is refused, Esc, a kill in the middle, and undo (of each, and across all of them). Vertices of lines are in
 * test-edit.c. */

#include "edit-tools.h"

#include <math.h>

#include "session/yutu-land-edit.h"
#include "session/yutu-snap.h"
#include "ui/yutu-act-form-private.h"
#include "ui/yutu-edit-pane-private.h"

static void
begin_with (EditDay        *day,
            const EditTool *tool)
{
  if (tool->subject != NULL)
    edit_begin_at_unit (day, tool->subject);
  else
    edit_begin_at_line (day);
  /* where one clicks, and not beside it */
  yutu_draw_tool_set_snap_kinds (edit_get_tool (day), tool->subject == NULL ? YUTU_SNAP_VERTEX : 0);
}

static gboolean
has_no_draft (gpointer data)
{
  return edit_ask (data, "SELECT count (*) FROM draft") == 0;
}

/* One entry, and undone it is as before. */
static void
assert_done_and_undo (EditDay *day,
                      gint64   entries,
                      gint64   state)
{
  edit_wait_entries (day, entries + 1);
  g_assert_cmpint (edit_get_state (day), !=, state);
  gui_wait (has_no_draft, day);
  edit_undo (day);
  g_assert_cmpint (edit_get_state (day), ==, state);
  window_fixture_close (day->window);
}

/* ---- By mouse ---- */

static GtkWidget *
get_control (const EditDay *day,
             const char    *id)
{
  GtkWidget *control = yutu_form_get_control (edit_get_form (day), id);

  g_assert_nonnull (control);
  return control;
}

static gboolean
has_popover (gpointer choice)
{
  return window_find (choice, GTK_TYPE_POPOVER, NULL) != NULL;
}

static gboolean
has_no_popover (gpointer choice)
{
  return window_find (choice, GTK_TYPE_POPOVER, NULL) == NULL;
}

typedef struct
{
  GtkWidget *choice;
  guint      n_all; /* before it was searched */
} List;

static guint
count_offers (GtkWidget *choice)
{
  GtkWidget *popover = window_find (choice, GTK_TYPE_POPOVER, NULL);
  GtkWidget *list = popover != NULL ? window_find (popover, GTK_TYPE_LIST_VIEW, NULL) : NULL;

  return list == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static gboolean
is_open (gpointer choice)
{
  return has_popover (choice) && count_offers (choice) > 0;
}

static gboolean
is_searched (gpointer data)
{
  const List *list = data;
  guint       n = count_offers (list->choice);

  return n > 0 && n < list->n_all;
}

/* In a list that is long enough to be searched, what is looked for alone is left. */
static GtkWidget *
open_choice (GtkWidget  *choice,
             const char *text,
             gboolean    by_mouse)
{
  GtkWidget *popover, *search;
  List       list = { choice, 0 };

  gui_wait (is_open, choice);
  gui_wait_frames (choice, 2);
  list.n_all = count_offers (choice);
  popover = window_find (choice, GTK_TYPE_POPOVER, NULL);
  search = window_find (popover, GTK_TYPE_SEARCH_ENTRY, NULL);
  if (search == NULL)
    return popover;
  if (by_mouse)
    window_click (search);
  window_type (search, text);
  gui_wait (is_searched, &list);
  gui_wait_frames (choice, 2);
  return popover;
}

/* The form may make its rows anew for what is chosen. */
static void
choose_by_mouse (GtkWidget  *control,
                 const char *text)
{
  g_autoptr (GtkWidget) choice = g_object_ref (control);
  GtkWidget *list;

  window_click (choice);
  list = window_find (open_choice (choice, text, TRUE), GTK_TYPE_LIST_VIEW, NULL);
  g_assert_nonnull (list);
  window_click (window_find (list, GTK_TYPE_LABEL, text));
  gui_wait (has_no_popover, choice);
}

static gboolean
has_field (gpointer data)
{
  const EditDay *day = data;

  return yutu_form_get_control (edit_get_form (day), "other") != NULL ||
         yutu_form_get_control (edit_get_form (day), "name") != NULL;
}

/* A drop-down that has the text chosen. */
static void
assert_chosen (GtkWidget  *choice,
               const char *text)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (choice));

  g_assert_nonnull (strstr (gtk_string_object_get_string (item), text));
}

static void
fill_by_mouse (EditDay        *day,
               const EditTool *tool)
{
  if (tool->way != NULL && tool->n_way > 0)
    {
      g_autoptr (GtkWidget) before = g_object_ref (get_control (day, "way"));

      choose_by_mouse (before, tool->way);
      gui_wait_until (get_control (day, "way") != before); /* the fields of the way */
      if (tool->other != NULL)
        gui_wait (has_field, day);
      assert_chosen (get_control (day, "way"), tool->way);
    }
  if (tool->name != NULL)
    {
      window_click (get_control (day, "name"));
      window_type (get_control (day, "name"), tool->name);
    }
  if (tool->other != NULL)
    {
      choose_by_mouse (get_control (day, "other"), tool->other);
      assert_chosen (get_control (day, "other"), tool->other);
    }
}

static void
draw_by_mouse (EditDay        *day,
               const EditTool *tool)
{
  YutuPoint points[EDIT_MAX_POINTS];
  guint     n = tool->plan (day, points);

  for (guint i = 0; i < n; i++)
    {
      int x, y;

      edit_to_screen (day, points[i], &x, &y);
      edit_draw_at (day, x, y);
    }
  gui_wait (edit_can_finish, day);
}

static void
test_mouse (gconstpointer data)
{
  const EditTool  *tool = data;
  EditDay          day = { 0 };
  g_autofree char *drawn = g_strdup_printf ("tools-%s.png", tool->id);
  g_autofree char *form = g_strdup_printf ("tools-%s-form.png", tool->id);
  gint64           entries, state;

  begin_with (&day, tool);
  entries = edit_count_entries (&day);
  state = edit_get_state (&day);
  window_click (edit_find_button (&day, tool->button));
  if (tool->plan != NULL)
    {
      gui_wait (edit_is_drawing, &day);
      draw_by_mouse (&day, tool);
      window_save_picture (day.window, NULL, drawn);
      g_assert_cmpint (edit_count_entries (&day), ==, entries);
      edit_end_drawing (&day);
    }
  if (tool->has_form)
    {
      gui_wait (edit_has_form, &day);
      fill_by_mouse (&day, tool);
      gui_wait (edit_can_apply, &day);
      gui_wait_ms (200);
      window_save_picture (day.window, NULL, form);
      yutu_form_focus_first (edit_get_form (&day));
      gtk_widget_grab_focus (edit_get_apply (&day)); /* scrolled to */
      gui_wait_ms (300);
      window_click (edit_get_apply (&day));
      gui_wait (edit_has_no_form, &day);
    }
  assert_done_and_undo (&day, entries, state);
}

/* ---- By keys ---- */

static gboolean
is_in (const EditDay *day,
       GtkWidget     *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (day->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
tab_to (const EditDay *day,
        const char    *id)
{
  for (int i = 0; i < 12 && !is_in (day, get_control (day, id)); i++)
    {
      gui_xdotool ("key Tab");
      gui_wait_ms (60);
    }
  g_assert_true (is_in (day, get_control (day, id)));
}

static void
choose_by_keys (EditDay    *day,
                const char *id,
                const char *text,
                guint       n_down)
{
  tab_to (day, id);
  gui_xdotool ("key space");
  open_choice (get_control (day, id), text, FALSE);
  for (guint i = 0; i < n_down; i++)
    gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  gui_wait_until (has_no_popover (get_control (day, id)));
}

static void
fill_by_keys (EditDay        *day,
              const EditTool *tool)
{
  if (tool->way != NULL && tool->n_way > 0)
    {
      g_autoptr (GtkWidget) before = g_object_ref (get_control (day, "way"));

      choose_by_keys (day, "way", tool->way, tool->n_way);
      gui_wait_until (get_control (day, "way") != before); /* the fields of the way */
      if (tool->other != NULL)
        gui_wait (has_field, day);
      gui_wait_frames (GTK_WIDGET (day->window), 2);
      gui_wait_until (is_in (day, get_control (day, "way")));
      assert_chosen (get_control (day, "way"), tool->way);
    }
  if (tool->name != NULL)
    {
      tab_to (day, "name");
      window_type (get_control (day, "name"), tool->name);
    }
  if (tool->other != NULL)
    {
      choose_by_keys (day, "other", tool->other, 1);
      assert_chosen (get_control (day, "other"), tool->other);
    }
}

static void
draw_by_keys (EditDay        *day,
              const EditTool *tool)
{
  YutuPoint points[EDIT_MAX_POINTS];
  guint     n = tool->plan (day, points);

  gui_xdotool ("key c");
  gui_wait_ms (100);
  for (guint i = 0; i < n; i++)
    {
      gui_xdotool_printf ("type %.9f,%.9f", yutu_grid_to_degrees (points[i].x), yutu_grid_to_degrees (points[i].y));
      gui_xdotool ("key Return");
      gui_wait_until (edit_count_points (day) == i + 1);
    }
  gui_wait (edit_can_finish, day);
}

static void
test_keyboard (gconstpointer data)
{
  const EditTool *tool = data;
  EditDay         day = { 0 };
  gint64          entries, state;

  begin_with (&day, tool);
  entries = edit_count_entries (&day);
  state = edit_get_state (&day);
  gui_xdotool_printf ("key %s", tool->keys);
  if (tool->plan != NULL)
    {
      gui_wait (edit_is_drawing, &day);
      draw_by_keys (&day, tool);
      gui_xdotool ("key Return"); /* an empty entry: done */
    }
  if (tool->has_form)
    {
      gui_wait (edit_has_form, &day);
      gui_wait_ms (300);
      fill_by_keys (&day, tool);
      gui_wait (edit_can_apply, &day);
      gui_xdotool ("key ctrl+Return");
      gui_wait (edit_has_no_form, &day);
    }
  assert_done_and_undo (&day, entries, state);
}

/* ---- What may not be ---- */

static gboolean
is_red (guint32 pixel)
{
  int red = (int)(pixel >> 16 & 0xff), green = (int)(pixel >> 8 & 0xff), blue = (int)(pixel & 0xff);

  return ABS (red - 0xbf) < 12 && ABS (green - 0x1c) < 12 && ABS (blue - 0x29) < 12;
}

/* Pixels of the map in the colour of what is forbidden. */
static guint
count_red (const EditDay *day)
{
  cairo_surface_t *picture = gui_picture (GTK_WIDGET (day->window->map));
  int              stride = cairo_image_surface_get_stride (picture), n = 0;

  cairo_surface_flush (picture);
  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    {
      const guint32 *row = (const guint32 *)(gpointer)(cairo_image_surface_get_data (picture) + (gsize)y * (gsize)stride);

      for (int x = 0; x < cairo_image_surface_get_width (picture); x++)
        n += is_red (row[x]);
    }
  cairo_surface_destroy (picture);
  return (guint)n;
}

/* Pixels from the line to where its new course may not go: over a line that stays. */
static void
find_forbidden (const EditDay *day,
                int           *dx,
                int           *dy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLandEdit) land = yutu_file_read_land_line (
    yutu_session_get_file (day->window->session), edit_ask (day, EDIT_LINE_SQL), yutu_day_today (), NULL, &error);
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

/* A course over another line. */
static void
draw_over_a_line (EditDay *day)
{
  int x, y, dx, dy;

  gui_xdotool ("key minus minus minus minus");
  gui_wait_ms (500);
  window_wait_settled (day->window);
  edit_take_up (day, "r");
  g_assert_true (yutu_draw_tool_add (edit_get_tool (day), day->points[7]));
  yutu_draw_tool_set_snap_kinds (edit_get_tool (day), 0);
  find_forbidden (day, &dx, &dy);
  edit_to_screen (day, day->points[9], &x, &y);
  gui_xdotool_printf ("mousemove %d %d", x + dx, y + dy);
  gui_wait_ms (150);
}

/* Over itself. */
static void
draw_a_loop (EditDay        *day,
             const EditTool *tool)
{
  int x = (day->x[0] + day->x[1]) / 2, y = (day->y[0] + day->y[1]) / 2;

  edit_take_up (day, tool->keys);
  edit_draw_at (day, x, y);
  edit_draw_at (day, x + 80, y);
  edit_draw_at (day, x + 80, y + 60);
  gui_xdotool_printf ("mousemove %d %d", x + 40, y - 50);
  gui_wait_ms (150);
}

typedef struct
{
  EditDay *day;
  gsize    n_points;
} Refused;

/* It is said why, in red on the map too. */
static gboolean
is_refused (gpointer data)
{
  const Refused   *refused = data;
  g_autofree char *why = yutu_draw_tool_dup_refusal (edit_get_tool (refused->day));

  return why != NULL && window_find (GTK_WIDGET (refused->day->window->edit_pane), GTK_TYPE_LABEL, why) != NULL;
}

static void
test_refused_drop (const EditTool *tool)
{
  EditDay          day = { 0 };
  Refused          refused = { &day, 0 };
  g_autofree char *picture = g_strdup_printf ("tools-%s-refused.png", tool->id);
  gint64           entries;

  begin_with (&day, tool);
  entries = edit_count_entries (&day);
  if (tool->subject == NULL)
    draw_over_a_line (&day);
  else
    draw_a_loop (&day, tool);
  if (!is_refused (&refused)) /* only the way back is */
    {
      gui_xdotool ("click 1");
      gui_wait_ms (120);
      g_assert_true (yutu_draw_tool_add (edit_get_tool (&day), day.points[11]));
    }
  gui_wait (is_refused, &refused);
  refused.n_points = edit_count_points (&day);
  gui_wait_ms (100);
  window_save_picture (day.window, NULL, picture);
  g_test_message ("%u red pixels", count_red (&day));
  g_assert_cmpuint (count_red (&day), >, 40);
  /* neither dropped by the mouse nor by keys */
  gui_xdotool ("click 1 key Return");
  gui_wait_ms (200);
  g_assert_true (edit_is_drawing (&day));
  g_assert_cmpuint (edit_count_points (&day), ==, refused.n_points);
  g_assert_cmpint (edit_count_entries (&day), ==, entries);
  yutu_draw_tool_discard (edit_get_tool (&day));
  window_fixture_close (day.window);
}

static gboolean
has_issue (gpointer data)
{
  const EditDay     *day = data;
  const YutuActForm *form = day->window->edit_pane->act_form;

  return gtk_widget_get_mapped (form->issues_box) && gtk_widget_has_css_class (form->issues_box, "error") &&
         *gtk_label_get_text (form->issues) != '\0';
}

/* On a day before the unit was there. */
static void
test_refused_act (const EditTool *tool)
{
  EditDay day = { 0 };
  gint64  entries;

  begin_with (&day, tool);
  entries = edit_count_entries (&day);
  gui_xdotool_printf ("key %s", tool->keys);
  gui_wait (edit_has_form, &day);
  edit_choose_other (&day, tool->other);
  gui_wait (edit_can_apply, &day);
  yutu_form_type (edit_get_form (&day), "day", "1368-01-01");
  gui_wait (has_issue, &day);
  g_assert_false (edit_can_apply (&day));
  yutu_form_focus_first (edit_get_form (&day));
  gui_xdotool ("key ctrl+Return");
  gui_wait_ms (300);
  g_assert_true (edit_has_form (&day));
  g_assert_cmpint (edit_count_entries (&day), ==, entries);
  window_fixture_close (day.window);
}

static void
test_refused (gconstpointer data)
{
  const EditTool *tool = data;

  if (tool->plan != NULL)
    test_refused_drop (tool);
  else
    test_refused_act (tool);
}

/* ---- Esc ---- */

static gboolean
is_offered (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (((EditDay *)data)->window->draft_bar) > 0;
}

/* A point at a time; and none is lost. */
static void
escape_drawing (EditDay        *day,
                const EditTool *tool)
{
  guint n;

  gui_xdotool_printf ("key %s", tool->keys);
  gui_wait (edit_is_drawing, day);
  draw_by_mouse (day, tool);
  n = (guint)edit_count_points (day);
  for (guint i = n; i > 0; i--)
    {
      gui_xdotool ("key Escape");
      gui_wait_until (edit_count_points (day) == i - 1);
      g_assert_true (edit_is_drawing (day));
    }
  gui_xdotool ("key Escape"); /* there is something that may come again */
  gui_wait_ms (60);
  g_assert_true (edit_is_drawing (day));
  for (guint i = 0; i < n; i++)
    gui_xdotool ("key ctrl+shift+z");
  gui_wait (edit_can_finish, day);
  g_assert_cmpuint (edit_count_points (day), ==, n);
}

static gboolean
goes_on (gpointer data)
{
  return edit_is_drawing (data) || edit_has_form (data);
}

/* What was left goes on, and is thrown away for good. */
static void
resume_and_discard (EditDay *day)
{
  gui_xdotool ("key ctrl+r");
  gui_wait (goes_on, day);
  gui_wait_ms (300);
  if (edit_has_form (day))
    {
      gtk_widget_grab_focus (window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_BUTTON, "放弃"));
      gui_xdotool ("key space");
      gui_wait (edit_has_no_form, day);
    }
  else
    yutu_draw_tool_discard (edit_get_tool (day));
  gui_wait (has_no_draft, day);
}

static void
test_escape (gconstpointer data)
{
  const EditTool *tool = data;
  EditDay         day = { 0 };
  gint64          entries;

  begin_with (&day, tool);
  entries = edit_count_entries (&day);
  if (tool->plan != NULL)
    escape_drawing (&day, tool);
  else
    gui_xdotool_printf ("key %s", tool->keys);
  if (tool->plan != NULL && tool->has_form)
    yutu_draw_tool_finish (edit_get_tool (&day));
  if (tool->has_form)
    {
      gui_wait (edit_has_form, &day);
      if (tool->name != NULL)
        yutu_form_type (edit_get_form (&day), "name", tool->name);
      else if (tool->plan == NULL)
        edit_choose_other (&day, tool->other);
      yutu_form_focus_first (edit_get_form (&day));
      gui_xdotool ("key Escape"); /* out of the form, and it is offered again */
      gui_wait (edit_has_no_form, &day);
      gui_wait (is_offered, &day);
    }
  else
    {
      yutu_draw_tool_leave (edit_get_tool (&day));
      gui_wait (is_offered, &day);
    }
  g_assert_cmpint (edit_count_entries (&day), ==, entries);
  resume_and_discard (&day);
  window_fixture_close (day.window);
}

/* ---- A kill ---- */

static gboolean
has_draft (gpointer data)
{
  return edit_ask (data, "SELECT count (*) FROM draft WHERE content LIKE '%steps%' OR content LIKE '%typed%'") > 0;
}

static void
draw_at_once (EditDay        *day,
              const EditTool *tool)
{
  YutuPoint points[EDIT_MAX_POINTS];
  guint     n = tool->plan (day, points);

  for (guint i = 0; i < n; i++)
    g_assert_true (yutu_draw_tool_add (edit_get_tool (day), points[i]));
}

/* Whatever was begun: drawn, or a form half filled in. */
static void
begin_something (EditDay        *day,
                 const EditTool *tool)
{
  begin_with (day, tool);
  gui_xdotool_printf ("key %s", tool->keys);
  if (tool->plan != NULL)
    {
      gui_wait (edit_is_drawing, day);
      draw_at_once (day, tool);
    }
  else
    {
      gui_wait (edit_has_form, day);
      edit_choose_other (day, tool->other);
    }
}

/* Runs in a process of its own: begins, says so when it is in the file, and waits to be killed. */
static int
begin_and_wait (int    argc,
                char **argv)
{
  const EditTool *tool = edit_find_tool (argv[2]);
  EditDay         day = { 0 };

  argc = 1;
  window_fixture_init (&argc, &argv);
  begin_something (&day, tool);
  gui_wait (has_draft, &day);
  return window_fixture_await_kill (day.window);
}

static void
assert_drawn_as_planned (EditDay        *day,
                         const EditTool *tool)
{
  YutuPoint        points[EDIT_MAX_POINTS];
  gsize            n = 0;
  const YutuPoint *drawn;

  gui_wait (edit_can_finish, day);
  drawn = yutu_drawing_get_points (yutu_draw_tool_get_drawing (edit_get_tool (day)), &n);
  g_assert_cmpuint (n, ==, tool->plan (day, points));
  g_assert_cmpuint (n, >=, 3);
  if (tool->subject == NULL) /* vertices of the line; elsewhere the map may stand otherwise */
    g_assert_true (yutu_point_equal (drawn[0], points[0]) && yutu_point_equal (drawn[n - 1], points[n - 1]));
}

static void
finish_what_was_left (EditDay        *day,
                      const EditTool *tool)
{
  if (tool->plan != NULL)
    {
      gui_wait (edit_is_drawing, day);
      assert_drawn_as_planned (day, tool);
      yutu_draw_tool_finish (edit_get_tool (day));
    }
  if (!tool->has_form)
    return;
  gui_wait (edit_has_form, day);
  if (tool->way != NULL && tool->n_way > 0)
    {
      static const char *const ways[] = { "split", "give", "isle", "hole" };
      g_autoptr (GtkWidget) before = g_object_ref (get_control (day, "way"));

      yutu_form_type (edit_get_form (day), "way", ways[tool->n_way]);
      gui_wait_until (get_control (day, "way") != before);
    }
  if (tool->name != NULL)
    yutu_form_type (edit_get_form (day), "name", tool->name);
  if (tool->other != NULL && tool->plan != NULL)
    edit_choose_other (day, tool->other);
  edit_apply (day, NULL);
}

static void
test_kill (gconstpointer data)
{
  const EditTool *tool = data;
  EditDay         day = { 0 };
  gint64          entries, state;

  window_fixture_run_and_kill ("--begin", tool->id, NULL);
  begin_with (&day, tool);
  entries = edit_count_entries (&day);
  state = edit_get_state (&day);
  gui_wait (is_offered, &day);
  gui_xdotool ("key ctrl+r");
  finish_what_was_left (&day, tool);
  assert_done_and_undo (&day, entries, state);
}

/* ---- Undo across all of them ---- */

/* As somebody would who goes on working in one window. */
static void
do_one (EditDay        *day,
        const EditTool *tool)
{
  edit_show_unit (day, tool->subject);
  yutu_draw_tool_set_snap_kinds (edit_get_tool (day), 0);
  gui_xdotool_printf ("key %s", tool->keys);
  gui_wait (edit_is_drawing, day);
  draw_at_once (day, tool);
  finish_what_was_left (day, tool);
}

static void
test_undo_across (void)
{
  static const char *const order[] = { "hole", "island", "give" };
  EditDay                  day = { 0 };
  gint64                   states[G_N_ELEMENTS (order) + 1];
  gsize                    n = 0;

  edit_begin (&day);
  states[n++] = edit_get_state (&day);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gint64 entries = edit_count_entries (&day);

      do_one (&day, edit_find_tool (order[i]));
      edit_wait_entries (&day, entries + 1);
      states[n++] = edit_get_state (&day);
      g_assert_cmpint (states[n - 1], !=, states[n - 2]);
    }
  for (gsize i = n - 1; i > 0; i--)
    {
      edit_undo (&day);
      g_assert_cmpint (edit_get_state (&day), ==, states[i - 1]);
    }
  for (gsize i = 1; i < n; i++)
    {
      edit_redo (&day);
      g_assert_cmpint (edit_get_state (&day), ==, states[i]);
    }
  window_fixture_close (day.window);
}

/* ---- The table ---- */

static void
add (const char *column,
     void (*func) (gconstpointer))
{
  for (gsize i = 0; i < edit_count_tools (); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gui/tools/%s/%s", column, edit_get_tool_at (i)->id);

      g_test_add_data_func (path, edit_get_tool_at (i), func);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], "--begin"))
    return begin_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  add ("mouse", test_mouse);
  add ("keyboard", test_keyboard);
  add ("refused", test_refused);
  add ("escape", test_escape);
  add ("kill", test_kill);
  g_test_add_func ("/gui/tools/undo-across", test_undo_across);
  return g_test_run ();
}
