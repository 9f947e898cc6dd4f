/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-search.h"

G_BEGIN_DECLS

/* ---- Blocks of names ---- */

typedef enum
{
  YUTU_BLOCK_DIVISION = 1,
  YUTU_BLOCK_PLACE = 2,
  YUTU_BLOCK_FACILITY = 3,
  YUTU_BLOCK_CASE = 4,   /* numbers of cases */
  YUTU_BLOCK_NUMBER = 5, /* numbers of addresses */
} YutuBlockKind;

enum
{
  YUTU_RECORD_ALIAS = 1 << 0, /* another name of the record before it */
  YUTU_RECORD_CODE = 1 << 1,  /* a code of it: found from its start only */
  YUTU_RECORD_LONG = 1 << 2,  /* and by three characters or more: those that few know are not to be all that 1 finds */
};

/* One name. Text is borrowed from the block. */
typedef struct
{
  const char   *text;  /* normalised */
  const char   *typed; /* readings of each character, parted by commas, each ended by a space; ""
                        * when not asked for */
  gsize         text_length;
  guint64       marks; /* which characters and initials it may have, see yutu_search_mark() */
  unsigned      flags;
  const guint8 *meta; /* the rest, packed */
} YutuRecord;

typedef struct
{
  gint64  object; /* row */
  gint64  unit;   /* a division's own; else in which it lies */
  gint64  parent; /* of a division */
  gint32  x;      /* 1e-7 degree; YUTU_RECORD_NO_X: no point */
  gint32  y;
  YutuDay valid_from;
  YutuDay valid_to;
  int     rank; /* smaller is greater */
  int     level;
  gsize   n_chars; /* at most 255 */
} YutuRecordMeta;

#define YUTU_SEARCH_MAX_PIECES 31 /* the bits of a word; of more, nothing is found */

#define YUTU_RECORD_NO_X G_MININT32

void yutu_record_read_meta (const YutuRecord *self,
                            YutuRecordMeta   *meta);

/* Marks tell names that cannot match before any of their text is read. */
#define YUTU_MARK_DIGIT (G_GUINT64_CONSTANT (1) << 26)

/* Of a character other than an ASCII letter. */
static inline guint64
yutu_search_mark (gunichar character)
{
  if (character < 0x80)
    return g_ascii_isdigit ((char)character) ? YUTU_MARK_DIGIT : 0;
  return G_GUINT64_CONSTANT (1) << (27 + character % 37);
}

static inline guint64
yutu_search_mark_initial (char letter)
{
  return letter >= 'a' && letter <= 'z' ? G_GUINT64_CONSTANT (1) << (letter - 'a') : 0;
}

typedef void (*YutuRecordFunc) (const YutuRecord *record,
                                gpointer          data);

typedef void (*YutuBlockFunc) (sqlite3_stmt *row,
                               gpointer      data);

/* Calls @func for every block of @kind from @first to @last, in their order, with the first @n_columns of texts,
 * meta, typed: each is copied for it. */
gboolean yutu_search_each_block (YutuConnection *connection,
                                 YutuBlockKind   kind,
                                 gint64          first,
                                 gint64          last,
                                 guint           n_columns,
                                 YutuBlockFunc   func,
                                 gpointer        data,
                                 GError        **error);

/* Calls @func for every name of @kind, an alias or code directly behind its name. */
gboolean yutu_search_scan (YutuConnection *connection,
                           YutuBlockKind   kind,
                           gboolean        with_typed,
                           YutuRecordFunc  func,
                           gpointer        data,
                           GError        **error);

/* Calls @func for the row of each case with @piece in its number, in their order, until it says FALSE. *n: how many
 * such cases there are in all. */
typedef gboolean (*YutuCaseFunc) (gint64   id,
                                  gpointer data);
gboolean yutu_search_scan_cases (YutuConnection *connection,
                                 const char     *piece,
                                 YutuCaseFunc    func,
                                 gpointer        data,
                                 gint64         *n,
                                 GError        **error);

