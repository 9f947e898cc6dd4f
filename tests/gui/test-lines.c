/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines and pillars in the real window: found on the map, by search and in their list; their pages
 * with due day, course, pillars and inspections; a pillar changed in its form, what happened to it recorded,
 * an inspection started for any reason and recorded pillar by pillar; drafts; the four bounds of a unit. */

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "session/yutu-boundary-edit.h"
#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-bounds-box.h"
#include "ui/yutu-form.h"
#include "ui/yutu-import-assistant.h"
#include "ui/yutu-line-box.h"
#include "ui/yutu-line-list.h"
#include "ui/yutu-pillar-box.h"
#include "ui/yutu-pillar-results.h"

#define LINE "(SELECT id FROM boundary_line WHERE code = '330702330781')"
/* A line between townships that no inspection is running of. */
#define QUIET "SELECT id FROM boundary_line WHERE grade = 4 AND valid_to = '9999-12-31' ORDER BY id LIMIT 1"

static GtkWidget *
get_box (YutuWindow *window)
{
  return window_find (GTK_WIDGET (window->pane), YUTU_TYPE_LINE_BOX, NULL);
}

static GtkWidget *
get_pillar_box (YutuWindow *window)
{
  return window_find (GTK_WIDGET (window->pane), YUTU_TYPE_PILLAR_BOX, NULL);
}

static gboolean
has_pillar_box (gpointer data)
{
  return get_pillar_box (data) != NULL;
}

static gboolean
has_box (gpointer data)
{
  return get_box (data) != NULL;
}

static gboolean
has_no_box (gpointer data)
{
  return get_box (data) == NULL;
}

static void
go_to_line (YutuWindow *window,
            const char *sql)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_LINE, window_ask (window, sql));

  yutu_session_set_place (window->session, place);
  window_wait_page (window, "place");
  gui_wait (has_box, window);
  window_wait_settled (window);
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

/* In the light and in the dark style. */
static void
save_both (GtkWidget  *widget,
           const char *name)
{
  g_autofree char *light = g_strconcat (name, ".png", NULL);
  g_autofree char *dark = g_strconcat (name, "-dark.png", NULL);

  gui_wait_ms (200);
  gui_save_picture (widget, light);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gui_wait_ms (200);
  gui_save_picture (widget, dark);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
save_dialog (const char *name)
{
  save_both (get_dialog (), name);
}

static gboolean
has_dialog (gpointer data)
{
  return get_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return get_dialog () == NULL;
}

/* To the page of the first pillar in the list of the line, and its button @label. */
static void
activate_first_pillar (YutuWindow *window,
                       const char *label)
{
  GtkWidget *list = gtk_widget_get_ancestor (window_find (get_box (window), GTK_TYPE_LABEL, "330702330781001Q"),
                                             GTK_TYPE_LIST_BOX);
  GtkWidget *button = NULL;

  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  gui_wait (has_pillar_box, window);
  window_wait_settled (window);
  button = window_find (get_pillar_box (window), GTK_TYPE_BUTTON, label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  gui_wait (has_dialog, window);
}

static void
test_page (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);

  go_to_line (window, "SELECT " LINE);
  g_assert_nonnull (window_find (get_box (window), GTK_TYPE_LABEL, "婺兰线：婺城区、兰溪市的行政区域界线"));
  g_assert_nonnull (window_find (get_box (window), GTK_TYPE_LABEL, "330702330781001Q"));
  g_assert_cmpuint (window_count_unnamed (get_box (window)), ==, 0);
  window_save_picture (window, NULL, "line-page.png");
  /* Another place hides it. */
  {
    g_autoptr (YutuPlace) place = yutu_place_new_unit (window_ask (window, "SELECT unit FROM division WHERE level = 3 LIMIT 1"));

    yutu_session_set_place (window->session, place);
    gui_wait (has_no_box, window);
  }
  window_fixture_close (window);
}

static gboolean
is_changed (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM boundary_pillar WHERE json_extract (fields, '$.height_m') = 123.5") == 1;
}

static void
test_pillar (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *dialog = NULL;
  YutuForm   *form = NULL;

  go_to_line (window, "SELECT " LINE);
  activate_first_pillar (window, "编辑");
  dialog = get_dialog ();
  form = YUTU_FORM (window_find (dialog, YUTU_TYPE_FORM, NULL));
  g_assert_cmpuint (window_count_unnamed (dialog), ==, 0);
  /* What cannot be is not saved. */
  yutu_form_type (form, "height_m", "99999");
  g_assert_false (yutu_form_is_valid (form));
  yutu_form_type (form, "height_m", "123.5");
  g_assert_true (yutu_form_is_valid (form));
  g_signal_emit_by_name (form, "submit");
  gui_wait (has_no_dialog, window);
  gui_wait (is_changed, window);
  window_fixture_close (window);
}

static gboolean
has_draft (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM draft WHERE kind = 'boundary'") == 1;
}

static gboolean
has_no_draft (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM draft WHERE kind = 'boundary'") == 0;
}

/* The bar offers it as soon as it knows that the form is gone. */
static gboolean
is_resumed (gpointer data)
{
  return yutu_draft_bar_resume (YUTU_WINDOW (data)->draft_bar);
}

static void
test_draft (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  YutuForm   *form = NULL;
  GtkWidget  *dialog = NULL;

  go_to_line (window, "SELECT " LINE);
  activate_first_pillar (window, "编辑");
  form = YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL));
  yutu_form_type (form, "location", "桥头");
  g_signal_emit_by_name (form, "edited");
  gui_wait (has_draft, window);
  save_dialog ("line-pillar");
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  gui_wait (has_no_dialog, window);
  g_assert_true (has_draft (window));
  gui_wait (is_resumed, window);
  gui_wait (has_dialog, window);
  dialog = get_dialog ();
  form = YUTU_FORM (window_find (dialog, YUTU_TYPE_FORM, NULL));
  {
    g_autofree char *typed = yutu_form_dup_typed (form);

    g_assert_nonnull (strstr (typed, "桥头"));
  }
  g_signal_emit_by_name (form, "submit");
  gui_wait (has_no_dialog, window);
  gui_wait (has_no_draft, window);
  window_fixture_close (window);
}

