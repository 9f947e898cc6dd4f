/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "walk.h"

#include <string.h>

/* ---- A visit ---- */

/* How many words are hardly seen in it, light or dark as it is. */
static guint
take (const Walk *walk,
      GtkWidget  *root,
      GtkWidget  *popover,
      const char *panel)
{
  gboolean         is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *name =
    g_strdup_printf ("walk-%s-%s-%d%s.png", panel, is_dark ? "dark" : "light", walk->width, walk->letters);
  cairo_surface_t *picture = NULL;
  guint            n = 0;

  gui_wait_ms (30);
  if (walk->window->is_leading)
    gui_wait (yutu_map_view_is_settled, yutu_leader_view_get_map (walk->window->leader));
  else
    window_wait_settled (walk->window);
  picture = root == GTK_WIDGET (walk->window) ? window_picture (walk->window, popover) : gui_picture (root);
  gui_keep_picture (picture, name);
  if (popover == NULL)
    n = walk_count_faint (root, picture);
  cairo_surface_destroy (picture);
  return n;
}

/* From light to dark, or back. */
static void
turn_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (
    manager, adw_style_manager_get_dark (manager) ? ADW_COLOR_SCHEME_FORCE_LIGHT : ADW_COLOR_SCHEME_FORCE_DARK);
  gui_wait_ms (30);
}

/* Every window is styled and its map drawn anew in the other style: the next visit begins in the one that this
 * ends in. */
void
walk_visit_with (Walk       *walk,
                 GtkWidget  *root,
                 GtkWidget  *popover,
                 const char *panel)
{
  GtkWidget *looked_at = popover != NULL ? popover : root;
  guint      n = 0;

  g_test_message ("%s, %d%s", panel, walk->width, walk->letters);
  n += take (walk, root, popover, panel);
  n += walk_count_untranslated (looked_at);
  n += walk_count_oversize (walk, root);
  n += walk_count_untold (looked_at);
  n += walk_count_cut (looked_at);
  n += walk_count_trapped (looked_at);
  if (walk->checks_names)
    n += window_count_unnamed (root);
  turn_style ();
  n += take (walk, root, popover, panel);
  if (walk->checks_names && popover == NULL)
    n += walk_count_unreached (root);
  if (n > 0)
    g_test_message ("---- %u of “%s”, %d%s", n, panel, walk->width, walk->letters);
  walk->n_wrong += n;
}

void
walk_visit (Walk       *walk,
            const char *panel)
{
  walk_visit_with (walk, GTK_WIDGET (walk->window), NULL, panel);
}

/* Of all that is mapped below @widget: the first that has more than it shows. */
static GtkAdjustment *
find_scroll (GtkWidget *widget)
{
  GtkAdjustment *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      found = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
      if (gtk_adjustment_get_upper (found) > gtk_adjustment_get_page_size (found) + 1)
        return found;
      found = NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroll (child);
  return found;
}

void
walk_visit_end (Walk       *walk,
                GtkWidget  *root,
                gpointer    inside,
                const char *panel)
{
  GtkAdjustment *scroll = find_scroll (inside);

  if (scroll == NULL)
    return;
  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
  gui_wait_ms (60);
  walk_visit_with (walk, root, NULL, panel);
  gtk_adjustment_set_value (scroll, 0);
  gui_wait_ms (30);
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

GtkWidget *
walk_wait_found (gpointer    root,
                 GType       type,
                 const char *text)
{
  gui_wait (is_found, &(FindWish){ root, type, text });
  return window_find (root, type, text);
}

void
walk_press (GtkWidget  *root,
            const char *text)
{
  g_signal_emit_by_name (walk_wait_found (root, GTK_TYPE_BUTTON, text), "clicked");
}

void
walk_activate (YutuWindow *window,
               const char *action,
               GVariant   *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
}

void
walk_go_to (YutuWindow *window,
            YutuPlace  *place)
{
  g_autoptr (YutuPlace) taken = place;

  yutu_place_pane_go_to (window->pane, taken);
  gui_wait_ms (120);
  window_wait_page (window, "place");
}

void
walk_go_to_town (YutuWindow *window)
{
  g_autoptr (GError) error = NULL;
  YutuPlace *place = yutu_file_find_place (yutu_session_get_file (window->session), WALK_TOWN,
                                           yutu_session_get_day (window->session), &error);

  g_assert_no_error (error);
  walk_go_to (window, place);
  window_wait_title (window, WALK_TOWN);
}

void
walk_go_to_object (YutuWindow   *window,
                   YutuPlaceKind kind,
                   const char   *sql)
{
  walk_go_to (window, yutu_place_new_object (kind, window_ask (window, sql)));
}

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
find_close (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "window-close-symbolic") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_close (child);
  return found;
}

/* They would stand over the next panels: what has had the focus stays. */
static void
close_toasts (YutuWindow *window)
{
  GType      type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast = NULL;

  while (type != 0 && (toast = window_find (GTK_WIDGET (window->toasts), type, NULL)) != NULL)
    {
      g_signal_emit_by_name (find_close (toast), "clicked");
      gui_wait_ms (50);
    }
}

/* What was begun is thrown away. */
void
walk_drop_drafts (Walk *walk)
{
  YutuWindow *window = walk->window;

  while (yutu_draft_bar_get_n_drafts (window->draft_bar) > 0)
    {
      walk_press (GTK_WIDGET (window->draft_bar), "丢弃");
      gui_wait_ms (300);
    }
  close_toasts (window);
}

GtkWidget *
walk_wait_dialog (YutuWindow *window)
{
  gui_wait (has_dialog, window);
  gui_wait_ms (150);
  return find_dialog (window);
}

void
walk_close_dialog (YutuWindow *window)
{
  gtk_window_close (GTK_WINDOW (find_dialog (window)));
  gui_wait (has_no_dialog, window);
}
