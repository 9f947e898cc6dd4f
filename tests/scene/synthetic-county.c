/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "synthetic-county.h"

#include <math.h>

#include "base/yutu-random.h"

#define WEST  119.32
#define EAST  119.86
#define SOUTH 28.84
#define NORTH 29.22

static const char *const names[] = {
  "罗店",
  "竹马",
  "乾西",
  "雅畈",
  "安地",
  "箬阳",
  "莘畈",
  "岭上",
  "塔石",
  "沙畈",
  "蒋堂",
  "汤溪",
  "罗埠",
  "洋埠",
  "白龙桥",
  "琅琊",
  "长山",
  "城东",
  "城中",
  "城西",
  "城北",
  "江南",
  "三江",
  "西关",
  "秋滨",
  "新狮",
  "苏孟",
  "仙源",
  "北山",
  "鹿田",
};

typedef struct
{
  const SyntheticSpec      *spec;
  YutuRandom                random;
  YutuPoint                *corners; /* (columns + 1) × (rows + 1) */
  int                      *owner;   /* township of each village */
  YutuDivisionLayerBuilder *divisions;
  SyntheticCounty          *county;
  gint64                    next_arc;
} Maker;

static double
jitter (Maker *self)
{
  return yutu_random_unit (&self->random) - 0.5;
}

static void
make_corners (Maker *self)
{
  int c = self->spec->columns, r = self->spec->rows;

  self->corners = g_new (YutuPoint, (c + 1) * (r + 1));
  for (int j = 0; j <= r; j++)
    for (int i = 0; i <= c; i++)
      {
        double u = (i + 0.55 * jitter (self)) / c, v = (j + 0.55 * jitter (self)) / r;
        /* the county's own outline: a wobbling oval */
        double a = (u - 0.5) * 2, b = (v - 0.5) * 2;
        double bulge = 1 - 0.18 * a * a * b * b + 0.06 * sin (5 * a + 2 * b) - 0.05 * cos (7 * b);

        self->corners[j * (c + 1) + i] = yutu_point_from_degrees (
          (WEST + EAST) / 2 + (EAST - WEST) / 2 * a * (0.9 * sqrt (1 - 0.42 * b * b)) * bulge,
          (SOUTH + NORTH) / 2 + (NORTH - SOUTH) / 2 * b * (0.9 * sqrt (1 - 0.42 * a * a)) * bulge);
      }
}

/* Midpoint displacement between the last point of @line and @to. */
static void
add_fractal (Maker *self, GArray *line, YutuPoint to, int depth)
{
  YutuPoint from = g_array_index (line, YutuPoint, line->len - 1);

  if (depth == 0)
    {
      g_array_append_val (line, to);
      return;
    }
  double    dx = (double)(to.x - from.x), dy = (double)(to.y - from.y), push = 0.26 * jitter (self);
  YutuPoint middle = { (from.x + to.x) / 2 + llround (-dy * push),
                       (from.y + to.y) / 2 + llround (dx * push) };

  add_fractal (self, line, middle, depth - 1);
  add_fractal (self, line, to, depth - 1);
}

static int
get_village (Maker *self, int i, int j)
{
  if (i < 0 || j < 0 || i >= self->spec->columns || j >= self->spec->rows)
    return -1;
  return j * self->spec->columns + i;
}

