/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One picture at a time is painted; what is asked for meanwhile waits for it, and the last picture
 * stands in, moved to where it belongs. */

#include "ui/yutu-preview-map.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "ui/yutu-map-style.h"
#include "ui/yutu-texture.h"

#define MARK_PX  6.0
#define LINE_PX  2.5
#define CROSS_PX 9.0
#define REACH_PX 11.0
#define PAN_PX   80.0
#define FIT_PX   24.0
/* A finding is looked at so that this many metres lie around it. */
#define AROUND_M 300.0

struct _YutuPreviewMap
{
  GtkWidget parent_instance;

  YutuSession *session;
  YutuSketch  *sketch;
  GPtrArray   *findings; /* (nullable) */
  GArray      *line;     /* YutuPoint: what is being drawn */
  gboolean     is_ring;
  gint64       unit;     /* outlined; 0: none */

  YutuDivisionLayer *divisions; /* (nullable): in the place of the session's */
  int          chosen;
  YutuMapStyles styles;
  YutuView     view;
  gboolean     is_fit; /* the view was never set by hand */
  GdkTexture  *picture;
  YutuView     picture_view;
  gboolean     is_painting;
  gboolean     is_stale;
  double       pointer_x;
  double       pointer_y;
  double       drag_x; /* so far */
  double       drag_y;
};

G_DEFINE_FINAL_TYPE (YutuPreviewMap, yutu_preview_map, GTK_TYPE_WIDGET)

static guint chosen_signal;
static guint pressed_signal;

/* ---- Painting ---- */

typedef struct
{
  YutuScene  *scene;  /* (nullable) */
  YutuSketch *sketch; /* (nullable) */
  YutuStyle  *style;
  YutuView    view;
  gboolean    has_names;
} Paint;

static void
paint_free (gpointer data)
{
  Paint *self = data;

  g_clear_pointer (&self->scene, yutu_scene_unref);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  yutu_style_unref (self->style);
  g_free (self);
}

static void
paint_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Paint           *paint = task_data;
  const YutuView  *view = &paint->view;
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, view->width * view->scale, view->height * view->scale);
  cairo_t *cr = NULL;

  cairo_surface_set_device_scale (surface, view->scale, view->scale);
  cr = cairo_create (surface);
  if (paint->scene != NULL)
    yutu_scene_paint_base (paint->scene, cr, view);
  if (paint->sketch != NULL)
    yutu_sketch_paint (paint->sketch, cr, paint->style, view, !paint->has_names);
  if (paint->has_names)
    {
      YutuLabelPlacement *placement = yutu_label_placement_new (paint->scene, view, NULL);

      yutu_scene_paint_overlay (paint->scene, placement, cr, view);
      yutu_label_placement_unref (placement);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_task_return_pointer (task, surface, (GDestroyNotify)cairo_surface_destroy);
}

static void begin_paint (YutuPreviewMap *self);

static void
painted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuPreviewMap) self = user_data;
  const Paint     *paint = g_task_get_task_data (G_TASK (result));
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_painting = FALSE;
  g_clear_object (&self->picture);
  self->picture = yutu_texture_take_surface (surface);
  self->picture_view = paint->view;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->is_stale)
    begin_paint (self);
}

/* The file's own land below, plain, so that the areas stand out. */
static YutuScene *
make_scene (YutuPreviewMap *self,
            YutuStyle     *style)
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

static void
begin_paint (YutuPreviewMap *self)
{
  Paint     *paint = NULL;
  YutuStyle *style = yutu_map_styles_get (&self->styles);
  g_autoptr (GTask) task = NULL;

  if (self->view.width < 1 || self->view.height < 1 || !(self->view.resolution > 0) || style == NULL)
    return;
  self->is_stale = self->is_painting;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->is_painting)
    return;
  paint = g_new0 (Paint, 1);
  paint->style = yutu_style_ref (style);
  paint->scene = make_scene (self, style);
  paint->has_names = self->divisions != NULL && paint->scene != NULL;
  paint->sketch = self->sketch != NULL ? yutu_sketch_ref (self->sketch) : NULL;
  paint->view = self->view;
  paint->view.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  self->is_painting = TRUE;
  task = g_task_new (NULL, NULL, painted_cb, g_object_ref (self));
  g_task_set_task_data (task, paint, paint_free);
  g_task_run_in_thread (task, paint_in_worker);
}

/* ---- The view ---- */

