/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Layers of the invented county of tests/division leave it: what stands in the file, what is masked,
 * what is logged. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "session/yutu-export.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-import-trial.h"
#include "transfer/yutu-source.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
  char        *out;
} Fixture;

#define DAY   (yutu_day_from_ymd (2024, 6, 1))
#define HOMES 3

/* ?1 stands for the first village, ?2 for the first township. */
static const char CASES[] =
  "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, "
  "village, township, x, y, opened_on, fields) VALUES "
  "(960, 'EL-1', 'elderly', 'EL.BUILD', '建设', 'designing', '2024-01-02', 'facility', ?1, ?2, "
  "119405512345, 28905012345, '2024-01-01', '{\"investment_fen\": 5000000}'), "
  "(961, 'SA-1', 'social-assistance', 'SA.DIBAO', '低保', 'apply', '2024-01-02', 'household', ?1, "
  "?2, 119405512345, 28905012345, '2024-01-01', '{}')";

static gboolean
add_cases (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, CASES, error);

  sqlite3_bind_int64 (statement, 1, ((County *)data)->villages[0]);
  sqlite3_bind_int64 (statement, 2, ((County *)data)->townships[0]);
  return yutu_connection_run (connection, statement, error);
}

static void
add_home (Fixture *self,
          int      number)
{
  YutuSigner       desk = { "李雷", "desk" };
  g_autofree char *name = g_strdup_printf ("第%d敬老院", number);
  YutuFacilitySpec spec = { .kind = "elderly.care-home",
                            .name = name,
                            .fields = "{\"ownership\": \"rural\", \"elevator\": true, \"beds_total\": 80, "
                                      "\"price_lunch_fen\": 1250, \"manager\": \"王小明\", "
                                      "\"operator\": \"=1+1\"}",
                            .valid_from = 16000 };
  YutuFacilitySite site = { .village = self->county.villages[number] };
  gint64           id = 0;
  g_autoptr (GError) error = NULL;

  yutu_file_add_facility (self->file, self->modules, &spec, &site, &desk, &id, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };

  self->file = county_file_open (&self->county, NULL, 0);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, add_cases, &self->county, NULL, NULL,
                    &error);
  g_assert_no_error (error);
  for (int i = 0; i < HOMES; i++)
    add_home (self, i);
  self->out = g_build_filename (self->county.folder, "out.csv", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_unlink (self->out);
  g_free (self->out);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuExportSpec
spec_of (Fixture    *self,
         const char *layer)
{
  return (YutuExportSpec){ .layer = layer,
                           .path = self->out,
                           .format = YUTU_SINK_CSV,
                           .ids = TRUE,
                           .day = DAY,
                           .viewer = { .role = "desk", .actor = "李雷" } };
}

/* The lines of the file, without its mark. */
static GStrv export(Fixture       *self,
                    YutuExportSpec spec)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;
  GStrv  lines = NULL;

  yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->out, &text, NULL, NULL));
  lines = g_strsplit (text + strlen ("\xef\xbb\xbf"), "\r\n", -1);
  g_assert_cmpint (g_strv_length (lines), ==, rows + 2);
  return lines;
}

static void
assert_has (char      **lines,
            guint       line,
            const char *text)
{
  if (strstr (lines[line], text) == NULL)
    g_error ("“%s” has no “%s”", lines[line], text);
}

/* ---- Tests ---- */

static void
test_a_register (Fixture      *self,
                 gconstpointer data)
{
  g_auto (GStrv) lines = export(self, spec_of (self, "elderly.care-home"));

  g_assert_true (g_str_has_prefix (
    lines[0], "id,name,status,township,village,address,lon,lat,valid_from,valid_to,end_reason,"
              "ownership,area_m2,floors,elevator,beds_total,"));
  g_assert_cmpint (g_strv_length (lines), ==, HOMES + 2);
  assert_has (lines, 1, ",第0敬老院,open,东山街道,第1村,,,,2013-10-22,,,rural,,,true,80,");
  assert_has (lines, 1, ",12.50,");
  assert_has (lines, 1, ",王*明,");
  assert_has (lines, 1, ",\"'=1+1\",");
}

static void
test_in_the_language_of_the_user (Fixture      *self,
                                  gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "facility");
  g_auto (GStrv) lines = NULL;

  spec.ids = FALSE;
  lines = export(self, spec);
  /* The test runs in the C locale: English. */
  g_assert_true (g_str_has_prefix (lines[0], "Number,Register,Name,Status,Township,Village,"));
  assert_has (lines, 1, ",Care home,第0敬老院,In use,");
}

