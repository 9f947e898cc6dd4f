/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-steps.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/yutu-json.h"
#include "casework/yutu-case-guide.h"
#include "session/yutu-case-words.h"
#include "session/yutu-drafts.h"
#include "session/yutu-session-cases.h"
#include "ui/yutu-case-inputs.h"
#include "ui/yutu-case-naming.h"
#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-form.h"
#include "ui/yutu-words.h"

struct _YutuCaseSteps
{
  AdwBin parent_instance;

  GtkBox         *content;
  GtkWidget      *work_as; /* button */
  GtkBox         *buttons;
  GtkWidget      *form_box; /* NULL while no form is open */
  YutuForm       *form;
  YutuForm       *more; /* NULL without one */
  GtkLabel       *wrong;
  GtkWidget      *take;
  YutuCaseNaming *naming;

  YutuMapView          *map; /* a weak pointer */
  YutuSession          *session;
  const YutuCaseDetail *detail; /* the page's */
  gint64                id;
  const YutuTransition *step; /* of the open form; the session's */
  YutuCaseInputs       *inputs;
  YutuCaseInputs       *more_inputs;
  gboolean              is_stepping;
  gboolean              has_suggested; /* one of the buttons stands out */
};

G_DEFINE_FINAL_TYPE (YutuCaseSteps, yutu_case_steps, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void  take_clicked_cb (YutuCaseSteps *self);
static char *dup_set (YutuCaseSteps *self);

/* ---- Drafts ---- */

static char *
dup_draft_key (gint64 case_file)
{
  return g_strdup_printf ("case-step:%" G_GINT64_FORMAT, case_file);
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gint64
yutu_case_steps_get_draft_case (const char *content)
{
  g_autoptr (JsonNode) root = json_from_string (content, NULL);
  JsonObject *object = get_object (root);

  return object != NULL ? json_object_get_int_member_with_default (object, "case", 0) : 0;
}

static char *
make_draft (YutuCaseSteps *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autofree char *more = self->more != NULL ? yutu_form_dup_typed (self->more) : NULL;

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "case", self->id);
  yutu_json_add_text (builder, "transition", self->step->id);
  yutu_json_add_text (builder, "typed", typed != NULL ? typed : "{}");
  yutu_json_add_text (builder, "more", more != NULL ? more : "{}");
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
take_naming (YutuCaseSteps *self)
{
  g_autofree char *set = dup_set (self);

  yutu_case_naming_take_step (self->naming, self->detail->fields, set);
}

static void
edited_cb (YutuCaseSteps *self)
{
  g_autofree char *key = dup_draft_key (self->id);
  g_autofree char *content = make_draft (self);
  g_autofree char *title =
    g_strdup_printf ("%s · %s", yutu_title_get (&self->step->title), self->detail->row.case_no);

  gtk_widget_set_visible (GTK_WIDGET (self->wrong), FALSE);
  yutu_session_put_draft (self->session, key, YUTU_CASE_STEP_DRAFT, title, content);
  take_naming (self);
}

/* ---- The form ---- */

static void
close_form (YutuCaseSteps *self)
{
  if (self->form_box == NULL)
    return;
  yutu_case_naming_end (self->naming);
  /* The fields are freed below, and GTK may keep the rows a little longer. */
  yutu_form_set_fields (self->form, NULL, 0, NULL);
  if (self->more != NULL)
    yutu_form_set_fields (self->more, NULL, 0, NULL);
  gtk_box_remove (self->content, self->form_box);
  self->form_box = NULL;
  self->form = self->more = NULL;
  self->wrong = NULL;
  self->take = NULL;
  self->naming = NULL;
  self->step = NULL;
  g_clear_pointer (&self->inputs, yutu_case_inputs_free);
  g_clear_pointer (&self->more_inputs, yutu_case_inputs_free);
}

static void
leave_form (YutuCaseSteps *self)
{
  g_autofree char *key = dup_draft_key (self->id);

  if (self->form_box == NULL)
    return;
  close_form (self);
  yutu_session_leave_draft (self->session, key);
}

static void
throw_away_cb (YutuCaseSteps *self)
{
  g_autofree char *key = dup_draft_key (self->id);

  close_form (self);
  yutu_session_drop_draft (self->session, key);
  gtk_widget_child_focus (GTK_WIDGET (self->buttons), GTK_DIR_TAB_FORWARD);
}

static YutuForm *
append_form (YutuCaseSteps  *self,
             GtkWidget      *parent,
             YutuCaseInputs *inputs)
{
  gsize            n = 0;
  const YutuField *fields = yutu_case_inputs_get_fields (inputs, &n);
  YutuForm        *form = YUTU_FORM (yutu_form_new ());

  yutu_form_set_fields (form, fields, n, yutu_case_inputs_get_start (inputs));
  g_signal_connect_object (form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "submit", G_CALLBACK (take_clicked_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_EXPANDER (parent))
    gtk_expander_set_child (GTK_EXPANDER (parent), GTK_WIDGET (form));
  else
    gtk_box_append (GTK_BOX (parent), GTK_WIDGET (form));
  return form;
}

static void
append_form_buttons (YutuCaseSteps *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *drop = gtk_button_new_with_label (_ ("Throw away"));

  self->take = gtk_button_new_with_label (yutu_title_get (&self->step->title));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->take))), TRUE);
  if (!self->step->is_aside)
    gtk_widget_add_css_class (self->take, "suggested-action");
  gtk_widget_set_tooltip_text (self->take, _ ("Take this step (Ctrl+Enter)"));
  gtk_widget_set_hexpand (self->take, TRUE);
  gtk_widget_set_tooltip_text (drop, _ ("Close this form and forget what is typed in it"));
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "clicked", G_CALLBACK (throw_away_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_box_append (GTK_BOX (box), self->take);
  gtk_box_append (GTK_BOX (self->form_box), box);
}

