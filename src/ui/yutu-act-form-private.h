/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <json-glib/json-glib.h>

#include "session/yutu-land-island.h"
#include "ui/yutu-act-form.h"
#include "ui/yutu-form.h"

G_BEGIN_DECLS

/* What a ring becomes. */
typedef enum
{
  YUTU_ACT_FORM_ACT,  /* from a day on, as the kind says */
  YUTU_ACT_FORM_ISLE, /* a unit's on all days: the record is corrected */
  YUTU_ACT_FORM_HOLE, /* nobody's on any day */
} YutuActFormWay;

struct _YutuActForm
{
  AdwBin parent_instance;

  GtkLabel  *heading;
  YutuForm  *form;
  GtkWidget *legend;
  GtkLabel  *legend_label;
  GtkLabel  *effects;
  GtkLabel  *issues;
  GtkWidget *issues_box;
  GtkWidget *apply;

  YutuSession    *session;
  YutuActWishKind kind;
  YutuActFormWay  way;
  gboolean        is_ring;
  gboolean        is_outside; /* the ring does not lie in the unit */
  gint64          unit;
  char           *unit_name;
  int             level;
  gint64          parent;
  YutuDrawing    *drawing; /* NULL: none */
  GArray         *parts;   /* (nullable) YutuActFormPart */
  GStringChunk   *names;   /* of the parts */
  gboolean        has_own_land;
  gint64          areas_cm2[2];
  char           *directions[2]; /* (nullable) */
  GArray         *fields;        /* YutuField */
  GPtrArray      *texts;         /* that they point to */
  GArray         *units;         /* YutuChoice: whom one may choose; their texts are ours */
  YutuChoice      sides[2];
  YutuChoice      keepers[2];
  YutuChoice      ways[4];
  YutuChoice      fates[5];
  gsize           n_fates;
  guint           plan_timeout;
  GCancellable   *planning;
  char           *purpose;    /* of the draft: "split:42"; NULL: there is no form */
  char           *base;       /* JSON: what the fields began with */
  char           *shape;      /* by which values they are those fields */
  JsonObject     *kept;       /* what was typed in fields that are not shown now */
  gboolean        is_planned; /* and nothing is in the way */
  gboolean        is_applying;
};

/* ---- yutu-act-form-fields.c ---- */

/* What it starts from, with a choice for everything that must be chosen. (transfer full) */
char *yutu_act_form_dup_base (YutuActForm *self);
/* The fields by the values that are filled in. FALSE: they are those already. */
gboolean yutu_act_form_make_fields (YutuActForm *self);
/* (transfer full) (nullable): of what is filled in. */
char *yutu_act_form_dup_value (YutuActForm *self,
                               const char  *id);
/* "罗店镇", whom "other" names; NULL: nobody. (transfer full) */
char *yutu_act_form_dup_other_name (YutuActForm *self);
/* NULL: something is missing; or it is no act. */
YutuActSpec *yutu_act_form_make_spec (YutuActForm *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE: something is missing. @ring: to hold what @wish points to. */
gboolean yutu_act_form_make_island (YutuActForm    *self,
                                    YutuIslandWish *wish,
                                    GArray         *ring);
/* Codes that the plan proposes go into their fields. */
void yutu_act_form_propose_codes (YutuActForm         *self,
                                  const YutuActEffect *effect);
/* Everything that is typed, in fields that are not shown too; NULL: nothing. (transfer full) */
char *yutu_act_form_dup_typed (YutuActForm *self);
/* What was typed before in fields that may come; (nullable). */
void yutu_act_form_keep_typed (YutuActForm *self,
                               const char  *typed);

/* ---- yutu-act-form-units.c ---- */

/* Fills in what the unit is; FALSE: it is not there on the session's day. */
gboolean yutu_act_form_take_unit (YutuActForm *self,
                                  gint64       unit);
/* Whether there is none under it: land is the finest unit's. */
gboolean yutu_act_form_is_finest (YutuActForm *self);
/* Whom one may choose, by kind and way, into a new array. */
void yutu_act_form_list_units (YutuActForm *self);

G_END_DECLS
