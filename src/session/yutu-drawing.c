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

/* Points are @n of those given from @first on; else one vertex. */
typedef struct
{
  gboolean        is_edit;
  gsize           first;
  gsize           n;
  YutuDrawingEdit edit;
} Step;

struct _YutuDrawing
{
  gboolean is_ring;
  GArray  *points; /* YutuPoint: what is drawn now */
  GArray  *sums;   /* Sum, a point */
  GArray  *boxes;  /* YutuBox: of RUN stretches each */
  GArray  *given;  /* YutuPoint: of all steps, those taken back too */
  GArray  *steps;  /* Step */
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
  self->given = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  return self;
}

void
yutu_drawing_free (YutuDrawing *self)
{
  g_array_unref (self->points);
  g_array_unref (self->sums);
  g_array_unref (self->boxes);
  g_array_unref (self->given);
  g_array_unref (self->steps);
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
  return self->points->len;
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

/* ---- What is drawn now ---- */

static void
cut_points (YutuDrawing *self,
            gsize        n)
{
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

static void
edit_points (GArray                *points,
             const YutuDrawingEdit *edit)
{
  if (edit->change == YUTU_DRAWING_MOVE)
    g_array_index (points, YutuPoint, edit->index) = edit->point;
  else if (edit->change == YUTU_DRAWING_INSERT)
    g_array_insert_val (points, (guint)edit->index, edit->point);
  else
    g_array_remove_index (points, (guint)edit->index);
}

/* Sums and boxes from the vertex on. */
static void
measure_again (YutuDrawing *self,
               gsize        from)
{
  g_autoptr (GArray) points = g_steal_pointer (&self->points);

  self->points = g_array_sized_new (FALSE, FALSE, sizeof (YutuPoint), points->len);
  g_array_append_vals (self->points, points->data, (guint)from);
  cut_points (self, from);
  for (gsize i = from; i < points->len; i++)
    append_point (self, g_array_index (points, YutuPoint, i));
}

static void
do_step (YutuDrawing *self,
         const Step  *step)
{
  if (step->is_edit)
    {
      edit_points (self->points, &step->edit);
      measure_again (self, MIN (step->edit.index, self->points->len));
    }
  else
    for (gsize i = 0; i < step->n; i++)
      append_point (self, g_array_index (self->given, YutuPoint, step->first + i));
}

/* ---- Steps ---- */

static void
forget_forth (YutuDrawing *self)
{
  gsize n = 0;

  g_array_set_size (self->steps, self->n_steps);
  for (guint i = 0; i < self->n_steps; i++)
    n += g_array_index (self->steps, Step, i).n;
  g_array_set_size (self->given, (guint)n);
}

static void
add_step (YutuDrawing *self,
          const Step  *step)
{
  g_array_append_vals (self->steps, step, 1);
  self->n_steps++;
}

gboolean
yutu_drawing_add (YutuDrawing     *self,
                  const YutuPoint *points,
                  gsize            n_points)
{
  gsize before = count_points (self);
  Step  step = { 0 };

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
  if (self->n_steps < self->steps->len)
    forget_forth (self);
  step.first = self->given->len;
  for (gsize i = 0; i < n_points; i++)
    if (self->points->len == 0 ||
        !yutu_point_equal (points[i], g_array_index (self->points, YutuPoint, self->points->len - 1)))
      {
        append_point (self, points[i]);
        g_array_append_val (self->given, points[i]);
        step.n++;
      }
  add_step (self, &step);
  return TRUE;
}

/* The vertex @by behind @index, around a ring; FALSE: there is none. */
static gboolean
get_beside (const YutuDrawing *self,
            gsize              index,
            int                by,
            YutuPoint         *point)
{
  gsize n = count_points (self);

  if (n == 0 || (!self->is_ring && (by < 0 ? index == 0 : index + 1 >= n)))
    return FALSE;
  *point = g_array_index (self->points, YutuPoint, by < 0 ? (index + n - 1) % n : (index + 1) % n);
  return TRUE;
}

/* The vertices on both sides of the one that is moved, put in or taken out. */
static void
get_sides (const YutuDrawing     *self,
           const YutuDrawingEdit *edit,
           YutuPoint              sides[2],
           gboolean               has_side[2])
{
  has_side[0] = edit->change == YUTU_DRAWING_INSERT && edit->index > 0
                  ? (sides[0] = g_array_index (self->points, YutuPoint, edit->index - 1), TRUE)
                  : get_beside (self, edit->index, -1, &sides[0]);
  if (edit->change != YUTU_DRAWING_INSERT)
    has_side[1] = get_beside (self, edit->index, 1, &sides[1]);
  else
    {
      has_side[1] = edit->index < count_points (self) || self->is_ring;
      if (has_side[1])
        sides[1] = g_array_index (self->points, YutuPoint, edit->index % count_points (self));
    }
}

static gboolean
may_edit (const YutuDrawing     *self,
          const YutuDrawingEdit *edit)
{
  gsize     n = count_points (self);
  YutuPoint sides[2];
  gboolean  has_side[2];

  if (n == 0 || edit->index >= n + (edit->change == YUTU_DRAWING_INSERT ? 1 : 0))
    return FALSE;
  get_sides (self, edit, sides, has_side);
  if (edit->change == YUTU_DRAWING_DELETE)
    return n > (self->is_ring ? 3 : 2) && !(has_side[0] && has_side[1] && yutu_point_equal (sides[0], sides[1]));
  return n < YUTU_DRAWING_MAX_POINTS && !(has_side[0] && yutu_point_equal (sides[0], edit->point)) &&
         !(has_side[1] && yutu_point_equal (sides[1], edit->point)) &&
         !(edit->change == YUTU_DRAWING_MOVE &&
           yutu_point_equal (g_array_index (self->points, YutuPoint, edit->index), edit->point));
}

gboolean
yutu_drawing_edit (YutuDrawing           *self,
                   const YutuDrawingEdit *edit)
{
  const Step step = { .is_edit = TRUE, .edit = *edit };

  if (!may_edit (self, edit))
    return FALSE;
  if (self->n_steps < self->steps->len)
    forget_forth (self);
  do_step (self, &step);
  add_step (self, &step);
  return TRUE;
}

gboolean
yutu_drawing_has_step (const YutuDrawing *self,
                       gboolean           forth)
{
  return forth ? self->n_steps < self->steps->len : self->n_steps > 0;
}

/* Only what was added can be cut off again; what a vertex was, the steps before it say. */
static void
take_back_to (YutuDrawing *self,
              guint        n_steps)
{
  gboolean is_cut = n_steps > 0;

  for (guint i = n_steps; i < self->n_steps; i++)
    is_cut = is_cut && !g_array_index (self->steps, Step, i).is_edit;
  if (is_cut)
    {
      gsize n = count_points (self);

      for (guint i = n_steps; i < self->n_steps; i++)
        n -= g_array_index (self->steps, Step, i).n;
      cut_points (self, n);
    }
  else
    {
      cut_points (self, 0);
      for (guint i = 0; i < n_steps; i++)
        do_step (self, &g_array_index (self->steps, Step, i));
    }
  self->n_steps = n_steps;
}

gboolean
yutu_drawing_step_back (YutuDrawing *self)
{
  if (self->n_steps == 0)
    return FALSE;
  take_back_to (self, self->n_steps - 1);
  return TRUE;
}

gboolean
yutu_drawing_step_forth (YutuDrawing *self)
{
  if (self->n_steps == self->steps->len)
    return FALSE;
  do_step (self, &g_array_index (self->steps, Step, self->n_steps));
  self->n_steps++;
  return TRUE;
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

/* Whether a – b, which the edit makes, meets a stretch that stays. */
static gboolean
meets_others (const YutuDrawing     *self,
              const YutuDrawingEdit *edit,
              YutuPoint              a,
              YutuPoint              b)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;
  gsize            n = count_points (self);
  YutuBox          box = box_of (a, b);

  for (gsize i = 0; i < (self->is_ring ? n : n - 1); i++)
    {
      gsize    next = (i + 1) % n;
      gboolean goes = edit->change == YUTU_DRAWING_INSERT ? i + 1 == edit->index || (edit->index == 0 && next == 0)
                                                          : i == edit->index || next == edit->index;

      if (!goes && yutu_box_overlaps (box_of (points[i], points[next]), box) &&
          yutu_exact_segments_conflict (points[i], points[next], a, b))
        return TRUE;
    }
  return FALSE;
}

/* A vertex other than those beside it. */
static gboolean
is_other_vertex (const YutuDrawing     *self,
                 const YutuDrawingEdit *edit)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)self->points->data;

  for (gsize i = 0; edit->change != YUTU_DRAWING_DELETE && i < count_points (self); i++)
    if (yutu_point_equal (points[i], edit->point) && !(edit->change == YUTU_DRAWING_MOVE && i == edit->index) &&
        !(!self->is_ring && (i == 0 || i + 1 == count_points (self))))
      return TRUE;
  return FALSE;
}

