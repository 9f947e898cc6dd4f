/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-picture-map.h"

#include <adwaita.h>
#include <math.h>

#include "ui/yutu-map-style.h"
#include "ui/yutu-texture.h"

#define GAP_PX 6
#define PAN_PX 80.0
#define FIT_PX 24.0

typedef struct
{
  YutuMapStyles styles;
  YutuView      view;   /* of each pane */
  gboolean      is_fit; /* the view was never set by hand */
  GdkTexture   *pictures[YUTU_PICTURE_MAX_PANES];
  YutuView      picture_view;
  gboolean      is_painting;
  gboolean      is_stale;
  double        pointer_x; /* in its pane */
  double        pointer_y;
  double        drag_x; /* so far */
  double        drag_y;
  gboolean      drags;
} YutuPictureMapPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YutuPictureMap, yutu_picture_map, GTK_TYPE_WIDGET)

static YutuPictureMapPrivate *
get_private (YutuPictureMap *self)
{
  return yutu_picture_map_get_instance_private (self);
}

static int
count_panes (YutuPictureMap *self)
{
  return YUTU_PICTURE_MAP_GET_CLASS (self)->n_panes;
}

double
yutu_picture_map_get_pane_left (YutuPictureMap *self,
                                int             pane)
{
  g_return_val_if_fail (YUTU_IS_PICTURE_MAP (self), 0);

  return pane * (get_private (self)->view.width + GAP_PX);
}

/* ---- Painting ---- */

typedef struct
{
  YutuPicture      picture;
  int              n_panes;
  YutuStyle       *style;
  YutuView         view;
  cairo_surface_t *surfaces[YUTU_PICTURE_MAX_PANES];
} Paint;

static void
paint_free (gpointer data)
{
  Paint *self = data;

  for (int i = 0; i < self->n_panes; i++)
    {
      g_clear_pointer (&self->picture.scenes[i], yutu_scene_unref);
      g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
    }
  g_clear_pointer (&self->picture.sketch, yutu_sketch_unref);
  yutu_style_unref (self->style);
  g_free (self);
}

static cairo_surface_t *
paint_pane (const Paint *paint,
            YutuScene   *scene)
{
  const YutuView  *view = &paint->view;
  gboolean         has_overlay = paint->picture.has_overlay && scene != NULL;
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, view->width * view->scale, view->height * view->scale);
  cairo_t *cr = NULL;

  cairo_surface_set_device_scale (surface, view->scale, view->scale);
  cr = cairo_create (surface);
  if (scene != NULL)
    yutu_scene_paint_base (scene, cr, view);
  if (paint->picture.sketch != NULL)
    yutu_sketch_paint (paint->picture.sketch, cr, paint->style, view, !has_overlay);
  if (has_overlay)
    {
      g_autoptr (YutuLabelPlacement) labels = yutu_label_placement_new (scene, view, NULL);

      yutu_scene_paint_overlay (scene, labels, cr, view);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
paint_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Paint *paint = task_data;

  for (int i = 0; i < paint->n_panes; i++)
    paint->surfaces[i] = paint_pane (paint, paint->picture.scenes[i]);
  g_task_return_boolean (task, TRUE);
}

static void
painted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuPictureMap) self = data;
  YutuPictureMapPrivate *priv = get_private (self);
  Paint                 *paint = g_task_get_task_data (G_TASK (result));

  priv->is_painting = FALSE;
  for (int i = 0; i < paint->n_panes; i++)
    {
      g_clear_object (&priv->pictures[i]);
      priv->pictures[i] = yutu_texture_take_surface (g_steal_pointer (&paint->surfaces[i]));
    }
  priv->picture_view = paint->view;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (priv->is_stale)
    yutu_picture_map_repaint (self);
}

