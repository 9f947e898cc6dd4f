/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Tables and layers are written, and read back: by Yutu's own readers, byte by byte, and workbooks by
 * check-workbook.py, which knows nothing of the library that made them. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "base/yutu-day.h"
#include "transfer/yutu-sink.h"

static const YutuSinkColumn COLUMNS[] = {
  { "名称", YUTU_COLUMN_TEXT },
  { "床位", YUTU_COLUMN_INT },
  { "面积", YUTU_COLUMN_REAL },
  { "午餐价格", YUTU_COLUMN_FEN },
  { "经度", YUTU_COLUMN_DEGREE },
  { "启用日期", YUTU_COLUMN_DAY },
};

#define TEXT(t)       \
  {                   \
    TRUE, .text = (t) \
  }
#define INT(i)           \
  {                      \
    TRUE, .integer = (i) \
  }
#define REAL(r)       \
  {                   \
    TRUE, .real = (r) \
  }
#define EMPTY \
  {           \
    FALSE     \
  }
#define N_COLUMNS G_N_ELEMENTS (COLUMNS)

static const YutuSinkValue ROWS[][N_COLUMNS] = {
  { TEXT ("罗店镇敬老院"), INT (80), REAL (1200.5), INT (1250), INT (119648213456), INT (16000) },
  { TEXT ("=cmd|'/C calc'!A0"), INT (-5), REAL (0.1), INT (-5), INT (-500000000), INT (-30000) },
  { TEXT ("他说“好”,\"行\"\r\n第二行"), EMPTY, EMPTY, EMPTY, EMPTY, EMPTY },
  { TEXT ("+8613800000018"), INT (G_MAXINT64), REAL (1e300), INT (0), INT (0), INT (0) },
  { TEXT ("'已有撇号"), INT (0), REAL (-1.5), INT (100), INT (120000000000), INT (19000) },
  { TEXT ("@SUM(1+1)"), INT (1), REAL (2), INT (1), INT (1), INT (1) },
  { TEXT ("\t-1"), INT (1), REAL (2), INT (1), INT (1), INT (1) },
  { TEXT ("𠮷野家 �‍👩"), INT (1), REAL (2), INT (1), INT (1), INT (1) },
  { TEXT ("007"), INT (1), REAL (2), INT (1), INT (1), INT (1) },
};

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-sink-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static guint
count_files (const Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0); /* files only: no folder of the sink is left */
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

static YutuSink *
open_sink (const Fixture *self,
           const char    *name,
           const char    *encoding,
           const char    *crs,
           GError       **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  YutuSinkSpec     spec = { .path = path,
                            .encoding = encoding,
                            .title = "养老机构",
                            .crs = crs,
                            .columns = COLUMNS,
                            .n_columns = N_COLUMNS };

  g_assert_true (yutu_sink_find_format (path, NULL, &spec.format));
  return yutu_sink_new (&spec, error);
}

static void
write_all (const Fixture   *self,
           const char      *name,
           const char      *encoding,
           const char      *crs,
           const YutuShape *shape)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSink) sink = open_sink (self, name, encoding, crs, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      yutu_sink_add_row (sink, ROWS[i], shape, &error);
      g_assert_no_error (error);
    }
  yutu_sink_finish (sink, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yutu_sink_count_rows (sink), ==, G_N_ELEMENTS (ROWS));
}

static YutuSource *
read_back (const Fixture *self,
           const char    *name,
           const char    *encoding,
           gboolean       is_layer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char  *path = g_build_filename (self->folder, name, NULL);
  YutuSourceOptions options = { .encoding = encoding };
  YutuSource       *source = is_layer ? yutu_source_read (path, &options, NULL, &error)
                                      : yutu_source_read_table (path, &options, NULL, &error);

  g_assert_no_error (error);
  return source;
}

/* ---- CSV ---- */

