/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* State lives on the main thread. A reload works on copies and references only, and is taken when
 * no newer one was begun: generation counts those. While one runs, further wishes are kept in
 * stale_parts and make one more, so that a burst of commits costs two. */

#include "session/yutu-session-private.h"

#include "scene/yutu-division-layer.h"
#include "session/yutu-map-layers-private.h"

#define FIRST_ROLE "desk"

typedef enum
{
  PROP_DAY = 1,
  PROP_PLACE,
  PROP_LAYERS,
  PROP_UNITS,
  PROP_UNDO_TITLE,
  PROP_REDO_TITLE,
  PROP_UNDO_BULK,
  PROP_BUSY,
  PROP_ROLE,
  PROP_ACTOR,
} YutuSessionProperty;

static GParamSpec *properties[PROP_ACTOR + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MESSAGE,
  SIGNAL_DRAFTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _YutuSession
{
  GObject           parent;
  YutuFile         *file;
  YutuModules      *modules;
  YutuCalendar     *calendar;
  char             *role;
  char             *actor;
  char             *county_name;
  gboolean          is_demo;
  int               epsg;
  YutuDay           day;
  YutuPlace        *place;
  YutuMapLayers    *layers;
  YutuSessionSnaps  snaps;
  GListModel       *units;
  YutuUndoPeek      titles;
  guint             n_jobs;           /* of the user's */
  GCancellable     *jobs_cancellable; /* of all of them; NULL while there are none */
  guint             listener;
  YutuSessionWatch *watch; /* NULL when this session may write */
  YutuDrafts       *drafts;
  gboolean          is_closed;
  guint             generation;
  gboolean          is_reloading;
  YutuSessionReload stale;
  GCancellable     *reload_cancellable;
  GCancellable     *hold_cancellable;
};

G_DEFINE_FINAL_TYPE (YutuSession, yutu_session, G_TYPE_OBJECT)

/* ---- Reloading ---- */

static void begin_reload (YutuSession *self);

/* All three together: who hears of one finds the others right. */
static void
take_titles (YutuSession  *self,
             YutuUndoPeek *titles)
{
  YutuUndoPeek old = self->titles;

  self->titles = *titles;
  *titles = (YutuUndoPeek){ 0 };
  if (old.undo_bulk_objects != self->titles.undo_bulk_objects)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_BULK]);
  if (g_strcmp0 (old.undo_title, self->titles.undo_title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_TITLE]);
  if (g_strcmp0 (old.redo_title, self->titles.redo_title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_TITLE]);
  yutu_undo_peek_clear (&old);
}

static void
begin_hold (YutuSession *self)
{
  g_cancellable_cancel (self->hold_cancellable);
  g_clear_object (&self->hold_cancellable);
  self->hold_cancellable = g_cancellable_new ();
  yutu_session_begin_hold (self->layers, self->hold_cancellable);
}

/* A day on which there is no county, or several, keeps the name that was known. */
static void
take_county_name (YutuSession *self,
                  GPtrArray   *units)
{
  const YutuDivision *county = NULL;
  guint               n = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const YutuDivision *unit = units->pdata[i];

      n += unit->level == YUTU_LEVEL_COUNTY;
      county = unit->level == YUTU_LEVEL_COUNTY ? unit : county;
    }
  if (n != 1)
    return;
  g_free (self->county_name);
  self->county_name = g_strdup (county->name);
}

static void
take_loaded (YutuSession       *self,
             YutuSessionLoaded *loaded)
{
  self->epsg = loaded->epsg;
  if (loaded->layers != NULL)
    {
      g_clear_pointer (&self->layers, yutu_map_layers_unref);
      self->layers = g_steal_pointer (&loaded->layers);
      yutu_session_snaps_take_reload (&self->snaps, self->layers);
      begin_hold (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAYERS]);
    }
  if (loaded->units != NULL)
    {
      g_clear_object (&self->units);
      take_county_name (self, loaded->units);
      self->units = yutu_unit_items_new (loaded->units);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNITS]);
    }
  if (self->n_jobs == 0 && !self->stale.titles) /* else they are read once more */
    take_titles (self, &loaded->titles);
}

