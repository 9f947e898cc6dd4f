/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A batch of collected addresses on the page of its case, from what it holds to the verdicts on its sample; and
 * the walk list of a road with its doors on the map; and the record of an address. */

#include "window-fixture.h"

#include "session/yutu-case-edit.h"
#include "ui/yutu-address-box.h"
#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-case-page.h"
#include "ui/yutu-form.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-walk-box.h"

#define WIDTH     1280
#define HEIGHT    800
#define LET_GO_MS 2000

/* The village with most addresses that none of its names is long about, and the road with most doors. */
#define VILLAGE_SQL "SELECT village FROM address WHERE valid_to = '9999-12-31' GROUP BY village ORDER BY count (*) DESC, village LIMIT 1"
#define ROAD_SQL                                                                              \
  "SELECT a.place FROM address a JOIN place_name p ON p.id = a.place WHERE p.class = 'road' " \
  "AND a.valid_to = '9999-12-31' GROUP BY a.place ORDER BY count (*) DESC, a.place LIMIT 1"

typedef struct
{
  YutuWindow *window;
  GType       type;
  const char *text;
} Wish;

static gboolean
is_found (gpointer data)
{
  const Wish *wish = data;

  return window_find (GTK_WIDGET (wish->window->pane), wish->type, wish->text) != NULL;
}

static GtkWidget *
wait_found (YutuWindow *window,
            GType       type,
            const char *text)
{
  gui_wait (is_found, &(Wish){ window, type, text });
  return window_find (GTK_WIDGET (window->pane), type, text);
}

/* Into view first: what is scrolled away cannot be clicked. */
static void
click (YutuWindow *window,
       GType       type,
       const char *text)
{
  GtkWidget *widget = wait_found (window, type, text);

  gtk_widget_grab_focus (widget);
  gui_wait_frames (widget, 2);
  window_click (widget);
}

/* A drop-down whose list has the keyboard. */
static gboolean
is_open (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (data));

  return focus != NULL && focus != GTK_WIDGET (data) && gtk_widget_is_ancestor (focus, data) &&
         gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gint64
open_batch (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_place_new_unit (window_ask (window, VILLAGE_SQL));
  YutuCaseOpening opening = { .kind = "AD.BATCH", .role = "desk", .actor = "测试员", .fields = "{\"addresses\": 1}", .opened_on = yutu_day_parse ("2026-11-24") };
  gint64          id = 0;

  yutu_file_open_case (yutu_session_get_file (window->session), yutu_session_get_modules (window->session), place, &opening, &id,
                       &error);
  g_assert_no_error (error);
  yutu_place_pane_go_to (window->pane, place);
  window_wait_page (window, "place");
  return id;
}

static void
step (YutuWindow *window,
      gint64      id,
      const char *transition)
{
  g_autoptr (GError) error = NULL;
  YutuCaseStep taken = { .transition = transition, .role = "desk", .actor = "测试员", .day = yutu_day_parse ("2026-11-24") };

  yutu_file_step_case (yutu_session_get_file (window->session), yutu_session_get_modules (window->session), id, &taken, &error);
  g_assert_no_error (error);
}

typedef struct
{
  YutuWindow *window;
  const char *sql;
  gint64      wanted;
} Answer;

static gboolean
has_answer (gpointer data)
{
  const Answer *answer = data;

  return window_ask (answer->window, answer->sql) == answer->wanted;
}

static gboolean
has_marks (gpointer data)
{
  return yutu_map_view_get_marks (YUTU_WINDOW (data)->map) != NULL;
}

static gboolean
has_no_marks (gpointer data)
{
  return !has_marks (data);
}

static void
show_case (YutuWindow *window,
           gint64      id)
{
  yutu_place_pane_show_case (window->pane, id);
  window_wait_page (window, "case");
}

/* What leads on stands above what takes back. */
static void
assert_above (YutuWindow *window,
              const char *upper,
              const char *lower)
{
  graphene_point_t points[2];

  for (gsize i = 0; i < 2; i++)
    g_assert_true (gtk_widget_compute_point (wait_found (window, GTK_TYPE_BUTTON, i == 0 ? upper : lower),
                                             GTK_WIDGET (window), &GRAPHENE_POINT_INIT (0, 0), &points[i]));
  g_assert_cmpfloat (points[0].y, <, points[1].y);
}

