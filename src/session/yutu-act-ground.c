/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-act-ground.h"

#include <string.h>

#include "session/yutu-session.h"

/* Units without land to move that are outlined at most. */
#define MAX_OUTLINED 8

/* ---- Units of the day ---- */

void
yutu_act_ground_free (YutuActGround *self)
{
  g_free (self->day);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->layer, yutu_division_layer_unref);
  g_free (self);
}

static gboolean
list_units (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuActGround *self = data;

  self->units = yutu_division_list (connection, self->day, error);
  return self->units != NULL;
}

YutuActGround *
yutu_file_read_act_ground (YutuFile     *self,
                           YutuDay       day,
                           int           epsg,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (YutuActGround) ground = g_new0 (YutuActGround, 1);
  char text[YUTU_DAY_TEXT_SIZE];

  ground->day = g_strdup (yutu_day_format (day, text));
  if (!yutu_store_read (yutu_file_get_store (self), list_units, ground, cancellable, error))
    return NULL;
  ground->layer = yutu_file_load_divisions (self, day, epsg, cancellable, error);
  return ground->layer != NULL ? g_steal_pointer (&ground) : NULL;
}

const YutuDivision *
yutu_act_ground_get (const YutuActGround *self,
                     gint64               unit)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      const YutuDivision *division = g_ptr_array_index (self->units, i);

      if (division->unit == unit)
        return division;
    }
  return NULL;
}

const YutuDivision *
yutu_act_ground_find (const YutuActGround *self,
                      const char          *text)
{
  const YutuDivision *named = NULL;
  guint               n_named = 0;

  for (guint i = 0; text != NULL && i < self->units->len; i++)
    {
      const YutuDivision *division = g_ptr_array_index (self->units, i);

      if (g_strcmp0 (division->uuid, text) == 0 || g_strcmp0 (division->code, text) == 0)
        return division;
      if (g_strcmp0 (division->name, text) == 0)
        {
          named = division;
          n_named++;
        }
    }
  if (n_named == 0 && text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text))
    return yutu_act_ground_get (self, g_ascii_strtoll (text, NULL, 10));
  return n_named == 1 ? named : NULL;
}

GPtrArray *
yutu_act_ground_search (const YutuActGround *self,
                        const char          *text,
                        int                  level,
                        guint                limit)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->units->len && found->len < limit; i++)
    {
      YutuDivision *division = g_ptr_array_index (self->units, i);

      if ((level == 0 || division->level == level) && yutu_unit_is_like (division, text))
        g_ptr_array_add (found, division);
    }
  return found;
}

GPtrArray *
yutu_act_ground_list_under (const YutuActGround *self,
                            gint64               unit)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->units->len; i++)
    {
      YutuDivision *division = g_ptr_array_index (self->units, i);

      if (division->parent == unit)
        g_ptr_array_add (found, division);
    }
  return found;
}

/* ---- Heirs ---- */

typedef struct
{
  YutuActHeirs *heirs;
  const char   *day;
} HeirsCall;

void
yutu_act_heirs_free (YutuActHeirs *self)
{
  g_clear_pointer (&self->near_ones, g_array_unref);
  g_clear_pointer (&self->by_part, g_hash_table_unref);
  g_free (self);
}

static void
add_once (GArray *units,
          gint64  unit)
{
  for (guint i = 0; i < units->len; i++)
    if (g_array_index (units, gint64, i) == unit)
      return;
  g_array_append_val (units, unit);
}

/* Those around the part that are not parts of the same unit, by what they lie under. */
static gboolean
read_part (YutuConnection *connection,
           HeirsCall      *call,
           GHashTable     *parents, /* gint64 * → YutuDivision */
           gint64          part,
           GError        **error)
{
  g_autoptr (GArray) around = yutu_division_list_neighbours (connection, part, call->day, error);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (around == NULL)
    return FALSE;
  for (guint i = 0; i < around->len; i++)
    {
      gint64              other = g_array_index (around, YutuDivisionNeighbour, i).unit;
      const YutuDivision *division = g_hash_table_lookup (parents, &other);
      const YutuDivision *mine = g_hash_table_lookup (parents, &call->heirs->unit);

      if (division == NULL || mine == NULL)
        continue;
      if (division->level == mine->level && division->unit != mine->unit)
        add_once (units, division->unit);
      else if (division->level > mine->level && division->parent != mine->unit)
        add_once (units, division->parent);
    }
  g_hash_table_insert (call->heirs->by_part, g_memdup2 (&part, sizeof part), g_steal_pointer (&units));
  return TRUE;
}