void
yutu_picture_map_repaint (YutuPictureMap *self)
{
  YutuPictureMapPrivate *priv = NULL;
  YutuStyle             *style = NULL;
  YutuPicture            picture = { .scenes = { NULL } };
  Paint                 *paint = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YUTU_IS_PICTURE_MAP (self));

  priv = get_private (self);
  style = yutu_map_styles_get (&priv->styles);
  if (yutu_picture_map_get_view (self) == NULL || style == NULL)
    return;
  priv->is_stale = priv->is_painting;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (priv->is_painting || !YUTU_PICTURE_MAP_GET_CLASS (self)->fill_picture (self, style, &picture))
    return;
  paint = g_new0 (Paint, 1);
  paint->picture = picture;
  paint->n_panes = count_panes (self);
  paint->style = yutu_style_ref (style);
  paint->view = priv->view;
  paint->view.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  priv->is_painting = TRUE;
  task = g_task_new (NULL, NULL, painted_cb, g_object_ref (self));
  g_task_set_source_tag (task, yutu_picture_map_repaint);
  g_task_set_task_data (task, paint, paint_free);
  g_task_run_in_thread (task, paint_in_worker);
}

/* ---- The view ---- */

const YutuView *
yutu_picture_map_get_view (YutuPictureMap *self)
{
  const YutuPictureMapPrivate *priv = NULL;

  g_return_val_if_fail (YUTU_IS_PICTURE_MAP (self), NULL);

  priv = get_private (self);
  return priv->view.width > 0 && priv->view.height > 0 && priv->view.resolution > 0 ? &priv->view : NULL;
}

YutuStyle *
yutu_picture_map_get_style (YutuPictureMap *self)
{
  g_return_val_if_fail (YUTU_IS_PICTURE_MAP (self), NULL);

  return yutu_map_styles_get (&get_private (self)->styles);
}

gboolean
yutu_picture_map_is_fit (YutuPictureMap *self)
{
  g_return_val_if_fail (YUTU_IS_PICTURE_MAP (self), FALSE);

  return get_private (self)->is_fit;
}

void
yutu_picture_map_fit (YutuPictureMap *self)
{
  YutuPictureMapPrivate *priv = NULL;
  YutuMapBox             box = YUTU_MAP_BOX_EMPTY;

  g_return_if_fail (YUTU_IS_PICTURE_MAP (self));

  priv = get_private (self);
  priv->is_fit = TRUE;
  if (priv->view.width < 1 || priv->view.height < 1 ||
      !YUTU_PICTURE_MAP_GET_CLASS (self)->get_extent (self, &priv->view.epsg, &box) || box.max_x < box.min_x)
    return;
  yutu_view_fit (&priv->view, box, FIT_PX);
  yutu_picture_map_repaint (self);
}

void
yutu_picture_map_show_box (YutuPictureMap *self,
                           YutuMapBox      box,
                           double          margin_px)
{
  YutuPictureMapPrivate *priv = NULL;

  g_return_if_fail (YUTU_IS_PICTURE_MAP (self));

  priv = get_private (self);
  priv->is_fit = FALSE;
  yutu_view_fit (&priv->view, box, margin_px);
  yutu_picture_map_repaint (self);
}

void
yutu_picture_map_show_point (YutuPictureMap *self,
                             YutuPoint       point,
                             double          metres)
{
  YutuPictureMapPrivate *priv = NULL;
  YutuMapPoint           at;

  g_return_if_fail (YUTU_IS_PICTURE_MAP (self));

  priv = get_private (self);
  if (priv->view.width < 1 || priv->view.height < 1)
    return;
  at = yutu_projection_forward (priv->view.epsg, point);
  priv->is_fit = FALSE;
  priv->view.center_x = at.x;
  priv->view.center_y = at.y;
  priv->view.resolution = 2 * metres / yutu_projection_metres_per_unit (priv->view.epsg, at) /
                          MIN (priv->view.width, priv->view.height);
  yutu_picture_map_repaint (self);
}

static void
move_by (YutuPictureMap *self,
         double          dx,
         double          dy)
{
  YutuPictureMapPrivate *priv = get_private (self);

  if (yutu_picture_map_get_view (self) == NULL)
    return;
  priv->is_fit = FALSE;
  yutu_view_pan (&priv->view, dx, dy);
  yutu_picture_map_repaint (self);
}

