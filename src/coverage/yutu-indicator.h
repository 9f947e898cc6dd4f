/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Indicators (指标) counted from the file, for the county and each of its townships or villages,
 * beside the aim and the figure that was reported.
 *
 * 1. The county's figure is counted from the whole, never from those of the units: what lies in
 *    the county and in no unit of the day is in the one and not in the others.
 * 2. Numerator and denominator are exact sums of integers; value is scale × numerator ÷
 *    denominator.
 * 3. What the file does not hold is no value. A register or a kind of which the file has nothing
 *    at all, a year without figures, a denominator of 0: no value, and never 0.
 * 4. A number of people from 1 to 4 is not shown; where it would follow from a sum, neither is
 *    the next one (complementary suppression). */
#pragma once

#include "casework/yutu-module.h"
#include "division/yutu-division.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

#define YUTU_COVERAGE_ERROR (yutu_coverage_error_quark ())
GQuark yutu_coverage_error_quark (void);

typedef enum
{
  YUTU_COVERAGE_ERROR_FAILED,
  YUTU_COVERAGE_ERROR_UNKNOWN,  /* no such indicator, or not by this level */
  YUTU_COVERAGE_ERROR_COUNTY,   /* the file has no county on that day */
  YUTU_COVERAGE_ERROR_REGISTER, /* no such register */
} YutuCoverageError;

/* Which units count (口径). */
typedef enum
{
  YUTU_SCOPE_LEGAL,   /* all of them (法定) */
  YUTU_SCOPE_MANAGED, /* those that their parents manage themselves (区管): managed_by is NULL */
} YutuScope;

/* Suppressed rows have has_value FALSE, and nothing of them can be read here. */
typedef struct
{
  gint64   unit;
  gint64   parent; /* unit above; 0 at the top */
  char    *code;   /* NULL: not known */
  char    *name;
  gboolean has_value;
  double   value;
  double   numerator;     /* in the unit of what is counted; money in fen */
  double   denominator;   /* 0 when the indicator has none */
  gboolean is_suppressed; /* too few people to be shown */
  gboolean has_target;
  double   target;
  char    *target_period; /* year of the aim, "" for a standing one; NULL without one */
  char    *target_source; /* NULL without one */
  gboolean is_met;
  gboolean has_published;
  double   published;
  char    *published_source; /* NULL without one */
  guint    n_rows;           /* of the file that were counted, numerator and denominator */
} YutuIndicatorRow;

typedef struct
{
  const YutuIndicatorDef *def;
  const YutuModule       *module;
  int                     level; /* of rows: 4 township, 5 village; 3: none but the total */
  YutuScope               scope;
  YutuDay                 day;
  int                     year;      /* that was asked for */
  int                     data_year; /* whose figures are counted: the last that has any */
  YutuIndicatorRow        total;     /* the county */
  GPtrArray              *rows;      /* YutuIndicatorRow: worst first, no value last */
  GArray                 *outside;   /* gint64: units of the level that the scope leaves out */
  /*< private >*/
  YutuModules *modules;
  gpointer     own_def; /* what def is part of, when it is none of the modules */
} YutuIndicatorTable;

/* Where two roads meet. */
typedef struct
{
  gint64   village; /* in which it lies; 0: none, and of the township the same */
  gint64   township;
  gboolean has_sign; /* a road sign stands there */
} YutuCoverageCrossing;

/* What is counted and is no table of the file, found by rooms that this one may not know. */
typedef struct
{
  /* Appends those of the roads in use on @day. *has_signs: whether the file keeps signs at all. */
  gboolean (*list_crossings) (YutuConnection *connection,
                              YutuDay         day,
                              GArray         *crossings,
                              gboolean       *has_signs,
                              GError        **error);
} YutuCoverageSource;

typedef struct
{
  const char *id;
  int         level; /* 3, 4 or 5 */
  YutuScope   scope;
  YutuDay     day;
  /* 0: that of @day. Else its last day is counted, or @day when it lies in that year. */
  int                       year;
  const YutuCoverageSource *source; /* (nullable): without it what is no table has no value */
} YutuIndicatorSpec;

/* UNKNOWN names what there is. Thread: that of the connection; cancelled between its queries
 * and, by the store, in them. */
YutuIndicatorTable *yutu_indicator_read (YutuConnection          *connection,
                                         YutuModules             *modules,
                                         const YutuIndicatorSpec *spec,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* Who is within reach (可达): of the addresses of each unit those within @radius_m metres, as the crow
 * flies, of the nearest facility of @registers (full ids) that stands on the day. spec->id is not
 * looked at. UNKNOWN for a register that is none. */
YutuIndicatorTable *yutu_indicator_read_reach (YutuConnection          *connection,
                                               YutuModules             *modules,
                                               const char *const       *registers,
                                               double                   radius_m,
                                               const YutuIndicatorSpec *spec,
                                               GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void                yutu_indicator_table_free (YutuIndicatorTable *self);
/* NULL when there is none; *module may be NULL. */
const YutuIndicatorDef *yutu_modules_find_indicator (const YutuModules *self,
                                                     const char        *id,
                                                     const YutuModule **module);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuIndicatorTable, yutu_indicator_table_free)

G_END_DECLS
