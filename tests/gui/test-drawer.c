/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The drawer under a map, on the demo county, without addresses, made once: by mouse, and by keyboard
 * alone; what it lists is asked of the file by plain SQL. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gui-support.h"
#include "ui/yutu-application.h"
#include "ui/yutu-drawer-private.h"
#include "ui/yutu-map-view-private.h"
#include "ui/yutu-table-growth.h"
#include "ui/yutu-words.h"

#define WIDTH  1280
#define HEIGHT 800
#define MAP_PX 460

#define OPENED_COLUMN 7

#define DOUBLE_CLICK_MS 450

static YutuSession *demo;

typedef struct
{
  GtkWidget   *box;
  YutuMapView *map;
  YutuDrawer  *drawer;
  GtkWindow   *window;
  gint64       opened;       /* case of the last "case-opened" */
  gint64       opened_place; /* id of the place of the last signal */
} Fixture;

/* ---- Predicates and signals ---- */

static gboolean
is_settled (gpointer data)
{
  Fixture *self = data;

  return yutu_drawer_is_settled (self->drawer) && yutu_map_view_is_settled (self->map);
}

static void
settle (Fixture *self)
{
  gui_wait (is_settled, self);
  gui_wait_ms (60);
}

static gboolean
has_opened (gpointer data)
{
  return ((Fixture *)data)->opened != 0;
}

static gboolean
has_chosen (gpointer data)
{
  const Fixture *self = data;
  YutuTable     *table = self->drawer->tables[yutu_drawer_get_kind (self->drawer)];

  return yutu_table_get_case (table) != NULL || yutu_table_get_facility (table) != NULL;
}

static void
case_opened_cb (YutuDrawer *drawer,
                gint64      id,
                YutuPlace  *place,
                Fixture    *self)
{
  self->opened = id;
  self->opened_place = place != NULL ? yutu_place_get_id (place) : 0;
  if (place != NULL)
    yutu_session_set_place (demo, place);
}

static void
place_cb (YutuDrawer *drawer,
          YutuPlace  *place,
          Fixture    *self)
{
  self->opened_place = yutu_place_get_id (place);
  yutu_session_set_place (demo, place);
}

/* ---- Asking the file ---- */

typedef struct
{
  const char *sql;
  gint64      value;
} Question;

static gboolean
ask_in_read (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Question *question = data;

  return yutu_connection_get_int64 (connection, question->sql, -1, &question->value, error);
}

static gint64 ask (const char *format,
                   ...) G_GNUC_PRINTF (1, 2);

static gint64
ask (const char *format,
     ...)
{
  va_list          args;
  g_autofree char *sql = NULL;
  Question         question = { 0 };
  g_autoptr (GError) error = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  question.sql = sql;
  yutu_store_read (yutu_file_get_store (yutu_session_get_file (demo)), ask_in_read, &question, NULL,
                   &error);
  g_assert_no_error (error);
  return question.value;
}

#define OPEN_SQL    "FROM case_file WHERE closed_on IS NULL AND opened_on <= '2026-11-24'"
#define OVERDUE_SQL OPEN_SQL " AND due_on < '2026-11-24'"

/* ---- Hands ---- */

static void
click (GtkWidget *widget,
       int        clicks)
{
  graphene_point_t middle = GRAPHENE_POINT_INIT ((float)gtk_widget_get_width (widget) / 2,
                                                 (float)gtk_widget_get_height (widget) / 2);
  GtkWidget       *root = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_point_t at;

  g_assert_true (gtk_widget_compute_point (widget, root, &middle, &at));
  gui_xdotool_printf ("mousemove %d %d click --repeat %d --delay 60 1", (int)at.x, (int)at.y, clicks);
}

