/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-text-private.h"

#include <string.h>

#include "scene/yutu-style-private.h"

#define MAX_RUNS      6000
#define HALO_PX       2.0
#define SPRITE_MARGIN 3

typedef struct
{
  PangoFontMap *map;
  PangoContext *context;
  GHashTable   *runs; /* key text → YutuTextRun */
} TextThread;

static void
free_run (gpointer data)
{
  YutuTextRun *self = data;

  g_object_unref (self->layout);
  g_clear_pointer (&self->sprite, cairo_surface_destroy);
  g_free (self);
}

static void
free_thread (gpointer data)
{
  TextThread *self = data;

  g_hash_table_unref (self->runs);
  g_object_unref (self->context);
  g_object_unref (self->map);
  g_free (self);
}

static GPrivate text_thread = G_PRIVATE_INIT (free_thread);

static TextThread *
get_thread (void)
{
  TextThread           *self = g_private_get (&text_thread);
  cairo_font_options_t *options;

  if (self != NULL)
    return self;
  self = g_new0 (TextThread, 1);
  self->map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->context = pango_font_map_create_context (self->map);
  pango_context_set_language (self->context, pango_language_from_string ("zh-cn"));
  pango_context_set_round_glyph_positions (self->context, FALSE);
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_run);
  g_private_set (&text_thread, self);
  return self;
}

static YutuTextRun *
new_run (TextThread *thread, const char *text, double size_px, int weight, double spacing_px)
{
  YutuTextRun          *self = g_new0 (YutuTextRun, 1);
  PangoFontDescription *font = pango_font_description_new ();
  int                   width = 0, height = 0;

  self->layout = pango_layout_new (thread->context);
  pango_font_description_set_family_static (font, "Noto Sans CJK SC,Noto Sans,sans-serif");
  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight)weight);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (self->layout, text, -1);
  if (spacing_px > 0)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes,
                              pango_attr_letter_spacing_new ((int)(spacing_px * PANGO_SCALE)));
      pango_layout_set_attributes (self->layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_font_description_free (font);
  pango_layout_get_size (self->layout, &width, &height);
  self->width = (double)width / PANGO_SCALE;
  self->height = (double)height / PANGO_SCALE;
  return self;
}

YutuTextRun *
yutu_text_get (const char *text, double size_px, int weight, double spacing_px)
{
  TextThread      *thread = get_thread ();
  g_autofree char *key = g_strdup_printf ("%d/%d/%d/%s", (int)lround (size_px * 8), weight,
                                          (int)lround (spacing_px * 8), text);
  YutuTextRun     *self = g_hash_table_lookup (thread->runs, key);

  if (self != NULL)
    return self;
  if (g_hash_table_size (thread->runs) >= MAX_RUNS)
    g_hash_table_remove_all (thread->runs);
  self = new_run (thread, text, size_px, weight, spacing_px);
  g_hash_table_insert (thread->runs, g_steal_pointer (&key), self);
  return self;
}

static void
draw_offsets (YutuTextRun *self, cairo_t *cr, double x, double y, YutuColor color, YutuColor halo)
{
  static const double at[8][2] = {
    { 1, 0 },
    { 0.7, 0.7 },
    { 0, 1 },
    { -0.7, 0.7 },
    { -1, 0 },
    { -0.7, -0.7 },
    { 0, -1 },
    { 0.7, -0.7 },
  };

  yutu_cairo_set_color (cr, halo);
  for (int i = 0; i < 8; i++)
    {
      cairo_move_to (cr, x + at[i][0] * HALO_PX * 0.75, y + at[i][1] * HALO_PX * 0.75);
      pango_cairo_show_layout (cr, self->layout);
    }
  yutu_cairo_set_color (cr, color);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, self->layout);
}

/* For paper: the halo is an outline, the text stands once and can be searched for. */
static void
draw_vector (YutuTextRun *self, cairo_t *cr, double x, double y, YutuColor color, YutuColor halo)
{
  cairo_move_to (cr, x, y);
  pango_cairo_layout_path (cr, self->layout);
  yutu_cairo_set_color (cr, halo);
  cairo_set_line_width (cr, HALO_PX * 1.6);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
  yutu_cairo_set_color (cr, color);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, self->layout);
}

static void
ensure_sprite (YutuTextRun *self, double scale, YutuColor color, YutuColor halo)
{
  cairo_t *cr;

  if (self->sprite != NULL && self->sprite_scale == scale &&
      memcmp (&self->sprite_color, &color, sizeof color) == 0 &&
      memcmp (&self->sprite_halo, &halo, sizeof halo) == 0)
    return;
  g_clear_pointer (&self->sprite, cairo_surface_destroy);
  self->sprite = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int)ceil ((self->width + 2 * SPRITE_MARGIN) * scale),
    (int)ceil ((self->height + 2 * SPRITE_MARGIN) * scale));
  cairo_surface_set_device_scale (self->sprite, scale, scale);
  self->sprite_scale = scale;
  self->sprite_color = color;
  self->sprite_halo = halo;
  cr = cairo_create (self->sprite);
  draw_offsets (self, cr, SPRITE_MARGIN, SPRITE_MARGIN, color, halo);
  cairo_destroy (cr);
}

void
yutu_text_draw (YutuTextRun *self, cairo_t *cr, double x, double y, YutuColor color, YutuColor halo)
{
  cairo_matrix_t       matrix;
  double               scale = 1, scale_y = 1;
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));
  gboolean             is_vector = type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG ||
                       type == CAIRO_SURFACE_TYPE_PS;

  halo.alpha = 0.9;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_target (cr), &scale, &scale_y);
  if (is_vector)
    draw_vector (self, cr, x, y, color, halo);
  else if (matrix.xx != 1 || matrix.yx != 0)
    draw_offsets (self, cr, x, y, color, halo);
  else
    {
      ensure_sprite (self, scale, color, halo);
      x = floor ((x + matrix.x0 - SPRITE_MARGIN) * scale + 0.5) / scale - matrix.x0;
      y = floor ((y + matrix.y0 - SPRITE_MARGIN) * scale + 0.5) / scale - matrix.y0;
      cairo_set_source_surface (cr, self->sprite, x, y);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
    }
}
