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

/* Digits with stars between, and a dash behind an area code or the three figures of a network: 1380000****,
 * 0579-82000000, 138-0000-0000. Over @n_blanks blanks at most: 501 13812345678 is two numbers, 138 1234 5678 one.
 * Returns the end. */
static gsize
run_of_digits (const YutuLine *self,
               gsize           at,
               gsize           n_blanks,
               gsize          *n_digits)
{
  gsize end = at;

  *n_digits = 0;
  for (gsize i = at; i < self->n; i++)
    {
      gboolean is_dash = self->text[i] == '-' && ((self->text[at] == '0' && *n_digits == 4) ||
                                                  (self->text[at] == '1' && n_blanks > 0 && (*n_digits == 3 || *n_digits == 7)));

      if (self->classes[i] != YUTU_CELL_DIGIT && self->text[i] != '*' && !is_dash)
        break;
      if (i > at && self->breaks[i] && n_blanks-- == 0)
        break;
      *n_digits += !is_dash;
      end = is_dash ? end : i + 1;
    }
  return end;
}

/* Nothing that belongs to a number stands there. */
static gboolean
is_apart (const YutuLine *self,
          gsize           at)
{
  return at == 0 || at == self->n || self->breaks[at] ||
         (self->classes[at] == YUTU_CELL_PUNCTUATION && self->text[at] != '-') ||
         (self->classes[at - 1] == YUTU_CELL_PUNCTUATION && self->text[at - 1] != '-');
}

#define BRANCH      0x4e4b /* 之 */
#define MOST_BLANKS 4      /* in a telephone number or a bank card's */

/* A mobile number has 11 digits, in groups of three and four; one with an area code begins with 0; a local one has
 * seven or eight and stands alone. Returns the end, @at: there is none. */
static gsize
end_of_phone (const YutuLine *self,
              gsize           at)
{
  gsize n_first = 0, n_digits = 0;
  gsize first = run_of_digits (self, at, 0, &n_first);

  if (self->text[at] == '8' && n_first == 13 && self->text[at + 1] == '6' && self->text[at + 2] == '1')
    return first;
  for (gsize n_blanks = 0; n_blanks <= MOST_BLANKS; n_blanks++)
    {
      gsize end = run_of_digits (self, at, n_blanks, &n_digits);

      if (self->text[at] == '1' && n_digits == 11 && (end == first || n_first == 3))
        return end;
      if (self->text[at] == '0' && n_digits >= 10 && n_digits <= 12)
        return end;
    }
  return (n_first == 7 || n_first == 8) && at > 0 && self->text[at] != '0' && self->text[at] != '1' &&
             is_apart (self, at) && is_apart (self, first)
           ? first
           : at;
}

/* +86 and 86- before it, at @at. */
static gsize
start_of_phone (const YutuLine *self,
                gsize           at)
{
  gsize start = at > 0 && self->text[at - 1] == '-' ? at - 1 : at;

  if (start < 2 || self->text[start - 1] != '6' || self->text[start - 2] != '8')
    return at;
  if (start > 2 && self->text[start - 3] == '+')
    return start - 3;
  return start < at && is_apart (self, start - 2) ? start - 2 : at;
}

#define LEAST_CITIZEN 15 /* digits of the number of a citizen (GB 11643), or of a bank card */
#define LEAST_LONG    9  /* no door, room or plot has as many */

static void
mark_noise (YutuLine *self,
            gsize     from,
            gsize     to)
{
  for (gsize i = from; i < to; i++)
    self->is_noise[i] = TRUE;
}

/* 321000 at the beginning, behind 邮编, or alone at the end. */
static gboolean
is_postcode (const YutuLine *self,
             gsize           at,
             gsize           end)
{
  gsize before = at;

  if (at == 0)
    return end < self->n && (self->breaks[end] || (self->classes[end] == YUTU_CELL_HAN && self->text[end] != 0x53f7 /* 号 */));
  while (before > 0 && self->classes[before - 1] == YUTU_CELL_PUNCTUATION)
    before--;
  if (before > 0 && (self->text[before - 1] == 0x7f16 /* 编 */ || self->text[before - 1] == 0x7801 /* 码 */))
    return TRUE;
  return end == self->n && (self->breaks[at] || self->text[at - 1] == ',' || self->text[at - 1] == ';');
}

