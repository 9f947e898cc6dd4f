/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Greedy by priority on a uniform grid: what an earlier placement of the same resolution put down
 * stays; then townships with their seats, the chosen object, the county and its neighbours,
 * facilities, villages, names of places, lines, doors. */
#include "scene/yutu-labels-private.h"

#include <string.h>

#include "scene/yutu-sketch.h"
#include "scene/yutu-text-private.h"

#define SEAT_GAP            2    /* pixels between a seat and its name, at least */
#define BROKEN_GAP          5    /* pixels beside a name in two lines */
#define POINT_ROOM          10   /* pixels about the chosen point */
#define MARK_ROOM           12   /* pixels that a name moves away from its point for a mark there */
#define FACILITY_NAMES_FROM 13.7 /* zoom number; before, their symbols must do */

/* A name broken into two lines is the same name. */
static char *
dup_key (const char *text, gint64 id, YutuTextName style)
{
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%d/%" G_GINT64_FORMAT "/%s", (int)style, id, text);
  g_string_replace (key, "\n", "", 0);
  return g_string_free (key, FALSE);
}

gboolean
yutu_placer_has (YutuPlacer *self, const char *text, gint64 id, YutuTextName style)
{
  g_autofree char *key = dup_key (text, id, style);

  return g_hash_table_contains (self->seen, key);
}

/* At any zoom. */
static void
make_label (YutuPlacer  *self,
            const char  *text,
            gint64       id,
            YutuTextName style,
            double       shrink,
            YutuLabel   *label)
{
  const YutuText *t = &self->scene->spec.style->texts[style];
  YutuTextRun    *run;

  *label = (YutuLabel){ .id = id,
                        .style = style,
                        .color = t->color,
                        .size_px = yutu_stops_at (&t->size_px, self->frame.zoom) * shrink };
  run = yutu_text_get (text, label->size_px, t->weight, t->spacing_px);
  label->text = g_strdup (text);
  /* Two names in two lines side by side would be read across. */
  label->width = run->width + (strchr (text, '\n') != NULL ? 2 * BROKEN_GAP : 2);
  label->height = run->height * (strchr (text, '\n') != NULL ? 0.9 : 0.82);
}

gboolean
yutu_placer_make (YutuPlacer  *self,
                  const char  *text,
                  gint64       id,
                  YutuTextName style,
                  double       shrink,
                  YutuLabel   *label)
{
  if (self->frame.zoom < self->scene->spec.style->texts[style].from)
    return FALSE;
  make_label (self, text, id, style, shrink, label);
  return TRUE;
}

gboolean
yutu_placer_try (YutuPlacer *self, YutuLabel *label, double x, double y)
{
  const YutuLabelPlacement *area = self->placement;
  YutuMapBox                box = { x, y, x + label->width, y + label->height };

  if (self->scene->spec.whole_labels && (box.min_x < area->left || box.min_y < area->top ||
                                         box.max_x > area->right || box.max_y > area->bottom))
    return FALSE;
  if (!yutu_label_grid_is_free (&self->grid, box) ||
      (!self->over_symbols && !yutu_label_grid_is_free (&self->symbols, box)) ||
      (!self->over_marks && !yutu_label_grid_is_free (&self->marks, box)))
    return FALSE;
  label->x = x;
  label->y = y;
  yutu_label_grid_add (&self->grid, box);
  g_array_append_val (self->placement->labels, *label);
  return TRUE;
}

/* From the middle of a seat to its name: @least, and more where symbols are enlarged. */
static double
get_seat_gap (YutuPlacer *self, const char *symbol, double least)
{
  return MAX (least, yutu_style_find_symbol (self->scene->spec.style, symbol)->size_px / 2 + SEAT_GAP);
}

