/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-facility-cells-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/yutu-half-width.h"
#include "geo/yutu-crs.h"

void
yutu_facility_cells_clear (YutuFacilityCells *self)
{
  g_clear_pointer (&self->fields, g_free);
}

/* ---- Single cells ---- */

/* Exactly, and whole when @scale is 1: "12.5" of scale 100 is 1250. Thousands may be parted by commas. */
static gboolean
parse_scaled (const char *text,
              gint64      scale,
              gint64     *out)
{
  gboolean is_negative = *text == '-';
  gboolean is_behind = FALSE;
  gboolean has_digit = FALSE;
  gint64   value = 0;

  for (const char *p = text + (*text == '-' || *text == '+'); *p != '\0'; p++)
    {
      if (*p == '.' && !is_behind)
        is_behind = TRUE;
      else if (*p == ',' && !is_behind && has_digit)
        continue;
      else if (!g_ascii_isdigit (*p))
        return FALSE;
      else if (is_behind && scale == 1 && *p != '0')
        return FALSE;
      else if (is_behind && scale == 1)
        continue;
      else if (value > G_MAXINT64 / 1000)
        return FALSE;
      else
        {
          has_digit = TRUE;
          value = value * 10 + (*p - '0');
          scale /= is_behind ? 10 : 1;
        }
    }
  *out = (is_negative ? -value : value) * scale;
  return has_digit;
}

static gboolean
parse_real (const char *text,
            double     *out)
{
  g_autofree char *plain = g_strdup (text);
  char            *end = NULL;
  char            *to = plain;

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ',')
      *to++ = *p;
  *to = '\0';
  *out = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && isfinite (*out);
}

YutuDay
yutu_cell_parse_day (const char *text)
{
  unsigned year = 0, month = 0, day = 0;
  int      n = 0;
  char     plain[16];

  if (sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &n) != 3 &&
      sscanf (text, "%4u/%2u/%2u%n", &year, &month, &day, &n) != 3 &&
      sscanf (text, "%4u.%2u.%2u%n", &year, &month, &day, &n) != 3)
    {
      n = 0;
      if (sscanf (text, "%4u年%2u月%2u日%n", &year, &month, &day, &n) != 3)
        return YUTU_DAY_INVALID;
    }
  if (n == 0 || (text[n] != '\0' && strcmp (text + n, " 00:00:00") != 0))
    return YUTU_DAY_INVALID;
  g_snprintf (plain, sizeof plain, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
  return yutu_day_parse (plain);
}

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_called (const char      *text,
           const char      *id,
           const YutuTitle *title)
{
  return yutu_half_width_equal (text, id) || yutu_half_width_equal (text, title->zh_cn) ||
         yutu_half_width_equal (text, title->en);
}

/* ---- Fields ---- */

static gboolean
set_choice (JsonObject      *object,
            const YutuField *field,
            const char      *text,
            GError         **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < field->n_choices; i++)
    {
      if (is_called (text, field->choices[i].id, &field->choices[i].title))
        {
          json_object_set_string_member (object, field->id, field->choices[i].id);
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", yutu_title_get (&field->choices[i].title));
    }
  return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is none of its choices: %s"), text, known->str);
}

static gboolean
set_boolean (JsonObject      *object,
             const YutuField *field,
             const char      *text,
             GError         **error)
{
  static const char *const yes[] = { "true", "yes", "1", "是", "有", NULL };
  static const char *const no[] = { "false", "no", "0", "否", "无", NULL };
  gboolean                 value = is_one_of (text, yes);

  if (!value && !is_one_of (text, no))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is neither yes nor no; write 是 or 否"), text);
  json_object_set_boolean_member (object, field->id, value);
  return TRUE;
}

