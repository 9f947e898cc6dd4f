/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* division_area: one polygon for each stretch of days in which a unit has the same faces
 * (yutu-division-stretch.c), with those faces in division_area_face. Kept in step by what a write,
 * an undo or a redo touched:
 *
 * 1. when units or owners were, the stretches are laid beside the rows: those with the same faces
 *    keep their polygon, the rest goes, or is made;
 * 2. of the rows that stay, those are drawn again that have exactly one side of a touched arc; a
 *    line inside an area is none of its polygon's. Where only vertices of the arc changed, the
 *    polygon is only changed there (yutu-division-area-patch.c);
 * 3. an arc that is gone names no sides any more: when a face is gone with it (lines were taken
 *    out between two faces), all are drawn again. Where arcs were only joined, the one that stays
 *    is touched too, and 2 finds it. */

#include "division/yutu-division-area-private.h"

#include <string.h>

#include "geo/yutu-measure.h"

enum
{
  DIVISION,
  ARC,
  FACE,
  FACE_UNIT,
};

/* A row of division_area. */
typedef struct
{
  gint64   id;
  gint64   unit;
  char    *from;
  GArray  *faces;
  gboolean is_wanted;
} Area;

/* ---- Statements ---- */

static gboolean
run_with_id (YutuConnection *connection,
             const char     *sql,
             gint64          id,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return yutu_connection_run (connection, statement, error);
}

/* The integers of a statement's first column, bound to @id. */
static gboolean
collect_ids (YutuConnection *connection,
             const char     *sql,
             gint64          id,
             GArray         *ids,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  while (TRUE)
    {
      gint64 value = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      value = sqlite3_column_int64 (statement, 0);
      g_array_append_val (ids, value);
    }
}

/* ---- One polygon ---- */

