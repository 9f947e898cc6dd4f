/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-stand-private.h"

#include <string.h>

static void
clear_facility (gpointer data)
{
  YutuDemoFacility *facility = data;

  g_free (facility->kind);
  g_free (facility->name);
  g_free (facility->fields);
}

static void
clear_pillar (gpointer data)
{
  YutuDemoPillar *pillar = data;

  g_free (pillar->number);
  g_free (pillar->line);
}

void
yutu_demo_stand_free (YutuDemoStand *self)
{
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->calendar, yutu_calendar_free);
  g_clear_pointer (&self->values, yutu_demo_table_free);
  g_clear_pointer (&self->surnames, yutu_demo_table_free);
  g_clear_pointer (&self->given_names, yutu_demo_table_free);
  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->taken);
  g_array_unref (self->facilities);
  g_array_unref (self->pillars);
  g_ptr_array_unref (self->line_names);
  g_ptr_array_unref (self->neighbours);
  g_free (self);
}

static void
index_rules (YutuDemoStand *self)
{
  for (gsize i = 0; i < self->values->rows->len; i++)
    {
      const char *of = yutu_demo_table_get (self->values, i, "of");
      const char *field = yutu_demo_table_get (self->values, i, "field");

      g_hash_table_insert (self->rules, g_strconcat (of, "/", field, NULL),
                           GSIZE_TO_POINTER (i + 1));
    }
}

static gboolean
load_words (YutuDemoStand *self,
            GError       **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("words.csv", error);

  if (table == NULL)
    return FALSE;
  for (gsize i = 0; i < table->rows->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (yutu_demo_table_get (table, i, "words"), " ", -1);
      GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

      for (gsize w = 0; words[w] != NULL; w++)
        if (words[w][0] != '\0')
          g_ptr_array_add (list, g_strdup (words[w]));
      g_hash_table_insert (self->words, g_strdup (yutu_demo_table_get (table, i, "list")), list);
    }
  return TRUE;
}

/* ---- What the land says ---- */

static gboolean
read_day (YutuConnection *connection,
          const char     *sql,
          gint64          id,
          YutuDay         fallback,
          YutuDay        *day,
          GError        **error)
{
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *day = fallback;
  if (row && sqlite3_column_type (statement, 0) == SQLITE_TEXT)
    *day = yutu_day_parse ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_days (YutuDemoStand *self,
           GError       **error)
{
  const GArray *townships = self->demo->townships;

  self->today = yutu_day_today ();
  self->act_on = self->today;
  if (!read_day (self->connection,
                 "SELECT max (first) FROM (SELECT min (valid_from) AS first FROM division "
                 "WHERE level = 5 AND ?1 = 0 GROUP BY unit UNION ALL SELECT min (valid_from) FROM place_name)",
                 0, self->today, &self->first_day, error))
    return FALSE;
  for (guint i = 0; i < townships->len; i++)
    {
      const YutuDemoTownship *township = &g_array_index (townships, YutuDemoTownship, i);

      if (township->is_abolished &&
          !read_day (self->connection, "SELECT max (valid_to) FROM division WHERE unit = ?1",
                     township->unit, self->today, &self->act_on, error))
        return FALSE;
    }
  return TRUE;
}

YutuDemoStand *
yutu_demo_stand_new (YutuDemo       *demo,
                     YutuConnection *connection,
                     GError        **error)
{
  g_autoptr (YutuDemoStand) self = g_new0 (YutuDemoStand, 1);

  self->demo = demo;
  self->connection = connection;
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)g_ptr_array_unref);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->facilities = g_array_new (FALSE, FALSE, sizeof (YutuDemoFacility));
  g_array_set_clear_func (self->facilities, clear_facility);
  self->pillars = g_array_new (FALSE, FALSE, sizeof (YutuDemoPillar));
  g_array_set_clear_func (self->pillars, clear_pillar);
  self->line_names = g_ptr_array_new_with_free_func (g_free);
  self->neighbours = g_ptr_array_new_with_free_func (g_free);
  self->modules = yutu_modules_load (error);
  if (self->modules == NULL)
    return NULL;
  self->calendar = yutu_calendar_load (error);
  if (self->calendar == NULL)
    return NULL;
  self->values = yutu_demo_table_load ("values.csv", error);
  if (self->values == NULL)
    return NULL;
  self->surnames = yutu_demo_table_load ("surnames.csv", error);
  if (self->surnames == NULL)
    return NULL;
  self->given_names = yutu_demo_table_load ("given-names.csv", error);
  if (self->given_names == NULL || !load_words (self, error) || !read_days (self, error))
    return NULL;
  index_rules (self);
  return g_steal_pointer (&self);
}

static gsize
find_village (const YutuDemo *demo,
              gint64          unit)
{
  for (guint i = 0; i < demo->villages->len; i++)
    if (g_array_index (demo->villages, YutuDemoVillage, i).unit == unit)
      return i;
  return G_MAXSIZE;
}

