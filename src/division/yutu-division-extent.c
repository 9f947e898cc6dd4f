/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* From the finest level up: the first at which one unit alone has any of the thing, and all of it, is the one in which
 * it lies; the units of the level below that it reaches are its parts. */

#include "division/yutu-division-extent.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "geo/yutu-exact.h"

#define COUNTY_LEVEL   3
#define TOWNSHIP_LEVEL 4
#define VILLAGE_LEVEL  5

void
yutu_division_extent_clear (YutuDivisionExtent *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

/* ---- One level ---- */

typedef struct
{
  GArray  *units;     /* gint64: that it reaches, in no order */
  gboolean is_within; /* all of it lies in the only one */
} Reached;

static gboolean
judge (YutuConnection  *connection,
       sqlite3_stmt    *row,
       const YutuShape *shape,
       Reached         *reached,
       GError         **error)
{
  gint64   unit = sqlite3_column_int64 (row, 0);
  gboolean reaches = FALSE, is_within = FALSE;
  g_autoptr (YutuShape) area = yutu_division_read_area (connection, sqlite3_column_int64 (row, 1), row, 2, error);

  if (area == NULL)
    {
      g_prefix_error (error, _ ("area of unit %" PRId64 ": "), unit);
      return FALSE;
    }
  if (!yutu_box_overlaps (area->box, shape->box))
    return TRUE;
  yutu_exact_relate (shape, area, &reaches, &is_within);
  if (!reaches)
    return TRUE;
  reached->is_within = is_within && reached->units->len == 0;
  g_array_append_val (reached->units, unit);
  return TRUE;
}

static gboolean
find_reached (YutuConnection  *connection,
              const YutuShape *shape,
              int              level,
              const char      *day,
              Reached         *reached,
              GError         **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT a.unit, a.id, a.geom FROM division_area a WHERE a.id IN (SELECT pkid FROM idx_division_area_geom WHERE xmin <= ?1 AND "
    "xmax >= ?2 AND ymin <= ?3 AND ymax >= ?4 UNION ALL SELECT area FROM division_area_stale) AND a.level = ?5 AND a.valid_from <= "
    "?6 AND ?6 < a.valid_to ORDER BY a.unit",
    error);
  gboolean found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_double (row, 1, yutu_grid_to_degrees (shape->box.max_x));
  sqlite3_bind_double (row, 2, yutu_grid_to_degrees (shape->box.min_x));
  sqlite3_bind_double (row, 3, yutu_grid_to_degrees (shape->box.max_y));
  sqlite3_bind_double (row, 4, yutu_grid_to_degrees (shape->box.min_y));
  sqlite3_bind_int (row, 5, level);
  sqlite3_bind_text (row, 6, day, -1, SQLITE_TRANSIENT);
  while (yutu_connection_step (connection, row, &found, error))
    {
      if (!found)
        return TRUE;
      if (!judge (connection, row, shape, reached, error))
        {
          sqlite3_reset (row);
          return FALSE;
        }
    }
  return FALSE;
}

/* ---- The extent ---- */

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const YutuDivision *one = *(const YutuDivision *const *)a;
  const YutuDivision *other = *(const YutuDivision *const *)b;
  int                 by_code = g_strcmp0 (one->code, other->code);

  return by_code != 0 ? by_code : (one->unit > other->unit) - (one->unit < other->unit);
}

static gboolean
load_parts (YutuConnection     *connection,
            const GArray       *units,
            const char         *day,
            YutuDivisionExtent *extent,
            GError            **error)
{
  for (guint i = 0; i < units->len; i++)
    {
      YutuDivision *division = NULL;

      if (!yutu_division_load (connection, g_array_index ((GArray *)units, gint64, i), day, &division, error))
        return FALSE;
      if (division != NULL)
        g_ptr_array_add (extent->parts, division);
    }
  g_ptr_array_sort (extent->parts, compare_parts);
  return TRUE;
}

static gboolean
find_of_point (YutuConnection     *connection,
               const YutuShape    *shape,
               const char         *day,
               YutuDivisionExtent *extent,
               GError            **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_locate (connection, shape->points[0], day, error);

  if (chain != NULL && chain->len > 0)
    extent->unit = ((const YutuDivision *)chain->pdata[chain->len - 1])->unit;
  return chain != NULL;
}

