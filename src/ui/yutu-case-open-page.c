/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-open-page.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-json.h"
#include "casework/yutu-case-guide.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-drafts.h"
#include "session/yutu-session-cases.h"
#include "ui/yutu-case-inputs.h"
#include "ui/yutu-case-naming.h"
#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-form.h"
#include "ui/yutu-words.h"

struct _YutuCaseOpenPage
{
  AdwBin parent_instance;

  GtkStack       *stack;
  AdwStatusPage  *nothing;
  GtkWidget      *scroller;
  GtkBox         *place_box;
  AdwComboRow    *kind_row;
  YutuForm       *form;
  YutuCaseNaming *naming;
  GtkLabel       *wrong;

  YutuSession      *session;
  YutuPlace        *place;
  const YutuModule *module;      /* the session's */
  char             *name;        /* of the place name that it is opened at; NULL: it is none */
  char             *wanted;      /* the kind that was asked for; NULL: any */
  GPtrArray        *kinds;       /* of const YutuCaseKind, that may be opened here */
  YutuCaseInputs   *inputs;      /* of the form */
  GCancellable     *cancellable; /* of the look for a draft */
  gboolean          is_filling;
  gboolean          is_opening;
};

G_DEFINE_FINAL_TYPE (YutuCaseOpenPage, yutu_case_open_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- The place of a draft ---- */

/* What was drawn is kept as the point where the case will lie. */
static YutuPlace *
get_kept_place (YutuPlace *place)
{
  YutuPoint point;

  if (yutu_place_get_kind (place) == YUTU_PLACE_SHAPE &&
      yutu_place_label_point (yutu_place_get_shape (place), &point))
    return yutu_place_new_point (point);
  return yutu_place_ref (place);
}

static gboolean
has_center (YutuPlaceKind kind)
{
  return kind == YUTU_PLACE_POINT || kind == YUTU_PLACE_CIRCLE;
}

static void
write_place (JsonBuilder *builder,
             YutuPlace   *place)
{
  g_autoptr (YutuPlace) kept = get_kept_place (place);
  YutuPlaceKind kind = yutu_place_get_kind (kept);
  YutuPoint     center = { 0 };

  if (has_center (kind))
    center = yutu_place_get_center (kept);
  json_builder_set_member_name (builder, "place");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, kind);
  json_builder_add_int_value (builder, yutu_place_get_id (kept));
  json_builder_add_int_value (builder, center.x);
  json_builder_add_int_value (builder, center.y);
  json_builder_add_double_value (
    builder, kind == YUTU_PLACE_CIRCLE ? yutu_place_get_radius_m (kept) : 0);
  json_builder_end_array (builder);
}

