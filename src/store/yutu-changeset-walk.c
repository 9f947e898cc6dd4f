/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "store/yutu-changeset-walk.h"

#include <string.h>

#define MAX_COLUMNS 2000 /* SQLITE_MAX_COLUMN */

/* ---- Reading SQLite's format; whatever lies outside makes the reader bad ---- */

guint8
yutu_reader_byte (YutuReader *self)
{
  if (self->at < self->end)
    return *self->at++;
  self->is_bad = TRUE;
  return 0;
}

const guint8 *
yutu_reader_skip (YutuReader *self,
                  guint64     size)
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
guint32
yutu_reader_varint (YutuReader *self)
{
  guint64 value = 0;

  for (int i = 0; i < 5; i++)
    {
      guint8 byte = yutu_reader_byte (self);

      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return value <= G_MAXINT32 ? (guint32)value : (self->is_bad = TRUE, 0);
    }
  self->is_bad = TRUE;
  return 0;
}

static guint64
read_int64 (YutuReader *self)
{
  const guint8 *bytes = yutu_reader_skip (self, 8);
  guint64       value = 0;

  for (int i = 0; bytes != NULL && i < 8; i++)
    value = value << 8 | bytes[i];
  return value;
}

void
yutu_put_varint (GByteArray *out,
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

static void
read_value (YutuReader *self,
            YutuValue  *value)
{
  *value = (YutuValue){ .start = self->at };
  value->type = yutu_reader_byte (self);
  if (value->type == YUTU_VALUE_TEXT || value->type == YUTU_VALUE_BLOB)
    {
      value->size = yutu_reader_varint (self);
      value->bytes = yutu_reader_skip (self, value->size);
    }
  else if (value->type == SQLITE_INTEGER || value->type == SQLITE_FLOAT)
    yutu_reader_skip (self, 8);
  else if (value->type != YUTU_VALUE_UNDEFINED && value->type != YUTU_VALUE_NULL)
    self->is_bad = TRUE;
  value->end = self->at;
}

gint64
yutu_value_to_int64 (const YutuValue *value)
{
  YutuReader reader = { value->start + 1, value->end, FALSE };

  return value->type == SQLITE_INTEGER ? (gint64)read_int64 (&reader) : 0;
}

/* ---- A walk over the records ---- */

void
yutu_walk_init (YutuWalk     *self,
                const guint8 *bytes,
                gsize         size)
{
  *self = (YutuWalk){ .reader = { bytes, bytes + size, FALSE } };
}

void
yutu_walk_clear (YutuWalk *self)
{
  g_free (self->old_values);
  g_free (self->new_values);
}

static void
read_table (YutuWalk *self)
{
  const guint8 *end = NULL;

  self->n_columns = yutu_reader_varint (&self->reader);
  if (self->n_columns == 0 || self->n_columns > MAX_COLUMNS)
    self->reader.is_bad = TRUE;
  yutu_reader_skip (&self->reader, self->n_columns);
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
      self->old_values = g_renew (YutuValue, self->old_values, self->n_values);
      self->new_values = g_renew (YutuValue, self->new_values, self->n_values);
    }
}

/* FALSE at the end, and where the bytes are no changeset (reader.is_bad). */
gboolean
yutu_walk_next (YutuWalk *self)
{
  while (!self->reader.is_bad && self->reader.at < self->reader.end)
    {
      self->record = self->reader.at;
      self->operation = yutu_reader_byte (&self->reader);
      if (self->operation == 'T')
        {
          read_table (self);
          continue;
        }
      if (self->table == NULL || (self->operation != SQLITE_INSERT && self->operation != SQLITE_UPDATE &&
                                  self->operation != SQLITE_DELETE))
        self->reader.is_bad = TRUE;
      yutu_reader_byte (&self->reader); /* indirect */
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
gint64
yutu_walk_get_id (const YutuWalk *self)
{
  return yutu_value_to_int64 (self->operation == SQLITE_INSERT ? &self->new_values[0] : &self->old_values[0]);
}
