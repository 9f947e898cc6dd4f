/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import-trial.h"

#include <glib/gi18n.h>

#include "division/yutu-division-generic.h"
#include "geo/yutu-exact.h"
#include "session/yutu-boundary-import.h"
#include "session/yutu-import-lists-private.h"
#include "session/yutu-import-rows-private.h"
#include "session/yutu-map.h"
#include "session/yutu-session-private.h"

#define GUESS_ROWS 200

/* ---- Values ---- */

YutuImportChoice *
yutu_import_choice_new (const char *path)
{
  YutuImportChoice *self = g_new0 (YutuImportChoice, 1);

  self->path = g_strdup (path);
  return self;
}

YutuImportChoice *
yutu_import_choice_copy (const YutuImportChoice *self)
{
  YutuImportChoice *copy = g_memdup2 (self, sizeof *self);

  copy->path = g_strdup (self->path);
  copy->encoding = g_strdup (self->encoding);
  copy->crs = g_strdup (self->crs);
  copy->layer = g_strdup (self->layer);
  copy->name_field = g_strdup (self->name_field);
  copy->code_field = g_strdup (self->code_field);
  copy->valid_from = g_strdup (self->valid_from);
  copy->kind = g_strdup (self->kind);
  copy->maps = g_strdupv (self->maps);
  copy->replaces = g_strdupv (self->replaces);
  return copy;
}

void
yutu_import_choice_free (YutuImportChoice *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->encoding);
  g_free (self->crs);
  g_free (self->layer);
  g_free (self->name_field);
  g_free (self->code_field);
  g_free (self->valid_from);
  g_free (self->kind);
  g_strfreev (self->maps);
  g_strfreev (self->replaces);
  g_free (self);
}

void
yutu_import_reading_free (YutuImportReading *self)
{
  if (self == NULL)
    return;
  g_free (self->summary);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  g_free (self);
}

void
yutu_import_trial_free (YutuImportTrial *self)
{
  if (self == NULL)
    return;
  yutu_division_import_result_clear (&self->result);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  g_free (self);
}

static YutuImportSpec
make_spec (const YutuImportChoice *choice,
           YutuProgress           *progress,
           GCancellable           *cancellable)
{
  return (YutuImportSpec){
    .path = choice->path,
    .encoding = choice->encoding,
    .crs = choice->crs,
    .layer = choice->layer,
    .swap_axes = choice->swap_axes,
    .name_field = choice->name_field,
    .code_field = choice->code_field,
    .level = choice->level,
    .valid_from = choice->valid_from,
    .progress = progress,
    .cancellable = cancellable,
  };
}

static YutuSource *
read_source (const YutuImportChoice *choice,
             YutuProgress           *progress,
             GError                **error)
{
  YutuSourceOptions options = {
    .encoding = choice->encoding,
    .crs = choice->crs,
    .layer = choice->layer,
    .swap_axes = choice->swap_axes,
  };

  return choice->is_codes || (choice->object != NULL && !yutu_boundary_import_is_layer (choice->path))
           ? yutu_source_read_table (choice->path, &options, progress, error)
           : yutu_source_read (choice->path, &options, progress, error);
}

/* ---- What was understood ---- */

static GStrv
dup_row (YutuSource *source,
         gsize       row)
{
  gsize n = yutu_source_count_fields (source);
  GStrv texts = g_new0 (char *, n + 1);

  for (gsize k = 0; k < n; k++)
    {
      const char *text = yutu_source_get_text (source, row, k);

      texts[k] = g_strdup (text != NULL ? text : "");
    }
  return texts;
}

static void
add_spots (YutuImportSpots         *spots,
           YutuSource              *source,
           const YutuSourceFeature *feature)
{
  for (gsize k = 0; k < feature->n_paths; k++)
    {
      const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);
      const YutuPoint      *points = yutu_source_get_points (source, path);

      for (gsize i = 0; i < path->n_points; i++)
        yutu_import_spots_add (spots, points[i]);
    }
}

