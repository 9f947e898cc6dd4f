/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-line-tool-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-snap-choice.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_SAID,
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YutuLineTool, yutu_line_tool, G_TYPE_OBJECT)

/* ---- Telling ---- */

static char *
dup_hand_words (YutuLineTool *self)
{
  g_autofree char *title = self->line != NULL ? yutu_line_tool_dup_title (self->line) : NULL;
  g_autofree char *refusal = yutu_line_tool_dup_refusal (self);
  g_autofree char *snap = yutu_line_tool_dup_snap_words (self);
  gsize            n = 0;

  if (title == NULL)
    return g_strdup (_ ("no line is chosen"));
  if (self->vertex == YUTU_LINE_TOOL_NO_VERTEX)
    return g_steal_pointer (&title);
  yutu_line_edit_get_points (self->line, &n);
  if (refusal != NULL)
    /* Translators: a line; the number of a vertex and how many there are; why it may not lie there */
    return g_strdup_printf (_ ("%s, vertex %u of %u: not here: %s"), title, (guint)self->vertex + 1,
                            (guint)n, refusal);
  if (snap != NULL)
    /* Translators: a line; the number of a vertex and how many there are; what it snaps to */
    return g_strdup_printf (_ ("%s, vertex %u of %u, moved to: %s"), title, (guint)self->vertex + 1,
                            (guint)n, snap);
  if (yutu_line_tool_has_draft (self))
    return g_strdup_printf (_ ("%s, vertex %u of %u, moved, not kept yet"), title,
                            (guint)self->vertex + 1, (guint)n);
  return g_strdup_printf (_ ("%s, vertex %u of %u"), title, (guint)self->vertex + 1, (guint)n);
}

void
yutu_line_tool_changed (YutuLineTool *self)
{
  g_autofree char *words = self->is_active ? dup_hand_words (self) : NULL;

  if (self->is_active && self->map != NULL)
    {
      yutu_map_view_set_hand_words (self->map, words);
      yutu_map_view_redraw_hand (self->map);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
yutu_line_tool_say (YutuLineTool *self,
                    const char   *text)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, text);
}

char *
yutu_line_tool_dup_title (const YutuLineEdit *line)
{
  const char *left = yutu_line_edit_get_side (line, FALSE);
  const char *right = yutu_line_edit_get_side (line, TRUE);
  const char *neighbour = yutu_line_edit_get_neighbour (line);

  if (left != NULL && right != NULL)
    return g_strdup_printf (_ ("Line between %s and %s"), left, right);
  if (left == NULL && right == NULL)
    return g_strdup (_ ("A line of another day"));
  if (neighbour != NULL)
    return g_strdup_printf (_ ("Line between %s and %s"), left != NULL ? left : right, neighbour);
  return g_strdup_printf (_ ("Outer line of %s"), left != NULL ? left : right);
}

char *
yutu_line_tool_word_refusal (YutuTopologyError reason,
                             gboolean          is_own_line,
                             const char       *one,
                             const char       *other)
{
  if (reason == YUTU_TOPOLOGY_ERROR_COLLAPSES)
    return g_strdup (_ ("no land would be left here"));
  if (reason == YUTU_TOPOLOGY_ERROR_INPUT)
    return g_strdup (_ ("this is off the earth"));
  if (is_own_line)
    return g_strdup (_ ("the line would cross itself"));
  if (one != NULL && other != NULL && !g_str_equal (one, other))
    return g_strdup_printf (_ ("it would cross the line between %s and %s"), one, other);
  if (one != NULL && other != NULL)
    return g_strdup_printf (_ ("it would cross a line of another day in %s"), one);
  if (one != NULL || other != NULL)
    return g_strdup_printf (_ ("it would cross the outer line of %s"), one != NULL ? one : other);
  return g_strdup (_ ("it would cross another line"));
}

