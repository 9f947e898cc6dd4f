/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. Two reads at most are on their way: what is asked for, and one ahead. Another wish cancels the
 *    first; the second waits for it.
 * 2. Every answer knows its epoch: those from before a change of day or data are dropped. */

#include <adwaita.h>

#include "ui/yutu-coverage-private.h"

static int
get_level_of (YutuCoverage           *self,
              const YutuIndicatorDef *def)
{
  const int levels[] = { self->level, YUTU_LEVEL_OF_TOWNSHIPS, YUTU_LEVEL_OF_VILLAGES };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (yutu_indicator_def_has_level (def, levels[i]))
      return levels[i];
  return YUTU_LEVEL_OF_NONE;
}

static char *
make_key (YutuCoverage           *self,
          const YutuIndicatorDef *def)
{
  return g_strdup_printf ("%s/%d/%d", def->id, get_level_of (self, def), (int)self->scope);
}

static YutuCoverageShown *
find_in_cache (YutuCoverage           *self,
               const YutuIndicatorDef *def)
{
  g_autofree char *key = make_key (self, def);

  return g_hash_table_lookup (self->cache, key);
}

typedef struct
{
  YutuCoverage       *coverage; /* owned */
  char               *id;
  char               *key;
  guint               epoch;
  GCancellable       *cancellable; /* owned */
  gboolean            is_dark;
  YutuIndicatorTable *table;
} Read;

static void
read_free (gpointer data)
{
  Read *self = data;

  g_clear_object (&self->coverage);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->table, yutu_indicator_table_free);
  g_free (self->id);
  g_free (self->key);
  g_free (self);
}

static void read_ahead (YutuCoverage *self);

static void
set_read (YutuCoverage *self,
          GCancellable *cancellable)
{
  gboolean was = self->read != NULL;

  if (self->read != NULL && self->read != cancellable)
    g_cancellable_cancel (self->read);
  g_set_object (&self->read, cancellable);
  if (was != (cancellable != NULL))
    g_object_notify (G_OBJECT (self), "waiting");
}

static gboolean
is_reading (GCancellable *cancellable,
            const char   *key)
{
  return cancellable != NULL &&
         g_str_equal (g_object_get_data (G_OBJECT (cancellable), "key"), key);
}

/* Forgets that @read is on its way. */
static void
end_read (YutuCoverage *self,
          const Read   *read)
{
  if (self->read == read->cancellable)
    set_read (self, NULL);
  if (self->ahead == read->cancellable)
    g_clear_object (&self->ahead);
}

static void
fail_read (Read   *read,
           GError *error)
{
  YutuCoverage *self = read->coverage;
  gboolean      is_asked = self->read == read->cancellable;

  end_read (self, read);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (read->epoch == self->epoch)
    g_hash_table_add (self->broken, g_strdup (read->key));
  if (is_asked && g_error_matches (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_COUNTY))
    yutu_coverage_show (self, NULL); /* there are no units to show it by */
  if (is_asked)
    g_signal_emit_by_name (self, "failed", error);
  read_ahead (self);
}

static void
classed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Read *read = data;
  g_autoptr (YutuThemeMap) map = g_task_propagate_pointer (G_TASK (result), NULL);
  YutuCoverage *self = read->coverage;

  end_read (self, read);
  if (read->epoch == self->epoch && map != NULL)
    {
      g_hash_table_replace (self->cache, g_strdup (read->key),
                            yutu_coverage_shown_new (g_steal_pointer (&map), read->is_dark));
      g_signal_emit_by_name (self, "read", read->id);
    }
  read_free (read);
  yutu_coverage_wish (self);
}

