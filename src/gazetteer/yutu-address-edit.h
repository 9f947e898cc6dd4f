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

/* The numbers of an address, all of them: what is NULL or 0 it has not. */
typedef struct
{
  int         door;
  const char *door_sub;
  const char *building;
  const char *unit_no;
  const char *floor;
  const char *room;
} YutuAddressNumbers;

/* Only in a write. @day YUTU_DAY_INVALID: they were recorded wrongly, and the row is corrected (*new_id is @id). Else
 * the row ends on @day (status 5, changed) and goes on in a new one under the new text, that names it as its
 * predecessor; a row that begins on the day is written over. YUTU_GAZETTEER_ERROR_INVALID for an address that is not
 * there or does not stand on @day, for numbers that another one has in the same place, and where nothing is left that
 * tells it. */
gboolean yutu_address_set_numbers (YutuConnection           *connection,
                                   gint64                    id,
                                   const YutuAddressNumbers *numbers,
                                   YutuDay                   day,
                                   gint64                   *new_id,
                                   GError                  **error);

/* Only in a write. It ends on @day (status 6, cancelled) and stays in history. YUTU_GAZETTEER_ERROR_INVALID unless it
 * stands on @day and on the day before. */
gboolean yutu_address_end (YutuConnection *connection,
                           gint64          id,
                           YutuDay         day,
                           GError        **error);

G_END_DECLS
