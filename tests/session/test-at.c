/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a click means, against brute force. The demo county, with cases and facilities strewn over
 * it, is read row by row into plain arrays; then for 1,000 points on two days
 *   1. the village comes from a winding number over every village, with the rule of borders taken
 *      literally: the point moved by less than anything to the east, and by less still to the north;
 *   2. objects and cases come from a look at every row, and distances from SpatiaLite: geodesic
 *      ones for points, GEOS in a plane for roads, rivers and land;
 *   3. units and lassos are counted by plain SELECTs and by the winding number.
 * A thing so near the edge of the circle that the two ways of measuring may differ (1 cm for
 * points, 1 ‰ for lines) is left out of the comparison. */

#include <math.h>

#include "folder.h"

#include "base/yutu-random.h"
#include "division/yutu-division.h"
#include "session/yutu-demo-file.h"
#include "session/yutu-place.h"

#define N_POINTS     1000
#define N_LASSOS     200
#define N_ADDRESSES  10000
#define N_FACILITIES 600
#define N_CASES      6000

typedef struct
{
  gint64     unit;
  gint64     parent;
  YutuShape *shape;
} Village;

/* A row with a point: address, facility, pillar or case. */
typedef struct
{
  gint64    id;
  YutuPoint point;
  YutuDay   from; /* opened_on of a case */
  YutuDay   to;   /* closed_on of a case */
  int       module;
} Thing;

typedef struct
{
  char        *folder;
  char        *path;
  YutuFile    *file;
  YutuModules *modules;
  YutuDay      day;
  GArray      *villages; /* Village, on the day */
  GArray      *addresses;
  GArray      *facilities;
  GArray      *pillars;
  GArray      *cases;
  GArray      *boxes; /* of names: Thing's id with its box in NameBox */
  YutuRandom   random;
} World;

typedef struct
{
  gint64  id;
  YutuBox box;
  YutuDay from;
  YutuDay to;
} NameBox;

/* ---- Strewing ---- */

static YutuPoint
random_point (World *self)
{
  return yutu_point_from_degrees (119.30 + 0.44 * yutu_random_unit (&self->random),
                                  28.75 + 0.49 * yutu_random_unit (&self->random));
}

