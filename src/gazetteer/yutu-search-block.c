/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Blocks of packed names, and how they follow the tables.
 *
 * A block holds the names of all rows of one table with the same id >> SHIFT (kind), so that the block of a
 * row is known without an index, and a row that comes, goes or changes makes its block anew. Of n
 * names (an alias or a code is a name of its own) it has
 *   texts  n times the normalised text and a NUL,
 *   typed  n times the readings and a NUL,
 *   meta   n times META_SIZE bytes, little endian: marks, lengths of text and readings, and the fields
 *          of YutuRecordMeta.
 * Reading checks all lengths: a damaged block gives fewer names, never a read outside. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-gazetteer-private.h"
#include "gazetteer/yutu-normal.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "gazetteer/yutu-place-name.h"
#include "gazetteer/yutu-reading-table.h"

#define SHIFT(kind) ((kind) == YUTU_BLOCK_CASE ? 12 : 8) /* cases are told apart by little, and their ids by much */
#define META_SIZE   56

typedef struct
{
  GByteArray *texts;
  GByteArray *typed;
  GByteArray *meta;
  gint64      n_rows;
} Block;

#define FIELD(name) "CASE WHEN json_valid (fields) THEN json_extract (fields, '$." name "') END"

/* Columns: id, unit, parent, level, rank, name, aliases, code, code, valid_from, valid_to, geom. A code is one that is
 * known by its start; those of place names and facilities are in their further fields. */
static const struct
{
  const char *rows;   /* of one block */
  const char *blocks; /* with a row of id ≥ ?1 */
  const char *stale;  /* blocks whose number of rows is not that of the table */
} SOURCES[] = {
  [YUTU_BLOCK_DIVISION] = {
    "SELECT id, unit, parent, level, level * 10, name, NULL, code, stat_code, valid_from, "
    "valid_to, seat FROM division WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    "SELECT DISTINCT id >> 8 FROM division WHERE id >= ?1",
    "SELECT block FROM search_block b WHERE kind = 1 AND n <> (SELECT count (*) FROM division "
    "WHERE id BETWEEN b.block << 8 AND (b.block << 8) + 255)",
  },
  [YUTU_BLOCK_PLACE] = {
    "SELECT id, division, 0, 0, CASE WHEN class = 'natural-village' THEN 58 "
    "WHEN grade BETWEEN 1 AND 6 THEN 50 + grade ELSE 60 END, name, coalesce (alias, '') || ' ' || coalesce (" FIELD ("short_name") ", ''), " FIELD ("name_code") ", " FIELD ("spatial_id") ", valid_from, valid_to, geom FROM place_name WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    "SELECT DISTINCT id >> 8 FROM place_name WHERE id >= ?1",
    "SELECT block FROM search_block b WHERE kind = 2 AND n <> (SELECT count (*) FROM place_name "
    "WHERE id BETWEEN b.block << 8 AND (b.block << 8) + 255)",
  },
  [YUTU_BLOCK_FACILITY] = {
    "SELECT id, coalesce (village, township), 0, 0, 62, name, NULL, " FIELD ("uscc") ", " FIELD ("sign_no") ", "
                                                                                                            "valid_from, valid_to, geom FROM facility WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    "SELECT DISTINCT id >> 8 FROM facility WHERE id >= ?1",
    "SELECT block FROM search_block b WHERE kind = 3 AND n <> (SELECT count (*) FROM facility "
    "WHERE id BETWEEN b.block << 8 AND (b.block << 8) + 255)",
  },
  [YUTU_BLOCK_CASE] = {
    "SELECT id, case_no FROM case_file WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    "SELECT DISTINCT id >> 12 FROM case_file WHERE id >= ?1",
    "SELECT block FROM search_block b WHERE kind = 4 AND n <> (SELECT count (*) FROM case_file "
    "WHERE id BETWEEN b.block << 12 AND (b.block << 12) + 4095)",
  },
};

/* ---- Packing ---- */

static void
block_init (Block *self)
{
  self->texts = g_byte_array_new ();
  self->typed = g_byte_array_new ();
  self->meta = g_byte_array_new ();
  self->n_rows = 0;
}

static void
block_clear (Block *self)
{
  g_byte_array_unref (self->texts);
  g_byte_array_unref (self->typed);
  g_byte_array_unref (self->meta);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, block_clear)

