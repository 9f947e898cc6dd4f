/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

/* The point of a POINT blob in column @index; FALSE when there is none. */
gboolean yutu_column_point (sqlite3_stmt *statement,
                            int           index,
                            YutuPoint    *point);
/* The day in column @index; YUTU_DAY_INVALID when there is none. */
YutuDay yutu_column_day (sqlite3_stmt *statement,
                         int           index);

G_END_DECLS
