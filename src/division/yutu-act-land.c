/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The land of an act: cut along drawn lines in memory, measured, joined, and saved.
 *
 * Where a line meets an arc, the arc gets a vertex on the grid: a long geodesic edge becomes two, and the
 * land on its two sides grows and shrinks by as much. That is of all days, since the line is one; what a
 * unit has before and after is told as it is measured then. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "division/yutu-division-model.h"
#include "geo/yutu-measure.h"

static gint64
give_id (gpointer data)
{
  YutuActPlan *self = data;

  return self->writes ? yutu_connection_new_id (self->connection) : --self->trial_id;
}

/* The whole of it as the file has it: only for lines that are drawn. */
static gboolean
need_model (YutuActPlan *self,
            GError     **error)
{
  if (self->model == NULL)
    self->model = yutu_division_load_model (self->connection, error);
  return self->model != NULL;
}

/* What is around the faces: the land that is cut, or else as much of the file's as is needed. */
static YutuTopology *
load_around (YutuActPlan  *self,
             const GArray *faces,
             gboolean     *is_owned,
             GError      **error)
{
  *is_owned = self->land == NULL && self->model == NULL;
  if (self->land != NULL)
    return self->land;
  if (self->model != NULL)
    return self->model;
  return yutu_division_load_faces (self->connection, (gint64 *)(gpointer)faces->data, faces->len,
                                   YUTU_BOX_EMPTY, error);
}

static gint64
measure_arc_cm2 (const YutuArc *arc)
{
  gint64 cm2 = 0;

  for (gsize i = 0; i + 1 < arc->n_points; i++)
    cm2 += yutu_measure_edge_cm2 (arc->points[i], arc->points[i + 1]);
  return cm2;
}

/* ---- Cutting ---- */

static const char *
word_refusal (const GError *error)
{
  switch ((YutuTopologyError)error->code)
    {
    case YUTU_TOPOLOGY_ERROR_OPEN:
      return _ ("the line does not divide it; begin and end on its outline or beyond");
    case YUTU_TOPOLOGY_ERROR_MEETS_ITSELF:
      return _ ("the line meets itself; draw it without a loop");
    case YUTU_TOPOLOGY_ERROR_CROSSES:
      return _ ("the line comes too close to another line there; draw it farther off, or along it");
    case YUTU_TOPOLOGY_ERROR_INPUT:
      return _ ("the line leaves the earth");
    case YUTU_TOPOLOGY_ERROR_COLLAPSES:
    case YUTU_TOPOLOGY_ERROR_FAILED:
    case YUTU_TOPOLOGY_ERROR_NOT_FOUND:
    default:
      return _ ("the line cannot be drawn so");
    }
}

static GArray *
list_faces_under (YutuActPlan        *self,
                  const YutuActState *unit)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->faces, i);

      if (yutu_act_lies_under (self, face->after, unit))
        g_array_append_val (faces, face->face);
    }
  return faces;
}

/* A ring repeats its first point as its last. */
static GArray *
take_line (const YutuActStep *step)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  g_array_append_vals (line, step->line->data, step->line->len);
  if (step->land == YUTU_ACT_LAND_INSIDE)
    g_array_append_vals (line, step->line->data, 1);
  return line;
}

static gboolean
draw (YutuActPlan        *self,
      int                 number,
      const YutuActStep  *step,
      const YutuActState *from,
      GArray            **pieces, /* NULL: refused, which is told */
      GError            **error)
{
  g_autoptr (GArray) faces = list_faces_under (self, from);
  g_autoptr (GArray) line = take_line (step);
  g_autoptr (GError) local_error = NULL;
  YutuTopologyConflict conflict = { 0 };
  YutuTopologyDrawing  drawing = {
     (YutuPoint *)(gpointer)line->data,
     line->len,
     (gint64 *)(gpointer)faces->data,
     faces->len,
  };
  YutuActIssue *issue = NULL;

  if (faces->len == 0)
    {
      yutu_act_fail (self, "no-land", YUTU_DIVISION_ERROR_NOT_FOUND, number,
                     _ ("%s has no land that could be cut; enter its boundary first"), from->name)
        ->unit = from->unit;
      return TRUE;
    }
  if (!need_model (self, error))
    return FALSE;
  if (self->land == NULL)
    self->land = yutu_division_load_model (self->connection, error);
  if (self->land == NULL)
    return FALSE;
  if (yutu_topology_draw (self->land, &drawing, give_id, self, pieces, &conflict, &local_error))
    return TRUE;
  if (local_error->domain != YUTU_TOPOLOGY_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  issue = yutu_act_fail (self, "line-refused", YUTU_DIVISION_ERROR_INVALID, number, "%s: %s",
                         from->name, word_refusal (local_error));
  issue->unit = from->unit;
  issue->has_place = conflict.at.x != 0 || conflict.at.y != 0;
  issue->place = conflict.at;
  return TRUE;
}

static void
take_pieces (YutuActPlan  *self,
             const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (pieces, YutuTopologyPiece, i);

      if (yutu_act_get_face (self, piece->face) == NULL)
        yutu_act_add_face (self, piece->face, yutu_act_get_face (self, piece->origin));
    }
}

