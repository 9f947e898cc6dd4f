/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A whole table in memory (yutu-rows.c reads it). */

#include "transfer/yutu-source-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>

#include "transfer/yutu-rows.h"

#define MAX_TABLE_BYTES (G_GINT64_CONSTANT (512) << 20)

static gboolean
take_rows (YutuSource   *source,
           YutuRows    *table,
           const char   *path,
           YutuProgress *progress,
           GError      **error)
{
  const char *const *values = NULL;

  while (yutu_rows_next (table, &values, error))
    {
      YutuSourceFeature feature = { .row = source->features->len + 1 };

      if (values == NULL)
        return TRUE;
      for (guint i = 0; i < source->fields->len; i++)
        yutu_source_add_text (source, values[i]);
      yutu_source_take_row (source, feature);
      if (!yutu_progress_step (progress, "read", source->features->len, 0, error))
        return FALSE;
      if (source->features->len <= YUTU_SOURCE_MAX_ROWS)
        continue;
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE, _ ("%s: more than %d rows"), path,
                   YUTU_SOURCE_MAX_ROWS);
      return FALSE;
    }
  return FALSE;
}

YutuSource *
yutu_source_read_table (const char              *path,
                        const YutuSourceOptions *options,
                        YutuProgress            *progress,
                        GError                 **error)
{
  g_autoptr (YutuSource) source = NULL;
  g_autoptr (YutuRows) table = NULL;
  GStatBuf state = { 0 };

  if (g_stat (path, &state) == 0 && S_ISREG (state.st_mode) && state.st_size > MAX_TABLE_BYTES)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("%s: %zu bytes; at most %" PRId64 " are read"), path, (gsize)state.st_size, MAX_TABLE_BYTES);
      return NULL;
    }
  table = yutu_rows_open (path, options != NULL ? options->encoding : NULL, progress, error);
  if (table == NULL)
    return NULL;
  source = yutu_rows_ref_workbook (table);
  if (source != NULL)
    return g_steal_pointer (&source);
  source = yutu_source_new ();
  for (gsize i = 0; i < yutu_rows_count_fields (table); i++)
    g_ptr_array_add (source->fields, g_strdup (yutu_rows_get_field (table, i)));
  source->summary = g_strdup (yutu_rows_get_summary (table));
  return take_rows (source, table, path, progress, error) ? g_steal_pointer (&source) : NULL;
}
