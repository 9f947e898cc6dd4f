/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What must hold of boundary lines and what belongs to them:
 *   pillar-off-line         a pillar lies on its lines, within the error of the agreement map; one of a
 *                           set within the width of what the line follows
 *   pillar-number           its number has the form, and the line's code
 *   pillar-number-twice     no two pillars have one number on one day
 *   pillar-order            serial numbers run along the line, from west to east or north to south
 *   pillar-set              the letters of a set are whole, and fit the kind of the pillars
 *   pillar-sides            a double set has the line between its pillars, A on the side of the smaller code
 *   pillar-reference        azimuth and distance of a reference object fit its coordinates
 *   pillar-lines            the further lines of a pillar are there
 *   line-junction           lines end at the junctions of their units, exactly
 *   line-length             the length by law is about that of the arcs
 *   inspection-dates        the days of a line are those of its newest round
 *   inspection-overdue      (warning) its next inspection is not past, or one under way not late
 *   inspection-follow-up    (warning) what an inspection found was mended by the day that was set
 * Limits are the rules of data/rules/division-limits.csv. Each pillar is told of once a rule, where it
 * stands; a line in its middle. */

#include <math.h>
#include <string.h>

#include "base/yutu-wording.h"
#include "division/yutu-boundary-private.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-rule.h"
#include "division/yutu-pillar-number.h"
#include "geo/yutu-measure.h"

static const char *const RULES[] = { "pillar-off-line", "pillar-number", "pillar-number-twice",
                                     "pillar-order", "pillar-set", "pillar-sides",
                                     "pillar-reference", "pillar-lines", "line-junction",
                                     "line-length", "inspection-dates", "inspection-overdue",
                                     "inspection-follow-up", NULL };

typedef struct
{
  YutuConnection     *connection;
  const char *const  *only;
  const char         *day;
  GPtrArray          *faults;
  GHashTable         *told; /* char * "rule id" */
  YutuPillarPatterns *patterns;
  GPtrArray          *lines;
  GPtrArray          *junctions;
  gint64              n_checked;

  double off_m; /* limits */
  double pair_m;
  double length_share;
  double azimuth_deg;
  double distance_m;
} Check;

static gboolean
is_wanted (const Check *check,
           const char  *rule)
{
  return check->only == NULL || g_strv_contains (check->only, rule);
}

/* ---- Telling ---- */

/* Takes @params, those of @wording. */
static void
tell (Check      *check,
      const char *rule,
      const char *table,
      gint64      id,
      gboolean    has_place,
      YutuPoint   place,
      const char *wording,
      char      **params)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, rule, id);
  YutuDivisionFault *fault = NULL;

  if (!is_wanted (check, rule) || !g_hash_table_add (check->told, g_strdup (key)))
    {
      g_strfreev (params);
      return;
    }
  fault = g_new0 (YutuDivisionFault, 1);
  fault->rule = rule;
  fault->severity =
    strcmp (rule, "inspection-overdue") == 0 || strcmp (rule, "inspection-follow-up") == 0 ? "warning" : "error";
  fault->table = table;
  fault->id = id;
  fault->has_place = has_place;
  fault->place = place;
  fault->wording = wording;
  fault->params = params;
  fault->message = yutu_wording_fill (wording, (const char *const *)params);
  g_ptr_array_add (check->faults, fault);
}

/* Up to four parameters; the first that is NULL ends them. */
static char **
make_params (const char *first,
             char       *second, /* taken, as those behind it */
             char       *third,
             char       *fourth)
{
  char **params = g_new0 (char *, 5);

  params[0] = g_strdup (first);
  params[1] = second;
  params[2] = third;
  params[3] = fourth;
  return params;
}

static char *
format_m (double metres)
{
  return g_strdup_printf (metres < 100 ? "%.2f" : "%.0f", metres);
}

static void
tell_pillar (Check                    *check,
             const char               *rule,
             const YutuBoundaryPillar *pillar,
             const char               *wording,
             char                    **params)
{
  tell (check, rule, "boundary_pillar", pillar->id, pillar->has_point, pillar->point, wording, params);
}

