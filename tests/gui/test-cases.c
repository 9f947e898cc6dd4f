/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A case from its opening to its end in the real window: by mouse, by keyboard alone, as another role,
 * with a file attached, and with a draft that outlives the program. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <string.h>

#include "session/yutu-session-cases.h"
#include "ui/yutu-case-open-page.h"
#include "ui/yutu-case-page.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-form.h"
#include "ui/yutu-map-view-private.h"
#include "ui/yutu-module-page.h"
#include "ui/yutu-work-as.h"

#define WIDTH     1280
#define HEIGHT    800
#define LET_GO_MS 2000
#define TOWN      "罗店镇"
#define MODULE    "养老服务"

/* ---- Predicates and hands ---- */

/* For writing: the window before holds the file until its last read has ended. */
static YutuWindow *
open_window (void)
{
  YutuWindow *window = NULL;

  gui_wait_ms (LET_GO_MS);
  window = window_fixture_open (WIDTH, HEIGHT);
  g_assert_null (yutu_session_get_read_only_reason (window->session));
  return window;
}

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
  GtkWidget  *root;
  GType       type;
  const char *text;
} FindWish;

static gboolean
is_found (gpointer data)
{
  const FindWish *wish = data;

  return window_find (wish->root, wish->type, wish->text) != NULL;
}

static GtkWidget *
wait_found (YutuWindow *window,
            GType       type,
            const char *text)
{
  gui_wait (is_found, &(FindWish){ GTK_WIDGET (window), type, text });
  return window_find (GTK_WIDGET (window), type, text);
}

/* Into view first: what is scrolled away cannot be clicked. */
static void
click_in_pane (YutuWindow *window,
               GType       type,
               const char *text)
{
  GtkWidget *pane = GTK_WIDGET (window->pane);
  GtkWidget *widget = NULL;

  gui_wait (is_found, &(FindWish){ pane, type, text });
  widget = window_find (pane, type, text);
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
  YutuWindow *window = open_window ();
  gint64      before = count_cases (window);

  open_by_mouse (window);
  g_assert_cmpint (count_cases (window), ==, before + 1);
  step_by_mouse (window);
  attach_a_file (window);
  window_save_picture (window, NULL, "cases-case.png");
  click_in_pane (window, GTK_TYPE_BUTTON, "竣工验收");
  wait_state (window, "accepted");
  /* The toast takes the step back. */
  window_click (wait_found (window, GTK_TYPE_BUTTON, "撤销"));
  wait_state (window, "building");
  click_in_pane (window, GTK_TYPE_BUTTON, "竣工验收");
  wait_state (window, "accepted");
  click_in_pane (window, GTK_TYPE_BUTTON, "投入使用"); /* the document is there: only a result is missing */
  write_in (find_control (window, "own.result"), "已投用");
  gui_xdotool ("key ctrl+Return");
  wait_state (window, "in-use");
  wait_found (window, GTK_TYPE_LABEL, "没有后续步骤");
  window_fixture_close (window);
}

/* ---- By keyboard ---- */

typedef struct
{
  YutuWindow *window;
  GtkWidget  *focus;
} Focus;

static GtkWidget *
get_focus (YutuWindow *window)
{
  return gtk_root_get_focus (GTK_ROOT (window));
}

static gboolean
has_moved (gpointer data)
{
  const Focus *last = data;

  return get_focus (last->window) != NULL && get_focus (last->window) != last->focus;
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
  GtkWidget *focus = get_focus (window);

  for (guint i = 0; !is_in (focus, type, text); i++)
    {
      g_assert_cmpuint (i, <, 40);
      gui_xdotool ("key Tab");
      gui_wait (has_moved, &(Focus){ window, focus });
      focus = get_focus (window);
    }
}

static void
tab_to_control (YutuWindow *window,
                const char *id)
{
  GtkWidget *control = find_control (window, id);

  for (guint i = 0; get_focus (window) != control &&
                    !gtk_widget_is_ancestor (get_focus (window), control);
       i++)
    {
      GtkWidget *focus = get_focus (window);

      g_assert_cmpuint (i, <, 40);
      gui_xdotool ("key Tab");
      gui_wait (has_moved, &(Focus){ window, focus });
    }
}

