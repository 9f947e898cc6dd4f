/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Symbols: small paths on a 16 × 16 grid, drawn as vectors. */
#include "scene/yutu-style-private.h"

#define MIN_GLYPH_PX 12.0 /* a smaller symbol is a mark itself */

static int
read_numbers (const char **text, int wanted, double *numbers)
{
  for (int i = 0; i < wanted; i++)
    {
      char *end = NULL;

      numbers[i] = g_ascii_strtod (*text, &end);
      if (end == *text)
        return i;
      *text = end;
    }
  return wanted;
}

static void
append_quadratic (cairo_t *cr, const double *v)
{
  double x = 0, y = 0;

  cairo_get_current_point (cr, &x, &y);
  cairo_curve_to (cr, x + (v[0] - x) * 2 / 3, y + (v[1] - y) * 2 / 3, v[2] + (v[0] - v[2]) * 2 / 3,
                  v[3] + (v[1] - v[3]) * 2 / 3, v[2], v[3]);
}

static gboolean
append_command (cairo_t *cr, char command, const char **text)
{
  double v[6];
  int    wanted = strchr ("ML", command) != NULL ? 2
                  : command == 'C'               ? 6
                  : command == 'Q'               ? 4
                  : command == 'O'               ? 3
                                                 : 0;

  if (strchr ("MLCQOZ", command) == NULL || read_numbers (text, wanted, v) != wanted)
    return FALSE;
  if (command == 'M')
    cairo_move_to (cr, v[0], v[1]);
  else if (command == 'L')
    cairo_line_to (cr, v[0], v[1]);
  else if (command == 'C')
    cairo_curve_to (cr, v[0], v[1], v[2], v[3], v[4], v[5]);
  else if (command == 'Q')
    append_quadratic (cr, v);
  else if (command == 'Z')
    cairo_close_path (cr);
  else
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, v[0], v[1], v[2], 0, 2 * G_PI);
      cairo_close_path (cr);
    }
  return TRUE;
}

static void
append_path (cairo_t *cr, const char *text)
{
  cairo_new_path (cr);
  while (*text != '\0')
    {
      char command = *text++;

      if (command == ' ')
        continue;
      if (!append_command (cr, command, &text))
        return;
    }
}

static void
paint_part (const YutuStyle *style, const YutuSymbolPart *part, cairo_t *cr)
{
  append_path (cr, part->path);
  yutu_cairo_set_color (cr, part->glyph ? style->colors[YUTU_COLOR_KEYLINE] : part->color);
  if (part->line > 0)
    {
      cairo_set_line_width (cr, part->line);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}

static void
paint_dot (const YutuStyle *style, const YutuSymbol *self, cairo_t *cr, double x, double y)
{
  cairo_arc (cr, x, y, YUTU_DOT_PX / 2, 0, 2 * G_PI);
  yutu_cairo_set_color (cr, style->colors[YUTU_COLOR_KEYLINE]);
  cairo_fill (cr);
  cairo_arc (cr, x, y, YUTU_DOT_PX / 2 - 0.8, 0, 2 * G_PI);
  yutu_cairo_set_color (cr, self->color);
  cairo_fill (cr);
}

void
yutu_symbol_paint (const YutuStyle  *style,
                   const YutuSymbol *self,
                   cairo_t          *cr,
                   double            x,
                   double            y,
                   double            size_px)
{
  double unit = size_px / 16;

  if (size_px <= YUTU_DOT_PX && self->size_px >= MIN_GLYPH_PX)
    {
      paint_dot (style, self, cr, x, y);
      return;
    }
  cairo_save (cr);
  cairo_translate (cr, x - size_px / 2, y - size_px / 2);
  cairo_scale (cr, unit, unit);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; self->keyline && i < self->parts->len; i++)
    {
      const YutuSymbolPart *part = &g_array_index (self->parts, YutuSymbolPart, i);

      if (part->glyph)
        continue;
      append_path (cr, part->path);
      yutu_cairo_set_color (cr, style->colors[YUTU_COLOR_KEYLINE]);
      cairo_set_line_width (cr, 2.4 / unit * MIN (unit, 1.5) + part->line);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < self->parts->len; i++)
    paint_part (style, &g_array_index (self->parts, YutuSymbolPart, i), cr);
  cairo_new_path (cr);
  cairo_restore (cr);
}

