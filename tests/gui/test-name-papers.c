/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The papers of a place name from its panel, by mouse and by keyboard, and the scan for non-standard names. */

#include "window-fixture.h"

#include "session/yutu-case-edit.h"
#include "ui/yutu-case-open-page.h"
#include "ui/yutu-case-page.h"
#include "ui/yutu-case-steps.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-form.h"
#include "ui/yutu-map-view-private.h"
#include "ui/yutu-name-box.h"
#include "ui/yutu-name-paper-window.h"
#include "ui/yutu-readings-window.h"
#include "ui/yutu-sign-box.h"

#define ROAD_SQL    "SELECT id FROM place_name WHERE class = 'road' AND valid_to = '9999-12-31' ORDER BY grade, id LIMIT 1"
#define CLEANED_SQL "SELECT count (*) FROM case_file WHERE kind = 'PN.NONSTD' AND subject IS NOT NULL"

typedef struct
{
  YutuWindow *window;
  GType       type; /* of another window */
  const char *text; /* in it */
} Wish;

static GtkWidget *
find_window (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
says (gpointer data)
{
  const Wish *wish = data;
  GtkWidget  *window = find_window (wish->type);

  return window != NULL && window_find (window, GTK_TYPE_LABEL, wish->text) != NULL;
}

static gboolean
is_gone (gpointer data)
{
  const Wish *wish = data;

  return find_window (wish->type) == NULL;
}

static GtkWidget *
find_button (YutuWindow *window,
             const char *text)
{
  GtkWidget *box = window_find (GTK_WIDGET (window), YUTU_TYPE_NAME_BOX, NULL);

  return box != NULL ? window_find (box, GTK_TYPE_BUTTON, text) : NULL;
}

static gboolean
has_button (gpointer data)
{
  const Wish *wish = data;
  GtkWidget  *button = find_button (wish->window, wish->text);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button); /* its keys do something */
}

static void
test_papers (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, window_ask (window, ROAD_SQL));
  GtkWidget *paper = NULL;

  yutu_session_set_place (window->session, place);
  gui_wait (has_button, &(Wish){ .window = window, .text = "公告" });
  window_wait_settled (window);
  window_save_picture (window, NULL, "name-panel.png");
  window_click (find_button (window, "公告"));
  gui_wait (says, &(Wish){ .type = YUTU_TYPE_NAME_PAPER_WINDOW, .text = "标准地名：" });
  paper = find_window (YUTU_TYPE_NAME_PAPER_WINDOW);
  g_assert_nonnull (window_find (paper, GTK_TYPE_LABEL, "暂不能发布此公告")); /* the demo's records tell of no approval */
  g_assert_false (gtk_widget_is_sensitive (window_find (paper, GTK_TYPE_BUTTON, "文本")));
  g_assert_cmpuint (window_count_unnamed (paper), ==, 0);
  gui_save_picture (paper, "name-notice");
  gui_xdotool ("key Escape");
  gui_wait (is_gone, &(Wish){ .type = YUTU_TYPE_NAME_PAPER_WINDOW });
  gtk_widget_grab_focus (find_button (window, "备案表"));
  gui_xdotool ("key Return");
  gui_wait (says, &(Wish){ .type = YUTU_TYPE_NAME_PAPER_WINDOW, .text = "记录中缺" });
  paper = find_window (YUTU_TYPE_NAME_PAPER_WINDOW);
  g_assert_true (gtk_widget_is_sensitive (window_find (paper, GTK_TYPE_BUTTON, "文本"))); /* it is filled in by pen */
  gui_xdotool ("key Escape");
  gui_wait (is_gone, &(Wish){ .type = YUTU_TYPE_NAME_PAPER_WINDOW });
  window_fixture_close (window);
}

/* ---- Renaming ---- */

/* A field of the form of a new case that has the focus; NULL: it has not. */
static GtkWidget *
find_focused (YutuWindow *window,
              const char *id)
{
  GtkWidget *page = window_find (GTK_WIDGET (window->pane), YUTU_TYPE_CASE_OPEN_PAGE, NULL);
  GtkWidget *form = page != NULL ? window_find (page, YUTU_TYPE_FORM, NULL) : NULL;
  GtkWidget *control = form != NULL ? yutu_form_get_control (YUTU_FORM (form), id) : NULL;

  return control != NULL && yutu_focus_is_in (control) ? control : NULL;
}

