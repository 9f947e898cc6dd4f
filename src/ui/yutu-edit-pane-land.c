/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The land below a drawing, and what a new course of a line would make of it: told after each point, in the
 * way when it may not be. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "session/yutu-drafts.h"
#include "ui/yutu-words.h"

void
yutu_edit_pane_clear_drawing (YutuEditPane *self)
{
  if (self->land_reading != NULL)
    g_cancellable_cancel (self->land_reading);
  g_clear_object (&self->land_reading);
  yutu_edit_pane_hide_parts (self);
  yutu_edit_pane_forget_cut (self);
  yutu_land_preview_clear (&self->land_preview);
  g_clear_pointer (&self->land, yutu_land_edit_unref);
  g_clear_pointer (&self->subject_name, g_free);
  g_clear_pointer (&self->purpose, g_free);
  g_clear_pointer (&self->typed, g_free);
  self->is_resuming = FALSE;
  self->land_arc = 0;
  self->subject = 0;
}

/* ---- Reading ---- */

static void
take_land (YutuEditPane *self,
           YutuLandEdit *land, /* taken */
           const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->land_reading);
  if (land == NULL)
    {
      yutu_edit_pane_tell_failed (self, error);
      return;
    }
  yutu_land_preview_clear (&self->land_preview); /* its texts are the former one's */
  g_clear_pointer (&self->land, yutu_land_edit_unref);
  self->land = land;
  yutu_edit_pane_judge (self);
  if (self->is_resuming && (self->trying != NULL || yutu_draw_tool_can_finish (self->draw_tool)))
    yutu_draw_tool_finish (self->draw_tool);
  self->is_resuming = FALSE;
}

static void
land_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  YutuLandEdit *land = yutu_session_read_land_finish (YUTU_SESSION (source), result, &error);

  take_land (self, land, error);
}

static void
line_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  YutuLandEdit *land = yutu_session_read_land_line_finish (YUTU_SESSION (source), result, &error);

  take_land (self, land, error);
}

void
yutu_edit_pane_read_land (YutuEditPane *self,
                          gint64        arc)
{
  if (self->land_reading != NULL)
    g_cancellable_cancel (self->land_reading);
  g_clear_object (&self->land_reading);
  self->land_reading = g_cancellable_new ();
  self->land_arc = arc;
  self->land_day = yutu_session_get_day (self->session);
  if (arc != 0)
    yutu_session_read_land_line_async (self->session, arc, self->land_reading, line_read_cb, g_object_ref (self));
  else
    yutu_session_read_land_async (self->session, self->subject, self->land_reading, land_read_cb,
                                  g_object_ref (self));
}

/* ---- A new course ---- */

typedef struct
{
  gsize      from; /* vertices of the line */
  gsize      to;
  YutuPoint *between; /* in the line's direction; owned */
  gsize      n_between;
} Course;

/* FALSE: not complete, or no course; @why (transfer full) says so. */
static gboolean
make_course (YutuEditPane    *self,
             const YutuPoint *points,
             gsize            n,
             Course          *course,
             char           **why)
{
  gsize first = 0, last = 0;

  *course = (Course){ 0 };
  if (!yutu_land_edit_find_vertex (self->land, points[0], &first))
    {
      *why = g_strdup (_ ("Begin at a vertex of the line"));
      return FALSE;
    }
  if (n < 2 || !yutu_land_edit_find_vertex (self->land, points[n - 1], &last) || first == last)
    {
      *why = g_strdup (_ ("End at another vertex of the same line"));
      return FALSE;
    }
  course->from = MIN (first, last);
  course->to = MAX (first, last);
  course->n_between = n - 2;
  course->between = g_new (YutuPoint, n);
  for (gsize i = 0; i < n - 2; i++)
    course->between[i] = first < last ? points[1 + i] : points[n - 2 - i];
  return TRUE;
}

