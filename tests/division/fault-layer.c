/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "fault-layer.h"

#include <string.h>

#include "base/yutu-random.h"

#define STEP 2000000 /* about 200 m */

typedef struct
{
  YutuRandom random;
  guint      side;
  guint      per_side;
  YutuPoint *corners;
  YutuPoint *across; /* inner vertices of the sides that run east, by side */
  YutuPoint *up;     /* north */
} Mesh;

static gint64
draw_number (Mesh  *mesh,
             gint64 reach)
{
  return (gint64)yutu_random_below (&mesh->random, (guint64)(2 * reach + 1)) - reach;
}

static YutuPoint *
corner_at (const Mesh *mesh,
           guint       x,
           guint       y)
{
  return &mesh->corners[y * (mesh->side + 1) + x];
}

static void
draw_side (Mesh      *mesh,
           YutuPoint  a,
           YutuPoint  b,
           YutuPoint *inner)
{
  gint64 n = mesh->per_side;

  for (gint64 k = 1; k < n; k++)
    inner[k - 1] = (YutuPoint){ a.x + (b.x - a.x) * k / n + draw_number (mesh, STEP / 60),
                                a.y + (b.y - a.y) * k / n + draw_number (mesh, STEP / 60) };
}

static void
mesh_init (Mesh *mesh,
           guint side,
           guint per_side)
{
  gsize n_inner = per_side - 1;

  mesh->side = side;
  mesh->per_side = per_side;
  mesh->corners = g_new (YutuPoint, (gsize)(side + 1) * (side + 1));
  mesh->across = g_new (YutuPoint, n_inner * side * (side + 1));
  mesh->up = g_new (YutuPoint, n_inner * side * (side + 1));
  for (guint y = 0; y <= side; y++)
    for (guint x = 0; x <= side; x++)
      *corner_at (mesh, x, y) = (YutuPoint){
        yutu_grid_from_degrees (119.4) + x * (gint64)STEP + draw_number (mesh, STEP / 8),
        yutu_grid_from_degrees (28.9) + y * (gint64)STEP + draw_number (mesh, STEP / 8),
      };
  for (guint y = 0; y <= side; y++)
    for (guint x = 0; x < side; x++)
      {
        draw_side (mesh, *corner_at (mesh, x, y), *corner_at (mesh, x + 1, y),
                   mesh->across + n_inner * (y * side + x));
        draw_side (mesh, *corner_at (mesh, y, x), *corner_at (mesh, y, x + 1),
                   mesh->up + n_inner * (y * side + x));
      }
}

static void
mesh_clear (Mesh *mesh)
{
  g_free (mesh->corners);
  g_free (mesh->across);
  g_free (mesh->up);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mesh, mesh_clear)

/* A corner and the side that follows, forward or backward. */
static void
add_side (GArray          *points,
          YutuPoint        corner,
          const YutuPoint *inner,
          gsize            n,
          gboolean         is_forward)
{
  g_array_append_val (points, corner);
  for (gsize k = 0; k < n; k++)
    g_array_append_val (points, inner[is_forward ? k : n - 1 - k]);
}

/* Counter-clockwise from the lower left; room for one more. */
static GArray *
make_ring (const Mesh *mesh,
           guint       x,
           guint       y)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  gsize   n = mesh->per_side - 1;
  guint   side = mesh->side;

  add_side (points, *corner_at (mesh, x, y), mesh->across + n * (y * side + x), n, TRUE);
  add_side (points, *corner_at (mesh, x + 1, y), mesh->up + n * ((x + 1) * side + y), n, TRUE);
  add_side (points, *corner_at (mesh, x + 1, y + 1), mesh->across + n * ((y + 1) * side + x), n, FALSE);
  add_side (points, *corner_at (mesh, x, y + 1), mesh->up + n * (x * side + y), n, FALSE);
  return points;
}

/* ---- Faults ---- */

static void
shift_vertex (GArray *points,
              gsize   i,
              double  reach)
{
  YutuPoint *point = &g_array_index (points, YutuPoint, i);
  YutuPoint  before = g_array_index (points, YutuPoint, i - 1), after = g_array_index (points, YutuPoint, i + 1);
  double     dx = (double)(after.x - before.x), dy = (double)(after.y - before.y), length = hypot (dx, dy);

  /* To the left, which is inwards. */
  *point = (YutuPoint){ point->x - llround (dy / length * reach), point->y + llround (dx / length * reach) };
}

static void
plant (FaultLayer *self,
       Mesh       *mesh,
       FaultKind   kind,
       GArray     *points)
{
  gsize  at = 1 + yutu_random_below (&mesh->random, mesh->per_side - 2);
  double reach = 2 * pow (10, yutu_random_unit (&mesh->random) * 4); /* 0.2 mm to 2 m */

  if (kind == FAULT_GAP || kind == FAULT_OVERLAP)
    shift_vertex (points, at, kind == FAULT_GAP ? reach : -reach);
  else if (kind == FAULT_SLIVER_GAP || kind == FAULT_SLIVER_OVERLAP)
    {
      g_autoptr (GArray) before = g_array_copy (points);

      for (gsize i = 1; i < mesh->per_side; i++)
        {
          g_autoptr (GArray) one = g_array_copy (before);

          shift_vertex (one, i, kind == FAULT_SLIVER_GAP ? reach : -reach);
          g_array_index (points, YutuPoint, i) = g_array_index (one, YutuPoint, i);
        }
    }
  else if (kind == FAULT_SELF_CROSSING)
    {
      YutuPoint kept = g_array_index (points, YutuPoint, at);

      g_array_index (points, YutuPoint, at) = g_array_index (points, YutuPoint, at + 1);
      g_array_index (points, YutuPoint, at + 1) = kept;
    }
  else if (kind == FAULT_DUPLICATE_VERTEX)
    {
      YutuPoint kept = g_array_index (points, YutuPoint, at);

      g_array_insert_val (points, (guint)at, kept);
    }
}