char *
yutu_line_tool_dup_refusal (YutuLineTool *self)
{
  const YutuLinePreview *preview = &self->preview;

  if (!self->has_preview || preview->is_allowed)
    return NULL;
  return yutu_line_tool_word_refusal (preview->reason, preview->is_own_line, preview->obstacle[0],
                                      preview->obstacle[1]);
}

char *
yutu_line_tool_dup_blocked (YutuLineTool *self)
{
  if (self->session == NULL)
    return g_strdup (_ ("No file is open."));
  if (yutu_session_get_read_only_reason (self->session) != NULL)
    return g_strdup (_ ("This file is open for reading only: lines and names cannot be changed."));
  if (yutu_session_get_day (self->session) != yutu_day_today ())
    return g_strdup (_ ("The map stands on another day. Lines and names are edited as they are today: "
                        "go back to today to change them."));
  return NULL;
}

gboolean
yutu_line_tool_may_edit (YutuLineTool *self)
{
  g_autofree char *blocked = yutu_line_tool_dup_blocked (self);

  return blocked == NULL && !self->is_committing;
}

/* ---- What is drafted ---- */

gboolean
yutu_line_tool_has_draft (YutuLineTool *self)
{
  return self->steps->len > 0;
}

gboolean
yutu_line_tool_get_edit (YutuLineTool   *self,
                         YutuVertexEdit *edit)
{
  if (self->line == NULL || self->vertex == YUTU_LINE_TOOL_NO_VERTEX ||
      (!self->is_dragging && self->steps->len == 0))
    return FALSE;
  *edit = (YutuVertexEdit){
    self->kind,
    yutu_line_edit_get_arc (self->line),
    (gsize)self->vertex,
    self->is_dragging ? self->hand : g_array_index (self->steps, YutuPoint, self->steps->len - 1),
  };
  return TRUE;
}

void
yutu_line_tool_update_preview (YutuLineTool *self)
{
  YutuVertexEdit edit;

  self->has_preview = yutu_line_tool_get_edit (self, &edit);
  if (self->has_preview)
    yutu_line_edit_preview (self->line, &edit, &self->preview);
  else
    yutu_line_preview_clear (&self->preview);
}

static YutuSnapIndex *const *
get_indexes (YutuLineTool *self)
{
  return self->session != NULL ? yutu_session_list_snaps (self->session) : NULL;
}

void
yutu_line_tool_find_snap (YutuLineTool         *self,
                          const YutuVertexEdit *edit)
{
  YutuLineSnapSpec spec = { .indexes = get_indexes (self),
                            .n_indexes = YUTU_MAP_N_SNAPS,
                            .radius_px = YUTU_SNAP_PX,
                            .kinds = self->kinds,
                            .skip = self->snap_skip };

  yutu_map_view_measure_step (self->map, self->pointed, &spec.east_px, &spec.north_px);
  self->has_snap = yutu_line_edit_snap (self->line, edit, &spec, &self->snap, &self->preview);
  self->has_preview = TRUE;
}

void
yutu_line_tool_set_snap_kinds (YutuLineTool *self,
                               unsigned      kinds)
{
  self->kinds = kinds;
}

char *
yutu_line_tool_dup_snap_words (YutuLineTool *self)
{
  return self->has_snap && self->has_preview ? yutu_snap_choice_dup_words (&self->snap) : NULL;
}

static void
forget_draft (YutuLineTool *self)
{
  self->has_snap = FALSE;
  g_array_set_size (self->steps, 0);
  g_array_set_size (self->forth, 0);
  self->is_dragging = FALSE;
  self->is_dropped = FALSE;
  self->kind = YUTU_VERTEX_MOVE;
  yutu_line_tool_update_preview (self);
}

/* An insert that has no place any more is no vertex. */
static void
settle_draft (YutuLineTool *self)
{
  self->has_snap = FALSE;
  if (self->steps->len == 0 && self->kind == YUTU_VERTEX_INSERT)
    {
      self->kind = YUTU_VERTEX_MOVE;
      self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
    }
  if (self->steps->len > 0)
    yutu_line_tool_keep_draft (self);
  else
    yutu_line_tool_drop_draft (self);
  yutu_line_tool_update_preview (self);
  yutu_line_tool_changed (self);
}

