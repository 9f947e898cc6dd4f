/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A line drawn through land, on a copy of the model that takes its place when all is well:
 *
 * 1. The line is noded with the arcs (yutu-topology-draw-noding.c).
 * 2. Then it meets arcs at vertices only. Its stretches between those run along an arc, or through the
 *    inside of one face; such a one is a new arc. One that begins or ends inside a face dangles, and is
 *    refused.
 * 3. New arcs are put in one after the other. One may join two borders of a face (its outline and an
 *    island), and divide nothing for now: in the end every one must divide.
 * 4. The sides of the line: a face along it has those by which it lies there; one that is not along it
 *    has those of the land that it hangs together with, across arcs that the line does not run along. */

#include "division/yutu-topology-draw-private.h"

#include <glib/gi18n.h>

#define NONE G_MAXUINT

/* ---- 2. Its stretches ---- */

/* NONE: along an arc between others. */
static gboolean
is_in_scope (const YutuTopologyDraw *draw,
             guint                   face)
{
  gint64 id = face != NONE ? YUTU_TOPOLOGY_FACE (draw->self, face)->id : 0;

  if (face == NONE)
    return FALSE;
  if (draw->scope == NULL)
    return id != 0 || draw->with_outside;
  return g_hash_table_contains (draw->scope, YUTU_TOPOLOGY_KEY (yutu_topology_draw_get_origin (draw, id)));
}

gint64
yutu_topology_draw_get_origin (const YutuTopologyDraw *draw,
                               gint64                  face)
{
  gpointer origin = NULL;

  return g_hash_table_lookup_extended (draw->origins, YUTU_TOPOLOGY_KEY (face), NULL, &origin)
           ? (gint64)(guintptr)origin
           : face;
}

static void
mark_met (YutuTopologyDraw *draw)
{
  draw->is_met = g_new0 (guint8, draw->self->arcs->len + 1);
  for (guint a = 0; a < draw->self->arcs->len; a++)
    draw->is_met[a] = is_in_scope (draw, YUTU_TOPOLOGY_ARC (draw->self, a)->left) ||
                      is_in_scope (draw, YUTU_TOPOLOGY_ARC (draw->self, a)->right);
}

/* Whether the line has the arc's stretch up to @index, from its vertex @from to @to. */
static void
note_along (YutuTopologyDraw *draw,
            guint             arc,
            gsize             from,
            gsize             to)
{
  gsize n = draw->points->len;

  if (from > 0 && to > 0 && (from - 1 + 1) % n == to - 1 && from - 1 < yutu_topology_draw_count_spans (draw))
    draw->along[from - 1] = (gint64)arc + 1;
  else if (from > 0 && to > 0 && (to - 1 + 1) % n == from - 1 && to - 1 < yutu_topology_draw_count_spans (draw))
    draw->along[to - 1] = -(gint64)arc - 1;
  else
    return;
  draw->n_along[arc]++;
}

/* Where the vertices of the line are on the arcs that count, and where it runs along them. */
static void
find_places (YutuTopologyDraw *draw)
{
  g_autoptr (GHashTable) index = yutu_topology_draw_index_line (draw);

  g_free (draw->places);
  g_free (draw->along);
  g_free (draw->n_along);
  draw->places = g_new (YutuTopologyPlace, draw->points->len);
  draw->along = g_new0 (gint64, draw->points->len);
  draw->n_along = g_new0 (guint32, draw->self->arcs->len + 1);
  for (guint i = 0; i < draw->points->len; i++)
    draw->places[i] = (YutuTopologyPlace){ NONE, NONE, 0 };
  for (guint a = 0; a < draw->self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (draw->self, a);
      gsize                  before = 0;

      if (!draw->is_met[a] || !yutu_box_overlaps (arc->box, draw->box))
        continue;
      for (gsize i = 0; i < arc->n_points; i++)
        {
          gsize vertex = yutu_box_contains (draw->box, arc->points[i])
                           ? GPOINTER_TO_UINT (g_hash_table_lookup (index, &arc->points[i]))
                           : 0;

          if (vertex > 0 && (i == 0 || i + 1 == arc->n_points))
            draw->places[vertex - 1] = (YutuTopologyPlace){ i == 0 ? arc->from : arc->to, NONE, 0 };
          else if (vertex > 0)
            draw->places[vertex - 1] = (YutuTopologyPlace){ NONE, a, i };
          note_along (draw, a, before, vertex);
          before = vertex;
        }
    }
}

