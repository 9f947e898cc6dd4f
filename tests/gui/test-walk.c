/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A walk through every panel and dialog on the demo county, in Chinese:
 * 1. every control has a name for the reading aloud, and Tab gets to it;
 * 2. with letters of twice the size the window keeps its size on a small screen, and nothing written is
 *    cut off: it wraps, scrolls or ends in an ellipsis, and then its tooltip is the whole of it;
 * 3. pictures of all, light and dark, at two sizes and with large letters, for the eye. */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <string.h>

#include "session/yutu-line-edit.h"
#include "ui/yutu-case-row.h"
#include "ui/yutu-case-steps.h"
#include "ui/yutu-coverage-chart.h"
#include "ui/yutu-due-matrix.h"
#include "ui/yutu-form.h"
#include "ui/yutu-import-assistant.h"
#include "ui/yutu-module-page.h"
#include "ui/yutu-register-list.h"
#include "ui/yutu-sheet-dialog.h"

#define TOWN      "罗店镇"
#define MOST_TAB  600 /* presses before a panel is said to be a maze */
#define MOST_ROWS 20  /* of a list, before its end is gone to */

static const char TOWNS[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.5,29],[119.60005,29],[119.60005,29.1],[119.5,29.1],[119.5,29]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"乙乡\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.6,29],[119.7,29],[119.7,29.1],[119.6,29.1],[119.6,29]]]}}]}";

typedef struct
{
  YutuWindow *window;
  const char *style; /* of the pictures */
  int         width;
  int         height;
  gboolean    checks_names;
  gboolean    checks_room;
  gboolean    takes_dark;
  guint       n_wrong;
} Walk;

/* ---- Reached by Tab ---- */

static gboolean
must_be_reached (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) ||
         GTK_IS_CALENDAR (widget) || YUTU_IS_MAP_VIEW (widget) || YUTU_IS_PANE_GRIP (widget) ||
         YUTU_IS_COVERAGE_CHART (widget);
}

/* Arrows go on from its first row. */
static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_GRID_VIEW (widget) ||
         YUTU_IS_DUE_MATRIX (widget);
}

static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_DROP_DOWN (widget) || GTK_IS_CALENDAR (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_POPOVER (widget) || is_list (widget);
}

static gboolean
is_reached (GHashTable *reached,
            GtkWidget  *widget)
{
  GHashTableIter iter;
  gpointer       one = NULL;

  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (one == widget || gtk_widget_is_ancestor (one, widget))
      return TRUE;
  return FALSE;
}

static GtkWidget *
get_list (GtkWidget *focus)
{
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (is_list (widget))
      return widget;
  return NULL;
}

static void
clear_focus (GtkWidget *window)
{
  for (GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (window)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_focus_child (widget, NULL);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
}

/* Presses Tab until it comes round; the list that it does not come out of before its last row, or NULL. */
static GtkWidget *
press_tab (GtkWidget  *window,
           GHashTable *reached)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GtkWidget *last = NULL;
  guint      n_in_list = 0;

  clear_focus (window);
  for (guint i = 0; i < MOST_TAB; i++)
    {
      GtkWidget *focus = NULL;
      GtkWidget *list = NULL;

      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      list = focus != NULL ? get_list (focus) : NULL;
      n_in_list = list != NULL ? n_in_list + 1 : 0;
      if (n_in_list > MOST_ROWS)
        return list;
      /* A text with several links has the focus for each. */
      if (focus == NULL || (list == NULL && focus != last && g_hash_table_contains (seen, focus)))
        return NULL;
      last = focus;
      g_hash_table_add (seen, focus);
      g_hash_table_add (reached, focus);
    }
  return NULL;
}

