/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-between.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gazetteer/yutu-address-roads-private.h"
#include "gazetteer/yutu-address-row-private.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-measure.h"

void
yutu_between_clear (YutuBetween *self)
{
  g_free (self->name);
  memset (self, 0, sizeof *self);
}

char *
yutu_between_dup_words (const YutuBetween *self)
{
  /* Translators: numbers of doors, metres */
  return g_strdup_printf (_ ("between No. %d and No. %d, good to %.0f m"), self->doors[0], self->doors[1], self->accuracy_m);
}

/* ---- The two doors ---- */

typedef struct
{
  gint64    id;
  gint64    village;
  int       door;
  YutuPoint point;
} Door;

#define DOORS                                                                                      \
  "SELECT id, village, door, geom FROM address WHERE place = ?1 AND door_sub IS NULL AND geom IS NOT NULL AND " \
  "valid_from <= ?3 AND ?3 < valid_to AND door % 2 = ?2 % 2 AND "

static const char BELOW_SQL[] = DOORS "door > 0 AND door < ?2 ORDER BY door DESC LIMIT 1";
static const char ABOVE_SQL[] = DOORS "door > ?2 ORDER BY door LIMIT 1";

static void
read_door (sqlite3_stmt *row,
           Door         *door)
{
  door->id = sqlite3_column_int64 (row, 0);
  door->village = sqlite3_column_int64 (row, 1);
  door->door = sqlite3_column_int (row, 2);
  yutu_column_point (row, 3, &door->point);
}

static gboolean
find_door (YutuConnection *connection,
           const char     *sql,
           gint64          road,
           int             number,
           const char     *day,
           Door           *door,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  *door = (Door){ 0 };
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, road);
  sqlite3_bind_int (row, 2, number);
  sqlite3_bind_text (row, 3, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    read_door (row, door);
  sqlite3_reset (row);
  return TRUE;
}

/* ---- Along the road ---- */

/* The place of a line @along_m from its beginning. */
static YutuPoint
point_along (const YutuShape *line,
             double           along_m)
{
  YutuPoint at = line->points[line->part_starts[0]];

  for (gsize p = 0; p < line->n_parts; p++)
    for (gsize i = line->part_starts[p] + 1; i < line->part_starts[p + 1]; i++)
      {
        YutuPoint a = line->points[i - 1], b = line->points[i];
        double    length_m = yutu_measure_distance_m (a, b);

        at = b;
        if (along_m <= length_m && length_m > 0)
          return (YutuPoint){ a.x + (gint64)llround ((double)(b.x - a.x) * along_m / length_m),
                              a.y + (gint64)llround ((double)(b.y - a.y) * along_m / length_m) };
        along_m -= length_m;
      }
  return at;
}

static YutuPoint
mix (YutuPoint a,
     YutuPoint b,
     double    share)
{
  return (YutuPoint){ a.x + (gint64)llround ((double)(b.x - a.x) * share), a.y + (gint64)llround ((double)(b.y - a.y) * share) };
}

/* Without a line, straight from door to door. */
static void
place_between (const YutuRoad *road,
               const Door      ends[2],
               double          share,
               YutuBetween    *between)
{
  YutuAxisPlace places[2];
  YutuPoint     feet[2], foot, off;

  between->accuracy_m = yutu_measure_distance_m (ends[0].point, ends[1].point) / 2;
  between->point = mix (ends[0].point, ends[1].point, share);
  if (road == NULL || !yutu_axis_find (road->line, ends[0].point, &places[0]) ||
      !yutu_axis_find (road->line, ends[1].point, &places[1]))
    return;
  for (gsize i = 0; i < 2; i++)
    feet[i] = point_along (road->line, places[i].along_m);
  foot = point_along (road->line, places[0].along_m + (places[1].along_m - places[0].along_m) * share);
  off = mix ((YutuPoint){ ends[0].point.x - feet[0].x, ends[0].point.y - feet[0].y },
             (YutuPoint){ ends[1].point.x - feet[1].x, ends[1].point.y - feet[1].y }, share);
  between->point = (YutuPoint){ foot.x + off.x, foot.y + off.y };
  between->accuracy_m = fabs (places[1].along_m - places[0].along_m) / 2;
}

static void
fill (const YutuRoad *road,
      gint64          id,
      const Door      ends[2],
      int             door,
      YutuBetween    *between)
{
  *between = (YutuBetween){ .road = id,
                            .name = road != NULL ? g_strdup (road->name) : NULL,
                            .door = door,
                            .village = ends[0].village,
                            .ids = { ends[0].id, ends[1].id },
                            .doors = { ends[0].door, ends[1].door } };
  place_between (road, ends, (double)(door - ends[0].door) / (ends[1].door - ends[0].door), between);
}

