/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A facility's life in the real window: added by a click, edited in every kind of row, a wrong value
 * refused, moved, closed, all undone; once by mouse and once by keyboard alone. And a program that is
 * killed while somebody types. */

#include "window-fixture.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/yutu-facility-edit.h"
#include "ui/yutu-facility-page.h"
#include "ui/yutu-form.h"
#include "ui/yutu-register-list.h"
#include "ui/yutu-site-field.h"

#define WIDTH  1280
#define HEIGHT 800
#define TOWN   "罗店镇"
#define CARE   "elderly.care-home"

/* ---- Hands ---- */

static GtkWidget *
get_page (YutuWindow *window)
{
  return window_find (GTK_WIDGET (window->pane), YUTU_TYPE_FACILITY_PAGE, NULL);
}

static YutuForm *
get_base (YutuWindow *window)
{
  GtkWidget *page = get_page (window);

  return page != NULL ? YUTU_FORM (window_find (page, YUTU_TYPE_FORM, NULL)) : NULL;
}

static YutuForm *
get_fields (YutuWindow *window)
{
  return YUTU_FORM (gtk_widget_get_next_sibling (GTK_WIDGET (get_base (window))));
}

/* A row of either form. */
static GtkWidget *
get_control (YutuWindow *window,
             const char *id)
{
  GtkWidget *control = yutu_form_get_control (get_base (window), id);

  if (control == NULL)
    control = yutu_form_get_control (get_fields (window), id);
  g_assert_nonnull (control);
  return control;
}

static gboolean
has_form (gpointer data)
{
  return get_base (data) != NULL;
}

static gboolean
has_no_form (gpointer data)
{
  return get_page (data) == NULL;
}

static gboolean
has_registers (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), YUTU_TYPE_REGISTER_LIST, NULL) != NULL;
}

static gboolean
is_picking (gpointer data)
{
  return yutu_map_view_get_tool (YUTU_WINDOW (data)->map) == YUTU_MAP_TOOL_POINT;
}

static gboolean
has_site (gpointer data)
{
  GtkWidget *site = window_find (get_page (data), YUTU_TYPE_SITE_FIELD, NULL);

  return site != NULL && yutu_site_field_is_set (YUTU_SITE_FIELD (site)) && !is_picking (data);
}

/* Some text of the form, or an item of a list that is open. */
typedef struct
{
  GtkWidget  *root;
  GType       type;
  const char *text;
} Seen;

static gboolean
is_seen (gpointer data)
{
  const Seen *seen = data;

  return window_find (seen->root, seen->type, seen->text) != NULL;
}

static gboolean
is_told (gpointer data)
{
  const Seen *seen = data;
  GtkWidget  *page = get_page (YUTU_WINDOW (seen->root));

  return page != NULL && window_find (page, GTK_TYPE_LABEL, seen->text) != NULL;
}

/* What was done before is over: Undo takes it. */
static gboolean
can_undo (gpointer data)
{
  return gtk_widget_is_sensitive (YUTU_WINDOW (data)->undo);
}

static gboolean
has_no_draft (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM draft") == 0;
}

/* Turns the wheel over the form until @widget is seen. */
static void
scroll_to (GtkWidget *widget)
{
  GtkWidget      *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  for (int i = 0; i < 60; i++)
    {
      int x = 0;
      int y = 0;

      g_assert_true (gtk_widget_compute_bounds (widget, scroller, &box));
      if (box.origin.y >= 0 &&
          box.origin.y + box.size.height <= (float)gtk_widget_get_height (scroller))
        return;
      window_get_middle (scroller, &x, &y);
      gui_xdotool_printf ("mousemove %d %d click %d", x + 150, y, box.origin.y < 0 ? 4 : 5);
      gui_wait_frames (widget, 2);
    }
  g_assert_not_reached ();
}

