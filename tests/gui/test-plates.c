/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The plates of a road in the window, by keys: the sheet by which they are made is saved, and that they were set is
 * recorded as one entry. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ui/yutu-plate-box.h"

#define LET_GO_MS 300 /* a window of before has let go of the keys */

/* A road with some doors, none of which has a plate yet. */
#define ROAD_SQL                                                                                                             \
  "SELECT p.id FROM place_name p WHERE p.class = 'road' AND p.valid_to = '9999-12-31' AND (SELECT count (*) FROM address a " \
  "WHERE a.place = p.id AND a.valid_to = '9999-12-31') BETWEEN 3 AND 60 AND NOT EXISTS (SELECT 1 FROM facility f JOIN "      \
  "address a ON a.id = f.address WHERE f.kind = 'division.name-sign' AND a.place = p.id) ORDER BY p.id LIMIT 1"
#define PLATES_SQL  "SELECT count (*) FROM facility WHERE kind = 'division.name-sign' AND address IS NOT NULL"
#define ENTRIES_SQL "SELECT count (*) FROM journal"

typedef struct
{
  YutuWindow *window;
  const char *text;
} Wish;

static GtkWidget *
find_in_box (YutuWindow *window,
             GType       type,
             const char *text)
{
  GtkWidget *box = window_find (GTK_WIDGET (window), YUTU_TYPE_PLATE_BOX, NULL);

  return box != NULL ? window_find (box, type, text) : NULL;
}

static gboolean
has_button (gpointer data)
{
  const Wish *wish = data;

  return find_in_box (wish->window, GTK_TYPE_BUTTON, wish->text) != NULL;
}

static gboolean
has_no_button (gpointer data)
{
  return !has_button (data);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_window (gpointer data)
{
  return find_window (*(const GType *)data) != NULL;
}

static gboolean
has_no_window (gpointer data)
{
  return find_window (*(const GType *)data) == NULL;
}

static gboolean
has_toast (gpointer data)
{
  const Wish *wish = data;

  return window_find (GTK_WIDGET (wish->window), GTK_TYPE_LABEL, wish->text) != NULL;
}

static gboolean
is_there (gpointer data)
{
  g_autofree char *text = NULL;
  gsize            size = 0;

  return g_file_get_contents (data, &text, &size, NULL) && size > 0;
}

static void
press (YutuWindow *window,
       const char *text)
{
  gtk_widget_grab_focus (find_in_box (window, GTK_TYPE_BUTTON, text));
  gui_xdotool ("key Return");
}

static YutuWindow *
open_road (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, window_ask (window, ROAD_SQL));

  yutu_session_set_place (window->session, place);
  gui_wait (has_button, &(Wish){ window, "制作单" });
  window_wait_settled (window);
  return window;
}

/* Plates that are to be made, as the command line counts them. */
static gint64
count_open (YutuWindow *window,
            gint64      road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlateList) list =
    yutu_file_list_plates (yutu_session_get_file (window->session), &(YutuPlateSource){ .place = road },
                           yutu_session_get_day (window->session), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (list->counts[YUTU_PLATE_TO_MAKE], >=, 3);
  return list->counts[YUTU_PLATE_TO_MAKE];
}

/* Asked first; Escape changes nothing, Enter records them all. */
static void
test_set (void)
{
  YutuWindow *window = open_road ();
  gint64      road = window_ask (window, ROAD_SQL);
  gint64      n_open = count_open (window, road);
  gint64      n_plates = window_ask (window, PLATES_SQL);
  gint64      n_entries = window_ask (window, ENTRIES_SQL);
  GType       dialog = ADW_TYPE_MESSAGE_DIALOG;
  g_autoptr (GError) error = NULL;

  window_save_picture (window, NULL, "plates.png");
  press (window, "登记安装");
  gui_wait (has_window, &dialog);
  gui_save_picture (find_window (dialog), "plates-set");
  gui_xdotool ("key Escape");
  gui_wait (has_no_window, &dialog);
  g_assert_cmpint (window_ask (window, ENTRIES_SQL), ==, n_entries);
  press (window, "登记安装");
  gui_wait (has_window, &dialog);
  gui_xdotool ("key Return");
  gui_wait (has_no_button, &(Wish){ window, "登记安装" }); /* nothing is left to be set */
  g_assert_cmpint (window_ask (window, PLATES_SQL), ==, n_plates + n_open);
  g_assert_cmpint (window_ask (window, ENTRIES_SQL), ==, n_entries + 1);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window)), ==, 0);
  yutu_store_undo (yutu_file_get_store (yutu_session_get_file (window->session)), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (window_ask (window, PLATES_SQL), ==, n_plates);
  window_fixture_close (window);
}

/* Under the name that is typed, as a sheet and as a table. */
static void
test_sheet (void)
{
  static const struct
  {
    const char *name;
    const char *begins;
  } files[] = { { "a.pdf", "%PDF" }, { "a.csv", "" } };
  g_autofree char *folder = g_dir_make_tmp ("yutu-plates-XXXXXX", NULL);
  GType            chooser = GTK_TYPE_FILE_CHOOSER_DIALOG;
  YutuWindow      *window = NULL;

  gui_wait_ms (LET_GO_MS);
  window = open_road ();
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_autofree char *text = NULL;

      press (window, "制作单");
      gui_wait (has_window, &chooser);
      gui_xdotool_printf ("windowfocus --sync %lu",
                          gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (find_window (chooser)))));
      gui_wait_ms (LET_GO_MS);
      gui_xdotool ("key ctrl+a");
      gui_xdotool_printf ("type %s", path);
      gui_wait_ms (LET_GO_MS);
      gui_xdotool ("key Return");
      gui_wait (has_no_window, &chooser);
      gui_wait (has_toast, &(Wish){ window, "已保存" });
      gui_wait (is_there, path);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, files[i].begins));
      if (i == 1)
        g_assert_nonnull (strstr (text, "号"));
      g_remove (path);
    }
  g_rmdir (folder);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/plates/set", test_set);
  g_test_add_func ("/gui/plates/sheet", test_sheet);
  return g_test_run ();
}
