/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-session.h"

G_BEGIN_DECLS

/* ---- Opening (yutu-session-open.c) ---- */

typedef struct
{
  YutuFile     *file;
  YutuModules  *modules;
  YutuCalendar *calendar;
  char         *county_name;
  gboolean      is_demo;
  int           epsg;
} YutuSessionOpened;

void yutu_session_opened_free (YutuSessionOpened *self);
/* Takes what @opened holds, and begins to load. Main thread. */
YutuSession *yutu_session_new (YutuSessionOpened *opened) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Loading (yutu-session-load.c) ---- */

/* What a reload needs to know. */
typedef struct
{
  unsigned       parts; /* YutuMapPart or-ed */
  gboolean       units;
  gboolean       titles;
  guint          generation;
  YutuDay        day;
  YutuFile      *file;
  YutuModules   *modules;
  YutuMapLayers *previous; /* (nullable) */
} YutuSessionReload;

/* What it brings. */
typedef struct
{
  guint          generation;
  int            epsg;
  YutuMapLayers *layers; /* NULL: as they were */
  GPtrArray     *units;  /* YutuDivision in tree order; NULL: as they were */
  YutuUndoPeek   titles;
} YutuSessionLoaded;

void yutu_session_reload_free (YutuSessionReload *self);
void yutu_session_loaded_free (YutuSessionLoaded *self);
/* Answers with a YutuSessionLoaded for the YutuSessionReload that is the task's data. */
void yutu_session_reload_in_worker (GTask        *task,
                                    gpointer      source,
                                    gpointer      task_data,
                                    GCancellable *cancellable);

/* ---- Snapping after a commit (yutu-session-snaps.c) ---- */

typedef struct
{
  YutuSnapIndex *indexes[YUTU_MAP_N_SNAPS]; /* (nullable) */
  GHashTable    *fresh;                     /* gint64: arcs */
  GHashTable    *covered;
  gboolean       fresh_all; /* any arc */
  gboolean       covered_all;
} YutuSessionSnaps;

void yutu_session_snaps_init (YutuSessionSnaps *self);
void yutu_session_snaps_clear (YutuSessionSnaps *self);
/* A reload begins, which reads what is in the file by now, ... */
void yutu_session_snaps_begin_reload (YutuSessionSnaps *self,
                                      gboolean          reads_boundaries);
/* ... and is not taken, or is. */
void yutu_session_snaps_lose_reload (YutuSessionSnaps *self);
void yutu_session_snaps_take_reload (YutuSessionSnaps    *self,
                                     const YutuMapLayers *layers);
/* A commit changed these (gint64); NULL: any. @layers: (nullable) that are shown. */
void yutu_session_snaps_note (YutuSessionSnaps    *self,
                              const YutuMapLayers *layers,
                              const GArray        *arcs);

/* Holds the addresses of @layers in memory, on a thread of its own that gives way to all others: the
 * first picture is wanted first. A failure leaves the map asking the file. */
void yutu_session_begin_hold (YutuMapLayers *layers,
                              GCancellable  *cancellable);

/* ---- Another window's commits (yutu-session-watch.c) ---- */

typedef struct _YutuSessionWatch YutuSessionWatch;

/* Called in the main context of the thread that made the watch. */
typedef void (*YutuSessionWatchFunc) (gpointer data);

YutuSessionWatch *yutu_session_watch_new (YutuFile            *file,
                                          YutuSessionWatchFunc func,
                                          gpointer             data) G_GNUC_WARN_UNUSED_RESULT;
/* @func is not called any more. */
void yutu_session_watch_free (YutuSessionWatch *self);

/* ---- Drafts (yutu-drafts.c) ---- */

typedef struct _YutuDrafts YutuDrafts;

YutuDrafts *yutu_drafts_new (YutuSession *session,
                             YutuFile    *file) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what is left; what is put later is nobody's. */
void        yutu_drafts_end (YutuDrafts *self);
void        yutu_drafts_free (YutuDrafts *self);
YutuDrafts *yutu_session_get_drafts (YutuSession *self);

/* A draft that goes with a change. */
typedef struct _YutuDraftSave YutuDraftSave;

/* Of the draft that yutu_session_settle_draft() named; NULL: none. Main thread. */
YutuDraftSave *yutu_drafts_begin_save (YutuDrafts *self) G_GNUC_WARN_UNUSED_RESULT;
/* Around the change, on its worker. */
void           yutu_draft_save_enter (YutuDraftSave *self);
void           yutu_draft_save_leave (YutuDraftSave *self);
/* Main thread. @done: the change is in the file. Frees @save. */
void           yutu_drafts_end_save (YutuDrafts    *self,
                                     YutuDraftSave *save,
                                     gboolean       done);

/* ---- Jobs (yutu-session-jobs.c) ---- */

void yutu_session_begin_job (YutuSession *self);
void yutu_session_end_job (YutuSession *self);
/* What yutu_session_cancel_jobs() cancels; NULL while no job runs. (transfer none) */
GCancellable *yutu_session_get_jobs_cancellable (YutuSession *self);

/* ---- A job with arguments of its own (yutu-session-work.c) ---- */

typedef struct _YutuSessionWork     YutuSessionWork;
typedef struct _YutuSessionWorkSpec YutuSessionWorkSpec;

/* What a worker needs of the session, as it was when the job began. */
struct _YutuSessionWork
{
  const YutuSessionWorkSpec *spec;
  YutuFile                  *file;
  YutuModules               *modules;
  YutuDay                    day;
  const char                *role;
  const char                *actor;
  GCancellable              *cancellable; /* NULL: none */
};

/* Static; also the tag of the task. */
struct _YutuSessionWorkSpec
{
  /* On a worker. */
  gpointer (*run) (YutuSessionWork *work,
                   gpointer         data,
                   GError         **error);
  GDestroyNotify free_result; /* NULL: nothing to free */
  gboolean       is_change;   /* a job of the user's */
};

/* Takes @data. */
void     yutu_session_begin_work (YutuSession               *session,
                                  const YutuSessionWorkSpec *spec,
                                  gpointer                   data,
                                  GDestroyNotify             free_data,
                                  GCancellable              *cancellable,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data);
gpointer yutu_session_finish_work (YutuSession               *session,
                                   const YutuSessionWorkSpec *spec,
                                   GAsyncResult              *result,
                                   GError                   **error);

/* ---- Units (yutu-unit-item.c) ---- */

/* The uppermost of @units (YutuDivision, tree order), the others below them. */
GListModel *yutu_unit_items_new (GPtrArray *units) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSessionOpened, yutu_session_opened_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSessionLoaded, yutu_session_loaded_free)

G_END_DECLS
