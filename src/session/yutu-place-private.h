/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-place.h"

G_BEGIN_DECLS

/* ---- A place as a filter of cases (yutu-place-cases.c) ---- */

/* @filter borrows from @self and holds @shape (of the land of a name; NULL without) for as long as
 * it lives. */
typedef struct
{
  YutuPlaceFilter filter;
  YutuShape      *shape;
} YutuPlaceScope;

void yutu_place_scope_clear (YutuPlaceScope *self);
/* A unit that is not valid on @day is looked at as it was last. A point outside of every unit has
 * the scope of no unit, which has nothing. */
gboolean yutu_place_find_scope (YutuConnection  *connection,
                                const YutuPlace *self,
                                YutuDay          day,
                                YutuPlaceScope  *scope,
                                GError         **error);

/* ---- What stands there (yutu-place-objects.c) ---- */

/* Within this distance of a POINT. */
#define YUTU_PLACE_POINT_REACH_M 200.0

void yutu_place_object_free (YutuPlaceObject *self);
/* Fills objects and n_objects of @info for @place. */
gboolean yutu_place_read_objects (YutuConnection       *connection,
                                  const YutuPlace      *place,
                                  const YutuPlaceScope *scope,
                                  YutuDay               day,
                                  YutuPlaceInfo        *info,
                                  GError              **error);

/* ---- Facts (yutu-place-facts.c) ---- */

void yutu_info_fact_free (YutuInfoFact *self);
/* The last day before @end, on which it is no more, as all that is read says it; nothing when there is no end. */
void yutu_place_add_end (YutuPlaceInfo *info,
                         const char    *key,
                         YutuDay        end);
/* NULL and "" add nothing. */
void yutu_place_add_text (YutuPlaceInfo *info,
                          const char    *key,
                          const char    *text);
void yutu_place_add_number (YutuPlaceInfo *info,
                            const char    *key,
                            double         number);

/* Each fills title, facts, box and point, and answers the unit that the place lies in (0: none) in
 * *unit. YUTU_DIVISION_ERROR_NOT_FOUND when there is no such object. */
/* Who asks, for when. */
typedef struct
{
  const YutuModules *modules;
  YutuDay            day;
  const char        *role;
} YutuPlaceReader;

gboolean yutu_place_read_facility (YutuConnection        *connection,
                                   const YutuPlaceReader *reader,
                                   gint64                 id,
                                   YutuPlaceInfo         *info,
                                   gint64                *unit,
                                   GError               **error);
gboolean yutu_place_read_address (YutuConnection *connection,
                                  gint64          id,
                                  YutuDay         day,
                                  YutuPlaceInfo  *info,
                                  gint64         *unit,
                                  GError        **error);
gboolean yutu_place_read_name (YutuConnection *connection,
                               gint64          id,
                               YutuDay         day,
                               YutuPlaceInfo  *info,
                               gint64         *unit,
                               GError        **error);
gboolean yutu_place_read_pillar (YutuConnection        *connection,
                                 const YutuPlaceReader *reader,
                                 gint64                 id,
                                 YutuPlaceInfo         *info,
                                 GError               **error);
gboolean yutu_place_read_line (YutuConnection *connection,
                               gint64          id,
                               YutuDay         day,
                               YutuPlaceInfo  *info,
                               gint64         *unit,
                               GError        **error);

/* "there is no WHAT ID" */
gboolean yutu_place_set_missing (const char *what,
                                 gint64      id,
                                 GError    **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuPlaceScope, yutu_place_scope_clear)

/* What roads say of a point: the crossing that it lies at, the number that it would have. */
gboolean yutu_place_read_along (YutuConnection *connection,
                                YutuPoint       point,
                                YutuDay         day,
                                YutuPlaceInfo  *info,
                                GError        **error);

G_END_DECLS
