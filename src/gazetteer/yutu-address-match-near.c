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

/* 汤塔公路 is what people call 汤塔线, a road of the network that is called by its ends. */
static YutuNearness
list_highway (YutuAddressMatcher *self,
              const char         *written)
{
  static const char highway[] = "公路";
  g_autofree char  *line = NULL;

  if (!g_str_has_suffix (written, highway) || strlen (written) <= strlen (highway))
    return YUTU_NEAR_NONE;
  line = g_strdup_printf ("%.*s线", (int)(strlen (written) - strlen (highway)), written);
  yutu_address_lexicon_list (self->names->lexicon, line, YUTU_ADDRESS_ROAD, self->words);
  return self->words->len > 0 ? YUTU_NEAR_SLIP : YUTU_NEAR_NONE;
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
  nearness = MIN (nearness, of_shorter);
  return nearness == YUTU_NEAR_NONE && piece->label == YUTU_ADDRESS_ROAD ? list_highway (self, written) : nearness;
}

/* 西市街花庭 was cut into a community and the rest: it may be 西市街华庭, an estate that is called after it. */
static YutuNearness
list_joined (YutuAddressMatcher     *self,
             const YutuAddressParse *parse,
             gsize                   index)
{
  const YutuAddressPiece *piece = &parse->pieces[index];
  const YutuAddressPiece *before = index > 0 ? piece - 1 : NULL;
  g_autofree char        *text = NULL;
  g_autofree char        *plain = NULL;
  g_autofree char        *written = NULL;
  YutuNearness            nearness;

  if (before == NULL || before->word == NULL || before->word->weight != 1 || before->start + before->length != piece->start ||
      (before->label != YUTU_ADDRESS_VILLAGE && before->label != YUTU_ADDRESS_NATURAL_VILLAGE && before->label != YUTU_ADDRESS_TOWNSHIP) ||
      (piece->label != YUTU_ADDRESS_ESTATE && piece->label != YUTU_ADDRESS_POI))
    return YUTU_NEAR_NONE;
  text = g_strndup (parse->text + before->start, before->length + piece->length);
  plain = yutu_normal_text (text);
  written = yutu_normal_name (plain);
  nearness = yutu_near_names_list (self->near, written, BIT (ESTATE), self->words);
  if (nearness == YUTU_NEAR_LOOSE)
    g_ptr_array_set_size (self->words, 0);
  return nearness == YUTU_NEAR_LOOSE ? YUTU_NEAR_NONE : nearness;
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

/* 63号（老宅）: behind the number of what is named before it, a site says what is there, and not of what the
 * number is. */
static gboolean
is_behind_number (const YutuAddressMatcher *self,
                  const YutuAddressParse   *parse,
                  gsize                     index)
{
  if (parse->pieces[index].label != YUTU_ADDRESS_POI || self->bases->len == 0)
    return FALSE;
  for (gsize i = 0; i < index; i++)
    if (parse->pieces[i].label == YUTU_ADDRESS_DOOR || parse->pieces[i].label == YUTU_ADDRESS_BUILDING || parse->pieces[i].label == YUTU_ADDRESS_ROOM)
      return TRUE;
  return FALSE;
}

/* FALSE: the file has none like it. */
static gboolean
take_unknown (YutuAddressMatcher     *self,
              const YutuAddressParse *parse,
              gsize                   index)
{
  const YutuAddressPiece *piece = &parse->pieces[index];
  guint                   n = self->bases->len;
  gboolean                is_division = piece->label == YUTU_ADDRESS_TOWNSHIP || piece->label == YUTU_ADDRESS_VILLAGE;
  YutuNearness            nearness = YUTU_NEAR_NONE;

  if (is_behind_number (self, parse, index))
    return FALSE;
  if (piece->word == NULL && (is_division || !yutu_match_has_fine_base (self)))
    nearness = list_near (self, parse, piece);
  if (piece->word == NULL && !is_division && nearness > YUTU_NEAR_SLIP && !yutu_match_has_fine_base (self))
    {
      YutuNearness joined = list_joined (self, parse, index);

      nearness = joined != YUTU_NEAR_NONE ? joined : list_near (self, parse, piece);
    }
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
      is_near = take_unknown (self, parse, i);
      is_whole &= is_near;
      if (is_near)
        reasons |= YUTU_ADDRESS_MATCH_SIMILAR;
    }
  return is_whole ? reasons & ~(unsigned)YUTU_ADDRESS_MATCH_UNKNOWN_NAME : reasons;
}
