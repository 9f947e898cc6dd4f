/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A leader's visit in the real window: by mouse, by keyboard alone, and over the whole screen, where
 * nothing can be written. */

#include "window-fixture.h"

#include <string.h>

#include "ui/yutu-coverage-chart.h"
#include "ui/yutu-coverage-legend.h"
#include "ui/yutu-rank-list.h"
#include "ui/yutu-rank-row.h"

#define WIDTH    1280
#define HEIGHT   800
#define TOWN     "罗店镇"
#define DEFINED  "eco_point_cov" /* has a target; by townships alone */
#define BY_BOTH  "meal_rate"
#define LEGAL    26
#define MANAGED  18
#define FIXED_PX 40 /* of the pointer's way into the map */

/* ---- What is waited for ---- */

typedef struct
{
  YutuWindow *window;
  const char *id;
  int         level;
  YutuScope   scope;
  gint64      unit;
} Wish;

static const YutuIndicatorTable *
get_table (YutuWindow *window)
{
  const YutuThemeMap *map = yutu_coverage_get_map (window->coverage);

  return map != NULL ? map->table : NULL;
}

static gboolean
is_shown (gpointer data)
{
  const Wish               *wish = data;
  const YutuIndicatorTable *table = get_table (wish->window);

  return table != NULL && g_strcmp0 (table->def->id, wish->id) == 0 &&
         table->level == wish->level && table->scope == wish->scope;
}

static void
wait_shown (YutuWindow *window,
            const char *id,
            int         level,
            YutuScope   scope)
{
  gui_wait (is_shown, &(Wish){ window, id, level, scope, 0 });
}

static YutuRankList *
get_ranking (YutuWindow *window)
{
  return YUTU_RANK_LIST (window_find (GTK_WIDGET (window->coverage_pane), YUTU_TYPE_RANK_LIST, NULL));
}

static gboolean
is_chosen (gpointer data)
{
  const Wish *wish = data;
  YutuPlace  *place = yutu_session_get_place (wish->window->session);

  return yutu_coverage_get_unit (wish->window->coverage) == wish->unit && place != NULL &&
         yutu_place_get_id (place) == wish->unit &&
         yutu_rank_list_get_selected (get_ranking (wish->window)) == wish->unit;
}

static void
wait_chosen (YutuWindow *window,
             gint64      unit)
{
  gui_wait (is_chosen, &(Wish){ .window = window, .unit = unit });
}

static gboolean
is_pointed (gpointer data)
{
  const Wish *wish = data;

  return yutu_coverage_get_pointed (wish->window->coverage) == wish->unit;
}

static gint64
find_unit (YutuWindow *window,
           const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_file_find_place (yutu_session_get_file (window->session), name,
                                                      yutu_session_get_day (window->session), &error);

  g_assert_no_error (error);
  return yutu_place_get_id (place);
}

static gboolean
has_label (GtkWidget  *root,
           const char *text)
{
  return window_find (root, GTK_TYPE_LABEL, text) != NULL;
}

/* ---- Where a unit is on the screen ---- */

static void
get_spot (YutuWindow *window,
          gint64      unit,
          int        *x,
          int        *y)
{
  YutuDivisionLayer *layer = yutu_map_layers_get_divisions (yutu_session_get_layers (window->session));
  YutuMapPoint       point;
  YutuView           view;
  double             px = 0, py = 0;

  yutu_map_view_get_view (window->map, &view);
  g_assert_true (yutu_division_layer_get_label_point (layer, unit, &point));
  yutu_view_to_screen (&view, point.x, point.y, &px, &py);
  window_get_middle (GTK_WIDGET (window->map), x, y);
  *x += (int)px - view.width / 2;
  *y += (int)py - view.height / 2;
}

