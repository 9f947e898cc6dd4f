/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-door-form.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "base/yutu-json.h"
#include "session/yutu-drafts.h"
#include "session/yutu-session-doors.h"
#include "ui/yutu-children.h"
#include "ui/yutu-draw-tool.h"
#include "ui/yutu-form.h"
#include "ui/yutu-home-list.h"
#include "ui/yutu-words-door.h"
#include "ui/yutu-words.h"

#define PLAN_MS  200
#define MAX_ROWS 100 /* of the list; all of them are counted */

/* ways to count */
#define ONE_SIDE     "side"
#define EVERY_NUMBER "both"
#define BOTH_SIDES   "sides"

enum
{
  SIGNAL_LEFT,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _YutuDoorForm
{
  AdwBin parent_instance;

  GtkLabel     *heading;
  GtkLabel     *about;
  GtkLabel     *start; /* why the numbers begin where they do */
  YutuForm     *form;
  GtkLabel     *told;
  GtkWidget    *rows;
  YutuHomeList *homes;
  GtkWidget    *save;

  YutuMapView  *map; /* weak */
  YutuSession  *session;
  gint64        base;    /* numbers are given along it; or */
  gint64        address; /* it is split */
  char         *text;    /* (nullable): of the address */
  YutuSplitSpec split;   /* that was last asked about */
  YutuDrawing  *drawing; /* (nullable) */
  char         *purpose; /* (nullable): of the drawing's draft */
  guint         plan_source;
  GCancellable *planning;
  gboolean      is_planned; /* and may be done */
  gboolean      is_saving;
};

G_DEFINE_FINAL_TYPE (YutuDoorForm, yutu_door_form, ADW_TYPE_BIN)

/* ---- Fields ---- */

static YutuTitle
title (const char *text)
{
  return (YutuTitle){ text, text };
}

static YutuField
number_field (const char *id,
              const char *text,
              int         min,
              int         max,
              gboolean    required)
{
  return (YutuField){ .id = id, .title = title (text), .group = title (""), .type = YUTU_FIELD_INT, .min = min, .max = max, .required = required };
}

static YutuField
day_field (void)
{
  return (YutuField){ .id = "day", .title = title (_ ("First day")), .group = title (""), .type = YUTU_FIELD_DATE, .min = -INFINITY, .max = INFINITY, .required = TRUE };
}

/* In the language of the window. */
static const YutuField *
get_number_fields (gsize *n)
{
  static YutuChoice ways[3];
  static YutuField  fields[4];

  ways[0] = (YutuChoice){ ONE_SIDE, title (_ ("One side: every second number")) };
  ways[1] = (YutuChoice){ BOTH_SIDES, title (_ ("Both sides: odd and even")) };
  ways[2] = (YutuChoice){ EVERY_NUMBER, title (_ ("Every number")) };
  fields[0] = number_field ("first", _ ("First number"), 1, YUTU_DOOR_MAX, FALSE);
  fields[1] = (YutuField){ .id = "step", .title = title (_ ("Numbers")), .group = title (""), .type = YUTU_FIELD_ENUM, .min = -INFINITY, .max = INFINITY, .required = TRUE, .choices = ways, .n_choices = G_N_ELEMENTS (ways) };
  fields[2] = (YutuField){ .id = "skip", .title = title (_ ("Numbers left out (as 4, 13-17)")), .group = title (""), .type = YUTU_FIELD_TEXT, .min = -INFINITY, .max = INFINITY };
  fields[3] = day_field ();
  *n = G_N_ELEMENTS (fields);
  return fields;
}

static const YutuField *
get_split_fields (gsize *n)
{
  static YutuField fields[4];

  fields[0] = number_field ("units", _ ("Entrances (none: leave empty)"), 0, YUTU_SPLIT_MAX_UNITS, FALSE);
  fields[1] = number_field ("floors", _ ("Floors"), 1, YUTU_SPLIT_MAX_FLOORS, TRUE);
  fields[2] = number_field ("rooms", _ ("Homes on a floor"), 1, YUTU_SPLIT_MAX_ROOMS, TRUE);
  fields[3] = day_field ();
  *n = G_N_ELEMENTS (fields);
  return fields;
}

typedef struct
{
  int         first, units, floors, rooms;
  YutuDoorWay way;
  YutuDay     day;
  char       *skip; /* (nullable): of the run */
} Values;

static void
values_clear (Values *self)
{
  g_free (self->skip);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

static YutuDoorWay
find_way (const char *text)
{
  return g_strcmp0 (text, EVERY_NUMBER) == 0 ? YUTU_DOOR_EVERY_NUMBER
         : g_strcmp0 (text, BOTH_SIDES) == 0 ? YUTU_DOOR_BOTH_SIDES
                                             : YUTU_DOOR_ONE_SIDE;
}

static gboolean
read_values (YutuDoorForm *self,
             Values       *values)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = NULL;
  const char *day = NULL;

  if (!yutu_form_is_valid (self->form))
    return FALSE;
  json = yutu_form_dup_json (self->form);
  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
#define INT(name) (int)json_object_get_int_member_with_default (object, name, 0)
  *values = (Values){ .first = INT ("first"), .units = INT ("units"), .floors = INT ("floors"), .rooms = INT ("rooms") };
#undef INT
  values->way = find_way (json_object_get_string_member_with_default (object, "step", NULL));
  values->skip = g_strdup (json_object_get_string_member_with_default (object, "skip", NULL));
  day = json_object_get_string_member_with_default (object, "day", NULL);
  values->day = day != NULL ? yutu_day_parse (day) : YUTU_DAY_INVALID;
  return values->day != YUTU_DAY_INVALID;
}

/* ---- Drafts ---- */

static char *
dup_key (YutuDoorForm *self)
{
  return self->purpose != NULL ? yutu_draw_draft_dup_key (self->purpose)
                               : g_strdup_printf ("edit:split-address:%" G_GINT64_FORMAT, self->address);
}

static char *
dup_split_content (YutuDoorForm *self,
                   const char   *typed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "address", self->address);
  yutu_json_add_text (builder, "text", self->text);
  json_builder_set_member_name (builder, "typed");
  json_builder_add_value (builder, json_from_string (typed, NULL));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* A drawing is kept even with nothing typed. */
static void
keep_draft (YutuDoorForm *self)
{
  g_autofree char *key = dup_key (self);
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autofree char *words = NULL;
  g_autofree char *content = NULL;

  if (self->drawing == NULL && typed == NULL)
    {
      yutu_session_drop_draft (self->session, key);
      return;
    }
  words = self->drawing != NULL ? g_strdup (gtk_label_get_text (self->heading))
                                : g_strdup_printf (_ ("Homes of %s"), self->text);
  content = self->drawing != NULL ? yutu_draw_draft_dup_content (self->purpose, self->drawing, typed)
                                  : dup_split_content (self, typed);
  yutu_session_put_draft (self->session, key, self->drawing != NULL ? "drawing" : YUTU_DOOR_FORM_DRAFT_KIND,
                          words, content);
}

static void
stop_planning (YutuDoorForm *self)
{
  g_clear_handle_id (&self->plan_source, g_source_remove);
  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
}

static void
forget (YutuDoorForm *self)
{
  stop_planning (self);
  if (self->map != NULL)
    yutu_map_view_set_notes (self->map, NULL, 0);
  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_clear_pointer (&self->purpose, g_free);
  g_clear_pointer (&self->text, g_free);
  self->base = 0;
  self->address = 0;
  self->is_planned = FALSE;
  self->is_saving = FALSE;
}

static void
leave (YutuDoorForm *self)
{
  if (self->base != 0 || self->address != 0)
    {
      g_autofree char *key = dup_key (self);

      yutu_session_leave_draft (self->session, key);
    }
  forget (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ---- What comes of it ---- */

static void
update_save (YutuDoorForm *self)
{
  gtk_widget_set_sensitive (self->save, self->is_planned && !self->is_saving);
}

static void
clear_rows (YutuDoorForm *self)
{
  yutu_home_list_show (self->homes, NULL, NULL);
  yutu_list_box_clear (GTK_LIST_BOX (self->rows));
}

/* @against: (nullable) */
static void
add_row (YutuDoorForm *self,
         const char   *text,
         const char   *against)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (against != NULL)
    {
      GtkWidget *sign = gtk_image_new_from_icon_name ("dialog-error-symbolic");

      gtk_widget_add_css_class (sign, "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Not possible"), -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), against);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    }
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
}