static gboolean
draw_area (YutuConnection *connection,
           gint64          area,
           GError        **error)
{
  g_autoptr (YutuShape) shape = yutu_division_outline_area (connection, area, error);
  g_autoptr (GBytes) blob = NULL;
  sqlite3_stmt *statement = NULL;

  if (shape == NULL)
    return FALSE;
  blob = yutu_shape_to_blob (shape);
  statement = yutu_connection_prepare (
    connection, "UPDATE division_area SET area_m2 = ?2, geom = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, area);
  sqlite3_bind_double (statement, 2, yutu_measure_area_m2 (shape));
  sqlite3_bind_blob64 (statement, 3, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob),
                       SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Rows beside stretches ---- */

static void
area_clear (gpointer data)
{
  Area *area = data;

  g_free (area->from);
  g_array_unref (area->faces);
}

/* In the order of units. */
static gboolean
read_areas (YutuConnection *connection,
            GArray         *areas,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, unit, valid_from FROM division_area ORDER BY unit, id", error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      Area area = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        break;
      area.id = sqlite3_column_int64 (statement, 0);
      area.unit = sqlite3_column_int64 (statement, 1);
      area.from = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      area.faces = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (areas, area);
    }
  for (guint i = 0; statement != NULL && i < areas->len; i++)
    {
      Area *area = &g_array_index (areas, Area, i);

      if (!collect_ids (connection,
                        "SELECT face FROM division_area_face WHERE area = ?1 ORDER BY face",
                        area->id, area->faces, error))
        return FALSE;
    }
  return statement != NULL;
}

static guint
find_unit (GArray *areas,
           gint64  unit)
{
  guint low = 0, high = areas->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (areas, Area, middle).unit < unit)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static Area *
find_area (GArray                    *areas,
           const YutuDivisionStretch *stretch)
{
  for (guint i = find_unit (areas, stretch->unit); i < areas->len; i++)
    {
      Area *area = &g_array_index (areas, Area, i);

      if (area->unit != stretch->unit)
        return NULL;
      if (!area->is_wanted && strcmp (area->from, stretch->from) == 0 &&
          area->faces->len == stretch->faces->len &&
          memcmp (area->faces->data, stretch->faces->data,
                  area->faces->len * sizeof (gint64)) == 0)
        return area;
    }
  return NULL;
}

static gboolean
write_facts (YutuConnection            *connection,
             const char                *sql,
             gint64                     area,
             const YutuDivisionStretch *stretch,
             GError                   **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, area);
  sqlite3_bind_int64 (statement, 2, stretch->unit);
  sqlite3_bind_int (statement, 3, stretch->level);
  sqlite3_bind_text (statement, 4, stretch->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, stretch->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, stretch->from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, stretch->to, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_area (YutuConnection            *connection,
          gint64                     area,
          const YutuDivisionStretch *stretch,
          GError                   **error)
{
  if (!write_facts (connection,
                    "INSERT INTO division_area (id, unit, level, code, name, valid_from, valid_to, "
                    "area_m2) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
                    area, stretch, error))
    return FALSE;
  for (guint f = 0; f < stretch->faces->len; f++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection, "INSERT INTO division_area_face (area, face) VALUES (?1, ?2)", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, area);
      sqlite3_bind_int64 (statement, 2, g_array_index (stretch->faces, gint64, f));
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return draw_area (connection, area, error);
}

static gboolean
take_out_unwanted (YutuConnection *connection,
                   GArray         *areas,
                   GError        **error)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const Area *area = &g_array_index (areas, Area, i);

      if (!area->is_wanted &&
          (!run_with_id (connection, "DELETE FROM division_area WHERE id = ?1", area->id, error) ||
           !run_with_id (connection, "DELETE FROM division_area_face WHERE area = ?1", area->id,
                         error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
lay_beside (YutuConnection *connection,
            GError        **error)
{
  g_autoptr (YutuDivisionStretches) wanted = yutu_division_stretches_load (connection, error);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (Area));
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 last = 0;

  g_array_set_clear_func (areas, area_clear);
  if (wanted == NULL || !read_areas (connection, areas, error) ||
      !yutu_connection_get_int64 (connection, "SELECT coalesce (max (id), 0) FROM division_area", 0,
                                  &last, error))
    return FALSE;
  for (guint i = 0; i < wanted->stretches->len; i++)
    {
      const YutuDivisionStretch *stretch =
        &g_array_index (wanted->stretches, YutuDivisionStretch, i);
      Area *area = find_area (areas, stretch);

      if (area == NULL)
        {
          g_array_append_val (missing, i);
          continue;
        }
      area->is_wanted = TRUE;
      if (!write_facts (connection,
                        "UPDATE division_area SET level = ?3, code = ?4, name = ?5, valid_to = ?7 "
                        "WHERE id = ?1 AND unit = ?2 AND valid_from = ?6 AND (level, code, name, "
                        "valid_to) IS NOT (?3, ?4, ?5, ?7)",
                        area->id, stretch, error))
        return FALSE;
    }
  if (!take_out_unwanted (connection, areas, error))
    return FALSE;
  for (guint i = 0; i < missing->len; i++)
    if (!add_area (connection, ++last,
                   &g_array_index (wanted->stretches, YutuDivisionStretch,
                                   g_array_index (missing, guint, i)),
                   error))
      return FALSE;
  return TRUE;
}

/* ---- Touched lines ---- */

/* The areas with exactly one side of the arc. */
static const char SIDES_SQL[] =
  "SELECT m.area FROM arc a CROSS JOIN division_area_face m ON m.face = a.face_left "
  "WHERE a.id = ?1 AND NOT EXISTS (SELECT 1 FROM division_area_face o WHERE o.area = m.area "
  "AND o.face = a.face_right) UNION ALL "
  "SELECT m.area FROM arc a CROSS JOIN division_area_face m ON m.face = a.face_right "
  "WHERE a.id = ?1 AND NOT EXISTS (SELECT 1 FROM division_area_face o WHERE o.area = m.area "
  "AND o.face = a.face_left)";

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 two = *(const gint64 *)b;

  return (one > two) - (one < two);
}

/* An area, and a touched arc of its outline. */
typedef struct
{
  gint64 area;
  gint64 arc;
} Side;

static int
compare_sides (gconstpointer a,
               gconstpointer b)
{
  const Side *one = a;
  const Side *two = b;

  if (one->area != two->area)
    return one->area < two->area ? -1 : 1;
  return (one->arc > two->arc) - (one->arc < two->arc);
}

static gboolean
collect_sides (YutuConnection *connection,
               GArray         *arcs,
               GArray         *sides,
               GError        **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < arcs->len; i++)
    {
      Side side = { .arc = g_array_index (arcs, gint64, i) };

      g_array_set_size (areas, 0);
      if (!collect_ids (connection, SIDES_SQL, side.arc, areas, error))
        return FALSE;
      for (guint k = 0; k < areas->len; k++)
        {
          side.area = g_array_index (areas, gint64, k);
          g_array_append_val (sides, side);
        }
    }
  g_array_sort (sides, compare_sides);
  return TRUE;
}

/* Rows up to @last; what is above has been drawn just now. */
static gboolean
draw_sides (YutuConnection *connection,
            GArray         *sides,
            gint64          last,
            GError        **error)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint first = 0, end; first < sides->len; first = end)
    {
      gint64   area = g_array_index (sides, Side, first).area;
      gboolean is_done = FALSE;

      g_array_set_size (arcs, 0);
      for (end = first; end < sides->len && g_array_index (sides, Side, end).area == area; end++)
        if (arcs->len == 0 ||
            g_array_index (sides, Side, end).arc != g_array_index (arcs, gint64, arcs->len - 1))
          g_array_append_val (arcs, g_array_index (sides, Side, end).arc);
      if (area > last)
        continue;
      if (!yutu_division_area_patch (connection, area, (gint64 *)(gpointer)arcs->data, arcs->len,
                                     &is_done, error) ||
          (!is_done && !draw_area (connection, area, error)))
        return FALSE;
    }
  return TRUE;
}

