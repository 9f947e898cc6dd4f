/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-day.h"
#include "store/yutu-statement.h"

static void
bind_known (sqlite3_stmt *statement,
            int           index,
            gint64        value)
{
  if (value >= 0)
    sqlite3_bind_int64 (statement, index, value);
  else
    sqlite3_bind_null (statement, index);
}

static gboolean
check_facts (const YutuDivision *facts,
             GError            **error)
{
  const char *wrong = NULL;

  if (facts->name == NULL || *facts->name == '\0')
    wrong = "it has no name";
  else if (facts->level < 1 || facts->level > 5)
    wrong = "its level is not one of 1 to 5";
  else if (facts->type == NULL || *facts->type == '\0')
    wrong = "it has no type";
  else if (facts->valid_from == NULL || yutu_day_parse (facts->valid_from) == YUTU_DAY_INVALID)
    wrong = "its first day is no day";
  else if (facts->valid_to != NULL && (yutu_day_parse (facts->valid_to) == YUTU_DAY_INVALID ||
                                       strcmp (facts->valid_to, facts->valid_from) <= 0))
    wrong = "it does not end after it begins";
  if (wrong != NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                 _ ("%s cannot be a division: %s"), facts->name != NULL ? facts->name : _ ("a unit"),
                 wrong);
  return wrong == NULL;
}

/* A code serves one unit for ever (行政区划代码: never reused after abolition). */
static gboolean
check_code (YutuConnection     *connection,
            const YutuDivision *facts,
            gint64              unit,
            GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT name, valid_from, valid_to FROM division WHERE code = ?1 AND unit <> ?2 "
    "LIMIT 1",
    error);
  gboolean found = FALSE;
  char     last[YUTU_DAY_TEXT_SIZE];

  if (statement == NULL)
    return FALSE;
  if (facts->code == NULL)
    return TRUE;
  yutu_bind_text (statement, 1, facts->code);
  sqlite3_bind_int64 (statement, 2, unit);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_CODE_USED,
                 _ ("code %s is that of %s (%s to %s) and is never given again; %s needs another"),
                 facts->code, (const char *)sqlite3_column_text (statement, 0),
                 (const char *)sqlite3_column_text (statement, 1),
                 yutu_day_format_last ((const char *)sqlite3_column_text (statement, 2), last), facts->name);
  sqlite3_reset (statement);
  return !found;
}

typedef struct
{
  gint64      row;
  gint64      unit;
  const char *uuid;
  const char *valid_to;
} Version;

static gboolean
write_version (YutuConnection     *connection,
               const char         *sql,
               const YutuDivision *facts,
               const Version      *version,
               GError            **error)
{
  guint8        seat[YUTU_POINT_BLOB_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, version->row);
  sqlite3_bind_int64 (statement, 2, version->unit);
  yutu_bind_text (statement, 3, version->uuid);
  sqlite3_bind_int (statement, 4, facts->level);
  yutu_bind_text (statement, 5, facts->type);
  yutu_bind_text (statement, 6, facts->name);
  yutu_bind_text (statement, 7, facts->proper_name != NULL ? facts->proper_name : facts->name);
  yutu_bind_text (statement, 8, facts->generic_term != NULL ? facts->generic_term : "");
  yutu_bind_text (statement, 9, facts->pinyin);
  yutu_bind_text (statement, 10, facts->code);
  yutu_bind_text (statement, 11, facts->stat_code);
  if (facts->parent != 0)
    sqlite3_bind_int64 (statement, 12, facts->parent);
  yutu_bind_text (statement, 13, facts->managed_by);
  bind_known (statement, 14, facts->area_legal_m2);
  bind_known (statement, 15, facts->population);
  yutu_bind_text (statement, 16, facts->urban_rural);
  yutu_bind_text (statement, 17, facts->valid_from);
  yutu_bind_text (statement, 18, version->valid_to);
  yutu_bind_text (statement, 19, facts->source);
  if (facts->has_seat)
    {
      yutu_point_to_blob (facts->seat, seat);
      sqlite3_bind_blob (statement, 20, seat, sizeof seat, SQLITE_TRANSIENT);
    }
  return yutu_connection_run (connection, statement, error);
}

static const char INSERT_SQL[] =
  "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, pinyin, "
  "code, stat_code, parent, managed_by, area_legal_m2, population, urban_rural, valid_from, "
  "valid_to, source, seat) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
  "?15, ?16, ?17, ?18, ?19, ?20)";
static const char UPDATE_SQL[] =
  "UPDATE division SET unit = ?2, uuid = ?3, level = ?4, type = ?5, name = ?6, proper_name = ?7, "
  "generic_term = ?8, pinyin = ?9, code = ?10, stat_code = ?11, parent = ?12, managed_by = ?13, "
  "area_legal_m2 = ?14, population = ?15, urban_rural = ?16, valid_from = ?17, valid_to = ?18, "
  "source = ?19, seat = ?20 WHERE id = ?1";

