/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "typed-name.h"

#include <string.h>

#include "gazetteer/yutu-pinyin-private.h"

/* All ways to lay @keys on the characters from @index on, by the words of the contract. */
static gboolean
can_be_typed (const char      *name,
              const GPtrArray *typed,
              guint            index,
              const char      *keys)
{
  const GPtrArray *readings = NULL;

  if (*keys == '\0')
    return TRUE;
  if (index == typed->len)
    return FALSE;
  if (g_utf8_get_char (keys) == g_utf8_get_char (name) &&
      can_be_typed (g_utf8_next_char (name), typed, index + 1, g_utf8_next_char (keys)))
    return TRUE;
  readings = g_ptr_array_index (typed, index);
  for (guint i = 0; i < readings->len; i++)
    {
      const char *reading = g_ptr_array_index (readings, i);
      const char *next = g_utf8_next_char (name);
      gsize       length = strlen (reading);

      if (g_str_has_prefix (reading, keys)) /* the last one, half typed or whole */
        return TRUE;
      if (g_str_has_prefix (keys, reading) && can_be_typed (next, typed, index + 1, keys + length))
        return TRUE;
      if (*keys == *reading && can_be_typed (next, typed, index + 1, keys + 1))
        return TRUE;
      if ((g_str_has_prefix (reading, "zh") || g_str_has_prefix (reading, "ch") || g_str_has_prefix (reading, "sh")) &&
          strncmp (keys, reading, 2) == 0 && can_be_typed (next, typed, index + 1, keys + 2))
        return TRUE;
    }
  return FALSE;
}

gboolean
typed_name_holds (const char *name,
                  const char *query)
{
  const char *p = name;
  g_autoptr (GPtrArray) typed = NULL;

  if (strstr (name, query) != NULL)
    return TRUE;
  if (strpbrk (query, "abcdefghijklmnopqrstuvwxyz") == NULL)
    return FALSE;
  typed = yutu_pinyin_list_typed (name);
  for (guint i = 0; i < typed->len; i++, p = g_utf8_next_char (p))
    if (can_be_typed (p, typed, i, query))
      return TRUE;
  return FALSE;
}
