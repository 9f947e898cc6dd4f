/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-view-private.h"

#include <adwaita.h>

#define FIT_MARGIN_PX 24.0
#define STREET_ZOOM   17.0
#define FIRST_EPSG    4490
#define FAR_PX        6000.0 /* a longer way is jumped */
#define REDRAW_MS     40     /* between parts of a picture that is still being painted */

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_GROUPS,
  PROP_TOOL,
  PROP_N_HITS,
  PROP_HIT,
  PROP_ZOOM,
  PROP_HINT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YutuMapView, yutu_map_view, GTK_TYPE_WIDGET)

YutuStyle *
yutu_map_view_get_style (YutuMapView *self)
{
  return self->styles[adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1 : 0];
}

gboolean
yutu_map_view_has_map (YutuMapView *self)
{
  return self->has_view && yutu_map_canvas_get_spec (self->canvas) != NULL &&
         self->view.width > 0 && self->view.height > 0;
}

YutuLabelPlacement *
yutu_map_view_get_placement (YutuMapView *self)
{
  return yutu_map_canvas_get_placement (self->canvas);
}

/* ---- drawing ---- */

static void
redraw_map (YutuMapView *self)
{
  g_clear_pointer (&self->map_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
redraw_cb (gpointer data)
{
  YutuMapView *self = data;

  self->redraw_timeout = 0;
  redraw_map (self);
  return G_SOURCE_REMOVE;
}

/* While tiles come in one by one, not each is worth a frame. */
static void
canvas_changed_cb (gpointer data)
{
  YutuMapView *self = data;

  if (yutu_map_canvas_is_complete (self->canvas))
    {
      g_clear_handle_id (&self->redraw_timeout, g_source_remove);
      redraw_map (self);
    }
  else if (self->redraw_timeout == 0)
    self->redraw_timeout = g_timeout_add (REDRAW_MS, redraw_cb, self);
}

static void
canvas_hit_cb (YutuMapJob *job,
               gpointer    data)
{
  yutu_map_view_take_answer (data, job);
}

/* ---- the view ---- */

static void
show_view (YutuMapView *self)
{
  yutu_map_canvas_set_view (self->canvas, &self->view, &self->rest);
  yutu_map_view_move_marks (self);
  g_clear_pointer (&self->hover_node, gsk_render_node_unref);
  redraw_map (self);
}

static void
set_rest (YutuMapView    *self,
          const YutuView *view)
{
  gboolean zooms = self->rest.resolution != view->resolution || self->rest.epsg != view->epsg;

  self->rest = *view;
  if (zooms)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);

  yutu_map_motion_step (&self->motion, gdk_frame_clock_get_frame_time (clock), &self->view);
  if (self->motion.kind == YUTU_MOTION_DECELERATE)
    set_rest (self, &self->view);
  show_view (self);
  if (self->motion.is_running)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  yutu_map_view_update_label (self);
  yutu_map_view_ask_hover (self);
  return G_SOURCE_REMOVE;
}

static void
start_ticking (YutuMapView *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
yutu_map_view_stop (YutuMapView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->motion.is_running = FALSE;
}

/* @view with its numbers made whole and its centre near the county. */
static void
tidy_view (YutuMapView *self,
           YutuView    *view)
{
  if (self->box.max_x >= self->box.min_x)
    {
      view->center_x =
        CLAMP (view->center_x, MIN (self->box.min_x, self->shown.min_x), MAX (self->box.max_x, self->shown.max_x));
      view->center_y =
        CLAMP (view->center_y, MIN (self->box.min_y, self->shown.min_y), MAX (self->box.max_y, self->shown.max_y));
    }
  yutu_view_align (view);
}

void
yutu_map_view_jump (YutuMapView    *self,
                    const YutuView *view,
                    gboolean        at_rest)
{
  yutu_map_view_stop (self);
  self->view = *view;
  self->is_fitted = FALSE;
  if (at_rest)
    {
      tidy_view (self, &self->view);
      set_rest (self, &self->view);
    }
  show_view (self);
  if (at_rest && !self->pointer.panning)
    yutu_map_view_update_label (self);
}

static gboolean
has_animations (YutuMapView *self)
{
  gboolean enabled = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled,
                NULL);
  return enabled && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static gint64
get_frame_time (YutuMapView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  return clock != NULL ? gdk_frame_clock_get_frame_time (clock) : g_get_monotonic_time ();
}

void
yutu_map_view_go (YutuMapView    *self,
                  const YutuView *view)
{
  YutuView target = *view;
  double   way = hypot (target.center_x - self->view.center_x, target.center_y - self->view.center_y);

  tidy_view (self, &target);
  if (!has_animations (self) || !yutu_map_view_has_map (self) ||
      way > FAR_PX * MAX (target.resolution, self->view.resolution))
    {
      yutu_map_view_jump (self, &target, TRUE);
      return;
    }
  self->is_fitted = FALSE;
  yutu_map_view_clear_hover (self);
  yutu_map_motion_start (&self->motion, &self->view, &target, get_frame_time (self));
  set_rest (self, &target);
  start_ticking (self);
  show_view (self);
}

void
yutu_map_view_throw (YutuMapView *self,
                     double       vx,
                     double       vy)
{
  if (!has_animations (self) ||
      !yutu_map_motion_throw (&self->motion, &self->view, vx, vy, get_frame_time (self)))
    return;
  tidy_view (self, &self->motion.to);
  start_ticking (self);
}

void
yutu_map_view_zoom_steps (YutuMapView *self,
                          int          steps,
                          double       x,
                          double       y)
{
  YutuView target = self->view;

  if (!yutu_map_view_has_map (self))
    return;
  yutu_view_zoom_about (&target,
                        self->view.resolution / yutu_view_step_resolution (&self->rest, steps), x,
                        y);
  yutu_map_view_go (self, &target);
}

/* FALSE: there is nothing to fit yet. */
static gboolean
get_fitting_view (YutuMapView *self,
                  YutuMapBox   box,
                  YutuView    *view)
{
  *view = self->view;
  view->epsg = self->epsg;
  yutu_view_fit (view, box, FIT_MARGIN_PX);
  return box.max_x >= box.min_x && view->width > 0 && view->height > 0;
}

void
yutu_map_view_fit (YutuMapView *self)
{
  YutuView target;

  if (!get_fitting_view (self, self->box, &target))
    return;
  self->has_view = TRUE;
  yutu_map_view_go (self, &target);
  self->is_fitted = TRUE;
}

void
yutu_map_view_show_map_box (YutuMapView *self,
                            YutuMapBox   box)
{
  YutuView fitting;
  YutuView target = self->rest;
  double   half_x = (target.width / 2.0 - FIT_MARGIN_PX) * target.resolution;
  double   half_y = (target.height / 2.0 - FIT_MARGIN_PX) * target.resolution;

  if (!get_fitting_view (self, box, &fitting) || !yutu_map_view_has_map (self))
    return;
  if (box.min_x >= target.center_x - half_x && box.max_x <= target.center_x + half_x &&
      box.min_y >= target.center_y - half_y && box.max_y <= target.center_y + half_y)
    return;
  target.center_x = fitting.center_x;
  target.center_y = fitting.center_y;
  target.resolution = MAX (target.resolution, fitting.resolution);
  yutu_map_view_go (self, &target);
}

static void
scale_factor_cb (YutuMapView *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (scale == self->view.scale)
    return;
  self->view.scale = self->rest.scale = scale;
  self->motion.from.scale = self->motion.to.scale = scale;
  yutu_map_view_clear_furniture (self);
  if (self->has_view)
    show_view (self);
}

static void
yutu_map_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);
  YutuView     view = self->rest;
  gboolean     was_fitted = self->is_fitted;

  scale_factor_cb (self); /* the first one comes without a signal */
  view.scale = self->view.scale;
  if (width == self->view.width && height == self->view.height)
    return;
  yutu_map_view_stop (self);
  view.width = self->view.width = width;
  view.height = self->view.height = height;
  yutu_map_view_clear_furniture (self);
  if (!self->has_view || was_fitted)
    {
      if (!get_fitting_view (self, self->box, &view))
        {
          self->rest.width = width;
          self->rest.height = height;
          return;
        }
      self->has_view = TRUE;
      was_fitted = TRUE;
    }
  yutu_map_view_jump (self, &view, TRUE);
  self->is_fitted = was_fitted;
}

