/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* scene-picture OUT.png STYLE ZOOM [WIDTH HEIGHT [ADDRESSES [SEATS [LON LAT]]]]: the invented
 * county as a picture, and the processor time that it took. For the eye and the clock. */
#include <stdlib.h>
#include <time.h>

#include "scene/yutu-furniture.h"
#include "synthetic-county.h"

static double
get_cpu_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
report (const char *what, double *since)
{
  double now = get_cpu_ms ();

  g_print ("%-22s %8.1f ms\n", what, now - *since);
  *since = get_cpu_ms ();
}

int
main (int argc, char **argv)
{
  SyntheticSpec spec = {
    4549, 30, 20, 7, argc > 6 ? (gsize)atol (argv[6]) : 0, argc > 7 && atoi (argv[7]), 7
  };
  YutuView view = {
    4549, 0, 0, 1, argc > 5 ? atoi (argv[4]) : 1920, argc > 5 ? atoi (argv[5]) : 1080, 1
  };
  double           since = get_cpu_ms ();
  SyntheticCounty *county = synthetic_county_new (&spec);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  cairo_t         *cr;

  report ("build layers", &since);
  yutu_style_unref (county->spec.style);
  county->spec.style = yutu_style_load (argv[2], &error);
  g_assert_no_error (error);
  if (argc > 9)
    {
      YutuMapPoint p =
        yutu_projection_forward (4549, yutu_point_from_degrees (atof (argv[8]), atof (argv[9])));
      view.center_x = p.x;
      view.center_y = p.y;
    }
  else
    yutu_view_fit (&view, yutu_division_layer_get_box (county->spec.divisions), 20);
  if (atof (argv[3]) > 0)
    view.resolution = yutu_zoom_to_resolution (4549, atof (argv[3]));
  if (g_getenv ("SELECT") != NULL)
    {
      county->spec.selection.unit = atol (g_getenv ("SELECT"));
      county->spec.dim = TRUE;
    }
  synthetic_snap_view (&view);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
  cr = cairo_create (surface);
  report ("set up", &since);
  yutu_scene_paint_base (scene, cr, &view);
  report ("base", &since);
  g_autoptr (YutuLabelPlacement) placement = yutu_label_placement_new (scene, &view, NULL);
  report ("place labels, cold", &since);
  yutu_scene_paint_overlay (scene, placement, cr, &view);
  report ("overlay, cold", &since);
  yutu_scene_paint_base (scene, cr, &view);
  report ("base again", &since);
  g_autoptr (YutuLabelPlacement) second = yutu_label_placement_new (scene, &view, placement);
  report ("place labels, warm", &since);
  yutu_scene_paint_overlay (scene, second, cr, &view);
  report ("overlay, warm", &since);
  yutu_scale_bar_paint (cr, county->spec.style, &view, 30, view.height - 24, 160);
  yutu_north_arrow_paint (cr, county->spec.style, view.width - 50, 60, 64);
  g_print ("zoom %.2f, %zu labels\n", yutu_view_get_zoom (&view),
           yutu_label_placement_get_size (placement));
  cairo_surface_write_to_png (surface, argv[1]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  synthetic_county_free (county);
  return 0;
}
