/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What no address stands for: numbers between two doors, and crossings, there and back. 云舟路 goes east along
 * 28.905° north, 明月街 north along 119.405°; 云舟支路 ends at 云舟路, 远山路 meets none; 双弯路 crosses 明月街 twice. */

#include <math.h>
#include <string.h>

#include "county-file.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-crs.h"
#include "geo/yutu-measure.h"
#include "session/yutu-address-work.h"
#include "session/yutu-check.h"
#include "session/yutu-door-edit.h"

#define DEGREE_M 97500 /* of longitude there, by two in a hundred */

typedef struct
{
  County    county;
  YutuFile *file;
  gint64    main_road;
  gint64    far_road;
  gint64    door; /* No. 2 of the main road */
} Fixture;

typedef struct
{
  const char *name;
  double      at[8];
  gsize       n;
} Road;

static const Road ROADS[] = {
  { "云舟路", { 119.402, 28.905, 119.408, 28.905 }, 2 },
  { "明月街", { 119.405, 28.902, 119.405, 28.908 }, 2 },
  { "云舟支路", { 119.407, 28.9051, 119.407, 28.908 }, 2 }, /* 11 m short of it */
  { "远山路", { 119.402, 28.909, 119.404, 28.909 }, 2 },
  { "双弯路", { 119.404, 28.903, 119.406, 28.903, 119.406, 28.907, 119.404, 28.907 }, 4 },
};

static gboolean
add_road (YutuConnection *connection,
          const Road     *road,
          gint64         *id,
          GError        **error)
{
  YutuPoint points[4];
  g_autoptr (YutuShape) line = NULL;
  YutuPlaceNameSpec spec = { .name = road->name, .name_class = "road", .valid_from = "2000-01-01" };

  for (gsize i = 0; i < road->n; i++)
    points[i] = yutu_point_from_degrees (road->at[2 * i], road->at[2 * i + 1]);
  spec.shape = line = yutu_shape_new_line (points, road->n);
  return yutu_place_name_add (connection, &spec, id, error);
}

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const struct
  {
    int    door;
    double lon;
  } doors[] = { { 2, 119.4024 }, { 12, 119.4034 }, { 21, 119.4044 } };
  Fixture *self = data;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (ROADS); i++)
    {
      gint64 id = 0;

      if (!add_road (connection, &ROADS[i], &id, error))
        return FALSE;
      if (i == 0)
        self->main_road = id;
      else if (i == 3)
        self->far_road = id;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      YutuAddressSpec spec = { .village = self->county.villages[0],
                               .place = self->main_road,
                               .kind = YUTU_ADDRESS_ROAD_DOOR,
                               .door = doors[i].door,
                               .valid_from = "2000-01-01",
                               .has_point = TRUE,
                               .point = yutu_point_from_degrees (doors[i].lon, doors[i].door % 2 == 0 ? 28.9052 : 28.9048) };

      gint64 id = 0;

      if (!yutu_address_writer_add (writer, &spec, &id, error))
        return FALSE;
      if (i == 0)
        self->door = id;
    }
  return yutu_address_writer_finish (writer, error);
}

