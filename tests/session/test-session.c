/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The session in a main loop, on the invented county of tests/division with a few things in it:
 * 西岭镇 goes to 北塘镇 on 2021-10-21, so the day before has one township more. */

#include "county-fixture.h"
#include "session/yutu-line-edit.h"
#include "session/yutu-session.h"

typedef struct
{
  County       county;
  YutuSession *session;
  GMainLoop   *loop;
  guint        n_notified;

  YutuSearchResult *found;
} Fixture;

static const char THINGS[] =
  "INSERT INTO setting (id, key, value) VALUES (901, 'map_crs', 'EPSG:4549');"
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, grade, status, valid_from, "
  "geom) VALUES (910, '云舟路', '云舟', '路', 'road', 1, 'in_use', '2000-01-01', "
  "GeomFromText ('LINESTRING(119.41 28.91, 119.44 28.94)', 4490)), (911, '东溪', '东', '溪', "
  "'river', 1, 'in_use', '2000-01-01', GeomFromText ('LINESTRING(119.41 28.92, 119.44 28.92)', "
  "4490)), (912, '上村', '上', '村', 'natural-village', 0, 'in_use', '2000-01-01', "
  "MakePoint (119.425, 28.925, 4490)), (913, '云舟新苑', '云舟', '新苑', 'estate', 0, 'in_use', '2000-01-01', "
  "GeomFromText ('POLYGON((119.432 28.912, 119.438 28.912, 119.438 28.918, 119.432 28.918, 119.432 28.912))', 4490));"
  "INSERT INTO facility (id, kind, name, status, valid_from, geom) VALUES "
  "(920, 'elderly.care-home', '云舟养老院', 'open', '2000-01-01', "
  "MakePoint (119.43, 28.93, 4490)), "
  "(921, 'funeral.public-cemetery', '西山公墓', 'open', '2021-10-21', "
  "MakePoint (119.42, 28.92, 4490));";

static gboolean
move_township (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  County *county = data;

  for (int i = 0; i < N_VILLAGES; i++)
    {
      g_autoptr (YutuDivision) village = NULL;
      YutuDivision moved;

      if (county_get_quarter (i) != 1)
        continue;
      if (!yutu_division_load (connection, county->villages[i], FIRST_DAY, &village, error))
        return FALSE;
      moved = *village;
      moved.parent = county->townships[3];
      moved.valid_from = "2021-10-21";
      if (!yutu_division_change (connection, &moved, error))
        return FALSE;
    }
  return yutu_division_close (connection, county->townships[1], "2021-10-21", error);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->session = yutu_session_open_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (self->loop);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  county_set_up (&self->county, NULL);
  county_exec (&self->county, THINGS);
  county_write (&self->county, move_township, &self->county);
  yutu_store_close (self->county.store);
  self->loop = g_main_loop_new (NULL, FALSE);
  yutu_session_open_async (self->county.path, NULL, opened_cb, self);
  g_main_loop_run (self->loop);
  while (yutu_session_get_units (self->session) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&self->found, yutu_search_result_free);
  g_assert_finalize_object (self->session);
  g_main_loop_unref (self->loop);
  county_tear_down (&self->county, NULL);
}

static void
count_cb (Fixture *self)
{
  self->n_notified++;
}

/* Runs the main loop until @property was notified once more. */
static void
await_notify (Fixture    *self,
              const char *property)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  gulong           handler =
    g_signal_connect_swapped (self->session, signal, G_CALLBACK (count_cb), self);

  self->n_notified = 0;
  while (self->n_notified == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (self->session, handler);
}

