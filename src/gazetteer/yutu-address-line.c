/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-lattice-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

static YutuCellClass
class_of (gunichar character)
{
  if (character >= '0' && character <= '9')
    return YUTU_CELL_DIGIT;
  if (g_ascii_isalpha ((char)MIN (character, 0x7f)) && character < 0x80)
    return YUTU_CELL_LATIN;
  return g_unichar_isalnum (character) ? YUTU_CELL_HAN : YUTU_CELL_PUNCTUATION;
}

static void
add_cell (YutuLine *self,
          GString  *normal,
          gunichar  character,
          gboolean  breaks)
{
  gsize at = self->n++;

  self->text[at] = character;
  self->classes[at] = class_of (character);
  self->offsets[at] = (guint32)normal->len;
  self->breaks[at] = breaks;
  self->is_noise[at] = FALSE;
  g_string_append_unichar (normal, character);
  self->is_numeral[at] = self->classes[at] == YUTU_CELL_DIGIT || yutu_normal_parse_numeral (normal->str + self->offsets[at], 1) >= 0;
}

/* ---- What is no address, by its form ---- */

/* Digits with dashes, spaces and stars between: 1380000****, 0579-82000000. Returns the end. */
static gsize
run_of_digits (const YutuLine *self,
               gsize           at,
               gsize          *n_digits)
{
  gsize end = at;

  *n_digits = 0;
  for (gsize i = at; i < self->n && (self->classes[i] == YUTU_CELL_DIGIT || self->text[i] == '*' ||
                                     (self->text[i] == '-' && *n_digits == 4 && self->text[at] == '0'));
       i++)
    {
      *n_digits += self->text[i] != '-';
      end = i + 1;
    }
  return end;
}

static void
mark_noise (YutuLine *self,
            gsize     from,
            gsize     to)
{
  for (gsize i = from; i < to; i++)
    self->is_noise[i] = TRUE;
}

static unsigned
mark_phones (YutuLine *self)
{
  unsigned reasons = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      gsize    n_digits = 0, end;
      gboolean is_phone;

      if (self->classes[i] != YUTU_CELL_DIGIT)
        continue;
      end = run_of_digits (self, i, &n_digits);
      is_phone = (self->text[i] == '1' && n_digits == 11) || (self->text[i] == '0' && n_digits >= 10 && n_digits <= 12);
      if (is_phone)
        {
          mark_noise (self, i, end);
          reasons |= YUTU_ADDRESS_PHONE_DROPPED;
        }
      else if (i == 0 && n_digits == 6 && end < self->n &&
               (self->breaks[end] || (self->classes[end] == YUTU_CELL_HAN && self->text[end] != 0x53f7 /* 号 */)))
        {
          mark_noise (self, i, end);
          reasons |= YUTU_ADDRESS_POSTCODE_DROPPED;
        }
      i = end - 1;
    }
  return reasons;
}

/* 5一2一301: a dash is typed as the numeral. */
static gboolean
is_dash_written (const YutuLine *self,
                 gboolean        breaks,
                 const char     *behind)
{
  return !breaks && self->n > 0 && self->classes[self->n - 1] == YUTU_CELL_DIGIT && g_ascii_isdigit (*behind);
}

/* Nothing but ASCII and the unified ideographs of the first block, which no form of normalisation changes. */
static gboolean
is_composed (const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gunichar character = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char (p);

      if (character >= 0x80 && (character < 0x4e00 || character > 0x9fff))
        return FALSE;
      p += character < 0x80 ? 1 : 3;
    }
  return TRUE;
}

unsigned
yutu_line_read (YutuLine   *self,
                GString    *normal,
                const char *text)
{
  g_autofree char *composed = NULL;
  gboolean         breaks = FALSE;
  unsigned         reasons = 0;

  self->n = 0;
  g_string_truncate (normal, 0);
  if (!g_utf8_validate (text, -1, NULL))
    text = "";
  else if (!is_composed (text))
    text = composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_iszerowidth (character) || g_unichar_iscntrl (character))
        character = ' ';
      if (self->n == YUTU_LINE_MAX)
        {
          reasons |= YUTU_ADDRESS_TOO_LONG;
          break;
        }
      if (g_unichar_isspace (character))
        {
          breaks = TRUE;
          continue;
        }
      if (character == 0x4e00 /* 一 */ && is_dash_written (self, breaks, g_utf8_next_char (p)))
        character = '-';
      if (breaks && self->n > 0)
        g_string_append_c (normal, ' ');
      add_cell (self, normal, yutu_normal_simplify (g_unichar_toupper (character)), breaks);
      breaks = FALSE;
    }
  self->offsets[self->n] = (guint32)normal->len;
  return reasons | mark_phones (self);
}