/* The first mapped descendant whose tooltip or label has @text in it. */
static GtkWidget *
find (GtkWidget  *root,
      GType       type,
      const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget  *found = NULL;
      const char *words = GTK_IS_LABEL (child) ? gtk_label_get_label (GTK_LABEL (child))
                                               : gtk_widget_get_tooltip_text (child);

      if (!gtk_widget_get_mapped (child))
        continue;
      if (g_type_is_a (G_OBJECT_TYPE (child), type) &&
          (text == NULL || (words != NULL && strstr (words, text) != NULL)))
        return child;
      found = find (child, type, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
must_find (GtkWidget  *root,
           GType       type,
           const char *text)
{
  GtkWidget *found = find (root, type, text);

  if (found == NULL)
    g_error ("there is no %s “%s”", g_type_name (type), text);
  return found;
}

static GtkWidget *
get_first_row (YutuTable *table)
{
  return gtk_widget_get_first_child (must_find (GTK_WIDGET (table), GTK_TYPE_LIST_VIEW, NULL));
}

static void
assert_count (Fixture *self,
              gint64   n)
{
  g_autofree char *number = yutu_words_count (n);
  const char      *words = gtk_label_get_label (self->drawer->count);

  if (!g_str_has_prefix (words, number))
    g_error ("“%s” does not say %s", words, number);
}

/* ---- Fixture ---- */

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  GtkWidget *map = yutu_map_view_new ();
  GtkWidget *drawer = yutu_drawer_new ();

  gui_xdotool ("mousemove 1270 790");
  yutu_session_set_place (demo, NULL);
  self->map = YUTU_MAP_VIEW (map);
  self->drawer = YUTU_DRAWER (drawer);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (map, -1, MAP_PX);
  gtk_widget_set_vexpand (map, FALSE);
  gtk_widget_set_vexpand (drawer, TRUE);
  gtk_box_append (GTK_BOX (self->box), map);
  gtk_box_append (GTK_BOX (self->box), drawer);
  yutu_map_view_set_session (self->map, demo);
  yutu_drawer_set_map (self->drawer, self->map);
  yutu_drawer_set_session (self->drawer, demo);
  g_signal_connect (drawer, "case-opened", G_CALLBACK (case_opened_cb), self);
  g_signal_connect (drawer, "place-opened", G_CALLBACK (place_cb), self);
  g_signal_connect (drawer, "place-chosen", G_CALLBACK (place_cb), self);
  self->window = gui_show (self->box, WIDTH, HEIGHT);
  settle (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gui_close (self->window, self->box);
}

/* ---- By mouse ---- */

static void
test_board_and_list_agree (Fixture      *self,
                           gconstpointer data)
{
  const YutuDueBoard *board = yutu_due_matrix_get_board (self->drawer->matrix);
  gint64              overdue = ask ("SELECT count (*) " OVERDUE_SQL);

  g_assert_cmpint (overdue, >, 0);
  g_assert_cmpint (board->total.n[YUTU_DUE_OVERDUE], ==, overdue);
  assert_count (self, overdue);
  g_assert_cmpint (yutu_marks_get_n (self->map->marks), ==,
                   ask ("SELECT count (*) " OVERDUE_SQL " AND x IS NOT NULL"));
  gui_save_picture (self->box, "drawer-board.png");
  click (must_find (GTK_WIDGET (self->drawer->matrix), GTK_TYPE_BUTTON, "Elderly services, This month"), 1);
  settle (self);
  assert_count (self, ask ("SELECT count (*) " OPEN_SQL " AND module = 'elderly' AND due_on BETWEEN "
                           "'2026-11-24' AND '2026-11-30'"));
}

static void
test_board_by_place (Fixture      *self,
                     gconstpointer data)
{
  gint64 town = ask ("SELECT township " OVERDUE_SQL " GROUP BY township ORDER BY count (*) DESC LIMIT 1");

  click (must_find (GTK_WIDGET (self->drawer->matrix), GTK_TYPE_TOGGLE_BUTTON, NULL), 1);
  click (gtk_widget_get_next_sibling (
           must_find (GTK_WIDGET (self->drawer->matrix), GTK_TYPE_TOGGLE_BUTTON, NULL)),
         1);
  g_assert_true (yutu_due_matrix_is_by_place (self->drawer->matrix));
  g_signal_emit_by_name (self->drawer->matrix, "unit-chosen", town, YUTU_DUE_OVERDUE);
  settle (self);
  g_assert_cmpint (self->opened_place, ==, town);
  assert_count (self, ask ("SELECT count (*) " OVERDUE_SQL " AND township = %" G_GINT64_FORMAT, town));
  g_assert_cmpint (yutu_due_matrix_get_board (self->drawer->matrix)->level, ==, 5);
  gui_save_picture (self->box, "drawer-place.png");
  click (GTK_WIDGET (self->drawer->whole_county), 1);
  settle (self);
  assert_count (self, ask ("SELECT count (*) " OVERDUE_SQL));
}

static void
test_rows_and_map (Fixture      *self,
                   gconstpointer data)
{
  YutuTable         *table = self->drawer->tables[YUTU_LIST_CASES];
  const YutuCaseRow *row = NULL;
  YutuMapPoint       at;
  YutuView           view;
  double             x, y;
  gint64             id;

  click (get_first_row (table), 1);
  gui_wait (has_chosen, self);
  row = yutu_table_get_case (table);
  id = row->id;
  g_assert_true (self->map->has_ring);
  settle (self);
  gui_save_picture (self->box, "drawer-chosen.png");
  /* The other way: close up, the mark is alone. */
  at = yutu_projection_forward (self->map->epsg, row->point);
  yutu_map_view_set_view (self->map, at.x, at.y, yutu_zoom_to_resolution (self->map->epsg, 19));
  settle (self);
  yutu_table_choose (table, 0);
  g_assert_null (yutu_table_get_case (table));
  yutu_map_view_get_view (self->map, &view);
  yutu_view_to_screen (&view, at.x, at.y, &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", (int)x, (int)y);
  gui_wait (has_chosen, self);
  row = yutu_table_get_case (table);
  /* Of several in one point it is the gravest, which was due first of those that are overdue. */
  g_assert_cmpint (ask ("SELECT count (*) FROM case_file a JOIN case_file b ON a.x = b.x AND a.y = b.y "
                        "WHERE a.id = %" G_GINT64_FORMAT " AND b.id = %" G_GINT64_FORMAT,
                        id, row->id),
                   ==, 1);
  click (get_first_row (table), 2);
  gui_wait (has_opened, self);
}

static void
test_header_sorts (Fixture      *self,
                   gconstpointer data)
{
  YutuTable *table = self->drawer->tables[YUTU_LIST_CASES];
  GtkWidget *header = NULL;

  yutu_drawer_show_page (self->drawer, "cases");
  settle (self);
  assert_count (self, ask ("SELECT count (*) " OPEN_SQL));
  header = must_find (GTK_WIDGET (table), GTK_TYPE_LABEL, "Case title");
  for (int way = 0; way < 2; way++)
    {
      gint64 first = ask ("SELECT id " OPEN_SQL " ORDER BY title %s, id %s LIMIT 1",
                          way == 0 ? "ASC" : "DESC", way == 0 ? "ASC" : "DESC");

      click (header, 1);
      settle (self);
      click (get_first_row (table), 1);
      gui_wait (has_chosen, self);
      g_assert_cmpint (yutu_table_get_case (table)->id, ==, first);
      yutu_table_choose (table, 0);
      gui_wait_ms (DOUBLE_CLICK_MS); /* two clicks on a header, not a double one */
    }
  gui_save_picture (self->box, "drawer-cases.png");
}

static gboolean
has_chosen_last (gpointer data)
{
  const Fixture *self = data;
  YutuTable     *table = self->drawer->tables[YUTU_LIST_CASES];

  return yutu_table_get_case (table) != NULL &&
         yutu_table_get_case (table)->id == ask ("SELECT id FROM case_file WHERE opened_on <= '2026-11-24' "
                                                 "ORDER BY opened_on DESC, id DESC LIMIT 1");
}

/* A list is shown before all of its rows are; it must be whole for who looks for one. */
static void
test_a_long_list_is_whole (Fixture      *self,
                           gconstpointer data)
{
  YutuTable     *table = self->drawer->tables[YUTU_LIST_CASES];
  YutuListFilter *filter = self->drawer->list_filters[YUTU_LIST_CASES];
  gint64         n = ask ("SELECT count (*) FROM case_file WHERE opened_on <= '2026-11-24'");
  gint64         some = ask ("SELECT id FROM case_file WHERE opened_on <= '2026-11-24' "
                             "ORDER BY opened_on, id LIMIT 1 OFFSET 2000");

  g_assert_cmpint (n, >, 2500);
  yutu_drawer_show_page (self->drawer, "cases");
  yutu_list_filter_set_open_only (filter, FALSE);
  yutu_table_sort (table, OPENED_COLUMN, FALSE);
  gui_wait (is_settled, self);
  g_assert_cmpint (yutu_table_get_n_rows (table), ==, n);
  /* A row that is not yet shown is chosen. */
  yutu_table_choose (table, some);
  gui_wait (has_chosen, self);
  g_assert_cmpint (yutu_table_get_case (table)->id, ==, some);
  /* Anew, and by the keyboard to the last one, at once. */
  yutu_table_choose (table, 0);
  yutu_table_scroll_to (table, 0);
  gui_wait_ms (100);
  click (get_first_row (table), 1);
  gui_wait (has_chosen, self);
  yutu_table_choose (table, 0);
  yutu_list_filter_set_open_only (filter, TRUE);
  settle (self);
  yutu_list_filter_set_open_only (filter, FALSE);
  gui_wait (is_settled, self);
  gui_xdotool ("key End");
  gui_wait (has_chosen_last, self);
  g_assert_cmpint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (
                     GTK_COLUMN_VIEW (gtk_widget_get_ancestor (get_first_row (table), GTK_TYPE_COLUMN_VIEW))))),
                   ==, n - 1);
  gui_wait_ms (100);
  gui_save_picture (self->box, "drawer-last.png");
  gui_xdotool ("key Home");
  gui_wait_ms (100);
  gui_wait (has_chosen, self);
  g_assert_cmpint (yutu_table_get_case (table)->id, ==,
                   ask ("SELECT id FROM case_file WHERE opened_on <= '2026-11-24' ORDER BY opened_on, id LIMIT 1"));
}

