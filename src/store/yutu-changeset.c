/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Changesets as the journal keeps them. A moved vertex of a long line changes sixteen bytes of a
 * value of a megabyte and a half; SQLite's changeset holds that value twice. Kept is
 *
 *   'Y', then for each long value: what it has in common before and after, its lengths and the
 *   hash of it afterwards, then SQLite's changeset with what differs in the place of the values.
 *
 * A changeset without long values is kept as it is ('T' is its first byte). The format of SQLite's is
 * that of sqlite3changeset_concat() and its kin: https://sqlite.org/src/file/ext/session, head of
 * sqlite3session.c. To take a kept one apart again the values of the rows are needed as they are
 * before it is undone or redone; whatever is not as it was is found by the hash.
 *
 * 1. Packed and unpacked again over the very rows, a changeset is byte for byte what it was.
 * 2. Rows that differ anywhere in a packed value give CONFLICT, never a changeset. */

#include "store/yutu-journal-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#define MARK        'Y'
#define MIN_SIZE    4096 /* of a value worth it */
#define MAX_COLUMNS 2000 /* SQLITE_MAX_COLUMN */
#define HASH_SIZE   YUTU_JOURNAL_HASH_SIZE

/* ---- Reading SQLite's format; whatever lies outside makes the reader bad ---- */

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      is_bad;
} Reader;

static guint8
read_byte (Reader *self)
{
  if (self->at < self->end)
    return *self->at++;
  self->is_bad = TRUE;
  return 0;
}

static const guint8 *
skip (Reader *self,
      guint64 size)
{
  const guint8 *start = self->at;

  if (self->is_bad || size > (guint64)(self->end - self->at))
    {
      self->is_bad = TRUE;
      return NULL;
    }
  self->at += size;
  return start;
}

/* SQLite's, of up to 32 bits here: big endian, seven bits a byte, the high bit says: more. */
static guint32
read_varint (Reader *self)
{
  guint64 value = 0;

  for (int i = 0; i < 5; i++)
    {
      guint8 byte = read_byte (self);

      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return value <= G_MAXINT32 ? (guint32)value : (self->is_bad = TRUE, 0);
    }
  self->is_bad = TRUE;
  return 0;
}

static guint64
read_int64 (Reader *self)
{
  const guint8 *bytes = skip (self, 8);
  guint64       value = 0;

  for (int i = 0; bytes != NULL && i < 8; i++)
    value = value << 8 | bytes[i];
  return value;
}

static void
put_varint (GByteArray *out,
            guint32     value)
{
  guint8 bytes[5];
  int    n = 0;

  do
    bytes[n++] = (guint8)(value & 0x7f);
  while ((value >>= 7) > 0);
  while (n-- > 0)
    g_byte_array_append (out, (guint8[]){ (guint8)(bytes[n] | (n > 0 ? 0x80 : 0)) }, 1);
}

enum
{
  VALUE_UNDEFINED = 0,
  VALUE_TEXT = 3,
  VALUE_BLOB = 4,
  VALUE_NULL = 5,
};

typedef struct
{
  int           type;
  const guint8 *start; /* of its type */
  const guint8 *end;
  const guint8 *bytes; /* text and blob */
  guint32       size;
} Value;

static void
read_value (Reader *self,
            Value  *value)
{
  *value = (Value){ .start = self->at };
  value->type = read_byte (self);
  if (value->type == VALUE_TEXT || value->type == VALUE_BLOB)
    {
      value->size = read_varint (self);
      value->bytes = skip (self, value->size);
    }
  else if (value->type == SQLITE_INTEGER || value->type == SQLITE_FLOAT)
    skip (self, 8);
  else if (value->type != VALUE_UNDEFINED && value->type != VALUE_NULL)
    self->is_bad = TRUE;
  value->end = self->at;
}

static gint64
value_to_int64 (const Value *value)
{
  Reader reader = { value->start + 1, value->end, FALSE };

  return value->type == SQLITE_INTEGER ? (gint64)read_int64 (&reader) : 0;
}

/* ---- A walk over the records ---- */

typedef struct
{
  Reader        reader;
  const char   *table;
  guint32       n_columns;
  const guint8 *record; /* where it begins */
  const guint8 *values; /* behind operation and indirect */
  int           operation;
  guint32       n_values;
  Value        *old_values; /* n_values; not for an insert */
  Value        *new_values; /* not for a delete */
} Walk;

