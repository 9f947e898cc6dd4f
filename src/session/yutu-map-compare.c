/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two days side by side as a picture: each day's map under its date, what differs in the same colours and
 * numbers as in the window and on the sheet, and the list of it in the lower right corner. */

#include "scene/yutu-theme-legend.h"
#include "session/yutu-map-private.h"
#include "session/yutu-map-sheet-private.h"

#define RULE_PX 2 /* between the maps */

/* The lines of @entries that fit into @height; the first of them is the title. */
static void
paint_list (const GArray    *entries, /* YutuSheetEntry */
            cairo_t         *cr,
            const YutuStyle *style,
            const YutuView  *view)
{
  g_autofree YutuThemeLegendLine *lines = g_new0 (YutuThemeLegendLine, entries->len);
  YutuThemeLegend legend = { g_array_index (entries, YutuSheetEntry, 0).label, NULL, entries->len - 1, lines, NULL, NULL };

  for (guint i = 1; i < entries->len; i++)
    {
      const YutuSheetEntry *entry = &g_array_index (entries, YutuSheetEntry, i);

      lines[i - 1] = (YutuThemeLegendLine){ entry->color, entry->label, entry->note };
    }
  yutu_theme_legend_paint (&legend, cr, style, view->width - YUTU_RENDER_MARGIN_PX,
                           view->height - YUTU_RENDER_MARGIN_PX);
}

/* How many differences a list has room for. */
static guint
count_room (const YutuView *view)
{
  const YutuThemeLegendLine line = { { 0, 0, 0, 1 }, "", NULL };
  YutuThemeLegend           legend = { "", NULL, 0, &line, NULL, NULL };
  double                    width = 0, head = 0, one = 0, room = 0;

  yutu_theme_legend_measure (&legend, &width, &head);
  legend.n_lines = 1;
  yutu_theme_legend_measure (&legend, &width, &one);
  room = (view->height - 2 * YUTU_RENDER_MARGIN_PX - head) / (one - head);
  return room > 1 ? (guint)room : 1;
}

static void
paint_day (const char      *text,
           cairo_t         *cr,
           const YutuStyle *style)
{
  YutuThemeLegend plate = { text, NULL, 0, NULL, NULL, NULL };
  double          width = 0, height = 0;

  yutu_theme_legend_measure (&plate, &width, &height);
  yutu_theme_legend_paint (&plate, cr, style, YUTU_RENDER_MARGIN_PX + width, YUTU_RENDER_MARGIN_PX + height);
}

/* The map of one day in its half. */
static gsize
paint_half (const YutuComparison *comparison,
            int                   side,
            const YutuRenderSpec *spec,
            const YutuView       *view, /* of the half */
            YutuStyle            *style,
            cairo_t              *cr)
{
  YutuSceneSpec scene_spec = { .style = style, .hide_labels = !(spec->groups & YUTU_MAP_LABELS) };
  g_autoptr (YutuScene) scene = NULL;
  gsize n_labels = 0;

  yutu_comparison_fill_scene (comparison, side, &scene_spec);
  scene = yutu_scene_new (&scene_spec);
  cairo_save (cr);
  cairo_translate (cr, side * (view->width + RULE_PX), 0);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  n_labels = yutu_render_paint_map (scene, comparison->sketch, view, style, cr);
  cairo_restore (cr);
  return n_labels;
}

static void
count_differences (const YutuComparison *comparison,
                   YutuRenderResult     *result)
{
  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const YutuComparisonRow *row = &g_array_index (comparison->rows, YutuComparisonRow, i);

      result->features += row->number > 0;
      result->vertices += row->land != NULL ? (gint64)row->land->shape->n_points : 0;
    }
}

gboolean
yutu_render_paint_days (const YutuComparison *comparison,
                        const YutuRenderSpec *spec,
                        const YutuView       *view,
                        YutuStyle            *style,
                        cairo_t              *cr,
                        YutuRenderResult     *result,
                        GError              **error)
{
  g_autoptr (JsonParser) parser = yutu_sheet_words_load (error);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (1024);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (YutuSheetEntry));
  JsonObject *words = NULL;
  YutuView    half = *view;

  if (parser == NULL)
    return FALSE;
  words = json_node_get_object (json_parser_get_root (parser));
  half.width = (view->width - RULE_PX) / 2;
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *day = yutu_sheet_words_format_day (words, comparison->days[i]);

      result->labels += paint_half (comparison, i, spec, &half, style, cr);
      cairo_save (cr);
      cairo_translate (cr, i * (half.width + RULE_PX), 0);
      paint_day (day, cr, style);
      cairo_restore (cr);
    }
  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_rectangle (cr, half.width, 0, RULE_PX, view->height);
  cairo_fill (cr);
  yutu_sheet_compare_add_entries (comparison, words, count_room (view), texts, entries);
  paint_list (entries, cr, style, view);
  count_differences (comparison, result);
  return TRUE;
}
