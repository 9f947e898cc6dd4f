/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Time in the real window: any day by typing and by key, what became of a unit, two days side by side,
 * and what the file knew at a moment. */

#include "window-fixture.h"

#include <string.h>

#include "base/yutu-moment.h"
#include "ui/yutu-act-assistant.h"
#include "ui/yutu-compare-window.h"
#include "ui/yutu-history-list.h"

#define WIDTH  1280
#define HEIGHT 800

static gboolean
stands_on (gpointer data)
{
  YutuWindow *window = data;
  YutuDay     day = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (window), "wanted-day"));

  return yutu_session_get_day (window->session) == day;
}

static void
wait_day (YutuWindow *window,
          const char *day)
{
  g_object_set_data (G_OBJECT (window), "wanted-day", GINT_TO_POINTER (yutu_day_parse (day)));
  gui_wait (stands_on, window);
}

static gboolean
has_days (gpointer data)
{
  return yutu_date_button_find_change (YUTU_WINDOW (data)->date, yutu_day_today (), FALSE) !=
         YUTU_DAY_INVALID;
}

/* ---- Any day ---- */

static void
test_days_by_typing_and_by_key (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *entry = NULL;

  gui_wait (has_days, window);
  gui_xdotool ("key ctrl+bracketleft");
  wait_day (window, "2021-10-21");
  gui_xdotool ("key ctrl+bracketleft");
  wait_day (window, "2020-01-01"); /* when the file begins */
  gui_xdotool ("key ctrl+bracketright");
  wait_day (window, "2021-10-21");
  gui_xdotool ("key ctrl+d");
  entry = window_find (GTK_WIDGET (window->date), GTK_TYPE_ENTRY, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2021-02-30");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpint (yutu_session_get_day (window->session), ==, yutu_day_parse ("2021-10-21"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "1752-09-05");
  g_signal_emit_by_name (entry, "activate");
  wait_day (window, "1752-09-05");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  window_fixture_close (window);
}

/* ---- History ---- */

static gboolean
has_history (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), GTK_TYPE_LIST_BOX_ROW,
                      "划入塔石乡的土地") != NULL;
}

static void
test_a_retired_unit_leads_to_its_successors (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      unit = window_ask (window, "SELECT unit FROM division WHERE name = '岭上乡' LIMIT 1");
  g_autoptr (YutuPlace) place = yutu_place_new_unit (unit);
  GtkWidget *row = NULL;

  yutu_session_set_place (window->session, place); /* today, when it is no more */
  window_wait_title (window, "岭上乡");
  gui_wait (has_history, window);
  row = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LIST_BOX_ROW, "划入塔石乡的土地");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  window_wait_title (window, "塔石乡");
  wait_day (window, "2021-10-21");
  window_fixture_close (window);
}

/* A case and its act lead to each other. */

static YutuActAssistant *
find_assistant (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (YUTU_IS_ACT_ASSISTANT (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
shows_record (gpointer data)
{
  YutuActAssistant *assistant = find_assistant ();

  return assistant != NULL && !yutu_act_assistant_is_busy (assistant) &&
         g_strcmp0 (yutu_act_assistant_get_page (assistant), "record") == 0 &&
         window_find (GTK_WIDGET (assistant), ADW_TYPE_ACTION_ROW, "WC-BD-2021-00001") != NULL;
}

static gboolean
is_without_assistant (gpointer data)
{
  return find_assistant () == NULL;
}

/* A row of the pane, that has the focus and Enter. */
static void
enter_row (YutuWindow *window,
           const char *text)
{
  GtkWidget *row = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LIST_BOX_ROW, text);

  g_assert_nonnull (row);
  gtk_widget_grab_focus (row);
  gui_wait_ms (100);
  gui_xdotool ("key Return");
}

static void
test_a_case_and_its_act (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      id = window_ask (window, "SELECT id FROM case_file WHERE case_no = 'WC-BD-2021-00001'");
  GtkWidget  *row = NULL;

  yutu_place_pane_show_case (window->pane, id);
  window_wait_page (window, "case");
  window_save_picture (window, NULL, "case-with-act.png");
  enter_row (window, "浙政函〔2021〕103号");
  gui_wait (shows_record, NULL);
  row = window_find (GTK_WIDGET (find_assistant ()), ADW_TYPE_ACTION_ROW, "WC-BD-2021-00001");
  g_signal_emit_by_name (row, "activated");
  gui_wait (is_without_assistant, NULL);
  window_wait_page (window, "case");
  window_fixture_close (window);
}

/* ---- Two days ---- */

static YutuCompareWindow *
find_compare (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_COMPARE_WINDOW (window))
        return YUTU_COMPARE_WINDOW (window);
    }
  return NULL;
}

