/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-form.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-drafts.h"
#include "session/yutu-name-check.h"
#include "session/yutu-name-shape.h"
#include "ui/yutu-draw-tool.h"
#include "ui/yutu-edit-mode.h"
#include "ui/yutu-form.h"
#include "ui/yutu-name-record.h"
#include "ui/yutu-words.h"

enum
{
  SIGNAL_LEFT,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _YutuNameForm
{
  AdwBin parent_instance;

  GtkLabel  *heading;
  GtkLabel  *place;
  YutuForm  *form;
  GtkLabel  *pinyin;
  GtkWidget *findings;
  GtkLabel  *follows;
  GtkWidget *save;

  YutuMapView   *map; /* weak */
  YutuSession   *session;
  gint64         unit;
  gint64         place_id;
  gboolean       next_is_record; /* what begins now; the form that is there is left first */
  gboolean       is_record; /* the place name's other facts, and not its name */
  YutuPoint      point;
  YutuDrawing   *drawing; /* (nullable): of a new name */
  YutuShape     *shape;   /* that it is */
  YutuNameFacts *facts; /* NULL: not read yet */
  char          *typed; /* (nullable): a draft's, for when the facts are read */
  GCancellable  *reading;
  GCancellable  *checking; /* the name, beside the rules */
  gboolean       is_saving;
  char          *guessed; /* (nullable): the class that was proposed last */

  YutuPlaceClasses *classes; /* to choose from */
  YutuClassChoices  choices; /* what the field of the class points to */
};

G_DEFINE_FINAL_TYPE (YutuNameForm, yutu_name_form, ADW_TYPE_BIN)

/* ---- Fields ---- */

static YutuTitle
title (const char *text)
{
  return (YutuTitle){ text, text };
}

/* In the language of the window; made once. */
static const YutuField *
get_rename_fields (gsize *n)
{
  static YutuChoice ways[2];
  static YutuField  fields[3];

  ways[0] = (YutuChoice){ "from", title (_ ("From a day on")) };
  ways[1] = (YutuChoice){ "wrong", title (_ ("It was written wrongly")) };
  fields[0] = (YutuField){ .id = "name", .title = title (_ ("New name")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY, .required = TRUE };
  fields[1] = (YutuField){ .id = "way", .title = title (_ ("How")), .group = title (""), .type = YUTU_FIELD_ENUM, .min = -INFINITY, .max = INFINITY, .required = TRUE, .choices = ways, .n_choices = 2 };
  fields[2] = (YutuField){ .id = "day", .title = title (_ ("First day of the new name")), .group = title (""), .type = YUTU_FIELD_DATE, .min = -INFINITY, .max = INFINITY };
  *n = G_N_ELEMENTS (fields);
  return fields;
}

static unsigned
get_drawn_as (const YutuNameForm *self)
{
  return self->shape != NULL ? yutu_drawn_as_of (self->shape->kind) : YUTU_DRAWN_POINT;
}

static const YutuField *
get_add_fields (YutuNameForm *self,
                gsize        *n)
{
  static YutuField fields[4];

  yutu_class_choices_fill (&self->choices, self->classes, get_drawn_as (self));
  fields[0] = (YutuField){ .id = "name", .title = title (_ ("Name")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY, .required = TRUE };
  fields[1] = (YutuField){ .id = "class", .title = title (_ ("Class")), .group = title (""), .type = YUTU_FIELD_ENUM, .min = -INFINITY, .max = INFINITY, .required = TRUE, .choices = (YutuChoice *)(gpointer)self->choices.choices->data, .n_choices = self->choices.choices->len };
  fields[2] = (YutuField){ .id = "alias", .title = title (_ ("Other name")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY };
  fields[3] = (YutuField){ .id = "meaning", .title = title (_ ("Meaning, origin")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY };
  *n = G_N_ELEMENTS (fields);
  return fields;
}

/* Of what is there already. */
static gboolean
is_of_old (const YutuNameForm *self)
{
  return self->unit != 0 || self->place_id != 0;
}

static gboolean
is_rename (const YutuNameForm *self)
{
  return is_of_old (self) && !self->is_record;
}

/* (transfer full) (nullable): of what is filled in. */
static char *
dup_value (YutuNameForm *self,
           const char   *id)
{
  g_autofree char *json = yutu_form_dup_json (self->form);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = NULL;

  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  return json_object_has_member (object, id)
           ? g_strdup (json_object_get_string_member_with_default (object, id, NULL))
           : NULL;
}

/* ---- Drafts ---- */

static const char *
get_purpose (const YutuNameForm *self)
{
  return yutu_edit_mode_get_id (yutu_drawing_is_ring (self->drawing) ? YUTU_EDIT_NAME_AREA : YUTU_EDIT_NAME_LINE);
}

static char *
dup_key (YutuNameForm *self)
{
  if (self->is_record)
    return g_strdup_printf ("edit:name-record:%" G_GINT64_FORMAT, self->place_id);
  if (self->drawing != NULL)
    return yutu_draw_draft_dup_key (get_purpose (self));
  if (self->unit != 0)
    return g_strdup_printf ("edit:rename:unit:%" G_GINT64_FORMAT, self->unit);
  if (self->place_id != 0)
    return g_strdup_printf ("edit:rename:place:%" G_GINT64_FORMAT, self->place_id);
  return g_strdup ("edit:place-name");
}

static void
keep_draft (YutuNameForm *self)
{
  g_autofree char *key = dup_key (self);
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autofree char *name = dup_value (self, "name");
  g_autofree char *words = NULL;
  g_autofree char *content = NULL;

  if (typed == NULL && self->drawing == NULL)
    {
      yutu_session_drop_draft (self->session, key);
      return;
    }
  words = self->is_record   ? g_strdup_printf (_ ("Record of %s"), self->facts->name)
          : is_rename (self) ? g_strdup_printf (_ ("New name of %s"), self->facts->name)
                           : g_strdup_printf (_ ("Place name %s"), name != NULL ? name : "");
  if (self->drawing != NULL)
    {
      content = yutu_draw_draft_dup_content (get_purpose (self), self->drawing, typed);
      yutu_session_put_draft (self->session, key, "drawing", words, content);
      return;
    }
  content = g_strdup_printf ("{\"unit\":%" G_GINT64_FORMAT ",\"place\":%" G_GINT64_FORMAT
                             ",\"x\":%" G_GINT64_FORMAT ",\"y\":%" G_GINT64_FORMAT ",\"record\":%s,\"typed\":%s}",
                             self->unit, self->place_id, self->point.x, self->point.y,
                             self->is_record ? "true" : "false", typed);
  yutu_session_put_draft (self->session, key, is_of_old (self) ? "rename" : "place-name", words, content);
}

static void show_rivals (YutuNameForm    *self,
                         const GPtrArray *findings);

static void
leave (YutuNameForm *self)
{
  g_autofree char *key = dup_key (self);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  yutu_session_leave_draft (self->session, key);
  show_rivals (self, NULL);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ---- The naming rules ---- */

#define MAX_NOTES 30

/* Where the rivals are, and the place itself. */
static void
show_rivals (YutuNameForm    *self,
             const GPtrArray *findings)
{
  g_autofree char *name = self->map != NULL ? dup_value (self, "name") : NULL;
  YutuMapNote      notes[MAX_NOTES + 1];
  gsize            n = 0;

  if (self->map == NULL)
    return;
  for (guint i = 0; findings != NULL && i < findings->len && n < MAX_NOTES; i++)
    {
      const YutuNameFinding *finding = g_ptr_array_index (findings, i);

      if (finding->has_point)
        notes[n++] = (YutuMapNote){ finding->point, finding->rival_name, finding->is_error };
    }
  if (n > 0 && !is_of_old (self))
    notes[n++] = (YutuMapNote){ self->point, name, FALSE };
  yutu_map_view_set_notes (self->map, notes, n);
}

static void
rival_cb (AdwActionRow *row,
          YutuNameForm *self)
{
  const YutuPoint *point = g_object_get_data (G_OBJECT (row), "point");
  YutuBox          box = YUTU_BOX_EMPTY;

  if (self->map == NULL)
    return;
  yutu_box_add_point (&box, *point);
  if (!is_of_old (self))
    yutu_box_add_point (&box, self->point);
  yutu_map_view_show_box (self->map, box);
}

static GtkWidget *
make_finding_row (YutuNameForm          *self,
                  const YutuNameFinding *finding)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *text = yutu_name_finding_dup_text (finding);
  GtkWidget       *sign = gtk_image_new_from_icon_name (finding->is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (sign, finding->is_error ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  finding->is_error ? _ ("Against a rule") : _ ("To be looked at"), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), finding->clause);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  if (finding->has_point)
    {
      g_object_set_data_full (G_OBJECT (row), "point", g_memdup2 (&finding->point, sizeof finding->point), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("Show both on the map"));
      g_signal_connect_object (row, "activated", G_CALLBACK (rival_cb), self, 0);
    }
  return row;
}

static void
show_findings (YutuNameForm    *self,
               const GPtrArray *findings)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->findings)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->findings), row);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->findings), make_finding_row (self, g_ptr_array_index (findings, i)));
  gtk_widget_set_visible (self->findings, findings != NULL && findings->len > 0);
  show_rivals (self, findings);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yutu_name_check_finish (result, &error);

  if (findings == NULL || self->session == NULL) /* a newer key asks anew */
    return;
  g_clear_object (&self->checking);
  show_findings (self, findings);
}

