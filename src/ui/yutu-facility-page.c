/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One task at a time: what it needs is told by task (add: site, base and fields; edit: base and
 * fields; move: site and base; close: base; year: base and the
 * fields of a year). The draft's content is what was typed into these parts. */

#include "ui/yutu-facility-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "session/yutu-facility-edit.h"
#include "ui/yutu-form.h"
#include "ui/yutu-register-list.h"
#include "ui/yutu-site-field.h"
#include "ui/yutu-unit-tree.h"
#include "ui/yutu-words.h"

#define DRAFT_KIND "facility"
#define HINT_MS    250
#define FIRST_YEAR 1949
#define LAST_YEAR  2200

struct _YutuFacilityPage
{
  AdwBin parent_instance;

  GtkWidget        *parts; /* registers and form: one of them is seen, or none yet */
  YutuRegisterList *registers;
  GtkWidget        *form;
  GtkWidget        *scroller;
  GtkLabel         *intro;
  GtkWidget        *twins; /* others that may be the same */
  GtkLabel         *twins_label;
  GtkWidget        *site_heading;
  YutuSiteField    *site;
  YutuForm         *base;
  YutuForm         *fields;
  GtkWidget        *masked; /* asks for what personal fields are to be seen */
  GtkWidget        *purpose;
  GtkWidget        *save;

  YutuSession        *session;
  YutuFacilityTask    task;
  const YutuRegister *record;
  gint64              id;       /* 0: add */
  YutuFacility       *facility; /* as it was; NULL: add */
  char               *name;     /* as it was */
  int                 year;     /* whose figures are shown */
  char               *key;      /* of the draft; NULL: nothing is done */
  char               *title;
  JsonNode           *start_site;
  char               *typed; /* a draft that waits for its facility to be read */
  gboolean            has_draft;
  GCancellable       *loading;
  GCancellable       *hinting;
  guint               hint_source;
  gboolean            is_saving;
};

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

/* ---- The parts every register has ---- */

static const char *const STATUSES[] = { "open", "suspended", "planned", "closed" };

typedef enum
{
  BASE_NAME,
  BASE_STATUS,
  BASE_SINCE,
  BASE_DAY,
  BASE_REASON,
  BASE_YEAR,
  N_BASE,
} BaseField;

/* Made once, by the language of the program. */
static const YutuField *
get_base_field (BaseField at)
{
  static YutuField  fields[N_BASE];
  static YutuChoice statuses[G_N_ELEMENTS (STATUSES)];
  const char       *titles[N_BASE] = { C_ ("facility", "Name"), _ ("Status"), _ ("Open since"), _ ("From this day on"),
                                       _ ("Reason"), _ ("Year") };
  const char       *ids[N_BASE] = { "name", "status", "since", "day", "reason", "year" };
  YutuFieldType     types[N_BASE] = { YUTU_FIELD_TEXT, YUTU_FIELD_ENUM, YUTU_FIELD_DATE,
                                      YUTU_FIELD_DATE, YUTU_FIELD_TEXT, YUTU_FIELD_INT };

  for (gsize i = 0; fields[0].id == NULL && i < G_N_ELEMENTS (STATUSES); i++)
    {
      const char *word = yutu_words_facility_status (STATUSES[i]);

      statuses[i] = (YutuChoice){ STATUSES[i], { word, word } };
    }
  for (int i = N_BASE - 1; fields[at].id == NULL && i >= 0; i--)
    fields[i] = (YutuField){ .id = ids[i],
                             .title = { titles[i], titles[i] },
                             .group = { "", "" },
                             .type = types[i],
                             .min = i == BASE_YEAR ? FIRST_YEAR : -INFINITY,
                             .max = i == BASE_YEAR ? LAST_YEAR : INFINITY,
                             .required = TRUE,
                             .choices = statuses,
                             .n_choices = types[i] == YUTU_FIELD_ENUM ? G_N_ELEMENTS (STATUSES) : 0 };
  return &fields[at];
}

typedef struct
{
  BaseField first;
  gsize     n;
} BasePart;

/* By task. */
static const BasePart BASE_PARTS[] = {
  { BASE_NAME, 3 },
  { BASE_NAME, 2 },
  { BASE_DAY, 1 },
  { BASE_DAY, 2 },
  { BASE_YEAR, 1 },
};

static gboolean
has_site (YutuFacilityPage *self)
{
  return self->task == YUTU_FACILITY_ADD || self->task == YUTU_FACILITY_MOVE;
}

static gboolean
has_fields (YutuFacilityPage *self)
{
  return self->task == YUTU_FACILITY_ADD || self->task == YUTU_FACILITY_EDIT ||
         self->task == YUTU_FACILITY_YEAR;
}

