/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-view.h"

#include <glib/gi18n.h>
#include <inttypes.h>

void
yutu_division_view_free (YutuDivisionView *self)
{
  g_free (self->day);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->faces, g_array_unref);
  g_clear_pointer (&self->arcs, g_array_unref);
  g_clear_pointer (&self->shapes, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_string_chunk_free);
  g_free (self);
}

static sqlite3_stmt *
prepare_for_day (YutuConnection   *connection,
                 const char       *sql,
                 YutuDivisionView *self,
                 GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_TRANSIENT);
  return statement;
}

static gboolean
load_faces (YutuConnection   *connection,
            YutuDivisionView *self,
            GError          **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT f.id, coalesce (u.unit, 0) FROM face f LEFT JOIN face_unit u ON u.face = f.id "
    "AND u.valid_from <= ?1 AND ?1 < u.valid_to ORDER BY f.id",
    self, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      YutuFaceOwner owner = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      owner.face = sqlite3_column_int64 (statement, 0);
      owner.unit = sqlite3_column_int64 (statement, 1);
      g_array_append_val (self->faces, owner);
    }
  return FALSE;
}

static gboolean
add_arc (YutuDivisionView *self,
         sqlite3_stmt     *statement,
         GError          **error)
{
  gconstpointer       blob = sqlite3_column_blob (statement, 5);
  gsize               length = (gsize)sqlite3_column_bytes (statement, 5);
  YutuShape          *shape = yutu_shape_from_blob (blob, length, error);
  YutuDivisionViewArc row = { 0 };

  if (shape == NULL)
    {
      g_prefix_error (error, _ ("arc %" PRId64 ": "),
                      (gint64)sqlite3_column_int64 (statement, 0));
      return FALSE;
    }
  g_ptr_array_add (self->shapes, shape);
  row.arc = (YutuArc){
    .id = sqlite3_column_int64 (statement, 0),
    .node_from = sqlite3_column_int64 (statement, 1),
    .node_to = sqlite3_column_int64 (statement, 2),
    .face_left = sqlite3_column_int64 (statement, 3),
    .face_right = sqlite3_column_int64 (statement, 4),
    .points = shape->points,
    .n_points = shape->n_points,
  };
  if (sqlite3_column_type (statement, 6) != SQLITE_NULL)
    row.neighbour =
      g_string_chunk_insert_const (self->names, (const char *)sqlite3_column_text (statement, 6));
  g_array_append_val (self->arcs, row);
  return TRUE;
}

static gboolean
load_arcs (YutuConnection   *connection,
           YutuDivisionView *self,
           GError          **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT a.id, a.node_from, a.node_to, a.face_left, a.face_right, a.geom, "
    "(SELECT l.neighbour_name FROM boundary_line_arc b JOIN boundary_line l ON l.id = b.line "
    "WHERE b.arc = a.id AND l.neighbour_name IS NOT NULL AND l.valid_from <= ?1 "
    "AND ?1 < l.valid_to ORDER BY l.id LIMIT 1) FROM arc a ORDER BY a.id",
    self, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!add_arc (self, statement, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

YutuDivisionView *
yutu_division_view_load (YutuConnection *connection,
                         const char     *day,
                         GError        **error)
{
  g_autoptr (YutuDivisionView) self = g_new0 (YutuDivisionView, 1);

  self->day = g_strdup (day);
  self->faces = g_array_new (FALSE, FALSE, sizeof (YutuFaceOwner));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (YutuDivisionViewArc));
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_shape_unref);
  self->names = g_string_chunk_new (256);
  self->units = yutu_division_list (connection, day, error);
  if (self->units == NULL || !load_faces (connection, self, error) ||
      !load_arcs (connection, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gint64
yutu_division_view_get_owner (const YutuDivisionView *self,
                              gint64                  face)
{
  guint low = 0, high = self->faces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->faces, YutuFaceOwner, middle).face < face)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->faces->len || g_array_index (self->faces, YutuFaceOwner, low).face != face)
    return 0;
  return g_array_index (self->faces, YutuFaceOwner, low).unit;
}
