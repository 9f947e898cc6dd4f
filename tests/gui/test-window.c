/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The story of a first visit in the real window, once by mouse and once by keyboard alone; time;
 * drawn selections; names for the reading aloud. */

#include <inttypes.h>

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ui/yutu-case-page.h"
#include "ui/yutu-case-row.h"
#include "ui/yutu-module-page.h"
#include "ui/yutu-search-row.h"
#include "ui/yutu-words.h"

#define WIDTH           1280
#define HEIGHT          800
#define N_MODULES       11
#define DOUBLE_CLICK_MS 450
#define COUNTY          "婺城区"
#define TOWN            "罗店镇"

/* What is clicked on, in the order of the story: id, lon, lat. Divisions come by the search. */
static const struct
{
  YutuPlaceKind kind;
  const char   *sql;
} LAYERS[] = {
  { YUTU_PLACE_ADDRESS,
    "SELECT a.id, ST_X (a.geom), ST_Y (a.geom) FROM address a WHERE a.geom IS NOT NULL "
    "ORDER BY a.id LIMIT 1" },
  { YUTU_PLACE_NAME,
    "SELECT id, ST_X (geom), ST_Y (geom) FROM place_name WHERE class = 'natural-village' "
    "AND GeometryType (geom) = 'POINT' ORDER BY id LIMIT 1" },
  { YUTU_PLACE_FACILITY,
    "SELECT id, ST_X (geom), ST_Y (geom) FROM facility WHERE kind = 'funeral.public-cemetery' "
    "AND geom IS NOT NULL ORDER BY id LIMIT 1" },
  { YUTU_PLACE_FACILITY,
    "SELECT id, ST_X (geom), ST_Y (geom) FROM facility WHERE kind = 'elderly.village-centre' "
    "AND geom IS NOT NULL ORDER BY id LIMIT 1" },
  { YUTU_PLACE_FACILITY,
    "SELECT id, ST_X (geom), ST_Y (geom) FROM facility WHERE kind = 'migrant.migrant-village' "
    "AND geom IS NOT NULL ORDER BY id LIMIT 1" },
};

/* ---- Predicates ---- */

static gboolean
has_answer (gpointer data)
{
  YutuSearchBox *search = YUTU_WINDOW (data)->search;
  GtkWidget     *entry = window_find (GTK_WIDGET (search), GTK_TYPE_ENTRY, NULL);

  return g_strcmp0 (yutu_search_box_get_answered (search),
                    gtk_editable_get_text (GTK_EDITABLE (entry))) == 0 &&
         yutu_search_box_count (search) > 0;
}

static gboolean
has_place (gpointer data)
{
  return yutu_session_get_place (YUTU_WINDOW (data)->session) != NULL;
}

static gboolean
has_drawn_info (gpointer data)
{
  const YutuPlaceInfo *info = yutu_place_pane_get_info (YUTU_WINDOW (data)->pane);

  return info != NULL &&
         (info->kind == YUTU_PLACE_SHAPE || info->kind == YUTU_PLACE_CIRCLE) && info->n_objects > 0;
}

static YutuModulePage *
get_module_page (YutuWindow *window)
{
  return YUTU_MODULE_PAGE (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_MODULE_PAGE, NULL));
}

static gboolean
has_cases (gpointer data)
{
  YutuModulePage *page = get_module_page (data);

  return page != NULL && yutu_module_page_count (page) > 0 &&
         window_find (GTK_WIDGET (page), YUTU_TYPE_CASE_ROW, NULL) != NULL;
}

typedef struct
{
  YutuWindow *window;
  guint       townships;
} Count;

static gboolean
has_townships (gpointer data)
{
  const Count *count = data;

  return yutu_unit_tree_count (count->window->tree, 4) == count->townships;
}

static gint64
get_place_id (YutuWindow *window)
{
  YutuPlace *place = yutu_session_get_place (window->session);

  return place != NULL ? yutu_place_get_id (place) : 0;
}

