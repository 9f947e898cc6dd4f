/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a written address means along roads, where no address of the library stands. */
#pragma once

#include "gazetteer/yutu-address-match.h"
#include "gazetteer/yutu-address-register-private.h"
#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

#define YUTU_ADDRESS_MATCH_UNSAID 15 /* points of a division that is not said */

typedef struct
{
  YutuConnection            *connection;
  const YutuAddressRegister *names;
  YutuDay                    day;
  const GArray              *townships; /* gint64: that the line names, as of today */
  const GArray              *villages;
} YutuRoadAsk;

/* A line of two roads: *is_found: they meet, in one place or in several, which is told. */
gboolean yutu_address_match_crossing (const YutuRoadAsk *ask,
                                      YutuAddressMatch  *match,
                                      gboolean          *is_found,
                                      GError           **error);
/* The same of a line that says nothing but the names of two roads of the library and their divisions, when they meet once
 * there; else *is_found is FALSE, and @match is as it was. */
gboolean yutu_address_match_two_roads (const YutuRoadAsk *ask,
                                       YutuAddressMatch  *match,
                                       gboolean          *is_found,
                                       GError           **error);
/* Whether @road has a door before and one behind number @door. */
gboolean yutu_address_has_between (const YutuRoadAsk *ask,
                                   gint64             road,
                                   int                door,
                                   gboolean          *has,
                                   GError           **error);
/* Of a road found without the number that is asked for: where it lies between two that stand there. */
gboolean yutu_address_match_between (const YutuRoadAsk *ask,
                                     YutuAddressMatch  *match,
                                     GError           **error);

G_END_DECLS
