/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-geos SIDE FAULTS: the raw layer of bench-faults, checked by GEOS as those do who have PostGIS: is each
 * polygon valid, do neighbours share land (an R-tree of boxes, prepared intersection, the interiors'
 * relation), what does the union of all leave open. Prints a JSON line for each question and one for all:
 * faults found, findings where none was planted, seconds of wall clock and processor. */
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <glib.h>
#include <stdlib.h>
#include <time.h>

#include "fault-layer.h"

typedef struct
{
  FaultLayer          layer;
  GEOSContextHandle_t geos;
  GEOSGeometry      **shapes;
  guint               n_invented;

  /* While a shape is laid beside its neighbours. */
  const GEOSPreparedGeometry *prepared;
  gsize                       current;
} Bench;

typedef struct
{
  double wall;
  double cpu;
} Seconds;

static G_NORETURN void
fail (const char *what)
{
  g_printerr ("bench-geos: %s\n", what);
  exit (1);
}

static Seconds
read_clocks (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (Seconds){ (double)g_get_monotonic_time () / G_USEC_PER_SEC, (double)t.tv_sec + (double)t.tv_nsec / 1e9 };
}

/* What GEOS says of broken polygons is counted, not shown. */
static void
ignore (const char *message,
        void       *data)
{
}

static GEOSGeometry *
make_shape (GEOSContextHandle_t     geos,
            const YutuTopologyRing *ring)
{
  GEOSCoordSequence *points = GEOSCoordSeq_create_r (geos, (unsigned)ring->n_points + 1, 2);

  for (gsize i = 0; i <= ring->n_points; i++)
    {
      YutuPoint point = ring->points[i % ring->n_points];

      GEOSCoordSeq_setXY_r (geos, points, (unsigned)i, yutu_grid_to_degrees (point.x),
                            yutu_grid_to_degrees (point.y));
    }
  return GEOSGeom_createPolygon_r (geos, GEOSGeom_createLinearRing_r (geos, points), NULL, 0);
}

/* A point of @shape, which is kept, as the place of a finding. */
static void
note (Bench              *self,
      const char         *rule,
      const GEOSGeometry *shape)
{
  GEOSGeometry *point = GEOSPointOnSurface_r (self->geos, shape);
  double        x = 0, y = 0;

  if (point != NULL && GEOSGeomGetX_r (self->geos, point, &x) == 1 && GEOSGeomGetY_r (self->geos, point, &y) == 1)
    self->n_invented += !fault_layer_note (&self->layer, rule, yutu_point_from_degrees (x, y));
  GEOSGeom_destroy_r (self->geos, point);
}

/* A polygon that crosses itself covers land twice, or leaves it open. */
static void
check_valid (Bench *self)
{
  for (gsize i = 0; i < self->layer.n_rows; i++)
    {
      GEOSGeometry *place = NULL;

      if (GEOSisValidDetail_r (self->geos, self->shapes[i], 0, NULL, &place) == 0 && place != NULL)
        note (self, "overlap", place);
      GEOSGeom_destroy_r (self->geos, place);
    }
}

/* What both have; of broken ones, what they have once they are mended. */
static GEOSGeometry *
intersect (Bench              *self,
           const GEOSGeometry *one,
           const GEOSGeometry *two)
{
  GEOSGeometry *shared = GEOSIntersection_r (self->geos, one, two);
  GEOSGeometry *a = NULL, *b = NULL;

  if (shared != NULL)
    return shared;
  a = GEOSMakeValid_r (self->geos, one);
  b = GEOSMakeValid_r (self->geos, two);
  shared = GEOSIntersection_r (self->geos, a, b);
  GEOSGeom_destroy_r (self->geos, a);
  GEOSGeom_destroy_r (self->geos, b);
  return shared;
}

static void
meet (void *item,
      void *data)
{
  Bench              *self = data;
  gsize               other = GPOINTER_TO_SIZE (item) - 1;
  const GEOSGeometry *one = self->shapes[self->current], *two = self->shapes[other];
  GEOSGeometry       *shared = NULL;

  if (other <= self->current || GEOSPreparedIntersects_r (self->geos, self->prepared, two) != 1 ||
      GEOSRelatePattern_r (self->geos, one, two, "2********") != 1)
    return;
  shared = intersect (self, one, two);
  if (shared != NULL)
    note (self, "overlap", shared);
  GEOSGeom_destroy_r (self->geos, shared);
}

