/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One error of typing: a character more, less, another one, or two that have changed places (Damerau 1964).
 * A piece lies in a text with at most one of them when the bit-parallel automaton of Wu and Manber (1992) for
 * one error reaches its end, or when one of its forms with two neighbours exchanged lies in it as it is. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

#define MAX_PIECE 60 /* characters; the bits of a word */

static guint64
mask_of (const gunichar *piece,
         gsize           n,
         gunichar        character)
{
  guint64 mask = 0;

  for (gsize i = 0; i < n; i++)
    mask |= (guint64)(piece[i] == character) << i;
  return mask;
}

static gboolean
is_near (const gunichar *piece,
         gsize           n,
         const char     *text)
{
  guint64 end = G_GUINT64_CONSTANT (1) << (n - 1);
  guint64 exact = 0, near = 1; /* states: characters of the piece so far, without and with an error */

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint64 mask = mask_of (piece, n, g_utf8_get_char (p));
      guint64 before = exact;

      exact = ((exact << 1) | 1) & mask;
      /* as it goes on; another character; one more in the text; one less */
      near = (((near << 1) | 1) & mask) | ((before << 1) | 1) | before | ((exact << 1) | 1);
      if ((near & end) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_exchanged (const gunichar *piece,
              gsize           n,
              const char     *text)
{
  glong                length = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &length);

  for (gsize i = 0; i + 1 < n; i++)
    for (gsize at = 0; at + n <= (gsize)length; at++)
      {
        gsize k = 0;

        while (k < n && characters[at + k] == piece[k == i ? k + 1 : k == i + 1 ? k - 1
                                                                                : k])
          k++;
        if (k == n)
          return TRUE;
      }
  return FALSE;
}

gboolean
yutu_typo_matches (const char *piece,
                   const char *text)
{
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (piece, -1, &n);

  if (n < 3 || n > MAX_PIECE)
    return FALSE;
  return is_near (characters, (gsize)n, text) || is_exchanged (characters, (gsize)n, text);
}
