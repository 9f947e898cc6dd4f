/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Masking (脱敏) of personal data: what is shown unless role, place and purpose allow more. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YUTU_MASK_NONE,
  YUTU_MASK_NAME,      /* surname (two characters for compound ones), the last of three and more */
  YUTU_MASK_ID_NUMBER, /* 18: first 3 and last 4; 15: first 3 and last 3; others: all masked */
  YUTU_MASK_PHONE,     /* mobile: first 3 and last 4; land line: area code and last 2 */
  YUTU_MASK_CARD,      /* last 4 */
  YUTU_MASK_ADDRESS,   /* to the village or community; else to the road; door and below masked */
  YUTU_MASK_BIRTH,     /* the year */
  YUTU_MASK_AMOUNT,    /* rounded to a hundred yuan (fen in, fen out) */
  YUTU_MASK_TEXT,      /* free text: the numbers in it that telephones, citizens or bank cards may have, and names before 先生 and the like */
  YUTU_MASK_HIDDEN,    /* nothing but that there is something */
} YutuMask;

/* "name", "id-number" … ; FALSE when @nick is none of them. */
gboolean yutu_mask_from_nick (const char *nick,
                              YutuMask   *mask);
/* @text must be UTF-8. NULL gives NULL. What does not look like what the mask expects is masked
 * whole. Any thread. */
char *yutu_mask_apply (YutuMask    self,
                       const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* An 18-digit citizen id (GB 11643): checksum right, and an existing birth day not after @today
 * (a YutuDay). */
gboolean yutu_id_number_is_valid (const char *text,
                                  gint32      today);
/* The 18th character for 17 digits. */
char yutu_id_number_check (const char *digits17);
/* A unified social credit code (统一社会信用代码, GB 32100). */
gboolean yutu_uscc_is_valid (const char *text);

G_END_DECLS
