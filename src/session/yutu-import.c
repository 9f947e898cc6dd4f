/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import.h"

#include <glib/gi18n.h>

#include "division/yutu-code-register.h"
#include "session/yutu-import-place.h"
#include "session/yutu-import-rows-private.h"
#include "session/yutu-import-same-private.h"
#include "transfer/yutu-source.h"

static const char *const NAME_FIELDS[] = { "name", "名称", "NAME", "standard_name",
                                           "xzqmc", "VILLNAME", "NAMEUNIT", "town_name",
                                           "fullname", NULL };
static const char *const CODE_FIELDS[] = { "code", "代码", "adcode", "xzqdm", "mca_code", NULL };

static gboolean
find_field (YutuSource        *source,
            const char        *asked,
            const char *const *usual,
            int               *field,
            GError           **error)
{
  const char *const one[] = { asked, NULL };

  *field = yutu_source_find_field (source, asked != NULL ? one : usual);
  if (*field >= 0 || asked == NULL)
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               _ ("there is no field “%s” in it"), asked);
  return FALSE;
}

gboolean
yutu_import_find_fields (YutuSource           *source,
                         const YutuImportSpec *spec,
                         int                  *name_field,
                         int                  *code_field,
                         GError              **error)
{
  return find_field (source, spec->name_field, NAME_FIELDS, name_field, error) &&
         find_field (source, spec->code_field, CODE_FIELDS, code_field, error);
}

/* ---- Divisions ---- */

typedef struct
{
  const YutuImportSpec     *spec;
  YutuSource               *source;
  int                       name_field;
  int                       code_field;
  GArray                   *rows;  /* YutuDivisionSource */
  YutuImportPlace           place; /* as the trial found it */
  gboolean                  brings_nothing;
  YutuDivisionImportResult *result;
} DivisionImport;

static void
row_clear (gpointer data)
{
  YutuDivisionSource *row = data;

  g_free (row->rings);
}

static GArray *
make_rows (YutuSource *source,
           int         name_field,
           int         code_field)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (YutuDivisionSource));

  g_array_set_clear_func (rows, row_clear);
  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);
      YutuDivisionSource       row = { .row = feature->row };

      if (name_field >= 0)
        row.name = yutu_source_get_text (source, i, (gsize)name_field);
      if (code_field >= 0)
        row.code = yutu_source_get_text (source, i, (gsize)code_field);
      if (feature->out_of_range)
        row.reject = "its coordinates are not longitude and latitude in this order; name the "
                     "reference system with --crs, or turn the axes with --swap-axes";
      else if (feature->kind != YUTU_SOURCE_POLYGON && feature->kind != YUTU_SOURCE_NONE)
        row.reject = "its geometry is no polygon";
      row.rings = g_new0 (YutuTopologyRing, feature->n_paths + 1);
      for (gsize k = 0; k < feature->n_paths && row.reject == NULL; k++)
        {
          const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);

          row.rings[row.n_rings++] = (YutuTopologyRing){
            .points = yutu_source_get_points (source, path),
            .n_points = path->n_points,
          };
        }
      g_array_append_val (rows, row);
    }
  return rows;
}

static const char *
get_field (DivisionImport *import,
           int             field)
{
  return field >= 0 ? yutu_source_get_field (import->source, (gsize)field) : NULL;
}

static gboolean
import_divisions (YutuConnection *connection,
                  DivisionImport *import,
                  gboolean        writes,
                  GError        **error)
{
  g_autofree char          *name = g_path_get_basename (import->spec->path);
  YutuDivisionImportOptions options = {
    .level = import->spec->level,
    .source = name,
    .valid_from = import->spec->valid_from,
    .accepted = import->spec->accepted,
    .progress = import->spec->progress,
    .name_field = get_field (import, import->name_field),
    .code_field = get_field (import, import->code_field),
    .source_rule = import->place.rule,
    .source_message = import->place.message,
    .source_rejects = import->place.rejects,
  };

  return yutu_division_import (connection, (YutuDivisionSource *)(gpointer)import->rows->data,
                               import->rows->len, &options, writes, import->result, error);
}

static gboolean
try_import (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  DivisionImport *import = data;

  if (!yutu_import_are_same (connection, (const YutuDivisionSource *)(gpointer)import->rows->data, import->rows->len,
                             import->spec->valid_from, &import->brings_nothing, error))
    return FALSE;
  if (import->brings_nothing)
    {
      *import->result = (YutuDivisionImportResult){ .rows = import->rows->len,
                                                    .accepted = import->rows->len,
                                                    .unchanged = import->rows->len,
                                                    .findings = g_ptr_array_new () };
      return TRUE;
    }
  if (!yutu_import_place_judge (&import->place, import->source, import->spec->crs != NULL,
                                connection, import->spec->valid_from, error))
    return FALSE;
  for (guint i = 0; i < import->rows->len; i++)
    {
      YutuDivisionSource *row = &g_array_index (import->rows, YutuDivisionSource, i);
      const char         *why = g_hash_table_lookup (import->place.rows, &row->row);

      row->reject = row->reject != NULL ? row->reject : why;
    }
  return import_divisions (connection, import, FALSE, error);
}

