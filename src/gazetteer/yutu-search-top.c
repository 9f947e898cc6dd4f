/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-search-top-private.h"

#include <math.h>

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const YutuCandidate *one = a;
  const YutuCandidate *two = b;
  int                  order = compare_numbers (one->is_past, two->is_past);

  if (order == 0)
    order = compare_numbers (one->match, two->match);
  if (order == 0)
    order = compare_numbers (one->is_apart, two->is_apart);
  if (order == 0)
    order = compare_numbers (one->rank, two->rank);
  if (order == 0)
    order = (one->distance_m > two->distance_m) - (one->distance_m < two->distance_m);
  if (order == 0)
    order = compare_numbers ((gint64)one->length, (gint64)two->length);
  if (order == 0)
    order = compare_numbers (one->kind, two->kind);
  return order != 0 ? order : compare_numbers (one->object, two->object);
}

void
yutu_top_init (YutuTop *self,
               gsize    limit)
{
  self->candidates = g_array_new (FALSE, FALSE, sizeof (YutuCandidate));
  self->limit = limit;
  self->total = 0;
  self->is_full = FALSE;
}

void
yutu_top_clear (YutuTop *self)
{
  g_clear_pointer (&self->candidates, g_array_unref);
}

const GArray *
yutu_top_finish (YutuTop *self)
{
  g_array_sort (self->candidates, compare_candidates);
  if (self->candidates->len > self->limit)
    g_array_set_size (self->candidates, (guint)self->limit);
  self->is_full = self->candidates->len == self->limit;
  if (self->is_full)
    self->worst = g_array_index (self->candidates, YutuCandidate, self->limit - 1);
  return self->candidates;
}

void
yutu_top_add (YutuTop             *self,
              const YutuCandidate *candidate)
{
  self->total++;
  if (self->is_full && compare_candidates (candidate, &self->worst) > 0)
    return;
  g_array_append_vals (self->candidates, candidate, 1);
  if (self->candidates->len >= 4 * self->limit + 64)
    yutu_top_finish (self);
}

/* ---- What a candidate's place depends on ---- */

gboolean
yutu_search_wants (const YutuSearch *self,
                   YutuDay           valid_from,
                   YutuDay           valid_to,
                   YutuCandidate    *candidate)
{
  YutuDay day = self->options->day;

  candidate->is_past = day < valid_from || day >= valid_to;
  candidate->valid_from = valid_from;
  candidate->valid_to = valid_to;
  return !candidate->is_past || self->options->include_past;
}

/* On a plane: only the order of near ones matters. */
void
yutu_search_measure (const YutuSearch *self,
                     YutuCandidate    *candidate)
{
  const YutuPoint *near_point = self->options->near_point;
  double           east, north;

  candidate->distance_m = 0;
  if (near_point == NULL)
    return;
  candidate->distance_m = 3e7;
  if (!candidate->has_point)
    return;
  north = yutu_grid_to_degrees (candidate->point.y - near_point->y) * 111000;
  east = yutu_grid_to_degrees (candidate->point.x - near_point->x) * 111000 *
         cos (yutu_grid_to_degrees (near_point->y) * G_PI / 180);
  candidate->distance_m = sqrt (east * east + north * north);
}
