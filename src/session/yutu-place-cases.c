/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-place-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division.h"

void
yutu_place_scope_clear (YutuPlaceScope *self)
{
  g_clear_pointer (&self->shape, yutu_shape_unref);
}

/* ---- Which cases a place means ---- */

static gboolean
find_unit_scope (YutuConnection  *connection,
                 gint64           unit,
                 YutuPlaceFilter *filter,
                 GError         **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT level FROM division WHERE unit = ?1 LIMIT 1", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                   _ ("there is no unit %" PRId64), unit);
      return FALSE;
    }
  filter->kind = YUTU_PLACE_FILTER_UNIT;
  filter->id = unit;
  filter->level = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* The finest unit there; outside of all of them, what stands on the very point. */
static gboolean
find_point_scope (YutuConnection  *connection,
                  YutuPoint        point,
                  YutuDay          day,
                  YutuPlaceFilter *filter,
                  GError         **error)
{
  char text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) units =
    yutu_division_locate (connection, point, yutu_day_format (day, text), error);
  const YutuDivision *finest = NULL;

  if (units == NULL)
    return FALSE;
  if (units->len == 0)
    {
      filter->kind = YUTU_PLACE_FILTER_CIRCLE;
      filter->center = point;
      return TRUE;
    }
  filter->kind = YUTU_PLACE_FILTER_UNIT;
  finest = g_ptr_array_index (units, units->len - 1);
  filter->id = finest->unit;
  filter->level = finest->level;
  return TRUE;
}

/* Land (a reservoir, a park) by what lies on it, all else by the addresses that carry the name. */
static gboolean
find_name_scope (YutuConnection *connection,
                 gint64          id,
                 YutuPlaceScope *scope,
                 GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT geom FROM place_name WHERE id = ?1", error);
  g_autoptr (YutuShape) shape = NULL;
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (statement, 0) == SQLITE_BLOB)
    {
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                    (gsize)sqlite3_column_bytes (statement, 0), error);
      if (shape == NULL)
        return FALSE;
    }
  sqlite3_reset (statement);
  scope->filter.kind = YUTU_PLACE_FILTER_BASE;
  scope->filter.id = id;
  if (shape == NULL || shape->kind != YUTU_SHAPE_POLYGON)
    return TRUE;
  scope->filter.kind = YUTU_PLACE_FILTER_SHAPE;
  scope->shape = g_steal_pointer (&shape);
  scope->filter.shape = scope->shape;
  return TRUE;
}

static void
set_object (YutuPlaceFilter    *filter,
            YutuPlaceFilterKind kind,
            gint64              id)
{
  filter->kind = kind;
  filter->id = id;
}

gboolean
yutu_place_find_scope (YutuConnection  *connection,
                       const YutuPlace *self,
                       YutuDay          day,
                       YutuPlaceScope  *scope,
                       GError         **error)
{
  gint64 id = yutu_place_get_id (self);

  *scope = (YutuPlaceScope){ 0 };
  switch (yutu_place_get_kind (self))
    {
    case YUTU_PLACE_UNIT:
      return find_unit_scope (connection, id, &scope->filter, error);
    case YUTU_PLACE_POINT:
      return find_point_scope (connection, yutu_place_get_center (self), day, &scope->filter,
                               error);
    case YUTU_PLACE_NAME:
      return find_name_scope (connection, id, scope, error);
    case YUTU_PLACE_CIRCLE:
      scope->filter.kind = YUTU_PLACE_FILTER_CIRCLE;
      scope->filter.center = yutu_place_get_center (self);
      scope->filter.radius_m = yutu_place_get_radius_m (self);
      return TRUE;
    case YUTU_PLACE_SHAPE:
      scope->filter.kind = YUTU_PLACE_FILTER_SHAPE;
      scope->filter.shape = yutu_place_get_shape (self);
      return TRUE;
    case YUTU_PLACE_FACILITY:
      set_object (&scope->filter, YUTU_PLACE_FILTER_FACILITY, id);
      return TRUE;
    case YUTU_PLACE_ADDRESS:
      set_object (&scope->filter, YUTU_PLACE_FILTER_ADDRESS, id);
      return TRUE;
    case YUTU_PLACE_PILLAR:
      set_object (&scope->filter, YUTU_PLACE_FILTER_PILLAR, id);
      return TRUE;
    case YUTU_PLACE_LINE:
    default:
      set_object (&scope->filter, YUTU_PLACE_FILTER_LINE, id);
      return TRUE;
    }
}

