/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Opening, the writer thread and the readers.
 *
 * 1. Only the writer thread touches the one read-write connection; it runs jobs in order.
 * 2. A reader connection is used by one thread at a time; no statement outlives its call.
 * 3. COMMIT never checkpoints; the checkpoint thread (yutu-checkpoint.c) does.
 * 4. The lock (yutu-lock.c) is held as long as the writer lives.
 * 5. A store that is shut begins no read, and what was to be written before is written: its lock waits
 *    for no reader longer than READERS_WAIT_US, for readers keep nobody from writing. */

#include "store/yutu-store-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <unistd.h>

#define CHORES_PAUSE_US (300 * G_TIME_SPAN_MILLISECOND)
#define READERS_WAIT_US (500 * G_TIME_SPAN_MILLISECOND)
#define INTERRUPT_US    (20 * G_TIME_SPAN_MILLISECOND) /* one between two statements is lost */

typedef struct
{
  YutuWriterFunc func;
  gpointer       data;
  GCancellable  *cancellable;
  GError       **error;
  gboolean       done;
  gboolean       result;
  gboolean       last; /* ends the thread */
  GMutex         mutex;
  GCond          cond;
} Job;

/* ---- The writer thread ---- */

static void
interrupt_cb (GCancellable *cancellable,
              gpointer      data)
{
  sqlite3_interrupt (data);
}

static void
run_job (YutuStore *self,
         Job       *job)
{
  gulong handler = 0;

  if (job->cancellable != NULL)
    handler = g_cancellable_connect (job->cancellable, G_CALLBACK (interrupt_cb),
                                     self->writer->handle, NULL);
  self->writer->cancellable = job->cancellable;
  job->result = !g_cancellable_set_error_if_cancelled (job->cancellable, job->error) &&
                job->func (self, self->writer, job->data, job->error);
  self->writer->cancellable = NULL;
  if (handler != 0)
    g_cancellable_disconnect (job->cancellable, handler);
}

/* When nothing comes for a while, the pause is used. */
static Job *
wait_for_job (YutuStore *self)
{
  Job *job = NULL;

  while (job == NULL)
    {
      job = self->is_unsettled ? g_async_queue_timeout_pop (self->jobs, CHORES_PAUSE_US)
                               : g_async_queue_pop (self->jobs);
      if (job == NULL)
        yutu_chores_use_pause (self);
    }
  return job;
}

static gpointer
writer_thread (gpointer data)
{
  YutuStore *self = data;
  gboolean   last = FALSE;

  while (!last)
    {
      Job *job = wait_for_job (self);

      last = job->last;
      if (last)
        yutu_chores_finish (self);
      else
        {
          self->is_unsettled = TRUE;
          run_job (self, job);
        }
      g_mutex_lock (&job->mutex);
      job->done = TRUE;
      g_cond_signal (&job->cond);
      g_mutex_unlock (&job->mutex);
    }
  return NULL;
}

/* FALSE when the store is closed; the check and the push are one step, or a job could come behind
 * the last. */
static gboolean
submit_and_wait (YutuStore *self,
                 Job       *job)
{
  gboolean accepted;

  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  g_mutex_lock (&self->mutex);
  accepted = job->last || !self->closed;
  job->done = !accepted;
  if (accepted)
    g_async_queue_push (self->jobs, job);
  g_mutex_unlock (&self->mutex);
  g_mutex_lock (&job->mutex);
  while (!job->done)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  return accepted;
}

gboolean
yutu_store_run_on_writer (YutuStore     *self,
                          YutuWriterFunc func,
                          gpointer       data,
                          GCancellable  *cancellable,
                          GError       **error)
{
  Job job = { .func = func, .data = data, .cancellable = cancellable, .error = error };

  if (self->read_only)
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_READ_ONLY,
                   _ ("%s: open for reading only: %s"), self->path, self->read_only_reason);
      return FALSE;
    }
  /* A write inside a write would wait for itself. */
  g_assert (g_thread_self () != self->writer_thread);
  if (submit_and_wait (self, &job))
    return job.result;
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FAILED, _ ("%s: already closed"),
               self->path);
  return FALSE;
}

/* ---- Opening ---- */

static gboolean
check_identity (YutuStore      *self,
                YutuConnection *connection,
                GError        **error)
{
  gint64 application = 0;
  gint64 version = 0;

  if (!yutu_connection_get_int64 (connection, "PRAGMA application_id", 0, &application, error) ||
      !yutu_connection_get_int64 (connection, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (application != YUTU_STORE_APPLICATION_ID || version < 1)
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOT_A_FILE,
                   _ ("%s: not a Yutu file, or only half written; choose another"), self->path);
      return FALSE;
    }
  if (version > yutu_migrate_get_newest ())
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NEWER,
                   _ ("%s: schema %" PRId64 " was made by a newer Yutu (this one knows %d); "
                   "update the program"),
                   self->path, version, yutu_migrate_get_newest ());
      return FALSE;
    }
  self->schema_version = (int)version;
  return TRUE;
}

