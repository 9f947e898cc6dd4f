/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-style-private.h"

#include <json-glib/json-glib.h>

#include "base/yutu-data.h"

static const char *const color_names[YUTU_N_COLORS] = {
  "ground",
  "outside",
  "water",
  "area",
  "address",
  "accent",
  "dim",
  "no-data",
  "keyline",
  "seat",
  "ribbon",
  "ink",
  "door-collected",
  "door-checked",
  "door-coded",
};
static const char *const stroke_names[YUTU_N_STROKES] = {
  "county",
  "township",
  "village",
  "shore",
  "area",
  "river-1",
  "river-2",
  "river-3",
  "river-4",
  "road-1",
  "road-2",
  "road-3",
  "road-4",
  "casing-1",
  "casing-2",
  "casing-3",
  "casing-4",
  "ribbon",
  "theme-township",
  "theme-village",
};
static const char *const text_names[YUTU_N_TEXTS] = {
  "county",
  "township",
  "village",
  "place",
  "road",
  "water",
  "door",
  "neighbour",
  "cluster",
};

static gboolean
fail (GError **error, const char *key)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "style: \"%s\" is missing or malformed",
               key);
  return FALSE;
}

/* "#rrggbb" or "#rrggbbaa". */
static gboolean
parse_color (const char *text, const char *key, YutuColor *color, GError **error)
{
  guint       v[4] = { 0, 0, 0, 255 };
  gsize       length = strlen (text);

  if (*text != '#' || (length != 7 && length != 9) ||
      strspn (text + 1, "0123456789abcdefABCDEF") != length - 1)
    return fail (error, key);
  for (gsize i = 0; i < (length - 1) / 2; i++)
    v[i] =
      (guint)(g_ascii_xdigit_value (text[1 + 2 * i]) * 16 + g_ascii_xdigit_value (text[2 + 2 * i]));
  *color = (YutuColor){ v[0] / 255.0, v[1] / 255.0, v[2] / 255.0, v[3] / 255.0 };
  return TRUE;
}

static gboolean
read_color (JsonObject *object, const char *key, YutuColor *color, GError **error)
{
  return parse_color (json_object_get_string_member_with_default (object, key, ""), key, color,
                      error);
}

static gboolean
read_stops (JsonObject *object, const char *key, YutuStops *stops, GError **error)
{
  JsonNode  *node = json_object_get_member (object, key);
  JsonArray *array;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    {
      *stops = (YutuStops){ 1, { 0 }, { json_node_get_double (node) } };
      return TRUE;
    }
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, key);
  array = json_node_get_array (node);
  stops->n = (int)json_array_get_length (array);
  if (stops->n < 1 || stops->n > YUTU_STYLE_MAX_STOPS)
    return fail (error, key);
  for (int i = 0; i < stops->n; i++)
    {
      JsonNode *pair = json_array_get_element (array, (guint)i);

      if (!JSON_NODE_HOLDS_ARRAY (pair) || json_array_get_length (json_node_get_array (pair)) != 2)
        return fail (error, key);
      stops->zoom[i] = json_array_get_double_element (json_node_get_array (pair), 0);
      stops->value[i] = json_array_get_double_element (json_node_get_array (pair), 1);
    }
  return TRUE;
}

double
yutu_stops_at (const YutuStops *self, double zoom)
{
  for (int i = 0; i < self->n; i++)
    if (zoom < self->zoom[i])
      {
        double t;

        if (i == 0)
          return self->value[0];
        t = (zoom - self->zoom[i - 1]) / (self->zoom[i] - self->zoom[i - 1]);
        return self->value[i - 1] + t * (self->value[i] - self->value[i - 1]);
      }
  return self->value[self->n - 1];
}

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_stroke (JsonObject *lines, const char *name, YutuStroke *stroke, GError **error)
{
  JsonObject *object = get_object (lines, name);
  JsonNode   *dash;

  if (object == NULL)
    return fail (error, name);
  if (!read_color (object, "color", &stroke->color, error) ||
      !read_stops (object, "width", &stroke->width, error))
    return FALSE;
  stroke->from = json_object_get_double_member_with_default (object, "from", 0);
  dash = json_object_get_member (object, "dash");
  if (dash == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (dash) ||
      json_array_get_length (json_node_get_array (dash)) > YUTU_STYLE_MAX_DASHES)
    return fail (error, "dash");
  stroke->n_dashes = (int)json_array_get_length (json_node_get_array (dash));
  for (int i = 0; i < stroke->n_dashes; i++)
    {
      stroke->dashes[i] = json_array_get_double_element (json_node_get_array (dash), (guint)i);
      if (!(stroke->dashes[i] > 0))
        return fail (error, "dash");
    }
  return TRUE;
}

static gboolean
read_text (JsonObject *texts, const char *name, YutuText *text, GError **error)
{
  JsonObject *object = get_object (texts, name);

  if (object == NULL)
    return fail (error, name);
  text->weight = (int)json_object_get_int_member_with_default (object, "weight", 400);
  text->spacing_px = json_object_get_double_member_with_default (object, "spacing", 0);
  text->from = json_object_get_double_member_with_default (object, "from", 0);
  return read_color (object, "color", &text->color, error) &&
         read_stops (object, "size", &text->size_px, error);
}