/* The row of a unit in @root, as far as it is on the screen. */
static GtkWidget *
find_row (GtkWidget  *root,
          const char *name)
{
  GtkWidget *found = NULL;

  if (YUTU_IS_RANK_ROW (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (yutu_rank_row_get_name (YUTU_RANK_ROW (root)), name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, name);
  return found;
}

/* ---- By mouse ---- */

static void
choose_by_mouse (YutuWindow *window,
                 const char *title)
{
  GtkWidget *entry = window_find (GTK_WIDGET (window->indicators), GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *row;

  window_click (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), title); /* as an input method */
  gui_wait_ms (200);
  row = window_find (GTK_WIDGET (window->indicators), GTK_TYPE_LIST_BOX_ROW, title);
  g_assert_nonnull (row);
  window_click (row);
}

static void
test_story_by_mouse (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      town = find_unit (window, TOWN), worst;
  unsigned    layers = yutu_map_view_get_groups (window->map);
  int         x = 0, y = 0;

  window_click (window_find (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON, "覆盖"));
  choose_by_mouse (window, "节地生态安葬点覆盖率");
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);
  g_assert_cmpuint (get_table (window)->rows->len, ==, LEGAL);
  g_assert_true (has_label (GTK_WIDGET (window->coverage_pane), "未达标"));
  g_assert_true (has_label (GTK_WIDGET (window->coverage_pane), "法定 26"));

  /* The map to the ranking. */
  window_wait_settled (window);
  get_spot (window, town, &x, &y);
  gui_xdotool_printf ("mousemove %d %d", x + 3, y - FIXED_PX);
  gui_wait (is_pointed, &(Wish){ .window = window, .unit = town });
  gui_xdotool ("click 1");
  wait_chosen (window, town);

  /* The scope: eight townships less, and they are all of those without. */
  window_click (window_find (GTK_WIDGET (window->coverage_pane), GTK_TYPE_TOGGLE_BUTTON, "区管 18"));
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_MANAGED);
  g_assert_cmpuint (get_table (window)->rows->len, ==, MANAGED);
  g_assert_cmpuint (yutu_coverage_count_outside (window->coverage), ==, LEGAL - MANAGED);
  yutu_coverage_set_unit (window->coverage, 0);
  window_click (window_find (GTK_WIDGET (window->coverage_pane), GTK_TYPE_TOGGLE_BUTTON, "法定 26"));
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);

  /* The ranking, which shows the worst again, to the map. */
  worst = ((const YutuIndicatorRow *)g_ptr_array_index (get_table (window)->rows, 0))->unit;
  gui_wait_ms (300);
  window_click (find_row (GTK_WIDGET (get_ranking (window)), ((const YutuIndicatorRow *)g_ptr_array_index (
                                                                get_table (window)->rows, 0))
                                                               ->name));
  wait_chosen (window, worst);

  /* Elsewhere the map is as it was. */
  window_click (window_find (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON, "查询"));
  g_assert_cmpuint (yutu_map_view_get_groups (window->map), ==, layers);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (window->left_stack), ==, "divisions");
  window_fixture_close (window);
}

/* The chart points and chooses as the others do. */
static void
test_chart (void)
{
  YutuWindow        *window = window_fixture_open (WIDTH, HEIGHT);
  YutuCoverageChart *chart;
  gint64             unit;
  int                x = 0, y = 0;

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, DEFINED);
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);
  gui_wait_ms (200);
  chart = YUTU_COVERAGE_CHART (window_find (GTK_WIDGET (window->coverage_pane), YUTU_TYPE_COVERAGE_CHART, NULL));
  window_get_middle (GTK_WIDGET (chart), &x, &y);
  unit = yutu_coverage_chart_get_unit_at (chart, gtk_widget_get_width (GTK_WIDGET (chart)) / 2.0);
  g_assert_cmpint (yutu_coverage_find_rank (window->coverage, unit), ==, LEGAL / 2);
  gui_xdotool_printf ("mousemove %d %d", x + 1, y + 20);
  gui_wait (is_pointed, &(Wish){ .window = window, .unit = unit });
  gui_xdotool ("click 1");
  wait_chosen (window, unit);
  gui_xdotool ("key Right");
  wait_chosen (window, ((const YutuIndicatorRow *)g_ptr_array_index (get_table (window)->rows, LEGAL / 2 + 1))->unit);
  gui_xdotool ("key Home");
  wait_chosen (window, ((const YutuIndicatorRow *)g_ptr_array_index (get_table (window)->rows, 0))->unit);
  window_fixture_close (window);
}

static gboolean
has_emphasis (gpointer data)
{
  return yutu_coverage_get_emphasis (YUTU_WINDOW (data)->coverage) >= 0;
}

