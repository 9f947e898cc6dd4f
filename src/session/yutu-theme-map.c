/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table of an indicator as a theme of the map: its values in classes, the classes in colours. */

#include "session/yutu-coverage.h"

#include <math.h>

#include "coverage/yutu-classes.h"

static void
class_clear (gpointer data)
{
  YutuThemeClass *self = data;

  g_free (self->label);
}

void
yutu_theme_map_free (YutuThemeMap *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->classes, g_array_unref);
  g_clear_pointer (&self->limits, g_array_unref);
  g_clear_pointer (&self->table, yutu_indicator_table_free);
  g_free ((gpointer)self->theme.units);
  g_free ((gpointer)self->theme.colors);
  g_free (self);
}

/* As many decimals as the limit has, at most four. */
static int
get_decimals (double value)
{
  int decimals = 0;

  for (double rest = value; decimals < 4 && fabs (rest - round (rest)) > 1e-6; rest *= 10)
    decimals++;
  return decimals;
}

static char *
label_class (gsize         index,
             const GArray *limits,
             double        lower,
             double        upper)
{
  int lower_decimals = get_decimals (lower);
  int upper_decimals = get_decimals (upper);

  if (limits->len == 0)
    return g_strdup_printf ("%'.*f", lower_decimals, lower);
  if (index == 0 && upper == 0)
    return g_strdup ("0");
  if (index == 0)
    return g_strdup_printf ("< %'.*f", upper_decimals, upper);
  if (index == limits->len)
    return g_strdup_printf ("≥ %'.*f", lower_decimals, lower);
  return g_strdup_printf ("%'.*f – %'.*f", lower_decimals, lower, upper_decimals, upper);
}

static GArray *
collect_values (const YutuIndicatorTable *table)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < table->rows->len; i++)
    {
      const YutuIndicatorRow *row = table->rows->pdata[i];

      if (row->has_value)
        g_array_append_val (values, row->value);
    }
  return values;
}

static void
make_classes (YutuThemeMap *self,
              const GArray *values)
{
  const GArray *limits = self->limits;
  double        least = INFINITY;
  double        greatest = -INFINITY;

  if (values->len == 0)
    return;
  for (guint i = 0; i < values->len; i++)
    {
      least = MIN (least, g_array_index (values, double, i));
      greatest = MAX (greatest, g_array_index (values, double, i));
    }
  for (guint i = 0; i <= limits->len; i++)
    {
      YutuThemeClass class = {
        .lower = i > 0 ? g_array_index (limits, double, i - 1) : least,
        .upper = i < limits->len ? g_array_index (limits, double, i) : greatest,
      };

      class.lower = i == 0 ? MIN (class.lower, class.upper) : class.lower;
      class.upper = MAX (class.lower, class.upper);
      class.label = label_class (i, limits, class.lower, class.upper);
      g_array_append_val (self->classes, class);
    }
}

int
yutu_theme_map_get_class (const YutuThemeMap     *self,
                          const YutuIndicatorRow *row)
{
  return row->has_value && self->classes->len > 0 ? (int)yutu_classes_find (self->limits, row->value) : -1;
}

/* Units outside of the scope are plain: the theme is not about them. */
static void
count_units (YutuThemeMap *self)
{
  GPtrArray *rows = self->table->rows;
  GArray    *outside = self->table->outside;
  gint64    *units = g_new0 (gint64, rows->len + outside->len + 1);
  YutuColor *colors = g_new0 (YutuColor, rows->len + outside->len + 1);
  gsize      n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const YutuIndicatorRow *row = rows->pdata[i];
      int                     index = yutu_theme_map_get_class (self, row);

      self->n_no_data += index < 0;
      self->n_suppressed += row->is_suppressed;
      if (index < 0)
        continue;
      g_array_index (self->classes, YutuThemeClass, index).n++;
      units[n++] = row->unit;
    }
  for (guint i = 0; i < outside->len; i++)
    units[n++] = g_array_index (outside, gint64, i);
  self->theme = (YutuTheme){ self->table->level, n, units, colors };
}

void
yutu_theme_map_recolor (YutuThemeMap    *self,
                        const YutuStyle *style)
{
  guint                 n_classes = self->classes->len;
  g_autofree YutuColor *palette = g_new0 (YutuColor, n_classes + 1);
  YutuColor            *colors = (YutuColor *)self->theme.colors;

  if (n_classes == 0)
    return;
  yutu_style_get_palette (style, self->table->def->palette, n_classes, palette);
  for (guint i = 0; i < n_classes; i++)
    g_array_index (self->classes, YutuThemeClass, i).color = palette[i];
  for (guint i = 0; i < self->table->rows->len; i++) /* in the order of the theme's units */
    {
      int index = yutu_theme_map_get_class (self, self->table->rows->pdata[i]);

      if (index >= 0)
        *colors++ = palette[index];
    }
}

YutuThemeMap *
yutu_theme_map_new (YutuIndicatorTable *table,
                    gboolean            is_dark)
{
  YutuThemeMap *self = g_new0 (YutuThemeMap, 1);
  g_autoptr (GArray) values = collect_values (table);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStyle) style = yutu_style_load (is_dark ? "dark" : "light", &error);

  self->table = table;
  self->limits = yutu_classes_find_limits (table->def, table->day, (const double *)(gpointer)values->data,
                                           values->len);
  self->classes = g_array_new (FALSE, TRUE, sizeof (YutuThemeClass));
  g_array_set_clear_func (self->classes, class_clear);
  if (style != NULL)
    make_classes (self, values);
  else
    g_warning ("no theme map: %s", error->message);
  count_units (self);
  if (style != NULL)
    yutu_theme_map_recolor (self, style);
  return self;
}
