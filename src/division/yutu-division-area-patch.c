/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A polygon of which only some vertices are other ones than before: the arcs that were bent are found
 * in its BLOB by all their old points, and new ones put there. What comes out is byte for byte what
 * drawing it again would give: rings are chained from arcs in the order of their ids, wherever these
 * run. Where anything is not as expected the polygon is left to be drawn. */

#include "division/yutu-division-area-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "division/yutu-division.h"
#include "geo/yutu-measure.h"

#define GEOM_COLUMN   5  /* of arc, its id being 0 */
#define POINT_SIZE    16 /* two doubles */
#define BOX_OFFSET    6
#define LINE_COUNT    43 /* of a LINESTRING's points; they follow */
#define LINE_POINTS   47
#define SHELLS_OFFSET 47 /* behind the number of shells of a MULTIPOLYGON */

/* An arc as it was and as it is, its points as the BLOBs have them. */
typedef struct
{
  const guint8 *before; /* the journal's, while derivers run */
  GByteArray   *now;
  gboolean      is_turned; /* the area lies to its right */
  gsize         n_before;
  gsize         n_now;
  gsize         n_alike; /* points at the beginning, and at the end, in the area's direction */
  gsize         n_alike_end;
  gsize         ring;   /* in the polygon: byte offset of the ring's number of points */
  gsize         offset; /* byte offset of the first point */
} Chain;

static void
chain_clear (gpointer data)
{
  g_clear_pointer (&((Chain *)data)->now, g_byte_array_unref);
}

static guint32
read_count (const guint8 *bytes)
{
  guint32 count;

  memcpy (&count, bytes, sizeof count);
  return GUINT32_FROM_LE (count);
}

/* The number of points of a LINESTRING of ours; 0 when it is none. */
static gsize
count_points (const guint8 *bytes,
              gsize         size)
{
  gsize n = size > LINE_POINTS ? read_count (bytes + LINE_COUNT) : 0;

  return n >= 2 && size == LINE_POINTS + n * POINT_SIZE + 1 && bytes[1] == 1 &&
             G_BYTE_ORDER == G_LITTLE_ENDIAN
           ? n
           : 0;
}

/* In the direction in which the area lies to the left. */
static const guint8 *
get_before (const Chain *chain,
            gsize        i)
{
  return chain->before + (chain->is_turned ? chain->n_before - 1 - i : i) * POINT_SIZE;
}

static const guint8 *
get_now (const Chain *chain,
         gsize        i)
{
  return chain->now->data + (chain->is_turned ? chain->n_now - 1 - i : i) * POINT_SIZE;
}

static void
compare_points (Chain *chain)
{
  gsize least = MIN (chain->n_before, chain->n_now);

  while (chain->n_alike < least &&
         memcmp (get_before (chain, chain->n_alike), get_now (chain, chain->n_alike), POINT_SIZE) == 0)
    chain->n_alike++;
  while (chain->n_alike + chain->n_alike_end < least &&
         memcmp (get_before (chain, chain->n_before - 1 - chain->n_alike_end),
                 get_now (chain, chain->n_now - 1 - chain->n_alike_end), POINT_SIZE) == 0)
    chain->n_alike_end++;
}

