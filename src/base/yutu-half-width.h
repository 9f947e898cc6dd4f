/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Half width (半角) for what a Chinese input method gives in the place of the keyboard's digits, letters
 * and marks. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text with ASCII for characters of full width (U+FF01 to U+FF5E), the wide space, the ideographic full
 * stop 。, 、 as a comma, 《 and 》 as < and >, curly quotation marks, minus signs and short dashes. The rest as
 * it is, the marks of degrees, minutes and seconds too. NULL: no UTF-8. */
char *yutu_half_width_dup (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @a and @b are one word to a person: half width and full width, great and small ASCII letters alike, as in
 * 村（社区） and 村(社区). */
gboolean yutu_half_width_equal (const char *a,
                                const char *b);

G_END_DECLS
