/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-draw-tool-private.h"

#include <glib/gi18n.h>

#include "session/yutu-drafts.h"
#include "session/yutu-snap.h"
#include "ui/yutu-snap-choice.h"
#include "ui/yutu-words.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_STEPPED,
  SIGNAL_SAID,
  SIGNAL_WANTS_TYPING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YutuDrawTool, yutu_draw_tool, G_TYPE_OBJECT)

/* ---- Telling ---- */

static char *
dup_hand_words (YutuDrawTool *self)
{
  g_autofree char *refusal = yutu_draw_tool_dup_refusal (self);
  g_autofree char *snap = yutu_draw_tool_dup_snap_words (self);
  gsize            n = 0;

  if (self->is_edit)
    return yutu_draw_tool_dup_vertex_words (self);
  yutu_drawing_get_points (self->drawing, &n);
  if (refusal != NULL)
    /* Translators: what is drawn; how many points it has; why the next may not be there */
    return g_strdup_printf (_ ("%s, %u points, not here: %s"), self->title, (guint)n, refusal);
  if (snap != NULL)
    /* Translators: what is drawn; how many points it has; what the next would snap to */
    return g_strdup_printf (_ ("%s, %u points, next: %s"), self->title, (guint)n, snap);
  return g_strdup_printf (_ ("%s, %u points"), self->title, (guint)n);
}

void
yutu_draw_tool_changed (YutuDrawTool *self)
{
  if (self->task != NULL && self->is_active && self->map != NULL)
    {
      g_autofree char *words = dup_hand_words (self);

      yutu_map_view_set_hand_words (self->map, words);
      yutu_map_view_redraw_hand (self->map);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
yutu_draw_tool_say (YutuDrawTool *self,
                    const char   *text)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, text);
}

void
yutu_draw_tool_ask_to_type (YutuDrawTool *self)
{
  g_signal_emit (self, signals[SIGNAL_WANTS_TYPING], 0);
}

char *
yutu_draw_tool_dup_snap_words (YutuDrawTool *self)
{
  if (self->ways != NULL && !self->has_typed)
    /* Translators: tracing along existing lines, which of the ways and how many there are */
    return g_strdup_printf (_ ("Along the line, way %u of %u"), self->way + 1, self->ways->len);
  if (self->task == NULL || self->has_typed || self->snap >= self->snaps->len)
    return NULL;
  return yutu_snap_choice_dup_words (&g_array_index (self->snaps, YutuSnap, self->snap));
}

char *
yutu_draw_tool_dup_refusal (YutuDrawTool *self)
{
  return g_strdup (self->n_stretches > 0 ? self->blocked : self->refusal);
}

/* ---- Steps ---- */

/* What is drawn is another: what was said against it holds no more. */
void
yutu_draw_tool_stepped (YutuDrawTool *self)
{
  gsize n = 0;

  yutu_drawing_get_points (self->drawing, &n);
  if (self->vertex >= (gssize)n)
    self->vertex = -1;
  g_clear_pointer (&self->blocked, g_free);
  g_clear_pointer (&self->labels, g_strfreev);
  self->n_stretches = 0;
  self->is_held = FALSE;
  self->wants_end = FALSE;
  self->snap = 0;
  self->way = 0;
  yutu_draw_tool_keep_draft (self);
  yutu_draw_tool_update (self);
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0);
}

gboolean
yutu_draw_tool_say_refusal (YutuDrawTool *self)
{
  g_autofree char *text = self->refusal != NULL ? g_strdup_printf (_ ("Not here: %s"), self->refusal) : NULL;

  if (text != NULL)
    yutu_draw_tool_say (self, text);
  return text != NULL;
}

static gboolean
add_next (YutuDrawTool *self)
{
  gsize            n_next = 0;
  const YutuPoint *next = yutu_draw_tool_get_next (self, &n_next);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  if (n_next == 0 || yutu_draw_tool_say_refusal (self))
    return FALSE;
  g_array_append_vals (points, next, (guint)n_next);
  self->has_typed = FALSE;
  if (!yutu_drawing_add (self->drawing, (const YutuPoint *)(gpointer)points->data, points->len))
    {
      if (points->len > 1)
        yutu_draw_tool_say (self, _ ("There are too many points"));
      return FALSE;
    }
  yutu_draw_tool_stepped (self);
  return TRUE;
}

gboolean
yutu_draw_tool_add (YutuDrawTool *self,
                    YutuPoint     point)
{
  if (self->task == NULL)
    return FALSE;
  yutu_draw_tool_set_typed (self, &point);
  return self->is_edit ? yutu_draw_tool_move_vertex (self) : add_next (self);
}

