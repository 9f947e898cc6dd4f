/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "edit-fixture.h"

#include <math.h>

#include "division/yutu-division.h"

const char EDIT_LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 "
  "AND length (a.geom) BETWEEN 500 AND 1000 ORDER BY a.id LIMIT 1";

static const char STATE_SQL[] =
  "SELECT (SELECT count (*) FROM arc) * 7 + (SELECT total (length (geom)) FROM arc) * 11 + "
  "(SELECT count (*) FROM division) * 13 + (SELECT count (*) FROM face_unit) * 17 + "
  "(SELECT count (*) FROM address) * 19 + "
  "(SELECT CAST (round (total (" YUTU_DIVISION_AREA_M2 ("a.id") ") * 100) AS INTEGER) FROM division_area a WHERE level > 3)";

/* ---- What there is ---- */

gint64
edit_ask (const EditDay *day,
          const char    *sql)
{
  return window_ask (day->window, sql);
}

gint64
edit_get_state (const EditDay *day)
{
  return edit_ask (day, STATE_SQL);
}

gint64
edit_count_entries (const EditDay *day)
{
  return edit_ask (day, "SELECT count (*) FROM journal");
}

gint64
edit_find_unit (const EditDay *day,
                const char    *name)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT unit FROM division WHERE name = '%s' AND valid_to = '9999-12-31'", name);

  return edit_ask (day, sql);
}

YutuDrawTool *
edit_get_tool (const EditDay *day)
{
  return yutu_edit_pane_get_draw_tool (day->window->edit_pane);
}

/* ---- Waiting ---- */

gboolean
edit_is_idle (gpointer data)
{
  const EditDay *day = data;
  gboolean       is_busy = FALSE;

  g_object_get (day->window->session, "busy", &is_busy, NULL);
  return !is_busy && !yutu_line_tool_is_busy (yutu_edit_pane_get_tool (day->window->edit_pane));
}

void
edit_wait_idle (EditDay *day)
{
  gui_wait_frames (GTK_WIDGET (day->window->map), 2);
  gui_wait (edit_is_idle, day);
  window_wait_settled (day->window);
}

typedef struct
{
  EditDay *day;
  gint64   entries;
} Entries;

static gboolean
has_entries (gpointer data)
{
  const Entries *entries = data;

  return edit_is_idle (entries->day) && edit_count_entries (entries->day) == entries->entries;
}

void
edit_wait_entries (EditDay *day,
                   gint64   entries)
{
  Entries wanted = { day, entries };

  gui_wait (has_entries, &wanted);
  edit_wait_idle (day);
}

typedef struct
{
  EditDay    *day;
  const char *action;
} Step;

static gboolean
can_step (gpointer data)
{
  const Step *step = data;

  return edit_is_idle (step->day) &&
         g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (step->day->window), step->action));
}

static void
step_by_keys (EditDay    *day,
              const char *action,
              const char *keys)
{
  gint64 before = edit_count_entries (day);
  Step   step = { day, action };

  gui_wait (can_step, &step);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
  gui_xdotool_printf ("key %s", keys);
  edit_wait_entries (day, before + 1);
}

void
edit_undo (EditDay *day)
{
  step_by_keys (day, "undo", "ctrl+z");
}

void
edit_redo (EditDay *day)
{
  step_by_keys (day, "redo", "ctrl+shift+z");
}

/* ---- Beginning ---- */

static gboolean
is_editing (gpointer data)
{
  const EditDay *day = data;

  return gtk_widget_get_mapped (GTK_WIDGET (day->window->edit_pane));
}

void
edit_begin (EditDay *day)
{
  day->window = window_fixture_open (EDIT_WIDTH, EDIT_HEIGHT);
  gui_xdotool ("mousemove 640 20 key alt+2");
  gui_wait (is_editing, day);
}

void
edit_begin_at_line (EditDay *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line = NULL;
  const YutuPoint *points = NULL;

  edit_begin (day);
  line = yutu_file_read_line_edit (yutu_session_get_file (day->window->session), edit_ask (day, EDIT_LINE_SQL),
                                   yutu_day_today (), NULL, &error);
  g_assert_no_error (error);
  points = yutu_line_edit_get_points (line, &day->n_points);
  g_assert_cmpuint (day->n_points, <=, G_N_ELEMENTS (day->points));
  memcpy (day->points, points, day->n_points * sizeof *points);
  window_show_point (day->window, day->points[9]);
  gui_xdotool ("key plus plus");
  window_wait_drawn (day->window);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

/* With a quarter of it around. */
static void
show_wide (EditDay *day,
           YutuBox  box)
{
  YutuBox wide = box;

  wide.min_x -= (box.max_x - box.min_x) / 4;
  wide.max_x += (box.max_x - box.min_x) / 4;
  wide.min_y -= (box.max_y - box.min_y) / 4;
  wide.max_y += (box.max_y - box.min_y) / 4;
  yutu_map_view_show_box (day->window->map, wide);
  window_wait_drawn (day->window);
}

void
edit_begin_at_unit (EditDay    *day,
                    const char *name)
{
  edit_begin (day);
  edit_show_unit (day, name);
}

void
edit_show_unit (EditDay    *day,
                const char *name)
{
  g_autoptr (YutuPlace) place = NULL;
  YutuMapBox map_box;
  YutuBox    box;
  gint64     unit;

  unit = edit_find_unit (day, name);
  place = yutu_place_new_unit (unit);
  yutu_session_set_place (day->window->session, place);
  g_assert_true (yutu_division_layer_get_unit_box (
    yutu_map_layers_get_divisions (yutu_session_get_layers (day->window->session)), unit, &map_box));
  box = yutu_projection_inverse_box (yutu_session_get_map_epsg (day->window->session), map_box);
  show_wide (day, box);
  edit_to_screen (day, (YutuPoint){ box.min_x, box.max_y }, &day->x[0], &day->y[0]);
  edit_to_screen (day, (YutuPoint){ box.max_x, box.min_y }, &day->x[1], &day->y[1]);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

/* ---- Places ---- */

void
edit_to_screen (const EditDay *day,
                YutuPoint      point,
                int           *x,
                int           *y)
{
  double map_x, map_y, window_x, window_y;

  g_assert_true (yutu_map_view_point_to_screen (day->window->map, point, &map_x, &map_y));
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (day->window->map),
                                                   GTK_WIDGET (day->window), map_x, map_y, &window_x,
                                                   &window_y));
  *x = (int)round (window_x);
  *y = (int)round (window_y);
}

