/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What lies within a distance of the nearest of some facilities, along the geodesic, exactly.
 * Around the facilities a grid of cells a quarter of the distance wide says of each cell: all of
 * it is in reach of one facility, or which facilities may reach some of it, or none does. Most
 * points are answered by their cell. Packed addresses are on 1e-7 degree; those so near to the
 * edge that it matters are asked for where they stand exactly. */

#include "coverage/yutu-indicator-private.h"

#include <math.h>

#include "geo/yutu-measure.h"
#include "geo/yutu-shape.h"

#define MAX_SIDE     1024
#define FULL         -2
#define NONE         -1
#define PACKED_GRID  100  /* grid steps of a packed coordinate */
#define PACKED_OFF_M 0.03 /* farther than that no packed point is from the exact one */

typedef struct
{
  int center;
  int next; /* index of a Link, NONE at the end */
} Link;

struct _YutuReach
{
  double  radius_m;
  GArray *centers; /* YutuPoint */
  YutuBox box;
  gint64  cell_x; /* size of a cell, grid steps */
  gint64  cell_y;
  int     width;
  int     height;
  int    *cells; /* FULL, NONE, or the index of the first Link */
  GArray *links;
};

void
yutu_reach_free (YutuReach *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->centers, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self->cells);
  g_free (self);
}

static gboolean
read_centers (YutuReach         *self,
              YutuConnection    *connection,
              const char *const *registers,
              const char        *day,
              GError           **error)
{
  g_autofree char *list = yutu_coverage_dup_json (registers);
  gboolean         row = TRUE;
  sqlite3_stmt    *statement =
    yutu_connection_prepare (connection,
                             "SELECT geom FROM facility WHERE kind IN (SELECT value FROM json_each "
                             "(?1)) AND valid_from <= ?2 "
                             "AND ?2 < valid_to AND geom IS NOT NULL",
                             error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, list, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (yutu_connection_step (connection, statement, &row, error))
    {
      g_autoptr (YutuShape) shape = NULL;

      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                    (gsize)sqlite3_column_bytes (statement, 0), NULL);
      if (shape != NULL && shape->n_points > 0)
        g_array_append_val (self->centers, shape->points[0]);
    }
  return FALSE;
}

static YutuBox
get_cell_box (const YutuReach *self,
              int              column,
              int              row)
{
  gint64 x = self->box.min_x + column * self->cell_x;
  gint64 y = self->box.min_y + row * self->cell_y;

  return (YutuBox){ x, y, x + self->cell_x, y + self->cell_y };
}

/* All of a cell is in reach when its corners are, with a margin over the curves of its sides. */
static gboolean
covers_cell (const YutuReach *self,
             YutuPoint        center,
             YutuBox          cell)
{
  double radius_m = self->radius_m * 0.998;

  return yutu_measure_is_within (center, radius_m, (YutuPoint){ cell.min_x, cell.min_y }) &&
         yutu_measure_is_within (center, radius_m, (YutuPoint){ cell.max_x, cell.min_y }) &&
         yutu_measure_is_within (center, radius_m, (YutuPoint){ cell.min_x, cell.max_y }) &&
         yutu_measure_is_within (center, radius_m, (YutuPoint){ cell.max_x, cell.max_y });
}

static void
mark_center (YutuReach *self,
             int        index)
{
  YutuPoint center = g_array_index (self->centers, YutuPoint, index);
  YutuBox   around = yutu_measure_box_around (center, self->radius_m);
  int       first_row = (int)((around.min_y - self->box.min_y) / self->cell_y);
  int       last_row = MIN ((int)((around.max_y - self->box.min_y) / self->cell_y),
                            self->height - 1);
  int       first = (int)((around.min_x - self->box.min_x) / self->cell_x);
  int       last = MIN ((int)((around.max_x - self->box.min_x) / self->cell_x), self->width - 1);

  for (int row = first_row; row <= last_row; row++)
    for (int column = first; column <= last; column++)
      {
        int *cell = &self->cells[row * self->width + column];
        Link link = { index, *cell };

        if (*cell == FULL)
          continue;
        if (covers_cell (self, center, get_cell_box (self, column, row)))
          *cell = FULL;
        else
          {
            *cell = (int)self->links->len;
            g_array_append_val (self->links, link);
          }
      }
}

