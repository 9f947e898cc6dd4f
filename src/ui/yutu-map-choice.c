/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the map has under the pointer, what is chosen and outlined, and how it says so. Questions
 * about a point go to the workers, so that no look at the file holds up a frame. */

#include <glib/gi18n.h>

#include "ui/yutu-map-view-private.h"

#define HIT_RADIUS_PX   4.0
#define CLICK_RADIUS_PX 5.0
#define SAME_CLICK_PX   6.0

static char hover_tag, click_tag; /* their addresses tell questions apart */

guint
yutu_map_view_get_n_hits (YutuMapView *self)
{
  return self->hits->len;
}

const YutuHit *
yutu_map_view_get_hit (YutuMapView *self)
{
  return self->hit < self->hits->len ? &g_array_index (self->hits, YutuHit, self->hit) : NULL;
}

YutuPlace *
yutu_map_view_get_place (YutuMapView *self)
{
  return self->place;
}

/* ---- in words ---- */

static const char *
get_unit_name (YutuMapView *self,
               GListModel  *units,
               gint64       unit)
{
  for (guint i = 0; units != NULL && i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (units, i);
      const YutuDivision *division = yutu_unit_item_get_division (item);
      const char         *name = division->unit == unit
                                   ? division->name
                                   : get_unit_name (self, yutu_unit_item_get_children (item), unit);

      if (name != NULL)
        return name; /* the session's units live on */
    }
  return NULL;
}

static const char *
get_place_words (YutuMapView *self)
{
  const char *name;

  switch (yutu_place_get_kind (self->place))
    {
    case YUTU_PLACE_UNIT:
      name = self->session == NULL ? NULL
                                   : get_unit_name (self, yutu_session_get_units (self->session),
                                                    yutu_place_get_id (self->place));
      return name != NULL ? name : _ ("a division");
    case YUTU_PLACE_CIRCLE:
      return _ ("a circle");
    case YUTU_PLACE_SHAPE:
      return _ ("a drawn area");
    case YUTU_PLACE_FACILITY:
      return _ ("a facility");
    case YUTU_PLACE_ADDRESS:
      return _ ("an address");
    case YUTU_PLACE_NAME:
      return _ ("a named place");
    case YUTU_PLACE_LINE:
      return _ ("a boundary line");
    case YUTU_PLACE_PILLAR:
      return _ ("a boundary pillar");
    case YUTU_PLACE_POINT:
      return _ ("a point");
    default:
      g_assert_not_reached ();
    }
}

void
yutu_map_view_update_label (YutuMapView *self)
{
  g_autofree char *label = NULL;
  YutuPoint        center;

  if (!yutu_map_view_has_map (self))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Map"), -1);
      return;
    }
  center = yutu_projection_inverse (self->rest.epsg,
                                    (YutuMapPoint){ self->rest.center_x, self->rest.center_y });
  if (self->place == NULL)
    label = g_strdup_printf (
      _ ("Map, zoom %.1f, centre %.5f, %.5f; nothing chosen"), yutu_view_get_zoom (&self->rest),
      yutu_grid_to_degrees (center.x), yutu_grid_to_degrees (center.y));
  else if (self->hits->len > 1 && self->is_hit_place)
    label = g_strdup_printf (
      _ ("Map, zoom %.1f, centre %.5f, %.5f; chosen: %s (%u of %u here)"),
      yutu_view_get_zoom (&self->rest), yutu_grid_to_degrees (center.x),
      yutu_grid_to_degrees (center.y), get_place_words (self), self->hit + 1, self->hits->len);
  else
    label = g_strdup_printf (
      _ ("Map, zoom %.1f, centre %.5f, %.5f; chosen: %s"), yutu_view_get_zoom (&self->rest),
      yutu_grid_to_degrees (center.x), yutu_grid_to_degrees (center.y), get_place_words (self));
  if (self->hand_words != NULL)
    {
      g_autofree char *map = g_steal_pointer (&label);

      /* Translators: what the map shows; what the tool in hand does */
      label = g_strdup_printf (_ ("%s; %s"), map, self->hand_words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* ---- what is outlined ---- */

static void
read_place_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (YutuMapView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlaceInfo) info =
    yutu_session_read_place_finish (YUTU_SESSION (source), result, &error);
  YutuHighlight highlight = { 0 };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->place_read);
  if (info == NULL) /* whoever shows the place says what went wrong */
    {
      yutu_map_canvas_set_selection (self->canvas, &highlight, FALSE);
      return;
    }
  if (info->kind == YUTU_PLACE_NAME && !info->is_past) /* the map of the day has it */
    return;
  if (info->kind == YUTU_PLACE_FACILITY) /* or the point, where its layer is not shown */
    highlight.object = info->id;
  highlight.shape = info->shape;
  highlight.has_point = info->has_point && info->shape == NULL;
  highlight.point = info->point;
  yutu_map_canvas_set_selection (self->canvas, &highlight, FALSE);
}

