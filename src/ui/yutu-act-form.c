/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-act-form.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "geo/yutu-measure.h"
#include "session/yutu-drafts.h"
#include "session/yutu-session-act.h"
#include "ui/yutu-act-words.h"
#include "ui/yutu-draw-tool.h"
#include "ui/yutu-form.h"
#include "ui/yutu-words.h"

#define MAX_FIELDS 9
#define PLAN_MS    300

enum
{
  SIGNAL_LEFT,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _YutuActForm
{
  AdwBin parent_instance;

  GtkLabel  *heading;
  YutuForm  *form;
  GtkLabel  *effects;
  GtkLabel  *issues;
  GtkWidget *issues_box;
  GtkWidget *apply;

  YutuSession    *session;
  YutuActWishKind kind;
  gboolean        asks_kind;
  gint64          unit;
  char           *unit_name;
  int             level;
  YutuDrawing    *drawing; /* NULL: none */
  GArray         *parts[2]; /* NULL: cut by the line; gint64 units of the left part and the right one */
  YutuField       fields[MAX_FIELDS];
  gsize           n_fields;
  GArray         *units; /* YutuChoice: others of its level, or those above; their texts are ours */
  YutuChoice      sides[2];
  YutuChoice      keepers[2];
  YutuChoice      ways[2];
  guint           plan_timeout;
  GCancellable   *planning;
  char           *purpose;  /* of the draft: "split:42"; NULL: there is no form */
  char           *base;     /* JSON: what the fields began with */
  char           *typed[2]; /* (nullable): in the form of the other way of a ring: split, give */
  gboolean        is_planned; /* and nothing is in the way */
  gboolean        is_applying;
};

G_DEFINE_FINAL_TYPE (YutuActForm, yutu_act_form, ADW_TYPE_BIN)

/* ---- Units of the day ---- */

typedef gboolean (*UnitFunc) (const YutuDivision *division,
                              const YutuDivision *parent,
                              gpointer            data);

/* TRUE: @func said that it is enough. */
static gboolean
walk_units (GListModel         *model,
            const YutuDivision *parent,
            UnitFunc            func,
            gpointer            data)
{
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (model, i);
      const YutuDivision *division = yutu_unit_item_get_division (item);

      if (func (division, parent, data) || walk_units (yutu_unit_item_get_children (item), division, func, data))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  gint64 unit;
  char  *name;
  int    level;
  gint64 parent;
} UnitWish;

static gboolean
note_unit (const YutuDivision *division,
           const YutuDivision *parent,
           gpointer            data)
{
  UnitWish *wish = data;

  if (division->unit != wish->unit)
    return FALSE;
  wish->name = g_strdup (division->name);
  wish->level = division->level;
  wish->parent = division->parent;
  return TRUE;
}

char *
yutu_act_form_dup_unit_name (YutuSession *session,
                             gint64       unit)
{
  UnitWish wish = { .unit = unit };

  walk_units (yutu_session_get_units (session), NULL, note_unit, &wish);
  return wish.name;
}

typedef struct
{
  YutuActForm *form;
  int          level;
  gint64       first_parent; /* units under it come first */
  gboolean     is_first;
  gint64       without;
} ListWish;

static gboolean
list_unit (const YutuDivision *division,
           const YutuDivision *parent,
           gpointer            data)
{
  ListWish  *wish = data;
  YutuChoice choice;
  char      *title = NULL;

  if (division->level != wish->level || division->unit == wish->without ||
      (division->parent == wish->first_parent) != wish->is_first)
    return FALSE;
  title = parent != NULL && !wish->is_first ? g_strdup_printf ("%s · %s", parent->name, division->name)
                                            : g_strdup (division->name);
  choice = (YutuChoice){ g_strdup_printf ("%" G_GINT64_FORMAT, division->unit), { title, title } };
  g_array_append_val (wish->form->units, choice);
  return FALSE;
}

static void
clear_choice (gpointer data)
{
  YutuChoice *choice = data;

  g_free ((char *)choice->id);
  g_free ((char *)choice->title.zh_cn);
}

/* Those of @level, under the same unit first. */
static void
list_units (YutuActForm *self,
            int          level,
            gint64       first_parent,
            gint64       without)
{
  ListWish wish = { self, level, first_parent, TRUE, without };

  g_array_set_size (self->units, 0);
  walk_units (yutu_session_get_units (self->session), NULL, list_unit, &wish);
  wish.is_first = FALSE;
  walk_units (yutu_session_get_units (self->session), NULL, list_unit, &wish);
}

/* ---- Fields ---- */

static YutuTitle
title (const char *text)
{
  return (YutuTitle){ text, text };
}

static YutuField *
add_field (YutuActForm  *self,
           const char   *id,
           const char   *words,
           YutuFieldType type,
           gboolean      required)
{
  YutuField *field = &self->fields[self->n_fields++];

  *field = (YutuField){ .id = id, .title = title (words), .group = title (""), .type = type, .min = -INFINITY, .max = INFINITY, .required = required };
  return field;
}

static void
add_choice (YutuActForm      *self,
            const char       *id,
            const char       *words,
            const YutuChoice *choices,
            gsize             n_choices)
{
  YutuField *field = add_field (self, id, words, YUTU_FIELD_ENUM, TRUE);

  field->choices = choices;
  field->n_choices = n_choices;
}

static void
make_sides (YutuActForm           *self,
            const YutuActFormSpec *spec)
{
  const char  *words[2] = { spec->left_words, spec->right_words };
  const gint64 areas_cm2[2] = { spec->left_cm2, spec->right_cm2 };

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *area = yutu_words_area ((double)areas_cm2[i] / YUTU_CM2_PER_M2);
      char            *text = NULL;

      if (self->parts[i] != NULL)
        /* Translators: where a part of a unit lies, how many whole villages it has, its area */
        text = g_strdup_printf (_ ("In the %s: %u villages, %s"), words[i] != NULL ? words[i] : "",
                                self->parts[i]->len, area);
      else
        /* Translators: where a part of a unit lies, and its area */
        text = g_strdup_printf (_ ("The part in the %s, %s"), words[i] != NULL ? words[i] : "", area);
      g_free ((char *)self->sides[i].title.zh_cn);
      self->sides[i] = (YutuChoice){ i == 0 ? "left" : "right", title (text) };
    }
}

