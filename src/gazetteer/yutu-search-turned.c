/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 63号前坑, 12幢芙蓉苑: the numbers before the name that they are of; 原岭上乡: what is said of a name before it; 八一南街十四: a number
 * in words without its 号. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-parse.h"
#include "gazetteer/yutu-normal.h"

#define MAX_NUMBER 24 /* characters */
#define LEAST_NAME 2

static gboolean
is_number (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_DOOR || label == YUTU_ADDRESS_LANE ||
         (label >= YUTU_ADDRESS_BUILDING && label <= YUTU_ADDRESS_ROOM);
}

/* 63号, 5幢2单元302室; not 63: a number alone may begin a name. */
static gboolean
is_all_numbers (YutuAddressParser *parser,
                const char        *text)
{
  const YutuAddressParse *parse = yutu_address_parser_read (parser, text);

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const char *end = parse->text + parse->pieces[i].start + parse->pieces[i].length;

      if (!is_number (parse->pieces[i].label) || (guchar)end[-1] < 0x80)
        return FALSE;
    }
  return parse->n_pieces > 0;
}

/* Whether anything from @text on is a figure. */
static gboolean
has_figure (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Whether nothing but divisions down to the township is named in it; "" is so. */
static gboolean
is_of_divisions (YutuAddressParser *parser,
                 const char        *text)
{
  const YutuAddressParse *parse = *text != '\0' ? yutu_address_parser_read (parser, text) : NULL;

  for (gsize i = 0; parse != NULL && i < parse->n_pieces; i++)
    if (parse->pieces[i].label > YUTU_ADDRESS_TOWNSHIP)
      return FALSE;
  return TRUE;
}

/* 前坑63号 of 63号前坑, 长山乡余殿下2号 of 长山乡2号余殿下; NULL when it does not begin with numbers, or with divisions and
 * then numbers, or goes on with others. */
static char *
dup_number_behind (const char *query)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  gsize            n_before = strcspn (query, "0123456789");
  g_autofree char *found = NULL;
  g_autofree char *before = g_strndup (query, query[n_before] != '\0' ? n_before : 0);
  const char      *number = query + strlen (before), *rest = number;

  if (!is_of_divisions (parser, before))
    {
      *before = '\0';
      rest = number = query;
    }
  for (gsize n = 0; n < MAX_NUMBER && *rest != '\0'; n++)
    {
      g_autofree char *numbers = NULL;

      rest = g_utf8_next_char (rest);
      numbers = g_strndup (number, (gsize)(rest - number));
      if (g_utf8_strlen (rest, LEAST_NAME * 4) < LEAST_NAME || has_figure (rest) || !is_all_numbers (parser, numbers))
        continue;
      g_free (found);
      found = g_strconcat (before, rest, numbers, NULL);
    }
  return g_steal_pointer (&found);
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
  return n > 0 && (gsize)n_chars >= n + LEAST_NAME ? g_strdup (g_utf8_offset_to_pointer (query, (glong)n)) : NULL;
}

/* With a unit in it, 十四, or three figures, 一二〇: 八一 is the beginning of a name as well. */
static gboolean
is_counted (const char *numeral,
            gsize       n_chars)
{
  gboolean has_unit = strstr (numeral, "十") != NULL || strstr (numeral, "百") != NULL;

  return (guchar)*numeral >= 0x80 && (has_unit || n_chars >= 3) && yutu_normal_parse_numeral (numeral, n_chars) > 0;
}

/* 八一南街十四号 of 八一南街十四; NULL when it does not end in a Han numeral behind a name. */
static char *
dup_with_ending (const char *query)
{
  glong       n_chars = g_utf8_strlen (query, -1);
  const char *rest = query;

  for (glong i = 0; i < LEAST_NAME && *rest != '\0'; i++)
    rest = g_utf8_next_char (rest);
  for (glong i = LEAST_NAME; i < n_chars; i++, rest = g_utf8_next_char (rest))
    if (is_counted (rest, (gsize)(n_chars - i)))
      return g_strconcat (query, "号", NULL);
  return NULL;
}

char *
yutu_search_dup_turned (const char *query)
{
  char *turned = dup_number_behind (query);

  if (turned == NULL)
    turned = dup_without_sign (query);
  return turned != NULL ? turned : dup_with_ending (query);
}

char *
yutu_search_dup_without_brackets (const char *query)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_inside = FALSE, has_any = FALSE;

  for (const char *p = query; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == '(' || character == 0xff08 /* （ */)
        is_inside = has_any = TRUE;
      else if (character == ')' || character == 0xff09)
        is_inside = FALSE;
      else if (!is_inside)
        g_string_append_unichar (text, character);
    }
  g_strstrip (text->str);
  return has_any && !is_inside && g_utf8_strlen (text->str, -1) >= LEAST_NAME ? g_strdup (text->str) : NULL;
}