gboolean
yutu_between_find (YutuConnection *connection,
                   gint64          road,
                   int             door,
                   YutuDay         day,
                   YutuBetween    *between,
                   GError        **error)
{
  char text[YUTU_DAY_TEXT_SIZE];
  Door ends[2];
  g_autoptr (YutuRoad) line = NULL;

  *between = (YutuBetween){ 0 };
  yutu_day_format (day, text);
  if (!find_door (connection, BELOW_SQL, road, door, text, &ends[0], error) ||
      !find_door (connection, ABOVE_SQL, road, door, text, &ends[1], error) ||
      !yutu_road_load (connection, road, day, &line, error))
    return FALSE;
  if (ends[0].id != 0 && ends[1].id != 0)
    fill (line, road, ends, door, between);
  return TRUE;
}

/* ---- From a point ---- */

static const char ALL_SQL[] =
  "SELECT id, village, door, geom FROM address WHERE place = ?1 AND door_sub IS NULL AND geom IS NOT NULL AND door > 0 AND "
  "valid_from <= ?2 AND ?2 < valid_to";

typedef struct
{
  const YutuRoad *road;
  YutuAxisPlace   here;
  Door            ends[2]; /* before and behind it, on its side */
  double          along_m[2];
} Search;

static void
take_door (Search     *self,
           const Door *door)
{
  YutuAxisPlace place;
  gsize         end;

  if (!yutu_axis_find (self->road->line, door->point, &place) || place.side != self->here.side)
    return;
  end = place.along_m > self->here.along_m;
  if (self->ends[end].id != 0 &&
      fabs (place.along_m - self->here.along_m) >= fabs (self->along_m[end] - self->here.along_m))
    return;
  self->ends[end] = *door;
  self->along_m[end] = place.along_m;
}

static gboolean
search_doors (YutuConnection *connection,
              Search         *self,
              YutuDay         day,
              GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, ALL_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->road->id);
  sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      Door door;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      read_door (row, &door);
      take_door (self, &door);
    }
}

/* The number in proportion, of the parity of the two; between them only. */
static void
fill_near (const Search *self,
           YutuBetween  *between)
{
  Door   ends[2] = { self->ends[0], self->ends[1] };
  double share = (self->here.along_m - self->along_m[0]) / (self->along_m[1] - self->along_m[0]);
  int    steps, door;

  if (ends[0].id == 0 || ends[1].id == 0 || (ends[0].door - ends[1].door) % 2 != 0 || abs (ends[0].door - ends[1].door) < 4)
    return;
  if (ends[0].door > ends[1].door)
    {
      ends[0] = self->ends[1];
      ends[1] = self->ends[0];
      share = 1 - share;
    }
  steps = (ends[1].door - ends[0].door) / 2;
  door = ends[0].door + 2 * CLAMP ((int)lround (share * steps), 1, steps - 1);
  fill (self->road, self->road->id, ends, door, between);
}

gboolean
yutu_between_near (YutuConnection *connection,
                   YutuPoint       point,
                   double          max_m,
                   YutuDay         day,
                   YutuBetween    *between,
                   GError        **error)
{
  g_autoptr (GPtrArray) roads = yutu_roads_list_near (connection, point, max_m, day, error);
  Search search = { .here.distance_m = max_m };

  *between = (YutuBetween){ 0 };
  if (roads == NULL)
    return FALSE;
  for (guint i = 0; i < roads->len; i++)
    {
      YutuAxisPlace place;

      if (!yutu_axis_find (((YutuRoad *)roads->pdata[i])->line, point, &place) || place.distance_m > search.here.distance_m)
        continue;
      search.road = roads->pdata[i];
      search.here = place;
    }
  if (search.road == NULL || search.here.side == 0)
    return TRUE;
  if (!search_doors (connection, &search, day, error))
    return FALSE;
  fill_near (&search, between);
  return TRUE;
}

/* ---- From its road ---- */

gboolean
yutu_road_measure_distance (YutuConnection *connection,
                            gint64          road,
                            YutuPoint       point,
                            YutuDay         day,
                            double         *distance_m,
                            GError        **error)
{
  g_autoptr (YutuRoad) line = NULL;
  YutuAxisPlace place;

  *distance_m = 0;
  if (!yutu_road_load (connection, road, day, &line, error))
    return FALSE;
  if (line != NULL && yutu_axis_find (line->line, point, &place))
    *distance_m = place.distance_m;
  return TRUE;
}
