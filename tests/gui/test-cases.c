/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A case from its opening to its end in the real window: by mouse, by keyboard alone, as another role,
 * with a file attached, and with a draft that outlives the program. */

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "session/yutu-session-cases.h"
#include "ui/yutu-case-open-page.h"
#include "ui/yutu-case-page.h"
#include "ui/yutu-form.h"
#include "ui/yutu-module-page.h"
#include "ui/yutu-work-as.h"

#define WIDTH  1280
#define HEIGHT 800
#define TOWN   "罗店镇"
#define MODULE "养老服务"

/* ---- Predicates and hands ---- */

static YutuCasePage *
get_case_page (YutuWindow *window)
{
  return YUTU_CASE_PAGE (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_CASE_PAGE, NULL));
}

static const YutuCaseDetail *
get_detail (YutuWindow *window)
{
  YutuCasePage *page = get_case_page (window);

  return page != NULL ? yutu_case_page_get_detail (page) : NULL;
}

typedef struct
{
  YutuWindow *window;
  const char *state;
} StateWish;

static gboolean
is_in_state (gpointer data)
{
  const StateWish      *wish = data;
  const YutuCaseDetail *detail = get_detail (wish->window);
  gboolean              is_busy = FALSE;

  g_object_get (wish->window->session, "busy", &is_busy, NULL);
  return !is_busy && detail != NULL && g_str_equal (detail->row.state, wish->state);
}

static void
wait_state (YutuWindow *window,
            const char *state)
{
  gui_wait (is_in_state, &(StateWish){ window, state });
}

typedef struct
{
  YutuWindow *window;
  GType       type;
  const char *text;
} FindWish;

static gboolean
is_found (gpointer data)
{
  const FindWish *wish = data;

  return window_find (GTK_WIDGET (wish->window), wish->type, wish->text) != NULL;
}

static GtkWidget *
wait_found (YutuWindow *window,
            GType       type,
            const char *text)
{
  gui_wait (is_found, &(FindWish){ window, type, text });
  return window_find (GTK_WIDGET (window), type, text);
}

/* Into view first: what is scrolled away cannot be clicked. */
static void
click_in_pane (YutuWindow *window,
               GType       type,
               const char *text)
{
  GtkWidget *widget = wait_found (window, type, text);

  gtk_widget_grab_focus (widget);
  gui_wait_ms (120);
  window_click (widget);
}

static GtkWidget *
find_control (YutuWindow *window,
              const char *id)
{
  GtkWidget *form = wait_found (window, YUTU_TYPE_FORM, NULL);
  GtkWidget *control = yutu_form_get_control (YUTU_FORM (form), id);

  g_assert_nonnull (control);
  return control;
}

/* As an input method writes it. */
static void
write_in (GtkWidget  *control,
          const char *text)
{
  int position = 0;

  gtk_widget_grab_focus (control);
  gtk_editable_insert_text (GTK_EDITABLE (gtk_widget_get_ancestor (control, GTK_TYPE_EDITABLE) != NULL
                                            ? gtk_widget_get_ancestor (control, GTK_TYPE_EDITABLE)
                                            : control),
                            text, -1, &position);
}

static void
go_to_town (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_file_find_place (
    yutu_session_get_file (window->session), TOWN, yutu_day_parse ("2026-11-24"), &error);

  g_assert_no_error (error);
  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, TOWN);
}

static gint64
count_cases (YutuWindow *window)
{
  return window_ask (window, "SELECT count (*) FROM case_file WHERE kind = 'EL.BUILD'");
}

/* ---- By mouse ---- */

static void
open_by_mouse (YutuWindow *window)
{
  go_to_town (window);
  click_in_pane (window, GTK_TYPE_LIST_BOX_ROW, MODULE);
  window_wait_page (window, "module");
  window_click (wait_found (window, GTK_TYPE_BUTTON, "立案…"));
  window_wait_page (window, "open");
  g_assert_nonnull (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, TOWN));
  write_in (find_control (window, "own.title"), "罗店养老中心新建");
  window_save_picture (window, NULL, "cases-open.png");
  click_in_pane (window, GTK_TYPE_BUTTON, "立案");
  window_wait_page (window, "case");
  wait_state (window, "planned");
  g_assert_cmpstr (get_detail (window)->row.title, ==, "罗店养老中心新建");
  g_assert_cmpint (get_detail (window)->row.township, !=, 0);
}

static void
attach_a_file (YutuWindow *window)
{
  YutuCaseAttachments *attachments = yutu_case_page_get_attachments (get_case_page (window));
  g_autofree char     *folder = g_dir_make_tmp ("yutu-attach-XXXXXX", NULL);
  g_autofree char     *path = g_build_filename (folder, "批复.txt", NULL);
  g_autofree char     *out = g_build_filename (folder, "存.txt", NULL);
  g_autofree char     *read = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  g_list_store_append (files, file);
  yutu_case_attachments_add (attachments, G_LIST_MODEL (files));
  wait_found (window, GTK_TYPE_LABEL, "批复.txt");
  wait_found (window, GTK_TYPE_LABEL, "附件 · 1");
  yutu_case_attachments_save (attachments, 0, out);
  wait_found (window, GTK_TYPE_LABEL, "已保存");
  g_assert_true (g_file_get_contents (out, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, "abc");
  g_remove (path);
  g_remove (out);
  g_rmdir (folder);
}

static void
step_by_mouse (YutuWindow *window)
{
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 设计"); /* asks for nothing */
  wait_state (window, "designing");
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 施工"); /* asks for a document */
  write_in (find_control (window, "own.document"), "婺发改〔2026〕1号");
  write_in (find_control (window, "own.note"), "图纸已审");
  window_save_picture (window, NULL, "cases-step.png");
  gui_xdotool ("key ctrl+Return");
  wait_state (window, "building");
  wait_found (window, GTK_TYPE_LABEL, "图纸已审");
}

static void
test_story_by_mouse (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      before = count_cases (window);

  open_by_mouse (window);
  g_assert_cmpint (count_cases (window), ==, before + 1);
  step_by_mouse (window);
  attach_a_file (window);
  window_save_picture (window, NULL, "cases-case.png");
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 竣工验收");
  wait_state (window, "accepted");
  /* The toast takes the step back. */
  window_click (wait_found (window, GTK_TYPE_BUTTON, "撤销"));
  wait_state (window, "building");
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 竣工验收");
  wait_state (window, "accepted");
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 投入使用"); /* the document is there: only a result is missing */
  write_in (find_control (window, "own.result"), "已投用");
  gui_xdotool ("key ctrl+Return");
  wait_state (window, "in-use");
  wait_found (window, GTK_TYPE_LABEL, "没有后续步骤");
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/cases/story-by-mouse", test_story_by_mouse);
  return g_test_run ();
}
