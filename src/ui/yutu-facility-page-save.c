/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Each task is one change, and one entry. */

#include "ui/yutu-facility-page-private.h"

#include <glib/gi18n.h>

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
      g_signal_emit_by_name (self, "failed", error);
      return;
    }
  if (self->key == NULL)
    return; /* left meanwhile */
  text = yutu_facility_page_make_saved_text (self);
  yutu_facility_page_forget (self);
  g_signal_emit_by_name (self, "saved", id, text);
  yutu_facility_page_finish (self);
}

static void
save_add (YutuFacilityPage *self)
{
  g_autofree char *name = yutu_facility_page_dup_base_text (self, "name");
  g_autofree char *status = yutu_facility_page_dup_base_text (self, "status");
  g_autofree char *fields = yutu_form_dup_json (self->fields);
  YutuFacilitySpec spec = { .kind = self->record->full_id,
                            .name = name,
                            .status = status,
                            .fields = fields,
                            .valid_from = yutu_facility_page_get_base_day (self, "since") };
  YutuFacilitySite site;

  yutu_facility_page_set_site (self, &site);
  yutu_session_add_facility_async (self->session, &spec, &site, saved_cb, g_object_ref (self));
}

static void
save_edit (YutuFacilityPage *self)
{
  g_autofree char   *name = yutu_facility_page_dup_base_text (self, "name");
  g_autofree char   *status = yutu_facility_page_dup_base_text (self, "status");
  g_autofree char   *set = yutu_form_dup_changes (self->fields);
  YutuFacilityChange change = { .name = name,
                                .status = status,
                                .set = set,
                                .has_since = TRUE,
                                .since = yutu_facility_page_get_base_day (self, "since") };

  yutu_session_change_facility_async (self->session, self->id, &change, saved_cb,
                                      g_object_ref (self));
}

static void
save_move (YutuFacilityPage *self)
{
  YutuFacilitySite site;

  yutu_facility_page_set_site (self, &site);
  yutu_session_move_facility_async (self->session, self->id, &site, yutu_facility_page_get_base_day (self, "day"),
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
  g_autofree char *reason = yutu_facility_page_dup_base_text (self, "reason");

  yutu_session_close_facility_async (self->session, self->id, yutu_facility_page_get_base_day (self, "day"), reason,
                                     saved_cb, g_object_ref (self));
}

void
yutu_facility_page_save (YutuFacilityPage *self)
{
  if (self->key == NULL || self->is_saving || !gtk_widget_get_sensitive (self->save))
    return;
  if (yutu_facility_page_has_site (self) && !yutu_site_field_is_set (self->site))
    {
      yutu_site_field_show (self->site, _ ("Choose where it stands, on the map or by its address"),
                            TRUE);
      yutu_site_field_focus (self->site);
      return;
    }
  if (yutu_form_focus_invalid (self->base) ||
      (yutu_facility_page_has_fields (self) && yutu_form_focus_invalid (self->fields)))
    return;
  if (yutu_facility_page_has_fields (self) && yutu_form_has_held (self->fields) &&
      gtk_widget_get_visible (self->masked))
    {
      gtk_widget_grab_focus (self->purpose); /* what was typed there is not lost: see it first */
      return;
    }
  if ((self->task == YUTU_FACILITY_EDIT && !yutu_facility_page_is_changed (self)) ||
      (self->task == YUTU_FACILITY_YEAR && !yutu_form_is_changed (self->fields)))
    {
      yutu_facility_page_finish (self);
      return;
    }
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  yutu_session_settle_draft (self->session, self->key);
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