static void
fit (YutuPreviewMap *self)
{
  YutuMapBox     box = YUTU_MAP_BOX_EMPTY;
  YutuMapLayers *layers = self->session != NULL ? yutu_session_get_layers (self->session) : NULL;

  self->is_fit = TRUE;
  if (self->view.width < 1 || self->view.height < 1 || self->session == NULL)
    return;
  self->view.epsg = yutu_session_get_map_epsg (self->session);
  if (self->sketch != NULL)
    box = yutu_sketch_get_box (self->sketch);
  if (box.max_x < box.min_x && layers != NULL)
    box = yutu_map_layers_get_box (layers);
  if (box.max_x < box.min_x)
    return;
  yutu_view_fit (&self->view, box, FIT_PX);
  begin_paint (self);
}

static void
move_by (YutuPreviewMap *self,
         double         dx,
         double         dy)
{
  self->is_fit = FALSE;
  yutu_view_pan (&self->view, dx, dy);
  begin_paint (self);
}

static void
zoom_by (YutuPreviewMap *self,
         double         factor,
         double         x,
         double         y)
{
  if (!(self->view.resolution > 0))
    return;
  self->is_fit = FALSE;
  yutu_view_zoom_about (&self->view, factor, x, y);
  begin_paint (self);
}

static int
find_at (YutuPreviewMap *self,
         double         x,
         double         y)
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
press (YutuPreviewMap *self,
       double          x,
       double          y)
{
  int index = find_at (self, x, y);

  if (index >= 0)
    g_signal_emit (self, chosen_signal, 0, (guint)index);
  else
    g_signal_emit (self, pressed_signal, 0, x, y);
}

static void
action (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    double      zoom;
    double      dx;
    double      dy;
  } moves[] = {
    { "preview.zoom-in", 2, 0, 0 },
    { "preview.zoom-out", 0.5, 0, 0 },
    { "preview.fit", 0, 0, 0 },
    { "preview.pan-left", 1, PAN_PX, 0 },
    { "preview.pan-right", 1, -PAN_PX, 0 },
    { "preview.pan-up", 1, 0, PAN_PX },
    { "preview.pan-down", 1, 0, -PAN_PX },
  };
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (widget);

  if (g_str_equal (name, "preview.press"))
    press (self, self->view.width / 2.0, self->view.height / 2.0);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_str_equal (moves[i].name, name))
      {
        if (!(moves[i].zoom > 0))
          fit (self);
        else if (moves[i].zoom > 1 || moves[i].zoom < 1)
          zoom_by (self, moves[i].zoom, self->view.width / 2.0, self->view.height / 2.0);
        else
          move_by (self, moves[i].dx, moves[i].dy);
      }
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          x,
                double          y,
                YutuPreviewMap  *self)
{
  if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)x, (int)y) && self->drag_x == 0 &&
      self->drag_y == 0)
    return;
  move_by (self, round (x - self->drag_x), round (y - self->drag_y));
  self->drag_x = round (x);
  self->drag_y = round (y);
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               YutuPreviewMap  *self)
{
  self->drag_x = 0;
  self->drag_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          x,
             double          y,
             YutuPreviewMap  *self)
{
  double start_x = 0, start_y = 0;

  if (self->drag_x != 0 || self->drag_y != 0)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  press (self, start_x, start_y);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           YutuPreviewMap            *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           YutuPreviewMap            *self)
{
  zoom_by (self, pow (2, -dy / 2), self->pointer_x, self->pointer_y);
  return TRUE;
}

/* ---- Drawing ---- */

static void
draw_picture (YutuPreviewMap *self,
              GtkSnapshot   *snapshot)
{
  YutuMapBox box = yutu_view_get_box (&self->picture_view);
  double     left = 0, top = 0, right = 0, bottom = 0;

  yutu_view_to_screen (&self->view, box.min_x, box.max_y, &left, &top);
  yutu_view_to_screen (&self->view, box.max_x, box.min_y, &right, &bottom);
  gtk_snapshot_append_texture (
    snapshot, self->picture,
    &GRAPHENE_RECT_INIT ((float)left, (float)top, (float)(right - left), (float)(bottom - top)));
}

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

