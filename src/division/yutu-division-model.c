/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-model.h"

#include <string.h>

#include "division/yutu-boundary.h"

/* ---- Loading ---- */

typedef struct
{
  GArray    *node_ids;
  GArray    *node_points;
  GArray    *arcs;
  GPtrArray *shapes; /* keeps the arcs' points */
  GArray    *faces;
} Rows;

static gboolean
read_nodes (YutuConnection *connection,
            Rows           *rows,
            GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id, geom FROM node ORDER BY id", error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      g_autoptr (YutuShape) shape = NULL;
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 1),
                                    (gsize)sqlite3_column_bytes (statement, 1), error);
      if (shape == NULL)
        {
          g_prefix_error (error, "node %" G_GINT64_FORMAT ": ", id);
          return FALSE;
        }
      g_array_append_val (rows->node_ids, id);
      g_array_append_val (rows->node_points, shape->points[0]);
    }
  return FALSE;
}

static gboolean
read_arcs (YutuConnection *connection,
           Rows           *rows,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, node_from, node_to, face_left, face_right, geom FROM arc ORDER BY id", error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      YutuShape *shape = NULL;
      YutuArc    arc;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 5),
                                    (gsize)sqlite3_column_bytes (statement, 5), error);
      if (shape == NULL)
        {
          g_prefix_error (error, "arc %" G_GINT64_FORMAT ": ",
                          (gint64)sqlite3_column_int64 (statement, 0));
          return FALSE;
        }
      g_ptr_array_add (rows->shapes, shape);
      arc = (YutuArc){
        .id = sqlite3_column_int64 (statement, 0),
        .node_from = sqlite3_column_int64 (statement, 1),
        .node_to = sqlite3_column_int64 (statement, 2),
        .face_left = sqlite3_column_int64 (statement, 3),
        .face_right = sqlite3_column_int64 (statement, 4),
        .points = shape->points,
        .n_points = shape->n_points,
      };
      g_array_append_val (rows->arcs, arc);
    }
  return FALSE;
}

static gboolean
read_faces (YutuConnection *connection,
            Rows           *rows,
            GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id FROM face ORDER BY id", error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (rows->faces, id);
    }
  return FALSE;
}

YutuTopology *
yutu_division_load_model (YutuConnection *connection,
                          GError        **error)
{
  g_autoptr (GArray) node_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) node_points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (YutuArc));
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) shapes =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_shape_unref);
  Rows rows = { node_ids, node_points, arcs, shapes, faces };

  if (!read_nodes (connection, &rows, error) || !read_arcs (connection, &rows, error) ||
      !read_faces (connection, &rows, error))
    return NULL;
  return yutu_topology_new_from_rows ((gint64 *)(gpointer)node_ids->data, (YutuPoint *)(gpointer)node_points->data,
                                      node_ids->len, (YutuArc *)(gpointer)arcs->data, arcs->len,
                                      (gint64 *)(gpointer)faces->data, faces->len);
}

/* ---- Saving ---- */

