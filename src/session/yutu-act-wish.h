/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An act of one step, as somebody wishes it who works on the map: a unit split by a drawn line, a piece
 * given to a neighbour, units merged, a unit placed under another. Any thread. */
#pragma once

#include "division/yutu-act.h"
#include "session/yutu-drawing.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_ACT_WISH_SPLIT, /* a part of the unit becomes a new one */
  YUTU_ACT_WISH_GIVE,  /* a part goes to another unit of its level */
  YUTU_ACT_WISH_MERGE, /* with another one; one of them keeps id and code */
  YUTU_ACT_WISH_PLACE, /* under another unit, as a whole */
} YutuActWishKind;

/* What becomes of a unit under the one that is split or gives. */
typedef enum
{
  YUTU_ACT_WISH_GOES, /* along, whole */
  YUTU_ACT_WISH_STAYS,
  YUTU_ACT_WISH_CUT_NEW_GOES,  /* cut along what is drawn; its part that goes is a new unit */
  YUTU_ACT_WISH_CUT_NEW_STAYS, /* its part that stays is; what goes keeps identity, name and code. Not with
                                * a ring */
} YutuActWishFate;

typedef struct
{
  gint64          unit;
  YutuActWishFate fate;
  const char     *name; /* of its part that is a new unit; not for those that are whole */
  const char     *code; /* NULL: one is proposed */
} YutuActWishPart;

/* Texts may be NULL or "" where nothing is said; who reads them keeps them. */
typedef struct
{
  YutuActWishKind        kind;
  gint64                 unit;
  const char            *unit_name;
  int                    level;
  gint64                 other; /* GIVE: to; MERGE: with; PLACE: under */
  const char            *other_name;
  gboolean               other_keeps; /* MERGE: the other one is the one that stays */
  const YutuActWishPart *parts;       /* SPLIT, GIVE: units under it; those that are left out stay */
  gsize                  n_parts;
  gboolean               has_own_land; /* there is land in it that none under it has: it goes by the drawing, too */
  const YutuDrawing     *drawing;      /* a line, or a ring */
  gboolean               right;        /* the part that goes lies right of the line; in the ring otherwise */
  const char            *name;         /* SPLIT: of the new unit */
  const char            *type;
  const char            *code; /* NULL: one is proposed */
  const char            *doc_no;
  const char            *organ;
  const char            *approved_on; /* ISO */
  const char            *effective_on;
} YutuActWish;

/* One step for each unit that is cut, and one for the whole. */
YutuActSpec *yutu_act_wish_make_spec (const YutuActWish *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
