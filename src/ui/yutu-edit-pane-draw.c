/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is drawn in the Edit workspace, and what becomes of it. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "ui/yutu-words.h"

#define PURPOSE_MEASURE "measure"

static void begin_measuring (YutuEditPane *self,
                             const char   *content);

/* ---- Whose the pointer is ---- */

void
yutu_edit_pane_update_hands (YutuEditPane *self)
{
  gboolean is_drawing = yutu_draw_tool_is_drawing (self->draw_tool);
  gboolean is_shown = yutu_part_hand_is_shown (self->part_hand) && !is_drawing;

  if (is_drawing || is_shown)
    yutu_line_tool_set_active (self->tool, FALSE);
  if (!is_shown)
    yutu_part_hand_set_active (self->part_hand, FALSE);
  yutu_draw_tool_set_active (self->draw_tool, self->is_active && is_drawing);
  yutu_part_hand_set_active (self->part_hand, self->is_active && is_shown);
  yutu_line_tool_set_active (self->tool, self->is_active && !is_drawing && !is_shown);
}

static void
show_page (YutuEditPane *self)
{
  const char *now = gtk_stack_get_visible_child_name (self->pages);
  const char *page = yutu_draw_tool_is_drawing (self->draw_tool) ? "draw" : "line";

  if (!g_str_equal (now, "name") && !g_str_equal (now, "act") && !g_str_equal (now, "door"))
    gtk_stack_set_visible_child_name (self->pages, page);
}

void
yutu_edit_pane_take_mode (YutuEditPane *self,
                          YutuEditMode  mode)
{
  self->mode = mode;
  yutu_edit_pane_update_hands (self);
  show_page (self);
  yutu_edit_pane_tell_changed (self);
}

/* ---- Measuring ---- */

static char *
dup_measured (const YutuDrawing *drawing)
{
  g_autofree char *length = yutu_words_distance (yutu_drawing_get_length_m (drawing, NULL, 0));
  gint64           area_cm2 = yutu_drawing_get_area_cm2 (drawing, NULL, 0);
  g_autofree char *area = NULL;

  if (area_cm2 == 0)
    return g_strdup_printf (_ ("Measured: %s"), length);
  area = yutu_words_area ((double)area_cm2 / YUTU_CM2_PER_M2);
  /* Translators: a length, an area */
  return g_strdup_printf (_ ("Measured: %s all round, %s"), length, area);
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (YutuDrawing) drawing =
    yutu_draw_tool_draw_finish (YUTU_DRAW_TOOL (source), result, NULL);
  g_autofree char *text = NULL;

  if (self->draw_tool == NULL || yutu_draw_tool_is_drawing (self->draw_tool))
    return;
  if (drawing == NULL)
    {
      if (self->mode == YUTU_EDIT_MEASURE)
        yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
      return;
    }
  yutu_draw_tool_drop_draft (self->draw_tool, PURPOSE_MEASURE);
  text = dup_measured (drawing);
  yutu_edit_pane_say (self, text);
  begin_measuring (self, NULL);
  yutu_draw_pane_set_outcome (self->draw_pane, text);
}

static void
begin_measuring (YutuEditPane *self,
                 const char   *content)
{
  YutuDrawSpec spec = { .purpose = PURPOSE_MEASURE, .title = _ ("Measure"), .content = content };

  yutu_draw_pane_set_hint (self->draw_pane,
                           _ ("Click point by point, or move the cross-hair by the arrow keys and press Enter. Back at the first point the area is told too."));
  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  yutu_act_form_leave_draft (self->act_form);
  yutu_draw_tool_draw_async (self->draw_tool, &spec, measured_cb, g_object_ref (self));
  yutu_edit_pane_take_mode (self, YUTU_EDIT_MEASURE);
}

/* ---- Land ---- */

static const char *
get_hint (YutuEditMode mode)
{
  if (mode == YUTU_EDIT_REDRAW)
    return _ ("From a vertex of a boundary line to another one of the same line: the stretch between takes the course that is drawn, on both sides and on all days.");
  if (mode == YUTU_EDIT_SPLIT)
    return _ ("Draw from edge to edge of the unit. Then say which part is the new one.");
  if (mode == YUTU_EDIT_GIVE)
    return _ ("Draw from edge to edge of the unit. Then say which part goes, and to whom.");
  return _ ("Draw a ring. In the unit: it becomes a unit of its own or another one’s exclave, or it was so all along, or nobody’s. Outside of it: an island or exclave that was forgotten.");
}

