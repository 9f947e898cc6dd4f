/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A walk through every panel and dialog on the demo county, in Chinese:
 * 1. every control has a name for the reading aloud, and Tab gets to it;
 * 2. with letters of twice the size the window keeps its size on a small screen, and nothing written is
 *    cut off: it wraps, scrolls or ends in an ellipsis, and then its tooltip is the whole of it;
 * 3. pictures of all, light and dark, at two sizes and with large letters, for the eye. */

#include "walk.h"

#include "session/yutu-line-edit.h"
#include "ui/yutu-case-row.h"
#include "ui/yutu-case-steps.h"
#include "ui/yutu-edit-pane-private.h"
#include "ui/yutu-form.h"
#include "ui/yutu-home-list.h"
#include "ui/yutu-register-list.h"

#define CEMETERY "SELECT id FROM facility WHERE kind = 'funeral.public-cemetery' AND geom IS NOT NULL ORDER BY id LIMIT 1"

/* ---- Locate ---- */

static void
walk_places (Walk *walk)
{
  YutuWindow *window = walk->window;
  YutuPoint   point = yutu_point_from_degrees (119.62, 29.1);

  walk_visit (walk, "start");
  walk_go_to_object (window, YUTU_PLACE_FACILITY, WALK_CARE_HOME);
  walk_visit (walk, "facility");
  walk_go_to_object (window, YUTU_PLACE_ADDRESS, "SELECT id FROM address ORDER BY id LIMIT 1");
  walk_visit (walk, "address");
  walk_go_to_object (window, YUTU_PLACE_NAME, "SELECT id FROM place_name WHERE class = 'road' ORDER BY id LIMIT 1");
  walk_visit (walk, "road");
  walk_go_to_object (window, YUTU_PLACE_LINE, "SELECT id FROM boundary_line WHERE grade = 3 ORDER BY id LIMIT 1");
  walk_visit (walk, "line");
  walk_go_to (window, yutu_place_new_point (point));
  walk_visit (walk, "point");
  walk_go_to (window, yutu_place_new_circle (point, 2000));
  walk_visit (walk, "circle");
  walk_go_to_object (window, YUTU_PLACE_FACILITY, CEMETERY);
  walk_visit (walk, "cemetery");
  walk_go_to_town (window);
  walk_visit (walk, "unit");
  walk_visit_end (walk, GTK_WIDGET (window), window->pane, "unit-end");
}

static void
walk_cases (Walk *walk)
{
  YutuWindow *window = walk->window;

  yutu_place_pane_show_module (window->pane, 1);
  walk_wait_found (window->pane, YUTU_TYPE_CASE_ROW, NULL);
  walk_visit (walk, "module");
  yutu_place_pane_show_case (window->pane, window_ask (window, "SELECT id FROM case_file WHERE kind = 'EL.BUILD' "
                                                               "AND state = 'designing' ORDER BY id LIMIT 1"));
  walk_wait_found (window->pane, YUTU_TYPE_CASE_STEPS, NULL);
  gui_wait_ms (150);
  walk_visit (walk, "case");
  walk_visit_end (walk, GTK_WIDGET (window), window->pane, "case-end");
  walk_press (GTK_WIDGET (window->pane), "→ 施工");
  walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL);
  walk_visit (walk, "case-step");
  walk_go_to_town (window);
  yutu_place_pane_open_case (window->pane, 1);
  window_wait_page (window, "open");
  walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL);
  walk_visit (walk, "case-open");
  yutu_form_type (YUTU_FORM (walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL)), "own.day", "2026-13-40");
  gui_wait_ms (60);
  walk_visit (walk, "case-open-wrong");
  yutu_form_type (YUTU_FORM (walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL)), "own.day", "2026-11-24");
}

