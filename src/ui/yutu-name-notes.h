/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the naming rules say of a name while it is typed, a row for each finding, and its rivals on the map.
 * Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-name-check.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_NAME_NOTES (yutu_name_notes_get_type ())
G_DECLARE_FINAL_TYPE (YutuNameNotes, yutu_name_notes, YUTU, NAME_NOTES, AdwBin)

/* Once: where the rivals are shown. Borrowed. */
void yutu_name_notes_set_map (YutuNameNotes *self,
                              YutuMapView   *map);
/* Asked off the main thread; a question that is asked before the answer takes its place. @names: (nullable), @question
 * copied; without names, or with an empty name, nothing is said. @is_marked: what is to be named is on the map, too,
 * and the line or area of the question. */
void yutu_name_notes_ask (YutuNameNotes          *self,
                          YutuNameIndex          *names,
                          const YutuNameQuestion *question,
                          gboolean                is_marked);
/* Nothing is said any more, neither in rows nor on the map. */
void yutu_name_notes_forget (YutuNameNotes *self);
/* On the map alone. */
void yutu_name_notes_hide_rivals (YutuNameNotes *self);

G_END_DECLS
