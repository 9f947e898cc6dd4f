/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-page.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "casework/yutu-case.h"
#include "session/yutu-case-words.h"
#include "ui/yutu-batch-box.h"
#include "ui/yutu-case-row.h"
#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-plate-box.h"
#include "ui/yutu-words.h"

struct _YutuCasePage
{
  AdwBin parent_instance;

  GtkScrolledWindow   *scroller;
  GtkLabel            *title;
  GtkLabel            *number;
  GtkBox              *state_box;
  GtkLabel            *state;
  GtkWidget           *due;
  GtkWidget           *show_on_map;
  GtkLabel            *limit;
  YutuCaseSteps       *steps;
  YutuBatchBox        *batch;
  YutuPlateBox        *plates;
  GtkBox              *facts;
  YutuCaseAttachments *attachments;
  GtkBox              *events;

  YutuSession    *session;
  YutuCaseDetail *detail;
};

G_DEFINE_FINAL_TYPE (YutuCasePage, yutu_case_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW_ON_MAP,
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
word_state (const YutuCaseKind *kind,
            const char         *id)
{
  gsize index = kind != NULL ? yutu_case_kind_find_state (kind, id) : G_MAXSIZE;

  return index != G_MAXSIZE ? yutu_title_get (&kind->states[index].title) : id;
}

static JsonNode *
parse_fields (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = text != NULL ? json_from_string (text, &error) : NULL;

  if (error != NULL)
    g_debug ("fields of a case: %s", error->message);
  return node;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* ---- Parts ---- */

static void
append_list (YutuCasePage *self,
             GtkWidget    *list)
{
  g_object_ref_sink (list);
  if (!yutu_fact_list_is_empty (YUTU_FACT_LIST (list)))
    gtk_box_append (self->facts, list);
  g_object_unref (list);
}

static void
add_day (YutuFactList *list,
         const char   *name,
         YutuDay       day)
{
  g_autofree char *text = yutu_words_day (day);

  yutu_fact_list_add (list, name, text);
}

/* The day from which the whole limits count goes by the step that sets it: acceptance, approval … */
static const char *
get_accepting_title (const YutuCaseKind *kind)
{
  for (gsize i = 0; kind != NULL && i < kind->n_transitions; i++)
    if (kind->transitions[i].accepts)
      return yutu_title_get (&kind->transitions[i].title);
  return _ ("Accepted");
}

static void
show_course (YutuCasePage *self,
             const char   *where)
{
  const YutuCaseDetail *detail = self->detail;
  GtkWidget            *list = yutu_fact_list_new (NULL);
  YutuFactList         *facts = YUTU_FACT_LIST (list);

  yutu_fact_list_add (facts, _ ("Place"), where);
  add_day (facts, _ ("Opened"), detail->row.opened_on);
  add_day (facts, get_accepting_title (detail->kind), detail->accepted_on);
  add_day (facts, _ ("In this state since"), detail->state_since);
  add_day (facts, _ ("Due"), detail->row.due_on);
  add_day (facts, _ ("Closed"), detail->row.closed_on);
  yutu_fact_list_add (facts, _ ("Officer"), detail->officer);
  yutu_fact_list_add (facts, _ ("Result"), detail->result);
  yutu_fact_list_add (facts, _ ("Document"), detail->result_doc);
  append_list (self, list);
}

static void
show_fields (YutuCasePage *self)
{
  const YutuCaseKind *kind = self->detail->kind;
  g_autoptr (JsonNode) node = parse_fields (self->detail->fields);
  JsonObject *fields = get_object (node);
  GtkWidget  *list = NULL;
  const char *group = NULL;

  for (gsize i = 0; kind != NULL && i < kind->n_fields; i++)
    {
      const YutuField *field = &kind->fields[i];
      const char      *title = yutu_title_get (&field->group);
      g_autofree char *value = yutu_words_field (field, fields);

      if (value == NULL)
        continue;
      if (list == NULL || g_strcmp0 (title, group) != 0)
        {
          if (list != NULL)
            append_list (self, list);
          group = title;
          list = yutu_fact_list_new (title[0] != '\0' ? title : _ ("Particulars"));
        }
      yutu_fact_list_add (YUTU_FACT_LIST (list), yutu_title_get (&field->title), value);
    }
  if (list != NULL)
    append_list (self, list);
}

/* Those that have a column of their own are shown from there. */
static gboolean
has_column (const YutuField *field)
{
  static const char *const columns[] = { "name", "id_no", "birth", "phone", "sex", NULL };

  return g_strv_contains (columns, field->id);
}

static void
show_person (YutuCasePage            *self,
             const YutuCasePersonRow *person)
{
  const YutuCaseKind *kind = self->detail->kind;
  GtkWidget          *list = yutu_fact_list_new (yutu_words_relation (person->relation));
  YutuFactList       *facts = YUTU_FACT_LIST (list);
  g_autofree char    *birth = yutu_words_iso (person->birth);
  g_autoptr (JsonNode) node = parse_fields (person->fields);
  JsonObject *fields = get_object (node);

  yutu_fact_list_add (facts, C_ ("person", "Name"), person->name);
  yutu_fact_list_add (facts, _ ("Sex"),
                      person->sex == 1   ? _ ("male")
                      : person->sex == 2 ? _ ("female")
                                         : NULL);
  yutu_fact_list_add (facts, _ ("Born"), birth);
  yutu_fact_list_add (facts, _ ("Identity number"), person->id_no);
  yutu_fact_list_add (facts, _ ("Telephone"), person->phone);
  for (gsize i = 0; kind != NULL && i < kind->n_person_fields; i++)
    {
      g_autofree char *value = NULL;

      if (has_column (&kind->person_fields[i]))
        continue;
      value = yutu_words_field (&kind->person_fields[i], fields);
      yutu_fact_list_add (facts, yutu_title_get (&kind->person_fields[i].title), value);
    }
  append_list (self, list);
}

static GtkWidget *
new_event_label (const char *text,
                 gboolean    is_dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (is_dim)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
    }
  return label;
}

static void append_event (YutuCasePage        *self,
                          const YutuCaseEvent *event,
                          gboolean             is_last);

static char *
word_event (const YutuTransition *step,
            const YutuCaseEvent  *event)
{
  if (event->attachment != 0)
    return g_strdup_printf (_ ("Attached: %s"), event->note);
  return g_strdup (step != NULL ? yutu_title_get (&step->title) : event->transition);
}

/* What the file does not keep as an event: the case was opened. */
static void
append_opening (YutuCasePage *self)
{
  YutuCaseEvent opening = { .at = NULL };
  char          day[YUTU_DAY_TEXT_SIZE];

  opening.at = (char *)yutu_day_format (self->detail->row.opened_on, day);
  opening.transition = (char *)_ ("Opened");
  append_event (self, &opening, self->detail->events->len == 0);
}

static void
append_event (YutuCasePage        *self,
              const YutuCaseEvent *event,
              gboolean             is_last)
{
  const YutuCaseKind   *kind = self->detail->kind;
  const YutuTransition *step = kind != NULL ? yutu_case_kind_find_transition (kind, event->transition)
                                            : NULL;
  GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget            *mark = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget            *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char      *moment = yutu_words_iso (event->at);
  g_autofree char      *by = event->actor != NULL && event->actor[0] != '\0'
                               ? g_strdup_printf ("%s · %s", moment, event->actor)
                               : g_strdup (moment);
  g_autofree char      *what = word_event (step, event);

  gtk_widget_add_css_class (mark, is_last ? "event-mark-last" : "event-mark");
  gtk_box_append (GTK_BOX (texts), new_event_label (what, FALSE));
  if (g_strcmp0 (event->from_state, event->to_state) != 0)
    {
      g_autofree char *states = g_strdup_printf ("→ %s", word_state (kind, event->to_state));
      gtk_box_append (GTK_BOX (texts), new_event_label (states, TRUE));
    }
  gtk_box_append (GTK_BOX (texts), new_event_label (by, TRUE));
  if (event->note != NULL && event->note[0] != '\0' && event->attachment == 0)
    gtk_box_append (GTK_BOX (texts), new_event_label (event->note, FALSE));
  gtk_widget_add_css_class (texts, "event");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (self->events, box);
}

static void
show_limit (YutuCasePage *self)
{
  const YutuCaseDetail *detail = self->detail;
  gsize                 state = detail->kind != NULL
                                  ? yutu_case_kind_find_state (detail->kind, detail->row.state)
                                  : G_MAXSIZE;
  YutuCaseLimit         limit;
  g_autofree char      *words = NULL;
  g_autofree char      *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->limit), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->limit), "error");
  if (state == G_MAXSIZE ||
      !yutu_case_find_limit (detail->kind, yutu_session_get_calendar (self->session), state,
                             detail->state_since,
                             detail->accepted_on != YUTU_DAY_INVALID ? detail->accepted_on
                                                                     : detail->row.opened_on,
                             yutu_session_get_day (self->session), &limit))
    return;
  words = yutu_case_words_limit (&limit);
  text = g_strdup_printf ("%s · %s", words, limit.limit->legal_basis);
  gtk_label_set_label (self->limit, text);
  if (limit.days_left < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->limit), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->limit), TRUE);
}

