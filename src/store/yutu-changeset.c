/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Changesets as the journal keeps them. A moved vertex of a long line changes sixteen bytes of a
 * value of a megabyte and a half, a cut makes three lines of one; SQLite's changeset holds all of them,
 * before and after. Kept is
 *
 *   'Z', then for each long value: where it is, and the pieces of values on the other side (those before
 *   for one after, and the other way round) that it is put together from (yutu-delta.h), the hash of it
 *   when it is one after; then SQLite's changeset with each value's own bytes in the place of the value.
 *
 * A changeset without long values is kept as it is ('T' is its first byte). Those that begin with 'Y' are
 * of older programs: of a value before and after, how many bytes in front and behind are alike. To take a
 * kept one apart again the values of the rows are needed as they are before it is undone or redone.
 *
 * 1. Packed and unpacked again over the very rows, a changeset is byte for byte what it was.
 * 2. Rows that differ anywhere in a packed value give CONFLICT, never a changeset: values after are known
 *    by their hash, and those before are the only ones that fit these. */

#include "store/yutu-changeset-walk.h"
#include "store/yutu-delta.h"
#include "store/yutu-journal-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#define MARK      'Z'
#define MARK_OLD  'Y'
#define MIN_SIZE  4096 /* of a value worth it */
#define HASH_SIZE YUTU_JOURNAL_HASH_SIZE

/* A long value. Records are counted over those of a changeset, in their order. */
typedef struct
{
  guint32  record;
  guint32  column;
  gboolean is_new;          /* after; else before */
  GArray  *pieces;          /* YutuDeltaPiece, of other long values by their position */
  guint8   hash[HASH_SIZE]; /* of one after */
  guint32  prefix;          /* of an older program's, instead of pieces */
  guint32  suffix;
  /* Packing: */
  YutuDeltaBytes whole;
  gboolean       is_used;
  guint32        position;
  /* Unpacking: */
  const char    *table;
  gint64         id;
  YutuDeltaBytes own;
  GByteArray    *made; /* or loaded */
} Long;

static void
long_clear (gpointer data)
{
  Long *self = data;

  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->made, g_byte_array_unref);
}

static GArray *
longs_new (void)
{
  GArray *longs = g_array_new (FALSE, TRUE, sizeof (Long));

  g_array_set_clear_func (longs, long_clear);
  return longs;
}

static Long *
get_long (const GArray *longs,
          guint         i)
{
  return &g_array_index (longs, Long, i);
}

/* BLAKE2b-256, five times as fast as SHA-256 on a value of a megabyte. */
static void
hash_value (YutuDeltaBytes value,
            guint8         hash[HASH_SIZE])
{
  crypto_generichash (hash, HASH_SIZE, value.bytes, value.size, NULL, 0);
}

/* ---- Records with other bytes in the place of long values ---- */

/* Those of a long value, while packing its own, while unpacking all of it. */
typedef void (*PutFunc) (GByteArray *out,
                         const Long *value);

static void
put_head (GByteArray *out,
          guint32     size)
{
  g_byte_array_append (out, (guint8[]){ YUTU_VALUE_BLOB }, 1);
  yutu_put_varint (out, size);
}

/* @first to @end of @longs are the record's. */
static void
put_record (GByteArray     *out,
            const YutuWalk *walk,
            const GArray   *longs,
            guint           first,
            guint           end,
            PutFunc         put)
{
  g_byte_array_append (out, walk->record, (guint)(walk->values - walk->record));
  for (int side = 0; side < 2; side++)
    for (guint32 c = 0; c < walk->n_columns; c++)
      {
        const YutuValue *value = side == 0 ? &walk->old_values[c] : &walk->new_values[c];
        guint            i = first;

        if (walk->operation == (side == 0 ? SQLITE_INSERT : SQLITE_DELETE))
          break;
        while (i < end && (get_long (longs, i)->column != c || get_long (longs, i)->is_new != (side == 1)))
          i++;
        if (i < end)
          put (out, get_long (longs, i));
        else
          g_byte_array_append (out, value->start, (guint)(value->end - value->start));
      }
}

