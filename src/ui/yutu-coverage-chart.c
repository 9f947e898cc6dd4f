/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-coverage-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/yutu-words-coverage.h"

#define LEAST_HEIGHT 112
#define GAP_FROM     5.0 /* bars as wide as this stand apart */
#define FADED        0.16
#define NO_DATA_PX   3.0

struct _YutuCoverageChart
{
  GtkWidget parent_instance;

  YutuCoverage *coverage;
};

G_DEFINE_FINAL_TYPE (YutuCoverageChart, yutu_coverage_chart, GTK_TYPE_WIDGET)

/* What the drawing needs, by the present size. */
typedef struct
{
  const YutuThemeMap *map;
  guint               n;
  double              width;
  double              top; /* of the plot; above it is the line of words */
  double              bottom;
  double              least; /* values at bottom and top */
  double              most;
  GdkRGBA             ink;
} Plot;

static void
take_value (Plot  *plot,
            double value)
{
  plot->least = MIN (plot->least, value);
  plot->most = MAX (plot->most, value);
}

/* FALSE: there is nothing to draw. */
static gboolean
make_plot (YutuCoverageChart *self,
           Plot              *plot)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  *plot = (Plot){ .map = self->coverage != NULL ? yutu_coverage_get_map (self->coverage) : NULL };
  if (plot->map == NULL || plot->map->table->rows->len == 0)
    return FALSE;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  pango_layout_get_pixel_size (layout, &width, &height);
  plot->n = plot->map->table->rows->len;
  plot->width = gtk_widget_get_width (GTK_WIDGET (self));
  plot->top = height + 4;
  plot->bottom = gtk_widget_get_height (GTK_WIDGET (self)) - 2;
  for (guint i = 0; i < plot->n; i++)
    {
      const YutuIndicatorRow *row = g_ptr_array_index (plot->map->table->rows, i);

      if (row->has_value)
        take_value (plot, row->value);
    }
  if (plot->map->table->total.has_target)
    take_value (plot, plot->map->table->total.target);
  if (plot->most <= plot->least)
    plot->most = plot->least + 1;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &plot->ink);
  return plot->bottom > plot->top && plot->width > 0;
}

static double
get_y (const Plot *plot,
       double      value)
{
  return plot->bottom - (value - plot->least) / (plot->most - plot->least) * (plot->bottom - plot->top);
}

static void
set_ink (cairo_t    *cr,
         const Plot *plot,
         double      alpha)
{
  cairo_set_source_rgba (cr, (double)plot->ink.red, (double)plot->ink.green, (double)plot->ink.blue, alpha);
}

/* ---- the bars ---- */

static void
get_bar (const Plot *plot,
         guint       i,
         double     *x,
         double     *width)
{
  double step = plot->width / plot->n;

  *x = i * step;
  *width = step >= GAP_FROM ? step - MAX (1, floor (step / 6)) : step;
  if (step >= GAP_FROM)
    {
      double right = round (*x + *width);

      *x = round (*x);
      *width = right - *x;
    }
}

static void
draw_bar (YutuCoverageChart *self,
          cairo_t           *cr,
          const Plot        *plot,
          guint              i)
{
  const YutuIndicatorRow *row = g_ptr_array_index (plot->map->table->rows, i);
  int                     index = yutu_theme_map_get_class (plot->map, row);
  int                     emphasis = yutu_coverage_get_emphasis (self->coverage);
  double                  x, width, y, zero = get_y (plot, 0);
  YutuColor               color;

  get_bar (plot, i, &x, &width);
  if (index < 0)
    {
      set_ink (cr, plot, 0.25);
      cairo_rectangle (cr, x, zero - NO_DATA_PX, width, NO_DATA_PX);
      cairo_fill (cr);
      return;
    }
  color = g_array_index (plot->map->classes, YutuThemeClass, index).color;
  y = get_y (plot, row->value);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue,
                         emphasis >= 0 && emphasis != index ? FADED : 1);
  /* A value of nothing is seen too. */
  cairo_rectangle (cr, x, MIN (MIN (y, zero), zero - 1), width, MAX (fabs (zero - y), 1));
  cairo_fill (cr);
  if (width < GAP_FROM)
    return;
  set_ink (cr, plot, 0.3);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x + 0.5, MIN (MIN (y, zero), zero - 1) + 0.5, width - 1, MAX (fabs (zero - y), 1) - 0.5);
  cairo_stroke (cr);
}

