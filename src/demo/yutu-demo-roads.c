/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Roads find their way from cell to cell: cheap on the flat, dear uphill and over water, cheaper
 * where a road is already. Great roads come first; each later one is named for what it adds. The
 * lines then run as smooth curves through the same points, so that what met still meets. */

#include "demo/yutu-demo-world-private.h"

#include <string.h>

#include "demo/yutu-demo-heap.h"
#include "demo/yutu-demo-noise.h"
#include "geo/yutu-exact.h"

#define SHARED     0.3
#define ROUNDS     10
#define DRIFT      0.3 /* of the spacing, that a node may leave its site */
#define SPAN_STEPS 5

typedef struct
{
  YutuDemo      *demo;
  YutuDemoWorld *world;
  guint8        *grade;    /* by half-edge; 0 no road */
  guint8        *is_wet;   /* by half-edge: across a reservoir */
  guint8        *is_fixed; /* by site: a seat or a hamlet */
  YutuDemoXY    *at;       /* by site */
  double        *cost;     /* of the last search, by site */
  int           *back;     /* half-edge by which the last search came to the site; -1 */
  GPtrArray     *roads;    /* Road */
  GHashTable    *names;
} Net;

/* A named course; the parts that are its own are new edges. */
typedef struct
{
  char   *name;
  int     grade;
  GArray *edges;  /* int: half-edges in order */
  GArray *is_new; /* guint8: by edge */
} Road;

static void
road_free (gpointer data)
{
  Road *road = data;

  g_free (road->name);
  g_array_unref (road->edges);
  g_array_unref (road->is_new);
  g_free (road);
}

/* ---- Ways ---- */

static double
water_toll (double flow_m2)
{
  if (flow_m2 >= 1e9)
    return 2600;
  if (flow_m2 >= YUTU_DEMO_RIVER_M2)
    return 420;
  return flow_m2 > 0 ? 70 : 0;
}

static gboolean
is_built_up (const Net *self,
             int        site)
{
  int village = self->world->village[site];

  return village >= 0 &&
         g_array_index (self->demo->villages, YutuDemoVillage, village).is_community &&
         g_array_index (self->demo->townships, YutuDemoTownship, self->world->township[site])
           .is_urban;
}

static double
cost_of (const Net *self,
         int        edge)
{
  const YutuDemoWorld *world = self->world;
  int                  a = world->mesh->tri[edge];
  int                  b = world->mesh->tri[yutu_demo_next (edge)];
  double               d = yutu_demo_distance (world->mesh->sites[a], world->mesh->sites[b]);
  double               climb = fabs (world->site_height_m[a] - world->site_height_m[b]);

  if (world->village[b] < 0 || self->world->is_wet[b] || self->is_wet[edge] ||
      self->is_wet[world->mesh->twin[edge]])
    return G_MAXDOUBLE;
  return d * (1 + 9 * climb / d) * (self->grade[edge] != 0 ? SHARED : 1) *
           (is_built_up (self, b) ? 2.0 : 1) +
         (self->grade[edge] != 0 ? 0 : water_toll (yutu_demo_water_along (world, edge)));
}

/* From all @sources, to @target or (when it is -1) everywhere. */
static void
search (Net       *self,
        const int *sources,
        guint      n_sources,
        int        target)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  g_autoptr (YutuDemoHeap) heap = yutu_demo_heap_new ();
  double cost;
  int    site;

  for (guint i = 0; i < mesh->n_sites; i++)
    {
      self->cost[i] = G_MAXDOUBLE;
      self->back[i] = -1;
    }
  for (guint i = 0; i < n_sources; i++)
    {
      self->cost[sources[i]] = 0;
      yutu_demo_heap_push (heap, 0, sources[i], 0);
    }
  while (yutu_demo_heap_pop (heap, &cost, &site, NULL) && site != target)
    {
      int start = mesh->edge_of[site], edge = start;

      if (cost > self->cost[site])
        continue;
      do
        {
          int    other = mesh->tri[yutu_demo_next (edge)];
          double step = cost_of (self, edge);

          if (step < G_MAXDOUBLE && cost + step < self->cost[other])
            {
              self->cost[other] = cost + step;
              self->back[other] = edge;
              yutu_demo_heap_push (heap, cost + step, other, 0);
            }
          edge = mesh->twin[yutu_demo_previous (edge)];
        }
      while (edge >= 0 && edge != start);
    }
}

