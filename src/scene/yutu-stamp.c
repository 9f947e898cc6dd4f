/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Address dots: points are thinned to one a device pixel, then a small soft dot is stamped for
 * each. Projection goes block by block (2^20 units of 1e-7 degree) through a biquadratic fitted to
 * nine exact points: its error is some millimetres. Pixels are counted from the map's origin before
 * the tile's is taken off, so a dot falls on the same pixel in every tile. */
#include <string.h>

#include "scene/yutu-raster-private.h"

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

/* Work space of a thread; between two pictures everything in it is 0. */
typedef struct
{
  int     width; /* device pixels, with a rim of STAMP on each side */
  int     height;
  int     stride; /* a multiple of 8 */
  guint8 *marks;  /* 255 where a point is */
  guint8 *dots;   /* coverage; STAMP rows more above and below */
  GArray *words;  /* guint32: where in marks, at a multiple of 8, there are any */
} Plate;

#define PLATE_RIM(plate) ((gsize)(plate)->stride * STAMP)

static void
free_plate (gpointer data)
{
  Plate *self = data;

  g_free (self->marks);
  g_free (self->dots);
  g_array_unref (self->words);
  g_free (self);
}

static GPrivate plate_of_thread = G_PRIVATE_INIT (free_plate);

static Plate *
get_plate (int width, int height)
{
  Plate *self = g_private_get (&plate_of_thread);

  if (self != NULL && self->width == width + 2 * STAMP && self->height == height + 2 * STAMP)
    return self;
  if (self == NULL)
    {
      self = g_new0 (Plate, 1);
      self->words = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_private_set (&plate_of_thread, self);
    }
  g_free (self->marks);
  g_free (self->dots);
  self->width = width + 2 * STAMP;
  self->height = height + 2 * STAMP;
  self->stride = (self->width + 7) / 8 * 8;
  self->marks = g_malloc0 ((gsize)self->stride * (gsize)self->height);
  self->dots = g_malloc0 ((gsize)self->stride * (gsize)self->height + 2 * PLATE_RIM (self));
  return self;
}

#define BIAS 1099511627776.0 /* 2^40: makes truncation a floor */

static inline void
add_mark (Plate *plate, guint32 at)
{
  guint32 word = at & ~7u;
  guint64 before;

  memcpy (&before, plate->marks + word, sizeof before);
  if (before == 0)
    g_array_append_val (plate->words, word);
  plate->marks[at] = 255;
}

/* Points @first … @end - 1 of @batch, all in @block. */
static void
mark_run (Plate                *plate,
          const YutuPointBatch *batch,
          gsize                 first,
          gsize                 end,
          const Block          *block,
          double                per_unit,
          gint64                left,
          gint64                top)
{
  const double to_unit = 1.0 / (1 << (BLOCK_BITS - 1));
  const gint32 west = block->column << BLOCK_BITS, south = block->row << BLOCK_BITS;
  double       cx[9], cy[9];

  for (int i = 0; i < 9; i++)
    {
      cx[i] = block->x[i] * per_unit;
      cy[i] = -block->y[i] * per_unit;
    }
  cx[0] += BIAS;
  cy[0] += BIAS;
  for (gsize i = first; i < end; i++)
    {
      double u = (batch->x[i] - west) * to_unit - 1, v = (batch->y[i] - south) * to_unit - 1;
      gint64 x = (gint64)evaluate (cx, u, v) - left, y = (gint64)evaluate (cy, u, v) - top;

      if ((guint64)x < (guint64)plate->width && (guint64)y < (guint64)plate->height)
        add_mark (plate, (guint32)(y * plate->stride + x));
    }
}

