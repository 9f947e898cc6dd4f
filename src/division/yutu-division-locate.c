/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a point lies, and who borders on whom.
 *
 * A point is decided as if it were moved east by less than any grid step, and north by less still:
 * then it lies on no line, so of all areas that meet at it exactly one holds it, whatever their
 * number (the symbolic perturbation of H. Edelsbrunner, E. P. Mücke, "Simulation of simplicity",
 * ACM Trans. Graphics 9 (1990), for one point). */

#include "division/yutu-division-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

/* Whether the moved point lies inside, by the lines to its west. */
static gboolean
holds_moved (const YutuShape *shape,
             YutuPoint        point)
{
  gboolean inside = FALSE;

  for (gsize p = 0; p < shape->n_parts; p++)
    {
      gsize start = shape->part_starts[p];
      gsize end = shape->part_starts[p + 1];

      for (gsize i = start, k = end - 1; i < end; k = i++)
        {
          YutuPoint low = shape->points[k], high = shape->points[i];

          if ((low.y <= point.y) == (high.y <= point.y))
            continue;
          if (low.y > high.y)
            {
              low = shape->points[i];
              high = shape->points[k];
            }
          inside ^= yutu_exact_side (low, high, point) <= 0;
        }
    }
  return inside;
}

typedef struct
{
  gint64 inside;   /* unit, 0 none */
  gint64 touching; /* finest unit with the point on its border, 0 none */
  int    touching_level;
} Located;

typedef struct
{
  gint64 unit;
  int    level;
  gint64 area;
} Nominee;

/* Finest first. Without their land: what is sorted is copied, and that of a county is long. */
static gboolean
list_nominees (YutuConnection *connection,
               YutuPoint       point,
               const char     *day,
               GArray         *nominees,
               GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT a.unit, a.level, a.id FROM division_area a WHERE a.id IN ("
    "SELECT pkid FROM idx_division_area_geom WHERE xmin <= ?1 AND xmax >= ?1 AND ymin <= ?2 AND ymax >= ?2 "
    "UNION ALL SELECT area FROM division_area_stale) "
    "AND a.valid_from <= ?3 AND ?3 < a.valid_to ORDER BY a.level DESC, a.unit",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_double (statement, 1, yutu_grid_to_degrees (point.x));
  sqlite3_bind_double (statement, 2, yutu_grid_to_degrees (point.y));
  sqlite3_bind_text (statement, 3, day, -1, SQLITE_TRANSIENT);
  while (yutu_connection_step (connection, statement, &found, error))
    {
      Nominee nominee = { 0 };

      if (!found)
        return TRUE;
      nominee = (Nominee){ sqlite3_column_int64 (statement, 0), sqlite3_column_int (statement, 1),
                           sqlite3_column_int64 (statement, 2) };
      g_array_append_val (nominees, nominee);
    }
  return FALSE;
}

static gboolean
load_land (YutuConnection *connection,
           const Nominee  *nominee,
           YutuShape     **shape,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, "SELECT geom FROM division_area WHERE id = ?1", error);
  gboolean      found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, nominee->area);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  *shape = yutu_division_read_area (connection, nominee->area, statement, 0, error);
  sqlite3_reset (statement);
  if (*shape == NULL)
    g_prefix_error (error, _ ("area of unit %" PRId64 ": "), nominee->unit);
  return *shape != NULL;
}

/* Nominees come finest first, so that the first that holds the point is the finest. */
static gboolean
judge (YutuConnection *connection,
       const Nominee  *nominee,
       YutuPoint       point,
       Located        *located,
       GError        **error)
{
  g_autoptr (YutuShape) shape = NULL;

  if (!load_land (connection, nominee, &shape, error))
    return FALSE;
  if (!yutu_box_contains (shape->box, point))
    return TRUE;
  if (holds_moved (shape, point))
    located->inside = nominee->unit;
  else if ((located->touching == 0 || located->touching_level == nominee->level) &&
           yutu_exact_point_in_shape (point, shape) == YUTU_ON_BORDER &&
           (located->touching == 0 || nominee->unit < located->touching))
    {
      located->touching = nominee->unit;
      located->touching_level = nominee->level;
    }
  return TRUE;
}

static gboolean
find_finest (YutuConnection *connection,
             YutuPoint       point,
             const char     *day,
             gint64         *unit,
             GError        **error)
{
  g_autoptr (GArray) nominees = g_array_new (FALSE, FALSE, sizeof (Nominee));
  Located located = { 0 };

  if (!list_nominees (connection, point, day, nominees, error))
    return FALSE;
  for (guint i = 0; i < nominees->len && located.inside == 0; i++)
    if (!judge (connection, &g_array_index (nominees, Nominee, i), point, &located, error))
      return FALSE;
  *unit = located.inside != 0 ? located.inside : located.touching;
  return TRUE;
}

