/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "store/yutu-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* SpatiaLite's functions tell of a failure by returning 0, not by an error. */
static gboolean
step_to_end (YutuConnection *connection,
             sqlite3_stmt   *statement,
             GError        **error)
{
  gboolean row = TRUE;

  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row && sqlite3_column_type (statement, 0) == SQLITE_INTEGER &&
          sqlite3_column_int64 (statement, 0) == 0)
        {
          g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FAILED,
                       _ ("%s: SpatiaLite refused: %s"), connection->path, sqlite3_sql (statement));
          return FALSE;
        }
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- How far it is ---- */

#define LOOK_STEPS 20000 /* of the database's machine; a few ms */
#define LONG_WORK  100   /* what runs through a table, against what only names something */

typedef struct
{
  YutuProgress *progress;
  guint64       done; /* in work of statements */
  guint64       total;
} Watch;

/* A script's first statement, its comments left out. */
static gboolean
is_long (const char *sql,
         const char *end)
{
  static const char *const words[] = { "CREATE INDEX", "CREATE UNIQUE INDEX", "INSERT INTO", "UPDATE ", "DELETE FROM" };
  const char *start = sql;

  while (start < end)
    {
      while (start < end && g_ascii_isspace (*start))
        start++;
      if (end - start < 2 || start[0] != '-' || start[1] != '-')
        break;
      while (start < end && *start != '\n')
        start++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize)(end - start) > strlen (words[i]) && strncmp (start, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

static guint64
work_of (const char *sql,
         const char *end)
{
  return is_long (sql, end) ? LONG_WORK : 1;
}

static guint64
count_work (const char *sql)
{
  const char *start = sql;
  guint64     work = 0;

  for (const char *p = strchr (sql, ';'); p != NULL; p = strchr (p + 1, ';'))
    {
      g_autofree char *text = g_strndup (start, (gsize)(p + 1 - start));

      if (!sqlite3_complete (text)) /* within a trigger */
        continue;
      work += work_of (start, p + 1);
      start = p + 1;
    }
  return work;
}

static int
look_cb (void *data)
{
  const Watch *watch = data;
  g_autoptr (GError) error = NULL;

  return yutu_progress_step (watch->progress, NULL, watch->done, watch->total, &error) ? 0 : 1;
}

/* ---- Steps ---- */

static gboolean
run_script (YutuConnection *connection,
            const char     *sql,
            Watch          *watch, /* (nullable) */
            GError        **error)
{
  while (*sql != '\0')
    {
      sqlite3_stmt *statement = NULL;
      const char   *start = sql;
      gboolean      done = FALSE;
      int           code = sqlite3_prepare_v2 (connection->handle, sql, -1, &statement, &sql);

      if (code != SQLITE_OK)
        return yutu_connection_fail (connection, code, "preparing a schema", error);
      if (statement == NULL) /* a comment */
        continue;
      done = step_to_end (connection, statement, error);
      sqlite3_finalize (statement);
      if (!done)
        return FALSE;
      if (watch != NULL)
        watch->done += work_of (start, sql);
    }
  return TRUE;
}

static gboolean
create_spatial_metadata (YutuConnection *connection,
                         GError        **error)
{
  sqlite3_stmt *statement = NULL;

  if (!run_script (connection, "SELECT InitSpatialMetaData (0, 'NONE')", NULL, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (SRIDS); i++)
    {
      statement = yutu_connection_prepare (connection, "SELECT InsertEpsgSrid (?1)", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int (statement, 1, SRIDS[i]);
      if (!step_to_end (connection, statement, error))
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
          Watch          *watch,
          GError        **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%04d.sql", folder, version);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", version);
  g_autoptr (GBytes) sql = yutu_data_load (path, error);

  if (sql == NULL)
    return FALSE;
  if (!run_script (connection, g_bytes_get_data (sql, NULL), watch, error))
    {
      g_prefix_error (error, _ ("migration %s: "), path);
      return FALSE;
    }
  return yutu_connection_exec (connection, stamp, error);
}

static gboolean
count_steps (const char *folder,
             int         from,
             int         to,
             Watch      *watch,
             GError    **error)
{
  for (int version = from + 1; version <= to; version++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%04d.sql", folder, version);
      g_autoptr (GBytes) sql = yutu_data_load (path, error);

      if (sql == NULL)
        return FALSE;
      watch->total += count_work (g_bytes_get_data (sql, NULL));
    }
  return yutu_progress_step (watch->progress, "schema", 0, watch->total, error);
}

static gboolean
run_steps (YutuConnection *connection,
           const char     *folder,
           int             from,
           int             to,
           Watch          *watch,
           GError        **error)
{
  if (!count_steps (folder, from, to, watch, error))
    return FALSE;
  if (from == 0 &&
      (!create_spatial_metadata (connection, error) ||
       !yutu_connection_exec (connection, "PRAGMA application_id = 1500861557", error)))
    return FALSE;
  for (int version = from + 1; version <= to; version++)
    if (!run_step (connection, folder, version, watch, error))
      return FALSE;
  if (from == 0 &&
      !yutu_connection_exec (connection,
                             "INSERT INTO file_state (key, value) VALUES ('replica', 1), "
                             "('next_id', 1)",
                             error))
    return FALSE;
  return create_guards (connection, error);
}

static gboolean
run_all (YutuConnection *connection,
         const char     *folder,
         YutuCatchUpFunc catch_up,
         YutuProgress   *progress,
         GError        **error)
{
  Watch    watch = { .progress = progress };
  gint64   from = 0;
  int      to = get_newest_in (folder);
  gboolean done = FALSE;

  if (!yutu_connection_get_int64 (connection, "PRAGMA user_version", 0, &from, error))
    return FALSE;
  sqlite3_progress_handler (connection->handle, LOOK_STEPS, look_cb, &watch);
  done = from >= to || run_steps (connection, folder, (int)from, to, &watch, error);
  watch.done = watch.total = 0; /* how long the rest takes is not known */
  done = done && (catch_up == NULL || from > to || catch_up (connection, progress, error));
  sqlite3_progress_handler (connection->handle, 0, NULL, NULL);
  return done;
}

gboolean
yutu_migrate_run_from (YutuConnection *connection,
                       const char     *folder,
                       YutuCatchUpFunc catch_up,
                       YutuProgress   *progress,
                       GError        **error)
{
  gboolean done = FALSE;

  G_STATIC_ASSERT (YUTU_STORE_APPLICATION_ID == 1500861557);
  if (!yutu_connection_exec (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  connection->is_open = TRUE;
  done = run_all (connection, folder, catch_up, progress, error) &&
         yutu_connection_exec (connection, "COMMIT", error);
  connection->is_open = FALSE;
  if (!done)
    yutu_connection_roll_back (connection);
  return done;
}

gboolean
yutu_migrate_run (YutuConnection *connection,
                  YutuCatchUpFunc catch_up,
                  YutuProgress   *progress,
                  GError        **error)
{
  return yutu_migrate_run_from (connection, "schema", catch_up, progress, error);
}