static void
walk_init (Walk         *self,
           const guint8 *bytes,
           gsize         size)
{
  *self = (Walk){ .reader = { bytes, bytes + size, FALSE } };
}

static void
walk_clear (Walk *self)
{
  g_free (self->old_values);
  g_free (self->new_values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
read_table (Walk *self)
{
  const guint8 *end = NULL;

  self->n_columns = read_varint (&self->reader);
  if (self->n_columns == 0 || self->n_columns > MAX_COLUMNS)
    self->reader.is_bad = TRUE;
  skip (&self->reader, self->n_columns);
  if (self->reader.is_bad)
    return;
  end = memchr (self->reader.at, '\0', (gsize)(self->reader.end - self->reader.at));
  self->table = (const char *)self->reader.at;
  if (end == NULL)
    self->reader.is_bad = TRUE;
  else
    self->reader.at = end + 1;
  if (self->n_columns > self->n_values)
    {
      self->n_values = self->n_columns;
      self->old_values = g_renew (Value, self->old_values, self->n_values);
      self->new_values = g_renew (Value, self->new_values, self->n_values);
    }
}

/* FALSE at the end, and where the bytes are no changeset (reader.is_bad). */
static gboolean
walk_next (Walk *self)
{
  while (!self->reader.is_bad && self->reader.at < self->reader.end)
    {
      self->record = self->reader.at;
      self->operation = read_byte (&self->reader);
      if (self->operation == 'T')
        {
          read_table (self);
          continue;
        }
      if (self->table == NULL || (self->operation != SQLITE_INSERT && self->operation != SQLITE_UPDATE &&
                                  self->operation != SQLITE_DELETE))
        self->reader.is_bad = TRUE;
      read_byte (&self->reader); /* indirect */
      self->values = self->reader.at;
      for (guint32 c = 0; self->operation != SQLITE_INSERT && c < self->n_columns; c++)
        read_value (&self->reader, &self->old_values[c]);
      for (guint32 c = 0; self->operation != SQLITE_DELETE && c < self->n_columns; c++)
        read_value (&self->reader, &self->new_values[c]);
      return !self->reader.is_bad;
    }
  return FALSE;
}

/* The id is the first column of every user table. */
static gint64
walk_get_id (const Walk *self)
{
  return value_to_int64 (self->operation == SQLITE_INSERT ? &self->new_values[0] : &self->old_values[0]);
}

/* ---- Packing ---- */

/* Counted over the records of a changeset, in their order. */
typedef struct
{
  guint32 record;
  guint32 column;
  guint32 prefix; /* bytes alike at the beginning, and at the end */
  guint32 suffix;
  guint8  hash[HASH_SIZE]; /* of the new value */
} Patch;

/* BLAKE2b-256, five times as fast as SHA-256 on a value of a megabyte. */
static void
hash_value (const guint8 *bytes,
            gsize         size,
            guint8        hash[HASH_SIZE])
{
  crypto_generichash (hash, HASH_SIZE, bytes, size, NULL, 0);
}

static guint32
count_alike (const guint8 *a,
             const guint8 *b,
             guint32       size)
{
  guint32 n = 0;

  while (n + 4096 <= size && memcmp (a + n, b + n, 4096) == 0)
    n += 4096;
  while (n < size && a[n] == b[n])
    n++;
  return n;
}

static guint32
count_alike_from_end (const guint8 *a, /* ends */
                      const guint8 *b,
                      guint32       size)
{
  guint32 n = 0;

  while (n + 4096 <= size && memcmp (a - n - 4096, b - n - 4096, 4096) == 0)
    n += 4096;
  while (n < size && a[-1 - (gssize)n] == b[-1 - (gssize)n])
    n++;
  return n;
}

static gboolean
find_patch (const Value *before,
            const Value *after,
            Patch       *patch)
{
  guint32 size = MIN (before->size, after->size);

  if (before->type != VALUE_BLOB || after->type != VALUE_BLOB || size < MIN_SIZE)
    return FALSE;
  patch->prefix = count_alike (before->bytes, after->bytes, size);
  patch->suffix = count_alike_from_end (before->bytes + before->size, after->bytes + after->size,
                                        size - patch->prefix);
  return patch->prefix + patch->suffix >= size / 2;
}

static void
put_middle (GByteArray  *out,
            const Value *value,
            const Patch *patch)
{
  guint32 size = value->size - patch->prefix - patch->suffix;

  g_byte_array_append (out, (guint8[]){ VALUE_BLOB }, 1);
  put_varint (out, size);
  g_byte_array_append (out, value->bytes + patch->prefix, size);
}

/* The record with what differs in the place of the values that @patches name. */
static void
put_record (GByteArray  *out,
            const Walk  *walk,
            const Patch *patches,
            gsize        n_patches)
{
  g_byte_array_append (out, walk->record, (guint)(walk->values - walk->record));
  for (int side = 0; side < 2; side++)
    for (guint32 c = 0; c < walk->n_columns; c++)
      {
        const Value *value = side == 0 ? &walk->old_values[c] : &walk->new_values[c];
        gsize        p = 0;

        while (p < n_patches && patches[p].column != c)
          p++;
        if (p < n_patches)
          put_middle (out, value, &patches[p]);
        else
          g_byte_array_append (out, value->start, (guint)(value->end - value->start));
      }
}

static void
put_patches (GByteArray   *out,
             const GArray *patches)
{
  put_varint (out, patches->len);
  for (guint i = 0; i < patches->len; i++)
    {
      const Patch *patch = &g_array_index (patches, Patch, i);

      put_varint (out, patch->record);
      put_varint (out, patch->column);
      put_varint (out, patch->prefix);
      put_varint (out, patch->suffix);
      g_byte_array_append (out, patch->hash, sizeof patch->hash);
    }
}

GBytes *
yutu_changeset_pack (gconstpointer bytes,
                     gsize         size)
{
  g_autoptr (GArray) patches = g_array_new (FALSE, TRUE, sizeof (Patch));
  g_autoptr (GByteArray) body = NULL;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_auto (Walk) walk = { 0 };
  const guint8 *copied = bytes;
  guint32       record = 0;

  walk_init (&walk, bytes, size);
  for (; walk_next (&walk); record++)
    {
      guint first = patches->len;

      for (guint32 c = 0; walk.operation == SQLITE_UPDATE && c < walk.n_columns; c++)
        {
          Patch patch = { .record = record, .column = c };

          if (!find_patch (&walk.old_values[c], &walk.new_values[c], &patch))
            continue;
          hash_value (walk.new_values[c].bytes, walk.new_values[c].size, patch.hash);
          g_array_append_val (patches, patch);
        }
      if (patches->len == first)
        continue;
      if (body == NULL)
        body = g_byte_array_new ();
      g_byte_array_append (body, copied, (guint)(walk.record - copied));
      put_record (body, &walk, &g_array_index (patches, Patch, first), patches->len - first);
      copied = walk.reader.at;
    }
  if (walk.reader.is_bad || patches->len == 0)
    return g_bytes_new_static (bytes, size); /* as it is; the caller's bytes live longer */
  g_byte_array_append (body, copied, (guint)((const guint8 *)bytes + size - copied));
  g_byte_array_append (out, (guint8[]){ MARK }, 1);
  put_patches (out, patches);
  g_byte_array_append (out, body->data, body->len);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* ---- Taking apart ---- */

static gboolean
read_patches (Reader *reader,
              GArray *patches)
{
  guint32 n = 0;

  read_byte (reader);
  n = read_varint (reader);
  for (guint32 i = 0; i < n && !reader->is_bad; i++)
    {
      Patch         patch = { 0 };
      const guint8 *hash = NULL;

      patch.record = read_varint (reader);
      patch.column = read_varint (reader);
      patch.prefix = read_varint (reader);
      patch.suffix = read_varint (reader);
      hash = skip (reader, sizeof patch.hash);
      if (hash == NULL)
        break;
      memcpy (patch.hash, hash, sizeof patch.hash);
      g_array_append_val (patches, patch);
    }
  return !reader->is_bad;
}

gconstpointer
yutu_changeset_get_body (gconstpointer bytes,
                         gsize         size,
                         gsize        *body_size)
{
  Reader reader = { bytes, (const guint8 *)bytes + size, FALSE };
  g_autoptr (GArray) patches = g_array_new (FALSE, TRUE, sizeof (Patch));

  *body_size = size;
  if (size == 0 || *(const guint8 *)bytes != MARK)
    return bytes;
  if (!read_patches (&reader, patches))
    reader.at = reader.end;
  *body_size = (gsize)(reader.end - reader.at);
  return reader.at;
}

static gboolean
conflict (YutuConnection *connection,
          const Walk     *walk,
          GError        **error)
{
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
               _ ("%s: %s %" PRId64 " is not as the entry left it; verify the journal"),
               connection->path, walk->table, walk_get_id (walk));
  return FALSE;
}

/* The value as it is in the row. */
static gboolean
load_present (YutuConnection *connection,
              const Walk     *walk,
              guint32         column,
              GByteArray     *present,
              GError        **error)
{
  char         *sql = sqlite3_mprintf ("SELECT * FROM \"%w\" WHERE id = ?1", walk->table);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = FALSE;

  sqlite3_free (sql);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, walk_get_id (walk));
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row && sqlite3_column_bytes (statement, (int)column) > 0)
    g_byte_array_append (present, sqlite3_column_blob (statement, (int)column),
                         (guint)sqlite3_column_bytes (statement, (int)column));
  sqlite3_reset (statement);
  return row || conflict (connection, walk, error);
}

