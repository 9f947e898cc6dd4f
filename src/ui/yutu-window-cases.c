/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Handling cases in the window: who works here, what was done with a way back, and what was begun. */

#include "ui/yutu-window-private.h"

#include "ui/yutu-case-open-page.h"
#include "ui/yutu-case-steps.h"
#include "ui/yutu-work-as.h"

static void
done_cb (YutuPlacePane *pane,
         const char    *text,
         YutuWindow    *self)
{
  yutu_window_add_toast (self, text, TRUE);
}

static void
message_cb (YutuPlacePane *pane,
            const char    *text,
            YutuWindow    *self)
{
  yutu_window_add_toast (self, text, FALSE);
}

static void
resume_cb (const YutuDraft *draft,
           gpointer         data)
{
  YutuWindow *self = data;

  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  yutu_place_pane_resume_draft (self->pane, draft);
}

static void
work_as_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_work_as_ask (GTK_WINDOW (self), self->session, self->settings);
}

static void
open_case_here_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_place_pane_open_kind (self->pane, g_variant_get_string (parameter, NULL));
}

void
yutu_window_restore_work (YutuWindow *self)
{
  yutu_work_as_restore (self->session, self->settings);
}

void
yutu_window_add_cases (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = { { "work-as", work_as_action }, { "open-case-here", open_case_here_action, "s" } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  g_signal_connect_object (self->pane, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->pane, "message", G_CALLBACK (message_cb), self, 0);
  /* The bar lives no longer than the window. */
  yutu_draft_bar_add_handler (self->draft_bar, YUTU_CASE_OPEN_DRAFT, resume_cb, self);
  yutu_draft_bar_add_handler (self->draft_bar, YUTU_CASE_STEP_DRAFT, resume_cb, self);
}