/* The number of a citizen or a card, whole or in groups (330702 19850101 1234, 6222 0212 3456 7890 123), or what
 * stands alone and is too long for an address. Returns the end, @at: there is none. */
static gsize
end_of_long_number (const YutuLine *self,
                    gsize           at)
{
  gsize n_digits = 0, n_first = 0, n_part = 0;
  gsize first = run_of_digits (self, at, 0, &n_first);
  gsize end = run_of_digits (self, at, MOST_BLANKS, &n_digits);

  for (gsize i = first; i < end && end > first; i = run_of_digits (self, i, 0, &n_part))
    {
      run_of_digits (self, i, 0, &n_part);
      if (n_first != 6 && (n_first != 4 || self->text[at] < '3' || n_part > 4)) /* a card's begins with 3 at least */
        end = first;
    }
  if (end == first)
    n_digits = n_first;
  if (n_digits < (is_apart (self, at) && is_apart (self, end) ? LEAST_LONG : LEAST_CITIZEN))
    return at;
  return end < self->n && self->text[end] == 'X' ? end + 1 : end;
}

static unsigned
mark_phones (YutuLine *self)
{
  unsigned reasons = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      gsize n_digits = 0, end;

      if (self->classes[i] != YUTU_CELL_DIGIT)
        continue;
      if ((end = end_of_phone (self, i)) > i)
        reasons |= YUTU_ADDRESS_PHONE_DROPPED;
      else if ((end = end_of_long_number (self, i)) > i)
        reasons |= YUTU_ADDRESS_OTHER_DROPPED;
      else if ((end = run_of_digits (self, i, 0, &n_digits)) == i + 6 && n_digits == 6 && is_postcode (self, i, end))
        reasons |= YUTU_ADDRESS_POSTCODE_DROPPED;
      else
        {
          i = end - 1;
          continue;
        }
      mark_noise (self, start_of_phone (self, i), end);
      i = end - 1;
    }
  return reasons;
}

/* No.8, NO 8: what is said before a number. */
static void
mark_number_signs (YutuLine *self)
{
  for (gsize i = 0; i + 2 < self->n; i++)
    {
      gsize end = self->text[i + 2] == '.' ? i + 3 : i + 2;

      if (self->text[i] == 'N' && self->text[i + 1] == 'O' && (i == 0 || self->classes[i - 1] != YUTU_CELL_LATIN) &&
          end < self->n && self->classes[end] == YUTU_CELL_DIGIT)
        mark_noise (self, i, end);
    }
}

/* Of at most @most digits at @at with @unit behind them; @at: there are none. */
static gsize
end_of_count (const YutuLine *self,
              gsize           at,
              gsize           most,
              gunichar        unit)
{
  gsize end = at;

  while (end < self->n && self->classes[end] == YUTU_CELL_DIGIT)
    end++;
  return end > at && end - at <= most && end < self->n && self->text[end] == unit ? end + 1 : at;
}

