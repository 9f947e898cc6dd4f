/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Points, each once, by open addressing. What is looked up lies all over the table, so a run of points
 * is announced before it is added, and memory is on its way when it is asked for. */

#include "division/yutu-topology-private.h"

void
yutu_topology_vertices_init (YutuTopologyVertices *self,
                             gsize                 n_expected)
{
  self->n_slots = 64;
  while (self->n_slots < 2 * n_expected)
    self->n_slots *= 2;
  self->points = g_array_sized_new (FALSE, FALSE, sizeof (YutuPoint), (guint)n_expected);
  self->slots = g_new0 (guint32, self->n_slots);
}

void
yutu_topology_vertices_clear (YutuTopologyVertices *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}

/* Where the point is looked for first. */
static gsize
place_of (const YutuTopologyVertices *self,
          YutuPoint                   point)
{
  guint64 hash = (guint64)point.x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^
                 (guint64)point.y * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);

  hash = (hash ^ hash >> 32) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (hash >> 32) & (self->n_slots - 1);
}

/* The slot of the point, or the free one where it would be. */
static guint32 *
find_slot (YutuTopologyVertices *self,
           YutuPoint             point)
{
  const YutuPoint *points = (YutuPoint *)(gpointer)self->points->data;

  for (gsize at = place_of (self, point);; at = (at + 1) & (self->n_slots - 1))
    if (self->slots[at] == 0 || yutu_point_equal (points[self->slots[at] - 1], point))
      return &self->slots[at];
}

static void
grow_slots (YutuTopologyVertices *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->points->len; i++)
    *find_slot (self, g_array_index (self->points, YutuPoint, i)) = i + 1;
}

void
yutu_topology_vertices_announce (const YutuTopologyVertices *self,
                                 const YutuPoint            *points,
                                 gsize                       n_points)
{
  for (gsize i = 0; i < n_points; i++)
    __builtin_prefetch (&self->slots[place_of (self, points[i])]);
}

guint32
yutu_topology_vertices_add (YutuTopologyVertices *self,
                            YutuPoint             point)
{
  guint32 *slot = find_slot (self, point);

  if (*slot == 0)
    {
      g_array_append_val (self->points, point);
      *slot = self->points->len;
      if (2 * (gsize)self->points->len > self->n_slots)
        grow_slots (self);
      return self->points->len - 1;
    }
  return *slot - 1;
}