static gboolean
has_answer (gpointer data)
{
  YutuSearchBox *search = YUTU_WINDOW (data)->search;
  GtkWidget     *entry = window_find (GTK_WIDGET (search), GTK_TYPE_ENTRY, NULL);

  return entry != NULL &&
         g_strcmp0 (yutu_search_box_get_answered (search),
                    gtk_editable_get_text (GTK_EDITABLE (entry))) == 0 &&
         yutu_search_box_count (search) > 0;
}

static void
open_page_by_keyboard (YutuWindow *window)
{
  gui_xdotool ("mousemove 1279 799");
  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type luodian");
  gui_wait (has_answer, window);
  gui_xdotool ("key Return");
  window_wait_title (window, TOWN);
  gui_xdotool ("key F6");
  gui_wait_ms (100);
  tab_to (window, GTK_TYPE_LIST_BOX, MODULE);
  gui_xdotool ("key Home");
  gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  window_wait_page (window, "module");
  gui_xdotool ("key ctrl+shift+n");
  window_wait_page (window, "open");
}

static void
open_by_keyboard (YutuWindow *window)
{
  open_page_by_keyboard (window);
  tab_to_control (window, "own.title");
  gui_xdotool ("type xinjian");
  gui_xdotool ("key ctrl+Return");
  window_wait_page (window, "case");
  wait_state (window, "planned");
  g_assert_cmpstr (get_detail (window)->row.title, ==, "xinjian");
}

typedef struct
{
  YutuWindow *window;
  const char *text;
} Typed;

static gboolean
is_typed (gpointer data)
{
  const Typed *typed = data;
  GtkWidget   *text = window_find (find_control (typed->window, "own.title"), GTK_TYPE_TEXT, NULL);

  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (text)), typed->text);
}

static void
wait_typed (YutuWindow *window,
            const char *text)
{
  gui_wait (is_typed, &(Typed){ window, text });
}

/* Undo takes back what is typed while it is typed, and never what the file was last given. */
static gint64
find_case (YutuWindow *window,
           const char *kind,
           const char *state)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT id FROM case_file WHERE kind = '%s' AND state = '%s' ORDER BY due_on LIMIT 1", kind,
    state);

  return window_ask (window, sql);
}

static gboolean
has_focus_on (gpointer data)
{
  const StateWish *wish = data;
  GtkWidget       *focus = gtk_window_get_focus (GTK_WINDOW (wish->window));

  return GTK_IS_BUTTON (focus) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), wish->state) == 0;
}

/* Behind the last step that one's role may take, the focus is where another role is chosen. */
static void
test_last_step_of_a_role (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);

  yutu_place_pane_show_case (window->pane, find_case (window, "PN.NAME", "applied"));
  wait_state (window, "applied");
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "征求意见") != NULL);
  gtk_widget_grab_focus (window_find (GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "征求意见"));
  gui_xdotool ("key Return");
  wait_state (window, "consulting");
  gui_wait (has_focus_on, &(StateWish){ window, "我的身份" });
  yutu_session_undo_async (window->session, FALSE, NULL, NULL); /* the file is that of the next test, too */
  wait_state (window, "applied");
  window_fixture_close (window);
}

static void
test_undo_while_typing (void)
{
  YutuWindow *window = open_window ();
  gint64      entries;

  open_page_by_keyboard (window);
  tab_to_control (window, "own.title");
  entries = window_ask (window, "SELECT max (id) FROM journal");
  gui_xdotool ("type xinjian");
  wait_typed (window, "xinjian");
  gui_xdotool ("key ctrl+z");
  wait_typed (window, "");
  gui_xdotool ("key ctrl+z ctrl+z"); /* nothing is left to take back */
  gui_xdotool ("key ctrl+shift+z");
  wait_typed (window, "xinjian");
  gui_xdotool ("key ctrl+z ctrl+y");
  wait_typed (window, "xinjian");
  g_assert_cmpstr (yutu_place_pane_get_page (window->pane), ==, "open");
  g_assert_cmpint (window_ask (window, "SELECT max (id) FROM journal"), ==, entries);
  click_in_pane (window, GTK_TYPE_BUTTON, "丢弃");
  window_wait_page (window, "module");
  gui_wait_until (window_ask (window, "SELECT count (*) FROM draft") == 0);
  window_fixture_close (window);
}