gboolean
yutu_drawing_find_edit_conflict (const YutuDrawing     *self,
                                 const YutuDrawingEdit *edit,
                                 YutuPoint              stretch[2])
{
  YutuPoint sides[2];
  gboolean  has_side[2];

  if (!may_edit (self, edit))
    return FALSE;
  get_sides (self, edit, sides, has_side);
  for (int i = 0; i < 2; i++)
    {
      stretch[0] = sides[i];
      stretch[1] = edit->change == YUTU_DRAWING_DELETE ? sides[1 - i] : edit->point;
      if (has_side[i] && (edit->change != YUTU_DRAWING_DELETE || has_side[1 - i]) &&
          (meets_others (self, edit, stretch[0], stretch[1]) || is_other_vertex (self, edit)))
        return TRUE;
    }
  return edit->change != YUTU_DRAWING_DELETE && has_side[0] && has_side[1] &&
         yutu_exact_segments_conflict (sides[0], edit->point, edit->point, sides[1]);
}

/* ---- As text ---- */

static const char *const CHANGES[] = {
  [YUTU_DRAWING_MOVE] = "move",
  [YUTU_DRAWING_INSERT] = "insert",
  [YUTU_DRAWING_DELETE] = "delete",
};

static void
write_edit (GString               *json,
            const YutuDrawingEdit *edit)
{
  g_string_append_printf (json, "{\"%s\":[%" G_GSIZE_FORMAT, CHANGES[edit->change], edit->index);
  if (edit->change != YUTU_DRAWING_DELETE)
    g_string_append_printf (json, ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, edit->point.x, edit->point.y);
  g_string_append (json, "]}");
}