static char *
dup_redraw_words (YutuEditPane *self)
{
  const GArray *units = yutu_land_edit_get_units (self->land);
  GString      *text = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    {
      const YutuLineUnit *unit = &g_array_index (units, YutuLineUnit, i);
      gint64              change_cm2 = self->land_preview.area_cm2[i] - unit->area_cm2;
      g_autofree char    *change = yutu_words_change ((double)change_cm2 / YUTU_CM2_PER_M2, 1);
      g_autofree char    *area = yutu_words_area ((double)self->land_preview.area_cm2[i] / YUTU_CM2_PER_M2);

      if (change_cm2 == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a unit; its area afterwards; by how many square metres it is another */
      g_string_append_printf (text, _ ("%s: %s (%s m²)"), unit->name, area, change);
    }
  if (text->len == 0)
    g_string_append (text, _ ("No area changes"));
  return g_string_free (text, FALSE);
}

/* Whether it is a stretch of the line that is redrawn: that one may be crossed. */
static gboolean
is_own_stretch (YutuEditPane          *self,
                const YutuSnapStretch *stretch)
{
  gsize vertex = 0;

  return self->land != NULL && yutu_land_edit_find_vertex (self->land, stretch->a, &vertex) &&
         yutu_land_edit_find_vertex (self->land, stretch->b, &vertex);
}

char *
yutu_edit_pane_check_course (const YutuPoint *points,
                             gsize            n_points,
                             YutuPoint        stretch[2],
                             gpointer         data)
{
  YutuEditPane         *self = data;
  YutuSnapIndex *const *snaps = yutu_session_list_snaps (self->session);
  const YutuSnapIndex  *boundaries = snaps != NULL ? snaps[YUTU_MAP_SNAP_BOUNDARIES] : NULL;

  for (gsize i = 1; boundaries != NULL && i < n_points; i++)
    {
      g_autoptr (GArray) crossed = yutu_snap_list_crossed (boundaries, points[i - 1], points[i]);

      for (guint k = 0; k < crossed->len; k++)
        if (!is_own_stretch (self, &g_array_index (crossed, YutuSnapStretch, k)))
          {
            stretch[0] = points[i - 1];
            stretch[1] = points[i];
            return g_strdup (_ ("it would cross another line"));
          }
    }
  return NULL;
}

/* ---- What is said of it ---- */

void
yutu_edit_pane_tell_incomplete (YutuEditPane *self,
                                const char   *why)
{
  yutu_draw_pane_set_outcome (self->draw_pane, why);
  yutu_draw_tool_refuse (self->draw_tool, why, NULL, 0);
}

void
yutu_edit_pane_tell_refused (YutuEditPane          *self,
                             const YutuLandPreview *preview)
{
  g_autofree char *text = yutu_line_tool_word_refusal (preview->reason, preview->is_own_line, preview->obstacle[0],
                                                       preview->obstacle[1]);

  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  yutu_draw_tool_refuse (self->draw_tool, text, preview->conflict.stretches, preview->conflict.n_stretches);
}

static void
tell_course (YutuEditPane *self)
{
  g_autofree char *text = self->land_preview.is_allowed ? dup_redraw_words (self) : NULL;

  if (text == NULL)
    {
      yutu_edit_pane_tell_refused (self, &self->land_preview);
      return;
    }
  yutu_draw_pane_set_outcome (self->draw_pane, text);
  yutu_draw_tool_refuse (self->draw_tool, NULL, NULL, 0);
}

static void
judge_course (YutuEditPane    *self,
              const YutuPoint *points,
              gsize            n)
{
  Course           course = { 0 };
  g_autofree char *why = NULL;

  if (make_course (self, points, n, &course, &why))
    {
      yutu_land_edit_preview_redraw (self->land, course.from, course.to, course.between, course.n_between,
                                     &self->land_preview);
      tell_course (self);
    }
  else
    yutu_edit_pane_tell_incomplete (self, why);
  g_free (course.between);
}

static void
judge_redraw (YutuEditPane    *self,
              const YutuPoint *points,
              gsize            n)
{
  gint64 arc = n > 0 ? yutu_draw_tool_find_arc (self->draw_tool, points[0]) : 0;

  if (arc != 0 && arc != self->land_arc)
    {
      g_clear_pointer (&self->land, yutu_land_edit_unref);
      yutu_edit_pane_read_land (self, arc);
    }
  if (arc == 0 || self->land == NULL)
    yutu_edit_pane_tell_incomplete (self, _ ("Begin at a vertex of the line"));
  else
    judge_course (self, points, n);
}

void
yutu_edit_pane_judge (YutuEditPane *self)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (self->draw_tool);
  const YutuPoint   *points = NULL;
  gsize              n = 0;

  if (drawing == NULL || self->mode == YUTU_EDIT_MEASURE)
    return;
  points = yutu_drawing_get_points (drawing, &n);
  if (self->mode == YUTU_EDIT_REDRAW)
    judge_redraw (self, points, n);
  else
    yutu_edit_pane_judge_cut (self);
}

/* ---- Writing a new course ---- */

static void
redrawn_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = yutu_session_redraw_line_finish (YUTU_SESSION (source), result, &error);

  if (self->draw_tool == NULL) /* the window is gone */
    return;
  if (is_done)
    {
      yutu_edit_pane_tell_done (self, _ ("The line has its new course"));
      return;
    }
  yutu_draw_tool_offer_draft (self->draw_tool, "redraw");
  yutu_edit_pane_tell_failed (self, error);
}

void
yutu_edit_pane_redraw (YutuEditPane      *self,
                       const YutuDrawing *drawing)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (drawing, &n);
  Course           course = { 0 };
  YutuRedrawWish   wish;
  g_autofree char *why = NULL;

  if (self->land != NULL && make_course (self, points, n, &course, &why))
    {
      g_autofree char *key = yutu_draw_draft_dup_key ("redraw");

      yutu_land_edit_make_wish (self->land, course.from, course.to, course.between, course.n_between, &wish);
      yutu_session_settle_draft (self->session, key);
      yutu_session_redraw_line_async (self->session, &wish, self->land_day, redrawn_cb, g_object_ref (self));
    }
  else
    yutu_draw_tool_offer_draft (self->draw_tool, "redraw");
  g_free (course.between);
}