static void
test_csv_to_the_byte (Fixture      *self,
                      gconstpointer data)
{
  static const char expected[] =
    "\xef\xbb\xbf名称,床位,面积,午餐价格,经度,启用日期\r\n"
    "罗店镇敬老院,80,1200.5,12.50,119.648213456,2013-10-22\r\n"
    "\"'=cmd|'/C calc'!A0\",-5,0.1,-0.05,-0.5,1887-11-12\r\n"
    "\"他说“好”,\"\"行\"\"\r\n第二行\",,,,,\r\n"
    "\"'+8613800000018\",9223372036854775807,1e+300,0.00,0,1970-01-01\r\n"
    "\"'已有撇号\",0,-1.5,1.00,120,2022-01-08\r\n"
    "\"'@SUM(1+1)\",1,2,0.01,0.000000001,1970-01-02\r\n"
    "\"'\t-1\",1,2,0.01,0.000000001,1970-01-02\r\n"
    "𠮷野家 �‍👩,1,2,0.01,0.000000001,1970-01-02\r\n"
    "007,1,2,0.01,0.000000001,1970-01-02\r\n";
  g_autofree char *path = g_build_filename (self->folder, "a.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (YutuSource) source = NULL;

  write_all (self, "a.csv", NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  source = read_back (self, "a.csv", NULL, FALSE);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, G_N_ELEMENTS (ROWS));
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    g_assert_cmpstr (yutu_sink_unquote (yutu_source_get_text (source, i, 0)), ==, ROWS[i][0].text);
}

static void
test_csv_in_gb18030 (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.csv", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (YutuSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSink) none = NULL;

  write_all (self, "a.csv", "GB18030", NULL, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "\xc3\xfb\xb3\xc6,")); /* 名称, no mark before it */
  source = read_back (self, "a.csv", "GB18030", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    g_assert_cmpstr (yutu_sink_unquote (yutu_source_get_text (source, i, 0)), ==, ROWS[i][0].text);
  none = open_sink (self, "b.csv", "KLINGON", NULL, &error);
  g_assert_null (none);
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, "KLINGON"));
}

static void
test_csv_that_cannot_hold_a_character (Fixture      *self,
                                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YutuSink     *sink = open_sink (self, "a.csv", "ISO-8859-1", NULL, &error);
  YutuSinkValue row[N_COLUMNS] = { TEXT ("院") };

  g_assert_no_error (error);
  g_assert_true (yutu_sink_add_row (sink, row, NULL, &error));
  g_assert_false (yutu_sink_finish (sink, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING);
  yutu_sink_free (sink);
  g_assert_cmpuint (count_files (self), ==, 0);
}

/* ---- Workbooks ---- */

static void
check_workbook (const Fixture *self,
                const char    *name,
                const char    *mode)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "transfer", "check-workbook.py", NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char            *argv[] = { (char *)"python3", script, path, (char *)mode, NULL };
  g_autofree char *output = NULL;
  g_autofree char *problems = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &problems, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s%s", output, problems);
}

static void
test_workbook (Fixture      *self,
               gconstpointer data)
{
  static const char *const cells[][N_COLUMNS] = {
    { "罗店镇敬老院", "80", "1200.5", "12.5", "119.648213456", "2013-10-22" },
    { "=cmd|'/C calc'!A0", "-5", "0.1", "-0.05", "-0.5", "1887-11-12" },
  };
  g_autoptr (YutuSource) source = NULL;

  write_all (self, "a.xlsx", NULL, NULL, NULL);
  check_workbook (self, "a.xlsx", "cells");
  source = read_back (self, "a.xlsx", NULL, FALSE);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, G_N_ELEMENTS (ROWS));
  for (gsize i = 0; i < N_COLUMNS; i++)
    g_assert_cmpstr (yutu_source_get_field (source, i), ==, COLUMNS[i].title);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    for (gsize k = 0; k < N_COLUMNS; k++)
      g_assert_cmpstr (yutu_source_get_text (source, i, k), ==, cells[i][k]);
  g_assert_cmpstr (yutu_source_get_text (source, 8, 0), ==, "007");
}

static void
test_workbook_of_many_rows (Fixture      *self,
                            gconstpointer data)
{
  static const YutuSinkColumn one[] = { { "编号", YUTU_COLUMN_INT } };
  g_autofree char            *path = g_build_filename (self->folder, "many.xlsx", NULL);
  YutuSinkSpec                spec = { .path = path, .format = YUTU_SINK_XLSX, .title = "很多/行", .columns = one, .n_columns = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSink) sink = yutu_sink_new (&spec, &error);

  g_assert_no_error (error);
  for (gint64 i = 0; i < 1048576; i++) /* one more than a sheet holds */
    {
      YutuSinkValue value = INT (i);

      if (!yutu_sink_add_row (sink, &value, NULL, &error))
        break;
    }
  g_assert_no_error (error);
  g_assert_true (yutu_sink_finish (sink, &error));
  check_workbook (self, "many.xlsx", "sheets");
}

