/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the lines of a day should be is read from the arcs; what they are, from their rows; the
 * difference is written. */

#include "division/yutu-boundary.h"

#include <glib/gi18n.h>
#include <string.h>

#include "division/yutu-division-generic.h"
#include "division/yutu-division-view.h"
#include "geo/yutu-measure.h"
#include "store/yutu-statement.h"

/* A line that should be there. */
typedef struct
{
  char       *name;
  char       *long_name;
  const char *left_code; /* of who lies to the left of the steps; NULL: not known */
  const char *right_code;
  const char *neighbour; /* NULL between units of the file */
  gint64      units[2];  /* between these, when they are of the file */
  GArray     *steps;     /* YutuBoundaryStep, in any order */
} Wanted;

/* One that is. */
typedef struct
{
  gint64   id;
  char    *name;
  char    *code;
  char    *left_code;
  char    *right_code;
  char    *manager_side;
  char    *from;
  gboolean is_wanted;
} Line;

typedef struct
{
  YutuConnection     *connection;
  const char         *day;
  int                 grade;
  YutuBoundaryCounts *counts;
  GArray             *wanted; /* Wanted */
  GArray             *lines;  /* Line */
  GHashTable         *units;  /* gint64 *: only lines of these; NULL: all */
  GHashTable         *codes;  /* char *: that these have and had */
} Refresh;

static void
wanted_clear (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->name);
  g_free (wanted->long_name);
  g_array_unref (wanted->steps);
}

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_free (line->code);
  g_free (line->left_code);
  g_free (line->right_code);
  g_free (line->manager_side);
  g_free (line->from);
}

/* ---- Rows ---- */

static gboolean
is_concerned (const Refresh *refresh,
              const Wanted  *wanted)
{
  return refresh->units == NULL || g_hash_table_contains (refresh->units, &wanted->units[0]) ||
         g_hash_table_contains (refresh->units, &wanted->units[1]);
}

/* A line of one of the units, by their codes. */
static gboolean
is_line_concerned (const Refresh *refresh,
                   const char    *left_code,
                   const char    *right_code)
{
  return refresh->codes == NULL ||
         (left_code != NULL && g_hash_table_contains (refresh->codes, left_code)) ||
         (right_code != NULL && g_hash_table_contains (refresh->codes, right_code));
}

/* Of the grade and the day; those with the land outside when @unit_code is given, of that unit. */
static gboolean
read_lines (Refresh    *refresh,
            gboolean    outer,
            const char *unit_code,
            GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    refresh->connection,
    "SELECT id, name, code, left_code, right_code, manager_side, valid_from FROM boundary_line "
    "WHERE grade = ?1 AND valid_from <= ?2 AND ?2 < valid_to AND (neighbour_name IS NOT NULL) = ?3 "
    "AND (?3 = 0 OR ?4 IS left_code OR ?4 IS right_code) ORDER BY id",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, refresh->grade);
  sqlite3_bind_text (statement, 2, refresh->day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 3, outer);
  sqlite3_bind_text (statement, 4, unit_code, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      Line line = { 0 };

      if (!yutu_connection_step (refresh->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!is_line_concerned (refresh, (const char *)sqlite3_column_text (statement, 3),
                              (const char *)sqlite3_column_text (statement, 4)))
        continue;
      line.id = sqlite3_column_int64 (statement, 0);
      line.name = yutu_column_dup (statement, 1);
      line.code = yutu_column_dup (statement, 2);
      line.left_code = yutu_column_dup (statement, 3);
      line.right_code = yutu_column_dup (statement, 4);
      line.manager_side = yutu_column_dup (statement, 5);
      line.from = yutu_column_dup (statement, 6);
      g_array_append_val (refresh->lines, line);
    }
}

static gboolean
is_same_pair (const Line   *line,
              const Wanted *wanted)
{
  if (wanted->left_code == NULL || wanted->right_code == NULL)
    return strcmp (line->name, wanted->name) == 0;
  return (g_strcmp0 (line->left_code, wanted->left_code) == 0 &&
          g_strcmp0 (line->right_code, wanted->right_code) == 0) ||
         (g_strcmp0 (line->left_code, wanted->right_code) == 0 &&
          g_strcmp0 (line->right_code, wanted->left_code) == 0);
}

static Line *
find_line (Refresh      *refresh,
           const Wanted *wanted)
{
  for (guint i = 0; i < refresh->lines->len; i++)
    {
      Line *line = &g_array_index (refresh->lines, Line, i);

      if (!line->is_wanted && is_same_pair (line, wanted))
        return line;
    }
  return NULL;
}

