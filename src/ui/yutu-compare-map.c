/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One picture of both maps is painted at a time; what is asked for meanwhile waits for it, and the last
 * picture stands in, moved to where it belongs. */

#include "ui/yutu-compare-map.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "ui/yutu-map-style.h"
#include "ui/yutu-texture.h"
#include "ui/yutu-words.h"

#define GAP_PX 6
#define PAN_PX 80.0
#define FIT_PX 20.0

struct _YutuCompareMap
{
  GtkWidget parent_instance;

  const YutuComparison *comparison; /* (nullable) */
  int                   chosen;     /* row; -1 */
  YutuMapStyles styles;
  YutuView              view;       /* of each of the two */
  gboolean              is_fit;     /* the view was never set by hand */
  GdkTexture           *pictures[2];
  YutuView              picture_view;
  gboolean              is_painting;
  gboolean              is_stale;
  double                pointer_x;
  double                pointer_y;
  double                drag_x; /* so far */
  double                drag_y;
  gboolean              drags;
};

G_DEFINE_FINAL_TYPE (YutuCompareMap, yutu_compare_map, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* Left edge of a map, in the widget. */
static double
get_left (const YutuCompareMap *self,
          int                   side)
{
  return side == 0 ? 0 : self->view.width + GAP_PX;
}

/* ---- Painting ---- */

typedef struct
{
  YutuScene       *scenes[2];
  YutuSketch      *sketch;
  YutuStyle       *style;
  YutuView         view;
  cairo_surface_t *surfaces[2];
} Paint;

static void
paint_free (gpointer data)
{
  Paint *self = data;

  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->scenes[i], yutu_scene_unref);
      g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
    }
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
  Paint          *paint = task_data;
  const YutuView *view = &paint->view;

  for (int i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (
        CAIRO_FORMAT_ARGB32, view->width * view->scale, view->height * view->scale);
      g_autoptr (YutuLabelPlacement) labels =
        yutu_label_placement_new (paint->scenes[i], view, NULL);
      cairo_t *cr = NULL;

      cairo_surface_set_device_scale (surface, view->scale, view->scale);
      cr = cairo_create (surface);
      yutu_scene_paint_base (paint->scenes[i], cr, view);
      yutu_sketch_paint (paint->sketch, cr, paint->style, view, FALSE);
      yutu_scene_paint_overlay (paint->scenes[i], labels, cr, view);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      paint->surfaces[i] = surface;
    }
  g_task_return_boolean (task, TRUE);
}

static void begin_paint (YutuCompareMap *self);

static void
painted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuCompareMap) self = user_data;
  Paint *paint = g_task_get_task_data (G_TASK (result));

  self->is_painting = FALSE;
  for (int i = 0; i < 2; i++)
    {
      g_clear_object (&self->pictures[i]);
      self->pictures[i] = yutu_texture_take_surface (g_steal_pointer (&paint->surfaces[i]));
    }
  self->picture_view = paint->view;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->is_stale)
    begin_paint (self);
}

static void
outline_chosen (YutuCompareMap *self,
                YutuSceneSpec  *spec)
{
  const YutuComparisonRow *row = NULL;

  if (self->chosen < 0)
    return;
  row = &g_array_index (self->comparison->rows, YutuComparisonRow, (guint)self->chosen);
  if (row->land != NULL)
    spec->selection.shape = row->land->shape;
  else
    spec->selection.unit = row->unit->unit;
}

