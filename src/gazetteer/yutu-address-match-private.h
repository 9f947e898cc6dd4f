/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the parts of the matcher share: what a line names, and what was found for it. */
#pragma once

#include "gazetteer/yutu-address-match.h"
#include "gazetteer/yutu-address-match-road-private.h"
#include "gazetteer/yutu-address-register-private.h"
#include "gazetteer/yutu-near-names-private.h"

G_BEGIN_DECLS

/* Points of a score: the division 25, the base 35, the door 20, building, unit and room 15, and 5 when it is
 * the only one. */
#define YUTU_POINTS_DIVISION        25
#define YUTU_POINTS_DIVISION_UNSAID YUTU_ADDRESS_MATCH_UNSAID
#define YUTU_POINTS_DIVISION_PARTLY 12
#define YUTU_POINTS_BASE            35
#define YUTU_POINTS_BASE_SHORT      32
#define YUTU_POINTS_BASE_MISSPELT   22
#define YUTU_POINTS_BASE_NEAR       20
#define YUTU_POINTS_BASE_UNSAID     20
#define YUTU_POINTS_BASE_LOOSE      4 /* without its division no more than a hint */
#define YUTU_POINTS_DOOR            20
#define YUTU_POINTS_NUMBERS         15
#define YUTU_POINTS_NUMBERS_PARTLY  5
#define YUTU_POINTS_NUMBERS_FINER   8
#define YUTU_POINTS_ONLY            5
#define YUTU_POINTS_CALLED          30 /* only among what is found */

/* A division that the line names. */
typedef struct
{
  gint64      unit;
  int         level; /* 4, 5 */
  const char *name;
} YutuMatchSaid;

/* A road, natural village, estate or village that the line may mean. */
typedef struct
{
  gint64           place;  /* 0: the doors of the village itself */
  gint64           unit;   /* the village, for place 0 */
  gint64           former; /* the place_name that is written, when it was followed by this one; 0 none */
  YutuAddressLabel label;
  int              points;
  unsigned         reasons; /* SIMILAR: it is written otherwise */
  const char      *name;
} YutuMatchBase;

typedef struct
{
  gint64    address; /* 0: a base without its door */
  gint64    place;
  gint64    unit;
  int       score;
  int       level;
  unsigned  reasons;
  gint64    former_address; /* by which it was found; 0: by that of today */
  gint64    former_place;
  gboolean  is_old;
  gboolean  was_called; /* as the line says, at some time */
  gboolean  has_point;
  YutuPoint point;
  char     *text;
} YutuMatchFound;

struct _YutuAddressMatcher
{
  YutuConnection      *connection;
  YutuAddressRegister *names;
  YutuAddressParser   *parser;
  YutuDay              day;
  gint64               former_unit; /* the least division that the line names and that no longer stands; 0 none */
  gint64               old_village; /* a village that the line may name and that no longer is so called; 0 none */
  GPtrArray           *words;       /* scratch */
  GArray              *bases;       /* of YutuMatchBase */
  GArray              *found;       /* of YutuMatchFound */
  GArray              *townships;   /* of gint64: that the line names, as of today */
  GArray              *villages;
  gboolean             leaves_sub; /* 1266-1 is not there: 1266 is looked for */
  gboolean             names_two;  /* villages that are not the same today: 祝村(学岭头) */
  GArray              *said;       /* of YutuMatchSaid */
  YutuNearNames       *near;       /* NULL until it is first asked */
  GHashTable          *above;      /* set of names: the file's counties and what they lie in; NULL until it is first asked */
  GHashTable          *reached;    /* gint64 road → GArray of gint64: the villages that it has doors in */
};

/* ---- yutu-address-match-near.c ---- */

/* Adds the names of the file that are near to those of the line that it has not: divisions always, a base where
 * none is known. @reasons and what changes in them. */
unsigned yutu_match_take_near (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse,
                               unsigned                reasons);

/* ---- yutu-address-match-line.c ---- */

/* A name that the file does not have. */
gboolean yutu_match_is_unknown (const YutuAddressPiece *piece);
/* A road, natural village or estate is among the bases. */
gboolean yutu_match_has_fine_base (const YutuAddressMatcher *self);
/* What self->words says, as the divisions of the line and as bases. */
void yutu_match_take_divisions (YutuAddressMatcher     *self,
                                const YutuAddressPiece *piece,
                                GArray                 *units);
void yutu_match_take_words (YutuAddressMatcher     *self,
                            const YutuAddressPiece *piece);

/* Divisions and bases of @parse; returns reasons of the match. */
unsigned yutu_match_take_line (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse);

/* 翁塘村12号（方垄）, 翁塘村12号方垄: a settlement that is named behind its number, and lies in the divisions of the line, is
 * a base. @reasons and what changes in them. */
gboolean yutu_match_take_behind_number (YutuAddressMatcher     *self,
                                        const YutuAddressParse *parse,
                                        unsigned               *reasons,
                                        GError                **error);

/* ---- yutu-address-match-rows.c ---- */

/* The addresses of a base with the numbers that are asked for, into self->found. */
gboolean yutu_match_read_rows (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse,
                               const YutuMatchBase    *base,
                               GError                **error);
/* A plot by its number alone, which no base of the line has. */
gboolean yutu_match_read_plot (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse,
                               GError                **error);
/* The doors of that number in the villages of the line, which names no more. */
gboolean yutu_match_read_village_doors (YutuAddressMatcher     *self,
                                        const YutuAddressParse *parse,
                                        GError                **error);
/* Follows what has ended, and weighs the divisions of all that was found. */
gboolean yutu_match_settle (YutuAddressMatcher *self,
                            GError            **error);

/* ---- yutu-address-match-base.c ---- */

/* Without an address: the bases of the line. */
gboolean yutu_match_add_bases (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse,
                               GError                **error);
/* Without a base: its townships. */
void yutu_match_add_townships (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse);

/* Whether the village lies in the divisions that the line names; one is named. */
gboolean yutu_match_is_in_said (const YutuAddressMatcher *self,
                                gint64                    village);
gboolean yutu_match_has_id (const GArray *ids,
                            gint64        id);

G_END_DECLS