static void
zoom_by (YutuPictureMap *self,
         double          factor,
         double          x,
         double          y)
{
  YutuPictureMapPrivate *priv = get_private (self);

  if (yutu_picture_map_get_view (self) == NULL)
    return;
  priv->is_fit = FALSE;
  yutu_view_zoom_about (&priv->view, factor, x, y);
  yutu_picture_map_repaint (self);
}

/* @x of the widget in the pane that it lies in. */
static double
to_pane_x (YutuPictureMap *self,
           double          x)
{
  int pane = count_panes (self) - 1;

  while (pane > 0 && x < yutu_picture_map_get_pane_left (self, pane))
    pane--;
  return x - yutu_picture_map_get_pane_left (self, pane);
}

static void
press (YutuPictureMap *self,
       double          x,
       double          y)
{
  YUTU_PICTURE_MAP_GET_CLASS (self)->press (self, x, y);
}

/* ---- Keys ---- */

static const struct
{
  const char *name;
  guint       key;
  double      zoom; /* 0: everything */
  double      dx;
  double      dy;
} MOVES[] = {
  { "picture.zoom-in", GDK_KEY_plus, 2, 0, 0 },
  { "picture.zoom-in", GDK_KEY_equal, 2, 0, 0 },
  { "picture.zoom-in", GDK_KEY_KP_Add, 2, 0, 0 },
  { "picture.zoom-out", GDK_KEY_minus, 0.5, 0, 0 },
  { "picture.zoom-out", GDK_KEY_KP_Subtract, 0.5, 0, 0 },
  { "picture.fit", GDK_KEY_Home, 0, 0, 0 },
  { "picture.pan-left", GDK_KEY_Left, 1, PAN_PX, 0 },
  { "picture.pan-right", GDK_KEY_Right, 1, -PAN_PX, 0 },
  { "picture.pan-up", GDK_KEY_Up, 1, 0, PAN_PX },
  { "picture.pan-down", GDK_KEY_Down, 1, 0, -PAN_PX },
};

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  YutuPictureMap *self = YUTU_PICTURE_MAP (widget);
  const YutuView *view = &get_private (self)->view;
  gsize           i = 0;

  while (!g_str_equal (MOVES[i].name, name))
    i++;
  if (!(MOVES[i].zoom > 0))
    yutu_picture_map_fit (self);
  else if (MOVES[i].zoom > 1 || MOVES[i].zoom < 1)
    zoom_by (self, MOVES[i].zoom, view->width / 2.0, view->height / 2.0);
  else
    move_by (self, MOVES[i].dx, MOVES[i].dy);
}

static void
press_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  YutuPictureMap *self = YUTU_PICTURE_MAP (widget);
  const YutuView *view = &get_private (self)->view;

  press (self, view->width / 2.0, view->height / 2.0);
}

/* ---- Pointer ---- */

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               YutuPictureMap *self)
{
  YutuPictureMapPrivate *priv = get_private (self);

  priv->drag_x = 0;
  priv->drag_y = 0;
  priv->drags = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          x,
                double          y,
                YutuPictureMap *self)
{
  YutuPictureMapPrivate *priv = get_private (self);

  priv->drags = priv->drags || gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)x, (int)y);
  if (!priv->drags)
    return;
  move_by (self, round (x - priv->drag_x), round (y - priv->drag_y));
  priv->drag_x = round (x);
  priv->drag_y = round (y);
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          x,
             double          y,
             YutuPictureMap *self)
{
  double start_x = 0, start_y = 0;

  if (get_private (self)->drags)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  press (self, to_pane_x (self, start_x), start_y);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           YutuPictureMap           *self)
{
  YutuPictureMapPrivate *priv = get_private (self);

  priv->pointer_x = to_pane_x (self, x);
  priv->pointer_y = y;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           YutuPictureMap           *self)
{
  const YutuPictureMapPrivate *priv = get_private (self);

  zoom_by (self, pow (2, -dy / 2), priv->pointer_x, priv->pointer_y);
  return TRUE;
}

