/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the verb address does besides asking. The file is the first word, the deed the second. */
#pragma once

#include "cli/yutu-cli.h"

G_BEGIN_DECLS

YutuExit yutu_verb_address_number (YutuCall *call,
                                   GError  **error);
YutuExit yutu_verb_address_move (YutuCall *call,
                                 GError  **error);
YutuExit yutu_verb_address_split (YutuCall *call,
                                  GError  **error);

/* "reasons", codes for programs, and "why", what they mean. */
void yutu_verb_address_add_reasons (JsonBuilder *builder,
                                    unsigned     of_parse,
                                    unsigned     of_match);
/* "between": the doors beside a number that no address has; for people in words. */
void     yutu_verb_address_add_doors (YutuCall     *call,
                                      JsonBuilder  *builder,
                                      const gint64 *ids,
                                      const int    *doors,
                                      double        accuracy_m);
YutuExit yutu_verb_address_near (YutuCall *call,
                                 GError  **error);

/* Of --place a unit or a place name, of --road a place name; both NULL: neither. */
gboolean yutu_verb_address_find_source (YutuCall   *call,
                                        YutuFile   *file,
                                        const char *place,
                                        const char *road,
                                        gint64     *unit,
                                        gint64     *name,
                                        GError    **error);
YutuExit yutu_verb_address_batch (YutuCall *call,
                                  GError  **error);
/* The addresses of a place, one by one. */
YutuExit yutu_verb_address_list (YutuCall *call,
                                 GError  **error);
/* show and set: the record of an address */
YutuExit yutu_verb_address_record (YutuCall *call,
                                   GError  **error);
YutuExit yutu_verb_address_correct (YutuCall *call,
                                    GError  **error);
YutuExit yutu_verb_address_end (YutuCall *call,
                                GError  **error);
YutuExit yutu_verb_address_plates (YutuCall *call,
                                   GError  **error);
YutuExit yutu_verb_address_walk (YutuCall *call,
                                 GError  **error);

G_END_DECLS
