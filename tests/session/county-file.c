/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "county-file.h"


typedef struct
{
  const County      *county;
  const char *const *things;
  gsize              n_things;
} Addition;

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Addition *addition = data;
  const gint64    units[] = { addition->county->villages[0], addition->county->townships[0] };

  for (gsize i = 0; i < addition->n_things; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, addition->things[i], error);

      if (statement == NULL)
        return FALSE;
      for (int k = 1; k <= MIN (sqlite3_bind_parameter_count (statement), (int)G_N_ELEMENTS (units)); k++)
        sqlite3_bind_int64 (statement, k, units[k - 1]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

YutuFile *
county_file_open_with (County       *county,
                       YutuWriteFunc add,
                       gpointer      data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  YutuFile     *file = NULL;
  g_autoptr (GError) error = NULL;

  county_set_up (county, NULL);
  yutu_store_close (county->store);
  file = yutu_file_open (county->path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  if (add != NULL)
    yutu_store_write (yutu_file_get_store (file), &spec, add, data, NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

YutuFile *
county_file_open (County            *county,
                  const char *const *things,
                  gsize              n_things)
{
  Addition addition = { county, things, n_things };

  return county_file_open_with (county, n_things > 0 ? add_things : NULL, &addition);
}

char *
county_file_digest (YutuFile *file)
{
  char *text = NULL;

  g_assert_true (yutu_store_digest (yutu_file_get_store (file), &text, NULL));
  return text;
}

/* ---- Asking ---- */

typedef struct
{
  const char *sql;
  char       *text;
} Question;

static gboolean
ask_in_read (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Question     *question = data;
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, question->sql, error);

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  question->text = row ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  if (row)
    sqlite3_reset (statement);
  return TRUE;
}

char *
county_file_ask (YutuFile   *file,
                 const char *sql)
{
  Question question = { sql, NULL };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (file), ask_in_read, &question, NULL, &error);
  g_assert_no_error (error);
  return question.text;
}

gint64
county_file_count (const County *county,
                   const char   *sql)
{
  sqlite3      *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64        n = 0;

  g_assert_cmpint (sqlite3_open_v2 (county->path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 2000);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return n;
}