static void
mark (Net *self,
      int  edge,
      int  grade)
{
  self->grade[edge] = (guint8)grade;
  self->grade[self->world->mesh->twin[edge]] = (guint8)grade;
}

/* Walks back from @site over the last search and appends a leg to the road; @stops: at the first
 * node that has a road already. */
static void
take_way (Net     *self,
          int      site,
          gboolean stops,
          Road    *road)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (int));

  while (self->back[site] >= 0)
    {
      int edge = self->back[site];

      if (stops && self->grade[edge] != 0)
        break;
      g_array_append_val (edges, edge);
      site = mesh->tri[edge];
    }
  for (guint i = edges->len; i-- > 0;)
    {
      int    edge = g_array_index (edges, int, i);
      guint8 is_new = self->grade[edge] == 0;

      g_array_append_val (road->edges, edge);
      g_array_append_val (road->is_new, is_new);
      if (is_new)
        mark (self, edge, road->grade);
    }
}

static Road *
begin_road (Net        *self,
            const char *name,
            int         grade)
{
  Road *road = g_new0 (Road, 1);

  road->name = g_strdup (name);
  road->grade = grade;
  road->edges = g_array_new (FALSE, FALSE, sizeof (int));
  road->is_new = g_array_new (FALSE, FALSE, sizeof (guint8));
  g_ptr_array_add (self->roads, road);
  return road;
}

static int
site_near (const Net *self,
           YutuDemoXY to)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  double              nearest = G_MAXDOUBLE;
  int                 site = 0;

  for (int i = 0; i < (int)mesh->n_sites; i++)
    if (self->world->village[i] >= 0 && yutu_demo_distance (mesh->sites[i], to) < nearest)
      {
        nearest = yutu_demo_distance (mesh->sites[i], to);
        site = i;
      }
  return site;
}

/* ---- Which roads there are ---- */

/* Locating points, or a place on the border by degrees. */
typedef struct
{
  const char *name;
  int         grade;
  struct
  {
    int    township; /* index; -1: the border near the point */
    double lon_deg;
    double lat_deg;
  } stops[6];
  int n_stops;
} Trunk;

/* Through the townships as townships.csv lists them. */
static const Trunk TRUNKS[] = {
  { "绕城公路",
    1,
    { { -1, 119.645, 29.142 },
      { -1, 119.688, 29.104 },
      { -1, 119.668, 29.062 },
      { -1, 119.617, 29.048 },
      { -1, 119.590, 29.095 },
      { -1, 119.645, 29.142 } },
    6 },
  { "金衢公路",
    1,
    { { -1, 119.740, 29.090 },
      { -1, 119.668, 29.062 },
      { 12, 0, 0 },
      { 14, 0, 0 },
      { 15, 0, 0 },
      { -1, 119.290, 29.070 } },
    6 },
  { "金兰线", 1, { { -1, 119.590, 29.095 }, { 19, 0, 0 }, { -1, 119.560, 29.220 } }, 3 },
  { "金武公路", 1, { { -1, 119.668, 29.062 }, { 10, 0, 0 }, { -1, 119.740, 28.975 } }, 3 },
  { "金遂公路", 1, { { 12, 0, 0 }, { 13, 0, 0 }, { 22, 0, 0 }, { -1, 119.430, 28.740 } }, 4 },
  { "罗洋线", 2, { { 14, 0, 0 }, { 16, 0, 0 }, { 17, 0, 0 } }, 3 },
  { "汤塔线", 2, { { 15, 0, 0 }, { 24, 0, 0 }, { 23, 0, 0 } }, 3 },
  { "安箬线", 2, { { 10, 0, 0 }, { 11, 0, 0 }, { 21, 0, 0 } }, 3 },
};

static void
lay_trunk (Net         *self,
           const Trunk *trunk)
{
  Road *road = begin_road (self, trunk->name, trunk->grade);
  int   from = -1;

  for (int i = 0; i < trunk->n_stops; i++)
    {
      int to = trunk->stops[i].township;

      if (to < 0)
        to = site_near (self, yutu_demo_from_grid (yutu_point_from_degrees (
                                trunk->stops[i].lon_deg, trunk->stops[i].lat_deg)));
      if (from >= 0)
        {
          search (self, &from, 1, to);
          take_way (self, to, FALSE, road);
        }
      from = to;
    }
}

