/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What was begun in this file and not saved, offered in a bar: go on with it, or throw it away. Main
 * thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-drafts.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DRAFT_BAR (yutu_draft_bar_get_type ())
G_DECLARE_FINAL_TYPE (YutuDraftBar, yutu_draft_bar, YUTU, DRAFT_BAR, AdwBin)

/* Opens the form or tool that @draft is of, and fills it in. @draft lives until it returns. */
typedef void (*YutuResumeFunc) (const YutuDraft *draft,
                                gpointer         data);

/* Signals: thrown-away (const char *title): yutu_draft_bar_bring_back() takes that back. */

/* Who goes on with drafts of @kind. */
void yutu_draft_bar_add_handler (YutuDraftBar  *self,
                                 const char    *kind,
                                 YutuResumeFunc func,
                                 gpointer       data);
void yutu_draft_bar_set_session (YutuDraftBar *self,
                                 YutuSession  *session);
/* Those that are offered. */
guint yutu_draft_bar_get_n_drafts (YutuDraftBar *self);
/* Goes on with the one changed last; FALSE when there is none. */
gboolean yutu_draft_bar_resume (YutuDraftBar *self);
void     yutu_draft_bar_bring_back (YutuDraftBar *self);

G_END_DECLS