gboolean
yutu_line_tool_step_back (YutuLineTool *self)
{
  YutuPoint step;

  if (!yutu_line_tool_has_step (self, FALSE))
    return FALSE;
  step = g_array_index (self->steps, YutuPoint, self->steps->len - 1);
  g_array_append_val (self->forth, step);
  g_array_set_size (self->steps, self->steps->len - 1);
  settle_draft (self);
  return TRUE;
}

gboolean
yutu_line_tool_step_forth (YutuLineTool *self)
{
  YutuPoint step;

  if (!yutu_line_tool_has_step (self, TRUE))
    return FALSE;
  step = g_array_index (self->forth, YutuPoint, self->forth->len - 1);
  g_array_set_size (self->forth, self->forth->len - 1);
  g_array_append_val (self->steps, step);
  settle_draft (self);
  return TRUE;
}

gboolean
yutu_line_tool_has_step (YutuLineTool *self,
                         gboolean      forth)
{
  return self->line != NULL && !self->is_committing &&
         (forth ? self->forth->len > 0 && self->vertex != YUTU_LINE_TOOL_NO_VERTEX : self->steps->len > 0);
}

void
yutu_line_tool_discard (YutuLineTool *self)
{
  if (self->line == NULL || self->is_committing || self->steps->len == 0)
    return;
  g_array_set_size (self->steps, 0);
  g_array_set_size (self->forth, 0);
  settle_draft (self);
}

void
yutu_line_tool_move_to (YutuLineTool *self,
                        YutuPoint     to)
{
  if (self->vertex == YUTU_LINE_TOOL_NO_VERTEX || !yutu_line_tool_may_edit (self))
    return;
  g_array_set_size (self->forth, 0);
  g_array_append_val (self->steps, to);
  settle_draft (self);
}

/* ---- Reading ---- */

typedef struct
{
  YutuLineTool *self; /* owned */
  gssize        vertex;
} Reading;

/* Where it was left. */
static void
show_draft (YutuLineTool *self)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (self->line, &n);
  YutuBox          box = YUTU_BOX_EMPTY;

  if (self->map == NULL || self->steps->len == 0)
    return;
  for (gssize i = MAX (self->vertex - 2, 0); i < MIN (self->vertex + 3, (gssize)n); i++)
    yutu_box_add_point (&box, points[i]);
  yutu_box_add_point (&box, g_array_index (self->steps, YutuPoint, self->steps->len - 1));
  yutu_map_view_show_box (self->map, box);
}

/* The line again, or another: what was drafted on the same one stays, unless it was written. */
static void
take_line (YutuLineTool *self,
           YutuLineEdit *line,
           gssize        vertex)
{
  gboolean is_same = self->line != NULL &&
                     yutu_line_edit_get_arc (self->line) == yutu_line_edit_get_arc (line);
  gsize n = 0;

  if (!is_same || self->is_dropped)
    forget_draft (self);
  g_clear_pointer (&self->line, yutu_line_edit_free);
  self->line = line;
  yutu_line_edit_get_points (line, &n);
  if (self->steps->len == 0)
    self->vertex = vertex >= 0 && vertex < (gssize)n ? vertex : YUTU_LINE_TOOL_NO_VERTEX;
  else if (self->vertex >= (gssize)n)
    self->vertex = (gssize)n - 1;
  self->hover_vertex = YUTU_LINE_TOOL_NO_VERTEX;
  if (self->resumed != NULL && yutu_line_draft_get_arc (self->resumed) == yutu_line_edit_get_arc (line))
    {
      yutu_line_tool_take_draft (self, self->resumed);
      g_clear_pointer (&self->resumed, g_free);
      show_draft (self);
    }
  yutu_line_tool_update_preview (self);
  yutu_line_tool_changed (self);
}