/* ---- Drawing ---- */

static void
draw_picture (YutuPictureMap *self,
              GtkSnapshot    *snapshot,
              int             pane)
{
  YutuPictureMapPrivate *priv = get_private (self);
  YutuMapBox             box = yutu_view_get_box (&priv->picture_view);
  double                 left = 0, top = 0, right = 0, bottom = 0, x = yutu_picture_map_get_pane_left (self, pane);
  graphene_rect_t        own = GRAPHENE_RECT_INIT ((float)x, 0, (float)priv->view.width, (float)priv->view.height);

  if (priv->pictures[pane] == NULL)
    return;
  yutu_view_to_screen (&priv->view, box.min_x, box.max_y, &left, &top);
  yutu_view_to_screen (&priv->view, box.max_x, box.min_y, &right, &bottom);
  gtk_snapshot_push_clip (snapshot, &own);
  gtk_snapshot_append_texture (snapshot, priv->pictures[pane],
                               &GRAPHENE_RECT_INIT ((float)(x + left), (float)top, (float)(right - left),
                                                    (float)(bottom - top)));
  gtk_snapshot_pop (snapshot);
}

static void
yutu_picture_map_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  YutuPictureMap *self = YUTU_PICTURE_MAP (widget);

  for (int i = 0; i < count_panes (self); i++)
    draw_picture (self, snapshot, i);
}

static void
yutu_picture_map_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  YutuPictureMap        *self = YUTU_PICTURE_MAP (widget);
  YutuPictureMapPrivate *priv = get_private (self);
  int                    n = count_panes (self);
  int                    own = MAX ((width - (n - 1) * GAP_PX) / n, 1);

  if (priv->view.width == own && priv->view.height == height)
    return;
  priv->view.width = own;
  priv->view.height = height;
  if (priv->is_fit)
    yutu_picture_map_fit (self);
  else
    yutu_picture_map_repaint (self);
}

gboolean
yutu_picture_map_is_settled (YutuPictureMap *self)
{
  const YutuPictureMapPrivate *priv = NULL;

  g_return_val_if_fail (YUTU_IS_PICTURE_MAP (self), FALSE);

  priv = get_private (self);
  return priv->pictures[0] != NULL && !priv->is_painting && !priv->is_stale;
}

/* ---- The widget ---- */

static void
yutu_picture_map_dispose (GObject *object)
{
  YutuPictureMapPrivate *priv = get_private (YUTU_PICTURE_MAP (object));

  for (int i = 0; i < YUTU_PICTURE_MAX_PANES; i++)
    g_clear_object (&priv->pictures[i]);
  yutu_map_styles_clear (&priv->styles);
  G_OBJECT_CLASS (yutu_picture_map_parent_class)->dispose (object);
}

static void
yutu_picture_map_class_init (YutuPictureMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  klass->n_panes = 1;
  G_OBJECT_CLASS (klass)->dispose = yutu_picture_map_dispose;
  widget_class->snapshot = yutu_picture_map_snapshot;
  widget_class->size_allocate = yutu_picture_map_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  for (gsize i = 0; i < G_N_ELEMENTS (MOVES); i++)
    {
      gtk_widget_class_install_action (widget_class, MOVES[i].name, NULL, move_action);
      gtk_widget_class_add_binding_action (widget_class, MOVES[i].key, 0, MOVES[i].name, NULL);
    }
  gtk_widget_class_install_action (widget_class, "picture.press", NULL, press_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "picture.press", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "picture.press", NULL);
}

static void
yutu_picture_map_init (YutuPictureMap *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  get_private (self)->is_fit = TRUE;
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
                           G_CALLBACK (yutu_picture_map_repaint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (yutu_picture_map_repaint), self, G_CONNECT_SWAPPED);
}
