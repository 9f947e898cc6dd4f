/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Four colours for the townships: backtracking with the most constrained unit first (D. Brélaz,
 * "New methods to color the vertices of a graph", CACM 22, 1979), the colour least used so far
 * tried first so that all four appear alike. Exclaves can make a map that four colours do not
 * suffice for; then the unit gets the colour with the fewest like neighbours. */
#include "scene/yutu-layers-private.h"

#define N_COLORS  4
#define MAX_STEPS 20000

typedef struct
{
  guint    n;
  int     *units;  /* index in the layer, by township */
  int     *colors; /* -1: none yet */
  GArray **neighbours;
  guint    used[N_COLORS];
  guint    steps;
} Coloring;

static guint
count_near (const Coloring *self, guint at, guint counts[N_COLORS])
{
  guint distinct = 0;

  memset (counts, 0, N_COLORS * sizeof *counts);
  for (guint i = 0; i < self->neighbours[at]->len; i++)
    {
      int color = self->colors[g_array_index (self->neighbours[at], guint, i)];

      if (color >= 0 && counts[color]++ == 0)
        distinct++;
    }
  return distinct;
}

static int
choose_next (const Coloring *self)
{
  int   best = -1;
  guint best_score = 0;

  for (guint i = 0; i < self->n; i++)
    {
      guint counts[N_COLORS];
      guint score;

      if (self->colors[i] >= 0)
        continue;
      score = count_near (self, i, counts) * 1000 + self->neighbours[i]->len + 1;
      if (score > best_score)
        {
          best_score = score;
          best = (int)i;
        }
    }
  return best;
}

static void
order_colors (const Coloring *self, const guint counts[N_COLORS], int order[N_COLORS])
{
  for (int i = 0; i < N_COLORS; i++)
    {
      int k = i;

      while (k > 0 &&
             (counts[order[k - 1]] > counts[i] ||
              (counts[order[k - 1]] == counts[i] && self->used[order[k - 1]] > self->used[i])))
        {
          order[k] = order[k - 1];
          k--;
        }
      order[k] = i;
    }
}

static gboolean
color_rest (Coloring *self)
{
  guint counts[N_COLORS];
  int   order[N_COLORS];
  int   at = choose_next (self);

  if (at < 0)
    return TRUE;
  if (self->steps++ > MAX_STEPS)
    return FALSE;
  count_near (self, (guint)at, counts);
  order_colors (self, counts, order);
  for (int i = 0; i < N_COLORS && counts[order[i]] == 0; i++)
    {
      self->colors[at] = order[i];
      self->used[order[i]]++;
      if (color_rest (self))
        return TRUE;
      self->used[order[i]]--;
      self->colors[at] = -1;
    }
  return FALSE;
}

static void
color_greedily (Coloring *self)
{
  for (int at = choose_next (self); at >= 0; at = choose_next (self))
    {
      guint counts[N_COLORS];
      int   order[N_COLORS];

      count_near (self, (guint)at, counts);
      order_colors (self, counts, order);
      self->colors[at] = order[0];
      self->used[order[0]]++;
    }
}

static void
add_neighbour (GArray *list, guint who)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == who)
      return;
  g_array_append_val (list, who);
}

static void
find_neighbours (YutuDivisionLayer *layer, Coloring *self)
{
  g_autofree int *township = g_new (int, layer->units->len + 1);

  for (guint i = 0; i < layer->units->len; i++)
    if (YUTU_LAYER_UNIT (layer, i)->level == YUTU_LEVEL_TOWNSHIP)
      {
        township[i] = (int)self->n;
        self->neighbours[self->n] = g_array_new (FALSE, FALSE, sizeof (guint));
        self->colors[self->n] = -1;
        self->units[self->n++] = (int)i;
      }
  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      int                 left = yutu_division_layer_climb (layer, arc->left, YUTU_LEVEL_TOWNSHIP);
      int                 right = yutu_division_layer_climb (layer, arc->right, YUTU_LEVEL_TOWNSHIP);

      if (left < 0 || right < 0 || left == right)
        continue;
      add_neighbour (self->neighbours[township[left]], (guint)township[right]);
      add_neighbour (self->neighbours[township[right]], (guint)township[left]);
    }
}

void
yutu_division_layer_color (YutuDivisionLayer *layer)
{
  guint               n = layer->units->len;
  g_autofree int     *units = g_new0 (int, n + 1);
  g_autofree int     *colors = g_new0 (int, n + 1);
  g_autofree GArray **neighbours = g_new0 (GArray *, n + 1);
  Coloring            self = { 0, units, colors, neighbours, { 0 }, 0 };

  find_neighbours (layer, &self);
  /* Recursion is one level a township: more than a thousand are coloured greedily. */
  if (self.n > 1000 || !color_rest (&self))
    color_greedily (&self);
  for (guint i = 0; i < self.n; i++)
    {
      YUTU_LAYER_UNIT (layer, units[i])->color = colors[i];
      g_array_unref (neighbours[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      int township = yutu_division_layer_climb (layer, (int)i, YUTU_LEVEL_TOWNSHIP);

      if (township >= 0)
        YUTU_LAYER_UNIT (layer, i)->color = YUTU_LAYER_UNIT (layer, township)->color;
    }
}
