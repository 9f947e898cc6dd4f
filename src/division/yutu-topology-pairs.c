/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which segments may meet: a uniform grid of about one cell a segment, each segment entered into
 * the cells that it runs through, row by row. The doubles here only nominate; a margin of a cell
 * row keeps them from missing one.
 *
 * A large grid is made and walked by several threads, each of which has a strip of rows with about
 * as many segments as the others: cells, and lists of cells, belong to one strip. */

#include "division/yutu-topology-private.h"

/* Fewer segments than this are not worth a thread. */
#define STRIP_SPANS 50000

/* Of how many segments one is looked at to find rows with as many on either side. */
#define SAMPLE 16

typedef struct
{
  gint64   first_row;
  gint64   end_row;
  guint32 *cells;
} Strip;

struct _YutuTopologyGrid
{
  double   min_x;
  double   min_y;
  double   cell_y;
  double   columns_per_step; /* of the grid of coordinates */
  double   rows_per_step;
  gint64   n_x;
  gint64   n_y;
  guint32 *ends; /* by cell, into the cells of its strip */
  gsize    n_strips;
  Strip    strips[YUTU_TOPOLOGY_MAX_STRIPS];
};

typedef struct _YutuTopologyGrid Grid;

static gint64
column_of (const Grid *grid,
           double      x)
{
  return CLAMP ((gint64)((x - grid->min_x) * grid->columns_per_step), 0, grid->n_x - 1);
}

static gint64
row_of (const Grid *grid,
        double      y)
{
  return CLAMP ((gint64)((y - grid->min_y) * grid->rows_per_step), 0, grid->n_y - 1);
}

/* ---- Threads ---- */

typedef struct
{
  void (*func) (gsize    strip,
                gpointer data);
  gsize    strip;
  gpointer data;
} StripWork;

static gpointer
work_in_worker (gpointer data)
{
  const StripWork *work = data;

  work->func (work->strip, work->data);
  return NULL;
}

/* Calls @func for each strip, all at once, and waits. */
static void
run_strips (gsize n_strips,
            void (*func) (gsize strip, gpointer data),
            gpointer data)
{
  StripWork work[YUTU_TOPOLOGY_MAX_STRIPS];
  GThread  *threads[YUTU_TOPOLOGY_MAX_STRIPS] = { NULL };

  for (gsize i = 1; i < n_strips; i++)
    {
      work[i] = (StripWork){ func, i, data };
      threads[i] = g_thread_new ("yutu-strip", work_in_worker, &work[i]);
    }
  func (0, data);
  for (gsize i = 1; i < n_strips; i++)
    g_thread_join (threads[i]);
}

/* ---- Making ---- */

static void
measure_grid (Grid                   *grid,
              const YutuTopologySpan *spans,
              gsize                   n_spans)
{
  YutuBox box = YUTU_BOX_EMPTY;
  double  side = ceil (sqrt ((double)n_spans)) + 1;

  for (gsize i = 0; i < n_spans; i++)
    {
      yutu_box_add_point (&box, spans[i].a);
      yutu_box_add_point (&box, spans[i].b);
    }
  grid->n_x = (gint64)MIN (side, 4096.0);
  grid->n_y = grid->n_x;
  grid->min_x = (double)box.min_x;
  grid->min_y = (double)box.min_y;
  grid->cell_y = MAX (((double)box.max_y - (double)box.min_y) / (double)grid->n_y, 1.0) * 1.000001;
  grid->rows_per_step = 1 / grid->cell_y;
  grid->columns_per_step =
    1 / (MAX (((double)box.max_x - (double)box.min_x) / (double)grid->n_x, 1.0) * 1.000001);
}

static void
choose_strips (Grid                   *grid,
               const YutuTopologySpan *spans,
               gsize                   n_spans)
{
  g_autofree gsize *counts = g_new0 (gsize, (gsize)grid->n_y);
  gsize             n_sampled = 0, sum = 0, strip = 0;

  grid->n_strips = CLAMP (n_spans / STRIP_SPANS, 1, MIN (g_get_num_processors (), YUTU_TOPOLOGY_MAX_STRIPS));
  for (gsize i = 0; i < n_spans; i += SAMPLE, n_sampled++)
    counts[row_of (grid, (double)spans[i].a.y)]++;
  for (gint64 row = 0; row < grid->n_y; row++)
    {
      sum += counts[row];
      if (strip + 1 < grid->n_strips && sum * grid->n_strips >= (strip + 1) * n_sampled)
        {
          grid->strips[strip].end_row = row + 1;
          grid->strips[++strip].first_row = row + 1;
        }
    }
  /* Where all lies in a few rows, there are fewer strips. */
  grid->n_strips = strip + 1;
  grid->strips[strip].end_row = grid->n_y;
}

/* The columns that @span runs through in @row, a little more to either side for rounding. */
static void
columns_in_row (const Grid             *grid,
                const YutuTopologySpan *span,
                gint64                  row,
                gint64                 *first,
                gint64                 *last)
{
  double ax = (double)span->a.x, ay = (double)span->a.y;
  double bx = (double)span->b.x, by = (double)span->b.y;
  double low = grid->min_y + (double)row * grid->cell_y - 4, high = low + grid->cell_y + 8;
  double x1 = ax, x2 = bx;

  /* Most lie in one row with both ends. */
  if (ay != by && (MIN (ay, by) < low || MAX (ay, by) > high))
    {
      x1 = ax + (bx - ax) * CLAMP ((low - ay) / (by - ay), 0.0, 1.0);
      x2 = ax + (bx - ax) * CLAMP ((high - ay) / (by - ay), 0.0, 1.0);
    }
  *first = column_of (grid, MIN (x1, x2) - 4);
  *last = column_of (grid, MAX (x1, x2) + 4);
}

