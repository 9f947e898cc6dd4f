/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doubtful land, face by face:
 *
 *   overlap    several rows may have it;
 *   overshoot  only rows cover it that may not: they reach over a line that is there;
 *   gap        no row covers it and it lies inside;
 *   uncovered  no row covers it, though the unit that has it is cut by the source.
 *
 * Narrower land than the width of slivers (data/rules/division-limits.csv) is taken for noise of
 * drawing, by its mean width, and proposed for the row with the longest common border. */

#include "division/yutu-division-import-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"

/* ---- What surrounds a face ---- */

typedef struct
{
  guint32 row;
  double  shared_m;
} Border;

typedef struct
{
  double perimeter_m;
  gint64 longest; /* row that may have the face, with the longest common border; -1: none */
  gint64 outside; /* the single row all around; -1: none, -2: none seen yet */
} Surroundings;

static void
add_border (YutuDivisionImport *self,
            GArray             *borders,
            gint64              row,
            double              length_m)
{
  guint i = 0;

  while (i < borders->len && g_array_index (borders, Border, i).row != row)
    i++;
  if (i == borders->len)
    g_array_append_val (borders, ((Border){ (guint32)row, 0 }));
  g_array_index (borders, Border, i).shared_m += length_m;
}

static Surroundings
look_around (YutuDivisionImport *self,
             gint64              face)
{
  Surroundings around = { .longest = -1, .outside = -2 };
  double       longest_m = 0;
  g_autoptr (GArray) arcs = yutu_topology_list_face_arcs (self->topology, face);
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (Border));

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;
      gint64  single;
      double  length_m;

      yutu_topology_get_arc (self->topology, ABS (g_array_index (arcs, gint64, i)), &arc);
      length_m = yutu_measure_line_m (arc.points, arc.n_points);
      single = yutu_division_import_find_single (
        self, arc.face_left == face ? arc.face_right : arc.face_left);
      around.perimeter_m += length_m;
      around.outside = around.outside == -2 || around.outside == single ? single : -1;
      if (single >= 0 && yutu_division_import_fits (self, (guint32)single, face))
        add_border (self, borders, single, length_m);
    }
  for (guint i = 0; i < borders->len; i++)
    if (g_array_index (borders, Border, i).shared_m > longest_m)
      {
        longest_m = g_array_index (borders, Border, i).shared_m;
        around.longest = g_array_index (borders, Border, i).row;
      }
  return around;
}

/* ---- Words ---- */

static const char *
name_of (YutuDivisionImport *self,
         gint64              row)
{
  return self->sources[row].name;
}

static char *
join_names (YutuDivisionImport *self,
            const guint32      *rows,
            gsize               n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", name_of (self, rows[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Stable over runs: where the land lies and how much it is, exactly. */
static char *
make_id (YutuDivisionImport *self,
         const char         *rule,
         gint64              face,
         YutuPoint           place)
{
  __int128 area2 = yutu_topology_get_face_area2 (self->topology, face);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, rule,
                          place.x, place.y, (gint64)(area2 / 2));
}

/* ---- One face ---- */

typedef struct
{
  gint64                  face;
  const guint32          *rows; /* that cover it */
  gsize                   n_rows;
  GArray                 *fitting; /* guint32: of these, those that may have it */
  YutuDivisionImportUnit *ground;  /* who has it so far; NULL: nobody */
  Surroundings            around;
  gboolean                is_sliver;
  YutuDivisionFinding    *finding;
} Doubt;

static gboolean
is_among (gint64         row,
          const guint32 *rows,
          gsize          n)
{
  for (gsize i = 0; i < n; i++)
    if (rows[i] == row)
      return TRUE;
  return FALSE;
}

static void
give (YutuDivisionImport *self,
      Doubt              *doubt,
      gint64              row)
{
  doubt->finding->give_to = self->sources[row].row;
}

