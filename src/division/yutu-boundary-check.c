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
#include "division/yutu-boundary-check-private.h"
#include "division/yutu-division-rule.h"

static const char *const RULES[] = { "pillar-off-line", "pillar-number", "pillar-number-twice",
                                     "pillar-order", "pillar-set", "pillar-sides",
                                     "pillar-reference", "pillar-lines", "line-junction",
                                     "line-length", "inspection-dates", "inspection-overdue",
                                     "inspection-follow-up", NULL };

gboolean
yutu_boundary_check_wants (const YutuBoundaryCheck *check,
                           const char              *rule)
{
  return check->only == NULL || g_strv_contains (check->only, rule);
}

/* ---- Telling ---- */

/* Takes @params, those of @wording. */
static void
tell (YutuBoundaryCheck *check,
      const char        *rule,
      const char        *table,
      gint64             id,
      gboolean           has_place,
      YutuPoint          place,
      const char        *wording,
      char             **params)
{
  g_autofree char   *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, rule, id);
  YutuDivisionFault *fault = NULL;

  if (!yutu_boundary_check_wants (check, rule) || !g_hash_table_add (check->told, g_strdup (key)))
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
char **
yutu_boundary_check_params (const char *first,
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

char *
yutu_boundary_check_format_m (double metres)
{
  return g_strdup_printf (metres < 100 ? "%.2f" : "%.0f", metres);
}

void
yutu_boundary_check_tell_pillar (YutuBoundaryCheck        *check,
                                 const char               *rule,
                                 const YutuBoundaryPillar *pillar,
                                 const char               *wording,
                                 char                    **params)
{
  tell (check, rule, "boundary_pillar", pillar->id, pillar->has_point, pillar->point, wording, params);
}

static void
tell_line (YutuBoundaryCheck      *check,
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
check_junctions (YutuBoundaryCheck      *check,
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
              yutu_boundary_check_params (line->name, g_strdup (junction->name), NULL, NULL));
    }
  for (int end = 0; end < 2 && n_of_line >= 2 && line->shape->n_parts == 1; end++)
    if (n_here[end] == 0 && n_here[1 - end] == n_of_line)
      tell_line (check, "line-junction", line,
                 N_ ("one end of {1} is at no junction of its units"),
                 yutu_boundary_check_params (line->name, NULL, NULL, NULL));
}

static void
check_length (YutuBoundaryCheck      *check,
              const YutuBoundaryLine *line)
{
  if (isnan (line->length_legal_m) || isnan (line->length_m) ||
      fabs (line->length_legal_m - line->length_m) <= check->length_share * line->length_m)
    return;
  tell_line (check, "line-length", line,
             N_ ("{1} is said to be {2} m long; its arcs are {3} m"),
             yutu_boundary_check_params (line->name, yutu_boundary_check_format_m (line->length_legal_m), yutu_boundary_check_format_m (line->length_m), NULL));
}

static gboolean
is_under_way (YutuBoundaryCheck *check,
              gint64             line,
              gboolean          *is_running,
              GError           **error)
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
check_due (YutuBoundaryCheck      *check,
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
             yutu_boundary_check_params (line->name, g_strdup (line->next_due), NULL, NULL));
  return TRUE;
}

static gboolean
check_line (YutuBoundaryCheck      *check,
            const YutuBoundaryLine *line,
            GError                **error)
{
  g_autoptr (GPtrArray) pillars = yutu_boundary_list_pillars (check->connection, line->id,
                                                              line->shape, check->day, error);

  if (pillars == NULL)
    return FALSE;
  check->n_checked += 1 + pillars->len;
  if (!yutu_boundary_check_pillars (check, line, pillars, error))
    return FALSE;
  check_junctions (check, line);
  check_length (check, line);
  return check_due (check, line, error);
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
tell_row (YutuBoundaryCheck *check,
          gsize              rule,
          sqlite3_stmt      *row)
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
run_sql_rules (YutuBoundaryCheck *check,
               GError           **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SQL_RULES); i++)
    {
      sqlite3_stmt *row = NULL;
      gboolean      found = TRUE;

      if (!yutu_boundary_check_wants (check, SQL_RULES[i].rule))
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
read_limits (YutuBoundaryCheck *check,
             GError           **error)
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
wants_any (const YutuBoundaryCheck *check)
{
  for (gsize i = 0; RULES[i] != NULL; i++)
    if (yutu_boundary_check_wants (check, RULES[i]))
      return TRUE;
  return FALSE;
}

static gboolean
run_all (YutuBoundaryCheck *check,
         YutuProgress      *progress,
         GError           **error)
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
  YutuBoundaryCheck check = { .connection = connection, .only = only, .day = day, .faults = faults, .told = told };
  gboolean          done = run_all (&check, progress, error);

  g_clear_pointer (&check.lines, g_ptr_array_unref);
  g_clear_pointer (&check.junctions, g_ptr_array_unref);
  g_clear_pointer (&check.patterns, yutu_pillar_patterns_free);
  if (n_checked != NULL)
    *n_checked = check.n_checked;
  return done ? g_steal_pointer (&faults) : NULL;
}