/* Around a point: right, left, above, below, then the corners. @gap from the middle. */
static gboolean
try_sides (YutuPlacer *self, YutuLabel *label, double x, double y, double gap)
{
  double       w = label->width, h = label->height;
  const double at[8][2] = {
    { gap, -h / 2 },
    { -gap - w, -h / 2 },
    { -w / 2, -gap - h },
    { -w / 2, gap },
    { gap * 0.7, -gap * 0.7 - h },
    { gap * 0.7, gap * 0.7 },
    { -gap * 0.7 - w, -gap * 0.7 - h },
    { -gap * 0.7 - w, gap * 0.7 },
  };

  for (int i = 0; i < 8; i++)
    if (yutu_placer_try (self, label, x + at[i][0], y + at[i][1]))
      return TRUE;
  return FALSE;
}

/* A mark on the point itself leaves no room close by: farther off there, then. */
static gboolean
try_off_marks (YutuPlacer *self, YutuLabel *label, double x, double y, double gap)
{
  return try_sides (self, label, x, y, gap) ||
         (yutu_placer_count_passes (self) > 1 && try_sides (self, label, x, y, gap + MARK_ROOM));
}

static gboolean
try_around (YutuPlacer *self, YutuLabel *label, double x, double y, double gap)
{
  gboolean placed = try_off_marks (self, label, x, y, gap);

  if (placed || yutu_placer_count_passes (self) == 1)
    return placed;
  self->over_marks = TRUE;
  placed = try_sides (self, label, x, y, gap);
  self->over_marks = FALSE;
  return placed;
}

/* At one place, off the marks or over them. */
static gboolean
try_here (YutuPlacer *self, YutuLabel *label, double x, double y)
{
  gboolean was_over = self->over_marks;
  gboolean placed;

  self->over_marks = TRUE;
  placed = yutu_placer_try (self, label, x, y);
  self->over_marks = was_over;
  return placed;
}

gboolean
yutu_placer_has_in_area (YutuPlacer *self, double x, double y)
{
  const YutuLabelPlacement *area = self->placement;

  return x >= area->left && x <= area->right && y >= area->top && y <= area->bottom;
}

/* ---- divisions ---- */

static char *
dup_two_lines (const char *name)
{
  glong       n = g_utf8_strlen (name, -1);
  const char *middle = g_utf8_offset_to_pointer (name, (n + 1) / 2);

  return g_strdup_printf ("%.*s\n%s", (int)(middle - name), name, middle);
}

/* Wider and wider rings around the wanted place: a township's name is not given up. */
static gboolean
try_rings (YutuPlacer *self, YutuLabel *label, double x, double y)
{
  for (double radius = 6; radius <= 150; radius += 8)
    for (int i = 0; i < 16; i++)
      {
        double angle = i * G_PI / 8;

        if (yutu_placer_try (self, label, x + radius * 1.4 * cos (angle) - label->width / 2,
                             y + radius * sin (angle) - label->height / 2))
          return TRUE;
      }
  return FALSE;
}

/* How far from the point the largest seat reaches that covers it: where the county has its seat, a
 * subdistrict has one, too. */
static double
find_seat_reach (YutuPlacer *self, double x, double y)
{
  double reach = 0;

  for (guint i = 0; i < self->placement->symbols->len; i++)
    {
      const YutuPlacedSymbol *seat = &g_array_index (self->placement->symbols, YutuPlacedSymbol, i);
      double                  away = MAX (fabs (seat->x - x), fabs (seat->y - y));

      if (g_str_has_prefix (seat->symbol, "seat-") && away < seat->size_px / 2)
        reach = MAX (reach, away + seat->size_px / 2 + 1);
    }
  return reach;
}

/* The @way-th of twelve: whole and large, over symbols if need be, before small, before broken into two
 * lines. Names of one rank look alike on a map. FALSE: no room, or not at this zoom. */
