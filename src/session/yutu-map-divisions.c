/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map-layers-private.h"

typedef struct
{
  char                      day[YUTU_DAY_TEXT_SIZE];
  YutuDivisionLayerBuilder *builder;
  YutuSnapBuilder          *snap;
  GHashTable               *owners; /* gint64 face → gint64 unit */
  YutuMapSize               units; /* no vertices */
  YutuMapSize               arcs;
} Load;

/* A statement of the read with the day bound to ?1. */
static sqlite3_stmt *
prepare_for_day (YutuConnection *connection,
                 const char     *sql,
                 const Load     *load,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, load->day, -1, SQLITE_STATIC);
  return statement;
}

static gboolean
load_units (YutuConnection *connection,
            Load           *load,
            GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT unit, coalesce (parent, 0), level, name, seat FROM division "
    "WHERE valid_from <= ?1 AND ?1 < valid_to AND level >= 3 ORDER BY level, unit",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      YutuUnitSpec spec;
      g_autoptr (YutuShape) seat = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      spec = (YutuUnitSpec){
        .id = sqlite3_column_int64 (statement, 0),
        .parent = sqlite3_column_int64 (statement, 1),
        .level = sqlite3_column_int (statement, 2),
        .name = (const char *)sqlite3_column_text (statement, 3),
      };
      if (sqlite3_column_type (statement, 4) == SQLITE_BLOB)
        seat = yutu_shape_from_blob (sqlite3_column_blob (statement, 4),
                                     (gsize)sqlite3_column_bytes (statement, 4), NULL);
      if (seat != NULL)
        {
          spec.has_seat = TRUE;
          spec.seat = seat->points[0];
        }
      yutu_division_layer_builder_add_unit (load->builder, &spec);
      load->units.features++;
    }
  return FALSE;
}

static void
add_face (Load  *load,
          gint64 face,
          gint64 unit)
{
  yutu_division_layer_builder_add_face (load->builder, face, unit);
  if (unit != 0)
    g_hash_table_insert (load->owners, g_memdup2 (&face, sizeof face), g_memdup2 (&unit, sizeof unit));
}

static gint64
get_owner (const Load *load,
           gint64      face)
{
  const gint64 *unit = g_hash_table_lookup (load->owners, &face);

  return unit != NULL ? *unit : 0;
}

static gboolean
load_faces (YutuConnection *connection,
            Load           *load,
            GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT f.id, coalesce (u.unit, 0) FROM face f LEFT JOIN face_unit u ON u.face = f.id "
    "AND u.valid_from <= ?1 AND ?1 < u.valid_to ORDER BY f.id",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      add_face (load, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1));
    }
  return FALSE;
}

static gboolean
load_arcs (YutuConnection *connection,
           Load           *load,
           GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT a.id, a.face_left, a.face_right, a.geom, (SELECT l.neighbour_name FROM "
    "boundary_line_arc la JOIN boundary_line l ON l.id = la.line WHERE la.arc = a.id AND "
    "l.grade <= 3 AND l.valid_from <= ?1 AND ?1 < l.valid_to LIMIT 1) FROM arc a ORDER BY a.id",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      g_autoptr (YutuShape) line = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      line = yutu_shape_from_blob (sqlite3_column_blob (statement, 3),
                                   (gsize)sqlite3_column_bytes (statement, 3), error);
      if (line == NULL)
        return FALSE;
      yutu_division_layer_builder_add_arc (
        load->builder, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
        sqlite3_column_int64 (statement, 2), line->points, line->n_points,
        (const char *)sqlite3_column_text (statement, 4));
      if (get_owner (load, sqlite3_column_int64 (statement, 1)) !=
          get_owner (load, sqlite3_column_int64 (statement, 2)))
        yutu_snap_builder_add (load->snap, sqlite3_column_int64 (statement, 0), YUTU_SNAP_BOUNDARY,
                               line->points, line->n_points);
      load->arcs.features++;
      load->arcs.vertices += (gint64)line->n_points;
    }
  return FALSE;
}

static gboolean
load_boundaries (YutuConnection *connection,
                 Load           *load,
                 GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT l.id, l.grade, la.arc FROM boundary_line l JOIN boundary_line_arc la ON la.line = l.id "
    "WHERE l.valid_from <= ?1 AND ?1 < l.valid_to ORDER BY l.id, la.seq",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      yutu_division_layer_builder_add_boundary (load->builder, sqlite3_column_int64 (statement, 0),
                                                sqlite3_column_int (statement, 1),
                                                sqlite3_column_int64 (statement, 2));
    }
  return FALSE;
}

static gboolean
load_divisions (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  return load_units (connection, data, error) && load_faces (connection, data, error) &&
         load_arcs (connection, data, error) && load_boundaries (connection, data, error);
}

YutuDivisionLayer *
yutu_map_divisions_load (YutuFile       *file,
                         YutuDay         day,
                         int             epsg,
                         YutuMapSize    *units,
                         YutuMapSize    *arcs,
                         YutuSnapIndex **snap,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Load load = {
    .builder = yutu_division_layer_builder_new (epsg),
    .snap = yutu_snap_builder_new (),
    .owners = owners,
  };
  g_autoptr (YutuDivisionLayer) layer = NULL;
  g_autoptr (YutuSnapIndex) index = NULL;
  gboolean read;

  yutu_day_format (day, load.day);
  read = yutu_store_read (yutu_file_get_store (file), load_divisions, &load, cancellable, error);
  layer = yutu_division_layer_builder_end (load.builder);
  index = yutu_snap_builder_end (load.snap);
  *units = load.units;
  *arcs = load.arcs;
  if (!read)
    return NULL;
  if (snap != NULL)
    *snap = g_steal_pointer (&index);
  return g_steal_pointer (&layer);
}

YutuDivisionLayer *
yutu_file_load_divisions (YutuFile     *self,
                          YutuDay       day,
                          int           epsg,
                          GCancellable *cancellable,
                          GError      **error)
{
  YutuMapSize units, arcs;

  return yutu_map_divisions_load (self, day, epsg, &units, &arcs, NULL, cancellable, error);
}