static void
show_told (YutuDoorForm *self,
           const char   *text,
           gboolean      is_error)
{
  gtk_label_set_text (self->told, text);
  (is_error ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->told), "error");
}

/* @plan: (nullable): none */
static void
show_notes (YutuDoorForm       *self,
            const YutuDoorPlan *plan)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (YutuMapNote));

  if (self->map == NULL)
    return;
  g_array_set_clear_func (notes, (GDestroyNotify)yutu_map_note_clear);
  for (guint i = 0; plan != NULL && i < plan->doors->len && i < MAX_ROWS; i++)
    {
      const YutuDoor *door = g_ptr_array_index (plan->doors, i);
      YutuMapNote     note = { door->point, g_strdup_printf ("%d", door->door), door->taken != 0 || door->village == 0 };

      g_array_append_val (notes, note);
    }
  yutu_map_view_set_notes (self->map, (const YutuMapNote *)(gpointer)notes->data, notes->len);
}

static void
show_plan (YutuDoorForm       *self,
           const YutuDoorPlan *plan)
{
  const YutuDoor  *first = g_ptr_array_index (plan->doors, 0);
  g_autofree char *count = yutu_words_count (plan->doors->len);
  g_autofree char *number = g_strdup_printf ("%d", first->door);
  /* Translators: a number of doors; the name of a road */
  g_autofree char *words = g_strdup_printf (_ ("%s doors are given along %s, as collected"), count, plan->base);
  g_autofree char *start = yutu_words_door_start (plan);
  guint            n_bad = plan->n_taken + plan->n_outside;

  yutu_form_propose (self->form, "first", number);
  gtk_label_set_text (self->start, start != NULL ? start : "");
  gtk_widget_set_visible (GTK_WIDGET (self->start), start != NULL);
  clear_rows (self);
  for (guint i = 0; i < plan->doors->len && i < MAX_ROWS; i++)
    {
      const YutuDoor  *door = g_ptr_array_index (plan->doors, i);
      g_autofree char *none = door->text == NULL ? g_strdup_printf ("%s%d号", plan->base, door->door) : NULL;

      add_row (self, door->text != NULL ? door->text : none,
               door->taken != 0     ? _ ("This number is given already")
               : door->village == 0 ? _ ("This point lies in no village")
                                    : NULL);
    }
  gtk_widget_set_visible (self->rows, TRUE);
  show_notes (self, plan);
  self->is_planned = n_bad == 0;
  show_told (self, n_bad == 0 ? words : _ ("Begin at another number, or take the point back: then it can be done."),
             n_bad > 0);
  update_save (self);
}

