/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signed area by differences: an edge adds to each pixel that it passes what it changes there, and
 * the running sum along the row is the coverage. Blocks of pixels that no edge touched keep the sum
 * and are skipped, or filled as one. Four rows lie side by side, column by column: a block of four
 * by four pixels is one line of the processor's cache, and four rows are summed at once. */
#include "scene/yutu-raster-private.h"

#include <string.h>

#define BLOCK     YUTU_RASTER_BAND
#define AHEAD     6  /* blocks that are asked of memory before their turn */
#define FAR_AHEAD 16 /* points */

/* A column of a block, or four pixels of a row. */
typedef gint32  Four __attribute__ ((vector_size (16)));
typedef guint32 UFour __attribute__ ((vector_size (16)));

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
  gsize   band = (unsigned)row / BLOCK;
  gint32 *sum = self->sums + (band * (gsize)self->stride + (gsize)column) * BLOCK + (unsigned)row % BLOCK;
  guint8 *touched = self->touched + band * (gsize)self->blocks;

  sum[0] += dy * (2 * YUTU_RASTER_ONE - x_sum);
  sum[BLOCK] += dy * x_sum;
  touched[(unsigned)column / BLOCK] = 1;
  touched[(unsigned)(column + 1) / BLOCK] = 1;
}

void
yutu_raster_expect (const YutuRaster *self, YutuRasterPoint point)
{
  gint64 row = point.y / YUTU_RASTER_ONE, column = point.x / YUTU_RASTER_ONE;

  if (row < 0 || column < 0 || row >= self->height || column >= self->width)
    return;
  __builtin_prefetch (self->sums + (row / BLOCK * self->stride + column) * BLOCK, 1);
}

