/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-mask.h"

#include <string.h>

#include "casework/yutu-mask.h"

#define LEAST_DIGITS 7  /* of a telephone number */
#define MOST_LOCAL   10 /* the same, whatever was typed wrongly */
#define LEAST_ID     15
#define LEAST_NAME   2 /* characters */
#define MOST_NAME    4

/* ---- Who is in a line ---- */

static void
note_surname (const YutuAddressWord *word,
              gsize                  length,
              gboolean               is_misspelt,
              gpointer               data)
{
  if (word->role == YUTU_WORD_SURNAME && !is_misspelt)
    *(gboolean *)data = TRUE;
}

static gboolean
begins_as_surname (const char *text)
{
  gboolean             is_one = FALSE;
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);

  yutu_address_lexicon_match (yutu_address_lexicon_get_shared (), characters, (gsize)n, note_surname, &is_one);
  return is_one;
}

/* Letters end what stands between a name and its number. */
static const char *
skip_marks (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
is_before_number (const char *text)
{
  return strspn (skip_marks (text), "0123456789-") >= LEAST_DIGITS;
}

static gboolean
is_behind_number (const char *line,
                  const char *at)
{
  gsize n = 0;

  while (at > line && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
    at = g_utf8_prev_char (at);
  while (at - n > line && (g_ascii_isdigit (at[-(gssize)n - 1]) || at[-(gssize)n - 1] == '-'))
    n++;
  return n >= LEAST_DIGITS;
}

/* 张三丰 13800000018: what no register knows, begins with a surname and stands beside a telephone number. */
static gboolean
is_of_number (const YutuAddressParse *parse,
              const YutuAddressPiece *piece,
              const char             *name)
{
  glong n = g_utf8_strlen (name, -1);

  return piece->word == NULL && n >= LEAST_NAME && n <= MOST_NAME &&
         begins_as_surname (name) &&
         (is_before_number (parse->text + piece->start + piece->length) || is_behind_number (parse->text, parse->text + piece->start));
}

/* @text with the names of @parse masked; *is_missing: one of them is not in it. */
static void
mask_names (GString                *text,
            const YutuAddressParse *parse,
            gboolean               *is_missing)
{
  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];
      g_autofree char        *name = NULL;
      g_autofree char        *masked = NULL;

      if (piece->length == 0 || (piece->label != YUTU_ADDRESS_PERSON && (parse->reasons & YUTU_ADDRESS_PHONE_DROPPED) == 0))
        continue;
      name = g_strndup (parse->text + piece->start, piece->length);
      if (piece->label != YUTU_ADDRESS_PERSON && !is_of_number (parse, piece, name))
        continue;
      masked = yutu_mask_apply (YUTU_MASK_NAME, name);
      *is_missing = *is_missing || strstr (text->str, name) == NULL;
      g_string_replace (text, name, masked, 0);
    }
}

/* 82300012 beside an address: a telephone number without its area code, or a part of one. */
static void
mask_local_numbers (char *text)
{
  for (char *at = text; *at != '\0';)
    {
      gsize n = strspn (at, "0123456789");

      if (n >= LEAST_DIGITS && n <= MOST_LOCAL && (at == text || at[-1] != '*') && at[n] != '*')
        memset (at, '*', n - 2);
      at += MAX (n, 1);
    }
}

char *
yutu_address_mask_line (const char             *line,
                        const YutuAddressParse *parse)
{
  gboolean is_missing = FALSE;
  char    *masked;
  g_autoptr (GString) out = g_string_new (g_utf8_validate (line, -1, NULL) ? line : "");

  mask_names (out, parse, &is_missing);
  if (is_missing) /* it was normalised: so is what is shown */
    {
      g_string_assign (out, parse->text);
      mask_names (out, parse, &is_missing);
    }
  masked = yutu_mask_apply (YUTU_MASK_TEXT, out->str);
  if ((parse->reasons & (YUTU_ADDRESS_PHONE_DROPPED | YUTU_ADDRESS_OTHER_DROPPED)) != 0)
    mask_local_numbers (masked);
  return masked;
}

/* A piece of the number of a citizen or a card, which was no address. */
static gboolean
is_cut_from_number (const char             *part,
                    const YutuAddressParse *parse)
{
  const char *start = strstr (parse->text, part), *end = start;

  if (start == NULL || strspn (part, "0123456789Xx") != strlen (part))
    return FALSE;
  while (start > parse->text && g_ascii_isdigit (start[-1]))
    start--;
  return end - start + (gssize)strspn (end, "0123456789Xx") >= LEAST_ID;
}

char *
yutu_address_mask_part (const char             *part,
                        const YutuAddressParse *parse)
{
  gboolean is_missing = FALSE;
  g_autoptr (GString) out = g_string_new (part);

  if (is_cut_from_number (part, parse))
    return g_strnfill (strlen (part), '*');
  mask_names (out, parse, &is_missing);
  return yutu_mask_apply (YUTU_MASK_TEXT, out->str);
}
