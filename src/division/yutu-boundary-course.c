/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The course of a line. Marks cut it into legs; each leg is straightened (D. H. Douglas and T. K.
 * Peucker, The Canadian Cartographer 10 (1973) 112–122) to its turns; stretches along one thing, or in
 * one direction along nothing, are joined. Lengths are those along the line itself, so that they add up
 * to its length. */

#include "division/yutu-boundary-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "division/yutu-boundary-private.h"
#include "geo/yutu-measure.h"
#include "geo/yutu-plane.h"

#define N_DIRECTIONS 16
#define LEAST_LEG_M  0.5 /* marks nearer to each other along the line are one place */
#define MAX_SAMPLES  64  /* of a stretch, to tell what it follows */

static const char *const DIRECTIONS[N_DIRECTIONS] = {
  "北",
  "北偏东",
  "东北",
  "东偏北",
  "东",
  "东偏南",
  "东南",
  "南偏东",
  "南",
  "南偏西",
  "西南",
  "西偏南",
  "西",
  "西偏北",
  "西北",
  "北偏西",
};

const char *
yutu_course_direction_name (int direction)
{
  return DIRECTIONS[((direction % N_DIRECTIONS) + N_DIRECTIONS) % N_DIRECTIONS];
}

static int
direction_between (YutuPoint a,
                   YutuPoint b)
{
  return (int)lround (yutu_measure_azimuth_deg (a, b) / (360.0 / N_DIRECTIONS)) % N_DIRECTIONS;
}

/* ---- Memory ---- */

static void
stretch_clear (gpointer data)
{
  g_free (((YutuCourseStretch *)data)->along);
}

static YutuCourseLeg *
leg_new (guint       piece,
         const char *from,
         const char *to)
{
  YutuCourseLeg *leg = g_new0 (YutuCourseLeg, 1);

  leg->piece = piece;
  leg->from = g_strdup (from);
  leg->to = g_strdup (to);
  leg->stretches = g_array_new (FALSE, TRUE, sizeof (YutuCourseStretch));
  g_array_set_clear_func (leg->stretches, stretch_clear);
  return leg;
}

static void
leg_free (gpointer data)
{
  YutuCourseLeg *leg = data;

  g_free (leg->from);
  g_free (leg->to);
  g_array_unref (leg->stretches);
  g_free (leg);
}

void
yutu_course_free (YutuCourse *self)
{
  g_free (self->name);
  g_free (self->left);
  g_free (self->right);
  g_clear_pointer (&self->legs, g_ptr_array_unref);
  g_free (self);
}

static YutuCourse *
course_new (void)
{
  YutuCourse *self = g_new0 (YutuCourse, 1);

  self->legs = g_ptr_array_new_with_free_func (leg_free);
  return self;
}

/* ---- Along the line ---- */

/* One piece of the line, with the way to each vertex. */
typedef struct
{
  const YutuCourseSpec *spec;
  YutuCourse           *course;
  guint                 piece;
  const YutuPoint      *points;
  gsize                 n;
  double               *way_m;
} Piece;

typedef struct
{
  double      at_m;
  const char *label;
  gsize       rank; /* among those at one place */
} Stop;

static YutuPoint
point_at (const Piece *piece,
          double       at_m,
          gsize       *next) /* the first vertex behind it */
{
  gsize  low = 0, high = piece->n - 1;
  double share;

  while (low + 1 < high)
    {
      gsize middle = (low + high) / 2;

      if (piece->way_m[middle] <= at_m)
        low = middle;
      else
        high = middle;
    }
  *next = high;
  share = piece->way_m[high] > piece->way_m[low]
            ? CLAMP ((at_m - piece->way_m[low]) / (piece->way_m[high] - piece->way_m[low]), 0, 1)
            : 0;
  return (YutuPoint){
    piece->points[low].x + llround (share * (double)(piece->points[high].x - piece->points[low].x)),
    piece->points[low].y + llround (share * (double)(piece->points[high].y - piece->points[low].y))
  };
}

/* ---- What it follows ---- */

static double
distance_to_shape_m (const YutuShape *shape,
                     YutuPoint        point,
                     double           enough_m)
{
  YutuPlane plane = yutu_plane_at (point);
  double    least_m2 = INFINITY;

  for (gsize part = 0; part < shape->n_parts; part++)
    for (gsize i = shape->part_starts[part]; i + 1 < shape->part_starts[part + 1]; i++)
      {
        double share = 0, square_m2 = 0;

        yutu_plane_nearest (&plane, point, shape->points[i], shape->points[i + 1], &share, &square_m2);
        least_m2 = MIN (least_m2, square_m2);
        if (least_m2 <= enough_m * enough_m)
          return sqrt (least_m2);
      }
  return sqrt (least_m2);
}