static gboolean
is_placed (const YutuTopologyDraw *draw,
           gsize                   vertex)
{
  const YutuTopologyPlace *place = &draw->places[vertex % draw->points->len];

  return place->node != NONE || place->arc != NONE;
}

/* The face that the line leads into from its vertex on the way to @second. */
static guint
find_sector (YutuTopologyDraw *draw,
             gsize             vertex,
             YutuPoint         second)
{
  const YutuTopologyPlace *place = &draw->places[vertex % draw->points->len];
  const YutuTopologyArc   *arc = NULL;
  YutuTopologyRay          rays[2];

  if (place->node != NONE)
    return yutu_topology_find_node_sector (draw->self, place->node, second);
  arc = YUTU_TOPOLOGY_ARC (draw->self, place->arc);
  rays[0] = (YutuTopologyRay){ arc->points[place->index + 1], arc->left };
  rays[1] = (YutuTopologyRay){ arc->points[place->index - 1], arc->right };
  return yutu_topology_find_sector (arc->points[place->index], second, rays, 2);
}

static gboolean
refuse_open (YutuTopologyDraw *draw,
             gsize             end,
             gsize             before,
             GError          **error)
{
  yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, yutu_topology_draw_get_point (draw, end), _ ("the line ends inside of land"), error);
  yutu_topology_draw_note_span (draw, yutu_topology_draw_get_point (draw, before), yutu_topology_draw_get_point (draw, end));
  return FALSE;
}

static void
add_run (YutuTopologyDraw *draw,
         gsize             first,
         gsize             n_spans)
{
  YutuTopologyRun run = { first, n_spans, 0 };

  g_array_append_val (draw->runs, run);
}

/* A ring that meets no arc. */
static gboolean
take_lone_ring (YutuTopologyDraw *draw,
                GError          **error)
{
  guint face = yutu_topology_find_face (draw->self, yutu_topology_locate (draw->self, yutu_topology_draw_get_point (draw, 0)));

  if (!is_in_scope (draw, face))
    return yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, yutu_topology_draw_get_point (draw, 0), _ ("the line divides no land"), error);
  add_run (draw, 0, draw->points->len);
  return TRUE;
}

/* The ends of an open line that are not on an arc. */
static gboolean
check_ends (YutuTopologyDraw *draw,
            gsize             first,
            gsize             last,
            GError          **error)
{
  gsize n = draw->points->len;

  if (first > 0 && is_in_scope (draw, find_sector (draw, first, yutu_topology_draw_get_point (draw, first - 1))))
    return refuse_open (draw, 0, 1, error);
  if (last + 1 < n && is_in_scope (draw, find_sector (draw, last, yutu_topology_draw_get_point (draw, last + 1))))
    return refuse_open (draw, n - 1, n - 2, error);
  return TRUE;
}

static gboolean
take_runs (YutuTopologyDraw *draw,
           GError          **error)
{
  gsize    n = draw->points->len, first = 0, last = 0;
  gboolean is_along = FALSE;

  while (first < n && !is_placed (draw, first))
    first++;
  if (first == n && draw->is_ring)
    return take_lone_ring (draw, error);
  for (last = n - 1; first < n && !is_placed (draw, last);)
    last--;
  if (first < n && !draw->is_ring && !check_ends (draw, first, last, error))
    return FALSE;
  for (gsize i = first; first < n && i < (draw->is_ring ? first + n : last);)
    {
      gsize end = i + 1;

      while (!is_placed (draw, end))
        end++;
      if (end == i + 1 && draw->along[i % n] != 0)
        is_along = TRUE;
      else if (is_in_scope (draw, find_sector (draw, i, yutu_topology_draw_get_point (draw, i + 1))))
        add_run (draw, i % n, end - i);
      i = end;
    }
  return draw->runs->len > 0 || is_along ||
         yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, yutu_topology_draw_get_point (draw, 0), _ ("the line divides no land"), error);
}

