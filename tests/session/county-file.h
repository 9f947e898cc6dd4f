/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The invented county of tests/division as a file that is open in the session's way, with what a test adds.
 * Main thread only. */
#pragma once

#include "county-fixture.h"
#include "session/yutu-file.h"

/* Sets @county up, opens its file, and runs @things in one entry: ?1 is its first village, ?2 the township of
 * that, in statements that have them. The caller unrefs the file before county_tear_down(). */
YutuFile *county_file_open (County            *county,
                            const char *const *things,
                            gsize              n_things);
/* The same with what @add writes in one entry. */
YutuFile *county_file_open_with (County       *county,
                                 YutuWriteFunc add,
                                 gpointer      data);
/* Of all that undo brings back. */
char *county_file_digest (YutuFile *file);
/* The first value of the first row, as text; NULL: it is NULL, or there is no row. */
char *county_file_ask (YutuFile   *file,
                       const char *sql);
/* The first value of the first row, as a number, as another program sees the file; the file may be closed. */
gint64 county_file_count (const County *county,
                          const char   *sql);
