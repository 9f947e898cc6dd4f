/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Place names in the Edit workspace: drawn as lines and areas, and drawn anew, a vertex at a time. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "session/yutu-name-shape.h"

/* ---- A new one ---- */

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (YutuDrawing) drawing = yutu_draw_tool_draw_finish (YUTU_DRAW_TOOL (source), result, NULL);

  if (self->draw_tool == NULL || self->session == NULL || yutu_draw_tool_is_drawing (self->draw_tool))
    return;
  if (drawing != NULL)
    {
      gtk_stack_set_visible_child_name (self->pages, "name");
      yutu_name_form_begin_drawn (self->name_form, g_steal_pointer (&drawing), self->typed);
    }
  if (self->mode == YUTU_EDIT_NAME_LINE || self->mode == YUTU_EDIT_NAME_AREA)
    yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
}

/* A draft that has something typed was drawn to its end: right on to the form. FALSE: it is still drawn. */
static gboolean
resume_form (YutuEditPane *self,
             const char   *content,
             gboolean      is_ring)
{
  g_autofree char *typed = yutu_draw_draft_dup_typed (content);
  YutuDrawing     *drawing = typed != NULL ? yutu_draw_draft_read (content, is_ring) : NULL;

  if (drawing == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (self->pages, "name");
  yutu_name_form_begin_drawn (self->name_form, drawing, typed);
  yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
  return TRUE;
}

void
yutu_edit_pane_begin_name (YutuEditPane *self,
                           YutuEditMode  mode,
                           const char   *content)
{
  gboolean     is_ring = mode == YUTU_EDIT_NAME_AREA;
  YutuDrawSpec spec = {
    .purpose = yutu_edit_mode_get_id (mode),
    .title = is_ring ? _ ("Area of a new place name") : _ ("Line of a new place name"),
    .is_ring = is_ring,
    .content = content,
  };

  yutu_draw_tool_leave (self->draw_tool);
  yutu_act_form_leave_draft (self->act_form);
  yutu_edit_pane_clear_drawing (self);
  if (content != NULL && resume_form (self, content, is_ring))
    return;
  self->typed = content != NULL ? yutu_draw_draft_dup_typed (content) : NULL;
  self->mode = mode;
  yutu_draw_pane_set_hint (self->draw_pane,
                           is_ring ? _ ("Draw the edge of the estate, the park or the reservoir; back at the first point it is closed. Its name is asked then.")
                                   : _ ("Draw the road or the river from its beginning to its end; the last point twice. Its name is asked then."));
  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  yutu_draw_tool_draw_async (self->draw_tool, &spec, drawn_cb, g_object_ref (self));
  yutu_edit_pane_take_mode (self, mode);
}

/* ---- Drawn anew ---- */

gboolean
yutu_edit_pane_has_vertices (YutuEditPane *self)
{
  gsize n = 0;

  return self->place != 0 && self->place_shape != NULL && yutu_name_shape_get_part (self->place_shape, &n) != NULL;
}

gint64
yutu_edit_pane_ask_name (YutuEditPane *self)
{
  g_return_val_if_fail (YUTU_IS_EDIT_PANE (self), 0);

  if (self->place == 0)
    yutu_edit_pane_say (self, _ ("Choose a place name first: on the map or by searching"));
  return self->place;
}

void
yutu_edit_pane_edit_record (YutuEditPane *self)
{
  gint64 place = yutu_edit_pane_ask_name (self);

  if (place == 0)
    return;
  gtk_stack_set_visible_child_name (self->pages, "name");
  yutu_name_form_begin_record (self->name_form, place);
}

void
yutu_edit_pane_merge_name (YutuEditPane *self)
{
  gint64 place = yutu_edit_pane_ask_name (self);

  if (place == 0)
    return;
  gtk_stack_set_visible_child_name (self->pages, "merge");
  yutu_merge_page_begin (self->merge_page, place);
}

static char *
dup_purpose (gint64 place)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, yutu_edit_mode_get_id (YUTU_EDIT_NAME_SHAPE), place);
}

static void
reshaped_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = yutu_session_reshape_place_name_finish (YUTU_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (self->edited != 0)
    {
      g_autofree char *purpose = dup_purpose (self->edited);

      (done ? yutu_draw_tool_drop_draft : yutu_draw_tool_offer_draft) (self->draw_tool, purpose);
      self->edited = 0;
    }
  if (!done)
    {
      yutu_edit_pane_tell_failed (self, error);
      return;
    }
  yutu_edit_pane_reread (self);
  yutu_edit_pane_tell_done (self, _ ("The place name was moved"));
}

