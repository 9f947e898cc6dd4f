/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* division_area: one polygon for each stretch of days in which a unit has the same faces
 * (yutu-division-stretch.c), with those faces in division_area_face. What a write, an undo or a redo
 * touched:
 *
 * 1. when units or owners were, the stretches are laid beside the rows: of all units; where only facts of a
 *    unit were changed (yutu-division-spans.c), of those below it; where a few faces are cut or have other
 *    owners (yutu-division-reach.c), of the units that have them. Those with the same faces keep their polygon, one with others that begins on the same day gets these, the rest goes, or
 *    is made;
 * 2. of the rows that stay, those have another polygon that have exactly one side of a touched arc; a
 *    line inside an area is none of its polygon's;
 * 3. an arc that is gone counts by the sides that it had: a face that is gone with it may have been a
 *    hole in an area that keeps its faces.
 *
 * Which faces a row has, and what these measure (yutu-face-area.c), is written at once. The polygons are
 * copies of the lines for other programs, megabytes for a vertex of a long line: rows with another one
 * are noted in division_area_stale, and drawn, all together, when nobody writes. Until then this program
 * takes them from the lines (yutu_division_area_read_shape()). */

#include "base/yutu-compare.h"
#include "division/yutu-division-area-private.h"
#include "store/yutu-statement.h"

#include <stdlib.h>
#include <string.h>

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
  int      level;
  char    *code; /* NULL: not known */
  char    *name;
  char    *from;
  char    *to;
  GArray  *faces;
  gboolean is_wanted;
} Area;

/* ---- Statements ---- */

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

/* ---- What is drawn later ---- */

static gboolean
note_stale (YutuConnection *connection,
            gint64          area,
            GError        **error)
{
  return yutu_connection_run_with (connection, "INSERT OR IGNORE INTO division_area_stale (area) VALUES (?1)", area, error);
}

static gboolean
write_outline (YutuConnection *connection,
               gint64          area,
               GError        **error)
{
  g_autoptr (YutuShape) shape = yutu_division_outline_area (connection, area, error);
  g_autoptr (GBytes) blob = NULL;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE division_area SET area_m2 = " YUTU_DIVISION_AREA_M2 ("?1") ", geom = ?2 WHERE id = ?1 "
                                                                       "AND (geom IS NOT ?2 OR area_m2 <> " YUTU_DIVISION_AREA_M2 ("?1") ")",
    error);

  if (shape == NULL || statement == NULL)
    return FALSE;
  blob = yutu_shape_to_blob (shape);
  sqlite3_bind_int64 (statement, 1, area);
  sqlite3_bind_blob64 (statement, 2, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob),
                       SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* All or none: polygons of different moments would not fit each other. */
static gboolean
draw_stale (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!collect_ids (connection, "SELECT area FROM division_area_stale WHERE area > ?1 ORDER BY area", 0,
                    areas, error))
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    if (!write_outline (connection, g_array_index (areas, gint64, i), error))
      return FALSE;
  return areas->len == 0 || yutu_connection_exec (connection, "DELETE FROM division_area_stale", error);
}

/* ---- Rows beside stretches ---- */

static void
area_clear (gpointer data)
{
  Area *area = data;

  g_free (area->code);
  g_free (area->name);
  g_free (area->from);
  g_free (area->to);
  g_array_unref (area->faces);
}

/* All of them in one pass, by area. */
static gboolean
read_faces (YutuConnection *connection,
            const char     *units,
            GArray         *areas,
            GError        **error)
{
  static const char all[] = "SELECT area, face FROM division_area_face ORDER BY area, face";
  static const char some[] = "SELECT m.area, m.face FROM division_area a CROSS JOIN division_area_face m ON m.area = a.id "
                             "WHERE a.unit IN (SELECT value FROM json_each (?1)) ORDER BY m.area, m.face";
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, units != NULL ? some : all, error);
  gboolean      found = TRUE;
  Area         *area = NULL;

  for (guint i = 0; i < areas->len; i++)
    {
      area = &g_array_index (areas, Area, i);
      g_hash_table_insert (by_id, &area->id, area);
    }
  area = NULL;
  if (statement != NULL && units != NULL)
    sqlite3_bind_text (statement, 1, units, -1, SQLITE_TRANSIENT);
  while (statement != NULL)
    {
      gint64 id = 0, face = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      face = sqlite3_column_int64 (statement, 1);
      if (area == NULL || area->id != id)
        area = g_hash_table_lookup (by_id, &id);
      if (area != NULL)
        g_array_append_val (area->faces, face);
    }
  return FALSE;
}

