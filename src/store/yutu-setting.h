/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a file says of itself: texts under keys, in `setting`. */
#pragma once

#include "store/yutu-store.h"

G_BEGIN_DECLS

/* @value: (out) (transfer full) (nullable): NULL where there is none. Inside yutu_store_read() or a write, on its
 * thread. */
gboolean yutu_setting_read (YutuConnection *connection,
                            const char     *key,
                            char          **value,
                            GError        **error);
/* @value: (nullable): NULL: there is none from now on. Only in a write, on its thread. */
gboolean yutu_setting_write (YutuConnection *connection,
                             const char     *key,
                             const char     *value,
                             GError        **error);

G_END_DECLS
