/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-preview-map.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARK_PX  6.0
#define LINE_PX  2.5
#define CROSS_PX 9.0
#define REACH_PX 11.0
/* A finding is looked at so that this many metres lie around it. */
#define AROUND_M 300.0

struct _YutuPreviewMap
{
  YutuPictureMap parent_instance;

  YutuSession       *session;
  YutuSketch        *sketch;
  GPtrArray         *findings; /* (nullable) */
  GArray            *line;     /* YutuPoint: what is being drawn */
  gboolean           is_ring;
  gint64             unit;      /* outlined; 0: none */
  YutuDivisionLayer *divisions; /* (nullable): in the place of the session's */
  int                chosen;
};

G_DEFINE_FINAL_TYPE (YutuPreviewMap, yutu_preview_map, YUTU_TYPE_PICTURE_MAP)

static guint chosen_signal;
static guint pressed_signal;

/* NULL as long as there is nothing to see. */
static const YutuView *
get_view (YutuPreviewMap *self)
{
  return yutu_picture_map_get_view (YUTU_PICTURE_MAP (self));
}

static void
repaint (YutuPreviewMap *self)
{
  yutu_picture_map_repaint (YUTU_PICTURE_MAP (self));
}

/* ---- What is seen ---- */

/* The file's own land below, plain, so that the areas stand out. */
static YutuScene *
make_scene (YutuPreviewMap *self,
            YutuStyle      *style)
{
  YutuMapLayers *layers = self->session != NULL ? yutu_session_get_layers (self->session) : NULL;
  YutuSceneSpec  spec = { .style = style,
                          .divisions = self->divisions,
                          .hide_fills = TRUE,
                          .hide_labels = self->divisions == NULL,
                          .sketch = self->sketch,
                          .selection = { .unit = self->unit } };

  if (spec.divisions == NULL && layers != NULL)
    spec.divisions = yutu_map_layers_get_divisions (layers);
  if (spec.divisions == NULL)
    return NULL;
  return yutu_scene_new (&spec);
}

static gboolean
yutu_preview_map_fill_picture (YutuPictureMap *map,
                               YutuStyle      *style,
                               YutuPicture    *picture)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (map);

  picture->scenes[0] = make_scene (self, style);
  picture->sketch = self->sketch != NULL ? yutu_sketch_ref (self->sketch) : NULL;
  picture->has_overlay = self->divisions != NULL;
  return TRUE;
}

static gboolean
yutu_preview_map_get_extent (YutuPictureMap *map,
                             int            *epsg,
                             YutuMapBox     *box)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (map);
  YutuMapLayers  *layers = self->session != NULL ? yutu_session_get_layers (self->session) : NULL;

  if (self->session == NULL)
    return FALSE;
  *epsg = yutu_session_get_map_epsg (self->session);
  if (self->sketch != NULL)
    *box = yutu_sketch_get_box (self->sketch);
  if (box->max_x < box->min_x && layers != NULL)
    *box = yutu_map_layers_get_box (layers);
  return TRUE;
}

static int
find_at (YutuPreviewMap *self,
         double          x,
         double          y)
{
  int    nearest = -1;
  double least = REACH_PX;

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    {
      double at_x = 0, at_y = 0;

      if (yutu_preview_map_find (self, i, &at_x, &at_y) && hypot (at_x - x, at_y - y) < least)
        {
          least = hypot (at_x - x, at_y - y);
          nearest = (int)i;
        }
    }
  return nearest;
}

static void
yutu_preview_map_press (YutuPictureMap *map,
                        double          x,
                        double          y)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (map);
  int             index = find_at (self, x, y);

  if (index >= 0)
    g_signal_emit (self, chosen_signal, 0, (guint)index);
  else
    g_signal_emit (self, pressed_signal, 0, x, y);
}

/* ---- Drawing ---- */

static void
draw_mark (cairo_t                   *cr,
           const YutuDivisionFinding *finding,
           double                     x,
           double                     y,
           gboolean                   is_chosen)
{
  if (is_chosen)
    {
      cairo_arc (cr, x, y, MARK_PX + 6, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 0.11, 0.44, 0.85);
      cairo_set_line_width (cr, 3);
      cairo_stroke (cr);
    }
  cairo_arc (cr, x, y, MARK_PX, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_arc (cr, x, y, MARK_PX - 1.2, 0, 2 * G_PI);
  if (finding->rejects)
    cairo_set_source_rgb (cr, 0.75, 0.11, 0.16);
  else if (finding->give_to != 0)
    cairo_set_source_rgb (cr, 0.15, 0.54, 0.36);
  else
    cairo_set_source_rgb (cr, 0.85, 0.50, 0.05);
  cairo_fill (cr);
}

static void
draw_marks (YutuPreviewMap *self,
            const YutuView *view,
            cairo_t        *cr)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
      {
        double x = 0, y = 0;

        if (((int)i == self->chosen) == (pass == 1) && yutu_preview_map_find (self, i, &x, &y) && x > -20 &&
            y > -20 && x < view->width + 20 && y < view->height + 20)
          draw_mark (cr, self->findings->pdata[i], x, y, pass == 1);
      }
}