static void
tell_line (Check                  *check,
           const char             *rule,
           const YutuBoundaryLine *line,
           const char             *wording,
           char                  **params)
{
  gboolean has_place = line->shape != NULL && line->shape->n_points > 0;

  tell (check, rule, "boundary_line", line->id, has_place,
        has_place ? line->shape->points[line->shape->n_points / 2] : (YutuPoint){ 0, 0 }, wording,
        params);
}

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
check_numbers (Check                  *check,
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
        tell_pillar (check, "pillar-number", pillar,
                     N_ ("{1} is no number of a pillar of {2}: it has the line's code, a serial from 001 "
                         "and a letter"),
                     make_params (pillar->number, g_strdup (line->name), NULL, NULL));
      else if (!is_code_of (line, one.number.line_code))
        tell_pillar (check, "pillar-number", pillar,
                     N_ ("pillar {1} has the code {2}, its line {3} is {4}"),
                     make_params (pillar->number, g_strdup (one.number.line_code), g_strdup (line->name),
                                  g_strdup (line->code)));
      else
        g_array_append_val (numbered, one);
    }
  return numbered;
}

static void
check_places (Check                  *check,
              const YutuBoundaryLine *line,
              GPtrArray              *pillars)
{
  for (guint i = 0; i < pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];
      double limit_m = yutu_pillar_kind_count (pillar->kind) > 1 ? check->pair_m : check->off_m;

      if (isnan (pillar->off_m) || pillar->off_m <= limit_m)
        continue;
      tell_pillar (check, "pillar-off-line", pillar,
                   N_ ("pillar {1} stands {2} m off {3}; at most {4} m are allowed"),
                   make_params (pillar->number, format_m (pillar->off_m), g_strdup (line->name),
                                format_m (limit_m)));
    }
}

/* ---- Sets ---- */

