/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The hash chain of the journal and the digest of a file's state. */

#include "store/yutu-journal-private.h"

#include <string.h>

void
yutu_journal_hash_int (GChecksum *sum,
                       gint64     value)
{
  guint64 bytes = GUINT64_TO_LE ((guint64)value);

  g_checksum_update (sum, (const guchar *)&bytes, sizeof bytes);
}

void
yutu_journal_hash_bytes (GChecksum  *sum,
                         const void *bytes,
                         gsize       size)
{
  yutu_journal_hash_int (sum, (gint64)size);
  if (size > 0)
    g_checksum_update (sum, bytes, (gssize)size);
}

static void
hash_text (GChecksum  *sum,
           const char *text)
{
  yutu_journal_hash_bytes (sum, text, text != NULL ? strlen (text) : 0);
}

void
yutu_journal_hash_row (const YutuJournalRow *row,
                       guint8                hash[YUTU_JOURNAL_HASH_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = YUTU_JOURNAL_HASH_SIZE;

  g_checksum_update (sum, row->prev_hash, YUTU_JOURNAL_HASH_SIZE);
  yutu_journal_hash_int (sum, row->id);
  hash_text (sum, row->at);
  hash_text (sum, row->actor);
  hash_text (sum, row->kind);
  hash_text (sum, row->title);
  yutu_journal_hash_int (sum, row->schema);
  yutu_journal_hash_int (sum, row->undoes);
  yutu_journal_hash_int (sum, row->action);
  yutu_journal_hash_int (sum, row->bulk_first);
  yutu_journal_hash_int (sum, row->bulk_last);
  yutu_journal_hash_int (sum, row->n_objects);
  yutu_journal_hash_bytes (sum, row->changeset, row->changeset_size);
  g_checksum_get_digest (sum, hash, &size);
}

/* ---- Verify ---- */

typedef struct
{
  YutuVerifyResult *result;
  YutuProgress     *progress;
  GHashTable       *undone; /* entry → 1 or 0, as later entries have it */
  GArray           *sums;   /* guint64 an entry: its objects, mixed and added up */
  GHashTable       *seen;   /* objects of the entry at hand */
  guint8            prev_hash[YUTU_JOURNAL_HASH_SIZE];
} Verify;

static void
mark_bad (Verify *verify,
          gint64  entry)
{
  if (verify->result->first_bad == 0 || entry < verify->result->first_bad)
    verify->result->first_bad = entry;
}

static gboolean
copy_hash (sqlite3_stmt *statement,
           int           column,
           guint8        hash[YUTU_JOURNAL_HASH_SIZE])
{
  if (sqlite3_column_bytes (statement, column) != YUTU_JOURNAL_HASH_SIZE)
    return FALSE;
  memcpy (hash, sqlite3_column_blob (statement, column), YUTU_JOURNAL_HASH_SIZE);
  return TRUE;
}

/* A value of another type may read as the same number or text. */
static gboolean
has_types (sqlite3_stmt *statement)
{
  static const int types[] = {
    SQLITE_INTEGER,
    SQLITE_TEXT,
    SQLITE_TEXT,
    SQLITE_TEXT,
    SQLITE_TEXT,
    SQLITE_INTEGER,
    SQLITE_INTEGER,
    SQLITE_INTEGER,
    SQLITE_INTEGER,
    SQLITE_INTEGER,
    SQLITE_INTEGER,
    SQLITE_BLOB,
    SQLITE_BLOB,
    SQLITE_BLOB,
    SQLITE_INTEGER,
  };
  gboolean fine = TRUE;

  for (int i = 0; i < (int)G_N_ELEMENTS (types); i++)
    {
      int type = sqlite3_column_type (statement, i);

      fine = fine && (type == types[i] || (i == 11 && type == SQLITE_NULL));
      if (type == SQLITE_TEXT) /* nothing hides behind a zero byte */
        fine = fine && strlen ((const char *)sqlite3_column_text (statement, i)) ==
                         (gsize)sqlite3_column_bytes (statement, i);
    }
  return fine && (sqlite3_column_type (statement, 11) == SQLITE_NULL ||
                  sqlite3_column_bytes (statement, 11) > 0);
}

/* ---- Which objects an entry touched: by its changeset, and by journal_object ---- */

/* SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014): sums of it do not cancel by chance. */
static guint64
mix (gint64 object)
{
  guint64 z = (guint64)object + 0x9E3779B97F4A7C15u;

  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static guint64
sum_changeset (Verify     *verify,
               const void *bytes,
               gsize       size)
{
  sqlite3_changeset_iter *iter = NULL;
  guint64                 sum = 0;

  bytes = yutu_changeset_get_body (bytes, size, &size);
  if (sqlite3changeset_start (&iter, (int)size, (void *)bytes) != SQLITE_OK)
    return 0;
  g_hash_table_remove_all (verify->seen);
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char    *table = NULL;
      int            n_columns, operation, indirect;
      sqlite3_value *value = NULL;
      gint64         object = 0;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
      if (operation == SQLITE_INSERT)
        sqlite3changeset_new (iter, 0, &value);
      else
        sqlite3changeset_old (iter, 0, &value);
      object = value != NULL ? sqlite3_value_int64 (value) : 0;
      /* One id of two tables is one object. */
      if (g_hash_table_add (verify->seen, g_memdup2 (&object, sizeof object)))
        sum += mix (object);
    }
  sqlite3changeset_finalize (iter);
  return sum;
}

static void
add_sum (Verify               *verify,
         const YutuJournalRow *row)
{
  guint64 sum = 0;

  if (row->bulk_first == 0 && row->action == YUTU_JOURNAL_EDIT)
    sum = sum_changeset (verify, row->changeset, row->changeset_size);
  else if (row->bulk_first == 0 && row->undoes > 0 && row->undoes <= (gint64)verify->sums->len)
    sum = g_array_index (verify->sums, guint64, row->undoes - 1);
  g_array_append_val (verify->sums, sum);
}

static gboolean
verify_objects (YutuConnection *connection,
                Verify         *verify,
                GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT object, entry FROM journal_object", error);
  gboolean row = TRUE;

  while (statement != NULL)
    {
      gint64 entry = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      entry = sqlite3_column_int64 (statement, 1);
      if (entry < 1 || entry > (gint64)verify->sums->len)
        mark_bad (verify, verify->sums->len > 0 ? (gint64)verify->sums->len : 1);
      else
        g_array_index (verify->sums, guint64, entry - 1) -=
          mix (sqlite3_column_int64 (statement, 0));
    }
  for (guint i = 0; i < verify->sums->len; i++)
    if (g_array_index (verify->sums, guint64, i) != 0)
      mark_bad (verify, (gint64)i + 1);
  return statement != NULL;
}

/* ---- The chain ---- */

static void
verify_row (Verify       *verify,
            sqlite3_stmt *statement)
{
  guint8         hash[YUTU_JOURNAL_HASH_SIZE];
  gboolean       typed = has_types (statement);
  YutuJournalRow row = {
    .id = sqlite3_column_int64 (statement, 0),
    .at = (const char *)sqlite3_column_text (statement, 1),
    .actor = (const char *)sqlite3_column_text (statement, 2),
    .kind = (const char *)sqlite3_column_text (statement, 3),
    .title = (const char *)sqlite3_column_text (statement, 4),
    .schema = sqlite3_column_int64 (statement, 5),
    .undoes = sqlite3_column_int64 (statement, 6),
    .action = sqlite3_column_int64 (statement, 7),
    .bulk_first = sqlite3_column_int64 (statement, 8),
    .bulk_last = sqlite3_column_int64 (statement, 9),
    .n_objects = sqlite3_column_int64 (statement, 10),
    .changeset = sqlite3_column_blob (statement, 11),
    .changeset_size = (gsize)sqlite3_column_bytes (statement, 11),
  };

  verify->result->entries++;
  add_sum (verify, &row);
  if (!typed || row.id != verify->result->entries || !copy_hash (statement, 12, row.prev_hash) ||
      !copy_hash (statement, 13, row.hash) ||
      memcmp (row.prev_hash, verify->prev_hash, YUTU_JOURNAL_HASH_SIZE) != 0)
    mark_bad (verify, row.id);
  yutu_journal_hash_row (&row, hash);
  if (memcmp (hash, row.hash, YUTU_JOURNAL_HASH_SIZE) != 0)
    mark_bad (verify, row.id);
  memcpy (verify->prev_hash, row.hash, YUTU_JOURNAL_HASH_SIZE);
  if (row.undoes != 0)
    g_hash_table_insert (verify->undone, g_memdup2 (&row.undoes, sizeof row.undoes),
                         GINT_TO_POINTER (row.action == YUTU_JOURNAL_UNDO));
}

static gboolean
verify_chain (YutuConnection *connection,
              Verify         *verify,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, at, actor, kind, title, schema, undoes, action, bulk_first, bulk_last, n_objects, "
    "changeset, prev_hash, hash, state FROM journal ORDER BY id",
    error);
  gboolean row = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      verify_row (verify, statement);
      if (verify->result->entries % 4096 == 0 &&
          !yutu_progress_step (verify->progress, "verify", (guint64)verify->result->entries, 0,
                               error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
verify_states (YutuConnection *connection,
               Verify         *verify,
               GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id, state FROM journal ORDER BY id", error);
  gboolean row = TRUE;

  while (statement != NULL)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      if (GPOINTER_TO_INT (g_hash_table_lookup (verify->undone, &id)) !=
          sqlite3_column_int (statement, 1))
        mark_bad (verify, id);
    }
  return FALSE;
}

/* The chunks that the undo of a bulk entry kept, against the digest in that undo's own row. */
static gboolean
verify_chunks (YutuConnection *connection,
               Verify         *verify,
               GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT j.id, j.changeset, c.changeset, c.seq FROM journal j "
    "LEFT JOIN journal_chunk c ON c.entry = j.id "
    "WHERE j.action = 1 AND j.bulk_first > 0 ORDER BY j.id, c.seq",
    error);
  g_autoptr (GChecksum) sum = NULL;
  gint64   current = 0;
  gboolean row = TRUE;
  guint8   stated[YUTU_JOURNAL_HASH_SIZE] = { 0 };

  while (statement != NULL)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      id = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (current != 0 && id != current)
        {
          guint8 digest[YUTU_JOURNAL_HASH_SIZE];
          gsize  size = sizeof digest;

          g_checksum_get_digest (sum, digest, &size);
          if (memcmp (digest, stated, sizeof digest) != 0)
            mark_bad (verify, current);
          g_clear_pointer (&sum, g_checksum_free);
        }
      if (!row)
        return TRUE;
      if (sum == NULL)
        sum = g_checksum_new (G_CHECKSUM_SHA256);
      current = id;
      if (!copy_hash (statement, 1, stated))
        mark_bad (verify, id);
      if (sqlite3_column_type (statement, 3) == SQLITE_NULL)
        continue;
      yutu_journal_hash_int (sum, sqlite3_column_int64 (statement, 3));
      yutu_journal_hash_bytes (sum, sqlite3_column_blob (statement, 2),
                               (gsize)sqlite3_column_bytes (statement, 2));
    }
  return FALSE;
}