/* A class that is pressed stands out, and only until another indicator is shown. */
static void
test_legend (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *legend;

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, DEFINED);
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);
  gui_wait_ms (200);
  legend = window_find (GTK_WIDGET (window->coverage_pane), YUTU_TYPE_COVERAGE_LEGEND, NULL);
  window_click (window_find (legend, GTK_TYPE_TOGGLE_BUTTON, NULL));
  gui_wait (has_emphasis, window);
  g_assert_cmpint (yutu_coverage_get_emphasis (window->coverage), ==,
                   (int)yutu_coverage_get_map (window->coverage)->classes->len - 1);
  yutu_coverage_set_indicator (window->coverage, BY_BOTH);
  wait_shown (window, BY_BOTH, 4, YUTU_SCOPE_LEGAL);
  g_assert_false (has_emphasis (window));
  window_fixture_close (window);
}

/* ---- The place of the map ---- */

static gboolean
is_whole_county (YutuWindow *window)
{
  YutuView view, whole;

  yutu_map_view_get_view (window->map, &view);
  yutu_map_view_set_view (window->map, 0, 0, 0);
  yutu_map_view_get_view (window->map, &whole);
  yutu_map_view_set_view (window->map, view.center_x, view.center_y, view.resolution);
  return fabs (view.resolution / whole.resolution - 1) < 0.01;
}

static void
assert_view (YutuWindow     *window,
             const YutuView *wanted)
{
  YutuView view;

  yutu_map_view_get_view (window->map, &view);
  g_assert_cmpfloat_with_epsilon (view.resolution, wanted->resolution, 1e-9);
  g_assert_cmpfloat_with_epsilon (view.center_x, wanted->center_x, view.resolution);
  g_assert_cmpfloat_with_epsilon (view.center_y, wanted->center_y, view.resolution);
}

/* The whole county at first, afterwards where it was left; the other workspaces find theirs again. */
static void
test_place_of_the_map (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  YutuView    near, far;

  window_show_point (window, yutu_point_from_degrees (119.62, 29.1));
  yutu_map_view_get_view (window->map, &near);
  gui_xdotool ("key alt+3");
  gui_wait_ms (200);
  window_wait_settled (window);
  g_assert_true (is_whole_county (window));
  window_show_point (window, yutu_point_from_degrees (119.5, 28.9));
  yutu_map_view_get_view (window->map, &far);
  gui_xdotool ("key alt+1");
  gui_wait_ms (100);
  assert_view (window, &near);
  gui_xdotool ("key alt+3");
  gui_wait_ms (100);
  assert_view (window, &far);
  gtk_window_close (GTK_WINDOW (window));
  gui_wait_ms (200);
  window = window_fixture_open (WIDTH, HEIGHT);
  g_assert_cmpint (window->workspace, ==, YUTU_WORKSPACE_COVERAGE);
  assert_view (window, &far);
  gui_xdotool ("key alt+1");
  gui_wait_ms (100);
  assert_view (window, &near);
  yutu_map_view_set_view (window->map, 0, 0, 0);
  gtk_window_close (GTK_WINDOW (window));
  gui_wait_ms (200);
}

/* ---- By keyboard alone ---- */

static void
test_story_by_keyboard (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *chart;

  gui_xdotool ("key alt+3");
  gui_wait_until (window->workspace == YUTU_WORKSPACE_COVERAGE);
  /* To the filter of the list, by its pinyin. */
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool ("key shift+F6");
  gui_xdotool ("type zhucan");
  gui_wait_until (yutu_indicator_list_count (window->indicators) == 1);
  gui_xdotool ("key Return");
  wait_shown (window, BY_BOTH, 4, YUTU_SCOPE_LEGAL);
  /* In the pane: villages, and the managed ones. */
  gui_xdotool ("key F6 F6");
  gui_wait_ms (200);
  gui_xdotool ("key v");
  wait_shown (window, BY_BOTH, 5, YUTU_SCOPE_LEGAL);
  gui_xdotool ("key m");
  wait_shown (window, BY_BOTH, 5, YUTU_SCOPE_MANAGED);
  gui_xdotool ("key t");
  wait_shown (window, BY_BOTH, 4, YUTU_SCOPE_MANAGED);
  g_assert_cmpuint (get_table (window)->rows->len, ==, MANAGED);
  /* Down the ranking. */
  chart = window_find (GTK_WIDGET (window->coverage_pane), YUTU_TYPE_COVERAGE_CHART, NULL);
  gtk_widget_grab_focus (chart);
  gui_xdotool ("key Tab");
  gui_xdotool ("key Down Down");
  gui_wait_until (yutu_coverage_find_rank (window->coverage, yutu_coverage_get_unit (window->coverage)) >= 1);
  wait_chosen (window, yutu_coverage_get_unit (window->coverage));
  window_fixture_close (window);
}

