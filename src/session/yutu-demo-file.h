/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "base/yutu-progress.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

#define YUTU_FILE_DEMO_ADDRESSES     100000
#define YUTU_FILE_DEMO_MIN_ADDRESSES 1000
#define YUTU_FILE_DEMO_MAX_ADDRESSES 10000000

/* Makes the demo county in a new file at @path and leaves it open; when that fails or is
 * cancelled, there is no file. @progress may be NULL. */
YutuFile *yutu_file_new_demo (const char   *path,
                              gsize         n_addresses,
                              guint64       seed,
                              YutuProgress *progress,
                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same without the act of 2021-10-21: 27 townships on every day. */
YutuFile *yutu_file_new_demo_before (const char *path,
                                     gsize       n_addresses,
                                     guint64     seed,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
