/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which land lies on which side of a line that has been drawn. */

#include "division/yutu-topology-draw-private.h"

typedef struct
{
  YutuTopologyDraw *draw;
  guint8           *sides;      /* by face */
  guint8           *is_listed;  /* by face: in scope */
  guint8           *is_barrier; /* by arc: the line runs along all of it */
  guint            *group;      /* by face, that of land hanging together: a face of it */
} Sides;

static void
sides_clear (Sides *self)
{
  g_free (self->sides);
  g_free (self->is_listed);
  g_free (self->is_barrier);
  g_free (self->group);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, sides_clear)

static void
add_sides (Sides                 *sides,
           const YutuTopologyArc *arc,
           gboolean               is_forward)
{
  sides->sides[arc->left] |= is_forward ? YUTU_TOPOLOGY_LEFT : YUTU_TOPOLOGY_RIGHT;
  sides->sides[arc->right] |= is_forward ? YUTU_TOPOLOGY_RIGHT : YUTU_TOPOLOGY_LEFT;
}

/* What the line runs along: its own arcs, and those that were there. */
static void
take_touched (Sides *sides)
{
  YutuTopologyDraw *draw = sides->draw;
  YutuTopology     *self = draw->self;

  for (guint i = 0; i < draw->runs->len; i++)
    {
      guint arc = yutu_topology_find_arc (self, g_array_index (draw->runs, YutuTopologyRun, i).arc);

      sides->is_barrier[arc] = TRUE;
      add_sides (sides, YUTU_TOPOLOGY_ARC (self, arc), TRUE);
    }
  for (guint i = 0; i < draw->points->len; i++)
    if (draw->along[i] != 0)
      {
        guint arc = (guint)ABS (draw->along[i]) - 1;

        sides->is_barrier[arc] = draw->n_along[arc] + 1 == YUTU_TOPOLOGY_ARC (self, arc)->n_points;
        add_sides (sides, YUTU_TOPOLOGY_ARC (self, arc), draw->along[i] > 0);
      }
}

static guint
find_group (Sides *sides,
            guint  face)
{
  while (sides->group[face] != face)
    face = sides->group[face] = sides->group[sides->group[face]];
  return face;
}

static gboolean
is_quiet (const Sides *sides,
          guint        face)
{
  return sides->is_listed[face] && sides->sides[face] == 0;
}

/* Land that is not along the line has the sides of that which it hangs together with. */
static void
spread (Sides *sides)
{
  YutuTopology      *self = sides->draw->self;
  g_autofree guint8 *found = g_new0 (guint8, self->faces->len);

  for (guint f = 0; f < self->faces->len; f++)
    sides->group[f] = f;
  for (guint a = 0; a < self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      if (!sides->is_barrier[a] && is_quiet (sides, arc->left) && is_quiet (sides, arc->right))
        sides->group[find_group (sides, arc->left)] = find_group (sides, arc->right);
    }
  for (guint a = 0; a < self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);
      guint                  quiet = is_quiet (sides, arc->left) ? arc->left : arc->right;
      guint                  other = quiet == arc->left ? arc->right : arc->left;

      if (!sides->is_barrier[a] && is_quiet (sides, quiet) && sides->is_listed[other])
        found[find_group (sides, quiet)] |= sides->sides[other];
    }
  for (guint f = 0; f < self->faces->len; f++)
    if (is_quiet (sides, f))
      sides->sides[f] = found[find_group (sides, f)];
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const YutuTopologyPiece *one = a;
  const YutuTopologyPiece *two = b;

  if (one->origin != two->origin)
    return one->origin < two->origin ? -1 : 1;
  return (one->face > two->face) - (one->face < two->face);
}

GArray *
yutu_topology_draw_list_pieces (YutuTopologyDraw *draw)
{
  YutuTopology *self = draw->self;
  GArray       *pieces = g_array_new (FALSE, FALSE, sizeof (YutuTopologyPiece));
  g_auto (Sides) sides = { .draw = draw };

  sides.sides = g_new0 (guint8, self->faces->len);
  sides.is_listed = g_new0 (guint8, self->faces->len);
  sides.is_barrier = g_new0 (guint8, self->arcs->len + 1);
  sides.group = g_new (guint, self->faces->len);
  take_touched (&sides);
  for (guint f = 0; f < self->faces->len; f++)
    {
      gint64 id = YUTU_TOPOLOGY_FACE (self, f)->id;

      sides.is_listed[f] =
        draw->scope != NULL
          ? g_hash_table_contains (draw->scope, YUTU_TOPOLOGY_KEY (yutu_topology_draw_get_origin (draw, id)))
          : (id != 0 || draw->with_outside) && sides.sides[f] != 0;
    }
  spread (&sides);
  for (guint f = 0; f < self->faces->len; f++)
    if (sides.is_listed[f])
      {
        gint64            id = YUTU_TOPOLOGY_FACE (self, f)->id;
        YutuTopologyPiece piece = { id, yutu_topology_draw_get_origin (draw, id), sides.sides[f] };

        g_array_append_val (pieces, piece);
      }
  g_array_sort (pieces, compare_pieces);
  return pieces;
}
