/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signed area by differences: an edge adds to each pixel that it passes what it changes there, and
 * the running sum along the row is the coverage. Blocks of pixels that no edge touched keep the sum
 * and are skipped, or filled as one. */
#include "scene/yutu-raster-private.h"

#include <string.h>

#define BLOCK 8

gboolean
yutu_pixels_from_cairo (YutuPixels *self, cairo_t *cr, const YutuView *view)
{
  cairo_surface_t        *surface = cairo_get_group_target (cr);
  cairo_rectangle_list_t *clip;
  cairo_matrix_t          matrix;
  double                  x = 0, y = 0;
  gboolean                whole;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE ||
      (cairo_image_surface_get_format (surface) != CAIRO_FORMAT_ARGB32 &&
       cairo_image_surface_get_format (surface) != CAIRO_FORMAT_RGB24))
    return FALSE;
  cairo_surface_get_device_offset (surface, &x, &y);
  cairo_get_matrix (cr, &matrix);
  if (x != 0 || y != 0 || matrix.xx != 1 || matrix.yy != 1 || matrix.xy != 0 || matrix.yx != 0 ||
      matrix.x0 != 0 || matrix.y0 != 0)
    return FALSE;
  cairo_surface_get_device_scale (surface, &x, &y);
  self->scale = MAX (view->scale, 1);
  self->width = view->width * self->scale;
  self->height = view->height * self->scale;
  if (x != self->scale || y != self->scale ||
      cairo_image_surface_get_width (surface) < self->width ||
      cairo_image_surface_get_height (surface) < self->height)
    return FALSE;
  clip = cairo_copy_clip_rectangle_list (cr);
  whole = clip->status == CAIRO_STATUS_SUCCESS && clip->num_rectangles == 1 &&
          clip->rectangles[0].x <= 0 && clip->rectangles[0].y <= 0 &&
          clip->rectangles[0].x + clip->rectangles[0].width >= view->width &&
          clip->rectangles[0].y + clip->rectangles[0].height >= view->height;
  cairo_rectangle_list_destroy (clip);
  cairo_surface_flush (surface);
  self->data = cairo_image_surface_get_data (surface);
  self->stride = cairo_image_surface_get_stride (surface);
  return whole && self->data != NULL;
}

void
yutu_pixels_end (cairo_t *cr)
{
  cairo_surface_mark_dirty (cairo_get_group_target (cr));
}

/* ---- edges ---- */

static inline void
add_to_pixel (YutuRaster *self, int row, int column, int dy, int x_sum)
{
  gint32 *sum = self->sums + (gsize)row * (gsize)self->stride + column;
  guint8 *touched = self->touched + (gsize)row * (gsize)self->blocks;

  sum[0] += dy * (2 * YUTU_RASTER_ONE - x_sum);
  sum[1] += dy * x_sum;
  touched[(unsigned)column / BLOCK] = 1;
  touched[(unsigned)(column + 1) / BLOCK] = 1;
}

static void
add_row (gpointer data, int row, gint64 x0, gint64 x1, int y0, int y1, int dy)
{
  YutuRaster *self = data;
  gint64      right = (gint64)self->width * YUTU_RASTER_ONE, x = x0;
  int         done = 0;

  if (x0 >= right)
    return;
  if (x1 <= 0)
    {
      add_to_pixel (self, row, 0, dy, 0);
      return;
    }
  if (x0 >= 0 && x0 >> 8 == (x1 - (x1 > x0)) >> 8)
    {
      int column = (int)(x0 >> 8);

      add_to_pixel (self, row, column, dy, (int)(x0 + x1 - 2 * (gint64)column * YUTU_RASTER_ONE));
      return;
    }
  if (x0 < 0)
    {
      done = (int)(dy * -x0 / (x1 - x0));
      add_to_pixel (self, row, 0, done, 0);
      x = 0;
    }
  while (x < x1 && x < right)
    {
      int    column = (int)(x >> 8);
      gint64 next = MIN (((gint64)column + 1) * YUTU_RASTER_ONE, x1);
      int    until = next == x1 ? dy : (int)(dy * (next - x0) / (x1 - x0));

      add_to_pixel (self, row, column, until - done,
                    (int)(x + next - 2 * (gint64)column * YUTU_RASTER_ONE));
      done = until;
      x = next;
    }
}

