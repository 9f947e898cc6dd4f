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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuPlaceScope, yutu_place_scope_clear)

G_END_DECLS
