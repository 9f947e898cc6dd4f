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
  Write write = { .spec = *spec,
                  .func = func,
                  .data = data,
                  .companion = g_private_get (&companion_private) };
  gboolean done = yutu_store_run_on_writer (self, write_on_writer, &write, cancellable, error);

  if (entry != NULL)
    *entry = write.entry;
  return done;
}

static void
write_free (gpointer data)
{
  Write *write = data;

  g_free ((char *)write->spec.kind);
  g_free ((char *)write->spec.title);
  g_free ((char *)write->spec.actor);
  g_free (write);
}

typedef struct
{
  YutuStore *store;
  Write     *write;
} AsyncWrite;

static void
async_write_free (gpointer data)
{
  AsyncWrite *async = data;

  yutu_store_unref (async->store);
  write_free (async->write);
  g_free (async);
}

static void
write_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  AsyncWrite *async = task_data;
  GError     *error = NULL;

  if (yutu_store_run_on_writer (async->store, write_on_writer, async->write, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yutu_store_write_async (YutuStore           *self,
                        const YutuEntrySpec *spec,
                        YutuWriteFunc        func,
                        gpointer             data,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  AsyncWrite *async = g_new0 (AsyncWrite, 1);

  async->store = yutu_store_ref (self);
  async->write = g_new0 (Write, 1);
  async->write->spec.kind = g_strdup (spec->kind);
  async->write->spec.title = g_strdup (spec->title);
  async->write->spec.actor = g_strdup (spec->actor);
  async->write->spec.bulk = spec->bulk;
  async->write->func = func;
  async->write->data = data;
  g_task_set_source_tag (task, yutu_store_write_async);
  g_task_set_task_data (task, async, async_write_free);
  g_task_run_in_thread (task, write_in_worker);
}

gboolean
yutu_store_write_finish (YutuStore    *self,
                         GAsyncResult *result,
                         gint64       *entry,
                         GError      **error)
{
  AsyncWrite *async = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  async = g_task_get_task_data (G_TASK (result));
  if (entry != NULL)
    *entry = async->write->entry;
  return g_task_propagate_boolean (G_TASK (result), error);
}