static void
begin_paint (YutuCompareMap *self)
{
  Paint     *paint = NULL;
  YutuStyle *style = yutu_map_styles_get (&self->styles);
  g_autoptr (GTask) task = NULL;

  if (self->view.width < 1 || self->view.height < 1 || !(self->view.resolution > 0) || style == NULL ||
      self->comparison == NULL)
    return;
  self->is_stale = self->is_painting;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->is_painting)
    return;
  paint = g_new0 (Paint, 1);
  paint->style = yutu_style_ref (style);
  paint->sketch = yutu_sketch_ref (self->comparison->sketch);
  paint->view = self->view;
  paint->view.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  for (int i = 0; i < 2; i++)
    {
      YutuSceneSpec spec = { .style = style };

      yutu_comparison_fill_scene (self->comparison, i, &spec);
      outline_chosen (self, &spec);
      paint->scenes[i] = yutu_scene_new (&spec);
    }
  self->is_painting = TRUE;
  task = g_task_new (NULL, NULL, painted_cb, g_object_ref (self));
  g_task_set_source_tag (task, begin_paint);
  g_task_set_task_data (task, paint, paint_free);
  g_task_run_in_thread (task, paint_in_worker);
}

/* ---- The view ---- */

static void
fit (YutuCompareMap *self)
{
  YutuMapBox box = YUTU_MAP_BOX_EMPTY;

  self->is_fit = TRUE;
  if (self->view.width < 1 || self->view.height < 1 || self->comparison == NULL)
    return;
  self->view.epsg = self->comparison->epsg;
  for (int i = 0; i < 2; i++)
    {
      YutuMapBox own = yutu_division_layer_get_box (self->comparison->layers[i]);

      yutu_map_box_add (&box, own.min_x, own.min_y);
      yutu_map_box_add (&box, own.max_x, own.max_y);
    }
  if (box.max_x < box.min_x)
    return;
  yutu_view_fit (&self->view, box, FIT_PX);
  begin_paint (self);
}

static void
move_by (YutuCompareMap *self,
         double          dx,
         double          dy)
{
  if (!(self->view.resolution > 0))
    return;
  self->is_fit = FALSE;
  yutu_view_pan (&self->view, dx, dy);
  begin_paint (self);
}

static void
zoom_by (YutuCompareMap *self,
         double          factor,
         double          x,
         double          y)
{
  if (!(self->view.resolution > 0))
    return;
  self->is_fit = FALSE;
  yutu_view_zoom_about (&self->view, factor, x, y);
  begin_paint (self);
}

/* @x of the widget in the map that it lies in. */
static double
to_map_x (const YutuCompareMap *self,
          double                x)
{
  return x >= get_left (self, 1) ? x - get_left (self, 1) : x;
}

static void
choose_at (YutuCompareMap *self,
           double          x,
           double          y)
{
  YutuMapPoint point;
  int          row = -1;

  if (self->comparison == NULL || !(self->view.resolution > 0))
    return;
  yutu_view_from_screen (&self->view, to_map_x (self, x), y, &point.x, &point.y);
  row = yutu_comparison_find (self->comparison, point);
  if (row >= 0)
    g_signal_emit (self, chosen_signal, 0, (guint)row);
}

static const struct
{
  const char *name;
  guint       key;
  double      zoom; /* 0: everything */
  double      dx;
  double      dy;
} MOVES[] = {
  { "compare.zoom-in", GDK_KEY_plus, 2, 0, 0 },
  { "compare.zoom-in", GDK_KEY_equal, 2, 0, 0 },
  { "compare.zoom-in", GDK_KEY_KP_Add, 2, 0, 0 },
  { "compare.zoom-out", GDK_KEY_minus, 0.5, 0, 0 },
  { "compare.zoom-out", GDK_KEY_KP_Subtract, 0.5, 0, 0 },
  { "compare.fit", GDK_KEY_Home, 0, 0, 0 },
  { "compare.pan-left", GDK_KEY_Left, 1, PAN_PX, 0 },
  { "compare.pan-right", GDK_KEY_Right, 1, -PAN_PX, 0 },
  { "compare.pan-up", GDK_KEY_Up, 1, 0, PAN_PX },
  { "compare.pan-down", GDK_KEY_Down, 1, 0, -PAN_PX },
};

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (widget);
  gsize           i = 0;

  while (!g_str_equal (MOVES[i].name, name))
    i++;
  if (!(MOVES[i].zoom > 0))
    fit (self);
  else if (MOVES[i].zoom > 1 || MOVES[i].zoom < 1)
    zoom_by (self, MOVES[i].zoom, self->view.width / 2.0, self->view.height / 2.0);
  else
    move_by (self, MOVES[i].dx, MOVES[i].dy);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (widget);

  choose_at (self, self->view.width / 2.0, self->view.height / 2.0);
}

