/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Counting one term in all units at once: each kind of term is one query of villages and
 * townships; where they lie on the day is looked up in the units of the day. The text of a query
 * is put together from fixed parts; everything that a definition says is bound. */

#include "coverage/yutu-indicator-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

void
yutu_tallies_clear (YutuTallies *self)
{
  g_clear_pointer (&self->units, g_free);
}

char *
yutu_coverage_dup_json (const char *const *texts)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array = json_array_new ();

  for (gsize i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_node_take_array (json_node_init_array (node, NULL), array);
  return json_to_string (node, FALSE);
}

/* ---- Where things lie ---- */

int
yutu_coverage_find (const YutuCoverageRead *self,
                    gint64                  unit)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->index, &unit)) - 1;
}

void
yutu_tally_add (YutuTally       *self,
                const YutuTally *more)
{
  self->sum += more->sum;
  self->known += more->known;
  self->rows += more->rows;
}

/* Adds to the unit and all above it, the county once. */
static void
add_upwards (const YutuCoverageRead *self,
             YutuTallies            *tallies,
             int                     unit,
             const YutuTally        *tally)
{
  for (int i = unit; i >= 0; i = YUTU_COVERAGE_UNIT (self, i)->parent)
    if (i != self->county)
      yutu_tally_add (&tallies->units[i], tally);
  yutu_tally_add (&tallies->units[self->county], tally);
}

void
yutu_coverage_add (const YutuCoverageRead *self,
                   YutuTallies            *tallies,
                   gint64                  village,
                   gint64                  township,
                   const YutuTally        *tally)
{
  int unit = village != 0 ? yutu_coverage_find (self, village) : -1;

  if (unit < 0 && township != 0)
    unit = yutu_coverage_find (self, township);
  if (unit >= 0 ? YUTU_COVERAGE_UNIT (self, unit)->is_in_scope : self->scope == YUTU_SCOPE_LEGAL)
    add_upwards (self, tallies, unit, tally);
}

/* ---- Putting a query together ---- */

/* Binds what was put in with ?NNN, in the order of the calls. */
typedef struct
{
  GString   *sql;
  GPtrArray *texts; /* char *, owned; NULL: a number */
  GArray    *numbers;
} Query;

