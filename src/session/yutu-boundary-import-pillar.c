/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pillars of a table, or of a layer of points. */

#include "session/yutu-boundary-import-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "division/yutu-pillar-number.h"

/* ---- Pillars ---- */

/* Of degrees, with signs of degrees, or DD.MMSS. */
static gboolean
read_pair (YutuBoundaryImport *self,
           const char         *lon,
           const char         *lat,
           YutuPoint          *point,
           GError            **error)
{
  g_autofree char *text = g_strdup_printf ("%s, %s", lon, lat);
  char            *end_x = NULL, *end_y = NULL;
  const char      *crs = self->spec->crs;

  g_ascii_strtod (lon, &end_x);
  g_ascii_strtod (lat, &end_y);
  if (self->spec->is_dms || crs == NULL || *end_x != '\0' || *end_y != '\0')
    return yutu_file_parse_position (self->file, text, self->spec->is_dms, point, error);
  return yutu_cell_parse_point (crs, lon, lat, point, error);
}

/* The point of the row: its geometry, a position, longitude and latitude, or northing and easting. */
static gboolean
read_point (YutuBoundaryImport *self,
            gsize               index,
            gboolean           *has_point,
            YutuPoint          *point,
            const char        **field, /* that says it */
            GError            **error)
{
  const YutuSourceFeature *feature = yutu_source_get_feature (self->table.source, index);
  const char              *position = yutu_boundary_import_get_cell (self, index, "position");
  const char              *lon = yutu_boundary_import_get_cell (self, index, "lon");
  const char              *lat = yutu_boundary_import_get_cell (self, index, "lat");
  const char              *north = yutu_boundary_import_get_cell (self, index, "northing_m");
  const char              *east = yutu_boundary_import_get_cell (self, index, "easting_m");

  *has_point = TRUE;
  *field = "geometry";
  if (feature->kind == YUTU_SOURCE_POINT && feature->n_paths > 0)
    {
      *point = *yutu_source_get_points (self->table.source,
                                        yutu_source_get_path (self->table.source, feature->first_path));
      return TRUE;
    }
  *field = "position";
  if (position != NULL)
    return yutu_file_parse_position (self->file, position, self->spec->is_dms, point, error);
  *field = "lon";
  if (lon != NULL && lat != NULL)
    return read_pair (self, lon, lat, point, error);
  *field = "easting_m";
  if (north != NULL && east != NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", east, north);

      return yutu_file_parse_position (self->file, text, FALSE, point, error);
    }
  *has_point = FALSE;
  return TRUE;
}

/* The line that a pillar is numbered by, with its course. */
static YutuBoundaryLine *
get_line (YutuBoundaryImport *self,
          gint64              line,
          GError            **error)
{
  YutuBoundaryLine *known = g_hash_table_lookup (self->lines, &line);

  if (known != NULL)
    return known;
  known = yutu_boundary_load (self->connection, line, self->day, error);
  if (known != NULL)
    g_hash_table_insert (self->lines, &known->id, known);
  return known;
}

/* By its column, else by the code that its number begins with. */
static gboolean
find_line_of (YutuBoundaryImport *self,
              gsize               index,
              const char         *number,
              gint64             *line,
              GError            **error)
{
  const char *text = yutu_boundary_import_get_cell (self, index, "line");

  if (text != NULL || number == NULL)
    return yutu_boundary_import_find_line (self, text, line, error);
  for (gsize length = strlen (number); length > 4; length--)
    {
      g_autofree char *code = g_strndup (number, length - 1);

      if (!yutu_boundary_import_find_line (self, code, line, error))
        return FALSE;
      if (*line != 0)
        return TRUE;
    }
  return TRUE;
}

