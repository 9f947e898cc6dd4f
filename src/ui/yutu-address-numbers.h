/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The numbers of one address corrected, or given anew from the session's day on; or the address cancelled (注销). Each
 * asks first and is one entry. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-address-correct.h"

G_BEGIN_DECLS

/* The id of the address as it stands now; 0 with an error. */
typedef void (*YutuAddressNumbersFunc) (gint64        id,
                                        const GError *error,
                                        gpointer      data);

/* @func may be called after @owner was let go; it is not when somebody cancels. @data must outlive the dialog: it is
 * @owner, which is kept until then. */
void yutu_address_numbers_ask (GtkWindow             *parent,
                               YutuSession           *session,
                               const YutuAddressRow  *row,
                               YutuAddressNumbersFunc func,
                               GObject               *owner);
void yutu_address_end_ask (GtkWindow             *parent,
                           YutuSession           *session,
                           const YutuAddressRow  *row,
                           YutuAddressNumbersFunc func,
                           GObject               *owner);

G_END_DECLS