static gboolean
try_township (YutuPlacer *self, const YutuLayerUnit *unit, int way, gboolean last, double x, double y)
{
  static const double shrinks[] = { 1, 0.9, 0.8 };
  g_autofree char    *two_lines = dup_two_lines (unit->name);
  gboolean            can_break = g_utf8_strlen (unit->name, -1) > 3;
  double              gap = unit->has_seat ? MAX (9.0, find_seat_reach (self, x, y)) : 0;
  gboolean            placed;
  YutuLabel           label;

  if (!yutu_placer_make (self, way >= 6 && can_break ? two_lines : unit->name, unit->id, YUTU_TEXT_TOWNSHIP,
                         shrinks[way / 2 % 3], &label))
    return FALSE;
  self->over_symbols = way % 2 == 1;
  self->over_marks = last;
  if (!unit->has_seat)
    placed = yutu_placer_try (self, &label, x - label.width / 2, y - label.height / 2);
  else
    placed = last ? try_sides (self, &label, x, y, gap) : try_off_marks (self, &label, x, y, gap);
  if (!placed && last && way == 11)
    placed = try_rings (self, &label, x, y);
  self->over_symbols = self->over_marks = FALSE;
  if (!placed)
    g_free (label.text);
  return placed;
}

/* Off the marks whole, before over them. */
static void
place_township (YutuPlacer *self, const YutuLayerUnit *unit, double x, double y)
{
  int n_passes = yutu_placer_count_passes (self);

  for (int pass = 0; pass < n_passes; pass++)
    for (int way = 0; way < (pass < n_passes - 1 ? 6 : 12); way++)
      if (try_township (self, unit, way, pass == n_passes - 1, x, y))
        return;
}

static void
place_village (YutuPlacer *self, const YutuLayerUnit *unit, double x, double y)
{
  YutuLabel label;

  if (!yutu_placer_make (self, unit->name, unit->id, YUTU_TEXT_VILLAGE, 1, &label))
    return;
  if (unit->has_seat ? try_around (self, &label, x, y, get_seat_gap (self, "seat-village", 6))
                     : try_here (self, &label, x - label.width / 2, y - label.height / 2))
    return;
  g_free (label.text);
}

static void
place_county (YutuPlacer *self, const YutuLayerUnit *unit, double x, double y)
{
  YutuLabel label;

  /* A theme map's title says which county it is; here it would cover the colours. */
  if (self->frame.zoom > 11.6 || self->scene->spec.theme != NULL ||
      !yutu_placer_make (self, unit->name, unit->id, YUTU_TEXT_COUNTY, 1, &label))
    return;
  for (int dy = 0; dy <= 120; dy += 12)
    for (int side = -1; side <= 1; side += 2)
      if (yutu_placer_try (self, &label, x - label.width / 2, y - label.height / 2 + side * dy))
        return;
  if (try_here (self, &label, x - label.width / 2, y - label.height / 2))
    return;
  g_free (label.text);
}

static void
add_seat (YutuPlacer *self, const YutuLayerUnit *unit, const char *symbol, double x, double y)
{
  double           size_px = yutu_style_find_symbol (self->scene->spec.style, symbol)->size_px;
  double           half = size_px / 2;
  YutuPlacedSymbol seat = { unit->id, symbol, NULL, x, y, 1, 0, size_px };

  yutu_label_grid_add (&self->grid, (YutuMapBox){ x - half, y - half, x + half, y + half });
  g_array_append_val (self->placement->symbols, seat);
}

/* Whether a name of about the size of a township's, in the middle of @at, has the unit's land under
 * all of it. */
static gboolean
has_land_around (YutuPlacer *self, int index, YutuMapPoint at)
{
  const double half_width = 36 * self->view.resolution, half_height = 14 * self->view.resolution;

  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j += 2)
      if (!yutu_division_layer_contains (
            self->scene->spec.divisions, index,
            (YutuMapPoint){ at.x + i * half_width, at.y + j * half_height }))
        return FALSE;
  return TRUE;
}

/* Deep inside a township whose seat is far away its name still stands: at the place nearest to the
 * middle of the view that is its land, best where the name crosses no line. */