static void
show_failure (YutuDoorForm *self,
              const GError *error)
{
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->start), FALSE);
  gtk_widget_set_visible (self->rows, FALSE);
  self->is_planned = FALSE;
  show_told (self, error->message, TRUE);
  update_save (self);
}

static void
show_split (YutuDoorForm          *self,
            const YutuSplitResult *told)
{
  g_autofree char *added = yutu_words_count (told->n_added);
  g_autofree char *kept = yutu_words_count (told->n_kept);
  /* Translators: numbers of homes */
  g_autofree char *words = g_strdup_printf (_ ("%s homes are added; %s are there already and stay as they are"), added, kept);

  clear_rows (self);
  yutu_home_list_show (self->homes, &self->split, told);
  self->is_planned = told->n_added > 0;
  show_told (self, words, FALSE);
  update_save (self);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuDoorForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) plan = yutu_session_number_doors_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL || self->base == 0)
    return;
  if (plan != NULL)
    show_plan (self, plan);
  else
    show_failure (self, error);
}

static void
split_planned_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (YutuDoorForm) self = data;
  g_autoptr (GError) error = NULL;
  YutuSplitResult told;
  gboolean        done = yutu_session_split_address_finish (YUTU_SESSION (source), result, &told, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL || self->address == 0)
    return;
  if (done)
    show_split (self, &told);
  else
    show_failure (self, error);
}