static char *
dup_title (YutuEditPane *self,
           YutuEditMode  mode)
{
  if (mode == YUTU_EDIT_REDRAW)
    return g_strdup (_ ("New course of a line"));
  if (mode == YUTU_EDIT_SPLIT)
    return g_strdup_printf (_ ("Split %s"), self->subject_name);
  if (mode == YUTU_EDIT_GIVE)
    return g_strdup_printf (_ ("Give a part of %s"), self->subject_name);
  return g_strdup_printf (_ ("Ring in %s"), self->subject_name);
}

static void
open_form (YutuEditPane *self,
           YutuDrawing  *drawing) /* taken */
{
  const YutuLandPreview  empty = { 0 };
  const YutuLandPreview *preview = self->cut != NULL ? yutu_land_trial_get_preview (self->cut) : &empty;
  gboolean               is_ring = yutu_drawing_is_ring (drawing);
  g_autofree char       *left = is_ring ? NULL : yutu_edit_pane_dup_direction (preview, YUTU_TOPOLOGY_LEFT);
  g_autofree char       *right = is_ring ? NULL : yutu_edit_pane_dup_direction (preview, YUTU_TOPOLOGY_RIGHT);
  gboolean               has_own_land = FALSE;
  g_autoptr (GArray) parts = yutu_edit_pane_list_parts (self, preview, &has_own_land);
  YutuActFormSpec spec = {
    .kind = self->mode == YUTU_EDIT_GIVE ? YUTU_ACT_WISH_GIVE : YUTU_ACT_WISH_SPLIT,
    .is_outside = is_ring && !preview->is_allowed,
    .unit = self->subject,
    .drawing = drawing,
    .left_cm2 = preview->left_cm2,
    .right_cm2 = preview->right_cm2,
    .left_words = left,
    .right_words = right,
    .parts = parts,
    .has_own_land = has_own_land,
    .purpose = self->purpose,
    .typed = self->typed,
  };

  gtk_stack_set_visible_child_name (self->pages, "act");
  if (!yutu_act_form_begin (self->act_form, &spec))
    {
      yutu_draw_tool_offer_draft (self->draw_tool, self->purpose);
      yutu_drawing_free (drawing);
      gtk_stack_set_visible_child_name (self->pages, "line");
    }
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (YutuDrawing) drawing =
    yutu_draw_tool_draw_finish (YUTU_DRAW_TOOL (source), result, NULL);
  YutuEditMode mode = self->mode;

  if (self->draw_tool == NULL || yutu_draw_tool_is_drawing (self->draw_tool))
    return;
  if (drawing != NULL && mode == YUTU_EDIT_REDRAW)
    yutu_edit_pane_redraw (self, drawing);
  else if (drawing != NULL)
    open_form (self, g_steal_pointer (&drawing));
  if (yutu_edit_mode_is_drawn (mode))
    yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
}

static void
begin_on_land (YutuEditPane *self,
               YutuEditMode  mode,
               gint64        unit,
               const char   *content)
{
  g_autofree char *title = NULL;
  g_autofree char *purpose = NULL;
  YutuDrawSpec     spec = { .is_ring = mode == YUTU_EDIT_ISLAND, .content = content };

  yutu_draw_tool_leave (self->draw_tool);
  yutu_act_form_leave_draft (self->act_form);
  yutu_edit_pane_clear_drawing (self);
  if (mode != YUTU_EDIT_REDRAW)
    {
      self->subject_name = unit != 0 ? yutu_act_form_dup_unit_name (self->session, unit) : NULL;
      if (self->subject_name == NULL)
        {
          yutu_edit_pane_say (self, _ ("Choose the unit first: on the map, in the tree or by searching"));
          yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
          return;
        }
      self->subject = unit;
    }
  title = dup_title (self, mode);
  purpose = mode == YUTU_EDIT_REDRAW
              ? g_strdup ("redraw")
              : g_strdup_printf ("%s:%" G_GINT64_FORMAT, yutu_edit_mode_get_id (mode), unit);
  self->purpose = g_strdup (purpose);
  self->typed = content != NULL ? yutu_draw_draft_dup_typed (content) : NULL;
  self->is_resuming = self->typed != NULL;
  spec.title = title;
  spec.purpose = purpose;
  spec.check = mode == YUTU_EDIT_REDRAW ? yutu_edit_pane_check_course : NULL;
  spec.check_data = self;
  self->mode = mode;
  yutu_draw_pane_set_hint (self->draw_pane, get_hint (mode));
  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  if (self->subject != 0)
    yutu_edit_pane_read_land (self, 0);
  yutu_draw_tool_draw_async (self->draw_tool, &spec, drawn_cb, g_object_ref (self));
  yutu_edit_pane_take_mode (self, mode);
}

