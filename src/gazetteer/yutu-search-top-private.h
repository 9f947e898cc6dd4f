/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-address-lexicon.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-search-private.h"

G_BEGIN_DECLS

/* Something found, with all that its place in the list depends on. */
typedef struct
{
  YutuSearchKind kind;
  gint64         object;
  gint64         unit;
  gint64         parent;
  int            level;
  YutuMatch      match;
  unsigned       mask;     /* pieces found in its name */
  gboolean       is_apart; /* by pieces that might have been one name, and are not */
  int            rank;
  double         distance_m;
  gsize          length;
  gboolean       is_past;
  YutuDay        valid_from;
  YutuDay        valid_to;
  gboolean       has_point;
  YutuPoint      point;
} YutuCandidate;

/* Keeps the best of all that is added, and counts them. */
typedef struct
{
  GArray       *candidates;
  gsize         limit;
  gint64        total;
  gboolean      is_full; /* nothing worse than the worst gets in */
  YutuCandidate worst;
} YutuTop;

void yutu_top_init (YutuTop *self,
                    gsize    limit);
void yutu_top_clear (YutuTop *self);
void yutu_top_add (YutuTop             *self,
                   const YutuCandidate *candidate);
/* Best first, at most limit. Borrowed. */
const GArray *yutu_top_finish (YutuTop *self);

/* ---- One search under way ---- */

/* A unit as it is on the day asked for, or else as it was last. */
typedef struct
{
  gint64    parent;
  gint64    row;
  int       level;
  gsize     n_chars;
  gboolean  is_valid;
  YutuDay   valid_from;
  YutuDay   valid_to;
  gboolean  has_point;
  YutuPoint point;
  unsigned  mask;      /* pieces found in its name */
  char     *name;      /* loaded when asked for */
  char     *full_text; /* normalised name */
  char     *chain;     /* those of all units above and its own in a row, when asked for */
} YutuSearchUnit;

typedef struct
{
  YutuConnection          *connection;
  const YutuSearchOptions *options;
  unsigned                 kinds;
  GHashTable              *units;    /* gint64 → YutuSearchUnit */
  gint64                   top_unit; /* above all others; 0 when there are several, or none */
  YutuTop                  top;
  gboolean                 total_is_least;
  gboolean                 allows_typo;  /* nothing was found without */
  gboolean                 is_parent;    /* the number that was asked for is not there: its door is */
  gboolean                 lacks_part;   /* what is missing is a building, unit or room of it */
  gboolean                 is_base;      /* nor its door: the road, village or estate is */
  gboolean                 is_too_long;  /* what was typed */
  gboolean                 allows_pair;  /* nor with: a name of two characters, one of them another */
  GPtrArray               *crossings;    /* names of those found, by their object */
  gboolean                 is_reworded;  /* found with another word behind a number: the base is as it was typed */
  gboolean                 is_elsewhere; /* not in the units that stand before it */
  gboolean                 is_commune;   /* by the names of today for those of communes and brigades */
  const YutuAddressWord   *former;       /* (nullable) a county that is no more: by those that have its area today */
} YutuSearch;

/* 婺城区城东街道八一南街128号 as three pieces: names of units, full or proper ones, before the rest; NULL when nothing
 * is cut. Needs units, as find_names leaves them. */
GStrv yutu_search_cut_units (YutuSearch        *self,
                             const char *const *pieces) G_GNUC_WARN_UNUSED_RESULT;

/* Names found by all of @pieces into top. */
gboolean yutu_search_find_names (YutuSearch        *self,
                                 const char *const *pieces,
                                 GError           **error);
/* Bases of addresses into @bases: villages found by all of @pieces, and place names with those of
 * @required in them. The other pieces are left to the addresses: a road runs through many units. */
gboolean yutu_search_find_bases (YutuSearch        *self,
                                 const char *const *pieces,
                                 unsigned           required,
                                 YutuTop           *bases,
                                 GError           **error);
/* Pieces of the last of these two found in the names of @unit and of those above it. */
unsigned yutu_search_chain_mask (const YutuSearch *self,
                                 gint64            unit);
/* Addresses whose number is one of @pieces, or ends one. */
gboolean yutu_search_find_addresses (YutuSearch        *self,
                                     const char *const *pieces,
                                     GError           **error);