gboolean
yutu_store_load_tables (YutuStore      *self,
                        YutuConnection *connection,
                        GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT name FROM user_table ORDER BY position", error);
  gboolean row = TRUE;

  g_hash_table_remove_all (self->user_tables);
  g_ptr_array_set_size (self->table_names, 0);
  while (statement != NULL && row)
    {
      char *name = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      name = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      g_ptr_array_add (self->table_names, name);
      g_hash_table_insert (self->user_tables, name, GUINT_TO_POINTER (self->table_names->len));
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return statement != NULL;
}

static gboolean
check_as (YutuStore         *self,
          YutuConnectionKind kind,
          GError           **error)
{
  g_autoptr (YutuConnection) connection = yutu_connection_open (self->path, kind, error);

  return connection != NULL && check_identity (self, connection, error) &&
         yutu_store_load_tables (self, connection, error);
}

static gboolean
start_writer (YutuStore         *self,
              YutuConnectionKind kind,
              YutuCatchUpFunc    catch_up,
              YutuProgress      *progress,
              GError           **error)
{
  g_autoptr (YutuConnection) writer = NULL;

  /* As a reader first: a file of somebody else's is not even given a write-ahead log. */
  if (kind == YUTU_CONNECTION_WRITER && !check_as (self, YUTU_CONNECTION_READER, error))
    return FALSE;
  writer = yutu_connection_open (self->path, kind, error);
  if (writer == NULL || !yutu_migrate_run (writer, catch_up, progress, error) ||
      !check_identity (self, writer, error) ||
      !yutu_store_load_tables (self, writer, error) || !yutu_connection_load_ids (writer, error))
    return FALSE;
  writer->user_tables = self->user_tables;
  self->writer = g_steal_pointer (&writer);
  self->jobs = g_async_queue_new ();
  self->writer_thread = g_thread_new ("yutu-writer", writer_thread, self);
  yutu_checkpoint_start (self);
  return TRUE;
}

static gboolean
start_reader (YutuStore *self,
              GError   **error)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GError) first = NULL;

  if (check_as (self, YUTU_CONNECTION_READER, &first))
    return TRUE;
  /* Where nobody can write, the log has no place; the file alone is whole if no log was left. */
  self->immutable = access (self->path, W_OK) != 0 && !g_file_test (wal, G_FILE_TEST_EXISTS) &&
                    (g_error_matches (first, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FAILED) ||
                     g_error_matches (first, YUTU_STORE_ERROR, YUTU_STORE_ERROR_READ_ONLY)) &&
                    check_as (self, YUTU_CONNECTION_IMMUTABLE, NULL);
  if (!self->immutable)
    g_propagate_error (error, g_steal_pointer (&first));
  return self->immutable;
}

static YutuStore *
store_new (const char *path)
{
  YutuStore *self = g_new0 (YutuStore, 1);

  self->ref_count = 1;
  self->path = g_canonicalize_filename (path, NULL);
  self->user_tables = g_hash_table_new (g_str_hash, g_str_equal);
  self->table_names = g_ptr_array_new_with_free_func (g_free);
  self->idle_readers = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_connection_free);
  self->busy_readers = g_ptr_array_new ();
  self->listeners = g_array_new (FALSE, FALSE, sizeof (YutuListener));
  self->derivers = g_array_new (FALSE, FALSE, sizeof (YutuDeriver));
  self->chores = g_array_new (FALSE, FALSE, sizeof (YutuChore));
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

YutuStore *
yutu_store_new_memory (const char *path,
                       const char *memory)
{
  YutuStore *self = store_new (path);

  self->memory = g_strdup (memory);
  self->read_only = TRUE;
  return self;
}

static gboolean
check_path (const char        *path,
            YutuStoreOpenFlags flags,
            GError           **error)
{
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if ((flags & YUTU_STORE_OPEN_CREATE) != 0 && exists)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_EXISTS,
                 _ ("%s: there is a file already; choose another name"), path);
  else if ((flags & YUTU_STORE_OPEN_CREATE) == 0 && !exists)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOT_FOUND, _ ("%s: no such file"), path);
  else if ((flags & YUTU_STORE_OPEN_CREATE) == 0 && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOT_A_FILE, _ ("%s: no ordinary file"), path);
  else
    return TRUE;
  return FALSE;
}

/* Each edit of a long line takes and leaves buffers of megabytes: given back to the system and fetched
 * again they cost as much time as all that is done with them. Of the whole program. */