static gint64
find_unit (YutuWindow *window,
           const char *name)
{
  g_autofree char *day = g_strdup ("2026-11-24");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place =
    yutu_file_find_place (yutu_session_get_file (window->session), name, yutu_day_parse (day), &error);

  g_assert_no_error (error);
  return yutu_place_get_id (place);
}

static void
go_to_county (YutuWindow *window)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (find_unit (window, COUNTY));

  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, COUNTY);
}

/* ---- By mouse ---- */

static void
search_by_mouse (YutuWindow *window)
{
  GtkWidget *entry = window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL);
  GtkWidget *row;
  int        position = 0;

  window_click (entry);
  gtk_editable_insert_text (GTK_EDITABLE (entry), "罗店", -1, &position); /* as an input method */
  gui_wait (has_answer, window);
  row = window_find (GTK_WIDGET (window->search), GTK_TYPE_LIST_BOX_ROW, TOWN);
  g_assert_nonnull (row);
  window_click (row);
  window_wait_title (window, TOWN);
  g_assert_cmpint (get_place_id (window), ==, find_unit (window, TOWN));
}

/* Clicks at the middle of the map, and steps through what lies there until @id is chosen. */
static void
choose_in_the_middle (YutuWindow *window,
                      gint64      id,
                      gboolean    by_keyboard)
{
  guint n = 0;
  int   x = 0;
  int   y = 0;

  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  if (by_keyboard)
    gui_xdotool ("key Return");
  else
    {
      gui_wait_ms (DOUBLE_CLICK_MS); /* or it and the click before are taken for a double one */
      gui_xdotool_printf ("mousemove %d %d click 1", x, y);
    }
  gui_wait (has_place, window);
  g_object_get (window->map, "n-hits", &n, NULL);
  for (guint i = 1; i < n && get_place_id (window) != id; i++)
    if (by_keyboard)
      gui_xdotool ("key n");
    else
      window_click (window_find (GTK_WIDGET (window->hit_revealer), GTK_TYPE_BUTTON, NULL));
  g_assert_cmpint (get_place_id (window), ==, id);
}

static void
click_each_layer (YutuWindow *window,
                  gboolean    by_keyboard)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    {
      YutuPoint point;
      gint64    id = 0;

      window_ask_point (window, LAYERS[i].sql, &id, &point);
      yutu_session_set_place (window->session, NULL);
      window_show_point (window, point);
      if (by_keyboard)
        gtk_widget_grab_focus (GTK_WIDGET (window->map));
      choose_in_the_middle (window, id, by_keyboard);
      g_assert_cmpint (yutu_place_get_kind (yutu_session_get_place (window->session)), ==,
                       LAYERS[i].kind);
      window_wait_page (window, "place");
    }
}

static void
open_each_module (YutuWindow *window)
{
  const YutuModules *modules = yutu_session_get_modules (window->session);

  g_assert_cmpuint (yutu_modules_get_n (modules), ==, N_MODULES);
  for (guint i = 0; i < N_MODULES; i++)
    {
      const char *title = yutu_title_get (&yutu_modules_get (modules, i)->title);
      GtkWidget  *row = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LIST_BOX_ROW, title);

      g_assert_nonnull (row);
      window_click (row);
      window_wait_page (window, "module");
      gui_wait (has_cases, window);
      gui_xdotool ("key alt+Left");
      window_wait_page (window, "place");
    }
}

static void
open_a_case_by_mouse (YutuWindow *window)
{
  GtkWidget *button;

  yutu_place_pane_show_module (window->pane, 1);
  window_wait_page (window, "module");
  gui_wait (has_cases, window);
  window_click (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_CASE_ROW, NULL));
  window_wait_page (window, "case");
  button = window_find (GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "在地图上显示");
  g_assert_nonnull (button);
  window_click (button);
  gui_wait (has_place, window);
  window_wait_settled (window);
  window_wait_page (window, "case");
  gui_xdotool ("key alt+Left");
  window_wait_page (window, "module");
  gui_xdotool ("key alt+Left");
  window_wait_page (window, "place");
  window_wait_title (window, COUNTY);
  g_assert_cmpint (get_place_id (window), ==, find_unit (window, COUNTY));
}