static gboolean
is_compared (gpointer data)
{
  YutuCompareWindow *window = find_compare ();

  return window != NULL && yutu_compare_window_get_comparison (window) != NULL &&
         yutu_compare_map_is_settled (yutu_compare_window_get_map (window));
}

static gboolean
has_chosen (gpointer data)
{
  return yutu_compare_window_get_chosen (find_compare ()) == GPOINTER_TO_INT (data);
}

static void
test_two_days_side_by_side (void)
{
  YutuWindow           *window = window_fixture_open (WIDTH, HEIGHT);
  YutuCompareWindow    *compare = NULL;
  const YutuComparison *comparison = NULL;
  GtkWidget            *map = NULL;
  double                x = 0, y = 0;
  int                   middle_x = 0, middle_y = 0;

  gui_wait (has_days, window);
  gui_xdotool ("key F8");
  gui_wait (is_compared, window);
  compare = find_compare ();
  comparison = yutu_compare_window_get_comparison (compare);
  g_assert_cmpint (comparison->days[0], ==, yutu_day_parse ("2021-10-20"));
  g_assert_cmpint (comparison->days[1], ==, yutu_day_parse ("2021-10-21"));
  g_assert_cmpuint (comparison->difference->land->len, ==, 3);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (compare)), ==, 0);
  gui_wait_ms (300); /* nobody places windows here: it lies over the other one by then */
  /* From the map to the list: a click on the second map. */
  g_assert_true (yutu_compare_map_find (yutu_compare_window_get_map (compare), 2, 1, &x, &y));
  map = GTK_WIDGET (yutu_compare_window_get_map (compare));
  window_get_middle (map, &middle_x, &middle_y);
  gui_xdotool_printf ("mousemove %d %d click 1",
                      middle_x + (int)x - gtk_widget_get_width (map) / 2,
                      middle_y + (int)y - gtk_widget_get_height (map) / 2);
  gui_wait (has_chosen, GINT_TO_POINTER (2));
  gtk_window_destroy (GTK_WINDOW (compare));
  window_fixture_close (window);
}

/* ---- The recording clock ---- */

static YutuWindow *
find_past (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_WINDOW (window) && YUTU_WINDOW (window)->moment != NULL)
        return YUTU_WINDOW (window);
    }
  return NULL;
}

static gboolean
shows_past (gpointer data)
{
  YutuWindow *window = find_past ();

  return window != NULL && window->session != NULL;
}

static void
test_what_the_file_knew (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  YutuWindow *past = NULL;
  char        moment[YUTU_MOMENT_TEXT_SIZE];

  g_assert_true (yutu_moment_parse ("9999-12-30", moment));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.known-on", "s", moment);
  gui_wait (shows_past, NULL);
  past = find_past ();
  g_assert_cmpstr (yutu_session_get_moment (past->session), ==, moment);
  g_assert_true (gtk_info_bar_get_revealed (past->read_only_bar));
  g_assert_nonnull (strstr (gtk_label_get_label (past->read_only_label), "过去"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (past), "undo"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (past), "import"));
  g_assert_null (yutu_session_get_moment (window->session));
  gtk_window_destroy (GTK_WINDOW (past));
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/time/days-by-typing-and-by-key", test_days_by_typing_and_by_key);
  g_test_add_func ("/gui/time/a-retired-unit-leads-to-its-successors",
                   test_a_retired_unit_leads_to_its_successors);
  g_test_add_func ("/gui/time/a-case-and-its-act", test_a_case_and_its_act);
  g_test_add_func ("/gui/time/two-days-side-by-side", test_two_days_side_by_side);
  g_test_add_func ("/gui/time/what-the-file-knew", test_what_the_file_knew);
  return g_test_run ();
}