static void
test_a_place_and_an_order (Fixture      *self,
                           gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "facility");
  g_autoptr (YutuPlace) place = yutu_place_new_unit (self->county.villages[1]);
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = county_file_count (&self->county, "SELECT max (id) FROM facility");
  gint64 first = county_file_count (&self->county, "SELECT min (id) FROM facility");
  g_auto (GStrv) there = NULL;
  g_auto (GStrv) chosen = NULL;

  spec.place = place;
  there = export(self, spec);
  g_assert_cmpint (g_strv_length (there), ==, 3);
  assert_has (there, 1, "第1敬老院");
  g_array_append_val (only, last);
  g_array_append_val (only, first);
  spec.place = NULL;
  spec.only = only;
  chosen = export(self, spec);
  g_assert_cmpint (g_strv_length (chosen), ==, 4);
  assert_has (chosen, 1, "第2敬老院");
  assert_has (chosen, 2, "第0敬老院");
}

static void
test_cases_of_people_lie_about_there (Fixture      *self,
                                      gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "case_file");
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) kind = NULL;

  spec.viewer.purpose = "核对"; /* and this changes nothing of it */
  lines = export(self, spec);
  g_assert_cmpint (g_strv_length (lines), ==, 4);
  assert_has (lines, 1, "EL-1,elderly,EL.BUILD,建设,designing,东山街道,第1村,,119.405512345,28.905012345,");
  assert_has (lines, 2, ",119.4075,28.9075,2024-01-01");
  kind = export(self, spec_of (self, "EL.BUILD"));
  g_assert_cmpint (g_strv_length (kind), ==, 3);
  assert_has (kind, 0, ",investment_fen,");
  assert_has (kind, 1, ",50000.00,");
}

static void
test_whole_values_are_logged (Fixture      *self,
                              gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "elderly.care-home");
  g_auto (GStrv) whole = NULL;
  g_auto (GStrv) leader = NULL;

  spec.viewer.purpose = "联系负责人";
  whole = export(self, spec);
  assert_has (whole, 1, ",王小明,");
  g_assert_cmpint (county_file_count (&self->county, "SELECT n FROM access_log WHERE action = 'export' AND layer = "
                                "'elderly.care-home' AND purpose = '联系负责人' AND actor = '李雷'"),
                   ==, HOMES);
  spec.viewer.role = "leader";
  leader = export(self, spec);
  assert_has (leader, 1, ",王*明,");
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM access_log"), ==, 1);
}

static void
test_many_need_two_people (Fixture      *self,
                           gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "elderly.care-home");
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first = county_file_count (&self->county, "SELECT min (id) FROM facility");
  gint64 rows = 0;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i <= YUTU_EXPORT_MAX_ALONE; i++)
    g_array_append_val (only, first);
  spec.only = only;
  spec.viewer.purpose = "全部联系";
  spec.approver = "李雷"; /* oneself */
  g_assert_false (yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE);
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM access_log"), ==, 0);
  spec.approver = "韩梅梅";
  lines = export(self, spec);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM access_log WHERE purpose = '全部联系 (韩梅梅)'"),
                   ==, 1);
}

static void
test_other_layers (Fixture      *self,
                   gconstpointer data)
{
  g_auto (GStrv) divisions = export(self, spec_of (self, "division"));
  g_auto (GStrv) names = export(self, spec_of (self, "place_name"));
  g_auto (GStrv) addresses = export(self, spec_of (self, "address"));

  g_assert_cmpint (g_strv_length (divisions), ==, 1 + 4 + N_VILLAGES + 2);
  assert_has (divisions, 2, ",东山街道,4,street,云舟区,");
  g_assert_cmpint (g_strv_length (names), ==, 2);
  g_assert_cmpint (g_strv_length (addresses), ==, 2);
}

/* For people, words of their language; for programs, ids. */
static void
test_words (Fixture      *self,
            gconstpointer data)
{
  static const char *const words[] = { ",4,street,", ",4,Subdistrict," };

  for (int titles = 0; titles < 2; titles++)
    {
      YutuExportSpec spec = spec_of (self, "division");
      g_auto (GStrv) lines = NULL;

      spec.ids = titles == 0;
      lines = export(self, spec);
      assert_has (lines, 2, words[titles]);
    }
}

