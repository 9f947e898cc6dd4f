/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A written address cut into its elements (地址解析): every way to read the line is laid out as a lattice
 * of pieces, and the one of least cost is taken (Viterbi 1967). */
#pragma once

#include "gazetteer/yutu-address-lexicon.h"

G_BEGIN_DECLS

/* What was noticed on the way, as bits; told by yutu_address_reason_get_code(). */
typedef enum
{
  YUTU_ADDRESS_EMPTY = 1 << 0,     /* nothing, or a word for nothing (无, 不详) */
  YUTU_ADDRESS_REFERENCE = 1 << 1, /* points to another line (同上, 本村) */
  YUTU_ADDRESS_POSTCODE_DROPPED = 1 << 2,
  YUTU_ADDRESS_PHONE_DROPPED = 1 << 3,
  YUTU_ADDRESS_PERSON_DROPPED = 1 << 4,
  YUTU_ADDRESS_OTHER_DROPPED = 1 << 5, /* other words that are no address */
  YUTU_ADDRESS_OLD_DIVISION = 1 << 6,  /* a division that no longer stands */
  YUTU_ADDRESS_CROSSING = 1 << 7,      /* where two roads meet */
  YUTU_ADDRESS_REPEATED = 1 << 8,      /* a division is written twice */
  YUTU_ADDRESS_TOO_LONG = 1 << 9,      /* only its first characters were read */
  YUTU_ADDRESS_MISSPELT = 1 << 10,     /* a name was read with one other character */
  YUTU_ADDRESS_COORDINATE = 1 << 11,   /* longitude and latitude instead */
  YUTU_ADDRESS_RELATIVE = 1 << 12,     /* beside, opposite of: no point of its own */
  YUTU_ADDRESS_BY_FORM = 1 << 13,      /* that a name is a township's or a village's is told by its place alone */
  YUTU_ADDRESS_SEVERAL = 1 << 14,      /* more than one address: the first was read */
  YUTU_ADDRESS_MISREAD = 1 << 15,      /* a letter among figures was read as one */
  YUTU_ADDRESS_OTHER_NAME = 1 << 16,   /* another name of what it names stands in brackets: (现名江滨路) */
} YutuAddressReason;

#define YUTU_ADDRESS_N_REASONS 17

typedef enum
{
  YUTU_PART_PROVINCE,
  YUTU_PART_CITY,
  YUTU_PART_COUNTY,
  YUTU_PART_ZONE,
  YUTU_PART_TOWNSHIP,
  YUTU_PART_VILLAGE,
  YUTU_PART_NATURAL_VILLAGE,
  YUTU_PART_GROUP,
  YUTU_PART_ROAD,
  YUTU_PART_LANE,
  YUTU_PART_DOOR,
  YUTU_PART_SUB,
  YUTU_PART_PARCEL,     /* the number of a plot that has no door */
  YUTU_PART_CROSS_ROAD, /* the second road */
  YUTU_PART_ESTATE,
  YUTU_PART_AREA,
  YUTU_PART_BUILDING,
  YUTU_PART_UNIT,
  YUTU_PART_FLOOR,
  YUTU_PART_ROOM,
  YUTU_PART_POI,
  YUTU_PART_RELATION,
  YUTU_PART_OFFSET_M,
} YutuAddressPart;

#define YUTU_ADDRESS_N_PARTS 23

/* "province" … "offset_m". */
const char *yutu_address_part_to_text (YutuAddressPart part);

typedef struct
{
  YutuAddressLabel       label;
  gsize                  start;       /* bytes into the normalised text */
  gsize                  length;      /* bytes */
  const YutuAddressWord *word;        /* the name it was read by; NULL: by its form; of noise: the word that says so */
  gboolean               is_misspelt; /* with a character that looks or sounds alike */
  gboolean               is_open;     /* a division of which nothing but its place is known */
  gboolean               is_former;   /* a unit of a kind that is no more: 公社, 大队; of noise: 原, before a unit that is no more */
} YutuAddressPiece;

/* One line read. All of it belongs to the parser and stands until the next line. */
typedef struct
{
  const char             *text;   /* normalised: half width, simplified; spaces stay */
  const YutuAddressPiece *pieces; /* in order; without gaps */
  gsize                   n_pieces;
  const char             *parts[YUTU_ADDRESS_N_PARTS]; /* NULL: none; numbers without their measure word, in digits */
  int                     level;                       /* 0 none, 1 room … 10 county */
  unsigned                reasons;                     /* YutuAddressReason or-ed */
} YutuAddressParse;

typedef struct _YutuAddressParser YutuAddressParser;

/* @own: (nullable): the names of a file, on top of the shared words; must outlive the parser, which
 * belongs to one thread at a time. */
YutuAddressParser *yutu_address_parser_new (const YutuAddressLexicon *own) G_GNUC_WARN_UNUSED_RESULT;
void               yutu_address_parser_free (YutuAddressParser *self);

/* @line: UTF-8; what is not valid UTF-8 reads as empty. */
const YutuAddressParse *yutu_address_parser_read (YutuAddressParser *self,
                                                  const char        *line);
/* Adds to the reasons of the last line what only a library could say of it (YutuAddressReason or-ed). */
void yutu_address_parser_add_reasons (YutuAddressParser *self,
                                      unsigned           reasons);

/* The other name that the piece at @index, in brackets behind a name, tells of that, which is of @label: 江滨路 of
 * 八一南街(现名江滨路); NULL: it tells none. */
char *yutu_address_parse_dup_other_name (const YutuAddressParse *self,
                                         gsize                   index,
                                         YutuAddressLabel       *label) G_GNUC_WARN_UNUSED_RESULT;

/* In one block, to be freed by g_free(); its pieces' words stand as long as the lexicons. */
YutuAddressParse *yutu_address_parse_copy (const YutuAddressParse *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressParser, yutu_address_parser_free)

G_END_DECLS