static void
test_workbook_with_too_long_a_text (Fixture      *self,
                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSink) sink = open_sink (self, "a.xlsx", NULL, NULL, &error);
  g_autofree char *text = g_strnfill (32768, 'x');
  YutuSinkValue    row[N_COLUMNS] = { TEXT (text) };

  g_assert_no_error (error);
  g_assert_false (yutu_sink_add_row (sink, row, NULL, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "row 1: 名称"));
}

/* ---- Layers ---- */

static YutuShape *
make_point (void)
{
  return yutu_shape_new_point ((YutuPoint){ 119648213456, 29081234567 });
}

/* Each format orders and names its fields in its own way; numbers in a shapefile have many zeros. */
static gboolean
has_text (YutuSource *source,
          const char *text)
{
  for (gsize i = 0; i < yutu_source_count_fields (source); i++)
    {
      const char *value = yutu_source_get_text (source, 0, i);

      if (value != NULL && g_str_has_prefix (value, text))
        return TRUE;
    }
  return FALSE;
}

static void
test_layers_of_points (Fixture      *self,
                       gconstpointer data)
{
  static const char *const names[] = { "a.gpkg", "a.geojson", "a.kml", "a.shp" };
  g_autoptr (YutuShape) shape = make_point ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YutuSource) source = NULL;
      const YutuSourceFeature *feature = NULL;
      const YutuPoint         *point = NULL;

      g_test_message ("%s", names[i]);
      write_all (self, names[i], NULL, NULL, shape);
      source = read_back (self, names[i], NULL, TRUE);
      g_assert_cmpuint (yutu_source_count_rows (source), ==, G_N_ELEMENTS (ROWS));
      feature = yutu_source_get_feature (source, 0);
      g_assert_cmpint (feature->kind, ==, YUTU_SOURCE_POINT);
      point = yutu_source_get_points (source, yutu_source_get_path (source, feature->first_path));
      g_assert_cmpint (point->x, ==, 119648213456);
      g_assert_cmpint (point->y, ==, 29081234567);
      g_assert_true (has_text (source, "罗店镇敬老院"));
      /* The reader of KML takes names and descriptions only. */
      g_assert_true (g_str_has_suffix (names[i], "kml") || has_text (source, "12.5"));
    }
}

/* Of ROWS that all stand at one point, the first of them twice. */
static void
test_drawing_has_names (Fixture      *self,
                        gconstpointer data)
{
  static const gsize       order[] = { 0, 0, 2, 8, 7 };
  static const char *const texts[] = { "罗店镇敬老院", "他说“好”,'行'  第二行", "007" };
  gsize                    at = 0;
  g_autoptr (YutuShape) shape = make_point ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSink) sink = open_sink (self, "a.dxf", NULL, "4549", &error);
  g_autoptr (YutuSource) source = NULL;

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_true (yutu_sink_add_row (sink, ROWS[order[i]], shape, &error));
  g_assert_true (yutu_sink_finish (sink, &error));
  source = read_back (self, "a.dxf", NULL, TRUE);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, 5 + 4);
  for (gsize row = 0; row < yutu_source_count_rows (source) && at < G_N_ELEMENTS (texts); row++)
    for (gsize i = 0; i < yutu_source_count_fields (source); i++)
      if (g_strcmp0 (yutu_source_get_field (source, i), "Text") == 0 && yutu_source_get_text (source, row, i) != NULL &&
          *yutu_source_get_text (source, row, i) != '\0')
        g_assert_cmpstr (yutu_source_get_text (source, row, i), ==, texts[at++]);
  g_assert_cmpuint (at, ==, G_N_ELEMENTS (texts));
}

