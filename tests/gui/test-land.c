/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What becomes of what is drawn on land: a township parted through its villages, codes that are proposed,
 * the part that goes on the map; undo across tools. Each tool by itself is in test-tools.c. */

#include "edit-fixture.h"

#include "division/yutu-division.h"
#include "ui/yutu-act-form-private.h"
#include "ui/yutu-edit-pane-private.h"

/* Of all townships, in square centimetres. */
static const char TOWNSHIPS_SQL[] =
  "SELECT CAST (round (total (" YUTU_DIVISION_AREA_M2 ("a.id") ") * 10000) AS INTEGER) FROM division_area a "
                                                               "WHERE level = 4 AND valid_to = '9999-12-31'";

/* ---- A township parted through its villages ---- */

static void
draw_across (EditDay *day)
{
  int y = (day->y[0] + day->y[1]) / 2;

  yutu_draw_tool_set_snap_kinds (edit_get_tool (day), 0);
  edit_draw_at (day, day->x[0] - 12, y);
  g_assert_false (edit_can_finish (day));
  edit_draw_at (day, (day->x[0] + day->x[1]) / 2, y + 14);
  edit_draw_at (day, day->x[1] + 12, y);
  gui_wait (edit_can_finish, day);
}

/* "cut-goes" of the first, "goes" and "stays" of the next two; the others go with their greater part. */
static void
choose_fates (EditDay *day,
              gint64   units[3])
{
  static const char *const fates[] = { "cut-goes", "goes", "stays" };
  const GArray            *fields = day->window->edit_pane->act_form->fields;
  guint                    n = 0;

  for (guint i = 0; i < fields->len && n < 3; i++)
    {
      const char *id = g_array_index (fields, YutuField, i).id;

      if (g_str_has_prefix (id, "fate:"))
        units[n++] = g_ascii_strtoll (id + strlen ("fate:"), NULL, 10);
    }
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("fate:%" G_GINT64_FORMAT, units[i]);

      yutu_form_type (edit_get_form (day), id, fates[i]);
    }
}

typedef struct
{
  EditDay *day;
  char    *id;
} Field;

static gboolean
has_control (gpointer data)
{
  const Field *field = data;

  return yutu_form_get_control (edit_get_form (field->day), field->id) != NULL;
}

static const char *
get_text (const EditDay *day,
          const char    *id)
{
  return gtk_editable_get_text (GTK_EDITABLE (yutu_form_get_control (edit_get_form (day), id)));
}

static void
test_villages_on_the_line (void)
{
  EditDay          day = { 0 };
  gint64           state, area, units[3], made;
  g_autofree char *name = NULL;
  g_autofree char *code = NULL;
  g_autofree char *proposed = NULL;
  Field            field = { &day, NULL };

  edit_begin_at_unit (&day, "罗店镇");
  state = edit_get_state (&day);
  area = edit_ask (&day, TOWNSHIPS_SQL);
  edit_take_up (&day, "s");
  draw_across (&day);
  edit_end_drawing (&day);
  gui_wait (edit_has_form, &day);
  yutu_form_type (edit_get_form (&day), "name", "罗新镇");
  choose_fates (&day, units);
  name = g_strdup_printf ("name:%" G_GINT64_FORMAT, units[0]);
  code = g_strdup_printf ("code:%" G_GINT64_FORMAT, units[0]);
  field.id = name;
  gui_wait (has_control, &field);
  g_assert_false (edit_can_apply (&day)); /* the new village has no name yet */
  g_assert_cmpstr (get_text (&day, "name"), ==, "罗新镇");
  yutu_form_type (edit_get_form (&day), name, "罗新村");
  gui_wait (edit_can_apply, &day);
  /* both codes are proposed in their fields, the village's under its new township's */
  proposed = g_strdup (get_text (&day, "code"));
  g_assert_cmpuint (strlen (proposed), ==, 9);
  g_assert_cmpuint (strlen (get_text (&day, code)), ==, 12);
  g_assert_true (g_str_has_prefix (get_text (&day, code), proposed));
  window_save_picture (day.window, NULL, "land-villages-form.png");
  edit_apply (&day, NULL);
  made = window_ask_of (day.window, "SELECT unit FROM division WHERE name = '罗新镇' AND code = '%s' AND valid_to = '9999-12-31'", proposed);
  g_assert_cmpint (made, >, 0);
  g_assert_cmpint (edit_ask (&day, "SELECT parent FROM division WHERE name = '罗新村' AND valid_to = '9999-12-31'"), ==, made);
  g_assert_cmpint (window_ask_of (day.window, "SELECT parent FROM division WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'", units[0]), !=, made);
  g_assert_cmpint (window_ask_of (day.window, "SELECT parent FROM division WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'", units[1]), ==, made);
  g_assert_cmpint (window_ask_of (day.window, "SELECT parent FROM division WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'", units[2]), !=, made);
  g_assert_cmpint (edit_ask (&day, TOWNSHIPS_SQL), ==, area);
  window_save_picture (day.window, NULL, "land-villages-done.png");
  edit_undo (&day);
  g_assert_cmpint (edit_get_state (&day), ==, state);
  window_fixture_close (day.window);
}