/* Whether the row's value is what the patch was made from: @mine is the part of it that differs. */
static gboolean
fits (const GByteArray *present,
      const Patch      *patch,
      const Value      *mine)
{
  return present->len == (guint64)patch->prefix + mine->size + patch->suffix &&
         memcmp (present->data + patch->prefix, mine->bytes, mine->size) == 0;
}

static void
put_whole (GByteArray       *out,
           const GByteArray *present,
           const Patch      *patch,
           const Value      *middle)
{
  g_byte_array_append (out, (guint8[]){ VALUE_BLOB }, 1);
  put_varint (out, patch->prefix + middle->size + patch->suffix);
  g_byte_array_append (out, present->data, patch->prefix);
  g_byte_array_append (out, middle->bytes, middle->size);
  g_byte_array_append (out, present->data + present->len - patch->suffix, patch->suffix);
}

typedef struct
{
  YutuConnection *connection;
  gboolean        is_undo;
  GPtrArray      *presents; /* GByteArray, of the record's patches */
} Unpack;

static gboolean
check_new_value (Unpack      *self,
                 const Walk  *walk,
                 const Patch *patch,
                 GByteArray  *present,
                 GError     **error)
{
  const Value *before = &walk->old_values[patch->column];
  const Value *after = &walk->new_values[patch->column];
  guint8       hash[HASH_SIZE];

  if (before->type != VALUE_BLOB || after->type != VALUE_BLOB ||
      !fits (present, patch, self->is_undo ? after : before))
    return conflict (self->connection, walk, error);
  if (self->is_undo)
    hash_value (present->data, present->len, hash);
  else
    {
      g_autoptr (GByteArray) made = g_byte_array_sized_new (present->len + 16);
      guint head = 0;

      put_whole (made, present, patch, after);
      head = made->len - (patch->prefix + after->size + patch->suffix);
      hash_value (made->data + head, made->len - head, hash);
    }
  return memcmp (hash, patch->hash, sizeof hash) == 0 || conflict (self->connection, walk, error);
}

