/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

/* The address ?1 and its former forms. */
#define YUTU_ADDRESS_FORMS                                                                 \
  "(WITH RECURSIVE form (id) AS (SELECT ?1 UNION SELECT a.previous FROM form JOIN address a ON " \
  "a.id = form.id WHERE a.previous IS NOT NULL) SELECT id FROM form)"

/* Whether @point lies in a CIRCLE or SHAPE, exactly. */
gboolean yutu_place_filter_covers (const YutuPlaceFilter *self,
                                   YutuPoint              point);
YutuBox  yutu_place_filter_get_box (const YutuPlaceFilter *self);

/* @index_of: of gsize; gets, at each number of case_module, the index in @modules, G_MAXSIZE when
 * none is defined. */
gboolean yutu_place_filter_read_module_numbers (YutuConnection    *connection,
                                                const YutuModules *modules,
                                                GArray            *index_of,
                                                GError           **error);

/* The ids of the cases in a CIRCLE or SHAPE as a JSON array, for json_each(). */
char *yutu_place_filter_dup_ids (YutuConnection        *connection,
                                 const YutuPlaceFilter *self,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
