/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The import assistant in the real window: a new file filled by keyboard, findings judged by mouse,
 * remedies, a register of codes, files that are none; and a county's townships where they are there. */

#include "window-fixture.h"
#include "folder.h"

#include <gdk/x11/gdkx.h>

#include <string.h>

#include "ui/yutu-import-assistant.h"

#define RING(w, s, e, n) \
  "[[[" w "," s "],[" e "," s "],[" e "," n "],[" w "," n "],[" w "," s "]]]"
#define TOWN(name, ring)                                                       \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name "\"},\"geometry\":" \
  "{\"type\":\"Polygon\",\"coordinates\":" ring "}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

/* A sliver between the two is covered twice. */
static const char TOWNS[] = COLLECTION (TOWN ("甲镇", RING ("119.5", "29", "119.60005", "29.1")) "," TOWN ("乙乡", RING ("119.6", "29", "119.7", "29.1")));
/* Latitude first. */
static const char SWAPPED[] = COLLECTION (TOWN ("甲镇", RING ("29", "119.5", "29.1", "119.6")));
/* In metres east and north. */
static const char METRES[] = COLLECTION (TOWN ("甲镇", RING ("460000", "3210000", "470000", "3220000")));
static const char CODES[] = "code,name\n330702100,甲镇\n330702200,乙乡\n";

typedef struct
{
  YutuWindow *demo;
  YutuWindow *window; /* on a new file */
  char       *folder;
} Fixture;

static YutuImportAssistant *
find_assistant (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (YUTU_IS_IMPORT_ASSISTANT (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_read (gpointer data)
{
  return find_assistant () != NULL && !yutu_import_assistant_is_busy (find_assistant ());
}

static gboolean
is_closed (gpointer data)
{
  return find_assistant () == NULL;
}

static gboolean
is_tried (gpointer data)
{
  return is_read (NULL) &&
         g_strcmp0 (yutu_import_assistant_get_page (find_assistant ()), "findings") == 0;
}

static gboolean
is_settled (gpointer data)
{
  return yutu_picture_map_is_settled (YUTU_PICTURE_MAP (yutu_import_assistant_get_map (find_assistant ())));
}

static gboolean
has_file (gpointer data)
{
  YutuWindow *window = data;

  return window->session != NULL && yutu_session_get_units (window->session) != NULL &&
         yutu_session_get_layers (window->session) != NULL;
}

typedef struct
{
  YutuWindow *window;
  guint       n;
} Wish;

static gboolean
has_units (gpointer data)
{
  const Wish *wish = data;

  return g_list_model_get_n_items (yutu_session_get_units (wish->window->session)) == wish->n;
}

static void
focus (GtkWidget *window)
{
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("yutu-import-XXXXXX", NULL);
  path = g_build_filename (self->folder, "new.yutu", NULL);
  self->demo = window_fixture_open (800, 600);
  self->window = yutu_window_new (gtk_window_get_application (GTK_WINDOW (self->demo)));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  yutu_window_open_new (self->window, path);
  gui_wait (has_file, self->window);
  focus (GTK_WIDGET (self->window));
  gui_wait_ms (100);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  if (find_assistant () != NULL)
    {
      gtk_window_close (GTK_WINDOW (find_assistant ()));
      gui_wait (is_closed, NULL);
    }
  window_fixture_close (self->window);
  window_fixture_close (self->demo);
  folder_remove (self->folder);
}

static char *
put_file (Fixture    *self,
          const char *name,
          const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static YutuImportAssistant *
open_assistant (Fixture    *self,
                const char *path)
{
  yutu_window_import (self->window, path);
  gui_wait (is_read, NULL);
  focus (GTK_WIDGET (find_assistant ()));
  return find_assistant ();
}

static void
save_picture (const char *name)
{
  if (yutu_import_assistant_get_reading (find_assistant ())->sketch != NULL)
    gui_wait (is_settled, NULL);
  gui_save_picture (GTK_WIDGET (find_assistant ()), name);
}

static gboolean
has_remedy (const char *label)
{
  GtkWidget *button = window_find (GTK_WIDGET (find_assistant ()), GTK_TYPE_BUTTON, label);

  return button != NULL && gtk_widget_is_visible (button);
}

/* ---- */

static gboolean
drop (Fixture    *self,
      const char *first,
      const char *second) /* (nullable) */
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->window));
  GSList  *files = g_slist_append (NULL, g_file_new_for_path (first));
  GValue   value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  guint    n = 0;

  if (second != NULL)
    files = g_slist_append (files, g_file_new_for_path (second));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &is_taken);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
  return is_taken;
}