static YutuPlace *
read_place (JsonArray *array)
{
  gint64    kind = 0;
  gint64    id = 0;
  YutuPoint center;
  double    radius_m = 0;

  if (array == NULL || json_array_get_length (array) != 5)
    return NULL;
  kind = json_array_get_int_element (array, 0);
  id = json_array_get_int_element (array, 1);
  center.x = json_array_get_int_element (array, 2);
  center.y = json_array_get_int_element (array, 3);
  radius_m = json_array_get_double_element (array, 4);
  if (kind == YUTU_PLACE_UNIT)
    return yutu_place_new_unit (id);
  if (kind == YUTU_PLACE_POINT)
    return yutu_place_new_point (center);
  if (kind == YUTU_PLACE_CIRCLE && radius_m > 0 && radius_m <= 200000)
    return yutu_place_new_circle (center, radius_m);
  if (kind == YUTU_PLACE_FACILITY || kind == YUTU_PLACE_ADDRESS || kind == YUTU_PLACE_NAME ||
      kind == YUTU_PLACE_LINE || kind == YUTU_PLACE_PILLAR)
    return yutu_place_new_object ((YutuPlaceKind)kind, id);
  return NULL;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

YutuPlace *
yutu_case_open_page_read_draft (const char        *content,
                                const YutuModules *modules,
                                guint             *module)
{
  g_autoptr (JsonNode) root = json_from_string (content, NULL);
  JsonObject *object = get_object (root);
  JsonNode   *place = object != NULL ? json_object_get_member (object, "place") : NULL;
  const char *id =
    object != NULL ? json_object_get_string_member_with_default (object, "module", "") : "";

  if (place == NULL || !JSON_NODE_HOLDS_ARRAY (place))
    return NULL;
  for (guint i = 0; i < yutu_modules_get_n (modules); i++)
    if (g_str_equal (yutu_modules_get (modules, i)->id, id))
      {
        *module = i;
        return read_place (json_node_get_array (place));
      }
  return NULL;
}

/* ---- Drafts ---- */

static char *
dup_draft_key (YutuCaseOpenPage *self)
{
  g_autoptr (YutuPlace) kept = get_kept_place (self->place);
  YutuPlaceKind kind = yutu_place_get_kind (kept);
  YutuPoint     center = { 0 };

  if (has_center (kind))
    center = yutu_place_get_center (kept);
  return g_strdup_printf ("case-open:%s:%d:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT
                          ":%" G_GINT64_FORMAT,
                          self->module->id, (int)kind, yutu_place_get_id (kept), center.x, center.y);
}

static const YutuCaseKind *
get_kind (YutuCaseOpenPage *self)
{
  guint selected = adw_combo_row_get_selected (self->kind_row);

  return selected < self->kinds->len ? g_ptr_array_index (self->kinds, selected) : NULL;
}

static char *
make_draft (YutuCaseOpenPage *self,
            const char       *typed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "module", self->module->id);
  yutu_json_add_text (builder, "kind", get_kind (self)->id);
  write_place (builder, self->place);
  yutu_json_add_text (builder, "typed", typed);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
take_naming (YutuCaseOpenPage *self)
{
  g_autofree char *json = yutu_form_dup_json (self->form);
  g_autofree char *fields = yutu_case_inputs_dup_part (json, "kind");

  yutu_case_naming_take (self->naming, fields);
}

static void
edited_cb (YutuCaseOpenPage *self)
{
  g_autofree char *key = dup_draft_key (self);
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autofree char *content = make_draft (self, typed != NULL ? typed : "{}");
  g_autofree char *title =
    g_strdup_printf (_ ("New case: %s"), yutu_title_get (&get_kind (self)->title));

  gtk_widget_set_visible (GTK_WIDGET (self->wrong), FALSE);
  take_naming (self);
  yutu_session_put_draft (self->session, key, YUTU_CASE_OPEN_DRAFT, title, content);
}

static void
fill_from_draft (YutuCaseOpenPage *self,
                 const YutuDraft  *draft)
{
  g_autoptr (JsonNode) root = json_from_string (draft->content, NULL);
  JsonObject *object = get_object (root);
  const char *kind =
    object != NULL ? json_object_get_string_member_with_default (object, "kind", "") : "";

  for (guint i = 0; i < self->kinds->len; i++)
    if (g_str_equal (((const YutuCaseKind *)g_ptr_array_index (self->kinds, i))->id, kind) &&
        (self->wanted == NULL || g_str_equal (self->wanted, kind)))
      {
        adw_combo_row_set_selected (self->kind_row, i);
        yutu_form_set_typed (self->form,
                             json_object_get_string_member_with_default (object, "typed", "{}"));
        take_naming (self);
        yutu_session_enter_draft (self->session, draft->key);
      }
}

static void
drafts_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (YutuCaseOpenPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = yutu_session_list_drafts_finish (result, &error);
  g_autofree char *key = NULL;

  if (drafts == NULL || self->form == NULL || self->place == NULL ||
      g_cancellable_is_cancelled (self->cancellable) || yutu_form_is_changed (self->form))
    return;
  key = dup_draft_key (self);
  for (guint i = 0; i < drafts->len; i++)
    {
      const YutuDraft *draft = g_ptr_array_index (drafts, i);

      if (g_str_equal (draft->key, key))
        fill_from_draft (self, draft);
    }
}

static void
forget_look (YutuCaseOpenPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
yutu_case_open_page_choose (YutuCaseOpenPage *self,
                            const char       *kind)
{
  g_return_if_fail (YUTU_IS_CASE_OPEN_PAGE (self) && kind != NULL);

  for (guint i = 0; i < self->kinds->len; i++)
    if (g_str_equal (((const YutuCaseKind *)g_ptr_array_index (self->kinds, i))->id, kind))
      {
        g_free (self->wanted);
        self->wanted = g_strdup (kind);
        adw_combo_row_set_selected (self->kind_row, i);
        yutu_form_focus_missing (self->form);
      }
}

void
yutu_case_open_page_focus (YutuCaseOpenPage *self)
{
  g_return_if_fail (YUTU_IS_CASE_OPEN_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_row));
}

void
yutu_case_open_page_leave (YutuCaseOpenPage *self)
{
  g_autofree char *key = NULL;

  g_return_if_fail (YUTU_IS_CASE_OPEN_PAGE (self));

  forget_look (self);
  if (self->place == NULL)
    return;
  if (self->form != NULL)
    yutu_case_naming_end (self->naming);
  key = dup_draft_key (self);
  yutu_session_leave_draft (self->session, key);
  g_clear_pointer (&self->place, yutu_place_unref);
}

static void
throw_away_cb (YutuCaseOpenPage *self)
{
  g_autofree char *key = NULL;

  if (self->place == NULL || self->is_opening)
    return;
  forget_look (self);
  yutu_case_naming_end (self->naming);
  key = dup_draft_key (self);
  yutu_session_drop_draft (self->session, key);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ---- Opening ---- */

typedef struct
{
  YutuCaseOpenPage *page; /* owned */
  char             *kind; /* in words */
} OpenRequest;

static void
show_wrong (YutuCaseOpenPage *self,
            const char       *text)
{
  gtk_label_set_label (self->wrong, text);
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), TRUE);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree OpenRequest *request = user_data;
  g_autoptr (YutuCaseOpenPage) self = request->page;
  g_autofree char *kind = request->kind;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = yutu_session_open_case_finish (YUTU_SESSION (source), result, &error);

  self->is_opening = FALSE;
  if (id != 0)
    {
      if (self->form != NULL)
        yutu_case_naming_end (self->naming);
      g_clear_pointer (&self->place, yutu_place_unref);
      text = g_strdup_printf (_ ("Opened: %s"), kind);
      g_signal_emit (self, signals[SIGNAL_OPENED], 0, id, text);
      return;
    }
  if (self->wrong == NULL)
    return;
  text = yutu_words_error (error);
  show_wrong (self, text);
}

