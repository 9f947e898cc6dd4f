/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parts of what is looked at: what is asked for (yutu-coverage.c), reading it
 * (yutu-coverage-read.c), and what came of it (yutu-coverage-shown.c). */
#pragma once

#include "ui/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_LEVEL_OF_NONE 3 /* the county alone */

/* One map; counted. */
typedef struct
{
  YutuThemeMap *map;
  GHashTable   *ranks; /* gint64 * of the row → its index + 1 */
  gboolean      is_dark; /* the style that its colours are of */
} YutuCoverageShown;

struct _YutuCoverage
{
  GObject parent_instance;

  YutuSession  *session;
  GSignalGroup *session_signals;
  gboolean      is_active;

  const YutuIndicatorDef *def; /* (nullable): asked for; of the session's modules */
  int                     level;
  YutuScope               scope;
  gint64                  unit;
  gint64                  pointed;
  int                     emphasis;

  guint              epoch;
  GHashTable        *cache;  /* key → YutuCoverageShown */
  GHashTable        *broken; /* keys that could not be read: not tried ahead again */
  YutuCoverageShown *shown;  /* (nullable) */
  GCancellable      *read;   /* (nullable): of what is asked for */
  GCancellable      *ahead;  /* (nullable) */
  guint              settle_source;
};

/* G_MAXSIZE when there is none. */
gsize yutu_coverage_find_index (YutuCoverage *self,
                                const char   *id);

/* yutu-coverage-read.c */

/* Goes after what is asked for: shows it when it is there, else reads it. */
void yutu_coverage_wish (YutuCoverage *self);
/* Nothing is read any more. */
void yutu_coverage_stop (YutuCoverage *self);
/* What was read is not true any more. */
void yutu_coverage_forget (YutuCoverage *self);

/* yutu-coverage-shown.c */

/* Takes @map, in the colours of the dark style or of the light one. */
YutuCoverageShown *yutu_coverage_shown_new (YutuThemeMap *map,
                                            gboolean      is_dark);
void               yutu_coverage_shown_unref (gpointer shown);
/* (nullable) */
void yutu_coverage_show (YutuCoverage      *self,
                         YutuCoverageShown *shown);

G_END_DECLS
