/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-division-model.h"
#include "division/yutu-division-private.h"

G_BEGIN_DECLS

/* Days on which one version of a unit has the same faces: what a row of division_area is about. */
typedef struct
{
  gint64      unit;
  int         level;
  const char *code; /* NULL: not known */
  const char *name;
  const char *from;
  const char *to;
  GArray     *faces; /* gint64, ascending, each once */
} YutuDivisionStretch;

/* As they follow from division and face_unit. Owns the text. */
typedef struct
{
  GArray *stretches; /* YutuDivisionStretch */
  /*< private >*/
  GArray *versions;
  GArray *ownerships;
} YutuDivisionStretches;

YutuDivisionStretches *yutu_division_stretches_load (YutuConnection *connection,
                                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void                   yutu_division_stretches_free (YutuDivisionStretches *self);

/* ---- yutu-division-outline.c ---- */

/* The polygon of a row of division_area, from the faces that division_area_face gives it. */
YutuShape *yutu_division_outline_area (YutuConnection *connection,
                                       gint64          area,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of @faces, each once. */
YutuShape *yutu_division_outline_faces (YutuConnection *connection,
                                        const gint64   *faces,
                                        gsize           n_faces,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- yutu-face-area.c ---- */

/* In a deriver that is given ids: after a change of so many arcs, and of these faces. */
gboolean yutu_face_areas_derive (YutuConnection *connection,
                                 const GArray   *faces, /* gint64 */
                                 guint           n_arcs,
                                 GError        **error);
/* Adds what the arcs from the id @first on enclose, and measures the faces from @first on; 0: all. */
gboolean yutu_face_areas_measure (YutuConnection *connection,
                                  gint64          first,
                                  GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionStretches, yutu_division_stretches_free)

G_END_DECLS
