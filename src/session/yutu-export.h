/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Layers of an open file to a file for others. Personal values are masked, unless the viewer may see
 * them and says what for; that is logged, and more than YUTU_EXPORT_MAX_ALONE records of it need a
 * second person. A person's case has no exact place: its coordinates are those of a 500 m cell. */
#pragma once

#include "base/yutu-progress.h"
#include "casework/yutu-facility.h"
#include "session/yutu-place.h"
#include "session/yutu-session.h"
#include "transfer/yutu-sink.h"

G_BEGIN_DECLS

#define YUTU_EXPORT_MAX_ALONE 100

/* NULL and FALSE: not asked. */
typedef struct
{
  /* facility, a register's full id, case_file, a case kind's id, division, boundary_line,
   * boundary_pillar, place_name, address */
  const char          *layer;
  const char          *path;
  YutuSinkFormat       format;
  const char          *encoding;
  const char          *crs; /* of geometry, or of the coordinates of a table */
  gboolean             ids; /* headings and choices by their ids, not in the language of the user */
  YutuDay              day;
  const YutuPlace     *place; /* facilities and cases: only those there */
  const YutuCaseQuery *query; /* cases: only those, in its order; its day, offset and limit are not looked at */
  const GArray        *only;  /* of gint64: these rows of facilities or cases alone, in this order */
  YutuViewer           viewer;
  const char          *approver; /* the second person */
} YutuExportSpec;

/* *rows gets how many were written. YUTU_CASEWORK_ERROR_UNKNOWN: no such layer; _ROLE: a second person
 * is needed. Not for the main thread. */
gboolean yutu_file_export (YutuFile             *self,
                           const YutuModules    *modules,
                           const YutuExportSpec *spec,
                           gint64               *rows,
                           YutuProgress         *progress,
                           GError              **error);

/* The same for the window; what is given is copied, day and viewer are the session's. @progress:
 * (nullable): to be read meanwhile. */
void     yutu_session_export_async (YutuSession          *self,
                                    const YutuExportSpec *spec,
                                    YutuProgress         *progress,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean yutu_session_export_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     gint64       *rows,
                                     GError      **error);

G_END_DECLS
