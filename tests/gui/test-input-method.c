/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Chinese typed through an input method (run-input-method.sh starts it), into every kind of entry: the
 * pre-edit text is the method's and is left alone by what checks, filters or searches while one types;
 * what it commits arrives whole, and once; while it composes every key is its own. Days and coordinates are
 * understood with the marks that it gives for those of the keyboard. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>
#include <string.h>

#include "ui/yutu-act-assistant.h"
#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-compare-window.h"
#include "ui/yutu-form-choice.h"
#include "ui/yutu-form.h"
#include "ui/yutu-import-assistant.h"
#include "ui/yutu-register-list.h"
#include "ui/yutu-sheet-dialog.h"
#include "ui/yutu-site-field.h"
#include "ui/yutu-unit-field.h"

#define TOWN      "罗店镇"
#define CARE_HOME "SELECT id FROM facility WHERE kind = 'elderly.care-home' AND geom IS NOT NULL ORDER BY id LIMIT 1"

#define PERSONAL "SELECT id FROM facility WHERE kind = 'elderly.care-home' AND json_extract (fields, '$.phone') " \
                 "IS NOT NULL ORDER BY id LIMIT 1"
#define INSPECTION "SELECT id FROM line_inspection ORDER BY id LIMIT 1"
#define LINE       "SELECT id FROM boundary_line WHERE code = '330702330781'"

#define WIDTH  1280
#define HEIGHT 800

static gboolean
has_han (gpointer data)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (data));

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_get_script (g_utf8_get_char (c)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  return text[0] != '\0';
}

/* Types jinhua and takes the first candidate, whichever of the words with that sound it is; waits as long as the method needs to start. */
static void
type_jinhua (GtkWidget *text)
{
  gtk_widget_grab_focus (text);
  for (int i = 0; i < 20; i++)
    {
      gui_wait_ms (500);
      gtk_editable_set_text (GTK_EDITABLE (text), "");
      gui_xdotool ("type --delay 60 jinhua");
      gui_wait_ms (400);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), !=, "j");
      gui_xdotool ("key space");
      gui_wait_ms (600);
      if (has_han (text))
        return;
      gui_xdotool ("key Escape");
    }
  g_test_message ("the entry has “%s”", gtk_editable_get_text (GTK_EDITABLE (text)));
  g_test_fail ();
}

typedef struct
{
  GtkWidget  *root;
  GType       type;
  const char *text;
} Wish;

static gboolean
is_found (gpointer data)
{
  const Wish *wish = data;

  return window_find (wish->root, wish->type, wish->text) != NULL;
}

static GtkWidget *
wait_found (gpointer    root,
            GType       type,
            const char *text)
{
  gui_wait (is_found, &(Wish){ root, type, text });
  return window_find (root, type, text);
}

/* Into the entry that @widget is or has; the two characters, and nothing else. */
static void
assert_takes (gpointer    widget,
              const char *what)
{
  GtkWidget *text = wait_found (widget, GTK_TYPE_TEXT, NULL);

  g_test_message ("%s", what);
  type_jinhua (text);
  g_assert_cmpint (g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (text)), -1), ==, 2);
  gui_wait_ms (500); /* what is checked later takes nothing away */
  g_assert_cmpint (g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (text)), -1), ==, 2);
}

typedef struct
{
  GtkEditable *text;
  guint        length; /* characters */
} Longer;

static gboolean
is_longer (gpointer data)
{
  const Longer *self = data;

  return g_utf8_strlen (gtk_editable_get_text (self->text), -1) > self->length;
}

/* As on the keyboard, the method on, each when the one before is there: a method hands back what it does not take
 * when it comes to it, and may give the next one first where the program was busy. */
static void
type_keys (GtkWidget  *text,
           const char *keys)
{
  Longer longer = { GTK_EDITABLE (text), 0 };

  gtk_widget_grab_focus (text);
  gui_wait_ms (500);
  gtk_editable_set_text (GTK_EDITABLE (text), "");
  for (const char *key = keys; *key != '\0'; key++)
    {
      longer.length = (guint)g_utf8_strlen (gtk_editable_get_text (longer.text), -1);
      gui_xdotool_printf ("type '%c'", *key);
      gui_wait (is_longer, &longer);
    }
  g_test_message ("“%s” became “%s”", keys, gtk_editable_get_text (GTK_EDITABLE (text)));
}

static gboolean
is_gone (gpointer data)
{
  GtkWidget **window = data;

  return *window == NULL || !gtk_widget_get_mapped (*window);
}

