/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One act under way, between the files that see to what lies on the land. */
#pragma once

#include "session/yutu-act.h"

G_BEGIN_DECLS

typedef struct
{
  YutuConnection *connection;
  YutuActSpec    *spec;
  YutuActReport  *report;
  YutuDay         day;
  gboolean        writes;
  GHashTable     *successors; /* gint64 * of a former address → gint64 *; NULL when it only plans */
} YutuActJob;

/* ---- yutu-act-settle.c ---- */

gboolean yutu_act_settle_facilities (YutuActJob *self,
                                     GError    **error);
gboolean yutu_act_settle_cases (YutuActJob *self,
                                GError    **error);

G_END_DECLS
