/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-model.h"

#include <glib/gi18n.h>
#include <inttypes.h>
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
          g_prefix_error (error, _ ("node %" PRId64 ": "), id);
          return FALSE;
        }
      g_array_append_val (rows->node_ids, id);
      g_array_append_val (rows->node_points, shape->points[0]);
    }
  return FALSE;
}

#define ARC_COLUMNS "id, node_from, node_to, face_left, face_right, geom"

static gboolean
take_arc (Rows         *rows,
          sqlite3_stmt *statement,
          GError      **error)
{
  YutuShape *shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 5),
                                           (gsize)sqlite3_column_bytes (statement, 5), error);
  YutuArc    arc;

  if (shape == NULL)
    {
      g_prefix_error (error, _ ("arc %" PRId64 ": "),
                      (gint64)sqlite3_column_int64 (statement, 0));
      sqlite3_reset (statement);
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
  return TRUE;
}

static gboolean
read_arcs (YutuConnection *connection,
           Rows           *rows,
           GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT " ARC_COLUMNS " FROM arc ORDER BY id", error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!take_arc (rows, statement, error))
        return FALSE;
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

static YutuTopology *
make_model (const Rows *rows)
{
  return yutu_topology_new_from_rows (
    (gint64 *)(gpointer)rows->node_ids->data, (YutuPoint *)(gpointer)rows->node_points->data,
    rows->node_ids->len, (YutuArc *)(gpointer)rows->arcs->data, rows->arcs->len,
    (gint64 *)(gpointer)rows->faces->data, rows->faces->len);
}

static void
rows_init (Rows *rows)
{
  rows->node_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rows->node_points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  rows->arcs = g_array_new (FALSE, FALSE, sizeof (YutuArc));
  rows->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_shape_unref);
  rows->faces = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
rows_clear (Rows *rows)
{
  g_array_unref (rows->node_ids);
  g_array_unref (rows->node_points);
  g_array_unref (rows->arcs);
  g_ptr_array_unref (rows->shapes);
  g_array_unref (rows->faces);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

YutuTopology *
yutu_division_load_model (YutuConnection *connection,
                          GError        **error)
{
  g_auto (Rows) rows = { 0 };

  rows_init (&rows);
  if (!read_nodes (connection, &rows, error) || !read_arcs (connection, &rows, error) ||
      !read_faces (connection, &rows, error))
    return NULL;
  return make_model (&rows);
}

/* ---- A part of it ---- */

/* Whether it was not there yet. */
static gboolean
add_once (GHashTable *known,
          gint64      id)
{
  return g_hash_table_add (known, g_memdup2 (&id, sizeof id));
}

static gboolean
collect_faces (YutuConnection *connection,
               gint64          arc,
               gboolean        with_ends,
               GArray         *faces,
               GError        **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT face_left, face_right FROM arc WHERE id = ?1 "
    "UNION SELECT o.face_left, o.face_right FROM arc a CROSS JOIN arc o "
    "ON o.node_from IN (a.node_from, a.node_to) WHERE a.id = ?1 AND ?2 "
    "UNION SELECT o.face_left, o.face_right FROM arc a CROSS JOIN arc o "
    "ON o.node_to IN (a.node_from, a.node_to) WHERE a.id = ?1 AND ?2",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc);
  sqlite3_bind_int (statement, 2, with_ends);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        break;
      for (int side = 0; side < 2; side++)
        {
          gint64 face = sqlite3_column_int64 (statement, side);

          if (add_once (known, face))
            g_array_append_val (faces, face);
        }
    }
  if (faces->len == 0)
    g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                 _ ("there is no arc %" PRId64), arc);
  return faces->len > 0;
}

static gboolean
read_arcs_of_face (YutuConnection *connection,
                   const char     *sql,
                   gint64          face,
                   GHashTable     *known,
                   Rows           *rows,
                   GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (add_once (known, sqlite3_column_int64 (statement, 0)) && !take_arc (rows, statement, error))
        return FALSE;
    }
}

static int
compare_arcs (gconstpointer a,
              gconstpointer b)
{
  const YutuArc *one = a;
  const YutuArc *two = b;

  return (one->id > two->id) - (one->id < two->id);
}

