/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Chinese typed through an input method (run-input-method.sh starts it), into every kind of entry: the
 * pre-edit text is the method's and is left alone by what checks, filters or searches while one types;
 * what it commits arrives whole, and once. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>

#include "ui/yutu-form.h"
#include "ui/yutu-register-list.h"
#include "ui/yutu-sheet-dialog.h"

#define TOWN      "罗店镇"
#define CARE_HOME "SELECT id FROM facility WHERE kind = 'elderly.care-home' AND geom IS NOT NULL ORDER BY id LIMIT 1"

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

static void
test_dialogs (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);

  assert_dialog_takes (window, "print");
  assert_dialog_takes (window, "work-as");
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
  g_test_add_func ("/gui/input-method/names", test_names);
  g_test_add_func ("/gui/input-method/dialogs", test_dialogs);
  return g_test_run ();
}
