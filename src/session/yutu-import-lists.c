/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import-lists-private.h"

#include "session/yutu-facility-import.h"
#include "session/yutu-import-rows-private.h"
#include "session/yutu-name-classes.h"
#include "session/yutu-name-sizes.h"

#define PROGRESS_ROWS 4096

gboolean
yutu_import_is_list (const char *object)
{
  static const char *const lists[] = { YUTU_IMPORT_NAMES, YUTU_IMPORT_ADDRESSES, YUTU_IMPORT_CLASSES, YUTU_IMPORT_SIZES, YUTU_IMPORT_FACILITIES,
                                       YUTU_IMPORT_CASES, NULL };

  return object != NULL && g_strv_contains (lists, object);
}

/* ---- What is understood ---- */

static GStrv
dup_values (const char *const *values,
            gsize              n)
{
  GStrv texts = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    texts[i] = g_strdup (values[i] != NULL ? values[i] : "");
  return texts;
}

gboolean
yutu_import_list_read (const YutuModules      *modules,
                       const YutuImportChoice *choice,
                       YutuImportReading      *reading,
                       YutuProgress           *progress,
                       GError                **error)
{
  const char *const *values = NULL;
  g_autoptr (YutuRows) rows = yutu_rows_open (choice->path, choice->encoding, progress, error);

  if (rows == NULL)
    return FALSE;
  reading->name_field = reading->code_field = -1;
  reading->summary = g_strdup (yutu_rows_get_summary (rows));
  reading->layers = g_ptr_array_new_with_free_func (g_free);
  reading->fields = yutu_import_rows_list_headings (rows);
  reading->samples = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  reading->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  yutu_import_guess (modules, reading->fields, &reading->object, &reading->kind);
  reading->columns = yutu_import_fields_new (modules, choice->object, choice->kind, reading->fields);
  while (yutu_rows_next (rows, &values, error))
    {
      guint64 total = 0;
      guint64 done = 0;

      if (values == NULL)
        return TRUE;
      if (reading->samples->len < YUTU_IMPORT_SAMPLES)
        g_ptr_array_add (reading->samples, dup_values (values, yutu_rows_count_fields (rows)));
      if (++reading->n_rows % PROGRESS_ROWS != 0)
        continue;
      done = yutu_rows_get_done (rows, &total);
      if (!yutu_progress_step (progress, "rows", done, total, error))
        return FALSE;
    }
  return FALSE;
}

/* ---- Trial and import ---- */

static void
finding_free (gpointer data)
{
  YutuDivisionFinding *self = data;

  g_free (self->field);
  g_free (self->id);
  g_free (self->rule);
  g_free (self->message);
  g_free (self);
}

void
yutu_import_trial_count (YutuImportTrial *trial,
                         gsize            rows,
                         gsize            rejected,
                         gsize            accepted)
{
  trial->claims = g_ptr_array_new_with_free_func (g_free);
  trial->result.findings = g_ptr_array_new_with_free_func (finding_free);
  trial->result.rows = rows;
  trial->result.rejected = rejected;
  trial->result.accepted = accepted;
}

void
yutu_import_trial_tell (YutuImportTrial   *trial,
                        const YutuRowTold *told)
{
  YutuDivisionFinding *finding = g_new0 (YutuDivisionFinding, 1);

  finding->row = told->row;
  finding->field = g_strdup (told->field);
  finding->id = told->subject != NULL ? g_strdup_printf ("%s:%s", told->rule, told->subject)
                                      : g_strdup_printf ("%s:%" G_GINT64_FORMAT, told->rule, told->row);
  finding->rule = g_strdup (told->rule);
  finding->message = g_strdup (told->message);
  finding->rejects = told->rejects;
  finding->has_place = told->has_place;
  finding->place = told->place;
  g_ptr_array_add (trial->result.findings, finding);
  g_ptr_array_add (trial->claims, NULL);
}

static void
note_counts (YutuImportTrial *trial,
             gsize            added,
             gsize            changed,
             gsize            unchanged)
{
  trial->is_list = TRUE;
  trial->n_added = added;
  trial->n_changed = changed;
  trial->n_unchanged = unchanged;
}

