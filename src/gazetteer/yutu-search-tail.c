/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is typed behind the base of an address, cut into tokens of a number and its measure word, in
 * the words of the canonical text: 128号 5幢 2单元 302室. Tokens must follow one another in the
 * address in this order; what lies between may be left out, and the last one may be half typed. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

static const struct
{
  const char *typed;
  const char *counter;
} COUNTERS[] = {
  { "号楼", "幢" },
  { "号房", "室" },
  { "号", "号" },
  { "hao", "号" },
  { "幢", "幢" },
  { "栋", "幢" },
  { "座", "幢" },
  { "#", "幢" },
  { "单元", "单元" },
  { "梯", "单元" },
  { "门", "单元" },
  { "层", "层" },
  { "楼", "层" },
  { "f", "层" },
  { "室", "室" },
  { "房", "室" },
};

#define MAX_NUMBERS 3

void
yutu_tail_clear (YutuTail *self)
{
  g_clear_pointer (&self->alternatives, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

static const char *
find_counter (const char *p,
              gsize      *length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COUNTERS); i++)
    if (g_str_has_prefix (p, COUNTERS[i].typed))
      {
        *length = strlen (COUNTERS[i].typed);
        return COUNTERS[i].counter;
      }
  *length = 0;
  return NULL;
}

static gsize
count_digits (const char *p)
{
  return strspn (p, "0123456789");
}

/* ---- Numbers joined by dashes ---- */

static void
add_alternative (YutuTail   *self,
                 GPtrArray  *tokens,
                 const char *first,
                 ...)
{
  GPtrArray  *all = g_ptr_array_new_with_free_func (g_free);
  const char *token = first;
  va_list     rest;

  for (guint i = 0; i < tokens->len; i++)
    g_ptr_array_add (all, g_strdup (g_ptr_array_index (tokens, i)));
  va_start (rest, first);
  for (; token != NULL; token = va_arg (rest, const char *))
    g_ptr_array_add (all, g_strdup (token));
  va_end (rest);
  g_ptr_array_add (self->alternatives, all);
}

/* 128-3 is a door with a sub-number, or building and room; 5-2-302 building, unit, room. */
static void
add_joined (YutuTail         *self,
            const char *const numbers[MAX_NUMBERS],
            gsize             n)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *door = g_strconcat (numbers[0], "号-", numbers[1], NULL);
  g_autofree char *building = g_strconcat (numbers[0], "幢", NULL);
  g_autofree char *unit = g_strconcat (numbers[1], "单元", NULL);

  if (n == 2)
    {
      add_alternative (self, none, door, NULL);
      add_alternative (self, none, building, numbers[1], NULL);
    }
  else
    add_alternative (self, none, building, unit, numbers[2], NULL);
}

static gboolean
parse_joined (YutuTail   *self,
              const char *text)
{
  g_auto (GStrv) numbers = g_strsplit (text, "-", MAX_NUMBERS + 1);
  gsize n = g_strv_length (numbers);

  if (n < 2 || n > MAX_NUMBERS)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (*numbers[i] == '\0' || count_digits (numbers[i]) != strlen (numbers[i]))
      return FALSE;
  add_joined (self, (const char *const *)numbers, n);
  return TRUE;
}

/* ---- Numbers with their words ---- */

/* The next token; *is_open when it is a number without its word. */
static char *
next_token (const char **text,
            gboolean    *is_open)
{
  const char *p = *text;
  gsize       n = count_digits (p);
  gsize       counter_length = 0;
  const char *counter = NULL;

  *is_open = FALSE;
  if (n == 0) /* 甲, 之二, a letter of a building */
    {
      g_autofree char *one = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));

      *text = g_utf8_next_char (p);
      if (g_ascii_isalpha (*p))
        counter = find_counter (*text, &counter_length);
      *text += counter_length;
      return counter != NULL ? g_strconcat (one, counter, NULL) : g_steal_pointer (&one);
    }
  counter = find_counter (p + n, &counter_length);
  *text = p + n + counter_length;
  *is_open = counter == NULL;
  return counter != NULL ? g_strdup_printf ("%.*s%s", (int)n, p, counter) : g_strndup (p, n);
}

