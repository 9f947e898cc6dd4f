/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-heap.h"

typedef struct
{
  double cost;
  int    place;
  int    label;
} Item;

struct _YutuDemoHeap
{
  GArray *items; /* Item */
};

YutuDemoHeap *
yutu_demo_heap_new (void)
{
  YutuDemoHeap *self = g_new0 (YutuDemoHeap, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  return self;
}

void
yutu_demo_heap_free (YutuDemoHeap *self)
{
  g_array_unref (self->items);
  g_free (self);
}

static gboolean
is_less (Item a,
         Item b)
{
  return a.cost < b.cost ||
         (a.cost == b.cost && (a.place < b.place || (a.place == b.place && a.label < b.label)));
}

void
yutu_demo_heap_push (YutuDemoHeap *self,
                     double        cost,
                     int           place,
                     int           label)
{
  Item  item = { cost, place, label };
  Item *items;
  guint at = self->items->len;

  g_array_append_val (self->items, item);
  items = (Item *)(gpointer)self->items->data;
  while (at > 0 && is_less (item, items[(at - 1) / 2]))
    {
      items[at] = items[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  items[at] = item;
}

gboolean
yutu_demo_heap_pop (YutuDemoHeap *self,
                    double       *cost,
                    int          *place,
                    int          *label)
{
  Item *items = (Item *)(gpointer)self->items->data;
  guint n = self->items->len;
  guint at = 0;
  Item  last;

  if (n == 0)
    return FALSE;
  *cost = items[0].cost;
  *place = items[0].place;
  if (label != NULL)
    *label = items[0].label;
  last = items[--n];
  for (guint child = 1; child < n; child = 2 * at + 1)
    {
      if (child + 1 < n && is_less (items[child + 1], items[child]))
        child++;
      if (!is_less (items[child], last))
        break;
      items[at] = items[child];
      at = child;
    }
  items[at] = last;
  g_array_set_size (self->items, n);
  return TRUE;
}
