/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-memory.h"

#include "gazetteer/yutu-gazetteer-private.h"

#define STRIDE     128 /* points between two kept keys */
#define CELL_SHIFT (2 * (YUTU_HILBERT_LEVEL - YUTU_ADDRESS_CELL_MAX_LEVEL))

struct _YutuAddressMemory
{
  gatomicrefcount   ref_count;
  YutuAddressPoints points;
  YutuAddressPoints cells;
  GArray           *keys;      /* guint64, of every STRIDE-th point */
  GArray           *cell_keys; /* guint64, as cells */
};

typedef struct
{
  GArray *x;
  GArray *y;
  GArray *ids;
  GArray *keys;
  GArray *cell_x;
  GArray *cell_y;
  GArray *counts;
  GArray *cell_keys;
} Reader;

static void
reader_init (Reader *self)
{
  self->x = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->y = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->cell_x = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->cell_y = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->cell_keys = g_array_new (FALSE, FALSE, sizeof (guint64));
}

/* Room for what is expected, so that the arrays do not double over it. */
static void
reader_reserve (Reader *self,
                guint   n)
{
  g_array_set_size (self->x, n);
  g_array_set_size (self->y, n);
  g_array_set_size (self->ids, n);
  g_array_set_size (self->x, 0);
  g_array_set_size (self->y, 0);
  g_array_set_size (self->ids, 0);
}

static void
reader_clear (Reader *self)
{
  g_array_unref (self->x);
  g_array_unref (self->y);
  g_array_unref (self->ids);
  g_array_unref (self->keys);
  g_array_unref (self->cell_x);
  g_array_unref (self->cell_y);
  g_array_unref (self->counts);
  g_array_unref (self->cell_keys);
}

static void
add_to_cell (Reader *self,
             guint64 h)
{
  guint64       key = h >> CELL_SHIFT;
  const guint32 one = 1;
  YutuPoint     center;
  gint32        x, y;

  if (self->cell_keys->len > 0 &&
      g_array_index (self->cell_keys, guint64, self->cell_keys->len - 1) == key)
    {
      g_array_index (self->counts, guint32, self->counts->len - 1)++;
      return;
    }
  center = yutu_hilbert_cell_center (h, YUTU_ADDRESS_CELL_MAX_LEVEL);
  x = (gint32)yutu_packed_from_grid (center.x);
  y = (gint32)yutu_packed_from_grid (center.y);
  g_array_append_val (self->cell_keys, key);
  g_array_append_val (self->cell_x, x);
  g_array_append_val (self->cell_y, y);
  g_array_append_val (self->counts, one);
}

static void
add_point (Reader       *self,
           sqlite3_stmt *row)
{
  guint64 h = (guint64)sqlite3_column_int64 (row, 0);
  gint32  x = sqlite3_column_int (row, 1), y = sqlite3_column_int (row, 2);
  gint64  id = sqlite3_column_int64 (row, 3);

  if (self->x->len % STRIDE == 0)
    g_array_append_val (self->keys, h);
  g_array_append_val (self->x, x);
  g_array_append_val (self->y, y);
  g_array_append_val (self->ids, id);
  add_to_cell (self, h);
}

static gboolean
read_points (Reader         *self,
             YutuConnection *connection,
             YutuDay         day,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT h, x, y, id FROM address_point WHERE valid_from <= ?1 AND "
    "(valid_to IS NULL OR ?1 < valid_to) ORDER BY h, id",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, day);
  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        add_point (self, statement);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* A level of few cells: their sum is nearly the number of points. */
static gboolean
count_points (YutuConnection *connection,
              gint64         *n,
              GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT coalesce (sum (n), 0) FROM address_cell WHERE level = 12", 0, n, error);
}

static gpointer
take (GArray **array)
{
  gpointer data = g_array_free (*array, FALSE);

  *array = g_array_new (FALSE, FALSE, 1);
  return data;
}