static GtkWidget *
get_list (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_LINE_LIST (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_rows (gpointer data)
{
  return get_list () != NULL && window_find (get_list (), GTK_TYPE_LABEL, "婺金线") != NULL;
}

/* By when they are due, under a heading each; the one that is chosen is gone to. */
static void
test_list (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *row = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.lines", NULL);
  gui_wait (has_rows, window);
  row = gtk_widget_get_ancestor (window_find (get_list (), GTK_TYPE_LABEL, "婺金线"), GTK_TYPE_LIST_BOX_ROW);
  g_assert_cmpuint (window_count_unnamed (get_list ()), ==, 0);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  gui_wait (has_box, window);
  g_assert_nonnull (window_find (get_box (window), GTK_TYPE_LABEL, "婺金线"));
  window_fixture_close (window);
}

/* ---- What happened to a pillar ---- */

#define FIRST "(SELECT id FROM boundary_pillar WHERE number = '330702330781001Q')"

static gboolean
is_lost (gpointer data)
{
  return window_ask (data, "SELECT condition = 'lost' AND json_extract (fields, '$.history[#-1].what') = 'lost' AND "
                           "json_extract (fields, '$.history[#-1].document') = '金民〔2026〕9号' FROM boundary_pillar "
                           "WHERE id = " FIRST) == 1;
}

static gboolean
shows_event (gpointer data)
{
  return get_pillar_box (data) != NULL &&
         window_find (get_pillar_box (data), GTK_TYPE_LABEL, "2026年11月20日 · 丢失") != NULL;
}

static void
test_event (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  YutuForm   *form = NULL;

  go_to_line (window, "SELECT " LINE);
  activate_first_pillar (window, "登记");
  form = YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL));
  g_assert_cmpuint (window_count_unnamed (get_dialog ()), ==, 0);
  /* What happened must be said. */
  g_assert_false (yutu_form_is_valid (form));
  yutu_form_type (form, "on", "2026-11-20");
  yutu_form_type (form, "what", "lost");
  yutu_form_type (form, "document", "金民〔2026〕9号");
  g_assert_true (yutu_form_is_valid (form));
  save_dialog ("pillar-event");
  g_signal_emit_by_name (form, "submit");
  gui_wait (has_no_dialog, window);
  gui_wait (is_lost, window);
  gui_wait (shows_event, window);
  window_wait_settled (window);
  window_save_picture (window, NULL, "pillar-page.png");
  window_fixture_close (window);
}

