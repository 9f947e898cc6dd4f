/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <stdlib.h>
#include <string.h>

#include "geo/yutu-shape.h"
#include "scene/yutu-furniture.h"

#define MARGIN_PX 24.0

/* ---- Divisions ---- */

typedef struct
{
  char                      day[YUTU_DAY_TEXT_SIZE];
  YutuDivisionLayerBuilder *builder;
} Load;

/* A statement of the read with the day bound to ?1. */
static sqlite3_stmt *
prepare_for_day (YutuConnection *connection,
                 const char     *sql,
                 const Load     *load,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, load->day, -1, SQLITE_STATIC);
  return statement;
}

static gboolean
load_units (YutuConnection *connection,
            Load           *load,
            GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT unit, coalesce (parent, 0), level, name, seat FROM division "
    "WHERE valid_from <= ?1 AND ?1 < valid_to AND level >= 3 ORDER BY level, unit",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      YutuUnitSpec spec;
      g_autoptr (YutuShape) seat = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      spec = (YutuUnitSpec){
        .id = sqlite3_column_int64 (statement, 0),
        .parent = sqlite3_column_int64 (statement, 1),
        .level = sqlite3_column_int (statement, 2),
        .name = (const char *)sqlite3_column_text (statement, 3),
      };
      if (sqlite3_column_type (statement, 4) == SQLITE_BLOB)
        seat = yutu_shape_from_blob (sqlite3_column_blob (statement, 4),
                                     (gsize)sqlite3_column_bytes (statement, 4), NULL);
      if (seat != NULL)
        {
          spec.has_seat = TRUE;
          spec.seat = seat->points[0];
        }
      yutu_division_layer_builder_add_unit (load->builder, &spec);
    }
  return FALSE;
}

static gboolean
load_faces (YutuConnection *connection,
            Load           *load,
            GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT f.id, coalesce (u.unit, 0) FROM face f LEFT JOIN face_unit u ON u.face = f.id "
    "AND u.valid_from <= ?1 AND ?1 < u.valid_to ORDER BY f.id",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      yutu_division_layer_builder_add_face (load->builder, sqlite3_column_int64 (statement, 0),
                                            sqlite3_column_int64 (statement, 1));
    }
  return FALSE;
}

static gboolean
load_arcs (YutuConnection *connection,
           Load           *load,
           GError        **error)
{
  sqlite3_stmt *statement = prepare_for_day (
    connection,
    "SELECT a.id, a.face_left, a.face_right, a.geom, (SELECT l.neighbour_name FROM "
    "boundary_line_arc la JOIN boundary_line l ON l.id = la.line WHERE la.arc = a.id AND "
    "l.grade <= 3 AND l.valid_from <= ?1 AND ?1 < l.valid_to LIMIT 1) FROM arc a ORDER BY a.id",
    load, error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      g_autoptr (YutuShape) line = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      line = yutu_shape_from_blob (sqlite3_column_blob (statement, 3),
                                   (gsize)sqlite3_column_bytes (statement, 3), error);
      if (line == NULL)
        return FALSE;
      yutu_division_layer_builder_add_arc (
        load->builder, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
        sqlite3_column_int64 (statement, 2), line->points, line->n_points,
        (const char *)sqlite3_column_text (statement, 4));
    }
  return FALSE;
}

static gboolean
load_divisions (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  return load_units (connection, data, error) && load_faces (connection, data, error) &&
         load_arcs (connection, data, error);
}

YutuDivisionLayer *
yutu_file_load_divisions (YutuFile     *self,
                          YutuDay       day,
                          int           epsg,
                          GCancellable *cancellable,
                          GError      **error)
{
  Load load = { .builder = yutu_division_layer_builder_new (epsg) };
  g_autoptr (YutuDivisionLayer) layer = NULL;
  gboolean read;

  yutu_day_format (day, load.day);
  read = yutu_store_read (yutu_file_get_store (self), load_divisions, &load, cancellable, error);
  layer = yutu_division_layer_builder_end (load.builder);
  return read ? g_steal_pointer (&layer) : NULL;
}

