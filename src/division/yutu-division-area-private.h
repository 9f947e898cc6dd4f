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

/* Faces that a unit is known to have in a stretch of days. */
typedef struct
{
  gint64        unit;
  const char   *from;
  const char   *to;
  const GArray *faces; /* gint64, ascending */
} YutuDivisionHeld;

/* What is looked at: all; some units with all that were ever below them; or some units, of whose faces only some
 * are asked for anew. */
typedef struct
{
  const char   *units; /* (nullable): a JSON array */
  const char   *faces; /* (nullable): a JSON array; none of them is in @held */
  const GArray *held;  /* (nullable): YutuDivisionHeld: the other faces of @units, with @faces alone */
} YutuDivisionWindow;

/* The text of @window->held is borrowed. */
YutuDivisionStretches *yutu_division_stretches_load (YutuConnection           *connection,
                                                     const YutuDivisionWindow *window,
                                                     GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                   yutu_division_stretches_free (YutuDivisionStretches *self);

/* ---- yutu-division-spans.c ---- */

/* In a deriver that is given ids, when rows of division were changed and nothing else of the land: the units
 * they are of (gint64), when it is as it was who is when below whom; else *units is NULL, and any unit's
 * stretches may be others. (transfer full) */
gboolean yutu_division_list_own_changes (YutuConnection *connection,
                                         GArray        **units,
                                         GError        **error);

/* ---- yutu-division-reach.c ---- */

char *yutu_division_ids_to_json (const GArray *ids) G_GNUC_WARN_UNUSED_RESULT;
/* @units and all that were ever below them. */
GArray *yutu_division_list_below (YutuConnection *connection,
                                  const GArray   *units,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a deriver that is given ids, when faces, @changed among them, and owners were changed and no unit: these
 * faces and those of the owners' rows, and the units whose stretches may be others by them. Both NULL: any
 * unit's may. (transfer full) element type gint64, *faces ascending. */
gboolean yutu_division_list_reach (YutuConnection *connection,
                                   const GArray   *changed,
                                   GArray        **faces,
                                   GArray        **units,
                                   GError        **error);

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
