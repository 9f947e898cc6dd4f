/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A cut of land tried on a worker, and the land of its parts joined for painting. A trial is never changed:
 * it may cross threads, and outlives the YutuLandEdit's other holders. */
#pragma once

#include "session/yutu-land-edit.h"

G_BEGIN_DECLS

typedef struct _YutuLandTrial YutuLandTrial;

/* yutu_land_edit_preview_cut(); holds @land. Not for the main thread. */
YutuLandTrial *yutu_land_trial_new (YutuLandEdit    *land,
                                    const YutuPoint *points,
                                    gsize            n_points) G_GNUC_WARN_UNUSED_RESULT;
YutuLandTrial *yutu_land_trial_ref (YutuLandTrial *self);
void           yutu_land_trial_unref (YutuLandTrial *self);

/* Borrowed; its land is asked for by yutu_land_trial_join() only. */
const YutuLandPreview *yutu_land_trial_get_preview (const YutuLandTrial *self);

typedef struct
{
  YutuShape *shape;  /* (nullable): there were no faces */
  YutuPoint  inside; /* of the largest part */
} YutuJoinedLand;

/* Faces of its preview's parts as one shape. Not for the main thread. */
YutuJoinedLand *yutu_land_trial_join (YutuLandTrial *self,
                                      const gint64  *faces,
                                      gsize          n_faces) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_joined_land_free (YutuJoinedLand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLandTrial, yutu_land_trial_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuJoinedLand, yutu_joined_land_free)

G_END_DECLS