static gboolean
insert_facility (YutuConnection *connection,
                 World          *self,
                 GError        **error)
{
  static const char *const kinds[] = { "elderly.care-home", "funeral.eco-point",
                                       "migrant.migrant-village" };
  YutuPoint                point = random_point (self);
  guint                    kind = (guint)yutu_random_below (&self->random, 3);
  sqlite3_stmt            *statement = yutu_connection_prepare (
               connection,
               "INSERT INTO facility (id, kind, name, status, village, township, valid_from, valid_to, geom) "
                          "VALUES (?1, ?2, 'x', 'open', (SELECT unit FROM division WHERE level = 5 ORDER BY unit "
                          "LIMIT 1 OFFSET ?5), NULL, '2015-01-01', ?6, MakePoint (?3, ?4, 4490))",
               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, kinds[kind], -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 3, yutu_grid_to_degrees (point.x));
  sqlite3_bind_double (statement, 4, yutu_grid_to_degrees (point.y));
  sqlite3_bind_int (statement, 5, (int)yutu_random_below (&self->random, 400));
  sqlite3_bind_text (statement, 6, kind == 1 ? "2022-01-01" : "9999-12-31", -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
insert_case (YutuConnection *connection,
             World          *self,
             int             index,
             GError        **error)
{
  static const char *const days[] = { "2019-05-01", "2021-10-20", "2021-10-21", "2024-01-01" };
  g_autofree char         *number = g_strdup_printf ("T-%d", index);
  YutuPoint                point = random_point (self);
  guint                    opened = (guint)yutu_random_below (&self->random, 3);
  sqlite3_stmt            *statement = yutu_connection_prepare (
               connection,
               "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, "
                          "village, township, x, y, opened_on, closed_on) SELECT ?1, ?2, ?3, 'X', 'x', 'x', ?6, 'person', "
                          "v.unit, v.parent, ?4, ?5, ?6, ?7 FROM (SELECT unit, parent FROM division WHERE level = 5 "
                          "AND valid_to = '9999-12-31' ORDER BY unit LIMIT 1 OFFSET ?8) v",
               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, number, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3,
                     yutu_modules_get (self->modules, yutu_random_below (&self->random, 11))->id, -1,
                     SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, point.x);
  sqlite3_bind_int64 (statement, 5, point.y);
  sqlite3_bind_text (statement, 6, days[opened], -1, SQLITE_STATIC);
  if (yutu_random_below (&self->random, 2) == 0)
    sqlite3_bind_text (statement, 7, days[opened + 1], -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 8, (int)yutu_random_below (&self->random, 400));
  return yutu_connection_run (connection, statement, error);
}

static gboolean
strew (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  for (int i = 0; i < N_FACILITIES; i++)
    if (!insert_facility (connection, data, error))
      return FALSE;
  for (int i = 0; i < N_CASES; i++)
    if (!insert_case (connection, data, i, error))
      return FALSE;
  return TRUE;
}

/* ---- Reading every row ---- */

static sqlite3_stmt *
begin_rows (YutuConnection *connection,
            const char     *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, &error);

  g_assert_no_error (error);
  return statement;
}

static gboolean
next_row (YutuConnection *connection,
          sqlite3_stmt   *statement)
{
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  yutu_connection_step (connection, statement, &found, &error);
  g_assert_no_error (error);
  return found;
}

static YutuDay
day_in (sqlite3_stmt *row,
        int           column)
{
  const char *text = (const char *)sqlite3_column_text (row, column);

  return yutu_day_parse (text != NULL ? text : YUTU_DAY_OPEN_TEXT);
}

static GArray *
read_things (YutuConnection *connection,
             World          *self,
             const char     *sql) /* id, lon, lat, from, to, module */
{
  GArray       *things = g_array_new (FALSE, FALSE, sizeof (Thing));
  sqlite3_stmt *row = begin_rows (connection, sql);

  while (next_row (connection, row))
    {
      Thing thing = { .id = sqlite3_column_int64 (row, 0), .module = -1 };

      thing.point = yutu_point_from_degrees (sqlite3_column_double (row, 1),
                                             sqlite3_column_double (row, 2));
      thing.from = day_in (row, 3);
      thing.to = day_in (row, 4);
      for (gsize i = 0; i < yutu_modules_get_n (self->modules); i++)
        if (g_strcmp0 (yutu_modules_get (self->modules, i)->id,
                       (const char *)sqlite3_column_text (row, 5)) == 0)
          thing.module = (int)i;
      g_array_append_val (things, thing);
    }
  return things;
}

static void
read_villages (YutuConnection *connection,
               World          *self)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *row = begin_rows (
    connection,
    "SELECT a.unit, d.parent, a.id, a.geom FROM division_area a JOIN division d ON d.unit = a.unit "
    "WHERE a.level = 5 AND a.valid_from <= ?1 AND ?1 < a.valid_to "
    "AND d.valid_from <= ?1 AND ?1 < d.valid_to");

  self->villages = g_array_new (FALSE, FALSE, sizeof (Village));
  sqlite3_bind_text (row, 1, yutu_day_format (self->day, day), -1, SQLITE_TRANSIENT);
  while (next_row (connection, row))
    {
      Village village = { sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1), NULL };

      village.shape = yutu_division_read_area (connection, sqlite3_column_int64 (row, 2), row, 3, NULL);
      g_assert_nonnull (village.shape);
      g_array_append_val (self->villages, village);
    }
}

static void
read_boxes (YutuConnection *connection,
            World          *self)
{
  sqlite3_stmt *row = begin_rows (
    connection, "SELECT id, MbrMinX (geom), MbrMinY (geom), MbrMaxX (geom), MbrMaxY (geom), "
                "valid_from, valid_to FROM place_name WHERE geom IS NOT NULL");

  self->boxes = g_array_new (FALSE, FALSE, sizeof (NameBox));
  while (next_row (connection, row))
    {
      NameBox name = { .id = sqlite3_column_int64 (row, 0), .box = YUTU_BOX_EMPTY };

      for (int i = 1; i < 5; i += 2)
        yutu_box_add_point (&name.box,
                            yutu_point_from_degrees (sqlite3_column_double (row, i),
                                                     sqlite3_column_double (row, i + 1)));
      name.from = day_in (row, 5);
      name.to = day_in (row, 6);
      g_array_append_val (self->boxes, name);
    }
}