static void
test_story_by_mouse (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  search_by_mouse (window);
  click_each_layer (window, FALSE);
  go_to_county (window);
  open_each_module (window);
  open_a_case_by_mouse (window);
  window_fixture_close (window);
}

/* ---- Commands ---- */

typedef struct
{
  YutuWindow *window;
  int         tool;
} Tool;

static gboolean
is_tool (gpointer data)
{
  const Tool *asked = data;
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (asked->window), "tool");

  return g_variant_get_int32 (state) == asked->tool;
}

static void
ask_box (YutuWindow *window,
         const char *query)
{
  GtkWidget *entry = window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), query);
  gui_wait (has_answer, window);
}

/* The search finds what can be done too, by its title, its pinyin and its initials, and by what people call it. */
static void
test_commands (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *entry = window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL);
  GtkWidget  *row;
  int         position = 0;

  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type taosuoxuan");
  gui_wait (has_answer, window);
  gui_xdotool ("key Return");
  gui_wait (is_tool, &(Tool){ window, 2 });
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  window_click (entry);
  gtk_editable_insert_text (GTK_EDITABLE (entry), "框选", -1, &position); /* as an input method */
  gui_wait (has_answer, window);
  row = window_find (GTK_WIDGET (window->search), GTK_TYPE_LIST_BOX_ROW, "框选");
  g_assert_nonnull (row);
  window_click (row);
  gui_wait (is_tool, &(Tool){ window, 1 });
  ask_box (window, "地名命名");
  g_assert_nonnull (window_find (GTK_WIDGET (window->search), GTK_TYPE_LIST_BOX_ROW, "新增地名"));
  ask_box (window, "bianzhimenpai");
  g_assert_nonnull (window_find (GTK_WIDGET (window->search), GTK_TYPE_LIST_BOX_ROW, "沿所选道路编门牌"));
  ask_box (window, "画水街");
  g_assert_null (window_find (GTK_WIDGET (window->search), GTK_TYPE_LIST_BOX_ROW, "新增地名"));
  window_fixture_close (window);
}

#define DOOR_SQL                                                                                 \
  "SELECT a.door FROM address a JOIN place_name p ON p.id = a.place WHERE p.name = '画水街' " \
  "AND a.kind = 1 AND a.door_sub IS NULL AND a.valid_to = '9999-12-31' ORDER BY a.door LIMIT 1"

static gboolean
has_left (gpointer data)
{
  GtkWidget *search = GTK_WIDGET (YUTU_WINDOW (data)->search);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (data));

  return window_find (search, GTK_TYPE_LIST_BOX, NULL) == NULL && focus != NULL && !gtk_widget_is_ancestor (focus, search);
}

/* Of a coordinate the box tells where it lies and what is next to it, of a number that is not there what it leads to. */
static void
test_search_says_more (void)
{
  YutuWindow          *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget           *search = GTK_WIDGET (window->search);
  GtkWidget           *row = NULL;
  const YutuSearchHit *hit = NULL;
  g_autofree char     *distance = NULL;
  g_autofree char     *near = NULL;
  g_autofree char     *parent = NULL;

  ask_box (window, "119.65, 29.08");
  row = window_find (search, GTK_TYPE_LIST_BOX_ROW, NULL);
  hit = yutu_search_row_get_hit (GTK_LIST_BOX_ROW (row));
  g_assert_nonnull (hit->near_name);
  distance = yutu_words_distance (hit->near_m);
  near = g_strdup_printf ("距%s %s", hit->near_name, distance);
  g_assert_nonnull (window_find (row, GTK_TYPE_LABEL, near));
  g_assert_nonnull (window_find (row, GTK_TYPE_LABEL, "三江街道 › 柳湖社区"));
  parent = g_strdup_printf ("画水街%" PRId64 "号-99", window_ask (window, DOOR_SQL));
  ask_box (window, "119.65, 31.5");
  g_assert_nonnull (window_find (search, GTK_TYPE_LABEL, "在本县范围之外"));
  ask_box (window, parent);
  g_assert_nonnull (window_find (search, GTK_TYPE_LABEL, "没有这个附号，以下是它所属的门牌号"));
  g_clear_pointer (&parent, g_free);
  parent = g_strdup_printf ("画水街%" PRId64 "号2单元", window_ask (window, DOOR_SQL));
  ask_box (window, parent);
  g_assert_nonnull (window_find (search, GTK_TYPE_LABEL, "该门牌号下没有这个楼幢、单元或室，以下是它所属的门牌号"));
  gui_xdotool ("key Tab"); /* on to what stands behind the box, not into its list */
  gui_wait (has_left, window);
  window_fixture_close (window);
}