/* ---- Pointer ---- */

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               YutuCompareMap *self)
{
  self->drag_x = 0;
  self->drag_y = 0;
  self->drags = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          x,
                double          y,
                YutuCompareMap *self)
{
  self->drags =
    self->drags || gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)x, (int)y);
  if (!self->drags)
    return;
  move_by (self, round (x - self->drag_x), round (y - self->drag_y));
  self->drag_x = round (x);
  self->drag_y = round (y);
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          x,
             double          y,
             YutuCompareMap *self)
{
  double start_x = 0, start_y = 0;

  if (self->drags)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  choose_at (self, start_x, start_y);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           YutuCompareMap           *self)
{
  self->pointer_x = to_map_x (self, x);
  self->pointer_y = y;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           YutuCompareMap           *self)
{
  zoom_by (self, pow (2, -dy / 2), self->pointer_x, self->pointer_y);
  return TRUE;
}

/* ---- Drawing ---- */

static void
draw_picture (YutuCompareMap *self,
              GtkSnapshot    *snapshot,
              int             side)
{
  YutuMapBox      box = yutu_view_get_box (&self->picture_view);
  double          left = 0, top = 0, right = 0, bottom = 0, x = get_left (self, side);
  graphene_rect_t own =
    GRAPHENE_RECT_INIT ((float)x, 0, (float)self->view.width, (float)self->view.height);

  if (self->pictures[side] == NULL)
    return;
  yutu_view_to_screen (&self->view, box.min_x, box.max_y, &left, &top);
  yutu_view_to_screen (&self->view, box.max_x, box.min_y, &right, &bottom);
  gtk_snapshot_push_clip (snapshot, &own);
  gtk_snapshot_append_texture (snapshot, self->pictures[side],
                               &GRAPHENE_RECT_INIT ((float)(x + left), (float)top,
                                                    (float)(right - left), (float)(bottom - top)));
  gtk_snapshot_pop (snapshot);
}

static void
yutu_compare_map_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  for (int side = 0; side < 2; side++)
    draw_picture (YUTU_COMPARE_MAP (widget), snapshot, side);
}

static void
yutu_compare_map_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (widget);
  int             half = MAX ((width - GAP_PX) / 2, 1);

  if (self->view.width == half && self->view.height == height)
    return;
  self->view.width = half;
  self->view.height = height;
  if (self->is_fit)
    fit (self);
  else
    begin_paint (self);
}

/* ---- The widget ---- */

