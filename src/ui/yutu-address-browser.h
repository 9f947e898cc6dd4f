/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of the chosen place below the map, to choose some of them: one by one, with Shift and Ctrl, all
 * with Ctrl+A, or those in an area that is drawn on the map. All are marked on it. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_ADDRESS_BROWSER (yutu_address_browser_get_type ())
G_DECLARE_FINAL_TYPE (YutuAddressBrowser, yutu_address_browser, YUTU, ADDRESS_BROWSER, AdwBin)

/* Signals:
 *   opened (YutuPlace *): Enter or a double click on a row
 *   done (char *): what was done, in words
 *   failed (GError *) */
void yutu_address_browser_set_map (YutuAddressBrowser *self,
                                   YutuMapView        *map);
/* Follows what is chosen in it from now on, while it is seen. */
void yutu_address_browser_set_session (YutuAddressBrowser *self,
                                       YutuSession        *session);
/* Of a kind that holds addresses; FALSE, and as it was, for another. */
gboolean yutu_address_browser_show (YutuAddressBrowser *self,
                                    YutuPlace          *place);
void     yutu_address_browser_focus (YutuAddressBrowser *self);

/* What is shown, and what of it is chosen. */
guint yutu_address_browser_get_n_rows (YutuAddressBrowser *self);
guint yutu_address_browser_get_n_chosen (YutuAddressBrowser *self);
/* A list was asked for and is not there yet. */
gboolean yutu_address_browser_is_loading (YutuAddressBrowser *self);

G_END_DECLS