static gboolean
load_facilities (YutuDemoStand *self,
                 GError       **error)
{
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT id, kind, name, fields, village, valid_from, valid_to FROM facility ORDER BY id",
    error);

  if (statement == NULL || !yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  while (row)
    {
      YutuDemoFacility facility = {
        .id = sqlite3_column_int64 (statement, 0),
        .kind = g_strdup ((const char *)sqlite3_column_text (statement, 1)),
        .name = g_strdup ((const char *)sqlite3_column_text (statement, 2)),
        .fields = g_strdup ((const char *)sqlite3_column_text (statement, 3)),
        .village = find_village (self->demo, sqlite3_column_int64 (statement, 4)),
        .valid_from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 5)),
        .valid_to = yutu_day_parse ((const char *)sqlite3_column_text (statement, 6)),
      };

      g_array_append_val (self->facilities, facility);
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_pillars (YutuDemoStand *self,
              GError       **error)
{
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT p.id, p.number, l.name FROM boundary_pillar p JOIN boundary_line l ON l.id = p.line "
    "ORDER BY p.id",
    error);

  if (statement == NULL || !yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  while (row)
    {
      YutuDemoPillar pillar = {
        .id = sqlite3_column_int64 (statement, 0),
        .number = g_strdup ((const char *)sqlite3_column_text (statement, 1)),
        .line = g_strdup ((const char *)sqlite3_column_text (statement, 2)),
      };

      g_array_append_val (self->pillars, pillar);
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_lines (YutuDemoStand *self,
            GError       **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT name, coalesce (neighbour_name, name) FROM boundary_line WHERE id = ?1", error);

  for (guint i = 0; statement != NULL && i < self->demo->lines->len; i++)
    {
      gboolean row;

      sqlite3_bind_int64 (statement, 1, g_array_index (self->demo->lines, gint64, i));
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      g_ptr_array_add (self->line_names,
                       g_strdup (row ? (const char *)sqlite3_column_text (statement, 0) : ""));
      g_ptr_array_add (self->neighbours,
                       g_strdup (row ? (const char *)sqlite3_column_text (statement, 1) : ""));
      sqlite3_reset (statement);
    }
  return statement != NULL;
}

gboolean
yutu_demo_stand_load (YutuDemoStand *self,
                      GError       **error)
{
  return load_facilities (self, error) && load_pillars (self, error) && load_lines (self, error);
}

/* ---- Words and days ---- */

const char *
yutu_demo_stand_pick_word (YutuDemoStand *self,
                           const char    *list,
                           YutuRandom    *random)
{
  const GPtrArray *words = g_hash_table_lookup (self->words, list);

  return words != NULL ? words->pdata[yutu_random_below (random, words->len)] : NULL;
}

gboolean
yutu_demo_stand_take (YutuDemoStand *self,
                      const char    *text)
{
  return g_hash_table_add (self->taken, g_strdup (text));
}

gboolean
yutu_demo_day_parse (const YutuDemoStand *self,
                     const char          *text,
                     YutuDay             *day,
                     GError             **error)
{
  if (g_str_has_prefix (text, "today"))
    {
      *day = self->today + (YutuDay)g_ascii_strtoll (text + strlen ("today"), NULL, 10);
      return TRUE;
    }
  *day = yutu_day_parse (text);
  if (*day != YUTU_DAY_INVALID)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "seeds: \"%s\" is no day; write YYYY-MM-DD or today-N", text);
  return FALSE;
}

gboolean
yutu_demo_day_pick (const YutuDemoStand *self,
                    const char          *range,
                    YutuRandom          *random,
                    YutuDay             *day,
                    GError             **error)
{
  g_auto (GStrv) ends = g_strsplit (range, "..", 2);
  YutuDay first = 0;
  YutuDay last = 0;

  if (ends[0] == NULL || !yutu_demo_day_parse (self, ends[0], &first, error) ||
      !yutu_demo_day_parse (self, ends[1] != NULL ? ends[1] : ends[0], &last, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "seeds: a day is missing");
      return FALSE;
    }
  last = MAX (first, last);
  *day = first + (YutuDay)yutu_random_below (random, (guint64)(last - first) + 1);
  return TRUE;
}

char *
yutu_demo_pick_weighted (const char *text,
                         YutuRandom *random)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  char   *picked = NULL;
  guint64 total = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      char   *star = strrchr (words[i], '*');
      guint64 weight = star != NULL ? g_ascii_strtoull (star + 1, NULL, 10) : 1;

      if (words[i][0] == '\0' || weight == 0)
        continue;
      if (star != NULL)
        *star = '\0';
      total += weight;
      if (yutu_random_below (random, total) < weight)
        {
          g_free (picked);
          picked = g_strdup (words[i]);
        }
    }
  return picked != NULL ? picked : g_strdup ("");
}