static gboolean
put_unpacked (Unpack      *self,
              GByteArray  *out,
              const Walk  *walk,
              const Patch *patches,
              guint        n_patches,
              GError     **error)
{
  g_ptr_array_set_size (self->presents, 0);
  for (guint p = 0; p < n_patches; p++)
    {
      GByteArray *present = g_byte_array_new ();

      g_ptr_array_add (self->presents, present);
      if (patches[p].column >= walk->n_columns || walk->operation != SQLITE_UPDATE)
        return conflict (self->connection, walk, error);
      if (!load_present (self->connection, walk, patches[p].column, present, error) ||
          !check_new_value (self, walk, &patches[p], present, error))
        return FALSE;
    }
  g_byte_array_append (out, walk->record, (guint)(walk->values - walk->record));
  for (int side = 0; side < 2; side++)
    for (guint32 c = 0; c < walk->n_columns; c++)
      {
        const Value *value = side == 0 ? &walk->old_values[c] : &walk->new_values[c];
        guint        p = 0;

        while (p < n_patches && patches[p].column != c)
          p++;
        if (p < n_patches)
          put_whole (out, g_ptr_array_index (self->presents, p), &patches[p], value);
        else
          g_byte_array_append (out, value->start, (guint)(value->end - value->start));
      }
  return TRUE;
}

