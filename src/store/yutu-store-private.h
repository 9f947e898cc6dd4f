/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION 1
#endif
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#endif

#include "store/yutu-store.h"

G_BEGIN_DECLS

#define YUTU_STORE_APPLICATION_ID   0x59755475
#define YUTU_STORE_LOCK_WAIT_MS     3000
#define YUTU_STORE_MAX_IDLE_READERS 4

/* ---- yutu-connection.c ---- */

typedef enum
{
  YUTU_CONNECTION_READER,
  YUTU_CONNECTION_WRITER,
  YUTU_CONNECTION_CREATOR,   /* a writer that makes the file */
  YUTU_CONNECTION_IMMUTABLE, /* a reader of a medium that cannot be written */
  YUTU_CONNECTION_MEMORY_READER, /* of a database in memory, whose name is the path */
  YUTU_CONNECTION_MEMORY_WRITER,
} YutuConnectionKind;

struct _YutuConnection
{
  sqlite3      *handle;
  void         *spatialite;
  char         *path;
  GHashTable   *statements;  /* char * → sqlite3_stmt * */
  GCancellable *cancellable; /* borrowed, while a call runs */
  int           is_stopped;  /* atomic: the store is shut, nothing more is read */

  GAsyncQueue *yields_to; /* while a chore uses a pause: whoever waits here ends it */

  /* While derivers run: what they follow. */
  gconstpointer changes; /* NULL: not known one by one */
  gsize         changes_size;
  gboolean      changes_are_undone;

  /* The writer's, during a write. */
  gboolean    in_write;
  gboolean    is_open; /* may user tables be written now? */
  gint64      replica;
  gint64      next_counter;
  gboolean    bulk;
  gint64      bulk_first;
  gint64      bulk_rows;
  gboolean    bulk_violated;
  char       *bulk_violation;
  GHashTable *user_tables; /* borrowed from the store */
};

