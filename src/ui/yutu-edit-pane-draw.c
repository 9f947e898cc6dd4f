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

static void
update_hands (YutuEditPane *self)
{
  gboolean is_drawing = yutu_draw_tool_is_drawing (self->draw_tool);

  if (is_drawing)
    yutu_line_tool_set_active (self->tool, FALSE);
  yutu_draw_tool_set_active (self->draw_tool, self->is_active && is_drawing);
  yutu_line_tool_set_active (self->tool, self->is_active && !is_drawing);
}

static void
show_page (YutuEditPane *self)
{
  const char *now = gtk_stack_get_visible_child_name (self->pages);
  const char *page = yutu_draw_tool_is_drawing (self->draw_tool) ? "draw" : "line";

  if (!g_str_equal (now, "name"))
    gtk_stack_set_visible_child_name (self->pages, page);
}

/* A drawing begins or is over. */
static void
take_mode (YutuEditPane *self,
           YutuEditMode  mode)
{
  self->mode = mode;
  update_hands (self);
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
        take_mode (self, YUTU_EDIT_MOVE);
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
  yutu_draw_tool_draw_async (self->draw_tool, &spec, measured_cb, g_object_ref (self));
  take_mode (self, YUTU_EDIT_MEASURE);
}

/* ---- Tools ---- */

void
yutu_edit_pane_set_mode (YutuEditPane *self,
                         YutuEditMode  mode)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  if (yutu_edit_mode_is_drawn (mode))
    {
      if (self->session != NULL && (self->mode != mode || !yutu_draw_tool_is_drawing (self->draw_tool)))
        begin_measuring (self, NULL);
      return;
    }
  yutu_draw_tool_leave (self->draw_tool);
  yutu_line_tool_set_mode (self->tool, mode == YUTU_EDIT_ADD      ? YUTU_LINE_TOOL_ADD
                                       : mode == YUTU_EDIT_DELETE ? YUTU_LINE_TOOL_DELETE
                                                                  : YUTU_LINE_TOOL_MOVE);
  take_mode (self, mode);
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

  if (g_strcmp0 (purpose, PURPOSE_MEASURE) == 0)
    begin_measuring (self, content);
}

void
yutu_edit_pane_set_active (YutuEditPane *self,
                           gboolean      active)
{
  self->is_active = active;
  update_hands (self);
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
  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  yutu_edit_pane_tell_changed (self);
}

void
yutu_edit_pane_add_drawing (YutuEditPane *self,
                            YutuMapView  *map)
{
  self->draw_tool = yutu_draw_tool_new (map);
  yutu_draw_pane_set_tool (self->draw_pane, self->draw_tool);
  g_signal_connect_object (self->draw_tool, "said", G_CALLBACK (said_cb), self, 0);
  g_signal_connect_object (self->draw_tool, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
}
