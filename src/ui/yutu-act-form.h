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
 */
void yutu_act_form_set_session (YutuActForm *self,
                                YutuSession *session);

#define YUTU_ACT_FORM_DRAFT_KIND "act-form" /* without a drawing; with one, it is the drawing's draft */

typedef struct
{
  YutuActWishKind kind;
  gboolean        asks_kind; /* a ring: a new unit, or another one's exclave */
  gint64          unit;
  YutuDrawing    *drawing; /* (transfer full) (nullable) */
  gint64          left_cm2;
  gint64          right_cm2;
  const char     *left_words; /* where it lies: "north" */
  const char     *right_words;
  GArray         *left_units; /* (transfer full) (nullable): gint64: whole units under it that the part has */
  GArray         *right_units;
  const char     *purpose; /* (nullable): of the drawing's draft */
  const char     *typed;   /* (nullable): a draft's: see yutu_form_dup_typed() */
} YutuActFormSpec;

/* FALSE: the unit is not there on the session's day; nothing is taken. */
gboolean yutu_act_form_begin (YutuActForm           *self,
                              const YutuActFormSpec *spec);

/* Goes on with a draft of YUTU_ACT_FORM_DRAFT_KIND; FALSE: it is none, or its unit is not there on the
 * session's day. */
gboolean yutu_act_form_resume (YutuActForm *self,
                               const char  *content);
/* Something else takes its place: the draft stays and is offered. */
void yutu_act_form_leave_draft (YutuActForm *self);

/* "罗店镇" on the session's day; NULL: no such unit. (transfer full) */
char *yutu_act_form_dup_unit_name (YutuSession *session,
                                   gint64       unit);

G_END_DECLS
