/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A county, prefecture or province that is no more and that the file never had, 汤溪县: by data/rules/divisions-cn.csv the
 * units of today that have its area. */

#include "gazetteer/yutu-search-top-private.h"

#include <glib/gi18n.h>

#include "base/yutu-wording.h"
#include "gazetteer/yutu-address-parse.h"
#include "gazetteer/yutu-normal.h"

/* 浙江省金华市汤溪县, 原汤溪县: the last unit that is named, when nothing is but units and it is no more. Belongs to the
 * lexicon. */
static const YutuAddressWord *
find_former (const YutuAddressParse *parse)
{
  const YutuAddressWord *former = NULL;

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      if (piece->label == YUTU_ADDRESS_NOISE && (piece->is_former || piece->length == 1))
        continue;
      if (piece->label < YUTU_ADDRESS_PROVINCE || piece->label > YUTU_ADDRESS_COUNTY || piece->word == NULL || piece->is_misspelt)
        return NULL;
      former = piece->word;
    }
  return former != NULL && former->until != YUTU_DAY_INVALID && former->now != NULL && former->weight == 0 ? former : NULL;
}

static void
add_units_called (YutuSearch *self,
                  const char *name)
{
  g_autofree char *text = yutu_normal_text (name);
  GHashTableIter   iter;
  gpointer         key = NULL;
  gpointer         value = NULL;

  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((YutuSearchUnit *)value)->is_valid && g_str_equal (((YutuSearchUnit *)value)->full_text, text))
      yutu_search_add_unit (self, *(gint64 *)key, value);
}

void
yutu_search_find_county (YutuSearch *self,
                         const char *query)
{
  g_autoptr (YutuAddressParser) parser = NULL;
  const YutuAddressWord *former = NULL;
  g_auto (GStrv) now = NULL;

  if ((self->kinds & YUTU_SEARCH_DIVISION) == 0)
    return;
  parser = yutu_address_parser_new (NULL);
  former = find_former (yutu_address_parser_read (parser, query));
  if (former == NULL)
    return;
  now = g_strsplit (former->now, " ", -1);
  for (gsize i = 0; now[i] != NULL; i++)
    add_units_called (self, now[i]);
  self->former = self->top.total > 0 ? former : NULL;
}

char *
yutu_search_dup_former (const YutuAddressWord *former)
{
  char             text[YUTU_DAY_TEXT_SIZE];
  g_autofree char *year = g_strndup (yutu_day_format (former->until - 1, text), 4);
  g_auto (GStrv) names = g_strsplit (former->now, " ", -1);
  g_autofree char *now = g_strjoinv (C_ ("list", ", "), names);

  /* Translators: a county of the past, the year it ended in, those that have its area today */
  return yutu_wording_fill (_ ("“{1}” stood until {2}; its area is in {3} today"), (const char *const[]){ former->name, year, now, NULL });
}
