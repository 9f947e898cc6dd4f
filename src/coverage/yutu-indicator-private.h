/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case-places.h"
#include "coverage/yutu-indicator.h"

G_BEGIN_DECLS

/* A unit of the day. */
typedef struct
{
  gint64   unit;
  gint64   parent_unit;
  int      level;
  int      parent; /* index; -1: none of the day */
  char    *code;
  char    *name;
  gint64   population; /* -1: not known */
  gboolean is_in_scope;
} YutuCoverageUnit;

/* What a term counts in one unit. */
typedef struct
{
  gint64 sum;   /* in parts of the term's fraction */
  gint64 known; /* rows that had the field */
  gint64 rows;
} YutuTally;

typedef struct
{
  YutuTally *units;   /* one a unit of the day */
  gboolean   is_kept; /* FALSE: the file holds nothing of the sort, so that no unit has a value */
} YutuTallies;

/* One reading. */
typedef struct
{
  YutuConnection         *connection;
  YutuModules            *modules;
  const YutuIndicatorDef *def;
  YutuScope               scope;
  int                     year;
  int                     data_year;
  char                    day[YUTU_DAY_TEXT_SIZE];       /* what stands is counted as of it */
  char                    first_day[YUTU_DAY_TEXT_SIZE]; /* of what a year brings */
  char                    last_day[YUTU_DAY_TEXT_SIZE];
  GArray                 *units; /* YutuCoverageUnit, tree order */
  GHashTable             *index; /* gint64 * of units → index + 1 */
  GHashTable             *codes; /* code → index + 1 */
  int                     county;
  YutuCasePlaces          places; /* of cases, on the day */
  const YutuCoverageSource *source;    /* (nullable) */
  GArray                   *crossings; /* YutuCoverageCrossing; NULL: not asked for yet */
  gboolean                  has_signs;
} YutuCoverageRead;

#define YUTU_COVERAGE_UNIT(read, i) (&g_array_index ((read)->units, YutuCoverageUnit, (guint)(i)))

/* Index of the unit, -1 when it is none of the day. */
int yutu_coverage_find (const YutuCoverageRead *self,
                        gint64                  unit);
/* To one unit alone. */
void yutu_tally_add (YutuTally       *self,
                     const YutuTally *more);
/* Adds what lies in @village, or else in @township (0: not known), to the units above it, or to
 * none when it lies outside of the scope. */
void yutu_coverage_add (const YutuCoverageRead *self,
                        YutuTallies            *tallies,
                        gint64                  village,
                        gint64                  township,
                        const YutuTally        *tally);
/* FALSE with an error, or fills @out, to be cleared. */
gboolean yutu_coverage_count (YutuCoverageRead *self,
                              const YutuTerm   *term,
                              YutuTallies      *out,
                              GError          **error);
void     yutu_tallies_clear (YutuTallies *self);
/* What has to be known before a term is counted: the last year, up to @year, of which the file has
 * figures for it; 0 when it has none. */
gboolean yutu_coverage_find_year (YutuCoverageRead *self,
                                  const YutuTerm   *term,
                                  int              *year,
                                  GError          **error);
/* A JSON array of @texts, for json_each(). */
char *yutu_coverage_dup_json (const char *const *texts);

/* ---- Things that are rows of no unit (yutu-indicator-line.c) ---- */

/* LINES and PILLARS */
gboolean yutu_coverage_count_lines (YutuCoverageRead *self,
                                    const YutuTerm   *term,
                                    YutuTallies      *out,
                                    GError          **error);
gboolean yutu_coverage_count_crossings (YutuCoverageRead *self,
                                        const YutuTerm   *term,
                                        YutuTallies      *out,
                                        GError          **error);

/* ---- Within reach (yutu-reach.c) ---- */

gboolean yutu_coverage_count_addresses (YutuCoverageRead *self,
                                        const YutuTerm   *term,
                                        YutuTallies      *out,
                                        GError          **error);

/* Points to be near to, in a grid. */
typedef struct _YutuReach YutuReach;

YutuReach *yutu_reach_load (YutuConnection    *connection,
                            const char *const *registers,
                            const char        *day,
                            double             radius_m,
                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void       yutu_reach_free (YutuReach *self);
gboolean   yutu_reach_covers (const YutuReach *self,
                              YutuPoint        point);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuTallies, yutu_tallies_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuReach, yutu_reach_free)

G_END_DECLS
