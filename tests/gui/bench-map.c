/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* map-bench [FILE.yutu | ADDRESSES [first]]: what the map widget costs, with a real pointer: processor
 * time of the whole process (workers too) from frame to frame while the map is dragged, while the
 * pointer goes over it, and while it is zoomed; wall time from the process' start to the first full
 * picture, with "first" that alone. To be run on a screen of 1920 × 1080. Without a file: the
 * invented county of the scene's tests. */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "../scene/synthetic-county.h"
#include "gui-support.h"
#include "ui/yutu-map-view-private.h"

#define WIDTH  1920
#define HEIGHT 1080

typedef struct
{
  YutuMapView *map;
  YutuSession *session;
  GArray      *frames; /* double: CPU ms of the process at each before-paint */
} Bench;

static double
get_cpu_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Of wall time, by the kernel's own note of the start (proc(5), field 22 of stat). */
static double
get_ms_since_start (void)
{
  g_autofree char *stat = NULL;
  g_auto (GStrv) fields = NULL;
  struct timespec now;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    return 0;
  fields = g_strsplit (strrchr (stat, ')') + 2, " ", -1);
  clock_gettime (CLOCK_BOOTTIME, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6 -
         g_ascii_strtod (fields[19], NULL) * 1e3 / (double)sysconf (_SC_CLK_TCK);
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *bench)
{
  double cpu_ms = get_cpu_ms ();

  g_array_append_val (bench->frames, cpu_ms);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *)a, two = *(const double *)b;

  return (one > two) - (one < two);
}

static gboolean
is_settled (gpointer data)
{
  return yutu_map_view_is_settled (data);
}

static void
measure (Bench      *bench,
         const char *what,
         const char *pointer)
{
  g_autoptr (GArray) costs = g_array_new (FALSE, FALSE, sizeof (double));
  double sum = 0;

  gui_wait (is_settled, bench->map);
  gui_wait_ms (300);
  g_array_set_size (bench->frames, 0);
  gui_xdotool (pointer);
  gui_wait (is_settled, bench->map);
  for (guint i = 1; i < bench->frames->len; i++)
    {
      double cost = g_array_index (bench->frames, double, i) -
                    g_array_index (bench->frames, double, i - 1);

      sum += cost;
      g_array_append_val (costs, cost);
    }
  g_array_sort (costs, compare_doubles);
  if (costs->len > 0)
    g_print ("%-28s %4u frames, CPU a frame: mean %6.2f  median %6.2f  p95 %6.2f ms\n", what,
             costs->len, sum / costs->len, g_array_index (costs, double, costs->len / 2),
             g_array_index (costs, double, costs->len * 95 / 100));
}

/* "mousemove x y sleep s …" from (@x0, @y0) to (@x1, @y1). */
static void
append_way (GString *line,
            double   x0,
            double   y0,
            double   x1,
            double   y1,
            int      steps)
{
  for (int i = 1; i <= steps; i++)
    g_string_append_printf (line, " mousemove %d %d sleep 0.016",
                            (int)lround (x0 + (x1 - x0) * i / steps),
                            (int)lround (y0 + (y1 - y0) * i / steps));
}

static void
measure_pan (Bench      *bench,
             const char *what)
{
  g_autoptr (GString) line = g_string_new ("mousemove 1400 700 mousedown 1");

  append_way (line, 1400, 700, 500, 400, 75);
  append_way (line, 500, 400, 1400, 700, 75);
  g_string_append (line, " sleep 0.2 mouseup 1");
  measure (bench, what, line->str);
}

static void
measure_hover (Bench      *bench,
               const char *what)
{
  g_autoptr (GString) line = g_string_new ("mousemove 300 300");

  append_way (line, 300, 300, 1500, 700, 200);
  measure (bench, what, line->str);
}

