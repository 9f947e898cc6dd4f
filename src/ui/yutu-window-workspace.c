/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which of the three workspaces the window is: tools, right pane and drawer change with it, map, tree
 * and selection stay. */

#include "ui/yutu-window-private.h"

#define ROOMY_PX  1500 /* so wide a window has room for all panes */
#define REVIEW_PX 340  /* the least height of a review */

/* The page of @stack for @name; the one it has, when it has none for it. */
static gboolean
show_page (GtkStack   *stack,
           const char *name)
{
  if (gtk_stack_get_child_by_name (stack, name) == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (stack, name);
  return TRUE;
}

static gboolean
has_drawer (YutuWindow *self)
{
  GtkWidget *box = gtk_revealer_get_child (self->drawer_revealer);

  return self->workspace == YUTU_WORKSPACE_LOCATE && gtk_widget_get_first_child (box) != NULL;
}

static void
update_drawer (YutuWindow *self)
{
  GSimpleAction *action =
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "show-drawer"));
  gboolean stands_in = self->shows_findings || self->shows_review || self->shows_addresses || self->shows_scan;
  gboolean is_shown = stands_in || (has_drawer (self) && self->wants_drawer);

  gtk_stack_set_visible_child_name (self->drawer_stack, self->shows_review      ? "review"
                                                        : self->shows_findings  ? "findings"
                                                        : self->shows_addresses ? "addresses"
                                                        : self->shows_scan      ? "names"
                                                                                : "lists");
  g_simple_action_set_enabled (action, stands_in || has_drawer (self));
  g_simple_action_set_state (action, g_variant_new_boolean (is_shown));
  gtk_revealer_set_reveal_child (self->drawer_revealer, is_shown);
}

void
yutu_window_set_workspace (YutuWindow   *self,
                           YutuWorkspace workspace)
{
  const char *name = yutu_workspace_get_name (workspace);
  gboolean    has_tools = FALSE;

  self->workspace = workspace;
  yutu_map_view_set_tool (self->map, YUTU_MAP_TOOL_SELECT);
  show_page (self->right_stack, name);
  has_tools = show_page (self->tool_stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->tool_stack), has_tools);
  gtk_widget_set_visible (self->tool_separator, has_tools);
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "workspace")),
    g_variant_new_string (name));
  update_drawer (self);
  yutu_window_update_coverage (self);
  yutu_window_update_edit (self);
}

void
yutu_window_show_scan (YutuWindow *self,
                       gboolean    shows)
{
  self->shows_scan = shows;
  if (shows)
    {
      self->shows_addresses = FALSE;
      self->shows_findings = FALSE;
      yutu_window_show_review (self, FALSE);
    }
  update_drawer (self);
}

void
yutu_window_show_findings (YutuWindow *self,
                           gboolean    shows)
{
  self->shows_findings = shows;
  if (shows)
    {
      self->shows_addresses = FALSE;
      self->shows_scan = FALSE;
      yutu_window_show_review (self, FALSE);
    }
  update_drawer (self);
}

void
yutu_window_show_addresses (YutuWindow *self,
                            gboolean    shows)
{
  self->shows_addresses = shows;
  if (shows)
    {
      self->shows_scan = FALSE;
      self->shows_findings = FALSE;
      yutu_window_show_review (self, FALSE);
    }
  update_drawer (self);
}

/* A table with its details needs the room of the right pane where there is little: that gives way meanwhile. */
void
yutu_window_show_review (YutuWindow *self,
                         gboolean    shows)
{
  gboolean is_narrow = gtk_widget_get_width (GTK_WIDGET (self)) < ROOMY_PX;

  if (shows == self->shows_review)
    return;
  self->shows_review = shows;
  if (shows)
    {
      self->shows_findings = FALSE;
      self->shows_addresses = FALSE;
      self->shows_scan = FALSE;
      self->folds_right = is_narrow && adw_flap_get_reveal_flap (self->right_flap);
      if (yutu_pane_grip_get_size (self->drawer_grip) < REVIEW_PX)
        yutu_pane_grip_set_size (self->drawer_grip, REVIEW_PX);
    }
  if (self->folds_right)
    adw_flap_set_reveal_flap (self->right_flap, !shows);
  update_drawer (self);
}

GtkWidget *
yutu_window_get_right_pane (YutuWindow *self)
{
  return gtk_stack_get_visible_child (self->right_stack);
}

static void
workspace_action (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  YutuWorkspace workspace = YUTU_WORKSPACE_LOCATE;

  if (yutu_workspace_from_name (g_variant_get_string (state, NULL), &workspace))
    yutu_window_set_workspace (user_data, workspace);
}

static void
show_drawer_action (GSimpleAction *action,
                    GVariant      *state,
                    gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->shows_review)
    yutu_window_show_review (self, FALSE);
  else if (self->shows_findings)
    self->shows_findings = FALSE;
  else if (self->shows_addresses)
    self->shows_addresses = FALSE;
  else if (self->shows_scan)
    self->shows_scan = FALSE;
  else
    self->wants_drawer = g_variant_get_boolean (state);
  update_drawer (self);
}

static const GActionEntry ACTIONS[] = {
  { "workspace", NULL, "s", "'locate'", workspace_action },
  { "show-drawer", NULL, NULL, "false", show_drawer_action },
};

void
yutu_window_add_workspace_actions (YutuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
}
