/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-merge.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer-write-private.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define PROGRESS_ROWS 256

void
yutu_place_double_free (YutuPlaceDouble *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->other_name);
  g_free (self);
}

/* ---- Which may be ---- */

typedef struct
{
  YutuConnection              *connection;
  const YutuPlaceDoubleLimits *limits;
  GPtrArray                   *found;
} List;

/* A metre in grid steps, along a meridian; along a parallel of 60° it is twice as many. */
static gint64
to_steps (double metres)
{
  return (gint64)(metres / 111000.0 * 1e9);
}

/* Of the nearest places, in metres on the ellipsoid. */
static const char DISTANCE_SQL[] = "SELECT ST_Distance (a.geom, b.geom, 1) FROM place_name a, place_name b "
                                   "WHERE a.id = ?1 AND b.id = ?2";
/* How much of each lies on the other. */
static const char AREA_SQL[] = "SELECT ST_Area (ST_Intersection (a.geom, b.geom)) / max (ST_Area (a.geom), ST_Area (b.geom)) "
                               "FROM place_name a, place_name b WHERE a.id = ?1 AND b.id = ?2";
static const char LINE_SQL[] =
  "SELECT min (ST_Length (ST_Intersection (a.geom, ST_Buffer (b.geom, ?3))) / ST_Length (a.geom), "
  "ST_Length (ST_Intersection (b.geom, ST_Buffer (a.geom, ?3))) / ST_Length (b.geom)) "
  "FROM place_name a, place_name b WHERE a.id = ?1 AND b.id = ?2";

static gboolean
ask (List                *self,
     const char          *sql, /* static */
     const YutuPlaceName *one,
     const YutuPlaceName *two,
     double              *answer, /* negative: none */
     GError             **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, sql, error);
  gboolean      found = FALSE;

  *answer = -1;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, one->id);
  sqlite3_bind_int64 (row, 2, two->id);
  if (sql == LINE_SQL)
    sqlite3_bind_double (row, 3, yutu_grid_to_degrees (to_steps (self->limits->point_m)));
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (row, 0) != SQLITE_NULL)
    *answer = sqlite3_column_double (row, 0);
  sqlite3_reset (row);
  return TRUE;
}

static double
get_box_area (YutuBox box)
{
  return (double)(box.max_x - box.min_x) * (double)(box.max_y - box.min_y);
}

/* In grid steps, as its box. */
static double
get_area (const YutuShape *shape)
{
  double area = 0;

  for (gsize part = 0; part < shape->n_parts; part++)
    area += (double)yutu_exact_ring_area2 (shape->points + shape->part_starts[part],
                                           shape->part_starts[part + 1] - shape->part_starts[part]) /
            2;
  return area;
}

static YutuBox
intersect (YutuBox one,
           YutuBox two)
{
  return (YutuBox){ MAX (one.min_x, two.min_x), MAX (one.min_y, two.min_y), MIN (one.max_x, two.max_x),
                    MIN (one.max_y, two.max_y) };
}

static double
get_length (const YutuShape *shape)
{
  double length = 0;

  for (gsize part = 0; part < shape->n_parts; part++)
    for (gsize i = shape->part_starts[part] + 1; i < shape->part_starts[part + 1]; i++)
      length += hypot ((double)(shape->points[i].x - shape->points[i - 1].x),
                       (double)(shape->points[i].y - shape->points[i - 1].y));
  return length;
}

/* What of @line's box is outside of @other's cannot be longer than what of the line is. */
static gboolean
may_lie_on (const YutuShape *line,
            YutuBox          other,
            gint64           reach,
            double           share)
{
  YutuBox common = intersect (line->box, (YutuBox){ other.min_x - reach, other.min_y - reach, other.max_x + reach, other.max_y + reach });
  double  rest = (1 - share) * get_length (line);

  return (double)(line->box.max_x - line->box.min_x) - (double)(common.max_x - common.min_x) <= rest &&
         (double)(line->box.max_y - line->box.min_y) - (double)(common.max_y - common.min_y) <= rest;
}

/* Whether the boxes say that more than the share of both may lie on each other. */
static const char *
find_measure (const List          *self,
              const YutuPlaceName *one,
              const YutuPlaceName *two)
{
  gint64   reach = 2 * to_steps (self->limits->point_m);
  double   share = self->limits->share;
  gboolean are_areas = one->shape->kind == YUTU_SHAPE_POLYGON && two->shape->kind == YUTU_SHAPE_POLYGON;
  gboolean are_lines = one->shape->kind >= YUTU_SHAPE_LINE && one->shape->kind <= YUTU_SHAPE_MULTI_LINE &&
                       two->shape->kind >= YUTU_SHAPE_LINE && two->shape->kind <= YUTU_SHAPE_MULTI_LINE;

  if (are_areas && yutu_box_overlaps (one->shape->box, two->shape->box) &&
      get_box_area (intersect (one->shape->box, two->shape->box)) >=
        share * MAX (get_area (one->shape), get_area (two->shape)))
    return AREA_SQL;
  if (are_lines && may_lie_on (one->shape, two->shape->box, reach, share) &&
      may_lie_on (two->shape, one->shape->box, reach, share))
    return LINE_SQL;
  return NULL;
}