static YutuWindow *
find_other_window (Fixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (YUTU_IS_WINDOW (window) && window != GTK_WIDGET (self->window) &&
          window != GTK_WIDGET (self->demo))
        return YUTU_WINDOW (window);
    }
  return NULL;
}

static gboolean
says_gone (gpointer window)
{
  return window_find (window, GTK_TYPE_LABEL, "文件不存在") != NULL;
}

static gboolean
says_unfit (gpointer window)
{
  return window_find (window, GTK_TYPE_LABEL, "无法打开或导入此文件") != NULL;
}

static void
test_dropped (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *path = put_file (self, "towns.geojson", TOWNS);
  g_autofree char *words = put_file (self, "words.doc", "words");
  g_autofree char *gone = g_build_filename (self->folder, "gone.yutu", NULL);
  YutuWindow      *other = NULL;

  g_assert_false (drop (self, words, NULL));
  gui_wait (says_unfit, self->window);
  g_assert_null (find_assistant ());
  g_assert_true (drop (self, words, path));
  gui_wait (is_read, NULL);
  g_assert_false (drop (self, path, NULL)); /* one at a time */
  gtk_window_close (GTK_WINDOW (find_assistant ()));
  gui_wait (is_closed, NULL);
  g_assert_true (drop (self, gone, NULL));
  other = find_other_window (self);
  g_assert_nonnull (other);
  gui_wait (says_gone, other);
  gtk_window_destroy (GTK_WINDOW (other));
}