/* What does not stand where it should is told, and kept as it is. */
static void
tell_off_line (YutuBoundaryImport     *self,
               gsize                   index,
               const YutuBoundaryLine *line,
               const char             *kind,
               YutuPoint               point)
{
  gint64           row = yutu_source_get_feature (self->table.source, index)->row;
  double           along_m = 0, off_m = 0;
  int              side = 0;
  const char      *lon = yutu_boundary_import_get_cell (self, index, "lon");
  const char      *lat = yutu_boundary_import_get_cell (self, index, "lat");
  double           x = 0, y = 0;
  g_autofree char *message = NULL;

  if (line->shape == NULL ||
      !yutu_boundary_place_point (line->shape, point, &along_m, &off_m, &side) ||
      off_m <= (yutu_pillar_kind_count (kind) > 1 ? self->pair_m : self->off_m))
    return;
  if (!self->spec->is_dms && lon != NULL && lat != NULL && yutu_position_from_dms (lon, &x) &&
      yutu_position_from_dms (lat, &y))
    {
      double dms_m = off_m;

      yutu_boundary_place_point (line->shape, yutu_point_from_degrees (x, y), &along_m, &dms_m, &side);
      if (dms_m < off_m / 100)
        message = g_strdup_printf (_ ("it stands %.0f m off %s; read as degrees, minutes and seconds it would "
                                      "stand %.1f m off: import with --dms"),
                                   off_m, line->name, dms_m);
    }
  if (message == NULL)
    message = g_strdup_printf (_ ("it stands %.2f m off %s; it is kept where it is"), off_m, line->name);
  yutu_boundary_finding_place (yutu_boundary_import_tell (self, row, NULL, "off-line", FALSE, message), point);
}

static gboolean
find_pillar (YutuBoundaryImport *self,
             gsize               index,
             const char         *number,
             gint64             *pillar,
             GError            **error)
{
  const char *texts[] = { yutu_boundary_import_get_cell (self, index, "id"), number };

  *pillar = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (texts) && *pillar == 0; i++)
    {
      g_autoptr (GError) why = NULL;

      if (texts[i] == NULL ||
          yutu_boundary_find_pillar (self->connection, texts[i], self->day, pillar, &why))
        continue;
      *pillar = 0;
      if (!g_error_matches (why, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND) &&
          !g_error_matches (why, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
    }
  return TRUE;
}

/* The further lines of the cell, by code or name, apart by spaces or commas. */
static GArray *
read_further (YutuBoundaryImport *self,
              gsize               index,
              gint64              own,
              GError            **error)
{
  const char *text = yutu_boundary_import_get_cell (self, index, "lines");
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", " ,;/", -1);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gint64 line = 0;

      if (*parts[i] == '\0')
        continue;
      if (!yutu_boundary_find_one (self->connection, parts[i], self->day, &line, error))
        return NULL;
      if (line != own)
        g_array_append_val (lines, line);
    }
  return g_steal_pointer (&lines);
}

static gboolean
set_further (YutuBoundaryImport *self,
             gint64              pillar,
             const GArray       *lines,
             GError            **error)
{
  return lines->len == 0 ||
         yutu_boundary_set_pillar_lines (self->connection, pillar, (const gint64 *)(gpointer)lines->data,
                                         lines->len, error);
}

static gboolean
has_all (const YutuBoundaryPillar *kept,
         const GArray             *further)
{
  guint n = 0;

  for (guint i = 0; i < further->len; i++)
    for (guint k = 1; k < kept->lines->len; k++)
      n += g_array_index (kept->lines, gint64, k) == g_array_index (further, gint64, i);
  return n == further->len && (n == 0 || n + 1 == kept->lines->len);
}

/* A projection there and back again may be a grid step off. */
static gboolean
stands_at (const YutuBoundaryPillar *kept,
           YutuPoint                 point)
{
  return kept->has_point && ABS (kept->point.x - point.x) <= 1 && ABS (kept->point.y - point.y) <= 1;
}

static gboolean
change_pillar (YutuBoundaryImport *self,
               gsize               index,
               gint64              pillar,
               const char         *values,
               const YutuPoint    *point,
               GError            **error)
{
  gint64 row = yutu_source_get_feature (self->table.source, index)->row;
  g_autoptr (YutuBoundaryPillar) kept = yutu_boundary_load_pillar (self->connection, pillar, error);
  g_autoptr (GError) why = NULL;
  g_autoptr (GArray) further = NULL;
  g_autofree char  *number = yutu_boundary_get_value (values, "number");
  g_autofree char  *kind = yutu_boundary_get_value (values, "kind");
  YutuPillarEvent   event = { .day = self->day, .what = "surveyed", .point = point, .actor = self->spec->signer.actor };
  YutuBoundaryLine *line = kept != NULL ? get_line (self, kept->line, error) : NULL;
  gboolean          moves = kept != NULL && point != NULL && !stands_at (kept, *point);
  g_autofree char  *set = NULL;

  if (line == NULL)
    return FALSE;
  set = yutu_boundary_import_dup_differing (self, kept->values, values);
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_PILLAR, kept->values, set, &why) ||
      !yutu_boundary_check_number (self->connection, line, number != NULL ? number : kept->number,
                                   kind != NULL ? kind : kept->kind, self->day, pillar, &why) ||
      (further = read_further (self, index, line->id, &why)) == NULL)
    return yutu_boundary_import_reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  if (moves)
    tell_off_line (self, index, line, kind != NULL ? kind : kept->kind, *point);
  if (!yutu_boundary_import_count (self, moves || !g_str_equal (set, "{}") || !has_all (kept, further)))
    return TRUE;
  return set_further (self, pillar, further, error) &&
         yutu_boundary_change_pillar (self->connection, pillar, set, error) &&
         (!moves || yutu_boundary_note_pillar (self->connection, pillar, &event, error));
}