static gboolean
is_at (YutuDrawTool *self,
       gboolean      first)
{
  YutuPoint        point;
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);

  return n > 0 && yutu_draw_tool_get_cursor (self, &point) &&
         yutu_point_equal (points[first ? 0 : n - 1], point);
}

void
yutu_draw_tool_set_step (YutuDrawTool *self)
{
  gsize n = 0;

  if (self->task == NULL)
    return;
  yutu_drawing_get_points (self->drawing, &n);
  if (is_at (self, FALSE) || (yutu_drawing_is_ring (self->drawing) && n > 2 && is_at (self, TRUE)))
    yutu_draw_tool_finish (self);
  else
    add_next (self);
}

gboolean
yutu_draw_tool_has_own_step (YutuDrawTool *self,
                             gboolean      forth)
{
  return yutu_drawing_has_step (self->drawing, forth) &&
         (forth || !self->is_edit || yutu_drawing_count_steps (self->drawing) > 1);
}

gboolean
yutu_draw_tool_has_step (YutuDrawTool *self,
                         gboolean      forth)
{
  return self->task != NULL && yutu_draw_tool_has_own_step (self, forth);
}

gboolean
yutu_draw_tool_step_back (YutuDrawTool *self)
{
  if (self->task == NULL || !yutu_draw_tool_has_own_step (self, FALSE) || !yutu_drawing_step_back (self->drawing))
    return FALSE;
  yutu_draw_tool_stepped (self);
  return TRUE;
}

gboolean
yutu_draw_tool_step_forth (YutuDrawTool *self)
{
  if (self->task == NULL || !yutu_drawing_step_forth (self->drawing))
    return FALSE;
  yutu_draw_tool_stepped (self);
  return TRUE;
}

void
yutu_draw_tool_set_typed (YutuDrawTool    *self,
                          const YutuPoint *point)
{
  if (self->task == NULL || (point == NULL && !self->has_typed))
    return;
  self->has_typed = point != NULL;
  if (point != NULL)
    self->typed = *point;
  yutu_draw_tool_update (self);
}

