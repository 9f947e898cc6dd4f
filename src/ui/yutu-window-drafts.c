/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The bar of drafts in the window. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-toasts.h"

static void
bring_back_cb (YutuWindow *self)
{
  if (self->draft_bar != NULL)
    yutu_draft_bar_bring_back (self->draft_bar);
}

static void
thrown_away_cb (YutuDraftBar *bar,
                const char   *title,
                YutuWindow   *self)
{
  g_autofree char *text = g_strdup_printf (_ ("Thrown away: %s"), title);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast        *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (bring_back_cb), self,
                           G_CONNECT_SWAPPED);
  yutu_toasts_take (self->toasts, toast);
}

static void
resume_draft_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  yutu_draft_bar_resume (YUTU_WINDOW (user_data)->draft_bar);
}

static void
resume_facility (const YutuDraft *draft,
                 gpointer         data)
{
  YutuWindow *self = data;

  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  yutu_place_pane_resume_facility (self->pane, draft);
}

void
yutu_window_add_drafts (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = { { "resume-draft", resume_draft_action } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_draft_bar_add_handler (self->draft_bar, "facility", resume_facility, self);
  g_signal_connect_object (self->draft_bar, "thrown-away", G_CALLBACK (thrown_away_cb), self, 0);
}
