/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-drawing.h"

#include <json-glib/json-glib.h>

#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define RUN 32 /* stretches with a box of their own */

/* What is drawn up to a point with it. */
typedef struct
{
  double length_m;
  gint64 area_cm2; /* of the edges, signed */
} Sum;

struct _YutuDrawing
{
  gboolean is_ring;
  GArray  *points; /* YutuPoint, those taken back too */
  GArray  *sums;   /* Sum, a point */
  GArray  *boxes;  /* YutuBox: of RUN stretches each */
  GArray  *ends;   /* gsize: how many points there are after each step */
  guint    n_steps;
};

YutuDrawing *
yutu_drawing_new (gboolean is_ring)
{
  YutuDrawing *self = g_new0 (YutuDrawing, 1);

  self->is_ring = is_ring;
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (YutuBox));
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
yutu_drawing_free (YutuDrawing *self)
{
  g_array_unref (self->points);
  g_array_unref (self->sums);
  g_array_unref (self->boxes);
  g_array_unref (self->ends);
  g_free (self);
}

gboolean
yutu_drawing_is_ring (const YutuDrawing *self)
{
  return self->is_ring;
}

static gsize
count_points (const YutuDrawing *self)
{
  return self->n_steps == 0 ? 0 : g_array_index (self->ends, gsize, self->n_steps - 1);
}

const YutuPoint *
yutu_drawing_get_points (const YutuDrawing *self,
                         gsize             *n_points)
{
  *n_points = count_points (self);
  return (const YutuPoint *)(gpointer)self->points->data;
}

guint
yutu_drawing_count_steps (const YutuDrawing *self)
{
  return self->n_steps;
}

/* ---- Steps ---- */

static void
forget_forth (YutuDrawing *self)
{
  gsize n = count_points (self);

  g_array_set_size (self->ends, self->n_steps);
  g_array_set_size (self->points, (guint)n);
  g_array_set_size (self->sums, (guint)n);
  g_array_set_size (self->boxes, n > 1 ? (guint)((n - 2) / RUN + 1) : 0);
  if (n < 2)
    return;
  /* the last box may have held more */
  g_array_index (self->boxes, YutuBox, self->boxes->len - 1) = YUTU_BOX_EMPTY;
  for (gsize i = (gsize)(self->boxes->len - 1) * RUN; i < n; i++)
    yutu_box_add_point (&g_array_index (self->boxes, YutuBox, self->boxes->len - 1),
                        g_array_index (self->points, YutuPoint, i));
}

static void
append_point (YutuDrawing *self,
              YutuPoint    point)
{
  guint n = self->points->len;
  Sum   sum = { 0, 0 };

  if (n > 0)
    {
      YutuPoint before = g_array_index (self->points, YutuPoint, n - 1);

      sum = g_array_index (self->sums, Sum, n - 1);
      sum.length_m += yutu_measure_distance_m (before, point);
      sum.area_cm2 += yutu_measure_edge_cm2 (before, point);
      if ((n - 1) % RUN == 0)
        {
          YutuBox box = YUTU_BOX_EMPTY;

          yutu_box_add_point (&box, before);
          g_array_append_val (self->boxes, box);
        }
      yutu_box_add_point (&g_array_index (self->boxes, YutuBox, self->boxes->len - 1), point);
    }
  g_array_append_val (self->points, point);
  g_array_append_val (self->sums, sum);
}

gboolean
yutu_drawing_add (YutuDrawing     *self,
                  const YutuPoint *points,
                  gsize            n_points)
{
  gsize before = count_points (self), after = 0;

  if (before + n_points > YUTU_DRAWING_MAX_POINTS)
    return FALSE;
  while (n_points > 0 && before > 0 &&
         yutu_point_equal (points[0], g_array_index (self->points, YutuPoint, before - 1)))
    {
      points++;
      n_points--;
    }
  if (n_points == 0)
    return FALSE;
  forget_forth (self);
  for (gsize i = 0; i < n_points; i++)
    if (self->points->len == 0 ||
        !yutu_point_equal (points[i], g_array_index (self->points, YutuPoint, self->points->len - 1)))
      append_point (self, points[i]);
  after = self->points->len;
  g_array_append_val (self->ends, after);
  self->n_steps++;
  return TRUE;
}

gboolean
yutu_drawing_has_step (const YutuDrawing *self,
                       gboolean           forth)
{
  return forth ? self->n_steps < self->ends->len : self->n_steps > 0;
}

gboolean
yutu_drawing_step_back (YutuDrawing *self)
{
  if (self->n_steps == 0)
    return FALSE;
  self->n_steps--;
  return TRUE;
}

gboolean
yutu_drawing_step_forth (YutuDrawing *self)
{
  if (self->n_steps == self->ends->len)
    return FALSE;
  self->n_steps++;
  return TRUE;
}

void
yutu_drawing_clear (YutuDrawing *self)
{
  self->n_steps = 0;
}

/* ---- Measures ---- */

static Sum
sum_up (const YutuDrawing *self,
        const YutuPoint   *next,
        gsize              n_next,
        YutuPoint         *first,
        YutuPoint         *last,
        gsize             *n_points)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  gsize            n = count_points (self);
  Sum              sum = n > 0 ? g_array_index (self->sums, Sum, n - 1) : (Sum){ 0, 0 };

  *n_points = n + n_next;
  if (*n_points == 0)
    return sum;
  *first = n > 0 ? points[0] : next[0];
  *last = n > 0 ? points[n - 1] : next[0];
  for (gsize i = 0; i < n_next; i++)
    {
      if (yutu_point_equal (*last, next[i]))
        continue;
      sum.length_m += yutu_measure_distance_m (*last, next[i]);
      sum.area_cm2 += yutu_measure_edge_cm2 (*last, next[i]);
      *last = next[i];
    }
  return sum;
}