static void
check_overlaps (Bench *self)
{
  GEOSSTRtree *tree = GEOSSTRtree_create_r (self->geos, 10);

  for (gsize i = 0; i < self->layer.n_rows; i++)
    GEOSSTRtree_insert_r (self->geos, tree, self->shapes[i], GSIZE_TO_POINTER (i + 1));
  for (gsize i = 0; i < self->layer.n_rows; i++)
    {
      self->current = i;
      self->prepared = GEOSPrepare_r (self->geos, self->shapes[i]);
      GEOSSTRtree_query_r (self->geos, tree, self->shapes[i], meet, self);
      GEOSPreparedGeom_destroy_r (self->geos, self->prepared);
    }
  GEOSSTRtree_destroy_r (self->geos, tree);
}

static void
note_holes (Bench              *self,
            const GEOSGeometry *part)
{
  int n = GEOSGetNumInteriorRings_r (self->geos, part);

  for (int i = 0; i < n; i++)
    {
      GEOSGeometry *ring = GEOSGeom_clone_r (self->geos, GEOSGetInteriorRingN_r (self->geos, part, i));
      GEOSGeometry *hole = GEOSGeom_createPolygon_r (self->geos, ring, NULL, 0);

      note (self, "gap", hole);
      GEOSGeom_destroy_r (self->geos, hole);
    }
}

static void
check_gaps (Bench *self)
{
  g_autofree GEOSGeometry **parts = g_new (GEOSGeometry *, self->layer.n_rows);
  GEOSGeometry             *all = NULL, *land = NULL;

  for (gsize i = 0; i < self->layer.n_rows; i++)
    parts[i] = GEOSisValid_r (self->geos, self->shapes[i]) == 1 ? GEOSGeom_clone_r (self->geos, self->shapes[i])
                                                                : GEOSMakeValid_r (self->geos, self->shapes[i]);
  all = GEOSGeom_createCollection_r (self->geos, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)self->layer.n_rows);
  land = GEOSUnaryUnion_r (self->geos, all);
  if (land == NULL)
    fail ("no union");
  for (int i = 0; i < GEOSGetNumGeometries_r (self->geos, land); i++)
    note_holes (self, GEOSGetGeometryN_r (self->geos, land, i));
  GEOSGeom_destroy_r (self->geos, land);
  GEOSGeom_destroy_r (self->geos, all);
}

static guint
count_found (const Bench *self)
{
  guint n = 0;

  for (guint i = 0; i < self->layer.faults->len; i++)
    n += g_array_index (self->layer.faults, Fault, i).n_found > 0;
  return n;
}

/* How many faults are known afterwards that were not before. */
static void
measure (Bench      *self,
         const char *name,
         void (*check) (Bench *self))
{
  Seconds started = read_clocks (), ended;
  guint   n_before = count_found (self), n_invented = self->n_invented;

  check (self);
  ended = read_clocks ();
  g_print ("{\"name\": \"%s\", \"found\": %u, \"invented\": %u, \"wall\": %.3f, \"cpu\": %.3f}\n", name,
           count_found (self) - n_before, self->n_invented - n_invented, ended.wall - started.wall,
           ended.cpu - started.cpu);
}

static void
check_all (Bench *self)
{
  measure (self, "valid", check_valid);
  measure (self, "overlaps", check_overlaps);
  measure (self, "gaps", check_gaps);
}

int
main (int    argc,
      char **argv)
{
  Bench self = { 0 };

  if (argc < 3)
    {
      g_printerr ("bench-geos SIDE FAULTS\n");
      return 2;
    }
  fault_layer_init (&self.layer, (guint)atoi (argv[1]), 7, (guint)atoi (argv[2]), 45498);
  self.geos = GEOS_init_r ();
  GEOSContext_setNoticeMessageHandler_r (self.geos, ignore, NULL);
  GEOSContext_setErrorMessageHandler_r (self.geos, ignore, NULL);
  self.shapes = g_new (GEOSGeometry *, self.layer.n_rows);
  for (gsize i = 0; i < self.layer.n_rows; i++)
    {
      self.shapes[i] = make_shape (self.geos, &self.layer.rows[i].rings[0]);
      if (self.shapes[i] == NULL)
        fail ("no polygon");
    }
  measure (&self, "all", check_all);
  for (gsize i = 0; i < self.layer.n_rows; i++)
    GEOSGeom_destroy_r (self.geos, self.shapes[i]);
  g_free (self.shapes);
  GEOS_finish_r (self.geos);
  fault_layer_clear (&self.layer);
  return 0;
}
