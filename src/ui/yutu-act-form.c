/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-act-form-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "session/yutu-drafts.h"
#include "session/yutu-session-act.h"
#include "session/yutu-session-land.h"
#include "ui/yutu-act-words.h"
#include "ui/yutu-draw-tool.h"
#include "ui/yutu-line-tool.h"
#include "ui/yutu-words.h"

#define PLAN_MS 300

enum
{
  SIGNAL_LEFT,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  SIGNAL_PARTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YutuActForm, yutu_act_form, ADW_TYPE_BIN)

/* ---- What it would do ---- */

static void
update_apply (YutuActForm *self)
{
  gtk_widget_set_sensitive (self->apply, self->is_planned && !self->is_applying && yutu_form_is_valid (self->form));
}

static void
show_effect (YutuActForm         *self,
             const YutuActReport *report)
{
  g_autofree char *text = report != NULL ? yutu_act_words_dup_effect (report) : NULL;
  g_autofree char *issues = report != NULL ? yutu_act_words_dup_issues (report->effect) : NULL;
  gboolean         has_errors = report != NULL && report->effect->n_errors > 0;

  gtk_label_set_text (self->effects, text != NULL ? text : _ ("Fill in what is missing: then it is shown what it would do."));
  gtk_label_set_text (self->issues, issues != NULL ? issues : "");
  gtk_widget_set_visible (self->issues_box, issues != NULL && *issues != '\0');
  if (has_errors)
    gtk_widget_add_css_class (self->issues_box, "error");
  else
    gtk_widget_remove_css_class (self->issues_box, "error");
  self->is_planned = report != NULL && !has_errors;
  if (report != NULL)
    yutu_act_form_propose_codes (self, report->effect);
  update_apply (self);
}

/* Who gains and who loses by a correction. */
static char *
dup_island_words (YutuActForm           *self,
                  const YutuIslandTrial *trial)
{
  g_autofree char *to = yutu_act_form_dup_other_name (self);
  g_autofree char *area = yutu_words_area ((double)trial->area_cm2 / YUTU_CM2_PER_M2);
  GString         *text = g_string_new (NULL);

  if (self->way == YUTU_ACT_FORM_HOLE)
    /* Translators: an area */
    g_string_append_printf (text, _ ("%s are nobody’s on any day"), area);
  else
    /* Translators: an area; the unit that it goes to */
    g_string_append_printf (text, _ ("%s are those of %s on all days on which it is there"), area,
                            to != NULL ? to : "");
  for (guint i = 0; i < trial->losses->len; i++)
    {
      const YutuIslandLoss *loss = g_ptr_array_index (trial->losses, i);
      g_autofree char      *lost = yutu_words_area ((double)loss->area_cm2 / YUTU_CM2_PER_M2);

      g_string_append_c (text, '\n');
      if (loss->unit == 0)
        /* Translators: an area */
        g_string_append_printf (text, _ ("Nobody had %s of it"), lost);
      else
        /* Translators: a unit; the area that it loses */
        g_string_append_printf (text, _ ("%s has %s less"), loss->name, lost);
    }
  g_string_append (text, "\n\n");
  g_string_append (text, _ ("This corrects the record. What law changes on a day is a division change order."));
  return g_string_free (text, FALSE);
}

static void
show_island (YutuActForm           *self,
             const YutuIslandTrial *trial) /* (nullable) */
{
  gboolean         is_fine = trial != NULL && trial->is_allowed && trial->area_cm2 > 0;
  g_autofree char *text = is_fine ? dup_island_words (self, trial) : NULL;
  g_autofree char *why = NULL;

  if (trial != NULL && !trial->is_allowed)
    why = yutu_line_tool_word_refusal (trial->reason, FALSE, NULL, NULL);
  else if (trial != NULL && !is_fine)
    why = g_strdup (_ ("All of it is that already"));
  gtk_label_set_text (self->effects, text != NULL ? text : "");
  gtk_label_set_text (self->issues, why != NULL ? why : "");
  gtk_widget_set_visible (self->issues_box, why != NULL);
  gtk_widget_add_css_class (self->issues_box, "error");
  self->is_planned = is_fine;
  update_apply (self);
}

static void
island_tried_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (YutuActForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuIslandTrial) trial = yutu_session_try_island_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->planning);
  if (trial == NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  show_island (self, trial);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuActForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActTrial) trial = yutu_session_plan_act_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->planning);
  if (trial == NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  show_effect (self, trial != NULL ? trial->report : NULL);
}

static void
cancel_planning (YutuActForm *self)
{
  g_clear_handle_id (&self->plan_timeout, g_source_remove);
  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
}

static void keep_draft (YutuActForm *self);
static void follow_choices (YutuActForm *self);