static void
step_by_keyboard (YutuWindow *window)
{
  tab_to (window, GTK_TYPE_BUTTON, "→ 设计");
  gui_xdotool ("key Return");
  wait_state (window, "designing");
  tab_to (window, GTK_TYPE_BUTTON, "→ 施工"); /* where the focus is put again */
  gui_xdotool ("key Return");
  wait_found (window, YUTU_TYPE_FORM, NULL);
  gui_xdotool ("key ctrl+Return"); /* refused: the document is missing */
  gui_wait_ms (200);
  g_assert_cmpstr (get_detail (window)->row.state, ==, "designing");
  tab_to_control (window, "own.document");
  gui_xdotool ("type 2026-1");
  gui_xdotool ("key ctrl+Return");
  wait_state (window, "building");
  tab_to (window, GTK_TYPE_BUTTON, "竣工验收");
  gui_xdotool ("key space");
  wait_state (window, "accepted");
  tab_to (window, GTK_TYPE_BUTTON, "投入使用");
  gui_xdotool ("key Return");
  wait_found (window, YUTU_TYPE_FORM, NULL);
  g_assert_true (yutu_focus_is_in (find_control (window, "own.result"))); /* the day is right already */
  gui_xdotool ("type done");
  gui_xdotool ("key ctrl+Return");
  wait_state (window, "in-use");
  gui_xdotool ("key ctrl+z");
  wait_state (window, "accepted");
}

static GtkWindow *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
has_chooser (gpointer data)
{
  return find_chooser () != NULL;
}

/* The chooser takes a path that is typed. */
static void
attach_by_keyboard (YutuWindow *window)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-attach-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);

  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  tab_to (window, GTK_TYPE_BUTTON, "附上文件");
  gui_xdotool ("key Return");
  gui_wait (has_chooser, NULL);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (find_chooser ()))));
  gui_wait_ms (300);
  gui_xdotool_printf ("type %s", path);
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  wait_found (window, GTK_TYPE_LABEL, "附件 · 1");
  g_remove (path);
  g_rmdir (folder);
}

static void
test_story_by_keyboard (void)
{
  YutuWindow *window = open_window ();

  open_by_keyboard (window);
  step_by_keyboard (window);
  attach_by_keyboard (window);
  gui_wait_ms (200);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  gui_xdotool ("key alt+Left");
  window_wait_page (window, "module");
  window_fixture_close (window);
}

/* ---- Roles ---- */

static gboolean
has_no_step (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), GTK_TYPE_BUTTON, "→") == NULL;
}

/* What keeps a step from being taken is said: the role, and what is missing beside it. */
static void
test_guards_are_explained (void)
{
  YutuWindow *window = open_window ();
  gint64      id = find_case (window, "SA.DIBAO", "sent");

  go_to_town (window);
  yutu_place_pane_show_case (window->pane, id);
  wait_state (window, "sent");
  g_assert_nonnull (window_find (GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "→"));
  wait_found (window, GTK_TYPE_BUTTON, "需填写：办理结果、文号");
  wait_found (window, GTK_TYPE_LABEL, "最低生活保障审核确认办法");
  yutu_session_set_role (window->session, "township");
  gui_wait (has_no_step, window);
  wait_found (window, GTK_TYPE_LABEL, "仅限业务科室办理。还缺：办理结果、文号。");
  window_save_picture (window, NULL, "cases-refused.png");
  g_assert_false (yutu_case_steps_open_form (yutu_case_page_get_steps (get_case_page (window)), "grant"));
  yutu_session_set_role (window->session, "leader");
  wait_found (window, GTK_TYPE_LABEL, "您的角色目前不能为此办件添加附件");
  yutu_session_set_role (window->session, "desk");
  wait_found (window, GTK_TYPE_BUTTON, "需填写：办理结果、文号");
  window_fixture_close (window);
}

static gboolean
stands_out (YutuWindow *window,
            const char *text)
{
  GtkWidget *button = wait_found (window, GTK_TYPE_BUTTON, text);

  return gtk_widget_has_css_class (button, "suggested-action");
}

