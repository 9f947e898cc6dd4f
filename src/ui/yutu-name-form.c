/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-form-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-drafts.h"
#include "session/yutu-name-shape.h"
#include "ui/yutu-draw-tool.h"
#include "ui/yutu-edit-mode.h"
#include "ui/yutu-spelling.h"
#include "ui/yutu-words.h"

enum
{
  SIGNAL_LEFT,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  static YutuField fields[4 + YUTU_N_FIGURES];
  const char      *size = _ ("Size, which the generic term asks for");

  yutu_class_choices_fill (&self->choices, self->classes, get_drawn_as (self));
  fields[0] = (YutuField){ .id = "name", .title = title (_ ("Name")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY, .required = TRUE };
  fields[1] = (YutuField){ .id = "class", .title = title (_ ("Class")), .group = title (""), .type = YUTU_FIELD_ENUM, .min = -INFINITY, .max = INFINITY, .required = TRUE, .choices = (YutuChoice *)(gpointer)self->choices.choices->data, .n_choices = self->choices.choices->len };
  fields[2] = (YutuField){ .id = "alias", .title = title (_ ("Other name")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY };
  fields[3] = (YutuField){ .id = "meaning", .title = title (_ ("Meaning, origin")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY };
  *n = 4;
  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    if ((self->figures & 1u << i) != 0)
      fields[(*n)++] = (YutuField){ .id = yutu_figure_to_text (i), .title = title (yutu_figure_get_title (i)), .group = title (size), .type = YUTU_FIELD_NUMBER, .unit = yutu_figure_get_unit (i), .min = 0, .max = INFINITY };
  return fields;
}

gboolean
yutu_name_form_is_of_old (const YutuNameForm *self)
{
  return self->unit != 0 || self->place_id != 0;
}

gboolean
yutu_name_form_is_rename (const YutuNameForm *self)
{
  return yutu_name_form_is_of_old (self) && !self->is_record;
}

char *
yutu_name_form_dup_value (YutuNameForm *self,
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

void
yutu_name_form_read_figures (YutuNameForm *self,
                             double        figures[YUTU_N_FIGURES])
{
  g_autofree char *json = yutu_form_dup_json (self->form);

  yutu_name_figures_read_text (json, figures);
}

/* ---- Drafts ---- */

static const char *
get_purpose (const YutuNameForm *self)
{
  return yutu_edit_mode_get_id (yutu_drawing_is_ring (self->drawing) ? YUTU_EDIT_NAME_AREA : YUTU_EDIT_NAME_LINE);
}

char *
yutu_name_form_dup_key (YutuNameForm *self)
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
  g_autofree char *key = yutu_name_form_dup_key (self);
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autofree char *name = yutu_name_form_dup_value (self, "name");
  g_autofree char *words = NULL;
  g_autofree char *content = NULL;

  if (typed == NULL && self->drawing == NULL)
    {
      yutu_session_drop_draft (self->session, key);
      return;
    }
  words = self->is_record                   ? g_strdup_printf (_ ("Record of %s"), self->facts->name)
          : yutu_name_form_is_rename (self) ? g_strdup_printf (_ ("New name of %s"), self->facts->name)
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
  yutu_session_put_draft (self->session, key, yutu_name_form_is_of_old (self) ? "rename" : "place-name", words, content);
}

void
yutu_name_form_leave (YutuNameForm *self)
{
  g_autofree char *key = yutu_name_form_dup_key (self);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  yutu_session_leave_draft (self->session, key);
  self->is_open = FALSE;
  yutu_name_notes_hide_rivals (self->notes);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

void
yutu_name_form_fail (YutuNameForm *self,
                     const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
yutu_name_form_tell_done (YutuNameForm *self,
                          const char   *words)
{
  self->is_open = FALSE;
  yutu_name_notes_hide_rivals (self->notes);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, words);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ---- What is told while it is typed ---- */

/* As the end of the name tells it, and not any more once that is gone; what somebody chose stays. @told: (nullable) */
static void
guess_class (YutuNameForm *self,
             const char   *name_class, /* in the form; nullable */
             const char   *told)
{
  if (yutu_name_form_is_rename (self) || g_strcmp0 (told, name_class) == 0 ||
      (name_class != NULL && g_strcmp0 (name_class, self->guessed) != 0))
    return;
  g_free (self->guessed);
  self->guessed = g_strdup (told);
  yutu_form_type (self->form, "class", told != NULL ? told : "");
}

static void
show_proposal (YutuNameForm *self)
{
  g_autofree char *name = yutu_name_form_dup_value (self, "name");
  g_autofree char *name_class = yutu_name_form_is_rename (self) ? g_strdup (self->facts->name_class) : yutu_name_form_dup_value (self, "class");
  g_auto (YutuNameProposal) proposal = { 0 };

  if (self->is_record)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->pinyin), name != NULL && *name != '\0');
  yutu_name_form_check (self, name, name_class);
  if (name == NULL || *name == '\0')
    return;
  yutu_name_proposal_fill (&proposal, self->classes, self->facts != NULL ? self->facts->readings : NULL, name, name_class, get_drawn_as (self));
  yutu_spelling_tell (self->pinyin, &proposal);
  guess_class (self, name_class, proposal.name_class);
}

void
yutu_name_form_update_buttons (YutuNameForm *self)
{
  g_autofree char *way = yutu_name_form_is_rename (self) ? yutu_name_form_dup_value (self, "way") : NULL;
  g_autofree char *day = yutu_name_form_is_rename (self) ? yutu_name_form_dup_value (self, "day") : NULL;
  gboolean         has_day = way == NULL || g_str_equal (way, "wrong") || day != NULL;
  GtkWidget       *control = yutu_name_form_is_rename (self) ? yutu_form_get_control (self->form, "day") : NULL;

  gtk_widget_set_sensitive (self->save, !self->is_saving && self->facts != NULL && has_day &&
                                          yutu_form_is_valid (self->form) &&
                                          yutu_form_is_changed (self->form));
  if (control != NULL)
    gtk_widget_set_sensitive (control, way == NULL || g_str_equal (way, "from"));
  yutu_name_form_update_case_button (self);
}

static void
edited_cb (YutuForm     *form,
           YutuNameForm *self)
{
  if (self->facts == NULL)
    return;
  show_proposal (self);
  keep_draft (self);
  yutu_name_form_update_buttons (self);
}

/* ---- Beginning ---- */

static void
show_facts (YutuNameForm *self)
{
  g_autofree char *heading = NULL;
  g_autofree char *count = NULL;
  g_autofree char *follows = NULL;
  g_autofree char *where = NULL;

  if (self->is_record)
    {
      heading = g_strdup_printf (_ ("Record of %s"), self->facts->name);
      follows = g_strdup (_ ("All fields of the record; what is empty is not known. The name itself is changed by renaming."));
    }
  else if (yutu_name_form_is_rename (self))
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
  where = yutu_words_extent (self->facts->division, self->facts->crossed);
  gtk_label_set_text (self->place, where);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), self->facts->crossed);
  gtk_label_set_text (self->follows, follows);
}

/* The file has classes of its own, or limits that ask for sizes: what is typed stays. */
static void
take_classes (YutuNameForm *self)
{
  g_autofree char *typed = NULL;
  unsigned         figures = 0;
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
  figures = self->facts->names != NULL
              ? yutu_name_sizes_list_figures (yutu_name_index_get_sizes (self->facts->names), yutu_session_get_day (self->session))
              : 0;
  if (yutu_name_form_is_rename (self) || (self->facts->classes == self->classes && figures == self->figures))
    return;
  self->figures = figures;
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
      g_autofree char *key = yutu_name_form_dup_key (self);

      yutu_form_set_typed (self->form, self->typed);
      g_clear_pointer (&self->typed, g_free);
      yutu_session_enter_draft (self->session, key);
      show_proposal (self);
    }
  else if (yutu_form_is_changed (self->form)) /* typed while they were read */
    edited_cb (self->form, self);
  yutu_name_form_update_buttons (self);
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
      g_autofree char *key = yutu_name_form_dup_key (self);

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
  self->is_open = FALSE;
  if (!take_drawing (self, drawing, &point))
    return;
  self->is_open = TRUE;
  self->point = point;
  fields = self->is_record                   ? yutu_name_record_get_fields (&n)
           : yutu_name_form_is_rename (self) ? get_rename_fields (&n)
                                             : get_add_fields (self, &n);
  values = yutu_name_form_is_rename (self) ? g_strdup_printf ("{\"way\":\"from\",\"day\":\"%s\"}",
                                                              yutu_day_format (yutu_day_today (), today))
                                           : g_strdup ("{}");
  yutu_form_set_fields (self->form, fields, n, values);
  gtk_label_set_text (self->heading, "");
  gtk_label_set_text (self->place, "");
  gtk_label_set_text (self->follows, "");
  gtk_widget_set_visible (GTK_WIDGET (self->pinyin), FALSE);
  yutu_name_form_mark (self);
  yutu_name_form_update_buttons (self);
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

/* ---- Buttons ---- */

static void
save_cb (YutuNameForm *self)
{
  yutu_name_form_save (self);
}

static void
open_case_cb (YutuNameForm *self)
{
  yutu_name_form_open_case (self);
}

static void
back_cb (GtkButton    *button,
         YutuNameForm *self)
{
  yutu_name_form_leave (self);
}

static void
discard_cb (GtkButton    *button,
            YutuNameForm *self)
{
  g_autofree char *key = yutu_name_form_dup_key (self);

  yutu_session_drop_draft (self->session, key);
  yutu_name_form_leave (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  yutu_name_form_leave (YUTU_NAME_FORM (widget));
  return GDK_EVENT_STOP;
}

/* ---- GObject ---- */

/* The notes on the map are there as long as the form is seen. */
static void
mapped_cb (YutuNameForm *self)
{
  if (self->facts != NULL)
    show_proposal (self);
  else
    yutu_name_form_mark (self);
}

static void
unmapped_cb (YutuNameForm *self)
{
  yutu_name_notes_hide_rivals (self->notes);
}

void
yutu_name_form_set_map (YutuNameForm *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self));

  yutu_name_notes_set_map (self->notes, map);
}

static void
learnt_cb (gpointer self,
           gpointer data)
{
  show_proposal (self);
}

static void
changed_cb (YutuSession  *session,
            GStrv         tables,
            YutuNameForm *self)
{
  yutu_spelling_learn (session, tables, G_OBJECT (self), &self->facts, learnt_cb);
}

void
yutu_name_form_set_session (YutuNameForm *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_NAME_FORM (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
yutu_name_form_dispose (GObject *object)
{
  YutuNameForm *self = YUTU_NAME_FORM (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
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
  g_type_ensure (YUTU_TYPE_NAME_NOTES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-name-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, heading);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, place);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, form);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, pinyin);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, notes);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, follows);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, save);
  gtk_widget_class_bind_template_child (widget_class, YutuNameForm, open_case);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_case_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
yutu_name_form_init (YutuNameForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_spelling_begin (self->pinyin);
  self->classes = yutu_place_classes_ref (yutu_place_classes_get_shipped ());
  yutu_class_choices_init (&self->choices);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