/* (nullable) (transfer full) */
static char *
dup_base_text (YutuFacilityPage *self,
               const char       *id)
{
  g_autofree char *json = yutu_form_dup_json (self->base);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  return g_strdup (
    json_object_get_string_member_with_default (json_node_get_object (root), id, NULL));
}

/* 0: no year is typed. */
static int
get_base_year (YutuFacilityPage *self)
{
  g_autofree char *json = yutu_form_dup_json (self->base);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  return yutu_form_is_valid (self->base)
           ? (int)json_object_get_int_member_with_default (json_node_get_object (root), "year", 0)
           : 0;
}

static YutuDay
get_base_day (YutuFacilityPage *self,
              const char       *id)
{
  g_autofree char *text = dup_base_text (self, id);

  return yutu_day_parse (text);
}

/* ---- Drafts ---- */

static gboolean
is_site_changed (YutuFacilityPage *self)
{
  g_autoptr (JsonNode) site = yutu_site_field_dup_json (self->site);

  if (!has_site (self) || site == NULL || self->start_site == NULL)
    return has_site (self) && (site != NULL) != (self->start_site != NULL);
  return !json_node_equal (site, self->start_site);
}

static gboolean
is_changed (YutuFacilityPage *self)
{
  return self->key != NULL &&
         (is_site_changed (self) || yutu_form_is_changed (self->base) ||
          (has_fields (self) && yutu_form_is_changed (self->fields)));
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
  JsonNode *site = has_site (self) ? yutu_site_field_dup_json (self->site) : NULL;

  json_object_set_string_member (object, "task", TASKS[self->task]);
  json_object_set_int_member (object, "id", self->id);
  if (self->record != NULL)
    json_object_set_string_member (object, "register", self->record->full_id);
  if (site != NULL)
    json_object_set_member (object, "site", site);
  take_typed (object, "base", yutu_form_dup_typed (self->base));
  if (has_fields (self))
    take_typed (object, "fields", yutu_form_dup_typed (self->fields));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

static char *
make_title (YutuFacilityPage *self)
{
  const char *record = self->record != NULL ? yutu_title_get (&self->record->title) : "";

  switch (self->task)
    {
    case YUTU_FACILITY_EDIT:
      return g_strdup_printf (_ ("Edit: %s"), self->name);
    case YUTU_FACILITY_MOVE:
      return g_strdup_printf (_ ("Move: %s"), self->name);
    case YUTU_FACILITY_CLOSE:
      return g_strdup_printf (_ ("Close: %s"), self->name);
    case YUTU_FACILITY_YEAR:
      return g_strdup_printf (_ ("Figures: %s"), self->name);
    case YUTU_FACILITY_ADD:
    default:
      /* Translators: %s is a register of facilities: Care home */
      return g_strdup_printf (_ ("New: %s"), record);
    }
}

/* With the name that is typed, so that several can be told apart. */
static char *
make_draft_title (YutuFacilityPage *self)
{
  g_autofree char *title = make_title (self);
  g_autofree char *name = self->task == YUTU_FACILITY_ADD ? dup_base_text (self, "name") : NULL;

  return name != NULL ? g_strdup_printf ("%s “%s”", title, name) : g_steal_pointer (&title);
}

static void
keep_draft (YutuFacilityPage *self)
{
  g_autofree char *title = NULL;
  g_autofree char *content = NULL;

  if (self->key == NULL || self->is_saving)
    return;
  if (!is_changed (self))
    {
      if (self->has_draft)
        yutu_session_drop_draft (self->session, self->key);
      self->has_draft = FALSE;
      return;
    }
  title = make_draft_title (self);
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
static void
forget (YutuFacilityPage *self)
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
  forget (self);
}

/* ---- Where, and what is there already ---- */

static void
set_site (YutuFacilityPage *self,
          YutuFacilitySite *site)
{
  *site = (YutuFacilitySite){ .address = yutu_site_field_get_address (self->site) };
  site->has_point = yutu_site_field_get_point (self->site, &site->point);
}

static char *
word_place (YutuFacilityPage        *self,
            const YutuFacilityPlace *place)
{
  GListModel         *units = yutu_session_get_units (self->session);
  const YutuDivision *village = place->village != 0 ? yutu_units_find (units, place->village) : NULL;
  const YutuDivision *township =
    place->township != 0 ? yutu_units_find (units, place->township) : NULL;

  if (village != NULL && township != NULL)
    return g_strdup_printf ("%s › %s", township->name, village->name);
  return g_strdup (village != NULL ? village->name : township != NULL ? township->name
                                                                      : "");
}

static void
show_twins (YutuFacilityPage *self,
            GPtrArray        *twins)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < twins->len; i++)
    {
      const YutuFacilityTwin *twin = g_ptr_array_index (twins, i);
      g_autofree char        *distance = NULL;

      if (i > 0)
        g_string_append_c (text, '\n');
      if (isnan (twin->distance_m))
        g_string_append_printf (text, _ ("“%s” is in this register already, in the same village."),
                                twin->name);
      else
        {
          distance = yutu_words_distance (twin->distance_m);
          g_string_append_printf (text, _ ("“%s” is in this register already, %s from here."),
                                  twin->name, distance);
        }
    }
  gtk_label_set_label (self->twins_label, text->str);
  gtk_widget_set_visible (self->twins, twins->len > 0);
}

