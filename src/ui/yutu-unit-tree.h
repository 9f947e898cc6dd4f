/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The divisions (区划) as a tree with a filter: by characters, pinyin, initials or code. Follows the
 * session's units and its place. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_UNIT_TREE (yutu_unit_tree_get_type ())
G_DECLARE_FINAL_TYPE (YutuUnitTree, yutu_unit_tree, YUTU, UNIT_TREE, AdwBin)

/* Signal chosen (gint64 unit): the user picked one. */
void yutu_unit_tree_set_session (YutuUnitTree *self,
                                 YutuSession  *session);
/* How many units of @level the tree has; for the line under it and for tests. */
guint yutu_unit_tree_count (YutuUnitTree *self,
                            int           level);

/* @unit in @units or below it, or NULL; @units keeps it. */
const YutuDivision *yutu_units_find (GListModel *units,
                                     gint64      unit);

G_END_DECLS
