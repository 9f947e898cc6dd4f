/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the assistant has others do: the units of a day, the plan, the draft, carrying out and taking back.
 * Each is given up when it is begun anew; what comes of an older one is dropped. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>

#include "session/yutu-drafts.h"
#include "session/yutu-session-act-ground.h"
#include "session/yutu-session-act.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

#define PULSE_MS 120

static void begin_plan (YutuActAssistant *self);

static gboolean
pulse_cb (gpointer user_data)
{
  YutuActAssistant *self = user_data;

  gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_working (YutuActAssistant *self,
              const char       *words)
{
  gtk_progress_bar_set_text (self->progress_bar, words);
  if (self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  yutu_act_assistant_update (self);
}

static void
end_working (YutuActAssistant *self)
{
  if (!self->is_applying && self->planning == NULL && self->reading_ground == NULL)
    g_clear_handle_id (&self->pulse_source, g_source_remove);
  yutu_act_assistant_update (self);
}

static GCancellable *
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
  return *cancellable;
}

/* FALSE: it was an older job's, or the window is closed. */
static gboolean
end_job (YutuActAssistant *self,
         GCancellable    **cancellable,
         GAsyncResult     *result)
{
  if (self->session == NULL || g_task_get_cancellable (G_TASK (result)) != *cancellable)
    return FALSE;
  g_clear_object (cancellable);
  return TRUE;
}

/* ---- The units of the day ---- */

static void
ground_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActGround) ground =
    yutu_session_read_act_ground_finish (YUTU_SESSION (object), result, &error);

  if (!end_job (self, &self->reading_ground, result))
    return;
  if (ground == NULL)
    yutu_act_assistant_show_error (self, error);
  else
    {
      /* Rows have units of the older one: they are built anew before it goes. */
      g_autoptr (YutuActGround) older G_GNUC_UNUSED = g_steal_pointer (&self->ground);

      self->ground = g_steal_pointer (&ground);
      yutu_preview_map_set_divisions (self->map, self->ground->layer);
      yutu_picture_map_fit (YUTU_PICTURE_MAP (self->map));
      yutu_act_assistant_fill_steps (self);
      if (yutu_act_assistant_is_on (self, "abolish"))
        yutu_act_assistant_fill_abolish (self);
      if (yutu_act_assistant_is_on (self, "step"))
        yutu_act_assistant_fill_step (self);
      yutu_act_assistant_propose_title (self);
      yutu_act_assistant_show_organ (self);
      begin_plan (self);
    }
  end_working (self);
}

void
yutu_act_assistant_read_ground (YutuActAssistant *self)
{
  YutuDay day = yutu_act_assistant_get_day (self);

  if (day == YUTU_DAY_INVALID)
    return;
  yutu_session_read_act_ground_async (self->session, day, renew (&self->reading_ground), ground_read_cb,
                                      g_object_ref (self));
  show_working (self, _ ("Reading the units of the day"));
}

/* ---- The plan ---- */

static void
show_preview (YutuActAssistant *self)
{
  yutu_act_assistant_show_verdict (self);
  yutu_act_assistant_show_organ (self);
  if (self->preview == NULL || yutu_act_assistant_is_on (self, "acts") ||
      yutu_act_assistant_is_on (self, "record"))
    return;
  yutu_preview_map_set_sketch (self->map, self->preview->sketch);
  if (yutu_act_assistant_is_on (self, "steps"))
    yutu_act_assistant_fill_steps (self);
  if (yutu_act_assistant_is_on (self, "effect"))
    yutu_act_assistant_fill_effect (self);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActPreview) preview =
    yutu_session_preview_act_finish (YUTU_SESSION (object), result, &error);

  if (!end_job (self, &self->planning, result))
    return;
  if (preview != NULL)
    {
      g_clear_pointer (&self->preview, yutu_act_preview_free);
      self->preview = g_steal_pointer (&preview);
    }
  else
    yutu_act_assistant_show_error (self, error);
  show_preview (self);
  end_working (self);
}

