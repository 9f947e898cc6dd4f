/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Who is told of commits, each in the main context in which it asked. */

#include "store/yutu-store-private.h"

typedef struct
{
  YutuStore      *store;
  guint           handle;
  YutuChangedFunc func;
  gpointer        data;
  GStrv           tables;
  GHashTable     *rows;
} Announcement;

static gboolean
is_listening (YutuStore *self,
              guint      handle)
{
  gboolean found = FALSE;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->listeners->len; i++)
    found = found || g_array_index (self->listeners, YutuListener, i).handle == handle;
  g_mutex_unlock (&self->mutex);
  return found;
}

static gboolean
announce_cb (gpointer data)
{
  Announcement *announcement = data;
  YutuChanges   changes = { (const char *const *)announcement->tables, announcement->rows };

  if (is_listening (announcement->store, announcement->handle))
    announcement->func (&changes, announcement->data);
  return G_SOURCE_REMOVE;
}

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;

  yutu_store_unref (announcement->store);
  g_strfreev (announcement->tables);
  g_hash_table_unref (announcement->rows);
  g_free (announcement);
}

gboolean
yutu_changes_list_rows (const YutuChanges *self,
                        const char        *table,
                        const GArray     **ids)
{
  gpointer found = NULL;
  gboolean is_written = g_hash_table_lookup_extended (self->rows, table, NULL, &found);

  *ids = found;
  return !is_written || found != NULL;
}

static void
announce (YutuStore          *self,
          const YutuListener *listener,
          char              **names,
          GHashTable         *rows)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Announcement *announcement = g_new0 (Announcement, 1);

  announcement->store = yutu_store_ref (self);
  announcement->handle = listener->handle;
  announcement->func = listener->func;
  announcement->data = listener->data;
  announcement->tables = g_strdupv (names);
  announcement->rows = g_hash_table_ref (rows);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_attach (source, listener->context);
}

/* Under the lock: a context is there as long as its listener is in the list. */
void
yutu_store_announce (YutuStore  *self,
                     GHashTable *rows)
{
  g_autofree char **names = (char **)g_hash_table_get_keys_as_array (rows, NULL);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->listeners->len; i++)
    announce (self, &g_array_index (self->listeners, YutuListener, i), names, rows);
  g_mutex_unlock (&self->mutex);
}

guint
yutu_store_add_changed_listener (YutuStore      *self,
                                 YutuChangedFunc func,
                                 gpointer        data)
{
  YutuListener listener = { .func = func, .data = data };

  listener.context = g_main_context_ref_thread_default ();
  g_mutex_lock (&self->mutex);
  listener.handle = ++self->next_listener;
  g_array_append_val (self->listeners, listener);
  g_mutex_unlock (&self->mutex);
  return listener.handle;
}

void
yutu_store_remove_changed_listener (YutuStore *self,
                                    guint      handle)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->listeners->len; i++)
    if (g_array_index (self->listeners, YutuListener, i).handle == handle)
      {
        g_main_context_unref (g_array_index (self->listeners, YutuListener, i).context);
        g_array_remove_index (self->listeners, i);
        break;
      }
  g_mutex_unlock (&self->mutex);
}
