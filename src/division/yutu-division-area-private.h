/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-division-model.h"

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

/* ---- yutu-division-area-patch.c ---- */

/* In a deriver: draws the polygon of @area with the courses that @arcs, which it has on exactly one
 * side of each, have now. *is_done is FALSE when more than vertices of them has changed: it must be
 * drawn anew. */
gboolean yutu_division_area_patch (YutuConnection *connection,
                                   gint64          area,
                                   const gint64   *arcs,
                                   gsize           n_arcs,
                                   gboolean       *is_done,
                                   GError        **error);

/* ---- yutu-division-area-measure.c ---- */

/* The area of @shape, of a unit that had the polygon @before (nullable) of @before_m2, both as
 * division_area keeps them: only edges that are not in both are measured. */
double yutu_division_area_measure (const YutuShape *shape,
                                   GBytes          *before,
                                   double           before_m2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionStretches, yutu_division_stretches_free)

G_END_DECLS
