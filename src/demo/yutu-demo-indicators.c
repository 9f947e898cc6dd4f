/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The figures of the report, as it has them, with the section that each stands in; and invented
 * ones. */

#include "demo/yutu-demo-private.h"
#include "demo/yutu-demo-seeds.h"

static gboolean
write_figure (YutuConnection      *connection,
              const YutuDemoTable *table,
              gsize                row,
              GError             **error)
{
  static const char *const columns[] = { "key", "period", "scope", "region_code",
                                         "kind", "value", "unit" };
  const char              *section = yutu_demo_table_get (table, row, "section");
  g_autofree char         *source = NULL;
  sqlite3_stmt            *statement;

  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO indicator_value (id, key, period, scope, region_code, kind, value, unit, source) "
    "VALUES (?1, ?2, ?3, ?4, nullif (?5, ''), ?6, ?7, ?8, ?9)",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  for (int i = 0; i < (int)G_N_ELEMENTS (columns); i++)
    sqlite3_bind_text (statement, 2 + i, yutu_demo_table_get (table, row, columns[i]), -1,
                       SQLITE_TRANSIENT);
  sqlite3_bind_double (statement, 7,
                       g_ascii_strtod (yutu_demo_table_get (table, row, "value"), NULL));
  source = g_strjoin (*section != '\0' ? " " : "", yutu_demo_table_get (table, row, "source"),
                      section, NULL);
  sqlite3_bind_text (statement, 9, source, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_table (YutuConnection *connection,
             const char     *name,
             GError        **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load (name, error);

  if (table == NULL)
    return FALSE;
  for (gsize i = 0; i < table->rows->len; i++)
    if (!write_figure (connection, table, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_indicators (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  return write_table (connection, "figures-2021.csv", error) &&
         write_table (connection, "targets-2022.csv", error) &&
         write_table (connection, "figures-invented.csv", error);
}

gboolean
yutu_demo_add_indicators (YutuDemo *self,
                          GError  **error)
{
  YutuEntrySpec spec = { .kind = "demo-indicators",
                         .title = "演示县：工作总结指标",
                         .actor = YUTU_DEMO_ACTOR,
                         .bulk = TRUE };

  return yutu_store_write (self->store, &spec, write_indicators, self, NULL, NULL, error);
}
