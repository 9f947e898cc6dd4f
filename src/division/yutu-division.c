/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-day.h"
#include "store/yutu-statement.h"

#define COUNTY 3 /* level */

G_DEFINE_QUARK (yutu_division_error, yutu_division_error)

void
yutu_division_free (YutuDivision *self)
{
  g_free ((gpointer)self->uuid);
  g_free ((gpointer)self->type);
  g_free ((gpointer)self->name);
  g_free ((gpointer)self->proper_name);
  g_free ((gpointer)self->generic_term);
  g_free ((gpointer)self->pinyin);
  g_free ((gpointer)self->code);
  g_free ((gpointer)self->stat_code);
  g_free ((gpointer)self->managed_by);
  g_free ((gpointer)self->urban_rural);
  g_free ((gpointer)self->valid_from);
  g_free ((gpointer)self->valid_to);
  g_free ((gpointer)self->source);
  g_free (self);
}

/* ---- Rows ---- */

static gboolean
read_seat (sqlite3_stmt *statement,
           int           column,
           YutuDivision *self,
           GError      **error)
{
  g_autoptr (YutuShape) shape = NULL;

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return TRUE;
  shape = yutu_shape_from_blob (sqlite3_column_blob (statement, column),
                                (gsize)sqlite3_column_bytes (statement, column), error);
  if (shape == NULL)
    {
      g_prefix_error (error, _ ("seat of division row %" PRId64 ": "), self->row);
      return FALSE;
    }
  self->has_seat = shape->n_points == 1;
  if (self->has_seat)
    self->seat = shape->points[0];
  return TRUE;
}

/* The row that @statement stands on. */
static YutuDivision *
division_read_row (sqlite3_stmt *statement,
                   GError      **error)
{
  g_autoptr (YutuDivision) self = g_new0 (YutuDivision, 1);

  self->row = sqlite3_column_int64 (statement, 0);
  self->unit = sqlite3_column_int64 (statement, 1);
  self->uuid = yutu_column_dup (statement, 2);
  self->level = sqlite3_column_int (statement, 3);
  self->type = yutu_column_dup (statement, 4);
  self->name = yutu_column_dup (statement, 5);
  self->proper_name = yutu_column_dup (statement, 6);
  self->generic_term = yutu_column_dup (statement, 7);
  self->pinyin = yutu_column_dup (statement, 8);
  self->code = yutu_column_dup (statement, 9);
  self->stat_code = yutu_column_dup (statement, 10);
  self->parent = sqlite3_column_int64 (statement, 11);
  self->managed_by = yutu_column_dup (statement, 12);
  self->area_legal_m2 = sqlite3_column_int64 (statement, 13);
  self->population = sqlite3_column_int64 (statement, 14);
  self->urban_rural = yutu_column_dup (statement, 15);
  if (!read_seat (statement, 16, self, error))
    return NULL;
  self->valid_from = yutu_column_dup (statement, 17);
  self->valid_to = yutu_column_dup (statement, 18);
  self->source = yutu_column_dup (statement, 19);
  self->area_m2 = sqlite3_column_double (statement, 20);
  return g_steal_pointer (&self);
}

/* All rows of a statement with its parameters bound. Element type YutuDivision. */
static GPtrArray *
division_read_all (YutuConnection *connection,
                   sqlite3_stmt   *statement,
                   GError        **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_division_free);
  gboolean found = TRUE;

  while (TRUE)
    {
      YutuDivision *division = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&list);
      division = division_read_row (statement, error);
      if (division == NULL)
        {
          sqlite3_reset (statement);
          return NULL;
        }
      g_ptr_array_add (list, division);
    }
}

/* ---- Lists ---- */

typedef struct
{
  GPtrArray  *units;    /* in sibling order */
  GHashTable *children; /* gint64 * → GArray of guint */
  GPtrArray  *sorted;
  GArray     *done; /* gboolean by index */
} Tree;