/* ---- Lists ---- */

typedef struct
{
  const YutuPlace     *place;
  const YutuCaseQuery *query;
  gint64              *total;
  GPtrArray           *rows;
} ListCases;

static gboolean
list_cases (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  ListCases *list = data;
  YutuDay    day = list->query->day != YUTU_DAY_INVALID ? list->query->day : yutu_day_today ();
  g_auto (YutuPlaceScope) scope = { 0 };

  if (!yutu_place_find_scope (connection, list->place, day, &scope, error))
    return FALSE;
  list->rows = yutu_place_filter_list_cases (connection, &scope.filter, list->query, list->total,
                                             error);
  return list->rows != NULL;
}

GPtrArray *
yutu_file_list_cases (YutuFile            *self,
                      const YutuPlace     *place,
                      const YutuCaseQuery *query,
                      gint64              *total,
                      GCancellable        *cancellable,
                      GError             **error)
{
  ListCases list = { place, query, total, NULL };

  yutu_store_read (yutu_file_get_store (self), list_cases, &list, cancellable, error);
  return list.rows;
}

typedef struct
{
  const char *text;
  YutuDay     day;
  gint64      unit;
} FindPlace;

static gboolean
find_place (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  FindPlace *find = data;
  char       day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuDivision) unit =
    yutu_division_find_one (connection, find->text, yutu_day_format (find->day, day), error);

  if (unit == NULL)
    return FALSE;
  find->unit = unit->unit;
  return TRUE;
}

YutuPlace *
yutu_file_find_place (YutuFile   *self,
                      const char *text,
                      YutuDay     day,
                      GError    **error)
{
  FindPlace find = { text, day, 0 };

  if (!yutu_store_read (yutu_file_get_store (self), find_place, &find, NULL, error))
    return NULL;
  return yutu_place_new_unit (find.unit);
}

/* ---- Names ---- */

typedef struct
{
  const char *sql; /* unit and text, the newest last */
  GHashTable *texts;
} ReadTexts;

static gboolean
read_unit_texts (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  const ReadTexts *read = data;
  gboolean         found = TRUE;
  sqlite3_stmt    *statement = yutu_connection_prepare (connection, read->sql, error);

  while (statement != NULL)
    {
      gint64 unit = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      unit = sqlite3_column_int64 (statement, 0);
      g_hash_table_insert (read->texts, g_memdup2 (&unit, sizeof unit),
                           g_strdup ((const char *)sqlite3_column_text (statement, 1)));
    }
  return FALSE;
}

static GHashTable *
read_texts (YutuFile   *self,
            const char *sql,
            GError    **error)
{
  g_autoptr (GHashTable) texts =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  ReadTexts read = { sql, texts };

  if (!yutu_store_read (yutu_file_get_store (self), read_unit_texts, &read, NULL, error))
    return NULL;
  return g_steal_pointer (&texts);
}

GHashTable *
yutu_file_read_unit_names (YutuFile *self,
                           GError  **error)
{
  return read_texts (self, "SELECT unit, name FROM division ORDER BY valid_from", error);
}

GHashTable *
yutu_file_read_unit_codes (YutuFile *self,
                           GError  **error)
{
  return read_texts (
    self, "SELECT unit, code FROM division WHERE code IS NOT NULL ORDER BY valid_from", error);
}

/* ---- Shapes ---- */

typedef struct
{
  const char *wkt;
  YutuShape  *shape;
} ParseShape;

static gboolean
parse_shape (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  ParseShape   *parse = data;
  gboolean      found = FALSE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT GeomFromText (?1, 4490)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, parse->wkt, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (sqlite3_column_type (statement, 0) == SQLITE_BLOB)
    parse->shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                         (gsize)sqlite3_column_bytes (statement, 0), NULL);
  sqlite3_reset (statement);
  if (parse->shape != NULL && parse->shape->kind == YUTU_SHAPE_POLYGON)
    return TRUE;
  g_clear_pointer (&parse->shape, yutu_shape_unref);
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
               _ ("“%.40s” is no polygon as well-known text in degrees, longitude first"), parse->wkt);
  return FALSE;
}

YutuShape *
yutu_file_parse_shape (YutuFile   *self,
                       const char *wkt,
                       GError    **error)
{
  ParseShape parse = { wkt, NULL };

  if (!yutu_store_read (yutu_file_get_store (self), parse_shape, &parse, NULL, error))
    return NULL;
  return parse.shape;
}