/* Six doors of 远山路, 10 m from it, as a web map would have them. */
static gboolean
add_shifted (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Fixture *self = data;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (int i = 0; i < 6; i++)
    {
      double          lon = 119.4022 + 0.0003 * i, lat = 28.9091;
      YutuAddressSpec spec = { .village = self->county.villages[0],
                               .place = self->far_road,
                               .kind = YUTU_ADDRESS_ROAD_DOOR,
                               .door = 2 * (i + 1),
                               .valid_from = "2000-01-01",
                               .has_point = TRUE };

      yutu_crs_gcj02_from_wgs84 (&lon, &lat);
      spec.point = yutu_point_from_degrees (lon, lat);
      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->file = county_file_open_with (&self->county, add_things, self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuDay
day (void)
{
  return yutu_day_from_ymd (2026, 11, 2);
}

/* ---- There ---- */

typedef struct
{
  const char *line;
  const char *standard; /* NULL: not looked at */
  unsigned    has;      /* reasons */
  unsigned    has_not;
  gboolean    has_point; /* FALSE: not looked at */
  double      lon;
  double      lat;
  double      within_m;
} Case;

#define BETWEEN YUTU_ADDRESS_MATCH_BETWEEN
#define NO_MEET YUTU_ADDRESS_MATCH_NO_CROSSING
#define SEVERAL YUTU_ADDRESS_MATCH_AMBIGUOUS

static const Case CASES[] = {
  { "云舟路4号", "云舟路4号", BETWEEN, 0, TRUE, 119.4026, 28.9052, 0.5 }, /* a fifth of the way */
  { "云舟路10号", "云舟路10号", BETWEEN, 0, TRUE, 119.4032, 28.9052, 0.5 },
  { "云舟路12号", NULL, 0, BETWEEN, TRUE, 119.4034, 28.9052, 0.5 }, /* is there */
  { "云舟路14号", NULL, 0, BETWEEN, FALSE, 0, 0, 0 },               /* behind the last even one */
  { "云舟路19号", NULL, 0, BETWEEN, FALSE, 0, 0, 0 },               /* one odd door only */
  { "云舟路4号之二", NULL, 0, BETWEEN, FALSE, 0, 0, 0 },
  { "云舟路明月街路口", "云舟路与明月街交叉口", 0, NO_MEET, TRUE, 119.405, 28.905, 0.5 },
  { "明月街与云舟路交叉口东南角", "明月街与云舟路交叉口东南角", 0, NO_MEET, TRUE, 119.405, 28.905, 0.5 },
  { "明月街与云舟路交叉口东侧50米", "明月街与云舟路交叉口东50米", 0, NO_MEET, TRUE, 119.405 + 50.0 / DEGREE_M, 28.905, 1.5 },
  { "明月街与云舟路交叉口往东北方向100米", "明月街与云舟路交叉口东北100米", 0, NO_MEET, TRUE, 119.405 + 70.7107 / DEGREE_M, 28.905638, 1.5 },
  { "明月街与云舟路交叉口东约50米左右", "明月街与云舟路交叉口东50米", 0, NO_MEET, TRUE, 119.405 + 50.0 / DEGREE_M, 28.905, 1.5 },
  { "明月街与云舟路交叉口东50米路北", "明月街与云舟路交叉口东50米", 0, NO_MEET, TRUE, 119.405 + 50.0 / DEGREE_M, 28.905, 1.5 },
  { "明月街云舟路路口以北30米", "明月街与云舟路交叉口北30米", 0, NO_MEET, TRUE, 119.405, 28.9052707, 1.5 },
  { "云舟路云舟支路路口", "云舟路与云舟支路交叉口", 0, NO_MEET, TRUE, 119.407, 28.9051, 12 },
  { "云舟路与远山路交叉口", NULL, NO_MEET, 0, FALSE, 0, 0, 0 },
  { "明月街与双弯路交叉口", "明月街与双弯路交叉口", SEVERAL, NO_MEET, FALSE, 0, 0, 0 },
};

typedef struct
{
  gsize next;
  gsize taken;
} Run;

static const char *
next_line (gpointer data,
           GError **error)
{
  Run *self = data;

  return self->next < G_N_ELEMENTS (CASES) ? CASES[self->next++].line : NULL;
}

static gboolean
take_answer (const char              *line,
             const YutuAddressAnswer *answer,
             gpointer                 data,
             GError                 **error)
{
  Run                    *self = data;
  const Case             *wanted = &CASES[self->taken++];
  const YutuAddressMatch *match = answer->match;

  g_test_message ("%s → %s %d %x", line, match->standard, match->score, match->reasons);
  if (wanted->standard != NULL)
    g_assert_cmpstr (match->standard, ==, wanted->standard);
  g_assert_cmphex (match->reasons & wanted->has, ==, wanted->has);
  g_assert_cmphex (match->reasons & wanted->has_not, ==, 0);
  if ((wanted->has & (NO_MEET | SEVERAL)) != 0)
    {
      g_assert_false (match->has_point);
      g_assert_cmpint (answer->verdict, ==, YUTU_ADDRESS_VERDICT_HAND);
    }
  if (wanted->has_point)
    {
      g_assert_true (match->has_point);
      g_assert_cmpfloat (yutu_measure_distance_m (match->point, yutu_point_from_degrees (wanted->lon, wanted->lat)), <=,
                         wanted->within_m);
    }
  if ((wanted->has & BETWEEN) != 0)
    {
      g_assert_cmpint (match->level, ==, 6);
      g_assert_cmpint (match->between_doors[0], ==, 2);
      g_assert_cmpint (match->between_doors[1], ==, 12);
      g_assert_cmpint (answer->verdict, ==, YUTU_ADDRESS_VERDICT_CONFIRM); /* never unseen */
      g_assert_cmpfloat (fabs (match->accuracy_m - 0.0005 * DEGREE_M), <, 1);
      g_assert_nonnull (match->note);
    }
  if (wanted->has == 0 && match->cross_road != 0 && (match->reasons & YUTU_ADDRESS_MATCH_UNKNOWN_NAME) == 0)
    g_assert_cmpint (answer->verdict, ==, YUTU_ADDRESS_VERDICT_AUTO);
  if (!wanted->has_point)
    g_assert_cmpint (answer->verdict, !=, YUTU_ADDRESS_VERDICT_AUTO);
  return TRUE;
}

static void
test_lines (Fixture      *self,
            gconstpointer data)
{
  Run run = { 0 };
  g_autoptr (GError) error = NULL;

  yutu_file_match_addresses (self->file, day (), next_line, take_answer, &run, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run.taken, ==, G_N_ELEMENTS (CASES));
}

/* ---- And back ---- */

static void
test_points (Fixture      *self,
             gconstpointer data)
{
  static const struct
  {
    double      lon;
    double      lat;
    int         door;     /* 0: none */
    const char *crossing; /* NULL: none */
  } points[] = {
    { 119.4026, 28.9051, 4, NULL },
    { 119.4032, 28.9052, 10, NULL },
    { 119.4037, 28.9052, 0, NULL },                            /* behind the last one of its side */
    { 119.4032, 28.9048, 0, NULL },                            /* the other side has one door */
    { 119.4053, 28.90474, 0, "云舟路与明月街交叉口东南41米" }, /* 29 m and 29 m */
    { 119.405, 28.905, 0, "云舟路与明月街交叉口" },
    { 119.403, 28.9085, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_auto (YutuAlongRoads) along = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *beside = NULL;
      g_autofree char *text = NULL;

      yutu_file_find_along_roads (self->file, yutu_point_from_degrees (points[i].lon, points[i].lat), day (), &along, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (along.between.road != 0 ? along.between.door : 0, ==, points[i].door);
      g_assert_cmpint (along.crossing.roads[0] != 0, ==, points[i].crossing != NULL);
      if (points[i].crossing == NULL)
        continue;
      beside = yutu_crossing_dup_beside (&along.crossing);
      text = yutu_crossing_dup_text (&along.crossing, beside);
      g_assert_cmpstr (text, ==, points[i].crossing);
    }
}

/* ---- What stands wrong ---- */

static gboolean
put_one_right (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  const Fixture   *self = data;
  g_autofree char *sql = g_strdup_printf ("UPDATE address SET geom = MakePoint (119.4022, 28.9091, 4490) WHERE place = %" G_GINT64_FORMAT " AND door = 2",
                                          self->far_road);

  return yutu_connection_exec (connection, sql, error);
}

static gboolean
exchange_some (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  return yutu_connection_exec (connection, "UPDATE address SET geom = MakePoint (ST_Y (geom), ST_X (geom), 4490) WHERE door IN (12, 21)", error);
}

static GPtrArray *
list_faults (Fixture *self)
{
  static const char *const only[] = { "address-coordinates", NULL };
  gint64                   checked = 0;
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = yutu_file_check_on (self->file, only, day (), &checked, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static void
test_a_shift_is_told (Fixture      *self,
                      gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = list_faults (self);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpuint (before->len, ==, 0);
  yutu_store_write (yutu_file_get_store (self->file), &spec, add_shifted, self, NULL, NULL, &error);
  g_assert_no_error (error);
  after = list_faults (self);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (((YutuCheckFinding *)after->pdata[0])->id, ==, self->far_road);
  g_assert_nonnull (strstr (((YutuCheckFinding *)after->pdata[0])->message, "GCJ-02"));
}

static gboolean
count_doors (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM address WHERE valid_to = '9999-12-31' AND "
                                                "abs (ST_Y (geom) - 28.9091) < 0.00001",
                                    0, data, error);
}

/* How many of the doors that are shifted stand where they were set, 10 m from their road. */
static gint64
count_right (Fixture *self)
{
  gint64 n = 0;
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), count_doors, &n, NULL, &error);
  g_assert_no_error (error);
  return n;
}

/* What is shifted is moved back as a whole, and nothing that somebody has put right by hand meanwhile; the plan tells
 * both, and one entry does it, and takes it back. */
static void
test_a_shift_is_mended (Fixture      *self,
                        gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  gint64        entry = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) repairs = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const YutuCheckRepair *repair = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, add_shifted, self, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, put_one_right, self, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_right (self), ==, 1);
  findings = list_faults (self);
  g_assert_cmpuint (findings->len, ==, 1);
  repairs = yutu_file_list_repairs (self->file, findings->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (repairs->len, ==, 1);
  repair = repairs->pdata[0];
  g_assert_cmpint (repair->choice, ==, 1);
  g_assert_nonnull (strstr (repair->text, "5"));
  g_assert_nonnull (strstr (repair->text, "GCJ-02"));
  g_assert_cmpuint (repair->points->len, ==, 5);
  yutu_file_repair (self->file, repair, "测试员", &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  g_assert_cmpint (count_right (self), ==, 6);
  after = list_faults (self);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_false (yutu_file_repair (self->file, repair, "测试员", &entry, &error));
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);
  g_clear_error (&error);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_right (self), ==, 1);
}

/* Two addresses whose coordinates are exchanged, one of them none on the earth: each alone, or both as one. */
static void
test_exchanged_coordinates_are_mended (Fixture      *self,
                                       gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  gint64        entry = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) repairs = NULL;
  g_autoptr (GPtrArray) after = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, exchange_some, self, NULL, NULL, &error);
  g_assert_no_error (error);
  findings = list_faults (self);
  g_assert_cmpuint (findings->len, ==, 2);
  repairs = yutu_file_list_repairs (self->file, findings->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpuint (repairs->len, ==, 2);
  g_assert_cmpuint (((YutuCheckRepair *)repairs->pdata[1])->points->len, ==, 2);
  yutu_file_repair (self->file, repairs->pdata[1], "测试员", &entry, &error);
  g_assert_no_error (error);
  after = list_faults (self);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_a_door_moved_far_off (Fixture      *self,
                           gconstpointer data)
{
  static const double lats[] = { 28.9055, 28.9075 }; /* 55 m, 277 m */

  for (gsize i = 0; i < G_N_ELEMENTS (lats); i++)
    {
      YutuDoorMoved moved;
      g_autoptr (GError) error = NULL;

      yutu_file_move_door (self->file, self->door, yutu_point_from_degrees (119.405, lats[i]), day (), "测试员", &moved, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (fabs (moved.road_m - (lats[i] - 28.905) * 110850), <, 1);
      g_assert_cmpint (moved.is_far, ==, i == 1);
    }
}

#define ADD(name, func) g_test_add ("/session/along-roads/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lines", test_lines);
  ADD ("points", test_points);
  ADD ("a-shift-is-told", test_a_shift_is_told);
  ADD ("a-shift-is-mended", test_a_shift_is_mended);
  ADD ("exchanged-coordinates-are-mended", test_exchanged_coordinates_are_mended);
  ADD ("a-door-moved-far-off", test_a_door_moved_far_off);
  return g_test_run ();
}