static gboolean
has_list (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->search), GTK_TYPE_LIST_BOX, NULL) != NULL;
}

/* The chosen row lies within what is seen of the list, and behind its start. */
static gboolean
is_chosen_seen (gpointer data)
{
  GtkWidget      *list = window_find (GTK_WIDGET (YUTU_WINDOW (data)->search), GTK_TYPE_LIST_BOX, NULL);
  GtkWidget      *view = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkListBoxRow  *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));
  graphene_rect_t box;

  return row != NULL && gtk_list_box_row_get_index (row) > 100 && gtk_widget_compute_bounds (GTK_WIDGET (row), view, &box) &&
         box.size.height > 0 && box.origin.y >= 0 &&
         box.origin.y + box.size.height <= (float)gtk_widget_get_height (view);
}

static guint
count_rows (YutuWindow *window)
{
  return yutu_search_box_count (window->search);
}

/* What is cut is said, and shown on demand, by mouse and by key; what is not cut is counted. An answer that comes
 * when somebody has gone on opens no list; who comes back to the box has it again. */
static void
test_search_shows_more (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *search = GTK_WIDGET (window->search);
  GtkWidget  *entry = window_find (search, GTK_TYPE_ENTRY, NULL);
  GtkWidget  *total = NULL;
  guint       first = 0, second = 0;

  ask_box (window, "号");
  first = count_rows (window);
  total = window_find (search, GTK_TYPE_LABEL, "显示最相关的40条");
  g_assert_nonnull (total);
  window_click (window_find (search, GTK_TYPE_BUTTON, "显示更多"));
  gui_wait_until (count_rows (window) > first);
  second = count_rows (window);
  g_assert_nonnull (window_find (search, GTK_TYPE_LABEL, "显示最相关的200条"));
  g_assert_cmpuint (second - first, ==, 160);
  gui_xdotool ("key Up Down"); /* to the last, and on */
  gui_wait_until (count_rows (window) > second);
  gui_wait (is_chosen_seen, window);
  g_assert_null (window_find (search, GTK_TYPE_BUTTON, "显示更多"));

  ask_box (window, TOWN);
  g_assert_cmpuint (count_rows (window), <, 40);
  g_assert_nonnull (window_find (search, GTK_TYPE_LABEL, "条结果"));
  g_assert_null (window_find (search, GTK_TYPE_BUTTON, "显示更多"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "鹿");
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_wait (has_answer, window);
  g_assert_false (has_list (window));
  gui_xdotool ("key ctrl+k");
  gui_wait (has_list, window);
  window_fixture_close (window);
}

/* ---- By keyboard ---- */

typedef struct
{
  YutuWindow *window;
  GtkWidget  *focus;
} Focus;

static gboolean
has_moved (gpointer data)
{
  const Focus *last = data;
  GtkWidget   *focus = gtk_root_get_focus (GTK_ROOT (last->window));

  return focus != NULL && focus != last->focus;
}

static gboolean
is_in (GtkWidget  *focus,
       GType       type,
       const char *text)
{
  GtkWidget *widget = focus != NULL ? gtk_widget_get_ancestor (focus, type) : NULL;

  return widget != NULL && window_find (widget, type, text) != NULL;
}

/* Presses Tab until the focus is in something of @type that has @text in it. */
static void
tab_to (YutuWindow *window,
        GType       type,
        const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  for (guint i = 0; !is_in (focus, type, text); i++)
    {
      g_assert_cmpuint (i, <, 40);
      gui_xdotool ("key Tab");
      gui_wait (has_moved, &(Focus){ window, focus });
      focus = gtk_root_get_focus (GTK_ROOT (window));
    }
}

static void
test_story_by_keyboard (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  gui_xdotool ("mousemove 1279 799");
  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type luodian");
  gui_wait (has_answer, window);
  gui_xdotool ("key Return");
  window_wait_title (window, TOWN);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->map)));
  click_each_layer (window, TRUE);
  go_to_county (window);
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool ("key F6");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)),
                                         GTK_WIDGET (window->pane)));
  tab_to (window, GTK_TYPE_LIST_BOX, "养老服务");
  gui_xdotool ("key Home");
  gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  window_wait_page (window, "module");
  gui_wait (has_cases, window);
  tab_to (window, GTK_TYPE_LIST_VIEW, NULL);
  gui_xdotool ("key Return");
  window_wait_page (window, "case");
  gui_xdotool ("key alt+Left");
  window_wait_page (window, "module");
  gui_xdotool ("key alt+Left");
  window_wait_title (window, COUNTY);
  gui_xdotool ("key shift+F6");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->map)));
  window_fixture_close (window);
}

