/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* SpatiaLite BLOB: 0x00, byte order, SRID, box (4 doubles), 0x7C, class, body, 0xFE. Parts of a
 * collection start with 0x69 and their class; lines and rings with a point count, polygons with a
 * ring count. Source: gaia-sins, "BLOB-Geometry". */

#include "geo/yutu-shape.h"

#include <glib/gi18n.h>
#include <string.h>

#include "geo/yutu-exact.h"

#define MARK_START 0x00
#define MARK_BODY  0x7c
#define MARK_END   0xfe
#define MARK_PART  0x69
#define HEAD_SIZE  43 /* up to and with the class */
#define POINT_SIZE 16

enum
{
  CLASS_POINT = 1,
  CLASS_LINE = 2,
  CLASS_POLYGON = 3,
  CLASS_MULTI_POINT = 4,
  CLASS_MULTI_LINE = 5,
  CLASS_MULTI_POLYGON = 6,
};

struct _YutuShapeBuilder
{
  YutuShapeKind kind;
  GArray       *points; /* YutuPoint */
  GArray       *starts; /* gsize */
  GByteArray   *shells;
};

/* ---- Building ---- */

YutuShapeBuilder *
yutu_shape_builder_new (YutuShapeKind kind)
{
  YutuShapeBuilder *self = g_new0 (YutuShapeBuilder, 1);

  self->kind = kind;
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->shells = g_byte_array_new ();
  return self;
}

void
yutu_shape_builder_begin_part (YutuShapeBuilder *self,
                               gboolean          is_shell)
{
  gsize  start = self->points->len;
  guint8 shell = is_shell ? 1 : 0;

  g_array_append_val (self->starts, start);
  g_byte_array_append (self->shells, &shell, 1);
}

void
yutu_shape_builder_add (YutuShapeBuilder *self,
                        const YutuPoint  *points,
                        gsize             n_points)
{
  g_array_append_vals (self->points, points, (guint)n_points);
}

YutuShape *
yutu_shape_builder_end (YutuShapeBuilder *self)
{
  YutuShape *shape = g_new0 (YutuShape, 1);
  gsize      end = self->points->len;

  shape->ref_count = 1;
  shape->kind = self->kind;
  shape->box = YUTU_BOX_EMPTY;
  shape->n_parts = self->starts->len;
  shape->n_points = self->points->len;
  g_array_append_val (self->starts, end);
  for (gsize i = 0; i < shape->n_points; i++)
    yutu_box_add_point (&shape->box, g_array_index (self->points, YutuPoint, i));
  shape->part_starts = (gsize *)(gpointer)g_array_free (self->starts, FALSE);
  shape->points = (YutuPoint *)(gpointer)g_array_free (self->points, FALSE);
  if (self->kind == YUTU_SHAPE_POLYGON)
    shape->part_is_shell = g_byte_array_free (self->shells, FALSE);
  else
    g_byte_array_unref (self->shells);
  g_free (self);
  return shape;
}

YutuShape *
yutu_shape_new_point (YutuPoint point)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POINT);

  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, &point, 1);
  return yutu_shape_builder_end (builder);
}

YutuShape *
yutu_shape_new_line (const YutuPoint *points,
                     gsize            n_points)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_LINE);

  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, points, n_points);
  return yutu_shape_builder_end (builder);
}