static void
add_arc (Maker *self, YutuPoint from, YutuPoint to, int left, int right)
{
  static const char *const neighbours[] = { "兰溪市", "金东区", "武义县", "遂昌县" };
  GArray                  *line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  double                   ax = yutu_grid_to_degrees (from.x) - (WEST + EAST) / 2,
         ay = yutu_grid_to_degrees (from.y) - (SOUTH + NORTH) / 2;
  const char *neighbour =
    left >= 0 && right >= 0
      ? NULL
      : neighbours[fabs (ay) * 1.4 > fabs (ax) ? (ay > 0 ? 0 : 2) : (ax > 0 ? 1 : 3)];

  g_array_append_val (line, from);
  add_fractal (self, line, to, self->spec->depth);
  yutu_division_layer_builder_add_arc (self->divisions, self->next_arc, left + 1, right + 1,
                                       (const YutuPoint *)(gpointer)line->data, line->len, neighbour);
  if (neighbour != NULL)
    yutu_division_layer_builder_add_boundary (self->divisions, SYNTHETIC_BOUNDARY_ID, YUTU_LEVEL_COUNTY,
                                              self->next_arc);
  self->next_arc++;
  for (guint i = 0; i < line->len; i++)
    yutu_box_add_point (&self->county->box, g_array_index (line, YutuPoint, i));
  g_array_append_val (self->county->arcs, line);
}

static void
add_units (Maker *self)
{
  int          c = self->spec->columns, r = self->spec->rows;
  int          across = MAX (c / 5, 1), down = MAX (r / 4, 1);
  YutuUnitSpec county = { SYNTHETIC_COUNTY_ID, 0, YUTU_LEVEL_COUNTY, "婺城区", FALSE, { 0, 0 } };

  yutu_division_layer_builder_add_unit (self->divisions, &county);
  for (int t = 0; t < across * down; t++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s", names[t % (int)G_N_ELEMENTS (names)],
                                               t % 3 == 0   ? "街道"
                                               : t % 3 == 1 ? "镇"
                                                            : "乡");
      int              ci = MIN ((t % across) * 5 + 2, c - 1), cj = MIN ((t / across) * 4 + 2, r - 1);
      YutuPoint        a = self->corners[cj * (c + 1) + ci],
                b = self->corners[(cj + 1) * (c + 1) + ci + 1];
      YutuUnitSpec unit = { SYNTHETIC_TOWNSHIP_ID (t), SYNTHETIC_COUNTY_ID, YUTU_LEVEL_TOWNSHIP, name, self->spec->with_seats, { (a.x + b.x) / 2, (a.y + b.y) / 2 } };
      yutu_division_layer_builder_add_unit (self->divisions, &unit);
    }
  for (int v = 0; v < c * r; v++)
    {
      static const char *const parts[] = { "鹿", "上", "下", "东", "西", "新",
                                           "石", "竹", "溪", "山", "金", "叶" };
      g_autofree char         *name = g_strdup_printf ("%s%s村", parts[v % 12], parts[(v / 12 + 5) % 12]);
      int                      i = v % c, j = v / c;
      int                      ti = (int)(i + 2.4 * jitter (self)) / 5;
      int                      tj = (int)(j + 2.0 * jitter (self)) / 4;
      YutuPoint                a = self->corners[j * (c + 1) + i], b = self->corners[(j + 1) * (c + 1) + i + 1];
      gint64                   parent =
        SYNTHETIC_TOWNSHIP_ID (CLAMP (tj, 0, down - 1) * across + CLAMP (ti, 0, across - 1));
      YutuUnitSpec unit = { SYNTHETIC_VILLAGE_ID (v), parent, YUTU_LEVEL_VILLAGE, name, self->spec->with_seats, { (a.x + b.x) / 2, (a.y + b.y) / 2 } };
      if (i % 5 == 2 && j % 4 == 2)
        unit.parent =
          SYNTHETIC_TOWNSHIP_ID ((MIN (j / 4, down - 1)) * across + MIN (i / 5, across - 1));
      yutu_division_layer_builder_add_unit (self->divisions, &unit);
      yutu_division_layer_builder_add_face (self->divisions, v + 1, unit.id);
    }
}

static void
add_arcs (Maker *self)
{
  int c = self->spec->columns, r = self->spec->rows;

  for (int j = 0; j <= r; j++)
    for (int i = 0; i < c; i++)
      add_arc (self, self->corners[j * (c + 1) + i], self->corners[j * (c + 1) + i + 1],
               get_village (self, i, j), get_village (self, i, j - 1));
  for (int j = 0; j < r; j++)
    for (int i = 0; i <= c; i++)
      add_arc (self, self->corners[j * (c + 1) + i], self->corners[(j + 1) * (c + 1) + i],
               get_village (self, i - 1, j), get_village (self, i, j));
}