static YutuSketch *
make_sketch (YutuSource *source,
             int         epsg,
             int         name_field,
             gsize      *n_with_land)
{
  YutuSketch *sketch = yutu_sketch_new (epsg);
  g_auto (YutuImportSpots) spots = { 0 };

  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);
      const char              *name = name_field >= 0 ? yutu_source_get_text (source, i, (gsize)name_field) : NULL;

      if (feature->kind == YUTU_SOURCE_POINT)
        add_spots (&spots, source, feature);
      if (feature->kind != YUTU_SOURCE_POLYGON && feature->kind != YUTU_SOURCE_LINE)
        continue;
      *n_with_land += feature->kind == YUTU_SOURCE_POLYGON && feature->n_paths > 0;
      (feature->kind == YUTU_SOURCE_POLYGON ? yutu_sketch_begin_area : yutu_sketch_begin_line) (sketch, name);
      for (gsize k = 0; k < feature->n_paths; k++)
        {
          const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);

          yutu_sketch_add_ring (sketch, yutu_source_get_points (source, path), path->n_points);
        }
    }
  yutu_import_spots_draw (&spots, sketch);
  return sketch;
}

static int
level_of_row (const char *code,
              const char *name)
{
  int level = code != NULL ? yutu_division_level_of_code (code) : 0;

  for (int l = YUTU_LEVEL_VILLAGE; level == 0 && name != NULL && l >= YUTU_LEVEL_COUNTY; l--)
    {
      g_auto (YutuDivisionName) parts = { 0 };

      if (yutu_division_split_name (name, l, &parts, NULL) && *parts.generic != '\0' &&
          *parts.proper != '\0')
        level = l;
    }
  return level;
}

/* What most of the first rows say; 0 when they do not agree by half. */
static int
guess_level (YutuSource *source,
             int         name_field,
             int         code_field)
{
  gsize n = MIN (yutu_source_count_rows (source), GUESS_ROWS);
  gsize counts[YUTU_LEVEL_VILLAGE + 1] = { 0 };

  for (gsize i = 0; i < n; i++)
    counts[level_of_row (
      code_field >= 0 ? yutu_source_get_text (source, i, (gsize)code_field) : NULL,
      name_field >= 0 ? yutu_source_get_text (source, i, (gsize)name_field) : NULL)]++;
  for (int level = 1; level <= YUTU_LEVEL_VILLAGE; level++)
    if (2 * counts[level] > n)
      return level;
  return 0;
}

static void
count_levels (YutuImportReading *self,
              YutuSource        *source)
{
  for (gsize i = 0; self->code_field >= 0 && i < self->n_rows; i++)
    {
      const char *code = yutu_source_get_text (source, i, (gsize)self->code_field);
      int         level = code != NULL ? yutu_division_level_of_code (code) : 0;

      self->n_of_level[CLAMP (level, 0, YUTU_LEVEL_VILLAGE)]++;
    }
}

static void
note_names (YutuImportReading *self,
            YutuSource        *source)
{
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (gsize i = 0; self->name_field >= 0 && i < self->n_rows; i++)
    {
      gint64      row = yutu_source_get_feature (source, i)->row;
      const char *name = yutu_source_get_text (source, i, (gsize)self->name_field);

      if (name != NULL)
        g_hash_table_insert (self->names, g_memdup2 (&row, sizeof row), g_strdup (name));
    }
}

static void
note_lists (YutuImportReading *self,
            YutuSource        *source)
{
  self->layers = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->samples = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  for (gsize i = 0; i < yutu_source_count_layers (source, &self->layer); i++)
    g_ptr_array_add (self->layers, g_strdup (yutu_source_get_layer (source, i)));
  for (gsize i = 0; i < yutu_source_count_fields (source); i++)
    g_ptr_array_add (self->fields, g_strdup (yutu_source_get_field (source, i)));
  for (gsize i = 0; i < MIN (self->n_rows, YUTU_IMPORT_SAMPLES); i++)
    g_ptr_array_add (self->samples, dup_row (source, i));
}

/* A table that is chosen to be a list, or is one by its headings. */
static gboolean
find_list (const YutuModules      *modules,
           const YutuImportChoice *choice,
           YutuProgress           *progress,
           gboolean               *is_list,
           GError                **error)
{
  g_autoptr (YutuRows) rows = NULL;
  g_autoptr (GPtrArray) headings = NULL;
  const char *object = NULL;
  const char *kind = NULL;

  *is_list = yutu_import_is_list (choice->object);
  if (*is_list || choice->object != NULL)
    return TRUE;
  rows = yutu_rows_open (choice->path, choice->encoding, progress, error);
  if (rows == NULL)
    return FALSE;
  headings = yutu_import_rows_list_headings (rows);
  yutu_import_guess (modules, headings, &object, &kind);
  *is_list = yutu_import_is_list (object);
  return TRUE;
}