static void
add_branch (Tree *tree,
            guint index)
{
  YutuDivision *division = g_ptr_array_index (tree->units, index);
  GArray       *below = g_hash_table_lookup (tree->children, &division->unit);

  if (g_array_index (tree->done, gboolean, index))
    return;
  g_array_index (tree->done, gboolean, index) = TRUE;
  g_ptr_array_add (tree->sorted, division);
  for (guint i = 0; below != NULL && i < below->len; i++)
    add_branch (tree, g_array_index (below, guint, i));
}

static void
note_child (Tree *tree,
            guint index)
{
  YutuDivision *division = g_ptr_array_index (tree->units, index);
  GArray       *below = g_hash_table_lookup (tree->children, &division->parent);

  if (below == NULL)
    {
      below = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (tree->children, &division->parent, below);
    }
  g_array_append_val (below, index);
}

/* Units come in sibling order; what hangs under no valid unit, or in a ring of parents, is put
 * behind the roots, so that none is lost. */
static GPtrArray *
sort_tree (GPtrArray *units)
{
  g_autoptr (GHashTable) valid = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) children =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_array_unref);
  g_autoptr (GArray) done = g_array_new (FALSE, TRUE, sizeof (gboolean));
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_division_free);
  Tree       tree = { units, children, sorted, done };

  g_array_set_size (done, units->len);
  for (guint i = 0; i < units->len; i++)
    g_hash_table_add (valid, &((YutuDivision *)g_ptr_array_index (units, i))->unit);
  for (guint i = 0; i < units->len; i++)
    note_child (&tree, i);
  for (guint i = 0; i < units->len; i++)
    if (!g_hash_table_contains (valid, &((YutuDivision *)g_ptr_array_index (units, i))->parent))
      add_branch (&tree, i);
  for (guint i = 0; i < units->len; i++)
    add_branch (&tree, i);
  g_ptr_array_set_free_func (units, NULL);
  return sorted;
}

GPtrArray *
yutu_division_list (YutuConnection *connection,
                    const char     *day,
                    GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE " YUTU_DIVISION_VALID
    "ORDER BY d.level, d.code IS NULL, d.code, d.name, d.unit",
    error);
  g_autoptr (GPtrArray) units = NULL;

  if (statement == NULL)
    return NULL;
  yutu_bind_text (statement, 1, day);
  units = division_read_all (connection, statement, error);
  return units != NULL ? sort_tree (units) : NULL;
}

GPtrArray *
yutu_division_list_versions (YutuConnection *connection,
                             gint64          unit,
                             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.unit = ?2 ORDER BY d.valid_from, d.id",
    error);

  if (statement == NULL)
    return NULL;
  yutu_bind_text (statement, 1, "");
  sqlite3_bind_int64 (statement, 2, unit);
  return division_read_all (connection, statement, error);
}

gboolean
yutu_division_load (YutuConnection *connection,
                    gint64          unit,
                    const char     *day,
                    YutuDivision  **division,
                    GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.unit = ?2 AND " YUTU_DIVISION_VALID
    "ORDER BY d.id LIMIT 1",
    error);
  g_autoptr (GPtrArray) rows = NULL;

  *division = NULL;
  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, day);
  sqlite3_bind_int64 (statement, 2, unit);
  rows = division_read_all (connection, statement, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    *division = g_ptr_array_steal_index (rows, 0);
  return TRUE;
}

gboolean
yutu_division_load_county (YutuConnection *connection,
                           const char     *day,
                           YutuDivision  **division,
                           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.level = ?2 AND " YUTU_DIVISION_VALID "LIMIT 2", error);
  g_autoptr (GPtrArray) rows = NULL;

  *division = NULL;
  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, day);
  sqlite3_bind_int (statement, 2, COUNTY);
  rows = division_read_all (connection, statement, error);
  if (rows != NULL && rows->len == 1)
    *division = g_ptr_array_steal_index (rows, 0);
  return rows != NULL;
}

GPtrArray *
yutu_division_list_chain (YutuConnection *connection,
                          gint64          unit,
                          const char     *day,
                          GError        **error)
{
  g_autoptr (GPtrArray) chain =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_division_free);

  /* As deep as the levels are, so that a ring of parents ends. */
  for (int step = 0; unit != 0 && step < 8; step++)
    {
      YutuDivision *division = NULL;

      if (!yutu_division_load (connection, unit, day, &division, error))
        return NULL;
      if (division == NULL)
        break;
      g_ptr_array_insert (chain, 0, division);
      unit = division->parent;
    }
  return g_steal_pointer (&chain);
}