static GArray *
list_nodes (const Net *self)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  GArray             *nodes = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree guint8  *is_in = g_new0 (guint8, mesh->n_sites);

  for (int e = 0; e < 3 * (int)mesh->n_triangles; e++)
    if (self->grade[e] != 0 && !is_in[mesh->tri[e]])
      {
        is_in[mesh->tri[e]] = TRUE;
        g_array_append_val (nodes, mesh->tri[e]);
      }
  return nodes;
}

/* A name that no other road has: @name, or with 二, 三 … */
static char *
unused_name (Net        *self,
             const char *name,
             const char *generic)
{
  static const char *const ordinals[] = { "", "二", "三", "四", "五", "六", "七", "八" };

  for (gsize i = 0; i < G_N_ELEMENTS (ordinals); i++)
    {
      g_autofree char *whole = g_strconcat (name, ordinals[i], generic, NULL);

      if (g_hash_table_add (self->names, g_strdup (whole)))
        return g_steal_pointer (&whole);
    }
  return g_strconcat (name, generic, NULL);
}

/* The way from each of @sites to the roads there are. */
static void
lay_branches (Net         *self,
              const int   *sites,
              const char **names,
              guint        n,
              int          grade,
              const char  *generic)
{
  g_autoptr (GArray) nodes = list_nodes (self);

  search (self, (int *)(gpointer)nodes->data, nodes->len, -1);
  for (guint i = 0; i < n; i++)
    {
      int edge = self->back[sites[i]];

      if (edge >= 0 && self->grade[edge] == 0)
        {
          g_autofree char *name = unused_name (self, names[i], generic);

          take_way (self, sites[i], TRUE, begin_road (self, name, grade));
        }
    }
}

/* County roads between townships that lie near to one another. */
static void
lay_links (Net *self)
{
  GArray *townships = self->demo->townships;

  for (guint i = 0; i < townships->len; i++)
    for (guint k = i + 1; k < townships->len; k++)
      {
        const YutuDemoTownship *a = &g_array_index (townships, YutuDemoTownship, i);
        const YutuDemoTownship *b = &g_array_index (townships, YutuDemoTownship, k);
        double                  d = yutu_demo_distance (yutu_demo_from_grid (a->seat),
                                                        yutu_demo_from_grid (b->seat));
        g_autofree char        *first = g_utf8_substring (a->name, 0, 1);
        g_autofree char        *second = g_utf8_substring (b->name, 0, 1);
        g_autofree char        *pair = g_strconcat (first, second, NULL);
        g_autofree char        *name = NULL;
        int                     from = (int)i;

        if ((a->is_urban && b->is_urban) || d > 9500)
          continue;
        name = unused_name (self, pair, "线");
        search (self, &from, 1, (int)k);
        take_way (self, (int)k, FALSE, begin_road (self, name, 2));
      }
}

static void
lay_township_roads (Net *self)
{
  guint                   n = self->demo->townships->len;
  g_autofree int         *sites = g_new (int, n);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (1024);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *proper = g_utf8_substring (
        g_array_index (self->demo->townships, YutuDemoTownship, i).name, 0, 2);

      sites[i] = (int)i;
      names[i] = g_string_chunk_insert (texts, proper);
    }
  lay_branches (self, sites, names, n, 2, "线");
}

static void
lay_village_roads (Net          *self,
                   const GArray *hamlets)
{
  GArray                 *spots = self->world->hamlets;
  g_autofree int         *sites = g_new (int, spots->len + 1);
  g_autofree const char **names = g_new0 (const char *, spots->len + 1);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  int   before = -1;
  guint n = 0;

  /* First to the seats of villages, which are the first hamlet of each. */
  for (int pass = 0; pass < 2; pass++)
    {
      n = 0;
      before = -1;
      for (guint i = 0; i < spots->len; i++)
        {
          const YutuDemoSpot *spot = &g_array_index (spots, YutuDemoSpot, i);
          gboolean            is_seat = spot->village != before;
          g_autofree char    *proper = NULL;

          before = spot->village;
          if (is_seat != (pass == 0))
            continue;
          proper = yutu_demo_proper_name (
            pass == 0 ? g_array_index (self->demo->villages, YutuDemoVillage, spot->village).name
                      : g_array_index (self->world->places, YutuDemoPlace, spot->place).name);
          sites[n] = g_array_index (hamlets, int, i);
          names[n++] = g_string_chunk_insert (texts, proper);
        }
      lay_branches (self, sites, names, n, 3 + pass, "路");
    }
}