gboolean
yutu_division_find_extent (YutuConnection     *connection,
                           const YutuShape    *shape,
                           const char         *day,
                           YutuDivisionExtent *extent,
                           GError            **error)
{
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (gint64));

  *extent = (YutuDivisionExtent){ 0, g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_division_free) };
  if (shape->n_points == 0)
    return TRUE;
  if (shape->kind == YUTU_SHAPE_POINT)
    return find_of_point (connection, shape, day, extent, error);
  for (int level = VILLAGE_LEVEL; level >= COUNTY_LEVEL && extent->unit == 0; level--)
    {
      Reached reached = { g_array_new (FALSE, FALSE, sizeof (gint64)), FALSE };
      g_autoptr (GArray) units = reached.units;

      if (!find_reached (connection, shape, level, day, &reached, error))
        return FALSE;
      if (units->len == 1 && reached.is_within)
        extent->unit = g_array_index (units, gint64, 0);
      else if (level >= TOWNSHIP_LEVEL)
        {
          g_array_unref (below);
          below = g_array_ref (units);
        }
    }
  return load_parts (connection, below, day, extent, error);
}

char *
yutu_division_extent_dup_names (const YutuDivisionExtent *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->parts->len < 2)
    return NULL;
  for (guint i = 0; i < self->parts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", ((const YutuDivision *)self->parts->pdata[i])->name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- After a change of the units ---- */

typedef struct
{
  gint64     id;
  gint64     division;
  YutuShape *shape;
} Name;

static void
name_clear (gpointer data)
{
  yutu_shape_unref (((Name *)data)->shape);
}

/* Townships that ended on the day, or of which a village went elsewhere. */
#define CHANGED                                                                                                                       \
  "SELECT d.parent FROM division d WHERE d.level = 5 AND d.valid_to = ?1 AND NOT EXISTS (SELECT 1 FROM division e WHERE e.unit = "    \
  "d.unit AND e.parent = d.parent AND e.valid_from <= ?1 AND ?1 < e.valid_to) UNION SELECT d.unit FROM division d WHERE d.level = 4 " \
  "AND d.valid_to = ?1 AND NOT EXISTS (SELECT 1 FROM division e WHERE e.unit = d.unit AND e.valid_from <= ?1 AND ?1 < e.valid_to)"

#define CROSSED "json_extract (p.fields, '$.crossed_divisions')"

static GArray *
list_names (YutuConnection *connection,
            const char     *day,
            GError        **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "WITH changed (unit) AS MATERIALIZED (" CHANGED ") SELECT p.id, p.division, p.geom FROM place_name p WHERE p.valid_to > ?1 AND "
    "p.geom IS NOT NULL AND ST_GeometryType (p.geom) <> 'POINT' AND (p.division IN (SELECT unit FROM changed) OR (" CROSSED
    " IS NOT NULL AND EXISTS (SELECT 1 FROM changed c JOIN division t ON t.unit = c.unit AND t.valid_from < ?1 AND t.valid_to >= ?1 "
    "WHERE instr (" CROSSED ", t.name) > 0))) ORDER BY p.id",
    error);

  g_array_set_clear_func (names, name_clear);
  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_TRANSIENT);
  while (yutu_connection_step (connection, row, &found, error))
    {
      Name name = { sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1), NULL };

      if (!found)
        return g_steal_pointer (&names);
      name.shape = yutu_shape_from_blob (sqlite3_column_blob (row, 2), (gsize)sqlite3_column_bytes (row, 2), error);
      if (name.shape == NULL)
        {
          sqlite3_reset (row);
          return NULL;
        }
      g_array_append_val (names, name);
    }
  return NULL;
}

typedef struct
{
  YutuConnection        *connection;
  const YutuVillageMove *moves;
  gsize                  n_moves;
  char                   before[YUTU_DAY_TEXT_SIZE];
  char                   day[YUTU_DAY_TEXT_SIZE];
} Follow;

/* Appends the chain on the day of @village, or of those that its land goes to. */
static gboolean
add_chains (const Follow *self,
            gint64        village,
            GPtrArray    *chains, /* GPtrArray of YutuDivision */
            GError      **error)
{
  gboolean is_moved = FALSE;

  for (gsize i = 0; i <= self->n_moves; i++)
    {
      gboolean   is_last = i == self->n_moves;
      GPtrArray *chain = NULL;

      if (is_last ? is_moved : self->moves[i].from != village)
        continue;
      is_moved = TRUE;
      chain = yutu_division_list_chain (self->connection, is_last ? village : self->moves[i].to, self->day, error);
      if (chain == NULL)
        return FALSE;
      g_ptr_array_add (chains, chain);
    }
  return TRUE;
}

