/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How a name that is typed is spelt, below its field; what is unsure leads on to how words are read in the file. Main
 * thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-session-edit.h"

G_BEGIN_DECLS

/* Once, before anything is told in it. */
void yutu_spelling_begin (GtkLabel *label);
void yutu_spelling_tell (GtkLabel               *label,
                         const YutuNameProposal *proposal);

/* For "changed" of the session: when the file may read words otherwise, *@facts of @owner learn how, and @owner is told. */
void yutu_spelling_learn (YutuSession    *session,
                          GStrv           tables,
                          GObject        *owner,
                          YutuNameFacts **facts,
                          GFunc           told); /* with @owner and NULL */

G_END_DECLS