static void
test_what_is_given_up_leaves_nothing (Fixture      *self,
                                      gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "facility");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (yutu_file_export (self->file, self->modules, &spec, &rows, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
  spec.layer = "nothing";
  g_assert_false (yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN);
}

/* ---- The window ---- */

typedef struct
{
  GMainLoop   *loop;
  YutuSession *session;
  gint64       rows;
  GError      *error;
} Wait;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Wait *wait = data;

  wait->session = yutu_session_open_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Wait *wait = data;

  yutu_session_export_finish (YUTU_SESSION (source), result, &wait->rows, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
test_the_window_exports_too (Fixture      *self,
                             gconstpointer data)
{
  Wait           wait = { g_main_loop_new (NULL, FALSE), NULL, 0, NULL };
  YutuExportSpec spec = spec_of (self, "facility");

  spec.path = self->out;
  yutu_session_open_async (self->county.path, NULL, opened_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  yutu_session_export_async (wait.session, &spec, NULL, NULL, exported_cb, &wait);
  spec.path = NULL; /* it was copied */
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  g_assert_cmpint (wait.rows, ==, HOMES);
  g_object_unref (wait.session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_loop_unref (wait.loop);
}

/* What the program writes as CSV it knows again by the columns. */
static void
check_known (Fixture    *self,
             const char *layer,
             gboolean    ids,
             const char *object,
             const char *kind)
{
  YutuExportSpec   spec = spec_of (self, layer);
  YutuImportChoice choice = { .path = self->out, .is_codes = TRUE };
  g_autoptr (YutuImportReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;

  spec.ids = ids;
  spec.day = yutu_day_from_ymd (1900, 1, 1); /* headings are enough */
  yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error);
  g_assert_no_error (error);
  reading = yutu_file_read_import (self->file, self->modules, &choice, NULL, &error);
  g_assert_no_error (error);
  if (g_strcmp0 (reading->object, object) != 0 || g_strcmp0 (reading->kind, kind) != 0)
    g_error ("%s is taken for %s %s", layer, reading->object, reading->kind);
}

/* Whether another register has the same fields: a table says not of which it is. */
static gboolean
has_twin (const YutuModule   *module,
          const YutuRegister *record)
{
  for (gsize i = 0; i < module->n_registers; i++)
    {
      const YutuRegister *other = &module->registers[i];
      gsize               n = 0;

      while (n < record->n_fields && n < other->n_fields && strcmp (record->fields[n].id, other->fields[n].id) == 0)
        n++;
      if (other != record && n == record->n_fields && n == other->n_fields)
        return TRUE;
    }
  return FALSE;
}

static void
test_exports_are_known (Fixture      *self,
                        gconstpointer data)
{
  static const char *const layers[][2] = {
    { "division", NULL },
    { "place_name", YUTU_IMPORT_NAMES },
    { "address", YUTU_IMPORT_ADDRESSES },
    { "boundary_line", YUTU_OBJECT_LINE },
    { "boundary_pillar", YUTU_OBJECT_PILLAR },
    { "facility", YUTU_IMPORT_FACILITIES },
    { "case_file", YUTU_IMPORT_CASES },
  };

  for (int ids = 0; ids <= 1; ids++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
        check_known (self, layers[i][0], ids == 1, layers[i][1], NULL);
      for (gsize i = 0; i < yutu_modules_get_n (self->modules); i++)
        {
          const YutuModule *module = yutu_modules_get (self->modules, i);

          for (gsize k = 0; k < module->n_registers; k++)
            check_known (self, module->registers[k].full_id, ids == 1, YUTU_IMPORT_FACILITIES,
                         has_twin (module, &module->registers[k]) ? NULL : module->registers[k].full_id);
          for (gsize k = 0; k < module->n_kinds; k++)
            check_known (self, module->kinds[k].id, ids == 1, YUTU_IMPORT_CASES, NULL);
        }
    }
}

/* ---- People in addresses ---- */

/* Of nobody: an id of the unassigned area 330799. */
static const char *const SECRETS[] = { "13800001234", "33079919480101001X", "82300012", "张三丰", "欧阳建国", "李小明" };

static gboolean
add_people (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const statements[] = {
    "INSERT INTO address (id, village, door, room, text, kind, status, valid_from, geom) VALUES (7701, ?1, 12, "
    "'张三丰先生13800001234', '云舟区东山街道第1村12号张三丰先生13800001234室', 2, 4, '2000-01-01', MakePoint (119.405, 28.905, 4490))",
    "INSERT INTO address_record (id, fields) VALUES (7701, json_object ('collector', '欧阳建国', 'checker', '李小明', 'poi', "
    "'张三丰先生家', 'plate_no', 'MP-7', 'remark', '找张三丰先生，身份证33079919480101001X，电话0579-82300012')) -- ?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, statements[i], error);

      if (statement == NULL)
        return FALSE;
      if (i == 0)
        sqlite3_bind_int64 (statement, 1, *(gint64 *)data);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
exchange_point (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  return yutu_connection_exec (connection, "UPDATE address SET geom = MakePoint (28.905, 119.405, 4490) WHERE id = 7701", error);
}

/* Longitude and latitude are exchanged: the row is told, and no table is left. */
static void
test_names_a_place_outside (Fixture      *self,
                            gconstpointer data)
{
  YutuExportSpec spec = spec_of (self, "address");
  YutuEntrySpec  entry = { "test", "测试", "测试员", FALSE };
  YutuStore     *store = yutu_file_get_store (self->file);
  YutuWriteFunc  steps[] = { add_people, exchange_point };
  gint64         rows = 0;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      yutu_store_write (store, &entry, steps[i], &self->county.villages[0], NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_false (yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "7701"));
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
}

/* As it stands, or in GB 18030. */
static gboolean
has_bytes (const char *bytes,
           gsize       size,
           const char *text)
{
  g_autofree char *wide = g_convert (text, -1, "GB18030", "UTF-8", NULL, NULL, NULL);

  return memmem (bytes, size, text, strlen (text)) != NULL || memmem (bytes, size, wide, strlen (wide)) != NULL;
}

/* All cells of a workbook, which is packed. */
static void
unpack (const char *path,
        GString    *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = yutu_source_read_table (path, NULL, NULL, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    for (gsize k = 0; k < yutu_source_count_fields (source); k++)
      if (yutu_source_get_text (source, i, k) != NULL)
        g_string_append_printf (out, "%s\n", yutu_source_get_text (source, i, k));
}

/* Everything that was written, and it is taken away. */
static GString *
take_written (const char *folder)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            size = 0;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_string_append_len (out, bytes, (gssize)size);
      if (g_str_has_suffix (name, ".xlsx"))
        unpack (path, out);
      g_unlink (path);
    }
  return out;
}

static void
test_nobody_leaves_in_an_address (Fixture      *self,
                                  gconstpointer data)
{
  static const struct
  {
    const char    *name;
    YutuSinkFormat format;
  } files[] = {
    { "a.csv", YUTU_SINK_CSV },
    { "a.xlsx", YUTU_SINK_XLSX },
    { "a.gpkg", YUTU_SINK_GPKG },
    { "a.geojson", YUTU_SINK_GEOJSON },
    { "a.kml", YUTU_SINK_KML },
    { "a.shp", YUTU_SINK_SHP },
    { "a.dxf", YUTU_SINK_DXF },
  };
  YutuEntrySpec    entry = { "test", "测试", "测试员", FALSE };
  g_autofree char *folder = g_dir_make_tmp ("yutu-people-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, add_people, &self->county.villages[0], NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i / 2].name, NULL);
      YutuExportSpec   spec = spec_of (self, "address");
      gint64           rows = 0;
      g_autoptr (GString) written = NULL;

      spec.path = path;
      spec.format = files[i / 2].format;
      if (i % 2 == 1) /* no purpose lifts it */
        spec.viewer.purpose = "核查";
      yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error);
      g_assert_no_error (error);
      written = take_written (folder);
      g_test_message ("%s: %zu bytes", files[i / 2].name, written->len);
      /* a drawing has the number that a plan has, in the escapes of DXF */
      g_assert_true (has_bytes (written->str, written->len, spec.format == YUTU_SINK_DXF ? "\n12\\U+53f7\n" : "第1村12号"));
      for (gsize k = 0; k < G_N_ELEMENTS (SECRETS); k++)
        if (has_bytes (written->str, written->len, SECRETS[k]))
          g_error ("%s has %s", files[i / 2].name, SECRETS[k]);
    }
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture      *self,
                 gconstpointer data);
  } tests[] = {
    { "/session/export/a-register", test_a_register },
    { "/session/export/in-the-language-of-the-user", test_in_the_language_of_the_user },
    { "/session/export/a-place-and-an-order", test_a_place_and_an_order },
    { "/session/export/cases-of-people-lie-about-there", test_cases_of_people_lie_about_there },
    { "/session/export/whole-values-are-logged", test_whole_values_are_logged },
    { "/session/export/many-need-two-people", test_many_need_two_people },
    { "/session/export/other-layers", test_other_layers },
    { "/session/export/words", test_words },
    { "/session/export/what-is-given-up-leaves-nothing", test_what_is_given_up_leaves_nothing },
    { "/session/export/nobody-leaves-in-an-address", test_nobody_leaves_in_an_address },
    { "/session/export/names-a-place-outside", test_names_a_place_outside },
    { "/session/export/exports-are-known", test_exports_are_known },
    { "/session/export/the-window-exports-too", test_the_window_exports_too },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
