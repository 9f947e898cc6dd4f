/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Opening a case at whatever a place is. */

#include "session/yutu-case-edit.h"

#include <glib/gi18n.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-name-case.h"
#include "session/yutu-place-private.h"

/* ---- Where it lies ---- */

/* The point itself, in the village, or the township, that holds it. */
static gboolean
set_point (YutuConnection *connection,
           YutuPoint       point,
           YutuCaseSpec   *spec,
           GError        **error)
{
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) units = yutu_division_locate (
    connection, point, yutu_day_format (spec->opened_on, day), error);

  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);

      if (unit->level == 4)
        spec->township = unit->unit;
      else if (unit->level == 5)
        spec->village = unit->unit;
    }
  if (units == NULL)
    return FALSE;
  if (spec->township == 0)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN,
                               _ ("the point lies in no township; choose a place inside the county"));
  spec->has_point = TRUE;
  spec->point = point;
  return TRUE;
}

static gboolean
set_unit (YutuConnection *connection,
          gint64          id,
          YutuCaseSpec   *spec,
          GError        **error)
{
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuDivision) unit = NULL;

  if (!yutu_division_load (connection, id, yutu_day_format (spec->opened_on, day), &unit, error))
    return FALSE;
  if (unit == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN,
                               _ ("the unit is not there on the day of the case; choose another day or place"));
  if (unit->level == 5)
    spec->village = id;
  else if (unit->level == 4)
    spec->township = id;
  else if (unit->has_seat)
    {
      spec->has_point = TRUE;
      spec->point = unit->seat;
    }
  return TRUE;
}

/* A facility without a village, but with a point, lies in the village there. */
static gboolean
set_facility (YutuConnection *connection,
              gint64          id,
              YutuCaseSpec   *spec,
              GError        **error)
{
  gboolean      row = FALSE;
  gboolean      is_bare = FALSE;
  YutuPoint     point = { 0 };
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT village IS NULL AND township IS NULL AND geom IS NOT NULL, ST_X (geom), ST_Y (geom) "
    "FROM facility WHERE id = ?1",
    error);

  spec->facility = id;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  is_bare = row && sqlite3_column_int (statement, 0);
  if (is_bare)
    point = yutu_point_from_degrees (sqlite3_column_double (statement, 1),
                                     sqlite3_column_double (statement, 2));
  sqlite3_reset (statement);
  return !is_bare || set_point (connection, point, spec, error);
}

/* Where the name stands on the map, else the unit that it is registered in. */
static gboolean
set_name (YutuConnection *connection,
          gint64          id,
          YutuCaseSpec   *spec,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT geom, division FROM place_name WHERE id = ?1", error);
  g_autoptr (YutuShape) shape = NULL;
  gboolean  row = FALSE;
  gint64    unit = 0;
  YutuPoint point;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("there is no such place name"));
  unit = sqlite3_column_int64 (statement, 1);
  if (sqlite3_column_type (statement, 0) == SQLITE_BLOB)
    {
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                    (gsize)sqlite3_column_bytes (statement, 0), error);
      if (shape == NULL)
        return FALSE;
    }
  sqlite3_reset (statement);
  if (shape != NULL && yutu_place_label_point (shape, &point))
    return set_point (connection, point, spec, error);
  return unit != 0 ? set_unit (connection, unit, spec, error)
                   : yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN,
                                         _ ("the name stands nowhere on the map; choose a village or township"));
}

static gboolean
set_shape (YutuConnection  *connection,
           const YutuShape *shape,
           YutuCaseSpec    *spec,
           GError         **error)
{
  YutuPoint point;

  if (!yutu_place_label_point (shape, &point))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("nothing is drawn; choose a place"));
  return set_point (connection, point, spec, error);
}

static gboolean
set_place (YutuConnection  *connection,
           const YutuPlace *place,
           YutuCaseSpec    *spec,
           GError         **error)
{
  gint64 id = yutu_place_get_id (place);

  switch (yutu_place_get_kind (place))
    {
    case YUTU_PLACE_UNIT:
      return set_unit (connection, id, spec, error);
    case YUTU_PLACE_FACILITY:
      return set_facility (connection, id, spec, error);
    case YUTU_PLACE_NAME:
      return set_name (connection, id, spec, error);
    case YUTU_PLACE_SHAPE:
      return set_shape (connection, yutu_place_get_shape (place), spec, error);
    case YUTU_PLACE_ADDRESS:
      spec->address = id;
      return TRUE;
    case YUTU_PLACE_LINE:
      spec->line = id;
      return TRUE;
    case YUTU_PLACE_PILLAR:
      spec->pillar = id;
      return TRUE;
    case YUTU_PLACE_CIRCLE:
    case YUTU_PLACE_POINT:
    default:
      return set_point (connection, yutu_place_get_center (place), spec, error);
    }
}

