/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "walk.h"

#include <glib/gstdio.h>

#include "ui/yutu-compare-window.h"
#include "ui/yutu-form.h"
#include "ui/yutu-import-assistant.h"
#include "ui/yutu-line-box.h"
#include "ui/yutu-pillar-box.h"
#include "ui/yutu-sheet-dialog.h"

static const char TOWNS[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.5,29],[119.60005,29],[119.60005,29.1],[119.5,29.1],[119.5,29]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"乙乡\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.6,29],[119.7,29],[119.7,29.1],[119.6,29.1],[119.6,29]]]}}]}";

static gboolean
has_sheet (gpointer data)
{
  return yutu_sheet_dialog_get_sheet (data) != NULL;
}

static gboolean
is_read (gpointer data)
{
  return !yutu_import_assistant_is_busy (data);
}

static const char CODES[] = "code,name\n330702100,罗店镇\n330702200,不知名镇\n33070,甲\n";
static const char HOMES[] = "名称,经度,纬度\n幸福养老院,119.62,29.1\n,119.6,29.1\n";

static void
walk_import_of (Walk       *walk,
                const char *name,
                const char *text,
                const char *panel)
{
  YutuWindow      *window = walk->window;
  g_autofree char *folder = g_dir_make_tmp ("yutu-walk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *findings = g_strconcat (panel, "-findings", NULL);
  GtkWidget       *assistant;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  yutu_window_import (window, path);
  assistant = walk_wait_dialog (window);
  gui_wait (is_read, assistant);
  gui_wait_ms (50);
  walk_visit_with (walk, assistant, NULL, panel);
  gtk_widget_activate_action (assistant, "import.next", NULL);
  gui_wait_ms (50);
  gui_wait (is_read, assistant);
  gui_wait_ms (100);
  walk_visit_with (walk, assistant, NULL, findings);
  walk_close_dialog (window);
  g_unlink (path);
  g_rmdir (folder);
}

static void
walk_import (Walk *walk)
{
  walk_import_of (walk, "towns.geojson", TOWNS, "import");
  walk_import_of (walk, "codes.csv", CODES, "import-codes");
  walk_import_of (walk, "homes.csv", HOMES, "import-homes");
  walk_import_of (walk, "nothing.geojson", "{", "import-none");
}

/* ---- Sheets ---- */

static void
walk_sheets (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *dialog = NULL;
  GtkWidget *template = NULL;

  walk_activate (window, "print", NULL);
  dialog = walk_wait_dialog (window);
  gui_wait (has_sheet, dialog);
  gui_wait_ms (100);
  walk_visit_with (walk, dialog, NULL, "print");
  template = walk_wait_found (dialog, ADW_TYPE_COMBO_ROW, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (template))); i++)
    {
      g_autofree char *panel = g_strdup_printf ("print-%u", i);

      adw_combo_row_set_selected (ADW_COMBO_ROW (template), i);
      gui_wait_ms (100);
      gui_wait (has_sheet, dialog);
      gui_wait_ms (50);
      walk_visit_with (walk, dialog, NULL, panel);
    }
  walk_visit_end (walk, dialog, dialog, "print-end");
  walk_close_dialog (window);
}

/* ---- Boundary lines ---- */

#define LINE "(SELECT id FROM boundary_line WHERE code = '330702330781')"

static void
open_row (YutuWindow *window,
          GtkWidget  *root,
          const char *text)
{
  GtkWidget *label = walk_wait_found (root, GTK_TYPE_LABEL, text);
  GtkWidget *list = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX);

  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW));
}

