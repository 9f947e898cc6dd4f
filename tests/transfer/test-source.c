/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-crs.h"
#include "transfer/yutu-source.h"

#include <glib/gstdio.h>
#include <string.h>

static YutuSource *
read_text (const char              *name,
           const char              *text,
           gssize                   length,
           const YutuSourceOptions *options,
           GError                 **error)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  YutuSource      *source = NULL;

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  source = yutu_source_read (path, options, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return source;
}

static const char SQUARE[] =
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
  "\"properties\":{\"name\":\"罗店镇\",\"code\":\"033\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.5,29],[119.6,29],[119.6,29.1],[119.5,29]],"
  "[[119.8,29],[119.9,29],[119.9,29.1],[119.8,29]]]}}]}";

static void
test_keeps_rings_and_text_as_they_are (void)
{
  static const char *const names[] = { "NAME", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = read_text ("square.geojson", SQUARE, -1, NULL, &error);
  const YutuSourceFeature *feature = NULL;
  const YutuSourcePath    *path = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, 1);
  feature = yutu_source_get_feature (source, 0);
  g_assert_cmpint (feature->kind, ==, YUTU_SOURCE_POLYGON);
  g_assert_cmpuint (feature->n_paths, ==, 2);
  path = yutu_source_get_path (source, feature->first_path + 1);
  g_assert_cmpuint (path->n_points, ==, 3); /* the closing point is dropped */
  g_assert_true (yutu_point_equal (yutu_source_get_points (source, path)[1],
                                   (YutuPoint){ 119900000000, 29000000000 }));
  g_assert_cmpint (yutu_source_find_field (source, names), ==, 0);
  g_assert_cmpstr (yutu_source_get_text (source, 0, 0), ==, "罗店镇");
  g_assert_cmpstr (yutu_source_get_text (source, 0, 1), ==, "033"); /* zeros stay */
}

static void
test_metres_become_degrees (void)
{
  /* Point A, by PROJ 9.1.1: N 3219295.209, E 465925.854 of EPSG:4549 is 119.65, 29.09. */
  static const char text[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[465925.854,3219295.209]}}]}";
  YutuSourceOptions options = { .crs = "EPSG:4549" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = read_text ("metres.geojson", text, -1, &options, &error);
  YutuPoint point;

  g_assert_no_error (error);
  point = *yutu_source_get_points (source, yutu_source_get_path (source, 0));
  g_assert_cmpint (ABS (point.x - 119650000000), <=, 10); /* the vector is given to 1 mm */
  g_assert_cmpint (ABS (point.y - 29090000000), <=, 10);
}

/* What a web map shows, and latitude first, both come out where they are. */
static void
test_shifted_and_turned (void)
{
  double            lon = 119.65, lat = 29.09;
  g_autofree char  *text = NULL;
  YutuSourceOptions options = { .crs = "GCJ02", .swap_axes = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = NULL;
  YutuBox   area;
  YutuPoint point;

  yutu_crs_gcj02_from_wgs84 (&lon, &lat);
  g_assert_cmpfloat (fabs (lon - 119.65), >, 0.001);
  text = g_strdup_printf (
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.9f,%.9f]}}]}",
    lat, lon);
  source = read_text ("web.geojson", text, -1, &options, &error);
  g_assert_no_error (error);
  g_assert_false (yutu_source_get_crs_area (source, &area));
  point = *yutu_source_get_points (source, yutu_source_get_path (source, 0));
  g_assert_cmpint (ABS (point.x - 119650000000), <=, 3);
  g_assert_cmpint (ABS (point.y - 29090000000), <=, 3);
}

