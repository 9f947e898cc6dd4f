/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import-rows-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-half-width.h"
#include "gazetteer/yutu-table-text.h"
#include "session/yutu-facility-cells-private.h"
#include "session/yutu-import-place.h"
#include "transfer/yutu-sink.h"

/* ---- Findings ---- */

static void
finding_free (gpointer data)
{
  YutuImportRowsFinding *self = data;

  g_free (self->field);
  g_free (self->subject);
  g_free (self->message);
  g_free (self);
}

void
yutu_import_rows_result_clear (YutuImportRowsResult *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_free (self->summary);
  yutu_import_spots_clear (&self->spots);
  *self = (YutuImportRowsResult){ 0 };
}

void
yutu_import_rows_result_init (YutuImportRowsResult *self)
{
  yutu_import_rows_result_clear (self);
  self->findings = g_ptr_array_new_with_free_func (finding_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
}

/* What the file calls the column: people look for that. */
static const char *
name_column (const YutuImportRowsResult *result,
             const char                 *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  for (guint i = 0; id != NULL && i < result->columns->len; i++)
    if (strncmp (result->columns->pdata[i], id, length) == 0 && ((const char *)result->columns->pdata[i])[length] == '=')
      return (const char *)result->columns->pdata[i] + length + 1;
  return id;
}

void
yutu_import_rows_tell (YutuImportRowsResult *result,
                       gint64                row,
                       const char           *field,
                       const char           *rule,
                       gboolean              rejects,
                       const YutuPoint      *place,
                       char                 *message)
{
  YutuImportRowsFinding *finding = NULL;

  if (++result->n_findings > YUTU_IMPORT_ROWS_MAX_FINDINGS)
    {
      g_free (message);
      return;
    }
  finding = g_new0 (YutuImportRowsFinding, 1);
  finding->row = row;
  finding->field = g_strdup (name_column (result, field));
  finding->rule = rule;
  finding->message = message;
  finding->rejects = rejects;
  finding->has_place = place != NULL;
  if (place != NULL)
    finding->place = *place;
  g_ptr_array_add (result->findings, finding);
}

gboolean
yutu_import_require_rows (const char *path,
                          gsize       n_rows,
                          GError    **error)
{
  if (n_rows > 0)
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NO_ROWS,
               _ ("%s: headings and no rows; nothing was taken"),
               path);
  return FALSE;
}

/* ---- Columns ---- */

#define NO_HEADING -2 /* a map says that the table has none */

int
yutu_import_rows_find_column (const YutuRowColumn *columns,
                              gsize                n_columns,
                              const char          *heading)
{
  for (gsize i = 0; i < n_columns; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (columns[i].names) && columns[i].names[k] != NULL; k++)
      if (yutu_half_width_equal (columns[i].names[k], heading))
        return (int)i;
  return -1;
}

static int
find_heading (const GPtrArray *headings,
              const char      *heading)
{
  for (guint i = 0; i < headings->len; i++)
    if (yutu_half_width_equal (headings->pdata[i], heading))
      return (int)i;
  return -1;
}

static gboolean
take_map (const GPtrArray     *headings,
          const char          *path,
          const YutuRowColumn *columns,
          gsize                n_columns,
          const char          *map,
          int                 *at,
          GError             **error)
{
  const char      *equals = strchr (map, '=');
  g_autofree char *id = equals != NULL ? g_strndup (map, (gsize)(equals - map)) : g_strdup (map);
  int              column = yutu_import_rows_find_column (columns, n_columns, id);
  int              heading = find_heading (headings, equals != NULL ? equals + 1 : "");

  if (column >= 0 && equals != NULL && equals[1] == '\0')
    heading = NO_HEADING;
  if (column >= 0 && heading != -1)
    {
      at[column] = heading;
      return TRUE;
    }
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               column < 0 ? _ ("%s: %s: there is no such field") : _ ("%s: %s: the table has no such column"),
               path, map);
  return FALSE;
}

