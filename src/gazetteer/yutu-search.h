/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The search box: divisions, place names, addresses, facilities, boundary lines, pillars, cases, codes,
 * coordinates, crossings of roads; by
 * characters (one and two too), pinyin or initials. Inside yutu_store_read(), on its thread; the
 * cancellable given there stops a search that a newer key has overtaken. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_SEARCH_DIVISION = 1 << 0,
  YUTU_SEARCH_PLACE = 1 << 1,
  YUTU_SEARCH_FACILITY = 1 << 2,
  YUTU_SEARCH_ADDRESS = 1 << 3,
  YUTU_SEARCH_CASE = 1 << 4,
  YUTU_SEARCH_COORDINATE = 1 << 5,
  YUTU_SEARCH_LINE = 1 << 6,     /* a boundary line */
  YUTU_SEARCH_PILLAR = 1 << 7,   /* of one */
  YUTU_SEARCH_CROSSING = 1 << 8, /* of two roads */
} YutuSearchKind;

#define YUTU_SEARCH_ALL 0x1ff

/* "division" "place" "facility" "address" "case" "coordinate" "line" "pillar" "crossing"; NULL for anything else. */
const char *yutu_search_kind_to_text (YutuSearchKind kind);
/* 0 when @text names no kind. */
YutuSearchKind yutu_search_kind_from_text (const char *text);

/* Metres of the map's CRS to the grid; @zone is what stood before the six digits of an 8-digit
 * easting (40 of 40499123, @easting_m is 499123 then), 0 when there was none. FALSE when they lie
 * outside of it. */
typedef gboolean (*YutuUnprojectFunc) (double     easting_m,
                                       double     northing_m,
                                       int        zone,
                                       gpointer   data,
                                       YutuPoint *point);

typedef struct
{
  gsize             limit;        /* 0: 20 */
  unsigned          kinds;        /* YutuSearchKind or-ed; 0: all */
  YutuDay           day;          /* the legal day; 0 is a day: set it */
  gboolean          include_past; /* also what is not valid on that day, behind the rest */
  const YutuPoint  *near_point;   /* (nullable) nearer ones first among equals */
  YutuUnprojectFunc unproject;    /* (nullable) then metres are not understood */
  gpointer          unproject_data;
} YutuSearchOptions;

typedef struct
{
  YutuSearchKind kind;
  gint64         id;    /* of the row; 0 for a coordinate or crossing */
  gint64         unit;  /* a division's own unit; else the unit it lies in; 0 unknown */
  int            level; /* divisions: 1 … 5; else 0 */
  char          *name;
  char          *facility_kind; /* facilities: the register's full id; pillars: kind and condition with a
                                 * space between; else NULL */
  char          *label;         /* where: "婺城区 › 罗店镇"; "" at the top; the county when unit is 0; of
                         * a line whom it divides, of a pillar its line */
  double         score;         /* 0 … 100, falling along the list */
  gboolean       is_past;       /* not valid on the day: ended, or not begun */
  YutuDay        valid_from;    /* the days of the row when it is past; else YUTU_DAY_INVALID */
  YutuDay        valid_to;
  gboolean       has_point;
  YutuPoint      point;
  gboolean       is_outside; /* a coordinate on no land of the file */
  char          *near_name;  /* (nullable) of a coordinate: the nearest address, two kilometres away at most */
  double         near_m;     /* metres to it */
} YutuSearchHit;

void yutu_search_hit_free (YutuSearchHit *self);

/* Best first: exact before prefix, suffix, infix, pinyin, initials; then the greater
 * unit or road; then the nearer one; then the shorter name. */
typedef struct
{
  GPtrArray *hits;           /* of YutuSearchHit, at most limit */
  gint64     total;          /* how many there are */
  gboolean   has_typo;       /* nothing is found as it was typed: these sound alike, or are but for one error */
  gboolean   is_parent;      /* no door has that number behind its own (1266-1号): these are the doors */
  gboolean   lacks_part;     /* and it is no number that is missing behind the door's, but a building, unit or room */
  gboolean   is_base;        /* no door has that number: the roads, villages and estates are there, first of all */
  gboolean   is_elsewhere;   /* none of these is in the units that were written before it */
  gboolean   is_commune;     /* communes and brigades were written: these are of the units of today */
  gboolean   total_is_least; /* so many bases of addresses that counting stopped */
  gboolean   is_too_long;    /* more was typed than is looked for: nothing is found */
  char      *former;         /* (nullable) a county that is no more was written, 汤溪县; a sentence of it: these are the units
                              * that have its area today */
} YutuSearchResult;

