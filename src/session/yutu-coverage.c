/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-coverage.h"

#include <glib/gi18n.h>

#include "base/yutu-number.h"
#include "session/yutu-name-signs.h"

/* ---- Reading ---- */

typedef struct
{
  YutuModules             *modules;
  const YutuIndicatorSpec *spec;
  const char *const       *registers; /* (nullable): within reach of these */
  double                   radius_m;
  YutuIndicatorTable      *table;
} Read;

static gboolean
read_table (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Read             *read = data;
  YutuIndicatorSpec spec = *read->spec;

  spec.source = yutu_sign_get_coverage_source ();
  read->table = read->registers != NULL
                  ? yutu_indicator_read_reach (connection, read->modules, read->registers,
                                               read->radius_m, &spec, error)
                  : yutu_indicator_read (connection, read->modules, &spec, error);
  return read->table != NULL;
}

YutuIndicatorTable *
yutu_file_read_indicator (YutuFile                *self,
                          YutuModules             *modules,
                          const YutuIndicatorSpec *spec,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  Read read = { modules, spec, NULL, 0, NULL };

  if (!yutu_store_read (yutu_file_get_store (self), read_table, &read, cancellable, error))
    g_clear_pointer (&read.table, yutu_indicator_table_free);
  return read.table;
}

YutuIndicatorTable *
yutu_file_read_reach (YutuFile                *self,
                      YutuModules             *modules,
                      const char *const       *registers,
                      double                   radius_m,
                      const YutuIndicatorSpec *spec,
                      GError                 **error)
{
  Read read = { modules, spec, registers, radius_m, NULL };

  if (!yutu_store_read (yutu_file_get_store (self), read_table, &read, NULL, error))
    g_clear_pointer (&read.table, yutu_indicator_table_free);
  return read.table;
}

typedef struct
{
  YutuFile         *file;
  YutuModules      *modules;
  YutuIndicatorSpec spec; /* its id is owned */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free ((char *)self->spec.id);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  g_free (self);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job                *job = task_data;
  GError             *error = NULL;
  YutuIndicatorTable *table =
    yutu_file_read_indicator (job->file, job->modules, &job->spec, cancellable, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify)yutu_indicator_table_free);
  else
    g_task_return_error (task, error);
}

void
yutu_session_read_indicator_async (YutuSession             *self,
                                   const YutuIndicatorSpec *spec,
                                   GCancellable            *cancellable,
                                   GAsyncReadyCallback      callback,
                                   gpointer                 user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (spec != NULL && spec->id != NULL);

  job = g_new0 (Job, 1);
  job->file = yutu_file_ref (yutu_session_get_file (self));
  job->modules = yutu_modules_ref ((YutuModules *)yutu_session_get_modules (self));
  job->spec = *spec;
  job->spec.id = g_strdup (spec->id);
  if (spec->day == YUTU_DAY_INVALID)
    job->spec.day = yutu_session_get_day (self);
  task = g_task_new (NULL, cancellable, callback, user_data); /* the worker must not hold @self */
  g_task_set_source_tag (task, yutu_session_read_indicator_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_worker);
}

YutuIndicatorTable *
yutu_session_read_indicator_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Words ---- */

char *
yutu_indicator_format_number (const YutuIndicatorDef *def,
                              double                  value)
{
  g_autofree char *number = yutu_number_format (value, def->decimals);

  if (*def->unit == '\0')
    return g_steal_pointer (&number);
  /* Translators: a number and its unit, as “72.0 %” or “198 人” */
  return g_strdup_printf (C_ ("number and unit", "%s %s"), number, def->unit);
}

char *
yutu_indicator_format_value (const YutuIndicatorDef *def,
                             const YutuIndicatorRow *row)
{
  if (row->is_suppressed)
    /* Translators: stands for a number of people from 1 to 4 */
    return g_strdup (_ ("<5"));
  if (!row->has_value)
    return g_strdup ("—");
  return yutu_indicator_format_number (def, row->value);
}

/* Whole numbers without decimals, others with two. */
static char *
format_count (double value)
{
  return yutu_number_format (value, value == (double)(gint64)value ? 0 : 2);
}

char *
yutu_indicator_format_ratio (const YutuIndicatorDef *def,
                             const YutuIndicatorRow *row)
{
  g_autofree char *above = NULL;
  g_autofree char *below = NULL;

  if (!row->has_value || def->n_denominator == 0)
    return NULL;
  above = format_count (row->numerator);
  below = format_count (row->denominator);
  return g_strdup_printf ("%s ÷ %s", above, below);
}

