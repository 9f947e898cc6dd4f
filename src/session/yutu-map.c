/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "geo/yutu-shape.h"
#include "scene/yutu-furniture.h"
#include "scene/yutu-theme-legend.h"
#include "session/yutu-map-layers-private.h"
#include "session/yutu-map-private.h"
#include "session/yutu-map-sheet.h"

#define MARGIN_PX  YUTU_RENDER_MARGIN_PX
#define ZONES_WEST 73.5 /* degrees: rims of the zones of 75° and 135° */
#define ZONES_EAST 136.5

/* ---- The map CRS ---- */

typedef struct
{
  gboolean has_land;
  double   west; /* degrees */
  double   east;
} Extent;

static gboolean
read_extent (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Extent       *extent = data;
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT min (xmin), max (xmax) FROM (SELECT xmin, xmax FROM idx_division_area_geom UNION ALL "
    "SELECT MbrMinX (geom), MbrMaxX (geom) FROM arc WHERE EXISTS (SELECT 1 FROM division_area_stale))",
    error);

  if (statement == NULL || !yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  extent->has_land = found && sqlite3_column_type (statement, 0) != SQLITE_NULL;
  extent->west = sqlite3_column_double (statement, 0);
  extent->east = sqlite3_column_double (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

/* The zone of the land's middle, while that is where CGCS2000 has zones. */
static gboolean
derive_crs (YutuFile *self,
            int      *epsg,
            GError  **error)
{
  Extent extent = { 0 };
  double middle = 0;

  if (!yutu_store_read (yutu_file_get_store (self), read_extent, &extent, NULL, error))
    return FALSE;
  middle = (extent.west + extent.east) / 2;
  *epsg = extent.has_land && middle >= ZONES_WEST && middle <= ZONES_EAST
            ? yutu_projection_for_lon (middle)
            : YUTU_SRID;
  return TRUE;
}

gboolean
yutu_file_read_map_crs (YutuFile *self,
                        int      *epsg,
                        GError  **error)
{
  g_autofree char *text = NULL;

  if (!yutu_file_read_setting (self, "map_crs", &text, error))
    return FALSE;
  if (text == NULL)
    return derive_crs (self, epsg, error);
  *epsg = g_str_has_prefix (text, "EPSG:") ? atoi (text + 5) : YUTU_SRID;
  if (!yutu_projection_is_supported (*epsg))
    *epsg = YUTU_SRID;
  return TRUE;
}

/* ---- Groups ---- */

unsigned
yutu_map_groups_parse (const char *names)
{
  static const struct
  {
    const char *name;
    unsigned    groups;
  } groups[] = {
    { "divisions", YUTU_MAP_DIVISIONS },
    { "boundaries", YUTU_MAP_BOUNDARIES },
    { "addresses", YUTU_MAP_ADDRESSES },
    { "names", YUTU_MAP_NAMES },
    { "burial", YUTU_MAP_BURIAL },
    { "care", YUTU_MAP_CARE },
    { "migrant", YUTU_MAP_MIGRANT },
    { "facilities", YUTU_MAP_FACILITIES },
    { "roads", YUTU_MAP_ROADS },
    { "water", YUTU_MAP_WATER },
    { "pillars", YUTU_MAP_PILLARS },
    { "labels", YUTU_MAP_LABELS },
    { "division", YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES },
    { "boundary_line", YUTU_MAP_BOUNDARIES },
    { "boundary_pillar", YUTU_MAP_PILLARS },
    { "place_name", YUTU_MAP_NAMES | YUTU_MAP_ROADS | YUTU_MAP_WATER },
    { "address", YUTU_MAP_ADDRESSES },
    { "facility", YUTU_MAP_BURIAL | YUTU_MAP_CARE | YUTU_MAP_MIGRANT | YUTU_MAP_FACILITIES },
  };
  g_auto (GStrv) words = g_strsplit (names, ",", -1);
  unsigned all = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      unsigned found = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (groups); j++)
        if (g_str_equal (groups[j].name, words[i]))
          found = groups[j].groups;
      if (found == 0)
        return 0;
      all |= found;
    }
  return all;
}

/* ---- Drawing to a file ---- */

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
               _ ("%s: the name must end in .png, .pdf or .svg"), spec->out);
  return NULL;
}

/* Lowest class at the bottom, as people read a scale. */
static void
paint_legend (cairo_t              *cr,
              const YutuStyle      *style,
              const YutuSheetTheme *theme,
              double                x,
              double                y)
{
  g_autofree YutuThemeLegendLine *lines = g_new0 (YutuThemeLegendLine, theme->n_classes + 1);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *no_data_note = g_strdup_printf ("%zu", theme->n_no_data);
  YutuThemeLegend  legend = { theme->name, theme->caption, theme->n_classes, lines, NULL, NULL };

  for (gsize i = 0; i < theme->n_classes; i++)
    {
      const YutuSheetClass *class = &theme->classes[theme->n_classes - 1 - i];

      g_ptr_array_add (notes, g_strdup_printf ("%zu", class->n));
      lines[i] = (YutuThemeLegendLine){ class->color, class->label, notes->pdata[i] };
    }
  if (theme->n_no_data > 0)
    {
      legend.no_data = theme->no_data;
      legend.no_data_note = no_data_note;
    }
  yutu_theme_legend_paint (&legend, cr, style, x, y);
}

