/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether the texts of all addresses are what their elements say. Thread: that of the
 * connection. */
#pragma once

#include "base/yutu-progress.h"
#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    id;
  gboolean  has_point;
  YutuPoint point;
  char     *text;
  char     *expected; /* as the names stand on its first day */
} YutuAddressTextFault;

/**
 * yutu_address_check_texts:
 * @n_checked: (out): addresses looked at
 *
 * A text is right when it is composed of the names on the first day of the address or on its last:
 * a unit renamed meanwhile does not make it wrong.
 *
 * Returns: (transfer full): YutuAddressTextFault
 */
GPtrArray *yutu_address_check_texts (YutuConnection *connection,
                                     gint64         *n_checked,
                                     YutuProgress   *progress,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
