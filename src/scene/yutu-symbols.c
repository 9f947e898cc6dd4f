/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Symbols: small paths on a 16 × 16 grid, drawn as vectors. */
#include "scene/yutu-style-private.h"

static int
read_numbers (const char **text,
              int          wanted,
              double      *numbers)
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
append_quadratic (cairo_t      *cr,
                  const double *v)
{
  double x = 0, y = 0;

  cairo_get_current_point (cr, &x, &y);
  cairo_curve_to (cr, x + (v[0] - x) * 2 / 3, y + (v[1] - y) * 2 / 3,
                  v[2] + (v[0] - v[2]) * 2 / 3, v[3] + (v[1] - v[3]) * 2 / 3, v[2], v[3]);
}

static gboolean
append_command (cairo_t     *cr,
                char         command,
                const char **text)
{
  double v[6];
  int    wanted = strchr ("ML", command) != NULL ? 2 : command == 'C' ? 6
                                                     : command == 'Q' ? 4
                                                     : command == 'O' ? 3
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
append_path (cairo_t    *cr,
             const char *text)
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
paint_part (const YutuStyle      *style,
            const YutuSymbolPart *part,
            cairo_t              *cr)
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

void
yutu_symbol_paint (const YutuStyle  *style,
                   const YutuSymbol *self,
                   cairo_t          *cr,
                   double            x,
                   double            y,
                   double            size_px)
{
  double unit = size_px / 16;

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
