/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* People in free text: what a number or a name looks like is masked, the rest stays as it is. */

#include "casework/yutu-mask-private.h"

#include <string.h>

#define LEAST_DIGITS   10 /* of a land line with its area code */
#define MOST_OF_A_NAME 4  /* characters */

/* ---- Numbers ---- */

/* The digit, full width too; -1 when it is none. */
static int
digit_of (gunichar character)
{
  if (character >= 0xff10 && character <= 0xff19)
    return (int)(character - 0xff10);
  return character < 0x80 ? g_ascii_digit_value ((char)character) : -1;
}

/* What a run of digits may be; YUTU_MASK_NONE: nothing of a person. */
static YutuMask
judge_digits (const char *digits,
              gsize       n,
              gboolean    ends_in_x)
{
  if (n == 18 || n == 15 || (n == 17 && ends_in_x))
    return YUTU_MASK_ID_NUMBER;
  if (n == 16 || n == 17 || n == 19)
    return YUTU_MASK_CARD;
  return (n == 11 && digits[0] == '1') || (n >= 10 && n <= 12 && digits[0] == '0') ? YUTU_MASK_PHONE : YUTU_MASK_NONE;
}

/* Full width too. */
#define DIGIT "[0-9\xef\xbc\x90-\xef\xbc\x99]"
#define ZERO  "[0\xef\xbc\x90]"
#define ONE   "[1\xef\xbc\x91]"
#define CARD  "[3-9\xef\xbc\x93-\xef\xbc\x99]" /* a bank card's begins so */

/* Whole or in the groups that people write: 138-0000-0000, +86 138 0000 0000, 0579 8200 0000, 330702 19850101 1234,
 * 6222 0212 3456 7890. */
static const char *const numbers =
  "(?<!" DIGIT ")(?:"
  "(?:\\+?86[- ]?)?" ONE DIGIT "{2}[- ]" DIGIT "{4}[- ]?" DIGIT "{4}"
  "|\\+?86[- ]?" ONE DIGIT "{10}"
  "|" ZERO DIGIT "{2,3}[- ]" DIGIT "{4} ?" DIGIT "{3,4}"
  "|" DIGIT "{6} " DIGIT "{8} " DIGIT "{3}[0-9Xx]"
  "|" CARD DIGIT "{3}(?: " DIGIT "{4}){3}(?: " DIGIT "{1,3})?"
  "|" DIGIT "{10,}[Xx]?"
  ")(?!" DIGIT ")";

static GRegex *
get_numbers (void)
{
  static gsize   once = 0;
  static GRegex *regex;

  if (g_once_init_enter (&once))
    {
      regex = g_regex_new (numbers, G_REGEX_OPTIMIZE, 0, NULL);
      g_assert (regex != NULL);
      g_once_init_leave (&once, 1);
    }
  return regex;
}

/* The digits of @text into @digits, a hyphen behind an area code left in, the prefix of the country left out. Returns
 * how many digits. */
static gsize
read_digits (const char *text,
             GString    *digits)
{
  gsize n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      int digit = digit_of (g_utf8_get_char (text));

      if (digit >= 0)
        {
          g_string_append_c (digits, (char)('0' + digit));
          n++;
        }
      else if (*text == '-' && digits->str[0] == '0')
        g_string_append_c (digits, '-');
      else if (*text == 'x' || *text == 'X')
        g_string_append_c (digits, *text);
    }
  if (n == 13 && g_str_has_prefix (digits->str, "861"))
    g_string_erase (digits, 0, 2);
  return n == 13 && digits->len == 11 ? 11 : n;
}

