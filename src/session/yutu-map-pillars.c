/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pillars (界桩) on the map: a symbol by kind and condition, and the serial and letter of the number as
 * label, since the line's code before them is the same for all. */

#include "session/yutu-map-layers-private.h"

#include <string.h>

/* From here on they are seen beside the line that they stand on. */
#define MIN_ZOOM     10.5
#define RANK         80

const char *
yutu_map_pillar_symbol (const char *kind,
                        const char *condition)
{
  static const char *const conditions[] = { "damaged", "lost", "moved", "buried", NULL };
  static const char *const kinds[] = { "single", "single-three", "double", "triple", NULL };
  g_autofree char         *name = NULL;

  if (kind == NULL || !g_strv_contains (kinds, kind))
    return "pillar";
  if (condition != NULL && g_strv_contains (conditions, condition))
    name = g_strdup_printf ("pillar-%s-%s", kind, condition);
  else
    name = g_strdup_printf ("pillar-%s", kind);
  return g_intern_string (name);
}

static const char PILLARS_SQL[] =
  "SELECT p.id, p.kind, p.condition, CASE WHEN l.code <> '' AND substr (p.number, 1, length (l.code)) = l.code "
  "THEN substr (p.number, length (l.code) + 1) ELSE p.number END, ST_X (p.geom), ST_Y (p.geom) "
  "FROM boundary_pillar p LEFT JOIN boundary_line l ON l.id = p.line "
  "WHERE p.valid_from <= ?1 AND ?1 < p.valid_to AND p.geom IS NOT NULL AND (?2 = 0 OR p.line = ?2 OR "
  "p.id IN (SELECT pillar FROM boundary_pillar_line WHERE line = ?2)) ORDER BY p.id";

gboolean
yutu_map_pillars_read (YutuConnection         *connection,
                       const char             *day,
                       gint64                  line,
                       YutuSymbolLayerBuilder *symbols,
                       YutuSnapBuilder        *snaps,
                       YutuMapSize            *size,
                       GError                **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, PILLARS_SQL, error);
  gboolean      found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 2, line);
  while (TRUE)
    {
      YutuSymbolSpec spec = { .rank = line != 0 ? YUTU_RANK_SUBJECT : RANK, .min_zoom = line != 0 ? 0 : MIN_ZOOM };

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      spec.id = sqlite3_column_int64 (row, 0);
      spec.symbol = yutu_map_pillar_symbol ((const char *)sqlite3_column_text (row, 1),
                                            (const char *)sqlite3_column_text (row, 2));
      spec.name = (const char *)sqlite3_column_text (row, 3);
      spec.point = yutu_point_from_degrees (sqlite3_column_double (row, 4), sqlite3_column_double (row, 5));
      yutu_symbol_layer_builder_add (symbols, &spec);
      if (snaps != NULL)
        yutu_snap_builder_add (snaps, spec.id, YUTU_SNAP_PILLAR, &spec.point, 1);
      if (size != NULL)
        {
          size->features++;
          size->vertices++;
        }
    }
}

typedef struct
{
  char                    day[YUTU_DAY_TEXT_SIZE];
  gint64                  line;
  YutuSymbolLayerBuilder *symbols;
} OfLine;

static gboolean
read_of_line (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  OfLine *of = data;

  return yutu_map_pillars_read (connection, of->day, of->line, of->symbols, NULL, NULL, error);
}

YutuSymbolLayer *
yutu_map_pillars_load (YutuFile     *file,
                       gint64        line,
                       YutuDay       day,
                       int           epsg,
                       GCancellable *cancellable,
                       GError      **error)
{
  OfLine   of = { .line = line, .symbols = yutu_symbol_layer_builder_new (epsg) };
  gboolean done = FALSE;
  g_autoptr (YutuSymbolLayer) layer = NULL;

  yutu_day_format (day, of.day);
  done = yutu_store_read (yutu_file_get_store (file), read_of_line, &of, cancellable, error);
  layer = yutu_symbol_layer_builder_end (of.symbols);
  return done ? g_steal_pointer (&layer) : NULL;
}