/* ---- Rows ---- */

static void
add_row (FaultLayer *self,
         GArray     *points)
{
  gsize row = self->n_rows++;
  char *name = g_strdup_printf ("第%" G_GSIZE_FORMAT "村", row + 1);
  char *code = g_strdup_printf ("990101%03" G_GSIZE_FORMAT "%03" G_GSIZE_FORMAT, row / 1000, row % 1000);

  g_ptr_array_add (self->texts, name);
  g_ptr_array_add (self->texts, code);
  g_ptr_array_add (self->points, points);
  self->rings[row] = (YutuTopologyRing){ (YutuPoint *)(gpointer)points->data, points->len, (guint32)row };
  self->rows[row] = (YutuDivisionSource){ .row = (gint64)row + 1, .name = name, .code = code, .rings = &self->rings[row], .n_rings = 1 };
}

/* By polygon the kind + 1 of its fault: none on the edge of the layer, none near another. */
static guint8 *
choose_places (Mesh *mesh,
               guint n_faults)
{
  guint8            *kinds = g_new0 (guint8, (gsize)mesh->side * mesh->side);
  g_autofree guint8 *is_taken = g_new0 (guint8, (gsize)(mesh->side / 3 + 1) * (mesh->side / 3 + 1));
  guint              n = (mesh->side - 2) / 3;

  g_assert_cmpuint (n_faults, <=, n * n / 2);
  for (guint i = 0; i < n_faults;)
    {
      guint x = (guint)yutu_random_below (&mesh->random, n), y = (guint)yutu_random_below (&mesh->random, n);

      if (is_taken[y * n + x])
        continue;
      is_taken[y * n + x] = TRUE;
      kinds[(3 * y + 2) * mesh->side + 3 * x + 2] = (guint8)(1 + i++ % N_FAULT_KINDS);
    }
  return kinds;
}

void
fault_layer_init (FaultLayer *self,
                  guint       side,
                  guint       per_side,
                  guint       n_faults,
                  guint64     seed)
{
  g_auto (Mesh) mesh = { 0 };
  g_autofree guint8 *kinds = NULL;
  gsize              most = (gsize)side * side + n_faults;

  yutu_random_init (&mesh.random, seed);
  mesh_init (&mesh, side, per_side);
  kinds = choose_places (&mesh, n_faults);
  *self = (FaultLayer){ 0 };
  self->rows = g_new0 (YutuDivisionSource, most);
  self->rings = g_new0 (YutuTopologyRing, most);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->faults = g_array_new (FALSE, FALSE, sizeof (Fault));
  for (guint i = 0; i < side * side; i++)
    {
      guint   x = i % side, y = i / side;
      GArray *points = make_ring (&mesh, x, y);
      Fault   fault = { (FaultKind)(kinds[i] - 1),
                        { (corner_at (&mesh, x, y)->x + corner_at (&mesh, x + 1, y + 1)->x) / 2,
                          (corner_at (&mesh, x, y)->y + corner_at (&mesh, x + 1, y + 1)->y) / 2 },
                        0 };

      if (kinds[i] > 0)
        {
          plant (self, &mesh, fault.kind, points);
          g_array_append_val (self->faults, fault);
        }
      add_row (self, points);
      if (kinds[i] == FAULT_DUPLICATE_POLYGON + 1)
        add_row (self, g_array_copy (points));
    }
}

void
fault_layer_clear (FaultLayer *self)
{
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->points);
  g_array_unref (self->faults);
  g_free (self->rows);
  g_free (self->rings);
}

/* ---- Beside what was found ---- */

const char *
fault_kind_name (FaultKind kind)
{
  static const char *const names[] = { "gap", "overlap", "sliver gap", "sliver overlap", "self-crossing",
                                       "duplicate vertex", "duplicate polygon" };

  return names[kind];
}

static gboolean
is_of_kind (const char *rule,
            FaultKind   kind)
{
  switch (kind)
    {
    case FAULT_GAP:
    case FAULT_SLIVER_GAP:
      return strcmp (rule, "gap") == 0;
    case FAULT_OVERLAP:
    case FAULT_SLIVER_OVERLAP:
    case FAULT_DUPLICATE_POLYGON:
      return strcmp (rule, "overlap") == 0;
    case FAULT_SELF_CROSSING:
      return strcmp (rule, "gap") == 0 || strcmp (rule, "overlap") == 0;
    case FAULT_DUPLICATE_VERTEX:
      return strcmp (rule, "duplicate-vertex") == 0;
    case N_FAULT_KINDS:
    default:
      return FALSE;
    }
}

gboolean
fault_layer_note (FaultLayer *self,
                  const char *rule,
                  YutuPoint   place)
{
  for (guint f = 0; f < self->faults->len; f++)
    {
      Fault *fault = &g_array_index (self->faults, Fault, f);

      if (ABS (place.x - fault->at.x) < STEP && ABS (place.y - fault->at.y) < STEP &&
          is_of_kind (rule, fault->kind))
        {
          fault->n_found++;
          return TRUE;
        }
    }
  return FALSE;
}

guint
fault_layer_compare (FaultLayer                     *self,
                     const YutuDivisionImportResult *result)
{
  guint n_invented = 0;

  for (guint i = 0; i < result->findings->len; i++)
    {
      const YutuDivisionFinding *finding = g_ptr_array_index (result->findings, i);

      n_invented += finding->has_place && !fault_layer_note (self, finding->rule, finding->place);
    }
  return n_invented;
}
