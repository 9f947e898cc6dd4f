/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rules of a line's pillars: where they stand, their numbers, their order along the line, their sets, and
 * what they refer to. Thread: the connection's. */

#include "division/yutu-boundary-check-private.h"

#include <math.h>
#include <string.h>

#include "base/yutu-wording.h"
#include "geo/yutu-measure.h"

/* ---- A line's pillars ---- */

typedef struct
{
  const YutuBoundaryPillar *pillar;
  YutuPillarNumber          number;
} Numbered;

/* The code that a number of its length must begin with: the line's own, or the provinces' of both. */
static gboolean
is_code_of (const YutuBoundaryLine *line,
            const char             *code)
{
  gsize length = strlen (code);
  char  provinces[5] = "";

  if (length != 4 || line->left_code == NULL || line->right_code == NULL ||
      strlen (line->left_code) < 2 || strlen (line->right_code) < 2)
    return g_strcmp0 (line->code, code) == 0;
  if (strncmp (line->left_code, line->right_code, 2) <= 0)
    g_snprintf (provinces, sizeof provinces, "%.2s%.2s", line->left_code, line->right_code);
  else
    g_snprintf (provinces, sizeof provinces, "%.2s%.2s", line->right_code, line->left_code);
  return strcmp (provinces, code) == 0 || g_strcmp0 (line->code, code) == 0;
}

static GArray *
check_numbers (YutuBoundaryCheck      *check,
               const YutuBoundaryLine *line,
               GPtrArray              *pillars)
{
  GArray *numbered = g_array_new (FALSE, TRUE, sizeof (Numbered));

  for (guint i = 0; i < pillars->len && line->code != NULL; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];
      Numbered                  one = { .pillar = pillar };

      if (pillar->line != line->id)
        continue;
      if (!yutu_pillar_number_parse (check->patterns, line->grade, pillar->number, &one.number, NULL))
        yutu_boundary_check_tell_pillar (check, "pillar-number", pillar,
                                         N_ ("{1} is no number of a pillar of {2}: it has the line's code, a serial from 001 "
                                             "and a letter"),
                                         yutu_boundary_check_params (pillar->number, g_strdup (line->name), NULL, NULL));
      else if (!is_code_of (line, one.number.line_code))
        yutu_boundary_check_tell_pillar (check, "pillar-number", pillar,
                                         N_ ("pillar {1} has the code {2}, its line {3} is {4}"),
                                         yutu_boundary_check_params (pillar->number, g_strdup (one.number.line_code), g_strdup (line->name),
                                                                     g_strdup (line->code)));
      else
        g_array_append_val (numbered, one);
    }
  return numbered;
}

static void
check_places (YutuBoundaryCheck      *check,
              const YutuBoundaryLine *line,
              GPtrArray              *pillars)
{
  for (guint i = 0; i < pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];
      double                    limit_m = yutu_pillar_kind_count (pillar->kind) > 1 ? check->pair_m : check->off_m;

      if (isnan (pillar->off_m) || pillar->off_m <= limit_m)
        continue;
      yutu_boundary_check_tell_pillar (check, "pillar-off-line", pillar,
                                       N_ ("pillar {1} stands {2} m off {3}; at most {4} m are allowed"),
                                       yutu_boundary_check_params (pillar->number, yutu_boundary_check_format_m (pillar->off_m), g_strdup (line->name),
                                                                   yutu_boundary_check_format_m (limit_m)));
    }
}

/* ---- Sets ---- */

static gboolean
is_set_whole (const GArray   *numbered,
              const Numbered *one)
{
  const char *letters = strcmp (one->pillar->kind, "double") == 0   ? "AB"
                        : strcmp (one->pillar->kind, "triple") == 0 ? "CDE"
                                                                    : "Q";
  gsize       counts[3] = { 0 };
  gsize       others = 0;

  for (guint i = 0; i < numbered->len; i++)
    {
      const Numbered *other = &g_array_index (numbered, Numbered, i);
      const char     *at = strchr (letters, other->number.letter);

      if (other->number.serial != one->number.serial ||
          strcmp (other->number.line_code, one->number.line_code) != 0)
        continue;
      if (at != NULL)
        counts[at - letters]++;
      else
        others++;
    }
  for (gsize i = 0; letters[i] != '\0'; i++)
    if (counts[i] != 1)
      return FALSE;
  return others == 0;
}