static void
line_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autofree Reading *reading = data;
  g_autoptr (YutuLineTool) self = reading->self;
  g_autoptr (GError) error = NULL;
  YutuLineEdit *line = yutu_session_read_line_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  self->is_committing = FALSE;
  if (line != NULL)
    {
      take_line (self, line, reading->vertex);
      return;
    }
  /* Undone away, or never there. */
  g_clear_pointer (&self->line, yutu_line_edit_free);
  self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
  forget_draft (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  yutu_line_tool_changed (self);
}

static void
read_line (YutuLineTool *self,
           gint64        arc,
           gssize        vertex)
{
  Reading *reading = g_new (Reading, 1);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->self = g_object_ref (self);
  reading->vertex = vertex;
  yutu_session_read_line_async (self->session, arc, self->reading, line_read_cb, reading);
}

void
yutu_line_tool_choose_line (YutuLineTool *self,
                            gint64        arc)
{
  if (self->session == NULL || self->is_committing ||
      (self->line != NULL && arc == yutu_line_edit_get_arc (self->line)))
    return;
  if (self->steps->len > 0)
    {
      yutu_line_tool_say (self, _ ("A vertex is being moved: Enter keeps it, Esc takes it back"));
      return;
    }
  if (arc != 0)
    {
      read_line (self, arc, YUTU_LINE_TOOL_NO_VERTEX);
      return;
    }
  g_clear_pointer (&self->line, yutu_line_edit_free);
  self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
  forget_draft (self);
  yutu_line_tool_changed (self);
}

void
yutu_line_tool_choose_vertex (YutuLineTool *self,
                              gssize        vertex)
{
  if (self->line == NULL || vertex == self->vertex || self->is_committing)
    return;
  if (self->steps->len > 0)
    {
      yutu_line_tool_say (self, _ ("A vertex is being moved: Enter keeps it, Esc takes it back"));
      return;
    }
  self->vertex = vertex;
  g_array_set_size (self->forth, 0);
  yutu_line_tool_update_preview (self);
  yutu_line_tool_changed (self);
}

void
yutu_line_tool_step_vertex (YutuLineTool *self,
                            gboolean      backwards)
{
  gsize  n = 0;
  gssize next;

  if (self->line == NULL)
    return;
  yutu_line_edit_get_points (self->line, &n);
  next = self->vertex == YUTU_LINE_TOOL_NO_VERTEX ? (backwards ? (gssize)n - 1 : 0)
                                                  : self->vertex + (backwards ? -1 : 1);
  yutu_line_tool_choose_vertex (self, next < 0 ? (gssize)n - 1 : next >= (gssize)n ? 0
                                                                                   : next);
}

void
yutu_line_tool_resume (YutuLineTool *self,
                       const char   *content)
{
  gint64 arc = yutu_line_draft_get_arc (content);

  if (self->session == NULL || arc == 0)
    return;
  g_free (self->resumed);
  self->resumed = g_strdup (content);
  read_line (self, arc, YUTU_LINE_TOOL_NO_VERTEX);
}

/* ---- Writing ---- */

typedef struct
{
  YutuLineTool      *self; /* owned */
  YutuVertexEditKind kind;
  gint64             arc;
  gssize             vertex; /* to be chosen afterwards */
} Commit;

static const char *
word_done (YutuVertexEditKind kind)
{
  if (kind == YUTU_VERTEX_INSERT)
    return _ ("Vertex added");
  return kind == YUTU_VERTEX_DELETE ? _ ("Vertex deleted") : _ ("Vertex moved");
}

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autofree Commit *commit = data;
  g_autoptr (YutuLineTool) self = commit->self;
  g_autoptr (GError) error = NULL;

  if (!yutu_session_edit_line_finish (YUTU_SESSION (source), result, &error))
    {
      self->is_committing = FALSE;
      yutu_line_tool_changed (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (self->session != YUTU_SESSION (source) || self->line == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_DONE], 0, word_done (commit->kind));
  self->is_dropped = TRUE;
  read_line (self, commit->arc, commit->vertex);
}