static void
draw (YutuImportTrial       *trial,
      const YutuImportSpots *spots,
      int                    epsg)
{
  if (spots->points == NULL)
    return;
  trial->sketch = yutu_sketch_new (epsg);
  yutu_import_spots_draw (spots, trial->sketch);
}

gboolean
yutu_import_list_run (YutuFile               *file,
                      const YutuImportChoice *choice,
                      const char             *actor,
                      YutuProgress           *progress,
                      GCancellable           *cancellable,
                      YutuImportTrial        *trial,
                      GError                **error)
{
  gboolean (*run) (YutuFile *, const YutuImportRowsSpec *, YutuImportRowsResult *, GError **) =
    g_strcmp0 (choice->object, YUTU_IMPORT_ADDRESSES) == 0 ? yutu_file_import_addresses
    : g_strcmp0 (choice->object, YUTU_IMPORT_NAMES) == 0   ? yutu_file_import_place_names
    : g_strcmp0 (choice->object, YUTU_IMPORT_SIZES) == 0   ? yutu_file_import_name_sizes
                                                           : yutu_file_import_place_classes;
  g_auto (YutuImportRowsResult) result = { 0 };
  int                epsg = 0;
  YutuImportRowsSpec spec = {
    .path = choice->path,
    .encoding = choice->encoding,
    .crs = choice->crs,
    .swap_axes = choice->swap_axes,
    .maps = (const char *const *)choice->maps,
    .replaces = (const char *const *)choice->replaces,
    .day = yutu_day_parse (choice->valid_from),
    .actor = actor,
    .dry_run = actor == NULL,
    .progress = progress,
    .cancellable = cancellable,
  };

  if (!yutu_file_read_map_crs (file, &epsg, error) || !run (file, &spec, &result, error))
    return FALSE;
  yutu_import_trial_count (trial, result.rows, result.rejected, result.added + result.changed);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuImportRowsFinding *told = result.findings->pdata[i];

      yutu_import_trial_tell (trial, &(YutuRowTold){ told->row, told->field, told->subject, told->rule, told->message,
                                                     told->rejects, told->has_place, told->place });
    }
  trial->n_collected = result.collected;
  if (g_str_equal (choice->object, YUTU_IMPORT_ADDRESSES) || g_str_equal (choice->object, YUTU_IMPORT_NAMES))
    note_counts (trial, result.added, result.changed, result.unchanged);
  trial->classes = g_steal_pointer (&result.classes);
  draw (trial, &result.spots, epsg);
  return TRUE;
}

/* ---- Registers ---- */

gboolean
yutu_import_facilities_run (YutuFile               *file,
                            const YutuModules      *modules,
                            const YutuImportChoice *choice,
                            const YutuSigner       *signer,
                            gboolean                dry_run,
                            YutuProgress           *progress,
                            YutuImportTrial        *trial,
                            GError                **error)
{
  g_auto (YutuFacilityImportResult) result = { 0 };
  int                    epsg = 0;
  YutuFacilityImportSpec spec = {
    .path = choice->path,
    .encoding = choice->encoding,
    .crs = choice->crs,
    .kind = choice->kind,
    .maps = (const char *const *)choice->maps,
    .day = yutu_day_parse (choice->valid_from),
    .dry_run = dry_run,
    .signer = *signer,
  };

  if (!yutu_file_read_map_crs (file, &epsg, error) || !yutu_file_import_facilities (file, modules, &spec, &result, progress, error))
    return FALSE;
  yutu_import_trial_count (trial, result.rows, result.rejected, result.added + result.changed);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuFacilityImportFinding *told = result.findings->pdata[i];

      yutu_import_trial_tell (trial, &(YutuRowTold){ .row = told->row,
                                                     .field = told->field,
                                                     .rule = told->rule,
                                                     .message = told->message,
                                                     .rejects = told->rejects });
    }
  note_counts (trial, result.added, result.changed, result.unchanged);
  draw (trial, &result.spots, epsg);
  return TRUE;
}
