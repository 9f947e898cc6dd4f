/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-between.h"

#include <math.h>
#include <string.h>

#include "gazetteer/yutu-address-roads-private.h"
#include "gazetteer/yutu-address-row-private.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-measure.h"

#define TOUCH_M   15.0 /* a road ends at another one: within the width of a wide one */
#define CLUSTER_M 60.0 /* the lanes of one crossing */

/* ---- Roads ---- */

void
yutu_road_free (YutuRoad *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->line, yutu_shape_unref);
  g_free (self);
}

/* NULL without a line. */
static YutuRoad *
read_road (sqlite3_stmt *row)
{
  YutuShape *line = sqlite3_column_type (row, 2) == SQLITE_BLOB
                      ? yutu_shape_from_blob (sqlite3_column_blob (row, 2), (gsize)sqlite3_column_bytes (row, 2), NULL)
                      : NULL;
  YutuRoad  *road = NULL;

  if (line == NULL || line->n_parts == 0 || line->part_starts[1] - line->part_starts[0] < 2)
    {
      g_clear_pointer (&line, yutu_shape_unref);
      return NULL;
    }
  road = g_new0 (YutuRoad, 1);
  road->id = sqlite3_column_int64 (row, 0);
  road->name = g_strdup ((const char *)sqlite3_column_text (row, 1));
  road->line = line;
  road->valid_from = yutu_column_day (row, 3);
  road->valid_to = yutu_column_day (row, 4);
  return road;
}

gboolean
yutu_road_load (YutuConnection *connection,
                gint64          id,
                YutuDay         day,
                YutuRoad      **road,
                GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, name, geom, valid_from, valid_to FROM place_name WHERE id = ?1 AND class = 'road' AND (?2 IS NULL OR "
    "(valid_from <= ?2 AND ?2 < valid_to))",
    error);

  *road = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (day != YUTU_DAY_INVALID)
    sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    *road = read_road (row);
  sqlite3_reset (row);
  return TRUE;
}

GPtrArray *
yutu_roads_list_near (YutuConnection *connection,
                      YutuPoint       point,
                      double          radius_m,
                      YutuDay         day,
                      GError        **error)
{
  g_autoptr (GPtrArray) roads = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_road_free);
  YutuBox       box = yutu_measure_box_around (point, radius_m);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, name, geom, valid_from, valid_to FROM place_name WHERE rowid IN (SELECT pkid FROM idx_place_name_geom WHERE xmax >= ?1 AND "
    "xmin <= ?2 AND ymax >= ?3 AND ymin <= ?4) AND class = 'road' AND valid_from <= ?5 AND ?5 < valid_to ORDER BY id",
    error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_double (row, 1, yutu_grid_to_degrees (box.min_x));
  sqlite3_bind_double (row, 2, yutu_grid_to_degrees (box.max_x));
  sqlite3_bind_double (row, 3, yutu_grid_to_degrees (box.min_y));
  sqlite3_bind_double (row, 4, yutu_grid_to_degrees (box.max_y));
  sqlite3_bind_text (row, 5, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuRoad *road = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&roads);
      road = read_road (row);
      if (road != NULL)
        g_ptr_array_add (roads, road);
    }
}

/* ---- Where lines meet ---- */

static void
add_point (GArray   *points,
           YutuPoint point)
{
  g_array_append_val (points, point);
}

/* The insides of a–b and c–d, in grid steps; a corner on the other line counts. */
static gboolean
cross_segments (YutuPoint  a,
                YutuPoint  b,
                YutuPoint  c,
                YutuPoint  d,
                YutuPoint *at)
{
  double abx = (double)(b.x - a.x), aby = (double)(b.y - a.y);
  double cdx = (double)(d.x - c.x), cdy = (double)(d.y - c.y);
  double acx = (double)(c.x - a.x), acy = (double)(c.y - a.y);
  double cross = abx * cdy - aby * cdx;
  double t, u;

  if (MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x) || MAX (a.y, b.y) < MIN (c.y, d.y) ||
      MAX (c.y, d.y) < MIN (a.y, b.y) || cross == 0)
    return FALSE;
  t = (acx * cdy - acy * cdx) / cross;
  u = (acx * aby - acy * abx) / cross;
  if (t < 0 || t > 1 || u < 0 || u > 1)
    return FALSE;
  *at = (YutuPoint){ a.x + (gint64)llround (t * abx), a.y + (gint64)llround (t * aby) };
  return TRUE;
}