/* A layer of place names says of what class each is; one of units does not. */
static gboolean
tells_class (const YutuModules *modules,
             const GPtrArray   *headings)
{
  g_autoptr (GPtrArray) fields = yutu_import_fields_new (modules, YUTU_IMPORT_NAMES, NULL, headings);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const YutuImportField *field = g_ptr_array_index (fields, i);

      if (strcmp (field->id, "class") == 0)
        return field->at >= 0;
    }
  return FALSE;
}

YutuImportReading *
yutu_file_read_import (YutuFile               *self,
                       const YutuModules      *modules,
                       const YutuImportChoice *choice,
                       YutuProgress           *progress,
                       GError                **error)
{
  YutuImportSpec spec = make_spec (choice, progress, NULL);
  g_autoptr (YutuImportReading) reading = g_new0 (YutuImportReading, 1);
  g_autoptr (YutuSource) source = NULL;
  gboolean is_list = FALSE;
  int      epsg = 0;

  if (!yutu_boundary_import_is_layer (choice->path))
    {
      if (!find_list (modules, choice, progress, &is_list, error))
        return NULL;
      if (is_list)
        return yutu_import_list_read (modules, choice, reading, progress, error) ? g_steal_pointer (&reading) : NULL;
    }
  if (!yutu_file_read_map_crs (self, &epsg, error))
    return NULL;
  source = read_source (choice, progress, error);
  reading->name_field = reading->code_field = -1;
  if (source == NULL ||
      (choice->object == NULL && !yutu_import_find_fields (source, &spec, &reading->name_field,
                                                           &reading->code_field, error)))
    return NULL;
  reading->summary = g_strdup (yutu_source_get_summary (source));
  reading->n_rows = yutu_source_count_rows (source);
  note_lists (reading, source);
  yutu_import_guess (modules, reading->fields, &reading->object, &reading->kind);
  if (yutu_import_is_list (reading->object) &&
      (!g_str_equal (reading->object, YUTU_IMPORT_NAMES) || !tells_class (modules, reading->fields)))
    reading->object = NULL; /* those are no layers */
  reading->columns = yutu_import_fields_new (modules, choice->object, choice->kind, reading->fields);
  note_names (reading, source);
  reading->level = guess_level (source, reading->name_field, reading->code_field);
  count_levels (reading, source);
  if (!choice->is_codes && yutu_boundary_import_is_layer (choice->path))
    reading->sketch = make_sketch (source, epsg, reading->name_field, &reading->n_with_land);
  return g_steal_pointer (&reading);
}

/* ---- The trial ---- */

/* Even-odd over all rings, exact; a point on a line may count either way. */
static gboolean
covers (YutuSource              *source,
        const YutuSourceFeature *feature,
        YutuPoint                point)
{
  gboolean is_inside = FALSE;

  for (gsize k = 0; k < feature->n_paths; k++)
    {
      const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);
      const YutuPoint      *points = yutu_source_get_points (source, path);

      for (gsize i = 0; i < path->n_points; i++)
        {
          YutuPoint a = points[i], b = points[(i + 1) % path->n_points];

          if ((a.y > point.y) != (b.y > point.y) &&
              (a.y < b.y ? yutu_exact_side (a, b, point) > 0 : yutu_exact_side (a, b, point) < 0))
            is_inside = !is_inside;
        }
    }
  return is_inside;
}

static char *
dup_claims (YutuSource *source,
            int         name_field,
            YutuPoint   point)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);
      const char              *name = name_field >= 0 ? yutu_source_get_text (source, i, (gsize)name_field) : NULL;

      if (feature->kind == YUTU_SOURCE_POLYGON && name != NULL && covers (source, feature, point))
        g_ptr_array_add (names, (gpointer)name);
    }
  if (names->len < 2)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("、", (GStrv)names->pdata);
}

static gboolean
note_claims (YutuImportTrial        *self,
             const YutuImportSpec   *spec,
             const YutuImportChoice *choice,
             GError                **error)
{
  g_autoptr (YutuSource) source = NULL;
  int name_field = -1;
  int code_field = -1;

  for (guint i = 0; i < self->result.findings->len; i++)
    {
      const YutuDivisionFinding *finding = g_ptr_array_index (self->result.findings, i);
      gboolean                   is_claimed = finding->has_place &&
                            (g_str_equal (finding->rule, "overlap") || g_str_equal (finding->rule, "overshoot"));

      if (is_claimed && source == NULL)
        {
          source = read_source (choice, spec->progress, error);
          if (source == NULL ||
              !yutu_import_find_fields (source, spec, &name_field, &code_field, error))
            return FALSE;
        }
      g_ptr_array_add (self->claims,
                       is_claimed ? dup_claims (source, name_field, finding->place) : NULL);
    }
  return TRUE;
}

