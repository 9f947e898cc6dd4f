/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the search box should find in a name, by trying every way to type it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a part of @name, in small letters, is @query: each character itself, or by one of its readings in full or by
 * its initial, the last one perhaps half typed. */
gboolean typed_name_holds (const char *name,
                           const char *query);

G_END_DECLS
