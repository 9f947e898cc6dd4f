/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is known of an address beside its elements (地址档案): the landmark and relation of an auxiliary one and
 * its main address, how its point was got, its plate, who collected and checked it. A JSON object of the fields
 * that the object address of data/modules/11-division.json defines; who writes has checked it.
 *
 * 1. A record is of the address and of all that follow it, until one of them has its own.
 * 2. An auxiliary address (附属地址) has one main address (主地址): another one, which is no auxiliary one itself and
 *    stands as long as it does.
 *
 * Inside a read or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* *values: "{}" when nothing is known; "main" among them. */
gboolean yutu_address_record_load (YutuConnection *connection,
                                   gint64          id,
                                   char          **values,
                                   GError        **error);
/* Its main address; 0: it is none's. */
gboolean yutu_address_record_load_main (YutuConnection *connection,
                                        gint64          id,
                                        gint64         *main_id,
                                        GError        **error);
/* Ids of the auxiliary addresses of @id or of one before it: gint64. */
GArray *yutu_address_record_list_auxiliary (YutuConnection *connection,
                                            gint64          id,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* What stands against @main as the main address (主地址) of @id, 0 for one that is new, whose days are these: *why
 * says it in the language of the program, and is NULL when nothing does. It is another address that the file has, main
 * itself, and it stands, under whatever form it went on, on the last day of @id. An address that others name as their
 * main one cannot be an auxiliary one. Invariant 2. */
gboolean yutu_address_record_check_main (YutuConnection *connection,
                                         gint64          id,
                                         gint64          main,
                                         YutuDay         valid_to,
                                         char          **why,
                                         GError        **error);
/* Only in a write. The record of a new address; @values as above. Who calls has asked
 * yutu_address_record_check_main(). */
gboolean yutu_address_record_add (YutuConnection *connection,
                                  gint64          id,
                                  const char     *values,
                                  GError        **error);
/* Only in a write. Lays the JSON object @set over the values; a null takes one away.
 * YUTU_GAZETTEER_ERROR_INVALID for a main address that cannot be. */
gboolean yutu_address_record_change (YutuConnection *connection,
                                     gint64          id,
                                     const char     *set,
                                     GError        **error);

G_END_DECLS