/* ---- Nodes where they begin and end ---- */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const YutuTopologyPlace *one = a;
  const YutuTopologyPlace *two = b;

  if (one->arc != two->arc)
    return one->arc < two->arc ? -1 : 1;
  return (one->index < two->index) - (one->index > two->index);
}

static gboolean
make_nodes (YutuTopologyDraw  *draw,
            YutuTopologyIdFunc new_id,
            gpointer           id_data,
            GError           **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (YutuTopologyPlace));

  for (guint i = 0; i < draw->runs->len; i++)
    {
      const YutuTopologyRun *run = &g_array_index (draw->runs, YutuTopologyRun, i);
      gsize                  ends[] = { run->first, (run->first + run->n_spans) % draw->points->len };

      for (gsize k = 0; k < G_N_ELEMENTS (ends); k++)
        if (draw->places[ends[k]].arc != NONE)
          g_array_append_val (places, draw->places[ends[k]]);
    }
  /* From the end of an arc on: what is before keeps its index, and the id. */
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      const YutuTopologyPlace *place = &g_array_index (places, YutuTopologyPlace, i);

      if (i > 0 && compare_places (place, place - 1) == 0)
        continue;
      if (!yutu_topology_split_arc (draw->self, YUTU_TOPOLOGY_ARC (draw->self, place->arc)->id,
                                    place->index, new_id, id_data, NULL, NULL, error))
        return FALSE;
    }
  g_free (draw->is_met);
  mark_met (draw);
  find_places (draw);
  return TRUE;
}

/* ---- 3. New arcs ---- */

static YutuPoint *
copy_run (const YutuTopologyDraw *draw,
          const YutuTopologyRun  *run)
{
  YutuPoint *points = g_new (YutuPoint, run->n_spans + 1);

  for (gsize i = 0; i <= run->n_spans; i++)
    points[i] = yutu_topology_draw_get_point (draw, run->first + i);
  return points;
}

static gboolean
put_run (YutuTopologyDraw  *draw,
         YutuTopologyRun   *run,
         YutuTopologyIdFunc new_id,
         gpointer           id_data,
         GError           **error)
{
  YutuTopology *self = draw->self;
  gsize         end = run->first + run->n_spans;
  guint         from = draw->places[run->first].node;
  guint         to = draw->places[end % draw->points->len].node;
  guint         face = NONE;
  gint64        old = 0, new_face = 0;

  if (from == NONE) /* a ring by itself */
    {
      face = yutu_topology_find_face (self, yutu_topology_locate (self, yutu_topology_draw_get_point (draw, run->first)));
      from = to = yutu_topology_add_node (self, new_id (id_data), yutu_topology_draw_get_point (draw, run->first));
    }
  else
    {
      face = yutu_topology_find_node_sector (self, from, yutu_topology_draw_get_point (draw, run->first + 1));
      if (face == NONE || yutu_topology_find_node_sector (self, to, yutu_topology_draw_get_point (draw, end - 1)) != face)
        return yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_FAILED, yutu_topology_draw_get_point (draw, run->first),
                                          "the faces around the line do not agree", error);
    }
  old = YUTU_TOPOLOGY_FACE (self, face)->id;
  if (!yutu_topology_add_line (self, face, from, to, copy_run (draw, run), run->n_spans + 1, TRUE, new_id,
                               id_data, &run->arc, &new_face, error))
    return FALSE;
  if (new_face != 0)
    g_hash_table_insert (draw->origins, YUTU_TOPOLOGY_KEY (new_face),
                         YUTU_TOPOLOGY_KEY (yutu_topology_draw_get_origin (draw, old)));
  return TRUE;
}

