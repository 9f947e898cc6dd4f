/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The log of personal data shown or taken out whole (个人信息访问日志): who, when, what of, how many
 * and for what purpose; never a value. It is no user data: it is not undone, and rows are only added. */
#pragma once

#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  const char *actor;
  const char *role;
  const char *action; /* view | export */
  const char *layer;  /* facility, a register's full id, case_file … */
  gint64      object; /* 0: many */
  gint64      n;      /* records */
  const char *purpose;
} YutuAccess;

/* FALSE in a file that is read-only: then nothing may be shown whole. Not for the main thread. */
gboolean yutu_file_log_access (YutuFile         *self,
                               const YutuAccess *access,
                               GError          **error);

G_END_DECLS