void yutu_search_result_free (YutuSearchResult *self);

/* Pieces of @query between spaces must all match, each in the name or in the names of the units
 * above, at least one in the name. An empty query finds nothing, and neither
 * does one of over 1,000 bytes or of many more pieces than a name with its units has: is_too_long is set then.
 *
 * Keys are laid on characters in a row: each takes one of its readings in full, or its initial, the
 * last one any start of a reading (luodianzhen, luodzh, ldz, 罗dian). Pieces of letters that follow one another may
 * be one name (Luodian Zhen, luo dian zhen, l d z), which goes first; no reading goes over a space or an apostrophe.
 * Two roads with 与 between them, or written in a row before 交叉口, 路口 and the like (明月街永康街路口; the first ends
 * as roads do then), find the crossings of every road found by the first with every one found by the second that was in
 * use with it, each place where they meet; 东南角 or 东50米 behind says where of it. Units may stand before them. With
 * 和, a stroke or a space between them only when nothing else is found. Of more than 300 roads for the rarer
 * part those found best are looked at, of more than 500 pairs the best and nearest, and total_is_least is set.
 * When nothing is found, digits behind two syllables or more are tones (luo2 dian4). An address is found by its
 * base and number (八一南街128, bynj128号甲, 芙蓉苑5幢302), and without a number only when nothing
 * but addresses is asked for; a case by any piece of its number (SA-2020-1, too), never by its title, and by
 * letters alone only when nothing but cases is asked for; a unit also by the start of a code, places and facilities by three
 * characters of one, an address by the 36 of one that it has or had, and by its id; a place by its short name; a boundary line by name
 * or the start of its code, a pillar by the start or the end of its number (…001Q by 001) or by its name. A piece of
 * the text of an address is found from any character on: over as many of its names as it
 * runs (浙江省金华市婺, 镇紫藤社, 社区府前街6) the unit or base that it ends in, or the address, and when past ones are
 * asked for by the names that units had, too; within its numbers (28号, 号3幢, 单元302) all addresses that have it, and the
 * total is exact, but only the 300 of the best numbers, or as many as are asked for, are put in order by distance.
 * Left out, since the text of no address is read: pieces over
 * more than one name in letters, and what stands behind so little of a base's name (路12)
 * that more than 1,500 bases or 2,000 addresses would have to be read: total_is_least is set then. When nothing is
 * found, names of units before the rest, full or proper ones, are cut off as if there were spaces
 * (罗店鹿村12号); when still nothing is, pieces of two characters or more are found in names by others that have a reading in
 * common, whatever the tone (滨红街), pieces of three characters or more, and pinyin of
 * five letters or more, with one of them too many, missing, wrong, or two exchanged, and pieces of two with one that
 * looks alike; a whole name that sounds so goes first, then a whole name with an error; when still nothing is, names and
 * proper names of two characters with any one in place of another, if there are five at most; the names behind those that were
 * cut off too (罗店镇鹿田寸, 三江街道八一南接12号), and numbers with another word behind them (八一南街12好), but never another
 * number; of a number behind a door's (1266-1号) that is not there, the door is found, and is_parent says so; of a
 * door that is not there its road, village or estate, and is_base says so: before similar addresses when it is called
 * just so, else when all of that finds nothing. Before anything similar, a unit, place or address with the whole name
 * behind names of units that it does not lie in is found where it is (城北街道解放西路), and is_elsewhere says so unless
 * it has doors there; and 公社 and 大队 behind the proper name of a township or village, 汤溪公社汤溪大队, as the unit of
 * today with that name, or the one that came of it, and is_commune says so; and a county that is no more, 汤溪县, as the units
 * that have its area, and former says so. Numbers before the name that they are of, 63号前坑, are read as behind it. */
YutuSearchResult *yutu_search_run (YutuConnection          *connection,
                                   const char              *query,
                                   const YutuSearchOptions *options,
                                   GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSearchHit, yutu_search_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSearchResult, yutu_search_result_free)

G_END_DECLS
