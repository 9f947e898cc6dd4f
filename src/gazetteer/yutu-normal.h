/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One form of a text for comparing: the same function for what is indexed and for what is typed.
 * Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * yutu_normal_text:
 * @text: UTF-8; what is not valid UTF-8 gives the empty text
 *
 * NFKC (full width becomes half width), lower case, every white space away, and each character of
 * traditional script or a variant replaced by its one simplified form (運 → 运, 垅 → 垄); characters
 * with several simplified forms stay.
 */
char *yutu_normal_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same, cut at white space, commas and 、 into pieces, none of them empty. */
GStrv yutu_normal_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same in capitals, as written addresses are read. */
char *yutu_normal_name (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The one simplified form of a character of traditional script or a variant; any other as it is. */
gunichar yutu_normal_simplify (gunichar character);

/**
 * yutu_normal_numerals:
 * @text: normalised
 *
 * Chinese numerals (一百二十八, 二〇三, 两) that stand directly before 号 幢 栋 座 楼 单元 梯 层 室 房 弄
 * as digits; all others, as the 八一 of a road's name, stay. For queries only.
 */
char *yutu_normal_numerals (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The value of a Han numeral of @n_chars characters, or -1 when it is none. */
int yutu_normal_parse_numeral (const char *text,
                               gsize       n_chars);

/* "3", "之3" and "附三号" say one sub-number. FALSE when either is NULL. */
gboolean yutu_normal_is_same_number (const char *asked,
                                     const char *here);

G_END_DECLS
