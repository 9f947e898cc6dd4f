/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The journal as people read it: all entries, or those of one object. */

#include "store/yutu-store-private.h"

void
yutu_entry_free (YutuEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->at);
  g_free (self->actor);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->hash);
  g_free (self);
}

#define ENTRY_COLUMNS \
  "id, at, actor, kind, title, state, undoes, n_objects, bulk_first, lower (hex (hash))"

typedef struct
{
  gint64     object;
  gsize      limit;
  GPtrArray *entries;
} List;

static gboolean
list_entries (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  List         *list = data;
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    list->object == 0
      ? "SELECT " ENTRY_COLUMNS " FROM journal WHERE ?1 = 0 ORDER BY id DESC LIMIT ?2"
      : "SELECT " ENTRY_COLUMNS " FROM journal WHERE id IN (SELECT entry FROM journal_object "
        "WHERE object = ?1 UNION ALL SELECT id FROM journal WHERE bulk_first > 0 AND "
        "bulk_first <= ?1 AND bulk_last >= ?1) ORDER BY id DESC LIMIT ?2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, list->object);
  sqlite3_bind_int64 (statement, 2, list->limit > 0 ? (gint64)list->limit : -1);
  while (TRUE)
    {
      YutuEntry *entry = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      entry = g_new0 (YutuEntry, 1);
      entry->id = sqlite3_column_int64 (statement, 0);
      entry->at = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      entry->actor = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      entry->kind = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      entry->title = g_strdup ((const char *)sqlite3_column_text (statement, 4));
      entry->state = sqlite3_column_int (statement, 5) != 0 ? YUTU_ENTRY_UNDONE : YUTU_ENTRY_DONE;
      entry->undoes = sqlite3_column_int64 (statement, 6);
      entry->n_objects = sqlite3_column_int64 (statement, 7);
      entry->bulk = sqlite3_column_int64 (statement, 8) != 0;
      entry->hash = g_strdup ((const char *)sqlite3_column_text (statement, 9));
      g_ptr_array_add (list->entries, entry);
    }
}

GPtrArray *
yutu_store_list_entries (YutuStore    *self,
                         gint64        object,
                         gsize         limit,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_entry_free);
  List list = { .object = object, .limit = limit, .entries = entries };

  if (!yutu_store_read (self, list_entries, &list, cancellable, error))
    return NULL;
  return g_steal_pointer (&entries);
}
