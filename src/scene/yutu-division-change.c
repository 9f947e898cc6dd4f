/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What looks different after an edit: arcs by their points and grade, units by the colour of their
 * fill. Names and seats are labels and no part of the base picture. */
#include "scene/yutu-layers-private.h"

#include <string.h>

static void
add_box (YutuMapBox *box, YutuMapBox other)
{
  if (other.max_x < other.min_x)
    return;
  yutu_map_box_add (box, other.min_x, other.min_y);
  yutu_map_box_add (box, other.max_x, other.max_y);
}

static gboolean
is_same_arc (const YutuDivisionLayer *before,
             const YutuLayerArc      *a,
             const YutuDivisionLayer *after,
             const YutuLayerArc      *b)
{
  return a->grade == b->grade && a->n == b->n &&
         memcmp (&g_array_index (before->points, YutuMapPoint, a->start),
                 &g_array_index (after->points, YutuMapPoint, b->start),
                 a->n * sizeof (YutuMapPoint)) == 0;
}

static void
compare_arcs (const YutuDivisionLayer *before, const YutuDivisionLayer *after, YutuMapBox *box)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer       gone = NULL;

  for (guint i = 0; i < before->arcs->len; i++)
    g_hash_table_insert (known, &YUTU_LAYER_ARC (before, i)->id, YUTU_LAYER_ARC (before, i));
  for (guint i = 0; i < after->arcs->len; i++)
    {
      const YutuLayerArc *now = YUTU_LAYER_ARC (after, i);
      const YutuLayerArc *old = g_hash_table_lookup (known, &now->id);

      if (old != NULL)
        g_hash_table_remove (known, &now->id);
      if (old != NULL && is_same_arc (before, old, after, now))
        continue;
      add_box (box, now->box);
      if (old != NULL)
        add_box (box, old->box);
    }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &gone))
    add_box (box, ((const YutuLayerArc *)gone)->box);
}

/* Of its township; -1: none. */
static int
get_fill (const YutuDivisionLayer *self, int unit)
{
  int township = yutu_division_layer_climb (self, unit, YUTU_LEVEL_TOWNSHIP);

  return township < 0 ? -1 : YUTU_LAYER_UNIT (self, township)->color;
}

/* Units of @a that @b does not fill alike. */
static void
compare_units (const YutuDivisionLayer *a, const YutuDivisionLayer *b, YutuMapBox *box)
{
  for (guint i = 0; i < a->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (a, i);
      int                  other = yutu_division_layer_find (b, unit->id);

      if (unit->n_rings > 0 && (other < 0 || get_fill (a, (int)i) != get_fill (b, other)))
        add_box (box, unit->box);
    }
}

YutuMapBox
yutu_division_layer_get_changed_box (const YutuDivisionLayer *before,
                                     const YutuDivisionLayer *after)
{
  YutuMapBox box = YUTU_MAP_BOX_EMPTY;

  if (before == after)
    return box;
  compare_arcs (before, after, &box);
  compare_units (before, after, &box);
  compare_units (after, before, &box);
  return box;
}
