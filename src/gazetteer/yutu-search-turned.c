/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 63号前坑, 12幢芙蓉苑: the numbers before the name that they are of; 原岭上乡: what is said of a name before it. */

#include "gazetteer/yutu-search-top-private.h"

#include "gazetteer/yutu-address-parse.h"

static gboolean
is_number (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_DOOR || label == YUTU_ADDRESS_LANE ||
         (label >= YUTU_ADDRESS_BUILDING && label <= YUTU_ADDRESS_ROOM);
}

/* 63号, not 63: a number alone may begin a name. */
static gboolean
has_measure (const YutuAddressParse *parse,
             gsize                   index)
{
  const char *end = parse->text + parse->pieces[index].start + parse->pieces[index].length;

  return (guchar)end[-1] >= 0x80;
}

static void
take_sign (const YutuAddressWord *word,
           gsize                  length,
           gboolean               is_misspelt,
           gpointer               data)
{
  gsize *n = data;

  if (word->role == YUTU_WORD_ALIAS && !is_misspelt)
    *n = MAX (*n, length);
}

/* 岭上乡 of 原岭上乡; NULL when nothing is said before it, or fewer than two characters are left. */
static char *
dup_without_sign (const char *query)
{
  glong                n_chars = 0;
  gsize                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (query, -1, &n_chars);

  yutu_address_lexicon_match (yutu_address_lexicon_get_shared (), characters, (gsize)n_chars, take_sign, &n);
  return n > 0 && (gsize)n_chars >= n + 2 ? g_strdup (g_utf8_offset_to_pointer (query, (glong)n)) : NULL;
}

char *
yutu_search_dup_turned (const char *query)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  const YutuAddressParse *parse = yutu_address_parser_read (parser, query);
  gsize                   n = 0;
  gsize                   start = 0;

  while (n < parse->n_pieces && is_number (parse->pieces[n].label) && has_measure (parse, n))
    n++;
  if (n == 0)
    return dup_without_sign (query);
  if (n == parse->n_pieces)
    return NULL;
  for (gsize i = n; i < parse->n_pieces; i++)
    if (is_number (parse->pieces[i].label))
      return NULL;
  start = parse->pieces[n].start;
  return g_strdup_printf ("%s%.*s", parse->text + start, (int)start, parse->text);
}
