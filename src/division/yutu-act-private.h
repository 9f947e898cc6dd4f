/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A plan under way, between the files that make it: state (units and faces of the day), steps (done on
 * the state), land (cut, measured), codes, judge (is it allowed), effect (what is told), write. */
#pragma once

#include "division/yutu-act.h"

G_BEGIN_DECLS

/* A unit of the day, as it was and as the steps leave it. Texts are owned. */
typedef struct
{
  gint64              unit;   /* negative: new */
  const YutuDivision *before; /* NULL: new */
  int                 level;
  char               *type;
  char               *name;
  char               *proper_name;
  char               *generic_term;
  char               *pinyin;
  char               *code;
  char               *stat_code;
  char               *managed_by;
  gint64              parent;
  gint64              population;
  gint64              area_legal_m2;
  gboolean            has_seat;
  YutuPoint           seat;
  char               *given_code; /* by a step; NULL: to be proposed when one is needed */
  char               *later;      /* first day on which its facts change after the day; NULL: never */
  gboolean            is_gone;
  gboolean            is_changed;        /* other facts, or ended */
  gboolean            is_placed;         /* under another unit, by a step */
  gboolean            has_seat_moved;
  gboolean            has_land_changed;  /* at its level */
  gboolean            has_lost_land;
  gint64              heir;              /* that was given all that is left; 0: nobody */
  gboolean            is_code_proposed;
  int                 step;              /* that changed it last; -1 none */
  gint64              area_cm2_before;
  gint64              area_cm2_after;
  gint64              population_before;
} YutuActState;

/* An atom of land. */
typedef struct
{
  gint64   face;
  gint64   origin;       /* face of the file that it is part of: itself, or what was cut */
  gint64   before;       /* finest unit on the day, as it was; 0 nobody */
  gint64   after;
  gboolean changes_later; /* its owner changes on the day itself or later */
  int      step;          /* that gave it; -1 none */
} YutuActFace;

struct _YutuActPlan
{
  YutuConnection    *connection;
  const YutuActSpec *spec; /* must live as long */
  gboolean           writes;
  char              *day;
  GPtrArray         *divisions; /* YutuDivision, on the day */
  GPtrArray         *states;    /* YutuActState: theirs, then new ones */
  GHashTable        *by_unit;   /* gint64 * → YutuActState */
  GHashTable        *by_key;    /* char * → YutuActState */
  GPtrArray         *faces;     /* YutuActFace */
  GHashTable        *by_face;   /* gint64 * → YutuActFace */
  gint64             next_unit; /* the next one to be made, negative */
  gint64             trial_id;
  YutuTopology      *model;     /* as the file has it; NULL until it is needed */
  YutuTopology      *land;      /* with the cuts; NULL: there are none */
  GHashTable        *growth;    /* gint64 * → gint64 *: cm² more than before, by finest unit */
  YutuActEffect      effect;
};

/* ---- yutu-act-state.c ---- */

gboolean yutu_act_state_load (YutuActPlan *self,
                              GError     **error);
void     yutu_act_state_clear (YutuActPlan *self);
/* NULL: there is none. */
YutuActState *yutu_act_get_state (YutuActPlan *self,
                                  gint64       unit);
YutuActFace  *yutu_act_get_face (YutuActPlan *self,
                                 gint64       face);
YutuActFace  *yutu_act_add_face (YutuActPlan       *self,
                                 gint64             face,
                                 const YutuActFace *origin);
/* The unit that @unit lies under at @level, or itself; NULL: none. By the parents after the steps so
 * far, or (@before) by those before. */
YutuActState *yutu_act_get_upper (YutuActPlan *self,
                                  gint64       unit,
                                  int          level,
                                  gboolean     before);
gboolean      yutu_act_lies_under (YutuActPlan        *self,
                                   gint64              unit,
                                   const YutuActState *upper);
/* A new unit; *state is NULL when its key is taken (an issue says so). */
gboolean yutu_act_add_unit (YutuActPlan       *self,
                            const YutuActStep *step,
                            int                number,
                            int                level,
                            gint64             parent,
                            YutuActState     **state,
                            GError           **error);
gboolean yutu_act_set_name (YutuActPlan       *self,
                            YutuActState      *state,
                            const YutuActStep *step,
                            GError           **error);

YutuActIssue *yutu_act_fail (YutuActPlan       *self,
                             const char        *rule,
                             YutuDivisionError  code,
                             int                step,
                             const char        *format,
                             ...) G_GNUC_PRINTF (5, 6);
YutuActIssue *yutu_act_warn (YutuActPlan *self,
                             const char  *rule,
                             int          step,
                             const char  *format,
                             ...) G_GNUC_PRINTF (4, 5);

/* ---- yutu-act-steps.c ---- */

gboolean yutu_act_do_steps (YutuActPlan *self,
                            GError     **error);

/* ---- yutu-act-land.c ---- */

/* Cuts the land of @from along the step's line and puts the faces on the wanted side into @chosen. */
gboolean yutu_act_land_choose (YutuActPlan        *self,
                               int                 number,
                               const YutuActStep  *step,
                               const YutuActState *from,
                               GPtrArray          *chosen, /* YutuActFace */
                               GError            **error);
/* The faces together, and how much they are. @shape may be NULL: not wanted. */
gboolean yutu_act_land_join (YutuActPlan *self,
                             GPtrArray   *faces, /* YutuActFace */
                             gint64      *area_cm2,
                             YutuShape  **shape,
                             GError     **error);
/* How much more @unit (finest) has for the vertices that the cuts put into its outline. */
gint64 yutu_act_land_get_growth (YutuActPlan *self,
                                 gint64       unit);
gboolean yutu_act_land_save (YutuActPlan *self,
                             GError     **error);
/* A point of the face; FALSE when it is not to be had. */
gboolean yutu_act_land_get_point (YutuActPlan *self,
                                  gint64       face,
                                  YutuPoint   *point);
/* *unit: the finest that @point lies in, after the steps (or @before); 0: none. */
gboolean yutu_act_land_locate (YutuActPlan *self,
                               YutuPoint    point,
                               gboolean     before,
                               gint64      *unit,
                               GError     **error);

/* ---- yutu-act-codes.c ---- */

gboolean yutu_act_find_codes (YutuActPlan *self,
                              GError     **error);

/* ---- yutu-act-rule.c: dated data ---- */

typedef struct
{
  int first;
  int last;
} YutuActBlock;

/* The blocks of serials of units of @type on the day. Element type YutuActBlock; empty when no rule
 * names the type. */
GArray *yutu_act_rule_list_blocks (int         level,
                                   const char *type,
                                   const char *day,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- yutu-act-judge.c ---- */

/* Before the steps: what the act says of itself. */
gboolean yutu_act_judge_head (YutuActPlan *self,
                              GError     **error);
/* After them. */
gboolean yutu_act_judge (YutuActPlan *self,
                         GError     **error);

/* ---- yutu-act-effect.c ---- */

/* Whose land changes, at each level. */
void yutu_act_note_land (YutuActPlan *self);

void     yutu_act_effect_init (YutuActEffect *effect);
void     yutu_act_effect_clear (YutuActEffect *effect);
gboolean yutu_act_tell_effect (YutuActPlan *self,
                               GError     **error);
void     yutu_act_unit_free (gpointer data);
void     yutu_act_code_free (gpointer data);
void     yutu_act_placement_free (gpointer data);
void     yutu_act_lineage_free (gpointer data);

G_END_DECLS
