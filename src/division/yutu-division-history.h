/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The history of a unit (沿革) on the legal clock: the days on which it began, changed or ended, the
 * acts of those days, and from which units its land came and to which it went, with shares.
 * @day is ISO text. Thread: that of the connection. */
#pragma once

#include "base/yutu-day.h"
#include "division/yutu-division-difference.h"

G_BEGIN_DECLS

/* Part of the land of one unit that another one took over. */
typedef struct
{
  YutuDivision *division; /* the other unit, as it was the day before, or became on the day */
  gint64        act;      /* 0: no lineage is recorded; told by the land */
  gint64        area_num; /* exact share of the predecessor's land; den 0: not recorded */
  gint64        area_den;
  gint64        address_num; /* and of its addresses */
  gint64        address_den;
} YutuUnitLink;

typedef struct
{
  gint64 id;
  char  *kind;
  char  *title;
  char  *doc_no; /* NULL: not known, as the rest */
  char  *organ;
  char  *approved_on;
  char  *effective_on;
  char  *state;
  char  *note;
} YutuActFacts;

typedef struct
{
  char         *day;
  unsigned      kinds;  /* YutuDifferenceKind or-ed; 0: an act names it, and nothing of it changed */
  YutuDivision *before; /* NULL: it was not there */
  YutuDivision *after;  /* NULL: it is no more */
  GPtrArray    *acts;   /* YutuActFacts */
  GPtrArray    *from;   /* YutuUnitLink: whose land came to it */
  GPtrArray    *to;     /* where its land went; itself is not among them */
} YutuUnitEvent;

/* Oldest first; element type YutuUnitEvent. Empty when there is no such unit. */
GPtrArray *yutu_division_list_history (YutuConnection *connection,
                                       gint64          unit,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The only unit that ever had @text as its code, UUID, full or proper name; NOT_FOUND, AMBIGUOUS. */
gboolean yutu_division_find_ever (YutuConnection *connection,
                                  const char     *text,
                                  gint64         *unit,
                                  GError        **error);

/* A day on which the divisions changed (变更日). */
typedef struct
{
  YutuDay day;
  gint64  units; /* versions of units that begin or end on it */
  char   *title; /* of its first act; NULL: none is recorded */
  gint64  acts;
} YutuChangeDay;

/* Latest first; element type YutuChangeDay. The first day of all is among them: the file begins. */
GPtrArray *yutu_division_list_change_days (YutuConnection *connection,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
