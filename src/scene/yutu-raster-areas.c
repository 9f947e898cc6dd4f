/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* All areas at once. A line between two colours adds, where it passes, the difference of the
 * colours; the running sum along a row is the colour. Each pixel gets every neighbour by its share,
 * so nothing shines through between two areas, and a line is walked once for both.
 *
 * What lies west of the picture counts only where lines come in: at the upper left corner the
 * colour is found from all lines west of it at that height; down the left border it changes with
 * each line that crosses it. All of it is decided on the same rounded points. */
#include "scene/yutu-raster-private.h"
#include "scene/yutu-theme-private.h"

#include <string.h>

#define FEW 100 /* cells that are sorted as they come */

/* Of a colour, or the difference of two; inside is 1 in a county. */
typedef struct
{
  gint32 red;
  gint32 green;
  gint32 blue;
  gint32 inside;
} Tint;

typedef struct
{
  int    column;
  gint32 here;  /* what the line turns over in this pixel, of YUTU_RASTER_FULL */
  gint32 next;  /* and from the next pixel on */
  int    tint;  /* index */
  int    chain; /* the cell before in this row, + 1 */
} Cell;

typedef struct
{
  const YutuPixels *pixels;
  YutuRaster       *raster; /* lends its line */
  GArray           *cells;  /* Cell */
  GArray           *tints;  /* Tint: what changes, going east, where a line falls */
  int              *rows;   /* a row's last cell, + 1 */
  Tint             *border; /* a row: 256ths of change at the left border */
  Tint              corner;
  Tint              tint; /* of the line that is walked */
} Areas;

static void
add_tint (Tint *self, Tint tint, gint32 times)
{
  self->red += tint.red * times;
  self->green += tint.green * times;
  self->blue += tint.blue * times;
  self->inside += tint.inside * times;
}

static Tint
make_tint (YutuColor color, gboolean inside)
{
  return (Tint){ (gint32)lround (color.red * 255), (gint32)lround (color.green * 255),
                 (gint32)lround (color.blue * 255), inside };
}

static Tint
get_tint (const YutuScene *scene, int unit)
{
  const YutuDivisionLayer *layer = scene->spec.divisions;
  const YutuStyle         *style = scene->spec.style;
  gboolean                 inside = yutu_division_layer_climb (layer, unit, YUTU_LEVEL_COUNTY) >= 0;
  int                      township = yutu_division_layer_climb (layer, unit, YUTU_LEVEL_TOWNSHIP);

  if (scene->color_of != NULL && (township >= 0 || inside))
    return make_tint (yutu_scene_theme_color (scene, unit), inside);
  if (township >= 0 && !scene->spec.hide_fills)
    return make_tint (style->fills[YUTU_LAYER_UNIT (layer, township)->color], inside);
  if (township >= 0 || inside)
    return make_tint (style->colors[YUTU_COLOR_GROUND], inside);
  return make_tint (style->colors[YUTU_COLOR_OUTSIDE], FALSE);
}

/* ---- lines into cells ---- */

static void
add_cell (Areas *self, int row, int column, int dy, int x_sum)
{
  Cell cell = { column, dy * (2 * YUTU_RASTER_ONE - x_sum), dy * x_sum,
                (int)self->tints->len - 1, self->rows[row] };

  g_array_append_val (self->cells, cell);
  self->rows[row] = (int)self->cells->len;
}

/* The line crosses the left border @y below the top of @row, eastwards or westwards: from there
 * down its other side lies at the border. */
static void
add_crossing (Areas *self, int row, int y, gboolean eastwards)
{
  int times = eastwards ? -1 : 1;

  add_tint (&self->border[row], self->tint, times * (YUTU_RASTER_ONE - y));
  add_tint (&self->border[row + 1], self->tint, times * y);
}

static void
add_row (gpointer data, int row, gint64 x0, gint64 x1, int y0, int y1, int dy)
{
  Areas *self = data;
  gint64 right = (gint64)self->pixels->width * YUTU_RASTER_ONE, x = x0;
  int    done = 0;

  if (x1 < 0 || x0 >= right)
    return;
  if (x0 < 0)
    {
      done = (int)(dy * -x0 / (x1 - x0));
      add_crossing (self, row, y0 < y1 ? y0 + ABS (done) : y0 - ABS (done), (dy > 0) == (y0 < y1));
      x = 0;
    }
  if (x == x1)
    {
      if (x0 == x1)
        add_cell (self, row, (int)(x >> 8), dy, 2 * (int)(x % YUTU_RASTER_ONE));
      return;
    }
  while (x < x1 && x < right)
    {
      int    column = (int)(x >> 8);
      gint64 next = MIN (((gint64)column + 1) * YUTU_RASTER_ONE, x1);
      int    until = next == x1 ? dy : (int)(dy * (next - x0) / (x1 - x0));

      if (until != done)
        add_cell (self, row, column, until - done,
                  (int)(x + next - 2 * (gint64)column * YUTU_RASTER_ONE));
      done = until;
      x = next;
    }
}

