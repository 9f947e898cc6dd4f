/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is different between two days (两日对比): facts of units, and whose land is whose. Read off the
 * rows of both days, not off the acts between them, so what no act tells of is there too; what was
 * changed and changed back is not. Immutable once loaded; may cross threads. */
#pragma once

#include "division/yutu-division.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_DIFFERENCE_NEW = 1 << 0,    /* not there then; alone, but for LAND */
  YUTU_DIFFERENCE_ENDED = 1 << 1,  /* not there now; alone, but for LAND */
  YUTU_DIFFERENCE_NAME = 1 << 2,
  YUTU_DIFFERENCE_CODE = 1 << 3,   /* one of both */
  YUTU_DIFFERENCE_PARENT = 1 << 4,
  YUTU_DIFFERENCE_TYPE = 1 << 5,   /* level too */
  YUTU_DIFFERENCE_MANAGED = 1 << 6,
  YUTU_DIFFERENCE_SEAT = 1 << 7,
  YUTU_DIFFERENCE_LAND = 1 << 8,   /* its faces, those of the units under it included */
} YutuDifferenceKind;

#define YUTU_N_DIFFERENCE_KINDS 9

/* "new" "ended" "name" "code" "parent" "type" "managed-by" "seat" "land"; @kind is one of them. */
const char *yutu_difference_kind_to_text (YutuDifferenceKind kind);

/* What differs in facts between two versions of a unit; one of them NULL: NEW or ENDED. Without LAND. */
unsigned yutu_division_compare (const YutuDivision *then,
                                const YutuDivision *now);

typedef struct
{
  gint64              unit;
  unsigned            kinds; /* YutuDifferenceKind or-ed; not 0 */
  const YutuDivision *then;  /* NULL: NEW */
  const YutuDivision *now;   /* NULL: ENDED */
} YutuUnitDifference;

/* Land that went from one unit of the level to another. */
typedef struct
{
  gint64     then; /* unit; of an upper level where none of the level is known; 0: nobody's */
  gint64     now;
  GArray    *faces;   /* gint64, ascending */
  YutuShape *shape;   /* NULL when shapes were not asked for */
  double     area_m2; /* on the ellipsoid; 0 when shapes were not asked for */
} YutuLandDifference;

typedef struct
{
  char      *then_day;
  char      *now_day;
  int        level;
  GPtrArray *units; /* YutuUnitDifference, in the tree order of now, what has ended behind */
  GPtrArray *land;  /* YutuLandDifference, by unit then, unit now */
  /*< private >*/
  GPtrArray *divisions[2];
} YutuDivisionDifference;

/**
 * yutu_division_difference_load:
 * @level: whose land is compared, 3 county … 5 village
 * @with_shapes: whether the pieces of land are drawn and measured
 *
 * On the connection's thread. Complexity: units and owned faces of both days; with shapes the lines
 * around what changed.
 */
YutuDivisionDifference *yutu_division_difference_load (YutuConnection *connection,
                                                       const char     *then_day,
                                                       const char     *now_day,
                                                       int             level,
                                                       gboolean        with_shapes,
                                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void                    yutu_division_difference_free (YutuDivisionDifference *self);
/* The unit as it was on that day, or else on the other one; NULL when it is there on neither. */
const YutuDivision *yutu_division_difference_find (const YutuDivisionDifference *self,
                                                   gint64                        unit,
                                                   gboolean                      is_now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionDifference, yutu_division_difference_free)

G_END_DECLS
