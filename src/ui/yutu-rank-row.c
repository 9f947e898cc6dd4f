/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-rank-row.h"

#include <glib/gi18n.h>

#include "ui/yutu-words-coverage.h"

#define PADDING_X 6
#define PADDING_Y 3
#define GAP       8

struct _YutuRankRow
{
  GtkWidget parent_instance;

  gint64       unit;
  char        *rank;
  char        *name;
  char        *value;
  YutuRankMark mark;
  gboolean     has_standings; /* of any row of the table */
  gboolean     has_standing;
  gboolean     is_met;
};

G_DEFINE_FINAL_TYPE (YutuRankRow, yutu_rank_row, GTK_TYPE_WIDGET)

static PangoLayout *
new_layout (YutuRankRow *self,
            const char  *text,
            int         *width,
            int         *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, width, height);
  return layout;
}

/* From @x on; negative: up to -@x. */
static void
append_text (YutuRankRow *self,
             GtkSnapshot *snapshot,
             const char  *text,
             double       x,
             double       room,
             float        alpha)
{
  int width, height;
  g_autoptr (PangoLayout) layout = new_layout (self, text, &width, &height);
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  ink.alpha *= alpha;
  if (width > room)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int)MAX (room, 0) * PANGO_SCALE);
      width = (int)room;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT ((float)(x < 0 ? -x - width : x),
                          (float)((gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* The icon theme keeps what it has loaded. */
static void
append_icon (YutuRankRow *self,
             GtkSnapshot *snapshot,
             double       x,
             int          size)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
    theme, self->is_met ? "emblem-ok-symbolic" : "dialog-warning-symbolic", NULL, size,
    gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget),
    GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA          ink, colors[4];

  gtk_style_context_get_color (style, &ink);
  for (int i = 0; i < 4; i++)
    if (!gtk_style_context_lookup_color (style, self->is_met ? "success_color" : "warning_color",
                                         &colors[i]))
      colors[i] = ink;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)((gtk_widget_get_height (widget) - size) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            colors, 4);
  gtk_snapshot_restore (snapshot);
}

static void
yutu_rank_row_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  YutuRankRow *self = YUTU_RANK_ROW (widget);
  int          digit, line;
  double       right = gtk_widget_get_width (widget) - PADDING_X, left, value_room, bar_room;

  if (self->unit == 0)
    return;
  g_object_unref (new_layout (self, "0", &digit, &line)); /* only measured */
  left = PADDING_X + 3 * digit;
  value_room = 8 * digit;
  append_text (self, snapshot, self->rank, -left, 3 * digit, 0.6f);
  left += GAP;
  if (self->has_standing)
    append_icon (self, snapshot, right - line * 0.8, (int)(line * 0.8));
  if (self->has_standings)
    right -= line * 0.8 + GAP;
  append_text (self, snapshot, self->value, -right, value_room, 1);
  right -= value_room + GAP;
  bar_room = (right - left) * 0.45;
  append_text (self, snapshot, self->name, left, right - left - bar_room - GAP, 1);
  yutu_rank_mark_snapshot (
    &self->mark, widget, snapshot,
    &GRAPHENE_RECT_INIT ((float)(right - bar_room), (float)(gtk_widget_get_height (widget) - line) / 2,
                         (float)bar_room, (float)line));
}

static void
yutu_rank_row_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  PangoContext     *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               line = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? line + 2 * PADDING_Y : 12 * line;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? *minimum : 15 * line;
}

void
yutu_rank_row_set (YutuRankRow            *self,
                   const YutuRankScale    *scale,
                   const YutuIndicatorRow *row,
                   guint                   rank)
{
  const YutuIndicatorTable *table = scale->map->table;
  g_autofree char          *words = yutu_words_indicator_row (table->def, row);
  g_autofree char          *label = NULL;

  g_return_if_fail (YUTU_IS_RANK_ROW (self));

  yutu_rank_row_clear (self);
  self->unit = row->unit;
  self->rank = row->has_value ? g_strdup_printf ("%u", rank + 1) : g_strdup ("");
  self->name = g_strdup (row->name);
  self->value = yutu_indicator_format_value (table->def, row);
  self->has_standings = table->total.has_target;
  self->has_standing = row->has_value && row->has_target;
  self->is_met = row->is_met;
  yutu_rank_mark_init (&self->mark, scale, row);
  /* Translators: of a ranking: number, unit, its value */
  label = g_strdup_printf (_ ("%u: %s, %s"), rank + 1, row->name, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gint64
yutu_rank_row_get_unit (YutuRankRow *self)
{
  g_return_val_if_fail (YUTU_IS_RANK_ROW (self), 0);
  return self->unit;
}

const char *
yutu_rank_row_get_name (YutuRankRow *self)
{
  g_return_val_if_fail (YUTU_IS_RANK_ROW (self), NULL);
  return self->name;
}

void
yutu_rank_row_clear (YutuRankRow *self)
{
  g_return_if_fail (YUTU_IS_RANK_ROW (self));
  self->unit = 0;
  g_clear_pointer (&self->rank, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
}

static void
yutu_rank_row_finalize (GObject *object)
{
  yutu_rank_row_clear (YUTU_RANK_ROW (object));
  G_OBJECT_CLASS (yutu_rank_row_parent_class)->finalize (object);
}

static void
yutu_rank_row_class_init (YutuRankRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yutu_rank_row_finalize;
  widget_class->snapshot = yutu_rank_row_snapshot;
  widget_class->measure = yutu_rank_row_measure;
  gtk_widget_class_set_css_name (widget_class, "rankrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
yutu_rank_row_init (YutuRankRow *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
yutu_rank_row_new (void)
{
  return g_object_new (YUTU_TYPE_RANK_ROW, NULL);
}
