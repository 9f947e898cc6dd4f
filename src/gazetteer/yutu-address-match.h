/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses and those of the library (地址匹配): a line is read with the county's own names, the
 * addresses of its base and number are looked up, and each is scored by what of the line it bears out. What
 * fits two addresses equally well is told to be so, never guessed. Former names, abolished divisions and
 * ended addresses lead to what stands on the day. Inside yutu_store_read(), on its thread. */
#pragma once

#include "gazetteer/yutu-address-parse.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Beside those of the parse. */
typedef enum
{
  YUTU_ADDRESS_MATCH_AMBIGUOUS = 1 << 0,         /* several addresses fit equally well */
  YUTU_ADDRESS_MATCH_AMBIGUOUS_BASE = 1 << 1,    /* several roads or villages of this name */
  YUTU_ADDRESS_MATCH_DIVISION_CONFLICT = 1 << 2, /* it does not lie in the division that is written */
  YUTU_ADDRESS_MATCH_OLD_NAME = 1 << 3,          /* by the former name of its base */
  YUTU_ADDRESS_MATCH_OLD_ADDRESS = 1 << 4,       /* by an address that was followed by another one */
  YUTU_ADDRESS_MATCH_NO_BASE = 1 << 5,           /* no road, village or estate of this name */
  YUTU_ADDRESS_MATCH_NO_DOOR = 1 << 6,           /* the base has no such number */
  YUTU_ADDRESS_MATCH_OUTSIDE = 1 << 7,           /* in another county */
  YUTU_ADDRESS_MATCH_UNKNOWN_NAME = 1 << 8,      /* a name in it is none that the file knows */
  YUTU_ADDRESS_MATCH_BETWEEN = 1 << 9,           /* its number lies between two doors that are known */
  YUTU_ADDRESS_MATCH_NO_CROSSING = 1 << 10,      /* the two roads do not meet, or one is not known */
  YUTU_ADDRESS_MATCH_OLD_VILLAGE = 1 << 11,      /* by a village that was merged or got another name */
  YUTU_ADDRESS_MATCH_UNCONFIRMED = 1 << 12,      /* what followed the division is not confirmed by the act's document */
  YUTU_ADDRESS_MATCH_SIMILAR = 1 << 13,          /* a name was taken that sounds or is written much like it */
  YUTU_ADDRESS_MATCH_BASE_UNSAID = 1 << 14,      /* a number of the village, without the road or settlement it is of */
  YUTU_ADDRESS_MATCH_NO_SUB = 1 << 15,           /* the door is there, the number behind it (1266-1) is not */
  YUTU_ADDRESS_MATCH_OTHER_FLOOR = 1 << 16,      /* the room is not on the floor that is written: 5楼601室 */
  YUTU_ADDRESS_MATCH_OTHER_NUMBER = 1 << 17,     /* 1号 is 1幢 here, or the other way round; one of 401-402室 */
  YUTU_ADDRESS_MATCH_ENDED = 1 << 18,            /* it was cancelled, and nothing has followed it */
} YutuAddressMatchReason;

#define YUTU_ADDRESS_MATCH_N_REASONS 19

#define YUTU_ADDRESS_MATCH_AUTO    85 /* from this score on it may be taken unseen */
#define YUTU_ADDRESS_MATCH_CONFIRM 60 /* and from this one on after a look */

#define YUTU_ADDRESS_MATCH_MAX_CANDIDATES 8

typedef struct
{
  const YutuAddressParse *parse;    /* until the next line */
  gint64                  address;  /* 0: none, then place or unit */
  gint64                  place;    /* place_name of the base; 0 none */
  gint64                  unit;     /* the village it lies in, or the division alone; 0 none */
  char                   *standard; /* canonical text, or the name of place or unit; NULL: nothing is found */
  int                     level;    /* 0 none, 1 room … 10 county */
  int                     score;    /* 0 … 100 */
  unsigned                reasons;  /* YutuAddressMatchReason or-ed */
  gboolean                has_point;
  YutuPoint               point;                                         /* from level 8 on the seat of unit */
  gint64                  candidates[YUTU_ADDRESS_MATCH_MAX_CANDIDATES]; /* addresses that fit equally well, or places */
  gsize                   n_candidates;                                  /* 0 or at least 2 */

  gint64 cross_road;  /* of a crossing: place is the one road, this the other; 0 none */
  int    azimuth_deg; /* where beside it; -1: not said */
  double offset_m;    /* how far, on the ellipsoid; 0: at it, or not said */
  double distance_m;  /* of a point: how far what was found lies from it; 0: around it */
  gint64 between[2];  /* the two doors that its number lies between, the lower first; 0 none */
  int    between_doors[2];
  double accuracy_m; /* of such a number: half of what lies between the two */
  char  *note;       /* of it in words; NULL: none */

  gint64 former_address; /* by what of the past it was found: an address that ended … */
  gint64 former_place;   /* … a place_name that was replaced … */
  gint64 former_unit;    /* … a division that is named and no longer stands; 0 none */
} YutuAddressMatch;

/* What is to be done with it (核定). */
typedef enum
{
  YUTU_ADDRESS_VERDICT_AUTO,    /* may be taken unseen */
  YUTU_ADDRESS_VERDICT_CONFIRM, /* after a look */
  YUTU_ADDRESS_VERDICT_HAND,    /* found, if at all, by hand */
} YutuAddressVerdict;

#define YUTU_ADDRESS_N_VERDICTS 3

YutuAddressVerdict yutu_address_match_judge (const YutuAddressMatch *self);
/* "auto" "confirm" "hand" */
const char *yutu_address_verdict_to_text (YutuAddressVerdict self);

void yutu_address_match_clear (YutuAddressMatch *self);

typedef struct _YutuAddressMatcher YutuAddressMatcher;

/* The names of the file, of all days; matches are those of @day. Belongs to @connection. */
YutuAddressMatcher *yutu_address_matcher_new (YutuConnection *connection,
                                              YutuDay         day,
                                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void                yutu_address_matcher_free (YutuAddressMatcher *self);

/* @match: cleared or new. Finding nothing is no error. */
gboolean yutu_address_matcher_run (YutuAddressMatcher *self,
                                   const char         *line,
                                   YutuAddressMatch   *match,
                                   GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuAddressMatch, yutu_address_match_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressMatcher, yutu_address_matcher_free)

G_END_DECLS
