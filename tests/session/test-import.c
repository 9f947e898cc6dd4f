/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Bad input: every file that is not what it should be gives an error or a finding that says where
 * and what to do, and the file is as it was, to the digest. */

#include <string.h>
#include <unistd.h>

#include "folder.h"

#include "session/yutu-import.h"
#include "session/yutu-map.h"
#include "transfer/yutu-source.h"

#define DAY "2020-01-01"

typedef struct
{
  char     *folder;
  YutuFile *file;
} Fixture;

static char *
in_folder (Fixture    *self,
           const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-bad-XXXXXX", NULL);
  path = in_folder (self, "a.yutu");
  self->file = yutu_file_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (yutu_file_get_store (self->file));
  g_clear_pointer (&self->file, yutu_file_unref);
  folder_remove (self->folder);
}

static char *
get_digest (Fixture *self)
{
  char *digest = NULL;
  g_autoptr (GError) error = NULL;

  yutu_store_digest (yutu_file_get_store (self->file), &digest, &error);
  g_assert_no_error (error);
  return digest;
}

/* Importing @path; *result may be NULL. */
static gboolean
import_path (Fixture                  *self,
             const char               *path,
             const YutuImportSpec     *extra,
             YutuDivisionImportResult *result,
             GError                  **error)
{
  YutuImportSpec spec = extra != NULL ? *extra : (YutuImportSpec){ 0 };

  spec.path = path;
  spec.level = spec.level != 0 ? spec.level : 4;
  spec.valid_from = DAY;
  spec.actor = "测试员";
  return yutu_file_import_divisions (self->file, &spec, result, error);
}

static gboolean
import_text (Fixture                  *self,
             const char               *name,
             const char               *text,
             gssize                    length,
             const YutuImportSpec     *extra,
             YutuDivisionImportResult *result,
             GError                  **error)
{
  g_autofree char *path = in_folder (self, name);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return import_path (self, path, extra, result, error);
}

static YutuDivisionFinding *
find_rule (YutuDivisionImportResult *result,
           const char               *rule)
{
  for (guint i = 0; result->findings != NULL && i < result->findings->len; i++)
    {
      YutuDivisionFinding *finding = g_ptr_array_index (result->findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}

/* A township of a tenth of a degree with its south-west corner at (x, y). */
static char *
make_square (const char *name,
             const char *code,
             double      x,
             double      y)
{
  return g_strdup_printf (
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\",\"code\":\"%s\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}}",
    name, code, x, y, x + 0.1, y, x + 0.1, y + 0.1, x, y + 0.1, x, y);
}

static char *
make_layer (const char *one,
            const char *two)
{
  return g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":[%s%s%s]}", one,
                          two != NULL ? "," : "", two != NULL ? two : "");
}

static void
bring_in_land (Fixture *self)
{
  g_autofree char *square = make_square ("甲镇", "990101100", 119.5, 29.0);
  g_autofree char *layer = make_layer (square, NULL);
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  import_text (self, "land.geojson", layer, -1, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.accepted, ==, 1);
  g_assert_cmpuint (result.findings->len, ==, 0);
}

/* ---- What is there ---- */

/* The ring begins elsewhere and runs the other way. */
#define TURNED "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\",\"code\":\"%s\"}," \
               "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[119.6,29.1],[119.6,29],[119.5,29],[119.5,%s],[119.6,29.1]]]}}]}"

static void
test_what_is_there (Fixture      *self,
                    gconstpointer data)
{
  static const struct
  {
    const char *name, *code, *corner;
    gboolean    is_there;
  } rows[] = {
    { "甲镇", "990101100", "29.1", TRUE },
    { "甲镇", "", "29.1", TRUE },
    { "乙镇", "990101100", "29.1", FALSE },
    { "甲镇", "990101101", "29.1", FALSE },
    { "甲镇", "990101100", "29.10001", FALSE },
  };

  bring_in_land (self);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *layer = g_strdup_printf (TURNED, rows[i].name, rows[i].code, rows[i].corner);
      g_autofree char *before = get_digest (self);
      g_autofree char *after = NULL;
      g_auto (YutuDivisionImportResult) result = { 0 };
      YutuImportSpec trial = { .dry_run = !rows[i].is_there };
      g_autoptr (GError) error = NULL;

      g_assert_true (import_text (self, "again.geojson", layer, -1, &trial, &result, &error));
      g_assert_cmpuint (result.unchanged, ==, rows[i].is_there);
      g_assert_cmpint (result.findings->len == 0, ==, rows[i].is_there);
      after = get_digest (self);
      g_assert_cmpstr (after, ==, before); /* no entry either */
    }
}

