/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Opening a case at every kind of place, files in and out of it, and the same from a main loop. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "county-file.h"
#include "session/yutu-check.h"
#include "session/yutu-import.h"
#include "session/yutu-session-cases.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
  YutuSession *session;
  GMainLoop   *loop;
  gint64       id;
  GError      *error;
  gboolean     done;
} Fixture;

/* ?1 the first village. The bare facility, and the names, stand in it without saying so. */
static const char *const THINGS[] = {
  "UPDATE division SET seat = MakePoint (119.41, 28.91, 4490) WHERE level = 3 AND ?1 > 0",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, valid_from, geom) "
  "SELECT 910, '上村', '上', '村', 'natural-village', 'in_use', '2000-01-01', "
  "MakePoint (119.4052, 28.9052, 4490) WHERE ?1 > 0",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, "
  "valid_from) VALUES (911, '老路', '老', '路', 'road', 'in_use', ?1, '2000-01-01')",
  "INSERT INTO address (id, village, door, text, kind, valid_from, geom) VALUES "
  "(940, ?1, 8, 'x', 2, '2000-01-01', MakePoint (119.4055, 28.9061, 4490))",
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom) VALUES "
  "(920, 'elderly.care-home', '云舟养老院', 'open', '2000-01-01', ?1, "
  "MakePoint (119.4055, 28.905, 4490))",
  "INSERT INTO facility (id, kind, name, status, valid_from, geom) SELECT "
  "921, 'elderly.care-home', '无村养老院', 'open', '2000-01-01', "
  "MakePoint (119.4053, 28.9051, 4490) WHERE ?1 > 0",
  "INSERT INTO boundary_line (id, name, grade, valid_from) SELECT 950, '云邻线', 3, '2000-01-01' "
  "WHERE ?1 > 0",
  "INSERT INTO boundary_line_arc (id, line, seq, arc, reversed) "
  "SELECT 960, 950, 1, id, 0 FROM arc WHERE (face_left = 0 OR face_right = 0) AND ?1 > 0 LIMIT 1",
  "INSERT INTO boundary_pillar (id, line, number, kind, valid_from, geom) SELECT "
  "951, 950, '1', 'single', '2000-01-01', MakePoint (119.4, 28.9, 4490) WHERE ?1 > 0",
};

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open (&self->county, THINGS, G_N_ELEMENTS (THINGS));
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuCaseDetail *
load (Fixture *self,
      gint64   id)
{
  g_autoptr (GError) error = NULL;
  YutuCaseDetail *detail = yutu_file_load_case (self->file, self->modules, id, YUTU_DAY_INVALID, "desk", &error);

  g_assert_no_error (error);
  return detail;
}

/* ---- Places ---- */

/* One a kind of place, and what the case must have of it. Villages and townships by number. */
static YutuPlace *
make_place (Fixture    *self,
            const char *what)
{
  YutuPoint         inside = yutu_point_from_degrees (119.4054, 28.9054);
  const YutuPoint   ring[] = { yutu_point_from_degrees (119.4050, 28.9050),
                               yutu_point_from_degrees (119.4056, 28.9050),
                               yutu_point_from_degrees (119.4056, 28.9056),
                               yutu_point_from_degrees (119.4050, 28.9056),
                               yutu_point_from_degrees (119.4050, 28.9050) };
  YutuShapeBuilder *builder = NULL;
  g_autoptr (YutuShape) shape = NULL;

  if (g_str_equal (what, "county"))
    return yutu_place_new_unit (self->county.county);
  if (g_str_equal (what, "township"))
    return yutu_place_new_unit (self->county.townships[0]);
  if (g_str_equal (what, "village"))
    return yutu_place_new_unit (self->county.villages[0]);
  if (g_str_equal (what, "address"))
    return yutu_place_new_object (YUTU_PLACE_ADDRESS, 940);
  if (g_str_equal (what, "facility"))
    return yutu_place_new_object (YUTU_PLACE_FACILITY, 920);
  if (g_str_equal (what, "bare facility"))
    return yutu_place_new_object (YUTU_PLACE_FACILITY, 921);
  if (g_str_equal (what, "name"))
    return yutu_place_new_object (YUTU_PLACE_NAME, 910);
  if (g_str_equal (what, "name without a place"))
    return yutu_place_new_object (YUTU_PLACE_NAME, 911);
  if (g_str_equal (what, "line") || g_str_equal (what, "pillar"))
    return yutu_place_new_object (YUTU_PLACE_LINE, 950);
  if (g_str_equal (what, "point"))
    return yutu_place_new_point (inside);
  if (g_str_equal (what, "circle"))
    return yutu_place_new_circle (inside, 40);
  g_assert_cmpstr (what, ==, "shape");
  builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, G_N_ELEMENTS (ring));
  shape = yutu_shape_builder_end (builder);
  return yutu_place_new_shape (shape);
}