static void
walk_lines (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *box = NULL;
  GtkWidget  *dialog = NULL;
  YutuForm   *form = NULL;

  walk_activate (window, "lines", NULL);
  dialog = walk_wait_dialog (window);
  walk_wait_found (dialog, GTK_TYPE_LABEL, "婺金线");
  walk_visit_with (walk, dialog, NULL, "lines");
  walk_close_dialog (window);
  walk_go_to_object (window, YUTU_PLACE_LINE, "SELECT " LINE);
  box = walk_wait_found (window->pane, YUTU_TYPE_LINE_BOX, NULL);
  gui_wait_ms (100);
  walk_visit (walk, "line-page");
  walk_visit_end (walk, GTK_WIDGET (window), window->pane, "line-page-end");
  open_row (window, box, "330702330781001Q");
  box = walk_wait_found (window->pane, YUTU_TYPE_PILLAR_BOX, NULL);
  gui_wait_ms (100);
  walk_visit (walk, "pillar-page");
  walk_press (box, "编辑");
  dialog = walk_wait_dialog (window);
  form = YUTU_FORM (walk_wait_found (dialog, YUTU_TYPE_FORM, NULL));
  walk_visit_with (walk, dialog, NULL, "pillar");
  yutu_form_type (form, "height_m", "99999");
  yutu_form_focus_invalid (form);
  gui_wait_ms (100);
  walk_visit_with (walk, dialog, NULL, "pillar-wrong");
  yutu_form_type (form, "height_m", "");
  walk_visit_end (walk, dialog, dialog, "pillar-end");
  walk_close_dialog (window);
}

/* ---- Two days ---- */

static gboolean
is_compared (gpointer data)
{
  return yutu_compare_window_get_comparison (data) != NULL &&
         yutu_picture_map_is_settled (YUTU_PICTURE_MAP (yutu_compare_window_get_map (data)));
}

static void
walk_compare (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *compare = NULL;
  GtkWidget  *list = NULL;

  walk_activate (window, "compare", NULL);
  compare = walk_wait_dialog (window);
  gui_wait (is_compared, compare);
  walk_visit_with (walk, compare, NULL, "compare");
  list = walk_wait_found (compare, GTK_TYPE_LIST_BOX, NULL);
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  gui_wait_ms (200);
  gui_wait (is_compared, compare);
  walk_visit_with (walk, compare, NULL, "compare-chosen");
  walk_close_dialog (window);
}

/* ---- Menus ---- */

static GtkWidget *
find_menu_button (GtkWidget  *widget,
                  const char *icon)
{
  GtkWidget *found = NULL;

  if (GTK_IS_MENU_BUTTON (widget) && g_strcmp0 (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)), icon) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child, icon);
  return found;
}

static void
walk_menus (Walk *walk)
{
  static const char *const icons[][2] = {
    { "open-menu-symbolic", "menu" },
    { "view-more-symbolic", "menu-view" },
  };
  GtkWidget *root = GTK_WIDGET (walk->window);

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      GtkWidget *button = find_menu_button (root, icons[i][0]);
      GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      gui_wait (gtk_widget_get_mapped, popover);
      gui_wait_ms (200);
      walk_visit_with (walk, root, popover, icons[i][1]);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
      gui_wait_ms (50);
    }
}

/* ---- All ---- */

void
walk_dialogs (Walk *walk)
{
  YutuWindow *window = walk->window;

  walk_sheets (walk);
  walk_activate (window, "work-as", NULL);
  walk_visit_with (walk, walk_wait_dialog (window), NULL, "work-as");
  walk_close_dialog (window);
  walk_activate (window, "readings", NULL);
  walk_visit_with (walk, walk_wait_dialog (window), NULL, "readings");
  walk_close_dialog (window);
  walk_activate (window, "show-help-overlay", NULL);
  walk_visit_with (walk, walk_wait_dialog (window), NULL, "shortcuts");
  walk_close_dialog (window);
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))), "about",
                                  NULL);
  walk_visit_with (walk, walk_wait_dialog (window), NULL, "about");
  walk_close_dialog (window);
  walk_menus (walk);
  walk_lines (walk);
  walk_compare (walk);
  walk_import (walk);
}
