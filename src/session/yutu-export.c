/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-export.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "casework/yutu-case-list.h"
#include "casework/yutu-facility-table.h"
#include "geo/yutu-crs.h"
#include "session/yutu-access-log.h"
#include "session/yutu-export-private.h"
#include "session/yutu-place-private.h"
#include "session/yutu-session-private.h"

#define CHUNK_ROWS 1024

static void
export_clear (YutuExport *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_free (self->values);
  g_clear_pointer (&self->chunk, g_string_chunk_free);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->classes, yutu_place_classes_unref);
  yutu_case_places_clear (&self->places);
  g_clear_pointer (&self->sink, yutu_sink_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuExport, export_clear)

/* ---- Values ---- */

static YutuSinkValue *
next_value (YutuExport *self)
{
  YutuSinkValue *value = &self->values[self->at++];

  g_assert (self->at <= self->columns->len);
  *value = (YutuSinkValue){ 0 };
  return value;
}

void
yutu_export_text (YutuExport *self,
                  const char *text)
{
  YutuSinkValue *value = next_value (self);

  value->is_set = text != NULL && *text != '\0';
  value->text = value->is_set ? g_string_chunk_insert (self->chunk, text) : NULL;
}

void
yutu_export_title (YutuExport      *self,
                   const char      *id,
                   const YutuTitle *title)
{
  yutu_export_text (self, self->spec->ids || title == NULL ? id : yutu_title_get (title));
}

void
yutu_export_int (YutuExport *self,
                 gint64      number)
{
  *next_value (self) = (YutuSinkValue){ TRUE, .integer = number };
}

void
yutu_export_real (YutuExport *self,
                  double      number)
{
  *next_value (self) = (YutuSinkValue){ TRUE, .real = number };
}

void
yutu_export_day (YutuExport *self,
                 const char *text)
{
  YutuSinkValue *value = next_value (self);
  YutuDay        day = text != NULL ? yutu_day_parse (text) : YUTU_DAY_INVALID;

  value->is_set = day != YUTU_DAY_INVALID && g_strcmp0 (text, YUTU_DAY_OPEN_TEXT) != 0;
  value->integer = day;
}

void
yutu_export_unit (YutuExport *self,
                  gint64      unit)
{
  yutu_export_text (self, unit != 0 ? g_hash_table_lookup (self->units, &unit) : NULL);
}

static gboolean
is_table (const YutuExport *self)
{
  return !yutu_sink_format_is_layer (self->spec->format);
}

void
yutu_export_add_point_columns (YutuExport *self)
{
  if (!is_table (self))
    return;
  yutu_columns_add (self->columns, "lon", "经度", "Longitude", YUTU_COLUMN_DEGREE);
  yutu_columns_add (self->columns, "lat", "纬度", "Latitude", YUTU_COLUMN_DEGREE);
}

/* Of a table in another system: lon and lat, or easting and northing, as numbers. */
static gboolean
convert (const YutuExport *self,
         YutuPoint         point,
         double            xy[2],
         GError          **error)
{
  const char *crs = self->spec->crs;
  char       *end = NULL;
  gint64      epsg = 0;

  xy[0] = yutu_grid_to_degrees (point.x);
  xy[1] = yutu_grid_to_degrees (point.y);
  if (g_ascii_strcasecmp (crs, "gcj02") == 0)
    yutu_crs_gcj02_from_wgs84 (&xy[0], &xy[1]);
  else if (g_ascii_strcasecmp (crs, "bd09") == 0)
    yutu_crs_bd09_from_wgs84 (&xy[0], &xy[1]);
  else
    {
      crs += g_ascii_strncasecmp (crs, "EPSG:", 5) == 0 ? 5 : 0;
      epsg = g_ascii_strtoll (crs, &end, 10);
      if (end == crs || *end != '\0' || epsg <= 0 || epsg > G_MAXINT)
        {
          g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
                       _ ("there is no reference system “%s”; write EPSG:n, gcj02 or bd09"), self->spec->crs);
          return FALSE;
        }
      return yutu_crs_project_points ((int)epsg, &point, 1, xy, error);
    }
  return TRUE;
}