void
yutu_edit_pane_move_name (YutuEditPane *self,
                          gint64        place,
                          YutuPoint     point)
{
  g_autoptr (YutuShape) shape = yutu_shape_new_point (point);

  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  yutu_session_reshape_place_name_async (self->session, place, shape, reshaped_cb, g_object_ref (self));
}

/* @drawing: of the part that was edited. */
static void
save_shape (YutuEditPane      *self,
            const YutuDrawing *drawing)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (drawing, &n);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuShape) shape = yutu_name_shape_replace_part (self->edited_shape, points, n, &error);
  g_autofree char *purpose = dup_purpose (self->edited);

  if (shape != NULL)
    {
      yutu_session_reshape_place_name_async (self->session, self->edited, shape, reshaped_cb, g_object_ref (self));
      return;
    }
  yutu_draw_tool_offer_draft (self->draw_tool, purpose);
  yutu_edit_pane_tell_failed (self, error);
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (YutuDrawing) drawing = yutu_draw_tool_draw_finish (YUTU_DRAW_TOOL (source), result, NULL);

  if (self->draw_tool == NULL || self->session == NULL || yutu_draw_tool_is_drawing (self->draw_tool))
    return;
  if (drawing != NULL && yutu_drawing_count_steps (drawing) > 1)
    save_shape (self, drawing);
  if (self->mode == YUTU_EDIT_NAME_SHAPE)
    yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
}

static void
edit_shape (YutuEditPane *self,
            const char   *content)
{
  const char      *name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->chosen));
  g_autofree char *purpose = dup_purpose (self->place);
  g_autofree char *title = g_strdup_printf (_ ("Vertices of %s"), name);
  YutuDrawSpec     spec = { .title = title,
                            .is_ring = self->place_shape->kind == YUTU_SHAPE_POLYGON,
                            .content = content,
                            .gone_line = self->place };

  self->edited = self->place;
  g_clear_pointer (&self->edited_shape, yutu_shape_unref);
  self->edited_shape = yutu_shape_ref (self->place_shape);
  spec.purpose = purpose;
  spec.vertices = yutu_name_shape_get_part (self->place_shape, &spec.n_vertices);
  self->mode = YUTU_EDIT_NAME_SHAPE;
  yutu_draw_pane_set_hint (self->draw_pane, _ ("Drag a vertex, click on the line for a new one. By keys: n and Shift+n go through the vertices, arrows move by a pixel (Shift: ten), Insert adds, Delete deletes, Enter saves, Esc takes back."));
  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  yutu_draw_tool_draw_async (self->draw_tool, &spec, edited_cb, g_object_ref (self));
  yutu_edit_pane_take_mode (self, YUTU_EDIT_NAME_SHAPE);
}

void
yutu_edit_pane_begin_shape (YutuEditPane *self,
                            gint64        place,
                            const char   *content)
{
  yutu_draw_tool_leave (self->draw_tool);
  yutu_act_form_leave_draft (self->act_form);
  yutu_edit_pane_clear_drawing (self);
  if (place != 0 && (place != self->place || self->reading != NULL)) /* of a draft: it is chosen first */
    {
      g_autoptr (YutuPlace) chosen = yutu_place_new_object (YUTU_PLACE_NAME, place);

      g_free (self->shape_draft);
      self->shape_draft = g_strdup (content != NULL ? content : "");
      if (place != self->place)
        yutu_session_set_place (self->session, chosen);
      return;
    }
  if (yutu_edit_pane_has_vertices (self))
    {
      edit_shape (self, content);
      return;
    }
  yutu_edit_pane_say (self, place == 0 ? _ ("Choose a road, a river or an area first: on the map or by searching")
                                       : _ ("This name is a point: it is moved by a click"));
  yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
}

void
yutu_edit_pane_take_shape (YutuEditPane *self,
                           YutuShape    *shape)
{
  g_autofree char *content = g_steal_pointer (&self->shape_draft);

  g_clear_pointer (&self->place_shape, yutu_shape_unref);
  if (shape != NULL)
    self->place_shape = yutu_shape_ref (shape);
  if (content != NULL && self->place != 0)
    yutu_edit_pane_begin_shape (self, self->place, *content != '\0' ? content : NULL);
}