static void
check_name (YutuNameForm *self,
            const char   *name,
            const char   *name_class)
{
  const YutuPlaceClass *class = yutu_place_classes_find (self->classes, name_class);
  YutuNameQuestion question = { .name = name,
                                .name_class = class != NULL ? class->kind : name_class,
                                .division = self->facts->within,
                                .except = self->unit != 0 ? self->unit : self->place_id,
                                .day = yutu_session_get_day (self->session),
                                .has_point = !is_of_old (self),
                                .point = self->point };

  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  if (name == NULL || *name == '\0' || self->facts->names == NULL)
    {
      show_findings (self, NULL);
      return;
    }
  if (self->unit != 0)
    question.name_class = self->facts->level == 4 ? "township" : "village";
  self->checking = g_cancellable_new ();
  yutu_name_check_async (self->facts->names, &question, self->checking, checked_cb, g_object_ref (self));
}

/* ---- What is told while it is typed ---- */

static void
show_proposal (YutuNameForm *self)
{
  g_autofree char *name = dup_value (self, "name");
  g_autofree char *name_class = is_rename (self) ? g_strdup (self->facts->name_class) : dup_value (self, "class");
  g_auto (YutuNameProposal) proposal = { 0 };
  g_autofree char *text = NULL;

  if (self->is_record)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->pinyin), name != NULL && *name != '\0');
  check_name (self, name, name_class);
  if (name == NULL || *name == '\0')
    return;
  yutu_name_proposal_fill (&proposal, self->classes, name, name_class, get_drawn_as (self));
  text = g_strdup_printf (proposal.is_unsure ? _ ("Romanised: %s (%s). A character has several readings: look at it.")
                                             : _ ("Romanised: %s (%s)"),
                          proposal.pinyin, proposal.pinyin_tone);
  gtk_label_set_text (self->pinyin, text);
  /* A class that somebody chose stays. */
  if (!is_rename (self) && proposal.name_class != NULL &&
      (name_class == NULL || g_strcmp0 (name_class, self->guessed) == 0) &&
      g_strcmp0 (proposal.name_class, name_class) != 0)
    {
      g_free (self->guessed);
      self->guessed = g_strdup (proposal.name_class);
      yutu_form_type (self->form, "class", proposal.name_class);
    }
}

