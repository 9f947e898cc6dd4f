/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-draw FILE describe: the pictures of the bench, with their style, and what the peers need to
 * draw them too, as JSON. bench-draw FILE draw ROUNDS: a JSON line for each measured way of drawing
 * each picture, with processor and wall time of every round. With a third argument the pictures
 * are kept there. */
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench-support.h"
#include "gazetteer/yutu-address-point.h"
#include "scene/yutu-raster-private.h"
#include "session/yutu-map.h"

#define WIDTH  1920
#define HEIGHT 1080
#define EPSG   4490 /* the plane of the data: the peers then need not project */
#define HALO   2.0

typedef struct
{
  YutuFile      *file;
  YutuModules   *modules;
  YutuStyle     *style;
  YutuMapLayers *layers;
  YutuDay        day;
} Bench;

typedef struct
{
  const char *name;
  YutuView    view;
} Picture;

static double
get_seconds (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the pictures ---- */

typedef struct
{
  YutuBox            box;
  int                level;
  YutuAddressPoints *points;
} Ask;

static gboolean
read_cells (YutuConnection *connection, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->points = yutu_address_cells_in_box (connection, ask->box, ask->level, error);
  return ask->points != NULL;
}

static gboolean
read_points (YutuConnection *connection, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->points = yutu_address_points_in_box (connection, ask->box, YUTU_DAY_INVALID, error);
  return ask->points != NULL;
}

static YutuAddressPoints *
ask_points (Bench *self, YutuBox box, int level, YutuReadFunc func)
{
  Ask ask = { .box = box, .level = level };
  g_autoptr (GError) error = NULL;

  if (!yutu_store_read (yutu_file_get_store (self->file), func, &ask, NULL, &error))
    bench_fail ("addresses", error);
  return ask.points;
}

/* Where a window of @width × @height degrees holds most addresses: its middle. */
static YutuMapPoint
find_densest (Bench *self, double width, double height)
{
  YutuMapBox   box = yutu_map_layers_get_box (self->layers);
  YutuMapPoint best = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
  guint64      most = 0;
  YutuBox      grid = yutu_projection_inverse_box (EPSG, box);
  g_autoptr (YutuAddressPoints) cells = ask_points (self, grid, 15, read_cells);

  for (gsize i = 0; i < cells->n; i++)
    {
      YutuMapPoint middle = { cells->x[i] / 1e7, cells->y[i] / 1e7 };
      guint64      sum = 0;

      for (gsize k = 0; k < cells->n; k++)
        if (fabs (cells->x[k] / 1e7 - middle.x) <= width / 2 &&
            fabs (cells->y[k] / 1e7 - middle.y) <= height / 2)
          sum += cells->counts[k];
      if (sum > most)
        {
          most = sum;
          best = middle;
        }
    }
  return best;
}

static void
make_pictures (Bench *self, Picture pictures[3])
{
  static const char *const names[] = { "full", "mid", "street" };
  static const double      heights[] = { 0, 0.10, 0.01 };

  for (int i = 0; i < 3; i++)
    {
      double   high = heights[i], wide = high * WIDTH / HEIGHT;
      YutuView view = { EPSG, 0, 0, 1, WIDTH, HEIGHT, 1 };

      yutu_view_fit (&view, yutu_map_layers_get_box (self->layers), 10);
      if (i > 0)
        {
          YutuMapPoint middle = find_densest (self, MAX (wide, 0.02), MAX (high, 0.0125));

          view.center_x = middle.x;
          view.center_y = middle.y;
          view.resolution = high / HEIGHT;
        }
      yutu_view_align (&view);
      pictures[i] = (Picture){ names[i], view };
    }
}

static gsize
count_addresses (Bench *self, const YutuView *view)
{
  g_autoptr (YutuAddressPoints) points = ask_points (self, yutu_view_get_grid_box (view, 0), 0, read_points);

  return points->n;
}

/* ---- describing ---- */

static void
add_color (JsonBuilder *out, const char *key, YutuColor color)
{
  g_autofree char *text =
    g_strdup_printf ("#%02lx%02lx%02lx", lround (color.red * 255), lround (color.green * 255),
                     lround (color.blue * 255));

  json_builder_set_member_name (out, key);
  json_builder_add_string_value (out, text);
}

static void
add_number (JsonBuilder *out, const char *key, double value)
{
  json_builder_set_member_name (out, key);
  json_builder_add_double_value (out, value);
}

static void
add_int (JsonBuilder *out, const char *key, gint64 value)
{
  json_builder_set_member_name (out, key);
  json_builder_add_int_value (out, value);
}

static void
add_text (JsonBuilder *out, const char *key, const char *value)
{
  json_builder_set_member_name (out, key);
  json_builder_add_string_value (out, value);
}

static void
begin_list (JsonBuilder *out, const char *key)
{
  json_builder_set_member_name (out, key);
  json_builder_begin_array (out);
}

static void
add_lines (JsonBuilder *out, const YutuStyle *style, double zoom)
{
  static const YutuStrokeName names[] = { YUTU_STROKE_VILLAGE, YUTU_STROKE_TOWNSHIP,
                                          YUTU_STROKE_COUNTY };

  begin_list (out, "lines");
  for (int i = 0; i < 3; i++)
    {
      const YutuStroke *stroke = &style->strokes[names[i]];

      if (zoom < stroke->from)
        continue;
      json_builder_begin_object (out);
      add_int (out, "level", 5 - i);
      add_number (out, "width", yutu_stops_at (&stroke->width, zoom));
      add_color (out, "color", stroke->color);
      begin_list (out, "dash");
      for (int k = 0; k < stroke->n_dashes; k++)
        json_builder_add_double_value (out, stroke->dashes[k]);
      json_builder_end_array (out);
      json_builder_end_object (out);
    }
  json_builder_end_array (out);
}

static void
add_labels (JsonBuilder *out, const YutuStyle *style, double zoom)
{
  static const YutuTextName names[] = { YUTU_TEXT_TOWNSHIP, YUTU_TEXT_VILLAGE };

  begin_list (out, "labels");
  for (int i = 0; i < 2; i++)
    {
      const YutuText *text = &style->texts[names[i]];

      if (zoom < text->from)
        continue;
      json_builder_begin_object (out);
      add_int (out, "level", 4 + i);
      add_number (out, "size", yutu_stops_at (&text->size_px, zoom));
      add_color (out, "color", text->color);
      add_color (out, "halo", style->colors[YUTU_COLOR_GROUND]);
      add_number (out, "halo_size", HALO);
      json_builder_end_object (out);
    }
  json_builder_end_array (out);
}

static void
add_picture (Bench *self, JsonBuilder *out, const Picture *picture)
{
  const YutuStyle *style = self->style;
  double           zoom = yutu_view_get_zoom (&picture->view);
  YutuMapBox       box = yutu_view_get_box (&picture->view);
  YutuDot          dot = yutu_dot_for_zoom (style, zoom);

  json_builder_begin_object (out);
  add_text (out, "name", picture->name);
  add_number (out, "zoom", zoom);
  add_int (out, "addresses_seen", (gint64)count_addresses (self, &picture->view));
  begin_list (out, "box");
  json_builder_add_double_value (out, box.min_x);
  json_builder_add_double_value (out, box.min_y);
  json_builder_add_double_value (out, box.max_x);
  json_builder_add_double_value (out, box.max_y);
  json_builder_end_array (out);
  begin_list (out, "size");
  json_builder_add_int_value (out, WIDTH);
  json_builder_add_int_value (out, HEIGHT);
  json_builder_end_array (out);
  add_color (out, "ground", style->colors[YUTU_COLOR_OUTSIDE]);
  begin_list (out, "fills");
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("#%06x", yutu_pixel_from_color (style->fills[i]) & 0xffffff);

      json_builder_add_string_value (out, text);
    }
  json_builder_end_array (out);
  json_builder_set_member_name (out, "dot");
  json_builder_begin_object (out);
  add_number (out, "size", dot.diameter_px);
  add_color (out, "color", dot.color);
  add_number (out, "alpha", dot.color.alpha);
  json_builder_end_object (out);
  add_lines (out, style, zoom);
  add_labels (out, style, zoom);
  json_builder_end_object (out);
}

