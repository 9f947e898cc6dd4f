/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "coverage/yutu-indicator.h"

#include <glib/gi18n.h>
#include "coverage/yutu-indicator-private.h"

#include <math.h>
#include <string.h>

#define COUNTY_LEVEL 3
#define FEW_PEOPLE   5 /* fewer are not shown; none at all is */
#define OPEN_FIGURES 4 /* digits of a year */

G_DEFINE_QUARK (yutu_coverage_error, yutu_coverage_error)

/* A definition that no file has. */
typedef struct
{
  YutuIndicatorDef def;
  YutuTerm         near;
  YutuTerm         all;
  GStrv            registers;
} ReachDef;

static void
reach_def_free (gpointer data)
{
  ReachDef *self = data;

  g_strfreev (self->registers);
  g_free (self);
}

/* ---- Rows ---- */

static void
row_clear (YutuIndicatorRow *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->target_period);
  g_free (self->target_source);
  g_free (self->published_source);
}

static void
row_free (gpointer data)
{
  row_clear (data);
  g_free (data);
}

void
yutu_indicator_table_free (YutuIndicatorTable *self)
{
  if (self == NULL)
    return;
  row_clear (&self->total);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->outside, g_array_unref);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->own_def, reach_def_free);
  g_free (self);
}

const YutuIndicatorDef *
yutu_modules_find_indicator (const YutuModules *self,
                             const char        *id,
                             const YutuModule **module)
{
  for (gsize m = 0; m < yutu_modules_get_n (self); m++)
    {
      const YutuModule *candidate = yutu_modules_get (self, m);

      for (gsize i = 0; i < candidate->n_indicators; i++)
        if (g_strcmp0 (candidate->indicators[i].id, id) == 0)
          {
            if (module != NULL)
              *module = candidate;
            return &candidate->indicators[i];
          }
    }
  return NULL;
}

/* ---- Units of the day ---- */

static void
unit_clear (gpointer data)
{
  YutuCoverageUnit *self = data;

  g_free (self->code);
  g_free (self->name);
}

static void
read_clear (YutuCoverageRead *self)
{
  g_clear_pointer (&self->units, g_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  yutu_case_places_clear (&self->places);
  g_clear_pointer (&self->crossings, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCoverageRead, read_clear)

static void
add_unit (YutuCoverageRead *self,
          sqlite3_stmt     *row)
{
  YutuCoverageUnit unit = {
    .unit = sqlite3_column_int64 (row, 0),
    .parent_unit = sqlite3_column_int64 (row, 1),
    .level = sqlite3_column_int (row, 2),
    .parent = -1,
    .code = g_strdup ((const char *)sqlite3_column_text (row, 3)),
    .name = g_strdup ((const char *)sqlite3_column_text (row, 4)),
    .population = sqlite3_column_type (row, 6) != SQLITE_NULL ? sqlite3_column_int64 (row, 6) : -1,
    .is_in_scope = self->scope == YUTU_SCOPE_LEGAL ||
                   sqlite3_column_type (row, 5) == SQLITE_NULL,
  };

  if (unit.level > COUNTY_LEVEL)
    unit.parent = yutu_coverage_find (self, unit.parent_unit);
  if (unit.parent >= 0)
    unit.is_in_scope = unit.is_in_scope && YUTU_COVERAGE_UNIT (self, unit.parent)->is_in_scope;
  g_array_append_val (self->units, unit);
}

/* Levels come one after the other, so that a unit is behind those above it. */
static gboolean
read_units (YutuCoverageRead *self,
            GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT unit, coalesce (parent, 0), level, code, name, managed_by, population FROM division "
    "WHERE valid_from <= ?1 AND ?1 < valid_to AND level BETWEEN 3 AND 5 "
    "ORDER BY level, code IS NULL, code, unit",
    error);
  gboolean row = TRUE;
  gboolean good = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_STATIC);
  self->units = g_array_new (FALSE, FALSE, sizeof (YutuCoverageUnit));
  g_array_set_clear_func (self->units, unit_clear);
  self->index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((good = yutu_connection_step (self->connection, statement, &row, error)) && row)
    {
      const YutuCoverageUnit *unit = NULL;

      add_unit (self, statement);
      unit = YUTU_COVERAGE_UNIT (self, self->units->len - 1);
      g_hash_table_insert (self->index, g_memdup2 (&unit->unit, sizeof (gint64)),
                           GINT_TO_POINTER ((int)self->units->len));
      if (unit->code != NULL)
        g_hash_table_insert (self->codes, g_strdup (unit->code),
                             GINT_TO_POINTER ((int)self->units->len));
    }
  if (!good)
    return FALSE;
  if (self->units->len > 0 && YUTU_COVERAGE_UNIT (self, 0)->level == COUNTY_LEVEL)
    return TRUE;
  g_set_error (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_COUNTY,
               _ ("the file has no county on %s; choose another day or add one"), self->day);
  return FALSE;
}