static void
place_township_inside (YutuPlacer *self, int index)
{
  const YutuDivisionLayer *layer = self->scene->spec.divisions;
  const YutuLayerUnit     *unit = YUTU_LAYER_UNIT (layer, index);
  double                   best = G_MAXDOUBLE;
  YutuMapPoint             at = { 0, 0 };
  YutuLayerUnit            seatless = *unit;
  double                   x, y;

  for (int j = -5; j <= 5; j++)
    for (int i = -5; i <= 5; i++)
      {
        YutuMapPoint p = { self->view.center_x + i * self->view.width * self->view.resolution / 16,
                           self->view.center_y +
                             j * self->view.height * self->view.resolution / 16 };
        double       rank = i * i + j * j;

        if (rank >= best || !yutu_division_layer_contains (layer, index, p))
          continue;
        if (!has_land_around (self, index, p))
          rank += 1000; /* only when there is no better place */
        if (rank < best)
          {
            best = rank;
            at = p;
          }
      }
  if (best == G_MAXDOUBLE)
    return;
  seatless.has_seat = FALSE;
  yutu_frame_to_px (&self->frame, at, &x, &y);
  place_township (self, &seatless, x, y);
}

/* @pass 0: seats, 1: names. */
static void
place_level (YutuPlacer *self, int level, int pass)
{
  const YutuDivisionLayer  *layer = self->scene->spec.divisions;
  static const char *const  seats[] = { "seat-county", "seat-township", "seat-village" };
  static const YutuTextName texts[] = { YUTU_TEXT_COUNTY, YUTU_TEXT_TOWNSHIP, YUTU_TEXT_VILLAGE };
  YutuTextName              style = texts[level - YUTU_LEVEL_COUNTY];

  for (guint i = 0; i < layer->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (layer, i);
      gboolean             at_seat = unit->has_seat && (pass == 0 || level != YUTU_LEVEL_COUNTY);
      double               x, y;

      if (unit->level != level || (unit->n_rings == 0 && !unit->has_seat) ||
          (pass == 0 && !unit->has_seat))
        continue;
      yutu_frame_to_px (&self->frame, at_seat ? unit->seat : unit->label, &x, &y);
      if (level == YUTU_LEVEL_TOWNSHIP && pass == 1 && !yutu_placer_has_in_area (self, x, y) &&
          yutu_map_box_overlaps (yutu_view_get_box (&self->view), unit->box) &&
          !yutu_placer_has (self, unit->name, unit->id, style))
        place_township_inside (self, (int)i);
      if (!yutu_placer_has_in_area (self, x, y) ||
          (level == YUTU_LEVEL_VILLAGE &&
           self->frame.zoom < self->scene->spec.style->texts[style].from))
        continue;
      if (pass == 0)
        add_seat (self, unit, seats[level - YUTU_LEVEL_COUNTY], x, y);
      else if (yutu_placer_has (self, unit->name, unit->id, style))
        continue;
      else if (level == YUTU_LEVEL_TOWNSHIP)
        place_township (self, unit, x, y);
      else if (level == YUTU_LEVEL_VILLAGE)
        place_village (self, unit, x, y);
      else
        place_county (self, unit, x, y);
    }
}

/* ---- what is drawn into the map ---- */

/* In the middle of an area, or near it, where no seat is. */
static void
place_area_name (YutuPlacer *self, const char *name, gint64 id, YutuMapBox box)
{
  static const double away[][2] = { { 0, 0 }, { 0, -1.2 }, { 0, 1.2 }, { -1.2, 0 }, { 1.2, 0 }, { -1.2, -1.2 }, { 1.2, 1.2 } };
  YutuMapPoint        middle = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
  double              x, y;
  YutuLabel           label;

  if (!yutu_placer_make (self, name, id, YUTU_TEXT_TOWNSHIP, 0.85, &label))
    return;
  yutu_frame_to_px (&self->frame, middle, &x, &y);
  for (gsize i = 0; i < G_N_ELEMENTS (away); i++)
    if (yutu_placer_try (self, &label, x - label.width / 2 + away[i][0] * label.width,
                         y - label.height / 2 + away[i][1] * label.height))
      return;
  if (try_here (self, &label, x - label.width / 2, y - label.height / 2))
    return;
  g_free (label.text);
}

static void
place_area_names (YutuPlacer *self)
{
  const YutuSketch *sketch = self->scene->spec.sketch;

  for (gsize i = 0; i < yutu_sketch_count_areas (sketch); i++)
    {
      YutuMapBox  box;
      const char *name = yutu_sketch_get_name (sketch, i, &box);

      if (name != NULL && *name != '\0' && yutu_map_box_overlaps (box, yutu_view_get_box (&self->view)))
        place_area_name (self, name, -1 - (gint64)i, box);
    }
}