gboolean
yutu_division_add (YutuConnection     *connection,
                   const YutuDivision *facts,
                   gint64             *unit,
                   GError            **error)
{
  g_autofree char *uuid =
    facts->uuid != NULL ? g_strdup (facts->uuid) : g_uuid_string_random ();
  Version version = { 0 };

  if (!check_facts (facts, error) || !check_code (connection, facts, 0, error))
    return FALSE;
  version.row = yutu_connection_new_id (connection);
  version.unit = version.row;
  version.uuid = uuid;
  version.valid_to = facts->valid_to != NULL ? facts->valid_to : YUTU_DAY_OPEN_TEXT;
  if (!write_version (connection, INSERT_SQL, facts, &version, error))
    return FALSE;
  if (unit != NULL)
    *unit = version.unit;
  return TRUE;
}

static gboolean
end_version (YutuConnection *connection,
             gint64          row,
             const char     *day,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE division SET valid_to = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  yutu_bind_text (statement, 2, day);
  return yutu_connection_run (connection, statement, error);
}

/* The version valid on @day, which must be there. */
static YutuDivision *
load_valid (YutuConnection *connection,
            gint64          unit,
            const char     *day,
            GError        **error)
{
  YutuDivision *division = NULL;

  if (yutu_division_load (connection, unit, day, &division, error) && division == NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                 _ ("unit %" PRId64 " is not there on %s"), unit, day);
  return division;
}

gboolean
yutu_division_change (YutuConnection     *connection,
                      const YutuDivision *facts,
                      GError            **error)
{
  g_autoptr (YutuDivision) now = NULL;
  YutuDivision checked = *facts;
  Version      version = { 0 };

  checked.valid_to = NULL;
  if (!check_facts (&checked, error) || !check_code (connection, facts, facts->unit, error))
    return FALSE;
  now = load_valid (connection, facts->unit, facts->valid_from, error);
  if (now == NULL)
    return FALSE;
  version = (Version){ now->row, now->unit, now->uuid, now->valid_to };
  if (strcmp (now->valid_from, facts->valid_from) == 0)
    return write_version (connection, UPDATE_SQL, facts, &version, error);
  version.row = yutu_connection_new_id (connection);
  return end_version (connection, now->row, facts->valid_from, error) &&
         write_version (connection, INSERT_SQL, facts, &version, error);
}

gboolean
yutu_division_close (YutuConnection *connection,
                     gint64          unit,
                     const char     *day,
                     GError        **error)
{
  g_autoptr (YutuDivision) now = NULL;
  sqlite3_stmt *statement = NULL;

  if (yutu_day_parse (day) == YUTU_DAY_INVALID)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID, _ ("“%s” is no day"), day);
      return FALSE;
    }
  now = load_valid (connection, unit, day, error);
  if (now == NULL)
    return FALSE;
  if (strcmp (now->valid_from, day) == 0)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                   _ ("%s cannot end on %s: its facts of that day begin with it"), now->name, day);
      return FALSE;
    }
  statement = yutu_connection_prepare (
    connection, "DELETE FROM division WHERE unit = ?1 AND valid_from >= ?2", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  yutu_bind_text (statement, 2, day);
  return yutu_connection_run (connection, statement, error) &&
         end_version (connection, now->row, day, error);
}

/* ---- Faces ---- */

/* Each with ?1 face, ?2 unit, ?3 day. */
static const char *const GIVE_SQL[] = {
  "DELETE FROM face_claim WHERE face = ?1",
  "DELETE FROM face_unit WHERE face = ?1 AND valid_from >= ?3",
  "UPDATE face_unit SET valid_to = ?3 WHERE face = ?1 AND valid_to > ?3",
};

static gboolean
is_owner_for_good (YutuConnection *connection,
                   gint64          face,
                   gint64          unit,
                   const char     *day,
                   gboolean       *is_owner,
                   GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT 1 FROM face_unit WHERE face = ?1 AND unit = ?2 AND valid_from <= ?3 "
    "AND valid_to = '" YUTU_DAY_OPEN_TEXT "' AND NOT EXISTS "
    "(SELECT 1 FROM face_claim WHERE face = ?1)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  sqlite3_bind_int64 (statement, 2, unit);
  yutu_bind_text (statement, 3, day);
  if (!yutu_connection_step (connection, statement, is_owner, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_division_give_face (YutuConnection *connection,
                         gint64          face,
                         gint64          unit,
                         const char     *day,
                         GError        **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      is_owner = FALSE;

  if (!is_owner_for_good (connection, face, unit, day, &is_owner, error))
    return FALSE;
  if (is_owner)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (GIVE_SQL); i++)
    {
      statement = yutu_connection_prepare (connection, GIVE_SQL[i], error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, face);
      if (i > 0)
        yutu_bind_text (statement, 3, day);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  if (unit == 0)
    return TRUE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO face_unit (id, face, unit, valid_from) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, face);
  sqlite3_bind_int64 (statement, 3, unit);
  yutu_bind_text (statement, 4, day);
  return yutu_connection_run (connection, statement, error);
}
