/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of a place one by one, to choose from. */
#pragma once

#include "scene/yutu-marks.h"
#include "session/yutu-batch-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    id;
  char     *text;
  int       status; /* of YutuAddressRow */
  gint64    village;
  gint64    place; /* base; 0: none */
  int       door;
  gboolean  has_point;
  YutuPoint point;
} YutuListedAddress;

typedef struct
{
  GPtrArray *rows;  /* YutuListedAddress: base by base, those without one village by village, in the order of their numbers */
  gint64     total; /* that there are; more than the rows when the limit was reached */
} YutuAddressList;

void yutu_address_list_free (YutuAddressList *self);

/* Those of @source on @day, at most @limit of them. Not for the main thread. */
YutuAddressList *yutu_file_list_addresses (YutuFile              *self,
                                           const YutuBatchSource *source,
                                           YutuDay                day,
                                           gsize                  limit,
                                           GCancellable          *cancellable,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a window, on the session's day; @place of a kind that yutu_batch_source_from_place() takes. Main thread
 * only. */
void yutu_session_list_addresses_async (YutuSession        *self,
                                        YutuPlace          *place,
                                        gsize               limit,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
/* *marks: (transfer full): all that have a point. */
YutuAddressList *yutu_session_list_addresses_finish (YutuSession  *self,
                                                     GAsyncResult *result,
                                                     YutuMarks   **marks,
                                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressList, yutu_address_list_free)

G_END_DECLS