static void
test_area_of_use (void)
{
  YutuSourceOptions options = { .crs = "EPSG:4549" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = read_text ("square.geojson", SQUARE, -1, &options, &error);
  YutuBox area;

  g_assert_no_error (error);
  g_assert_true (yutu_source_get_crs_area (source, &area));
  /* EPSG: China, onshore between 118°30'E and 121°30'E */
  g_assert_cmpint (area.min_x, ==, 118500000000);
  g_assert_cmpint (area.max_x, ==, 121500000000);
}

static void
test_out_of_range_is_said (void)
{
  static const char text[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[465925.854,3219295.209]}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = read_text ("metres.geojson", text, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (yutu_source_get_feature (source, 0)->out_of_range);
  g_assert_cmpuint (yutu_source_get_feature (source, 0)->n_paths, ==, 0);
}

typedef struct
{
  const char       *name;
  const char       *text;
  gssize            length;
  const char       *crs;
  YutuTransferError code;
} BadCase;

static const BadCase BAD[] = {
  { "empty.geojson", "", 0, NULL, YUTU_TRANSFER_ERROR_UNREADABLE },
  { "words.shp", "this is no map", -1, NULL, YUTU_TRANSFER_ERROR_UNREADABLE },
  { "half.geojson", SQUARE, 120, NULL, YUTU_TRANSFER_ERROR_UNREADABLE },
  { "vrt.csv", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd"
               "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    -1, NULL, YUTU_TRANSFER_ERROR_UNREADABLE },
  { "old.geojson", SQUARE, -1, "EPSG:2437", YUTU_TRANSFER_ERROR_CRS }, /* Beijing 1954 */
  { "none.geojson", SQUARE, -1, "EPSG:999999", YUTU_TRANSFER_ERROR_CRS },
  { "word.geojson", SQUARE, -1, "Xian", YUTU_TRANSFER_ERROR_CRS },
};

static void
test_bad_files_are_told_apart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      YutuSourceOptions options = { .crs = BAD[i].crs };
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuSource) source =
        read_text (BAD[i].name, BAD[i].text, BAD[i].length, &options, &error);

      g_test_message ("%s: %s", BAD[i].name, error != NULL ? error->message : "read");
      g_assert_error (error, YUTU_TRANSFER_ERROR, (int)BAD[i].code);
      g_assert_null (source);
    }
}

static void
test_names_that_are_no_files (void)
{
  static const char *const names[] = {
    "/vsicurl/http://127.0.0.1:9/x.geojson",
    "http://127.0.0.1:9/x.geojson",
    SQUARE,
    "/dev/zero",
    "/nowhere/x.shp",
    "/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuSource) source = yutu_source_read (names[i], NULL, NULL, &error);

      g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND);
      g_assert_null (source);
    }
}

static void
test_a_huge_field_is_refused (void)
{
  gsize            size = YUTU_SOURCE_MAX_TEXT + 1;
  g_autofree char *filler = g_strnfill (size, 'x');
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                     "\"properties\":{\"name\":\"%s\"},\"geometry\":null}]}",
                     filler);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = read_text ("huge.geojson", text, -1, NULL, &error);

  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE);
  g_assert_null (source);
}

static char *
dup_shared (const char *name)
{
  const char      *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip (name);
      return NULL;
    }
  return g_steal_pointer (&path);
}

static void
test_real_townships (void)
{
  g_autofree char *path = dup_shared ("townships-2020/wucheng.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = NULL;
  gsize n_points = 0;

  if (path == NULL)
    return;
  source = yutu_source_read (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, 27);
  for (gsize i = 0; i < 27; i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);

      g_assert_cmpint (feature->kind, ==, YUTU_SOURCE_POLYGON);
      for (gsize k = 0; k < feature->n_paths; k++)
        n_points += yutu_source_get_path (source, feature->first_path + k)->n_points + 1;
    }
  g_assert_cmpuint (n_points, ==, 18788); /* as its README counts, closing points included */
}

static void
read_tree (const char *folder,
           guint      *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuSource) source = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          read_tree (path, n_files);
          continue;
        }
      source = yutu_source_read (path, NULL, NULL, &error);
      g_assert_true ((source == NULL) == (error != NULL));
      ++*n_files;
    }
}

static void
test_hostile_files_do_no_harm (void)
{
  g_autofree char *path = dup_shared ("hostile");
  guint            n_files = 0;

  if (path == NULL)
    return;
  read_tree (path, &n_files);
  g_assert_cmpuint (n_files, >, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/source/keeps-rings-and-text", test_keeps_rings_and_text_as_they_are);
  g_test_add_func ("/transfer/source/metres-become-degrees", test_metres_become_degrees);
  g_test_add_func ("/transfer/source/shifted-and-turned", test_shifted_and_turned);
  g_test_add_func ("/transfer/source/area-of-use", test_area_of_use);
  g_test_add_func ("/transfer/source/out-of-range-is-said", test_out_of_range_is_said);
  g_test_add_func ("/transfer/source/bad-files-are-told-apart", test_bad_files_are_told_apart);
  g_test_add_func ("/transfer/source/names-that-are-no-files", test_names_that_are_no_files);
  g_test_add_func ("/transfer/source/a-huge-field-is-refused", test_a_huge_field_is_refused);
  g_test_add_func ("/transfer/source/real-townships", test_real_townships);
  g_test_add_func ("/transfer/source/hostile-files-do-no-harm", test_hostile_files_do_no_harm);
  return g_test_run ();
}