static void
run (YutuDoorForm       *self,
     const Values       *values,
     gboolean            does_it,
     GAsyncReadyCallback callback)
{
  YutuDoorRun         run = { self->base, values->first, values->way, values->day, NULL, 0, values->skip };
  const YutuSplitSpec split = { self->address, values->units, values->floors, values->rooms, values->day };
  GCancellable       *cancellable = does_it ? NULL : self->planning;

  if (self->drawing == NULL)
    {
      self->split = split;
      yutu_session_split_address_async (self->session, &split, does_it, cancellable, callback, g_object_ref (self));
      return;
    }
  run.points = yutu_drawing_get_points (self->drawing, &run.n_points);
  yutu_session_number_doors_async (self->session, &run, does_it, cancellable, callback, g_object_ref (self));
}

static gboolean
plan_cb (gpointer data)
{
  YutuDoorForm *self = data;
  g_auto (Values) values = { 0 };

  self->plan_source = 0;
  if (!read_values (self, &values))
    return G_SOURCE_REMOVE;
  self->planning = g_cancellable_new ();
  run (self, &values, FALSE, self->drawing != NULL ? planned_cb : split_planned_cb);
  return G_SOURCE_REMOVE;
}

static void
plan_soon (YutuDoorForm *self)
{
  stop_planning (self);
  self->is_planned = FALSE;
  self->plan_source = g_timeout_add (PLAN_MS, plan_cb, self);
  update_save (self);
}

static void
edited_cb (YutuForm     *form,
           YutuDoorForm *self)
{
  if (self->base == 0 && self->address == 0)
    return;
  keep_draft (self);
  plan_soon (self);
}

/* ---- Beginning ---- */

static void
begin (YutuDoorForm    *self,
       const YutuField *fields,
       gsize            n_fields,
       const char      *values,
       const char      *typed)
{
  yutu_form_set_fields (self->form, fields, n_fields, values);
  if (typed != NULL)
    yutu_form_set_typed (self->form, typed);
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->start), FALSE);
  gtk_widget_set_visible (self->rows, FALSE);
  show_told (self, _ ("Fill in what is missing: then it is shown what comes of it."), FALSE);
  plan_soon (self);
  yutu_form_focus_first (self->form);
}

void
yutu_door_form_begin_numbers (YutuDoorForm *self,
                              gint64        base,
                              YutuDrawing  *drawing,
                              YutuDoorWay   way,
                              const char   *purpose,
                              const char   *typed)
{
  gsize            n = 0;
  gsize            n_points = 0;
  const YutuField *fields = get_number_fields (&n);
  char             today[YUTU_DAY_TEXT_SIZE];
  g_autofree char *values = NULL;
  g_autofree char *count = NULL;
  g_autofree char *about = NULL;

  g_return_if_fail (YUTU_IS_DOOR_FORM (self) && self->session != NULL && drawing != NULL);

  forget (self);
  self->base = base;
  self->drawing = drawing;
  self->purpose = g_strdup (purpose);
  yutu_drawing_get_points (drawing, &n_points);
  count = yutu_words_count ((gint64)n_points);
  about = g_strdup_printf (_ ("%s points, in the order in which they were set"), count);
  gtk_label_set_text (self->heading, _ ("Door numbers"));
  gtk_label_set_text (self->about, about);
  values = g_strdup_printf ("{\"step\":\"%s\",\"day\":\"%s\"}", way == YUTU_DOOR_BOTH_SIDES ? BOTH_SIDES : ONE_SIDE,
                            yutu_day_format (yutu_session_get_day (self->session), today));
  begin (self, fields, n, values, typed);
  keep_draft (self);
}

void
yutu_door_form_begin_split (YutuDoorForm *self,
                            gint64        address,
                            const char   *text,
                            const char   *typed)
{
  gsize            n = 0;
  const YutuField *fields = get_split_fields (&n);
  char             today[YUTU_DAY_TEXT_SIZE];
  g_autofree char *values = NULL;

  g_return_if_fail (YUTU_IS_DOOR_FORM (self) && self->session != NULL);

  forget (self);
  self->address = address;
  self->text = g_strdup (text);
  gtk_label_set_text (self->heading, _ ("Homes of a building"));
  gtk_label_set_text (self->about, text);
  values = g_strdup_printf ("{\"day\":\"%s\"}", yutu_day_format (yutu_session_get_day (self->session), today));
  begin (self, fields, n, values, typed);
  if (typed != NULL)
    {
      g_autofree char *key = dup_key (self);

      yutu_session_enter_draft (self->session, key);
    }
}

