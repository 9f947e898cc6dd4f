/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The polygon around a set of faces, from the arcs in the file that have exactly one side in it. */

#include "division/yutu-division-area-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  GArray     *arcs;   /* YutuArc */
  GPtrArray  *shapes; /* keeps their points */
  GArray     *nodes;  /* gint64 */
  GArray     *points; /* YutuPoint, of the nodes */
  GHashTable *known;  /* ids of nodes, as gint64 * */
  GArray     *faces;
} Outline;

static void
outline_init (Outline *self)
{
  self->arcs = g_array_new (FALSE, FALSE, sizeof (YutuArc));
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_shape_unref);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->faces = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
outline_clear (Outline *self)
{
  g_array_unref (self->arcs);
  g_ptr_array_unref (self->shapes);
  g_array_unref (self->nodes);
  g_array_unref (self->points);
  g_hash_table_unref (self->known);
  g_array_unref (self->faces);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outline, outline_clear)

static void
add_node (Outline  *self,
          gint64    node,
          YutuPoint point)
{
  if (!g_hash_table_add (self->known, g_memdup2 (&node, sizeof node)))
    return;
  g_array_append_val (self->nodes, node);
  g_array_append_val (self->points, point);
}

/* Columns: id, node_from, node_to, face_left, face_right, geom. */
static gboolean
add_arc (Outline      *self,
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
      return FALSE;
    }
  g_ptr_array_add (self->shapes, shape);
  arc = (YutuArc){
    .id = sqlite3_column_int64 (statement, 0),
    .node_from = sqlite3_column_int64 (statement, 1),
    .node_to = sqlite3_column_int64 (statement, 2),
    .face_left = sqlite3_column_int64 (statement, 3),
    .face_right = sqlite3_column_int64 (statement, 4),
    .points = shape->points,
    .n_points = shape->n_points,
  };
  g_array_append_val (self->arcs, arc);
  add_node (self, arc.node_from, shape->points[0]);
  add_node (self, arc.node_to, shape->points[shape->n_points - 1]);
  return TRUE;
}

static YutuShape *
dissolve (const Outline *self)
{
  const gint64 *faces = (gint64 *)(gpointer)self->faces->data;
  g_autoptr (YutuTopology) topology = yutu_topology_new_from_rows (
    (gint64 *)(gpointer)self->nodes->data, (YutuPoint *)(gpointer)self->points->data,
    self->nodes->len, (YutuArc *)(gpointer)self->arcs->data, self->arcs->len, faces,
    self->faces->len);

  return yutu_topology_dissolve (topology, faces, self->faces->len);
}

/* ---- Of an area ---- */

/* The arcs with the area on exactly one side, in the order of their ids. */
static const char OUTLINE_SQL[] =
  "SELECT a.id, a.node_from, a.node_to, a.face_left, a.face_right, a.geom "
  "FROM division_area_face m CROSS JOIN arc a ON a.face_left = m.face WHERE m.area = ?1 "
  "AND NOT EXISTS (SELECT 1 FROM division_area_face o WHERE o.area = ?1 AND o.face = a.face_right) "
  "UNION ALL "
  "SELECT a.id, a.node_from, a.node_to, a.face_left, a.face_right, a.geom "
  "FROM division_area_face m CROSS JOIN arc a ON a.face_right = m.face WHERE m.area = ?1 "
  "AND NOT EXISTS (SELECT 1 FROM division_area_face o WHERE o.area = ?1 AND o.face = a.face_left) "
  "ORDER BY 1";

static gboolean
read_area (YutuConnection *connection,
           gint64          area,
           Outline        *outline,
           GError        **error)
{
  sqlite3_stmt *faces = yutu_connection_prepare (
    connection, "SELECT face FROM division_area_face WHERE area = ?1", error);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, OUTLINE_SQL, error);
  gboolean      found = TRUE;

  if (faces == NULL || statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (faces, 1, area);
  while (found)
    {
      gint64 face = 0;

      if (!yutu_connection_step (connection, faces, &found, error))
        return FALSE;
      face = sqlite3_column_int64 (faces, 0);
      if (found)
        g_array_append_val (outline->faces, face);
    }
  sqlite3_bind_int64 (statement, 1, area);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!add_arc (outline, statement, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
}

YutuShape *
yutu_division_outline_area (YutuConnection *connection,
                            gint64          area,
                            GError        **error)
{
  g_auto (Outline) outline = { 0 };

  outline_init (&outline);
  return read_area (connection, area, &outline, error) ? dissolve (&outline) : NULL;
}

static gboolean
is_stale (YutuConnection *connection,
          gint64          area,
          gboolean       *answer,
          GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT 1 FROM division_area_stale WHERE area = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, area);
  if (!yutu_connection_step (connection, statement, answer, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

YutuShape *
yutu_division_read_area (YutuConnection *connection,
                         gint64          area,
                         sqlite3_stmt   *statement,
                         int             column,
                         GError        **error)
{
  gboolean waits = FALSE;

  if (!is_stale (connection, area, &waits, error))
    return NULL;
  if (waits)
    return yutu_division_outline_area (connection, area, error);
  return yutu_shape_from_blob (sqlite3_column_blob (statement, column),
                               (gsize)sqlite3_column_bytes (statement, column), error);
}

/* ---- Of any faces ---- */

/* Arcs of a face whose other side is another one's. */
static const char FACE_SQL[] =
  "SELECT id, node_from, node_to, face_left, face_right, geom FROM arc WHERE face_left = ?1 "
  "AND face_right <> ?1 UNION ALL "
  "SELECT id, node_from, node_to, face_left, face_right, geom FROM arc WHERE face_right = ?1 "
  "AND face_left <> ?1";

static gboolean
read_face (YutuConnection *connection,
           gint64          face,
           GHashTable     *wanted,
           Outline        *outline,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, FACE_SQL, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  while (TRUE)
    {
      gint64 sides[2];

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      sides[0] = sqlite3_column_int64 (statement, 3);
      sides[1] = sqlite3_column_int64 (statement, 4);
      if (g_hash_table_contains (wanted, &sides[sides[0] == face]))
        continue;
      if (!add_arc (outline, statement, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
}

YutuShape *
yutu_division_outline_faces (YutuConnection *connection,
                             const gint64   *faces,
                             gsize           n_faces,
                             GError        **error)
{
  g_auto (Outline) outline = { 0 };
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);

  outline_init (&outline);
  g_array_append_vals (outline.faces, faces, (guint)n_faces);
  for (gsize i = 0; i < n_faces; i++)
    g_hash_table_add (wanted, (gpointer)&faces[i]);
  for (gsize i = 0; i < n_faces; i++)
    if (!read_face (connection, faces[i], wanted, &outline, error))
      return NULL;
  return dissolve (&outline);
}
