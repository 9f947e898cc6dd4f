/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The assistant of division change orders under the hands: its window, pages and map. */
#pragma once

#include "window-fixture.h"

#include "ui/yutu-act-assistant.h"

/* The assistant that is seen; NULL: none. */
YutuActAssistant *act_find (void);
/* For gui_wait(): it is seen and nothing goes on; it is on the page (const char *); it is closed; its map
 * is drawn. */
gboolean act_is_ready (gpointer data);
gboolean act_is_on (gpointer data);
gboolean act_is_closed (gpointer data);
gboolean act_is_drawn (gpointer data);
/* The keys go to it. */
void act_focus (void);
void act_close (void);
void act_save_picture (const char *name);
void act_click (const char *words);
/* The map goes there, so that 4 km lie around it, and is pressed there. */
void act_press (YutuPoint point);
/* Nothing stands in its way, and no land is lost. */
void act_assert_clean (void);
/* Presses Tab until the focus is in something of @type that has @text in it (NULL: anything). */
void act_tab_to (GType       type,
                 const char *text);
/* Carried out by key, from the page of the effect to that of the record, with its notice. */
void act_carry_out (void);
/* (transfer full): the notice of the record. */
char *act_dup_notice (void);
