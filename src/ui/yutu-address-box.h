/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The record of an address (地址档案) on its page: code, former texts, main and auxiliary addresses, and its
 * fields, with a button to change them. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_ADDRESS_BOX (yutu_address_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuAddressBox, yutu_address_box, YUTU, ADDRESS_BOX, AdwBin)

/* Signals: done (char *): what was done, in words. 0: none; the box is hidden then. */
void yutu_address_box_show (YutuAddressBox *self,
                            YutuSession    *session,
                            gint64          address);

G_END_DECLS