static void
try_island (YutuActForm *self)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  YutuIslandWish wish;

  if (!yutu_act_form_make_island (self, &wish, ring))
    {
      show_effect (self, NULL);
      return;
    }
  self->planning = g_cancellable_new ();
  yutu_session_try_island_async (self->session, &wish, self->planning, island_tried_cb, g_object_ref (self));
}

static gboolean
plan_cb (gpointer data)
{
  YutuActForm *self = data;
  YutuActSpec *spec = NULL;

  self->plan_timeout = 0;
  follow_choices (self); /* not while its rows are at work */
  if (self->way != YUTU_ACT_FORM_ACT)
    {
      try_island (self);
      return G_SOURCE_REMOVE;
    }
  spec = yutu_act_form_make_spec (self);
  if (spec == NULL)
    {
      show_effect (self, NULL);
      return G_SOURCE_REMOVE;
    }
  self->planning = g_cancellable_new ();
  yutu_session_plan_act_async (self->session, spec, self->planning, planned_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
plan_soon (YutuActForm *self)
{
  cancel_planning (self);
  self->is_planned = FALSE;
  update_apply (self);
  self->plan_timeout = g_timeout_add (PLAN_MS, plan_cb, self);
}

/* ---- The draft ---- */

static const char *
get_kind_id (YutuActWishKind kind)
{
  return kind == YUTU_ACT_WISH_MERGE   ? "merge"
         : kind == YUTU_ACT_WISH_PLACE ? "place"
         : kind == YUTU_ACT_WISH_GIVE  ? "give"
                                       : "split";
}

static char *
dup_key (YutuActForm *self)
{
  return self->drawing != NULL ? yutu_draw_draft_dup_key (self->purpose) : g_strconcat ("edit:act:", self->purpose, NULL);
}

static void
keep_draft (YutuActForm *self)
{
  g_autofree char *key = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *content = NULL;

  if (self->purpose == NULL || self->session == NULL)
    return;
  key = dup_key (self);
  typed = yutu_act_form_dup_typed (self);
  if (typed == NULL && self->drawing == NULL)
    {
      yutu_session_drop_draft (self->session, key);
      return;
    }
  content = self->drawing != NULL
              ? yutu_draw_draft_dup_content (self->purpose, self->drawing, typed)
              : g_strdup_printf ("{\"purpose\":\"%s\",\"typed\":%s}", self->purpose, typed);
  yutu_session_put_draft (self->session, key, self->drawing != NULL ? "drawing" : YUTU_ACT_FORM_DRAFT_KIND,
                          gtk_label_get_text (self->heading), content);
}

void
yutu_act_form_leave_draft (YutuActForm *self)
{
  g_autofree char *key = NULL;

  g_return_if_fail (YUTU_IS_ACT_FORM (self));

  if (self->purpose == NULL || self->session == NULL)
    return;
  key = dup_key (self);
  yutu_session_leave_draft (self->session, key);
  g_clear_pointer (&self->purpose, g_free);
}

/* ---- Beginning ---- */

static void
show_heading (YutuActForm *self)
{
  g_autofree char *text = NULL;

  if (self->way != YUTU_ACT_FORM_ACT)
    text = g_strdup_printf (_ ("Correct the land of %s"), self->unit_name);
  else if (self->kind == YUTU_ACT_WISH_SPLIT)
    text = g_strdup_printf (_ ("Split %s"), self->unit_name);
  else if (self->kind == YUTU_ACT_WISH_GIVE)
    text = g_strdup_printf (_ ("Give a part of %s"), self->unit_name);
  else if (self->kind == YUTU_ACT_WISH_MERGE)
    text = g_strdup_printf (_ ("Merge %s"), self->unit_name);
  else
    text = g_strdup_printf (_ ("Place %s under another unit"), self->unit_name);
  gtk_label_set_text (self->heading, text);
}

static void
show_legend (YutuActForm *self)
{
  g_autofree char *legend = yutu_act_form_dup_legend (self);

  gtk_widget_set_visible (self->legend, legend != NULL);
  gtk_label_set_text (self->legend_label, legend != NULL ? legend : "");
}

/* The field that has the focus; NULL: none of them. */
static const char *
find_focus (YutuActForm *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->fields->len; i++)
    {
      const char *id = g_array_index (self->fields, YutuField, i).id;
      GtkWidget  *control = yutu_form_get_control (self->form, id);

      if (control != NULL && (focus == control || gtk_widget_is_ancestor (focus, control)))
        return id;
    }
  return NULL;
}

/* What is chosen may bring other fields; the focus stays where it was. */
static void
follow_choices (YutuActForm *self)
{
  g_autofree char *focus = g_strdup (find_focus (self));
  GtkWidget       *control = NULL;

  if (!yutu_act_form_make_fields (self))
    return;
  show_heading (self);
  show_legend (self);
  keep_draft (self);
  g_signal_emit (self, signals[SIGNAL_PARTS_CHANGED], 0);
  control = focus != NULL ? yutu_form_get_control (self->form, focus) : NULL;
  if (control != NULL)
    gtk_widget_grab_focus (control);
}

/* What a draft has is typed in; each choice may bring fields that it has more for. */
static void
type_draft (YutuActForm *self,
            const char  *typed)
{
  g_autofree char *key = dup_key (self);

  yutu_act_form_keep_typed (self, typed);
  yutu_form_set_typed (self->form, typed);
  for (int i = 0; i < 3 && yutu_act_form_make_fields (self); i++)
    yutu_form_set_typed (self->form, typed);
  yutu_session_enter_draft (self->session, key);
}

static void
take_parts (YutuActForm *self,
            GArray      *parts) /* (nullable) */
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_string_chunk_clear (self->names);
  if (parts == NULL)
    return;
  self->parts = g_array_copy (parts);
  for (guint i = 0; i < parts->len; i++)
    {
      YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);

      part->name = g_string_chunk_insert (self->names, part->name);
    }
}

