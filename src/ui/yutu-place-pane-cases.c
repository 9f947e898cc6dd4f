/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases in the right pane: one is shown, opened, stepped, and found on the map. */

#include "ui/yutu-place-pane-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-unit-tree.h"
#include "ui/yutu-words.h"

/* ---- One case ---- */

static char *
make_where (YutuPlacePane        *self,
            const YutuCaseDetail *detail)
{
  GListModel         *units = yutu_session_get_units (self->session);
  const YutuDivision *village = NULL;
  const YutuDivision *township = NULL;

  if (detail->row.village != 0)
    village = yutu_units_find (units, detail->row.village);
  if (detail->row.township != 0)
    township = yutu_units_find (units, detail->row.township);
  if (village != NULL && township != NULL)
    return g_strdup_printf ("%s › %s", township->name, village->name);
  if (village != NULL || township != NULL)
    return g_strdup (township != NULL ? township->name : village->name);
  return g_strdup ("");
}

static void
case_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (YutuPlacePane) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuCaseDetail  *detail = yutu_session_load_case_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *where = NULL;

  if (detail == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  yutu_place_pane_end_read (self, &self->loading);
  if (detail == NULL)
    {
      yutu_place_pane_fail (self, error);
      return;
    }
  if (self->session == NULL)
    {
      yutu_case_detail_free (detail);
      return;
    }
  where = make_where (self, detail);
  yutu_case_page_show (self->case_page, self->session, detail, where);
  yutu_place_pane_show_page (self, "case",
                             detail->module != NULL ? yutu_title_get (&detail->module->title) : _ ("Case"));
  if (self->resuming == detail->row.id)
    yutu_case_steps_resume (yutu_case_page_get_steps (self->case_page), self->draft);
  self->resuming = 0;
  g_clear_pointer (&self->draft, g_free);
}

void
yutu_place_pane_show_case (YutuPlacePane *self,
                           gint64         id)
{
  const char *page = yutu_place_pane_get_page (self);

  g_return_if_fail (YUTU_IS_PLACE_PANE (self) && self->session != NULL);
  if (!g_str_equal (page, "case"))
    self->case_from_module = g_str_equal (page, "module");
  yutu_session_load_case_async (self->session, id, yutu_place_pane_begin_read (self, &self->loading),
                                case_loaded_cb, g_object_ref (self));
}

/* ---- Opening a case ---- */

void
yutu_place_pane_open_case (YutuPlacePane *self,
                           guint          module)
{
  const YutuModules *modules;

  g_return_if_fail (YUTU_IS_PLACE_PANE (self));
  self->opening = 0;
  if (self->session == NULL || self->info == NULL || module >= self->info->n_modules)
    return;
  modules = yutu_session_get_modules (self->session);
  if (!g_str_equal (yutu_place_pane_get_page (self), "module") || self->module != module)
    yutu_place_pane_show_module (self, module);
  yutu_case_open_page_show (self->open_page, self->session, self->place, self->info,
                            yutu_modules_get (modules, module));
  yutu_place_pane_show_page (self, "open", _ ("Open a case"));
}

void
yutu_place_pane_open_kind (YutuPlacePane *self,
                           const char    *kind)
{
  const YutuModules *modules;
  const YutuModule  *module = NULL;

  g_return_if_fail (YUTU_IS_PLACE_PANE (self));
  if (self->session == NULL)
    return;
  modules = yutu_session_get_modules (self->session);
  if (yutu_modules_find_kind (modules, kind, &module) == NULL)
    return;
  for (guint i = 0; i < yutu_modules_get_n (modules); i++)
    if (yutu_modules_get (modules, i) == module)
      {
        yutu_place_pane_open_case (self, i);
        if (g_str_equal (yutu_place_pane_get_page (self), "open"))
          yutu_case_open_page_choose (self->open_page, kind);
      }
}

static void
open_case_cb (YutuModulePage *page,
              YutuPlacePane  *self)
{
  yutu_place_pane_open_case (self, self->module);
}

