/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every point lies in the unit that its row names, border included: an address and a facility on
 * their last day, a case on the day when it was opened. A unit without land then says nothing. */

#include "session/yutu-check-private.h"

#include "base/yutu-wording.h"
#include "division/yutu-division.h"
#include "geo/yutu-exact.h"

#define PROGRESS_ROWS 16384

/* A stretch of time in the land of a unit. */
typedef struct
{
  YutuDay    from;
  YutuDay    to;
  YutuShape *shape;
} Land;

static void
land_clear (gpointer data)
{
  yutu_shape_unref (((Land *)data)->shape);
}

static GArray *
load_lands (YutuConnection *connection,
            gint64          unit,
            GError        **error)
{
  g_autoptr (GArray) lands = g_array_new (FALSE, FALSE, sizeof (Land));
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT valid_from, valid_to, id, geom FROM division_area WHERE unit = ?1", error);

  g_array_set_clear_func (lands, land_clear);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, unit);
  while (TRUE)
    {
      Land land;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&lands);
      land.from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 0));
      land.to = yutu_day_parse ((const char *)sqlite3_column_text (statement, 1));
      land.shape =
        yutu_division_read_area (connection, sqlite3_column_int64 (statement, 2), statement, 3, error);
      if (land.shape == NULL)
        return NULL;
      g_array_append_val (lands, land);
    }
}

/* *lies is TRUE also when nothing can be said. */
static gboolean
lies_in (YutuCheck  *self,
         GHashTable *cache, /* gint64 → GArray of Land */
         gint64      unit,
         YutuDay     day,
         YutuPoint   point,
         gboolean   *lies,
         GError    **error)
{
  GArray *lands = g_hash_table_lookup (cache, &unit);

  if (lands == NULL)
    {
      lands = load_lands (self->connection, unit, error);
      if (lands == NULL)
        return FALSE;
      g_hash_table_insert (cache, g_memdup2 (&unit, sizeof unit), lands);
    }
  *lies = TRUE;
  for (guint i = 0; i < lands->len; i++)
    {
      const Land *land = &g_array_index (lands, Land, i);

      if (land->from <= day && day < land->to)
        *lies = yutu_box_contains (land->shape->box, point) &&
                yutu_exact_point_in_shape (point, land->shape) != YUTU_OUTSIDE;
    }
  return TRUE;
}

/* id, unit, day (its end when @is_end), x and y of the grid or a geometry. */
typedef struct
{
  const char *rule;
  const char *table;
  const char *sql;
  gboolean    is_end;
  gboolean    is_grid;
} PlaceRule;

static const PlaceRule RULES[] = {
  { "address-place", "address",
    "SELECT id, village, valid_to, ST_X (geom), ST_Y (geom) FROM address WHERE geom IS NOT NULL",
    TRUE, FALSE },
  { "facility-place", "facility",
    "SELECT id, coalesce (village, township), valid_to, ST_X (geom), ST_Y (geom) FROM facility "
    "WHERE geom IS NOT NULL AND coalesce (village, township) IS NOT NULL",
    TRUE, FALSE },
  { "case-place", "case_file",
    "SELECT id, coalesce (village, township), opened_on, x, y FROM case_file "
    "WHERE x IS NOT NULL AND coalesce (village, township) IS NOT NULL",
    FALSE, TRUE },
};

static gboolean
check_row (YutuCheck       *self,
           const PlaceRule *rule,
           GHashTable      *cache,
           sqlite3_stmt    *row,
           GError         **error)
{
  gint64    unit = sqlite3_column_int64 (row, 1);
  YutuDay   day = yutu_day_parse ((const char *)sqlite3_column_text (row, 2));
  gboolean  lies = TRUE;
  YutuPoint point =
    rule->is_grid ? (YutuPoint){ sqlite3_column_int64 (row, 3), sqlite3_column_int64 (row, 4) }
                  : yutu_point_from_degrees (sqlite3_column_double (row, 3),
                                             sqlite3_column_double (row, 4));
  YutuCheckFinding *finding = NULL;
  g_autofree char  *number = NULL;

  if (!lies_in (self, cache, unit, rule->is_end ? day - 1 : day, point, &lies, error))
    return FALSE;
  if (lies)
    return TRUE;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, unit);
  finding = yutu_check_add (self, rule->rule, "error", rule->table, sqlite3_column_int64 (row, 0),
                            N_ ("its point lies outside of its unit {1}"), number, NULL);
  finding->has_place = TRUE;
  finding->place = point;
  return TRUE;
}

static gboolean
run_rule (YutuCheck       *self,
          const PlaceRule *rule,
          GHashTable      *cache,
          GError         **error)
{
  gboolean      found = TRUE;
  gint64        n = 0;
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, rule->sql, error);

  while (row != NULL)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        break;
      if (!check_row (self, rule, cache, row, error))
        return FALSE;
      if (++n % PROGRESS_ROWS == 0 &&
          !yutu_progress_step (self->progress, rule->rule, (guint64)n, 0, error))
        return FALSE;
    }
  self->checked += n;
  return row != NULL;
}

gboolean
yutu_check_places (YutuCheck *self,
                   GError   **error)
{
  g_autoptr (GHashTable) cache = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify)g_array_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (yutu_check_wants (self, RULES[i].rule) && !run_rule (self, &RULES[i], cache, error))
      return FALSE;
  return TRUE;
}

void
yutu_check_add_place_rules (GPtrArray *rules)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    g_ptr_array_add (rules, (gpointer)RULES[i].rule);
}
