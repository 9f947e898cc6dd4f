/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines that come with geometry run along the arcs of the file, point by point. */

#include "session/yutu-boundary-import-private.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64     id;
  YutuShape *shape;
} Arc;

static void
arc_clear (gpointer data)
{
  yutu_shape_unref (((Arc *)data)->shape);
}

/* ---- Along the arcs ---- */

static gint64 *
hash_point (YutuPoint point)
{
  gint64 key = point.x * 1000003 ^ point.y;

  return g_memdup2 (&key, sizeof key);
}

static void
note_arc (YutuBoundaryImport *self,
          YutuPoint           end,
          gint64              id,
          YutuShape          *shape)
{
  gint64 *key = hash_point (end);
  GArray *list = g_hash_table_lookup (self->arcs, key);
  Arc     arc = { id, yutu_shape_ref (shape) };

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Arc));
      g_array_set_clear_func (list, arc_clear);
      g_hash_table_insert (self->arcs, g_memdup2 (key, sizeof *key), list);
    }
  g_array_append_val (list, arc);
  g_free (key);
}

static gboolean
load_arcs (YutuBoundaryImport *self,
           GError            **error)
{
  sqlite3_stmt *row = NULL;
  gboolean      found = TRUE;

  if (self->arcs != NULL)
    return TRUE;
  row = yutu_connection_prepare (self->connection, "SELECT id, geom FROM arc ORDER BY id", error);
  self->arcs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  while (row != NULL)
    {
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      shape = yutu_shape_from_blob (sqlite3_column_blob (row, 1), (gsize)sqlite3_column_bytes (row, 1), error);
      if (shape == NULL)
        return FALSE;
      note_arc (self, shape->points[0], sqlite3_column_int64 (row, 0), shape);
      if (!yutu_point_equal (shape->points[0], shape->points[shape->n_points - 1]))
        note_arc (self, shape->points[shape->n_points - 1], sqlite3_column_int64 (row, 0), shape);
    }
  return FALSE;
}

/* How many points of @points, from the first on, run along the arc from one of its ends. */
static gsize
count_along (const Arc       *arc,
             gboolean         reversed,
             const YutuPoint *points,
             gsize            n)
{
  gsize along = 0, all = arc->shape->n_points;

  while (along < n && along < all &&
         yutu_point_equal (points[along], arc->shape->points[reversed ? all - 1 - along : along]))
    along++;
  return along;
}

/* The arcs along one path. FALSE with the point where it leaves them. */
static gboolean
follow_path (YutuBoundaryImport *self,
             const YutuPoint    *points,
             gsize               n,
             GArray             *steps, /* YutuBoundaryStep */
             YutuPoint          *leaves)
{
  gsize at = 0;

  *leaves = points[0];
  while (at + 1 < n)
    {
      g_autofree gint64 *key = hash_point (points[at]);
      GArray            *list = g_hash_table_lookup (self->arcs, key);
      gsize              best = 1, next = 0;
      YutuBoundaryStep   step = { 0 };

      for (guint i = 0; list != NULL && i < list->len && next == 0; i++)
        for (int reversed = 0; reversed < 2 && next == 0; reversed++)
          {
            const Arc *arc = &g_array_index (list, Arc, i);
            gsize      along = count_along (arc, reversed != 0, points + at, n - at);

            best = MAX (best, along);
            if (along == arc->shape->n_points && along > 1)
              {
                step = (YutuBoundaryStep){ arc->id, reversed != 0 };
                next = along - 1;
              }
          }
      if (next == 0)
        {
          *leaves = points[MIN (at + best, n) - 1];
          return FALSE;
        }
      g_array_append_val (steps, step);
      at += next;
    }
  return n > 1;
}

/* NULL without an error, with a finding, when it does not run along arcs. */
GArray *
yutu_boundary_import_follow (YutuBoundaryImport *self,
                             gsize               row,
                             GError            **error)
{
  const YutuSourceFeature *feature = yutu_source_get_feature (self->table.source, row);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));

  if (!load_arcs (self, error))
    return NULL;
  for (gsize i = 0; i < feature->n_paths; i++)
    {
      const YutuSourcePath *path = yutu_source_get_path (self->table.source, feature->first_path + i);
      YutuPoint             leaves = { 0, 0 };

      if (follow_path (self, yutu_source_get_points (self->table.source, path), path->n_points, steps, &leaves))
        continue;
      yutu_boundary_finding_place (yutu_boundary_import_tell (self, feature->row, "geometry", "geometry", TRUE,
                                                              _ ("the line leaves the arcs of the file here; draw it along them, or change the "
                                                                 "boundary first: an import moves no arc")),
                                   leaves);
      self->result->rejected++;
      return NULL;
    }
  return g_steal_pointer (&steps);
}
