/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-shape.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division-extent.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-exact.h"
#include "session/yutu-drawing.h"

/* ---- Shapes ---- */

static YutuShape *
refuse (const char *why,
        GError    **error)
{
  g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, why);
  return NULL;
}

/* Whether the ring meets itself. */
static gboolean
is_crossed (const YutuPoint *points,
            gsize            n_points)
{
  g_autoptr (YutuDrawing) drawing = yutu_drawing_new (TRUE);
  YutuPoint stretch[2];

  for (gsize i = 0; i < n_points; i++)
    if (yutu_drawing_find_conflict (drawing, &points[i], 1, stretch) || !yutu_drawing_add (drawing, &points[i], 1))
      return TRUE;
  return yutu_drawing_find_closing_conflict (drawing, stretch);
}

static void
add_part (YutuShapeBuilder *builder,
          const YutuPoint  *points,
          gsize             n_points,
          gboolean          is_shell,
          gboolean          is_turned)
{
  g_autofree YutuPoint *turned = is_turned ? g_new (YutuPoint, n_points) : NULL;

  yutu_shape_builder_begin_part (builder, is_shell);
  for (gsize i = 0; turned != NULL && i < n_points; i++)
    turned[i] = points[n_points - 1 - i];
  yutu_shape_builder_add (builder, turned != NULL ? turned : points, n_points);
}

YutuShape *
yutu_name_shape_new (const YutuPoint *points,
                     gsize            n_points,
                     gboolean         is_ring,
                     GError         **error)
{
  YutuShapeBuilder *builder = NULL;

  if (is_ring && n_points > 1 && yutu_point_equal (points[0], points[n_points - 1]))
    n_points--;
  if (n_points < (is_ring ? 3 : 2))
    return refuse (is_ring ? _ ("An area needs three points") : _ ("A line needs two points"), error);
  if (is_ring && is_crossed (points, n_points))
    return refuse (_ ("The edge of an area must not meet itself"), error);
  if (!is_ring)
    return yutu_shape_new_line (points, n_points);
  builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  add_part (builder, points, n_points, TRUE, yutu_exact_ring_area2 (points, n_points) < 0);
  return yutu_shape_builder_end (builder);
}

static gsize
find_part (const YutuShape *shape)
{
  gsize best = 0, most = 0;

  for (gsize i = 0; i < shape->n_parts; i++)
    {
      gsize n = shape->part_starts[i + 1] - shape->part_starts[i];

      if (n > most && (shape->kind != YUTU_SHAPE_POLYGON || shape->part_is_shell[i]))
        {
          most = n;
          best = i;
        }
    }
  return best;
}

const YutuPoint *
yutu_name_shape_get_part (const YutuShape *shape,
                          gsize           *n_points)
{
  gsize part = 0;

  *n_points = 0;
  if (shape->kind == YUTU_SHAPE_POINT || shape->kind == YUTU_SHAPE_MULTI_POINT || shape->n_parts == 0)
    return NULL;
  part = find_part (shape);
  *n_points = shape->part_starts[part + 1] - shape->part_starts[part];
  return shape->points + shape->part_starts[part];
}

YutuShape *
yutu_name_shape_replace_part (const YutuShape *shape,
                              const YutuPoint *points,
                              gsize            n_points,
                              GError         **error)
{
  gboolean is_ring = shape->kind == YUTU_SHAPE_POLYGON;
  g_autoptr (YutuShape) drawn = yutu_name_shape_new (points, n_points, is_ring, error);
  gsize             part = find_part (shape);
  YutuShapeBuilder *builder = NULL;

  if (drawn == NULL || shape->n_parts < 2)
    return g_steal_pointer (&drawn);
  builder = yutu_shape_builder_new (shape->kind);
  for (gsize i = 0; i < shape->n_parts; i++)
    if (i == part)
      add_part (builder, drawn->points, drawn->n_points, TRUE, FALSE);
    else
      add_part (builder, shape->points + shape->part_starts[i], shape->part_starts[i + 1] - shape->part_starts[i],
                !is_ring || shape->part_is_shell[i], FALSE);
  return yutu_shape_builder_end (builder);
}

/* ---- Where it lies ---- */

static gboolean
is_in_chain (const GPtrArray *chain,
             gint64           unit)
{
  for (guint i = 0; i < chain->len; i++)
    if (((const YutuDivision *)g_ptr_array_index (chain, i))->unit == unit)
      return TRUE;
  return FALSE;
}

gboolean
yutu_name_shape_find_division (YutuConnection  *connection,
                               const YutuShape *shape,
                               const char      *day,
                               gint64           now,
                               gint64          *unit,
                               char           **crossed,
                               GError         **error)
{
  g_auto (YutuDivisionExtent) extent = { 0 };
  g_autoptr (GPtrArray) chain = NULL;

  *unit = 0;
  *crossed = NULL;
  if (!yutu_division_find_extent (connection, shape, day, &extent, error))
    return FALSE;
  chain = yutu_division_list_chain (connection, extent.unit, day, error);
  if (chain == NULL)
    return FALSE;
  *unit = now != 0 && is_in_chain (chain, now) ? now : extent.unit;
  *crossed = yutu_division_extent_dup_names (&extent);
  return TRUE;
}

/* ---- Drawn anew ---- */

typedef struct
{
  gint64           place;
  const YutuShape *shape;
} Reshape;

static gboolean
run_reshape (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Reshape *reshape = data;
  g_autoptr (YutuPlaceName) place = NULL;
  g_autoptr (GBytes) blob = yutu_shape_to_blob (reshape->shape);
  g_autofree char *crossed = NULL;
  char             day[YUTU_DAY_TEXT_SIZE];
  gint64           unit = 0;
  gsize            size = 0;
  gconstpointer    bytes = g_bytes_get_data (blob, &size);
  sqlite3_stmt    *statement = NULL;

  if (!yutu_place_name_load (connection, reshape->place, &place, error))
    return FALSE;
  if (place == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("there is no place name %" PRId64),
                   reshape->place);
      return FALSE;
    }
  yutu_day_format (MIN (yutu_day_today (), place->valid_to - 1), day);
  if (!yutu_name_shape_find_division (connection, reshape->shape, day, place->division, &unit, &crossed, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "UPDATE place_name SET geom = ?2, division = ?3, fields = CASE WHEN ?4 IS NULL THEN json_remove (fields, '$." YUTU_PLACE_CROSSED "') ELSE json_set (fields, '$." YUTU_PLACE_CROSSED "', ?4) END WHERE id = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, reshape->place);
  sqlite3_bind_blob64 (statement, 2, bytes, size, SQLITE_STATIC);
  if (unit != 0)
    sqlite3_bind_int64 (statement, 3, unit);
  if (crossed != NULL)
    sqlite3_bind_text (statement, 4, crossed, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_file_reshape_place_name (YutuFile        *self,
                              gint64           place,
                              const YutuShape *shape,
                              const char      *actor,
                              gint64          *entry,
                              GError         **error)
{
  Reshape       reshape = { place, shape };
  YutuEntrySpec spec = { .kind = "name-shape", .title = "移动地名", .actor = actor };

  return yutu_store_write (yutu_file_get_store (self), &spec, run_reshape, &reshape, entry, NULL, error);
}
