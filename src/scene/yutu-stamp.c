/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Address dots: points are thinned to one a device pixel, then a small soft dot is stamped for
 * each. Projection goes block by block (2^20 units of 1e-7 degree) through a biquadratic fitted to
 * nine exact points: its error is some millimetres, and it does not depend on the tile. */
#include <string.h>

#include "scene/yutu-scene-private.h"

#define BLOCK_BITS 20
#define STAMP      8

typedef struct
{
  gboolean ready;
  gint32   column;
  gint32   row;
  double   x[9];
  double   y[9];
} Block;

/* Coefficients of 1, u, u², v, uv, u²v, v², uv², u²v² from values at u, v ∈ {-1, 0, 1}. */
static void
fit (const double f[3][3], double c[9])
{
  double rows[3][3];

  for (int j = 0; j < 3; j++)
    {
      rows[j][0] = f[j][1];
      rows[j][1] = (f[j][2] - f[j][0]) / 2;
      rows[j][2] = (f[j][2] + f[j][0]) / 2 - f[j][1];
    }
  for (int k = 0; k < 3; k++)
    {
      c[k] = rows[1][k];
      c[3 + k] = (rows[2][k] - rows[0][k]) / 2;
      c[6 + k] = (rows[2][k] + rows[0][k]) / 2 - rows[1][k];
    }
}

static void
prepare_block (Block *self, int epsg, gint32 column, gint32 row)
{
  const gint64 half = G_GINT64_CONSTANT (100) << (BLOCK_BITS - 1); /* in 1e-9 degree */
  double       x[3][3], y[3][3];

  for (int j = 0; j < 3; j++)
    for (int i = 0; i < 3; i++)
      {
        YutuPoint    grid = { (2 * (gint64)column + i) * half, (2 * (gint64)row + j) * half };
        YutuMapPoint p = yutu_projection_forward (epsg, grid);

        x[j][i] = p.x;
        y[j][i] = p.y;
      }
  fit (x, self->x);
  fit (y, self->y);
  self->column = column;
  self->row = row;
  self->ready = TRUE;
}

static inline double
evaluate (const double c[9], double u, double v)
{
  return c[0] + u * (c[1] + u * c[2]) + v * (c[3] + u * (c[4] + u * c[5])) +
         v * v * (c[6] + u * (c[7] + u * c[8]));
}

typedef struct
{
  int     width; /* device pixels, with a rim of STAMP on each side */
  int     height;
  guint8 *marks; /* 1 where a point is */
  guint8 *dots;  /* A8 picture */
  int     stride;
} Plate;

static void
mark_points (Plate                *plate,
             const YutuPointBatch *batch,
             const YutuView       *view,
             const YutuFrame      *frame)
{
  Block        blocks[64] = { { 0 } };
  double       per_unit = frame->per_unit * view->scale;
  double       left = floor (frame->left * view->scale), top = floor (frame->top * view->scale);
  const double to_unit = 1.0 / (1 << (BLOCK_BITS - 1));

  for (gsize i = 0; i < batch->n; i++)
    {
      gint32 column = batch->x[i] >> BLOCK_BITS, row = batch->y[i] >> BLOCK_BITS;
      Block *block = &blocks[((guint)column & 7) | ((guint)row & 7) << 3];
      double u, v, px, py;

      if (!block->ready || block->column != column || block->row != row)
        prepare_block (block, view->epsg, column, row);
      u = (batch->x[i] - (column << BLOCK_BITS)) * to_unit - 1;
      v = (batch->y[i] - (row << BLOCK_BITS)) * to_unit - 1;
      px = evaluate (block->x, u, v) * per_unit - left + STAMP;
      py = -evaluate (block->y, u, v) * per_unit - top + STAMP;
      if (px >= 0 && py >= 0 && px < plate->width && py < plate->height)
        plate->marks[(gsize)py * (gsize)plate->width + (gsize)px] = 1;
    }
}

/* A round dot of @diameter device pixels as coverage. */
static int
make_stamp (double diameter, guint8 stamp[STAMP][STAMP])
{
  int size = CLAMP ((int)ceil (diameter), 1, STAMP);

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      {
        double d = hypot (x + 0.5 - size / 2.0, y + 0.5 - size / 2.0);
        double cover = CLAMP (diameter / 2 + 0.5 - d, 0.0, 1.0);

        stamp[y][x] = (guint8)lround (255 * cover);
      }
  return size;
}

static void
stamp_marks (Plate *plate, double diameter)
{
  guint8 stamp[STAMP][STAMP];
  int    size = make_stamp (diameter, stamp);
  int    inner_width = plate->width - 2 * STAMP, inner_height = plate->height - 2 * STAMP;

  for (int y = 0; y < plate->height; y++)
    for (int x = 0; x < plate->width; x++)
      {
        if (!plate->marks[(gsize)y * (gsize)plate->width + (gsize)x])
          continue;
        for (int j = 0; j < size; j++)
          for (int i = 0; i < size; i++)
            {
              int     px = x - STAMP - size / 2 + i, py = y - STAMP - size / 2 + j;
              guint8 *dot;

              if (px < 0 || py < 0 || px >= inner_width || py >= inner_height)
                continue;
              dot = &plate->dots[py * plate->stride + px];
              *dot = MAX (*dot, stamp[j][i]);
            }
      }
}

static int
choose_level (const YutuView *view)
{
  YutuMapPoint center = { view->center_x, view->center_y };
  double       pixel_deg = view->resolution / view->scale *
                     yutu_projection_metres_per_unit (view->epsg, center) / 111319.49;

  return CLAMP ((int)ceil (log2 (360.0 / pixel_deg)), 0, 26);
}

void
yutu_stamp_points (const YutuScene *self, cairo_t *cr, const YutuView *view)
{
  const YutuPointLayer *layer = self->spec.points;
  g_autoptr (YutuPointBatch) batch =
    layer->source.fetch (layer->data, yutu_view_get_grid_box (view, STAMP), choose_level (view));
  double           zoom = yutu_view_get_zoom (view);
  YutuColor        color = self->spec.style->colors[YUTU_COLOR_ADDRESS];
  int              width = view->width * view->scale, height = view->height * view->scale;
  cairo_surface_t *surface;
  YutuFrame        frame;
  Plate            plate;

  if (batch == NULL || batch->n == 0)
    return;
  yutu_frame_init (&frame, view);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  plate =
    (Plate){ width + 2 * STAMP, height + 2 * STAMP, NULL, cairo_image_surface_get_data (surface),
             cairo_image_surface_get_stride (surface) };
  plate.marks = g_malloc0 ((gsize)plate.width * (gsize)plate.height);
  mark_points (&plate, batch, view, &frame);
  cairo_surface_flush (surface);
  stamp_marks (&plate, CLAMP ((zoom - 11.5) * 0.8, 1.0, 3.4) * view->scale);
  cairo_surface_mark_dirty (surface);
  cairo_surface_set_device_scale (surface, view->scale, view->scale);
  color.alpha *= CLAMP (0.35 + (zoom - 11) * 0.16, 0.35, 1.0);
  yutu_cairo_set_color (cr, color);
  cairo_mask_surface (cr, surface, 0, 0);
  cairo_surface_destroy (surface);
  g_free (plate.marks);
}
