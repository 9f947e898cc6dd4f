/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/*  approval ──▶ papers ──▶ steps ──▶ effect ──carried out──▶ record
 *                          │  ▲                               ▲
 *                          ▼  │                               │
 *                     abolish, step                         acts
 *
 * Each change: the draft is put, the older plan given up, a new one begun. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "session/yutu-drafts.h"
#include "session/yutu-session-act-ground.h"
#include "session/yutu-session-act.h"
#include "ui/yutu-dialog-size.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-whole-text.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

G_DEFINE_FINAL_TYPE (YutuActAssistant, yutu_act_assistant, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SHOW_DAY,
  SIGNAL_SHOW_CASE,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Pages ---- */

static const struct
{
  const char *name;
  const char *title;
  const char *before; /* where Back leads */
  const char *after;
} PAGES[] = {
  { "approval", N_ ("Kind and approval"), NULL, "papers" },
  { "papers", N_ ("Papers"), "approval", "steps" },
  { "steps", N_ ("What changes"), "papers", "effect" },
  { "abolish", N_ ("Where everything goes"), "steps", NULL },
  { "step", N_ ("A step"), "steps", NULL },
  { "effect", N_ ("What it will do"), "steps", NULL },
  { "acts", N_ ("Acts in this file"), "approval", NULL },
  { "record", N_ ("What was done"), "acts", NULL },
};

static gsize
get_page_index (YutuActAssistant *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->pages);

  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (g_strcmp0 (name, PAGES[i].name) == 0)
      return i;
  return 0;
}

gboolean
yutu_act_assistant_is_on (YutuActAssistant *self,
                          const char       *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

void
yutu_act_assistant_update (YutuActAssistant *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gsize      page = get_page_index (self);
  gboolean   is_last = yutu_act_assistant_is_on (self, "effect");
  gboolean   is_sub = yutu_act_assistant_is_on (self, "step") || yutu_act_assistant_is_on (self, "abolish");

  adw_window_title_set_subtitle (self->heading, _ (PAGES[page].title));
  gtk_button_set_label (self->next, is_last ? _ ("_Carry out") : is_sub ? _ ("_Done") : _ ("_Next"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next),
                               is_last ? _ ("Carry it out, as one step that can be undone (Ctrl+Enter)")
                                       : _ ("Go on (Ctrl+Enter)"));
  gtk_widget_set_visible (GTK_WIDGET (self->next), is_last || is_sub || PAGES[page].after != NULL);
  gtk_widget_set_visible (self->back, PAGES[page].before != NULL);
  gtk_widget_action_set_enabled (widget, "act.next", is_last ? yutu_act_assistant_may_apply (self) : !self->is_applying);
  gtk_widget_action_set_enabled (widget, "act.back", PAGES[page].before != NULL && !self->is_applying);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), !self->is_applying);
  gtk_revealer_set_reveal_child (self->working, self->is_applying || self->planning != NULL ||
                                                  self->reading_ground != NULL);
}

/* The pages of acts that were carried out are not about what is being drawn up. */
static void
show_on_map (YutuActAssistant *self,
             const char       *page)
{
  gboolean is_past = g_str_equal (page, "acts") || g_str_equal (page, "record");
  gboolean was_past = yutu_act_assistant_is_on (self, "acts") || yutu_act_assistant_is_on (self, "record");

  yutu_preview_map_set_unit (self->map, 0);
  if (is_past == was_past)
    return;
  yutu_preview_map_set_sketch (self->map, !is_past && self->preview != NULL ? self->preview->sketch : NULL);
  yutu_picture_map_fit (YUTU_PICTURE_MAP (self->map));
}

