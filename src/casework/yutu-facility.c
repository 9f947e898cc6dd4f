/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-facility.h"

#include "casework/yutu-case.h"
#include "geo/yutu-shape.h"

static void
bind_text (sqlite3_stmt *statement,
           int           index,
           const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static void
bind_id (sqlite3_stmt *statement,
         int           index,
         gint64        id)
{
  if (id != 0)
    sqlite3_bind_int64 (statement, index, id);
}

static gboolean
check_spec (const YutuModules      *modules,
            const YutuFacilitySpec *spec,
            GError                **error)
{
  const YutuModule   *module;
  const YutuRegister *reg = yutu_modules_find_register (modules, spec->kind, &module);

  if (reg == NULL)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   "there is no register %s; see the modules", spec->kind);
      return FALSE;
    }
  if (spec->name == NULL || spec->name[0] == '\0')
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                   "a facility of %s needs a name", spec->kind);
      return FALSE;
    }
  if (spec->valid_from == YUTU_DAY_INVALID ||
      (spec->valid_to != YUTU_DAY_INVALID && spec->valid_to <= spec->valid_from))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                   "%s: its first day must be given and lie before its end", spec->name);
      return FALSE;
    }
  if (yutu_fields_check (reg->fields, reg->n_fields, spec->fields, TRUE, error))
    return TRUE;
  g_prefix_error (error, "%s (%s): ", spec->name, spec->kind);
  return FALSE;
}

gboolean
yutu_facility_add (YutuConnection         *connection,
                   const YutuModules      *modules,
                   const YutuFacilitySpec *spec,
                   gint64                 *id,
                   GError                **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  guint8        blob[YUTU_POINT_BLOB_SIZE];
  sqlite3_stmt *statement;

  if (!check_spec (modules, spec, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO facility (id, kind, name, pinyin, status, address, village, township, fields, "
    "valid_from, valid_to, geom) VALUES (?1, ?2, ?3, ?4, coalesce (?5, 'open'), ?6, ?7, ?8, "
    "coalesce (?9, '{}'), ?10, ?11, ?12)",
    error);
  if (statement == NULL)
    return FALSE;
  *id = yutu_connection_new_id (connection);
  sqlite3_bind_int64 (statement, 1, *id);
  bind_text (statement, 2, spec->kind);
  bind_text (statement, 3, spec->name);
  bind_text (statement, 4, spec->pinyin);
  bind_text (statement, 5, spec->status);
  bind_id (statement, 6, spec->address);
  bind_id (statement, 7, spec->village);
  bind_id (statement, 8, spec->township);
  bind_text (statement, 9, spec->fields);
  bind_text (statement, 10, yutu_day_format (spec->valid_from, day));
  bind_text (statement, 11, spec->valid_to != YUTU_DAY_INVALID ? yutu_day_format (spec->valid_to, day) : YUTU_DAY_OPEN_TEXT);
  if (spec->has_point)
    {
      yutu_point_to_blob (spec->point, blob);
      sqlite3_bind_blob (statement, 12, blob, sizeof blob, SQLITE_TRANSIENT);
    }
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_facility_add_year (YutuConnection *connection,
                        gint64          facility,
                        int             year,
                        const char     *fields,
                        GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "INSERT INTO facility_year (id, facility, year, fields) VALUES (?1, ?2, ?3, ?4)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, facility);
  sqlite3_bind_int (statement, 3, year);
  bind_text (statement, 4, fields);
  return yutu_connection_run (connection, statement, error);
}
