/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-furniture.h"

#include <adwaita.h>

#include "ui/yutu-map-view-private.h"

#define MARGIN      16
#define SCALE_PX     140
#define SCALE_HEIGHT 34
#define SCALE_BOTTOM 10
#define NORTH_PX    40
#define NORTH_DISC  54
#define CROSSHAIR   11.0
#define PILL_RADIUS 6
#define SEPARATOR   " · " /* of the parts of the readout */

static const GdkRGBA *
get_ground (void)
{
  static const GdkRGBA light = { 0.984f, 0.98f, 0.969f, 1 }, dark = { 0.118f, 0.129f, 0.149f, 1 };

  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark : &light;
}

static const GdkRGBA *
get_ink (void)
{
  static const GdkRGBA light = { 0.227f, 0.196f, 0.267f, 1 }, dark = { 0.871f, 0.867f, 0.855f, 1 };

  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark : &light;
}

static const GdkRGBA *
get_accent (void)
{
  static const GdkRGBA light = { 0.11f, 0.443f, 0.847f, 1 }, dark = { 0.471f, 0.682f, 0.929f, 1 };

  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark : &light;
}

static PangoLayout *
new_layout (YutuMapView *self,
            const char  *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static void
snapshot_layout (GtkSnapshot *snapshot,
                 PangoLayout *layout,
                 double       x,
                 double       y,
                 double       align)
{
  GskRoundedRect pill;
  int            width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = round (x - align * (width + 12));
  gsk_rounded_rect_init_from_rect (
    &pill, &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width + 12, (float)height + 6),
    PILL_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, get_ground (), &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x + 6, (float)y + 3));
  gtk_snapshot_append_layout (snapshot, layout, get_ink ());
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_text (YutuMapView *self,
               GtkSnapshot *snapshot,
               const char  *text,
               double       x,
               double       y,
               double       align)
{
  g_autoptr (PangoLayout) layout = new_layout (self, text);

  snapshot_layout (snapshot, layout, x, y, align);
}

/* ---- scale bar and north arrow: drawn once a zoom ---- */

static GskRenderNode *
new_picture_node (YutuMapView *self,
                  double       x,
                  double       y,
                  int          width,
                  int          height,
                  void (*paint) (YutuMapView *self, cairo_t *cr, double width, double height))
{
  int              scale = self->view.scale;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  GskRenderNode *node =
    gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  paint (self, cr, width, height);
  cairo_destroy (cr);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, x, y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

static void
append_pill (cairo_t *cr,
             double   x,
             double   y,
             double   width,
             double   height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - PILL_RADIUS, y + PILL_RADIUS, PILL_RADIUS, -G_PI_2, 0);
  cairo_arc (cr, x + width - PILL_RADIUS, y + height - PILL_RADIUS, PILL_RADIUS, 0, G_PI_2);
  cairo_arc (cr, x + PILL_RADIUS, y + height - PILL_RADIUS, PILL_RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, x + PILL_RADIUS, y + PILL_RADIUS, PILL_RADIUS, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* What lies under it is hidden, not half to be read. */
static void
paint_scale (YutuMapView *self,
             cairo_t     *cr,
             double       width,
             double       height)
{
  const GdkRGBA *ground = get_ground ();
  const double   factor = self->magnification;
  YutuView       view = self->view;
  double         length_m, length_px;

  /* Its words grow, the bar itself does not. */
  view.resolution *= factor;
  cairo_scale (cr, factor, factor);
  yutu_scale_bar_measure (&view, SCALE_PX / factor, &length_m, &length_px);
  append_pill (cr, MARGIN / 2.0, 0, length_px + 3 * MARGIN, height / factor);
  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_fill (cr);
  yutu_scale_bar_paint (cr, yutu_map_view_get_style (self), &view, MARGIN, height / factor - 4,
                        SCALE_PX / factor);
}

static void
paint_north (YutuMapView *self,
             cairo_t     *cr,
             double       width,
             double       height)
{
  const GdkRGBA *ground = get_ground ();

  cairo_arc (cr, width / 2, height / 2, width / 2, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, 0.88); /* names lie below */
  cairo_fill (cr);
  yutu_north_arrow_paint (cr, yutu_map_view_get_style (self), width / 2, height / 2, NORTH_PX);
}

void
yutu_map_view_clear_furniture (YutuMapView *self)
{
  g_clear_pointer (&self->scale_node, gsk_render_node_unref);
  g_clear_pointer (&self->north_node, gsk_render_node_unref);
}

static int
get_scale_width (YutuMapView *self)
{
  return SCALE_PX + (int)ceil (4 * MARGIN * self->magnification);
}

static void
ensure_pictures (YutuMapView *self)
{
  const int height = (int)ceil (SCALE_HEIGHT * self->magnification);

  if (self->scale_resolution != self->view.resolution)
    g_clear_pointer (&self->scale_node, gsk_render_node_unref);
  self->scale_resolution = self->view.resolution;
  if (self->scale_node == NULL)
    self->scale_node = new_picture_node (self, 0, self->view.height - height - SCALE_BOTTOM,
                                         get_scale_width (self), height, paint_scale);
  if (self->north_node == NULL)
    self->north_node = new_picture_node (self, self->view.width - NORTH_DISC - MARGIN, MARGIN,
                                         NORTH_DISC, NORTH_DISC, paint_north);
}

/* ---- where the pointer is ---- */

static gboolean
shows_crosshair (YutuMapView *self)
{
  return gtk_widget_has_visible_focus (GTK_WIDGET (self)) && self->pointer.drawing == NULL;
}

/* Leaves out the CRS, then the metres, where great letters have no room beside the scale bar. */
static PangoLayout *
new_readout (YutuMapView *self,
             char        *text,
             int         *height)
{
  PangoLayout *layout = new_layout (self, text);
  double       room = self->view.width - get_scale_width (self) - MARGIN - 12;
  int          width = 0;

  pango_layout_get_pixel_size (layout, &width, height);
  for (char *cut = g_strrstr (text, SEPARATOR); width > room && cut != NULL;
       cut = g_strrstr (text, SEPARATOR))
    {
      *cut = '\0';
      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, height);
    }
  return layout;
}

static void
snapshot_readout (YutuMapView *self,
                  GtkSnapshot *snapshot)
{
  gboolean         by_pointer = self->pointer.inside && !shows_crosshair (self);
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  YutuMapPoint at;
  int          height = 0;

  yutu_view_from_screen (&self->view, by_pointer ? self->pointer.x : self->view.width / 2.0,
                         by_pointer ? self->pointer.y : self->view.height / 2.0, &at.x, &at.y);
  text = yutu_coordinates_text (self->view.epsg, at);
  layout = new_readout (self, text, &height);
  snapshot_layout (snapshot, layout, self->view.width - MARGIN / 2, self->view.height - height - 14,
                   1);
}

static void
snapshot_bar (GtkSnapshot *snapshot,
              double       x,
              double       y,
              double       width,
              double       height)
{
  const GdkRGBA halo = { 1, 1, 1, 0.8f };

  gtk_snapshot_append_color (
    snapshot, &halo,
    &GRAPHENE_RECT_INIT ((float)x - 1, (float)y - 1, (float)width + 2, (float)height + 2));
  gtk_snapshot_append_color (
    snapshot, get_accent (),
    &GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height));
}

