/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One facility whole, personal values masked; and others that may be the same. */

#include "casework/yutu-facility.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "casework/yutu-fields-private.h"
#include "geo/yutu-measure.h"
#include "store/yutu-statement.h"

static void
stretch_free (gpointer data)
{
  YutuFacilityStretch *self = data;

  g_free (self->address_text);
  g_free (self);
}

static void
year_free (gpointer data)
{
  YutuFacilityYear *self = data;

  g_free (self->fields);
  g_free (self);
}

void
yutu_facility_free (YutuFacility *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->name);
  g_free (self->pinyin);
  g_free (self->status);
  g_free (self->address_text);
  g_free (self->fields);
  g_strfreev (self->masked);
  g_free (self->end_reason);
  g_ptr_array_unref (self->stretches);
  g_ptr_array_unref (self->years);
  g_free (self);
}

/* Columns from @first on: address, village, township, longitude, latitude. */
static YutuFacilityPlace
get_place (sqlite3_stmt *statement,
           int           first)
{
  YutuFacilityPlace place = {
    .address = sqlite3_column_int64 (statement, first),
    .village = sqlite3_column_int64 (statement, first + 1),
    .township = sqlite3_column_int64 (statement, first + 2),
    .has_point = sqlite3_column_type (statement, first + 3) == SQLITE_FLOAT,
  };

  if (place.has_point)
    place.point = yutu_point_from_degrees (sqlite3_column_double (statement, first + 3),
                                           sqlite3_column_double (statement, first + 4));
  return place;
}

/* The facts of the stretch of @day, or of the newest one. */
static gboolean
take_stretch (YutuFacility *self,
              sqlite3_stmt *row)
{
  self->row = sqlite3_column_int64 (row, 0);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->pinyin);
  g_free (self->status);
  g_free (self->fields);
  g_free (self->end_reason);
  g_free (self->address_text);
  self->kind = yutu_column_dup (row, 1);
  self->name = yutu_column_dup (row, 2);
  self->pinyin = yutu_column_dup (row, 3);
  self->status = yutu_column_dup (row, 4);
  self->fields = yutu_column_dup (row, 5);
  self->end_reason = yutu_column_dup (row, 8);
  self->place = get_place (row, 9);
  self->address_text = yutu_column_dup (row, 14);
  return TRUE;
}

static void
add_stretch (YutuFacility *self,
             sqlite3_stmt *row)
{
  YutuFacilityStretch *stretch = g_new0 (YutuFacilityStretch, 1);

  stretch->row = sqlite3_column_int64 (row, 0);
  stretch->from = yutu_day_parse ((const char *)sqlite3_column_text (row, 6));
  stretch->to = yutu_column_get_end (row, 7);
  stretch->place = get_place (row, 9);
  stretch->address_text = yutu_column_dup (row, 14);
  g_ptr_array_add (self->stretches, stretch);
}

static gboolean
load_stretches (YutuConnection *connection,
                YutuFacility   *self,
                YutuDay         day,
                GError        **error)
{
  gboolean      found = TRUE;
  gboolean      is_taken = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT f.id, f.kind, f.name, f.pinyin, f.status, f.fields, f.valid_from, f.valid_to, "
    "f.end_reason, f.address, f.village, f.township, ST_X (coalesce (f.geom, a.geom)), "
    "ST_Y (coalesce (f.geom, a.geom)), a.text FROM facility f LEFT JOIN address a "
    "ON a.id = f.address WHERE f.id = ?1 OR f.past_of = ?1 ORDER BY f.past_of IS NULL, f.valid_from",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->id);
  while (TRUE)
    {
      const YutuFacilityStretch *stretch = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      add_stretch (self, row);
      stretch = g_ptr_array_index (self->stretches, self->stretches->len - 1);
      self->since = self->stretches->len == 1 ? stretch->from : self->since;
      self->until = stretch->to;
      if (!is_taken)
        take_stretch (self, row);
      is_taken = stretch->from <= day && (stretch->to == YUTU_DAY_INVALID || day < stretch->to);
    }
}

static gboolean
load_years (YutuConnection *connection,
            YutuFacility   *self,
            GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT year, fields FROM facility_year WHERE facility = ?1 ORDER BY year DESC",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->id);
  while (TRUE)
    {
      YutuFacilityYear *year = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      year = g_new0 (YutuFacilityYear, 1);
      year->year = sqlite3_column_int (row, 0);
      year->fields = yutu_column_dup (row, 1);
      g_ptr_array_add (self->years, year);
    }
}