static void
show_heading (YutuCasePage *self,
              YutuDay       day)
{
  const YutuCaseDetail *detail = self->detail;
  const YutuCaseKind   *kind = detail->kind;
  gsize                 state = kind != NULL ? yutu_case_kind_find_state (kind, detail->row.state)
                                             : G_MAXSIZE;
  g_autofree char      *number = g_strdup_printf (
         "%s · %s", kind != NULL ? yutu_title_get (&kind->title) : detail->row.kind, detail->row.case_no);

  gtk_label_set_label (self->title, detail->row.title);
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->state, word_state (kind, detail->row.state));
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "closed");
  if (state != G_MAXSIZE && !kind->states[state].is_open)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "closed");
  yutu_due_label_set (self->due, &detail->row, day);
}

/* ---- The division change order that it is about ---- */

/* To the act, or to the assistant that draws it up, with its number. */
static void
act_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  YutuCasePage  *self)
{
  const char *number = g_object_get_data (G_OBJECT (list), "number");

  if (self->detail->act != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-act", "x", self->detail->act);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.draw-act", "s", number != NULL ? number : "");
}

/* A row that leads on. */
static GtkWidget *
new_link (const char *name,
          const char *title,
          const char *subtitle)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_action_row_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

static void
show_act (YutuCasePage *self)
{
  const YutuCaseDetail *detail = self->detail;
  const YutuField      *field = detail->kind != NULL ? detail->kind->act_field : NULL;
  g_autoptr (JsonNode) node = parse_fields (detail->fields);
  JsonObject *object = get_object (node);
  const char *number = NULL;
  GtkWidget  *list = NULL;

  if (field == NULL)
    return;
  if (object != NULL && json_object_has_member (object, field->id))
    number = json_object_get_string_member_with_default (object, field->id, NULL);
  list = new_link (_ ("Division change order"),
                   detail->act != 0 ? _ ("Division change order") : _ ("Draw up the division change order"), number);
  g_object_set_data_full (G_OBJECT (list), "number", g_strdup (number), g_free);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (act_activated_cb), self, 0);
  gtk_box_append (self->facts, list);
}

