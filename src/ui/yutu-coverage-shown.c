/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One map of units in classes at a time, and which of its classes stands out. What is shown stays until
 * its successor is whole. */

#include <adwaita.h>

#include "ui/yutu-coverage-private.h"
#include "ui/yutu-map-style.h"

#define FADED 0.12

/* ---- one map and its ranks ---- */

static void
shown_clear (gpointer data)
{
  YutuCoverageShown *self = data;

  g_clear_pointer (&self->ranks, g_hash_table_unref);
  g_clear_pointer (&self->map, yutu_theme_map_free);
}

void
yutu_coverage_shown_unref (gpointer data)
{
  g_rc_box_release_full (data, shown_clear);
}

YutuCoverageShown *
yutu_coverage_shown_new (YutuThemeMap *map,
                         gboolean      is_dark)
{
  YutuCoverageShown *self = g_rc_box_new0 (YutuCoverageShown);

  self->map = map;
  self->is_dark = is_dark;
  self->ranks = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < map->table->rows->len; i++)
    {
      YutuIndicatorRow *row = g_ptr_array_index (map->table->rows, i);

      g_hash_table_insert (self->ranks, &row->unit, GUINT_TO_POINTER (i + 1));
    }
  return self;
}

/* Its colours become those of the style of now. TRUE when they were others. */
static gboolean
coverage_shown_follow_style (YutuCoverageShown *self)
{
  gboolean   is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  YutuStyle *style;

  if (self->is_dark == is_dark)
    return FALSE;
  style = yutu_map_style_load (is_dark, 1);
  yutu_theme_map_recolor (self->map, style);
  yutu_style_unref (style);
  self->is_dark = is_dark;
  return TRUE;
}

/* ---- what is shown ---- */

void
yutu_coverage_show (YutuCoverage      *self,
                    YutuCoverageShown *shown)
{
  YutuCoverageShown *old = self->shown;

  if (shown == old && (shown == NULL || !coverage_shown_follow_style (shown)))
    return;
  if (shown != NULL)
    coverage_shown_follow_style (shown);
  self->shown = shown != NULL ? g_rc_box_acquire (shown) : NULL;
  if (self->emphasis != -1)
    {
      self->emphasis = -1;
      g_object_notify (G_OBJECT (self), "emphasis");
    }
  g_signal_emit_by_name (self, "shown");
  g_clear_pointer (&old, yutu_coverage_shown_unref);
}

const YutuThemeMap *
yutu_coverage_get_map (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  return self->shown != NULL ? self->shown->map : NULL;
}

int
yutu_coverage_find_rank (YutuCoverage *self,
                         gint64        unit)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), -1);
  return self->shown != NULL
           ? (int)GPOINTER_TO_UINT (g_hash_table_lookup (self->shown->ranks, &unit)) - 1
           : -1;
}

const YutuIndicatorRow *
yutu_coverage_find_row (YutuCoverage *self,
                        gint64        unit)
{
  int rank = yutu_coverage_find_rank (self, unit);

  return rank >= 0 ? g_ptr_array_index (self->shown->map->table->rows, (guint)rank) : NULL;
}

/* While one class stands out the others fade, and a colour that is near the paper's is moved away from
 * it, or it would not stand out from them. Luminance by Rec. 709. */
static void
emphasize (YutuCoverage *self,
           gint64        unit,
           YutuColor    *color)
{
  const YutuIndicatorRow *row = yutu_coverage_find_row (self, unit);
  gboolean                is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  double                  ink = is_dark ? 0.9 : 0.15, luminance;

  if (self->emphasis < 0 || row == NULL)
    return;
  if (yutu_theme_map_get_class (self->shown->map, row) != self->emphasis)
    {
      color->alpha *= FADED;
      return;
    }
  luminance = 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue;
  if (is_dark ? luminance > 0.4 : luminance < 0.6)
    return;
  color->red = (color->red + ink) / 2;
  color->green = (color->green + ink) / 2;
  color->blue = (color->blue + ink) / 2;
}

YutuTheme *
yutu_coverage_make_theme (YutuCoverage *self)
{
  YutuTheme *theme;
  YutuColor *colors;

  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  if (self->shown == NULL || self->shown->map->table->level == YUTU_LEVEL_OF_NONE)
    return NULL;
  theme = yutu_theme_copy (&self->shown->map->theme);
  colors = (YutuColor *)theme->colors;
  for (gsize i = 0; i < theme->n_units; i++)
    emphasize (self, theme->units[i], &colors[i]);
  return theme;
}

gsize
yutu_coverage_count_outside (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), 0);
  return self->shown != NULL ? self->shown->map->table->outside->len : 0;
}

/* ---- what stands out ---- */

int
yutu_coverage_get_emphasis (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), -1);
  return self->emphasis;
}

void
yutu_coverage_set_emphasis (YutuCoverage *self,
                            int           index)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));

  if (self->shown == NULL || index >= (int)self->shown->map->classes->len)
    index = -1;
  if (self->emphasis == index)
    return;
  self->emphasis = index;
  g_object_notify (G_OBJECT (self), "emphasis");
}
