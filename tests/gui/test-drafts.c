/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every form that has a draft, in a program that is killed while somebody types: what was typed, chosen
 * and drawn is offered, and nothing of it is missing when it is gone on with. New cases and steps are in
 * test-cases.c, new facilities in test-facility.c. */

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "session/yutu-drafts.h"
#include "ui/yutu-edit-pane-private.h"
#include "ui/yutu-facility-page.h"
#include "ui/yutu-form.h"
#include "ui/yutu-import-assistant-private.h"
#include "ui/yutu-map-view-private.h"

#define WIDTH  1280
#define HEIGHT 800
#define MORE   "续"

typedef struct
{
  const char *name;         /* of the test, and of what the other program types in */
  const char *sql;          /* the object */
  const char *fields[3][2]; /* what is typed: field, text */
  const char *more;         /* the field that is gone on with; NULL: a line's vertex */
  const char *changed;      /* what it holds then; NULL: MORE behind what it held */
} Story;

static const char LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 "
  "AND length (a.geom) BETWEEN 500 AND 1500 ORDER BY a.id LIMIT 1";

#define HOME_SQL "SELECT min (id) FROM facility WHERE kind = 'elderly.care-home' AND valid_to = '9999-12-31'"

#define UNIT_SQL(NAME) "SELECT unit FROM division WHERE name = '" NAME "' AND valid_to = '9999-12-31'"

static const Story STORIES[] = {
  { "rename-division",
    "SELECT unit FROM division WHERE level = 4 AND valid_to = '9999-12-31' ORDER BY unit LIMIT 1",
    { { "name", "金东街道" }, { "day", "2027-01-0" } },
    "name",
    NULL },
  { "rename-road",
    "SELECT min (id) FROM place_name WHERE class = 'road' AND valid_to = '9999-12-31'",
    { { "name", "八咏路" }, { "way", "wrong" } },
    "name",
    NULL },
  { "rename-place",
    "SELECT min (id) FROM place_name WHERE class = 'natural-village' AND valid_to = '9999-12-31'",
    { { "name", "上塘" } },
    "name",
    NULL },
  { "place-name",
    NULL,
    { { "name", "八咏桥" }, { "class", "bridge" }, { "meaning", "沈约诗" } },
    "meaning",
    NULL },
  { "name-area",
    NULL,
    { { "name", "八咏花园" }, { "class", "park" }, { "meaning", "沈约诗" } },
    "meaning",
    NULL },
  { "act-split",
    UNIT_SQL ("罗店镇"),
    { { "name", "罗新镇" }, { "day", "2027-01-0" }, { "organ", "省政府" } },
    "name",
    NULL },
  { "act-ring",
    UNIT_SQL ("金垄村"),
    { { "way", "give" }, { "doc", "金政函〔2026〕" }, { "organ", "市政府" } },
    "organ",
    NULL },
  { "act-merge",
    UNIT_SQL ("罗店镇"),
    { { "keeps", "other" }, { "doc", "浙政函〔2026〕" } },
    "doc",
    NULL },
  { "split-address",
    "SELECT id FROM address WHERE kind = 2 AND valid_to = '9999-12-31' ORDER BY id LIMIT 1",
    { { "floors", "3" }, { "rooms", "2x" } },
    "rooms",
    "17" },
  { "vertex", LINE_SQL, { { NULL } }, NULL, NULL },
  { "facility-edit",
    HOME_SQL,
    { { "name", "鹿田" }, { "since", "2001-0" }, { "area_m2", "12x" } },
    "name",
    NULL },
  { "facility-move", HOME_SQL, { { "day", "2026-12-0" } }, "day", "2026-12-01" },
  { "facility-close", HOME_SQL, { { "day", "2026-12-31" }, { "reason", "并入" } }, "reason", NULL },
  { "facility-year",
    "SELECT min (id) FROM facility WHERE kind = 'elderly.meal-point' AND valid_to = '9999-12-31'",
    { { "year", "2019" }, { "subsidy_fen", "1x" } },
    "subsidy_fen",
    "17" },
};

