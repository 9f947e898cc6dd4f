/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Place names drawn in the Edit workspace, and drawn anew a vertex at a time; each one entry, and taken back. */

#include "edit-fixture.h"

#include "ui/yutu-edit-pane-private.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-map-view-private.h"
#include "ui/yutu-merge-page-private.h"
#include "ui/yutu-name-form-private.h"
#include "ui/yutu-place-pane-private.h"

/* A road of a few vertices, which is seen whole close up. */
#define ROAD_SQL                                                                                           \
  "(SELECT id FROM place_name WHERE class = 'road' AND valid_to = '9999-12-31' AND GeometryType (geom) = " \
  "'LINESTRING' AND ST_NPoints (geom) BETWEEN 3 AND 12 ORDER BY ST_Length (geom), id LIMIT 1)"

static gboolean
has_form (gpointer data)
{
  const EditDay *day = data;

  return edit_get_form (day) != NULL && edit_is_idle (data) && day->window->edit_pane->name_form != NULL &&
         gtk_widget_get_mapped (GTK_WIDGET (day->window->edit_pane->name_form));
}

static gboolean
can_save (gpointer data)
{
  const EditDay *day = data;
  GtkWidget     *save = window_find (GTK_WIDGET (day->window->edit_pane->name_form), GTK_TYPE_BUTTON, "保存");

  return save != NULL && gtk_widget_is_sensitive (save);
}

static gboolean
has_record (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane->name_form), GTK_TYPE_LABEL, "登记的全部字段") != NULL;
}

static gboolean
is_chosen (gpointer data)
{
  const EditDay *day = data;

  return yutu_edit_pane_has_vertices (day->window->edit_pane) && day->window->edit_pane->reading == NULL;
}

static gboolean
has_no_sketch (gpointer data)
{
  return ((const EditDay *)data)->window->map->sketch == NULL;
}

static void
test_a_road_by_mouse (void)
{
  EditDay day = { 0 };
  gint64  entries;
  int     x, y;

  edit_begin (&day);
  entries = edit_count_entries (&day);
  window_get_middle (GTK_WIDGET (day.window->map), &x, &y);
  window_click (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_BUTTON, "画线"));
  gui_wait (edit_is_drawing, &day);
  edit_draw_at (&day, x - 60, y + 10);
  edit_draw_at (&day, x + 10, y + 34);
  edit_draw_at (&day, x + 90, y - 20);
  edit_end_drawing (&day);
  gui_wait (has_form, &day);
  yutu_form_type (edit_get_form (&day), "name", "望江大道");
  gui_wait (can_save, &day);
  g_assert_cmpuint (day.window->map->sketch->n_points, ==, 3); /* seen as long as it is named */
  window_save_picture (day.window, NULL, "name-line.png");
  window_click (window_find (GTK_WIDGET (day.window->edit_pane->name_form), GTK_TYPE_BUTTON, "保存"));
  edit_wait_entries (&day, entries + 1);
  gui_wait (has_no_sketch, &day);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name WHERE name = '望江大道' AND class = 'road' AND "
                                   "GeometryType (geom) = 'LINESTRING' AND ST_NPoints (geom) = 3"),
                   ==, 1);
  edit_undo (&day);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name WHERE name = '望江大道'"), ==, 0);
  window_fixture_close (day.window);
}

static gboolean
can_open_case (gpointer data)
{
  const EditDay *day = data;

  return gtk_widget_is_sensitive (day->window->edit_pane->name_form->open_case);
}

/* A drawn name that is not in use at once: a case is opened for it, with the line, and its page is shown. */
static gboolean
is_name_chosen (gpointer data)
{
  const EditDay *day = data;
  YutuPlace     *place = yutu_session_get_place (day->window->session);

  return place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_NAME;
}

