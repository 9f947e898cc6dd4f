/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Coordinates of addresses that are wrong as a whole: shifted as web maps shift them (GCJ-02, BD-09), or longitude
 * and latitude exchanged. What would be moved is planned, told, and done as one.
 *
 * 1. Of a road only doors that stand nearer to it once they are moved back are moved: what somebody has put right by
 *    hand stays where it is.
 * 2. An address whose wrong point lies in its village may have got the village from it: it goes over to the village
 *    of its right point, and keeps its former text. Any other keeps its village, which something else has told.
 *
 * Inside a read or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_SHIFT_GCJ02,
  YUTU_SHIFT_BD09,
  YUTU_SHIFT_EXCHANGED,
} YutuShiftKind;

/* By the name that the check tells, "GCJ-02" or "BD-09". */
gboolean yutu_shift_kind_from_text (const char    *text,
                                    YutuShiftKind *kind);

typedef struct
{
  gint64    id;
  gint64    village; /* that it lies in then */
  gboolean  is_other_village;
  YutuPoint point;
} YutuAddressShift;

typedef struct
{
  GArray *shifts;     /* YutuAddressShift */
  gint64  n_doors;    /* that were looked at */
  gint64  n_villages; /* of the shifts: those that get another village */
  GArray *before_m;   /* double: how far from the road those that are moved stand, */
  GArray *after_m;    /* and will */
} YutuShiftPlan;

void yutu_shift_plan_init (YutuShiftPlan *self);
void yutu_shift_plan_clear (YutuShiftPlan *self);
/* The middle one of @distances; 0: there is none. Sorts them. */
double yutu_shift_plan_get_middle (GArray *distances);

/* Where anything of the county lies on any day; empty: there are no divisions. */
gboolean yutu_address_find_county_box (YutuConnection *connection,
                                       YutuBox        *box,
                                       GError        **error);

/* Adds the doors of @road that @kind, GCJ02 or BD09, has shifted. */
gboolean yutu_shift_plan_add_road (YutuShiftPlan  *self,
                                   YutuConnection *connection,
                                   gint64          road,
                                   YutuShiftKind   kind,
                                   YutuDay         day,
                                   GError        **error);
/* Adds @address when its coordinates, exchanged, lie in the county, and as they are do not. */
gboolean yutu_shift_plan_add_exchanged (YutuShiftPlan  *self,
                                        YutuConnection *connection,
                                        gint64          address,
                                        YutuDay         day,
                                        GError        **error);
/* Only in a write. */
gboolean yutu_shift_plan_run (const YutuShiftPlan *self,
                              YutuConnection      *connection,
                              YutuDay              day,
                              GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuShiftPlan, yutu_shift_plan_clear)

G_END_DECLS