/* A dark line in a light one: to be seen on any ground. */
static void
draw_line (YutuPreviewMap *self,
           const YutuView *view,
           cairo_t        *cr)
{
  double x = 0, y = 0;

  for (guint i = 0; i < self->line->len; i++)
    {
      YutuMapPoint at =
        yutu_projection_forward (view->epsg, g_array_index (self->line, YutuPoint, i));

      yutu_view_to_screen (view, at.x, at.y, &x, &y);
      cairo_line_to (cr, x, y);
    }
  if (self->is_ring && self->line->len > 2)
    cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, LINE_PX + 3);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.75, 0.11, 0.16);
  cairo_set_line_width (cr, LINE_PX);
  cairo_stroke (cr);
  if (self->line->len > 0)
    {
      cairo_arc (cr, x, y, LINE_PX + 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

/* Where Enter presses. */
static void
draw_cross (const YutuView *view,
            cairo_t        *cr)
{
  double x = floor (view->width / 2.0) + 0.5, y = floor (view->height / 2.0) + 0.5;

  cairo_move_to (cr, x - CROSS_PX, y);
  cairo_line_to (cr, x + CROSS_PX, y);
  cairo_move_to (cr, x, y - CROSS_PX);
  cairo_line_to (cr, x, y + CROSS_PX);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
yutu_preview_map_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (widget);
  const YutuView *view = get_view (self);
  cairo_t        *cr = NULL;

  GTK_WIDGET_CLASS (yutu_preview_map_parent_class)->snapshot (widget, snapshot);
  if (view == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)view->width, (float)view->height));
  draw_marks (self, view, cr);
  if (self->line->len > 0)
    draw_line (self, view, cr);
  if (gtk_widget_has_focus (widget) && self->findings == NULL)
    draw_cross (view, cr);
  cairo_destroy (cr);
}

/* ---- The widget ---- */

static void
update_words (YutuPreviewMap *self)
{
  g_autofree char *text = g_strdup_printf (
    /* Translators: read aloud: a preview with so many areas, points and findings */
    _ ("Preview: %d areas, %d points, %d findings"),
    self->sketch != NULL ? (int)yutu_sketch_count_areas (self->sketch) : 0,
    self->sketch != NULL ? (int)yutu_sketch_count_spots (self->sketch) : 0,
    self->findings != NULL ? (int)self->findings->len : 0);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
yutu_preview_map_dispose (GObject *object)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->divisions, yutu_division_layer_unref);
  G_OBJECT_CLASS (yutu_preview_map_parent_class)->dispose (object);
}

static void
yutu_preview_map_finalize (GObject *object)
{
  g_array_unref (YUTU_PREVIEW_MAP (object)->line);
  G_OBJECT_CLASS (yutu_preview_map_parent_class)->finalize (object);
}

static void
yutu_preview_map_class_init (YutuPreviewMapClass *klass)
{
  GObjectClass        *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass      *widget_class = GTK_WIDGET_CLASS (klass);
  YutuPictureMapClass *map_class = YUTU_PICTURE_MAP_CLASS (klass);

  object_class->dispose = yutu_preview_map_dispose;
  object_class->finalize = yutu_preview_map_finalize;
  widget_class->snapshot = yutu_preview_map_snapshot;
  map_class->fill_picture = yutu_preview_map_fill_picture;
  map_class->get_extent = yutu_preview_map_get_extent;
  map_class->press = yutu_preview_map_press;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  pressed_signal = g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "previewmap");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "picture.press", NULL);
}

static void
yutu_preview_map_init (YutuPreviewMap *self)
{
  self->chosen = -1;
  self->line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  update_words (self);
}

void
yutu_preview_map_set_session (YutuPreviewMap *self,
                              YutuSession    *session)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  if (g_set_object (&self->session, session))
    yutu_picture_map_fit (YUTU_PICTURE_MAP (self));
}

void
yutu_preview_map_set_sketch (YutuPreviewMap *self,
                             YutuSketch     *sketch)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  self->sketch = sketch != NULL ? yutu_sketch_ref (sketch) : NULL;
  update_words (self);
  if (yutu_picture_map_is_fit (YUTU_PICTURE_MAP (self)) || self->divisions == NULL)
    yutu_picture_map_fit (YUTU_PICTURE_MAP (self));
  else
    repaint (self);
}

void
yutu_preview_map_set_findings (YutuPreviewMap *self,
                               GPtrArray      *findings)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  self->chosen = -1;
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_preview_map_choose (YutuPreviewMap *self,
                         int             index)
{
  const YutuDivisionFinding *finding = NULL;

  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  self->chosen = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (index < 0 || self->findings == NULL || (guint)index >= self->findings->len)
    return;
  finding = self->findings->pdata[index];
  if (finding->has_place)
    yutu_picture_map_show_point (YUTU_PICTURE_MAP (self), finding->place,
                                 MAX (AROUND_M, 3 * sqrt (MAX (finding->area_m2, 0))));
}

