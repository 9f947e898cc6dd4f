/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Joining goes in two steps: a hash of cells anchored in the map (so that panning joins nothing
 * anew), then neighbours whose signs would touch. Marks are kept in order of y, so that a view looks
 * at its band only. */

#include "scene/yutu-marks.h"

#include <math.h>
#include <stdlib.h>

#include "scene/yutu-text-private.h"

#define CELL_PX    44.0
#define SINGLE_PX  7.0 /* radius of one */
#define REACH_PX   4.0 /* a click beside still means it */
#define KEYLINE_PX 1.5

typedef struct
{
  double  x;
  double  y;
  gint64  id;
  guint32 kind;
} Mark;

struct _YutuMarks
{
  gatomicrefcount ref_count;
  gsize           n;
  Mark           *marks; /* by y */
};

static int
compare_marks (const void *a, const void *b)
{
  const Mark *left = a;
  const Mark *right = b;

  if (left->y != right->y)
    return left->y < right->y ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

YutuMarks *
yutu_marks_new (int epsg, const YutuMark *marks, gsize n)
{
  YutuMarks *self = g_new0 (YutuMarks, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->marks = g_new (Mark, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    {
      YutuMapPoint at = yutu_projection_forward (epsg, marks[i].point);

      self->marks[i] = (Mark){ at.x, at.y, marks[i].id, marks[i].kind };
    }
  qsort (self->marks, n, sizeof *self->marks, compare_marks);
  return self;
}

YutuMarks *
yutu_marks_ref (YutuMarks *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_marks_unref (YutuMarks *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->marks);
  g_free (self);
}

gsize
yutu_marks_get_n (const YutuMarks *self)
{
  return self->n;
}

/* ---- Joining ---- */

static gsize
find_first (const YutuMarks *self, double y)
{
  gsize low = 0, high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->marks[middle].y < y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static double
get_radius (gsize n)
{
  return n == 1 ? SINGLE_PX : 8.5 + 2.5 * floor (log10 ((double)n) + 1e-9);
}

/* The middles weigh by number. */
static void
join (YutuMarkCluster *to, const YutuMarkCluster *from)
{
  double n = (double)(to->n + from->n);

  to->x = (to->x * (double)to->n + from->x * (double)from->n) / n;
  to->y = (to->y * (double)to->n + from->y * (double)from->n) / n;
  yutu_map_box_add (&to->box, from->box.min_x, from->box.min_y);
  yutu_map_box_add (&to->box, from->box.max_x, from->box.max_y);
  if (from->kind > to->kind || (from->kind == to->kind && from->id < to->id))
    {
      to->kind = from->kind;
      to->id = from->id;
    }
  to->n += from->n;
  to->radius_px = get_radius (to->n);
}

static YutuMarkCluster
cluster_of (const Mark *mark)
{
  return (YutuMarkCluster){
    .n = 1,
    .kind = (YutuMarkKind)mark->kind,
    .id = mark->id,
    .x = mark->x,
    .y = mark->y,
    .box = { mark->x, mark->y, mark->x, mark->y },
    .radius_px = SINGLE_PX,
  };
}

static GArray *
join_by_cells (const YutuMarks *self, const YutuView *view)
{
  GArray    *clusters = g_array_new (FALSE, FALSE, sizeof (YutuMarkCluster));
  double     size = CELL_PX * view->resolution;
  YutuMapBox box = yutu_view_get_box (view);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  /* Whole cells, so that one at the rim is the same in every view. */
  box.min_x = floor (box.min_x / size) * size;
  box.max_x = ceil (box.max_x / size) * size;
  box.min_y = floor (box.min_y / size) * size;
  box.max_y = ceil (box.max_y / size) * size;
  for (gsize i = find_first (self, box.min_y); i < self->n && self->marks[i].y < box.max_y; i++)
    {
      const Mark     *mark = &self->marks[i];
      YutuMarkCluster one;
      gint64          cell;
      gpointer        index;

      if (mark->x < box.min_x || mark->x >= box.max_x)
        continue;
      one = cluster_of (mark);
      cell = (gint64)floor (mark->x / size) * G_GINT64_CONSTANT (0x40000000) +
             (gint64)floor (mark->y / size);
      index = g_hash_table_lookup (cells, &cell);
      if (index != NULL)
        {
          join (&g_array_index (clusters, YutuMarkCluster, GPOINTER_TO_UINT (index) - 1), &one);
          continue;
        }
      g_array_append_val (clusters, one);
      g_hash_table_insert (cells, g_memdup2 (&cell, sizeof cell), GUINT_TO_POINTER (clusters->len));
    }
  return clusters;
}

/* The gravest uppermost, of these the greatest. */
static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const YutuMarkCluster *left = a;
  const YutuMarkCluster *right = b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->n != right->n)
    return left->n < right->n ? -1 : 1;
  return (left->id < right->id) - (left->id > right->id);
}

static void
join_touching (GArray *clusters, double resolution)
{
  g_array_sort (clusters, compare_clusters);
  for (guint i = clusters->len; i-- > 0;)
    {
      YutuMarkCluster *one = &g_array_index (clusters, YutuMarkCluster, i);

      for (guint j = 0; j < i;)
        {
          const YutuMarkCluster *two = &g_array_index (clusters, YutuMarkCluster, j);
          double                 reach = (one->radius_px + two->radius_px) * 0.8 * resolution;

          if (hypot (one->x - two->x, one->y - two->y) >= reach)
            {
              j++;
              continue;
            }
          join (one, two);
          g_array_remove_index (clusters, j);
          i--;
          j = 0; /* it has grown */
          one = &g_array_index (clusters, YutuMarkCluster, i);
        }
    }
  g_array_sort (clusters, compare_clusters);
}

/* ---- Painting ---- */

static const YutuColor *
get_color (YutuMarkKind kind, gboolean is_dark)
{
  static const YutuColor colors[][2] = {
    [YUTU_MARK_PLAIN] = { { 0.10, 0.42, 0.46, 1 }, { 0.18, 0.52, 0.56, 1 } },
    [YUTU_MARK_LATER] = { { 0.36, 0.35, 0.40, 1 }, { 0.46, 0.46, 0.52, 1 } },
    [YUTU_MARK_MONTH] = { { 0.10, 0.37, 0.71, 1 }, { 0.20, 0.47, 0.82, 1 } },
    [YUTU_MARK_WEEK] = { { 0.72, 0.36, 0.00, 1 }, { 0.80, 0.43, 0.05, 1 } },
    [YUTU_MARK_OVERDUE] = { { 0.75, 0.11, 0.16, 1 }, { 0.85, 0.22, 0.26, 1 } },
  };

  return &colors[kind][is_dark ? 1 : 0];
}

/* Equal in area, about. */
static void
append_shape (cairo_t *cr, YutuMarkKind kind, double x, double y, double radius)
{
  double r = radius;

  cairo_new_path (cr);
  switch (kind)
    {
    case YUTU_MARK_OVERDUE:
      r *= 1.24;
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
      cairo_line_to (cr, x, y + r);
      cairo_line_to (cr, x - r, y);
      cairo_close_path (cr);
      break;
    case YUTU_MARK_WEEK:
      r *= 0.9;
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case YUTU_MARK_PLAIN:
    case YUTU_MARK_LATER:
    case YUTU_MARK_MONTH:
    case YUTU_N_MARK_KINDS:
    default:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    }
}

static void
paint_sign (cairo_t *cr, YutuMarkKind kind, double x, double y, double radius, gboolean is_dark)
{
  const YutuColor *color = get_color (kind, is_dark);

  append_shape (cr, kind, x, y, radius);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2 * KEYLINE_PX);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  if (kind != YUTU_MARK_LATER)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius * 0.45, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_fill (cr);
}

static void
paint_cluster (cairo_t *cr, const YutuMarkCluster *cluster, double x, double y, gboolean is_dark)
{
  const YutuColor *color = get_color (cluster->kind, is_dark);
  YutuTextRun     *run = NULL;
  char             text[24];

  if (cluster->n == 1)
    {
      paint_sign (cr, cluster->kind, x, y, cluster->radius_px, is_dark);
      return;
    }
  append_shape (cr, cluster->kind, x, y, cluster->radius_px);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2 * KEYLINE_PX);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  cairo_fill (cr);
  g_snprintf (text, sizeof text, "%" G_GSIZE_FORMAT, cluster->n);
  run = yutu_text_get (text, 10, 700, 0);
  yutu_text_draw (run, cr, x - run->width / 2, y - run->height / 2, (YutuColor){ 1, 1, 1, 1 },
                  *color);
}

