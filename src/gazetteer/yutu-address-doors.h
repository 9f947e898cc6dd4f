/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which addresses there are, by their elements, for telling doubles among millions: 48 bytes each. Two
 * whose texts are equal, of the same village, base and numbers, are one. Any thread, one at a time. */
#pragma once

#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

typedef struct _YutuAddressDoors YutuAddressDoors;

YutuAddressDoors *yutu_address_doors_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_address_doors_free (YutuAddressDoors *self);

/* Takes @spec in. Returns the @mark of one that was taken in before and stands on one of its days; 0: there
 * is none. @base: the name of its base, "" for none; @mark is not 0. Both days are valid. */
gint64 yutu_address_doors_add (YutuAddressDoors      *self,
                               const YutuAddressSpec *spec,
                               const char            *base,
                               YutuDay                valid_from,
                               YutuDay                valid_to,
                               gint64                 mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressDoors, yutu_address_doors_free)

G_END_DECLS