/* What the arcs name: their nodes with their points, their faces. */
static void
add_ends_and_sides (Rows *rows)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  add_once (faces, 0);
  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const YutuArc *arc = &g_array_index (rows->arcs, YutuArc, i);

      for (int end = 0; end < 2; end++)
        {
          gint64 node = end == 0 ? arc->node_from : arc->node_to;
          gint64 face = end == 0 ? arc->face_left : arc->face_right;

          if (add_once (nodes, node))
            {
              g_array_append_val (rows->node_ids, node);
              g_array_append_val (rows->node_points, arc->points[end == 0 ? 0 : arc->n_points - 1]);
            }
          if (add_once (faces, face))
            g_array_append_val (rows->faces, face);
        }
    }
}

static gboolean
read_arcs_around (YutuConnection *connection,
                  const gint64   *faces,
                  gsize           n_faces,
                  GHashTable     *known,
                  Rows           *rows,
                  GError        **error)
{
  for (gsize i = 0; i < n_faces; i++)
    if (!read_arcs_of_face (connection, "SELECT " ARC_COLUMNS " FROM arc WHERE face_left = ?1", faces[i],
                            known, rows, error) ||
        !read_arcs_of_face (connection, "SELECT " ARC_COLUMNS " FROM arc WHERE face_right = ?1", faces[i],
                            known, rows, error))
      return FALSE;
  return TRUE;
}

YutuTopology *
yutu_division_load_around (YutuConnection *connection,
                           gint64          arc,
                           gboolean        with_ends,
                           GError        **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (Rows) rows = { 0 };

  rows_init (&rows);
  if (!collect_faces (connection, arc, with_ends, faces, error) ||
      !read_arcs_around (connection, (gint64 *)(gpointer)faces->data, faces->len, known, &rows, error))
    return NULL;
  g_array_sort (rows.arcs, compare_arcs);
  add_ends_and_sides (&rows);
  return make_model (&rows);
}

/* Faces that are not among those read yet, across arcs that come into the box. */
static GArray *
list_beyond (const Rows *rows,
             YutuBox     box,
             GHashTable *read)
{
  GArray *beyond = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const YutuArc *arc = &g_array_index (rows->arcs, YutuArc, i);

      if (!yutu_box_overlaps (((YutuShape *)g_ptr_array_index (rows->shapes, i))->box, box))
        continue;
      if (add_once (read, arc->face_left))
        g_array_append_val (beyond, arc->face_left);
      if (add_once (read, arc->face_right))
        g_array_append_val (beyond, arc->face_right);
    }
  return beyond;
}

YutuTopology *
yutu_division_load_faces (YutuConnection *connection,
                          const gint64   *faces,
                          gsize           n_faces,
                          YutuBox         box,
                          GError        **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) read = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) beyond = NULL;
  g_auto (Rows) rows = { 0 };

  rows_init (&rows);
  for (gsize i = 0; i < n_faces; i++)
    add_once (read, faces[i]);
  if (!read_arcs_around (connection, faces, n_faces, known, &rows, error))
    return NULL;
  beyond = list_beyond (&rows, box, read);
  if (!read_arcs_around (connection, (gint64 *)(gpointer)beyond->data, beyond->len, known, &rows, error))
    return NULL;
  g_array_sort (rows.arcs, compare_arcs);
  add_ends_and_sides (&rows);
  return make_model (&rows);
}

/* ---- Saving ---- */

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
  g_autoptr (GBytes) blob = yutu_line_to_blob (arc->points, arc->n_points);

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
        !yutu_connection_run_with (connection, "DELETE FROM arc WHERE id = ?1", g_array_index (old, gint64, i),
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
        !yutu_connection_run_with (connection, "DELETE FROM node WHERE id = ?1",
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
        !yutu_connection_run_with (connection, "DELETE FROM face WHERE id = ?1",
                                   g_array_index (old, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < now->len; i++)
    if (!contains (old, g_array_index (now, gint64, i)) &&
        !yutu_connection_run_with (connection, "INSERT INTO face (id) VALUES (?1)",
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
                         : yutu_connection_run_with (connection, "DELETE FROM node WHERE id = ?1", id, error);

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
                            yutu_connection_run_with (connection, "DELETE FROM arc WHERE id = ?1", id, error);

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
        yutu_connection_run_with (connection,
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