static gboolean
has_focus_within (YutuWindow *window,
                  GtkWidget  *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Round the window by Tab, and back: nothing is chosen by it, and a list is left at the next press. */
static void
test_tab_moves_the_focus_alone (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *list, *ranking;
  gint64      unit;

  gui_xdotool ("key alt+3");
  yutu_coverage_set_indicator (window->coverage, BY_BOTH);
  wait_shown (window, BY_BOTH, 4, YUTU_SCOPE_LEGAL);
  unit = ((const YutuIndicatorRow *)g_ptr_array_index (get_table (window)->rows, 3))->unit;
  yutu_coverage_set_unit (window->coverage, unit);
  wait_chosen (window, unit);
  ranking = window_find (GTK_WIDGET (get_ranking (window)), GTK_TYPE_LIST_VIEW, NULL);
  list = window_find (GTK_WIDGET (window->indicators), GTK_TYPE_LIST_BOX, NULL);
  for (int round = 0; round < 2; round++)
    for (int i = 0, in_list = 0, in_ranking = 0; i < 40; i++)
      {
        gui_xdotool (round == 0 ? "key Tab" : "key shift+Tab");
        in_list = has_focus_within (window, list) ? in_list + 1 : 0;
        in_ranking = has_focus_within (window, ranking) ? in_ranking + 1 : 0;
        g_assert_cmpint (MAX (in_list, in_ranking), <=, 1);
        g_assert_cmpstr (yutu_coverage_get_indicator (window->coverage), ==, BY_BOTH);
        g_assert_cmpint (yutu_coverage_get_unit (window->coverage), ==, unit);
        g_assert_cmpint (yutu_rank_list_get_selected (get_ranking (window)), ==, unit);
      }
  /* What is shown is filtered away: the others have the focus, and are chosen by Enter. */
  gtk_widget_grab_focus (window_find (GTK_WIDGET (window->indicators), GTK_TYPE_SEARCH_ENTRY, NULL));
  gui_xdotool ("type ertong");
  gui_wait_ms (300);
  g_assert_cmpuint (yutu_indicator_list_count (window->indicators), >, 0);
  while (!has_focus_within (window, list))
    gui_xdotool ("key Tab");
  g_assert_cmpstr (yutu_coverage_get_indicator (window->coverage), ==, BY_BOTH);
  gui_xdotool ("key Return");
  gui_wait_until (g_strcmp0 (yutu_coverage_get_indicator (window->coverage), BY_BOTH) != 0);
  /* And arrows choose as they go. */
  yutu_coverage_set_indicator (window->coverage, BY_BOTH);
  wait_shown (window, BY_BOTH, 4, YUTU_SCOPE_LEGAL);
  gtk_widget_grab_focus (ranking);
  gui_xdotool ("key Down");
  gui_wait_until (yutu_coverage_get_unit (window->coverage) != unit);
  window_fixture_close (window);
}

/* ---- The leaders' view ---- */

static gboolean
is_not_leading (gpointer data)
{
  return !YUTU_WINDOW (data)->is_leading;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* What can be done to the window by its actions now. */
static char *
list_enabled (YutuWindow *window)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (window));
  g_autoptr (GPtrArray) enabled = g_ptr_array_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    if (g_action_group_get_action_enabled (G_ACTION_GROUP (window), names[i]))
      g_ptr_array_add (enabled, names[i]);
  g_ptr_array_sort (enabled, compare_names);
  g_ptr_array_add (enabled, NULL);
  return g_strjoinv (" ", (char **)enabled->pdata);
}

static gint64
count_entries (YutuWindow *window)
{
  return window_ask (window, "SELECT count (*) FROM journal");
}

