/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-coverage-map.h"

#include "ui/yutu-words-coverage.h"

static void
shown_cb (YutuCoverage *coverage,
          YutuMapView  *map)
{
  g_autoptr (YutuTheme) theme = yutu_coverage_make_theme (coverage);

  yutu_map_view_set_theme (map, theme);
}

static void
emphasis_cb (YutuCoverage *coverage,
             GParamSpec   *pspec,
             YutuMapView  *map)
{
  shown_cb (coverage, map);
}

/* From a list or the chart: what the map itself pointed at, it has outlined already. */
static void
pointed_at_cb (YutuCoverage *coverage,
               GParamSpec   *pspec,
               YutuMapView  *map)
{
  yutu_map_view_point_at_unit (map, yutu_coverage_get_pointed (coverage));
}

static void
map_pointed_cb (YutuMapView  *map,
                gint64        unit,
                YutuCoverage *coverage)
{
  const YutuThemeMap     *shown = yutu_coverage_get_map (coverage);
  const YutuIndicatorRow *row = yutu_coverage_find_row (coverage, unit);
  g_autofree char        *words = NULL;

  if (row != NULL)
    {
      words = yutu_words_indicator_row (shown->table->def, row);
      yutu_map_view_set_pointer_words (map, row->name, words);
    }
  yutu_coverage_set_pointed (coverage, row != NULL ? unit : 0);
}

void
yutu_coverage_attach_map (YutuCoverage *self,
                          YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));
  g_return_if_fail (YUTU_IS_MAP_VIEW (map));

  yutu_coverage_detach_map (self, map);
  g_signal_connect_object (self, "shown", G_CALLBACK (shown_cb), map, 0);
  g_signal_connect_object (self, "notify::emphasis", G_CALLBACK (emphasis_cb), map, 0);
  g_signal_connect_object (self, "notify::pointed", G_CALLBACK (pointed_at_cb), map, 0);
  g_signal_connect_object (map, "pointed", G_CALLBACK (map_pointed_cb), self, 0);
  shown_cb (self, map);
}

void
yutu_coverage_detach_map (YutuCoverage *self,
                          YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));
  g_return_if_fail (YUTU_IS_MAP_VIEW (map));

  g_signal_handlers_disconnect_by_data (self, map);
  g_signal_handlers_disconnect_by_data (map, self);
  yutu_map_view_set_theme (map, NULL);
}