static void
read_place (YutuMapView *self)
{
  if (self->session == NULL)
    return;
  self->place_read = g_cancellable_new ();
  yutu_session_read_place_async (self->session, self->place, self->place_read, read_place_cb,
                                 g_object_ref (self));
}

static void
describe_place (YutuMapView   *self,
                YutuHighlight *highlight,
                gboolean      *found)
{
  const YutuHit *hit = self->is_hit_place ? yutu_map_view_get_hit (self) : NULL;

  switch (yutu_place_get_kind (self->place))
    {
    case YUTU_PLACE_UNIT:
      highlight->unit = yutu_place_get_id (self->place);
      break;
    case YUTU_PLACE_CIRCLE:
      highlight->shape = yutu_map_circle_to_shape (yutu_place_get_center (self->place),
                                                   yutu_place_get_radius_m (self->place));
      break;
    case YUTU_PLACE_SHAPE:
      highlight->shape = yutu_shape_ref ((YutuShape *)yutu_place_get_shape (self->place));
      break;
    case YUTU_PLACE_POINT:
      highlight->has_point = TRUE;
      highlight->point = yutu_place_get_center (self->place);
      break;
    case YUTU_PLACE_NAME: /* one that is not in use is on no map of the day */
    case YUTU_PLACE_FACILITY:
      *found = FALSE;
      highlight->object = yutu_place_get_id (self->place);
      break;
    case YUTU_PLACE_PILLAR:
      highlight->object = yutu_place_get_id (self->place);
      break;
    case YUTU_PLACE_ADDRESS:
    case YUTU_PLACE_LINE:
    default:
      *found = hit != NULL && yutu_place_get_kind (self->place) != YUTU_PLACE_LINE;
      if (hit != NULL)
        {
          highlight->has_point = TRUE;
          highlight->point = yutu_projection_inverse (self->epsg, hit->at);
        }
      break;
    }
}

void
yutu_map_view_outline_place (YutuMapView *self)
{
  YutuHighlight highlight = { 0 };
  gboolean      found = TRUE;

  g_cancellable_cancel (self->place_read);
  g_clear_object (&self->place_read);
  if (self->place != NULL)
    describe_place (self, &highlight, &found);
  /* A theme's colours mean something: they are not dimmed. */
  yutu_map_canvas_set_selection (self->canvas, &highlight,
                                 highlight.unit != 0 && self->theme == NULL);
  g_clear_pointer (&highlight.shape, yutu_shape_unref);
  if (!found)
    read_place (self);
  yutu_map_view_update_label (self);
}

void
yutu_map_view_take_place (YutuMapView *self,
                          YutuPlace   *place,
                          gboolean     is_hit)
{
  if (place != NULL)
    yutu_place_ref (place);
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = place;
  self->is_hit_place = is_hit;
  yutu_map_view_outline_place (self);
}