static void
test_opens_with_map_and_units (Fixture      *self,
                               gconstpointer data)
{
  GListModel *units = yutu_session_get_units (self->session);
  g_autoptr (YutuUnitItem) county = g_list_model_get_item (units, 0);
  GListModel *townships = yutu_unit_item_get_children (county);
  g_autoptr (YutuUnitItem) township = g_list_model_get_item (townships, 0);
  g_autoptr (YutuUnitItem) village =
    g_list_model_get_item (yutu_unit_item_get_children (township), 0);

  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 1);
  g_assert_cmpstr (yutu_unit_item_get_division (county)->name, ==, "云舟区");
  g_assert_cmpint (yutu_unit_item_get_division (township)->level, ==, 4);
  g_assert_cmpint (yutu_unit_item_get_division (village)->parent, ==,
                   yutu_unit_item_get_division (township)->unit);
  g_assert_null (yutu_unit_item_get_children (village));
  g_assert_cmpstr (yutu_session_get_county_name (self->session), ==, "云舟区");
  g_assert_cmpint (yutu_session_get_map_epsg (self->session), ==, 4549);
  g_assert_false (yutu_session_is_demo (self->session));
  g_assert_nonnull (yutu_session_get_layers (self->session));
  g_assert_null (yutu_session_get_read_only_reason (self->session));
}

static guint
count_townships (Fixture *self)
{
  g_autoptr (YutuUnitItem) county =
    g_list_model_get_item (yutu_session_get_units (self->session), 0);

  return g_list_model_get_n_items (yutu_unit_item_get_children (county));
}

/* Three units at once: the map, the units and their number follow the day of the act. */
static void
test_the_day_decides (Fixture      *self,
                      gconstpointer data)
{
  gint64 after = yutu_map_layers_count_features (yutu_session_get_layers (self->session));

  g_assert_cmpuint (count_townships (self), ==, 3);
  yutu_session_set_day (self->session, yutu_day_from_ymd (2021, 10, 20));
  await_notify (self, "units");
  g_assert_cmpuint (count_townships (self), ==, 4);
  /* one township more, and the cemetery is not there yet */
  g_assert_cmpint (yutu_map_layers_count_features (yutu_session_get_layers (self->session)), ==,
                   after);
  yutu_session_set_day (self->session, yutu_day_from_ymd (2021, 10, 21));
  await_notify (self, "units");
  g_assert_cmpuint (count_townships (self), ==, 3);
}

/* A burst of days ends on the last one, whatever the workers did. */
static void
test_stale_loads_are_dropped (Fixture      *self,
                              gconstpointer data)
{
  for (int i = 0; i < 8; i++)
    yutu_session_set_day (self->session, yutu_day_from_ymd (2021, 10, i % 2 == 0 ? 21 : 20));
  await_notify (self, "units");
  g_assert_cmpuint (count_townships (self), ==, 4);
}

static void
test_an_equal_value_does_not_notify (Fixture      *self,
                                     gconstpointer data)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (7);
  g_autoptr (YutuPlace) equal = yutu_place_new_unit (7);

  g_signal_connect_swapped (self->session, "notify", G_CALLBACK (count_cb), self);
  yutu_session_set_place (self->session, place);
  g_assert_cmpuint (self->n_notified, ==, 1);
  yutu_session_set_place (self->session, equal);
  yutu_session_set_day (self->session, yutu_session_get_day (self->session));
  g_assert_cmpuint (self->n_notified, ==, 1);
  yutu_session_set_place (self->session, NULL);
  g_assert_cmpuint (self->n_notified, ==, 2);
  g_assert_null (yutu_session_get_place (self->session));
}

static YutuHit
hit (YutuHitKind kind,
     int         layer)
{
  return (YutuHit){ kind, 920, layer, 0, 0 };
}