/* One finding a set: at its first pillar. */
static gboolean
is_first_of_set (const GArray *numbered,
                 guint         index)
{
  const Numbered *one = &g_array_index (numbered, Numbered, index);

  for (guint i = 0; i < index; i++)
    if (g_array_index (numbered, Numbered, i).number.serial == one->number.serial)
      return FALSE;
  return TRUE;
}

static void
check_sets (YutuBoundaryCheck *check,
            const GArray      *numbered)
{
  for (guint i = 0; i < numbered->len; i++)
    {
      const Numbered *one = &g_array_index (numbered, Numbered, i);

      if (!yutu_pillar_letter_fits (check->patterns, &one->number, one->pillar->kind))
        yutu_boundary_check_tell_pillar (check, "pillar-set", one->pillar,
                                         N_ ("pillar {1} has the letter {2}, which none of its kind has"),
                                         yutu_boundary_check_params (one->pillar->number, g_strdup_printf ("%c", one->number.letter), NULL, NULL));
      else if (is_first_of_set (numbered, i) && !is_set_whole (numbered, one))
        yutu_boundary_check_tell_pillar (check, "pillar-set", one->pillar,
                                         N_ ("the set of pillar {1} is not whole, or has one twice"),
                                         yutu_boundary_check_params (one->pillar->number, NULL, NULL, NULL));
    }
}

/* On which side of the arcs the A of a set stands: 1 left, -1 right, 0 not known. The numbers are those of
 * 行政区域界线测绘规范 GB/T 17796-2009. */
static gboolean
find_side_of_a (YutuBoundaryCheck      *check,
                const YutuBoundaryLine *line,
                int                    *side,
                GError                **error)
{
  char    *codes[2] = { NULL, NULL };
  gboolean done = yutu_boundary_read_side_codes (check->connection, line, check->day, codes, error);

  *side = 0;
  if (codes[0] != NULL && codes[1] != NULL && strcmp (codes[0], codes[1]) != 0)
    *side = strcmp (codes[0], codes[1]) < 0 ? 1 : -1;
  g_free (codes[0]);
  g_free (codes[1]);
  return done;
}

static void
check_pair (YutuBoundaryCheck      *check,
            const YutuBoundaryLine *line,
            const Numbered         *one, /* A */
            const Numbered         *other,
            int                     side_of_a)
{
  const char *left = line->left_name != NULL ? line->left_name : "?";
  const char *right = line->right_name != NULL ? line->right_name : "?";

  if (one->pillar->side * other->pillar->side >= 0)
    yutu_boundary_check_tell_pillar (check, "pillar-sides", one->pillar,
                                     N_ ("pillars {1} and {2} do not have the line between them"),
                                     yutu_boundary_check_params (one->pillar->number, g_strdup (other->pillar->number), NULL, NULL));
  else if (side_of_a != 0 && one->pillar->side != side_of_a)
    yutu_boundary_check_tell_pillar (check, "pillar-sides", one->pillar,
                                     N_ ("pillar {1} stands on the side of {2}; the A of a set stands on that of the smaller code, "
                                         "{3}"),
                                     yutu_boundary_check_params (one->pillar->number, g_strdup (side_of_a > 0 ? right : left),
                                                                 g_strdup (side_of_a > 0 ? left : right), NULL));
}