/* What is done and what state that leads to, once where both are called the same. */
static char *
name_step (YutuCaseSteps        *self,
           const YutuTransition *step)
{
  const char *title = yutu_title_get (&step->title);
  const char *state = yutu_title_get (&self->detail->kind->states[step->to].title);

  return g_str_equal (title, state) ? g_strdup (title) : g_strdup_printf ("%s → %s", title, state);
}

/* Today, or the day on which the state was entered when that lies ahead. */
static YutuDay
get_first_day (YutuCaseSteps *self)
{
  return MAX (yutu_day_today (), self->detail->state_since);
}

/* What the naming rules say of a name that is typed in the form. */
static void
append_naming (YutuCaseSteps *self)
{
  self->naming = g_object_new (YUTU_TYPE_CASE_NAMING, NULL);
  yutu_case_naming_set_map (self->naming, self->map);
  gtk_box_append (GTK_BOX (self->form_box), GTK_WIDGET (self->naming));
  yutu_case_naming_begin_step (self->naming, self->session, self->detail);
}

static void
build_form (YutuCaseSteps        *self,
            const YutuTransition *step)
{
  g_autofree char *heading = name_step (self, step);
  GtkWidget       *label = gtk_label_new (heading);

  self->step = step;
  self->form_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->form_box, "card");
  gtk_widget_add_css_class (self->form_box, "step-form");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (self->form_box), label);
  self->inputs = yutu_case_inputs_new_step (self->detail, step, get_first_day (self));
  self->form = append_form (self, self->form_box, self->inputs);
  append_naming (self);
  self->more_inputs =
    yutu_case_inputs_new_more (self->detail, step, yutu_session_get_role (self->session));
  if (self->more_inputs != NULL)
    {
      GtkWidget *expander = gtk_expander_new (_ ("Other particulars"));

      gtk_box_append (GTK_BOX (self->form_box), expander);
      self->more = append_form (self, expander, self->more_inputs);
      yutu_focus_mend_expander (GTK_EXPANDER (expander));
    }
  self->wrong = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->wrong, 0);
  gtk_label_set_wrap (self->wrong, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->wrong), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), FALSE);
  gtk_box_append (GTK_BOX (self->form_box), GTK_WIDGET (self->wrong));
  append_form_buttons (self);
  gtk_box_insert_child_after (self->content, self->form_box, GTK_WIDGET (self->buttons));
}