/* ---- What goes, on the map ---- */

static gboolean
goes_left (const EditDay *day)
{
  g_autofree char *side = yutu_act_form_dup_value (day->window->edit_pane->act_form, "side");

  return g_strcmp0 (side, "left") == 0;
}

static gboolean
has_live_words (gpointer data)
{
  return ((EditDay *)data)->window->edit_pane->live_words != NULL;
}

static gboolean
has_no_live_words (gpointer data)
{
  return !has_live_words (data);
}

/* The areas of both parts follow the pointer before the last point is there, and go when it turns back. */
static void
draw_across_slowly (EditDay *day)
{
  int              y = (day->y[0] + day->y[1]) / 2, middle = (day->x[0] + day->x[1]) / 2;
  g_autofree char *words = NULL;

  yutu_draw_tool_set_snap_kinds (edit_get_tool (day), 0);
  edit_draw_at (day, day->x[0] - 12, y);
  gui_xdotool_printf ("mousemove %d %d", day->x[1] + 12, y);
  gui_wait (has_live_words, day);
  g_assert_false (edit_can_finish (day));
  words = g_strdup (day->window->edit_pane->live_words);
  gui_xdotool_printf ("mousemove %d %d", middle, y);
  gui_wait (has_no_live_words, day);
  edit_draw_at (day, middle, y + 14);
  gui_xdotool_printf ("mousemove %d %d", day->x[1] + 12, y);
  gui_wait (has_live_words, day);
  g_assert_cmpstr (day->window->edit_pane->live_words, !=, words);
  g_free (words);
  words = g_strdup (day->window->edit_pane->live_words);
  edit_draw_at (day, day->x[1] + 12, y);
  gui_wait (edit_can_finish, day);
  g_assert_cmpstr (day->window->edit_pane->cut_words, ==, words);
}

static gboolean
has_land (gpointer data)
{
  const YutuEditPane *pane = ((EditDay *)data)->window->edit_pane;
  g_autoptr (YutuShape) land = yutu_part_hand_dup_land (pane->part_hand);

  return land != NULL && pane->joining == NULL;
}

static void
test_the_part_is_coloured (void)
{
  EditDay      day = { 0 };
  YutuActForm *form;
  gboolean     was_left;
  g_autoptr (YutuShape) before = NULL;
  g_autoptr (YutuShape) after = NULL;
  int x, y;

  edit_begin_at_unit (&day, "罗店镇");
  edit_take_up (&day, "g");
  draw_across_slowly (&day);
  edit_end_drawing (&day);
  gui_wait (edit_has_form, &day);
  form = day.window->edit_pane->act_form;
  gui_wait (has_land, &day);
  before = yutu_part_hand_dup_land (day.window->edit_pane->part_hand);
  g_assert_nonnull (before);
  g_assert_cmpstr (gtk_label_get_text (form->legend_label), ==, "划出部分");
  edit_choose_other (&day, "竹马乡");
  g_assert_cmpstr (gtk_label_get_text (form->legend_label), ==, "划归竹马乡");
  was_left = goes_left (&day);
  /* a click on what goes changes nothing, one on what stays chooses that */
  x = (day.x[0] + day.x[1]) / 2;
  y = day.y[0] + (day.y[1] - day.y[0]) * (was_left ? 1 : 3) / 4;
  edit_click_at (x, y);
  g_assert_cmpint (goes_left (&day), ==, was_left);
  y = day.y[0] + (day.y[1] - day.y[0]) * (was_left ? 3 : 1) / 4;
  edit_click_at (x, y);
  g_assert_cmpint (goes_left (&day), ==, !was_left);
  gui_wait (has_land, &day);
  after = yutu_part_hand_dup_land (day.window->edit_pane->part_hand);
  g_assert_nonnull (after);
  g_assert_cmpint (before->box.max_y, !=, after->box.max_y);
  gui_wait (edit_can_apply, &day);
  window_save_picture (day.window, NULL, "land-part.png");
  gtk_widget_grab_focus (window_find (GTK_WIDGET (form), GTK_TYPE_BUTTON, "放弃"));
  gui_xdotool ("key space"); /* or it would be offered in the next test */
  gui_wait (edit_has_no_form, &day);
  g_assert_false (yutu_part_hand_is_shown (day.window->edit_pane->part_hand));
  window_fixture_close (day.window);
}