/* ---- Numbers ---- */

gboolean
yutu_line_is_dash (const YutuLine *self,
                   gsize           at)
{
  static const gunichar dashes[] = { '-', '_', '~', 0x2014 /* — */, 0x2013, 0x2212, 0 };

  if (at >= self->n)
    return FALSE;
  for (gsize i = 0; dashes[i] != 0; i++)
    if (dashes[i] == self->text[at])
      return TRUE;
  return FALSE;
}

static gsize
skip (const YutuLine *self,
      gsize           at,
      YutuCellClass class,
      gsize limit)
{
  gsize end = at;

  while (end < self->n && end < at + limit && self->classes[end] == class && !self->is_noise[end] &&
         (end == at || !self->breaks[end]))
    end++;
  return end;
}

static gboolean
is_han_digit (gunichar character)
{
  char  text[7] = { 0 };
  gsize length = (gsize)g_unichar_to_utf8 (character, text);

  return length == 3 && (yutu_normal_parse_numeral (text, 1) >= 0 || strcmp (text, "百") == 0 ||
                         strcmp (text, "千") == 0);
}

static gsize
skip_han_digits (const YutuLine *self,
                 gsize           at)
{
  gsize end = at;

  while (end < self->n && end < at + 7 && is_han_digit (self->text[end]))
    end++;
  return end;
}

static guint64
value_of (const YutuLine *self,
          gsize           from,
          gsize           to)
{
  guint64 value = 0;

  for (gsize i = from; i < to && self->classes[i] == YUTU_CELL_DIGIT; i++)
    value = value * 10 + (self->text[i] - '0');
  return value;
}

/* 29-31, 103、104: more of the same behind it. */
static gsize
skip_range (const YutuLine *self,
            gsize           at)
{
  gsize end = at;

  while (end + 1 < self->n &&
         (yutu_line_is_dash (self, end) || self->text[end] == 0x3001 || self->text[end] == '/' || self->text[end] == '.') &&
         self->classes[end + 1] == YUTU_CELL_DIGIT)
    end = skip (self, end + 1, YUTU_CELL_DIGIT, 5);
  return end;
}

gsize
yutu_line_numbers (const YutuLine *self,
                   gsize           at,
                   YutuLineNumber  numbers[2])
{
  gsize letters = skip (self, at, YUTU_CELL_LATIN, 2);
  gsize digits = skip (self, letters, YUTU_CELL_DIGIT, 6);
  gsize n = 0, end = digits;

  if (self->is_noise[at])
    return 0;
  if (digits == letters)
    {
      gsize han = letters == at ? skip_han_digits (self, at) : at;

      if (han > at)
        numbers[n++] = (YutuLineNumber){ .end = han, .n_digits = (int)(han - at), .is_han = TRUE };
      else if (letters == at + 1)
        numbers[n++] = (YutuLineNumber){ .end = letters, .n_digits = 1, .is_letter = TRUE };
      return n;
    }
  if (skip (self, digits, YUTU_CELL_LATIN, 2) == digits + 1 && self->text[digits] != 'F')
    end = digits + 1;
  numbers[n++] = (YutuLineNumber){ .end = end, .n_digits = (int)(digits - letters) };
  if ((letters == at || (letters == at + 1 && digits >= letters + 3)) && skip_range (self, end) > end)
    {
      guint64 first = value_of (self, letters, end), second = value_of (self, end + 1, self->n);

      numbers[n++] = (YutuLineNumber){ .end = skip_range (self, end),
                                       .n_digits = (int)(digits - letters),
                                       .is_range = TRUE,
                                       .is_sub = skip_range (self, end) - end <= 3 &&
                                                 skip (self, end + 1, YUTU_CELL_DIGIT, 5) == skip_range (self, end),
                                       .is_near = first < second && second <= first + 40 &&
                                                  skip (self, end + 1, YUTU_CELL_DIGIT, 5) == skip_range (self, end) };
    }
  return n;
}
