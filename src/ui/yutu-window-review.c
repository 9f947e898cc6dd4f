/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list of written addresses in the window: below the map, with its rows on it. */

#include "ui/yutu-window-private.h"

static void
place_opened_cb (YutuReview *review,
                 YutuPlace  *place,
                 YutuWindow *self)
{
  self->folds_right = FALSE; /* it is wanted now */
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  yutu_session_set_place (self->session, place);
}

static void
failed_cb (YutuReview   *review,
           const GError *error,
           YutuWindow   *self)
{
  yutu_window_show_error (self, error);
}

static void
message_cb (YutuReview *review,
            const char *text,
            YutuWindow *self)
{
  yutu_window_add_toast (self, text, FALSE);
}

static void
show (YutuWindow *self)
{
  yutu_window_show_review (self, TRUE);
  yutu_review_focus (self->review);
}

static void
review_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session == NULL)
    return;
  if (self->workspace != YUTU_WORKSPACE_LOCATE)
    yutu_window_set_workspace (self, YUTU_WORKSPACE_LOCATE);
  show (self);
}

static void
close_review_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  yutu_window_show_review (user_data, FALSE);
}

void
yutu_window_review_file (YutuWindow *self,
                         const char *path)
{
  if (self->session == NULL)
    return;
  show (self);
  yutu_review_read_file (self->review, path);
}

void
yutu_window_review_text (YutuWindow *self,
                         const char *text)
{
  if (self->session == NULL)
    return;
  if (self->workspace != YUTU_WORKSPACE_LOCATE)
    yutu_window_set_workspace (self, YUTU_WORKSPACE_LOCATE);
  show (self);
  yutu_review_read_text (self->review, text);
}

static void
resume (const YutuDraft *draft,
        gpointer         data)
{
  YutuWindow *self = data;

  if (self->session == NULL)
    return;
  show (self);
  if (!yutu_review_resume (self->review, draft))
    yutu_session_leave_draft (self->session, draft->key);
}

void
yutu_window_add_review (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = {
    { "review", review_action },
    { "close-review", close_review_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_draft_bar_add_handler (self->draft_bar, YUTU_REVIEW_DRAFT_KIND, resume, self);
  g_signal_connect_object (self->review, "place-opened", G_CALLBACK (place_opened_cb), self, 0);
  g_signal_connect_object (self->review, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->review, "message", G_CALLBACK (message_cb), self, 0);
}
