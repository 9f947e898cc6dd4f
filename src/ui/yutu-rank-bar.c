/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-rank-bar.h"

#include <math.h>

/* ---- bars ---- */

struct _YutuRankBar
{
  GtkWidget parent_instance;

  YutuRankMark mark;
};

G_DEFINE_FINAL_TYPE (YutuRankBar, yutu_rank_bar, GTK_TYPE_WIDGET)

void
yutu_rank_scale_init (YutuRankScale      *self,
                      const YutuThemeMap *map)
{
  *self = (YutuRankScale){ map, 0, 0 };
  for (guint i = 0; i < map->table->rows->len; i++)
    {
      const YutuIndicatorRow *row = g_ptr_array_index (map->table->rows, i);

      if (row->has_value)
        {
          self->least = MIN (self->least, row->value);
          self->most = MAX (self->most, row->value);
        }
      if (row->has_target)
        self->most = MAX (self->most, row->target);
    }
}

void
yutu_rank_mark_init (YutuRankMark           *self,
                     const YutuRankScale    *scale,
                     const YutuIndicatorRow *row)
{
  double span = scale->most > scale->least ? scale->most - scale->least : 1;
  int    index = yutu_theme_map_get_class (scale->map, row);

  *self = (YutuRankMark){
    .has_value = row->has_value,
    .from = (MIN (row->value, 0) - scale->least) / span,
    .to = CLAMP ((MAX (row->value, 0) - scale->least) / span, 0, 1),
    .has_target = row->has_target,
    .target = (row->target - scale->least) / span,
    .color = index >= 0 ? g_array_index (scale->map->classes, YutuThemeClass, index).color
                        : (YutuColor){ 0.5, 0.5, 0.5, 1 },
  };
}

static GdkRGBA
get_ink (GtkWidget *widget,
         float      alpha)
{
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  ink.alpha *= alpha;
  return ink;
}

static void
append_rect (GtkSnapshot   *snapshot,
             const GdkRGBA *color,
             double         x,
             double         y,
             double         width,
             double         height)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (
      snapshot, color, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
}

void
yutu_rank_mark_snapshot (const YutuRankMark    *self,
                         GtkWidget             *widget,
                         GtkSnapshot           *snapshot,
                         const graphene_rect_t *room)
{
  double  left = (double)room->origin.x, width = (double)room->size.width;
  double  height = (double)room->size.height, thick = round (height * 0.62);
  double  y = round ((double)room->origin.y + (height - thick) / 2);
  GdkRGBA track = get_ink (widget, 0.08f), edge = get_ink (widget, 0.35f), ink = get_ink (widget, 1);
  GdkRGBA fill = { (float)self->color.red, (float)self->color.green, (float)self->color.blue, 1 };
  double  x0 = round (left + self->from * width), x1 = round (left + self->to * width);

  append_rect (snapshot, &track, left, y, width, thick);
  if (self->has_value && x1 - x0 < 2) /* a value of nothing is seen too */
    append_rect (snapshot, &ink, x0, y, 2, thick);
  else if (self->has_value)
    {
      append_rect (snapshot, &fill, x0, y, x1 - x0, thick);
      append_rect (snapshot, &edge, x0, y, x1 - x0, 1);
      append_rect (snapshot, &edge, x0, y + thick - 1, x1 - x0, 1);
      append_rect (snapshot, &edge, x1 - 1, y, 1, thick);
    }
  if (self->has_target)
    append_rect (snapshot, &ink,
                 CLAMP (round (left + self->target * width) - 1, left, left + width - 2),
                 (double)room->origin.y, 2, height);
}

static void
yutu_rank_bar_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  yutu_rank_mark_snapshot (&YUTU_RANK_BAR (widget)->mark, widget, snapshot,
                           &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                (float)gtk_widget_get_height (widget)));
}

static void
yutu_rank_bar_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? height : 2 * height;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? height : 5 * height;
}

void
yutu_rank_bar_set_row (YutuRankBar            *self,
                       const YutuRankScale    *scale,
                       const YutuIndicatorRow *row)
{
  g_return_if_fail (YUTU_IS_RANK_BAR (self));
  yutu_rank_mark_init (&self->mark, scale, row);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
yutu_rank_bar_class_init (YutuRankBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = yutu_rank_bar_snapshot;
  widget_class->measure = yutu_rank_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "rankbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
yutu_rank_bar_init (YutuRankBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
yutu_rank_bar_new (void)
{
  return g_object_new (YUTU_TYPE_RANK_BAR, NULL);
}

/* ---- swatches ---- */

struct _YutuClassSwatch
{
  GtkWidget parent_instance;

  gboolean  is_hatched;
  YutuColor color;
};

G_DEFINE_FINAL_TYPE (YutuClassSwatch, yutu_class_swatch, GTK_TYPE_WIDGET)

static void
append_hatch (GtkSnapshot *snapshot,
              GdkRGBA      ink,
              float        width,
              float        height)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 1);
  for (float x = 0; x < width + height; x += 5)
    {
      cairo_move_to (cr, (double)x, 0);
      cairo_line_to (cr, (double)(x - height), (double)height);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
yutu_class_swatch_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  YutuClassSwatch *self = YUTU_CLASS_SWATCH (widget);
  float            width = (float)gtk_widget_get_width (widget);
  float            height = (float)gtk_widget_get_height (widget);
  GdkRGBA          edge = get_ink (widget, 0.45f);
  const GdkRGBA    edges[] = { edge, edge, edge, edge };
  const float      widths[] = { 1, 1, 1, 1 };
  GskRoundedRect   outline;

  if (self->is_hatched)
    append_hatch (snapshot, get_ink (widget, 0.5f), width, height);
  else
    gtk_snapshot_append_color (snapshot,
                               &(GdkRGBA){ (float)self->color.red, (float)self->color.green,
                                           (float)self->color.blue, (float)self->color.alpha },
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, edges);
}

static void
yutu_class_swatch_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  yutu_rank_bar_measure (widget, GTK_ORIENTATION_VERTICAL, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = *natural * 3 / 4;
  else
    *minimum = *natural = *natural * 5 / 4;
}

static void
yutu_class_swatch_class_init (YutuClassSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = yutu_class_swatch_snapshot;
  widget_class->measure = yutu_class_swatch_measure;
  gtk_widget_class_set_css_name (widget_class, "classswatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
yutu_class_swatch_init (YutuClassSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
yutu_class_swatch_new (const YutuColor *color)
{
  YutuClassSwatch *self = g_object_new (YUTU_TYPE_CLASS_SWATCH, NULL);

  self->is_hatched = color == NULL;
  if (color != NULL)
    self->color = *color;
  return GTK_WIDGET (self);
}