/* Whether all of it lies in what its scroller shows. */
static gboolean
is_in_sight (gpointer data)
{
  GtkWidget      *widget = data;
  GtkWidget      *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  return gtk_widget_compute_bounds (widget, scroller, &box) && box.origin.y >= 0 &&
         box.origin.y + box.size.height <= (float)gtk_widget_get_height (scroller);
}

static gboolean
has_marks (gpointer data)
{
  return YUTU_WINDOW (data)->map->notes->len > 0;
}

static gboolean
has_no_marks (gpointer data)
{
  return YUTU_WINDOW (data)->map->notes->len == 0;
}

/* A clean-up of the road, found, verified, listed and published. */
static gint64
publish_clean_up (YutuWindow *window,
                  gint64      road)
{
  static const char *const steps[] = { "verify", "list", "publish" };
  YutuFile                *file = yutu_session_get_file (window->session);
  const YutuModules       *modules = yutu_session_get_modules (window->session);
  YutuCaseOpening          opening = { .kind = "PN.NONSTD", .role = "planner", .actor = "测试员", .opened_on = yutu_day_today (), .fields = "{\"name\":\"天下第一路\",\"class\":\"inflated\"}" };
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, road);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  yutu_file_open_case (file, modules, place, &opening, &id, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      YutuCaseStep step = { .transition = steps[i], .actor = "测试员", .role = "planner", .day = yutu_day_today () };

      yutu_file_step_case (file, modules, id, &step, &error);
      g_assert_no_error (error);
    }
  return id;
}

/* The new name that a clean-up decides on is typed in the form of a step, and held beside the rules there. */
static void
test_clean_up_checks_the_new_name (void)
{
  YutuWindow   *window = window_fixture_open (1280, 800);
  gint64        road = window_ask (window, ROAD_SQL);
  gint64        id = publish_clean_up (window, road);
  YutuCasePage *page = NULL;
  YutuForm     *form = NULL;
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, road);

  yutu_session_set_role (window->session, "leader");
  yutu_session_set_place (window->session, place);
  gui_wait (has_button, &(Wish){ .window = window, .text = "公告" });
  yutu_place_pane_show_case (window->pane, id);
  window_wait_page (window, "case");
  page = YUTU_CASE_PAGE (window_find (GTK_WIDGET (window->pane), YUTU_TYPE_CASE_PAGE, NULL));
  gui_wait_until (yutu_case_page_get_detail (page) != NULL && yutu_case_page_get_detail (page)->row.id == id);
  g_assert_true (yutu_case_steps_open_form (yutu_case_page_get_steps (page), "decide"));
  form = YUTU_FORM (window_find (GTK_WIDGET (yutu_case_page_get_steps (page)), YUTU_TYPE_FORM, NULL));
  yutu_form_type (form, "kind.new_name", "八一南街");
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "已有同名的“八一南街”") != NULL);
  g_assert_nonnull (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "Bayi Nanjie"));
  gui_wait (has_marks, window);
  gui_wait_until (gtk_widget_get_height (gtk_widget_get_ancestor (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "已有同名"),
                                                                  GTK_TYPE_SCROLLED_WINDOW)) > 80); /* not cut to the least that scrolls */
  window_save_picture (window, NULL, "name-clean-up.png");
  yutu_form_type (form, "kind.new_name", "");
  gui_wait (has_no_marks, window);
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "已有同名") == NULL);
  /* a name that stays needs no new one */
  yutu_form_type (form, "kind.decision", "keep");
  yutu_form_type (form, "own.document", "民〔2026〕1号");
  gui_xdotool ("key ctrl+Return");
  gui_wait_until (g_str_equal (yutu_case_page_get_detail (page)->row.state, "decided"));
  window_fixture_close (window);
}