/* 1985年契, 1992年6月1日建: when it was written or built. */
static unsigned
mark_dates (YutuLine *self)
{
  unsigned reasons = 0;

  for (gsize i = 0; i + 4 < self->n; i++)
    {
      gsize year = end_of_count (self, i, 4, 0x5e74 /* 年 */);
      gsize end = year;

      if (year != i + 5 || (i > 0 && self->classes[i - 1] == YUTU_CELL_DIGIT) ||
          !((self->text[i] == '1' && (self->text[i + 1] == '8' || self->text[i + 1] == '9')) ||
            (self->text[i] == '2' && self->text[i + 1] == '0')))
        continue;
      end = end_of_count (self, end, 2, 0x6708 /* 月 */);
      end = end > year ? end_of_count (self, end, 2, 0x65e5 /* 日 */) : end;
      if (end < self->n && (self->text[end] == 0x5efa /* 建 */ || self->text[end] == 0x5951 /* 契 */) &&
          (end + 1 == self->n || self->breaks[end + 1] || self->classes[end + 1] != YUTU_CELL_HAN))
        end++;
      mark_noise (self, i, end);
      reasons |= YUTU_ADDRESS_OTHER_DROPPED;
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

/* ---- Figures that are written otherwise ---- */

/* What may stand behind a number. */
static gboolean
is_counter (gunichar character)
{
  static const gunichar counters[] = { 0x53f7, 0x5e62, 0x680b, 0x697c, 0x5355, 0x5c42, 0x5ba4, 0x5f04, 0x7ec4 }; /* 号幢栋楼单层室弄组 */

  for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
    if (counters[i] == character)
      return TRUE;
  return FALSE;
}

/* 壹 is 一, as deeds write; 0: not such. */
static gunichar
plain_numeral (gunichar character)
{
  static const struct
  {
    gunichar formal;
    gunichar plain;
  } numerals[] = {
    { 0x58f9, 0x4e00 }, { 0x8d30, 0x4e8c }, { 0x53c1, 0x4e09 }, { 0x8086, 0x56db }, /* 壹贰叁肆 */
    { 0x4f0d, 0x4e94 },
    { 0x9646, 0x516d },
    { 0x67d2, 0x4e03 },
    { 0x634c, 0x516b }, /* 伍陆柒捌 */
    { 0x7396, 0x4e5d },
    { 0x62fe, 0x5341 },
    { 0x4f70, 0x767e },
    { 0x4edf, 0x5343 }, /* 玖拾佰仟 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (numerals[i].formal == character)
      return numerals[i].plain;
  return 0;
}

/* 陆 of 陆号 and of 贰拾陆, not of 陆家. */
static gboolean
is_formal_numeral (const YutuLine *self,
                   gunichar        character,
                   const char     *behind)
{
  gunichar next = yutu_normal_simplify (g_utf8_get_char (behind));
  gboolean is_behind = self->n > 0 && self->is_formal;

  return plain_numeral (character) != 0 && (is_behind || plain_numeral (next) != 0 || is_counter (next));
}

/* 1O90, 12l号: a letter among figures. 0: not such. */
static gunichar
misread_figure (const YutuLine *self,
                gunichar        character,
                gboolean        breaks,
                const char     *behind)
{
  if (breaks || self->n == 0 || self->classes[self->n - 1] != YUTU_CELL_DIGIT ||
      (!g_ascii_isdigit (*behind) && g_utf8_get_char (behind) != 0x53f7 /* 号 */))
    return 0;
  return character == 'O' || character == 'o' ? '0' : character == 'l' ? '1'
                                                                       : 0;
}

/* @character as it is meant; adds to @reasons. */
static gunichar
read_figure (YutuLine   *self,
             gunichar    character,
             gboolean    breaks,
             const char *behind,
             unsigned   *reasons)
{
  gunichar figure;

  if (character < 0x80)
    {
      figure = g_ascii_isalpha ((char)character) ? misread_figure (self, character, breaks, behind) : 0;
      if (figure != 0)
        *reasons |= YUTU_ADDRESS_MISREAD;
      return figure != 0 ? figure : g_unichar_toupper (character);
    }
  if (character == 0x4e00 /* 一 */ && is_dash_written (self, breaks, behind))
    return '-';
  character = yutu_normal_simplify (g_unichar_toupper (character));
  self->is_formal = is_formal_numeral (self, character, behind);
  return self->is_formal ? plain_numeral (character) : character;
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

/* 1/2/601, 1.2.601: building, unit and flat. A day has no third number of three figures. */
static void
read_strokes (YutuLine *self,
              GString  *normal)
{
  for (gsize i = 0; i < self->n; i++)
    {
      gsize first = skip (self, i, YUTU_CELL_DIGIT, 4), second, third;

      if (first == i)
        continue;
      second = first + 1 < self->n ? skip (self, first + 1, YUTU_CELL_DIGIT, 3) : first;
      third = second + 1 < self->n ? skip (self, second + 1, YUTU_CELL_DIGIT, 5) : second;
      if ((self->text[first] == '/' || self->text[first] == '.') && self->text[first] == self->text[second] &&
          second > first + 1 && (third == second + 4 || third == second + 5) && third <= self->n &&
          (third == self->n || (self->classes[third] != YUTU_CELL_DIGIT && self->text[third] != self->text[first])))
        {
          self->text[first] = self->text[second] = '-';
          normal->str[self->offsets[first]] = normal->str[self->offsets[second]] = '-';
        }
      i = first - 1;
    }
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
  self->is_formal = FALSE;
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
      character = read_figure (self, character, breaks, g_utf8_next_char (p), &reasons);
      if (breaks && self->n > 0)
        g_string_append_c (normal, ' ');
      add_cell (self, normal, character, breaks);
      breaks = FALSE;
    }
  self->offsets[self->n] = (guint32)normal->len;
  reasons |= mark_phones (self) | mark_dates (self);
  mark_number_signs (self);
  read_strokes (self, normal);
  return reasons;
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

/* Between the numbers of a list, or the ends of a range: 二十三、二十四号, 23至25号. */
static gboolean
is_between (gunichar character)
{
  return character == 0x3001 || character == 0x81f3 || character == 0x5230; /* 、至到 */
}

/* 二十三、二十四: more of the same behind it. */
static gsize
skip_han_range (const YutuLine *self,
                gsize           at)
{
  gsize end = at;

  while (end + 1 < self->n && is_between (self->text[end]) && skip_han_digits (self, end + 1) > end + 1)
    end = skip_han_digits (self, end + 1);
  return end;
}

/* 之1 of 12之1号, 之二 of 12之二号: what others write behind 号. */
static gsize
skip_branch (const YutuLine *self,
             gsize           at)
{
  gsize end = at + 1;

  if (end >= self->n || self->text[at] != BRANCH)
    return at;
  end = self->classes[end] == YUTU_CELL_DIGIT ? skip (self, end, YUTU_CELL_DIGIT, 2) : is_han_digit (self->text[end]) ? end + 1
                                                                                                                      : at;
  return end > at && end < self->n && self->text[end] == 0x53f7 /* 号 */ ? end : at;
}

/* 29-31, 103、104, 23至25: more of the same behind it. */
static gsize
skip_range (const YutuLine *self,
            gsize           at)
{
  gsize end = at;

  while (end + 1 < self->n &&
         (yutu_line_is_dash (self, end) || is_between (self->text[end]) || self->text[end] == '/' || self->text[end] == '.') &&
         self->classes[end + 1] == YUTU_CELL_DIGIT)
    end = skip (self, end + 1, YUTU_CELL_DIGIT, 5);
  return end > at ? end : skip_branch (self, at);
}

/* Two or three digits, that no letter follows. */
static gboolean
is_short_run (const YutuLine *self,
              gsize           at)
{
  gsize end = skip (self, at, YUTU_CELL_DIGIT, 6);

  return (end == at + 2 || end == at + 3) && skip (self, end, YUTU_CELL_LATIN, 1) == end;
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
      if (han > at && skip_han_range (self, han) > han)
        numbers[n++] = (YutuLineNumber){ .end = skip_han_range (self, han), .n_digits = (int)(han - at), .is_han = TRUE, .is_range = TRUE, .is_near = TRUE };
      else if (han > at && skip_branch (self, han) > han)
        numbers[n++] = (YutuLineNumber){ .end = skip_branch (self, han), .n_digits = (int)(han - at), .is_han = TRUE, .is_range = TRUE, .is_sub = TRUE };
      else if (letters == at + 1)
        numbers[n++] = (YutuLineNumber){ .end = letters, .n_digits = 1, .is_letter = TRUE };
      return n;
    }
  if (skip (self, digits, YUTU_CELL_LATIN, 2) == digits + 1 && self->text[digits] != 'F')
    end = digits + 1;
  if (letters == at && end > digits && digits <= at + 2 && is_short_run (self, end))
    {
      numbers[n++] = (YutuLineNumber){ .end = skip (self, end, YUTU_CELL_DIGIT, 6), .n_digits = 3 }; /* 10B22, 2B545 */
      return n;
    }
  numbers[n++] = (YutuLineNumber){ .end = end, .n_digits = (int)(digits - letters) };
  if ((letters == at || (letters == at + 1 && digits >= letters + 3)) && skip_range (self, end) > end)
    {
      guint64 first = value_of (self, letters, end), second = value_of (self, end + 1, self->n);

      numbers[n++] = (YutuLineNumber){ .end = skip_range (self, end),
                                       .n_digits = (int)(digits - letters),
                                       .is_range = TRUE,
                                       .is_sub = skip_range (self, end) - end <= 3 &&
                                                 skip (self, end + 1, YUTU_CELL_DIGIT, 5) == skip_range (self, end),
                                       .is_near = self->text[end] != BRANCH && first < second && second <= first + 40 &&
                                                  skip (self, end + 1, YUTU_CELL_DIGIT, 5) == skip_range (self, end) };
    }
  return n;
}