/* What the case is about, where the place says it. */
static gint64
find_subject (const YutuCaseKind *kind,
              const YutuPlace    *place)
{
  YutuPlaceKind placed = yutu_place_get_kind (place);
  const char   *subject = kind->subject_kind;

  if ((placed == YUTU_PLACE_FACILITY && g_str_equal (subject, "facility")) ||
      ((placed == YUTU_PLACE_LINE || placed == YUTU_PLACE_PILLAR) && g_str_equal (subject, "line")) ||
      (placed == YUTU_PLACE_UNIT && g_str_equal (subject, "division")) ||
      (placed == YUTU_PLACE_NAME && kind->name_work != YUTU_NAME_WORK_NONE))
    return yutu_place_get_id (place);
  return 0;
}

/* ---- Opening ---- */

/* What was drawn; NULL for all other places. */
static const YutuShape *
get_shape (const YutuPlace *place)
{
  return yutu_place_get_kind (place) == YUTU_PLACE_SHAPE ? yutu_place_get_shape (place) : NULL;
}

static const YutuCaseKind *
find_kind (const YutuModules     *modules,
           const YutuCaseOpening *opening,
           GError               **error)
{
  const YutuCaseKind *kind = yutu_modules_find_kind (modules, opening->kind, NULL);

  if (kind == NULL)
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                 _ ("there is no case kind %s; see the modules"), opening->kind);
  else if (yutu_case_kind_may_open (kind, opening->role))
    return kind;
  else
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
                 _ ("a %s has no step of %s; another role opens it"), kind->id,
                 opening->role != NULL ? opening->role : _ ("nobody"));
  return NULL;
}

/* WC of 婺城区: what the numbers of the county in force on @day begin with; NULL where there is none. (transfer full) */
static gboolean
read_letters (YutuConnection *connection,
              YutuDay         day,
              char          **letters,
              GError        **error)
{
  g_autoptr (YutuDivision) county = NULL;
  char text[YUTU_DAY_TEXT_SIZE];

  if (!yutu_division_load_county (connection, yutu_day_format (day, text), &county, error))
    return FALSE;
  *letters = county != NULL ? yutu_pinyin_dup_letters (county->proper_name) : NULL;
  return TRUE;
}

gboolean
yutu_case_open_at (YutuConnection        *connection,
                   const YutuModules     *modules,
                   const YutuPlace       *place,
                   const YutuCaseOpening *opening,
                   gint64                *id,
                   GError               **error)
{
  const YutuCaseKind *kind = find_kind (modules, opening, error);
  g_autoptr (YutuCalendar) calendar = kind != NULL ? yutu_calendar_load (error) : NULL;
  g_autofree char *letters = NULL;
  g_auto (YutuCasePersonForm) person = { 0 };
  YutuCaseSpec spec = {
    .kind = opening->kind,
    .title = opening->title,
    .pillar = opening->pillar,
    .opened_on = opening->opened_on,
    .officer = opening->officer,
    .fields = opening->fields,
    .persons = &person.row,
  };

  if (calendar == NULL || !read_letters (connection, opening->opened_on, &letters, error) ||
      !yutu_case_person_form_read (&person, kind, opening->person, opening->opened_on, error))
    return FALSE;
  spec.letters = letters;
  spec.subject = find_subject (kind, place);
  spec.n_persons = person.row.name != NULL ? 1 : 0;
  return set_place (connection, place, &spec, error) &&
         yutu_case_open (connection, modules, calendar, &spec, opening->actor, id, error) &&
         yutu_boundary_follow_case (connection, modules, *id, error) &&
         yutu_name_follow_opened (connection, modules, *id, opening->shape != NULL ? opening->shape : get_shape (place), error);
}

typedef struct
{
  const YutuModules     *modules;
  const YutuPlace       *place;
  const YutuCaseOpening *opening;
  gint64                 id;
} OpenJob;

static gboolean
open_case (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  OpenJob *job = data;

  return yutu_case_open_at (connection, job->modules, job->place, job->opening, &job->id, error);
}

gboolean
yutu_file_open_case (YutuFile              *self,
                     const YutuModules     *modules,
                     const YutuPlace       *place,
                     const YutuCaseOpening *opening,
                     gint64                *id,
                     GError               **error)
{
  const YutuCaseKind *kind = find_kind (modules, opening, error);
  g_autofree char    *title = NULL;
  YutuEntrySpec       entry = { .kind = "case-open", .actor = opening->actor };
  OpenJob             job = { .modules = modules, .place = place, .opening = opening };

  if (kind == NULL)
    return FALSE;
  entry.title = title = g_strdup_printf ("立案 %s", yutu_title_get (&kind->title));
  if (!yutu_store_write (yutu_file_get_store (self), &entry, open_case, &job, NULL, NULL, error))
    return FALSE;
  *id = job.id;
  return TRUE;
}