static void
click_control (YutuWindow *window,
               const char *id)
{
  GtkWidget *control = get_control (window, id);

  scroll_to (control);
  window_click (control);
  gui_wait_frames (control, 2);
}

/* Over what is there. */
static void
type_by_mouse (YutuWindow *window,
               const char *id,
               const char *text)
{
  click_control (window, id);
  window_type (get_control (window, id), text);
}

static void
click_button (YutuWindow *window,
              const char *text)
{
  GtkWidget *button = window_find (GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, text);

  g_assert_nonnull (button);
  if (gtk_widget_get_ancestor (button, GTK_TYPE_SCROLLED_WINDOW) != NULL)
    scroll_to (button);
  window_click (button);
}

static void
choose_town (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place =
    yutu_file_find_place (yutu_session_get_file (window->session), TOWN, yutu_day_today (), &error);

  g_assert_no_error (error);
  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, TOWN);
  window_wait_settled (window);
}

/* ---- What is in the file ---- */

static gint64
ask_care (YutuWindow *window,
          const char *name,
          const char *what)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT coalesce (max (%s), -1) FROM facility WHERE name = '%s' AND past_of IS NULL", what, name);

  return window_ask (window, sql);
}

static gint64
count_entries (YutuWindow *window)
{
  return window_ask (window, "SELECT count(*) FROM journal");
}

static void
assert_fields (YutuWindow *window,
               const char *name,
               const char *sql)
{
  g_autofree char *text = g_strdup_printf (
    "SELECT count(*) FROM facility WHERE name = '%s' AND past_of IS NULL AND %s", name, sql);

  if (window_ask (window, text) != 1)
    g_error ("not so: %s: %s", name, sql);
}

typedef struct
{
  YutuWindow *window;
  gint64      n;
} Entries;

static gboolean
has_entries (gpointer data)
{
  const Entries *entries = data;
  gboolean       is_busy = FALSE;

  g_object_get (entries->window->session, "busy", &is_busy, NULL);
  return !is_busy && count_entries (entries->window) >= entries->n;
}

/* ---- By mouse ---- */

static gboolean
is_shut (gpointer data)
{
  return window_find (data, GTK_TYPE_POPOVER, NULL) == NULL;
}

static void
choose_by_mouse (YutuWindow *window,
                 const char *id,
                 const char *text)
{
  GtkWidget *control = get_control (window, id);
  Seen       item = { control, g_type_from_name ("GtkListItemWidget"), text };

  click_control (window, id);
  gui_wait (is_seen, &item);
  gui_wait_frames (control, 2); /* it has its place */
  window_click (window_find (item.root, item.type, item.text));
  gui_wait (is_shut, control);
  gui_wait_frames (control, 2);
}

static void
click_map (YutuWindow *window,
           int         dx,
           int         dy)
{
  int x = 0;
  int y = 0;

  gui_wait (is_picking, window);
  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + dx, y + dy);
  gui_wait (has_site, window);
}

static void
add_by_mouse (YutuWindow *window)
{
  click_button (window, "新增设施");
  gui_wait (has_registers, window);
  window_save_picture (window, NULL, "facility-registers.png");
  window_click (window_find (get_page (window), GTK_TYPE_LIST_BOX_ROW, "养老机构"));
  click_map (window, 10, 10);
  gui_wait (has_form, window);
  type_by_mouse (window, "name", "鹿田颐养院");
  choose_by_mouse (window, "ownership", "民办");
  type_by_mouse (window, "area_m2", "1,2.5");
  gui_wait_frames (get_page (window), 2);
  window_save_picture (window, NULL, "facility-add.png");
}

