/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The registers (台账) of facilities, one by one. What changes runs inside a write of the store, on its
 * writer thread; loading inside a read.
 *
 * Legal time. A facility keeps its id for good: that of the row with its newest stretch of time. When
 * it moves on a day, the row is copied first: the copy, a past row, keeps place, name and fields as
 * they were and ends on that day, and the row itself begins on it at the new place. So the rows of the
 * table that are valid on a day are what stood on that day, each where it stood then; past_of leads
 * from a past row to its facility. Cases and yearly figures point to the facility, never to a past row,
 * and a case keeps the place that it was opened with. A change that is no move corrects the row: what
 * was there before is in the journal.
 *
 * Invariants: 1. past_of is NULL or a row of the same register whose own past_of is NULL; 2. the
 * stretches of one facility follow one another without overlap or gap, its own row last; 3. closing
 * ends that row (valid_to, the first day on which it is no more) and says why (end_reason): its status
 * is left as it was while it stood; 4. a mask is never stored. */
#pragma once

#include "casework/yutu-module.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Who looks, and what for. */
typedef struct
{
  const char *role;
  const char *purpose; /* NULL: none stated */
  const char *actor;   /* of the log; NULL: unknown */
} YutuViewer;

/* Whether personal fields are shown whole: to the desk and the townships, for a stated purpose. */
gboolean yutu_facility_may_see (const YutuViewer *viewer);
/* Whether @role may change facilities: the desk and the townships. */
gboolean yutu_facility_may_edit (const char *role);

/* ---- Writing ---- */

/* What is 0, FALSE or NULL is none, so that what a caller does not name is not there. */
typedef struct
{
  const char *kind; /* full id of a register, "elderly.care-home" */
  const char *name;
  const char *pinyin;
  const char *status; /* open suspended closed planned; NULL is open */
  gint64      address;
  gint64      village; /* units */
  gint64      township;
  gboolean    has_point;
  YutuPoint   point;
  const char *fields; /* JSON object */
  YutuDay     valid_from; /* always given */
  gboolean    has_end;    /* FALSE: open, whatever valid_to is */
  YutuDay     valid_to;   /* exclusive */
} YutuFacilitySpec;

/* Adds one row; @id gets its id. Errors: UNKNOWN (no such register), FIELD (a value is no field of
 * it, outside its range, against a relation of the register, or a mask; a required one is missing; no
 * name; no such status; valid_to not after valid_from). */
gboolean yutu_facility_add (YutuConnection         *connection,
                            const YutuModules      *modules,
                            const YutuFacilitySpec *spec,
                            gint64                 *id,
                            GError                **error);

/* What yutu_facility_add() checks, without adding. Any thread. */
gboolean yutu_facility_check (const YutuModules      *modules,
                              const YutuFacilitySpec *spec,
                              GError                **error);

/* NULL: as it is. */
typedef struct
{
  const char *name;
  const char *pinyin;
  const char *status;
  const char *set; /* JSON object: values to set; a null takes one away. What it does not name stays */
  gboolean    has_since; /* FALSE: since is as it is */
  YutuDay     since;     /* its first day, of its oldest stretch */
} YutuFacilityChange;

/* Corrects the facility @id. A value that is the mask of the one that is kept is left as it is. When
 * nothing differs, nothing is written. Errors: UNKNOWN, FIELD (also: a first day that is not before the
 * end of the oldest stretch). */
gboolean yutu_facility_change (YutuConnection           *connection,
                               const YutuModules        *modules,
                               gint64                    id,
                               const YutuFacilityChange *change,
                               GError                  **error);

/* What that checks, without changing; *differs says whether it would change anything. In a read too. */
gboolean yutu_facility_check_change (YutuConnection           *connection,
                                     const YutuModules        *modules,
                                     gint64                    id,
                                     const YutuFacilityChange *change,
                                     gboolean                 *differs,
                                     GError                  **error);

/* Where it stands; 0: none. */
typedef struct
{
  gint64    address;
  gint64    village;
  gint64    township;
  gboolean  has_point;
  YutuPoint point;
} YutuFacilityPlace;

