/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facts as a boxed list under a heading: name left, value right. Main thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YUTU_TYPE_FACT_LIST (yutu_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuFactList, yutu_fact_list, YUTU, FACT_LIST, AdwBin)

/* @heading: (nullable) */
GtkWidget *yutu_fact_list_new (const char *heading);
/* An empty or NULL @value adds nothing. */
void yutu_fact_list_add (YutuFactList *self,
                         const char   *name,
                         const char   *value);
/* The same as a row that leads to @target by the action @action, of an int64. */
void     yutu_fact_list_add_link (YutuFactList *self,
                                  const char   *name,
                                  const char   *value,
                                  const char   *action, /* static */
                                  gint64        target);
void     yutu_fact_list_add_row (YutuFactList *self,
                                 GtkWidget    *row);
gboolean yutu_fact_list_is_empty (YutuFactList *self);

G_END_DECLS