static gboolean
write_import (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  return import_divisions (connection, data, TRUE, error);
}

static gboolean
has_rejects (const YutuDivisionImportResult *result)
{
  for (guint i = 0; i < result->findings->len; i++)
    if (((YutuDivisionFinding *)g_ptr_array_index (result->findings, i))->rejects)
      return TRUE;
  return FALSE;
}

static gboolean
run_import (YutuFile       *self,
            DivisionImport *import,
            GError        **error)
{
  YutuStore       *store = yutu_file_get_store (self);
  g_autofree char *base = g_path_get_basename (import->spec->path);
  g_autofree char *title = g_strdup_printf ("导入区划 %s", base);
  YutuEntrySpec    entry = {
       .kind = "import-division",
       .title = title,
       .actor = import->spec->actor,
  };

  if (!yutu_store_read (store, try_import, import, import->spec->cancellable, error))
    return FALSE;
  if (import->spec->dry_run || import->brings_nothing || has_rejects (import->result))
    return TRUE;
  yutu_division_import_result_clear (import->result);
  return yutu_store_write (store, &entry, write_import, import, NULL,
                           import->spec->cancellable, error);
}

gboolean
yutu_file_import_divisions (YutuFile                 *self,
                            const YutuImportSpec     *spec,
                            YutuDivisionImportResult *result,
                            GError                  **error)
{
  YutuSourceOptions options = {
    .encoding = spec->encoding,
    .crs = spec->crs,
    .swap_axes = spec->swap_axes,
    .layer = spec->layer,
  };
  g_autoptr (YutuSource) source = yutu_source_read (spec->path, &options, spec->progress, error);
  g_autoptr (GArray) rows = NULL;
  DivisionImport import = { .spec = spec, .source = source, .result = result };
  gboolean       done = FALSE;

  if (source == NULL || !yutu_import_require_rows (spec->path, yutu_source_count_rows (source), error) ||
      !yutu_import_find_fields (source, spec, &import.name_field, &import.code_field, error))
    return FALSE;
  rows = make_rows (source, import.name_field, import.code_field);
  import.rows = rows;
  done = run_import (self, &import, error);
  yutu_import_place_clear (&import.place);
  return done;
}

/* ---- Codes ---- */

typedef struct
{
  const YutuImportSpec *spec;
  YutuSource           *source;
  int                   name_field;
  int                   code_field;
  char                 *label;
} CodeImport;

static gboolean
write_code (YutuConnection *connection,
            CodeImport     *import,
            gsize           row,
            GError        **error)
{
  YutuCode code = {
    .kind = "mca",
    .code = yutu_source_get_text (import->source, row, (gsize)import->code_field),
    .name = yutu_source_get_text (import->source, row, (gsize)import->name_field),
    .valid_from = import->spec->valid_from,
    .source = import->label,
  };

  if (code.code != NULL && code.name != NULL)
    return yutu_code_register_add (connection, &code, FALSE, error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE, _ ("field %s is empty"),
               yutu_source_get_field (import->source, (gsize)(code.code == NULL
                                                                ? import->code_field
                                                                : import->name_field)));
  return FALSE;
}

static gboolean
write_codes (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  CodeImport *import = data;

  for (gsize i = 0; i < yutu_source_count_rows (import->source); i++)
    if (!write_code (connection, import, i, error))
      {
        g_prefix_error (error, _ ("%s, row %zu: nothing was taken: "), import->label,
                        i + 1);
        return FALSE;
      }
  return TRUE;
}

gboolean
yutu_file_import_codes (YutuFile             *self,
                        const YutuImportSpec *spec,
                        gsize                *rows,
                        GError              **error)
{
  YutuSourceOptions options = { .encoding = spec->encoding };
  g_autoptr (YutuSource) source = yutu_source_read_table (spec->path, &options, spec->progress, error);
  g_autofree char *label = g_path_get_basename (spec->path);
  g_autofree char *title = g_strdup_printf ("导入代码册 %s", label);
  YutuEntrySpec    entry = { .kind = "import-codes", .title = title, .actor = spec->actor };
  CodeImport       import = { spec, source, -1, -1, label };

  if (source == NULL ||
      !yutu_import_find_fields (source, spec, &import.name_field, &import.code_field, error))
    return FALSE;
  if (import.name_field < 0 || import.code_field < 0)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
                   _ ("%s: the fields code and name are needed"),
                   spec->path);
      return FALSE;
    }
  *rows = yutu_source_count_rows (source);
  if (!yutu_import_require_rows (spec->path, *rows, error))
    return FALSE;
  return spec->dry_run || yutu_store_write (yutu_file_get_store (self), &entry, write_codes,
                                            &import, NULL, spec->cancellable, error);
}
