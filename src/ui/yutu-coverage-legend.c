/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-coverage-legend.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-rank-bar.h"
#include "ui/yutu-words-coverage.h"

struct _YutuCoverageLegend
{
  AdwBin parent_instance;

  GtkBox       *rows;
  YutuCoverage *coverage;
};

G_DEFINE_FINAL_TYPE (YutuCoverageLegend, yutu_coverage_legend, ADW_TYPE_BIN)

static GtkWidget *
new_row (const YutuColor *color,
         const char      *text,
         gsize            n)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *label = gtk_label_new (text);
  g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT, n);
  GtkWidget       *number = gtk_label_new (count);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (number, "numeric");
  if (n == 0)
    gtk_widget_add_css_class (number, "zero");
  gtk_box_append (GTK_BOX (box), yutu_class_swatch_new (color));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  return box;
}

static void
append_plain (YutuCoverageLegend *self,
              const YutuColor    *color,
              const char         *text,
              gsize               n)
{
  GtkWidget *row;

  if (n == 0)
    return;
  row = new_row (color, text, n);
  gtk_widget_add_css_class (row, "legend-row");
  gtk_box_append (self->rows, row);
}

static void
toggled_cb (GtkToggleButton    *button,
            YutuCoverageLegend *self)
{
  int index = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "class"));

  if (gtk_toggle_button_get_active (button))
    yutu_coverage_set_emphasis (self->coverage, index);
  else if (yutu_coverage_get_emphasis (self->coverage) == index)
    yutu_coverage_set_emphasis (self->coverage, -1);
}

static void
append_class (YutuCoverageLegend *self,
              const YutuThemeMap *map,
              guint               index)
{
  const YutuThemeClass *class = &g_array_index (map->classes, YutuThemeClass, index);
  GtkWidget       *button = gtk_toggle_button_new ();
  g_autofree char *n = yutu_words_n_units (map->table->level, (guint) class->n);
  /* Translators: a class of the map and how many units are in it: "50 – 80: 7 townships" */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), class->label, n);

  gtk_button_set_child (GTK_BUTTON (button), new_row (&class->color, class->label, class->n));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "legend-row");
  gtk_widget_set_tooltip_text (button, _ ("Let this class stand out (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "class", GINT_TO_POINTER ((int)index));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (self->rows, button);
}

static void
shown_cb (YutuCoverageLegend *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);
  const YutuColor     empty = { 0, 0, 0, 0 };

  yutu_box_clear (self->rows);
  if (map == NULL)
    return;
  for (guint i = map->classes->len; i > 0; i--) /* the greatest on top, as bars stand */
    append_class (self, map, i - 1);
  append_plain (self, NULL, _ ("Too few people to show"), map->n_suppressed);
  append_plain (self, NULL, _ ("No data"), map->n_no_data - map->n_suppressed);
  append_plain (self, &empty, _ ("Not of this scope"), yutu_coverage_count_outside (self->coverage));
}

static void
emphasis_cb (YutuCoverageLegend *self)
{
  int emphasis = yutu_coverage_get_emphasis (self->coverage);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_TOGGLE_BUTTON (row))
      gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (row),
        GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "class")) == emphasis);
}

void
yutu_coverage_legend_set_coverage (YutuCoverageLegend *self,
                                   YutuCoverage       *coverage)
{
  g_return_if_fail (YUTU_IS_COVERAGE_LEGEND (self));
  g_return_if_fail (self->coverage == NULL);

  self->coverage = g_object_ref (coverage);
  g_signal_connect_object (coverage, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::emphasis", G_CALLBACK (emphasis_cb), self,
                           G_CONNECT_SWAPPED);
  shown_cb (self);
}

static void
yutu_coverage_legend_dispose (GObject *object)
{
  g_clear_object (&YUTU_COVERAGE_LEGEND (object)->coverage);
  G_OBJECT_CLASS (yutu_coverage_legend_parent_class)->dispose (object);
}

static void
yutu_coverage_legend_class_init (YutuCoverageLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_coverage_legend_dispose;
}

static void
yutu_coverage_legend_init (YutuCoverageLegend *self)
{
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Legend"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "coverage-legend");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}