/* Ours comes back from the session as the same value. */
void
yutu_map_view_follow_place (YutuMapView *self)
{
  YutuPlace *place = yutu_session_get_place (self->session);
  gboolean   same = place == NULL ? self->place == NULL
                                  : self->place != NULL && yutu_place_equal (place, self->place);

  if (!same)
    yutu_map_view_take_place (self, place, FALSE);
}

void
yutu_map_view_reread_place (YutuMapView *self)
{
  if (self->place != NULL && yutu_place_get_kind (self->place) == YUTU_PLACE_NAME)
    {
      yutu_map_view_outline_place (self); /* it may have gone from the map of the day, or come back */
      return;
    }
  if (self->place == NULL || yutu_place_get_kind (self->place) != YUTU_PLACE_ADDRESS)
    return;
  self->is_hit_place = FALSE;
  g_cancellable_cancel (self->place_read);
  g_clear_object (&self->place_read);
  read_place (self);
}

void
yutu_map_view_choose (YutuMapView *self,
                      YutuPlace   *place)
{
  yutu_map_view_take_place (self, place, FALSE);
  if (self->session != NULL)
    yutu_session_set_place (self->session, place);
}

/* ---- neighbours ---- */

void
yutu_map_view_choose_neighbour (YutuMapView *self,
                                double       x,
                                double       y)
{
  YutuDivisionLayer *divisions =
    self->layers != NULL ? yutu_map_layers_get_divisions (self->layers) : NULL;
  gint64       unit = 0;
  YutuMapPoint middle = { self->rest.center_x, self->rest.center_y };
  YutuMapBox   box;
  g_autoptr (YutuPlace) place = NULL;

  if (divisions == NULL)
    return;
  if (self->place != NULL && yutu_place_get_kind (self->place) == YUTU_PLACE_UNIT)
    unit = yutu_division_layer_step (divisions, yutu_place_get_id (self->place), x, y);
  else
    unit = yutu_division_layer_locate (divisions, YUTU_LEVEL_TOWNSHIP, middle);
  if (unit == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  place = yutu_place_new_unit (unit);
  yutu_map_view_forget_hits (self);
  yutu_map_view_choose (self, place);
  if (yutu_division_layer_get_unit_box (divisions, unit, &box))
    yutu_map_view_show_map_box (self, box);
}

/* ---- hits ---- */

static YutuPlace *
place_of_hit (YutuMapView   *self,
              const YutuHit *hit)
{
  if (self->layers != NULL)
    return yutu_map_layers_place_of_hit (self->layers, self->groups, hit);
  return hit->kind == YUTU_HIT_UNIT
           ? yutu_place_new_unit (hit->id)
           : yutu_place_new_object (hit->kind == YUTU_HIT_ADDRESS    ? YUTU_PLACE_ADDRESS
                                    : hit->kind == YUTU_HIT_BOUNDARY ? YUTU_PLACE_LINE
                                                                     : YUTU_PLACE_FACILITY,
                                    hit->id);
}

static void
choose_hit (YutuMapView *self,
            guint        index)
{
  g_autoptr (YutuPlace) place = NULL;

  self->hit = index;
  if (index < self->hits->len)
    place = place_of_hit (self, &g_array_index (self->hits, YutuHit, index));
  yutu_map_view_take_place (self, place, place != NULL);
  if (self->session != NULL)
    yutu_session_set_place (self->session, place);
  g_object_notify (G_OBJECT (self), "hit");
}

void
yutu_map_view_step_hit (YutuMapView *self,
                        gboolean     backwards)
{
  guint n = self->hits->len;

  if (n > 0)
    choose_hit (self, (self->hit + (backwards ? n - 1 : 1)) % n);
}

static gboolean
is_same_hits (const GArray *a,
              const GArray *b)
{
  if (a->len != b->len || a->len == 0)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const YutuHit *one = &g_array_index (a, YutuHit, i), *two = &g_array_index (b, YutuHit, i);

      if (one->kind != two->kind || one->id != two->id)
        return FALSE;
    }
  return TRUE;
}

