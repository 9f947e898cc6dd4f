/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The search of the header bar: results under the entry from the first key on, by kind, walked with
 * the arrow keys. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SEARCH_BOX (yutu_search_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuSearchBox, yutu_search_box, YUTU, SEARCH_BOX, AdwBin)

/* Signals: hit-chosen (YutuSearchHit *); left (): Esc gave the focus away. */
void yutu_search_box_set_session (YutuSearchBox *self,
                                  YutuSession   *session);
/* Only what is valid and of these YutuSearchKind, and no commands; @hint stands in it while it is empty, @label is
 * what a screen reader calls it. */
void yutu_search_box_narrow (YutuSearchBox *self,
                             unsigned       kinds,
                             const char    *hint,
                             const char    *label);
/* Puts the cursor into it, marks what is there and asks for it again. */
void yutu_search_box_start (YutuSearchBox *self);
/* Nearer ones first; NULL: anywhere. */
void yutu_search_box_set_near (YutuSearchBox   *self,
                               const YutuPoint *near_point);
/* Rows shown now; 0 while there is none. For tests. */
guint yutu_search_box_count (YutuSearchBox *self);
/* What the shown rows answer; NULL while none do. For tests. */
const char *yutu_search_box_get_answered (YutuSearchBox *self);

G_END_DECLS