YutuConnection *yutu_connection_open (const char        *path,
                                      YutuConnectionKind kind,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_connection_free (YutuConnection *self);
/* Turns SQLite's last word into the room's error. Always FALSE. */
gboolean yutu_connection_fail (YutuConnection *self,
                               int             code,
                               const char     *doing,
                               GError        **error);
gboolean yutu_store_fail_code (const char *path,
                               int         code,
                               const char *message,
                               const char *doing,
                               GError    **error);
/* The first id that was not yet given. */
gint64 yutu_connection_peek_id (YutuConnection *self);
/* Resets all statements and ends the transaction, if there is one. */
void     yutu_connection_roll_back (YutuConnection *self);
gboolean yutu_connection_load_ids (YutuConnection *self,
                                   GError        **error);
gboolean yutu_connection_save_ids (YutuConnection *self,
                                   GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuConnection, yutu_connection_free)

/* ---- yutu-backup.c ---- */

gboolean yutu_store_copy_pages (sqlite3      *from,
                                sqlite3      *to,
                                const char   *path, /* for errors */
                                YutuProgress *progress,
                                GError      **error);

/* ---- yutu-lock.c: who may write ---- */

typedef struct _YutuLock YutuLock;

/* *lock is NULL, and *holder says who, when another program or window has it. */
gboolean yutu_lock_take (const char *path,
                         YutuLock  **lock,
                         char      **holder,
                         GError    **error);
void     yutu_lock_free (YutuLock *self);
/* It will be free in a moment: who wants it waits, YUTU_STORE_LOCK_WAIT_MS at most. */
void yutu_lock_leave (YutuLock *self);
/* Who keeps others from writing @path by SQLite's own locks, as far as the system tells; NULL when
 * it does not. @any: who has it open at all, readers too. */
char *yutu_lock_find_foreign_holder (const char *path,
                                     gboolean    any);

/* ---- yutu-migrate.c ---- */

int yutu_migrate_get_newest (void);
/* Brings the file to the newest schema and runs @catch_up (nullable), in one transaction; a new file gets
 * everything. */
gboolean yutu_migrate_run (YutuConnection *connection,
                           YutuCatchUpFunc catch_up,
                           YutuProgress   *progress,
                           GError        **error);
/* @folder of the data, for tests of failing migrations; "schema" otherwise. */
gboolean yutu_migrate_run_from (YutuConnection *connection,
                                const char     *folder,
                                YutuCatchUpFunc catch_up,
                                YutuProgress   *progress,
                                GError        **error);

/* ---- yutu-store.c ---- */

/* Of commits (yutu-listeners.c). */
typedef struct
{
  guint           handle;
  YutuChangedFunc func;
  gpointer        data;
  GMainContext   *context;
} YutuListener;

typedef struct
{
  const char   **tables;
  gsize          n_tables;
  YutuDeriveFunc func;
  gpointer       data;
} YutuDeriver;

typedef struct
{
  YutuChoreFunc func;
  gpointer      data;
} YutuChore;

struct _YutuStore
{
  int         ref_count;
  char       *path;
  gboolean    read_only;
  gboolean    immutable;
  char       *moment; /* NULL: the present */
  char       *memory; /* NULL: a file; else the name of the memory that it is in */
  char       *read_only_reason;
  int         schema_version;
  YutuLock   *lock;
  GHashTable *user_tables; /* char * → position + 1 */
  GPtrArray  *table_names; /* char *, by position */

  GMutex     mutex; /* guards what follows */
  GCond      cond;
  gboolean   closed;
  gboolean   is_shut;      /* closed, and no reader is waited for in peace */
  GPtrArray *idle_readers;
  GPtrArray *busy_readers; /* borrowed */
  guint      n_readers;    /* idle, busy, and being opened */
  GArray    *listeners;
  guint      next_listener;
  guint64    n_commits;
  guint64    n_checkpointed;
  int        log_frames;     /* of the write-ahead log after the last commit */
  int        carried_frames; /* of it, those that the last checkpoint carried over */

  GArray         *derivers; /* written before the first write only */
  GArray         *chores;       /* the writer thread's, where there is one */
  gboolean        is_unsettled; /* the same: may chores have something to do? */
  YutuConnection *writer;   /* the writer thread's */
  GAsyncQueue    *jobs;
  GThread        *writer_thread;
  GThread        *checkpoint_thread;
};

/* Without connections; what is in @memory passes for the file at @path. */
YutuStore *yutu_store_new_memory (const char *path,
                                  const char *memory) G_GNUC_WARN_UNUSED_RESULT;

typedef gboolean (*YutuWriterFunc) (YutuStore      *self,
                                    YutuConnection *connection,
                                    gpointer        data,
                                    GError        **error);

/* Runs @func on the writer thread, outside of any transaction, and waits. */
gboolean yutu_store_run_on_writer (YutuStore     *self,
                                   YutuWriterFunc func,
                                   gpointer       data,
                                   GCancellable  *cancellable,
                                   GError       **error);
/* @rows: yutu_journal_name_tables (). */
void     yutu_store_announce (YutuStore  *self,
                              GHashTable *rows);
gboolean yutu_store_load_tables (YutuStore      *self,
                                 YutuConnection *connection,
                                 GError        **error);

/* ---- yutu-checkpoint.c ---- */

/* Once the writer's connection is open; the thread ends when the store is closed. */
void yutu_checkpoint_start (YutuStore *self);

/* ---- yutu-chores.c: on the writer thread ---- */

/* All of them, in the transaction that is open. */
gboolean yutu_chores_run (YutuStore      *self,
                          YutuConnection *connection,
                          GError        **error);
void     yutu_chores_use_pause (YutuStore *self);
void     yutu_chores_finish (YutuStore *self);

/* ---- yutu-journal.c ---- */

gboolean yutu_journal_write (YutuStore           *self,
                             YutuConnection      *connection,
                             const YutuEntrySpec *spec,
                             YutuWriteFunc        func,
                             gpointer             data,
                             gint64              *entry,
                             GError             **error);

G_END_DECLS