static void
hint_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (YutuFacilityPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFacilityHint) hint =
    yutu_session_hint_facility_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->key == NULL)
    return;
  if (hint == NULL)
    {
      gtk_widget_set_visible (self->twins, FALSE);
      yutu_site_field_show (self->site, _ ("This lies in none of the divisions of that day"), TRUE);
      return;
    }
  text = word_place (self, &hint->place);
  yutu_site_field_show (self->site, text, FALSE);
  show_twins (self, hint->twins);
}

static gboolean
ask_hint_cb (gpointer data)
{
  YutuFacilityPage *self = data;
  YutuFacilitySite  site;
  g_autofree char  *name = NULL;

  self->hint_source = 0;
  if (self->key == NULL || !has_site (self) || !yutu_site_field_is_set (self->site))
    return G_SOURCE_REMOVE;
  set_site (self, &site);
  name = self->task == YUTU_FACILITY_ADD ? dup_base_text (self, "name") : g_strdup (self->name);
  g_cancellable_cancel (self->hinting);
  g_clear_object (&self->hinting);
  self->hinting = g_cancellable_new ();
  yutu_session_hint_facility_async (self->session, self->record->full_id, name != NULL ? name : "",
                                    &site, self->id, self->hinting, hint_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
ask_hint (YutuFacilityPage *self)
{
  g_clear_handle_id (&self->hint_source, g_source_remove);
  self->hint_source = g_timeout_add (HINT_MS, ask_hint_cb, self); /* removed in dispose */
}

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
  int              year = get_base_year (self);
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

static void
edited_cb (YutuFacilityPage *self)
{
  follow_year (self);
  keep_draft (self);
  if (has_site (self))
    ask_hint (self);
}

/* ---- Beginning ---- */

static char *
make_base_json (YutuFacilityPage   *self,
                const YutuFacility *facility)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  char today[YUTU_DAY_TEXT_SIZE];

  yutu_day_format (yutu_day_today (), today);
  if (self->task == YUTU_FACILITY_ADD)
    {
      json_object_set_string_member (object, "status", "open");
      json_object_set_string_member (object, "since", today);
    }
  else if (self->task == YUTU_FACILITY_EDIT)
    {
      json_object_set_string_member (object, "name", facility->name);
      json_object_set_string_member (object, "status", facility->status);
    }
  else if (self->task == YUTU_FACILITY_YEAR)
    json_object_set_int_member (object, "year", g_ascii_strtoll (today, NULL, 10) - 1);
  else
    json_object_set_string_member (object, "day", today);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

static const char *
get_intro (YutuFacilityPage *self)
{
  switch (self->task)
    {
    case YUTU_FACILITY_MOVE:
      return _ ("Until that day it stands where it stood; its cases keep the place they were opened with.");
    case YUTU_FACILITY_CLOSE:
      return _ ("From that day on it is no more. What it was stays in the file.");
    case YUTU_FACILITY_YEAR:
      return _ ("The figures of one year; type another year to see and change those.");
    case YUTU_FACILITY_ADD:
    case YUTU_FACILITY_EDIT:
    default:
      return NULL;
    }
}

static const char *
get_save_label (YutuFacilityPage *self)
{
  static const char *const labels[] = { N_ ("_Add"), N_ ("_Save"), N_ ("_Move"), N_ ("_Close it"),
                                        N_ ("_Save") };

  return _ (labels[self->task]);
}

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
  BasePart         part = BASE_PARTS[self->task];
  const char      *intro = get_intro (self);
  g_autofree char *base = make_base_json (self, facility);

  yutu_form_set_fields (self->base, get_base_field (part.first), part.n, base);
  gtk_widget_set_visible (self->masked, FALSE);
  self->year = 0;
  if (self->task == YUTU_FACILITY_YEAR)
    follow_year (self);
  else if (has_fields (self))
    fill_fields (self, facility);
  gtk_label_set_label (self->intro, intro != NULL ? intro : "");
  gtk_widget_set_visible (GTK_WIDGET (self->intro), intro != NULL);
  gtk_widget_set_visible (self->twins, FALSE);
  gtk_widget_set_visible (self->site_heading, has_site (self));
  gtk_widget_set_visible (GTK_WIDGET (self->site), has_site (self));
  gtk_widget_set_visible (GTK_WIDGET (self->fields), has_fields (self));
  gtk_button_set_label (GTK_BUTTON (self->save), get_save_label (self));
  gtk_widget_set_sensitive (self->save, TRUE);
  set_title (self, make_title (self));
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
  if (fields != NULL && has_fields (self))
    yutu_form_set_typed (self->fields, fields);
  self->has_draft = TRUE;
}

/* The form is filled in: to its first row, or where a place is still to be chosen. */
static void
start (YutuFacilityPage *self)
{
  if (self->typed != NULL)
    type_draft (self, self->typed);
  g_clear_pointer (&self->typed, g_free);
  if (has_site (self))
    ask_hint (self);
  if (has_site (self) && !yutu_site_field_is_set (self->site))
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

static void
unmask (YutuFacilityPage *self)
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

/* ---- Saving ---- */

static void
finish (YutuFacilityPage *self)
{
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static char *
make_saved_text (YutuFacilityPage *self)
{
  g_autofree char *typed = self->task == YUTU_FACILITY_ADD || self->task == YUTU_FACILITY_EDIT
                             ? dup_base_text (self, "name")
                             : NULL;
  const char      *name = typed != NULL ? typed : self->name;

  switch (self->task)
    {
    case YUTU_FACILITY_ADD:
      return g_strdup_printf (_ ("Added: %s"), name);
    case YUTU_FACILITY_MOVE:
      return g_strdup_printf (_ ("Moved: %s"), name);
    case YUTU_FACILITY_CLOSE:
      return g_strdup_printf (_ ("Closed: %s"), name);
    case YUTU_FACILITY_EDIT:
    case YUTU_FACILITY_YEAR:
    default:
      return g_strdup_printf (_ ("Saved: %s"), name);
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (YutuFacilityPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64           id = 0;
  gboolean         is_saved =
    yutu_session_edit_facility_finish (YUTU_SESSION (source), result, &id, &error);

  self->is_saving = FALSE;
  if (self->save == NULL)
    return;
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!is_saved)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (self->key == NULL)
    return; /* left meanwhile */
  text = make_saved_text (self);
  yutu_session_drop_draft (self->session, self->key);
  forget (self);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, id, text);
  finish (self);
}

static void
save_add (YutuFacilityPage *self)
{
  g_autofree char *name = dup_base_text (self, "name");
  g_autofree char *status = dup_base_text (self, "status");
  g_autofree char *fields = yutu_form_dup_json (self->fields);
  YutuFacilitySpec spec = { .kind = self->record->full_id,
                            .name = name,
                            .status = status,
                            .fields = fields,
                            .valid_from = get_base_day (self, "since") };
  YutuFacilitySite site;

  set_site (self, &site);
  yutu_session_add_facility_async (self->session, &spec, &site, saved_cb, g_object_ref (self));
}

static void
save_edit (YutuFacilityPage *self)
{
  g_autofree char   *name = dup_base_text (self, "name");
  g_autofree char   *status = dup_base_text (self, "status");
  g_autofree char   *set = yutu_form_dup_changes (self->fields);
  YutuFacilityChange change = { .name = name, .status = status, .set = set };

  yutu_session_change_facility_async (self->session, self->id, &change, saved_cb,
                                      g_object_ref (self));
}

static void
save_move (YutuFacilityPage *self)
{
  YutuFacilitySite site;

  set_site (self, &site);
  yutu_session_move_facility_async (self->session, self->id, &site, get_base_day (self, "day"),
                                    saved_cb, g_object_ref (self));
}

static void
save_year (YutuFacilityPage *self)
{
  g_autofree char *set = yutu_form_dup_changes (self->fields);

  yutu_session_set_facility_year_async (self->session, self->id, self->year, set, saved_cb,
                                        g_object_ref (self));
}

static void
save_close (YutuFacilityPage *self)
{
  g_autofree char *reason = dup_base_text (self, "reason");

  yutu_session_close_facility_async (self->session, self->id, get_base_day (self, "day"), reason,
                                     saved_cb, g_object_ref (self));
}

static void
save (YutuFacilityPage *self)
{
  if (self->key == NULL || self->is_saving || !gtk_widget_get_sensitive (self->save))
    return;
  if (has_site (self) && !yutu_site_field_is_set (self->site))
    {
      yutu_site_field_show (self->site, _ ("Choose where it stands, on the map or by its address"),
                            TRUE);
      yutu_site_field_focus (self->site);
      return;
    }
  if (yutu_form_focus_invalid (self->base) ||
      (has_fields (self) && yutu_form_focus_invalid (self->fields)))
    return;
  if ((self->task == YUTU_FACILITY_EDIT && !is_changed (self)) ||
      (self->task == YUTU_FACILITY_YEAR && !yutu_form_is_changed (self->fields)))
    {
      finish (self);
      return;
    }
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  if (self->task == YUTU_FACILITY_ADD)
    save_add (self);
  else if (self->task == YUTU_FACILITY_EDIT)
    save_edit (self);
  else if (self->task == YUTU_FACILITY_MOVE)
    save_move (self);
  else if (self->task == YUTU_FACILITY_YEAR)
    save_year (self);
  else
    save_close (self);
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
  finish (self);
  return TRUE;
}

static void
failed_cb (YutuSiteField    *site,
           const GError     *error,
           YutuFacilityPage *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
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

  forget (self);
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

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return GTK_LABEL (label);
}

static GtkWidget *
new_twins (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->twins_label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE, "wrap-mode",
                                               PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "hexpand", TRUE,
                                               NULL));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->twins_label));
  gtk_widget_add_css_class (box, "warning");
  return box;
}

