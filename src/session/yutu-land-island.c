/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-land-island.h"

#include <glib/gi18n.h>

#include "division/yutu-land.h"
#include "geo/yutu-measure.h"

static void
loss_free (gpointer data)
{
  g_free (((YutuIslandLoss *)data)->name);
  g_free (data);
}

void
yutu_island_trial_free (YutuIslandTrial *self)
{
  g_ptr_array_unref (self->losses);
  g_free (self);
}

static gboolean
check_ring (const YutuIslandWish *wish,
            GError              **error)
{
  if (wish->n_points >= 4 && yutu_point_equal (wish->ring[0], wish->ring[wish->n_points - 1]))
    return TRUE;
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_OPEN, _ ("the line is no ring"));
  return FALSE;
}

/* ---- Trying ---- */

typedef struct
{
  const YutuIslandWish *wish;
  char                  day[YUTU_DAY_TEXT_SIZE];
  YutuIslandTrial      *trial;
} Try;

static gint64
measure_face (YutuTopology *model,
              gint64        face)
{
  g_autoptr (GArray) arcs = yutu_topology_list_face_arcs (model, face);
  gint64 area_cm2 = 0;

  for (guint i = 0; i < arcs->len; i++)
    {
      gint64  side = g_array_index (arcs, gint64, i), sum_cm2 = 0;
      YutuArc arc;

      yutu_topology_get_arc (model, ABS (side), &arc);
      for (gsize k = 1; k < arc.n_points; k++)
        sum_cm2 += yutu_measure_edge_cm2 (arc.points[k - 1], arc.points[k]);
      area_cm2 += side > 0 ? sum_cm2 : -sum_cm2;
    }
  return area_cm2;
}

static YutuIslandLoss *
find_loss (YutuIslandTrial *trial,
           gint64           unit,
           const char      *name)
{
  YutuIslandLoss *loss = NULL;

  for (guint i = 0; i < trial->losses->len; i++)
    if (((YutuIslandLoss *)g_ptr_array_index (trial->losses, i))->unit == unit)
      return g_ptr_array_index (trial->losses, i);
  loss = g_new0 (YutuIslandLoss, 1);
  loss->unit = unit;
  loss->name = g_strdup (name);
  g_ptr_array_add (trial->losses, loss);
  return loss;
}

/* @face: of the file. */
static gboolean
count_loss (YutuConnection *connection,
            const Try      *try,
            gint64          face,
            gint64          area_cm2,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT d.unit, d.name FROM face_unit f JOIN division d ON d.unit = f.unit AND d.valid_from <= ?2 "
    "AND ?2 < d.valid_to WHERE f.face = ?1 AND f.valid_from <= ?2 AND ?2 < f.valid_to",
    error);
  gboolean    row = FALSE;
  gint64      unit = 0;
  const char *name = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  sqlite3_bind_text (statement, 2, try->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      unit = sqlite3_column_int64 (statement, 0);
      name = (const char *)sqlite3_column_text (statement, 1);
    }
  if (unit != try->wish->unit)
    {
      find_loss (try->trial, unit, name)->area_cm2 += area_cm2;
      try->trial->area_cm2 += area_cm2;
    }
  sqlite3_reset (statement);
  return TRUE;
}

static int
compare_losses (gconstpointer a,
                gconstpointer b)
{
  const YutuIslandLoss *one = *(const YutuIslandLoss *const *)a;
  const YutuIslandLoss *two = *(const YutuIslandLoss *const *)b;

  return (one->area_cm2 < two->area_cm2) - (one->area_cm2 > two->area_cm2);
}

static gboolean
try_island (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Try         *try = data;
  YutuLandLine line = { try->wish->ring, try->wish->n_points, 0, NULL, TRUE };
  g_autoptr (YutuTopology) model = NULL;
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!yutu_land_try_cut (connection, &line, &model, &pieces, &try->trial->conflict, &local_error))
    {
      if (local_error->domain != YUTU_TOPOLOGY_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      try->trial->reason = (YutuTopologyError)local_error->code;
      return TRUE;
    }
  try->trial->is_allowed = TRUE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (pieces, YutuTopologyPiece, i);

      if (piece->sides == YUTU_TOPOLOGY_LEFT &&
          !count_loss (connection, try, piece->origin, measure_face (model, piece->face), error))
        return FALSE;
    }
  g_ptr_array_sort (try->trial->losses, compare_losses);
  return TRUE;
}

YutuIslandTrial *
yutu_file_try_island (YutuFile             *self,
                      const YutuIslandWish *wish,
                      YutuDay               day,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr (YutuIslandTrial) trial = g_new0 (YutuIslandTrial, 1);
  Try try = { .wish = wish, .trial = trial };

  trial->losses = g_ptr_array_new_with_free_func (loss_free);
  yutu_day_format (day, try.day);
  if (!check_ring (wish, error) ||
      !yutu_store_read (yutu_file_get_store (self), try_island, &try, cancellable, error))
    return NULL;
  return g_steal_pointer (&trial);
}

/* ---- Doing it ---- */

static gboolean
add_island (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const YutuIslandWish *wish = data;
  YutuLandLine          line = { wish->ring, wish->n_points, 0, NULL, TRUE };
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!yutu_land_cut (connection, &line, &pieces, NULL, error))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, YutuTopologyPiece, i).sides == YUTU_TOPOLOGY_LEFT)
      g_array_append_val (inside, g_array_index (pieces, YutuTopologyPiece, i).face);
  return yutu_land_assign (connection, (gint64 *)(gpointer)inside->data, inside->len, wish->unit, error);
}

gboolean
yutu_file_add_island (YutuFile             *self,
                      const YutuIslandWish *wish,
                      const char           *actor,
                      gint64               *entry,
                      GError              **error)
{
  YutuEntrySpec spec = { "island-add", wish->unit != 0 ? "增画岛屿或飞地" : "挖出无主地块", actor, FALSE };

  return check_ring (wish, error) &&
         yutu_store_write (yutu_file_get_store (self), &spec, add_island, (gpointer)wish, entry, NULL, error);
}