/* By keys alone: the case is about the name, the new one is typed next, and stays in sight when much is said of it. */
static void
test_renaming_begins_at_the_name (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  gint64      road = window_ask (window, ROAD_SQL);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, road);
  GtkWidget *control = NULL;

  yutu_session_set_place (window->session, place);
  gui_wait (has_button, &(Wish){ .window = window, .text = "更名" });
  window_wait_settled (window);
  gui_xdotool ("key alt+r");
  gui_wait_until (find_focused (window, "kind.proposed_name") != NULL);
  control = find_focused (window, "kind.proposed_name");
  gui_xdotool ("type x");
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "不是汉字") != NULL);
  gui_wait (is_in_sight, control);
  window_save_picture (window, NULL, "name-renaming.png");
  gtk_editable_set_text (GTK_EDITABLE (control), "锦绣长虹路");
  gui_xdotool ("key ctrl+Return");
  gui_wait_until (window_ask (window, "SELECT count (*) FROM case_file WHERE kind = 'PN.RENAME' AND json_extract (fields, "
                                      "'$.proposed_name') = '锦绣长虹路'") == 1);
  g_assert_cmpint (window_ask (window, "SELECT json_extract (c.fields, '$.old_name') = p.name FROM case_file c JOIN place_name p ON p.id = "
                                       "(SELECT json_extract (n.fields, '$.former_id') FROM place_name n WHERE n.id = c.subject) ORDER BY c.id DESC LIMIT 1"),
                   ==, 1);
  window_wait_page (window, "case");
  yutu_session_set_place (window->session, NULL);
  yutu_session_set_place (window->session, place);
  gui_wait_until (find_button (window, "更名") != NULL && !gtk_widget_is_sensitive (find_button (window, "更名"))); /* it is on its way */
  window_fixture_close (window);
}

/* ---- What lacks a sign ---- */

static GtkWidget *
find_in_signs (YutuWindow *window,
               GType       type,
               const char *text)
{
  GtkWidget *box = window_find (GTK_WIDGET (window), YUTU_TYPE_SIGN_BOX, NULL);

  return box != NULL ? window_find (box, type, text) : NULL;
}

static gboolean
has_list (gpointer data)
{
  return find_in_signs (data, GTK_TYPE_LIST_VIEW, NULL) != NULL;
}

static gboolean
has_signs (gpointer data)
{
  const Wish *wish = data;

  return find_in_signs (wish->window, GTK_TYPE_BUTTON, wish->text) != NULL;
}

typedef struct
{
  YutuWindow *window;
  double      zoom;
} Before;

static double
get_zoom (YutuWindow *window)
{
  YutuView view;

  yutu_map_view_get_view (window->map, &view);
  return yutu_view_get_zoom (&view);
}

static gboolean
is_closer (gpointer data)
{
  const Before *before = data;

  return get_zoom (before->window) > before->zoom;
}

/* A row of the crossings without a sign leads the map there. */
static void
test_signs (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, window_ask (window, ROAD_SQL));
  Before before = { window, 0 };

  yutu_session_set_place (window->session, place);
  gui_wait (has_list, window);
  window_wait_settled (window);
  before.zoom = get_zoom (window);
  gtk_widget_grab_focus (find_in_signs (window, GTK_TYPE_LIST_VIEW, NULL));
  gui_xdotool ("key Return");
  gui_wait (is_closer, &before);
  window_wait_settled (window);
  window_save_picture (window, NULL, "name-signs.png");
  window_fixture_close (window);
}

#define TOWN_SQL   "SELECT unit FROM division WHERE level = 4 AND valid_to = '9999-12-31' ORDER BY code LIMIT 1"
#define SIGNS_SQL  "SELECT count (*) FROM facility WHERE kind = 'division.name-sign'"
#define NEWEST_SQL "SELECT count (*) FROM facility f JOIN place_name p ON p.id = json_extract (f.fields, '$.name_id') WHERE f.id = " \
                   "(SELECT max (id) FROM facility WHERE kind = 'division.name-sign') AND p.class = 'road' AND p.name = "            \
                   "json_extract (f.fields, '$.sign_text') AND p.pinyin = json_extract (f.fields, '$.sign_pinyin') AND "             \
                   "json_extract (f.fields, '$.sign_kind') = 'road' AND f.geom IS NOT NULL AND f.name LIKE p.name || '路牌（%路口）'"