static void
add_divisions (Bench *self, JsonBuilder *out)
{
  const YutuDivisionLayer *layer = yutu_map_layers_get_divisions (self->layers);

  begin_list (out, "units");
  for (guint i = 0; i < layer->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (layer, i);
      YutuMapPoint         at = unit->has_seat ? unit->seat : unit->label;

      if (unit->n_rings == 0)
        continue;
      json_builder_begin_object (out);
      add_int (out, "id", unit->id);
      add_int (out, "level", unit->level);
      add_int (out, "fill", unit->color);
      add_text (out, "name", unit->name);
      add_number (out, "lon", at.x);
      add_number (out, "lat", at.y);
      json_builder_end_object (out);
    }
  json_builder_end_array (out);
  begin_list (out, "arcs");
  for (guint i = 0; i < layer->arcs->len; i++)
    {
      json_builder_begin_object (out);
      add_int (out, "id", YUTU_LAYER_ARC (layer, i)->id);
      add_int (out, "grade", YUTU_LAYER_ARC (layer, i)->grade);
      json_builder_end_object (out);
    }
  json_builder_end_array (out);
}

static void
print (JsonBuilder *out)
{
  g_autoptr (JsonNode) root = json_builder_get_root (out);
  g_autofree char *text = json_to_string (root, FALSE);

  g_print ("%s\n", text);
  g_object_unref (out);
}