/* ---- content ---- */

void
yutu_map_view_set_content (YutuMapView         *self,
                           const YutuSceneSpec *spec,
                           int                  epsg,
                           YutuMapBox           box)
{
  gboolean moved = self->epsg != epsg;

  yutu_map_view_clear_hover (self);
  self->box = box;
  self->epsg = epsg;
  if (moved)
    {
      yutu_map_view_stop (self);
      self->shown = YUTU_MAP_BOX_EMPTY;
      self->has_view = FALSE;
      self->view.epsg = self->rest.epsg = epsg;
    }
  yutu_map_canvas_set_scene (self->canvas, spec, box);
  if (!self->has_view)
    yutu_map_view_fit (self);
  redraw_map (self);
  yutu_map_view_update_label (self);
}

static void
update_content (YutuMapView *self)
{
  YutuSceneSpec spec = { 0 };

  if (self->layers == NULL || yutu_map_view_get_style (self) == NULL)
    {
      yutu_map_view_clear_hover (self);
      yutu_map_canvas_set_scene (self->canvas, NULL, YUTU_MAP_BOX_EMPTY);
      redraw_map (self);
      return;
    }
  yutu_map_layers_fill (self->layers, self->groups, &spec);
  spec.style = yutu_map_view_get_style (self);
  spec.theme = self->theme;
  spec.marks = self->marks;
  yutu_map_view_set_content (self, &spec, yutu_session_get_map_epsg (self->session),
                             yutu_map_layers_get_box (self->layers));
}

