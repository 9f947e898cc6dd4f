/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses of a list and those of a file. */
#pragma once

#include "gazetteer/yutu-address-match.h"
#include "gazetteer/yutu-address.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* The next line, which the caller owns until the next call; NULL at the end, or with @error. */
typedef const char *(*YutuNextLineFunc) (gpointer data,
                                         GError **error);
/* What was found for the line. FALSE with an error ends the work. */
typedef gboolean (*YutuTakeMatchFunc) (const char             *line,
                                       const YutuAddressMatch *match,
                                       gpointer                data,
                                       GError                **error);

/* Line by line, in bounded memory, against one state of the file. The functions are called on the thread of
 * the read. Any thread but the main one of the window. */
gboolean yutu_file_match_addresses (YutuFile         *self,
                                    YutuDay           day,
                                    YutuNextLineFunc  next,
                                    YutuTakeMatchFunc take,
                                    gpointer          data,
                                    GCancellable     *cancellable,
                                    GError          **error);

/* Element type YutuAddressRow; as yutu_address_near(). */
GPtrArray *yutu_file_list_addresses_near (YutuFile     *self,
                                          YutuPoint     point,
                                          double        max_m,
                                          YutuDay       day,
                                          gsize         limit,
                                          GCancellable *cancellable,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
