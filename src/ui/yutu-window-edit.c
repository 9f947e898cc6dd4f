/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The Edit workspace in the window: its tools, its pane, its drafts. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-act-form.h"
#include "ui/yutu-door-form.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-text-undo.h"

/* A workspace's own thing begun from elsewhere. */
static void
go_to_workspace (YutuWindow *self)
{
  if (self->workspace != YUTU_WORKSPACE_EDIT)
    yutu_window_set_workspace (self, YUTU_WORKSPACE_EDIT);
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
}

/* ---- Actions ---- */

static void
edit_tool_action (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  YutuWindow  *self = user_data;
  YutuEditMode mode;

  if (!yutu_edit_mode_from_id (g_variant_get_string (state, NULL), &mode) || self->session == NULL)
    return;
  go_to_workspace (self);
  yutu_edit_pane_set_mode (self->edit_pane, mode);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* What the pane does at once with what is chosen. */
static void
pane_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  static const struct
  {
    const char *name;
    void (*begin) (YutuEditPane *pane);
  } beginnings[] = {
    { "merge-name", yutu_edit_pane_merge_name },
    { "name-record", yutu_edit_pane_edit_record },
    { "rename", yutu_edit_pane_rename },
    { "split-address", yutu_edit_pane_split_address },
  };
  YutuWindow *self = user_data;

  if (self->session == NULL)
    return;
  go_to_workspace (self);
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_equal (beginnings[i].name, g_action_get_name (G_ACTION (action))))
      beginnings[i].begin (self->edit_pane);
}

/* ---- A point is asked for ---- */

typedef void (*TakePoint) (YutuEditPane *pane,
                           gint64        id,
                           YutuPoint     point);

typedef struct
{
  YutuWindow *window;
  gint64      id; /* of what is moved; 0: nothing yet */
  TakePoint   take;
} Pick;

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Pick *pick = data;
  g_autoptr (YutuWindow) self = pick->window;
  YutuPoint point;

  if (yutu_map_view_pick_point_finish (YUTU_MAP_VIEW (source), result, &point, NULL) && self->session != NULL)
    pick->take (self->edit_pane, pick->id, point);
}

static void
ask_point (YutuWindow *self,
           const char *hint,
           gint64      id,
           TakePoint   take)
{
  const Pick pick = { g_object_ref (self), id, take };

  yutu_map_view_pick_point_async (self->map, hint, NULL, picked_cb, g_memdup2 (&pick, sizeof pick));
}

static void
add_place_name (YutuEditPane *pane,
                gint64        id,
                YutuPoint     point)
{
  yutu_edit_pane_add_place_name (pane, point);
}

static void
add_place_name_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session == NULL)
    return;
  go_to_workspace (self);
  ask_point (self, _ ("Click where the place is, or move it to the middle and press Enter"), 0, add_place_name);
}

static void
move_door_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  gint64      address = 0;

  if (self->session == NULL)
    return;
  go_to_workspace (self);
  address = yutu_edit_pane_ask_address (self->edit_pane);
  if (address != 0)
    ask_point (self, _ ("Click where the door stands, or move it to the middle and press Enter"), address,
               yutu_edit_pane_move_address);
}

static void
move_name_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  gint64      place = 0;

  if (self->session == NULL)
    return;
  go_to_workspace (self);
  place = yutu_edit_pane_ask_name (self->edit_pane);
  if (place != 0 && yutu_edit_pane_has_vertices (self->edit_pane))
    {
      yutu_edit_pane_set_mode (self->edit_pane, YUTU_EDIT_NAME_SHAPE);
      gtk_widget_grab_focus (GTK_WIDGET (self->map));
    }
  else if (place != 0)
    ask_point (self, _ ("Click where the place is, or move it to the middle and press Enter"), place,
               yutu_edit_pane_move_name);
}

/* ---- Acts ---- */

static void
begin_act (YutuWindow     *self,
           YutuActWishKind kind)
{
  if (self->session == NULL)
    return;
  go_to_workspace (self);
  yutu_edit_pane_begin_act (self->edit_pane, kind);
}

static void
merge_units_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  begin_act (user_data, YUTU_ACT_WISH_MERGE);
}

static void
place_unit_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  begin_act (user_data, YUTU_ACT_WISH_PLACE);
}

