/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-pinyin.h"

G_BEGIN_DECLS

/* Bump when the readings of a name may come out differently: search keys are made anew then. */
#define YUTU_READINGS_VERSION 5

/* The ethnic groups and their readings. */
#define YUTU_GROUPS "rules/ethnic-groups.csv"

/* One character of a name. */
typedef struct
{
  gunichar    character;
  const char *toned; /* as read here; NULL when no reading is known. Static. */
  gboolean    unsure;
  gboolean    by_table; /* no word says so */
} YutuReading;

/* Every character of @name, read by the phrases and the table. */
GArray *yutu_pinyin_read (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it tells namesakes apart: 东西南北中前后上下左右小新老. */
gboolean yutu_pinyin_is_modifier (gunichar character);

/* Without tone mark, ü kept. */
char *yutu_pinyin_strip_tone (const char *syllable) G_GNUC_WARN_UNUSED_RESULT;

/* What may be typed for each character of a normalised @name: its readings in modern use and the
 * one read here, in plain letters (ü as v and as u), or itself for a letter or digit; nothing for
 * others. Element type GPtrArray of static or interned text, no doubles, in a fixed order. */
GPtrArray *yutu_pinyin_list_typed (const char *name) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  YUTU_TERM_OTHER,
  YUTU_TERM_ADMIN,
  YUTU_TERM_SETTLEMENT,
  YUTU_TERM_NATURE,
} YutuTermKind;

typedef enum
{
  YUTU_SERIAL_NONE,
  YUTU_SERIAL_ALWAYS, /* 二马路 2 Malu */
  YUTU_SERIAL_BEHIND, /* a proper name: 经五路 Jing 5 Lu, but 五一路 Wuyi Lu */
} YutuTermSerial;

typedef struct
{
  char          *term;
  gsize          n_chars;
  gboolean       takes_modifier;
  YutuTermSerial serial;
  YutuTermKind   kind;
} YutuGenericTerm;

/* The longest term that ends @name and leaves something before it; NULL when none does. */
const YutuGenericTerm *yutu_pinyin_find_generic (const char *name);

G_END_DECLS
