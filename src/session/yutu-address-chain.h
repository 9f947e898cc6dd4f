/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How what a written address names became what stands today (沿革): former addresses, names and divisions,
 * each step with its day and the act that made it. */
#pragma once

#include "gazetteer/yutu-address-match.h"

G_BEGIN_DECLS

typedef struct
{
  YutuDay day;    /* the first on which it was the next; YUTU_DAY_INVALID: not known */
  char   *from;
  char   *to;     /* NULL: nothing followed */
  char   *act;    /* its title; NULL: none is recorded */
  char   *doc_no; /* of the act or the approval; NULL: not known */
} YutuAddressStep;

/* What a match was found by. */
typedef struct
{
  gint64 address;
  gint64 place;
  gint64 unit;
  gint64 now; /* the unit in which it was found; 0 none. Of several successors those that lie over it are told */
} YutuAddressFormer;

/* Up to @day: of the division first, then of the name, then of the address. Element type YutuAddressStep;
 * empty when nothing of @former is set. Inside yutu_store_read(), on its thread. */
GPtrArray *yutu_address_list_chain (YutuConnection          *connection,
                                    const YutuAddressFormer *former,
                                    YutuDay                  day,
                                    GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
