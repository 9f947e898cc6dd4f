/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-figures.h"

#include <glib/gi18n.h>
#include <math.h>

/* ---- Reading ---- */

static double
read_number (JsonNode *node)
{
  double      number = 0;
  char       *end = NULL;
  const char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return MAX (json_node_get_double (node), 0);
  text = json_node_get_string (node);
  number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (number) && number > 0 ? number : 0;
}

void
yutu_name_figures_read (JsonObject *fields,
                        double      figures[YUTU_N_FIGURES])
{
  for (guint i = 0; fields != NULL && i < YUTU_N_FIGURES; i++)
    {
      double number = read_number (json_object_get_member (fields, yutu_figure_to_text (i)));

      if (number > 0)
        figures[i] = number;
    }
}

void
yutu_name_figures_read_text (const char *json,
                             double      figures[YUTU_N_FIGURES])
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    yutu_name_figures_read (json_node_get_object (root), figures);
}

char *
yutu_name_figures_format (const double figures[YUTU_N_FIGURES])
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  gboolean has_any = FALSE;

  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    if (figures[i] > 0)
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        json_object_set_string_member (object, yutu_figure_to_text (i), g_ascii_dtostr (text, sizeof text, figures[i]));
        has_any = TRUE;
      }
  json_node_set_object (root, object);
  return has_any ? json_to_string (root, FALSE) : NULL;
}

/* ---- Words ---- */

static const struct
{
  const char *title;
  const char *unit;  /* NULL: none */
  const char *value; /* with its unit */
} WORDS[YUTU_N_FIGURES] = {
  [YUTU_FIGURE_FLOORS] = { N_ ("Floors"), NULL, N_ ("%s floors") },
  [YUTU_FIGURE_HEIGHT_M] = { N_ ("Building height"), "m", N_ ("%s m") },
  [YUTU_FIGURE_FLOOR_AREA_M2] = { N_ ("Floor area"), "m²", N_ ("%s m²") },
  [YUTU_FIGURE_LAND_AREA_M2] = { N_ ("Land area"), "m²", N_ ("%s m²") },
  [YUTU_FIGURE_OPEN_AREA_M2] = { N_ ("Open public ground"), "m²", N_ ("%s m²") },
  [YUTU_FIGURE_GREEN_PERCENT] = { N_ ("Share of green"), "%", N_ ("%s %%") },
  [YUTU_FIGURE_LENGTH_M] = { N_ ("Length of the road"), "m", N_ ("%s m") },
  [YUTU_FIGURE_WIDTH_M] = { N_ ("Width of the road"), "m", N_ ("%s m") },
};

const char *
yutu_figure_get_title (YutuFigure self)
{
  return _ (WORDS[self].title);
}

const char *
yutu_figure_get_unit (YutuFigure self)
{
  return WORDS[self].unit;
}

/* A tenth is enough of what is measured; 10000, not 1e+04. */
static char *
figure_dup_value (YutuFigure self,
                  double     value)
{
  double           tenths = round (value * 10);
  g_autofree char *number = g_strdup_printf (fmod (tenths, 10) == 0 ? "%.0f" : "%.1f", tenths / 10);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (WORDS[self].value), number);
#pragma GCC diagnostic pop
}

static char *
dup_test (const YutuNameSizeTest *test)
{
  const char      *title = yutu_figure_get_title (test->size.figure);
  g_autofree char *least = figure_dup_value (test->size.figure, test->size.least);
  g_autofree char *asked =
    g_strdup_printf (test->size.is_more ? _ ("more than %s is asked for") : _ ("at least %s is asked for"), least);
  g_autofree char *stated = NULL;

  if (!test->has_figure) /* Translators: a figure, and how much of it is asked for */
    return g_strdup_printf (_ ("%s: not stated, %s"), title, asked);
  stated = figure_dup_value (test->size.figure, test->figure);
  /* Translators: a figure, how much it is, and how much is asked for */
  return g_strdup_printf (test->is_drawn ? _ ("%s: %s as drawn, %s") : C_ ("figure, value, asked", "%s: %s, %s"), title, stated, asked);
}

char *
yutu_name_tests_dup_text (const GArray *tests)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tests->len; i++)
    {
      g_autofree char *one = dup_test (&g_array_index (tests, YutuNameSizeTest, i));

      g_string_append_printf (text, "%s%s", i > 0 ? _ ("; or ") : "", one);
    }
  return g_strdup (text->str);
}
