/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list of written addresses in the window: pasted, looked through and written back by keyboard; what was
 * decided outlives a kill, and is gone on with by mouse. */

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "session/yutu-address-columns.h"
#include "transfer/yutu-source.h"
#include "ui/yutu-draft-bar.h"
#include "ui/yutu-review-detail.h"
#include "ui/yutu-review-table.h"

#define WIDTH  1280
#define HEIGHT 800

/* ---- The list: twelve rows under a heading ---- */

static const char TODAY[] = "valid_from <= '2026-11-24' AND valid_to > '2026-11-24'";

typedef struct
{
  GString    *out;
  const char *sql;
} Append;

static gboolean
append_rows (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Append       *append = data;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, append->sql, error);
  gboolean      row = TRUE;

  while (statement != NULL && row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        g_string_append_printf (append->out, "甲\t%s\n", (const char *)sqlite3_column_text (statement, 0));
    }
  sqlite3_reset (statement);
  return statement != NULL;
}

static char *
write_list (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  GString         *out = g_string_new ("姓名\t住址\n");
  g_autofree char *now = g_strdup_printf ("SELECT text FROM address WHERE door > 0 AND %s ORDER BY id LIMIT 4", TODAY);
  const char      *statements[] = {
         now,
         "SELECT a.text FROM address a JOIN address b ON b.previous = a.id WHERE a.valid_to <= '2026-11-24' AND a.text <> b.text "
              "ORDER BY a.id LIMIT 2",
         /* homes of which several units have one */
         "SELECT DISTINCT p.name || a.building || '幢' || a.room || '室' FROM address a JOIN address b ON b.place = a.place "
              "AND b.building = a.building AND b.room = a.room AND b.unit_no > a.unit_no JOIN place_name p ON p.id = a.place "
              "WHERE a.valid_to = '9999-12-31' AND b.valid_to = '9999-12-31' ORDER BY a.id LIMIT 3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      Append append = { out, statements[i] };

      yutu_store_read (yutu_file_get_store (yutu_session_get_file (window->session)), append_rows, &append, NULL, &error);
      g_assert_no_error (error);
    }
  g_string_append (out, "乙\t同上\n丙\t不详 13800001111\n丁\t城东街道无此路99999号\n");
  return g_string_free (out, FALSE);
}

/* ---- What is waited for ---- */

static gboolean
is_reviewed (gpointer data)
{
  YutuWindow *window = data;

  return yutu_review_get_review (window->review) != NULL && yutu_review_is_settled (window->review);
}

static gboolean
is_settled (gpointer data)
{
  return yutu_review_is_settled (YUTU_WINDOW (data)->review);
}

static gboolean
has_focus (gpointer data)
{
  YutuWindow *window = data;
  GtkWidget  *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (window->review));
}

/* The focus comes to the chosen row behind the layout; GTK names the class of rows nowhere else. */
static gboolean
is_on_row (gpointer data)
{
  YutuWindow *window = data;

  return is_settled (data) && has_focus (data) &&
         g_str_equal (G_OBJECT_TYPE_NAME (gtk_root_get_focus (GTK_ROOT (window))), "GtkListItemWidget");
}

static gboolean
has_draft (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (YUTU_WINDOW (data)->draft_bar) == 1;
}

static gboolean
has_drafts (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (YUTU_WINDOW (data)->draft_bar) == 2;
}

static gboolean
is_let_go (gpointer data)
{
  return *(gpointer *)data == NULL;
}

static gboolean
has_no_draft (gpointer data)
{
  return window_ask (data, "SELECT count (*) FROM draft") == 0;
}

typedef struct
{
  YutuWindow     *window;
  YutuReviewGroup group;
  gsize           n;
} Wanted;

static gboolean
has_count (gpointer data)
{
  const Wanted *wanted = data;

  return yutu_address_review_count_group (yutu_review_get_review (wanted->window->review), wanted->group) == wanted->n &&
         yutu_review_is_settled (wanted->window->review);
}

#define wait_count(window, group, n) gui_wait (has_count, &(Wanted){ window, group, n })

static void
check_counts (YutuWindow *window,
              gsize       automatic,
              gsize       confirm,
              gsize       hand,
              gsize       taken)
{
  const YutuAddressReview *review = yutu_review_get_review (window->review);

  g_assert_cmpuint (yutu_address_review_count (review), ==, 12);
  g_assert_cmpuint (yutu_address_review_count_group (review, YUTU_REVIEW_AUTO), ==, automatic);
  g_assert_cmpuint (yutu_address_review_count_group (review, YUTU_REVIEW_CONFIRM), ==, confirm);
  g_assert_cmpuint (yutu_address_review_count_group (review, YUTU_REVIEW_HAND), ==, hand);
  g_assert_cmpuint (yutu_address_review_count_group (review, YUTU_REVIEW_DECIDED), ==, taken);
}

