/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a merge of two place names would touch, in numbers. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-name-merge.h"

G_BEGIN_DECLS

/* @is_brief: without what it does not touch. */
GtkWidget *yutu_merge_facts_new (const YutuMergePlan *plan,
                                 gboolean             is_brief);

G_END_DECLS