static gboolean
verify_all (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  return verify_chain (connection, data, error) && verify_states (connection, data, error) &&
         verify_chunks (connection, data, error) && verify_objects (connection, data, error);
}

gboolean
yutu_store_verify (YutuStore        *self,
                   YutuVerifyResult *result,
                   YutuProgress     *progress,
                   GError          **error)
{
  g_autoptr (GHashTable) undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (guint64));
  Verify verify = {
    .result = result, .progress = progress, .undone = undone, .sums = sums, .seen = seen
  };

  *result = (YutuVerifyResult){ 0 };
  return yutu_store_read (self, verify_all, &verify, NULL, error);
}

/* ---- Digest ---- */

typedef struct
{
  YutuStore *store;
  GChecksum *sum;
} Digest;

static void
hash_value (GChecksum    *sum,
            sqlite3_stmt *statement,
            int           column)
{
  int type = sqlite3_column_type (statement, column);

  yutu_journal_hash_int (sum, type);
  switch (type)
    {
    case SQLITE_INTEGER:
      yutu_journal_hash_int (sum, sqlite3_column_int64 (statement, column));
      break;
    case SQLITE_FLOAT:
      {
        double value = sqlite3_column_double (statement, column);
        gint64 bits;

        memcpy (&bits, &value, sizeof bits);
        yutu_journal_hash_int (sum, bits);
        break;
      }
    case SQLITE_NULL:
      break;
    default:
      yutu_journal_hash_bytes (sum, sqlite3_column_blob (statement, column),
                               (gsize)sqlite3_column_bytes (statement, column));
    }
}

static gboolean
hash_table (YutuConnection *connection,
            const char     *table,
            GChecksum      *sum,
            GError        **error)
{
  char         *sql = sqlite3_mprintf ("SELECT * FROM \"%w\" ORDER BY id", table);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = TRUE;

  sqlite3_free (sql);
  hash_text (sum, table);
  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        hash_value (sum, statement, i);
    }
  return FALSE;
}

static gboolean
hash_tables (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Digest *digest = data;

  for (guint t = 0; t < digest->store->table_names->len; t++)
    if (!hash_table (connection, g_ptr_array_index (digest->store->table_names, t), digest->sum,
                     error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_store_digest (YutuStore *self,
                   char     **digest,
                   GError   **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  Digest data = { .store = self, .sum = sum };

  if (!yutu_store_read (self, hash_tables, &data, NULL, error))
    return FALSE;
  *digest = g_strdup (g_checksum_get_string (sum));
  return TRUE;
}