static void
begin_plan (YutuActAssistant *self)
{
  g_autofree char *json = yutu_act_spec_to_json (self->spec);

  g_clear_pointer (&self->preview, yutu_act_preview_free);
  yutu_session_preview_act_async (self->session, json, renew (&self->planning), planned_cb,
                                  g_object_ref (self));
  show_preview (self);
  show_working (self, _ ("Working out what it would do; nothing is changed"));
}

/* ---- The draft ---- */

static void
put_draft (YutuActAssistant *self)
{
  g_autofree char *act = yutu_act_spec_to_json (self->spec);
  g_autofree char *content =
    g_strdup_printf ("{\"page\":\"%s\",\"own\":%s,\"act\":%s}",
                     gtk_stack_get_visible_child_name (self->pages),
                     self->title_is_own ? "true" : "false", act);
  g_autofree char *title = g_strdup_printf (
    _ ("Division change: %s"), self->spec->title != NULL ? self->spec->title
                                                         : yutu_words_act_kind (self->spec->kind));

  self->has_draft = TRUE;
  yutu_session_put_draft (self->session, YUTU_ACT_DRAFT_KEY, YUTU_ACT_DRAFT_KIND, title, content);
}

void
yutu_act_assistant_changed (YutuActAssistant *self)
{
  if (self->session == NULL || self->is_filling)
    return;
  yutu_act_assistant_propose_title (self);
  put_draft (self);
  gtk_revealer_set_reveal_child (self->bar, FALSE);
  begin_plan (self);
}

/* ---- Carrying out ---- */

gboolean
yutu_act_assistant_may_apply (YutuActAssistant *self)
{
  return self->preview != NULL && self->planning == NULL && !self->is_applying &&
         self->preview->report->effect->n_errors == 0 &&
         yutu_session_get_read_only_reason (self->session) == NULL;
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = yutu_session_undo_finish (YUTU_SESSION (object), result, &error);

  if (self->session == NULL)
    return;
  if (!done)
    {
      yutu_act_assistant_show_error (self, error);
      return;
    }
  put_draft (self);
  yutu_act_assistant_go_to (self, "effect");
  yutu_act_assistant_read_ground (self);
}

void
yutu_act_assistant_undo (YutuActAssistant *self)
{
  yutu_session_undo_async (self->session, FALSE, undone_cb, g_object_ref (self));
}

static void
show_done (YutuActAssistant *self,
           const char       *title)
{
  g_autofree char *text = g_strdup_printf (_ ("Carried out: %s"), title != NULL ? title : "");
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast        *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "act.undo");
  adw_toast_set_timeout (toast, 0);
  yutu_toasts_take (self->toasts, toast);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActTrial) done =
    yutu_session_apply_act_finish (YUTU_SESSION (object), result, &error);

  if (self->session == NULL)
    return;
  self->is_applying = FALSE;
  end_working (self);
  if (done == NULL)
    {
      yutu_act_assistant_show_error (self, error);
      begin_plan (self);
      return;
    }
  self->has_draft = FALSE;
  show_done (self, done->spec->title);
  yutu_act_assistant_read_record (self, done->report->act);
}

void
yutu_act_assistant_apply (YutuActAssistant *self)
{
  g_autofree char *json = yutu_act_spec_to_json (self->spec);
  g_autoptr (GError) error = NULL;
  YutuActSpec *spec = yutu_act_assistant_may_apply (self) ? yutu_act_spec_from_json (json, &error) : NULL;

  if (error != NULL)
    yutu_act_assistant_show_error (self, error);
  if (spec == NULL)
    return;
  self->is_applying = TRUE;
  yutu_session_settle_draft (self->session, YUTU_ACT_DRAFT_KEY);
  yutu_session_apply_act_async (self->session, spec, applied_cb, g_object_ref (self));
  show_working (self, _ ("Carrying it out"));
}