/* By mouse its addresses, by keys a verdict, by mouse the rest and the next step. */
static void
test_a_batch (void)
{
  YutuWindow      *window = NULL;
  gint64           id;
  g_autofree char *held = NULL;
  g_autofree char *right = NULL;
  GtkWidget       *verdict = NULL;
  gint64           waiting = 0;

  gui_wait_ms (LET_GO_MS);
  window = window_fixture_open (WIDTH, HEIGHT);
  id = open_batch (window);
  held = g_strdup_printf ("SELECT count (*) FROM batch_item WHERE case_file = %" G_GINT64_FORMAT, id);
  right = g_strdup_printf ("%s AND is_sampled = 1 AND is_right IS NULL", held);
  show_case (window, id);
  click (window, GTK_TYPE_BUTTON, "纳入");
  gui_wait (has_answer, &(Answer){ window, held,
                                   window_ask_of (window, "SELECT count (*) FROM address WHERE valid_to = '9999-12-31' AND "
                                                          "village = (%s)",
                                                  VILLAGE_SQL) });
  for (gsize i = 0; i < 4; i++)
    step (window, id, (const char *const[]){ "collect", "self-check", "check", "sample" }[i]);
  show_case (window, id);
  verdict = wait_found (window, GTK_TYPE_DROP_DOWN, "未检查");
  gui_wait (has_marks, window);
  waiting = window_ask (window, right);
  gtk_widget_grab_focus (verdict);
  gui_xdotool ("key space");
  gui_wait (is_open, verdict);
  gui_xdotool ("key Down Return"); /* right */
  gui_wait (has_answer, &(Answer){ window, right, waiting - 1 });
  window_save_picture (window, NULL, "batch-sample.png");
  click (window, GTK_TYPE_BUTTON, "其余合格");
  gui_wait (has_answer, &(Answer){ window, right, 0 });
  wait_found (window, GTK_TYPE_LABEL, "抽检合格");
  gui_wait_frames (wait_found (window, GTK_TYPE_BUTTON, "验收 → 已验收"), 2);
  assert_above (window, "验收 → 已验收", "退回 → 已退回");
  click (window, GTK_TYPE_BUTTON, "验收 → 已验收");
  gui_wait (has_answer, &(Answer){ window, "SELECT count (*) FROM case_file WHERE kind = 'AD.BATCH' AND state = 'accepted'", 1 });
  window_fixture_close (window);
}

static gboolean
is_listed (gpointer data)
{
  YutuWindow *window = data;

  return gtk_widget_get_mapped (GTK_WIDGET (window->addresses)) && !yutu_address_browser_is_loading (window->addresses) &&
         yutu_address_browser_get_n_rows (window->addresses) > 0;
}

typedef struct
{
  YutuWindow *window;
  guint       n;
} Chosen;

static gboolean
has_chosen (gpointer data)
{
  const Chosen *wish = data;

  return yutu_address_browser_get_n_chosen (wish->window->addresses) == wish->n;
}

/* The row of the list that the button "into a batch" below @root opens. */
static GtkWidget *
find_batch_row (GtkWidget  *root,
                const char *text)
{
  GtkWidget *button = window_find (root, GTK_TYPE_MENU_BUTTON, "纳入批次");

  return window_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), GTK_TYPE_LIST_BOX_ROW, text);
}

typedef struct
{
  GtkWidget  *root;
  const char *text;
} BatchRow;

static gboolean
has_batch_row (gpointer data)
{
  const BatchRow *wish = data;
  GtkWidget      *row = find_batch_row (wish->root, wish->text);

  return row != NULL && (!g_str_equal (wish->text, "新建批次") || gtk_widget_has_focus (row));
}

/* By keys: the button, then the row. */
static void
take_into (GtkWidget  *root,
           const char *text)
{
  gtk_widget_activate (window_find (root, GTK_TYPE_MENU_BUTTON, "纳入批次"));
  gui_wait (has_batch_row, &(BatchRow){ root, "新建批次" });
  gui_wait (has_batch_row, &(BatchRow){ root, text });
  gui_wait_frames (find_batch_row (root, text), 2);
  g_assert_cmpint (gtk_widget_get_width (find_batch_row (root, text)), >, 200); /* its words are not cut */
  gtk_widget_grab_focus (find_batch_row (root, text));
  gui_xdotool ("key Return");
}

