/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The generated tables of make-readings.py. A character's readings lie one behind the other in
 * the pool from the offset that its plane's index gives (0: none); each is the number of a
 * syllable, with marks for one that is seldom, for a rare one and for the last. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YUTU_READING_SELDOM     0x2000 /* in use, but hardly met */
#define YUTU_READING_RARE       0x4000
#define YUTU_READING_LAST       0x8000
#define YUTU_READING_SYLLABLE   0x1fff
#define YUTU_READINGS_BMP_FIRST 0x3400
#define YUTU_READINGS_BMP_LAST  0x9fff
#define YUTU_READINGS_EXT_FIRST 0x20000
#define YUTU_READINGS_EXT_LAST  0x323af
#define YUTU_READINGS_ZERO      0x3007 /* 〇 */

typedef struct
{
  gunichar from;
  gunichar to;
} YutuHanVariant;

/* A character of 通用规范汉字表 (国发〔2013〕23号), 1 … 8105: up to 3500 of the first level, 6500 the second. */
typedef struct
{
  gunichar character;
  guint16  number;
} YutuHanStandard;

/* Sorted by @character. */
extern const YutuHanStandard yutu_han_standard[];
extern const gsize           yutu_han_n_standard;

extern const char *const yutu_readings_toned[];
extern const char *const yutu_readings_plain[]; /* no tone, ü kept */
extern const guint16     yutu_readings_pool[];
extern const guint16     yutu_readings_bmp[];
extern const guint16     yutu_readings_extended[];
extern const guint16     yutu_readings_zero;
extern const gsize       yutu_readings_n_syllables;

/* Sorted by @from. */
extern const YutuHanVariant yutu_han_variants[];
extern const gsize          yutu_han_n_variants;

G_END_DECLS
