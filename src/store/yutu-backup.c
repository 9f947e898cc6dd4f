/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Copies are made by SQLite's backup API only: a file copied while it is open may lack what is
 * still in the write-ahead log. */

#include "store/yutu-store-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PAGES_A_STEP 4096

gboolean
yutu_store_copy_pages (sqlite3      *from,
                       sqlite3      *to,
                       const char   *path,
                       YutuProgress *progress,
                       GError      **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int             code = backup != NULL ? SQLITE_OK : sqlite3_extended_errcode (to);
  gboolean        goes_on = TRUE;

  while (backup != NULL && code == SQLITE_OK && goes_on)
    {
      code = sqlite3_backup_step (backup, PAGES_A_STEP);
      goes_on = yutu_progress_step (progress, "backup",
                                    (guint64)(sqlite3_backup_pagecount (backup) -
                                              sqlite3_backup_remaining (backup)),
                                    (guint64)sqlite3_backup_pagecount (backup), error);
    }
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  if (!goes_on)
    return FALSE;
  return code == SQLITE_DONE ||
         yutu_store_fail_code (path, code, sqlite3_errstr (code), "copying", error);
}

/* The copy stands alone: no write-ahead log beside it until it is opened. */
static gboolean
copy_to (sqlite3      *from,
         const char   *path,
         YutuProgress *progress,
         GError      **error)
{
  sqlite3 *to = NULL;
  int      code =
    sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  gboolean done = FALSE;

  if (code != SQLITE_OK)
    yutu_store_fail_code (path, code, sqlite3_errstr (code), "creating the copy", error);
  else
    done = yutu_store_copy_pages (from, to, path, progress, error);
  sqlite3_close_v2 (to);
  if (!done)
    g_unlink (path);
  return done;
}

typedef struct
{
  const char   *path;
  YutuProgress *progress;
} Backup;

static gboolean
backup_from (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Backup *backup = data;
  gint64  n = 0;

  /* A first look pins the state: without it each commit of the writer would start the copy anew. */
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM user_table", 0, &n, error) &&
         copy_to (connection->handle, backup->path, backup->progress, error);
}

static gboolean
move_into_place (const char *from,
                 const char *to,
                 GError    **error)
{
  g_autofree char *wal = g_strconcat (to, "-wal", NULL);
  g_autofree char *shm = g_strconcat (to, "-shm", NULL);

  /* A log of the file that is being replaced must not be taken for the new one's. */
  g_unlink (wal);
  g_unlink (shm);
  if (g_rename (from, to) == 0)
    return TRUE;
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FAILED, _ ("%s: cannot be put in place: %s"),
               to, g_strerror (errno));
  return FALSE;
}

gboolean
yutu_store_backup (YutuStore    *self,
                   const char   *out_path,
                   YutuProgress *progress,
                   GError      **error)
{
  g_autofree char *part = g_strconcat (out_path, ".part", NULL);
  Backup           backup = { part, progress };

  if (g_file_test (out_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_EXISTS,
                   _ ("%s: there is a file already; choose another name"), out_path);
      return FALSE;
    }
  g_unlink (part);
  return yutu_store_settle (self, error) && yutu_store_read (self, backup_from, &backup, NULL, error) &&
         move_into_place (part, out_path, error);
}

/* Nothing is replaced by a copy that is not whole. */
static gboolean
check_copy (const char *path,
            GError    **error)
{
  sqlite3      *handle = NULL;
  sqlite3_stmt *statement = NULL;
  const char   *found = NULL;
  gboolean      whole = FALSE;
  int           code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (handle, "PRAGMA quick_check (1)", -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      found = (const char *)sqlite3_column_text (statement, 0);
      whole = g_strcmp0 (found, "ok") == 0;
      code = SQLITE_CORRUPT;
    }
  if (!whole)
    yutu_store_fail_code (path, code, found != NULL ? found : sqlite3_errstr (code),
                          "checking the copy", error);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return whole;
}

static gboolean
check_nobody_has_it (const char *path,
                     GError    **error)
{
  g_autofree char *holder = yutu_lock_find_foreign_holder (path, TRUE);

  if (holder == NULL)
    return TRUE;
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_LOCKED,
               _ ("%s: %s has it open: close it there and try again"), path, holder);
  return FALSE;
}

gboolean
yutu_store_restore (const char   *backup_path,
                    const char   *path,
                    YutuProgress *progress,
                    GError      **error)
{
  g_autoptr (YutuStore) source = yutu_store_open (backup_path, YUTU_STORE_OPEN_READ_ONLY, error);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *holder = NULL;
  YutuLock        *lock = NULL;
  Backup           backup = { part, progress };
  gboolean         done = FALSE;

  if (source == NULL || !yutu_lock_take (path, &lock, &holder, error))
    return FALSE;
  if (lock == NULL)
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_LOCKED,
                   _ ("%s: %s has it open: close it there and try again"), path, holder);
      return FALSE;
    }
  g_unlink (part);
  done = check_nobody_has_it (path, error) &&
         yutu_store_read (source, backup_from, &backup, NULL, error) &&
         check_copy (part, error) && check_nobody_has_it (path, error) &&
         move_into_place (part, path, error);
  g_unlink (part);
  yutu_lock_free (lock);
  return done;
}
