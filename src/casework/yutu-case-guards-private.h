/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case.h"

G_BEGIN_DECLS

/* What is looked at. */
typedef struct
{
  YutuConnection *connection;
  gint64          case_file; /* 0: written in bulk, as it was elsewhere */
  gboolean        has_place;
  const char     *result;
  const char     *result_doc;
  const char     *fields;
} YutuGuardFacts;

/* GUARD, with what is missing. */
gboolean yutu_case_check_guards (const YutuCaseKind   *kind,
                                 const YutuTransition *transition,
                                 const YutuGuardFacts *facts,
                                 GError              **error);

G_END_DECLS
