/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A cut of land while it is drawn: judged on a worker, one drawing at a time and the newest next. What is
 * drawn is judged first, for its end waits for that; else what it would be with the next step where the
 * pointer is, so that the areas of the parts follow it. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "ui/yutu-words.h"

/* ---- Words ---- */

char *
yutu_edit_pane_dup_direction (const YutuLandPreview *preview,
                              guint                  sides)
{
  static const char *const words[] = { N_ ("north"), N_ ("northeast"), N_ ("east"), N_ ("southeast"),
                                       N_ ("south"), N_ ("southwest"), N_ ("west"), N_ ("northwest") };
  YutuBox                  one = sides == YUTU_TOPOLOGY_LEFT ? preview->left_box : preview->right_box;
  YutuBox                  other = sides == YUTU_TOPOLOGY_LEFT ? preview->right_box : preview->left_box;
  YutuPoint                from, to;
  double                   azimuth;

  if (yutu_box_is_empty (one) || yutu_box_is_empty (other))
    return g_strdup ("");
  from = (YutuPoint){ (other.min_x + other.max_x) / 2, (other.min_y + other.max_y) / 2 };
  to = (YutuPoint){ (one.min_x + one.max_x) / 2, (one.min_y + one.max_y) / 2 };
  azimuth = yutu_measure_azimuth_deg (from, to);
  return g_strdup (_ (words[(int)floor (azimuth / 45 + 0.5) % 8]));
}

static char *
dup_ring_words (YutuEditPane *self,
                const char   *left,
                const char   *right,
                guint         n_crossed)
{
  if (n_crossed == 0)
    /* Translators: areas of a ring and of what is around it */
    return g_strdup_printf (_ ("Inside %s, outside %s"), left, right);
  /* Translators: areas of a ring and of what is around it; how many villages lie in both */
  return g_strdup_printf (_ ("Inside %s, outside %s. It crosses %u villages: the form asks what becomes of each"),
                          left, right, n_crossed);
}

static char *
dup_cut_words (YutuEditPane          *self,
               const YutuLandPreview *preview)
{
  g_autofree char *left = yutu_words_area ((double)preview->left_cm2 / YUTU_CM2_PER_M2);
  g_autofree char *right = yutu_words_area ((double)preview->right_cm2 / YUTU_CM2_PER_M2);
  g_autofree char *left_words = NULL;
  g_autofree char *right_words = NULL;
  guint            n_crossed = yutu_edit_pane_count_crossed (self, preview);

  if (self->mode == YUTU_EDIT_ISLAND)
    return dup_ring_words (self, left, right, n_crossed);
  left_words = yutu_edit_pane_dup_direction (preview, YUTU_TOPOLOGY_LEFT);
  right_words = yutu_edit_pane_dup_direction (preview, YUTU_TOPOLOGY_RIGHT);
  if (n_crossed == 0)
    /* Translators: where one part lies, its area; the other part */
    return g_strdup_printf (_ ("In the %s %s, in the %s %s"), left_words, left, right_words, right);
  /* Translators: where one part lies, its area; the other part; how many villages lie in both */
  return g_strdup_printf (_ ("In the %s %s, in the %s %s. It crosses %u villages: the form asks what becomes of each"),
                          left_words, left, right_words, right, n_crossed);
}

static char *
dup_incomplete (YutuEditPane *self)
{
  if (self->mode == YUTU_EDIT_ISLAND)
    return g_strdup_printf (_ ("Draw a ring in %s, or outside of it"), self->subject_name);
  return g_strdup_printf (_ ("Draw from edge to edge of %s"), self->subject_name);
}

static void
show_outcome (YutuEditPane *self)
{
  yutu_draw_pane_set_outcome (self->draw_pane, self->live_words != NULL ? self->live_words : self->cut_words);
}

/* ---- What is drawn ---- */

static void
tell_incomplete (YutuEditPane *self)
{
  g_free (self->cut_words);
  self->cut_words = dup_incomplete (self);
  yutu_edit_pane_tell_incomplete (self, self->cut_words);
  show_outcome (self);
}

/* The end that waits for this may come with it: nothing is done after. */
static void
tell_cut (YutuEditPane *self)
{
  const YutuLandPreview *preview = yutu_land_trial_get_preview (self->cut);
  gboolean               is_open = !preview->is_allowed && preview->reason == YUTU_TOPOLOGY_ERROR_OPEN;

  g_clear_pointer (&self->cut_words, g_free);
  if (is_open && self->mode != YUTU_EDIT_ISLAND)
    {
      tell_incomplete (self);
      return;
    }
  if (!preview->is_allowed && !is_open)
    {
      yutu_edit_pane_tell_refused (self, preview);
      return;
    }
  self->cut_words =
    is_open ? g_strdup_printf (_ ("Outside of %s: an island or exclave that was its, or another unit’s, all along"),
                               self->subject_name)
            : dup_cut_words (self, preview);
  show_outcome (self);
  yutu_draw_tool_refuse (self->draw_tool, NULL, NULL, 0);
}

static void
take_cut (YutuEditPane  *self,
          YutuLandTrial *trial) /* taken */
{
  g_clear_pointer (&self->cut, yutu_land_trial_unref);
  self->cut = trial;
  tell_cut (self);
}

/* ---- Where the pointer is ---- */

