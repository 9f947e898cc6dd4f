/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rows that say what the file says: one unit of that name, and that code if there is one, has exactly that land
 * on the day. Rings are the same whichever point they begin with and whichever way they run. */

#include "session/yutu-import-same-private.h"

#include "division/yutu-division.h"

/* ---- Rings ---- */

static int
compare_points (YutuPoint a,
                YutuPoint b)
{
  return a.x != b.x ? (a.x < b.x ? -1 : 1) : (a.y > b.y) - (a.y < b.y);
}

/* From its least point on, to the lesser of that one's neighbours. */
static GBytes *
normalise_ring (const YutuPoint *points,
                gsize            n)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  gsize least = 0, step = 1;

  if (n > 1 && yutu_point_equal (points[0], points[n - 1]))
    n--;
  for (gsize i = 1; i < n; i++)
    if (compare_points (points[i], points[least]) < 0)
      least = i;
  if (n > 2 && compare_points (points[(least + 1) % n], points[(least + n - 1) % n]) > 0)
    step = n - 1;
  for (gsize i = 0; i < n; i++)
    g_array_append_val (ring, points[(least + i * step) % n]);
  return g_bytes_new (ring->data, ring->len * sizeof (YutuPoint));
}

static int
compare_rings (gconstpointer a,
               gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *)a, *(GBytes *const *)b);
}

static gboolean
are_same_rings (GPtrArray *a,
                GPtrArray *b)
{
  gboolean is_same = a->len == b->len;

  g_ptr_array_sort (a, compare_rings);
  g_ptr_array_sort (b, compare_rings);
  for (guint i = 0; i < a->len && is_same; i++)
    is_same = g_bytes_equal (a->pdata[i], b->pdata[i]);
  return is_same;
}

static gboolean
has_land (const YutuDivisionSource *row,
          const YutuShape          *land) /* nullable */
{
  g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (gsize i = 0; i < row->n_rings; i++)
    g_ptr_array_add (given, normalise_ring (row->rings[i].points, row->rings[i].n_points));
  for (gsize i = 0; land != NULL && i < land->n_parts; i++)
    g_ptr_array_add (own, normalise_ring (land->points + land->part_starts[i],
                                          land->part_starts[i + 1] - land->part_starts[i]));
  return are_same_rings (given, own);
}

/* ---- Rows ---- */

static const char UNITS_SQL[] =
  "SELECT a.id, a.geom FROM division d LEFT JOIN division_area a ON a.unit = d.unit AND a.valid_from <= ?1 AND "
  "?1 < a.valid_to WHERE d.valid_from <= ?1 AND ?1 < d.valid_to AND d.name = ?2 AND (?3 IS NULL OR d.code = ?3)";

static gboolean
is_same_row (YutuConnection           *connection,
             const YutuDivisionSource *row,
             const char               *day,
             gboolean                 *is_same,
             GError                  **error)
{
  sqlite3_stmt *unit = yutu_connection_prepare (connection, UNITS_SQL, error);
  const char   *code = row->code != NULL && *row->code != '\0' ? row->code : NULL;
  gboolean      found = TRUE;

  *is_same = FALSE;
  if (unit == NULL)
    return FALSE;
  sqlite3_bind_text (unit, 1, day, -1, SQLITE_STATIC);
  sqlite3_bind_text (unit, 2, row->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (unit, 3, code, -1, SQLITE_STATIC);
  while (!*is_same)
    {
      g_autoptr (YutuShape) land = NULL;

      if (!yutu_connection_step (connection, unit, &found, error))
        return FALSE;
      if (!found)
        break;
      if (sqlite3_column_type (unit, 0) != SQLITE_NULL)
        {
          land = yutu_division_read_area (connection, sqlite3_column_int64 (unit, 0), unit, 1, error);
          if (land == NULL)
            return FALSE;
        }
      *is_same = has_land (row, land);
    }
  sqlite3_reset (unit);
  return TRUE;
}

gboolean
yutu_import_are_same (YutuConnection           *connection,
                      const YutuDivisionSource *rows,
                      gsize                     n_rows,
                      const char               *day,
                      gboolean                 *are_same,
                      GError                  **error)
{
  *are_same = n_rows > 0;
  for (gsize i = 0; i < n_rows && *are_same; i++)
    if (rows[i].reject != NULL || rows[i].name == NULL)
      *are_same = FALSE;
    else if (!is_same_row (connection, &rows[i], day, are_same, error))
      return FALSE;
  return TRUE;
}