/* A dark line in a light one: to be seen on any ground. */
static void
draw_line (YutuPreviewMap *self,
           cairo_t        *cr)
{
  double x = 0, y = 0;

  for (guint i = 0; i < self->line->len; i++)
    {
      YutuMapPoint at =
        yutu_projection_forward (self->view.epsg, g_array_index (self->line, YutuPoint, i));

      yutu_view_to_screen (&self->view, at.x, at.y, &x, &y);
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
draw_cross (YutuPreviewMap *self,
            cairo_t        *cr)
{
  double x = floor (self->view.width / 2.0) + 0.5, y = floor (self->view.height / 2.0) + 0.5;

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
  int            width = gtk_widget_get_width (widget);
  int            height = gtk_widget_get_height (widget);
  cairo_t       *cr = NULL;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  if (self->picture != NULL)
    draw_picture (self, snapshot);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
      {
        double x = 0, y = 0;

        if (((int)i == self->chosen) == (pass == 1) && yutu_preview_map_find (self, i, &x, &y) &&
            x > -20 && y > -20 && x < width + 20 && y < height + 20)
          draw_mark (cr, self->findings->pdata[i], x, y, pass == 1);
      }
  if (self->line->len > 0)
    draw_line (self, cr);
  if (gtk_widget_has_focus (widget) && self->findings == NULL)
    draw_cross (self, cr);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
yutu_preview_map_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (widget);

  if (self->view.width == width && self->view.height == height)
    return;
  self->view.width = width;
  self->view.height = height;
  if (self->is_fit)
    fit (self);
  else
    begin_paint (self);
}

/* ---- The widget ---- */

static void
update_words (YutuPreviewMap *self)
{
  g_autofree char *text = g_strdup_printf (
    /* Translators: read aloud: a preview with so many areas and findings */
    _ ("Preview: %d areas, %d findings"),
    self->sketch != NULL ? (int)yutu_sketch_count_areas (self->sketch) : 0,
    self->findings != NULL ? (int)self->findings->len : 0);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
yutu_preview_map_dispose (GObject *object)
{
  YutuPreviewMap *self = YUTU_PREVIEW_MAP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->divisions, yutu_division_layer_unref);
  yutu_map_styles_clear (&self->styles);
  G_OBJECT_CLASS (yutu_preview_map_parent_class)->dispose (object);
}

static void
yutu_preview_map_finalize (GObject *object)
{
  g_array_unref (YUTU_PREVIEW_MAP (object)->line);
  G_OBJECT_CLASS (yutu_preview_map_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "preview.zoom-in" },
    { GDK_KEY_equal, "preview.zoom-in" },
    { GDK_KEY_KP_Add, "preview.zoom-in" },
    { GDK_KEY_minus, "preview.zoom-out" },
    { GDK_KEY_KP_Subtract, "preview.zoom-out" },
    { GDK_KEY_Home, "preview.fit" },
    { GDK_KEY_Left, "preview.pan-left" },
    { GDK_KEY_Right, "preview.pan-right" },
    { GDK_KEY_Up, "preview.pan-up" },
    { GDK_KEY_Down, "preview.pan-down" },
    { GDK_KEY_Return, "preview.press" },
    { GDK_KEY_KP_Enter, "preview.press" },
    { GDK_KEY_space, "preview.press" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_install_action (widget_class, keys[i].action, NULL, action);
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
    }
}

static void
yutu_preview_map_class_init (YutuPreviewMapClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_preview_map_dispose;
  object_class->finalize = yutu_preview_map_finalize;
  widget_class->snapshot = yutu_preview_map_snapshot;
  widget_class->size_allocate = yutu_preview_map_size_allocate;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  pressed_signal = g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "previewmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_keys (widget_class);
}

static void
yutu_preview_map_init (YutuPreviewMap *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->chosen = -1;
  self->is_fit = TRUE;
  self->line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  /* Controllers die with the widget. */
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (begin_paint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (begin_paint), self, G_CONNECT_SWAPPED);
  update_words (self);
}

GtkWidget *
yutu_preview_map_new (void)
{
  return g_object_new (YUTU_TYPE_PREVIEW_MAP, NULL);
}

void
yutu_preview_map_set_session (YutuPreviewMap *self,
                             YutuSession   *session)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  if (g_set_object (&self->session, session))
    fit (self);
}

void
yutu_preview_map_set_sketch (YutuPreviewMap *self,
                            YutuSketch    *sketch)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  self->sketch = sketch != NULL ? yutu_sketch_ref (sketch) : NULL;
  update_words (self);
  if (self->is_fit || self->divisions == NULL)
    fit (self);
  else
    begin_paint (self);
}

void
yutu_preview_map_set_findings (YutuPreviewMap *self,
                              GPtrArray     *findings)
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
    yutu_preview_map_show_point (self, finding->place,
                                 MAX (AROUND_M, 3 * sqrt (MAX (finding->area_m2, 0))));
}

