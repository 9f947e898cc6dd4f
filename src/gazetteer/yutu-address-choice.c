/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-choice.h"

#include <string.h>

#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-address-row-private.h"

void
yutu_address_choice_clear (YutuAddressChoice *self)
{
  g_free (self->standard);
  g_free (self->where);
  g_free (self->code);
  memset (self, 0, sizeof *self);
}

void
yutu_address_choice_free (YutuAddressChoice *self)
{
  if (self == NULL)
    return;
  yutu_address_choice_clear (self);
  g_free (self);
}

YutuAddressChoice *
yutu_address_choice_copy (const YutuAddressChoice *self)
{
  YutuAddressChoice *copy = g_memdup2 (self, sizeof *self);

  copy->standard = g_strdup (self->standard);
  copy->where = g_strdup (self->where);
  copy->code = g_strdup (self->code);
  return copy;
}

/* Ids are given once over all tables. The level is that of the match: 1 room … 10 county. */
static const char *const CHOICE_SQL[] = {
  "SELECT id, place, village, text, geom, CASE WHEN room <> '' THEN 1 WHEN unit_no <> '' THEN 2 WHEN building <> '' "
  "THEN 3 WHEN door > 0 THEN 4 ELSE 5 END FROM address WHERE id = ?1 AND valid_from <= ?2 AND valid_to > ?2",
  "SELECT 0, id, division, name, geom, CASE class WHEN 'natural-village' THEN 7 WHEN 'road' THEN 6 ELSE 5 END "
  "FROM place_name WHERE id = ?1 AND valid_from <= ?2 AND valid_to > ?2",
  "SELECT 0, 0, unit, name, NULL, CASE level WHEN 5 THEN 8 WHEN 4 THEN 9 ELSE 10 END FROM division "
  "WHERE unit = ?1 AND valid_from <= ?2 AND valid_to > ?2",
};

/* *choice is NULL when the id means nothing of that table. */
static gboolean
read_choice (YutuConnection     *connection,
             const char         *sql, /* static */
             gint64              id,
             YutuDay             day,
             YutuAddressChoice **choice,
             GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = FALSE;

  *choice = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      *choice = g_new0 (YutuAddressChoice, 1);
      (*choice)->address = sqlite3_column_int64 (statement, 0);
      (*choice)->place = sqlite3_column_int64 (statement, 1);
      (*choice)->unit = sqlite3_column_int64 (statement, 2);
      (*choice)->standard = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      (*choice)->has_point = yutu_column_point (statement, 4, &(*choice)->point);
      (*choice)->level = sqlite3_column_int (statement, 5);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Units over a county say nothing in it. */
static const char WHERE_SQL[] =
  "WITH RECURSIVE up (unit, level, name, parent) AS ("
  "SELECT unit, level, name, parent FROM division WHERE unit = ?1 AND valid_from <= ?2 AND valid_to > ?2 UNION ALL "
  "SELECT d.unit, d.level, d.name, d.parent FROM up JOIN division d ON d.unit = up.parent "
  "AND d.valid_from <= ?2 AND d.valid_to > ?2 AND d.level < up.level) "
  "SELECT group_concat (name, ' › ') FROM (SELECT name FROM up WHERE level >= ?3 AND unit <> ?4 ORDER BY level)";

/* A road lies in no one unit: the townships of its doors, the first three. */
static const char ALONG_SQL[] =
  "SELECT group_concat (name, '、') FROM (SELECT DISTINCT t.name FROM "
  "(SELECT DISTINCT village FROM address WHERE place = ?1 AND valid_from <= ?2 AND valid_to > ?2) a "
  "JOIN division v ON v.unit = a.village AND v.valid_from <= ?2 AND v.valid_to > ?2 "
  "JOIN division t ON t.unit = v.parent AND t.valid_from <= ?2 AND t.valid_to > ?2 ORDER BY t.unit LIMIT 3)";

static gboolean
read_units (YutuConnection    *connection,
            gboolean           is_along,
            YutuAddressChoice *choice,
            YutuDay            day,
            GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, is_along ? ALONG_SQL : WHERE_SQL, error);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, is_along ? choice->place : choice->unit);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!is_along)
    {
      sqlite3_bind_int (statement, 3, choice->place != 0 ? 4 : 3);
      sqlite3_bind_int64 (statement, 4, choice->place != 0 ? 0 : choice->unit);
    }
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    choice->where = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

/* That it is a road of the county tells nobody which one. */
static gboolean
read_where (YutuConnection    *connection,
            YutuAddressChoice *choice,
            YutuDay            day,
            GError           **error)
{
  return (choice->unit == 0 || read_units (connection, FALSE, choice, day, error)) &&
         (choice->where != NULL || choice->place == 0 || read_units (connection, TRUE, choice, day, error));
}

gboolean
yutu_address_load_choice (YutuConnection     *connection,
                          gint64              id,
                          YutuDay             day,
                          YutuAddressChoice **choice,
                          GError            **error)
{
  g_autoptr (YutuAddressChoice) found = NULL;

  *choice = NULL;
  for (gsize k = 0; found == NULL && k < G_N_ELEMENTS (CHOICE_SQL); k++)
    if (!read_choice (connection, CHOICE_SQL[k], id, day, &found, error))
      return FALSE;
  if (found != NULL &&
      !yutu_address_load_code (connection, found->address, found->place, found->unit, day, &found->code, error))
    return FALSE;
  if (found != NULL && found->address == 0 && !read_where (connection, found, day, error))
    return FALSE;
  *choice = g_steal_pointer (&found);
  return TRUE;
}