/* ---- On the map ---- */

static gboolean
is_at_line (gpointer data)
{
  YutuPlace *place = yutu_session_get_place (YUTU_WINDOW (data)->session);

  return place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_LINE;
}

static gboolean
is_at_pillar (gpointer data)
{
  YutuPlace *place = yutu_session_get_place (YUTU_WINDOW (data)->session);

  return place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_PILLAR;
}

/* Of its longest segment. */
static YutuPoint
find_middle_of_line (YutuWindow *window)
{
  gint64    line = window_ask (window, "SELECT " LINE);
  YutuPoint best = { 0, 0 };
  double    longest = 0;
  g_autoptr (YutuLineReport) report = yutu_file_read_line_report (
    yutu_session_get_file (window->session), yutu_session_get_modules (window->session), line,
    yutu_session_get_day (window->session), NULL);

  g_assert_nonnull (report);
  for (gsize i = 1; i < report->line->shape->n_points; i++)
    {
      YutuPoint a = report->line->shape->points[i - 1], b = report->line->shape->points[i];
      double    length = hypot ((double)(b.x - a.x), (double)(b.y - a.y));

      if (length > longest)
        {
          longest = length;
          best = (YutuPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
        }
    }
  return best;
}

/* By the pointer, and by Enter in the middle of the map. */
static void
test_map (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) county = yutu_place_new_unit (window_ask (window, "SELECT unit FROM division WHERE level = 3 LIMIT 1"));

  window_show_point (window, find_middle_of_line (window));
  window_click (GTK_WIDGET (window->map));
  gui_wait (is_at_line, window);
  gui_wait (has_box, window);
  g_assert_nonnull (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "婺兰线"));
  yutu_session_set_place (window->session, county);
  gui_wait (has_no_box, window);
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool ("key Return");
  gui_wait (is_at_line, window);
  gui_wait (has_box, window);
  window_fixture_close (window);
}

static void
test_map_pillar (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  YutuPoint   point = { 0, 0 };
  gint64      id = 0;

  window_ask_point (window, "SELECT id, ST_X (geom), ST_Y (geom) FROM boundary_pillar WHERE id = " FIRST, &id, &point);
  window_show_point (window, point);
  window_click (GTK_WIDGET (window->map));
  gui_wait (is_at_pillar, window);
  gui_wait (has_pillar_box, window);
  window_wait_settled (window);
  window_save_picture (window, NULL, "pillar-map.png");
  window_fixture_close (window);
}

/* By the search box: the line by its name in letters, a pillar by the end of its number. */
static void
test_search (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);

  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type wulanxian");
  gui_xdotool ("key Return");
  gui_wait (is_at_line, window);
  gui_wait (has_box, window);
  g_assert_nonnull (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "婺兰线"));
  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type 330702330781002");
  gui_xdotool ("key Return");
  gui_wait (is_at_pillar, window);
  gui_wait (has_pillar_box, window);
  window_fixture_close (window);
}

/* ---- Bounds ---- */

static gboolean
has_bounds (gpointer data)
{
  GtkWidget *box = window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), YUTU_TYPE_BOUNDS_BOX, NULL);

  return box != NULL && window_find (box, GTK_TYPE_BUTTON, "复制") != NULL;
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_copied (gpointer data)
{
  return *(char **)data != NULL;
}