static void
snapshot_crosshair (YutuMapView *self,
                    GtkSnapshot *snapshot)
{
  double x = floor (self->view.width / 2.0), y = floor (self->view.height / 2.0);

  snapshot_bar (snapshot, x - CROSSHAIR, y - 1, CROSSHAIR - 3, 2);
  snapshot_bar (snapshot, x + 3, y - 1, CROSSHAIR - 3, 2);
  snapshot_bar (snapshot, x - 1, y - CROSSHAIR, 2, CROSSHAIR - 3);
  snapshot_bar (snapshot, x - 1, y + 3, 2, CROSSHAIR - 3);
}

static void
snapshot_focus (YutuMapView *self,
                GtkSnapshot *snapshot)
{
  const float    widths[] = { 2, 2, 2, 2 };
  GdkRGBA        color = *get_accent ();
  const GdkRGBA  colors[] = { color, color, color, color };
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (
    &ring,
    &GRAPHENE_RECT_INIT (2, 2, (float)self->view.width - 4, (float)self->view.height - 4), 4);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
}

void
yutu_map_view_snapshot_furniture (YutuMapView *self,
                                  GtkSnapshot *snapshot)
{
  ensure_pictures (self);
  gtk_snapshot_append_node (snapshot, self->scale_node);
  gtk_snapshot_append_node (snapshot, self->north_node);
  if (self->enlargement == 1) /* nobody reads coordinates from across a room */
    snapshot_readout (self, snapshot);
  if (shows_crosshair (self))
    snapshot_crosshair (self, snapshot);
  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    snapshot_focus (self, snapshot);
}

/* ---- what is being drawn ---- */

static void
snapshot_outline (YutuMapView *self,
                  GtkSnapshot *snapshot)
{
  gsize                    n = 0;
  const YutuMapPoint      *outline = yutu_map_drawing_get_outline (self->pointer.drawing, &n);
  const GdkRGBA           *accent = get_accent ();
  YutuMapBox               box = YUTU_MAP_BOX_EMPTY;
  g_autofree YutuMapPoint *at = g_new (YutuMapPoint, n + 1);
  cairo_t                 *cr;

  for (gsize i = 0; i < n; i++)
    {
      yutu_view_to_screen (&self->view, outline[i].x, outline[i].y, &at[i].x, &at[i].y);
      at[i].x = CLAMP (at[i].x, -10000, 20000); /* cairo's fixed point ends at 8 million */
      at[i].y = CLAMP (at[i].y, -10000, 20000);
      yutu_map_box_add (&box, at[i].x, at[i].y);
    }
  if (n < 2)
    return;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT ((float)box.min_x - 3, (float)box.min_y - 3,
                                   (float)(box.max_x - box.min_x) + 6,
                                   (float)(box.max_y - box.min_y) + 6));
  for (gsize i = 0; i < n; i++)
    cairo_line_to (cr, at[i].x, at[i].y);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.14);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
yutu_map_view_snapshot_drawing (YutuMapView *self,
                                GtkSnapshot *snapshot)
{
  g_autofree char *words = NULL;
  gboolean         left;

  if (self->pointer.drawing == NULL)
    return;
  snapshot_outline (self, snapshot);
  words = yutu_map_drawing_dup_words (self->pointer.drawing);
  left = self->pointer.x > self->view.width - 200.0;
  snapshot_text (self, snapshot, words, self->pointer.x + (left ? -14 : 14),
                 MAX (self->pointer.y - 34, 4), left ? 1 : 0);
}
