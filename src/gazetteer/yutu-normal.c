/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-normal.h"

#include <string.h>

#include "gazetteer/yutu-readings-private.h"

gunichar
yutu_normal_simplify (gunichar character)
{
  gsize low = 0;
  gsize high = yutu_han_n_variants;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (yutu_han_variants[middle].from < character)
        low = middle + 1;
      else
        high = middle;
    }
  return low < yutu_han_n_variants && yutu_han_variants[low].from == character
           ? yutu_han_variants[low].to
           : character;
}

char *
yutu_normal_text (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_isspace (character) && !g_unichar_iscntrl (character) &&
          !g_unichar_iszerowidth (character))
        g_string_append_unichar (out, yutu_normal_simplify (g_unichar_tolower (character)));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
yutu_normal_name (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_isspace (character) && !g_unichar_iscntrl (character) && !g_unichar_iszerowidth (character))
        g_string_append_unichar (out, yutu_normal_simplify (g_unichar_toupper (character)));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_separator (gunichar character)
{
  return g_unichar_isspace (character) || character == ',' || character == 0xff0c || /* ， */
         character == 0x3001 /* 、 */ || character == ';' || character == 0xff1b;    /* ； */
}

GStrv
yutu_normal_split (const char *text)
{
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  const char *start = text;

  if (!g_utf8_validate (text, -1, NULL))
    return g_strv_builder_end (pieces);
  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      g_autofree char *piece = NULL;
      g_autofree char *normal = NULL;

      if (*p != '\0' && !is_separator (g_utf8_get_char (p)))
        continue;
      piece = g_strndup (start, (gsize)(p - start));
      normal = yutu_normal_text (piece);
      if (*normal != '\0')
        g_strv_builder_add (pieces, normal);
      if (*p == '\0')
        return g_strv_builder_end (pieces);
      start = g_utf8_next_char (p);
    }
}

/* ---- Numerals ---- */

static int
digit_of (gunichar character)
{
  static const gunichar digits[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db,   /* 〇一二三四 */
                                     0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d }; /* 五六七八九 */

  for (int i = 0; i < 10; i++)
    if (digits[i] == character)
      return i;
  if (character == 0x96f6) /* 零 */
    return 0;
  return character == 0x4e24 ? 2 : -1; /* 两 */
}

static int
unit_of (gunichar character)
{
  if (character == 0x5341) /* 十 */
    return 10;
  if (character == 0x767e) /* 百 */
    return 100;
  return character == 0x5343 ? 1000 : 0; /* 千 */
}

/* 一百二十八 */
static int
parse_with_units (const char *text,
                  gsize       n_chars)
{
  int value = 0;
  int last_unit = 10000;
  int digit = -1;

  for (const char *p = text; n_chars > 0; p = g_utf8_next_char (p), n_chars--)
    {
      int unit = unit_of (g_utf8_get_char (p));
      int here = digit_of (g_utf8_get_char (p));

      if (unit == 0 && (here < 0 || (digit > 0 && here >= 0)))
        return -1;
      if (unit == 0)
        {
          digit = here;
          continue;
        }
      if (unit >= last_unit || digit == 0 || (digit < 0 && unit != 10))
        return -1;
      value += (digit < 0 ? 1 : digit) * unit;
      last_unit = unit;
      digit = -1;
    }
  return value + MAX (digit, 0);
}

/* 廿三, 卅: twenty and thirty in one character. */
static int
parse_tens (const char *text,
            gsize       n_chars)
{
  gunichar first = g_utf8_get_char (text);
  int      tens = first == 0x5eff /* 廿 */ ? 20 : first == 0x5345 /* 卅 */ ? 30
                                                                           : 0;
  int      digit = n_chars == 2 ? digit_of (g_utf8_get_char (g_utf8_next_char (text))) : 0;

  return tens > 0 && n_chars <= 2 && digit >= 0 ? tens + digit : -1;
}

int
yutu_normal_parse_numeral (const char *text,
                           gsize       n_chars)
{
  gboolean    has_unit = FALSE;
  int         value = 0;
  const char *p = text;

  if (n_chars == 0 || n_chars > 9)
    return -1;
  if (parse_tens (text, n_chars) >= 0)
    return parse_tens (text, n_chars);
  for (gsize i = 0; i < n_chars; i++, p = g_utf8_next_char (p))
    {
      int digit = digit_of (g_utf8_get_char (p));

      if (digit < 0 && unit_of (g_utf8_get_char (p)) == 0)
        return -1;
      has_unit = has_unit || digit < 0;
      value = value * 10 + MAX (digit, 0);
    }
  return has_unit ? parse_with_units (text, n_chars) : value;
}

static gboolean
is_counter (const char *p)
{
  static const char *const counters[] = { "号", "幢", "栋", "座", "楼", "单元",
                                          "梯", "层", "室", "房", "弄" };

  for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
    if (g_str_has_prefix (p, counters[i]))
      return TRUE;
  return FALSE;
}

char *
yutu_normal_numerals (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      const char *end = p;
      gsize       n = 0;
      int         value = -1;

      while (digit_of (g_utf8_get_char (end)) >= 0 || unit_of (g_utf8_get_char (end)) > 0)
        {
          end = g_utf8_next_char (end);
          n++;
        }
      if (n > 0 && is_counter (end))
        value = yutu_normal_parse_numeral (p, n);
      if (n == 0)
        end = g_utf8_next_char (p);
      if (value >= 0)
        g_string_append_printf (out, "%d", value);
      else
        g_string_append_len (out, p, end - p);
      p = end;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "3", "03", "之3", "附三号" are one. */
static char *
plain_number (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize n_han = 0;
  int   value;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_str_has_prefix (p, "之") && !g_str_has_prefix (p, "附") && !g_str_has_prefix (p, "号") && *p != '-')
      {
        g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (p)));
        n_han++;
      }
  value = out->len > 0 ? yutu_normal_parse_numeral (out->str, n_han) : -1;
  if (value >= 0)
    g_string_printf (out, "%d", value);
  while (out->str[0] == '0' && g_ascii_isdigit (out->str[1]))
    g_string_erase (out, 0, 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
yutu_normal_is_same_number (const char *asked,
                            const char *here)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (asked == NULL || here == NULL || strcmp (asked, here) == 0)
    return asked != NULL && here != NULL;
  first = plain_number (asked);
  second = plain_number (here);
  return strcmp (first, second) == 0;
}