/* Rows up to @last, each once. */
static gboolean
draw_areas (YutuConnection *connection,
            GArray         *areas,
            gint64          last,
            GError        **error)
{
  gint64 previous = 0;

  g_array_sort (areas, compare_ids);
  for (guint i = 0; i < areas->len; i++)
    {
      gint64 area = g_array_index (areas, gint64, i);

      if (area != previous && area <= last && !draw_area (connection, area, error))
        return FALSE;
      previous = area;
    }
  return TRUE;
}

static gboolean
any_is_gone (YutuConnection *connection,
             const char     *sql,
             GArray         *ids,
             gboolean       *is_gone,
             GError        **error)
{
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    if (!collect_ids (connection, sql, g_array_index (ids, gint64, i), there, error))
      return FALSE;
  *is_gone = there->len < ids->len;
  return TRUE;
}

static gboolean
lines_were_taken_out (YutuConnection *connection,
                      GArray *const  *ids,
                      gboolean       *answer,
                      GError        **error)
{
  gboolean arc = FALSE, face = FALSE;

  if (!any_is_gone (connection, "SELECT id FROM arc WHERE id = ?1", ids[ARC], &arc, error) ||
      !any_is_gone (connection, "SELECT id FROM face WHERE id = ?1", ids[FACE], &face, error))
    return FALSE;
  *answer = arc && face;
  return TRUE;
}

/* ---- Deriving ---- */

static gboolean
derive_edit (YutuConnection *connection,
             GArray *const  *ids,
             GError        **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (Side));
  gint64   last = 0;
  gboolean all = FALSE;

  if (!lines_were_taken_out (connection, ids, &all, error) ||
      !yutu_connection_get_int64 (connection, "SELECT coalesce (max (id), 0) FROM division_area", 0,
                                  &last, error))
    return FALSE;
  if (ids[DIVISION]->len + ids[FACE]->len + ids[FACE_UNIT]->len > 0 &&
      !lay_beside (connection, error))
    return FALSE;
  if (!all)
    return collect_sides (connection, ids[ARC], sides, error) &&
           draw_sides (connection, sides, last, error);
  return collect_ids (connection, "SELECT id FROM division_area WHERE id > ?1", 0, areas, error) &&
         draw_areas (connection, areas, last, error);
}

/* New rows from @first on; 0: rows are gone. */
static gboolean
derive_bulk (YutuConnection *connection,
             gint64          first,
             GError        **error)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = 0;

  if (!collect_ids (connection, "SELECT id FROM arc WHERE id >= ?1", first, arcs, error) ||
      !collect_ids (connection,
                    "SELECT 1 WHERE EXISTS (SELECT 1 FROM division WHERE id >= ?1) "
                    "OR EXISTS (SELECT 1 FROM face WHERE id >= ?1) "
                    "OR EXISTS (SELECT 1 FROM face_unit WHERE id >= ?1)",
                    first, others, error) ||
      !yutu_connection_get_int64 (connection, "SELECT coalesce (max (id), 0) FROM division_area", 0,
                                  &last, error))
    return FALSE;
  if ((first == 0 || others->len > 0) && !lay_beside (connection, error))
    return FALSE;
  if (first == 0 &&
      !collect_ids (connection, "SELECT id FROM division_area WHERE id > ?1", 0, areas, error))
    return FALSE;
  for (guint i = 0; first > 0 && i < arcs->len; i++)
    if (!collect_ids (connection, SIDES_SQL, g_array_index (arcs, gint64, i), areas, error))
      return FALSE;
  return draw_areas (connection, areas, last, error);
}

static gboolean
derive (YutuConnection *connection,
        GArray *const  *ids,
        gint64          bulk_first,
        gpointer        data,
        GError        **error)
{
  return ids[ARC] != NULL ? derive_edit (connection, ids, error)
                          : derive_bulk (connection, bulk_first, error);
}

gboolean
yutu_division_redraw_areas (YutuConnection *connection,
                            GError        **error)
{
  return yutu_connection_exec (connection,
                               "DELETE FROM division_area; DELETE FROM division_area_face", error) &&
         lay_beside (connection, error);
}

void
yutu_division_attach (YutuStore *store)
{
  static const char *const tables[] = {
    [DIVISION] = "division",
    [ARC] = "arc",
    [FACE] = "face",
    [FACE_UNIT] = "face_unit",
    [FACE_UNIT + 1] = NULL,
  };

  yutu_store_add_deriver (store, tables, derive, NULL);
}
