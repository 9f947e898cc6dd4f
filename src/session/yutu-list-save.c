/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table into a file: its ids first, then its rows by the block, each block one short read, so that
 * a writer is not kept from its checkpoint meanwhile. */

#include "session/yutu-lists.h"

#include <glib/gi18n.h>

#include "session/yutu-session-private.h"
#include "transfer/yutu-sink.h"

#define BLOCK_SIZE 1000

static const YutuColumnType CASE_TYPES[YUTU_LIST_CASE_COLUMNS] = {
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_DAY,
  YUTU_COLUMN_DAY,
  YUTU_COLUMN_DAY,
  YUTU_COLUMN_DEGREE,
  YUTU_COLUMN_DEGREE,
};
static const YutuColumnType FACILITY_TYPES[YUTU_LIST_FACILITY_COLUMNS] = {
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_DAY,
  YUTU_COLUMN_DEGREE,
  YUTU_COLUMN_DEGREE,
};

typedef struct
{
  const YutuModules   *modules;
  const YutuListWords *words;
  GHashTable          *units; /* gint64 → name */
  YutuSink            *sink;
} Saver;

/* ---- Rows ---- */

static void
set_text (YutuSinkValue *value,
          const char    *text)
{
  value->is_set = text != NULL;
  value->text = text;
}

static void
set_day (YutuSinkValue *value,
         YutuDay        day)
{
  value->is_set = day != YUTU_DAY_INVALID;
  value->integer = day;
}

static void
set_point (YutuSinkValue *values,
           gboolean       has_point,
           YutuPoint      point)
{
  values[0].is_set = values[1].is_set = has_point;
  values[0].integer = point.x;
  values[1].integer = point.y;
}

static gboolean
add_case (Saver             *self,
          const YutuCaseRow *row,
          GError           **error)
{
  YutuSinkValue       values[YUTU_LIST_CASE_COLUMNS] = { { 0 } };
  const YutuModule   *module = NULL;
  const YutuCaseKind *kind = yutu_modules_find_kind (self->modules, row->kind, &module);
  gsize               state = kind != NULL ? yutu_case_kind_find_state (kind, row->state) : G_MAXSIZE;

  set_text (&values[0], row->case_no);
  set_text (&values[1], row->title);
  set_text (&values[2], module != NULL ? yutu_title_get (&module->title) : row->module);
  set_text (&values[3], kind != NULL ? yutu_title_get (&kind->title) : row->kind);
  set_text (&values[4],
            state != G_MAXSIZE ? yutu_title_get (&kind->states[state].title) : row->state);
  set_text (&values[5], g_hash_table_lookup (self->units, &row->township));
  set_text (&values[6], g_hash_table_lookup (self->units, &row->village));
  set_text (&values[7], row->officer);
  set_day (&values[8], row->opened_on);
  set_day (&values[9], row->due_on);
  set_day (&values[10], row->closed_on);
  set_point (&values[11], row->has_point, row->point);
  return yutu_sink_add_row (self->sink, values, NULL, error);
}

static gboolean
add_facility (Saver                   *self,
              const YutuFacilityEntry *row,
              GError                 **error)
{
  YutuSinkValue       values[YUTU_LIST_FACILITY_COLUMNS] = { { 0 } };
  const YutuRegister *of = yutu_modules_find_register (self->modules, row->kind, NULL);

  set_text (&values[0], row->name);
  set_text (&values[1], of != NULL ? yutu_title_get (&of->title) : row->kind);
  set_text (&values[2],
            self->words->word_status != NULL ? self->words->word_status (row->status) : row->status);
  set_text (&values[3], g_hash_table_lookup (self->units, &row->township));
  set_text (&values[4], g_hash_table_lookup (self->units, &row->village));
  set_day (&values[5], row->valid_from);
  set_point (&values[6], row->has_point, row->point);
  return yutu_sink_add_row (self->sink, values, NULL, error);
}