/* The number on the card is checked here, where the eye is on it; all else by the engine. */
static gboolean
has_wrong_id_number (YutuCaseOpenPage *self,
                     const char       *json)
{
  g_autofree char *person = yutu_case_inputs_dup_part (json, "person");
  g_autoptr (JsonNode) root = person != NULL ? json_from_string (person, NULL) : NULL;
  const char *id_no =
    root != NULL ? json_object_get_string_member_with_default (json_node_get_object (root), "id_no", "")
                 : "";

  if (id_no[0] == '\0' || strlen (id_no) == 15 || yutu_id_number_is_valid (id_no, yutu_day_today ()))
    return FALSE;
  show_wrong (self, _ ("The identity number cannot be right: its day of birth or its check digit is "
                       "wrong. Compare it with the card."));
  gtk_widget_grab_focus (yutu_form_get_control (self->form, "person.id_no"));
  return TRUE;
}

static void
open_clicked_cb (YutuCaseOpenPage *self)
{
  g_autofree char *json = NULL;
  g_autofree char *title = NULL;
  g_autofree char *officer = NULL;
  g_autofree char *day = NULL;
  g_autofree char *fields = NULL;
  g_autofree char *person = NULL;
  g_autofree char *key = NULL;
  YutuCaseOpening  opening = { 0 };
  OpenRequest     *request = NULL;

  if (self->is_opening || self->place == NULL || get_kind (self) == NULL ||
      yutu_form_focus_invalid (self->form))
    return;
  json = yutu_form_dup_json (self->form);
  if (has_wrong_id_number (self, json))
    return;
  opening.kind = get_kind (self)->id;
  opening.title = title = yutu_case_inputs_dup_own (json, "title");
  opening.officer = officer = yutu_case_inputs_dup_own (json, "officer");
  day = yutu_case_inputs_dup_own (json, "day");
  opening.opened_on = yutu_day_parse (day);
  if (opening.opened_on > yutu_day_today ())
    {
      show_wrong (self, _ ("This day lies ahead: a case is opened today at the latest."));
      gtk_widget_grab_focus (yutu_form_get_control (self->form, "own.day"));
      return;
    }
  opening.fields = fields = yutu_case_inputs_dup_part (json, "kind");
  opening.person = person = yutu_case_inputs_dup_part (json, "person");
  request = g_new (OpenRequest, 1);
  request->page = g_object_ref (self);
  request->kind = g_strdup (yutu_title_get (&get_kind (self)->title));
  self->is_opening = TRUE;
  key = dup_draft_key (self);
  yutu_session_settle_draft (self->session, key);
  yutu_session_open_case_async (self->session, self->place, &opening, opened_cb, request);
}