/* What was begun, and left. */
static void
walk_drafts (Walk *walk)
{
  YutuWindow *window = walk->window;
  int         position = 0;
  GtkWidget  *title = yutu_form_get_control (YUTU_FORM (walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL)), "own.title");

  gtk_editable_insert_text (GTK_EDITABLE (title), "新建", -1, &position);
  gui_wait_ms (700);
  walk_go_to_object (window, YUTU_PLACE_FACILITY, WALK_CARE_HOME);
  walk_wait_found (window->draft_bar, GTK_TYPE_BUTTON, NULL);
  gui_wait_ms (100);
  walk_visit (walk, "draft-bar");
  walk_drop_drafts (walk);
}

static void
begin_task (YutuWindow *window,
            const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window->pane), action, NULL);
  window_wait_page (window, "facility");
  gui_wait_ms (200);
}

static void
walk_facilities (Walk *walk)
{
  static const char *const tasks[][3] = {
    { "facility.edit", "facility-edit", "facility-edit-end" },
    { "facility.close", "facility-close", "facility-close-end" },
    { "facility.year", "facility-year", "facility-year-end" },
  };
  YutuWindow *window = walk->window;

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      walk_go_to_object (window, YUTU_PLACE_FACILITY,
                         g_str_equal (tasks[i][0], "facility.year") ? CEMETERY : WALK_CARE_HOME);
      begin_task (window, tasks[i][0]);
      walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL);
      walk_visit (walk, tasks[i][1]);
      walk_visit_end (walk, GTK_WIDGET (window), window->pane, tasks[i][2]);
    }
  walk_go_to_object (window, YUTU_PLACE_FACILITY, WALK_CARE_HOME);
  begin_task (window, "facility.move");
  walk_visit (walk, "facility-move");
  gui_xdotool ("key Escape");
  walk_go_to_town (window);
  begin_task (window, "facility.add");
  walk_visit (walk, "registers");
  g_signal_emit_by_name (walk_wait_found (window->pane, YUTU_TYPE_REGISTER_LIST, NULL), "chosen",
                         "elderly.care-home");
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  walk_wait_found (window->pane, YUTU_TYPE_FORM, NULL);
  gui_wait_ms (200);
  walk_visit (walk, "facility-add");
  walk_go_to_town (window);
  gui_wait_ms (700); /* until the draft is offered */
  walk_drop_drafts (walk);
}

static gboolean
has_answer (gpointer data)
{
  return yutu_search_box_count (YUTU_WINDOW (data)->search) > 0;
}

static void
walk_panels (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *popover;
  GtkWidget  *entry;

  adw_view_stack_set_visible_child_name (window->left_stack, "layers");
  gui_wait_ms (50);
  walk_visit (walk, "layers");
  adw_view_stack_set_visible_child_name (window->left_stack, "divisions");
  yutu_search_box_start (window->search);
  entry = walk_wait_found (window->search, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "罗店");
  gui_wait (has_answer, window);
  gui_wait_ms (150);
  walk_visit_with (walk, GTK_WIDGET (window), walk_wait_found (window->search, GTK_TYPE_POPOVER, NULL), "search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gui_wait_ms (50);
  yutu_date_button_popup (window->date);
  popover = walk_wait_found (window->date, GTK_TYPE_POPOVER, NULL);
  gui_wait_ms (200);
  walk_visit_with (walk, GTK_WIDGET (window), popover, "date");
  gtk_popover_popdown (GTK_POPOVER (popover));
  gui_wait_ms (50);
}

static gboolean
is_drawn (gpointer data)
{
  return yutu_drawer_is_settled (data);
}

static void
walk_drawer (Walk *walk)
{
  static const char *const pages[] = { "due", "cases", "facilities" };
  YutuWindow              *window = walk->window;

  walk_activate (window, "show-drawer", NULL);
  gui_wait_ms (200);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *panel = g_strconcat ("drawer-", pages[i], NULL);

      yutu_drawer_show_page (window->drawer, pages[i]);
      gui_wait_ms (150);
      gui_wait (is_drawn, window->drawer);
      walk_visit (walk, panel);
    }
  walk_activate (window, "show-drawer", NULL);
  gui_wait_ms (200);
}