static Query
query_new (const char *sql)
{
  return (Query){ g_string_new (sql), g_ptr_array_new_with_free_func (g_free),
                  g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
query_clear (Query *self)
{
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->numbers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Takes @text. */
static void
query_bind_text (Query *self,
                 char  *text)
{
  double none = 0;

  g_ptr_array_add (self->texts, text);
  g_array_append_val (self->numbers, none);
  g_string_append_printf (self->sql, "?%u", self->texts->len);
}

static void
query_bind_number (Query *self,
                   double number)
{
  g_ptr_array_add (self->texts, NULL);
  g_array_append_val (self->numbers, number);
  g_string_append_printf (self->sql, "?%u", self->texts->len);
}

static void
query_add_list (Query             *self,
                const char        *column,
                const char *const *texts)
{
  g_string_append_printf (self->sql, "%s IN (SELECT value FROM json_each (", column);
  query_bind_text (self, yutu_coverage_dup_json (texts));
  g_string_append (self->sql, "))");
}

/* json_extract (FIELDS, path of the field) */
static void
query_add_field (Query      *self,
                 const char *fields,
                 const char *field)
{
  g_string_append_printf (self->sql, "json_extract (%s, ", fields);
  query_bind_text (self, g_strdup_printf ("$.\"%s\"", field));
  g_string_append_c (self->sql, ')');
}

/* The value that is summed up, NULL where there is none; 1 when the term counts. */
static void
query_add_value (Query          *self,
                 const char     *fields,
                 const YutuTerm *term)
{
  if (term->field == NULL)
    {
      g_string_append_c (self->sql, '1');
      return;
    }
  g_string_append (self->sql, "CAST (round (");
  query_add_field (self, fields, term->field);
  g_string_append_printf (self->sql, " * %d) AS INTEGER)", term->fraction);
}

static void
query_add_conditions (Query                  *self,
                      const YutuCoverageRead *read,
                      const char             *fields,
                      const YutuTerm         *term)
{
  for (gsize i = 0; i < term->n_where; i++)
    {
      const YutuCondition *condition = &term->where[i];

      g_string_append (self->sql, " AND ");
      switch (condition->kind)
        {
        case YUTU_CONDITION_AT_LEAST:
          query_add_field (self, fields, condition->field);
          g_string_append (self->sql, " >= ");
          query_bind_number (self, condition->number);
          break;
        case YUTU_CONDITION_BY_DAY:
          query_add_field (self, fields, condition->field);
          g_string_append (self->sql, " <= ");
          query_bind_text (self, g_strdup (read->day));
          break;
        case YUTU_CONDITION_OF_YEAR:
          g_string_append (self->sql, "CAST (substr (");
          query_add_field (self, fields, condition->field);
          g_string_append (self->sql, ", 1, 4) AS INTEGER) = ");
          query_bind_number (self, read->data_year + condition->number);
          break;
        case YUTU_CONDITION_IS:
        default:
          query_add_field (self, fields, condition->field);
          g_string_append (self->sql, " IN (SELECT value FROM json_each (");
          query_bind_text (self, g_strdup (condition->text));
          g_string_append (self->sql, "))");
          break;
        }
    }
}

static sqlite3_stmt *
query_prepare (const Query    *self,
               YutuConnection *connection,
               GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, self->sql->str, error);

  for (guint i = 0; statement != NULL && i < self->texts->len; i++)
    if (self->texts->pdata[i] != NULL)
      sqlite3_bind_text (statement, (int)i + 1, self->texts->pdata[i], -1, SQLITE_TRANSIENT);
    else
      sqlite3_bind_double (statement, (int)i + 1, g_array_index (self->numbers, double, i));
  return statement;
}

/* Columns village, township, value and, of cases, id: where it lies on the day. */
static void
add_row (const YutuCoverageRead *read,
         sqlite3_stmt           *row,
         gboolean                is_case,
         YutuTallies            *out)
{
  gint64    village = sqlite3_column_int64 (row, 0);
  gint64    township = sqlite3_column_int64 (row, 1);
  YutuTally tally = { .rows = 1 };

  tally.known = sqlite3_column_type (row, 2) != SQLITE_NULL;
  tally.sum = sqlite3_column_int64 (row, 2);
  if (is_case)
    yutu_case_places_apply (&read->places, sqlite3_column_int64 (row, 3), &village, &township);
  yutu_coverage_add (read, out, village, township, &tally);
}

/* Added here, which is quicker than to have them sorted first. */
static gboolean
query_tally (const Query            *self,
             const YutuCoverageRead *read,
             gboolean                is_case,
             YutuTallies            *out,
             GError                **error)
{
  sqlite3_stmt *statement = query_prepare (self, read->connection, error);
  gboolean      row = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (read->connection, statement, &row, error))
        return FALSE;
      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      add_row (read, statement, is_case, out);
    }
  return FALSE;
}