/* ---- The winding number ---- */

/* Finer than the grid, so that a point can be moved by less than a step. */
#define FINE ((__int128)10000000000)

typedef struct
{
  __int128 x;
  __int128 y;
} FinePoint;

static FinePoint
fine (YutuPoint p)
{
  return (FinePoint){ p.x * FINE, p.y * FINE };
}

static __int128
turn (FinePoint a,
      FinePoint b,
      FinePoint p)
{
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/* 1 inside, 0 on the border, -1 outside. Shells turn once round what they hold, holes back. */
static int
wind (const YutuShape *shape,
      FinePoint        p)
{
  int winding = 0;

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      gsize first = shape->part_starts[part], n = shape->part_starts[part + 1] - first;

      for (gsize i = 0; i < n; i++)
        {
          FinePoint a = fine (shape->points[first + i]);
          FinePoint b = fine (shape->points[first + (i + 1) % n]);
          __int128  side = turn (a, b, p);

          if (side == 0 && MIN (a.x, b.x) <= p.x && p.x <= MAX (a.x, b.x) &&
              MIN (a.y, b.y) <= p.y && p.y <= MAX (a.y, b.y))
            return 0;
          if (a.y <= p.y && b.y > p.y && side > 0)
            winding++;
          else if (a.y > p.y && b.y <= p.y && side < 0)
            winding--;
        }
    }
  return winding != 0 ? 1 : -1;
}

/* The village there; 0 for none. */
static gint64
find_village (const World *self,
              YutuPoint    point)
{
  FinePoint moved = { point.x * FINE + 10000000, point.y * FINE + 1 };
  gint64    oldest = 0;

  for (guint i = 0; i < self->villages->len; i++)
    {
      const Village *village = &g_array_index (self->villages, Village, i);

      if (!yutu_box_contains (village->shape->box, point))
        continue;
      if (wind (village->shape, moved) == 1)
        return village->unit;
      if (wind (village->shape, fine (point)) == 0 && (oldest == 0 || village->unit < oldest))
        oldest = village->unit;
    }
  return oldest;
}

/* ---- Distances by SpatiaLite ---- */

static double
run_distance (YutuConnection *connection,
              sqlite3_stmt   *statement)
{
  double distance_m = NAN;

  g_assert_true (next_row (connection, statement));
  g_assert_cmpint (sqlite3_column_type (statement, 0), ==, SQLITE_FLOAT);
  distance_m = sqlite3_column_double (statement, 0);
  sqlite3_reset (statement);
  return distance_m;
}

static double
measure_points (YutuConnection *connection,
                YutuPoint       a,
                YutuPoint       b)
{
  sqlite3_stmt *statement = begin_rows (
    connection, "SELECT ST_Distance (MakePoint (?1, ?2, 4490), MakePoint (?3, ?4, 4490), 1)");

  sqlite3_bind_double (statement, 1, yutu_grid_to_degrees (a.x));
  sqlite3_bind_double (statement, 2, yutu_grid_to_degrees (a.y));
  sqlite3_bind_double (statement, 3, yutu_grid_to_degrees (b.x));
  sqlite3_bind_double (statement, 4, yutu_grid_to_degrees (b.y));
  return run_distance (connection, statement);
}

/* By GEOS, in a plane with the scales of the two directions at the point. */
static double
measure_name (YutuConnection *connection,
              gint64          id,
              YutuPoint       from)
{
  static const gint64 step = YUTU_GRID_PER_DEGREE / 1000;
  sqlite3_stmt       *statement = begin_rows (
          connection, "SELECT ST_Distance (ScaleCoords (ShiftCoords (geom, -?2, -?3), ?4, ?5), "
                            "MakePoint (0, 0, 4490)) FROM place_name WHERE id = ?1");
  double east = measure_points (connection, from, (YutuPoint){ from.x + step, from.y });
  double north = measure_points (connection, from, (YutuPoint){ from.x, from.y + step });

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_double (statement, 2, yutu_grid_to_degrees (from.x));
  sqlite3_bind_double (statement, 3, yutu_grid_to_degrees (from.y));
  sqlite3_bind_double (statement, 4, east * 1000);
  sqlite3_bind_double (statement, 5, north * 1000);
  return run_distance (connection, statement);
}