void
yutu_act_assistant_go_to (YutuActAssistant *self,
                          const char       *page)
{
  if (yutu_act_assistant_is_on (self, "step") && !g_str_equal (page, "step"))
    yutu_act_assistant_leave_step (self);
  self->active = NULL;
  self->first = NULL;
  self->chosen_part = 0;
  yutu_act_assistant_set_hint (self, NULL);
  gtk_revealer_set_reveal_child (self->bar, FALSE);
  show_on_map (self, page);
  if (g_str_equal (page, "papers"))
    yutu_act_assistant_fill_papers (self);
  else if (g_str_equal (page, "steps"))
    yutu_act_assistant_fill_steps (self);
  else if (g_str_equal (page, "abolish"))
    yutu_act_assistant_fill_abolish (self);
  else if (g_str_equal (page, "step"))
    yutu_act_assistant_fill_step (self);
  else if (g_str_equal (page, "effect"))
    yutu_act_assistant_fill_effect (self);
  gtk_stack_set_visible_child_name (self->pages, page);
  if (g_str_equal (page, "approval"))
    yutu_form_focus_first (self->form);
  else if (self->first != NULL)
    gtk_widget_grab_focus (self->first);
  else
    yutu_focus_first (GTK_WIDGET (self->pages));
  self->first = NULL; /* it may go when the page is filled anew */
  if (g_str_equal (page, "effect"))
    yutu_picture_map_fit (YUTU_PICTURE_MAP (self->map));
  yutu_act_assistant_update (self);
}

/* ---- What everybody needs ---- */

char *
yutu_act_assistant_dup_text (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return stripped != NULL && *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

void
yutu_act_assistant_set_hint (YutuActAssistant *self,
                             const char       *text)
{
  gtk_label_set_text (self->map_hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->map_hint), text != NULL);
}

YutuUnitChoices
yutu_act_assistant_get_choices (YutuActAssistant *self)
{
  return (YutuUnitChoices){ self->ground, self->spec };
}

YutuDay
yutu_act_assistant_get_day (YutuActAssistant *self)
{
  return self->spec->effective_on != NULL ? yutu_day_parse (self->spec->effective_on) : YUTU_DAY_INVALID;
}

void
yutu_act_assistant_show_error (YutuActAssistant *self,
                               const GError     *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = yutu_words_error (error);
  gtk_label_set_text (self->bar_label, text);
  gtk_revealer_set_reveal_child (self->bar, TRUE);
}

static void
field_focused_cb (YutuUnitField    *field,
                  YutuActAssistant *self)
{
  self->active = field;
  yutu_act_assistant_set_hint (self, _ ("Click on the unit that is meant"));
}

void
yutu_act_assistant_watch_field (YutuActAssistant *self,
                                YutuUnitField    *field)
{
  g_signal_connect_object (field, "focused", G_CALLBACK (field_focused_cb), self, 0);
}

/* ---- Actions ---- */

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  yutu_act_assistant_undo (YUTU_ACT_ASSISTANT (widget));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  YutuActAssistant *self = YUTU_ACT_ASSISTANT (widget);
  gsize             page = get_page_index (self);

  if (yutu_act_assistant_is_on (self, "effect"))
    yutu_act_assistant_apply (self);
  else if (yutu_act_assistant_is_on (self, "step") || yutu_act_assistant_is_on (self, "abolish"))
    yutu_act_assistant_go_to (self, "steps");
  else if (yutu_act_assistant_is_on (self, "approval") && !yutu_form_is_valid (self->form))
    yutu_form_focus_invalid (self->form);
  else if (PAGES[page].after != NULL)
    yutu_act_assistant_go_to (self, PAGES[page].after);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  YutuActAssistant *self = YUTU_ACT_ASSISTANT (widget);
  const char       *before = PAGES[get_page_index (self)].before;

  if (yutu_act_assistant_is_on (self, "record"))
    yutu_act_assistant_show_acts (self);
  else if (before != NULL)
    yutu_act_assistant_go_to (self, before);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  YutuActAssistant *self = YUTU_ACT_ASSISTANT (widget);

  if (self->is_applying)
    yutu_session_cancel_jobs (self->session);
  g_cancellable_cancel (self->planning);
  g_cancellable_cancel (self->reading_ground);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  YutuActAssistant *self = YUTU_ACT_ASSISTANT (widget);

  if (self->is_applying)
    yutu_session_cancel_jobs (self->session);
  else if (yutu_act_assistant_is_on (self, "step") || yutu_act_assistant_is_on (self, "abolish"))
    yutu_act_assistant_go_to (self, "steps");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
list_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  yutu_act_assistant_show_acts (YUTU_ACT_ASSISTANT (widget));
}

static void
add_step_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  yutu_act_assistant_add_step (YUTU_ACT_ASSISTANT (widget), g_variant_get_string (parameter, NULL));
}

static void
line_back_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  yutu_act_assistant_take_back_point (YUTU_ACT_ASSISTANT (widget));
}

/* ---- The map ---- */