/* ---- The map CRS ---- */

/* A file without a setting is drawn in the zone of its land, in degrees while there is none. */
static void
test_crs_follows_the_land (Fixture      *self,
                           gconstpointer data)
{
  int epsg = 0;
  g_autoptr (GError) error = NULL;

  yutu_file_read_map_crs (self->file, &epsg, &error);
  g_assert_no_error (error);
  g_assert_cmpint (epsg, ==, 4490);
  bring_in_land (self);
  yutu_file_read_map_crs (self->file, &epsg, &error);
  g_assert_no_error (error);
  g_assert_cmpint (epsg, ==, 4549); /* 119.5° to 119.6°: the zone of 120° */
}

/* ---- Where it lies ---- */

typedef struct
{
  const char *about;
  double      x;
  double      y;
  const char *crs;
  gboolean    swap_axes;
  gboolean    has_land; /* in the file, near 119.5, 29 */
  const char *rule;     /* NULL: no finding */
  gboolean    rejects;
} Place;

static const Place PLACES[] = {
  { "beside what is there", 119.7, 29.0, NULL, FALSE, TRUE, NULL, FALSE },
  { "in China", 87.5, 43.8, NULL, FALSE, FALSE, NULL, FALSE },
  { "latitude first, east", 29.0, 119.5, NULL, FALSE, FALSE, "unusable", TRUE },
  { "latitude first, east, turned", 29.0, 119.5, NULL, TRUE, FALSE, NULL, FALSE },
  { "latitude first, west", 43.8, 87.5, NULL, FALSE, FALSE, "axes-swapped", TRUE },
  { "latitude first, west, turned", 43.8, 87.5, NULL, TRUE, FALSE, NULL, FALSE },
  { "latitude first, system named", 43.8, 87.5, "EPSG:4326", FALSE, FALSE, "axes-swapped", TRUE },
  { "not in China, empty file", -3.7, 40.4, NULL, FALSE, FALSE, "far-away", FALSE },
  { "far from the land", 87.5, 43.8, NULL, FALSE, TRUE, "elsewhere", TRUE },
  { "far from the land, named", 87.5, 43.8, "EPSG:4490", FALSE, TRUE, "elsewhere", FALSE },
  { "metres as degrees", 465925, 3219295, NULL, FALSE, FALSE, "unusable", TRUE },
  { "degrees as metres", 119.5, 29.0, "EPSG:4549", FALSE, FALSE, "crs-area", TRUE },
  { "another zone's metres", 40465925, 3219295, "EPSG:4549", FALSE, FALSE, "unusable", TRUE },
  { "a web map's degrees", 119.7, 29.0, "gcj02", FALSE, TRUE, NULL, FALSE },
};

static void
try_place (Fixture     *self,
           const Place *place)
{
  g_autofree char *square = make_square ("乙镇", "990101101", place->x, place->y);
  g_autofree char *layer = make_layer (square, NULL);
  g_autofree char *before = get_digest (self);
  g_autofree char *after = NULL;
  YutuImportSpec   spec = { .crs = place->crs, .swap_axes = place->swap_axes };
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  YutuDivisionFinding *finding = NULL;

  g_test_message ("%s", place->about);
  import_text (self, "place.geojson", layer, -1, &spec, &result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result.findings->len; i++)
    g_test_message ("  %s: %s", ((YutuDivisionFinding *)result.findings->pdata[i])->rule,
                    ((YutuDivisionFinding *)result.findings->pdata[i])->message);
  after = get_digest (self);
  g_assert_cmpint (result.rejected > 0, ==, place->rejects);
  g_assert_cmpint (g_str_equal (before, after), ==, place->rejects);
  if (place->rule != NULL)
    {
      finding = find_rule (&result, place->rule);
      g_assert_nonnull (finding);
      g_assert_cmpint (finding->rejects, ==, place->rejects);
      /* What to do is said. */
      g_assert_true (strstr (finding->message, "--") != NULL);
    }
  else if (!place->rejects)
    g_assert_cmpuint (result.findings->len, ==, 0);
}

