/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A change of divisions that was begun on the map: what is missing is asked for, what it would do is shown
 * before it is done. Main thread only.
 *
 * What is typed is kept as a draft, with what was drawn; it leaves the file in the transaction that carries
 * the change out. */
#pragma once

#include <adwaita.h>

#include "session/yutu-act-wish.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_ACT_FORM (yutu_act_form_get_type ())
G_DECLARE_FINAL_TYPE (YutuActForm, yutu_act_form, YUTU, ACT_FORM, AdwBin)

/**
 * Signals:
 *   left (gboolean is_done): carried out, or left; is_done FALSE: as it was
 *   done (char *title):      one entry of the journal; with Undo
 *   failed (GError *)
 *   parts-changed ():        other land goes, or is called otherwise
 */
void yutu_act_form_set_session (YutuActForm *self,
                                YutuSession *session);

#define YUTU_ACT_FORM_DRAFT_KIND "act-form" /* without a drawing; with one, it is the drawing's draft */

/* A unit under the one that the drawing parts. */
typedef struct
{
  gint64      unit;
  const char *name;
  gint64      area_cm2[2]; /* left of the line and right of it; in the ring and around it */
} YutuActFormPart;

typedef struct
{
  YutuActWishKind kind;       /* of a ring it is asked: a new unit, another one's exclave, a correction */
  gboolean        is_outside; /* the ring does not lie in the unit: it can only be its, or others', all along */
  gint64          unit;
  YutuDrawing    *drawing; /* (transfer full) (nullable) */
  gint64          left_cm2;
  gint64          right_cm2;
  const char     *left_words; /* (nullable): where it lies: "north" */
  const char     *right_words;
  GArray         *parts;        /* (nullable) YutuActFormPart, all of them; copied */
  gboolean        has_own_land; /* the unit has some that none under it has */
  const char     *purpose;      /* (nullable): of the drawing's draft */
  const char     *typed;        /* (nullable): a draft's: see yutu_form_dup_typed() */
} YutuActFormSpec;

/* FALSE: the unit is not there on the session's day; nothing is taken. */
gboolean yutu_act_form_begin (YutuActForm           *self,
                              const YutuActFormSpec *spec);

/* Goes on with a draft of YUTU_ACT_FORM_DRAFT_KIND; FALSE: it is none, or its unit is not there on the
 * session's day. */
gboolean yutu_act_form_resume (YutuActForm *self,
                               const char  *content);
/* What was drawn for it, borrowed; NULL: nothing. */
const YutuDrawing *yutu_act_form_get_drawing (YutuActForm *self);
/* Whether land of @unit, the finest that has it, on the side of the drawing goes by what is filled in; of a
 * ring, what is in it is left. */
gboolean yutu_act_form_goes (YutuActForm *self,
                             gint64       unit,
                             gboolean     right);
/* Of a line: the side that was pointed at is the one that goes. */
void yutu_act_form_choose_side (YutuActForm *self,
                                gboolean     right);
/* What the land that goes is called on the map; NULL without a drawing. (transfer full) */
char *yutu_act_form_dup_legend (YutuActForm *self);

/* Something else takes its place: the draft stays and is offered. */
void yutu_act_form_leave_draft (YutuActForm *self);

/* "罗店镇" on the session's day; NULL: no such unit. (transfer full) */
char *yutu_act_form_dup_unit_name (YutuSession *session,
                                   gint64       unit);

G_END_DECLS
