/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The SQL is put together from the constant pieces below only; every value is bound. */

#include "casework/yutu-facility-table.h"

#include <string.h>

#include "store/yutu-statement.h"

void
yutu_facility_entry_free (YutuFacilityEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->name);
  g_free (self->status);
  g_free (self);
}

/* ---- Which ---- */

static const char *
get_place_sql (const YutuPlaceFilter *filter)
{
  switch (filter->kind)
    {
    case YUTU_PLACE_FILTER_UNIT:
      return filter->level <= 3 ? " WHERE 1" : filter->level == 4 ? " WHERE township = ?1"
                                                                  : " WHERE village = ?1";
    case YUTU_PLACE_FILTER_CIRCLE:
    case YUTU_PLACE_FILTER_SHAPE:
      return " WHERE coalesce (past_of, id) IN (SELECT value FROM json_each (?6))";
    case YUTU_PLACE_FILTER_FACILITY:
      return " WHERE (id = ?1 OR past_of = ?1)";
    case YUTU_PLACE_FILTER_ADDRESS:
      return " WHERE address = ?1";
    case YUTU_PLACE_FILTER_BASE:
      return " WHERE address IN (SELECT a.id FROM address a WHERE a.place = ?1)";
    case YUTU_PLACE_FILTER_LINE:
    case YUTU_PLACE_FILTER_PILLAR:
      return " WHERE 0";
    case YUTU_PLACE_FILTER_ALL:
    default:
      return " WHERE 1";
    }
}

static const char *
get_order_sql (const YutuFacilityQuery *query)
{
#define CODE   "(SELECT max (code) FROM division d WHERE d.unit = coalesce (f.village, f.township))"
#define NUMBER "(SELECT key FROM json_each (?7) WHERE value = f.kind)"
  static const char *const orders[][2] = {
    [YUTU_FACILITY_SORT_NAME] = { " ORDER BY pinyin IS NULL, pinyin COLLATE NOCASE, name, id",
                                  " ORDER BY pinyin IS NULL, pinyin COLLATE NOCASE DESC, "
                                  "name DESC, id DESC" },
    [YUTU_FACILITY_SORT_KIND] = { " ORDER BY " NUMBER ", kind, id",
                                  " ORDER BY " NUMBER " DESC, kind DESC, id DESC" },
    [YUTU_FACILITY_SORT_STATUS] = { " ORDER BY status, id", " ORDER BY status DESC, id DESC" },
    [YUTU_FACILITY_SORT_PLACE] = { " ORDER BY " CODE " IS NULL, " CODE ", id",
                                   " ORDER BY " CODE " IS NULL, " CODE " DESC, id DESC" },
    [YUTU_FACILITY_SORT_SINCE] = { " ORDER BY valid_from, id",
                                   " ORDER BY valid_from DESC, id DESC" },
  };
#undef CODE
#undef NUMBER

  return orders[query->sort][query->descending ? 1 : 0];
}

/* "[1,2,…]" */
static char *
dup_json_ids (const GArray *ids)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Of a drawn place, by the exact test. */
static char *
dup_place_ids (YutuConnection          *connection,
               const YutuPlaceFilter   *filter,
               const YutuFacilityQuery *query,
               GError                 **error)
{
  g_autoptr (GPtrArray) rows =
    yutu_place_filter_list_facilities (connection, filter, query->kind, query->day, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_array_append_val (ids, ((YutuFacilityRow *)g_ptr_array_index (rows, i))->id);
  return rows != NULL ? dup_json_ids (ids) : NULL;
}

/* The registers in the order of their definition, as a JSON array. */
static char *
dup_kinds (const YutuModules *modules)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    for (gsize r = 0; r < yutu_modules_get (modules, m)->n_registers; r++)
      g_string_append_printf (out, "%s\"%s\"", out->len > 1 ? "," : "",
                              yutu_modules_get (modules, m)->registers[r].full_id);
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

GArray *
yutu_facility_table_find_ids (YutuConnection          *connection,
                              const YutuModules       *modules,
                              const YutuPlaceFilter   *filter,
                              const YutuFacilityQuery *query,
                              GError                 **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strconcat (
    "SELECT id FROM facility f", get_place_sql (filter), " AND valid_from <= ?2 AND valid_to > ?2",
    query->kind != NULL ? " AND kind = ?3" : "",
    query->module != NULL ? " AND substr (kind, 1, length (?4) + 1) = ?4 || '.'" : "",
    query->status != NULL ? " AND status = ?5" : "",
    query->only != NULL ? " AND coalesce (past_of, id) IN (SELECT value FROM json_each (?8))" : "",
    get_order_sql (query), NULL);
  g_autofree char *place_ids = NULL;
  g_autofree char *only = query->only != NULL ? dup_json_ids (query->only) : NULL;
  g_autofree char *kinds = dup_kinds (modules);
  char             day[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt    *statement = NULL;
  gboolean         row = TRUE;

  if (filter->kind == YUTU_PLACE_FILTER_CIRCLE || filter->kind == YUTU_PLACE_FILTER_SHAPE)
    {
      place_ids = dup_place_ids (connection, filter, query, error);
      if (place_ids == NULL)
        return NULL;
    }
  statement = yutu_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, filter->id);
  yutu_bind_text (statement, 2, yutu_day_format (query->day, day));
  yutu_bind_text (statement, 3, query->kind);
  yutu_bind_text (statement, 4, query->module);
  yutu_bind_text (statement, 5, query->status);
  yutu_bind_text (statement, 6, place_ids);
  yutu_bind_text (statement, 7, kinds);
  yutu_bind_text (statement, 8, only);
  while (TRUE)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
}

/* ---- Rows ---- */

static YutuFacilityEntry *
read_row (sqlite3_stmt *statement)
{
  YutuFacilityEntry *self = g_new0 (YutuFacilityEntry, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->kind = yutu_column_dup (statement, 1);
  self->name = yutu_column_dup (statement, 2);
  self->status = yutu_column_dup (statement, 3);
  self->address = sqlite3_column_int64 (statement, 4);
  self->village = sqlite3_column_int64 (statement, 5);
  self->township = sqlite3_column_int64 (statement, 6);
  self->has_point = sqlite3_column_type (statement, 7) == SQLITE_FLOAT;
  self->point = yutu_point_from_degrees (sqlite3_column_double (statement, 7),
                                         sqlite3_column_double (statement, 8));
  self->valid_from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 9));
  return self;
}

GPtrArray *
yutu_facility_table_read (YutuConnection *connection,
                          const gint64   *rows,
                          gsize           n,
                          GError        **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_facility_entry_free);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT coalesce (past_of, id), kind, name, status, address, village, township, ST_X (geom), "
                "ST_Y (geom), valid_from FROM facility WHERE id = ?1",
    error);

  for (gsize i = 0; statement != NULL && i < n; i++)
    {
      gboolean row = FALSE;

      sqlite3_bind_int64 (statement, 1, rows[i]);
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      g_ptr_array_add (entries, row ? read_row (statement) : NULL);
      sqlite3_reset (statement);
    }
  return statement != NULL ? g_steal_pointer (&entries) : NULL;
}