/* ---- Dropped files ---- */

static void
drop (YutuWindow *window,
      const char *path)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  GSList  *files = g_slist_append (NULL, g_file_new_for_path (path));
  GValue   value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &is_taken);
    }
  g_assert_true (is_taken);
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
}

static GtkWidget *
find_question (YutuWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) found = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (found) && gtk_widget_get_mapped (found))
        return found;
    }
  return NULL;
}

static gboolean
has_question (gpointer data)
{
  return find_question (data) != NULL;
}

static gboolean
has_two_rows (gpointer data)
{
  const YutuAddressReview *review = yutu_review_get_review (YUTU_WINDOW (data)->review);

  return review != NULL && yutu_address_review_count (review) == 2 && yutu_review_is_settled (YUTU_WINDOW (data)->review);
}

/* A text is a list of addresses, a table may be one: that is asked. */
static void
drop_lists (YutuWindow *window)
{
  g_autofree char *text = g_build_filename (g_get_tmp_dir (), "review-story.txt", NULL);
  g_autofree char *table = g_build_filename (g_get_tmp_dir (), "review-story.csv", NULL);

  g_assert_true (g_file_set_contents (text, "城东街道\n同上\n", -1, NULL));
  g_assert_true (g_file_set_contents (table, "号,地址\n1,城东街道\n2,同上\n", -1, NULL));
  drop (window, text);
  gui_wait (has_two_rows, window);
  g_action_group_activate_action (G_ACTION_GROUP (window), "close-review", NULL);
  yutu_review_read_text (window->review, "同上\n");
  gui_wait (is_reviewed, window);
  drop (window, table);
  gui_wait (has_question, window);
  g_signal_emit_by_name (window_find (find_question (window), GTK_TYPE_BUTTON, "匹配地址"), "clicked");
  gui_wait (has_two_rows, window);
  g_assert_cmpuint (yutu_address_review_get_spec (yutu_review_get_review (window->review))->column, ==, 1);
  g_unlink (text);
  g_unlink (table);
}

/* ---- A group without rows ---- */

static GtkWidget *
find_list (YutuWindow *window)
{
  return gtk_widget_get_last_child (window_find (GTK_WIDGET (window->review), GTK_TYPE_COLUMN_VIEW, NULL));
}

