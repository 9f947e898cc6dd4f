/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table as a file keeps it in a setting: a row a line, its cells parted by tabs. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @rows: (element-type GStrv) */
char *yutu_table_text_format (const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer container) (element-type GStrv), without empty lines. */
GPtrArray *yutu_table_text_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