static gboolean
is_set_whole (const GArray *numbered,
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
check_sets (Check        *check,
            const GArray *numbered)
{
  for (guint i = 0; i < numbered->len; i++)
    {
      const Numbered *one = &g_array_index (numbered, Numbered, i);

      if (!yutu_pillar_letter_fits (check->patterns, &one->number, one->pillar->kind))
        tell_pillar (check, "pillar-set", one->pillar,
                     N_ ("pillar {1} has the letter {2}, which none of its kind has"),
                     make_params (one->pillar->number, g_strdup_printf ("%c", one->number.letter), NULL, NULL));
      else if (is_first_of_set (numbered, i) && !is_set_whole (numbered, one))
        tell_pillar (check, "pillar-set", one->pillar,
                     N_ ("the set of pillar {1} is not whole, or has one twice"),
                     make_params (one->pillar->number, NULL, NULL, NULL));
    }
}

/* On which side of the arcs the A of a set stands: 1 left, -1 right, 0 not known. The numbers are those of
 * 行政区域界线测绘规范 GB/T 17796-2009. */
static gboolean
find_side_of_a (Check                  *check,
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
check_pair (Check                  *check,
            const YutuBoundaryLine *line,
            const Numbered         *one, /* A */
            const Numbered         *other,
            int                     side_of_a)
{
  const char *left = line->left_name != NULL ? line->left_name : "?";
  const char *right = line->right_name != NULL ? line->right_name : "?";

  if (one->pillar->side * other->pillar->side >= 0)
    tell_pillar (check, "pillar-sides", one->pillar,
                 N_ ("pillars {1} and {2} do not have the line between them"),
                 make_params (one->pillar->number, g_strdup (other->pillar->number), NULL, NULL));
  else if (side_of_a != 0 && one->pillar->side != side_of_a)
    tell_pillar (check, "pillar-sides", one->pillar,
                 N_ ("pillar {1} stands on the side of {2}; the A of a set stands on that of the smaller code, "
                     "{3}"),
                 make_params (one->pillar->number, g_strdup (side_of_a > 0 ? right : left),
                              g_strdup (side_of_a > 0 ? left : right), NULL));
}

static gboolean
check_sides (Check                  *check,
             const YutuBoundaryLine *line,
             const GArray           *numbered,
             GError                **error)
{
  int side_of_a = 0;

  if (!is_wanted (check, "pillar-sides"))
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
check_order (Check                  *check,
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
        tell_pillar (check, "pillar-order", one->pillar,
                     N_ ("pillar {1} does not stand where its serial comes along {2}, from west to east or "
                         "north to south"),
                     make_params (one->pillar->number, g_strdup (line->name), NULL, NULL));
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
check_reference (Check                    *check,
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
    tell_pillar (check, "pillar-reference", pillar,
                 N_ ("reference object {2} of pillar {1} is said to be {3} m away; by its coordinates it is "
                     "{4} m"),
                 make_params (pillar->number, g_strdup_printf ("%d", n + 1),
                              format_m (sqlite3_column_double (row, first + 1)), format_m (distance_m)));
  /* Very near, a metre is many degrees. */
  else if (turn_deg > check->azimuth_deg &&
           distance_m * sin (turn_deg * G_PI / 180) > check->distance_m)
    tell_pillar (check, "pillar-reference", pillar,
                 N_ ("reference object {2} of pillar {1} is said to lie at {3}°; by its coordinates it does at "
                     "{4}°"),
                 make_params (pillar->number, g_strdup_printf ("%d", n + 1),
                              g_strdup_printf ("%.2f", sqlite3_column_double (row, first)),
                              g_strdup_printf ("%.2f", azimuth_deg)));
}

static gboolean
check_references (Check     *check,
                  GPtrArray *pillars,
                  GError   **error)
{
  for (guint i = 0; i < pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];
      sqlite3_stmt *row = yutu_connection_prepare (check->connection, REFERENCE_SQL, error);
      gboolean      found = FALSE;

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

/* ---- The line itself ---- */

static gboolean
ends_at (const YutuBoundaryLine *line,
         YutuPoint               point)
{
  for (gsize i = 0; i < line->shape->n_parts; i++)
    if (yutu_point_equal (line->shape->points[line->shape->part_starts[i]], point) ||
        yutu_point_equal (line->shape->points[line->shape->part_starts[i + 1] - 1], point))
      return TRUE;
  return FALSE;
}

/* A junction at which the line does not end; an end that is at none of two or more. */
static void
check_junctions (Check                  *check,
                 const YutuBoundaryLine *line)
{
  YutuPoint ends[2];
  guint     n_here[2] = { 0, 0 }, n_of_line = 0;

  if (line->shape == NULL)
    return;
  ends[0] = line->shape->points[0];
  ends[1] = line->shape->points[line->shape->n_points - 1];
  for (guint i = 0; i < check->junctions->len; i++)
    {
      const YutuBoundaryJunction *junction = check->junctions->pdata[i];

      if (junction->grade != line->grade ||
          !yutu_boundary_junction_is_of (junction, line->left_code, line->right_code))
        continue;
      n_of_line++;
      for (int end = 0; end < 2; end++)
        n_here[end] += yutu_point_equal (junction->point, ends[end]);
      if (!ends_at (line, junction->point))
        tell (check, "line-junction", "boundary_junction", junction->id, TRUE, junction->point,
              N_ ("{1} does not end at {2}, exactly"),
              make_params (line->name, g_strdup (junction->name), NULL, NULL));
    }
  for (int end = 0; end < 2 && n_of_line >= 2 && line->shape->n_parts == 1; end++)
    if (n_here[end] == 0 && n_here[1 - end] == n_of_line)
      tell_line (check, "line-junction", line,
                 N_ ("one end of {1} is at no junction of its units"),
                 make_params (line->name, NULL, NULL, NULL));
}

static void
check_length (Check                  *check,
              const YutuBoundaryLine *line)
{
  if (isnan (line->length_legal_m) || isnan (line->length_m) ||
      fabs (line->length_legal_m - line->length_m) <= check->length_share * line->length_m)
    return;
  tell_line (check, "line-length", line,
             N_ ("{1} is said to be {2} m long; its arcs are {3} m"),
             make_params (line->name, format_m (line->length_legal_m), format_m (line->length_m), NULL));
}

static gboolean
is_under_way (Check   *check,
              gint64   line,
              gboolean *is_running,
              GError **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    check->connection,
    "SELECT EXISTS (SELECT 1 FROM line_inspection WHERE line = ?1 AND done_on IS NULL)", error);
  gboolean found = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, line);
  if (!yutu_connection_step (check->connection, row, &found, error))
    return FALSE;
  *is_running = found && sqlite3_column_int (row, 0) != 0;
  sqlite3_reset (row);
  return TRUE;
}

static gboolean
check_due (Check                  *check,
           const YutuBoundaryLine *line,
           GError                **error)
{
  gboolean is_running = FALSE;
  int      days_left = 0;

  if (!yutu_boundary_line_is_due (line, check->day, &days_left) || days_left >= 0)
    return TRUE;
  if (!is_under_way (check, line->id, &is_running, error))
    return FALSE;
  tell_line (check, "inspection-overdue", line,
             is_running ? N_ ("{1} was to be inspected by {2}; its inspection is under way")
                        : N_ ("{1} was to be inspected by {2}"),
             make_params (line->name, g_strdup (line->next_due), NULL, NULL));
  return TRUE;
}

static gboolean
check_line (Check                  *check,
            const YutuBoundaryLine *line,
            GError                **error)
{
  g_autoptr (GPtrArray) pillars = yutu_boundary_list_pillars (check->connection, line->id,
                                                              line->shape, check->day, error);
  g_autoptr (GArray) numbered = NULL;

  if (pillars == NULL)
    return FALSE;
  check->n_checked += 1 + pillars->len;
  numbered = check_numbers (check, line, pillars);
  check_places (check, line, pillars);
  check_sets (check, numbered);
  check_order (check, line, numbered);
  check_junctions (check, line);
  check_length (check, line);
  return check_sides (check, line, numbered, error) && check_due (check, line, error) &&
         check_references (check, pillars, error);
}

/* ---- Over all ---- */

static const struct
{
  const char *rule;
  const char *table;
  const char *wording;
  const char *sql; /* id, place, and the parameters of the wording */
} SQL_RULES[] = {
  { "pillar-number-twice", "boundary_pillar", N_ ("number {1} is that of pillar {2} too"),
    "SELECT b.id, ST_X (b.geom), ST_Y (b.geom), b.number, a.id FROM boundary_pillar a JOIN "
    "boundary_pillar b ON b.number = a.number AND b.id > a.id AND b.line = a.line WHERE "
    "a.valid_from <= ?1 AND ?1 < a.valid_to AND b.valid_from <= ?1 AND ?1 < b.valid_to" },
  { "pillar-lines", "boundary_pillar_line",
    N_ ("pillar {1} or line {2} is not there, or the line is the pillar's own"),
    "SELECT f.id, (SELECT ST_X (geom) FROM boundary_pillar WHERE id = f.pillar), (SELECT ST_Y (geom) FROM "
    "boundary_pillar WHERE id = f.pillar), f.pillar, f.line FROM boundary_pillar_line f WHERE ?1 = ?1 AND (NOT EXISTS "
    "(SELECT 1 FROM boundary_pillar p WHERE p.id = f.pillar AND p.line <> f.line) OR NOT EXISTS (SELECT "
    "1 FROM boundary_line l WHERE l.id = f.line))" },
  { "inspection-dates", "boundary_line", N_ ("{1} was inspected on {2}, its newest round on {3}"),
    "SELECT l.id, NULL, NULL, l.name, coalesce (l.last_inspection, '—'), i.done FROM boundary_line l JOIN "
    "(SELECT line, max (done_on) AS done FROM line_inspection WHERE next_due IS NOT NULL GROUP BY line) i "
    "ON i.line = l.id WHERE l.valid_from <= ?1 AND ?1 < l.valid_to AND l.last_inspection IS NOT i.done" },
  { "inspection-follow-up", "boundary_line", N_ ("{1}: what round {2} found was to be mended by {3}"),
    "SELECT l.id, NULL, NULL, l.name, i.round_no, json_extract (i.fields, '$.follow_up_due') FROM boundary_line l "
    "JOIN line_inspection i ON i.line = l.id WHERE l.valid_from <= ?1 AND ?1 < l.valid_to AND "
    "json_extract (i.fields, '$.follow_up_due') < ?1 AND json_extract (i.fields, '$.followed_up_on') IS NULL" },
};

static char **
read_params (sqlite3_stmt *row)
{
  g_autoptr (GStrvBuilder) params = g_strv_builder_new ();

  for (int i = 3; i < sqlite3_column_count (row); i++)
    {
      const char *text = (const char *)sqlite3_column_text (row, i);

      g_strv_builder_add (params, text != NULL ? text : "?");
    }
  return g_strv_builder_end (params);
}

static void
tell_row (Check        *check,
          gsize         rule,
          sqlite3_stmt *row)
{
  gint64    id = sqlite3_column_int64 (row, 0);
  gboolean  has_place = sqlite3_column_type (row, 1) == SQLITE_FLOAT;
  YutuPoint place = has_place ? yutu_point_from_degrees (sqlite3_column_double (row, 1),
                                                         sqlite3_column_double (row, 2))
                              : (YutuPoint){ 0, 0 };

  for (guint i = 0; i < check->lines->len && strcmp (SQL_RULES[rule].table, "boundary_line") == 0; i++)
    {
      const YutuBoundaryLine *line = check->lines->pdata[i];

      if (line->id == id)
        {
          tell_line (check, SQL_RULES[rule].rule, line, SQL_RULES[rule].wording, read_params (row));
          return;
        }
    }
  tell (check, SQL_RULES[rule].rule, SQL_RULES[rule].table, id, has_place, place, SQL_RULES[rule].wording,
        read_params (row));
}

static gboolean
run_sql_rules (Check   *check,
               GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SQL_RULES); i++)
    {
      sqlite3_stmt *row = NULL;
      gboolean      found = TRUE;

      if (!is_wanted (check, SQL_RULES[i].rule))
        continue;
      row = yutu_connection_prepare (check->connection, SQL_RULES[i].sql, error);
      if (row == NULL)
        return FALSE;
      sqlite3_bind_text (row, 1, check->day, -1, SQLITE_TRANSIENT);
      while (found)
        {
          if (!yutu_connection_step (check->connection, row, &found, error))
            return FALSE;
          if (found)
            tell_row (check, i, row);
        }
    }
  return TRUE;
}

static gboolean
read_limits (Check   *check,
             GError **error)
{
  double map_mm = 0, scale = 0, percent = 0;
  const struct
  {
    const char *key;
    double     *value;
  } limits[] = {
    { "pillar-map-error-mm", &map_mm },
    { "pillar-map-scale", &scale },
    { "pillar-pair-width-m", &check->pair_m },
    { "line-length-percent", &percent },
    { "reference-azimuth-deg", &check->azimuth_deg },
    { "reference-distance-m", &check->distance_m },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    if (!yutu_division_rule_get_number (check->connection, limits[i].key, check->day, limits[i].value, error))
      return FALSE;
  check->off_m = map_mm * scale / 1000;
  check->length_share = percent / 100;
  return TRUE;
}

static gboolean
wants_any (const Check *check)
{
  for (gsize i = 0; RULES[i] != NULL; i++)
    if (is_wanted (check, RULES[i]))
      return TRUE;
  return FALSE;
}

static gboolean
run_all (Check        *check,
         YutuProgress *progress,
         GError      **error)
{
  if (!wants_any (check))
    return TRUE;
  check->lines = yutu_boundary_list (check->connection, check->day, error);
  check->junctions = yutu_boundary_list_junctions (check->connection, 0, check->day, error);
  check->patterns = yutu_pillar_patterns_load (check->day, error);
  if (check->lines == NULL || check->junctions == NULL || check->patterns == NULL ||
      !read_limits (check, error))
    return FALSE;
  for (guint i = 0; i < check->lines->len; i++)
    if (!yutu_progress_step (progress, "lines", i, check->lines->len, error) ||
        !check_line (check, check->lines->pdata[i], error))
      return FALSE;
  return run_sql_rules (check, error);
}

void
yutu_boundary_add_check_rules (GPtrArray *rules)
{
  for (gsize i = 0; RULES[i] != NULL; i++)
    g_ptr_array_add (rules, (gpointer)RULES[i]);
}

GPtrArray *
yutu_boundary_check (YutuConnection    *connection,
                     const char *const *only,
                     const char        *day,
                     gint64            *n_checked,
                     YutuProgress      *progress,
                     GError           **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (yutu_division_fault_free);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check    check = { .connection = connection, .only = only, .day = day, .faults = faults, .told = told };
  gboolean done = run_all (&check, progress, error);

  g_clear_pointer (&check.lines, g_ptr_array_unref);
  g_clear_pointer (&check.junctions, g_ptr_array_unref);
  g_clear_pointer (&check.patterns, yutu_pillar_patterns_free);
  if (n_checked != NULL)
    *n_checked = check.n_checked;
  return done ? g_steal_pointer (&faults) : NULL;
}