static void
propose_for_overlap (YutuDivisionImport *self,
                     Doubt              *doubt)
{
  const guint32   *rows = (guint32 *)(gpointer)doubt->fitting->data;
  gsize            n = doubt->fitting->len;
  gint64           host = doubt->around.outside;
  g_autofree char *names = join_names (self, rows, n);

  if (n == 2 && is_among (host, rows, n))
    {
      guint32 guest = rows[0] == host ? rows[1] : rows[0];

      give (self, doubt, guest);
      doubt->finding->message = g_strdup_printf (_ ("land of %s lies wholly inside %s, which has no hole there (exclave); give it to %s"),
                                                 name_of (self, guest), name_of (self, host), name_of (self, guest));
    }
  else if (doubt->is_sliver && is_among (doubt->around.longest, rows, n))
    {
      give (self, doubt, doubt->around.longest);
      doubt->finding->message =
        g_strdup_printf (_ ("a sliver is covered by %s; give it to %s, which shares the longest "
                            "border with it"),
                         names, name_of (self, doubt->around.longest));
    }
  else
    doubt->finding->message =
      g_strdup_printf (_ ("land is covered by %s; a person must decide whose it is"), names);
}

static void
propose_for_overshoot (YutuDivisionImport *self,
                       Doubt              *doubt)
{
  g_autofree char *names = join_names (self, doubt->rows, doubt->n_rows);
  const char      *ground =
    doubt->ground != NULL ? doubt->ground->name : _ ("land that no unit of this file has");

  if (doubt->fitting->len == 1)
    {
      gint64 row = g_array_index (doubt->fitting, guint32, 0);

      give (self, doubt, row);
      doubt->finding->message =
        g_strdup_printf (_ ("%s meet across a line that is there; on this side, which is %s, give the "
                            "land to %s"),
                         names, ground, name_of (self, row));
    }
  else if (doubt->is_sliver && doubt->around.longest >= 0)
    {
      give (self, doubt, doubt->around.longest);
      doubt->finding->message =
        g_strdup_printf (_ ("%s reaches over a line that is there, by a sliver, into %s; the line "
                            "stays: give the land to %s, which shares the longest border with it"),
                         names, ground, name_of (self, doubt->around.longest));
    }
  else if (doubt->is_sliver)
    {
      doubt->finding->give_to = YUTU_DIVISION_GIVE_NOBODY;
      doubt->finding->message =
        g_strdup_printf (_ ("%s reaches over a line that is there, by a sliver, into %s; the line "
                            "stays: leave the land as it is"),
                         names, ground);
    }
  else
    doubt->finding->message =
      g_strdup_printf (_ ("%s reaches over a line that is there into %s; the line stays, and a person "
                          "must decide which of the two is wrong"),
                       names, ground);
}

static void
propose_for_gap (YutuDivisionImport *self,
                 Doubt              *doubt)
{
  const char *ground = doubt->ground != NULL ? doubt->ground->name : NULL;

  if (doubt->is_sliver && doubt->around.longest >= 0)
    {
      const char *to = name_of (self, doubt->around.longest);

      give (self, doubt, doubt->around.longest);
      doubt->finding->message =
        ground != NULL
          ? g_strdup_printf (_ ("a sliver of %s is covered by no unit; give it to %s, which shares the longest border with it"),
                             ground, to)
          : g_strdup_printf (_ ("a sliver inside is covered by no unit; give it to %s, which shares the longest border with it"),
                             to);
    }
  else if (doubt->is_sliver)
    {
      doubt->finding->give_to = YUTU_DIVISION_GIVE_NOBODY;
      doubt->finding->message =
        ground != NULL
          ? g_strdup_printf (_ ("a sliver of %s is covered by no unit, and none that borders on it may have it; leave it as it is"),
                             ground)
          : g_strdup (_ ("a sliver inside is covered by no unit, and none that borders on it may have it; leave it as it is"));
    }
  else
    doubt->finding->message =
      ground != NULL ? g_strdup_printf (_ ("land of %s is covered by no unit; a person must decide"), ground)
                     : g_strdup (_ ("land inside is covered by no unit; a person must decide"));
}

