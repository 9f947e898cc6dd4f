/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every kind of division change order but that of abolishing (test-act.c), from the first page to the
 * notice and back: by keyboard only; those that need the map by mouse too. What the record offers is saved
 * and read back. */

#include "act-fixture.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ui/yutu-unit-field.h"

#define WIDTH  1280
#define HEIGHT 800

#define TOWN    "箬阳乡"
#define OTHER   "沙畈乡"
#define VILLAGE "莲塘村"
#define NEXT    "陈垄村"

#define UNITS_SQL "SELECT count (*) FROM division WHERE valid_to = '9999-12-31'"

/* The seat of a unit as it is today. */
#define SEAT_SQL(name) \
  "SELECT unit, st_x (seat), st_y (seat) FROM division WHERE name = '" name "' AND valid_to = '9999-12-31'"

/* On the west or east side of a unit's box, three quarters up. */
#define SIDE_SQL(name, x)                                                                         \
  "SELECT a.unit, " x ", mbrminy (a.geom) + (mbrmaxy (a.geom) - mbrminy (a.geom)) * 0.75 FROM "   \
  "division_area a JOIN division d ON d.unit = a.unit AND d.valid_to = '9999-12-31' WHERE "       \
  "a.valid_to = '9999-12-31' AND d.name = '" name "'"
#define WEST_SQL(name) SIDE_SQL (name, "mbrminx (a.geom) - 0.002")
#define EAST_SQL(name) SIDE_SQL (name, "mbrmaxx (a.geom) + 0.002")

static YutuPoint
get_point (YutuWindow *window,
           const char *sql)
{
  YutuPoint point;
  gint64    id = 0;

  window_ask_point (window, sql, &id, &point);
  return point;
}

static const YutuActStep *
get_step (guint step)
{
  const YutuActSpec *spec = yutu_act_assistant_get_spec (act_find ());

  g_assert_cmpuint (spec->steps->len, >, step);
  return g_ptr_array_index (spec->steps, step);
}

/* ---- By keyboard ---- */

/* Of a drop-down that has the focus. */
static void
choose_by_key (guint n)
{
  gui_xdotool ("key space");
  gui_wait_ms (300);
  gui_xdotool ("key Home");
  for (guint i = 0; i < n; i++)
    gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
}

static gboolean
is_editing (gpointer data)
{
  return GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (act_find ())));
}

/* Over what stands there. */
static void
type_over (const char *text)
{
  if (!is_editing (NULL))
    gui_xdotool ("key Tab"); /* from the row to its entry */
  gui_wait (is_editing, NULL);
  window_type (gtk_window_get_focus (GTK_WINDOW (act_find ())), text);
}

static void
type_text (GType       type,
           const char *title,
           const char *text)
{
  act_tab_to (type, title);
  type_over (text);
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
}

static gboolean
has_found (gpointer data)
{
  return window_find (data, GTK_TYPE_LIST_BOX_ROW, NULL) != NULL;
}

static void
type_unit (const char *title,
           const char *name)
{
  GtkWidget *field = NULL;

  act_tab_to (YUTU_TYPE_UNIT_FIELD, title);
  field = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (act_find ())), YUTU_TYPE_UNIT_FIELD);
  type_over (name);
  gui_wait (has_found, field);
  gui_xdotool ("key Return");
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
}

static void
type_point (const char *title,
            YutuPoint   point)
{
  g_autofree char *text = g_strdup_printf ("%.6f,%.6f", (double)point.x / YUTU_GRID_PER_DEGREE,
                                           (double)point.y / YUTU_GRID_PER_DEGREE);

  act_tab_to (ADW_TYPE_ACTION_ROW, title);
  type_over (text);
  gui_xdotool ("key Return");
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
}

/* Down the menu of steps to that of @words. */
static void
add_step_by_key (const char *words)
{
  act_tab_to (GTK_TYPE_MENU_BUTTON, "添加事项");
  gui_xdotool ("key space");
  gui_wait_ms (300);
  for (guint i = 0;; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (act_find ()));

      g_assert_cmpuint (i, <, 12);
      if (focus != NULL && window_find (focus, GTK_TYPE_LABEL, words) != NULL &&
          gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
        break;
      gui_xdotool ("key Down");
      gui_wait_ms (100);
    }
  gui_xdotool ("key Return");
  gui_wait (act_is_on, (gpointer) "step");
}

static void
leave_step_by_key (void)
{
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "steps");
}