YutuPoint
edit_from_screen (const EditDay *day,
                  double         x,
                  double         y)
{
  double    map_x, map_y;
  YutuPoint point = { 0, 0 };

  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (day->window), GTK_WIDGET (day->window->map), x,
                                                   y, &map_x, &map_y));
  g_assert_true (yutu_map_view_point_from_screen (day->window->map, map_x, map_y, &point));
  return point;
}

void
edit_click_at (int x,
               int y)
{
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  gui_wait_ms (120);
}

/* ---- Drawing ---- */

gboolean
edit_is_drawing (gpointer data)
{
  return yutu_draw_tool_is_drawing (edit_get_tool (data));
}

gboolean
edit_can_finish (gpointer data)
{
  return yutu_draw_tool_can_finish (edit_get_tool (data));
}

gsize
edit_count_points (const EditDay *day)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (edit_get_tool (day));
  gsize              n = 0;

  if (drawing != NULL)
    yutu_drawing_get_points (drawing, &n);
  return n;
}

typedef struct
{
  const EditDay *day;
  gsize          n;
} Points;

static gboolean
has_points (gpointer data)
{
  const Points *points = data;

  return edit_count_points (points->day) == points->n;
}

void
edit_draw_at (EditDay *day,
              int      x,
              int      y)
{
  Points wanted = { day, edit_count_points (day) + 1 };

  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  gui_wait (has_points, &wanted);
}

static gboolean
is_drawn (gpointer data)
{
  return !edit_is_drawing (data);
}

void
edit_end_drawing (EditDay *day)
{
  gui_wait (edit_can_finish, day);
  gui_xdotool ("click 1");
  gui_wait (is_drawn, day);
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *id)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root))
    {
      const char *name = gtk_actionable_get_action_name (GTK_ACTIONABLE (root));
      GVariant   *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (root));

      if (g_strcmp0 (name, id) == 0 ||
          (target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE_STRING) &&
           g_str_equal (g_variant_get_string (target, NULL), id)))
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, id);
  return found;
}

GtkWidget *
edit_find_button (const EditDay *day,
                  const char    *id)
{
  return find_button (GTK_WIDGET (day->window), id);
}

void
edit_take_up (EditDay    *day,
              const char *letter)
{
  gui_xdotool_printf ("key %s", letter);
  gui_wait (edit_is_drawing, day);
  gui_wait_frames (GTK_WIDGET (day->window->map), 2);
}

/* ---- The form ---- */

YutuForm *
edit_get_form (const EditDay *day)
{
  return (YutuForm *)window_find (GTK_WIDGET (day->window->edit_pane), YUTU_TYPE_FORM, NULL);
}

gboolean
edit_has_form (gpointer data)
{
  return edit_get_form (data) != NULL;
}

gboolean
edit_has_no_form (gpointer data)
{
  return edit_get_form (data) == NULL && edit_is_idle (data);
}

GtkWidget *
edit_get_apply (const EditDay *day)
{
  return window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_BUTTON, "办理");
}

gboolean
edit_can_apply (gpointer data)
{
  GtkWidget *apply = edit_get_apply (data);

  return apply != NULL && gtk_widget_is_sensitive (apply);
}

void
edit_apply (EditDay    *day,
            const char *picture)
{
  gui_wait (edit_can_apply, day);
  if (picture != NULL)
    {
      gui_wait_ms (300);
      window_save_picture (day->window, NULL, picture);
    }
  yutu_form_focus_first (edit_get_form (day));
  gui_xdotool ("key ctrl+Return");
  gui_wait (edit_has_no_form, day);
  edit_wait_idle (day);
}

void
edit_choose_other (EditDay    *day,
                   const char *name)
{
  g_autofree char *unit = g_strdup_printf ("%" G_GINT64_FORMAT, edit_find_unit (day, name));

  yutu_form_type (edit_get_form (day), "other", unit);
}
