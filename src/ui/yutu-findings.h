/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the check found in the file (检查结果): a list whose rows lead to their place on the map, can be
 * accepted with a reason, or mended where a rule knows how. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session-check.h"

G_BEGIN_DECLS

#define YUTU_TYPE_FINDINGS (yutu_findings_get_type ())
G_DECLARE_FINAL_TYPE (YutuFindings, yutu_findings, YUTU, FINDINGS, AdwBin)

/* Signals:
 *   shown (const YutuCheckFinding *): a row is chosen; the finding is borrowed
 *   done (char *text): something was changed and can be undone
 *   failed (GError *) */

/* The list is emptied. */
void yutu_findings_set_session (YutuFindings *self,
                                YutuSession  *session);
/* Checks the whole file, unless that is going on. */
void     yutu_findings_check (YutuFindings *self);
gboolean yutu_findings_is_checking (YutuFindings *self);
/* (nullable): of the last check; borrowed. */
const YutuCheckResult *yutu_findings_get_result (YutuFindings *self);
/* Chooses a row by its number, from 0, and brings it into view. */
void yutu_findings_choose_at (YutuFindings *self,
                              guint         position);

G_END_DECLS