/* Whether the line runs along the very arcs, in whatever direction. */
static gboolean
has_course (Refresh      *refresh,
            const Line   *line,
            const GArray *steps,
            gboolean     *answer,
            GError      **error)
{
  g_autoptr (GHashTable) arcs = g_hash_table_new (g_int64_hash, g_int64_equal);
  sqlite3_stmt *statement = yutu_connection_prepare (
    refresh->connection, "SELECT arc FROM boundary_line_arc WHERE line = ?1", error);
  gboolean found = TRUE;
  guint    n = 0, n_common = 0;

  for (guint i = 0; i < steps->len; i++)
    g_hash_table_add (arcs, &g_array_index (steps, YutuBoundaryStep, i).arc);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line->id);
  while (TRUE)
    {
      gint64 arc = 0;

      if (!yutu_connection_step (refresh->connection, statement, &found, error))
        return FALSE;
      if (!found)
        break;
      arc = sqlite3_column_int64 (statement, 0);
      n++;
      n_common += g_hash_table_contains (arcs, &arc);
    }
  *answer = n == n_common && n == g_hash_table_size (arcs);
  return TRUE;
}

static gboolean
end_line (Refresh    *refresh,
          const Line *line,
          GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    refresh->connection, "UPDATE boundary_line SET valid_to = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line->id);
  sqlite3_bind_text (statement, 2, refresh->day, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (refresh->connection, statement, error);
}

/* A line of no day at all: it began on the very day on which it is not to be. */
static gboolean
delete_line (Refresh    *refresh,
             const Line *line,
             GError    **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  sqlite3_stmt *statement = NULL;

  if (!yutu_boundary_set_steps (refresh->connection, line->id, none, error))
    return FALSE;
  statement = yutu_connection_prepare (refresh->connection,
                                       "DELETE FROM boundary_line WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line->id);
  return yutu_connection_run (refresh->connection, statement, error);
}

static gboolean
add_line (Refresh      *refresh,
          const Wanted *wanted,
          const Line   *before, /* NULL: there was none */
          const GArray *steps,
          GError      **error)
{
  YutuBoundarySpec spec = {
    .code = before != NULL ? before->code : NULL,
    .name = before != NULL ? before->name : wanted->name,
    .grade = refresh->grade,
    .left_code = wanted->left_code,
    .right_code = wanted->right_code,
    .neighbour_name = wanted->neighbour,
    .length_m = -1,
    .manager_side = before != NULL ? before->manager_side : NULL,
    .valid_from = refresh->day,
  };

  return yutu_boundary_add (refresh->connection, &spec, steps, NULL, error);
}

static gboolean
write_wanted (Refresh      *refresh,
              const Wanted *wanted,
              GError      **error)
{
  g_autoptr (GArray) steps =
    yutu_boundary_chain (refresh->connection, wanted->steps, error);
  Line    *line = find_line (refresh, wanted);
  gboolean is_same = FALSE;

  if (steps == NULL)
    return FALSE;
  if (line == NULL)
    {
      refresh->counts->added++;
      return add_line (refresh, wanted, NULL, steps, error);
    }
  line->is_wanted = TRUE;
  if (!has_course (refresh, line, steps, &is_same, error))
    return FALSE;
  refresh->counts->kept += is_same;
  refresh->counts->moved += !is_same;
  if (is_same)
    return TRUE;
  if (strcmp (line->from, refresh->day) == 0)
    return yutu_boundary_set_steps (refresh->connection, line->id, steps, error);
  return end_line (refresh, line, error) && add_line (refresh, wanted, line, steps, error);
}

static gboolean
write_all (Refresh *refresh,
           GError **error)
{
  for (guint i = 0; i < refresh->wanted->len; i++)
    {
      const Wanted *wanted = &g_array_index (refresh->wanted, Wanted, i);

      if (wanted->steps->len > 0 && is_concerned (refresh, wanted) &&
          !write_wanted (refresh, wanted, error))
        return FALSE;
    }
  for (guint i = 0; i < refresh->lines->len; i++)
    {
      const Line *line = &g_array_index (refresh->lines, Line, i);

      if (line->is_wanted)
        continue;
      refresh->counts->ended++;
      if (!(strcmp (line->from, refresh->day) == 0 ? delete_line (refresh, line, error)
                                                   : end_line (refresh, line, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- Names ---- */

static char *
join_names (const char *one,
            const char *other,
            glong       n_characters) /* of each, at most */
{
  g_autofree char *first = g_utf8_substring (one, 0, MIN (n_characters, g_utf8_strlen (one, -1)));
  g_autofree char *second =
    g_utf8_substring (other, 0, MIN (n_characters, g_utf8_strlen (other, -1)));

  return g_strconcat (first, second, "线", NULL);
}

/* Where two lines would have one name, each has its long one. */
static void
tell_names_apart (GArray *all)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    {
      char *name = g_array_index (all, Wanted, i).name;

      g_hash_table_insert (
        counts, name, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1));
    }
  for (guint i = 0; i < all->len; i++)
    {
      Wanted *wanted = &g_array_index (all, Wanted, i);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, wanted->name)) > 1)
        {
          char *kept = wanted->name;

          wanted->name = wanted->long_name;
          wanted->long_name = kept; /* still a key of the table */
        }
    }
}

/* ---- Between units of the file ---- */

typedef struct
{
  YutuDivisionView *view;
  int               level;
  GHashTable       *units; /* gint64 * → const YutuDivision */
  GHashTable       *pairs; /* char * "one other" → place in wanted + 1 */
} Sides;

static const YutuDivision *
find_at_level (Sides *sides,
               gint64 face)
{
  gint64              unit = yutu_division_view_get_owner (sides->view, face);
  const YutuDivision *division = g_hash_table_lookup (sides->units, &unit);

  for (int step = 0; division != NULL && division->level > sides->level && step < 8; step++)
    division = g_hash_table_lookup (sides->units, &division->parent);
  return division != NULL && division->level == sides->level ? division : NULL;
}

/* The smaller code first, those without behind. */
static gboolean
comes_before (const YutuDivision *one,
              const YutuDivision *other)
{
  if (one->code != NULL && other->code != NULL)
    return strcmp (one->code, other->code) < 0;
  if (one->code == NULL && other->code == NULL)
    return one->unit < other->unit;
  return one->code != NULL;
}

static void
want_step (Refresh            *refresh,
           Sides              *sides,
           const YutuDivision *one,
           const YutuDivision *other,
           YutuBoundaryStep    step)
{
  g_autofree char *key =
    g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, one->unit, other->unit);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (sides->pairs, key));

  if (place == 0)
    {
      Wanted wanted = {
        .name = join_names (one->proper_name, other->proper_name, 1),
        .long_name = join_names (one->proper_name, other->proper_name, G_MAXLONG),
        .left_code = one->code,
        .right_code = other->code,
        .units = { one->unit, other->unit },
        .steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep)),
      };

      g_array_append_val (refresh->wanted, wanted);
      place = refresh->wanted->len;
      g_hash_table_insert (sides->pairs, g_steal_pointer (&key), GUINT_TO_POINTER (place));
    }
  g_array_append_val (g_array_index (refresh->wanted, Wanted, place - 1).steps, step);
}