/* How many levels from the top all have in common; a village is not one of them. */
static guint
count_common (const GPtrArray *chains)
{
  const GPtrArray *first = chains->len > 0 ? chains->pdata[0] : NULL;
  guint            n = 0;

  for (; first != NULL && n < first->len && ((const YutuDivision *)first->pdata[n])->level < VILLAGE_LEVEL; n++)
    for (guint i = 1; i < chains->len; i++)
      {
        const GPtrArray *chain = chains->pdata[i];

        if (n >= chain->len || ((const YutuDivision *)chain->pdata[n])->unit != ((const YutuDivision *)first->pdata[n])->unit)
          return n;
      }
  return n;
}

static gboolean
is_listed (const GPtrArray *units,
           gint64           unit)
{
  for (guint i = 0; i < units->len; i++)
    if (((const YutuDivision *)units->pdata[i])->unit == unit)
      return TRUE;
  return FALSE;
}

static gboolean
update_name (const Follow *self,
             gint64        id,
             gint64        unit,
             const char   *crossed, /* NULL: none */
             GError      **error)
{
  sqlite3_stmt *update = yutu_connection_prepare (
    self->connection,
    "UPDATE place_name AS p SET division = ?2, fields = CASE WHEN ?3 IS NULL THEN json_remove (fields, '$.crossed_divisions') ELSE "
    "json_set (fields, '$.crossed_divisions', ?3) END WHERE id = ?1 AND (division IS NOT ?2 OR " CROSSED " IS NOT ?3)",
    error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  sqlite3_bind_int64 (update, 2, unit);
  if (crossed != NULL)
    sqlite3_bind_text (update, 3, crossed, -1, SQLITE_STATIC);
  return yutu_connection_run (self->connection, update, error);
}

static gboolean
follow_name (const Follow *self,
             const Name   *name,
             gint64       *n_moved,
             GError      **error)
{
  Reached reached = { g_array_new (FALSE, FALSE, sizeof (gint64)), FALSE };
  g_autoptr (GArray) villages = reached.units;
  g_autoptr (GPtrArray) chains = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  YutuDivisionExtent extent = { 0, NULL };
  g_autoptr (GPtrArray) parts = g_ptr_array_new (); /* borrowed of the chains */
  g_autofree char *crossed = NULL;
  guint            n = 0;

  if (!find_reached (self->connection, name->shape, VILLAGE_LEVEL, self->before, &reached, error))
    return FALSE;
  for (guint i = 0; i < villages->len; i++)
    if (!add_chains (self, g_array_index (villages, gint64, i), chains, error))
      return FALSE;
  n = count_common (chains);
  if (n == 0)
    return TRUE; /* not known by villages: it stays */
  for (guint i = 0; i < chains->len; i++)
    {
      const GPtrArray *chain = chains->pdata[i];

      if (n < chain->len && !is_listed (parts, ((const YutuDivision *)chain->pdata[n])->unit))
        g_ptr_array_add (parts, chain->pdata[n]);
    }
  g_ptr_array_sort (parts, compare_parts);
  extent.unit = ((const YutuDivision *)((const GPtrArray *)chains->pdata[0])->pdata[n - 1])->unit;
  extent.parts = parts;
  crossed = yutu_division_extent_dup_names (&extent);
  *n_moved += extent.unit != name->division;
  return update_name (self, name->id, extent.unit, crossed, error);
}

gboolean
yutu_division_extent_follow (YutuConnection        *connection,
                             const YutuVillageMove *moves,
                             gsize                  n_moves,
                             YutuDay                day,
                             gint64                *n_moved,
                             GError               **error)
{
  Follow self = { connection, moves, n_moves };
  g_autoptr (GArray) names = NULL;

  *n_moved = 0;
  yutu_day_format (day - 1, self.before);
  names = list_names (connection, yutu_day_format (day, self.day), error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (!follow_name (&self, &g_array_index (names, Name, i), n_moved, error))
      return FALSE;
  return names != NULL;
}
