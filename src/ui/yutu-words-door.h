/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is said of doors that are numbered. */
#pragma once

#include "session/yutu-door-edit.h"

G_BEGIN_DECLS

/* Why the run begins at its first number; NULL when that was said by hand. (transfer full) */
char *yutu_words_door_start (const YutuDoorPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
