/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A text begins with the names of a village and the units above it, from any of them on, or with the
 * name of a base; its door number then leaves few rows, and their texts decide. */

#include "gazetteer/yutu-address-find.h"

#include <string.h>

#include "gazetteer/yutu-address-names-private.h"

#define MAX_TEXT 600 /* bytes */

struct _YutuAddressFinder
{
  YutuConnection *connection;
  char            day[YUTU_DAY_TEXT_SIZE];
  GHashTable     *fronts; /* names in a row, ending with a village: char * → GArray of gint64 */
};

/* One search. */
typedef struct
{
  YutuAddressFinder *finder;
  const char        *text;
  gint64             id;
  gsize              n;
} Find;

static void
add_front (YutuAddressFinder *self,
           const char        *front,
           gint64             village)
{
  GArray *villages = g_hash_table_lookup (self->fronts, front);

  if (villages == NULL)
    {
      villages = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->fronts, g_strdup (front), villages);
    }
  g_array_append_val (villages, village);
}

static gboolean
add_village (YutuAddressFinder *self,
             gint64             village,
             GError           **error)
{
  g_autoptr (YutuVillageNames) names = NULL;
  g_autoptr (GString) front = g_string_new (NULL);

  if (!yutu_village_names_load (self->connection, village, self->day, &names, error))
    return FALSE;
  for (gsize i = names != NULL ? G_N_ELEMENTS (names->levels) : 0; i-- > 0;)
    if (names->levels[i] != NULL)
      {
        g_string_prepend (front, names->levels[i]);
        add_front (self, front->str, village);
      }
  return TRUE;
}

static GArray *
list_villages (YutuAddressFinder *self,
               GError           **error)
{
  g_autoptr (GArray) villages = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT unit FROM division WHERE level = 5 AND valid_from <= ?1 AND ?1 < valid_to", error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, self->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      gint64 unit = 0;

      if (!yutu_connection_step (self->connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&villages);
      unit = sqlite3_column_int64 (row, 0);
      g_array_append_val (villages, unit);
    }
}

YutuAddressFinder *
yutu_address_finder_new (YutuConnection *connection,
                         YutuDay         day,
                         GError        **error)
{
  g_autoptr (YutuAddressFinder) self = g_new0 (YutuAddressFinder, 1);
  g_autoptr (GArray) villages = NULL;

  self->connection = connection;
  self->fronts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  yutu_day_format (day, self->day);
  villages = list_villages (self, error);
  for (guint i = 0; villages != NULL && i < villages->len; i++)
    if (!add_village (self, g_array_index (villages, gint64, i), error))
      return NULL;
  return villages != NULL ? g_steal_pointer (&self) : NULL;
}

void
yutu_address_finder_free (YutuAddressFinder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->fronts);
  g_free (self);
}

/* ---- Numbers ---- */

/* The first number before 号; 0 when there is none. */
static int
find_door (const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      char  *end = NULL;
      gint64 number = 0;

      if (!g_ascii_isdigit (*p))
        {
          p++;
          continue;
        }
      number = g_ascii_strtoll (p, &end, 10);
      if (g_str_has_prefix (end, "号"))
        return number < G_MAXINT ? (int)number : 0;
      p = end;
    }
  return 0;
}

/* ---- Rows ---- */

/* Counts the addresses under @key whose text ends as the one that is looked for. */
static gboolean
look_under (Find       *self,
            const char *sql,
            gint64      key,
            int         door,
            GError    **error)
{
  YutuConnection *connection = self->finder->connection;
  gboolean        found = TRUE;
  sqlite3_stmt   *row = yutu_connection_prepare (connection, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, key);
  sqlite3_bind_int (row, 2, door);
  sqlite3_bind_text (row, 3, self->finder->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!g_str_has_suffix ((const char *)sqlite3_column_text (row, 1), self->text))
        continue;
      if (self->n++ == 0)
        self->id = sqlite3_column_int64 (row, 0);
    }
}

static gboolean
look_in_villages (Find       *self,
                  const char *front,
                  int         door,
                  GError    **error)
{
  const GArray *villages = g_hash_table_lookup (self->finder->fronts, front);

  for (guint i = 0; villages != NULL && i < villages->len; i++)
    if (!look_under (self,
                     "SELECT id, text FROM address WHERE village = ?1 AND door = ?2 "
                     "AND valid_from <= ?3 AND ?3 < valid_to",
                     g_array_index (villages, gint64, i), door, error))
      return FALSE;
  return TRUE;
}

static gboolean
look_on_bases (Find       *self,
               const char *name,
               int         door,
               GError    **error)
{
  YutuConnection *connection = self->finder->connection;
  g_autoptr (GArray) bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT id FROM place_name WHERE name = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, name, -1, SQLITE_TRANSIENT);
  while (found)
    {
      gint64 base = 0;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      base = found ? sqlite3_column_int64 (row, 0) : 0;
      if (found)
        g_array_append_val (bases, base);
    }
  for (guint i = 0; i < bases->len; i++)
    if (!look_under (self,
                     "SELECT id, text FROM address WHERE place = ?1 AND door = ?2 "
                     "AND valid_from <= ?3 AND ?3 < valid_to",
                     g_array_index (bases, gint64, i), door, error))
      return FALSE;
  return TRUE;
}

/* Every start of the text that ends between characters, shortest first. */
static gboolean
look_by_starts (Find *self,
                gboolean (*look) (Find       *self,
                                  const char *start,
                                  int         door,
                                  GError    **error),
                GError **error)
{
  int door = find_door (self->text);

  for (const char *p = g_utf8_next_char (self->text); *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *start = g_strndup (self->text, (gsize)(p - self->text));

      if (!look (self, start, door, error))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_without_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
  return g_string_free (out, FALSE);
}

gboolean
yutu_address_finder_find (YutuAddressFinder *self,
                          const char        *text,
                          gint64            *id,
                          gsize             *n,
                          GError           **error)
{
  g_autofree char *clean = g_utf8_validate (text, -1, NULL)
                             ? dup_without_spaces (text)
                             : g_strdup ("");
  Find             find = { self, clean, 0, 0 };

  *id = 0;
  if (*clean != '\0' && strlen (clean) <= MAX_TEXT)
    {
      if (!look_by_starts (&find, look_in_villages, error) ||
          (find.n == 0 && !look_by_starts (&find, look_on_bases, error)))
        return FALSE;
    }
  *id = find.id;
  if (n != NULL)
    *n = find.n;
  return TRUE;
}