static gboolean
put_runs (YutuTopologyDraw  *draw,
          YutuTopologyIdFunc new_id,
          gpointer           id_data,
          GError           **error)
{
  for (guint i = 0; i < draw->runs->len; i++)
    if (!put_run (draw, &g_array_index (draw->runs, YutuTopologyRun, i), new_id, id_data, error))
      return FALSE;
  for (guint i = 0; i < draw->runs->len; i++)
    {
      const YutuTopologyRun *run = &g_array_index (draw->runs, YutuTopologyRun, i);
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (draw->self, yutu_topology_find_arc (draw->self, run->arc));

      if (arc->left == arc->right)
        {
          yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, arc->points[arc->n_points / 2],
                                     _ ("the line joins two borders and divides no land"), error);
          yutu_topology_draw_note_span (draw, arc->points[arc->n_points / 2 - 1], arc->points[arc->n_points / 2]);
          return FALSE;
        }
    }
  return TRUE;
}

/* ---- All together ---- */

static void
draw_init (YutuTopologyDraw          *draw,
           YutuTopology              *self,
           const YutuTopologyDrawing *drawing,
           YutuTopologyConflict      *conflict)
{
  *draw = (YutuTopologyDraw){ .self = yutu_topology_copy (self), .conflict = conflict };
  if (conflict != NULL)
    *conflict = (YutuTopologyConflict){ 0 };
  draw->with_outside = drawing->with_outside;
  if (drawing->faces != NULL)
    draw->scope = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; drawing->faces != NULL && i < drawing->n_faces; i++)
    g_hash_table_add (draw->scope, YUTU_TOPOLOGY_KEY (drawing->faces[i]));
  draw->origins = g_hash_table_new (NULL, NULL);
  draw->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  draw->runs = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRun));
}

static void
draw_clear (YutuTopologyDraw *draw)
{
  g_clear_pointer (&draw->self, yutu_topology_free);
  g_clear_pointer (&draw->scope, g_hash_table_unref);
  g_clear_pointer (&draw->origins, g_hash_table_unref);
  g_clear_pointer (&draw->points, g_array_unref);
  g_clear_pointer (&draw->runs, g_array_unref);
  g_free (draw->is_met);
  g_free (draw->places);
  g_free (draw->along);
  g_free (draw->n_along);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuTopologyDraw, draw_clear)

YutuTopology *
yutu_topology_try_draw (YutuTopology              *self,
                        const YutuTopologyDrawing *drawing,
                        YutuTopologyIdFunc         new_id,
                        gpointer                   id_data,
                        GArray                   **pieces,
                        YutuTopologyConflict      *conflict,
                        GError                   **error)
{
  g_auto (YutuTopologyDraw) draw = { 0 };

  draw_init (&draw, self, drawing, conflict);
  if (!yutu_topology_draw_take_line (&draw, drawing, error))
    return NULL;
  mark_met (&draw);
  if (!yutu_topology_draw_node_line (&draw, error))
    return NULL;
  find_places (&draw);
  if (!take_runs (&draw, error) || !make_nodes (&draw, new_id, id_data, error) ||
      !put_runs (&draw, new_id, id_data, error))
    return NULL;
  if (pieces != NULL)
    *pieces = yutu_topology_draw_list_pieces (&draw);
  return g_steal_pointer (&draw.self);
}

gboolean
yutu_topology_draw (YutuTopology              *self,
                    const YutuTopologyDrawing *drawing,
                    YutuTopologyIdFunc         new_id,
                    gpointer                   id_data,
                    GArray                   **pieces,
                    YutuTopologyConflict      *conflict,
                    GError                   **error)
{
  YutuTopology *drawn = yutu_topology_try_draw (self, drawing, new_id, id_data, pieces, conflict, error);

  if (drawn != NULL)
    yutu_topology_take (self, drawn);
  return drawn != NULL;
}