static void
session_layers_cb (YutuMapView *self)
{
  YutuMapLayers *layers = yutu_session_get_layers (self->session);

  if (layers != NULL)
    yutu_map_layers_ref (layers);
  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  self->layers = layers;
  update_content (self);
}

void
yutu_map_view_update_style (YutuMapView *self)
{
  const YutuSceneSpec *now = yutu_map_canvas_get_spec (self->canvas);
  YutuSceneSpec        spec;

  yutu_map_view_clear_furniture (self);
  if (now == NULL)
    return;
  spec = *now;
  spec.style = yutu_map_view_get_style (self);
  yutu_map_view_set_content (self, &spec, self->epsg, self->box);
}

/* ---- the public face ---- */

GtkWidget *
yutu_map_view_new (void)
{
  return g_object_new (YUTU_TYPE_MAP_VIEW, NULL);
}

void
yutu_map_view_set_session (YutuMapView *self,
                           YutuSession *session)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));
  g_return_if_fail (session == NULL || YUTU_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  yutu_map_view_forget_hits (self);
  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  self->has_view = FALSE;
  if (session != NULL)
    {
      /* so that a view set before the layers are there is one of this map */
      self->epsg = self->view.epsg = self->rest.epsg = yutu_session_get_map_epsg (session);
      session_layers_cb (self);
      yutu_map_view_take_place (self, yutu_session_get_place (session), FALSE);
    }
  else
    {
      update_content (self);
      yutu_map_view_take_place (self, NULL, FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SESSION]);
}

unsigned
yutu_map_view_get_groups (YutuMapView *self)
{
  g_return_val_if_fail (YUTU_IS_MAP_VIEW (self), 0);
  return self->groups;
}

void
yutu_map_view_set_groups (YutuMapView *self,
                          unsigned     groups)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (self->groups == groups)
    return;
  self->groups = groups;
  yutu_map_view_forget_hits (self); /* their layers are numbered among those shown */
  if (self->layers != NULL)
    update_content (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GROUPS]);
}

YutuMapTool
yutu_map_view_get_tool (YutuMapView *self)
{
  g_return_val_if_fail (YUTU_IS_MAP_VIEW (self), YUTU_MAP_TOOL_SELECT);
  return self->tool;
}