static gboolean
is_mapped (const int *at,
           gsize      n_columns,
           int        heading)
{
  for (gsize i = 0; i < n_columns; i++)
    if (at[i] == heading)
      return TRUE;
  return FALSE;
}

static void
note_columns (const GPtrArray      *headings,
              const YutuRowColumn  *columns,
              gsize                 n_columns,
              const int            *at,
              YutuImportRowsResult *result)
{
  for (gsize i = 0; i < n_columns; i++)
    if (at[i] >= 0)
      g_ptr_array_add (result->columns,
                       g_strdup_printf ("%s=%s", columns[i].names[0], (const char *)headings->pdata[at[i]]));
}

gboolean
yutu_import_rows_map (const GPtrArray      *headings,
                      const char           *path,
                      const YutuRowColumn  *columns,
                      gsize                 n_columns,
                      const char *const    *maps,
                      int                  *at,
                      YutuImportRowsResult *result,
                      GError              **error)
{
  g_autofree int *is_said = NULL; /* -1: no map speaks of it */

  for (gsize i = 0; i < n_columns; i++)
    at[i] = -1;
  for (gsize i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!take_map (headings, path, columns, n_columns, maps[i], at, error))
      return FALSE;
  is_said = g_memdup2 (at, n_columns * sizeof *at);
  for (guint i = 0; i < headings->len; i++)
    {
      const char *heading = headings->pdata[i];
      int         column = yutu_import_rows_find_column (columns, n_columns, heading);

      if (is_mapped (at, n_columns, (int)i))
        continue;
      if (column >= 0 && is_said[column] != -1)
        yutu_import_rows_tell (result, 0, heading, "column", FALSE, NULL,
                               g_strdup_printf (_ ("“%s” is left out: another column was chosen for its field, or none"),
                                                heading));
      else if (column < 0)
        yutu_import_rows_tell (result, 0, heading, "column", FALSE, NULL,
                               g_strdup_printf (_ ("no field is called “%s”; it is left out, or say which it is with --map "
                                                   "FIELD=%s"),
                                                heading, heading));
      else if (at[column] < 0)
        at[column] = (int)i;
      else
        {
          g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
                       _ ("%s: two columns are %s"), path, columns[column].names[0]);
          return FALSE;
        }
    }
  for (gsize i = 0; i < n_columns; i++)
    at[i] = MAX (at[i], -1);
  note_columns (headings, columns, n_columns, at, result);
  return TRUE;
}

GPtrArray *
yutu_import_rows_list_headings (YutuRows *rows)
{
  GPtrArray *headings = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < yutu_rows_count_fields (rows); i++)
    g_ptr_array_add (headings, g_strdup (yutu_rows_get_field (rows, i)));
  return headings;
}

const char *
yutu_import_rows_get (const char *const *values,
                      int                at)
{
  const char *text = at >= 0 ? values[at] : NULL;

  while (text != NULL && *text == ' ')
    text++;
  return text != NULL && *text != '\0' ? yutu_sink_unquote (text) : NULL;
}

/* ---- Back ---- */

gboolean
yutu_import_rows_export_table (const char          *path,
                               const char          *title,
                               const YutuRowColumn *columns,
                               gsize                n_columns,
                               const char          *text,
                               GError             **error)
{
  g_autofree YutuSinkColumn *heads = g_new0 (YutuSinkColumn, n_columns);
  g_autofree YutuSinkValue  *values = g_new0 (YutuSinkValue, n_columns);
  YutuSinkSpec               spec = { .path = path, .title = title, .columns = heads, .n_columns = n_columns };
  g_autoptr (GPtrArray) rows = yutu_table_text_parse (text);
  g_autoptr (YutuSink) sink = NULL;

  for (gsize i = 0; i < n_columns; i++)
    heads[i] = (YutuSinkColumn){ columns[i].names[0], YUTU_COLUMN_TEXT };
  if (!yutu_sink_find_format (path, NULL, &spec.format) || yutu_sink_format_is_layer (spec.format))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE, _ ("%s: write .csv or .xlsx"), path);
      return FALSE;
    }
  sink = yutu_sink_new (&spec, error);
  for (guint i = 0; sink != NULL && i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      g_assert (g_strv_length (cells) == n_columns);
      for (gsize k = 0; k < n_columns; k++)
        values[k] = (YutuSinkValue){ .is_set = *cells[k] != '\0', .text = cells[k] };
      if (!yutu_sink_add_row (sink, values, NULL, error))
        return FALSE;
    }
  return sink != NULL && yutu_sink_finish (sink, error);
}