YutuShape *
yutu_shape_ref (YutuShape *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_shape_unref (YutuShape *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free ((gpointer)self->part_starts);
  g_free ((gpointer)self->part_is_shell);
  g_free ((gpointer)self->points);
  g_free (self);
}

/* ---- Writing ---- */

static void
put_int (GByteArray *blob,
         gsize       value)
{
  guint32 bytes = GUINT32_TO_LE ((guint32)value);

  g_byte_array_append (blob, (const guint8 *)&bytes, sizeof bytes);
}

static void
put_byte (GByteArray *blob,
          guint8      value)
{
  g_byte_array_append (blob, &value, 1);
}

static guint64
get_bits (gint64 grid)
{
  double  degrees = yutu_grid_to_degrees (grid);
  guint64 bits;

  memcpy (&bits, &degrees, sizeof bits);
  return GUINT64_TO_LE (bits);
}

static void
put_double (GByteArray *blob,
            gint64      grid)
{
  guint64 bits = get_bits (grid);

  g_byte_array_append (blob, (const guint8 *)&bits, sizeof bits);
}

static void
put_points (GByteArray      *blob,
            const YutuShape *shape,
            gsize            part,
            gboolean         closes)
{
  gsize   first = shape->part_starts[part];
  gsize   end = shape->part_starts[part + 1];
  gsize   n = end - first + (closes ? 1 : 0);
  guint   at = 0;
  guint64 bits[2];

  put_int (blob, n);
  at = blob->len;
  g_byte_array_set_size (blob, at + (guint)(n * sizeof bits));
  for (gsize i = first; i < first + n; i++, at += sizeof bits)
    {
      YutuPoint point = shape->points[i < end ? i : first];

      bits[0] = get_bits (point.x);
      bits[1] = get_bits (point.y);
      memcpy (blob->data + at, bits, sizeof bits);
    }
}

static void
put_polygons (GByteArray      *blob,
              const YutuShape *shape)
{
  gsize n_shells = 0;

  for (gsize i = 0; i < shape->n_parts; i++)
    n_shells += shape->part_is_shell[i];
  put_int (blob, n_shells);
  for (gsize i = 0; i < shape->n_parts;)
    {
      gsize end = i + 1;

      while (end < shape->n_parts && !shape->part_is_shell[end])
        end++;
      put_byte (blob, MARK_PART);
      put_int (blob, CLASS_POLYGON);
      put_int (blob, end - i);
      for (; i < end; i++)
        put_points (blob, shape, i, TRUE);
    }
}

static void
put_body (GByteArray      *blob,
          const YutuShape *shape)
{
  static const guint classes[] = {
    [YUTU_SHAPE_POINT] = CLASS_POINT,
    [YUTU_SHAPE_MULTI_POINT] = CLASS_MULTI_POINT,
    [YUTU_SHAPE_LINE] = CLASS_LINE,
    [YUTU_SHAPE_MULTI_LINE] = CLASS_MULTI_LINE,
    [YUTU_SHAPE_POLYGON] = CLASS_MULTI_POLYGON,
  };

  put_int (blob, classes[shape->kind]);
  switch (shape->kind)
    {
    case YUTU_SHAPE_POINT:
      put_double (blob, shape->points[0].x);
      put_double (blob, shape->points[0].y);
      break;
    case YUTU_SHAPE_LINE:
      put_points (blob, shape, 0, FALSE);
      break;
    case YUTU_SHAPE_MULTI_POINT:
      put_int (blob, shape->n_points);
      for (gsize i = 0; i < shape->n_points; i++)
        {
          put_byte (blob, MARK_PART);
          put_int (blob, CLASS_POINT);
          put_double (blob, shape->points[i].x);
          put_double (blob, shape->points[i].y);
        }
      break;
    case YUTU_SHAPE_MULTI_LINE:
      put_int (blob, shape->n_parts);
      for (gsize i = 0; i < shape->n_parts; i++)
        {
          put_byte (blob, MARK_PART);
          put_int (blob, CLASS_LINE);
          put_points (blob, shape, i, FALSE);
        }
      break;
    case YUTU_SHAPE_POLYGON:
      put_polygons (blob, shape);
      break;
    default:
      g_assert_not_reached ();
    }
}

GBytes *
yutu_shape_to_blob (const YutuShape *self)
{
  GByteArray *blob = g_byte_array_sized_new ((guint)(64 + self->n_points * 16));

  put_byte (blob, MARK_START);
  put_byte (blob, 0x01); /* little endian */
  put_int (blob, YUTU_SRID);
  put_double (blob, self->box.min_x);
  put_double (blob, self->box.min_y);
  put_double (blob, self->box.max_x);
  put_double (blob, self->box.max_y);
  put_byte (blob, MARK_BODY);
  put_body (blob, self);
  put_byte (blob, MARK_END);
  return g_byte_array_free_to_bytes (blob);
}

GBytes *
yutu_line_to_blob (const YutuPoint *points,
                   gsize            n_points)
{
  const gsize starts[] = { 0, n_points };
  YutuShape   line = {
      .kind = YUTU_SHAPE_LINE,
      .box = YUTU_BOX_EMPTY,
      .n_parts = 1,
      .part_starts = starts,
      .points = points,
      .n_points = n_points,
  };

  for (gsize i = 0; i < n_points; i++)
    yutu_box_add_point (&line.box, points[i]);
  return yutu_shape_to_blob (&line);
}

void
yutu_point_to_blob (YutuPoint point,
                    guint8    blob[YUTU_POINT_BLOB_SIZE])
{
  double  degrees[2] = { yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y) };
  guint64 bits[2];
  guint32 srid = GUINT32_TO_LE (YUTU_SRID);
  guint32 class = GUINT32_TO_LE (CLASS_POINT);

  memcpy (bits, degrees, sizeof bits);
  bits[0] = GUINT64_TO_LE (bits[0]);
  bits[1] = GUINT64_TO_LE (bits[1]);
  blob[0] = MARK_START;
  blob[1] = 0x01;
  memcpy (blob + 2, &srid, 4);
  memcpy (blob + 6, bits, 16);
  memcpy (blob + 22, bits, 16);
  blob[38] = MARK_BODY;
  memcpy (blob + 39, &class, 4);
  memcpy (blob + 43, bits, 16);
  blob[59] = MARK_END;
}

