/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a line names: its divisions, and the roads, villages and estates that it may mean. */

#include "gazetteer/yutu-address-match-private.h"

#include <string.h>

/* All names that are written like this one. */
static void
list_words (YutuAddressMatcher     *self,
            const YutuAddressPiece *piece)
{
  g_ptr_array_set_size (self->words, 0);
  if (piece->word != NULL)
    yutu_address_lexicon_list (self->names->lexicon, piece->word->text, piece->label, self->words);
}

void
yutu_match_take_divisions (YutuAddressMatcher     *self,
                           const YutuAddressPiece *piece,
                           GArray                 *units)
{
  if (piece->word != NULL && piece->word->id != 0 && piece->word->until != YUTU_DAY_INVALID)
    self->former_unit = piece->word->id;
  for (guint i = 0; i < self->words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (self->words, i);
      YutuMatchSaid          said = { word->id, piece->label == YUTU_ADDRESS_TOWNSHIP ? 4 : 5, word->name };

      yutu_address_register_follow (self->names, word->id, units);
      g_array_append_val (self->said, said);
    }
}

static void
take_village (YutuAddressMatcher     *self,
              const YutuAddressPiece *piece)
{
  guint    n = self->villages->len;
  gboolean is_same = n == 0;

  list_words (self, piece);
  yutu_match_take_divisions (self, piece, self->villages);
  for (guint i = n; i < self->villages->len; i++)
    for (guint k = 0; k < n; k++)
      is_same |= g_array_index (self->villages, gint64, i) == g_array_index (self->villages, gint64, k);
  self->names_two |= !is_same && self->villages->len > n;
}

static void
add_base (YutuAddressMatcher     *self,
          const YutuAddressPiece *piece,
          const YutuAddressWord  *word,
          gint64                  former)
{
  gboolean      is_village = word->label == YUTU_ADDRESS_VILLAGE;
  YutuMatchBase base = { .former = former,
                         .place = is_village ? 0 : word->id,
                         .unit = is_village ? word->id : 0,
                         .label = word->label,
                         .points = piece->is_misspelt  ? YUTU_POINTS_BASE_MISSPELT
                                   : word->weight != 0 ? YUTU_POINTS_BASE_SHORT
                                                       : YUTU_POINTS_BASE,
                         .reasons = word->until != YUTU_DAY_INVALID ? YUTU_ADDRESS_MATCH_OLD_NAME : 0,
                         .name = word->name };

  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, YutuMatchBase, i).place == base.place && g_array_index (self->bases, YutuMatchBase, i).unit == base.unit)
      return;
  g_array_append_val (self->bases, base);
}

/* A place that was renamed has the doors of today under its new name. */
static void
add_renamed (YutuAddressMatcher     *self,
             const YutuAddressPiece *piece,
             const YutuAddressWord  *word)
{
  YutuAddressWord next = *word;

  for (int steps = 0; steps < 50; steps++)
    {
      const gint64 *to = g_hash_table_lookup (self->names->renamed, &next.id);

      if (to == NULL)
        return;
      next.id = *to;
      next.until = self->day; /* by a former name */
      add_base (self, piece, &next, word->id);
    }
}

static gboolean
is_base (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_ROAD || label == YUTU_ADDRESS_NATURAL_VILLAGE || label == YUTU_ADDRESS_ESTATE ||
         label == YUTU_ADDRESS_VILLAGE;
}

static gboolean
is_name (YutuAddressLabel label)
{
  return is_base (label) || label == YUTU_ADDRESS_TOWNSHIP || label == YUTU_ADDRESS_POI;
}

/* Whether the unit still has the name: the short form of 湖头村 is that of 湖头社区. */
static gboolean
is_called_so (const GPtrArray *words,
              gint64           unit)
{
  for (guint i = 0; i < words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index ((GPtrArray *)words, i);

      if (word->id == unit && word->until == YUTU_DAY_INVALID)
        return TRUE;
    }
  return FALSE;
}