static void
keep_buffers (void)
{
#ifdef __GLIBC__
  static gsize is_done = 0;

  if (!g_once_init_enter (&is_done))
    return;
  mallopt (M_MMAP_THRESHOLD, 8 << 20);
  mallopt (M_TRIM_THRESHOLD, 32 << 20);
  g_once_init_leave (&is_done, 1);
#endif
}

static gboolean
open_for_writing (YutuStore         *self,
                  YutuStoreOpenFlags flags,
                  YutuCatchUpFunc    catch_up,
                  YutuProgress      *progress,
                  GError           **error)
{
  gboolean creates = (flags & YUTU_STORE_OPEN_CREATE) != 0;

  keep_buffers ();
  if (start_writer (self, creates ? YUTU_CONNECTION_CREATOR : YUTU_CONNECTION_WRITER, catch_up, progress,
                    error))
    return TRUE;
  if (creates)
    {
      g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
      g_autofree char *shm = g_strconcat (self->path, "-shm", NULL);

      g_unlink (self->path);
      g_unlink (wal);
      g_unlink (shm);
    }
  return FALSE;
}

YutuStore *
yutu_store_open (const char        *path,
                 YutuStoreOpenFlags flags,
                 GError           **error)
{
  return yutu_store_open_watched (path, flags, NULL, NULL, error);
}

