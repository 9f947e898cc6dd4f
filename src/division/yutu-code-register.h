/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The register of division codes (区划代码): what was ever given, to whom, when. A code is never
 * given twice. Codes of the ministry (kind "mca") and of the statistics bureau ("stat") are two
 * series. Thread: that of the connection. */
#pragma once

#include "division/yutu-division.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      id;
  const char *kind; /* mca | stat */
  const char *code;
  const char *name;
  int         level;
  const char *urban_rural; /* NULL: not known */
  const char *valid_from;
  const char *valid_to; /* NULL when given: open end */
  const char *source;
} YutuCode;

/**
 * yutu_code_register_add:
 * @code: level 0 takes that of the code's length; id is ignored
 * @is_rename: the unit that has the code goes on under this name from valid_from
 *
 * Only in a write. A row that says what one there already says on those days is taken as done.
 * YUTU_DIVISION_ERROR_CODE_USED when the code stands there under another name and this is no
 * rename, or for a renewal after its end; YUTU_DIVISION_ERROR_INVALID when the code has not 2, 4,
 * 6, 9 or 12 digits or not those of its level.
 */
gboolean yutu_code_register_add (YutuConnection *connection,
                                 const YutuCode *code,
                                 gboolean        is_rename,
                                 GError        **error);

typedef struct
{
  const char *kind; /* NULL: mca, and where that has none, stat */
  int         level;
  const char *prefix; /* code of a unit above; NULL: any */
  const char *day;
} YutuCodeQuery;

/**
 * yutu_code_register_find:
 *
 * Codes of units called @name. First those whose names are equal; only when there is none, those
 * that differ in how they say the kind: 街道办事处 for 街道, 村委会 and 村民委员会 for 村, 居委会 and
 * 居民委员会 for 社区, or a generic term that one of the two leaves out. Two different generic terms
 * (雅畈镇, 雅畈乡) are never the same.
 *
 * Returns: codes, each once; empty when there is none, several when it is ambiguous
 */
GPtrArray *yutu_code_register_find (YutuConnection      *connection,
                                    const char          *name,
                                    const YutuCodeQuery *query,
                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