/* A walk over texts, each ended by a NUL, that stops at those with a piece in them. */
typedef struct
{
  const char *text; /* of the next entry */
  const char *end;
  const char *piece;
  gsize       piece_length;
  gsize       place; /* of the piece in the entry before: where it often is in the next, too */
  gsize       index; /* of the next entry; not kept when it is not asked for */
  gboolean    no_index;
} YutuEntries;

void yutu_entries_init (YutuEntries *self,
                        const char  *texts,
                        gsize        length,
                        const char  *piece);
/* The next entry with the piece, which is before the one at index; NULL when there is none. */
const char *yutu_entries_next (YutuEntries *self);

gboolean yutu_search_derive (YutuConnection *connection,
                             GArray *const  *ids, /* of division, place_name, facility, case_file */
                             gint64          bulk_first,
                             gpointer        data,
                             GError        **error);
gboolean yutu_search_rebuild (YutuConnection *connection,
                              GError        **error);

/* The readings of a normalised text as YutuRecord.typed has them, and the marks of both. */
char   *yutu_search_join_typed (const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint64 yutu_search_mark_name (const char *text,
                               const char *typed);

/* ---- Numbers that addresses have ---- */

/* 128号, 5幢2单元302室. Borrowed. */
typedef struct
{
  const char *key;
  const char *text; /* normalised, as yutu_address_compose() writes it */
  gint64      n;    /* addresses that have it, on whatever day */
} YutuNumber;

typedef void (*YutuNumberFunc) (const YutuNumber *number,
                                gpointer          data);

/* Of rows with the key that is bound to it. */
#define YUTU_SEARCH_OF_NUMBER \
  "door = ?1 AND door_sub IS ?2 AND building IS ?3 AND unit_no IS ?4 AND floor IS ?5 AND room IS ?6"

/* To ?1 … ?6 of YUTU_SEARCH_OF_NUMBER; FALSE when @key is none. */
gboolean yutu_search_number_bind (sqlite3_stmt *statement,
                                  const char   *key);
/* Calls @func for every number with @piece (nullable) in it, in blocks from @first to @last. */
gboolean yutu_search_scan_numbers (YutuConnection *connection,
                                   gint64          first,
                                   gint64          last,
                                   const char     *piece,
                                   YutuNumberFunc  func,
                                   gpointer        data,
                                   GError        **error);
gboolean yutu_search_numbers_derive (YutuConnection *connection,
                                     GArray *const  *ids, /* of address */
                                     gint64          bulk_first,
                                     gpointer        data,
                                     GError        **error);
gboolean yutu_search_numbers_rebuild (YutuConnection *connection,
                                      GError        **error);

/* ---- Matching ---- */

typedef enum
{
  YUTU_MATCH_EXACT,
  YUTU_MATCH_PREFIX,
  YUTU_MATCH_SUFFIX,
  YUTU_MATCH_INFIX,
  YUTU_MATCH_PINYIN_EXACT,
  YUTU_MATCH_PINYIN_PREFIX,
  YUTU_MATCH_PINYIN_INFIX,
  YUTU_MATCH_INITIALS_EXACT,
  YUTU_MATCH_INITIALS_PREFIX,
  YUTU_MATCH_INITIALS_INFIX,
  /* only when nothing is found so far */
  YUTU_MATCH_SOUND_EXACT, /* by other characters that sound alike */
  YUTU_MATCH_TYPO_EXACT,  /* all of it, with one error of typing */
  YUTU_MATCH_SOUND_PREFIX,
  YUTU_MATCH_SOUND_INFIX,
  YUTU_MATCH_TYPO, /* a part of it with one error */
  YUTU_MATCH_NONE,
} YutuMatch;

/* A piece of three characters or more that may lie in a name but for at most one error of typing. */
typedef struct _YutuTypo YutuTypo;

/* NULL when @piece is too short for it, or too long. Normalised, as the texts are. */
YutuTypo *yutu_typo_new (const char *piece) G_GNUC_WARN_UNUSED_RESULT;
gboolean  yutu_typo_matches (const YutuTypo *self,
                             const char     *text);
/* The first readings in a row, of what is as YutuRecord.typed. */
gboolean yutu_typo_matches_readings (const YutuTypo *self,
                                     const char     *typed);
/* What matches is all of it, and not a part. */
gboolean yutu_typo_is_whole (const YutuTypo *self,
                             const char     *text);
gboolean yutu_typo_is_whole_readings (const YutuTypo *self,
                                      const char     *typed);

/* A piece of two characters or more, none of them a letter, that may lie in a name by other characters, each with a
 * reading in common with its own. */
typedef struct _YutuSound YutuSound;

/* NULL when @piece is not so. */
YutuSound *yutu_sound_new (const char *piece) G_GNUC_WARN_UNUSED_RESULT;
void       yutu_sound_free (YutuSound *self);

/* Two characters, one of which may be another. */
typedef struct
{
  gunichar characters[2];
} YutuPair;

/* FALSE when @piece is not two of them. */
gboolean yutu_pair_init (YutuPair   *self,
                         const char *piece);

typedef struct
{
  char      *text;        /* normalised */
  char      *keys;        /* as typed, tone marks away; NULL: nothing but characters */
  gsize      text_length; /* bytes */
  gsize      keys_length;
  YutuTypo  *typo_text; /* NULL: no error is allowed */
  YutuTypo  *typo_keys;
  YutuSound *sound;
  gboolean   has_pair; /* one of the two may be another that looks alike, */
  gboolean   is_any;   /* or any other, when that is the whole or the proper name */
  YutuPair   pair;
  guint64    text_marks; /* of names that may have the text, or the keys, in them */
  guint64    keys_marks;
  guint64    borders; /* places in keys that no reading goes over */
} YutuPattern;

void yutu_pattern_init (YutuPattern *self,
                        const char  *piece);
/* Pieces that were typed apart and may be one name: luo dian zhen, l d z. Neither reads over a border: xi an is not 县. */
void yutu_pattern_init_joined (YutuPattern       *self,
                               const char *const *pieces,
                               gsize              n);
void yutu_pattern_clear (YutuPattern *self);
void yutu_pattern_allow_typo (YutuPattern *self);
/* A name of two characters of which one is another, whatever it is, and no other error. */
void      yutu_pattern_allow_pair (YutuPattern *self);
YutuMatch yutu_sound_match (const YutuSound  *self,
                            const YutuRecord *record);
YutuMatch yutu_pair_match_shape (const YutuPair *self,
                                 const char     *text);
YutuMatch yutu_pair_match_any (const YutuPair *self,
                               const char     *text);
/* How @text is found by the pattern, by characters first. @typed as in YutuRecord. */
YutuMatch yutu_pattern_match (const YutuPattern *self,
                              const YutuRecord  *record);

/* ---- Numbers of an address ---- */

#define YUTU_TAIL_MAX_ALTERNATIVES 3

/* What stands behind the base: "128号5幢302室", complete or not. */
typedef struct
{
  int        door;         /* 0: by building or room only */
  gboolean   door_is_open; /* more digits may follow */
  GPtrArray *alternatives; /* GPtrArray of char *: tokens in canonical form */
  GPtrArray *texts;        /* the tokens of each joined */
} YutuTail;

void yutu_tail_clear (YutuTail *self);
/* FALSE when @text does not start with a number. */
gboolean yutu_tail_parse (YutuTail   *self,
                          const char *text);
/* @numbers: canonical, as yutu_address_compose() writes them without names. */
gboolean yutu_tail_match (const YutuTail *self,
                          const char     *numbers,
                          gboolean       *is_whole);

G_END_DECLS