void
yutu_draw_tool_focus_map (YutuDrawTool *self)
{
  if (self->map != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* ---- The end ---- */

static gboolean
has_enough (YutuDrawTool *self)
{
  gsize n = 0;

  yutu_drawing_get_points (self->drawing, &n);
  return n >= (yutu_drawing_is_ring (self->drawing) ? 3 : self->is_points ? 1
                                                                          : 2);
}

gboolean
yutu_draw_tool_can_finish (YutuDrawTool *self)
{
  return self->task != NULL && self->blocked == NULL && !self->is_held && has_enough (self);
}

/* Lets go of the pointer. (transfer full) */
static GTask *
end_drawing (YutuDrawTool *self)
{
  GTask *task = g_steal_pointer (&self->task);

  if (self->map != NULL && self->is_active)
    yutu_map_view_set_hand (self->map, NULL, NULL);
  g_clear_pointer (&self->purpose, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->form_typed, g_free);
  g_clear_pointer (&self->refusal, g_free);
  g_clear_pointer (&self->blocked, g_free);
  g_clear_pointer (&self->labels, g_strfreev);
  g_clear_pointer (&self->ways, g_ptr_array_unref);
  g_array_set_size (self->snaps, 0);
  self->has_typed = FALSE;
  self->has_cursor = FALSE;
  self->is_dragging = FALSE;
  self->is_edit = FALSE;
  self->n_stretches = 0;
  self->is_held = FALSE;
  self->wants_end = FALSE;
  return task;
}

void
yutu_draw_tool_finish (YutuDrawTool *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->task == NULL)
    return;
  if (!has_enough (self))
    {
      yutu_draw_tool_say (self, yutu_drawing_is_ring (self->drawing) ? _ ("A ring needs three points")
                                : self->is_points                    ? _ ("There is no point yet")
                                                                     : _ ("A line needs two points"));
      return;
    }
  if (yutu_drawing_find_closing_conflict (self->drawing, self->stretches[0]))
    {
      g_free (self->blocked);
      self->blocked = g_strdup (_ ("the line back to the first point would meet another one"));
      self->n_stretches = 1;
      yutu_draw_tool_changed (self);
    }
  if (self->blocked != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Not so: %s"), self->blocked);

      yutu_draw_tool_say (self, text);
      return;
    }
  self->wants_end = self->is_held;
  if (self->is_held)
    return;
  task = end_drawing (self);
  g_task_return_pointer (task, g_steal_pointer (&self->drawing), (GDestroyNotify)yutu_drawing_free);
  yutu_draw_tool_changed (self);
}

static void
give_up (YutuDrawTool *self)
{
  g_autoptr (GTask) task = end_drawing (self);

  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the drawing was left");
  yutu_draw_tool_changed (self);
}

void
yutu_draw_tool_leave (YutuDrawTool *self)
{
  if (self->task == NULL)
    return;
  yutu_draw_tool_leave_draft (self);
  give_up (self);
}

void
yutu_draw_tool_discard (YutuDrawTool *self)
{
  if (self->task == NULL)
    return;
  yutu_draw_tool_drop_draft (self, self->purpose);
  give_up (self);
}

void
yutu_draw_tool_hold (YutuDrawTool *self)
{
  g_clear_pointer (&self->blocked, g_free);
  self->n_stretches = 0;
  self->is_held = self->task != NULL;
  yutu_draw_tool_changed (self);
}

static void
block (YutuDrawTool *self,
       const char   *why,
       const YutuPoint (*stretches)[2],
       gsize n_stretches)
{
  g_free (self->blocked);
  self->blocked = g_strdup (why);
  self->n_stretches = why != NULL ? MIN (n_stretches, YUTU_DRAW_MAX_STRETCHES) : 0;
  if (self->n_stretches > 0)
    memcpy (self->stretches, stretches, self->n_stretches * sizeof self->stretches[0]);
  yutu_draw_tool_changed (self);
}

void
yutu_draw_tool_refuse (YutuDrawTool *self,
                       const char   *why,
                       const YutuPoint (*stretches)[2],
                       gsize n_stretches)
{
  gboolean wants_end = self->wants_end, was_held = self->is_held;

  if (self->task == NULL)
    return;
  self->is_held = FALSE;
  self->wants_end = FALSE;
  if (why != NULL || self->blocked != NULL || was_held)
    block (self, why, stretches, n_stretches);
  if (wants_end)
    yutu_draw_tool_finish (self);
}

void
yutu_draw_tool_set_labels (YutuDrawTool      *self,
                           const char *const *labels)
{
  if (self->task == NULL)
    return;
  g_strfreev (self->labels);
  self->labels = g_strdupv ((char **)labels);
  yutu_draw_tool_changed (self);
}

/* ---- The beginning ---- */

/* Where a draft was left. */
static void
show_draft (YutuDrawTool *self)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  YutuBox          box = YUTU_BOX_EMPTY;

  for (gsize i = 0; i < n; i++)
    yutu_box_add_point (&box, points[i]);
  if (n > 1 && self->map != NULL)
    yutu_map_view_show_box (self->map, box);
}

static void
take_pointer (YutuDrawTool *self,
              gboolean      takes)
{
  if (self->map != NULL && takes)
    yutu_map_view_set_hand (self->map, self->is_edit ? &yutu_draw_edit_hand : &yutu_draw_hand, self);
}

void
yutu_draw_tool_draw_async (YutuDrawTool       *self,
                           const YutuDrawSpec *spec,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_DRAW_TOOL (self) && self->session != NULL);

  yutu_draw_tool_leave (self);
  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, yutu_draw_tool_draw_async);
  self->purpose = g_strdup (spec->purpose);
  self->title = g_strdup (spec->title);
  self->check = spec->check;
  self->check_data = spec->check_data;
  self->is_points = spec->is_points;
  g_clear_pointer (&self->drawing, yutu_drawing_free);
  if (spec->content != NULL)
    {
      self->drawing = yutu_draw_draft_read (spec->content, spec->is_ring);
      self->form_typed = yutu_draw_draft_dup_typed (spec->content);
    }
  if (self->drawing == NULL)
    {
      self->drawing = yutu_drawing_new (spec->is_ring);
      if (spec->vertices != NULL)
        yutu_drawing_add (self->drawing, spec->vertices, spec->n_vertices);
    }
  self->is_edit = spec->vertices != NULL;
  self->gone_line = spec->gone_line;
  self->vertex = self->hovered = -1;
  take_pointer (self, self->is_active);
  if (yutu_drawing_count_steps (self->drawing) > 0)
    {
      g_autofree char *key = yutu_draw_draft_dup_key (self->purpose);

      if (spec->content != NULL)
        yutu_session_enter_draft (self->session, key);
      show_draft (self);
      g_signal_emit (self, signals[SIGNAL_STEPPED], 0);
    }
  yutu_draw_tool_update (self);
}