/* ---- Edit ---- */

static gboolean
has_line (gpointer data)
{
  YutuLineTool *tool = yutu_edit_pane_get_tool (YUTU_WINDOW (data)->edit_pane);

  return yutu_line_tool_get_line (tool) != NULL && !yutu_line_tool_is_busy (tool);
}

static gboolean
has_homes (gpointer data)
{
  GtkWidget *homes = window_find (data, YUTU_TYPE_HOME_LIST, NULL);

  return homes != NULL && yutu_home_list_count (YUTU_HOME_LIST (homes)) == 3;
}

static gboolean
has_door_row (gpointer data)
{
  return window_find (data, ADW_TYPE_ACTION_ROW, "婺城区") != NULL;
}

static gboolean
has_address (gpointer data)
{
  return YUTU_WINDOW (data)->edit_pane->address_text != NULL;
}

static gboolean
has_road (gpointer data)
{
  YutuEditPane *pane = YUTU_WINDOW (data)->edit_pane;

  return pane->place != 0 && pane->reading == NULL;
}

static void
walk_doors (Walk *walk)
{
  YutuWindow   *window = walk->window;
  YutuEditPane *pane = window->edit_pane;
  YutuForm     *form = NULL;
  g_autoptr (YutuPlace) road = NULL;
  g_autoptr (YutuPlace) door = NULL;

  door = yutu_place_new_object (
    YUTU_PLACE_ADDRESS,
    window_ask (window, "SELECT id FROM address WHERE kind = 2 AND valid_to = '9999-12-31' ORDER BY id LIMIT 1"));
  yutu_session_set_place (window->session, door);
  gui_wait (has_address, window);
  walk_activate (window, "split-address", NULL);
  form = (YutuForm *)window_find (GTK_WIDGET (pane->door_form), YUTU_TYPE_FORM, NULL);
  yutu_form_type (form, "floors", "3");
  yutu_form_type (form, "rooms", "2");
  gui_wait (has_homes, pane->door_form);
  walk_visit (walk, "split-address");
  road = yutu_place_new_object (YUTU_PLACE_NAME,
                                window_ask (window, "SELECT id FROM place_name WHERE class = 'road' ORDER BY id LIMIT 1"));
  yutu_session_set_place (window->session, road);
  gui_wait (has_road, window);
  yutu_edit_pane_set_mode (pane, YUTU_EDIT_DOORS);
  for (int i = 0; i < 2; i++)
    yutu_draw_tool_add (yutu_edit_pane_get_draw_tool (pane), yutu_point_from_degrees (119.62 + i * 0.0005, 29.1));
  gui_wait_ms (150);
  walk_visit (walk, "doors-drawn");
  yutu_draw_tool_finish (yutu_edit_pane_get_draw_tool (pane));
  gui_wait (has_door_row, pane->door_form);
  walk_visit (walk, "doors");
}

static void
walk_edit (Walk *walk)
{
  YutuWindow   *window = walk->window;
  YutuLineTool *tool = yutu_edit_pane_get_tool (window->edit_pane);
  YutuPoint     point;
  gint64        arc =
    window_ask (window, "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON "
                        "a.id = s.arc WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND "
                        "a.face_right > 0 AND length (a.geom) BETWEEN 500 AND 1500 ORDER BY a.id LIMIT 1");

  walk_activate (window, "workspace", g_variant_new_string ("edit"));
  gui_wait_ms (150);
  walk_visit (walk, "edit");
  yutu_line_tool_choose_line (tool, arc);
  gui_wait (has_line, window);
  yutu_line_tool_choose_vertex (tool, 7);
  yutu_line_tool_get_point (tool, &point);
  window_show_point (window, point);
  gui_wait_ms (150);
  walk_visit (walk, "edit-vertex");
  walk_activate (window, "rename", NULL);
  gui_wait_ms (250);
  walk_visit (walk, "rename");
  yutu_edit_pane_add_place_name (window->edit_pane, yutu_point_from_degrees (119.62, 29.1));
  gui_wait_ms (250);
  walk_visit (walk, "add-name");
  walk_doors (walk);
  walk_activate (window, "workspace", g_variant_new_string ("locate"));
  gui_wait_ms (100);
}