/* What is chosen or pointed at: from top to bottom, since its bar may be as thin as a hair. */
static void
draw_mark (YutuCoverageChart *self,
           cairo_t           *cr,
           const Plot        *plot,
           gint64             unit,
           double             alpha)
{
  int    rank = yutu_coverage_find_rank (self->coverage, unit);
  double x, width, middle;

  if (rank < 0)
    return;
  get_bar (plot, (guint)rank, &x, &width);
  middle = x + width / 2;
  width = MAX (width, 3) + 4;
  set_ink (cr, plot, alpha);
  cairo_set_line_width (cr, 1.5);
  cairo_rectangle (cr, middle - width / 2, plot->top + 0.75, width, plot->bottom - plot->top - 0.75);
  cairo_stroke (cr);
}

/* ---- lines and words ---- */

static void
draw_text (YutuCoverageChart *self,
           cairo_t           *cr,
           const char        *text,
           double             align)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), text_width;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  cairo_move_to (cr, align > 0 ? width - text_width : 0, 0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_line (cairo_t    *cr,
           const Plot *plot,
           double      value,
           double      alpha,
           gboolean    is_dashed)
{
  static const double dashes[] = { 5, 3 };
  double              y = floor (get_y (plot, value)) + 0.5;

  set_ink (cr, plot, alpha);
  cairo_set_line_width (cr, is_dashed ? 1.5 : 1);
  cairo_set_dash (cr, dashes, is_dashed ? 2 : 0, 0);
  cairo_move_to (cr, 0, CLAMP (y, plot->top + 0.5, plot->bottom + 0.5));
  cairo_line_to (cr, plot->width, CLAMP (y, plot->top + 0.5, plot->bottom + 0.5));
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Who is pointed at, else who is chosen; on the other side the target. */
static void
draw_words (YutuCoverageChart *self,
            cairo_t           *cr,
            const Plot        *plot)
{
  gint64                  pointed = yutu_coverage_get_pointed (self->coverage);
  const YutuIndicatorRow *row = yutu_coverage_find_row (
    self->coverage, pointed != 0 ? pointed : yutu_coverage_get_unit (self->coverage));
  g_autofree char *target = yutu_words_target (plot->map->table->def, &plot->map->table->total);
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;

  set_ink (cr, plot, row != NULL ? 1 : 0.7);
  if (row != NULL)
    {
      value = yutu_words_indicator_row (plot->map->table->def, row);
      /* Translators: a unit and its value */
      words = g_strdup_printf (_ ("%s: %s"), row->name, value);
      draw_text (self, cr, words, 0);
    }
  else if (target != NULL)
    draw_text (self, cr, target, 1);
}

static void
yutu_coverage_chart_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  YutuCoverageChart *self = YUTU_COVERAGE_CHART (widget);
  Plot               plot;
  cairo_t           *cr;

  if (!make_plot (self, &plot))
    return;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (-4, 0, (float)plot.width + 8, (float)plot.bottom + 2));
  if (plot.width / plot.n < GAP_FROM) /* or each would shine through the next one's edge */
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint i = 0; i < plot.n; i++)
    draw_bar (self, cr, &plot, i);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
  draw_line (cr, &plot, 0, 0.5, FALSE);
  if (plot.map->table->total.has_target)
    draw_line (cr, &plot, plot.map->table->total.target, 0.9, TRUE);
  draw_mark (self, cr, &plot, yutu_coverage_get_unit (self->coverage), 1);
  draw_mark (self, cr, &plot, yutu_coverage_get_pointed (self->coverage), 0.55);
  draw_words (self, cr, &plot);
  cairo_destroy (cr);
}

static void
yutu_coverage_chart_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? LEAST_HEIGHT : 120;
  *natural = *minimum;
}

/* ---- in words ---- */