static void
show_wrong (YutuCaseSteps *self,
            const char    *text)
{
  if (self->form_box == NULL)
    return;
  gtk_label_set_label (self->wrong, text);
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wrong), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* ---- Taking a step ---- */

typedef struct
{
  YutuCaseSteps *steps; /* owned */
  gint64         id;
  char          *text; /* to say when it is done */
} StepRequest;

static void
stepped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree StepRequest *request = user_data;
  g_autoptr (YutuCaseSteps) self = request->steps;
  g_autofree char *text = request->text;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  self->is_stepping = FALSE;
  if (yutu_session_step_case_finish (YUTU_SESSION (source), result, &error))
    {
      if (self->id == request->id)
        close_form (self);
      g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
      return;
    }
  if (self->id != request->id || self->form_box == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  message = yutu_words_error (error);
  show_wrong (self, message);
}

/* @json: (nullable) what the form has; @set: (nullable) what it changes of the kind's fields. */
static void
take_step (YutuCaseSteps        *self,
           const YutuTransition *step,
           const char           *json,
           const char           *set)
{
  g_autofree char *note = json != NULL ? yutu_case_inputs_dup_own (json, "note") : NULL;
  g_autofree char *outcome = json != NULL ? yutu_case_inputs_dup_own (json, "result") : NULL;
  g_autofree char *document = json != NULL ? yutu_case_inputs_dup_own (json, "document") : NULL;
  g_autofree char *day = json != NULL ? yutu_case_inputs_dup_own (json, "day") : NULL;
  YutuCaseStep     words = { .transition = step->id,
                             .day = day != NULL ? yutu_day_parse (day) : get_first_day (self),
                             .note = note,
                             .result = outcome,
                             .result_doc = document,
                             .set = set };
  StepRequest     *request = NULL;
  g_autofree char *key = NULL;

  if (words.day < self->detail->state_since)
    {
      g_autofree char *since = yutu_words_day (self->detail->state_since);
      g_autofree char *text = g_strdup_printf (
        _ ("The case has been in this state since %s: the step cannot be earlier."), since);

      show_wrong (self, text);
      return;
    }
  if (words.day > get_first_day (self))
    {
      show_wrong (self, _ ("This day lies ahead: a step is recorded with the day on which it was taken, today at the latest."));
      return;
    }
  request = g_new (StepRequest, 1);
  request->steps = g_object_ref (self);
  request->id = self->id;
  /* Translators: a step of a workflow that was taken, and the number of the case */
  request->text = g_strdup_printf (_ ("%s: %s"), yutu_title_get (&step->title),
                                   self->detail->row.case_no);
  self->is_stepping = TRUE;
  key = dup_draft_key (self->id);
  yutu_session_settle_draft (self->session, key);
  yutu_session_step_case_async (self->session, self->id, &words, stepped_cb, request);
}

/* What the two forms set of the kind's fields, as one object; NULL for nothing. */
static char *
dup_set (YutuCaseSteps *self)
{
  g_autofree char *first = yutu_form_dup_changes (self->form);
  g_autofree char *second = self->more != NULL ? yutu_form_dup_changes (self->more) : NULL;
  g_autofree char *set = yutu_case_inputs_dup_part (first, "kind");
  g_autofree char *more = yutu_case_inputs_dup_part (second, "kind");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) added = NULL;
  JsonObjectIter iter;
  const char    *id;
  JsonNode      *value;

  if (set == NULL || more == NULL)
    return set != NULL ? g_steal_pointer (&set) : g_steal_pointer (&more);
  root = json_from_string (set, NULL);
  added = json_from_string (more, NULL);
  json_object_iter_init (&iter, json_node_get_object (added));
  while (json_object_iter_next (&iter, &id, &value))
    json_object_set_member (json_node_get_object (root), id, json_node_copy (value));
  return json_to_string (root, FALSE);
}

