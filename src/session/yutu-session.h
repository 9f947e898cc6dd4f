/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An open file as a window holds it (会话): the legal day, the role, the chosen place, the map's layers,
 * undo. Main thread only; everything slow runs on workers and answers here. No GTK. */
#pragma once

#include <gio/gio.h>

#include "casework/yutu-calendar.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-search.h"
#include "scene/yutu-scene.h"
#include "session/yutu-find.h"
#include "session/yutu-map.h"
#include "session/yutu-place.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SESSION (yutu_session_get_type ())
G_DECLARE_FINAL_TYPE (YutuSession, yutu_session, YUTU, SESSION, GObject)

/**
 * Properties (all notify once a change, never for an equal value):
 *   day    int     YutuDay the map stands on; today at first. Setting it reloads map and units.
 *   role   string: in which somebody works; clerk township desk leader planner. What may be seen and
 *          done follows it
 *   actor  string: who signs what is changed; never empty
 *   place  YutuPlace, nullable: what is chosen
 *   layers YutuMapLayers, nullable until first loaded: read-only
 *   units  GListModel of YutuUnitItem: the uppermost units of the day (a county); those below hang
 *          on them, see yutu_unit_item_get_children(). Read-only; replaced when day or data change
 *   undo-title, redo-title: nullable strings; what undo and redo would take. NULL while a job runs
 *   undo-bulk gint64: how many records go with it when undo would take a bulk entry: ask first. 0
 *          when it would not
 *   busy   gboolean: a job of the user's is running
 * Signals:
 *   changed (GStrv tables): after each commit of this or another program's window
 *   message (char *text): something happened that the user should hear of once
 *   drafts-changed (): a draft is typed in, left or dropped (session/yutu-drafts.h)
 */

/* Opens @path on a worker. When another Yutu writes it, it comes back read-only. */
void yutu_session_open_async (const char         *path,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/* Of what opening reports. */
#define YUTU_SESSION_OPEN_TOTAL 1000

/**
 * yutu_session_open_watched_async:
 * @moment: (nullable): what the file knew then (base/yutu-moment.h): see yutu_file_open_past()
 * @progress: (nullable): called in the caller's main context while a file that an older program wrote is
 *   brought to this one's schema, or a moment is gone back to: how much of YUTU_SESSION_OPEN_TOTAL is done,
 *   0 of 0 while that is not known. Not for a file that needs nothing
 *
 * The same, watched. Cancelled, the file is as it was. With yutu_session_open_finish().
 */
void         yutu_session_open_watched_async (const char           *path,
                                              const char           *moment,
                                              GFileProgressCallback progress,
                                              gpointer              progress_data,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
YutuSession *yutu_session_open_finish (GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the demo county at @path (which must not exist) and opens it. @progress is called in the
 * main context, as above. */
void yutu_session_new_demo_async (const char           *path,
                                  gsize                 addresses,
                                  GFileProgressCallback progress,
                                  gpointer              progress_data,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
#define yutu_session_new_demo_finish yutu_session_open_finish

/* Whoever showed it is gone: what is read for it is cut off, its jobs that change something are done, then
 * the file is closed, and can be opened for writing at once. The session itself may live on for a while,
 * and says nothing any more. Waits for the disk where a draft is not written yet. */
void yutu_session_close (YutuSession *self);

YutuFile           *yutu_session_get_file (YutuSession *self);
const YutuModules  *yutu_session_get_modules (YutuSession *self);
const YutuCalendar *yutu_session_get_calendar (YutuSession *self);
const char         *yutu_session_get_path (YutuSession *self);
/* What the file knew at which moment of the recording clock (base/yutu-moment.h); NULL: the present. */
const char *yutu_session_get_moment (YutuSession *self);
const char *yutu_session_get_county_name (YutuSession *self); /* "" where there is no county, or several */
gboolean    yutu_session_is_demo (YutuSession *self);
const char *yutu_session_get_read_only_reason (YutuSession *self); /* NULL: writable */
int         yutu_session_get_map_epsg (YutuSession *self);
const char *yutu_session_get_role (YutuSession *self);
/* Roles that there are, in the order of a list to choose from; NULL-terminated. */
const char *const *yutu_session_list_roles (void);
/* One of them. */
void        yutu_session_set_role (YutuSession *self,
                                   const char  *role);
const char *yutu_session_get_actor (YutuSession *self);
/* NULL or "": the name that the system knows. */
void           yutu_session_set_actor (YutuSession *self,
                                       const char  *actor);
YutuDay        yutu_session_get_day (YutuSession *self);
void           yutu_session_set_day (YutuSession *self,
                                     YutuDay      day);
YutuPlace     *yutu_session_get_place (YutuSession *self);
void           yutu_session_set_place (YutuSession *self,
                                       YutuPlace   *place);
YutuMapLayers *yutu_session_get_layers (YutuSession *self);
/* The layers' (yutu_map_layers_list_snaps ()), as far as they hold: lines that were changed since are not
 * there until the layers are loaded anew. NULL before they are loaded first; may have NULL among them.
 * Borrowed until the main loop runs. */
YutuSnapIndex *const *yutu_session_list_snaps (YutuSession *self);
GListModel           *yutu_session_get_units (YutuSession *self);

/* ---- Jobs. Each pair as GIO has it; a newer call of the same kind does not cancel an older one:
 * the caller cancels. ---- */

void           yutu_session_read_place_async (YutuSession        *self,
                                              YutuPlace          *place,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
YutuPlaceInfo *yutu_session_read_place_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* @query is copied. */
void yutu_session_list_cases_async (YutuSession         *self,
                                    YutuPlace           *place,
                                    const YutuCaseQuery *query,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
/* (transfer container) of YutuCaseRow. */
GPtrArray *yutu_session_list_cases_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           gint64       *total,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void            yutu_session_load_case_async (YutuSession        *self,
                                              gint64              id,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
YutuCaseDetail *yutu_session_load_case_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* See yutu_file_search(); the day is the session's. */
void              yutu_session_search_async (YutuSession        *self,
                                             const char         *query,
                                             const YutuFindSpec *spec,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
YutuSearchResult *yutu_session_search_finish (YutuSession  *self,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The place that a hit means; for a case the unit it lies in, else its point. NULL for a case that
 * has neither. (transfer full) */
YutuPlace *yutu_session_place_of_hit (const YutuSearchHit *hit) G_GNUC_WARN_UNUSED_RESULT;

/* Gives up the jobs of the user's that can be given up: each answers with G_IO_ERROR_CANCELLED, and
 * nothing of it is written. */
void yutu_session_cancel_jobs (YutuSession *self);

void     yutu_session_undo_async (YutuSession        *self,
                                  gboolean            redo,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean yutu_session_undo_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error);

/* ---- A unit in a list or tree ---- */

#define YUTU_TYPE_UNIT_ITEM (yutu_unit_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuUnitItem, yutu_unit_item, YUTU, UNIT_ITEM, GObject)

/* Whether @text is in @name, or is its pinyin, part of it, or its initials; capitals or not. */
gboolean yutu_name_is_like (const char *name,
                            const char *text);
/* The same of a unit, or whether @text begins its code. */
gboolean            yutu_unit_is_like (const YutuDivision *unit,
                                       const char         *text);
const YutuDivision *yutu_unit_item_get_division (YutuUnitItem *self);
/* (nullable): GListModel of YutuUnitItem under it. */
GListModel *yutu_unit_item_get_children (YutuUnitItem *self);

G_END_DECLS
