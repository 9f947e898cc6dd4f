/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The search box of an open file. Not for the main thread. */
#pragma once

#include "gazetteer/yutu-search.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  gsize            limit; /* 0: 20 */
  unsigned         kinds; /* YutuSearchKind or-ed; 0: all */
  YutuDay          day;
  const YutuPoint *near_point; /* (nullable) nearer ones first among equals */
  gboolean         only_valid; /* nothing that is not valid on the day */
} YutuFindSpec;

/* As yutu_search_run(), behind the rest what is not valid on the day unless only_valid; metres are those of the file's map CRS, or, with its zone before an 8-digit
 * easting, of any 3-degree Gauss–Krüger zone. */
YutuSearchResult *yutu_file_search (YutuFile           *self,
                                    const char         *query,
                                    const YutuFindSpec *spec,
                                    GCancellable       *cancellable,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