/* Whether a query has a row. */
static gboolean
query_exists (const Query    *self,
              YutuConnection *connection,
              gboolean       *exists,
              GError        **error)
{
  sqlite3_stmt *statement = query_prepare (self, connection, error);

  if (statement == NULL || !yutu_connection_step (connection, statement, exists, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Facilities ---- */

/* A facility that moved has a row for each stretch of time; the others name the newest
 * (past_of). */
#define FIRST_STRETCH                                                                      \
  "NOT EXISTS (SELECT 1 FROM facility p WHERE p.past_of = coalesce (f.past_of, f.id) AND " \
  "p.valid_from < f.valid_from)"

/* The unit of the stretch f, or, when the facility stands on the same spot on the day, that of the day: an
 * act may have come between. */
static void
add_unit_of_day (Query                  *query,
                 const YutuCoverageRead *read,
                 const char             *select)
{
  g_string_append (query->sql, select);
  g_string_append (query->sql, " FROM facility d WHERE (d.id = coalesce (f.past_of, f.id) OR d.past_of = "
                               "coalesce (f.past_of, f.id)) AND d.geom IS f.geom AND d.valid_from <= ");
  query_bind_text (query, g_strdup (read->day));
  g_string_append (query->sql, " AND d.valid_to > ");
  query_bind_text (query, g_strdup (read->day));
}

/* The first columns of a query of facilities f: village, township. */
static void
add_units_of_day (Query                  *query,
                  const YutuCoverageRead *read)
{
  add_unit_of_day (query, read, "coalesce ((SELECT d.village");
  add_unit_of_day (query, read, "), f.village), coalesce ((SELECT d.township");
  g_string_append (query->sql, "), f.township), ");
}

static gboolean
count_facilities (YutuCoverageRead *self,
                  const YutuTerm   *term,
                  YutuTallies      *out,
                  GError          **error)
{
  g_auto (Query) all = query_new ("SELECT 1 FROM facility WHERE ");
  g_auto (Query) query = query_new (term->new_only ? "SELECT " : "SELECT f.village, f.township, ");

  query_add_list (&all, "kind", term->of);
  g_string_append (all.sql, " LIMIT 1");
  if (term->new_only)
    add_units_of_day (&query, self);
  query_add_value (&query, "f.fields", term);
  g_string_append (query.sql, " FROM facility f WHERE ");
  query_add_list (&query, "f.kind", term->of);
  g_string_append (query.sql, " AND f.valid_from <= ");
  query_bind_text (&query, g_strdup (term->new_only ? self->last_day : self->day));
  g_string_append (query.sql, term->new_only ? " AND f.valid_from >= " : " AND f.valid_to > ");
  query_bind_text (&query, g_strdup (term->new_only ? self->first_day : self->day));
  if (term->new_only)
    g_string_append (query.sql, " AND " FIRST_STRETCH);
  query_add_conditions (&query, self, "f.fields", term);
  return query_exists (&all, self->connection, &out->is_kept, error) &&
         query_tally (&query, self, FALSE, out, error);
}

/* Facilities that stood at the end of the year are rows, with a value or without; so are figures of
 * others. Each is where it stood then, or stood last, in the units of the day. */
static gboolean
count_facility_years (YutuCoverageRead *self,
                      const YutuTerm   *term,
                      YutuTallies      *out,
                      GError          **error)
{
  g_auto (Query) all = query_new ("SELECT 1 FROM facility f JOIN facility_year y ON "
                                  "y.facility = f.id WHERE ");
  g_auto (Query) query = query_new ("SELECT ");

  query_add_list (&all, "f.kind", term->of);
  g_string_append (all.sql, " AND y.year = ");
  query_bind_number (&all, self->data_year);
  g_string_append (all.sql, " LIMIT 1");
  add_units_of_day (&query, self);
  query_add_value (&query, "y.fields", term);
  g_string_append (query.sql, " FROM facility f LEFT JOIN facility_year y ON y.facility = "
                              "coalesce (f.past_of, f.id) AND y.year BETWEEN ");
  query_bind_number (&query, self->data_year - term->years + 1);
  g_string_append (query.sql, " AND ");
  query_bind_number (&query, self->data_year);
  g_string_append (query.sql, " WHERE ");
  query_add_list (&query, "f.kind", term->of);
  g_string_append (query.sql, " AND ((f.valid_from <= ");
  query_bind_text (&query, g_strdup (self->last_day));
  g_string_append (query.sql, " AND f.valid_to > ");
  query_bind_text (&query, g_strdup (self->last_day));
  g_string_append (query.sql, ") OR (f.past_of IS NULL AND y.id IS NOT NULL AND NOT EXISTS (SELECT "
                              "1 FROM facility p WHERE (p.id = f.id OR p.past_of = f.id) AND "
                              "p.valid_from <= ");
  query_bind_text (&query, g_strdup (self->last_day));
  g_string_append (query.sql, " AND p.valid_to > ");
  query_bind_text (&query, g_strdup (self->last_day));
  g_string_append (query.sql, ")))");
  query_add_conditions (&query, self, "f.fields", term);
  return query_exists (&all, self->connection, &out->is_kept, error) &&
         query_tally (&query, self, FALSE, out, error);
}

/* ---- Cases ---- */

/* The state on the day: that of now, unless it is younger; then that of the last step until the
 * day, or that which the first step left. */
static void
add_state (Query          *query,
           const char     *day,
           const YutuTerm *term)
{
  g_string_append (query->sql, " AND CASE WHEN c.state_since <= ");
  query_bind_text (query, g_strdup (day));
  g_string_append (query->sql,
                   " THEN c.state ELSE coalesce ((SELECT e.to_state FROM case_event e WHERE "
                   "e.case_file = c.id AND substr (e.at, 1, 10) <= ");
  query_bind_text (query, g_strdup (day));
  g_string_append (query->sql,
                   " ORDER BY e.at DESC, e.id DESC LIMIT 1), (SELECT e.from_state FROM case_event "
                   "e WHERE e.case_file = c.id ORDER BY e.at, e.id LIMIT 1), c.state) END");
  query_add_list (query, "", term->states);
}

static void
add_days (Query                  *query,
          const YutuCoverageRead *self,
          const YutuTerm         *term)
{
  gboolean    is_year = term->when == YUTU_CASES_OPENED || term->when == YUTU_CASES_CLOSED;
  const char *day = is_year ? self->last_day : self->day;

  /* All kinds: the one pass over case_file_kind is quicker than the way by opened_on. */
  g_string_append (query->sql,
                   term->of[0] != NULL ? " AND c.opened_on <= " : " AND +c.opened_on <= ");
  query_bind_text (query, g_strdup (day));
  if (is_year)
    {
      g_string_append (query->sql, term->when == YUTU_CASES_OPENED ? " AND c.opened_on >= "
                                                                   : " AND c.closed_on >= ");
      query_bind_text (query, g_strdup (self->first_day));
    }
  if (term->when == YUTU_CASES_CLOSED)
    {
      g_string_append (query->sql, " AND c.closed_on <= ");
      query_bind_text (query, g_strdup (day));
    }
  if (term->when == YUTU_CASES_OVERDUE)
    {
      g_string_append (query->sql, " AND c.due_on IS NULL = 0 AND c.due_on < ");
      query_bind_text (query, g_strdup (day));
    }
  if (term->when == YUTU_CASES_OVERDUE ||
      (term->when == YUTU_CASES_ON_DAY && term->states[0] == NULL))
    {
      g_string_append (query->sql, " AND (c.closed_on IS NULL OR c.closed_on > ");
      query_bind_text (query, g_strdup (day));
      g_string_append (query->sql, ")");
    }
  if (term->states[0] != NULL)
    add_state (query, day, term);
}

/* Rows of village, township, value, id, x, y. */
static gboolean
tally_near (const Query            *query,
            const YutuCoverageRead *self,
            const YutuReach        *reach,
            YutuTallies            *out,
            GError                **error)
{
  sqlite3_stmt *statement = query_prepare (query, self->connection, error);
  gboolean      row = TRUE;

  while (statement != NULL)
    {
      YutuPoint point;

      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      point.x = sqlite3_column_int64 (statement, 4);
      point.y = sqlite3_column_int64 (statement, 5);
      if (sqlite3_column_type (statement, 4) != SQLITE_NULL && yutu_reach_covers (reach, point))
        add_row (self, statement, TRUE, out);
    }
  return FALSE;
}

/* Once, and only where a term counts cases. */
static gboolean
load_places (YutuCoverageRead *self,
             GError          **error)
{
  return self->places.places != NULL ||
         yutu_case_places_load (self->connection, self->day, &self->places, error);
}

static gboolean
count_cases (YutuCoverageRead *self,
             const YutuTerm   *term,
             YutuTallies      *out,
             GError          **error)
{
  g_auto (Query) all = query_new ("SELECT 1 FROM case_file WHERE ");
  g_auto (Query) query = query_new ("SELECT c.village, c.township, ");
  g_autoptr (YutuReach) reach = NULL;

  if (term->of[0] != NULL)
    query_add_list (&all, "kind", term->of);
  else
    g_string_append (all.sql, "1");
  g_string_append (all.sql, " LIMIT 1");
  if (!query_exists (&all, self->connection, &out->is_kept, error) || !load_places (self, error))
    return FALSE;
  query_add_value (&query, "c.fields", term);
  g_string_append (query.sql, term->reach_m > 0 ? ", c.id, c.x, c.y FROM case_file c WHERE "
                                                : ", c.id FROM case_file c WHERE ");
  if (term->of[0] != NULL)
    query_add_list (&query, "c.kind", term->of);
  else
    g_string_append (query.sql, "1");
  add_days (&query, self, term);
  query_add_conditions (&query, self, "c.fields", term);
  if (term->reach_m <= 0)
    return query_tally (&query, self, TRUE, out, error);
  reach = yutu_reach_load (self->connection, term->reach_of, self->day, term->reach_m, error);
  return reach != NULL && tally_near (&query, self, reach, out, error);
}

/* ---- Units and people ---- */

/* @has: (nullable): by unit, what the terms of the unit count. */
static void
count_units (const YutuCoverageRead *self,
             const YutuTerm         *term,
             const YutuTally        *has,
             YutuTallies            *out)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      const YutuCoverageUnit *unit = YUTU_COVERAGE_UNIT (self, i);
      YutuTally               one = { 1, 1, has != NULL ? has[i].rows : 1 };

      if (unit->level == term->level && unit->is_in_scope && (has == NULL || has[i].sum > 0))
        add_upwards (self, out, (int)i, &one);
    }
}

static gboolean
count_units_with (YutuCoverageRead *self,
                  const YutuTerm   *term,
                  YutuTallies      *out,
                  GError          **error)
{
  g_autofree YutuTally *has = g_new0 (YutuTally, self->units->len);

  for (gsize i = 0; i < term->n_has; i++)
    {
      g_auto (YutuTallies) tallies = { NULL, FALSE };

      if (!yutu_coverage_count (self, &term->has[i], &tallies, error))
        return FALSE;
      out->is_kept = out->is_kept || tallies.is_kept;
      for (guint u = 0; u < self->units->len; u++)
        yutu_tally_add (&has[u], &tallies.units[u]);
    }
  count_units (self, term, has, out);
  return TRUE;
}

/* A unit's own figure; else, when all units below it have one, their sum. Units are in tree
 * order, so those below come behind. */
static void
count_residents (const YutuCoverageRead *self,
                 YutuTallies            *out)
{
  g_autofree gint64 *below = g_new0 (gint64, self->units->len);
  g_autofree gint64 *n_below = g_new0 (gint64, self->units->len);

  out->is_kept = TRUE;
  for (int i = (int)self->units->len - 1; i >= 0; i--)
    {
      const YutuCoverageUnit *unit = YUTU_COVERAGE_UNIT (self, i);
      gboolean                use_own = unit->population >= 0 &&
                         (i != self->county || self->scope == YUTU_SCOPE_LEGAL);
      gint64 people = use_own                           ? unit->population
                      : n_below[i] > 0 && below[i] >= 0 ? below[i]
                                                        : -1;

      out->units[i] = (YutuTally){ MAX (people, 0), people >= 0, 1 };
      if (unit->parent >= 0 && unit->is_in_scope)
        {
          n_below[unit->parent]++;
          below[unit->parent] =
            people < 0 || below[unit->parent] < 0 ? -1 : below[unit->parent] + people;
        }
    }
}

/* ---- Figures that were reported ---- */

static void
add_up_figures (const YutuCoverageRead *self,
                YutuTallies            *out)
{
  for (int i = (int)self->units->len - 1; i >= 0; i--)
    {
      gint64   sum = 0;
      gboolean is_whole = FALSE;

      if (out->units[i].known > 0)
        continue;
      for (guint j = (guint)i + 1; j < self->units->len; j++)
        if (YUTU_COVERAGE_UNIT (self, j)->parent == i && YUTU_COVERAGE_UNIT (self, j)->is_in_scope)
          {
            if (out->units[j].known == 0)
              {
                is_whole = FALSE;
                break;
              }
            is_whole = TRUE;
            sum += out->units[j].sum;
          }
      if (is_whole)
        out->units[i] = (YutuTally){ sum, 1, 1 };
    }
}

static gboolean
count_figures (YutuCoverageRead *self,
               const YutuTerm   *term,
               YutuTallies      *out,
               GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT region_code, CAST (round (value * 1000) AS INTEGER), scope FROM indicator_value "
    "WHERE key = ?1 AND kind = 'actual' AND period = ?2 ORDER BY scope = 'region', id",
    error);
  g_autofree char *period = g_strdup_printf ("%04d", self->data_year);
  const char      *scope = self->scope == YUTU_SCOPE_LEGAL ? "legal" : "managed";
  gboolean         row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, term->of[0], -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, period, -1, SQLITE_STATIC);
  out->is_kept = TRUE;
  for (guint i = 0; i < self->units->len; i++)
    out->units[i].rows = 1; /* that has no value until it is found */
  while (yutu_connection_step (self->connection, statement, &row, error))
    {
      const char *code;
      int         unit;

      if (!row)
        {
          sqlite3_reset (statement);
          if (term->adds_up)
            add_up_figures (self, out);
          return TRUE;
        }
      code = (const char *)sqlite3_column_text (statement, 0);
      unit = code != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->codes, code)) - 1 : -1;
      if (unit < 0 || (unit == self->county &&
                       g_strcmp0 ((const char *)sqlite3_column_text (statement, 2), scope) != 0))
        continue;
      out->units[unit] = (YutuTally){ sqlite3_column_int64 (statement, 1), 1, 1 };
    }
  return FALSE;
}

