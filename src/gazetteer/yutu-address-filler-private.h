/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a lattice is filled by: the words found in a line, and the names that are known by their form. */
#pragma once

#include "gazetteer/yutu-address-lattice-private.h"

G_BEGIN_DECLS

#define YUTU_FILLER_WORDS  400
#define YUTU_FILLER_LENGTH 48 /* characters of a name with what closes it */
#define YUTU_COST_OF_BREAK 6  /* white space within a piece */
#define YUTU_COST_OF_CUT   10 /* a word that goes on as a longer one */

/* A word of the lexicon somewhere in the line. */
typedef struct
{
  const YutuAddressWord *word;
  gsize                  start;
  gsize                  end;
  gboolean               is_misspelt;
} YutuMention;

/* Of the pieces that begin at one character, by length. */
typedef struct
{
  int      characters[2][YUTU_FILLER_LENGTH + 1]; /* the cost of the characters, in names of sites [1] and in others [0] */
  int      inner[YUTU_NAME_MAX + 1];              /* of the words inside */
  int      opening[YUTU_FILLER_LENGTH + 1];       /* of the words at the beginning */
  guint64  named;                                 /* bits: a register has the whole */
  guint64  generic;                               /* bits: nothing but a generic term */
  gsize    headless;                              /* from this length on they begin with a trade or a legal form */
  gsize    division;                              /* where the county or prefecture ends that they begin with */
  gboolean is_settlement;                         /* they begin with what closes the name of a settlement */
} YutuOpening;

typedef struct
{
  YutuLattice    *lattice;
  const YutuLine *line;
  YutuMention     mentions[YUTU_FILLER_WORDS]; /* by start, then by length */
  gsize           n_mentions;
  gsize           firsts[YUTU_LINE_MAX + 2];
  gsize           at; /* while matching */

  int     weights[YUTU_LINE_MAX + 1][YUTU_NAME_MAX]; /* by end and length: how unlikely the words there are inside a name */
  guint32 lengths[YUTU_LINE_MAX + 1];                /* bits: which of them there are */

  int         n_breaks[YUTU_LINE_MAX + 1]; /* among the characters before each */
  YutuOpening opening;
} YutuFiller;

YutuLatticePiece *yutu_filler_add_piece (YutuFiller            *self,
                                         YutuAddressLabel       label,
                                         gsize                  start,
                                         gsize                  end,
                                         int                    cost,
                                         const YutuAddressWord *word);

/* How unlikely the word is inside another name. */
int yutu_word_inner_weight (const YutuAddressWord *word);
/* 三, B, 东: what serial parts are named by. */
gboolean yutu_line_is_serial (const YutuLine *self,
                              gsize           at);
/* 路 right before @at. */
gboolean yutu_filler_is_behind_road (const YutuFiller *self,
                                     gsize             at);

/* Whether the mention of a name is likelier a part of a longer one: 方塘 of 方塘东路, 凤凰 of 凤凰新村, 朝阳市 of 朝阳市场. */
gboolean yutu_filler_is_of_longer (const YutuFiller  *self,
                                   const YutuMention *name);
/* 方塘东路: a road or an estate that is called after a settlement or an estate of the registers. */
void yutu_filler_add_named_after (YutuFiller        *self,
                                  const YutuMention *name);

/* All names from @start on that are known by how they end, and those of which nothing is known. */
void yutu_filler_add_forms (YutuFiller *self,
                            gsize       start);

/* All pieces from @start on that a number makes. */
void yutu_filler_add_numbers (YutuFiller *self,
                              gsize       start);
/* 北一区, 东2区: a part told by direction and number. */
void yutu_filler_add_direction_area (YutuFiller *self,
                                     gsize       start);

G_END_DECLS