static void
parse_tokens (YutuTail   *self,
              const char *text)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  gboolean is_open = FALSE;

  while (*text != '\0')
    {
      gboolean         is_last = FALSE;
      g_autofree char *token = next_token (&text, &is_open);

      is_last = *text == '\0';
      /* 128甲 is 128号甲 */
      if (tokens->len == 0 && is_open && !is_last)
        g_ptr_array_add (tokens, g_strconcat (token, "号", NULL));
      else
        g_ptr_array_add (tokens, g_steal_pointer (&token));
    }
  g_ptr_array_add (self->alternatives, g_steal_pointer (&tokens));
}

gboolean
yutu_tail_parse (YutuTail   *self,
                 const char *text)
{
  gsize       n = count_digits (text);
  gsize       length = 0;
  const char *counter = NULL;

  *self = (YutuTail){ 0 };
  if (n == 0 || n > 6)
    return FALSE;
  self->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  counter = find_counter (text + n, &length);
  if (counter == NULL || strcmp (counter, "号") == 0 || text[n] == '#')
    self->door = (int)g_ascii_strtoll (text, NULL, 10);
  self->door_is_open = text[n] == '\0';
  if (!parse_joined (self, text))
    parse_tokens (self, text);
  if (text[n] == '#') /* a door's number too, on a plate or a list */
    {
      g_autofree char *door = g_strdup_printf ("%.*s号%s", (int)n, text, text + n + 1);

      parse_tokens (self, door);
    }
  for (guint i = 0; i < self->alternatives->len; i++)
    {
      g_autoptr (GString) joined = g_string_new (NULL);
      const GPtrArray *tokens = g_ptr_array_index (self->alternatives, i);

      for (guint k = 0; k < tokens->len; k++)
        g_string_append (joined, g_ptr_array_index (tokens, k));
      g_ptr_array_add (self->texts, g_string_free (g_steal_pointer (&joined), FALSE));
    }
  return TRUE;
}

/* ---- Matching ---- */

/* Where @token stands in @text, not in the middle of a number. */
static const char *
find_token (const char *start,
            const char *text,
            const char *token)
{
  const char *found = strstr (text, token);

  while (found != NULL && found > start && g_ascii_isdigit (found[-1]) && g_ascii_isdigit (*token))
    found = strstr (found + 1, token);
  return found;
}

static gboolean
match_tokens (const GPtrArray *tokens,
              const char      *numbers)
{
  const char *p = numbers;

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = g_ptr_array_index (tokens, i);

      p = find_token (numbers, p, token);
      if (p == NULL || (i == 0 && p != numbers))
        return FALSE;
      p += strlen (token);
    }
  return TRUE;
}

/* 128 is all of 128号, 128号5 of 128号5幢. */
static gboolean
is_all_of (const char *typed,
           const char *numbers)
{
  gsize length = strlen (typed);
  gsize rest = 0;

  if (strncmp (numbers, typed, length) != 0)
    return FALSE;
  if (numbers[length] == '\0')
    return TRUE;
  return length > 0 && g_ascii_isdigit (typed[length - 1]) &&
         find_counter (numbers + length, &rest) != NULL && numbers[length + rest] == '\0';
}

gboolean
yutu_tail_match (const YutuTail *self,
                 const char     *numbers,
                 gboolean       *is_whole)
{
  for (guint i = 0; i < self->alternatives->len; i++)
    if (match_tokens (g_ptr_array_index (self->alternatives, i), numbers))
      {
        *is_whole = is_all_of (g_ptr_array_index (self->texts, i), numbers);
        return TRUE;
      }
  return FALSE;
}
