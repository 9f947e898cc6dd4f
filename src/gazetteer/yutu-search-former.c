/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The names of villages and of what was above them on days past, as the addresses of then were written:
 * 浙江省金华市婺城区岭上乡群乐一村. Units are few, and so are the days on which any of them changed. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-normal.h"

#define VILLAGE   5
#define MAX_DEPTH 8

typedef struct
{
  gint64  unit;
  gint64  parent;
  int     level;
  char   *text; /* normalised */
  YutuDay valid_from;
  YutuDay valid_to;
} Version;

static void
version_clear (gpointer data)
{
  g_free (((Version *)data)->text);
}

static GArray *
read_versions (YutuConnection *connection,
               GError        **error)
{
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT unit, parent, level, name, valid_from, valid_to FROM division ORDER BY id", error);

  g_array_set_clear_func (versions, version_clear);
  while (statement != NULL)
    {
      Version version = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&versions);
      version.unit = sqlite3_column_int64 (statement, 0);
      version.parent = sqlite3_column_int64 (statement, 1);
      version.level = sqlite3_column_int (statement, 2);
      version.text = yutu_normal_text ((const char *)sqlite3_column_text (statement, 3));
      version.valid_from = yutu_column_day (statement, 4);
      version.valid_to = yutu_column_day (statement, 5);
      g_array_append_val (versions, version);
    }
  return NULL;
}

/* gint64 → const Version *: as units were on @day. */
static GHashTable *
list_units (const GArray *versions,
            YutuDay       day)
{
  GHashTable *units = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < versions->len; i++)
    {
      const Version *version = &g_array_index (versions, Version, i);

      if (version->valid_from <= day && day < version->valid_to)
        g_hash_table_insert (units, (gpointer)&version->unit, (gpointer)version);
    }
  return units;
}

static void
tell_villages (GHashTable    *units,
               const char    *upper,
               YutuFormerFunc func,
               gpointer       data)
{
  GHashTableIter iter;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Version *version = value;
      gint64         unit = version->unit;
      gsize          own = strlen (version->text);
      g_autoptr (GString) chain = NULL;

      if (version->level != VILLAGE)
        continue;
      chain = g_string_new (version->text);
      for (int depth = 0; depth < MAX_DEPTH; depth++)
        {
          version = g_hash_table_lookup (units, &version->parent);
          if (version == NULL)
            break;
          g_string_prepend (chain, version->text);
        }
      g_string_prepend (chain, upper);
      func (unit, chain->str, own, data);
    }
}

gboolean
yutu_search_each_former (YutuSearch    *self,
                         const char    *upper,
                         YutuFormerFunc func,
                         gpointer       data,
                         GError       **error)
{
  g_autoptr (GArray) versions = read_versions (self->connection, error);
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      YutuDay last = g_array_index (versions, Version, i).valid_to - 1;

      if (last < self->options->day && g_hash_table_add (days, GINT_TO_POINTER (last)))
        {
          g_autoptr (GHashTable) units = list_units (versions, last);

          tell_villages (units, upper, func, data);
        }
    }
  return versions != NULL;
}