static void
cross_parts (const YutuShape *line,
             gsize            part,
             const YutuShape *other,
             GArray          *points)
{
  YutuPoint at;

  for (gsize i = line->part_starts[part] + 1; i < line->part_starts[part + 1]; i++)
    {
      YutuBox stretch = YUTU_BOX_EMPTY;

      yutu_box_add_point (&stretch, line->points[i - 1]);
      yutu_box_add_point (&stretch, line->points[i]);
      if (!yutu_box_overlaps (stretch, other->box)) /* as most are */
        continue;
      for (gsize q = 0; q < other->n_parts; q++)
        for (gsize k = other->part_starts[q] + 1; k < other->part_starts[q + 1]; k++)
          if (cross_segments (line->points[i - 1], line->points[i], other->points[k - 1], other->points[k], &at))
            add_point (points, at);
    }
}

/* An end of @line at @other. */
static void
touch_ends (const YutuShape *line,
            const YutuShape *other,
            GArray          *points)
{
  for (gsize p = 0; p < line->n_parts; p++)
    {
      const YutuPoint ends[] = { line->points[line->part_starts[p]], line->points[line->part_starts[p + 1] - 1] };
      YutuAxisPlace   place;

      for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
        if (yutu_box_overlaps (yutu_measure_box_around (ends[i], 2 * TOUCH_M), other->box) &&
            yutu_axis_find (other, ends[i], &place) && place.distance_m <= TOUCH_M)
          add_point (points, ends[i]);
    }
}

/* Those that are near to one that was taken before are one with it. */
static GArray *
join_points (const GArray *points)
{
  GArray              *joined = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autofree gboolean *is_taken = g_new0 (gboolean, points->len + 1);

  for (guint i = 0; i < points->len; i++)
    {
      YutuPoint first = g_array_index ((GArray *)points, YutuPoint, i);
      gint64    x = 0, y = 0, n = 0;
      YutuPoint middle;

      if (is_taken[i])
        continue;
      for (guint k = i; k < points->len; k++)
        {
          YutuPoint near = g_array_index ((GArray *)points, YutuPoint, k);

          if (is_taken[k] || yutu_measure_distance_m (first, near) > CLUSTER_M)
            continue;
          is_taken[k] = TRUE;
          x += near.x - first.x;
          y += near.y - first.y;
          n++;
        }
      middle = (YutuPoint){ first.x + x / n, first.y + y / n };
      g_array_append_val (joined, middle);
    }
  return joined;
}

GArray *
yutu_crossing_list_points (const YutuShape *line,
                           const YutuShape *other)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  for (gsize p = 0; p < line->n_parts; p++)
    cross_parts (line, p, other, points);
  touch_ends (line, other, points);
  touch_ends (other, line, points);
  return join_points (points);
}

/* ---- Crossings of the file ---- */

void
yutu_crossing_clear (YutuCrossing *self)
{
  g_free (self->names[0]);
  g_free (self->names[1]);
  memset (self, 0, sizeof *self);
}

GArray *
yutu_crossings_new (void)
{
  GArray *crossings = g_array_new (FALSE, TRUE, sizeof (YutuCrossing));

  g_array_set_clear_func (crossings, (GDestroyNotify)yutu_crossing_clear);
  return crossings;
}