static guint
count_unreached (GtkWidget  *widget,
                 GHashTable *reached)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) ||
      !gtk_widget_get_can_focus (widget))
    return 0;
  if (must_be_reached (widget) && !is_reached (reached, widget))
    {
      g_test_message ("%s “%s” in %s is not reached by Tab", G_OBJECT_TYPE_NAME (widget),
                      gtk_widget_get_tooltip_text (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n++;
    }
  if (is_whole (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_unreached (child, reached);
  return n;
}

static guint
check_tab (GtkWidget *window)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  guint      n;

  /* What follows a long list, as if its last row had been gone to. */
  for (GtkWidget *list = press_tab (window, reached); list != NULL; list = press_tab (window, reached))
    {
      gtk_widget_set_can_focus (list, FALSE);
      g_ptr_array_add (lists, list);
    }
  for (guint i = 0; i < lists->len; i++)
    gtk_widget_set_can_focus (lists->pdata[i], TRUE);
  n = count_unreached (window, reached);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_window_set_focus (GTK_WINDOW (window), focus);
  return n;
}

/* ---- Nothing written is cut off ---- */

static const char *
get_words (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_LABEL (widget) ? widget : window_find (widget, GTK_TYPE_LABEL, NULL);

  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "";
}

static gboolean
is_squeezed (GtkLabel *label)
{
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (gtk_label_get_layout (label), &width, &height);
  return gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE &&
         (width > gtk_widget_get_width (GTK_WIDGET (label)) + 1 ||
          height > gtk_widget_get_height (GTK_WIDGET (label)) + 1);
}

/* Up to what scrolls. */
static GtkWidget *
find_cutter (GtkWidget *widget)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t box;

      if (GTK_IS_SCROLLABLE (parent) || GTK_IS_POPOVER (parent))
        return NULL;
      if (gtk_widget_get_overflow (parent) != GTK_OVERFLOW_HIDDEN && !GTK_IS_ROOT (parent))
        continue;
      if (!gtk_widget_compute_bounds (widget, parent, &box))
        continue;
      if (box.origin.x < -1 || box.origin.y < -1 ||
          box.origin.x + box.size.width > (float)gtk_widget_get_width (parent) + 1 ||
          box.origin.y + box.size.height > (float)gtk_widget_get_height (parent) + 1)
        return parent;
    }
  return NULL;
}

