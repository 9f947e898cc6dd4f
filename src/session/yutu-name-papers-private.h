/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-place-name.h"

G_BEGIN_DECLS

/* What the rules said of @name when its case was decided; else what they say on @day, told as that; of a name of the past,
 * that nothing is on file. (transfer full): NULL with @error of the store. */
char *yutu_name_papers_dup_rules (YutuConnection      *connection,
                                  const YutuPlaceName *name,
                                  YutuDay              day,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