/* ---- Reading ---- */

typedef struct
{
  const guint8     *bytes;
  gsize             length;
  gsize             at;
  gboolean          little;
  gboolean          bad;
  YutuShapeBuilder *builder;
} Reader;

static guint8
get_byte (Reader *reader)
{
  if (reader->at >= reader->length)
    {
      reader->bad = TRUE;
      return 0;
    }
  return reader->bytes[reader->at++];
}

static guint32
get_int (Reader *reader)
{
  guint32 value = 0;

  if (reader->length - reader->at < sizeof value)
    {
      reader->bad = TRUE;
      return 0;
    }
  memcpy (&value, reader->bytes + reader->at, sizeof value);
  reader->at += sizeof value;
  return reader->little ? GUINT32_FROM_LE (value) : GUINT32_FROM_BE (value);
}

/* FALSE: some are off the earth, or no numbers. */
static gboolean
read_points (const guint8 *bytes,
             gsize         n,
             gboolean      little,
             YutuPoint    *points)
{
  const double max_x = (double)YUTU_GRID_MAX_X / YUTU_GRID_PER_DEGREE;
  const double max_y = (double)YUTU_GRID_MAX_Y / YUTU_GRID_PER_DEGREE;
  gboolean     is_fine = TRUE;

  for (gsize i = 0; i < n && is_fine; i++)
    {
      guint64 bits[2];
      double  degrees[2];

      memcpy (bits, bytes + i * POINT_SIZE, sizeof bits);
      for (int k = 0; k < 2; k++)
        bits[k] = little ? GUINT64_FROM_LE (bits[k]) : GUINT64_FROM_BE (bits[k]);
      memcpy (degrees, bits, sizeof degrees);
      is_fine = fabs (degrees[0]) <= max_x && fabs (degrees[1]) <= max_y;
      if (is_fine)
        points[i] = yutu_point_from_degrees (degrees[0], degrees[1]);
    }
  return is_fine;
}

static void
get_point (Reader *reader)
{
  YutuPoint point;

  if (reader->length - reader->at < POINT_SIZE ||
      !read_points (reader->bytes + reader->at, 1, reader->little, &point))
    {
      reader->bad = TRUE;
      return;
    }
  reader->at += POINT_SIZE;
  yutu_shape_builder_add (reader->builder, &point, 1);
}