static void
update_buttons (YutuNameForm *self)
{
  g_autofree char *way = is_rename (self) ? dup_value (self, "way") : NULL;
  g_autofree char *day = is_rename (self) ? dup_value (self, "day") : NULL;
  gboolean         has_day = way == NULL || g_str_equal (way, "wrong") || day != NULL;
  GtkWidget       *control = is_rename (self) ? yutu_form_get_control (self->form, "day") : NULL;

  gtk_widget_set_sensitive (self->save, !self->is_saving && self->facts != NULL && has_day &&
                                          yutu_form_is_valid (self->form) &&
                                          yutu_form_is_changed (self->form));
  if (control != NULL)
    gtk_widget_set_sensitive (control, way == NULL || g_str_equal (way, "from"));
}

static void
edited_cb (YutuForm     *form,
           YutuNameForm *self)
{
  if (self->facts == NULL)
    return;
  show_proposal (self);
  keep_draft (self);
  update_buttons (self);
}

/* ---- Beginning ---- */

static void
show_facts (YutuNameForm *self)
{
  g_autofree char *heading = NULL;
  g_autofree char *count = NULL;
  g_autofree char *follows = NULL;

  if (self->is_record)
    {
      heading = g_strdup_printf (_ ("Record of %s"), self->facts->name);
      follows = g_strdup (_ ("All fields of the record; what is empty is not known. The name itself is changed by renaming."));
    }
  else if (is_rename (self))
    {
      heading = g_strdup_printf (_ ("Rename %s"), self->facts->name);
      count = yutu_words_count (self->facts->n_addresses);
      follows = g_strdup_printf (
        self->unit != 0
          ? _ ("%s addresses bear this name: they follow in the same step, and keep their former form. "
               "The code stays.")
          : _ ("%s addresses bear this name: they follow in the same step, and keep their former form."),
        count);
    }
  else
    follows = g_strdup (_ ("It is found by its name, by its pinyin and on the map as soon as it is saved."));
  gtk_label_set_text (self->heading, heading != NULL ? heading : _ ("New place name"));
  gtk_label_set_text (self->place, *self->facts->division != '\0' ? self->facts->division : _ ("Outside of all divisions"));
  gtk_label_set_text (self->follows, follows);
}