YutuDrawing *
yutu_draw_tool_draw_finish (YutuDrawTool *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yutu_draw_tool_set_active (YutuDrawTool *self,
                           gboolean      active)
{
  if (self->is_active == active)
    return;
  self->is_active = active;
  if (self->task == NULL || self->map == NULL)
    return;
  if (!active)
    yutu_map_view_set_hand (self->map, NULL, self);
  take_pointer (self, active);
  yutu_draw_tool_update (self);
}

/* ---- What is asked ---- */

gboolean
yutu_draw_tool_is_drawing (YutuDrawTool *self)
{
  return self->task != NULL;
}

const char *
yutu_draw_tool_get_title (YutuDrawTool *self)
{
  return self->title;
}

gboolean
yutu_draw_tool_is_points (YutuDrawTool *self)
{
  return self->is_points;
}

void
yutu_draw_tool_set_snap_kinds (YutuDrawTool *self,
                               unsigned      kinds)
{
  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  yutu_draw_tool_update (self);
  if (self->task == NULL)
    yutu_draw_tool_changed (self);
}

unsigned
yutu_draw_tool_get_snap_kinds (YutuDrawTool *self)
{
  return self->kinds;
}

void
yutu_draw_tool_set_tracing (YutuDrawTool *self,
                            gboolean      is_tracing)
{
  if (self->is_tracing == is_tracing)
    return;
  self->is_tracing = is_tracing;
  yutu_draw_tool_update (self);
  if (self->task == NULL)
    yutu_draw_tool_changed (self);
}

gboolean
yutu_draw_tool_get_tracing (YutuDrawTool *self)
{
  return self->is_tracing;
}

const YutuDrawing *
yutu_draw_tool_get_drawing (YutuDrawTool *self)
{
  return self->task != NULL ? self->drawing : NULL;
}

void
yutu_draw_tool_measure (YutuDrawTool *self,
                        double       *length_m,
                        gint64       *area_cm2)
{
  gsize            n_next = 0;
  const YutuPoint *next = self->task != NULL ? yutu_draw_tool_get_next (self, &n_next) : NULL;

  *length_m = self->task != NULL ? yutu_drawing_get_length_m (self->drawing, next, n_next) : 0;
  *area_cm2 = self->task != NULL ? yutu_drawing_get_area_cm2 (self->drawing, next, n_next) : 0;
}

/* ---- Session and GObject ---- */

static void
layers_changed_cb (YutuDrawTool *self)
{
  yutu_draw_tool_update (self);
}

void
yutu_draw_tool_set_session (YutuDrawTool *self,
                            YutuSession  *session)
{
  if (self->session == session)
    return;
  yutu_draw_tool_leave (self);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  yutu_draw_tool_changed (self);
}

YutuDrawTool *
yutu_draw_tool_new (YutuMapView *map)
{
  YutuDrawTool *self = g_object_new (YUTU_TYPE_DRAW_TOOL, NULL);

  g_set_weak_pointer (&self->map, map);
  return self;
}

static void
yutu_draw_tool_dispose (GObject *object)
{
  YutuDrawTool *self = YUTU_DRAW_TOOL (object);

  yutu_draw_tool_leave (self);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_draw_tool_parent_class)->dispose (object);
}

static void
yutu_draw_tool_finalize (GObject *object)
{
  YutuDrawTool *self = YUTU_DRAW_TOOL (object);

  g_clear_pointer (&self->drawing, yutu_drawing_free);
  g_array_unref (self->snaps);
  G_OBJECT_CLASS (yutu_draw_tool_parent_class)->finalize (object);
}

static void
yutu_draw_tool_class_init (YutuDrawToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yutu_draw_tool_dispose;
  object_class->finalize = yutu_draw_tool_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YUTU_TYPE_DRAW_TOOL, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", YUTU_TYPE_DRAW_TOOL, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAID] = g_signal_new ("said", YUTU_TYPE_DRAW_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_WANTS_TYPING] = g_signal_new ("wants-typing", YUTU_TYPE_DRAW_TOOL, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_draw_tool_init (YutuDrawTool *self)
{
  self->kinds = YUTU_SNAP_ALL;
  self->snaps = g_array_new (FALSE, FALSE, sizeof (YutuSnap));
  self->session_signals = g_signal_group_new (YUTU_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::layers", G_CALLBACK (layers_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "changed", G_CALLBACK (layers_changed_cb), self);
}