/* ---- Comparing ---- */

/* What brute force found: id → distance; in doubt when it is near the edge. */
typedef struct
{
  GHashTable *sure;
  GHashTable *doubtful;
  double      slack; /* of distances, relative, beside 1 cm */
} Found;

static void
found_init (Found *self,
            double slack)
{
  self->sure = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->doubtful = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->slack = slack;
}

static void
found_clear (Found *self)
{
  g_hash_table_unref (self->sure);
  g_hash_table_unref (self->doubtful);
}

static void
found_add (Found *self,
           gint64 id,
           double distance_m,
           double radius_m)
{
  double slack_m = 0.01 + radius_m * self->slack;

  if (distance_m <= radius_m + slack_m)
    g_hash_table_insert (distance_m > radius_m - slack_m ? self->doubtful : self->sure,
                         g_memdup2 (&id, sizeof id), g_memdup2 (&distance_m, sizeof distance_m));
}

/* A box of degrees that surely holds the circle, by nothing but the length of a degree. */
static YutuBox
coarse_box (YutuPoint center,
            double    radius_m)
{
  gint64 step = yutu_grid_from_degrees (radius_m / 80000);

  return (YutuBox){ center.x - step, center.y - step, center.x + step, center.y + step };
}

static void
find_things (YutuConnection *connection,
             const World    *self,
             const GArray   *things,
             YutuPoint       center,
             double          radius_m,
             Found          *found)
{
  YutuBox box = coarse_box (center, radius_m);

  for (guint i = 0; i < things->len; i++)
    {
      const Thing *thing = &g_array_index (things, Thing, i);

      if (yutu_box_contains (box, thing->point) && thing->from <= self->day &&
          self->day < thing->to)
        found_add (found, thing->id, measure_points (connection, center, thing->point), radius_m);
    }
}

static void
find_names (YutuConnection *connection,
            const World    *self,
            YutuPoint       center,
            double          radius_m,
            Found          *found)
{
  YutuBox box = coarse_box (center, radius_m);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const NameBox *name = &g_array_index (self->boxes, NameBox, i);

      if (yutu_box_overlaps (box, name->box) && name->from <= self->day && self->day < name->to)
        found_add (found, name->id, measure_name (connection, name->id, center), radius_m);
    }
}

static void
assert_layer (const YutuAtResult *at,
              const char         *layer,
              const Found        *found)
{
  guint n = 0;

  for (guint i = 0; i < at->objects->len; i++)
    {
      const YutuPlaceObject *object = g_ptr_array_index (at->objects, i);
      const double          *distance_m = NULL;

      if (!g_str_equal (object->layer, layer))
        continue;
      distance_m = g_hash_table_lookup (found->sure, &object->id);
      n += distance_m != NULL;
      if (distance_m == NULL)
        distance_m = g_hash_table_lookup (found->doubtful, &object->id);
      g_test_message ("%s %" G_GINT64_FORMAT " at %.3f m", layer, object->id, object->distance_m);
      g_assert_nonnull (distance_m);
      g_assert_cmpfloat (ABS (*distance_m - object->distance_m), <,
                         0.02 + *distance_m * found->slack);
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (found->sure));
}