void
yutu_map_view_set_tool (YutuMapView *self,
                        YutuMapTool  tool)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (self->tool == tool)
    return;
  self->tool = tool;
  if (tool != YUTU_MAP_TOOL_POINT)
    yutu_map_view_cancel_pick (self);
  yutu_map_view_ask_hover (self);
  yutu_map_view_update_cursor (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOOL]);
}

void
yutu_map_view_show_box (YutuMapView *self,
                        YutuBox      box)
{
  YutuMapBox map;
  YutuView   view;
  double     street;

  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (yutu_box_is_empty (box))
    return;
  map = yutu_projection_forward_box (self->epsg, box);
  if (!get_fitting_view (self, map, &view))
    return;
  street = yutu_zoom_to_resolution (self->epsg, STREET_ZOOM);
  view.resolution = MAX (view.resolution, street);
  yutu_map_box_add (&self->shown, map.min_x, map.min_y);
  yutu_map_box_add (&self->shown, map.max_x, map.max_y);
  self->has_view = TRUE;
  yutu_map_view_go (self, &view);
}

void
yutu_map_view_get_view (YutuMapView *self,
                        YutuView    *view)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));
  *view = self->rest;
}

void
yutu_map_view_set_view (YutuMapView *self,
                        double       center_x,
                        double       center_y,
                        double       resolution)
{
  YutuView view;

  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (resolution <= 0)
    {
      self->has_view = FALSE;
      yutu_map_view_fit (self);
      return;
    }
  view = self->view;
  view.epsg = self->epsg;
  view.center_x = center_x;
  view.center_y = center_y;
  view.resolution = CLAMP (resolution, yutu_zoom_to_resolution (self->epsg, YUTU_ZOOM_MAX),
                           yutu_zoom_to_resolution (self->epsg, YUTU_ZOOM_MIN));
  self->has_view = TRUE;
  if (view.width > 0)
    yutu_map_view_jump (self, &view, TRUE);
  else
    self->view = self->rest = view;
}

gboolean
yutu_map_view_is_settled (YutuMapView *self)
{
  g_return_val_if_fail (YUTU_IS_MAP_VIEW (self), FALSE);
  return yutu_map_view_has_map (self) && !self->motion.is_running && self->map_node != NULL &&
         self->redraw_timeout == 0 && yutu_map_canvas_is_complete (self->canvas);
}

/* ---- the class ---- */