static void
add_line (Maker                *self,
          YutuLineLayerBuilder *lines,
          gint64                id,
          YutuLineKind          kind,
          int                   grade,
          const char           *name,
          double                x0,
          double                y0,
          double                x1,
          double                y1)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  YutuPoint from = yutu_point_from_degrees (x0, y0);

  g_array_append_val (points, from);
  add_fractal (self, points, yutu_point_from_degrees (x1, y1), 7);
  g_autoptr (YutuShape) shape = yutu_shape_new_line ((const YutuPoint *)(gpointer)points->data, points->len);
  yutu_line_layer_builder_add (lines, id, kind, grade, name, shape);
}

static void
add_lines (Maker *self)
{
  YutuLineLayerBuilder    *lines = yutu_line_layer_builder_new (self->spec->epsg);
  static const char *const roads[] = { "双龙大街", "解放西路", "李渔路",
                                       "八一北街", "婺江西路", "环城南路" };
  YutuShapeBuilder        *water = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint                shore[48];

  add_line (self, lines, 5001, YUTU_LINE_RIVER, 1, "婺江", 119.40, 29.10, 119.82, 29.05);
  add_line (self, lines, 5002, YUTU_LINE_RIVER, 2, "白沙溪", 119.50, 28.88, 119.56, 29.08);
  add_line (self, lines, 5003, YUTU_LINE_RIVER, 3, "梅溪", 119.68, 28.90, 119.64, 29.07);
  add_line (self, lines, 5004, YUTU_LINE_RIVER, 4, "厚大溪", 119.42, 28.92, 119.44, 29.09);
  add_line (self, lines, 6001, YUTU_LINE_ROAD, 1, "杭金衢高速公路", 119.36, 29.15, 119.82, 29.13);
  add_line (self, lines, 6002, YUTU_LINE_ROAD, 2, "金西大道", 119.38, 29.02, 119.80, 29.09);
  for (int i = 0; i < 40; i++)
    {
      double x = 119.38 + 0.4 * yutu_random_unit (&self->random),
             y = 28.9 + 0.26 * yutu_random_unit (&self->random);
      add_line (self, lines, 6010 + i, YUTU_LINE_ROAD, 3 + i % 2, roads[i % 6], x, y,
                x + 0.09 * jitter (self), y + 0.09 * jitter (self));
    }
  for (int i = 0; i < 48; i++)
    {
      double angle = i * G_PI / 24,
             radius = 0.012 * (1 + 0.35 * sin (3 * angle) + 0.2 * cos (7 * angle));
      shore[i] =
        yutu_point_from_degrees (119.60 + 1.3 * radius * cos (angle), 28.95 + radius * sin (angle));
    }
  yutu_shape_builder_begin_part (water, TRUE);
  yutu_shape_builder_add (water, shore, 48);
  g_autoptr (YutuShape) shape = yutu_shape_builder_end (water);
  yutu_line_layer_builder_add (lines, 7001, YUTU_LINE_WATER, 1, "沙畈水库", shape);
  self->county->spec.lines = yutu_line_layer_builder_end (lines);
}

