/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a written address is taken for: an address, a road or other place, or a division. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    address; /* 0: a place or a unit, as in YutuAddressMatch */
  gint64    place;
  gint64    unit;
  int       level;    /* 1 room … 10 county; 0 nothing */
  char     *standard; /* NULL: nothing */
  char     *where;    /* of a place or a unit: the units that it lies in, "汤溪镇 › 宋村村"; NULL: the text says it */
  char     *code;     /* as yutu_address_load_code(); NULL: none */
  gboolean  has_point;
  YutuPoint point;
} YutuAddressChoice;

void               yutu_address_choice_clear (YutuAddressChoice *self);
void               yutu_address_choice_free (YutuAddressChoice *self);
YutuAddressChoice *yutu_address_choice_copy (const YutuAddressChoice *self) G_GNUC_WARN_UNUSED_RESULT;

/* What @id means: an address, a place name or a unit; *choice is NULL when nothing of it stands on @day.
 * Inside yutu_store_read(), on its thread. */
gboolean yutu_address_load_choice (YutuConnection     *connection,
                                   gint64              id,
                                   YutuDay             day,
                                   YutuAddressChoice **choice,
                                   GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressChoice, yutu_address_choice_free)

G_END_DECLS
