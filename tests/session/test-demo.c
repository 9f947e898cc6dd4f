/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The demo county through the session: the two days of the act, and the map of all of it. */

#include "folder.h"

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
  g_test_add ("/session/demo/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