#define ITEMS_SQL "SELECT count (*) FROM batch_item WHERE case_file = (SELECT max (id) FROM case_file WHERE kind = 'AD.BATCH')"

/* Some of the addresses of a road, chosen by keys, begin a batch, whose page opens; one more, chosen with Ctrl and
 * the pointer, follows into it; all, into it too, where what it has is told. */
static void
test_from_a_list (void)
{
  YutuWindow *window = NULL;
  gint64      n = 0;
  GtkWidget  *list = NULL;
  g_autoptr (YutuPlace) place = NULL;

  window = window_fixture_open (WIDTH, HEIGHT);
  place = yutu_place_new_object (YUTU_PLACE_NAME, window_ask (window, ROAD_SQL));
  n = window_ask_of (window, "SELECT count (*) FROM address WHERE valid_to = '9999-12-31' AND place = (%s)", ROAD_SQL);
  yutu_place_pane_go_to (window->pane, place);
  window_wait_page (window, "place");
  gui_xdotool ("key ctrl+shift+t");
  gui_wait (is_listed, window);
  g_assert_cmpuint (yutu_address_browser_get_n_rows (window->addresses), ==, (guint)n);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window->addresses)), ==, 0);
  list = GTK_WIDGET (window->addresses);
  gui_wait_frames (list, 2);
  gui_xdotool ("key Down");
  gui_wait (has_chosen, &(Chosen){ window, 1 });
  gui_xdotool ("key shift+Down shift+Down");
  gui_wait (has_chosen, &(Chosen){ window, 3 });
  window_save_picture (window, NULL, "address-list.png");
  take_into (list, "新建批次");
  gui_wait (has_answer, &(Answer){ window, ITEMS_SQL, 3 });
  window_wait_page (window, "case");
  wait_found (window, GTK_TYPE_LABEL, "3 条地址");
  gtk_widget_grab_focus (window_find (list, GTK_TYPE_COLUMN_VIEW, NULL));
  gui_xdotool ("key ctrl+a");
  gui_wait (has_chosen, &(Chosen){ window, (guint)n });
  take_into (list, " · 3 条地址");
  gui_wait (has_answer, &(Answer){ window, ITEMS_SQL, n });
  gui_xdotool ("key F7");
  g_assert_false (window->shows_addresses);
  window_fixture_close (window);
}

/* What is drawn on the map is listed, chosen as a whole; the words of the filter leave some of it. */
static void
test_from_the_map (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      id = 0;
  YutuPoint   point;
  guint       n = 0;
  g_autoptr (YutuPlace) circle = NULL;
  g_autoptr (YutuPlace) door = NULL;

  window_ask_point (window, "SELECT id, ST_X (geom), ST_Y (geom) FROM address WHERE valid_to = '9999-12-31' AND door > 0 AND geom IS NOT NULL LIMIT 1",
                    &id, &point);
  circle = yutu_place_new_circle (point, 800);
  yutu_session_set_place (window->session, circle);
  window_wait_page (window, "place");
  click (window, GTK_TYPE_BUTTON, "逐条列出地址");
  gui_wait (is_listed, window);
  n = yutu_address_browser_get_n_rows (window->addresses);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (yutu_address_browser_get_n_chosen (window->addresses), ==, n);
  gui_wait (has_marks, window);
  gtk_selection_model_unselect_all (gtk_column_view_get_model (GTK_COLUMN_VIEW (window_find (GTK_WIDGET (window->addresses), GTK_TYPE_COLUMN_VIEW, NULL))));
  door = yutu_place_new_object (YUTU_PLACE_ADDRESS, id);
  yutu_session_set_place (window->session, door); /* as a click on its mark does */
  gui_wait (has_chosen, &(Chosen){ window, 1 });
  g_assert_cmpuint (yutu_address_browser_get_n_rows (window->addresses), ==, n);
  window_fixture_close (window);
}

static gboolean
is_numbering (gpointer data)
{
  YutuWindow *window = data;

  return window->workspace == YUTU_WORKSPACE_EDIT && yutu_edit_pane_get_mode (window->edit_pane) == YUTU_EDIT_DOORS;
}

