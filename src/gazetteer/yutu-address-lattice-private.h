/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The characters of one line, the pieces they may be, and the cheapest way through them. */
#pragma once

#include "gazetteer/yutu-address-parse.h"

G_BEGIN_DECLS

#define YUTU_LINE_MAX 200 /* characters */
#define YUTU_NAME_MAX 26  /* characters of the longest piece but noise */
#define YUTU_NO_COST  G_MAXINT32

typedef enum
{
  YUTU_CELL_HAN,
  YUTU_CELL_DIGIT,
  YUTU_CELL_LATIN,
  YUTU_CELL_PUNCTUATION,
} YutuCellClass;

typedef struct
{
  gunichar      text[YUTU_LINE_MAX + 1];
  YutuCellClass classes[YUTU_LINE_MAX + 1];
  guint32       offsets[YUTU_LINE_MAX + 1]; /* bytes into the normalised text */
  gboolean      breaks[YUTU_LINE_MAX + 1];  /* white space stood before it */
  gboolean      is_noise[YUTU_LINE_MAX + 1];
  gboolean      is_numeral[YUTU_LINE_MAX + 1]; /* a figure, or a numeral of one character */
  gsize         n;
  gboolean      is_formal; /* while reading: the last one was a numeral of a deed (壹) */
} YutuLine;

/* Normalises @text; the spaces stay in @normal and are no cells. Returns the reasons found. */
unsigned yutu_line_read (YutuLine   *self,
                         GString    *normal,
                         const char *text);

/* A number: 128, 29-31, A5, B1, 一百二十八; or one letter. */
typedef struct
{
  gsize    end;
  int      n_digits; /* of the first one */
  gboolean is_han;
  gboolean is_letter; /* and nothing else */
  gboolean is_range;
  gboolean is_sub;  /* a range of two whose second has at most two digits: 891-7 */
  gboolean is_near; /* a range of two that lie near each other, upwards */
} YutuLineNumber;

/* Those that begin at @at, the shortest first, at most two. Returns how many. */
gsize yutu_line_numbers (const YutuLine *self,
                         gsize           at,
                         YutuLineNumber  numbers[2]);

gboolean yutu_line_is_dash (const YutuLine *self,
                            gsize           at);

/* ---- The lattice ---- */

typedef struct
{
  const YutuAddressWord *word; /* (nullable) the NAME; of noise: the word for it, or the ALIAS that begins another name */
  YutuAddressLabel       label;
  int                    cost;
  guint16                start;
  guint16                end;
  unsigned               is_misspelt : 1;
  unsigned               is_bare : 1;     /* a number without its measure word */
  unsigned               is_headless : 1; /* a site that begins with a generic term */
  unsigned               is_open : 1;     /* a division of which nothing but its place is known */
  unsigned               is_former : 1;   /* a unit of a kind that is no more */
} YutuLatticePiece;

typedef struct
{
  YutuLatticePiece *pieces; /* of all starts, one after the other */
  gsize             n_pieces;
  gsize             n_allocated;
  gsize             firsts[YUTU_LINE_MAX + 2]; /* by start */
} YutuLattice;

void yutu_lattice_fill (YutuLattice              *self,
                        const YutuLine           *line,
                        const YutuAddressLexicon *own);
/* The cheapest way: numbers of pieces into @path, which holds YUTU_LINE_MAX. Returns how many. */
gsize yutu_lattice_solve (const YutuLattice *self,
                          const YutuLine    *line,
                          guint32           *path);
void  yutu_lattice_clear (YutuLattice *self);

G_END_DECLS