gboolean
yutu_file_read_map_crs (YutuFile *self,
                        int      *epsg,
                        GError  **error)
{
  g_autofree char *text = NULL;

  if (!yutu_file_read_setting (self, "map_crs", &text, error))
    return FALSE;
  *epsg = text != NULL && g_str_has_prefix (text, "EPSG:") ? atoi (text + 5) : YUTU_SRID;
  if (!yutu_projection_is_supported (*epsg))
    *epsg = YUTU_SRID;
  return TRUE;
}

/* ---- Drawing to a file ---- */

static gboolean
count_units (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count(DISTINCT unit) FROM division", 0,
                                    data, error);
}

static YutuMapBox
box_to_map (YutuBox box,
            int     epsg)
{
  YutuMapBox map = YUTU_MAP_BOX_EMPTY;

  for (int i = 0; i < 4; i++)
    {
      YutuMapPoint corner = yutu_projection_forward (
        epsg, (YutuPoint){ i % 2 == 0 ? box.min_x : box.max_x, i < 2 ? box.min_y : box.max_y });

      yutu_map_box_add (&map, corner.x, corner.y);
    }
  return map;
}

static cairo_surface_t *
make_surface (const YutuRenderSpec *spec,
              GError              **error)
{
  if (g_str_has_suffix (spec->out, ".png"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, spec->width, spec->height);
  if (g_str_has_suffix (spec->out, ".pdf"))
    return cairo_pdf_surface_create (spec->out, spec->width, spec->height);
  if (g_str_has_suffix (spec->out, ".svg"))
    return cairo_svg_surface_create (spec->out, spec->width, spec->height);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "%s: the name must end in .png, .pdf or .svg", spec->out);
  return NULL;
}

static void
paint (const YutuScene  *scene,
       const YutuView   *view,
       const YutuStyle  *style,
       cairo_surface_t  *surface,
       YutuRenderResult *result)
{
  cairo_t *cr = cairo_create (surface);
  gint64   started = g_get_monotonic_time ();
  g_autoptr (YutuLabelPlacement) labels = yutu_label_placement_new (scene, view, NULL);

  yutu_scene_paint_base (scene, cr, view);
  yutu_scene_paint_overlay (scene, labels, cr, view);
  yutu_scale_bar_paint (cr, style, view, MARGIN_PX, view->height - MARGIN_PX / 2, 160);
  yutu_north_arrow_paint (cr, style, view->width - 2 * MARGIN_PX, 3 * MARGIN_PX, 48);
  cairo_surface_flush (surface);
  result->milliseconds = (double)(g_get_monotonic_time () - started) / 1000;
  result->labels = yutu_label_placement_get_size (labels);
  cairo_destroy (cr);
}

static gboolean
finish_surface (cairo_surface_t      *surface,
                const YutuRenderSpec *spec,
                GError              **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (g_str_has_suffix (spec->out, ".png"))
    status = cairo_surface_write_to_png (surface, spec->out);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be written: %s", spec->out,
                 cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

gboolean
yutu_file_render (YutuFile             *self,
                  const YutuRenderSpec *spec,
                  YutuRenderResult     *result,
                  GError              **error)
{
  g_autoptr (YutuStyle) style = NULL;
  g_autoptr (YutuDivisionLayer) divisions = NULL;
  g_autoptr (YutuScene) scene = NULL;
  cairo_surface_t *surface = NULL;
  YutuSceneSpec    scene_spec = { .hide_labels = spec->hide_labels };
  YutuView         view = { .width = spec->width, .height = spec->height, .scale = 1 };
  gint64           n_units = 0;

  if (!yutu_file_read_map_crs (self, &view.epsg, error))
    return FALSE;
  style = yutu_style_load (spec->style, error);
  if (style != NULL)
    divisions = yutu_file_load_divisions (self, spec->day, view.epsg, NULL, error);
  if (divisions == NULL ||
      !yutu_store_read (yutu_file_get_store (self), count_units, &n_units, NULL, error))
    return FALSE;
  scene_spec.style = style;
  scene_spec.divisions = divisions;
  scene = yutu_scene_new (&scene_spec);
  yutu_view_fit (&view,
                 yutu_box_is_empty (spec->box) ? yutu_division_layer_get_box (divisions)
                                               : box_to_map (spec->box, view.epsg),
                 MARGIN_PX);
  surface = make_surface (spec, error);
  if (surface == NULL)
    return FALSE;
  result->features = (gsize)n_units;
  paint (scene, &view, style, surface, result);
  return finish_surface (surface, spec, error);
}