static void
establish_by_key (YutuWindow *window)
{
  add_step_by_key ("设立区划");
  type_text (ADW_TYPE_ENTRY_ROW, "名称", "箬北乡");
  type_unit ("隶属", "婺城区");
  type_point ("坐标", get_point (window, SEAT_SQL ("栗坞村")));
  g_assert_true (get_step (0)->has_seat);
  leave_step_by_key ();
  add_step_by_key ("划转一部分");
  type_unit ("划出", TOWN);
  type_unit ("划入", "箬北乡");
  act_tab_to (ADW_TYPE_COMBO_ROW, "土地");
  choose_by_key (0);
  type_unit ("添加区划", "栗坞村");
  type_unit ("添加区划", NEXT);
  leave_step_by_key ();
}

static void
rename_by_key (YutuWindow *window)
{
  add_step_by_key ("区划更名");
  type_unit ("区划", TOWN);
  type_text (ADW_TYPE_ENTRY_ROW, "新名称", "箬岭乡");
  leave_step_by_key ();
}

static void
subordinate_by_key (YutuWindow *window)
{
  add_step_by_key ("整个区划改变隶属");
  type_unit ("区划", "叶宅村");
  type_unit ("划归", "安地镇");
  leave_step_by_key ();
}

static void
draw_by_key (YutuWindow *window)
{
  act_tab_to (ADW_TYPE_COMBO_ROW, "土地");
  choose_by_key (1);
  type_point ("下一点", get_point (window, WEST_SQL (VILLAGE)));
  type_point ("下一点", get_point (window, EAST_SQL (VILLAGE)));
  g_assert_cmpuint (get_step (0)->line->len, ==, 2);
}

static void
give_by_key (YutuWindow *window)
{
  add_step_by_key ("划转一部分");
  type_unit ("划出", VILLAGE);
  type_unit ("划入", NEXT);
  draw_by_key (window);
  leave_step_by_key ();
}

static void
move_seat_by_key (YutuWindow *window)
{
  add_step_by_key ("迁移驻地");
  type_unit ("区划", TOWN);
  type_point ("坐标", get_point (window, SEAT_SQL ("栗坞村")));
  leave_step_by_key ();
}

static void
merge_by_key (YutuWindow *window)
{
  add_step_by_key ("合并单位");
  type_unit ("添加区划", TOWN);
  type_unit ("添加区划", OTHER);
  act_tab_to (GTK_TYPE_CHECK_BUTTON, "存续");
  gui_xdotool ("key space");
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
  g_assert_nonnull (get_step (0)->to);
  leave_step_by_key ();
}

static void
split_by_key (YutuWindow *window)
{
  add_step_by_key ("分设单位");
  type_unit ("区划", VILLAGE);
  type_text (ADW_TYPE_ENTRY_ROW, "新单位名称", "莲北村");
  draw_by_key (window);
  leave_step_by_key ();
}

/* ---- Stories ---- */

typedef struct
{
  YutuActKind kind;
  void (*enter) (YutuWindow *window);
  int         more;   /* units of today, afterwards */
  const char *told;   /* by the notice */
  const char *sql;    /* 1 when it was carried out, 0 before */
  const char *picture;
} Story;

#define NOW " AND valid_to = '9999-12-31'"

static const Story STORIES[] = {
  { YUTU_ACT_ESTABLISH, establish_by_key, 1, "箬北乡",
    "SELECT count (*) FROM division v JOIN division t ON t.unit = v.parent AND t.valid_to = '9999-12-31' "
    "WHERE v.name = '栗坞村' AND v.valid_to = '9999-12-31' AND t.name = '箬北乡'",
    "act-establish" },
  { YUTU_ACT_RENAME, rename_by_key, 0, "箬岭乡", "SELECT count (*) FROM division WHERE name = '箬岭乡'" NOW,
    "act-rename" },
  { YUTU_ACT_SUBORDINATION, subordinate_by_key, 0, "叶宅村",
    "SELECT count (*) FROM division v JOIN division t ON t.unit = v.parent AND t.valid_to = '9999-12-31' "
    "WHERE v.name = '叶宅村' AND v.valid_to = '9999-12-31' AND t.name = '安地镇'",
    "act-subordination" },
  { YUTU_ACT_BOUNDARY, give_by_key, 0, NEXT,
    "SELECT count (*) FROM lineage l JOIN division d ON d.unit = l.to_unit WHERE d.name = '" NEXT
    "' AND l.from_unit <> l.to_unit AND d.valid_to = '9999-12-31'",
    "act-boundary" },
  { YUTU_ACT_SEAT, move_seat_by_key, 0, "驻地",
    "SELECT count (*) FROM division t JOIN division v ON v.name = '栗坞村' AND v.valid_to = '9999-12-31' AND "
    "abs (st_x (v.seat) - st_x (t.seat)) < 0.00001 WHERE t.name = '" TOWN "' AND t.valid_to = '9999-12-31'",
    "act-seat" },
  { YUTU_ACT_MERGE, merge_by_key, -1, OTHER,
    "SELECT count (*) FROM act WHERE kind = 'merge' AND effective_on > '2021-10-21'",
    "act-merge" },
  { YUTU_ACT_SPLIT, split_by_key, 1, "莲北村", "SELECT count (*) FROM division WHERE name = '莲北村'" NOW,
    "act-split" },
};

