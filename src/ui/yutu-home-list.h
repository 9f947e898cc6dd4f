/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The numbers of the homes that a building is split into (分户), a row for each floor, those that are there
 * already told apart. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-door-edit.h"

G_BEGIN_DECLS

#define YUTU_TYPE_HOME_LIST (yutu_home_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuHomeList, yutu_home_list, YUTU, HOME_LIST, AdwBin)

/* Both are copied; NULL: the list is empty and hidden. */
void yutu_home_list_show (YutuHomeList          *self,
                          const YutuSplitSpec   *spec,
                          const YutuSplitResult *result);

/* For tests: the rows, and what is written in one of them. */
guint yutu_home_list_count (YutuHomeList *self);
char *yutu_home_list_dup_text (YutuHomeList *self,
                               guint         row);

G_END_DECLS