void
yutu_door_form_resume (YutuDoorForm *self,
                       const char   *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode        *root = json_parser_load_from_data (parser, content, -1, NULL) ? json_parser_get_root (parser) : NULL;
  JsonObject      *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *typed = NULL;

  if (object == NULL || !json_object_has_member (object, "typed"))
    return;
  typed = json_to_string (json_object_get_member (object, "typed"), FALSE);
  yutu_door_form_begin_split (self, json_object_get_int_member_with_default (object, "address", 0),
                              json_object_get_string_member_with_default (object, "text", ""), typed);
}

/* ---- Saving ---- */

/* @words: what was done; NULL: @error. */
static void
saved (YutuDoorForm *self,
       const char   *words,
       const GError *error)
{
  if (self->session == NULL) /* the window is gone */
    return;
  self->is_saving = FALSE;
  if (words == NULL)
    {
      update_save (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, words);
  forget (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
numbered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuDoorForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) plan = yutu_session_number_doors_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *count = plan != NULL ? yutu_words_count (plan->doors->len) : NULL;
  /* Translators: a number of doors; the name of a road */
  g_autofree char *words = plan != NULL ? g_strdup_printf (_ ("%s doors given along %s"), count, plan->base) : NULL;

  saved (self, words, error);
}

static void
split_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuDoorForm) self = data;
  g_autoptr (GError) error = NULL;
  YutuSplitResult  told;
  gboolean         done = yutu_session_split_address_finish (YUTU_SESSION (source), result, &told, &error);
  g_autofree char *count = done ? yutu_words_count (told.n_added) : NULL;
  g_autofree char *words = done ? g_strdup_printf (_ ("%s homes added"), count) : NULL;

  saved (self, words, error);
}

static void
save_cb (YutuDoorForm *self)
{
  g_autofree char *key = NULL;
  g_auto (Values) values = { 0 };

  if (!gtk_widget_get_sensitive (self->save) || !read_values (self, &values))
    {
      yutu_form_focus_invalid (self->form);
      return;
    }
  self->is_saving = TRUE;
  update_save (self);
  key = dup_key (self);
  yutu_session_settle_draft (self->session, key);
  run (self, &values, TRUE, self->drawing != NULL ? numbered_cb : split_cb);
}

static void
back_cb (GtkButton    *button,
         YutuDoorForm *self)
{
  leave (self);
}

static void
discard_cb (GtkButton    *button,
            YutuDoorForm *self)
{
  g_autofree char *key = dup_key (self);

  yutu_session_drop_draft (self->session, key);
  forget (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  leave (YUTU_DOOR_FORM (widget));
  return GDK_EVENT_STOP;
}

/* From the list too; the form has the key of its own. */
static gboolean
submit_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  save_cb (YUTU_DOOR_FORM (widget));
  return GDK_EVENT_STOP;
}

/* ---- GObject ---- */

/* The doors are on the map as long as the form is seen. */
static void
mapped_cb (YutuDoorForm *self)
{
  if (self->base != 0)
    plan_soon (self);
}

static void
unmapped_cb (YutuDoorForm *self)
{
  show_notes (self, NULL);
}

void
yutu_door_form_set_map (YutuDoorForm *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_DOOR_FORM (self));

  g_set_weak_pointer (&self->map, map);
}

void
yutu_door_form_set_session (YutuDoorForm *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_DOOR_FORM (self));

  if (self->session != session)
    forget (self);
  g_set_object (&self->session, session);
}

static void
yutu_door_form_dispose (GObject *object)
{
  YutuDoorForm *self = YUTU_DOOR_FORM (object);

  forget (self);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_DOOR_FORM);
  G_OBJECT_CLASS (yutu_door_form_parent_class)->dispose (object);
}

static void
yutu_door_form_class_init (YutuDoorFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_door_form_dispose;
  signals[SIGNAL_LEFT] = g_signal_new ("left", YUTU_TYPE_DOOR_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_DOOR_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_DOOR_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (YUTU_TYPE_FORM);
  g_type_ensure (YUTU_TYPE_HOME_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-door-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, heading);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, about);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, start);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, form);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, told);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, rows);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, homes);
  gtk_widget_class_bind_template_child (widget_class, YutuDoorForm, save);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, submit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, submit_cb, NULL);
}

static void
yutu_door_form_init (YutuDoorForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
