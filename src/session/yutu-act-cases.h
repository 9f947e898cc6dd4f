/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cases that a division change order (区划调整令) was worked up in: those whose act_field has its
 * document number. From a case to its act: YutuCaseDetail.act. */
#pragma once

#include "casework/yutu-module.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  gint64              id;
  char               *case_no;
  char               *title;
  char               *state;
  const YutuCaseKind *kind; /* of the modules that were given */
} YutuActCase;

/* Oldest first; empty without a number. Element type YutuActCase. Not for the main thread. */
GPtrArray *yutu_file_list_act_cases (YutuFile          *self,
                                     const YutuModules *modules,
                                     const char        *doc_no,
                                     GCancellable      *cancellable,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