/* To the case that it opened, or that opened it. */
static void
linked_activated_cb (YutuCasePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "x", self->detail->linked);
}

static void
show_linked (YutuCasePage *self)
{
  const YutuCaseDetail *detail = self->detail;
  g_autoptr (JsonNode) node = parse_fields (detail->fields);
  JsonObject *object = get_object (node);
  GtkWidget  *list = NULL;

  if (detail->linked == 0 || object == NULL)
    return;
  list = new_link (_ ("Linked case"), yutu_title_get (&detail->kind->link_field->title),
                   json_object_get_string_member_with_default (object, detail->kind->link_field->id, NULL));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (linked_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->facts, list);
}

/* To the place name that the case leads. */
static void
name_activated_cb (YutuCasePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-name", "x", self->detail->name);
}

static void
show_name (YutuCasePage *self)
{
  GtkWidget *list = NULL;

  if (self->detail->name == 0)
    return;
  list = new_link (_ ("Place name"), _ ("The place name of this case"), NULL);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (name_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->facts, list);
}

void
yutu_case_page_show (YutuCasePage   *self,
                     YutuSession    *session,
                     YutuCaseDetail *detail,
                     const char     *where)
{
  YutuCaseDetail *old = self->detail;
  gboolean        is_same = old != NULL && old->row.id == detail->row.id && gtk_widget_get_mapped (GTK_WIDGET (self));

  g_return_if_fail (YUTU_IS_CASE_PAGE (self));
  g_set_object (&self->session, session);
  self->detail = detail;
  yutu_box_clear (self->facts);
  yutu_box_clear (self->events);
  show_heading (self, yutu_session_get_day (session));
  show_limit (self);
  yutu_case_steps_show (self->steps, session, detail);
  yutu_batch_box_show (self->batch, session, detail);
  yutu_plate_box_show (self->plates, session,
                       detail->kind != NULL && detail->kind->holds_batch ? &(YutuPlateSource){ .batch = detail->row.id } : NULL);
  yutu_case_attachments_show (self->attachments, session, detail);
  show_act (self);
  show_linked (self);
  show_name (self);
  show_course (self, where);
  show_fields (self);
  for (guint i = 0; i < detail->persons->len; i++)
    show_person (self, g_ptr_array_index (detail->persons, i));
  append_opening (self);
  for (guint i = 0; i < detail->events->len; i++)
    append_event (self, g_ptr_array_index (detail->events, i), i + 1 == detail->events->len);
  gtk_widget_set_visible (self->show_on_map, detail->row.has_point || detail->row.village != 0 ||
                                               detail->row.township != 0);
  if (!is_same)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_clear_pointer (&old, yutu_case_detail_free);
}