static const char *
find_followed (const YutuCourseSpec *spec,
               const YutuPoint      *points,
               gsize                 n)
{
  const char *best = NULL;
  double      best_share = 0;
  gsize       step = MAX (1, n / MAX_SAMPLES);
  YutuBox     box = YUTU_BOX_EMPTY;

  for (gsize i = 0; i < n; i++)
    yutu_box_add_point (&box, points[i]);
  for (gsize f = 0; f < spec->n_features; f++)
    {
      const YutuShape *shape = spec->features[f].shape;
      YutuBox          around = shape->box;
      YutuBox          reach = yutu_measure_box_around ((YutuPoint){ box.min_x, box.min_y }, spec->follow_m);
      gint64           dx = (reach.max_x - reach.min_x) / 2, dy = (reach.max_y - reach.min_y) / 2;
      gsize            near = 0, all = 0;
      double           share;

      around = (YutuBox){ around.min_x - dx, around.min_y - dy, around.max_x + dx, around.max_y + dy };
      if (!yutu_box_overlaps (around, box))
        continue;
      for (gsize i = 0; i < n; i += step, all++)
        near += distance_to_shape_m (shape, points[i], spec->follow_m) <= spec->follow_m;
      share = (double)near / (double)all;
      if (share >= spec->follow_share && share > best_share)
        {
          best = spec->features[f].name;
          best_share = share;
        }
    }
  return best;
}

/* ---- A leg ---- */

/* Marks the vertices of points[first … last] at which the line turns. */
static void
find_turns (const YutuPoint *points,
            gsize            first,
            gsize            last,
            double           turn_m,
            gboolean        *is_turn)
{
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  gsize range[2] = { first, last };

  is_turn[first] = is_turn[last] = TRUE;
  g_array_append_val (todo, range);
  while (todo->len > 0)
    {
      double    worst_m2 = turn_m * turn_m;
      gsize     worst = 0;
      YutuPlane plane;

      memcpy (range, todo->data + (todo->len - 1) * sizeof range, sizeof range);
      g_array_set_size (todo, todo->len - 1);
      plane = yutu_plane_at (points[range[0]]);
      for (gsize i = range[0] + 1; i < range[1]; i++)
        {
          double share = 0, square_m2 = 0;

          yutu_plane_nearest (&plane, points[i], points[range[0]], points[range[1]], &share, &square_m2);
          if (square_m2 > worst_m2)
            {
              worst_m2 = square_m2;
              worst = i;
            }
        }
      if (worst > 0)
        {
          gsize before[2] = { range[0], worst }, after[2] = { worst, range[1] };

          is_turn[worst] = TRUE;
          g_array_append_val (todo, before);
          g_array_append_val (todo, after);
        }
    }
}

static void
add_stretch (YutuCourseLeg   *leg,
             const char      *along,
             const YutuPoint *points,
             gsize            first, /* of the whole stretch so far */
             gsize            start,
             gsize            end)
{
  YutuCourseStretch *before =
    leg->stretches->len > 0
      ? &g_array_index (leg->stretches, YutuCourseStretch, leg->stretches->len - 1)
      : NULL;
  YutuCourseStretch stretch = {
    .direction = direction_between (points[start], points[end]),
    .length_m = yutu_measure_line_m (points + start, end - start + 1),
  };

  if (before != NULL && g_strcmp0 (before->along, along) == 0 &&
      (along != NULL || before->direction == stretch.direction))
    {
      before->length_m += stretch.length_m;
      before->direction = direction_between (points[first], points[end]);
      return;
    }
  stretch.along = g_strdup (along);
  g_array_append_val (leg->stretches, stretch);
}