/* ---- Lines ---- */

/* Nodes move to where the roads through them run straighter. */
static void
straighten (Net *self)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  g_autoptr (GArray) nodes = list_nodes (self);

  for (int round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < nodes->len; i++)
      {
        int        site = g_array_index (nodes, int, i);
        int        start = mesh->edge_of[site], edge = start, n = 0;
        YutuDemoXY sum = { 0, 0 }, home = mesh->sites[site];
        double     weights = 0, d;
        double     limit = DRIFT * self->world->spacing_m[site];

        do
          {
            if (self->grade[edge] != 0)
              {
                YutuDemoXY other = self->at[mesh->tri[yutu_demo_next (edge)]];
                double     weight = 1.0 / (self->grade[edge] * self->grade[edge]);

                sum.x += weight * other.x;
                sum.y += weight * other.y;
                weights += weight;
                n++;
              }
            edge = mesh->twin[yutu_demo_previous (edge)];
          }
        while (edge >= 0 && edge != start);
        if (n < 2 || self->is_fixed[site])
          continue;
        sum = (YutuDemoXY){ 0.5 * (self->at[site].x + sum.x / weights),
                            0.5 * (self->at[site].y + sum.y / weights) };
        d = yutu_demo_distance (sum, home);
        if (d > limit)
          sum = (YutuDemoXY){ home.x + (sum.x - home.x) * limit / d,
                              home.y + (sum.y - home.y) * limit / d };
        self->at[site] = sum;
      }
}

/* From b to c, as Catmull and Rom draw through a, b, c, d, but with tangents no longer than the
 * span, so that no loop comes of a short one. */
static void
append_span (GArray    *line,
             YutuDemoXY a,
             YutuDemoXY b,
             YutuDemoXY c,
             YutuDemoXY d)
{
  double     length = yutu_demo_distance (b, c);
  YutuDemoXY at_b = { c.x - a.x, c.y - a.y }, at_c = { d.x - b.x, d.y - b.y };
  double     norm_b = 0.9 * length / MAX (1, sqrt (at_b.x * at_b.x + at_b.y * at_b.y));
  double     norm_c = 0.9 * length / MAX (1, sqrt (at_c.x * at_c.x + at_c.y * at_c.y));

  for (int i = 0; i < SPAN_STEPS; i++)
    {
      double     s = (double)i / SPAN_STEPS;
      double     h01 = s * s * (3 - 2 * s), h00 = 1 - h01;
      double     h10 = s * (1 - s) * (1 - s) * norm_b, h11 = s * s * (s - 1) * norm_c;
      YutuDemoXY p = { h00 * b.x + h01 * c.x + h10 * at_b.x + h11 * at_c.x,
                       h00 * b.y + h01 * c.y + h10 * at_b.y + h11 * at_c.y };

      g_array_append_val (line, p);
    }
}

/* Nodes of the road, and where it crosses a river the point on it. */
static GArray *
list_knots (Net        *self,
            const Road *road,
            GArray     *is_new)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  GArray             *knots = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));
  int                 end = -1;

  for (guint i = 0; i < road->edges->len; i++)
    {
      int    edge = g_array_index (road->edges, int, i);
      guint8 own = g_array_index (road->is_new, guint8, i);

      end = mesh->tri[yutu_demo_next (edge)];
      g_array_append_val (knots, self->at[mesh->tri[edge]]);
      g_array_append_val (is_new, own);
      if (yutu_demo_water_along (self->world, edge) >= YUTU_DEMO_RIVER_M2)
        {
          g_array_append_val (knots, self->world->middle[edge]);
          g_array_append_val (is_new, own);
        }
    }
  if (end >= 0)
    g_array_append_val (knots, self->at[end]);
  return knots;
}

static void
line_free (gpointer data)
{
  g_array_unref (data);
}