static gboolean
unpack_body (Unpack       *self,
             const Reader *body,
             const GArray *patches,
             GByteArray   *out,
             GError      **error)
{
  g_auto (Walk) walk = { 0 };
  const guint8 *copied = body->at;
  guint32       record = 0;
  guint         next = 0;

  walk_init (&walk, body->at, (gsize)(body->end - body->at));
  for (; walk_next (&walk); record++)
    {
      guint first = next;

      while (next < patches->len && g_array_index (patches, Patch, next).record == record)
        next++;
      if (next == first)
        continue;
      g_byte_array_append (out, copied, (guint)(walk.record - copied));
      if (!put_unpacked (self, out, &walk, &g_array_index (patches, Patch, first), next - first, error))
        return FALSE;
      copied = walk.reader.at;
    }
  if (walk.reader.is_bad || next < patches->len)
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_DAMAGED,
                   _ ("%s: a journal entry cannot be read; restore a backup"), self->connection->path);
      return FALSE;
    }
  g_byte_array_append (out, copied, (guint)(body->end - copied));
  return TRUE;
}

GBytes *
yutu_changeset_unpack (YutuConnection *connection,
                       GBytes         *packed,
                       gboolean        is_undo,
                       GError        **error)
{
  gsize         size = 0;
  const guint8 *bytes = g_bytes_get_data (packed, &size);
  Reader        reader = { bytes, bytes + size, FALSE };
  g_autoptr (GArray) patches = g_array_new (FALSE, TRUE, sizeof (Patch));
  g_autoptr (GByteArray) out = NULL;
  g_autoptr (GPtrArray) presents = NULL;
  Unpack unpack = { connection, is_undo, NULL };

  if (size == 0 || *bytes != MARK)
    return g_bytes_ref (packed);
  if (!read_patches (&reader, patches))
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_DAMAGED,
                   _ ("%s: a journal entry cannot be read; restore a backup"), connection->path);
      return NULL;
    }
  out = g_byte_array_new ();
  presents = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
  unpack.presents = presents;
  if (!unpack_body (&unpack, &reader, patches, out, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* ---- Which rows ---- */

gboolean
yutu_changeset_each (gconstpointer     bytes,
                     gsize             size,
                     YutuChangesetFunc func,
                     gpointer          data)
{
  g_auto (Walk) walk = { 0 };

  walk_init (&walk, bytes, size);
  while (walk_next (&walk))
    func (walk.table, walk_get_id (&walk), data);
  return !walk.reader.is_bad;
}

/* ---- What a value was before ---- */

gboolean
yutu_connection_find_old_blob (YutuConnection *self,
                               const char     *table,
                               gint64          id,
                               int             column,
                               gconstpointer  *bytes,
                               gsize          *size)
{
  g_auto (Walk) walk = { 0 };

  if (self->changes == NULL)
    return FALSE;
  walk_init (&walk, self->changes, self->changes_size);
  while (walk_next (&walk))
    {
      const Value *value = NULL;

      if (walk.operation != SQLITE_UPDATE || walk_get_id (&walk) != id ||
          strcmp (walk.table, table) != 0 || column < 1 || (guint32)column >= walk.n_columns)
        continue;
      for (guint32 c = 1; c < walk.n_columns; c++)
        if ((int)c != column && (walk.old_values[c].type != VALUE_UNDEFINED ||
                                 walk.new_values[c].type != VALUE_UNDEFINED))
          return FALSE;
      value = self->changes_are_undone ? &walk.new_values[column] : &walk.old_values[column];
      *bytes = value->bytes;
      *size = value->size;
      return value->type == VALUE_BLOB;
    }
  return FALSE;
}

gboolean
yutu_connection_find_gone_int64 (YutuConnection *self,
                                 const char     *table,
                                 gint64          id,
                                 int             column,
                                 gint64         *value)
{
  g_auto (Walk) walk = { 0 };

  if (self->changes == NULL)
    return FALSE;
  walk_init (&walk, self->changes, self->changes_size);
  while (walk_next (&walk))
    {
      const Value *found = NULL;
      guint64      bits = 0;

      if (walk.operation != (self->changes_are_undone ? SQLITE_INSERT : SQLITE_DELETE) ||
          walk_get_id (&walk) != id || strcmp (walk.table, table) != 0 || (guint32)column >= walk.n_columns)
        continue;
      found = self->changes_are_undone ? &walk.new_values[column] : &walk.old_values[column];
      if (found->type != SQLITE_INTEGER)
        return FALSE;
      for (int i = 1; i <= 8; i++) /* behind the type, big-endian */
        bits = bits << 8 | found->start[i];
      *value = (gint64)bits;
      return TRUE;
    }
  return FALSE;
}
