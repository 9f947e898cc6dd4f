/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors given numbers along a road, and a building split into its homes: what is asked for, the addresses
 * that come of it as soon as they are known, then one step that can be undone. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-door-edit.h"
#include "session/yutu-drawing.h"
#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DOOR_FORM (yutu_door_form_get_type ())
G_DECLARE_FINAL_TYPE (YutuDoorForm, yutu_door_form, YUTU, DOOR_FORM, AdwBin)

#define YUTU_DOOR_FORM_DRAFT_KIND "split-address"

/**
 * Signals:
 *   left ():             nothing is asked any more
 *   done (char *title):  it is in the record
 *   failed (GError *)
 */
/* Once: where the doors are shown. Borrowed. */
void yutu_door_form_set_map (YutuDoorForm *self,
                             YutuMapView  *map);
void yutu_door_form_set_session (YutuDoorForm *self,
                                 YutuSession  *session);

/* @drawing: where the doors of the place name @base stand; taken. @way: how they are counted at first. @purpose: of
 * its draft. @typed: (nullable): what the draft has for the form. */
void yutu_door_form_begin_numbers (YutuDoorForm *self,
                                   gint64        base,
                                   YutuDrawing  *drawing,
                                   YutuDoorWay   way,
                                   const char   *purpose,
                                   const char   *typed);
/* @typed: (nullable) */
void yutu_door_form_begin_split (YutuDoorForm *self,
                                 gint64        address,
                                 const char   *text,
                                 const char   *typed);
/* A draft of kind YUTU_DOOR_FORM_DRAFT_KIND. */
void yutu_door_form_resume (YutuDoorForm *self,
                            const char   *content);

G_END_DECLS
