/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-mesh.h"

#include <math.h>

typedef struct
{
  gint64 x;
  gint64 y;
} Site; /* centimetres */

typedef struct
{
  YutuDemoMesh *mesh;
  Site         *sites;
  GArray       *stack; /* half-edges that may have to flip */
} Builder;

static Site
to_site (YutuDemoXY point)
{
  return (Site){ llround (point.x * 100), llround (point.y * 100) };
}

static gint64
orient (Site a,
        Site b,
        Site c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Whether d lies inside the circle through a, b, c (counter-clockwise). */
static gboolean
is_in_circle (Site a,
              Site b,
              Site c,
              Site d)
{
  gint64   ax = a.x - d.x, ay = a.y - d.y;
  gint64   bx = b.x - d.x, by = b.y - d.y;
  gint64   cx = c.x - d.x, cy = c.y - d.y;
  __int128 det = (__int128)(ax * ax + ay * ay) * (bx * cy - cx * by) -
                 (__int128)(bx * bx + by * by) * (ax * cy - cx * ay) +
                 (__int128)(cx * cx + cy * cy) * (ax * by - bx * ay);

  return det > 0;
}

static void
join (YutuDemoMesh *mesh,
      int           a,
      int           b)
{
  mesh->twin[a] = b;
  if (b >= 0)
    mesh->twin[b] = a;
}

static void
set_triangle (YutuDemoMesh *mesh,
              int           triangle,
              int           a,
              int           b,
              int           c)
{
  mesh->tri[3 * triangle] = a;
  mesh->tri[3 * triangle + 1] = b;
  mesh->tri[3 * triangle + 2] = c;
}

/* Turns edge @e, whose triangle ends in the new point, when the point across it is too near. */
static void
flip_if_needed (Builder *self,
                int      e)
{
  YutuDemoMesh *mesh = self->mesh;
  int           f = mesh->twin[e];
  int           before = yutu_demo_previous (e);
  int           far_edge, across, beyond;

  if (f < 0)
    return;
  far_edge = yutu_demo_previous (f);
  across = mesh->tri[far_edge];
  if (!is_in_circle (self->sites[mesh->tri[e]], self->sites[mesh->tri[yutu_demo_next (e)]],
                     self->sites[mesh->tri[before]], self->sites[across]))
    return;
  mesh->tri[e] = across;
  mesh->tri[f] = mesh->tri[before];
  join (mesh, e, mesh->twin[far_edge]);
  join (mesh, f, mesh->twin[before]);
  join (mesh, before, far_edge);
  beyond = yutu_demo_next (f);
  g_array_append_val (self->stack, e);
  g_array_append_val (self->stack, beyond);
}

static int
locate_site (const YutuDemoMesh *mesh,
             const Site         *sites,
             Site                p,
             int                 triangle)
{
  for (;;)
    {
      int moved = -1;

      for (int k = 0; k < 3 && moved < 0; k++)
        {
          int e = 3 * triangle + k;

          if (orient (sites[mesh->tri[e]], sites[mesh->tri[yutu_demo_next (e)]], p) < 0)
            {
              if (mesh->twin[e] < 0)
                return -1;
              moved = mesh->twin[e] / 3;
            }
        }
      if (moved < 0)
        return triangle;
      triangle = moved;
    }
}

static gboolean
is_on_edge (const Builder *self,
            int            triangle,
            Site           p)
{
  for (int e = 3 * triangle; e < 3 * triangle + 3; e++)
    if (orient (self->sites[self->mesh->tri[e]], self->sites[self->mesh->tri[yutu_demo_next (e)]],
                p) == 0)
      return TRUE;
  return FALSE;
}

/* Returns a triangle at the new site. */
static int
insert (Builder *self,
        int      site,
        int      start)
{
  YutuDemoMesh *mesh = self->mesh;
  int           t = locate_site (mesh, self->sites, self->sites[site], start);
  int           t1 = (int)mesh->n_triangles, t2 = t1 + 1;
  int           a, b, c, bc, ca;

  /* A site on a line goes a centimetre aside, so that every triangle has land. */
  while (is_on_edge (self, t, self->sites[site]))
    {
      self->sites[site].x += 1;
      self->sites[site].y += site % 2;
      t = locate_site (mesh, self->sites, self->sites[site], t);
    }
  mesh->sites[site] =
    (YutuDemoXY){ (double)self->sites[site].x / 100, (double)self->sites[site].y / 100 };
  a = mesh->tri[3 * t];
  b = mesh->tri[3 * t + 1];
  c = mesh->tri[3 * t + 2];
  bc = mesh->twin[3 * t + 1];
  ca = mesh->twin[3 * t + 2];
  mesh->n_triangles += 2;
  set_triangle (mesh, t, a, b, site);
  set_triangle (mesh, t1, b, c, site);
  set_triangle (mesh, t2, c, a, site);
  join (mesh, 3 * t1, bc);
  join (mesh, 3 * t2, ca);
  join (mesh, 3 * t + 1, 3 * t1 + 2);
  join (mesh, 3 * t1 + 1, 3 * t2 + 2);
  join (mesh, 3 * t2 + 1, 3 * t + 2);
  for (int k = 0; k < 3; k++)
    {
      int e = 3 * (k == 0 ? t : k == 1 ? t1
                                       : t2);

      g_array_append_val (self->stack, e);
    }
  while (self->stack->len > 0)
    {
      int e = g_array_index (self->stack, int, self->stack->len - 1);

      g_array_set_size (self->stack, self->stack->len - 1);
      flip_if_needed (self, e);
    }
  return t;
}

/* Neighbours in the order of insertion lie near one another, so that walks are short. */
static int
compare_strips (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const YutuDemoXY *sites = data;
  YutuDemoXY        p = sites[*(const int *)a], q = sites[*(const int *)b];
  int               strip_p = (int)floor (p.y / 1500), strip_q = (int)floor (q.y / 1500);
  double            turn = strip_p % 2 == 0 ? 1 : -1;

  if (strip_p != strip_q)
    return strip_p < strip_q ? -1 : 1;
  if (p.x != q.x)
    return p.x * turn < q.x * turn ? -1 : 1;
  return *(const int *)a - *(const int *)b;
}

static void
index_edges (YutuDemoMesh *mesh)
{
  mesh->edge_of = g_new (int, mesh->n_sites);
  for (guint i = 0; i < mesh->n_sites; i++)
    mesh->edge_of[i] = -1;
  for (int e = 0; e < 3 * (int)mesh->n_triangles; e++)
    if (mesh->edge_of[mesh->tri[e]] < 0 || mesh->twin[e] < 0)
      mesh->edge_of[mesh->tri[e]] = e;
}

YutuDemoMesh *
yutu_demo_mesh_new (const YutuDemoXY *sites,
                    guint             n_sites,
                    YutuDemoXY        low,
                    YutuDemoXY        high)
{
  YutuDemoMesh    *mesh = g_new0 (YutuDemoMesh, 1);
  guint            n = n_sites + 4;
  g_autofree int  *order = g_new (int, n_sites + 1);
  g_autofree Site *exact = g_new (Site, n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));
  Builder builder = { mesh, exact, stack };
  int     near = 0;

  mesh->sites = g_new (YutuDemoXY, n);
  mesh->n_sites = n;
  mesh->tri = g_new (int, 6 * n);
  mesh->twin = g_new (int, 6 * n);
  for (guint i = 0; i < n_sites; i++)
    mesh->sites[i] = sites[i];
  mesh->sites[n_sites] = low;
  mesh->sites[n_sites + 1] = (YutuDemoXY){ high.x, low.y };
  mesh->sites[n_sites + 2] = high;
  mesh->sites[n_sites + 3] = (YutuDemoXY){ low.x, high.y };
  for (guint i = 0; i < n; i++)
    exact[i] = to_site (mesh->sites[i]);
  mesh->n_triangles = 2;
  set_triangle (mesh, 0, (int)n_sites, (int)n_sites + 1, (int)n_sites + 2);
  set_triangle (mesh, 1, (int)n_sites, (int)n_sites + 2, (int)n_sites + 3);
  for (int e = 0; e < 6; e++)
    mesh->twin[e] = -1;
  join (mesh, 2, 3);
  for (guint i = 0; i < n_sites; i++)
    order[i] = (int)i;
  g_qsort_with_data (order, (int)n_sites, sizeof (int), compare_strips, mesh->sites);
  for (guint i = 0; i < n_sites; i++)
    near = insert (&builder, order[i], near);
  index_edges (mesh);
  return mesh;
}

void
yutu_demo_mesh_free (YutuDemoMesh *self)
{
  g_free (self->sites);
  g_free (self->tri);
  g_free (self->twin);
  g_free (self->edge_of);
  g_free (self);
}

int
yutu_demo_mesh_locate (const YutuDemoMesh *self,
                       YutuDemoXY          point,
                       int                 start)
{
  int triangle = MAX (start, 0);

  for (guint steps = 0; steps < self->n_triangles; steps++)
    {
      int moved = triangle;

      for (int e = 3 * triangle; e < 3 * triangle + 3 && moved == triangle; e++)
        {
          YutuDemoXY a = self->sites[self->tri[e]];
          YutuDemoXY b = self->sites[self->tri[yutu_demo_next (e)]];

          if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) < 0)
            moved = self->twin[e] < 0 ? -1 : self->twin[e] / 3;
        }
      if (moved < 0 || moved == triangle)
        return moved;
      triangle = moved;
    }
  return triangle;
}
