/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-pillar-number.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-data.h"

enum
{
  PATTERN,
  GRADES,
  LINE_DIGITS,
  SERIAL_DIGITS,
  LETTERS,
  VALID_FROM,
  VALID_TO,
  BASIS,
};

typedef struct
{
  char *name;
  GStrv grades;
  int   line_digits;
  int   serial_digits;
  GStrv letters; /* "Q=single" … */
} Pattern;

struct _YutuPillarPatterns
{
  GArray *patterns; /* Pattern, as the file has them */
};

static void
pattern_clear (gpointer data)
{
  Pattern *pattern = data;

  g_free (pattern->name);
  g_strfreev (pattern->grades);
  g_strfreev (pattern->letters);
}

static int
read_count (const char *text,
            int         max)
{
  guint64 value = 0;

  return g_ascii_string_to_unsigned (text, 10, 1, (guint64)max, &value, NULL) ? (int)value : 0;
}

static gboolean
read_pattern (const char         *line,
              const char         *day,
              YutuPillarPatterns *self,
              GError            **error)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", BASIS + 1);
  Pattern pattern = { 0 };

  if (*line == '\0')
    return TRUE;
  if (g_strv_length (fields) == BASIS + 1)
    {
      pattern.line_digits = read_count (fields[LINE_DIGITS], YUTU_PILLAR_MAX_LINE_CODE);
      pattern.serial_digits = read_count (fields[SERIAL_DIGITS], 6);
    }
  if (pattern.line_digits == 0 || pattern.serial_digits == 0)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                   "rules/pillar-numbers.csv: “%s” is no pattern; write pattern, grades, digits of "
                   "the line code (up to %d), digits of the serial, letters, two days and the basis",
                   line, YUTU_PILLAR_MAX_LINE_CODE);
      return FALSE;
    }
  if (strcmp (fields[VALID_FROM], day) > 0 || strcmp (day, fields[VALID_TO]) >= 0)
    return TRUE;
  pattern.name = g_strdup (fields[PATTERN]);
  pattern.grades = g_strsplit (fields[GRADES], " ", -1);
  pattern.letters = g_strsplit (fields[LETTERS], " ", -1);
  g_array_append_val (self->patterns, pattern);
  return TRUE;
}

YutuPillarPatterns *
yutu_pillar_patterns_load (const char *day,
                           GError    **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load ("rules/pillar-numbers.csv", error);
  g_autoptr (YutuPillarPatterns) self = g_new0 (YutuPillarPatterns, 1);
  g_auto (GStrv) lines = NULL;

  self->patterns = g_array_new (FALSE, TRUE, sizeof (Pattern));
  g_array_set_clear_func (self->patterns, pattern_clear);
  if (bytes == NULL)
    return NULL;
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (!read_pattern (lines[i], day, self, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
yutu_pillar_patterns_free (YutuPillarPatterns *self)
{
  g_array_unref (self->patterns);
  g_free (self);
}

static gboolean
has_grade (const Pattern *pattern,
           int            grade)
{
  char text[12];

  g_snprintf (text, sizeof text, "%d", grade);
  return g_strv_contains ((const char *const *)pattern->grades, text);
}

static gboolean
has_letter (const Pattern *pattern,
            char           letter)
{
  for (gsize i = 0; pattern->letters[i] != NULL; i++)
    if (pattern->letters[i][0] == letter && pattern->letters[i][1] == '=')
      return TRUE;
  return FALSE;
}

static gboolean
matches (const Pattern    *pattern,
         const char       *text,
         YutuPillarNumber *number)
{
  gsize digits = (gsize)(pattern->line_digits + pattern->serial_digits);

  if (strlen (text) != digits + 1 || strspn (text, "0123456789") != digits ||
      !has_letter (pattern, text[digits]))
    return FALSE;
  *number = (YutuPillarNumber){ .digits = pattern->serial_digits,
                                .letter = text[digits],
                                .pattern = pattern->name };
  memcpy (number->line_code, text, (gsize)pattern->line_digits);
  for (gsize i = (gsize)pattern->line_digits; i < digits; i++)
    number->serial = number->serial * 10 + (text[i] - '0');
  return number->serial > 0;
}

gboolean
yutu_pillar_number_parse (const YutuPillarPatterns *self,
                          int                       grade,
                          const char               *text,
                          YutuPillarNumber         *number,
                          GError                  **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < self->patterns->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->patterns, Pattern, i);

      if (!has_grade (pattern, grade))
        continue;
      if (matches (pattern, text, number))
        return TRUE;
      g_string_append_printf (known, "%s%d + %d digits", known->len > 0 ? " or " : "",
                              pattern->line_digits, pattern->serial_digits);
    }
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
               _ ("“%s” is no number of a pillar: it has the line's code, a serial from 001 and a letter "
               "(%s)"),
               text, known->len > 0 ? known->str : _ ("no pattern is known for lines of this grade"));
  return FALSE;
}

char *
yutu_pillar_number_format (const YutuPillarPatterns *self,
                           int                       grade,
                           const char               *line_code,
                           int                       serial,
                           char                      letter)
{
  for (guint i = 0; line_code != NULL && i < self->patterns->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->patterns, Pattern, i);

      if (has_grade (pattern, grade) && strlen (line_code) == (gsize)pattern->line_digits &&
          has_letter (pattern, letter))
        return g_strdup_printf ("%s%0*d%c", line_code, pattern->serial_digits, serial, letter);
    }
  return NULL;
}

gboolean
yutu_pillar_letter_fits (const YutuPillarPatterns *self,
                         const YutuPillarNumber   *number,
                         const char               *kind)
{
  for (guint i = 0; i < self->patterns->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->patterns, Pattern, i);

      for (gsize k = 0; g_str_equal (pattern->name, number->pattern) && pattern->letters[k] != NULL; k++)
        if (pattern->letters[k][0] == number->letter && pattern->letters[k][1] == '=' &&
            strcmp (pattern->letters[k] + 2, kind) == 0)
          return TRUE;
    }
  return FALSE;
}

int
yutu_pillar_kind_count (const char *kind)
{
  return g_strcmp0 (kind, "double") == 0 ? 2 : g_strcmp0 (kind, "triple") == 0 ? 3 : 1;
}