/* Refused with its reason, and mended. */
static void
refuse_by_mouse (YutuWindow *window,
                 gint64      entries)
{
  GtkWidget *area = get_control (window, "area_m2");

  click_button (window, "新增");
  gui_wait (is_told, &(Seen){ GTK_WIDGET (window), GTK_TYPE_LABEL, "不是数字" });
  gtk_test_accessible_assert_state (area, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpint (count_entries (window), ==, entries);
  type_by_mouse (window, "area_m2", "1,200.5");
  g_assert_null (window_find (get_page (window), GTK_TYPE_LABEL, "不是数字"));
  type_by_mouse (window, "floors", "5");
  click_control (window, "elevator");
  type_by_mouse (window, "price_lunch_fen", "12.5");
  type_by_mouse (window, "operator", "鹿田社工");
  click_button (window, "新增");
  window_wait_title (window, "鹿田颐养院");
  assert_fields (window, "鹿田颐养院",
                 "kind = '" CARE "' AND status = 'open' AND json_extract (fields, '$.area_m2') = 1200.5 "
                 "AND json_extract (fields, '$.floors') = 5 AND "
                 "json_extract (fields, '$.elevator') = 1 AND "
                 "json_extract (fields, '$.price_lunch_fen') = 1250 AND "
                 "json_extract (fields, '$.operator') = '鹿田社工' AND "
                 "json_extract (fields, '$.ownership') = 'private' AND township IS NOT NULL");
  g_assert_cmpint (count_entries (window), ==, entries + 1);
}

static void
edit_by_mouse (YutuWindow *window)
{
  click_button (window, "编辑");
  gui_wait (has_form, window);
  type_by_mouse (window, "name", "鹿田安养院");
  choose_by_mouse (window, "status", "暂停");
  choose_by_mouse (window, "kitchen", "配送");
  type_by_mouse (window, "beds_total", "60");
  type_by_mouse (window, "price_lunch_fen", "8");
  click_control (window, "elevator");
  click_button (window, "保存");
  window_wait_title (window, "鹿田安养院");
  assert_fields (window, "鹿田安养院",
                 "status = 'suspended' AND json_extract (fields, '$.kitchen') = 'delivery' AND "
                 "json_extract (fields, '$.beds_total') = 60 AND "
                 "json_extract (fields, '$.price_lunch_fen') = 800 AND "
                 "json_extract (fields, '$.elevator') = 0 AND "
                 "json_extract (fields, '$.area_m2') = 1200.5");
}

static void
move_and_close_by_mouse (YutuWindow *window)
{
  gint64 before = ask_care (window, "鹿田安养院", "cast (ST_X (geom) * 1e6 AS INTEGER)");

  click_button (window, "移动");
  click_map (window, -60, 40);
  window_save_picture (window, NULL, "facility-move.png");
  click_button (window, "移动");
  gui_wait (has_no_form, window);
  g_assert_cmpint (ask_care (window, "鹿田安养院", "cast (ST_X (geom) * 1e6 AS INTEGER)"), !=, before);
  window_wait_title (window, "鹿田安养院");
  click_button (window, "关闭");
  gui_wait (has_form, window);
  type_by_mouse (window, "day", "2026年12月1日");
  type_by_mouse (window, "reason", "并入镇中心");
  window_save_picture (window, NULL, "facility-close.png");
  click_button (window, "关闭");
  gui_wait (has_no_form, window);
  assert_fields (window, "鹿田安养院", "valid_to = '2026-12-01' AND end_reason = '并入镇中心'");
}

static gboolean
can_reopen (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), GTK_TYPE_BUTTON, "恢复") != NULL;
}

static gboolean
cannot_reopen (gpointer data)
{
  return !can_reopen (data);
}

/* Its first day, in the form that edits it; and taken back what closed it, without a form. */
static void
correct_and_reopen_by_mouse (YutuWindow *window)
{
  window_wait_title (window, "鹿田安养院");
  click_button (window, "编辑");
  gui_wait (has_form, window);
  type_by_mouse (window, "since", "2019年3月1日");
  click_button (window, "保存");
  gui_wait (has_no_form, window);
  assert_fields (window, "鹿田安养院", "valid_from = '2019-03-01'");
  window_wait_title (window, "鹿田安养院");
  gui_wait (can_reopen, window);
  window_save_picture (window, NULL, "facility-reopen.png");
  click_button (window, "恢复");
  gui_wait (cannot_reopen, window);
  assert_fields (window, "鹿田安养院", "valid_to = '9999-12-31' AND end_reason IS NULL");
}

