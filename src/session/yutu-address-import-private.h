/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rows of a list of addresses that name one of the file. */
#pragma once

#include "casework/yutu-module.h"
#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

/* What a row says of an address. */
typedef struct
{
  const char            *number; /* as it is written */
  const YutuAddressSpec *spec;
  gboolean               says_use; /* those of the specification are from cells */
  gboolean               says_status;
  gboolean               says_valid_from;
  gboolean               says_valid_to;
  const char            *record; /* JSON object of the fields; "": none */
} YutuAddressRowSaid;

/* *id: the address. *set: (nullable) (transfer full): what is new of its record, a JSON object. *message: (nullable)
 * (transfer full): why the row is refused, with *field, static. Inside a read or a write, on its thread. */
gboolean yutu_address_import_compare (YutuConnection           *connection,
                                      const YutuRegister       *record, /* nullable */
                                      const YutuAddressRowSaid *said,
                                      gint64                   *id,
                                      char                    **set,
                                      const char              **field,
                                      char                    **message,
                                      GError                  **error);

G_END_DECLS