typedef struct
{
  YutuWindow *window;
  gint64      n;
} Signs;

static gboolean
has_more_signs (gpointer data)
{
  const Signs *before = data;

  return window_ask (before->window, SIGNS_SQL) > before->n;
}

static gboolean
is_listing_names (gpointer data)
{
  YutuWindow *window = data;
  GtkWidget  *choice = find_in_signs (window, GTK_TYPE_DROP_DOWN, NULL);

  return choice != NULL && gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)) == 1 && has_list (window);
}

/* Of a unit it is listed when somebody asks; a sign for a crossing is made from its row. By keys alone. */
static void
test_lack (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) place = yutu_place_new_unit (window_ask (window, TOWN_SQL));
  Signs before = { window, window_ask (window, SIGNS_SQL) };

  yutu_session_set_place (window->session, place);
  gui_wait (has_signs, &(Wish){ .window = window, .text = "列出" });
  window_wait_settled (window);
  g_assert_false (has_list (window));
  gtk_widget_grab_focus (find_in_signs (window, GTK_TYPE_BUTTON, "列出"));
  gui_xdotool ("key Return");
  gui_wait (has_list, window);
  gtk_widget_grab_focus (find_in_signs (window, GTK_TYPE_TOGGLE_BUTTON, NULL));
  gui_xdotool ("key Return");
  gui_xdotool ("key Down");
  gui_xdotool ("key Return");
  gui_wait (is_listing_names, window);
  window_save_picture (window, NULL, "signs-lacking.png");
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in_signs (window, GTK_TYPE_DROP_DOWN, NULL)), 0);
  gtk_widget_grab_focus (find_in_signs (window, GTK_TYPE_LIST_VIEW, NULL));
  gui_xdotool ("key Return");
  window_wait_settled (window);
  gtk_widget_grab_focus (find_in_signs (window, GTK_TYPE_BUTTON, "新标志"));
  gui_xdotool ("key Return");
  window_wait_page (window, "facility");
  window_wait_settled (window);
  window_save_picture (window, NULL, "sign-form.png");
  gui_xdotool ("key ctrl+Return");
  gui_wait (has_more_signs, &before);
  g_assert_cmpint (window_ask (window, NEWEST_SQL), ==, 1);
  window_fixture_close (window);
}

typedef struct
{
  YutuWindow *window;
  gint64      place;
} Chosen;

static gboolean
has_chosen (gpointer data)
{
  const Chosen *chosen = data;
  YutuPlace    *place = yutu_session_get_place (chosen->window->session);

  return place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_NAME && yutu_place_get_id (place) == chosen->place;
}

#define ESTATE_SQL "SELECT id FROM place_name WHERE class = 'estate' AND status = 'in_use' AND valid_to = '9999-12-31' ORDER BY id LIMIT 1"
#define OF_ESTATE_SQL                                                                                                           \
  "SELECT count (*) FROM facility f JOIN place_name p ON p.id = json_extract (f.fields, '$.name_id') WHERE p.id = (" ESTATE_SQL \
  ") AND f.valid_to = '9999-12-31' AND p.name = json_extract (f.fields, '$.sign_text') AND f.geom IS NOT NULL AND "             \
  "json_extract (f.fields, '$.sign_kind') = 'village'"

static GtkWidget *
find_link (YutuWindow *window,
           const char *text)
{
  GtkWidget *label = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, text);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

/* The page of an estate says whether it has a sign, makes one that says what it must, and leads to it; the sign leads
 * back. By keys alone. */
