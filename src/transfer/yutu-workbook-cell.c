/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-workbook-cell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/yutu-day.h"

#define UNIX_DAY      25569   /* 1970-01-01, counted from 1899-12-30 */
#define FALSE_DAY     60      /* 1900-02-29, which there never was */
#define DAYS_TO_1904  1462    /* from 1899-12-30 to 1904-01-01 */
#define LAST_DAY      2958466 /* behind 9999-12-31 */
#define DAY_S         86400
#define MAX_COLUMN    16384
#define MAX_CODE_SIZE 18

/* ---- Formats ---- */

/* ECMA-376 part 1, 18.8.30, with those of Chinese workbooks. */
static YutuCellForm
find_usual (int id)
{
  YutuCellForm form = { YUTU_CELL_NUMBER, 0 };

  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
    form.kind = YUTU_CELL_DAY;
  else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    form.kind = YUTU_CELL_TIME;
  else if (id == 22)
    form.kind = YUTU_CELL_MOMENT;
  return form;
}

/* Over what is written out: "…", \x, [red]. */
static const char *
skip_written (const char *c)
{
  const char *end = NULL;

  if (*c == '\\' || *c == '_' || *c == '*')
    return c[1] != '\0' ? g_utf8_next_char (c + 1) : c + 1;
  if (*c != '"' && *c != '[')
    return c;
  end = strchr (c + 1, *c == '"' ? '"' : ']');
  return end != NULL ? end + 1 : c + strlen (c);
}

static YutuCellForm
find_written (const char *code)
{
  YutuCellForm form = { YUTU_CELL_NUMBER, (int)strlen (code) };
  gboolean     has_day = FALSE, has_time = FALSE, has_month = FALSE;

  if (form.n_digits > 1 && form.n_digits <= MAX_CODE_SIZE && strspn (code, "0") == (gsize)form.n_digits)
    {
      form.kind = YUTU_CELL_CODE;
      return form;
    }
  form.n_digits = 0;
  for (const char *c = code; *c != '\0' && *c != ';';)
    {
      const char *behind = skip_written (c);
      char        low = (char)g_ascii_tolower (*c);

      has_time |= *c == '[' && strchr ("hHsSmM", c[1]) != NULL && c[1] != '\0' && (c[2] == ']' || c[2] == c[1]);
      if (behind != c)
        {
          c = behind;
          continue;
        }
      if (g_ascii_strncasecmp (c, "general", 7) == 0)
        return form;
      has_day |= low == 'y' || low == 'd';
      has_time |= low == 'h' || low == 's';
      has_month |= low == 'm';
      c++;
    }
  if ((has_day || has_month) && !has_time)
    form.kind = YUTU_CELL_DAY;
  else if (has_time)
    form.kind = has_day ? YUTU_CELL_MOMENT : YUTU_CELL_TIME;
  return form;
}

YutuCellForm
yutu_cell_form_find (int         id,
                     const char *code)
{
  return code != NULL ? find_written (code) : find_usual (id);
}

/* ---- Numbers ---- */

static char *
dup_moment (YutuCellForm form,
            double       serial,
            gboolean     is_1904)
{
  gint64 seconds = (gint64)llround (serial * DAY_S);
  gint64 days = seconds / DAY_S;
  int    rest = (int)(seconds % DAY_S);
  char   day[YUTU_DAY_TEXT_SIZE];
  char   time[16];

  g_snprintf (time, sizeof time, "%02d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
  if (form.kind == YUTU_CELL_TIME && days == 0)
    return g_strdup (time);
  days += is_1904 ? DAYS_TO_1904 : days < FALSE_DAY ? 1
                                                    : 0;
  yutu_day_format ((YutuDay)(days - UNIX_DAY), day);
  return rest == 0 ? g_strdup (day) : g_strdup_printf ("%s %s", day, time);
}

/* As it is shown: fifteen digits, and no power of ten as long as there is room. */
static char *
dup_number (const char *text,
            double      value)
{
  char shown[G_ASCII_DTOSTR_BUF_SIZE];

  if (strspn (text, "-0123456789") == strlen (text))
    return g_strdup (text);
  if (fabs (value) < 1e15 && value == trunc (value))
    return g_strdup_printf ("%.0f", value);
  return g_strdup (g_ascii_formatd (shown, sizeof shown, "%.15g", value));
}

char *
yutu_cell_form_dup_text (YutuCellForm self,
                         const char  *text,
                         gboolean     is_1904)
{
  char  *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !isfinite (value))
    return g_strdup (text);
  if (self.kind == YUTU_CELL_CODE && value >= 0 && value < 1e15 && value == trunc (value))
    return g_strdup_printf ("%0*" G_GINT64_FORMAT, self.n_digits, (gint64)value);
  if ((self.kind == YUTU_CELL_DAY || self.kind == YUTU_CELL_TIME || self.kind == YUTU_CELL_MOMENT) && value >= 0 &&
      value < LAST_DAY - DAYS_TO_1904)
    return dup_moment (self, value, is_1904);
  return dup_number (text, value);
}

/* ---- Names of cells ---- */

gboolean
yutu_cell_parse_name (const char *name,
                      gint64     *column,
                      gint64     *row)
{
  const char *c = name;
  gint64      letters = 0;
  guint64     number = 0;

  for (; g_ascii_isupper (*c) && letters <= MAX_COLUMN; c++)
    letters = letters * 26 + (*c - 'A' + 1);
  if (letters > MAX_COLUMN || (*c != '\0' && !g_ascii_string_to_unsigned (c, 10, 1, G_MAXINT32, &number, NULL)))
    return FALSE;
  if (letters > 0)
    *column = letters - 1;
  if (number > 0)
    *row = (gint64)number;
  return TRUE;
}

char *
yutu_cell_dup_column_name (gint64 column)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (gint64 rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (name, (char)('A' + (rest - 1) % 26));
  return g_string_free (g_steal_pointer (&name), FALSE);
}
