/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Writes as whoever calls sees them: waited for, or on a worker; with a companion in the same entry. */

#include "store/yutu-journal-private.h"

typedef struct
{
  YutuEntrySpec             spec;
  YutuWriteFunc             func;
  gpointer                  data;
  const YutuStoreCompanion *companion; /* NULL: none */
  gint64                    entry;
} Write;

static GPrivate companion_private; /* const YutuStoreCompanion, of its setter */

void
yutu_store_set_companion (const YutuStoreCompanion *companion)
{
  g_private_set (&companion_private, (gpointer)companion);
}

static gboolean
write_with_companion (YutuConnection *connection,
                      gpointer        data,
                      GError        **error)
{
  const Write *write = data;

  return write->func (connection, write->data, error) &&
         write->companion->func (connection, write->companion->data, error);
}

static gboolean
write_on_writer (YutuStore      *self,
                 YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Write *write = data;

  if (write->companion != NULL)
    return yutu_journal_write (self, connection, &write->spec, write_with_companion, write,
                               &write->entry, error);
  return yutu_journal_write (self, connection, &write->spec, write->func, write->data,
                             &write->entry, error);
}

gboolean
yutu_store_write (YutuStore           *self,
                  const YutuEntrySpec *spec,
                  YutuWriteFunc        func,
                  gpointer             data,
                  gint64              *entry,
                  GCancellable        *cancellable,
                  GError             **error)
{
  Write    write = { .spec = *spec,
                     .func = func,
                     .data = data,
                     .companion = g_private_get (&companion_private) };
  gboolean done = yutu_store_run_on_writer (self, write_on_writer, &write, cancellable, error);

  if (entry != NULL)
    *entry = write.entry;
  return done;
}