static void
test_sign_of_an_estate (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  gint64      estate = window_ask (window, ESTATE_SQL);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, estate);
  YutuPlace *sign = NULL;

  yutu_session_set_place (window->session, place);
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "尚未登记这条地名的标志") != NULL);
  gtk_widget_grab_focus (window_find (GTK_WIDGET (window->pane), GTK_TYPE_BUTTON, "新标志"));
  gui_xdotool ("key Return");
  window_wait_page (window, "facility");
  window_wait_settled (window);
  gui_xdotool ("key ctrl+Return");
  gui_wait_until (window_ask (window, OF_ESTATE_SQL) == 1);
  gui_wait_until (find_link (window, "所属地名") != NULL);
  sign = yutu_session_get_place (window->session);
  g_assert_cmpint (yutu_place_get_kind (sign), ==, YUTU_PLACE_FACILITY);
  gtk_widget_grab_focus (find_link (window, "所属地名"));
  gui_xdotool ("key Return");
  gui_wait (has_chosen, &(Chosen){ window, estate });
  gui_wait_until (find_link (window, "符合要求") != NULL);
  window_save_picture (window, NULL, "sign-of-an-estate.png");
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window->pane)), ==, 0);
  gtk_widget_grab_focus (find_link (window, "符合要求"));
  gui_xdotool ("key Return");
  gui_wait_until (find_link (window, "所属地名") != NULL);
  yutu_session_undo_async (window->session, FALSE, NULL, NULL); /* the file is that of the next test, too */
  gui_wait_until (window_ask (window, OF_ESTATE_SQL) == 0);
  window_fixture_close (window);
}

static GtkWidget *
find_in_scan (YutuWindow *window,
              const char *text)
{
  return window_find (GTK_WIDGET (window->scan_list), GTK_TYPE_BUTTON, text);
}

/* Listed, and nothing goes on any more. */
static gboolean
is_scanned (gpointer data)
{
  YutuWindow *window = data;
  GtkWidget  *again = find_in_scan (window, "重新扫描");

  return yutu_scan_list_get_scan (window->scan_list) != NULL && again != NULL && gtk_widget_is_sensitive (again);
}

static gboolean
has_all_cases (gpointer data)
{
  YutuWindow *window = data;

  return is_scanned (window) && yutu_scan_list_get_scan (window->scan_list)->n_without_case == 0;
}

static gboolean
has_no_case (gpointer data)
{
  YutuWindow *window = data;

  return yutu_scan_list_get_scan (window->scan_list)->n_without_case == yutu_scan_list_get_n_rows (window->scan_list);
}

