/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* As APPNOTE.TXT has it: the directory stands at the end, and an end record behind it says where. */

#include "transfer/yutu-packed.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "transfer/yutu-source.h"

#define END_SIZE            22
#define LOCATOR_SIZE        20 /* of the end record with 64 bits */
#define END_64_SIZE         56
#define ENTRY_SIZE          46
#define LOCAL_SIZE          30
#define MAX_COMMENT         G_MAXUINT16
#define MAX_DIRECTORY_BYTES (16 << 20)
#define MAX_STORED_BYTES    (256 << 20) /* that are not packed at all */
#define IN_64_BITS          G_MAXUINT32 /* a field of 32 bits says that it stands elsewhere */
#define STORED              0
#define DEFLATED            8

typedef struct
{
  guint64  offset; /* of its own header */
  guint64  n_packed;
  guint64  n_unpacked;
  guint    method;
  gboolean is_locked; /* it has a password */
} Entry;

struct _YutuPacked
{
  char         *path;
  GInputStream *file;
  guint64       n_bytes;
  GHashTable   *entries; /* char * in lower case → Entry */
};

void
yutu_packed_free (YutuPacked *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->file);
  g_hash_table_unref (self->entries);
  g_free (self->path);
  g_free (self);
}

static gboolean
fail (YutuPacked *self,
      GError    **error)
{
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
               _ ("%s: the packed folder breaks off or is damaged; get it again, whole"), self->path);
  return FALSE;
}

/* ---- Bytes ---- */

static guint
read_16 (const guint8 *bytes)
{
  return (guint)bytes[0] | (guint)bytes[1] << 8;
}

static guint64
read_32 (const guint8 *bytes)
{
  return (guint64)read_16 (bytes) | (guint64)read_16 (bytes + 2) << 16;
}

static guint64
read_64 (const guint8 *bytes)
{
  return read_32 (bytes) | read_32 (bytes + 4) << 32;
}

static gboolean
read_at (YutuPacked *self,
         guint64     offset,
         guint8     *bytes,
         gsize       n,
         GError    **error)
{
  gsize got = 0;

  if (n > self->n_bytes || offset > self->n_bytes - n ||
      !g_seekable_seek (G_SEEKABLE (self->file), (goffset)offset, G_SEEK_SET, NULL, NULL) ||
      !g_input_stream_read_all (self->file, bytes, n, &got, NULL, NULL) || got != n)
    return fail (self, error);
  return TRUE;
}

/* ---- The directory ---- */

typedef struct
{
  guint64 offset;
  guint64 n_bytes;
} Directory;

/* With 64 bits, when a locator stands before the end record. */
static gboolean
find_directory_64 (YutuPacked *self,
                   guint64     end,
                   Directory  *directory,
                   GError    **error)
{
  guint8 locator[LOCATOR_SIZE];
  guint8 record[END_64_SIZE];

  if (end < LOCATOR_SIZE || !read_at (self, end - LOCATOR_SIZE, locator, sizeof locator, error))
    return FALSE;
  if (memcmp (locator, "PK\006\007", 4) != 0)
    return fail (self, error);
  if (!read_at (self, read_64 (locator + 8), record, sizeof record, error))
    return FALSE;
  if (memcmp (record, "PK\006\006", 4) != 0)
    return fail (self, error);
  *directory = (Directory){ read_64 (record + 48), read_64 (record + 40) };
  return TRUE;
}

static gboolean
find_directory (YutuPacked *self,
                Directory  *directory,
                GError    **error)
{
  gsize              n = (gsize)MIN (self->n_bytes, END_SIZE + MAX_COMMENT);
  g_autofree guint8 *tail = g_malloc (n + 1);

  if (n < END_SIZE || !read_at (self, self->n_bytes - n, tail, n, error))
    return n < END_SIZE ? fail (self, error) : FALSE;
  for (gsize i = n - END_SIZE + 1; i-- > 0;)
    if (memcmp (tail + i, "PK\005\006", 4) == 0)
      {
        *directory = (Directory){ read_32 (tail + i + 16), read_32 (tail + i + 12) };
        if (directory->offset == IN_64_BITS || directory->n_bytes == IN_64_BITS)
          return find_directory_64 (self, self->n_bytes - n + i, directory, error);
        return TRUE;
      }
  return fail (self, error);
}

/* The fields that have no room in 32 bits, in this order. */
static void
take_extra (Entry        *entry,
            const guint8 *extra,
            gsize         n)
{
  guint64 *const fields[] = { &entry->n_unpacked, &entry->n_packed, &entry->offset };

  while (n >= 4)
    {
      gsize length = read_16 (extra + 2);
      gsize at = 4;

      if (length > n - 4)
        return;
      for (gsize i = 0; read_16 (extra) == 1 && i < G_N_ELEMENTS (fields); i++)
        if (*fields[i] == IN_64_BITS && at + 8 <= length + 4)
          {
            *fields[i] = read_64 (extra + at);
            at += 8;
          }
      extra += 4 + length;
      n -= 4 + length;
    }
}

