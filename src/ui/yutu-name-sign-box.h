/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The signs (地名标志) of a place name, what is wrong with each, and a new one. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_NAME_SIGN_BOX (yutu_name_sign_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuNameSignBox, yutu_name_sign_box, YUTU, NAME_SIGN_BOX, AdwBin)

/* Of @place on the session's day; 0: the box is hidden, as it is for a name that is not in use. Uses the actions
 * facility.add-to and win.show-facility of those above it. */
void yutu_name_sign_box_show (YutuNameSignBox *self,
                              YutuSession     *session,
                              gint64           place);

G_END_DECLS
