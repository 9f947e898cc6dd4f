/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Faces to one polygon: the arcs with one side inside, walked with the inside to the left. Where
 * a walk comes back to a node before its end, the loop is a ring of its own, so that no ring
 * touches itself (OGC 06-103r4, 6.1.11). */

#include "division/yutu-topology-private.h"

#include <string.h>

#include "base/yutu-compare.h"
#include "geo/yutu-exact.h"

typedef struct
{
  guint    arc;
  gboolean forward;
  gboolean used;
} Step;

typedef struct
{
  YutuTopology *self;
  GArray       *steps;   /* Step */
  GHashTable   *leaving; /* node index + 1 → GArray of guint (steps) */
  GPtrArray    *shells;  /* GArray of YutuPoint */
  GPtrArray    *holes;
} Dissolve;

static const YutuTopologyArc *
arc_of (Dissolve   *dissolve,
        const Step *step)
{
  return YUTU_TOPOLOGY_ARC (dissolve->self, step->arc);
}

static guint
node_before (Dissolve   *dissolve,
             const Step *step)
{
  return step->forward ? arc_of (dissolve, step)->from : arc_of (dissolve, step)->to;
}

static guint
node_behind (Dissolve   *dissolve,
             const Step *step)
{
  return step->forward ? arc_of (dissolve, step)->to : arc_of (dissolve, step)->from;
}

static void
add_step (Dissolve *dissolve,
          guint     arc,
          gboolean  forward)
{
  Step     step = { arc, forward, FALSE };
  guint    index = dissolve->steps->len;
  gpointer key = GUINT_TO_POINTER (node_before (dissolve, &step) + 1);
  GArray  *list = g_hash_table_lookup (dissolve->leaving, key);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (dissolve->leaving, key, list);
    }
  g_array_append_val (dissolve->steps, step);
  g_array_append_val (list, index);
}

/* Any unused step that leaves @node: loops are cut apart afterwards, so the choice is free. */
static Step *
next_step (Dissolve *dissolve,
           guint     node)
{
  GArray *list = g_hash_table_lookup (dissolve->leaving, GUINT_TO_POINTER (node + 1));

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      Step *step = &g_array_index (dissolve->steps, Step, g_array_index (list, guint, i));

      if (!step->used)
        return step;
    }
  return NULL;
}

static void
append_points (Dissolve   *dissolve,
               const Step *step,
               GArray     *points)
{
  const YutuTopologyArc *arc = arc_of (dissolve, step);

  for (gsize i = 0; i + 1 < arc->n_points; i++)
    g_array_append_val (points, arc->points[step->forward ? i : arc->n_points - 1 - i]);
}

static void
take_ring (Dissolve *dissolve,
           GArray   *steps,
           guint     first)
{
  GArray  *points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  __int128 area2;

  for (guint i = first; i < steps->len; i++)
    append_points (dissolve, g_array_index (steps, Step *, i), points);
  area2 = yutu_exact_ring_area2 ((YutuPoint *)(gpointer)points->data, points->len);
  g_ptr_array_add (area2 > 0 ? dissolve->shells : dissolve->holes, points);
  g_array_set_size (steps, first);
}

/* Walks on until it is back at the start, taking out each loop as it closes. */
static void
walk_from (Dissolve *dissolve,
           Step     *start)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step *));
  g_autoptr (GHashTable) place = g_hash_table_new (NULL, NULL); /* node + 1 → place in steps + 1 */
  Step *step = start;

  while (step != NULL)
    {
      guint before = node_before (dissolve, step);
      guint behind = node_behind (dissolve, step);
      guint seen = 0;

      step->used = TRUE;
      g_array_append_val (steps, step);
      g_hash_table_insert (place, GUINT_TO_POINTER (before + 1), GUINT_TO_POINTER (steps->len));
      seen = GPOINTER_TO_UINT (g_hash_table_lookup (place, GUINT_TO_POINTER (behind + 1)));
      if (seen > 0)
        {
          for (guint i = seen; i < steps->len; i++)
            g_hash_table_remove (
              place, GUINT_TO_POINTER (node_before (dissolve, g_array_index (steps, Step *, i)) + 1));
          take_ring (dissolve, steps, seen - 1);
          g_hash_table_remove (place, GUINT_TO_POINTER (behind + 1));
        }
      step = steps->len > 0 || seen > 0 ? next_step (dissolve, behind) : NULL;
      if (steps->len == 0)
        break;
    }
}

static gboolean
is_hole_of (const GArray *hole,
            const GArray *shell)
{
  for (guint i = 0; i < hole->len; i++)
    {
      YutuSideOfRing side = yutu_exact_point_in_ring (g_array_index (hole, YutuPoint, i),
                                                      (YutuPoint *)(gpointer)shell->data, shell->len);

      if (side != YUTU_ON_BORDER)
        return side == YUTU_INSIDE;
    }
  return FALSE;
}

/* Of the shells around a hole, the smallest. */
static guint
find_shell (Dissolve     *dissolve,
            const GArray *hole)
{
  guint    best = G_MAXUINT;
  __int128 best_area2 = 0;

  for (guint s = 0; s < dissolve->shells->len; s++)
    {
      GArray  *shell = g_ptr_array_index (dissolve->shells, s);
      __int128 area2 = yutu_exact_ring_area2 ((YutuPoint *)(gpointer)shell->data, shell->len);

      if ((best == G_MAXUINT || area2 < best_area2) && is_hole_of (hole, shell))
        {
          best = s;
          best_area2 = area2;
        }
    }
  return best;
}