static void
test_a_road_by_a_case (void)
{
  EditDay day = { 0 };
  gint64  entries;
  int     x, y;

  edit_begin (&day);
  entries = edit_count_entries (&day);
  window_get_middle (GTK_WIDGET (day.window->map), &x, &y);
  window_click (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_BUTTON, "画线"));
  gui_wait (edit_is_drawing, &day);
  edit_draw_at (&day, x - 60, y + 10);
  edit_draw_at (&day, x + 10, y + 34);
  edit_draw_at (&day, x + 90, y - 20);
  edit_end_drawing (&day);
  gui_wait (has_form, &day);
  g_assert_false (gtk_widget_is_sensitive (day.window->edit_pane->name_form->open_case)); /* without a name */
  gui_wait_until (day.window->map->sketch != NULL);                                       /* and the line is seen */
  yutu_form_type (edit_get_form (&day), "name", "望江大道");
  yutu_form_type (edit_get_form (&day), "alias", "江边路");
  yutu_form_type (edit_get_form (&day), "meaning", "可望婺江");
  gui_wait (can_open_case, &day);
  window_click (day.window->edit_pane->name_form->open_case);
  edit_wait_entries (&day, entries + 1);
  gui_wait (has_no_sketch, &day);
  window_wait_page (day.window, "case");
  gui_wait_until (yutu_focus_is_in (GTK_WIDGET (day.window->pane->case_page))); /* not lost with the form */
  g_assert_nonnull (window_find (GTK_WIDGET (day.window->pane), GTK_TYPE_LABEL, "地名命名：望江大道"));
  /* What was chosen before is another place. */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (day.window->pane->head_place)));
  window_save_picture (day.window, NULL, "name-case.png");
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name p JOIN case_file c ON c.subject = p.id WHERE p.name = '望江大道' AND "
                                   "p.class = 'road' AND p.status = 'planned' AND p.alias = '江边路' AND p.meaning = '可望婺江' AND "
                                   "ST_NPoints (p.geom) = 3 AND c.kind = 'PN.NAME' AND c.state = 'planned'"),
                   ==, 1);
  /* On the map it is the line that was drawn, and from the case the way leads to its record. */
  window_click (window_find (GTK_WIDGET (day.window->pane), GTK_TYPE_BUTTON, "在地图上显示"));
  gui_wait (is_name_chosen, &day);
  g_assert_cmpstr (yutu_place_pane_get_page (day.window->pane), ==, "case");
  window_click (window_find (GTK_WIDGET (day.window->pane), GTK_TYPE_LABEL, "本办件的地名"));
  window_wait_page (day.window, "place");
  window_wait_title (day.window, "望江大道");
  edit_undo (&day);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name WHERE name = '望江大道'"), ==, 0);
  window_fixture_close (day.window);
}

/* Esc in the form keeps what is drawn and typed. */
static gboolean
has_new_name (gpointer data)
{
  const EditDay *day = data;

  return day->window->edit_pane->place == edit_ask (day, "SELECT max (id) FROM place_name WHERE name = '望江水库'") &&
         window_find (GTK_WIDGET (day->window->edit_pane), GTK_TYPE_LABEL, "望江水库") != NULL;
}

static gboolean
has_no_name (gpointer data)
{
  const EditDay *day = data;

  return day->window->edit_pane->place == 0;
}

static void
test_an_area_by_keys (void)
{
  EditDay day = { 0 };
  gint64  entries;

  edit_begin (&day);
  entries = edit_count_entries (&day);
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  edit_take_up (&day, "p");
  gui_xdotool ("key shift+Right Return");
  gui_xdotool ("key shift+Right shift+Right shift+Right Return");
  gui_xdotool ("key shift+Down shift+Down shift+Down Return");
  gui_xdotool ("key shift+Left Return");
  gui_xdotool ("key Escape"); /* one step back */
  g_assert_cmpuint (edit_count_points (&day), ==, 3);
  gui_xdotool ("key shift+Right Return Return");
  gui_wait (has_form, &day);
  yutu_form_type (edit_get_form (&day), "name", "望江水库");
  gui_wait (can_save, &day);
  window_save_picture (day.window, NULL, "name-area.png");
  yutu_form_focus_first (edit_get_form (&day));
  gui_xdotool ("key ctrl+Return");
  edit_wait_entries (&day, entries + 1);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name WHERE name = '望江水库' AND class = 'reservoir' AND "
                                   "GeometryType (geom) = 'MULTIPOLYGON'"),
                   ==, 1);
  gui_wait (has_new_name, &day); /* for its record, its signs and its papers */
  edit_undo (&day);
  gui_wait (has_no_name, &day);
  window_fixture_close (day.window);
}

