/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What an answer that is not certain could be, in words: of a list whose file leaves the standard address of such a row
 * empty. Each candidate is looked up once, the last few thousand at least. Thread: that of the answers. */
#pragma once

#include "session/yutu-address-work.h"

G_BEGIN_DECLS

typedef struct _YutuAddressCandidates YutuAddressCandidates;

YutuAddressCandidates *yutu_address_candidates_new (YutuDay day) G_GNUC_WARN_UNUSED_RESULT;
void                   yutu_address_candidates_free (YutuAddressCandidates *self);
/* *list: (transfer full): "中山路（城西街道）；中山路（汤溪镇）": those that fit equally well, or the one that is proposed; NULL
 * when the answer is certain or nothing was found. While the answer is being taken. */
gboolean yutu_address_candidates_list (YutuAddressCandidates   *self,
                                       const YutuAddressAnswer *answer,
                                       char                   **list,
                                       GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressCandidates, yutu_address_candidates_free)

G_END_DECLS