/* In the order of units. */
static gboolean
read_areas (YutuConnection *connection,
            const char     *units,
            GArray         *areas,
            GError        **error)
{
  static const char all[] =
    "SELECT id, unit, level, code, name, valid_from, valid_to FROM division_area ORDER BY unit, id";
  static const char some[] = "SELECT id, unit, level, code, name, valid_from, valid_to FROM division_area WHERE unit IN "
                             "(SELECT value FROM json_each (?1)) ORDER BY unit, id";
  sqlite3_stmt     *statement = yutu_connection_prepare (connection, units != NULL ? some : all, error);
  gboolean          found = TRUE;

  if (statement != NULL && units != NULL)
    sqlite3_bind_text (statement, 1, units, -1, SQLITE_TRANSIENT);
  while (statement != NULL)
    {
      Area area = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return read_faces (connection, units, areas, error);
      area.id = sqlite3_column_int64 (statement, 0);
      area.unit = sqlite3_column_int64 (statement, 1);
      area.level = sqlite3_column_int (statement, 2);
      area.code = yutu_column_dup (statement, 3);
      area.name = yutu_column_dup (statement, 4);
      area.from = yutu_column_dup (statement, 5);
      area.to = yutu_column_dup (statement, 6);
      area.faces = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (areas, area);
    }
  return FALSE;
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

static gboolean
has_faces (const Area                *area,
           const YutuDivisionStretch *stretch)
{
  return area->faces->len == stretch->faces->len &&
         memcmp (area->faces->data, stretch->faces->data, area->faces->len * sizeof (gint64)) == 0;
}

/* A row from the stretch's first day on that no other has taken. */
static Area *
find_area (GArray                    *areas,
           const YutuDivisionStretch *stretch,
           gboolean                   with_same_faces)
{
  for (guint i = find_unit (areas, stretch->unit); i < areas->len; i++)
    {
      Area *area = &g_array_index (areas, Area, i);

      if (area->unit != stretch->unit)
        return NULL;
      if (!area->is_wanted && strcmp (area->from, stretch->from) == 0 &&
          (!with_same_faces || has_faces (area, stretch)))
        return area;
    }
  return NULL;
}

static gboolean
has_facts (const Area                *area,
           const YutuDivisionStretch *stretch)
{
  return area->level == stretch->level && g_strcmp0 (area->code, stretch->code) == 0 &&
         g_strcmp0 (area->name, stretch->name) == 0 && strcmp (area->to, stretch->to) == 0;
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
write_faces (YutuConnection            *connection,
             gint64                     area,
             const YutuDivisionStretch *stretch,
             GError                   **error)
{
  for (guint f = 0; f < stretch->faces->len; f++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection, "INSERT INTO division_area_face (area, face) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, area);
      sqlite3_bind_int64 (statement, 2, g_array_index (stretch->faces, gint64, f));
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_area (YutuConnection            *connection,
          gint64                     area,
          const YutuDivisionStretch *stretch,
          GError                   **error)
{
  return write_facts (connection,
                      "INSERT INTO division_area (id, unit, level, code, name, valid_from, valid_to, "
                      "area_m2) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
                      area, stretch, error) &&
         write_faces (connection, area, stretch, error) && note_stale (connection, area, error);
}

static gboolean
keep_facts (YutuConnection            *connection,
            Area                      *area,
            const YutuDivisionStretch *stretch,
            GError                   **error)
{
  area->is_wanted = TRUE;
  return has_facts (area, stretch) ||
         write_facts (connection,
                      "UPDATE division_area SET level = ?3, code = ?4, name = ?5, valid_to = ?7 "
                      "WHERE id = ?1 AND unit = ?2 AND valid_from = ?6",
                      area->id, stretch, error);
}

/* The row gets the stretch's faces. */
static gboolean
change_faces (YutuConnection            *connection,
              const Area                *area,
              const YutuDivisionStretch *stretch,
              GError                   **error)
{
  for (guint f = 0; f < area->faces->len; f++)
    {
      const gint64 *face = &g_array_index (area->faces, gint64, f);
      sqlite3_stmt *statement = NULL;

      if (bsearch (face, stretch->faces->data, stretch->faces->len, sizeof (gint64), yutu_compare_int64) != NULL)
        continue;
      statement = yutu_connection_prepare (
        connection, "DELETE FROM division_area_face WHERE area = ?1 AND face = ?2", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, area->id);
      sqlite3_bind_int64 (statement, 2, *face);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return write_faces (connection, area->id, stretch, error) && note_stale (connection, area->id, error);
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
          (!yutu_connection_run_with (connection, "DELETE FROM division_area WHERE id = ?1", area->id, error) ||
           !yutu_connection_run_with (connection, "DELETE FROM division_area_stale WHERE area = ?1", area->id, error) ||
           !yutu_connection_run_with (connection, "DELETE FROM division_area_face WHERE area = ?1", area->id,
                                      error)))
        return FALSE;
    }
  return TRUE;
}

/* A stretch that has no row with its faces, and the row that may get them. */
typedef struct
{
  const YutuDivisionStretch *stretch;
  Area                      *area; /* NULL: none */
} Missing;

/* First those that stay as they are, so that none is taken for another. */
static gboolean
match_rows (YutuConnection        *connection,
            YutuDivisionStretches *wanted,
            GArray                *areas,
            GArray                *missing,
            GError               **error)
{
  for (guint i = 0; i < wanted->stretches->len; i++)
    {
      Missing one = { &g_array_index (wanted->stretches, YutuDivisionStretch, i), NULL };
      Area   *area = find_area (areas, one.stretch, TRUE);

      if (area == NULL)
        g_array_append_val (missing, one);
      else if (!keep_facts (connection, area, one.stretch, error))
        return FALSE;
    }
  for (guint i = 0; i < missing->len; i++)
    {
      Missing *one = &g_array_index (missing, Missing, i);

      one->area = find_area (areas, one->stretch, FALSE);
      if (one->area != NULL && !keep_facts (connection, one->area, one->stretch, error))
        return FALSE;
    }
  return TRUE;
}

static void
held_clear (gpointer data)
{
  g_array_unref ((GArray *)((YutuDivisionHeld *)data)->faces);
}

/* What the rows have beside @faces. */
static GArray *
hold_others (const GArray *areas,
             const GArray *faces)
{
  GArray *held = g_array_new (FALSE, FALSE, sizeof (YutuDivisionHeld));

  g_array_set_clear_func (held, held_clear);
  for (guint i = 0; i < areas->len; i++)
    {
      const Area      *area = &g_array_index (areas, Area, i);
      GArray          *others = g_array_sized_new (FALSE, FALSE, sizeof (gint64), area->faces->len);
      YutuDivisionHeld one = { area->unit, area->from, area->to, others };

      for (guint f = 0; f < area->faces->len; f++)
        {
          const gint64 *face = &g_array_index (area->faces, gint64, f);

          if (bsearch (face, faces->data, faces->len, sizeof (gint64), yutu_compare_int64) == NULL)
            g_array_append_vals (others, face, 1);
        }
      g_array_append_val (held, one);
    }
  return held;
}

/* @units: (nullable): of these alone; @faces: (nullable): ascending, all of them that have others than their rows
 * say. */
static gboolean
lay_beside (YutuConnection *connection,
            const GArray   *units,
            const GArray   *faces,
            GError        **error)
{
  g_autofree char *unit_list = units != NULL ? yutu_division_ids_to_json (units) : NULL;
  g_autofree char *face_list = faces != NULL ? yutu_division_ids_to_json (faces) : NULL;
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (Area));
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (Missing));
  g_autoptr (GArray) held = NULL;
  g_autoptr (YutuDivisionStretches) wanted = NULL;
  gint64 last = 0;

  g_array_set_clear_func (areas, area_clear);
  if (!read_areas (connection, unit_list, areas, error))
    return FALSE;
  if (faces != NULL)
    held = hold_others (areas, faces);
  wanted = yutu_division_stretches_load (connection, &(YutuDivisionWindow){ unit_list, face_list, held }, error);
  if (wanted == NULL ||
      !yutu_connection_get_int64 (connection, "SELECT coalesce (max (id), 0) FROM division_area", 0,
                                  &last, error) ||
      !match_rows (connection, wanted, areas, missing, error) ||
      !take_out_unwanted (connection, areas, error))
    return FALSE;
  for (guint i = 0; i < missing->len; i++)
    {
      const Missing *one = &g_array_index (missing, Missing, i);

      if (!(one->area != NULL ? change_faces (connection, one->area, one->stretch, error)
                              : add_area (connection, ++last, one->stretch, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- Touched lines ---- */

/* The areas with exactly one side of the arc. */
static const char SIDES_SQL[] =
  "INSERT OR IGNORE INTO division_area_stale (area) "
  "SELECT m.area FROM arc a CROSS JOIN division_area_face m ON m.face = a.face_left "
  "WHERE a.id = ?1 AND NOT EXISTS (SELECT 1 FROM division_area_face o WHERE o.area = m.area "
  "AND o.face = a.face_right) UNION ALL "
  "SELECT m.area FROM arc a CROSS JOIN division_area_face m ON m.face = a.face_right "
  "WHERE a.id = ?1 AND NOT EXISTS (SELECT 1 FROM division_area_face o WHERE o.area = m.area "
  "AND o.face = a.face_left)";

/* The same of one that had these sides. */
static const char BETWEEN_SQL[] =
  "INSERT OR IGNORE INTO division_area_stale (area) "
  "SELECT area FROM division_area_face WHERE face IN (?1, ?2) GROUP BY area HAVING count (*) = 1";

enum
{
  FACE_LEFT_COLUMN = 3, /* of arc, its id being 0 */
  FACE_RIGHT_COLUMN = 4,
};

static gboolean
note_gone (YutuConnection       *connection,
           const YutuChangedRow *row,
           gpointer              data,
           GError              **error)
{
  sqlite3_stmt *statement = NULL;

  if (row->is_there)
    return TRUE;
  statement = yutu_connection_prepare (connection, BETWEEN_SQL, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->before[FACE_LEFT_COLUMN].integer);
  sqlite3_bind_int64 (statement, 2, row->before[FACE_RIGHT_COLUMN].integer);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
note_sides (YutuConnection *connection,
            const GArray   *arcs,
            GError        **error)
{
  for (guint i = 0; i < arcs->len; i++)
    if (!yutu_connection_run_with (connection, SIDES_SQL, g_array_index (arcs, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
note_all (YutuConnection *connection,
          GError        **error)
{
  return yutu_connection_exec (
    connection, "INSERT OR IGNORE INTO division_area_stale (area) SELECT id FROM division_area", error);
}

/* ---- Deriving ---- */

/* After a change of units alone. */
static gboolean
lay_own_beside (YutuConnection *connection,
                GError        **error)
{
  g_autoptr (GArray) units = NULL;
  g_autoptr (GArray) below = NULL;

  if (!yutu_division_list_own_changes (connection, &units, error))
    return FALSE;
  if (units == NULL)
    return lay_beside (connection, NULL, NULL, error);
  below = yutu_division_list_below (connection, units, error);
  return below != NULL && lay_beside (connection, below, NULL, error);
}

/* After a change of faces or owners; of units, too, when these are others. */
static gboolean
lay_reached_beside (YutuConnection *connection,
                    const GArray   *changed,
                    gboolean        units_are_others,
                    GError        **error)
{
  g_autoptr (GArray) faces = NULL;
  g_autoptr (GArray) units = NULL;

  return (units_are_others || yutu_division_list_reach (connection, changed, &faces, &units, error)) &&
         lay_beside (connection, units, faces, error);
}

static gboolean
derive_edit (YutuConnection *connection,
             GArray *const  *ids,
             GError        **error)
{
  if (ids[ARC]->len + ids[FACE]->len > 0 &&
      !yutu_face_areas_derive (connection, ids[FACE], ids[ARC]->len, error))
    return FALSE;
  if (ids[FACE]->len + ids[FACE_UNIT]->len > 0 &&
      !lay_reached_beside (connection, ids[FACE], ids[DIVISION]->len > 0, error))
    return FALSE;
  if (ids[FACE]->len + ids[FACE_UNIT]->len == 0 && ids[DIVISION]->len > 0 && !lay_own_beside (connection, error))
    return FALSE;
  if (ids[FACE]->len == 0)
    return note_sides (connection, ids[ARC], error);
  if (!yutu_connection_knows_changes (connection))
    return note_all (connection, error);
  return note_sides (connection, ids[ARC], error) &&
         yutu_connection_each_changed (connection, "arc", note_gone, NULL, error);
}

/* New rows from @first on; 0: rows are gone. They are many, and nobody waits for a gesture: all is drawn. */
static gboolean
derive_bulk (YutuConnection *connection,
             gint64          first,
             GError        **error)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!collect_ids (connection, "SELECT id FROM arc WHERE id >= ?1", first, arcs, error) ||
      !collect_ids (connection,
                    "SELECT 1 WHERE EXISTS (SELECT 1 FROM division WHERE id >= ?1) "
                    "OR EXISTS (SELECT 1 FROM face WHERE id >= ?1) "
                    "OR EXISTS (SELECT 1 FROM face_unit WHERE id >= ?1)",
                    first, others, error))
    return FALSE;
  if (first > 0 && arcs->len + others->len == 0)
    return TRUE;
  return yutu_face_areas_measure (connection, first, error) &&
         (others->len + (first == 0) == 0 || lay_beside (connection, NULL, NULL, error)) &&
         (first == 0 ? note_all (connection, error) : note_sides (connection, arcs, error)) &&
         draw_stale (connection, NULL, error);
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
                               "DELETE FROM division_area; DELETE FROM division_area_face; "
                               "DELETE FROM division_area_stale",
                               error) &&
         yutu_face_areas_measure (connection, 0, error) && lay_beside (connection, NULL, NULL, error) &&
         draw_stale (connection, NULL, error);
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
  yutu_store_add_chore (store, draw_stale, NULL);
}

/* ---- Files of older programs ---- */

gboolean
yutu_division_catch_up (YutuConnection *connection,
                        YutuProgress   *progress,
                        GError        **error)
{
  gint64 is_without = 0;

  return yutu_connection_get_int64 (
           connection, "SELECT (SELECT count (*) FROM face) > (SELECT count (*) FROM face_area)", 0, &is_without,
           error) &&
         (is_without == 0 || yutu_face_areas_measure (connection, 0, error));
}
