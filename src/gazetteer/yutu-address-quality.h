/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The quality of an address library (地址质量检查), Q1 to Q15 beside the point in its unit and the canonical text,
 * which have checks of their own. One pass base by base: memory holds the doors of one base. Distances are metres on
 * the ellipsoid. Inside yutu_store_read(), on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "base/yutu-progress.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_QUALITY_INCOMPLETE,  /* Q1: an element that its kind needs is missing */
  YUTU_QUALITY_BASE_ENDED,  /* Q2: its base does not stand on all of its days */
  YUTU_QUALITY_TWICE,       /* Q5: another one of its text stands at the same time, today or later */
  YUTU_QUALITY_SIDE,        /* Q6: on the other side of the road than its like */
  YUTU_QUALITY_ORDER,       /* Q7: out of order along the road */
  YUTU_QUALITY_FAR,         /* Q8: too far from its road */
  YUTU_QUALITY_NUMBERS,     /* Q9: unit, floor or room out of range, or far from the others of its building */
  YUTU_QUALITY_CHARACTERS,  /* Q10: full width, spaces, telephone numbers, persons */
  YUTU_QUALITY_UNIT_ENDED,  /* Q11: its village does not stand on its first and last day */
  YUTU_QUALITY_SCATTERED,   /* Q12: one door but for its sub number, far apart */
  YUTU_QUALITY_BUILDING,    /* Q13: in an estate with buildings without one; a building without address */
  YUTU_QUALITY_UNCHECKED,   /* Q14: collected long ago and never checked */
  YUTU_QUALITY_COORDINATES, /* Q15: outside of the county's box, exchanged, or shifted as web maps are */
} YutuQualityRule;

#define YUTU_QUALITY_N_RULES 13

/* "address-incomplete" … */
const char *yutu_quality_rule_to_text (YutuQualityRule rule);

typedef struct
{
  double  urban_m;    /* from a road, in a community */
  double  rural_m;    /* in a village */
  double  sub_m;      /* between the doors of one number */
  double  building_m; /* between the addresses of one building */
  int     n_units;    /* of a building */
  int     min_floor;
  int     max_floor;
  int     unchecked_years;
  int     room_flats;  /* floors known of a building that tell how high it is */
  int     room_floors; /* above the highest of them no other is so many */
  int     shift_doors; /* a road with so many doors tells a shift */
  double  shift_m;     /* moved back they stand, in the middle, no farther from it */
  YutuBox county;      /* of all its days; empty: not known */
} YutuQualityLimits;

typedef struct
{
  YutuQualityRule rule;
  const char     *table; /* address, place_name */
  gint64          id;
  gboolean        has_point;
  YutuPoint       point;
  const char     *wording;   /* static, to translate, with {1} … */
  char           *params[3]; /* NULL-terminated */
} YutuQualityFault;

/**
 * yutu_address_check_quality:
 * @wanted: one flag a rule
 * @day: of what is looked at as it stands: order, sides, distances, what was not checked
 * @n_checked: (out): addresses looked at
 *
 * Returns: (transfer full): YutuQualityFault, by base; NULL with @error of the store, or G_IO_ERROR_CANCELLED by
 * way of @progress
 */
GPtrArray *yutu_address_check_quality (YutuConnection          *connection,
                                       const gboolean           wanted[YUTU_QUALITY_N_RULES],
                                       const YutuQualityLimits *limits,
                                       YutuDay                  day,
                                       gint64                  *n_checked,
                                       YutuProgress            *progress,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