static void
pressed_cb (YutuActAssistant *self,
            double            x,
            double            y)
{
  YutuUnitField      *field = self->active;
  const YutuDivision *unit = NULL;

  if (self->ground == NULL)
    return;
  if (yutu_act_assistant_is_on (self, "step") && (self->is_drawing || self->is_seating))
    {
      yutu_act_assistant_press_step (self, x, y);
      return;
    }
  if (yutu_act_assistant_is_on (self, "abolish") && field == NULL)
    {
      yutu_act_assistant_press_abolish (self, x, y);
      return;
    }
  if (field == NULL)
    return;
  unit = yutu_act_ground_get (
    self->ground, yutu_preview_map_get_unit (self->map, x, y, yutu_unit_field_get_level (field)));
  if (unit != NULL)
    yutu_unit_field_choose (field, unit->uuid);
}

static void
line_back_key_cb (GtkEventControllerKey *controller,
                  guint                  key,
                  guint                  code,
                  GdkModifierType        state,
                  YutuActAssistant      *self)
{
  if (key == GDK_KEY_BackSpace)
    yutu_act_assistant_take_back_point (self);
}

/* ---- The window ---- */

static void
lead_clicked_cb (YutuActAssistant *self)
{
  if (self->spec->kind == YUTU_ACT_ABOLISH)
    yutu_act_assistant_go_to (self, "abolish");
}

static void
organ_use_cb (YutuActAssistant *self)
{
  yutu_act_assistant_use_organ (self);
}

static void
step_activated_cb (YutuActAssistant *self,
                   GtkListBoxRow    *row)
{
  yutu_act_assistant_edit_step (self, gtk_list_box_row_get_index (row));
}

static void
yutu_act_assistant_dispose (GObject *object)
{
  YutuActAssistant *self = YUTU_ACT_ASSISTANT (object);
  GCancellable    **jobs[] = { &self->reading_ground, &self->reading_heirs, &self->planning,
                               &self->reading_acts };

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_cancellable_cancel (*jobs[i]);
      g_clear_object (jobs[i]);
    }
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  if (self->session != NULL && self->has_draft)
    yutu_session_leave_draft (self->session, YUTU_ACT_DRAFT_KEY);
  g_clear_object (&self->session);
  self->active = NULL;
  G_OBJECT_CLASS (yutu_act_assistant_parent_class)->dispose (object);
}

static void
yutu_act_assistant_finalize (GObject *object)
{
  YutuActAssistant *self = YUTU_ACT_ASSISTANT (object);

  g_clear_pointer (&self->spec, yutu_act_spec_free);
  g_clear_pointer (&self->ground, yutu_act_ground_free);
  g_clear_pointer (&self->heirs, yutu_act_heirs_free);
  g_clear_pointer (&self->preview, yutu_act_preview_free);
  g_clear_pointer (&self->record, yutu_act_record_free);
  g_clear_pointer (&self->organs, g_ptr_array_unref);
  G_OBJECT_CLASS (yutu_act_assistant_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, YutuActAssistant, child)
  BIND (toasts);
  BIND (heading);
  BIND (back);
  BIND (next);
  BIND (bar);
  BIND (bar_label);
  BIND (pages);
  BIND (approval_box);
  BIND (kind_note);
  BIND (organ_note);
  BIND (organ_use);
  BIND (papers_box);
  BIND (steps_note);
  BIND (steps_list);
  BIND (lead);
  BIND (verdict);
  BIND (abolish_box);
  BIND (step_box);
  BIND (effect_box);
  BIND (acts_box);
  BIND (record_box);
  BIND (map);
  BIND (map_hint);
  BIND (working);
  BIND (progress_bar);
#undef BIND
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "act.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "act.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "act.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "act.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "act.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "act.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "act.add-step", "s", add_step_action);
  gtk_widget_class_install_action (widget_class, "act.line-back", NULL, line_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "act.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "act.next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "act.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "act.list", NULL);
}

static void
yutu_act_assistant_class_init (YutuActAssistantClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YUTU_TYPE_PREVIEW_MAP);
  object_class->dispose = yutu_act_assistant_dispose;
  object_class->finalize = yutu_act_assistant_finalize;
  signals[SIGNAL_SHOW_DAY] = g_signal_new ("show-day", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_SHOW_CASE] = g_signal_new ("show-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-act-assistant.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, lead_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, organ_use_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  add_actions (widget_class);
}