static gboolean
says (Fixture    *self,
      const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (self->demo) && window_find (window, GTK_TYPE_LABEL, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

#define MIXED                                                                                                                \
  "{\"type\":\"FeatureCollection\",\"features\":["                                                                           \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\",\"code\":\"330702100\"},\"geometry\":{\"type\":\"Polygon\","    \
  "\"coordinates\":[[[119.5,29],[119.6,29],[119.6,29.1],[119.5,29]]]}},"                                                     \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"丙村\",\"code\":\"330702100200\"},\"geometry\":{\"type\":\"Polygon\"," \
  "\"coordinates\":[[[119.5,29],[119.55,29],[119.55,29.05],[119.5,29]]]}},"                                                  \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"丁村\",\"code\":\"330702100201\"},\"geometry\":{\"type\":\"Polygon\"," \
  "\"coordinates\":[[[119.55,29],[119.6,29],[119.6,29.05],[119.55,29]]]}}]}"

/* Units of several levels in one file are told of before they lie on each other. */
static void
test_several_levels (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char     *path = put_file (self, "mixed.geojson", MIXED);
  YutuImportAssistant *assistant = open_assistant (self, path);

  g_assert_cmpint (yutu_import_assistant_get_reading (assistant)->level, ==, 5);
  gui_wait_until (says (self, "有 1 行按代码属于其他级别"));
  gtk_window_close (GTK_WINDOW (assistant));
  gui_wait (is_closed, NULL);
}

/* What can be dropped, and is no file that is taken as it is. */
static void
test_dropped_otherwise (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *path = put_file (self, "towns.geojson", TOWNS);
  g_autofree char *other = put_file (self, "more.geojson", TOWNS);
  g_autofree char *old = put_file (self, "old.xls", "table");

  g_assert_false (drop (self, self->folder, NULL));
  gui_wait_until (says (self, "这是文件夹"));
  g_assert_false (drop (self, old, NULL));
  gui_wait_until (says (self, "另存为 XLSX 或 CSV"));
  g_assert_true (drop (self, path, other));
  gui_wait (is_read, NULL);
  gui_wait_until (says (self, "现在是“towns.geojson”"));
  g_assert_false (drop (self, path, NULL));
  gui_wait_until (says (self, "请先完成或关闭对话框"));
  gtk_window_close (GTK_WINDOW (find_assistant ()));
  gui_wait (is_closed, NULL);
}

/* Each page of a file in which nothing is yet says so, and what to do. */
static void
test_empty_file (Fixture      *self,
                 gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  gui_wait_until (says (self, "当日没有区划"));
  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type luodian");
  gui_wait_until (says (self, "文件中还没有可查找的内容"));
  gui_xdotool ("key Escape");
  gtk_widget_activate_action (window, "win.check", NULL);
  gui_wait_until (says (self, "文件中还没有可检查的内容"));
  gtk_widget_activate_action (window, "win.workspace", "s", "coverage");
  gui_wait_until (says (self, "没有可统计的区划"));
  g_assert_null (window_find (window, GTK_TYPE_BUTTON, "回到今天")); /* it is today */
  g_assert_nonnull (window_find (window, GTK_TYPE_BUTTON, "导入"));
  g_assert_cmpuint (window_count_unnamed (window), ==, 0);
}

/* From the empty file to two townships and back, without the pointer. */
static void
test_by_keyboard (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char *path = put_file (self, "towns.geojson", TOWNS);

  g_assert_true (gtk_widget_get_mapped (self->window->empty_note));
  gui_xdotool ("key ctrl+i");
  gui_wait_ms (600);
  gui_xdotool_printf ("type %s", path);
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  gui_wait (is_read, NULL);
  focus (GTK_WIDGET (find_assistant ()));
  g_assert_cmpint (yutu_import_assistant_get_reading (find_assistant ())->level, ==, 4);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_cmpuint (yutu_import_assistant_get_trial (find_assistant ())->result.findings->len, >, 0);
  g_assert_cmpuint (yutu_import_assistant_count_accepted (find_assistant ()), ==, 1);
  gui_xdotool ("key Down");
  gui_wait_until (yutu_preview_map_get_chosen (yutu_import_assistant_get_map (find_assistant ())) >= 0);
  gui_xdotool ("key alt+Left");
  gui_wait_until (g_strcmp0 (yutu_import_assistant_get_page (find_assistant ()), "reading") == 0);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  gui_wait (has_units, &(Wish){ self->window, 2 });
  g_assert_false (gtk_widget_get_mapped (self->window->empty_note));
  g_assert_nonnull (window_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "撤销"));
  focus (GTK_WIDGET (self->window));
  gui_wait_ms (200);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  gui_wait (has_units, &(Wish){ self->window, 0 });
}

/* At twice the letters both pages still have room on a small screen. */
static void
check_great_letters (YutuImportAssistant *assistant)
{
  int least = 0;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gui_wait_ms (300);
  gtk_widget_measure (GTK_WIDGET (assistant), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, 1280);
  gtk_widget_measure (GTK_WIDGET (assistant), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 800);
  save_picture ("import-findings-200.png");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  gui_wait_ms (300);
}

/* A mark on the map chooses its row; proposals are refused; what is taken in then stays open. */
static void
test_by_mouse (Fixture      *self,
               gconstpointer data)
{
  g_autofree char     *path = put_file (self, "towns.geojson", TOWNS);
  YutuImportAssistant *assistant = open_assistant (self, path);
  YutuPreviewMap      *map = yutu_import_assistant_get_map (assistant);
  GtkWidget           *list = NULL;
  double               x = 0, y = 0;
  int                  left = 0, top = 0;
  guint                at = 0;

  g_assert_nonnull (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "早于此日的地名、地址和办件")); /* it is today at first */
  window_click (window_find (GTK_WIDGET (assistant), GTK_TYPE_BUTTON, "检查"));
  gui_wait (is_tried, NULL);
  gui_wait (is_settled, NULL);
  while (!yutu_preview_map_find (map, at, &x, &y))
    at++;
  window_get_middle (GTK_WIDGET (map), &left, &top);
  left -= gtk_widget_get_width (GTK_WIDGET (map)) / 2;
  top -= gtk_widget_get_height (GTK_WIDGET (map)) / 2;
  gui_xdotool_printf ("mousemove %d %d click 1", left + (int)x, top + (int)y);
  gui_wait_until (yutu_preview_map_get_chosen (map) == (int)at);
  list = window_find (GTK_WIDGET (assistant), GTK_TYPE_LIST_VIEW, NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (
                      gtk_list_view_get_model (GTK_LIST_VIEW (list)))),
                    ==, at);
  save_picture ("import-findings-light.png");
  check_great_letters (assistant);
  window_click (window_find (GTK_WIDGET (assistant), GTK_TYPE_BUTTON, "全不采纳"));
  gui_wait_until (yutu_import_assistant_count_accepted (assistant) == 0);
  window_click (window_find (GTK_WIDGET (list), GTK_TYPE_CHECK_BUTTON, NULL));
  gui_wait_until (yutu_import_assistant_count_accepted (assistant) == 1);
  window_click (window_find (GTK_WIDGET (assistant), GTK_TYPE_BUTTON, "导入"));
  gui_wait (is_closed, NULL);
  gui_wait (has_units, &(Wish){ self->window, 2 });
}