static void
put_int64 (GByteArray *out,
           gint64      value)
{
  gint64 bytes = GINT64_TO_LE (value);

  g_byte_array_append (out, (const guint8 *)&bytes, sizeof bytes);
}

static void
put_int32 (GByteArray *out,
           gint32      value)
{
  gint32 bytes = GINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *)&bytes, sizeof bytes);
}

guint64
yutu_search_mark_name (const char *text,
                       const char *typed)
{
  guint64 marks = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    marks |= yutu_search_mark (g_utf8_get_char (p));
  for (const char *p = typed; *p != '\0'; p++)
    if (p == typed || p[-1] == ',' || p[-1] == ' ')
      marks |= yutu_search_mark_initial (*p);
  return marks;
}

char *
yutu_search_join_typed (const char *text)
{
  g_autoptr (GPtrArray) characters = yutu_pinyin_list_typed (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < characters->len; i++)
    {
      const GPtrArray *readings = g_ptr_array_index (characters, i);

      for (guint k = 0; k < readings->len; k++)
        {
          if (k > 0)
            g_string_append_c (out, ',');
          g_string_append (out, g_ptr_array_index (readings, k));
        }
      g_string_append_c (out, ' ');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_name (Block                *self,
          const YutuRecordMeta *record,
          const char           *name,
          unsigned              flags)
{
  g_autofree char *text = yutu_normal_text (name);
  g_autofree char *typed = (flags & YUTU_RECORD_CODE) != 0 ? g_strdup ("") : yutu_search_join_typed (text);
  const guint8     bytes[4] = { (guint8)record->rank, (guint8)record->level, (guint8)flags,
                                (guint8)MIN (g_utf8_strlen (text, -1), 255) };

  if (*text == '\0' || strlen (typed) > G_MAXUINT16 || strlen (text) > G_MAXUINT16)
    return;
  g_byte_array_append (self->texts, (const guint8 *)text, (guint)strlen (text) + 1);
  g_byte_array_append (self->typed, (const guint8 *)typed, (guint)strlen (typed) + 1);
  put_int64 (self->meta, (gint64)yutu_search_mark_name (text, typed));
  put_int32 (self->meta, (gint32)(strlen (text) << 16 | strlen (typed)));
  put_int64 (self->meta, record->object);
  put_int64 (self->meta, record->unit);
  put_int64 (self->meta, record->parent);
  put_int32 (self->meta, record->x);
  put_int32 (self->meta, record->y);
  put_int32 (self->meta, record->valid_from);
  put_int32 (self->meta, record->valid_to);
  g_byte_array_append (self->meta, bytes, sizeof bytes);
}

static void
read_point (sqlite3_stmt   *statement,
            int             index,
            YutuRecordMeta *record)
{
  gconstpointer bytes = sqlite3_column_blob (statement, index);
  g_autoptr (YutuShape) shape = NULL;
  YutuPoint point;

  record->x = YUTU_RECORD_NO_X;
  if (bytes != NULL)
    shape =
      yutu_shape_from_blob (bytes, (gsize)sqlite3_column_bytes (statement, index), NULL);
  if (shape == NULL || !yutu_place_label_point (shape, &point))
    return;
  record->x = (gint32)yutu_packed_from_grid (point.x);
  record->y = (gint32)yutu_packed_from_grid (point.y);
}

static void
add_row (Block        *self,
         sqlite3_stmt *statement)
{
  const char *name = (const char *)sqlite3_column_text (statement, 5);
  const char *alias = (const char *)sqlite3_column_text (statement, 6);
  g_auto (GStrv) aliases = alias != NULL ? yutu_normal_split (alias) : NULL;
  YutuRecordMeta record = {
    .object = sqlite3_column_int64 (statement, 0),
    .unit = sqlite3_column_int64 (statement, 1),
    .parent = sqlite3_column_int64 (statement, 2),
    .level = sqlite3_column_int (statement, 3),
    .rank = sqlite3_column_int (statement, 4),
    .valid_from = yutu_column_day (statement, 9),
    .valid_to = yutu_column_day (statement, 10),
  };

  read_point (statement, 11, &record);
  self->n_rows++;
  if (name != NULL)
    add_name (self, &record, name, 0);
  for (gsize i = 0; aliases != NULL && aliases[i] != NULL; i++)
    add_name (self, &record, aliases[i], YUTU_RECORD_ALIAS);
  for (int i = 7; i <= 8; i++)
    if (sqlite3_column_type (statement, i) != SQLITE_NULL)
      add_name (self, &record, (const char *)sqlite3_column_text (statement, i),
                record.level > 0 ? YUTU_RECORD_CODE : YUTU_RECORD_CODE | YUTU_RECORD_LONG);
}

/* Its number alone, and its row. */
static void
add_case (Block        *self,
          sqlite3_stmt *statement)
{
  g_autofree char *number = yutu_normal_text ((const char *)sqlite3_column_text (statement, 1));

  g_byte_array_append (self->texts, (const guint8 *)number, (guint)strlen (number) + 1);
  put_int64 (self->meta, sqlite3_column_int64 (statement, 0));
  self->n_rows++;
}

/* ---- Following ---- */

static gboolean
run_block (YutuConnection *connection,
           const char     *sql,
           YutuBlockKind   kind,
           gint64          block,
           const Block    *packed,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, (int)kind);
  sqlite3_bind_int64 (statement, 2, block);
  if (packed != NULL)
    {
      sqlite3_bind_int64 (statement, 3, packed->n_rows);
      sqlite3_bind_blob64 (statement, 4, packed->texts->data, packed->texts->len, SQLITE_STATIC);
      sqlite3_bind_blob64 (statement, 5, packed->meta->data, packed->meta->len, SQLITE_STATIC);
      sqlite3_bind_blob64 (statement, 6, packed->typed->len > 0 ? (gconstpointer)packed->typed->data : "", packed->typed->len,
                           SQLITE_STATIC); /* empty is not NULL */
    }
  return yutu_connection_run (connection, statement, error);
}

static gboolean
make_block (YutuConnection *connection,
            YutuBlockKind   kind,
            gint64          block,
            GError        **error)
{
  g_auto (Block) packed = { 0 };
  sqlite3_stmt *statement = yutu_connection_prepare (connection, SOURCES[kind].rows, error);
  gboolean      row = TRUE;

  block_init (&packed);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, block << SHIFT (kind));
  sqlite3_bind_int64 (statement, 2, (block << SHIFT (kind)) + (1 << SHIFT (kind)) - 1);
  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row && kind == YUTU_BLOCK_CASE)
        add_case (&packed, statement);
      else if (row)
        add_row (&packed, statement);
    }
  sqlite3_reset (statement);
  if (packed.n_rows == 0 || packed.meta->len == 0)
    return run_block (connection, "DELETE FROM search_block WHERE kind = ?1 AND block = ?2", kind,
                      block, NULL, error);
  return run_block (connection,
                    "INSERT OR REPLACE INTO search_block (kind, block, n, texts, meta, typed) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    kind, block, &packed, error);
}

