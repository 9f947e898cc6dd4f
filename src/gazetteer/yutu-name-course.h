/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A place name on its way (地名命名、更名、销名): from the plan into use, and to its end. A proposed name holds
 * on no day: its record begins and ends on the open day, so no map, address or search of a day has it, until
 * yutu_name_course_begin() or _succeed() gives it a first day. No record is ever deleted. Reads inside a read
 * or a write of the store, all else in a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *name;
  char   *name_class;
  char   *status;
  gint64  division;
  gint64  former; /* the name that it is to follow, or followed; 0: none */
  YutuDay valid_from;
  YutuDay valid_to;
} YutuNameCourse;

/* *course is NULL when there is no place name of that id. */
gboolean yutu_name_course_load (YutuConnection  *connection,
                                gint64           id,
                                YutuNameCourse **course,
                                GError         **error);
void     yutu_name_course_free (YutuNameCourse *self);
gboolean yutu_name_course_is_proposed (const YutuNameCourse *self);

/* The only place name called @name in use on @day; *id is 0 when there is none, or more than one. */
gboolean yutu_name_course_find (YutuConnection *connection,
                                const char     *name,
                                YutuDay         day,
                                gint64         *id,
                                GError        **error);

/* @spec: its days are not read. */
gboolean yutu_name_course_propose (YutuConnection          *connection,
                                   const YutuPlaceNameSpec *spec,
                                   gint64                  *id,
                                   GError                 **error);
/* A name that is to follow @former: of the same class, grade and division, at the same place, which its further fields
 * tell of. */
gboolean yutu_name_course_propose_successor (YutuConnection *connection,
                                             gint64          former,
                                             const char     *name,
                                             const char     *status,
                                             gint64         *id,
                                             GError        **error);
gboolean yutu_name_course_set_status (YutuConnection *connection,
                                      gint64          id,
                                      const char     *status,
                                      GError        **error);
/* @facts: a JSON object. alias, meaning, approval_doc and approved_on are columns, all else further fields; what is not
 * in it stays. */
gboolean yutu_name_course_set_facts (YutuConnection *connection,
                                     gint64          id,
                                     const char     *facts,
                                     GError        **error);

/* In use from @day on. INVALID: it is not proposed. */
gboolean yutu_name_course_begin (YutuConnection *connection,
                                 gint64          id,
                                 YutuDay         day,
                                 GError        **error);
/* The same in place of @former, which ends that day, historical, replaced by it. INVALID also: @former is not in
 * use on the day. */
gboolean yutu_name_course_succeed (YutuConnection *connection,
                                   gint64          former,
                                   gint64          id,
                                   YutuDay         day,
                                   GError        **error);
/* Historical from @day on (废止). INVALID: it is not in use then, or addresses stand at it; before that, whether it may be. */
gboolean yutu_name_course_may_end (YutuConnection *connection,
                                   gint64          id,
                                   YutuDay         day,
                                   GError        **error);
gboolean yutu_name_course_end (YutuConnection *connection,
                               gint64          id,
                               YutuDay         day,
                               GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameCourse, yutu_name_course_free)

G_END_DECLS
