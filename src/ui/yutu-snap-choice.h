/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the tools of the Edit workspace snap to: four switches, one setting for all of them; and what a
 * place is that they snap to, in words. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-snap.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SNAP_CHOICE (yutu_snap_choice_get_type ())
G_DECLARE_FINAL_TYPE (YutuSnapChoice, yutu_snap_choice, YUTU, SNAP_CHOICE, AdwBin)

/* As near to the pointer a place is meant. */
#define YUTU_SNAP_PX 10.0

/* Signal: changed (), by the user. YutuSnapKind or-ed. */
unsigned yutu_snap_choice_get_kinds (YutuSnapChoice *self);
void     yutu_snap_choice_set_kinds (YutuSnapChoice *self,
                                     unsigned        kinds);

/* "Vertex", "Right angle on the line". (transfer full) */
char *yutu_snap_choice_dup_words (const YutuSnap *snap);

G_END_DECLS