YutuAddressMemory *
yutu_address_memory_read (YutuConnection *connection,
                          YutuDay         day,
                          GError        **error)
{
  YutuAddressMemory *self = NULL;
  Reader             reader;
  gint64             n = 0;

  reader_init (&reader);
  if (count_points (connection, &n, error))
    {
      reader_reserve (&reader, (guint)CLAMP (n, 0, G_MAXINT32));
      if (read_points (&reader, connection, day, error))
        self = g_new0 (YutuAddressMemory, 1);
    }
  if (self != NULL)
    {
      g_atomic_ref_count_init (&self->ref_count);
      self->points.n = reader.x->len;
      self->points.x = take (&reader.x);
      self->points.y = take (&reader.y);
      self->points.ids = take (&reader.ids);
      self->cells.n = reader.cell_x->len;
      self->cells.x = take (&reader.cell_x);
      self->cells.y = take (&reader.cell_y);
      self->cells.counts = take (&reader.counts);
      self->keys = g_array_ref (reader.keys);
      self->cell_keys = g_array_ref (reader.cell_keys);
    }
  reader_clear (&reader);
  return self;
}

YutuAddressMemory *
yutu_address_memory_ref (YutuAddressMemory *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_address_memory_unref (YutuAddressMemory *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->points.x);
  g_free (self->points.y);
  g_free (self->points.ids);
  g_free (self->cells.x);
  g_free (self->cells.y);
  g_free (self->cells.counts);
  g_array_unref (self->keys);
  g_array_unref (self->cell_keys);
  g_free (self);
}

const YutuAddressPoints *
yutu_address_memory_get_points (const YutuAddressMemory *self)
{
  return &self->points;
}

const YutuAddressPoints *
yutu_address_memory_get_cells (const YutuAddressMemory *self)
{
  return &self->cells;
}

/* ---- Finding ---- */

/* How many of @keys are less than @key. */
static gsize
count_below (const GArray *keys,
             guint64       key)
{
  gsize low = 0, high = keys->len;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (g_array_index (keys, guint64, middle) < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* @runs grow from the left; what touches the last one joins it. */
static gsize
add_run (YutuAddressRun *runs,
         gsize           n_runs,
         gsize           first,
         gsize           end)
{
  YutuAddressRun *last = n_runs > 0 ? &runs[n_runs - 1] : NULL;

  if (last != NULL)
    first = MAX (first, last->first + last->n);
  if (first >= end)
    return n_runs;
  if (last != NULL && last->first + last->n == first)
    {
      last->n = end - last->first;
      return n_runs;
    }
  runs[n_runs] = (YutuAddressRun){ first, end - first };
  return n_runs + 1;
}

gsize
yutu_address_memory_find (const YutuAddressMemory *self,
                          YutuBox                  box,
                          gboolean                 cells,
                          YutuAddressRun           runs[YUTU_ADDRESS_MAX_RUNS])
{
  YutuHilbertRange ranges[YUTU_ADDRESS_MAX_RUNS];
  const GArray    *keys = cells ? self->cell_keys : self->keys;
  gsize            stride = cells ? 1 : STRIDE, n = cells ? self->cells.n : self->points.n;
  gsize            n_ranges = 0, n_runs = 0;
  int              shift = cells ? CELL_SHIFT : 0;

  /* Packed points are rounded. */
  box = (YutuBox){ MAX (box.min_x - YUTU_PACKED_GRID, -YUTU_GRID_MAX_X),
                   MAX (box.min_y - YUTU_PACKED_GRID, -YUTU_GRID_MAX_Y),
                   MIN (box.max_x + YUTU_PACKED_GRID, YUTU_GRID_MAX_X),
                   MIN (box.max_y + YUTU_PACKED_GRID, YUTU_GRID_MAX_Y) };
  if (!yutu_box_is_empty (box))
    n_ranges = yutu_hilbert_cover (box, YUTU_ADDRESS_MAX_RUNS, ranges);
  for (gsize i = 0; i < n_ranges; i++)
    {
      /* A kept key is that of the first of its stretch: the one before may reach into the range. */
      gsize first = count_below (keys, ranges[i].first >> shift);
      gsize end = count_below (keys, (ranges[i].last >> shift) + 1);

      if (stride > 1 && first > 0)
        first--;
      n_runs = add_run (runs, n_runs, MIN (first * stride, n), MIN (end * stride, n));
    }
  return n_runs;
}