static void
make_fields (YutuActForm           *self,
             const YutuActFormSpec *spec)
{
  const YutuChoice *units = (const YutuChoice *)(gpointer)self->units->data;

  self->n_fields = 0;
  if (self->asks_kind)
    {
      self->ways[0] = (YutuChoice){ "split", title (_ ("A new unit of its own")) };
      self->ways[1] = (YutuChoice){ "give", title (_ ("Another unit’s exclave")) };
      add_choice (self, "way", _ ("What it becomes"), self->ways, 2);
    }
  if (self->drawing != NULL && !yutu_drawing_is_ring (self->drawing))
    {
      make_sides (self, spec);
      add_choice (self, "side", self->kind == YUTU_ACT_WISH_SPLIT ? _ ("What is new") : _ ("What is given"), self->sides, 2);
    }
  if (self->kind == YUTU_ACT_WISH_SPLIT)
    {
      add_field (self, "name", _ ("Name of the new unit"), YUTU_FIELD_TEXT, TRUE);
      add_field (self, "code", _ ("Code (proposed when empty)"), YUTU_FIELD_TEXT, FALSE);
    }
  else
    add_choice (self, "other",
                self->kind == YUTU_ACT_WISH_MERGE   ? _ ("Merged with")
                : self->kind == YUTU_ACT_WISH_PLACE ? _ ("Goes under")
                                                    : _ ("Goes to"),
                units, self->units->len);
  if (self->kind == YUTU_ACT_WISH_MERGE)
    {
      self->keepers[0] = (YutuChoice){ "this", title (self->unit_name) };
      self->keepers[1] = (YutuChoice){ "other", title (_ ("The other one")) };
      add_choice (self, "keeps", _ ("Keeps identity, name and code"), self->keepers, 2);
    }
  add_field (self, "day", _ ("First day on which it holds"), YUTU_FIELD_DATE, TRUE);
  add_field (self, "doc", _ ("Document number"), YUTU_FIELD_TEXT, FALSE);
  add_field (self, "organ", _ ("Approved by"), YUTU_FIELD_TEXT, FALSE);
  add_field (self, "approved", _ ("Day of approval"), YUTU_FIELD_DATE, FALSE);
  g_assert (self->n_fields <= MAX_FIELDS);
}

/* (transfer full) (nullable): of what is filled in. */
static char *
dup_value (YutuActForm *self,
           const char  *id)
{
  g_autofree char *json = yutu_form_dup_json (self->form);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  return g_strdup (json_object_get_string_member_with_default (
    json_node_get_object (json_parser_get_root (parser)), id, NULL));
}

