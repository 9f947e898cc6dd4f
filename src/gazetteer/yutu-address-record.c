/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-record.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gazetteer/yutu-gazetteer-write.h"

#define MAX_FORMS "200" /* of one address, one after the other */

/* The address and those before it, the newest first. */
#define CHAIN                                                                                    \
  "WITH RECURSIVE chain (id, n) AS (SELECT ?1, 0 UNION ALL SELECT a.previous, n + 1 FROM chain " \
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

/* The forms of the address, those before it and those behind, and whether one of them is ?2. */
static const char FORMS_SQL[] =
  "WITH RECURSIVE form (id) AS (SELECT id FROM address WHERE id = ?1 UNION SELECT a.previous FROM form f JOIN address a ON a.id = "
  "f.id WHERE a.previous IS NOT NULL UNION SELECT a.id FROM form f JOIN address a ON a.previous = f.id) SELECT max (a.valid_to), "
  "max (a.id = ?2) FROM form f JOIN address a ON a.id = f.id";

typedef struct
{
  gboolean is_there;
  gboolean is_itself;
  YutuDay  last; /* the first day on which it is no more */
} Forms;

static gboolean
load_forms (YutuConnection *connection,
            gint64          id,
            gint64          other,
            Forms          *forms,
            GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, FORMS_SQL, error);

  *forms = (Forms){ FALSE };
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_int64 (row, 2, other);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  forms->is_there = found && sqlite3_column_type (row, 0) != SQLITE_NULL;
  if (forms->is_there)
    {
      forms->last = yutu_day_parse ((const char *)sqlite3_column_text (row, 0));
      forms->is_itself = sqlite3_column_int (row, 1) != 0;
    }
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_address_record_check_main (YutuConnection *connection,
                                gint64          id,
                                gint64          main,
                                YutuDay         valid_to,
                                char          **why,
                                GError        **error)
{
  char             day[YUTU_DAY_TEXT_SIZE];
  Forms            forms = { FALSE };
  gint64           above = 0;
  g_autofree char *values = NULL;
  g_autoptr (GArray) auxiliary = NULL;

  *why = NULL;
  if (!load_forms (connection, main, id, &forms, error) || !load (connection, main, &above, &values, error))
    return FALSE;
  auxiliary = id != 0 ? yutu_address_record_list_auxiliary (connection, id, error) : g_array_new (FALSE, FALSE, sizeof (gint64));
  if (auxiliary == NULL)
    return FALSE;
  if (!forms.is_there || forms.is_itself)
    *why = g_strdup_printf (_ ("%" PRId64 " is no other address: name the main one by its number"), main);
  else if (above != 0)
    *why = g_strdup_printf (_ ("%" PRId64 " is an auxiliary address itself: name its main one"), main);
  else if (auxiliary->len > 0)
    *why = g_strdup_printf (_ ("%" PRId64 " is the main address of others: it cannot be an auxiliary one"), id);
  else if (forms.last < valid_to)
    *why = g_strdup_printf (_ ("the main address %" PRId64 " ended on %s: name one that stands as long"), main,
                            yutu_day_format (forms.last, day));
  return TRUE;
}

static gboolean
check_main (YutuConnection *connection,
            gint64          id,
            gint64          main_id,
            GError        **error)
{
  g_autoptr (YutuAddressRow) row = NULL;
  char *why = NULL;

  if (main_id == 0)
    return TRUE;
  if (!yutu_address_load (connection, id, &row, error) ||
      !yutu_address_record_check_main (connection, id, main_id,
                                       row != NULL ? row->valid_to : yutu_day_parse (YUTU_DAY_OPEN_TEXT), &why, error))
    return FALSE;
  return why == NULL || fail (error, why);
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
