/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-number.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define MAX_EXACT 9007199254740992.0 /* 2^53: up to here doubles count in ones */

/* The locale of the user. Not the process's: SpatiaLite sets LC_NUMERIC to POSIX for the whole
 * process when a file is opened. */
static locale_t
get_user_locale (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      locale_t locale = newlocale (LC_ALL_MASK, "", (locale_t)0);

      if (locale == (locale_t)0)
        locale = newlocale (LC_ALL_MASK, "C", (locale_t)0);
      g_once_init_leave (&once, (gsize)locale);
    }
  return (locale_t)once;
}

/* As the locale has it; one that groups nothing and writes a point, as C does, gets commas. (transfer
 * full), takes @text: digits of the locale, behind a sign or none */
static char *
group_digits (char *text)
{
  GString *grouped = NULL;
  gsize    first = text[0] == '-';
  gsize    n = strspn (text + first, "0123456789");

  if (nl_langinfo_l (THOUSEP, get_user_locale ())[0] != '\0' ||
      !g_str_equal (nl_langinfo_l (RADIXCHAR, get_user_locale ()), "."))
    return text;
  grouped = g_string_new (text);
  for (gsize left = 3; left < n; left += 3)
    g_string_insert_c (grouped, (gssize)(first + n - left), ',');
  g_free (text);
  return g_string_free (grouped, FALSE);
}

char *
yutu_number_format_count (gint64 count)
{
  locale_t before = uselocale (get_user_locale ());
  char    *text = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  uselocale (before);
  return group_digits (text);
}

char *
yutu_number_format (double value,
                    int    decimals)
{
  locale_t before = uselocale (get_user_locale ());
  char    *text = g_strdup_printf ("%'.*f", decimals, value);

  uselocale (before);
  return group_digits (text);
}

char *
yutu_number_format_short (double value,
                          int    decimals)
{
  g_autofree char *text = yutu_number_format (value, decimals);
  const char      *point = nl_langinfo_l (RADIXCHAR, get_user_locale ());
  char            *found = decimals > 0 ? g_strrstr (text, point) : NULL;
  gsize            length = strlen (text);

  if (found == NULL)
    return g_steal_pointer (&text);
  while (length > 0 && text[length - 1] == '0')
    text[--length] = '\0';
  if (found + strlen (point) == text + length)
    *found = '\0';
  return g_steal_pointer (&text);
}

char *
yutu_number_to_text (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value > -MAX_EXACT && value < MAX_EXACT && value == (double)(gint64)value)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)value);
  for (int digits = 15; digits < 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        return g_strdup (text);
    }
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.17g", value));
}