/* ---- A proposed code ---- */

static gboolean
has_other_code (gpointer data)
{
  const Field *field = data;

  return !g_str_equal (get_text (field->day, "code"), field->id) && *get_text (field->day, "code") != '\0' &&
         edit_can_apply (field->day);
}

/* It follows the name's generic term, and what was typed stays. */
static void
test_a_code_is_proposed (void)
{
  EditDay day = { 0 };
  Field   none = { &day, NULL };
  Field   town = { &day, NULL };

  none.id = g_strdup ("");
  edit_begin_at_unit (&day, "罗店镇");
  edit_take_up (&day, "s");
  draw_across (&day);
  edit_end_drawing (&day);
  gui_wait (edit_has_form, &day);
  g_assert_cmpstr (get_text (&day, "code"), ==, "");
  yutu_form_type (edit_get_form (&day), "name", "罗新镇");
  gui_wait (has_other_code, &none);
  town.id = g_strdup (get_text (&day, "code"));
  g_assert_cmpint (town.id[6], ==, '1'); /* towns are 1xx */
  yutu_form_type (edit_get_form (&day), "name", "罗新街道");
  gui_wait (has_other_code, &town);
  g_assert_cmpint (get_text (&day, "code")[6], ==, '0'); /* streets 0xx */
  yutu_form_type (edit_get_form (&day), "code", "330702199");
  yutu_form_type (edit_get_form (&day), "name", "罗新镇");
  gui_wait (edit_can_apply, &day);
  g_assert_cmpstr (get_text (&day, "code"), ==, "330702199");
  edit_apply (&day, NULL);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM division WHERE name = '罗新镇' AND code = '330702199'"), ==, 1);
  edit_undo (&day);
  window_fixture_close (day.window);
  g_free (none.id);
  g_free (town.id);
}

/* ---- The form is left, and goes on ---- */

static void
test_the_form_goes_on (void)
{
  EditDay          day = { 0 };
  gint64           units[3];
  g_autofree char *name = NULL;
  Field            field = { &day, NULL };

  edit_begin_at_unit (&day, "罗店镇");
  edit_take_up (&day, "s");
  draw_across (&day);
  edit_end_drawing (&day);
  gui_wait (edit_has_form, &day);
  choose_fates (&day, units);
  name = g_strdup_printf ("name:%" G_GINT64_FORMAT, units[0]);
  field.id = name;
  gui_wait (has_control, &field);
  yutu_form_type (edit_get_form (&day), "name", "罗新镇");
  yutu_form_type (edit_get_form (&day), name, "罗新村");
  yutu_form_focus_first (edit_get_form (&day));
  gui_xdotool ("key Escape");
  gui_wait (edit_has_no_form, &day);
  gui_wait_until (edit_ask (&day, "SELECT count (*) FROM draft WHERE kind = 'drawing' AND content LIKE '%罗新村%'") == 1);
  gui_xdotool ("key ctrl+r");
  gui_wait (edit_has_form, &day); /* right on to the form */
  gui_wait (has_control, &field);
  g_assert_cmpstr (get_text (&day, name), ==, "罗新村");
  g_assert_cmpstr (get_text (&day, "name"), ==, "罗新镇");
  gui_wait (edit_can_apply, &day);
  edit_apply (&day, NULL);
  g_assert_cmpint (edit_ask (&day, "SELECT count (*) FROM draft"), ==, 0);
  edit_undo (&day);
  window_fixture_close (day.window);
}

/* ---- All tools, one list ---- */