/* Latitude before longitude: found, and turned by one click. */
static void
test_swapped_axes (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char     *path = put_file (self, "swapped.geojson", SWAPPED);
  YutuImportAssistant *assistant = open_assistant (self, path);

  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_true (has_remedy ("交换坐标轴"));
  gui_xdotool ("key ctrl+Return"); /* refused */
  gui_wait_ms (200);
  g_assert_cmpuint (g_list_model_get_n_items (yutu_session_get_units (self->window->session)), ==, 0);
  window_click (window_find (GTK_WIDGET (assistant), GTK_TYPE_BUTTON, "交换坐标轴"));
  gui_wait_ms (200);
  gui_wait (is_read, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  gui_wait (has_units, &(Wish){ self->window, 1 });
}

/* Metres that do not say of which zone: the reference system is asked for, chosen, and right. */
static void
test_other_crs (Fixture      *self,
                gconstpointer data)
{
  g_autofree char     *path = put_file (self, "metres.geojson", METRES);
  YutuImportAssistant *assistant = open_assistant (self, path);
  AdwComboRow         *row = NULL;
  GListModel          *names = NULL;

  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_true (has_remedy ("选择其他坐标系"));
  window_click (window_find (GTK_WIDGET (assistant), GTK_TYPE_BUTTON, "选择其他坐标系"));
  gui_wait_until (g_strcmp0 (yutu_import_assistant_get_page (assistant), "reading") == 0);
  gui_xdotool ("key Escape"); /* the list, that is open */
  gui_wait_ms (200);
  row = ADW_COMBO_ROW (window_find (GTK_WIDGET (assistant), ADW_TYPE_COMBO_ROW, "坐标系"));
  names = adw_combo_row_get_model (row);
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), "CGCS2000 3° 带，120°E"))
      adw_combo_row_set_selected (row, i);
  gui_wait_ms (200);
  gui_wait (is_read, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  gui_wait (has_units, &(Wish){ self->window, 1 });
}

