/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether a file of divisions brings anything. */
#pragma once

#include "division/yutu-division-import.h"

G_BEGIN_DECLS

/* Whether each of the rows says what the file says already on @day (ISO), whatever its level: name, code and land.
 * FALSE for none. In a read. Complexity: up to the first that differs, the vertices of rows and units. */
gboolean yutu_import_are_same (YutuConnection           *connection,
                               const YutuDivisionSource *rows,
                               gsize                     n_rows,
                               const char               *day,
                               gboolean                 *are_same,
                               GError                  **error);

G_END_DECLS
