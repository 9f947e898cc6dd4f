/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-boundary-dialog.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/yutu-json.h"
#include "session/yutu-address-record-edit.h"
#include "ui/yutu-dialog-size.h"
#include "ui/yutu-form.h"
#include "ui/yutu-pillar-results.h"
#include "ui/yutu-words.h"

struct _YutuBoundaryDialog
{
  AdwWindow parent_instance;

  YutuSession           *session;
  YutuBoundaryChangeKind kind;
  gint64                 id;
  char                  *key;
  char                  *values;
  YutuForm              *form;
  AdwEntryRow           *position; /* NULL: the kind has none */
  YutuPillarResults     *results;  /* NULL: the kind has none */
  char                  *results_typed; /* of a draft, until the pillars are read */
  GCancellable          *cancellable;
  GtkWidget             *save;
  GtkLabel              *fault;
  gboolean               is_saved;
};

G_DEFINE_FINAL_TYPE (YutuBoundaryDialog, yutu_boundary_dialog, ADW_TYPE_WINDOW)

static guint done_signal;

static const char *
object_of (YutuBoundaryChangeKind kind)
{
  return kind == YUTU_BOUNDARY_CHANGE_LINE         ? YUTU_OBJECT_LINE
         : kind == YUTU_BOUNDARY_RECORD_INSPECTION ? YUTU_OBJECT_INSPECTION
         : kind == YUTU_BOUNDARY_CHANGE_ADDRESS    ? YUTU_OBJECT_ADDRESS
         : kind == YUTU_BOUNDARY_NOTE_PILLAR       ? YUTU_OBJECT_PILLAR_EVENT
                                                   : YUTU_OBJECT_PILLAR;
}

/* ---- Drafts ---- */

static void
keep_draft (YutuBoundaryDialog *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autofree char *results = self->results != NULL ? yutu_pillar_results_dup_json (self->results) : NULL;
  g_autofree char *content = NULL;

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "kind", self->kind);
  yutu_json_add_int (builder, "id", self->id);
  yutu_json_add_text (builder, "values", self->values);
  yutu_json_add_text (builder, "typed", typed != NULL ? typed : "{}");
  yutu_json_add_text (builder, "results", results != NULL ? results : "");
  json_builder_set_member_name (builder, "position");
  json_builder_add_string_value (
    builder, self->position != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->position)) : "");
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  content = json_to_string (root, FALSE);
  yutu_session_put_draft (self->session, self->key, "boundary", gtk_window_get_title (GTK_WINDOW (self)), content);
}

static gboolean
may_save (YutuBoundaryDialog *self)
{
  gboolean has_position = self->position == NULL || self->kind != YUTU_BOUNDARY_ADD_PILLAR ||
                          *gtk_editable_get_text (GTK_EDITABLE (self->position)) != '\0';

  return yutu_form_is_valid (self->form) && has_position;
}

static void
edited_cb (YutuBoundaryDialog *self)
{
  gtk_widget_set_sensitive (self->save, may_save (self));
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  keep_draft (self);
}

/* ---- Saving ---- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuBoundaryDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (yutu_session_change_boundary_finish (YUTU_SESSION (source), result, NULL, &error))
    {
      self->is_saved = TRUE;
      text = g_strdup_printf (_ ("Saved: %s"), gtk_window_get_title (GTK_WINDOW (self)));
      g_signal_emit (self, done_signal, 0, text);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  words = yutu_words_error (error);
  gtk_label_set_label (self->fault, words);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_widget_set_sensitive (self->save, TRUE);
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  const char *text = json_object_get_string_member_with_default (object, member, "");

  return *text != '\0' ? text : NULL;
}

static void
begin_saving (YutuBoundaryDialog       *self,
              const YutuBoundaryChange *change)
{
  gtk_widget_set_sensitive (self->save, FALSE);
  yutu_session_settle_draft (self->session, self->key);
  yutu_session_change_boundary_async (self->session, change, saved_cb, g_object_ref (self));
}

/* An event is told by its parts, not by a set of fields. */
static void
save_event (YutuBoundaryDialog *self)
{
  g_autofree char *json = yutu_form_dup_json (self->form);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject        *object = node != NULL ? json_node_get_object (node) : NULL;
  YutuBoundaryChange change = { .kind = self->kind, .id = self->id };

  if (object == NULL)
    return;
  change.day = get_text (object, "on");
  change.what = get_text (object, "what");
  change.condition = get_text (object, "condition");
  change.position = get_text (object, "position");
  change.document = get_text (object, "document");
  change.note = get_text (object, "note");
  begin_saving (self, &change);
}

static void
save_cb (YutuBoundaryDialog *self)
{
  g_autofree char   *set = NULL;
  g_autofree char   *pillars = NULL;
  YutuBoundaryChange change = { .kind = self->kind, .id = self->id };

  if (!may_save (self))
    {
      yutu_form_focus_invalid (self->form);
      return;
    }
  if (self->kind == YUTU_BOUNDARY_NOTE_PILLAR)
    {
      save_event (self);
      return;
    }
  set = self->kind == YUTU_BOUNDARY_ADD_PILLAR ? yutu_form_dup_json (self->form)
                                               : yutu_form_dup_changes (self->form);
  change.set = set != NULL ? set : "{}";
  pillars = self->results != NULL ? yutu_pillar_results_dup_json (self->results) : NULL;
  change.pillars = pillars;
  if (self->kind == YUTU_BOUNDARY_ADD_PILLAR)
    change.position = gtk_editable_get_text (GTK_EDITABLE (self->position));
  begin_saving (self, &change);
}

/* ---- Making ---- */

/* ---- The pillars of an inspection ---- */

