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

G_END_DECLS