static void
yutu_act_assistant_init (YutuActAssistant *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_whole_text_watch (GTK_WIDGET (self));
  yutu_focus_mend_list (GTK_WIDGET (self->steps_list));
  self->step = -1;
  g_signal_connect (keys, "key-pressed", G_CALLBACK (line_back_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
}

static void
begin (YutuActAssistant *self)
{
  yutu_act_assistant_fill_approval (self);
  yutu_act_assistant_fill_steps (self);
  yutu_act_assistant_read_ground (self);
  yutu_act_assistant_read_acts (self);
}

GtkWidget *
yutu_act_assistant_new (GtkWindow   *parent,
                        YutuSession *session)
{
  YutuActAssistant *self = g_object_new (YUTU_TYPE_ACT_ASSISTANT, "transient-for", parent, NULL);
  char              day[YUTU_DAY_TEXT_SIZE];

  yutu_dialog_fit (GTK_WINDOW (self), GTK_WIDGET (self->pages));
  self->session = g_object_ref (session);
  self->spec = yutu_act_spec_new (YUTU_ACT_ABOLISH);
  self->spec->effective_on = g_strdup (yutu_day_format (yutu_session_get_day (session), day));
  yutu_preview_map_set_session (self->map, session);
  begin (self);
  yutu_act_assistant_go_to (self, "approval");
  return GTK_WIDGET (self);
}

gboolean
yutu_act_assistant_resume (YutuActAssistant *self,
                           const char       *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *json = NULL;
  const char      *page = NULL;
  JsonObject      *object = NULL;
  YutuActSpec     *spec = NULL;

  g_return_val_if_fail (YUTU_IS_ACT_ASSISTANT (self), FALSE);

  if (!json_parser_load_from_data (parser, content, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (object, "act"))
    return FALSE;
  json = json_to_string (json_object_get_member (object, "act"), FALSE);
  spec = yutu_act_spec_from_json (json, NULL);
  if (spec == NULL)
    return FALSE;
  g_clear_pointer (&self->spec, yutu_act_spec_free);
  self->spec = spec;
  self->title_is_own = json_object_get_boolean_member_with_default (object, "own", FALSE);
  self->has_draft = TRUE;
  yutu_session_enter_draft (self->session, YUTU_ACT_DRAFT_KEY);
  begin (self);
  page = json_object_get_string_member_with_default (object, "page", "approval");
  if (g_str_equal (page, "step"))
    page = "steps";
  yutu_act_assistant_go_to (self, gtk_stack_get_child_by_name (self->pages, page) != NULL &&
                                      !g_str_equal (page, "record") && !g_str_equal (page, "acts")
                                    ? page
                                    : "approval");
  return TRUE;
}

void
yutu_act_assistant_show_acts (YutuActAssistant *self)
{
  g_return_if_fail (YUTU_IS_ACT_ASSISTANT (self));

  yutu_act_assistant_read_acts (self);
  yutu_act_assistant_go_to (self, "acts");
}

void
yutu_act_assistant_show_record (YutuActAssistant *self,
                                gint64            act)
{
  g_return_if_fail (YUTU_IS_ACT_ASSISTANT (self));

  yutu_act_assistant_read_record (self, act);
}

void
yutu_act_assistant_set_document (YutuActAssistant *self,
                                 const char       *number)
{
  g_return_if_fail (YUTU_IS_ACT_ASSISTANT (self));

  g_free (self->spec->doc_no);
  self->spec->doc_no = yutu_act_assistant_dup_text (number);
  yutu_act_assistant_fill_approval (self);
  yutu_act_assistant_changed (self);
}

/* ---- For tests ---- */

const char *
yutu_act_assistant_get_page (YutuActAssistant *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

gboolean
yutu_act_assistant_is_busy (YutuActAssistant *self)
{
  return self->is_applying || self->planning != NULL || self->reading_ground != NULL ||
         self->reading_heirs != NULL || self->reading_acts != NULL;
}

const YutuActSpec *
yutu_act_assistant_get_spec (YutuActAssistant *self)
{
  return self->spec;
}

const YutuActPreview *
yutu_act_assistant_get_preview (YutuActAssistant *self)
{
  return self->preview;
}

YutuPreviewMap *
yutu_act_assistant_get_map (YutuActAssistant *self)
{
  return self->map;
}