/* The worker does not hold the session: it may go while one runs. */
static void
reload_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (YutuSession) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSessionLoaded) loaded = g_task_propagate_pointer (G_TASK (result), &error);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || self->is_closed)
    return;
  self->is_reloading = FALSE;
  g_clear_object (&self->reload_cancellable);
  if (loaded == NULL || loaded->layers == NULL || loaded->generation != self->generation)
    yutu_session_snaps_lose_reload (&self->snaps);
  if (loaded != NULL && loaded->generation == self->generation)
    take_loaded (self, loaded);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, error->message);
  if (self->stale.parts != 0 || self->stale.units || self->stale.titles)
    begin_reload (self);
}

static void
begin_reload (YutuSession *self)
{
  YutuSessionReload *reload = NULL;
  GWeakRef          *weak = NULL;
  g_autoptr (GTask) task = NULL;

  if (self->is_reloading || self->is_closed)
    return; /* reload_cb () comes back */
  self->is_reloading = TRUE;
  self->reload_cancellable = g_cancellable_new ();
  yutu_session_snaps_begin_reload (&self->snaps, (self->stale.parts & YUTU_MAP_PART_DIVISIONS) != 0);
  reload = g_new0 (YutuSessionReload, 1);
  *reload = self->stale;
  self->stale = (YutuSessionReload){ 0 };
  reload->generation = self->generation;
  reload->file = yutu_file_ref (self->file);
  reload->modules = yutu_modules_ref (self->modules);
  reload->day = self->day;
  if (self->layers != NULL)
    reload->previous = yutu_map_layers_ref (self->layers);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  task = g_task_new (NULL, self->reload_cancellable, reload_cb, weak);
  g_task_set_source_tag (task, begin_reload);
  g_task_set_task_data (task, reload, (GDestroyNotify)yutu_session_reload_free);
  g_task_run_in_thread (task, yutu_session_reload_in_worker);
}

static void
tables_changed (YutuSession       *self,
                const char *const *tables)
{
  self->stale.parts |= yutu_map_parts_of_tables (tables);
  self->stale.units |= g_strv_contains (tables, "division") ||
                       g_strv_contains (tables, "face_unit") || g_strv_contains (tables, "arc");
  self->stale.titles = TRUE;
  begin_reload (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, tables);
}

static void
changed_cb (const YutuChanges *changes,
            gpointer           data)
{
  YutuSession  *self = data;
  const GArray *arcs = NULL;
  gboolean      is_known = yutu_changes_list_rows (changes, "arc", &arcs);

  if (arcs != NULL || !is_known)
    yutu_session_snaps_note (&self->snaps, self->layers, arcs);
  tables_changed (self, changes->tables);
}

/* Which tables another window wrote is not known here. */
static void
changed_elsewhere_cb (gpointer data)
{
  static const char *const tables[] = {
    "setting", "actor", "rule", "division_code", "division",
    "node", "arc", "face", "face_unit", "face_claim",
    "act", "lineage", "boundary_line", "boundary_line_arc", "boundary_pillar",
    "boundary_pillar_line", "boundary_junction", "line_inspection", "place_name", "address", "facility", "facility_year",
    "case_file", "case_event", "attachment", "person", "indicator_value",
    NULL
  };

  tables_changed (data, tables);
}

/* ---- Making one ---- */

YutuSession *
yutu_session_new (YutuSessionOpened *opened)
{
  YutuSession *self = g_object_new (YUTU_TYPE_SESSION, NULL);

  self->file = g_steal_pointer (&opened->file);
  self->modules = g_steal_pointer (&opened->modules);
  self->calendar = g_steal_pointer (&opened->calendar);
  self->county_name = g_steal_pointer (&opened->county_name);
  self->is_demo = opened->is_demo;
  self->epsg = opened->epsg;
  /* Removed in dispose, so that it never meets a session that is gone. */
  self->listener =
    yutu_store_add_changed_listener (yutu_file_get_store (self->file), changed_cb, self);
  self->drafts = yutu_drafts_new (self, self->file);
  if (yutu_store_is_read_only (yutu_file_get_store (self->file)))
    self->watch = yutu_session_watch_new (self->file, changed_elsewhere_cb, self);
  self->stale = (YutuSessionReload){
    .parts = YUTU_MAP_PART_ALL, .units = TRUE, .titles = TRUE
  };
  begin_reload (self);
  return self;
}

YutuFile *
yutu_session_get_file (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->file;
}

YutuDrafts *
yutu_session_get_drafts (YutuSession *self)
{
  return self->drafts;
}