/* ---- symbols' names, doors ---- */

static gboolean
is_chosen (const YutuPlacer *self, gint64 id)
{
  return id != 0 && id == self->scene->spec.selection.object;
}

/* 樟坑村 stands where the hamlet 樟坑 is: once is enough. */
static gboolean
is_said_by_village (YutuPlacer *self, const YutuPlacedSymbol *s)
{
  const double near_px = 90;

  for (guint i = 0; i < self->placement->labels->len; i++)
    {
      const YutuLabel *label = &g_array_index (self->placement->labels, YutuLabel, i);

      if (label->style == YUTU_TEXT_VILLAGE && g_str_has_prefix (label->text, s->name) &&
          fabs (label->x + label->width / 2 - s->x) < near_px &&
          fabs (label->y + label->height / 2 - s->y) < near_px)
        return TRUE;
    }
  return FALSE;
}

typedef enum
{
  NAMES_CHOSEN,
  NAMES_FACILITIES,
  NAMES_PLACES,
} Names;

static gboolean
is_in_turn (YutuPlacer *self, const YutuPlacedSymbol *s, Names turn)
{
  if (is_chosen (self, s->id) || s->rank <= YUTU_RANK_SUBJECT)
    return turn == NAMES_CHOSEN;
  if (s->rank < YUTU_RANK_NAMES)
    return turn == NAMES_FACILITIES;
  return turn == NAMES_PLACES && !is_said_by_village (self, s);
}

static void
place_symbol_names (YutuPlacer *self, Names turn)
{
  for (guint i = 0; i < self->placement->symbols->len; i++)
    {
      const YutuPlacedSymbol *s = &g_array_index (self->placement->symbols, YutuPlacedSymbol, i);
      const YutuSymbol       *symbol = yutu_style_find_symbol (self->scene->spec.style, s->symbol);
      YutuLabel               label;

      if (s->name == NULL || !is_in_turn (self, s, turn) ||
          yutu_placer_has (self, s->name, s->id, YUTU_TEXT_PLACE) ||
          (turn != NAMES_CHOSEN && symbol->size_px >= 12 && self->frame.zoom < FACILITY_NAMES_FROM))
        continue;
      if (s->rank <= YUTU_RANK_SUBJECT)
        make_label (self, s->name, s->id, YUTU_TEXT_PLACE, 1, &label);
      else if (!yutu_placer_make (self, s->name, s->id, YUTU_TEXT_PLACE, 1, &label))
        continue;
      label.color = symbol->label;
      if (!try_around (self, &label, s->x, s->y, s->size_px / 2 + 2))
        g_free (label.text);
    }
}

/* What is chosen is seen: no name over it. */
static void
reserve_chosen (YutuPlacer *self)
{
  const YutuHighlight *chosen = &self->scene->spec.selection;
  double               x, y;

  if (chosen->has_point)
    {
      yutu_frame_to_px (&self->frame, yutu_projection_forward (self->view.epsg, chosen->point), &x, &y);
      yutu_label_grid_add (&self->grid, (YutuMapBox){ x - POINT_ROOM, y - POINT_ROOM, x + POINT_ROOM, y + POINT_ROOM });
    }
  for (guint i = 0; chosen->object != 0 && i < self->placement->symbols->len; i++)
    {
      const YutuPlacedSymbol *s = &g_array_index (self->placement->symbols, YutuPlacedSymbol, i);
      double                  half = s->size_px / 2;

      if (s->id == chosen->object)
        yutu_label_grid_add (&self->grid, (YutuMapBox){ s->x - half, s->y - half, s->x + half, s->y + half });
    }
}

static void
reserve_symbols (YutuPlacer *self)
{
  for (guint i = 0; i < self->placement->symbols->len; i++)
    {
      const YutuPlacedSymbol *s = &g_array_index (self->placement->symbols, YutuPlacedSymbol, i);
      double                  half = s->size_px / 2 - 1;

      yutu_label_grid_add (&self->symbols,
                           (YutuMapBox){ s->x - half, s->y - half, s->x + half, s->y + half });
    }
}