static const Story *
find_story (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STORIES); i++)
    if (g_str_equal (STORIES[i].name, name))
      return &STORIES[i];
  g_error ("no story %s", name);
}

static gboolean
is_edit (const Story *story)
{
  return !g_str_has_prefix (story->name, "facility-");
}

/* ---- Hands ---- */

/* The form of the story that has a field @id; NULL while there is none. */
static YutuForm *
find_form (YutuWindow  *window,
           const Story *story,
           const char  *id)
{
  GtkWidget *root = is_edit (story) ? GTK_WIDGET (window->edit_pane) : GTK_WIDGET (window->pane);
  GtkWidget *form = window_find (root, YUTU_TYPE_FORM, NULL);

  for (; form != NULL; form = gtk_widget_get_next_sibling (form))
    if (YUTU_IS_FORM (form) && yutu_form_get_control (YUTU_FORM (form), id) != NULL)
      return YUTU_FORM (form);
  return NULL;
}

typedef struct
{
  YutuWindow  *window;
  const Story *story;
} Wish;

static gboolean
has_form (gpointer data)
{
  const Wish *wish = data;

  return find_form (wish->window, wish->story, wish->story->fields[0][0]) != NULL;
}

static YutuLineTool *
get_tool (YutuWindow *window)
{
  return yutu_edit_pane_get_tool (window->edit_pane);
}

static gboolean
has_line (gpointer data)
{
  return yutu_line_tool_get_line (get_tool (data)) != NULL && !yutu_line_tool_is_busy (get_tool (data));
}

static gboolean
has_line_draft (gpointer data)
{
  return has_line (data) && yutu_line_tool_has_draft (get_tool (data));
}

static void
go_to_edit (YutuWindow *window)
{
  gui_xdotool ("key alt+2");
  gui_wait_ms (300);
}

/* ---- Typing, in the program that is killed ---- */

/* A vertex that was moved twice and is not let go. */
static void
move_vertex (YutuWindow *window,
             gint64      arc)
{
  YutuPoint at;

  yutu_line_tool_choose_line (get_tool (window), arc);
  gui_wait (has_line, window);
  yutu_line_tool_choose_vertex (get_tool (window), 7);
  g_assert_true (yutu_line_tool_get_point (get_tool (window), &at));
  window_show_point (window, at);
  yutu_line_tool_move_to (get_tool (window), (YutuPoint){ at.x + 1000, at.y });
  yutu_line_tool_move_to (get_tool (window), (YutuPoint){ at.x + 1000, at.y + 1000 });
  g_assert_true (yutu_line_tool_has_draft (get_tool (window)));
}

static void
begin_name (YutuWindow  *window,
            const Story *story)
{
  g_autoptr (YutuPlace) place = NULL;
  gint64 id = story->sql != NULL ? window_ask (window, story->sql) : 0;

  if (id == 0)
    {
      yutu_edit_pane_add_place_name (window->edit_pane,
                                     (YutuPoint){ G_GINT64_CONSTANT (119600000000),
                                                  G_GINT64_CONSTANT (29080000000) });
      return;
    }
  place = g_str_equal (story->name, "rename-division")
            ? yutu_place_new_unit (id)
            : yutu_place_new_object (YUTU_PLACE_NAME, id);
  yutu_session_set_place (window->session, place);
  for (int i = 0; i < 50 && !yutu_edit_pane_can_rename (window->edit_pane); i++)
    gui_wait_ms (100);
  yutu_edit_pane_rename (window->edit_pane);
}

static gboolean
has_address (gpointer data)
{
  return YUTU_WINDOW (data)->edit_pane->address_text != NULL;
}

static void
begin_split (YutuWindow  *window,
             const Story *story)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_ADDRESS, window_ask (window, story->sql));

  yutu_session_set_place (window->session, place);
  gui_wait (has_address, window);
  yutu_edit_pane_split_address (window->edit_pane);
}