const YutuModules *
yutu_session_get_modules (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->modules;
}

const YutuCalendar *
yutu_session_get_calendar (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->calendar;
}

const char *
yutu_session_get_path (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return yutu_store_get_path (yutu_file_get_store (self->file));
}

const char *
yutu_session_get_moment (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return yutu_store_get_moment (yutu_file_get_store (self->file));
}

const char *
yutu_session_get_county_name (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->county_name != NULL ? self->county_name : "";
}

gboolean
yutu_session_is_demo (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), FALSE);

  return self->is_demo;
}

const char *
yutu_session_get_read_only_reason (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return yutu_store_get_read_only_reason (yutu_file_get_store (self->file));
}

int
yutu_session_get_map_epsg (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), YUTU_SRID);

  return self->epsg;
}

const char *const *
yutu_session_list_roles (void)
{
  static const char *const roles[] = { "desk", "township", "clerk", "leader", "planner", NULL };

  return roles;
}

const char *
yutu_session_get_role (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->role;
}

void
yutu_session_set_role (YutuSession *self,
                       const char  *role)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (role != NULL && g_strv_contains (yutu_session_list_roles (), role));

  if (g_str_equal (self->role, role))
    return;
  g_free (self->role);
  self->role = g_strdup (role);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

const char *
yutu_session_get_actor (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->actor;
}

void
yutu_session_set_actor (YutuSession *self,
                        const char  *actor)
{
  const char *name = actor != NULL && actor[0] != '\0' ? actor : g_get_user_name ();

  g_return_if_fail (YUTU_IS_SESSION (self));

  if (g_str_equal (self->actor, name))
    return;
  g_free (self->actor);
  self->actor = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTOR]);
}

YutuDay
yutu_session_get_day (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), YUTU_DAY_INVALID);

  return self->day;
}

/* What runs for the old day is stopped, and not taken when it cannot be. */
void
yutu_session_set_day (YutuSession *self,
                      YutuDay      day)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (day != YUTU_DAY_INVALID);

  if (self->day == day)
    return;
  self->day = day;
  self->generation++;
  self->stale.parts = YUTU_MAP_PART_ALL;
  self->stale.units = TRUE;
  if (self->is_reloading)
    {
      self->stale.titles = TRUE;
      g_cancellable_cancel (self->reload_cancellable);
    }
  begin_reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

YutuPlace *
yutu_session_get_place (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->place;
}

void
yutu_session_set_place (YutuSession *self,
                        YutuPlace   *place)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  if (yutu_place_equal (self->place, place))
    return;
  if (place != NULL)
    yutu_place_ref (place);
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = place;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

YutuMapLayers *
yutu_session_get_layers (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->layers;
}

YutuSnapIndex *const *
yutu_session_list_snaps (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->layers != NULL ? self->snaps.indexes : NULL;
}

GListModel *
yutu_session_get_units (YutuSession *self)
{
  g_return_val_if_fail (YUTU_IS_SESSION (self), NULL);

  return self->units;
}

/* ---- Closing ---- */

static void
stop_following (YutuSession *self)
{
  if (self->listener != 0)
    yutu_store_remove_changed_listener (yutu_file_get_store (self->file), self->listener);
  self->listener = 0;
  g_clear_pointer (&self->watch, yutu_session_watch_free);
  g_cancellable_cancel (self->reload_cancellable);
  g_clear_object (&self->reload_cancellable);
  g_cancellable_cancel (self->hold_cancellable);
  g_clear_object (&self->hold_cancellable);
}

/* A job's callback may have put or dropped a draft: that is written too. */
static void
shut (YutuSession *self)
{
  yutu_drafts_end (self->drafts);
  yutu_store_shut (yutu_file_get_store (self->file));
}

void
yutu_session_close (YutuSession *self)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  stop_following (self);
  if (self->n_jobs == 0)
    shut (self); /* else yutu_session_end_job () does */
}

/* ---- Jobs ---- */

/* What undo would take is not known again before the job is done and it was read anew. */
void
yutu_session_begin_job (YutuSession *self)
{
  YutuUndoPeek nothing = { 0 };

  if (self->n_jobs++ == 0)
    {
      self->jobs_cancellable = g_cancellable_new ();
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
    }
  take_titles (self, &nothing);
}

