/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is snapped to between a commit and the map's reload: boundaries that a commit changed are not there
 * until layers are loaded that have them as they are.
 *
 * 1. fresh: those that were changed, of which no running reload is known to have read the change.
 * 2. covered: those that a running reload reads as they are. When it is not taken they are fresh again.
 * 3. What is asked is the layers' index without both. */

#include "session/yutu-session-private.h"

void
yutu_session_snaps_init (YutuSessionSnaps *self)
{
  *self = (YutuSessionSnaps){
    .fresh = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .covered = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };
}

static void
drop_indexes (YutuSessionSnaps *self)
{
  for (int i = 0; i < YUTU_MAP_N_SNAPS; i++)
    g_clear_pointer (&self->indexes[i], yutu_snap_index_unref);
}

void
yutu_session_snaps_clear (YutuSessionSnaps *self)
{
  drop_indexes (self);
  g_hash_table_unref (self->fresh);
  g_hash_table_unref (self->covered);
}

static void
move_all (GHashTable *from,
          gboolean   *from_all,
          GHashTable *to,
          gboolean   *to_all)
{
  GHashTableIter iter;
  gpointer       id = NULL;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_add (to, id);
    }
  *to_all = *to_all || *from_all;
  *from_all = FALSE;
}

void
yutu_session_snaps_begin_reload (YutuSessionSnaps *self,
                                 gboolean          reads_boundaries)
{
  if (reads_boundaries)
    move_all (self->fresh, &self->fresh_all, self->covered, &self->covered_all);
}

void
yutu_session_snaps_lose_reload (YutuSessionSnaps *self)
{
  move_all (self->covered, &self->covered_all, self->fresh, &self->fresh_all);
}

static void
update (YutuSessionSnaps    *self,
        const YutuMapLayers *layers)
{
  YutuSnapIndex *const *snaps = yutu_map_layers_list_snaps (layers);

  drop_indexes (self);
  for (int i = 0; i < YUTU_MAP_N_SNAPS; i++)
    {
      YutuSnapIndex *index = snaps[i];

      if (index == NULL || (i == YUTU_MAP_SNAP_BOUNDARIES && (self->fresh_all || self->covered_all)))
        continue;
      if (i != YUTU_MAP_SNAP_BOUNDARIES || g_hash_table_size (self->fresh) + g_hash_table_size (self->covered) == 0)
        self->indexes[i] = yutu_snap_index_ref (index);
      else
        {
          g_autoptr (YutuSnapIndex) without = yutu_snap_index_without (index, self->fresh);

          self->indexes[i] = yutu_snap_index_without (without, self->covered);
        }
    }
}

void
yutu_session_snaps_take_reload (YutuSessionSnaps    *self,
                                const YutuMapLayers *layers)
{
  g_hash_table_remove_all (self->covered);
  self->covered_all = FALSE;
  update (self, layers);
}

void
yutu_session_snaps_note (YutuSessionSnaps    *self,
                         const YutuMapLayers *layers,
                         const GArray        *arcs)
{
  for (guint i = 0; arcs != NULL && i < arcs->len; i++)
    g_hash_table_add (self->fresh, g_memdup2 (&g_array_index (arcs, gint64, i), sizeof (gint64)));
  self->fresh_all = self->fresh_all || arcs == NULL;
  if (layers != NULL)
    update (self, layers);
}
