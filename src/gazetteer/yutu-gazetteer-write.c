/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-gazetteer-write-private.h"

#include <string.h>

#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-reading-table.h"

G_DEFINE_QUARK (yutu_gazetteer_error, yutu_gazetteer_error)

void
yutu_gazetteer_bind_text (sqlite3_stmt *statement,
                          int           index,
                          const char   *text)
{
  if (yutu_gazetteer_is_set (text))
    sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, index);
}

void
yutu_gazetteer_bind_id (sqlite3_stmt *statement,
                        int           index,
                        gint64        id)
{
  if (id != 0)
    sqlite3_bind_int64 (statement, index, id);
  else
    sqlite3_bind_null (statement, index);
}

gboolean
yutu_gazetteer_refuse (const char *what,
                       const char *why,
                       GError    **error)
{
  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, "%s: %s", what, why);
  return FALSE;
}

gboolean
yutu_gazetteer_check_days (const char *what,
                           const char *valid_from,
                           const char *valid_to,
                           GError    **error)
{
  if (valid_from == NULL || yutu_day_parse (valid_from) == YUTU_DAY_INVALID)
    return yutu_gazetteer_refuse (what, "its first day is no day", error);
  if (valid_to != NULL &&
      (yutu_day_parse (valid_to) == YUTU_DAY_INVALID || strcmp (valid_to, valid_from) <= 0))
    return yutu_gazetteer_refuse (what, "it does not end after it begins", error);
  return TRUE;
}

/* ---- Place names ---- */

static gboolean
check_place_name (const YutuPlaceNameSpec *spec,
                  GError                 **error)
{
  if (!yutu_gazetteer_is_set (spec->name) || !g_utf8_validate (spec->name, -1, NULL))
    return yutu_gazetteer_refuse ("a place name", "it has no name", error);
  if (!yutu_gazetteer_is_set (spec->name_class))
    return yutu_gazetteer_refuse (spec->name, "it has no class", error);
  return yutu_gazetteer_check_days (spec->name, spec->valid_from, spec->valid_to, error);
}

static gboolean
insert_place_name (YutuConnection          *connection,
                   sqlite3_stmt            *statement,
                   gint64                   id,
                   const YutuPlaceNameSpec *spec,
                   GError                 **error)
{
  g_autoptr (YutuRomanized) roman = yutu_reading_table_romanize (connection, spec->name, spec->name_class, error);
  g_autoptr (GBytes) blob = spec->shape != NULL ? yutu_shape_to_blob (spec->shape) : NULL;
  gsize         size = 0;
  gconstpointer bytes = blob != NULL ? g_bytes_get_data (blob, &size) : NULL;

  if (roman == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_gazetteer_bind_text (statement, 2, spec->name);
  sqlite3_bind_text (statement, 3, roman->proper, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, roman->generic, -1, SQLITE_STATIC);
  yutu_gazetteer_bind_text (statement, 5, roman->plain);
  yutu_gazetteer_bind_text (statement, 6, roman->toned);
  yutu_gazetteer_bind_text (statement, 7, spec->name_class);
  sqlite3_bind_int (statement, 8, spec->grade);
  yutu_gazetteer_bind_text (statement, 9, yutu_gazetteer_is_set (spec->status) ? spec->status : "in_use");
  yutu_gazetteer_bind_id (statement, 10, spec->division);
  yutu_gazetteer_bind_text (statement, 11, spec->alias);
  yutu_gazetteer_bind_text (statement, 12, spec->meaning);
  yutu_gazetteer_bind_text (statement, 13, spec->approval_doc);
  yutu_gazetteer_bind_text (statement, 14, spec->approved_on);
  yutu_gazetteer_bind_text (statement, 15, yutu_gazetteer_is_set (spec->fields) ? spec->fields : "{}");
  yutu_gazetteer_bind_text (statement, 16, spec->valid_from);
  yutu_gazetteer_bind_text (statement, 17, spec->valid_to != NULL ? spec->valid_to : YUTU_DAY_OPEN_TEXT);
  if (bytes != NULL)
    sqlite3_bind_blob64 (statement, 18, bytes, size, SQLITE_STATIC);
  yutu_gazetteer_bind_id (statement, 19, spec->replaced_by);
  yutu_gazetteer_bind_text (statement, 20, spec->category);
  yutu_gazetteer_bind_text (statement, 21, spec->crossed);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_place_name_add (YutuConnection          *connection,
                     const YutuPlaceNameSpec *spec,
                     gint64                  *id,
                     GError                 **error)
{
  sqlite3_stmt *statement = NULL;
  gint64        new_id = 0;

  if (!check_place_name (spec, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO place_name (id, name, proper_name, generic_term, pinyin, pinyin_tone, class, "
    "grade, status, division, alias, meaning, approval_doc, approved_on, fields, valid_from, "
    "valid_to, geom, replaced_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "CASE WHEN ?21 IS NULL THEN iif (?20 IS NULL, ?15, json_set (?15, '$." YUTU_PLACE_CATEGORY "', ?20)) ELSE json_insert "
    "(iif (?20 IS NULL, ?15, json_set (?15, '$." YUTU_PLACE_CATEGORY "', ?20)), '$." YUTU_PLACE_CROSSED "', ?21) END, ?16, ?17, "
    "?18, ?19)",
    error);
  if (statement == NULL)
    return FALSE;
  new_id = yutu_connection_new_id (connection);
  if (!insert_place_name (connection, statement, new_id, spec, error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}