static void
note (List                *self,
      YutuPlaceDoubleKind  kind,
      const YutuPlaceName *one,
      const YutuPlaceName *two,
      double               share)
{
  const YutuPlaceName *first = one->id < two->id ? one : two;
  const YutuPlaceName *second = first == one ? two : one;
  YutuPlaceDouble     *found = g_new0 (YutuPlaceDouble, 1);

  found->kind = kind;
  found->id = first->id;
  found->other = second->id;
  found->name = g_strdup (first->name);
  found->other_name = g_strdup (second->name);
  found->share = share;
  found->point = first->point;
  g_ptr_array_add (self->found, found);
}

static gboolean
look_at (List                *self,
         const YutuPlaceName *one,
         const YutuPlaceName *two,
         GError             **error)
{
  gboolean    is_same_kind = strcmp (one->name_class, two->name_class) == 0;
  gboolean    are_points = one->shape->kind == YUTU_SHAPE_POINT && two->shape->kind == YUTU_SHAPE_POINT;
  const char *measure = NULL;
  double      answer = 0;

  if (strcmp (one->name, two->name) == 0)
    {
      if (!is_same_kind)
        return TRUE;
      if (are_points)
        answer = yutu_measure_distance_m (one->point, two->point);
      else if (!ask (self, DISTANCE_SQL, one, two, &answer, error))
        return FALSE;
      if (answer >= 0 && answer <= self->limits->near_m)
        note (self, YUTU_PLACE_SAME_NAME, one, two, 0);
      return TRUE;
    }
  if (are_points)
    {
      if (is_same_kind && yutu_measure_distance_m (one->point, two->point) <= self->limits->point_m)
        note (self, YUTU_PLACE_SAME_LAND, one, two, 1);
      return TRUE;
    }
  measure = find_measure (self, one, two);
  if (measure != NULL && !ask (self, measure, one, two, &answer, error))
    return FALSE;
  if (measure != NULL && answer > self->limits->share)
    note (self, YUTU_PLACE_SAME_LAND, one, two, answer);
  return TRUE;
}

static int
compare_west (gconstpointer a,
              gconstpointer b)
{
  const YutuPlaceName *one = *(const YutuPlaceName *const *)a, *two = *(const YutuPlaceName *const *)b;
  gint64               first = one->shape->box.min_x, second = two->shape->box.min_x;

  return first < second ? -1 : first > second;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const YutuPlaceDouble *one = *(const YutuPlaceDouble *const *)a, *two = *(const YutuPlaceDouble *const *)b;

  if (one->id != two->id)
    return one->id < two->id ? -1 : 1;
  return one->other < two->other ? -1 : one->other > two->other;
}

/* From west to east: each with those that begin before it ends, wider by the distance. */
static gboolean
sweep (List         *self,
       GPtrArray    *places,
       YutuProgress *progress,
       GError      **error)
{
  gint64 reach = to_steps (MAX (self->limits->near_m, self->limits->point_m));

  for (guint i = 0; i < places->len; i++)
    {
      const YutuPlaceName *one = g_ptr_array_index (places, i);
      YutuBox              box = one->shape->box;

      for (guint k = i + 1; k < places->len; k++)
        {
          const YutuPlaceName *two = g_ptr_array_index (places, k);

          if (two->shape->box.min_x > box.max_x + 2 * reach)
            break;
          if (two->shape->box.min_y <= box.max_y + reach && two->shape->box.max_y >= box.min_y - reach &&
              !look_at (self, one, two, error))
            return FALSE;
        }
      if (i % PROGRESS_ROWS == 0 && !yutu_progress_step (progress, "name-double", i, places->len, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
yutu_place_list_doubles (YutuConnection              *connection,
                         const YutuPlaceDoubleLimits *limits,
                         YutuDay                      day,
                         YutuProgress                *progress,
                         GError                     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_double_free);
  g_autoptr (GPtrArray) places = yutu_place_name_list (connection, NULL, YUTU_BOX_EMPTY, day, error);
  g_autoptr (GPtrArray) looked_at = g_ptr_array_new ();
  List list = { .connection = connection, .limits = limits, .found = found };

  if (places == NULL)
    return NULL;
  for (guint i = 0; i < places->len; i++)
    {
      YutuPlaceName *place = g_ptr_array_index (places, i);

      if (place->has_point && g_strcmp0 (place->status, "historical") != 0)
        g_ptr_array_add (looked_at, place);
    }
  g_ptr_array_sort (looked_at, compare_west);
  if (!sweep (&list, looked_at, progress, error))
    return NULL;
  g_ptr_array_sort (found, compare_ids);
  return g_steal_pointer (&found);
}