/* @longs are in the order of records. FALSE when @bytes are no changeset. */
static gboolean
put_changeset (GByteArray   *out,
               gconstpointer bytes,
               gsize         size,
               const GArray *longs,
               PutFunc       put)
{
  g_auto (YutuWalk) walk = { 0 };
  const guint8 *copied = bytes;
  guint         next = 0;

  yutu_walk_init (&walk, bytes, size);
  for (guint32 record = 0; yutu_walk_next (&walk); record++)
    {
      guint first = next;

      while (next < longs->len && get_long (longs, next)->record == record)
        next++;
      if (next == first)
        continue;
      g_byte_array_append (out, copied, (guint)(walk.record - copied));
      put_record (out, &walk, longs, first, next, put);
      copied = walk.reader.at;
    }
  g_byte_array_append (out, copied, (guint)((const guint8 *)bytes + size - copied));
  return !walk.reader.is_bad && next == longs->len;
}

/* ---- Packing ---- */

static void
add_long (GArray          *longs,
          guint32          record,
          guint32          column,
          const YutuValue *value,
          gboolean         is_new)
{
  Long one = {
    .record = record,
    .column = column,
    .is_new = is_new,
    .whole = { value->bytes, value->size },
  };

  if (value->type == YUTU_VALUE_BLOB && value->size >= MIN_SIZE)
    g_array_append_val (longs, one);
}

/* FALSE when the bytes are no changeset. */
static gboolean
list_longs (gconstpointer bytes,
            gsize         size,
            GArray       *longs)
{
  g_auto (YutuWalk) walk = { 0 };

  yutu_walk_init (&walk, bytes, size);
  for (guint32 record = 0; yutu_walk_next (&walk); record++)
    for (int side = 0; side < 2; side++)
      for (guint32 c = 0; c < walk.n_columns; c++)
        if (walk.operation != (side == 0 ? SQLITE_INSERT : SQLITE_DELETE))
          add_long (longs, record, c, side == 0 ? &walk.old_values[c] : &walk.new_values[c], side == 1);
  return !walk.reader.is_bad;
}

/* The values of one side, and which they are. */
typedef struct
{
  YutuDelta *delta;
  GArray    *positions; /* guint32 */
} Side;

static void
side_init (Side         *self,
           const GArray *longs,
           gboolean      is_new)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (YutuDeltaBytes));

  self->positions = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < longs->len; i++)
    if (get_long (longs, i)->is_new == is_new)
      {
        g_array_append_val (sources, get_long (longs, i)->whole);
        g_array_append_val (self->positions, i);
      }
  self->delta = yutu_delta_new ((YutuDeltaBytes *)(gpointer)sources->data, sources->len);
}

static void
side_clear (Side *self)
{
  yutu_delta_free (self->delta);
  g_array_unref (self->positions);
}

/* The one of the same row and column, in the order of which they come; else behind the last. */
static guint32
find_like (const Side   *self,
           const GArray *longs,
           const Long   *value)
{
  guint32 low = 0, high = self->positions->len;

  while (low < high)
    {
      guint32     middle = low + (high - low) / 2;
      const Long *other = get_long (longs, g_array_index (self->positions, guint32, middle));

      if (other->record == value->record && other->column == value->column)
        return middle;
      if (other->record < value->record || (other->record == value->record && other->column < value->column))
        low = middle + 1;
      else
        high = middle;
    }
  return self->positions->len;
}

static void
find_pieces (GArray     *longs,
             Long       *value,
             const Side *others)
{
  value->pieces = g_array_new (FALSE, FALSE, sizeof (YutuDeltaPiece));
  yutu_delta_find (others->delta, find_like (others, longs, value), value->whole, value->pieces);
  for (guint i = 0; i < value->pieces->len; i++)
    {
      YutuDeltaPiece *piece = &g_array_index (value->pieces, YutuDeltaPiece, i);

      if (piece->source == YUTU_DELTA_OWN)
        continue;
      piece->source = g_array_index (others->positions, guint32, piece->source);
      value->is_used = get_long (longs, piece->source)->is_used = TRUE;
    }
}

static void
find_all_pieces (GArray *longs)
{
  Side sides[2];

  for (int side = 0; side < 2; side++)
    side_init (&sides[side], longs, side == 1);
  for (guint i = 0; i < longs->len; i++)
    find_pieces (longs, get_long (longs, i), &sides[get_long (longs, i)->is_new ? 0 : 1]);
  for (int side = 0; side < 2; side++)
    side_clear (&sides[side]);
}