static gboolean
run_with_id (YutuConnection *connection,
             const char     *sql,
             gint64          id,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_node (YutuConnection *connection,
            gint64          id,
            YutuPoint       point,
            GError        **error)
{
  guint8        blob[YUTU_POINT_BLOB_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO node (id, geom) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET geom = ?2", error);

  if (statement == NULL)
    return FALSE;
  yutu_point_to_blob (point, blob);
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_blob (statement, 2, blob, sizeof blob, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_arc (YutuConnection *connection,
           const YutuArc  *arc,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO arc (id, node_from, node_to, face_left, face_right, geom) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET node_from = ?2, node_to = ?3, "
    "face_left = ?4, face_right = ?5, geom = ?6",
    error);
  g_autoptr (YutuShape) shape = yutu_shape_new_line (arc->points, arc->n_points);
  g_autoptr (GBytes) blob = yutu_shape_to_blob (shape);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc->id);
  sqlite3_bind_int64 (statement, 2, arc->node_from);
  sqlite3_bind_int64 (statement, 3, arc->node_to);
  sqlite3_bind_int64 (statement, 4, arc->face_left);
  sqlite3_bind_int64 (statement, 5, arc->face_right);
  sqlite3_bind_blob64 (statement, 6, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob),
                       SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
is_same_arc (const YutuArc *a,
             const YutuArc *b)
{
  return a->node_from == b->node_from && a->node_to == b->node_to &&
         a->face_left == b->face_left && a->face_right == b->face_right &&
         a->n_points == b->n_points &&
         memcmp (a->points, b->points, a->n_points * sizeof (YutuPoint)) == 0;
}

static gboolean
save_arcs (YutuConnection *connection,
           YutuTopology   *base,
           YutuTopology   *topology,
           GError        **error)
{
  g_autoptr (GArray) old = base != NULL ? yutu_topology_list_arcs (base) : NULL;
  g_autoptr (GArray) now = yutu_topology_list_arcs (topology);
  YutuArc arc, before;

  for (guint i = 0; old != NULL && i < old->len; i++)
    if (!yutu_topology_get_arc (topology, g_array_index (old, gint64, i), &arc) &&
        !run_with_id (connection, "DELETE FROM arc WHERE id = ?1", g_array_index (old, gint64, i),
                      error))
      return FALSE;
  for (guint i = 0; i < now->len; i++)
    {
      yutu_topology_get_arc (topology, g_array_index (now, gint64, i), &arc);
      if (base != NULL && yutu_topology_get_arc (base, arc.id, &before) &&
          is_same_arc (&arc, &before))
        continue;
      if (!write_arc (connection, &arc, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_nodes (YutuConnection *connection,
            YutuTopology   *base,
            YutuTopology   *topology,
            GError        **error)
{
  g_autoptr (GArray) old = base != NULL ? yutu_topology_list_nodes (base) : NULL;
  g_autoptr (GArray) now = yutu_topology_list_nodes (topology);
  YutuPoint point, before;

  for (guint i = 0; old != NULL && i < old->len; i++)
    if (!yutu_topology_get_node (topology, g_array_index (old, gint64, i), &point) &&
        !run_with_id (connection, "DELETE FROM node WHERE id = ?1",
                      g_array_index (old, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < now->len; i++)
    {
      gint64 id = g_array_index (now, gint64, i);

      yutu_topology_get_node (topology, id, &point);
      if (base != NULL && yutu_topology_get_node (base, id, &before) &&
          yutu_point_equal (before, point))
        continue;
      if (!write_node (connection, id, point, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
contains (GArray *sorted,
          gint64  id)
{
  guint low = 0, high = sorted != NULL ? sorted->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sorted, gint64, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return sorted != NULL && low < sorted->len && g_array_index (sorted, gint64, low) == id;
}

static gboolean
save_faces (YutuConnection *connection,
            YutuTopology   *base,
            YutuTopology   *topology,
            GError        **error)
{
  g_autoptr (GArray) old = base != NULL ? yutu_topology_list_faces (base) : NULL;
  g_autoptr (GArray) now = yutu_topology_list_faces (topology);

  for (guint i = 0; old != NULL && i < old->len; i++)
    if (!contains (now, g_array_index (old, gint64, i)) &&
        !run_with_id (connection, "DELETE FROM face WHERE id = ?1",
                      g_array_index (old, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < now->len; i++)
    if (!contains (old, g_array_index (now, gint64, i)) &&
        !run_with_id (connection, "INSERT INTO face (id) VALUES (?1)",
                      g_array_index (now, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_division_save_model (YutuConnection *connection,
                          YutuTopology   *base,
                          YutuTopology   *topology,
                          GError        **error)
{
  return save_nodes (connection, base, topology, error) &&
         save_arcs (connection, base, topology, error) &&
         save_faces (connection, base, topology, error);
}

/* ---- Saving what edits touched ---- */

static gboolean
save_node_changes (YutuConnection *connection,
                   YutuTopology   *topology,
                   GArray         *ids,
                   GError        **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64    id = g_array_index (ids, gint64, i);
      YutuPoint point;
      gboolean  done = yutu_topology_get_node (topology, id, &point)
                         ? write_node (connection, id, point, error)
                         : run_with_id (connection, "DELETE FROM node WHERE id = ?1", id, error);

      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_arc_changes (YutuConnection *connection,
                  YutuTopology   *topology,
                  GArray         *ids,
                  GError        **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64   id = g_array_index (ids, gint64, i);
      YutuArc  arc;
      gboolean done = yutu_topology_get_arc (topology, id, &arc)
                        ? write_arc (connection, &arc, error)
                        : yutu_boundary_check_free (connection, id, error) &&
                            run_with_id (connection, "DELETE FROM arc WHERE id = ?1", id, error);

      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_face_changes (YutuConnection *connection,
                   YutuTopology   *topology,
                   GArray         *ids,
                   GError        **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64   id = g_array_index (ids, gint64, i);
      gboolean done =
        run_with_id (connection,
                     yutu_topology_has_face (topology, id)
                       ? "INSERT INTO face (id) VALUES (?1) ON CONFLICT (id) DO NOTHING"
                       : "DELETE FROM face WHERE id = ?1",
                     id, error);

      if (!done)
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_division_save_changes (YutuConnection *connection,
                            YutuTopology   *topology,
                            GError        **error)
{
  YutuTopologyChanges changes;
  g_autoptr (GArray) cuts = yutu_topology_take_cuts (topology);
  g_autoptr (GArray) nodes = NULL;
  g_autoptr (GArray) arcs = NULL;
  g_autoptr (GArray) faces = NULL;

  yutu_topology_take_changes (topology, &changes);
  nodes = changes.nodes;
  arcs = changes.arcs;
  faces = changes.faces;
  return yutu_boundary_follow_cuts (connection, cuts, error) &&
         save_node_changes (connection, topology, nodes, error) &&
         save_arc_changes (connection, topology, arcs, error) &&
         save_face_changes (connection, topology, faces, error);
}