static GtkWidget *
new_masked (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *show = gtk_button_new_with_mnemonic (_ ("_Unmask"));
  GtkLabel  *label = new_label ("dim-label");

  gtk_label_set_label (label, _ ("Personal fields are masked. To see and change them, say what for; "
                                 "that is noted in the file."));
  self->purpose = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->purpose), _ ("Purpose"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->purpose), 6);
  gtk_widget_set_hexpand (self->purpose, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->purpose), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Purpose"), -1);
  gtk_widget_set_tooltip_text (show, _ ("Show the personal fields (Enter)"));
  g_signal_connect_object (self->purpose, "activate", G_CALLBACK (unmask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (show, "clicked", G_CALLBACK (unmask), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->purpose);
  gtk_box_append (GTK_BOX (row), show);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  gtk_box_append (GTK_BOX (box), row);
  return box;
}

static GtkWidget *
new_content (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->intro = new_label ("dim-label");
  self->twins = new_twins (self);
  self->site_heading = GTK_WIDGET (new_label ("heading"));
  gtk_label_set_label (GTK_LABEL (self->site_heading), _ ("Where it stands"));
  self->site = YUTU_SITE_FIELD (yutu_site_field_new ());
  self->base = YUTU_FORM (yutu_form_new ());
  self->fields = YUTU_FORM (yutu_form_new ());
  g_signal_connect_object (self->site, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->site, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->base, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields, "edited", G_CALLBACK (keep_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "submit", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields, "submit", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->intro));
  gtk_box_append (GTK_BOX (box), self->site_heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->site));
  gtk_box_append (GTK_BOX (box), self->twins);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->base));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
  self->masked = new_masked (self);
  gtk_box_append (GTK_BOX (box), self->masked);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  return box;
}