/* ---- Filling the page ---- */

static void
list_kinds (YutuCaseOpenPage    *self,
            const YutuPlaceInfo *info)
{
  const char *role = yutu_session_get_role (self->session);

  g_ptr_array_set_size (self->kinds, 0);
  for (gsize i = 0; i < self->module->n_kinds; i++)
    {
      const YutuCaseKind *kind = &self->module->kinds[i];
      gboolean            fits = info->kind != YUTU_PLACE_FACILITY || kind->register_id == NULL ||
                      (info->facility_register != NULL &&
                       g_str_equal (info->facility_register->full_id, kind->register_id));

      if (fits && yutu_case_kind_may_open (kind, role))
        g_ptr_array_add (self->kinds, (gpointer)kind);
    }
}

static const char *
find_hint (const YutuPlaceInfo *info)
{
  const YutuDivision *unit =
    info->chain->len > 0 ? g_ptr_array_index (info->chain, info->chain->len - 1) : NULL;

  if (info->kind == YUTU_PLACE_UNIT && unit != NULL && unit->level < 4)
    return _ ("The case will belong to the whole county. When it lies in one township or village, "
              "choose that first.");
  if (info->kind == YUTU_PLACE_CIRCLE || info->kind == YUTU_PLACE_SHAPE)
    return _ ("The case will lie in the middle of what was drawn.");
  return NULL;
}

static void
show_place (YutuCaseOpenPage    *self,
            const YutuPlaceInfo *info)
{
  g_autofree char *title = yutu_words_place_title (self->place, info);
  g_autofree char *chain = yutu_words_chain (info->chain, info->kind == YUTU_PLACE_UNIT ? 1 : 0);
  const char      *hint = find_hint (info);
  GtkWidget       *list = yutu_fact_list_new (NULL);
  GtkWidget       *label = NULL;

  yutu_box_clear (self->place_box);
  yutu_fact_list_add (YUTU_FACT_LIST (list), _ ("Place"), title);
  yutu_fact_list_add (YUTU_FACT_LIST (list), _ ("Lies in"), chain);
  gtk_box_append (self->place_box, list);
  if (hint == NULL)
    return;
  label = gtk_label_new (hint);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (self->place_box, label);
}

/* What the case is about is known where it is opened at a place name. */
static void
propose_name (YutuCaseOpenPage   *self,
              const YutuCaseKind *kind)
{
  const char      *field = kind->name_work == YUTU_NAME_WORK_CLEAN_UP ? "name" : "old_name";
  g_autofree char *id = g_strconcat ("kind.", field, NULL);

  if (self->name == NULL || kind->name_work == YUTU_NAME_WORK_NONE || yutu_fields_find (kind->fields, kind->n_fields, field) == NULL)
    return;
  yutu_form_propose (self->form, id, self->name);
}

static void
fill_form (YutuCaseOpenPage *self)
{
  const YutuCaseKind *kind = get_kind (self);
  YutuCaseInputs     *old = self->inputs;
  g_autofree char    *typed = yutu_form_dup_typed (self->form);
  const YutuField    *fields = NULL;
  gsize               n = 0;

  if (kind == NULL)
    return;
  self->inputs = yutu_case_inputs_new_open (kind, yutu_session_get_actor (self->session),
                                            yutu_day_today ());
  fields = yutu_case_inputs_get_fields (self->inputs, &n);
  yutu_form_set_fields (self->form, fields, n, yutu_case_inputs_get_start (self->inputs));
  propose_name (self, kind);
  if (typed != NULL)
    yutu_form_set_typed (self->form, typed);
  yutu_case_inputs_free (old);
  yutu_case_naming_begin (self->naming, self->session, self->place, kind);
  take_naming (self);
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), FALSE);
}