static guint
count_cut (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return 0;
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget))
    {
      GtkWidget *cutter = find_cutter (widget);

      if (cutter != NULL || (GTK_IS_LABEL (widget) && is_squeezed (GTK_LABEL (widget))))
        {
          g_test_message ("%s “%s” in %s is cut off%s%s", G_OBJECT_TYPE_NAME (widget), get_words (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                          cutter != NULL ? " by " : "", cutter != NULL ? G_OBJECT_TYPE_NAME (cutter) : "");
          n++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cut (child);
  return n;
}

/* ---- What has no room is its tooltip ---- */

static gboolean
asks_tooltip (GtkWidget *root,
              int        x,
              int        y)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean has_tooltip = FALSE;

  g_signal_emit_by_name (root, "query-tooltip", x, y, FALSE, tooltip, &has_tooltip);
  return has_tooltip;
}

/* As GTK asks: from the label upwards. */
static gboolean
tells_whole (GtkWidget *label,
             GtkWidget *root)
{
  graphene_rect_t box;
  GtkWidget      *picked;
  int             x, y;

  for (GtkWidget *widget = label; widget != root; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      {
        const char *text = gtk_widget_get_tooltip_text (widget);

        return text != NULL && strstr (text, gtk_label_get_text (GTK_LABEL (label))) != NULL;
      }
  if (!gtk_widget_get_has_tooltip (root) || !gtk_widget_compute_bounds (label, root, &box))
    return FALSE;
  x = (int)(box.origin.x + box.size.width / 2);
  y = (int)(box.origin.y + box.size.height / 2);
  picked = gtk_widget_pick (root, x, y, GTK_PICK_INSENSITIVE);
  /* scrolled away, or another window above it */
  return picked == NULL || (picked != label && !gtk_widget_is_ancestor (label, picked)) ||
         asks_tooltip (root, x, y);
}

static guint
count_untold (GtkWidget *widget,
              GtkWidget *root)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))) &&
      !tells_whole (widget, root))
    {
      g_test_message ("“%s” in %s ends in an ellipsis and has no tooltip", get_words (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_untold (child, root);
  return n;
}

/* ---- A visit ---- */

static void
save_dialog (GtkWidget  *dialog,
             const char *name)
{
  const char      *folder = g_getenv ("YUTU_PICTURES");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : ".", name, NULL);
  cairo_surface_t *picture = gui_picture (dialog);

  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
}

static void
take (const Walk *walk,
      GtkWidget  *root,
      GtkWidget  *popover,
      const char *panel,
      const char *style)
{
  g_autofree char *name = g_strdup_printf ("walk-%s-%s-%d.png", panel, style, walk->width);

  gui_wait_ms (30);
  if (walk->window->is_leading)
    gui_wait ((GuiPredicate)yutu_map_view_is_settled, yutu_leader_view_get_map (walk->window->leader));
  else
    window_wait_settled (walk->window);
  if (root == GTK_WIDGET (walk->window))
    window_save_picture (walk->window, popover, name);
  else
    save_dialog (root, name);
}

/* Of @widget and below what asks for most. */
static void
tell_widest (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;

      if (!gtk_widget_get_mapped (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (least < 200)
        continue;
      g_test_message ("  %s “%s” asks for %d", G_OBJECT_TYPE_NAME (child),
                      GTK_IS_LABEL (child) ? get_words (child) : "", least);
      tell_widest (child);
    }
}

static guint
check_size (Walk      *walk,
            GtkWidget *root)
{
  int width = 0;
  int height = 0;

  gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (root, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  if (root == GTK_WIDGET (walk->window))
    {
      width = MAX (width, gtk_widget_get_width (root));
      height = MAX (height, gtk_widget_get_height (root));
    }
  if (width <= walk->width && height <= walk->height)
    return 0;
  g_test_message ("it asks for %d × %d pixels", width, height);
  tell_widest (root);
  return 1;
}

static void
visit_with (Walk       *walk,
            GtkWidget  *root,
            GtkWidget  *popover,
            const char *panel)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  guint            n = 0;

  g_test_message ("%s, %s, %d", panel, walk->style, walk->width);
  take (walk, root, popover, panel, walk->style);
  n += check_size (walk, root);
  n += count_untold (popover != NULL ? popover : root, popover != NULL ? popover : root);
  if (walk->checks_names)
    n += window_count_unnamed (root);
  if (walk->checks_names && popover == NULL)
    n += check_tab (root);
  if (walk->checks_room)
    n += count_cut (popover != NULL ? popover : root);
  if (walk->takes_dark)
    {
      adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
      gui_wait_ms (30);
      take (walk, root, popover, panel, "dark");
      adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
    }
  if (n > 0)
    g_test_message ("---- %u of “%s”, %s", n, panel, walk->style);
  walk->n_wrong += n;
}

static void
visit (Walk       *walk,
       const char *panel)
{
  visit_with (walk, GTK_WIDGET (walk->window), NULL, panel);
}

/* ---- Hands ---- */

typedef struct
{
  GtkWidget  *root;
  GType       type;
  const char *text;
} FindWish;

static gboolean
is_found (gpointer data)
{
  const FindWish *wish = data;

  return window_find (wish->root, wish->type, wish->text) != NULL;
}

static GtkWidget *
wait_found (gpointer    root,
            GType       type,
            const char *text)
{
  gui_wait (is_found, &(FindWish){ root, type, text });
  return window_find (root, type, text);
}

static void
press (GtkWidget  *root,
       const char *text)
{
  g_signal_emit_by_name (wait_found (root, GTK_TYPE_BUTTON, text), "clicked");
}

static void
activate (YutuWindow *window,
          const char *action,
          GVariant   *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
}

static void
go_to (YutuWindow *window,
       YutuPlace  *place)
{
  g_autoptr (YutuPlace) taken = place;

  yutu_place_pane_go_to (window->pane, taken);
  gui_wait_ms (120);
  window_wait_page (window, "place");
}

static void
go_to_town (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  YutuPlace *place = yutu_file_find_place (yutu_session_get_file (window->session), TOWN,
                                           yutu_session_get_day (window->session), &error);

  g_assert_no_error (error);
  go_to (window, place);
  window_wait_title (window, TOWN);
}

static void
go_to_object (YutuWindow   *window,
              YutuPlaceKind kind,
              const char   *sql)
{
  go_to (window, yutu_place_new_object (kind, window_ask (window, sql)));
}

#define CARE_HOME "SELECT id FROM facility WHERE kind = 'elderly.care-home' AND geom IS NOT NULL ORDER BY id LIMIT 1"

/* ---- Locate ---- */

static void
walk_places (Walk *walk)
{
  YutuWindow *window = walk->window;
  YutuPoint   point = yutu_point_from_degrees (119.62, 29.1);

  visit (walk, "start");
  go_to_object (window, YUTU_PLACE_FACILITY, CARE_HOME);
  visit (walk, "facility");
  go_to_object (window, YUTU_PLACE_ADDRESS, "SELECT id FROM address ORDER BY id LIMIT 1");
  visit (walk, "address");
  go_to_object (window, YUTU_PLACE_NAME, "SELECT id FROM place_name WHERE class = 'road' ORDER BY id LIMIT 1");
  visit (walk, "road");
  go_to_object (window, YUTU_PLACE_LINE, "SELECT id FROM boundary_line WHERE grade = 3 ORDER BY id LIMIT 1");
  visit (walk, "line");
  go_to (window, yutu_place_new_point (point));
  visit (walk, "point");
  go_to (window, yutu_place_new_circle (point, 2000));
  visit (walk, "circle");
  go_to_town (window);
  visit (walk, "unit");
}

static void
walk_cases (Walk *walk)
{
  YutuWindow *window = walk->window;

  yutu_place_pane_show_module (window->pane, 1);
  wait_found (window->pane, YUTU_TYPE_CASE_ROW, NULL);
  visit (walk, "module");
  yutu_place_pane_show_case (window->pane, window_ask (window, "SELECT id FROM case_file WHERE kind = 'EL.BUILD' "
                                                               "AND state = 'designing' ORDER BY id LIMIT 1"));
  wait_found (window->pane, YUTU_TYPE_CASE_STEPS, NULL);
  gui_wait_ms (150);
  visit (walk, "case");
  press (GTK_WIDGET (window->pane), "→ 施工");
  wait_found (window->pane, YUTU_TYPE_FORM, NULL);
  visit (walk, "case-step");
  go_to_town (window);
  yutu_place_pane_open_case (window->pane, 1);
  window_wait_page (window, "open");
  wait_found (window->pane, YUTU_TYPE_FORM, NULL);
  visit (walk, "case-open");
}

/* What was begun, and left. */
static void
walk_drafts (Walk *walk)
{
  YutuWindow *window = walk->window;
  int         position = 0;
  GtkWidget  *title = yutu_form_get_control (YUTU_FORM (wait_found (window->pane, YUTU_TYPE_FORM, NULL)), "own.title");

  gtk_editable_insert_text (GTK_EDITABLE (title), "新建", -1, &position);
  gui_wait_ms (700);
  go_to_object (window, YUTU_PLACE_FACILITY, CARE_HOME);
  wait_found (window->draft_bar, GTK_TYPE_BUTTON, NULL);
  gui_wait_ms (100);
  visit (walk, "draft-bar");
  while (yutu_draft_bar_get_n_drafts (window->draft_bar) > 0)
    {
      press (GTK_WIDGET (window->draft_bar), "丢弃");
      gui_wait_ms (300);
    }
}

static void
begin_task (YutuWindow *window,
            const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window->pane), action, NULL);
  window_wait_page (window, "facility");
  gui_wait_ms (200);
}