/* 明月路1266-1号, when there is no such door: the one of which it would be a part, 明月路1266号, told as that. */
gboolean yutu_search_find_parents (YutuSearch        *self,
                                   const char *const *pieces,
                                   GError           **error);
/* 明月路1266号, when there is no such door: 明月路, told as that; when there are similar addresses, before them, and
 * only when it is written as it is. */
gboolean yutu_search_find_base (YutuSearch        *self,
                                const char *const *pieces,
                                GError           **error);
/* @cut, units cut off @pieces, with the last two as one where they stood together in the last of these: 芙蓉 was no unit
 * before 苑5幢. NULL when they did not. */
GStrv yutu_search_join_last (const char *const *pieces,
                             const char *const *cut) G_GNUC_WARN_UNUSED_RESULT;
/* The same by @pieces, else by @parted (nullable), in which units stand apart, else with the last unit of it part of
 * the name after all (三江街道 | 芙蓉苑5幢, though 芙蓉 is a unit). @taken: (out) (transfer full): the way that found it. */
gboolean yutu_search_find_some_base (YutuSearch        *self,
                                     const char *const *pieces,
                                     const char *const *parted,
                                     GStrv             *taken,
                                     GError           **error);
typedef gboolean (*YutuTextFunc) (YutuSearch        *self,
                                  const char *const *pieces,
                                  GError           **error);

/* 城北街道解放西路: what has the whole name behind names of units, by @find, wherever it is; told as that unless it lies
 * or has doors there. Needs units. */
gboolean yutu_search_find_elsewhere (YutuSearch        *self,
                                     const char *const *pieces,
                                     YutuTextFunc       find,
                                     GError           **error);
/* Of the bases of a number that is not there: whether none lies in the units before it. */
gboolean yutu_search_tell_elsewhere (YutuSearch        *self,
                                     const char *const *pieces,
                                     GError           **error);
/* 汤溪公社汤溪大队 as 汤溪镇汤溪村, or as what came of that; *query NULL when @pieces name nothing of the kind. *past: the
 * unit that all of it names, when that is no more and not one came of it; else 0. Needs units. */
gboolean yutu_search_reword_communes (YutuSearch        *self,
                                      const char *const *pieces,
                                      char             **query,
                                      gint64            *past,
                                      GError           **error);
/* A unit of the day, into top. */
void yutu_search_add_unit (YutuSearch           *self,
                           gint64                id,
                           const YutuSearchUnit *unit);
/* 汤溪县, 金华县: the units of the day that have the area of a county of the past, into top; former is set then. Needs units. */
void yutu_search_find_county (YutuSearch *self,
                              const char *query);
/* What is to be said of it, in one sentence. */
char *yutu_search_dup_former (const YutuAddressWord *former) G_GNUC_WARN_UNUSED_RESULT;
/* luo2 dian4 without its tones; NULL when any piece is not so, or when there is only one: lu5 has a number. */
GStrv yutu_search_dup_toneless (const char *const *pieces) G_GNUC_WARN_UNUSED_RESULT;
/* Zhongshan 2 Lu and Di-9 Long have 二 and 第九 in their names: NULL when @pieces are not so. */
GStrv yutu_search_dup_with_numerals (const char *const *pieces) G_GNUC_WARN_UNUSED_RESULT;
/* 63号前坑 as 前坑63号, 长山乡2号余殿下 as 长山乡余殿下2号, 原岭上乡 as 岭上乡, 八一南街十四 with its 号; NULL when @query
 * begins neither with numbers that a name follows, be it behind divisions, nor with what is said of a name, and does not end
 * in a number in words. */
char *yutu_search_dup_turned (const char *query) G_GNUC_WARN_UNUSED_RESULT;
/* 祝坦3号 of 祝坦3号（苏孟乡）; NULL without brackets, or when fewer than two characters stand outside. */
char *yutu_search_dup_without_brackets (const char *query) G_GNUC_WARN_UNUSED_RESULT;
/* The units of the day that came of @unit, into top. */
gboolean yutu_search_add_successors (YutuSearch *self,
                                     gint64      unit,
                                     GError    **error);
typedef gboolean (*YutuQueryFunc) (YutuSearch *self,
                                   const char *query,
                                   GError    **error);