GPtrArray *
yutu_division_locate (YutuConnection *connection,
                      YutuPoint       point,
                      const char     *day,
                      GError        **error)
{
  gint64 unit = 0;

  if (!find_finest (connection, point, day, &unit, error))
    return NULL;
  return yutu_division_list_chain (connection, unit, day, error);
}

gboolean
yutu_division_load_shape (YutuConnection *connection,
                          gint64          unit,
                          const char     *day,
                          YutuShape     **shape,
                          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, geom FROM division_area WHERE unit = ?1 AND valid_from <= ?2 AND ?2 < valid_to", error);
  gboolean found = FALSE;

  *shape = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    *shape = yutu_division_read_area (connection, sqlite3_column_int64 (statement, 0), statement, 1, error);
  sqlite3_reset (statement);
  return !found || *shape != NULL;
}

/* ---- Neighbours ---- */

#define BELOW                                                                                    \
  "WITH RECURSIVE below (unit) AS (SELECT ?2 UNION SELECT d.unit FROM division d "               \
  "JOIN below b ON d.parent = b.unit WHERE d.valid_from <= ?1 AND ?1 < d.valid_to), "            \
  "mine (face) AS MATERIALIZED (SELECT f.face FROM face_unit f JOIN below b ON f.unit = b.unit " \
  "WHERE f.valid_from <= ?1 AND ?1 < f.valid_to) "

static const char NEIGHBOUR_SQL[] =
  BELOW "SELECT x.geom, coalesce ((SELECT f.unit FROM face_unit f WHERE f.face = x.other "
        "AND f.valid_from <= ?1 AND ?1 < f.valid_to), 0) FROM "
        "(SELECT a.geom AS geom, a.face_right AS other FROM arc a "
        "JOIN mine m ON a.face_left = m.face "
        "WHERE a.face_right NOT IN (SELECT face FROM mine) UNION ALL "
        "SELECT a.geom, a.face_left FROM arc a JOIN mine m ON a.face_right = m.face "
        "WHERE a.face_left NOT IN (SELECT face FROM mine)) x";

/* Metres by finest unit on the other side. */
static gboolean
sum_borders (YutuConnection *connection,
             gint64          unit,
             const char     *day,
             GHashTable     *lengths,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, NEIGHBOUR_SQL, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, unit);
  while (TRUE)
    {
      g_autoptr (YutuShape) shape = NULL;
      gint64  other = 0;
      double *sum = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                    (gsize)sqlite3_column_bytes (statement, 0), error);
      if (shape == NULL)
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      other = sqlite3_column_int64 (statement, 1);
      sum = g_hash_table_lookup (lengths, &other);
      if (sum == NULL)
        {
          sum = g_new0 (double, 1);
          g_hash_table_insert (lengths, g_memdup2 (&other, sizeof other), sum);
        }
      *sum += yutu_measure_line_m (shape->points, shape->n_points);
    }
}

/* The unit above @unit (or itself) whose level is at most @level. */
static gboolean
lift (YutuConnection *connection,
      gint64          unit,
      int             level,
      const char     *day,
      gint64         *lifted,
      GError        **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_list_chain (connection, unit, day, error);

  *lifted = 0;
  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      const YutuDivision *division = g_ptr_array_index (chain, i);

      if (division->level <= level)
        *lifted = division->unit;
    }
  return chain != NULL;
}

static void
add_neighbour (GArray *neighbours,
               gint64  unit,
               double  length_m)
{
  YutuDivisionNeighbour fresh = { unit, length_m };

  for (guint i = 0; i < neighbours->len; i++)
    {
      YutuDivisionNeighbour *known = &g_array_index (neighbours, YutuDivisionNeighbour, i);

      if (known->unit != unit)
        continue;
      known->length_m += length_m;
      return;
    }
  g_array_append_val (neighbours, fresh);
}

static int
compare_neighbours (gconstpointer a,
                    gconstpointer b)
{
  const YutuDivisionNeighbour *one = a;
  const YutuDivisionNeighbour *two = b;

  if (one->length_m != two->length_m)
    return one->length_m > two->length_m ? -1 : 1;
  return (one->unit > two->unit) - (one->unit < two->unit);
}

GArray *
yutu_division_list_neighbours (YutuConnection *connection,
                               gint64          unit,
                               const char     *day,
                               GError        **error)
{
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (YutuDivisionNeighbour));
  g_autoptr (GHashTable) lengths =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (YutuDivision) self = NULL;
  GHashTableIter iter;
  gpointer       key, value;

  if (!yutu_division_load (connection, unit, day, &self, error))
    return NULL;
  if (self == NULL)
    return g_steal_pointer (&neighbours);
  if (!sum_borders (connection, unit, day, lengths, error))
    return NULL;
  g_hash_table_iter_init (&iter, lengths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 lifted = 0;

      if (!lift (connection, *(gint64 *)key, self->level, day, &lifted, error))
        return NULL;
      add_neighbour (neighbours, lifted, *(double *)value);
    }
  g_array_sort (neighbours, compare_neighbours);
  return g_steal_pointer (&neighbours);
}