static gboolean
is_unlisted (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static gboolean
is_listed (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

/* Its widgets are kept for the next group that has rows. */
static void
check_empty_group (YutuWindow *window)
{
  GtkWidget *list = find_list (window);
  GtkWidget *row = gtk_widget_get_first_child (list);
  gpointer   alive = row;

  g_assert_nonnull (row);
  g_object_add_weak_pointer (G_OBJECT (row), &alive);
  yutu_review_show_group (window->review, YUTU_REVIEW_DECIDED);
  gui_wait (is_unlisted, list);
  gui_wait_frames (GTK_WIDGET (window->review), 2);
  g_assert_nonnull (window_find (GTK_WIDGET (window->review), GTK_TYPE_LABEL, "这一组没有行"));
  g_assert_cmpuint (yutu_review_get_chosen (window->review), ==, YUTU_REVIEW_NO_ROW);
  yutu_review_show_group (window->review, YUTU_REVIEW_ALL);
  gui_wait (is_listed, list);
  gui_wait_frames (GTK_WIDGET (window->review), 2);
  g_assert_true (alive == row && gtk_widget_get_first_child (list) == row);
  g_assert_cmpuint (yutu_review_get_chosen (window->review), ==, 0);
  g_object_remove_weak_pointer (G_OBJECT (row), &alive);
}

/* ---- By keyboard ---- */

static void
check_saved (YutuWindow *window,
             const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = yutu_source_read_table (path, NULL, NULL, &error);
  const YutuAddressReview *review = yutu_review_get_review (window->review);

  g_assert_no_error (error);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, 12);
  g_assert_cmpuint (yutu_source_count_fields (source), ==, 2 + YUTU_ADDRESS_N_ADDED);
  g_assert_cmpstr (yutu_source_get_field (source, 1), ==, "住址");
  g_assert_cmpstr (yutu_source_get_field (source, 5), ==, "标准地址");
  g_assert_cmpstr (yutu_source_get_text (source, 0, 2), ==, "自动");
  g_assert_cmpstr (yutu_source_get_text (source, 6, 14), ==, "采用");
  g_assert_cmpstr (yutu_source_get_text (source, 6, 5), ==, yutu_address_review_get (review, 6)->choice.standard);
  g_assert_cmpstr (yutu_source_get_text (source, 8, 14), ==, "不采用");
  g_assert_null (yutu_source_get_text (source, 8, 5));
  g_assert_cmpstr (yutu_source_get_text (source, 10, 1), ==, "不详 13800001111"); /* given columns stay */
}

static void
test_by_keyboard (void)
{
  YutuWindow          *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char     *list = write_list (window);
  g_autofree char     *path = g_build_filename (g_get_tmp_dir (), "review-story.csv", NULL);
  const YutuReviewRow *row = NULL;

  gui_xdotool ("key ctrl+shift+l");
  gui_wait (has_focus, window);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), list);
  gui_xdotool ("key ctrl+v");
  gui_wait (is_reviewed, window);
  check_counts (window, 6, 3, 3, 0);
  gui_wait (has_focus, window);
  check_empty_group (window);
  yutu_review_focus (window->review);
  gui_wait (is_on_row, window);
  window_wait_settled (window);
  window_save_picture (window, NULL, "review.png");
  /* people are not shown */
  row = yutu_address_review_get (yutu_review_get_review (window->review), 10);
  g_assert_cmpstr (row->given, ==, "不详 138****1111");
  yutu_review_show_group (window->review, YUTU_REVIEW_CONFIRM);
  yutu_review_focus (window->review);
  gui_wait_frames (GTK_WIDGET (window->review), 2);
  gui_wait (is_on_row, window);
  gui_xdotool ("key 2"); /* another candidate than the first */
  wait_count (window, YUTU_REVIEW_DECIDED, 1);
  row = yutu_address_review_get (yutu_review_get_review (window->review), 6);
  g_assert_cmpint (row->choice.address, ==, row->candidates[1]);
  gui_xdotool ("key Return"); /* the row went, the next is chosen */
  wait_count (window, YUTU_REVIEW_DECIDED, 2);
  gui_xdotool ("key Delete");
  wait_count (window, YUTU_REVIEW_HAND, 4);
  check_counts (window, 6, 0, 4, 2);
  gui_xdotool ("key ctrl+z"); /* of the list, not of the file */
  wait_count (window, YUTU_REVIEW_CONFIRM, 1);
  gui_wait (has_focus, window);
  gui_xdotool ("key Delete");
  wait_count (window, YUTU_REVIEW_HAND, 4);
  yutu_review_choose (window->review, 7);
  yutu_review_focus (window->review);
  gui_wait (is_settled, window);
  gui_xdotool ("key 0");
  wait_count (window, YUTU_REVIEW_CONFIRM, 1);
  gui_wait_ms (700);
  g_assert_false (has_no_draft (window));
  yutu_review_save (window->review, path);
  gui_wait (is_settled, window);
  check_saved (window, path);
  gui_wait (has_no_draft, window);
  drop_lists (window);
  window_fixture_close (window);
}

/* ---- What is reckoned between two doors ---- */

/* A number that the road lacks, of a road whose name no other has. */
static const char BETWEEN[] =
  "SELECT p.name || (a.door + 2) || '号' FROM address a JOIN place_name p ON p.id = a.place WHERE a.kind = 1 AND "
  "a.valid_to = '9999-12-31' AND p.valid_to = '9999-12-31' AND p.class = 'road' AND (SELECT count (*) FROM place_name q "
  "WHERE q.name = p.name) = 1 AND NOT EXISTS (SELECT 1 FROM address b WHERE b.place = p.id AND b.door BETWEEN a.door + 1 AND "
  "a.door + 3) AND EXISTS (SELECT 1 FROM address b WHERE b.place = p.id AND b.door > a.door + 3 AND b.door < a.door + 30 AND "
  "b.door % 2 = a.door % 2 AND b.valid_to = '9999-12-31') ORDER BY a.id LIMIT 1";

static gboolean
has_candidate (gpointer data)
{
  YutuReview          *review = YUTU_WINDOW (data)->review;
  const YutuReviewRow *row = yutu_address_review_get (yutu_review_get_review (review), 0);

  return is_settled (data) && window_find (GTK_WIDGET (review), GTK_TYPE_LIST_BOX_ROW, NULL) != NULL &&
         window_find (window_find (GTK_WIDGET (review), GTK_TYPE_LIST_BOX_ROW, NULL), GTK_TYPE_LABEL, row->choice.standard) != NULL;
}