static void
take_back (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;

  yutu_store_undo (yutu_file_get_store (yutu_session_get_file (window->session)), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Every name is listed and marked before anything is written; one case alone, then all the others. */
static void
test_scan (void)
{
  YutuWindow         *window = window_fixture_open (1280, 800);
  const YutuNameScan *scan = NULL;
  gint64              place = 0;

  g_assert_cmpint (window_ask (window, CLEANED_SQL), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.scan-names", NULL);
  gui_wait (is_scanned, window);
  scan = yutu_scan_list_get_scan (window->scan_list);
  g_assert_cmpuint (scan->names->len, >, 10);
  g_assert_cmpuint (scan->n_without_case, ==, scan->names->len);
  g_assert_cmpuint (yutu_scan_list_get_n_rows (window->scan_list), ==, scan->names->len);
  g_assert_cmpuint (yutu_marks_get_n (yutu_map_view_get_marks (window->map)), ==, scan->names->len);
  g_assert_cmpuint (window_count_unnamed (GTK_WIDGET (window->scan_list)), ==, 0);
  g_assert_cmpint (window_ask (window, CLEANED_SQL), ==, 0);

  place = ((const YutuNonstandardName *)scan->names->pdata[1])->place;
  gui_xdotool ("key Down space"); /* once chosen it stays so */
  gui_wait (has_chosen, &(Chosen){ window, place });
  window_wait_settled (window);
  window_save_picture (window, NULL, "name-scan.png");
  window_click (find_in_scan (window, "立案"));
  window_wait_page (window, "case");
  gui_wait (is_scanned, window);
  g_assert_cmpint (window_ask (window, CLEANED_SQL), ==, 1);

  window_click (find_in_scan (window, "全部立案"));
  gui_wait (has_all_cases, window);
  g_assert_cmpint (window_ask (window, CLEANED_SQL), ==, yutu_scan_list_get_n_rows (window->scan_list));
  g_assert_null (find_in_scan (window, "全部立案"));
  take_back (window);
  g_assert_cmpint (window_ask (window, CLEANED_SQL), ==, 1);
  take_back (window);
  g_assert_cmpint (window_ask (window, CLEANED_SQL), ==, 0);
  gui_wait (has_no_case, window); /* the rows follow */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-scan", NULL);
  g_assert_null (yutu_map_view_get_marks (window->map));
  window_fixture_close (window);
}

/* ---- A former name ---- */

static gboolean
has_follower (gpointer data)
{
  return window_find (GTK_WIDGET (((YutuWindow *)data)->pane), GTK_TYPE_LABEL, "被替代为") != NULL;
}

/* The page of a road that is called otherwise today leads to that. */
static void
test_former_name_leads_on (void)
{
  YutuWindow      *window = window_fixture_open (1280, 800);
  gint64           former = window_ask (window, ROAD_SQL);
  gint64           now = window_ask (window, "SELECT max (id) FROM place_name WHERE class = 'road' AND valid_to = '9999-12-31'");
  g_autofree char *end = g_strdup_printf ("UPDATE place_name SET status = 'historical', replaced_by = %" G_GINT64_FORMAT
                                          ", valid_to = '2026-06-01' WHERE id = %" G_GINT64_FORMAT,
                                          now, former);
  g_autofree char *back = g_strdup_printf ("UPDATE place_name SET status = 'in_use', replaced_by = NULL, "
                                           "valid_to = '9999-12-31' WHERE id = %" G_GINT64_FORMAT,
                                           former);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, former);
  GtkWidget *row = NULL;

  window_write (window, end);
  yutu_session_set_place (window->session, place);
  gui_wait (has_follower, window);
  window_wait_settled (window);
  row = gtk_widget_get_ancestor (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "被替代为"), GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_grab_focus (row);
  gui_xdotool ("key Return");
  gui_wait (has_chosen, &(Chosen){ window, now });
  window_write (window, back);
  window_fixture_close (window);
}

/* ---- Readings ---- */

#define SPELT "SELECT count (*) FROM division WHERE name = '莘畈乡' AND valid_to = '9999-12-31' AND pinyin = '%s'"

static GtkWidget *
find_row (const char *text)
{
  GtkWidget *window = find_window (YUTU_TYPE_READINGS_WINDOW);

  return window != NULL ? window_find (window, ADW_TYPE_ENTRY_ROW, text) : NULL;
}

static gboolean
is_read (gpointer data)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (find_row ("读音"))), data) == 0;
}

static gboolean
is_word_empty (gpointer data)
{
  return *gtk_editable_get_text (GTK_EDITABLE (find_row ("字词"))) == '\0';
}

static gboolean
says_reading (gpointer data)
{
  GtkWidget *window = find_window (YUTU_TYPE_READINGS_WINDOW);

  return window != NULL && window_find (window, GTK_TYPE_LABEL, data) != NULL;
}

static GtkWidget *
find_tip (GtkWidget  *root,
          const char *tip)
{
  GtkWidget *found = gtk_widget_get_mapped (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tip) == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tip (child, tip);
  return found;
}

static gboolean
has_reading_button (gpointer data)
{
  GtkWidget *window = find_window (YUTU_TYPE_READINGS_WINDOW);

  return window != NULL && find_tip (window, data) != NULL;
}