static void
walk_facilities (Walk *walk)
{
  static const char *const tasks[][2] = {
    { "facility.edit", "facility-edit" },
    { "facility.close", "facility-close" },
  };
  YutuWindow *window = walk->window;

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      go_to_object (window, YUTU_PLACE_FACILITY, CARE_HOME);
      begin_task (window, tasks[i][0]);
      wait_found (window->pane, YUTU_TYPE_FORM, NULL);
      visit (walk, tasks[i][1]);
    }
  go_to_object (window, YUTU_PLACE_FACILITY, CARE_HOME);
  begin_task (window, "facility.move");
  visit (walk, "facility-move");
  gui_xdotool ("key Escape");
  go_to_town (window);
  begin_task (window, "facility.add");
  visit (walk, "registers");
  g_signal_emit_by_name (wait_found (window->pane, YUTU_TYPE_REGISTER_LIST, NULL), "chosen",
                         "elderly.care-home");
  gui_wait_ms (300);
  gui_xdotool ("key Return");
  wait_found (window->pane, YUTU_TYPE_FORM, NULL);
  gui_wait_ms (200);
  visit (walk, "facility-add");
  go_to_town (window);
}

static gboolean
has_answer (gpointer data)
{
  return yutu_search_box_count (YUTU_WINDOW (data)->search) > 0;
}