/* The file has classes of its own: what is typed stays. */
static void
take_classes (YutuNameForm *self)
{
  g_autofree char *typed = NULL;
  gsize            n = 0;
  const YutuField *fields = NULL;

  if (self->is_record)
    {
      typed = yutu_form_dup_typed (self->form);
      fields = yutu_name_record_get_fields (&n);
      yutu_form_set_fields (self->form, fields, n, self->facts->record);
      if (typed != NULL)
        yutu_form_set_typed (self->form, typed);
      return;
    }
  if (is_rename (self) || self->facts->classes == self->classes)
    return;
  typed = yutu_form_dup_typed (self->form);
  yutu_place_classes_unref (self->classes);
  self->classes = yutu_place_classes_ref (self->facts->classes);
  fields = get_add_fields (self, &n);
  yutu_form_set_fields (self->form, fields, n, "{}");
  if (typed != NULL)
    yutu_form_set_typed (self->form, typed);
}

static void
facts_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  YutuNameFacts *facts = yutu_session_read_name_facts_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (facts == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      g_signal_emit (self, signals[SIGNAL_LEFT], 0);
      return;
    }
  self->facts = facts;
  take_classes (self);
  show_facts (self);
  if (self->typed != NULL)
    {
      g_autofree char *key = dup_key (self);

      yutu_form_set_typed (self->form, self->typed);
      g_clear_pointer (&self->typed, g_free);
      yutu_session_enter_draft (self->session, key);
      show_proposal (self);
    }
  else if (yutu_form_is_changed (self->form)) /* typed while they were read */
    edited_cb (self->form, self);
  update_buttons (self);
  yutu_form_focus_first (self->form);
}

/* @drawing: (nullable) (transfer full): of a new name. FALSE: it is no shape, and is gone. */
static gboolean
take_drawing (YutuNameForm *self,
              YutuDrawing  *drawing,
              YutuPoint    *point)
{
  gsize            n = 0;
  const YutuPoint *points = drawing != NULL ? yutu_drawing_get_points (drawing, &n) : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  if (drawing == NULL)
    return TRUE;
  self->shape = yutu_name_shape_new (points, n, yutu_drawing_is_ring (drawing), &error);
  if (self->shape == NULL)
    {
      yutu_drawing_free (drawing);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      g_signal_emit (self, signals[SIGNAL_LEFT], 0);
      return FALSE;
    }
  self->drawing = drawing;
  yutu_place_label_point (self->shape, point);
  return TRUE;
}