/* ---- Points ---- */

gboolean
yutu_import_rows_init_points (YutuRowPoints            *self,
                              const YutuImportRowsSpec *spec,
                              YutuConnection           *connection,
                              GError                  **error)
{
  gint64 margin = 0;

  *self = (YutuRowPoints){ .crs = spec->crs, .swap_axes = spec->swap_axes, .land = YUTU_BOX_EMPTY };
  if (!yutu_cell_check_crs (spec->crs, error) || !yutu_import_load_land (connection, &self->land, error))
    return FALSE;
  if (yutu_box_is_empty (self->land))
    return TRUE;
  margin = MAX (self->land.max_x - self->land.min_x, self->land.max_y - self->land.min_y);
  self->land = (YutuBox){ self->land.min_x - margin, self->land.min_y - margin, self->land.max_x + margin,
                          self->land.max_y + margin };
  return TRUE;
}

static gboolean
is_in_land (const YutuRowPoints *self,
            YutuPoint            point)
{
  return yutu_box_is_empty (self->land) || yutu_box_contains (self->land, point);
}

void
yutu_import_rows_read_point (YutuRowPoints        *self,
                             gint64                row,
                             const char           *x,
                             const char           *y,
                             gboolean             *has_point,
                             YutuPoint            *point,
                             gboolean             *is_bad,
                             YutuImportRowsResult *result)
{
  YutuPoint turned = { 0 };
  gboolean  is_read = FALSE;
  g_autoptr (GError) why = NULL;

  *has_point = FALSE;
  *is_bad = FALSE;
  if (x == NULL && y == NULL)
    return;
  self->n_points++;
  is_read = yutu_cell_parse_point (self->crs, self->swap_axes ? y : x, self->swap_axes ? x : y, point, &why);
  *has_point = is_read && is_in_land (self, *point);
  *is_bad = !*has_point;
  if (*has_point)
    {
      yutu_import_spots_add (&result->spots, *point);
      return;
    }
  if (x != NULL && y != NULL && !yutu_box_is_empty (self->land) &&
      yutu_cell_parse_point (self->crs, self->swap_axes ? x : y, self->swap_axes ? y : x, &turned, NULL) &&
      yutu_box_contains (self->land, turned))
    {
      self->first_swapped = self->n_swapped++ == 0 ? row : self->first_swapped;
      return;
    }
  yutu_import_rows_tell (result, row, "lon", "point", TRUE, is_read ? point : NULL,
                         is_read ? g_strdup_printf (_ ("%s, %s lies far from the land of this file; correct it, or name its "
                                                       "reference system"),
                                                    x, y)
                                 : g_strdup (why->message));
}

void
yutu_import_rows_end_points (const YutuRowPoints  *self,
                             YutuImportRowsResult *result)
{
  if (self->n_swapped == 0)
    return;
  yutu_import_rows_tell (result, self->first_swapped, "lon", "axes-swapped", TRUE, NULL,
                         g_strdup_printf (_ ("%zu of %zu points have latitude (or northing) before longitude (or easting); "
                                             "import the list with --swap-axes"),
                                          self->n_swapped, self->n_points));
}