/* The rule that the face breaks; NULL when there is no doubt. */
static const char *
find_rule (YutuDivisionImport *self,
           const Doubt        *doubt)
{
  gboolean is_new = yutu_topology_get_face_origin (self->topology, doubt->face) == 0;

  if (doubt->n_rows == 0 && is_new)
    return "gap";
  if (doubt->n_rows == 0)
    return doubt->ground != NULL && doubt->ground->is_cut ? "uncovered" : NULL;
  if (doubt->fitting->len > 1)
    return "overlap";
  return doubt->fitting->len == 1 && doubt->n_rows == 1 ? NULL : "overshoot";
}

static void
accept_if_planned (YutuDivisionImport        *self,
                   const YutuDivisionFinding *finding,
                   gint64                     face)
{
  guint given = YUTU_DIVISION_IMPORT_KEPT;

  if (finding->give_to == 0 || self->options->accepted == NULL ||
      !g_hash_table_contains (self->options->accepted, finding->id))
    return;
  if (finding->give_to != YUTU_DIVISION_GIVE_NOBODY)
    given = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows_by_row, &finding->give_to));
  g_hash_table_insert (self->given, g_memdup2 (&face, sizeof face), GUINT_TO_POINTER (given));
}

static void
measure (YutuDivisionImport *self,
         Doubt              *doubt,
         const char         *rule)
{
  YutuDivisionFinding *finding = doubt->finding;
  g_autoptr (YutuShape) shape = yutu_topology_dissolve (self->topology, &doubt->face, 1);

  doubt->around = look_around (self, doubt->face);
  finding->has_place = TRUE;
  finding->place = yutu_topology_get_face_point (self->topology, doubt->face);
  finding->area_m2 = yutu_measure_area_m2 (shape);
  doubt->is_sliver = 2 * finding->area_m2 < self->sliver_width_m * doubt->around.perimeter_m;
  g_free (finding->id);
  finding->id = make_id (self, rule, doubt->face, finding->place);
}

static void
examine_face (YutuDivisionImport *self,
              gint64              face)
{
  g_autoptr (GArray) fitting = g_array_new (FALSE, FALSE, sizeof (guint32));
  Doubt       doubt = { .face = face, .fitting = fitting };
  const char *rule = NULL;

  doubt.rows = yutu_topology_get_face_owners (self->topology, face, &doubt.n_rows);
  doubt.ground = yutu_division_import_get_ground (self, face);
  for (gsize i = 0; i < doubt.n_rows; i++)
    if (yutu_division_import_fits (self, doubt.rows[i], face))
      g_array_append_val (fitting, doubt.rows[i]);
  rule = find_rule (self, &doubt);
  if (rule == NULL)
    return;
  doubt.finding = yutu_division_import_add_finding (
    self, doubt.n_rows > 0 ? self->sources[doubt.rows[0]].row : 0, rule, NULL);
  measure (self, &doubt, rule);
  if (doubt.n_rows == 0)
    propose_for_gap (self, &doubt);
  else if (fitting->len > 1)
    propose_for_overlap (self, &doubt);
  else
    propose_for_overshoot (self, &doubt);
  accept_if_planned (self, doubt.finding, face);
}

/* ---- Rows ---- */

static void
note_detached_parts (YutuDivisionImport *self)
{
  for (gsize i = 0; i < self->n_rows; i++)
    {
      GArray *mine = self->rows[i].faces;
      guint   shells = 0;
      g_autoptr (YutuShape) shape = NULL;

      if (self->sources[i].n_rings < 2)
        continue;
      shape = yutu_topology_dissolve (self->topology, (gint64 *)(gpointer)mine->data, mine->len);
      for (gsize p = 0; p < shape->n_parts; p++)
        shells += shape->part_is_shell[p];
      if (shells > 1)
        yutu_division_import_add_finding (
          self, self->sources[i].row, "detached-parts",
          g_strdup_printf (_ ("%s has %u parts (exclaves or islands), all kept"),
                           name_of (self, (gint64)i), shells));
    }
}

static void
refuse (YutuDivisionImport *self,
        gsize               index,
        gint64              face,
        char               *message)
{
  YutuDivisionFinding *finding =
    yutu_division_import_reject (self, self->sources[index].row, "conflict", message);

  finding->has_place = TRUE;
  finding->place = yutu_topology_get_face_point (self->topology, face);
}

