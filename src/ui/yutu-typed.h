/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A field's value and the text that is typed for it, both ways. Any thread. */
#pragma once

#include <json-glib/json-glib.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

/* The text of @node (nullable) as it stands in an entry: numbers without grouping and so that they
 * parse to the very same value, money in yuan, days in ISO, a choice by its id. "" for none.
 * (transfer full) */
char *yutu_typed_format (const YutuField *field,
                         JsonNode        *node);

/**
 * yutu_typed_parse:
 * @text: as typed or pasted: full-width digits and signs, "1,234", the unit behind the number,
 *   "2026年3月1日", "2026/3/1", 万 and 亿 behind money
 * @reason: (out) (transfer full): why not, a sentence in the reader's language
 *
 * Exact: integers and money in 64 bits, never by way of a double.
 *
 * Returns: (transfer full): the value; a null node when nothing is typed; NULL with @reason when it
 *   may not be written.
 */
JsonNode *yutu_typed_parse (const YutuField *field,
                            const char      *text,
                            char           **reason) G_GNUC_WARN_UNUSED_RESULT;

/* "20 to 50,000" for numbers with limits, the way to type a day; NULL when there is nothing to say.
 * (transfer full) */
char *yutu_typed_hint (const YutuField *field);

/* "yyyy-mm-dd", or in any of the ways above; YUTU_DAY_INVALID when it is no day. */
YutuDay yutu_typed_parse_day (const char *text);

G_END_DECLS