static gboolean
has_one_match (gpointer data)
{
  YutuWindow *window = data;
  GtkWidget  *list = window_find (GTK_WIDGET (window->tree), GTK_TYPE_LIST_VIEW, NULL);

  return list != NULL &&
         g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) == 1;
}

static void
test_tree_by_keyboard (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  gui_xdotool ("key shift+F6"); /* from the map to the tree */
  g_assert_true (
    gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_WIDGET (window->tree)));
  gui_xdotool ("type luodianz");
  gui_wait (has_one_match, window);
  gui_xdotool ("key Return");
  window_wait_title (window, TOWN);
  window_fixture_close (window);
}

/* ---- Time ---- */

static void
test_day_changes_the_divisions (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *row;

  g_assert_false (gtk_info_bar_get_revealed (window->day_bar));
  yutu_session_set_day (window->session, yutu_day_parse ("2021-10-20"));
  gui_wait (has_townships, &(Count){ window, 27 });
  g_assert_true (gtk_info_bar_get_revealed (window->day_bar));
  g_assert_nonnull (window_find (GTK_WIDGET (window->date), GTK_TYPE_LABEL, "2021年10月20日"));
  yutu_session_set_day (window->session, yutu_day_parse ("2021-10-21"));
  gui_wait (has_townships, &(Count){ window, 26 });
  g_assert_true (gtk_info_bar_get_revealed (window->day_bar));
  gui_xdotool ("key ctrl+d");
  row = window_find (GTK_WIDGET (window->date), GTK_TYPE_LIST_BOX_ROW, "2021年10月20日");
  g_assert_nonnull (row);
  window_click (row);
  gui_wait (has_townships, &(Count){ window, 27 });
  gui_xdotool ("key ctrl+shift+d");
  g_assert_cmpint (yutu_session_get_day (window->session), ==, yutu_day_today ());
  g_assert_false (gtk_info_bar_get_revealed (window->day_bar));
  window_fixture_close (window);
}

/* ---- Help ---- */

static gboolean
has_shortcuts (gpointer data)
{
  GtkShortcutsWindow *help = gtk_application_window_get_help_overlay (data);

  return help != NULL && gtk_widget_get_mapped (GTK_WIDGET (help));
}

/* At the first section. A warning of GTK ends the test. */
static void
test_shortcuts_are_shown (void)
{
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char *section = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (window), "show-help-overlay", NULL);
  gui_wait (has_shortcuts, window);
  gui_wait_ms (100);
  g_object_get (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)), "section-name",
                &section, NULL);
  g_assert_cmpstr (section, ==, "shortcuts");
  gtk_window_close (GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window))));
  window_fixture_close (window);
}

