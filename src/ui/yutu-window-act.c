/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Division change orders, drawn up in a window of their own over this one. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-act-assistant.h"

static void
show_day_cb (YutuActAssistant *assistant,
             int               day,
             YutuWindow       *self)
{
  if (self->session != NULL)
    yutu_session_set_day (self->session, day);
}

/* The case is behind the assistant, which stands on it. */
static void
show_case_cb (YutuActAssistant *assistant,
              gint64            id,
              YutuWindow       *self)
{
  gtk_window_close (GTK_WINDOW (assistant));
  if (self->session != NULL)
    yutu_place_pane_show_case (self->pane, id);
}

static YutuActAssistant *
open_assistant (YutuWindow *self)
{
  GtkWidget *assistant = yutu_act_assistant_new (GTK_WINDOW (self), self->session);

  g_signal_connect_object (assistant, "show-day", G_CALLBACK (show_day_cb), self, 0);
  g_signal_connect_object (assistant, "show-case", G_CALLBACK (show_case_cb), self, 0);
  gtk_window_present (GTK_WINDOW (assistant));
  return YUTU_ACT_ASSISTANT (assistant);
}

static void
act_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    open_assistant (self);
}

static void
show_act_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_act_assistant_show_record (open_assistant (self), g_variant_get_int64 (parameter));
}

static void
draw_act_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_act_assistant_set_document (open_assistant (self), g_variant_get_string (parameter, NULL));
}

static void
list_acts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_act_assistant_show_acts (open_assistant (self));
}

static void
resume (const YutuDraft *draft,
        gpointer         data)
{
  YutuWindow *self = data;

  if (self->session != NULL)
    yutu_act_assistant_resume (open_assistant (self), draft->content);
}

void
yutu_window_add_act (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = {
    { "act", act_action },
    { "list-acts", list_acts_action },
    { "show-act", show_act_action, "x" },
    { "draw-act", draw_act_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_draft_bar_add_handler (self->draft_bar, YUTU_ACT_DRAFT_KIND, resume, self);
}
