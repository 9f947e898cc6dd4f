/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "store/yutu-store-private.h"

#include "base/yutu-data.h"

/* Systems a county's deliveries come in: geographic, Gauss–Krüger without and with zone prefix
 * around 120°E, and the two of the web. More are added when a file's map asks for them. */
static const int SRIDS[] = { 4490, 4549, 4528, 4548, 4527, 4326, 3857 };

static int
version_of (const char *name)
{
  char  *end = NULL;
  gint64 version = g_ascii_strtoll (name, &end, 10);

  return end == name + 4 && g_str_equal (end, ".sql") ? (int)version : 0;
}

static int
get_newest_in (const char *folder)
{
  g_auto (GStrv) names = yutu_data_list (folder);
  int newest = 0;

  for (gsize i = 0; names[i] != NULL; i++)
    newest = MAX (newest, version_of (names[i]));
  return newest;
}

int
yutu_migrate_get_newest (void)
{
  return get_newest_in ("schema");
}

static gboolean
create_spatial_metadata (YutuConnection *connection,
                         GError        **error)
{
  sqlite3_stmt *statement = NULL;

  if (!yutu_connection_exec (connection, "SELECT InitSpatialMetaData (0, 'NONE')", error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (SRIDS); i++)
    {
      statement = yutu_connection_prepare (connection, "SELECT InsertEpsgSrid (?1)", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int (statement, 1, SRIDS[i]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* A program without yutu_guard() cannot write: the database itself refuses it. */
static gboolean
create_guards (YutuConnection *connection,
               GError        **error)
{
  static const char *const whens[] = { "INSERT", "UPDATE", "DELETE" };
  sqlite3_stmt            *statement =
    yutu_connection_prepare (connection, "SELECT name FROM user_table ORDER BY position", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean row = TRUE;

  while (statement != NULL && row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (names, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
    }
  for (guint i = 0; i < names->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (whens); k++)
      {
        const char *name = g_ptr_array_index (names, i);
        char       *sql = sqlite3_mprintf ("CREATE TRIGGER IF NOT EXISTS \"guard_%w_%w\" BEFORE %s "
                                                 "ON \"%w\" BEGIN SELECT yutu_guard (); END",
                                           name, whens[k], whens[k], name);
        gboolean    done = yutu_connection_exec (connection, sql, error);

        sqlite3_free (sql);
        if (!done)
          return FALSE;
      }
  return statement != NULL;
}

static gboolean
run_step (YutuConnection *connection,
          const char     *folder,
          int             version,
          GError        **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%04d.sql", folder, version);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", version);
  g_autoptr (GBytes) sql = yutu_data_load (path, error);

  if (sql == NULL)
    return FALSE;
  if (!yutu_connection_exec (connection, g_bytes_get_data (sql, NULL), error))
    {
      g_prefix_error (error, "migration %s: ", path);
      return FALSE;
    }
  return yutu_connection_exec (connection, stamp, error);
}

static gboolean
run_steps (YutuConnection *connection,
           const char     *folder,
           int             from,
           int             to,
           GError        **error)
{
  if (from == 0 &&
      (!create_spatial_metadata (connection, error) ||
       !yutu_connection_exec (connection, "PRAGMA application_id = 1500861557", error)))
    return FALSE;
  for (int version = from + 1; version <= to; version++)
    if (!run_step (connection, folder, version, error))
      return FALSE;
  if (from == 0 &&
      !yutu_connection_exec (connection,
                             "INSERT INTO file_state (key, value) VALUES ('replica', 1), "
                             "('next_id', 1)",
                             error))
    return FALSE;
  return create_guards (connection, error);
}

gboolean
yutu_migrate_run_from (YutuConnection *connection,
                       const char     *folder,
                       GError        **error)
{
  gint64 from = 0;
  int    to = get_newest_in (folder);

  G_STATIC_ASSERT (YUTU_STORE_APPLICATION_ID == 1500861557);
  if (!yutu_connection_exec (connection, "BEGIN IMMEDIATE", error) ||
      !yutu_connection_get_int64 (connection, "PRAGMA user_version", 0, &from, error))
    return FALSE;
  if ((from >= to || run_steps (connection, folder, (int)from, to, error)) &&
      yutu_connection_exec (connection, "COMMIT", error))
    return TRUE;
  yutu_connection_exec (connection, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
yutu_migrate_run (YutuConnection *connection,
                  GError        **error)
{
  return yutu_migrate_run_from (connection, "schema", error);
}
