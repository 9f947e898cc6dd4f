/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One task at a time: what it needs is told by task (add: site, base and fields; edit: base and
 * fields; move: site and base; close: base; year: base and the
 * fields of a year). The draft's content is what was typed into these parts. */

#include "ui/yutu-facility-page-private.h"

#include <glib/gi18n.h>

#define DRAFT_KIND "facility"

G_DEFINE_FINAL_TYPE (YutuFacilityPage, yutu_facility_page, ADW_TYPE_BIN)

enum
{
  PROP_TITLE = 1,
};

enum
{
  SIGNAL_FINISHED,
  SIGNAL_SAVED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *title_property;
static guint       signals[N_SIGNALS];

static const char *const TASKS[] = { "add", "edit", "move", "close", "year" };

/* ---- Drafts ---- */

static gboolean
is_site_changed (YutuFacilityPage *self)
{
  g_autoptr (JsonNode) site = yutu_site_field_dup_json (self->site);

  if (!yutu_facility_page_has_site (self) || site == NULL || self->start_site == NULL)
    return yutu_facility_page_has_site (self) && (site != NULL) != (self->start_site != NULL);
  return !json_node_equal (site, self->start_site);
}

gboolean
yutu_facility_page_is_changed (YutuFacilityPage *self)
{
  return self->key != NULL &&
         (is_site_changed (self) || yutu_form_is_changed (self->base) ||
          (yutu_facility_page_has_fields (self) && yutu_form_is_changed (self->fields)));
}

static void
take_typed (JsonObject *object,
            const char *name,
            char       *typed)
{
  g_autofree char *text = typed;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static char *
make_content (YutuFacilityPage *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *site = yutu_facility_page_has_site (self) ? yutu_site_field_dup_json (self->site) : NULL;

  json_object_set_string_member (object, "task", TASKS[self->task]);
  json_object_set_int_member (object, "id", self->id);
  if (self->record != NULL)
    json_object_set_string_member (object, "register", self->record->full_id);
  if (site != NULL)
    json_object_set_member (object, "site", site);
  take_typed (object, "base", yutu_form_dup_typed (self->base));
  if (yutu_facility_page_has_fields (self))
    take_typed (object, "fields", yutu_form_dup_typed (self->fields));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

void
yutu_facility_page_keep_draft (YutuFacilityPage *self)
{
  g_autofree char *title = NULL;
  g_autofree char *content = NULL;

  if (self->key == NULL || self->is_saving)
    return;
  if (!yutu_facility_page_is_changed (self))
    {
      if (self->has_draft)
        yutu_session_drop_draft (self->session, self->key);
      self->has_draft = FALSE;
      return;
    }
  title = yutu_facility_page_make_draft_title (self);
  content = make_content (self);
  self->has_draft = TRUE;
  yutu_session_put_draft (self->session, self->key, DRAFT_KIND, title, content);
}

/* NULL: none yet. */
static void
show_part (YutuFacilityPage *self,
           GtkWidget        *part)
{
  gtk_widget_set_visible (GTK_WIDGET (self->registers), part == GTK_WIDGET (self->registers));
  gtk_widget_set_visible (self->form, part == self->form);
}

static void
set_title (YutuFacilityPage *self,
           char             *title)
{
  g_free (self->title);
  self->title = title;
  g_object_notify_by_pspec (G_OBJECT (self), title_property);
}

/* Nothing is being done any more. */
void
yutu_facility_page_forget (YutuFacilityPage *self)
{
  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->hinting);
  g_clear_object (&self->loading);
  g_clear_object (&self->hinting);
  g_clear_handle_id (&self->hint_source, g_source_remove);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->facility, yutu_facility_free);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->start_site, json_node_unref);
  self->record = NULL;
  self->id = 0;
  self->has_draft = FALSE;
}

void
yutu_facility_page_leave (YutuFacilityPage *self)
{
  g_return_if_fail (YUTU_IS_FACILITY_PAGE (self));

  if (self->key != NULL && self->session != NULL)
    yutu_session_leave_draft (self->session, self->key);
  if (self->site != NULL && self->key != NULL)
    yutu_site_field_clear (self->site, NULL); /* nothing is picked for it any more */
  yutu_facility_page_forget (self);
}

/* ---- The year that is typed ---- */