static void
assert_sound (Fixture *self)
{
  static const char *const only[] = { "case-village", "case-object", "case-place", "case-state",
                                      "case-due", "case-days", NULL };
  gint64                   checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_every_place_takes_a_case (Fixture      *self,
                               gconstpointer data)
{
  static const struct
  {
    const char *what;
    gboolean    has_village;
    gboolean    has_township;
    gboolean    has_point;
    gint64      address, facility, line, pillar;
  } rows[] = {
    { "county", FALSE, FALSE, TRUE },
    { "township", FALSE, TRUE, FALSE },
    { "village", TRUE, TRUE, FALSE },
    { "address", TRUE, TRUE, TRUE, .address = 940 },
    { "facility", TRUE, TRUE, TRUE, .facility = 920 },
    { "bare facility", TRUE, TRUE, TRUE, .facility = 921 },
    { "name", TRUE, TRUE, TRUE },
    { "name without a place", TRUE, TRUE, FALSE },
    { "line", FALSE, FALSE, TRUE, .line = 950 },
    { "pillar", FALSE, FALSE, TRUE, .line = 950, .pillar = 951 },
    { "point", TRUE, TRUE, TRUE },
    { "circle", TRUE, TRUE, TRUE },
    { "shape", TRUE, TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YutuPlace) place = make_place (self, rows[i].what);
      g_autoptr (YutuCaseDetail) detail = NULL;
      g_autoptr (GError) error = NULL;
      YutuCaseOpening opening = { .kind = "EL.PATROL",
                                  .role = "desk",
                                  .actor = "王",
                                  .fields = "{}",
                                  .pillar = rows[i].pillar,
                                  .opened_on = yutu_day_from_ymd (2025, 9, 29) };
      gint64          id = 0;

      g_test_message ("%s", rows[i].what);
      yutu_file_open_case (self->file, self->modules, place, &opening, &id, &error);
      g_assert_no_error (error);
      detail = load (self, id);
      g_assert_cmpint (detail->row.village, ==, rows[i].has_village ? self->county.villages[0] : 0);
      g_assert_cmpint (detail->row.township, ==, rows[i].has_township ? self->county.townships[0] : 0);
      g_assert_cmpint (detail->row.has_point, ==, rows[i].has_point);
      g_assert_cmpint (detail->row.address, ==, rows[i].address);
      g_assert_cmpint (detail->row.facility, ==, rows[i].facility);
      g_assert_cmpint (detail->line, ==, rows[i].line);
      g_assert_cmpint (detail->pillar, ==, rows[i].pillar);
    }
  assert_sound (self);
}

static void
assert_not_opened (Fixture               *self,
                   YutuPlace             *place, /* taken */
                   const YutuCaseOpening *opening,
                   int                    code)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_false (yutu_file_open_case (self->file, self->modules, place, opening, &id, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, code);
  yutu_place_unref (place);
}

static void
test_what_is_not_opened (Fixture      *self,
                         gconstpointer data)
{
  YutuCaseOpening patrol = { .kind = "EL.PATROL",
                             .role = "desk",
                             .actor = "王",
                             .fields = "{}",
                             .opened_on = yutu_day_from_ymd (2025, 9, 29) };
  YutuCaseOpening wrong = patrol;

  assert_not_opened (self, yutu_place_new_point (yutu_point_from_degrees (100, 20)), &patrol,
                     YUTU_CASEWORK_ERROR_UNKNOWN);
  assert_not_opened (self, yutu_place_new_object (YUTU_PLACE_ADDRESS, 77), &patrol,
                     YUTU_CASEWORK_ERROR_UNKNOWN);
  assert_not_opened (self, yutu_place_new_object (YUTU_PLACE_NAME, 77), &patrol,
                     YUTU_CASEWORK_ERROR_UNKNOWN);
  wrong.role = "planner";
  assert_not_opened (self, make_place (self, "village"), &wrong, YUTU_CASEWORK_ERROR_ROLE);
  wrong = patrol;
  wrong.kind = "EL.NONE";
  assert_not_opened (self, make_place (self, "village"), &wrong, YUTU_CASEWORK_ERROR_UNKNOWN);
  wrong.kind = "EL.MEALSUB"; /* is about meal points */
  wrong.fields = "{\"quarter\":\"2025Q3\"}";
  assert_not_opened (self, make_place (self, "facility"), &wrong, YUTU_CASEWORK_ERROR_UNKNOWN);
  wrong = patrol;
  wrong.opened_on = yutu_day_from_ymd (1990, 1, 1); /* before the village was there */
  assert_not_opened (self, make_place (self, "village"), &wrong, YUTU_CASEWORK_ERROR_UNKNOWN);
}

/* ---- The person of a case ---- */

static void
test_a_person_is_checked (Fixture      *self,
                          gconstpointer data)
{
  static const struct
  {
    const char *person;
    gboolean    is_right;
  } rows[] = {
    { "{\"name\":\"李小明\",\"id_no\":\"33079919480101001X\",\"phone\":\"19900000018\"}", TRUE },
    { "{\"name\":\"李小明\"}", TRUE },
    { "{}", FALSE },
    { "{\"name\":\"  \"}", FALSE },
    { "{\"name\":\"李小明\",\"id_no\":\"330799194801010011\"}", FALSE }, /* check digit */
    { "{\"name\":\"李小明\",\"id_no\":\"330799195502290028\"}", FALSE }, /* no such day */
    { "{\"name\":\"李小明\",\"id_no\":\"33079919480101001X1\"}", FALSE },
    { "{\"name\":\"李小明\",\"id_no\":\"33079919480101001X\",\"birth\":\"1950-01-01\"}", FALSE },
    { "{\"name\":\"李小明\",\"birth\":\"2990-01-01\"}", FALSE },
    { "{\"name\":\"李小明\",\"none\":1}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YutuPlace) place = make_place (self, "village");
      g_autoptr (YutuCaseDetail) detail = NULL;
      g_autoptr (GError) error = NULL;
      YutuCaseOpening opening = { .kind = "SA.LEAD",
                                  .role = "clerk",
                                  .actor = "王",
                                  .fields = "{\"source\":\"grid\"}",
                                  .person = rows[i].person,
                                  .opened_on = yutu_day_from_ymd (2025, 9, 29) };
      gint64          id = 0;

      g_test_message ("%s", rows[i].person);
      g_assert_cmpint (
        yutu_file_open_case (self->file, self->modules, place, &opening, &id, &error), ==,
        rows[i].is_right);
      if (!rows[i].is_right)
        {
          g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD);
          continue;
        }
      detail = load (self, id);
      g_assert_cmpuint (detail->persons->len, ==, 1);
      g_assert_cmpstr (((YutuCasePersonRow *)detail->persons->pdata[0])->name, ==, "李*明");
      g_assert_cmpint (((YutuCasePersonRow *)detail->persons->pdata[0])->sex, ==, i == 0 ? 1 : 0);
    }
}

/* ---- Files ---- */

static gint64
open_pillar (Fixture *self)
{
  g_autoptr (YutuPlace) place = make_place (self, "line");
  g_autoptr (GError) error = NULL;
  YutuCaseOpening opening = { .kind = "BD.PILLAR",
                              .role = "planner",
                              .actor = "王",
                              .fields = "{\"pillar_no\":\"1\"}",
                              .opened_on = yutu_day_from_ymd (2025, 9, 29) };
  gint64          id = 0;

  yutu_file_open_case (self->file, self->modules, place, &opening, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_only_ordinary_files_are_read (Fixture      *self,
                                   gconstpointer data)
{
  g_autofree char *big = g_build_filename (self->county.folder, "big", NULL);
  g_autofree char *empty = g_build_filename (self->county.folder, "empty", NULL);
  g_autofree char *pipe = g_build_filename (self->county.folder, "pipe", NULL);
  g_autofree char *none = g_build_filename (self->county.folder, "none", NULL);
  const struct
  {
    const char *path;
    int         code;
  } rows[] = {
    { big, YUTU_CASEWORK_ERROR_SIZE },
    { empty, YUTU_CASEWORK_ERROR_SIZE },
    { pipe, YUTU_CASEWORK_ERROR_ATTACHMENT },
    { self->county.folder, YUTU_CASEWORK_ERROR_ATTACHMENT },
    { "/dev/zero", YUTU_CASEWORK_ERROR_ATTACHMENT },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (big, "", 0, NULL));
  g_assert_cmpint (truncate (big, (off_t)YUTU_ATTACHMENT_MAX_BYTES + 1), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_null (yutu_attachment_read_file (rows[i].path, &refusal));
      g_assert_error (refusal, YUTU_CASEWORK_ERROR, rows[i].code);
    }
  g_assert_null (yutu_attachment_read_file (none, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_remove (big);
  g_remove (empty);
  g_remove (pipe);
}

static void
test_a_file_comes_out_as_it_went_in (Fixture      *self,
                                     gconstpointer data)
{
  static const char contents[] = "\0\1\2#!/bin/sh";
  g_autofree char  *out = g_build_filename (self->county.folder, "out.sh", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (contents, sizeof contents);
  YutuAttachSpec   spec = { "run.sh", bytes, "王", "planner", yutu_day_from_ymd (2025, 9, 30) };
  gint64           id = open_pillar (self);
  gint64           event = 0;
  g_autofree char *read = NULL;
  gsize            size = 0;
  struct stat      facts;
  g_autoptr (GError) error = NULL;

  yutu_file_attach (self->file, self->modules, id, &spec, &event, &error);
  g_assert_no_error (error);
  yutu_file_save_attachment (self->file, self->modules, id, event, "leader", out, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (out, &read, &size, NULL));
  g_assert_cmpmem (read, size, contents, sizeof contents);
  g_assert_cmpint (g_stat (out, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0111, ==, 0);
  g_assert_false (
    yutu_file_save_attachment (self->file, self->modules, id, event, "leader", out, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (
    yutu_file_save_attachment (self->file, self->modules, id, event, "leader", out, TRUE, NULL));
  g_remove (out);
}

/* No file may grow beyond @bytes; 0: any size. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes > 0 ? bytes : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static gboolean
limit_pages (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", GPOINTER_TO_INT (data));

  return yutu_connection_exec (connection, sql, error);
}

static void
limit_file (Fixture *self,
            int      n_pages)
{
  YutuEntrySpec spec = { "test", "limit", "测试员", FALSE };

  g_assert_true (yutu_store_write (yutu_file_get_store (self->file), &spec, limit_pages,
                                   GINT_TO_POINTER (n_pages), NULL, NULL, NULL));
}

static char *
digest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  yutu_store_digest (yutu_file_get_store (self->file), &text, &error);
  g_assert_no_error (error);
  return text;
}

/* Neither in nor out: the file is as it was, what lay where it was to be saved too. */
static void
test_a_full_disk_loses_nothing (Fixture      *self,
                                gconstpointer data)
{
  g_autofree guint8 *noise = g_malloc (400000);
  g_autofree char   *out = g_build_filename (self->county.folder, "out.bin", NULL);
  g_autoptr (GBytes) bytes = NULL;
  YutuAttachSpec   spec = { "图.bin", NULL, "王", "planner", yutu_day_from_ymd (2025, 9, 30) };
  gint64           id = open_pillar (self);
  gint64           event = 0;
  gboolean         done;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) out_error = NULL;

  for (int i = 0; i < 400000; i++)
    noise[i] = (guint8)g_random_int ();
  spec.data = bytes = g_bytes_new_static (noise, 400000);
  limit_file (self, 1); /* SQLite takes the present size */
  before = digest (self);
  g_assert_false (yutu_file_attach (self->file, self->modules, id, &spec, &event, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "make room"));
  g_clear_error (&error);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
  limit_file (self, 1 << 20);
  yutu_file_attach (self->file, self->modules, id, &spec, &event, &error);
  g_assert_no_error (error);

  g_assert_true (g_file_set_contents (out, "before", -1, NULL));
  limit_files (65536);
  done = yutu_file_save_attachment (self->file, self->modules, id, event, "planner", out, TRUE, &out_error);
  limit_files (0);
  g_assert_false (done);
  g_assert_error (out_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (out_error->message, out));
  g_assert_true (g_file_get_contents (out, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "before");
  g_remove (out);
}

/* ---- From a main loop ---- */

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *self = user_data;

  self->session = yutu_session_open_finish (result, &self->error);
  g_assert_no_error (self->error);
  g_main_loop_quit (self->loop);
}

static void
case_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Fixture *self = user_data;

  self->id = yutu_session_open_case_finish (YUTU_SESSION (object), result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
stepped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *self = user_data;

  self->done = yutu_session_step_case_finish (YUTU_SESSION (object), result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
attached_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *self = user_data;

  self->done = yutu_session_attach_finish (YUTU_SESSION (object), result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *self = user_data;

  self->done = yutu_session_save_attachment_finish (YUTU_SESSION (object), result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
count_cb (int *n)
{
  ++*n;
}

/* Role and actor of the session count, whatever the call says. */
static void
act_in_a_role (Fixture *self)
{
  g_autoptr (YutuPlace) place = make_place (self, "village");
  YutuCaseOpening opening = { .kind = "BD.PILLAR",
                              .role = "desk",
                              .actor = "nobody",
                              .fields = "{\"pillar_no\":\"1\"}",
                              .opened_on = yutu_day_from_ymd (2025, 9, 29) };
  YutuCaseStep    step = { "see", "nobody", "desk", opening.opened_on, "n", NULL, NULL, NULL };

  yutu_session_set_role (self->session, "leader");
  yutu_session_open_case_async (self->session, place, &opening, case_opened_cb, self);
  g_assert_true (({ gboolean busy; g_object_get (self->session, "busy", &busy, NULL); busy; }));
  g_main_loop_run (self->loop);
  g_assert_error (self->error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE);
  g_clear_error (&self->error);
  yutu_session_set_role (self->session, "planner");
  yutu_session_open_case_async (self->session, place, &opening, case_opened_cb, self);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  g_assert_cmpint (self->id, >, 0);
  yutu_session_step_case_async (self->session, self->id, &step, stepped_cb, self);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  g_assert_true (self->done);
}

static void
carry_a_file (Fixture *self)
{
  g_autofree char *in = g_build_filename (self->county.folder, "照片.txt", NULL);
  g_autofree char *out = g_build_filename (self->county.folder, "out.txt", NULL);
  g_autofree char *read = NULL;
  g_autoptr (YutuCaseDetail) detail = NULL;
  const YutuCaseEvent      *first = NULL;
  const YutuCaseAttachment *kept = NULL;

  g_assert_true (g_file_set_contents (in, "abc", 3, NULL));
  yutu_session_attach_async (self->session, self->id, in, yutu_day_from_ymd (2025, 9, 30),
                             attached_cb, self);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  detail = load (self, self->id);
  g_assert_cmpuint (detail->events->len, ==, 2);
  g_assert_true (g_str_has_prefix (detail->row.case_no, "YZ-BD-2025-")); /* of 云舟区 */
  first = detail->events->pdata[0];
  kept = detail->attachments->pdata[0];
  g_assert_cmpstr (first->actor, ==, "王老师");
  g_assert_cmpstr (kept->actor, ==, "王老师");
  g_assert_cmpstr (kept->name, ==, "照片.txt");
  yutu_session_save_attachment_async (self->session, self->id, kept->event, out, NULL, saved_cb,
                                      self);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  g_assert_true (g_file_get_contents (out, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, "abc");
  g_remove (in);
  g_remove (out);
}

static void
test_from_a_main_loop (Fixture      *self,
                       gconstpointer data)
{
  int n_roles = 0;
  int n_actors = 0;

  self->loop = g_main_loop_new (NULL, FALSE);
  yutu_store_close (yutu_file_get_store (self->file)); /* the session is the one that writes */
  yutu_session_open_async (self->county.path, NULL, opened_cb, self);
  g_main_loop_run (self->loop);
  yutu_file_unref (self->file);
  self->file = yutu_file_ref (yutu_session_get_file (self->session));
  g_signal_connect_swapped (self->session, "notify::role", G_CALLBACK (count_cb), &n_roles);
  g_signal_connect_swapped (self->session, "notify::actor", G_CALLBACK (count_cb), &n_actors);
  yutu_session_set_role (self->session, "desk");
  g_assert_cmpint (n_roles, ==, 0);
  yutu_session_set_actor (self->session, "");
  g_assert_cmpstr (yutu_session_get_actor (self->session), ==, g_get_user_name ());
  g_assert_cmpint (n_actors, ==, 0);
  yutu_session_set_actor (self->session, "王老师");
  g_assert_cmpint (n_actors, ==, 1);
  act_in_a_role (self);
  g_assert_cmpint (n_roles, ==, 2);
  carry_a_file (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->session);
  g_main_loop_unref (self->loop);
}

/* ---- Words ---- */

/* Fields and choices by id or by title, in whichever language; what is none of it is refused. */
static void
test_written_values (Fixture      *self,
                     gconstpointer data)
{
  static const struct
  {
    const char *lines[4];
    const char *json; /* NULL: refused */
  } cases[] = {
    { { "proposed_name=霁月路", "class=road" }, "{\"proposed_name\":\"霁月路\",\"class\":\"road\"}" },
    { { "拟用名称=霁月路", "Class=道路" }, "{\"proposed_name\":\"霁月路\",\"class\":\"road\"}" },
    { { "Proposed name=霁月路", "类别=Road" }, "{\"proposed_name\":\"霁月路\",\"class\":\"road\"}" },
    { { "approved_on=2026年11月26日" }, "{\"approved_on\":\"2026-11-26\"}" },
    { { "reason=甲=乙" }, "{\"reason\":\"甲=乙\"}" },
    { { "class=铁路" }, NULL },
    { { "approved_on=昨天" }, NULL },
    { { "名字=霁月路" }, NULL },
    { { "class" }, NULL },
  };
  const YutuCaseKind *kind = yutu_modules_find_kind (self->modules, "PN.NAME", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = yutu_fields_from_lines (kind->fields, kind->n_fields, cases[i].lines, &error);

      g_assert_cmpstr (json, ==, cases[i].json);
      if (json == NULL)
        g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/case-edit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-place-takes-a-case", test_every_place_takes_a_case);
  ADD ("what-is-not-opened", test_what_is_not_opened);
  ADD ("a-person-is-checked", test_a_person_is_checked);
  ADD ("only-ordinary-files-are-read", test_only_ordinary_files_are_read);
  ADD ("a-file-comes-out-as-it-went-in", test_a_file_comes_out_as_it_went_in);
  ADD ("a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  ADD ("written-values", test_written_values);
  ADD ("from-a-main-loop", test_from_a_main_loop);
  return g_test_run ();
}
