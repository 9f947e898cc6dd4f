/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What statements are bound to, and what their columns say. On the statement's thread. */
#pragma once

#include <sqlite3.h>

#include "base/yutu-day.h"

G_BEGIN_DECLS

/* @text: (nullable): SQL NULL; copied. */
static inline void
yutu_bind_text (sqlite3_stmt *statement,
                int           index,
                const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

/* 0: SQL NULL. */
static inline void
yutu_bind_id (sqlite3_stmt *statement,
              int           index,
              gint64        id)
{
  if (id != 0)
    sqlite3_bind_int64 (statement, index, id);
  else
    sqlite3_bind_null (statement, index);
}

/* YUTU_DAY_INVALID: SQL NULL. */
static inline void
yutu_bind_day (sqlite3_stmt *statement,
               int           index,
               YutuDay       day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  yutu_bind_text (statement, index, day != YUTU_DAY_INVALID ? yutu_day_format (day, text) : NULL);
}

/* (nullable): SQL NULL */
static inline char *
yutu_column_dup (sqlite3_stmt *statement,
                 int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

/* The end of what stands until a day; YUTU_DAY_INVALID: SQL NULL, or open. */
static inline YutuDay
yutu_column_get_end (sqlite3_stmt *statement,
                     int           column)
{
  const char *text = (const char *)sqlite3_column_text (statement, column);

  return g_strcmp0 (text, YUTU_DAY_OPEN_TEXT) == 0 ? YUTU_DAY_INVALID : yutu_day_parse (text);
}

G_END_DECLS
