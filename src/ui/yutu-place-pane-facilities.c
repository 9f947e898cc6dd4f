/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities in the pane: the page that adds and changes them. */

#include "ui/yutu-place-pane-private.h"

#include <glib/gi18n.h>

#include "session/yutu-facility-edit.h"

static void
show_facility_page (YutuPlacePane *self)
{
  yutu_place_pane_show_page (self, "facility", yutu_facility_page_get_title (self->facility_page));
}

static void
facility_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  static const char *const names[] = { "facility.add", "facility.edit", "facility.move",
                                       "facility.close", "facility.year" };
  YutuPlacePane           *self = YUTU_PLACE_PANE (widget);

  if (self->session == NULL || self->place == NULL)
    return;
  show_facility_page (self);
  if (g_str_equal (name, names[YUTU_FACILITY_ADD]))
    yutu_facility_page_add (self->facility_page, self->info);
  for (int task = YUTU_FACILITY_EDIT; task <= YUTU_FACILITY_YEAR; task++)
    if (g_str_equal (name, names[task]))
      yutu_facility_page_begin (self->facility_page, (YutuFacilityTask)task,
                                yutu_place_get_id (self->place));
}

/* "(sssbxx)": register, what is typed of it and of its fields, whether it has a point, which. */
static void
add_to_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  YutuPlacePane *self = YUTU_PLACE_PANE (widget);
  const char    *full_id = NULL, *base = NULL, *fields = NULL;
  gboolean       has_point = FALSE;
  YutuPoint      point = { 0, 0 };

  if (self->session == NULL)
    return;
  g_variant_get (parameter, "(&s&s&sbxx)", &full_id, &base, &fields, &has_point, &point.x, &point.y);
  show_facility_page (self);
  yutu_facility_page_add_to (self->facility_page, full_id, has_point ? &point : NULL, base, fields);
}

typedef struct
{
  YutuPlacePane *pane;
  char          *name;
} Reopening;

static void
reopened_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Reopening *reopening = data;
  g_autoptr (YutuPlacePane) self = reopening->pane;
  g_autofree char *name = reopening->name;
  g_autofree char *text = g_strdup_printf (_ ("Reopened: %s"), name);
  g_autoptr (GError) error = NULL;

  g_free (reopening);
  if (yutu_session_edit_facility_finish (YUTU_SESSION (source), result, NULL, &error))
    g_signal_emit_by_name (self, "done", text);
  else if (self->session != NULL)
    yutu_place_pane_fail (self, error);
}

/* Without a form: there is nothing to say about it, and it can be undone. */
static void
reopen_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  YutuPlacePane *self = YUTU_PLACE_PANE (widget);
  Reopening     *reopening = NULL;

  if (self->session == NULL || self->place == NULL || self->info == NULL || !self->info->is_closed)
    return;
  reopening = g_new (Reopening, 1);
  *reopening = (Reopening){ g_object_ref (self), g_strdup (self->info->title) };
  yutu_session_close_facility_async (self->session, yutu_place_get_id (self->place), YUTU_DAY_INVALID,
                                     NULL, reopened_cb, reopening);
}

static void
update_facility_actions (YutuPlacePane *self)
{
  gboolean may = yutu_session_get_read_only_reason (self->session) == NULL &&
                 yutu_facility_may_edit (yutu_session_get_role (self->session));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.add", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.add-to", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.edit", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.move", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.close", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.reopen", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "facility.year", may);
}

void
yutu_place_pane_resume_facility (YutuPlacePane   *self,
                                 const YutuDraft *draft)
{
  g_return_if_fail (YUTU_IS_PLACE_PANE (self) && self->session != NULL);

  show_facility_page (self);
  yutu_facility_page_resume (self->facility_page, draft);
}

static void
facility_finished_cb (YutuFacilityPage *page,
                      YutuPlacePane    *self)
{
  if (g_strcmp0 (yutu_place_pane_get_page (self), "facility") == 0)
    yutu_place_pane_show_page (self, self->place != NULL && self->info != NULL ? "place" : "empty", NULL);
}

static void
facility_saved_cb (YutuFacilityPage *page,
                   gint64            id,
                   const char       *text,
                   YutuPlacePane    *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, id);

  if (g_strcmp0 (yutu_place_pane_get_page (self), "facility") == 0)
    yutu_session_set_place (self->session, place);
  g_signal_emit_by_name (self, "done", text);
}

static void
facility_failed_cb (YutuFacilityPage *page,
                    const GError     *error,
                    YutuPlacePane    *self)
{
  yutu_place_pane_fail (self, error);
}

static void
facility_title_cb (YutuFacilityPage *page,
                   GParamSpec       *pspec,
                   YutuPlacePane    *self)
{
  if (g_strcmp0 (yutu_place_pane_get_page (self), "facility") == 0)
    gtk_label_set_label (self->head_title, yutu_facility_page_get_title (page));
}

void
yutu_place_pane_take_facilities (YutuPlacePane *self,
                                 YutuMapView   *map)
{
  yutu_facility_page_set_session (self->facility_page, self->session, map);
  g_signal_connect_object (self->session, "notify::role", G_CALLBACK (update_facility_actions), self,
                           G_CONNECT_SWAPPED);
  update_facility_actions (self);
}

void
yutu_place_pane_bind_facilities (GtkWidgetClass *widget_class)
{
  static const char *const actions[] = { "facility.add", "facility.edit", "facility.move",
                                         "facility.close", "facility.year" };

  gtk_widget_class_bind_template_callback (widget_class, facility_finished_cb);
  gtk_widget_class_bind_template_callback (widget_class, facility_saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, facility_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, facility_title_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, facility_action);
  gtk_widget_class_install_action (widget_class, "facility.add-to", "(sssbxx)", add_to_action);
  gtk_widget_class_install_action (widget_class, "facility.reopen", NULL, reopen_action);
}