/* Colours come from the styles, which are on the disk. */
static void
class_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Read *read = data;

  g_task_return_pointer (task, yutu_theme_map_new (g_steal_pointer (&read->table), read->is_dark),
                         (GDestroyNotify)yutu_theme_map_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Read *read = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  read->table = yutu_session_read_indicator_finish (YUTU_SESSION (source), result, &error);
  if (read->table == NULL)
    {
      fail_read (read, error);
      read_free (read);
      return;
    }
  task = g_task_new (NULL, NULL, classed_cb, read);
  g_task_set_source_tag (task, read_cb);
  g_task_set_task_data (task, read, NULL);
  g_task_run_in_thread (task, class_in_worker);
}

/* (transfer full): what cancels it. */
static GCancellable *
begin_read (YutuCoverage           *self,
            const YutuIndicatorDef *def)
{
  YutuIndicatorSpec spec = { .id = def->id,
                             .level = get_level_of (self, def),
                             .scope = self->scope,
                             .day = yutu_session_get_day (self->session) };
  GCancellable     *cancellable = g_cancellable_new ();
  Read             *read = g_new0 (Read, 1);

  read->coverage = g_object_ref (self);
  read->id = g_strdup (def->id);
  read->key = make_key (self, def);
  read->epoch = self->epoch;
  read->cancellable = g_object_ref (cancellable);
  read->is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_object_set_data_full (G_OBJECT (cancellable), "key", g_strdup (read->key), g_free);
  yutu_session_read_indicator_async (self->session, &spec, cancellable, read_cb, read);
  return cancellable;
}

/* The nearest one, after what is asked for, that was not read. */
static void
read_ahead (YutuCoverage *self)
{
  gsize n = yutu_coverage_get_n (self);
  gsize from = self->def != NULL ? yutu_coverage_find_index (self, self->def->id) : 0;

  if (self->ahead != NULL || self->read != NULL || !self->is_active)
    return;
  for (gsize i = 0; i < n; i++)
    {
      /* Forwards and backwards by turns: 0, +1, -1, +2 … */
      gsize                   step = (i + 1) / 2 % n;
      const YutuIndicatorDef *def =
        yutu_coverage_get_def (self, (from + (i % 2 == 1 ? step : n - step)) % n, NULL);

      g_autofree char *key = make_key (self, def);

      if (g_hash_table_contains (self->cache, key) || g_hash_table_contains (self->broken, key))
        continue;
      self->ahead = begin_read (self, def);
      return;
    }
}

void
yutu_coverage_wish (YutuCoverage *self)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autofree char   *key = NULL;
  YutuCoverageShown *found = NULL;

  if (!self->is_active || self->session == NULL || self->def == NULL || self->settle_source != 0)
    return;
  key = make_key (self, self->def);
  found = g_hash_table_lookup (self->cache, key);
  if (found != NULL)
    {
      set_read (self, NULL);
      yutu_coverage_show (self, found);
      read_ahead (self);
      return;
    }
  if (is_reading (self->read, key))
    return;
  if (is_reading (self->ahead, key)) /* what was read ahead is asked for now */
    cancellable = g_steal_pointer (&self->ahead);
  else
    cancellable = begin_read (self, self->def);
  set_read (self, cancellable);
}

void
yutu_coverage_stop (YutuCoverage *self)
{
  set_read (self, NULL);
  g_cancellable_cancel (self->ahead);
  g_clear_object (&self->ahead);
}

void
yutu_coverage_forget (YutuCoverage *self)
{
  self->epoch++;
  yutu_coverage_stop (self);
  g_hash_table_remove_all (self->cache);
  g_hash_table_remove_all (self->broken);
  g_signal_emit_by_name (self, "read", NULL);
}

const YutuThemeMap *
yutu_coverage_find_map (YutuCoverage *self,
                        const char   *id)
{
  gsize              index;
  YutuCoverageShown *found;

  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  index = yutu_coverage_find_index (self, id);
  if (index == G_MAXSIZE)
    return NULL;
  found = find_in_cache (self, yutu_coverage_get_def (self, index, NULL));
  return found != NULL ? found->map : NULL;
}
