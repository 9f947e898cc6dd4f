/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a search must find, by a plain pass over all rows of a file: every name is held against the query by
 * the words of the contract in yutu-search.h, and every address is read. Shares no code of the search but
 * the normal form and the readings of a character. */
#pragma once

#include "base/yutu-random.h"
#include "gazetteer/yutu-search.h"

G_BEGIN_DECLS

typedef struct
{
  YutuSearchKind kind;
  gint64         id;
  gint64         unit;
  gint64         parent;
  char          *text; /* normalised */
  gboolean       is_code;
  gboolean       is_alias;
  YutuDay        valid_from;
  YutuDay        valid_to;
} OracleName;

typedef struct
{
  GPtrArray *names; /* of OracleName, one for each name, alias and code */
  char      *upper; /* normalised: the province and the prefecture above the county */
} Oracle;

/* How a name may be typed. */
typedef enum
{
  ORACLE_ONE,  /* one character of it */
  ORACLE_TWO,  /* two in a row */
  ORACLE_MORE, /* three to eight in a row */
  ORACLE_PINYIN,
  ORACLE_INITIALS,
  ORACLE_MIXED,
  ORACLE_TYPO, /* four characters or more of it with one error */
  ORACLE_N_WAYS,
} OracleWay;

/* Inside yutu_store_read(); NULL with an error. */
Oracle *oracle_new (YutuConnection *connection,
                    GError        **error);
void    oracle_free (Oracle *self);

/* A query of a name drawn by lot; NULL when the one drawn is too short. */
char *oracle_draw_query (const Oracle *self,
                         YutuRandom   *random,
                         OracleWay     way);

/* gint64 ids of divisions, place names and facilities on @day; @with_typo: those found but for one error. */
GHashTable *oracle_find_names (const Oracle *self,
                               const char   *query,
                               YutuDay       day,
                               gboolean      with_typo);

/* A base drawn by lot and the start of a number in it: 八一南街12, 芙蓉苑5, 鹿村12号. NULL at the end of nothing. */
char *oracle_draw_door (YutuConnection *connection,
                        YutuRandom     *random,
                        GError        **error);
/* gint64 ids of addresses of such a query on @day, by reading all of them. */
GHashTable *oracle_find_doors (YutuConnection *connection,
                               const char     *query,
                               YutuDay         day,
                               GError        **error);

/* Asks both and compares: NULL when they agree, else what does not. *n_cut counts answers that said to be
 * cut, of which only that they are right and no more than there are is asked. */
char *oracle_compare_names (const Oracle   *self,
                            YutuConnection *connection,
                            const char     *query,
                            YutuDay         day,
                            GError        **error);
char *oracle_compare_doors (YutuConnection *connection,
                            const char     *query,
                            YutuDay         day,
                            gsize          *n_cut,
                            GError        **error);

/* Some characters in a row, from any place of the text of an address drawn by lot on: 号3幢, 8号, 路12, 单元30. */
char *oracle_draw_piece (YutuConnection *connection,
                         YutuRandom     *random,
                         GError        **error);
/* The same of the number of a case. */
char *oracle_draw_case_piece (YutuConnection *connection,
                              YutuRandom     *random,
                              GError        **error);
/* What lies in the numbers of addresses alone is found in all of them, whenever they were valid, and counted; what
 * begins in their names and has a number in it is found in all of them unless the answer says that it is cut, and
 * in some then; what lies in names finds some. *n_cut as above. */
char *oracle_compare_piece (YutuConnection *connection,
                            const char     *query,
                            YutuDay         day,
                            gsize          *n_cut,
                            GError        **error);
char *oracle_compare_case (YutuConnection *connection,
                           const char     *query,
                           YutuDay         day,
                           GError        **error);

G_END_DECLS