void
yutu_mark_paint_sign (cairo_t *cr, YutuMarkKind kind, double size, gboolean is_dark)
{
  paint_sign (cr, kind, size / 2, size / 2, size / 2 / 1.24 - KEYLINE_PX, is_dark);
}

GArray *
yutu_marks_join (const YutuMarks *self, const YutuView *view)
{
  GArray *clusters = join_by_cells (self, view);

  join_touching (clusters, view->resolution);
  return clusters;
}

void
yutu_mark_clusters_paint (const GArray *clusters, cairo_t *cr, const YutuView *view, gboolean is_dark)
{
  for (guint i = 0; i < clusters->len; i++)
    {
      const YutuMarkCluster *cluster = &g_array_index (clusters, YutuMarkCluster, i);
      double                 reach = 2 * cluster->radius_px, x, y;

      yutu_view_to_screen (view, cluster->x, cluster->y, &x, &y);
      if (x > -reach && y > -reach && x < view->width + reach && y < view->height + reach)
        paint_cluster (cr, cluster, x, y, is_dark);
    }
}

const YutuMarkCluster *
yutu_mark_clusters_hit (const GArray *clusters, const YutuView *view, double x, double y)
{
  for (guint i = clusters->len; i-- > 0;)
    {
      const YutuMarkCluster *cluster = &g_array_index (clusters, YutuMarkCluster, i);
      double                 at_x, at_y;

      yutu_view_to_screen (view, cluster->x, cluster->y, &at_x, &at_y);
      if (hypot (at_x - x, at_y - y) <= cluster->radius_px + REACH_PX)
        return cluster;
    }
  return NULL;
}