static void
free_symbol (gpointer data)
{
  YutuSymbol *self = data;

  for (guint i = 0; i < self->parts->len; i++)
    g_free (g_array_index (self->parts, YutuSymbolPart, i).path);
  g_array_unref (self->parts);
  g_free (self);
}

static gboolean
read_symbol_parts (const YutuStyle *self, JsonObject *object, YutuSymbol *symbol, GError **error)
{
  JsonNode  *node = json_object_get_member (object, "parts");
  JsonArray *parts;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "parts");
  parts = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonNode      *element = json_array_get_element (parts, i);
      YutuSymbolPart part = { .color = symbol->color };
      JsonObject    *from;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "parts");
      from = json_node_get_object (element);
      part.glyph = json_object_get_boolean_member_with_default (from, "glyph", FALSE);
      part.line = json_object_get_double_member_with_default (from, "line", 0);
      if (json_object_has_member (from, self->dark ? "dark" : "light") &&
          !read_color (from, self->dark ? "dark" : "light", &part.color, error))
        return FALSE;
      part.path = g_strdup (json_object_get_string_member_with_default (from, "path", ""));
      g_array_append_val (symbol->parts, part);
    }
  return TRUE;
}

static gboolean
read_symbol (YutuStyle *self, const char *name, JsonObject *object, GError **error)
{
  YutuSymbol *symbol = g_new0 (YutuSymbol, 1);

  symbol->parts = g_array_new (FALSE, FALSE, sizeof (YutuSymbolPart));
  g_hash_table_insert (self->symbols, g_strdup (name), symbol);
  symbol->size_px = json_object_get_double_member_with_default (object, "size", 16);
  symbol->never_dot = !json_object_get_boolean_member_with_default (object, "dot", TRUE);
  symbol->keyline = json_object_get_boolean_member_with_default (object, "keyline", TRUE);
  return read_color (object, self->dark ? "dark" : "light", &symbol->color, error) &&
         read_color (object, self->dark ? "label-dark" : "label-light", &symbol->label, error) &&
         read_symbol_parts (self, object, symbol, error);
}

static JsonObject *
load_object (const char *path, JsonParser *parser, GError **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load (path, error);
  gsize       length = 0;
  const char *text;
  JsonNode   *root;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize)length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, path);
      return NULL;
    }
  return json_node_get_object (root);
}

/* Members of @over take the place of those of @base; objects are gone into. */
static void
lay_over (JsonObject *base, JsonObject *over)
{
  JsonObjectIter iter;
  const char    *name = NULL;
  JsonNode      *node = NULL;

  json_object_iter_init (&iter, over);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *inner = get_object (base, name);

      if (inner != NULL && JSON_NODE_HOLDS_OBJECT (node))
        lay_over (inner, json_node_get_object (node));
      else
        json_object_set_member (base, name, json_node_copy (node));
    }
}

/* A style may name another one as its "base", and say only what differs; that one has none. */
static JsonObject *
load_style_object (const char *name, JsonParser *parser, JsonParser *base_parser, GError **error)
{
  g_autofree char *path = g_strdup_printf ("styles/%s.json", name);
  JsonObject      *root = load_object (path, parser, error);
  JsonObject      *base = NULL;
  const char      *base_name = NULL;
  g_autofree char *base_path = NULL;

  if (root == NULL || !json_object_has_member (root, "base"))
    return root;
  base_name = json_object_get_string_member_with_default (root, "base", "");
  base_path = g_strdup_printf ("styles/%s.json", base_name);
  base = load_object (base_path, base_parser, error);
  if (base != NULL)
    lay_over (base, root);
  return base;
}

/* Lists of at least two colours, from the least to the greatest. */
static gboolean
read_palettes (YutuStyle *self, JsonObject *root, GError **error)
{
  JsonObject    *palettes = get_object (root, "palettes");
  JsonObjectIter iter;
  const char    *name = NULL;
  JsonNode      *node = NULL;

  if (palettes == NULL)
    return fail (error, "palettes");
  json_object_iter_init (&iter, palettes);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      GArray    *colors = g_array_new (FALSE, FALSE, sizeof (YutuColor));

      g_hash_table_insert (self->palettes, g_strdup (name), colors);
      if (array == NULL || json_array_get_length (array) < 2)
        return fail (error, name);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode   *element = json_array_get_element (array, i);
          const char *text = json_node_get_value_type (element) == G_TYPE_STRING
                               ? json_node_get_string (element)
                               : "";
          YutuColor   color;

          if (!parse_color (text, name, &color, error))
            return FALSE;
          g_array_append_val (colors, color);
        }
    }
  return g_hash_table_contains (self->palettes, "blue") || fail (error, "blue");
}

