/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Invariant: @place is what the pages are about. It is the session's place, except while a case of
 * it is shown on the map; going back to its page chooses it again. */

#include "ui/yutu-place-pane-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-focus.h"
#include "ui/yutu-unit-tree.h"
#include "ui/yutu-words.h"

#define WAIT_MS  500 /* before a read that takes its time says so, and can be given up */
#define PULSE_MS 120

G_DEFINE_FINAL_TYPE (YutuPlacePane, yutu_place_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_WAITING,
  N_PROPS
};

enum
{
  SIGNAL_SHOW_BOX,
  SIGNAL_PLACE_SHOWN,
  SIGNAL_FAILED,
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* ---- Pages ---- */

const char *
yutu_place_pane_get_page (YutuPlacePane *self)
{
  g_return_val_if_fail (YUTU_IS_PLACE_PANE (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

/* Above the pages of a place; nothing until it is read, and above a case that need not lie in what was chosen before. */
static void
name_place (YutuPlacePane *self)
{
  gboolean         is_elsewhere = g_str_equal (yutu_place_pane_get_page (self), "case") && !self->case_from_module;
  gboolean         is_read = self->place != NULL && self->shown != NULL && yutu_place_equal (self->place, self->shown);
  g_autofree char *name = is_read ? yutu_words_place_title (self->place, self->info) : NULL;

  gtk_label_set_label (self->head_place, name != NULL ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->head_place), self->place != NULL && !is_elsewhere);
}

void
yutu_place_pane_show_page (YutuPlacePane *self,
                           const char    *name,
                           const char    *title)
{
  const char *left = yutu_place_pane_get_page (self);
  gboolean    is_changed = g_strcmp0 (name, left) != 0;
  gboolean    has_head = !g_str_equal (name, "empty") && !g_str_equal (name, "place");
  gboolean    had_focus = yutu_focus_is_in (GTK_WIDGET (self)); /* before the page lets go of it */

  if (is_changed && g_strcmp0 (left, "open") == 0)
    yutu_case_open_page_leave (self->open_page);
  if (is_changed && g_strcmp0 (left, "case") == 0)
    yutu_case_page_leave (self->case_page);
  if (is_changed && g_strcmp0 (yutu_place_pane_get_page (self), "facility") == 0)
    yutu_facility_page_leave (self->facility_page);
  gtk_widget_set_visible (self->head, has_head);
  gtk_label_set_label (self->head_title, title != NULL ? title : "");
  gtk_stack_set_visible_child_name (self->stack, name);
  name_place (self);
  if (!is_changed)
    return;
  if (g_str_equal (name, "open"))
    yutu_case_open_page_focus (self->open_page);
  else if (had_focus)
    yutu_focus_first (gtk_stack_get_visible_child (self->stack));
  else /* Tab would go on in the page that is gone */
    gtk_widget_set_focus_child (GTK_WIDGET (self->stack), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

void
yutu_place_pane_fail (YutuPlacePane *self,
                      const GError  *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* ---- Waiting ---- */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (YUTU_PLACE_PANE (user_data)->wait_bar);
  return G_SOURCE_CONTINUE;
}

static void
set_waiting (YutuPlacePane *self,
             gboolean       is_waiting)
{
  if (gtk_widget_get_visible (self->wait) == is_waiting)
    return;
  gtk_widget_set_visible (self->wait, is_waiting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static gboolean
wait_cb (gpointer user_data)
{
  YutuPlacePane *self = user_data;

  self->wait_source = g_timeout_add (PULSE_MS, pulse_cb, self); /* removed in unroot */
  set_waiting (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update_waiting (YutuPlacePane *self)
{
  gboolean is_busy = self->reading.is_running || self->loading.is_running || self->is_listing;
  gboolean is_seen = gtk_widget_get_root (GTK_WIDGET (self)) != NULL;

  if (is_busy && is_seen && self->wait_source == 0)
    self->wait_source = g_timeout_add (WAIT_MS, wait_cb, self); /* removed in unroot */
  if (is_busy || self->wait == NULL)
    return;
  g_clear_handle_id (&self->wait_source, g_source_remove);
  set_waiting (self, FALSE);
}

void
yutu_place_pane_end_read (YutuPlacePane *self,
                          YutuPaneRead  *read)
{
  read->is_running = FALSE;
  update_waiting (self);
}

static void
give_up (YutuPlacePane *self,
         YutuPaneRead  *read)
{
  if (read->cancellable != NULL)
    g_cancellable_cancel (read->cancellable);
  g_clear_object (&read->cancellable);
  yutu_place_pane_end_read (self, read);
}

GCancellable *
yutu_place_pane_begin_read (YutuPlacePane *self,
                            YutuPaneRead  *read)
{
  give_up (self, read);
  read->cancellable = g_cancellable_new ();
  read->is_running = TRUE;
  update_waiting (self);
  return read->cancellable;
}

/* ---- Overdue cases, a module each ---- */

typedef struct
{
  YutuPlacePane *pane; /* owned */
  guint          module;
} OverdueRequest;

static void
overdue_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree OverdueRequest *request = user_data;
  g_autoptr (YutuPlacePane) self = request->pane;
  g_autoptr (GError) error = NULL;
  gint64 total = 0;
  g_autoptr (GPtrArray) rows =
    yutu_session_list_cases_finish (YUTU_SESSION (source), result, &total, &error);

  if (rows != NULL && self->place_page != NULL)
    yutu_place_page_set_overdue (self->place_page, request->module, total);
}

static void
ask_overdue (YutuPlacePane *self)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);
  YutuDay            day = yutu_session_get_day (self->session);

  for (guint i = 0; i < self->info->n_modules; i++)
    {
      YutuCaseQuery   query = { .module = yutu_modules_get (modules, i)->id,
                                .due_before = day,
                                .day = day,
                                .open_only = TRUE,
                                .limit = 1 };
      OverdueRequest *request = NULL;

      if (self->info->counts[i].open == 0)
        continue;
      request = g_new (OverdueRequest, 1);
      request->pane = g_object_ref (self);
      request->module = i;
      yutu_session_list_cases_async (self->session, self->place, &query, self->reading.cancellable,
                                     overdue_cb,
                                     request);
    }
}

/* ---- Reading a place ---- */

static void
take_info (YutuPlacePane *self,
           YutuPlaceInfo *info)
{
  YutuPlaceInfo *old = self->info;

  self->info = info;
  yutu_place_page_show (self->place_page, yutu_session_get_modules (self->session), self->place,
                        info);
  yutu_place_page_show_parts (self->place_page, self->session, info);
  g_clear_pointer (&old, yutu_place_info_free);
  g_clear_pointer (&self->shown, yutu_place_unref);
  self->shown = yutu_place_ref (self->place);
  name_place (self);
  ask_overdue (self);
}

/* What was shown is there no more: it was taken back. */
static gboolean
is_gone (YutuPlacePane *self,
         const GError  *error)
{
  return g_error_matches (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND) && self->shown != NULL &&
         self->place != NULL && yutu_place_equal (self->shown, self->place);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (YutuPlacePane) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuPlaceInfo *info = yutu_session_read_place_finish (YUTU_SESSION (source), result, &error);
  YutuBox        box;

  if (info == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  yutu_place_pane_end_read (self, &self->reading);
  if (info == NULL)
    {
      self->show_when_read = FALSE;
      if (self->is_restoring || (self->session != NULL && is_gone (self, error)))
        yutu_session_set_place (self->session, NULL);
      else
        yutu_place_pane_fail (self, error);
      self->is_restoring = FALSE;
      return;
    }
  self->is_restoring = FALSE;
  if (self->place == NULL || self->session == NULL)
    {
      yutu_place_info_free (info);
      return;
    }
  take_info (self, info);
  if (g_str_equal (yutu_place_pane_get_page (self), "empty"))
    yutu_place_pane_show_page (self, "place", NULL);
  if (self->opening > 0)
    yutu_place_pane_open_case (self, self->opening - 1);
  if (self->show_when_read)
    {
      box = info->box;
      self->show_when_read = FALSE;
      g_signal_emit (self, signals[SIGNAL_SHOW_BOX], 0, &box);
    }
  g_signal_emit (self, signals[SIGNAL_PLACE_SHOWN], 0);
}

static void
read_place (YutuPlacePane *self)
{
  yutu_session_read_place_async (self->session, self->place, yutu_place_pane_begin_read (self, &self->reading),
                                 read_cb, g_object_ref (self));
}

static void
place_changed_cb (YutuSession   *session,
                  GParamSpec    *pspec,
                  YutuPlacePane *self)
{
  YutuPlace *place = yutu_session_get_place (session);

  if (self->showing_case)
    return;
  give_up (self, &self->loading);
  if (place != NULL && self->place != NULL && yutu_place_equal (place, self->place) &&
      self->info != NULL)
    {
      yutu_place_pane_show_page (self, "place", NULL);
      return;
    }
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = place != NULL ? yutu_place_ref (place) : NULL;
  if (self->place == NULL)
    {
      give_up (self, &self->reading);
      yutu_place_pane_show_page (self, "empty", NULL);
      return;
    }
  /* a case that was opened without a place gives way too: the first place is not read yet */
  yutu_place_pane_show_page (self, self->info != NULL ? "place" : "empty", NULL);
  read_place (self);
}

/* The data or the day changed under the pages. */
static void
refresh (YutuPlacePane *self)
{
  const YutuCaseDetail *detail = yutu_case_page_get_detail (self->case_page);
  const char           *page = yutu_place_pane_get_page (self);

  if (self->place != NULL)
    read_place (self);
  if (self->place != NULL && (g_str_equal (page, "module") || g_str_equal (page, "case") || g_str_equal (page, "open")))
    yutu_module_page_reload (self->module_page);
  if (g_str_equal (page, "case") && detail != NULL)
    yutu_place_pane_show_case (self, detail->row.id);
}

void
yutu_place_pane_go_to (YutuPlacePane *self,
                       YutuPlace     *place)
{
  g_return_if_fail (YUTU_IS_PLACE_PANE (self) && self->session != NULL);
  self->show_when_read = TRUE;
  if (self->place != NULL && yutu_place_equal (self->place, place) && self->info != NULL)
    {
      YutuBox box = self->info->box;

      self->show_when_read = FALSE;
      yutu_session_set_place (self->session, place);
      yutu_place_pane_show_page (self, "place", NULL);
      g_signal_emit (self, signals[SIGNAL_SHOW_BOX], 0, &box);
      return;
    }
  if (yutu_session_get_place (self->session) != NULL && yutu_place_equal (yutu_session_get_place (self->session), place))
    place_changed_cb (self->session, NULL, self); /* chosen for a case that is shown: not read by this pane yet */
  else
    yutu_session_set_place (self->session, place);
}

void
yutu_place_pane_restore (YutuPlacePane *self,
                         YutuPlace     *place)
{
  g_return_if_fail (YUTU_IS_PLACE_PANE (self) && self->session != NULL);
  self->is_restoring = TRUE;
  yutu_session_set_place (self->session, place);
}

/* ---- The way in and back ---- */

void
yutu_place_pane_show_module (YutuPlacePane *self,
                             guint          module)
{
  const YutuModule *definition;

  g_return_if_fail (YUTU_IS_PLACE_PANE (self));
  if (self->info == NULL || module >= self->info->n_modules)
    return;
  self->module = module;
  definition = yutu_modules_get (yutu_session_get_modules (self->session), module);
  yutu_module_page_show (self->module_page, self->session, self->place, definition,
                         self->info->counts[module]);
  yutu_place_pane_show_page (self, "module", yutu_title_get (&definition->title));
}

void
yutu_place_pane_go_back (YutuPlacePane *self)
{
  const char       *page = yutu_place_pane_get_page (self);
  const YutuModule *module;

  g_return_if_fail (YUTU_IS_PLACE_PANE (self));
  if (self->session == NULL || g_str_equal (page, "place"))
    return;
  give_up (self, &self->loading);
  if (self->place == NULL)
    {
      yutu_session_set_place (self->session, NULL); /* what was shown for the case on the map */
      yutu_place_pane_show_page (self, "empty", NULL);
      return;
    }
  self->showing_case = TRUE; /* the place was shown before: its pages stay */
  yutu_session_set_place (self->session, self->place);
  self->showing_case = FALSE;
  if (g_str_equal (page, "open") || (g_str_equal (page, "case") && self->case_from_module))
    {
      module = yutu_modules_get (yutu_session_get_modules (self->session), self->module);
      yutu_place_pane_show_page (self, "module", yutu_title_get (&module->title));
      return;
    }
  yutu_place_pane_show_page (self, "place", NULL);
}

/* What is shown stays, and is chosen again. */
void
yutu_place_pane_cancel (YutuPlacePane *self)
{
  YutuPlace *place = NULL;

  g_return_if_fail (YUTU_IS_PLACE_PANE (self));
  give_up (self, &self->loading);
  if (self->is_listing)
    {
      yutu_module_page_cancel (self->module_page);
      yutu_place_pane_go_back (self);
    }
  if (!self->reading.is_running)
    return;
  give_up (self, &self->reading);
  self->show_when_read = FALSE;
  if (self->shown != NULL)
    place = yutu_place_ref (self->shown);
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = place;
  self->showing_case = TRUE; /* the pages are those of this place */
  yutu_session_set_place (self->session, place);
  self->showing_case = FALSE;
  if (place == NULL)
    yutu_place_pane_show_page (self, "empty", NULL);
}

static void
reading_cb (YutuModulePage *page,
            gboolean        is_reading,
            YutuPlacePane  *self)
{
  self->is_listing = is_reading;
  update_waiting (self);
}

static void
cancel_clicked_cb (GtkButton     *button,
                   YutuPlacePane *self)
{
  yutu_place_pane_cancel (self);
}

/* ---- To the map ---- */

static void
place_on_map_cb (YutuPlacePage *page,
                 YutuPlacePane *self)
{
  if (self->info != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_BOX], 0, &self->info->box);
}

/* ---- Signals of the template ---- */

static void
unit_chosen_cb (YutuPlacePage *page,
                gint64         unit,
                YutuPlacePane *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (unit);

  yutu_place_pane_go_to (self, place);
}

static void
module_chosen_cb (YutuPlacePage *page,
                  guint          module,
                  YutuPlacePane *self)
{
  yutu_place_pane_show_module (self, module);
}

static void
page_done_cb (YutuPlacePage *page,
              const char    *text,
              YutuPlacePane *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
}

static void
page_failed_cb (YutuPlacePage *page,
                const GError  *error,
                YutuPlacePane *self)
{
  yutu_place_pane_fail (self, error);
}

static void
objects_chosen_cb (YutuPlacePage *page,
                   YutuPlacePane *self)
{
  if (self->info == NULL)
    return;
  yutu_object_page_show (self->object_page, yutu_session_get_modules (self->session), self->info);
  yutu_place_pane_show_page (self, "objects", _ ("What stands here"));
}

static void
object_chosen_cb (YutuObjectPage *page,
                  YutuPlace      *place,
                  YutuPlacePane  *self)
{
  yutu_place_pane_go_to (self, place);
}

static void
list_failed_cb (YutuModulePage *page,
                const GError   *error,
                YutuPlacePane  *self)
{
  yutu_place_pane_fail (self, error);
}

static void
back_clicked_cb (GtkButton     *button,
                 YutuPlacePane *self)
{
  yutu_place_pane_go_back (self);
}

/* A file without units has no county to show. */
static void
units_changed_cb (YutuPlacePane *self)
{
  GListModel *units = yutu_session_get_units (self->session);

  gtk_widget_set_visible (self->county_button, units != NULL && g_list_model_get_n_items (units) > 0);
}

static void
county_clicked_cb (GtkButton     *button,
                   YutuPlacePane *self)
{
  GListModel *units = self->session != NULL ? yutu_session_get_units (self->session) : NULL;
  g_autoptr (YutuUnitItem) county = units != NULL ? g_list_model_get_item (units, 0) : NULL;
  g_autoptr (YutuPlace) place = NULL;

  if (county == NULL)
    return;
  place = yutu_place_new_unit (yutu_unit_item_get_division (county)->unit);
  yutu_place_pane_go_to (self, place);
}

const YutuPlaceInfo *
yutu_place_pane_get_info (YutuPlacePane *self)
{
  g_return_val_if_fail (YUTU_IS_PLACE_PANE (self), NULL);
  return self->info;
}

/* What may be seen and done is another; a form to open a case is another too, its draft kept. */
static void
role_changed_cb (YutuPlacePane *self)
{
  if (g_str_equal (yutu_place_pane_get_page (self), "open"))
    yutu_place_pane_open_case (self, self->module);
  refresh (self);
}

void
yutu_place_pane_set_session (YutuPlacePane *self,
                             YutuSession   *session,
                             YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_PLACE_PANE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  yutu_place_pane_take_facilities (self, map);
  yutu_place_page_set_session (self->place_page, session, map);
  yutu_case_page_set_map (self->case_page, map);
  yutu_case_open_page_set_map (self->open_page, map);
  g_signal_connect_object (session, "notify::place", G_CALLBACK (place_changed_cb), self, 0);
  g_signal_connect_object (session, "notify::units", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::units", G_CALLBACK (units_changed_cb), self, G_CONNECT_SWAPPED);
  units_changed_cb (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::role", G_CALLBACK (role_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::actor", G_CALLBACK (role_changed_cb), self,
                           G_CONNECT_SWAPPED);
  place_changed_cb (session, NULL, self);
}

/* ---- Object ---- */

static void
yutu_place_pane_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    g_value_set_string (value, yutu_place_pane_get_page (YUTU_PLACE_PANE (object)));
  else if (id == PROP_WAITING)
    g_value_set_boolean (value, gtk_widget_get_visible (YUTU_PLACE_PANE (object)->wait));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
give_all_up (YutuPlacePane *self)
{
  self->is_listing = FALSE;
  give_up (self, &self->reading);
  give_up (self, &self->loading);
}

/* The window goes, while a read may hold the pane for longer: nothing of it reaches the window any more. */
static void
yutu_place_pane_unroot (GtkWidget *widget)
{
  give_all_up (YUTU_PLACE_PANE (widget));
  GTK_WIDGET_CLASS (yutu_place_pane_parent_class)->unroot (widget);
}

static void
yutu_place_pane_dispose (GObject *object)
{
  YutuPlacePane *self = YUTU_PLACE_PANE (object);

  give_all_up (self);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->shown, yutu_place_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_PLACE_PANE);
  g_clear_pointer (&self->info, yutu_place_info_free);
  g_clear_pointer (&self->draft, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_place_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-place-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, head);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, county_button);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, head_title);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, head_place);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, wait);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, wait_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, stack);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, place_page);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, object_page);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, module_page);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, case_page);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, open_page);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePane, facility_page);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, county_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, module_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, objects_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, object_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reading_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_on_map_cb);
  yutu_place_pane_bind_facilities (widget_class);
  yutu_place_pane_bind_cases (widget_class);
}

static void
yutu_place_pane_class_init (YutuPlacePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  g_type_ensure (YUTU_TYPE_PLACE_PAGE);
  g_type_ensure (YUTU_TYPE_OBJECT_PAGE);
  g_type_ensure (YUTU_TYPE_MODULE_PAGE);
  g_type_ensure (YUTU_TYPE_CASE_PAGE);
  g_type_ensure (YUTU_TYPE_CASE_OPEN_PAGE);
  g_type_ensure (YUTU_TYPE_FACILITY_PAGE);
  object_class->get_property = yutu_place_pane_get_property;
  GTK_WIDGET_CLASS (klass)->unroot = yutu_place_pane_unroot;
  object_class->dispose = yutu_place_pane_dispose;
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "empty",
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SHOW_BOX] = g_signal_new ("show-box", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_PLACE_SHOWN] = g_signal_new ("place-shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
yutu_place_pane_init (YutuPlacePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