static void
test_bounds (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) place = yutu_place_new_unit (window_ask (window, "SELECT unit FROM division WHERE name = '罗店镇' AND valid_to = '9999-12-31'"));
  g_autofree char *text = NULL;
  GtkWidget       *box = NULL;

  yutu_session_set_place (window->session, place);
  gui_wait (has_bounds, window);
  box = window_find (GTK_WIDGET (window->pane), YUTU_TYPE_BOUNDS_BOX, NULL);
  g_signal_emit_by_name (window_find (box, GTK_TYPE_BUTTON, "复制"), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (box), NULL, copied_cb, &text);
  gui_wait (is_copied, &text);
  g_assert_true (g_str_has_prefix (text, "罗店镇"));
  g_assert_nonnull (strstr (text, "东"));
  window_fixture_close (window);
}

/* ---- Inspections ---- */

static gboolean
is_started (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM line_inspection WHERE state = 'scheduled' AND line = (" QUIET ") AND "
                           "json_extract (fields, '$.reason') = 'disaster'") == 1;
}

/* An extra inspection, after a disaster. */
static void
test_start (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *button = NULL;

  go_to_line (window, QUIET);
  button = window_find (get_box (window), GTK_TYPE_MENU_BUTTON, NULL);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_cmpint (g_menu_model_get_n_items (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button))), ==, 5);
  gtk_widget_activate_action (button, "line.start", "s", "disaster");
  gui_wait (is_started, window);
  window_fixture_close (window);
}

/* What has an icon alone is told by its tip. */
static GtkWidget *
find_tip (GtkWidget  *root,
          const char *tip)
{
  GtkWidget *found = g_strcmp0 (gtk_widget_get_tooltip_text (root), tip) == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tip (child, tip);
  return found;
}

static gboolean
shows_case (gpointer data)
{
  return g_str_equal (yutu_place_pane_get_page (YUTU_WINDOW (data)->pane), "case");
}

/* From the list straight to the case of an inspection that is under way. */
static void
test_case (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *button = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.lines", NULL);
  gui_wait (has_rows, window);
  save_both (get_list (), "line-list");
  button = find_tip (get_list (), "打开联合检查案件");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  gui_wait (shows_case, window);
  window_fixture_close (window);
}

static gboolean
has_results (gpointer data)
{
  return get_dialog () != NULL && window_find (get_dialog (), YUTU_TYPE_PILLAR_RESULTS, NULL) != NULL;
}

static gboolean
is_recorded (gpointer data)
{
  return window_ask (data, "SELECT json_array_length (i.fields, '$.pillars') > 1 AND json_extract (i.fields, "
                           "'$.follow_up_due') = '2027-03-01' AND (SELECT p.condition = 'damaged' AND "
                           "json_extract (p.fields, '$.history[0].note') = '基座开裂' FROM boundary_pillar p WHERE p.id = " FIRST
                           ") FROM line_inspection i WHERE i.line = " LINE " ORDER BY i.id DESC LIMIT 1") == 1;
}

static gboolean
shows_follow_up (gpointer data)
{
  return get_box (data) != NULL &&
         window_find (get_box (data), GTK_TYPE_LABEL, "待整改（期限2027年3月1日）：001号界桩基座开裂") != NULL;
}

/* Pillar by pillar, and what is to be mended; kept as a draft on the way. */
static void
test_record (void)
{
  YutuWindow        *window = window_fixture_open (1280, 800);
  YutuPillarResults *results = NULL;
  YutuForm          *form = NULL;
  GtkWidget         *list = NULL;

  go_to_line (window, "SELECT " LINE);
  list = gtk_widget_get_ancestor (window_find (get_box (window), GTK_TYPE_LABEL, "第5轮，2026年"), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  gui_wait (has_dialog, window);
  gui_wait (has_results, window);
  g_assert_cmpuint (window_count_unnamed (get_dialog ()), ==, 0);
  results = YUTU_PILLAR_RESULTS (window_find (get_dialog (), YUTU_TYPE_PILLAR_RESULTS, NULL));
  form = YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL));
  yutu_pillar_results_set (results, window_ask (window, "SELECT " FIRST), "damaged", "基座开裂");
  g_signal_emit_by_name (window_find (GTK_WIDGET (results), GTK_TYPE_BUTTON, "其余完好"), "clicked");
  yutu_form_type (form, "problems", "001号界桩基座开裂");
  yutu_form_type (form, "follow_up_due", "2027-03-01");
  gui_wait (has_draft, window);
  save_dialog ("line-record");
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  gui_wait (has_no_dialog, window);
  gui_wait (is_resumed, window);
  gui_wait (has_results, window);
  form = YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL));
  g_signal_emit_by_name (form, "submit");
  gui_wait (has_no_dialog, window);
  gui_wait (is_recorded, window);
  go_to_line (window, "SELECT " LINE);
  gui_wait (shows_follow_up, window);
  window_save_picture (window, NULL, "line-follow-up.png");
  window_fixture_close (window);
}