void
yutu_preview_map_show_point (YutuPreviewMap *self,
                             YutuPoint       point,
                             double          metres)
{
  YutuMapPoint at;

  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  if (self->view.width < 1 || self->view.height < 1)
    return;
  at = yutu_projection_forward (self->view.epsg, point);
  self->is_fit = FALSE;
  self->view.center_x = at.x;
  self->view.center_y = at.y;
  self->view.resolution = 2 * metres / yutu_projection_metres_per_unit (self->view.epsg, at) /
                          MIN (self->view.width, self->view.height);
  begin_paint (self);
}

void
yutu_preview_map_fit (YutuPreviewMap *self)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  fit (self);
}

void
yutu_preview_map_set_divisions (YutuPreviewMap    *self,
                                YutuDivisionLayer *divisions)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  g_clear_pointer (&self->divisions, yutu_division_layer_unref);
  self->divisions = divisions != NULL ? yutu_division_layer_ref (divisions) : NULL;
  begin_paint (self);
}

void
yutu_preview_map_set_unit (YutuPreviewMap *self,
                           gint64          unit)
{
  g_return_if_fail (YUTU_IS_PREVIEW_MAP (self));

  if (self->unit == unit)
    return;
  self->unit = unit;
  begin_paint (self);
}

gint64
yutu_preview_map_get_unit (YutuPreviewMap *self,
                           double          x,
                           double          y,
                           int             level)
{
  YutuStyle *style = NULL;
  gint64     unit = 0;
  g_autoptr (YutuScene) scene = NULL;
  g_autoptr (GArray) hits = NULL;

  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), 0);

  style = yutu_map_styles_get (&self->styles);
  scene = style != NULL && self->view.resolution > 0 ? make_scene (self, style) : NULL;
  if (scene == NULL)
    return 0;
  hits = yutu_scene_hit (scene, &self->view, x, y, 0);
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
measure_step (YutuPreviewMap *self,
              YutuPoint       point,
              double         *east,
              double         *north)
{
  const gint64 far = G_GINT64_CONSTANT (1000000);
  YutuMapPoint at = yutu_projection_forward (self->view.epsg, point);
  YutuMapPoint to_east = yutu_projection_forward (self->view.epsg, (YutuPoint){ point.x + far, point.y });
  YutuMapPoint to_north = yutu_projection_forward (self->view.epsg, (YutuPoint){ point.x, point.y + far });

  *east = hypot (to_east.x - at.x, to_east.y - at.y) / self->view.resolution / (double)far;
  *north = hypot (to_north.x - at.x, to_north.y - at.y) / self->view.resolution / (double)far;
}

YutuPoint
yutu_preview_map_get_point (YutuPreviewMap *self,
                            double          x,
                            double          y,
                            gboolean        snaps)
{
  YutuMapPoint   at = { 0, 0 };
  YutuMapLayers *layers = NULL;
  YutuSnapQuery  query = { .radius_px = REACH_PX,
                           .kinds = YUTU_SNAP_VERTEX | YUTU_SNAP_CROSSING | YUTU_SNAP_LINE };
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), ((YutuPoint){ 0, 0 }));

  yutu_view_from_screen (&self->view, x, y, &at.x, &at.y);
  query.at = yutu_projection_inverse (self->view.epsg, at);
  layers = self->session != NULL ? yutu_session_get_layers (self->session) : NULL;
  if (!snaps || layers == NULL)
    return query.at;
  measure_step (self, query.at, &query.east_px, &query.north_px);
  query.drawn = (const YutuPoint *)(gpointer)self->line->data;
  query.n_drawn = self->line->len;
  found = yutu_snap_find (yutu_map_layers_list_snaps (layers), YUTU_MAP_N_SNAPS, &query);
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
yutu_preview_map_is_settled (YutuPreviewMap *self)
{
  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), FALSE);

  return self->picture != NULL && !self->is_painting && !self->is_stale;
}

gboolean
yutu_preview_map_find (YutuPreviewMap *self,
                      guint          index,
                      double        *x,
                      double        *y)
{
  const YutuDivisionFinding *finding = NULL;
  YutuMapPoint               at;

  g_return_val_if_fail (YUTU_IS_PREVIEW_MAP (self), FALSE);

  if (self->findings == NULL || index >= self->findings->len || !(self->view.resolution > 0))
    return FALSE;
  finding = self->findings->pdata[index];
  if (!finding->has_place)
    return FALSE;
  at = yutu_projection_forward (self->view.epsg, finding->place);
  yutu_view_to_screen (&self->view, at.x, at.y, x, y);
  return TRUE;
}