static gboolean
load_chain (YutuConnection *connection,
            gint64          area,
            gint64          arc,
            Chain          *chain,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT geom, EXISTS (SELECT 1 FROM division_area_face WHERE area = ?2 AND face = face_left) "
    "FROM arc WHERE id = ?1",
    error);
  gconstpointer before = NULL;
  gsize         size = 0;
  gboolean      row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc);
  sqlite3_bind_int64 (statement, 2, area);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row && yutu_connection_find_old_blob (connection, "arc", arc, GEOM_COLUMN, &before, &size))
    {
      const guint8 *bytes = sqlite3_column_blob (statement, 0);

      chain->is_turned = sqlite3_column_int (statement, 1) == 0;
      chain->n_before = count_points (before, size);
      chain->n_now = count_points (bytes, (gsize)sqlite3_column_bytes (statement, 0));
      if (chain->n_before > 0 && chain->n_now > 0)
        {
          chain->before = (const guint8 *)before + LINE_POINTS;
          chain->now = g_byte_array_sized_new ((guint)(chain->n_now * POINT_SIZE));
          g_byte_array_append (chain->now, bytes + LINE_POINTS, (guint)(chain->n_now * POINT_SIZE));
          compare_points (chain);
        }
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- In the polygon ---- */

/* A MULTIPOLYGON's bytes, borrowed. */
typedef struct
{
  const guint8 *bytes;
  gsize         size;
} Polygon;

typedef gboolean (*RingFunc) (const Polygon *polygon,
                              gsize          ring,
                              gpointer       data);

/* Calls @func with the byte offset of each ring's number of points until it says TRUE. FALSE, too,
 * when it is no MULTIPOLYGON of ours. */
static gboolean
each_ring (const Polygon *polygon,
           RingFunc       func,
           gpointer       data)
{
  gsize   at = SHELLS_OFFSET;
  guint32 n_shells = polygon->size > at && polygon->bytes[1] == 1 ? read_count (polygon->bytes + at - 4) : 0;

  for (guint32 s = 0; s < n_shells; s++)
    {
      guint32 n_rings = at + 9 <= polygon->size ? read_count (polygon->bytes + at + 5) : 0;

      at += 9;
      for (guint32 r = 0; r < n_rings; r++)
        {
          gsize n = at + 4 <= polygon->size ? read_count (polygon->bytes + at) : G_MAXUINT32;

          if (n < 4 || n > (polygon->size - at - 4) / POINT_SIZE)
            return FALSE;
          if (func (polygon, at, data))
            return TRUE;
          at += 4 + n * POINT_SIZE;
        }
    }
  return FALSE;
}

static gboolean
is_chain_at (const Chain  *chain,
             const guint8 *points)
{
  if (memcmp (points, get_before (chain, 0), POINT_SIZE) != 0 ||
      memcmp (points + POINT_SIZE, get_before (chain, 1), POINT_SIZE) != 0)
    return FALSE;
  if (!chain->is_turned)
    return memcmp (points, chain->before, chain->n_before * POINT_SIZE) == 0;
  for (gsize i = 0; i < chain->n_before; i++)
    if (memcmp (points + i * POINT_SIZE, get_before (chain, i), POINT_SIZE) != 0)
      return FALSE;
  return TRUE;
}

/* An arc never runs over the beginning of a ring: rings begin with one. */
static gboolean
find_in_ring (const Polygon *polygon,
              gsize          ring,
              gpointer       data)
{
  Chain        *chain = data;
  gsize         n = read_count (polygon->bytes + ring);
  const guint8 *points = polygon->bytes + ring + 4;

  for (gsize i = 0; i + chain->n_before <= n; i++)
    if (is_chain_at (chain, points + i * POINT_SIZE))
      {
        chain->ring = ring;
        chain->offset = ring + 4 + i * POINT_SIZE;
        return TRUE;
      }
  return FALSE;
}

static YutuPoint
to_point (const guint8 *bytes)
{
  double degrees[2];

  memcpy (degrees, bytes, sizeof degrees);
  return yutu_point_from_degrees (degrees[0], degrees[1]);
}

/* Of the edges that are not alike: those that are now less those that were. */
static gint64
measure_change_cm2 (const Chain *chain)
{
  gsize  first = chain->n_alike > 0 ? chain->n_alike - 1 : 0;
  gsize  end = MIN (chain->n_now - chain->n_alike_end + 1, chain->n_now);
  gsize  end_before = MIN (chain->n_before - chain->n_alike_end + 1, chain->n_before);
  gint64 area_cm2 = 0;

  for (gsize i = first; i + 1 < end; i++)
    area_cm2 += yutu_measure_edge_cm2 (to_point (get_now (chain, i)), to_point (get_now (chain, i + 1)));
  for (gsize i = first; i + 1 < end_before; i++)
    area_cm2 -= yutu_measure_edge_cm2 (to_point (get_before (chain, i)), to_point (get_before (chain, i + 1)));
  return area_cm2;
}

/* ---- Writing: as little as can be ---- */

/* Sixteen bytes of the polygon that become others. */
typedef struct
{
  gsize  at;
  guint8 bytes[POINT_SIZE];
} Write;

static void
add_write (GArray       *writes,
           gsize         at,
           const guint8 *point)
{
  Write write = { .at = at };

  memcpy (write.bytes, point, POINT_SIZE);
  g_array_append_val (writes, write);
}

/* A ring's first point stands again at its end. */
static void
add_writes (const Polygon *polygon,
            const Chain   *chain,
            GArray        *writes)
{
  gsize first = chain->ring + 4;
  gsize last = first + (read_count (polygon->bytes + chain->ring) - 1) * POINT_SIZE;

  for (gsize i = chain->n_alike; i + chain->n_alike_end < chain->n_now; i++)
    {
      gsize at = chain->offset + i * POINT_SIZE;

      add_write (writes, at, get_now (chain, i));
      if (at == first)
        add_write (writes, last, get_now (chain, i));
      else if (at == last)
        add_write (writes, first, get_now (chain, i));
    }
}

/* Whether the box stays what it is: no old point of a write is at its edge, no new one beyond. */
static gboolean
keeps_box (const Polygon *polygon,
           const GArray  *writes)
{
  double box[4], point[2];

  memcpy (box, polygon->bytes + BOX_OFFSET, sizeof box);
  for (guint i = 0; i < writes->len; i++)
    {
      const Write *write = &g_array_index (writes, Write, i);

      for (int k = 0; k < 2; k++)
        {
          memcpy (point, k == 0 ? polygon->bytes + write->at : write->bytes, sizeof point);
          if (point[0] <= box[0] || point[1] <= box[1] || point[0] >= box[2] || point[1] >= box[3])
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_area (YutuConnection *connection,
            gint64          area,
            gint64          area_cm2,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE division_area SET area_m2 = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, area);
  sqlite3_bind_double (statement, 2, (double)area_cm2 / YUTU_CM2_PER_M2);
  return yutu_connection_run (connection, statement, error);
}

/* Into the value as it lies in the file: only the pages that differ are written, and no trigger has
 * to look at a box that is the same. */
static gboolean
write_in_place (YutuConnection *connection,
                gint64          area,
                const GArray   *writes,
                GError        **error)
{
  sqlite3_blob *blob = NULL;
  int           code = sqlite3_blob_open (yutu_connection_get_handle (connection), "main", "division_area",
                                          "geom", area, 1, &blob);

  for (guint i = 0; code == SQLITE_OK && i < writes->len; i++)
    {
      const Write *write = &g_array_index (writes, Write, i);

      code = sqlite3_blob_write (blob, write->bytes, POINT_SIZE, (int)write->at);
    }
  if (code == SQLITE_OK)
    {
      code = sqlite3_blob_close (blob);
      blob = NULL;
    }
  sqlite3_blob_close (blob);
  if (code != SQLITE_OK)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_FAILED,
                 _ ("an area cannot be written: %s"), sqlite3_errmsg (yutu_connection_get_handle (connection)));
  return code == SQLITE_OK;
}

/* ---- Writing the whole polygon, when its box or its length changes ---- */

static gboolean
add_ring_to_box (const Polygon *polygon,
                 gsize          ring,
                 gpointer       data)
{
  double *box = data;
  gsize   n = read_count (polygon->bytes + ring);

  for (gsize i = 0; i < n; i++)
    {
      double point[2];

      memcpy (point, polygon->bytes + ring + 4 + i * POINT_SIZE, sizeof point);
      box[0] = MIN (box[0], point[0]);
      box[1] = MIN (box[1], point[1]);
      box[2] = MAX (box[2], point[0]);
      box[3] = MAX (box[3], point[1]);
    }
  return FALSE;
}

/* Other points than before in number, between ends that are the same. */
static GByteArray *
splice_points (const Polygon *polygon,
               const Chain   *chain)
{
  gsize       end = chain->offset + chain->n_before * POINT_SIZE;
  GByteArray *out = g_byte_array_sized_new ((guint)polygon->size + chain->now->len);
  guint32     n =
    GUINT32_TO_LE ((guint32)(read_count (polygon->bytes + chain->ring) + chain->n_now - chain->n_before));

  g_byte_array_append (out, polygon->bytes, (guint)chain->offset);
  for (gsize i = 0; i < chain->n_now; i++)
    g_byte_array_append (out, get_now (chain, i), POINT_SIZE);
  g_byte_array_append (out, polygon->bytes + end, (guint)(polygon->size - end));
  memcpy (out->data + chain->ring, &n, sizeof n);
  return out;
}

static GByteArray *
copy_with_writes (const Polygon *polygon,
                  const GArray  *writes)
{
  GByteArray *out = g_byte_array_sized_new ((guint)polygon->size);

  g_byte_array_append (out, polygon->bytes, (guint)polygon->size);
  for (guint i = 0; i < writes->len; i++)
    {
      const Write *write = &g_array_index (writes, Write, i);

      memcpy (out->data + write->at, write->bytes, POINT_SIZE);
    }
  return out;
}

static gboolean
write_whole (YutuConnection *connection,
             gint64          area,
             GByteArray     *bytes,
             GError        **error)
{
  double        box[4] = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  Polygon       polygon = { bytes->data, bytes->len };
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE division_area SET geom = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  each_ring (&polygon, add_ring_to_box, box);
  memcpy (bytes->data + BOX_OFFSET, box, sizeof box);
  sqlite3_bind_int64 (statement, 1, area);
  sqlite3_bind_blob64 (statement, 2, bytes->data, bytes->len, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* ---- All together ---- */

/* What is to be written: @writes, or, when it is not NULL, *whole. FALSE: the chains cannot be put
 * into it. */
static gboolean
put_chains (const Polygon *polygon,
            GArray        *chains,
            GArray        *writes,
            GByteArray   **whole)
{
  const Chain *only = &g_array_index (chains, Chain, 0);
  gboolean     same_counts = TRUE;

  for (guint i = 0; i < chains->len; i++)
    {
      Chain *chain = &g_array_index (chains, Chain, i);

      if (!each_ring (polygon, find_in_ring, chain))
        return FALSE;
      same_counts = same_counts && chain->n_before == chain->n_now;
    }
  if (!same_counts)
    {
      if (chains->len > 1 || only->n_alike == 0 || only->n_alike_end == 0)
        return FALSE;
      *whole = splice_points (polygon, only);
      return TRUE;
    }
  for (guint i = 0; i < chains->len; i++)
    add_writes (polygon, &g_array_index (chains, Chain, i), writes);
  if (!keeps_box (polygon, writes))
    *whole = copy_with_writes (polygon, writes);
  return TRUE;
}

static gboolean
load_chains (YutuConnection *connection,
             gint64          area,
             const gint64   *arcs,
             GArray         *chains,
             gboolean       *are_known,
             GError        **error)
{
  *are_known = TRUE;
  for (guint i = 0; *are_known && i < chains->len; i++)
    {
      Chain *chain = &g_array_index (chains, Chain, i);

      if (!load_chain (connection, area, arcs[i], chain, error))
        return FALSE;
      *are_known = chain->before != NULL;
    }
  return TRUE;
}

gboolean
yutu_division_area_patch (YutuConnection *connection,
                          gint64          area,
                          const gint64   *arcs,
                          gsize           n_arcs,
                          gboolean       *is_done,
                          GError        **error)
{
  g_autoptr (GArray) chains = g_array_new (FALSE, TRUE, sizeof (Chain));
  g_autoptr (GArray) writes = g_array_new (FALSE, FALSE, sizeof (Write));
  g_autoptr (GByteArray) whole = NULL;
  sqlite3_stmt *statement = NULL;
  gint64        area_cm2 = 0;
  gboolean      row = FALSE;

  g_array_set_clear_func (chains, chain_clear);
  g_array_set_size (chains, (guint)n_arcs);
  if (!load_chains (connection, area, arcs, chains, is_done, error))
    return FALSE;
  if (!*is_done)
    return TRUE;
  statement = yutu_connection_prepare (
    connection, "SELECT area_m2, geom FROM division_area WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, area);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      Polygon polygon = { sqlite3_column_blob (statement, 1),
                          (gsize)sqlite3_column_bytes (statement, 1) };

      area_cm2 = llround (sqlite3_column_double (statement, 0) * YUTU_CM2_PER_M2);
      row = put_chains (&polygon, chains, writes, &whole);
    }
  sqlite3_reset (statement);
  *is_done = row;
  if (!row)
    return TRUE;
  for (guint i = 0; i < chains->len; i++)
    area_cm2 += measure_change_cm2 (&g_array_index (chains, Chain, i));
  return write_area (connection, area, area_cm2, error) &&
         (whole != NULL ? write_whole (connection, area, whole, error)
                        : write_in_place (connection, area, writes, error));
}
