/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-mask.h"

G_BEGIN_DECLS

/* Free text without the people in it. */
char *yutu_mask_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