static void
test_short_names_of_a_shapefile (Fixture      *self,
                                 gconstpointer data)
{
  static const YutuSinkColumn columns[] = {
    { "助餐服务价格", YUTU_COLUMN_TEXT },
    { "助餐服务人数", YUTU_COLUMN_TEXT },
    { "a_long_ascii_name", YUTU_COLUMN_TEXT },
  };
  static const YutuSinkValue row[] = { TEXT ("甲"), TEXT ("乙"), TEXT ("丙") };
  g_autofree char           *path = g_build_filename (self->folder, "a.shp", NULL);
  YutuSinkSpec               spec = { .path = path, .format = YUTU_SINK_SHP, .columns = columns, .n_columns = 3 };
  g_autoptr (YutuShape) shape = make_point ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSink) sink = yutu_sink_new (&spec, &error);
  g_autoptr (YutuSource) source = NULL;

  g_assert_no_error (error);
  g_assert_true (yutu_sink_add_row (sink, row, shape, &error));
  g_assert_true (yutu_sink_finish (sink, &error));
  source = read_back (self, "a.shp", NULL, TRUE);
  g_assert_cmpstr (yutu_source_get_field (source, 0), ==, "助餐服");
  g_assert_cmpstr (yutu_source_get_field (source, 1), ==, "助餐服2");
  g_assert_cmpstr (yutu_source_get_field (source, 2), ==, "a_long_asc");
  g_assert_cmpstr (yutu_source_get_text (source, 0, 1), ==, "乙");
}

static void
test_layer_in_another_system (Fixture      *self,
                              gconstpointer data)
{
  g_autoptr (YutuShape) shape = make_point ();
  g_autoptr (YutuSource) source = NULL;
  g_autoptr (GError) error = NULL;
  const YutuPoint *point = NULL;

  write_all (self, "a.gpkg", NULL, "EPSG:4549", shape);
  source = read_back (self, "a.gpkg", NULL, TRUE);
  point = yutu_source_get_points (source, yutu_source_get_path (source, 0));
  g_assert_cmpint (ABS (point->x - 119648213456), <=, 1);
  g_assert_cmpint (ABS (point->y - 29081234567), <=, 1);
  g_assert_null (open_sink (self, "b.gpkg", NULL, "EPSG:1", &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS);
  g_clear_error (&error);
  g_assert_null (open_sink (self, "b.kml", NULL, "4549", &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS);
}

static void
test_layer_of_land (Fixture      *self,
                    gconstpointer data)
{
  static const YutuPoint   shell[] = { { 119000000000, 29000000000 },
                                       { 119100000000, 29000000000 },
                                       { 119100000000, 29100000000 },
                                       { 119000000000, 29100000000 } };
  static const YutuPoint   hole[] = { { 119020000000, 29020000000 },
                                      { 119020000000, 29040000000 },
                                      { 119040000000, 29040000000 } };
  static const char *const names[] = { "land.gpkg", "land.geojson", "land.shp", "land.kml", "land.dxf" };
  YutuShapeBuilder        *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autoptr (YutuShape) shape = NULL;

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, shell, G_N_ELEMENTS (shell));
  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, hole, G_N_ELEMENTS (hole));
  shape = yutu_shape_builder_end (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YutuSource) source = NULL;

      g_test_message ("%s", names[i]);
      write_all (self, names[i], NULL, NULL, shape);
      source = read_back (self, names[i], NULL, TRUE);
      g_assert_cmpuint (yutu_source_count_rows (source), >=, G_N_ELEMENTS (ROWS));
      if (i < 4)
        g_assert_cmpuint (yutu_source_get_feature (source, 0)->n_paths, ==, 2);
    }
}

/* ---- What is not finished leaves nothing ---- */

static guint
count_open_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_unfinished_leaves_nothing (Fixture      *self,
                                gconstpointer data)
{
  static const char *const names[] = { "a.csv", "a.xlsx", "a.gpkg", "a.geojson", "a.kml", "a.shp" };
  g_autoptr (YutuShape) shape = make_point ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_autofree char *kept = NULL;
      guint            n = 0;
      YutuSink        *sink = NULL;

      g_test_message ("%s", names[i]);
      g_assert_true (g_file_set_contents (path, "before", -1, NULL));
      n = count_open_files ();
      sink = open_sink (self, names[i], NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (yutu_sink_add_row (sink, ROWS[0], shape, &error));
      yutu_sink_free (sink);
      g_assert_cmpuint (count_open_files (), ==, n);
      g_assert_cmpuint (count_files (self), ==, 1);
      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "before");
      g_unlink (path);
    }
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

/* Until it fails, or all are in. */
static gboolean
write_many (YutuSink        *sink,
            const YutuShape *shape,
            GError         **error)
{
  for (int i = 0; i < 20000; i++)
    if (!yutu_sink_add_row (sink, ROWS[i % 2], shape, error))
      return FALSE;
  return yutu_sink_finish (sink, error);
}