/* ---- Undo ---- */

static GtkWidget *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_question (gpointer data)
{
  return find_question () != NULL;
}

static gboolean
has_no_question (gpointer data)
{
  return find_question () == NULL;
}

static gboolean
may_undo (gpointer data)
{
  return g_action_group_get_action_enabled (data, "undo");
}

static gboolean
may_redo (gpointer data)
{
  return g_action_group_get_action_enabled (data, "redo");
}

static gboolean
is_bulk_next (gpointer data)
{
  gint64 n_objects = 0;

  g_object_get (((YutuWindow *)data)->session, "undo-bulk", &n_objects, NULL);
  return n_objects > 0;
}

/* The newest entries of a fresh demo are those that made it: the last one small, a bulk one before it. */
static void
test_bulk_undo_asks (void)
{
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  gint64           before = 0;
  gint64           n_objects = 0;
  g_autofree char *title = NULL;

  gui_wait (may_undo, window);
  g_assert_false (is_bulk_next (window));
  gui_xdotool ("key ctrl+z");
  gui_wait (is_bulk_next, window);
  g_assert_null (find_question ());
  before = window_ask (window, "SELECT max (id) FROM journal");
  g_object_get (window->session, "undo-title", &title, "undo-bulk", &n_objects, NULL);
  g_assert_cmpint (n_objects, ==,
                   window_ask (window, "SELECT n_objects FROM journal WHERE bulk_first > 0 "
                                       "ORDER BY id DESC LIMIT 1"));
  gui_xdotool ("key ctrl+z");
  gui_wait (has_question, NULL);
  g_assert_nonnull (window_find (find_question (), GTK_TYPE_LABEL, title));
  gtk_window_close (GTK_WINDOW (find_question ()));
  gui_wait (has_no_question, NULL);
  g_assert_cmpint (window_ask (window, "SELECT max (id) FROM journal"), ==, before);
  g_assert_true (may_undo (window));
  g_action_group_activate_action (G_ACTION_GROUP (window), "undo", NULL);
  gui_wait (has_question, NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "undo");
  gtk_window_close (GTK_WINDOW (find_question ()));
  gui_wait (may_redo, window);
  g_assert_cmpint (window_ask (window, "SELECT max (id) FROM journal"), ==, before + 1);
  g_action_group_activate_action (G_ACTION_GROUP (window), "redo", NULL);
  gui_wait (may_undo, window);
  g_assert_null (find_question ());
  g_assert_cmpint (window_ask (window, "SELECT max (id) FROM journal"), ==, before + 2);
  window_fixture_close (window);
}

/* ---- Drawn selections ---- */

static void
test_box_and_lasso (void)
{
  static const int corners[][2] = { { 0, -95 }, { 80, -90 }, { 90, 80 }, { -80, 90 }, { -92, -50 } };
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  int              x = 0;
  int              y = 0;

  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  gui_xdotool ("key ctrl+2");
  g_assert_cmpint (yutu_map_view_get_tool (window->map), ==, YUTU_MAP_TOOL_BOX);
  gui_xdotool_printf ("mousemove %d %d mousedown 1 mousemove %d %d mousemove %d %d mouseup 1",
                      x - 90, y - 90, x, y, x + 90, y + 90);
  gui_wait (has_drawn_info, window);
  window_wait_page (window, "place");
  g_assert_cmpint (yutu_map_view_get_tool (window->map), ==, YUTU_MAP_TOOL_SELECT);
  yutu_session_set_place (window->session, NULL);
  gui_xdotool ("key ctrl+3");
  g_assert_cmpint (yutu_map_view_get_tool (window->map), ==, YUTU_MAP_TOOL_LASSO);
  gui_xdotool_printf ("mousemove %d %d mousedown 1", x - 90, y - 80);
  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    gui_xdotool_printf ("mousemove %d %d", x + corners[i][0], y + corners[i][1]);
  gui_xdotool ("mouseup 1");
  gui_wait (has_place, window);
  g_assert_cmpint (yutu_place_get_kind (yutu_session_get_place (window->session)), ==,
                   YUTU_PLACE_SHAPE);
  gui_wait (has_drawn_info, window);
  window_fixture_close (window);
}

