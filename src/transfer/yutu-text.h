/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Text from outside to UTF-8. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * yutu_text_to_utf8:
 * @bytes: any bytes
 * @length: how many
 * @encoding: (nullable): a name iconv knows; %NULL tries UTF-8 (with or without a byte order
 *   mark), UTF-16 with a mark, then GB 18030, then Big5
 * @found: (out) (optional): static name of the encoding used
 *
 * Returns: (transfer full): UTF-8 without mark, or %NULL with YUTU_TRANSFER_ERROR_ENCODING.
 *
 * Thread: any thread.
 */
char *yutu_text_to_utf8 (const char  *bytes,
                         gsize        length,
                         const char  *encoding,
                         const char **found,
                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
