/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Sentences with places for what they speak of, so that a translation may put it elsewhere. */
#pragma once

#include <glib.h>
#include <glib/gi18n.h>

G_BEGIN_DECLS

/* @wording with {1} … {9} replaced by @params (nullable, NULL-terminated) in their order; one that is
 * not there is told as “?”. Other braces stay. (transfer full) */
char *yutu_wording_fill (const char        *wording,
                         const char *const *params) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