static void
act_left_cb (YutuActForm  *form,
             gboolean      is_done,
             YutuEditPane *self)
{
  yutu_edit_pane_clear_drawing (self);
  gtk_stack_set_visible_child_name (self->pages, "line");
  show_page (self);
}

static void
act_done_cb (YutuActForm  *form,
             const char   *title,
             YutuEditPane *self)
{
  yutu_edit_pane_tell_done (self, title);
}

static void
act_failed_cb (YutuActForm  *form,
               GError       *error,
               YutuEditPane *self)
{
  yutu_edit_pane_tell_failed (self, error);
}

void
yutu_edit_pane_begin_act (YutuEditPane   *self,
                          YutuActWishKind kind)
{
  const YutuActFormSpec spec = { .kind = kind, .unit = self->unit };

  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  yutu_draw_tool_leave (self->draw_tool);
  yutu_edit_pane_clear_drawing (self);
  if (self->unit == 0 || !yutu_act_form_begin (self->act_form, &spec))
    {
      yutu_edit_pane_say (self, _ ("Choose the unit first: on the map, in the tree or by searching"));
      return;
    }
  yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
  gtk_stack_set_visible_child_name (self->pages, "act");
}

void
yutu_edit_pane_resume_act (YutuEditPane *self,
                           const char   *content)
{
  yutu_draw_tool_leave (self->draw_tool);
  yutu_edit_pane_clear_drawing (self);
  if (!yutu_act_form_resume (self->act_form, content))
    return;
  yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
  gtk_stack_set_visible_child_name (self->pages, "act");
}

/* ---- Tools ---- */

void
yutu_edit_pane_set_mode (YutuEditPane *self,
                         YutuEditMode  mode)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  if (yutu_edit_mode_is_drawn (mode))
    {
      if (self->session == NULL || (self->mode == mode && yutu_draw_tool_is_drawing (self->draw_tool)))
        return;
      gtk_stack_set_visible_child_name (self->pages, "line");
      if (mode == YUTU_EDIT_MEASURE)
        begin_measuring (self, NULL);
      else if (mode == YUTU_EDIT_DOORS)
        yutu_edit_pane_begin_doors (self, self->place, NULL);
      else if (mode == YUTU_EDIT_NAME_LINE || mode == YUTU_EDIT_NAME_AREA)
        yutu_edit_pane_begin_name (self, mode, NULL);
      else if (mode == YUTU_EDIT_NAME_SHAPE)
        yutu_edit_pane_begin_shape (self, self->place, NULL);
      else
        begin_on_land (self, mode, self->unit, NULL);
      return;
    }
  yutu_draw_tool_leave (self->draw_tool);
  yutu_line_tool_set_mode (self->tool, mode == YUTU_EDIT_ADD      ? YUTU_LINE_TOOL_ADD
                                       : mode == YUTU_EDIT_DELETE ? YUTU_LINE_TOOL_DELETE
                                                                  : YUTU_LINE_TOOL_MOVE);
  yutu_edit_pane_take_mode (self, mode);
}

YutuEditMode
yutu_edit_pane_get_mode (YutuEditPane *self)
{
  return self->mode;
}

