/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Single addresses edited: what is there under a number, and a door that stands elsewhere. Inside a read or
 * a write, on its thread. */
#pragma once

#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

/* The address of exactly these numbers at the place name @place, or (0) in the village, in use on @day;
 * *id is 0 when there is none. Of @like village, place, door and what follows count. */
gboolean yutu_address_find_same (YutuConnection       *connection,
                                 const YutuAddressRow *like,
                                 YutuDay               day,
                                 gint64               *id,
                                 GError              **error);

/* The greatest number of @place on @day that is odd, or even, as @parity is; 0 when there is none.
 * @parity: 0 even, 1 odd, -1 any. */
gboolean yutu_address_find_last_door (YutuConnection *connection,
                                      gint64          place,
                                      int             parity,
                                      YutuDay         day,
                                      int            *door,
                                      GError        **error);
/* The number at @place that stands nearest to @point on @day; 0 when there is none. */
gboolean yutu_address_find_nearest_door (YutuConnection *connection,
                                         gint64          place,
                                         YutuPoint       point,
                                         YutuDay         day,
                                         int            *door,
                                         GError        **error);

/* Ids of @id and, behind it, of the homes in use on @day that stand at its very point under its number:
 * gint64; empty when there is no such address on the day. */
GArray *yutu_address_list_at_door (YutuConnection *connection,
                                   gint64          id,
                                   YutuDay         day,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Only in a write. In the village it is in the row gets the point (*new_id is @id). In another one the row
 * ends on @day (status 5, changed) and goes on in a new one, with the text of its elements there, that
 * names it as its predecessor; a row that begins on the day is written over. */
gboolean yutu_address_set_point (YutuConnection *connection,
                                 gint64          id,
                                 gint64          village,
                                 YutuPoint       point,
                                 YutuDay         day,
                                 gint64         *new_id,
                                 GError        **error);

G_END_DECLS