/* ---- Days and years ---- */

static gboolean
find_years (YutuCoverageRead        *self,
            const YutuIndicatorSpec *spec,
            GError                 **error)
{
  const YutuIndicatorDef *def = self->def;
  int                     year = self->year;
  YutuDay                 last;

  for (gsize i = 0; spec->year == 0 && i < def->n_numerator + def->n_denominator; i++)
    if (!yutu_coverage_find_year (self,
                                  i < def->n_numerator ? &def->numerator[i]
                                                       : &def->denominator[i - def->n_numerator],
                                  &year, error))
      return FALSE;
  self->data_year = year;
  last = yutu_day_from_ymd (year, 12, 31);
  yutu_day_format (yutu_day_from_ymd (year, 1, 1), self->first_day);
  yutu_day_format (MIN (last, yutu_day_parse (self->day)), self->last_day);
  return TRUE;
}

/* ---- Counting ---- */

/* A sum of terms in one unit, in parts of fraction. */
typedef struct
{
  gboolean has;
  gint64   sum;
  guint    rows;
} Sum;

static int
get_fraction (const YutuTerm *terms,
              gsize           n)
{
  int fraction = 1;

  for (gsize i = 0; i < n; i++)
    fraction = MAX (fraction, terms[i].fraction);
  return fraction;
}

/* The sums of all units. (transfer full) */
static Sum *
count_sum (YutuCoverageRead *self,
           const YutuTerm   *terms,
           gsize             n,
           GError          **error)
{
  g_autofree Sum *sums = g_new0 (Sum, self->units->len);
  int             fraction = get_fraction (terms, n);

  for (guint u = 0; u < self->units->len; u++)
    sums[u].has = TRUE;
  for (gsize i = 0; i < n; i++)
    {
      g_auto (YutuTallies) tallies = { NULL, FALSE };

      if (!yutu_coverage_count (self, &terms[i], &tallies, error))
        return NULL;
      for (guint u = 0; u < self->units->len; u++)
        {
          const YutuTally *tally = &tallies.units[u];

          sums[u].has = sums[u].has && tallies.is_kept && (tally->rows == 0 || tally->known > 0);
          sums[u].sum += tally->sum * terms[i].times * (fraction / terms[i].fraction);
          sums[u].rows += (guint)tally->rows;
        }
    }
  return g_steal_pointer (&sums);
}

/* scale × value; scales below 1 divide by their inverse, which is exact where they are not. */
static double
scale_value (double value,
             double scale)
{
  double inverse = round (1 / scale);

  return scale < 1 && fabs (inverse * scale - 1) < 1e-9 ? value / inverse : value * scale;
}

static void
fill_value (YutuIndicatorRow       *row,
            const YutuIndicatorDef *def,
            const Sum              *numerator,
            const Sum              *denominator)
{
  double above = get_fraction (def->numerator, def->n_numerator);
  double below = get_fraction (def->denominator, def->n_denominator);

  row->n_rows = numerator->rows + (denominator != NULL ? denominator->rows : 0);
  if (!numerator->has || (denominator != NULL && (!denominator->has || denominator->sum == 0)))
    return;
  row->numerator = (double)numerator->sum / above;
  row->denominator = denominator != NULL ? (double)denominator->sum / below : 0;
  if (denominator != NULL && row->denominator < def->least_denominator)
    {
      row->numerator = row->denominator = 0;
      row->n_rows = def->is_people ? 0 : row->n_rows;
      return;
    }
  row->has_value = TRUE;
  row->value = denominator == NULL
                 ? scale_value (row->numerator, def->scale)
                 : scale_value ((double)numerator->sum * below, def->scale) /
                     ((double)denominator->sum * above);
}

static YutuIndicatorRow *
row_new (const YutuCoverageUnit *unit)
{
  YutuIndicatorRow *self = g_new0 (YutuIndicatorRow, 1);

  self->unit = unit->unit;
  self->parent = unit->parent_unit;
  self->code = g_strdup (unit->code);
  self->name = g_strdup (unit->name);
  return self;
}