gboolean
yutu_act_land_choose (YutuActPlan        *self,
                      int                 number,
                      const YutuActStep  *step,
                      const YutuActState *from,
                      GPtrArray          *chosen,
                      GError            **error)
{
  guint wanted = step->land == YUTU_ACT_LAND_RIGHT ? YUTU_TOPOLOGY_RIGHT : YUTU_TOPOLOGY_LEFT;
  g_autoptr (GArray) pieces = NULL;
  gboolean has_apart = FALSE;

  if (!draw (self, number, step, from, &pieces, error))
    return FALSE;
  if (pieces == NULL)
    return TRUE;
  take_pieces (self, pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (pieces, YutuTopologyPiece, i);

      if (piece->sides == (YUTU_TOPOLOGY_LEFT | YUTU_TOPOLOGY_RIGHT))
        {
          YutuActIssue *issue =
            yutu_act_fail (self, "line-refused", YUTU_DIVISION_ERROR_INVALID, number,
                           _ ("%s: a part of the land lies on both sides of the line; lead it farther"),
                           from->name);

          issue->has_place = yutu_act_land_get_point (self, piece->face, &issue->place);
          g_ptr_array_set_size (chosen, 0);
          return TRUE;
        }
      has_apart = has_apart || piece->sides == 0;
      if (piece->sides == wanted)
        g_ptr_array_add (chosen, yutu_act_get_face (self, piece->face));
    }
  if (has_apart)
    yutu_act_warn (self, "land-apart", number,
                   _ ("land of %s that does not hang together with the line stays; give it by a step of "
                      "its own if it goes too"),
                   from->name)
      ->unit = from->unit;
  return TRUE;
}

/* ---- Measuring ---- */

static void
add_growth (YutuActPlan *self,
            gint64       face,
            gint64       cm2)
{
  const YutuActFace *known = yutu_act_get_face (self, face);
  gint64             unit = known != NULL ? known->before : 0;
  gint64            *sum = g_hash_table_lookup (self->growth, &unit);

  if (unit == 0 || cm2 == 0)
    return;
  if (sum == NULL)
    {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (self->growth, g_memdup2 (&unit, sizeof unit), sum);
    }
  *sum += cm2;
}

/* @sign: 1 for the arcs that are, -1 for those that were. An arc that both have is left out. */
static void
add_arcs (YutuActPlan  *self,
          YutuTopology *arcs,
          YutuTopology *others,
          int           sign)
{
  g_autoptr (GArray) ids = yutu_topology_list_arcs (arcs);

  for (guint i = 0; i < ids->len; i++)
    {
      YutuArc arc, other;
      gint64  cm2 = 0;

      yutu_topology_get_arc (arcs, g_array_index (ids, gint64, i), &arc);
      if (yutu_topology_get_arc (others, arc.id, &other) && arc.n_points == other.n_points &&
          memcmp (arc.points, other.points, arc.n_points * sizeof (YutuPoint)) == 0)
        continue;
      cm2 = sign * measure_arc_cm2 (&arc);
      add_growth (self, arc.face_left, cm2);
      add_growth (self, arc.face_right, -cm2);
    }
}

gint64
yutu_act_land_get_growth (YutuActPlan *self,
                          gint64       unit)
{
  const gint64 *cm2 = NULL;

  if (self->land == NULL)
    return 0;
  if (self->growth == NULL)
    {
      self->growth = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
      add_arcs (self, self->land, self->model, 1);
      add_arcs (self, self->model, self->land, -1);
    }
  cm2 = g_hash_table_lookup (self->growth, &unit);
  return cm2 != NULL ? *cm2 : 0;
}

static gint64
measure_face_cm2 (YutuTopology *land,
                  gint64        face)
{
  g_autoptr (GArray) arcs = yutu_topology_list_face_arcs (land, face);
  gint64 cm2 = 0;

  for (guint i = 0; i < arcs->len; i++)
    {
      gint64  signed_id = g_array_index (arcs, gint64, i);
      YutuArc arc;

      yutu_topology_get_arc (land, ABS (signed_id), &arc);
      cm2 += signed_id > 0 ? measure_arc_cm2 (&arc) : -measure_arc_cm2 (&arc);
    }
  return cm2;
}