static gboolean
read_heirs (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  HeirsCall    *call = data;
  YutuActHeirs *heirs = call->heirs;
  g_autoptr (GPtrArray) units = yutu_division_list (connection, call->day, error);
  g_autoptr (GArray) around = NULL;
  g_autoptr (GHashTable) by_unit = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (units == NULL)
    return FALSE;
  around = yutu_division_list_neighbours (connection, heirs->unit, call->day, error);
  if (around == NULL)
    return FALSE;
  for (guint i = 0; i < units->len; i++)
    {
      YutuDivision *division = g_ptr_array_index (units, i);

      g_hash_table_insert (by_unit, &division->unit, division);
    }
  for (guint i = 0; i < around->len; i++)
    {
      gint64              other = g_array_index (around, YutuDivisionNeighbour, i).unit;
      const YutuDivision *mine = g_hash_table_lookup (by_unit, &heirs->unit);
      const YutuDivision *division = g_hash_table_lookup (by_unit, &other);

      if (division != NULL && mine != NULL && division->level == mine->level)
        add_once (heirs->near_ones, other);
    }
  for (guint i = 0; i < units->len; i++)
    {
      const YutuDivision *division = g_ptr_array_index (units, i);

      if (division->parent == heirs->unit &&
          !read_part (connection, call, by_unit, division->unit, error))
        return FALSE;
    }
  return TRUE;
}

YutuActHeirs *
yutu_file_read_act_heirs (YutuFile     *self,
                          gint64        unit,
                          const char   *day,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (YutuActHeirs) heirs = g_new0 (YutuActHeirs, 1);
  HeirsCall call = { heirs, day };

  heirs->unit = unit;
  heirs->near_ones = g_array_new (FALSE, FALSE, sizeof (gint64));
  heirs->by_part =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  return yutu_store_read (yutu_file_get_store (self), read_heirs, &call, cancellable, error)
           ? g_steal_pointer (&heirs)
           : NULL;
}

/* ---- What it would do ---- */

/* ColorBrewer "Set2" without its greys: told apart by those who see red and green alike, too. */
static const YutuColor COLORS[] = {
  { 0.40, 0.76, 0.65, 0.55 },
  { 0.99, 0.55, 0.38, 0.55 },
  { 0.55, 0.63, 0.80, 0.55 },
  { 0.91, 0.54, 0.76, 0.55 },
  { 0.65, 0.85, 0.33, 0.55 },
  { 1.00, 0.85, 0.18, 0.55 },
};

void
yutu_act_preview_free (YutuActPreview *self)
{
  g_clear_pointer (&self->report, yutu_act_report_free);
  g_clear_pointer (&self->spec, yutu_act_spec_free);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  g_free (self);
}

static const char *
name_of (GPtrArray *units,
         gint64     unit)
{
  for (guint i = 0; i < units->len; i++)
    {
      const YutuActUnit *each = g_ptr_array_index (units, i);

      if (each->unit == unit)
        return each->name;
    }
  return NULL;
}

static void
draw_shape (YutuSketch      *sketch,
            const YutuShape *shape,
            const char      *name,
            guint            color)
{
  yutu_sketch_begin_area (sketch, name);
  yutu_sketch_set_color (sketch, COLORS[color % G_N_ELEMENTS (COLORS)]);
  for (gsize i = 0; i < shape->n_parts; i++)
    yutu_sketch_add_ring (sketch, shape->points + shape->part_starts[i],
                          shape->part_starts[i + 1] - shape->part_starts[i]);
}

static void
draw_pieces (YutuActPreview *self)
{
  const YutuActEffect *effect = self->report->effect;
  g_autoptr (GArray) heirs = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < effect->pieces->len; i++)
    {
      const YutuActPiece *piece = g_ptr_array_index (effect->pieces, i);
      guint               color = 0;

      if (piece->land == NULL)
        continue;
      add_once (heirs, piece->to);
      while (g_array_index (heirs, gint64, color) != piece->to)
        color++;
      draw_shape (self->sketch, piece->land, name_of (effect->after, piece->to), color);
    }
}

/* A name or a seat: whose it is. */
static gboolean
draw_units (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuActPreview      *self = data;
  const YutuActEffect *effect = self->report->effect;

  for (guint i = 0; i < MIN (effect->before->len, MAX_OUTLINED); i++)
    {
      const YutuActUnit *unit = g_ptr_array_index (effect->before, i);
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_division_load_shape (connection, unit->unit, self->spec->effective_on, &shape, error))
        return FALSE;
      if (shape != NULL)
        draw_shape (self->sketch, shape, unit->name, i);
    }
  return TRUE;
}

YutuActPreview *
yutu_file_preview_act (YutuFile     *self,
                       YutuActSpec  *spec,
                       int           epsg,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autoptr (YutuActPreview) preview = g_new0 (YutuActPreview, 1);

  preview->spec = spec;
  preview->sketch = yutu_sketch_new (epsg);
  preview->report = yutu_file_plan_act (self, spec, cancellable, error);
  if (preview->report == NULL)
    return NULL;
  draw_pieces (preview);
  if (yutu_sketch_count_areas (preview->sketch) == 0 && preview->report->effect->before->len > 0 &&
      spec->effective_on != NULL &&
      !yutu_store_read (yutu_file_get_store (self), draw_units, preview, cancellable, error))
    return NULL;
  return g_steal_pointer (&preview);
}