static void
update_words (YutuCompareMap *self)
{
  g_autofree char *text = NULL;

  if (self->comparison == NULL)
    text = g_strdup (_ ("Maps of two days"));
  else
    {
      g_autofree char *then = yutu_words_day (self->comparison->days[0]);
      g_autofree char *now = yutu_words_day (self->comparison->days[1]);

      /* Translators: read aloud: two maps of two days, and how many differences they have */
      text = g_strdup_printf (_ ("Maps of %s and %s, %d differences"), then, now,
                              (int)self->comparison->rows->len);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
yutu_compare_map_dispose (GObject *object)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (object);

  for (int i = 0; i < 2; i++)
    g_clear_object (&self->pictures[i]);
  yutu_map_styles_clear (&self->styles);
  self->comparison = NULL;
  G_OBJECT_CLASS (yutu_compare_map_parent_class)->dispose (object);
}

static void
yutu_compare_map_class_init (YutuCompareMapClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_compare_map_dispose;
  widget_class->snapshot = yutu_compare_map_snapshot;
  widget_class->size_allocate = yutu_compare_map_size_allocate;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "comparemap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  for (gsize i = 0; i < G_N_ELEMENTS (MOVES); i++)
    {
      gtk_widget_class_install_action (widget_class, MOVES[i].name, NULL, move_action);
      gtk_widget_class_add_binding_action (widget_class, MOVES[i].key, 0, MOVES[i].name, NULL);
    }
  gtk_widget_class_install_action (widget_class, "compare.choose", NULL, choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "compare.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "compare.choose", NULL);
}

static void
yutu_compare_map_init (YutuCompareMap *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->chosen = -1;
  self->is_fit = TRUE;
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
yutu_compare_map_new (void)
{
  return g_object_new (YUTU_TYPE_COMPARE_MAP, NULL);
}

void
yutu_compare_map_set_comparison (YutuCompareMap       *self,
                                 const YutuComparison *comparison)
{
  g_return_if_fail (YUTU_IS_COMPARE_MAP (self));

  self->comparison = comparison;
  self->chosen = -1;
  update_words (self);
  if (self->is_fit || !(self->view.resolution > 0))
    fit (self);
  else
    begin_paint (self);
}

void
yutu_compare_map_choose (YutuCompareMap *self,
                         int             row)
{
  const YutuComparisonRow *found = NULL;
  YutuMapBox               box = YUTU_MAP_BOX_EMPTY;
  YutuMapBox               seen;

  g_return_if_fail (YUTU_IS_COMPARE_MAP (self));

  self->chosen = row;
  if (row < 0 || self->comparison == NULL)
    {
      begin_paint (self);
      return;
    }
  found = &g_array_index (self->comparison->rows, YutuComparisonRow, (guint)row);
  if (!yutu_box_is_empty (found->box) && self->view.width > 0)
    {
      YutuMapPoint corners[] = {
        yutu_projection_forward (self->comparison->epsg,
                                 (YutuPoint){ found->box.min_x, found->box.min_y }),
        yutu_projection_forward (self->comparison->epsg,
                                 (YutuPoint){ found->box.max_x, found->box.max_y }),
      };

      for (int i = 0; i < 2; i++)
        yutu_map_box_add (&box, corners[i].x, corners[i].y);
      seen = yutu_view_get_box (&self->view);
      if (box.min_x < seen.min_x || box.max_x > seen.max_x || box.min_y < seen.min_y ||
          box.max_y > seen.max_y)
        {
          self->is_fit = FALSE;
          yutu_view_fit (&self->view, box, 4 * FIT_PX);
        }
    }
  begin_paint (self);
}

gboolean
yutu_compare_map_is_settled (YutuCompareMap *self)
{
  g_return_val_if_fail (YUTU_IS_COMPARE_MAP (self), FALSE);

  return self->pictures[0] != NULL && !self->is_painting && !self->is_stale;
}

gboolean
yutu_compare_map_find (YutuCompareMap *self,
                       guint           row,
                       int             side,
                       double         *x,
                       double         *y)
{
  const YutuComparisonRow *found = NULL;
  YutuMapPoint             at;

  g_return_val_if_fail (YUTU_IS_COMPARE_MAP (self), FALSE);

  if (self->comparison == NULL || row >= self->comparison->rows->len || !(self->view.resolution > 0))
    return FALSE;
  found = &g_array_index (self->comparison->rows, YutuComparisonRow, row);
  if (yutu_box_is_empty (found->box))
    return FALSE;
  at = yutu_projection_forward (self->comparison->epsg,
                                (YutuPoint){ (found->box.min_x + found->box.max_x) / 2,
                                             (found->box.min_y + found->box.max_y) / 2 });
  yutu_view_to_screen (&self->view, at.x, at.y, x, y);
  *x += get_left (self, side);
  return TRUE;
}

YutuBox
yutu_compare_map_get_box (YutuCompareMap *self)
{
  g_return_val_if_fail (YUTU_IS_COMPARE_MAP (self), YUTU_BOX_EMPTY);

  return self->view.resolution > 0 ? yutu_view_get_grid_box (&self->view, 0) : YUTU_BOX_EMPTY;
}
