/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "walk.h"

#include <glib/gstdio.h>

#include "session/yutu-land-edit.h"
#include "ui/yutu-form.h"
#include "ui/yutu-history-list.h"
#include "ui/yutu-toasts.h"

/* ---- The demo county as it was made ---- */

static gboolean
is_bulk_next (gpointer data)
{
  gint64 n_objects = 0;

  g_object_get (YUTU_WINDOW (data)->session, "undo-bulk", &n_objects, NULL);
  return n_objects > 0;
}

static gboolean
is_bulk_not_next (gpointer data)
{
  return !is_bulk_next (data);
}

/* Its newest entry is small; the one before it made the county. */
void
walk_first_states (Walk *walk)
{
  YutuWindow *window = walk->window;

  walk_activate (window, "undo", NULL);
  gui_wait (is_bulk_next, window);
  gui_wait_ms (200);
  walk_visit (walk, "undone");
  walk_activate (window, "undo", NULL);
  walk_visit_with (walk, walk_wait_dialog (window), NULL, "undo-all");
  walk_close_dialog (window);
  walk_activate (window, "redo", NULL);
  gui_wait (is_bulk_not_next, window);
  gui_wait_ms (200);
  walk_visit (walk, "redone");
  adw_toast_dismiss (yutu_toasts_get (window->toasts));
  gui_wait_ms (300);
}

/* ---- Another day ---- */

static void
walk_time (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *entry = NULL;
  GtkWidget  *popover = NULL;

  yutu_session_set_day (window->session, yutu_day_parse ("2021-10-20"));
  gui_wait_ms (300);
  walk_go_to (window, yutu_place_new_unit (window_ask (window, "SELECT unit FROM division WHERE name = '岭上乡' LIMIT 1")));
  walk_wait_found (window->pane, YUTU_TYPE_HISTORY_LIST, NULL);
  gui_wait_ms (200);
  walk_visit (walk, "past");
  walk_visit_end (walk, GTK_WIDGET (window), window->pane, "past-end");
  yutu_date_button_popup (window->date);
  popover = walk_wait_found (window->date, GTK_TYPE_POPOVER, NULL);
  gui_wait_ms (200);
  entry = walk_wait_found (popover, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2021-02-30");
  g_signal_emit_by_name (entry, "activate");
  gui_wait_ms (60);
  walk_visit_with (walk, GTK_WIDGET (window), popover, "date-wrong");
  gtk_popover_popdown (GTK_POPOVER (popover));
  walk_activate (window, "today", NULL);
  gui_wait_ms (300);
  walk_visit (walk, "unit-retired");
}

/* ---- Nothing found ---- */

static void
walk_empty (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *entry = NULL;

  walk_go_to_town (window);
  yutu_search_box_start (window->search);
  entry = walk_wait_found (window->search, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "没有这个地方");
  gui_wait_ms (400);
  walk_visit_with (walk, GTK_WIDGET (window), walk_wait_found (window->search, GTK_TYPE_POPOVER, NULL),
                   "search-none");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gui_wait_ms (50);
  walk_go_to (window, yutu_place_new_unit (window_ask (window, "SELECT unit FROM division WHERE level = 5 AND valid_to = '9999-12-31' ORDER BY id DESC LIMIT 1")));
  gui_wait_ms (100);
  walk_visit (walk, "village");
  for (guint i = 0; i < 11; i++)
    {
      yutu_place_pane_show_module (window->pane, i);
      gui_wait_ms (150);
      if (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LIST_VIEW, NULL) == NULL)
        break;
    }
  walk_visit (walk, "module-none");
  walk_go_to_town (window);
}

/* ---- In hand ---- */

static const char LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 AND "
  "length (a.geom) BETWEEN 500 AND 1500 ORDER BY a.id LIMIT 1";

static gboolean
has_line (gpointer data)
{
  YutuLineTool *tool = yutu_edit_pane_get_tool (YUTU_WINDOW (data)->edit_pane);

  return yutu_line_tool_get_line (tool) != NULL && !yutu_line_tool_is_busy (tool);
}

static gboolean
is_drawing (gpointer data)
{
  return yutu_draw_tool_is_drawing (yutu_edit_pane_get_draw_tool (YUTU_WINDOW (data)->edit_pane));
}

static void
begin_drawing (YutuWindow *window,
               const char *tool)
{
  walk_activate (window, "edit-tool", g_variant_new_string (tool));
  gui_wait (is_drawing, window);
  gui_wait_ms (100);
}