/* The table of codes goes in first; then the names of the boundaries find theirs. */
static void
test_codes (Fixture      *self,
            gconstpointer data)
{
  g_autofree char     *codes = put_file (self, "codes.csv", CODES);
  g_autofree char     *towns = put_file (self, "towns.geojson", TOWNS);
  YutuImportAssistant *assistant = open_assistant (self, codes);
  GPtrArray           *findings = NULL;

  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_cmpuint (yutu_import_assistant_get_trial (assistant)->n_codes, ==, 2);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  assistant = open_assistant (self, towns);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  findings = yutu_import_assistant_get_trial (assistant)->result.findings;
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((YutuDivisionFinding *)findings->pdata[i])->rule, !=, "code-not-found");
}

/* The main map shows where they were put. */
static gboolean
is_on_places (gpointer data)
{
  YutuView     view = { 0 };
  YutuMapPoint at;
  double       x = 0, y = 0;

  yutu_map_view_get_view (((YutuWindow *)data)->map, &view);
  at = yutu_projection_forward (view.epsg, (YutuPoint){ yutu_grid_from_degrees (119.602), yutu_grid_from_degrees (29.052) });
  yutu_view_to_screen (&view, at.x, at.y, &x, &y);
  return fabs (x - view.width / 2.0) < 2 && fabs (y - view.height / 2.0) < 2;
}

/* A list of place names, known by its headings: one bad row stops it, and is said with what is wrong; mended,
 * it comes in as one entry, by keys. */
static void
test_place_names (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char       *bad = put_file (self, "bad.csv", "标准名称,地名类别,别名\n望江亭,亭,\n八一,宝物,\n");
  g_autofree char       *good = put_file (self, "good.csv", "标准名称,地名类别,别名\n望江亭,亭,老亭\n八一街,路,\n");
  g_autofree char       *placed = put_file (self, "placed.csv", "标准名称,地名类别,经度,纬度\n望月亭,亭,119.601,29.051\n望星亭,亭,119.603,29.053\n");
  YutuImportAssistant   *assistant = open_assistant (self, bad);
  const YutuImportTrial *trial = NULL;

  g_assert_cmpstr (yutu_import_assistant_get_reading (assistant)->object, ==, YUTU_IMPORT_NAMES);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  trial = yutu_import_assistant_get_trial (assistant);
  g_assert_cmpuint (trial->result.rejected, ==, 1);
  g_assert_nonnull (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "宝物"));
  gui_xdotool ("key ctrl+Return");
  gui_wait_ms (200);
  g_assert_cmpint (window_ask (self->window, "SELECT count (*) FROM place_name"), ==, 0);
  gui_xdotool ("key Escape");
  gui_wait (is_closed, NULL);
  focus (GTK_WIDGET (self->window));
  open_assistant (self, good);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  g_assert_cmpint (window_ask (self->window, "SELECT count (*) FROM place_name WHERE name IN ('望江亭', '八一街')"), ==, 2);
  focus (GTK_WIDGET (self->window));
  open_assistant (self, placed);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_nonnull (window_find (GTK_WIDGET (find_assistant ()), GTK_TYPE_LABEL, "新增 2 条，变更 0 条，已有且不变 0 条。"));
  save_picture ("import-places.png");
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  gui_wait (is_on_places, self->window);
}

/* A list that says nothing new is no step. */
static void
test_nothing_new (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char *names = put_file (self, "names.csv", "标准名称,地名类别\n望江亭,亭\n");
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;

  open_assistant (self, names);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  text = g_strdup_printf ("编号,标准名称,地名类别\n%" G_GINT64_FORMAT ",望江亭,亭\n",
                          window_ask (self->window, "SELECT id FROM place_name WHERE name = '望江亭'"));
  same = put_file (self, "same.csv", text);
  focus (GTK_WIDGET (self->window));
  open_assistant (self, same);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_cmpuint (yutu_import_assistant_get_trial (find_assistant ())->n_unchanged, ==, 1);
  g_assert_nonnull (window_find (GTK_WIDGET (find_assistant ()), GTK_TYPE_LABEL, "新增 0 条，变更 0 条，已有且不变 1 条。"));
  g_assert_nonnull (window_find (GTK_WIDGET (find_assistant ()), GTK_TYPE_LABEL, "文件中已全部具有，且内容相同，无需导入。"));
  gui_xdotool ("key ctrl+Return");
  gui_wait_ms (300);
  g_assert_nonnull (find_assistant ());
  g_assert_cmpint (window_ask (self->window, "SELECT count (*) FROM place_name"), ==, 1);
}