static void
test_leaders_step_and_write_nothing (void)
{
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char *before = NULL, *within = NULL, *after = NULL, *asked = NULL;
  gint64           n = count_entries (window);
  gint64           first;

  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  before = list_enabled (window);
  g_assert_nonnull (strstr (before, "undo"));
  gui_xdotool ("key F11");
  gui_wait (window_is_leading, window);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (window->map)));
  within = list_enabled (window);
  g_assert_cmpstr (within, ==, "fullscreen");

  /* Through the indicators, and back. */
  asked = g_strdup (yutu_coverage_get_indicator (window->coverage));
  gui_xdotool ("key Right Right Left");
  gui_wait_until (g_strcmp0 (yutu_coverage_get_indicator (window->coverage), yutu_coverage_get_def (window->coverage, 1, NULL)->id) == 0);
  wait_shown (window, yutu_coverage_get_indicator (window->coverage), 4, YUTU_SCOPE_LEGAL);
  /* Through the units, from the worst on. */
  gui_xdotool ("key Down");
  gui_wait_ms (200);
  first = yutu_coverage_get_unit (window->coverage);
  g_assert_cmpint (yutu_coverage_find_rank (window->coverage, first), ==, 0);
  gui_xdotool ("key Down Down Up");
  gui_wait_until (yutu_coverage_find_rank (window->coverage, yutu_coverage_get_unit (window->coverage)) == 1);
  /* What would write elsewhere does not. */
  gui_xdotool ("key ctrl+z ctrl+shift+z ctrl+n alt+1 alt+2 F7 Delete F2");
  gui_wait_ms (300);
  g_assert_true (window->is_leading);
  g_assert_cmpint (count_entries (window), ==, n);
  /* And stays so when something would be enabled meanwhile. */
  yutu_window_update_actions (window);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), "undo")), TRUE);
  g_clear_pointer (&within, g_free);
  within = list_enabled (window);
  g_assert_cmpstr (within, ==, "fullscreen");

  gui_xdotool ("key Escape");
  gui_wait (is_not_leading, window);
  gui_wait_ms (200);
  after = list_enabled (window);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (window->workspace, ==, YUTU_WORKSPACE_LOCATE);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->map)));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->map)));
  g_assert_cmpint (count_entries (window), ==, n);
  window_fixture_close (window);
}

/* ---- Finding a unit in it ---- */

static YutuSearchBox *
get_finder (YutuWindow *window)
{
  return YUTU_SEARCH_BOX (window_find (GTK_WIDGET (window->leader), YUTU_TYPE_SEARCH_BOX, NULL));
}

static gboolean
has_finder (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (data));

  return focus != NULL && gtk_widget_get_ancestor (focus, YUTU_TYPE_SEARCH_BOX) != NULL;
}

static gboolean
has_no_finder (gpointer data)
{
  YutuWindow *window = data;

  return window_find (GTK_WIDGET (window->leader), YUTU_TYPE_SEARCH_BOX, NULL) == NULL &&
         gtk_widget_has_focus (GTK_WIDGET (window->leader));
}

static void
ask_finder (YutuWindow *window,
            const char *text)
{
  gui_xdotool ("key ctrl+k");
  gui_wait (has_finder, window);
  gui_xdotool_printf ("type %s", text);
  gui_wait_until (g_strcmp0 (yutu_search_box_get_answered (get_finder (window)), text) == 0);
}

