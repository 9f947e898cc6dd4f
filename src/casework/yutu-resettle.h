/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities and cases on land that gets other units (行政区划变更). A facility goes on there in a stretch
 * of its own, as if it had moved (yutu-facility.h): its place until the day stays what it was. A case
 * keeps the place that it was opened with; where it lies from the day on is kept beside it, and counts
 * and lists of a day go by where it lay then (yutu-case-shift-private.h). What begins on the day or later
 * is written over. Only in a write, but for the lists. Thread: that of the connection. */
#pragma once

#include "casework/yutu-facility.h"

G_BEGIN_DECLS

/* A row of facility or case_file, and where it lies now. */
typedef struct
{
  gint64    id;
  gint64    address;
  gint64    village;
  gint64    township;
  gboolean  has_point; /* its own, or that of its address */
  YutuPoint point;
  YutuDay   from; /* first day there */
} YutuSettled;

/* Rows of facilities that are there on @day or later, in villages or, without one, in townships of
 * @units; past rows too. Element type YutuSettled, by id. */
GArray *yutu_settled_list_facilities (YutuConnection *connection,
                                      const gint64   *units,
                                      gsize           n_units,
                                      YutuDay         day,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_settled_move_facility (YutuConnection          *connection,
                                     const YutuSettled       *row,
                                     const YutuFacilityPlace *place,
                                     YutuDay                  day,
                                     GError                 **error);

/* Cases in villages or, without one, in townships of @units: those opened on @day or later
 * (@is_later), or those opened before. Element type YutuSettled, by id. */
GArray *yutu_settled_list_cases (YutuConnection *connection,
                                 const gint64   *units,
                                 gsize           n_units,
                                 YutuDay         day,
                                 gboolean        is_later,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_settled_move_case (YutuConnection    *connection,
                                 const YutuSettled *row,
                                 gint64             village,
                                 gint64             township,
                                 gint64             address, /* of a case of the day or later */
                                 YutuDay            day,
                                 GError           **error);

G_END_DECLS