/* ---- Finding ---- */

/* What a text may be, one after the other; the first that finds something is it. */
static const char *const FIND_SQL[] = {
  "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.code = ?2 AND " YUTU_DIVISION_VALID
  "ORDER BY d.unit",
  "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.stat_code = ?2 AND " YUTU_DIVISION_VALID
  "ORDER BY d.unit",
  "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.unit = CAST (?2 AS INTEGER) "
  "AND CAST (d.unit AS TEXT) = ?2 AND " YUTU_DIVISION_VALID "ORDER BY d.unit",
  "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.uuid = lower (?2) "
  "AND " YUTU_DIVISION_VALID "ORDER BY d.unit",
  "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.name = ?2 AND " YUTU_DIVISION_VALID
  "ORDER BY d.level, d.code, d.unit",
  "SELECT " YUTU_DIVISION_COLUMNS "FROM division d WHERE d.proper_name = ?2 "
  "AND " YUTU_DIVISION_VALID "ORDER BY d.level, d.code, d.unit",
};

GPtrArray *
yutu_division_find (YutuConnection *connection,
                    const char     *text,
                    const char     *day,
                    GError        **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (FIND_SQL) && (rows == NULL || rows->len == 0); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, FIND_SQL[i], error);

      if (statement == NULL)
        return NULL;
      g_clear_pointer (&rows, g_ptr_array_unref);
      yutu_bind_text (statement, 1, day);
      yutu_bind_text (statement, 2, text);
      rows = division_read_all (connection, statement, error);
      if (rows == NULL)
        return NULL;
    }
  return g_steal_pointer (&rows);
}

static void
set_ambiguous (GPtrArray  *found,
               const char *text,
               GError    **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint shown = MIN (found->len, 5);

  for (guint i = 0; i < shown; i++)
    {
      const YutuDivision *division = g_ptr_array_index (found, i);

      g_string_append_printf (names, "%s%s (%s, unit %" G_GINT64_FORMAT ")", i > 0 ? ", " : "",
                              division->name, division->code != NULL ? division->code : "no code",
                              division->unit);
    }
  if (shown < found->len)
    g_string_append_printf (names, " and %u more", found->len - shown);
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
               _ ("“%s” may be %u units: %s; give the code"), text, found->len, names->str);
}

/* When there was, or will be, a unit of this name or code, and that there never is one. */
static void
set_missing (YutuConnection *connection,
             const char     *text,
             const char     *day,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT min (valid_from), max (valid_to) FROM division WHERE code = ?1 OR stat_code = ?1 OR uuid = lower (?1) "
    "OR name = ?1 OR proper_name = ?1",
    error);
  const char *from = NULL;
  const char *to = NULL;
  char        last[YUTU_DAY_TEXT_SIZE];
  gboolean    row = FALSE;

  if (statement == NULL)
    return;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return;
  from = (const char *)sqlite3_column_text (statement, 0);
  to = (const char *)sqlite3_column_text (statement, 1);
  if (from == NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                 _ ("no division ever had the code, name or UUID “%s”"), text);
  else if (g_str_equal (to, YUTU_DAY_OPEN_TEXT))
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                 _ ("“%s” is not there on %s; it is from %s on"), text, day, from);
  else
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                 _ ("“%s” is not there on %s; it was from %s until %s"), text, day, from,
                 yutu_day_format_last (to, last));
  sqlite3_reset (statement);
}

YutuDivision *
yutu_division_find_one (YutuConnection *connection,
                        const char     *text,
                        const char     *day,
                        GError        **error)
{
  g_autoptr (GPtrArray) found = yutu_division_find (connection, text, day, error);

  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);
  if (found->len > 1)
    set_ambiguous (found, text, error);
  else
    set_missing (connection, text, day, error);
  return NULL;
}
