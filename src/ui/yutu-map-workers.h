/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two threads that paint tiles, place and paint labels, and find what is under a point, from
 * immutable scenes. What is wanted is said anew with every change of the view: what has not been
 * begun and is not wanted any more is dropped, never done late. Main thread only. */
#pragma once

#include "scene/yutu-scene.h"
#include "ui/yutu-tile-cache.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_MAP_JOB_HIT,     /* answers with hits */
  YUTU_MAP_JOB_OVERLAY, /* answers with placement and surface */
  YUTU_MAP_JOB_TILE,    /* answers with surface */
} YutuMapJobKind;

typedef struct
{
  YutuMapJobKind      kind;
  YutuScene          *scene;
  guint               epoch;
  YutuView            view;       /* the tile's; the overlay's whole image; the hit's window */
  YutuTileKey         key;        /* TILE */
  YutuView            label_view; /* OVERLAY: what labels are placed for */
  YutuLabelPlacement *previous;   /* OVERLAY, (nullable) */
  double              x;          /* HIT: pixels of the view */
  double              y;
  double              radius_px;
  gpointer            tag; /* HIT: the caller's, to know it again */

  cairo_surface_t    *surface;
  YutuLabelPlacement *placement;
  GArray             *hits; /* YutuHit */
} YutuMapJob;

/* Takes a reference on @scene. */
YutuMapJob *yutu_map_job_new (YutuMapJobKind kind,
                              YutuScene     *scene,
                              guint          epoch) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _YutuMapWorkers YutuMapWorkers;

/* A finished job, in the main context that was the thread default at new; the job is freed after
 * the call unless its parts were stolen. */
typedef void (*YutuMapDoneFunc) (YutuMapJob *job,
                                 gpointer    data);
/* Several were delivered: once after them. */
typedef void (*YutuMapDeliveredFunc) (gpointer data);

YutuMapWorkers *yutu_map_workers_new (YutuMapDoneFunc      done,
                                      YutuMapDeliveredFunc delivered,
                                      gpointer             data) G_GNUC_WARN_UNUSED_RESULT;
/* Waits for the jobs that have been begun; nothing is delivered any more. */
void yutu_map_workers_free (YutuMapWorkers *self);
/* What is to be painted, most wanted first: takes the place of all that waits. Jobs that are being
 * done already are not begun again. (transfer full) of YutuMapJob. */
void yutu_map_workers_set_wanted (YutuMapWorkers *self,
                                  GPtrArray      *jobs);
/* Before all others; takes the place of a waiting HIT of the same tag. (transfer full) */
void yutu_map_workers_ask (YutuMapWorkers *self,
                           YutuMapJob     *job);

G_END_DECLS
