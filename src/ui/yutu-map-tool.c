/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-tool.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"

#define CIRCLE_POINTS 96
#define MAX_RADIUS_M  200000.0     /* of a place */
#define M2_PER_MU     (2000.0 / 3) /* 市亩, 1/15 hectare */
#define LASSO_MAX     20000

struct _YutuMapDrawing
{
  YutuMapTool  tool;
  int          epsg;
  YutuMapPoint start;
  YutuMapPoint now;
  GArray      *lasso;   /* YutuMapPoint */
  GArray      *outline; /* YutuMapPoint; made when asked for */
};

YutuMapDrawing *
yutu_map_drawing_new (YutuMapTool tool,
                      int         epsg,
                      double      x,
                      double      y)
{
  YutuMapDrawing *self = g_new0 (YutuMapDrawing, 1);

  self->tool = tool;
  self->epsg = epsg;
  self->start = self->now = (YutuMapPoint){ x, y };
  self->lasso = g_array_new (FALSE, FALSE, sizeof (YutuMapPoint));
  self->outline = g_array_new (FALSE, FALSE, sizeof (YutuMapPoint));
  g_array_append_val (self->lasso, self->start);
  return self;
}

void
yutu_map_drawing_free (YutuMapDrawing *self)
{
  g_array_unref (self->lasso);
  g_array_unref (self->outline);
  g_free (self);
}

void
yutu_map_drawing_move (YutuMapDrawing *self,
                       double          x,
                       double          y,
                       double          min_step)
{
  YutuMapPoint last = g_array_index (self->lasso, YutuMapPoint, self->lasso->len - 1);

  self->now = (YutuMapPoint){ x, y };
  if (self->tool == YUTU_MAP_TOOL_LASSO && self->lasso->len < LASSO_MAX &&
      hypot (x - last.x, y - last.y) >= min_step)
    g_array_append_val (self->lasso, self->now);
}

static double
get_radius_m (YutuMapDrawing *self)
{
  return yutu_measure_distance_m (yutu_projection_inverse (self->epsg, self->start),
                                  yutu_projection_inverse (self->epsg, self->now));
}

/* A local metric is exact enough for a line that is looked at; what lies inside is decided on the
 * ellipsoid by whoever reads the place. */
YutuShape *
yutu_map_circle_to_shape (YutuPoint center,
                          double    radius_m)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuBox           box = yutu_measure_box_around (center, radius_m);
  double            half_x = (double)(box.max_x - box.min_x) / 2;
  double            half_y = (double)(box.max_y - box.min_y) / 2;
  YutuPoint         points[CIRCLE_POINTS];

  for (int i = 0; i < CIRCLE_POINTS; i++)
    {
      double angle = i * 2 * G_PI / CIRCLE_POINTS;

      points[i].x = center.x + llround (half_x * cos (angle));
      points[i].y = center.y + llround (half_y * sin (angle));
    }
  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, points, CIRCLE_POINTS);
  return yutu_shape_builder_end (builder);
}

static void
outline_circle (YutuMapDrawing *self)
{
  double radius_m = get_radius_m (self);
  g_autoptr (YutuShape) shape = NULL;

  if (radius_m <= 0)
    return;
  shape = yutu_map_circle_to_shape (yutu_projection_inverse (self->epsg, self->start),
                                    MIN (radius_m, MAX_RADIUS_M));
  for (gsize i = 0; i < shape->n_points; i++)
    {
      YutuMapPoint point = yutu_projection_forward (self->epsg, shape->points[i]);

      g_array_append_val (self->outline, point);
    }
}

static void
outline_box (YutuMapDrawing *self)
{
  YutuMapPoint corners[] = {
    self->start,
    { self->now.x, self->start.y },
    self->now,
    { self->start.x, self->now.y },
  };

  if (self->start.x != self->now.x && self->start.y != self->now.y)
    g_array_append_vals (self->outline, corners, G_N_ELEMENTS (corners));
}

const YutuMapPoint *
yutu_map_drawing_get_outline (YutuMapDrawing *self,
                              gsize          *n_points)
{
  g_array_set_size (self->outline, 0);
  switch (self->tool)
    {
    case YUTU_MAP_TOOL_BOX:
      outline_box (self);
      break;
    case YUTU_MAP_TOOL_LASSO:
      g_array_append_vals (self->outline, self->lasso->data, self->lasso->len);
      break;
    case YUTU_MAP_TOOL_CIRCLE:
      outline_circle (self);
      break;
    case YUTU_MAP_TOOL_SELECT:
    case YUTU_MAP_TOOL_POINT:
    default:
      g_assert_not_reached ();
    }
  *n_points = self->outline->len;
  return (const YutuMapPoint *)(gpointer)self->outline->data;
}

/* Counter-clockwise, as a shell is; (nullable): fewer than three corners, or no area. */
static YutuShape *
make_shape (YutuMapDrawing *self)
{
  gsize                 n = 0;
  const YutuMapPoint   *outline = yutu_map_drawing_get_outline (self, &n);
  g_autofree YutuPoint *points = g_new (YutuPoint, n + 1);
  YutuShapeBuilder     *builder;
  double                area = 0;
  gsize                 kept = 0;

  for (gsize i = 0; i < n; i++)
    area += outline[i].x * outline[(i + 1) % n].y - outline[(i + 1) % n].x * outline[i].y;
  for (gsize i = 0; i < n; i++)
    {
      points[kept] = yutu_projection_inverse (self->epsg, outline[area > 0 ? i : n - 1 - i]);
      if (kept == 0 || !yutu_point_equal (points[kept], points[kept - 1]))
        kept++;
    }
  if (kept < 3 || area == 0)
    return NULL;
  builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, points, kept);
  return yutu_shape_builder_end (builder);
}

static char *
dup_length_words (double length_m)
{
  if (length_m < 1000)
    return g_strdup_printf (_ ("%.0f m"), length_m);
  return g_strdup_printf (_ ("%.2f km"), length_m / 1000);
}

static char *
dup_area_words (double area_m2)
{
  if (area_m2 < 1e5)
    return g_strdup_printf (_ ("%.0f m² (%.1f mu)"), area_m2, area_m2 / M2_PER_MU);
  return g_strdup_printf (_ ("%.2f km² (%.0f mu)"), area_m2 / 1e6, area_m2 / M2_PER_MU);
}

char *
yutu_map_drawing_dup_words (YutuMapDrawing *self)
{
  g_autoptr (YutuShape) shape = make_shape (self);
  g_autofree char *area = dup_area_words (shape == NULL ? 0 : fabs (yutu_measure_area_m2 (shape)));
  g_autofree char *radius = NULL;

  if (self->tool != YUTU_MAP_TOOL_CIRCLE)
    return g_steal_pointer (&area);
  radius = dup_length_words (MIN (get_radius_m (self), MAX_RADIUS_M));
  return g_strdup_printf (_ ("Radius %s"), radius);
}

YutuPlace *
yutu_map_drawing_make_place (YutuMapDrawing *self)
{
  g_autoptr (YutuShape) shape = NULL;
  double radius_m;

  if (self->tool == YUTU_MAP_TOOL_CIRCLE)
    {
      radius_m = MIN (get_radius_m (self), MAX_RADIUS_M);
      return radius_m <= 0 ? NULL
                           : yutu_place_new_circle (yutu_projection_inverse (self->epsg, self->start),
                                                    radius_m);
    }
  shape = make_shape (self);
  return shape == NULL ? NULL : yutu_place_new_shape (shape);
}
