/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table of facilities of any length: its ids once, in their order, then the rows of whatever is
 * looked at. No field of a register is in it. Inside yutu_store_read (), on its thread. */
#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_FACILITY_SORT_NAME, /* by pinyin */
  YUTU_FACILITY_SORT_KIND, /* as the modules and their registers are defined */
  YUTU_FACILITY_SORT_STATUS,
  YUTU_FACILITY_SORT_PLACE, /* by the code of village, else township */
  YUTU_FACILITY_SORT_SINCE,
} YutuFacilitySort;

/* NULL: not asked. */
typedef struct
{
  const char      *module;
  const char      *kind; /* full id of a register */
  const char      *status;
  const GArray    *only; /* of gint64: these facilities alone */
  YutuDay          day;  /* valid on it */
  YutuFacilitySort sort;
  gboolean         descending;
} YutuFacilityQuery;

/* All of the list, of gint64: rows, for yutu_facility_table_read() (on a past day of a facility that
 * has moved since, the row that keeps its place then); by row within equals. (transfer container) */
GArray *yutu_facility_table_find_ids (YutuConnection          *connection,
                                      const YutuModules       *modules,
                                      const YutuPlaceFilter   *filter,
                                      const YutuFacilityQuery *query,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64    id; /* of the facility */
  char     *kind;
  char     *name;
  char     *status;
  gint64    address; /* 0: none */
  gint64    village;
  gint64    township;
  gboolean  has_point;
  YutuPoint point;
  YutuDay   valid_from;
} YutuFacilityEntry;

void yutu_facility_entry_free (YutuFacilityEntry *self);

/* In the order of @rows; NULL for one that is not there any more. Element type YutuFacilityEntry. */
GPtrArray *yutu_facility_table_read (YutuConnection *connection,
                                     const gint64   *rows,
                                     gsize           n,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuFacilityEntry, yutu_facility_entry_free)

G_END_DECLS