static void
place_door (YutuPlacer *self, const char *text, gint64 id, YutuDoorState state, double x, double y)
{
  static const char *const   signs[YUTU_N_DOOR_STATES] = { "", "○", "◐", "●" };
  static const YutuColorName colors[YUTU_N_DOOR_STATES] = { 0, YUTU_COLOR_DOOR_COLLECTED, YUTU_COLOR_DOOR_CHECKED,
                                                            YUTU_COLOR_DOOR_CODED };
  g_autofree char           *words = g_strconcat (signs[state], text, NULL);
  YutuLabel                  label;

  if (yutu_placer_has (self, words, id, YUTU_TEXT_DOOR) ||
      !yutu_placer_make (self, words, id, YUTU_TEXT_DOOR, 1, &label))
    return;
  if (state != YUTU_DOOR_PUBLISHED)
    label.color = self->scene->spec.style->colors[colors[state]];
  if (!try_around (self, &label, x, y, 4))
    g_free (label.text);
}

static void
place_doors (YutuPlacer *self)
{
  const YutuPointLayer *layer = self->scene->spec.points;
  YutuDoorBatch        *doors;

  if (layer->source.fetch_doors == NULL ||
      self->frame.zoom < self->scene->spec.style->texts[YUTU_TEXT_DOOR].from)
    return;
  doors = layer->source.fetch_doors (layer->data, yutu_view_get_grid_box (&self->view, 0));
  for (gsize i = 0; doors != NULL && i < doors->points->n; i++)
    {
      YutuPoint grid = { (gint64)doors->points->x[i] * 100, (gint64)doors->points->y[i] * 100 };
      double    x, y;

      yutu_frame_to_px (&self->frame, yutu_projection_forward (self->view.epsg, grid), &x, &y);
      if (yutu_placer_has_in_area (self, x, y))
        place_door (self, doors->texts[i], doors->points->ids != NULL ? doors->points->ids[i] : 0,
                    doors->states != NULL ? (YutuDoorState)MIN (doors->states[i], YUTU_N_DOOR_STATES - 1)
                                          : YUTU_DOOR_PUBLISHED,
                    x, y);
    }
  if (doors != NULL && layer->source.free_doors != NULL)
    layer->source.free_doors (doors);
}

/* ---- the placement ---- */

static void
keep_previous (YutuPlacer *self, YutuLabelPlacement *previous)
{
  const YutuLabelPlacement *area = self->placement;

  if (previous == NULL || previous->epsg != self->view.epsg ||
      previous->resolution != self->view.resolution)
    return;
  for (guint i = 0; i < previous->labels->len; i++)
    {
      const YutuLabel *old = &g_array_index (previous->labels, YutuLabel, i);
      YutuLabel        label = *old;

      if (old->x > area->right || old->x + old->width < area->left || old->y > area->bottom ||
          old->y + old->height < area->top)
        continue;
      label.text = g_strdup (old->text);
      label.glyphs = old->glyphs != NULL ? g_array_copy (old->glyphs) : NULL;
      label.color = self->scene->spec.style->texts[old->style].color;
      if (old->style == YUTU_TEXT_PLACE || old->style == YUTU_TEXT_DOOR)
        label.color = old->color;
      if (!yutu_placer_try (self, &label, old->x, old->y))
        {
          g_free (label.text);
          g_clear_pointer (&label.glyphs, g_array_unref);
          continue;
        }
      g_hash_table_add (self->seen, dup_key (old->text, old->id, old->style));
    }
}

