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
  YUTU_ACT_WISH_SPLIT,  /* a part of the unit becomes a new one */
  YUTU_ACT_WISH_GIVE,   /* a part goes to another unit of its level */
  YUTU_ACT_WISH_MERGE,  /* with another one; one of them keeps id and code */
  YUTU_ACT_WISH_PLACE,  /* under another unit, as a whole */
} YutuActWishKind;

/* Texts may be NULL or "" where nothing is said; who reads them keeps them. */
typedef struct
{
  YutuActWishKind    kind;
  gint64             unit;
  const char        *unit_name;
  int                level;
  gint64             other; /* GIVE: to; MERGE: with; PLACE: under */
  const char        *other_name;
  gboolean           other_keeps; /* MERGE: the other one is the one that stays */
  const gint64      *units;       /* SPLIT, GIVE: whole units under it that go; or, without any, */
  gsize              n_units;
  const YutuDrawing *drawing; /* a line, or a ring */
  gboolean           right;       /* the part that goes lies right of the line; in the ring otherwise */
  const char        *name;        /* SPLIT: of the new unit */
  const char        *type;
  const char        *code; /* NULL: one is proposed */
  const char        *doc_no;
  const char        *organ;
  const char        *approved_on; /* ISO */
  const char        *effective_on;
} YutuActWish;

YutuActSpec *yutu_act_wish_make_spec (const YutuActWish *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
