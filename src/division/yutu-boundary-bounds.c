/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The four bounds of an area. An edge of the outline looks towards the side of the world to which its
 * outward normal points, within 45°; a neighbour's share of a side is that of the lengths that look
 * there. */

#include <math.h>
#include <string.h>

#include "division/yutu-boundary-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include "division/yutu-boundary-text.h"
#include "division/yutu-division-rule.h"
#include "division/yutu-division-view.h"
#include "geo/yutu-measure.h"

static const char *const SIDES[YUTU_N_SIDES] = { "东", "南", "西", "北" };

#define OUTSIDE "界外" /* who lies there is not known */

void
yutu_bounds_free (YutuBounds *self)
{
  g_free (self->name);
  for (int side = 0; side < YUTU_N_SIDES; side++)
    g_clear_pointer (&self->sides[side], g_ptr_array_unref);
  g_free (self);
}

static YutuBounds *
bounds_new (const char *name)
{
  YutuBounds *self = g_new0 (YutuBounds, 1);

  self->name = g_strdup (name);
  for (int side = 0; side < YUTU_N_SIDES; side++)
    self->sides[side] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* ---- Shares ---- */

/* The area lies to the left, so outside is to the right: azimuth + 90°. */
static int
side_of (const YutuBoundsEdge *edge)
{
  double outward_deg = fmod (yutu_measure_azimuth_deg (edge->start, edge->end) + 90, 360);

  return outward_deg >= 45 && outward_deg < 135    ? YUTU_SIDE_EAST
         : outward_deg >= 135 && outward_deg < 225 ? YUTU_SIDE_SOUTH
         : outward_deg >= 225 && outward_deg < 315 ? YUTU_SIDE_WEST
                                                   : YUTU_SIDE_NORTH;
}

typedef struct
{
  guint  neighbour;
  double length_m;
} Share;

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const Share *one = a, *two = b;

  if (one->length_m != two->length_m)
    return one->length_m > two->length_m ? -1 : 1;
  return (one->neighbour > two->neighbour) - (one->neighbour < two->neighbour);
}

/* The side on which a neighbour has the greatest share. */
static int
main_side (const double *lengths_m, /* of the neighbour, by side */
           const double *totals_m)
{
  int best = -1;

  for (int side = 0; side < YUTU_N_SIDES; side++)
    if (lengths_m[side] > 0 &&
        (best < 0 || lengths_m[side] / totals_m[side] > lengths_m[best] / totals_m[best]))
      best = side;
  return best;
}

static void
name_side (YutuBounds        *self,
           int                side,
           const double      *lengths_m, /* YUTU_N_SIDES for each neighbour */
           const double      *totals_m,
           const char *const *neighbours,
           gsize              n_neighbours,
           double             least_share)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));

  for (guint i = 0; i < n_neighbours; i++)
    {
      const double *own_m = lengths_m + (gsize)i * YUTU_N_SIDES;
      Share         share = { i, own_m[side] };

      if (own_m[side] > 0 &&
          (own_m[side] >= least_share * totals_m[side] || main_side (own_m, totals_m) == side))
        g_array_append_val (shares, share);
    }
  g_array_sort (shares, compare_shares);
  for (guint i = 0; i < shares->len; i++)
    g_ptr_array_add (self->sides[side],
                     g_strdup (neighbours[g_array_index (shares, Share, i).neighbour]));
}

YutuBounds *
yutu_bounds_new (const char           *name,
                 const YutuBoundsEdge *edges,
                 gsize                 n_edges,
                 const char *const    *neighbours,
                 gsize                 n_neighbours,
                 double                least_share,
                 GError              **error)
{
  g_autofree double *lengths_m = g_new0 (double, YUTU_N_SIDES *(n_neighbours + 1));
  double             totals_m[YUTU_N_SIDES] = { 0 };
  YutuBounds        *self = NULL;

  if (!yutu_boundary_check_name (name, error))
    return NULL;
  for (gsize i = 0; i < n_neighbours; i++)
    if (!yutu_boundary_check_name (neighbours[i], error))
      return NULL;
  for (gsize i = 0; i < n_edges; i++)
    {
      double length_m = yutu_measure_distance_m (edges[i].start, edges[i].end);
      int    side = side_of (&edges[i]);

      lengths_m[(gsize)edges[i].neighbour * YUTU_N_SIDES + (gsize)side] += length_m;
      totals_m[side] += length_m;
    }
  self = bounds_new (name);
  for (int side = 0; side < YUTU_N_SIDES; side++)
    name_side (self, side, lengths_m, totals_m, neighbours, n_neighbours, least_share);
  return self;
}

/* ---- Text ---- */

