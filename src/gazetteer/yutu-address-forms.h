/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The forms (地址沿革) that an address had: each a row of its own, with its days, from the first one to
 * the present one, and the division change order that brought it. Inside yutu_store_read (), on its
 * thread. */
#pragma once

#include "base/yutu-day.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *text;
  YutuDay valid_from;
  YutuDay valid_to;
  gint64  act;       /* that made it of the form before; 0: none, or none is recorded */
  char   *act_title; /* NULL: none */
  char   *act_no;    /* its document number; NULL: none */
} YutuAddressForm;

/* Oldest first, @id among them; empty when there is no such address. Element type YutuAddressForm. */
GPtrArray *yutu_address_list_forms (YutuConnection *connection,
                                    gint64          id,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
