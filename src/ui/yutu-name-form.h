/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Giving something another name, or a place its first: what is typed is a draft until it is saved.
 * Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-drawing.h"
#include "session/yutu-session-edit.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_NAME_FORM (yutu_name_form_get_type ())
G_DECLARE_FINAL_TYPE (YutuNameForm, yutu_name_form, YUTU, NAME_FORM, AdwBin)

/**
 * Signals:
 *   left ():              by the back button, by Esc, saved or thrown away
 *   done (char *title):   saved
 *   failed (GError *)
 */
/* Once: where the rivals of a name are shown. Borrowed. */
void yutu_name_form_set_map (YutuNameForm *self,
                             YutuMapView  *map);
void yutu_name_form_set_session (YutuNameForm *self,
                                 YutuSession  *session);
/* @unit or @place, the other 0. */
void yutu_name_form_begin_rename (YutuNameForm *self,
                                  gint64        unit,
                                  gint64        place);
/* All other fields of its record. */
void yutu_name_form_begin_record (YutuNameForm *self,
                                  gint64        place);
void yutu_name_form_begin_add (YutuNameForm *self,
                               YutuPoint     point);
/* A line or an area, which was drawn. @drawing is taken; @typed: (nullable): of its draft. */
void yutu_name_form_begin_drawn (YutuNameForm *self,
                                 YutuDrawing  *drawing,
                                 const char   *typed);
/* Goes on with a draft of kind "rename" or "place-name". */
void yutu_name_form_resume (YutuNameForm *self,
                            const char   *content);

G_END_DECLS
