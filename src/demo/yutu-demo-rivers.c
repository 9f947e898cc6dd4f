/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Streams become named rivers: at each confluence the greater one keeps its name. A river is the
 * chain of borders that its water runs along, from its spring to where it joins another. */

#include "demo/yutu-demo-seeds.h"
#include "demo/yutu-demo-world-private.h"

#define SHORTEST_M 1300.0

typedef struct
{
  GArray *course;  /* int: triangles, downstream */
  double  flow_m2; /* at its end */
  double  length_m;
} River;

/* The stream that comes into @t with the most water; -1 at a spring. */
static int
find_upstream (const YutuDemoWorld *self,
               int                  t)
{
  int best = -1;

  for (int e = 3 * t; e < 3 * t + 3; e++)
    {
      int other = self->mesh->twin[e] / 3;

      if (self->mesh->twin[e] >= 0 && self->down[other] == t &&
          self->flow_m2[other] >= YUTU_DEMO_STREAM_M2 &&
          (best < 0 || self->flow_m2[other] > self->flow_m2[best]))
        best = other;
    }
  return best;
}

static int
edge_between (const YutuDemoWorld *self,
              int                  from,
              int                  to)
{
  for (int e = 3 * from; e < 3 * from + 3; e++)
    if (self->mesh->twin[e] >= 0 && self->mesh->twin[e] / 3 == to)
      return e;
  return -1;
}

/* Whether the water from @t on runs in the county or along its border. */
static gboolean
is_in_county (const YutuDemoWorld *self,
              int                  t)
{
  int edge = self->down[t] >= 0 ? edge_between (self, t, self->down[t]) : -1;

  return edge >= 0 && (self->village[self->mesh->tri[edge]] >= 0 ||
                       self->village[self->mesh->tri[yutu_demo_next (edge)]] >= 0);
}

static River
trace (const YutuDemoWorld *self,
       int                  mouth)
{
  River river = { g_array_new (FALSE, FALSE, sizeof (int)), self->flow_m2[mouth], 0 };

  for (int t = mouth; t >= 0; t = find_upstream (self, t))
    {
      g_array_append_val (river.course, t);
      if (is_in_county (self, t))
        river.length_m += yutu_demo_distance (self->corner[t], self->corner[self->down[t]]);
    }
  for (guint i = 0; i < river.course->len / 2; i++)
    {
      int *a = &g_array_index (river.course, int, i);
      int *b = &g_array_index (river.course, int, river.course->len - 1 - i);
      int  swap = *a;

      *a = *b;
      *b = swap;
    }
  return river;
}

static int
compare_rivers (gconstpointer a,
                gconstpointer b)
{
  const River *one = a, *other = b;

  if (one->flow_m2 != other->flow_m2)
    return one->flow_m2 > other->flow_m2 ? -1 : 1;
  return g_array_index (one->course, int, 0) - g_array_index (other->course, int, 0);
}

static void
river_clear (gpointer data)
{
  g_array_unref (((River *)data)->course);
}

/* A mouth is where the water goes over the rim, or into a stream that more water comes to from
 * elsewhere. */
static GArray *
list_rivers (const YutuDemoWorld *self)
{
  GArray *rivers = g_array_new (FALSE, FALSE, sizeof (River));

  g_array_set_clear_func (rivers, river_clear);
  for (int t = 0; t < (int)self->mesh->n_triangles; t++)
    {
      River river;

      if (self->flow_m2[t] < YUTU_DEMO_STREAM_M2 ||
          (self->down[t] >= 0 && find_upstream (self, self->down[t]) == t))
        continue;
      river = trace (self, t);
      if (river.length_m >= SHORTEST_M)
        g_array_append_val (rivers, river);
      else
        river_clear (&river);
    }
  g_array_sort (rivers, compare_rivers);
  return rivers;
}

/* The parts of the course that touch the county, each ending in a corner. */
static YutuShape *
draw (const YutuDemoWorld *self,
      const River         *river)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_MULTI_LINE);
  guint             n = river->course->len;

  for (guint i = 0; i < n; i++)
    {
      int       t = g_array_index (river->course, int, i);
      gboolean  is_in = is_in_county (self, t);
      YutuPoint corner = yutu_demo_to_grid (self->corner[t]);

      if (is_in)
        yutu_demo_lines_append (self, self->mesh->twin[edge_between (self, t, self->down[t])],
                                points);
      if (is_in && i + 1 < n)
        continue;
      if (is_in)
        corner = yutu_demo_to_grid (self->corner[self->down[t]]);
      if (points->len > 0)
        {
          g_array_append_val (points, corner);
          yutu_shape_builder_begin_part (builder, FALSE);
          yutu_shape_builder_add (builder, (YutuPoint *)(gpointer)points->data, points->len);
          g_array_set_size (points, 0);
        }
    }
  return yutu_shape_builder_end (builder);
}

static int
grade_of (double flow_m2)
{
  if (flow_m2 >= 1.5e9)
    return 1;
  if (flow_m2 >= 9e7)
    return 2;
  return flow_m2 >= YUTU_DEMO_RIVER_M2 ? 3 : 4;
}

/* A second stream of a village is its small one, and so on: no two are called the same. */
static char *
make_stream_name (const char *proper,
                  GHashTable *taken)
{
  static const char *const ends[] = { "坑", "小坑", "里坑", "外坑", "上坑", "下坑" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      char *name = g_strconcat (proper, i == 0 && g_str_has_suffix (proper, "坑") ? "溪" : ends[i], NULL);

      if (i + 1 == G_N_ELEMENTS (ends) || !g_hash_table_contains (taken, name))
        return name;
      g_free (name);
    }
  return NULL;
}

/* The smallest are called after the village where they spring. */
static char *
name_after_village (const YutuDemo *demo,
                    const River    *river,
                    GHashTable     *taken)
{
  const YutuDemoWorld *self = demo->world;

  for (guint i = river->course->len / 3; i < river->course->len; i++)
    {
      int village =
        yutu_demo_village_near (self, self->corner[g_array_index (river->course, int, i)]);

      if (village >= 0)
        {
          g_autofree char *proper = yutu_demo_proper_name (
            g_array_index (demo->villages, YutuDemoVillage, village).name);

          return make_stream_name (proper, taken);
        }
    }
  return g_strdup ("无名溪");
}

gboolean
yutu_demo_rivers_make (YutuDemo *demo,
                       GError  **error)
{
  g_autoptr (YutuDemoTable) names = yutu_demo_table_load ("names-rivers.csv", error);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) rivers = NULL;
  guint next = 0;

  if (names == NULL)
    return FALSE;
  rivers = list_rivers (demo->world);
  for (guint i = 0; i < rivers->len; i++)
    {
      const River     *river = &g_array_index (rivers, River, i);
      int              grade = grade_of (river->flow_m2);
      g_autofree char *name = NULL;

      if (grade < 4 && next < names->rows->len)
        name = g_strdup (yutu_demo_table_get (names, next++, "name"));
      else
        name = name_after_village (demo, river, taken);
      g_hash_table_add (taken, g_strdup (name));
      yutu_demo_place_add (demo, name, "river", grade, -1, draw (demo->world, river));
    }
  return TRUE;
}