/* A row that is gone meanwhile is left out. */
static gboolean
add_block (Saver       *self,
           YutuListKind kind,
           GPtrArray   *rows,
           GError     **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gconstpointer row = g_ptr_array_index (rows, i);

      if (row != NULL && (kind == YUTU_LIST_CASES ? !add_case (self, row, error)
                                                  : !add_facility (self, row, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- The file ---- */

static YutuSink *
open_sink (const YutuListSpec  *spec,
           const YutuListWords *words,
           const char          *path,
           GError             **error)
{
  gboolean              is_cases = spec->kind == YUTU_LIST_CASES;
  const YutuColumnType *types = is_cases ? CASE_TYPES : FACILITY_TYPES;
  YutuSinkColumn        columns[YUTU_LIST_CASE_COLUMNS];
  YutuSinkSpec          sink = { .path = path, .title = words->title, .columns = columns };

  sink.n_columns = is_cases ? YUTU_LIST_CASE_COLUMNS : YUTU_LIST_FACILITY_COLUMNS;
  for (gsize i = 0; i < sink.n_columns; i++)
    columns[i] = (YutuSinkColumn){ words->headings[i], types[i] };
  if (!yutu_sink_find_format (path, NULL, &sink.format) || yutu_sink_format_is_layer (sink.format))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” is no table: its name must end in .csv or .xlsx"), path);
      return NULL;
    }
  return yutu_sink_new (&sink, error);
}

gboolean
yutu_file_save_list (YutuFile            *self,
                     const YutuModules   *modules,
                     const YutuListSpec  *spec,
                     const YutuListWords *words,
                     const char          *path,
                     YutuProgress        *progress,
                     gint64              *rows,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_autoptr (YutuSink) sink = open_sink (spec, words, path, error);
  g_autoptr (GHashTable) units = sink != NULL ? yutu_file_read_unit_names (self, error) : NULL;
  g_autoptr (GArray) ids =
    units != NULL ? yutu_file_find_list (self, modules, spec, cancellable, error) : NULL;
  YutuDay day = spec->cases.day != YUTU_DAY_INVALID ? spec->cases.day : yutu_day_today ();
  Saver   saver = { modules, words, units, sink };

  if (ids == NULL)
    return FALSE;
  for (gsize i = 0; i < ids->len; i += BLOCK_SIZE)
    {
      g_autoptr (GPtrArray) block =
        yutu_file_read_list (self, spec->kind, &g_array_index (ids, gint64, i),
                             MIN (BLOCK_SIZE, ids->len - i), day, cancellable, error);

      if (block == NULL || !add_block (&saver, spec->kind, block, error) ||
          !yutu_progress_step (progress, NULL, i, ids->len, error) ||
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  *rows = yutu_sink_count_rows (sink);
  return yutu_sink_finish (sink, error);
}

/* ---- As a job ---- */

typedef struct
{
  YutuListSpec *spec;
  GStrv         headings;
  char         *title;
  const char *(*word_status) (const char *status);
  char         *path;
  YutuProgress *progress;
} Save;

static void
save_free (gpointer data)
{
  Save *self = data;

  yutu_list_spec_free (self->spec);
  g_strfreev (self->headings);
  g_free (self->title);
  g_free (self->path);
  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_free (self);
}

/* The number of rows, on the heap. */
static gpointer
save_list (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Save         *save = data;
  const YutuListWords words = { (const char *const *)save->headings, save->word_status, save->title };
  gint64              rows = 0;

  if (!yutu_file_save_list (work->file, work->modules, save->spec, &words, save->path, save->progress,
                            &rows, work->cancellable, error))
    return NULL;
  return g_memdup2 (&rows, sizeof rows);
}

static const YutuSessionWorkSpec SAVE = { save_list, g_free, FALSE };

void
yutu_session_save_list_async (YutuSession         *self,
                              const YutuListSpec  *spec,
                              const YutuListWords *words,
                              const char          *path,
                              YutuProgress        *progress,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Save *save = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  save = g_new0 (Save, 1);
  save->spec = yutu_list_spec_copy (spec);
  save->headings = g_strdupv ((GStrv)words->headings);
  save->title = g_strdup (words->title);
  save->word_status = words->word_status;
  save->path = g_strdup (path);
  save->progress = progress != NULL ? yutu_progress_ref (progress) : NULL;
  yutu_session_begin_work (self, &SAVE, save, save_free, cancellable, callback, user_data);
}

gboolean
yutu_session_save_list_finish (YutuSession  *self,
                               GAsyncResult *result,
                               gint64       *rows,
                               GError      **error)
{
  g_autofree gint64 *saved = yutu_session_finish_work (self, &SAVE, result, error);

  if (saved != NULL)
    *rows = *saved;
  return saved != NULL;
}