static void
get_points (Reader  *reader,
            gboolean is_shell,
            gboolean is_ring)
{
  guint32 n = get_int (reader);
  GArray *points = reader->builder->points;
  gsize   first = points->len;

  if (reader->bad || n > (reader->length - reader->at) / POINT_SIZE)
    {
      reader->bad = TRUE;
      return;
    }
  yutu_shape_builder_begin_part (reader->builder, is_shell);
  g_array_set_size (points, (guint)first + n);
  if (n > 0 && !read_points (reader->bytes + reader->at, n, reader->little, &g_array_index (points, YutuPoint, first)))
    reader->bad = TRUE;
  reader->at += n * POINT_SIZE;
  if (is_ring && points->len > first + 1 &&
      yutu_point_equal (g_array_index (points, YutuPoint, first),
                        g_array_index (points, YutuPoint, points->len - 1)))
    g_array_set_size (points, points->len - 1);
  if (points->len - first < (is_ring ? 3 : 1))
    reader->bad = TRUE;
}

static void
get_polygon (Reader *reader)
{
  guint32 n = get_int (reader);

  for (guint32 i = 0; i < n && !reader->bad; i++)
    get_points (reader, i == 0, TRUE);
}

static void
get_member (Reader *reader,
            guint32 class)
{
  if (class == CLASS_POINT)
    {
      yutu_shape_builder_begin_part (reader->builder, FALSE);
      get_point (reader);
    }
  else if (class == CLASS_LINE)
    get_points (reader, FALSE, FALSE);
  else if (class == CLASS_POLYGON)
    get_polygon (reader);
  else
    reader->bad = TRUE;
}

static void
get_members (Reader *reader,
             guint32 class)
{
  guint32 n = get_int (reader);

  for (guint32 i = 0; i < n && !reader->bad; i++)
    {
      if (get_byte (reader) != MARK_PART || get_int (reader) != class - 3)
        reader->bad = TRUE;
      else
        get_member (reader, class - 3);
    }
}

static void
orient_rings (YutuShape *shape)
{
  YutuPoint *points = (YutuPoint *)shape->points;

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      YutuPoint *ring = points + shape->part_starts[part];
      gsize      n = shape->part_starts[part + 1] - shape->part_starts[part];
      gboolean   left = yutu_exact_ring_area2 (ring, n) > 0;

      if (left == (shape->part_is_shell[part] != 0))
        continue;
      for (gsize i = 0; i < n / 2; i++)
        {
          YutuPoint kept = ring[i];

          ring[i] = ring[n - 1 - i];
          ring[n - 1 - i] = kept;
        }
    }
}

static YutuShapeKind
kind_of_class (guint32 class)
{
  switch (class)
    {
    case CLASS_POINT:
      return YUTU_SHAPE_POINT;
    case CLASS_LINE:
      return YUTU_SHAPE_LINE;
    case CLASS_MULTI_POINT:
      return YUTU_SHAPE_MULTI_POINT;
    case CLASS_MULTI_LINE:
      return YUTU_SHAPE_MULTI_LINE;
    default:
      return YUTU_SHAPE_POLYGON;
    }
}

static guint32
get_head (Reader *reader)
{
  guint8 start = get_byte (reader);
  guint8 order = get_byte (reader);

  reader->little = order == 0x01;
  if (start != MARK_START || order > 0x01 || get_int (reader) != YUTU_SRID)
    reader->bad = TRUE;
  reader->at = HEAD_SIZE - 5;
  if (reader->bad || get_byte (reader) != MARK_BODY)
    {
      reader->bad = TRUE;
      return 0;
    }
  return get_int (reader);
}