/* Everything that was there before goes. */
static void
take_spec (YutuActForm           *self,
           const YutuActFormSpec *spec)
{
  self->purpose = spec->purpose != NULL ? g_strdup (spec->purpose)
                                        : g_strdup_printf ("%s:%" G_GINT64_FORMAT, get_kind_id (spec->kind), spec->unit);
  self->kind = spec->kind;
  self->way = YUTU_ACT_FORM_ACT;
  self->is_applying = FALSE;
  g_clear_pointer (&self->drawing, yutu_drawing_free);
  self->drawing = spec->drawing;
  self->is_ring = spec->drawing != NULL && yutu_drawing_is_ring (spec->drawing);
  self->is_outside = spec->is_outside;
  take_parts (self, spec->parts);
  self->has_own_land = spec->has_own_land;
  self->areas_cm2[0] = spec->left_cm2;
  self->areas_cm2[1] = spec->right_cm2;
  g_free (self->directions[0]);
  g_free (self->directions[1]);
  self->directions[0] = g_strdup (spec->left_words);
  self->directions[1] = g_strdup (spec->right_words);
  g_clear_pointer (&self->shape, g_free);
  g_free (self->base);
  self->base = yutu_act_form_dup_base (self);
  yutu_form_set_fields (self->form, NULL, 0, self->base);
  g_array_set_size (self->fields, 0);
  yutu_act_form_keep_typed (self, NULL);
}

gboolean
yutu_act_form_begin (YutuActForm           *self,
                     const YutuActFormSpec *spec)
{
  g_return_val_if_fail (YUTU_IS_ACT_FORM (self) && self->session != NULL, FALSE);

  if (!yutu_act_form_take_unit (self, spec->unit))
    return FALSE;
  cancel_planning (self);
  yutu_act_form_leave_draft (self); /* another one was typed in */
  take_spec (self, spec);
  yutu_act_form_make_fields (self);
  if (spec->typed != NULL)
    type_draft (self, spec->typed);
  show_heading (self);
  show_legend (self);
  show_effect (self, NULL);
  plan_soon (self);
  g_signal_emit (self, signals[SIGNAL_PARTS_CHANGED], 0);
  yutu_form_focus_first (self->form);
  return TRUE;
}

const YutuDrawing *
yutu_act_form_get_drawing (YutuActForm *self)
{
  g_return_val_if_fail (YUTU_IS_ACT_FORM (self), NULL);
  return self->drawing;
}

void
yutu_act_form_choose_side (YutuActForm *self,
                           gboolean     right)
{
  g_return_if_fail (YUTU_IS_ACT_FORM (self));

  if (self->drawing != NULL && !self->is_ring)
    yutu_form_type (self->form, "side", right ? "right" : "left");
}

gboolean
yutu_act_form_resume (YutuActForm *self,
                      const char  *content)
{
  g_autofree char *purpose = yutu_draw_draft_dup_purpose (content);
  g_autofree char *typed = yutu_draw_draft_dup_typed (content);
  const char      *colon = purpose != NULL ? strchr (purpose, ':') : NULL;
  YutuActFormSpec  spec = { .typed = typed };

  if (colon == NULL)
    return FALSE;
  spec.kind = g_str_has_prefix (purpose, "merge:") ? YUTU_ACT_WISH_MERGE : YUTU_ACT_WISH_PLACE;
  spec.unit = g_ascii_strtoll (colon + 1, NULL, 10);
  return yutu_act_form_begin (self, &spec);
}