/* Units alone are found, and shown by their own level; the keys that are typed do nothing else. */
static void
test_leaders_find_a_unit (void)
{
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char *enabled = NULL;
  gint64           n = count_entries (window);

  yutu_coverage_set_indicator (window->coverage, BY_BOTH);
  yutu_coverage_set_level (window->coverage, YUTU_LEVEL_OF_VILLAGES);
  gui_xdotool ("key F11");
  gui_wait (window_is_leading, window);
  wait_shown (window, BY_BOTH, YUTU_LEVEL_OF_VILLAGES, YUTU_SCOPE_LEGAL);
  g_assert_null (window_find (GTK_WIDGET (window->leader), YUTU_TYPE_SEARCH_BOX, NULL));
  ask_finder (window, "luodian");
  g_assert_cmpint (yutu_coverage_get_level (window->coverage), ==, YUTU_LEVEL_OF_VILLAGES);
  gui_xdotool ("key Return");
  gui_wait (has_no_finder, window);
  wait_shown (window, BY_BOTH, YUTU_LEVEL_OF_TOWNSHIPS, YUTU_SCOPE_LEGAL);
  gui_wait_until (yutu_coverage_find_row (window->coverage, yutu_coverage_get_unit (window->coverage)) != NULL);
  g_assert_cmpstr (yutu_coverage_find_row (window->coverage, yutu_coverage_get_unit (window->coverage))->name, ==, TOWN);

  /* Neither a door nor a case, and no command: the screen is read by many. */
  ask_finder (window, "128");
  g_assert_cmpuint (yutu_search_box_count (get_finder (window)), ==, 0);
  gui_xdotool ("key Escape");
  gui_wait (has_no_finder, window);
  g_assert_true (window->is_leading);
  enabled = list_enabled (window);
  g_assert_cmpstr (enabled, ==, "fullscreen");

  /* An indicator that counts no villages shows the township of the one that is found. */
  yutu_coverage_set_indicator (window->coverage, DEFINED);
  wait_shown (window, DEFINED, YUTU_LEVEL_OF_TOWNSHIPS, YUTU_SCOPE_LEGAL);
  yutu_coverage_set_unit (window->coverage, 0);
  ask_finder (window, "qianlongcun");
  gui_xdotool ("key Return");
  gui_wait (has_no_finder, window);
  gui_wait_until (yutu_coverage_find_row (window->coverage, yutu_coverage_get_unit (window->coverage)) != NULL);
  g_assert_cmpstr (yutu_coverage_find_row (window->coverage, yutu_coverage_get_unit (window->coverage))->name, ==, TOWN);
  gui_xdotool ("key Escape");
  gui_wait (is_not_leading, window);
  g_assert_cmpint (count_entries (window), ==, n);
  window_fixture_close (window);
}

/* F11 leaves it, too, and the workspace below is as it was. */
static void
test_leaders_view_comes_and_goes (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, BY_BOTH);
  wait_shown (window, BY_BOTH, 4, YUTU_SCOPE_LEGAL);
  for (int i = 0; i < 2; i++)
    {
      gui_xdotool ("key F11");
      gui_wait (window_is_leading, window);
      gui_xdotool ("key F11");
      gui_wait (is_not_leading, window);
    }
  window_wait_settled (window);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (window->left_stack), ==, "indicators");
  g_assert_cmpstr (yutu_coverage_get_indicator (window->coverage), ==, BY_BOTH);
  window_fixture_close (window);
}

/* ---- Nothing to count ---- */

static gboolean
is_empty (gpointer data)
{
  YutuWindow *window = data;

  return yutu_coverage_get_map (window->coverage) == NULL &&
         has_label (GTK_WIDGET (window->coverage_pane), "没有可统计的区划");
}

/* A day before there was a county, and back. */
static void
test_no_county_says_what_to_do (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, DEFINED);
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);
  yutu_session_set_day (window->session, yutu_day_parse ("1900-01-01"));
  gui_wait (is_empty, window);
  g_assert_false (gtk_info_bar_get_revealed (window->error_bar));
  gui_wait_ms (100);
  window_click (window_find (GTK_WIDGET (window->coverage_pane), GTK_TYPE_BUTTON, "回到今天"));
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);
  g_assert_false (is_empty (window));
  window_fixture_close (window);
}

/* ---- Names for the reading aloud ---- */