static void
begin_at_road (EditDay *day)
{
  YutuPoint middle;
  gint64    road = 0;
  g_autoptr (YutuPlace) place = NULL;

  edit_begin (day);
  window_ask_point (day->window, "SELECT id, ST_X (ST_PointN (geom, 2)), ST_Y (ST_PointN (geom, 2)) FROM place_name WHERE id = " ROAD_SQL,
                    &road, &middle);
  place = yutu_place_new_object (YUTU_PLACE_NAME, road);
  yutu_session_set_place (day->window->session, place);
  gui_wait (is_chosen, day);
  window_show_point (day->window, middle);
  gtk_widget_grab_focus (GTK_WIDGET (day->window->map));
}

#define ROAD_STATE "SELECT sum (ST_NPoints (geom) * 1000003 + CAST (ST_Length (geom) * 1e9 AS INTEGER)) FROM place_name"

/* A vertex dragged, another put in by a click and taken out again; saved as one entry. */
static void
test_vertices_by_mouse (void)
{
  EditDay          day = { 0 };
  gint64           entries, before;
  gsize            n = 0;
  const YutuPoint *points = NULL;
  int              x, y, x2, y2;

  begin_at_road (&day);
  entries = edit_count_entries (&day);
  before = edit_ask (&day, ROAD_STATE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (day.window), "win.move-name", NULL));
  gui_wait (edit_is_drawing, &day);
  edit_wait_idle (&day);
  points = yutu_drawing_get_points (yutu_draw_tool_get_drawing (edit_get_tool (&day)), &n);
  edit_to_screen (&day, points[1], &x, &y);
  edit_to_screen (&day, points[0], &x2, &y2);
  gui_xdotool_printf ("mousemove %d %d mousedown 1 mousemove %d %d mousemove %d %d mouseup 1", x, y, x + 8, y + 8, x + 23, y + 31);
  gui_wait (edit_can_finish, &day);
  g_assert_true (yutu_draw_tool_has_step (edit_get_tool (&day), FALSE));
  window_save_picture (day.window, NULL, "name-vertices.png");
  gui_xdotool_printf ("mousemove %d %d click 1", (x + 23 + x2) / 2, (y + 31 + y2) / 2);
  g_assert_cmpuint (edit_count_points (&day), ==, n + 1);
  gui_xdotool ("key Delete");
  g_assert_cmpuint (edit_count_points (&day), ==, n);
  gui_xdotool ("key Return");
  edit_wait_entries (&day, entries + 1);
  g_assert_cmpint (edit_ask (&day, ROAD_STATE), !=, before);
  edit_undo (&day);
  g_assert_cmpint (edit_ask (&day, ROAD_STATE), ==, before);
  window_fixture_close (day.window);
}

static void
test_vertices_by_keys (void)
{
  EditDay day = { 0 };
  gint64  entries, before;
  gsize   n;

  begin_at_road (&day);
  entries = edit_count_entries (&day);
  before = edit_ask (&day, ROAD_STATE);
  gui_xdotool ("key e");
  gui_wait (edit_is_drawing, &day);
  edit_wait_idle (&day);
  n = edit_count_points (&day);
  gui_xdotool ("key n shift+Down shift+Down Insert");
  g_assert_cmpuint (edit_count_points (&day), ==, n + 1);
  gui_xdotool ("key Escape"); /* one step back */
  g_assert_cmpuint (edit_count_points (&day), ==, n);
  gui_xdotool ("key Return");
  edit_wait_entries (&day, entries + 1);
  g_assert_cmpint (edit_ask (&day, ROAD_STATE), !=, before);
  edit_undo (&day);
  g_assert_cmpint (edit_ask (&day, ROAD_STATE), ==, before);
  window_fixture_close (day.window);
}

/* Any field of the record; what is not touched stays. */
static void
test_a_record (void)
{
  EditDay day = { 0 };
  gint64  entries;

  begin_at_road (&day);
  entries = edit_count_entries (&day);
  window_click (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_BUTTON, "登记"));
  gui_wait (has_form, &day);
  gui_wait (has_record, &day);
  yutu_form_type (edit_get_form (&day), "history", "民国时开辟");
  yutu_form_type (edit_get_form (&day), "approval_doc", "婺政发〔2020〕1号");
  gui_wait (can_save, &day);
  window_save_picture (day.window, NULL, "name-record.png");
  yutu_form_focus_first (edit_get_form (&day));
  gui_xdotool ("key ctrl+Return");
  edit_wait_entries (&day, entries + 1);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name WHERE json_extract (fields, '$.history') = '民国时开辟' "
                                   "AND approval_doc = '婺政发〔2020〕1号'"),
                   ==, 1);
  edit_undo (&day);
  window_fixture_close (day.window);
}