static void
take_clicked_cb (YutuCaseSteps *self)
{
  g_autofree char *json = NULL;
  g_autofree char *set = NULL;

  if (self->is_stepping || self->form == NULL || yutu_form_focus_invalid (self->form) ||
      (self->more != NULL && yutu_form_focus_invalid (self->more)))
    return;
  json = yutu_form_dup_json (self->form);
  set = dup_set (self);
  take_step (self, self->step, json, set);
}

/* ---- What is possible ---- */

static gboolean
is_next (YutuCaseSteps        *self,
         const YutuTransition *step)
{
  return yutu_transition_leaves (
    step, yutu_case_kind_find_state (self->detail->kind, self->detail->row.state));
}

/* Of what lacks, whether all can be filled in with the step. */
static gboolean
can_fill_in (const GArray *lacks)
{
  for (guint i = 0; i < lacks->len; i++)
    if (g_array_index (lacks, YutuLack, i).kind < YUTU_LACK_RESULT)
      return FALSE;
  return TRUE;
}

static GArray *
list_lacks (YutuCaseSteps        *self,
            const YutuTransition *step)
{
  return yutu_case_list_lacks (self->detail, step, yutu_session_get_role (self->session));
}

/* ---- Buttons ---- */

static const YutuTransition *
get_step (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "step");
}

gboolean
yutu_case_steps_open_form (YutuCaseSteps *self,
                           const char    *transition)
{
  const YutuTransition *step = NULL;
  g_autoptr (GArray) lacks = NULL;

  g_return_val_if_fail (YUTU_IS_CASE_STEPS (self), FALSE);
  if (self->detail == NULL || self->detail->kind == NULL ||
      yutu_session_get_read_only_reason (self->session) != NULL)
    return FALSE;
  step = yutu_case_kind_find_transition (self->detail->kind, transition);
  if (step == NULL || !is_next (self, step))
    return FALSE;
  lacks = list_lacks (self, step);
  if (!can_fill_in (lacks))
    return FALSE;
  if (self->step == step)
    return yutu_form_focus_missing (self->form);
  leave_form (self);
  build_form (self, step);
  yutu_focus_reveal (self->form_box); /* it stands where a narrow pane may not reach */
  if (!yutu_form_focus_missing (self->form))
    gtk_widget_grab_focus (self->take);
  return TRUE;
}

static void
step_clicked_cb (YutuCaseSteps *self,
                 GtkWidget     *button)
{
  const YutuTransition *step = get_step (button);
  g_autoptr (GArray) lacks = list_lacks (self, step);

  if (self->is_stepping)
    return;
  if (lacks->len > 0)
    {
      yutu_case_steps_open_form (self, step->id);
      return;
    }
  leave_form (self);
  take_step (self, step, NULL, NULL);
}

static void
note_clicked_cb (YutuCaseSteps *self,
                 GtkWidget     *button)
{
  yutu_case_steps_open_form (self, get_step (button)->id);
}