void
yutu_raster_add_edge (YutuRaster *self, YutuRasterPoint from, YutuRasterPoint to)
{
  yutu_raster_cut (from, to, self->height, add_row, self);
}

/* ---- the picture ---- */

static void
free_raster (gpointer data)
{
  YutuRaster *self = data;

  g_free (self->sums);
  g_free (self->touched);
  g_free (self->mask);
  g_free (self);
}

static GPrivate raster = G_PRIVATE_INIT (free_raster);

YutuRaster *
yutu_raster_get (int width, int height)
{
  YutuRaster *self = g_private_get (&raster);

  if (self != NULL && self->width == width && self->height == height)
    return self;
  if (self == NULL)
    {
      self = g_new0 (YutuRaster, 1);
      g_private_set (&raster, self);
    }
  g_free (self->sums);
  g_free (self->touched);
  g_free (self->mask);
  self->width = width;
  self->height = height;
  self->stride = (width / BLOCK + 2) * BLOCK;
  self->blocks = (self->stride / BLOCK + 7) / 8 * 8;
  self->sums = g_new0 (gint32, (gsize)self->stride * (gsize)height);
  self->touched = g_new0 (guint8, (gsize)self->blocks * (gsize)height);
  self->mask = g_malloc ((gsize)width * (gsize)height);
  return self;
}

static inline guint32
get_alpha (gint32 sum, guint32 alpha)
{
  guint32 cover = (guint32)MIN (ABS (sum), YUTU_RASTER_FULL);

  return (cover * alpha + YUTU_RASTER_FULL / 2) / YUTU_RASTER_FULL;
}

typedef struct
{
  gint32       *sums;
  guint32      *pixels;
  const guint8 *mask; /* NULL: none */
  int           width;
  guint32       color;
  guint32       alpha;
} Row;

static inline void
blend (const Row *row, int x, guint32 alpha)
{
  if (row->mask != NULL)
    alpha = (alpha * row->mask[x] + 127) / 255;
  if (alpha > 0)
    row->pixels[x] = yutu_pixel_blend (row->pixels[x], row->color, alpha);
}

static void
blend_run (const Row *row, int from, int to, gint32 sum)
{
  guint32 alpha = get_alpha (sum, row->alpha);

  for (int x = from; alpha > 0 && x < MIN (to, row->width); x++)
    blend (row, x, alpha);
}

static gint32
blend_block (const Row *row, int at, gint32 sum)
{
  for (int x = at; x < at + BLOCK; x += 2)
    {
      guint64 both;

      memcpy (&both, row->sums + x, sizeof both);
      if (both == 0 && sum == 0)
        continue;
      for (int i = x; i < x + 2; i++)
        {
          sum += row->sums[i];
          row->sums[i] = 0;
          if (i < row->width && sum != 0)
            blend (row, i, get_alpha (sum, row->alpha));
        }
    }
  return sum;
}

static void
paint_row (const Row *row, guint8 *touched, int n_blocks)
{
  int    reached = 0; /* first pixel that is not done */
  gint32 sum = 0;

  for (int first = 0; first < n_blocks; first += 8)
    {
      guint64 any;

      memcpy (&any, touched + first, sizeof any);
      if (any == 0)
        continue;
      for (int block = first; block < first + 8; block++)
        if (touched[block])
          {
            blend_run (row, reached, block * BLOCK, sum);
            sum = blend_block (row, block * BLOCK, sum);
            reached = (block + 1) * BLOCK;
          }
      memset (touched + first, 0, 8);
    }
  blend_run (row, reached, row->width, sum);
}

void
yutu_raster_paint (YutuRaster *self, const YutuPixels *pixels, YutuColor color, gboolean masked)
{
  Row row = { .width = self->width,
              .color = yutu_pixel_from_color (color),
              .alpha = (guint32)lround (color.alpha * 256) };

  for (int y = 0; y < self->height; y++)
    {
      row.sums = self->sums + (gsize)y * (gsize)self->stride;
      row.pixels = (guint32 *)(gpointer)(pixels->data + (gsize)y * (gsize)pixels->stride);
      row.mask = masked ? self->mask + (gsize)y * (gsize)self->width : NULL;
      paint_row (&row, self->touched + (gsize)y * (gsize)self->blocks, self->blocks);
    }
}
