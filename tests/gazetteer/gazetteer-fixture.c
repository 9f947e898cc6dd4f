/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer-fixture.h"
#include "folder.h"

void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "county.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  yutu_store_close (self->store);
  g_clear_pointer (&self->store, yutu_store_unref);
  folder_remove (self->folder);
  g_free (self->path);
}

void
fixture_write (Fixture      *self,
               YutuWriteFunc func,
               gpointer      data,
               gboolean      bulk)
{
  g_autoptr (GError) error = NULL;
  YutuEntrySpec spec = { "test", "test", "tester", bulk };

  yutu_store_write (self->store, &spec, func, data, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_read (Fixture     *self,
              YutuReadFunc func,
              gpointer     data)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, func, data, NULL, &error);
  g_assert_no_error (error);
}

static void
bind (sqlite3_stmt *statement,
      int           index,
      const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

gint64
fixture_add_unit (YutuConnection *connection,
                  const UnitSpec *spec)
{
  g_autoptr (GError) error = NULL;
  gint64        id = yutu_connection_new_id (connection);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, pinyin, "
    "code, parent, valid_from, valid_to) VALUES (?1, ?1, 'uuid-' || ?1, ?2, ?3, ?4, ?5, ?6, ?7, "
    "?8, nullif (?9, 0), ?10, ?11)",
    &error);

  g_assert_no_error (error);
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, spec->level);
  bind (statement, 3, spec->type);
  bind (statement, 4, spec->name);
  bind (statement, 5, spec->proper_name);
  bind (statement, 6, spec->generic_term);
  bind (statement, 7, spec->pinyin);
  bind (statement, 8, spec->code);
  sqlite3_bind_int64 (statement, 9, spec->parent);
  bind (statement, 10, spec->valid_from);
  bind (statement, 11, spec->valid_to != NULL ? spec->valid_to : "9999-12-31");
  yutu_connection_run (connection, statement, &error);
  g_assert_no_error (error);
  return id;
}

gint64
fixture_add_place (YutuConnection *connection,
                   const char     *name,
                   const char     *name_class,
                   gint64          division)
{
  g_autoptr (GError) error = NULL;
  gint64            id = 0;
  YutuPlaceNameSpec spec = {
    .name = name,
    .name_class = name_class,
    .division = division,
    .valid_from = "2000-01-01",
  };

  yutu_place_name_add (connection, &spec, &id, &error);
  g_assert_no_error (error);
  return id;
}

gint64
fixture_get_int (YutuConnection *connection,
                 const char     *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  yutu_connection_get_int64 (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

char *
fixture_dump (YutuConnection *connection,
              const char     *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, &error);
  gboolean      row = TRUE;

  g_assert_no_error (error);
  while (row)
    {
      yutu_connection_step (connection, statement, &row, &error);
      g_assert_no_error (error);
      for (int i = 0; row && i < sqlite3_column_count (statement); i++)
        g_string_append_printf (out, "%s|", (const char *)sqlite3_column_text (statement, i));
      g_string_append_c (out, '\n');
    }
  sqlite3_reset (statement);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
