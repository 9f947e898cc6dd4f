/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every panel of the window as a picture, in Chinese, light and dark, at two sizes: for the eye,
 * and a check that nothing of it asks for more room than there is. */

#include "window-fixture.h"

#include "ui/yutu-case-row.h"
#include "ui/yutu-module-page.h"

static gboolean
has_answer (gpointer data)
{
  return yutu_search_box_count (YUTU_WINDOW (data)->search) > 0;
}

static gboolean
has_case_row (gpointer data)
{
  GtkWidget *page = window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), YUTU_TYPE_MODULE_PAGE, NULL);

  return page != NULL && window_find (page, YUTU_TYPE_CASE_ROW, NULL) != NULL;
}

static gboolean
has_grade (gpointer data)
{
  return window_find (GTK_WIDGET (YUTU_WINDOW (data)->pane), GTK_TYPE_LABEL, "县级界线") != NULL;
}

typedef struct
{
  YutuWindow *window;
  const char *style;
  int         width;
} Album;

static void
take (const Album *album,
      GtkWidget   *popover,
      const char  *panel)
{
  g_autofree char *name = g_strdup_printf ("window-%s-%s-%d.png", panel, album->style, album->width);

  window_wait_settled (album->window);
  window_save_picture (album->window, popover, name);
}

static void
go_to (YutuWindow *window,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_file_find_place (yutu_session_get_file (window->session), text,
                                                      yutu_session_get_day (window->session), &error);

  g_assert_no_error (error);
  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, text);
}

static void
go_to_object (YutuWindow   *window,
              YutuPlaceKind kind,
              const char   *sql)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (kind, window_ask (window, sql));

  yutu_place_pane_go_to (window->pane, place);
  gui_wait_ms (150);
}

static void
go_to_lasso (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuShape) shape = yutu_file_parse_shape (
    yutu_session_get_file (window->session),
    "POLYGON((119.55 29.05, 119.62 29.03, 119.68 29.08, 119.64 29.14, 119.57 29.13, 119.55 29.05))",
    &error);
  g_autoptr (YutuPlace) place = NULL;

  g_assert_no_error (error);
  place = yutu_place_new_shape (shape);
  yutu_place_pane_go_to (window->pane, place);
  gui_wait_ms (300);
}

static void
take_pages (const Album *album)
{
  YutuWindow     *window = album->window;
  YutuModulePage *page;

  take (album, NULL, "start");
  go_to (window, "罗店镇");
  gui_wait_ms (100);
  take (album, NULL, "place");
  yutu_place_pane_show_module (window->pane, 1);
  gui_wait (has_case_row, window);
  take (album, NULL, "module");
  page = YUTU_MODULE_PAGE (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_MODULE_PAGE, NULL));
  yutu_module_page_activate (page, 0);
  window_wait_page (window, "case");
  take (album, NULL, "case");
  go_to_object (window, YUTU_PLACE_FACILITY, "SELECT id FROM facility WHERE kind = 'elderly.care-home' "
                                             "AND geom IS NOT NULL ORDER BY id LIMIT 1");
  take (album, NULL, "care-home");
  go_to_object (window, YUTU_PLACE_FACILITY, "SELECT id FROM facility WHERE kind = 'funeral.public-cemetery' "
                                             "AND geom IS NOT NULL ORDER BY id LIMIT 1");
  take (album, NULL, "cemetery");
  go_to_object (window, YUTU_PLACE_LINE,
                "SELECT id FROM boundary_line WHERE grade = 3 ORDER BY id LIMIT 1");
  gui_wait (has_grade, window);
  take (album, NULL, "line");
  go_to_lasso (window);
  take (album, NULL, "lasso");
}

static void
take_panels (const Album *album)
{
  YutuWindow *window = album->window;
  GtkWidget  *popover;

  go_to (window, "婺城区");
  adw_view_stack_set_visible_child_name (window->left_stack, "layers");
  take (album, NULL, "layers");
  adw_view_stack_set_visible_child_name (window->left_stack, "divisions");
  yutu_search_box_start (window->search);
  gtk_editable_set_text (GTK_EDITABLE (window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL)),
                         "罗店");
  gui_wait (has_answer, window);
  gui_wait_ms (150);
  take (album, window_find (GTK_WIDGET (window->search), GTK_TYPE_POPOVER, NULL), "search");
  gtk_editable_set_text (GTK_EDITABLE (window_find (GTK_WIDGET (window->search), GTK_TYPE_ENTRY, NULL)),
                         "");
  yutu_session_set_day (window->session, yutu_day_parse ("2021-10-20"));
  gui_wait_ms (300);
  yutu_date_button_popup (window->date);
  gui_wait_ms (200);
  popover = window_find (GTK_WIDGET (window->date), GTK_TYPE_POPOVER, NULL);
  take (album, popover, "date");
  gtk_popover_popdown (GTK_POPOVER (popover));
  gui_wait_ms (50);
}

static void
test_pictures (gconstpointer data)
{
  const char      *style = data;
  static const int sizes[][2] = { { 1280, 800 }, { 1920, 1080 } };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (style, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                  : ADW_COLOR_SCHEME_FORCE_LIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Album album = { window_fixture_open (sizes[i][0], sizes[i][1]), style, sizes[i][0] };

      take_pages (&album);
      take_panels (&album);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (album.window)), ==, sizes[i][0]);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (album.window)), ==, sizes[i][1]);
      window_fixture_close (album.window);
    }
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_data_func ("/gui/pictures/light", "light", test_pictures);
  g_test_add_data_func ("/gui/pictures/dark", "dark", test_pictures);
  return g_test_run ();
}
