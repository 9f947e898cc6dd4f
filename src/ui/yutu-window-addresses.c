/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of the chosen place in the window: below the map, to choose from. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-focus.h"

static void
reveal_page (YutuWindow *self)
{
  if (self->workspace != YUTU_WORKSPACE_LOCATE)
    yutu_window_set_workspace (self, YUTU_WORKSPACE_LOCATE);
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
}

static void
opened_cb (YutuAddressBrowser *table,
           YutuPlace          *place,
           YutuWindow         *self)
{
  reveal_page (self);
  yutu_session_set_place (self->session, place);
}

static void
done_cb (YutuAddressBrowser *table,
         const char         *text,
         YutuWindow         *self)
{
  yutu_window_add_toast (self, text, TRUE);
}

static void
failed_cb (YutuAddressBrowser *table,
           const GError       *error,
           YutuWindow         *self)
{
  yutu_window_show_error (self, error);
}

static void
addresses_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  YutuPlace  *place = self->session != NULL ? yutu_session_get_place (self->session) : NULL;

  if (self->session == NULL)
    return;
  if (place == NULL || !yutu_address_browser_show (self->addresses, place))
    {
      yutu_window_add_toast (self, _ ("Choose a unit, a road or an estate first, or draw an area (Ctrl+2, Ctrl+3)"), FALSE);
      return;
    }
  yutu_window_show_addresses (self, TRUE);
  yutu_address_browser_focus (self->addresses);
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  yutu_window_show_addresses (user_data, FALSE);
}

static void
show_case_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  gboolean    is_elsewhere = self->workspace != YUTU_WORKSPACE_LOCATE;

  if (self->session == NULL)
    return;
  reveal_page (self);
  if (is_elsewhere) /* what was pressed is hidden now; the case takes the focus on from the pane */
    yutu_focus_first (GTK_WIDGET (self->pane));
  yutu_place_pane_show_case (self->pane, g_variant_get_int64 (parameter));
}

void
yutu_window_add_addresses (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = {
    { "addresses", addresses_action },
    { "close-addresses", close_action },
    { "show-case", show_case_action, "x" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  g_signal_connect_object (self->addresses, "opened", G_CALLBACK (opened_cb), self, 0);
  g_signal_connect_object (self->addresses, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->addresses, "failed", G_CALLBACK (failed_cb), self, 0);
}