static void
test_places (Fixture      *self,
             gconstpointer data)
{
  const Place *place = data;

  if (place->has_land)
    bring_in_land (self);
  try_place (self, place);
}

/* One row of several that lies elsewhere is named. */
static void
test_one_row_elsewhere (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *one = make_square ("甲镇", "990101100", 119.5, 29.0);
  g_autofree char *two = make_square ("乙镇", "990101101", -3.7, 40.4);
  g_autofree char *layer = make_layer (one, two);
  g_autofree char *before = get_digest (self);
  g_autofree char *after = NULL;
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  import_text (self, "a.geojson", layer, -1, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rejected, ==, 1);
  g_assert_cmpint (find_rule (&result, "unusable")->row, ==, 2);
  after = get_digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* Where most lie elsewhere it is told once, and none is named. */
static void
test_most_rows_elsewhere (Fixture      *self,
                          gconstpointer data)
{
  g_autofree char *one = make_square ("甲镇", "990101100", -3.9, 40.4);
  g_autofree char *two = make_square ("乙镇", "990101101", -3.7, 40.4);
  g_autofree char *three = make_square ("丙镇", "990101102", 119.5, 29.0);
  g_autofree char *both = g_strdup_printf ("%s,%s", one, two);
  g_autofree char *layer = make_layer (both, three);
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  import_text (self, "a.geojson", layer, -1, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rejected, ==, 0);
  g_assert_cmpuint (result.findings->len, ==, 1);
  g_assert_cmpint (find_rule (&result, "far-away")->row, ==, 0);
}

/* ---- Codes ---- */

static void
test_codes_twice (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char     *one = make_square ("甲镇", "990101100", 119.5, 29.0);
  g_autofree char     *two = make_square ("乙镇", "990101100", 119.7, 29.0);
  g_autofree char     *layer = make_layer (one, two);
  g_autofree char     *before = get_digest (self);
  g_autofree char     *after = NULL;
  YutuDivisionFinding *finding = NULL;
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  import_text (self, "a.geojson", layer, -1, NULL, &result, &error);
  g_assert_no_error (error);
  finding = find_rule (&result, "duplicate-code");
  g_assert_nonnull (finding);
  g_assert_true (finding->rejects);
  g_assert_cmpint (finding->row, ==, 2);
  g_assert_cmpstr (finding->field, ==, "code");
  g_assert_true (strstr (finding->message, "row 1") != NULL);
  after = get_digest (self);
  g_assert_cmpstr (before, ==, after);
}

typedef struct
{
  const char *text;
  gsize       accepted; /* rows; 0: an error */
} Register;

static void
test_registers (Fixture      *self,
                gconstpointer data)
{
  static const Register cases[] = {
    { "code,name\n990101100,甲镇\n990101101,乙镇\n", 2 },
    { "code,name\n990101100,甲镇\n990101100,甲镇\n", 2 }, /* said twice: nothing is wrong */
    { "code,name\n990101102,丙镇\n990101102,丁镇\n", 0 },
    { "code,name\n99010110,甲镇\n", 0 },
    { "code,name\n990101103,\n", 0 },
    { "code,name\n,甲镇\n", 0 },
    { "code,name\n990101103,甲镇,多\n", 0 },
    { "code,name\n\"990101103,甲镇\n", 0 },
    { "代号,称\n990101103,甲镇\n", 0 },
    { "code\n990101103\n", 0 },
    { "", 0 },
  };
  g_autofree char *path = in_folder (self, "codes.csv");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuImportSpec   spec = { .path = path, .valid_from = DAY, .actor = "测试员" };
      gsize            rows = 0;
      g_autofree char *before = get_digest (self);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      done = yutu_file_import_codes (self->file, &spec, &rows, &error);
      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      g_assert_cmpint (done, ==, cases[i].accepted > 0);
      after = get_digest (self);
      if (done)
        g_assert_cmpuint (rows, ==, cases[i].accepted);
      else
        g_assert_cmpstr (before, ==, after);
      g_assert_true (done || strstr (error->message, "codes.csv") != NULL);
    }
}