static void
draw_road (Net        *self,
           const Road *road)
{
  g_autoptr (GArray) is_new = g_array_new (FALSE, FALSE, sizeof (guint8));
  g_autoptr (GArray) knots = list_knots (self, road, is_new);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  GArray *line = NULL;

  for (guint i = 0; i + 1 < knots->len; i++)
    {
      YutuDemoXY *at = &g_array_index (knots, YutuDemoXY, i);

      if (!g_array_index (is_new, guint8, i))
        continue;
      if (line == NULL)
        line = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));
      append_span (line, i > 0 ? at[-1] : at[0], at[0], at[1],
                   i + 2 < knots->len ? at[2] : at[1]);
      if (i + 2 < knots->len && g_array_index (is_new, guint8, i + 1))
        continue;
      g_array_append_val (line, at[1]);
      g_ptr_array_add (lines, line);
      line = NULL;
    }
  if (lines->len > 0)
    yutu_demo_road_add (self->demo, road->name, road->grade, lines);
}

static void
build_bridges (Net *self)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int e = 0; e < 3 * (int)mesh->n_triangles; e++)
    {
      double           water = yutu_demo_water_along (self->world, e);
      int              village = self->world->village[mesh->tri[e]];
      g_autofree char *proper = NULL;
      g_autofree char *name = NULL;

      if (e > mesh->twin[e] || self->grade[e] == 0 || self->grade[e] > 3 ||
          water < YUTU_DEMO_RIVER_M2 || village < 0)
        continue;
      proper = yutu_demo_proper_name (
        g_array_index (self->demo->villages, YutuDemoVillage, village).name);
      name = g_strconcat (proper, water > 1e9 ? "大桥" : "桥", NULL);
      if (g_hash_table_add (names, g_strdup (name)))
        yutu_demo_place_add (self->demo, name, "bridge", water > 1e9 ? 1 : 2, village,
                             yutu_shape_new_point (yutu_demo_to_grid (self->world->middle[e])));
    }
}

/* ---- All of it ---- */

/* Edges that a reservoir lies across: where any of a few points of them is under water. */
static void
find_wet_edges (Net *self)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  GArray             *places = self->world->places;

  for (guint p = 0; p < places->len; p++)
    {
      const YutuDemoPlace *place = &g_array_index (places, YutuDemoPlace, p);

      if (!g_str_equal (place->name_class, "reservoir"))
        continue;
      for (int e = 0; e < 3 * (int)mesh->n_triangles; e++)
        for (int k = 0; k < 8 && !self->is_wet[e]; k++)
          {
            YutuDemoXY a = mesh->sites[mesh->tri[e]];
            YutuDemoXY b = mesh->sites[mesh->tri[yutu_demo_next (e)]];
            double     t = k / 8.0;
            YutuPoint  at = yutu_demo_to_grid (
               (YutuDemoXY){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) });

            self->is_wet[e] = yutu_box_contains (place->shape->box, at) &&
                              yutu_exact_point_in_shape (at, place->shape) != YUTU_OUTSIDE;
          }
    }
}

void
yutu_demo_roads_make (YutuDemo     *demo,
                      const GArray *hamlets)
{
  YutuDemoWorld         *world = demo->world;
  guint                  n = world->mesh->n_sites;
  g_autofree guint8     *grade = g_new0 (guint8, 3 * world->mesh->n_triangles);
  g_autofree guint8     *is_wet = g_new0 (guint8, 3 * world->mesh->n_triangles);
  g_autofree guint8     *is_fixed = g_new0 (guint8, n);
  g_autofree YutuDemoXY *at = g_memdup2 (world->mesh->sites, n * sizeof (YutuDemoXY));
  g_autofree double     *cost = g_new (double, n);
  g_autofree int        *back = g_new (int, n);
  g_autoptr (GPtrArray) roads = g_ptr_array_new_with_free_func (road_free);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Net net = { demo, world, grade, is_wet, is_fixed, at, cost, back, roads, names };

  find_wet_edges (&net);
  for (guint i = 0; i < demo->townships->len; i++)
    is_fixed[i] = TRUE;
  for (guint i = 0; i < hamlets->len; i++)
    is_fixed[g_array_index (hamlets, int, i)] = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (TRUNKS); i++)
    {
      g_hash_table_add (names, g_strdup (TRUNKS[i].name));
      lay_trunk (&net, &TRUNKS[i]);
    }
  lay_township_roads (&net);
  lay_links (&net);
  lay_village_roads (&net, hamlets);
  straighten (&net);
  for (guint i = 0; i < roads->len; i++)
    draw_road (&net, g_ptr_array_index (roads, i));
  build_bridges (&net);
}