/* Those that have nothing in common with any are left as they are. */
static void
drop_unused (GArray *longs)
{
  guint32 n = 0;

  for (guint i = 0; i < longs->len; i++)
    get_long (longs, i)->position = get_long (longs, i)->is_used ? n++ : 0;
  for (guint i = 0; i < longs->len; i++)
    for (guint p = 0; p < get_long (longs, i)->pieces->len; p++)
      {
        YutuDeltaPiece *piece = &g_array_index (get_long (longs, i)->pieces, YutuDeltaPiece, p);

        if (piece->source != YUTU_DELTA_OWN)
          piece->source = get_long (longs, piece->source)->position;
      }
  for (guint i = longs->len; i-- > 0;)
    if (!get_long (longs, i)->is_used)
      g_array_remove_index (longs, i);
}

static void
put_own (GByteArray *out,
         const Long *value)
{
  guint32 size = 0, at = 0;

  for (guint i = 0; i < value->pieces->len; i++)
    {
      const YutuDeltaPiece *piece = &g_array_index (value->pieces, YutuDeltaPiece, i);

      size += piece->source == YUTU_DELTA_OWN ? piece->size : 0;
    }
  put_head (out, size);
  for (guint i = 0; i < value->pieces->len; i++)
    {
      const YutuDeltaPiece *piece = &g_array_index (value->pieces, YutuDeltaPiece, i);

      if (piece->source == YUTU_DELTA_OWN)
        g_byte_array_append (out, value->whole.bytes + at, piece->size);
      at += piece->size;
    }
}

static void
put_longs (GByteArray *out,
           GArray     *longs)
{
  yutu_put_varint (out, longs->len);
  for (guint i = 0; i < longs->len; i++)
    {
      Long *value = get_long (longs, i);

      yutu_put_varint (out, value->record);
      yutu_put_varint (out, value->column);
      yutu_put_varint (out, value->is_new ? 1 : 0);
      if (value->is_new)
        {
          hash_value (value->whole, value->hash);
          g_byte_array_append (out, value->hash, HASH_SIZE);
        }
      yutu_put_varint (out, value->pieces->len);
      for (guint p = 0; p < value->pieces->len; p++)
        {
          const YutuDeltaPiece *piece = &g_array_index (value->pieces, YutuDeltaPiece, p);
          gboolean              is_own = piece->source == YUTU_DELTA_OWN;

          yutu_put_varint (out, is_own ? 0 : piece->source + 1);
          if (!is_own)
            yutu_put_varint (out, piece->offset);
          yutu_put_varint (out, piece->size);
        }
    }
}