/* ---- Text ---- */

static gboolean
count_named (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT count(*) FROM division WHERE name = '罗店镇'", 0, data, error);
}

static void
test_gbk_names (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *square = make_square ("罗店镇", "990101100", 119.5, 29.0);
  g_autofree char *layer = make_layer (square, NULL);
  gsize            length = 0;
  g_autofree char *gbk = g_convert (layer, -1, "GBK", "UTF-8", NULL, &length, NULL);
  g_autofree char *before = get_digest (self);
  g_autofree char *after = NULL;
  YutuImportSpec   wrong = { .encoding = "UTF-8" };
  gint64           n = 0;
  g_auto (YutuDivisionImportResult) refused = { 0 };
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) mistaken = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (import_text (self, "gbk.geojson", gbk, (gssize)length, &wrong, &refused,
                               &mistaken));
  g_test_message ("%s", mistaken->message);
  g_assert_error (mistaken, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING);
  g_assert_true (strstr (mistaken->message, "row 1, field name") != NULL);
  after = get_digest (self);
  g_assert_cmpstr (before, ==, after);
  import_text (self, "gbk.geojson", gbk, (gssize)length, NULL, &result, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (self->file), count_named, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 1);
}

/* ---- Broken off ---- */

/* At each byte: never a row that is whole by accident, never a crash. */
static void
test_cut_anywhere (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char *one = make_square ("甲镇", "990101100", 119.5, 29.0);
  g_autofree char *two = make_square ("乙镇", "990101101", 119.7, 29.0);
  g_autofree char *layer = make_layer (one, two);
  g_autofree char *before = get_digest (self);
  g_autofree char *after = NULL;
  gsize            length = strlen (layer);

  for (gsize n = 0; n < length; n++)
    {
      g_auto (YutuDivisionImportResult) result = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean done = import_text (self, "cut.geojson", layer, (gssize)n, NULL, &result, &error);

      if (done)
        g_test_message ("cut at %" G_GSIZE_FORMAT ": %s", n, layer + n);
      g_assert_false (done);
      g_assert_true (strstr (error->message, "cut.geojson") != NULL);
    }
  after = get_digest (self);
  g_assert_cmpstr (before, ==, after);
}

typedef struct
{
  const char       *name;
  const char       *text;
  YutuTransferError code;
} Wrong;

static void
test_no_maps (Fixture      *self,
              gconstpointer data)
{
  static const Wrong wrongs[] = {
    { "empty.geojson", "", YUTU_TRANSFER_ERROR_UNREADABLE },
    { "words.geojson", "这不是地图", YUTU_TRANSFER_ERROR_UNREADABLE },
    { "words.shp", "this is no map", YUTU_TRANSFER_ERROR_UNREADABLE },
    { "table.csv", "code,name\n990101100,甲镇\n", YUTU_TRANSFER_ERROR_UNREADABLE },
    { "page.gml", "<html><body>404</body></html>", YUTU_TRANSFER_ERROR_UNREADABLE },
    { "file.gpkg", "SQLite format 3", YUTU_TRANSFER_ERROR_UNREADABLE },
  };
  g_autofree char *before = get_digest (self);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_auto (YutuDivisionImportResult) result = { 0 };
      g_autoptr (GError) error = NULL;

      import_text (self, wrongs[i].name, wrongs[i].text, -1, NULL, &result, &error);
      g_assert_error (error, YUTU_TRANSFER_ERROR, (int)wrongs[i].code);
      g_assert_true (strstr (error->message, wrongs[i].name) != NULL);
    }
  after = get_digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* A file with a hole of @size between two texts. */
static char *
make_huge (Fixture    *self,
           const char *name,
           const char *head,
           gint64      size)
{
  char *path = in_folder (self, name);

  g_assert_true (g_file_set_contents (path, head, -1, NULL));
  g_assert_cmpint (truncate (path, size), ==, 0);
  return path;
}