/* ---- What the rules say of it ---- */

typedef struct
{
  const EditDay *day;
  const char    *part;
} Finding;

/* A line below the name with @part in it. */
static gboolean
is_told (gpointer data)
{
  const Finding *self = data;
  GtkWidget     *list = GTK_WIDGET (self->day->window->edit_pane->name_form->notes);

  return gtk_widget_get_mapped (list) && window_find (list, GTK_TYPE_LABEL, self->part) != NULL;
}

static void
wait_finding (const EditDay *day,
              const char    *part)
{
  Finding finding = { day, part };

  gui_wait (is_told, &finding);
}

/* A town is not named after a river that flows through others; the river is shown on the map. */
static void
test_a_town_after_a_river (void)
{
  EditDay day = { 0 };

  edit_begin_at_unit (&day, "罗店镇");
  gui_xdotool ("key F2");
  gui_wait (has_form, &day);
  yutu_form_type (edit_get_form (&day), "name", "婺江镇");
  wait_finding (&day, "专名取自自然实体婺江");
  wait_finding (&day, "城东街道");
  wait_finding (&day, "第九条");
  g_assert_cmpuint (day.window->map->notes->len, >=, 1);
  window_save_picture (day.window, NULL, "name-river.png");
  yutu_form_type (edit_get_form (&day), "name", "罗店街道");
  window_fixture_close (day.window);
}

/* Where the file has limits of sizes the form asks for them, measures what is drawn, and keeps what is stated. */
static void
test_a_square_of_its_size (void)
{
  EditDay day = { 0 };
  gint64  entries;
  int     x, y;

  edit_begin (&day);
  window_write (day.window, "INSERT INTO setting (id, key, value) SELECT 990001, 'name-sizes', "
                            "replace ('广场,1,land_area_m2,least,100,yes,,2000-01-01,9999-12-31,本局规定第二条' || char (10) || "
                            "'广场,2,floors,least,10,yes,,2000-01-01,9999-12-31,本局规定第三条', ',', char (9))");
  edit_wait_idle (&day);
  entries = edit_count_entries (&day);
  window_get_middle (GTK_WIDGET (day.window->map), &x, &y);
  window_click (window_find (GTK_WIDGET (day.window->edit_pane), GTK_TYPE_BUTTON, "画面"));
  gui_wait (edit_is_drawing, &day);
  edit_draw_at (&day, x - 60, y - 40);
  edit_draw_at (&day, x + 60, y - 40);
  edit_draw_at (&day, x + 60, y + 40);
  edit_end_drawing (&day);
  gui_wait (has_form, &day);
  yutu_form_type (edit_get_form (&day), "name", "望江广场");
  wait_finding (&day, "图上量算");
  wait_finding (&day, "层数未填写");
  yutu_form_type (edit_get_form (&day), "floors", "9");
  wait_finding (&day, "规模不够");
  window_save_picture (day.window, NULL, "name-size.png");
  yutu_form_type (edit_get_form (&day), "floors", "12");
  wait_finding (&day, "12层");
  gui_wait (can_save, &day);
  yutu_form_focus_first (edit_get_form (&day));
  gui_xdotool ("key ctrl+Return");
  edit_wait_entries (&day, entries + 1);
  g_assert_cmpint (edit_ask (&day, "SELECT json_extract (fields, '$.floors') FROM place_name WHERE name = '望江广场'"), ==, 12);
  edit_undo (&day);
  window_fixture_close (day.window);
}

/* ---- Merged ---- */

#define TWIN "4000000077001"

/* The road once more under another name, with one of its doors; an earlier test may have added it. */
static void
add_twin (EditDay *day)
{
  window_write (day->window,
                "INSERT OR IGNORE INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) SELECT " TWIN
                ", '望江大道', '望江', '大道', 'road', 'in_use', division, '2001-01-01', geom FROM place_name WHERE id = " ROAD_SQL);
  window_write (day->window,
                "INSERT OR IGNORE INTO address (id, village, place, door, text, kind, valid_from, geom) SELECT 4000000077002, village, " TWIN
                ", door, text || '（重）', kind, '2001-01-01', geom FROM address WHERE place = " ROAD_SQL " ORDER BY id LIMIT 1");
}

