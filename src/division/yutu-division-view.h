/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Everything that a picture of one day needs, read in one pass: units, faces with their finest
 * unit, lines with the faces on both sides. Immutable once loaded; may cross threads. */
#pragma once

#include "division/yutu-division.h"
#include "division/yutu-topology.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 face;
  gint64 unit; /* the finest one on the day; 0: nobody's */
} YutuFaceOwner;

typedef struct
{
  YutuArc     arc;
  const char *neighbour; /* who lies outside, on a county line; else NULL */
} YutuDivisionViewArc;

typedef struct
{
  char      *day;
  GPtrArray *units; /* YutuDivision, tree order */
  GArray    *faces; /* YutuFaceOwner, ascending */
  GArray    *arcs;  /* YutuDivisionViewArc, ascending */
  /*< private >*/
  GPtrArray    *shapes;
  GStringChunk *names;
} YutuDivisionView;

/* On the connection's thread. */
YutuDivisionView *yutu_division_view_load (YutuConnection *connection,
                                           const char     *day,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_division_view_free (YutuDivisionView *self);
/* The owner of a face, 0 when nobody's or no such face. */
gint64 yutu_division_view_get_owner (const YutuDivisionView *self,
                                     gint64                  face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionView, yutu_division_view_free)

G_END_DECLS