static void
take_click (YutuMapView *self,
            YutuMapJob  *job)
{
  gboolean again = self->is_hit_place &&
                   hypot (job->x - self->hit_x, job->y - self->hit_y) <= SAME_CLICK_PX &&
                   is_same_hits (self->hits, job->hits);

  self->hit_x = job->x;
  self->hit_y = job->y;
  if (again)
    {
      yutu_map_view_step_hit (self, FALSE);
      return;
    }
  g_array_unref (self->hits);
  self->hits = g_steal_pointer (&job->hits);
  g_object_notify (G_OBJECT (self), "n-hits");
  choose_hit (self, 0);
}

void
yutu_map_view_choose_at (YutuMapView *self,
                         double       x,
                         double       y)
{
  if (yutu_map_view_has_map (self))
    yutu_map_canvas_ask (self->canvas, &self->view, x, y, CLICK_RADIUS_PX, &click_tag);
}

void
yutu_map_view_forget_hits (YutuMapView *self)
{
  if (self->hits->len == 0)
    return;
  g_array_unref (self->hits);
  self->hits = g_array_new (FALSE, FALSE, sizeof (YutuHit));
  self->hit = 0;
  g_object_notify (G_OBJECT (self), "n-hits");
}

/* ---- hover ---- */

void
yutu_map_view_set_hover (YutuMapView   *self,
                         const YutuHit *hit)
{
  YutuSceneSpec spec;

  if (hit->kind == self->hover.kind && hit->id == self->hover.id)
    return;
  self->hover = *hit;
  g_clear_pointer (&self->hover_scene, yutu_scene_unref);
  g_clear_pointer (&self->hover_node, gsk_render_node_unref);
  yutu_map_view_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  yutu_map_view_say_pointed (self, hit);
  if (hit->id == 0)
    return;
  spec = *yutu_map_canvas_get_spec (self->canvas);
  if (hit->kind == YUTU_HIT_UNIT)
    spec.hover.unit = hit->id;
  else if (hit->kind == YUTU_HIT_ADDRESS)
    {
      spec.hover.has_point = TRUE;
      spec.hover.point = yutu_projection_inverse (self->epsg, hit->at);
    }
  else
    spec.hover.object = hit->id;
  self->hover_scene = yutu_scene_new (&spec);
}

void
yutu_map_view_clear_hover (YutuMapView *self)
{
  yutu_map_view_set_hover (self, &(YutuHit){ 0 });
}

/* One question at a time: the next goes out when this one is answered. */
void
yutu_map_view_ask_hover (YutuMapView *self)
{
  if (!self->pointer.inside || self->pointer.panning || self->pointer.drawing != NULL ||
      self->tool != YUTU_MAP_TOOL_SELECT || self->motion.is_running ||
      !yutu_map_view_has_map (self))
    {
      yutu_map_view_clear_hover (self);
      return;
    }
  if (self->hand != NULL && self->hand->hover (self->pointer.x, self->pointer.y, self->hand_data))
    {
      self->hover_again = FALSE;
      self->hand_hovers = TRUE;
      yutu_map_view_clear_hover (self);
      return;
    }
  self->hand_hovers = FALSE;
  self->hover_again = self->hover_asked;
  if (self->hover_asked)
    return;
  self->hover_asked = TRUE;
  yutu_map_canvas_ask (self->canvas, &self->view, self->pointer.x, self->pointer.y, HIT_RADIUS_PX,
                       &hover_tag);
}

void
yutu_map_view_take_answer (YutuMapView *self,
                           YutuMapJob  *job)
{
  yutu_map_view_sort_hits (self, job->hits);
  if (job->tag == &click_tag)
    {
      take_click (self, job);
      return;
    }
  self->hover_asked = FALSE;
  if (self->hand_hovers)
    return;
  if (self->hover_again || self->motion.is_running || self->pointer.panning)
    yutu_map_view_ask_hover (self);
  else
    yutu_map_view_set_hover (self, job->hits->len > 0 ? &g_array_index (job->hits, YutuHit, 0)
                                                      : &(YutuHit){ 0 });
}