static void
make_cells (YutuReach *self)
{
  YutuBox one = YUTU_BOX_EMPTY;

  self->box = YUTU_BOX_EMPTY;
  for (guint i = 0; i < self->centers->len; i++)
    {
      one = yutu_measure_box_around (g_array_index (self->centers, YutuPoint, i), self->radius_m);
      yutu_box_add_box (&self->box, one);
    }
  if (self->centers->len == 0)
    return;
  self->cell_x = MAX ((one.max_x - one.min_x) / 8,
                      (self->box.max_x - self->box.min_x) / MAX_SIDE) +
                 1;
  self->cell_y = MAX ((one.max_y - one.min_y) / 8,
                      (self->box.max_y - self->box.min_y) / MAX_SIDE) +
                 1;
  self->width = (int)((self->box.max_x - self->box.min_x) / self->cell_x) + 1;
  self->height = (int)((self->box.max_y - self->box.min_y) / self->cell_y) + 1;
  self->cells = g_new (int, (gsize)self->width *(gsize)self->height);
  for (int i = 0; i < self->width * self->height; i++)
    self->cells[i] = NONE;
  for (guint i = 0; i < self->centers->len; i++)
    mark_center (self, (int)i);
}

YutuReach *
yutu_reach_load (YutuConnection    *connection,
                 const char *const *registers,
                 const char        *day,
                 double             radius_m,
                 GError           **error)
{
  g_autoptr (YutuReach) self = g_new0 (YutuReach, 1);

  self->radius_m = radius_m;
  self->centers = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  if (!read_centers (self, connection, registers, day, error))
    return NULL;
  make_cells (self);
  return g_steal_pointer (&self);
}

static int
get_cell (const YutuReach *self,
          YutuPoint        point)
{
  if (self->cells == NULL || !yutu_box_contains (self->box, point))
    return NONE;
  return self->cells[(point.y - self->box.min_y) / self->cell_y * self->width +
                     (point.x - self->box.min_x) / self->cell_x];
}

static gboolean
is_near (const YutuReach *self,
         int              cell,
         YutuPoint        point,
         double           radius_m)
{
  for (int i = cell; i >= 0; i = g_array_index (self->links, Link, i).next)
    if (yutu_measure_is_within (
          g_array_index (self->centers, YutuPoint, g_array_index (self->links, Link, i).center),
          radius_m, point))
      return TRUE;
  return FALSE;
}

gboolean
yutu_reach_covers (const YutuReach *self,
                   YutuPoint        point)
{
  int cell = get_cell (self, point);

  return cell == FULL || is_near (self, cell, point, self->radius_m);
}

/* ---- Addresses ---- */

#define BLOCK_BITS 16

/* The village of each address: blocks of the ids with the same id >> BLOCK_BITS, each of the
 * indexes of the units + 1. */
typedef struct
{
  GHashTable *blocks; /* gint64 * → gint32 * */
  gint64      last;
  gint32     *last_block;
} Villages;

static void
villages_clear (Villages *self)
{
  g_clear_pointer (&self->blocks, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Villages, villages_clear)

static gint32 *
villages_get (Villages *self,
              gint64    id,
              gboolean  make)
{
  gint64 key = id >> BLOCK_BITS;

  if (self->last_block == NULL || self->last != key)
    {
      self->last = key;
      self->last_block = g_hash_table_lookup (self->blocks, &key);
      if (self->last_block == NULL && make)
        {
          self->last_block = g_new0 (gint32, 1 << BLOCK_BITS);
          g_hash_table_insert (self->blocks, g_memdup2 (&key, sizeof key), self->last_block);
        }
    }
  return self->last_block != NULL ? &self->last_block[id & ((1 << BLOCK_BITS) - 1)] : NULL;
}

static gboolean
read_villages (const YutuCoverageRead *self,
               Villages               *out,
               GError                **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT village, id FROM address ORDER BY village, door", error);
  gboolean row = TRUE;
  gint64   village = 0;
  int      unit = -1;

  out->blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  while (statement != NULL && yutu_connection_step (self->connection, statement, &row, error))
    {
      gint64 found;

      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      found = sqlite3_column_int64 (statement, 0);
      if (found != village)
        unit = yutu_coverage_find (self, found);
      village = found;
      *villages_get (out, sqlite3_column_int64 (statement, 1), TRUE) = unit + 1;
    }
  return FALSE;
}

/* Where an address stands exactly. */
static gboolean
covers_exactly (const YutuReach *self,
                YutuConnection  *connection,
                gint64           id,
                gboolean        *covers,
                GError         **error)
{
  g_autoptr (YutuShape) shape = NULL;
  gboolean      row = FALSE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT geom FROM address WHERE id = ?1", error);

  *covers = FALSE;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                  (gsize)sqlite3_column_bytes (statement, 0), NULL);
  sqlite3_reset (statement);
  *covers = shape != NULL && shape->n_points > 0 && yutu_reach_covers (self, shape->points[0]);
  return TRUE;
}