void
yutu_session_end_job (YutuSession *self)
{
  self->stale.titles = TRUE;
  if (!self->is_closed)
    begin_reload (self);
  if (--self->n_jobs > 0)
    return;
  g_clear_object (&self->jobs_cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  if (self->is_closed)
    shut (self);
}

GCancellable *
yutu_session_get_jobs_cancellable (YutuSession *self)
{
  return self->jobs_cancellable;
}

void
yutu_session_cancel_jobs (YutuSession *self)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  if (self->jobs_cancellable != NULL)
    g_cancellable_cancel (self->jobs_cancellable);
}

/* ---- GObject ---- */

static void
yutu_session_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  YutuSession *self = YUTU_SESSION (object);

  switch ((YutuSessionProperty)prop_id)
    {
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_PLACE:
      g_value_set_boxed (value, self->place);
      break;
    case PROP_LAYERS:
      g_value_set_boxed (value, self->layers);
      break;
    case PROP_UNITS:
      g_value_set_object (value, self->units);
      break;
    case PROP_UNDO_TITLE:
      g_value_set_string (value, self->titles.undo_title);
      break;
    case PROP_REDO_TITLE:
      g_value_set_string (value, self->titles.redo_title);
      break;
    case PROP_UNDO_BULK:
      g_value_set_int64 (value, self->titles.undo_bulk_objects);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_jobs > 0);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_ACTOR:
      g_value_set_string (value, self->actor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yutu_session_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  YutuSession *self = YUTU_SESSION (object);

  if (prop_id == PROP_DAY)
    yutu_session_set_day (self, g_value_get_int (value));
  else if (prop_id == PROP_PLACE)
    yutu_session_set_place (self, g_value_get_boxed (value));
  else if (prop_id == PROP_ROLE)
    yutu_session_set_role (self, g_value_get_string (value));
  else if (prop_id == PROP_ACTOR)
    yutu_session_set_actor (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
yutu_session_dispose (GObject *object)
{
  YutuSession *self = YUTU_SESSION (object);

  stop_following (self);
  self->is_closed = TRUE;
  g_clear_pointer (&self->drafts, yutu_drafts_free);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  g_clear_object (&self->units);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->calendar, yutu_calendar_free);
  g_clear_pointer (&self->file, yutu_file_unref);
  G_OBJECT_CLASS (yutu_session_parent_class)->dispose (object);
}

static void
yutu_session_finalize (GObject *object)
{
  YutuSession *self = YUTU_SESSION (object);

  g_free (self->county_name);
  g_free (self->role);
  g_free (self->actor);
  yutu_undo_peek_clear (&self->titles);
  yutu_session_snaps_clear (&self->snaps);
  G_OBJECT_CLASS (yutu_session_parent_class)->finalize (object);
}

static void
yutu_session_class_init (YutuSessionClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                               G_PARAM_STATIC_STRINGS;

  object_class->get_property = yutu_session_get_property;
  object_class->set_property = yutu_session_set_property;
  object_class->dispose = yutu_session_dispose;
  object_class->finalize = yutu_session_finalize;

  properties[PROP_DAY] =
    g_param_spec_int ("day", NULL, NULL, G_MININT + 1, G_MAXINT, 0, writable);
  properties[PROP_PLACE] = g_param_spec_boxed ("place", NULL, NULL, YUTU_TYPE_PLACE, writable);
  properties[PROP_LAYERS] =
    g_param_spec_boxed ("layers", NULL, NULL, YUTU_TYPE_MAP_LAYERS, readable);
  properties[PROP_UNITS] = g_param_spec_object ("units", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_UNDO_TITLE] = g_param_spec_string ("undo-title", NULL, NULL, NULL, readable);
  properties[PROP_REDO_TITLE] = g_param_spec_string ("redo-title", NULL, NULL, NULL, readable);
  properties[PROP_UNDO_BULK] =
    g_param_spec_int64 ("undo-bulk", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, FIRST_ROLE, writable);
  properties[PROP_ACTOR] = g_param_spec_string ("actor", NULL, NULL, NULL, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YUTU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", YUTU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DRAFTS_CHANGED] =
    g_signal_new ("drafts-changed", YUTU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
yutu_session_init (YutuSession *self)
{
  self->day = yutu_day_today ();
  self->role = g_strdup (FIRST_ROLE);
  self->actor = g_strdup (g_get_user_name ());
  self->epsg = YUTU_SRID;
  yutu_session_snaps_init (&self->snaps);
}
