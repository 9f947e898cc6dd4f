/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-generic.h"

#include <stdlib.h>
#include <string.h>

#include "base/yutu-data.h"
#include "division/yutu-division-import.h"

void
yutu_division_name_clear (YutuDivisionName *self)
{
  g_clear_pointer (&self->proper, g_free);
  g_clear_pointer (&self->generic, g_free);
  g_clear_pointer (&self->type, g_free);
}

gboolean
yutu_division_split_name (const char       *name,
                          int               level,
                          YutuDivisionName *result,
                          GError          **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load ("rules/division-generic.csv", error);
  g_auto (GStrv) lines = NULL;
  const char *best = "";

  if (bytes == NULL)
    return FALSE;
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  result->type = g_strdup ("unit");
  /* The longest generic term of the level that the name ends in, and that leaves something. */
  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);

      if (g_strv_length (fields) != 3 || atoi (fields[1]) != level ||
          !g_str_has_suffix (name, fields[0]) || strlen (fields[0]) >= strlen (name) ||
          strlen (fields[0]) <= strlen (best))
        continue;
      best = name + strlen (name) - strlen (fields[0]);
      g_free (result->type);
      result->type = g_strdup (fields[2]);
    }
  result->generic = g_strdup (best);
  result->proper = g_strndup (name, strlen (name) - strlen (best));
  return TRUE;
}

int
yutu_division_level_of_code (const char *code)
{
  gsize length = strlen (code);

  if (strspn (code, "0123456789") != length)
    return 0;
  switch (length)
    {
    case 2:
      return 1;
    case 4:
      return 2;
    case 6:
      return 3;
    case 9:
      return 4;
    case 12:
      return 5;
    default:
      return 0;
    }
}

static gboolean
check_unused (YutuConnection *connection,
              const char     *kind,
              const char     *code,
              const char     *name,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT name FROM division_code WHERE kind = ?1 AND code = ?2 AND name <> ?3",
    error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, name, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT,
                 "code %s belongs to %s and is never given twice; %s needs another", code,
                 (const char *)sqlite3_column_text (statement, 0), name);
  sqlite3_reset (statement);
  return !found;
}

gboolean
yutu_division_register_code (YutuConnection *connection,
                             const char     *kind,
                             const char     *code,
                             const char     *name,
                             const char     *valid_from,
                             const char     *source,
                             GError        **error)
{
  sqlite3_stmt *statement = NULL;

  if (!check_unused (connection, kind, code, name, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO division_code (id, kind, code, name, level, valid_from, source) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 5, yutu_division_level_of_code (code));
  sqlite3_bind_text (statement, 6, valid_from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, source, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}
