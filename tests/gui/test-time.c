/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Time in the real window: any day by typing and by key, what became of a unit, two days side by side,
 * and what the file knew at a moment. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>
#include <string.h>

#include "base/yutu-moment.h"
#include "ui/yutu-act-assistant.h"
#include "ui/yutu-compare-window.h"
#include "ui/yutu-history-list.h"
#include "ui/yutu-sheet-dialog.h"

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
  wait_day (window, "2019-06-01");
  gui_xdotool ("key ctrl+bracketleft");
  wait_day (window, "2019-01-01"); /* when the file begins */
  gui_xdotool ("key ctrl+bracketright");
  wait_day (window, "2019-06-01");
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

/* ---- One day for everything ---- */

static gboolean
has_answer (gpointer data)
{
  YutuSearchBox *search = YUTU_WINDOW (data)->search;
  GtkWidget     *entry = window_find (GTK_WIDGET (search), GTK_TYPE_ENTRY, NULL);
  const char    *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  return *text != '\0' && g_strcmp0 (yutu_search_box_get_answered (search), text) == 0;
}

/* The township that is drawn there. */
static gint64
drawn_at (YutuWindow *window,
          YutuPoint   point)
{
  const YutuDivisionLayer *layer =
    yutu_map_layers_get_divisions (yutu_session_get_layers (window->session));

  return yutu_division_layer_locate (
    layer, YUTU_LEVEL_TOWNSHIP,
    yutu_projection_forward (yutu_division_layer_get_epsg (layer), point));
}

typedef struct
{
  YutuWindow *window;
  YutuDay     day;
  YutuPoint   point;
  gint64      drawn; /* township there */
  guint       n_townships;
  double      n_villages; /* of the chosen one */
} DayWish;

static double
get_fact (YutuWindow *window,
          const char *key)
{
  const YutuPlaceInfo *info = yutu_place_pane_get_info (window->pane);

  for (guint i = 0; info != NULL && i < info->facts->len; i++)
    {
      const YutuInfoFact *fact = g_ptr_array_index (info->facts, i);

      if (g_strcmp0 (fact->key, key) == 0)
        return fact->number;
    }
  return -1;
}

/* The map as it is drawn, the tree, the counts in the pane. */
static gboolean
all_stand_on (gpointer data)
{
  const DayWish *wish = data;
  YutuWindow    *window = wish->window;

  return yutu_session_get_day (window->session) == wish->day && window_is_settled (window) &&
         drawn_at (window, wish->point) == wish->drawn &&
         yutu_unit_tree_count (window->tree, YUTU_LEVEL_TOWNSHIP) == wish->n_townships &&
         (int)get_fact (window, "villages") == (int)wish->n_villages;
}

static gboolean
has_day_entry (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->date), GTK_TYPE_ENTRY, NULL) != NULL;
}

/* By the button in the header. */
static void
go_to_day (YutuWindow *window,
           const char *day)
{
  window_click (GTK_WIDGET (window->date));
  gui_wait (has_day_entry, window);
  window_click (window_find (GTK_WIDGET (window->date), GTK_TYPE_ENTRY, NULL));
  gui_xdotool ("key ctrl+a");
  gui_xdotool_printf ("type %s", day);
  gui_xdotool ("key Return");
}

/* Whether the search says that the township is of the past. */
static gboolean
search_says_past (YutuWindow *window)
{
  GtkWidget *entry = window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL);
  GtkWidget *row = NULL;
  gboolean   is_past = FALSE;

  gui_xdotool ("key ctrl+k");
  gtk_editable_set_text (GTK_EDITABLE (entry), "岭上乡"); /* as an input method */
  gui_wait (has_answer, window);
  row = window_find (GTK_WIDGET (window->search), GTK_TYPE_LIST_BOX_ROW, "岭上乡");
  g_assert_nonnull (row);
  is_past = window_find (row, GTK_TYPE_LABEL, "2021年10月20日") != NULL;
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gui_xdotool ("key Escape");
  return is_past;
}