static const char *
find_unit_words (YutuActForm *self,
                 const char  *id)
{
  for (guint i = 0; id != NULL && i < self->units->len; i++)
    if (g_str_equal (g_array_index (self->units, YutuChoice, i).id, id))
      return g_array_index (self->units, YutuChoice, i).title.zh_cn;
  return "";
}

/* (transfer full) (nullable): something is missing. */
static YutuActSpec *
make_spec (YutuActForm *self)
{
  g_autofree char *side = dup_value (self, "side");
  g_autofree char *other = dup_value (self, "other");
  g_autofree char *keeps = dup_value (self, "keeps");
  g_autofree char *name = dup_value (self, "name");
  g_autofree char *code = dup_value (self, "code");
  g_autofree char *doc_no = dup_value (self, "doc");
  g_autofree char *organ = dup_value (self, "organ");
  g_autofree char *approved_on = dup_value (self, "approved");
  g_autofree char *effective_on = dup_value (self, "day");
  gboolean         is_right = g_strcmp0 (side, "right") == 0;
  const GArray    *part = self->parts[is_right ? 1 : 0];
  YutuActWish      wish = {
         .kind = self->kind,
         .unit = self->unit,
         .unit_name = self->unit_name,
         .level = self->level,
         .other = other != NULL ? g_ascii_strtoll (other, NULL, 10) : 0,
         .other_name = find_unit_words (self, other),
         .other_keeps = g_strcmp0 (keeps, "other") == 0,
         .drawing = self->drawing,
         .right = is_right,
         .units = part != NULL ? (const gint64 *)(gpointer)part->data : NULL,
         .n_units = part != NULL ? part->len : 0,
         .name = name,
         .code = code,
         .doc_no = doc_no,
         .organ = organ,
         .approved_on = approved_on,
         .effective_on = effective_on,
  };

  return yutu_form_is_valid (self->form) ? yutu_act_wish_make_spec (&wish) : NULL;
}

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
  update_apply (self);
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

static gboolean follow_way (YutuActForm *self);
static void     keep_draft (YutuActForm *self);

static gboolean
plan_cb (gpointer data)
{
  YutuActForm *self = data;
  YutuActSpec *spec = NULL;

  self->plan_timeout = 0;
  if (follow_way (self)) /* not while its rows are at work */
    {
      keep_draft (self);
      return G_SOURCE_REMOVE;
    }
  spec = make_spec (self);
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
  typed = yutu_form_dup_typed (self->form);
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

  switch (self->kind)
    {
    case YUTU_ACT_WISH_SPLIT:
      text = g_strdup_printf (_ ("Split %s"), self->unit_name);
      break;
    case YUTU_ACT_WISH_GIVE:
      text = g_strdup_printf (_ ("Give a part of %s"), self->unit_name);
      break;
    case YUTU_ACT_WISH_MERGE:
      text = g_strdup_printf (_ ("Merge %s"), self->unit_name);
      break;
    case YUTU_ACT_WISH_PLACE:
    default:
      text = g_strdup_printf (_ ("Place %s under another unit"), self->unit_name);
      break;
    }
  gtk_label_set_text (self->heading, text);
}

/* The form of the kind, from the values that it began with. */
static void
fill_form (YutuActForm           *self,
           const YutuActFormSpec *spec)
{
  make_fields (self, spec);
  yutu_form_set_fields (self->form, self->fields, self->n_fields, self->base);
  show_heading (self);
  show_effect (self, NULL);
  plan_soon (self);
}

/* A ring may become a unit, or another one's: the form is another then, and what is typed in it beside what
 * was typed in this one. */
static gboolean
follow_way (YutuActForm *self)
{
  g_autofree char      *way = self->asks_kind ? dup_value (self, "way") : NULL;
  YutuActWishKind       kind = g_strcmp0 (way, "give") == 0 ? YUTU_ACT_WISH_GIVE : YUTU_ACT_WISH_SPLIT;
  g_autofree char      *typed = NULL;
  const YutuActFormSpec spec = { .kind = kind };
  gsize                 from = kind == YUTU_ACT_WISH_GIVE ? 0 : 1;

  if (way == NULL || kind == self->kind)
    return FALSE;
  typed = yutu_form_dup_typed (self->form);
  self->kind = kind;
  fill_form (self, &spec);
  if (self->typed[1 - from] != NULL)
    yutu_form_set_typed (self->form, self->typed[1 - from]);
  if (typed != NULL)
    yutu_form_set_typed (self->form, typed);
  g_free (self->typed[from]);
  self->typed[from] = g_steal_pointer (&typed);
  return TRUE;
}