/* From @day on it stands at @place. On the first day of its newest stretch this corrects the place and
 * leaves no past row. @past: (nullable): the units in which the old place lay until then. Errors:
 * UNKNOWN; FIELD (a day before that stretch, or not before its end). */
gboolean yutu_facility_move (YutuConnection          *connection,
                             gint64                   id,
                             const YutuFacilityPlace *place,
                             YutuDay                  day,
                             const YutuFacilityPlace *past,
                             GError                 **error);

/* @day is the first one on which it is no more; YUTU_DAY_INVALID takes the closing back. */
gboolean yutu_facility_close (YutuConnection *connection,
                              gint64          id,
                              YutuDay         day,
                              const char     *reason,
                              GError        **error);

/* Figures of one year; one row a facility and year (CONSTRAINT when there is one). @fields: JSON
 * object. */
gboolean yutu_facility_add_year (YutuConnection *connection,
                                 gint64          facility,
                                 int             year,
                                 const char     *fields,
                                 GError        **error);

/* Lays @set (JSON object; a null takes a figure away) over the figures of the year, checked by the
 * year_fields of its register. When none is left the year goes. Errors: UNKNOWN, FIELD. */
gboolean yutu_facility_set_year (YutuConnection    *connection,
                                 const YutuModules *modules,
                                 gint64             facility,
                                 int                year,
                                 const char        *set,
                                 GError           **error);

/* ---- Reading ---- */

/* A time in which it stood at one place. */
typedef struct
{
  gint64            row;
  YutuFacilityPlace place;
  char             *address_text; /* NULL: none */
  YutuDay           from;
  YutuDay           to; /* exclusive; YUTU_DAY_INVALID: open */
} YutuFacilityStretch;

typedef struct
{
  int   year;
  char *fields; /* JSON object */
} YutuFacilityYear;

/* As it is on a day; the newest when it does not stand then. */
typedef struct
{
  gint64              id;  /* of the facility, also when a past row was asked for */
  gint64              row; /* that is told */
  char               *kind;
  const YutuRegister *record; /* NULL when it is not defined (any more) */
  const YutuModule   *module;
  char               *name;
  char               *pinyin;
  char               *status;
  YutuFacilityPlace   place;
  char               *address_text; /* NULL: none */
  char               *fields;       /* JSON object; the values of @masked are masks */
  GStrv               masked;       /* ids of fields that are shown masked; never NULL */
  YutuDay             since;        /* its first day */
  YutuDay             until;        /* exclusive; YUTU_DAY_INVALID: open */
  char               *end_reason;   /* NULL: none */
  GPtrArray          *stretches;    /* YutuFacilityStretch, oldest first */
  GPtrArray          *years;        /* YutuFacilityYear, newest first */
  gint64              n_cases;
  gint64              n_open_cases;
} YutuFacility;

/* UNKNOWN when there is no such facility. @modules must outlive the result; NULL hides all fields. */
YutuFacility *yutu_facility_load (YutuConnection    *connection,
                                  const YutuModules *modules,
                                  gint64             id,
                                  YutuDay            day,
                                  const YutuViewer  *viewer,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_facility_free (YutuFacility *self);
/* The facility that the row @row tells of: itself, or what its past_of names; 0 when there is none. */
gboolean yutu_facility_find (YutuConnection *connection,
                             gint64          row,
                             gint64         *id,
                             GError        **error);

/* Another facility of the register that may be the same: of one name, in the same village or within
 * YUTU_FACILITY_TWIN_M metres. */
typedef struct
{
  gint64 id;
  char  *name;
  gint64 village;
  double distance_m; /* NAN when one of the two has no point */
} YutuFacilityTwin;

#define YUTU_FACILITY_TWIN_M 200.0

/* Of @kind and @name at @place on @day, but for @self (0: none). Element type YutuFacilityTwin,
 * nearest first. */
GPtrArray *yutu_facility_list_twins (YutuConnection          *connection,
                                     const char              *kind,
                                     const char              *name,
                                     const YutuFacilityPlace *place,
                                     YutuDay                  day,
                                     gint64                   self,
                                     GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuFacility, yutu_facility_free)

G_END_DECLS
