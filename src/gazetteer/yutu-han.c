/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Characters beside each other: which are written one for the other, and which are standard. */

#include "gazetteer/yutu-name-rules-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-readings-private.h"

/* The characters that @character may have been written for; 0 behind the last one. */
typedef gunichar Lookalikes[4];

static GHashTable *
load_lookalikes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/han-lookalikes.csv", 2, &error);
  GHashTable *table = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (const char *p = cells[1]; *p != '\0'; p = g_utf8_next_char (p))
        {
          gpointer  wrong = GUINT_TO_POINTER (g_utf8_get_char (p));
          gunichar *rights = g_hash_table_lookup (table, wrong);
          gsize     n = 0;

          if (rights == NULL)
            {
              rights = (gunichar *)g_new0 (Lookalikes, 1);
              g_hash_table_insert (table, wrong, rights);
            }
          while (n < G_N_ELEMENTS ((Lookalikes){ 0 }) - 1 && rights[n] != 0)
            n++;
          if (n < G_N_ELEMENTS ((Lookalikes){ 0 }) - 1)
            rights[n] = g_utf8_get_char (cells[0]);
        }
    }
  return table;
}

const gunichar *
yutu_han_get_lookalikes (gunichar character)
{
  static gsize       once = 0;
  static GHashTable *table = NULL;

  if (g_once_init_enter (&once))
    {
      table = load_lookalikes ();
      g_once_init_leave (&once, 1);
    }
  return g_hash_table_lookup (table, GUINT_TO_POINTER (character));
}

gboolean
yutu_han_look_alike (gunichar a,
                     gunichar b)
{
  const gunichar *of_a = yutu_han_get_lookalikes (a);
  const gunichar *of_b = yutu_han_get_lookalikes (b);

  for (; of_a != NULL && *of_a != 0; of_a++)
    if (*of_a == b)
      return TRUE;
  for (; of_b != NULL && *of_b != 0; of_b++)
    if (*of_b == a)
      return TRUE;
  return FALSE;
}

/* By character, the characters of its line; a character stands in one line. */
static GHashTable *
load_shapes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yutu_data_load ("rules/han-shapes.csv", &error);
  GHashTable *table = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (bytes != NULL ? g_bytes_get_data (bytes, NULL) : "", "\n", -1);

  if (bytes == NULL)
    g_warning ("%s", error->message);
  for (gsize i = 0; lines[i] != NULL; i++)
    for (const char *p = g_strchomp (lines[i]); *p != '\0' && (guchar)*lines[i] >= 0x80; p = g_utf8_next_char (p))
      g_hash_table_insert (table, GUINT_TO_POINTER (g_utf8_get_char (p)), (gpointer)g_intern_string (lines[i]));
  return table;
}

gboolean
yutu_han_have_one_shape (gunichar a,
                         gunichar b)
{
  static gsize       once = 0;
  static GHashTable *table = NULL;
  gconstpointer      group = NULL;

  if (g_once_init_enter (&once))
    {
      table = load_shapes ();
      g_once_init_leave (&once, 1);
    }
  group = g_hash_table_lookup (table, GUINT_TO_POINTER (a));
  return (group != NULL && group == g_hash_table_lookup (table, GUINT_TO_POINTER (b))) || yutu_han_look_alike (a, b);
}

int
yutu_han_get_level (gunichar character)
{
  gsize low = 0, high = yutu_han_n_standard;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (yutu_han_standard[middle].character < character)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == yutu_han_n_standard || yutu_han_standard[low].character != character)
    return 0;
  return yutu_han_standard[low].number <= 3500 ? 1 : yutu_han_standard[low].number <= 6500 ? 2
                                                                                           : 3;
}