static void
take_live (YutuEditPane  *self,
           YutuLandTrial *trial)
{
  const YutuLandPreview *preview = yutu_land_trial_get_preview (trial);

  g_clear_pointer (&self->live_words, g_free);
  if (preview->is_allowed)
    self->live_words = dup_cut_words (self, preview);
  show_outcome (self);
}

/* ---- On the worker ---- */

typedef struct
{
  YutuEditPane *self; /* owned */
  gboolean      is_live;
} Trying;

static void try_next (YutuEditPane *self);

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Trying *trying = data;
  g_autoptr (YutuEditPane) self = trying->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLandTrial) trial = yutu_session_try_cut_finish (YUTU_SESSION (source), result, &error);

  if (trial == NULL) /* left, or the window is gone */
    return;
  g_clear_object (&self->trying);
  if (!trying->is_live && !self->wants_cut)
    take_cut (self, g_steal_pointer (&trial));
  else if (trying->is_live && self->is_live && !self->wants_cut)
    take_live (self, trial);
  if (self->draw_tool != NULL)
    try_next (self);
}

/* @points, closed when it is a ring. */
static void
begin_trying (YutuEditPane *self,
              GArray       *points,
              gboolean      is_live)
{
  Trying   *trying = g_new (Trying, 1);
  YutuPoint first = g_array_index (points, YutuPoint, 0);

  if (self->mode == YUTU_EDIT_ISLAND && !yutu_point_equal (first, g_array_index (points, YutuPoint, points->len - 1)))
    g_array_append_val (points, first);
  *trying = (Trying){ g_object_ref (self), is_live };
  self->trying = g_cancellable_new ();
  yutu_session_try_cut_async (self->session, self->land, (YutuPoint *)(gpointer)points->data, points->len,
                              self->trying, tried_cb, trying);
}

/* What is drawn; with the next step when it @is_live. NULL: too little of it, or the step may not be. */
static GArray *
dup_points (YutuEditPane *self,
            gboolean      is_live)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (self->draw_tool);
  g_autofree char   *refusal = is_live ? yutu_draw_tool_dup_refusal (self->draw_tool) : NULL;
  gsize              n = 0, n_next = 0;
  const YutuPoint   *points = drawing != NULL ? yutu_drawing_get_points (drawing, &n) : NULL;
  const YutuPoint   *next = is_live && n > 0 ? yutu_draw_tool_get_next (self->draw_tool, &n_next) : NULL;
  GArray            *all = NULL;

  if (self->land == NULL || n + n_next < (self->mode == YUTU_EDIT_ISLAND ? 3 : 2) ||
      (is_live && (n_next == 0 || refusal != NULL || yutu_point_equal (next[n_next - 1], points[n - 1]))))
    return NULL;
  all = g_array_sized_new (FALSE, FALSE, sizeof (YutuPoint), (guint)(n + n_next) + 1);
  g_array_append_vals (all, points, (guint)n);
  if (n_next > 0)
    g_array_append_vals (all, next, (guint)n_next);
  return all;
}

static void
try_next (YutuEditPane *self)
{
  gboolean is_live = !self->wants_cut;
  g_autoptr (GArray) points = NULL;

  if (self->trying != NULL || (!self->wants_cut && !self->wants_live))
    return;
  self->wants_cut = FALSE;
  if (is_live)
    self->wants_live = FALSE;
  points = dup_points (self, is_live);
  if (points != NULL)
    begin_trying (self, points, is_live);
}

/* ---- From outside ---- */

gboolean
yutu_edit_pane_is_cutting (YutuEditPane *self)
{
  return self->mode == YUTU_EDIT_SPLIT || self->mode == YUTU_EDIT_GIVE || self->mode == YUTU_EDIT_ISLAND;
}

void
yutu_edit_pane_judge_cut (YutuEditPane *self)
{
  g_autoptr (GArray) points = dup_points (self, FALSE);

  g_clear_pointer (&self->cut, yutu_land_trial_unref);
  self->wants_cut = points != NULL;
  if (points == NULL)
    {
      tell_incomplete (self);
      return;
    }
  yutu_draw_tool_hold (self->draw_tool);
  try_next (self);
}

void
yutu_edit_pane_follow_pointer (YutuEditPane *self)
{
  g_autoptr (GArray) points = yutu_edit_pane_is_cutting (self) ? dup_points (self, TRUE) : NULL;

  self->is_live = points != NULL;
  if (self->is_live && points->len == self->live_points->len &&
      memcmp (points->data, self->live_points->data, points->len * sizeof (YutuPoint)) == 0)
    return;
  g_array_set_size (self->live_points, 0);
  if (self->is_live)
    g_array_append_vals (self->live_points, points->data, points->len);
  self->wants_live = self->is_live;
  if (!self->is_live && self->live_words != NULL)
    {
      g_clear_pointer (&self->live_words, g_free);
      show_outcome (self);
    }
  try_next (self);
}

void
yutu_edit_pane_forget_cut (YutuEditPane *self)
{
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_pointer (&self->cut, yutu_land_trial_unref);
  g_clear_pointer (&self->cut_words, g_free);
  g_clear_pointer (&self->live_words, g_free);
  g_array_set_size (self->live_points, 0);
  self->wants_cut = FALSE;
  self->wants_live = FALSE;
  self->is_live = FALSE;
}