static gboolean
is_picked (gpointer data)
{
  const YutuImportChoice *choice = yutu_import_assistant_get_choice (find_assistant ());

  return choice->maps != NULL && g_strv_contains ((const char *const *)choice->maps, data);
}

static gboolean
has_list (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (find_assistant ()));

  return focus != NULL && GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* Columns that nothing knows are said what they are by keys; what was chosen comes back with the draft; and a table
 * of facilities is known for one. */
static void
test_columns (Fixture      *self,
              gconstpointer data)
{
  g_autofree char     *names = put_file (self, "names.csv", "标准名称,类别,旧称呼\n望江亭,亭,老亭(1950-01-01—1981-10-01)\n");
  g_autofree char     *homes = put_file (self, "homes.csv", "编号,名称,状态,乡镇(街道),村(社区),地址,经度,纬度,启用日期,床位总数\n");
  YutuImportAssistant *assistant = open_assistant (self, names);
  GtkWidget           *button = NULL;

  g_assert_cmpstr (yutu_import_assistant_get_reading (assistant)->object, ==, YUTU_IMPORT_NAMES);
  g_assert_true (is_picked ((gpointer) "name=标准名称"));
  g_assert_true (is_picked ((gpointer) "class=类别"));
  button = window_find (GTK_WIDGET (assistant), GTK_TYPE_MENU_BUTTON, "不导入");
  g_assert_nonnull (button);
  gtk_widget_grab_focus (button);
  save_picture ("import-columns.png");
  gui_xdotool ("key space");
  gui_wait (has_list, NULL);
  save_picture ("import-columns-list.png");
  for (int i = 0; i < 8; i++)
    gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  gui_wait (is_picked, (gpointer) "former_names=旧称呼");
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  g_assert_cmpuint (yutu_import_assistant_get_trial (assistant)->result.findings->len, ==, 0);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  g_assert_cmpint (window_ask (self->window, "SELECT count (*) FROM place_name WHERE name IN ('望江亭', '老亭')"), ==, 2);
  assistant = open_assistant (self, homes);
  g_assert_cmpstr (yutu_import_assistant_get_choice (assistant)->object, ==, YUTU_IMPORT_FACILITIES);
  save_picture ("import-facilities.png");
}

/* What has to be chosen among the columns is said before anything is tried. */
static void
test_lacking_column (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char     *path = put_file (self, "doors.csv", "镇街,住处,道路,门牌号,经度,纬度\n东山街道,第1村,八一南街,128,119.405,28.905\n");
  YutuImportAssistant *assistant = open_assistant (self, path);

  g_assert_cmpstr (yutu_import_assistant_get_choice (assistant)->object, ==, YUTU_IMPORT_ADDRESSES);
  g_assert_nonnull (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "请选定哪一列是村（社区）"));
  gui_xdotool ("key ctrl+Return");
  gui_wait_frames (GTK_WIDGET (assistant), 2);
  g_assert_cmpstr (yutu_import_assistant_get_page (assistant), ==, "reading");
  gtk_widget_grab_focus (window_find (GTK_WIDGET (assistant), GTK_TYPE_MENU_BUTTON, "不导入"));
  gui_xdotool ("key space");
  gui_wait (has_list, NULL);
  for (int i = 0; i < 6; i++)
    gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  gui_wait (is_picked, (gpointer) "village=住处");
  g_assert_null (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "请选定哪一列是村（社区）"));
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
}