/* ---- copies ---- */

#define MAX_SPRITES 400
#define SPRITE_RIM  3.0

static void
free_sprites (gpointer data)
{
  g_hash_table_unref (data);
}

static GPrivate sprites = G_PRIVATE_INIT (free_sprites);

static GHashTable *
get_sprites (void)
{
  GHashTable *table = g_private_get (&sprites);

  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify)cairo_surface_destroy);
      g_private_set (&sprites, table);
    }
  if (g_hash_table_size (table) > MAX_SPRITES)
    g_hash_table_remove_all (table);
  return table;
}

static cairo_surface_t *
get_sprite (const YutuStyle *style, const char *name, double size_px, double scale)
{
  GHashTable      *table = get_sprites ();
  g_autofree char *key = g_strdup_printf ("%u/%g/%g/%s", style->serial, scale, size_px, name);
  cairo_surface_t *sprite = g_hash_table_lookup (table, key);
  double           middle = ceil (size_px / 2 + SPRITE_RIM);
  int              size = (int)ceil (2 * middle * scale);
  cairo_t         *cr;

  if (sprite != NULL)
    return sprite;
  sprite = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_surface_set_device_scale (sprite, scale, scale);
  cr = cairo_create (sprite);
  yutu_symbol_paint (style, yutu_style_find_symbol (style, name), cr, middle, middle, size_px);
  cairo_destroy (cr);
  g_hash_table_insert (table, g_steal_pointer (&key), sprite);
  return sprite;
}

/* Symbols that stand for something of their own, and are dots on small scales. */
static gboolean
symbol_is_dot (const YutuStyle *style, const char *name, double zoom)
{
  const YutuSymbol *symbol = yutu_style_find_symbol (style, name);

  return zoom < style->dots_until && name != NULL && !g_str_has_prefix (name, "seat-") &&
         !symbol->never_dot && symbol->size_px >= MIN_GLYPH_PX;
}

double
yutu_symbol_get_size (const YutuStyle *style, const char *name, double zoom)
{
  double size_px = yutu_style_find_symbol (style, name)->size_px;

  if (name != NULL && g_str_has_prefix (name, "seat-"))
    return size_px;
  if (symbol_is_dot (style, name, zoom))
    return YUTU_DOT_PX;
  return round (size_px * yutu_stops_at (&style->symbol_scale, zoom) * 4) / 4;
}

void
yutu_symbol_draw (const YutuStyle *style,
                  const char      *name,
                  double           size_px,
                  cairo_t         *cr,
                  double           x,
                  double           y)
{
  double           middle = ceil (size_px / 2 + SPRITE_RIM), scale = 1, scale_y = 1;
  cairo_matrix_t   matrix;
  cairo_surface_t *sprite;

  cairo_get_matrix (cr, &matrix);
  if (cairo_surface_get_type (cairo_get_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE || matrix.xx != 1)
    {
      yutu_symbol_paint (style, yutu_style_find_symbol (style, name), cr, x, y, size_px);
      return;
    }
  cairo_surface_get_device_scale (cairo_get_target (cr), &scale, &scale_y);
  sprite = get_sprite (style, name != NULL ? name : "dot", size_px, scale);
  x = floor ((x + matrix.x0 - middle) * scale + 0.5) / scale - matrix.x0;
  y = floor ((y + matrix.y0 - middle) * scale + 0.5) / scale - matrix.y0;
  cairo_set_source_surface (cr, sprite, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
}
