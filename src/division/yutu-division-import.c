/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-import-private.h"

#include "division/yutu-code-register.h"
#include "division/yutu-division-rule.h"

/* ---- Findings ---- */

static void
finding_free (gpointer data)
{
  YutuDivisionFinding *finding = data;

  g_free (finding->id);
  g_free (finding->field);
  g_free (finding->rule);
  g_free (finding->message);
  g_free (finding);
}

void
yutu_division_import_result_clear (YutuDivisionImportResult *result)
{
  g_clear_pointer (&result->findings, g_ptr_array_unref);
}

YutuDivisionFinding *
yutu_division_import_add_finding (YutuDivisionImport *self,
                                  gint64              row,
                                  const char         *rule,
                                  char               *message)
{
  YutuDivisionFinding *finding = g_new0 (YutuDivisionFinding, 1);

  finding->row = row;
  finding->rule = g_strdup (rule);
  finding->message = message;
  finding->id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, rule, row);
  g_ptr_array_add (self->result->findings, finding);
  return finding;
}

YutuDivisionFinding *
yutu_division_import_reject (YutuDivisionImport *self,
                             gint64              row,
                             const char         *rule,
                             char               *message)
{
  YutuDivisionFinding *finding = yutu_division_import_add_finding (self, row, rule, message);

  finding->rejects = TRUE;
  self->result->rejected++;
  return finding;
}

/* ---- All of it ---- */

static gint64
new_id (gpointer data)
{
  YutuDivisionImport *self = data;

  return self->writes ? yutu_connection_new_id (self->connection)
                      : G_MAXINT64 / 2 + ++self->trial_id;
}

static gboolean
build_model (YutuDivisionImport *self,
             GError            **error)
{
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRing));

  self->base = yutu_division_load_model (self->connection, error);
  if (self->base == NULL)
    return FALSE;
  for (gsize i = 0; i < self->n_rows; i++)
    for (gsize k = 0; k < self->sources[i].n_rings; k++)
      {
        YutuTopologyRing ring = self->sources[i].rings[k];

        ring.owner = (guint32)i;
        g_array_append_val (rings, ring);
      }
  self->topology =
    yutu_topology_build ((YutuTopologyRing *)(gpointer)rings->data, rings->len, self->base, new_id,
                         self, self->options->progress, error);
  return self->topology != NULL;
}

static gboolean
run_import (YutuDivisionImport *self,
            GError            **error)
{
  const YutuDivisionImportOptions *options = self->options;

  if (options->source_rule != NULL && options->source_rejects)
    yutu_division_import_reject (self, 0, options->source_rule, g_strdup (options->source_message));
  else if (options->source_rule != NULL)
    yutu_division_import_add_finding (self, 0, options->source_rule,
                                      g_strdup (options->source_message));
  if (!yutu_division_rule_get_number (self->connection, "sliver-width-m",
                                      options->valid_from, &self->sliver_width_m, error) ||
      !yutu_division_import_examine_rows (self, error))
    return FALSE;
  if (self->result->rejected > 0)
    return TRUE;
  if (!yutu_division_import_load_base (self, error) || !build_model (self, error))
    return FALSE;
  yutu_division_import_place_rows (self);
  if (!yutu_division_import_examine_land (self, error))
    return FALSE;
  if (self->result->rejected > 0)
    return TRUE;
  self->result->accepted = self->n_rows;
  return !self->writes || yutu_division_import_write (self, error);
}

static void
start (YutuDivisionImport *self)
{
  self->rows = g_new0 (YutuDivisionImportRow, self->n_rows + 1);
  self->given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->rows_by_row = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (gsize i = 0; i < self->n_rows; i++)
    {
      self->rows[i].faces = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->rows_by_row, (gpointer)&self->sources[i].row,
                           GUINT_TO_POINTER ((guint)i + 1));
    }
}

static void
finish (YutuDivisionImport *self)
{
  for (gsize i = 0; i < self->n_rows; i++)
    {
      g_free (self->rows[i].code);
      g_array_unref (self->rows[i].faces);
    }
  g_free (self->rows);
  g_hash_table_unref (self->given);
  g_hash_table_unref (self->rows_by_row);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->grounds, g_hash_table_unref);
  g_clear_pointer (&self->owners, g_array_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->topology, yutu_topology_free);
  g_clear_pointer (&self->base, yutu_topology_free);
}

gboolean
yutu_division_import (YutuConnection                  *connection,
                      const YutuDivisionSource        *rows,
                      gsize                            n_rows,
                      const YutuDivisionImportOptions *options,
                      gboolean                         writes,
                      YutuDivisionImportResult        *result,
                      GError                         **error)
{
  YutuDivisionImport self = {
    .connection = connection,
    .sources = rows,
    .n_rows = n_rows,
    .options = options,
    .writes = writes,
    .result = result,
  };
  gboolean done;

  *result = (YutuDivisionImportResult){ .rows = n_rows };
  result->findings = g_ptr_array_new_with_free_func (finding_free);
  start (&self);
  done = run_import (&self, error);
  finish (&self);
  return done;
}