char *
yutu_bounds_to_text (const YutuBounds *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *before = "：";

  g_string_append_printf (text, "%s四至", self->name);
  for (int side = 0; side < YUTU_N_SIDES; side++)
    {
      if (self->sides[side]->len == 0)
        continue;
      g_string_append_printf (text, "%s%s至", before, SIDES[side]);
      for (guint i = 0; i < self->sides[side]->len; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "、" : "",
                                (const char *)self->sides[side]->pdata[i]);
      before = "，";
    }
  g_string_append (text, "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_side (const char *clause,
           YutuBounds *self)
{
  for (int side = 0; side < YUTU_N_SIDES; side++)
    {
      g_auto (GStrv) names = NULL;

      if (!g_str_has_prefix (clause, SIDES[side]) ||
          !g_str_has_prefix (clause + strlen (SIDES[side]), "至") || self->sides[side]->len > 0)
        continue;
      names = g_strsplit (clause + strlen (SIDES[side]) + strlen ("至"), "、", -1);
      for (gsize i = 0; names[i] != NULL; i++)
        {
          if (*names[i] == '\0')
            return FALSE;
          g_ptr_array_add (self->sides[side], g_strdup (names[i]));
        }
      return names[0] != NULL;
    }
  return FALSE;
}

YutuBounds *
yutu_bounds_from_text (const char *text,
                       GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "：", 2);
  g_autoptr (YutuBounds) self = NULL;
  gboolean is_good = g_strv_length (parts) == 2 && g_str_has_suffix (parts[0], "四至") &&
                     g_str_has_suffix (parts[1], "。");

  if (is_good)
    {
      g_auto (GStrv) clauses = NULL;

      parts[0][strlen (parts[0]) - strlen ("四至")] = '\0';
      parts[1][strlen (parts[1]) - strlen ("。")] = '\0';
      self = bounds_new (parts[0]);
      clauses = g_strsplit (parts[1], "，", -1);
      is_good = clauses[0] != NULL;
      for (gsize i = 0; clauses[i] != NULL && is_good; i++)
        is_good = read_side (clauses[i], self);
    }
  if (is_good)
    return g_steal_pointer (&self);
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
               _ ("“%s” are no four bounds; write NAME四至：东至A、B，南至C…。"), text);
  return NULL;
}

/* ---- Of a unit ---- */

typedef struct
{
  YutuDivisionView *view;
  GHashTable       *units; /* gint64 * → const YutuDivision */
  GPtrArray        *names; /* const char *: neighbours found */
  GArray           *edges; /* YutuBoundsEdge */
} Outline;

static const YutuDivision *
find_unit (const Outline *outline,
           gint64         face,
           int            level)
{
  gint64              unit = yutu_division_view_get_owner (outline->view, face);
  const YutuDivision *division = g_hash_table_lookup (outline->units, &unit);

  for (int step = 0; division != NULL && division->level > level && step < 8; step++)
    division = g_hash_table_lookup (outline->units, &division->parent);
  return division;
}

static guint
find_name (Outline    *outline,
           const char *name)
{
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (outline->names, name, g_str_equal, &index))
    return index;
  g_ptr_array_add (outline->names, (gpointer)name);
  return outline->names->len - 1;
}

static void
add_arc (Outline                   *outline,
         const YutuDivisionViewArc *arc,
         const char                *neighbour,
         gboolean                   is_right) /* the unit lies to the right of it */
{
  guint name = find_name (outline, neighbour);

  for (gsize i = 0; i + 1 < arc->arc.n_points; i++)
    {
      YutuBoundsEdge edge = { arc->arc.points[is_right ? i + 1 : i],
                              arc->arc.points[is_right ? i : i + 1], name };

      g_array_append_val (outline->edges, edge);
    }
}

static const char *
name_of (const YutuDivisionViewArc *arc,
         const YutuDivision        *other)
{
  return other != NULL ? other->name : arc->neighbour != NULL ? arc->neighbour
                                                              : OUTSIDE;
}

static void
collect_edges (Outline            *outline,
               const YutuDivision *unit)
{
  for (guint i = 0; i < outline->view->arcs->len; i++)
    {
      const YutuDivisionViewArc *arc = &g_array_index (outline->view->arcs, YutuDivisionViewArc, i);
      const YutuDivision        *left = find_unit (outline, arc->arc.face_left, unit->level);
      const YutuDivision        *right = find_unit (outline, arc->arc.face_right, unit->level);

      if (left == unit && right != unit)
        add_arc (outline, arc, name_of (arc, right), FALSE);
      else if (right == unit && left != unit)
        add_arc (outline, arc, name_of (arc, left), TRUE);
    }
}

YutuBounds *
yutu_bounds_load (YutuConnection *connection,
                  gint64          unit,
                  const char     *day,
                  GError        **error)
{
  g_autoptr (YutuDivisionView) view = yutu_division_view_load (connection, day, error);
  g_autoptr (GHashTable) units = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (YutuBoundsEdge));
  Outline             outline = { view, units, names, edges };
  const YutuDivision *found = NULL;
  double              percent = 0;

  if (view == NULL ||
      !yutu_division_rule_get_number (connection, "bounds-share-percent", day, &percent, error))
    return NULL;
  for (guint i = 0; i < view->units->len; i++)
    {
      YutuDivision *division = g_ptr_array_index (view->units, i);

      g_hash_table_insert (units, &division->unit, division);
    }
  found = g_hash_table_lookup (units, &unit);
  if (found != NULL)
    collect_edges (&outline, found);
  if (edges->len > 0)
    return yutu_bounds_new (found->name, (YutuBoundsEdge *)(gpointer)edges->data, edges->len,
                            (const char *const *)names->pdata, names->len, percent / 100, error);
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
               _ ("unit %" PRId64 " has no land on %s"), unit, day);
  return NULL;
}
