/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-land-trial.h"

struct _YutuLandTrial
{
  gatomicrefcount ref_count;
  YutuLandEdit   *land; /* whose texts the preview has */
  YutuLandPreview preview;
  GMutex          mutex; /* its model remembers what it was asked */
};

YutuLandTrial *
yutu_land_trial_new (YutuLandEdit    *land,
                     const YutuPoint *points,
                     gsize            n_points)
{
  YutuLandTrial *self = g_new0 (YutuLandTrial, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->land = yutu_land_edit_ref (land);
  yutu_land_edit_preview_cut (land, points, n_points, &self->preview);
  return self;
}

YutuLandTrial *
yutu_land_trial_ref (YutuLandTrial *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_land_trial_unref (YutuLandTrial *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  yutu_land_preview_clear (&self->preview);
  yutu_land_edit_unref (self->land);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const YutuLandPreview *
yutu_land_trial_get_preview (const YutuLandTrial *self)
{
  return &self->preview;
}

static gint64
find_largest (const YutuLandTrial *self,
              const gint64        *faces,
              gsize                n_faces)
{
  gint64 largest = faces[0], most_cm2 = 0;

  for (guint p = 0; self->preview.parts != NULL && p < self->preview.parts->len; p++)
    {
      const YutuLandPart *part = &g_array_index (self->preview.parts, YutuLandPart, p);

      for (gsize f = 0; f < n_faces && part->area_cm2 > most_cm2; f++)
        if (faces[f] == part->face)
          {
            most_cm2 = part->area_cm2;
            largest = part->face;
          }
    }
  return largest;
}

YutuJoinedLand *
yutu_land_trial_join (YutuLandTrial *self,
                      const gint64  *faces,
                      gsize          n_faces)
{
  YutuJoinedLand *joined = g_new0 (YutuJoinedLand, 1);

  if (n_faces == 0 || !self->preview.is_allowed)
    return joined;
  g_mutex_lock (&self->mutex);
  joined->shape = yutu_land_preview_dup_land (&self->preview, faces, n_faces);
  joined->inside = yutu_land_preview_get_point (&self->preview, find_largest (self, faces, n_faces));
  g_mutex_unlock (&self->mutex);
  return joined;
}

void
yutu_joined_land_free (YutuJoinedLand *self)
{
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}