static const char *
find_year (YutuFacilityPage *self,
           int               year)
{
  for (guint i = 0; self->facility != NULL && i < self->facility->years->len; i++)
    {
      const YutuFacilityYear *figures = g_ptr_array_index (self->facility->years, i);

      if (figures->year == year)
        return figures->fields;
    }
  return NULL;
}

/* The figures of the year that is typed; what was typed over those of another goes along. */
static void
follow_year (YutuFacilityPage *self)
{
  int              year = yutu_facility_page_get_base_year (self);
  g_autofree char *typed = NULL;

  if (self->task != YUTU_FACILITY_YEAR || year == 0 || year == self->year)
    return;
  self->year = year;
  typed = yutu_form_dup_typed (self->fields);
  yutu_form_set_fields (self->fields, self->record->year_fields, self->record->n_year_fields,
                        find_year (self, year));
  yutu_form_set_checks (self->fields, self->record->year_checks, self->record->n_year_checks);
  if (typed != NULL)
    yutu_form_set_typed (self->fields, typed);
}

void
yutu_facility_page_edited (YutuFacilityPage *self)
{
  follow_year (self);
  yutu_facility_page_keep_draft (self);
  if (yutu_facility_page_has_site (self))
    yutu_facility_page_ask_hint (self);
}

/* ---- Beginning ---- */

static void
fill_fields (YutuFacilityPage   *self,
             const YutuFacility *facility)
{
  YutuViewer viewer = { yutu_session_get_role (self->session), "?" };
  gboolean   is_masked = facility != NULL && facility->masked[0] != NULL;

  yutu_form_set_fields (self->fields, self->record->fields, self->record->n_fields,
                        facility != NULL ? facility->fields : NULL);
  yutu_form_set_checks (self->fields, self->record->checks, self->record->n_checks);
  for (gsize i = 0; facility != NULL && facility->masked[i] != NULL; i++)
    yutu_form_lock (self->fields, facility->masked[i]);
  gtk_editable_set_text (GTK_EDITABLE (self->purpose), "");
  gtk_widget_set_visible (self->masked, is_masked && yutu_facility_may_see (&viewer));
}

static void
show_form (YutuFacilityPage   *self,
           const YutuFacility *facility)
{
  const char      *intro = yutu_facility_page_get_intro (self);
  g_autofree char *base = yutu_facility_page_make_base_json (self, facility);

  yutu_facility_page_set_base_fields (self, base);
  gtk_widget_set_visible (self->masked, FALSE);
  self->year = 0;
  if (self->task == YUTU_FACILITY_YEAR)
    follow_year (self);
  else if (yutu_facility_page_has_fields (self))
    fill_fields (self, facility);
  gtk_label_set_label (self->intro, intro != NULL ? intro : "");
  gtk_widget_set_visible (GTK_WIDGET (self->intro), intro != NULL);
  gtk_widget_set_visible (self->twins, FALSE);
  gtk_widget_set_visible (self->site_heading, yutu_facility_page_has_site (self));
  gtk_widget_set_visible (GTK_WIDGET (self->site), yutu_facility_page_has_site (self));
  gtk_widget_set_visible (GTK_WIDGET (self->fields), yutu_facility_page_has_fields (self));
  gtk_button_set_label (GTK_BUTTON (self->save), yutu_facility_page_get_save_label (self));
  gtk_widget_set_sensitive (self->save, TRUE);
  set_title (self, yutu_facility_page_make_heading (self));
  show_part (self, self->form);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
type_draft (YutuFacilityPage *self,
            const char       *content)
{
  g_autoptr (JsonNode) root = json_from_string (content, NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *base;
  const char *fields;

  if (object == NULL)
    return;
  yutu_site_field_set_json (self->site, json_object_get_member (object, "site"));
  base = json_object_get_string_member_with_default (object, "base", NULL);
  fields = json_object_get_string_member_with_default (object, "fields", NULL);
  if (base != NULL)
    yutu_form_set_typed (self->base, base);
  follow_year (self);
  if (fields != NULL && yutu_facility_page_has_fields (self))
    yutu_form_set_typed (self->fields, fields);
  self->has_draft = TRUE;
  yutu_session_enter_draft (self->session, self->key);
}

/* The form is filled in: to its first row, or where a place is still to be chosen. */
static void
start (YutuFacilityPage *self)
{
  if (self->typed != NULL)
    type_draft (self, self->typed);
  g_clear_pointer (&self->typed, g_free);
  if (yutu_facility_page_has_site (self))
    yutu_facility_page_ask_hint (self);
  if (yutu_facility_page_has_site (self) && !yutu_site_field_is_set (self->site))
    {
      yutu_site_field_focus (self->site);
      yutu_site_field_pick (self->site);
    }
  else
    yutu_form_focus_first (self->base);
}

static void
begin_add (YutuFacilityPage *self,
           const char       *register_id)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);
  g_autofree char   *hint = NULL;
  g_autoptr (JsonNode) site = yutu_site_field_dup_json (self->site);

  self->record = yutu_modules_find_register (modules, register_id, NULL);
  if (self->record == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
      return;
    }
  self->task = YUTU_FACILITY_ADD;
  self->key = g_strdup_printf ("facility-add:%s", register_id);
  hint = g_strdup_printf (_ ("%s: click where it stands"), yutu_title_get (&self->record->title));
  yutu_site_field_clear (self->site, hint);
  yutu_site_field_set_json (self->site, site);
  self->start_site = yutu_site_field_dup_json (self->site);
  show_form (self, NULL);
  start (self);
}

