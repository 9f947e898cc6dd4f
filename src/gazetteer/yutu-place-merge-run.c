/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-merge.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer-write-private.h"
#include "gazetteer/yutu-place-name.h"

/* ---- Whether they may be ---- */

static YutuPlaceName *
load_in_use (YutuConnection *connection,
             gint64          id,
             YutuDay         day,
             GError        **error)
{
  g_autoptr (YutuPlaceName) place = NULL;

  if (!yutu_place_name_load (connection, id, &place, error))
    return NULL;
  if (place == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("there is no place name %" PRId64), id);
      return NULL;
    }
  if (day < place->valid_from || day >= place->valid_to)
    yutu_gazetteer_refuse (place->name, _ ("it is not in use on that day"), error);
  else if (strcmp (place->status, "in_use") != 0)
    yutu_gazetteer_refuse (place->name, _ ("a case is about to change it; end the case first"), error);
  else
    return g_steal_pointer (&place);
  return NULL;
}

/* What addresses at a name of the class are of: "S" a road's doors, "V" a natural village's, "E" all else; as their
 * codes have it. */
static char
get_base (const char *name_class)
{
  return strcmp (name_class, "road") == 0 ? 'S' : strcmp (name_class, "natural-village") == 0 ? 'V'
                                                                                              : 'E';
}

static gboolean
check_class (YutuConnection      *connection,
             const YutuPlaceName *stays,
             const YutuPlaceName *goes,
             YutuDay              day,
             GError             **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gint64        n = 0;
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  if (get_base (stays->name_class) == get_base (goes->name_class))
    return TRUE;
  row = yutu_connection_prepare (connection, "SELECT count (*) FROM address WHERE place = ?1 AND valid_to > ?2", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, goes->id);
  sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  n = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  if (n == 0)
    return TRUE;
  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
               _ ("%" PRId64 " addresses stand at %s, which is of another class than %s and is numbered otherwise; "
                  "correct the class of one of them, or give the addresses another base first"),
               n, goes->name, stays->name);
  return FALSE;
}

static gboolean
load_pair (YutuConnection *connection,
           gint64          kept,
           gint64          other,
           YutuDay         day,
           YutuPlaceName **stays,
           YutuPlaceName **goes,
           GError        **error)
{
  *stays = load_in_use (connection, kept, day, error);
  *goes = *stays != NULL ? load_in_use (connection, other, day, error) : NULL;
  if (*goes == NULL)
    return FALSE;
  if (kept == other)
    return yutu_gazetteer_refuse ((*stays)->name, _ ("a name is not merged with itself"), error);
  if (day == (*goes)->valid_from)
    return yutu_gazetteer_refuse ((*goes)->name, _ ("it begins on that day; merge it on a later one"), error);
  return check_class (connection, *stays, *goes, day, error);
}

gboolean
yutu_place_name_check_merge (YutuConnection *connection,
                             gint64          kept,
                             gint64          other,
                             YutuDay         day,
                             GError        **error)
{
  g_autoptr (YutuPlaceName) stays = NULL;
  g_autoptr (YutuPlaceName) goes = NULL;

  return load_pair (connection, kept, other, day, &stays, &goes, error);
}

/* ---- Other names ---- */

static gboolean
read_alias (YutuConnection *connection,
            gint64          id,
            char          **alias,
            GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT coalesce (alias, '') FROM place_name WHERE id = ?1", error);

  *alias = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  *alias = g_strdup (found ? (const char *)sqlite3_column_text (row, 0) : "");
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

static void
add_alias (GString    *alias,
           const char *name, /* that it is of */
           const char *word)
{
  g_autofree char *all = g_strdup_printf ("、%s、", alias->str);
  g_autofree char *one = g_strdup_printf ("、%s、", word);

  if (*word == '\0' || strcmp (word, name) == 0 || strstr (all, one) != NULL)
    return;
  if (alias->len > 0)
    g_string_append (alias, "、");
  g_string_append (alias, word);
}

gboolean
yutu_place_name_merged_alias (YutuConnection *connection,
                              gint64          kept,
                              gint64          other,
                              char          **alias,
                              GError        **error)
{
  g_autoptr (YutuPlaceName) stays = NULL;
  g_autoptr (YutuPlaceName) goes = NULL;
  g_autofree char *own = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GString) all = NULL;
  g_auto (GStrv) words = NULL;

  *alias = NULL;
  if (!yutu_place_name_load (connection, kept, &stays, error) || !yutu_place_name_load (connection, other, &goes, error) ||
      !read_alias (connection, kept, &own, error) || !read_alias (connection, other, &more, error))
    return FALSE;
  all = g_string_new (own);
  words = g_strsplit (more, "、", -1);
  if (stays != NULL && goes != NULL)
    {
      add_alias (all, stays->name, goes->name);
      for (gsize i = 0; words[i] != NULL; i++)
        add_alias (all, stays->name, words[i]);
    }
  *alias = g_string_free (g_steal_pointer (&all), FALSE);
  return TRUE;
}

gboolean
yutu_place_name_merge (YutuConnection *connection,
                       gint64          kept,
                       gint64          other,
                       YutuDay         day,
                       GError        **error)
{
  g_autoptr (YutuPlaceName) stays = NULL;
  g_autoptr (YutuPlaceName) goes = NULL;
  g_autofree char *alias = NULL;
  char             day_text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt    *statement = NULL;

  if (!load_pair (connection, kept, other, day, &stays, &goes, error) ||
      !yutu_place_name_merged_alias (connection, kept, other, &alias, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "UPDATE place_name SET geom = coalesce (geom, (SELECT geom FROM place_name WHERE id = ?2)), alias = CASE WHEN ?3 = '' "
    "THEN alias ELSE ?3 END WHERE id = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, kept);
  sqlite3_bind_int64 (statement, 2, other);
  sqlite3_bind_text (statement, 3, alias, -1, SQLITE_STATIC);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection, "UPDATE place_name SET status = 'historical', replaced_by = ?2, valid_to = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, other);
  sqlite3_bind_int64 (statement, 2, kept);
  sqlite3_bind_text (statement, 3, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}