/* From the effect to the notice, and back. */
static void
carry_out (YutuWindow  *window,
           const Story *story)
{
  gint64           n_before = window_ask (window, UNITS_SQL);
  g_autofree char *notice = NULL;
  g_autofree char *effect = g_strconcat (story->picture, "-effect.png", NULL);
  g_autofree char *record = g_strconcat (story->picture, "-record.png", NULL);

  act_assert_clean ();
  act_save_picture (effect);
  g_assert_cmpint (window_ask (window, story->sql), ==, 0);
  act_carry_out ();
  notice = act_dup_notice ();
  g_test_message ("%s", notice);
  g_assert_nonnull (strstr (notice, story->told));
  g_assert_cmpint (window_ask (window, UNITS_SQL), ==, n_before + story->more);
  g_assert_cmpint (window_ask (window, story->sql), ==, 1);
  act_save_picture (record);
}

static void
take_back (YutuWindow  *window,
           const Story *story)
{
  gtk_widget_activate_action (GTK_WIDGET (act_find ()), "act.undo", NULL);
  gui_wait (act_is_on, (gpointer) "effect");
  g_assert_cmpint (window_ask (window, story->sql), ==, 0);
  act_close ();
}

static void
test_by_keyboard (gconstpointer data)
{
  const Story     *story = data;
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char *steps = g_strconcat (story->picture, "-steps.png", NULL);

  gui_xdotool ("key ctrl+shift+a");
  gui_wait (act_is_on, (gpointer) "approval");
  act_focus ();
  choose_by_key (story->kind);
  g_assert_cmpint (yutu_act_assistant_get_spec (act_find ())->kind, ==, story->kind);
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "papers");
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "steps");
  story->enter (window);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (act_find ())), ==, 0);
  act_save_picture (steps);
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "effect");
  carry_out (window, story);
  take_back (window, story);
  window_fixture_close (window);
}

/* ---- By mouse ---- */

static void
begin_by_mouse (YutuWindow *window,
                YutuActKind kind)
{
  GtkWidget *choice = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.act", NULL);
  gui_wait (act_is_on, (gpointer) "approval");
  act_focus ();
  choice = window_find (GTK_WIDGET (act_find ()), GTK_TYPE_DROP_DOWN, NULL);
  g_assert_nonnull (choice);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), kind);
  gui_wait_ms (200);
  act_click ("下一步");
  act_click ("下一步");
}

static void
add_step_by_mouse (const char *words)
{
  GtkWidget *item = NULL;

  window_click (window_find (GTK_WIDGET (act_find ()), GTK_TYPE_MENU_BUTTON, "添加事项"));
  gui_wait_ms (400);
  item = window_find (GTK_WIDGET (act_find ()), g_type_from_name ("GtkModelButton"), words);
  g_assert_nonnull (item);
  window_click (item);
  gui_wait (act_is_on, (gpointer) "step");
}

/* The field gets the focus, then the map is pressed. */
static void
choose_on_map (YutuWindow *window,
               const char *title,
               const char *sql)
{
  GtkWidget *field = window_find (GTK_WIDGET (act_find ()), YUTU_TYPE_UNIT_FIELD, title);

  g_assert_nonnull (field);
  window_click (yutu_unit_field_get_entry (YUTU_UNIT_FIELD (field)));
  gui_wait_ms (200);
  act_press (get_point (window, sql));
}

static void
draw_by_mouse (YutuWindow *window)
{
  GtkWidget *row = window_find (GTK_WIDGET (act_find ()), ADW_TYPE_COMBO_ROW, "土地");
  g_autoptr (GtkWidget) land = NULL; /* the page is built anew while it is set */

  g_assert_nonnull (row);
  land = g_object_ref (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (land), 1);
  gui_wait (act_is_ready, NULL);
  act_press (get_point (window, WEST_SQL (VILLAGE)));
  act_press (get_point (window, EAST_SQL (VILLAGE)));
  g_assert_cmpuint (get_step (0)->line->len, ==, 2);
}

static void
give_by_mouse (YutuWindow *window)
{
  add_step_by_mouse ("划转一部分");
  choose_on_map (window, "划出", SEAT_SQL (VILLAGE));
  choose_on_map (window, "划入", SEAT_SQL (NEXT));
  draw_by_mouse (window);
}

