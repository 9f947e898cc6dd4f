/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-record.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gazetteer/yutu-gazetteer-write.h"

#define MAX_FORMS "200" /* of one address, one after the other */

/* The address and those before it, the newest first. */
#define CHAIN                                                                                      \
  "WITH RECURSIVE chain (id, n) AS (SELECT ?1, 0 UNION ALL SELECT a.previous, n + 1 FROM chain "   \
  "JOIN address a ON a.id = chain.id WHERE a.previous IS NOT NULL AND n < " MAX_FORMS ") "

/* A file that is only read may be older than the table: nothing is known in it. */
static gboolean
has_table (YutuConnection *connection,
           gboolean       *has,
           GError        **error)
{
  gint64 n = 0;

  if (!yutu_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_master WHERE name = 'address_record'", 0, &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

static gboolean
load (YutuConnection *connection,
      gint64          id,
      gint64         *main_id,
      char          **values,
      GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  *values = NULL;
  *main_id = 0;
  if (!has_table (connection, &found, error))
    return FALSE;
  if (!found)
    {
      *values = g_strdup ("{}");
      return TRUE;
    }
  row = yutu_connection_prepare (connection,
                                 CHAIN "SELECT r.main, CASE WHEN r.main IS NULL THEN r.fields ELSE json_set "
                                       "(r.fields, '$.main', r.main) END FROM chain JOIN address_record r ON "
                                       "r.id = chain.id ORDER BY n LIMIT 1",
                                 error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    {
      *main_id = sqlite3_column_int64 (row, 0);
      *values = g_strdup ((const char *)sqlite3_column_text (row, 1));
    }
  sqlite3_reset (row);
  if (*values == NULL)
    *values = g_strdup ("{}");
  return TRUE;
}

gboolean
yutu_address_record_load (YutuConnection *connection,
                          gint64          id,
                          char          **values,
                          GError        **error)
{
  gint64 main_id = 0;

  return load (connection, id, &main_id, values, error);
}

gboolean
yutu_address_record_load_main (YutuConnection *connection,
                               gint64          id,
                               gint64         *main_id,
                               GError        **error)
{
  g_autofree char *values = NULL;

  return load (connection, id, main_id, &values, error);
}

GArray *
yutu_address_record_list_auxiliary (YutuConnection *connection,
                                    gint64          id,
                                    GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  if (!has_table (connection, &found, error))
    return NULL;
  if (!found)
    return g_steal_pointer (&ids);
  row = yutu_connection_prepare (connection, CHAIN "SELECT r.id FROM chain JOIN address_record r ON r.main = chain.id ORDER BY r.id",
                                 error);
  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);
  while (TRUE)
    {
      gint64 other = 0;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&ids);
      other = sqlite3_column_int64 (row, 0);
      g_array_append_val (ids, other);
    }
}

/* ---- Changing ---- */

gboolean
yutu_address_record_add (YutuConnection *connection,
                         gint64          id,
                         const char     *values,
                         GError        **error)
{
  sqlite3_stmt *insert = yutu_connection_prepare (
    connection,
    "INSERT INTO address_record (id, main, fields) VALUES (?1, json_extract (?2, '$.main'), json_remove (?2, '$.main'))", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, id);
  sqlite3_bind_text (insert, 2, values, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, insert, error);
}

static gboolean
fail (GError **error,
      char    *message) /* taken */
{
  g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, message);
  g_free (message);
  return FALSE;
}

static gboolean
check_main (YutuConnection *connection,
            gint64          id,
            gint64          main_id,
            GError        **error)
{
  g_autoptr (YutuAddressRow) row = NULL;
  g_autoptr (GArray) auxiliary = NULL;
  g_autofree char *values = NULL;
  gint64           above = 0;

  if (main_id == 0)
    return TRUE;
  if (!yutu_address_load (connection, main_id, &row, error) || !load (connection, main_id, &above, &values, error))
    return FALSE;
  auxiliary = yutu_address_record_list_auxiliary (connection, id, error);
  if (auxiliary == NULL)
    return FALSE;
  if (row == NULL || main_id == id)
    return fail (error, g_strdup_printf (_ ("%" PRId64 " is no other address: name the main one by its number"), main_id));
  if (above != 0)
    return fail (error, g_strdup_printf (_ ("%" PRId64 " is an auxiliary address itself: name its main one"), main_id));
  return auxiliary->len == 0 || fail (error, g_strdup_printf (_ ("%" PRId64 " is the main address of others: it cannot be an auxiliary one"), id));
}

gboolean
yutu_address_record_change (YutuConnection *connection,
                            gint64          id,
                            const char     *set,
                            GError        **error)
{
  static const char sql[] =
    "INSERT INTO address_record (id, main, fields) SELECT ?1, json_extract (v, '$.main'), json_remove (v, '$.main') FROM "
    "(SELECT json_patch (?2, ?3) AS v) WHERE TRUE ON CONFLICT (id) DO UPDATE SET main = excluded.main, fields = excluded.fields "
    "WHERE main IS NOT excluded.main OR fields <> excluded.fields";
  g_autofree char *values = NULL;
  gint64           main_id = 0;
  sqlite3_stmt    *insert = NULL;

  if (!yutu_address_record_load (connection, id, &values, error))
    return FALSE;
  insert = yutu_connection_prepare (connection, sql, error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, id);
  sqlite3_bind_text (insert, 2, values, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 3, set, -1, SQLITE_TRANSIENT);
  g_clear_pointer (&values, g_free);
  return yutu_connection_run (connection, insert, error) && load (connection, id, &main_id, &values, error) &&
         check_main (connection, id, main_id, error); /* else the write is rolled back */
}