/* A refusal that is the only step a leader may take does not stand out, nor does its form. */
static void
test_a_step_aside_is_not_suggested (void)
{
  YutuWindow *window = open_window ();
  gint64      id = find_case (window, "PN.NAME", "applied");
  GtkWidget  *form = NULL;
  GtkWidget  *take = NULL;

  go_to_town (window);
  yutu_place_pane_show_case (window->pane, id);
  wait_state (window, "applied");
  yutu_session_set_role (window->session, "planner");
  gui_wait (is_found, &(FindWish){ GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "征求意见" });
  g_assert_true (stands_out (window, "征求意见"));
  yutu_session_set_role (window->session, "leader");
  wait_found (window, GTK_TYPE_LABEL, "仅限区划地名");
  g_assert_false (stands_out (window, "不予批准"));
  click_in_pane (window, GTK_TYPE_BUTTON, "不予批准");
  form = wait_found (window, YUTU_TYPE_FORM, NULL);
  take = window_find (gtk_widget_get_parent (form), GTK_TYPE_BUTTON, "不予批准");
  g_assert_nonnull (take);
  g_assert_false (gtk_widget_has_css_class (take, "suggested-action"));
  window_save_picture (window, NULL, "cases-aside.png");
  window_fixture_close (window);
}

/* Neither a case nor a step of it is of a day to come. */
static void
test_a_day_to_come (void)
{
  YutuWindow *window = open_window ();
  GtkWidget  *form = NULL;
  gint64      before = count_cases (window);

  go_to_town (window);
  yutu_place_pane_open_case (window->pane, 1);
  window_wait_page (window, "open");
  find_control (window, "own.title");
  form = wait_found (window, YUTU_TYPE_FORM, NULL);
  yutu_form_type (YUTU_FORM (form), "own.day", "2062-11-24");
  click_in_pane (window, GTK_TYPE_BUTTON, "立案");
  wait_found (window, GTK_TYPE_LABEL, "立案日期不得晚于今天");
  yutu_form_type (YUTU_FORM (form), "own.day", "2026-11-24");
  click_in_pane (window, GTK_TYPE_BUTTON, "立案");
  window_wait_page (window, "case");
  wait_state (window, "planned");
  g_assert_cmpint (count_cases (window), ==, before + 1);
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 设计");
  wait_state (window, "designing");
  click_in_pane (window, GTK_TYPE_BUTTON, "→ 施工");
  find_control (window, "own.document");
  form = wait_found (window, YUTU_TYPE_FORM, NULL);
  yutu_form_type (YUTU_FORM (form), "own.document", "婺发改〔2026〕1号");
  yutu_form_type (YUTU_FORM (form), "own.day", "2062-11-24");
  gui_xdotool ("key ctrl+Return");
  wait_found (window, GTK_TYPE_LABEL, "这一天尚未到来");
  g_assert_cmpstr (get_detail (window)->row.state, ==, "designing");
  click_in_pane (window, GTK_TYPE_BUTTON, "丢弃");
  gui_wait_until (window_ask (window, "SELECT count (*) FROM draft") == 0);
  window_fixture_close (window);
}

/* ---- Names ---- */

static void
choose_kind (YutuWindow *window,
             const char *title)
{
  GtkWidget  *row = wait_found (window, ADW_TYPE_COMBO_ROW, "办件类型");
  GListModel *titles = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (titles, i);

      if (g_str_equal (gtk_string_object_get_string (item), title))
        {
          adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
          return;
        }
    }
  g_error ("no kind %s", title);
}

static gboolean
has_rivals (gpointer data)
{
  return YUTU_WINDOW (data)->map->notes->len > 0;
}

static gboolean
has_no_rivals (gpointer data)
{
  return YUTU_WINDOW (data)->map->notes->len == 0;
}

