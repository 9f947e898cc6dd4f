/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-register-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"

#define MAX_STEPS 200 /* of successors, one after the other */

static void
clear_unit (gpointer data)
{
  g_free (((YutuUnitRow *)data)->name);
}

void
yutu_address_register_free (YutuAddressRegister *self)
{
  if (self == NULL)
    return;
  yutu_address_lexicon_free (self->lexicon);
  g_hash_table_unref (self->units);
  g_hash_table_unref (self->successors);
  g_hash_table_unref (self->renamed);
  g_hash_table_unref (self->unconfirmed);
  g_free (self);
}

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static const char *
column_text (sqlite3_stmt *statement,
             int           index)
{
  return (const char *)sqlite3_column_text (statement, index);
}

/* ---- Divisions ---- */

static void
take_unit (YutuAddressRegister *self,
           sqlite3_stmt        *statement)
{
  YutuUnitRow row = {
    .unit = sqlite3_column_int64 (statement, 0),
    .level = sqlite3_column_int (statement, 1),
    .parent = sqlite3_column_int64 (statement, 4),
    .valid_from = yutu_column_day (statement, 5),
    .valid_to = yutu_column_day (statement, 6),
    .name = g_strdup (column_text (statement, 2)),
  };
  YutuAddressWord word = { .name = row.name, .until = YUTU_DAY_INVALID, .id = row.unit };
  GArray         *rows = g_hash_table_lookup (self->units, &row.unit);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (YutuUnitRow));
      g_array_set_clear_func (rows, clear_unit);
      g_hash_table_insert (self->units, dup_id (row.unit), rows);
    }
  g_array_append_val (rows, row);
  if (row.level < 3 || row.level > 5)
    return;
  word.label = row.level == 3   ? YUTU_ADDRESS_COUNTY
               : row.level == 4 ? YUTU_ADDRESS_TOWNSHIP
                                : YUTU_ADDRESS_VILLAGE;
  if (row.valid_to <= self->day)
    word.until = row.valid_to;
  yutu_address_lexicon_add_name (self->lexicon, &word, column_text (statement, 3));
}

static void
take_successor (YutuAddressRegister *self,
                sqlite3_stmt        *statement)
{
  gint64  from = sqlite3_column_int64 (statement, 0);
  gint64  to = sqlite3_column_int64 (statement, 1);
  GArray *units = g_hash_table_lookup (self->successors, &from);

  if (units == NULL)
    {
      units = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->successors, dup_id (from), units);
    }
  g_array_append_val (units, to);
}

static void
take_unconfirmed (YutuAddressRegister *self,
                  sqlite3_stmt        *statement)
{
  g_hash_table_add (self->unconfirmed, dup_id (sqlite3_column_int64 (statement, 0)));
}

/* ---- Place names ---- */

static YutuAddressLabel
label_of_class (const char *class)
{
  if (strcmp (class, "road") == 0)
    return YUTU_ADDRESS_ROAD;
  return strcmp (class, "natural-village") == 0 ? YUTU_ADDRESS_NATURAL_VILLAGE : YUTU_ADDRESS_ESTATE;
}

static void
take_place (YutuAddressRegister *self,
            sqlite3_stmt        *statement)
{
  gint64          id = sqlite3_column_int64 (statement, 0);
  gint64          replaced_by = sqlite3_column_int64 (statement, 5);
  YutuAddressWord word = { .label = label_of_class (column_text (statement, 3)),
                           .name = column_text (statement, 1),
                           .until = yutu_column_day (statement, 6),
                           .id = id };
  g_auto (GStrv) aliases = NULL;
  const char *proper = word.label == YUTU_ADDRESS_ROAD ? NULL : column_text (statement, 2);

  if (word.until > self->day)
    word.until = YUTU_DAY_INVALID;
  if (replaced_by != 0)
    g_hash_table_insert (self->renamed, dup_id (id), dup_id (replaced_by));
  yutu_address_lexicon_add_name (self->lexicon, &word, proper);
  aliases = g_strsplit_set (column_text (statement, 4) != NULL ? column_text (statement, 4) : "", ",;", -1);
  for (gsize i = 0; aliases[i] != NULL; i++)
    if (*g_strstrip (aliases[i]) != '\0')
      yutu_address_lexicon_add_name (self->lexicon, &word, aliases[i]);
}