/* The rows of @span. */
static void
rows_of (const Grid             *grid,
         const YutuTopologySpan *span,
         gint64                 *low,
         gint64                 *high)
{
  *low = row_of (grid, (double)MIN (span->a.y, span->b.y) - 4);
  *high = row_of (grid, (double)MAX (span->a.y, span->b.y) + 4);
}

/* Counts (@cells NULL) or enters @span into its cells of the strip. */
static void
enter (Grid                   *grid,
       const Strip            *strip,
       const YutuTopologySpan *span,
       guint32                 index,
       guint32                *cells)
{
  gint64 low, high;

  rows_of (grid, span, &low, &high);
  low = MAX (low, strip->first_row);
  high = MIN (high, strip->end_row - 1);
  for (gint64 row = low; row <= high; row++)
    {
      gint64 first, last;

      columns_in_row (grid, span, row, &first, &last);
      for (gint64 column = first; column <= last; column++)
        {
          guint32 *end = &grid->ends[row * grid->n_x + column];

          if (cells != NULL)
            cells[*end] = index;
          ++*end;
        }
    }
}

typedef struct
{
  Grid                   *grid;
  const YutuTopologySpan *spans;
  gsize                   n_spans;
} Making;

static void
fill_strip (gsize    index,
            gpointer data)
{
  const Making *making = data;
  Grid         *grid = making->grid;
  Strip        *strip = &grid->strips[index];
  guint32       sum = 0;

  for (gsize i = 0; i < making->n_spans; i++)
    enter (grid, strip, &making->spans[i], (guint32)i, NULL);
  for (gint64 c = strip->first_row * grid->n_x; c < strip->end_row * grid->n_x; c++)
    {
      guint32 count = grid->ends[c];

      grid->ends[c] = sum;
      sum += count;
    }
  strip->cells = g_new (guint32, sum + 1);
  for (gsize i = 0; i < making->n_spans; i++)
    enter (grid, strip, &making->spans[i], (guint32)i, strip->cells);
}

YutuTopologyGrid *
yutu_topology_grid_new (const YutuTopologySpan *spans,
                        gsize                   n_spans)
{
  Grid  *self = g_new0 (Grid, 1);
  Making making = { self, spans, n_spans };

  measure_grid (self, spans, n_spans);
  choose_strips (self, spans, n_spans);
  self->ends = g_new0 (guint32, (gsize)(self->n_x * self->n_y));
  run_strips (self->n_strips, fill_strip, &making);
  return self;
}

void
yutu_topology_grid_free (YutuTopologyGrid *self)
{
  for (gsize i = 0; i < self->n_strips; i++)
    g_free (self->strips[i].cells);
  g_free (self->ends);
  g_free (self);
}

/* ---- Asking ---- */

/* The segments of a cell: from *start to the end that is answered, in the strip's cells. */
static guint32
find_cell (const Grid  *grid,
           const Strip *strip,
           gint64       cell,
           guint32     *start)
{
  *start = cell > strip->first_row * grid->n_x ? grid->ends[cell - 1] : 0;
  return grid->ends[cell];
}

gboolean
yutu_topology_grid_each_near (const YutuTopologyGrid *self,
                              const YutuTopologySpan *span,
                              YutuTopologyNearFunc    func,
                              gpointer                data)
{
  const Strip *strip = self->strips;
  gint64       low, high;

  rows_of (self, span, &low, &high);
  for (gint64 row = low; row <= high; row++)
    {
      gint64 first, last;

      while (row >= strip->end_row)
        strip++;
      columns_in_row (self, span, row, &first, &last);
      for (gint64 column = first; column <= last; column++)
        {
          guint32 i = 0, end = find_cell (self, strip, row * self->n_x + column, &i);

          for (; i < end; i++)
            if (!func (strip->cells[i], data))
              return FALSE;
        }
    }
  return TRUE;
}

/* FALSE when @func stopped it. */
static gboolean
walk_strip (const Grid          *grid,
            const Strip         *strip,
            YutuTopologyPairFunc func,
            gpointer             data)
{
  for (gint64 c = strip->first_row * grid->n_x; c < strip->end_row * grid->n_x; c++)
    {
      guint32 start = 0, end = find_cell (grid, strip, c, &start);

      for (guint32 i = start; i < end; i++)
        for (guint32 j = i + 1; j < end; j++)
          if (!func (strip->cells[i], strip->cells[j], data))
            return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const Grid          *grid;
  YutuTopologyPairFunc func;
  gpointer const      *data;
} Walking;

static void
walk_in_worker (gsize    strip,
                gpointer data)
{
  const Walking *walking = data;

  walk_strip (walking->grid, &walking->grid->strips[strip], walking->func, walking->data[strip]);
}

void
yutu_topology_grid_each_pair (const YutuTopologyGrid *self,
                              YutuTopologyPairFunc    func,
                              gpointer const         *data)
{
  Walking walking = { self, func, data };

  run_strips (self->n_strips, walk_in_worker, &walking);
}

void
yutu_topology_each_pair (const YutuTopologySpan *spans,
                         gsize                   n_spans,
                         YutuTopologyPairFunc    func,
                         gpointer                data)
{
  g_autoptr (YutuTopologyGrid) grid = NULL;

  if (n_spans < 2)
    return;
  grid = yutu_topology_grid_new (spans, n_spans);
  for (gsize i = 0; i < grid->n_strips; i++)
    if (!walk_strip (grid, &grid->strips[i], func, data))
      return;
}