/* ---- The whole ---- */

gboolean
yutu_coverage_count (YutuCoverageRead *self,
                     const YutuTerm   *term,
                     YutuTallies      *out,
                     GError          **error)
{
  out->units = g_new0 (YutuTally, self->units->len);
  switch (term->kind)
    {
    case YUTU_TERM_FACILITIES:
      return count_facilities (self, term, out, error);
    case YUTU_TERM_FACILITY_YEARS:
      return count_facility_years (self, term, out, error);
    case YUTU_TERM_CASES:
      return count_cases (self, term, out, error);
    case YUTU_TERM_ADDRESSES:
      return yutu_coverage_count_addresses (self, term, out, error);
    case YUTU_TERM_RESIDENTS:
      count_residents (self, out);
      return TRUE;
    case YUTU_TERM_UNITS:
      count_units (self, term, NULL, out);
      out->is_kept = TRUE;
      return TRUE;
    case YUTU_TERM_UNITS_WITH:
      return count_units_with (self, term, out, error);
    case YUTU_TERM_LINES:
    case YUTU_TERM_PILLARS:
      return yutu_coverage_count_lines (self, term, out, error);
    case YUTU_TERM_CROSSINGS:
      return yutu_coverage_count_crossings (self, term, out, error);
    case YUTU_TERM_FIGURE:
    default:
      return count_figures (self, term, out, error);
    }
}

gboolean
yutu_coverage_find_year (YutuCoverageRead *self,
                         const YutuTerm   *term,
                         int              *year,
                         GError          **error)
{
  gboolean is_figure = term->kind == YUTU_TERM_FIGURE;
  g_auto (Query) query = query_new (
    is_figure ? "SELECT max (CAST (period AS INTEGER)) FROM indicator_value WHERE kind = 'actual' "
                "AND length (period) = 4 AND "
              : "SELECT max (y.year) FROM facility f JOIN facility_year y ON y.facility = f.id "
                "WHERE ");
  sqlite3_stmt *statement;
  gboolean      row = FALSE;

  for (gsize i = 0; i < term->n_has; i++)
    if (!yutu_coverage_find_year (self, &term->has[i], year, error))
      return FALSE;
  if (!is_figure && term->kind != YUTU_TERM_FACILITY_YEARS)
    return TRUE;
  query_add_list (&query, is_figure ? "key" : "f.kind", term->of);
  g_string_append (query.sql, is_figure ? " AND CAST (period AS INTEGER) <= " : " AND y.year <= ");
  query_bind_number (&query, self->year);
  statement = query_prepare (&query, self->connection, error);
  if (statement == NULL || !yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *year = MIN (*year, sqlite3_column_int (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}