static void
kind_changed_cb (YutuCaseOpenPage *self)
{
  if (self->is_filling || self->place == NULL)
    return;
  fill_form (self);
  if (yutu_form_is_changed (self->form))
    edited_cb (self);
}

static void
fill_kinds (YutuCaseOpenPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const YutuCaseKind *kind = g_ptr_array_index (self->kinds, i);

      gtk_string_list_append (titles, yutu_title_get (&kind->title));
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->kind_row, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_row), self->kinds->len > 1);
  self->is_filling = FALSE;
}

static void
look_for_draft (YutuCaseOpenPage *self)
{
  forget_look (self);
  self->cancellable = g_cancellable_new ();
  yutu_session_list_drafts_async (self->session, self->cancellable, drafts_listed_cb,
                                  g_object_ref (self));
}

void
yutu_case_open_page_show (YutuCaseOpenPage    *self,
                          YutuSession         *session,
                          YutuPlace           *place,
                          const YutuPlaceInfo *info,
                          const YutuModule    *module)
{
  g_return_if_fail (YUTU_IS_CASE_OPEN_PAGE (self));

  yutu_case_open_page_leave (self);
  g_set_object (&self->session, session);
  self->place = yutu_place_ref (place);
  self->module = module;
  g_free (self->name);
  self->name = info->kind == YUTU_PLACE_NAME ? g_strdup (info->title) : NULL;
  g_clear_pointer (&self->wanted, g_free);
  list_kinds (self, info);
  gtk_stack_set_visible_child_name (self->stack, self->kinds->len > 0 ? "form" : "nothing");
  adw_status_page_set_description (
    self->nothing, info->kind == YUTU_PLACE_FACILITY
                     ? _ ("Your role opens no case of this module at such a facility.")
                     : _ ("Your role opens no case of this module."));
  if (self->kinds->len == 0)
    return;
  show_place (self, info);
  fill_kinds (self);
  yutu_form_set_fields (self->form, NULL, 0, NULL);
  fill_form (self);
  look_for_draft (self);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

void
yutu_case_open_page_set_map (YutuCaseOpenPage *self,
                             YutuMapView      *map)
{
  g_return_if_fail (YUTU_IS_CASE_OPEN_PAGE (self));

  yutu_case_naming_set_map (self->naming, map);
}

/* ---- Object ---- */

static void
yutu_case_open_page_dispose (GObject *object)
{
  YutuCaseOpenPage *self = YUTU_CASE_OPEN_PAGE (object);

  if (self->session != NULL)
    yutu_case_open_page_leave (self);
  forget_look (self);
  if (self->form != NULL)
    yutu_form_set_fields (self->form, NULL, 0, NULL); /* their owner goes */
  self->form = NULL;
  self->wrong = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_case_open_page_parent_class)->dispose (object);
}

/* The form reads its fields to the end. */
static void
yutu_case_open_page_finalize (GObject *object)
{
  YutuCaseOpenPage *self = YUTU_CASE_OPEN_PAGE (object);

  g_clear_pointer (&self->inputs, yutu_case_inputs_free);
  g_ptr_array_unref (self->kinds);
  g_free (self->name);
  g_free (self->wanted);
  G_OBJECT_CLASS (yutu_case_open_page_parent_class)->finalize (object);
}

static void
yutu_case_open_page_class_init (YutuCaseOpenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_case_open_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_case_open_page_finalize;
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                         G_TYPE_STRING);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YUTU_TYPE_FORM);
  g_type_ensure (YUTU_TYPE_CASE_NAMING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yutu/Yutu/yutu-case-open-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, place_box);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, form);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, naming);
  gtk_widget_class_bind_template_child (widget_class, YutuCaseOpenPage, wrong);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, throw_away_cb);
}

static void
yutu_case_open_page_init (YutuCaseOpenPage *self)
{
  self->kinds = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_focus_keep_in_sight (GTK_SCROLLED_WINDOW (self->scroller)); /* what is said of a name takes room while it is typed */
}
