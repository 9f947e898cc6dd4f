/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The code of an address (地址代码), 36 characters told by its elements: the division code of its village
 * (12), the kind of its base (1: S road, V village, E estate and the rest), the serial of the base (5: what
 * the file counted of its id, to the base of 36, so that it never changes), door (5), what stands behind the door (2), building (3),
 * unit (2), floor (2) and room (4), each right-aligned with zeros. It is an attribute: it changes when the
 * village's code does, the id of the address does not. It is not the code of GB/T 39609. Inside
 * yutu_store_read(), on its thread. */
#pragma once

#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

#define YUTU_ADDRESS_CODE_LENGTH 36

/* Of the first of @address, @place and @unit that is not 0; of a unit alone its division code. *code is
 * NULL when there is no such thing, its village has no code on @day, its base is another office's, or an element has no
 * room in it:
 * nothing is made up. */
gboolean yutu_address_load_code (YutuConnection *connection,
                                 gint64          address,
                                 gint64          place,
                                 gint64          unit,
                                 YutuDay         day,
                                 char          **code,
                                 GError        **error);

/* A code that an address had. */
typedef struct
{
  char   *code;
  YutuDay valid_from;
  YutuDay valid_to; /* the first day on which it is no more; YUTU_DAY_OPEN_TEXT's without end */
} YutuAddressCode;

/* Those of @address and of all that it follows (previous), oldest first: each stretch of days on which its
 * village had one code. Element type YutuAddressCode; an address that has none has no entry. */
GPtrArray *yutu_address_list_codes (YutuConnection *connection,
                                    gint64          address,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
