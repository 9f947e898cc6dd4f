/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The case that holds a batch, and what may be done to it now. Inside a read or a write. */
#pragma once

#include "casework/yutu-module.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  const YutuCaseKind *kind;  /* NULL: not defined any more */
  gsize               state; /* G_MAXSIZE: unknown */
} YutuBatchCase;

/* YUTU_CASEWORK_ERROR_UNKNOWN when there is no such case. */
gboolean yutu_batch_case_load (YutuConnection    *connection,
                               const YutuModules *modules,
                               gint64             case_file,
                               YutuBatchCase     *found,
                               GError           **error);
/* YUTU_CASEWORK_ERROR_UNKNOWN when it holds no batch. */
gboolean yutu_batch_case_check (const YutuBatchCase *self,
                                GError             **error);
gboolean yutu_batch_case_may_fill (const YutuBatchCase *self,
                                   const char          *role);
gboolean yutu_batch_case_may_judge (const YutuBatchCase *self,
                                    const char          *role);

G_END_DECLS