static gboolean
count_rows (YutuCoverageRead   *self,
            YutuIndicatorTable *table,
            GError            **error)
{
  const YutuIndicatorDef *def = self->def;
  g_autofree Sum         *numerators = count_sum (self, def->numerator, def->n_numerator, error);
  g_autofree Sum         *denominators = NULL;

  if (numerators == NULL)
    return FALSE;
  if (def->n_denominator > 0)
    {
      denominators = count_sum (self, def->denominator, def->n_denominator, error);
      if (denominators == NULL)
        return FALSE;
    }
  for (guint i = 0; i < self->units->len; i++)
    {
      const YutuCoverageUnit *unit = YUTU_COVERAGE_UNIT (self, i);
      YutuIndicatorRow       *row;

      if ((int)i != self->county && unit->level != table->level)
        continue;
      if ((int)i != self->county && !unit->is_in_scope)
        {
          g_array_append_val (table->outside, unit->unit);
          continue;
        }
      row = row_new (unit);
      fill_value (row, def, &numerators[i], denominators != NULL ? &denominators[i] : NULL);
      if ((int)i == self->county)
        {
          table->total = *row;
          g_free (row);
        }
      else
        g_ptr_array_add (table->rows, row);
    }
  return TRUE;
}

/* ---- Aims and figures that were reported ---- */

static YutuIndicatorRow *
find_row (YutuIndicatorTable *table,
          GHashTable         *rows,
          const char         *code)
{
  if (code == NULL)
    return NULL;
  return g_strcmp0 (code, table->total.code) == 0 ? &table->total
                                                  : g_hash_table_lookup (rows, code);
}

static void
take_target (YutuIndicatorRow *row,
             double            value,
             const char       *period,
             const char       *source)
{
  g_free (row->target_period);
  g_free (row->target_source);
  row->has_target = TRUE;
  row->target = value;
  row->target_period = g_strdup (period);
  row->target_source = g_strdup (source);
}

/* Rows of the file come by period, those of the scope behind those of the other one. An aim
 * holds for its year and those after it; a figure for its year alone. */
static void
take_figure (YutuCoverageRead   *self,
             YutuIndicatorTable *table,
             GHashTable         *rows,
             sqlite3_stmt       *statement)
{
  YutuIndicatorRow *row =
    find_row (table, rows, (const char *)sqlite3_column_text (statement, 0));
  const char *period = (const char *)sqlite3_column_text (statement, 1);
  double      value = sqlite3_column_double (statement, 3);
  const char *source = (const char *)sqlite3_column_text (statement, 4);
  gboolean    is_of_scope = sqlite3_column_int (statement, 5) != 0;

  if (row == NULL)
    return;
  if (g_strcmp0 ((const char *)sqlite3_column_text (statement, 2), "target") == 0)
    {
      /* A rate that is aimed at is one for either scope, a number is of its own. */
      if (is_of_scope || self->def->n_denominator > 0)
        take_target (row, value, period, source);
      return;
    }
  if (atoi (period) != self->data_year || (!is_of_scope && row == &table->total))
    return;
  row->has_published = TRUE;
  row->published = value;
  g_free (row->published_source);
  row->published_source = g_strdup (source);
}

static gboolean
read_figures (YutuCoverageRead   *self,
              YutuIndicatorTable *table,
              GHashTable         *rows,
              GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT region_code, period, kind, value, source, scope IN (?2, 'region') FROM "
    "indicator_value WHERE key = ?1 AND length (period) = 4 AND CAST (period AS INTEGER) <= ?3 "
    "ORDER BY period, scope IN (?2, 'region'), id",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->def->figure, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, self->scope == YUTU_SCOPE_LEGAL ? "legal" : "managed", -1,
                     SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, self->year);
  while (yutu_connection_step (self->connection, statement, &row, error))
    {
      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      take_figure (self, table, rows, statement);
    }
  return FALSE;
}

/* The aim of the county, or the standing one, is one of each unit where it is a rate. */
static void
judge (YutuIndicatorTable       *table,
       YutuIndicatorRow         *row,
       const YutuStandingTarget *standing)
{
  const YutuIndicatorDef *def = table->def;
  gboolean                is_rate = def->n_denominator > 0;

  if (!row->has_target && row != &table->total && is_rate && table->total.has_target)
    take_target (row, table->total.target, table->total.target_period, table->total.target_source);
  else if (!row->has_target && standing != NULL && (is_rate || row == &table->total))
    take_target (row, standing->value, "", standing->legal_basis);
  if (row->has_target && row->has_value)
    row->is_met = def->direction == YUTU_DIRECTION_LOWER ? row->value <= row->target
                                                         : row->value >= row->target;
}