/* The naming rules and the spelling are told while the name of a case is typed, with the rivals on the map. */
static void
test_a_name_is_checked (void)
{
  YutuWindow *window = open_window ();
  GtkWidget  *form = NULL;

  go_to_town (window);
  yutu_place_pane_open_case (window->pane, 10);
  window_wait_page (window, "open");
  choose_kind (window, "地名命名");
  find_control (window, "kind.proposed_name");
  form = wait_found (window, YUTU_TYPE_FORM, NULL);
  yutu_form_type (YUTU_FORM (form), "kind.proposed_name", "八一南");
  wait_found (window, GTK_TYPE_LABEL, "尚未选定类别");
  wait_found (window, GTK_TYPE_LABEL, "“八一南街”专名相同");
  wait_found (window, GTK_TYPE_LABEL, "Bayinan");
  gui_wait (has_rivals, window);
  window_save_picture (window, NULL, "cases-naming.png");
  yutu_form_type (YUTU_FORM (form), "kind.proposed_name", "威尼斯花园");
  wait_found (window, GTK_TYPE_LABEL, "“威尼斯”是外国人名、地名或外语音译");
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "尚未选定类别") == NULL);
  choose_kind (window, "地名销名"); /* it gives no name */
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "“威尼斯”") == NULL);
  choose_kind (window, "地名命名"); /* what was typed is there again, and so is what the rules say */
  form = wait_found (window, YUTU_TYPE_FORM, NULL);
  yutu_form_type (YUTU_FORM (form), "kind.proposed_name", "八一南");
  wait_found (window, GTK_TYPE_LABEL, "“八一南街”专名相同");
  gui_wait (has_rivals, window);
  click_in_pane (window, GTK_TYPE_BUTTON, "丢弃");
  gui_wait (has_no_rivals, window);
  gui_wait_until (window_ask (window, "SELECT count (*) FROM draft") == 0);
  window_fixture_close (window);
}

static void
test_a_role_is_chosen (void)
{
  YutuWindow      *window = open_window ();
  GtkWindow       *dialog = yutu_work_as_ask (GTK_WINDOW (window), window->session, window->settings);
  GtkWidget       *name = NULL;
  GtkWidget       *role = NULL;
  g_autofree char *kept = NULL;

  gui_wait_ms (200);
  name = window_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, NULL);
  role = window_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, NULL);
  g_assert_true (name != NULL && role != NULL);
  gtk_editable_set_text (GTK_EDITABLE (name), "王老师");
  adw_combo_row_set_selected (ADW_COMBO_ROW (role), 1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  gtk_window_destroy (dialog);
  g_assert_cmpstr (yutu_session_get_actor (window->session), ==, "王老师");
  g_assert_cmpstr (yutu_session_get_role (window->session), ==, "township");
  kept = g_settings_get_string (window->settings, "actor-name");
  g_assert_cmpstr (kept, ==, "王老师");
  g_settings_reset (window->settings, "actor-name");
  g_settings_reset (window->settings, "role");
  window_fixture_close (window);
}

/* ---- A program that is killed ---- */

static void
type_in_new_case (YutuWindow *window)
{
  go_to_town (window);
  yutu_place_pane_open_case (window->pane, 0);
  window_wait_page (window, "open");
  write_in (find_control (window, "own.title"), "村东老人");
  write_in (find_control (window, "person.id_no"), "3307");
}

static void
type_in_step (YutuWindow *window)
{
  go_to_town (window);
  yutu_place_pane_show_case (window->pane, find_case (window, "SA.DIBAO", "sent"));
  wait_state (window, "sent");
  g_assert_true (
    yutu_case_steps_open_form (yutu_case_page_get_steps (get_case_page (window)), "grant"));
  write_in (find_control (window, "own.result"), "村东老人");
}

/* Runs in a process of its own: types, says so, and waits to be killed. */
static int
type_and_wait (int    argc,
               char **argv)
{
  YutuWindow *window = NULL;
  gboolean    in_step = g_str_equal (argv[1], "--type-in-step");

  argv[1] = argv[0];
  argc--;
  argv++;
  window_fixture_init (&argc, &argv);
  window = open_window ();
  if (in_step)
    type_in_step (window);
  else
    type_in_new_case (window);
  return window_fixture_await_kill (window);
}

static gboolean
has_draft (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (YUTU_WINDOW (data)->draft_bar) == 1;
}

static gboolean
has_no_draft (gpointer data)
{
  return window_ask (data, "SELECT count (*) FROM draft") == 0;
}

