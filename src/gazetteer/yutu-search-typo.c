/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One error of typing: a character more, less, another one, or two that have changed places (Damerau 1964),
 * by the bit-parallel automaton of Wu and Manber (1992) for one error, with the exchange as a step of its own. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

#define MAX_PIECE 60 /* characters; the bits of a word */
#define N_ASCII   128

/* A bit for each character of the piece. */
struct _YutuTypo
{
  gsize    n;
  gunichar characters[MAX_PIECE];
  guint64  ascii[N_ASCII]; /* where such a character stands */
};

/* Which starts of the piece have just been read: without an error, with one, and before the last character. */
typedef struct
{
  guint64 exact;
  guint64 near;
  guint64 before;
  guint64 mask; /* of the last character */
} State;

YutuTypo *
yutu_typo_new (const char *piece)
{
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (piece, -1, &n);
  YutuTypo            *self;

  if (n < 3 || n > MAX_PIECE)
    return NULL;
  self = g_new0 (YutuTypo, 1);
  self->n = (gsize)n;
  memcpy (self->characters, characters, self->n * sizeof *characters);
  for (gsize i = 0; i < self->n; i++)
    if (characters[i] < N_ASCII)
      self->ascii[characters[i]] |= G_GUINT64_CONSTANT (1) << i;
  return self;
}

static guint64
mask_of (const YutuTypo *self,
         gunichar        character)
{
  guint64 mask = 0;

  if (character < N_ASCII)
    return self->ascii[character];
  for (gsize i = 0; i < self->n; i++)
    mask |= (guint64)(self->characters[i] == character) << i;
  return mask;
}

/* TRUE when the end of the piece is reached. */
static gboolean
read_character (const YutuTypo *self,
                State          *state,
                gunichar        character)
{
  guint64 mask = mask_of (self, character), last = state->exact;
  guint64 exchanged = ((((state->before << 1) | 1) & mask) << 1) & state->mask;

  state->exact = ((last << 1) | 1) & mask;
  /* as it goes on; another character; one more in the text; one less; two exchanged */
  state->near = (((state->near << 1) | 1) & mask) | ((last << 1) | 1) | last | ((state->exact << 1) | 1) | exchanged;
  state->before = last;
  state->mask = mask;
  return (state->near >> (self->n - 1) & 1) != 0;
}

gboolean
yutu_typo_matches (const YutuTypo *self,
                   const char     *text)
{
  State state = { .near = 1 };

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (read_character (self, &state, g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

gboolean
yutu_typo_matches_readings (const YutuTypo *self,
                            const char     *typed)
{
  State state = { .near = 1 };

  for (const char *p = typed; *p != '\0'; p++)
    {
      for (; *p != ',' && *p != ' ' && *p != '\0'; p++)
        if (read_character (self, &state, (guchar)*p))
          return TRUE;
      p = strchr (p, ' ');
      if (p == NULL)
        return FALSE;
    }
  return FALSE;
}

/* ---- All of it ---- */

/* @text is the piece but for one error. */
static gboolean
is_one_error (const YutuTypo *self,
              const gunichar *text,
              gsize           n)
{
  const gunichar *piece = self->characters;
  gsize           start = 0, one = self->n, two = n;

  while (start < one && start < two && piece[start] == text[start])
    start++;
  while (one > start && two > start && piece[one - 1] == text[two - 1])
    {
      one--;
      two--;
    }
  one -= start;
  two -= start;
  return (one <= 1 && two <= 1) ||
         (one == 2 && two == 2 && piece[start] == text[start + 1] && piece[start + 1] == text[start]);
}

gboolean
yutu_typo_is_whole (const YutuTypo *self,
                    const char     *text)
{
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);

  return is_one_error (self, characters, (gsize)n);
}

gboolean
yutu_typo_is_whole_readings (const YutuTypo *self,
                             const char     *typed)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  while (typed != NULL && *typed != '\0')
    {
      g_string_append_len (letters, typed, (gssize)strcspn (typed, ", "));
      typed = strchr (typed, ' ');
      typed = typed != NULL ? typed + 1 : NULL;
    }
  return yutu_typo_is_whole (self, letters->str);
}