static GtkWidget *
new_step_label (const char *text,
                const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_step_button (YutuCaseSteps        *self,
                 const YutuTransition *step,
                 const GArray         *lacks,
                 gboolean              is_suggested)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *wants = yutu_case_words_list_wants (lacks);
  g_autofree char *asks = wants != NULL ? g_strdup_printf (_ ("Asks for: %s"), wants) : NULL;
  g_autofree char *name = name_step (self, step);
  g_autofree char *label = asks != NULL ? g_strdup_printf ("%s. %s", name, asks) : g_strdup (name);

  gtk_box_append (GTK_BOX (box), new_step_label (name, NULL));
  if (asks != NULL)
    gtk_box_append (GTK_BOX (box), new_step_label (asks, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "step", (gpointer)step);
  g_signal_connect_object (button, "clicked", G_CALLBACK (step_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
append_step (YutuCaseSteps        *self,
             const YutuTransition *step,
             const GArray         *lacks)
{
  gboolean         is_suggested = !step->is_aside && !self->has_suggested && !yutu_case_speaks_against (self->detail, lacks);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *note = NULL;
  g_autofree char *name =
    g_strdup_printf (_ ("%s with a note or on another day"), yutu_title_get (&step->title));

  gtk_box_append (GTK_BOX (row), new_step_button (self, step, lacks, is_suggested));
  self->has_suggested = self->has_suggested || is_suggested;
  if (lacks->len == 0)
    {
      note = gtk_button_new_from_icon_name ("document-edit-symbolic");
      gtk_widget_add_css_class (note, "flat");
      gtk_widget_set_valign (note, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (note, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (note), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (note), "step", (gpointer)step);
      g_signal_connect_object (note, "clicked", G_CALLBACK (note_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row), note);
    }
  gtk_box_append (self->buttons, row);
}

/* ---- What is not possible ---- */

static void
append_refused (YutuCaseSteps        *self,
                GtkWidget           **list,
                const YutuTransition *step,
                const GArray         *lacks)
{
  g_autofree char *reason = yutu_case_words_refuse_step (step, lacks);
  g_autofree char *name = name_step (self, step);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget       *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget       *sign = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  if (*list == NULL)
    *list = yutu_fact_list_new (_ ("Not possible now"));
  gtk_widget_add_css_class (sign, "dim-label");
  gtk_box_append (GTK_BOX (texts), new_step_label (name, NULL));
  gtk_box_append (GTK_BOX (texts), new_step_label (reason, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim-label");
  gtk_box_append (GTK_BOX (row), sign);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_widget_add_css_class (row, "fact");
  yutu_fact_list_add_row (YUTU_FACT_LIST (*list), row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (row)), FALSE);
}

/* ---- All of it ---- */

static const char *
find_reason (YutuCaseSteps *self)
{
  const YutuCaseKind *kind = self->detail->kind;
  gsize               state = kind != NULL ? yutu_case_kind_find_state (kind, self->detail->row.state)
                                           : G_MAXSIZE;

  if (state == G_MAXSIZE)
    return _ ("No module defines this kind of case, or its state, any more. Put the definition back to "
              "go on with it.");
  if (yutu_session_get_read_only_reason (self->session) != NULL)
    return _ ("The file is open for reading only, so no step can be taken here.");
  for (gsize i = 0; i < kind->n_transitions; i++)
    if (yutu_transition_leaves (&kind->transitions[i], state))
      return NULL;
  return _ ("The case is closed. No step leads on from here.");
}

static void
append_role (YutuCaseSteps *self)
{
  g_autofree char *text = g_strdup_printf (
    _ ("%s · %s"), yutu_session_get_actor (self->session),
    yutu_words_role (yutu_session_get_role (self->session)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *change = gtk_button_new_with_label (_ ("I work as…"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (change), "win.work-as");
  gtk_widget_set_tooltip_text (change, _ ("In which role, and under which name, you handle cases"));
  gtk_widget_add_css_class (change, "flat");
  gtk_widget_add_css_class (change, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), change);
  gtk_box_append (self->content, box);
  self->work_as = change;
}

/* What leads on stands above what takes back, in every state at the same place. */
static void
append_if_next (YutuCaseSteps        *self,
                GtkWidget           **refused,
                const YutuTransition *step,
                gboolean              takes_asides)
{
  g_autoptr (GArray) lacks = NULL;

  if (step->is_aside != takes_asides || !is_next (self, step))
    return;
  lacks = list_lacks (self, step);
  if (can_fill_in (lacks))
    append_step (self, step, lacks);
  else
    append_refused (self, refused, step, lacks);
}

static void
build (YutuCaseSteps *self)
{
  const YutuCaseKind *kind = self->detail->kind;
  const char         *reason = find_reason (self);
  GtkWidget          *refused = NULL;

  gtk_box_append (self->content, new_step_label (_ ("What may be done next"), "pane-heading"));
  gtk_box_append (self->content, GTK_WIDGET (self->buttons));
  for (gsize i = 0; reason == NULL && i < 2 * kind->n_transitions; i++)
    append_if_next (self, &refused, &kind->transitions[i % kind->n_transitions], i >= kind->n_transitions);
  if (reason == NULL && gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) == NULL)
    reason = _ ("No step is possible now in the role you work in.");
  if (reason != NULL)
    gtk_box_append (self->content, new_step_label (reason, "dim-label"));
  if (refused != NULL)
    gtk_box_append (self->content, refused);
  append_role (self);
}

static void
clear (YutuCaseSteps *self)
{
  close_form (self);
  yutu_box_clear (self->buttons);
  self->has_suggested = FALSE;
  self->work_as = NULL;
  yutu_box_clear (self->content); /* keeps the box of buttons: self holds it */
}

void
yutu_case_steps_leave (YutuCaseSteps *self)
{
  g_return_if_fail (YUTU_IS_CASE_STEPS (self));

  leave_form (self);
}

void
yutu_case_steps_clear (YutuCaseSteps *self)
{
  g_return_if_fail (YUTU_IS_CASE_STEPS (self));

  if (self->detail != NULL)
    leave_form (self);
  clear (self);
  self->detail = NULL;
  self->id = 0;
}

void
yutu_case_steps_show (YutuCaseSteps        *self,
                      YutuSession          *session,
                      const YutuCaseDetail *detail)
{
  g_autofree char *draft = NULL;
  gboolean         had_focus = yutu_focus_is_in (GTK_WIDGET (self));

  g_return_if_fail (YUTU_IS_CASE_STEPS (self));

  if (self->id == detail->row.id && self->form != NULL)
    draft = make_draft (self);
  else if (self->id != 0 && self->id != detail->row.id)
    leave_form (self);
  clear (self);
  g_set_object (&self->session, session);
  self->detail = detail;
  self->id = detail->row.id;
  build (self);
  if (draft != NULL)
    yutu_case_steps_resume (self, draft);
  else if (had_focus && !yutu_focus_first (GTK_WIDGET (self->buttons)))
    gtk_widget_grab_focus (self->work_as); /* who goes on from here is another one */
}

void
yutu_case_steps_set_map (YutuCaseSteps *self,
                         YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_CASE_STEPS (self));

  g_set_weak_pointer (&self->map, map);
}

gboolean
yutu_case_steps_resume (YutuCaseSteps *self,
                        const char    *content)
{
  g_autoptr (JsonNode) root = json_from_string (content, NULL);
  JsonObject      *object = get_object (root);
  g_autofree char *key = NULL;

  g_return_val_if_fail (YUTU_IS_CASE_STEPS (self), FALSE);
  if (object == NULL ||
      json_object_get_int_member_with_default (object, "case", 0) != self->id ||
      !yutu_case_steps_open_form (
        self, json_object_get_string_member_with_default (object, "transition", "")))
    return FALSE;
  yutu_form_set_typed (self->form,
                       json_object_get_string_member_with_default (object, "typed", "{}"));
  if (self->more != NULL)
    yutu_form_set_typed (self->more,
                         json_object_get_string_member_with_default (object, "more", "{}"));
  take_naming (self);
  key = dup_draft_key (self->id);
  yutu_session_enter_draft (self->session, key);
  return TRUE;
}

/* ---- Object ---- */

static void
yutu_case_steps_dispose (GObject *object)
{
  YutuCaseSteps *self = YUTU_CASE_STEPS (object);

  if (self->content != NULL)
    yutu_case_steps_clear (self);
  self->content = NULL;
  g_clear_object (&self->buttons);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  G_OBJECT_CLASS (yutu_case_steps_parent_class)->dispose (object);
}

static void
yutu_case_steps_class_init (YutuCaseStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_case_steps_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_case_steps_init (YutuCaseSteps *self)
{
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->buttons = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6)));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->content));
}
