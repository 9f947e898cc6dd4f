/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

static inline gboolean
yutu_gazetteer_is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* "" is bound as NULL; borrowed until the statement has run. */
void yutu_gazetteer_bind_text (sqlite3_stmt *statement,
                               int           index,
                               const char   *text);
/* 0 is bound as NULL. */
void yutu_gazetteer_bind_id (sqlite3_stmt *statement,
                             int           index,
                             gint64        id);
/* Sets INVALID; always FALSE. */
gboolean yutu_gazetteer_refuse (const char *what,
                                const char *why,
                                GError    **error);
gboolean yutu_gazetteer_check_days (const char *what,
                                    const char *valid_from,
                                    const char *valid_to,
                                    GError    **error);

G_END_DECLS