static void
line_tool_commit (YutuLineTool         *self,
                  const YutuVertexEdit *edit)
{
  Commit          *commit = g_new (Commit, 1);
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (self->line, &n);
  YutuPoint        seen = points[edit->index - (edit->kind == YUTU_VERTEX_INSERT ? 1 : 0)];

  commit->self = g_object_ref (self);
  commit->kind = edit->kind;
  commit->arc = edit->arc;
  commit->vertex = edit->kind == YUTU_VERTEX_DELETE ? (gssize)edit->index - 1 : (gssize)edit->index;
  self->is_committing = TRUE;
  yutu_line_tool_settle_draft (self);
  yutu_session_edit_line_async (self->session, edit, seen, committed_cb, commit);
  yutu_line_tool_changed (self);
}

static gboolean
refuse (YutuLineTool *self)
{
  g_autofree char *why = yutu_line_tool_dup_refusal (self);
  g_autofree char *text = NULL;

  if (why == NULL)
    return FALSE;
  text = g_strdup_printf (_ ("Not here: %s"), why);
  yutu_line_tool_say (self, text);
  return TRUE;
}

void
yutu_line_tool_drop (YutuLineTool *self)
{
  YutuVertexEdit   edit;
  gsize            n = 0;
  const YutuPoint *points = NULL;

  if (!yutu_line_tool_may_edit (self) || self->steps->len == 0 || !yutu_line_tool_get_edit (self, &edit) ||
      refuse (self))
    return;
  points = yutu_line_edit_get_points (self->line, &n);
  if (edit.kind == YUTU_VERTEX_MOVE && yutu_point_equal (points[edit.index], edit.to))
    yutu_line_tool_discard (self);
  else
    line_tool_commit (self, &edit);
}

void
yutu_line_tool_add_vertex (YutuLineTool *self)
{
  gsize            n = 0;
  const YutuPoint *points = NULL;
  YutuPoint        a, b;

  if (self->line == NULL || !yutu_line_tool_may_edit (self) || self->steps->len > 0 ||
      self->vertex == YUTU_LINE_TOOL_NO_VERTEX)
    return;
  points = yutu_line_edit_get_points (self->line, &n);
  self->vertex = MIN (self->vertex + 1, (gssize)n - 1);
  a = points[self->vertex - 1];
  b = points[self->vertex];
  self->kind = YUTU_VERTEX_INSERT;
  yutu_line_tool_move_to (self, (YutuPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 });
  yutu_line_tool_drop (self);
}

void
yutu_line_tool_delete_vertex (YutuLineTool *self)
{
  YutuVertexEdit edit = { .kind = YUTU_VERTEX_DELETE };
  gsize          n = 0;

  if (self->line == NULL || !yutu_line_tool_may_edit (self) || self->steps->len > 0 ||
      self->vertex == YUTU_LINE_TOOL_NO_VERTEX)
    return;
  yutu_line_edit_get_points (self->line, &n);
  if (self->vertex == 0 || self->vertex == (gssize)n - 1)
    {
      yutu_line_tool_say (self, _ ("Lines end or meet at this vertex: it cannot be deleted"));
      return;
    }
  edit.arc = yutu_line_edit_get_arc (self->line);
  edit.index = (gsize)self->vertex;
  yutu_line_edit_preview (self->line, &edit, &self->preview);
  self->has_preview = TRUE;
  if (refuse (self))
    {
      yutu_line_tool_update_preview (self);
      return;
    }
  line_tool_commit (self, &edit);
}

/* ---- What is asked ---- */

void
yutu_line_tool_set_mode (YutuLineTool    *self,
                         YutuLineToolMode mode)
{
  if (self->mode == mode)
    return;
  self->mode = mode;
  yutu_line_tool_changed (self);
}

const YutuLineEdit *
yutu_line_tool_get_line (YutuLineTool *self)
{
  return self->line;
}