static void
register_chosen_cb (YutuRegisterList *list,
                    const char       *full_id,
                    YutuFacilityPage *self)
{
  begin_add (self, full_id);
}

void
yutu_facility_page_add (YutuFacilityPage    *self,
                        const YutuPlaceInfo *info)
{
  g_return_if_fail (YUTU_IS_FACILITY_PAGE (self) && self->session != NULL);

  yutu_facility_page_leave (self);
  yutu_site_field_clear (self->site, NULL);
  if (info != NULL && info->kind == YUTU_PLACE_ADDRESS)
    yutu_site_field_set_address (self->site, info->id, info->title);
  else if (info != NULL && info->kind == YUTU_PLACE_POINT && info->has_point)
    yutu_site_field_set_point (self->site, info->point);
  set_title (self, g_strdup (_ ("New facility")));
  show_part (self, GTK_WIDGET (self->registers));
  yutu_register_list_start (self->registers);
}

void
yutu_facility_page_add_to (YutuFacilityPage *self,
                           const char       *full_id,
                           const YutuPoint  *point,
                           const char       *base,
                           const char       *fields)
{
  g_return_if_fail (YUTU_IS_FACILITY_PAGE (self) && self->session != NULL);

  yutu_facility_page_leave (self);
  yutu_site_field_clear (self->site, NULL);
  if (point != NULL)
    yutu_site_field_set_point (self->site, *point);
  begin_add (self, full_id);
  if (self->record == NULL)
    return;
  yutu_form_set_typed (self->base, base);
  yutu_form_set_typed (self->fields, fields);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuFacilityPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFacility) facility =
    yutu_session_load_facility_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *hint = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->key == NULL)
    return;
  if (facility == NULL || facility->record == NULL)
    {
      if (error != NULL)
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
      return;
    }
  self->record = facility->record;
  self->id = facility->id;
  self->name = g_strdup (facility->name);
  hint = g_strdup_printf (_ ("%s: click where it stands"), facility->name);
  yutu_site_field_clear (self->site, hint);
  self->facility = g_steal_pointer (&facility);
  show_form (self, self->facility);
  start (self);
}

void
yutu_facility_page_begin (YutuFacilityPage *self,
                          YutuFacilityTask  task,
                          gint64            id)
{
  g_return_if_fail (YUTU_IS_FACILITY_PAGE (self) && self->session != NULL);
  g_return_if_fail (task != YUTU_FACILITY_ADD);

  yutu_facility_page_leave (self);
  self->task = task;
  self->key = g_strdup_printf ("facility-%s:%" G_GINT64_FORMAT, TASKS[task], id);
  self->loading = g_cancellable_new ();
  set_title (self, g_strdup (""));
  show_part (self, NULL);
  yutu_session_load_facility_async (self->session, id, NULL, self->loading, loaded_cb,
                                    g_object_ref (self));
}

