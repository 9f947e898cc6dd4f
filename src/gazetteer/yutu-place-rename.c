/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-gazetteer-write-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-place-name.h"
#include "gazetteer/yutu-reading-table.h"

static gboolean
write_name (YutuConnection *connection,
            const char     *sql, /* ?1 row, ?2 … ?6 the name, ?7 new row, ?8 first day */
            gint64          id,
            const char     *name,
            const char     *name_class,
            gint64          new_id,
            const char     *day,
            GError        **error)
{
  g_autoptr (YutuRomanized) roman = yutu_reading_table_romanize (connection, name, name_class, error);
  sqlite3_stmt *statement = roman != NULL ? yutu_connection_prepare (connection, sql, error) : NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_gazetteer_bind_text (statement, 2, name);
  sqlite3_bind_text (statement, 3, roman->proper, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, roman->generic, -1, SQLITE_STATIC);
  yutu_gazetteer_bind_text (statement, 5, roman->plain);
  yutu_gazetteer_bind_text (statement, 6, roman->toned);
  if (new_id != 0)
    {
      sqlite3_bind_int64 (statement, 7, new_id);
      sqlite3_bind_text (statement, 8, day, -1, SQLITE_STATIC);
    }
  return yutu_connection_run (connection, statement, error);
}

static gboolean
end_place (YutuConnection *connection,
           gint64          id,
           gint64          successor,
           const char     *day,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE place_name SET status = 'historical', replaced_by = ?2, valid_to = ?3 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, successor);
  sqlite3_bind_text (statement, 3, day, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* The name as it stands, which must be there and be renamable to @name on @day. */
static YutuPlaceName *
load_renamable (YutuConnection *connection,
                gint64          id,
                const char     *name,
                YutuDay         day,
                GError        **error)
{
  g_autoptr (YutuPlaceName) place = NULL;

  if (!yutu_place_name_load (connection, id, &place, error))
    return NULL;
  if (place == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("there is no place name %" PRId64), id);
      return NULL;
    }
  if (!yutu_gazetteer_is_set (name) || !g_utf8_validate (name, -1, NULL))
    yutu_gazetteer_refuse (place->name, "it would have no name", error);
  else if (strcmp (place->name, name) == 0)
    yutu_gazetteer_refuse (name, "that is its name already", error);
  else if (day != YUTU_DAY_INVALID && (day < place->valid_from || day >= place->valid_to))
    yutu_gazetteer_refuse (place->name, "it is not in use on the day of the new name", error);
  else
    return g_steal_pointer (&place);
  return NULL;
}

gboolean
yutu_place_name_rename (YutuConnection *connection,
                        gint64          id,
                        const char     *name,
                        YutuDay         day,
                        gint64         *new_id,
                        GError        **error)
{
  g_autoptr (YutuPlaceName) place = load_renamable (connection, id, name, day, error);
  char day_text[YUTU_DAY_TEXT_SIZE];

  if (place == NULL)
    return FALSE;
  *new_id = id;
  if (day == YUTU_DAY_INVALID || day == place->valid_from)
    return write_name (connection,
                       "UPDATE place_name SET name = ?2, proper_name = ?3, generic_term = ?4, "
                       "pinyin = ?5, pinyin_tone = ?6 WHERE id = ?1",
                       id, name, place->name_class, 0, NULL, error);
  *new_id = yutu_connection_new_id (connection);
  yutu_day_format (day, day_text);
  return write_name (connection,
                     "INSERT INTO place_name (id, name, proper_name, generic_term, pinyin, pinyin_tone, "
                     "class, grade, status, division, alias, meaning, fields, valid_from, valid_to, geom) "
                     "SELECT ?7, ?2, ?3, ?4, ?5, ?6, class, grade, status, division, alias, meaning, "
                     "fields, ?8, valid_to, geom FROM place_name WHERE id = ?1",
                     id, name, place->name_class, *new_id, day_text, error) &&
         end_place (connection, id, *new_id, day_text, error);
}
