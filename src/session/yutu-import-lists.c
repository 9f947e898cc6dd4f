/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import-lists-private.h"

#include "session/yutu-import-rows-private.h"
#include "session/yutu-name-classes.h"

#define PROGRESS_ROWS 4096

/* Headings that stand in one of the lists only, in the order in which they are asked for. */
static const struct
{
  const char *list;
  const char *headings[12];
} OWN[] = {
  { YUTU_IMPORT_CLASSES, { "通名", "terms", "大类", "大类代码", "大类名称", "group_title", "类别代码", NULL } },
  { YUTU_IMPORT_NAMES,
    { "标准名称", "地名类别", "别名", "曾用名", "罗马字母拼写", "地名含义", "地名来历", "former_names", "alias", "地名", NULL } },
  { YUTU_IMPORT_ADDRESSES,
    { "门牌号", "门牌", "门号", "标准地址", "地址全称", "详细地址", "街路巷", "室号", "幢号", "house_number", "door", NULL } },
};

gboolean
yutu_import_is_list (const char *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (OWN); i++)
    if (g_strcmp0 (OWN[i].list, object) == 0)
      return TRUE;
  return FALSE;
}

const char *
yutu_import_list_guess (const GPtrArray *headings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (OWN); i++)
    for (guint k = 0; k < headings->len; k++)
      for (gsize n = 0; OWN[i].headings[n] != NULL; n++)
        if (g_ascii_strcasecmp (headings->pdata[k], OWN[i].headings[n]) == 0)
          return OWN[i].list;
  return NULL;
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
yutu_import_list_read (const YutuImportChoice *choice,
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
  reading->object = yutu_import_list_guess (reading->fields);
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

static YutuDivisionFinding *
dup_finding (const YutuImportRowsFinding *from)
{
  YutuDivisionFinding *finding = g_new0 (YutuDivisionFinding, 1);

  finding->row = from->row;
  finding->field = g_strdup (from->field);
  finding->id = g_strdup_printf ("%s:%" G_GINT64_FORMAT, from->rule, from->row);
  finding->rule = g_strdup (from->rule);
  finding->message = g_strdup (from->message);
  finding->rejects = from->rejects;
  finding->has_place = from->has_place;
  finding->place = from->place;
  return finding;
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
                                                           : yutu_file_import_place_classes;
  g_auto (YutuImportRowsResult) result = { 0 };
  YutuImportRowsSpec spec = {
    .path = choice->path,
    .encoding = choice->encoding,
    .crs = choice->crs,
    .swap_axes = choice->swap_axes,
    .day = yutu_day_parse (choice->valid_from),
    .actor = actor,
    .dry_run = actor == NULL,
    .progress = progress,
    .cancellable = cancellable,
  };

  if (!run (file, &spec, &result, error))
    return FALSE;
  trial->claims = g_ptr_array_new_with_free_func (g_free);
  trial->result.findings = g_ptr_array_new_with_free_func (finding_free);
  trial->result.rows = result.rows;
  trial->result.rejected = result.rejected;
  trial->result.accepted = result.added;
  for (guint i = 0; i < result.findings->len; i++)
    {
      g_ptr_array_add (trial->result.findings, dup_finding (result.findings->pdata[i]));
      g_ptr_array_add (trial->claims, NULL);
    }
  return TRUE;
}
