/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Digits among letters: the tones of syllables, and the numbers in names as they are romanised. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#define MAX_SYLLABLE 7 /* bytes: zhuang, nüe */

/* ---- Tones as digits ---- */

/* luo2dian4 as luo'dian, *n_syllables more; NULL when @piece is anything else. */
static char *
drop_tones (const char *piece,
            gsize      *n_syllables)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*piece != '\0')
    {
      gsize n = strcspn (piece, "012345");

      if (n == 0 || n > MAX_SYLLABLE || piece[n] == '\0' || g_ascii_isdigit (piece[n + 1]) ||
          strcspn (piece, "aeiouv\xc3") >= n)
        return NULL;
      for (gsize i = 0; i < n; i++)
        if (!g_ascii_isalpha (piece[i]) && ((guchar)piece[i] < 0x80 || (guchar)piece[i] >= 0xe0))
          return NULL;
      g_string_append (out, out->len > 0 ? "'" : "");
      g_string_append_len (out, piece, (gssize)n);
      piece += n + 1;
      (*n_syllables)++;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

GStrv
yutu_search_dup_toneless (const char *const *pieces)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize n_syllables = 0;

  for (; *pieces != NULL; pieces++)
    {
      g_autofree char *toneless = drop_tones (*pieces, &n_syllables);

      if (toneless == NULL)
        return NULL;
      g_strv_builder_add (builder, toneless);
    }
  return n_syllables > 1 ? g_strv_builder_end (builder) : NULL;
}

/* ---- Numbers of a series as they are romanised ---- */

/* 1 … 99 as 十二. */
static void
append_numeral (GString *text,
                guint    number)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (number >= 20)
    g_string_append (text, digits[number / 10]);
  if (number >= 10)
    g_string_append (text, "十");
  g_string_append (text, digits[number % 10]);
}

GStrv
yutu_search_dup_with_numerals (const char *const *pieces)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean has_letters = FALSE, has_number = FALSE;

  for (; *pieces != NULL; pieces++)
    {
      gsize n_letters = g_str_has_prefix (*pieces, "di-") ? strlen ("di-") : 0;
      gsize n_digits = strspn (*pieces + n_letters, "0123456789");
      guint number = n_digits == 1 || n_digits == 2 ? (guint)g_ascii_strtoull (*pieces + n_letters, NULL, 10) : 0;
      g_autoptr (GString) piece = g_string_new (n_letters > 0 ? "di" : "");

      has_letters = has_letters || g_ascii_isalpha (**pieces);
      if (number > 0 && (*pieces)[n_letters + n_digits] == '\0')
        append_numeral (piece, number);
      else
        g_string_assign (piece, *pieces);
      has_number = has_number || strcmp (piece->str, *pieces) != 0;
      g_strv_builder_add (builder, piece->str);
    }
  return has_letters && has_number ? g_strv_builder_end (builder) : NULL;
}
