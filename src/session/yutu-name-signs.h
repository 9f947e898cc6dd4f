/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signs of place names (地名标志, GB 17733-2008) beside the names: what is written on them, where they stand, and the
 * crossings and names that lack one. A sign is of the name whose number it has (name_id), else of the nearest one that
 * is called what is written on it. Limits: data/rules/sign-limits.csv. */
#pragma once

#include "coverage/yutu-indicator.h"
#include "gazetteer/yutu-road-crossing.h"
#include "session/yutu-check-private.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_SIGN_REGISTER "division.name-sign"

typedef struct
{
  YutuRoadCrossing roads;
  char            *names;    /* of its roads: 八一南街、宾虹路 */
  gboolean         has_sign; /* a road sign of one of them stands there; one that says nothing counts by its place */
  gint64           township; /* in which it lies on the day; 0: none, and of the village the same */
  gint64           village;
  char            *place;  /* their names: 罗店镇鹿村; NULL: none */
  gint64           road;   /* whose sign would stand here: the one asked for, else the first */
  char            *text;   /* and what it would say */
  char            *pinyin; /* NULL: not known */
} YutuSignCrossing;        /* those of a check have neither place nor road */

/* A name in use of which no sign stands: of a place, or of a unit, whose kind is "division", or "committee" for a
 * village. */
typedef struct
{
  gint64    id; /* of the place name; 0: it is the unit's */
  gint64    unit;
  char     *name;
  char     *kind;
  char     *pinyin; /* NULL: not known */
  char     *sign;   /* the kind of sign that it has, by data/rules/sign-kinds.csv; NULL: it is chosen by hand */
  char     *place;  /* as of a crossing, the unit's above it */
  gboolean  has_point;
  YutuPoint point;
  gint64    township;
  gint64    village;
} YutuSignlessName;

/* The crossings of a unit. */
typedef struct
{
  gint64 unit;
  int    level;
  char  *code; /* NULL: not known */
  char  *name;
  guint  n_crossings;
  guint  n_signed;
} YutuSignCoverage;

typedef struct
{
  gint64      road;        /* the crossings of this road alone; 0: of all roads in use on the day */
  gint64      unit;        /* what lies in this unit alone; 0: the whole file */
  gboolean    wants_names; /* those without a sign too */
  const char *kind;        /* (nullable): of these names, those of one kind */
} YutuSignQuery;

typedef struct
{
  GPtrArray *crossings; /* YutuSignCrossing, from south to north */
  guint      n_signed;
  guint      n_signs; /* that stand, of every kind */
  GPtrArray *names;   /* YutuSignlessName, by kind; empty when they were not asked for */
  guint      n_names; /* of how many names, with a sign or without */
  GPtrArray *units;   /* YutuSignCoverage of the unit asked for, or the county, and all below it, in tree order */
} YutuSigns;

void yutu_signs_free (YutuSigns *self);

/* A recorded sign of one name, beside what it should be. */
typedef struct
{
  gint64   id;
  char    *text;   /* NULL: not recorded */
  gboolean stands; /* not missing */
  gboolean is_damaged;
  gboolean is_other_text; /* than the standard name */
  gboolean is_other_spelling;
  double   away_m; /* beyond the limit; 0: it stands where it should, or nobody knows */
} YutuNameSign;

typedef struct
{
  YutuSignlessName *name;  /* of whom, without its place; what a new sign would say; NULL: it is not in use on the day */
  GPtrArray        *signs; /* YutuNameSign */
} YutuNameSigns;

void yutu_name_signs_free (YutuNameSigns *self);

/* Of the place name @place. Not for the main thread. */
YutuNameSigns *yutu_file_read_name_signs (YutuFile     *self,
                                          gint64        place,
                                          YutuDay       day,
                                          GCancellable *cancellable,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* For a window: on the session's day. */
void           yutu_session_read_name_signs_async (YutuSession        *self,
                                                   gint64              place,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
YutuNameSigns *yutu_session_read_name_signs_finish (YutuSession  *self,
                                                    GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Not for the main thread. YUTU_DIVISION_ERROR_OTHER_DAY for a unit that is none of the day. */
YutuSigns *yutu_file_read_signs (YutuFile            *self,
                                 const YutuSignQuery *query,
                                 YutuDay              day,
                                 GCancellable        *cancellable,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a window: on the session's day. */
void       yutu_session_read_signs_async (YutuSession         *self,
                                          const YutuSignQuery *query,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
YutuSigns *yutu_session_read_signs_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who finds crossings and their signs for indicators. */
const YutuCoverageSource *yutu_sign_get_coverage_source (void);

/* The rules of yutu-sign-check.c; sign-crossing for roads of which there are signs that say so. Inside a read. */
gboolean yutu_check_signs (YutuCheck *self,
                           GError   **error);
void     yutu_check_add_sign_rules (GPtrArray *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSigns, yutu_signs_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameSigns, yutu_name_signs_free)

G_END_DECLS