YutuStore *
yutu_store_open_watched (const char        *path,
                         YutuStoreOpenFlags flags,
                         YutuCatchUpFunc    catch_up,
                         YutuProgress      *progress,
                         GError           **error)
{
  g_autoptr (YutuStore) self = NULL;
  g_autofree char *holder = NULL;

  if (!check_path (path, flags, error))
    return NULL;
  self = store_new (path);
  if ((flags & YUTU_STORE_OPEN_READ_ONLY) != 0)
    holder = g_strdup ("asked for");
  else if ((flags & YUTU_STORE_OPEN_CREATE) == 0 && access (self->path, W_OK) != 0)
    holder = g_strdup ("you may not write this file");
  else if (!yutu_lock_take (self->path, &self->lock, &holder, error))
    return NULL;

  if (holder != NULL && (flags & YUTU_STORE_OPEN_CREATE) != 0)
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_LOCKED, _ ("%s: cannot be made: %s"), path,
                   holder);
      return NULL;
    }
  self->read_only = holder != NULL;
  self->read_only_reason = g_steal_pointer (&holder);
  if (self->read_only ? !start_reader (self, error)
                      : !open_for_writing (self, flags, catch_up, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

YutuStore *
yutu_store_ref (YutuStore *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
close_writer (YutuStore *self,
              int        checkpoint)
{
  Job job = { .last = TRUE };

  if (self->writer_thread == NULL)
    return;
  submit_and_wait (self, &job);
  g_thread_join (g_steal_pointer (&self->writer_thread));
  g_thread_join (g_steal_pointer (&self->checkpoint_thread));
  sqlite3_wal_checkpoint_v2 (self->writer->handle, NULL, checkpoint, NULL, NULL);
  g_clear_pointer (&self->writer, yutu_connection_free);
}

/* With the mutex held. */
static void
interrupt_readers (YutuStore *self)
{
  for (guint i = 0; i < self->busy_readers->len; i++)
    {
      YutuConnection *reader = g_ptr_array_index (self->busy_readers, i);

      g_atomic_int_set (&reader->is_stopped, TRUE);
      sqlite3_interrupt (reader->handle);
    }
}

/* Until no reader is out, or till @end; those of a store that is shut are not waited for in peace. FALSE
 * when some are left. With the mutex held. */
static gboolean
wait_for_readers (YutuStore *self,
                  gint64     end)
{
  while (self->idle_readers->len < self->n_readers && g_get_monotonic_time () < end)
    {
      if (self->is_shut)
        interrupt_readers (self);
      g_cond_wait_until (&self->cond, &self->mutex,
                         MIN (end, g_get_monotonic_time () + INTERRUPT_US));
    }
  return self->idle_readers->len == self->n_readers;
}

/* Whoever comes first closes it. */
static gboolean
begin_close (YutuStore *self)
{
  gboolean is_first;

  g_mutex_lock (&self->mutex);
  is_first = !self->closed;
  self->closed = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return is_first;
}

static void
finish_close (YutuStore *self,
              gint64     readers_end)
{
  gboolean is_alone;

  g_mutex_lock (&self->mutex);
  is_alone = wait_for_readers (self, readers_end);
  g_mutex_unlock (&self->mutex);
  /* To empty the log it would wait for every reader. */
  close_writer (self, is_alone ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->lock, yutu_lock_free);
  wait_for_readers (self, G_MAXINT64);
  g_ptr_array_set_size (self->idle_readers, 0);
  self->n_readers = 0;
  g_mutex_unlock (&self->mutex);
}

void
yutu_store_close (YutuStore *self)
{
  if (begin_close (self))
    finish_close (self, G_MAXINT64);
}

static gpointer
close_thread (gpointer data)
{
  YutuStore *self = data;

  finish_close (self, g_get_monotonic_time () + READERS_WAIT_US);
  yutu_store_unref (self);
  return NULL;
}

void
yutu_store_shut (YutuStore *self)
{
  if (!begin_close (self))
    return;
  g_mutex_lock (&self->mutex);
  self->is_shut = TRUE;
  interrupt_readers (self);
  if (self->lock != NULL)
    yutu_lock_leave (self->lock);
  g_mutex_unlock (&self->mutex);
  g_thread_unref (g_thread_new ("yutu-close", close_thread, yutu_store_ref (self)));
}

void
yutu_store_unref (YutuStore *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  yutu_store_close (self);
  for (guint i = 0; i < self->derivers->len; i++)
    g_free (g_array_index (self->derivers, YutuDeriver, i).tables);
  for (guint i = 0; i < self->listeners->len; i++)
    g_main_context_unref (g_array_index (self->listeners, YutuListener, i).context);
  g_array_unref (self->derivers);
  g_array_unref (self->chores);
  g_array_unref (self->listeners);
  g_ptr_array_unref (self->idle_readers);
  g_ptr_array_unref (self->busy_readers);
  g_hash_table_unref (self->user_tables);
  g_ptr_array_unref (self->table_names);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->read_only_reason);
  g_free (self->memory);
  g_free (self->moment);
  g_free (self->path);
  g_free (self);
}

const char *
yutu_store_get_path (YutuStore *self)
{
  return self->path;
}

gboolean
yutu_store_is_read_only (YutuStore *self)
{
  return self->read_only;
}

const char *
yutu_store_get_read_only_reason (YutuStore *self)
{
  return self->read_only_reason;
}

const char *
yutu_store_get_moment (YutuStore *self)
{
  return self->moment;
}

int
yutu_store_get_schema_version (YutuStore *self)
{
  return self->schema_version;
}

/* ---- Reading ---- */

static YutuConnection *
borrow_reader (YutuStore *self,
               GError   **error)
{
  YutuConnection *reader = NULL;
  gboolean        opens = FALSE;

  g_mutex_lock (&self->mutex);
  if (self->is_shut)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  else if (self->closed)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FAILED, _ ("%s: already closed"),
                 self->path);
  else if (self->idle_readers->len > 0)
    reader = g_ptr_array_steal_index_fast (self->idle_readers, self->idle_readers->len - 1);
  else
    opens = TRUE;
  self->n_readers += opens ? 1 : 0;
  g_mutex_unlock (&self->mutex);

  if (opens && self->memory != NULL)
    reader = yutu_connection_open (self->memory, YUTU_CONNECTION_MEMORY_READER, error);
  else if (opens)
    reader = yutu_connection_open (
      self->path, self->immutable ? YUTU_CONNECTION_IMMUTABLE : YUTU_CONNECTION_READER, error);
  g_mutex_lock (&self->mutex);
  if (reader != NULL)
    g_ptr_array_add (self->busy_readers, reader);
  else if (opens)
    {
      self->n_readers--;
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  return reader;
}

static void
return_reader (YutuStore      *self,
               YutuConnection *reader)
{
  gboolean keeps;

  /* Never a wait for a reader: a read inside a read would wait for itself. */
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove_fast (self->busy_readers, reader);
  keeps = self->idle_readers->len < YUTU_STORE_MAX_IDLE_READERS;
  g_mutex_unlock (&self->mutex);
  if (!keeps)
    g_clear_pointer (&reader, yutu_connection_free);
  g_mutex_lock (&self->mutex);
  if (reader != NULL)
    g_ptr_array_add (self->idle_readers, reader);
  else
    self->n_readers--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
yutu_store_read (YutuStore    *self,
                 YutuReadFunc  func,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  YutuConnection *reader = NULL;
  gulong          handler = 0;
  gboolean        done = FALSE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  reader = borrow_reader (self, error);
  if (reader == NULL)
    return FALSE;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb), reader->handle, NULL);
  reader->cancellable = cancellable;
  done = yutu_connection_exec (reader, "BEGIN", error) && func (reader, data, error);
  reader->cancellable = NULL;
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  yutu_connection_roll_back (reader);
  return_reader (self, reader);
  return done;
}

/* ---- Deriving ---- */

void
yutu_store_add_deriver (YutuStore         *self,
                        const char *const *tables,
                        YutuDeriveFunc     func,
                        gpointer           data)
{
  YutuDeriver deriver = { .func = func, .data = data, .n_tables = g_strv_length ((GStrv)tables) };

  deriver.tables = g_memdup2 (tables, (deriver.n_tables + 1) * sizeof (char *));
  g_array_append_val (self->derivers, deriver);
}