static void
edited_cb (YutuForm    *form,
           YutuActForm *self)
{
  keep_draft (self);
  show_legend (self);
  g_signal_emit (self, signals[SIGNAL_PARTS_CHANGED], 0);
  plan_soon (self);
}

/* ---- The end ---- */

static void
leave (YutuActForm *self,
       gboolean     is_done)
{
  cancel_planning (self);
  yutu_act_form_leave_draft (self);
  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0, is_done);
}

static void
take_outcome (YutuActForm  *self,
              gboolean      is_done,
              const char   *title,
              const GError *error)
{
  if (self->session == NULL) /* the window is gone */
    return;
  self->is_applying = FALSE;
  if (!is_done)
    {
      update_apply (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, title);
  leave (self, TRUE);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuActForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActTrial) trial = yutu_session_apply_act_finish (YUTU_SESSION (source), result, &error);

  take_outcome (self, trial != NULL, trial != NULL ? trial->spec->title : NULL, error);
}

static void
island_added_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (YutuActForm) self = data;
  g_autoptr (GError) error = NULL;

  take_outcome (self, yutu_session_add_island_finish (YUTU_SESSION (source), result, &error),
                self->way == YUTU_ACT_FORM_HOLE ? _ ("The hole is in the record") : _ ("The land is in the record"), error);
}

/* What is written takes the draft along. */
static void
begin_applying (YutuActForm *self)
{
  g_autofree char *key = dup_key (self);

  cancel_planning (self);
  self->is_applying = TRUE;
  update_apply (self);
  yutu_session_settle_draft (self->session, key);
}

static void
apply_cb (YutuActForm *self)
{
  gboolean may_apply = self->purpose != NULL && gtk_widget_get_sensitive (self->apply);
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  YutuIslandWish wish;
  YutuActSpec   *spec = may_apply ? yutu_act_form_make_spec (self) : NULL;

  if (spec != NULL)
    {
      begin_applying (self);
      yutu_session_apply_act_async (self->session, spec, applied_cb, g_object_ref (self));
    }
  else if (may_apply && yutu_act_form_make_island (self, &wish, ring))
    {
      begin_applying (self);
      yutu_session_add_island_async (self->session, &wish, island_added_cb, g_object_ref (self));
    }
  else
    yutu_form_focus_invalid (self->form);
}

static void
back_cb (YutuActForm *self)
{
  if (!self->is_applying)
    leave (self, FALSE);
}

static void
discard_cb (YutuActForm *self)
{
  g_autofree char *key = NULL;

  if (self->is_applying || self->purpose == NULL)
    return;
  key = dup_key (self);
  yutu_session_drop_draft (self->session, key);
  leave (self, FALSE);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  back_cb (YUTU_ACT_FORM (widget));
  return GDK_EVENT_STOP;
}

/* ---- GObject ---- */

void
yutu_act_form_set_session (YutuActForm *self,
                           YutuSession *session)
{
  g_return_if_fail (YUTU_IS_ACT_FORM (self));

  cancel_planning (self);
  if (session != self->session) /* the draft is the other file's */
    g_clear_pointer (&self->purpose, g_free);
  g_set_object (&self->session, session);
}

static void
yutu_act_form_dispose (GObject *object)
{
  YutuActForm *self = YUTU_ACT_FORM (object);

  cancel_planning (self);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_ACT_FORM);
  G_OBJECT_CLASS (yutu_act_form_parent_class)->dispose (object);
}

static void
yutu_act_form_finalize (GObject *object)
{
  YutuActForm *self = YUTU_ACT_FORM (object);

  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->directions[0]);
  g_free (self->directions[1]);
  g_free (self->purpose);
  g_free (self->base);
  g_free (self->shape);
  g_free (self->unit_name);
  json_object_unref (self->kept);
  g_string_chunk_free (self->names);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->units);
  G_OBJECT_CLASS (yutu_act_form_parent_class)->finalize (object);
}

static void
yutu_act_form_class_init (YutuActFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_act_form_dispose;
  object_class->finalize = yutu_act_form_finalize;
  signals[SIGNAL_LEFT] = g_signal_new ("left", YUTU_TYPE_ACT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_ACT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_ACT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_PARTS_CHANGED] = g_signal_new ("parts-changed", YUTU_TYPE_ACT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YUTU_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-act-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, heading);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, form);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, legend);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, legend_label);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, effects);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, issues);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, issues_box);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, apply);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
yutu_act_form_init (YutuActForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->units = g_array_new (FALSE, FALSE, sizeof (YutuChoice));
  self->fields = g_array_new (FALSE, FALSE, sizeof (YutuField));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->kept = json_object_new ();
  self->names = g_string_chunk_new (256);
}