YutuShape *
yutu_shape_from_blob (gconstpointer data,
                      gsize         length,
                      GError      **error)
{
  Reader reader = { .bytes = data, .length = length };
  guint32 class = 0;
  YutuShape *shape = NULL;

  if (length < HEAD_SIZE + 1)
    reader.bad = TRUE;
  else
    class = get_head (&reader);
  reader.builder = yutu_shape_builder_new (kind_of_class (class));
  if (!reader.bad && class >= CLASS_MULTI_POINT && class <= CLASS_MULTI_POLYGON)
    get_members (&reader, class);
  else if (!reader.bad)
    get_member (&reader, class);
  if (!reader.bad && get_byte (&reader) != MARK_END)
    reader.bad = TRUE;

  shape = yutu_shape_builder_end (reader.builder);
  if (reader.bad)
    {
      yutu_shape_unref (shape);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("%zu bytes are no geometry of EPSG:%d"), length, YUTU_SRID);
      return NULL;
    }
  if (shape->kind == YUTU_SHAPE_POLYGON)
    orient_rings (shape);
  return shape;
}

/* ---- Two lines, of which one was the other ---- */

#define LINE_HEAD (HEAD_SIZE + 4) /* and the number of points */

/* How many points a LINESTRING of ours has; 0: it is none. */
static gsize
count_line_points (const guint8 *blob,
                   gsize         length)
{
  Reader  reader = { .bytes = blob, .length = length };
  guint32 n = 0;

  if (length < LINE_HEAD + 1 || blob[1] != 0x01 || get_head (&reader) != CLASS_LINE || reader.bad)
    return 0;
  n = get_int (&reader);
  return n > 1 && length == LINE_HEAD + (gsize)n * POINT_SIZE + 1 ? n : 0;
}

/* @n points that are @at ones away from where both are pointed to, the other way round @backwards. */
static gboolean
are_alike (const guint8 *one,
           const guint8 *other,
           gsize         at,
           gsize         n,
           gboolean      backwards)
{
  gssize offset = (backwards ? -(gssize)(at + n) : (gssize)at) * POINT_SIZE;

  return memcmp (one + offset, other + offset, n * POINT_SIZE) == 0;
}

/* In points, of at most @max. */
static gsize
count_alike (const guint8 *one,
             const guint8 *other,
             gsize         max,
             gboolean      backwards)
{
  const gsize chunk = 256;
  gsize       n = 0;

  while (n + chunk <= max && are_alike (one, other, n, chunk, backwards))
    n += chunk;
  while (n < max && are_alike (one, other, n, 1, backwards))
    n++;
  return n;
}

static YutuShape *
read_stretch (const guint8 *blob,
              gsize         first,
              gsize         n)
{
  g_autofree YutuPoint *points = g_new (YutuPoint, n);

  return read_points (blob + LINE_HEAD + first * POINT_SIZE, n, TRUE, points) ? yutu_shape_new_line (points, n) : NULL;
}

gboolean
yutu_line_find_bend (gconstpointer one,
                     gsize         one_size,
                     gconstpointer other,
                     gsize         other_size,
                     YutuShape   **one_stretch,
                     YutuShape   **other_stretch)
{
  const guint8 *a = one, *b = other;
  gsize         n_a = count_line_points (a, one_size), n_b = count_line_points (b, other_size);
  gsize         n = 0, n_end = 0, least = MIN (n_a, n_b);

  *one_stretch = *other_stretch = NULL;
  if (least == 0)
    return FALSE;
  n = count_alike (a + LINE_HEAD, b + LINE_HEAD, least, FALSE);
  n_end = count_alike (a + LINE_HEAD + n_a * POINT_SIZE, b + LINE_HEAD + n_b * POINT_SIZE, least - n, TRUE);
  n -= n > 0 ? 1 : 0;
  n_end -= n_end > 0 ? 1 : 0;
  *one_stretch = read_stretch (a, n, n_a - n - n_end);
  *other_stretch = read_stretch (b, n, n_b - n - n_end);
  if (*one_stretch != NULL && *other_stretch != NULL)
    return TRUE;
  g_clear_pointer (one_stretch, yutu_shape_unref);
  g_clear_pointer (other_stretch, yutu_shape_unref);
  return FALSE;
}
