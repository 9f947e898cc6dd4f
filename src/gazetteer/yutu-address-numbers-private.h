/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Numbers of an address as somebody types them, made what the library keeps: 五楼 stays, “５ 幢” is 5. Any thread. */
#pragma once

#include "gazetteer/yutu-address-edit.h"
#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

/* What is not as in @row is read into @spec, whose texts are in @texts then. FALSE: one of them is no number. */
gboolean yutu_address_numbers_read (const YutuAddressNumbers *numbers,
                                    const YutuAddressRow     *row,
                                    GStringChunk             *texts,
                                    YutuAddressSpec          *spec,
                                    GError                  **error);

G_END_DECLS