static char *
get_recorded (const YutuLineInspection *inspection)
{
  g_autoptr (JsonNode) values = json_from_string (inspection->values, NULL);
  JsonNode *list = values != NULL && JSON_NODE_HOLDS_OBJECT (values)
                     ? json_object_get_member (json_node_get_object (values), "pillars")
                     : NULL;

  return list != NULL ? json_to_string (list, FALSE) : NULL;
}

static void
inspection_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (YutuBoundaryDialog) self = data;
  g_autoptr (YutuInspectionReport) report =
    yutu_session_read_inspection_finish (YUTU_SESSION (source), result, NULL);
  g_autofree char *recorded = report != NULL ? get_recorded (report->inspection) : NULL;

  if (report == NULL || self->results == NULL)
    return;
  yutu_pillar_results_fill (self->results, yutu_session_get_modules (self->session), report->pillars, recorded);
  if (self->results_typed != NULL && *self->results_typed != '\0')
    yutu_pillar_results_set_typed (self->results, self->results_typed);
}

static void
add_results (YutuBoundaryDialog *self,
             GtkWidget          *box)
{
  self->results = YUTU_PILLAR_RESULTS (yutu_pillar_results_new ());
  g_signal_connect_object (self->results, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->results));
  self->cancellable = g_cancellable_new ();
  yutu_session_read_inspection_async (self->session, self->id, self->cancellable, inspection_read_cb,
                                      g_object_ref (self));
}

static void
add_fields (YutuBoundaryDialog *self,
            GtkWidget          *box)
{
  const YutuModules  *modules = yutu_session_get_modules (self->session);
  const YutuRegister *record = yutu_modules_find_object (modules, object_of (self->kind));

  if (self->kind == YUTU_BOUNDARY_ADD_PILLAR)
    {
      GtkWidget *list = gtk_list_box_new ();

      self->position = ADW_ENTRY_ROW (adw_entry_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->position),
                                     _ ("Position (degrees, DMS or metres)"));
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->position));
      gtk_box_append (GTK_BOX (box), list);
    }
  self->form = YUTU_FORM (yutu_form_new ());
  if (record != NULL)
    {
      yutu_form_set_fields (self->form, record->fields, record->n_fields, self->values);
      yutu_form_set_checks (self->form, record->checks, record->n_checks);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  if (self->kind == YUTU_BOUNDARY_RECORD_INSPECTION)
    add_results (self, box);
}

static GtkWidget *
make_header (YutuBoundaryDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_tooltip_text (self->save, _ ("Save (Ctrl+Enter)"));
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  return header;
}

static void
fill (YutuBoundaryDialog *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  gtk_box_append (GTK_BOX (outer), make_header (self));
  add_fields (self, box);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (outer), scroller);
  adw_window_set_content (ADW_WINDOW (self), outer);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "submit", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
is_changed (YutuBoundaryDialog *self)
{
  g_autofree char *results = self->results != NULL ? yutu_pillar_results_dup_json (self->results) : NULL;

  return yutu_form_is_changed (self->form) || results != NULL;
}

/* The draft stays, and is offered; one that changes nothing goes. */
static gboolean
yutu_boundary_dialog_close_request (GtkWindow *window)
{
  YutuBoundaryDialog *self = YUTU_BOUNDARY_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  if (!self->is_saved && is_changed (self))
    yutu_session_leave_draft (self->session, self->key);
  else if (!self->is_saved)
    yutu_session_drop_draft (self->session, self->key);
  return GTK_WINDOW_CLASS (yutu_boundary_dialog_parent_class)->close_request (window);
}

static void
yutu_boundary_dialog_finalize (GObject *object)
{
  YutuBoundaryDialog *self = YUTU_BOUNDARY_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_free (self->results_typed);
  g_free (self->key);
  g_free (self->values);
  G_OBJECT_CLASS (yutu_boundary_dialog_parent_class)->finalize (object);
}

static void
yutu_boundary_dialog_class_init (YutuBoundaryDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_boundary_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = yutu_boundary_dialog_close_request;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
yutu_boundary_dialog_init (YutuBoundaryDialog *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 620);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

YutuBoundaryDialog *
yutu_boundary_dialog_new (GtkWindow             *parent,
                          YutuSession           *session,
                          YutuBoundaryChangeKind kind,
                          gint64                 id,
                          const char            *title,
                          const char            *values,
                          const char            *position)
{
  YutuBoundaryDialog *self = g_object_new (YUTU_TYPE_BOUNDARY_DIALOG, "title", title, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->id = id;
  self->key = g_strdup_printf ("boundary:%d:%" G_GINT64_FORMAT, (int)kind, id);
  self->values = g_strdup (values);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  yutu_dialog_fit (GTK_WINDOW (self), NULL);
  fill (self);
  if (self->position != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->position), position != NULL ? position : "");
      g_signal_connect_object (self->position, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_sensitive (self->save, may_save (self));
  return self;
}

YutuBoundaryDialog *
yutu_boundary_dialog_resume (GtkWindow       *parent,
                             YutuSession     *session,
                             const YutuDraft *draft)
{
  g_autoptr (JsonNode) node = json_from_string (draft->content, NULL);
  JsonObject         *object = NULL;
  YutuBoundaryDialog *self = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  self = yutu_boundary_dialog_new (
    parent, session, (YutuBoundaryChangeKind)json_object_get_int_member_with_default (object, "kind", 0),
    json_object_get_int_member_with_default (object, "id", 0), draft->title, json_object_get_string_member_with_default (object, "values", "{}"), get_text (object, "position"));
  yutu_session_enter_draft (session, self->key);
  yutu_form_set_typed (self->form, json_object_get_string_member_with_default (object, "typed", "{}"));
  self->results_typed = g_strdup (get_text (object, "results"));
  gtk_widget_set_sensitive (self->save, may_save (self));
  return self;
}