gboolean
yutu_export_read_shape (sqlite3_stmt *row,
                        int           id,
                        int           column,
                        YutuShape   **shape,
                        GError      **error)
{
  *shape = NULL;
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return TRUE;
  *shape = yutu_shape_from_blob (sqlite3_column_blob (row, column), (gsize)sqlite3_column_bytes (row, column), NULL);
  if (*shape == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("the place of %s is damaged, or outside of all degrees: check the file, which tells what can be done"),
                 (const char *)sqlite3_column_text (row, id));
  return *shape != NULL;
}

gboolean
yutu_export_point (YutuExport *self,
                   gboolean    has_point,
                   YutuPoint   point,
                   GError    **error)
{
  double         xy[2];
  YutuSinkValue *x = NULL;
  YutuSinkValue *y = NULL;

  if (!is_table (self))
    return TRUE;
  x = next_value (self);
  y = next_value (self);
  if (!has_point)
    return TRUE;
  x->is_set = y->is_set = TRUE;
  x->integer = point.x;
  y->integer = point.y;
  if (self->spec->crs == NULL)
    return TRUE;
  if (!convert (self, point, xy, error))
    return FALSE;
  /* Metres are told to a tenth of a millimetre. */
  x->real = ABS (xy[0]) > 360 ? round (xy[0] * 1e4) / 1e4 : xy[0];
  y->real = ABS (xy[1]) > 360 ? round (xy[1] * 1e4) / 1e4 : xy[1];
  return TRUE;
}

void
yutu_export_fields (YutuExport *self,
                    const char *json)
{
  yutu_columns_fill (self->columns, self->at, json, self->spec->ids, self->chunk, self->values);
  self->at = self->columns->len;
}

/* More than a few personal records go out by two people. */
static gboolean
check_alone (const YutuExport *self,
             GError          **error)
{
  const char *approver = self->spec->approver;

  if (!self->whole || yutu_sink_count_rows (self->sink) < YUTU_EXPORT_MAX_ALONE ||
      (approver != NULL && *approver != '\0' && g_strcmp0 (approver, self->spec->viewer.actor) != 0))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
               _ ("more than %d records with personal values: name a second person who approves it, or "
                  "leave the purpose out to have them masked"),
               YUTU_EXPORT_MAX_ALONE);
  return FALSE;
}

gboolean
yutu_export_end_row (YutuExport *self,
                     YutuShape  *shape,
                     GError    **error)
{
  guint64 n = (guint64)yutu_sink_count_rows (self->sink) + 1;

  g_assert (self->at == self->columns->len);
  self->at = 0;
  if (!check_alone (self, error) ||
      !yutu_sink_add_row (self->sink, self->values, is_table (self) ? NULL : shape, error) ||
      !yutu_progress_step (self->progress, "export", n, 0, error))
    return FALSE;
  if (n % CHUNK_ROWS == 0)
    g_string_chunk_clear (self->chunk);
  return TRUE;
}

/* ---- What is exported ---- */

static gboolean
choose (YutuExport *self,
        GError    **error)
{
  if (yutu_export_choose_work (self) || yutu_export_choose_boundary (self) || yutu_export_choose_address (self) ||
      yutu_export_choose (self))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
               _ ("there is no layer “%s”; use facility, a register (elderly.care-home), case_file, a kind "
                  "of cases (EL.BUILD), division, boundary_line, boundary_pillar, place_name or address"),
               self->spec->layer);
  return FALSE;
}

/* Says in which system it is. */
static const char *
name_coordinate (YutuExport       *self,
                 const YutuColumn *column)
{
  const char      *crs = self->spec->crs;
  gboolean         is_web = g_ascii_strcasecmp (crs, "gcj02") == 0 || g_ascii_strcasecmp (crs, "bd09") == 0;
  const char      *axis = g_str_equal (column->id, "lon") ? "X" : "Y";
  g_autofree char *name = g_strdup_printf ("%s (%s)", is_web ? column->heading : axis, crs);

  return g_string_chunk_insert (self->chunk, name);
}

