/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses by their text, letter by letter: for lists from elsewhere, where a near hit is a wrong one.
 * On the thread of the connection. */
#pragma once

#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

typedef struct _YutuAddressFinder YutuAddressFinder;

/* Of the addresses valid on @day. Lives inside one read or write. */
YutuAddressFinder *yutu_address_finder_new (YutuConnection *connection,
                                            YutuDay         day,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void               yutu_address_finder_free (YutuAddressFinder *self);

/**
 * yutu_address_finder_find:
 * @text: the canonical text of an address, or its end from the name of a unit or of the base on;
 *   spaces do not count
 * @id: (out): an address of that text; 0 when there is none
 * @n: (out) (optional): how many there are
 */
gboolean yutu_address_finder_find (YutuAddressFinder *self,
                                   const char        *text,
                                   gint64            *id,
                                   gsize             *n,
                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressFinder, yutu_address_finder_free)

G_END_DECLS