/* Adds the blocks that @sql lists to the set of @blocks. */
static gboolean
list_blocks (YutuConnection *connection,
             const char     *sql,
             gint64          first,
             GHashTable     *blocks,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = TRUE;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, first);
  while (row)
    {
      gint64 block = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      block = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (row)
        g_hash_table_add (blocks, g_memdup2 (&block, sizeof block));
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
list_touched (YutuConnection *connection,
              YutuBlockKind   kind,
              const GArray   *ids,
              gint64          bulk_first,
              GHashTable     *blocks,
              GError        **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 block = g_array_index (ids, gint64, i) >> SHIFT (kind);

      g_hash_table_add (blocks, g_memdup2 (&block, sizeof block));
    }
  if (ids != NULL)
    return TRUE;
  return bulk_first > 0
           ? list_blocks (connection, SOURCES[kind].blocks, bulk_first, blocks, error)
           : list_blocks (connection, SOURCES[kind].stale, 0, blocks, error);
}

static gboolean
make_blocks (YutuConnection *connection,
             YutuBlockKind   kind,
             const GArray   *ids,
             gint64          bulk_first,
             GError        **error)
{
  g_autoptr (GHashTable) blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       block = NULL;

  if (!list_touched (connection, kind, ids, bulk_first, blocks, error))
    return FALSE;
  g_hash_table_iter_init (&iter, blocks);
  while (g_hash_table_iter_next (&iter, &block, NULL))
    if (!make_block (connection, kind, *(gint64 *)block, error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_search_derive (YutuConnection *connection,
                    GArray *const  *ids,
                    gint64          bulk_first,
                    gpointer        data,
                    GError        **error)
{
  g_autoptr (YutuReadingScope) scope = yutu_reading_scope_enter (connection, error);

  for (int kind = YUTU_BLOCK_DIVISION; scope != NULL && kind <= YUTU_BLOCK_CASE; kind++)
    if (!make_blocks (connection, kind, ids[kind - 1], bulk_first, error))
      return FALSE;
  return scope != NULL;
}

gboolean
yutu_search_rebuild (YutuConnection *connection,
                     GError        **error)
{
  g_autoptr (YutuReadingScope) scope = yutu_reading_scope_enter (connection, error);

  if (scope == NULL || !yutu_connection_exec (connection, "DELETE FROM search_block WHERE kind <= 4", error))
    return FALSE;
  for (int kind = YUTU_BLOCK_DIVISION; kind <= YUTU_BLOCK_CASE; kind++)
    if (!make_blocks (connection, kind, NULL, 1, error))
      return FALSE;
  return TRUE;
}

/* ---- Reading ---- */

static gint64
get_int64 (const guint8 *bytes)
{
  gint64 value;

  memcpy (&value, bytes, sizeof value);
  return GINT64_FROM_LE (value);
}

static gint32
get_int32 (const guint8 *bytes)
{
  gint32 value;

  memcpy (&value, bytes, sizeof value);
  return GINT32_FROM_LE (value);
}

void
yutu_record_read_meta (const YutuRecord *self,
                       YutuRecordMeta   *meta)
{
  const guint8 *bytes = self->meta + 12;

  meta->object = get_int64 (bytes);
  meta->unit = get_int64 (bytes + 8);
  meta->parent = get_int64 (bytes + 16);
  meta->x = get_int32 (bytes + 24);
  meta->y = get_int32 (bytes + 28);
  meta->valid_from = get_int32 (bytes + 32);
  meta->valid_to = get_int32 (bytes + 36);
  meta->rank = bytes[40];
  meta->level = bytes[41];
  meta->n_chars = bytes[43];
}

/* The NUL-ended text of @length at *position, which moves behind it; NULL when it is not whole. */
static const char *
next_text (const char **position,
           const char  *end,
           gsize        length)
{
  const char *start = *position;

  if (start == NULL || (gsize)(end - start) <= length || start[length] != '\0')
    return NULL;
  *position = start + length + 1;
  return start;
}

gboolean
yutu_search_each_block (YutuConnection *connection,
                        YutuBlockKind   kind,
                        gint64          first,
                        gint64          last,
                        guint           n_columns,
                        YutuBlockFunc   func,
                        gpointer        data,
                        GError        **error)
{
  static const char *const sql[] = {
    "SELECT texts FROM search_block WHERE kind = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block",
    "SELECT texts, meta FROM search_block WHERE kind = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block",
    "SELECT texts, meta, typed FROM search_block WHERE kind = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block",
  };
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql[n_columns - 1], error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int (row, 1, (int)kind);
  sqlite3_bind_int64 (row, 2, first);
  sqlite3_bind_int64 (row, 3, last);
  while (yutu_connection_step (connection, row, &found, error))
    {
      if (!found)
        return TRUE;
      func (row, data);
    }
  return FALSE;
}

typedef struct
{
  gboolean       with_typed;
  YutuRecordFunc func;
  gpointer       data;
} Records;

static void
scan_block (sqlite3_stmt *statement,
            gpointer      data)
{
  const Records *records = data;
  gboolean       with_typed = records->with_typed;
  const char    *texts = sqlite3_column_blob (statement, 0);
  const char    *texts_end = texts + sqlite3_column_bytes (statement, 0);
  const guint8  *meta = sqlite3_column_blob (statement, 1);
  int            n = sqlite3_column_bytes (statement, 1) / META_SIZE;
  const char    *typed = with_typed ? sqlite3_column_blob (statement, 2) : NULL;
  const char    *typed_end = typed + (with_typed ? sqlite3_column_bytes (statement, 2) : 0);

  for (int i = 0; i < n; i++, meta += META_SIZE)
    {
      guint32    lengths = (guint32)get_int32 (meta + 8);
      YutuRecord record = { .typed = "",
                            .text_length = lengths >> 16,
                            .marks = (guint64)get_int64 (meta),
                            .flags = meta[54],
                            .meta = meta };

      record.text = next_text (&texts, texts_end, record.text_length);
      if (with_typed)
        record.typed = next_text (&typed, typed_end, lengths & 0xffff);
      if (record.text == NULL || record.typed == NULL)
        return;
      records->func (&record, records->data);
    }
}

gboolean
yutu_search_scan (YutuConnection *connection,
                  YutuBlockKind   kind,
                  gboolean        with_typed,
                  YutuRecordFunc  func,
                  gpointer        data,
                  GError        **error)
{
  Records records = { with_typed, func, data };

  return yutu_search_each_block (connection, kind, G_MININT64, G_MAXINT64, with_typed ? 3 : 2, scan_block, &records,
                                 error);
}

/* ---- Entries with a piece in them ---- */

void
yutu_entries_init (YutuEntries *self,
                   const char  *texts,
                   gsize        length,
                   const char  *piece)
{
  *self = (YutuEntries){ .text = texts, .end = texts + length, .piece = piece, .piece_length = strlen (piece) };
}

/* Goes to the entry with @found in it, and returns its NUL. */
static const char *
go_to (YutuEntries *self,
       const char  *found,
       const char  *stop)
{
  const char *last = NULL;

  if (self->no_index)
    {
      last = memrchr (self->text, '\0', (gsize)(found - self->text));
      self->text = last != NULL ? last + 1 : self->text;
      return memchr (found, '\0', (gsize)(self->end - found));
    }
  while (stop != NULL && stop < found)
    {
      self->text = stop + 1;
      self->index++;
      stop = memchr (self->text, '\0', (gsize)(self->end - self->text));
    }
  return stop;
}

const char *
yutu_entries_next (YutuEntries *self)
{
  const char *stop = self->text < self->end ? memchr (self->text, '\0', (gsize)(self->end - self->text)) : NULL;
  const char *entry = NULL;
  const char *found = NULL;

  if (stop == NULL)
    return NULL;
  if ((gsize)(stop - self->text) < self->place + self->piece_length ||
      memcmp (self->text + self->place, self->piece, self->piece_length) != 0)
    {
      found = memmem (self->text, (gsize)(self->end - self->text), self->piece, self->piece_length);
      stop = found != NULL ? go_to (self, found, stop) : NULL;
      if (stop == NULL)
        return NULL;
      self->place = (gsize)(found - self->text);
    }
  entry = self->text;
  self->text = stop + 1;
  self->index++;
  return entry;
}

typedef struct
{
  const char  *piece;
  YutuCaseFunc func; /* NULL: counting only */
  gpointer     data;
  gint64      *n;
} Cases;

static void
count_cases (sqlite3_stmt *statement,
             gpointer      data)
{
  const Cases *cases = data;
  YutuEntries  entries;

  yutu_entries_init (&entries, sqlite3_column_blob (statement, 0), (gsize)sqlite3_column_bytes (statement, 0), cases->piece);
  entries.no_index = TRUE;
  while (yutu_entries_next (&entries) != NULL)
    (*cases->n)++;
}

static void
tell_cases (sqlite3_stmt *statement,
            gpointer      data)
{
  Cases        *cases = data;
  const guint8 *ids = sqlite3_column_blob (statement, 1);
  gsize         n = (gsize)sqlite3_column_bytes (statement, 1) / sizeof (gint64);
  YutuEntries   entries;

  yutu_entries_init (&entries, sqlite3_column_blob (statement, 0), (gsize)sqlite3_column_bytes (statement, 0), cases->piece);
  for (; yutu_entries_next (&entries) != NULL; (*cases->n)++)
    {
      if (cases->func != NULL && entries.index <= n &&
          !cases->func (get_int64 (ids + (entries.index - 1) * sizeof (gint64)), cases->data))
        cases->func = NULL;
      entries.no_index = cases->func == NULL;
    }
}

gboolean
yutu_search_scan_cases (YutuConnection *connection,
                        const char     *piece,
                        YutuCaseFunc    func,
                        gpointer        data,
                        gint64         *n,
                        GError        **error)
{
  Cases cases = { piece, func, data, n };

  *n = 0;
  return func == NULL
           ? yutu_search_each_block (connection, YUTU_BLOCK_CASE, G_MININT64, G_MAXINT64, 1, count_cases, &cases, error)
           : yutu_search_each_block (connection, YUTU_BLOCK_CASE, G_MININT64, G_MAXINT64, 2, tell_cases, &cases, error);
}
