/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What became of units. Not for the main thread. */
#pragma once

#include "division/yutu-division-history.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* Oldest first; element type YutuUnitEvent. */
GPtrArray *yutu_file_list_unit_history (YutuFile     *self,
                                        gint64        unit,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The only unit that is called @text on @day, or that ever was called so, by code, UUID or name;
 * NOT_FOUND and AMBIGUOUS of yutu-division.h. */
gboolean yutu_file_find_unit_ever (YutuFile   *self,
                                   const char *text,
                                   YutuDay     day,
                                   gint64     *unit,
                                   GError    **error);

G_END_DECLS