static gboolean
shows_choice (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane->merge_page), GTK_TYPE_LABEL, "望江大道") != NULL;
}

static gboolean
can_merge (gpointer data)
{
  const EditDay *day = data;
  GtkWidget     *merge = window_find (GTK_WIDGET (day->window->edit_pane->merge_page), GTK_TYPE_BUTTON, "合并");

  return merge != NULL && gtk_widget_is_sensitive (merge);
}

static gboolean
is_swapped (gpointer data)
{
  const EditDay *day = data;

  return day->window->edit_pane->merge_page->kept == 4000000077001;
}

static gboolean
is_not_swapped (gpointer data)
{
  return !is_swapped (data);
}

static gboolean
asks_for_click (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window), GTK_TYPE_LABEL, "在图上点另一个地名") != NULL;
}

static gboolean
asks_for_other (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window->edit_pane->merge_page), GTK_TYPE_SEARCH_ENTRY, NULL) != NULL;
}

static gboolean
has_left (gpointer data)
{
  const EditDay *day = data;

  return !gtk_widget_get_mapped (GTK_WIDGET (day->window->edit_pane->merge_page));
}

/* 100 km beside the county. */
static void
look_away (EditDay *day)
{
  YutuView view;

  yutu_map_view_get_view (day->window->map, &view);
  yutu_map_view_set_view (day->window->map, view.center_x + 100000, view.center_y, view.resolution);
}

static gboolean
sees_both (gpointer data)
{
  EditDay             *day = data;
  const YutuMergePlan *plan = day->window->edit_pane->merge_page->known;
  YutuView             view;
  YutuMapBox           box;

  yutu_map_view_get_view (day->window->map, &view);
  box = yutu_view_get_box (&view);
  for (int i = 0; plan != NULL && i < 2; i++)
    {
      YutuMapPoint at = yutu_projection_forward (view.epsg, i == 0 ? plan->kept.point : plan->other.point);

      if (at.x < box.min_x || at.x > box.max_x || at.y < box.min_y || at.y > box.max_y)
        return FALSE;
    }
  return plan != NULL;
}

static gboolean
tells_the_step (gpointer data)
{
  const EditDay *day = data;

  return window_find (GTK_WIDGET (day->window->pane), GTK_TYPE_LABEL, "合并重复地名 望江大道") != NULL;
}