static GtkWidget *
new_buttons (YutuFacilityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *leave = gtk_button_new_with_mnemonic (_ ("_Later"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_tooltip_text (self->save, _ ("Save (Ctrl+Enter)"));
  gtk_widget_set_tooltip_text (leave, _ ("Leave it; what is typed is kept (Esc)"));
  gtk_widget_set_hexpand (self->save, TRUE);
  gtk_widget_set_hexpand (leave, TRUE);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leave, "clicked", G_CALLBACK (finish), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), leave);
  gtk_box_append (GTK_BOX (box), self->save);
  gtk_widget_add_css_class (box, "form-buttons");
  return box;
}

static void
yutu_facility_page_init (YutuFacilityPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->registers = YUTU_REGISTER_LIST (yutu_register_list_new ());
  g_signal_connect_object (self->registers, "chosen", G_CALLBACK (register_chosen_cb), self, 0);
  g_signal_connect_object (self->registers, "cancelled", G_CALLBACK (finish), self,
                           G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), new_content (self));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->form), self->scroller);
  gtk_box_append (GTK_BOX (self->form), new_buttons (self));
  gtk_box_append (GTK_BOX (self->parts), GTK_WIDGET (self->registers));
  gtk_box_append (GTK_BOX (self->parts), self->form);
  show_part (self, NULL);
  adw_bin_set_child (ADW_BIN (self), self->parts);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