static void
test_huge (Fixture      *self,
           gconstpointer data)
{
  static const char head[] = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                             "\"properties\":{\"name\":\"";
  g_autofree char  *map = make_huge (self, "huge.geojson", head, G_GINT64_CONSTANT (5) << 30);
  g_autofree char  *table = make_huge (self, "huge.csv", "code,name\n", G_GINT64_CONSTANT (2) << 30);
  g_autofree char  *filler = g_strnfill (11 << 20, 'x');
  g_autofree char  *field = g_strconcat (head, filler, "\"},\"geometry\":null}]}", NULL);
  g_autofree char  *before = get_digest (self);
  g_autofree char  *after = NULL;
  YutuImportSpec    spec = { .path = table, .valid_from = DAY, .actor = "测试员" };
  gsize             rows = 0;
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_auto (YutuDivisionImportResult) other = { 0 };
  g_autoptr (GError) map_error = NULL;
  g_autoptr (GError) table_error = NULL;
  g_autoptr (GError) field_error = NULL;

  import_path (self, map, NULL, &result, &map_error);
  g_assert_error (map_error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE);
  yutu_file_import_codes (self->file, &spec, &rows, &table_error);
  g_assert_error (table_error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE);
  import_text (self, "field.geojson", field, -1, NULL, &other, &field_error);
  g_assert_error (field_error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE);
  after = get_digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* ---- The hostile ones ---- */

typedef struct
{
  Fixture *fixture;
  char    *before;
  guint    n_files;
  guint    n_taken;
} Hostile;

static void
try_as_divisions (Hostile    *hostile,
                  const char *path)
{
  YutuStore       *store = yutu_file_get_store (hostile->fixture->file);
  g_autofree char *before = get_digest (hostile->fixture);
  g_autofree char *after = NULL;
  g_auto (YutuDivisionImportResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done = import_path (hostile->fixture, path, NULL, &result, &error);

  g_assert_cmpint (done, ==, error == NULL);
  if (done && result.rejected == 0)
    {
      hostile->n_taken++;
      g_assert_true (yutu_store_undo (store, "测试员", NULL, NULL, &error));
    }
  for (guint i = 0; done && i < result.findings->len; i++)
    g_assert_nonnull (((YutuDivisionFinding *)result.findings->pdata[i])->message);
  after = get_digest (hostile->fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
try_as_codes (Hostile    *hostile,
              const char *path)
{
  YutuStore       *store = yutu_file_get_store (hostile->fixture->file);
  YutuImportSpec   spec = { .path = path, .valid_from = DAY, .actor = "测试员" };
  gsize            rows = 0;
  g_autofree char *before = get_digest (hostile->fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  if (yutu_file_import_codes (hostile->fixture->file, &spec, &rows, &error) && rows > 0)
    yutu_store_undo (store, "测试员", NULL, NULL, NULL);
  after = get_digest (hostile->fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
try_tree (Hostile    *hostile,
          const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          try_tree (hostile, path);
          continue;
        }
      try_as_divisions (hostile, path);
      try_as_codes (hostile, path);
      hostile->n_files++;
    }
}

static void
test_hostile (Fixture      *self,
              gconstpointer data)
{
  const char      *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", "hostile", NULL);
  Hostile          hostile = { .fixture = self };

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("hostile");
      return;
    }
  try_tree (&hostile, path);
  g_test_message ("%u files, %u taken and undone", hostile.n_files, hostile.n_taken);
  g_assert_cmpuint (hostile.n_files, >, 100);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "what-is-there", test_what_is_there },
    { "crs-follows-the-land", test_crs_follows_the_land },
    { "one-row-elsewhere", test_one_row_elsewhere },
    { "most-rows-elsewhere", test_most_rows_elsewhere },
    { "codes-twice", test_codes_twice },
    { "registers", test_registers },
    { "gbk-names", test_gbk_names },
    { "cut-anywhere", test_cut_anywhere },
    { "no-maps", test_no_maps },
    { "huge", test_huge },
    { "hostile", test_hostile },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      g_autofree char *path = g_strconcat ("/session/import/places/", PLACES[i].about, NULL);

      g_test_add (path, Fixture, &PLACES[i], set_up, test_places, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/session/import/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].func, tear_down);
    }
  return g_test_run ();
}
