/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The file: one SpatiaLite database, one writer thread, a pool of readers, and the journal that
 * every change goes through. Plain SQL is written only against the connections handed out here. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/yutu-progress.h"

G_BEGIN_DECLS

#define YUTU_STORE_ERROR (yutu_store_error_quark ())
GQuark yutu_store_error_quark (void);

typedef enum
{
  YUTU_STORE_ERROR_FAILED,        /* SQLite said something that none of the others names */
  YUTU_STORE_ERROR_NOT_A_FILE,    /* empty, or not a Yutu file */
  YUTU_STORE_ERROR_NEWER,         /* made by a newer Yutu; not touched */
  YUTU_STORE_ERROR_DAMAGED,       /* SQLite calls it corrupt: overwritten, or cut off */
  YUTU_STORE_ERROR_LOCKED,        /* another program holds a lock; says which, if known */
  YUTU_STORE_ERROR_READ_ONLY,     /* opened read-only: a second window, or no right to write */
  YUTU_STORE_ERROR_FULL,          /* no room on the disk */
  YUTU_STORE_ERROR_EXISTS,        /* create: the file is there already */
  YUTU_STORE_ERROR_CONSTRAINT,    /* a rule of the schema refused the row */
  YUTU_STORE_ERROR_NOTHING_TO_DO, /* undo or redo with nothing left; an empty entry */
  YUTU_STORE_ERROR_CONFLICT,      /* an undo meets a row that is not as the entry left it */
  YUTU_STORE_ERROR_NOT_FOUND,     /* open: there is no such file */
} YutuStoreError;

typedef struct _YutuStore      YutuStore;
typedef struct _YutuConnection YutuConnection;

/* ---- Connections: only inside the functions below, only on the thread that runs them. ---- */

sqlite3 *yutu_connection_get_handle (YutuConnection *self);

/**
 * yutu_connection_prepare:
 * @sql: static text (the cache is keyed by its contents)
 *
 * A cached statement, reset and with its bindings cleared. It stays the connection's: step it,
 * then reset it or leave it; never finalize it, never use two at once from the same @sql.
 */