static void
add_edge (Areas *self, YutuRasterPoint from, YutuRasterPoint to, gboolean is_seen, gboolean is_west)
{
  gboolean        falls = from.y < to.y;
  YutuRasterPoint top = falls ? from : to, bottom = falls ? to : from;
  gint64          end = (gint64)self->pixels->height * YUTU_RASTER_ONE;

  if (is_west && top.y <= 0 && bottom.y > 0 && yutu_raster_x_at (top, bottom, 0) < 0)
    add_tint (&self->corner, self->tint, falls ? 1 : -1);
  if (!is_seen)
    return;
  if (from.y != to.y)
    yutu_raster_cut (from, to, self->pixels->height, add_row, self);
  else if ((from.x < 0) != (to.x < 0) && from.y > 0 && from.y < end)
    add_crossing (self, (int)(from.y / YUTU_RASTER_ONE), (int)(from.y % YUTU_RASTER_ONE),
                  from.x < 0);
}

static void
add_arc (Areas                   *self,
         const YutuDivisionLayer *layer,
         const YutuLayerArc      *arc,
         const YutuFrame         *frame,
         gboolean                 is_seen,
         gboolean                 is_west)
{
  gsize n = yutu_raster_gather (self->raster, frame, self->pixels->scale,
                                &g_array_index (layer->points, YutuMapPoint, arc->start),
                                layer->importance + arc->start, arc->n);

  for (gsize i = 1; i < n; i++)
    add_edge (self, self->raster->line[i - 1], self->raster->line[i], is_seen, is_west);
}

static void
add_arcs (Areas *self, const YutuScene *scene, const YutuFrame *frame)
{
  const YutuDivisionLayer *layer = scene->spec.divisions;
  int                      finest = scene->color_of != NULL
                                      ? scene->spec.theme->level
                                      : YUTU_LEVEL_TOWNSHIP;
  double                   inset = frame->box.min_x + (frame->box.max_x - frame->box.min_x) / 2;
  double                   top = -(frame->top) / frame->per_unit, pixel = 1 / frame->per_unit;
  YutuMapBox               corner = { -G_MAXDOUBLE, top - pixel, inset, top + pixel };

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      gboolean            is_seen = yutu_map_box_overlaps (frame->box, arc->box);
      gboolean            is_west = yutu_map_box_overlaps (corner, arc->box);

      if ((!is_seen && !is_west) || arc->grade < YUTU_LEVEL_COUNTY || arc->grade > finest)
        continue;
      self->tint = get_tint (scene, arc->left);
      add_tint (&self->tint, get_tint (scene, arc->right), -1);
      if (self->tint.red == 0 && self->tint.green == 0 && self->tint.blue == 0 &&
          self->tint.inside == 0)
        continue;
      g_array_append_val (self->tints, self->tint);
      add_arc (self, layer, arc, frame, is_seen, is_west);
    }
}

/* ---- cells into pixels ---- */

static int
compare_cells (const void *a, const void *b)
{
  const Cell *one = a, *two = b;

  return (one->column > two->column) - (one->column < two->column);
}

/* The cells of a row from west to east; few, but for lines that run wild. */
static void
sort_row (const Areas *self, int last, GArray *row)
{
  const Cell *cells = (const Cell *)(gconstpointer)self->cells->data;
  Cell       *sorted;
  guint       n = 0;

  for (int c = last; c > 0; c = cells[c - 1].chain)
    n++;
  g_array_set_size (row, n);
  sorted = (Cell *)(gpointer)row->data;
  for (int c = last; c > 0; c = cells[c - 1].chain)
    {
      guint at = row->len - n--;

      for (; row->len <= FEW && at > 0 && sorted[at - 1].column > cells[c - 1].column; at--)
        sorted[at] = sorted[at - 1];
      sorted[at] = cells[c - 1];
    }
  if (row->len > FEW)
    qsort (sorted, row->len, sizeof (Cell), compare_cells);
}

static inline guint32
to_byte (gint32 sum)
{
  return (guint32)CLAMP ((sum + YUTU_RASTER_FULL / 2) / YUTU_RASTER_FULL, 0, 255);
}

static guint32
to_pixel (const Tint *sum)
{
  return 0xff000000u | to_byte (sum->red) << 16 | to_byte (sum->green) << 8 | to_byte (sum->blue);
}

static guint8
to_mask (const Tint *sum)
{
  return (guint8)(255 * (gint64)CLAMP (sum->inside, 0, YUTU_RASTER_FULL) / YUTU_RASTER_FULL);
}