static YutuDrawTool *
get_draw_tool (YutuWindow *window)
{
  return yutu_edit_pane_get_draw_tool (window->edit_pane);
}

static gboolean
can_finish (gpointer data)
{
  return yutu_draw_tool_can_finish (get_draw_tool (data));
}

/* Across the unit, or a ring in its middle; then its form. */
static void
begin_drawn_act (YutuWindow *window,
                 gint64      unit,
                 gboolean    is_ring)
{
  YutuMapBox map_box;
  YutuBox    box;
  gint64     width, x, y;

  g_assert_true (yutu_division_layer_get_unit_box (
    yutu_map_layers_get_divisions (yutu_session_get_layers (window->session)), unit, &map_box));
  box = yutu_projection_inverse_box (yutu_session_get_map_epsg (window->session), map_box);
  width = box.max_x - box.min_x;
  x = box.min_x + width / 2;
  y = box.min_y + (box.max_y - box.min_y) / 2;
  yutu_edit_pane_set_mode (window->edit_pane, is_ring ? YUTU_EDIT_ISLAND : YUTU_EDIT_SPLIT);
  {
    const YutuPoint across[] = { { box.min_x - width / 8, y }, { x, y - width / 50 }, { box.max_x + width / 8, y } };
    const YutuPoint ring[] = { { x, y }, { x + width / 12, y }, { x, y - width / 12 } };

    for (gsize i = 0; i < G_N_ELEMENTS (across); i++)
      g_assert_true (yutu_draw_tool_add (get_draw_tool (window), is_ring ? ring[i] : across[i]));
  }
  gui_wait (can_finish, window);
  yutu_draw_tool_finish (get_draw_tool (window));
}

/* An area, then its form. */
static void
begin_drawn_name (YutuWindow *window)
{
  static const YutuPoint ring[] = { { G_GINT64_CONSTANT (119600000000), G_GINT64_CONSTANT (29080000000) },
                                    { G_GINT64_CONSTANT (119610000000), G_GINT64_CONSTANT (29080000000) },
                                    { G_GINT64_CONSTANT (119605000000), G_GINT64_CONSTANT (29088000000) } };

  yutu_edit_pane_set_mode (window->edit_pane, YUTU_EDIT_NAME_AREA);
  for (gsize i = 0; i < G_N_ELEMENTS (ring); i++)
    g_assert_true (yutu_draw_tool_add (get_draw_tool (window), ring[i]));
  gui_wait (can_finish, window);
  yutu_draw_tool_finish (get_draw_tool (window));
}

static void
begin_act (YutuWindow  *window,
           const Story *story)
{
  gint64 unit = window_ask (window, story->sql);
  g_autoptr (YutuPlace) place = yutu_place_new_unit (unit);

  yutu_session_set_place (window->session, place);
  gui_wait_ms (500);
  if (g_str_equal (story->name, "act-merge"))
    yutu_edit_pane_begin_act (window->edit_pane, YUTU_ACT_WISH_MERGE);
  else
    begin_drawn_act (window, unit, g_str_equal (story->name, "act-ring"));
}

static void
begin_facility (YutuWindow  *window,
                const Story *story)
{
  g_autoptr (YutuPlace) place =
    yutu_place_new_object (YUTU_PLACE_FACILITY, window_ask (window, story->sql));
  g_autofree char *action = g_strdelimit (g_strdup (story->name), "-", '.');

  yutu_place_pane_go_to (window->pane, place);
  window_wait_page (window, "place");
  gui_wait_ms (300);
  gtk_widget_activate_action (GTK_WIDGET (window->pane), action, NULL);
}

static void
pick_point (YutuWindow *window)
{
  int x, y;

  while (yutu_map_view_get_tool (window->map) != YUTU_MAP_TOOL_POINT)
    gui_wait_ms (50);
  window_get_middle (GTK_WIDGET (window->map), &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + 20, y + 20);
  gui_wait_ms (500);
  g_assert_cmpint (yutu_map_view_get_tool (window->map), !=, YUTU_MAP_TOOL_POINT);
}