static void
assert_objects (YutuConnection     *connection,
                const World        *self,
                const YutuAtResult *at,
                YutuPoint           center,
                double              radius_m)
{
  const struct
  {
    const char   *layer;
    const GArray *things; /* NULL: names */
  } layers[] = {
    { "address", self->addresses },
    { "facility", self->facilities },
    { "boundary_pillar", self->pillars },
    { "place_name", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      Found found;

      found_init (&found, layers[i].things == NULL ? 0.001 : 0);
      if (layers[i].things != NULL)
        find_things (connection, self, layers[i].things, center, radius_m, &found);
      else
        find_names (connection, self, center, radius_m, &found);
      assert_layer (at, layers[i].layer, &found);
      found_clear (&found);
    }
  for (guint i = 1; i < at->objects->len; i++)
    g_assert_cmpfloat (((YutuPlaceObject *)g_ptr_array_index (at->objects, i - 1))->distance_m, <=,
                       ((YutuPlaceObject *)g_ptr_array_index (at->objects, i))->distance_m);
}

static void
assert_counts (YutuConnection     *connection,
               const World        *self,
               const YutuAtResult *at,
               YutuPoint           center,
               double              radius_m)
{
  YutuBox       box = coarse_box (center, radius_m);
  YutuCaseCount least[16] = { 0 }, most[16] = { 0 };

  for (guint i = 0; i < self->cases->len; i++)
    {
      const Thing *one = &g_array_index (self->cases, Thing, i);
      double       distance_m = 0;

      if (!yutu_box_contains (box, one->point) || one->from > self->day)
        continue;
      distance_m = measure_points (connection, center, one->point);
      if (distance_m > radius_m + 0.001)
        continue;
      most[one->module].total++;
      most[one->module].open += one->to > self->day;
      if (distance_m > radius_m - 0.001)
        continue;
      least[one->module].total++;
      least[one->module].open += one->to > self->day;
    }
  for (gsize i = 0; i < at->n_modules; i++)
    {
      g_assert_cmpint (at->counts[i].open, >=, least[i].open);
      g_assert_cmpint (at->counts[i].open, <=, most[i].open);
      g_assert_cmpint (at->counts[i].total, >=, least[i].total);
      g_assert_cmpint (at->counts[i].total, <=, most[i].total);
    }
}

static void
assert_units (const World        *self,
              const YutuAtResult *at,
              YutuPoint           point)
{
  gint64 village = find_village (self, point);
  gint64 expected = village;

  g_test_message ("village %" G_GINT64_FORMAT, village);
  g_assert_cmpuint (at->units->len, ==, village != 0 ? 3 : 0);
  for (guint i = at->units->len; i > 0; i--)
    {
      const YutuDivision *unit = g_ptr_array_index (at->units, i - 1);

      g_assert_cmpint (unit->unit, ==, expected);
      for (guint j = 0; unit->level == 5 && j < self->villages->len; j++)
        if (g_array_index (self->villages, Village, j).unit == village)
          g_assert_cmpint (unit->parent, ==, g_array_index (self->villages, Village, j).parent);
      expected = unit->parent;
    }
}

/* Anywhere, on a thing, beside a thing, or a vertex of a border. */
static YutuPoint
choose_point (World *self,
              int    index)
{
  const GArray  *things[] = { self->addresses, self->facilities, self->pillars };
  const GArray  *from = things[yutu_random_below (&self->random, 3)];
  const Village *village = &g_array_index (
    self->villages, Village, (guint)yutu_random_below (&self->random, self->villages->len));
  YutuPoint point = random_point (self);

  if (index % 10 < 4)
    return point;
  if (index % 10 < 6)
    return village->shape->points[yutu_random_below (&self->random, village->shape->n_points)];
  point = g_array_index (from, Thing, (guint)yutu_random_below (&self->random, from->len)).point;
  if (index % 10 == 6)
    return point;
  point.x += (gint64)yutu_random_below (&self->random, 1200000) - 600000;
  point.y += (gint64)yutu_random_below (&self->random, 1200000) - 600000;
  return point;
}

static gboolean
compare_points (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  static const double radii_m[] = { 5, 50, 250 };
  World              *self = data;

  for (int i = 0; i < N_POINTS / 2; i++)
    {
      YutuPoint center = choose_point (self, i);
      double    radius_m = radii_m[yutu_random_below (&self->random, 3)];
      g_autoptr (YutuAtResult) at = yutu_file_read_at (self->file, self->modules, center, radius_m,
                                                       self->day, NULL, error);

      g_assert_nonnull (at);
      g_test_message ("point %d: %.9f %.9f, %g m", i, yutu_grid_to_degrees (center.x),
                      yutu_grid_to_degrees (center.y), radius_m);
      assert_units (self, at, center);
      assert_objects (connection, self, at, center, radius_m);
      assert_counts (connection, self, at, center, radius_m);
    }
  return TRUE;
}

/* ---- Units and lassos ---- */

static YutuPlaceInfo *
read_place (World     *self,
            YutuPlace *place)
{
  g_autoptr (GError) error = NULL;
  YutuPlaceInfo *info = yutu_file_read_place (self->file, self->modules, place, self->day, "desk",
                                              NULL, &error);

  g_assert_no_error (error);
  yutu_place_unref (place);
  return info;
}

/* Plain sums over case_file: a village takes its cases along when it gets another parent. */
static void
assert_unit (YutuConnection *connection,
             World          *self,
             gint64          unit,
             int             level)
{
  g_autoptr (YutuPlaceInfo) info = read_place (self, yutu_place_new_unit (unit));
  char          day[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *row = begin_rows (
    connection, "SELECT sum (closed_on IS NULL OR closed_on > ?2), count (*) FROM case_file "
                "WHERE module = ?1 AND opened_on <= ?2 AND (?4 = 3 OR (?4 = 4 AND coalesce ((SELECT "
                "d.parent FROM division d WHERE d.unit = village AND d.valid_from <= ?2 AND ?2 < "
                "d.valid_to), township) = ?3) OR (?4 = 5 AND village = ?3))");

  for (gsize i = 0; i < info->n_modules; i++)
    {
      sqlite3_reset (row);
      sqlite3_bind_text (row, 1, yutu_modules_get (self->modules, i)->id, -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 2, yutu_day_format (self->day, day), -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (row, 3, unit);
      sqlite3_bind_int (row, 4, level);
      g_assert_true (next_row (connection, row));
      g_assert_cmpint (info->counts[i].open, ==, sqlite3_column_int64 (row, 0));
      g_assert_cmpint (info->counts[i].total, ==, sqlite3_column_int64 (row, 1));
    }
}

static gboolean
compare_units (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  World        *self = data;
  sqlite3_stmt *row = begin_rows (connection, "SELECT unit FROM division WHERE level = 3");

  g_assert_true (next_row (connection, row));
  assert_unit (connection, self, sqlite3_column_int64 (row, 0), 3);
  for (guint i = 0; i < self->villages->len; i += 5)
    {
      assert_unit (connection, self, g_array_index (self->villages, Village, i).unit, 5);
      if (i % 20 == 0)
        assert_unit (connection, self, g_array_index (self->villages, Village, i).parent, 4);
    }
  return TRUE;
}

/* A star of any form round a point, so that it never crosses itself. */
static YutuShape *
random_lasso (World *self)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         center = random_point (self);
  int               n = 3 + (int)yutu_random_below (&self->random, 30);
  double            size = 0.002 + 0.1 * yutu_random_unit (&self->random);

  yutu_shape_builder_begin_part (builder, TRUE);
  for (int i = 0; i < n; i++)
    {
      double    angle = 2 * G_PI * i / n;
      double    reach = size * (0.2 + yutu_random_unit (&self->random)) * YUTU_GRID_PER_DEGREE;
      YutuPoint point = { center.x + (gint64)(reach * cos (angle)),
                          center.y + (gint64)(reach * sin (angle)) };

      yutu_shape_builder_add (builder, &point, 1);
    }
  return yutu_shape_builder_end (builder);
}

/* As packed, on 1e-7 degree, they decide. */
static void
assert_addresses (const World         *self,
                  const YutuPlaceInfo *info,
                  const YutuShape     *shape)
{
  gint64 n = 0, told = -1;

  for (guint i = 0; i < self->addresses->len; i++)
    {
      const Thing *one = &g_array_index (self->addresses, Thing, i);
      YutuPoint    packed = { (one->point.x + 50) / 100 * 100, (one->point.y + 50) / 100 * 100 };

      n += one->from <= self->day && self->day < one->to && wind (shape, fine (packed)) >= 0;
    }
  for (guint i = 0; i < info->facts->len; i++)
    {
      const YutuInfoFact *fact = g_ptr_array_index (info->facts, i);

      if (g_strcmp0 (fact->key, "addresses") == 0)
        told = (gint64)fact->number;
    }
  g_assert_cmpint (told, ==, n);
}

static void
assert_lasso (World           *self,
              const YutuShape *shape)
{
  g_autoptr (YutuPlaceInfo) info = read_place (self, yutu_place_new_shape (shape));
  YutuCaseCount counts[16] = { 0 };
  gint64        n_facilities = 0;

  for (guint i = 0; i < self->cases->len; i++)
    {
      const Thing *one = &g_array_index (self->cases, Thing, i);

      if (one->from > self->day || wind (shape, fine (one->point)) < 0)
        continue;
      counts[one->module].total++;
      counts[one->module].open += one->to > self->day;
    }
  for (guint i = 0; i < self->facilities->len; i++)
    {
      const Thing *one = &g_array_index (self->facilities, Thing, i);

      n_facilities +=
        one->from <= self->day && self->day < one->to && wind (shape, fine (one->point)) >= 0;
    }
  g_assert_cmpint (info->n_objects, ==, n_facilities);
  assert_addresses (self, info, shape);
  for (gsize i = 0; i < info->n_modules; i++)
    {
      g_assert_cmpint (info->counts[i].open, ==, counts[i].open);
      g_assert_cmpint (info->counts[i].total, ==, counts[i].total);
    }
}

/* ---- The tests ---- */

static gboolean
read_rows (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  World *self = data;

  self->addresses = read_things (
    connection, self,
    "SELECT id, ST_X (geom), ST_Y (geom), valid_from, valid_to FROM address WHERE geom IS NOT NULL");
  self->facilities = read_things (
    connection, self,
    "SELECT id, ST_X (geom), ST_Y (geom), valid_from, valid_to FROM facility WHERE geom IS NOT NULL");
  self->pillars = read_things (connection, self,
                               "SELECT id, ST_X (geom), ST_Y (geom), valid_from, valid_to "
                               "FROM boundary_pillar WHERE geom IS NOT NULL");
  self->cases = read_things (connection, self,
                             "SELECT id, x / 1e9, y / 1e9, opened_on, closed_on, module "
                             "FROM case_file WHERE x IS NOT NULL");
  read_boxes (connection, self);
  return TRUE;
}

static gboolean
read_day (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  read_villages (connection, data);
  return TRUE;
}

static void
run (World       *self,
     YutuReadFunc func)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), func, self, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (World        *self,
        gconstpointer data)
{
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_random_init (&self->random, 20221);
  self->folder = g_dir_make_tmp ("yutu-at-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "demo.yutu", NULL);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->file = yutu_file_new_demo (self->path, N_ADDRESSES, 7, NULL, &error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &entry, strew, self, NULL, NULL, &error);
  g_assert_no_error (error);
  run (self, read_rows);
}

static void
forget_villages (World *self)
{
  for (guint i = 0; i < self->villages->len; i++)
    yutu_shape_unref (g_array_index (self->villages, Village, i).shape);
  g_array_unref (self->villages);
}

static void
tear_down (World        *self,
           gconstpointer data)
{
  g_array_unref (self->addresses);
  g_array_unref (self->facilities);
  g_array_unref (self->pillars);
  g_array_unref (self->cases);
  g_array_unref (self->boxes);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  folder_remove (self->folder);
  g_free (self->path);
}

static void
test_against_brute_force (World        *self,
                          gconstpointer data)
{
  const YutuDay days[] = { yutu_day_from_ymd (2021, 10, 20), yutu_day_from_ymd (2021, 10, 21) };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      self->day = days[i];
      run (self, read_day);
      run (self, compare_points);
      run (self, compare_units);
      for (int j = 0; j < N_LASSOS / 2; j++)
        {
          g_autoptr (YutuShape) shape = random_lasso (self);

          assert_lasso (self, shape);
        }
      forget_villages (self);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/at/against-brute-force", World, NULL, set_up, test_against_brute_force,
              tear_down);
  return g_test_run ();
}