static void
test_layers_mean_what_they_show (Fixture      *self,
                                 gconstpointer data)
{
  static const struct
  {
    unsigned      groups;
    YutuHitKind   kind;
    int           layer;
    YutuPlaceKind place;
  } rows[] = {
    { YUTU_MAP_DEFAULT, YUTU_HIT_SYMBOL, 0, YUTU_PLACE_NAME },
    { YUTU_MAP_DEFAULT, YUTU_HIT_SYMBOL, 1, YUTU_PLACE_PILLAR },
    { YUTU_MAP_DEFAULT, YUTU_HIT_SYMBOL, 2, YUTU_PLACE_FACILITY },
    { YUTU_MAP_CARE, YUTU_HIT_SYMBOL, 0, YUTU_PLACE_FACILITY },
    { YUTU_MAP_NAMES | YUTU_MAP_PILLARS, YUTU_HIT_SYMBOL, 1, YUTU_PLACE_PILLAR },
    { YUTU_MAP_DEFAULT, YUTU_HIT_ADDRESS, 0, YUTU_PLACE_ADDRESS },
    { YUTU_MAP_DEFAULT, YUTU_HIT_LINE, 0, YUTU_PLACE_NAME },
    { YUTU_MAP_DEFAULT, YUTU_HIT_BOUNDARY, 0, YUTU_PLACE_LINE },
    { YUTU_MAP_DEFAULT, YUTU_HIT_UNIT, 0, YUTU_PLACE_UNIT },
  };
  YutuMapLayers *layers = yutu_session_get_layers (self->session);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuHit at = hit (rows[i].kind, rows[i].layer);
      g_autoptr (YutuPlace) place = yutu_map_layers_place_of_hit (layers, rows[i].groups, &at);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (yutu_place_get_kind (place), ==, rows[i].place);
    }
}

static void
test_groups_are_switched (Fixture      *self,
                          gconstpointer data)
{
  YutuMapLayers *layers = yutu_session_get_layers (self->session);
  YutuSceneSpec  all = { 0 };
  YutuSceneSpec  few = { 0 };

  yutu_map_layers_fill (layers, YUTU_MAP_ALL, &all);
  yutu_map_layers_fill (layers, YUTU_MAP_ROADS | YUTU_MAP_CARE, &few);
  g_assert_cmpuint (all.n_symbols, ==, 6);
  g_assert_false (all.hide_fills || all.hide_boundaries || all.hide_labels);
  g_assert_cmpuint (few.n_symbols, ==, 1);
  g_assert_cmpuint (yutu_symbol_layer_get_size (few.symbols[0]), ==, 1);
  g_assert_true (few.hide_fills && few.hide_boundaries && few.hide_labels);
  g_assert_nonnull (few.lines);
  g_assert_true (few.lines != all.lines);
  g_assert_null (few.points);
}

/* Whether the rim of 云舟新苑 is met where @groups are on. */
static gboolean
meets_area (Fixture *self,
            unsigned groups)
{
  g_autoptr (YutuStyle) style = yutu_style_load ("light", NULL);
  YutuSceneSpec spec = { .style = style };
  YutuMapPoint  at = yutu_projection_forward (4549, yutu_point_from_degrees (119.432, 28.915));
  YutuView      view = { 4549, at.x, at.y, yutu_zoom_to_resolution (4549, 16), 400, 300, 1 };
  g_autoptr (YutuScene) scene = NULL;
  g_autoptr (GArray) hits = NULL;

  yutu_map_layers_fill (yutu_session_get_layers (self->session), groups, &spec);
  scene = yutu_scene_new (&spec);
  hits = yutu_scene_hit (scene, &view, 200, 150, 6);
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, YutuHit, i).kind == YUTU_HIT_LINE && g_array_index (hits, YutuHit, i).id == 913)
      return TRUE;
  return FALSE;
}

static void
test_areas_come_with_names (Fixture      *self,
                            gconstpointer data)
{
  g_assert_true (meets_area (self, YUTU_MAP_NAMES));
  g_assert_true (meets_area (self, YUTU_MAP_NAMES | YUTU_MAP_WATER));
  g_assert_true (meets_area (self, YUTU_MAP_ALL));
  g_assert_false (meets_area (self, YUTU_MAP_ROADS | YUTU_MAP_WATER));
}

typedef struct
{
  Fixture *fixture;
  gboolean done;
} Undo;

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Undo *undo = user_data;
  g_autoptr (GError) error = NULL;

  undo->done = yutu_session_undo_finish (YUTU_SESSION (object), result, &error);
  g_assert_no_error (error);
}