static gboolean
open_sink (YutuExport *self,
           GError    **error)
{
  g_autofree YutuSinkColumn *columns = g_new0 (YutuSinkColumn, self->columns->len);
  YutuSinkSpec               sink = {
                  .path = self->spec->path,
                  .format = self->spec->format,
                  .encoding = self->spec->encoding,
                  .crs = is_table (self) ? NULL : self->spec->crs,
                  .title = self->record != NULL && !self->spec->ids ? yutu_title_get (&self->record->title)
                                                                    : self->spec->layer,
                  .columns = columns,
                  .n_columns = self->columns->len,
  };

  yutu_columns_name (self->columns, self->spec->ids);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const YutuColumn *column = &g_array_index (self->columns, YutuColumn, i);

      columns[i].title = column->heading;
      columns[i].type = column->type;
      if (column->type == YUTU_COLUMN_DEGREE && self->spec->crs != NULL)
        {
          columns[i].title = name_coordinate (self, column);
          columns[i].type = YUTU_COLUMN_REAL;
        }
    }
  self->values = g_new0 (YutuSinkValue, self->columns->len);
  self->sink = yutu_sink_new (&sink, error);
  return self->sink != NULL;
}

static gboolean
load_units (YutuExport     *self,
            YutuConnection *connection,
            GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT unit, name FROM division ORDER BY valid_from <= ?1, valid_from", error);

  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, self->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      gint64 unit = 0;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      unit = sqlite3_column_int64 (row, 0);
      g_hash_table_insert (self->units, g_memdup2 (&unit, sizeof unit),
                           g_strdup ((const char *)sqlite3_column_text (row, 1)));
    }
}

/* The county where no place is asked for. */
static gboolean
find_scope (YutuExport     *self,
            YutuConnection *connection,
            YutuPlaceScope *scope,
            GError        **error)
{
  if (self->spec->place != NULL)
    return yutu_place_find_scope (connection, self->spec->place, self->spec->day, scope, error);
  scope->filter.kind = YUTU_PLACE_FILTER_ALL;
  return TRUE;
}

static GArray *
copy_ids (const GArray *ids)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  return g_array_append_vals (copy, ids->data, ids->len);
}

GArray *
yutu_export_list_facilities (YutuExport     *self,
                             YutuConnection *connection,
                             GError        **error)
{
  g_auto (YutuPlaceScope) scope = { 0 };
  YutuFacilityQuery query = { .kind = self->record != NULL ? self->record->full_id : NULL,
                              .day = self->spec->day,
                              .sort = YUTU_FACILITY_SORT_PLACE };

  if (self->spec->only != NULL)
    return copy_ids (self->spec->only);
  return find_scope (self, connection, &scope, error)
           ? yutu_facility_table_find_ids (connection, self->modules, &scope.filter, &query, error)
           : NULL;
}

GArray *
yutu_export_list_cases (YutuExport     *self,
                        YutuConnection *connection,
                        GError        **error)
{
  g_auto (YutuPlaceScope) scope = { 0 };
  YutuCaseQuery query = { .due_before = YUTU_DAY_INVALID,
                          .due_from = YUTU_DAY_INVALID,
                          .sort = YUTU_CASE_SORT_NUMBER };

  if (self->spec->only != NULL)
    return copy_ids (self->spec->only);
  if (self->spec->query != NULL)
    query = *self->spec->query;
  query.day = self->spec->day;
  if (self->kind != NULL)
    query.kind = self->kind->id;
  return find_scope (self, connection, &scope, error)
           ? yutu_case_list_find_ids (connection, self->modules, &scope.filter, &query, error)
           : NULL;
}

static gboolean
export_in_read (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  YutuExport *self = data;

  return load_units (self, connection, error) &&
         self->run (self, connection, error);
}

static gboolean
log_access (YutuExport *self,
            YutuFile   *file,
            GError    **error)
{
  const YutuExportSpec *spec = self->spec;
  gint64                n = yutu_sink_count_rows (self->sink);
  g_autofree char      *purpose =
    n > YUTU_EXPORT_MAX_ALONE
           ? g_strdup_printf ("%s (%s)", spec->viewer.purpose, spec->approver)
           : g_strdup (spec->viewer.purpose);
  YutuAccess access = { spec->viewer.actor, spec->viewer.role, "export", spec->layer, 0, n, purpose };

  return !self->whole || yutu_file_log_access (file, &access, error);
}