/* All doors of a road are marked while its list is seen; a row goes to its door. */
static void
test_a_walk_list (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      road = window_ask (window, ROAD_SQL);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, road);

  yutu_place_pane_go_to (window->pane, place);
  wait_found (window, GTK_TYPE_LABEL, "沿路门牌");
  gui_wait (has_marks, window);
  g_assert_cmpint ((gint64)yutu_marks_get_n (yutu_map_view_get_marks (window->map)), ==,
                   window_ask_of (window, "SELECT count (*) FROM address WHERE valid_to = '9999-12-31' AND geom IS NOT NULL AND "
                                          "door > 0 AND place = %" G_GINT64_FORMAT,
                                  road));
  window_save_picture (window, NULL, "walk-list.png");
  yutu_session_set_place (window->session, NULL);
  gui_wait (has_no_marks, window);
  window_fixture_close (window);
}

static gboolean
has_rows (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_list_box_get_row_at_index (data, 0) != NULL;
}

/* Two doors of one number, far from each other: each row of the walk list leads to the map, to the page of the door
 * and, both chosen, into a batch; a number that is missing leads to the map with that number to be given. */
static void
test_a_walk_list_is_worked_off (void)
{
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  gint64           road = window_ask (window, ROAD_SQL " OFFSET 1"); /* of no batch yet */
  GtkWidget       *box = NULL;
  GtkListBox      *rows = NULL;
  GtkWidget       *twice = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE address SET door = (SELECT b.door FROM address b WHERE b.place = address.place AND "
                                          "b.village = address.village AND b.id <> address.id AND b.door > 0 AND "
                                          "b.valid_to = '9999-12-31' ORDER BY b.id LIMIT 1), door_sub = NULL WHERE id = "
                                          "(SELECT max (a.id) FROM address a WHERE a.place = %" G_GINT64_FORMAT " AND a.door > 0 AND "
                                          "a.valid_to = '9999-12-31' AND EXISTS (SELECT 1 FROM address b WHERE b.place = a.place AND "
                                          "b.village = a.village AND b.id < a.id AND b.door > 0))",
                                          road);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, road);
  g_autoptr (GList) chosen = NULL;

  window_write (window, sql);
  yutu_place_pane_go_to (window->pane, place);
  wait_found (window, GTK_TYPE_LABEL, "沿路门牌");
  gui_wait (has_marks, window);
  box = window_find (GTK_WIDGET (window->pane), YUTU_TYPE_WALK_BOX, NULL);
  rows = GTK_LIST_BOX (window_find (box, GTK_TYPE_LIST_BOX, NULL));
  twice = window_find (GTK_WIDGET (rows), GTK_TYPE_LIST_BOX_ROW, "重号");
  gtk_widget_grab_focus (twice);
  gtk_list_box_select_row (rows, GTK_LIST_BOX_ROW (twice));
  gui_xdotool ("key shift+Down");
  chosen = gtk_list_box_get_selected_rows (rows);
  g_assert_cmpuint (g_list_length (chosen), ==, 2);
  take_into (box, "新建批次");
  gui_wait (has_answer, &(Answer){ window, ITEMS_SQL, 2 });
  window_wait_page (window, "case");
  yutu_place_pane_go_to (window->pane, place);
  window_wait_page (window, "place");
  gui_wait (has_marks, window);
  gui_wait (has_rows, rows);
  gtk_widget_grab_focus (window_find (GTK_WIDGET (rows), GTK_TYPE_LIST_BOX_ROW, "缺号"));
  gui_xdotool ("key Return");
  gui_wait (is_numbering, window);
  window_fixture_close (window);
}

static GtkWidget *
get_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_BOUNDARY_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return get_dialog () != NULL;
}

static GtkWidget *
get_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_question (gpointer data)
{
  return get_question () != NULL;
}

/* Its door was recorded wrongly: the number that is typed stands on its page. */
static void
change_number (YutuWindow *window)
{
  GtkWidget *box = window_find (GTK_WIDGET (window->pane), YUTU_TYPE_ADDRESS_BOX, NULL);

  gtk_widget_grab_focus (window_find (box, GTK_TYPE_BUTTON, "改号"));
  gui_xdotool ("key Return");
  gui_wait (has_question, window);
  gtk_editable_set_text (GTK_EDITABLE (window_find (get_question (), ADW_TYPE_ENTRY_ROW, NULL)), "9731");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_question ()), "save");
  gui_wait (has_answer, &(Answer){ window, "SELECT count (*) FROM address WHERE door = 9731 AND text LIKE '%9731号%' AND valid_to = '9999-12-31'", 1 });
  gtk_window_close (GTK_WINDOW (get_question ()));
}