static void
test_facilities_by_initials (Fixture      *self,
                             gconstpointer data)
{
  YutuTable *table = self->drawer->tables[YUTU_LIST_FACILITIES];

  yutu_drawer_show_page (self->drawer, "facilities");
  settle (self);
  assert_count (self, ask ("SELECT count (*) FROM facility WHERE valid_from <= '2026-11-24' AND "
                           "valid_to > '2026-11-24'"));
  yutu_list_filter_focus (self->drawer->list_filters[YUTU_LIST_FACILITIES]);
  gui_xdotool ("type zlzx");
  gui_wait_ms (300);
  settle (self);
  g_assert_cmpint (yutu_table_get_n_rows (table), >, 0);
  g_assert_cmpint (yutu_table_get_n_rows (table), <, 1000);
  gui_save_picture (self->box, "drawer-facilities.png");
  gui_xdotool ("key ctrl+a type qqqqqqqq");
  gui_wait_ms (300);
  settle (self);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->drawer->nothing)));
  gui_save_picture (self->box, "drawer-nothing.png");
  click (GTK_WIDGET (self->drawer->nothing_button), 1);
  settle (self);
  g_assert_cmpint (yutu_table_get_n_rows (table), >, 1000);
}

/* ---- What changes meanwhile ---- */

static gboolean
close_one (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  return yutu_connection_exec (connection,
                               "UPDATE case_file SET closed_on = '2026-11-24', due_on = NULL WHERE id = "
                               "(SELECT id " OVERDUE_SQL " ORDER BY due_on, id LIMIT 1)",
                               error);
}