gboolean
yutu_file_export (YutuFile             *self,
                  const YutuModules    *modules,
                  const YutuExportSpec *spec,
                  gint64               *rows,
                  YutuProgress         *progress,
                  GError              **error)
{
  g_auto (YutuExport) job = { .spec = spec,
                              .modules = modules,
                              .progress = progress,
                              .whole = yutu_facility_may_see (&spec->viewer) };

  job.chunk = g_string_chunk_new (4096);
  yutu_day_format (spec->day, job.day);
  if (!choose (&job, error) || !open_sink (&job, error) ||
      !yutu_store_read (yutu_file_get_store (self), export_in_read, &job, NULL, error) ||
      !log_access (&job, self, error) || !yutu_sink_finish (job.sink, error))
    return FALSE;
  *rows = yutu_sink_count_rows (job.sink);
  return TRUE;
}

/* ---- For the window ---- */

typedef struct
{
  YutuExportSpec spec;
  YutuPlace     *place;
  YutuCaseQuery  query;
  GArray        *only;
  YutuProgress  *progress;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;
  char *texts[] = {
    (char *)self->spec.layer,
    (char *)self->spec.path,
    (char *)self->spec.encoding,
    (char *)self->spec.crs,
    (char *)self->spec.viewer.purpose,
    (char *)self->spec.approver,
    (char *)self->query.module,
    (char *)self->query.kind,
    (char *)self->query.state,
    (char *)self->query.officer,
    (char *)self->query.text,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->only, g_array_unref);
  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_free (self);
}

static gpointer
run (YutuSessionWork *work,
     gpointer         data,
     GError         **error)
{
  Work *job = data;
  g_autoptr (YutuProgress) own = NULL;
  gint64 rows = 0;

  if (job->progress == NULL)
    own = yutu_progress_new (work->cancellable);
  job->spec.day = work->day;
  job->spec.viewer.role = work->role;
  job->spec.viewer.actor = work->actor;
  if (!yutu_file_export (work->file, work->modules, &job->spec, &rows,
                         job->progress != NULL ? job->progress : own, error))
    return NULL;
  return g_memdup2 (&rows, sizeof rows);
}

static const YutuSessionWorkSpec EXPORT = { run, g_free, FALSE };

void
yutu_session_export_async (YutuSession          *self,
                           const YutuExportSpec *spec,
                           YutuProgress         *progress,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  Work *work = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (spec != NULL);

  work = g_new0 (Work, 1);
  work->spec = *spec;
  work->spec.layer = g_strdup (spec->layer);
  work->spec.path = g_strdup (spec->path);
  work->spec.encoding = g_strdup (spec->encoding);
  work->spec.crs = g_strdup (spec->crs);
  work->spec.viewer.purpose = g_strdup (spec->viewer.purpose);
  work->spec.approver = g_strdup (spec->approver);
  work->place = spec->place != NULL ? yutu_place_ref ((YutuPlace *)spec->place) : NULL;
  work->spec.place = work->place;
  if (spec->query != NULL)
    {
      work->query = *spec->query;
      work->query.module = g_strdup (spec->query->module);
      work->query.kind = g_strdup (spec->query->kind);
      work->query.state = g_strdup (spec->query->state);
      work->query.officer = g_strdup (spec->query->officer);
      work->query.text = g_strdup (spec->query->text);
      work->spec.query = &work->query;
    }
  if (spec->only != NULL)
    work->spec.only = work->only = copy_ids (spec->only);
  work->progress = progress != NULL ? yutu_progress_ref (progress) : NULL;
  yutu_session_begin_work (self, &EXPORT, work, work_free, cancellable, callback, user_data);
}

gboolean
yutu_session_export_finish (YutuSession  *self,
                            GAsyncResult *result,
                            gint64       *rows,
                            GError      **error)
{
  g_autofree gint64 *n = yutu_session_finish_work (self, &EXPORT, result, error);

  if (n != NULL && rows != NULL)
    *rows = *n;
  return n != NULL;
}
