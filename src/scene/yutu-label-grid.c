/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-labels-private.h"

#define CELL_WIDTH  64
#define CELL_HEIGHT 32

void
yutu_label_grid_init (YutuLabelGrid *self, double left, double top, double right, double bottom)
{
  self->left = left;
  self->top = top;
  self->columns = MAX ((int)ceil ((right - left) / CELL_WIDTH), 1);
  self->rows = MAX ((int)ceil ((bottom - top) / CELL_HEIGHT), 1);
  self->boxes = g_array_new (FALSE, FALSE, sizeof (YutuMapBox));
  self->cells = g_new0 (GArray *, (gsize)self->columns * (gsize)self->rows);
}

void
yutu_label_grid_clear (YutuLabelGrid *self)
{
  for (int i = 0; i < self->columns * self->rows; i++)
    g_clear_pointer (&self->cells[i], g_array_unref);
  g_free (self->cells);
  g_array_unref (self->boxes);
}

static void
get_cells (const YutuLabelGrid *self, YutuMapBox box, int range[4])
{
  range[0] = CLAMP ((int)floor ((box.min_x - self->left) / CELL_WIDTH), 0, self->columns - 1);
  range[1] = CLAMP ((int)floor ((box.min_y - self->top) / CELL_HEIGHT), 0, self->rows - 1);
  range[2] = CLAMP ((int)floor ((box.max_x - self->left) / CELL_WIDTH), 0, self->columns - 1);
  range[3] = CLAMP ((int)floor ((box.max_y - self->top) / CELL_HEIGHT), 0, self->rows - 1);
}

gboolean
yutu_label_grid_is_free (const YutuLabelGrid *self, YutuMapBox box)
{
  int r[4];

  get_cells (self, box, r);
  for (int row = r[1]; row <= r[3]; row++)
    for (int column = r[0]; column <= r[2]; column++)
      {
        const GArray *cell = self->cells[row * self->columns + column];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            YutuMapBox other =
              g_array_index (self->boxes, YutuMapBox, g_array_index (cell, guint, i));

            if (box.min_x < other.max_x && other.min_x < box.max_x && box.min_y < other.max_y &&
                other.min_y < box.max_y)
              return FALSE;
          }
      }
  return TRUE;
}

void
yutu_label_grid_add (YutuLabelGrid *self, YutuMapBox box)
{
  guint index = self->boxes->len;
  int   r[4];

  g_array_append_val (self->boxes, box);
  get_cells (self, box, r);
  for (int row = r[1]; row <= r[3]; row++)
    for (int column = r[0]; column <= r[2]; column++)
      {
        GArray **cell = &self->cells[row * self->columns + column];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, index);
      }
}