/* A road and the number that it lacks. */
static void
number_from_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  YutuWindow *self = user_data;
  gint64      base = 0;
  int         first = 0;

  if (self->session == NULL)
    return;
  g_variant_get (parameter, "(xi)", &base, &first);
  go_to_workspace (self);
  yutu_edit_pane_number_from (self->edit_pane, base, first);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static const GActionEntry ACTIONS[] = {
  { "edit-tool", NULL, "s", "'move'", edit_tool_action },
  { "rename", pane_action },
  { "add-place-name", add_place_name_action },
  { "merge-units", merge_units_action },
  { "move-name", move_name_action },
  { "name-record", pane_action },
  { "merge-name", pane_action },
  { "move-door", move_door_action },
  { "number-from", number_from_action, "(xi)" },
  { "split-address", pane_action },
  { "place-unit", place_unit_action },
};

/* ---- Signals of the pane ---- */

static void
tool_changed_cb (YutuWindow *self)
{
  g_autofree char *blocked = NULL;

  if (self->edit_pane == NULL) /* the window goes while something is drawn */
    return;
  blocked = yutu_line_tool_dup_blocked (yutu_edit_pane_get_tool (self->edit_pane));
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "edit-tool")),
    g_variant_new_string (yutu_edit_mode_get_id (yutu_edit_pane_get_mode (self->edit_pane))));
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), ACTIONS[i].name)), blocked == NULL);
  yutu_window_update_actions (self);
}

static void
done_cb (YutuEditPane *pane,
         const char   *title,
         YutuWindow   *self)
{
  yutu_window_add_toast (self, title, TRUE);
}

static void
failed_cb (YutuEditPane *pane,
           GError       *error,
           YutuWindow   *self)
{
  yutu_window_show_error (self, error);
}

static void
message_cb (YutuEditPane *pane,
            const char   *text,
            YutuWindow   *self)
{
  yutu_window_add_toast (self, text, FALSE);
}

static void
resume (const YutuDraft *draft,
        gpointer         data)
{
  YutuWindow *self = data;

  go_to_workspace (self);
  yutu_edit_pane_resume (self->edit_pane, draft->kind, draft->content);
}

/* ---- Hooks ---- */

/* What is done in a list of addresses is undone there, and never the file's last entry instead. */
static gboolean
is_in_review (YutuWindow *self)
{
  return self->shows_review && yutu_focus_is_in (GTK_WIDGET (self->review)) &&
         yutu_review_get_review (self->review) != NULL;
}

gboolean
yutu_window_step_draft (YutuWindow *self,
                        gboolean    is_redo)
{
  if (is_in_review (self))
    {
      if (!is_redo)
        yutu_review_undo (self->review);
      return TRUE;
    }
  return self->workspace == YUTU_WORKSPACE_EDIT && yutu_edit_pane_step (self->edit_pane, is_redo);
}

gboolean
yutu_window_has_draft_step (YutuWindow *self,
                            gboolean    is_redo)
{
  return self->workspace == YUTU_WORKSPACE_EDIT && yutu_edit_pane_has_step (self->edit_pane, is_redo);
}

/* A list of addresses has its own steps too, which no field of the window shows. */
static gboolean
has_own_step (GtkWidget *window,
              gboolean   is_redo)
{
  YutuWindow *self = YUTU_WINDOW (window);

  return is_in_review (self) || yutu_window_has_draft_step (self, is_redo);
}

void
yutu_window_update_edit (YutuWindow *self)
{
  yutu_edit_pane_set_active (self->edit_pane, self->workspace == YUTU_WORKSPACE_EDIT);
}

void
yutu_window_add_edit (YutuWindow *self)
{
  static const char *const kinds[] = { "vertex", "drawing", YUTU_ACT_FORM_DRAFT_KIND, YUTU_DOOR_FORM_DRAFT_KIND, "rename", "place-name" };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_text_undo_add (GTK_WIDGET (self), has_own_step);
  yutu_edit_pane_set_map (self->edit_pane, self->map);
  g_signal_connect_object (self->edit_pane, "changed", G_CALLBACK (tool_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit_pane, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->edit_pane, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->edit_pane, "message", G_CALLBACK (message_cb), self, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    yutu_draft_bar_add_handler (self->draft_bar, kinds[i], resume, self);
  tool_changed_cb (self);
}