static void
merge_by_mouse (YutuWindow *window)
{
  add_step_by_mouse ("合并单位");
  act_press (get_point (window, SEAT_SQL (TOWN)));
  act_press (get_point (window, SEAT_SQL (OTHER)));
  window_click (window_find (GTK_WIDGET (act_find ()), GTK_TYPE_CHECK_BUTTON, "存续"));
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
}

static void
split_by_mouse (YutuWindow *window)
{
  GtkWidget *name = NULL;

  add_step_by_mouse ("分设单位");
  choose_on_map (window, "区划", SEAT_SQL (VILLAGE));
  name = window_find (GTK_WIDGET (act_find ()), ADW_TYPE_ENTRY_ROW, "新单位名称");
  g_assert_nonnull (name);
  window_click (name);
  type_over ("莲北村");
  draw_by_mouse (window);
}

/* ---- What is saved ---- */

static GtkWindow *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
has_chooser (gpointer data)
{
  return find_chooser () != NULL;
}

static gboolean
is_whole (gpointer data)
{
  g_autofree char *text = NULL;
  gsize            size = 0;

  return g_file_get_contents (data, &text, &size, NULL) && size > 0 && find_chooser () == NULL;
}

/* The button, the name that is typed over the proposed one, the file. */
static char *
save_as (const char *folder,
         const char *button,
         const char *name,
         gsize      *size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char            *text = NULL;
  GtkWidget       *widget = window_find (GTK_WIDGET (act_find ()), GTK_TYPE_BUTTON, button);

  g_assert_nonnull (widget);
  gtk_widget_grab_focus (widget); /* brings it into view */
  gui_wait_ms (300);
  window_click (widget);
  gui_wait (has_chooser, NULL);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (find_chooser ()))));
  gui_wait_ms (300);
  gui_xdotool ("key ctrl+a");
  gui_xdotool_printf ("type %s", path);
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  gui_wait (is_whole, path);
  gui_wait_ms (500);
  g_assert_true (g_file_get_contents (path, &text, size, NULL));
  g_remove (path);
  act_focus ();
  return text;
}

static void
save_papers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-papers-XXXXXX", NULL);
  g_autofree char *shown = act_dup_notice ();
  gsize            size = 0;
  g_autofree char *notice = save_as (folder, "保存", "a.txt", &size);
  g_autofree char *table = save_as (folder, "对照表", "a.csv", &size);
  g_autofree char *maps = save_as (folder, "前后地图", "a.pdf", &size);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  g_assert_cmpstr (g_strchomp (notice), ==, g_strchomp (shown));
  g_assert_nonnull (strstr (table, TOWN));
  g_assert_nonnull (strstr (table, OTHER));
  g_assert_cmpuint (g_strv_length (lines), >, 3);
  g_assert_true (g_str_has_prefix (maps, "%PDF-"));
  g_assert_cmpuint (size, >, 10000);
  g_assert_nonnull (g_strstr_len (maps + size - 32, 32, "%%EOF"));
  g_rmdir (folder);
}

typedef struct
{
  YutuActKind kind;
  void (*enter) (YutuWindow *window);
} Hand;

static const Hand HANDS[] = {
  { YUTU_ACT_BOUNDARY, give_by_mouse },
  { YUTU_ACT_MERGE, merge_by_mouse },
  { YUTU_ACT_SPLIT, split_by_mouse },
};

static const Story *
find_story (YutuActKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STORIES); i++)
    if (STORIES[i].kind == kind)
      return &STORIES[i];
  g_assert_not_reached ();
}

static void
test_by_mouse (gconstpointer data)
{
  const Hand      *hand = data;
  const Story     *story = find_story (hand->kind);
  YutuWindow      *window = window_fixture_open (WIDTH, HEIGHT);
  g_autofree char *drawn = g_strconcat (story->picture, "-step.png", NULL);

  begin_by_mouse (window, hand->kind);
  hand->enter (window);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (act_find ())), ==, 0);
  act_save_picture (drawn);
  act_click ("完成");
  act_click ("下一步");
  carry_out (window, story);
  if (hand->kind == YUTU_ACT_MERGE)
    save_papers ();
  take_back (window, story);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (STORIES); i++)
    {
      g_autofree char *path =
        g_strconcat ("/gui/act-kinds/keyboard/", yutu_act_kind_get_id (STORIES[i].kind), NULL);

      g_test_add_data_func (path, &STORIES[i], test_by_keyboard);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (HANDS); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/act-kinds/mouse/", yutu_act_kind_get_id (HANDS[i].kind), NULL);

      g_test_add_data_func (path, &HANDS[i], test_by_mouse);
    }
  return g_test_run ();
}