void
yutu_style_get_palette (const YutuStyle *self, const char *name, gsize n, YutuColor *colors)
{
  const GArray *palette = g_hash_table_lookup (self->palettes, name);

  if (palette == NULL)
    palette = g_hash_table_lookup (self->palettes, "blue");
  for (gsize i = 0; i < n; i++)
    {
      double           at = n > 1 ? (double)i / (double)(n - 1) * (palette->len - 1) : 0.5;
      guint            first = MIN ((guint)at, palette->len - 2);
      double           t = at - first;
      const YutuColor *a = &g_array_index (palette, YutuColor, first);
      const YutuColor *b = &g_array_index (palette, YutuColor, first + 1);

      colors[i] = (YutuColor){ a->red + t * (b->red - a->red), a->green + t * (b->green - a->green),
                               a->blue + t * (b->blue - a->blue),
                               a->alpha + t * (b->alpha - a->alpha) };
    }
}

static gboolean
read_style (YutuStyle *self, JsonObject *root, GError **error)
{
  static const char *const fill_names[] = { "fill-1", "fill-2", "fill-3", "fill-4" };
  JsonObject              *colors = get_object (root, "colors");
  JsonObject              *lines = get_object (root, "lines");
  JsonObject              *texts = get_object (root, "texts");

  if (colors == NULL || lines == NULL || texts == NULL)
    return fail (error, colors == NULL ? "colors" : lines == NULL ? "lines"
                                                                  : "texts");
  self->dark = json_object_get_boolean_member_with_default (root, "dark", FALSE);
  for (int i = 0; i < YUTU_N_COLORS; i++)
    if (!read_color (colors, color_names[i], &self->colors[i], error))
      return FALSE;
  for (int i = 0; i < 4; i++)
    if (!read_color (colors, fill_names[i], &self->fills[i], error))
      return FALSE;
  for (int i = 0; i < YUTU_N_STROKES; i++)
    if (!read_stroke (lines, stroke_names[i], &self->strokes[i], error))
      return FALSE;
  if (!read_stops (root, "symbol-scale", &self->symbol_scale, error))
    return FALSE;
  self->dots_until = json_object_get_double_member_with_default (root, "symbol-dots-until", 0);
  for (int i = 0; i < YUTU_N_TEXTS; i++)
    if (!read_text (texts, text_names[i], &self->texts[i], error))
      return FALSE;
  return read_palettes (self, root, error);
}

static gboolean
read_symbols (YutuStyle *self, JsonObject *root, GError **error)
{
  JsonObjectIter iter;
  const char    *name = NULL;
  JsonNode      *node = NULL;

  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (error, name);
      if (!read_symbol (self, name, json_node_get_object (node), error))
        {
          g_prefix_error (error, "symbol %s: ", name);
          return FALSE;
        }
    }
  if (!g_hash_table_contains (self->symbols, "dot"))
    return fail (error, "dot");
  return TRUE;
}

static int last_serial = 1;

YutuStyle *
yutu_style_load (const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonParser) base_parser = json_parser_new ();
  g_autoptr (JsonParser) symbol_parser = json_parser_new ();
  g_autoptr (YutuStyle) self = g_new0 (YutuStyle, 1);
  JsonObject *root;

  self->ref_count = 1;
  self->serial = (guint)g_atomic_int_add (&last_serial, 1);
  self->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_symbol);
  self->palettes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  root = load_style_object (name, parser, base_parser, error);
  if (root == NULL || !read_style (self, root, error))
    return NULL;
  root = load_object ("styles/symbols.json", symbol_parser, error);
  if (root == NULL || !read_symbols (self, root, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
multiply_stops (YutuStops *stops, double factor)
{
  for (int i = 0; i < stops->n; i++)
    stops->value[i] *= factor;
}

void
yutu_style_enlarge (YutuStyle *self, double factor)
{
  const double   thicker = (1 + factor) / 2;
  GHashTableIter iter;
  YutuSymbol    *symbol;

  for (int i = 0; i < YUTU_N_TEXTS; i++)
    {
      multiply_stops (&self->texts[i].size_px, factor);
      self->texts[i].spacing_px *= factor;
    }
  for (int i = 0; i < YUTU_N_STROKES; i++)
    {
      multiply_stops (&self->strokes[i].width, thicker);
      for (int k = 0; k < self->strokes[i].n_dashes; k++)
        self->strokes[i].dashes[k] *= thicker;
    }
  g_hash_table_iter_init (&iter, self->symbols);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&symbol))
    symbol->size_px *= factor;
}

YutuStyle *
yutu_style_ref (YutuStyle *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_style_unref (YutuStyle *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_hash_table_unref (self->symbols);
  g_hash_table_unref (self->palettes);
  g_free (self);
}

const YutuSymbol *
yutu_style_find_symbol (const YutuStyle *self, const char *name)
{
  const YutuSymbol *symbol = name == NULL ? NULL : g_hash_table_lookup (self->symbols, name);

  return symbol != NULL ? symbol : g_hash_table_lookup (self->symbols, "dot");
}

void
yutu_cairo_set_color (cairo_t *cr, YutuColor color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}