/* A cell of the table with @text or, while it is open, with what it may be. */
static gboolean
shows (GtkWidget  *root,
       const char *text,
       gboolean    is_open)
{
  const char *shown = GTK_IS_INSCRIPTION (root) ? gtk_inscription_get_text (GTK_INSCRIPTION (root)) : NULL;

  if (shown != NULL && (is_open ? g_str_has_prefix (shown, "候选：") : g_str_equal (shown, text)))
    return gtk_widget_has_css_class (root, "dim-label") == is_open;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, text, is_open))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown_as_open (gpointer data)
{
  return shows (GTK_WIDGET (YUTU_WINDOW (data)->review), NULL, TRUE);
}

static gboolean
is_shown_as_settled (gpointer data)
{
  YutuReview          *review = YUTU_WINDOW (data)->review;
  const YutuReviewRow *row = yutu_address_review_get (yutu_review_get_review (review), 0);

  return shows (GTK_WIDGET (review), row->choice.standard, FALSE) && !is_shown_as_open (data);
}

/* The candidate is what is proposed, with its number and its place, and Enter takes that, not the road. */
static void
test_proposed_is_taken (void)
{
  YutuWindow          *window = window_fixture_open (WIDTH, HEIGHT);
  GString             *list = g_string_new (NULL);
  Append               append = { list, BETWEEN };
  g_autofree char     *path = g_build_filename (g_get_tmp_dir (), "review-between.xlsx", NULL);
  const YutuReviewRow *row = NULL;
  g_autoptr (GError) error = NULL;
  YutuPoint point;

  yutu_store_read (yutu_file_get_store (yutu_session_get_file (window->session)), append_rows, &append, NULL, &error);
  g_assert_no_error (error);
  g_string_erase (list, 0, (gssize)strlen ("甲\t"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "review", NULL);
  yutu_review_read_text (window->review, list->str);
  gui_wait (is_reviewed, window);
  row = yutu_address_review_get (yutu_review_get_review (window->review), 0);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_CONFIRM);
  g_assert_true (row->choice.has_point && g_str_has_suffix (row->choice.standard, "号"));
  point = row->choice.point;
  gui_wait (has_candidate, window);
  gui_wait (is_shown_as_open, window);
  yutu_review_show_group (window->review, YUTU_REVIEW_CONFIRM);
  yutu_review_focus (window->review);
  gui_wait (is_on_row, window);
  gui_xdotool ("key Return");
  wait_count (window, YUTU_REVIEW_DECIDED, 1);
  g_assert_cmpstr (row->choice.standard, ==, g_strstrip (list->str));
  yutu_review_show_group (window->review, YUTU_REVIEW_DECIDED);
  gui_wait (is_shown_as_settled, window);
  g_assert_true (row->choice.has_point && yutu_point_equal (row->choice.point, point));
  yutu_review_save (window->review, path); /* which leaves no draft to the next window */
  gui_wait (is_settled, window);
  gui_wait (has_no_draft, window);
  g_unlink (path);
  g_string_free (list, TRUE);
  window_fixture_close (window);
}

/* ---- Killed, and gone on with by mouse ---- */

static int
decide_and_wait (int    argc,
                 char **argv)
{
  YutuWindow      *window = NULL;
  g_autofree char *list = NULL;
  int              n = 1;

  window_fixture_init (&n, &argv);
  window = window_fixture_open (WIDTH, HEIGHT);
  list = write_list (window);
  g_action_group_activate_action (G_ACTION_GROUP (window), "review", NULL);
  yutu_review_read_text (window->review, list);
  gui_wait (is_reviewed, window);
  yutu_review_choose (window->review, 7);
  yutu_review_focus (window->review);
  gui_wait (is_settled, window);
  gui_xdotool ("key Return");
  wait_count (window, YUTU_REVIEW_DECIDED, 1);
  return window_fixture_await_kill (window);
}

static gboolean
has_hit (gpointer data)
{
  GtkWidget *hits = window_find (GTK_WIDGET (YUTU_WINDOW (data)->review), GTK_TYPE_LIST_BOX, NULL);

  return hits != NULL && gtk_widget_get_mapped (hits) && yutu_review_is_settled (YUTU_WINDOW (data)->review);
}

static gboolean
is_marked (gpointer data)
{
  return yutu_review_get_chosen (YUTU_WINDOW (data)->review) == 2;
}