static void
collect_pairs (Refresh          *refresh,
               YutuDivisionView *view)
{
  g_autoptr (GHashTable) units = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sides sides = { view, refresh->grade, units, pairs };

  for (guint i = 0; i < view->units->len; i++)
    {
      YutuDivision *division = g_ptr_array_index (view->units, i);

      g_hash_table_insert (units, &division->unit, division);
    }
  for (guint i = 0; i < view->arcs->len; i++)
    {
      const YutuArc      *arc = &g_array_index (view->arcs, YutuDivisionViewArc, i).arc;
      const YutuDivision *left = find_at_level (&sides, arc->face_left);
      const YutuDivision *right = find_at_level (&sides, arc->face_right);

      if (left == NULL || right == NULL || left == right)
        continue;
      if (comes_before (left, right))
        want_step (refresh, &sides, left, right, (YutuBoundaryStep){ arc->id, FALSE });
      else
        want_step (refresh, &sides, right, left, (YutuBoundaryStep){ arc->id, TRUE });
    }
}

static gboolean
refresh_inner (Refresh *refresh,
               GError **error)
{
  g_autoptr (YutuDivisionView) view = yutu_division_view_load (refresh->connection, refresh->day, error);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));

  refresh->wanted = wanted;
  refresh->lines = lines;
  *refresh->counts = (YutuBoundaryCounts){ 0 };
  g_array_set_clear_func (wanted, wanted_clear);
  g_array_set_clear_func (lines, line_clear);
  if (view == NULL || !read_lines (refresh, FALSE, NULL, error))
    return FALSE;
  collect_pairs (refresh, view);
  tell_names_apart (wanted);
  return write_all (refresh, error);
}