/* 27 townships, and on the next day 26: drawn, listed, counted and found. */
static void
test_one_day_for_everything (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      heir = window_ask (window, "SELECT unit FROM division WHERE code = '330702206' LIMIT 1");
  gint64      gone = window_ask (window, "SELECT unit FROM division WHERE code = '330702207' LIMIT 1");
  gint64      n = window_ask_of (window, "SELECT count (*) FROM division WHERE level = 5 AND parent = %" G_GINT64_FORMAT " AND valid_from < '2021-10-21'",
                                 heir);
  g_autoptr (YutuPlace) place = yutu_place_new_unit (heir);
  YutuPoint seat;
  gint64    id = 0;

  window_ask_point (window, "SELECT unit, ST_X (seat), ST_Y (seat) FROM division WHERE code = '330702207' LIMIT 1",
                    &id, &seat);
  yutu_session_set_place (window->session, place);
  go_to_day (window, "2021-10-20");
  gui_wait (all_stand_on, &(DayWish){ window, yutu_day_parse ("2021-10-20"), seat, gone, 27, (double)n });
  g_assert_false (search_says_past (window));
  go_to_day (window, "2021-10-21");
  gui_wait (all_stand_on,
            &(DayWish){ window, yutu_day_parse ("2021-10-21"), seat, heir, 26, (double)n + 7 });
  g_assert_true (search_says_past (window));
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
  graphene_rect_t bounds;
  GtkWidget      *row = NULL;
  GtkWidget      *module = NULL;

  yutu_session_set_place (window->session, place); /* today, when it is no more */
  window_wait_title (window, "岭上乡");
  gui_wait (has_history, window);
  row = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LIST_BOX_ROW, "划入塔石乡的土地");
  gui_wait_frames (GTK_WIDGET (window->pane), 2);
  module = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LIST_BOX_ROW, "社会救助");
  g_assert_true (gtk_widget_compute_bounds (module, row, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >, 0); /* what became of it stands first */
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

/* ---- History by keys alone ---- */

static gboolean
holds_focus (GtkWindow *window,
             GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

typedef struct
{
  GtkWindow *window;
  GtkWidget *was; /* what had the focus */
} FocusMove;

static gboolean
focus_has_moved (gpointer data)
{
  FocusMove *self = data;

  return gtk_window_get_focus (self->window) != self->was;
}

/* A key that moves the focus. */
static void
move_focus (GtkWindow  *window,
            const char *key)
{
  FocusMove move = { window, gtk_window_get_focus (window) };

  gui_xdotool_printf ("key %s", key);
  gui_wait (focus_has_moved, &move);
}

/* The key that leads on to @row: F6 to its pane, Tab to its list, arrows in that; NULL: it is there. */
static const char *
get_key_to (GtkWindow *window,
            GtkWidget *pane,
            GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == row)
    return NULL;
  if (!holds_focus (window, pane))
    return "F6";
  if (gtk_widget_get_parent (focus) != list)
    return "Tab";
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) >
             gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
           ? "Down"
           : "Up";
}

/* A list that is read anew meanwhile has other rows: each step looks for the row. */
static void
go_to_row_and_enter (YutuWindow *window,
                     const char *text)
{
  GtkWidget  *pane = GTK_WIDGET (window->pane);
  const char *key = "";

  for (int n = 0; key != NULL; n++)
    {
      GtkWidget *row = window_find (pane, GTK_TYPE_LIST_BOX_ROW, text);

      g_assert_nonnull (row);
      g_assert_cmpint (n, <, 60);
      key = get_key_to (GTK_WINDOW (window), pane, row);
      if (key != NULL)
        move_focus (GTK_WINDOW (window), key);
    }
  gui_xdotool ("key Return");
}

static gboolean
has_origin (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), GTK_TYPE_LIST_BOX_ROW,
                      "来自岭上乡的土地") != NULL;
}

static gboolean
shows_any_record (gpointer data)
{
  YutuActAssistant *assistant = find_assistant ();

  return assistant != NULL && !yutu_act_assistant_is_busy (assistant) &&
         g_strcmp0 (yutu_act_assistant_get_page (assistant), "record") == 0;
}

