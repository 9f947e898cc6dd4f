/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Dated limits of the room: data/rules/division-limits.csv, over which rows of the file's own
 * table rule win, with the key "division." and the limit's. Thread: that of the connection. */
#pragma once

#include "store/yutu-store.h"

G_BEGIN_DECLS

/* The limit that holds on @day; YUTU_DIVISION_ERROR_NOT_FOUND when there is none, and
 * YUTU_DIVISION_ERROR_INVALID when it is no number. */
gboolean yutu_division_rule_get_number (YutuConnection *connection,
                                        const char     *key,
                                        const char     *day,
                                        double         *value,
                                        GError        **error);

/* The same of data/rules/AREA-limits.csv and the keys "AREA.KEY": address. */
gboolean yutu_limit_get_number (YutuConnection *connection,
                                const char     *area,
                                const char     *key,
                                const char     *day,
                                double         *value,
                                GError        **error);

G_END_DECLS