static void
describe (Bench *self)
{
  JsonBuilder *out = json_builder_new ();
  Picture      pictures[3];
  char         day[YUTU_DAY_TEXT_SIZE];

  make_pictures (self, pictures);
  json_builder_begin_object (out);
  add_text (out, "day", yutu_day_format (self->day, day));
  begin_list (out, "pictures");
  for (int i = 0; i < 3; i++)
    add_picture (self, out, &pictures[i]);
  json_builder_end_array (out);
  add_divisions (self, out);
  json_builder_end_object (out);
  print (out);
}

/* ---- drawing ---- */

typedef enum
{
  FRESH, /* labels placed anew, points asked of the file */
  AGAIN, /* points and the places of labels are in memory */
} Mode;

typedef struct
{
  Bench              *bench;
  const Picture      *picture;
  Mode                mode;
  unsigned            groups;
  YutuScene          *scene;
  YutuLabelPlacement *labels;
  cairo_surface_t    *surface;
} Drawing;

static YutuScene *
make_scene (Bench *self, unsigned groups)
{
  YutuSceneSpec spec = { .style = self->style };

  yutu_map_layers_fill (self->layers, groups, &spec);
  return yutu_scene_new (&spec);
}

static void
draw (Drawing *self)
{
  cairo_t *cr = cairo_create (self->surface);

  if (self->mode == FRESH)
    {
      g_autoptr (YutuScene) scene = make_scene (self->bench, self->groups);
      g_autoptr (YutuLabelPlacement) labels = yutu_label_placement_new (scene, &self->picture->view, NULL);

      yutu_scene_paint_base (scene, cr, &self->picture->view);
      yutu_scene_paint_overlay (scene, labels, cr, &self->picture->view);
    }
  else
    {
      yutu_scene_paint_base (self->scene, cr, &self->picture->view);
      yutu_scene_paint_overlay (self->scene, self->labels, cr, &self->picture->view);
    }
  cairo_destroy (cr);
}

static void
measure (Drawing *self, int rounds, const char *folder)
{
  JsonBuilder *out = json_builder_new ();
  const char  *mode = self->mode == FRESH ? "fresh" : "again";
  gboolean     has_addresses = (self->groups & YUTU_MAP_ADDRESSES) != 0;

  draw (self);
  json_builder_begin_object (out);
  add_text (out, "name", self->picture->name);
  add_text (out, "mode", mode);
  json_builder_set_member_name (out, "addresses");
  json_builder_add_boolean_value (out, has_addresses);
  add_int (out, "labels", (gint64)yutu_label_placement_get_size (self->labels));
  begin_list (out, "figures");
  for (int i = 0; i < rounds; i++)
    {
      double cpu = get_seconds (CLOCK_PROCESS_CPUTIME_ID), wall = get_seconds (CLOCK_MONOTONIC);

      draw (self);
      json_builder_begin_array (out);
      json_builder_add_double_value (out, get_seconds (CLOCK_PROCESS_CPUTIME_ID) - cpu);
      json_builder_add_double_value (out, get_seconds (CLOCK_MONOTONIC) - wall);
      json_builder_end_array (out);
    }
  json_builder_end_array (out);
  json_builder_end_object (out);
  print (out);
  if (folder != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s/yutu-%s-%s-%d.png", folder, self->picture->name, mode,
                                               has_addresses);

      cairo_surface_write_to_png (self->surface, name);
    }
}

