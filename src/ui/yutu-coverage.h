/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which indicator is looked at, by which units, and what came of it (覆盖分析): the one thing that list,
 * pane, chart, leaders' view and map of the workspace share. Tables are read ahead one at a time, so
 * that a step to the next indicator finds it read. Main thread only. */
#pragma once

#include <glib-object.h>

#include "session/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_LEVEL_OF_TOWNSHIPS 4
#define YUTU_LEVEL_OF_VILLAGES  5

#define YUTU_TYPE_COVERAGE (yutu_coverage_get_type ())
G_DECLARE_FINAL_TYPE (YutuCoverage, yutu_coverage, YUTU, COVERAGE, GObject)

/**
 * Properties (all notify once a change, never for an equal value):
 *   active    gboolean: reads only while it is
 *   indicator string, nullable: id of the one that is asked for
 *   level     int: YUTU_LEVEL_OF_TOWNSHIPS or _VILLAGES, as wished; an indicator that has none of it is
 *             shown by one that it has
 *   scope     int: YutuScope
 *   unit      gint64: the chosen unit, or 0; that of the session's place, both ways
 *   pointed   gint64: the unit under a pointer, in whichever of the views, or 0
 *   emphasis  int: index of the class that stands out, or -1
 *   waiting   gboolean: what was asked for is not there yet, and what is shown is older
 * Signals:
 *   shown ()                 another map is shown, or none
 *   read (const char *id)    the indicator's values are known, by the present level and scope; NULL:
 *                            those of none are any more
 *   failed (GError *)        what was asked for could not be read
 */
YutuCoverage *yutu_coverage_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) */
void         yutu_coverage_set_session (YutuCoverage *self,
                                        YutuSession  *session);
YutuSession *yutu_coverage_get_session (YutuCoverage *self);
void         yutu_coverage_set_active (YutuCoverage *self,
                                       gboolean      is_active);

/* ---- The indicators of the modules, in their order ---- */

gsize                   yutu_coverage_get_n (YutuCoverage *self);
const YutuIndicatorDef *yutu_coverage_get_def (YutuCoverage      *self,
                                               gsize              index,
                                               const YutuModule **module);

/* ---- What is asked for ---- */

const char *yutu_coverage_get_indicator (YutuCoverage *self); /* (nullable) */
/* An unknown one is not taken. */
void      yutu_coverage_set_indicator (YutuCoverage *self,
                                       const char   *id);
int       yutu_coverage_get_level (YutuCoverage *self);
void      yutu_coverage_set_level (YutuCoverage *self,
                                   int           level);
YutuScope yutu_coverage_get_scope (YutuCoverage *self);
void      yutu_coverage_set_scope (YutuCoverage *self,
                                   YutuScope     scope);
/* To the next (or, negative, the one before); round at the ends. */
void yutu_coverage_step_indicator (YutuCoverage *self,
                                   int           by);
/* As it is on the session's day: (nullable), borrowed until the session's units change. */
const YutuDivision *yutu_coverage_find_unit (YutuCoverage *self,
                                             gint64        unit);
/* How many townships @scope has on the session's day. */
guint yutu_coverage_count_townships (YutuCoverage *self,
                                     YutuScope     scope);

/* ---- What is shown ---- */

/* (nullable); good until "shown" is next emitted. */
const YutuThemeMap *yutu_coverage_get_map (YutuCoverage *self);
/* The same of another indicator, once it was read. (nullable); good until "read" is next emitted. */
const YutuThemeMap *yutu_coverage_find_map (YutuCoverage *self,
                                            const char   *id);
/* Of what is shown; (nullable). */
const YutuIndicatorRow *yutu_coverage_find_row (YutuCoverage *self,
                                                gint64        unit);
/* 0 is the first; -1: not in it. */
int yutu_coverage_find_rank (YutuCoverage *self,
                             gint64        unit);
/* Units of the level that the scope leaves out. */
gsize yutu_coverage_count_outside (YutuCoverage *self);
/* For the map: the colours, those of other classes faded while one stands out, units outside of the
 * scope plain. NULL while nothing is shown by units. (transfer full) */
YutuTheme *yutu_coverage_make_theme (YutuCoverage *self) G_GNUC_WARN_UNUSED_RESULT;

/* ---- What is chosen in it ---- */

gint64 yutu_coverage_get_unit (YutuCoverage *self);
void   yutu_coverage_set_unit (YutuCoverage *self,
                               gint64        unit);
/* Down (or, negative, up) the ranking; stays at its ends. */
void   yutu_coverage_step_unit (YutuCoverage *self,
                                int           by);
gint64 yutu_coverage_get_pointed (YutuCoverage *self);
void   yutu_coverage_set_pointed (YutuCoverage *self,
                                  gint64        unit);
int    yutu_coverage_get_emphasis (YutuCoverage *self);
void   yutu_coverage_set_emphasis (YutuCoverage *self,
                                   int           index);

G_END_DECLS
