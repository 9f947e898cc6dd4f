/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map widget on an open file: the demo county, without addresses, made once. */
#include "gui-support.h"
#include "ui/yutu-map-view-private.h"

#define WIDTH  900
#define HEIGHT 600

static YutuSession *demo;

typedef struct
{
  GtkWidget   *widget;
  YutuMapView *map;
  GtkWindow   *window;
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return yutu_map_view_is_settled (data);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  gui_xdotool ("mousemove 1270 790");
  yutu_session_set_place (demo, NULL);
  fixture->widget = yutu_map_view_new ();
  fixture->map = YUTU_MAP_VIEW (fixture->widget);
  yutu_map_view_set_session (fixture->map, demo);
  fixture->window = gui_show (fixture->widget, WIDTH, HEIGHT);
  gui_wait (is_settled, fixture->map);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gui_close (fixture->window, fixture->widget);
}

/* The unit of @name among @units and what is under them; 0: none. */
static gint64
find_unit (GListModel *units,
           const char *name)
{
  gint64 found = 0;

  for (guint i = 0; units != NULL && found == 0 && i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (units, i);
      const YutuDivision *division = yutu_unit_item_get_division (item);

      found = g_str_equal (division->name, name)
                ? division->unit
                : find_unit (yutu_unit_item_get_children (item), name);
    }
  return found;
}

static gboolean
has_place (gpointer data)
{
  return yutu_session_get_place (demo) != NULL;
}

static void
test_click_sets_the_place (Fixture      *fixture,
                           gconstpointer data)
{
  gint64             unit = find_unit (yutu_session_get_units (demo), "罗店镇");
  YutuDivisionLayer *divisions = yutu_map_layers_get_divisions (yutu_session_get_layers (demo));
  YutuMapPoint       point;
  YutuView           view;
  double             x, y;

  g_assert_cmpint (unit, !=, 0);
  g_assert_true (yutu_division_layer_get_label_point (divisions, unit, &point));
  yutu_map_view_get_view (fixture->map, &view);
  yutu_view_to_screen (&view, point.x, point.y, &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", (int)x, (int)y);
  gui_wait (has_place, NULL);
  gui_save_picture (fixture->widget, "map-session-chosen.png");
  for (guint i = 0; yutu_place_get_id (yutu_session_get_place (demo)) != unit; i++)
    {
      g_assert_cmpuint (i, <, yutu_map_view_get_n_hits (fixture->map));
      yutu_map_view_step_hit (fixture->map, FALSE);
    }
  g_assert_cmpint (yutu_place_get_kind (yutu_session_get_place (demo)), ==, YUTU_PLACE_UNIT);
}

static void
test_the_sessions_place_is_outlined (Fixture      *fixture,
                                     gconstpointer data)
{
  gint64 unit = find_unit (yutu_session_get_units (demo), "塔石乡");
  g_autoptr (YutuPlace) place = yutu_place_new_unit (unit);
  g_autofree char *label = NULL;

  yutu_session_set_place (demo, place);
  g_assert_true (yutu_place_equal (yutu_map_view_get_place (fixture->map), place));
  label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->widget),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, "not this");
  g_assert_nonnull (strstr (label, "chosen: 塔石乡"));
  gui_wait (is_settled, fixture->map);
  gui_save_picture (fixture->widget, "map-session-outlined.png");
  yutu_session_set_place (demo, NULL);
  g_assert_null (yutu_map_view_get_place (fixture->map));
}

static void
test_a_drawn_circle_sets_the_place (Fixture      *fixture,
                                    gconstpointer data)
{
  yutu_map_view_set_tool (fixture->map, YUTU_MAP_TOOL_CIRCLE);
  gui_xdotool ("mousemove 450 300 mousedown 1 mousemove 480 300 mousemove 500 300 mouseup 1");
  gui_wait (has_place, NULL);
  g_assert_cmpint (yutu_place_get_kind (yutu_session_get_place (demo)), ==, YUTU_PLACE_CIRCLE);
  gui_wait (is_settled, fixture->map);
  gui_save_picture (fixture->widget, "map-session-circle.png");
}