static void
draw_picture (Bench *self, const Picture *picture, Mode mode, gboolean addresses, int rounds, const char *folder)
{
  unsigned groups = YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES | YUTU_MAP_LABELS |
                    (addresses ? YUTU_MAP_ADDRESSES : 0);
  g_autoptr (YutuScene) scene = make_scene (self, groups);
  g_autoptr (YutuLabelPlacement) labels = yutu_label_placement_new (scene, &picture->view, NULL);
  Drawing drawing = { self, picture, mode, groups, scene, labels, cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT) };

  measure (&drawing, rounds, folder);
  cairo_surface_destroy (drawing.surface);
}

/* What a window does once, in seconds. */
static void
print_once (const char *name, double cpu, double wall)
{
  JsonBuilder *out = json_builder_new ();

  json_builder_begin_object (out);
  add_text (out, "once", name);
  add_number (out, "cpu", get_seconds (CLOCK_PROCESS_CPUTIME_ID) - cpu);
  add_number (out, "wall", get_seconds (CLOCK_MONOTONIC) - wall);
  json_builder_end_object (out);
  print (out);
}

static void
hold (Bench *self)
{
  double cpu = get_seconds (CLOCK_PROCESS_CPUTIME_ID), wall = get_seconds (CLOCK_MONOTONIC);
  g_autoptr (GError) error = NULL;

  if (!yutu_map_layers_hold_addresses (self->layers, NULL, &error))
    bench_fail ("addresses", error);
  print_once ("hold", cpu, wall);
}

static void
draw_all (Bench *self, int rounds, const char *folder)
{
  Picture pictures[3];

  make_pictures (self, pictures);
  for (Mode mode = FRESH; mode <= AGAIN; mode++)
    {
      if (mode == AGAIN)
        hold (self);
      for (int i = 0; i < 3; i++)
        for (int addresses = 0; addresses < 2; addresses++)
          draw_picture (self, &pictures[i], mode, addresses, rounds, folder);
    }
}

int
main (int argc, char **argv)
{
  Bench  bench = { .day = yutu_day_today () };
  double cpu, wall;
  g_autoptr (GError) error = NULL;

  if (argc < 3 || (strcmp (argv[2], "describe") != 0 && argc < 4))
    {
      g_printerr ("bench-draw FILE describe | draw ROUNDS [FOLDER]\n");
      return 2;
    }
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_READ_ONLY, &error);
  bench.modules = error == NULL ? yutu_modules_load (&error) : NULL;
  bench.style = error == NULL ? yutu_style_load ("light", &error) : NULL;
  if (bench.style == NULL)
    bench_fail (argv[1], error);
  bench.style->texts[YUTU_TEXT_DOOR].from = G_MAXDOUBLE; /* the peers label no doors */
  cpu = get_seconds (CLOCK_PROCESS_CPUTIME_ID);
  wall = get_seconds (CLOCK_MONOTONIC);
  bench.layers = yutu_file_load_map (bench.file, bench.modules, bench.day, EPSG, NULL, &error);
  if (bench.layers == NULL)
    bench_fail ("map", error);
  if (strcmp (argv[2], "describe") == 0)
    describe (&bench);
  else
    print_once ("load", cpu, wall);
  if (strcmp (argv[2], "draw") == 0)
    draw_all (&bench, MAX (atoi (argv[3]), 1), argc > 4 ? argv[4] : NULL);
  yutu_map_layers_unref (bench.layers);
  yutu_style_unref (bench.style);
  yutu_modules_unref (bench.modules);
  yutu_file_unref (bench.file);
  return 0;
}