sqlite3_stmt *yutu_connection_prepare (YutuConnection *self,
                                       const char     *sql,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* sqlite3_step with the result told apart: TRUE and *row = TRUE, TRUE and *row = FALSE at the end. */
gboolean yutu_connection_step (YutuConnection *self,
                               sqlite3_stmt   *statement,
                               gboolean       *row,
                               GError        **error);
/* Steps a statement that returns no rows to its end, and resets it. */
gboolean yutu_connection_run (YutuConnection *self,
                              sqlite3_stmt   *statement,
                              GError        **error);
/* Prepares @sql, static text that returns no rows, and runs it with @value for ?1. */
gboolean yutu_connection_run_with (YutuConnection *self,
                                   const char     *sql,
                                   gint64          value,
                                   GError        **error);
/* Runs constant SQL, several statements. Never with text built from outside. */
gboolean yutu_connection_exec (YutuConnection *self,
                               const char     *sql,
                               GError        **error);
/* First column of the first row, or @fallback when there is none. */
gboolean yutu_connection_get_int64 (YutuConnection *self,
                                    const char     *sql,
                                    gint64          fallback,
                                    gint64         *value,
                                    GError        **error);

/* ---- Opening ---- */

typedef enum
{
  YUTU_STORE_OPEN_DEFAULT = 0,
  YUTU_STORE_OPEN_READ_ONLY = 1 << 0,
  YUTU_STORE_OPEN_CREATE = 1 << 1, /* must not exist yet */
} YutuStoreOpenFlags;

/* Opens (and migrates, unless read-only) @path. When another Yutu already has it open for
 * writing, the store comes back read-only and yutu_store_get_read_only_reason() says so.
 * Waits up to 3 s for a foreign lock, and for a store that was shut. Thread: any thread (not main: it reads the disk). */
YutuStore *yutu_store_open (const char        *path,
                            YutuStoreOpenFlags flags,
                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a room derives, for files that an older program wrote last: looks whether there is anything to do,
 * and does it. In the transaction that brings the file to the newest schema, on the thread that opens. */
typedef gboolean (*YutuCatchUpFunc) (YutuConnection *connection,
                                     YutuProgress   *progress,
                                     GError        **error);

/**
 * yutu_store_open_watched:
 * @catch_up: (nullable)
 * @progress: (nullable): "schema" while the file is brought to the newest schema, in parts of all that is
 *   to be done; then the stages of @catch_up
 *
 * yutu_store_open() of a file that may be old and large. The new schema and what @catch_up does are one
 * transaction: a file whose opening is cancelled, fails or is cut off is the old one.
 */
YutuStore *yutu_store_open_watched (const char        *path,
                                    YutuStoreOpenFlags flags,
                                    YutuCatchUpFunc    catch_up,
                                    YutuProgress      *progress,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
YutuStore *yutu_store_ref (YutuStore *self);
void       yutu_store_unref (YutuStore *self);
/* Ends the threads, checkpoints and closes; later calls fail with FAILED. */
void yutu_store_close (YutuStore *self);
/* Nobody needs it any more, though calls may still run: reads are cut off as if cancelled, and begin no
 * more; writes that were begun are done, later ones fail with FAILED. Returns at once, on any thread; the
 * file can be opened for writing right away, here or in another program, which waits till that is done. */
void        yutu_store_shut (YutuStore *self);
const char *yutu_store_get_path (YutuStore *self);
gboolean    yutu_store_is_read_only (YutuStore *self);
const char *yutu_store_get_read_only_reason (YutuStore *self); /* NULL when writable */
/* Of yutu_store_open_past(); NULL: the present. */
const char *yutu_store_get_moment (YutuStore *self);
int         yutu_store_get_schema_version (YutuStore *self);

/* ---- Reading ---- */

typedef gboolean (*YutuReadFunc) (YutuConnection *connection,
                                  gpointer        data,
                                  GError        **error);

/* Runs @func on the calling thread with a reader of the pool, inside one read transaction, so it
 * sees one state. @cancellable interrupts SQLite. Not for the main thread. */
gboolean yutu_store_read (YutuStore    *self,
                          YutuReadFunc  func,
                          gpointer      data,
                          GCancellable *cancellable,
                          GError      **error);

/* ---- Writing ---- */

typedef struct
{
  const char *kind;  /* short id, for example "arc-move", "import-division" */
  const char *title; /* for people, in the language of the actor */
  const char *actor; /* who signs */
  gboolean    bulk;  /* many new rows, none changed: journalled by their run of ids, not by a
                      * changeset; an UPDATE or DELETE of an older row fails with CONSTRAINT */
} YutuEntrySpec;

typedef gboolean (*YutuWriteFunc) (YutuConnection *connection,
                                   gpointer        data,
                                   GError        **error);

/* Runs @func on the writer thread inside one transaction and records it as one journal entry.
 * When @func fails, everything is rolled back and there is no entry; when nothing changed, there
 * is no entry and *entry is 0. Blocks until it is durable. Not for the main thread. */
gboolean yutu_store_write (YutuStore           *self,
                           const YutuEntrySpec *spec,
                           YutuWriteFunc        func,
                           gpointer             data,
                           gint64              *entry,
                           GCancellable        *cancellable,
                           GError             **error);

/* What is written beside the user tables along with a change: @func runs after the change's own function, in
 * the same transaction, and fails it. */
typedef struct
{
  YutuWriteFunc func;
  gpointer      data;
} YutuStoreCompanion;

/* Goes with each yutu_store_write() of the calling thread until NULL is set. Not copied. */
void yutu_store_set_companion (const YutuStoreCompanion *companion);

/* A fresh id, replica << 40 | counter: never given twice, over all tables. Only in a write. */
gint64 yutu_connection_new_id (YutuConnection *self);
/* Reserves @n ids in a run and returns the first. Only in a write. */
gint64 yutu_connection_new_ids (YutuConnection *self,
                                gsize           n);

/* ---- Derived data ---- */

/* Called at the end of each write, undo and redo that touched one of @tables, on the writer,
 * inside its transaction: brings derived tables up to date. @ids: touched rows' ids by table,
 * ascending, in the order of @tables; in a bulk entry an array is NULL and rows with id ≥ @bulk_first are new, or
 * gone; in its undo @bulk_first is 0. User tables are closed to it: it writes derived ones only. */
typedef gboolean (*YutuDeriveFunc) (YutuConnection *connection,
                                    GArray *const  *ids, /* of gint64, one array a table */
                                    gint64          bulk_first,
                                    gpointer        data,
                                    GError        **error);
void yutu_store_add_deriver (YutuStore         *self,
                             const char *const *tables, /* NULL-terminated, static */
                             YutuDeriveFunc     func,
                             gpointer           data);

/**
 * YutuChoreFunc:
 *
 * Does what derivers have left for later and noted in the file, within a transaction; user tables are
 * closed to it. Called when nothing has been written for a moment, and before the store is closed. May be
 * cancelled between any two steps of a statement, when a write comes: then nothing of it is left.
 *
 * Thread: the writer's.
 */
typedef gboolean (*YutuChoreFunc) (YutuConnection *connection,
                                   gpointer        data,
                                   GError        **error);
/* Once a store, before the first write. */
void yutu_store_add_chore (YutuStore    *self,
                           YutuChoreFunc func,
                           gpointer      data);
/* Waits until nothing is left for later. Of a store that is open for reading nothing can be done, and
 * nothing is wrong: readers know what is left. Thread: not main, none that is in a write. */
gboolean yutu_store_settle (YutuStore *self,
                            GError   **error);

/* A value of a row that was changed. */
typedef struct
{
  int           type; /* SQLITE_INTEGER, SQLITE_BLOB …; 0: not told, it is as it was */
  gint64        integer;
  gconstpointer bytes; /* of a text or a BLOB; borrowed while the deriver runs */
  gsize         size;
} YutuChangedValue;

/* A row before and after the write, undo or redo. */
typedef struct
{
  gint64                  id;
  gboolean                was_there;
  gboolean                is_there;
  guint                   n_columns;
  const YutuChangedValue *before; /* by column, when it was there: all when it is gone, else what changed */
  const YutuChangedValue *after;  /* the same, when it is there: all when it is new */
} YutuChangedRow;

typedef gboolean (*YutuChangedRowFunc) (YutuConnection       *connection,
                                        const YutuChangedRow *row,
                                        gpointer              data,
                                        GError              **error);

/* In a deriver that is given ids: whether it can be told what the rows were before. It cannot when it
 * follows several entries at once. */
gboolean yutu_connection_knows_changes (YutuConnection *self);
/* Calls @func for every row of @table that was changed, in no order; for none when that is not known. */
gboolean yutu_connection_each_changed (YutuConnection    *self,
                                       const char        *table,
                                       YutuChangedRowFunc func,
                                       gpointer           data,
                                       GError           **error);

/* ---- The journal ---- */

typedef enum
{
  YUTU_ENTRY_DONE,
  YUTU_ENTRY_UNDONE,
} YutuEntryState;

typedef struct
{
  gint64         id;
  char          *at; /* ISO 8601 UTC with milliseconds */
  char          *actor;
  char          *kind;
  char          *title;
  YutuEntryState state;
  gint64         undoes; /* the entry this one undid or redid, 0 otherwise */
  gint64         n_objects;
  gboolean       bulk;
  char          *hash; /* 64 hex digits */
} YutuEntry;

void yutu_entry_free (YutuEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuEntry, yutu_entry_free)

/* Newest first; @object 0 for all. Element type YutuEntry. */
GPtrArray *yutu_store_list_entries (YutuStore    *self,
                                    gint64        object,
                                    gsize         limit,
                                    GCancellable *cancellable,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Undo takes back the newest entry that is done and is itself no undo; redo the newest undone one
 * as long as nothing new was written since. Each is an entry of its own in the chain. */
gboolean yutu_store_undo (YutuStore    *self,
                          const char   *actor,
                          gint64       *undone,
                          GCancellable *cancellable,
                          GError      **error);
gboolean yutu_store_redo (YutuStore    *self,
                          const char   *actor,
                          gint64       *redone,
                          GCancellable *cancellable,
                          GError      **error);
/* What undo and redo would take. */
typedef struct
{
  char  *undo_title;        /* NULL: nothing */
  char  *redo_title;        /* NULL: nothing */
  gint64 undo_bulk_objects; /* how many rows a bulk entry would take with it; 0: it is none */
} YutuUndoPeek;

void     yutu_undo_peek_clear (YutuUndoPeek *self);
gboolean yutu_store_peek_undo (YutuStore    *self,
                               YutuUndoPeek *peek, /* filled */
                               GError      **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuUndoPeek, yutu_undo_peek_clear)

typedef struct
{
  gint64 entries;
  gint64 first_bad; /* 0 when the chain is whole */
} YutuVerifyResult;

gboolean yutu_store_verify (YutuStore        *self,
                            YutuVerifyResult *result,
                            YutuProgress     *progress,
                            GError          **error);

/* By SQLite's backup API, to a new file (backup) or over one whose place is given (restore keeps
 * the old file beside it until the new one is whole). */
gboolean yutu_store_backup (YutuStore    *self,
                            const char   *out_path,
                            YutuProgress *progress,
                            GError      **error);
gboolean yutu_store_restore (const char   *backup_path,
                             const char   *path,
                             YutuProgress *progress,
                             GError      **error);

/* SHA-256 over every user row of every journalled table in a fixed order, in hex: equal states,
 * equal text. */
gboolean yutu_store_digest (YutuStore *self,
                            char     **digest,
                            GError   **error);

/* ---- As it was known ---- */

typedef void (*YutuStoreSetupFunc) (YutuStore *store);

/**
 * yutu_store_open_past:
 * @present: is read once, and not touched
 * @moment: UTC, as the journal has it: "YYYY-MM-DDTHH:MM:SS.mmmZ" (base/yutu-moment.h)
 * @setup: (nullable): registers the derivers of the new store
 *
 * The file as it was known (记录时点) when the last entry of the journal up to @moment, that one
 * included, was committed: a private copy in memory with the later entries taken back, read-only, its
 * journal cut off there. Before the first entry it is empty. Rows that a migration of the schema
 * changed stay changed; columns that came later keep their values. CONFLICT when an entry cannot be
 * taken back, which verify explains.
 *
 * Complexity: size of the file, plus all that was changed since. Thread: not main.
 */
YutuStore *yutu_store_open_past (YutuStore         *present,
                                 const char        *moment,
                                 YutuStoreSetupFunc setup,
                                 YutuProgress      *progress,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- What changed ---- */

/* What a commit changed. */
typedef struct
{
  const char *const *tables; /* that were written */
  /*< private >*/
  GHashTable *rows;
} YutuChanges;

/* The ids of the table's rows that were changed; NULL with FALSE: any of them may have been, and with TRUE:
 * none. Borrowed. */
gboolean yutu_changes_list_rows (const YutuChanges *self,
                                 const char        *table,
                                 const GArray     **ids);

/* After each commit, in the main context that was the thread default when the listener was added. Returns a
 * handle for removal. */
typedef void (*YutuChangedFunc) (const YutuChanges *changes,
                                 gpointer           data);
guint yutu_store_add_changed_listener (YutuStore      *self,
                                       YutuChangedFunc func,
                                       gpointer        data);
void  yutu_store_remove_changed_listener (YutuStore *self,
                                          guint      handle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuStore, yutu_store_unref)

G_END_DECLS