/* A vertex moved far: over other lines. */
static void
walk_refused (Walk *walk)
{
  YutuWindow   *window = walk->window;
  YutuLineTool *tool = yutu_edit_pane_get_tool (window->edit_pane);
  YutuPoint     point;

  walk_activate (window, "edit-tool", g_variant_new_string ("move"));
  yutu_line_tool_choose_line (tool, window_ask (window, LINE_SQL));
  gui_wait (has_line, window);
  yutu_line_tool_choose_vertex (tool, 7);
  g_assert_true (yutu_line_tool_get_point (tool, &point));
  window_show_point (window, point);
  yutu_line_tool_move_to (tool, (YutuPoint){ point.x + 200000, point.y + 200000 });
  gui_wait_ms (150);
  walk_visit (walk, "edit-moved");
  yutu_line_tool_move_to (tool, (YutuPoint){ point.x + 40000000, point.y - 30000000 });
  gui_wait_ms (150);
  walk_visit (walk, "edit-refused");
  yutu_line_tool_discard (tool);
}

static void
walk_drawn (Walk *walk)
{
  YutuWindow   *window = walk->window;
  YutuDrawTool *tool = yutu_edit_pane_get_draw_tool (window->edit_pane);
  YutuPoint     seat;
  gint64        unit = 0;

  window_ask_point (window, "SELECT unit, st_x (seat), st_y (seat) FROM division WHERE name = '" WALK_TOWN "' AND valid_to = '9999-12-31'", &unit, &seat);
  walk_go_to_town (window);
  walk_activate (window, "workspace", g_variant_new_string ("edit"));
  begin_drawing (window, "measure");
  yutu_draw_tool_set_snap_kinds (tool, 0);
  yutu_draw_tool_add (tool, seat);
  yutu_draw_tool_add (tool, (YutuPoint){ seat.x + 20000000, seat.y });
  yutu_draw_tool_add (tool, (YutuPoint){ seat.x + 20000000, seat.y + 10000000 });
  gui_wait_ms (100);
  walk_visit (walk, "draw-measure");
  yutu_draw_tool_discard (tool);
  begin_drawing (window, "split");
  walk_visit (walk, "draw-split-begun");
  yutu_draw_tool_add (tool, (YutuPoint){ seat.x - 100000000, seat.y });
  yutu_draw_tool_add (tool, (YutuPoint){ seat.x + 100000000, seat.y + 1000000 });
  gui_wait_ms (300);
  walk_visit (walk, "draw-split");
  yutu_draw_tool_finish (tool);
  walk_wait_found (window->edit_pane, YUTU_TYPE_FORM, NULL);
  gui_wait_ms (500);
  walk_visit (walk, "split-form");
  yutu_form_type (YUTU_FORM (walk_wait_found (window->edit_pane, YUTU_TYPE_FORM, NULL)), "name", "罗新镇");
  gui_wait_ms (1200);
  walk_visit (walk, "split-planned");
  walk_visit_end (walk, GTK_WIDGET (window), window->edit_pane, "split-planned-end");
  walk_activate (window, "edit-tool", g_variant_new_string ("move"));
  gui_wait_ms (300);
  yutu_edit_pane_begin_act (window->edit_pane, YUTU_ACT_WISH_MERGE);
  gui_wait_ms (600);
  walk_visit (walk, "merge-form");
  walk_press (GTK_WIDGET (window->edit_pane), "放弃");
  gui_wait_ms (100);
  walk_refused (walk);
  walk_activate (window, "workspace", g_variant_new_string ("locate"));
  gui_wait_ms (700);
  walk_drop_drafts (walk);
}

/* ---- What is told ---- */

static void
walk_told (Walk *walk)
{
  YutuWindow *window = walk->window;
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space left");

  walk_go_to_town (window);
  yutu_window_add_toast (window, "已保存：罗店镇", TRUE);
  gui_wait_ms (300);
  walk_visit (walk, "toast");
  yutu_window_show_error (window, error);
  gui_wait_ms (100);
  walk_visit (walk, "error");
  gtk_info_bar_response (window->error_bar, GTK_RESPONSE_CLOSE);
  gui_wait_ms (50);
}

/* ---- A list of addresses ---- */

static gboolean
is_reviewed (gpointer data)
{
  YutuWindow *window = data;

  return yutu_review_get_review (window->review) != NULL && yutu_review_is_settled (window->review);
}

