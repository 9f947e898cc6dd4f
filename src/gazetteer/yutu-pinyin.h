/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Readings of Han characters and the standard romanisation of place names (地名罗马字母拼写,
 * GB/T 28039-2011). Readings come from Unicode's Unihan table, words with an odd reading from
 * data/rules/pinyin-phrases.csv, names of divisions from data/rules/pinyin-divisions.csv, generic terms (通名) from data/rules/generic-terms.csv.
 * Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * yutu_pinyin_list_readings:
 * @character: a Han character
 *
 * Returns: (transfer full): its readings with tone marks, most usual first; empty when none is
 *   known.
 */
GStrv yutu_pinyin_list_readings (gunichar character) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  char    *toned;    /* "Wùchéng Qū" */
  char    *plain;    /* "Wucheng Qu" */
  char    *initials; /* "wcq" */
  char    *proper;   /* 专名: "婺城" */
  char    *generic;  /* 通名: "区"; "" when there is none or it is written solid */
  gboolean unsure;   /* a person has to confirm: a character with several readings that no phrase
                      * settles, or a phrase that says so itself, or a character without reading */
} YutuRomanized;

/**
 * yutu_pinyin_romanize:
 * @name: UTF-8
 * @name_class: (nullable): class of a place name; "natural-village" is written solid (王村 Wangcun)
 *
 * Proper name and generic term apart, each with a capital; a one-syllable modifier joins its part
 * (八一南街 Bayi Nanjie); an apostrophe before a, o, e inside a word; serial numbers of lanes in
 * digits (二马路 2 Malu).
 */
YutuRomanized *yutu_pinyin_romanize (const char *name,
                                     const char *name_class) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_romanized_free (YutuRomanized *self);

/* The initials of @name as capitals: WC of 婺城. NULL where no character of it has a reading. */
char *yutu_pinyin_dup_letters (const char *name) G_GNUC_WARN_UNUSED_RESULT;


/**
 * yutu_pinyin_read_spelling:
 * @text: a spelling as a person writes it, tones as marks: "Shīnfàn Xiāng"
 * @toned: (out): composed, one space between its parts
 * @plain: (out): without tones, ü kept
 *
 * Returns: FALSE when it is none: it has no letter, or others than Latin letters with tones, digits, spaces, apostrophes
 *   and hyphens.
 */
gboolean yutu_pinyin_read_spelling (const char *text,
                                    char      **toned,
                                    char      **plain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_pinyin_read_word:
 * @word: UTF-8
 *
 * Returns: (transfer full) (nullable): how each of its characters is read, parted by spaces: "xīn fàn"; by the table of
 *   a file inside its scope (yutu-reading-table.h). %NULL when one is no Han character or has no reading.
 */
char *yutu_pinyin_read_word (const char *word) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_pinyin_mark_tones:
 * @typed: syllables with spaces between, their tones as digits or as marks: "shen1 fan4", "lv4 chun1", "Shēn fàn"
 *
 * Returns: (transfer full): small, composed, the tones as marks, one space between two: "shēn fàn". What is no syllable
 *   stays as it is.
 */
char *yutu_pinyin_mark_tones (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuRomanized, yutu_romanized_free)

G_END_DECLS
