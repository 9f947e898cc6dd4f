/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The check in the window: its findings below the map, each leading to its place. */

#include "ui/yutu-window-private.h"

/* (nullable): what is chosen for a finding: the thing itself where it is one, though it stands nowhere, else the point
 * where it lies. */
static YutuPlace *
make_place (const YutuCheckFinding *finding)
{
  static const struct
  {
    const char   *table;
    YutuPlaceKind kind;
  } things[] = {
    { "address", YUTU_PLACE_ADDRESS },
    { "facility", YUTU_PLACE_FACILITY },
    { "place_name", YUTU_PLACE_NAME },
    { "boundary_line", YUTU_PLACE_LINE },
    { "boundary_pillar", YUTU_PLACE_PILLAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    if (g_str_equal (things[i].table, finding->table))
      return yutu_place_new_object (things[i].kind, finding->id);
  return finding->has_place ? yutu_place_new_point (finding->place) : NULL;
}

static void
shown_cb (YutuFindings           *findings,
          const YutuCheckFinding *finding,
          YutuWindow             *self)
{
  g_autoptr (YutuPlace) place = NULL;

  place = make_place (finding);
  if (place == NULL)
    return;
  yutu_session_set_place (self->session, place);
  if (finding->has_place)
    yutu_map_view_show_box (self->map, (YutuBox){ finding->place.x, finding->place.y, finding->place.x,
                                                  finding->place.y });
  if (g_str_equal (finding->table, "case_file"))
    {
      adw_flap_set_reveal_flap (self->right_flap, TRUE);
      yutu_place_pane_show_case (self->pane, finding->id);
    }
}

/* The page of what is chosen has the keyboard next. */
static void
opened_cb (YutuFindings *findings,
           YutuWindow   *self)
{
  if (self->workspace != YUTU_WORKSPACE_LOCATE)
    yutu_window_set_workspace (self, YUTU_WORKSPACE_LOCATE);
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static void
previewed_cb (YutuFindings          *findings,
              const YutuCheckRepair *repair, /* NULL: none any more */
              YutuWindow            *self)
{
  gboolean has_some = repair != NULL && repair->marks != NULL;

  if (!has_some && !self->shows_repair)
    return;
  yutu_map_view_set_marks (self->map, has_some ? repair->marks : NULL);
  if (has_some)
    yutu_map_view_show_box (self->map, repair->box);
  self->shows_repair = has_some;
}

static void
done_cb (YutuFindings *findings,
         const char   *text,
         YutuWindow   *self)
{
  yutu_window_add_toast (self, text, TRUE);
}

static void
failed_cb (YutuFindings *findings,
           const GError *error,
           YutuWindow   *self)
{
  yutu_window_show_error (self, error);
}

static void
check_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session == NULL)
    return;
  yutu_window_show_findings (self, TRUE);
  yutu_findings_check (self->findings);
}

static void
close_check_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  yutu_window_show_findings (user_data, FALSE);
}

void
yutu_window_add_check (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = {
    { "check", check_action },
    { "close-check", close_check_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  g_signal_connect_object (self->findings, "shown", G_CALLBACK (shown_cb), self, 0);
  g_signal_connect_object (self->findings, "opened", G_CALLBACK (opened_cb), self, 0);
  g_signal_connect_object (self->findings, "previewed", G_CALLBACK (previewed_cb), self, 0);
  g_signal_connect_object (self->findings, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->findings, "failed", G_CALLBACK (failed_cb), self, 0);
}
