/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The check in the window: two things broken on purpose are found, lead to their place, are accepted and
 * mended, by keyboard and by mouse, and undone. */

#include "window-fixture.h"

#define WIDTH  1280
#define HEIGHT 800

static gboolean
is_checked (gpointer data)
{
  YutuFindings *findings = data;

  return !yutu_findings_is_checking (findings) && yutu_findings_get_result (findings) != NULL;
}

static guint
count_open (YutuWindow *window)
{
  gui_wait (is_checked, window->findings);
  return yutu_check_count_open (yutu_findings_get_result (window->findings)->findings);
}

static guint
count_all (YutuWindow *window)
{
  gui_wait (is_checked, window->findings);
  return yutu_findings_get_result (window->findings)->findings->len;
}

/* The number of the finding of @rule. */
static guint
find_rule (YutuWindow *window,
           const char *rule)
{
  const GPtrArray *findings = yutu_findings_get_result (window->findings)->findings;

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((const YutuCheckFinding *)findings->pdata[i])->rule, rule))
      return i;
  g_assert_not_reached ();
}

static gboolean
has_place (gpointer data)
{
  return yutu_session_get_place (((YutuWindow *)data)->session) != NULL;
}

static gboolean
is_mapped (gpointer data)
{
  return *(GtkWidget **)data != NULL && gtk_widget_get_mapped (*(GtkWidget **)data);
}

static gboolean
has_open_findings (gpointer data)
{
  YutuWindow *window = data;

  return is_checked (window->findings) && count_open (window) == 1;
}

static gboolean
has_no_open_findings (gpointer data)
{
  YutuWindow *window = data;

  return is_checked (window->findings) && count_open (window) == 0;
}

static GtkWidget *
find_repair (YutuWindow *window)
{
  GtkWidget *popover =
    GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (window_find (
      GTK_WIDGET (window->findings), GTK_TYPE_MENU_BUTTON, "修复…"))));

  return window_find (popover, GTK_TYPE_BUTTON, "2024-03-01");
}

static gboolean
has_repair (gpointer data)
{
  return find_repair (data) != NULL;
}

static gboolean
is_undone (gpointer data)
{
  return window_ask (data, "SELECT count(*) FROM case_file WHERE due_on = '2024-03-01' AND id = "
                           "(SELECT min (id) FROM case_file WHERE closed_on IS NULL)") == 1;
}

static void
test_story (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GtkWidget  *widget = NULL;

  /* Nothing is kept free for what is not shown. */
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window->drawer_revealer)), ==, 0);
  window_write (window, "UPDATE case_file SET due_on = '2024-03-01' WHERE id = "
                        "(SELECT min (id) FROM case_file WHERE closed_on IS NULL)");
  window_write (window, "UPDATE division SET seat = MakePoint (119.9, 29.5, 4490) WHERE id = "
                        "(SELECT max (id) FROM division WHERE level = 4 AND valid_to = '9999-12-31')");

  /* The keyboard finds them. */
  gui_xdotool ("key ctrl+shift+f");
  gui_wait ((GuiPredicate)gtk_widget_get_mapped, window->findings);
  g_assert_cmpuint (count_open (window), ==, 2);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window->findings)), ==, 0);
  window_save_picture (window, NULL, "findings.png");

  /* A row leads to its place; it is accepted, and stays listed. */
  yutu_findings_choose_at (window->findings, find_rule (window, "seat-outside"));
  gui_wait (has_place, window);
  widget = window_find (GTK_WIDGET (window->findings), GTK_TYPE_MENU_BUTTON, "接受…");
  window_click (widget);
  widget = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)));
  gui_wait (is_mapped, &widget);
  gui_wait_ms (200);
  gui_xdotool ("type --delay 30 'ok for now'");
  window_save_picture (window, widget, "findings-accept.png");
  gui_xdotool ("key Return");
  gui_wait (has_open_findings, window);
  g_assert_cmpuint (count_all (window), ==, 2);
  g_assert_cmpstr (
    ((const YutuCheckFinding *)yutu_findings_get_result (window->findings)
       ->findings->pdata[find_rule (window, "seat-outside")])
      ->reason,
    ==, "ok for now");

  /* The other is mended, and Undo takes that back. */
  yutu_findings_choose_at (window->findings, find_rule (window, "case-due"));
  gui_wait_ms (100);
  window_click (window_find (GTK_WIDGET (window->findings), GTK_TYPE_MENU_BUTTON, "修复…"));
  gui_wait (has_repair, window);
  gui_wait_ms (200);
  window_save_picture (window, gtk_widget_get_ancestor (find_repair (window), GTK_TYPE_POPOVER),
                       "findings-mend.png");
  window_click (find_repair (window));
  gui_wait (has_no_open_findings, window);
  g_assert_cmpint (is_undone (window), ==, FALSE);
  gui_xdotool ("key ctrl+z");
  gui_wait (is_undone, window);

  gui_xdotool ("key F7");
  gui_wait_ms (300);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (window->findings)));
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/findings/story", test_story);
  return g_test_run ();
}