/* ---- Coverage ---- */

typedef struct
{
  YutuWindow *window;
  int         level;
} CoverageWish;

static gboolean
is_shown (gpointer data)
{
  const CoverageWish *wish = data;
  YutuCoverage       *coverage = wish->window->coverage;
  const YutuThemeMap *map = yutu_coverage_get_map (coverage);

  return map != NULL && g_strcmp0 (map->table->def->id, yutu_coverage_get_indicator (coverage)) == 0 &&
         map->table->scope == yutu_coverage_get_scope (coverage) && map->table->level == wish->level;
}

static void
show_indicator (YutuWindow *window,
                const char *indicator,
                int         level,
                YutuScope   scope)
{
  yutu_coverage_set_indicator (window->coverage, indicator);
  yutu_coverage_set_level (window->coverage, level);
  yutu_coverage_set_scope (window->coverage, scope);
  gui_wait (is_shown, &(CoverageWish){ window, level });
  gui_wait_ms (250);
}

static void
walk_coverage (Walk *walk)
{
  YutuWindow *window = walk->window;

  walk_activate (window, "workspace", g_variant_new_string ("coverage"));
  show_indicator (window, "eco_point_cov", 4, YUTU_SCOPE_LEGAL);
  walk_visit (walk, "coverage");
  walk_visit_end (walk, GTK_WIDGET (window), window->coverage_pane, "coverage-end");
  yutu_coverage_set_unit (window->coverage,
                          window_ask (window, "SELECT unit FROM division WHERE name = '" WALK_TOWN
                                              "' AND valid_to = '9999-12-31'"));
  gui_wait_ms (100);
  walk_visit (walk, "coverage-chosen");
  show_indicator (window, "meal_rate", 5, YUTU_SCOPE_MANAGED);
  walk_visit (walk, "coverage-villages");
  walk_activate (window, "fullscreen", NULL);
  gui_wait_ms (300);
  walk_visit (walk, "leader");
  walk_activate (window, "fullscreen", NULL);
  gui_wait_ms (100);
  walk_activate (window, "workspace", g_variant_new_string ("locate"));
  gui_wait_ms (100);
}
/* ---- The walks ---- */

static void
walk_all (Walk *walk)
{
  walk->window = window_fixture_open (walk->width, walk->height);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  walk_first_states (walk);
  walk_places (walk);
  walk_cases (walk);
  walk_drafts (walk);
  walk_facilities (walk);
  walk_panels (walk);
  walk_drawer (walk);
  walk_edit (walk);
  walk_coverage (walk);
  walk_dialogs (walk);
  walk_act (walk);
  walk_states (walk);
  walk_findings (walk);
  walk_files (walk);
  window_fixture_close (walk->window);
  g_assert_cmpuint (walk->n_wrong, ==, 0);
}

static void
walk_large (Walk *walk)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  walk_all (walk);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_names_and_tab (void)
{
  walk_all (&(Walk){ .letters = "", .width = 1280, .height = 800, .checks_names = TRUE });
}

static void
test_large_screen (void)
{
  walk_all (&(Walk){ .letters = "", .width = 1920, .height = 1080 });
}

static void
test_large_letters (void)
{
  walk_large (&(Walk){ .letters = "-200", .width = 1280, .height = 800 });
}

static void
test_large_letters_and_screen (void)
{
  walk_large (&(Walk){ .letters = "-200", .width = 1920, .height = 1080 });
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/walk/names-and-tab", test_names_and_tab);
  g_test_add_func ("/gui/walk/large-letters", test_large_letters);
  g_test_add_func ("/gui/walk/large-screen", test_large_screen);
  g_test_add_func ("/gui/walk/large-both", test_large_letters_and_screen);
  return g_test_run ();
}
