/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Printing and exporting what the window shows. */

#include "ui/yutu-window-private.h"

#include "ui/yutu-sheet-dialog.h"

/* Of the unit that is chosen; 0 when something else is. */
static int
get_place_level (YutuWindow *self,
                 YutuPlace  *place)
{
  const YutuPlaceInfo *info = yutu_place_pane_get_info (self->pane);
  const YutuDivision  *unit = NULL;

  if (place == NULL || yutu_place_get_kind (place) != YUTU_PLACE_UNIT || info == NULL ||
      info->kind != YUTU_PLACE_UNIT || info->id != yutu_place_get_id (place) ||
      info->chain->len == 0)
    return 0;
  unit = g_ptr_array_index (info->chain, info->chain->len - 1);
  return unit->level;
}

/* What the map is coloured by, in the workspace that colours it. */
static const YutuIndicatorSpec *
get_indicator (YutuWindow        *self,
               YutuIndicatorSpec *spec)
{
  const YutuThemeMap *map = self->shows_coverage ? yutu_coverage_get_map (self->coverage) : NULL;

  if (map == NULL || map->table->level < YUTU_LEVEL_TOWNSHIP)
    return NULL;
  *spec = (YutuIndicatorSpec){
    .id = map->table->def->id,
    .level = map->table->level,
    .scope = map->table->scope,
  };
  return spec;
}

static void
sheet_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  YutuWindow       *self = user_data;
  YutuSheetView     view = { 0 };
  YutuIndicatorSpec indicator;
  YutuView          seen;
  GtkWidget        *dialog = NULL;

  if (self->session == NULL)
    return;
  yutu_map_view_get_view (self->map, &seen);
  view.box = yutu_view_get_grid_box (&seen, 0);
  view.groups = yutu_map_view_get_groups (self->map);
  view.place = yutu_session_get_place (self->session);
  view.place_level = get_place_level (self, view.place);
  view.indicator = get_indicator (self, &indicator);
  dialog = yutu_sheet_dialog_new (GTK_WINDOW (self), self->session, &view,
                                  g_str_equal (g_action_get_name (G_ACTION (action)), "print"));
  yutu_sheet_dialog_set_toasts (YUTU_SHEET_DIALOG (dialog), self->toasts);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry ACTIONS[] = {
  { "print", sheet_action },
  { "export-view", sheet_action },
};

void
yutu_window_add_sheet_actions (YutuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
}
