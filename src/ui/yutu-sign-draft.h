/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The form of a new sign (地名标志), with what it must say and where it would stand. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-name-signs.h"

G_BEGIN_DECLS

/* Opens it by the action facility.add-to of those above @from. */
void yutu_sign_draft_name (GtkWidget              *from,
                           const YutuSignlessName *name);
void yutu_sign_draft_crossing (GtkWidget              *from,
                               const YutuSignCrossing *crossing);

G_END_DECLS