char *
yutu_drawing_to_json (const YutuDrawing *self)
{
  const YutuPoint *given = (const YutuPoint *)(gpointer)self->given->data;
  GString         *json = g_string_new ("[");

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      g_string_append (json, i > 0 ? "," : "");
      if (step->is_edit)
        {
          write_edit (json, &step->edit);
          continue;
        }
      g_string_append_c (json, '[');
      for (gsize k = 0; k < step->n; k++)
        g_string_append_printf (json, "%s[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", k > 0 ? "," : "",
                                given[step->first + k].x, given[step->first + k].y);
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static gboolean
read_integers (JsonNode *node,
               gint64   *values,
               guint     n)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (json_node_get_value_type (json_array_get_element (array, i)) != G_TYPE_INT64)
        return FALSE;
      values[i] = json_array_get_int_element (array, i);
    }
  return TRUE;
}

static gboolean
is_on_grid (YutuPoint point)
{
  return ABS (point.x) <= YUTU_GRID_MAX_X && ABS (point.y) <= YUTU_GRID_MAX_Y;
}

static gboolean
read_point (JsonNode  *node,
            YutuPoint *point)
{
  gint64 values[2];

  if (!read_integers (node, values, 2))
    return FALSE;
  *point = (YutuPoint){ values[0], values[1] };
  return is_on_grid (*point);
}

static gboolean
read_edit (YutuDrawing *self,
           JsonObject  *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    {
      JsonNode       *node = json_object_get_member (object, CHANGES[i]);
      gint64          values[3] = { 0 };
      YutuDrawingEdit edit = { .change = i };

      if (node == NULL)
        continue;
      if (!read_integers (node, values, i == YUTU_DRAWING_DELETE ? 1 : 3) || values[0] < 0)
        return FALSE;
      edit.index = (gsize)values[0];
      edit.point = (YutuPoint){ values[1], values[2] };
      return is_on_grid (edit.point) && yutu_drawing_edit (self, &edit);
    }
  return FALSE;
}

static gboolean
read_step (YutuDrawing *self,
           JsonNode    *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_edit (self, json_node_get_object (node));
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
  take_back_to (self, MIN (n_steps, self->steps->len));
  return g_steal_pointer (&self);
}