void
yutu_preview_map_set_divisions (YutuPreviewMap    *self,
                                YutuDivisionLayer *divisions)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  g_clear_pointer (&self->divisions, yutu_division_layer_unref);
  self->divisions = divisions != NULL ? yutu_division_layer_ref (divisions) : NULL;
  repaint (self);
}

void
yutu_preview_map_set_unit (YutuPreviewMap *self,
                           gint64          unit)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  if (self->unit == unit)
    return;
  self->unit = unit;
  repaint (self);
}

gint64
yutu_preview_map_get_unit (YutuPreviewMap *self,
                           double          x,
                           double          y,
                           int             level)
{
  const YutuView *view = get_view (self);
  YutuStyle      *style = NULL;
  gint64          unit = 0;
  g_autoptr (YutuScene) scene = NULL;
  g_autoptr (GArray) hits = NULL;

  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), 0);

  style = yutu_picture_map_get_style (YUTU_PICTURE_MAP (self));
  scene = style != NULL && view != NULL ? make_scene (self, style) : NULL;
  if (scene == NULL)
    return 0;
  hits = yutu_scene_hit (scene, view, x, y, 0);
  for (guint i = 0; i < hits->len && unit == 0; i++)
    {
      const YutuHit *hit = &g_array_index (hits, YutuHit, i);

      if (hit->kind == YUTU_HIT_UNIT && (level == 0 || hit->level == level))
        unit = hit->id;
    }
  return unit;
}

/* Pixels that a grid step is wide and high around @point. */
static void
measure_step (const YutuView *view,
              YutuPoint       point,
              double         *east,
              double         *north)
{
  const gint64 far = G_GINT64_CONSTANT (1000000);
  YutuMapPoint at = yutu_projection_forward (view->epsg, point);
  YutuMapPoint to_east = yutu_projection_forward (view->epsg, (YutuPoint){ point.x + far, point.y });
  YutuMapPoint to_north = yutu_projection_forward (view->epsg, (YutuPoint){ point.x, point.y + far });

  *east = hypot (to_east.x - at.x, to_east.y - at.y) / view->resolution / (double)far;
  *north = hypot (to_north.x - at.x, to_north.y - at.y) / view->resolution / (double)far;
}

YutuPoint
yutu_preview_map_get_point (YutuPreviewMap *self,
                            double          x,
                            double          y,
                            gboolean        snaps)
{
  const YutuView       *view = get_view (self);
  YutuMapPoint          at = { 0, 0 };
  YutuSnapIndex *const *indexes = NULL;
  YutuSnapQuery         query = { .radius_px = REACH_PX,
                                  .kinds = YUTU_SNAP_VERTEX | YUTU_SNAP_CROSSING | YUTU_SNAP_LINE };
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), ((YutuPoint){ 0, 0 }));
  g_return_val_if_fail (view != NULL, ((YutuPoint){ 0, 0 }));

  yutu_view_from_screen (view, x, y, &at.x, &at.y);
  query.at = yutu_projection_inverse (view->epsg, at);
  indexes = snaps && self->session != NULL ? yutu_session_list_snaps (self->session) : NULL;
  if (indexes == NULL)
    return query.at;
  measure_step (view, query.at, &query.east_px, &query.north_px);
  query.drawn = (const YutuPoint *)(gpointer)self->line->data;
  query.n_drawn = self->line->len;
  found = yutu_snap_find (indexes, YUTU_MAP_N_SNAPS, &query);
  return found->len > 0 ? g_array_index (found, YutuSnap, 0).point : query.at;
}

void
yutu_preview_map_set_line (YutuPreviewMap  *self,
                           const YutuPoint *points,
                           gsize            n_points,
                           gboolean         is_ring)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  g_array_set_size (self->line, 0);
  if (n_points > 0)
    g_array_append_vals (self->line, points, (guint)n_points);
  self->is_ring = is_ring;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
yutu_preview_map_get_chosen (YutuPreviewMap *self)
{
  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), -1);

  return self->chosen;
}

gboolean
yutu_preview_map_find (YutuPreviewMap *self,
                       guint           index,
                       double         *x,
                       double         *y)
{
  const YutuView            *view = get_view (self);
  const YutuDivisionFinding *finding = NULL;
  YutuMapPoint               at;

  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), FALSE);

  if (self->findings == NULL || index >= self->findings->len || view == NULL)
    return FALSE;
  finding = self->findings->pdata[index];
  if (!finding->has_place)
    return FALSE;
  at = yutu_projection_forward (view->epsg, finding->place);
  yutu_view_to_screen (view, at.x, at.y, x, y);
  return TRUE;
}
