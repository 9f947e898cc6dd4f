/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The case that holds a batch, and what may be done to it now. Inside a read or a write. */
#pragma once

#include "casework/yutu-module.h"
#include "session/yutu-batch-edit.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  const YutuCaseKind *kind;  /* NULL: not defined any more */
  gsize               state; /* G_MAXSIZE: unknown */
} YutuBatchCase;

/* Of every import of addresses that stands (not undone): entry, and each address that it brought or changed. One that
 * brought nothing but new ones has a run of ids, any other the objects of its entry. */
#define YUTU_BATCH_IMPORTED_SQL \
  "(SELECT j.id AS entry, a.id AS address FROM journal j JOIN address a ON a.id BETWEEN j.bulk_first AND j.bulk_last " \
  "WHERE j.kind = 'import-address' AND j.action = 0 AND j.bulk_first > 0 UNION ALL " \
  "SELECT o.entry, o.object FROM journal_object o CROSS JOIN journal j ON j.id = o.entry CROSS JOIN address a ON a.id = o.object " \
  "WHERE j.kind = 'import-address' AND j.action = 0 AND j.bulk_first = 0 AND j.state = 0 AND EXISTS " \
  "(SELECT 1 FROM journal WHERE kind = 'import-address' AND bulk_first = 0))"

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

/* The addresses of @source on @day, in its order, appended as YutuBatchObject. */
gboolean yutu_batch_list_objects (YutuConnection        *connection,
                                  const YutuBatchSource *source,
                                  YutuDay                day,
                                  GArray                *objects,
                                  GError               **error);
/* Only in a write: as yutu_file_fill_batch(). */
gboolean yutu_batch_fill (YutuConnection        *connection,
                          const YutuModules     *modules,
                          gint64                 case_file,
                          const YutuBatchSource *source,
                          YutuDay                day,
                          const char            *role,
                          YutuBatchAdded        *added,
                          GError               **error);

G_END_DECLS