static void
place_all (YutuPlacer *self)
{
  const YutuSceneSpec *spec = &self->scene->spec;

  if (spec->hide_labels)
    return;
  place_symbol_names (self, NAMES_CHOSEN);
  if (spec->divisions != NULL)
    {
      place_level (self, YUTU_LEVEL_COUNTY, 0);
      place_level (self, YUTU_LEVEL_TOWNSHIP, 0);
      if (spec->sketch != NULL)
        place_area_names (self);
      place_level (self, YUTU_LEVEL_TOWNSHIP, 1);
      yutu_placer_add_neighbours (self);
      place_level (self, YUTU_LEVEL_COUNTY, 1);
    }
  place_symbol_names (self, NAMES_FACILITIES);
  if (spec->divisions != NULL)
    {
      place_level (self, YUTU_LEVEL_VILLAGE, 0);
      place_level (self, YUTU_LEVEL_VILLAGE, 1);
    }
  place_symbol_names (self, NAMES_PLACES);
  if (spec->lines != NULL)
    yutu_placer_add_line_labels (self);
  if (spec->points != NULL)
    place_doors (self);
}

static void
clear_label (gpointer data)
{
  YutuLabel *self = data;

  g_free (self->text);
  g_clear_pointer (&self->glyphs, g_array_unref);
}

YutuLabelPlacement *
yutu_label_placement_new (const YutuScene    *scene,
                          const YutuView     *view,
                          YutuLabelPlacement *previous)
{
  YutuLabelPlacement *self = g_new0 (YutuLabelPlacement, 1);
  YutuPlacer          placer = { .placement = self, .scene = scene, .view = *view };

  if (!scene->spec.whole_labels)
    {
      placer.view.width += view->width / 2;
      placer.view.height += view->height / 2;
    }
  yutu_frame_init (&placer.frame, &placer.view);
  self->ref_count = 1;
  self->epsg = view->epsg;
  self->resolution = view->resolution;
  self->scene = yutu_scene_ref ((YutuScene *)scene);
  self->left = placer.frame.left;
  self->top = placer.frame.top;
  self->right = self->left + placer.view.width;
  self->bottom = self->top + placer.view.height;
  self->labels = g_array_new (FALSE, FALSE, sizeof (YutuLabel));
  g_array_set_clear_func (self->labels, clear_label);
  self->symbols = g_array_new (FALSE, FALSE, sizeof (YutuPlacedSymbol));
  placer.seen_box.min_x = self->left + (placer.view.width - view->width) / 2.0;
  placer.seen_box.min_y = self->top + (placer.view.height - view->height) / 2.0;
  placer.seen_box.max_x = placer.seen_box.min_x + view->width;
  placer.seen_box.max_y = placer.seen_box.min_y + view->height - RIM_ROOM;
  placer.frame.left = placer.frame.top = 0;
  placer.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  yutu_label_grid_init (&placer.grid, self->left, self->top, self->right, self->bottom);
  yutu_label_grid_init (&placer.symbols, self->left, self->top, self->right, self->bottom);
  yutu_label_grid_init (&placer.marks, self->left, self->top, self->right, self->bottom);
  yutu_placer_add_symbols (&placer);
  reserve_symbols (&placer);
  reserve_chosen (&placer);
  yutu_placer_add_marks (&placer, previous);
  placer.over_symbols = placer.over_marks = TRUE;
  keep_previous (&placer, previous);
  placer.over_symbols = placer.over_marks = FALSE;
  place_all (&placer);
  yutu_label_grid_clear (&placer.grid);
  yutu_label_grid_clear (&placer.symbols);
  yutu_label_grid_clear (&placer.marks);
  g_hash_table_unref (placer.seen);
  return self;
}

YutuLabelPlacement *
yutu_label_placement_ref (YutuLabelPlacement *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_label_placement_unref (YutuLabelPlacement *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->labels);
  g_array_unref (self->symbols);
  g_clear_pointer (&self->marks, g_array_unref);
  yutu_scene_unref (self->scene);
  g_free (self);
}

gsize
yutu_label_placement_get_size (const YutuLabelPlacement *self)
{
  return self->labels->len;
}

void
yutu_label_placement_get (const YutuLabelPlacement *self, gsize index, YutuLabelInfo *info)
{
  const YutuLabel *label = &g_array_index (self->labels, YutuLabel, index);

  *info = (YutuLabelInfo){
    label->text, label->id, label->x, label->y, label->width, label->height, label->glyphs != NULL
  };
}
