/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A boundary line's page in the real window: due day, course, pillars and inspections; a pillar changed
 * in its form, a wrong value refused, a draft kept, an inspection started, all undone. */

#include "window-fixture.h"

#include <string.h>

#include "session/yutu-boundary-edit.h"
#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-form.h"
#include "ui/yutu-line-box.h"
#include "ui/yutu-line-list.h"

#define LINE "(SELECT id FROM boundary_line WHERE code = '330702330781')"
/* A line between townships that no inspection is running of. */
#define QUIET "SELECT id FROM boundary_line WHERE grade = 4 AND valid_to = '9999-12-31' ORDER BY id LIMIT 1"

static GtkWidget *
get_box (YutuWindow *window)
{
  return window_find (GTK_WIDGET (window->pane), YUTU_TYPE_LINE_BOX, NULL);
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

static void
activate_first_pillar (YutuWindow *window)
{
  GtkWidget *label = window_find (get_box (window), GTK_TYPE_LABEL, "330702330781001Q");
  GtkWidget *list = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX);
  GtkWidget *row = gtk_widget_get_first_child (list);

  g_assert_nonnull (row);
  g_signal_emit_by_name (list, "row-activated", row);
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
  activate_first_pillar (window);
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
  activate_first_pillar (window);
  form = YUTU_FORM (window_find (get_dialog (), YUTU_TYPE_FORM, NULL));
  yutu_form_type (form, "location", "桥头");
  g_signal_emit_by_name (form, "edited");
  gui_wait (has_draft, window);
  window_save_picture (window, NULL, "line-pillar.png");
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
  gtk_window_close (GTK_WINDOW (dialog));
  gui_wait (has_no_dialog, window);
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

/* Those that are due come first; the one that is chosen is gone to. */
static void
test_list (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *list = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.lines", NULL);
  gui_wait (has_rows, window);
  list = gtk_widget_get_ancestor (window_find (get_list (), GTK_TYPE_LABEL, "婺金线"), GTK_TYPE_LIST_BOX);
  g_assert_cmpuint (window_count_unnamed (get_list ()), ==, 0);
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  gui_wait (has_box, window);
  g_assert_nonnull (window_find (get_box (window), GTK_TYPE_LABEL, "婺金线"));
  window_fixture_close (window);
}

static gboolean
is_started (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM line_inspection WHERE state = 'scheduled' AND line = (" QUIET ")") == 1;
}

static void
test_start (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *button = NULL;

  go_to_line (window, QUIET);
  button = window_find (get_box (window), GTK_TYPE_BUTTON, "开始");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  gui_wait (is_started, window);
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
  return g_test_run ();
}
