/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "sheet/yutu-sheet-private.h"

/* The first that is there; where none of the Song faces is, the map's own. */
static const char *const FAMILIES[] = {
  [YUTU_SHEET_SERIF] = "Noto Serif CJK SC,Noto Serif SC,Source Han Serif SC,Source Han Serif CN,"
                       "Songti SC,STSong,SimSun,AR PL UMing CN,Noto Sans CJK SC,sans-serif",
  [YUTU_SHEET_SANS] = "Noto Sans CJK SC,Noto Sans,sans-serif",
};

PangoContext *
yutu_sheet_text_context_new (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext         *context = pango_font_map_create_context (map);

  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  return context;
}

PangoLayout *
yutu_sheet_text_new (PangoContext            *context,
                     const char              *text,
                     const YutuSheetTextSpec *spec)
{
  PangoLayout          *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, FAMILIES[spec->font]);
  pango_font_description_set_absolute_size (font, spec->size_pt * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight)spec->weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, spec->align);
  if (spec->width_mm > 0)
    {
      pango_layout_set_width (layout, (int)(spec->width_mm * YUTU_SHEET_PT_PER_MM * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (spec->spacing_pt > 0)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes,
                              pango_attr_letter_spacing_new ((int)(spec->spacing_pt * PANGO_SCALE)));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  return layout;
}

void
yutu_sheet_text_measure (PangoLayout *layout,
                         double      *width_mm,
                         double      *height_mm)
{
  int width = 0;
  int height = 0;

  pango_layout_get_size (layout, &width, &height);
  *width_mm = (double)width / PANGO_SCALE / YUTU_SHEET_PT_PER_MM;
  *height_mm = (double)height / PANGO_SCALE / YUTU_SHEET_PT_PER_MM;
}

void
yutu_sheet_text_draw (PangoLayout *layout,
                      cairo_t     *cr,
                      double       x_mm,
                      double       y_mm)
{
  cairo_move_to (cr, x_mm * YUTU_SHEET_PT_PER_MM, y_mm * YUTU_SHEET_PT_PER_MM);
  pango_cairo_show_layout (cr, layout);
}
