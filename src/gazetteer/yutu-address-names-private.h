/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

/* The names that the addresses of a village stand behind, on one day. */
typedef struct
{
  char *levels[5]; /* province … village; NULL: none of that level */
} YutuVillageNames;

void yutu_village_names_free (YutuVillageNames *self);
/* *names is NULL when @village is not valid on @day. */
gboolean yutu_village_names_load (YutuConnection    *connection,
                                  gint64             village,
                                  const char        *day,
                                  YutuVillageNames **names,
                                  GError           **error);

/* Names of the province and the prefecture of a county, as far as the register of codes knows them. */
gboolean yutu_village_names_load_upper (YutuConnection   *connection,
                                        const char       *county_code,
                                        const char       *day,
                                        YutuVillageNames *names,
                                        GError          **error);

/* The base of addresses: a road, a natural village, or anything else as an estate. */
typedef struct
{
  char *name;
  char *name_class;
} YutuBaseName;

void yutu_base_name_free (YutuBaseName *self);
/* *base is NULL when there is no place name of that id. */
gboolean yutu_base_name_load (YutuConnection *connection,
                              gint64          place,
                              YutuBaseName  **base,
                              GError        **error);

/* Sets the names of @elements, borrowed; the numbers stay. @base may be NULL. */
void yutu_address_set_names (YutuAddressElements    *elements,
                             const YutuVillageNames *village,
                             const YutuBaseName     *base);

/* Texts of many addresses: the names of villages and bases are kept once read, there are few. */
typedef struct
{
  YutuConnection *connection;
  GHashTable     *villages; /* "village day" → YutuVillageNames */
  GHashTable     *bases;    /* gint64 → YutuBaseName */
} YutuAddressComposer;

#define YUTU_ADDRESS_COMPOSER_COLUMNS \
  "id, village, place, door, door_sub, building, unit_no, floor, room"

void yutu_address_composer_init (YutuAddressComposer *self,
                                 YutuConnection      *connection);
void yutu_address_composer_clear (YutuAddressComposer *self);
/* Names are read anew. */
void yutu_address_composer_forget (YutuAddressComposer *self);
/* @row stands on a row that begins with the columns above. */
gboolean yutu_address_composer_run (YutuAddressComposer *self,
                                    sqlite3_stmt        *row,
                                    YutuDay              day,
                                    char               **text,
                                    GError             **error);
/* As if it lay in @in_village. */
gboolean yutu_address_composer_run_in (YutuAddressComposer *self,
                                       sqlite3_stmt        *row,
                                       gint64               in_village,
                                       YutuDay              day,
                                       char               **text,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuVillageNames, yutu_village_names_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuBaseName, yutu_base_name_free)

G_END_DECLS