static void
begin (YutuNameForm *self,
       gint64        unit,
       gint64        place,
       YutuDrawing  *drawing,
       YutuPoint     point)
{
  g_autofree char *values = NULL;
  char             today[YUTU_DAY_TEXT_SIZE];
  gsize            n = 0;
  const YutuField *fields = NULL;

  if (self->facts != NULL) /* another one was typed in: it is offered */
    {
      g_autofree char *key = dup_key (self);

      yutu_session_leave_draft (self->session, key);
    }
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, yutu_name_facts_free);
  g_clear_pointer (&self->guessed, g_free);
  self->unit = unit;
  self->place_id = place;
  self->is_record = self->next_is_record;
  self->next_is_record = FALSE;
  self->is_saving = FALSE;
  if (!take_drawing (self, drawing, &point))
    return;
  self->point = point;
  fields = self->is_record    ? yutu_name_record_get_fields (&n)
           : is_rename (self) ? get_rename_fields (&n)
                              : get_add_fields (self, &n);
  values = is_rename (self) ? g_strdup_printf ("{\"way\":\"from\",\"day\":\"%s\"}",
                                               yutu_day_format (yutu_day_today (), today))
                            : g_strdup ("{}");
  yutu_form_set_fields (self->form, fields, n, values);
  gtk_label_set_text (self->heading, "");
  gtk_label_set_text (self->place, "");
  gtk_label_set_text (self->follows, "");
  gtk_widget_set_visible (GTK_WIDGET (self->pinyin), FALSE);
  show_findings (self, NULL);
  update_buttons (self);
  self->reading = g_cancellable_new ();
  yutu_session_read_name_facts_async (self->session, unit, place, point, self->reading, facts_read_cb,
                                      g_object_ref (self));
}

void
yutu_name_form_begin_rename (YutuNameForm *self,
                             gint64        unit,
                             gint64        place)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self) && self->session != NULL);

  self->next_is_record = FALSE;
  begin (self, unit, place, NULL, (YutuPoint){ 0, 0 });
}

void
yutu_name_form_begin_record (YutuNameForm *self,
                             gint64        place)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self) && self->session != NULL);

  self->next_is_record = TRUE;
  begin (self, 0, place, NULL, (YutuPoint){ 0, 0 });
}

void
yutu_name_form_begin_add (YutuNameForm *self,
                          YutuPoint     point)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self) && self->session != NULL);

  begin (self, 0, 0, NULL, point);
}

void
yutu_name_form_begin_drawn (YutuNameForm *self,
                            YutuDrawing  *drawing,
                            const char   *typed)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self) && self->session != NULL);

  g_free (self->typed);
  self->typed = g_strdup (typed);
  begin (self, 0, 0, drawing, (YutuPoint){ 0, 0 });
  if (self->drawing != NULL && typed == NULL)
    keep_draft (self);
}

void
yutu_name_form_resume (YutuNameForm *self,
                       const char   *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode   *root = json_parser_load_from_data (parser, content, -1, NULL) ? json_parser_get_root (parser) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL || self->session == NULL || !json_object_has_member (object, "typed"))
    return;
  g_free (self->typed);
  self->typed = json_to_string (json_object_get_member (object, "typed"), FALSE);
  self->next_is_record = json_object_get_boolean_member_with_default (object, "record", FALSE);
  begin (self, json_object_get_int_member_with_default (object, "unit", 0),
         json_object_get_int_member_with_default (object, "place", 0), NULL,
         (YutuPoint){ json_object_get_int_member_with_default (object, "x", 0),
                      json_object_get_int_member_with_default (object, "y", 0) });
}

/* ---- Saving ---- */

