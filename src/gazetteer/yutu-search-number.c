/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Keeps the different numbers of addresses (28号, 5幢2单元302室) in blocks, each with how many addresses have it:
 * millions of addresses share some ten thousand of them. A number is known by its key, its elements as the rows
 * have them; a block holds those whose key has the same hash.
 *
 * Invariants: 1. For every row of address its key is in one block, once, with the number of rows that have it.
 *             2. No key has a count of 0, no block is empty. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-gazetteer-private.h"
#include "gazetteer/yutu-normal.h"

#define N_BLOCKS     256
#define N_ELEMENTS   6      /* door, door_sub, building, unit_no, floor, room */
#define FIRST_COLUMN 3      /* of them, in address */
#define MANY_KEYS    200000 /* of an entry: more are counted anew, all of them, in the order of the index */
#define PART         "\x1f"
#define NOTHING      "\x01" /* of an element that is NULL */

/* The blocks that are changed: char * → gint64 *; NULL: not read. */
typedef struct
{
  GHashTable *blocks[N_BLOCKS];
} Blocks;

static void
blocks_clear (Blocks *self)
{
  for (gsize i = 0; i < N_BLOCKS; i++)
    g_clear_pointer (&self->blocks[i], g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blocks, blocks_clear)

static guint
block_of (const char *key)
{
  return g_str_hash (key) % N_BLOCKS;
}

static GHashTable *
block_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
set_count (GHashTable *block,
           const char *key,
           gint64      n)
{
  if (n > 0)
    g_hash_table_replace (block, g_strdup (key), g_memdup2 (&n, sizeof n));
  else
    g_hash_table_remove (block, key);
}

/* ---- Keys ---- */

/* Of N_ELEMENTS columns from @first on. */
static char *
dup_key (sqlite3_stmt *statement,
         int           first)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (int i = first; i < first + N_ELEMENTS; i++)
    {
      const char *text = (const char *)sqlite3_column_text (statement, i);

      g_string_append (key, i > first ? PART : "");
      g_string_append (key, text != NULL ? text : NOTHING);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* The text of a number, normalised; NULL when @key is none. */
static char *
dup_text (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, PART, N_ELEMENTS);
  YutuAddressElements elements = { 0 };
  g_autofree char    *text = NULL;

  if (g_strv_length (parts) != N_ELEMENTS)
    return NULL;
  for (gsize i = 0; i < N_ELEMENTS; i++)
    if (strcmp (parts[i], NOTHING) == 0)
      *parts[i] = '\0';
  elements.door = (int)g_ascii_strtoll (parts[0], NULL, 10);
  elements.door_sub = parts[1];
  elements.building = parts[2];
  elements.unit_no = parts[3];
  elements.floor = parts[4];
  elements.room = parts[5];
  text = yutu_address_compose (&elements);
  return yutu_normal_text (text);
}

gboolean
yutu_search_number_bind (sqlite3_stmt *statement,
                         const char   *key)
{
  g_auto (GStrv) parts = g_strsplit (key, PART, N_ELEMENTS);

  if (g_strv_length (parts) != N_ELEMENTS)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, g_ascii_strtoll (parts[0], NULL, 10));
  for (int i = 1; i < N_ELEMENTS; i++)
    if (strcmp (parts[i], NOTHING) == 0)
      sqlite3_bind_null (statement, i + 1);
    else
      sqlite3_bind_text (statement, i + 1, parts[i], -1, SQLITE_TRANSIENT);
  return TRUE;
}

/* ---- Reading and writing blocks ---- */

static void
note_number (const YutuNumber *number,
             gpointer          data)
{
  set_count (data, number->key, number->n);
}

static gboolean
ensure_block (YutuConnection *connection,
              Blocks         *self,
              guint           block,
              GError        **error)
{
  if (self->blocks[block] != NULL)
    return TRUE;
  self->blocks[block] = block_new ();
  return yutu_search_scan_numbers (connection, (gint64)block, (gint64)block, NULL, note_number, self->blocks[block],
                                   error);
}