/* ---- The menu of a point ---- */

static gboolean
has_menu (gpointer data)
{
  YutuWindow *window = data;

  return window->point_menu != NULL && gtk_widget_get_mapped (GTK_WIDGET (window->point_menu));
}

static gboolean
has_copied (gpointer data)
{
  return window_find (GTK_WIDGET (data), GTK_TYPE_LABEL, "已复制：1") != NULL;
}

static void
test_point_menu (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  int         x, y;

  window_wait_settled (window);
  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 3", x, y);
  gui_wait (has_menu, window);
  gui_xdotool ("key a");
  gui_wait (has_place, window);
  g_assert_cmpint (yutu_place_get_kind (yutu_session_get_place (window->session)), ==, YUTU_PLACE_POINT);
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool ("key shift+F10");
  gui_wait (has_menu, window);
  gui_xdotool ("key p");
  gui_wait (has_copied, window);
  gui_wait_until (!has_menu (window));
  yutu_window_set_workspace (window, YUTU_WORKSPACE_EDIT);
  window_wait_settled (window);
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool_printf ("mousemove %d %d click 3", x, y);
  gui_wait (has_menu, window);
  gui_xdotool ("key Escape");
  gui_wait_until (!has_menu (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.edit-tool", "s", "draw");
  gui_xdotool ("key shift+F10");
  g_assert_false (has_menu (window)); /* what is drawn has the map */
  window_fixture_close (window);
}

/* ---- The map keeps its share ---- */

static void
test_map_share (void)
{
  static const int widths[] = { 1280, 1920 };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      YutuWindow *window = window_fixture_open (widths[i], HEIGHT);

      go_to_county (window);
      g_assert_true (adw_flap_get_reveal_flap (window->right_flap));
      g_assert_false (adw_flap_get_folded (window->right_flap));
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, widths[i]);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window->map)) * 100, >=, widths[i] * 55);
      window_fixture_close (window);
    }
}

/* ---- Names for the reading aloud ---- */

static void
test_every_control_has_a_name (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *bare = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_box_append (GTK_BOX (window->left_pane), bare);
  g_assert_cmpuint (window_count_unnamed (bare), ==, 1); /* the walk does find one */
  gtk_box_remove (GTK_BOX (window->left_pane), bare);
  go_to_county (window);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window)), ==, 0);
  yutu_place_pane_show_module (window->pane, 1);
  gui_wait (has_cases, window);
  yutu_module_page_activate (get_module_page (window), 0);
  window_wait_page (window, "case");
  adw_view_stack_set_visible_child_name (window->left_stack, "layers");
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window)), ==, 0);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/window/commands", test_commands);
  g_test_add_func ("/gui/window/search-says-more", test_search_says_more);
  g_test_add_func ("/gui/window/search-shows-more", test_search_shows_more);
  g_test_add_func ("/gui/window/story-by-mouse", test_story_by_mouse);
  g_test_add_func ("/gui/window/story-by-keyboard", test_story_by_keyboard);
  g_test_add_func ("/gui/window/tree-by-keyboard", test_tree_by_keyboard);
  g_test_add_func ("/gui/window/day-changes-the-divisions", test_day_changes_the_divisions);
  g_test_add_func ("/gui/window/shortcuts-are-shown", test_shortcuts_are_shown);
  g_test_add_func ("/gui/window/bulk-undo-asks", test_bulk_undo_asks);
  g_test_add_func ("/gui/window/box-and-lasso", test_box_and_lasso);
  g_test_add_func ("/gui/window/point-menu", test_point_menu);
  g_test_add_func ("/gui/window/map-share", test_map_share);
  g_test_add_func ("/gui/window/every-control-has-a-name", test_every_control_has_a_name);
  return g_test_run ();
}