void
yutu_facility_page_resume (YutuFacilityPage *self,
                           const YutuDraft  *draft)
{
  g_autoptr (JsonNode) root = json_from_string (draft->content, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root)
                                                                     : NULL;
  const char *task = object != NULL ? json_object_get_string_member_with_default (object, "task", "")
                                    : "";

  g_return_if_fail (YUTU_IS_FACILITY_PAGE (self) && self->session != NULL);

  yutu_facility_page_leave (self);
  for (int i = 0; i < (int)G_N_ELEMENTS (TASKS); i++)
    if (g_str_equal (task, TASKS[i]) && i != YUTU_FACILITY_ADD)
      yutu_facility_page_begin (self, (YutuFacilityTask)i,
                                json_object_get_int_member_with_default (object, "id", 0));
  if (object != NULL)
    self->typed = g_strdup (draft->content);
  if (g_str_equal (task, TASKS[YUTU_FACILITY_ADD]))
    {
      yutu_site_field_clear (self->site, NULL);
      yutu_site_field_set_json (self->site, json_object_get_member (object, "site"));
      begin_add (self, json_object_get_string_member_with_default (object, "register", ""));
    }
}

/* ---- Personal fields ---- */

/* The form once more, with the values that were masked; what was typed stays. */
static void
unmasked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (YutuFacilityPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFacility) facility =
    yutu_session_load_facility_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *typed = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->key == NULL)
    return;
  if (facility == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  typed = yutu_form_dup_typed (self->fields);
  fill_fields (self, facility);
  if (typed != NULL)
    yutu_form_set_typed (self->fields, typed);
}

void
yutu_facility_page_unmask (YutuFacilityPage *self)
{
  const char *purpose = gtk_editable_get_text (GTK_EDITABLE (self->purpose));

  if (self->key == NULL || purpose[0] == '\0')
    {
      gtk_widget_grab_focus (self->purpose);
      return;
    }
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  yutu_session_load_facility_async (self->session, self->id, purpose, self->loading, unmasked_cb,
                                    g_object_ref (self));
}

void
yutu_facility_page_finish (YutuFacilityPage *self)
{
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/* ---- Object ---- */

const char *
yutu_facility_page_get_title (YutuFacilityPage *self)
{
  g_return_val_if_fail (YUTU_IS_FACILITY_PAGE (self), NULL);
  return self->title != NULL ? self->title : "";
}

void
yutu_facility_page_set_session (YutuFacilityPage *self,
                                YutuSession      *session,
                                YutuMapView      *map)
{
  g_return_if_fail (YUTU_IS_FACILITY_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  yutu_site_field_set_session (self->site, session, map);
  yutu_register_list_set_modules (self->registers, yutu_session_get_modules (session));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                YutuFacilityPage      *self)
{
  if (key != GDK_KEY_Escape || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  yutu_facility_page_finish (self);
  return TRUE;
}

static void
yutu_facility_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_TITLE)
    g_value_set_string (value, yutu_facility_page_get_title (YUTU_FACILITY_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
yutu_facility_page_dispose (GObject *object)
{
  YutuFacilityPage *self = YUTU_FACILITY_PAGE (object);

  yutu_facility_page_forget (self);
  /* GTK 4.8 keeps what is hidden while it remembers the focus there; map and session must not stay
   * with it. */
  if (self->site != NULL)
    yutu_site_field_drop_session (self->site);
  self->site = NULL;
  self->save = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_facility_page_parent_class)->dispose (object);
}

static void
yutu_facility_page_finalize (GObject *object)
{
  g_free (YUTU_FACILITY_PAGE (object)->title);
  G_OBJECT_CLASS (yutu_facility_page_parent_class)->finalize (object);
}

static void
yutu_facility_page_class_init (YutuFacilityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = yutu_facility_page_get_property;
  object_class->dispose = yutu_facility_page_dispose;
  object_class->finalize = yutu_facility_page_finalize;
  title_property = g_param_spec_string ("title", NULL, NULL, "",
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_TITLE, title_property);
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_facility_page_init (YutuFacilityPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->registers = YUTU_REGISTER_LIST (yutu_register_list_new ());
  g_signal_connect_object (self->registers, "chosen", G_CALLBACK (register_chosen_cb), self, 0);
  g_signal_connect_object (self->registers, "cancelled", G_CALLBACK (yutu_facility_page_finish), self,
                           G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), yutu_facility_page_new_content (self));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->form), self->scroller);
  gtk_box_append (GTK_BOX (self->form), yutu_facility_page_new_buttons (self));
  gtk_box_append (GTK_BOX (self->parts), GTK_WIDGET (self->registers));
  gtk_box_append (GTK_BOX (self->parts), self->form);
  show_part (self, NULL);
  adw_bin_set_child (ADW_BIN (self), self->parts);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