/* What stops the import first, then land, then the rest; each as it was. */
static void
order_findings (YutuDivisionImportResult *result)
{
  GPtrArray           *findings = result->findings;
  g_autofree gpointer *all = g_memdup2 (findings->pdata, findings->len * sizeof (gpointer));
  guint                n = 0;

  for (int pass = 0; pass < 3; pass++)
    for (guint i = 0; i < findings->len; i++)
      {
        const YutuDivisionFinding *finding = all[i];
        int                        rank = finding->rejects ? 0 : finding->area_m2 > 0 ? 1
                                                                                      : 2;

        if (rank == pass)
          findings->pdata[n++] = all[i];
      }
}

static YutuImportTrial *
run_import (YutuFile               *file,
            const YutuImportChoice *choice,
            const YutuImportSpec   *spec,
            GError                **error)
{
  g_autoptr (YutuImportTrial) self = g_new0 (YutuImportTrial, 1);

  self->claims = g_ptr_array_new_with_free_func (g_free);
  if (choice->is_codes)
    {
      if (!yutu_file_import_codes (file, spec, &self->n_codes, error))
        return NULL;
      self->result.rows = self->result.accepted = self->n_codes;
      self->result.findings = g_ptr_array_new ();
    }
  else
    {
      if (!yutu_file_import_divisions (file, spec, &self->result, error))
        return NULL;
      order_findings (&self->result);
      if (spec->dry_run && !note_claims (self, spec, choice, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- Lines and pillars ---- */

static YutuImportTrial *
run_list (YutuFile               *file,
          const YutuModules      *modules,
          const YutuImportChoice *choice,
          const YutuSigner       *signer,
          gboolean                dry_run,
          YutuProgress           *progress,
          GCancellable           *cancellable,
          GError                **error)
{
  g_autoptr (YutuImportTrial) self = g_new0 (YutuImportTrial, 1);
  gboolean is_register = g_str_equal (choice->object, YUTU_IMPORT_FACILITIES);

  if (g_str_equal (choice->object, YUTU_IMPORT_CASES))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("%s: this is a table of cases; cases are opened and led by hand, none are taken from a table"), choice->path);
      return NULL;
    }

  if (!(is_register ? yutu_import_facilities_run (file, modules, choice, signer, dry_run, progress, self, error)
                    : yutu_import_list_run (file, choice, dry_run ? NULL : signer->actor, progress, cancellable, self, error)))
    return NULL;
  order_findings (&self->result);
  return g_steal_pointer (&self);
}

static YutuImportTrial *
run_boundaries (YutuFile               *file,
                const YutuModules      *modules,
                const YutuSigner       *signer,
                const YutuImportChoice *choice,
                gboolean                dry_run,
                YutuProgress           *progress,
                GError                **error)
{
  g_autoptr (YutuImportTrial) self = g_new0 (YutuImportTrial, 1);
  g_auto (YutuBoundaryImportResult) result = { 0 };
  YutuBoundaryImportSpec spec = {
    .path = choice->path,
    .encoding = choice->encoding,
    .crs = choice->crs,
    .object = choice->object,
    .maps = (const char *const *)choice->maps,
    .day = yutu_day_parse (choice->valid_from),
    .dry_run = dry_run,
    .signer = *signer,
  };

  if (!yutu_file_import_boundaries (file, modules, &spec, &result, progress, error))
    return NULL;
  yutu_import_trial_count (self, result.rows, result.rejected, result.added + result.changed + result.unchanged);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuBoundaryFinding *told = g_ptr_array_index (result.findings, i);

      yutu_import_trial_tell (self, &(YutuRowTold){ .row = told->row,
                                                    .field = told->field,
                                                    .rule = told->rule,
                                                    .message = told->message,
                                                    .rejects = told->rejects,
                                                    .has_place = told->has_place,
                                                    .place = told->place });
    }
  order_findings (&self->result);
  return g_steal_pointer (&self);
}

YutuImportTrial *
yutu_file_try_import (YutuFile               *self,
                      const YutuModules      *modules,
                      const YutuSigner       *signer,
                      const YutuImportChoice *choice,
                      YutuProgress           *progress,
                      GCancellable           *cancellable,
                      GError                **error)
{
  YutuImportSpec spec = make_spec (choice, progress, cancellable);

  if (yutu_import_is_list (choice->object))
    return run_list (self, modules, choice, signer, TRUE, progress, cancellable, error);
  if (choice->object != NULL)
    return run_boundaries (self, modules, signer, choice, TRUE, progress, error);
  spec.dry_run = TRUE;
  return run_import (self, choice, &spec, error);
}

YutuImportRemedy
yutu_import_remedy_of (const GError *error)
{
  if (g_error_matches (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS))
    return YUTU_IMPORT_REMEDY_CRS;
  if (g_error_matches (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING))
    return YUTU_IMPORT_REMEDY_ENCODING;
  if (g_error_matches (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND))
    return YUTU_IMPORT_REMEDY_FILE;
  return YUTU_IMPORT_REMEDY_NONE;
}

/* ---- On workers ---- */

typedef struct
{
  YutuImportChoice *choice;
  YutuProgress     *progress; /* (nullable) */
  GHashTable       *accepted; /* (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  yutu_import_choice_free (self->choice);
  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_free (self);
}

static Job *
job_new (const YutuImportChoice *choice,
         YutuProgress           *progress,
         GHashTable             *accepted)
{
  Job *self = g_new0 (Job, 1);

  self->choice = yutu_import_choice_copy (choice);
  self->progress = progress != NULL ? yutu_progress_ref (progress) : NULL;
  self->accepted = accepted != NULL ? g_hash_table_ref (accepted) : NULL;
  return self;
}

static gpointer
run_read (YutuSessionWork *work,
          gpointer         data,
          GError         **error)
{
  Job *job = data;

  return yutu_file_read_import (work->file, work->modules, job->choice, job->progress, error);
}

static const YutuSessionWorkSpec READ = { run_read, (GDestroyNotify)yutu_import_reading_free, FALSE };

void
yutu_session_read_import_async (YutuSession            *self,
                                const YutuImportChoice *choice,
                                YutuProgress           *progress,
                                GCancellable           *cancellable,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  yutu_session_begin_work (self, &READ, job_new (choice, progress, NULL), job_free, cancellable,
                           callback, user_data);
}

YutuImportReading *
yutu_session_read_import_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &READ, result, error);
}

static gpointer
run_try (YutuSessionWork *work,
         gpointer         data,
         GError         **error)
{
  Job       *job = data;
  YutuSigner signer = { work->actor, work->role };

  return yutu_file_try_import (work->file, work->modules, &signer, job->choice, job->progress, work->cancellable,
                               error);
}

static const YutuSessionWorkSpec TRY = { run_try, (GDestroyNotify)yutu_import_trial_free, FALSE };

void
yutu_session_try_import_async (YutuSession            *self,
                               const YutuImportChoice *choice,
                               YutuProgress           *progress,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  yutu_session_begin_work (self, &TRY, job_new (choice, progress, NULL), job_free, cancellable,
                           callback, user_data);
}

YutuImportTrial *
yutu_session_try_import_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &TRY, result, error);
}

static gpointer
run_apply (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  Job           *job = data;
  YutuSigner     signer = { work->actor, work->role };
  YutuImportSpec spec = make_spec (job->choice, job->progress, work->cancellable);

  if (yutu_import_is_list (job->choice->object))
    return run_list (work->file, work->modules, job->choice, &signer, FALSE, job->progress, work->cancellable, error);
  if (job->choice->object != NULL)
    return run_boundaries (work->file, work->modules, &signer, job->choice, FALSE, job->progress, error);
  spec.accepted = job->accepted;
  spec.actor = work->actor;
  return run_import (work->file, job->choice, &spec, error);
}

static const YutuSessionWorkSpec APPLY = { run_apply, (GDestroyNotify)yutu_import_trial_free, TRUE };

void
yutu_session_import_async (YutuSession            *self,
                           const YutuImportChoice *choice,
                           GHashTable             *accepted,
                           YutuProgress           *progress,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  yutu_session_begin_work (self, &APPLY, job_new (choice, progress, accepted), job_free,
                           cancellable, callback, user_data);
}

YutuImportTrial *
yutu_session_import_finish (YutuSession  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return yutu_session_finish_work (self, &APPLY, result, error);
}
