/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A window with the form of a boundary line, a pillar, what happened to one, or the record of an inspection, from their
 * definitions. What is typed is kept as a draft until it is saved or thrown away. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-boundary-edit.h"
#include "session/yutu-drafts.h"

G_BEGIN_DECLS

#define YUTU_TYPE_BOUNDARY_DIALOG (yutu_boundary_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YutuBoundaryDialog, yutu_boundary_dialog, YUTU, BOUNDARY_DIALOG, AdwWindow)

/* @kind: CHANGE_LINE, ADD_PILLAR, CHANGE_PILLAR, NOTE_PILLAR or RECORD_INSPECTION. @values: what is known, a JSON
 * object. @position: (nullable): where a new pillar stands. Signal done (char *): what was saved. */
YutuBoundaryDialog *yutu_boundary_dialog_new (GtkWindow             *parent,
                                              YutuSession           *session,
                                              YutuBoundaryChangeKind kind,
                                              gint64                 id,
                                              const char            *title,
                                              const char            *values,
                                              const char            *position);
/* One that goes on with @draft. */
YutuBoundaryDialog *yutu_boundary_dialog_resume (GtkWindow       *parent,
                                                 YutuSession     *session,
                                                 const YutuDraft *draft);

G_END_DECLS
