/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is here: cases and facilities of a place, on a day. All functions run inside
 * yutu_store_read (or a write), on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "casework/yutu-batch.h"
#include "casework/yutu-module.h"
#include "geo/yutu-point.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_PLACE_FILTER_ALL,
  YUTU_PLACE_FILTER_UNIT,     /* id: a unit; level ≤ 3 the whole county, 4, 5 */
  YUTU_PLACE_FILTER_CIRCLE,   /* center, radius_m on the ellipsoid, edge included */
  YUTU_PLACE_FILTER_SHAPE,    /* polygon, edge included, exact */
  YUTU_PLACE_FILTER_FACILITY, /* id */
  YUTU_PLACE_FILTER_ADDRESS,  /* id */
  YUTU_PLACE_FILTER_LINE,     /* id: the line and its pillars */
  YUTU_PLACE_FILTER_PILLAR,   /* id: that pillar alone */
  YUTU_PLACE_FILTER_BASE,     /* id: a road, natural village, estate: the addresses that stand on it */
} YutuPlaceFilterKind;

typedef struct
{
  YutuPlaceFilterKind kind;
  gint64              id;
  int                 level;
  YutuPoint           center;
  double              radius_m;
  const YutuShape    *shape;
} YutuPlaceFilter;

typedef struct
{
  gint64 open;
  gint64 total;
} YutuCaseCount;

/* One count a module, in the order of @modules, zeros too; (transfer full), by g_free. A case
 * counts when opened_on ≤ @day, and is open when closed_on is none or > @day. */
YutuCaseCount *yutu_place_filter_count (YutuConnection        *connection,
                                        const YutuModules     *modules,
                                        const YutuPlaceFilter *filter,
                                        YutuDay                day,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  YUTU_CASE_SORT_DUE, /* without a due day last */
  YUTU_CASE_SORT_OPENED,
  YUTU_CASE_SORT_NUMBER,
  YUTU_CASE_SORT_TITLE,
  YUTU_CASE_SORT_STATE,
  YUTU_CASE_SORT_KIND,
  YUTU_CASE_SORT_OFFICER, /* those without one last */
  YUTU_CASE_SORT_PLACE,   /* the same */
} YutuCaseSort;

/* NULL and YUTU_DAY_INVALID: not asked. */
typedef struct
{
  const char  *module;
  const char  *kind;
  const char  *state;
  YutuDay      due_before; /* open cases with a limit alone */
  YutuDay      day;       /* opened_on ≤ day */
  gboolean     open_only; /* on @day */
  YutuCaseSort sort;
  gboolean     descending;
  gsize        offset;
  gsize        limit;
  YutuDay      due_from; /* with due_before only */
  const char  *officer;
  const char  *text; /* in number or title, letters in either case */
} YutuCaseQuery;

typedef struct
{
  gint64    id;
  char     *case_no;
  char     *module;
  char     *kind;
  char     *title;
  char     *state;
  YutuDay   opened_on;
  YutuDay   due_on;    /* YUTU_DAY_INVALID: none */
  YutuDay   closed_on; /* the same */
  gint64    village;   /* 0: none; of the day that was asked for, as is township */
  gint64    township;
  gint64    facility;
  gint64    address;
  gboolean  has_point;
  YutuPoint point;
  char     *officer; /* NULL: none */
} YutuCaseRow;

void yutu_case_row_free (YutuCaseRow *self);

/* Element type YutuCaseRow; @total gets how many there are without offset and limit. */
GPtrArray *yutu_place_filter_list_cases (YutuConnection        *connection,
                                         const YutuPlaceFilter *filter,
                                         const YutuCaseQuery   *query,
                                         gint64                *total,
                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64 id;
  char  *at;
  char  *actor;
  char  *transition; /* of the kind, or YUTU_ATTACH_TRANSITION */
  char  *from_state;
  char  *to_state;
  char  *note;       /* NULL: none; for an attachment its name */
  gint64 attachment; /* 0: none */
} YutuCaseEvent;

/* Where the role may not read what is attached, of the name only its suffix is told. */
typedef struct
{
  gint64 event;
  gint64 attachment; /* the same for equal contents */
  char  *name;
  char  *mime;
  gint64 size;   /* bytes */
  char  *sha256; /* 64 hex digits */
  char  *at;
  char  *actor;
} YutuCaseAttachment;

/* Masked, each by the rule of its field. */
typedef struct
{
  char *relation;
  char *name;
  char *id_no;
  char *birth;
  char *phone;
  char *fields; /* JSON object */
  int   sex;
} YutuCasePersonRow;

typedef struct
{
  YutuCaseRow         row;
  const YutuModule   *module; /* NULL when the module is not defined (any more) */
  const YutuCaseKind *kind;   /* the same */
  char               *subject_kind;
  YutuDay             state_since;
  YutuDay             accepted_on;
  char               *officer;
  char               *result;
  char               *result_doc;
  gint64              line;
  gint64              pillar;
  gint64              name;        /* the place name it is about; 0: none, or its kind is about no name */
  gint64              linked;      /* the case that it opened, or that opened it; 0: none */
  gboolean            is_renamed;  /* the place name that it is about has another name by now */
  gint64              act;         /* the division change order it is about; 0: none, or none yet */
  char               *fields;      /* JSON object, masked by the rules of its fields */
  YutuBatch           batch;       /* of a kind that holds one; else empty */
  GPtrArray          *events;      /* of YutuCaseEvent, oldest first */
  GPtrArray          *persons;     /* of YutuCasePersonRow */
  GPtrArray          *attachments; /* of YutuCaseAttachment, oldest first */
  GPtrArray          *transitions; /* of const YutuTransition: what the role may do now */
} YutuCaseDetail;

void yutu_case_detail_free (YutuCaseDetail *self);
/* Where it lies on @day, or, when that is YUTU_DAY_INVALID, where it lay when it was opened.
 * YUTU_CASEWORK_ERROR_UNKNOWN when there is no such case. @modules must outlive the result. */
YutuCaseDetail *yutu_case_load (YutuConnection    *connection,
                                const YutuModules *modules,
                                gint64             id,
                                YutuDay            day,
                                const char        *role,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64    id;
  char     *kind;
  char     *name;
  char     *status;
  char     *fields; /* JSON object */
  gint64    address;
  gint64    village;
  gint64    township;
  gboolean  has_point;
  YutuPoint point;
  double    distance_m; /* from the centre of a circle; else 0 */
} YutuFacilityRow;

void yutu_facility_row_free (YutuFacilityRow *self);
/* Valid on @day, of register @kind or all when NULL; by distance in a circle, else by id. Element
 * type YutuFacilityRow. */
GPtrArray *yutu_place_filter_list_facilities (YutuConnection        *connection,
                                              const YutuPlaceFilter *filter,
                                              const char            *kind,
                                              YutuDay                day,
                                              GError               **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCaseRow, yutu_case_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCaseDetail, yutu_case_detail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuFacilityRow, yutu_facility_row_free)

G_END_DECLS
