/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The demo county through the session: the two days of the act, and the map of all of it. */

#include "folder.h"

#include "division/yutu-division.h"
#include "session/yutu-session.h"

typedef struct
{
  char        *folder;
  char        *path;
  YutuSession *session;
  GMainLoop   *loop;
  GError      *error;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-demo-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "demo.yutu", NULL);
  self->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (self->session != NULL)
    g_assert_finalize_object (self->session);
  g_clear_error (&self->error);
  g_main_loop_unref (self->loop);
  folder_remove (self->folder);
  g_free (self->path);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *self = user_data;

  self->session = yutu_session_new_demo_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

static guint
count_townships (Fixture *self,
                 YutuDay  day)
{
  GListModel *before = yutu_session_get_units (self->session);
  gboolean    same = yutu_session_get_day (self->session) == day;
  g_autoptr (YutuUnitItem) county = NULL;

  yutu_session_set_day (self->session, day);
  while (yutu_session_get_units (self->session) == NULL ||
         (!same && yutu_session_get_units (self->session) == before))
    g_main_context_iteration (NULL, TRUE);
  county = g_list_model_get_item (yutu_session_get_units (self->session), 0);
  return g_list_model_get_n_items (yutu_unit_item_get_children (county));
}

static void
test_the_act_of_2021 (Fixture      *self,
                      gconstpointer data)
{
  yutu_session_new_demo_async (self->path, 1000, NULL, NULL, NULL, made_cb, self);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  g_assert_true (yutu_session_is_demo (self->session));
  g_assert_cmpstr (yutu_session_get_county_name (self->session), ==, "婺城区");
  g_assert_cmpuint (count_townships (self, yutu_day_today ()), ==, 26);
  g_assert_cmpuint (count_townships (self, yutu_day_from_ymd (2021, 10, 20)), ==, 27);
  g_assert_cmpuint (count_townships (self, yutu_day_from_ymd (2021, 10, 21)), ==, 26);
  g_assert_cmpint (
    yutu_map_layers_count_features (yutu_session_get_layers (self->session)), >, 1000);
}

/* Nothing is left behind. */
/* Each name, facility and case whose unit and point are recorded. */
#define PLACED_SQL                                                                                                            \
  "SELECT 'place_name', id, division, ST_X (geom), ST_Y (geom) FROM place_name WHERE division IS NOT NULL AND "                \
  "GeometryType (geom) = 'POINT' AND valid_to = '9999-12-31' UNION ALL SELECT 'facility', id, village, ST_X (geom), ST_Y (geom) " \
  "FROM facility WHERE village IS NOT NULL AND geom IS NOT NULL AND valid_to = '9999-12-31' UNION ALL SELECT 'case_file', id, "   \
  "village, x / 1e9, y / 1e9 FROM case_file WHERE village IS NOT NULL AND x IS NOT NULL AND subject_kind <> 'line'"

static gboolean
check_units (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  guint        *n = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, PLACED_SQL, error);

  yutu_day_format (yutu_day_today (), day);
  while (row != NULL && yutu_connection_step (connection, row, &found, error) && found)
    {
      YutuPoint point = yutu_point_from_degrees (sqlite3_column_double (row, 3), sqlite3_column_double (row, 4));
      g_autoptr (GPtrArray) chain = yutu_division_locate (connection, point, day, error);
      const YutuDivision *finest = chain != NULL && chain->len > 0 ? chain->pdata[chain->len - 1] : NULL;

      if (finest == NULL || finest->unit != sqlite3_column_int64 (row, 2))
        g_test_message ("%s %" G_GINT64_FORMAT " lies in %s", (const char *)sqlite3_column_text (row, 0),
                        (gint64)sqlite3_column_int64 (row, 1), finest != NULL ? finest->name : "no unit");
      g_assert_true (finest != NULL && finest->unit == sqlite3_column_int64 (row, 2));
      (*n)++;
    }
  return row != NULL && !found;
}

/* A name on the border of two villages too: what its record says is what its point says, as a case of it does. */
static void
test_units_hold_their_points (Fixture      *self,
                              gconstpointer data)
{
  guint n = 0;

  yutu_session_new_demo_async (self->path, 1000, NULL, NULL, NULL, made_cb, self);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  g_assert_true (yutu_store_read (yutu_file_get_store (yutu_session_get_file (self->session)), check_units, &n, NULL, &self->error));
  g_assert_no_error (self->error);
  g_assert_cmpuint (n, >, 10000);
}

static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  yutu_session_new_demo_async (self->path, 1000, NULL, NULL, cancellable, made_cb, self);
  g_main_loop_run (self->loop);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (self->session);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/demo/the-act-of-2021", Fixture, NULL, set_up, test_the_act_of_2021,
              tear_down);
  g_test_add ("/session/demo/units-hold-their-points", Fixture, NULL, set_up, test_units_hold_their_points, tear_down);
  g_test_add ("/session/demo/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