static void
test_by_mouse (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      entries = count_entries (window);

  choose_town (window);
  add_by_mouse (window);
  refuse_by_mouse (window, entries);
  edit_by_mouse (window);
  move_and_close_by_mouse (window);
  correct_and_reopen_by_mouse (window);
  g_assert_cmpint (count_entries (window), ==, entries + 6);
  gui_wait (has_no_draft, window); /* what was saved is none any more */
  for (int i = 1; i <= 6; i++)
    {
      Entries wanted = { window, entries + 6 + i };

      window_click (window->undo);
      gui_wait (has_entries, &wanted);
      gui_wait (can_undo, window);
    }
  g_assert_cmpint (ask_care (window, "鹿田安养院", "id"), ==, -1);
  g_assert_cmpint (ask_care (window, "鹿田颐养院", "id"), ==, -1);
  window_fixture_close (window);
}

/* ---- By keyboard alone ---- */

static gboolean
has_focus_in_map (gpointer data)
{
  return gtk_root_get_focus (GTK_ROOT (data)) == GTK_WIDGET (YUTU_WINDOW (data)->map);
}

/* Tab on until the row has the focus. */
static void
tab_to (YutuWindow *window,
        const char *id)
{
  GtkWidget *control = get_control (window, id);

  for (int i = 0; i < 60; i++)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

      if (focus != NULL && (focus == control || gtk_widget_is_ancestor (focus, control)))
        return;
      gui_xdotool ("key Tab");
    }
  g_error ("no way to %s by Tab", id);
}

static void
type_by_keys (YutuWindow *window,
              const char *id,
              const char *text)
{
  tab_to (window, id);
  window_type (get_control (window, id), text);
}

static void
add_by_keys (YutuWindow *window)
{
  gui_xdotool ("key alt+f");
  gui_wait (has_registers, window);
  gui_xdotool ("type --delay 60 Care");
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  gui_wait (is_picking, window);
  gui_wait (has_focus_in_map, window);
  gui_xdotool ("key Return"); /* what lies in the middle */
  gui_wait (has_site, window);
  gui_wait (has_form, window);
  type_by_keys (window, "name", "鹿田颐养院");
  type_by_keys (window, "since", "2020/1/1");
  tab_to (window, "ownership");
  gui_xdotool ("key space Down Down Return");
  type_by_keys (window, "area_m2", "10");
  gui_xdotool ("key ctrl+Return");
  gui_wait (is_told, &(Seen){ GTK_WIDGET (window), GTK_TYPE_LABEL, "须在 20 与 50,000 之间" });
  type_by_keys (window, "area_m2", "１，０００");
  type_by_keys (window, "floors", "3");
  tab_to (window, "elevator");
  gui_xdotool ("key space");
  type_by_keys (window, "price_lunch_fen", "0.5");
  gui_xdotool ("key ctrl+Return");
  window_wait_title (window, "鹿田颐养院");
  assert_fields (window, "鹿田颐养院",
                 "valid_from = '2020-01-01' AND json_extract (fields, '$.area_m2') = 1000 AND "
                 "json_extract (fields, '$.floors') = 3 AND json_extract (fields, '$.elevator') = 1 "
                 "AND json_extract (fields, '$.price_lunch_fen') = 50 AND "
                 "json_extract (fields, '$.ownership') = 'public-private'");
}