GBytes *
yutu_changeset_pack (gconstpointer bytes,
                     gsize         size)
{
  g_autoptr (GArray) longs = longs_new ();
  g_autoptr (GByteArray) out = NULL;

  if (!list_longs (bytes, size, longs))
    g_array_set_size (longs, 0);
  find_all_pieces (longs);
  drop_unused (longs);
  if (longs->len == 0)
    return g_bytes_new_static (bytes, size); /* as it is; the caller's bytes live longer */
  out = g_byte_array_new ();
  g_byte_array_append (out, (guint8[]){ MARK }, 1);
  put_longs (out, longs);
  put_changeset (out, bytes, size, longs, put_own);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* ---- Taking apart ---- */

static void
read_hash (YutuReader *reader,
           Long       *value)
{
  const guint8 *hash = yutu_reader_skip (reader, HASH_SIZE);

  if (hash != NULL)
    memcpy (value->hash, hash, HASH_SIZE);
}

static void
read_long (YutuReader *reader,
           Long       *value)
{
  guint32 n = 0;

  value->record = yutu_reader_varint (reader);
  value->column = yutu_reader_varint (reader);
  value->is_new = yutu_reader_varint (reader) == 1;
  if (value->is_new)
    read_hash (reader, value);
  value->pieces = g_array_new (FALSE, FALSE, sizeof (YutuDeltaPiece));
  n = yutu_reader_varint (reader);
  for (guint32 i = 0; i < n && !reader->is_bad; i++)
    {
      guint32        source = yutu_reader_varint (reader);
      YutuDeltaPiece piece = { source == 0 ? YUTU_DELTA_OWN : source - 1, 0, 0 };

      piece.offset = source == 0 ? 0 : yutu_reader_varint (reader);
      piece.size = yutu_reader_varint (reader);
      g_array_append_val (value->pieces, piece);
    }
}

/* One of an older program is two: before and after. */
static void
read_pair (YutuReader *reader,
           Long        pair[2])
{
  pair[0].record = pair[1].record = yutu_reader_varint (reader);
  pair[0].column = pair[1].column = yutu_reader_varint (reader);
  pair[0].prefix = pair[1].prefix = yutu_reader_varint (reader);
  pair[0].suffix = pair[1].suffix = yutu_reader_varint (reader);
  pair[1].is_new = TRUE;
  read_hash (reader, &pair[1]);
}

static gboolean
read_longs (YutuReader *reader,
            GArray     *longs)
{
  gboolean is_old = yutu_reader_byte (reader) == MARK_OLD;
  guint32  n = yutu_reader_varint (reader);

  for (guint32 i = 0; i < n && !reader->is_bad; i++)
    {
      Long pair[2] = { 0 };

      if (is_old)
        read_pair (reader, pair);
      else
        read_long (reader, pair);
      g_array_append_vals (longs, pair, is_old ? 2 : 1);
    }
  return !reader->is_bad;
}

static gboolean
is_packed (gconstpointer bytes,
           gsize         size)
{
  return size > 0 && (*(const guint8 *)bytes == MARK || *(const guint8 *)bytes == MARK_OLD);
}

gconstpointer
yutu_changeset_get_body (gconstpointer bytes,
                         gsize         size,
                         gsize        *body_size)
{
  YutuReader reader = { bytes, (const guint8 *)bytes + size, FALSE };
  g_autoptr (GArray) longs = longs_new ();

  *body_size = size;
  if (!is_packed (bytes, size))
    return bytes;
  if (!read_longs (&reader, longs))
    reader.at = reader.end;
  *body_size = (gsize)(reader.end - reader.at);
  return reader.at;
}

static gboolean
damaged (YutuConnection *connection,
         GError        **error)
{
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_DAMAGED,
               _ ("%s: a journal entry cannot be read; restore a backup"), connection->path);
  return FALSE;
}

static gboolean
conflict (YutuConnection *connection,
          const Long     *value,
          GError        **error)
{
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
               _ ("%s: %s %" PRId64 " is not as the entry left it; verify the journal"),
               connection->path, value->table, value->id);
  return FALSE;
}

/* The row and the own bytes of each; FALSE when they are not in the body. */
static gboolean
find_own (const YutuReader *body,
          GArray           *longs)
{
  g_auto (YutuWalk) walk = { 0 };
  guint next = 0;

  yutu_walk_init (&walk, body->at, (gsize)(body->end - body->at));
  for (guint32 record = 0; yutu_walk_next (&walk); record++)
    for (; next < longs->len && get_long (longs, next)->record == record; next++)
      {
        Long            *value = get_long (longs, next);
        const YutuValue *own = value->is_new ? walk.new_values : walk.old_values;

        if (value->column >= walk.n_columns || walk.operation == (value->is_new ? SQLITE_DELETE : SQLITE_INSERT) ||
            own[value->column].type != YUTU_VALUE_BLOB)
          return FALSE;
        value->table = walk.table;
        value->id = yutu_walk_get_id (&walk);
        value->own = (YutuDeltaBytes){ own[value->column].bytes, own[value->column].size };
      }
  return !walk.reader.is_bad && next == longs->len;
}

/* What an older program's pair says, as pieces. */
static void
make_pieces (GArray *longs)
{
  for (guint i = 0; i < longs->len; i++)
    {
      Long          *value = get_long (longs, i);
      guint32        other = value->is_new ? i - 1 : i + 1;
      YutuDeltaPiece pieces[] = {
        { other, 0, value->prefix },
        { YUTU_DELTA_OWN, 0, value->own.size },
        { other, 0, value->suffix },
      };

      if (value->pieces != NULL)
        continue;
      pieces[2].offset = value->prefix + get_long (longs, other)->own.size;
      value->pieces = g_array_new (FALSE, FALSE, sizeof (YutuDeltaPiece));
      g_array_append_vals (value->pieces, pieces, G_N_ELEMENTS (pieces));
    }
}