static gboolean
add_pillar (YutuBoundaryImport *self,
            gsize               index,
            gint64              line_id,
            const char         *values,
            const YutuPoint    *point,
            GError            **error)
{
  gint64            row = yutu_source_get_feature (self->table.source, index)->row;
  YutuBoundaryLine *line = line_id != 0 ? get_line (self, line_id, error) : NULL;
  g_autofree char  *number = yutu_boundary_get_value (values, "number");
  g_autofree char  *kind = yutu_boundary_get_value (values, "kind");
  g_autoptr (GError) why = NULL;
  g_autoptr (GArray) further = NULL;
  gint64 pillar = 0;

  if (line == NULL)
    return line_id == 0 && yutu_boundary_import_reject_plainly (self, row, "line", "line",
                                                                _ ("the line that it stands on is not there; give its code or name"));
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_PILLAR, values, NULL, &why) ||
      !yutu_boundary_check_number (self->connection, line, number, kind, self->day, 0, &why))
    return yutu_boundary_import_reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  if (point == NULL)
    return yutu_boundary_import_reject_plainly (self, row, "position", "position",
                                                _ ("a new pillar stands somewhere: give lon and lat, position, or northing and easting"));
  further = read_further (self, index, line_id, &why);
  if (further == NULL)
    return yutu_boundary_import_reject (self, row, "lines", "line", g_steal_pointer (&why), error);
  tell_off_line (self, index, line, kind, *point);
  self->result->added++;
  return self->spec->dry_run ||
         (yutu_boundary_add_pillar (self->connection, line_id, values, point, self->day, &pillar, error) &&
          set_further (self, pillar, further, error));
}

/* A new pillar is a good single one unless the row says otherwise. */
static char *
complete_pillar (const char *values)
{
  g_autoptr (JsonNode) node = json_from_string (values, NULL);
  JsonObject *object = json_node_get_object (node);

  if (!json_object_has_member (object, "condition"))
    json_object_set_string_member (object, "condition", "good");
  if (!json_object_has_member (object, "kind"))
    json_object_set_string_member (object, "kind", "single");
  return json_to_string (node, FALSE);
}

gboolean
yutu_boundary_import_take_pillar (YutuBoundaryImport *self,
                                  gsize               index,
                                  GError            **error)
{
  gint64      row = yutu_source_get_feature (self->table.source, index)->row;
  const char *field = NULL;
  const char *number = yutu_boundary_import_get_cell (self, index, "number");
  g_autoptr (GError) why = NULL;
  g_autofree char *values = yutu_boundary_import_read_values (self, index, &field, &why);
  g_autofree char *whole = NULL;
  gboolean         has_point = FALSE;
  YutuPoint        point = { 0, 0 };
  gint64           pillar = 0, line = 0;

  if (values == NULL)
    return yutu_boundary_import_reject (self, row, field, "type", g_steal_pointer (&why), error);
  if (!read_point (self, index, &has_point, &point, &field, &why))
    return yutu_boundary_import_reject (self, row, field, "position", g_steal_pointer (&why), error);
  if (!find_pillar (self, index, number, &pillar, &why))
    return yutu_boundary_import_reject (self, row, "number", "number", g_steal_pointer (&why), error);
  if (pillar != 0)
    return change_pillar (self, index, pillar, values, has_point ? &point : NULL, error);
  if (!find_line_of (self, index, number, &line, &why))
    return yutu_boundary_import_reject (self, row, "line", "line", g_steal_pointer (&why), error);
  whole = complete_pillar (values);
  return add_pillar (self, index, line, whole, has_point ? &point : NULL, error);
}