static void
test_undo_across_tools (void)
{
  EditDay day = { 0 };
  gint64  states[4];
  int     x, y;

  edit_begin_at_line (&day);
  states[0] = edit_get_state (&day);
  /* a vertex added */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  gui_xdotool ("key a");
  gui_wait_ms (100);
  edit_to_screen (&day, day.points[9], &x, &y);
  edit_click_at (x, y);
  gui_wait_ms (400);
  edit_wait_idle (&day);
  gui_xdotool ("key n n n Insert");
  edit_wait_idle (&day);
  states[1] = edit_get_state (&day);
  g_assert_cmpint (states[1], !=, states[0]);
  /* a stretch redrawn: straight */
  gtk_widget_grab_focus (GTK_WIDGET (day.window->map));
  edit_take_up (&day, "r");
  g_assert_true (yutu_draw_tool_add (edit_get_tool (&day), day.points[9]));
  g_assert_true (yutu_draw_tool_add (edit_get_tool (&day), day.points[11]));
  gui_wait (edit_can_finish, &day);
  yutu_draw_tool_finish (edit_get_tool (&day));
  gui_wait_ms (300);
  edit_wait_idle (&day);
  states[2] = edit_get_state (&day);
  g_assert_cmpint (states[2], !=, states[1]);
  /* a village placed elsewhere */
  {
    g_autoptr (YutuPlace) place = yutu_place_new_unit (
      edit_ask (&day, "SELECT v.unit FROM division v JOIN division t ON t.unit = v.parent WHERE t.name = '罗店镇' "
                      "AND v.valid_to = '9999-12-31' AND t.valid_to = '9999-12-31' ORDER BY v.code LIMIT 1"));

    yutu_session_set_place (day.window->session, place);
  }
  gui_wait_ms (300);
  gui_xdotool ("key ctrl+shift+u");
  gui_wait (edit_has_form, &day);
  edit_choose_other (&day, "竹马乡");
  edit_apply (&day, NULL);
  edit_undo (&day);
  g_assert_cmpint (edit_get_state (&day), ==, states[2]);
  edit_undo (&day);
  g_assert_cmpint (edit_get_state (&day), ==, states[1]);
  edit_undo (&day);
  g_assert_cmpint (edit_get_state (&day), ==, states[0]);
  window_fixture_close (day.window);
}

static gboolean
are_both_kept (gpointer data)
{
  return edit_ask (data, "SELECT count (*) FROM draft WHERE kind = 'vertex'") == 1 &&
         edit_ask (data, "SELECT count (*) FROM draft WHERE kind = 'rename' AND content LIKE '%罗新镇%'") == 1;
}

/* F32: a line and a name are being edited, and editing is stopped from elsewhere: both are kept. */
static void
test_f32_both_are_saved (void)
{
  EditDay day = { 0 };
  int     x, y;

  edit_begin_at_line (&day);
  edit_to_screen (&day, day.points[9], &x, &y);
  edit_click_at (x, y);
  gui_wait_ms (400);
  edit_wait_idle (&day);
  gui_xdotool ("key n n n Up Up");
  gui_wait_ms (150);
  {
    g_autoptr (YutuPlace) place =
      yutu_place_new_unit (edit_ask (&day, "SELECT unit FROM division WHERE name = '罗店镇' AND valid_to = '9999-12-31'"));

    yutu_session_set_place (day.window->session, place);
  }
  gui_wait_ms (300);
  gui_xdotool ("key F2");
  gui_wait (edit_has_form, &day);
  gui_wait_ms (400);
  yutu_form_type (edit_get_form (&day), "name", "罗新镇");
  gui_wait_ms (100);
  gui_xdotool ("key alt+1");
  gui_wait (are_both_kept, &day);
  window_fixture_close (day.window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/land/villages-on-the-line", test_villages_on_the_line);
  g_test_add_func ("/gui/land/the-part-is-coloured", test_the_part_is_coloured);
  g_test_add_func ("/gui/land/a-code-is-proposed", test_a_code_is_proposed);
  g_test_add_func ("/gui/land/the-form-goes-on", test_the_form_goes_on);
  g_test_add_func ("/gui/land/undo-across-tools", test_undo_across_tools);
  g_test_add_func ("/gui/land/f32-both-are-saved", test_f32_both_are_saved);
  return g_test_run ();
}