static void
fill_run (guint32 *pixels, guint8 *mask, int n, const Tint *sum)
{
  guint32 pixel = to_pixel (sum);
  guint64 two = (guint64)pixel << 32 | pixel;
  int     i = 0;

  for (; i + 1 < n; i += 2)
    memcpy (pixels + i, &two, sizeof two);
  if (i < n)
    pixels[i] = pixel;
  if (mask != NULL && n > 0)
    memset (mask, to_mask (sum), (gsize)n);
}

static void
paint_row (Areas *self, const Cell *cells, guint n, Tint sum, guint32 *pixels, guint8 *mask)
{
  int reached = 0;

  for (guint i = 0; i < n;)
    {
      int  column = cells[i].column;
      Tint next = { 0 };

      fill_run (pixels + reached, mask == NULL ? NULL : mask + reached, column - reached, &sum);
      for (; i < n && cells[i].column == column; i++)
        {
          Tint tint = g_array_index (self->tints, Tint, cells[i].tint);

          add_tint (&sum, tint, cells[i].here);
          add_tint (&next, tint, cells[i].next);
        }
      pixels[column] = to_pixel (&sum);
      if (mask != NULL)
        mask[column] = to_mask (&sum);
      add_tint (&sum, next, 1);
      reached = column + 1;
    }
  fill_run (pixels + reached, mask == NULL ? NULL : mask + reached, self->pixels->width - reached,
            &sum);
}

static void
paint_rows (Areas *self, guint8 *mask)
{
  const YutuPixels *pixels = self->pixels;
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (Cell));
  Tint border = { 0 };

  for (int y = 0; y < pixels->height; y++)
    {
      Tint sum = { 0 };

      sort_row (self, self->rows[y], row);
      add_tint (&border, self->border[y], 1);
      add_tint (&sum, self->corner, YUTU_RASTER_FULL);
      add_tint (&sum, border, YUTU_RASTER_FULL / YUTU_RASTER_ONE);
      paint_row (self, (const Cell *)(gconstpointer)row->data, row->len, sum,
                 (guint32 *)(gpointer)(pixels->data + (gsize)y * (gsize)pixels->stride),
                 mask == NULL ? NULL : mask + (gsize)y * (gsize)pixels->width);
    }
}

/* ---- the ribbon ---- */

static gboolean
add_ribbon (const YutuScene *scene, YutuRaster *raster, const YutuFrame *frame, int scale)
{
  const YutuDivisionLayer *layer = scene->spec.divisions;
  const YutuStroke        *stroke = &scene->spec.style->strokes[YUTU_STROKE_RIBBON];
  double                   width = yutu_stops_at (&stroke->width, frame->zoom) * scale;
  gboolean                 any = FALSE;

  for (guint i = 0; frame->zoom >= stroke->from && i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      YutuPen             pen = { .half_width = width };

      if (arc->grade != YUTU_LEVEL_COUNTY || !yutu_map_box_overlaps (frame->box, arc->box))
        continue;
      pen.side = (yutu_division_layer_climb (layer, arc->left, YUTU_LEVEL_COUNTY) >= 0) -
                 (yutu_division_layer_climb (layer, arc->right, YUTU_LEVEL_COUNTY) >= 0);
      yutu_raster_add_line (raster, &pen, frame, scale,
                            &g_array_index (layer->points, YutuMapPoint, arc->start),
                            layer->importance + arc->start, arc->n);
      any = TRUE;
    }
  return any;
}

void
yutu_raster_paint_areas (const YutuScene  *scene,
                         const YutuPixels *pixels,
                         const YutuFrame  *frame)
{
  YutuRaster *raster = yutu_raster_get (pixels->width, pixels->height);
  /* Over a theme's colours it would look like another class. */
  gboolean has_ribbon = !scene->spec.hide_boundaries && scene->spec.theme == NULL &&
                        add_ribbon (scene, raster, frame, pixels->scale);
  Areas areas = { .pixels = pixels,
                  .raster = raster,
                  .cells = g_array_new (FALSE, FALSE, sizeof (Cell)),
                  .tints = g_array_new (FALSE, FALSE, sizeof (Tint)),
                  .rows = g_new0 (int, pixels->height + 1),
                  .border = g_new0 (Tint, pixels->height + 1),
                  .corner = get_tint (scene, -1) };

  add_arcs (&areas, scene, frame);
  paint_rows (&areas, has_ribbon ? raster->mask : NULL);
  if (has_ribbon)
    yutu_raster_paint (raster, pixels, scene->spec.style->strokes[YUTU_STROKE_RIBBON].color, TRUE);
  g_array_unref (areas.cells);
  g_array_unref (areas.tints);
  g_free (areas.rows);
  g_free (areas.border);
}