static void
add_leg (const Piece *piece,
         const Stop  *from,
         const Stop  *to)
{
  YutuCourseLeg *leg = leg_new (piece->piece, from->label, to->label);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autofree gboolean *is_turn = NULL;
  const YutuPoint     *all = NULL;
  gsize                next = 0, last = 0, first_of_stretch = 0;
  guint                n_stretches = 0;

  leg->start = point_at (piece, from->at_m, &next);
  leg->end = point_at (piece, to->at_m, &last);
  leg->start_m = from->at_m;
  g_array_append_val (points, leg->start);
  for (gsize i = next; i < piece->n && piece->way_m[i] < to->at_m; i++)
    if (!yutu_point_equal (piece->points[i], g_array_index (points, YutuPoint, points->len - 1)))
      g_array_append_val (points, piece->points[i]);
  g_array_append_val (points, leg->end);
  all = (const YutuPoint *)(gpointer)points->data;
  is_turn = g_new0 (gboolean, points->len);
  find_turns (all, 0, points->len - 1, piece->spec->turn_m, is_turn);
  for (gsize start = 0, end = 1; end < points->len; end++)
    if (is_turn[end])
      {
        const char *along = find_followed (piece->spec, all + start, end - start + 1);

        add_stretch (leg, along, all, first_of_stretch, start, end);
        if (leg->stretches->len != n_stretches)
          first_of_stretch = start;
        n_stretches = leg->stretches->len;
        start = end;
      }
  g_ptr_array_add (piece->course->legs, leg);
}

/* ---- A piece ---- */

static int
compare_stops (gconstpointer a,
               gconstpointer b)
{
  const Stop *one = a, *two = b;

  if (one->at_m != two->at_m)
    return one->at_m < two->at_m ? -1 : 1;
  return (one->rank > two->rank) - (one->rank < two->rank);
}

/* Nearest place of the piece; INFINITY when it is out of reach. */
static double
find_mark_m (const Piece          *piece,
             const YutuCourseMark *mark,
             double               *off_m)
{
  YutuPlane plane = yutu_plane_at (mark->point);
  double    least_m2 = INFINITY, at_m = INFINITY;

  for (gsize i = 0; i + 1 < piece->n; i++)
    {
      double share = 0, square_m2 = 0;

      yutu_plane_nearest (&plane, mark->point, piece->points[i], piece->points[i + 1], &share, &square_m2);
      if (square_m2 < least_m2)
        {
          least_m2 = square_m2;
          at_m = piece->way_m[i] + share * (piece->way_m[i + 1] - piece->way_m[i]);
        }
    }
  *off_m = sqrt (least_m2);
  return at_m;
}

/* A mark belongs to the piece that is nearest to it. */
static guint
find_piece (const Piece          *pieces,
            guint                 n_pieces,
            const YutuCourseMark *mark,
            double               *at_m)
{
  double least_m = INFINITY;
  guint  best = G_MAXUINT;

  for (guint i = 0; i < n_pieces; i++)
    {
      double off_m = INFINITY;
      double here_m = find_mark_m (&pieces[i], mark, &off_m);

      if (off_m < least_m && off_m <= pieces[i].spec->mark_reach_m)
        {
          least_m = off_m;
          best = i;
          *at_m = here_m;
        }
    }
  return best;
}

static void
add_piece (const Piece *piece,
           GArray      *stops) /* Stop: marks on it */
{
  double total_m = piece->way_m[piece->n - 1];
  Stop   start = { 0, "起点", 0 }, end = { total_m, "止点", 0 };
  Stop   before;

  g_array_sort (stops, compare_stops);
  start.rank = end.rank = G_MAXSIZE;
  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = &g_array_index (stops, Stop, i);

      if (stop->at_m < LEAST_LEG_M && stop->rank < start.rank)
        start = (Stop){ 0, stop->label, stop->rank };
      else if (total_m - stop->at_m < LEAST_LEG_M && stop->rank < end.rank)
        end = (Stop){ total_m, stop->label, stop->rank };
    }
  before = start;
  for (guint i = 0; i < stops->len; i++)
    {
      Stop *stop = &g_array_index (stops, Stop, i);

      if (stop->at_m - before.at_m < LEAST_LEG_M || total_m - stop->at_m < LEAST_LEG_M)
        continue;
      add_leg (piece, &before, stop);
      before = *stop;
    }
  add_leg (piece, &before, &end);
}

gboolean
yutu_boundary_check_name (const char *name,
                          GError    **error)
{
  if (name == NULL || (*name != '\0' && g_utf8_validate (name, -1, NULL)))
    {
      gboolean is_plain = TRUE;

      for (const char *p = name; p != NULL && *p != '\0' && is_plain; p = g_utf8_next_char (p))
        is_plain = !g_unichar_isspace (g_utf8_get_char (p)) &&
                   strchr (",;:", *p) == NULL && !g_str_has_prefix (p, "，") &&
                   !g_str_has_prefix (p, "；") && !g_str_has_prefix (p, "：") &&
                   !g_str_has_prefix (p, "。") && !g_str_has_prefix (p, "、");
      if (is_plain)
        return TRUE;
    }
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
               _ ("“%s” cannot stand in a description: a name has no spaces and no punctuation; correct it"),
               name);
  return FALSE;
}