static void
focus_window (GtkWidget *window)
{
  gui_wait (gtk_widget_get_mapped, window);
  gui_wait_ms (300);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
}

static void
close_window (GtkWidget *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  gui_wait (is_gone, &window);
  g_clear_weak_pointer (&window);
}

/* The other window of @type that is shown. */
static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_window (gpointer data)
{
  return find_window (*(GType *)data) != NULL;
}

static GtkWidget *
wait_window (GType type)
{
  gui_wait (has_window, &type);
  focus_window (find_window (type));
  return find_window (type);
}

static void
activate (YutuWindow *window,
          const char *action,
          GVariant   *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
  gui_wait_ms (250);
}

static void
go_to (YutuWindow *window,
       YutuPlace  *place)
{
  g_autoptr (YutuPlace) taken = place;

  yutu_place_pane_go_to (window->pane, taken);
  gui_wait_ms (120);
  window_wait_page (window, "place");
}

static void
go_to_town (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  YutuPlace *place = yutu_file_find_place (yutu_session_get_file (window->session), TOWN,
                                           yutu_session_get_day (window->session), &error);

  g_assert_no_error (error);
  go_to (window, place);
  window_wait_title (window, TOWN);
}

static GtkWidget *
wait_field (gpointer    root,
            const char *id)
{
  GtkWidget *control = yutu_form_get_control (YUTU_FORM (wait_found (root, YUTU_TYPE_FORM, NULL)), id);

  g_assert_nonnull (control);
  return control;
}

/* ---- Filters and search ---- */

static void
test_filters (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  yutu_search_box_start (window->search);
  assert_takes (window->search, "search");
  gui_xdotool ("key Escape");
  assert_takes (window->tree, "divisions");
  activate (window, "show-drawer", NULL);
  yutu_drawer_show_page (window->drawer, "cases");
  assert_takes (window_find (GTK_WIDGET (window->drawer), GTK_TYPE_SEARCH_ENTRY, NULL), "cases");
  yutu_drawer_show_page (window->drawer, "facilities");
  gui_wait_ms (200);
  assert_takes (window_find (GTK_WIDGET (window->drawer), GTK_TYPE_SEARCH_ENTRY, NULL), "facilities");
  activate (window, "workspace", g_variant_new_string ("coverage"));
  assert_takes (window->indicators, "indicators");
  window_fixture_close (window);
}

/* ---- Forms ---- */

static void
test_case (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  go_to_town (window);
  yutu_place_pane_open_case (window->pane, 1);
  window_wait_page (window, "open");
  assert_takes (wait_field (window->pane, "own.title"), "title of a case");
  go_to_town (window);
  yutu_place_pane_show_module (window->pane, 1);
  gui_wait_ms (200);
  yutu_place_pane_show_case (window->pane, window_ask (window, "SELECT id FROM case_file WHERE kind = 'EL.BUILD' "
                                                               "AND state = 'designing' ORDER BY id LIMIT 1"));
  g_signal_emit_by_name (wait_found (window->pane, GTK_TYPE_BUTTON, "→ 施工"), "clicked");
  assert_takes (wait_field (window->pane, "own.note"), "note of a step");
  window_fixture_close (window);
}

static void
test_facility (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  go_to (window, yutu_place_new_object (YUTU_PLACE_FACILITY, window_ask (window, CARE_HOME)));
  gtk_widget_activate_action (GTK_WIDGET (window->pane), "facility.edit", NULL);
  window_wait_page (window, "facility");
  assert_takes (wait_field (window->pane, "name"), "name of a facility");
  go_to_town (window);
  gtk_widget_activate_action (GTK_WIDGET (window->pane), "facility.add", NULL);
  window_wait_page (window, "facility");
  assert_takes (wait_found (window->pane, YUTU_TYPE_REGISTER_LIST, NULL), "registers");
  window_fixture_close (window);
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_visible (data);
}