static void
change_by_keys (YutuWindow *window)
{
  gui_xdotool ("key alt+e");
  gui_wait (has_form, window);
  type_by_keys (window, "operator", "鹿田社工");
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_no_form, window);
  assert_fields (window, "鹿田颐养院", "json_extract (fields, '$.operator') = '鹿田社工'");
  gui_xdotool ("key alt+m");
  gui_wait (is_picking, window);
  gui_xdotool ("key Left Return");
  gui_wait (has_site, window);
  type_by_keys (window, "day", "2026-11-01");
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_no_form, window);
  g_assert_cmpint (window_ask (window, "SELECT count(*) FROM facility WHERE name = '鹿田颐养院'"), ==,
                   2); /* where it stood until then, too */
  gui_xdotool ("key alt+c");
  gui_wait (has_form, window);
  type_by_keys (window, "reason", "停办");
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_no_form, window);
  assert_fields (window, "鹿田颐养院", "end_reason = '停办'");
}

static void
test_by_keyboard (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      entries = count_entries (window);

  choose_town (window);
  add_by_keys (window);
  change_by_keys (window);
  for (int i = 1; i <= 4; i++)
    {
      Entries wanted = { window, entries + 4 + i };

      gui_xdotool ("key ctrl+z");
      gui_wait (has_entries, &wanted);
      gui_wait (can_undo, window);
    }
  g_assert_cmpint (ask_care (window, "鹿田颐养院", "id"), ==, -1);
  window_fixture_close (window);
}

/* ---- Figures of a year ---- */

static gboolean
has_figures (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM facility_year WHERE year = 2019 AND "
                           "json_extract (fields, '$.subsidy_fen') = 120050") == 1;
}

static gboolean
has_no_figures (gpointer data)
{
  return !has_figures (data);
}

/* Those of the year that is typed, and undone. */
static void
test_figures_of_a_year (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      id =
    window_ask (window, "SELECT min (id) FROM facility WHERE kind = 'elderly.meal-point'");
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, id);

  yutu_place_pane_go_to (window->pane, place);
  gui_wait (is_seen, &(Seen){ GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "年度数据" });
  window_wait_page (window, "place");
  click_button (window, "年度数据");
  gui_wait (has_form, window);
  type_by_mouse (window, "year", "2019");
  type_by_mouse (window, "subsidy_fen", "1,200.5");
  window_save_picture (window, NULL, "facility-year.png");
  click_button (window, "保存");
  gui_wait (has_figures, window);
  gui_wait (has_no_form, window);
  gui_wait (can_undo, window);
  window_click (window->undo);
  gui_wait (has_no_figures, window);
  window_fixture_close (window);
}

/* ---- Great letters ---- */

static gint64
find_home (YutuWindow *window)
{
  return window_ask (window, "SELECT min (id) FROM facility WHERE kind = '" CARE "'");
}

