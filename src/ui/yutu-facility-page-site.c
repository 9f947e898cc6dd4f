/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where it stands, and what is there already. */

#include "ui/yutu-facility-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/yutu-unit-tree.h"
#include "ui/yutu-words.h"

#define HINT_MS 250

void
yutu_facility_page_set_site (YutuFacilityPage *self,
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
  if (self->key == NULL || !yutu_facility_page_has_site (self) || !yutu_site_field_is_set (self->site))
    return G_SOURCE_REMOVE;
  yutu_facility_page_set_site (self, &site);
  name = self->task == YUTU_FACILITY_ADD ? yutu_facility_page_dup_base_text (self, "name") : g_strdup (self->name);
  g_cancellable_cancel (self->hinting);
  g_clear_object (&self->hinting);
  self->hinting = g_cancellable_new ();
  yutu_session_hint_facility_async (self->session, self->record->full_id, name != NULL ? name : "",
                                    &site, self->id, self->hinting, hint_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
yutu_facility_page_ask_hint (YutuFacilityPage *self)
{
  g_clear_handle_id (&self->hint_source, g_source_remove);
  self->hint_source = g_timeout_add (HINT_MS, ask_hint_cb, self); /* removed in dispose */
}