static YutuShape *
build_shape (Dissolve *dissolve)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autofree guint *shell_of = g_new (guint, dissolve->holes->len + 1);

  for (guint h = 0; h < dissolve->holes->len; h++)
    shell_of[h] = find_shell (dissolve, g_ptr_array_index (dissolve->holes, h));
  for (guint s = 0; s < dissolve->shells->len; s++)
    {
      GArray *shell = g_ptr_array_index (dissolve->shells, s);

      yutu_shape_builder_begin_part (builder, TRUE);
      yutu_shape_builder_add (builder, (YutuPoint *)(gpointer)shell->data, shell->len);
      for (guint h = 0; h < dissolve->holes->len; h++)
        {
          GArray *hole = g_ptr_array_index (dissolve->holes, h);

          if (shell_of[h] != s)
            continue;
          yutu_shape_builder_begin_part (builder, FALSE);
          yutu_shape_builder_add (builder, (YutuPoint *)(gpointer)hole->data, hole->len);
        }
    }
  return yutu_shape_builder_end (builder);
}

static int
compare_indices (gconstpointer a,
                 gconstpointer b)
{
  guint32 one = *(const guint32 *)a;
  guint32 two = *(const guint32 *)b;

  return (one > two) - (one < two);
}

/* The arcs of all the faces, ascending, so that the rings begin alike whatever the order in which
 * the faces were named; an arc between two of them stands twice. Marks the faces in @inside. */
static GArray *
list_sides (YutuTopology *self,
            const gint64 *faces,
            gsize         n_faces,
            guint8       *inside)
{
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (guint32));

  yutu_topology_need_face_arcs (self);
  for (gsize i = 0; i < n_faces; i++)
    {
      guint f = yutu_topology_find_face (self, faces[i]);

      if (f == 0 || f >= self->faces->len || inside[f])
        continue;
      inside[f] = TRUE;
      g_array_append_vals (arcs, self->face_arcs + self->face_starts[f],
                           self->face_starts[f + 1] - self->face_starts[f]);
    }
  g_array_sort (arcs, compare_indices);
  return arcs;
}

YutuShape *
yutu_topology_dissolve (YutuTopology *self,
                        const gint64 *faces,
                        gsize         n_faces)
{
  g_autofree guint8 *inside = g_new0 (guint8, self->faces->len);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (GHashTable) leaving =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  g_autoptr (GPtrArray) shells = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GPtrArray) holes = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GArray) arcs = NULL;
  Dissolve dissolve = { self, steps, leaving, shells, holes };

  arcs = list_sides (self, faces, n_faces, inside);
  for (guint i = 0; i < arcs->len; i++)
    {
      guint                  a = g_array_index (arcs, guint32, i);
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      gboolean left = arc->left < self->faces->len && inside[arc->left];
      gboolean right = arc->right < self->faces->len && inside[arc->right];

      if (left != right && arc->from < self->nodes->len && arc->to < self->nodes->len)
        add_step (&dissolve, a, left);
    }
  for (guint i = 0; i < steps->len; i++)
    if (!g_array_index (steps, Step, i).used)
      walk_from (&dissolve, &g_array_index (steps, Step, i));
  return build_shape (&dissolve);
}

/* ---- A point inside ---- */

/* Where the rings cross the height y (just above it), rounded down. */
static GArray *
cut_at (const YutuShape *shape,
        gint64           y)
{
  GArray *xs = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      gsize first = shape->part_starts[part];
      gsize end = shape->part_starts[part + 1];

      for (gsize i = first; i < end; i++)
        {
          YutuPoint a = shape->points[i];
          YutuPoint b = shape->points[i + 1 < end ? i + 1 : first];
          gint64    x;

          if ((a.y <= y) == (b.y <= y))
            continue;
          x = a.x + (gint64)((__int128)(b.x - a.x) * (y - a.y) / (b.y - a.y));
          g_array_append_val (xs, x);
        }
    }
  g_array_sort (xs, yutu_compare_int64);
  return xs;
}

static void
try_height (const YutuShape *shape,
            gint64           y,
            YutuPoint       *best,
            gint64          *best_width)
{
  g_autoptr (GArray) xs = cut_at (shape, y);

  for (guint k = 0; k + 1 < xs->len; k += 2)
    {
      gint64    width = g_array_index (xs, gint64, k + 1) - g_array_index (xs, gint64, k);
      YutuPoint middle = { g_array_index (xs, gint64, k) + width / 2, y };

      if (width > *best_width && yutu_exact_point_in_shape (middle, shape) == YUTU_INSIDE)
        {
          *best = middle;
          *best_width = width;
        }
    }
}

/* The middle of the widest stretch inside at fifteen heights; a sliver that has no grid point
 * inside at those is tried at every vertex's height. One without any gives its first vertex. */
YutuPoint
yutu_topology_get_face_point (YutuTopology *self,
                              gint64        face)
{
  g_autoptr (YutuShape) shape = yutu_topology_dissolve (self, &face, 1);
  YutuPoint best = shape->n_points > 0 ? shape->points[0] : (YutuPoint){ 0, 0 };
  gint64    best_width = -1;

  for (int i = 1; i < 16 && shape->n_points > 0; i++)
    try_height (shape, shape->box.min_y + (shape->box.max_y - shape->box.min_y) * i / 16, &best,
                &best_width);
  for (gsize i = 0; best_width < 0 && i < shape->n_points; i++)
    try_height (shape, shape->points[i].y, &best, &best_width);
  return best;
}