/* Where a facility stands, and what its personal fields are seen for. */
static void
test_site (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *label = NULL;

  yutu_session_set_role (window->session, "township");
  go_to (window, yutu_place_new_object (YUTU_PLACE_FACILITY, window_ask (window, CARE_HOME)));
  gtk_widget_activate_action (GTK_WIDGET (window->pane), "facility.move", NULL);
  window_wait_page (window, "facility");
  assert_takes (wait_found (window->pane, YUTU_TYPE_SITE_FIELD, NULL), "address of a site");
  go_to (window, yutu_place_new_object (YUTU_PLACE_FACILITY, window_ask (window, PERSONAL)));
  gtk_widget_activate_action (GTK_WIDGET (window->pane), "facility.edit", NULL);
  window_wait_page (window, "facility");
  label = wait_found (window->pane, GTK_TYPE_LABEL, "个人信息已脱敏。");
  gui_wait (is_shown, label);
  assert_takes (gtk_widget_get_next_sibling (label), "purpose");
  window_fixture_close (window);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static const YutuField *
get_many (void)
{
  static YutuChoice        choices[14];
  static YutuField         field = { .id = "many", .title = { "多选项", "Many" }, .type = YUTU_FIELD_ENUM };
  static const char *const words[] = { "金华", "津华", "近华", "进化", "禁话", "今华", "劲华",
                                       "甲", "乙", "丙", "丁", "戊", "己", "庚" };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    choices[i] = (YutuChoice){ words[i], { words[i], words[i] } };
  field.choices = choices;
  field.n_choices = G_N_ELEMENTS (choices);
  return &field;
}

/* The list of a choice, searched. */
static void
test_choice (void)
{
  YutuWindow        *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget         *dialog = gtk_window_new ();
  GtkWidget         *choice = yutu_form_choice_new (get_many (), "甲");
  GtkWidget         *search = NULL;
  GtkSelectionModel *list = NULL;

  gtk_widget_set_valign (choice, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (dialog), choice);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 300, 200);
  gtk_window_present (GTK_WINDOW (dialog));
  focus_window (dialog);
  gtk_widget_activate (choice);
  search = wait_found (choice, GTK_TYPE_SEARCH_ENTRY, NULL);
  assert_takes (search, "search of a choice");
  list = gtk_list_view_get_model (GTK_LIST_VIEW (window_find (choice, GTK_TYPE_LIST_VIEW, NULL)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), <=, 1); /* of fourteen */
  for (int i = 0; i < 5 && !is_hidden (search); i++)                        /* one may be the method's */
    {
      gui_xdotool ("key Escape");
      gui_wait_ms (400);
    }
  g_assert_true (is_hidden (search));
  close_window (dialog);
  window_fixture_close (window);
}

static void
test_names (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  go_to_town (window);
  activate (window, "workspace", g_variant_new_string ("edit"));
  activate (window, "rename", NULL);
  assert_takes (wait_field (window->edit_pane, "name"), "new name");
  gui_xdotool ("key Escape");
  yutu_edit_pane_add_place_name (window->edit_pane, yutu_point_from_degrees (119.62, 29.1));
  gui_wait_ms (250);
  assert_takes (wait_field (window->edit_pane, "name"), "name of a place");
  assert_takes (wait_field (window->edit_pane, "meaning"), "its meaning");
  window_fixture_close (window);
}

/* ---- Dialogs ---- */

static GtkWidget *
find_dialog (YutuWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != (gpointer)window && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window) &&
        gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static void
assert_dialog_takes (YutuWindow *window,
                     const char *action)
{
  GtkWidget *dialog;

  activate (window, action, NULL);
  gui_wait (has_dialog, window);
  gui_wait_ms (300);
  dialog = find_dialog (window);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (dialog))));
  assert_takes (window_find (dialog, ADW_TYPE_ENTRY_ROW, NULL), action);
  gtk_window_close (GTK_WINDOW (dialog));
  gui_wait_ms (200);
}

static gboolean
is_checked (gpointer data)
{
  return !yutu_findings_is_checking (data) && yutu_findings_get_result (data) != NULL &&
         yutu_findings_get_result (data)->findings->len > 0;
}

static gboolean
is_accepted (gpointer data)
{
  return is_checked (data) &&
         ((const YutuCheckFinding *)yutu_findings_get_result (data)->findings->pdata[0])->reason != NULL;
}

/* Why a finding is accepted. */
static void
test_reason (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *button = NULL;

  window_write (window, "UPDATE case_file SET due_on = '2024-03-01' WHERE id = "
                        "(SELECT min (id) FROM case_file WHERE closed_on IS NULL)");
  gui_xdotool ("key ctrl+shift+f");
  gui_wait (gtk_widget_get_mapped, window->findings);
  gui_wait (is_checked, window->findings);
  yutu_findings_choose_at (window->findings, 0);
  gui_wait_ms (200);
  button = wait_found (window->findings, GTK_TYPE_MENU_BUTTON, "接受…");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  assert_takes (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "reason of a finding");
  gui_xdotool ("key Return");
  gui_wait (is_accepted, window->findings);
  window_fixture_close (window);
}

