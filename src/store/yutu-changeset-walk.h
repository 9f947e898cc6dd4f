/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reading SQLite's changesets record by record, their values borrowed. Their format is that of
 * sqlite3changeset_concat() and its kin: https://sqlite.org/src/file/ext/session, head of
 * sqlite3session.c. */
#pragma once

#include "store/yutu-store-private.h"

G_BEGIN_DECLS

/* Whatever lies outside makes it bad. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      is_bad;
} YutuReader;

guint8        yutu_reader_byte (YutuReader *self);
const guint8 *yutu_reader_skip (YutuReader *self,
                                guint64     size);
/* SQLite's, of up to 31 bits here: big endian, seven bits a byte, the high bit says: more. */
guint32 yutu_reader_varint (YutuReader *self);
void    yutu_put_varint (GByteArray *out,
                         guint32     value);

enum
{
  YUTU_VALUE_UNDEFINED = 0,
  YUTU_VALUE_TEXT = 3,
  YUTU_VALUE_BLOB = 4,
  YUTU_VALUE_NULL = 5,
};

typedef struct
{
  int           type;
  const guint8 *start; /* of its type */
  const guint8 *end;
  const guint8 *bytes; /* text and blob */
  guint32       size;
} YutuValue;

typedef struct
{
  YutuReader    reader;
  const char   *table;
  guint32       n_columns;
  const guint8 *record; /* where it begins */
  const guint8 *values; /* behind operation and indirect */
  int           operation;
  guint32       n_values;
  YutuValue    *old_values; /* n_values; not for an insert */
  YutuValue    *new_values; /* not for a delete */
} YutuWalk;

void yutu_walk_init (YutuWalk     *self,
                     const guint8 *bytes,
                     gsize         size);
void yutu_walk_clear (YutuWalk *self);
/* FALSE at the end, and where the bytes are no changeset (reader.is_bad). */
gboolean yutu_walk_next (YutuWalk *self);
/* The id is the first column of every user table. */
gint64 yutu_walk_get_id (const YutuWalk *self);
/* Of a number; 0 of anything else. */
gint64 yutu_value_to_int64 (const YutuValue *value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuWalk, yutu_walk_clear)

G_END_DECLS