static gboolean
needs_name (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_LIST_VIEW (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BOX_ROW (widget) || YUTU_IS_RANK_ROW (widget) ||
         YUTU_IS_COVERAGE_CHART (widget) || YUTU_IS_MAP_VIEW (widget);
}

static guint
count_unnamed (GtkWidget *widget)
{
  g_autofree char *label = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\001"); /* never that */
  guint n = 0;

  if (needs_name (widget) && g_strcmp0 (label, "undefined") == 0 &&
      !(GTK_IS_BUTTON (widget) && has_label (widget, "")))
    {
      g_test_message ("%s has no name", G_OBJECT_TYPE_NAME (widget));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !GTK_IS_SEARCH_ENTRY (widget);
       child = gtk_widget_get_next_sibling (child))
    n += count_unnamed (child);
  return n;
}

/* The chart says in words what it shows, and points to the ranking for the rest. */
static void
test_every_control_has_a_name (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *chart;

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, DEFINED);
  wait_shown (window, DEFINED, 4, YUTU_SCOPE_LEGAL);
  gui_wait_until (count_unnamed (GTK_WIDGET (window->indicators)) == 0);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (window->coverage_pane)), ==, 0);
  chart = window_find (GTK_WIDGET (window->coverage_pane), YUTU_TYPE_COVERAGE_CHART, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "图表：节地生态安葬点覆盖率");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_RELATION_DETAILS));
  yutu_window_set_leading (window, TRUE);
  gui_wait (window_is_leading, window);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (window->leader)), ==, 0);
  /* Read from across a room: the title is a twentieth of the screen high. */
  g_assert_cmpint (gtk_widget_get_height (window_find (GTK_WIDGET (window->leader), GTK_TYPE_LABEL,
                                                       "节地生态安葬点覆盖率")),
                   >=, HEIGHT / 20);
  yutu_window_set_leading (window, FALSE);
  window_fixture_close (window);
}

/* ---- Days ---- */

static gboolean
is_of_day (gpointer data)
{
  YutuWindow *window = data;

  return get_table (window) != NULL &&
         get_table (window)->day == yutu_session_get_day (window->session);
}

/* Before the act of 2021 there was a township more; figures were reported for that year. */
static void
test_values_are_of_the_day (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, "charity_station");
  wait_shown (window, "charity_station", 4, YUTU_SCOPE_LEGAL);
  yutu_session_set_day (window->session, yutu_day_parse ("2021-10-20"));
  gui_wait (is_of_day, window);
  g_assert_cmpuint (get_table (window)->rows->len, ==, LEGAL + 1);
  yutu_coverage_set_scope (window->coverage, YUTU_SCOPE_MANAGED);
  yutu_session_set_day (window->session, yutu_day_parse ("2021-12-31"));
  gui_wait (is_of_day, window);
  wait_shown (window, "charity_station", 4, YUTU_SCOPE_MANAGED);
  g_assert_true (get_table (window)->total.has_published);
  gui_wait_until (has_label (GTK_WIDGET (window->coverage_pane), "公布值"));
  window_fixture_close (window);
}

/* What was looked at is so again after a restart. */
static void
test_remembered (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  yutu_coverage_set_indicator (window->coverage, BY_BOTH);
  yutu_coverage_set_level (window->coverage, 5);
  yutu_coverage_set_scope (window->coverage, YUTU_SCOPE_MANAGED);
  yutu_window_remember (window);
  window_fixture_close (window);
  window = window_fixture_open (WIDTH, HEIGHT);
  g_assert_cmpint (window->workspace, ==, YUTU_WORKSPACE_COVERAGE);
  wait_shown (window, BY_BOTH, 5, YUTU_SCOPE_MANAGED);
  yutu_window_set_workspace (window, YUTU_WORKSPACE_LOCATE);
  yutu_window_remember (window);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/coverage/story-by-mouse", test_story_by_mouse);
  g_test_add_func ("/gui/coverage/chart", test_chart);
  g_test_add_func ("/gui/coverage/legend", test_legend);
  g_test_add_func ("/gui/coverage/place-of-the-map", test_place_of_the_map);
  g_test_add_func ("/gui/coverage/story-by-keyboard", test_story_by_keyboard);
  g_test_add_func ("/gui/coverage/tab-moves-the-focus-alone", test_tab_moves_the_focus_alone);
  g_test_add_func ("/gui/coverage/leaders-step-and-write-nothing", test_leaders_step_and_write_nothing);
  g_test_add_func ("/gui/coverage/leaders-find-a-unit", test_leaders_find_a_unit);
  g_test_add_func ("/gui/coverage/leaders-view-comes-and-goes", test_leaders_view_comes_and_goes);
  g_test_add_func ("/gui/coverage/no-county-says-what-to-do", test_no_county_says_what_to_do);
  g_test_add_func ("/gui/coverage/every-control-has-a-name", test_every_control_has_a_name);
  g_test_add_func ("/gui/coverage/values-are-of-the-day", test_values_are_of_the_day);
  g_test_add_func ("/gui/coverage/remembered", test_remembered);
  return g_test_run ();
}
