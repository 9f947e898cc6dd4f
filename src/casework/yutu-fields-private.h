/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case.h"

G_BEGIN_DECLS

/* The mask of the field @id; @fallback when no field is called so. */
YutuMask yutu_fields_find_mask (const YutuField *fields,
                                gsize            n_fields,
                                const char      *id,
                                YutuMask         fallback);

/* Lays the JSON object @set over @fields; a null in @set takes a value away. */
char *yutu_fields_merge (const char *fields,
                         const char *set) G_GNUC_WARN_UNUSED_RESULT;

/* Whether two JSON objects hold the same, in whatever order. */
gboolean yutu_fields_equal (const char *a,
                            const char *b);

/* @set without the values that are the masks of those in @fields: whoever saw a mask and sent it
 * back has changed nothing. What still holds a mask's stars in a field that is masked gives
 * YUTU_CASEWORK_ERROR_FIELD, as does what is no JSON object. */
char *yutu_fields_drop_masks (const YutuField *fields,
                              gsize            n_fields,
                              const char      *kept,
                              const char      *set,
                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