static void
test_dialogs (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  assert_dialog_takes (window, "print");
  assert_dialog_takes (window, "work-as");
  window_fixture_close (window);
}

/* ---- Windows of their own ---- */

static gboolean
is_at_rest (gpointer data)
{
  return !yutu_act_assistant_is_busy (data);
}

static void
go_to_page (GtkWidget  *assistant,
            const char *action)
{
  gtk_widget_activate_action (assistant, action, NULL);
  gui_wait_ms (300);
  gui_wait (is_at_rest, assistant);
}

static void
test_act (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *assistant = NULL;
  GtkWidget  *entry = NULL;

  gui_xdotool ("key alt+2 ctrl+shift+a");
  assistant = wait_window (YUTU_TYPE_ACT_ASSISTANT);
  assert_takes (wait_field (assistant, "title"), "title of an act");
  go_to_page (assistant, "act.next");
  assert_takes (gtk_widget_get_ancestor (wait_found (assistant, GTK_TYPE_TEXT, NULL), GTK_TYPE_ENTRY), "paper");
  go_to_page (assistant, "act.next");
  gtk_widget_activate_action (assistant, "act.add-step", "s", "establish");
  gui_wait_ms (300);
  gui_wait (is_at_rest, assistant);
  assert_takes (wait_found (assistant, ADW_TYPE_ENTRY_ROW, NULL), "name of a new unit");
  assert_takes (wait_found (assistant, YUTU_TYPE_UNIT_FIELD, NULL), "unit above");
  entry = window_find (wait_found (assistant, ADW_TYPE_ACTION_ROW, "坐标"), GTK_TYPE_TEXT, NULL);
  type_keys (entry, "119.62,29.1");
  gui_xdotool ("key Return");
  gui_wait (is_at_rest, assistant);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (((YutuActStep *)yutu_act_assistant_get_spec (YUTU_ACT_ASSISTANT (assistant))->steps->pdata[0])->has_seat);
  close_window (assistant);
  window_fixture_close (window);
}

static void
test_boundary (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *dialog = NULL;
  GtkWidget  *row = NULL;

  gtk_window_present (GTK_WINDOW (yutu_boundary_dialog_new (GTK_WINDOW (window), window->session,
                                                            YUTU_BOUNDARY_ADD_PILLAR, window_ask (window, LINE),
                                                            "界桩", "{}", NULL)));
  dialog = wait_window (YUTU_TYPE_BOUNDARY_DIALOG);
  row = wait_found (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  type_keys (window_find (row, GTK_TYPE_TEXT, NULL), "119.62,29.1");
  g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (row))), >=, strlen ("119.62,29.1"));
  assert_takes (wait_field (dialog, "location"), "where a pillar stands");
  close_window (dialog);
  gtk_window_present (GTK_WINDOW (yutu_boundary_dialog_new (GTK_WINDOW (window), window->session,
                                                            YUTU_BOUNDARY_CHANGE_LINE, window_ask (window, LINE),
                                                            "界线", "{}", NULL)));
  dialog = wait_window (YUTU_TYPE_BOUNDARY_DIALOG);
  assert_takes (wait_field (dialog, "name"), "name of a line");
  close_window (dialog);
  gtk_window_present (GTK_WINDOW (yutu_boundary_dialog_new (GTK_WINDOW (window), window->session,
                                                            YUTU_BOUNDARY_RECORD_INSPECTION,
                                                            window_ask (window, INSPECTION), "联检", "{}", NULL)));
  dialog = wait_window (YUTU_TYPE_BOUNDARY_DIALOG);
  assert_takes (wait_found (dialog, GTK_TYPE_ENTRY, NULL), "record of an inspection");
  close_window (dialog);
  window_fixture_close (window);
}

/* ---- Days and coordinates ---- */

static gboolean
stands_on (gpointer data)
{
  return yutu_session_get_day (YUTU_WINDOW (data)->session) == yutu_day_parse ("2021-10-20");
}

static gboolean
is_compared (gpointer data)
{
  return yutu_compare_window_get_comparison (data) != NULL;
}