/* The mask of a value is taken as it is: it is left out later, or refused. */
gboolean
yutu_cell_set_value (JsonObject      *object,
                     const YutuField *field,
                     const char      *text,
                     GError         **error)
{
  gint64  whole = 0;
  double  real = 0;
  YutuDay day = YUTU_DAY_INVALID;
  char    buffer[YUTU_DAY_TEXT_SIZE];

  if (field->mask != YUTU_MASK_NONE && strchr (text, '*') != NULL)
    {
      json_object_set_string_member (object, field->id, text);
      return TRUE;
    }
  switch (field->type)
    {
    case YUTU_FIELD_INT:
      if (!parse_scaled (text, 1, &whole))
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no whole number"), text);
      json_object_set_int_member (object, field->id, whole);
      return TRUE;
    case YUTU_FIELD_MONEY_FEN:
      if (!parse_scaled (text, 100, &whole))
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no amount in yuan; write 1234.50"), text);
      json_object_set_int_member (object, field->id, whole);
      return TRUE;
    case YUTU_FIELD_NUMBER:
      if (!parse_real (text, &real))
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no number"), text);
      if (real == floor (real) && ABS (real) < 1e15)
        json_object_set_int_member (object, field->id, (gint64)real);
      else
        json_object_set_double_member (object, field->id, real);
      return TRUE;
    case YUTU_FIELD_DATE:
      day = yutu_cell_parse_day (text);
      if (day == YUTU_DAY_INVALID)
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no day; write YYYY-MM-DD"), text);
      json_object_set_string_member (object, field->id, yutu_day_format (day, buffer));
      return TRUE;
    case YUTU_FIELD_ENUM:
      return set_choice (object, field, text, error);
    case YUTU_FIELD_BOOLEAN:
      return set_boolean (object, field, text, error);
    case YUTU_FIELD_TEXT:
    default:
      json_object_set_string_member (object, field->id, text);
      return TRUE;
    }
}

/* ---- Columns of the table itself ---- */

static gboolean
set_status (const char        *text,
            YutuFacilityCells *out,
            GError           **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (YUTU_FACILITY_STATUSES); i++)
    if (is_called (text, YUTU_FACILITY_STATUSES[i].id, &YUTU_FACILITY_STATUSES[i].title))
      {
        out->status = YUTU_FACILITY_STATUSES[i].id;
        return TRUE;
      }
  return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no status; write 在用, 暂停, 关闭 or 筹建"), text);
}

static gboolean
set_own (const char        *id,
         const char        *text,
         YutuFacilityCells *out,
         GError           **error)
{
  const struct
  {
    const char  *id;
    const char **to;
  } texts[] = {
    { "name", &out->name },
    { "township", &out->township },
    { "village", &out->village },
    { "address", &out->address },
    { "end_reason", &out->end_reason },
  };
  YutuDay *day = g_str_equal (id, "valid_from") ? &out->valid_from
                 : g_str_equal (id, "valid_to") ? &out->valid_to
                                                : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].id, id))
      {
        *texts[i].to = text;
        return TRUE;
      }
  if (g_str_equal (id, "status"))
    return set_status (text, out, error);
  if (day != NULL)
    {
      *day = yutu_cell_parse_day (text);
      return *day != YUTU_DAY_INVALID || yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no day; write YYYY-MM-DD"), text);
    }
  if (g_str_equal (id, "id") && (!parse_scaled (text, 1, &out->id) || out->id <= 0))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no number of a facility; leave it empty for a new one"), text);
  return TRUE; /* lon and lat come together */
}

/* ---- Coordinates ---- */

/* The number of "EPSG:n" or "n"; 0: it is none. */
static int
parse_epsg (const char *crs)
{
  const char *number = crs + (g_ascii_strncasecmp (crs, "EPSG:", 5) == 0 ? 5 : 0);
  char       *end = NULL;
  gint64      epsg = g_ascii_strtoll (number, &end, 10);

  return end != number && *end == '\0' && epsg > 0 && epsg <= G_MAXINT ? (int)epsg : 0;
}

static gboolean
is_web_map (const char *crs)
{
  return g_ascii_strcasecmp (crs, "gcj02") == 0 || g_ascii_strcasecmp (crs, "bd09") == 0;
}