static gboolean
has_other_layers (gpointer data)
{
  return yutu_session_get_layers (demo) != *(YutuMapLayers **)data;
}

/* Township lines differ on the two days; the view does not move. */
static void
test_the_map_follows_the_day (Fixture      *fixture,
                              gconstpointer data)
{
  YutuDay        today = yutu_session_get_day (demo);
  YutuMapLayers *layers = yutu_session_get_layers (demo);
  YutuView       before, after;
  YutuDay        day;

  gui_xdotool ("mousemove 500 250 click 4 mousemove 1270 790");
  gui_wait (is_settled, fixture->map);
  yutu_map_view_get_view (fixture->map, &before);
  day = yutu_day_parse ("2021-10-20");
  yutu_session_set_day (demo, day);
  gui_wait (has_other_layers, &layers);
  gui_wait (is_settled, fixture->map);
  yutu_map_view_get_view (fixture->map, &after);
  g_assert_cmpfloat (before.center_x, ==, after.center_x);
  g_assert_cmpfloat (before.resolution, ==, after.resolution);
  gui_save_picture (fixture->widget, "map-session-2021-10-20.png");
  layers = yutu_session_get_layers (demo);
  yutu_session_set_day (demo, today);
  gui_wait (has_other_layers, &layers);
  gui_wait (is_settled, fixture->map);
}

static void
test_groups_change_the_picture (Fixture      *fixture,
                                gconstpointer data)
{
  static const unsigned groups[] = { YUTU_MAP_ALL, YUTU_MAP_BOUNDARIES, 0,
                                     YUTU_MAP_DIVISIONS | YUTU_MAP_LABELS };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      gsize labels;

      yutu_map_view_set_groups (fixture->map, groups[i]);
      gui_wait (is_settled, fixture->map);
      labels = yutu_label_placement_get_size (yutu_map_view_get_placement (fixture->map));
      if (groups[i] & YUTU_MAP_LABELS)
        g_assert_cmpuint (labels, >, 20);
      else
        g_assert_cmpuint (labels, ==, 0);
    }
}

static void
test_without_a_session_it_is_empty (Fixture      *fixture,
                                    gconstpointer data)
{
  double zoom;

  yutu_map_view_set_session (fixture->map, NULL);
  g_assert_false (yutu_map_view_is_settled (fixture->map));
  gui_xdotool ("mousemove 300 300 click 4 click 1 key Right key plus key Return key n");
  g_object_get (fixture->map, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, ==, 0);
  yutu_map_view_set_session (fixture->map, demo);
  gui_wait (is_settled, fixture->map);
}

/* ---- the demo ---- */

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;

  demo = yutu_session_new_demo_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_loaded (gpointer data)
{
  return demo != NULL && yutu_session_get_layers (demo) != NULL &&
         yutu_session_get_units (demo) != NULL;
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "click-sets-the-place", test_click_sets_the_place },
    { "the-sessions-place-is-outlined", test_the_sessions_place_is_outlined },
    { "a-drawn-circle-sets-the-place", test_a_drawn_circle_sets_the_place },
    { "the-map-follows-the-day", test_the_map_follows_the_day },
    { "groups-change-the-picture", test_groups_change_the_picture },
    { "without-a-session-it-is-empty", test_without_a_session_it_is_empty },
  };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *remove = NULL;
  int              status;

  gui_init (&argc, &argv);
  folder = g_dir_make_tmp ("yutu-map-XXXXXX", NULL);
  path = g_build_filename (folder, "demo.yutu", NULL);
  yutu_session_new_demo_async (path, 0, NULL, NULL, NULL, made_cb, NULL);
  gui_wait (is_loaded, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strconcat ("/gui/map-session/", tests[i].name, NULL);

      g_test_add (name, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  status = g_test_run ();
  g_clear_object (&demo);
  remove = g_strdup_printf ("rm -r '%s'", folder);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  return status;
}
