/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Numbers for people, as the user's locale writes them, grouped by thousands. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "4,812" */
char *yutu_number_format_count (gint64 count) G_GNUC_WARN_UNUSED_RESULT;
/* With @decimals digits behind the point. */
char *yutu_number_format (double value,
                          int    decimals) G_GNUC_WARN_UNUSED_RESULT;
/* The same without zeros at its end. */
char *yutu_number_format_short (double value,
                                int    decimals) G_GNUC_WARN_UNUSED_RESULT;
/* The fewest digits that read back as @value, with a point whatever the locale: 33.3, as it may be typed. */
char *yutu_number_to_text (double value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