/* A word is set by keys, which spells the unit that has it anew, read back, changed, and taken out; and that is undone. */
static void
test_readings (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  GtkWidget  *readings = NULL;
  GtkWidget  *row = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.readings", NULL);
  gui_wait (says_reading, "尚无");
  readings = find_window (YUTU_TYPE_READINGS_WINDOW);
  g_assert_cmpuint (window_count_unnamed (readings), ==, 0);
  gtk_widget_grab_focus (find_row ("字词"));
  window_type (find_row ("字词"), "莘畈");
  gui_wait (is_read, "xīn fàn");
  gui_wait (says_reading, "没有名称因此改变");
  gui_xdotool ("key Tab");
  window_type (find_row ("读音"), "shen1 fam4");
  gui_wait (says_reading, "不是字词和读音");
  window_type (find_row ("读音"), "shen1 fan4");
  gui_wait (says_reading, "将重新拼写：");
  gui_save_picture (readings, "readings");
  g_assert_cmpint (window_ask_of (window, SPELT, "Shenfan Xiang"), ==, 0);
  gui_xdotool ("key Return");
  gui_wait (has_reading_button, "修改“莘畈”的读音");
  row = find_tip (readings, "删去“莘畈”");
  g_assert_cmpint (window_ask_of (window, SPELT, "Shenfan Xiang"), ==, 1);
  g_assert_cmpuint (window_count_unnamed (readings), ==, 0);

  window_click (find_tip (readings, "修改“莘畈”的读音"));
  gui_wait (is_read, "shēn fàn");
  window_type (find_row ("读音"), "xin1 fan4");
  gui_wait (says_reading, "将重新拼写：");
  gui_xdotool ("key Return");
  gui_wait_until (window_ask_of (window, SPELT, "Xinfan Xiang") == 1);
  gui_wait (is_word_empty, NULL); /* it is told, and the word has the focus */
  gui_wait (says_reading, "xīn fàn");
  g_assert_true (find_tip (readings, "删去“莘畈”") == row); /* its row stays, so that what is pressed there is not lost */

  gtk_widget_grab_focus (find_tip (readings, "删去“莘畈”"));
  gui_xdotool ("key Return");
  gui_wait (says_reading, "尚无");
  take_back (window);
  gui_wait (has_reading_button, "删去“莘畈”"); /* the list follows */
  take_back (window);
  take_back (window);
  gui_wait (says_reading, "尚无");
  gui_xdotool ("key Escape");
  gui_wait (is_gone, &(Wish){ .type = YUTU_TYPE_READINGS_WINDOW });
  window_fixture_close (window);
}

/* What is unsure of a name that is typed is settled from there, by keys alone, and is sure then. */
static void
test_unsure_reading (void)
{
  YutuWindow *window = window_fixture_open (1280, 800);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, window_ask (window, ROAD_SQL));
  GtkWidget *label = NULL;

  yutu_session_set_place (window->session, place);
  gui_wait (has_button, &(Wish){ .window = window, .text = "更名" });
  window_wait_settled (window);
  gui_xdotool ("key alt+r");
  gui_wait_until (find_focused (window, "kind.proposed_name") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_focused (window, "kind.proposed_name")), "行乐街");
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "有多音字") != NULL);
  label = window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "有多音字");
  gtk_widget_grab_focus (label);
  gui_xdotool ("key Tab");
  gui_wait_until (gtk_label_get_current_uri (GTK_LABEL (label)) != NULL);
  gui_xdotool ("key Return");
  gui_wait (says, &(Wish){ .type = YUTU_TYPE_READINGS_WINDOW, .text = "本文件中没有名称因此改变拼写" });
  gui_xdotool ("key Return");
  gui_wait (says, &(Wish){ .type = YUTU_TYPE_READINGS_WINDOW, .text = "xíng lè" });
  gui_xdotool ("key Escape");
  gui_wait (is_gone, &(Wish){ .type = YUTU_TYPE_READINGS_WINDOW });
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "有多音字") == NULL);
  g_assert_nonnull (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "Xingle Jie"));
  yutu_session_undo_async (window->session, FALSE, NULL, NULL); /* the file is that of the next test, too */
  gui_wait_until (window_find (GTK_WIDGET (window->pane), GTK_TYPE_LABEL, "有多音字") != NULL);
  window_fixture_close (window);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/name-papers/papers", test_papers);
  g_test_add_func ("/gui/name-papers/unsure-reading", test_unsure_reading);
  g_test_add_func ("/gui/name-papers/renaming-begins-at-the-name", test_renaming_begins_at_the_name);
  g_test_add_func ("/gui/name-papers/signs", test_signs);
  g_test_add_func ("/gui/name-papers/lack", test_lack);
  g_test_add_func ("/gui/name-papers/sign-of-an-estate", test_sign_of_an_estate);
  g_test_add_func ("/gui/name-papers/scan", test_scan);
  g_test_add_func ("/gui/name-papers/readings", test_readings);
  g_test_add_func ("/gui/name-papers/former-name-leads-on", test_former_name_leads_on);
  /* last: it leaves a case of a name behind */
  g_test_add_func ("/gui/name-papers/clean-up-checks-the-new-name", test_clean_up_checks_the_new_name);
  return g_test_run ();
}