gboolean
yutu_cell_check_crs (const char *crs,
                     GError    **error)
{
  int    epsg = crs != NULL ? parse_epsg (crs) : 0;
  double x = 0, y = 0;
  g_autoptr (GError) why = NULL;
  g_autofree char *name = NULL;

  if (crs == NULL || is_web_map (crs))
    return TRUE;
  name = epsg != 0 ? yutu_crs_dup_name (epsg, NULL) : NULL;
  if (name == NULL)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
                   _ ("there is no reference system “%s”; write EPSG:n, gcj02 or bd09"), crs);
      return FALSE;
    }
  /* Where the point lies says each row. */
  if (yutu_crs_transform (epsg, YUTU_CRS_CGCS2000, &x, &y, 1, &why) ||
      !g_error_matches (why, YUTU_CRS_ERROR, YUTU_CRS_ERROR_NO_SHIFT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
to_grid (const char *crs,
         double      x,
         double      y,
         YutuPoint  *point,
         GError    **error)
{
  int epsg = YUTU_CRS_CGCS2000;

  if (crs != NULL && g_ascii_strcasecmp (crs, "gcj02") == 0)
    yutu_crs_gcj02_to_wgs84 (&x, &y);
  else if (crs != NULL && g_ascii_strcasecmp (crs, "bd09") == 0)
    yutu_crs_bd09_to_wgs84 (&x, &y);
  else if (crs != NULL)
    {
      epsg = parse_epsg (crs);
      if (epsg == 0)
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("there is no reference system “%s”; write EPSG:n, gcj02 or bd09"), crs);
      if (!yutu_crs_transform (epsg, YUTU_CRS_CGCS2000, &x, &y, 1, error))
        return FALSE;
    }
  if (!(ABS (x) <= 180 && ABS (y) <= 90))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("%g, %g are not longitude and latitude in this order; name the reference "
                                                                    "system with --crs"),
                               x, y);
  *point = yutu_point_from_degrees (x, y);
  return TRUE;
}

/* A text in degrees is taken to the last digit. */
gboolean
yutu_cell_parse_point (const char *crs,
                       const char *lon,
                       const char *lat,
                       YutuPoint  *point,
                       GError    **error)
{
  double x = 0;
  double y = 0;

  if (lon == NULL || lat == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("longitude and latitude come together; one is empty"));
  if (!parse_real (lon, &x) || !parse_real (lat, &y))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s, %s” is no place: give numbers, longitude first"), lon, lat);
  return to_grid (crs, x, y, point, error);
}

static gboolean
set_point (const YutuFacilityColumns *self,
           const char                *lon,
           const char                *lat,
           YutuFacilityCells         *out,
           GError                   **error)
{
  out->has_point = lon != NULL || lat != NULL;
  return !out->has_point || yutu_cell_parse_point (self->crs, lon, lat, &out->point, error);
}

/* ---- A row ---- */

/* NULL for an empty cell; without the apostrophe of an export. */
const char *
yutu_cell_get (const YutuFacilityColumns *self,
               gsize                      row,
               guint                      column)
{
  const char *text = self->at[column] >= 0
                       ? yutu_source_get_text (self->source, row, (gsize)self->at[column])
                       : NULL;

  while (text != NULL && *text == ' ')
    text++;
  return text != NULL && *text != '\0' ? yutu_sink_unquote (text) : NULL;
}

gboolean
yutu_facility_cells_parse (const YutuFacilityColumns *self,
                           gsize                      row,
                           YutuFacilityCells         *out,
                           const char               **field,
                           GError                   **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  const char *lon = NULL;
  const char *lat = NULL;

  *out = (YutuFacilityCells){ .valid_from = YUTU_DAY_INVALID, .valid_to = YUTU_DAY_INVALID };
  for (guint i = 0; i < self->columns->len; i++)
    {
      const YutuColumn *column = &g_array_index (self->columns, YutuColumn, i);
      const char       *text = yutu_cell_get (self, row, i);

      *field = column->id;
      if (text == NULL)
        continue;
      if (column->field == NULL && g_str_equal (column->id, "lon"))
        lon = text;
      else if (column->field == NULL && g_str_equal (column->id, "lat"))
        lat = text;
      else if (column->field != NULL ? !yutu_cell_set_value (object, column->field, text, error)
                                     : !set_own (column->id, text, out, error))
        return FALSE;
    }
  json_node_set_object (root, object);
  out->fields = json_to_string (root, FALSE);
  *field = "lon";
  return set_point (self, lon, lat, out, error);
}
