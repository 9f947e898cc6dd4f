/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The names and words that a written address is cut by (地址词典): those every address shares, from
 * rules/address-words.csv and rules/divisions-cn.csv, and those of a file on top. */
#pragma once

#include <glib.h>

#include "base/yutu-day.h"

G_BEGIN_DECLS

/* The elements of an address (地址要素), from the greatest to the least. */
typedef enum
{
  YUTU_ADDRESS_COUNTRY,
  YUTU_ADDRESS_PROVINCE,
  YUTU_ADDRESS_CITY, /* prefecture */
  YUTU_ADDRESS_COUNTY,
  YUTU_ADDRESS_ZONE, /* an economic zone (开发区): says where, and is no division */
  YUTU_ADDRESS_TOWNSHIP,
  YUTU_ADDRESS_VILLAGE,
  YUTU_ADDRESS_NATURAL_VILLAGE,
  YUTU_ADDRESS_GROUP, /* villagers' group (村民小组) */
  YUTU_ADDRESS_ROAD,
  YUTU_ADDRESS_LANE,
  YUTU_ADDRESS_DOOR,
  YUTU_ADDRESS_PLOT, /* a plot without a door: A-03地块 */
  YUTU_ADDRESS_ESTATE,
  YUTU_ADDRESS_POI,
  YUTU_ADDRESS_AREA, /* part of an estate: 东区, 二期 */
  YUTU_ADDRESS_BUILDING,
  YUTU_ADDRESS_UNIT,
  YUTU_ADDRESS_FLOOR,
  YUTU_ADDRESS_ROOM,
  YUTU_ADDRESS_RELATION, /* 对面, 东侧50米 */
  YUTU_ADDRESS_NOISE,    /* no part of an address */
  YUTU_ADDRESS_PERSON,   /* nor is a person's name */
} YutuAddressLabel;

#define YUTU_ADDRESS_N_LABELS 23

/* No part of an address. */
gboolean yutu_address_label_is_silent (YutuAddressLabel label);

typedef enum
{
  YUTU_WORD_NAME,  /* a whole name of the registers, or the short form of one */
  YUTU_WORD_END,   /* closes a name: 路 */
  YUTU_WORD_WHOLE, /* a piece of its own: 对面 */
  YUTU_WORD_COUNT, /* stands behind a number: 幢 */
  YUTU_WORD_NOISE,
  YUTU_WORD_REST,    /* and all that follows is noise */
  YUTU_WORD_TAIL,    /* closes a person's name: 先生 */
  YUTU_WORD_LAND,    /* closes the name of a settlement that has no generic term: 塘, 岙 */
  YUTU_WORD_ALIAS,   /* begins, in brackets, another name of what stands before: 现名 */
  YUTU_WORD_SURNAME, /* begins a person's name */
} YutuWordRole;

/* What an END of a site, a WHOLE or an ALIAS says besides. */
typedef enum
{
  YUTU_WORD_PLAIN,
  YUTU_WORD_TRADE,    /* 科技: of what trade a firm is; seldom begins a name behind another */
  YUTU_WORD_LEGAL,    /* 有限公司: begins none */
  YUTU_WORD_BRANCH,   /* 支行: what it belongs to stands in the same name */
  YUTU_WORD_PART,     /* 苑: also of a part of an estate, whose own name then stands before */
  YUTU_WORD_WITHIN,   /* 写字楼: a building of a site, by itself */
  YUTU_WORD_CORNER,   /* 口: what it is of stands right before: 人民路口 */
  YUTU_WORD_PLACE,    /* 大学: often called by its place alone: 浙江大学 */
  YUTU_WORD_NUMBERED, /* 国道: which one is told by a number, before it or behind: 国道330线 */
  YUTU_WORD_FORMER,   /* 公社: of a kind of unit that is no more; 原名: of a name that is none any more */
} YutuWordKind;

/* Weights of the names of townships that no register of the file has. */
#define YUTU_WORD_ELSEWHERE       2
#define YUTU_WORD_SHORT_ELSEWHERE 3

typedef struct
{
  const char      *text; /* UTF-8, normalised */
  YutuAddressLabel label;
  YutuWordRole     role;
  YutuWordKind     kind;
  int              weight; /* END and the like: how unlikely inside a name, 0 … 20; NAME: 1 short, 0 in full, or … */
  const char      *name;   /* NAME: the full name; else NULL */
  const char      *parent; /* NAME (nullable) */
  YutuDay          until;  /* NAME: the first day it no longer stood; YUTU_DAY_INVALID: it stands */
  const char      *now;    /* NAME: what followed, separated by spaces (nullable) */
  gint64           id;     /* NAME: of a file's row; 0 none */
} YutuAddressWord;

typedef struct _YutuAddressLexicon YutuAddressLexicon;

/* The shared words alone; made once, never freed, for any thread. */
const YutuAddressLexicon *yutu_address_lexicon_get_shared (void);

/* An empty one. While words are added it belongs to one thread; afterwards it may be read by many. */
YutuAddressLexicon *yutu_address_lexicon_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                yutu_address_lexicon_free (YutuAddressLexicon *self);
/* A name of the registers with its short form (proper name without its generic term, when two characters
 * remain). @proper (nullable). The other arguments as in YutuAddressWord. */
void yutu_address_lexicon_add_name (YutuAddressLexicon    *self,
                                    const YutuAddressWord *name,
                                    const char            *proper);
/* Copies what @word points to. */
void yutu_address_lexicon_add (YutuAddressLexicon    *self,
                               const YutuAddressWord *word);

/* The names whose written form is @text (as YutuAddressWord.text of another one) and whose label is @label,
 * into @words (of const YutuAddressWord *). */
void yutu_address_lexicon_list (const YutuAddressLexicon *self,
                                const char               *text,
                                YutuAddressLabel          label,
                                GPtrArray                *words);

/* Every name of the lexicon, in the order in which they were added. */
typedef void (*YutuAddressNameFunc) (const YutuAddressWord *word,
                                     gpointer               data);
void yutu_address_lexicon_foreach_name (const YutuAddressLexicon *self,
                                        YutuAddressNameFunc       take,
                                        gpointer                  data);

/* A word that begins at @text[0], @length characters long. @is_misspelt: one character was taken for
 * another that looks or sounds like it (rules/han-lookalikes.csv). */
typedef void (*YutuAddressWordFunc) (const YutuAddressWord *word,
                                     gsize                  length,
                                     gboolean               is_misspelt,
                                     gpointer               data);
/* Every word of the lexicon that @text begins with, the shortest first; names also with one wrong
 * character. @text: normalised characters. */
void yutu_address_lexicon_match (const YutuAddressLexicon *self,
                                 const gunichar           *text,
                                 gsize                     n_chars,
                                 YutuAddressWordFunc       found,
                                 gpointer                  data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressLexicon, yutu_address_lexicon_free)

G_END_DECLS