/* A packed point: by its cell, else by its distance, else by where it stands exactly. */
static gboolean
covers_packed (const YutuReach *self,
               YutuConnection  *connection,
               gint64           id,
               YutuPoint        point,
               gboolean        *covers,
               GError         **error)
{
  int cell = get_cell (self, point);

  *covers = cell == FULL || is_near (self, cell, point, self->radius_m - PACKED_OFF_M);
  return *covers || cell == NONE || !is_near (self, cell, point, self->radius_m + PACKED_OFF_M) ||
         covers_exactly (self, connection, id, covers, error);
}

static gboolean
count_near (YutuCoverageRead *self,
            const YutuReach  *reach,
            Villages         *villages,
            gint64           *near, /* one a unit, and one for those of no unit */
            GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT x, y, id FROM address_point WHERE valid_from <= ?1 AND (valid_to IS NULL OR "
    "?1 < valid_to)",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, yutu_day_parse (self->day));
  while (yutu_connection_step (self->connection, statement, &row, error))
    {
      YutuPoint     point;
      gboolean      covers = FALSE;
      const gint32 *unit;
      gint64        id;

      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      point.x = sqlite3_column_int64 (statement, 0) * PACKED_GRID;
      point.y = sqlite3_column_int64 (statement, 1) * PACKED_GRID;
      id = sqlite3_column_int64 (statement, 2);
      if (!covers_packed (reach, self->connection, id, point, &covers, error))
        return FALSE;
      unit = covers ? villages_get (villages, id, FALSE) : NULL;
      if (covers)
        near[unit != NULL && *unit > 0 ? *unit - 1 : (gint32)self->units->len]++;
    }
  return FALSE;
}

static gboolean
count_within (YutuCoverageRead *self,
              const YutuTerm   *term,
              YutuTallies      *out,
              GError          **error)
{
  g_autoptr (YutuReach) reach =
    yutu_reach_load (self->connection, term->reach_of, self->day, term->reach_m, error);
  g_auto (Villages) villages = { NULL, 0, NULL };
  g_autofree gint64 *near = g_new0 (gint64, self->units->len + 1);

  if (reach == NULL || !read_villages (self, &villages, error) ||
      !count_near (self, reach, &villages, near, error))
    return FALSE;
  for (guint i = 0; i <= self->units->len; i++)
    {
      YutuTally tally = { near[i], near[i], near[i] };

      yutu_coverage_add (self, out,
                         i < self->units->len ? YUTU_COVERAGE_UNIT (self, i)->unit : 0, 0, &tally);
    }
  return TRUE;
}

/* Sums of all days up to this one. */
static gboolean
count_all (YutuCoverageRead *self,
           YutuTallies      *out,
           GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT village, sum (n) FROM address_day WHERE day <= ?1 GROUP BY village",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_STATIC);
  while (yutu_connection_step (self->connection, statement, &row, error))
    {
      gint64 n;

      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      n = sqlite3_column_int64 (statement, 1);
      yutu_coverage_add (self, out, sqlite3_column_int64 (statement, 0), 0,
                         &(YutuTally){ n, n, n });
    }
  return FALSE;
}

gboolean
yutu_coverage_count_addresses (YutuCoverageRead *self,
                               const YutuTerm   *term,
                               YutuTallies      *out,
                               GError          **error)
{
  gint64 has_any = 0;

  if (!yutu_connection_get_int64 (self->connection,
                                  "SELECT EXISTS (SELECT 1 FROM address_day)", 0, &has_any, error))
    return FALSE;
  out->is_kept = has_any != 0;
  return term->reach_m > 0 ? count_within (self, term, out, error) : count_all (self, out, error);
}
