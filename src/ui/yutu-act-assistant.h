/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Draws up a division change order (区划调整令): kind and approval, papers, steps, then what it would do;
 * carried out as one entry that undo takes back. Also those that were carried out before. Nothing is
 * changed until it is carried out. Main thread only.
 *
 * 1. What is entered is a draft in the file from the first key on; closing leaves it there, and it is
 *    offered again. It goes when the act is carried out, and comes back when that is undone here.
 * 2. What is shown of the effect is of the act as it stands: an older plan is given up. */
#pragma once

#include <adwaita.h>

#include "session/yutu-act-ground.h"
#include "session/yutu-session.h"
#include "ui/yutu-preview-map.h"

G_BEGIN_DECLS

#define YUTU_TYPE_ACT_ASSISTANT (yutu_act_assistant_get_type ())
G_DECLARE_FINAL_TYPE (YutuActAssistant, yutu_act_assistant, YUTU, ACT_ASSISTANT, AdwWindow)

#define YUTU_ACT_DRAFT_KIND "act"

/**
 * Actions: act.next (Ctrl+Enter), act.back (Alt+Left), act.leave (Esc: the page under, then the window),
 *   act.cancel, act.list, act.undo, act.add-step (string: what is done), act.line-back (Backspace on the
 *   map: the last point that was drawn).
 * Signals:
 *   show-day (int day): the window behind should stand on it
 *   show-case (gint64 case): the same, of its case
 *   message (const char *text)
 */
GtkWidget *yutu_act_assistant_new (GtkWindow   *parent,
                                   YutuSession *session);
/* Goes on with a draft. FALSE: @content is none. */
gboolean yutu_act_assistant_resume (YutuActAssistant *self,
                                    const char       *content);
/* The list of acts instead of a new one. */
void yutu_act_assistant_show_acts (YutuActAssistant *self);

/* What became of @act, with its papers. */
void yutu_act_assistant_show_record (YutuActAssistant *self,
                                     gint64            act);
/* A new one gets this document number. */
void yutu_act_assistant_set_document (YutuActAssistant *self,
                                      const char       *number);

/* ---- For tests ---- */

/* approval, papers, steps, abolish, step, effect, acts, record */
const char        *yutu_act_assistant_get_page (YutuActAssistant *self);
/* Something is read, worked out or carried out. */
gboolean           yutu_act_assistant_is_busy (YutuActAssistant *self);
const YutuActSpec *yutu_act_assistant_get_spec (YutuActAssistant *self);
/* What it would do; NULL: not known yet. */
const YutuActPreview *yutu_act_assistant_get_preview (YutuActAssistant *self);
YutuPreviewMap       *yutu_act_assistant_get_map (YutuActAssistant *self);

G_END_DECLS