/* Nothing yet, a former division with its act, and one road of two with what the library has of its name. */
static void
walk_review (Walk *walk)
{
  YutuWindow *window = walk->window;

  walk_activate (window, "review", NULL);
  gui_wait_ms (200);
  walk_visit (walk, "review-none");
  yutu_review_read_text (window->review, "姓名\t住址\n甲\t婺城区岭上乡上堂村\n乙\t中山路3号\n丙\t同上\n");
  gui_wait (is_reviewed, window);
  gui_wait_ms (100);
  walk_visit (walk, "review");
  yutu_review_choose (window->review, 1);
  gui_wait (is_reviewed, window);
  gtk_editable_set_text (GTK_EDITABLE (window_find (GTK_WIDGET (window->review), GTK_TYPE_SEARCH_ENTRY, NULL)), "中山路");
  gui_wait (is_reviewed, window);
  gui_wait_ms (100);
  walk_visit (walk, "review-row");
  walk_activate (window, "close-review", NULL);
  gui_wait_ms (100);
}

void
walk_states (Walk *walk)
{
  walk_time (walk);
  walk_empty (walk);
  walk_drawn (walk);
  walk_told (walk);
  walk_review (walk);
}

/* ---- Findings ---- */

static gboolean
run_sql (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_connection_exec (connection, data, error);
}

static void
break_file (YutuWindow *window)
{
  static const char *const breaks[] = {
    "UPDATE case_file SET due_on = '2024-03-01' WHERE id IN "
    "(SELECT id FROM case_file WHERE closed_on IS NULL ORDER BY id LIMIT 3)",
    "UPDATE division SET seat = MakePoint (119.62, 29.1, 4490) WHERE id = "
    "(SELECT max (id) FROM division WHERE level = 4 AND valid_to = '9999-12-31')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      YutuEntrySpec spec = { "test", "破坏", "测试员", FALSE };
      g_autoptr (GError) error = NULL;

      yutu_store_write (yutu_file_get_store (yutu_session_get_file (window->session)), &spec, run_sql,
                        (gpointer)breaks[i], NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static gboolean
is_checked (gpointer data)
{
  return !yutu_findings_is_checking (data) && yutu_findings_get_result (data) != NULL;
}

static void
look_at_popover (Walk       *walk,
                 const char *button,
                 const char *panel)
{
  GtkWidget *menu = walk_wait_found (walk->window->findings, GTK_TYPE_MENU_BUTTON, button);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)));

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  gui_wait (gtk_widget_get_mapped, popover);
  gui_wait_ms (400);
  walk_visit_with (walk, GTK_WIDGET (walk->window), popover, panel);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  gui_wait_ms (50);
}

void
walk_findings (Walk *walk)
{
  YutuWindow *window = walk->window;

  walk_activate (window, "check", NULL);
  gui_wait (is_checked, window->findings);
  gui_wait_ms (100);
  walk_visit (walk, "findings-none");
  break_file (window);
  yutu_findings_check (window->findings);
  gui_wait_ms (50);
  gui_wait (is_checked, window->findings);
  gui_wait_ms (100);
  walk_visit (walk, "findings");
  yutu_findings_choose_at (window->findings, 0);
  gui_wait_ms (300);
  walk_visit (walk, "findings-chosen");
  look_at_popover (walk, "接受…", "findings-accept");
  look_at_popover (walk, "修复…", "findings-repair");
  walk_activate (window, "close-check", NULL);
  gui_wait_ms (100);
}

/* ---- Other files ---- */

static gboolean
is_open (gpointer data)
{
  YutuWindow *window = data;

  return window->session != NULL && yutu_session_get_layers (window->session) != NULL;
}

static gboolean
shows_page (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (YUTU_WINDOW (data)->pages), "failed") == 0;
}

static YutuWindow *
open_window (Walk *walk)
{
  YutuWindow *window = yutu_window_new (gtk_window_get_application (GTK_WINDOW (walk->window)));

  gtk_window_set_default_size (GTK_WINDOW (window), walk->width, walk->height);
  gtk_window_present (GTK_WINDOW (window));
  gui_wait_ms (300);
  return window;
}

void
walk_files (Walk *walk)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-walk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new.yutu", NULL);
  g_autofree char *none = g_build_filename (folder, "none.yutu", NULL);
  YutuWindow      *window = open_window (walk);

  walk_visit_with (walk, GTK_WIDGET (window), NULL, "no-file");
  yutu_window_open (window, none);
  gui_wait (shows_page, window);
  walk_visit_with (walk, GTK_WIDGET (window), NULL, "file-failed");
  window_fixture_close (window);
  window = open_window (walk);
  yutu_window_open_new (window, path);
  gui_wait (is_open, window);
  gui_wait_ms (300);
  walk_visit_with (walk, GTK_WIDGET (window), NULL, "file-empty");
  window_fixture_close (window);
  g_unlink (path);
  g_rmdir (folder);
}
