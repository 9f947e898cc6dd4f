/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The workspace of the leaders in the window: its list, pane and colours come and go with it, and with
 * them the layers that it has of its own. */

#include "ui/yutu-coverage-map.h"
#include "ui/yutu-window-private.h"

#define PAGE "indicators"

/* Nothing that would lie over the colours. */
#define LAYERS (YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES | YUTU_MAP_LABELS)

static void
failed_cb (YutuCoverage *coverage,
           const GError *error,
           YutuWindow   *self)
{
  if (!g_error_matches (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_COUNTY)) /* its pane says so */
    yutu_window_show_error (self, error);
}

/* Chosen in the ranking, a unit may lie out of sight. */
static void
unit_cb (YutuWindow *self)
{
  gint64 unit = yutu_coverage_get_unit (self->coverage);

  if (self->shows_coverage && unit != 0 && yutu_coverage_find_rank (self->coverage, unit) >= 0)
    yutu_map_view_show_unit (self->map, unit);
}

void
yutu_window_add_coverage (YutuWindow *self)
{
  self->coverage = yutu_coverage_new ();
  self->coverage_layers = LAYERS;
  g_signal_connect_object (self->coverage, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->coverage, "notify::unit", G_CALLBACK (unit_cb), self,
                           G_CONNECT_SWAPPED);
  yutu_indicator_list_set_coverage (self->indicators, self->coverage);
  yutu_coverage_pane_set_coverage (self->coverage_pane, self->coverage);
}

void
yutu_window_take_coverage (YutuWindow *self)
{
  yutu_coverage_set_session (self->coverage, self->session);
  yutu_indicator_list_reload (self->indicators);
}

/* Layers and place of the map go with the workspace. What was chosen there is seen afterwards, too. */
static void
exchange_map (YutuWindow *self,
              gboolean    is_chosen)
{
  unsigned  layers = yutu_map_view_get_groups (self->map);
  YutuView *left = is_chosen ? &self->other_view : &self->coverage_view;
  YutuView  entered = is_chosen ? self->coverage_view : self->other_view;
  gint64    unit = yutu_coverage_get_unit (self->coverage);

  yutu_map_view_set_groups (self->map, is_chosen ? self->coverage_layers : self->other_layers);
  *(is_chosen ? &self->other_layers : &self->coverage_layers) = layers;
  yutu_map_view_get_view (self->map, left);
  yutu_map_view_set_view (self->map, entered.center_x, entered.center_y, entered.resolution);
  if (!is_chosen && unit != 0 && unit != self->other_unit)
    yutu_map_view_show_unit (self->map, unit);
  self->other_unit = unit;
}

/* The left pane shows the indicators, and afterwards what it showed before. */
static void
show_left_page (YutuWindow *self,
                gboolean    is_shown)
{
  AdwViewStackPage *page =
    adw_view_stack_get_page (self->left_stack, GTK_WIDGET (self->indicators));
  const char *name = adw_view_stack_get_visible_child_name (self->left_stack);

  if (is_shown)
    {
      g_free (self->left_page);
      self->left_page = g_strdup (g_strcmp0 (name, PAGE) == 0 ? NULL : name);
      adw_view_stack_page_set_visible (page, TRUE);
      adw_view_stack_set_visible_child_name (self->left_stack, PAGE);
      return;
    }
  if (self->left_page != NULL && g_strcmp0 (name, PAGE) == 0)
    adw_view_stack_set_visible_child_name (self->left_stack, self->left_page);
  adw_view_stack_page_set_visible (page, FALSE);
}

void
yutu_window_update_coverage (YutuWindow *self)
{
  gboolean is_shown = self->workspace == YUTU_WORKSPACE_COVERAGE && !self->is_leading;
  gboolean is_chosen = self->workspace == YUTU_WORKSPACE_COVERAGE;

  if (is_chosen != self->has_coverage_layers)
    {
      self->has_coverage_layers = is_chosen;
      exchange_map (self, is_chosen);
      show_left_page (self, is_chosen);
    }
  yutu_coverage_set_active (self->coverage, is_shown || self->is_leading);
  if (is_shown == self->shows_coverage)
    return;
  self->shows_coverage = is_shown;
  if (is_shown)
    yutu_coverage_attach_map (self->coverage, self->map);
  else
    yutu_coverage_detach_map (self->coverage, self->map);
}

/* ---- over a restart ---- */

void
yutu_window_restore_coverage (YutuWindow   *self,
                              GVariantDict *values)
{
  const char *indicator = NULL;
  YutuView   *view = &self->coverage_view;
  int         number = 0;

  g_variant_dict_lookup (values, "coverage-layers", "u", &self->coverage_layers);
  view->resolution = 0;
  g_variant_dict_lookup (values, "coverage-view", "(ddd)", &view->center_x, &view->center_y, &view->resolution);
  if (g_variant_dict_lookup (values, "coverage-level", "i", &number) &&
      (number == YUTU_LEVEL_OF_TOWNSHIPS || number == YUTU_LEVEL_OF_VILLAGES))
    yutu_coverage_set_level (self->coverage, number);
  if (g_variant_dict_lookup (values, "coverage-scope", "i", &number))
    yutu_coverage_set_scope (self->coverage,
                             number == YUTU_SCOPE_MANAGED ? YUTU_SCOPE_MANAGED : YUTU_SCOPE_LEGAL);
  if (g_variant_dict_lookup (values, "coverage-indicator", "&s", &indicator))
    yutu_coverage_set_indicator (self->coverage, indicator);
}

void
yutu_window_remember_coverage (YutuWindow   *self,
                               GVariantDict *values)
{
  unsigned    now = yutu_map_view_get_groups (self->map);
  const char *indicator = yutu_coverage_get_indicator (self->coverage);
  YutuView    seen, coverage_view, other_view;

  yutu_map_view_get_view (self->map, &seen);
  coverage_view = self->has_coverage_layers ? seen : self->coverage_view;
  other_view = self->has_coverage_layers ? self->other_view : seen;
  g_variant_dict_insert (values, "view", "(ddd)", other_view.center_x, other_view.center_y,
                         other_view.resolution);
  g_variant_dict_insert (values, "coverage-view", "(ddd)", coverage_view.center_x, coverage_view.center_y,
                         coverage_view.resolution);

  g_variant_dict_insert (values, "layers", "u", self->has_coverage_layers ? self->other_layers : now);
  g_variant_dict_insert (values, "coverage-layers", "u",
                         self->has_coverage_layers ? now : self->coverage_layers);
  g_variant_dict_insert (values, "coverage-level", "i", yutu_coverage_get_level (self->coverage));
  g_variant_dict_insert (values, "coverage-scope", "i", (int)yutu_coverage_get_scope (self->coverage));
  if (indicator != NULL)
    g_variant_dict_insert (values, "coverage-indicator", "s", indicator);
  if (self->has_coverage_layers && self->left_page != NULL)
    g_variant_dict_insert (values, "left-page", "s", self->left_page);
}