static void
describe (YutuCoverageChart *self)
{
  const YutuThemeMap     *map = yutu_coverage_get_map (self->coverage);
  const YutuIndicatorRow *worst = NULL, *best = NULL;
  g_autofree char        *label = NULL;
  g_autofree char        *n = NULL;
  g_autofree char        *low = NULL;
  g_autofree char        *high = NULL;
  g_autofree char        *text = NULL;

  for (guint i = 0; map != NULL && i < map->table->rows->len; i++)
    {
      const YutuIndicatorRow *row = g_ptr_array_index (map->table->rows, i);

      if (!row->has_value)
        continue;
      worst = worst != NULL ? worst : row;
      best = row;
    }
  if (worst != NULL)
    {
      n = yutu_words_n_units (map->table->level, map->table->rows->len);
      low = yutu_words_indicator_row (map->table->def, worst);
      high = yutu_words_indicator_row (map->table->def, best);
      /* Translators: "26 townships: from Luodian (12 %, not met) to Andi (98 %, met). …" */
      text = g_strdup_printf (_ ("%s: from %s (%s) to %s (%s). The ranking has all of them."), n,
                              worst->name, low, best->name, high);
    }
  label = map != NULL ? g_strdup_printf (_ ("Chart: %s"), yutu_title_get (&map->table->def->title))
                      : g_strdup (_ ("Chart"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : _ ("No data"), -1);
}

/* ---- pointing and choosing ---- */

gint64
yutu_coverage_chart_get_unit_at (YutuCoverageChart *self,
                                 double             x)
{
  Plot plot;
  int  index;

  g_return_val_if_fail (YUTU_IS_COVERAGE_CHART (self), 0);
  if (!make_plot (self, &plot) || x < 0 || x >= plot.width)
    return 0;
  index = (int)(x / plot.width * plot.n);
  return ((const YutuIndicatorRow *)g_ptr_array_index (plot.map->table->rows, (guint)index))->unit;
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           YutuCoverageChart        *self)
{
  if (self->coverage != NULL)
    yutu_coverage_set_pointed (self->coverage, yutu_coverage_chart_get_unit_at (self, x));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          YutuCoverageChart        *self)
{
  if (self->coverage != NULL)
    yutu_coverage_set_pointed (self->coverage, 0);
}

static void
released_cb (GtkGestureClick   *gesture,
             int                n_press,
             double             x,
             double             y,
             YutuCoverageChart *self)
{
  gint64 unit = yutu_coverage_chart_get_unit_at (self, x);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (unit != 0)
    yutu_coverage_set_unit (self->coverage, unit);
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  YutuCoverageChart *self = YUTU_COVERAGE_CHART (widget);

  if (self->coverage == NULL)
    return GDK_EVENT_PROPAGATE;
  yutu_coverage_step_unit (self->coverage, g_variant_get_int32 (arguments));
  return GDK_EVENT_STOP;
}

static void
shown_cb (YutuCoverageChart *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_coverage_chart_set_coverage (YutuCoverageChart *self,
                                  YutuCoverage      *coverage)
{
  static const char *const drawn[] = { "notify::unit", "notify::pointed", "notify::emphasis" };

  g_return_if_fail (YUTU_IS_COVERAGE_CHART (self));
  g_return_if_fail (self->coverage == NULL);

  self->coverage = g_object_ref (coverage);
  g_signal_connect_object (coverage, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (drawn); i++)
    g_signal_connect_object (coverage, drawn[i], G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  shown_cb (self);
}

static void
yutu_coverage_chart_dispose (GObject *object)
{
  g_clear_object (&YUTU_COVERAGE_CHART (object)->coverage);
  G_OBJECT_CLASS (yutu_coverage_chart_parent_class)->dispose (object);
}

static void
yutu_coverage_chart_class_init (YutuCoverageChartClass *klass)
{
  static const struct
  {
    guint key;
    int   by;
  } keys[] = { { GDK_KEY_Left, -1 }, { GDK_KEY_KP_Left, -1 }, { GDK_KEY_Right, 1 }, { GDK_KEY_KP_Right, 1 }, { GDK_KEY_Home, -G_MAXINT16 }, { GDK_KEY_End, G_MAXINT16 } };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_coverage_chart_dispose;
  widget_class->snapshot = yutu_coverage_chart_snapshot;
  widget_class->measure = yutu_coverage_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "coveragechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, step_cb, "i", keys[i].by);
}

static void
yutu_coverage_chart_init (YutuCoverageChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