/* A row's share that reaches out of the picture, or very far. */
static void
add_row_cut (YutuRaster *self, int row, gint64 x0, gint64 x1, int dy)
{
  gint64 right = (gint64)self->width * YUTU_RASTER_ONE, x = x0;
  int    done = 0;

  if (x0 >= right)
    return;
  if (x1 <= 0)
    {
      add_to_pixel (self, row, 0, dy, 0);
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

static inline void
add_row (gpointer data, int row, gint64 x0, gint64 x1, int y0, int y1, int dy)
{
  YutuRaster *self = data;
  int         x = (int)x0, end = (int)x1, done = 0;

  if (x0 < 0 || x1 >= (gint64)self->width * YUTU_RASTER_ONE || x1 - x0 > G_MAXINT32 / YUTU_RASTER_ONE)
    {
      add_row_cut (self, row, x0, x1, dy);
      return;
    }
  for (int column = x / YUTU_RASTER_ONE; (column + 1) * YUTU_RASTER_ONE < end; column++)
    {
      int next = (column + 1) * YUTU_RASTER_ONE;
      int until = dy * (next - (int)x0) / (end - (int)x0);

      add_to_pixel (self, row, column, until - done, x + next - 2 * column * YUTU_RASTER_ONE);
      done = until;
      x = next;
    }
  add_to_pixel (self, row, x / YUTU_RASTER_ONE, dy - done,
                x + end - 2 * (x / YUTU_RASTER_ONE) * YUTU_RASTER_ONE);
}

void
yutu_raster_add_edge (YutuRaster *self, YutuRasterPoint from, YutuRasterPoint to)
{
  if (from.y != to.y)
    yutu_raster_cut (from, to, self->height, add_row, self);
}

/* The same for every importance as @tolerance itself. */
static float
round_up (double tolerance)
{
  float nearest = (float)MIN (tolerance, G_MAXFLOAT);

  return nearest < tolerance ? nextafterf (nearest, G_MAXFLOAT) : nearest;
}

/* Points lie far apart in memory when few of them show: each is asked for before it is needed. */
gsize
yutu_raster_gather (YutuRaster         *self,
                    const YutuFrame    *frame,
                    int                 scale,
                    const YutuMapPoint *points,
                    const float        *importance,
                    gsize               n_points)
{
  float            tolerance = round_up (frame->tolerance);
  YutuRasterPoint *line;
  gsize            n = 0;

  if (n_points > self->line_size)
    {
      g_free (self->line);
      self->line = g_new (YutuRasterPoint, n_points);
      self->line_size = n_points;
    }
  line = self->line;
  for (gsize i = 0; i < n_points; i++)
    {
      line[n].x = (gint64)i;
      n += importance[i] >= tolerance;
    }
  for (gsize k = 0; k < n; k++)
    {
      if (k + FAR_AHEAD < n)
        __builtin_prefetch (points + line[k + FAR_AHEAD].x);
      line[k] = yutu_raster_point (frame, points[line[k].x], scale);
    }
  return n;
}

/* ---- the picture ---- */

static void
free_raster (gpointer data)
{
  YutuRaster *self = data;

  g_aligned_free (self->sums);
  g_free (self->touched);
  g_free (self->found);
  g_free (self->line);
  g_free (self->mask);
  g_free (self);
}

static GPrivate raster = G_PRIVATE_INIT (free_raster);

YutuRaster *
yutu_raster_get (int width, int height)
{
  YutuRaster *self = g_private_get (&raster);
  gsize       bands = ((gsize)height + BLOCK - 1) / BLOCK;

  if (self != NULL && self->width == width && self->height == height)
    return self;
  if (self == NULL)
    {
      self = g_new0 (YutuRaster, 1);
      g_private_set (&raster, self);
    }
  g_aligned_free (self->sums);
  g_free (self->touched);
  g_free (self->found);
  g_free (self->mask);
  self->width = width;
  self->height = height;
  self->stride = (width / BLOCK + 2) * BLOCK;
  self->blocks = (self->stride / BLOCK + 7) / 8 * 8;
  self->sums = g_aligned_alloc0 (bands * (gsize)self->stride, sizeof (Four), 64);
  self->touched = g_new0 (guint8, (gsize)self->blocks * bands);
  self->found = g_new (int, self->blocks);
  self->mask = g_malloc ((gsize)width * (gsize)height);
  return self;
}

/* Of 256, from sums of coverage. */
static inline UFour
get_alpha (Four sum, guint32 alpha)
{
  Four sign = sum >> 31, cover = (sum ^ sign) - sign, over = cover > YUTU_RASTER_FULL;

  cover = (over & YUTU_RASTER_FULL) | (~over & cover);
  if (alpha == 256) /* the same, without the product */
    return ((UFour)cover + YUTU_RASTER_FULL / 512) / (YUTU_RASTER_FULL / 256);
  return ((UFour)cover * alpha + YUTU_RASTER_FULL / 2) / YUTU_RASTER_FULL;
}

/* As yutu_pixel_blend(). */
static inline UFour
blend_four (UFour pixels, guint32 color, UFour alpha)
{
  UFour low = pixels & 0xff00ff, high = (pixels >> 8) & 0xff00ff;

  low += (((color & 0xff00ff) - low) * alpha + 0x800080) >> 8;
  high += ((((color >> 8) & 0xff00ff) - high) * alpha + 0x800080) >> 8;
  return (low & 0xff00ff) | (high & 0xff00ff) << 8;
}

static inline gboolean
is_nought (UFour four)
{
  guint64 both[2];

  memcpy (both, &four, sizeof both);
  return (both[0] | both[1]) == 0;
}

typedef struct
{
  gint32       *sums;
  guint32      *pixels[BLOCK]; /* rows */
  const guint8 *mask[BLOCK];   /* NULL: none */
  int           n_rows;
  int           width;
  guint32       color;
  guint32       alpha;
} Band;

static void
blend_few (const Band *band, int row, int x, UFour alpha)
{
  for (int i = 0; i < MIN (BLOCK, band->width - x); i++)
    {
      guint32 *pixel = band->pixels[row] + x + i;
      guint32  through = band->mask[row] != NULL ? band->mask[row][x + i] : 255;

      *pixel = yutu_pixel_blend (*pixel, band->color, (alpha[i] * through + 127) / 255);
    }
}

/* Four pixels from column @x on, or as many as there are. */
static inline void
blend (const Band *band, int row, int x, UFour alpha)
{
  guint32 through = G_MAXUINT32;
  UFour   pixels;

  if (band->mask[row] != NULL && x + BLOCK <= band->width)
    memcpy (&through, band->mask[row] + x, sizeof through);
  if (through == 0)
    return;
  if (through != G_MAXUINT32 || x + BLOCK > band->width)
    {
      blend_few (band, row, x, alpha);
      return;
    }
  memcpy (&pixels, band->pixels[row] + x, sizeof pixels);
  pixels = blend_four (pixels, band->color, alpha);
  memcpy (band->pixels[row] + x, &pixels, sizeof pixels);
}

static void
blend_run (const Band *band, int from, int to, Four sum)
{
  UFour alpha = get_alpha (sum, band->alpha);

  if (is_nought (alpha))
    return;
  for (int row = 0; row < band->n_rows; row++)
    for (int x = from; alpha[row] > 0 && x < MIN (to, band->width); x += BLOCK)
      blend (band, row, x, (UFour){ alpha[row], alpha[row], alpha[row], alpha[row] });
}

/* The sum after the block. */
static inline Four
blend_block (const Band *band, int x, Four sum)
{
  Four *columns = (Four *)(gpointer)(band->sums + (gsize)x * BLOCK);
  UFour alpha[BLOCK], any = { 0 };

  for (int i = 0; i < BLOCK; i++)
    {
      sum += columns[i];
      columns[i] = (Four){ 0 };
      alpha[i] = get_alpha (sum, band->alpha);
      any |= alpha[i];
    }
  for (int row = 0; row < band->n_rows; row++)
    if (any[row] != 0)
      blend (band, row, x, (UFour){ alpha[0][row], alpha[1][row], alpha[2][row], alpha[3][row] });
  return sum;
}

/* Lists and forgets the blocks that were touched. */
static int
find_blocks (guint8 *touched, int n_blocks, int *found)
{
  int n = 0;

  for (int first = 0; first < n_blocks; first += 8)
    {
      guint64 any;

      memcpy (&any, touched + first, sizeof any);
      if (any == 0)
        continue;
      for (int block = first; block < first + 8; block++)
        if (touched[block])
          found[n++] = block;
      memset (touched + first, 0, 8);
    }
  return n;
}

static void
paint_band (const Band *band, const int *found, int n_found)
{
  int  reached = 0; /* first pixel that is not done */
  Four sum = { 0 };

  for (int i = 0; i < n_found; i++)
    {
      if (i + AHEAD < n_found)
        {
          int x = found[i + AHEAD] * BLOCK;

          __builtin_prefetch (band->sums + (gsize)x * BLOCK, 1);
          for (int row = 0; x < band->width && row < band->n_rows; row++)
            __builtin_prefetch (band->pixels[row] + x, 1);
        }
      blend_run (band, reached, found[i] * BLOCK, sum);
      sum = blend_block (band, found[i] * BLOCK, sum);
      reached = (found[i] + 1) * BLOCK;
    }
  blend_run (band, reached, band->width, sum);
}

void
yutu_raster_paint (YutuRaster *self, const YutuPixels *pixels, YutuColor color, gboolean masked)
{
  Band band = { .width = self->width,
                .color = yutu_pixel_from_color (color),
                .alpha = (guint32)lround (color.alpha * 256) };

  for (int y = 0; y < self->height; y += BLOCK)
    {
      gsize b = (gsize)y / BLOCK;
      int   n_found = find_blocks (self->touched + b * (gsize)self->blocks, self->blocks, self->found);

      if (n_found == 0)
        continue;
      band.sums = self->sums + b * (gsize)self->stride * BLOCK;
      band.n_rows = MIN (BLOCK, self->height - y);
      for (int row = 0; row < band.n_rows; row++)
        {
          gsize at = (gsize)(y + row);

          band.pixels[row] = (guint32 *)(gpointer)(pixels->data + at * (gsize)pixels->stride);
          band.mask[row] = masked ? self->mask + at * (gsize)self->width : NULL;
        }
      paint_band (&band, self->found, n_found);
    }
}