static void
mark_slice (Plate                *plate,
            const YutuPointBatch *batch,
            YutuPointSlice        slice,
            const YutuView       *view,
            const YutuFrame      *frame,
            Block                 blocks[64])
{
  const gsize end = slice.first + slice.n;
  gint64      left = (gint64)(floor (frame->left * view->scale) + BIAS) - STAMP;
  gint64      top = (gint64)(floor (frame->top * view->scale) + BIAS) - STAMP;

  for (gsize i = slice.first; i < end;)
    {
      gint32 column = batch->x[i] >> BLOCK_BITS, row = batch->y[i] >> BLOCK_BITS;
      Block *block = &blocks[((guint)column & 7) | ((guint)row & 7) << 3];
      gsize  k = i + 1;

      while (k < end && batch->x[k] >> BLOCK_BITS == column && batch->y[k] >> BLOCK_BITS == row)
        k++;
      if (!block->ready || block->column != column || block->row != row)
        prepare_block (block, view->epsg, column, row);
      mark_run (plate, batch, i, k, block, frame->per_unit * view->scale, left, top);
      i = k;
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

/* One pixel of the stamp. */
typedef struct
{
  int    x;
  int    y;
  guint8 cover;
} Dab;

static int
compare_dabs (const void *a, const void *b)
{
  return ((const Dab *)a)->cover - ((const Dab *)b)->cover;
}

/* Lays @dab down for every mark at once, eight pixels at a time. */
static void
lay_dab (Plate *plate, Dab dab)
{
  const guint64 cover = dab.cover * G_GUINT64_CONSTANT (0x0101010101010101);
  guint8       *origin = plate->dots + PLATE_RIM (plate) + dab.y * plate->stride + dab.x;

  for (guint i = 0; i < plate->words->len; i++)
    {
      guint32 at = g_array_index (plate->words, guint32, i);
      guint64 mask, now;

      memcpy (&mask, plate->marks + at, sizeof mask);
      memcpy (&now, origin + at, sizeof now);
      now = (now & ~mask) | (cover & mask);
      memcpy (origin + at, &now, sizeof now);
    }
}

/* From marks, which are taken away, to dots: what covers more comes later. */
static void
stamp_marks (Plate *plate, double diameter)
{
  guint8 stamp[STAMP][STAMP];
  Dab    dabs[STAMP * STAMP];
  int    size = make_stamp (diameter, stamp), n = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (stamp[y][x] > 0)
        dabs[n++] = (Dab){ x - size / 2, y - size / 2, stamp[y][x] };
  qsort (dabs, (gsize)n, sizeof dabs[0], compare_dabs);
  for (int i = 0; i < n; i++)
    lay_dab (plate, dabs[i]);
  for (guint i = 0; i < plate->words->len; i++)
    memset (plate->marks + g_array_index (plate->words, guint32, i), 0, 8);
  g_array_set_size (plate->words, 0);
}

/* Row @y of the picture. */
static guint8 *
get_dots (const Plate *plate, int y)
{
  return plate->dots + PLATE_RIM (plate) + (gsize)(y + STAMP) * (gsize)plate->stride + STAMP;
}

static void
clear_dots (Plate *plate)
{
  memset (plate->dots, 0, (gsize)plate->stride * (gsize)plate->height + 2 * PLATE_RIM (plate));
}

/* @n pixels; no branch, so that the compiler takes several at a time. */
static inline void
blend_stretch (guint32 *pixels, const guint8 *dots, int n, guint32 color, guint32 alpha)
{
  for (int i = 0; i < n; i++)
    pixels[i] = yutu_pixel_blend (pixels[i], color, (dots[i] * alpha * 257 + 32768) >> 16);
}

static void
blend_dots (Plate *plate, const YutuPixels *pixels, YutuColor color)
{
  guint32 opaque = yutu_pixel_from_color (color), alpha = (guint32)lround (color.alpha * 256);

  for (int y = 0; y < pixels->height; y++)
    {
      guint32 *row = (guint32 *)(gpointer)(pixels->data + (gsize)y * (gsize)pixels->stride);
      guint8  *dots = get_dots (plate, y);

      for (int x = 0; x < pixels->width; x += 8)
        {
          guint64 any;

          memcpy (&any, dots + x, sizeof any);
          if (any != 0 && x + 8 <= pixels->width)
            blend_stretch (row + x, dots + x, 8, opaque, alpha);
          else if (any != 0)
            blend_stretch (row + x, dots + x, pixels->width - x, opaque, alpha);
        }
    }
  clear_dots (plate);
}

static void
mask_dots (Plate *plate, cairo_t *cr, const YutuView *view, YutuColor color)
{
  int              width = view->width * view->scale, height = view->height * view->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    memcpy (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface),
            get_dots (plate, y), (gsize)width);
  cairo_surface_mark_dirty (surface);
  cairo_surface_set_device_scale (surface, view->scale, view->scale);
  yutu_cairo_set_color (cr, color);
  cairo_mask_surface (cr, surface, 0, 0);
  cairo_surface_destroy (surface);
  clear_dots (plate);
}

YutuDot
yutu_dot_for_zoom (const YutuStyle *style, double zoom)
{
  YutuDot dot = { CLAMP ((zoom - 11.5) * 0.8, 1.0, 3.4), style->colors[YUTU_COLOR_ADDRESS] };

  dot.color.alpha *= CLAMP (0.35 + (zoom - 11) * 0.16, 0.35, 1.0);
  return dot;
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
  YutuDot        dot = yutu_dot_for_zoom (self->spec.style, yutu_view_get_zoom (view));
  Plate         *plate;
  YutuFrame      frame;
  YutuPixels     pixels;
  YutuPointSlice slice;
  Block          blocks[64] = { { 0 } };

  if (batch == NULL || batch->n == 0)
    return;
  yutu_frame_init (&frame, view);
  plate = get_plate (view->width * view->scale, view->height * view->scale);
  for (gsize i = 0; yutu_point_batch_get_slice (batch, i, &slice); i++)
    mark_slice (plate, batch, slice, view, &frame, blocks);
  stamp_marks (plate, dot.diameter_px * view->scale);
  if (yutu_pixels_from_cairo (&pixels, cr, view))
    {
      blend_dots (plate, &pixels, dot.color);
      yutu_pixels_end (cr);
    }
  else
    mask_dots (plate, cr, view, dot.color);
}