static void
walk_panels (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *popover;
  GtkWidget  *entry;

  adw_view_stack_set_visible_child_name (window->left_stack, "layers");
  gui_wait_ms (50);
  visit (walk, "layers");
  adw_view_stack_set_visible_child_name (window->left_stack, "divisions");
  yutu_search_box_start (window->search);
  entry = wait_found (window->search, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "罗店");
  gui_wait (has_answer, window);
  gui_wait_ms (150);
  visit_with (walk, GTK_WIDGET (window), wait_found (window->search, GTK_TYPE_POPOVER, NULL), "search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gui_wait_ms (50);
  yutu_date_button_popup (window->date);
  popover = wait_found (window->date, GTK_TYPE_POPOVER, NULL);
  gui_wait_ms (200);
  visit_with (walk, GTK_WIDGET (window), popover, "date");
  gtk_popover_popdown (GTK_POPOVER (popover));
  gui_wait_ms (50);
}

static gboolean
is_drawn (gpointer data)
{
  return yutu_drawer_is_settled (data);
}

static void
walk_drawer (Walk *walk)
{
  static const char *const pages[] = { "due", "cases", "facilities" };
  YutuWindow              *window = walk->window;

  activate (window, "show-drawer", NULL);
  gui_wait_ms (200);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *panel = g_strconcat ("drawer-", pages[i], NULL);

      yutu_drawer_show_page (window->drawer, pages[i]);
      gui_wait_ms (150);
      gui_wait (is_drawn, window->drawer);
      visit (walk, panel);
    }
  activate (window, "show-drawer", NULL);
  gui_wait_ms (200);
}

/* ---- Edit ---- */

static gboolean
has_line (gpointer data)
{
  YutuLineTool *tool = yutu_edit_pane_get_tool (YUTU_WINDOW (data)->edit_pane);

  return yutu_line_tool_get_line (tool) != NULL && !yutu_line_tool_is_busy (tool);
}

static void
walk_edit (Walk *walk)
{
  YutuWindow   *window = walk->window;
  YutuLineTool *tool = yutu_edit_pane_get_tool (window->edit_pane);
  gint64        arc =
    window_ask (window, "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON "
                        "a.id = s.arc WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND "
                        "a.face_right > 0 AND length (a.geom) BETWEEN 500 AND 1500 ORDER BY a.id LIMIT 1");

  activate (window, "workspace", g_variant_new_string ("edit"));
  gui_wait_ms (150);
  visit (walk, "edit");
  yutu_line_tool_choose_line (tool, arc);
  gui_wait (has_line, window);
  yutu_line_tool_choose_vertex (tool, 7);
  gui_wait_ms (150);
  visit (walk, "edit-vertex");
  activate (window, "rename", NULL);
  gui_wait_ms (250);
  visit (walk, "rename");
  yutu_edit_pane_add_place_name (window->edit_pane, yutu_point_from_degrees (119.62, 29.1));
  gui_wait_ms (250);
  visit (walk, "add-name");
  activate (window, "workspace", g_variant_new_string ("locate"));
  gui_wait_ms (100);
}

/* ---- Coverage ---- */

typedef struct
{
  YutuWindow *window;
  int         level;
} CoverageWish;

static gboolean
is_shown (gpointer data)
{
  const CoverageWish *wish = data;
  YutuCoverage       *coverage = wish->window->coverage;
  const YutuThemeMap *map = yutu_coverage_get_map (coverage);

  return map != NULL && g_strcmp0 (map->table->def->id, yutu_coverage_get_indicator (coverage)) == 0 &&
         map->table->scope == yutu_coverage_get_scope (coverage) && map->table->level == wish->level;
}

static void
show_indicator (YutuWindow *window,
                const char *indicator,
                int         level,
                YutuScope   scope)
{
  yutu_coverage_set_indicator (window->coverage, indicator);
  yutu_coverage_set_level (window->coverage, level);
  yutu_coverage_set_scope (window->coverage, scope);
  gui_wait (is_shown, &(CoverageWish){ window, level });
  gui_wait_ms (250);
}