static void
measure_zoom (Bench *bench)
{
  g_autoptr (GString) line = g_string_new ("mousemove 960 540");

  for (int i = 0; i < 6; i++)
    g_string_append_printf (line, " click %d sleep 0.3", i < 3 ? 4 : 5);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  measure (bench, "wheel, 6 steps, animated", line->str);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  bench->session = yutu_session_open_finish (result, &error);
  g_assert_no_error (error);
  yutu_map_view_set_session (bench->map, bench->session);
}

static SyntheticCounty *
show_invented (Bench *bench,
               gsize  addresses)
{
  SyntheticSpec    spec = { 4549, 30, 20, 7, addresses, TRUE, 7 };
  SyntheticCounty *county = synthetic_county_new (&spec);

  yutu_map_view_set_content (bench->map, &county->spec, 4549,
                             yutu_division_layer_get_box (county->spec.divisions));
  return county;
}

/* For the eye, where YUTU_PICTURES names a folder. */
static void
save (Bench      *bench,
      const char *name)
{
  if (g_getenv ("YUTU_PICTURES") == NULL)
    return;
  gui_wait (is_settled, bench->map);
  gui_save_picture (GTK_WIDGET (bench->map), name);
}

/* What is read behind the first picture (addresses into memory) would count as the frames' own. */
static void
wait_until_idle (void)
{
  double before = get_cpu_ms (), now = 0;

  for (int quiet = 0; quiet < 3;)
    {
      gui_wait_ms (100);
      now = get_cpu_ms ();
      quiet = now - before < 20 ? quiet + 1 : 0;
      before = now;
    }
  g_print ("all read and at rest         %6.0f ms after start, %6.0f ms CPU\n",
           get_ms_since_start (), now);
}

static void
run (Bench *bench)
{
  double zoom;

  wait_until_idle ();
  save (bench, "map-bench-county.png");
  measure_pan (bench, "pan, whole county");
  measure_hover (bench, "hover, whole county");
  measure_zoom (bench);
  gui_xdotool ("mousemove 1100 500 click 4 click 4 click 4 click 4");
  save (bench, "map-bench-near.png");
  measure_pan (bench, "pan, two zooms nearer");
  measure_hover (bench, "hover, two zooms nearer");
  gui_xdotool ("mousemove 1000 500 click 4 click 4 click 4 click 4 click 4 click 4");
  gui_wait (is_settled, bench->map);
  g_object_get (bench->map, "zoom", &zoom, NULL);
  g_print ("zoom %.1f\n", zoom);
  save (bench, "map-bench-streets.png");
  measure_pan (bench, "pan, streets");
  measure_hover (bench, "hover, streets");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  Bench            bench = { .frames = frames };
  SyntheticCounty *county = NULL;
  GtkWindow       *window;
  GtkWidget       *widget;
  const char      *what = argc > 1 ? argv[1] : "1000000";
  gboolean         invented = g_ascii_isdigit (what[0]) && !g_file_test (what, G_FILE_TEST_EXISTS);

  gui_init (&argc, &argv);
  widget = yutu_map_view_new ();
  bench.map = YUTU_MAP_VIEW (widget);
  if (invented)
    county = show_invented (&bench, (gsize)strtoull (what, NULL, 10));
  else
    yutu_session_open_async (what, NULL, opened_cb, &bench);
  window = gui_show_unfocused (widget, WIDTH, HEIGHT);
  g_signal_connect (gtk_widget_get_frame_clock (widget), "before-paint",
                    G_CALLBACK (before_paint_cb), &bench);
  gui_wait (is_settled, widget);
  g_print ("first full picture           %6.0f ms after start, %6.0f ms CPU\n", get_ms_since_start (),
           get_cpu_ms ());
  if (argc < 3 || !g_str_equal (argv[2], "first"))
    run (&bench);
  gui_close (window, widget);
  g_clear_object (&bench.session);
  g_clear_pointer (&county, synthetic_county_free);
  return 0;
}