static gboolean
add_facility (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  return yutu_connection_exec (connection,
                               "INSERT INTO facility (id, kind, name, status, valid_from, geom) "
                               "VALUES (930, 'elderly.meal-point', '食堂', 'open', '2000-01-01', "
                               "MakePoint (119.431, 28.931, 4490))",
                               error);
}

static gint64
count_features (Fixture *self)
{
  return yutu_map_layers_count_features (yutu_session_get_layers (self->session));
}

typedef struct
{
  gboolean is_done;
  GError  *error;
} Cancelled;

static void
given_up_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Cancelled *cancelled = user_data;

  yutu_session_undo_finish (YUTU_SESSION (object), result, &cancelled->error);
  cancelled->is_done = TRUE;
}

/* A job that is given up writes nothing, or all and then says so. */
static void
test_jobs_can_be_cancelled (Fixture      *self,
                            gconstpointer data)
{
  YutuEntrySpec spec = { "test", "加食堂", "测试员", FALSE };
  Cancelled     cancelled = { FALSE, NULL };
  g_auto (YutuUndoPeek) peek = { 0 };
  gint64 before = count_features (self);
  g_autoptr (GError) error = NULL;
  gboolean busy = TRUE;

  yutu_store_write (yutu_file_get_store (yutu_session_get_file (self->session)), &spec,
                    add_facility, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  await_notify (self, "undo-title");
  while (count_features (self) != before + 1)
    g_main_context_iteration (NULL, TRUE);
  yutu_session_undo_async (self->session, FALSE, given_up_cb, &cancelled);
  yutu_session_cancel_jobs (self->session);
  while (!cancelled.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_object_get (self->session, "busy", &busy, NULL);
  g_assert_false (busy);
  yutu_store_peek_undo (yutu_file_get_store (yutu_session_get_file (self->session)), &peek, &error);
  g_assert_no_error (error);
  if (cancelled.error == NULL) /* it was faster */
    g_assert_cmpstr (peek.redo_title, ==, "加食堂");
  else
    {
      g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpstr (peek.undo_title, ==, "加食堂");
      g_assert_null (peek.redo_title);
    }
  while (count_features (self) != before + (cancelled.error != NULL ? 1 : 0))
    g_main_context_iteration (NULL, TRUE);
  g_clear_error (&cancelled.error);
}

/* A commit reloads what it touched and nothing else; undo takes it back, and the titles follow. */
static void
test_a_commit_and_its_undo (Fixture      *self,
                            gconstpointer data)
{
  YutuEntrySpec spec = { "test", "加食堂", "测试员", FALSE };
  Undo          undo = { self, FALSE };
  gint64        before = count_features (self);
  GListModel   *units = yutu_session_get_units (self->session);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  gboolean         busy = TRUE;

  yutu_store_write (yutu_file_get_store (yutu_session_get_file (self->session)), &spec,
                    add_facility, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  await_notify (self, "undo-title");
  g_object_get (self->session, "undo-title", &title, NULL);
  g_assert_cmpstr (title, ==, "加食堂");
  g_assert_cmpint (count_features (self), ==, before + 1);
  g_assert_true (yutu_session_get_units (self->session) == units);
  yutu_session_undo_async (self->session, FALSE, undone_cb, &undo);
  g_object_get (self->session, "busy", &busy, NULL);
  g_assert_true (busy);
  await_notify (self, "redo-title");
  while (!undo.done || count_features (self) != before)
    g_main_context_iteration (NULL, TRUE);
  g_object_get (self->session, "busy", &busy, NULL);
  g_assert_false (busy);
}

static gboolean
add_many (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  for (int i = 0; i < 7; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO facility (id, kind, name, status, valid_from) "
        "VALUES (?1, 'elderly.meal-point', '食堂', 'open', '2000-01-01')",
        error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
get_bulk (Fixture *self)
{
  gint64 n = -1;

  g_object_get (self->session, "undo-bulk", &n, NULL);
  return n;
}

/* Before it is taken back one can see how much goes with it; while it goes nothing is offered. */
static void
test_a_bulk_entry_is_known (Fixture      *self,
                            gconstpointer data)
{
  YutuEntrySpec spec = { "test", "导入食堂", "测试员", TRUE };
  Undo          undo = { self, FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  g_assert_cmpint (get_bulk (self), ==, 0);
  yutu_store_write (yutu_file_get_store (yutu_session_get_file (self->session)), &spec, add_many,
                    NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  await_notify (self, "undo-bulk");
  g_assert_cmpint (get_bulk (self), ==, 7);
  yutu_session_undo_async (self->session, FALSE, undone_cb, &undo);
  g_assert_cmpint (get_bulk (self), ==, 0);
  g_object_get (self->session, "undo-title", &title, NULL);
  g_assert_null (title);
  await_notify (self, "redo-title");
  g_assert_true (undo.done);
  g_assert_cmpint (get_bulk (self), ==, 0);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->found = yutu_session_search_finish (YUTU_SESSION (object), result, &error);
  g_assert_no_error (error);
}

static void
cancelled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_notified++;
  g_assert_null (yutu_session_search_finish (YUTU_SESSION (object), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A key that overtakes another cancels it; what is found is a place. */
static void
test_search_finds_a_place (Fixture      *self,
                           gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuPlace) place = NULL;
  const YutuSearchHit *hit = NULL;
  YutuFindSpec         spec = { .limit = 5 };

  yutu_session_search_async (self->session, "云", &spec, cancellable, cancelled_cb, self);
  yutu_session_search_async (self->session, "云舟养老", &spec, NULL, found_cb, self);
  g_cancellable_cancel (cancellable);
  while (self->found == NULL || self->n_notified == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->found->hits->len, ==, 1);
  hit = g_ptr_array_index (self->found->hits, 0);
  g_assert_cmpstr (hit->name, ==, "云舟养老院");
  g_assert_cmpstr (hit->facility_kind, ==, "elderly.care-home");
  place = yutu_session_place_of_hit (hit);
  g_assert_cmpint (yutu_place_get_kind (place), ==, YUTU_PLACE_FACILITY);
  g_assert_cmpint (yutu_place_get_id (place), ==, 920);
}

static void
test_what_a_hit_means (Fixture      *self,
                       gconstpointer data)
{
  static const struct
  {
    YutuSearchHit hit;
    int           kind; /* -1: no place */
  } rows[] = {
    { { .kind = YUTU_SEARCH_DIVISION, .unit = 5 }, YUTU_PLACE_UNIT },
    { { .kind = YUTU_SEARCH_PLACE, .id = 5 }, YUTU_PLACE_NAME },
    { { .kind = YUTU_SEARCH_ADDRESS, .id = 5 }, YUTU_PLACE_ADDRESS },
    { { .kind = YUTU_SEARCH_CASE, .id = 5, .unit = 6 }, YUTU_PLACE_UNIT },
    { { .kind = YUTU_SEARCH_CASE, .id = 5, .has_point = TRUE }, YUTU_PLACE_POINT },
    { { .kind = YUTU_SEARCH_CASE, .id = 5 }, -1 },
    { { .kind = YUTU_SEARCH_LINE, .id = 5 }, YUTU_PLACE_LINE },
    { { .kind = YUTU_SEARCH_PILLAR, .id = 5 }, YUTU_PLACE_PILLAR },
    { { .kind = YUTU_SEARCH_COORDINATE, .has_point = TRUE }, YUTU_PLACE_POINT },
    { { .kind = YUTU_SEARCH_CROSSING, .has_point = TRUE }, YUTU_PLACE_POINT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuPlace *place = yutu_session_place_of_hit (&rows[i].hit);

      g_assert_cmpint (place != NULL ? (int)yutu_place_get_kind (place) : -1, ==, rows[i].kind);
      g_clear_pointer (&place, yutu_place_unref);
    }
}

/* The second window reads only, says so, and follows what the first one commits. */
static void
set_up_second (Fixture      *self,
               gconstpointer data)
{
  county_set_up (&self->county, NULL);
  county_exec (&self->county, THINGS);
  self->loop = g_main_loop_new (NULL, FALSE);
  yutu_session_open_async (self->county.path, NULL, opened_cb, self);
  g_main_loop_run (self->loop);
  while (yutu_session_get_units (self->session) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
test_a_second_window_follows (Fixture      *self,
                              gconstpointer data)
{
  gint64 before = count_features (self);

  g_assert_nonnull (yutu_session_get_read_only_reason (self->session));
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (count_cb), self);
  /* The watch must have seen the state before. */
  g_timeout_add (500, quit_cb, self->loop);
  g_main_loop_run (self->loop);
  g_assert_cmpuint (self->n_notified, ==, 0);
  county_write (&self->county, add_facility, NULL);
  while (count_features (self) == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (count_features (self), ==, before + 1);
  g_assert_cmpuint (self->n_notified, ==, 1);
}

/* ---- Closing ---- */

typedef struct
{
  YutuFile *file;
  gboolean  is_short; /* many short statements in place of an endless one */
  int       begun;    /* atomic */
  GError   *error;
} Endless;

static gboolean
read_endlessly (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Endless *self = data;
  gint64   n = 0;

  g_atomic_int_set (&self->begun, TRUE);
  while (yutu_connection_get_int64 (
    connection,
    self->is_short ? "SELECT 1"
                   : "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                     "SELECT count(*) FROM n",
    0, &n, error))
    ;
  return FALSE;
}

static gpointer
endless_thread (gpointer data)
{
  Endless *self = data;

  yutu_store_read (yutu_file_get_store (self->file), read_endlessly, self, NULL, &self->error);
  yutu_file_unref (self->file);
  return NULL;
}

static GThread *
begin_endless_read (Fixture *self,
                    Endless *endless)
{
  GThread *thread = NULL;

  endless->file = yutu_file_ref (yutu_session_get_file (self->session));
  thread = g_thread_new ("endless", endless_thread, endless);
  while (!g_atomic_int_get (&endless->begun))
    g_thread_yield ();
  return thread;
}

static void
open_again (Fixture *self)
{
  yutu_session_open_async (self->county.path, NULL, opened_cb, self);
  g_main_loop_run (self->loop);
  while (yutu_session_get_units (self->session) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Two reads that would never end, and somebody who keeps the session. */
static void
test_closing_cuts_reads_off (Fixture      *self,
                             gconstpointer data)
{
  YutuEntrySpec spec = { "test", "加食堂", "测试员", FALSE };
  Endless       reads[2] = { { .is_short = FALSE }, { .is_short = TRUE } };
  GThread      *threads[2];
  g_autoptr (YutuSession) old = g_object_ref (self->session);
  g_autoptr (GError) error = NULL;
  GError *late = NULL;
  gint64  n = 0;

  for (int i = 0; i < 2; i++)
    threads[i] = begin_endless_read (self, &reads[i]);
  yutu_session_close (self->session);
  yutu_session_close (self->session);
  g_object_unref (self->session);
  open_again (self);
  g_assert_null (yutu_session_get_read_only_reason (self->session));
  yutu_store_write (yutu_file_get_store (yutu_session_get_file (self->session)), &spec,
                    add_facility, NULL, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, >, 0);
  for (int i = 0; i < 2; i++)
    {
      g_thread_join (threads[i]);
      g_assert_error (reads[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&reads[i].error);
    }
  yutu_store_read (yutu_file_get_store (yutu_session_get_file (old)), read_endlessly, &reads[0],
                   NULL, &late);
  g_assert_error (late, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&late);
  /* Nothing of the old one is heard any more, whatever is asked of it. */
  yutu_session_set_day (old, yutu_day_parse ("2021-10-20"));
}

/* What was asked for before is done, and the one who comes next waits for it and sees it. */
static void
test_closing_finishes_changes (Fixture      *self,
                               gconstpointer data)
{
  YutuEntrySpec spec = { "test", "加食堂", "测试员", FALSE };
  Undo          undo = { self, FALSE };
  g_autoptr (YutuSession) old = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  yutu_store_write (yutu_file_get_store (yutu_session_get_file (self->session)), &spec,
                    add_facility, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  await_notify (self, "undo-title");
  yutu_session_undo_async (self->session, FALSE, undone_cb, &undo);
  yutu_session_close (self->session);
  while (!undo.done)
    g_main_context_iteration (NULL, TRUE);
  old = g_steal_pointer (&self->session);
  open_again (self);
  g_assert_null (yutu_session_get_read_only_reason (self->session));
  g_object_get (self->session, "redo-title", &title, NULL); /* it came with the units */
  g_assert_cmpstr (title, ==, "加食堂");
}

static void
refused_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (yutu_session_open_finish (result, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOT_A_FILE);
  g_main_loop_quit (self->loop);
}

static void
test_what_is_no_file_is_refused (Fixture      *self,
                                 gconstpointer data)
{
  yutu_session_open_async (g_get_tmp_dir (), NULL, refused_cb, self);
  g_main_loop_run (self->loop);
}

/* ---- Snapping between a commit and the map that shows it ---- */

typedef struct
{
  YutuSession *session;
  gint64       arc;
  YutuPoint    gone;    /* on the line no more */
  guint        n_asked; /* while the map was the old one */
} Snapped;

static gboolean
is_snapped_to (const Snapped *self,
               YutuPoint      point)
{
  const YutuSnapQuery   query = { .at = point, .east_px = 1, .north_px = 1, .radius_px = 2 };
  YutuSnapIndex *const *snaps = yutu_session_list_snaps (self->session);
  YutuSnapPlace         place;
  YutuSnapSource        source;
  gint64                id = 0;
  gsize                 n = 0;

  if (!yutu_snap_find_line (snaps, YUTU_MAP_N_SNAPS, &query, &place))
    return FALSE;
  yutu_snap_index_get_line (snaps[place.index], place.line, &id, &source, &n);
  return source == YUTU_SNAP_BOUNDARY && id == self->arc;
}

static void
ask_old_map_cb (Snapped *self)
{
  YutuSnapIndex *const *old = yutu_map_layers_list_snaps (yutu_session_get_layers (self->session));

  g_assert_true (old[YUTU_MAP_SNAP_BOUNDARIES] != yutu_session_list_snaps (self->session)[YUTU_MAP_SNAP_BOUNDARIES]);
  g_assert_false (is_snapped_to (self, self->gone));
  self->n_asked++;
}

/* As soon as the session knows of a commit nobody snaps to what the line was; with the next map one snaps
 * to what it is. */
static void
test_snapping_follows_commits (Fixture      *self,
                               gconstpointer data)
{
  Snapped          snapped = { .session = self->session };
  YutuFile        *file = yutu_session_get_file (self->session);
  YutuSnapSource   source;
  gsize            n = 0;
  const YutuPoint *line = yutu_snap_index_get_line (yutu_session_list_snaps (self->session)[YUTU_MAP_SNAP_BOUNDARIES],
                                                    0, &snapped.arc, &source, &n);
  YutuPoint        middle = { (line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2 };
  YutuVertexEdit   edit = { YUTU_VERTEX_INSERT, snapped.arc, 1, { middle.x + 20000, middle.y + 20000 } };
  g_autoptr (GError) error = NULL;
  gulong handler = g_signal_connect_swapped (self->session, "changed", G_CALLBACK (ask_old_map_cb), &snapped);

  g_assert_true (is_snapped_to (&snapped, middle));
  g_assert_false (is_snapped_to (&snapped, edit.to));
  snapped.gone = middle;
  g_assert_true (yutu_file_edit_line (file, &edit, NULL, "测试员", NULL, &error));
  g_assert_no_error (error);
  await_notify (self, "layers");
  g_assert_cmpuint (snapped.n_asked, ==, 1);
  g_assert_true (is_snapped_to (&snapped, edit.to));
  g_assert_false (is_snapped_to (&snapped, middle));
  snapped.gone = edit.to;
  g_assert_true (yutu_store_undo (yutu_file_get_store (file), "测试员", NULL, NULL, &error));
  await_notify (self, "layers");
  g_assert_cmpuint (snapped.n_asked, ==, 2);
  g_assert_true (is_snapped_to (&snapped, middle));
  g_assert_false (is_snapped_to (&snapped, edit.to));
  g_signal_handler_disconnect (self->session, handler);
}

/* A map that was read before a commit, and comes after it, does not bring the old line back. */
static void
test_an_old_map_comes_late (Fixture      *self,
                            gconstpointer data)
{
  Snapped          snapped = { .session = self->session };
  YutuFile        *file = yutu_session_get_file (self->session);
  YutuSnapSource   source;
  gsize            n = 0;
  const YutuPoint *line = yutu_snap_index_get_line (yutu_session_list_snaps (self->session)[YUTU_MAP_SNAP_BOUNDARIES],
                                                    0, &snapped.arc, &source, &n);
  YutuVertexEdit   edit = { YUTU_VERTEX_INSERT, snapped.arc, 1, { 0, 0 } };

  snapped.gone = (YutuPoint){ (line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2 };
  for (int i = 1; i <= 3; i++)
    {
      edit.to = (YutuPoint){ snapped.gone.x + i * 20000, snapped.gone.y + i * 20000 };
      g_assert_true (yutu_file_edit_line (file, &edit, NULL, "测试员", NULL, NULL));
      while (g_main_context_iteration (NULL, FALSE)) /* a reload may begin, or end */
        g_assert_false (snapped.n_asked > 0 && is_snapped_to (&snapped, snapped.gone));
      snapped.n_asked = 1;
      g_assert_false (is_snapped_to (&snapped, snapped.gone));
    }
  while (!is_snapped_to (&snapped, edit.to))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_false (is_snapped_to (&snapped, snapped.gone));
    }
}

static const struct
{
  const char *path;
  void (*run) (Fixture      *self,
               gconstpointer data);
} TESTS[] = {
  { "/session/session/opens-with-map-and-units", test_opens_with_map_and_units },
  { "/session/session/the-day-decides", test_the_day_decides },
  { "/session/session/stale-loads-are-dropped", test_stale_loads_are_dropped },
  { "/session/session/an-equal-value-does-not-notify", test_an_equal_value_does_not_notify },
  { "/session/session/layers-mean-what-they-show", test_layers_mean_what_they_show },
  { "/session/session/groups-are-switched", test_groups_are_switched },
  { "/session/session/areas-come-with-names", test_areas_come_with_names },
  { "/session/session/a-commit-and-its-undo", test_a_commit_and_its_undo },
  { "/session/session/snapping-follows-commits", test_snapping_follows_commits },
  { "/session/session/an-old-map-comes-late", test_an_old_map_comes_late },
  { "/session/session/jobs-can-be-cancelled", test_jobs_can_be_cancelled },
  { "/session/session/a-bulk-entry-is-known", test_a_bulk_entry_is_known },
  { "/session/session/search-finds-a-place", test_search_finds_a_place },
  { "/session/session/what-a-hit-means", test_what_a_hit_means },
  { "/session/session/closing-cuts-reads-off", test_closing_cuts_reads_off },
  { "/session/session/closing-finishes-changes", test_closing_finishes_changes },
  { "/session/session/what-is-no-file-is-refused", test_what_is_no_file_is_refused },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/session/a-second-window-follows", Fixture, NULL, set_up_second,
              test_a_second_window_follows, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);
  return g_test_run ();
}
