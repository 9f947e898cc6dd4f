/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The tables below the map: what is due, and the cases or facilities of a place or of the whole
 * county, of any length. A table is asked for once (its ids in their order) and its rows as they are
 * looked at. The yutu_file_ functions are not for the main thread; the yutu_session_ ones are for it
 * alone. */
#pragma once

#include "base/yutu-progress.h"
#include "casework/yutu-case-list.h"
#include "casework/yutu-due-board.h"
#include "casework/yutu-facility-table.h"
#include "scene/yutu-marks.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_LIST_CASES,
  YUTU_LIST_FACILITIES,
} YutuListKind;

/* What a table lists. */
typedef struct
{
  YutuListKind      kind;
  YutuPlace        *place;      /* (nullable): the whole county */
  YutuCaseQuery     cases;      /* CASES; offset is not looked at */
  YutuFacilityQuery facilities; /* FACILITIES; only is not looked at */
  const char       *text;       /* FACILITIES: names as the search box finds them, by characters,
                                 * pinyin or initials, with names of upper units; NULL: all */
} YutuListSpec;

/* All that it points to is copied. */
YutuListSpec *yutu_list_spec_copy (const YutuListSpec *self) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_list_spec_free (YutuListSpec *self);

/* How a row is looked on from the day that is asked about. */
typedef enum
{
  YUTU_URGENCY_NONE, /* a facility; a case without a limit, or closed */
  YUTU_URGENCY_LATER,
  YUTU_URGENCY_MONTH,
  YUTU_URGENCY_WEEK,
  YUTU_URGENCY_OVERDUE,
} YutuUrgency;

/* ---- The due board ---- */

/* @place: (nullable): the county. As yutu_due_board_read(). */
YutuDueBoard *yutu_file_read_due_board (YutuFile          *self,
                                        const YutuModules *modules,
                                        const YutuPlace   *place,
                                        const char        *module,
                                        YutuDay            day,
                                        GCancellable      *cancellable,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_session_read_due_board_async (YutuSession        *self,
                                                 YutuPlace          *place,
                                                 const char         *module,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
YutuDueBoard *yutu_session_read_due_board_finish (YutuSession  *self,
                                                  GAsyncResult *result,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Tables ---- */

/* The beginning of a table. */
typedef struct
{
  gint64     total;
  GPtrArray *rows; /* of YutuCaseRow or YutuFacilityEntry: the first ones, at most the limit asked for */
  GArray    *ids;  /* of gint64: all, in order; NULL when the rows were had without: to be asked for */
} YutuListStart;

void yutu_list_start_free (YutuListStart *self);

YutuListStart *yutu_file_start_list (YutuFile           *self,
                                     const YutuModules  *modules,
                                     const YutuListSpec *spec,
                                     gsize               limit,
                                     GCancellable       *cancellable,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_session_start_list_async (YutuSession        *self,
                                              const YutuListSpec *spec,
                                              gsize               limit,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
YutuListStart *yutu_session_start_list_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* All ids, in order. (transfer container) */
GArray *yutu_file_find_list (YutuFile           *self,
                             const YutuModules  *modules,
                             const YutuListSpec *spec,
                             GCancellable       *cancellable,
                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void    yutu_session_find_list_async (YutuSession        *self,
                                      const YutuListSpec *spec,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
GArray *yutu_session_find_list_finish (YutuSession  *self,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rows of @ids, which stay the caller's; NULL for one that is not there any more. Cases where they lie on
 * @day. */
GPtrArray *yutu_file_read_list (YutuFile     *self,
                                YutuListKind  kind,
                                const gint64 *ids,
                                gsize         n,
                                YutuDay       day,
                                GCancellable *cancellable,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of @n from @first on, on the session's day; @ids is referenced, and must not be changed any more. */
void       yutu_session_read_list_async (YutuSession        *self,
                                         YutuListKind        kind,
                                         GArray             *ids,
                                         gsize               first,
                                         gsize               n,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GPtrArray *yutu_session_read_list_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where a row of the table lies. */
typedef struct
{
  gint64      id; /* of the case or facility */
  YutuPoint   point;
  YutuUrgency urgency;
} YutuListMark;

/* Of all rows that have a point, in no order. (transfer container) */
GArray *yutu_file_read_list_marks (YutuFile           *self,
                                   const YutuModules  *modules,
                                   const YutuListSpec *spec,
                                   GCancellable       *cancellable,
                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void    yutu_session_read_list_marks_async (YutuSession        *self,
                                            const YutuListSpec *spec,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
/* In the map's CRS, for yutu_map_view_set_marks(). */
YutuMarks *yutu_session_read_list_marks_finish (YutuSession  *self,
                                                GAsyncResult *result,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- What rows and filters are worded with ---- */

typedef struct
{
  GHashTable *units;    /* gint64 → the newest name */
  GPtrArray  *officers; /* char *, in the locale's order */
} YutuListNames;

void           yutu_list_names_free (YutuListNames *self);
void           yutu_session_read_list_names_async (YutuSession        *self,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
YutuListNames *yutu_session_read_list_names_finish (YutuSession  *self,
                                                    GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Saving ---- */

/* How a saved table is worded. Copied; headings are those of the columns below. */
typedef struct
{
  const char *const *headings;                     /* NULL-terminated, as many as the kind has */
  const char *(*word_status) (const char *status); /* of a facility; any thread */
  const char *title;                               /* of the sheet */
} YutuListWords;

/* CASES: number, title, module, kind, state, township, village, officer, opened, due, closed, longitude,
 * latitude. FACILITIES: name, register, status, township, village, since, longitude, latitude. */
#define YUTU_LIST_CASE_COLUMNS     13
#define YUTU_LIST_FACILITY_COLUMNS 8

/* Saves the list in its order; CSV or XLSX by the suffix of @path. What the table shows, nothing of
 * a register's fields or of people. The file is there when all is; *rows gets how many. */
gboolean yutu_file_save_list (YutuFile            *self,
                              const YutuModules   *modules,
                              const YutuListSpec  *spec,
                              const YutuListWords *words,
                              const char          *path,
                              YutuProgress        *progress,
                              gint64              *rows,
                              GCancellable        *cancellable,
                              GError             **error);
/* @progress: (nullable): referenced, to be looked at meanwhile. */
void     yutu_session_save_list_async (YutuSession         *self,
                                       const YutuListSpec  *spec,
                                       const YutuListWords *words,
                                       const char          *path,
                                       YutuProgress        *progress,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean yutu_session_save_list_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        gint64       *rows,
                                        GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuListSpec, yutu_list_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuListStart, yutu_list_start_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuListNames, yutu_list_names_free)

G_END_DECLS