/* From the township that is gone to its heir, back to where it came from, and to the act between them. */
static void
test_history_by_keyboard (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type lingshang");
  gui_wait (has_answer, window);
  gui_xdotool ("key Return");
  window_wait_title (window, "岭上乡");
  gui_wait (has_history, window);
  go_to_row_and_enter (window, "划入塔石乡的土地");
  window_wait_title (window, "塔石乡");
  wait_day (window, "2021-10-21");
  gui_wait (has_origin, window);
  go_to_row_and_enter (window, "来自岭上乡的土地");
  window_wait_title (window, "岭上乡");
  wait_day (window, "2021-10-20");
  gui_wait (has_history, window);
  go_to_row_and_enter (window, "撤销岭上乡");
  gui_wait (shows_any_record, NULL);
  gui_xdotool ("key Escape");
  gui_wait (is_without_assistant, NULL);
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
         yutu_picture_map_is_settled (YUTU_PICTURE_MAP (yutu_compare_window_get_map (window)));
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

static gboolean
is_closed (gpointer data)
{
  return find_compare () == NULL;
}

typedef struct
{
  YutuDay then;
  guint   n_land;
} CompareWish;

static gboolean
is_compared_as (gpointer data)
{
  const CompareWish    *wish = data;
  const YutuComparison *comparison =
    is_compared (NULL) ? yutu_compare_window_get_comparison (find_compare ()) : NULL;

  return comparison != NULL && comparison->days[0] == wish->then &&
         comparison->difference->land->len == wish->n_land;
}

static YutuSheetDialog *
find_sheet (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_SHEET_DIALOG (window))
        return YUTU_SHEET_DIALOG (window);
    }
  return NULL;
}

static gboolean
has_sheet (gpointer data)
{
  return find_sheet () != NULL && yutu_sheet_dialog_get_sheet (find_sheet ()) != NULL;
}

static gboolean
is_without_sheet (gpointer data)
{
  return find_sheet () == NULL;
}

static void
focus_window (GtkWidget *window)
{
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
}

/* Opened, a day moved, the differences gone through, one shown on the main map, printed, and left. */
static void
test_two_days_by_keyboard (void)
{
  YutuWindow        *window = window_fixture_open (WIDTH, HEIGHT);
  YutuCompareWindow *compare = NULL;
  YutuSheet         *sheet = NULL;

  gui_wait (has_days, window);
  gui_xdotool ("key F8");
  gui_wait (is_compared, NULL);
  compare = find_compare ();
  focus_window (GTK_WIDGET (compare));
  gui_xdotool ("key alt+t"); /* 前 */
  gui_xdotool ("key ctrl+a");
  gui_xdotool ("type 2021-10-21");
  gui_xdotool ("key Return");
  gui_wait (is_compared_as, &(CompareWish){ yutu_day_parse ("2021-10-21"), 0 });
  gui_xdotool ("key ctrl+a");
  gui_xdotool ("type 2021-10-20");
  gui_xdotool ("key Return");
  gui_wait (is_compared_as, &(CompareWish){ yutu_day_parse ("2021-10-20"), 3 });
  for (int n = 0; !holds_focus (GTK_WINDOW (compare), window_find (GTK_WIDGET (compare), GTK_TYPE_LIST_BOX, NULL)); n++)
    {
      g_assert_cmpint (n, <, 12);
      move_focus (GTK_WINDOW (compare), "Tab");
    }
  gui_xdotool ("key Down");
  gui_wait (has_chosen, GINT_TO_POINTER (1));
  gui_xdotool ("key Down");
  gui_wait (has_chosen, GINT_TO_POINTER (2));
  gui_xdotool ("key Return");
  window_wait_title (window, "塔石乡"); /* who has that piece since */
  wait_day (window, "2021-10-21");
  gui_xdotool ("key ctrl+p");
  gui_wait (has_sheet, NULL);
  sheet = yutu_sheet_dialog_get_sheet (find_sheet ());
  g_assert_cmpstr (yutu_sheet_get_title (sheet), ==, "婺城区区划变更对比图");
  g_assert_nonnull (strstr (yutu_sheet_get_entry (sheet, 3)->label, "岭上乡 → 塔石乡"));
  focus_window (GTK_WIDGET (find_sheet ()));
  gui_xdotool ("key Escape");
  gui_wait (is_without_sheet, NULL);
  focus_window (GTK_WIDGET (compare));
  gui_xdotool ("key Escape");
  gui_wait (is_closed, NULL);
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
  g_test_add_func ("/gui/time/one-day-for-everything", test_one_day_for_everything);
  g_test_add_func ("/gui/time/a-retired-unit-leads-to-its-successors",
                   test_a_retired_unit_leads_to_its_successors);
  g_test_add_func ("/gui/time/history-by-keyboard", test_history_by_keyboard);
  g_test_add_func ("/gui/time/a-case-and-its-act", test_a_case_and_its_act);
  g_test_add_func ("/gui/time/two-days-side-by-side", test_two_days_side_by_side);
  g_test_add_func ("/gui/time/two-days-by-keyboard", test_two_days_by_keyboard);
  g_test_add_func ("/gui/time/what-the-file-knew", test_what_the_file_knew);
  return g_test_run ();
}