gboolean
yutu_crossing_list (YutuConnection *connection,
                    gint64          road,
                    gint64          other,
                    YutuDay         day,
                    GArray         *crossings,
                    GError        **error)
{
  g_autoptr (YutuRoad) first = NULL;
  g_autoptr (YutuRoad) second = NULL;
  g_autoptr (GArray) points = NULL;

  if (!yutu_road_load (connection, road, day, &first, error) || !yutu_road_load (connection, other, day, &second, error))
    return FALSE;
  if (first == NULL || second == NULL || road == other)
    return TRUE;
  points = yutu_crossing_list_points (first->line, second->line);
  for (guint i = 0; i < points->len; i++)
    {
      YutuCrossing crossing = { .roads = { road, other },
                                .names = { g_strdup (first->name), g_strdup (second->name) },
                                .point = g_array_index (points, YutuPoint, i) };

      g_array_append_val (crossings, crossing);
    }
  return TRUE;
}

/* Takes the nearest of where @road and @other meet. */
static void
take_nearest (const YutuRoad *road,
              const YutuRoad *other,
              YutuPoint       point,
              double          max_m,
              YutuCrossing   *crossing)
{
  g_autoptr (GArray) points = yutu_crossing_list_points (road->line, other->line);

  for (guint i = 0; i < points->len; i++)
    {
      YutuPoint at = g_array_index (points, YutuPoint, i);
      double    distance_m = yutu_measure_distance_m (at, point);

      if (distance_m > max_m || (crossing->roads[0] != 0 && distance_m >= crossing->distance_m))
        continue;
      yutu_crossing_clear (crossing);
      *crossing = (YutuCrossing){ .roads = { road->id, other->id },
                                  .names = { g_strdup (road->name), g_strdup (other->name) },
                                  .point = at,
                                  .distance_m = distance_m,
                                  .azimuth_deg = yutu_measure_azimuth_deg (at, point) };
    }
}

gboolean
yutu_crossing_near (YutuConnection *connection,
                    YutuPoint       point,
                    double          max_m,
                    YutuDay         day,
                    YutuCrossing   *crossing,
                    GError        **error)
{
  g_autoptr (GPtrArray) roads = yutu_roads_list_near (connection, point, max_m + TOUCH_M, day, error);
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  YutuAxisPlace place;

  *crossing = (YutuCrossing){ 0 };
  if (roads == NULL)
    return FALSE;
  for (guint i = 0; i < roads->len; i++)
    if (yutu_axis_find (((YutuRoad *)roads->pdata[i])->line, point, &place) && place.distance_m <= max_m + CLUSTER_M)
      g_ptr_array_add (near, roads->pdata[i]);
  for (guint i = 0; i < near->len; i++)
    for (guint k = i + 1; k < near->len; k++)
      take_nearest (near->pdata[i], near->pdata[k], point, max_m, crossing);
  return TRUE;
}

/* ---- Words ---- */

static const struct
{
  const char *word;
  int         azimuth_deg;
} directions[] = {
  /* what is longer first */
  { "东北", 45 },
  { "东南", 135 },
  { "西南", 225 },
  { "西北", 315 },
  { "北", 0 },
  { "东", 90 },
  { "南", 180 },
  { "西", 270 },
};

int
yutu_crossing_read_azimuth (const char *words)
{
  /* The first that is said: 东50米路北 lies to the east. */
  for (const char *at = words; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
      if (g_str_has_prefix (at, directions[i].word))
        return directions[i].azimuth_deg;
  return -1;
}

static const char *
word_azimuth (double azimuth_deg)
{
  int eighth = ((int)floor (azimuth_deg / 45 + 0.5) % 8 + 8) % 8 * 45;

  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    if (directions[i].azimuth_deg == eighth)
      return directions[i].word;
  return "";
}

char *
yutu_crossing_dup_beside (const YutuCrossing *self)
{
  return self->distance_m < YUTU_CROSSING_HERE_M
           ? g_strdup ("")
           : g_strdup_printf ("%s%.0f米", word_azimuth (self->azimuth_deg), self->distance_m);
}

char *
yutu_crossing_dup_corner (int azimuth_deg)
{
  return g_strdup_printf (azimuth_deg % 90 != 0 ? "%s角" : "%s侧", word_azimuth (azimuth_deg));
}

char *
yutu_crossing_dup_text (const YutuCrossing *self,
                        const char         *beside)
{
  return g_strdup_printf ("%s与%s交叉口%s", self->names[0], self->names[1], beside != NULL ? beside : "");
}