gboolean
yutu_act_land_join (YutuActPlan *self,
                    GPtrArray   *faces,
                    gint64      *area_cm2,
                    YutuShape  **shape,
                    GError     **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  YutuTopology *around = NULL;
  gboolean      is_owned = FALSE;

  *area_cm2 = 0;
  for (guint i = 0; i < faces->len; i++)
    g_array_append_val (ids, ((const YutuActFace *)g_ptr_array_index (faces, i))->face);
  around = load_around (self, ids, &is_owned, error);
  if (around == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    *area_cm2 += measure_face_cm2 (around, g_array_index (ids, gint64, i));
  if (shape != NULL)
    *shape = yutu_topology_dissolve (around, (gint64 *)(gpointer)ids->data, ids->len);
  if (is_owned)
    yutu_topology_free (around);
  return TRUE;
}

gboolean
yutu_act_land_get_point (YutuActPlan *self,
                         gint64       face,
                         YutuPoint   *point)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      is_owned = FALSE, is_there;
  YutuTopology *around = NULL;

  g_array_append_val (ids, face);
  around = load_around (self, ids, &is_owned, NULL);
  is_there = around != NULL && yutu_topology_has_face (around, face) &&
             yutu_topology_get_face_area2 (around, face) > 0;
  if (is_there)
    *point = yutu_topology_get_face_point (around, face);
  if (is_owned && around != NULL)
    yutu_topology_free (around);
  return is_there;
}

/* Where all of a unit's land goes to one unit, that is it; else the very face is looked up. */
static gboolean
find_single_heir (YutuActPlan *self,
                  gint64       before,
                  gint64      *after)
{
  *after = 0;
  for (guint i = 0; i < self->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->faces, i);

      if (face->before != before)
        continue;
      if (*after != 0 && *after != face->after)
        return FALSE;
      *after = face->after;
    }
  return *after != 0;
}

gboolean
yutu_act_land_locate (YutuActPlan *self,
                      YutuPoint    point,
                      gboolean     before,
                      gint64      *unit,
                      GError     **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_locate (self->connection, point, self->day, error);
  const YutuActFace *face = NULL;

  *unit = 0;
  if (chain == NULL)
    return FALSE;
  if (chain->len == 0)
    return TRUE;
  *unit = ((const YutuDivision *)g_ptr_array_index (chain, chain->len - 1))->unit;
  if (before || find_single_heir (self, *unit, unit))
    return TRUE;
  if (!need_model (self, error))
    return FALSE;
  face = yutu_act_get_face (
    self, yutu_topology_locate (self->land != NULL ? self->land : self->model, point));
  *unit = face != NULL ? face->after : 0;
  return TRUE;
}

/* ---- Saving ---- */

/* ?1 the face it was part of. */
static GArray *
list_rows (YutuConnection *connection,
           const char     *sql,
           gint64          face,
           GError        **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, face);
  while (TRUE)
    {
      gint64 row = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&rows);
      row = sqlite3_column_int64 (statement, 0);
      g_array_append_val (rows, row);
    }
}

static gboolean
copy_rows (YutuActPlan       *self,
           const YutuActFace *face,
           const char        *list_sql,
           const char        *copy_sql,
           GError           **error)
{
  g_autoptr (GArray) rows = list_rows (self->connection, list_sql, face->origin, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (self->connection, copy_sql, error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, g_array_index (rows, gint64, i));
      sqlite3_bind_int64 (statement, 2, yutu_connection_new_id (self->connection));
      sqlite3_bind_int64 (statement, 3, face->face);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  return rows != NULL;
}

/* The pieces belong to whom the face belonged to, on all days. */
gboolean
yutu_act_land_save (YutuActPlan *self,
                    GError     **error)
{
  if (self->land == NULL)
    return TRUE;
  if (!yutu_division_save_changes (self->connection, self->land, error))
    return FALSE;
  for (guint i = 0; i < self->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->faces, i);

      if (face->face == face->origin)
        continue;
      if (!copy_rows (self, face, "SELECT id FROM face_unit WHERE face = ?1 ORDER BY id",
                      "INSERT INTO face_unit (id, face, unit, valid_from, valid_to) "
                      "SELECT ?2, ?3, unit, valid_from, valid_to FROM face_unit WHERE id = ?1",
                      error) ||
          !copy_rows (self, face, "SELECT id FROM face_claim WHERE face = ?1 ORDER BY id",
                      "INSERT INTO face_claim (id, face, unit, source) "
                      "SELECT ?2, ?3, unit, source FROM face_claim WHERE id = ?1",
                      error))
        return FALSE;
    }
  return TRUE;
}