static void
add_symbols (Maker *self)
{
  static const char *const kinds[] = {
    "care-centre",
    "care-home",
    "meal-point",
    "cemetery",
    "columbarium",
    "eco-burial",
    "niche-wall",
    "migrant-village",
    "office",
    "people",
    "child",
    "marriage",
    "pillar",
    "project",
    "funeral-home",
  };
  YutuSymbolLayerBuilder *symbols = yutu_symbol_layer_builder_new (self->spec->epsg);

  for (int i = 0; i < 330; i++)
    {
      const char      *kind = kinds[i % 3 == 0 ? 0 : i % 15];
      g_autofree char *name =
        g_strdup_printf ("%s%s", names[i % 30], i % 3 == 0 ? "照料中心" : "示例点");
      YutuSymbolSpec symbol = { 9000 + i,
                                kind,
                                name,
                                yutu_point_from_degrees (
                                  119.37 + 0.42 * yutu_random_unit (&self->random),
                                  28.89 + 0.28 * yutu_random_unit (&self->random)),
                                i % 3,
                                i % 3 == 0 ? 0 : 11,
                                TRUE };

      yutu_symbol_layer_builder_add (symbols, &symbol);
    }
  self->county->spec.symbols[0] = yutu_symbol_layer_builder_end (symbols);
  self->county->spec.n_symbols = 1;
}

static YutuPointBatch *
fetch_points (gpointer data, YutuBox box, int level)
{
  SyntheticCounty *self = data;

  (void)box;
  (void)level;
  return yutu_point_batch_new (self->n, self->x, self->y, NULL, self->ids, NULL, NULL);
}

static void
add_addresses (Maker *self)
{
  SyntheticCounty *county = self->county;
  YutuPointSource  source = { fetch_points, NULL, NULL, NULL };

  county->n = self->spec->n_addresses;
  county->x = g_new (gint32, county->n + 1);
  county->y = g_new (gint32, county->n + 1);
  county->ids = g_new (gint64, county->n + 1);
  for (gsize i = 0; i < county->n; i++)
    {
      gsize  town = i / 400;
      double cx = 119.38 + 0.4 * fmod ((double)town * 0.6180339887, 1),
             cy = 28.9 + 0.27 * fmod ((double)town * 0.7548776662, 1);

      county->x[i] = (gint32)lround ((cx + 0.004 * yutu_random_normal (&self->random)) * 1e7);
      county->y[i] = (gint32)lround ((cy + 0.004 * yutu_random_normal (&self->random)) * 1e7);
      county->ids[i] = 100000 + (gint64)i;
    }
  county->spec.points = yutu_point_layer_new (&source, county);
}

SyntheticCounty *
synthetic_county_new (const SyntheticSpec *spec)
{
  SyntheticCounty *self = g_new0 (SyntheticCounty, 1);
  Maker            maker = { .spec = spec, .county = self, .next_arc = 1 };
  g_autoptr (GError) error = NULL;

  yutu_random_init (&maker.random, spec->seed);
  self->arcs = g_array_new (FALSE, FALSE, sizeof (GArray *));
  self->box = YUTU_BOX_EMPTY;
  maker.divisions = yutu_division_layer_builder_new (spec->epsg);
  make_corners (&maker);
  add_units (&maker);
  add_arcs (&maker);
  self->spec.divisions = yutu_division_layer_builder_end (maker.divisions);
  add_lines (&maker);
  add_symbols (&maker);
  if (spec->n_addresses > 0)
    add_addresses (&maker);
  self->spec.style = yutu_style_load ("light", &error);
  g_assert_no_error (error);
  g_free (maker.corners);
  return self;
}

void
synthetic_county_free (SyntheticCounty *self)
{
  for (guint i = 0; i < self->arcs->len; i++)
    g_array_unref (g_array_index (self->arcs, GArray *, i));
  g_array_unref (self->arcs);
  yutu_division_layer_unref (self->spec.divisions);
  yutu_line_layer_unref (self->spec.lines);
  yutu_symbol_layer_unref (self->spec.symbols[0]);
  g_clear_pointer (&self->spec.points, yutu_point_layer_unref);
  yutu_style_unref (self->spec.style);
  g_free (self->x);
  g_free (self->y);
  g_free (self->ids);
  g_free (self);
}

void
synthetic_snap_view (YutuView *view)
{
  double zoom = round (yutu_view_get_zoom (view) * 2) / 2;

  view->resolution = yutu_zoom_to_resolution (view->epsg, CLAMP (zoom, YUTU_ZOOM_MIN, YUTU_ZOOM_MAX));
  yutu_view_align (view);
}