static gboolean
write_block (YutuConnection *connection,
             guint           block,
             GHashTable     *numbers,
             GError        **error)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (numbers), (GCompareFunc)strcmp);
  g_autoptr (GByteArray) texts = g_byte_array_new ();
  g_autoptr (GByteArray) typed = g_byte_array_new ();
  g_autoptr (GByteArray) meta = g_byte_array_new ();
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    keys == NULL ? "DELETE FROM search_block WHERE kind = ?1 AND block = ?2"
                 : "INSERT OR REPLACE INTO search_block (kind, block, n, texts, meta, typed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    error);

  if (statement == NULL)
    return FALSE;
  for (const GList *i = keys; i != NULL; i = i->next)
    {
      g_autofree char *text = dup_text (i->data);
      gint64           n = GINT64_TO_LE (*(const gint64 *)g_hash_table_lookup (numbers, i->data));

      g_byte_array_append (texts, (const guint8 *)text, (guint)strlen (text) + 1);
      g_byte_array_append (typed, i->data, (guint)strlen (i->data) + 1);
      g_byte_array_append (meta, (const guint8 *)&n, sizeof n);
    }
  sqlite3_bind_int (statement, 1, YUTU_BLOCK_NUMBER);
  sqlite3_bind_int64 (statement, 2, block);
  if (keys != NULL)
    {
      sqlite3_bind_int64 (statement, 3, g_hash_table_size (numbers));
      sqlite3_bind_blob64 (statement, 4, texts->data, texts->len, SQLITE_STATIC);
      sqlite3_bind_blob64 (statement, 5, meta->data, meta->len, SQLITE_STATIC);
      sqlite3_bind_blob64 (statement, 6, typed->data, typed->len, SQLITE_STATIC);
    }
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_blocks (YutuConnection *connection,
              const Blocks   *self,
              GError        **error)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    if (self->blocks[i] != NULL && !write_block (connection, i, self->blocks[i], error))
      return FALSE;
  return TRUE;
}

/* ---- Following ---- */

gboolean
yutu_search_numbers_rebuild (YutuConnection *connection,
                             GError        **error)
{
  g_auto (Blocks) blocks = { 0 };
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT door, door_sub, building, unit_no, floor, room, count (*) FROM address INDEXED BY address_number "
    "GROUP BY door, door_sub, building, unit_no, floor, room",
    error);

  for (guint i = 0; i < N_BLOCKS; i++)
    blocks.blocks[i] = block_new ();
  while (statement != NULL)
    {
      g_autofree char *key = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      key = dup_key (statement, 0);
      set_count (blocks.blocks[block_of (key)], key, sqlite3_column_int64 (statement, N_ELEMENTS));
    }
  return statement != NULL && write_blocks (connection, &blocks, error);
}

static gboolean
count_addresses (YutuConnection *connection,
                 const char     *key,
                 gint64         *n,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT count (*) FROM address INDEXED BY address_number WHERE " YUTU_SEARCH_OF_NUMBER, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  yutu_search_number_bind (statement, key);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *n = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

/* @keys: a set of char *. */
static gboolean
recount (YutuConnection *connection,
         GHashTable     *keys,
         GError        **error)
{
  g_auto (Blocks) blocks = { 0 };
  GHashTableIter iter;
  gpointer       key = NULL;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint  block = block_of (key);
      gint64 n = 0;

      if (!count_addresses (connection, key, &n, error) || !ensure_block (connection, &blocks, block, error))
        return FALSE;
      set_count (blocks.blocks[block], key, n);
    }
  return write_blocks (connection, &blocks, error);
}

/* Those that any of the rows from @first to @last has now; not all, once there are more than @limit. */
static gboolean
add_keys (YutuConnection *connection,
          gint64          first,
          gint64          last,
          guint           limit,
          GHashTable     *keys,
          GError        **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT door, door_sub, building, unit_no, floor, room FROM address NOT INDEXED WHERE id BETWEEN ?1 AND ?2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, last);
  while (row && g_hash_table_size (keys) <= limit)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        g_hash_table_add (keys, dup_key (statement, 0));
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
has_changed (const YutuChangedRow *row)
{
  if (!row->was_there || !row->is_there)
    return TRUE;
  for (guint i = FIRST_COLUMN; i < FIRST_COLUMN + N_ELEMENTS && i < row->n_columns; i++)
    if (row->before[i].type != 0)
      return TRUE;
  return FALSE;
}