gsize
yutu_render_paint_map (const YutuScene  *scene,
                       const YutuSketch *sketch,
                       const YutuView   *view,
                       const YutuStyle  *style,
                       cairo_t          *cr)
{
  g_autoptr (YutuLabelPlacement) labels = yutu_label_placement_new (scene, view, NULL);

  yutu_scene_paint_base (scene, cr, view);
  if (sketch != NULL)
    yutu_sketch_paint (sketch, cr, style, view, FALSE);
  yutu_scene_paint_overlay (scene, labels, cr, view);
  yutu_scale_bar_paint (cr, style, view, MARGIN_PX, view->height - MARGIN_PX / 2, 160);
  yutu_north_arrow_paint (cr, style, view->width - 2 * MARGIN_PX, 3 * MARGIN_PX, 48);
  return yutu_label_placement_get_size (labels);
}

static void
fit_view (YutuView             *view,
          const YutuRenderSpec *spec,
          YutuMapBox            everything)
{
  yutu_view_fit (view, yutu_box_is_empty (spec->box) ? everything : box_to_map (spec->box, view->epsg), MARGIN_PX);
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
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s: cannot be written: %s"), spec->out,
                 cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

/* The map of a day, or of two. */
typedef struct
{
  const YutuRenderSpec *spec;
  YutuStyle            *style;
  YutuView              view;
  YutuRenderResult     *result;
} Render;

/* Makes the surface, paints and writes. @layers or @comparison. */
static gboolean
paint (Render               *self,
       const YutuScene      *scene,
       const YutuComparison *comparison,
       GError              **error)
{
  const YutuRenderSpec *spec = self->spec;
  cairo_surface_t      *surface = make_surface (spec, error);
  gint64                started = g_get_monotonic_time ();
  gboolean              is_painted = TRUE;
  cairo_t              *cr = NULL;

  if (surface == NULL)
    return FALSE;
  cr = cairo_create (surface);
  if (comparison != NULL)
    is_painted = yutu_render_paint_days (comparison, spec, &self->view, self->style, cr, self->result, error);
  else
    self->result->labels = yutu_render_paint_map (scene, NULL, &self->view, self->style, cr);
  if (comparison == NULL && spec->theme != NULL)
    paint_legend (cr, self->style, spec->theme, self->view.width - MARGIN_PX, self->view.height - MARGIN_PX);
  cairo_surface_flush (surface);
  self->result->milliseconds = (double)(g_get_monotonic_time () - started) / 1000;
  cairo_destroy (cr);
  if (is_painted)
    return finish_surface (surface, spec, error);
  cairo_surface_destroy (surface);
  return FALSE;
}

static gboolean
render_day (YutuFile *file,
            Render   *self,
            GError  **error)
{
  const YutuRenderSpec *spec = self->spec;
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_autoptr (YutuMapLayers) layers = NULL;
  g_autoptr (YutuScene) scene = NULL;
  YutuSceneSpec scene_spec = { 0 };
  YutuMapSize   size;

  if (modules == NULL)
    return FALSE;
  layers = yutu_file_load_map (file, modules, spec->day, self->view.epsg, NULL, error);
  if (layers == NULL)
    return FALSE;
  yutu_map_layers_fill (layers, spec->groups, &scene_spec);
  scene_spec.style = self->style;
  scene_spec.theme = spec->theme != NULL ? spec->theme->theme : NULL;
  scene = yutu_scene_new (&scene_spec);
  fit_view (&self->view, spec, yutu_map_layers_get_box (layers));
  size = yutu_map_layers_measure (layers, spec->groups);
  self->result->features = size.features;
  self->result->vertices = size.vertices;
  return paint (self, scene, NULL, error);
}

static gboolean
render_days (YutuFile *file,
             Render   *self,
             GError  **error)
{
  const YutuRenderSpec *spec = self->spec;
  g_autoptr (YutuComparison) comparison =
    yutu_file_compare (file, spec->then, spec->day, spec->compare_level, NULL, error);
  YutuView   half = self->view;
  YutuMapBox box, then;

  if (comparison == NULL)
    return FALSE;
  box = yutu_division_layer_get_box (comparison->layers[1]);
  then = yutu_division_layer_get_box (comparison->layers[0]);
  if (then.max_x >= then.min_x)
    {
      yutu_map_box_add (&box, then.min_x, then.min_y);
      yutu_map_box_add (&box, then.max_x, then.max_y);
    }
  half.width /= 2;
  fit_view (&half, spec, box);
  half.width = self->view.width;
  self->view = half;
  return paint (self, NULL, comparison, error);
}

gboolean
yutu_file_render (YutuFile             *self,
                  const YutuRenderSpec *spec,
                  YutuRenderResult     *result,
                  GError              **error)
{
  g_autoptr (YutuStyle) style = yutu_style_load (spec->style, error);
  Render render = { spec, style, { .width = spec->width, .height = spec->height, .scale = 1 }, result };

  *result = (YutuRenderResult){ 0 };
  if (style == NULL || !yutu_file_read_map_crs (self, &render.view.epsg, error))
    return FALSE;
  return spec->compare_level != 0 ? render_days (self, &render, error) : render_day (self, &render, error);
}