void
yutu_edit_pane_resume_drawing (YutuEditPane *self,
                               const char   *content)
{
  g_autofree char *purpose = yutu_draw_draft_dup_purpose (content);
  YutuEditMode     mode;
  char            *colon = purpose != NULL ? strchr (purpose, ':') : NULL;
  gint64           unit = colon != NULL ? g_ascii_strtoll (colon + 1, NULL, 10) : 0;

  if (colon != NULL)
    *colon = '\0';
  if (purpose == NULL || !yutu_edit_mode_from_id (purpose, &mode) || !yutu_edit_mode_is_drawn (mode))
    return;
  gtk_stack_set_visible_child_name (self->pages, "line");
  if (mode == YUTU_EDIT_MEASURE)
    begin_measuring (self, content);
  else if (mode == YUTU_EDIT_DOORS)
    yutu_edit_pane_begin_doors (self, unit, content);
  else if (mode == YUTU_EDIT_NAME_LINE || mode == YUTU_EDIT_NAME_AREA)
    yutu_edit_pane_begin_name (self, mode, content);
  else if (mode == YUTU_EDIT_NAME_SHAPE)
    yutu_edit_pane_begin_shape (self, unit, content);
  else
    begin_on_land (self, mode, unit, content);
}

void
yutu_edit_pane_set_active (YutuEditPane *self,
                           gboolean      active)
{
  self->is_active = active;
  yutu_edit_pane_update_hands (self);
}

gboolean
yutu_edit_pane_step (YutuEditPane *self,
                     gboolean      forth)
{
  if (yutu_draw_tool_is_drawing (self->draw_tool))
    return forth ? yutu_draw_tool_step_forth (self->draw_tool) : yutu_draw_tool_step_back (self->draw_tool);
  return forth ? yutu_line_tool_step_forth (self->tool) : yutu_line_tool_step_back (self->tool);
}

gboolean
yutu_edit_pane_has_step (YutuEditPane *self,
                         gboolean      forth)
{
  return yutu_draw_tool_is_drawing (self->draw_tool) ? yutu_draw_tool_has_step (self->draw_tool, forth)
                                                     : yutu_line_tool_has_step (self->tool, forth);
}

YutuDrawTool *
yutu_edit_pane_get_draw_tool (YutuEditPane *self)
{
  return self->draw_tool;
}

/* ---- Signals of the tool ---- */

static void
said_cb (YutuDrawTool *tool,
         const char   *text,
         YutuEditPane *self)
{
  yutu_edit_pane_say (self, text);
}

static void
stepped_cb (YutuEditPane *self)
{
  if (!yutu_edit_pane_is_cutting (self)) /* else it is told anew at once */
    yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  if (self->mode == YUTU_EDIT_DOORS)
    yutu_edit_pane_plan_doors (self);
  else if (self->mode < YUTU_EDIT_NAME_LINE)
    yutu_edit_pane_judge (self);
  yutu_edit_pane_tell_changed (self);
}

static void
tool_changed_cb (YutuEditPane *self)
{
  unsigned kinds = yutu_draw_tool_get_snap_kinds (self->draw_tool);

  yutu_line_tool_set_snap_kinds (self->tool, kinds);
  yutu_snap_choice_set_kinds (self->snapping, kinds);
  yutu_edit_pane_follow_pointer (self);
}

void
yutu_edit_pane_add_drawing (YutuEditPane *self,
                            YutuMapView  *map)
{
  self->draw_tool = yutu_draw_tool_new (map);
  yutu_draw_pane_set_tool (self->draw_pane, self->draw_tool);
  yutu_edit_pane_add_parts (self, map);
  g_signal_connect_object (self->draw_tool, "said", G_CALLBACK (said_cb), self, 0);
  g_signal_connect_object (self->draw_tool, "changed", G_CALLBACK (tool_changed_cb), self, G_CONNECT_SWAPPED);
  /* at once when a drawing ends: what becomes of it may be known a turn of the loop later, and a key that comes
   * before is some tool's */
  g_signal_connect_object (self->draw_tool, "changed", G_CALLBACK (yutu_edit_pane_update_hands), self, G_CONNECT_SWAPPED);
  tool_changed_cb (self);
  g_signal_connect_object (self->draw_tool, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->act_form, "left", G_CALLBACK (act_left_cb), self, 0);
  g_signal_connect_object (self->act_form, "done", G_CALLBACK (act_done_cb), self, 0);
  g_signal_connect_object (self->act_form, "failed", G_CALLBACK (act_failed_cb), self, 0);
}