static gboolean
masked_number_cb (const GMatchInfo *match,
                  GString          *out,
                  gpointer          data)
{
  g_autofree char *text = g_match_info_fetch (match, 0);
  g_autofree char *masked = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize    n = read_digits (text, digits);
  gboolean ends_in_x = digits->len > 0 && g_ascii_toupper (digits->str[digits->len - 1]) == 'X';
  YutuMask mask = judge_digits (digits->str, n, ends_in_x);

  if (ends_in_x && !(mask == YUTU_MASK_ID_NUMBER && n == 17))
    g_string_truncate (digits, digits->len - 1);
  masked = mask == YUTU_MASK_NONE ? g_strdup (text) : yutu_mask_apply (mask, digits->str);
  g_string_append (out, masked);
  if (mask != YUTU_MASK_NONE && ends_in_x && !(mask == YUTU_MASK_ID_NUMBER && n == 17))
    g_string_append_c (out, text[strlen (text) - 1]);
  return FALSE;
}

/* @text (UTF-8) with the numbers in it masked that telephones, citizens or bank cards may have; the rest stays. Any
 * thread. */
static char *
mask_numbers (const char *text)
{
  char *masked = g_regex_replace_eval (get_numbers (), text, -1, 0, 0, masked_number_cb, NULL, NULL);

  return masked != NULL ? masked : g_strdup ("****"); /* too much of it for the search */
}

/* ---- Names ---- */

/* Whether the character at @at, of @text, is none of a name: no letter, or the measure word of a number. */
static gboolean
is_border (const char *text,
           const char *at)
{
  gunichar character = g_utf8_get_char (at);

  return !g_unichar_isalpha (character) || (at > text && g_ascii_isdigit (at[-1]) &&
                                            g_utf8_strchr ("号室幢栋座层楼弄组", -1, character) != NULL);
}

/* Bytes of the name that @text, of @length bytes, ends in; 0: in none. *is_whole: it begins at a border. */
static gsize
measure_name (const char *text,
              gsize       length,
              gboolean   *is_whole)
{
  const char *end = text + length, *start = end;

  *is_whole = FALSE;
  for (int n = 0; !*is_whole && n < MOST_OF_A_NAME; n++)
    {
      *is_whole = start == text || is_border (text, g_utf8_prev_char (start));
      start = *is_whole ? start : g_utf8_prev_char (start);
    }
  *is_whole = *is_whole || start == text || is_border (text, g_utf8_prev_char (start));
  return (gsize)(end - start);
}

/* The name that @out ends in, from @begin on: its surname stays where it is known to be one. */
static void
mask_last_name (GString *out,
                gsize    begin)
{
  gboolean         is_whole = FALSE;
  gsize            length = measure_name (out->str + begin, out->len - begin, &is_whole);
  g_autofree char *name = g_strdup (out->str + out->len - length);
  g_autofree char *masked = NULL;

  if (length == 0)
    return;
  if (is_whole)
    masked = g_utf8_strlen (name, -1) > 1 ? yutu_mask_apply (YUTU_MASK_NAME, name) : g_strdup (name);
  else
    masked = g_strnfill ((gsize)g_utf8_strlen (name, -1), '*');
  g_string_truncate (out, out->len - length);
  g_string_append (out, masked);
}

/* What is said behind a name. */
static const char *
find_title (const char *text)
{
  static const char *const titles[] = { "先生", "女士", "小姐", "师傅", "老板" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_has_prefix (text, titles[i]))
      return titles[i];
  return NULL;
}

/* As most texts are: without a title, and without so many digits in a row. */
static gboolean
has_nobody (const char *text)
{
  gsize n_digits = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p != '-' && *p != ' ')
        n_digits = digit_of (g_utf8_get_char (p)) >= 0 ? n_digits + 1 : 0;
      if (n_digits >= LEAST_DIGITS || find_title (p) != NULL)
        return FALSE;
    }
  return TRUE;
}

char *
yutu_mask_text (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize begin = 0; /* behind the title before */

  if (has_nobody (text))
    return g_strdup (text);
  while (*text != '\0')
    {
      const char *title = find_title (text);
      const char *next = title != NULL ? text + strlen (title) : g_utf8_next_char (text);

      if (title != NULL)
        mask_last_name (out, begin);
      g_string_append_len (out, text, next - text);
      begin = title != NULL ? out->len : begin;
      text = next;
    }
  return mask_numbers (out->str);
}
