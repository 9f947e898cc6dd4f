/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Members of the object that a JsonBuilder is in. Any thread. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A NULL text is null. */
void yutu_json_add_text (JsonBuilder *builder,
                         const char  *name,
                         const char  *text);
/* A NULL text is no member. */
void yutu_json_put_text (JsonBuilder *builder,
                         const char  *name,
                         const char  *text);
void yutu_json_add_int (JsonBuilder *builder,
                        const char  *name,
                        gint64       value);
void yutu_json_add_double (JsonBuilder *builder,
                           const char  *name,
                           double       value);
void yutu_json_add_boolean (JsonBuilder *builder,
                            const char  *name,
                            gboolean     value);
/* What @json says; null when it says nothing. @json: (nullable) */
void yutu_json_add_json (JsonBuilder *builder,
                         const char  *name,
                         const char  *json);

G_END_DECLS
