/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "store/yutu-setting.h"

gboolean
yutu_setting_read (YutuConnection *connection,
                   const char     *key,
                   char          **value,
                   GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT value FROM setting WHERE key = ?1", error);
  gboolean row = FALSE;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *value = row ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_setting_write (YutuConnection *connection,
                    const char     *key,
                    const char     *value,
                    GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    value == NULL ? "DELETE FROM setting WHERE key = ?1"
                  : "INSERT INTO setting (id, key, value) VALUES (?2, ?1, ?3) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  if (value != NULL)
    {
      sqlite3_bind_int64 (statement, 2, yutu_connection_new_id (connection));
      sqlite3_bind_text (statement, 3, value, -1, SQLITE_TRANSIENT);
    }
  return yutu_connection_run (connection, statement, error);
}
