/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-name-course.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-gazetteer-write-private.h"

void
yutu_name_course_free (YutuNameCourse *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->name_class);
  g_free (self->status);
  g_free (self);
}

gboolean
yutu_name_course_is_proposed (const YutuNameCourse *self)
{
  return self->valid_from == self->valid_to;
}

gboolean
yutu_name_course_load (YutuConnection  *connection,
                       gint64           id,
                       YutuNameCourse **course,
                       GError         **error)
{
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT name, class, status, coalesce (division, 0), coalesce (json_extract (fields, '$.former_id'), 0), "
    "valid_from, valid_to FROM place_name WHERE id = ?1",
    error);

  *course = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *course = g_new0 (YutuNameCourse, 1);
  (*course)->id = id;
  (*course)->name = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  (*course)->name_class = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  (*course)->status = g_strdup ((const char *)sqlite3_column_text (statement, 2));
  (*course)->division = sqlite3_column_int64 (statement, 3);
  (*course)->former = sqlite3_column_int64 (statement, 4);
  (*course)->valid_from = yutu_column_day (statement, 5);
  (*course)->valid_to = yutu_column_day (statement, 6);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_name_course_find (YutuConnection *connection,
                       const char     *name,
                       YutuDay         day,
                       gint64         *id,
                       GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT CASE WHEN count (*) = 1 THEN max (id) ELSE 0 END FROM place_name WHERE name = ?1 AND "
    "valid_from <= ?2 AND ?2 < valid_to",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Proposed ---- */

/* Further fields that tell of the place, whatever it is called. */
#define OF_THE_PLACE                                                                                                           \
  "'category', 'location', 'extent', 'nature', 'crossed_divisions', 'built_up_area', 'description', 'elevation', 'sheet_no', " \
  "'sheet_edition', 'map_scale', 'survey_method', 'crs', 'secrecy', 'floors', 'height_m', 'floor_area_m2', 'land_area_m2', "   \
  "'open_area_m2', 'green_percent', 'length_m', 'width_m'"

gboolean
yutu_name_course_propose (YutuConnection          *connection,
                          const YutuPlaceNameSpec *spec,
                          gint64                  *id,
                          GError                 **error)
{
  YutuPlaceNameSpec proposed = *spec;

  proposed.valid_from = YUTU_DAY_OPEN_TEXT;
  proposed.valid_to = NULL;
  return yutu_place_name_add (connection, &proposed, id, error);
}

gboolean
yutu_name_course_propose_successor (YutuConnection *connection,
                                    gint64          former,
                                    const char     *name,
                                    const char     *status,
                                    gint64         *id,
                                    GError        **error)
{
  g_autoptr (YutuNameCourse) course = NULL;
  YutuPlaceNameSpec spec = { .name = name, .status = status };
  sqlite3_stmt     *statement = NULL;

  if (!yutu_name_course_load (connection, former, &course, error))
    return FALSE;
  if (course == NULL)
    return yutu_gazetteer_refuse (name, _ ("the name that it is to follow is not there"), error);
  spec.name_class = course->name_class;
  if (!yutu_name_course_propose (connection, &spec, id, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "UPDATE place_name SET (grade, division, geom, fields) = (SELECT f.grade, f.division, f.geom, json_patch ((SELECT "
    "json_group_object (key, value) FROM json_each (f.fields) WHERE key IN (" OF_THE_PLACE ")), "
    "json_object ('former', f.name, 'former_id', f.id)) FROM place_name f WHERE f.id = ?2) WHERE id = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *id);
  sqlite3_bind_int64 (statement, 2, former);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_name_course_set_status (YutuConnection *connection,
                             gint64          id,
                             const char     *status,
                             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE place_name SET status = ?2 WHERE id = ?1 AND status <> ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, status, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_name_course_set_facts (YutuConnection *connection,
                            gint64          id,
                            const char     *facts,
                            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE place_name SET alias = coalesce (json_extract (?2, '$.alias'), alias), "
    "meaning = coalesce (json_extract (?2, '$.meaning'), meaning), "
    "approval_doc = coalesce (json_extract (?2, '$.approval_doc'), approval_doc), "
    "approved_on = coalesce (json_extract (?2, '$.approved_on'), approved_on), "
    "fields = json_patch (CASE WHEN json_valid (fields) THEN fields ELSE '{}' END, "
    "json_remove (?2, '$.alias', '$.meaning', '$.approval_doc', '$.approved_on')) WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, facts, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Into use, and out of it ---- */

static gboolean
put_days (YutuConnection *connection,
          const char     *sql, /* static; ?1 the row, ?2 the day, ?3 the successor */
          gint64          id,
          YutuDay         day,
          gint64          successor,
          GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (successor != 0)
    sqlite3_bind_int64 (statement, 3, successor);
  return yutu_connection_run (connection, statement, error);
}

/* Takes the place name, which must be there. */
static YutuNameCourse *
load_there (YutuConnection *connection,
            gint64          id,
            GError        **error)
{
  YutuNameCourse *course = NULL;

  if (yutu_name_course_load (connection, id, &course, error) && course == NULL)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("there is no place name %" PRId64), id);
  return course;
}

static gboolean
check_in_use (const YutuNameCourse *course,
              YutuDay               day,
              GError              **error)
{
  return (course->valid_from < day && day < course->valid_to) ||
         yutu_gazetteer_refuse (course->name, _ ("it is not in use before that day"), error);
}

gboolean
yutu_name_course_begin (YutuConnection *connection,
                        gint64          id,
                        YutuDay         day,
                        GError        **error)
{
  g_autoptr (YutuNameCourse) course = load_there (connection, id, error);

  if (course == NULL)
    return FALSE;
  if (!yutu_name_course_is_proposed (course))
    return yutu_gazetteer_refuse (course->name, _ ("it is in use already"), error);
  return put_days (connection, "UPDATE place_name SET status = 'in_use', valid_from = ?2 WHERE id = ?1", id, day, 0, error);
}

gboolean
yutu_name_course_succeed (YutuConnection *connection,
                          gint64          former,
                          gint64          id,
                          YutuDay         day,
                          GError        **error)
{
  g_autoptr (YutuNameCourse) course = load_there (connection, former, error);

  return course != NULL && check_in_use (course, day, error) && yutu_name_course_begin (connection, id, day, error) &&
         put_days (connection,
                   "UPDATE place_name SET status = 'historical', valid_to = ?2, replaced_by = ?3 WHERE id = ?1", former,
                   day, id, error);
}

static gboolean
check_bare (YutuConnection       *connection,
            const YutuNameCourse *course,
            YutuDay               day,
            GError              **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = FALSE;
  gint64        n = 0;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT count (*) FROM address WHERE place = ?1 AND ?2 < valid_to", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, course->id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (n > 0)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                 ngettext ("%s: %" PRId64 " address stands at it then; number it elsewhere or end it first",
                           "%s: %" PRId64 " addresses stand at it then; number them elsewhere or end them first",
                           (gulong)n),
                 course->name, n);
  return n == 0;
}

gboolean
yutu_name_course_may_end (YutuConnection *connection,
                          gint64          id,
                          YutuDay         day,
                          GError        **error)
{
  g_autoptr (YutuNameCourse) course = load_there (connection, id, error);

  return course != NULL && check_in_use (course, day, error) && check_bare (connection, course, day, error);
}

gboolean
yutu_name_course_end (YutuConnection *connection,
                      gint64          id,
                      YutuDay         day,
                      GError        **error)
{
  return yutu_name_course_may_end (connection, id, day, error) &&
         put_days (connection, "UPDATE place_name SET status = 'historical', valid_to = ?2 WHERE id = ?1", id, day, 0,
                   error);
}