static gboolean
compare_with_figures (YutuCoverageRead   *self,
                      YutuIndicatorTable *table,
                      GError            **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  const YutuStandingTarget *standing =
    yutu_indicator_def_get_target (table->def, yutu_day_parse (self->day));

  for (guint i = 0; i < table->rows->len; i++)
    {
      YutuIndicatorRow *row = table->rows->pdata[i];

      if (row->code != NULL)
        g_hash_table_insert (rows, row->code, row);
    }
  if (!read_figures (self, table, rows, error))
    return FALSE;
  judge (table, &table->total, standing);
  for (guint i = 0; i < table->rows->len; i++)
    judge (table, table->rows->pdata[i], standing);
  return TRUE;
}

/* ---- Few people ---- */

static void
suppress (YutuIndicatorRow *row)
{
  row->has_value = row->is_met = FALSE;
  row->is_suppressed = TRUE;
  row->value = row->numerator = row->denominator = 0;
  row->n_rows = 0;
}

/* Rows of one parent stand together. One hidden number follows from the parent's and the others, so
 * the least of the others is hidden with it. */
static void
suppress_siblings (YutuIndicatorRow **rows,
                   gsize              n)
{
  gsize             n_hidden = 0;
  YutuIndicatorRow *least = NULL;

  for (gsize i = 0; i < n; i++)
    {
      n_hidden += rows[i]->is_suppressed;
      if (rows[i]->has_value && rows[i]->numerator > 0 &&
          (least == NULL || rows[i]->numerator < least->numerator))
        least = rows[i];
    }
  if (n_hidden == 1 && least != NULL)
    suppress (least);
}

static int
compare_parents (gconstpointer a,
                 gconstpointer b)
{
  const YutuIndicatorRow *one = *(const YutuIndicatorRow *const *)a;
  const YutuIndicatorRow *other = *(const YutuIndicatorRow *const *)b;

  return one->parent < other->parent ? -1 : one->parent > other->parent;
}

static gboolean
is_few (const YutuIndicatorRow *row)
{
  return row->has_value && row->numerator > 0 && row->numerator < FEW_PEOPLE;
}

static void
suppress_few (YutuIndicatorTable *table)
{
  YutuIndicatorRow **rows = (YutuIndicatorRow **)table->rows->pdata;
  gsize              first = 0;

  if (!table->def->is_people)
    return;
  if (is_few (&table->total))
    suppress (&table->total);
  for (guint i = 0; i < table->rows->len; i++)
    if (is_few (rows[i]))
      suppress (rows[i]);
  g_ptr_array_sort (table->rows, compare_parents);
  rows = (YutuIndicatorRow **)table->rows->pdata;
  for (gsize i = 1; i <= table->rows->len; i++)
    if (i == table->rows->len || rows[i]->parent != rows[first]->parent)
      {
        suppress_siblings (rows + first, i - first);
        first = i;
      }
}

/* ---- In order ---- */

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const YutuIndicatorRow *one = *(const YutuIndicatorRow *const *)a;
  const YutuIndicatorRow *other = *(const YutuIndicatorRow *const *)b;
  const YutuIndicatorDef *def = data;

  if (one->has_value != other->has_value)
    return one->has_value ? -1 : 1;
  if (one->has_value && one->value != other->value)
    return (one->value < other->value) == (def->direction == YUTU_DIRECTION_HIGHER) ? -1 : 1;
  if (g_strcmp0 (one->code, other->code) != 0)
    return one->code == NULL     ? 1
           : other->code == NULL ? -1
                                 : strcmp (one->code, other->code);
  return one->unit < other->unit ? -1 : one->unit > other->unit;
}

/* ---- The whole ---- */

static const YutuIndicatorDef *
find_def (YutuModules             *modules,
          const YutuIndicatorSpec *spec,
          const YutuModule       **module,
          GError                 **error)
{
  const YutuIndicatorDef *def = yutu_modules_find_indicator (modules, spec->id, module);

  if (def == NULL)
    g_set_error (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_UNKNOWN,
                 _ ("“%s” is no indicator of the modules"), spec->id);
  else if (!yutu_indicator_def_has_level (def, spec->level))
    {
      g_set_error (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_UNKNOWN,
                   _ ("indicator “%s” is not counted by %s"), spec->id,
                   spec->level == 5 ? _ ("village") : _ ("township"));
      return NULL;
    }
  return def;
}