static gboolean
is_stale (gpointer data)
{
  return ((Fixture *)data)->drawer->is_stale;
}

static void
test_follows_the_data (Fixture      *self,
                       gconstpointer data)
{
  gint64        overdue = ask ("SELECT count (*) " OVERDUE_SQL);
  YutuEntrySpec entry = { "test", "test", "tester", FALSE };
  g_autoptr (GError) error = NULL;

  assert_count (self, overdue);
  yutu_store_write (yutu_file_get_store (yutu_session_get_file (demo)), &entry, close_one, NULL, NULL,
                    NULL, &error);
  g_assert_no_error (error);
  gui_wait (is_stale, self);
  settle (self);
  assert_count (self, overdue - 1);
  g_assert_cmpint (yutu_due_matrix_get_board (self->drawer->matrix)->total.n[YUTU_DUE_OVERDUE], ==,
                   overdue - 1);
}

/* ---- Saving ---- */

static gboolean
is_saved (gpointer data)
{
  return ((Fixture *)data)->drawer->saving == NULL;
}

static void
message_cb (YutuDrawer *drawer,
            const char *text,
            char      **said)
{
  *said = g_strdup (text);
}

static void
failed_cb (YutuDrawer   *drawer,
           const GError *error,
           gpointer      data)
{
  g_error ("%s", error->message);
}

