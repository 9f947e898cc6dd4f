/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names of a line that the file does not have, and the names of the file that they may be meant for. What is
 * found by them is never taken unseen. */

#include "gazetteer/yutu-address-match-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"
#include "gazetteer/yutu-pinyin-private.h"

#define BIT(label) (1u << YUTU_ADDRESS_##label)

/* What may be meant by a name that is none, by the label it has by its form; 0: nothing. */
static unsigned
labels_for (YutuAddressLabel label)
{
  switch ((int)label)
    {
    case YUTU_ADDRESS_TOWNSHIP:
      return BIT (TOWNSHIP);
    case YUTU_ADDRESS_VILLAGE:
    case YUTU_ADDRESS_NATURAL_VILLAGE:
      return BIT (VILLAGE) | BIT (NATURAL_VILLAGE);
    case YUTU_ADDRESS_ROAD:
      return BIT (ROAD);
    case YUTU_ADDRESS_ESTATE:
      return BIT (ESTATE) | BIT (NATURAL_VILLAGE);
    case YUTU_ADDRESS_POI: /* without a generic term: anything */
      return BIT (ROAD) | BIT (ESTATE) | BIT (NATURAL_VILLAGE) | BIT (VILLAGE);
    default:
      return 0;
    }
}

/* Fills self->words. 菊园小区 may be 菊苑, to which a generic term was added. */
static YutuNearness
list_near (YutuAddressMatcher     *self,
           const YutuAddressParse *parse,
           const YutuAddressPiece *piece)
{
  g_autofree char       *text = g_strndup (parse->text + piece->start, piece->length);
  g_autofree char       *plain = yutu_normal_text (text);
  g_autofree char       *written = yutu_normal_name (plain);
  unsigned               labels = labels_for (piece->label);
  const YutuGenericTerm *generic = yutu_pinyin_find_generic (written);
  g_autoptr (GPtrArray) shorter = g_ptr_array_new ();
  YutuNearness nearness, of_shorter = YUTU_NEAR_NONE;

  if (self->near == NULL)
    self->near = yutu_near_names_new (self->names->lexicon);
  nearness = yutu_near_names_list (self->near, written, labels, self->words);
  if (generic != NULL && (labels & BIT (ESTATE)) != 0)
    {
      written[strlen (written) - strlen (generic->term)] = '\0';
      of_shorter = yutu_near_names_list (self->near, written, BIT (ESTATE), shorter);
    }
  if (of_shorter < nearness)
    g_ptr_array_set_size (self->words, 0);
  if (of_shorter <= nearness)
    g_ptr_array_extend (self->words, shorter, NULL, NULL);
  return MIN (nearness, of_shorter);
}

/* The bases from @from on are written otherwise. */
static void
set_similar (YutuAddressMatcher *self,
             guint               from,
             int                 points)
{
  for (guint i = from; i < self->bases->len; i++)
    {
      YutuMatchBase *base = &g_array_index (self->bases, YutuMatchBase, i);

      base->points = points;
      base->reasons |= YUTU_ADDRESS_MATCH_SIMILAR;
    }
}

/* FALSE: the file has none like it. */
static gboolean
take_unknown (YutuAddressMatcher     *self,
              const YutuAddressParse *parse,
              const YutuAddressPiece *piece)
{
  guint        n = self->bases->len;
  gboolean     is_division = piece->label == YUTU_ADDRESS_TOWNSHIP || piece->label == YUTU_ADDRESS_VILLAGE;
  YutuNearness nearness = YUTU_NEAR_NONE;

  if (piece->word == NULL && (is_division || !yutu_match_has_fine_base (self)))
    nearness = list_near (self, parse, piece);
  if (nearness == YUTU_NEAR_NONE)
    return FALSE;
  if (piece->label == YUTU_ADDRESS_TOWNSHIP)
    yutu_match_take_divisions (self, piece, self->townships);
  else
    yutu_match_take_words (self, piece);
  set_similar (self, n, nearness == YUTU_NEAR_LOOSE ? YUTU_POINTS_BASE_LOOSE : YUTU_POINTS_BASE_NEAR);
  return TRUE;
}

unsigned
yutu_match_take_near (YutuAddressMatcher     *self,
                      const YutuAddressParse *parse,
                      unsigned                reasons)
{
  gboolean is_whole = TRUE;

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];
      gboolean                is_near = FALSE;

      if (!yutu_match_is_unknown (piece))
        continue;
      is_near = take_unknown (self, parse, piece);
      is_whole &= is_near;
      if (is_near)
        reasons |= YUTU_ADDRESS_MATCH_SIMILAR;
    }
  return is_whole ? reasons & ~(unsigned)YUTU_ADDRESS_MATCH_UNKNOWN_NAME : reasons;
}
