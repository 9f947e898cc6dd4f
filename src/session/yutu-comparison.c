/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-comparison.h"

#include "session/yutu-map.h"

/* Told apart by people who see no red or no green: M. Okabe, K. Ito, "Color universal design", 2008,
 * without black and yellow. */
static const guint32 PALETTE[] = { 0xe69f00, 0x56b4e9, 0x009e73, 0xd55e00, 0x0072b2, 0xcc79a7 };

/* Renamed, placed elsewhere …: in one quiet colour; the land that moved is what is looked for. */
#define UNIT_COLOR 0x8c7fb3

#define NUMBER_MAX 999

void
yutu_comparison_free (YutuComparison *self)
{
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&self->layers[i], yutu_division_layer_unref);
  g_clear_pointer (&self->difference, yutu_division_difference_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  g_free (self);
}

static YutuColor
color_of (guint32 rgb)
{
  return (YutuColor){ (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0, 1 };
}

YutuColor
yutu_comparison_get_color (const YutuComparison *self,
                           guint                 row)
{
  const YutuComparisonRow *found = &g_array_index (self->rows, YutuComparisonRow, row);

  return color_of (found->land != NULL ? PALETTE[row % G_N_ELEMENTS (PALETTE)] : UNIT_COLOR);
}

void
yutu_comparison_fill_scene (const YutuComparison *self,
                            int                   side,
                            YutuSceneSpec        *spec)
{
  spec->divisions = self->layers[side];
  spec->sketch = self->sketch;
  spec->hide_fills = TRUE;
}

/* ---- Rows ---- */

typedef struct
{
  YutuComparison *comparison;
  int             n_numbers;
} Load;

static void
add_area (Load              *self,
          YutuComparisonRow *row,
          const YutuShape   *shape,
          YutuColor          color)
{
  YutuSketch      *sketch = self->comparison->sketch;
  g_autofree char *number = NULL;

  if (self->n_numbers < NUMBER_MAX)
    row->number = ++self->n_numbers;
  row->box = shape->box;
  number = g_strdup_printf ("%d", row->number);
  yutu_sketch_begin_area (sketch, number);
  yutu_sketch_set_color (sketch, color);
  for (gsize p = 0; p < shape->n_parts; p++)
    yutu_sketch_add_ring (sketch, shape->points + shape->part_starts[p],
                          shape->part_starts[p + 1] - shape->part_starts[p]);
}

static void
add_land (Load *self)
{
  const GPtrArray *land = self->comparison->difference->land;

  for (guint i = 0; i < land->len; i++)
    {
      YutuComparisonRow row = { .land = g_ptr_array_index (land, i), .box = YUTU_BOX_EMPTY };

      add_area (self, &row, row.land->shape, color_of (PALETTE[i % G_N_ELEMENTS (PALETTE)]));
      g_array_append_val (self->comparison->rows, row);
    }
}

static gboolean
load_shape_of (Load           *self,
               YutuConnection *connection,
               gint64          unit,
               YutuShape     **shape,
               GError        **error)
{
  const YutuDivisionDifference *difference = self->comparison->difference;

  *shape = NULL;
  return yutu_division_load_shape (connection, unit, difference->now_day, shape, error) &&
         (*shape != NULL ||
          yutu_division_load_shape (connection, unit, difference->then_day, shape, error));
}

static void
add_seat (YutuComparisonRow  *row,
          const YutuDivision *division)
{
  if (division != NULL && division->has_seat)
    yutu_box_add_point (&row->box, division->seat);
}

/* What changed of a unit of the level is coloured, unless it is land, which is. */
static gboolean
add_unit (Load                     *self,
          YutuConnection           *connection,
          const YutuUnitDifference *unit,
          GError                  **error)
{
  const YutuDivision *then = unit->then, *now = unit->now;
  YutuComparisonRow   row = { .unit = unit, .box = YUTU_BOX_EMPTY };
  g_autoptr (YutuShape) shape = NULL;

  row.areas_m2[0] = then != NULL ? then->area_m2 : 0;
  row.areas_m2[1] = now != NULL ? now->area_m2 : 0;
  if (!load_shape_of (self, connection, unit->unit, &shape, error))
    return FALSE;
  if (shape != NULL)
    row.box = shape->box;
  if (shape != NULL && (now != NULL ? now : then)->level == self->comparison->level &&
      (unit->kinds & YUTU_DIFFERENCE_LAND) == 0)
    add_area (self, &row, shape, color_of (UNIT_COLOR));
  if (yutu_box_is_empty (row.box))
    {
      add_seat (&row, now);
      add_seat (&row, then);
    }
  g_array_append_val (self->comparison->rows, row);
  return TRUE;
}

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Load           *self = data;
  YutuComparison *comparison = self->comparison;
  char            days[2][YUTU_DAY_TEXT_SIZE];

  for (int i = 0; i < 2; i++)
    yutu_day_format (comparison->days[i], days[i]);
  comparison->difference = yutu_division_difference_load (connection, days[0], days[1],
                                                          comparison->level, TRUE, error);
  if (comparison->difference == NULL)
    return FALSE;
  add_land (self);
  for (guint i = 0; i < comparison->difference->units->len; i++)
    if (!add_unit (self, connection, g_ptr_array_index (comparison->difference->units, i), error))
      return FALSE;
  return TRUE;
}

YutuComparison *
yutu_file_compare (YutuFile     *file,
                   YutuDay       then,
                   YutuDay       now,
                   int           level,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (YutuComparison) self = g_new0 (YutuComparison, 1);
  Load load_data = { .comparison = self };

  self->days[0] = then;
  self->days[1] = now;
  self->level = level;
  self->rows = g_array_new (FALSE, FALSE, sizeof (YutuComparisonRow));
  if (!yutu_file_read_map_crs (file, &self->epsg, error))
    return NULL;
  self->sketch = yutu_sketch_new (self->epsg);
  if (!yutu_store_read (yutu_file_get_store (file), load, &load_data, cancellable, error))
    return NULL;
  for (int i = 0; i < 2; i++)
    {
      self->layers[i] =
        yutu_file_load_divisions (file, self->days[i], self->epsg, cancellable, error);
      if (self->layers[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- What lies where ---- */

/* As the difference has it: of the level, or of an upper one. */
static gint64
locate (const YutuComparison *self,
        int                   side,
        YutuMapPoint          point)
{
  gint64 unit = 0;

  for (int level = self->level; unit == 0 && level >= YUTU_LEVEL_COUNTY; level--)
    unit = yutu_division_layer_locate (self->layers[side], level, point);
  return unit;
}

int
yutu_comparison_find (const YutuComparison *self,
                      YutuMapPoint          point)
{
  gint64 then = locate (self, 0, point);
  gint64 now = locate (self, 1, point);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const YutuComparisonRow *row = &g_array_index (self->rows, YutuComparisonRow, i);

      if (row->number == 0)
        continue;
      if (row->land != NULL ? then != now && row->land->then == then && row->land->now == now
                            : row->unit->unit == now || row->unit->unit == then)
        return (int)i;
    }
  return -1;
}
