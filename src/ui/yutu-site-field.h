/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where something stands, as part of a form: chosen by a click on the map or by its address. Main
 * thread only. */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SITE_FIELD (yutu_site_field_get_type ())
G_DECLARE_FINAL_TYPE (YutuSiteField, yutu_site_field, YUTU, SITE_FIELD, AdwBin)

/* Signals: edited () after each choice by the user; failed (GError). */
GtkWidget *yutu_site_field_new (void);
void       yutu_site_field_set_session (YutuSiteField *self,
                                        YutuSession   *session,
                                        YutuMapView   *map);
/* Lets go of both. */
void yutu_site_field_drop_session (YutuSiteField *self);
/* Nothing chosen. @hint: what the map says while a point is picked. */
void yutu_site_field_clear (YutuSiteField *self,
                            const char    *hint);
void yutu_site_field_set_point (YutuSiteField *self,
                                YutuPoint      point);
/* @text: how the address reads. */
void     yutu_site_field_set_address (YutuSiteField *self,
                                      gint64         address,
                                      const char    *text);
gboolean yutu_site_field_is_set (YutuSiteField *self);
gint64   yutu_site_field_get_address (YutuSiteField *self); /* 0: by a point */
/* FALSE when it is by an address, or not set. */
gboolean yutu_site_field_get_point (YutuSiteField *self,
                                    YutuPoint     *point);
/* In which units that lies, or what is wrong with it. */
void yutu_site_field_show (YutuSiteField *self,
                           const char    *text,
                           gboolean       is_wrong);
/* Asks the user for a point on the map. */
void yutu_site_field_pick (YutuSiteField *self);
/* Moves the focus there. */
void yutu_site_field_focus (YutuSiteField *self);

/* For drafts. NULL when nothing is chosen. (transfer full) */
JsonNode *yutu_site_field_dup_json (YutuSiteField *self);
void      yutu_site_field_set_json (YutuSiteField *self,
                                    JsonNode      *json);

G_END_DECLS
