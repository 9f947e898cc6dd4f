/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the window remembers of a file from one day to the next. */

#include "session/yutu-snap.h"
#include "ui/yutu-settings.h"
#include "ui/yutu-window-private.h"

static void
restore_panes (YutuWindow   *self,
               GVariantDict *values)
{
  gboolean    is_shown = TRUE;
  int         size = 0;
  const char *page = NULL;

  if (g_variant_dict_lookup (values, "left-shown", "b", &is_shown))
    adw_flap_set_reveal_flap (self->left_flap, is_shown);
  if (g_variant_dict_lookup (values, "right-shown", "b", &is_shown))
    adw_flap_set_reveal_flap (self->right_flap, is_shown);
  if (g_variant_dict_lookup (values, "left-width", "i", &size))
    yutu_pane_grip_set_size (self->left_grip, size);
  if (g_variant_dict_lookup (values, "right-width", "i", &size))
    yutu_pane_grip_set_size (self->right_grip, size);
  if (g_variant_dict_lookup (values, "drawer-height", "i", &size))
    yutu_pane_grip_set_size (self->drawer_grip, size);
  if (g_variant_dict_lookup (values, "left-page", "&s", &page) &&
      adw_view_stack_get_child_by_name (self->left_stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->left_stack, page);
  g_variant_dict_lookup (values, "drawer-shown", "b", &self->wants_drawer);
}

static void
restore_map (YutuWindow   *self,
             GVariantDict *values)
{
  double      x = 0;
  double      y = 0;
  double      resolution = 0;
  guint       groups = 0;
  const char *text = NULL;

  if (g_variant_dict_lookup (values, "layers", "u", &groups))
    yutu_map_view_set_groups (self->map, groups);
  if (g_variant_dict_lookup (values, "view", "(ddd)", &x, &y, &resolution))
    yutu_map_view_set_view (self->map, x, y, resolution);
  if (g_variant_dict_lookup (values, "place", "&s", &text))
    {
      g_autoptr (YutuPlace) place = yutu_place_from_text (text);

      if (place != NULL)
        yutu_place_pane_restore (self->pane, place);
    }
}

static void
restore_drawing (YutuWindow   *self,
                 GVariantDict *values)
{
  YutuDrawTool *tool = yutu_edit_pane_get_draw_tool (self->edit_pane);
  guint         kinds = 0;
  gboolean      is_tracing = FALSE;

  if (g_variant_dict_lookup (values, "snap-kinds", "u", &kinds))
    yutu_draw_tool_set_snap_kinds (tool, kinds & YUTU_SNAP_ALL);
  if (g_variant_dict_lookup (values, "tracing", "b", &is_tracing))
    yutu_draw_tool_set_tracing (tool, is_tracing);
}

void
yutu_window_restore (YutuWindow *self)
{
  const char *path = yutu_session_get_path (self->session);
  g_autoptr (GVariantDict) values = NULL;
  const char   *name = NULL;
  YutuWorkspace workspace = YUTU_WORKSPACE_LOCATE;

  if (self->settings == NULL || self->moment != NULL)
    return;
  g_settings_set_string (self->settings, "last-file",
                         yutu_session_is_demo (self->session) ? "" : path);
  values = yutu_settings_get_file (self->settings, path);
  yutu_window_set_workspace (self, workspace); /* whose layers and place of the map are remembered first */
  restore_map (self, values);
  yutu_window_restore_coverage (self, values);
  restore_drawing (self, values);
  restore_panes (self, values); /* after the place, which shows its pane */
  if (g_variant_dict_lookup (values, "workspace", "&s", &name))
    yutu_workspace_from_name (name, &workspace);
  yutu_window_set_workspace (self, workspace);
}

/* A usual size is not remembered: it is another one on another screen. */
static void
remember_size (GVariantDict *values,
               const char   *key,
               YutuPaneGrip *grip)
{
  if (yutu_pane_grip_is_usual (grip))
    g_variant_dict_remove (values, key);
  else
    g_variant_dict_insert (values, key, "i", yutu_pane_grip_get_size (grip));
}

static void
remember_file (YutuWindow *self)
{
  const char   *path = yutu_session_get_path (self->session);
  YutuPlace    *place = yutu_session_get_place (self->session);
  YutuDrawTool *tool = yutu_edit_pane_get_draw_tool (self->edit_pane);
  g_autoptr (GVariantDict) values = yutu_settings_get_file (self->settings, path);

  g_variant_dict_insert (values, "layers", "u", yutu_map_view_get_groups (self->map));
  g_variant_dict_insert (values, "workspace", "s", yutu_workspace_get_name (self->workspace));
  g_variant_dict_insert (values, "left-shown", "b", adw_flap_get_reveal_flap (self->left_flap));
  g_variant_dict_insert (values, "right-shown", "b", adw_flap_get_reveal_flap (self->right_flap));
  remember_size (values, "left-width", self->left_grip);
  remember_size (values, "right-width", self->right_grip);
  g_variant_dict_insert (values, "left-page", "s",
                         adw_view_stack_get_visible_child_name (self->left_stack));
  g_variant_dict_insert (values, "drawer-shown", "b", self->wants_drawer);
  remember_size (values, "drawer-height", self->drawer_grip);
  g_variant_dict_insert (values, "snap-kinds", "u", yutu_draw_tool_get_snap_kinds (tool));
  g_variant_dict_insert (values, "tracing", "b", yutu_draw_tool_get_tracing (tool));
  if (place != NULL)
    {
      g_autofree char *text = yutu_place_to_text (place);

      g_variant_dict_insert (values, "place", "s", text);
    }
  else
    g_variant_dict_remove (values, "place");
  yutu_window_remember_coverage (self, values);
  yutu_settings_set_file (self->settings, path, values);
}

void
yutu_window_remember (YutuWindow *self)
{
  int width = 0;
  int height = 0;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->session != NULL && self->moment == NULL)
    remember_file (self);
}
