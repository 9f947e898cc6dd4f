/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-access-log.h"

static gboolean
add_row (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  const YutuAccess *access = data;
  const char       *texts[] = { access->actor, access->role, access->action, access->layer,
                                access->purpose };
  sqlite3_stmt     *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO access_log (at, actor, role, action, layer, purpose, object, n) VALUES "
            "(strftime ('%Y-%m-%dT%H:%M:%fZ', 'now'), ?1, ?2, ?3, ?4, ?5, nullif (?6, 0), ?7)",
        error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (statement, 1 + (int)i, texts[i] != NULL ? texts[i] : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 6, access->object);
  sqlite3_bind_int64 (statement, 7, access->n);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_file_log_access (YutuFile         *self,
                      const YutuAccess *access,
                      GError          **error)
{
  YutuEntrySpec entry = { .kind = "access", .title = "查看个人信息", .actor = access->actor };

  return yutu_store_write (yutu_file_get_store (self), &entry, add_row, (gpointer)access, NULL,
                           NULL, error);
}
