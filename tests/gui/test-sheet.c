/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Printing and exporting from the real window: by keyboard, by mouse, and what goes wrong. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>

#include <glib/gstdio.h>
#include <string.h>

#include "ui/yutu-sheet-dialog.h"
#include "ui/yutu-sheet-print.h"

static YutuSheetDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (YUTU_IS_SHEET_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_open (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return find_dialog () == NULL;
}

static gboolean
has_sheet (gpointer data)
{
  return find_dialog () != NULL && yutu_sheet_dialog_get_sheet (find_dialog ()) != NULL;
}

static void
focus (GtkWidget *window)
{
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
}

static YutuSheetDialog *
open_by_key (const char *key)
{
  gui_xdotool_printf ("key %s", key);
  gui_wait (is_open, NULL);
  focus (GTK_WIDGET (find_dialog ()));
  gui_wait (has_sheet, NULL);
  return find_dialog ();
}

static void
close_by_escape (void)
{
  gui_xdotool ("key Escape");
  gui_wait (is_closed, NULL);
}

static const char *
get_title (YutuSheetDialog *dialog)
{
  return yutu_sheet_get_title (yutu_sheet_dialog_get_sheet (dialog));
}

typedef struct
{
  const char *title;
} Wish;

static gboolean
is_titled (gpointer data)
{
  return has_sheet (NULL) && g_str_equal (get_title (find_dialog ()), ((Wish *)data)->title);
}

static GtkWidget *
find_row (YutuSheetDialog *dialog,
          const char      *title)
{
  GtkWidget *row = window_find (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_ROW, title);

  g_assert_nonnull (row);
  return row;
}

static gboolean
is_file (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_IS_REGULAR);
}

static void
save_picture (YutuSheetDialog *dialog,
              const char      *name)
{
  gui_save_picture (GTK_WIDGET (dialog), name);
}

/* ---- */

/* The title as it is proposed, then typed; the file chosen by its path; the window says so. */
static void
test_export_by_keyboard (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  YutuSheetDialog *dialog = open_by_key ("ctrl+shift+e");
  g_autofree char *folder = g_dir_make_tmp ("yutu-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.pdf", NULL);
  g_autofree char *bytes = NULL;
  GtkWidget       *title = find_row (dialog, "图名");

  g_assert_cmpstr (get_title (dialog), ==, "婺城区地图");
  save_picture (dialog, "sheet-light.png");
  gtk_widget_grab_focus (title);
  gui_xdotool ("key ctrl+a");
  gui_xdotool ("type Mycounty");
  gui_wait (is_titled, &(Wish){ "Mycounty" });
  gui_xdotool ("key ctrl+s");
  gui_wait_ms (600);
  gui_xdotool ("key ctrl+a");
  gui_xdotool_printf ("type %s", path);
  gui_wait_ms (200);
  gui_xdotool ("key Return");
  gui_wait (is_file, path);
  gui_wait (is_closed, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_assert_nonnull (window_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "map.pdf"));
  g_unlink (path);
  g_rmdir (folder);
  window_fixture_close (window);
}

/* Another template brings its paper and title; PNG its resolution. */
static void
test_choices_by_mouse (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  YutuSheetDialog *dialog = open_by_key ("ctrl+p");
  YutuSheetMeasure measure;
  GtkWidget       *item = NULL;

  window_click (find_row (dialog, "当前视图"));
  gui_wait_ms (300);
  item = window_find (find_row (dialog, "当前视图"), GTK_TYPE_POPOVER, NULL);
  g_assert_nonnull (item);
  window_click (window_find (item, GTK_TYPE_LABEL, "全县行政区划图"));
  gui_wait (is_titled, &(Wish){ "婺城区行政区划图" });
  yutu_sheet_measure (yutu_sheet_dialog_get_sheet (dialog), &measure);
  g_assert_cmpfloat (MAX (measure.width_mm, measure.height_mm), ==, 420);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "方向")), 2);
  gui_wait (has_sheet, NULL);
  yutu_sheet_measure (yutu_sheet_dialog_get_sheet (dialog), &measure);
  g_assert_cmpfloat (measure.width_mm, ==, 420);
  g_assert_null (window_find (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_ROW, "分辨率"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "格式")), 2);
  gui_wait_until (window_find (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_ROW, "分辨率") != NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gui_wait_ms (200);
  save_picture (dialog, "sheet-dark.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  close_by_escape ();
  window_fixture_close (window);
}

/* A township that is chosen has its own sheet. */
static void
test_township (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place =
    yutu_file_find_place (yutu_session_get_file (window->session), "罗店镇",
                          yutu_session_get_day (window->session), &error);
  YutuSheetDialog *dialog = NULL;
  AdwComboRow     *row = NULL;
  guint            n = 0;

  g_assert_no_error (error);
  dialog = open_by_key ("ctrl+p");
  n = g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (find_row (dialog, "当前视图"))));
  close_by_escape ();
  focus (GTK_WIDGET (window));
  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, "罗店镇");
  dialog = open_by_key ("ctrl+p");
  row = ADW_COMBO_ROW (find_row (dialog, "当前视图"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, n + 1);
  adw_combo_row_set_selected (row, 1);
  gui_wait (is_titled, &(Wish){ "罗店镇地图" });
  close_by_escape ();
  window_fixture_close (window);
}