static void
case_opened_cb (YutuCaseOpenPage *page,
                gint64            id,
                const char       *text,
                YutuPlacePane    *self)
{
  self->case_from_module = TRUE;
  yutu_session_load_case_async (self->session, id, yutu_place_pane_begin_read (self, &self->loading), case_loaded_cb,
                                g_object_ref (self));
  g_signal_emit_by_name (self, "done", text);
}

static void
open_left_cb (YutuCaseOpenPage *page,
              YutuPlacePane    *self)
{
  yutu_place_pane_go_back (self);
}

static void
done_cb (GtkWidget     *page,
         const char    *text,
         YutuPlacePane *self)
{
  g_signal_emit_by_name (self, "done", text);
}

static void
message_cb (GtkWidget     *page,
            const char    *text,
            YutuPlacePane *self)
{
  g_signal_emit_by_name (self, "message", text);
}

static void
part_failed_cb (GtkWidget     *page,
                const GError  *error,
                YutuPlacePane *self)
{
  yutu_place_pane_fail (self, error);
}

void
yutu_place_pane_resume_draft (YutuPlacePane   *self,
                              const YutuDraft *draft)
{
  g_autoptr (YutuPlace) place = NULL;
  guint module = 0;

  g_return_if_fail (YUTU_IS_PLACE_PANE (self) && self->session != NULL);
  if (g_str_equal (draft->kind, YUTU_CASE_STEP_DRAFT))
    {
      g_free (self->draft);
      self->draft = g_strdup (draft->content);
      self->resuming = yutu_case_steps_get_draft_case (draft->content);
      yutu_place_pane_show_case (self, self->resuming);
      return;
    }
  place = yutu_case_open_page_read_draft (draft->content, yutu_session_get_modules (self->session),
                                          &module);
  if (place == NULL)
    return;
  if (self->place != NULL && self->info != NULL && yutu_place_equal (self->place, place))
    {
      yutu_place_pane_open_case (self, module);
      return;
    }
  self->opening = 1 + module;
  yutu_place_pane_go_to (self, place);
}

/* ---- To the map ---- */

static void
located_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuPlacePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlaceInfo) info =
    yutu_session_read_place_finish (YUTU_SESSION (source), result, &error);

  if (info == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  yutu_place_pane_end_read (self, &self->loading);
  if (info == NULL)
    yutu_place_pane_fail (self, error);
  else
    g_signal_emit_by_name (self, "show-box", &info->box);
}

static YutuPlace *
place_of_case (const YutuCaseDetail *detail)
{
  if (detail->name != 0) /* with its line or its area */
    return yutu_place_new_object (YUTU_PLACE_NAME, detail->name);
  if (detail->row.facility != 0)
    return yutu_place_new_object (YUTU_PLACE_FACILITY, detail->row.facility);
  if (detail->row.address != 0)
    return yutu_place_new_object (YUTU_PLACE_ADDRESS, detail->row.address);
  if (detail->pillar != 0)
    return yutu_place_new_object (YUTU_PLACE_PILLAR, detail->pillar);
  if (detail->line != 0)
    return yutu_place_new_object (YUTU_PLACE_LINE, detail->line);
  if (detail->row.has_point)
    return yutu_place_new_point (detail->row.point);
  if (detail->row.village != 0)
    return yutu_place_new_unit (detail->row.village);
  return detail->row.township != 0 ? yutu_place_new_unit (detail->row.township) : NULL;
}

static void
case_on_map_cb (YutuCasePage  *page,
                YutuPlacePane *self)
{
  g_autoptr (YutuPlace) place = place_of_case (yutu_case_page_get_detail (page));

  if (place == NULL)
    return;
  self->showing_case = TRUE;
  yutu_session_set_place (self->session, place);
  self->showing_case = FALSE;
  yutu_session_read_place_async (self->session, place, yutu_place_pane_begin_read (self, &self->loading),
                                 located_cb, g_object_ref (self));
}

/* ---- From the pages ---- */

static void
case_chosen_cb (YutuModulePage *page,
                gint64          id,
                YutuPlacePane  *self)
{
  yutu_place_pane_show_case (self, id);
}

void
yutu_place_pane_bind_cases (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, case_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, case_on_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_case_cb);
  gtk_widget_class_bind_template_callback (widget_class, case_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_failed_cb);
}