static void
walk_coverage (Walk *walk)
{
  YutuWindow *window = walk->window;

  activate (window, "workspace", g_variant_new_string ("coverage"));
  show_indicator (window, "eco_point_cov", 4, YUTU_SCOPE_LEGAL);
  visit (walk, "coverage");
  yutu_coverage_set_unit (window->coverage,
                          window_ask (window, "SELECT unit FROM division WHERE name = '" TOWN
                                              "' AND valid_to = '9999-12-31'"));
  gui_wait_ms (100);
  visit (walk, "coverage-chosen");
  show_indicator (window, "meal_rate", 5, YUTU_SCOPE_MANAGED);
  visit (walk, "coverage-villages");
  activate (window, "fullscreen", NULL);
  gui_wait_ms (300);
  visit (walk, "leader");
  activate (window, "fullscreen", NULL);
  gui_wait_ms (100);
  activate (window, "workspace", g_variant_new_string ("locate"));
  gui_wait_ms (100);
}

/* ---- Dialogs ---- */

static GtkWidget *
find_dialog (YutuWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != (gpointer)window && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window) &&
        gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

static GtkWidget *
wait_dialog (YutuWindow *window)
{
  gui_wait (has_dialog, window);
  gui_wait_ms (150);
  return find_dialog (window);
}

static void
close_dialog (YutuWindow *window)
{
  gtk_window_close (GTK_WINDOW (find_dialog (window)));
  gui_wait (has_no_dialog, window);
}

static gboolean
has_sheet (gpointer data)
{
  return yutu_sheet_dialog_get_sheet (data) != NULL;
}

static gboolean
is_read (gpointer data)
{
  return !yutu_import_assistant_is_busy (data);
}

static gboolean
is_tried (gpointer data)
{
  return is_read (data) && g_strcmp0 (yutu_import_assistant_get_page (data), "findings") == 0;
}

static void
walk_import (Walk *walk)
{
  YutuWindow      *window = walk->window;
  g_autofree char *folder = g_dir_make_tmp ("yutu-walk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "towns.geojson", NULL);
  GtkWidget       *assistant;

  g_assert_true (g_file_set_contents (path, TOWNS, -1, NULL));
  yutu_window_import (window, path);
  assistant = wait_dialog (window);
  gui_wait (is_read, assistant);
  visit_with (walk, assistant, NULL, "import");
  gtk_widget_activate_action (assistant, "import.next", NULL);
  gui_wait (is_tried, assistant);
  gui_wait_ms (100);
  visit_with (walk, assistant, NULL, "import-findings");
  close_dialog (window);
  g_unlink (path);
  g_rmdir (folder);
}

static void
walk_dialogs (Walk *walk)
{
  YutuWindow *window = walk->window;

  activate (window, "print", NULL);
  gui_wait (has_sheet, wait_dialog (window));
  gui_wait_ms (100);
  visit_with (walk, find_dialog (window), NULL, "print");
  close_dialog (window);
  activate (window, "work-as", NULL);
  visit_with (walk, wait_dialog (window), NULL, "work-as");
  close_dialog (window);
  activate (window, "show-help-overlay", NULL);
  visit_with (walk, wait_dialog (window), NULL, "shortcuts");
  close_dialog (window);
  walk_import (walk);
}

/* ---- The walks ---- */

static void
walk_all (Walk *walk)
{
  walk->window = window_fixture_open (walk->width, walk->height);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  walk_places (walk);
  walk_cases (walk);
  walk_drafts (walk);
  walk_facilities (walk);
  walk_panels (walk);
  walk_drawer (walk);
  walk_edit (walk);
  walk_coverage (walk);
  walk_dialogs (walk);
  window_fixture_close (walk->window);
  g_assert_cmpuint (walk->n_wrong, ==, 0);
}

static void
test_names_and_tab (void)
{
  walk_all (&(Walk){ .style = "light", .width = 1280, .height = 800, .checks_names = TRUE, .takes_dark = TRUE });
}

static void
test_large_screen (void)
{
  walk_all (&(Walk){ .style = "light", .width = 1920, .height = 1080, .takes_dark = TRUE });
}

static void
test_large_letters (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  walk_all (&(Walk){ .style = "200", .width = 1280, .height = 800, .checks_room = TRUE });
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/walk/names-and-tab", test_names_and_tab);
  g_test_add_func ("/gui/walk/large-letters", test_large_letters);
  g_test_add_func ("/gui/walk/large-screen", test_large_screen);
  return g_test_run ();
}