/* The number that @row had: of what has not changed, the table still knows. */
static gboolean
add_key_before (YutuConnection       *connection,
                const YutuChangedRow *row,
                GHashTable           *keys,
                GError              **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT door, door_sub, building, unit_no, floor, room FROM address WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  for (guint i = 0; i < N_ELEMENTS && FIRST_COLUMN + i < row->n_columns; i++)
    {
      const YutuChangedValue *value = &row->before[FIRST_COLUMN + i];
      const char             *now = found ? (const char *)sqlite3_column_text (statement, (int)i) : NULL;

      g_string_append (key, i > 0 ? PART : "");
      if (value->type == SQLITE_INTEGER)
        g_string_append_printf (key, "%" G_GINT64_FORMAT, value->integer);
      else if (value->type == SQLITE_TEXT)
        g_string_append_len (key, value->bytes, (gssize)value->size);
      else
        g_string_append (key, value->type == 0 && now != NULL ? now : NOTHING);
    }
  sqlite3_reset (statement);
  g_hash_table_add (keys, g_string_free (g_steal_pointer (&key), FALSE));
  return TRUE;
}

static gboolean
note_changed (YutuConnection       *connection,
              const YutuChangedRow *row,
              gpointer              data,
              GError              **error)
{
  return !has_changed (row) ||
         ((!row->was_there || add_key_before (connection, row, data, error)) &&
          (!row->is_there || add_keys (connection, row->id, row->id, G_MAXUINT, data, error)));
}

gboolean
yutu_search_numbers_derive (YutuConnection *connection,
                            GArray *const  *ids,
                            gint64          bulk_first,
                            gpointer        data,
                            GError        **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (ids[0] == NULL && bulk_first > 0)
    {
      if (!add_keys (connection, bulk_first, G_MAXINT64, MANY_KEYS, keys, error))
        return FALSE;
      if (g_hash_table_size (keys) <= MANY_KEYS)
        return recount (connection, keys, error);
      g_hash_table_remove_all (keys);
      return yutu_search_numbers_rebuild (connection, error);
    }
  if (ids[0] == NULL || !yutu_connection_knows_changes (connection))
    return yutu_search_numbers_rebuild (connection, error);
  return yutu_connection_each_changed (connection, "address", note_changed, keys, error) &&
         recount (connection, keys, error);
}

/* ---- Scanning ---- */

typedef struct
{
  const char    *piece;
  YutuNumberFunc func;
  gpointer       data;
} Numbers;

/* @index of the entry with @text. */
static void
tell_number (const Numbers *self,
             const char    *text,
             const char    *key,
             const char    *counts,
             gsize          index)
{
  YutuNumber number = { .text = text, .key = key };

  memcpy (&number.n, counts + index * sizeof number.n, sizeof number.n);
  number.n = GINT64_FROM_LE (number.n);
  self->func (&number, self->data);
}

static void
scan_numbers (sqlite3_stmt *statement,
              gpointer      data)
{
  const Numbers *numbers = data;
  const char    *texts = sqlite3_column_blob (statement, 0);
  gsize          length = (gsize)sqlite3_column_bytes (statement, 0);
  const char    *counts = sqlite3_column_blob (statement, 1);
  gsize          n = (gsize)sqlite3_column_bytes (statement, 1) / sizeof (gint64);
  const char    *key = sqlite3_column_blob (statement, 2);
  const char    *keys_end = key + sqlite3_column_bytes (statement, 2);
  const char    *text = NULL;
  YutuEntries    entries;

  if (length == 0 || texts[length - 1] != '\0' || key == keys_end || keys_end[-1] != '\0')
    return;
  yutu_entries_init (&entries, texts, length, numbers->piece);
  for (gsize of_key = 0; (text = yutu_entries_next (&entries)) != NULL && entries.index <= n; of_key = entries.index)
    {
      for (; of_key + 1 < entries.index && key < keys_end; of_key++)
        key += strlen (key) + 1;
      if (key >= keys_end)
        return;
      tell_number (numbers, text, key, counts, entries.index - 1);
      key += strlen (key) + 1;
    }
}

gboolean
yutu_search_scan_numbers (YutuConnection *connection,
                          gint64          first,
                          gint64          last,
                          const char     *piece,
                          YutuNumberFunc  func,
                          gpointer        data,
                          GError        **error)
{
  Numbers numbers = { piece != NULL ? piece : "", func, data };

  return yutu_search_each_block (connection, YUTU_BLOCK_NUMBER, first, last, 3, scan_numbers, &numbers, error);
}
