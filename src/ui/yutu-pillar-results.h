/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What an inspection found at each pillar of a line: a condition and a note a pillar. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-boundary-edit.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PILLAR_RESULTS (yutu_pillar_results_get_type ())
G_DECLARE_FINAL_TYPE (YutuPillarResults, yutu_pillar_results, YUTU, PILLAR_RESULTS, AdwBin)

/* Signal edited (): after each change by the user. */
GtkWidget *yutu_pillar_results_new (void);
/* @modules must outlive it. @json: (nullable): [{"pillar", "condition", "note"}] that is recorded. */
void yutu_pillar_results_fill (YutuPillarResults *self,
                               const YutuModules *modules,
                               GPtrArray         *pillars,
                               const char        *json);
/* Of those that were looked at; NULL when it is as it was put in. (transfer full) */
char *yutu_pillar_results_dup_json (YutuPillarResults *self) G_GNUC_WARN_UNUSED_RESULT;
/* For drafts: lays what is there over what was put in. */
void yutu_pillar_results_set_typed (YutuPillarResults *self,
                                    const char        *json);
/* Sets a pillar as the user would; @condition NULL: not looked at. */
void yutu_pillar_results_set (YutuPillarResults *self,
                              gint64             pillar,
                              const char        *condition,
                              const char        *note);

G_END_DECLS
