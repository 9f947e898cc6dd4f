/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-half-width.h"

#include <string.h>

#define FIRST 0xff01
#define LAST  0xff5e
#define SHIFT 0xfee0 /* from ASCII */

static const struct
{
  gunichar wide;
  char     half;
} MARKS[] = {
  { 0x3000, ' ' }, { 0x3001, ',' }, { 0x3002, '.' },  { 0x300a, '<' },  { 0x300b, '>' },  { 0x2018, '\'' },
  { 0x2019, '\'' }, { 0x201c, '"' }, { 0x201d, '"' }, { 0x2013, '-' }, { 0x2212, '-' },
};

static gunichar
to_half (gunichar c)
{
  if (c >= FIRST && c <= LAST)
    return c - SHIFT;
  for (guint i = 0; i < G_N_ELEMENTS (MARKS); i++)
    if (MARKS[i].wide == c)
      return (gunichar)MARKS[i].half;
  return c;
}

char *
yutu_half_width_dup (const char *text)
{
  GString *half = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  half = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (half, to_half (g_utf8_get_char (p)));
  return g_string_free (half, FALSE);
}

static gunichar
fold (gunichar c)
{
  gunichar half = to_half (c);

  return half < 0x80 ? (gunichar)g_ascii_tolower ((char)half) : half;
}

gboolean
yutu_half_width_equal (const char *a,
                       const char *b)
{
  if (!g_utf8_validate (a, -1, NULL) || !g_utf8_validate (b, -1, NULL))
    return strcmp (a, b) == 0;
  while (*a != '\0' && *b != '\0' && fold (g_utf8_get_char (a)) == fold (g_utf8_get_char (b)))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  return *a == '\0' && *b == '\0';
}
