/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened and what to do, in one or two sentences by the locale; the error's own words carry the facts
 * and stand beside it. NULL when there is nothing to say beyond those. Any thread. */
const char *yutu_error_words_get (const GError *error);

G_END_DECLS