static gboolean
says_cancelled (gpointer data)
{
  AdwToast *toast = yutu_toasts_get (YUTU_WINDOW (data)->toasts);

  return toast != NULL && g_strcmp0 (adw_toast_get_title (toast), "地址已注销") == 0;
}

/* It is told by the word of the button. */
static void
cancel_address (YutuWindow *window)
{
  wait_found (window, GTK_TYPE_LABEL, "9731");
  gtk_widget_grab_focus (wait_found (window, GTK_TYPE_BUTTON, "注销"));
  gui_xdotool ("key Return");
  gui_wait (has_question, window);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_question ()), "save");
  gui_wait (has_answer, &(Answer){ window, "SELECT count (*) FROM address WHERE door = 9731 AND valid_to = '9999-12-31'", 0 });
  gtk_window_close (GTK_WINDOW (get_question ()));
  gui_wait (says_cancelled, window);
}

/* The record of an address: its code is told, a plate written in by keys stands on its page. */
static void
test_a_record (void)
{
  YutuWindow *window = NULL;
  GtkWidget  *control = NULL;
  g_autoptr (YutuPlace) place = NULL;

  gui_wait_ms (LET_GO_MS);
  window = window_fixture_open (WIDTH, HEIGHT);
  place = yutu_place_new_object (
    YUTU_PLACE_ADDRESS, window_ask (window, "SELECT min (id) FROM address WHERE valid_to = '9999-12-31' AND place IS NOT NULL"));
  yutu_place_pane_go_to (window->pane, place);
  wait_found (window, GTK_TYPE_LABEL, "地址代码");
  gtk_widget_grab_focus (window_find (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_ADDRESS_BOX, NULL), GTK_TYPE_BUTTON, "编辑"));
  gui_xdotool ("key Return");
  gui_wait (has_dialog, window);
  control = yutu_form_get_control (YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL)), "plate_no");
  gtk_widget_grab_focus (control);
  gui_xdotool ("type M17");
  gui_xdotool ("key ctrl+Return");
  wait_found (window, GTK_TYPE_LABEL, "M17");
  wait_found (window, GTK_TYPE_LABEL, "住宅"); /* its use */
  gtk_widget_grab_focus (window_find (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_ADDRESS_BOX, NULL), GTK_TYPE_BUTTON, "编辑"));
  gui_xdotool ("key Return");
  gui_wait (has_dialog, window);
  yutu_form_type (YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL)), "use", "shop");
  yutu_form_type (YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL)), "side", "right");
  gtk_widget_grab_focus (yutu_form_get_control (YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL)), "plate_no"));
  gui_xdotool ("key ctrl+Return");
  wait_found (window, GTK_TYPE_LABEL, "商铺");
  wait_found (window, GTK_TYPE_LABEL, "右侧");
  window_save_picture (window, NULL, "address-record.png");
  change_number (window);
  cancel_address (window);
  window_fixture_close (window);
}

/* What an address was called until an act changed it, and by which. */
static void
test_a_former_text (void)
{
  YutuWindow *window = NULL;
  g_autoptr (YutuPlace) place = NULL;

  gui_wait_ms (LET_GO_MS);
  window = window_fixture_open (WIDTH, HEIGHT);
  place = yutu_place_new_object (
    YUTU_PLACE_ADDRESS, window_ask (window, "SELECT min (b.id) FROM address b JOIN address a ON a.id = b.previous WHERE "
                                            "a.valid_to = '2021-10-21' AND b.valid_to = '9999-12-31' AND a.text <> b.text"));
  yutu_place_pane_go_to (window->pane, place);
  wait_found (window, GTK_TYPE_LABEL, "曾用地址");
  wait_found (window, GTK_TYPE_LABEL, "用至2021年10月20日：");
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/batch/a-batch", test_a_batch);
  g_test_add_func ("/gui/batch/from-a-list", test_from_a_list);
  g_test_add_func ("/gui/batch/from-the-map", test_from_the_map);
  g_test_add_func ("/gui/batch/a-walk-list", test_a_walk_list);
  g_test_add_func ("/gui/batch/a-walk-list-is-worked-off", test_a_walk_list_is_worked_off);
  g_test_add_func ("/gui/batch/a-record", test_a_record);
  g_test_add_func ("/gui/batch/a-former-text", test_a_former_text);
  return g_test_run ();
}