void
yutu_case_page_set_map (YutuCasePage *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_CASE_PAGE (self));
  yutu_batch_box_set_map (self->batch, map);
  yutu_case_steps_set_map (self->steps, map);
}

void
yutu_case_page_leave (YutuCasePage *self)
{
  g_return_if_fail (YUTU_IS_CASE_PAGE (self));
  if (self->detail != NULL)
    yutu_case_steps_leave (self->steps);
}

YutuCaseSteps *
yutu_case_page_get_steps (YutuCasePage *self)
{
  g_return_val_if_fail (YUTU_IS_CASE_PAGE (self), NULL);
  return self->steps;
}

YutuCaseAttachments *
yutu_case_page_get_attachments (YutuCasePage *self)
{
  g_return_val_if_fail (YUTU_IS_CASE_PAGE (self), NULL);
  return self->attachments;
}

const YutuCaseDetail *
yutu_case_page_get_detail (YutuCasePage *self)
{
  g_return_val_if_fail (YUTU_IS_CASE_PAGE (self), NULL);
  return self->detail;
}

static void
show_on_map_cb (GtkButton    *button,
                YutuCasePage *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_ON_MAP], 0);
}

static void
done_cb (GtkWidget    *part,
         const char   *text,
         YutuCasePage *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
}

static void
message_cb (GtkWidget    *part,
            const char   *text,
            YutuCasePage *self)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text);
}

static void
failed_cb (GtkWidget    *part,
           const GError *error,
           YutuCasePage *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
yutu_case_page_dispose (GObject *object)
{
  YutuCasePage *self = YUTU_CASE_PAGE (object);

  if (self->steps != NULL)
    yutu_case_steps_clear (self->steps);
  adw_bin_set_child (ADW_BIN (self), NULL); /* bound, so the template would take it from the bin */
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_CASE_PAGE);
  g_clear_pointer (&self->detail, yutu_case_detail_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_case_page_parent_class)->dispose (object);
}

static void
yutu_case_page_class_init (YutuCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_case_page_dispose;
  signals[SIGNAL_SHOW_ON_MAP] = g_signal_new ("show-on-map", G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (YUTU_TYPE_BATCH_BOX);
  g_type_ensure (YUTU_TYPE_PLATE_BOX);
  g_type_ensure (YUTU_TYPE_CASE_STEPS);
  g_type_ensure (YUTU_TYPE_CASE_ATTACHMENTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, number);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, state_box);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, state);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, show_on_map);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, limit);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, batch);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, plates);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, attachments);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, facts);
  gtk_widget_class_bind_template_child (widget_class, YutuCasePage, events);
  gtk_widget_class_bind_template_callback (widget_class, show_on_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
}

static void
yutu_case_page_init (YutuCasePage *self)
{
  GtkLabel *label = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->due = yutu_due_label_new ();
  label = GTK_LABEL (gtk_widget_get_last_child (self->due));
  gtk_label_set_wrap (label, TRUE); /* large text in a narrow pane */
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_box_append (self->state_box, self->due);
}