gboolean
yutu_boundary_refresh_inner (YutuConnection     *connection,
                             int                 level,
                             const char         *day,
                             YutuBoundaryCounts *counts,
                             GError            **error)
{
  Refresh refresh = { .connection = connection, .day = day, .grade = level, .counts = counts };

  return refresh_inner (&refresh, error);
}

/* Whether there are lines between units at all; a file without them gets none by the way. */
static gboolean
has_inner_lines (YutuConnection *connection,
                 int             level,
                 const char     *day,
                 gboolean       *answer,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT 1 FROM boundary_line WHERE grade = ?1 AND neighbour_name IS NULL AND valid_from <= ?2 AND ?2 "
    "< valid_to LIMIT 1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, level);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, answer, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_boundary_refresh_of (YutuConnection     *connection,
                          int                 level,
                          const gint64       *units,
                          gsize               n_units,
                          const char *const  *codes,
                          const char         *day,
                          YutuBoundaryCounts *counts,
                          GError            **error)
{
  g_autoptr (GHashTable) unit_set = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) code_set = g_hash_table_new (g_str_hash, g_str_equal);
  Refresh  refresh = { .connection = connection, .day = day, .grade = level, .counts = counts, .units = unit_set, .codes = code_set };
  gboolean has_lines = FALSE;

  *counts = (YutuBoundaryCounts){ 0 };
  for (gsize i = 0; i < n_units; i++)
    g_hash_table_add (unit_set, (gpointer)&units[i]);
  for (gsize i = 0; codes[i] != NULL; i++)
    g_hash_table_add (code_set, (gpointer)codes[i]);
  return has_inner_lines (connection, level, day, &has_lines, error) &&
         (!has_lines || refresh_inner (&refresh, error));
}

/* ---- Towards the outside ---- */

/* A step of the outline with where it begins. */
typedef struct
{
  YutuBoundaryStep step;
  YutuPoint        start;
  YutuPoint        end;
} OutlineStep;

static gboolean
read_ends (YutuConnection *connection,
           OutlineStep    *step,
           GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT geom FROM arc WHERE id = ?1", error);
  g_autoptr (YutuShape) line = NULL;
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step->step.arc);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  line = yutu_shape_from_blob (found ? sqlite3_column_blob (statement, 0) : NULL,
                               found ? (gsize)sqlite3_column_bytes (statement, 0) : 0, error);
  sqlite3_reset (statement);
  if (line == NULL)
    return FALSE;
  step->start = line->points[step->step.reversed ? line->n_points - 1 : 0];
  step->end = line->points[step->step.reversed ? 0 : line->n_points - 1];
  return TRUE;
}

static GArray *
load_outline (YutuConnection *connection,
              gint64          unit,
              const char     *day,
              GError        **error)
{
  g_autoptr (GArray) arcs = yutu_boundary_list_shared (connection, unit, 0, day, error);
  g_autoptr (GArray) chain = arcs != NULL ? yutu_boundary_chain (connection, arcs, error) : NULL;
  g_autoptr (GArray) outline = g_array_new (FALSE, TRUE, sizeof (OutlineStep));

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      OutlineStep step = { .step = g_array_index (chain, YutuBoundaryStep, i) };

      if (!read_ends (connection, &step, error))
        return NULL;
      g_array_append_val (outline, step);
    }
  return chain != NULL ? g_steal_pointer (&outline) : NULL;
}

typedef struct
{
  const YutuBoundaryNeighbour *neighbours;
  gsize                        n_neighbours;
  guint                       *starts; /* by neighbour: the step of the outline that begins there */
} Outside;

static void
find_starts (Outside *outside,
             GArray  *outline)
{
  for (gsize n = 0; n < outside->n_neighbours; n++)
    {
      double best = G_MAXDOUBLE;

      for (guint i = 0; i < outline->len; i++)
        {
          double distance_m =
            yutu_measure_distance_m (g_array_index (outline, OutlineStep, i).start,
                                     outside->neighbours[n].start);

          if (distance_m < best)
            {
              best = distance_m;
              outside->starts[n] = i;
            }
        }
    }
}

/* Whose the step at @i of the piece [@first, @end) is: the last start at it or before it, going
 * round; of a piece without a start, the nearest. */