/* ---- Loading ---- */

/* The units that the steps of acts which say so of themselves are about, however a step tells its unit. */
#define UNCONFIRMED_SQL                                                                                                  \
  "SELECT DISTINCT d.unit FROM act a JOIN json_each (a.spec, '$.steps') s JOIN division d ON (d.act_in = a.id OR "       \
  "d.act_out = a.id) WHERE json_extract (s.value, '$.unconfirmed') = 1 AND EXISTS (SELECT 1 FROM json_tree (s.value) t " \
  "WHERE (t.key IN ('unit', 'from') OR t.path = '$.units') AND CAST (t.value AS TEXT) IN (CAST (d.unit AS TEXT), d.code, d.stat_code, d.uuid, d.name))"

static gboolean
load_rows (YutuAddressRegister *self,
           YutuConnection      *connection,
           const char          *sql, /* static */
           void (*take) (YutuAddressRegister *, sqlite3_stmt *),
           GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        take (self, statement);
    }
  sqlite3_reset (statement);
  return TRUE;
}

YutuAddressRegister *
yutu_address_register_load (YutuConnection *connection,
                            YutuDay         day,
                            GError        **error)
{
  g_autoptr (YutuAddressRegister) self = g_new0 (YutuAddressRegister, 1);

  self->day = day;
  self->lexicon = yutu_address_lexicon_new ();
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  self->successors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  self->renamed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->unconfirmed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!load_rows (self, connection,
                  "SELECT unit, level, name, proper_name, parent, valid_from, valid_to FROM division "
                  "ORDER BY unit, valid_from",
                  take_unit, error) ||
      !load_rows (self, connection, "SELECT from_unit, to_unit FROM lineage ORDER BY id", take_successor, error) ||
      !load_rows (self, connection, UNCONFIRMED_SQL, take_unconfirmed, error) ||
      !load_rows (self, connection,
                  "SELECT id, name, proper_name, class, alias, replaced_by, valid_to FROM place_name WHERE "
                  "class NOT IN ('river', 'reservoir', 'hill', 'mountain', 'lake', 'bridge') AND valid_from < '" YUTU_DAY_OPEN_TEXT "'",
                  take_place, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- Asking ---- */

const YutuUnitRow *
yutu_address_register_get_unit (const YutuAddressRegister *self,
                                gint64                     unit)
{
  const GArray *rows = g_hash_table_lookup (self->units, &unit);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuUnitRow *row = &g_array_index (rows, YutuUnitRow, i);

      if (row->valid_from <= self->day && self->day < row->valid_to)
        return row;
    }
  return NULL;
}

static gboolean
has_unit (const GArray *units,
          gint64        unit)
{
  for (guint i = 0; i < units->len; i++)
    if (g_array_index (units, gint64, i) == unit)
      return TRUE;
  return FALSE;
}

void
yutu_address_register_follow (const YutuAddressRegister *self,
                              gint64                     unit,
                              GArray                    *today)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (queue, unit);
  for (guint i = 0; i < queue->len && i < MAX_STEPS; i++)
    {
      gint64        at = g_array_index (queue, gint64, i);
      const GArray *next = g_hash_table_lookup (self->successors, &at);

      if (yutu_address_register_get_unit (self, at) != NULL)
        {
          if (!has_unit (today, at))
            g_array_append_val (today, at);
          continue;
        }
      for (guint k = 0; next != NULL && k < next->len; k++)
        if (!has_unit (queue, g_array_index (next, gint64, k)))
          g_array_append_val (queue, g_array_index (next, gint64, k));
    }
}

gint64
yutu_address_register_get_above (const YutuAddressRegister *self,
                                 gint64                     unit,
                                 int                        level)
{
  for (int steps = 0; unit != 0 && steps < 6; steps++)
    {
      const YutuUnitRow *row = yutu_address_register_get_unit (self, unit);

      if (row == NULL || row->level <= level)
        return row != NULL && row->level == level ? unit : 0;
      unit = row->parent;
    }
  return 0;
}