static void
test_saves_what_is_listed (Fixture      *self,
                           gconstpointer data)
{
  gint64           overdue = ask ("SELECT count (*) " OVERDUE_SQL);
  g_autofree char *folder = g_dir_make_tmp ("yutu-save-XXXXXX", NULL);
  g_autofree char *csv = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *xlsx = g_build_filename (folder, "list.xlsx", NULL);
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GCancellable) given_up = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const char *const headings[YUTU_LIST_CASE_COLUMNS + 1] = { "1", "2", "3", "4", "5", "6", "7",
                                                             "8", "9", "10", "11", "12", "13" };
  YutuListWords     words = { headings, NULL, "list" };
  gint64            rows = 0;

  g_signal_connect (self->drawer, "message", G_CALLBACK (message_cb), &said);
  g_signal_connect (self->drawer, "failed", G_CALLBACK (failed_cb), NULL);
  yutu_drawer_save (self->drawer, csv);
  gui_wait (is_saved, self);
  g_assert_nonnull (said);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  /* Heading, rows, and nothing behind the last. */
  g_assert_cmpint ((gint64)g_strv_length (lines), ==, overdue + 2);
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbf"
                                             "Case number,"));
  for (gint64 i = 0; i < 20; i++)
    g_assert_cmpint (ask ("SELECT id FROM case_file WHERE '%.*s' = case_no",
                          (int)strcspn (lines[1 + i], ","), lines[1 + i]),
                     ==,
                     ask ("SELECT id " OVERDUE_SQL " ORDER BY due_on, id LIMIT 1 OFFSET %" G_GINT64_FORMAT,
                          i));
  /* Given up, it leaves nothing. */
  g_cancellable_cancel (given_up);
  g_assert_false (yutu_file_save_list (yutu_session_get_file (demo), yutu_session_get_modules (demo),
                                       yutu_table_get_spec (self->drawer->tables[YUTU_LIST_CASES]),
                                       &words, xlsx, NULL, &rows, given_up, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (xlsx, G_FILE_TEST_EXISTS));
  yutu_drawer_save (self->drawer, xlsx);
  gui_wait (is_saved, self);
  g_assert_true (g_file_test (xlsx, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_remove (csv), ==, 0);
  g_assert_cmpint (g_remove (xlsx), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* ---- Great letters ---- */

static void
test_great_letters_fit (Fixture      *self,
                        gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;
  int          least = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gui_wait_ms (300);
  settle (self);
  gtk_widget_measure (GTK_WIDGET (self->drawer), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  gui_save_picture (self->box, "drawer-great.png");
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (least, <=, WIDTH);
}

/* ---- By keyboard alone ---- */

static gboolean
has_focus_in (Fixture   *self,
              GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
tab_to (Fixture   *self,
        GtkWidget *widget)
{
  for (int i = 0; i < 40 && !has_focus_in (self, widget); i++)
    gui_xdotool ("key Tab");
  g_assert_true (has_focus_in (self, widget));
}

static void
test_by_keyboard (Fixture      *self,
                  gconstpointer data)
{
  YutuTable *table = self->drawer->tables[YUTU_LIST_CASES];

  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  /* A number of the board: its row is listed. */
  tab_to (self, gtk_widget_get_last_child (adw_bin_get_child (ADW_BIN (self->drawer->matrix))));
  gui_xdotool ("key Down key space");
  gui_wait_ms (100);
  settle (self);
  /* Another order by the menu. */
  tab_to (self, GTK_WIDGET (self->drawer->sort_button));
  gui_xdotool ("key space");
  gui_wait_ms (200);
  gui_xdotool ("key Down key Down key Down key Return");
  settle (self);
  {
    guint    column = 0;
    gboolean descending = TRUE;

    yutu_table_get_sort (table, &column, &descending);
    g_assert_cmpuint (column, !=, 0);
  }
  /* Rows, and the case. */
  tab_to (self, GTK_WIDGET (table));
  gui_xdotool ("key Down key Down");
  gui_wait (has_chosen, self);
  g_assert_true (self->map->has_ring || self->map->has_ring_place);
  gui_xdotool ("key Return");
  gui_wait (has_opened, self);
  g_assert_cmpint (self->opened, ==, yutu_table_get_case (table)->id);
  /* What was opened from here does not change what is listed. */
  settle (self);
  g_assert_true (gtk_toggle_button_get_active (self->drawer->whole_county));
}

/* ---- Made once ---- */

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;

  demo = yutu_session_new_demo_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_loaded (gpointer data)
{
  return demo != NULL && yutu_session_get_layers (demo) != NULL &&
         yutu_session_get_units (demo) != NULL;
}

static void
load_css (void)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (css, "/org/yutu/Yutu/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* The n-th drop-down under @root. */
static GtkDropDown *
find_drop_down (GtkWidget *root,
                int       *n)
{
  GtkDropDown *found = NULL;

  if (GTK_IS_DROP_DOWN (root))
    return (*n)-- == 0 ? GTK_DROP_DOWN (root) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_drop_down (child, n);
  return found;
}

static void
select_in (GtkWidget *filter,
           int        n,
           guint      position)
{
  GtkDropDown *drop_down = find_drop_down (filter, &n);

  g_assert_nonnull (drop_down);
  gtk_drop_down_set_selected (drop_down, position);
}

/* Facilities of one register are saved with all its fields. */
static void
test_saves_a_register_whole (Fixture      *self,
                             gconstpointer data)
{
  GtkWidget          *filter = GTK_WIDGET (self->drawer->list_filters[YUTU_LIST_FACILITIES]);
  const YutuRegister *reg = yutu_modules_get (yutu_session_get_modules (demo), 1)->registers;
  g_autofree char    *folder = g_dir_make_tmp ("yutu-save-XXXXXX", NULL);
  g_autofree char    *csv = g_build_filename (folder, "register.csv", NULL);
  g_autofree char    *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 n = ask ("SELECT count (*) FROM facility WHERE kind = '%s' AND valid_from <= '2026-11-24' "
                  "AND valid_to > '2026-11-24'",
                  reg->full_id);

  g_signal_connect (self->drawer, "failed", G_CALLBACK (failed_cb), NULL);
  yutu_drawer_show_page (self->drawer, "facilities");
  settle (self);
  select_in (filter, 0, 2); /* the second module, behind "all" */
  settle (self);
  select_in (filter, 1, 1);
  settle (self);
  assert_count (self, n);
  yutu_drawer_save (self->drawer, csv);
  gui_wait (is_saved, self);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpint ((gint64)g_strv_length (lines), ==, n + 2);
  for (gsize i = 0; i < reg->n_fields; i++)
    g_assert_nonnull (strstr (lines[0], yutu_title_get (&reg->fields[i].title)));
  g_assert_cmpint (g_remove (csv), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* ---- Growing ---- */

#define TEST_TYPE_ROWS (test_rows_get_type ())
G_DECLARE_FINAL_TYPE (TestRows, test_rows, TEST, ROWS, GObject)

struct _TestRows
{
  GObject parent_instance;

  YutuTableGrowth *growth;
};

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return yutu_table_growth_get_n_items (TEST_ROWS (model)->growth);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return position < get_n_items (model) ? gtk_string_object_new ("row") : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRows, test_rows, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
test_rows_class_init (TestRowsClass *klass)
{
}

static void
test_rows_init (TestRows *self)
{
}

static guint n_made;

static void
make_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new ("row"));
  n_made++;
}

static gboolean
is_grown (gpointer data)
{
  return yutu_table_growth_get_n_items (data) == yutu_table_growth_get_total (data);
}

/* A list of a hundred thousand rows: few are made at once, all are there soon, and at once for who goes to the
 * last; it is given up while it grows. */
static void
test_a_list_grows (void)
{
  g_autoptr (TestRows) rows = g_object_new (TEST_TYPE_ROWS, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *list = gtk_list_view_new (NULL, factory);
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWindow          *window = NULL;
  YutuTableGrowth    *growth = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (make_row_cb), NULL);
  growth = rows->growth = yutu_table_growth_new (G_LIST_MODEL (rows), list);
  gtk_list_view_set_model (GTK_LIST_VIEW (list),
                           GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (rows)))));
  g_object_unref (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  window = gui_show_unfocused (scroller, 400, 300);
  n_made = 0;
  yutu_table_growth_begin (growth, 100000);
  g_assert_cmpuint (get_n_items (G_LIST_MODEL (rows)), <, 40);
  g_assert_cmpuint (n_made, <, 40);
  gui_wait (is_grown, growth);
  g_assert_cmpuint (n_made, >=, 200);
  yutu_table_growth_begin (growth, 3);
  g_assert_cmpuint (get_n_items (G_LIST_MODEL (rows)), ==, 3);
  yutu_table_growth_begin (growth, 500);
  g_assert_cmpuint (get_n_items (G_LIST_MODEL (rows)), <, 40);
  yutu_table_growth_show_all (growth);
  g_assert_cmpuint (get_n_items (G_LIST_MODEL (rows)), ==, 500);
  yutu_table_growth_begin (growth, 0);
  yutu_table_growth_begin (growth, 100); /* no more rows than GTK keeps: it grows too */
  g_assert_cmpuint (get_n_items (G_LIST_MODEL (rows)), <, 40);
  gui_wait (is_grown, growth);
  yutu_table_growth_begin (growth, 0);
  yutu_table_growth_begin (growth, 100000);
  gtk_list_view_set_model (GTK_LIST_VIEW (list), NULL);
  yutu_table_growth_free (growth);
  gui_wait_frames (GTK_WIDGET (window), 3);
  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "board-and-list-agree", test_board_and_list_agree },
    { "board-by-place", test_board_by_place },
    { "rows-and-map", test_rows_and_map },
    { "header-sorts", test_header_sorts },
    { "a-long-list-is-whole", test_a_long_list_is_whole },
    { "facilities-by-initials", test_facilities_by_initials },
    { "follows-the-data", test_follows_the_data },
    { "saves-what-is-listed", test_saves_what_is_listed },
    { "saves-a-register-whole", test_saves_a_register_whole },
    { "great-letters-fit", test_great_letters_fit },
    { "by-keyboard", test_by_keyboard },
  };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *remove = NULL;
  g_autoptr (YutuApplication) application = NULL;
  int status;

  gui_init (&argc, &argv);
  application = yutu_application_new (); /* brings templates and style sheet */
  load_css ();
  folder = g_dir_make_tmp ("yutu-drawer-XXXXXX", NULL);
  path = g_build_filename (folder, "demo.yutu", NULL);
  yutu_session_new_demo_async (path, 0, NULL, NULL, NULL, made_cb, NULL);
  gui_wait (is_loaded, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strconcat ("/gui/drawer/", tests[i].name, NULL);

      g_test_add (name, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  g_test_add_func ("/gui/drawer/a-list-grows", test_a_list_grows);
  status = g_test_run ();
  g_clear_object (&demo);
  remove = g_strdup_printf ("rm -r '%s'", folder);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  return status;
}
