/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a person can do about a finding where no rule can: a tool of the window on the thing, or its page. Main
 * thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-check.h"

G_BEGIN_DECLS

/* A button each, with a heading where repairs stand before them; how many. Each has the name of the window's action
 * as its data "action", NULL: it is the page that is wanted. */
guint yutu_finding_ways_append (GtkBox                 *box,
                                const YutuCheckFinding *finding,
                                GCallback               clicked,
                                gpointer                object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