double
yutu_drawing_get_length_m (const YutuDrawing *self,
                           const YutuPoint   *next,
                           gsize              n_next)
{
  YutuPoint first, last;
  gsize     n = 0;
  Sum       sum = sum_up (self, next, n_next, &first, &last, &n);

  if (self->is_ring && n > 2)
    sum.length_m += yutu_measure_distance_m (last, first);
  return sum.length_m;
}

gint64
yutu_drawing_get_area_cm2 (const YutuDrawing *self,
                           const YutuPoint   *next,
                           gsize              n_next)
{
  YutuPoint first, last;
  gsize     n = 0;
  Sum       sum = sum_up (self, next, n_next, &first, &last, &n);

  if (n < 3 || (!self->is_ring && !yutu_point_equal (first, last)))
    return 0;
  return ABS (sum.area_cm2 + yutu_measure_edge_cm2 (last, first));
}

/* ---- Conflicts ---- */

static YutuBox
box_of (YutuPoint a,
        YutuPoint b)
{
  YutuBox box = YUTU_BOX_EMPTY;

  yutu_box_add_point (&box, a);
  yutu_box_add_point (&box, b);
  return box;
}

/* Whether a – b meets one of what is drawn. */
static gboolean
meets_drawn (const YutuDrawing *self,
             YutuPoint          a,
             YutuPoint          b)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  gsize            n = count_points (self);
  YutuBox          box = box_of (a, b);

  for (gsize first = 0; first + 1 < n; first += RUN)
    {
      if (!yutu_box_overlaps (g_array_index (self->boxes, YutuBox, first / RUN), box))
        continue;
      for (gsize i = first + 1; i < MIN (n, first + RUN + 1); i++)
        if (yutu_box_overlaps (box_of (points[i - 1], points[i]), box) &&
            yutu_exact_segments_conflict (points[i - 1], points[i], a, b))
          return TRUE;
    }
  return FALSE;
}

/* A vertex that is drawn already, other than the first one and the one before. */
static gboolean
is_drawn (const YutuDrawing *self,
          YutuPoint          point)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  gsize            n = count_points (self);

  for (gsize i = 1; i + 1 < n; i++)
    if (yutu_point_equal (points[i], point))
      return TRUE;
  return FALSE;
}

gboolean
yutu_drawing_find_conflict (const YutuDrawing *self,
                            const YutuPoint   *next,
                            gsize              n_next,
                            YutuPoint          stretch[2])
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  gsize            n = count_points (self);

  for (gsize i = 0; i < n_next; i++)
    {
      YutuPoint before = i > 0 ? next[i - 1] : n > 0 ? points[n - 1]
                                                     : next[0];

      stretch[0] = before;
      stretch[1] = next[i];
      if (yutu_point_equal (before, next[i]))
        continue;
      if (meets_drawn (self, before, next[i]) || is_drawn (self, next[i]))
        return TRUE;
      for (gsize k = 1; k < i; k++)
        if (yutu_box_overlaps (box_of (next[k - 1], next[k]), box_of (before, next[i])) &&
            yutu_exact_segments_conflict (next[k - 1], next[k], before, next[i]))
          return TRUE;
    }
  return FALSE;
}

gboolean
yutu_drawing_find_closing_conflict (const YutuDrawing *self,
                                    YutuPoint          stretch[2])
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  gsize            n = count_points (self);

  if (!self->is_ring || n < 3 || yutu_point_equal (points[0], points[n - 1]))
    return FALSE;
  stretch[0] = points[n - 1];
  stretch[1] = points[0];
  return meets_drawn (self, stretch[0], stretch[1]);
}

/* ---- As text ---- */

char *
yutu_drawing_to_json (const YutuDrawing *self)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  GString         *json = g_string_new ("[");
  gsize            first = 0;

  for (guint step = 0; step < self->ends->len; step++)
    {
      gsize end = g_array_index (self->ends, gsize, step);

      g_string_append (json, step > 0 ? ",[" : "[");
      for (gsize i = first; i < end; i++)
        g_string_append_printf (json, "%s[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", i > first ? "," : "",
                                points[i].x, points[i].y);
      g_string_append_c (json, ']');
      first = end;
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static gboolean
read_point (JsonNode  *node,
            YutuPoint *point)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (json_node_get_value_type (json_array_get_element (pair, i)) != G_TYPE_INT64)
      return FALSE;
  *point = (YutuPoint){ json_array_get_int_element (pair, 0), json_array_get_int_element (pair, 1) };
  return ABS (point->x) <= YUTU_GRID_MAX_X && ABS (point->y) <= YUTU_GRID_MAX_Y;
}

static gboolean
read_step (YutuDrawing *self,
           JsonNode    *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      YutuPoint point;

      if (!read_point (json_array_get_element (array, i), &point))
        return FALSE;
      g_array_append_val (points, point);
    }
  return yutu_drawing_add (self, (const YutuPoint *)(gpointer)points->data, points->len);
}

YutuDrawing *
yutu_drawing_from_json (const char *json,
                        gboolean    is_ring,
                        guint       n_steps)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (YutuDrawing) self = yutu_drawing_new (is_ring);
  JsonNode  *root = json_parser_load_from_data (parser, json, -1, NULL) ? json_parser_get_root (parser) : NULL;
  JsonArray *steps = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  if (steps == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (steps); i++)
    if (!read_step (self, json_array_get_element (steps, i)))
      return NULL;
  self->n_steps = MIN (n_steps, self->ends->len);
  return g_steal_pointer (&self);
}
