/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-name.h"

#include "gazetteer/yutu-address-row-private.h"
#include "store/yutu-statement.h"

#define COLUMNS "id, name, class, grade, status, division, valid_from, valid_to, geom"

void
yutu_place_name_free (YutuPlaceName *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->name_class);
  g_free (self->status);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

static YutuPlaceName *
read_place (sqlite3_stmt *statement)
{
  YutuPlaceName *self = g_new0 (YutuPlaceName, 1);
  gconstpointer  bytes = sqlite3_column_blob (statement, 8);

  self->id = sqlite3_column_int64 (statement, 0);
  self->name = yutu_column_dup (statement, 1);
  self->name_class = yutu_column_dup (statement, 2);
  self->grade = sqlite3_column_int (statement, 3);
  self->status = yutu_column_dup (statement, 4);
  self->division = sqlite3_column_int64 (statement, 5);
  self->valid_from = yutu_column_day (statement, 6);
  self->valid_to = yutu_column_day (statement, 7);
  if (bytes != NULL) /* one that is no shape is as none: the check of the file reports it */
    self->shape =
      yutu_shape_from_blob (bytes, (gsize)sqlite3_column_bytes (statement, 8), NULL);
  self->has_point = yutu_place_label_point (self->shape, &self->point);
  return self;
}

/* |road|river|: for instr(). NULL for all. */
static char *
join_classes (const char *const *classes)
{
  g_autofree char *middle = classes != NULL ? g_strjoinv ("|", (char **)classes) : NULL;

  return middle != NULL ? g_strconcat ("|", middle, "|", NULL) : NULL;
}

static sqlite3_stmt *
prepare_list (YutuConnection *connection,
              gboolean        everywhere,
              GError        **error)
{
#define WHERE                                               \
  " WHERE (?1 IS NULL OR instr (?1, '|' || class || '|')) " \
  "AND (?2 IS NULL OR (valid_from <= ?2 AND ?2 < valid_to)) "
#define ORDER "ORDER BY class, grade, id"
  if (everywhere)
    return yutu_connection_prepare (connection, "SELECT " COLUMNS " FROM place_name" WHERE ORDER,
                                    error);
  return yutu_connection_prepare (
    connection,
    "SELECT " COLUMNS " FROM place_name" WHERE "AND rowid IN (SELECT pkid FROM idx_place_name_geom "
    "WHERE xmax >= ?3 AND xmin <= ?5 AND ymax >= ?4 AND ymin <= ?6) " ORDER,
    error);
#undef WHERE
#undef ORDER
}

GPtrArray *
yutu_place_name_list (YutuConnection    *connection,
                      const char *const *classes,
                      YutuBox            box,
                      YutuDay            day,
                      GError           **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_name_free);
  g_autofree char *joined = join_classes (classes);
  gboolean         everywhere = yutu_box_is_empty (box);
  sqlite3_stmt    *statement = prepare_list (connection, everywhere, error);
  char             day_text[YUTU_DAY_TEXT_SIZE];
  gboolean         row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, joined, -1, SQLITE_STATIC);
  if (day != YUTU_DAY_INVALID)
    sqlite3_bind_text (statement, 2, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  if (!everywhere)
    {
      sqlite3_bind_double (statement, 3, yutu_grid_to_degrees (box.min_x));
      sqlite3_bind_double (statement, 4, yutu_grid_to_degrees (box.min_y));
      sqlite3_bind_double (statement, 5, yutu_grid_to_degrees (box.max_x));
      sqlite3_bind_double (statement, 6, yutu_grid_to_degrees (box.max_y));
    }
  while (row)
    {
      g_autoptr (YutuPlaceName) place = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      place = row ? read_place (statement) : NULL;
      /* The R-tree rounds its boxes outwards. */
      if (row && (everywhere || (place->shape != NULL && yutu_box_overlaps (place->shape->box, box))))
        g_ptr_array_add (places, g_steal_pointer (&place));
    }
  sqlite3_reset (statement);
  return g_steal_pointer (&places);
}

gboolean
yutu_place_name_load (YutuConnection *connection,
                      gint64          id,
                      YutuPlaceName **place,
                      GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT " COLUMNS " FROM place_name WHERE id = ?1", error);
  gboolean row = FALSE;

  *place = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *place = row ? read_place (statement) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Facts ---- */

void
yutu_place_fact_free (YutuPlaceFact *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->text);
  g_free (self);
}

static void
add_fact (GPtrArray  *facts,
          const char *prefix,
          const char *key,
          const char *text)
{
  YutuPlaceFact *fact = NULL;

  if (text == NULL || *text == '\0')
    return;
  fact = g_new0 (YutuPlaceFact, 1);
  fact->key = g_strconcat (prefix, key, NULL);
  fact->text = g_strdup (text);
  g_ptr_array_add (facts, fact);
}

static gboolean
list_columns (YutuConnection *connection,
              gint64          id,
              GPtrArray      *facts,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT name, alias, pinyin, pinyin_tone, proper_name, generic_term, class, "
    "nullif (grade, 0) AS grade, status, "
    "(SELECT d.name FROM division d WHERE d.unit = p.division ORDER BY d.valid_from DESC LIMIT 1) "
    "AS division, meaning, approval_doc, approved_on, "
    "(SELECT n.name FROM place_name n WHERE n.id = p.replaced_by) AS replaced_by, "
    "nullif (valid_from, '9999-12-31') AS valid_from, nullif (valid_to, '9999-12-31') AS valid_to FROM place_name p WHERE id = ?1",
    error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  for (int i = 0; row && i < sqlite3_column_count (statement); i++)
    add_fact (facts, "", sqlite3_column_name (statement, i),
              (const char *)sqlite3_column_text (statement, i));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
list_fields (YutuConnection *connection,
             gint64          id,
             GPtrArray      *facts,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT f.key, f.value FROM place_name p, "
    "json_each (CASE WHEN json_valid (p.fields) THEN p.fields ELSE '{}' END) f "
    "WHERE p.id = ?1 AND f.key NOT IN ('former_id', 'rule_check') ORDER BY f.id",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        add_fact (facts, "fields.", (const char *)sqlite3_column_text (statement, 0),
                  (const char *)sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  return TRUE;
}

GPtrArray *
yutu_place_name_list_facts (YutuConnection *connection,
                            gint64          id,
                            GError        **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_fact_free);

  if (!list_columns (connection, id, facts, error) || !list_fields (connection, id, facts, error))
    return NULL;
  return g_steal_pointer (&facts);
}