static gboolean
check_sides (YutuBoundaryCheck      *check,
             const YutuBoundaryLine *line,
             const GArray           *numbered,
             GError                **error)
{
  int side_of_a = 0;

  if (!yutu_boundary_check_wants (check, "pillar-sides"))
    return TRUE;
  if (!find_side_of_a (check, line, &side_of_a, error))
    return FALSE;
  for (guint i = 0; i < numbered->len; i++)
    for (guint k = 0; k < numbered->len; k++)
      {
        const Numbered *one = &g_array_index (numbered, Numbered, i);
        const Numbered *other = &g_array_index (numbered, Numbered, k);

        if (one->number.letter == 'A' && other->number.letter == 'B' &&
            one->number.serial == other->number.serial && !isnan (one->pillar->off_m) &&
            !isnan (other->pillar->off_m))
          check_pair (check, line, one, other, side_of_a);
      }
  return TRUE;
}

/* ---- Order ---- */

/* The pillars of the longest run whose serials grow (or shrink); those of a set may be equal. */
static guint
find_longest_run (const GArray *numbered,
                  int           direction,
                  gboolean     *is_in)
{
  guint             n = numbered->len, best = 0;
  g_autofree guint *length = g_new0 (guint, n + 1);
  g_autofree int   *before = g_new0 (int, n + 1);

  memset (is_in, 0, n * sizeof *is_in);
  for (guint i = 0; i < n; i++)
    {
      length[i] = 1;
      before[i] = -1;
      for (guint k = 0; k < i; k++)
        {
          int step = g_array_index (numbered, Numbered, i).number.serial -
                     g_array_index (numbered, Numbered, k).number.serial;

          if (step * direction >= 0 && length[k] + 1 > length[i])
            {
              length[i] = length[k] + 1;
              before[i] = (int)k;
            }
        }
      if (length[i] > length[best])
        best = i;
    }
  for (int at = n > 0 ? (int)best : -1; at >= 0; at = before[at])
    is_in[at] = TRUE;
  return n > 0 ? length[best] : 0;
}

/* 1: serials must grow along the arcs, -1: shrink, 0: either. */
static int
direction_of (const YutuBoundaryLine *line)
{
  YutuPoint start = line->shape->points[0];
  YutuPoint end = line->shape->points[line->shape->n_points - 1];

  if (line->shape->n_parts != 1 || start.x == end.x || start.y == end.y)
    return 0;
  if (start.x < end.x && start.y > end.y)
    return 1;
  return start.x > end.x && start.y < end.y ? -1 : 0;
}

static void
check_order (YutuBoundaryCheck      *check,
             const YutuBoundaryLine *line,
             const GArray           *all)
{
  g_autoptr (GArray) numbered = g_array_new (FALSE, TRUE, sizeof (Numbered));
  g_autofree gboolean *grows = g_new0 (gboolean, all->len + 1);
  g_autofree gboolean *shrinks = g_new0 (gboolean, all->len + 1);
  const gboolean      *is_in = grows;
  int                  direction;

  if (line->shape == NULL)
    return;
  for (guint i = 0; i < all->len; i++)
    if (!isnan (g_array_index (all, Numbered, i).pillar->along_m))
      g_array_append_val (numbered, g_array_index (all, Numbered, i));
  direction = direction_of (line);
  if (find_longest_run (numbered, -1, shrinks) > find_longest_run (numbered, 1, grows) && direction == 0)
    is_in = shrinks;
  else if (direction < 0)
    is_in = shrinks;
  for (guint i = 0; i < numbered->len; i++)
    {
      const Numbered *one = &g_array_index (numbered, Numbered, i);

      if (!is_in[i])
        yutu_boundary_check_tell_pillar (check, "pillar-order", one->pillar,
                                         N_ ("pillar {1} does not stand where its serial comes along {2}, from west to east or "
                                             "north to south"),
                                         yutu_boundary_check_params (one->pillar->number, g_strdup (line->name), NULL, NULL));
    }
}

/* ---- Reference objects ---- */