static gboolean
count_cases (YutuConnection *connection,
             YutuFacility   *self,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT count (*), count (*) FILTER (WHERE closed_on IS NULL) FROM case_file WHERE facility = ?1",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->id);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  self->n_cases = sqlite3_column_int64 (row, 0);
  self->n_open_cases = sqlite3_column_int64 (row, 1);
  sqlite3_reset (row);
  return TRUE;
}

static void
mask (YutuFacility     *self,
      const YutuViewer *viewer)
{
  g_autoptr (GPtrArray) masked = g_ptr_array_new ();
  char *text = NULL;

  if (self->record == NULL || !yutu_facility_may_see (viewer))
    {
      text = yutu_fields_mask (self->record != NULL ? self->record->fields : NULL,
                               self->record != NULL ? self->record->n_fields : 0,
                               g_strcmp0 (viewer->role, "desk") == 0, self->fields, masked);
      g_free (self->fields);
      self->fields = text;
    }
  g_ptr_array_add (masked, NULL);
  self->masked = (GStrv)g_ptr_array_steal (masked, NULL);
}

YutuFacility *
yutu_facility_load (YutuConnection    *connection,
                    const YutuModules *modules,
                    gint64             id,
                    YutuDay            day,
                    const YutuViewer  *viewer,
                    GError           **error)
{
  g_autoptr (YutuFacility) self = g_new0 (YutuFacility, 1);

  self->stretches = g_ptr_array_new_with_free_func (stretch_free);
  self->years = g_ptr_array_new_with_free_func (year_free);
  if (!yutu_facility_find (connection, id, &self->id, error))
    return NULL;
  if (self->id == 0)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   _ ("there is no facility %" PRId64 "; search for it by its name"), id);
      return NULL;
    }
  if (!load_stretches (connection, self, day, error) || !load_years (connection, self, error) ||
      !count_cases (connection, self, error))
    return NULL;
  if (modules != NULL)
    self->record = yutu_modules_find_register (modules, self->kind, &self->module);
  mask (self, viewer);
  return g_steal_pointer (&self);
}

/* ---- Twins ---- */

static void
twin_free (gpointer data)
{
  YutuFacilityTwin *self = data;

  g_free (self->name);
  g_free (self);
}

static int
compare_twins (gconstpointer a,
               gconstpointer b)
{
  const YutuFacilityTwin *one = *(const YutuFacilityTwin *const *)a;
  const YutuFacilityTwin *two = *(const YutuFacilityTwin *const *)b;
  double                  x = isnan (one->distance_m) ? INFINITY : one->distance_m;
  double                  y = isnan (two->distance_m) ? INFINITY : two->distance_m;

  if (x < y || x > y)
    return x < y ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

/* Row: id, address, village, township, longitude, latitude. */
static void
take_twin (GPtrArray               *twins,
           sqlite3_stmt            *row,
           const char              *name,
           const YutuFacilityPlace *place)
{
  YutuFacilityPlace at = get_place (row, 1);
  double            distance_m = place->has_point && at.has_point
                                   ? yutu_measure_distance_m (place->point, at.point)
                                   : NAN;
  YutuFacilityTwin *twin = NULL;

  if (!(distance_m <= YUTU_FACILITY_TWIN_M) && (at.village == 0 || at.village != place->village))
    return;
  twin = g_new0 (YutuFacilityTwin, 1);
  twin->id = sqlite3_column_int64 (row, 0);
  twin->name = g_strdup (name);
  twin->village = at.village;
  twin->distance_m = distance_m;
  g_ptr_array_add (twins, twin);
}

GPtrArray *
yutu_facility_list_twins (YutuConnection          *connection,
                          const char              *kind,
                          const char              *name,
                          const YutuFacilityPlace *place,
                          YutuDay                  day,
                          gint64                   self,
                          GError                 **error)
{
  g_autoptr (GPtrArray) twins = g_ptr_array_new_with_free_func (twin_free);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT coalesce (f.past_of, f.id), f.address, f.village, f.township, "
    "ST_X (coalesce (f.geom, a.geom)), ST_Y (coalesce (f.geom, a.geom)) FROM facility f "
    "LEFT JOIN address a ON a.id = f.address WHERE f.kind = ?1 AND f.name = ?2 "
    "AND f.valid_from <= ?3 AND ?3 < f.valid_to AND coalesce (f.past_of, f.id) <> ?4",
    error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 3, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 4, self);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        break;
      take_twin (twins, row, name, place);
    }
  g_ptr_array_sort (twins, compare_twins);
  return g_steal_pointer (&twins);
}