/* A row that lies mostly on units of its own level, or a finer one, says anew whose land that is;
 * and land whose owner changes on a later day is an act's. */
static void
examine_conflict (YutuDivisionImport *self,
                  gsize               index)
{
  YutuDivisionImportUnit *rival = NULL;
  __int128                all = 0, taken = 0;
  gint64                  taken_face = 0, later = 0;
  GArray                 *faces = self->rows[index].faces;

  for (guint i = 0; i < faces->len; i++)
    {
      gint64                    face = g_array_index (faces, gint64, i);
      gint64                    origin = yutu_topology_get_face_origin (self->topology, face);
      YutuDivisionImportGround *ground = g_hash_table_lookup (self->grounds, &origin);
      YutuDivisionImportUnit   *unit = yutu_division_import_get_ground (self, face);
      __int128                  area2 = yutu_topology_get_face_area2 (self->topology, face);

      all += area2;
      if (ground != NULL && ground->changes_later &&
          (ground->unit == 0 || ground->unit == self->rows[index].ground))
        later = face;
      if (unit == NULL || unit->level < self->options->level)
        continue;
      taken += area2;
      taken_face = face;
      rival = unit;
    }
  if (rival != NULL && 2 * taken > all)
    refuse (self, index, taken_face,
            g_strdup_printf (
              _ ("most of the land of %s belongs to %s and others of its level or below in this file; "
                 "import it into a new file, or change the divisions by an act"),
              name_of (self, (gint64)index), rival->name));
  else if (later != 0)
    refuse (self, index, later,
            g_strdup_printf (
              _ ("land of %s has another owner on a day after %s in this file; import it as of a later "
                 "day with --as-of"),
              name_of (self, (gint64)index), self->options->valid_from));
}

/* ---- Land left as it is: its lines go again ---- */

/* The face that @face was cut off from by the source alone: the outside, or another piece of the
 * same face of the base that no row has either. */
static gboolean
find_rest (YutuDivisionImport *self,
           gint64              face,
           gint64             *arc,
           gint64             *rest)
{
  g_autoptr (GArray) arcs = yutu_topology_list_face_arcs (self->topology, face);
  gint64 origin = yutu_topology_get_face_origin (self->topology, face);

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc row;
      gsize   n = 0;

      *arc = ABS (g_array_index (arcs, gint64, i));
      yutu_topology_get_arc (self->topology, *arc, &row);
      *rest = row.face_left == face ? row.face_right : row.face_left;
      yutu_topology_get_face_owners (self->topology, *rest, &n);
      if (*rest != face && yutu_topology_get_face_origin (self->topology, *rest) == origin &&
          (*rest == 0 || (n == 0 && origin != 0)) &&
          g_hash_table_lookup (self->given, rest) == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
join_kept (YutuDivisionImport *self,
           GError            **error)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (self->topology);

  for (guint f = 0; f < faces->len; f++)
    {
      gint64 face = g_array_index (faces, gint64, f);
      gint64 arc = 0, rest = 0;

      if (GPOINTER_TO_UINT (g_hash_table_lookup (self->given, &face)) !=
            YUTU_DIVISION_IMPORT_KEPT ||
          !find_rest (self, face, &arc, &rest))
        continue;
      /* The piece that has the id of the base keeps it. */
      if (rest != 0 && face == yutu_topology_get_face_origin (self->topology, face))
        rest = face;
      if (!yutu_topology_merge_faces (self->topology, arc, rest, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_division_import_examine_land (YutuDivisionImport *self,
                                   GError            **error)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (self->topology);

  for (gsize i = 0; i < self->n_rows; i++)
    examine_conflict (self, i);
  if (self->result->rejected > 0)
    return TRUE;
  for (guint f = 0; f < faces->len; f++)
    {
      if (!yutu_progress_step (self->options->progress, "land", f, faces->len, error))
        return FALSE;
      examine_face (self, g_array_index (faces, gint64, f));
    }
  note_detached_parts (self);
  return join_kept (self, error);
}