typedef struct
{
  YutuWindow *window;
  const char *id;
  const char *text;
} TextWish;

static gboolean
is_written (gpointer data)
{
  const TextWish *wish = data;
  GtkWidget      *form = window_find (GTK_WIDGET (wish->window->pane), YUTU_TYPE_FORM, NULL);
  GtkWidget      *control =
    form != NULL ? yutu_form_get_control (YUTU_FORM (form), wish->id) : NULL;

  return control != NULL && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (control)), wish->text) == 0;
}

static void
test_what_was_typed_outlives_a_kill (gconstpointer data)
{
  gboolean    in_step = g_str_equal (data, "--type-in-step");
  YutuWindow *window = NULL;

  gui_wait_ms (LET_GO_MS);
  window_fixture_run_and_kill (data, NULL, NULL);
  window = open_window ();
  gui_wait (has_draft, window);
  window_save_picture (window, NULL, in_step ? "cases-draft-step.png" : "cases-draft.png");
  g_assert_true (yutu_draft_bar_resume (window->draft_bar));
  window_wait_page (window, in_step ? "case" : "open");
  gui_wait (is_written, &(TextWish){ window, in_step ? "own.result" : "own.title", "村东老人" });
  if (!in_step)
    g_assert_true (is_written (&(TextWish){ window, "person.id_no", "3307" }));
  gui_wait_ms (400); /* the page slides in */
  click_in_pane (window, GTK_TYPE_BUTTON, "丢弃");
  gui_wait (has_no_draft, window);
  window_fixture_close (window);
}

/* ---- Dropped files ---- */

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

/* Several at once, of which one is too large: the others are attached, and that is said. */
static void
test_files_are_dropped (void)
{
  YutuWindow      *window = open_window ();
  g_autofree char *folder = g_dir_make_tmp ("yutu-drop-XXXXXX", NULL);
  GSList          *files = NULL;
  GValue           value = G_VALUE_INIT;
  gboolean         is_taken = FALSE;

  go_to_town (window);
  yutu_place_pane_show_case (window->pane, find_case (window, "SA.DIBAO", "sent"));
  wait_state (window, "sent");
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.txt", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, name, -1, NULL));
      if (i == 1)
        g_assert_cmpint (truncate (path, (33 << 20)), ==, 0);
      files = g_slist_append (files, g_file_new_for_path (path));
    }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (
    find_drop_target (GTK_WIDGET (yutu_case_page_get_attachments (get_case_page (window)))), "drop",
    &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
  wait_found (window, GTK_TYPE_LABEL, "附件 · 2");
  wait_found (window, GTK_TYPE_LABEL, "超过 32 MB");
  for (GSList *l = files; l != NULL; l = l->next)
    g_file_delete (l->data, NULL, NULL);
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
  g_rmdir (folder);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && g_str_has_prefix (argv[1], "--type-in-"))
    return type_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/cases/story-by-mouse", test_story_by_mouse);
  g_test_add_func ("/gui/cases/story-by-keyboard", test_story_by_keyboard);
  g_test_add_func ("/gui/cases/last-step-of-a-role", test_last_step_of_a_role);
  g_test_add_func ("/gui/cases/undo-while-typing", test_undo_while_typing);
  g_test_add_func ("/gui/cases/guards-are-explained", test_guards_are_explained);
  g_test_add_func ("/gui/cases/a-step-aside-is-not-suggested", test_a_step_aside_is_not_suggested);
  g_test_add_func ("/gui/cases/a-day-to-come", test_a_day_to_come);
  g_test_add_func ("/gui/cases/a-name-is-checked", test_a_name_is_checked);
  g_test_add_func ("/gui/cases/a-role-is-chosen", test_a_role_is_chosen);
  g_test_add_func ("/gui/cases/files-are-dropped", test_files_are_dropped);
  g_test_add_data_func ("/gui/cases/a-new-case-outlives-a-kill", "--type-in-new-case",
                        test_what_was_typed_outlives_a_kill);
  g_test_add_data_func ("/gui/cases/a-step-outlives-a-kill", "--type-in-step",
                        test_what_was_typed_outlives_a_kill);
  return g_test_run ();
}