static void
test_days (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *compare = NULL;

  gui_xdotool ("key ctrl+d");
  type_keys (window_find (wait_found (window->date, GTK_TYPE_ENTRY, NULL), GTK_TYPE_TEXT, NULL), "2021.10.20");
  gui_xdotool ("key Return");
  gui_wait (stands_on, window);
  activate (window, "compare", NULL);
  compare = wait_window (YUTU_TYPE_COMPARE_WINDOW);
  gui_wait (is_compared, compare);
  type_keys (window_find (compare, GTK_TYPE_TEXT, NULL), "2020.01.02");
  gui_xdotool ("key Return");
  gui_wait_ms (200);
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_parent (window_find (compare, GTK_TYPE_TEXT, NULL)), "error"));
  gui_wait (is_compared, compare);
  close_window (compare);
  window_fixture_close (window);
}

static gboolean
is_drawing (gpointer data)
{
  return yutu_draw_tool_is_drawing (data);
}

static gsize
count_points (YutuDrawTool *tool)
{
  gsize n = 0;

  yutu_drawing_get_points (yutu_draw_tool_get_drawing (tool), &n);
  return n;
}

static void
test_coordinates (void)
{
  YutuWindow   *window = window_fixture_open (WIDTH, HEIGHT);
  YutuDrawTool *tool = NULL;
  GtkWidget    *entry = NULL;

  activate (window, "workspace", g_variant_new_string ("edit"));
  gtk_widget_grab_focus (GTK_WIDGET (window->map));
  gui_xdotool ("key m c");
  tool = yutu_edit_pane_get_draw_tool (window->edit_pane);
  gui_wait (is_drawing, tool);
  entry = wait_found (window->edit_pane, GTK_TYPE_TEXT, NULL);
  type_keys (entry, "119.62,29.1");
  gui_xdotool ("key Return");
  gui_wait_until (count_points (tool) == 1);
  type_keys (entry, "@120<45");
  gui_xdotool ("key Return");
  gui_wait_until (count_points (tool) == 2);
  window_fixture_close (window);
}

/* ---- Keys while the method composes ---- */

static void
left_cb (YutuSearchBox *box,
         gboolean      *is_left)
{
  *is_left = TRUE;
}

static gboolean
has_hits (gpointer data)
{
  return yutu_search_box_count (data) > 2 && g_strcmp0 (yutu_search_box_get_answered (data), TOWN) == 0;
}

static int
get_selected (YutuSearchBox *box)
{
  GtkWidget     *list = window_find (GTK_WIDGET (box), GTK_TYPE_LIST_BOX, NULL);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/* Down goes through the method's words, not through what was found; Esc ends the method's, not the search. */
static void
test_composing (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *text = window_find (GTK_WIDGET (window->search), GTK_TYPE_TEXT, NULL);
  gboolean    is_left = FALSE;
  int         selected = 0;

  yutu_search_box_start (window->search);
  type_jinhua (text); /* the method has started */
  gtk_editable_set_text (GTK_EDITABLE (text), TOWN);
  gtk_editable_set_position (GTK_EDITABLE (text), -1);
  gui_wait (has_hits, window->search);
  selected = get_selected (window->search);
  g_signal_connect (window->search, "left", G_CALLBACK (left_cb), &is_left);
  gui_xdotool ("type --delay 60 jinhua");
  gui_wait_ms (400);
  gui_xdotool ("key --delay 100 Down");
  gui_wait_ms (300);
  g_assert_cmpint (get_selected (window->search), ==, selected);
  gui_xdotool ("key Escape");
  gui_wait_ms (400);
  g_assert_false (is_left);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, TOWN);
  gui_xdotool ("key Down"); /* nothing is composed any more */
  gui_wait_ms (200);
  g_assert_cmpint (get_selected (window->search), ==, selected + 1);
  gui_xdotool ("key Escape");
  gui_wait_ms (200);
  g_assert_true (is_left);
  window_fixture_close (window);
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/input-method/filters", test_filters);
  g_test_add_func ("/gui/input-method/case", test_case);
  g_test_add_func ("/gui/input-method/facility", test_facility);
  g_test_add_func ("/gui/input-method/site", test_site);
  g_test_add_func ("/gui/input-method/choice", test_choice);
  g_test_add_func ("/gui/input-method/names", test_names);
  g_test_add_func ("/gui/input-method/reason", test_reason);
  g_test_add_func ("/gui/input-method/dialogs", test_dialogs);
  g_test_add_func ("/gui/input-method/act", test_act);
  g_test_add_func ("/gui/input-method/boundary", test_boundary);
  g_test_add_func ("/gui/input-method/days", test_days);
  g_test_add_func ("/gui/input-method/coordinates", test_coordinates);
  g_test_add_func ("/gui/input-method/composing", test_composing);
  return g_test_run ();
}
