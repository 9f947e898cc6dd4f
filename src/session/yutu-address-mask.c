/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-mask.h"

#include <string.h>

#include "casework/yutu-mask.h"

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

/* Digits from @text on into @digits, a hyphen behind an area code left in. Returns what is behind. */
static const char *
read_digits (const char *text,
             GString    *digits,
             gsize      *n)
{
  *n = 0;
  g_string_truncate (digits, 0);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      int digit = digit_of (g_utf8_get_char (text));

      if (digit >= 0)
        {
          g_string_append_c (digits, (char)('0' + digit));
          *n += 1;
        }
      else if (*text == '-' && (*n == 3 || *n == 4) && digits->str[0] == '0' && digit_of (g_utf8_get_char (text + 1)) >= 0)
        g_string_append_c (digits, '-');
      else
        break;
    }
  return text;
}

static void
mask_numbers (GString *line)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *text = line->str;

  while (*text != '\0')
    {
      gsize            n = 0;
      const char      *end = read_digits (text, digits, &n);
      gboolean         ends_in_x = *end == 'x' || *end == 'X';
      YutuMask         mask = n > 0 ? judge_digits (digits->str, n, ends_in_x) : YUTU_MASK_NONE;
      g_autofree char *masked = NULL;

      if (n == 0)
        end = g_utf8_next_char (text);
      if (mask == YUTU_MASK_NONE)
        g_string_append_len (out, text, end - text);
      else
        {
          if (mask == YUTU_MASK_ID_NUMBER && n == 17)
            g_string_append_c (digits, *end++);
          masked = yutu_mask_apply (mask, digits->str);
          g_string_append (out, masked);
        }
      text = end;
    }
  g_string_assign (line, out->str);
}

char *
yutu_address_mask_line (const char             *line,
                        const YutuAddressParse *parse)
{
  GString *out = g_string_new (g_utf8_validate (line, -1, NULL) ? line : "");

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];
      g_autofree char        *name = NULL;
      g_autofree char        *masked = NULL;

      if (piece->label != YUTU_ADDRESS_PERSON)
        continue;
      name = g_strndup (parse->text + piece->start, piece->length);
      masked = yutu_mask_apply (YUTU_MASK_NAME, name);
      if (strstr (out->str, name) == NULL) /* it was normalised: so is what is shown */
        g_string_assign (out, parse->text);
      g_string_replace (out, name, masked, 0);
    }
  mask_numbers (out);
  return g_string_free (out, FALSE);
}
