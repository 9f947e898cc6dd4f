/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "store/yutu-store-private.h"

G_BEGIN_DECLS

#define YUTU_JOURNAL_HASH_SIZE 32

enum
{
  YUTU_JOURNAL_EDIT = 0,
  YUTU_JOURNAL_UNDO = 1,
  YUTU_JOURNAL_REDO = 2,
};

/* A row of the journal, its strings and bytes borrowed. */
typedef struct
{
  gint64      id;
  const char *at;
  const char *actor;
  const char *kind;
  const char *title;
  gint64      schema;
  gint64      undoes;
  gint64      action;
  gint64      bulk_first;
  gint64      bulk_last;
  gint64      n_objects;
  const void *changeset;
  gsize       changeset_size;
  guint8      prev_hash[YUTU_JOURNAL_HASH_SIZE];
  guint8      hash[YUTU_JOURNAL_HASH_SIZE];
} YutuJournalRow;

/* Length, then bytes: no two sequences of fields give the same input. */
void yutu_journal_hash_int (GChecksum *sum,
                            gint64     value);
void yutu_journal_hash_bytes (GChecksum  *sum,
                              const void *bytes,
                              gsize       size);
void yutu_journal_hash_row (const YutuJournalRow *row,
                            guint8                hash[YUTU_JOURNAL_HASH_SIZE]);

/* ---- What an entry touches ---- */

typedef struct
{
  GPtrArray *ids; /* GArray of gint64 or NULL, by table position */
  gint64     n;
} YutuTouched;

typedef struct
{
  void *bytes;
  int   size;
} YutuChangeset;

void yutu_touched_clear (YutuTouched *self);
void yutu_changeset_clear (YutuChangeset *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuTouched, yutu_touched_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuChangeset, yutu_changeset_clear)

/* ---- yutu-changeset.c: changesets as they are kept ---- */

/* What the journal keeps of @bytes, which must live as long as it. */
GBytes *yutu_changeset_pack (gconstpointer bytes,
                             gsize         size) G_GNUC_WARN_UNUSED_RESULT;
/* SQLite's changeset of what was kept, over the rows as they are before it is undone or redone.
 * CONFLICT when a row is not as it was; DAMAGED when the bytes are none of ours. */
GBytes *yutu_changeset_unpack (YutuConnection *connection,
                               GBytes         *packed,
                               gboolean        is_undo,
                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Calls @func for each row of SQLite's changeset; FALSE when it is none. */
typedef void (*YutuChangesetFunc) (const char *table,
                                   gint64      id,
                                   gpointer    data);
gboolean yutu_changeset_each (gconstpointer     bytes,
                              gsize             size,
                              YutuChangesetFunc func,
                              gpointer          data);
/* A changeset of the same tables, operations and keys, long values cut short. */
gconstpointer yutu_changeset_get_body (gconstpointer bytes,
                                       gsize         size,
                                       gsize        *body_size);

/* ---- The steps of an entry, in this order; all inside one transaction of the writer ---- */

gboolean yutu_journal_begin (YutuConnection *connection,
                             GError        **error);
/* Runs @func and takes down what it changed in the user tables. */
gboolean yutu_journal_record (YutuStore      *self,
                              YutuConnection *connection,
                              YutuWriteFunc   func,
                              gpointer        data,
                              YutuChangeset  *changeset,
                              GError        **error);
gboolean yutu_journal_read_touched (YutuStore      *self,
                                    YutuConnection *connection,
                                    const void     *changeset,
                                    gsize           size,
                                    YutuTouched    *touched,
                                    GError        **error);
/* What the derivers that are run next follow; borrowed until it is set to NULL. */
void yutu_journal_set_changes (YutuConnection *connection,
                               gconstpointer   bytes,
                               gsize           size,
                               gboolean        are_undone);
/* @touched NULL: a bulk entry. */
gboolean yutu_journal_run_derivers (YutuStore         *self,
                                    YutuConnection    *connection,
                                    const YutuTouched *touched, /* NULL: a bulk entry */
                                    gint64             bulk_first,
                                    GError           **error);
/* The next id, and the hash that it follows. */
gboolean yutu_journal_read_last (YutuConnection *connection,
                                 YutuJournalRow *row,
                                 GError        **error);
/* Sets its time and its hash. */
gboolean yutu_journal_insert_row (YutuConnection *connection,
                                  YutuJournalRow *row,
                                  GError        **error);
gboolean yutu_journal_insert_objects (YutuConnection    *connection,
                                      gint64             entry,
                                      const YutuTouched *touched,
                                      GError           **error);
/* For the listeners: by table, the ids (GArray of gint64) of the rows; NULL: any. @touched NULL: all of all. */
GHashTable *yutu_journal_name_tables (YutuStore         *self,
                                      const YutuTouched *touched);
/* Applies SQLite's changeset forward, or backward. CONFLICT when a row is not as the entry left it. */
gboolean yutu_journal_apply (YutuConnection *connection,
                             gconstpointer   changeset,
                             gsize           size,
                             gboolean        is_undo,
                             GError        **error);
/* Brings the rows back that @undo, the undo of a bulk entry, took away. */
gboolean    yutu_journal_bring_back_run (YutuConnection *connection,
                                         gint64          undo,
                                         GError        **error);
gboolean    yutu_journal_set_state (YutuConnection *connection,
                                    gint64          entry,
                                    gboolean        undone,
                                    GError        **error);
gboolean    yutu_journal_commit (YutuConnection *connection,
                                 GError        **error);
/* Always FALSE. */
gboolean yutu_journal_roll_back (YutuConnection *connection);

G_END_DECLS