/* Two records of a road: the other one from those that lie near, on the map, and by typing; swapped; one entry. */
static void
test_a_merge (void)
{
  EditDay day = { 0 };
  gint64  entries, road;
  gint64  state;
  int     x, y;
  g_autoptr (YutuPlace) former = yutu_place_new_object (YUTU_PLACE_NAME, 4000000077001);

  begin_at_road (&day);
  road = edit_ask (&day, "SELECT " ROAD_SQL);
  add_twin (&day);
  edit_wait_idle (&day);
  state = edit_ask (&day, "SELECT count (*) FROM place_name WHERE valid_to = '9999-12-31'");
  entries = edit_count_entries (&day);
  gui_xdotool ("key ctrl+F2");
  gui_wait (shows_choice, &day);
  window_save_picture (day.window, NULL, "name-merge-choose.png");
  gui_xdotool ("key alt+m");
  gui_wait (asks_for_click, &day);
  window_get_middle (GTK_WIDGET (day.window->map), &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
  gui_wait (can_merge, &day);
  window_save_picture (day.window, NULL, "name-merge.png");
  gui_xdotool ("key Escape");
  gui_wait (asks_for_other, &day);
  look_away (&day);
  window_type (window_find (GTK_WIDGET (day.window->edit_pane->merge_page), GTK_TYPE_SEARCH_ENTRY, NULL), "望江大");
  gui_wait (shows_choice, &day);
  gui_xdotool ("key Return");
  gui_wait (can_merge, &day);
  gui_wait (sees_both, &day);
  gui_xdotool ("key alt+s");
  gui_wait (is_swapped, &day);
  gui_wait (can_merge, &day);
  gui_xdotool ("key alt+s");
  gui_wait (is_not_swapped, &day);
  gui_wait (can_merge, &day);
  gui_xdotool ("key ctrl+Return");
  edit_wait_entries (&day, entries + 1);
  gui_wait (has_left, &day);
  g_assert_cmpint (edit_ask (&day, "SELECT replaced_by FROM place_name WHERE id = " TWIN), ==, road);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM address WHERE place = " TWIN " AND valid_to = '9999-12-31'"), ==, 0);
  yutu_window_set_workspace (day.window, YUTU_WORKSPACE_LOCATE);
  yutu_session_set_place (day.window->session, former);
  gui_wait (tells_the_step, &day);
  edit_undo (&day);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM place_name WHERE valid_to = '9999-12-31'"), ==, state);
  window_fixture_close (day.window);
}

static gboolean
is_doubted (gpointer data)
{
  const EditDay *day = data;
  GtkWidget     *page = GTK_WIDGET (day->window->edit_pane->merge_page);

  return can_merge (data) && window_find (page, GTK_TYPE_LABEL, "很少相隔 500 米以上") != NULL &&
         window_find (page, GTK_TYPE_LABEL, "望江村属于“自然村”") != NULL;
}

/* What lies far off, and is of another class, is told of, and can be merged. */
static void
test_a_doubtful_merge (void)
{
  EditDay day = { 0 };

  begin_at_road (&day);
  add_twin (&day);
  window_write (day.window,
                "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) SELECT "
                "4000000077003, '望江村', '望江', '村', 'natural-village', 'in_use', division, '2001-01-01', "
                "MakePoint (ST_X (ST_PointN (geom, 1)), ST_MaxY (geom) + 0.02, 4490) FROM place_name WHERE id = " ROAD_SQL);
  edit_wait_idle (&day);
  gui_xdotool ("key ctrl+F2");
  gui_wait (shows_choice, &day);
  yutu_merge_page_take (day.window->edit_pane->merge_page, 4000000077003);
  gui_wait (is_doubted, &day);
  window_save_picture (day.window, NULL, "name-merge-doubt.png");
  window_fixture_close (day.window);
}

#define BRIDGE "(SELECT min (id) FROM place_name WHERE class = 'bridge')"

static gboolean
is_ringed (gpointer data)
{
  const EditDay *day = data;

  return yutu_map_canvas_get_selection (day->window->map->canvas)->has_point;
}

static gboolean
is_not_ringed (gpointer data)
{
  return !is_ringed (data);
}

/* What goes from the map of the day while it is chosen is marked by its point; not any more when it comes back. */
static void
test_a_chosen_name_ends (void)
{
  EditDay day = { 0 };
  g_autoptr (YutuPlace) place = NULL;

  edit_begin (&day);
  place = yutu_place_new_object (YUTU_PLACE_NAME, edit_ask (&day, "SELECT " BRIDGE));
  yutu_session_set_place (day.window->session, place);
  edit_wait_idle (&day);
  g_assert_false (is_ringed (&day));
  window_write (day.window, "UPDATE place_name SET valid_to = '2026-01-01', status = 'historical' WHERE id = " BRIDGE);
  gui_wait (is_ringed, &day);
  window_write (day.window, "UPDATE place_name SET valid_to = '9999-12-31', status = 'in_use' WHERE id = " BRIDGE);
  gui_wait (is_not_ringed, &day);
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/names/a-road-by-mouse", test_a_road_by_mouse);
  g_test_add_func ("/gui/names/a-road-by-a-case", test_a_road_by_a_case);
  g_test_add_func ("/gui/names/an-area-by-keys", test_an_area_by_keys);
  g_test_add_func ("/gui/names/vertices-by-mouse", test_vertices_by_mouse);
  g_test_add_func ("/gui/names/a-record", test_a_record);
  g_test_add_func ("/gui/names/vertices-by-keys", test_vertices_by_keys);
  g_test_add_func ("/gui/names/a-town-after-a-river", test_a_town_after_a_river);
  g_test_add_func ("/gui/names/a-square-of-its-size", test_a_square_of_its_size);
  g_test_add_func ("/gui/names/a-chosen-name-ends", test_a_chosen_name_ends);
  g_test_add_func ("/gui/names/a-doubtful-merge", test_a_doubtful_merge);
  g_test_add_func ("/gui/names/a-merge", test_a_merge);
  return g_test_run ();
}