/* A table that does not fit is refused, though the formats write through libraries that look away; what
 * was there stays, and nothing lies beside it. */
static void
test_a_full_disk_loses_nothing (Fixture      *self,
                                gconstpointer data)
{
  static const char *const names[] = { "a.csv", "a.xlsx", "a.gpkg", "a.geojson", "a.kml", "a.shp", "a.dxf" };
  g_autoptr (YutuShape) shape = make_point ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_autofree char *kept = NULL;
      YutuSink        *sink = NULL;

      g_test_message ("%s", names[i]);
      g_assert_true (g_file_set_contents (path, "before", -1, NULL));
      sink = open_sink (self, names[i], NULL, NULL, &error);
      g_assert_no_error (error);
      limit_files (256 * 1024);
      g_assert_false (write_many (sink, shape, &error));
      g_test_message ("%s", error->message);
      yutu_sink_free (sink);
      limit_files (0);
      g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FULL);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, "make room"));
      g_assert_cmpuint (count_files (self), ==, 1);
      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "before");
      g_unlink (path);
    }
}

static void
test_no_place_for_it (Fixture      *self,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_sink (self, "nothing/a.csv", NULL, NULL, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "nothing/a.csv"));
}

static void
test_formats_by_suffix (void)
{
  YutuSinkFormat format;

  g_assert_true (yutu_sink_find_format ("/a.b/名单.CSV", NULL, &format));
  g_assert_cmpint (format, ==, YUTU_SINK_CSV);
  g_assert_true (yutu_sink_find_format ("a", "gpkg", &format));
  g_assert_cmpint (format, ==, YUTU_SINK_GPKG);
  g_assert_false (yutu_sink_find_format ("a.doc", NULL, &format));
  g_assert_false (yutu_sink_find_format ("csv", NULL, &format));
}

static void
test_texts_of_values (void)
{
  char buffer[YUTU_DEGREE_TEXT_SIZE];

  g_assert_cmpstr (yutu_sink_format_degree (G_MININT64 + 1, buffer), ==, "-9223372036.854775807");
  g_assert_cmpstr (yutu_sink_format_degree (-1, buffer), ==, "-0.000000001");
  g_assert_cmpstr (yutu_sink_format_degree (120000000000, buffer), ==, "120");
  g_assert_cmpstr (yutu_sink_format_fen (-5, buffer), ==, "-0.05");
  g_assert_cmpstr (yutu_sink_format_fen (G_MININT64, buffer), ==, "-92233720368547758.08");
  g_assert_cmpstr (yutu_sink_unquote ("'=1"), ==, "=1");
  g_assert_cmpstr (yutu_sink_unquote ("'"), ==, "'");
  g_assert_cmpstr (yutu_sink_unquote ("'a"), ==, "'a");
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
    { "/transfer/sink/csv-to-the-byte", test_csv_to_the_byte },
    { "/transfer/sink/csv-in-gb18030", test_csv_in_gb18030 },
    { "/transfer/sink/csv-that-cannot-hold-a-character", test_csv_that_cannot_hold_a_character },
    { "/transfer/sink/workbook", test_workbook },
    { "/transfer/sink/workbook-of-many-rows", test_workbook_of_many_rows },
    { "/transfer/sink/workbook-with-too-long-a-text", test_workbook_with_too_long_a_text },
    { "/transfer/sink/layers-of-points", test_layers_of_points },
    { "/transfer/sink/drawing-has-names", test_drawing_has_names },
    { "/transfer/sink/short-names-of-a-shapefile", test_short_names_of_a_shapefile },
    { "/transfer/sink/layer-in-another-system", test_layer_in_another_system },
    { "/transfer/sink/layer-of-land", test_layer_of_land },
    { "/transfer/sink/unfinished-leaves-nothing", test_unfinished_leaves_nothing },
    { "/transfer/sink/a-full-disk-loses-nothing", test_a_full_disk_loses_nothing },
    { "/transfer/sink/no-place-for-it", test_no_place_for_it },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/transfer/sink/formats-by-suffix", test_formats_by_suffix);
  g_test_add_func ("/transfer/sink/texts-of-values", test_texts_of_values);
  return g_test_run ();
}