/* 吕家 and 吕家村: a village that is no more is a settlement of what it became part of, and keeps its name as such. */
static void
take_old_village (YutuAddressMatcher     *self,
                  const YutuAddressPiece *piece)
{
  g_autofree char *text = piece->word != NULL ? g_strdup (piece->word->text) : NULL;
  gboolean         is_old = FALSE;

  for (int turn = 0; text != NULL && turn < 2; turn++)
    {
      g_ptr_array_set_size (self->words, 0);
      yutu_address_lexicon_list (self->names->lexicon, text, YUTU_ADDRESS_VILLAGE, self->words);
      for (guint i = 0; i < self->words->len; i++)
        {
          const YutuAddressWord *word = g_ptr_array_index (self->words, i);

          if (word->until == YUTU_DAY_INVALID || is_called_so (self->words, word->id))
            continue;
          self->old_village = word->id;
          is_old = TRUE;
        }
      g_ptr_array_set_size (self->words, 0);
      if (is_old)
        yutu_address_lexicon_list (self->names->lexicon, text, YUTU_ADDRESS_NATURAL_VILLAGE, self->words);
      for (guint i = 0; i < self->words->len; i++)
        add_base (self, piece, g_ptr_array_index (self->words, i), 0);
      if (!g_str_has_suffix (text, "村") || strlen (text) <= 2 * strlen ("村"))
        return;
      text[strlen (text) - strlen ("村")] = '\0';
    }
}

void
yutu_match_take_words (YutuAddressMatcher     *self,
                       const YutuAddressPiece *piece)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (self->words, i);

      add_base (self, piece, word, 0);
      if (word->label != YUTU_ADDRESS_VILLAGE)
        add_renamed (self, piece, word);
    }
}

static void
take_base (YutuAddressMatcher     *self,
           const YutuAddressPiece *piece)
{
  list_words (self, piece);
  yutu_match_take_words (self, piece);
  if (piece->label == YUTU_ADDRESS_VILLAGE || piece->label == YUTU_ADDRESS_NATURAL_VILLAGE)
    take_old_village (self, piece);
}

gboolean
yutu_match_is_unknown (const YutuAddressPiece *piece)
{
  return is_name (piece->label) &&
         (piece->word == NULL || (piece->label == YUTU_ADDRESS_TOWNSHIP && piece->word->id == 0));
}

gboolean
yutu_match_has_fine_base (const YutuAddressMatcher *self)
{
  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, YutuMatchBase, i).place != 0)
      return TRUE;
  return FALSE;
}

/* Another county than that of the file. */
static gboolean
is_outside (const YutuAddressMatcher *self,
            const YutuAddressPiece   *piece)
{
  GHashTableIter iter;
  gpointer       value = NULL;
  gboolean       has_county = FALSE;

  if (piece->word == NULL || piece->word->id != 0)
    return FALSE;
  g_hash_table_iter_init (&iter, self->names->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GArray *)value)->len; i++)
      {
        const YutuUnitRow *row = &g_array_index ((GArray *)value, YutuUnitRow, i);

        if (row->level != 3)
          continue;
        has_county = TRUE;
        if (strcmp (row->name, piece->word->name) == 0 ||
            (piece->word->now != NULL && strstr (piece->word->now, row->name) != NULL))
          return FALSE;
      }
  return has_county;
}

unsigned
yutu_match_take_line (YutuAddressMatcher     *self,
                      const YutuAddressParse *parse)
{
  unsigned reasons = 0;

  self->former_unit = 0;
  self->old_village = 0;
  self->names_two = FALSE;
  g_array_set_size (self->bases, 0);
  g_array_set_size (self->found, 0);
  g_array_set_size (self->townships, 0);
  g_array_set_size (self->villages, 0);
  g_array_set_size (self->said, 0);
  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      if (yutu_match_is_unknown (piece))
        reasons |= YUTU_ADDRESS_MATCH_UNKNOWN_NAME;
      if (piece->label == YUTU_ADDRESS_COUNTY && is_outside (self, piece))
        reasons |= YUTU_ADDRESS_MATCH_OUTSIDE;
      if (piece->label == YUTU_ADDRESS_TOWNSHIP)
        {
          list_words (self, piece);
          yutu_match_take_divisions (self, piece, self->townships);
        }
      if (piece->label == YUTU_ADDRESS_VILLAGE)
        take_village (self, piece);
      if (is_base (piece->label))
        take_base (self, piece);
    }
  return (reasons & YUTU_ADDRESS_MATCH_OUTSIDE) != 0 ? reasons : yutu_match_take_near (self, parse, reasons);
}