static YutuDay
find_day (const YutuIndicatorSpec *spec,
          int                     *year)
{
  int day_year = 0;
  int month = 0;
  int day = 0;

  yutu_day_to_ymd (spec->day, &day_year, &month, &day);
  *year = spec->year != 0 ? spec->year : day_year;
  return *year == day_year ? spec->day : yutu_day_from_ymd (*year, 12, 31);
}

/* Takes @table, whose def is set. */
static YutuIndicatorTable *
read_table (YutuConnection          *connection,
            YutuModules             *modules,
            YutuIndicatorTable      *table,
            const YutuIndicatorSpec *spec,
            GError                 **error)
{
  g_autoptr (YutuIndicatorTable) owned = table;
  g_auto (YutuCoverageRead) self = {
    .connection = connection, .modules = modules, .def = table->def, .scope = spec->scope, .source = spec->source
  };

  table->modules = yutu_modules_ref (modules);
  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->outside = g_array_new (FALSE, FALSE, sizeof (gint64));
  table->level = spec->level;
  table->scope = spec->scope;
  table->day = find_day (spec, &self.year);
  yutu_day_format (table->day, self.day);
  if (!read_units (&self, error) || !find_years (&self, spec, error) ||
      !count_rows (&self, table, error) || !compare_with_figures (&self, table, error))
    return NULL;
  table->year = self.year;
  table->data_year = self.data_year;
  suppress_few (table);
  g_ptr_array_sort_with_data (table->rows, compare_rows, (gpointer)table->def);
  return g_steal_pointer (&owned);
}

YutuIndicatorTable *
yutu_indicator_read (YutuConnection          *connection,
                     YutuModules             *modules,
                     const YutuIndicatorSpec *spec,
                     GError                 **error)
{
  const YutuModule       *module = NULL;
  const YutuIndicatorDef *def = find_def (modules, spec, &module, error);
  YutuIndicatorTable     *table = NULL;

  if (def == NULL)
    return NULL;
  table = g_new0 (YutuIndicatorTable, 1);
  table->def = def;
  table->module = module;
  return read_table (connection, modules, table, spec, error);
}

/* ---- Within reach ---- */

static ReachDef *
reach_def_new (const char *const *registers,
               double             radius_m)
{
  static const char *const none[] = { NULL };
  ReachDef                *self = g_new0 (ReachDef, 1);

  self->registers = g_strdupv ((GStrv)registers);
  self->all = (YutuTerm){ .kind = YUTU_TERM_ADDRESSES,
                          .times = 1,
                          .fraction = 1,
                          .of = none,
                          .states = none,
                          .reach_of = none };
  self->near = self->all;
  self->near.reach_of = (const char *const *)self->registers;
  self->near.reach_m = radius_m;
  self->def = (YutuIndicatorDef){
    .id = "reach",
    .title = { "", "" },
    .formula = { "", "" },
    .unit = "%",
    .figure = "reach",
    .levels = 1 << 4 | 1 << 5,
    .direction = YUTU_DIRECTION_HIGHER,
    .decimals = 1,
    .scale = 100,
    .numerator = &self->near,
    .n_numerator = 1,
    .denominator = &self->all,
    .n_denominator = 1,
    .classes = YUTU_CLASSES_QUANTILE,
    .n_classes = 5,
    .palette = "blue",
  };
  return self;
}

/* Every register that there is, as it is named. */
static char *
list_registers (const YutuModules *modules)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    for (gsize r = 0; r < yutu_modules_get (modules, i)->n_registers; r++)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", yutu_modules_get (modules, i)->registers[r].full_id);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

YutuIndicatorTable *
yutu_indicator_read_reach (YutuConnection          *connection,
                           YutuModules             *modules,
                           const char *const       *registers,
                           double                   radius_m,
                           const YutuIndicatorSpec *spec,
                           GError                 **error)
{
  YutuIndicatorTable *table = NULL;
  ReachDef           *own = NULL;
  const YutuModule   *module = NULL;

  for (gsize i = 0; registers[i] != NULL; i++)
    if (yutu_modules_find_register (modules, registers[i], &module) == NULL)
      {
        g_autofree char *list = list_registers (modules);

        g_set_error (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_REGISTER, _ ("“%s” is no register; there are %s"),
                     registers[i], list);
        return NULL;
      }
  own = reach_def_new (registers, radius_m);
  table = g_new0 (YutuIndicatorTable, 1);
  table->own_def = own;
  table->def = &own->def;
  table->module = module;
  return read_table (connection, modules, table, spec, error);
}