/* ---- Import ---- */

static YutuImportAssistant *
get_assistant (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_IMPORT_ASSISTANT (window) && gtk_widget_get_mapped (window))
        return YUTU_IMPORT_ASSISTANT (window);
    }
  return NULL;
}

static gboolean
is_free (gpointer data)
{
  return get_assistant () != NULL && !yutu_import_assistant_is_busy (get_assistant ());
}

static gboolean
is_tried (gpointer data)
{
  return is_free (NULL) && g_strcmp0 (yutu_import_assistant_get_page (get_assistant ()), "findings") == 0;
}

static gboolean
is_imported (gpointer data)
{
  return get_assistant () == NULL &&
         window_ask (data, "SELECT count(*) FROM boundary_pillar WHERE number = '330702330781061Q'") == 1;
}

/* @table is understood as pillars, and tried. */
static void
try_import (YutuWindow *window,
            const char *path,
            const char *table)
{
  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  yutu_window_import (window, path);
  gui_wait (is_free, NULL);
  gtk_widget_activate_action (GTK_WIDGET (get_assistant ()), "import.next", NULL);
  gui_wait (is_tried, NULL);
}

/* What cannot be taken in is told with row, column and remedy; what can is taken in. */
static void
test_import (void)
{
  static const char good[] = "界桩编号,界桩类型,状况,经度,纬度\n330702330781061Q,单立双面型,完好,119.579,29.1979\n";
  static const char bad[] = "界桩编号,界桩类型,状况,经度,纬度\n330702330781061Q,单立双面型,完好,某处,29.2\n";
  YutuWindow      *window = window_fixture_open (1280, 800);
  g_autofree char *folder = g_dir_make_tmp ("yutu-pillars-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "界桩.csv", NULL);

  try_import (window, path, bad);
  g_assert_nonnull (window_find (GTK_WIDGET (get_assistant ()), GTK_TYPE_LABEL, "坐标无法识别，请按度、度分秒或米填写"));
  g_assert_nonnull (window_find (GTK_WIDGET (get_assistant ()), GTK_TYPE_LABEL, "列“经度”"));
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (get_assistant ())), ==, 0);
  save_both (GTK_WIDGET (get_assistant ()), "line-import");
  gtk_window_close (GTK_WINDOW (get_assistant ()));
  try_import (window, path, good);
  gtk_widget_activate_action (GTK_WIDGET (get_assistant ()), "import.next", NULL);
  gui_wait (is_imported, window);
  g_unlink (path);
  g_rmdir (folder);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/lines/page", test_page);
  g_test_add_func ("/gui/lines/pillar", test_pillar);
  g_test_add_func ("/gui/lines/draft", test_draft);
  g_test_add_func ("/gui/lines/list", test_list);
  g_test_add_func ("/gui/lines/start", test_start);
  g_test_add_func ("/gui/lines/case", test_case);
  g_test_add_func ("/gui/lines/record", test_record);
  g_test_add_func ("/gui/lines/event", test_event);
  g_test_add_func ("/gui/lines/map", test_map);
  g_test_add_func ("/gui/lines/map-pillar", test_map_pillar);
  g_test_add_func ("/gui/lines/search", test_search);
  g_test_add_func ("/gui/lines/bounds", test_bounds);
  g_test_add_func ("/gui/lines/import", test_import);
  return g_test_run ();
}