/* What a draft has is typed in, in the form of its way. */
static void
type_draft (YutuActForm *self,
            const char  *typed)
{
  g_autofree char *key = dup_key (self);

  yutu_form_set_typed (self->form, typed);
  if (follow_way (self))
    yutu_form_set_typed (self->form, typed);
  yutu_session_enter_draft (self->session, key);
}

gboolean
yutu_act_form_begin (YutuActForm           *self,
                     const YutuActFormSpec *spec)
{
  UnitWish wish = { .unit = spec->unit };
  char     day[YUTU_DAY_TEXT_SIZE];

  g_return_val_if_fail (YUTU_IS_ACT_FORM (self) && self->session != NULL, FALSE);

  if (!walk_units (yutu_session_get_units (self->session), NULL, note_unit, &wish))
    return FALSE;
  cancel_planning (self);
  yutu_act_form_leave_draft (self); /* another one was typed in */
  self->purpose = spec->purpose != NULL ? g_strdup (spec->purpose)
                                        : g_strdup_printf ("%s:%" G_GINT64_FORMAT, get_kind_id (spec->kind), spec->unit);
  for (gsize i = 0; i < G_N_ELEMENTS (self->typed); i++)
    g_clear_pointer (&self->typed[i], g_free);
  g_free (self->unit_name);
  self->unit_name = wish.name;
  self->unit = spec->unit;
  self->level = wish.level;
  self->kind = spec->kind;
  self->asks_kind = spec->asks_kind;
  self->is_applying = FALSE;
  g_clear_pointer (&self->drawing, yutu_drawing_free);
  self->drawing = spec->drawing;
  g_clear_pointer (&self->parts[0], g_array_unref);
  g_clear_pointer (&self->parts[1], g_array_unref);
  self->parts[0] = spec->left_units;
  self->parts[1] = spec->right_units;
  list_units (self, self->kind == YUTU_ACT_WISH_PLACE ? self->level - 1 : self->level, wish.parent,
              self->kind == YUTU_ACT_WISH_PLACE ? wish.parent : self->unit);
  yutu_day_format (yutu_session_get_day (self->session), day);
  g_free (self->base);
  self->base = g_strdup_printf (
    "{\"day\":\"%s\"%s%s%s}", day, self->asks_kind ? ",\"way\":\"split\"" : "",
    self->kind == YUTU_ACT_WISH_MERGE ? ",\"keeps\":\"this\"" : "",
    self->drawing == NULL || yutu_drawing_is_ring (self->drawing)
      ? ""
      : (spec->left_cm2 <= spec->right_cm2 ? ",\"side\":\"left\"" : ",\"side\":\"right\""));
  fill_form (self, spec);
  if (spec->typed != NULL)
    type_draft (self, spec->typed);
  yutu_form_focus_first (self->form);
  return TRUE;
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
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuActForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActTrial) trial = yutu_session_apply_act_finish (YUTU_SESSION (source), result, &error);

  if (self->session == NULL) /* the window is gone */
    return;
  self->is_applying = FALSE;
  if (trial == NULL)
    {
      update_apply (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, trial->spec->title);
  leave (self, TRUE);
}

static void
apply_cb (YutuActForm *self)
{
  YutuActSpec     *spec = self->purpose != NULL && gtk_widget_get_sensitive (self->apply) ? make_spec (self) : NULL;
  g_autofree char *key = NULL;

  if (spec == NULL)
    {
      yutu_form_focus_invalid (self->form);
      return;
    }
  cancel_planning (self);
  self->is_applying = TRUE;
  update_apply (self);
  key = dup_key (self);
  yutu_session_settle_draft (self->session, key);
  yutu_session_apply_act_async (self->session, spec, applied_cb, g_object_ref (self));
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
  g_clear_pointer (&self->parts[0], g_array_unref);
  g_clear_pointer (&self->parts[1], g_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (self->typed); i++)
    g_free (self->typed[i]);
  g_free (self->purpose);
  g_free (self->base);
  g_free (self->unit_name);
  g_array_unref (self->units);
  for (gsize i = 0; i < G_N_ELEMENTS (self->sides); i++)
    g_free ((char *)self->sides[i].title.zh_cn);
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
  g_type_ensure (YUTU_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-act-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, heading);
  gtk_widget_class_bind_template_child (widget_class, YutuActForm, form);
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
  g_array_set_clear_func (self->units, clear_choice);
}