static gboolean
has_theme (gpointer data)
{
  YutuWindow *window = data;

  return window->shows_coverage && yutu_coverage_get_map (window->coverage) != NULL;
}

/* In the coverage workspace the sheet is that of its indicator, whatever colours the screen has. */
static void
test_coverage (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  YutuSheetDialog *dialog = NULL;
  YutuSheet       *sheet = NULL;
  const char      *title = NULL;
  guint            n_classes = 0;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.workspace", "s", "coverage");
  gui_wait (has_theme, window);
  window_wait_settled (window);
  title = yutu_coverage_get_map (window->coverage)->table->def->title.zh_cn;
  dialog = open_by_key ("ctrl+p");
  sheet = yutu_sheet_dialog_get_sheet (dialog);
  g_assert_nonnull (strstr (yutu_sheet_get_title (sheet), title));
  for (gsize i = 0; i < yutu_sheet_count_entries (sheet); i++)
    n_classes += yutu_sheet_get_entry (sheet, i)->kind == YUTU_SHEET_COLOR;
  g_assert_cmpuint (n_classes, ==, yutu_coverage_get_map (window->coverage)->classes->len);
  save_picture (dialog, "sheet-coverage.png");
  close_by_escape ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.workspace", "s", "locate");
  window_fixture_close (window);
}

/* At twice the letters the page still has room on a small screen. */
static void
test_great_letters (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  YutuSheetDialog *dialog = open_by_key ("ctrl+p");
  int              least = 0;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gui_wait_ms (300);
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 1280);
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 800);
  save_picture (dialog, "sheet-200.png");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  close_by_escape ();
  window_fixture_close (window);
}

static gboolean
has_error (gpointer data)
{
  GtkWidget *bar = window_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_INFO_BAR, NULL);

  return bar != NULL && gtk_info_bar_get_revealed (GTK_INFO_BAR (bar));
}

/* A folder that is not there: said on the page, which stays. */
static void
test_failure_is_told (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  YutuSheetDialog *dialog = open_by_key ("ctrl+shift+e");

  yutu_sheet_dialog_export (dialog, "/nowhere/map.pdf");
  gui_wait (has_error, NULL);
  g_assert_nonnull (yutu_sheet_dialog_get_sheet (dialog));
  close_by_escape ();
  window_fixture_close (window);
}

static void
printed_cb (const GError *error,
            gpointer      data)
{
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *)data;
}

/* The print operation, as far as a test can follow it: into a file instead of a printer. */
static void
test_print (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  YutuSheetDialog *dialog = open_by_key ("ctrl+p");
  g_autofree char *folder = g_dir_make_tmp ("yutu-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "printed.pdf", NULL);
  g_autofree char *program = g_find_program_in_path ("pdfinfo");
  char            *words[] = { program, path, NULL };
  g_autofree char *out = NULL;
  gboolean         is_printed = FALSE;

  yutu_sheet_print (yutu_sheet_dialog_get_sheet (dialog), GTK_WINDOW (dialog), path, printed_cb,
                    &is_printed);
  gui_wait (is_true, &is_printed);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  if (program != NULL)
    {
      g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL,
                                   NULL));
      g_assert_nonnull (strstr (out, "Pages:           1\n"));
      g_assert_nonnull (strstr (out, "(A4)"));
    }
  g_unlink (path);
  g_rmdir (folder);
  close_by_escape ();
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/sheet/export-by-keyboard", test_export_by_keyboard);
  g_test_add_func ("/gui/sheet/choices-by-mouse", test_choices_by_mouse);
  g_test_add_func ("/gui/sheet/township", test_township);
  g_test_add_func ("/gui/sheet/coverage", test_coverage);
  g_test_add_func ("/gui/sheet/great-letters", test_great_letters);
  g_test_add_func ("/gui/sheet/failure-is-told", test_failure_is_told);
  g_test_add_func ("/gui/sheet/print", test_print);
  return g_test_run ();
}
