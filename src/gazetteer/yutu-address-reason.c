/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-reason.h"

#include <glib/gi18n.h>

/* In the order of the bits. */
static const struct
{
  const char *code;
  const char *text;
} reasons[] = {
  { "EMPTY", N_ ("nothing is written, or a word for nothing") },
  { "REFERENCE", N_ ("it points to another line, as “ditto” does") },
  { "POSTCODE_DROPPED", N_ ("a postcode was left out") },
  { "PHONE_DROPPED", N_ ("a telephone number was left out") },
  { "PERSON_DROPPED", N_ ("a person’s name was left out") },
  { "OTHER_DROPPED", N_ ("words that are no address were left out") },
  { "OLD_DIVISION", N_ ("it names a division that no longer stands") },
  { "CROSSING", N_ ("it is a crossing of two roads") },
  { "REPEATED", N_ ("a division is written twice") },
  { "TOO_LONG", N_ ("it is too long: only its beginning was read") },
  { "MISSPELT", N_ ("a name was read with one other character") },
  { "COORDINATE", N_ ("it is a coordinate, not an address") },
  { "RELATIVE", N_ ("it says beside or opposite what it lies") },
  { "BY_FORM", N_ ("which township or village it is was told by the form of the line alone") },
  { "SEVERAL", N_ ("it names more than one address: the first was taken") },
  { "MISREAD", N_ ("a letter in a number was read as a figure: O as 0, l as 1") },
  { "OTHER_NAME", N_ ("another name of what it names stands in brackets") },
  { "AMBIGUOUS", N_ ("several addresses fit equally well") },
  { "AMBIGUOUS_BASE", N_ ("several roads or villages have this name") },
  { "DIV_CONFLICT", N_ ("it does not lie in the division that is written") },
  { "OLD_NAME", N_ ("found by a former name") },
  { "OLD_ADDRESS", N_ ("found by an address that has been followed by another") },
  { "NO_BASE", N_ ("no road, village or estate of this name is known") },
  { "NO_DOOR", N_ ("the road, village or estate has no such number") },
  { "OUTSIDE", N_ ("it lies in another county") },
  { "UNKNOWN_NAME", N_ ("a name in it is not known") },
  { "INTERPOLATED", N_ ("its number lies between two doors that are known: the place is reckoned") },
  { "NO_CROSSING", N_ ("the two roads do not meet, or one of them is not known") },
  { "OLD_VILLAGE", N_ ("it names a village that was merged or got another name") },
  { "UNCONFIRMED", N_ ("what followed the division is not confirmed by the document of the act") },
  { "SIMILAR_NAME", N_ ("a name that sounds or is written much like it was taken") },
  { "BASE_UNSAID", N_ ("of what in the village the number is was not said") },
  { "NO_SUB_NUMBER", N_ ("the door is there, but not with this number behind it") },
  { "OTHER_FLOOR", N_ ("the room is not on the floor that is written") },
  { "OTHER_NUMBER", N_ ("its number is of another kind here (号 or 幢), or it is one of the rooms that are written") },
  { "ENDED", N_ ("the address was cancelled, and none has followed it") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == YUTU_ADDRESS_N_ALL_REASONS);
/* Each set is one unsigned; both side by side are one guint64. */
G_STATIC_ASSERT (YUTU_ADDRESS_N_REASONS <= 32 && YUTU_ADDRESS_MATCH_N_REASONS <= 32);

const char *
yutu_address_reason_get_code (guint index)
{
  g_return_val_if_fail (index < YUTU_ADDRESS_N_ALL_REASONS, NULL);
  return reasons[index].code;
}

const char *
yutu_address_reason_get_text (guint index)
{
  g_return_val_if_fail (index < YUTU_ADDRESS_N_ALL_REASONS, NULL);
  return _ (reasons[index].text);
}

guint
yutu_address_reason_find_next (unsigned of_parse,
                               unsigned of_match,
                               guint    index)
{
  guint64 all = of_parse | (guint64)of_match << YUTU_ADDRESS_N_REASONS;

  while (index < YUTU_ADDRESS_N_ALL_REASONS && (all >> index & 1) == 0)
    index++;
  return index;
}

static char *
list (unsigned    of_parse,
      unsigned    of_match,
      const char *separator,
      const char *(*word) (guint index))
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; (i = yutu_address_reason_find_next (of_parse, of_match, i)) < YUTU_ADDRESS_N_ALL_REASONS; i++)
    {
      if (out->len > 0)
        g_string_append (out, separator);
      g_string_append (out, word (i));
    }
  return g_string_free (out, FALSE);
}

char *
yutu_address_reason_list_codes (unsigned of_parse,
                                unsigned of_match)
{
  return list (of_parse, of_match, " ", yutu_address_reason_get_code);
}

char *
yutu_address_reason_list_texts (unsigned of_parse,
                                unsigned of_match)
{
  /* Translators: between the sentences of a list */
  return list (of_parse, of_match, C_ ("list of reasons", "; "), yutu_address_reason_get_text);
}