/* At 200 % nothing in the form wants more than the pane has. */
static void
test_great_letters (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  g_autoptr (YutuPlace) place =
    yutu_place_new_object (YUTU_PLACE_FACILITY, find_home (window));
  int minimum = 0;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  yutu_place_pane_go_to (window->pane, place);
  window_wait_page (window, "place");
  gui_wait_frames (GTK_WIDGET (window), 2);
  window_save_picture (window, NULL, "facility-place-200.png");
  gtk_widget_activate_action (GTK_WIDGET (window->pane), "facility.edit", NULL);
  gui_wait (has_form, window);
  yutu_form_type (get_fields (window), "area_m2", "7x");
  gui_wait_frames (GTK_WIDGET (window), 2);
  window_save_picture (window, NULL, "facility-edit-200.png");
  gtk_widget_measure (get_page (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, gtk_widget_get_width (GTK_WIDGET (window->pane)));
  scroll_to (get_control (window, "phone"));
  window_save_picture (window, NULL, "facility-masked-200.png");
  gtk_widget_activate_action (GTK_WIDGET (window->pane), "facility.move", NULL);
  gui_wait (has_form, window);
  gui_wait_frames (GTK_WIDGET (window), 2);
  window_save_picture (window, NULL, "facility-move-200.png");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  window_fixture_close (window);
}

/* ---- The program is killed ---- */

/* The program itself on the demo file, on a bus of its own: here is its application already. */
static GPid
start_program (int *bus)
{
  g_autofree char *path = yutu_window_get_demo_path ();
  const char      *argv[] = { "dbus-run-session", "--", "sh", "-c", "echo $$; exec \"$0\" \"$1\"",
                              g_getenv ("YUTU_PROGRAM"), path, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "GTK_A11Y", "none", TRUE);
  g_autoptr (GError) error = NULL;
  char   said[32] = "";
  int    out = -1;
  gssize n;

  g_spawn_async_with_pipes (NULL, (char **)argv, environment,
                            G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, bus, NULL,
                            &out, NULL, &error);
  g_assert_no_error (error);
  n = read (out, said, sizeof said - 1);
  g_assert_cmpint (n, >, 0);
  close (out);
  return (GPid)g_ascii_strtoll (said, NULL, 10);
}

static void
focus_program (void)
{
  gui_xdotool ("search --sync --onlyvisible --name 婺城区 windowfocus --sync");
  gui_wait_ms (1500); /* it draws */
}

static void
kill_program (GPid pid,
              int  bus)
{
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (bus, NULL, 0), ==, bus);
  g_spawn_close_pid (bus);
}

/* Whether a draft in the file holds @text, which the program writes while it runs. */
static gboolean
is_in_draft (gpointer text)
{
  g_autofree char *path = yutu_window_get_demo_path ();
  sqlite3         *handle = NULL;
  sqlite3_stmt    *statement = NULL;
  gboolean         found;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT 1 FROM draft WHERE instr (content, ?1) > 0", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  found = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return found;
}

static void
test_what_was_typed_outlives_a_kill (void)
{
  int  bus = 0;
  GPid pid;

  gui_wait_ms (1000); /* the window before lets go of the file */
  pid = start_program (&bus);
  focus_program ();
  gui_xdotool ("key ctrl+k");
  gui_xdotool ("type --delay 60 luodianzhen");
  gui_wait_ms (1000);
  gui_xdotool ("key Return");
  gui_wait_ms (1500);
  gui_xdotool ("key alt+f");
  gui_wait_ms (500);
  gui_xdotool ("type --delay 60 Care");
  gui_wait_ms (500);
  gui_xdotool ("key Return");
  gui_wait_ms (500);
  gui_xdotool ("key Return"); /* the middle of the map */
  gui_wait_ms (500);
  gui_xdotool ("key Tab Tab"); /* past the address, to the name */
  gui_xdotool ("type --delay 60 luxiang");
  gui_wait (is_in_draft, (gpointer) "luxiang");
  gui_wait (is_in_draft, (gpointer) "\"x\":119");
  kill_program (pid, bus);
  g_assert_true (is_in_draft ((gpointer) "luxiang"));

  /* Offered again, and gone on with: the new letters stand behind the old ones. */
  pid = start_program (&bus);
  focus_program ();
  gui_xdotool ("key ctrl+r");
  gui_wait_ms (1000);
  gui_xdotool ("key End");
  gui_xdotool ("type --delay 60 guan");
  gui_wait (is_in_draft, (gpointer) "luxiangguan");
  kill_program (pid, bus);
  g_assert_true (is_in_draft ((gpointer) "luxiangguan"));
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/facility/by-mouse", test_by_mouse);
  g_test_add_func ("/gui/facility/figures-of-a-year", test_figures_of_a_year);
  g_test_add_func ("/gui/facility/great-letters", test_great_letters);
  g_test_add_func ("/gui/facility/outlives-a-kill", test_what_was_typed_outlives_a_kill);
  g_test_add_func ("/gui/facility/story-by-keyboard", test_by_keyboard);
  return g_test_run ();
}
