/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The names of a file as a lexicon, and its divisions over time. */
#pragma once

#include "gazetteer/yutu-address-lexicon.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  unit;
  gint64  parent; /* 0 none */
  int     level;
  YutuDay valid_from;
  YutuDay valid_to;
  char   *name;
} YutuUnitRow;

typedef struct
{
  YutuAddressLexicon *lexicon;
  GHashTable         *units;       /* gint64 → GArray of YutuUnitRow, by valid_from */
  GHashTable         *successors;  /* gint64 → GArray of gint64: units that its land or doors went to */
  GHashTable         *renamed;     /* gint64 place_name → gint64: what replaced it */
  GHashTable         *unconfirmed; /* set of gint64: units that a step of an act moved without a document */
  YutuDay             day;
} YutuAddressRegister;

YutuAddressRegister *yutu_address_register_load (YutuConnection *connection,
                                                 YutuDay         day,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void                 yutu_address_register_free (YutuAddressRegister *self);

/* The row valid on the day; NULL: the unit does not stand then. */
const YutuUnitRow *yutu_address_register_get_unit (const YutuAddressRegister *self,
                                                   gint64                     unit);
/* @unit, or what of today followed it, into @today (of gint64, each once). */
void yutu_address_register_follow (const YutuAddressRegister *self,
                                   gint64                     unit,
                                   GArray                    *today);
/* The unit at @level above @unit, or itself, on the day; 0 none. */
gint64 yutu_address_register_get_above (const YutuAddressRegister *self,
                                        gint64                     unit,
                                        int                        level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressRegister, yutu_address_register_free)

G_END_DECLS
