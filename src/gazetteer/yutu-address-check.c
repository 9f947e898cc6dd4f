/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One pass over the addresses. Names of villages and bases are kept once read: there are few. */

#include "gazetteer/yutu-address-check.h"

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-row-private.h"

#define PROGRESS_ROWS 16384

typedef struct
{
  YutuConnection *connection;
  GHashTable     *villages; /* "village day" → YutuVillageNames */
  GHashTable     *bases;    /* gint64 → YutuBaseName */
  GPtrArray      *faults;
} Check;

static void
fault_free (gpointer data)
{
  YutuAddressTextFault *self = data;

  g_free (self->text);
  g_free (self->expected);
  g_free (self);
}

/* *names is NULL when the village is not valid then. */
static gboolean
find_village (Check                   *self,
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
find_base (Check               *self,
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

/* id, village, place, door, door_sub, building, unit_no, floor, room, text, valid_from, valid_to,
 * geom */
static gboolean
compose_row (Check        *self,
             sqlite3_stmt *row,
             YutuDay       day,
             char        **text,
             GError      **error)
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

  if (!find_village (self, sqlite3_column_int64 (row, 1), day, &village, error) ||
      !find_base (self, sqlite3_column_int64 (row, 2), &base, error))
    return FALSE;
  yutu_address_set_names (&elements, village, base);
  *text = yutu_address_compose (&elements);
  return TRUE;
}

static gboolean
check_row (Check        *self,
           sqlite3_stmt *row,
           GError      **error)
{
  const char           *text = (const char *)sqlite3_column_text (row, 9);
  g_autofree char      *first = NULL;
  g_autofree char      *last = NULL;
  YutuAddressTextFault *fault = NULL;

  if (!compose_row (self, row, yutu_column_day (row, 10), &first, error))
    return FALSE;
  if (g_str_equal (first, text))
    return TRUE;
  if (!compose_row (self, row, yutu_column_day (row, 11) - 1, &last, error))
    return FALSE;
  if (g_str_equal (last, text))
    return TRUE;
  fault = g_new0 (YutuAddressTextFault, 1);
  fault->id = sqlite3_column_int64 (row, 0);
  fault->has_point = yutu_column_point (row, 12, &fault->point);
  fault->text = g_strdup (text);
  fault->expected = g_steal_pointer (&first);
  g_ptr_array_add (self->faults, fault);
  return TRUE;
}

static gboolean
check_rows (Check        *self,
            gint64       *n_checked,
            YutuProgress *progress,
            GError      **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT id, village, place, door, door_sub, building, unit_no, floor, room, text, valid_from, "
    "valid_to, geom FROM address",
    error);

  *n_checked = 0;
  while (row != NULL)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!check_row (self, row, error))
        return FALSE;
      if (++*n_checked % PROGRESS_ROWS == 0 &&
          !yutu_progress_step (progress, "addresses", (guint64)*n_checked, 0, error))
        return FALSE;
    }
  return FALSE;
}

GPtrArray *
yutu_address_check_texts (YutuConnection *connection,
                          gint64         *n_checked,
                          YutuProgress   *progress,
                          GError        **error)
{
  g_autoptr (GHashTable) villages = g_hash_table_new_full (
    g_str_hash, g_str_equal, g_free, (GDestroyNotify)yutu_village_names_free);
  g_autoptr (GHashTable) bases = g_hash_table_new_full (
    g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)yutu_base_name_free);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (fault_free);
  Check check = { connection, villages, bases, faults };

  if (!check_rows (&check, n_checked, progress, error))
    return NULL;
  return g_steal_pointer (&faults);
}