static void
saved (YutuNameForm *self,
       const char   *words,
       GError       *error)
{
  if (self->session == NULL) /* the window is gone */
    return;
  self->is_saving = FALSE;
  if (error != NULL)
    {
      update_buttons (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, words);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = self->session != NULL ? dup_value (self, "name") : NULL;
  g_autofree char *words = NULL;
  YutuRenameResult told;

  if (yutu_session_rename_finish (YUTU_SESSION (source), result, &told, &error))
    /* Translators: the former name; the new one */
    words = g_strdup_printf (_ ("%s is now called %s"), told.former, name);
  saved (self, words, error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = self->session != NULL ? dup_value (self, "name") : NULL;
  g_autofree char *words = NULL;

  if (yutu_session_add_place_name_finish (YUTU_SESSION (source), result, &error) != 0)
    words = g_strdup_printf (_ ("Added: %s"), name);
  saved (self, words, error);
}

static void
save_rename (YutuNameForm *self,
             const char   *name)
{
  g_autofree char *way = dup_value (self, "way");
  g_autofree char *day = dup_value (self, "day");
  YutuRenameSpec   spec = { .unit = self->unit, .place = self->place_id, .name = name };

  spec.is_correction = g_strcmp0 (way, "wrong") == 0;
  spec.day = spec.is_correction || day == NULL ? yutu_session_get_day (self->session) : yutu_day_parse (day);
  yutu_session_rename_async (self->session, &spec, renamed_cb, g_object_ref (self));
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (yutu_session_write_name_record_finish (YUTU_SESSION (source), result, &error) && self->facts != NULL)
    words = g_strdup_printf (_ ("The record of %s is saved"), self->facts->name);
  saved (self, words, error);
}

static void
save_record (YutuNameForm *self)
{
  g_autofree char *now = yutu_form_dup_json (self->form);
  g_autofree char *changes = yutu_name_record_dup_changes (self->facts->record, now);

  if (changes != NULL)
    yutu_session_write_name_record_async (self->session, self->place_id, changes, recorded_cb, g_object_ref (self));
  else
    leave (self);
}

static void
save_new (YutuNameForm *self,
          const char   *name)
{
  g_autofree char  *name_class = dup_value (self, "class");
  g_autofree char  *alias = dup_value (self, "alias");
  g_autofree char  *meaning = dup_value (self, "meaning");
  YutuPlaceNameWish wish = {
    .name = name,
    .name_class = name_class,
    .alias = alias,
    .meaning = meaning,
    .point = self->point,
    .shape = self->shape,
    .day = yutu_session_get_day (self->session),
  };

  yutu_session_add_place_name_async (self->session, &wish, added_cb, g_object_ref (self));
}

static void
save_cb (YutuNameForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;

  if (!gtk_widget_get_sensitive (self->save))
    {
      yutu_form_focus_invalid (self->form);
      return;
    }
  name = dup_value (self, "name");
  if (name != NULL)
    g_strstrip (name);
  self->is_saving = TRUE;
  update_buttons (self);
  key = dup_key (self);
  yutu_session_settle_draft (self->session, key);
  if (self->is_record)
    save_record (self);
  else if (is_rename (self))
    save_rename (self, name);
  else
    save_new (self, name);
}

static void
back_cb (GtkButton    *button,
         YutuNameForm *self)
{
  leave (self);
}

static void
discard_cb (GtkButton    *button,
            YutuNameForm *self)
{
  g_autofree char *key = dup_key (self);

  yutu_session_drop_draft (self->session, key);
  leave (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  leave (YUTU_NAME_FORM (widget));
  return GDK_EVENT_STOP;
}

/* ---- GObject ---- */

/* The notes on the map are there as long as the form is seen. */
static void
mapped_cb (YutuNameForm *self)
{
  if (self->facts != NULL)
    show_proposal (self);
}

static void
unmapped_cb (YutuNameForm *self)
{
  show_rivals (self, NULL);
}

void
yutu_name_form_set_map (YutuNameForm *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self));

  g_set_weak_pointer (&self->map, map);
}

void
yutu_name_form_set_session (YutuNameForm *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self));

  g_set_object (&self->session, session);
}

static void
yutu_name_form_dispose (GObject *object)
{
  YutuNameForm *self = YUTU_NAME_FORM (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_NAME_FORM);
  G_OBJECT_CLASS (yutu_name_form_parent_class)->dispose (object);
}

static void
yutu_name_form_finalize (GObject *object)
{
  YutuNameForm *self = YUTU_NAME_FORM (object);

  g_clear_pointer (&self->facts, yutu_name_facts_free);
  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  yutu_place_classes_unref (self->classes);
  yutu_class_choices_clear (&self->choices);
  g_free (self->typed);
  g_free (self->guessed);
  G_OBJECT_CLASS (yutu_name_form_parent_class)->finalize (object);
}

static void
yutu_name_form_class_init (YutuNameFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_name_form_dispose;
  object_class->finalize = yutu_name_form_finalize;
  signals[SIGNAL_LEFT] = g_signal_new ("left", YUTU_TYPE_NAME_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_NAME_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_NAME_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (YUTU_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-name-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, heading);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, place);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, form);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, pinyin);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, findings);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, follows);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, save);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
yutu_name_form_init (YutuNameForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->classes = yutu_place_classes_ref (yutu_place_classes_get_shipped ());
  yutu_class_choices_init (&self->choices);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