static void
test_outlives_a_kill (void)
{
  YutuWindow *window = NULL;
  GtkWidget  *hits = NULL;
  gint64      mark = 3;

  window_fixture_run_and_kill ("--decide", NULL, NULL);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  g_assert_true (yutu_draft_bar_resume (window->draft_bar));
  gui_wait (is_reviewed, window);
  check_counts (window, 6, 2, 3, 1);
  window_wait_settled (window);
  window_click (window_find (GTK_WIDGET (window->review), GTK_TYPE_TOGGLE_BUTTON, "人工"));
  gui_wait (is_settled, window);
  g_assert_cmpuint (yutu_review_get_chosen (window->review), ==, 9);
  window_click (window_find (GTK_WIDGET (window->review), GTK_TYPE_SEARCH_ENTRY, NULL));
  window_type (window_find (GTK_WIDGET (window->review), GTK_TYPE_SEARCH_ENTRY, NULL), "中山路");
  gui_wait (has_hit, window);
  hits = window_find (GTK_WIDGET (window->review), GTK_TYPE_LIST_BOX, NULL);
  window_save_picture (window, NULL, "review-hits.png");
  g_signal_emit_by_name (hits, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (hits), 0));
  wait_count (window, YUTU_REVIEW_DECIDED, 2);
  g_assert_cmpint (yutu_address_review_get (yutu_review_get_review (window->review), 9)->choice.level, ==, 6);
  /* the map leads to the row, in whatever group it is */
  g_signal_emit_by_name (window->map, "mark-chosen", mark);
  gui_wait (is_marked, window);
  /* closed and gone: it is offered once more */
  window_fixture_close (window);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  window_click (window_find (GTK_WIDGET (window->draft_bar), GTK_TYPE_BUTTON, "丢弃"));
  gui_wait (has_no_draft, window);
  window_fixture_close (window);
}

/* ---- A hidden draft, and another list ---- */

/* Decided in, put away, and followed by another list by way of the question what a table is for. */
static void
replace_hidden (YutuWindow *window,
                const char *table)
{
  g_autofree char *list = write_list (window);

  g_action_group_activate_action (G_ACTION_GROUP (window), "review", NULL);
  yutu_review_read_text (window->review, list);
  gui_wait (is_reviewed, window);
  yutu_review_choose (window->review, 7);
  yutu_review_focus (window->review);
  gui_wait (is_on_row, window);
  gui_xdotool ("key Return");
  wait_count (window, YUTU_REVIEW_DECIDED, 1);
  g_action_group_activate_action (G_ACTION_GROUP (window), "close-review", NULL);
  drop (window, table);
  gui_wait (has_question, window);
  g_signal_emit_by_name (window_find (find_question (window), GTK_TYPE_BUTTON, "匹配地址"), "clicked");
}

static void
close_all (YutuWindow *window)
{
  gpointer review = window->review, session = window->session;

  g_object_add_weak_pointer (review, &review);
  g_object_add_weak_pointer (session, &session);
  window_fixture_close (window); /* waits until the map is gone */
  gui_wait (is_let_go, &review);
  gui_wait (is_let_go, &session);
}

/* Neither list keeps anything of the window when it closes: not while the other one is being read, not when that was
 * decided in and put away too. */
static void
test_hidden_draft_lets_go (void)
{
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char *table = g_build_filename (g_get_tmp_dir (), "review-hidden.csv", NULL);

  g_assert_true (g_file_set_contents (table, "号,地址\n1,城东街道\n2,同上\n", -1, NULL));
  replace_hidden (window, table);
  close_all (window);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  window_write (window, "DELETE FROM draft");
  replace_hidden (window, table);
  gui_wait (has_two_rows, window);
  yutu_review_choose (window->review, 0);
  yutu_review_focus (window->review);
  gui_wait (is_on_row, window);
  gui_xdotool ("key Delete");
  g_action_group_activate_action (G_ACTION_GROUP (window), "close-review", NULL);
  close_all (window);
  window = window_fixture_open (WIDTH, HEIGHT); /* both are offered on */
  gui_wait (has_drafts, window);
  window_write (window, "DELETE FROM draft");
  g_unlink (table);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--decide"))
    return decide_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/review/by-keyboard", test_by_keyboard);
  g_test_add_func ("/gui/review/proposed-is-taken", test_proposed_is_taken);
  g_test_add_func ("/gui/review/hidden-draft-lets-go", test_hidden_draft_lets_go);
  g_test_add_func ("/gui/review/outlives-a-kill", test_outlives_a_kill);
  return g_test_run ();
}
