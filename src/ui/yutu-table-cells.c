/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a row will be is not known when it is bound, but the scroll adjustments tell as soon as the
 * list is laid out, which is before it is drawn. */

#include "ui/yutu-table-cells.h"

#define MORE_ROWS 2 /* above and below what is seen */

typedef struct
{
  YutuTableCells *owner;
  YutuCellFill    fill;
  gpointer        data;
} Column;

typedef struct
{
  const Column *column;
  gboolean      is_full;
} Cell;

struct YutuTableCells
{
  GtkWidget    *list;
  GSignalGroup *scroll;  /* of the list's adjustment */
  GPtrArray    *columns; /* of Column */
  GHashTable   *cells;   /* GtkListItem → Cell: all that are bound */
  guint         first;   /* what is seen; all, until the list is laid out */
  guint         last;
};

static void
refresh_cell (YutuTableCells *self,
              GtkListItem    *item,
              Cell           *cell,
              gboolean        is_changed)
{
  guint    position = gtk_list_item_get_position (item);
  gboolean is_seen = position >= self->first && position <= self->last;

  if (is_seen ? cell->is_full && !is_changed : !cell->is_full)
    return;
  cell->is_full = is_seen;
  cell->column->fill (item, is_seen, cell->column->data);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Column                   *column)
{
  YutuTableCells *self = column->owner;
  Cell           *cell = g_hash_table_lookup (self->cells, item);

  if (cell == NULL)
    {
      cell = g_new0 (Cell, 1);
      cell->column = column;
      g_hash_table_insert (self->cells, item, cell);
    }
  refresh_cell (self, item, cell, TRUE);
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             Column                   *column)
{
  g_hash_table_remove (column->owner->cells, item);
}

/* What was seen and is not any more is left as it is, until it is something else. */
static void
scrolled_cb (YutuTableCells *self)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  double         page = gtk_adjustment_get_page_size (scroll);
  double         upper = gtk_adjustment_get_upper (scroll);
  GListModel    *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)));
  guint          n = model != NULL ? g_list_model_get_n_items (model) : 0;
  double         value = gtk_adjustment_get_value (scroll);
  GHashTableIter iter;
  gpointer       item = NULL, cell = NULL;

  self->first = 0;
  self->last = G_MAXUINT;
  if (n > 0 && upper > page) /* else all of it is seen */
    {
      self->first = (guint)MAX (value * n / upper - MORE_ROWS, 0);
      self->last = (guint)((value + page) * n / upper) + MORE_ROWS;
    }
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &cell))
    {
      guint position = gtk_list_item_get_position (item);

      if (gtk_list_item_get_item (item) != NULL && position >= self->first && position <= self->last)
        refresh_cell (self, item, cell, FALSE);
    }
}

static void
adjustment_cb (YutuTableCells *self)
{
  g_signal_group_set_target (self->scroll,
                             gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)));
}

void
yutu_table_cells_refresh (YutuTableCells *self,
                          guint           position,
                          guint           n)
{
  GHashTableIter iter;
  gpointer       item = NULL, cell = NULL;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &cell))
    if (gtk_list_item_get_item (item) != NULL && gtk_list_item_get_position (item) - position < n)
      refresh_cell (self, item, cell, TRUE);
}

GtkWidget *
yutu_table_cells_find_row (YutuTableCells *self,
                           guint           position)
{
  GHashTableIter iter;
  gpointer       item = NULL;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_item (item) != NULL && gtk_list_item_get_position (item) == position)
      {
        GtkWidget *row = gtk_list_item_get_child (item);

        while (row != NULL && gtk_widget_get_parent (row) != self->list)
          row = gtk_widget_get_parent (row);
        return row;
      }
  return NULL;
}

void
yutu_table_cells_add_factory (YutuTableCells     *self,
                              GtkListItemFactory *factory,
                              YutuCellFill        fill,
                              gpointer            data)
{
  Column *column = g_new (Column, 1);

  *column = (Column){ self, fill, data };
  g_ptr_array_add (self->columns, column);
  /* The list, and with it what the factories made, goes before this. */
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), column);
}

YutuTableCells *
yutu_table_cells_new (GtkWidget *list)
{
  YutuTableCells *self = g_new0 (YutuTableCells, 1);

  self->list = g_object_ref (list);
  self->last = G_MAXUINT;
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->scroll = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scroll, "changed", G_CALLBACK (scrolled_cb), self);
  g_signal_group_connect_swapped (self->scroll, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (list, "notify::vadjustment", G_CALLBACK (adjustment_cb), self); /* until free */
  adjustment_cb (self);
  return self;
}

void
yutu_table_cells_free (YutuTableCells *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_object_unref (self->scroll);
  g_object_unref (self->list);
  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->columns);
  g_free (self);
}
