/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <sys/resource.h>

#include "session/yutu-map-layers-private.h"
#include "session/yutu-session-private.h"

void
yutu_session_reload_free (YutuSessionReload *self)
{
  g_clear_pointer (&self->previous, yutu_map_layers_unref);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->file, yutu_file_unref);
  g_free (self);
}

void
yutu_session_loaded_free (YutuSessionLoaded *self)
{
  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  yutu_undo_peek_clear (&self->titles);
  g_free (self);
}

typedef struct
{
  YutuDay    day;
  GPtrArray *units;
} ReadUnits;

static gboolean
read_units (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  ReadUnits *read = data;
  char       day[YUTU_DAY_TEXT_SIZE];

  read->units = yutu_division_list (connection, yutu_day_format (read->day, day), error);
  return read->units != NULL;
}

static gboolean
load_layers (const YutuSessionReload *reload,
             YutuSessionLoaded       *loaded,
             GCancellable            *cancellable,
             GError                 **error)
{
  const YutuMapLayers *previous = reload->previous;

  if (previous != NULL && !yutu_map_layers_stand_on (previous, reload->day, loaded->epsg))
    previous = NULL;
  loaded->layers = yutu_file_reload_map (reload->file, reload->modules, reload->day, loaded->epsg,
                                         previous, reload->parts, cancellable, error);
  return loaded->layers != NULL;
}

static gboolean
load (const YutuSessionReload *reload,
      YutuSessionLoaded       *loaded,
      GCancellable            *cancellable,
      GError                 **error)
{
  YutuStore *store = yutu_file_get_store (reload->file);
  ReadUnits  read = { .day = reload->day };

  if (!yutu_file_read_map_crs (reload->file, &loaded->epsg, error) ||
      !yutu_store_peek_undo (store, &loaded->titles, error))
    return FALSE;
  if (reload->parts != 0 && !load_layers (reload, loaded, cancellable, error))
    return FALSE;
  if (reload->units && !yutu_store_read (store, read_units, &read, cancellable, error))
    return FALSE;
  loaded->units = read.units;
  return TRUE;
}

void
yutu_session_reload_in_worker (GTask        *task,
                               gpointer      source,
                               gpointer      task_data,
                               GCancellable *cancellable)
{
  const YutuSessionReload *reload = task_data;
  g_autoptr (YutuSessionLoaded) loaded = g_new0 (YutuSessionLoaded, 1);
  GError *error = NULL;

  loaded->generation = reload->generation;
  if (load (reload, loaded, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&loaded),
                           (GDestroyNotify)yutu_session_loaded_free);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  YutuMapLayers *layers;
  GCancellable  *cancellable;
} Hold;

static gpointer
hold_thread (gpointer data)
{
  Hold *self = data;
  g_autoptr (GError) error = NULL;

  /* On Linux, of this thread alone. */
  if (setpriority (PRIO_PROCESS, 0, 19) != 0)
    g_debug ("the thread that reads addresses keeps its priority");
  if (!yutu_map_layers_hold_addresses (self->layers, self->cancellable, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("addresses stay in the file: %s", error->message);
  yutu_map_layers_unref (self->layers);
  g_object_unref (self->cancellable);
  g_free (self);
  return NULL;
}

void
yutu_session_begin_hold (YutuMapLayers *layers,
                         GCancellable  *cancellable)
{
  Hold    *hold = g_new (Hold, 1);
  GThread *thread = NULL;

  *hold = (Hold){ yutu_map_layers_ref (layers), g_object_ref (cancellable) };
  thread = g_thread_new ("yutu-hold", hold_thread, hold);
  g_thread_unref (thread);
}