static void
type_story (YutuWindow  *window,
            const Story *story)
{
  Wish wish = { window, story };

  if (is_edit (story))
    go_to_edit (window);
  if (g_str_equal (story->name, "vertex"))
    {
      move_vertex (window, window_ask (window, story->sql));
      return;
    }
  if (g_str_has_prefix (story->name, "act-"))
    begin_act (window, story);
  else if (g_str_equal (story->name, "split-address"))
    begin_split (window, story);
  else if (g_str_equal (story->name, "name-area"))
    begin_drawn_name (window);
  else if (is_edit (story))
    begin_name (window, story);
  else
    begin_facility (window, story);
  gui_wait (has_form, &wish);
  gui_wait_ms (500); /* what it asks for is read */
  if (g_str_equal (story->name, "facility-move"))
    pick_point (window);
  for (gsize i = 0; i < G_N_ELEMENTS (story->fields) && story->fields[i][0] != NULL; i++)
    {
      yutu_form_type (find_form (window, story, story->fields[i][0]), story->fields[i][0],
                      story->fields[i][1]);
      if (g_str_equal (story->fields[i][0], "way"))
        gui_wait_ms (800); /* it is another form */
    }
}

static int
type_and_wait (int    argc,
               char **argv)
{
  const Story *story = find_story (argv[2]);
  YutuWindow  *window = NULL;
  char        *own[] = { argv[0], NULL };
  char       **rest = own;
  int          n = 1;

  window_fixture_init (&n, &rest);
  window = window_fixture_open (WIDTH, HEIGHT);
  type_story (window, story);
  return window_fixture_await_kill (window);
}

/* ---- Going on ---- */

static void
take_drafts_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **)data = yutu_session_list_drafts_finish (result, &error);
  g_assert_no_error (error);
}

/* The only draft there is. */
static char *
dup_draft (YutuWindow *window)
{
  GPtrArray *drafts = NULL;
  char      *content = NULL;

  yutu_session_list_drafts_async (window->session, NULL, take_drafts_cb, &drafts);
  while (drafts == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (drafts->len, ==, 1);
  content = g_strdup (((YutuDraft *)drafts->pdata[0])->content);
  g_ptr_array_unref (drafts);
  return content;
}

static gboolean
has_draft (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (YUTU_WINDOW (data)->draft_bar) == 1;
}

static gboolean
has_no_draft (gpointer data)
{
  return window_ask (data, "SELECT count (*) FROM draft") == 0;
}

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  return g_strjoinv (new, parts);
}