static const char REFERENCE_SQL[] =
  "SELECT json_extract (fields, '$.ref1_azimuth_deg'), json_extract (fields, '$.ref1_distance_m'), "
  "json_extract (fields, '$.ref1_lon_deg'), json_extract (fields, '$.ref1_lat_deg'), "
  "json_extract (fields, '$.ref2_azimuth_deg'), json_extract (fields, '$.ref2_distance_m'), "
  "json_extract (fields, '$.ref2_lon_deg'), json_extract (fields, '$.ref2_lat_deg'), "
  "json_extract (fields, '$.ref3_azimuth_deg'), json_extract (fields, '$.ref3_distance_m'), "
  "json_extract (fields, '$.ref3_lon_deg'), json_extract (fields, '$.ref3_lat_deg') "
  "FROM boundary_pillar WHERE id = ?1";

static gboolean
has_number (sqlite3_stmt *row,
            int           column)
{
  return sqlite3_column_type (row, column) == SQLITE_FLOAT ||
         sqlite3_column_type (row, column) == SQLITE_INTEGER;
}

static void
check_reference (YutuBoundaryCheck        *check,
                 const YutuBoundaryPillar *pillar,
                 sqlite3_stmt             *row,
                 int                       n)
{
  int       first = 4 * n;
  YutuPoint object = { 0, 0 };
  double    azimuth_deg, distance_m, turn_deg;

  if (!has_number (row, first + 2) || !has_number (row, first + 3))
    return;
  object = yutu_point_from_degrees (sqlite3_column_double (row, first + 2),
                                    sqlite3_column_double (row, first + 3));
  distance_m = yutu_measure_distance_m (pillar->point, object);
  azimuth_deg = yutu_measure_azimuth_deg (pillar->point, object);
  turn_deg = has_number (row, first) ? fabs (sqlite3_column_double (row, first) - azimuth_deg) : 0;
  turn_deg = MIN (turn_deg, 360 - turn_deg);
  if (has_number (row, first + 1) &&
      fabs (sqlite3_column_double (row, first + 1) - distance_m) > check->distance_m)
    yutu_boundary_check_tell_pillar (check, "pillar-reference", pillar,
                                     N_ ("reference object {2} of pillar {1} is said to be {3} m away; by its coordinates it is "
                                         "{4} m"),
                                     yutu_boundary_check_params (pillar->number, g_strdup_printf ("%d", n + 1),
                                                                 yutu_boundary_check_format_m (sqlite3_column_double (row, first + 1)), yutu_boundary_check_format_m (distance_m)));
  /* Very near, a metre is many degrees. */
  else if (turn_deg > check->azimuth_deg &&
           distance_m * sin (turn_deg * G_PI / 180) > check->distance_m)
    yutu_boundary_check_tell_pillar (check, "pillar-reference", pillar,
                                     N_ ("reference object {2} of pillar {1} is said to lie at {3}°; by its coordinates it does at "
                                         "{4}°"),
                                     yutu_boundary_check_params (pillar->number, g_strdup_printf ("%d", n + 1),
                                                                 g_strdup_printf ("%.2f", sqlite3_column_double (row, first)),
                                                                 g_strdup_printf ("%.2f", azimuth_deg)));
}

static gboolean
check_references (YutuBoundaryCheck *check,
                  GPtrArray         *pillars,
                  GError           **error)
{
  for (guint i = 0; i < pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];
      sqlite3_stmt             *row = yutu_connection_prepare (check->connection, REFERENCE_SQL, error);
      gboolean                  found = FALSE;

      if (row == NULL)
        return FALSE;
      sqlite3_bind_int64 (row, 1, pillar->id);
      if (!yutu_connection_step (check->connection, row, &found, error))
        return FALSE;
      for (int n = 0; n < 3 && found && pillar->has_point; n++)
        check_reference (check, pillar, row, n);
      sqlite3_reset (row);
    }
  return TRUE;
}

/* ---- All of them ---- */

gboolean
yutu_boundary_check_pillars (YutuBoundaryCheck      *check,
                             const YutuBoundaryLine *line,
                             GPtrArray              *pillars,
                             GError                **error)
{
  g_autoptr (GArray) numbered = check_numbers (check, line, pillars);

  check_places (check, line, pillars);
  check_sets (check, numbered);
  check_order (check, line, numbered);
  return check_sides (check, line, numbered, error) && check_references (check, pillars, error);
}