/* What a term reads, each once. */
static void
add_origin (GPtrArray  *origins,
            const char *origin)
{
  if (origin != NULL && !g_ptr_array_find_with_equal_func (origins, origin, g_str_equal, NULL))
    g_ptr_array_add (origins, (gpointer)origin);
}

static void
add_origins (const YutuModules *modules,
             const YutuTerm    *term,
             GPtrArray         *origins)
{
  const YutuCaseKind *kind;
  const YutuRegister *record;

  switch (term->kind)
    {
    case YUTU_TERM_CASES:
      for (gsize i = 0; term->of[i] != NULL; i++)
        if ((kind = yutu_modules_find_kind (modules, term->of[i], NULL)) != NULL)
          add_origin (origins, yutu_title_get (&kind->title));
      if (term->of[0] == NULL)
        add_origin (origins, _ ("all cases"));
      break;
    case YUTU_TERM_FACILITIES:
    case YUTU_TERM_FACILITY_YEARS:
      for (gsize i = 0; term->of[i] != NULL; i++)
        if ((record = yutu_modules_find_register (modules, term->of[i], NULL)) != NULL)
          add_origin (origins, yutu_title_get (&record->title));
      break;
    case YUTU_TERM_ADDRESSES:
      add_origin (origins, _ ("addresses"));
      break;
    case YUTU_TERM_RESIDENTS:
      add_origin (origins, _ ("residents"));
      break;
    case YUTU_TERM_UNITS:
      add_origin (origins, _ ("divisions"));
      break;
    case YUTU_TERM_UNITS_WITH:
      for (gsize i = 0; i < term->n_has; i++)
        add_origins (modules, &term->has[i], origins);
      return;
    case YUTU_TERM_LINES:
      add_origin (origins, _ ("boundary lines"));
      break;
    case YUTU_TERM_PILLARS:
      add_origin (origins, _ ("boundary pillars"));
      break;
    case YUTU_TERM_CROSSINGS:
      add_origin (origins, term->in_force ? _ ("road signs") : _ ("crossings of roads"));
      break;
    case YUTU_TERM_FIGURE:
    default:
      add_origin (origins, _ ("reported figures"));
      break;
    }
  for (gsize i = 0; term->reach_of[i] != NULL; i++)
    if ((record = yutu_modules_find_register (modules, term->reach_of[i], NULL)) != NULL)
      add_origin (origins, yutu_title_get (&record->title));
}

static gboolean
is_of_year (const YutuTerm *term)
{
  return term->kind == YUTU_TERM_FACILITY_YEARS || term->kind == YUTU_TERM_FIGURE ||
         term->new_only ||
         (term->kind == YUTU_TERM_CASES &&
          (term->when == YUTU_CASES_OPENED || term->when == YUTU_CASES_CLOSED));
}

char *
yutu_indicator_format_source (const YutuIndicatorTable *table,
                              const YutuIndicatorRow   *row)
{
  const YutuIndicatorDef *def = table->def;
  g_autoptr (GPtrArray) origins = g_ptr_array_new ();
  g_autofree char *list = NULL;
  char             day[YUTU_DAY_TEXT_SIZE];

  for (gsize i = 0; i < def->n_numerator; i++)
    add_origins (table->modules, &def->numerator[i], origins);
  for (gsize i = 0; i < def->n_denominator; i++)
    add_origins (table->modules, &def->denominator[i], origins);
  g_ptr_array_add (origins, NULL);
  /* Translators: stands between the things of a list */
  list = g_strjoinv (C_ ("list", ", "), (GStrv)origins->pdata);
  if (row->is_suppressed)
    /* Translators: what was counted */
    return g_strdup_printf (_ ("%s: too few people to be shown"), list);
  if (is_of_year (&def->numerator[0]))
    /* Translators: what was counted, how many rows, a year */
    return g_strdup_printf (
      ngettext ("%s: %u record of %d", "%s: %u records of %d", row->n_rows), list, row->n_rows,
      table->data_year);
  /* Translators: what was counted, how many rows, a day */
  return g_strdup_printf (
    ngettext ("%s: %u record on %s", "%s: %u records on %s", row->n_rows), list, row->n_rows,
    yutu_day_format (table->day, day));
}
