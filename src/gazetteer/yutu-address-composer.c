/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-names-private.h"

void
yutu_address_composer_init (YutuAddressComposer *self,
                            YutuConnection      *connection)
{
  self->connection = connection;
  self->villages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)yutu_village_names_free);
  self->bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify)yutu_base_name_free);
}

void
yutu_address_composer_clear (YutuAddressComposer *self)
{
  g_clear_pointer (&self->villages, g_hash_table_unref);
  g_clear_pointer (&self->bases, g_hash_table_unref);
}

void
yutu_address_composer_forget (YutuAddressComposer *self)
{
  g_hash_table_remove_all (self->villages);
  g_hash_table_remove_all (self->bases);
}

/* *names is NULL when the village is not valid then. */
static gboolean
find_village (YutuAddressComposer     *self,
              gint64                   village,
              YutuDay                  day,
              const YutuVillageNames **names,
              GError                 **error)
{
  char              text[YUTU_DAY_TEXT_SIZE];
  g_autofree char  *key = g_strdup_printf ("%" G_GINT64_FORMAT " %d", village, day);
  gpointer          known = NULL;
  YutuVillageNames *loaded = NULL;

  if (!g_hash_table_lookup_extended (self->villages, key, NULL, &known))
    {
      if (!yutu_village_names_load (self->connection, village, yutu_day_format (day, text), &loaded,
                                    error))
        return FALSE;
      known = loaded != NULL ? loaded : g_new0 (YutuVillageNames, 1);
      g_hash_table_insert (self->villages, g_steal_pointer (&key), known);
    }
  *names = known;
  return TRUE;
}

static gboolean
find_base (YutuAddressComposer *self,
           gint64               place,
           const YutuBaseName **base,
           GError             **error)
{
  YutuBaseName *loaded = NULL;

  *base = place != 0 ? g_hash_table_lookup (self->bases, &place) : NULL;
  if (place == 0 || *base != NULL)
    return TRUE;
  if (!yutu_base_name_load (self->connection, place, &loaded, error))
    return FALSE;
  if (loaded != NULL)
    g_hash_table_insert (self->bases, g_memdup2 (&place, sizeof place), loaded);
  *base = loaded;
  return TRUE;
}

gboolean
yutu_address_composer_run (YutuAddressComposer *self,
                           sqlite3_stmt        *row,
                           YutuDay              day,
                           char               **text,
                           GError             **error)
{
  return yutu_address_composer_run_in (self, row, sqlite3_column_int64 (row, 1), day, text, error);
}

gboolean
yutu_address_composer_run_in (YutuAddressComposer *self,
                              sqlite3_stmt        *row,
                              gint64               in_village,
                              YutuDay              day,
                              char               **text,
                              GError             **error)
{
  const YutuVillageNames *village = NULL;
  const YutuBaseName     *base = NULL;
  YutuAddressElements     elements = {
        .door = sqlite3_column_int (row, 3),
        .door_sub = (const char *)sqlite3_column_text (row, 4),
        .building = (const char *)sqlite3_column_text (row, 5),
        .unit_no = (const char *)sqlite3_column_text (row, 6),
        .floor = (const char *)sqlite3_column_text (row, 7),
        .room = (const char *)sqlite3_column_text (row, 8),
  };

  if (!find_village (self, in_village, day, &village, error) ||
      !find_base (self, sqlite3_column_int64 (row, 2), &base, error))
    return FALSE;
  yutu_address_set_names (&elements, village, base);
  *text = yutu_address_compose (&elements);
  return TRUE;
}
