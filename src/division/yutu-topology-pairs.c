/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which segments may meet: a uniform grid of about one cell a segment, each segment entered into
 * the cells that it runs through, row by row. The doubles here only nominate; a margin of a cell
 * row keeps them from missing one. */

#include "division/yutu-topology-private.h"

struct _YutuTopologyGrid
{
  double   min_x;
  double   min_y;
  double   cell_x;
  double   cell_y;
  gint64   n_x;
  gint64   n_y;
  guint32 *ends; /* by cell, into cells */
  guint32 *cells;
};

typedef struct _YutuTopologyGrid Grid;

static gint64
column_of (const Grid *grid,
           double      x)
{
  return CLAMP ((gint64)((x - grid->min_x) / grid->cell_x), 0, grid->n_x - 1);
}

static gint64
row_of (const Grid *grid,
        double      y)
{
  return CLAMP ((gint64)((y - grid->min_y) / grid->cell_y), 0, grid->n_y - 1);
}

static Grid
make_grid (const YutuTopologySpan *spans,
           gsize                   n_spans)
{
  YutuBox box = YUTU_BOX_EMPTY;
  Grid    grid;
  double  side = ceil (sqrt ((double)n_spans)) + 1;

  for (gsize i = 0; i < n_spans; i++)
    {
      yutu_box_add_point (&box, spans[i].a);
      yutu_box_add_point (&box, spans[i].b);
    }
  grid.n_x = (gint64)MIN (side, 4096.0);
  grid.n_y = grid.n_x;
  grid.min_x = (double)box.min_x;
  grid.min_y = (double)box.min_y;
  grid.cell_x = MAX (((double)box.max_x - (double)box.min_x) / (double)grid.n_x, 1.0) * 1.000001;
  grid.cell_y = MAX (((double)box.max_y - (double)box.min_y) / (double)grid.n_y, 1.0) * 1.000001;
  return grid;
}

/* The columns that @span runs through in @row, one to either side for rounding. */
static void
columns_in_row (const Grid             *grid,
                const YutuTopologySpan *span,
                gint64                  row,
                gint64                 *first,
                gint64                 *last)
{
  double ax = (double)span->a.x, ay = (double)span->a.y;
  double bx = (double)span->b.x, by = (double)span->b.y;
  double low = MAX (grid->min_y + (double)row * grid->cell_y, MIN (ay, by));
  double high = MIN (grid->min_y + (double)(row + 1) * grid->cell_y, MAX (ay, by));
  double x1 = ax, x2 = bx;

  if (ay != by)
    {
      x1 = ax + (bx - ax) * CLAMP ((low - ay) / (by - ay), 0.0, 1.0);
      x2 = ax + (bx - ax) * CLAMP ((high - ay) / (by - ay), 0.0, 1.0);
    }
  *first = column_of (grid, MIN (x1, x2) - 4);
  *last = column_of (grid, MAX (x1, x2) + 4);
}

/* Counts (@cells NULL) or enters @span into its cells. */
static void
enter (const Grid             *grid,
       const YutuTopologySpan *span,
       guint32                 index,
       guint32                *ends,
       guint32                *cells)
{
  gint64 low = row_of (grid, (double)MIN (span->a.y, span->b.y) - 4);
  gint64 high = row_of (grid, (double)MAX (span->a.y, span->b.y) + 4);

  for (gint64 row = low; row <= high; row++)
    {
      gint64 first, last;

      columns_in_row (grid, span, row, &first, &last);
      for (gint64 column = first; column <= last; column++)
        {
          guint32 *end = &ends[row * grid->n_x + column];

          if (cells != NULL)
            cells[*end] = index;
          ++*end;
        }
    }
}

YutuTopologyGrid *
yutu_topology_grid_new (const YutuTopologySpan *spans,
                        gsize                   n_spans)
{
  Grid   *self = g_new (Grid, 1);
  gsize   n_cells = 0;
  guint32 sum = 0;

  *self = make_grid (spans, n_spans);
  n_cells = (gsize)(self->n_x * self->n_y);
  self->ends = g_new0 (guint32, n_cells);
  for (gsize i = 0; i < n_spans; i++)
    enter (self, &spans[i], (guint32)i, self->ends, NULL);
  for (gsize c = 0; c < n_cells; c++)
    {
      guint32 count = self->ends[c];

      self->ends[c] = sum;
      sum += count;
    }
  self->cells = g_new (guint32, sum + 1);
  for (gsize i = 0; i < n_spans; i++)
    enter (self, &spans[i], (guint32)i, self->ends, self->cells);
  return self;
}

void
yutu_topology_grid_free (YutuTopologyGrid *self)
{
  g_free (self->ends);
  g_free (self->cells);
  g_free (self);
}

gboolean
yutu_topology_grid_each_near (const YutuTopologyGrid *self,
                              const YutuTopologySpan *span,
                              YutuTopologyNearFunc    func,
                              gpointer                data)
{
  gint64 low = row_of (self, (double)MIN (span->a.y, span->b.y) - 4);
  gint64 high = row_of (self, (double)MAX (span->a.y, span->b.y) + 4);

  for (gint64 row = low; row <= high; row++)
    {
      gint64 first, last;

      columns_in_row (self, span, row, &first, &last);
      for (gint64 column = first; column <= last; column++)
        {
          gsize cell = (gsize)(row * self->n_x + column);

          for (guint32 i = cell > 0 ? self->ends[cell - 1] : 0; i < self->ends[cell]; i++)
            if (!func (self->cells[i], data))
              return FALSE;
        }
    }
  return TRUE;
}

void
yutu_topology_each_pair (const YutuTopologySpan *spans,
                         gsize                   n_spans,
                         YutuTopologyPairFunc    func,
                         gpointer                data)
{
  g_autoptr (YutuTopologyGrid) grid = NULL;
  guint32 start = 0;

  if (n_spans < 2)
    return;
  grid = yutu_topology_grid_new (spans, n_spans);
  for (gsize c = 0; c < (gsize)(grid->n_x * grid->n_y); start = grid->ends[c++])
    for (guint32 i = start; i < grid->ends[c]; i++)
      for (guint32 j = i + 1; j < grid->ends[c]; j++)
        if (!func (grid->cells[i], grid->cells[j], data))
          return;
}