/* 叶大塘路4号对面, 罗店镇政府: by @find what is meant without what stands behind it. */
gboolean yutu_search_find_behind (YutuSearch   *self,
                                  const char   *query,
                                  YutuQueryFunc find,
                                  GError      **error);
/* 地址：金华市解放西路17号 13900001111: by @find the names and numbers that an address has in it; @with_rest: there may be
 * other words in it. */
gboolean yutu_search_find_parsed (YutuSearch   *self,
                                  const char   *query,
                                  gboolean      with_rest,
                                  YutuQueryFunc find,
                                  GError      **error);
/* 丹溪佳园南区3幢: the estate of a part of it, told as the base. */
gboolean yutu_search_find_parsed_base (YutuSearch *self,
                                       const char *query,
                                       GError    **error);
/* Addresses with @piece anywhere in their numbers. */
gboolean yutu_search_find_numbers (YutuSearch *self,
                                   const char *piece,
                                   GError    **error);
typedef gboolean (*YutuUnitFunc) (gint64   unit,
                                  gpointer data);

/* Addresses of @base with the numbers @tail (nullable), in a unit that @is_wanted. What is in @seen
 * is passed over; *n_rows counts what was read. */
gboolean yutu_search_read_doors (YutuSearch          *self,
                                 const YutuCandidate *base,
                                 const char          *tail,
                                 YutuUnitFunc         is_wanted,
                                 gpointer             data,
                                 GHashTable          *seen,
                                 gsize               *n_rows,
                                 GError             **error);
/* @chain: normalised, ends in the village's own name of @own bytes. */
typedef void (*YutuFormerFunc) (gint64      village,
                                const char *chain,
                                gsize       own,
                                gpointer    data);

/* Calls @func for every village as it was on the last day of any state of units before the day. @upper: what is
 * written above the uppermost unit. */
gboolean yutu_search_each_former (YutuSearch    *self,
                                  const char    *upper,
                                  YutuFormerFunc func,
                                  gpointer       data,
                                  GError       **error);
/* Units, and when nothing has been found yet places and addresses, in whose names written in a row
 * @piece lies over more than one; when there is still nothing, and past ones are asked for, by the names that
 * units had. Needs units, as find_names leaves them. */
gboolean yutu_search_find_running (YutuSearch *self,
                                   const char *piece,
                                   GError    **error);
gboolean yutu_search_find_cases (YutuSearch *self,
                                 const char *query,
                                 GError    **error);
/* Addresses by the 36 characters of a code that they have or had, or by their id. */
gboolean yutu_search_find_code (YutuSearch *self,
                                const char *query,
                                GError    **error);
/* The unit a case lies in on the day; 0 unknown. */
gboolean yutu_search_load_case_unit (YutuSearch *self,
                                     gint64      id,
                                     gint64     *unit,
                                     GError    **error);
/* Boundary lines and pillars by all of @pieces. */
gboolean yutu_search_find_lines (YutuSearch        *self,
                                 const char *const *pieces,
                                 GError           **error);
/* Crossings of two roads that @pieces name; with @only_sure none of a line that may as well mean something else.
 * Needs units. */
gboolean yutu_search_find_crossings (YutuSearch        *self,
                                     const char *const *pieces,
                                     gboolean           only_sure,
                                     GError           **error);
/* The unit that @point lies in on the day, or where an address near to it does; 0 unknown. */
gboolean yutu_search_load_crossing_unit (YutuSearch *self,
                                         YutuPoint   point,
                                         gint64     *unit,
                                         GError    **error);
/* Of a coordinate: the finest unit of the day that has it, 0 none; whether it is on no land of the file; the nearest
 * address (nullable) within two kilometres. */
gboolean yutu_search_load_point (YutuSearch      *self,
                                 YutuPoint        point,
                                 gint64          *unit,
                                 gboolean        *is_outside,
                                 YutuAddressRow **address,
                                 GError         **error);
/* Sets is_past; FALSE when what is valid so is not asked for. */
gboolean yutu_search_wants (const YutuSearch *self,
                            YutuDay           valid_from,
                            YutuDay           valid_to,
                            YutuCandidate    *candidate);
/* Metres from near_point; 0 without one, far away without a point. */
void yutu_search_measure (const YutuSearch *self,
                          YutuCandidate    *candidate);

G_END_DECLS