/* The value as it is in the row. */
static gboolean
load_present (YutuConnection *connection,
              Long           *value,
              GError        **error)
{
  char         *sql = sqlite3_mprintf ("SELECT * FROM \"%w\" WHERE id = ?1", value->table);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = FALSE;
  int           column = (int)value->column;

  sqlite3_free (sql);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, value->id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row && sqlite3_column_type (statement, column) == SQLITE_BLOB)
    {
      value->made = g_byte_array_sized_new ((guint)sqlite3_column_bytes (statement, column));
      g_byte_array_append (value->made, sqlite3_column_blob (statement, column),
                           (guint)sqlite3_column_bytes (statement, column));
    }
  sqlite3_reset (statement);
  return value->made != NULL || conflict (connection, value, error);
}

static gboolean
check_hash (YutuConnection *connection,
            const Long     *value,
            GError        **error)
{
  guint8 hash[HASH_SIZE];

  hash_value ((YutuDeltaBytes){ value->made->data, value->made->len }, hash);
  return memcmp (hash, value->hash, HASH_SIZE) == 0 || conflict (connection, value, error);
}

/* From those of the other side. NULL when they do not fit. */
static GByteArray *
put_together (const GArray *longs,
              const Long   *value)
{
  g_autofree YutuDeltaBytes *sources = g_new0 (YutuDeltaBytes, longs->len);

  for (guint i = 0; i < longs->len; i++)
    {
      const Long *other = get_long (longs, i);

      if (other->is_new != value->is_new && other->made != NULL)
        sources[i] = (YutuDeltaBytes){ other->made->data, other->made->len };
    }
  return yutu_delta_put_together (sources, longs->len, value->pieces, value->own);
}

static gboolean
make_values (YutuConnection *connection,
             GArray         *longs,
             gboolean        is_undo,
             GError        **error)
{
  for (guint i = 0; i < longs->len; i++)
    if (get_long (longs, i)->is_new == is_undo &&
        (!load_present (connection, get_long (longs, i), error) ||
         (is_undo && !check_hash (connection, get_long (longs, i), error))))
      return FALSE;
  for (guint i = 0; i < longs->len; i++)
    {
      Long *value = get_long (longs, i);

      if (value->is_new == is_undo)
        continue;
      value->made = put_together (longs, value);
      if (value->made == NULL)
        return conflict (connection, value, error);
      if (!is_undo && !check_hash (connection, value, error))
        return FALSE;
    }
  for (guint i = 0; !is_undo && i < longs->len; i++)
    {
      Long *value = get_long (longs, i);
      g_autoptr (GByteArray) before = value->is_new ? NULL : put_together (longs, value);

      if (!value->is_new && (before == NULL || before->len != value->made->len ||
                             memcmp (before->data, value->made->data, before->len) != 0))
        return conflict (connection, value, error);
    }
  return TRUE;
}

static void
put_made (GByteArray *out,
          const Long *value)
{
  put_head (out, value->made->len);
  g_byte_array_append (out, value->made->data, value->made->len);
}

GBytes *
yutu_changeset_unpack (YutuConnection *connection,
                       GBytes         *packed,
                       gboolean        is_undo,
                       GError        **error)
{
  gsize         size = 0;
  const guint8 *bytes = g_bytes_get_data (packed, &size);
  YutuReader    reader = { bytes, bytes + size, FALSE };
  g_autoptr (GArray) longs = longs_new ();
  g_autoptr (GByteArray) out = NULL;

  if (!is_packed (bytes, size))
    return g_bytes_ref (packed);
  if (!read_longs (&reader, longs) || !find_own (&reader, longs))
    {
      damaged (connection, error);
      return NULL;
    }
  make_pieces (longs);
  if (!make_values (connection, longs, is_undo, error))
    return NULL;
  out = g_byte_array_new ();
  put_changeset (out, reader.at, (gsize)(reader.end - reader.at), longs, put_made);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* ---- Which rows ---- */

gboolean
yutu_changeset_each (gconstpointer     bytes,
                     gsize             size,
                     YutuChangesetFunc func,
                     gpointer          data)
{
  g_auto (YutuWalk) walk = { 0 };

  yutu_walk_init (&walk, bytes, size);
  while (yutu_walk_next (&walk))
    func (walk.table, yutu_walk_get_id (&walk), data);
  return !walk.reader.is_bad;
}
