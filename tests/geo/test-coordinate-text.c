/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-coordinate-text.h"

/* 34/60 + 12/3600 and 5/60 + 24/3600, on the grid */
#define LON_DMS 119570000000
#define LAT_DMS 29090000000

static void
test_degrees (void)
{
  static const struct
  {
    const char *text;
    gint64      x; /* 0: none */
    gint64      y;
  } cases[] = {
    { "119.57, 29.09", LON_DMS, LAT_DMS },
    { "29.09 119.57", LON_DMS, LAT_DMS },
    { "１１９．５７，２９．０９", LON_DMS, LAT_DMS },
    { "119。57，29。09", LON_DMS, LAT_DMS }, /* the marks of an input method */
    { "119°34‘12“，29°5’24”", LON_DMS, LAT_DMS },
    { "119°34′12″E 29°5′24″N", LON_DMS, LAT_DMS },
    { "E119°34′12″, N29°05′24″", LON_DMS, LAT_DMS },
    { "29°5'24\"N 119°34'12\"E", LON_DMS, LAT_DMS },
    { "东经119度34分12秒 北纬29度5分24秒", LON_DMS, LAT_DMS },
    { "东经119°34′12″，北纬29°5′24″", LON_DMS, LAT_DMS },
    { "119°34''12'' 29°5'24''", 0, 0 },
    { "119d34m12s 29d5m24s", LON_DMS, LAT_DMS },
    { "119 34 12 29 5 24", LON_DMS, LAT_DMS },
    { "119 34 12.0, 29 05 24.0", LON_DMS, LAT_DMS },
    { "119-34-12 29-05-24", LON_DMS, LAT_DMS },
    { "119:34:12 29:05:24", LON_DMS, LAT_DMS },
    { "29 5 24 N 119 34 12 E", LON_DMS, LAT_DMS },
    { "29 5 24 S 119 34 12 W", -LON_DMS, -LAT_DMS },
    { "119.57E29.09N", LON_DMS, LAT_DMS },
    { "29.09N119.57E", LON_DMS, LAT_DMS },
    { "E119.57N29.09", LON_DMS, LAT_DMS },
    { "119°34′12″29°5′24″", LON_DMS, LAT_DMS },
    { "(119.57, 29.09)", LON_DMS, LAT_DMS },
    { "（119.57，29.09）", LON_DMS, LAT_DMS },
    { "[119.57,29.09]", LON_DMS, LAT_DMS },
    { "POINT (119.57 29.09)", LON_DMS, LAT_DMS },
    { "x=119.57 y=29.09", LON_DMS, LAT_DMS },
    { "N28°51", 0, 0 }, /* its minutes, to go on */
    { "119°34", 0, 0 },
    { "119.57-29.09", 0, 0 },
    { "119 61 12 29 5 24", 0, 0 },
    { "119 34 12 29 5", 0, 0 },
    { "119 34.5 12 29 5 24", 0, 0 },
    { "119.57", 0, 0 },
    { "119.57 99.09", 0, 0 },
    { "119.57E 29.09E", 0, 0 },
    { "\xff", 0, 0 },
    { "", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuTypedCoordinate typed;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (yutu_coordinate_parse (cases[i].text, &typed), ==, cases[i].x != 0);
      g_assert_cmpint (typed.point.x, ==, cases[i].x);
      g_assert_cmpint (typed.point.y, ==, cases[i].y);
    }
}

static void
test_metres (void)
{
  static const struct
  {
    const char *text;
    double      easting_m; /* 0: none */
    double      northing_m;
    int         zone;
  } cases[] = {
    { "499123 3218456", 499123, 3218456, 0 },
    { "3218456.25, 499123.5", 499123.5, 3218456.25, 0 },
    { "40499123.5, 3218456.2", 499123.5, 3218456.2, 40 },
    { "４０４９９１２３．５、３２１８４５６．２", 499123.5, 3218456.2, 40 },
    { "X=3218456 Y=499123", 499123, 3218456, 0 },
    { "Y:40499123.5, X:3218456.2", 499123.5, 3218456.2, 40 },
    { "x=499123,y=3218456", 499123, 3218456, 0 },
    { "499123", 0, 0, 0 },
    { "499123 456", 0, 0, 0 },
    { "499123° 3218456", 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuTypedCoordinate typed;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (yutu_coordinate_parse (cases[i].text, &typed), ==, cases[i].zone >= 0 && cases[i].easting_m > 0);
      if (cases[i].easting_m <= 0)
        continue;
      g_assert_true (typed.is_metres);
      g_assert_cmpfloat_with_epsilon (typed.easting_m, cases[i].easting_m, 1e-7);
      g_assert_cmpfloat_with_epsilon (typed.northing_m, cases[i].northing_m, 1e-7);
      g_assert_cmpint (typed.zone, ==, cases[i].zone);
    }
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_fine;
    gboolean    is_polar;
    double      one;
    double      other;
  } cases[] = {
    { "@120<45", TRUE, TRUE, 120, 45 },
    { " @ 120.5 < 30°15′ ", TRUE, TRUE, 120.5, 30.25 },
    { "＠120＜400", TRUE, TRUE, 120, 40 },
    { "@120<-90", TRUE, TRUE, 120, 270 },
    { "@30,-20", TRUE, FALSE, 30, -20 },
    { "@-30 20.25", TRUE, FALSE, -30, 20.25 },
    { "@120", FALSE, FALSE, 0, 0 },
    { "@-120<45", FALSE, FALSE, 0, 0 },
    { "@120<45E", FALSE, FALSE, 0, 0 },
    { "120<45", FALSE, FALSE, 0, 0 },
    { "@120<45 7", FALSE, FALSE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuTypedOffset offset;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (yutu_offset_parse (cases[i].text, &offset), ==, cases[i].is_fine);
      if (!cases[i].is_fine)
        continue;
      g_assert_cmpint (offset.is_polar, ==, cases[i].is_polar);
      g_assert_cmpfloat_with_epsilon (offset.is_polar ? offset.distance_m : offset.east_m, cases[i].one, 1e-9);
      g_assert_cmpfloat_with_epsilon (offset.is_polar ? offset.azimuth_deg : offset.north_m, cases[i].other, 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/coordinate-text/degrees", test_degrees);
  g_test_add_func ("/geo/coordinate-text/metres", test_metres);
  g_test_add_func ("/geo/coordinate-text/offsets", test_offsets);
  return g_test_run ();
}