/* All that was typed stands in the form again. */
static gboolean
is_filled (gpointer data)
{
  const Wish *wish = data;

  for (gsize i = 0; i < G_N_ELEMENTS (wish->story->fields) && wish->story->fields[i][0] != NULL; i++)
    {
      YutuForm        *form = find_form (wish->window, wish->story, wish->story->fields[i][0]);
      g_autofree char *typed = form != NULL ? yutu_form_dup_typed (form) : NULL;

      if (typed == NULL || strstr (typed, wish->story->fields[i][1]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* What the draft holds with one field more: all else is as it was. */
static void
go_on_in_form (YutuWindow  *window,
               const Story *story,
               const char  *content)
{
  Wish             wish = { window, story };
  g_autofree char *text = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;
  const char      *old = NULL;

  gui_wait (has_form, &wish);
  gui_wait (is_filled, &wish);
  gui_wait_ms (700);
  for (gsize i = 0; i < G_N_ELEMENTS (story->fields) && story->fields[i][0] != NULL; i++)
    {
      YutuForm        *form = find_form (window, story, story->fields[i][0]);
      g_autofree char *typed = yutu_form_dup_typed (form);

      g_assert_nonnull (typed);
      g_assert_nonnull (strstr (typed, story->fields[i][1]));
      if (g_str_equal (story->fields[i][0], story->more))
        old = story->fields[i][1];
    }
  if (g_str_equal (story->name, "act-ring"))
    g_assert_nonnull (find_form (window, story, "other"));
  text = story->changed != NULL ? g_strdup (story->changed) : g_strconcat (old, MORE, NULL);
  yutu_form_type (find_form (window, story, story->more), story->more, text);
  found = dup_draft (window);
  wanted = replace (content, old, text);
  g_assert_cmpstr (found, ==, wanted);
}

/* One step behind those that there were. */
static void
go_on_with_vertex (YutuWindow *window,
                   const char *content)
{
  g_autofree char *found = NULL;
  YutuPoint        at;

  gui_wait (has_line_draft, window);
  g_assert_cmpint (yutu_line_tool_get_vertex (get_tool (window)), ==, 7);
  g_assert_true (yutu_line_tool_get_point (get_tool (window), &at));
  yutu_line_tool_move_to (get_tool (window), (YutuPoint){ at.x - 500, at.y });
  found = dup_draft (window);
  g_assert_cmpuint (strlen (found), >, strlen (content));
  g_assert_cmpint (strncmp (found, content, strlen (content) - strlen ("]}")), ==, 0);
  g_assert_true (yutu_line_tool_step_back (get_tool (window)));
  g_assert_true (yutu_line_tool_step_back (get_tool (window)));
}

static void
test_outlives_a_kill (gconstpointer data)
{
  const Story     *story = data;
  YutuWindow      *window = NULL;
  g_autofree char *content = NULL;
  g_autofree char *name = g_strconcat ("draft-", story->name, ".png", NULL);

  window_fixture_run_and_kill ("--type", story->name, NULL);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  content = dup_draft (window);
  g_assert_true (yutu_draft_bar_resume (window->draft_bar));
  if (story->more != NULL)
    go_on_in_form (window, story, content);
  if (g_str_equal (story->name, "name-area")) /* what was drawn is seen beside its form */
    g_assert_cmpuint (window->map->sketch->n_parts, ==, 1);
  if (story->more == NULL)
    go_on_with_vertex (window, content);
  window_save_picture (window, NULL, name);
  /* Left by closing, it is offered once more; thrown away, it is gone. */
  window_fixture_close (window);
  window = window_fixture_open (WIDTH, HEIGHT);
  gui_wait (has_draft, window);
  window_click (window_find (GTK_WIDGET (window->draft_bar), GTK_TYPE_BUTTON, "丢弃"));
  gui_wait (has_no_draft, window);
  window_fixture_close (window);
}

/* ---- An older one of the same act ---- */

static gboolean
has_two_drafts (gpointer data)
{
  return yutu_draft_bar_get_n_drafts (YUTU_WINDOW (data)->draft_bar) == 2;
}

static gboolean
is_typed (gpointer data)
{
  const char      *doc = ((WindowWish *)data)->text;
  YutuForm        *form = find_form (((WindowWish *)data)->window, find_story ("act-merge"), "doc");
  g_autofree char *typed = form != NULL ? yutu_form_dup_typed (form) : NULL;

  return typed != NULL && strstr (typed, doc) != NULL;
}

static void
leave_merge (YutuWindow *window)
{
  yutu_form_focus_first (find_form (window, find_story ("act-merge"), "doc"));
  gui_xdotool ("key Escape");
}

/* Begun afresh while an older one waits: both are offered, and both can be gone on with. */
static void
test_older_act_is_kept (void)
{
  YutuWindow  *window = window_fixture_open (WIDTH, HEIGHT);
  const Story *story = find_story ("act-merge");
  Wish         wish = { window, story };

  go_to_edit (window);
  for (int i = 0; i < 2; i++)
    {
      begin_act (window, story);
      gui_wait (has_form, &wish);
      g_assert_null (yutu_form_dup_typed (find_form (window, story, "doc")));
      yutu_form_type (find_form (window, story, "doc"), "doc", i == 0 ? "甲〔2026〕1号" : "乙〔2026〕2号");
      leave_merge (window);
      gui_wait (i == 0 ? has_draft : has_two_drafts, window);
    }
  g_assert_true (yutu_draft_bar_resume (window->draft_bar)); /* the last one */
  gui_wait (is_typed, &(WindowWish){ window, "乙" });
  gui_wait (has_draft, window);
  g_assert_true (yutu_draft_bar_resume (window->draft_bar)); /* from one to the other */
  gui_wait (is_typed, &(WindowWish){ window, "甲" });
  gui_wait (has_draft, window);
  yutu_form_type (find_form (window, story, "doc"), "doc", "甲〔2026〕11号");
  leave_merge (window);
  gui_wait (has_two_drafts, window);
  yutu_session_flush_drafts (window->session);
  g_assert_cmpint (window_ask (window, "SELECT count (*) FROM draft WHERE content LIKE '%甲〔2026〕11号%'"), ==, 1);
  g_assert_cmpint (window_ask (window, "SELECT count (*) FROM draft WHERE content LIKE '%乙〔2026〕2号%'"), ==, 1);
  for (int i = 0; i < 2; i++)
    {
      window_click (window_find (GTK_WIDGET (window->draft_bar), GTK_TYPE_BUTTON, "丢弃"));
      gui_wait (i == 0 ? has_draft : has_no_draft, window);
    }
  window_fixture_close (window);
}

/* ---- An import ---- */

#define RING(w, e) "[[[" w ",29],[" e ",29],[" e ",29.1],[" w ",29.1],[" w ",29]]]"
#define TOWN(name, ring)                                                                                \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name "\",\"other\":\"新" name "\"},\"geometry\":" \
  "{\"type\":\"Polygon\",\"coordinates\":" ring "}}"

/* A sliver between the two is covered twice. */
static const char TOWNS[] = "{\"type\":\"FeatureCollection\",\"features\":[" TOWN (
  "甲镇",
  RING ("119.5", "119.60005")) "," TOWN ("乙乡", RING ("119.6", "119.7")) "]}";

static YutuImportAssistant *
find_assistant (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (YUTU_IS_IMPORT_ASSISTANT (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_read (gpointer data)
{
  return find_assistant () != NULL && !yutu_import_assistant_is_busy (find_assistant ());
}

static gboolean
is_tried (gpointer data)
{
  return is_read (NULL) &&
         g_str_equal (yutu_import_assistant_get_page (find_assistant ()), "findings");
}

static gboolean
is_closed (gpointer data)
{
  return find_assistant () == NULL;
}

static gboolean
has_file (gpointer data)
{
  return YUTU_WINDOW (data)->session != NULL &&
         yutu_session_get_units (YUTU_WINDOW (data)->session) != NULL;
}

/* A window of its own on a file without units. */
static YutuWindow *
open_bare (YutuWindow *demo,
           const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "new.yutu", NULL);
  YutuWindow      *window = yutu_window_new (gtk_window_get_application (GTK_WINDOW (demo)));

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    yutu_window_open (window, path);
  else
    yutu_window_open_new (window, path);
  gui_wait (has_file, window);
  return window;
}

/* Other names than those understood, and the proposal turned down. */
static int
choose_and_wait (char       *program,
                 const char *folder)
{
  char            *own[] = { program, NULL };
  char           **rest = own;
  int              n = 1;
  g_autofree char *path = g_build_filename (folder, "towns.geojson", NULL);
  YutuWindow      *window = NULL;

  window_fixture_init (&n, &rest);
  window = open_bare (window_fixture_open (800, 600), folder);
  yutu_window_import (window, path);
  gui_wait (is_read, NULL);
  adw_combo_row_set_selected (find_assistant ()->name_field, 2);
  adw_combo_row_set_selected (find_assistant ()->crs, 1);
  gui_wait (is_read, NULL);
  adw_combo_row_set_selected (find_assistant ()->name_field, 2);
  gtk_editable_set_text (GTK_EDITABLE (find_assistant ()->valid_from), "2020-02-03");
  gtk_widget_activate_action (GTK_WIDGET (find_assistant ()), "import.next", NULL);
  gui_wait (is_tried, NULL);
  g_assert_cmpuint (yutu_import_assistant_count_accepted (find_assistant ()), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (find_assistant ()), "import.accept-none", NULL);
  return window_fixture_await_kill (window);
}

/* The file is gone: said, and nothing of the draft lost. */
static void
go_on_without_file (YutuWindow *window,
                    const char *path,
                    const char *content)
{
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  g_autofree char *kept = NULL;

  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_true (yutu_draft_bar_resume (window->draft_bar));
  gui_wait (is_read, NULL);
  g_assert_nonnull (strstr (gtk_label_get_text (find_assistant ()->bar_label), path));
  g_assert_nonnull (strstr (gtk_label_get_text (find_assistant ()->bar_label), "草稿"));
  adw_combo_row_set_selected (find_assistant ()->encoding, 1);
  adw_combo_row_set_selected (find_assistant ()->encoding, 0);
  gui_wait (is_read, NULL);
  gtk_window_close (GTK_WINDOW (find_assistant ()));
  gui_wait (is_closed, NULL);
  gui_wait (has_draft, window);
  kept = dup_draft (window);
  g_assert_cmpstr (kept, ==, content);
  g_assert_cmpint (g_rename (away, path), ==, 0);
}

static void
test_import_outlives_a_kill (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-drafts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "towns.geojson", NULL);
  g_autofree char *file = g_build_filename (folder, "new.yutu", NULL);
  g_autofree char *content = NULL;
  g_autofree char *found = NULL;
  YutuWindow      *demo = NULL;
  YutuWindow      *window = NULL;

  g_assert_true (g_file_set_contents (path, TOWNS, -1, NULL));
  window_fixture_run_and_kill ("--type", "import", folder);
  demo = window_fixture_open (800, 600);
  window = open_bare (demo, folder);
  gui_wait (has_draft, window);
  content = dup_draft (window);
  go_on_without_file (window, path, content);
  g_assert_true (yutu_draft_bar_resume (window->draft_bar));
  gui_wait (is_tried, NULL);
  g_assert_cmpuint (yutu_import_assistant_get_trial (find_assistant ())->result.findings->len, >, 0);
  g_assert_cmpuint (yutu_import_assistant_count_accepted (find_assistant ()), ==, 0);
  g_assert_cmpstr (find_assistant ()->choice->name_field, ==, "other");
  g_assert_cmpstr (find_assistant ()->choice->crs, ==, "EPSG:4490");
  g_assert_cmpstr (find_assistant ()->choice->valid_from, ==, "2020-02-03");
  found = dup_draft (window);
  g_assert_cmpstr (found, ==, content);
  gtk_widget_activate_action (GTK_WIDGET (find_assistant ()), "import.next", NULL);
  gui_wait (is_closed, NULL);
  gui_wait (has_no_draft, window);
  g_assert_cmpint (window_ask (window, "SELECT count (*) FROM division WHERE name = '新甲镇'"), ==, 1);
  window_fixture_close (window);
  window_fixture_close (demo);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--type"))
    return choose_and_wait (argv[0], argv[3]);
  if (argc == 3 && g_str_equal (argv[1], "--type"))
    return type_and_wait (argc, argv);
  window_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (STORIES); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/drafts/", STORIES[i].name, NULL);

      g_test_add_data_func (path, &STORIES[i], test_outlives_a_kill);
    }
  g_test_add_func ("/gui/drafts/older-act-is-kept", test_older_act_is_kept);
  g_test_add_func ("/gui/drafts/import", test_import_outlives_a_kill);
  return g_test_run ();
}