static gsize
find_neighbour (const Outside *outside,
                GArray        *outline,
                guint          first,
                guint          end,
                guint          i)
{
  gsize  best = outside->n_neighbours, nearest = 0;
  guint  best_back = G_MAXUINT;
  double best_m = G_MAXDOUBLE;

  for (gsize n = 0; n < outside->n_neighbours; n++)
    {
      guint  start = outside->starts[n];
      guint  back = start <= i ? i - start : i - first + end - start;
      double distance_m = yutu_measure_distance_m (
        g_array_index (outline, OutlineStep, first).start, outside->neighbours[n].start);

      if (start >= first && start < end && back < best_back)
        {
          best = n;
          best_back = back;
        }
      if (distance_m < best_m)
        {
          best_m = distance_m;
          nearest = n;
        }
    }
  return best < outside->n_neighbours ? best : nearest;
}

static void
share_outline (Refresh       *refresh,
               const Outside *outside,
               GArray        *outline)
{
  for (guint first = 0, end; first < outline->len; first = end)
    {
      end = first + 1;
      while (end < outline->len &&
             yutu_point_equal (g_array_index (outline, OutlineStep, end - 1).end,
                               g_array_index (outline, OutlineStep, end).start) &&
             !yutu_point_equal (g_array_index (outline, OutlineStep, end - 1).end,
                                g_array_index (outline, OutlineStep, first).start))
        end++;
      for (guint i = first; i < end; i++)
        g_array_append_val (
          g_array_index (refresh->wanted, Wanted,
                         find_neighbour (outside, outline, first, end, i))
            .steps,
          g_array_index (outline, OutlineStep, i).step);
    }
}

static gboolean
want_neighbours (Refresh            *refresh,
                 const YutuDivision *unit,
                 const Outside      *outside,
                 GError            **error)
{
  for (gsize n = 0; n < outside->n_neighbours; n++)
    {
      const YutuBoundaryNeighbour *neighbour = &outside->neighbours[n];
      g_auto (YutuDivisionName) name = { 0 };
      gboolean turned =
        unit->code != NULL && neighbour->code != NULL && strcmp (unit->code, neighbour->code) > 0;
      Wanted wanted = {
        .left_code = unit->code,
        .right_code = neighbour->code,
        .neighbour = neighbour->name,
      };
      const char *one = unit->proper_name, *other = NULL;

      if (!yutu_division_split_name (neighbour->name, unit->level, &name, error))
        return FALSE;
      other = name.proper;
      wanted.name = join_names (turned ? other : one, turned ? one : other, 1);
      wanted.long_name = join_names (turned ? other : one, turned ? one : other, G_MAXLONG);
      wanted.steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
      g_array_append_val (refresh->wanted, wanted);
    }
  return TRUE;
}

gboolean
yutu_boundary_refresh_outer (YutuConnection              *connection,
                             gint64                       unit,
                             const YutuBoundaryNeighbour *neighbours,
                             gsize                        n_neighbours,
                             const char                  *day,
                             YutuBoundaryCounts          *counts,
                             GError                     **error)
{
  g_autoptr (YutuDivision) division = NULL;
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GArray) outline = NULL;
  g_autofree guint *starts = g_new0 (guint, n_neighbours + 1);
  Refresh           refresh = { connection, day, 0, counts, wanted, lines, NULL, NULL };
  Outside           outside = { neighbours, n_neighbours, starts };

  *counts = (YutuBoundaryCounts){ 0 };
  g_array_set_clear_func (wanted, wanted_clear);
  g_array_set_clear_func (lines, line_clear);
  if (!yutu_division_load (connection, unit, day, &division, error))
    return FALSE;
  if (division == NULL || n_neighbours == 0)
    {
      g_set_error (error, YUTU_DIVISION_ERROR,
                   division == NULL ? YUTU_DIVISION_ERROR_OTHER_DAY : YUTU_DIVISION_ERROR_INVALID,
                   division == NULL ? _ ("there is no such unit on %s")
                                    : _ ("no neighbour is named for %s"),
                   day);
      return FALSE;
    }
  refresh.grade = division->level;
  outline = load_outline (connection, unit, day, error);
  if (outline == NULL || !read_lines (&refresh, TRUE, division->code, error) ||
      !want_neighbours (&refresh, division, &outside, error))
    return FALSE;
  find_starts (&outside, outline);
  share_outline (&refresh, &outside, outline);
  tell_names_apart (wanted);
  return write_all (&refresh, error);
}