static void
yutu_map_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  YutuMapView *self = YUTU_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_GROUPS:
      g_value_set_uint (value, self->groups);
      break;
    case PROP_TOOL:
      g_value_set_int (value, (int)self->tool);
      break;
    case PROP_N_HITS:
      g_value_set_uint (value, self->hits->len);
      break;
    case PROP_HIT:
      g_value_set_uint (value, self->hit);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->has_view ? yutu_view_get_zoom (&self->rest) : 0);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yutu_map_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  YutuMapView *self = YUTU_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      yutu_map_view_set_session (self, g_value_get_object (value));
      break;
    case PROP_GROUPS:
      yutu_map_view_set_groups (self, g_value_get_uint (value));
      break;
    case PROP_TOOL:
      yutu_map_view_set_tool (self, (YutuMapTool)g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clear_nodes (YutuMapView *self)
{
  yutu_map_view_clear_furniture (self);
  g_clear_pointer (&self->map_node, gsk_render_node_unref);
  g_clear_pointer (&self->ring_node, gsk_render_node_unref);
  g_clear_pointer (&self->hover_node, gsk_render_node_unref);
}

/* A widget out of the window keeps its picture in the canvas, not in nodes of a surface. Nobody can click on it:
 * who waits for that would hold the window. */
static void
yutu_map_view_unrealize (GtkWidget *widget)
{
  yutu_map_view_cancel_pick (YUTU_MAP_VIEW (widget));
  clear_nodes (YUTU_MAP_VIEW (widget));
  GTK_WIDGET_CLASS (yutu_map_view_parent_class)->unrealize (widget);
}

static void
yutu_map_view_dispose (GObject *object)
{
  YutuMapView *self = YUTU_MAP_VIEW (object);

  g_cancellable_cancel (self->place_read);
  g_clear_object (&self->place_read);
  yutu_map_view_cancel_pick (self);
  yutu_map_view_stop (self);
  g_clear_handle_id (&self->redraw_timeout, g_source_remove);
  yutu_map_view_dispose_input (self);
  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  clear_nodes (self);
  G_OBJECT_CLASS (yutu_map_view_parent_class)->dispose (object);
}

static void
yutu_map_view_finalize (GObject *object)
{
  YutuMapView *self = YUTU_MAP_VIEW (object);

  yutu_map_canvas_free (self->canvas);
  yutu_map_view_clear_marks (self);
  yutu_map_view_clear_theme (self);
  g_clear_pointer (&self->hover_scene, yutu_scene_unref);
  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->styles[0], yutu_style_unref);
  g_clear_pointer (&self->styles[1], yutu_style_unref);
  g_array_unref (self->hits);
  g_array_unref (self->notes);
  g_clear_pointer (&self->sketch, yutu_shape_unref);
  G_OBJECT_CLASS (yutu_map_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  props[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, YUTU_TYPE_SESSION, writable);
  props[PROP_GROUPS] =
    g_param_spec_uint ("groups", NULL, NULL, 0, G_MAXUINT, YUTU_MAP_DEFAULT, writable);
  props[PROP_TOOL] = g_param_spec_int ("tool", NULL, NULL, YUTU_MAP_TOOL_SELECT,
                                       YUTU_MAP_TOOL_POINT, YUTU_MAP_TOOL_SELECT, writable);
  props[PROP_N_HITS] = g_param_spec_uint ("n-hits", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_HIT] = g_param_spec_uint ("hit", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, 30, 0, readable);
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, readable);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
yutu_map_view_class_init (YutuMapViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yutu_map_view_get_property;
  object_class->set_property = yutu_map_view_set_property;
  object_class->dispose = yutu_map_view_dispose;
  object_class->finalize = yutu_map_view_finalize;
  widget_class->snapshot = yutu_map_view_snapshot;
  widget_class->size_allocate = yutu_map_view_size_allocate;
  widget_class->unrealize = yutu_map_view_unrealize;
  install_properties (object_class);
  yutu_map_view_class_init_marks (object_class);
  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  yutu_map_view_class_init_input (widget_class);
  yutu_map_view_class_init_theme (object_class);
}

static void
yutu_map_view_init (YutuMapView *self)
{
  const YutuMapCanvasClient client = { canvas_changed_cb, canvas_hit_cb };
  GtkWidget                *widget = GTK_WIDGET (self);

  self->groups = YUTU_MAP_DEFAULT;
  self->epsg = FIRST_EPSG;
  self->box = YUTU_MAP_BOX_EMPTY;
  self->shown = YUTU_MAP_BOX_EMPTY;
  self->view = (YutuView){ .epsg = FIRST_EPSG, .resolution = 1, .scale = 1 };
  self->rest = self->view;
  self->hits = g_array_new (FALSE, FALSE, sizeof (YutuHit));
  self->notes = g_array_new (FALSE, FALSE, sizeof (YutuMapNote));
  g_array_set_clear_func (self->notes, (GDestroyNotify)yutu_map_note_clear);
  self->canvas = yutu_map_canvas_new (&client, self);
  yutu_map_view_set_enlargement (self, 1);
  self->session_signals = g_signal_group_new (YUTU_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::layers",
                                  G_CALLBACK (session_layers_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::place",
                                  G_CALLBACK (yutu_map_view_follow_place), self);
  g_signal_group_connect_swapped (self->session_signals, "changed", G_CALLBACK (yutu_map_view_reread_place), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (yutu_map_view_update_style),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (yutu_map_view_update_magnification), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), self);
  gtk_widget_set_focusable (widget, TRUE);
  /* Frame and cross-hair are drawn here, not by the style. */
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  yutu_map_view_init_input (self);
  yutu_map_view_update_label (self);
}