gssize
yutu_line_tool_get_vertex (YutuLineTool *self)
{
  return self->line != NULL ? self->vertex : YUTU_LINE_TOOL_NO_VERTEX;
}

gboolean
yutu_line_tool_is_busy (YutuLineTool *self)
{
  return self->is_committing || self->reading != NULL;
}

gboolean
yutu_line_tool_get_point (YutuLineTool *self,
                          YutuPoint    *point)
{
  YutuVertexEdit edit;
  gsize          n = 0;

  if (self->line == NULL || self->vertex == YUTU_LINE_TOOL_NO_VERTEX)
    return FALSE;
  *point = yutu_line_tool_get_edit (self, &edit)
             ? edit.to
             : yutu_line_edit_get_points (self->line, &n)[self->vertex];
  return TRUE;
}

const YutuLinePreview *
yutu_line_tool_get_preview (YutuLineTool *self)
{
  return self->has_preview ? &self->preview : NULL;
}

/* ---- Session and map ---- */

static void
session_changed_cb (YutuLineTool *self,
                    GStrv         tables)
{
  const char *const *names = (const char *const *)tables;

  if (self->line != NULL && !self->is_committing &&
      (g_strv_contains (names, "arc") || g_strv_contains (names, "face_unit") ||
       g_strv_contains (names, "division")))
    read_line (self, yutu_line_edit_get_arc (self->line), self->vertex);
}

static void
day_changed_cb (YutuLineTool *self)
{
  yutu_line_tool_changed (self);
}

void
yutu_line_tool_set_session (YutuLineTool *self,
                            YutuSession  *session)
{
  if (self->session == session)
    return;
  yutu_line_tool_leave_draft (self);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->line, yutu_line_edit_free);
  self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
  self->is_committing = FALSE;
  self->hover_arc = 0;
  forget_draft (self);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  yutu_line_tool_changed (self);
}

void
yutu_line_tool_set_active (YutuLineTool *self,
                           gboolean      active)
{
  if (self->is_active == active)
    return;
  self->is_active = active;
  self->hover_arc = 0;
  self->hover_vertex = YUTU_LINE_TOOL_NO_VERTEX;
  if (self->map != NULL)
    yutu_map_view_set_hand (self->map, active ? &yutu_line_hand : NULL, self);
  yutu_line_tool_changed (self);
}

YutuLineTool *
yutu_line_tool_new (YutuMapView *map)
{
  YutuLineTool *self = g_object_new (YUTU_TYPE_LINE_TOOL, NULL);

  g_set_weak_pointer (&self->map, map);
  return self;
}

static void
yutu_line_tool_dispose (GObject *object)
{
  YutuLineTool *self = YUTU_LINE_TOOL (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->is_active && self->map != NULL)
    yutu_map_view_set_hand (self->map, NULL, NULL);
  self->is_active = FALSE;
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_line_tool_parent_class)->dispose (object);
}

static void
yutu_line_tool_finalize (GObject *object)
{
  YutuLineTool *self = YUTU_LINE_TOOL (object);

  g_clear_pointer (&self->line, yutu_line_edit_free);
  yutu_line_preview_clear (&self->preview);
  g_array_unref (self->steps);
  g_array_unref (self->forth);
  g_free (self->resumed);
  G_OBJECT_CLASS (yutu_line_tool_parent_class)->finalize (object);
}

static void
yutu_line_tool_class_init (YutuLineToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yutu_line_tool_dispose;
  object_class->finalize = yutu_line_tool_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YUTU_TYPE_LINE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_LINE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_SAID] = g_signal_new ("said", YUTU_TYPE_LINE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_LINE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yutu_line_tool_init (YutuLineTool *self)
{
  self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
  self->hover_vertex = YUTU_LINE_TOOL_NO_VERTEX;
  self->kinds = YUTU_SNAP_ALL;
  self->steps = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->forth = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->session_signals = g_signal_group_new (YUTU_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "changed", G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::day", G_CALLBACK (day_changed_cb), self);
}
