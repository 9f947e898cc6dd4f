/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-act-wish.h"

static char *
dup_given (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char *
dup_number (gint64 unit)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, unit);
}

/* ---- Land ---- */

/* The land that goes, or, of a line, the land on its other side. */
static void
set_drawn (const YutuActWish *self,
           YutuActStep       *step,
           gboolean           goes)
{
  gboolean         is_ring = yutu_drawing_is_ring (self->drawing);
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);

  g_return_if_fail (goes || !is_ring);

  step->land = is_ring               ? YUTU_ACT_LAND_INSIDE
               : goes == self->right ? YUTU_ACT_LAND_RIGHT
                                     : YUTU_ACT_LAND_LEFT;
  if (step->line == NULL)
    step->line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_array_set_size (step->line, 0);
  if (is_ring && n > 1 && yutu_point_equal (points[0], points[n - 1]))
    n--;
  g_array_append_vals (step->line, points, (guint)n);
}

static gboolean
is_cut (const YutuActWishPart *part)
{
  return part->fate == YUTU_ACT_WISH_CUT_NEW_GOES || part->fate == YUTU_ACT_WISH_CUT_NEW_STAYS;
}

static char *
dup_key (gsize part)
{
  return g_strdup_printf ("part-%" G_GSIZE_FORMAT, part + 1);
}

/* Each as a step of its own, in front of the one for the whole. */
static void
add_cuts (const YutuActWish *self,
          YutuActSpec       *spec)
{
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const YutuActWishPart *part = &self->parts[i];
      YutuActStep           *step = NULL;

      if (!is_cut (part))
        continue;
      step = yutu_act_spec_add (spec, YUTU_ACT_DO_SPLIT);
      step->unit = dup_number (part->unit);
      step->as = dup_key (i);
      step->name = dup_given (part->name);
      step->code = dup_given (part->code);
      set_drawn (self, step, part->fate == YUTU_ACT_WISH_CUT_NEW_GOES);
    }
}

static void
set_land (const YutuActWish *self,
          YutuActStep       *step)
{
  g_autoptr (GPtrArray) units = NULL;

  if (self->n_parts == 0 || self->has_own_land)
    {
      set_drawn (self, step, TRUE);
      return;
    }
  units = g_ptr_array_new ();
  for (gsize i = 0; i < self->n_parts; i++)
    if (self->parts[i].fate == YUTU_ACT_WISH_CUT_NEW_GOES)
      g_ptr_array_add (units, dup_key (i));
    else if (self->parts[i].fate != YUTU_ACT_WISH_STAYS)
      g_ptr_array_add (units, dup_number (self->parts[i].unit));
    else
      continue;
  g_ptr_array_add (units, NULL);
  step->land = YUTU_ACT_LAND_UNITS;
  step->units = (GStrv)g_ptr_array_free (g_steal_pointer (&units), FALSE);
}

/* ---- Steps ---- */

static void
add_split (const YutuActWish *self,
           YutuActSpec       *spec)
{
  YutuActStep *step = NULL;

  add_cuts (self, spec);
  step = yutu_act_spec_add (spec, YUTU_ACT_DO_SPLIT);
  step->unit = dup_number (self->unit);
  step->as = g_strdup ("new");
  step->name = dup_given (self->name);
  step->type = dup_given (self->type);
  step->code = dup_given (self->code);
  step->level = self->level;
  set_land (self, step);
  spec->title = g_strdup_printf ("从%s分设%s", self->unit_name, self->name != NULL ? self->name : "");
}

static void
add_give (const YutuActWish *self,
          YutuActSpec       *spec)
{
  YutuActStep *step = NULL;

  add_cuts (self, spec);
  step = yutu_act_spec_add (spec, YUTU_ACT_DO_GIVE);
  step->unit = dup_number (self->unit);
  step->to = dup_number (self->other);
  set_land (self, step);
  spec->title = g_strdup_printf ("%s部分区域划归%s", self->unit_name, self->other_name);
}

static void
add_merge (const YutuActWish *self,
           YutuActSpec       *spec)
{
  YutuActStep *step = yutu_act_spec_add (spec, YUTU_ACT_DO_MERGE);

  step->units = g_new0 (char *, 3);
  step->units[0] = dup_number (self->unit);
  step->units[1] = dup_number (self->other);
  step->to = dup_number (self->other_keeps ? self->other : self->unit);
  spec->title = g_strdup_printf ("%s与%s合并，保留%s", self->unit_name, self->other_name,
                                 self->other_keeps ? self->other_name : self->unit_name);
}

static void
add_place (const YutuActWish *self,
           YutuActSpec       *spec)
{
  YutuActStep *step = yutu_act_spec_add (spec, YUTU_ACT_DO_PLACE);

  step->unit = dup_number (self->unit);
  step->to = dup_number (self->other);
  spec->title = g_strdup_printf ("%s划归%s管辖", self->unit_name, self->other_name);
}

YutuActSpec *
yutu_act_wish_make_spec (const YutuActWish *self)
{
  static const struct
  {
    YutuActKind kind;
    void (*add) (const YutuActWish *self, YutuActSpec *spec);
  } ways[] = {
    [YUTU_ACT_WISH_SPLIT] = { YUTU_ACT_SPLIT, add_split },
    [YUTU_ACT_WISH_GIVE] = { YUTU_ACT_BOUNDARY, add_give },
    [YUTU_ACT_WISH_MERGE] = { YUTU_ACT_MERGE, add_merge },
    [YUTU_ACT_WISH_PLACE] = { YUTU_ACT_SUBORDINATION, add_place },
  };
  YutuActSpec *spec = yutu_act_spec_new (ways[self->kind].kind);

  ways[self->kind].add (self, spec);
  spec->doc_no = dup_given (self->doc_no);
  spec->organ = dup_given (self->organ);
  spec->approved_on = dup_given (self->approved_on);
  spec->effective_on = dup_given (self->effective_on);
  return spec;
}