static gboolean
check_names (const YutuCourseSpec *spec,
             GError              **error)
{
  if (!yutu_boundary_check_name (spec->name, error) || !yutu_boundary_check_name (spec->left, error) ||
      !yutu_boundary_check_name (spec->right, error))
    return FALSE;
  for (gsize i = 0; i < spec->n_marks; i++)
    if (!yutu_boundary_check_name (spec->marks[i].label, error))
      return FALSE;
  for (gsize i = 0; i < spec->n_features; i++)
    if (!yutu_boundary_check_name (spec->features[i].name, error))
      return FALSE;
  return TRUE;
}

YutuCourse *
yutu_course_new (const YutuCourseSpec *spec,
                 GError              **error)
{
  g_autoptr (YutuCourse) self = course_new ();
  g_autofree Piece *pieces = g_new0 (Piece, spec->shape->n_parts);
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  if (!check_names (spec, error))
    return NULL;
  self->name = g_strdup (spec->name);
  self->left = g_strdup (spec->left);
  self->right = g_strdup (spec->right);
  for (guint i = 0; i < spec->shape->n_parts; i++)
    {
      gsize  first = spec->shape->part_starts[i];
      Piece *piece = &pieces[i];

      *piece = (Piece){ spec, self, i, spec->shape->points + first,
                        spec->shape->part_starts[i + 1] - first, NULL };
      piece->way_m = g_new0 (double, piece->n);
      for (gsize k = 1; k < piece->n; k++)
        piece->way_m[k] =
          piece->way_m[k - 1] + yutu_measure_distance_m (piece->points[k - 1], piece->points[k]);
      self->length_m += piece->way_m[piece->n - 1];
      g_ptr_array_add (stops, g_array_new (FALSE, FALSE, sizeof (Stop)));
    }
  for (gsize i = 0; i < spec->n_marks; i++)
    {
      Stop  stop = { 0, spec->marks[i].label, i };
      guint piece = find_piece (pieces, (guint)spec->shape->n_parts, &spec->marks[i], &stop.at_m);

      if (piece != G_MAXUINT)
        g_array_append_val (stops->pdata[piece], stop);
    }
  for (guint i = 0; i < spec->shape->n_parts; i++)
    {
      add_piece (&pieces[i], stops->pdata[i]);
      g_free (pieces[i].way_m);
    }
  return g_steal_pointer (&self);
}

/* ---- Writing ---- */

static void
append_length (GString *text,
               double   length_m)
{
  if (length_m < 999.5)
    g_string_append_printf (text, "%.0f米", length_m);
  else
    g_string_append_printf (text, "%.2f千米", length_m / 1000);
}

static void
append_leg (GString             *text,
            const YutuCourseLeg *leg,
            gboolean             is_first)
{
  if (is_first)
    g_string_append_printf (text, "自%s起，", leg->from);
  for (guint i = 0; i < leg->stretches->len; i++)
    {
      const YutuCourseStretch *stretch = &g_array_index (leg->stretches, YutuCourseStretch, i);

      if (stretch->along != NULL)
        g_string_append_printf (text, "沿%s，", stretch->along);
      g_string_append_printf (text, "向%s行进", DIRECTIONS[stretch->direction]);
      append_length (text, stretch->length_m);
      g_string_append (text, "，");
    }
  g_string_append_printf (text, "至%s", leg->to);
}

char *
yutu_course_to_text (const YutuCourse *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s：%s、%s的行政区域界线，全长", self->name,
                          self->left != NULL ? self->left : "界外",
                          self->right != NULL ? self->right : "界外");
  append_length (text, self->length_m);
  for (guint i = 0; i < self->legs->len; i++)
    {
      const YutuCourseLeg *leg = self->legs->pdata[i];
      const YutuCourseLeg *before = i > 0 ? self->legs->pdata[i - 1] : NULL;
      gboolean             is_first = before == NULL || before->piece != leg->piece;

      g_string_append (text, is_first ? "。" : "；");
      append_leg (text, leg, is_first);
    }
  g_string_append (text, "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}