/* A village alone is no address either, though its column is found. */
static void
test_lacking_road (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char     *path = put_file (self, "doors.csv", "乡镇,村,街名,号,经度,纬度\n东山街道,第1村,八一南街,128,119.405,28.905\n");
  YutuImportAssistant *assistant = open_assistant (self, path);

  g_assert_cmpstr (yutu_import_assistant_get_choice (assistant)->object, ==, YUTU_IMPORT_ADDRESSES);
  g_assert_nonnull (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "请选定村（社区）、道路或小区、号码各列，或整条地址的一列"));
  gui_xdotool ("key ctrl+Return");
  gui_wait_frames (GTK_WIDGET (assistant), 2);
  g_assert_cmpstr (yutu_import_assistant_get_page (assistant), ==, "reading");
}

/* No file of boundaries: said, nothing to go on with, nothing changed. */
static void
test_bad_file (Fixture      *self,
               gconstpointer data)
{
  g_autofree char     *path = put_file (self, "bad.geojson", "{\"type\": \"FeatureColl");
  YutuImportAssistant *assistant = open_assistant (self, path);

  g_assert_null (yutu_import_assistant_get_reading (assistant));
  g_assert_nonnull (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "无法识别"));
  gui_xdotool ("key ctrl+Return");
  gui_wait_ms (200);
  g_assert_cmpstr (yutu_import_assistant_get_page (assistant), ==, "reading");
  gui_xdotool ("key Escape");
  gui_wait (is_closed, NULL);
}

/* Nothing to take in is said as soon as the file is read, and there is no way on. */
static void
test_headings_alone (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char     *path = put_file (self, "headings.csv", "名称,类别,所在区划\n");
  YutuImportAssistant *assistant = open_assistant (self, path);

  g_assert_nonnull (yutu_import_assistant_get_reading (assistant));
  g_assert_nonnull (window_find (GTK_WIDGET (assistant), GTK_TYPE_LABEL, "只有表头"));
  gui_xdotool ("key ctrl+Return");
  gui_wait_frames (GTK_WIDGET (assistant), 2);
  g_assert_cmpstr (yutu_import_assistant_get_page (assistant), ==, "reading");
  gui_xdotool ("key Escape");
  gui_wait (is_closed, NULL);
}

/* A real county's townships. */
static void
test_shared (Fixture      *self,
             gconstpointer data)
{
  const char      *shared = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char *path =
    g_build_filename (shared != NULL ? shared : ".", "townships-2020", "wucheng.json", NULL);
  YutuImportAssistant *assistant = NULL;
  guint                n = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_test_skip ("townships-2020/wucheng.json is not there");
      return;
    }
  assistant = open_assistant (self, path);
  g_assert_nonnull (yutu_import_assistant_get_reading (assistant));
  n = (guint)yutu_import_assistant_get_reading (assistant)->n_rows;
  save_picture ("import-reading-light.png");
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_tried, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gui_wait_ms (400);
  save_picture ("import-findings-dark.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_closed, NULL);
  gui_wait (has_units, &(Wish){ self->window, n });
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/gui/import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("place-names", test_place_names);
  ADD ("nothing-new", test_nothing_new);
  ADD ("columns", test_columns);
  ADD ("lacking-column", test_lacking_column);
  ADD ("lacking-road", test_lacking_road);
  ADD ("by-keyboard", test_by_keyboard);
  ADD ("by-mouse", test_by_mouse);
  ADD ("swapped-axes", test_swapped_axes);
  ADD ("other-crs", test_other_crs);
  ADD ("codes", test_codes);
  ADD ("dropped", test_dropped);
  ADD ("several-levels", test_several_levels);
  ADD ("dropped-otherwise", test_dropped_otherwise);
  ADD ("empty-file", test_empty_file);
  ADD ("bad-file", test_bad_file);
  ADD ("headings-alone", test_headings_alone);
  ADD ("shared", test_shared);
#undef ADD
  return g_test_run ();
}