static char *
dup_key (const char *name,
         gsize       n)
{
  g_autofree char *text = g_strndup (name, n);

  g_strdelimit (text, "\\", '/');
  return g_ascii_strdown (*text == '/' ? text + 1 : text, -1);
}

static gboolean
take_entries (YutuPacked   *self,
              const guint8 *bytes,
              gsize         n,
              GError      **error)
{
  while (n >= 4 && memcmp (bytes, "PK\001\002", 4) == 0)
    {
      gsize  n_name = n >= ENTRY_SIZE ? read_16 (bytes + 28) : 0;
      gsize  n_extra = n >= ENTRY_SIZE ? read_16 (bytes + 30) : 0;
      gsize  n_all = n >= ENTRY_SIZE ? ENTRY_SIZE + n_name + n_extra + read_16 (bytes + 32) : G_MAXSIZE;
      Entry *entry = NULL;

      if (n_all > n)
        return fail (self, error);
      entry = g_new0 (Entry, 1);
      *entry = (Entry){ .offset = read_32 (bytes + 42), .n_packed = read_32 (bytes + 20), .n_unpacked = read_32 (bytes + 24), .method = read_16 (bytes + 10), .is_locked = (bytes[8] & 1) != 0 };
      take_extra (entry, bytes + ENTRY_SIZE + n_name, n_extra);
      g_hash_table_replace (self->entries, dup_key ((const char *)bytes + ENTRY_SIZE, n_name), entry);
      bytes += n_all;
      n -= n_all;
    }
  return TRUE;
}

static gboolean
read_directory (YutuPacked *self,
                GError    **error)
{
  Directory          directory = { 0 };
  g_autofree guint8 *bytes = NULL;

  if (!find_directory (self, &directory, error))
    return FALSE;
  if (directory.n_bytes > MAX_DIRECTORY_BYTES)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("%s: there are too many parts in the packed folder"), self->path);
      return FALSE;
    }
  bytes = g_malloc (directory.n_bytes + 1);
  return read_at (self, directory.offset, bytes, directory.n_bytes, error) &&
         take_entries (self, bytes, directory.n_bytes, error);
}

YutuPacked *
yutu_packed_open (const char *path,
                  GError    **error)
{
  g_autoptr (YutuPacked) self = g_new0 (YutuPacked, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) why = NULL;

  self->path = g_strdup (path);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->file = G_INPUT_STREAM (g_file_read (file, NULL, &why));
  if (self->file == NULL)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND, "%s: %s", path, why->message);
      return NULL;
    }
  if (!g_seekable_seek (G_SEEKABLE (self->file), 0, G_SEEK_END, NULL, error))
    return NULL;
  self->n_bytes = (guint64)g_seekable_tell (G_SEEKABLE (self->file));
  return read_directory (self, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- Parts ---- */

static const Entry *
find (YutuPacked *self,
      const char *name)
{
  g_autofree char *key = dup_key (name, strlen (name));

  return g_hash_table_lookup (self->entries, key);
}

gboolean
yutu_packed_has (YutuPacked *self,
                 const char *name)
{
  return find (self, name) != NULL;
}

guint64
yutu_packed_get_size (YutuPacked *self,
                      const char *name)
{
  const Entry *entry = find (self, name);

  return entry != NULL ? entry->n_unpacked : 0;
}

/* Where its bytes are. */
static gboolean
locate (YutuPacked  *self,
        const Entry *entry,
        guint64     *start,
        GError     **error)
{
  guint8 local[LOCAL_SIZE];

  if (!read_at (self, entry->offset, local, sizeof local, error))
    return FALSE;
  *start = entry->offset + LOCAL_SIZE + read_16 (local + 26) + read_16 (local + 28);
  if (memcmp (local, "PK\003\004", 4) != 0 || entry->n_packed > self->n_bytes || *start > self->n_bytes - entry->n_packed)
    return fail (self, error);
  if (!entry->is_locked && (entry->method == DEFLATED || (entry->method == STORED && entry->n_packed <= MAX_STORED_BYTES)))
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_TEXT,
               _ ("%s: the packed folder has a password, or is packed in an unusual way"), self->path);
  return FALSE;
}

GInputStream *
yutu_packed_open_part (YutuPacked *self,
                       const char *name,
                       GError    **error)
{
  const Entry *entry = find (self, name);
  guint64      start = 0;
  g_autoptr (GConverter) converter = NULL;
  GInputStream *stream = NULL;

  if (entry == NULL)
    fail (self, error);
  if (entry == NULL || !locate (self, entry, &start, error))
    return NULL;
  if (entry->method == STORED)
    {
      g_autofree guint8 *bytes = g_malloc (entry->n_packed + 1);

      if (!read_at (self, start, bytes, entry->n_packed, error))
        return NULL;
      return g_memory_input_stream_new_from_data (g_steal_pointer (&bytes), (gssize)entry->n_packed, g_free);
    }
  if (!g_seekable_seek (G_SEEKABLE (self->file), (goffset)start, G_SEEK_SET, NULL, error))
    return NULL;
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  stream = g_converter_input_stream_new (self->file, converter);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  return stream;
}
